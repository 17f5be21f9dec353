"""A standfirst that stands where the first paragraph does: the text begins anew below it.

Sites print the summary under the lead photo, or with nothing between it and the text. Two signs tell it from a first
paragraph: the next paragraph opens with the dateline, or it says the same again. In real texts a second paragraph
repeats at most four in ten of the longer words of the first; the paragraph under a standfirst repeats more.
"""

import itertools
from collections.abc import Iterator

from backfile.parse.dateline import dateline_of
from backfile.parse.decks import LONGEST_DECK
from backfile.parse.forms import CLOSED
from backfile.parse.housestyle import opens_with_standfirst
from backfile.parse.likelytitle import stems
from backfile.parse.paragraphs import LIST_MARK
from backfile.parse.sheet import REPORTED, SENTENCES, Sheet
from backfile.patterns import late

__all__ = ["label_standfirst"]

RETOLD = 0.42
"""Share of the longer words that the next paragraph repeats."""
RETOLD_APART, RETOLD_LATER = 0.3, 0.6
"""The same where a picture stands between or above, with the share that the next three paragraphs repeat."""
FEWEST, SHORTEST = 5, 6
LONGEST_SPOT, LONGEST_HOUSE, TOLD = 260, 400, 0.4
# How reports begin in Persian and Hindi: `According to the agency's reporter`, the town and a colon; in Chinese.
BEGINS = late(
    r"(?:به|بنا به|بر اساس) (?:گزارش|نقل از)\s|[^.،؛:]{3,60}\sدر "
    r"(?:گفت[\s\u200c]?و?[\s\u200c]?گو|مصاحبه)(?:یی|ی)? با (?:خبرنگار|خبرگزاری|پایگاه خبری)\s"
    r"|(?!सवाल|प्रश्न|जवाब|उत्तर|नोट)[\u0900-\u0963]{2,14}(?:\s[\u0900-\u0963]{2,14})?\s?:\s?(?=[\u0900-\u0963])"
    r"|本[报報](?:讯|訊|记者|記者)|[【（(]?本[台网網]?[讯訊](?:[】）)]|\s)"
)
SPEECH = late(r"[“”\"«»„‘「」]|[—–] ")


def label_standfirst(sheet: Sheet, headline: int | None) -> None:
    """Label the first running text as the standfirst when the text begins anew below it."""
    if headline is None or any(label and label.kind == "deck" for label in sheet.labels):
        return
    found = list(itertools.islice(_text(sheet, headline), 5))
    if len(found) < 2 or not any(sheet.open(i) for i in range(found[1] + 1, len(sheet.passages))):
        return
    first, second = found[0], found[1]
    passage = sheet.passages[first]
    if len(passage.text) > LONGEST_DECK or len(SENTENCES.findall(passage.text)) > 3:
        return
    if BEGINS.match(sheet.passages[second].text) and not BEGINS.match(passage.text):
        sheet.set(first, "deck", "a summary: the paragraph below it begins as reports of agencies do")
    elif dateline_of(passage):
        return
    elif dateline_of(sheet.passages[second]):
        sheet.set(first, "deck", "a summary: the dateline opens the paragraph below it")
    elif _retold(sheet, headline, found):
        sheet.set(first, "deck", "a summary: the paragraph below it says the same again")
    elif _spot(sheet, first):
        sheet.set(first, "deck", "two short sentences under the lead picture, all paragraphs below longer")
    elif _begins_below(sheet, headline, found):
        sheet.set(first, "deck", "a summary: the paragraph below it opens with the news of the headline")
    elif len(found) > 2 and len(passage.text) <= LONGEST_HOUSE and (outlet := opens_with_standfirst(sheet)):
        sheet.set(first, "deck", f"a summary: the articles of {outlet} open with one")


def _text(sheet: Sheet, headline: int) -> Iterator[int]:
    """Yield the running text below the headline; its first passage may be one or two short sentences."""
    first = True
    for i in range(headline + 1, len(sheet.passages)):
        if sheet.labels[i] is not None or sheet.marks[i] is not None:
            continue
        text = sheet.passages[i].text
        short = first and len(text.split()) >= SHORTEST and CLOSED.ends(text)
        if sheet.prose(i) or (short and not LIST_MARK.match(text) and len(SENTENCES.findall(text)) <= 2):
            first = False
            yield i


def _begins_below(sheet: Sheet, headline: int, found: list[int]) -> bool:
    """Whether the second paragraph, a longer one, tells most of the headline, and the first, of two short sentences
    without speech, next to nothing of it: reports tell the headline's news in their first paragraph."""
    first, second = (sheet.passages[i].text for i in found[:2])
    if len(found) < 4 or not 90 <= len(first) <= LONGEST_SPOT or len(second) <= 1.2 * len(first):
        return False
    if SPEECH.search(first) or len(SENTENCES.findall(first)) < 2:
        return False
    title = stems(sheet.passages[headline].text)
    told = [len(title & stems(text)) for text in (first, second)]
    return (
        len(title) >= FEWEST - 1 and told[1] >= 3 and told[1] >= TOLD * len(title) and told[0] <= told[1] / 2
    )


def _spot(sheet: Sheet, first: int) -> bool:
    """Whether two or three short sentences, in which nobody is cited, stand under date and lead picture, and the text
    below is of paragraphs far longer, the next one too: a first paragraph of a report is of their size."""
    text = sheet.passages[first].text
    if not 60 <= len(text) <= LONGEST_SPOT or not sheet.labelled(first - 1, "credit", "figure", "caption"):
        return False
    if SPEECH.search(text) or REPORTED.search(text):
        return False
    if len(SENTENCES.findall(text)) < 2 or not sheet.any_marked(range(first), "date"):
        return False
    below = [len(p.text) for j, p in enumerate(sheet.passages) if j > first and sheet.prose(j)]
    longer = len(below) >= 4 and min(below[:-1]) > len(text) and below[0] >= 1.6 * len(text)
    return longer and sum(below) >= 1.6 * len(text) * len(below)


def _retold(sheet: Sheet, headline: int, found: list[int]) -> bool:
    words = stems(sheet.passages[found[0]].text)
    if len(words) < FEWEST:
        return False
    texts = [sheet.passages[i].text for i in found[1:4]]
    next_share = len(words & stems(texts[0])) / len(words)
    if next_share >= RETOLD or next_share < RETOLD_APART:
        return next_share >= RETOLD
    pictured = any(sheet.labelled(i, "credit", "figure", "caption") for i in range(found[0] + 1, found[1]))
    return pictured and len(words & stems(" ".join(texts))) / len(words) >= RETOLD_LATER
