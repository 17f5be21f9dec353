"""The texts of an article that are searched, cut into words and sentences."""

import bisect
from collections.abc import Iterator
from itertools import accumulate
from typing import Literal

import msgspec

from backfile.model import Article, Place, Text
from backfile.patterns import late

__all__ = ["Passage", "Tokens", "passages", "tokens"]

Part = Literal["headline", "deck", "caption", "body"]

# A word may hold hyphens, apostrophes and the zero-width non-joiner of Persian; initials keep their stops.
# Most words are two plain letters and more before a blank, comma or stop: these go first, and nothing is tried at a
# blank.
WORD = late(
    r"((?! )(?:[A-Za-z]{2,}+(?=[ ,.])|[^\w\s]"
    r"|[^\W\d_]++(?:[-‐‑’'\u200c][^\W\d_]+)*(?:\.(?<=\b[^\W\d_]\.)(?=[^\W\d_]|\s)(?:-?[^\W\d_]\.)*)?"
    r"|\d+(?:[.,]\d+)*|_))"
)
POSSESSIVE = late("['’]s")
# Abbreviations that keep their stop, so that it ends no sentence.
ABBREVIATIONS = frozenset(
    """
    Mr Mrs Ms Dr Gen Col Lt Maj Sgt Capt Cpt Cpl Cmdr Sen Rep Gov Prof Rev St Ste Jr Sr Adm Brig Hon Mt Ft
    Engr Barr Cllr Smt Ing Dott Insp Supt Ven
    """.split()  # noqa: SIM905
)


class Passage(msgspec.Struct, frozen=True, gc=False):
    """One text of the article: headline, deck, a caption or a block of the body."""

    part: Part
    """Which part of the article."""
    index: int
    """Index of the caption or block."""
    text: str
    """The exact text that offsets refer to."""
    starts: tuple[tuple[int, int], ...]
    """(offset, raw line) for each raw line."""
    kind: str = "paragraph"
    """The block's kind."""

    def line(self, offset: int) -> int:
        """The raw line of the character at this offset."""
        line = self.starts[0][1]
        for start, number in self.starts:
            if start > offset:
                break
            line = number
        return line

    def place(self, start: int, end: int) -> Place:
        """The place of a stretch of this text."""
        return Place(self.part, self.index, start, end)


class Tokens(msgspec.Struct, frozen=True):
    """The words and marks of a passage, in parallel tuples."""

    words: tuple[str, ...]
    """Words without a possessive ending, and single marks."""
    starts: tuple[int, ...]
    """Offset of the first character of each."""
    ends: tuple[int, ...]
    """Offset after the last, the possessive ending not counted."""
    owners: frozenset[int]
    """Which words have a possessive ending."""
    capitals: tuple[int, ...]
    """Which words begin with a capital."""
    distinct: frozenset[str]
    """The words and marks, each once: what says at once whether one of some words is there at all."""

    def at(self, number: int) -> str:
        """The word at this place, empty outside the passage."""
        return self.words[number] if 0 <= number < len(self.words) else ""


def passages(article: Article, text: Text) -> tuple[Passage, ...]:
    """Return all texts to search, in reading order: headline, deck, captions of lead photos, body."""
    found = list(_passages(article, text))
    return tuple(passage for passage in found if passage.text)


def _passages(article: Article, text: Text) -> Iterator[Passage]:
    if article.headline:
        yield Passage("headline", 0, article.headline, ((0, article.headline_line),), "headline")
    if article.deck:
        yield Passage("deck", 0, article.deck, ((0, article.deck_line),))
    texts: list[tuple[int, Passage]] = []
    for number, figure in enumerate(article.figures):
        if figure.caption:
            line = figure.lines[0]
            texts.append((line, Passage("caption", number, figure.caption, ((0, line),), "caption")))
    for number, block in enumerate(text.body):
        if block.kind not in ("figure", "code"):
            passage = Passage("body", number, block.text, block.starts, block.kind)
            texts.append((block.starts[0][1], passage))
    texts.sort(key=lambda entry: entry[0])
    yield from (passage for _, passage in texts)


def tokens(text: str) -> Tokens:
    """Return the words and marks of a text."""
    # What stands between two words and the words in turn; the sums of their lengths are the offsets.
    parts = WORD.split(text)
    words = parts[1::2]
    offsets = tuple(accumulate(map(len, parts)))
    starts, ends = offsets[:-1:2], offsets[1::2]
    distinct = frozenset(words)
    if not ABBREVIATIONS.isdisjoint(distinct):
        starts, ends = _join_stops(words, starts, ends)
        distinct = frozenset(words)
    owners: list[int] = []
    if "'s" in text or "’s" in text:
        owners = list(_owners(text, words, ends))
        if owners:
            last = list(ends)
            for number in owners:
                words[number] = words[number][:-2]
                last[number] -= 2
            ends = tuple(last)
            distinct = frozenset(words)
    capitals = tuple([number for number, word in enumerate(words) if word[0].isupper()])
    return Tokens(tuple(words), starts, ends, frozenset(owners), capitals, distinct)


def _owners(text: str, words: list[str], ends: tuple[int, ...]) -> Iterator[int]:
    """Yield the numbers of the words with a possessive ending."""
    for match in POSSESSIVE.finditer(text):
        number = bisect.bisect_left(ends, match.end())
        if number < len(ends) and ends[number] == match.end() and len(words[number]) > 2:
            yield number


def _join_stops(
    words: list[str], starts: tuple[int, ...], ends: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Join the stop to the abbreviation before it, so that it ends no sentence; return the starts and ends then."""
    first, last = list(starts), list(ends)
    for number in range(len(words) - 1, 0, -1):
        before = number - 1
        if words[number] == "." and words[before] in ABBREVIATIONS and last[before] == first[number]:
            words[before] += "."
            last[before] += 1
            del words[number], first[number], last[number]
    return tuple(first), tuple(last)
