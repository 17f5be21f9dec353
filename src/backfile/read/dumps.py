"""Dumps too large to be read at once, as files that are not: cut between records, whose bytes stay as they are.

The dump is mapped into memory and never held: what is held is where its records begin and end, and one part.
"""

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping

import msgspec

from backfile.problems import Origin, Problem
from backfile.read.dumpjson import values
from backfile.read.dumplines import json_lines, mails, prints, rows
from backfile.read.dumpsections import Bytes, NotParted, Section, released
from backfile.read.dumpxml import elements
from backfile.read.formats import reader_of
from backfile.read.reader import UnreadableFile, unreadable
from backfile.read.scan import MAX_BYTES

__all__ = ["PIECE", "Part", "parts_of", "record_marks", "sections_of"]

PIECE = 2 * 1024 * 1024
"""Bytes of a part, if no single record is larger."""
HEAD = 16_384
LINES_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines", ".jl")
MARK = 12
"""Bytes of the digest by which a record is known again."""


class Part(msgspec.Struct, frozen=True):
    """One part of a dump."""

    data: bytes
    """What is stored: the head of the dump, the records, its tail."""
    first: int
    """Where its first record begins in the dump, in bytes."""
    last: int
    """Where its last record ends."""
    records: int
    """How many there are."""
    problem: Problem | None = None
    """Why these records are stored nowhere."""


def sections_of(data: Bytes, path: str, columns: Mapping[str, str], largest: int) -> list[Section]:
    """Return where the records of a dump are. Raises UnreadableFile for a kind that cannot be parted.

    `path` is what the dump is called; `columns` is what site.yaml says of tables; an item of a JSON list of more than
    `largest` bytes is parted in its turn.
    """
    suffix = os.path.splitext(path)[1].lower()
    found: list[Section] = []
    why = "split the file by hand: its kind cannot be parted"
    start = bytes(data[:HEAD])
    if b"\0" in start[:400]:
        why = "save it as UTF-8, then it can be parted"
    else:
        head = "\n".join(start.decode("utf-8", "replace").splitlines()[:80])
        reader = reader_of(suffix, start[:4000].decode("latin-1"), True) or reader_of(suffix, head)
        try:
            found = _of_kind(data, reader.format if reader else "", suffix, columns, largest)
        except NotParted as error:
            why = f"split the file by hand: {error}"
    if not any(section.bounds for section in found):
        size = len(data) / 1024 / 1024
        raise unreadable(path, "too-large", f"expected at most 5 MB, found {size:.1f} MB", why)
    return found


def _of_kind(data: Bytes, kind: str, suffix: str, columns: Mapping[str, str], largest: int) -> list[Section]:
    if kind == "mail":
        return mails(data)
    if kind in ("lexisnexis", "factiva") and not bytes(data[:400]).lstrip().startswith(b"<"):
        return prints(data)
    if kind in ("wxr", "feed", "corpus", "factiva"):
        return elements(data, kind)
    if kind == "csv":
        return rows(data, columns)
    if kind in ("json", "ninjs", "telegram-json"):
        return json_lines(data) if suffix in LINES_SUFFIXES or _is_lines(data) else values(data, largest)
    return []


def _is_lines(data: Bytes) -> bool:
    """Whether a file of JSON holds one mapping a line: its first line ends one and the next begins one."""
    end = data.find(b"\n", 0, MAX_BYTES)
    first, after = bytes(data[: max(end, 0)]).strip(), bytes(data[end + 1 : end + 100]).lstrip()
    return first.endswith(b"}") and after.startswith(b"{")


def parts_of(
    data: Bytes,
    path: str,
    columns: Mapping[str, str],
    known: Collection[tuple[bytes, bytes]] = (),
    piece: int = PIECE,
    largest: int = MAX_BYTES,
) -> Iterator[Part]:
    """Yield the parts of a dump in its order, one by one; of records that are `known` none is in a part.

    A record that is too large to be read stands alone, with a problem. Raises UnreadableFile at once when the dump
    is of a kind that cannot be parted.
    """
    mark = 0
    for section in sections_of(data, path, columns, largest):
        around = len(section.head) + len(section.tail)
        held: list[tuple[int, int]] = []
        stretches: list[tuple[int, int]] = []
        size = around
        for n, record in enumerate(section.records()):
            if known and record_mark(data, section, record) in known:
                continue
            mine = [record, *section.beside.get(n, ())]
            more = sum(end - begin + len(section.joint) for begin, end in mine)
            if around + more > largest:
                yield _refused(record, path, around + more, largest)
                continue
            if held and size + more > piece:
                yield _part(data, section, held, stretches)
                mark = released(data, held[-1][1], mark)
                held, stretches, size = [], [], around
            held.append(record)
            stretches += mine
            size += more
        if held:
            yield _part(data, section, held, stretches)


def _part(
    data: Bytes, section: Section, held: list[tuple[int, int]], stretches: list[tuple[int, int]]
) -> Part:
    told = dict.fromkeys(stretches)
    body = section.joint.join(bytes(data[begin:end]) for begin, end in told)
    return Part(section.head + body + section.tail, held[0][0], held[-1][1], len(held))


def _refused(record: tuple[int, int], path: str, size: int, largest: int) -> Part:
    most, found = largest / 1024 / 1024, size / 1024 / 1024
    message = f"expected a record of at most {most:.1f} MB, found one of {found:.1f} MB at byte {record[0]}"
    problem = Problem(Origin(path), "error", "too-large", message, "mend the dump there, or save the text")
    return Part(b"", *record, 1, problem)


def record_mark(data: Bytes, section: Section, record: tuple[int, int]) -> tuple[bytes, bytes]:
    """Return by what a record is known again: its bytes, and what a table or list says of it above."""
    begin, end = record
    around = section.head if not section.tail.lstrip().startswith(b"<") else b""
    held = hashlib.sha256(bytes(data[begin:end]).strip()).digest()[:MARK]
    return hashlib.sha256(around).digest()[:MARK], held


def record_marks(data: bytes, path: str, columns: Mapping[str, str]) -> set[tuple[bytes, bytes]]:
    """Return the marks of all records of a part that was stored before; of a file that is no part none."""
    try:
        sections = sections_of(data, path, columns, MAX_BYTES)
    except UnreadableFile:
        return set()
    return {record_mark(data, section, record) for section in sections for record in section.records()}
