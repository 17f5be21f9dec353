"""Days for which an outlet has nothing: silence, told apart from days that nobody collected."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from backfile.pages.views import View

__all__ = ["LEAST", "MOST", "Gap", "gaps"]

LEAST = 7
"""Days in a row that make a gap."""
MOST = 12
"""Gaps that a page lists, the longest."""

Spans = Sequence[tuple[str, str]]


class Gap(View, frozen=True):
    """Days in a row without an article."""

    first: str
    """ISO day."""
    last: str
    """ISO day."""
    days: int
    """How many."""
    kind: str
    """quiet: collected, and nothing came; uncollected: nobody looked; silent: the register does not say which."""


def gaps(days: Iterable[str], collected: Spans) -> tuple[Gap, ...]:
    """Return the longest gaps in order of time. `days` are ISO days with articles, `collected` spans of days.

    Where the register names spans, these may reach beyond the first and last article.
    """
    known = {date.fromisoformat(day).toordinal() for day in days}
    spans = [(date.fromisoformat(a).toordinal(), date.fromisoformat(b).toordinal()) for a, b in collected]
    ends = [*known, *(end for span in spans for end in span)]
    if not ends:
        return ()
    edges = sorted({min(ends) - 1, max(ends) + 1, *known})
    found = []
    for before, after in pairwise(edges):
        for first, last, kind in _parts(before + 1, after - 1, spans):
            if last - first + 1 >= LEAST:
                found.append((last - first + 1, first, last, kind))
    longest = sorted(found, key=lambda gap: (-gap[0], gap[1]))[:MOST]
    return tuple(
        Gap(date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat(), count, kind)
        for count, first, last, kind in sorted(longest, key=lambda gap: gap[1])
    )


def _parts(first: int, last: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Yield (first, last, kind) of the parts into which spans cut a run of days."""
    if not spans:
        yield first, last, "silent"
        return
    cuts = {first, last + 1}
    for start, end in spans:
        cuts |= {cut for cut in (start, end + 1) if first < cut <= last}
    edges = sorted(cuts)
    run: tuple[int, int, str] | None = None
    for start, after in pairwise(edges):
        kind = "quiet" if any(a <= start and after - 1 <= b for a, b in spans) else "uncollected"
        if run is not None and run[2] == kind:
            run = run[0], after - 1, kind
        else:
            if run is not None:
                yield run
            run = start, after - 1, kind
    if run is not None:
        yield run
