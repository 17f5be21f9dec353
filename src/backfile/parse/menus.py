"""Menus above the text: rows of rubrics, buttons and settings that a page copied whole begins with.

No list of words knows them all. Their form does: line after line of one to three words, none of them a date, a byline
or a sentence, and below them a line that can be the headline.
"""

from backfile.parse.forms import CLOSED, WIDE, is_short, is_title_like
from backfile.parse.likelytitle import stems
from backfile.parse.nameplate import TRAIL, label_nameplate
from backfile.parse.ownnames import label_known_names
from backfile.parse.sheet import Sheet, fold
from backfile.parse.writers import byline_word

__all__ = ["WHY", "label_menus"]

FEWEST, FEWEST_APART = 4, 6
"""Lines that make a menu: in one block, or each between blank lines."""
TEXTS, TOLD, TOLD_UNSPACED = 12, 0.4, 0.2
"""How many passages of the text are asked for a title's words, and the share of them that must be there: of pairs of
signs, where words are not parted by spaces, many are none."""
WHY = "one of the short lines of a menu above the text"
HEADER = ("date", "byline", "reporting", "note", "caption", "tag-block", "tags")


def label_menus(sheet: Sheet) -> None:
    """Label the page's name and the short lines of menus above the first running text as furniture."""
    label_nameplate(sheet)
    label_known_names(sheet)
    _label_trail(sheet)
    first = 0
    while first < sheet.start:
        after = first + 1
        while after < sheet.start and not sheet.passages[after].apart:
            after += 1
        _label_menu(sheet, first, after, FEWEST)
        first = after
    run = 0
    while run < sheet.start:
        after = run
        while after < sheet.start and _short(sheet, after):
            after += 1
        lone = after < sheet.start and after - run > FEWEST_APART and _alone(sheet, after - 1)
        lone = lone and not (_all_alone(sheet, run, after) and _heads(sheet, after))
        _label_menu(sheet, run, after - lone, FEWEST_APART)
        run = after + 1


def _label_trail(sheet: Sheet) -> None:
    """Label the way to the page that ends in its title: `News > Town > Title`, above the same title."""
    below = {sheet.folded[i]: i for i in range(min(sheet.start, 60))}
    for i in range(min(sheet.start, 60)):
        parts = TRAIL.split(sheet.passages[i].text) if sheet.open(i) else []
        if len(parts) > 2 and below.get(fold(parts[-1]), -1) > i:
            sheet.set(i, "furniture", "the way to the page, which ends in the title below")
            for j in range(i):
                if sheet.open(j) and sheet.folded[j] == fold(parts[0]):
                    sheet.set(j, "furniture", "the name of the page, with which the way to it begins")


def _label_menu(sheet: Sheet, first: int, after: int, fewest: int) -> None:
    lines = [i for i in range(first, after) if _short(sheet, i)]
    if len(lines) < fewest or len(lines) < 0.7 * (after - first):
        return
    told = _told_title(sheet, after)
    if not (told or _titled_below(sheet, after)) or sheet.any_marked(range(first, after), *HEADER):
        return
    if not told and _above_header(sheet, after):
        return
    if any(byline_word(sheet.passages[i].text) for i in lines):
        return
    longer = [i for i in range(first + 1, after) if i not in lines and _rubric(sheet, i)]
    for i in sorted((*lines, *longer)):
        if sheet.marks[i] is None or sheet.marked(i, "source", "credit"):
            sheet.set(i, "furniture", WHY)


def _short(sheet: Sheet, i: int) -> bool:
    """Whether a line can be an entry of a menu: up to three words, no sentence, or known as furniture."""
    if sheet.labels[i] is not None and not sheet.labelled(i, "furniture", "duplicate"):
        return False
    mark, text = sheet.marks[i], sheet.passages[i].text
    if mark is not None and mark.kind in ("furniture", "footer"):
        return True
    agency = mark is not None and (mark.kind == "source" or mark.why.startswith("the name of a picture"))
    if (mark is not None and not agency) or len(text) > 32 or CLOSED.ends(text):
        return False
    return is_short(text)


def _rubric(sheet: Sheet, i: int) -> bool:
    """Whether a longer line inside a menu belongs to it: no line below repeats it, as one does a title."""
    text = sheet.passages[i].text
    if not sheet.open(i) or len(text) > 60 or len(text.split()) > 6 or CLOSED.ends(text):
        return False
    told = fold(text)
    return all(told not in sheet.folded[j] for j in range(i + 1, sheet.start))


def _titled_below(sheet: Sheet, after: int) -> bool:
    """Whether a line below the menu and above the text can be the headline: apart, and of more words than a rubric."""
    for i in range(after, min(sheet.start, after + 30)):
        text = sheet.passages[i].text
        heads = sheet.passages[i].apart or (i > after and sheet.any_marked((i + 1, i + 2), "date", "byline"))
        if not is_short(text) and sheet.open(i) and heads and is_title_like(text):
            return not CLOSED.ends(text) or text[-1] in "?!？！»”\"'"
    return False


def _told_title(sheet: Sheet, after: int) -> bool:
    """Whether a line below the menu is a title whose words the text uses again: then no line of the menu is one."""
    told = stems(
        " ".join(passage.text for passage in sheet.passages[sheet.start : sheet.start + TEXTS])[:5000]
    )
    for i in range(after, min(sheet.start, after + 30)):
        text = sheet.passages[i].text
        if not is_short(text) and sheet.open(i) and is_title_like(text):
            words = stems(text)
            share = TOLD_UNSPACED if WIDE.search(text) else TOLD
            return len(words) > 1 and len(words & told) >= share * len(words)
    return False


def _above_header(sheet: Sheet, after: int) -> bool:
    """Whether date or byline stand directly below: then the lines may be headline, place and outlet."""
    return sheet.marked(after, "date", "byline") and not sheet.passages[after].apart


def _all_alone(sheet: Sheet, first: int, after: int) -> bool:
    return all(sheet.passages[i].apart for i in range(first, after))


def _heads(sheet: Sheet, i: int) -> bool:
    """Whether a line is a title of five words or more that the text tells again, its picture or its date below it."""
    text = sheet.passages[i].text
    titled = sheet.open(i) and len(text.split()) >= 5 and is_title_like(text) and not CLOSED.ends(text)
    under = sheet.captions(i + 1) or sheet.own_credit(i + 1) or sheet.any_marked((i + 1, i + 2), "date")
    return titled and under and _told_title(sheet, i)


def _alone(sheet: Sheet, i: int) -> bool:
    """Whether a line stands between blank lines: under a menu that may be a short headline."""
    return sheet.passages[i].apart and (i + 1 >= len(sheet.passages) or sheet.passages[i + 1].apart)
