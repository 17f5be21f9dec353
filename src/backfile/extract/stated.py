"""Persons whom the file itself states, joined with those whom its words name."""

from collections.abc import Mapping, Sequence

import msgspec

from backfile.extract.bearers import parts
from backfile.model import Mention, Person, Place, Stated

__all__ = ["with_stated"]


def with_stated(
    people: Sequence[Person], stated: Sequence[Stated], forms: Mapping[str, Sequence[str]]
) -> tuple[Person, ...]:
    """Return the people of an article with those whom the file states; the order of the former stays.

    A stated name joins the person of the text who has the same name, or whose name the register gives to the same
    key (`forms`: its names by key), or who alone bears a family name that only one stated person has. All others
    follow as people of their own, with nothing but the file's word for them.
    """
    found = list(people)
    entries: dict[tuple[str, ...], set[str]] = {}
    for key, names in forms.items() if stated else ():
        for name in names:
            entries.setdefault(parts(name), set()).add(key)
    surnames = [parts(one.name)[-1] for one in stated]
    for one in stated:
        mention = Mention(one.name, "stated", one.line, Place("field", 0, 0, 0), one.origin)
        place = _same(found, one.name, entries)
        surname = parts(one.name)[-1]
        if place is None and surnames.count(surname) == 1 and len(parts(one.name)) > 1:
            place = _bare(found, surname)
        if place is None:
            found.append(Person(one.name, (), (mention,)))
            continue
        person = found[place]
        fuller = one.name if len(parts(one.name)) > len(parts(person.name)) else person.name
        found[place] = msgspec.structs.replace(person, name=fuller, mentions=(*person.mentions, mention))
    return tuple(found)


def _same(people: Sequence[Person], name: str, entries: Mapping[tuple[str, ...], set[str]]) -> int | None:
    """Return the person with this name, or with one that the register knows for the same single person."""
    asked = parts(name)
    keys = entries.get(asked, set())
    for place, person in enumerate(people):
        own = parts(person.name)
        if own == asked or (len(keys) == 1 and keys == entries.get(own)):
            return place
    return None


def _bare(people: Sequence[Person], surname: str) -> int | None:
    """Return the one person whom the text calls by this family name alone; None when another has it too."""
    bearers = [n for n, person in enumerate(people) if parts(person.name)[-1] == surname]
    return bearers[0] if len(bearers) == 1 and len(parts(people[bearers[0]].name)) == 1 else None
