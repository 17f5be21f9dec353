"""What stands before the text: finding the headline, and the deck and byline under it."""

import re

from backfile.parse.dateline import KICKER, dateline_of
from backfile.parse.forms import CLOSED, is_name, is_title_like
from backfile.parse.likelytitle import (
    LONGEST_HEADER,
    LONGEST_HEADLINE,
    beside_header,
    could_be_title,
    likeliest_title,
)
from backfile.parse.masthead import is_media_word
from backfile.parse.pagetop import without_page_name
from backfile.parse.paragraphs import LIST_MARK
from backfile.parse.sheet import SENTENCES, Sheet, fold
from backfile.parse.writers import (
    name_above_role,
    name_and_place,
    writer_alone,
    writer_before_date,
    writer_told,
)
from backfile.patterns import late

__all__ = ["LONGEST_DECK", "label_beside", "label_header"]

LONGEST_DECK = 520
# `REPORTAGE - À Saint-Malo …`: the kind of the piece before its standfirst.
RUBRIC = late(r"[A-ZÀ-ÞА-ЯЁІЇЄ]{4,}(?:\s[A-ZÀ-ÞА-ЯЁІЇЄ]{2,}){0,3}\s[-–—]\s?(?=\S)")
LONGEST_SPOT = 240
UNSPACED = late(r"[\u3040-\u30ff\u3400-\u9fff]")
# What a wire sets before the title of a later version: `UPDATE 1-Ferry fire put out`.
WIRE_PREFIX = late(
    r"^(?:(?:UPDATE|WRAPUP|REFILE|RPT|CORRECTED|CORRECTION)(?:\s\d{1,2})?-\s?)+(?=[^\W_a-z\"“'])"
)


def label_header(sheet: Sheet) -> int | None:
    """Label the passages before the text and return the headline's index, None when there is no headline."""
    candidates = [i for i in range(min(sheet.start, LONGEST_HEADER)) if sheet.open(i)]
    if not candidates and _long_headline(sheet):
        first = sheet.start
        sheet.start = next(
            (i for i in range(first + 1, len(sheet.passages)) if sheet.prose(i)), len(sheet.passages)
        )
        candidates = [i for i in range(min(sheet.start, LONGEST_HEADER)) if sheet.open(i)]
    headline = 0 if _parted_by_date(sheet) else likeliest_title(sheet, candidates)
    if headline is None:
        return None
    if sheet.start >= len(sheet.passages) and (above := _above_date(sheet, headline, candidates)) is not None:
        sheet.start, headline = headline, above
    headline += _is_kicker(sheet, headline)
    title = without_page_name(sheet, sheet.passages[headline].text.removesuffix(" ="))
    title = WIRE_PREFIX.sub("", title, count=1)
    sheet.set(headline, "headline", _reason(sheet, headline, candidates), title)
    label_beside(sheet, headline)
    return headline


def label_beside(sheet: Sheet, headline: int | None) -> None:
    """Label what stands above the headline, and below it before the text; nothing when it stands inside the text."""
    if headline is None or headline >= sheet.start:
        return
    for i in range(headline):
        if sheet.open(i) and not sheet.own_credit(i):
            if name_above_role(sheet, i):
                sheet.set(i, "byline", "a name alone on its line above the writer's role")
            short = len(sheet.passages[i].text.split()) <= 4 and not is_media_word(sheet.passages[i].text)
            sheet.set(i, "section" if short else "furniture", "stands before the headline")
        sheet.take_mark(i)
    _label_under(sheet, headline)


def _is_kicker(sheet: Sheet, i: int) -> bool:
    """Whether a few words stand over a longer title, and under that a standfirst, over the date or writer."""
    if i + 3 >= len(sheet.passages) or not (sheet.open(i + 1) and sheet.open(i + 2)):
        return False
    kicker, title, deck = (sheet.passages[j].text for j in (i, i + 1, i + 2))
    few = len(kicker.split()) <= 5 and len(title.split()) >= 5 and len(title) > 1.4 * len(kicker)
    shaped = is_title_like(title) and not CLOSED.ends(title) and not CLOSED.ends(kicker) and CLOSED.ends(deck)
    parted = not sheet.passages[i + 1].apart and 40 <= len(deck) <= LONGEST_DECK
    return few and shaped and parted and sheet.any_marked(range(i + 3, i + 8), "date", "byline")


def _parted_by_date(sheet: Sheet) -> bool:
    """Whether the first line was cut into a title, a date and what stands behind it."""
    parted = len(sheet.passages) > 3 and sheet.open(0) and sheet.marked(1, "date")
    return parted and len({passage.line for passage in sheet.passages[:3]}) == 1


