"""What else to read: articles that share rare people and topics, the nearer in time the better."""

from bisect import bisect_left
from collections.abc import Iterable

from backfile.model import Archive, Filed
from backfile.pages.catalogue import named
from backfile.pages.stamps import stamped

__all__ = ["Neighbours"]

MOST = 3
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
        self._stamps: dict[str, bytes] = {}

    def earlier(self, id_: str) -> str | None:
        """Return the id of the article before this one, in the order of the archive."""
        at = self._position[id_]
        return self._order[at - 1] if at else None

    def later(self, id_: str) -> str | None:
        """Return the id of the article after this one."""
        at = self._position[id_] + 1
        return self._order[at] if at < len(self._order) else None

    def in_source(self, id_: str) -> tuple[str | None, str | None]:
        """Return the ids of the articles before and after this one from the same outlet."""
        source = self._archive.articles[id_].source
        if source is None:
            return None, None
        places = self._shelf(f"s:{source.key}")
        at = bisect_left(places, self._position[id_])
        earlier, later = places[max(0, at - 1) : at], places[at + 1 : at + 2]
        return self._order[earlier[0]] if earlier else None, self._order[later[0]] if later else None

    def stamp(self, id_: str) -> bytes:
        """Return what the choice of `nearest` depends on besides the article: who else is on its shelves, and when."""
        filed = self._archive.articles[id_]
        shelves = [*map("p:".__add__, named(filed)), *["t:" + match.key for match in filed.topics]]
        known = self._stamps
        return b"".join([known.get(shelf) or self._shelf_stamp(shelf) for shelf in shelves])

    def shared(self, id_: str, others: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return these related articles again, each with the names of what it shares."""
        mine = self._subjects(self._archive.articles[id_])
        made = []
        for other in others:
            theirs = {shelf for shelf, _, _ in self._subjects(self._archive.articles[other])}
            made.append((other, tuple([name for shelf, _, name in mine if shelf in theirs][:2])))
        return tuple(made)

    def nearest(self, id_: str) -> tuple[str, ...]:
        """Return up to three related articles, best first.

        A shared person counts 6,000 over the number of articles that name them, a shared topic 4,000 over
        the number it holds; the sum doubles on the same day and fades back with the days between. Whole
        numbers only, so that the order is the same on every machine.
        """
        filed, here = self._archive.articles[id_], self._position[id_]
        scores: dict[int, int] = {}
        for shelf, weight, _ in self._subjects(filed):
            places = self._shelf(shelf)
            at = bisect_left(places, here)
            window = places[max(0, at - REACH) : at + REACH + 1]
            share = weight // len(places)
            for place in window:
                scores[place] = scores.get(place, 0) + share
        scores.pop(here, None)
        days, day = self._days, self._days[here]
        if day:
            for place, score in scores.items():
                if days[place]:
                    scores[place] = score + score * 30 // (30 + abs(day - days[place]))
        least = sorted(scores.values())[-MOST:][0] if scores else 0
        # No count of the articles between: one more anywhere in the archive would change what is near.
        best = sorted(
            (-score, abs(days[place] - day), place) for place, score in scores.items() if score >= least
        )[:MOST]
        return tuple(self._order[place] for _, _, place in best)

    def _subjects(self, filed: Filed) -> list[tuple[str, int, str]]:
        people = [(f"p:{key}", 6000, self._archive.people[key].name) for key in named(filed)]
        topics = [(f"t:{m.key}", 4000, self._archive.topics[m.key].name) for m in filed.topics]
        return people + topics

    def _shelf(self, name: str) -> tuple[int, ...]:
        if name not in self._shelves:
            kind, _, key = name.partition(":")
            archive = self._archive
            record = (
                archive.sources[key]
                if kind == "s"
                else archive.people[key]
                if kind == "p"
                else archive.topics[key]
            )
            self._shelves[name] = tuple(sorted(self._position[id_] for id_ in record.articles))
        return self._shelves[name]

    def _shelf_stamp(self, name: str) -> bytes:
        stamp = self._stamps.get(name)
        if stamp is None:
            held = "\n".join(f"{self._order[place]} {self._days[place]}" for place in self._shelf(name))
            stamp = self._stamps[name] = stamped(f"{name}\n{held}".encode())
        return stamp


def _count(iso: str) -> int:
    """Return a number of days to weigh by: months count 31, which is near enough. No date has 0."""
    return (int(iso[:4]) * 12 + int(iso[5:7])) * 31 + int(iso[8:10])
