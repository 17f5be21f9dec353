"""Persons whom news formats name by marks of their own: IPTC's codes for persons, and categories of feeds.

Indexes print them as `HILL, ANNA (MAYOR)`; they are given as they are read aloud. Sources: IPTC, NewsML 1.2 (TopicSet),
NewsML-G2 (subject, assert; news coding system of concept natures), NITF 3.6 (identified-content), ninjs (person,
people); PRISM Basic 2.0 (person).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from backfile.model import Field
from backfile.patterns import late
from backfile.read.fragment import line_of
from backfile.read.xmltext import child, children, descendants, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = [
    "is_person",
    "named_by_nitf",
    "named_by_subjects",
    "named_by_topics",
    "person_fields",
    "person_topics",
]

BEHIND = late(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
SUFFIX = late(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
LETTERS = late(r"[^\W\d_]+")
PERSON = late(r"(?:.*[:/#_-])?(?:persons?|people|nyt_per)", re.IGNORECASE)
MNEMONIC = "mnemonic"


def is_person(kind: str) -> bool:
    """Whether a code of a kind (`cpnat:person`, `Person`, an address that ends in `/persons`) is that of persons."""
    return PERSON.fullmatch(kind.strip().rstrip("/")) is not None


def person_fields(found: Iterable[tuple[str, int]]) -> Iterator[Field]:
    """Yield one field for each of (name as the format has it, its line), each name once."""
    named: dict[str, int] = {}
    for text, line in found:
        if name := _read_aloud(text):
            named.setdefault(name, line)
    for name, line in named.items():
        yield Field("people", (name,), line)


def _read_aloud(text: str) -> str:
    """Return `HILL, ANNA (MAYOR)` as `Anna Hill`; a name that is no entry of an index as it is."""
    name = BEHIND.sub("", text).strip()
    name = LETTERS.sub(lambda word: word[0].capitalize(), name) if name.isupper() and " " in name else name
    pieces = [piece.strip() for piece in name.split(",")]
    suffix = pieces.pop() if len(pieces) > 1 and SUFFIX.fullmatch(pieces[-1]) else ""
    if len(pieces) == 2 and all(pieces):
        pieces.reverse()
    elif len(pieces) > 1:
        return name
    return " ".join([*pieces, suffix]).strip()


def named_by_nitf(root: "_Element") -> Iterator[tuple[str, int]]:
    """Yield the persons whom an NITF story is about, and those of its text whose given and family names are marked."""
    told = [
        e for part in descendants(child(root, "head"), "identified-content") for e in children(part, "person")
    ]
    for element in descendants(child(root, "body", "body.content"), "person"):
        given, family = child(element, "name.given"), child(element, "name.family")
        if text_of(given) and text_of(family):
            yield f"{text_of(given)} {text_of(family)}", line_of(element)
    for element in told:
        yield text_of(element) or element.get("value") or "", line_of(element)


def person_topics(item: "_Element") -> Mapping[str, tuple[str, int]]:
    """Return the names and lines of the topics of a NewsItem that are persons, by the addresses they are called by."""
    if next(descendants(item, "TopicOccurrence"), None) is None:
        return {}
    found: dict[str, tuple[str, int]] = {}
    for topic in descendants(item, "Topic"):
        kinds = [e.get("FormalName") or "" for e in children(topic, "TopicType")]
        names = [e for e in (*children(topic, "Description"), *children(topic, "FormalName")) if text_of(e)]
        if names and any(map(is_person, kinds)):
            found[f"#{topic.get('Duid') or ''}"] = (text_of(names[0]), line_of(topic))
    return found


def named_by_topics(
    above: Iterable["_Element"], topics: Mapping[str, tuple[str, int]]
) -> Iterator[tuple[str, int]]:
    """Yield the persons whom the descriptive metadata of NewsML components name: topics, or properties of that name."""
    for one in above:
        described = child(one, "DescriptiveMetadata")
        for element in descendants(described, "TopicOccurrence") if topics else ():
            if (topic := topics.get((element.get("Topic") or "").strip())) is not None:
                yield topic
        for element in descendants(described, "Property"):
            if is_person(element.get("FormalName") or ""):
                yield element.get("Value") or "", line_of(element)


def named_by_subjects(item: "_Element", meta: "_Element | None") -> Iterator[tuple[str, int]]:
    """Yield the persons among the subjects of a NewsML-G2 item: of that type, or asserted to be persons."""
    asserted: dict[str, str] = {}
    for fact in children(item, "assert"):
        kinds = [
            fact.get("type") or "",
            *(e.get("qcode") or e.get("uri") or "" for e in children(fact, "type")),
        ]
        if any(map(is_person, kinds)):
            asserted[fact.get("qcode") or fact.get("uri") or ""] = _name(fact)
    for subject in children(meta, "subject"):
        code = subject.get("qcode") or subject.get("uri") or ""
        if is_person(subject.get("type") or "") or (code and code in asserted):
            yield _name(subject) or asserted.get(code, ""), line_of(subject)


def _name(element: "_Element") -> str:
    named = [e for e in children(element, "name") if MNEMONIC not in (e.get("role") or "")]
    return text_of(named[0]) if named else ""