def _long_headline(sheet: Sheet) -> bool:
    """Whether the first passage, though long, is a headline: one sentence, with a date or byline under it."""
    if sheet.start >= len(sheet.passages) or sheet.start > 1:
        return False
    text = sheet.passages[sheet.start].text
    if len(text) > LONGEST_HEADLINE or len(re.findall(r"[.!?]\s", text)) > 1:
        return False
    return sheet.marked(sheet.start + 1, "date", "byline") or text[-1] in "?!"


def _above_date(sheet: Sheet, headline: int, candidates: list[int]) -> int | None:
    """Return the line above the date when what was chosen is the last line of all: else no text would be left."""
    if headline != candidates[-1] or headline + 1 < len(sheet.passages):
        return None
    fits = (i for i in candidates if i < headline and could_be_title(sheet, i))
    return next((i for i in fits if sheet.marked(i + 1, "date")), None)


def _reason(sheet: Sheet, i: int, candidates: list[int]) -> str:
    if i == 0 and _parted_by_date(sheet):
        return "stands on one line with the date and the lead behind it"
    key = sheet.folded[i]
    if any(label and label.kind == "duplicate" and fold(label.passage.text) == key for label in sheet.labels):
        return "the line before the text that the page prints again"
    if i == candidates[0]:
        return "the first line that is no date, credit, byline or page furniture"
    return "the line before the text that reads most like a title"


