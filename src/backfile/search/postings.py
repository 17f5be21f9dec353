"""Words of many articles -> for each word the articles that say it: the inversion, in worker processes.

Articles go through in runs, in the order of their numbers. A run is inverted as a whole and handed back with
its lists written out, so that runs need only be put behind one another: a fraction of the memory that lists of
numbers would take, and little to send between processes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import msgspec

from backfile.search import digits
from backfile.search.entries import HEAD, LEAD, Entry, entry_words

__all__ = ["CODES", "MANY", "Listed", "Posting", "Run", "inverted", "postings"]

OFTEN = 3
"""Times that a word of the body must be said to weigh as much as one of the lead."""
SIGNS = 5
"""Most different followers of a word in one article that are told apart."""
MANY = 1500  # articles below which starting worker processes costs more than it saves


class Listed(msgspec.Struct, array_like=True, gc=False):
    """The articles that say a word with one weight."""

    first: int = -1
    """The first number; -1 when there is none."""
    last: int = -1
    """The last number."""
    gaps: str = ""
    """The numbers after the first, as gaps."""
    signs: str = ""
    """For each number the signs of what follows the word there."""
    count: int = 0
    """How many numbers."""

    def extend(self, later: "Listed") -> None:
        """Put the articles of a later run behind these."""
        if later.first < 0:
            return
        if self.first < 0:
            self.first, self.gaps = later.first, later.gaps
        else:
            self.gaps += digits.gap(later.first - self.last - 1) + later.gaps
        self.last = later.last
        self.signs += later.signs
        self.count += later.count

    def text(self) -> str:
        """Return all numbers as gaps."""
        return "" if self.first < 0 else digits.gap(self.first) + self.gaps


class Posting(msgspec.Struct, array_like=True, gc=False):
    """The articles that say a word."""

    languages: int
    """A bit for each language in which an article says it."""
    head: Listed
    """Those that say it in the headline."""
    lead: Listed
    """Those that say it in the lead, or often."""
    rest: Listed
    """The others."""

    def extend(self, later: "Posting") -> None:
        """Put the articles of a later run behind these."""
        self.languages |= later.languages
        self.head.extend(later.head)
        self.lead.extend(later.lead)
        self.rest.extend(later.rest)


class Run(msgspec.Struct, array_like=True, gc=False):
    """The inversion of one run of articles."""

    postings: dict[str, Posting]
    """By word."""
    words: tuple[str, ...]
    """The words of each article by lines, for taking it out of the index again."""


class _Codes(dict[str, tuple[int, str]]):
    """Mark and signs of a word in one article -> which list it goes to, and the signs as one number."""

    def __missing__(self, code: str) -> tuple[int, str]:
        if len(self) > 100_000:
            self.clear()
        weight = 0 if code[0] == HEAD else 1 if code[0] == LEAD or len(code) >= OFTEN else 2
        signs = sorted(set(code.lstrip(HEAD + LEAD)))
        text = "".join(signs)
        made = digits.ANY if len(signs) > SIGNS else text[:-1].translate(_CONTINUED) + text[-1]
        self[code] = weight, made
        return weight, made


_CONTINUED = str.maketrans(digits.ENDING, digits.CONTINUED)
CODES = _Codes()


def inverted(entries: Iterable[Entry], languages: Sequence[str]) -> Run:
    """Return the inversion of some articles, which come in the order of their numbers."""
    bits = {language: 1 << n for n, language in enumerate(languages)}
    said: defaultdict[str, list[Any]] = defaultdict(list)  # word -> number, code, number, code …
    spoken: dict[int, set[str]] = {}
    own = []
    for one in entries:
        found = entry_words(one)
        number = one.number
        for item in found.items():
            word, code = item
            said[word] += (number, code)
        bit = bits.get(one.language, 0)
        if bit:
            spoken.setdefault(bit, set()).update(found)
        own.append("\n".join(found))
    made = {}
    for word, flat in said.items():
        languages_of = sum(bit for bit, those in spoken.items() if word in those)
        made[word] = _posting(flat[::2], flat[1::2], languages_of)
    return Run(made, tuple(own))


def _posting(numbers: list[int], codes: list[str], languages: int) -> Posting:
    if len(numbers) == 1:
        weight, signs = CODES[codes[0]]
        lists = [Listed(), Listed(), Listed()]
        lists[weight] = Listed(numbers[0], numbers[0], "", signs, 1)
        return Posting(languages, *lists)
    split: tuple[list[int], ...] = ([], [], [])
    follow: tuple[list[str], ...] = ([], [], [])
    for number, (weight, signs) in zip(numbers, map(CODES.__getitem__, codes), strict=True):
        split[weight].append(number)
        follow[weight].append(signs)
    return Posting(languages, *map(_listed, split, follow))


def _listed(numbers: list[int], signs: list[str]) -> Listed:
    if not numbers:
        return Listed()
    rest = digits.gaps(numbers[1:], numbers[0]) if len(numbers) > 1 else ""
    return Listed(numbers[0], numbers[-1], rest, "".join(signs), len(numbers))


def postings(
    runs: Iterator[Sequence[Entry]], languages: Sequence[str], jobs: int, many: bool
) -> Iterator[Run]:
    """Yield the inversion of each run in order, made in worker processes when there are many articles."""
    if jobs == 1 or not many:
        for run in runs:
            yield inverted(run, languages)
        return
    decode = msgspec.msgpack.Decoder(Run).decode
    with ProcessPoolExecutor(jobs or None) as pool:
        waiting = []
        for run in runs:
            waiting.append(pool.submit(_inverted_in_worker, msgspec.msgpack.encode(run), tuple(languages)))
            if len(waiting) > 3:
                yield decode(waiting.pop(0).result())
        for future in waiting:
            yield decode(future.result())


def _inverted_in_worker(run: bytes, languages: tuple[str, ...]) -> bytes:
    entries = msgspec.msgpack.decode(run, type=list[Entry])
    return msgspec.msgpack.encode(inverted(entries, languages))
