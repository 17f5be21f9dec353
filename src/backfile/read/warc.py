"""Web archives (WARC, ISO 28500): each saved page with an article on it is one article.

The date of the crawl is that of saving and never told as a date of the article. What the page does not declare of
its own address, the archive's record says.
"""

import contextlib
import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from backfile.model import Doubt, Field
from backfile.patterns import late
from backfile.read.decoding import Undecodable, decode
from backfile.read.html import read_page
from backfile.read.reader import Draft, Raw, Reader, UnreadableFile, unreadable

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

__all__ = ["WARC"]

# Bounds of what a compressed archive may unfold to: one page, all records, all pages, and their numbers.
MAX_PAGE = 5 * 1024 * 1024
MAX_ALL = 64 * 1024 * 1024
MAX_RECORDS = 20_000
MAX_PAGES = 500
FED = 16 * 1024
GZIP = "\x1f\x8b"
CHARSET = late(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


class _Page(msgspec.Struct, frozen=True):
    """One saved page of an archive."""

    address: str
    data: bytes
    charset: str


class _TooLarge(Exception):
    """The archive unfolds to more than is read. Says to what."""


class _CutOff(Exception):
    """The archive ends in the middle of a record."""


class _Unfolded(io.RawIOBase):
    """The records of an archive, unfolded as they are read and never beyond the bound."""

    def __init__(self, data: bytes) -> None:
        self.data = memoryview(data)
        self.at = 0
        self.zipped = data[:2] == GZIP.encode("latin-1")
        self.unzip = zlib.decompressobj(31)
        self.waiting = b""
        self.given = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next; one gzip member follows the other."""
        part = self._unfolded(len(buffer)) if self.zipped else self._next(len(buffer))
        self.given += len(part)
        if self.given > MAX_ALL:
            raise _TooLarge(f"at most {MAX_ALL // 1024 // 1024} MB unfolded")
        buffer[: len(part)] = part
        return len(part)

    def _next(self, size: int) -> bytes:
        part = bytes(self.data[self.at : self.at + size])
        self.at += len(part)
        return part

    def _unfolded(self, size: int) -> bytes:
        while True:
            if self.unzip.eof:
                self.waiting = self.waiting.lstrip(b"\x00") or self._next(FED).lstrip(b"\x00")
                if not self.waiting:
                    return b""
                self.unzip = zlib.decompressobj(31)
            self.waiting = self.waiting or self._next(FED)
            if not self.waiting:
                raise _CutOff("the end of the file in the middle of a record")
            part = self.unzip.decompress(self.waiting, size)
            self.waiting = self.unzip.unused_data if self.unzip.eof else self.unzip.unconsumed_tail
            if part:
                return part


def _claims(suffix: str, head: str) -> bool:
    if head.startswith("WARC/"):
        return True
    if not head.startswith(GZIP):
        return False
    try:
        return zlib.decompressobj(31).decompress(head.encode("latin-1"), 16).startswith(b"WARC/")
    except (zlib.error, UnicodeEncodeError):
        return False


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return the articles of an archive in its order; raises UnreadableFile when no page of it holds one.

    A page that is no article (a home page, a list) is passed over; one that cannot be read, and an archive that is
    cut off after some articles, are told beside the first.
    """
    drafts: list[Draft] = []
    broken: list[UnreadableFile] = []
    seen: set[bytes] = set()
    grumbling = io.StringIO()  # what warcio prints of a record holds pieces of it as they stand
    try:
        for page in _pages(raw, grumbling):
            digest = hashlib.sha256(page.data).digest()
            if digest in seen:
                continue
            seen.add(digest)
            try:
                drafts.append(_article(raw.path, page))
            except UnreadableFile as error:
                if error.problem.code == "extra-missing":
                    raise
                broken.append(error)
    except UnreadableFile as error:
        if not drafts:
            raise
        broken.append(error)
    if not drafts:
        found = f"{len(seen)} pages without one" if seen else "no page at all"
        raise unreadable(raw.path, "no-article", f"expected an archive with an article on its pages, found {found}",
                         broken[0].problem.message if broken else "", 1)  # fmt: skip
    told = [e.problem.message for e in broken if e.problem.code != "no-article"]
    if grumbling.getvalue():
        told.append("expected the next record where the one before says that it ends, found more of it")
    doubts = tuple(
        Doubt("text", 0, f"A part of the archive was not read: {message}.", "page-unread") for message in told
    )
    return (msgspec.structs.replace(drafts[0], doubts=(*drafts[0].doubts, *doubts)), *drafts[1:])


def _article(path: str, page: _Page) -> Draft:
    """Return the article of one saved page; its lines count from the page's own first."""
    try:
        decoded = decode(page.data, page.charset)
    except Undecodable as error:
        raise unreadable(path, error.code, f"{error.message} ({page.address})", error.hint) from None
    draft = read_page(Raw(path, page.data, decoded.lines))
    fields = draft.fields
    if page.address and not any(f.name == "original_url" for f in fields):
        fields = (*fields, Field("original_url", (page.address,), 0))
    return msgspec.structs.replace(
        draft, fields=fields, raw=decoded.lines, doubts=(*decoded.doubts, *draft.doubts)
    )


def _pages(raw: Raw, grumbling: io.StringIO) -> Iterator[_Page]:
    """Yield the HTML pages of an archive; raises UnreadableFile where its records break off or grow too large."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.bufferedreaders import ChunkedDataException
        from warcio.exceptions import ArchiveLoadFailed
        from warcio.statusandheaders import StatusAndHeadersParserException
    except ImportError:
        message = "expected warcio to read web archives, found it not installed"
        raise unreadable(raw.path, "extra-missing", message, "pip install 'backfile[warc]'", 1) from None
    unfolded: io.RawIOBase = _Unfolded(raw.data)
    pages = size = 0
    try:
        for count, record in enumerate(_quietly(ArchiveIterator(unfolded), grumbling), 1):
            page = _page(record)
            if page is not None:
                pages, size = pages + 1, size + len(page.data)
                yield page
            if count >= MAX_RECORDS or pages >= MAX_PAGES or size > MAX_ALL:
                raise _TooLarge(f"at most {MAX_PAGES} pages and {MAX_RECORDS} records")
            record.raw_stream.read()
            if getattr(record.raw_stream, "limit", 0) > 0:
                raise _CutOff("the end of the file in the middle of a record")
    except _TooLarge as error:
        raise unreadable(raw.path, "too-large", f"expected an archive of {error}, found more",
                         "split the archive", 1) from None  # fmt: skip
    except (ArchiveLoadFailed, StatusAndHeadersParserException, ChunkedDataException, zlib.error, _CutOff,
            ValueError, OSError) as error:  # fmt: skip
        said = next(iter(str(error).splitlines()), type(error).__name__)[:120]
        message = f"expected the records of a web archive, found: {said}"
        raise unreadable(raw.path, "warc-damaged", message, "", 1) from None


def _quietly(records: Iterator["ArcWarcRecord"], grumbling: io.StringIO) -> Iterator["ArcWarcRecord"]:
    """Yield the records; what their reader prints meanwhile goes into `grumbling` and not to the terminal."""
    while True:
        with contextlib.redirect_stderr(grumbling):
            record = next(records, None)
        if record is None:
            return
        yield record


def _page(record: "ArcWarcRecord") -> _Page | None:
    """Return the page of a record, None for anything but a page that was answered in full."""
    http, headers = record.http_headers, record.rec_headers
    if record.rec_type not in ("response", "resource"):
        return None
    if record.rec_type == "response" and (http is None or http.get_statuscode() != "200"):
        return None
    content = (http or headers).get_header("Content-Type") or ""
    if not content.lower().startswith(("text/html", "application/xhtml")):
        return None
    charset = CHARSET.search(content)
    data = _payload(record)
    if len(data) > MAX_PAGE or not data.strip():
        return None
    return _Page(headers.get_header("WARC-Target-URI") or "", data, charset.group(1) if charset else "")


def _payload(record: "ArcWarcRecord") -> bytes:
    """Return the page as it was sent, unfolded: at most one byte more than a page may have.

    warcio's own unfolding knows no bound. What is folded in a way that the standard library cannot unfold (br, zstd)
    stays as it is, and is told as no text.
    """
    from warcio.bufferedreaders import ChunkedDataReader

    http = record.http_headers
    sent = record.raw_stream
    if http is not None and (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        sent = ChunkedDataReader(sent)
    data = bytes(sent.read(MAX_PAGE + 1))
    folded = (http.get_header("Content-Encoding") or "").lower() if http is not None else ""
    if folded in ("gzip", "x-gzip", "deflate"):
        for bits in (47, -15):
            unzip = zlib.decompressobj(bits)
            try:
                return unzip.decompress(data, MAX_PAGE + 1)
            except zlib.error:
                continue  # many crawlers keep the header of what they have already unfolded
    return data


WARC = Reader("warc", _claims, _read, binary=True)
