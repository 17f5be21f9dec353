"""A raw file to documents: decoding it, telling its format, taking off what it declares about itself."""

import hashlib
import re

from backfile.model import Document
from backfile.problems import Origin, Problem
from backfile.read.decoding import Undecodable, decode
from backfile.read.frontmatter import BadFrontMatter, split_front_matter

__all__ = ["ARTICLE_SUFFIXES", "MAX_BYTES", "UnreadableFile", "read_documents"]

MAX_BYTES = 5 * 1024 * 1024
ARTICLE_SUFFIXES = (".txt", ".text", ".md", ".markdown", ".mdown")
MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown")
FIRST_TAG = re.compile(r"\s*<(?:!doctype\s+html|html|\?xml|rss|feed|nitf|newsitem|newsml)\b", re.IGNORECASE)
PDF_OR_OFFICE = (b"%PDF", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")


class UnreadableFile(Exception):
    """The file cannot be read as an article. Carries the problem that sets it aside."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_documents(path: str, data: bytes) -> tuple[Document, ...]:
    """Return the documents that a file holds; a plain text or Markdown file holds one.

    `path` is relative to content/. Raises UnreadableFile for binary data, an encoding that cannot be told, a
    format that is not read, broken front matter, and a file without any text.
    """
    if len(data) > MAX_BYTES:
        megabytes = len(data) / 1024 / 1024
        raise _unreadable(
            path, "too-large", f"expected at most 5 MB, found {megabytes:.1f} MB", "split the file"
        )
    if data.startswith(PDF_OR_OFFICE):
        raise _unreadable(path, "not-text", "expected text, found a PDF, RTF or office file",
                          "save its text as a .txt file beside it")  # fmt: skip
    try:
        decoded = decode(data)
    except Undecodable as error:
        raise _unreadable(path, error.code, error.message, error.hint, line=1) from None
    markdown = path.lower().endswith(MARKDOWN_SUFFIXES)
    head = "\n".join(decoded.lines[:3])
    if FIRST_TAG.match(head):
        raise _unreadable(path, "format", "expected plain text or Markdown, found HTML or XML",
                          "save the page as text", line=1)  # fmt: skip
    try:
        fields, taken = split_front_matter(decoded.lines, path)
    except BadFrontMatter as error:
        raise UnreadableFile(error.problem) from None
    if not any(line.strip() for line in decoded.lines[taken:]) and not fields:
        raise _unreadable(path, "empty", "expected a text, found an empty file", "delete it or fill it")
    return (
        Document(
            path=path,
            part=0,
            format="markdown" if markdown else "text",
            sha256=hashlib.sha256(data).hexdigest(),
            first_line=taken + 1,
            lines=decoded.lines[taken:],
            fields=fields,
            raw=decoded.lines,
            doubts=decoded.doubts,
        ),
    )


def _unreadable(path: str, code: str, message: str, hint: str, line: int = 0) -> UnreadableFile:
    return UnreadableFile(Problem(Origin(path, line), "error", code, message, hint))
