"""The word lists that recognition goes by: given and family names, places, words, titles, verbs.

The lists are data: `data/names.txt.gz` is derived by tools/make_lexicon.py, `data/*.txt` are written by hand.
They are read when the first article is searched and kept for the life of the process.
"""

import functools
import gzip
import pkgutil
from collections.abc import Callable

import msgspec

from backfile.patterns import late

__all__ = ["Lexicon", "Names", "lexicon", "names", "words_of"]

HEAD = late(r"\[[a-z -]+\]")


class Names(msgspec.Struct, frozen=True):
    """The derived lists."""

    given: dict[str, str]
    """Given names in Latin letters to `m`, `f` or `u`: borne by men, women or both."""
    cyrillic: dict[str, str]
    """Given names in Cyrillic letters, nominative, likewise."""
    family: frozenset[str]
    """Family names in Latin letters."""
    places: frozenset[str]
    """Countries, US states and towns, some of several words."""
    common: frozenset[str]
    """The most frequent English words, in small letters, without those that are mostly names."""
    words: frozenset[str]
    """The next twenty thousand."""
    uncased_given: dict[str, tuple[str, ...]]
    """Given names in scripts without capitals, by script."""
    uncased_family: dict[str, tuple[str, ...]]
    """Family names in such scripts."""
    uncased_places: dict[str, tuple[str, ...]]
    """Great towns in letters that are not Latin, by script."""


class Lexicon(msgspec.Struct, frozen=True):
    """The lists for English texts. What is in each stands at the head of its section in english.txt."""

    honorifics: frozenset[str]
    """Titles before a name, without a stop."""
    fronts: frozenset[str]
    """What may stand before a name as it is printed: titles, adjectives of nations."""
    small_fronts: frozenset[str]
    """The same in small letters, however it is printed: nouns of roles, words beside them."""
    roles: frozenset[str]
    """Nouns that say what a person is, in small letters."""
    callings: frozenset[str]
    """Those of them that are no titles when capitalised, for they are family names or common words too."""
    several: frozenset[str]
    """People of one calling, before two names and more, in small letters."""
    kin: frozenset[str]
    """Nouns that say whose relation or rival a person is, in small letters."""
    modifiers: frozenset[str]
    """Words beside a noun of a role, in small letters."""
    nationalities: frozenset[str]
    """Adjectives of nations, faiths and parties."""
    small_nationalities: frozenset[str]
    """The same in small letters."""
    countries: dict[str, str]
    """Country to its adjective, both in small letters."""
    places: frozenset[str]
    """The places of the derived lists, and the countries as they may be printed."""
    organisations: frozenset[str]
    """Words of organisations, buildings, events."""
    words: frozenset[str]
    """Capitalised words that are part of no personal name."""
    particles: frozenset[str]
    """Small words inside names."""
    sayings: frozenset[str]
    """Verbs of saying."""
    person_verbs: frozenset[str]
    """Verbs whose subject is mostly a person."""
    virtues: frozenset[str]
    """Words that are given names of many peoples: `Mercy`, `Sunday`."""
    calendar: frozenset[str]
    """Names of months and weekdays."""
    ranks: frozenset[str]
    """Ranks, which begin a role of their own after an office."""
    addresses: frozenset[str]
    """Forms of address that are no role."""
    qualifiers: frozenset[str]
    """Words that make a role another role, in small letters."""
    of_roles: frozenset[str]
    """All small words that a role is made of: its nouns, what stands beside them, and what makes it another."""
    bodies: frozenset[str]
    """Small words of offices inside a role."""
    openers: frozenset[str]
    """Capitalised words that open a sentence and no name."""
    prepositions: frozenset[str]
    """Words before somebody who is not the subject."""
    auxiliaries: frozenset[str]
    """Words between a subject and its verb."""
    participles: frozenset[str]
    """Forms of verbs of saying that take their subject from the sentence."""
    names: Names
    """The derived lists, with given names added by hand."""


def _data(name: str) -> bytes:
    data = pkgutil.get_data("backfile.extract", f"data/{name}")
    if data is None:
        raise FileNotFoundError(f"backfile.extract/data/{name}")
    return data


@functools.cache
def words_of(name: str) -> dict[str, tuple[str, ...]]:
    """Return the sections of a hand-written list: phrases where the section has bars, else words."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in _data(name).decode().splitlines():
        if HEAD.fullmatch(line):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    split: Callable[[str], list[str]]
    result: dict[str, tuple[str, ...]] = {}
    for key, found in sections.items():
        text = " ".join(found)
        split = (lambda t: [p.strip() for p in t.split("|")]) if " | " in text else str.split
        result[key] = tuple(dict.fromkeys(split(text)))
    return result


def _by_sex(key: str, sections: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for sex in "fmu":
        found.update(dict.fromkeys(sections[f"{key} {sex}"], sex))
    return found


def _by_script(key: str, sections: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    ending = f" {key}"
    return {
        name.removesuffix(ending): tuple(found) for name, found in sections.items() if name.endswith(ending)
    }


@functools.cache
def names() -> Names:
    """Return the derived lists."""
    sections: dict[str, list[str]] = {}
    for block in gzip.decompress(_data("names.txt.gz")).decode()[1:].split("\n#"):
        key, *entries = block.split("\n")
        sections[key] = entries
    given, cyrillic = _by_sex("given", sections), _by_sex("cyrillic", sections)
    for sex, listed in words_of("givennames.txt").items():
        for name in listed:
            given.setdefault(name, sex)
    for name in words_of("english.txt")["given"]:
        given.setdefault(name, "u")
    return Names(
        given=given,
        cyrillic=cyrillic,
        family=frozenset(sections["family"]),
        places=frozenset(sections["places"]),
        common=frozenset(sections["common"]),
        words=frozenset(sections["words"]),
        uncased_given=_by_script("given", sections),
        uncased_family=_by_script("family", sections),
        uncased_places={key: tuple(sections[f"places {key}"]) for key in ("cyrillic", "arabic")},
    )


@functools.cache
def lexicon() -> Lexicon:
    """Return the lists for English texts."""
    section = {key: frozenset(entries) for key, entries in words_of("english.txt").items()}
    derived = names()
    countries = {}
    for pair in section["countries"]:
        adjective, _, country = pair.partition("=")
        countries[country.lower()] = adjective.lower()
    return Lexicon(
        honorifics=section["honorifics"],
        fronts=section["honorifics"] | section["nationalities"],
        small_fronts=section["roles"] | section["modifiers"],
        roles=section["roles"] | section["callings"],
        callings=section["callings"] - section["roles"],
        several=section["several"],
        kin=section["kin"],
        modifiers=section["modifiers"],
        nationalities=section["nationalities"],
        small_nationalities=frozenset(word.lower() for word in section["nationalities"]),
        countries=countries,
        places=derived.places.union(
            *((one, one.capitalize(), one.title(), one.upper()) for one in countries)
        ),
        organisations=section["organisations"],
        words=section["words"],
        particles=section["particles"],
        sayings=section["sayings"].union(
            words_of("cyrillic.txt")["sayings"], words_of("others.txt")["sayings"]
        ),
        person_verbs=section["after-person"],
        virtues=section["virtues"],
        calendar=section["calendar"],
        ranks=section["ranks"],
        addresses=section["plain-titles"],
        qualifiers=section["qualifiers"],
        of_roles=section["roles"] | section["callings"] | section["modifiers"] | section["qualifiers"],
        bodies=section["bodies"],
        openers=section["openers"],
        prepositions=section["prepositions"],
        auxiliaries=section["auxiliaries"],
        participles=section["participles"],
        names=derived,
    )
