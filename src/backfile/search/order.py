"""The number of each article in the index: numbers follow dates, and an added article moves few others.

The undated and every month have a range of numbers of their own, with room to spare. Inside its range an
article takes the place that its day and minute (without a time: its id) call for, or the next free one. So
sorting by number sorts by date, a span of dates is a span of numbers, and an article that is added to an old
month takes a free number. When a month outgrows its range all later numbers move, which is rare: ranges grow
by a fifth or more.
"""

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from backfile.model import Filed

__all__ = ["Order", "ordered"]

ROOM = 1.6
"""Numbers for each article: with fewer, one that comes pushes more others on; with more, gaps cost bytes."""
LEAST = 4


class Order(msgspec.Struct, frozen=True):
    """Who has which number."""

    numbers: dict[str, int]
    """Number by article id, in the order of numbers."""
    months: tuple[tuple[str, int], ...]
    """(`2023-09`, first number) for each month that has articles, in order; the undated come before them."""
    size: int
    """One more than the last number a range holds."""
    scale: int
    """The power of two that `size` fits in: what depends on the size of the index depends on this alone."""


def ordered(articles: Mapping[str, Filed]) -> Order:
    """Return the numbers of these articles: a pure function of their ids, dates and times."""
    groups: dict[str, list[tuple[float, str]]] = {}
    for id_, filed in articles.items():
        groups.setdefault((filed.day or "")[:7], []).append((_share(id_, filed), id_))
    numbers: dict[str, int] = {}
    months = []
    begin = 0
    for month in sorted(groups):
        group = sorted(groups[month])
        room = _room(len(group))
        if month:
            months.append((month, begin))
        numbers.update(zip((id_ for _, id_ in group), _places(group, begin, room), strict=True))
        begin += room
    return Order(numbers, tuple(months), begin, max(32, 1 << max(0, begin - 1).bit_length()))


def _places(group: Iterable[tuple[float, str]], begin: int, room: int) -> list[int]:
    """Return a number for each article of a range, in order: the one called for, or the next free one."""
    places: list[int] = []
    last = begin - 1
    for share, _ in group:
        last = max(last + 1, begin + int(share * room))
        places.append(last)
    end = begin + room
    for at in range(len(places) - 1, -1, -1):  # those that were pushed over the end go back
        if places[at] < end:
            break
        end -= 1
        places[at] = end
    return places


def _room(count: int) -> int:
    """Return how many numbers a range of so many articles has: a quarter step between powers of two."""
    wanted = max(LEAST, int(count * ROOM) + 1)
    step = max(1, (1 << (wanted - 1).bit_length()) >> 3)
    return -(-wanted // step) * step


def _share(id_: str, filed: Filed) -> float:
    """Return where in its month an article stands, from 0 to below 1: those without a time come first."""
    if filed.day is None:
        return _own(id_)
    published = filed.article.published
    timed = _timed(published.value[11:16]) if published else -1.0
    return (int(filed.day[8:10]) - 1 + (timed if timed >= 0 else _own(id_) / 2)) / 31


def _own(id_: str) -> float:
    return int(id_[:6], 16) / 0x1000000


@cache
def _timed(clock: str) -> float:
    """Return where in its day a time stands, in the second half of it; below 0 for none."""
    return min(0.5 + (int(clock[:2]) * 60 + int(clock[3:5])) / 2880, 0.9999) if len(clock) == 5 else -1.0
