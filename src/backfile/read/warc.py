"""Web archives (WARC, ISO 28500): each saved page with an article on it is one article.

The date of the crawl is that of saving and never told as a date of the article. What the page does not declare of
its own address, the archive's record says.
"""

import hashlib
import io
import re
import zlib
from collections.abc import Iterator

import msgspec

from backfile.model import Doubt, Field
from backfile.read.decoding import Undecodable, decode
from backfile.read.html import read_page
from backfile.read.reader import Draft, Raw, Reader, UnreadableFile, unreadable

__all__ = ["WARC"]

# Bounds of what a compressed archive may unfold to: one page, all pages, and the number of records.
MAX_PAGE = 5 * 1024 * 1024
MAX_ALL = 64 * 1024 * 1024
MAX_RECORDS = 20_000
GZIP = "\x1f\x8b"
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


class _Page(msgspec.Struct, frozen=True):
    """One saved page of an archive."""

    address: str
    data: bytes
    charset: str


class _TooLarge(Exception):
    """The archive unfolds to more than is read."""


class _Unfolded(io.RawIOBase):
    """The records of an archive, unfolded as they are read and never beyond the bound."""

    def __init__(self, data: bytes) -> None:
        self.rest = data
        self.zipped = data[:2] == GZIP.encode("latin-1")
        self.unzip = zlib.decompressobj(31)
        self.given = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next; one gzip member follows the other."""
        size = len(buffer)
        if not self.zipped:
            part, self.rest = self.rest[:size], self.rest[size:]
        else:
            part = b""
            while not part and (self.rest or self.unzip.unconsumed_tail):
                if self.unzip.eof:
                    self.rest, self.unzip = self.rest.lstrip(b"\x00"), zlib.decompressobj(31)
                    if not self.rest:
                        break
                part = self.unzip.decompress(self.rest, size)
                self.rest = self.unzip.unused_data if self.unzip.eof else self.unzip.unconsumed_tail
        self.given += len(part)
        if self.given > MAX_ALL:
            raise _TooLarge
        buffer[: len(part)] = part
        return len(part)


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

    A page that is no article (a home page, a list) is passed over; one that cannot be read is told beside the first.
    """
    drafts: list[Draft] = []
    broken: list[UnreadableFile] = []
    seen: set[bytes] = set()
    pages = 0
    for page in _pages(raw):
        digest = hashlib.sha256(page.data).digest()
        if digest in seen:
            continue
        seen.add(digest)
        pages += 1
        try:
            drafts.append(_article(raw.path, page))
        except UnreadableFile as error:
            if error.problem.code == "extra-missing":
                raise
            broken.append(error)
    if not drafts:
        found = f"{pages} pages without one" if pages else "no page at all"
        raise unreadable(raw.path, "no-article", f"expected an archive with an article on its pages, found {found}",
                         broken[0].problem.message if broken else "", 1)  # fmt: skip
    told = [e.problem for e in broken if e.problem.code != "no-article"]
    doubts = tuple(
        Doubt("text", 0, f"A page of the archive was not read: {p.message}.", "page-unread") for p in told
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


def _pages(raw: Raw) -> Iterator[_Page]:
    """Yield the HTML pages of an archive; raises UnreadableFile when its records are broken before the first."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        message = "expected warcio to read web archives, found it not installed"
        raise unreadable(raw.path, "extra-missing", message, "pip install 'backfile[warc]'", 1) from None
    some = False
    unfolded: io.RawIOBase = _Unfolded(raw.data)
    try:
        records = ArchiveIterator(io.BufferedReader(unfolded), no_record_parse=False)
        for count, record in enumerate(records):
            if count >= MAX_RECORDS:
                raise _TooLarge
            page = _page(record)
            if page is not None:
                some = True
                yield page
    except _TooLarge:
        message = f"expected an archive of at most {MAX_ALL // 1024 // 1024} MB unfolded, found more"
        raise unreadable(raw.path, "too-large", message, "split the archive", 1) from None
    except (ArchiveLoadFailed, zlib.error, ValueError, EOFError, OSError) as error:
        if not some:
            message = f"expected the records of a web archive, found: {str(error).splitlines()[0][:120]}"
            raise unreadable(raw.path, "warc-damaged", message, "", 1) from None


def _page(record: "object") -> _Page | None:
    """Return the page of a record, None for anything but a page that was answered in full."""
    kind = getattr(record, "rec_type", "")
    if kind not in ("response", "resource"):
        return None
    http = getattr(record, "http_headers", None)
    headers = getattr(record, "rec_headers", None)
    if headers is None or (kind == "response" and (http is None or http.get_statuscode() != "200")):
        return None
    content = (http or headers).get_header("Content-Type") or ""
    if not content.lower().startswith(("text/html", "application/xhtml")):
        return None
    charset = CHARSET.search(content)
    data = record.content_stream().read(MAX_PAGE + 1)  # type: ignore[attr-defined]
    if len(data) > MAX_PAGE or not data.strip():
        return None
    return _Page(headers.get_header("WARC-Target-URI") or "", data, charset.group(1) if charset else "")


WARC = Reader("warc", _claims, _read, binary=True)
