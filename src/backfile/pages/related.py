"""What else to read: articles that share rare people and topics, the nearer in time the better."""

from bisect import bisect_left

from backfile.model import Archive, Filed
from backfile.pages.catalogue import named

__all__ = ["Neighbours"]

MOST = 4
REACH = 12
"""Articles looked at on either side, for each person and topic: keeps the work per article constant."""


class Neighbours:
    """Answers which articles are near one: before, after, and by subject."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._order = tuple(archive.articles)
        self._position = {id_: index for index, id_ in enumerate(self._order)}
        self._shelves: dict[str, tuple[int, ...]] = {}

    def earlier(self, id_: str) -> str | None:
        """Return the id of the article before this one, in the order of the archive."""
        at = self._position[id_]
        return self._order[at - 1] if at else None

    def later(self, id_: str) -> str | None:
        """Return the id of the article after this one."""
        at = self._position[id_] + 1
        return self._order[at] if at < len(self._order) else None

    def related(self, id_: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return up to four related articles, best first, each with the names of what it shares.

        A shared person counts 6,000 over the number of articles that name them, a shared topic 4,000 over
        the number it holds; the sum doubles on the same day and fades back with the days between. Whole
        numbers only, so that the order is the same on every machine.
        """
        filed, here = self._archive.articles[id_], self._position[id_]
        scores: dict[int, int] = {}
        shared: dict[int, list[str]] = {}
        for shelf, weight, name in self._subjects(filed):
            places = self._shelf(shelf)
            at = bisect_left(places, here)
            for place in places[max(0, at - REACH) : at + REACH + 1]:
                if place != here:
                    scores[place] = scores.get(place, 0) + weight // len(places)
                    shared.setdefault(place, []).append(name)
        for place in scores:
            other = self._archive.articles[self._order[place]]
            if filed.day and other.day:
                scores[place] += scores[place] * 30 // (30 + _days(filed.day, other.day))
        best = sorted(scores, key=lambda place: (-scores[place], abs(place - here), place))[:MOST]
        return tuple((self._order[place], tuple(shared[place][:2])) for place in best)

    def _subjects(self, filed: Filed) -> list[tuple[str, int, str]]:
        people = [(f"p:{key}", 6000, self._archive.people[key].name) for key in named(filed)]
        topics = [(f"t:{m.key}", 4000, self._archive.topics[m.key].name) for m in filed.topics]
        return people + topics

    def _shelf(self, name: str) -> tuple[int, ...]:
        if name not in self._shelves:
            kind, _, key = name.partition(":")
            record = self._archive.people[key] if kind == "p" else self._archive.topics[key]
            self._shelves[name] = tuple(sorted(self._position[id_] for id_ in record.articles))
        return self._shelves[name]


def _days(one: str, other: str) -> int:
    """Return about how many days lie between: months count 31, which is near enough to weigh by."""
    return abs(_count(one) - _count(other))


def _count(iso: str) -> int:
    return (int(iso[:4]) * 12 + int(iso[5:7])) * 31 + int(iso[8:10])
