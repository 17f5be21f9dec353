"""Words of many articles -> for each word the articles that say it: the inversion, in worker processes.

Articles go through in runs, in the order of their numbers. A run is inverted as a whole and comes back as bytes,
in parts by the hash of the word, each part for itself small. Then the same part of all runs is put together:
so no process ever holds more than a run or a part, and between processes go files of bytes and no objects.
"""

import gc
import tempfile
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import chain, islice, repeat
from multiprocessing import get_context

import msgspec

from backfile.publish.workers import cores, end_with_parent
from backfile.search.entries import Entry, weighed, words_of
from backfile.search.gathering import Columns, put_together
from backfile.search.handed import Bundle, bundled, dropped, piece
from backfile.search.inversion import Section, inverted
from backfile.search.rows import Lore, row
from backfile.search.said import packed

__all__ = ["FEW", "MANY", "RUN", "postings"]

Lists = tuple[list[list[int]], list[str]]
"""The articles that say a word by weight, and their signs."""

FEW = 160
"""Articles up to which it takes longer to load numpy than to go through their words one by one."""
MANY = 1500
"""Articles below which starting worker processes costs more than it saves."""
RUN = 640
"""Articles that are inverted at once, at most."""
FIRST = 320
"""Articles of the first run: shorter, so that no worker waits long for its first. Runs grow to RUN, each twice the
one before, and shrink at the end, so that no worker waits long for the last."""
PART = 1500
"""Articles for each part of the words."""
AHEAD = 4
"""Tasks that are out beside one for each worker, so that none waits while the caller is at its own work."""
APART = 30_000
"""Articles from which workers are started as programs of their own: a forked one would soon hold the archive twice,
for each record that the build reads becomes its own copy. Below, that would take longer than it spares."""


def postings(
    entries: Iterable[Entry],
    count: int,
    lore: Lore,
    jobs: int,
    keep: Callable[[Sequence[int], Sequence[bytes]], None],
    busy: Callable[[], bool],
) -> Iterator[Columns | None]:
    """Yield the rows of all words of so many articles, part by part, not in order.

    While workers are waited for and the caller is `busy` comes None, so that it can do some of its own work.
    `keep` is told the numbers of the articles whose words were made, and their words.
    """
    if count <= FEW:
        yield _one_by_one(list(entries), lore, keep)
        return
    if jobs == 1 or count < MANY:
        parts = max(1, count // PART)
        runs = []
        for run in _runs(entries, count):
            sections, fresh = inverted(run, parts)
            keep([one.number for one in run if not one.words], fresh)
            runs.append(sections)
        for _ in range(parts):
            yield put_together([run.pop() for run in runs], lore)
        return
    started = get_context("spawn") if count >= APART else None
    workers = jobs or cores()
    pool = ProcessPoolExecutor(workers, started, initializer=_take, initargs=(lore,))
    try:
        with tempfile.TemporaryDirectory(prefix="backfile-") as folder:
            out = partial(_in_turn, ahead=workers + AHEAD, busy=busy)
            yield from _by_workers(pool, folder, out, _runs(entries, count), max(8, count // PART), keep)
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown(wait=False)  # that workers end takes a while, in which the caller has enough to do


def _one_by_one(
    entries: Sequence[Entry], lore: Lore, keep: Callable[[Sequence[int], Sequence[bytes]], None]
) -> Columns:
    """Return the rows of the words of these articles, which come in the order of their numbers."""
    fresh = [one for one in entries if not one.words]
    keep([one.number for one in fresh], [packed(words_of(one)) for one in fresh])
    found: defaultdict[str, Lists] = defaultdict(lambda: ([[], [], []], ["", "", ""]))
    for one in entries:
        for term, (weight, sign) in weighed(one).items():
            numbers, signs = found[term]
            numbers[weight].append(one.number)
            signs[weight] += sign
    rows = [row(term, numbers, signs, lore) for term, (numbers, signs) in found.items()]
    return [*found], [one.words for one in rows], [one.signs for one in rows]


def _by_workers(
    pool: ProcessPoolExecutor,
    folder: str,
    in_turn: Callable[[Iterator["Future[Bundle]"]], Iterator["Bundle | None"]],
    entries: Iterable[Sequence[Entry]],
    parts: int,
    keep: Callable[[Sequence[int], Sequence[bytes]], None],
) -> Iterator[Columns | None]:
    out: deque[tuple[list[int], Bundle]] = deque()

    def sent() -> Iterator["Future[Bundle]"]:
        for n, run in enumerate(entries):
            given = bundled(f"{folder}/run{n}", [msgspec.msgpack.encode(run)])
            out.append(([one.number for one in run if not one.words], given))
            yield pool.submit(_inverted_in_worker, given, f"{folder}/inverted{n}", parts)

    runs: list[Bundle] = []
    for run in in_turn(sent()):
        if run is None:
            yield None
            continue
        numbers, given = out.popleft()
        dropped(given)
        keep(numbers, msgspec.msgpack.decode(piece(run, parts), type=list[bytes]))
        runs.append(run)
    waiting = (
        pool.submit(_put_together_in_worker, [_only(run, n) for run in runs], f"{folder}/part{n}", n)
        for n in range(parts)
    )
    for made in in_turn(waiting):
        if made is None:
            yield None
            continue
        terms, words, signs = (piece(made, n).decode() for n in range(3))
        dropped(made)
        if terms:
            yield terms.split("\n"), words.split("\n"), signs.split("\n")


def _only(run: Bundle, number: int) -> Bundle:
    """Return a bundle in which of the pieces that no file holds only one is left, in its place."""
    return run if run.path else Bundle("", (), (b"",) * number + (run.held[number],))


def _runs(entries: Iterable[Entry], count: int) -> Iterator[list[Entry]]:
    waiting, left, most = iter(entries), count, FIRST
    while run := [*islice(waiting, min(most, left // 2 if left > 2 * FIRST else left))]:
        yield run
        left -= len(run)
        most = min(RUN, most * 2)


def _in_turn(
    futures: Iterable["Future[Bundle]"], ahead: int, busy: Callable[[], bool]
) -> Iterator[Bundle | None]:
    """Yield what the futures bring in order, few being out at once; None while the caller is busy and must wait."""
    waiting: deque[Future[Bundle]] = deque()
    for future in chain(futures, repeat(None)):
        if future is not None:
            waiting.append(future)
            if len(waiting) < ahead:
                continue
        elif not waiting:
            return
        while busy() and not waiting[0].done():
            yield None
        yield waiting.popleft().result()


_LORE: list[Lore] = []


def _take(lore: Lore) -> None:
    """Take what rows are made with, once for each worker, which makes no rings and needs no collector."""
    end_with_parent()
    gc.disable()
    _LORE[:] = [lore]


def _inverted_in_worker(run: Bundle, path: str, parts: int) -> Bundle:
    sections, fresh = inverted(msgspec.msgpack.decode(piece(run, 0), type=list[Entry]), parts)
    return bundled(path, [*map(msgspec.msgpack.encode, sections), msgspec.msgpack.encode(fresh)])


def _put_together_in_worker(runs: Sequence[Bundle], path: str, number: int) -> Bundle:
    decode = msgspec.msgpack.Decoder(Section).decode
    columns = put_together([decode(piece(run, number)) for run in runs], _LORE[0])
    return bundled(path, ["\n".join(column).encode() for column in columns])
