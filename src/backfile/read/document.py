"""A raw file to documents: decoding it, telling its format, taking off what it declares about itself."""

import hashlib
import os
import re
from collections.abc import Mapping

from backfile.model import Document, Doubt
from backfile.patterns import late
from backfile.read.databases import database_fields
from backfile.read.decoding import Undecodable, decode, without_controls
from backfile.read.formats import reader_of
from backfile.read.frontmatter import BadFrontMatter, split_front_matter
from backfile.read.reader import Draft, Raw, UnreadableFile, unreadable
from backfile.read.scan import MAX_BYTES
from backfile.read.worded import worded

__all__ = [
    "PAGE_SUFFIXES",
    "could_be_slow",
    "has_mark_up",
    "has_plain_form",
    "never_closes",
    "plain_documents",
    "read_documents",
]

LONG, LONG_DATA, LONG_LINE = 400_000, 100_000, 20_000
MANY_LINES, MANY_SIGNS, MANY_TAGS, MANY_OPEN = 4_000, 800, 8_000, 300
"""Bytes, bytes of a format that may hold a text in one line, bytes of a line, lines, signs of mark-up, tags, tags that
nothing closes: more could keep a parser busy for long."""
LIST, LIST_LINE = 20_000, 12
"""Lines, and signs of one on average: a text of more and shorter ones is a list of signs, and each line of a text is
held against all that a line of a page can be."""
UNCLOSED = 2_000
"""Brackets of a kind that nothing closes: from each of them Markdown looks for an end through all the text."""
SIGNS = b"[]`*_<>&!#|~"
# What ends a line in `decode`: the last three are U+0085, U+2028 and U+2029.
LINE_ENDS = (b"\n", b"\r", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown")
FIRST_TAG = late(r"\s*<(?:!doctype\s+html|html|\?xml|rss|feed|nitf|newsitem|newsml)\b", re.IGNORECASE)
# Files of these kinds that no reader claims hold data, not text.
DATA_SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".json", ".jsonl", ".ndjson", ".csv", ".tsv")
PDF_OR_OFFICE = (b"%PDF", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")


def read_documents(path: str, data: bytes, columns: Mapping[str, str] | None = None) -> tuple[Document, ...]:
    """Return the documents that a file holds; a plain text or Markdown file holds one.

    `path` is relative to content/; `columns` is what site.yaml says of tables. Raises UnreadableFile for
    binary data, an encoding that cannot be told, a format that is not read, broken front matter, and a file
    without any text.
    """
    if len(data) > MAX_BYTES:
        megabytes = len(data) / 1024 / 1024
        hint = "keep it elsewhere and let `backfile import` part it"
        raise unreadable(path, "too-large", f"expected at most 5 MB, found {megabytes:.1f} MB", hint)
    suffix = os.path.splitext(path)[1].lower()
    reader = reader_of(suffix, data[:4000].decode("latin-1"), binary=True)
    if reader is not None:
        drafts = reader.read(Raw(path, data, (), columns or {}))
        return _documents(path, data, reader.format, drafts, (), ())
    if data.startswith(PDF_OR_OFFICE):
        raise unreadable(path, "not-text", "expected text, found a PDF, RTF or office file",
                         "save its text as a .txt file beside it")  # fmt: skip
    try:
        decoded = decode(data)
    except Undecodable as error:
        raise unreadable(path, error.code, error.message, error.hint, line=1) from None
    head = "\n".join(decoded.lines[:80])
    reader = reader_of(suffix, head)
    if reader is not None:
        drafts = reader.read(Raw(path, data, decoded.lines, columns or {}))
        return _documents(path, data, reader.format, drafts, decoded.lines, decoded.doubts)
    if FIRST_TAG.match(head):
        raise unreadable(path, "format", "expected plain text or Markdown, found HTML or XML",
                         "save the page as text", line=1)  # fmt: skip
    if suffix in DATA_SUFFIXES:
        if not any(line.strip() for line in decoded.lines):
            raise unreadable(path, "empty", "expected a text, found an empty file", "delete it or fill it")
        raise unreadable(path, "format", f"expected articles, found a {suffix} file of a kind that is not read",
                         "save its text as a .txt file", line=1)  # fmt: skip
    length = len(decoded.lines)
    if length > LIST and sum(map(len, decoded.lines)) < LIST_LINE * length:
        raise unreadable(path, "too-large", f"expected sentences, found {length} lines of a few signs each",
                         "it is a list and no article; keep it elsewhere", line=1)  # fmt: skip
    draft = _plain(path, decoded.lines, suffix in MARKDOWN_SUFFIXES)
    name = "markdown" if draft.markdown else "text"
    return _documents(path, data, name, (draft,), decoded.lines, decoded.doubts)


def could_be_slow(path: str, data: bytes) -> bool:
    """Return whether a file is of a size or has so many signs of mark-up that it could keep a parser busy for long.

    Below these limits no text that we know of, however made, takes a second; nearly all news texts lie far below.
    """
    suffix = os.path.splitext(path)[1].lower()
    if len(data) > LONG or sum(map(data.count, LINE_ENDS)) - data.count(b"\r\n") > MANY_LINES:
        return True
    marked = suffix in MARKDOWN_SUFFIXES or suffix in (".rst", ".rest", ".lr")
    if marked and len(data) > MANY_SIGNS and len(data) - len(data.translate(None, SIGNS)) > MANY_SIGNS:
        return True
    if marked or suffix in (".txt", ".text"):
        return len(data) > LONG_LINE and max(map(len, data.split(b"\n"))) > LONG_LINE
    if len(data) > LONG_DATA and suffix not in PAGE_SUFFIXES:
        return True
    return data.count(b"<") > MANY_TAGS or data.count(b"<") - data.count(b"</") > MANY_OPEN


def has_plain_form(path: str) -> bool:
    """Return whether a file can be read as plain paragraphs too: a text or a page, no collection or table."""
    return has_mark_up(path) or os.path.splitext(path)[1].lower() in (".txt", ".text")


def has_mark_up(path: str) -> bool:
    """Return whether a file is one text whose mark-up can be read as plain paragraphs."""
    return os.path.splitext(path)[1].lower() in (*MARKDOWN_SUFFIXES, *PAGE_SUFFIXES, ".rst")


def never_closes(path: str, data: bytes) -> bool:
    """Return whether a file opens so many brackets without an end that its mark-up would keep its parser busy."""
    if os.path.splitext(path)[1].lower() not in MARKDOWN_SUFFIXES:
        return False
    pairs = ((b"[", b"]"), (b"(", b")"), (b"<", b">"))
    return any(data.count(opening) - data.count(closing) > UNCLOSED for opening, closing in pairs)


def plain_documents(path: str, data: bytes) -> tuple[Document, ...]:
    """Return a text or a saved page as plain paragraphs, with a warning: its mark-up took too long to read.

    Raises UnreadableFile when it cannot be decoded.
    """
    try:
        decoded = decode(data)
    except Undecodable as error:
        raise unreadable(path, error.code, error.message, error.hint, line=1) from None
    page = os.path.splitext(path)[1].lower() in PAGE_SUFFIXES
    try:
        fields, taken = ((), 0) if page else split_front_matter(decoded.lines, path)
    except BadFrontMatter as error:
        raise UnreadableFile(error.problem) from None
    lines = worded(decoded.lines) if page else decoded.lines
    message = "The mark-up takes too long to read; the text was taken as plain paragraphs."
    doubt = Doubt("text", 0, message, "mark-up-slow", "save its text as .txt", grave=True)
    draft = Draft(fields, (), lines[taken:], taken + 1, False, doubts=(doubt,))
    return _documents(path, data, "html" if page else "markdown", (draft,), decoded.lines, decoded.doubts)


def _plain(path: str, lines: tuple[str, ...], markdown: bool) -> Draft:
    """Return a plain text or Markdown file as the one article it holds."""
    printed = None if markdown else database_fields(lines)
    if printed is not None:
        return Draft(printed[0], (), printed[2], printed[1] + 1)
    try:
        fields, taken = split_front_matter(lines, path)
    except BadFrontMatter as error:
        raise UnreadableFile(error.problem) from None
    if not any(line.strip() for line in lines[taken:]) and not fields:
        raise unreadable(path, "empty", "expected a text, found an empty file", "delete it or fill it")
    return Draft(fields, (), lines[taken:], taken + 1, markdown)


def _documents(
    path: str,
    data: bytes,
    format: str,
    drafts: tuple[Draft, ...],
    lines: tuple[str, ...],
    doubts: tuple[Doubt, ...],
) -> tuple[Document, ...]:
    """Return the drafts as documents: numbered from 1 when there are several, 0 for the only one."""
    sha256 = hashlib.sha256(data).hexdigest()
    documents = []
    spans = [draft.span or (1, len(lines)) for draft in drafts]
    # What is odd about the file and stands in none of its articles, such as its encoding, is told of the first one.
    stray = [d for d in doubts if not any(first <= d.line <= last for first, last in spans)]
    for part, draft in enumerate(drafts, 1):
        raw = lines if draft.raw is None else without_controls(draft.raw)
        first, last = draft.span or (1, len(raw))
        own = [d for d in doubts if first <= d.line <= last]
        documents.append(
            Document(
                path=path,
                part=part if len(drafts) > 1 else 0,
                format=format,
                sha256=sha256,
                first_line=draft.first_line,
                lines=draft.lines,
                markdown=draft.markdown,
                pieces=draft.pieces,
                fields=draft.fields,
                raw=raw[first - 1 : last],
                raw_line=first,
                doubts=(*(stray if part == 1 else ()), *own, *draft.doubts),
            )
        )
    return tuple(documents)
