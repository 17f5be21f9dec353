"""What stands before the text: finding the headline, and what is under it."""

import re

from backfile.parse.decks import (
    LONGEST_DECK,
    deck_like,
    paragraph_deck,
    short_standfirst,
    summary_over_credit,
)
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
from backfile.parse.sheet import Sheet, fold
from backfile.parse.writers import (
    NO_NAME,
    name_above_role,
    name_and_place,
    writer_alone,
    writer_before_date,
    writer_told,
)
from backfile.patterns import late

__all__ = ["label_beside", "label_header"]

UNSPACED = late(r"[\u3040-\u30ff\u3400-\u9fff]")
# How a caption may begin, in languages where a writer's role has no article.
SCENE = late(
    r"(?:(?:Il|Lo|La|I|Gli|Le|Un[ao]?|El|Los|Las|Der|Die|Das|Eine?|Les|Une|Os?|As|Uma?|Het|Een)\s|L['’]|Un['’]"
    r"|(?:Blick|Sicht|Luftbild|Vista|Veduta|Vue|Vistas|View|Widok|Pohled|Výhled|Вид|Общий вид|Изглед|Краєвид)\s"
    r"|نمایی از\s|جانب من\s|منظر عام\s)"
)
SPOKEN = late(r"[:;«»“”\"„]")
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
            text = sheet.passages[i].text
            short = len(text.split()) <= 4 and not is_media_word(text)
            leads = text[-1] in "؛；"
            why = "a kicker that leads to the title below" if leads else "stands before the headline"
            sheet.set(i, "section" if short or leads else "furniture", why)
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
    decked = any(label and label.kind == "deck" for label in sheet.labels) or paragraph_deck(sheet, headline)
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
        elif (
            is_name(text)
            and beside_header(sheet, i)
            and not (told or NO_NAME.match(text))
            and not _twice(sheet, i)
        ):
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
            _below_writer(sheet, i)
            and len(text) <= 70
            and not CLOSED.ends(text)
            and not _names_scene(sheet, i)
        ):
            sheet.set(i, "role", "stands directly under the byline")
        elif _below_writer(sheet, i) and _names_scene(sheet, i):
            sheet.set(i, "caption", "under the writer, begins as captions do: what the lead picture shows")
        elif sheet.labelled(i - 1, "role") and words <= 6 and _in_block(sheet, i):
            sheet.set(i, "role", "stands under the writer's role, in one block with it")
        elif not decked and i == headline + 1 and summary_over_credit(sheet, i):
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
        elif words > 3 and _under_buttons(sheet, i):
            sheet.set(i, "caption", "under date and buttons, no sentence, directly above the text")
        elif not decked and words > 2 and deck_like(sheet, i):
            decked = True
            sheet.set(i, "deck", "stands between the headline and the text")
        elif not decked and i == headline + 1 and short_standfirst(sheet, i):
            decked = True
            sheet.set(i, "deck", "one short sentence between the headline and the first long paragraph")
        elif words <= 2 and len(text) <= 30 and not CLOSED.ends(text):
            sheet.set(i, "section", "a word or two between the headline and the text")


def _below_writer(sheet: Sheet, i: int) -> bool:
    return sheet.labelled(i - 1, "byline") or sheet.marked(i - 1, "byline")


def _names_scene(sheet: Sheet, i: int) -> bool:
    """Whether a line of some words begins with an article or a word for a view, as no role of a writer does, and a
    longer line and the date stand below it."""
    text = sheet.passages[i].text
    if not 4 <= len(text.split()) <= 14 or CLOSED.ends(text) or SPOKEN.search(text) or not SCENE.match(text):
        return False
    longer = sheet.open(i + 1) and len(sheet.passages[i + 1].text) > len(text)
    return longer and sheet.any_marked(range(i + 2, i + 5), "date")


def _in_block(sheet: Sheet, i: int) -> bool:
    """Whether a line goes on the block of the one above it, and is no sentence."""
    return not sheet.passages[i].apart and not CLOSED.ends(sheet.passages[i].text)


def _twice(sheet: Sheet, i: int) -> bool:
    """Whether another line says just the same: the rubric in the menu and above the date, no name of a writer."""
    above = enumerate(sheet.passages[: sheet.start])  # below the text it presents its writer
    return any(p.text == sheet.passages[i].text for j, p in above if j != i)


def _under_buttons(sheet: Sheet, i: int) -> bool:
    """Whether a line without full stop stands between two buttons of the page, below the date, and the text: where the
    lead picture is, while standfirsts stand above the date."""
    text = sheet.passages[i].text
    if i + 1 != sheet.start or CLOSED.ends(text) or not sheet.passages[i].apart or text[-1] in ":：":
        return False
    return (
        sheet.marked(i - 1, "furniture")
        and (sheet.marked(i - 2, "furniture") or sheet.labelled(i - 2, "section", "furniture"))
        and sheet.any_marked(range(i - 2), "date")
        and not sheet.any_marked(range(i), "credit")
    )


def _opens_text(sheet: Sheet, i: int, words: int) -> bool:
    """Whether a short sentence begins the text: it stands below date or byline, and another sentence follows it."""
    if words < 4 or not CLOSED.ends(sheet.passages[i].text) or not sheet.open(i + 1):
        return False
    below = any(sheet.marked(j, "date", "byline") or sheet.labelled(j, "byline") for j in range(i))
    above = sheet.any_marked(range(i + 1, sheet.start), "date", "byline", "credit")
    follows = sheet.passages[i + 1].text
    return below and not above and CLOSED.ends(follows) and len(follows.split()) >= 4


def _below_credit(sheet: Sheet, i: int) -> bool:
    """Whether passage `i` may be the caption of a credit line above it."""
    return sheet.marked(i - 1, "credit") and (
        not sheet.passages[i].apart or is_title_like(sheet.passages[i].text)
    )
