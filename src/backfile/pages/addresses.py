"""Where each page of the site is, and how one page leads to another.

An address is relative to the site's root, uses forward slashes, ends in a file name and is Unicode as the
file system has it. `encoded` gives the form that is sent, percent-encoded, for full addresses; `linked` the form
that stands in the links of pages, where letters of all scripts stay letters.
"""

import hashlib
import posixpath
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from backfile.model import Article
from backfile.normalforms import normal

__all__ = [
    "IMAGE_TYPES",
    "article",
    "copies",
    "day",
    "encoded",
    "feeds",
    "image",
    "linked",
    "month",
    "numbered",
    "record",
    "relative",
    "root",
    "slug",
    "versions",
    "web",
    "year",
]

SLUG_CHARACTERS = 40
"""Longest slug: what reads at a glance. Every list, feed and citation repeats it."""
COMPONENT_BYTES = 120
"""Longest name of a file: eCryptfs, the tightest in use, allows 143."""
SLUG_BYTES = 72
"""Longest slug in UTF-8: 24 characters of Chinese or Japanese, each of which is nine in a full address."""

LATIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n"}
)
"""Latin letters that Unicode does not decompose, after casefolding."""

_PRINTED = str.maketrans(dict.fromkeys("'’`") | dict.fromkeys("‘“”–—", "-"))
"""Signs of print in headlines of plain letters, as a readable address has them."""

DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""Stems that Windows reserves."""

IMAGE_TYPES = ("avif", "gif", "jpeg", "jpg", "png", "webp")
"""Images that are published. SVG is not: it can hold scripts."""


def article(record: Article) -> str:
    """Return an article's address: a pure function of its own record, so that no other article moves it."""
    name = f"{slug(record.headline or '', record.path)}-{record.id[:6]}.html"
    on = record.published.day if record.published else None
    return f"{on.replace('-', '/')}/{name}" if on else f"undated/{name}"


def copies(url: str) -> str:
    """Return the address of what differs between an article, by its address, and its copies. No slug holds a dot."""
    return _beside(url, ".copies.html")


def versions(url: str) -> str:
    """Return the address of the versions of an article, by its address. Every version has it, so none moves it."""
    return _beside(url, ".versions.html")


def _beside(url: str, kind: str) -> str:
    """Return the address of a page about an article, whose readable part is cut where the name would be too long."""
    folder, slash, name = url.rpartition("/")
    words, digits = name[: -len("-abc123.html")], name[-len("-abc123.html") : -len(".html")]
    while len(f"{words}{digits}{kind}".encode()) > COMPONENT_BYTES:
        words = words[:-1]
    return f"{folder}{slash}{words}{digits}{kind}"


@lru_cache(maxsize=4096)
def slug(headline: str, path: str = "") -> str:
    """Return the readable part of an article's address: never empty, in the headline's own script.

    Latin letters lose their accents, all other scripts stay as they are. Where the headline has no letter
    the file's name takes its place, and where that has none either, the word `article`.
    """
    return _readable(headline) or _readable(posixpath.splitext(posixpath.basename(path))[0]) or "article"


def _readable(text: str) -> str:
    # Two replacements take a third of the time of a table.
    plain_text = text.replace("'", "").replace("`", "") if text.isascii() else text.translate(_PRINTED)
    if plain_text.isascii():  # most headlines in English: by this way a tenth of the time of the other
        return _shortened(re.sub(r"[^a-z0-9]+", "-", plain_text.lower()).strip("-"))
    kept: list[str] = []
    for character in normal("NFKC", normal("NFKC", text).casefold()):
        kind = unicodedata.category(character)
        if character in "'’ʼ`´" or kind == "Cf":
            continue
        if kind[0] in "LN" and _is_latin(character):
            plain = normal("NFKD", character.translate(LATIN))
            kept.append("".join(c for c in plain if c.isascii() and c.isalnum()))
        elif kind[0] in "LN":
            kept.append(character)
        elif kind[0] == "M":
            # A vowel sign belongs to its letter; an accent on a Latin letter is dropped like the others.
            if kept and kept[-1] and not kept[-1].isascii():
                kept.append(character)
        else:
            kept.append("-")
    words = re.sub(r"-{2,}", "-", normal("NFC", "".join(kept))).strip("-")
    return _shortened(words)


