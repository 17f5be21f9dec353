"""Word files (.docx, Office Open XML): one article, or the documents of a press database saved as Word.

Styles say what a paragraph is where the writer used them; all else is left to the layout rules. The properties of the
file name who saved it and when, not who wrote the article, so of them only keywords and language are taken, and a title
that the text repeats. Pictures are left out.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from backfile.model import Field, Piece, PieceKind
from backfile.patterns import late
from backfile.read.factiva import factiva_blocks
from backfile.read.nexis import is_nexis, nexis_blocks, nexis_drafts
from backfile.read.prints import with_subheads
from backfile.read.reader import Draft, Raw, Reader, unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["WORD"]

ZIP = "PK\x03\x04"
# Bounds of what a file may unfold to: all parts together, their number.
MAX_UNFOLDED = 64 * 1024 * 1024
MAX_PARTS = 3000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Text that was struck out or moved elsewhere, and the same text again for old programs.
SILENT = frozenset((f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{W}instrText", f"{W}delText", FALLBACK))
HEADING = late(r"heading (\d)", re.IGNORECASE)
STYLES: tuple[tuple[re.Pattern[str], PieceKind], ...] = (
    (re.compile(r"title|titel|headline", re.IGNORECASE), "headline"),
    (re.compile(r"subtitle|standfirst|deck|untertitel", re.IGNORECASE), "deck"),
    (re.compile(r"caption|bildunterschrift", re.IGNORECASE), "caption"),
    (re.compile(r"(?:intense |block )?quote|quotations?", re.IGNORECASE), "quote"),
    (re.compile(r"byline|author", re.IGNORECASE), "byline"),
    (re.compile(r"list(?: (?:paragraph|bullet|number|continue))?(?: \d)?", re.IGNORECASE), "list_item"),
)
LANGUAGE = late(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")
PROSE = 160
LONGEST_SUBHEAD = 100
SENTENCE = late(r"[.!?…:,;][\"'”’»)]*$")


class _Paragraph(msgspec.Struct, frozen=True):
    """One paragraph of the file, or one line of it where it has line breaks."""

    text: str
    style: str
    listed: bool
    bold: bool


def _claims(suffix: str, head: str) -> bool:
    return head.startswith(ZIP) and (
        suffix in (".docx", ".docm") or ("[Content_Types].xml" in head and "word/" in head)
    )


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return the articles of a Word file; raises UnreadableFile when it is damaged, too large, or holds no text."""
    document, text, styles = _opened(raw)
    paragraphs = [p for p in _paragraphs(text, styles) if p.text]
    if not paragraphs:
        raise unreadable(raw.path, "no-article", "expected a text, found a Word file without one", "", 1)
    lines = tuple(p.text for p in paragraphs)
    plain = [
        Piece("text", p.text, ((0, n),), "a paragraph of the Word file") for n, p in enumerate(paragraphs, 1)
    ]
    if is_nexis(plain):
        return tuple(
            msgspec.structs.replace(d, raw=lines) for d in nexis_drafts(raw.path, nexis_blocks(plain))
        )
    if drafts := factiva_blocks(plain):
        return tuple(msgspec.structs.replace(d, raw=lines) for d in drafts)
    fields = _fields(document, lines)
    pieces = _pieces(paragraphs)
    title = next((p for p in pieces if p.kind == "headline"), None)
    if title is not None:
        fields = [f for f in fields if f.name != "headline"]
        rest = [p for p in pieces if p is not title]
        pieces = [msgspec.structs.replace(p, kind="deck") if p.kind == "headline" else p for p in rest]
        fields.insert(0, Field("headline", (title.text,), title.starts[0][1]))
    return (Draft(fields=tuple(fields), pieces=tuple(pieces), raw=lines),)


def _opened(raw: Raw) -> tuple[Any, "_Element", dict[str, str]]:
    """Return (the opened file, the element of its text, its styles: id to name).

    Raises UnreadableFile when it unfolds to too much or is no Word file.
    """
    from lxml.etree import XMLSyntaxError

    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ImportError:
        message = "expected python-docx to read Word files, found it not installed"
        raise unreadable(raw.path, "extra-missing", message, "pip install 'backfile[office]'", 1) from None
    try:
        with zipfile.ZipFile(io.BytesIO(raw.data)) as packed:
            parts = packed.infolist()
            size = sum(part.file_size for part in parts)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _damaged(raw, str(error)) from None
    if len(parts) > MAX_PARTS or size > MAX_UNFOLDED:
        message = f"expected a file of at most {MAX_UNFOLDED // 1024 // 1024} MB unfolded, found more"
        raise unreadable(raw.path, "too-large", message, "save its text as a .txt file", 1)
    try:
        document = docx.Document(io.BytesIO(raw.data))
        text = next(document.element.iterchildren(f"{W}body"))
        return document, text, {style.style_id: style.name or "" for style in document.styles}
    except (OpcError, zipfile.BadZipFile, zlib.error, XMLSyntaxError, KeyError, ValueError, AttributeError, EOFError,
            NotImplementedError, RuntimeError, StopIteration, TypeError, OSError) as error:  # fmt: skip
        raise _damaged(raw, str(error)) from None


