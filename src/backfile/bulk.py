"""Dumps that are too large for one file of content/: what adding each of their parts would do."""

import contextlib
import hashlib
import mmap
import os
import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from backfile.read.dumps import PIECE, Part, parts_of, record_marks
from backfile.read.reader import UnreadableFile, unreadable
from backfile.read.scan import MAX_BYTES
from backfile.read.sidecar import read_sidecar
from backfile.reading import Desk, Outcome, read_file
from backfile.yamltext import YamlError

__all__ = ["Piece", "Stored", "pieces"]


class Piece(msgspec.Struct, frozen=True):
    """One part of a dump, with what was read in it."""

    path: str
    """Path that it has, or will have, relative to content/; empty when it is stored nowhere."""
    state: Literal["new", "there", "unread", "empty"]
    """new, there, unread, or empty: records without an article among them."""
    part: Part
    """Its bytes, and which of the dump's they are."""
    outcome: Outcome
    """Its articles, or why there are none."""


class Stored:
    """The texts of content/, by their size: whether the bytes of a part are among them."""

    def __init__(self, by_size: dict[int, list[tuple[str, str]]]) -> None:
        """Keep (path, path to open) of each text by its size in bytes."""
        self.numbers: dict[str, int] = {}
        self._by_size = by_size
        self._new: dict[bytes, str] = {}

    def path_of(self, data: bytes) -> str:
        """Return the path that these bytes have; empty when they are new."""
        for path, file in self._by_size.get(len(data), ()):
            with contextlib.suppress(OSError), open(file, "rb") as opened:
                if opened.read() == data:
                    return path
        return self._new.get(hashlib.sha256(data).digest(), "")

    def add(self, data: bytes, path: str) -> None:
        """Keep in mind that these bytes will have this path."""
        self._new[hashlib.sha256(data).digest()] = path


def pieces(file: str, path: str, content: str, stored: Stored, desk: Desk) -> Iterator[Piece]:
    """Yield what adding each part of a dump would do. `path` is what the dump would be called in content/.

    Parts are called after it and numbered; where earlier parts of that name hold a record already, it is in no new
    one. A dump that cannot be parted, or whose first part cannot be read, gives one piece with the problem.
    """
    earlier = _earlier(path, content)
    columns = desk.settings.columns
    known = {mark for one in earlier for mark in record_marks(_bytes(one), path, columns)}
    number = max(stored.numbers.get(path, 0), *earlier.values(), 0)
    # Persons and quotes are looked for when the site is built: here it is told what was read.
    desk = msgspec.structs.replace(desk, settings=msgspec.structs.replace(desk.settings, extraction=False))
    try:
        sidecar = _sidecar(file, path)
        with open(file, "rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
            for n, part in enumerate(parts_of(data, path, columns, known, PIECE, MAX_BYTES)):
                number += 1
                piece = _piece(part, path, number, sidecar, stored, desk)
                yield piece
                if n == 0 and piece.state == "unread" and part.problem is None:
                    return
    except (UnreadableFile, YamlError) as error:
        yield Piece("", "unread", Part(b"", 0, 0, 0), Outcome(problem=error.problem))
    stored.numbers[path] = number


def _piece(part: Part, path: str, number: int, sidecar: bytes | None, stored: Stored, desk: Desk) -> Piece:
    if part.problem is not None:
        return Piece("", "unread", part, Outcome(problem=part.problem))
    stem, suffix = os.path.splitext(path)
    name = f"{stem}-{number:04d}{suffix}"
    known = stored.path_of(part.data)
    corrections = (f"{stem}-{number:04d}.yaml", sidecar) if sidecar is not None else None
    outcome = read_file(known or name, part.data, corrections, desk)
    if outcome.problem is not None:
        empty = outcome.problem.code == "no-article"
        return Piece("", "empty" if empty else "unread", part, outcome)
    if known:
        return Piece(known, "there", part, outcome)
    stored.add(part.data, name)
    return Piece(name, "new", part, outcome)


def _earlier(path: str, content: str) -> dict[str, int]:
    """Return the parts of a dump of this name that are in content/ already, each with its number."""
    stem, suffix = os.path.splitext(path)
    folder = os.path.join(content, *os.path.dirname(path).split("/"))
    name = re.compile(re.escape(os.path.basename(stem)) + r"-(\d{4,9})" + re.escape(suffix))
    found: dict[str, int] = {}
    for one in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        if match := name.fullmatch(one):
            found[os.path.join(folder, one)] = int(match.group(1))
    return found


def _bytes(file: str) -> bytes:
    with open(file, "rb") as opened:
        return opened.read()


def _sidecar(file: str, path: str) -> bytes | None:
    """Return the sidecar of a dump, which every part gets; None when there is none.

    Raises UnreadableFile when it speaks of lines or of single articles, which no part has as the dump has them.
    """
    for ending in (".yaml", ".yml"):
        beside = os.path.splitext(file)[0] + ending
        if not os.path.isfile(beside):
            continue
        name = os.path.splitext(path)[0] + ending
        told = read_sidecar(name, data := _bytes(beside))
        if told.lines or told.parts:
            message = (
                "expected a sidecar that holds for all articles of a dump, found lines or single articles"
            )
            hint = "import the dump without it, and correct its parts in sidecars of their own"
            raise unreadable(name, "sidecar-of-dump", message, hint)
        return data
    return None