def _is_latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN ")


def _shortened(words: str) -> str:
    """Return the words cut to length, between words where that leaves more than half."""
    cut = words[:SLUG_CHARACTERS]
    while len(cut.encode()) > SLUG_BYTES:
        cut = cut[:-1]
    if len(cut) < len(words) and words[len(cut)] != "-":
        border = cut.rfind("-")
        if border > len(cut) // 2:
            cut = cut[:border]
    return cut.strip("-")


def day(iso: str) -> str:
    """Return the address of a day's front page."""
    return f"{iso.replace('-', '/')}/index.html"


def month(iso: str) -> str:
    """Return the address of the month of an ISO date."""
    return f"{iso[:4]}/{iso[5:7]}/index.html"


def year(iso: str) -> str:
    """Return the address of the year of an ISO date."""
    return f"{iso[:4]}/index.html"


@lru_cache(maxsize=65536)
def record(folder: str, key: str) -> str:
    """Return the address of a person, topic, source or creditor.

    A key that Windows or the index claims gets a hyphen, which no key ends in.
    """
    if not key or key.strip("-") != key or re.search(r"[^\w-]", key):
        raise ValueError(f"expected a key of letters, digits and hyphens, found {key!r}")
    return f"{folder}/{key}-.html" if key in DEVICES or key == "index" else f"{folder}/{key}.html"


def numbered(url: str, number: int) -> str:
    """Return the address of a numbered page of a list: `topics/syria.2.html`. No key holds a dot."""
    return f"{url.removesuffix('.html')}.{number}.html"


def feeds(url: str) -> tuple[str, str]:
    """Return the addresses of the feeds of a page as Atom and as JSON Feed: `people/x.feed.atom`, `….json`.

    The one of the home page is that of the site. `.atom` is in the tables of types of all usual servers.
    """
    stem = "feed" if url == "index.html" else f"{url.removesuffix('.html')}.feed"
    return f"{stem}.atom", f"{stem}.json"


def image(path: str) -> str | None:
    """Return the address of an image of content/, None for a kind of file that is not published."""
    stem, dot, kind = posixpath.basename(path).rpartition(".")
    if not dot or kind.lower() not in IMAGE_TYPES:
        return None
    digest = hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"images/{slug(stem)}-{digest}.{kind.lower()}"


@lru_cache(maxsize=65536)
def encoded(url: str) -> str:
    """Return an address with everything percent-encoded that a link cannot hold."""
    return quote(url, safe="/-._~")


@lru_cache(maxsize=65536)
def linked(url: str) -> str:
    """Return an address as a link of a page holds it: letters stay letters, and the browser encodes them.

    A Persian address is a third as long so, and can be read.
    """
    if url.isascii():
        return encoded(url)
    return "".join(
        c if c > "\x7f" and unicodedata.category(c)[0] in "LMN" else quote(c, safe="/-._~") for c in url
    )


def root(url: str) -> str:
    """Return the way from a page to the site's root: empty, or one `../` for each folder."""
    return "../" * url.count("/")


def relative(from_url: str, to_url: str) -> str:
    """Return the link from one page to another, percent-encoded, ending in a file name.

    `to_url` may carry a fragment.
    """
    path, hash_sign, fragment = to_url.partition("#")
    way = posixpath.relpath(path, posixpath.dirname(from_url) or ".")
    return encoded(way) + hash_sign + quote(fragment, safe="-._~")


def web(link: str | None) -> str | None:
    """Return a link of the content when its scheme is http, https or mailto, else None."""
    if link is None or not re.match(r"(?:https?://[^\s/]|mailto:[^\s@]+@)", link, re.IGNORECASE):
        return None
    return None if any(not c.isprintable() or c.isspace() for c in link) else link
