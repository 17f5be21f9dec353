"""Which lines no rule knows are the page's own words, by how they sound and where they stand.

The rules know the common wordings of each language; `pagevoice` judges the rest. Where the page speaks most, after the
last paragraph, a leaning is enough; between paragraphs only a sure judgement counts, and quotations never.
"""

from backfile.parse.pagevoice import WIDE, page_voice
from backfile.parse.sheet import Sheet
from backfile.patterns import late

__all__ = ["label_voiced"]

SURE, LEANING, ABOVE = 2.5, 0.5, 3.5
"""Logits: 12 to 1 for the page between paragraphs, 1.6 to 1 after them, 33 to 1 where the headline may stand."""
UNSPACED = 3.0
"""The least in scripts without spaces, whose pairs of signs tell less than words."""
LONGEST_INSIDE, LONGEST_AFTER = 180, 600
FEWEST_WORDS = 4
WHY = "sounds like the page around an article, not like its text"
QUOTED = late(r"[“”\"«»„「」『』]")
# A quotation, or a line that leads to what stands below it.
SPOKEN = late(r"[“”\"«»„「」『』]|[:：,،，]$")


def label_voiced(sheet: Sheet) -> None:
    """Label the lines that sound like the page: from the end up to the last paragraph, then those between."""
    last = _label_after(sheet)
    titles = sum(sheet.open(i) for i in range(min(sheet.start, last)))
    for i in range(last):
        text = sheet.passages[i].text
        if not sheet.open(i) or len(text) > LONGEST_INSIDE or not _words(text) or SPOKEN.search(text):
            continue
        if i < sheet.start and (titles <= 1 or sheet.marked(i + 1, "date", "byline")):
            continue  # it may be the headline
        least = ABOVE if i < sheet.start else UNSPACED if WIDE.search(text) else SURE
        if not _beside_picture(sheet, i) and page_voice(text) >= least:
            titles -= i < sheet.start
            sheet.set(i, "furniture", WHY)
    sheet.start = next(
        (i for i in range(sheet.start, len(sheet.passages)) if sheet.labels[i] is None and sheet.prose(i)),
        len(sheet.passages),
    )


def _label_after(sheet: Sheet) -> int:
    """Label the page's words after the text; return the index of the last paragraph and one."""
    for i in range(len(sheet.passages) - 1, sheet.start, -1):
        text = sheet.passages[i].text
        if not sheet.open(i) or _beside_picture(sheet, i):
            continue
        judged = _words(text) and len(text) <= LONGEST_AFTER and not QUOTED.match(text)
        if judged and page_voice(text) >= (UNSPACED if WIDE.search(text) else LEANING):
            sheet.set(i, "footer", WHY)
        elif sheet.prose(i):
            return i + 1
    return min(sheet.start + 1, len(sheet.passages))


def _words(text: str) -> bool:
    """Whether a line has words enough to be judged where it might be a subhead."""
    return len(text.split(None, FEWEST_WORDS)) >= FEWEST_WORDS or len(WIDE.findall(text)) >= 2 * FEWEST_WORDS


def _beside_picture(sheet: Sheet, i: int) -> bool:
    return (
        sheet.marked(i + 1, "credit", "caption")
        or sheet.marked(i - 1, "credit", "caption")
        or sheet.own_credit(i)
    )
