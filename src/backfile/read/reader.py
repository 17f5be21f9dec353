"""What a reader of one format is given and what it gives back."""

import functools
from collections.abc import Callable, Mapping

import msgspec

from backfile.model import Doubt, Field, Piece
from backfile.problems import Origin, Problem

__all__ = ["Draft", "Raw", "Reader", "UnreadableFile", "lines_of", "unreadable"]


class UnreadableFile(Exception):
    """The file cannot be read as an article. Carries the problem that sets it aside."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def unreadable(path: str, code: str, message: str, hint: str = "", line: int = 0) -> UnreadableFile:
    """Return the error that sets a file aside: `message` says what was expected and what was found."""
    return UnreadableFile(Problem(Origin(path, line), "error", code, message, hint))


class Raw(msgspec.Struct, frozen=True):
    """A file as a reader gets it."""

    path: str
    """Path relative to content/."""
    data: bytes
    """Its bytes."""
    lines: tuple[str, ...]
    """Its text, line by line, NFC, control characters as spaces; empty for a reader of bytes."""
    columns: Mapping[str, str] = {}
    """From site.yaml: field of the record to the column or key of a table that holds it."""


class Draft(msgspec.Struct, frozen=True):
    """One article as a reader gives it: its fields, and its text either as lines or as pieces."""

    fields: tuple[Field, ...] = ()
    """What the file declares, by names that `parse.fields` knows (`headline`, `published`, `byline` …)."""
    pieces: tuple[Piece, ...] = ()
    """The text as blocks."""
    lines: tuple[str, ...] = ()
    """The text as lines, when the format has no blocks; empty when there are pieces."""
    first_line: int = 1
    """Line number in the raw file of the first of `lines`."""
    markdown: bool = False
    """Whether the lines hold Markdown."""
    span: tuple[int, int] | None = None
    """First and last line of the article in the raw file; None for the whole file."""
    raw: tuple[str, ...] | None = None
    """Text to show as the raw file, for a file of bytes; None for the file's own lines."""
    doubts: tuple[Doubt, ...] = ()
    """What the reader found odd."""


class Reader(msgspec.Struct, frozen=True):
    """One format: how it is recognised, and how it is read."""

    format: str
    """Name of the format, as records give it."""
    claims: Callable[[str, str], bool]
    """Whether a file is of this format, by its suffix in lower case and its first 4,000 characters. Must be
    sure: a plain text that only looks alike is read wrongly. For bytes the characters are Latin-1."""
    read: Callable[[Raw], tuple[Draft, ...]]
    """Returns the articles in the order of the file; raises UnreadableFile when there is none or it is broken."""
    binary: bool = False
    """Whether it reads bytes that are no text."""
    suffixes: tuple[str, ...] = ()
    """The suffixes of its files; empty where any file may be of the format, which is then asked of each."""
    marked: bool = False
    """Whether each of its files has a `<` among those first characters; without one it is not asked."""


@functools.lru_cache(maxsize=1)  # several formats ask for the lines of one file
def lines_of(head: str) -> tuple[str, ...]:
    """Return the lines of a file's first characters, as `claims` gets them."""
    return tuple(head.split("\n"))
