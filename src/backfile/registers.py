"""The authority files the curator edits: people, topics, sources, photo credits."""

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from backfile.direction import settled_record
from backfile.mediatopics import code_of
from backfile.problems import Origin, Problem
from backfile.relations import Relation, read_relations
from backfile.settings import DateOrder
from backfile.yamltext import Node, YamlError, load_file, nearest

__all__ = [
    "SOURCE_KINDS",
    "PeopleRegister",
    "RegisteredCreditor",
    "RegisteredPerson",
    "RegisteredSource",
    "RegisteredTopic",
    "Registers",
    "read_registers",
]

SOURCE_KINDS = ("newspaper", "agency", "broadcaster", "ministry", "channel", "magazine", "website")
SPAN = re.compile(r"\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d")
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class RegisteredPerson(msgspec.Struct, frozen=True):
    """One entry of people.yaml."""

    key: str
    """The entry's key, the stem of the person's page."""
    name: str
    """Canonical name."""
    origin: Origin
    """Where the entry stands."""
    variants: tuple[str, ...] = ()
    """Other forms of the name, in any script."""
    sort_name: str | None = None
    """Name for alphabetical lists."""
    description: str | None = None
    """One line about the person."""
    wikidata: str | None = None
    """Wikidata id, `Q…`."""
    born: str | None = None
    """Date of birth, ISO."""
    died: str | None = None
    """Date of death, ISO."""
    not_same_as: tuple[str, ...] = ()
    """Keys of people this one must never be merged with."""


class PeopleRegister(msgspec.Struct, frozen=True):
    """people.yaml: who is who, and what is no person."""

    people: dict[str, RegisteredPerson] = {}
    """Entries by key, in the file's order."""
    not_people: tuple[str, ...] = ()
    """Phrases that look like names and are none."""


class RegisteredTopic(msgspec.Struct, frozen=True):
    """One entry of topics.yaml.

    An item of a rule is a word or phrase, `word*`, `=Word`, `person:KEY`, `source:KEY` or `place:NAME`.
    """

    key: str
    """The entry's key, the stem of the topic's page."""
    name: str
    """Name as shown."""
    origin: Origin
    """Where the entry stands."""
    parent: str | None = None
    """Key of the wider topic."""
    description: str | None = None
    """One line about the topic."""
    any: tuple[str, ...] = ()
    """At least one of these must match."""
    all: tuple[str, ...] = ()
    """All of these must match."""
    none: tuple[str, ...] = ()
    """None of these may match (`not:` in the file)."""
    wikidata: str | None = None
    """Wikidata id, `Q…`."""
    iptc: str | None = None
    """IPTC Media Topic code."""


class RegisteredSource(msgspec.Struct, frozen=True):
    """One entry of sources.yaml."""

    key: str
    """The entry's key, the stem of the outlet's page."""
    name: str
    """Name as shown."""
    origin: Origin
    """Where the entry stands."""
    kind: str | None = None
    """newspaper, agency, broadcaster, ministry, channel, magazine or website."""
    url: str | None = None
    """Home page."""
    hosts: tuple[str, ...] = ()
    """Host names of its pages."""
    handles: tuple[str, ...] = ()
    """Telegram, X and other handles, without @."""
    aliases: tuple[str, ...] = ()
    """Other names it is printed under."""
    country: str | None = None
    """Country."""
    language: str | None = None
    """Main language, BCP 47."""
    time_zone: str | None = None
    """IANA time zone its printed times are in."""
    date_order: DateOrder | None = None
    """Order of day and month in its dates with slashes."""
    boilerplate: tuple[str, ...] = ()
    """Lines it prints in every text, to be kept out of the body."""
    keep: tuple[str, ...] = ()
    """Lines that belong to its texts, however often they are repeated."""
    collected: tuple[str, ...] = ()
    """Spans of days whose texts were saved, `2023-09-01 to 2023-09-30`: a day of these without a text is silence."""


class RegisteredCreditor(msgspec.Struct, frozen=True):
    """One entry of credits.yaml."""

    key: str
    """The entry's key, the stem of the creditor's page."""
    name: str
    """Name as shown."""
    origin: Origin
    """Where the entry stands."""
    url: str | None = None
    """Home page."""
    lines: tuple[str, ...] = ()
    """Credit lines as printed that mean this creditor."""


class Registers(msgspec.Struct, frozen=True):
    """All authority files of an archive."""

    people: PeopleRegister = PeopleRegister()
    """people.yaml."""
    topics: dict[str, RegisteredTopic] = {}
    """topics.yaml by key, in the file's order."""
    sources: dict[str, RegisteredSource] = {}
    """sources.yaml by key, in the file's order."""
    creditors: dict[str, RegisteredCreditor] = {}
    """credits.yaml by key, in the file's order."""
    relations: tuple[Relation, ...] = ()
    """copies.yaml, in the file's order."""


