"""The names that are offered as one types, and the spellings by which one name finds another."""

from collections.abc import Iterator, Mapping

from backfile.model import Archive, PersonRecord
from backfile.pages import addresses
from backfile.registers import Registers
from backfile.search.folding import words

__all__ = ["BORDER", "name_rows", "variants"]

BORDER = "\x7f"
"""Between the fields of a row: decoding takes control characters out of every text."""
FOLDERS = {"p": "people", "t": "topics", "s": "sources", "c": "credits"}


def variants(archive: Archive, registers: Registers) -> dict[str, str]:
    """Return the folded words of all names of each person who is known by more than one."""
    known = {}
    for key, record in archive.people.items():
        own = _joined(words(record.name))
        found = dict.fromkeys(word for name in names_of(record, registers) for word in words(name))
        if set(found) - set(own.split()):
            known[key] = " ".join(found)
    return known


def names_of(record: PersonRecord, registers: Registers) -> tuple[str, ...]:
    """Return the names of a person: the heading, the register's variants, and the forms found in texts."""
    entry = registers.people.people.get(record.key)
    found = (variant.text for variant in record.variants if " " in variant.text or entry is not None)
    return tuple(dict.fromkeys((record.name, *(entry.variants if entry else ()), *found)))


def name_rows(archive: Archive, registers: Registers, spellings: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (term, data) of all rows, not in order; `spellings` are the variants.

    `!p:KEY` holds count, name, address and the words of all names; `@shoigu sergei|p:KEY`, one for each word
    a name begins anew with, holds count and name. Sources and topics are found by their names and aliases.
    """
    rows: dict[str, str] = {}
    for kind, key, count, names, variant_words in _named(archive, registers, spellings):
        address = addresses.encoded(addresses.record(FOLDERS[kind], key))
        rows[f"!{kind}:{key}"] = BORDER.join((str(count), names[0], address, variant_words)).rstrip(BORDER)
        for name in names:
            found = words(name)
            for n in range(min(len(found), 6)):
                rows[f"@{_joined(found[n:] + found[:n])}|{kind}:{key}"] = f"{count}{BORDER}{names[0]}"
    return list(rows.items())


def _named(
    archive: Archive, registers: Registers, known: Mapping[str, str]
) -> Iterator[tuple[str, str, int, tuple[str, ...], str]]:
    for key, person in archive.people.items():
        if person.articles:
            yield "p", key, len(person.articles), names_of(person, registers), known.get(key, "")
    for key, topic in archive.topics.items():
        yield "t", key, len(topic.articles), (topic.name,), ""
    for key, source in archive.sources.items():
        entry = registers.sources.get(key)
        yield "s", key, len(source.articles), (source.name, *(entry.aliases if entry else ())), ""
    for key, creditor in archive.creditors.items():
        count = len({ref.article for ref in creditor.figures})
        yield "c", key, count, (creditor.name,), ""


def _joined(found: list[str]) -> str:
    return " ".join(found)
