"""Blocks that a file's own marks set apart: those of Markdown and the pieces that other formats give."""

from collections.abc import Sequence

from backfile.model import Piece, PieceKind, Record
from backfile.parse.paragraphs import Passage
from backfile.parse.prose import plain_of, sanitised

__all__ = ["MarkedBlock", "marked_blocks"]


class MarkedBlock(Record, frozen=True):
    """One block that the file's marks set apart."""

    passage: Passage
    """Its plain text and lines."""
    kind: PieceKind | None
    """What its marks say; None when they do not, and the layout rules may know better."""
    html: str | None
    """Sanitised HTML of its inside; None when plain text says it all."""
    level: int = 0
    """Depth of a subhead or list item."""
    image: str | None = None
    """Address of the image, for a figure."""
    alt: str | None = None
    """Alternative text of the image."""
    credit: str | None = None
    """Credit line that the marks set apart from the caption."""
    why: str = "a Markdown mark"
    """How the marks say so."""


def marked_blocks(pieces: Sequence[Piece]) -> list[MarkedBlock]:
    """Return the pieces of a format as blocks; a piece without any words is left out unless it is a figure."""
    blocks = []
    for piece in pieces:
        if not piece.text.strip() and piece.kind != "figure":
            continue
        html = sanitised(piece.markup).strip() if piece.markup else None
        kind = None if piece.kind == "text" else piece.kind
        plain = html is None or (plain_of(html) == piece.text and "<" not in html)
        blocks.append(
            MarkedBlock(
                Passage(piece.text, piece.starts, True),
                kind,
                None if plain else html,
                piece.level,
                piece.image,
                piece.alt,
                piece.credit,
                piece.why,
            )
        )
    return blocks
