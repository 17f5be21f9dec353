"""Which articles an export is of: all, or those of a person, topic, outlet, span of days, or a list."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from backfile.hints import meant_key, meant_path
from backfile.model import Archive, Filed, PersonRecord, SourceRecord, TopicRecord
from backfile.pages import addresses

__all__ = ["UnknownChoice", "Wanted", "selected"]


class UnknownChoice(Exception):
    """Something was asked for that the archive does not have; says what, and what is near to it."""


class Wanted(msgspec.Struct, frozen=True):
    """What the articles of an export must have; what is left empty asks for nothing."""

    people: tuple[str, ...] = ()
    """Keys or names of people, one of whom it must name."""
    topics: tuple[str, ...] = ()
    """Keys or names of topics, one of which it must have."""
    sources: tuple[str, ...] = ()
    """Keys or names of outlets."""
    days: tuple[str, ...] = ()
    """Days, months or years as ISO 8601: `2023-09-20`, `2023-09`, `2023`."""
    articles: tuple[str, ...] = ()
    """Ids, paths in content/ or addresses of pages."""


def selected(archive: Archive, wanted: Wanted) -> tuple[str, ...]:
    """Return the ids of the articles wanted, in the order of the archive; older versions only when named.

    Raises UnknownChoice for a key, name, day or article that the archive does not have.
    """
    wanted = msgspec.structs.replace(
        wanted,
        people=_keys(wanted.people, archive.people, "person"),
        topics=_keys(wanted.topics, archive.topics, "topic"),
        sources=_keys(wanted.sources, archive.sources, "source"),
    )
    for day in wanted.days:
        if not any(one.startswith(day) for one in archive.days):
            raise UnknownChoice(f"expected a day with articles, found “{day}”")
    named = _named(archive, wanted.articles)
    everything = {**archive.articles, **archive.older} if named is not None else archive.articles
    return tuple(
        id_ for id_, filed in everything.items() if (named is None or id_ in named) and _fits(filed, wanted)
    )


def _fits(filed: Filed, wanted: Wanted) -> bool:
    return (
        (not wanted.people or any(key in wanted.people for key in filed.people))
        and (not wanted.topics or any(match.key in wanted.topics for match in filed.topics))
        and (not wanted.sources or (filed.source is not None and filed.source.key in wanted.sources))
        and (not wanted.days or any((filed.day or "").startswith(day) for day in wanted.days))
    )


def _keys(
    words: Iterable[str], there: Mapping[str, PersonRecord | TopicRecord | SourceRecord], noun: str
) -> tuple[str, ...]:
    """Return the keys that were given, or whose names were, where only one has that name."""
    found = []
    for word in words:
        named = [own for own, record in there.items() if record.name.casefold() == word.casefold()]
        if word not in there and len(named) != 1:
            near = meant_key(word, {own: record.name for own, record in there.items()})
            hint = f" Did you mean “{near}”?" if near else ""
            raise UnknownChoice(f"expected the key of a {noun} of the archive, found “{word}”.{hint}")
        found.append(word if word in there else named[0])
    return tuple(found)


def _named(archive: Archive, names: Sequence[str]) -> frozenset[str] | None:
    """Return the ids of the articles named by id, path or address; None when none is named."""
    if not names:
        return None
    by_name: dict[str, list[str]] = {}
    for id_, filed in (*archive.articles.items(), *archive.older.items()):
        path, part = filed.article.path, filed.article.part
        for name in {id_, path, f"{path}#{part}", addresses.article(filed.article)}:
            by_name.setdefault(name, []).append(id_)
    found: set[str] = set()
    for name in names:
        plain = name.removeprefix("./").removeprefix("content/")
        if plain not in by_name:
            near = meant_path(plain, by_name)
            hint = f". Did you mean “{near}”?" if near else ""
            raise UnknownChoice(f"expected the id, path or address of an article, found “{name}”{hint}")
        found.update(by_name[plain])
    return frozenset(found)