def _label_under(sheet: Sheet, headline: int) -> None:
    """Label what stands between the headline and the text: byline, role, deck, section."""
    decked = any(label and label.kind == "deck" for label in sheet.labels) or _paragraph_deck(sheet, headline)
    marked = sheet.any_marked(range(sheet.start), "byline")
    for i in range(headline + 1, min(sheet.start, headline + LONGEST_HEADER)):
        if not sheet.open(i):
            continue
        text = sheet.passages[i].text
        words = max(len(text.split()), len(UNSPACED.findall(text)) // 2)
        told = marked or any(sheet.labelled(j, "byline") for j in range(i))
        if writer := "" if told else writer_before_date(sheet, i):
            sheet.set(i, "byline", "names, or a name and a role, at most two lines above the date", writer)
        elif found := None if told else writer_told(text):
            sheet.set(i, "byline", found[1], found[0])
        elif is_name(text) and beside_header(sheet, i) and not told and not _twice(sheet, i):
            sheet.set(i, "byline", "a name alone on its line beside the date")
        elif name_and_place(text) and beside_header(sheet, i) and not told:
            name = text.partition("/")[0].strip()
            sheet.set(i, "byline", "a name and a place parted by a slash, beside the date", name)
        elif is_name(text) and sheet.any_marked((i - 1, i + 1), "byline"):
            sheet.set(i, "role", "stands beside the byline")
        elif name_above_role(sheet, i):
            sheet.set(i, "byline", "a name alone on its line above the writer's role")
        elif not told and writer_alone(sheet, i):
            sheet.set(i, "byline", "a name alone on the last line above the text, told nowhere else")
        elif sheet.own_credit(i):
            continue
        elif (
            (sheet.labelled(i - 1, "byline") or sheet.marked(i - 1, "byline"))
            and len(text) <= 70
            and not CLOSED.ends(text)
        ):
            sheet.set(i, "role", "stands directly under the byline")
        elif sheet.labelled(i - 1, "role") and words <= 6 and _in_block(sheet, i):
            sheet.set(i, "role", "stands under the writer's role, in one block with it")
        elif not decked and i == headline + 1 and _summary_over_credit(sheet, i):
            decked = True
            sheet.set(
                i, "deck", "two sentences under the headline, the lead picture's credit apart below them"
            )
        elif sheet.captions(i) or _below_credit(sheet, i):
            continue
        elif not decked and words > 2 and sheet.passages[i].line == sheet.passages[headline].line:
            decked = True
            sheet.set(i, "deck", "stands on the headline's own line, after the date")
        elif _opens_text(sheet, i, words):
            sheet.start = i
            return
        elif words <= 4 and sheet.marked(i + 1, "date") and not sheet.passages[i + 1].apart:
            sheet.set(i, "role", "a few words directly above the date: outlet, place or desk")
        elif not decked and words > 2 and _deck_like(sheet, i):
            decked = True
            sheet.set(i, "deck", "stands between the headline and the text")
        elif not decked and i == headline + 1 and _short_standfirst(sheet, i):
            decked = True
            sheet.set(i, "deck", "one short sentence between the headline and the first long paragraph")
        elif words <= 2 and len(text) <= 30 and not CLOSED.ends(text):
            sheet.set(i, "section", "a word or two between the headline and the text")


def _in_block(sheet: Sheet, i: int) -> bool:
    """Whether a line goes on the block of the one above it, and is no sentence."""
    return not sheet.passages[i].apart and not CLOSED.ends(sheet.passages[i].text)


def _twice(sheet: Sheet, i: int) -> bool:
    """Whether another line says just the same: the rubric in the menu and above the date, no name of a writer."""
    above = enumerate(sheet.passages[: sheet.start])  # below the text it presents its writer
    return any(p.text == sheet.passages[i].text for j, p in above if j != i)


def _deck_like(sheet: Sheet, i: int) -> bool:
    """Whether a short passage before the text is a standfirst and not the text's first sentence.

    A closed sentence below date, byline or credit opens the text; a standfirst stands above them or is no sentence.
    """
    text = sheet.passages[i].text
    if len(text) > LONGEST_DECK or LIST_MARK.match(text) or text[-1] in ":：":
        return False
    if not CLOSED.ends(text) or sheet.any_marked(range(i + 1, sheet.start), "date", "byline", "credit"):
        return True
    return _above_lead_picture(sheet, i)


def _above_lead_picture(sheet: Sheet, i: int) -> bool:
    """Whether one to three sentences stand between the date and the lead photo, and the text begins below that.

    A report that opens with its place has no standfirst there, nor has one whose first paragraph is as long as others.
    """
    text = sheet.passages[i].text
    if len(text) > LONGEST_SPOT or dateline_of(sheet.passages[i]):
        return False
    if not sheet.any_marked(range(i), "date", "byline") or sheet.any_marked(range(i), "credit"):
        return False
    after = i + 2 if sheet.own_credit(i + 1) else i + 3 if sheet.captions(i + 1) else 0
    if not after or after >= len(sheet.passages) or sheet.any_marked((after,), "credit", "date", "byline"):
        return False
    rest = [len(p.text) for j, p in enumerate(sheet.passages) if j >= after and sheet.prose(j)]
    return bool(rest) and sheet.open(after) and len(sheet.passages[after].text) > len(text)


def _opens_text(sheet: Sheet, i: int, words: int) -> bool:
    """Whether a short sentence begins the text: it stands below date or byline, and another sentence follows it."""
    if words < 4 or not CLOSED.ends(sheet.passages[i].text) or not sheet.open(i + 1):
        return False
    below = any(sheet.marked(j, "date", "byline") or sheet.labelled(j, "byline") for j in range(i))
    above = sheet.any_marked(range(i + 1, sheet.start), "date", "byline", "credit")
    follows = sheet.passages[i + 1].text
    return below and not above and CLOSED.ends(follows) and len(follows.split()) >= 4


def _short_standfirst(sheet: Sheet, i: int) -> bool:
    """Whether one sentence directly under the headline is a standfirst: no date or byline stands above it, the
    passage under it is at least twice as long, and no paragraph of the text is as short."""
    length = len(sheet.passages[i].text)
    if len(SENTENCES.findall(sheet.passages[i].text)) != 1 or sheet.any_marked(range(i), "date", "byline"):
        return False
    after = i + 2 if sheet.own_credit(i + 1) else i + 3 if sheet.captions(i + 1) else i + 1
    if sheet.start != after or after + 1 >= len(sheet.passages):
        return False
    rest = [
        len(p.text)
        for j, p in enumerate(sheet.passages)
        if j > after and CLOSED.ends(p.text) and sheet.open(j)
    ]
    return len(sheet.passages[after].text) >= 2 * length and bool(rest) and min(rest) > length


def _summary_over_credit(sheet: Sheet, i: int) -> bool:
    """Whether two or three sentences, longer than captions are, stand over a credit apart from them."""
    text = sheet.passages[i].text
    apart = sheet.marked(i + 1, "credit") and sheet.passages[i + 1].apart and not sheet.single
    return apart and 110 <= len(text) <= LONGEST_DECK and 2 <= len(SENTENCES.findall(text)) <= 3


def _below_credit(sheet: Sheet, i: int) -> bool:
    """Whether passage `i` may be the caption of a credit line above it."""
    return sheet.marked(i - 1, "credit") and (
        not sheet.passages[i].apart or is_title_like(sheet.passages[i].text)
    )


def _paragraph_deck(sheet: Sheet, headline: int) -> bool:
    """Label a whole paragraph as deck when header lines part it from the text; return whether it was."""
    i = sheet.start
    if i >= len(sheet.passages) or len(sheet.passages[i].text) > LONGEST_DECK:
        return False
    if sheet.passages[i].line != sheet.passages[headline].line and dateline_of(sheet.passages[i]):
        return False
    if sheet.passages[i].line == sheet.passages[headline].line:
        why = "stands on the headline's own line, after the date"
    elif (
        i == headline + 1
        and not sheet.any_marked(range(i), "date", "byline")
        and _header_goes_on(sheet, i + 1)
    ):
        why = "a paragraph directly under the headline, before date, byline or lead photo"
    elif (
        sheet.marked(i + 1, "byline")
        and not sheet.any_marked(range(i), "byline")
        and not (sheet.any_marked(range(i), "credit") and not _captioned_above(sheet, i))
        and sheet.prose_follows(i + 1)
    ):
        why = "a paragraph between the headline and the byline"
    elif i > headline + 1 and not _decked_above(sheet, headline, i) and _above_shares(sheet, i):
        why = "a few sentences under the date, above a row of buttons"
    elif i > headline + 1 and not _decked_above(sheet, headline, i) and _above_lead_picture(sheet, i):
        why = "a few sentences between the date and the lead photo"
    elif (
        RUBRIC.match(sheet.passages[i].text)
        and KICKER.match(sheet.passages[i].text)
        and not _decked_above(sheet, headline, i)
        and _shortest(sheet, i)
    ):
        why = "opens with the kind of the piece in capitals"
    else:
        return False
    sheet.set(i, "deck", why)
    sheet.start = next((j for j in range(i + 1, len(sheet.passages)) if sheet.prose(j)), len(sheet.passages))
    return True


def _shortest(sheet: Sheet, i: int) -> bool:
    """Whether all running text below passage `i`, of which there is some, is longer than that passage."""
    below = [len(p.text) for j, p in enumerate(sheet.passages) if j > i and sheet.prose(j)]
    return bool(below) and min(below) > len(sheet.passages[i].text)


def _captioned_above(sheet: Sheet, i: int) -> bool:
    """Whether the lead picture's credit has its caption above it, or in its own line: passage `i` is none then."""
    credits = [j for j in range(i) if sheet.marked(j, "credit")]
    return all(sheet.captions(j - 1) for j in credits) and not sheet.own_credit(i)


def _above_shares(sheet: Sheet, i: int) -> bool:
    """Whether one to three sentences stand below the date, and buttons of the page part them from the text.

    They are a standfirst when a rubric in capitals opens them (`REPORTAGE - `), or when no paragraph is as short.
    """
    text = sheet.passages[i].text
    below = i + 1
    while sheet.marked(below, "furniture"):
        below += 1
    if below == i + 1 or not sheet.prose_follows(below - 1) or dateline_of(sheet.passages[i]):
        return False
    if not sheet.any_marked(range(i), "date", "byline") or len(SENTENCES.findall(text)) > 3:
        return False
    rest = [len(p.text) for j, p in enumerate(sheet.passages) if j >= below and sheet.prose(j)]
    return bool(RUBRIC.match(text)) or (
        len(rest) > 2 and len(text) <= LONGEST_SPOT and min(rest[:-1]) > len(text)
    )


def _decked_above(sheet: Sheet, headline: int, i: int) -> bool:
    """Whether an open line of some words stands between the headline and passage `i`: that is the standfirst."""
    between = (j for j in range(headline + 1, i) if sheet.open(j) and not sheet.own_credit(j))
    return any(len(sheet.passages[j].text.split()) > 4 for j in between)


def _header_goes_on(sheet: Sheet, i: int) -> bool:
    """Whether passage `i` still belongs to the header and running text comes after it."""
    while (
        sheet.marked(i, "furniture", "footer") or _place_above_date(sheet, i) or _names_above_date(sheet, i)
    ):
        i += 1
    if i >= len(sheet.passages) or sum(sheet.sentence(k) for k in range(i, len(sheet.passages))) < 2:
        return False
    figure = sheet.marks[i] is None and (sheet.captions(i) or sheet.own_credit(i))
    return figure or sheet.marked(i, "date", "byline")


def _place_above_date(sheet: Sheet, i: int) -> bool:
    """Whether passage `i` is a word or two, no sentence, directly above the date, as some sites print the place."""
    return sheet.open(i) and len(sheet.passages[i].text.split()) <= 3 and sheet.marked(i + 1, "date")


def _names_above_date(sheet: Sheet, i: int) -> bool:
    """Whether passage `i` is a word or two, and a name alone stands between it and the date: outlet, writer."""
    below = sheet.passages[i + 1].text if sheet.open(i) and sheet.open(i + 1) else ""
    short = below and len(sheet.passages[i].text.split()) <= 3 and not CLOSED.ends(sheet.passages[i].text)
    return bool(short) and is_name(below) and sheet.marked(i + 2, "date")
