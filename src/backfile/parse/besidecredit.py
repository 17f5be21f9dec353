"""What stands beside a credit line: the caption above it or below, or a paragraph that is no caption."""

from backfile.parse.forms import is_prose, is_title_like
from backfile.parse.sheet import SENTENCES, Sheet
from backfile.patterns import Ending

__all__ = ["CLOSED", "label_beside_credit", "source_of_picture"]

CLOSED = Ending(".!?…。！？؟۔।", "\"'”’»)）]」』")


def label_beside_credit(sheet: Sheet, i: int, headline: int | None) -> None:
    """Label the caption of the credit at `i`, above it or below."""
    glued_below = sheet.passages[i].apart and i + 1 < len(sheet.passages) and not sheet.passages[i + 1].apart
    told = any(sheet.labelled(j, "caption") for j in (i + 1, i + 2, i + 3))
    above = not told and sheet.open(i - 1) and sheet.captions(i - 1) and i - 1 != headline
    if _agency_above_caption(sheet, i) and (above or len(sheet.passages[i + 1].text.split()) >= 5):
        above = False
        sheet.set(i + 1, "caption", "stands below an agency's name, with running text above that")
    if above and not (glued_below and _caption_below(sheet, i)):
        sheet.set(i - 1, "caption", "stands directly above a credit line")
    elif _caption_below(sheet, i):
        where = "in one block" if glued_below else "directly"
        sheet.set(i + 1, "caption", f"stands {where} below a credit line and is no running text")


def source_of_picture(sheet: Sheet, i: int) -> str | None:
    """Return what source line `i`, where it stands inside the text, names when it tells where the picture above it is
    from."""
    mark = sheet.marks[i]
    if i <= sheet.start + 1 or mark is None or sheet.passages[i].apart:
        return None
    text = sheet.passages[i - 1].text
    titled = sheet.open(i - 1) and is_title_like(text) and not CLOSED.ends(text) and len(text) <= 160
    return mark.value if titled and len(mark.value) <= 80 and sheet.prose_follows(i) else None


def _agency_above_caption(sheet: Sheet, i: int) -> bool:
    """Whether an agency's bare name parts a paragraph from the caption below it.

    Captions above a credit are short or one sentence; a line below it that is no sentence is no paragraph.
    """
    mark = sheet.marks[i]
    if mark is None or "agency" not in mark.why or not sheet.open(i + 1):
        return False
    above, below = sheet.passages[i - 1].text, sheet.passages[i + 1].text
    paragraph = is_prose(above) and (len(above) > 160 or len(SENTENCES.findall(above)) > 1)
    title = is_title_like(below) and not CLOSED.ends(below) and 3 <= len(below.split()) <= 30
    return paragraph and title and not sheet.marked(i + 2, "credit")


def _caption_below(sheet: Sheet, i: int) -> bool:
    """Whether the passage below a credit line is its caption, as in layouts that print the credit first."""
    if not sheet.open(i + 1) or sheet.labelled(i - 1, "caption"):
        return False
    text = sheet.passages[i + 1].text
    block = sheet.passages[i].apart and not sheet.passages[i + 1].apart
    if block and len(text) <= 300 and len(SENTENCES.findall(text)) <= 2:
        return True
    titled = is_title_like(text) and not CLOSED.ends(text) and 3 <= len(text.split()) <= 30
    return titled and i + 1 < sheet.start
