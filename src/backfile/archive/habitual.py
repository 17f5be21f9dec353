"""Lines that an outlet prints in most of its texts, learnt from the archive itself.

No single text shows that its last line is no part of the report; fifty texts that end with it do. A line is learnt
when it stands at an end of at least LEAST articles of one outlet that differ in headline, on at least DAYS days,
and in at least SHARE of all the outlet's articles, so that a background paragraph used again is not mistaken for
a notice. What is learnt is told to the curator, who can settle it or forbid it in sources.yaml.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from backfile.archive.outlets import resolve_sources
from backfile.model import Article, Block, Record
from backfile.problems import Origin, Problem
from backfile.registers import RegisteredSource

__all__ = ["LEAST", "Edge", "Learnt", "edges_of", "learnt_lines", "texts_at_ends", "told"]

LEAST = 5
DAYS = 3
SHARE = 0.3
LONGEST = 300
FIRST, LAST = 2, 6
KINDS = ("paragraph", "subhead", "quote")


class Edge(Record, frozen=True):
    """A short block near the beginning or the end of a body."""

    text: str
    """Its words."""
    line: int
    """Its line in the raw file."""


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


def edges_of(body: Sequence[Block]) -> tuple[Edge, ...]:
    """Return the short blocks near both ends of a body: what might be no part of the report."""
    blocks = [block for block in body if block.kind in KINDS]
    near = blocks if len(blocks) <= FIRST + LAST else (*blocks[:FIRST], *blocks[-LAST:])
    return tuple(Edge(block.text, block.starts[0][1]) for block in near if len(block.text) <= LONGEST)


def texts_at_ends(edges: Iterable[Sequence[Edge]]) -> Counter[str]:
    """Return in how many bodies each short block stands near an end, whatever its case."""
    return Counter(text for found in edges for text in {edge.text.casefold() for edge in found})


def learnt_lines(
    articles: Mapping[str, Article],
    edges: Mapping[str, Sequence[Edge]],
    counts: Mapping[str, int],
    register: Mapping[str, RegisteredSource],
) -> tuple[Learnt, ...]:
    """Return the lines learnt, by outlet and text; articles and edges are by id, `counts` are of all the edges."""
    often = {text for text, count in counts.items() if count >= LEAST}
    if not often:
        return ()
    sources, _ = resolve_sources(articles, register)
    totals = Counter(ref.key for ref in sources.values() if ref is not None)
    where: dict[tuple[str, str], list[tuple[str, str, Edge]]] = defaultdict(list)
    for id_, found in edges.items():
        ref = sources[id_]
        for edge in found:
            text = edge.text.casefold()
            if ref is not None and text in often:
                where[ref.key, text].append((articles[id_].path, id_, edge))
    learnt = []
    for (key, text), places in sorted(where.items()):
        ids = tuple(dict.fromkeys(id_ for _, id_, _ in sorted(places, key=lambda p: (p[0], p[1], p[2].line))))
        kept = register[key].keep if key in register else ()
        if text in {line.casefold() for line in kept} or not _often_enough(ids, articles, totals[key]):
            continue
        path, _, edge = min(places, key=lambda p: (p[0], p[2].line))
        learnt.append(Learnt(edge.text, len(ids), totals[key], key, Origin(path, edge.line), ids))
    return tuple(learnt)


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
