"""Lines that an outlet prints in most of its texts, learnt from the archive itself.

No single text shows that its last line is no part of the report; fifty texts that end with it do. A line is learnt
when it stands at an end of at least LEAST articles of one outlet that differ in headline, on at least DAYS days,
and in at least SHARE of all the outlet's articles, so that a background paragraph used again is not mistaken for
a notice. What is learnt is told to the curator, who can settle it or forbid it in sources.yaml.
"""

import hashlib
import struct
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from backfile.archive.outlets import resolve_sources
from backfile.model import Article, Block, Record
from backfile.problems import Origin, Problem
from backfile.registers import RegisteredSource

__all__ = ["LEAST", "Learnt", "edges_in", "edges_of", "learnt_lines", "text_at", "texts_at_ends", "told"]

LEAST = 5
DAYS = 3
SHARE = 0.3
LONGEST = 300
FIRST, LAST = 2, 6
KINDS = ("paragraph", "subhead", "quote")
EDGE = 12
"""Bytes of a packed edge: 8 for its mark, 4 for its line."""


class Learnt(Record, frozen=True):
    """A line that an outlet prints in most of its texts."""

    text: str
    """The line as printed first."""
    count: int
    """Articles of the outlet that have it at an end."""
    of: int
    """Articles of the outlet."""
    source: str
    """Key of the outlet."""
    origin: Origin
    """Where it stands first, by path."""
    ids: tuple[str, ...]
    """The articles that have it."""


def edges_of(body: Sequence[Block]) -> bytes:
    """Return the short blocks near both ends of a body, which might be no part of the report.

    Of each the mark, which stands for its words in any case, then of each the line in the raw file, packed: an
    archive holds those of all articles at once, and looks at the words of hardly any.
    """
    blocks = [block for block in body if block.kind in KINDS]
    near = blocks if len(blocks) <= FIRST + LAST else (*blocks[:FIRST], *blocks[-LAST:])
    short = [block for block in near if len(block.text) <= LONGEST]
    marks, lines = [_mark(block.text) for block in short], [block.starts[0][1] for block in short]
    return struct.pack(f"<{len(short)}Q{len(short)}I", *marks, *lines)


def edges_in(packed: bytes) -> list[tuple[int, int]]:
    """Return the (mark, line) of each short block that `edges_of` packed."""
    count = len(packed) // EDGE
    both = struct.unpack(f"<{count}Q{count}I", packed)
    return list(zip(both[:count], both[count:], strict=True))


def text_at(body: Iterable[Block], mark: int, line: int) -> str:
    """Return the words of the block with this mark at this line; empty when there is none."""
    return next((b.text for b in body if b.starts[0][1] == line and _mark(b.text) == mark), "")


def texts_at_ends(edges: Iterable[bytes]) -> Counter[int]:
    """Return in how many bodies each short block stands near an end, whatever its case, by its mark."""
    return Counter(chain.from_iterable({mark for mark, _ in edges_in(packed)} for packed in edges))


def learnt_lines(
    articles: Mapping[str, Article],
    edges: Mapping[str, bytes],
    counts: Mapping[int, int],
    register: Mapping[str, RegisteredSource],
    body_of: Callable[[str], Sequence[Block]],
) -> tuple[Learnt, ...]:
    """Return the lines learnt, by outlet and text; articles and packed edges are by id, `counts` are of all the edges.

    `body_of` is asked for the body of one article that has a line, by id.
    """
    often = {mark for mark, count in counts.items() if count >= LEAST}
    if not often:
        return ()
    sources, _ = resolve_sources(articles, register)
    totals = Counter(ref.key for ref in sources.values() if ref is not None)
    where: dict[tuple[str, int], list[tuple[str, int, str]]] = defaultdict(list)
    for id_, packed in edges.items():
        ref = sources[id_]
        for mark, line in edges_in(packed) if ref is not None else ():
            if mark in often and ref is not None:
                where[ref.key, mark].append((articles[id_].path, line, id_))
    learnt = []
    for (key, mark), places in where.items():
        ids = tuple(
            dict.fromkeys(id_ for _, id_, _ in sorted((path, id_, line) for path, line, id_ in places))
        )
        kept = register[key].keep if key in register else ()
        if mark in map(_mark, kept) or not _often_enough(ids, articles, totals[key]):
            continue
        path, line, id_ = min(places)
        if text := text_at(body_of(id_), mark, line):
            learnt.append(Learnt(text, len(ids), totals[key], key, Origin(path, line), ids))
    return tuple(sorted(learnt, key=lambda one: (one.source, one.text.casefold())))


def _mark(text: str) -> int:
    """Return what stands for a line in any case."""
    data = text.casefold().encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


def _often_enough(ids: Sequence[str], articles: Mapping[str, Article], total: int) -> bool:
    if len(ids) < LEAST or len(ids) < SHARE * total:
        return False
    told = {articles[id_].headline or articles[id_].lead for id_ in ids}
    days = {moment.day for id_ in ids if (moment := articles[id_].published) is not None}
    return len(told) >= LEAST and len(days) >= DAYS


def told(learnt: Iterable[Learnt]) -> tuple[Problem, ...]:
    """Return a doubt for each line learnt, so that the curator sees what was taken out of many texts."""
    return tuple(
        Problem(
            one.origin,
            "doubt",
            "learnt-line",
            f"“{one.text}” stands at an end of {one.count} of {one.of} texts of {one.source}; "
            "kept out of their bodies",
            "write it under `boilerplate` of the outlet in sources.yaml, or under `keep` if it belongs to the text",
        )
        for one in learnt
    )
