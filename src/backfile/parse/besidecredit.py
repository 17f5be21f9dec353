"""What stands beside a credit line: the caption above it or below, or a paragraph that is no caption.

And captions of the lead picture that stand without any credit, which their place and first words tell.
"""

# Tables of words.
# ruff: noqa: E501

from backfile.parse.forms import is_prose, is_title_like
from backfile.parse.sheet import SENTENCES, Sheet
from backfile.patterns import Ending, late

__all__ = ["CLOSED", "caption_alone", "label_beside_credit", "source_of_picture"]

CLOSED = Ending(".!?…。！？؟۔।", "\"'”’»)）]」』")
# How a caption may begin, in languages where a writer's role has no article.
SCENE = late(
    r"(?:(?:Il|Lo|La|I|Gli|Le|Un[ao]?|El|Los|Las|Der|Die|Das|Eine?|Les|Une|Os?|As|Uma?|Het|Een)\s|L['’]|Un['’]|(?:Blick|Sicht|Luftbild|Vista|Veduta|Vue|Vistas|View|Widok|Pohled|Výhled|Вид|Общий вид|Изглед|Краєвид)\s|نمایی از\s|جانب من\s|منظر عام\s)"
)
SPOKEN = late(r"[:;«»“”\"„]")


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


def caption_alone(sheet: Sheet, i: int) -> str | None:
    """Return why a line that is no sentence, above the text and below the headline, is the lead picture's caption:
    it stands under the writer and begins as no role does, the standfirst and the date below it; or it stands between
    two buttons of the page, below the date, and the text, while standfirsts stand above the date."""
    text = sheet.passages[i].text
    if not 4 <= len(text.split()) <= 30 or CLOSED.ends(text) or text[-1] in ":：":
        return None
    below = sheet.labelled(i - 1, "byline") or sheet.marked(i - 1, "byline")
    if below and len(text.split()) <= 14 and SCENE.match(text) and not SPOKEN.search(text):
        longer = sheet.open(i + 1) and len(sheet.passages[i + 1].text) > len(text)
        if longer and sheet.any_marked(range(i + 2, i + 5), "date"):
            return "under the writer, begins as captions do: what the lead picture shows"
    buttons = sheet.marked(i - 1, "furniture") and (
        sheet.marked(i - 2, "furniture") or sheet.labelled(i - 2, "section", "furniture")
    )
    if not buttons or i + 1 != sheet.start or not sheet.passages[i].apart:
        return None
    dated = sheet.any_marked(range(i - 2), "date") and not sheet.any_marked(range(i), "credit")
    return "under date and buttons, no sentence, directly above the text" if dated else None


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
