"""Words of many articles -> for each word the articles that say it: the inversion, in worker processes.

Articles go through in runs, in the order of their numbers. A run is inverted as a whole and comes back as bytes,
in parts by the hash of the word, each part for itself small. Then the same part of all runs is put together:
so no process ever holds more than a run or a part, and between processes go bytes and no objects.
"""

import gc
import tempfile
from array import array
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import accumulate, chain, pairwise, repeat
from multiprocessing import get_context
from typing import IO, Any
from zlib import crc32

import msgspec

from backfile.search.entries import Entry, weighed
from backfile.search.rows import Lore, Row, row
from backfile.search.said import packed, said, unpacked

__all__ = ["MANY", "RUN", "inverted", "postings", "put_together"]

MANY = 1500
"""Articles below which starting worker processes costs more than it saves."""
RUN = 2560
"""Articles that are inverted at once."""
FIRST = 1280
"""Articles of the first run: shorter, so that no worker waits long for its first."""
PART = 3000
"""Articles for each part of the words."""
WAITING = 3
"""Tasks that are under way or done but not fetched."""
APART = 30_000
"""Articles from which workers are started as programs of their own: a forked one would soon hold the archive twice,
for each record that the build reads becomes its own copy. Below, that would take longer than it spares."""


class Listed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The words of one run and part that are said with one weight."""

    terms: str
    """A line each."""
    counts: bytes
    """How many articles say each, in two bytes."""
    numbers: bytes
    """Their numbers in four bytes each, word after word."""
    signs: str
    """The signs of each word, a line each."""


_DECODE = msgspec.msgpack.Decoder(tuple[Listed, Listed, Listed]).decode


def inverted(entries: Sequence[Entry], parts: int) -> tuple[list[bytes], list[bytes]]:
    """Return the parts of the inversion of some articles, and the words of those that came without, as kept."""
    held: tuple[defaultdict[str, list[Any]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
    fresh = []
    for one in entries:
        if one.words:
            found = unpacked(one.words)
        else:
            found = said(*one.texts)
            fresh.append(packed(found))
        for (terms, signs), by_word in zip(weighed(found, one.joined), held, strict=True):
            lists = map(by_word.__getitem__, terms)
            deque(map(list.extend, lists, zip(repeat(one.number), signs, strict=False)), maxlen=0)
    split = [_split(by_word, parts) for by_word in held]
    return [msgspec.msgpack.encode(listed) for listed in zip(*split, strict=True)], fresh


def _split(by_word: dict[str, list[Any]], parts: int) -> list[Listed]:
    """Return for each part its words; `by_word` holds for each word number, signs, number, signs …"""
    groups: list[list[str]] = [[] for _ in range(parts)]
    for term in by_word:
        groups[crc32(term.encode()) % parts].append(term)
    made = []
    for terms in groups:
        flat = [by_word[term] for term in terms]
        numbers = array("I", chain.from_iterable([one[::2] for one in flat]))
        counts = array("H", [len(one) >> 1 for one in flat])
        signs = "\n".join(["".join(one[1::2]) for one in flat])
        made.append(Listed("\n".join(terms), counts.tobytes(), numbers.tobytes(), signs))
    return made


def put_together(sections: Iterable[bytes], lore: Lore) -> Iterator[tuple[str, Row]]:
    """Yield (word, row) for the words of one part, from the same part of all runs in order."""
    found: dict[str, tuple[list[array[int]], list[str]]] = {}
    for section in sections:
        for weight, listed in enumerate(_DECODE(section)):
            if not listed.terms:
                continue
            at, numbers = 0, array("I", listed.numbers)
            counted = zip(
                listed.terms.split("\n"), array("H", listed.counts), listed.signs.split("\n"), strict=True
            )
            for term, count, signs in counted:
                known = found.get(term)
                if known is None:
                    known = found[term] = ([array("I"), array("I"), array("I")], ["", "", ""])
                known[0][weight] += numbers[at : at + count]
                known[1][weight] += signs
                at += count
    for term, lists in found.items():
        yield term, row(term, [*zip(*lists, strict=True)], lore)


def postings(
    entries: Iterable[Entry],
    count: int,
    lore: Lore,
    jobs: int,
    keep: Callable[[Sequence[int], Sequence[bytes]], None],
) -> Iterator[list[tuple[str, Row]]]:
    """Yield the (word, row) of all words of so many articles in lists, not in order.

    Before each time that workers are waited for comes an empty list, so that the caller can do something else.
    `keep` is told the numbers of the articles whose words were made, and their words.
    """
    if jobs == 1 or count < MANY:
        parts = max(1, count // PART)
        runs = []
        for run in _runs(entries):
            sections, fresh = inverted(run, parts)
            keep([one.number for one in run if not one.words], fresh)
            runs.append(sections)
        for _ in range(parts):
            yield [*put_together([run.pop() for run in runs], lore)]
        return
    started = get_context("spawn") if count >= APART else None
    with (
        tempfile.TemporaryFile() as file,
        ProcessPoolExecutor(jobs or None, started, initializer=_take, initargs=(lore,)) as pool,
    ):
        parts = max(8, count // PART)
        numbers: deque[list[int]] = deque()
        shelved = _Shelved(file)

        def sent() -> Iterator["Future[tuple[list[bytes], list[bytes]]]"]:
            for run in _runs(entries):
                numbers.append([one.number for one in run if not one.words])
                yield pool.submit(_inverted_in_worker, msgspec.msgpack.encode(run), parts)

        for future in _in_turn(sent()):
            yield []
            sections, fresh = future.result()
            keep(numbers.popleft(), fresh)
            shelved.add(sections)
        for future in _in_turn(pool.submit(_put_together_in_worker, shelved.part(n)) for n in range(parts)):
            yield []
            terms, words, signs = future.result()
            if terms:
                rows = map(Row, words.split("\n"), signs.split("\n"))
                yield [*zip(terms.split("\n"), rows, strict=True)]


class _Shelved:
    """The inverted runs, in a file without a name: in memory they would weigh more than all else of the index.

    Those that the disk has no room for stay in memory.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._end = 0
        self._runs: list[list[bytes | tuple[int, int]]] = []

    def add(self, sections: Sequence[bytes]) -> None:
        """Take the parts of one run."""
        try:
            self._file.seek(self._end)
            self._file.writelines(sections)
            self._file.flush()
        except OSError:
            self._runs.append([*sections])
            return
        ends = [*accumulate(map(len, sections), initial=self._end)]
        self._runs.append([*pairwise(ends)])
        self._end = ends[-1]

    def part(self, number: int) -> list[bytes]:
        """Return the part with this number of all runs, in order."""
        return [self._read(run[number]) for run in self._runs]

    def _read(self, section: bytes | tuple[int, int]) -> bytes:
        if isinstance(section, bytes):
            return section
        self._file.seek(section[0])
        return self._file.read(section[1] - section[0])


def _runs(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    run: list[Entry] = []
    most = FIRST
    for one in entries:
        if len(run) == most:
            yield run
            run = []
            most = RUN
        run.append(one)
    if run:
        yield run


def _in_turn(futures: Iterator["Future[Any]"]) -> Iterator["Future[Any]"]:
    """Yield the futures in order, with few tasks under way at once."""
    waiting: deque[Future[Any]] = deque()
    for future in futures:
        waiting.append(future)
        if len(waiting) >= WAITING:
            yield waiting.popleft()
    yield from waiting


_LORE: list[Lore] = []


def _take(lore: Lore) -> None:
    """Take what rows are made with, once for each worker, which makes no rings and needs no collector."""
    gc.disable()
    _LORE[:] = [lore]


def _inverted_in_worker(run: bytes, parts: int) -> tuple[list[bytes], list[bytes]]:
    return inverted(msgspec.msgpack.decode(run, type=list[Entry]), parts)


def _put_together_in_worker(sections: Sequence[bytes]) -> tuple[str, str, str]:
    made = list(put_together(sections, _LORE[0]))
    return (
        "\n".join([term for term, _ in made]),
        "\n".join([one.words for _, one in made]),
        "\n".join([one.signs for _, one in made]),
    )
