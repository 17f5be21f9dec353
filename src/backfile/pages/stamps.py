"""Stamps: what a page would show of an article or a record, as a few bytes that cost far less than the view."""

import hashlib
from collections.abc import Container, Iterable, Sequence

import msgspec

from backfile.model import Archive, Filed
from backfile.settings import Settings

__all__ = ["Stamps", "stamped"]

SIZE = 12
"""Bytes of a stamp."""


class Stamps:
    """The stamps of one archive. Two that are equal stand for the same bytes on every page."""

    def __init__(self, archive: Archive, settings: Settings, held: Container[str] | None) -> None:
        self._archive = archive
        pictures = sorted(held) if isinstance(held, Iterable) else None
        site = (settings, pictures, bool(archive.days), sorted(s.collected for s in archive.sources.values()))
        self._site = stamped(msgspec.msgpack.encode(site))
        self._encode = msgspec.msgpack.Encoder().encode
        self._marks: dict[str, bytes] = {}
        self._articles: dict[str, bytes] = {}
        self._days: dict[str, bytes] = {}

    def of(self, ids: Iterable[str], *more: object) -> bytes:
        """Return the stamp of these articles in this order, and of whatever else a page is made of.

        That the settings and the pictures held are the same is part of every stamp.
        """
        known = self._articles
        stamps = [known.get(id_) or self.article(id_) for id_ in ids]
        return stamped(b"".join((self._site, self._encode((len(stamps), more)), *stamps)))

    def article(self, id_: str) -> bytes:
        """Return the stamp of an article: its reading, what was resolved, and the names of all that it leads to."""
        stamp = self._articles.get(id_)
        if stamp is None:
            filed = self._archive.articles.get(id_)
            stamp = self._articles[id_] = self._of_article(filed or self._archive.older[id_], filed is None)
        return stamp

    def day(self, iso: str) -> bytes:
        """Return the stamp of a day with its articles."""
        stamp = self._days.get(iso)
        if stamp is None:
            stamp = self._days[iso] = self.of(self._archive.days[iso], iso)
        return stamp

    def people(self, keys: Iterable[str]) -> bytes:
        """Return what links to these people show."""
        return b"".join(self._mark(f"p:{key}") for key in keys)

    def sources(self, keys: Iterable[str]) -> bytes:
        """Return what links to these outlets show."""
        return b"".join(self._mark(f"s:{key}") for key in keys)

    def topics(self, keys: Sequence[str]) -> bytes:
        """Return what links to these topics show, the number of their articles too."""
        held = self._archive.topics
        counts = [len(held[key].articles) if key in held else 0 for key in keys]
        return msgspec.msgpack.encode(counts) + b"".join(self._mark(f"t:{key}") for key in keys)

    def _of_article(self, filed: Filed, older: bool) -> bytes:
        named = [f"p:{key}" for key in filed.people if key is not None]
        named += [f"c:{key}" for key in filed.creditors if key is not None]
        if filed.source is not None:
            named.append(f"s:{filed.source.key}")
        for match in filed.topics:
            named.append(f"t:{match.key}")
            named += [f"{r.kind[0]}:{r.text}" for r in match.reasons if r.kind in ("person", "source")]
        about = (
            filed.article.id, filed.digest, filed.day, filed.people, filed.source, filed.topics, filed.creditors,
            older,
        )  # fmt: skip
        return stamped(b"".join((self._encode(about), *map(self._mark, named))))

    def _mark(self, name: str) -> bytes:
        """Return what a link to a record shows of it."""
        mark = self._marks.get(name)
        if mark is None:
            kind, _, key = name.partition(":")
            shown: tuple[object, ...] = ()
            if kind == "p" and (person := self._archive.people.get(key)) is not None:
                shown = (person.name, person.language, person.wikidata)
            elif kind == "s" and (source := self._archive.sources.get(key)) is not None:
                shown = (source.name, source.url, source.kind, source.language, source.country)
            elif kind == "c" and (creditor := self._archive.creditors.get(key)) is not None:
                shown = (creditor.name,)
            elif kind == "t" and (topic := self._archive.topics.get(key)) is not None:
                shown = (topic.name,)
            mark = self._marks[name] = msgspec.msgpack.encode((name, shown))
        return mark


def stamped(data: bytes) -> bytes:
    """Return the stamp of these bytes."""
    return hashlib.blake2b(data, digest_size=SIZE).digest()
