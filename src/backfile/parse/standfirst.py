"""A standfirst that stands where the first paragraph does: the text begins anew below it.

Sites print the summary under the lead photo, or with nothing between it and the text. Two signs tell it from a first
paragraph: the next paragraph opens with the dateline, or it says the same again. In real texts a second paragraph
repeats at most four in ten of the longer words of the first; the paragraph under a standfirst repeats more.
"""

import itertools
from collections.abc import Iterator

from backfile.parse.dateline import dateline_of
from backfile.parse.forms import CLOSED
from backfile.parse.headline import LONGEST_DECK
from backfile.parse.likelytitle import stems
from backfile.parse.paragraphs import LIST_MARK
from backfile.parse.sheet import SENTENCES, Sheet
from backfile.patterns import late

__all__ = ["label_standfirst"]

RETOLD = 0.42
"""Share of the longer words that the next paragraph repeats."""
RETOLD_APART, RETOLD_LATER = 0.3, 0.6
"""The same where a picture stands between or above, with the share that the next three paragraphs repeat."""
FEWEST, SHORTEST = 5, 6
LONGEST_SPOT, TOLD = 260, 0.4
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
    if len(passage.text) > LONGEST_DECK or len(SENTENCES.findall(passage.text)) > 3 or dateline_of(passage):
        return
    if dateline_of(sheet.passages[second]):
        sheet.set(first, "deck", "a summary: the dateline opens the paragraph below it")
    elif _retold(sheet, headline, found):
        sheet.set(first, "deck", "a summary: the paragraph below it says the same again")
    elif _begins_below(sheet, headline, found):
        sheet.set(first, "deck", "a summary: the paragraph below it opens with the news of the headline")


def _text(sheet: Sheet, headline: int) -> Iterator[int]:
    """Yield the running text below the headline; its first passage may be one short sentence."""
    first = True
    for i in range(headline + 1, len(sheet.passages)):
        if sheet.labels[i] is not None or sheet.marks[i] is not None:
            continue
        text = sheet.passages[i].text
        short = first and len(text.split()) >= SHORTEST and CLOSED.ends(text)
        if sheet.prose(i) or (short and not LIST_MARK.match(text) and len(SENTENCES.findall(text)) == 1):
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
    return len(title) >= FEWEST - 1 and told[1] >= 3 and told[1] >= TOLD * len(title) and told[0] <= told[1] / 2


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
