"""The formats that are read, in the order in which they are asked whether a file is theirs."""

import functools

from backfile.read.corpus import CORPUS
from backfile.read.europresse import EUROPRESSE
from backfile.read.factiva import FACTIVA_HTML, FACTIVA_TEXT
from backfile.read.factivaxml import FACTIVA_XML
from backfile.read.feeds import FEED
from backfile.read.html import HTML
from backfile.read.jsonfile import JSON, NINJS
from backfile.read.lektor import LEKTOR
from backfile.read.mail import MAIL
from backfile.read.newsml import NEWSML
from backfile.read.newsmlg2 import NEWSMLG2
from backfile.read.nexis import NEXIS_HTML, NEXIS_TEXT
from backfile.read.nitf import NITF
from backfile.read.office import WORD
from backfile.read.printedmail import PRINTED_MAIL
from backfile.read.reader import Reader
from backfile.read.restructured import RESTRUCTURED
from backfile.read.tables import TABLE
from backfile.read.telegram import TELEGRAM, TELEGRAM_PAGES
from backfile.read.warc import WARC
from backfile.read.wires import ANPA, IPTC
from backfile.read.wxr import WXR

__all__ = ["reader_of"]

HEAD = 4000

# Saved pages come last: exports of databases are HTML too, and know their own.
READERS: tuple[Reader, ...] = (
    NITF,
    NEWSML,
    NEWSMLG2,
    FACTIVA_XML,
    LEKTOR,
    RESTRUCTURED,
    WXR,
    FEED,
    TELEGRAM,
    TELEGRAM_PAGES,
    NINJS,
    JSON,
    TABLE,
    NEXIS_HTML,
    NEXIS_TEXT,
    FACTIVA_HTML,
    FACTIVA_TEXT,
    EUROPRESSE,
    CORPUS,
    HTML,
    WARC,
    ANPA,
    IPTC,
    MAIL,
    PRINTED_MAIL,
    WORD,
)


def reader_of(suffix: str, head: str, binary: bool = False) -> Reader | None:
    """Return the first reader that claims a file; None leaves it to plain text and Markdown."""
    head = head[:HEAD]
    for reader in _asked(suffix, binary, "<" in head):
        if reader.claims(suffix, head):
            return reader
    return None


@functools.lru_cache(maxsize=64)
def _asked(suffix: str, binary: bool, marked: bool) -> tuple[Reader, ...]:
    """Return the readers that a file with such a suffix may be of: one of bytes or of text, with a `<` in it or not."""
    return tuple(
        reader
        for reader in READERS
        if reader.binary == binary
        and (marked or binary or not reader.marked)
        and (not reader.suffixes or suffix in reader.suffixes)
    )
