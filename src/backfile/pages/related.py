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
        self._days = tuple(_count(filed.day) if filed.day else 0 for filed in archive.articles.values())
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
        near = []
        for shelf, weight, name in self._subjects(filed):
            places = self._shelf(shelf)
            at = bisect_left(places, here)
            window = places[max(0, at - REACH) : at + REACH + 1]
            near.append((name, window))
            share = weight // len(places)
            for place in window:
                scores[place] = scores.get(place, 0) + share
        scores.pop(here, None)
        days, day = self._days, self._days[here]
        if day:
            for place, score in scores.items():
                if days[place]:
                    scores[place] = score + score * 30 // (30 + abs(day - days[place]))
        best = sorted((-score, abs(place - here), place) for place, score in scores.items())[:MOST]
        return tuple(
            (self._order[place], tuple([name for name, window in near if place in window][:2]))
            for _, _, place in best
        )

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


def _count(iso: str) -> int:
    """Return a number of days to weigh by: months count 31, which is near enough. No date has 0."""
    return (int(iso[:4]) * 12 + int(iso[5:7])) * 31 + int(iso[8:10])
