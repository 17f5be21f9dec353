"""The deck in a page's header: which sentences above the text are the standfirst, and not its first paragraph."""

from backfile.parse.dateline import KICKER, dateline_of
from backfile.parse.forms import CLOSED, is_name
from backfile.parse.paragraphs import LIST_MARK
from backfile.parse.sheet import SENTENCES, Sheet
from backfile.patterns import late

__all__ = ["LONGEST_DECK", "deck_like", "paragraph_deck", "short_standfirst", "summary_over_credit"]

LONGEST_DECK = 520
# `REPORTAGE - À Saint-Malo …`: the kind of the piece before its standfirst.
RUBRIC = late(r"[A-ZÀ-ÞА-ЯЁІЇЄ]{4,}(?:\s[A-ZÀ-ÞА-ЯЁІЇЄ]{2,}){0,3}\s[-–—]\s?(?=\S)")
LONGEST_SPOT = 240


def deck_like(sheet: Sheet, i: int) -> bool:
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
    picture = next((j for j in range(i + 1, min(i + 4, len(sheet.passages))) if not _of_player(sheet, j)), 0)
    after = picture + 1 if sheet.own_credit(picture) else picture + 2 if sheet.captions(picture) else 0
    while after and _of_player(sheet, after):
        after += 1
    if not after or after >= len(sheet.passages) or sheet.any_marked((after,), "credit", "date", "byline"):
        return False
    rest = [len(p.text) for j, p in enumerate(sheet.passages) if j >= after and sheet.prose(j)]
    if len(SENTENCES.findall(text)) > 1 and sum(rest) > len(rest) * len(text):
        return sheet.open(after)
    return bool(rest) and sheet.open(after) and len(sheet.passages[after].text) > len(text)


def _of_player(sheet: Sheet, i: int) -> bool:
    """Whether a line is one of the page beside its lead picture: a button, or a word such as `Photo`."""
    if sheet.marked(i, "furniture") or sheet.labelled(i, "furniture"):
        return True
    text = sheet.passages[i].text if sheet.open(i) else ""
    return bool(text) and len(text.split()) == 1 and len(text) <= 16 and not CLOSED.ends(text)


def short_standfirst(sheet: Sheet, i: int) -> bool:
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


def summary_over_credit(sheet: Sheet, i: int) -> bool:
    """Whether two or three sentences, longer than captions are, stand over a credit apart from them."""
    text = sheet.passages[i].text
    apart = sheet.marked(i + 1, "credit") and sheet.passages[i + 1].apart and not sheet.single
    return apart and 110 <= len(text) <= LONGEST_DECK and 2 <= len(SENTENCES.findall(text)) <= 3


def paragraph_deck(sheet: Sheet, headline: int) -> bool:
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
    """Whether the next two paragraphs below passage `i`, or all there are, are longer than that passage."""
    below = [len(p.text) for j, p in enumerate(sheet.passages) if j > i and sheet.prose(j)]
    return bool(below) and min(below[:2]) > len(sheet.passages[i].text)


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