def _damaged(raw: Raw, found: str) -> Exception:
    first = (found.splitlines() or [""])[0][:120]
    return unreadable(raw.path, "docx-damaged", f"expected a Word file, found: {first or 'a damaged one'}",
                      "open it in Word and save it anew", 1)  # fmt: skip


def _paragraphs(element: "_Element", styles: dict[str, str]) -> Iterator[_Paragraph]:
    """Yield the paragraphs below an element in reading order; a row of a table of several columns is one."""
    for child in element:
        if child.tag == f"{W}p":
            yield from _lines(child, styles)
        elif child.tag == f"{W}tbl":
            for row in child.iter(f"{W}tr"):
                cells = [cell for cell in row if cell.tag == f"{W}tc"]
                if len(cells) == 1:
                    yield from _paragraphs(cells[0], styles)
                    continue
                words = (" ".join(_words(p) for p in cell.iter(f"{W}p")) for cell in cells)
                yield _Paragraph(" ".join(" ".join(words).split()), "", False, False)
        elif isinstance(child.tag, str) and child.tag in (
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}customXml",
            f"{W}ins",
        ):
            yield from _paragraphs(child, styles)


def _lines(paragraph: "_Element", styles: dict[str, str]) -> Iterator[_Paragraph]:
    """Yield the lines of a paragraph, then what stands in text boxes anchored to it."""
    style_id = next((s.get(f"{W}val") or "" for s in paragraph.iter(f"{W}pStyle")), "")
    style = styles.get(style_id, "")
    listed = next(paragraph.iter(f"{W}numPr"), None) is not None
    whole = _words(paragraph)
    runs = [run for run in paragraph.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))]
    bold = bool(runs) and all(_is_bold(run) for run in runs)
    for line in [" ".join(whole.split())] if _kind(style) == "headline" else whole.split("\n"):
        yield _Paragraph(" ".join(line.split()), style, listed, bold)
    for box in paragraph.iter(f"{W}txbxContent"):
        if not any(up.tag == FALLBACK for up in box.iterancestors()):
            yield from _paragraphs(box, styles)


def _words(paragraph: "_Element") -> str:
    """Return the text of a paragraph as it is shown, line breaks as such."""
    parts: list[str] = []
    waiting = [iter(paragraph)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n" if child.get(f"{W}type") in (None, "textWrapping") else " ")
        elif child.tag == f"{W}tab":
            parts.append("\t")
        elif child.tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif isinstance(child.tag, str) and child.tag not in SILENT:
            waiting.append(iter(child))
    return "".join(parts)


def _is_bold(run: "_Element") -> bool:
    mark = next(run.iter(f"{W}b"), None)
    return mark is not None and mark.get(f"{W}val") not in ("0", "false", "off")


def _kind(style: str) -> PieceKind | None:
    if HEADING.fullmatch(style):
        return "subhead"
    return next((kind for pattern, kind in STYLES if pattern.fullmatch(style)), None)


def _pieces(paragraphs: Sequence[_Paragraph]) -> list[Piece]:
    """Return the paragraphs as pieces: what their styles say, and behind the first long one what their look says."""
    pieces: list[Piece] = []
    begun = next((i for i, p in enumerate(paragraphs) if len(p.text) >= PROSE), len(paragraphs))
    for i, paragraph in enumerate(paragraphs):
        kind = _kind(paragraph.style)
        heading = HEADING.fullmatch(paragraph.style)
        why, level = f"the style “{paragraph.style}”", int(heading.group(1)) if heading else 0
        if kind is None or (kind == "list_item" and not paragraph.listed and i <= begun):
            kind, why = (
                ("list_item", "a list of the Word file")
                if paragraph.listed
                else ("text", "a paragraph of the Word file")
            )
        short = len(paragraph.text) <= LONGEST_SUBHEAD and not SENTENCE.search(paragraph.text)
        if kind == "text" and paragraph.bold and i > begun and short:
            kind, why, level = "subhead", "a short line in bold", 2
        level = 1 if kind == "list_item" else level
        pieces.append(Piece(kind, paragraph.text, ((0, i + 1),), why, None, level))
    return [*pieces[:begun], *with_subheads(pieces[begun:])]


def _fields(document: Any, lines: Sequence[str]) -> list[Field]:
    """Return what the properties of the file say of the article: a title that the text repeats, keywords, language."""
    core = document.core_properties
    fields = []
    title = " ".join((core.title or "").split())
    repeated = next(
        (n for n, line in enumerate(lines[:8], 1) if title and line.casefold() == title.casefold()), 0
    )
    if repeated:
        fields.append(Field("headline", (lines[repeated - 1],), repeated))
    if keywords := (core.keywords or "").strip():
        fields.append(Field("tags", (keywords,), 0))
    if LANGUAGE.fullmatch(core.language or ""):
        fields.append(Field("language", (core.language,), 0))
    return fields


WORD = Reader("docx", _claims, _read, binary=True)
