"""What a reader hands to the parser: one article's worth of a file, before anything is understood."""

from typing import Literal

import msgspec

from backfile.problems import Origin

__all__ = [
    "Document",
    "Doubt",
    "Field",
    "LineCorrection",
    "Piece",
    "PieceKind",
    "Record",
]

PieceKind = Literal[
    "text", "headline", "deck", "byline", "paragraph", "subhead", "list_item", "quote", "figure", "caption",
    "credit", "code", "note", "furniture", "footer",
]  # fmt: skip


class Record(msgspec.Struct, frozen=True, gc=False):
    """Base of all records: immutable, without cycles, so the garbage collector need not look at them."""


class Doubt(Record, frozen=True):
    """Something that the curator should look at."""

    field: str
    """The field in doubt: `published`, `headline`, `source`, `figures`, `people`, `tags`, `text`."""
    line: int
    """Line in the raw file, 0 for the whole file."""
    message: str
    """What is in doubt, in one sentence."""
    code: str
    """Short fixed name of the kind of doubt: `no-date`."""
    hint: str = ""
    """What would answer it."""
    grave: bool = False
    """Whether the record may not say what the file was meant to say: told as a warning."""


class Field(Record, frozen=True):
    """One field that a file declares about itself: front matter, a labelled header, a sidecar."""

    name: str
    """Name as written, in lower case."""
    values: tuple[str, ...]
    """Its values as text; one for a scalar."""
    line: int
    """Line in the raw file; 0 when it stands in another file."""
    origin: str = ""
    """Path and line in the sidecar that it stands in, `articles/x.yaml:3`; empty for the article's own file."""
    lost: int = 0
    """Items of its list that are no texts and were left out."""

    @property
    def said(self) -> str:
        """Where it stands, in words for the trail."""
        return f"the field `{self.name}`" + (f" of {self.origin}" if self.origin else "")


class Piece(Record, frozen=True):
    """One block that a format itself sets apart: an element of a page, a paragraph of a newswire item."""

    kind: PieceKind
    """What the format says it is; `text` when it does not say, so that the layout rules decide."""
    text: str
    """Plain text; for a figure its caption, or empty."""
    starts: tuple[tuple[int, int], ...]
    """(offset in text, line) for each raw line the block was joined from, in order; never empty."""
    why: str
    """How the format says so, for the trail: `the element <figcaption>`."""
    markup: str | None = None
    """HTML of the inside as the file has it, not sanitised; None when plain text says it all."""
    level: int = 0
    """Depth of a subhead (2 to 6) or list item (from 1)."""
    image: str | None = None
    """Address of the image, for a figure."""
    alt: str | None = None
    """Alternative text of the image, for a figure."""
    credit: str | None = None
    """Credit line that the format sets apart from the caption, for a figure."""


class LineCorrection(Record, frozen=True):
    """What a curator says of a stretch of lines, against the layout rules."""

    kind: Literal["remove", "return"]
    """remove: no text of the article; return: text of the article after all."""
    first: int
    """First line in the raw file."""
    last: int
    """Last line in the raw file."""
    origin: Origin
    """Where the sidecar says it."""


class Document(Record, frozen=True):
    """One article's worth of a file, decoded, before anything is understood."""

    path: str
    """Path of the raw file relative to content/."""
    part: int
    """Place in a file that holds many articles, counted from 1; 0 when the file is one article."""
    format: str
    """Format the file was read as: `text`, `markdown`, `html`, `nitf` …"""
    sha256: str
    """Digest of the raw file's bytes, hexadecimal."""
    first_line: int
    """Line number in the raw file of the first of `lines`."""
    lines: tuple[str, ...]
    """The text, line by line, without line ends, NFC. Control characters are already taken out."""
    markdown: bool = False
    """Whether the lines hold Markdown."""
    pieces: tuple[Piece, ...] = ()
    """The text as blocks, of a format that sets them apart; `lines` is empty then."""
    fields: tuple[Field, ...] = ()
    """What the file declares about itself, in the order written."""
    raw: tuple[str, ...] = ()
    """The article's part of the raw file's lines as decoded, for the Provenance view."""
    raw_line: int = 1
    """Line number in the raw file of the first of `raw`."""
    doubts: tuple[Doubt, ...] = ()
    """What the decoding left in doubt."""
    corrections: tuple[LineCorrection, ...] = ()
    """What the sidecar says of lines."""
