"""Feeds, as Atom (RFC 4287) and as JSON Feed 1.1: of the site, and of each source, topic and person.

A feed asks for a moment (RFC 3339: date, time and offset) where a text often prints a day. What is printed
stands in `prism:publicationDate` and `_backfile.published`, to the precision printed; not in `dcterms:issued`,
which some readers take for `published`. What the feed's own fields hold beyond that says so: a time without a
zone ends in `-00:00`, the mark of RFC 3339 for an offset that is not known, and a day without a time is given at
noon with that mark, so that readers show the printed day from twelve hours west of Greenwich to eleven east.
Texts without a day are in no feed: nobody can call them the newest.

An entry is known by a tag (RFC 4151) made of the site's address and the article's id, so that a new headline does
not show an old report as new.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from backfile.direction import settled
from backfile.model import Moment
from backfile.pages import addresses, dates
from backfile.pages.catalogue import Catalogue, digest
from backfile.pages.page import File, json_lines
from backfile.pages.views import View

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["files", "instant", "xml_text"]

NEWEST = 50
"""Entries of a feed: what readers fetch at one time without trouble."""
NAMED = 50
"""Authors, and topics, of an entry. An article is in the feeds of all that it names: without a bound the feeds of one
that names thousands would hold the square of them."""
TAGGED = "2026"
"""The year of the tags, the same for ever: a tag names a year in which its host was known by that name."""
ATOM = "http://www.w3.org/2005/Atom"
PRISM = "http://prismstandard.org/namespaces/basic/2.0/"
SPACES: Any = {None: ATOM, "prism": PRISM}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold in any form."""


class Source(View, frozen=True):
    """What a feed is of: the site or one record."""

    title: str
    description: str
    page: str
    """Absolute address of the page it follows."""
    atom: str
    """Absolute address of the feed as Atom."""
    json: str
    """Absolute address of the feed as JSON Feed."""
    id: str
    site: str
    """Name of the archive, who answers for entries of unknown authors."""
    language: str


class Entry(View, frozen=True):
    """An article as feeds tell of it."""

    id: str
    address: str
    title: str
    language: str
    published: str
    """A moment, perhaps with more than is printed."""
    updated: str
    """Likewise; that of publication when no change is printed."""
    issued: str
    """Publication to the precision printed."""
    modified: str
    """Last change to the precision printed, empty when none is printed."""
    authors: tuple[str, ...]
    outlet: str
    outlet_url: str
    deck: str
    lead: str
    topics: tuple[tuple[str, str], ...]
    """(key, name)."""
    original: str
    """Web address that the text was saved from."""


def files(catalogue: Catalogue) -> Iterator[File]:
    """Yield the feeds: none without `site_url`, and none for a record whose articles have no dates."""
    if not catalogue.site_url:
        return
    archive, keys = catalogue.archive, _Keys(catalogue)
    yield from _feed(catalogue, "index.html", "", catalogue.settings.description, archive.articles, keys)
    for source in archive.sources.values():
        url = addresses.record("sources", source.key)
        yield from _feed(catalogue, url, source.name, "", source.articles, keys)
    for topic in archive.topics.values():
        url = addresses.record("topics", topic.key)
        yield from _feed(catalogue, url, topic.name, topic.description or "", topic.articles, keys)
    for person in archive.people.values():
        url = addresses.record("people", person.key)
        yield from _feed(catalogue, url, person.name, person.description or "", person.articles, keys)


