"""Persons that a file states by itself: a field such as `people:` in front matter, a sidecar or a record."""

import re
from collections.abc import Iterator, Sequence

from backfile.model import Decision, Doubt, Field, Stated
from backfile.normalforms import normal
from backfile.parse.fields import field_of
from backfile.patterns import late

__all__ = ["persons_stated", "stated_decision"]

MOST, LONGEST, MOST_WORDS = 200, 80, 8
# What no name holds: mark-up, addresses, codes. A stop, an apostrophe and a hyphen belong to names.
NO_NAME = late(r"[<>{}\[\]|@#=&\"“”«»/\\:;!?*_`~^%$+]|\bwww\.", re.IGNORECASE)
AFTER = late(r"\s*[(（][^()（）]{0,80}[)）]\s*$")
PARTED = late(r"\s*[;|؛；、\n]\s*")
COMMA = late(r"\s*[,،，]\s*")


def persons_stated(fields: Sequence[Field]) -> tuple[tuple[Stated, ...], tuple[Doubt, ...]]:
    """Return the persons whom the fields state, each once, and a doubt for each value that is no name.

    Letters are composed (NFC). `Doe, Jane` in a list is Jane Doe. One text is a list when it has semicolons,
    or commas with two words or more on each side; `Doe, Jane` alone may be one person or two and is in doubt.
    """
    found: dict[str, Stated] = {}
    doubts: list[Doubt] = []
    answered = any(field.origin and field_of(field.name) == "people" for field in fields)
    for declared in fields:
        if field_of(declared.name) != "people":
            continue
        for value in _values(declared):
            name = _name(value)
            if name is None:
                told = bool(declared.origin) or not answered  # a sidecar has said who is meant
                if told and sum(c.isalpha() for c in value) and len(doubts) < MOST:
                    doubts.append(_doubt(declared, value))
            elif len(found) < MOST:
                found.setdefault(name.casefold(), Stated(name, declared.line, declared.origin))
    return tuple(found.values()), tuple(doubts)


def stated_decision(stated: Sequence[Stated]) -> tuple[Decision, ...]:
    """Return the entry of the trail for persons stated; none when there are none."""
    if not stated:
        return ()
    lines = sorted({person.line for person in stated if person.line})
    places = sorted({person.origin for person in stated if person.origin})
    where = (["a field of the file"] if lines or not places else []) + places
    span = (lines[0], lines[-1]) if lines else None
    names = "; ".join(person.name for person in stated)
    return (Decision("people", names, span, f"stated by {' and by '.join(where)}"),)


def _values(declared: Field) -> Iterator[str]:
    """Yield what stands for one person each."""
    items = declared.values if len(declared.values) > 1 else PARTED.split("".join(declared.values).strip())
    pieces = COMMA.split(items[0])
    if len(items) == 1 and all(len(AFTER.sub("", piece).split()) > 1 for piece in pieces):
        yield from pieces
    elif len(items) == 1:
        yield items[0]
    else:
        yield from (_turned(item) for item in items)


def _turned(value: str) -> str:
    """Return `Doe, Jane` as it is read aloud; any other text as it is."""
    family, comma, given = COMMA.sub(",", value.strip()).partition(",")
    return f"{given} {family}" if comma and given and "," not in given else value


def _name(value: str) -> str | None:
    """Return a value as a name, without what stands behind it in brackets; None when it can be none."""
    letters = value.replace(" ", "")
    if len(letters) > 1 and letters.isalpha() and len(value) <= LONGEST:
        words = normal("NFC", value).split()
        return " ".join(words) if len(words) <= MOST_WORDS else None
    name = " ".join(normal("NFC", AFTER.sub("", value)).split())
    if len(name) > LONGEST or len(name.split()) > MOST_WORDS or NO_NAME.search(name) or COMMA.search(name):
        return None
    count = sum(c.isalpha() for c in name)
    return name if count > 1 and count >= sum(c.isdecimal() for c in name) else None


def _doubt(declared: Field, value: str) -> Doubt:
    shown = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    message = f"{declared.said} holds “{shown}”, which was not taken for a person"
    hint = "give a list with one name in each item"
    return Doubt("people", declared.line, message[0].upper() + message[1:], "odd-person", hint)