Entry = TypeVar("Entry", bound=msgspec.Struct)


def read_registers(content: str) -> tuple[Registers, tuple[Problem, ...]]:
    """Return the authority files of a content folder, and all that is wrong with them.

    A missing file is an empty register.
    """
    problems: list[Problem] = []
    people: dict[str, RegisteredPerson] = {}
    not_people: tuple[str, ...] = ()
    topics: dict[str, RegisteredTopic] = {}
    sources: dict[str, RegisteredSource] = {}
    creditors: dict[str, RegisteredCreditor] = {}
    for key, _, node in _sections(content, "people.yaml", ("people", "not_people"), problems):
        if key == "people":
            people = _entries(node, RegisteredPerson, {}, problems)
        elif key == "not_people":
            not_people = _checked(node.texts, problems) or ()
    for _, _, node in _sections(content, "topics.yaml", ("topics",), problems):
        topics = _entries(node, RegisteredTopic, {"not": "none"}, problems)
    for _, _, node in _sections(content, "sources.yaml", ("sources",), problems):
        sources = _entries(node, RegisteredSource, {}, problems)
    for _, _, node in _sections(content, "credits.yaml", ("creditors",), problems):
        creditors = _entries(node, RegisteredCreditor, {}, problems)
    relations, wrong = read_relations(content)
    problems.extend(wrong)
    people, topics, sources, creditors = settled_record((people, topics, sources, creditors))
    registers = Registers(PeopleRegister(people, not_people), topics, sources, creditors, relations)
    problems.extend(_cross_checks(registers))
    return registers, tuple(problems)


def _sections(
    content: str, name: str, known: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[str, Node, Node]]:
    """Yield the top-level sections of a register, reporting what cannot be read or is unknown."""
    try:
        root = load_file(os.path.join(content, name), name)
        sections = list(root.items()) if root is not None else []
    except YamlError as error:
        problems.append(error.problem)
        return
    for key, key_node, node in sections:
        if key in known:
            yield key, key_node, node
        else:
            problems.append(
                Problem(
                    key_node.origin,
                    "error",
                    "unknown-section",
                    f"expected {' or '.join(f'`{k}:`' for k in known)}, found “{key}”",
                    nearest(key, known),
                )
            )


def _entries(
    section: Node, record: type[Entry], renamed: dict[str, str], problems: list[Problem]
) -> dict[str, Entry]:
    """Return the entries of a section by key, reporting each one that is not as its record says."""
    entries: dict[str, Entry] = {}
    many = {f.name for f in msgspec.structs.fields(record) if f.default == ()}
    names = [f.name for f in msgspec.structs.fields(record) if f.name not in ("key", "origin", "none")]
    known = (*names, *renamed)
    for key, key_node, node in _mapping(section, problems):
        values: dict[str, str | tuple[str, ...]] = {}
        reported = len(problems)
        if not KEY.fullmatch(key):
            problems.append(
                Problem(
                    key_node.origin,
                    "error",
                    "bad-key",
                    f"expected a key of small letters, digits and hyphens, found “{key}”",
                    "the key is the page's address; put the name under `name:`",
                )
            )
            continue
        for field, field_node, value in _mapping(node, problems):
            if field not in known:
                problems.append(
                    Problem(
                        field_node.origin,
                        "error",
                        "unknown-field",
                        f"expected a field of “{key}”, found “{field}”",
                        nearest(field, known),
                    )
                )
                continue
            name = renamed.get(field, field)
            got = _checked(value.texts, problems) if name in many else _checked(value.text, problems)
            if got is not None:
                wrong = _wrong(record, name, got)
                if wrong:
                    problems.append(
                        Problem(value.origin, "error", "bad-value", f"expected {wrong}, found “{got}”")
                    )
                else:
                    values[name] = got
        if "name" not in values:
            if len(problems) == reported:
                message = f"expected `name:` under “{key}”, found none"
                problems.append(Problem(key_node.origin, "error", "no-name", message))
            continue
        entries[key] = msgspec.convert({**values, "key": key, "origin": key_node.origin}, record)
    return entries


Read = TypeVar("Read")


def _checked(read: Callable[[], Read], problems: list[Problem]) -> Read | None:
    try:
        return read()
    except YamlError as error:
        problems.append(error.problem)
        return None


def _mapping(node: Node, problems: list[Problem]) -> list[tuple[str, Node, Node]]:
    return _checked(lambda: list(node.items()), problems) or []