class _Keys(dict[str, str]):
    """The digest of each article's entry, made once: an article is in the feeds of all that it names."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.catalogue = catalogue

    def __missing__(self, id_: str) -> str:
        made = self[id_] = digest(_entry(self.catalogue, id_))
        return made


def _feed(
    catalogue: Catalogue, url: str, name: str, description: str, articles: Iterable[str], keys: _Keys
) -> Iterator[File]:
    newest = _newest(catalogue, articles)
    feed = catalogue.feed(url, name, newest)
    if feed is None:
        return
    title, atom, as_json = feed
    site = catalogue.site_url
    source = Source(
        title=title,
        description=description,
        page=site + addresses.encoded(url),
        atom=site + atom,
        json=site + as_json,
        id=_tag(site, f"feeds/{url.removesuffix('.html')}"),
        site=catalogue.settings.title,
        language=catalogue.settings.language,
    )
    key = digest(source, [keys[id_] for id_ in newest])
    at = addresses.feeds(url)
    yield File(at[0], key, partial(_atom, catalogue, source, newest))
    yield File(at[1], key, partial(_json, catalogue, source, newest))


def _newest(catalogue: Catalogue, articles: Iterable[str]) -> tuple[str, ...]:
    """Return the newest dated articles, the newest first: in an archive they stand in the order of dates."""
    found = catalogue.archive.articles
    latest = reversed(catalogue.oldest_first(articles))
    return tuple(islice((id_ for id_ in latest if found[id_].day), NEWEST))


def _tag(site: str, name: str) -> str:
    """Return the tag of a thing of this site; archives on one host differ by their paths."""
    parts = urlsplit(site)
    host = parts.hostname or ""
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        host = quote(host)  # no name that could be registered, but a feed must have some id
    path = parts.path.strip("/")
    return f"tag:{host},{TAGGED}:{quote(f'{path}/{name}' if path else name, safe='/-._~%')}"


def _entry(catalogue: Catalogue, id_: str) -> Entry:
    archive, filed = catalogue.archive, catalogue.archive.articles[id_]
    record, outlet = filed.article, archive.sources[filed.source.key] if filed.source else None
    published = instant(record.published)
    changed = instant(record.updated)
    later = changed and datetime.fromisoformat(changed) > datetime.fromisoformat(published)
    return Entry(
        id=_tag(catalogue.site_url, f"articles/{id_}"),
        address=catalogue.permalink(id_),
        title=catalogue.headline(filed),
        language=record.language or "und",
        published=published,
        updated=changed if later else published,
        issued=dates.machine(record.published) if record.published else "",
        modified=dates.machine(record.updated) if record.updated else "",
        authors=record.byline[:NAMED],
        outlet=outlet.name if outlet else "",
        outlet_url=_web(outlet.url) if outlet else "",
        deck=record.deck or "",
        lead=record.lead,
        topics=tuple((match.key, archive.topics[match.key].name) for match in filed.topics[:NAMED]),
        original=_web(record.original_url),
    )


def _web(link: str | None) -> str:
    """Return a web address of the content as feeds may hold it, empty when it is none.

    Browsers forgive characters that no address may have; who reads a feed need not.
    """
    found = addresses.web(link) or ""
    if found[:4].lower() != "http":
        return ""
    return re.sub(r'[<>"{}|\\^`]', lambda match: quote(match.group()), found)


def instant(moment: Moment | None) -> str:
    """Return a printed moment as RFC 3339 asks for it, empty when there is not even a day.

    What the text does not say is marked by the offset `-00:00`; a day is given at noon.
    """
    if moment is None or moment.day is None:
        return ""
    day, _, rest = dates.machine(moment).partition("T")
    time, offset = rest[: len(rest) - 6], rest[-6:]
    if rest.endswith("Z"):
        time, offset = rest[:-1], "Z"
    elif not re.fullmatch(r"[+-]\d\d:\d\d", offset):
        time, offset = rest, "-00:00"
    if not time:
        time = "12:00:00"
    return f"{day}T{time if time.count(':') == 2 else f'{time}:00'}{offset}"


def xml_text(text: str) -> str:
    """Return a text without what XML cannot hold, in one line, that keeps its direction to itself."""
    return settled(" ".join(FORBIDDEN.sub("", text).split()))


# ---------------------------------------------------------------- Atom


def _atom(catalogue: Catalogue, source: Source, newest: tuple[str, ...]) -> bytes:
    from lxml import etree

    entries = [_entry(catalogue, id_) for id_ in newest]
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=SPACES)
    root.set(LANG, source.language)
    _add(root, "id", source.id)
    _add(root, "title", source.title)
    if source.description:
        _add(root, "subtitle", source.description)
    _add(root, "updated", max((entry.updated for entry in entries), key=datetime.fromisoformat))
    _add(_add(root, "author"), "name", source.site)
    _link(root, "self", source.atom, "application/atom+xml")
    _link(root, "alternate", source.page, "text/html")
    _link(root, "alternate", source.json, "application/feed+json")
    _add(root, "generator", "Backfile")
    for entry in entries:
        _atom_entry(_add(root, "entry"), entry)
    etree.indent(root, space="")
    return etree.tostring(root, xml_declaration=True, encoding="utf-8") + b"\n"


def _atom_entry(under: "_Element", entry: Entry) -> None:
    under.set(LANG, xml_text(entry.language))
    _add(under, "id", entry.id)
    _add(under, "title", entry.title)
    _add(under, "published", entry.published)
    _add(under, "updated", entry.updated)
    # Where no writer is named the outlet answers for the report, as it does in print.
    for name in entry.authors or ((entry.outlet,) if entry.outlet else ()):
        author = _add(under, "author")
        _add(author, "name", name)
        if not entry.authors and entry.outlet_url:
            _add(author, "uri", entry.outlet_url)
    _link(under, "alternate", entry.address, "text/html")
    if entry.original:
        _link(under, "via", entry.original)
    for key, name in entry.topics:
        category = _add(under, "category")
        category.set("term", key)
        category.set("label", xml_text(name))
    if entry.deck or entry.lead:
        _add(under, "summary", entry.deck or entry.lead)
    _add(under, "publicationDate", entry.issued, PRISM)
    if entry.modified:
        _add(under, "modificationDate", entry.modified, PRISM)
    if entry.outlet:
        _add(under, "publicationName", entry.outlet, PRISM)


def _add(under: "_Element", name: str, text: str = "", space: str = ATOM) -> "_Element":
    """Return a new last element of another, with this text."""
    from lxml import etree

    made = etree.SubElement(under, f"{{{space}}}{name}")
    if text:
        made.text = xml_text(text)
    return made


def _link(under: "_Element", relation: str, address: str, kind: str = "") -> None:
    made = _add(under, "link")
    made.set("rel", relation)
    if kind:
        made.set("type", kind)
    made.set("href", xml_text(address))


# ---------------------------------------------------------------- JSON Feed


def _json(catalogue: Catalogue, source: Source, newest: tuple[str, ...]) -> bytes:
    items = [_json_item(_entry(catalogue, id_)) for id_ in newest]
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": xml_text(source.title),
        "home_page_url": source.page,
        "feed_url": source.json,
        "description": xml_text(source.description),
        "language": source.language,
        "items": items,
    }
    told = {name: value for name, value in made.items() if value}
    return json_lines(told)


def _json_item(entry: Entry) -> dict[str, Any]:
    printed = {"published": entry.issued, "updated": entry.modified, "source": xml_text(entry.outlet)}
    deck, lead = xml_text(entry.deck), xml_text(entry.lead)
    item = {
        "id": entry.id,
        "url": entry.address,
        "external_url": entry.original,
        "title": xml_text(entry.title),
        # Each item must have content: the report's first words, for its text is on its page.
        "content_text": "\n\n".join(part for part in (deck, lead) if part) or xml_text(entry.title),
        "summary": deck or lead,
        "date_published": entry.published,
        "date_modified": entry.updated if entry.modified else "",
        "authors": [{"name": xml_text(name)} for name in entry.authors],
        "tags": [xml_text(name) for _, name in entry.topics],
        "language": entry.language,
        "_backfile": {name: value for name, value in printed.items() if value},
    }
    return {name: value for name, value in item.items() if value}
