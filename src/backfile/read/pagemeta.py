"""What a web page declares about the article on it: schema.org, Open Graph, Dublin Core and plain meta elements."""

import itertools
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from backfile.patterns import late
from backfile.read.fragment import words_of
from backfile.read.pageschema import LISTS, Said, json_ld, microdata, plain_title, say

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["PageMeta", "page_meta"]

# For each field, the names under which meta elements declare it, the surest first.
NAMES = {
    "headline": ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title"),
    "published": (
        "article:published_time", "article:published", "og:article:published_time", "og:published_time",
        "og:release_date", "og:pubdate",
        "parsely-pub-date", "cxenseparse:recs:publishtime", "sailthru.date", "dcterms.issued", "dc.date.issued",
        "dc.date.created", "dcterms.created", "pubdate", "publishdate", "publish-date", "publish_date",
        "published_time",
        "publication_date", "date_published", "datepublished", "article_date_original",
        "originalpublicationdate", "mediator_published_time",
    ),
    "weak date": ("dc.date", "dcterms.date", "date", "article.created", "created"),
    "updated": (
        "article:modified_time", "article:modified", "og:updated_time", "og:modified_time", "dcterms.modified",
        "dc.date.modified", "datemodified", "last-modified", "modified_time", "revised",
    ),
    "byline": (
        "article:author_name", "og:article:author", "author", "byl", "byline", "dc.creator", "dcterms.creator",
        "parsely-author", "sailthru.author", "cxenseparse:author", "article:author", "mediator_author",
        "content_author", "creator",
    ),
    "source": (
        "og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name", "article:publisher",
        "copyright",
    ),
    "taken from": ("source", "dc.source", "original-source", "syndication-source", "article:source"),
    "section": (
        "article:section", "section", "parsely-section", "dc.subject.section", "cxenseparse:category", "category",
    ),
    "url": ("og:url", "parsely-link", "twitter:url", "dc.identifier"),
    "description": ("og:description", "description", "twitter:description", "dc.description"),
    "editor": ("editor", "article:editor"),
    "keywords": ("news_keywords", "keywords", "dc.subject", "parsely-tags", "sailthru.tags"),
    "tag": ("article:tag", "og:article:tag", "mediator_tag"),
    "language": ("dc.language", "dcterms.language", "language", "og:locale"),
    "type": ("og:type",),
}  # fmt: skip
SAVED_FROM = late(r"saved from url=\(\d+\)(\S+)|(?:^|\n)\s*url:\s*(https?://\S+)", re.IGNORECASE)

MAX_COMMENTS = 20


class PageMeta(msgspec.Struct, frozen=True):
    """All that a page declares, each field's values with the surest first."""

    said: dict[str, tuple[Said, ...]]
    """headline, published, `weak date`, updated, byline, publisher, source, `taken from`, section, url, description,
    keywords, tag, language, title, body, caption, type."""
    article: bool
    """Whether it declares an article."""
    listing: bool
    """Whether it declares a list of articles or a whole site, and no article."""

    def first(self, name: str) -> Said | None:
        """The surest value of a field."""
        return next(iter(self.said.get(name, ())), None)

    def all(self, name: str) -> tuple[Said, ...]:
        """All values of a field."""
        return self.said.get(name, ())


def page_meta(root: "HtmlElement") -> PageMeta:
    """Return what a page declares; JSON that cannot be read and unknown vocabularies are passed over."""
    found: dict[str, list[Said]] = {}
    told, types = json_ld(root, found, _titles(root))
    microdata(root, found)
    _from_meta(root, found)
    _from_links(root, found)
    declared = found.get("type", [])
    article = (
        told
        or any(s.value.casefold().startswith(("article", "news")) for s in declared)
        or "published" in found
    )
    said = {name: tuple(dict.fromkeys(values)) for name, values in found.items()}
    return PageMeta(said, article, not article and bool(types & LISTS))


def _titles(root: "HtmlElement") -> tuple[str, ...]:
    """Return what the page calls itself, to choose among several declared articles."""
    texts = [words_of(e) for e in root.iter("h1")] + [e.text or "" for e in root.iter("title")]
    return tuple(plain_title(t) for t in texts if t.strip())


# ---------------------------------------------------------------- meta elements and links


def _from_meta(root: "HtmlElement", found: dict[str, list[Said]]) -> None:
    given: dict[str, list[tuple[str, int]]] = {}
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").strip().casefold()
        if key and (meta.get("content") or "").strip():
            given.setdefault(key, []).append((meta.get("content") or "", meta.sourceline or 1))
    for name, keys in NAMES.items():
        for key in keys:
            for value, line in given.get(key, ()):
                say(found, name, value, line, f"the meta element {key}")
    for value, line in given.get("content-language", ()):
        say(found, "language", value.split(",")[0], line, "the meta element content-language")


def _from_links(root: "HtmlElement", found: dict[str, list[Said]]) -> None:
    from lxml import etree

    language = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    )
    if language:
        found["language"] = [
            Said(language.strip(), root.sourceline or 1, "the attribute lang"),
            *found.get("language", []),
        ]
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            address = Said((link.get("href") or "").strip(), link.sourceline or 1, "the canonical link")
            found["url"] = [address, *found.get("url", [])]
    for title in list(root.iter("title"))[:1]:
        say(found, "title", title.text, title.sourceline or 1, "the element <title>")
    inside = itertools.islice(root.iter(etree.Comment), MAX_COMMENTS)
    before = itertools.islice(root.itersiblings(etree.Comment, preceding=True), MAX_COMMENTS)
    for comment in (*before, *inside):
        match = SAVED_FROM.search(comment.text or "")
        if match:
            say(
                found,
                "url",
                match.group(1) or match.group(2),
                comment.sourceline or 1,
                "the note of the browser that saved it",
            )
    found["url"] = [s for s in found.get("url", []) if _address(s.value)]


def _address(value: str) -> bool:
    """Whether a value is the whole address of a page below a site's root."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and (parts.path.strip("/") != "" or bool(parts.query))
    )