def _wrong(record: type, name: str, value: str | tuple[str, ...]) -> str:
    """Return what was expected of a field's value, or nothing when the value is in order."""
    if name == "collected":
        wrong = [text for text in value if not SPAN.fullmatch(text) or text[:10] > text[-10:]]
        return "spans of days such as 2023-09-01 to 2023-09-30" if wrong else ""
    if isinstance(value, tuple):
        return ""
    if name == "name" and not any(c.isalnum() or unicodedata.category(c) == "So" for c in value):
        return "a name that holds a letter or a number"
    if name == "iptc" and code_of(value) is None:
        return "a Media Topic code such as medtop:16000000"
    if name == "wikidata" and not re.fullmatch(r"Q[1-9][0-9]*", value):
        return "a Wikidata id such as Q7747"
    if name in ("born", "died") and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return "a date such as 1955-05-21, 1955-05 or 1955"
    if name == "url" and not re.match(r"https?://", value):
        return "an address beginning with http:// or https://"
    if name == "date_order" and value not in ("DMY", "MDY", "YMD"):
        return "DMY, MDY or YMD"
    if name == "kind" and record is RegisteredSource and value not in SOURCE_KINDS:
        return f"one of {', '.join(SOURCE_KINDS)}"
    return ""


def _cross_checks(registers: Registers) -> Iterator[Problem]:
    """Yield problems between entries: a name claimed twice, a key that leads nowhere, a circle of parents."""
    yield from _claimed_twice(registers)
    people = registers.people.people
    nobody = {phrase.casefold() for phrase in registers.people.not_people}
    for person in people.values():
        for name in (person.name, *person.variants):
            if name.casefold() in nobody:
                message = f"expected a person or none, found “{name}” under {person.key} and not_people"
                yield Problem(person.origin, "error", "claimed-twice", message, "take it from one of them")
        for key in person.not_same_as:
            if key == person.key:
                message = f"expected another person after not_same_as, found “{key}” itself"
                yield Problem(person.origin, "error", "bad-value", message, "delete it")
            if key not in people:
                yield Problem(
                    person.origin,
                    "error",
                    "unknown-key",
                    f"expected the key of a person after not_same_as, found “{key}”",
                    nearest(key, tuple(people)),
                )
    for topic in registers.topics.values():
        if topic.parent is not None and topic.parent not in registers.topics:
            yield Problem(
                topic.origin,
                "error",
                "unknown-key",
                f"expected the key of a topic as parent, found “{topic.parent}”",
                nearest(topic.parent, tuple(registers.topics)),
            )
        above, seen = topic.parent, {topic.key}
        while above in registers.topics:
            if above in seen:
                yield Problem(
                    topic.origin,
                    "error",
                    "topic-circle",
                    f"expected a tree of topics, found “{topic.key}” above itself",
                )
                break
            seen.add(above)
            above = registers.topics[above].parent
        for item in (*topic.any, *topic.all, *topic.none):
            kind, _, key = item.partition(":")
            if not item.strip("=* ") or item.endswith(":") or (kind == "place" and not key.strip()):
                message = f"expected a word, a phrase or a name, found “{item}”"
                yield Problem(topic.origin, "error", "bad-value", message, "delete it")
            table = {"person": tuple(people), "source": tuple(registers.sources)}.get(kind)
            if table is not None and key not in table:
                yield Problem(
                    topic.origin,
                    "error",
                    "unknown-key",
                    f"expected the key of a {kind} after `{kind}:`, found “{key}”",
                    nearest(key, table),
                )


def _claimed_twice(registers: Registers) -> Iterator[Problem]:
    """Yield a problem for each name, host, handle or credit line that two entries claim: it could mean either."""
    people, sources = registers.people.people.values(), registers.sources.values()
    tables: tuple[tuple[str, str, list[tuple[str, Origin, tuple[str, ...]]]], ...] = (
        ("name", "person", [(p.key, p.origin, (p.name, *p.variants)) for p in people]),
        ("name", "outlet", [(s.key, s.origin, (s.name, *s.aliases)) for s in sources]),
        ("host", "outlet", [(s.key, s.origin, s.hosts) for s in sources]),
        ("handle", "outlet", [(s.key, s.origin, tuple(h.lstrip("@") for h in s.handles)) for s in sources]),
        ("name", "topic", [(t.key, t.origin, (t.name,)) for t in registers.topics.values()]),
        ("line", "creditor", [(c.key, c.origin, (c.name, *c.lines)) for c in registers.creditors.values()]),
    )
    for what, noun, entries in tables:
        claimed: dict[str, tuple[str, Origin]] = {}
        for key, origin, texts in entries:
            for text in texts:
                other, there = claimed.setdefault(text.casefold(), (key, origin))
                if other != key:
                    yield Problem(
                        origin,
                        "error",
                        "claimed-twice",
                        f"expected each {what} under one {noun}, found “{text}” under {other} and {key}",
                        f"see {there}; take it from one of them",
                    )
