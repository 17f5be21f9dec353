"""The words of an article as they will be shown: blocks, figures between them, what was set apart, and why."""

from typing import Literal

from backfile.model.documents import Record

__all__ = [
    "Aside",
    "Block",
    "BlockKind",
    "Decision",
    "Rejected",
    "Text",
]

BlockKind = Literal["paragraph", "subhead", "list_item", "quote", "figure", "code"]


class Block(Record, frozen=True):
    """One paragraph, subhead, list item, quotation or figure of the body."""

    kind: BlockKind
    """What it is."""
    text: str
    """Plain text. For a figure the caption, or empty."""
    starts: tuple[tuple[int, int], ...]
    """(offset in text, line) for each raw line the block was joined from, in order; never empty."""
    html: str | None = None
    """Sanitised HTML of the inside of the block; None when plain text says it all."""
    figure: int | None = None
    """Index into Article.figures for a block of kind `figure`."""
    level: int = 0
    """Depth of a subhead (2 to 6) or list item (from 1); 0 otherwise."""

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line in the raw file."""
        return self.starts[0][1], self.starts[-1][1]

    def line_at(self, offset: int) -> int:
        """The raw line of the character at this offset of `text`."""
        line = self.starts[0][1]
        for start, number in self.starts:
            if start > offset:
                break
            line = number
        return line


class Aside(Record, frozen=True):
    """Text that is kept but is not the article's body: a footer, a share row, a tag line."""

    kind: str
    """What it was taken for: `footer`, `furniture`, `read-also`, `tags`, `code`, `duplicate`, `note`."""
    text: str
    """Verbatim."""
    lines: tuple[int, int]
    """First and last line in the raw file."""


class Rejected(Record, frozen=True):
    """A candidate that a rule turned down."""

    value: str
    """The words that were considered."""
    line: int
    """Line in the raw file."""
    why: str
    """The reason in a few words."""


class Decision(Record, frozen=True):
    """Why a field has its value: the trail that `explain` and Provenance show."""

    field: str
    """Field of the record, for example `published`."""
    value: str
    """The value as text; empty when nothing was found."""
    lines: tuple[int, int] | None
    """First and last line in the raw file; None when no line is concerned."""
    rule: str
    """Name of the rule that decided and its reason, in words."""
    rejected: tuple[Rejected, ...] = ()
    """Other candidates, each with why it lost."""
    inferred: bool = False
    """True when the file does not say it as such."""


class Text(Record, frozen=True):
    """The words of an article and where each came from."""

    body: tuple[Block, ...]
    """The body in reading order; figures stand where they were placed."""
    asides: tuple[Aside, ...]
    """What was cut from the body, in reading order."""
    raw: tuple[str, ...]
    """The raw file's lines, the first of them line `Article.lines[0]`."""
    trail: tuple[Decision, ...]
    """Why each field has its value."""
