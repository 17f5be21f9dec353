"""Lines inside the text that look like none of it: items of lists that have no mark, where the facts are
from, and what is asked in an interview.
"""

import re

from backfile.parse.forms import CLOSED, is_title_like
from backfile.parse.phrases import SOURCE_LABEL, any_of
from backfile.parse.sheet import Sheet
from backfile.patterns import late

__all__ = ["label_arrows", "label_enumerated", "label_facts", "label_questions"]

TELLS_SOURCE = late(rf"{any_of(SOURCE_LABEL)}\s*[:：]", re.IGNORECASE)
# `Klara Pichler: Zwei Jahre, wenn niemand drängt.`, `A. K. : Les questions.`
_NAME = r"[^\W\d_a-zа-яё][\w.'’-]*"
SPEAKS = late(rf"{_NAME}(?:\s{_NAME}){{0,3}}\s?[:：]\s(?=[^\W\d_a-zа-яё„“«\"¿¡])|[—–-]\s(?=[^\W\d_a-zа-яё])")
ARROW = late(r"(?:[▶►▸➤➡👉☞→]|>{2,3})\uFE0F?\s?(?=[^\W\d_]|[\"“«「\[])")
FEWEST, LONGEST = 2, 300
OPENS, PARTS, ENDS = (":", "："), (";", "；", "؛"), (";", "；", "؛", ".", "。", "۔", "।")


def label_enumerated(sheet: Sheet) -> None:
    """Label lines that end in a semicolon, and the last that ends in a stop, as the items of one list."""
    for i in range(sheet.start, len(sheet.passages) - FEWEST):
        if not sheet.passages[i].text.endswith(OPENS):
            continue
        last = i
        while last + 1 < len(sheet.passages) and _item(sheet, last + 1):
            last += 1
            if not sheet.passages[last].text.endswith(PARTS):
                break
        if last - i >= FEWEST and sheet.passages[last - 1].text.endswith(PARTS):
            for j in range(i + 1, last + 1):
                sheet.set(j, "list_item", "one of several lines closed by semicolons under a colon")


def _item(sheet: Sheet, i: int) -> bool:
    text = sheet.passages[i].text
    return sheet.open(i) and len(text) <= LONGEST and (text.endswith(ENDS) or CLOSED.ends(text))


def label_facts(sheet: Sheet) -> None:
    """Label a source line alone between two paragraphs, the text going on below, as a paragraph: it names no outlet."""
    last = sheet.last_prose
    for i in range(sheet.start + 1, last):
        text = sheet.passages[i].text
        if (
            sheet.passages[i].apart
            and len(text) <= LONGEST
            and TELLS_SOURCE.match(text)
            and sheet.prose(i - 1)
            and sheet.prose(i + 1)
        ):
            sheet.set(i, "paragraph", "a source line inside the text, which tells where the facts are from")


def label_questions(sheet: Sheet) -> None:
    """Label short questions between the answers of an interview as paragraphs: below each begins who speaks."""
    asked = [
        i
        for i in range(max(1, sheet.start - 1), len(sheet.passages) - 1)
        if sheet.passages[i].text.endswith(("?", "？"))
        and sheet.open(i)
        and SPEAKS.match(sheet.passages[i + 1].text)
    ]
    if len(asked) < FEWEST:
        return
    for i in asked:
        sheet.set(i, "paragraph", "a question, which the line below answers")


def label_arrows(sheet: Sheet) -> None:
    """Label a title behind an arrow, alone between paragraphs, as that of another article; several make a list."""
    inside = range(sheet.start + 1, sheet.last_prose)
    signed = (i for i in inside if not sheet.passages[i].text[:1].isalnum())
    found = [i for i in signed if sheet.open(i) and ARROW.match(sheet.passages[i].text)]
    for i in found:
        text = sheet.passages[i].text
        alone = i - 1 not in found and i + 1 not in found
        if alone and is_title_like(text) and not CLOSED.ends(text) and not sheet.prose(i):
            sheet.set(i, "read-also", "a title behind an arrow, alone between paragraphs")
