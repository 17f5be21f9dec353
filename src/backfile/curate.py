"""What a curator does to the content folder by command: texts are added as copies, never changed."""

import filecmp
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from backfile.bulk import Stored, pieces
from backfile.model import Article
from backfile.read.dumps import Part
from backfile.read.scan import ARTICLES, MAX_BYTES, kept_name, scan
from backfile.reading import Desk, Outcome, read_file

__all__ = ["Addition", "copied", "planned", "plans"]


class Addition(msgspec.Struct, frozen=True):
    """One file that may be added, and what was read in it."""

    file: str
    """Path of the file outside of the content folder."""
    path: str
    """Path that it has, or will have, relative to content/."""
    state: Literal["new", "there", "unread", "empty"]
    """new: to be copied; there: the same bytes are in content/ already; unread: it cannot be read as an article;
    empty: a part of a dump without an article in it."""
    outcome: Outcome
    """Its articles, or why it cannot be read."""
    beside: tuple[tuple[str, str], ...] = ()
    """(path to copy, name to give it) of its sidecar and of the images that it names."""
    part: Part | None = None
    """What of the file is added, where the file is a dump and too large to be one text."""

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles in it."""
        return tuple(reading.article for reading in self.outcome.readings)


def planned(files: Iterable[str], content: str, folder: str, desk: Desk) -> tuple[Addition, ...]:
    """Return what adding these files to content/articles/`folder` would do. Writes nothing.

    A name that is taken by another text gets a number. Raises OSError when a file cannot be opened.
    """
    return tuple(plans(((file, os.path.basename(file)) for file in files), content, folder, desk))


def plans(
    files: Iterable[tuple[str, str]], content: str, folder: str, desk: Desk, parting: bool = False
) -> Iterator[Addition]:
    """Yield what adding each file would do, one by one: of many files none is held when the next is read.

    With each file goes the path that it is to have below content/articles/`folder`, with forward slashes. With
    `parting` a dump that is too large for one text is added in parts.
    """
    there = _by_size(content)
    stored = Stored(there)
    taken = {path.casefold() for same in there.values() for path, _ in same}
    seen: set[str] = set()
    for file, below in files:
        file = os.path.abspath(file)
        if file in seen:
            continue
        seen.add(file)
        below = kept_name(file, below)
        size = os.path.getsize(file)
        if parting and size > MAX_BYTES:
            path = "/".join(part for part in (ARTICLES, folder, below) if part)
            yield from _parted(file, path, content, stored, desk)
            continue
        known = next((path for path, own in there.get(size, ()) if filecmp.cmp(own, file, False)), "")
        path = known or _free("/".join(part for part in (ARTICLES, folder, below) if part), taken)
        addition = _read(file, path, known != "", desk)
        if addition.state == "new":
            taken.add(path.casefold())
            there.setdefault(size, []).append((path, file))
        yield addition


def copied(additions: Iterable[Addition], content: str) -> int:
    """Return how many texts were copied into the content folder, with what belongs to them.

    A copy has the bytes and the time of the original and appears whole or not at all. Nothing is overwritten.
    Raises OSError when the folder cannot be written.
    """
    count = 0
    for addition in additions:
        if addition.state != "new":
            continue
        target = os.path.join(content, *addition.path.split("/"))
        for source, name in addition.beside:
            _copy(source, os.path.join(os.path.dirname(target), *name.split("/")))
        _copy(addition.file, target, addition.part)
        count += 1
    return count


def _by_size(content: str) -> dict[int, list[tuple[str, str]]]:
    """Return (path, path to open) of every text in content/, by its size in bytes."""
    found: dict[int, list[tuple[str, str]]] = {}
    for one in scan(content).articles:
        found.setdefault(os.path.getsize(one.file), []).append((one.path, one.file))
    return found


def _free(path: str, taken: set[str]) -> str:
    """Return the path, with a number before the suffix if another text has it."""
    stem, suffix = os.path.splitext(path)
    free, number = path, 2
    while free.casefold() in taken:
        free, number = f"{stem}-{number}{suffix}", number + 1
    return free


def _read(file: str, path: str, known: bool, desk: Desk) -> Addition:
    sidecar = _sidecar(file)
    with open(file, "rb") as opened:
        data = opened.read()
    corrections = None
    if sidecar:
        with open(sidecar, "rb") as opened:
            corrections = os.path.splitext(path)[0] + os.path.splitext(sidecar)[1], opened.read()
    outcome = read_file(path, data, corrections, desk)
    if outcome.problem is not None:
        return Addition(file, path, "unread", outcome)
    return Addition(file, path, "there" if known else "new", outcome, _beside(file, path, outcome))


def _parted(file: str, path: str, content: str, stored: Stored, desk: Desk) -> Iterator[Addition]:
    """Yield what adding each part of a dump would do."""
    for piece in pieces(file, path, content, stored, desk):
        beside = _beside(file, piece.path, piece.outcome) if piece.state == "new" else ()
        yield Addition(file, piece.path or path, piece.state, piece.outcome, beside, piece.part)


def _sidecar(file: str) -> str:
    """Return the sidecar beside a file; empty when there is none."""
    return next((s for e in (".yaml", ".yml") if os.path.isfile(s := os.path.splitext(file)[0] + e)), "")


def _beside(file: str, path: str, outcome: Outcome) -> tuple[tuple[str, str], ...]:
    """Return (path to copy, name to give it) of the sidecar of a file and of the images that its articles name."""
    beside: dict[str, str] = {}
    if sidecar := _sidecar(file):
        beside[os.path.splitext(os.path.basename(path))[0] + os.path.splitext(sidecar)[1]] = sidecar
    for reading in outcome.readings:
        beside |= _images(reading.article, file, path)
    return tuple((source, name) for name, source in sorted(beside.items()))


def _images(article: Article, file: str, path: str) -> Mapping[str, str]:
    """Return the images that lie beside the file or below its folder and that its figures name, by path from there."""
    above = os.path.dirname(path)
    names = [
        f.image.removeprefix(f"{above}/")
        for f in article.figures
        if f.image and f.image.startswith(f"{above}/")
    ]
    beside = {name: os.path.join(os.path.dirname(file), *name.split("/")) for name in names}
    home = os.path.realpath(os.path.dirname(file))
    return {
        name: image
        for name, image in beside.items()
        if os.path.isfile(image)
        and not os.path.islink(image)
        and os.path.realpath(image).startswith(home + os.sep)
    }


def _copy(source: str, target: str, piece: Part | None = None) -> None:
    """Copy a file, or one part of it, with the time of the file."""
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if os.path.lexists(target):
        return
    part = f"{target}.part"
    if piece is None:
        shutil.copy2(source, part)
    else:
        with open(part, "wb") as opened:
            opened.write(piece.data)
        shutil.copystat(source, part)
    os.replace(part, target)
