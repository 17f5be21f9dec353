"""The archive as the page makers look things up in it: cards, links, frames, and finished pages."""

import hashlib
from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

import msgspec

from backfile.direction import settled
from backfile.model import Archive, Figure, Filed, Quote, QuoteRef, Text, TopicMatch
from backfile.pages import addresses, dates, reasons
from backfile.pages.citations import told
from backfile.pages.kept import Kept
from backfile.pages.page import Page
from backfile.pages.paging import Leaf
from backfile.pages.prose import place_anchor, quote_ids
from backfile.pages.stamps import Stamps
from backfile.pages.views import (
    Card,
    CardEntry,
    Frame,
    Group,
    Link,
    Pager,
    PhotoEntry,
    QuoteEntry,
    Trail,
    View,
)
from backfile.pages.wording import Wording
from backfile.problems import Report
from backfile.settings import Settings

__all__ = ["Catalogue", "digest", "named", "shortened"]

DECK = 200
"""Characters of a standfirst in a list."""


class Catalogue:
    """What page makers ask of the archive. Cards are made once and shared by all lists."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        text_of: Callable[[str], Text],
        report: Report,
        held: Container[str] | None = None,
        kept: Kept | None = None,
    ) -> None:
        self.archive = archive
        self.settings = settings
        self.text_of = text_of
        self.held = held
        self.report = report
        self.kept = kept or Kept()
        self.stamps = Stamps(archive, settings, held)
        self.w = Wording(settings.language)
        self.site_url = f"{settings.site_url}/" if settings.site_url else ""
        self._site_feed = self.feed("index.html", "", archive.days)
        self.copies = {id_: group for group in archive.copies for id_ in group}
        """The group of each article that has copies."""
        self.story = {id_: ids for ids in archive.versions.values() for id_ in ids}
        """All versions of each article that has some, by the id of every version, the oldest first."""
        self.same_days: dict[str, list[str]] = {}
        """The days with articles by month and day: `09-20`."""
        for iso in archive.days:
            self.same_days.setdefault(iso[5:], []).append(iso)
        self.collected = sorted({span for source in archive.sources.values() for span in source.collected})
        """(first day, last day) of the spans whose texts were saved, as the register of sources names them."""
        self.fronts: dict[str, tuple[str, ...]] = {}
        """The articles of a day, the lead story first: filled by `years.front`."""
        self._cards: dict[str, Card] = {}
        self._people: dict[str, Link] = {}
        self._quote_ids: dict[str, tuple[str, ...]] = {}
        self._urls: dict[str, str] = {}

    # ------------------------------------------------------------ pages

    def page(
        self,
        url: str,
        template: str,
        view: View | Mapping[str, object],
        title: str,
        section: str = "",
        description: str = "",
        trail: tuple[Trail, ...] = (),
        feed: tuple[str, str, str] | None = None,
    ) -> Page:
        """Return a page whose key is the hash of all that its template sees."""
        frame = self.frame(url, title, section, description, trail, feed)
        return Page(
            url,
            template,
            digest(template, frame, view),
            lambda: {"frame": frame, "page": view, "root": frame.root},
        )

    def frame(
        self,
        url: str,
        title: str,
        section: str,
        description: str,
        trail: tuple[Trail, ...],
        feed: tuple[str, str, str] | None = None,
    ) -> Frame:
        """Return what surrounds a page."""
        contact = self.settings.contact
        if contact and "://" not in contact:
            contact = f"mailto:{contact}"
        address = addresses.encoded(url)
        return Frame(
            site=self.settings.title,
            lang=self.settings.language,
            title=title,
            # A host serves 404.html under any path, where only absolute links lead anywhere.
            root=(self.site_url or "/") if url == "404.html" else addresses.root(url),
            url=address,
            section=section,
            canonical=self.site_url + address if self.site_url else "",
            site_url=self.site_url,
            contact=addresses.web(contact) or "",
            description=shortened(description or self.settings.description, DECK),
            trail=trail,
            feeds=tuple(one for one in (self._site_feed, feed) if one),
            noindex=self.settings.noindex,
            search=self.settings.search,
        )

    def feed(self, url: str, name: str, dated: Iterable[str]) -> tuple[str, str, str] | None:
        """Return (title, address as Atom, address as JSON Feed) of the feeds of a page.

        None without `site_url` and without a dated article to tell of: the addresses in a feed are absolute,
        and each of its entries has a date.
        """
        if not self.site_url or not next(iter(dated), ""):
            return None
        atom, as_json = (addresses.encoded(address) for address in addresses.feeds(url))
        title = f"{name} – {self.settings.title}" if name else self.settings.title
        return title, atom, as_json

    # ------------------------------------------------------------ articles

    def filed(self, id_: str) -> Filed:
        """Return an article, or an older version of one, by its id."""
        return self.archive.articles.get(id_) or self.archive.older[id_]

    def url(self, id_: str) -> str:
        """Return the address of an article."""
        if id_ not in self._urls:
            self._urls[id_] = addresses.article(self.filed(id_).article)
        return self._urls[id_]

    def address(self, id_: str) -> str:
        """Return the address of an article for links of pages."""
        return addresses.linked(self.url(id_))

    def permalink(self, id_: str) -> str:
        """Return the absolute address of an article; empty without `site_url`."""
        return self.site_url + addresses.encoded(self.url(id_)) if self.site_url else ""

    def headline(self, filed: Filed) -> str:
        """Return the headline, or words of ours for an article without one."""
        return filed.article.headline or self.w("article.untitled")

    def source_name(self, filed: Filed) -> str:
        """Return the outlet's name, empty when unknown."""
        return self.archive.sources[filed.source.key].name if filed.source else ""

    def lang(self, filed: Filed) -> str:
        """Return the article's `lang`: empty when it is the interface's own, `und` when it is not known."""
        language = filed.article.language or "und"
        return "" if language == self.settings.language else language

    def card(self, id_: str) -> Card:
        """Return an article as lists show it."""
        if id_ not in self._cards:
            filed = self.filed(id_)
            record = filed.article
            printed = record.published.value if record.published else ""
            self._cards[id_] = Card(
                address=self.address(id_),
                headline=self.headline(filed),
                untitled=record.headline is None,
                lang=self.lang(filed),
                dir=record.direction,
                day=filed.day or "",
                date=dates.words(filed.day, self.w) if filed.day else "",
                time=printed[11:16],
                source=self.source_name(filed),
                inferred=bool(filed.source and filed.source.inferred),
                deck=shortened(record.deck or record.lead, DECK),
                cite=told(addresses.web(record.original_url) or "", record.byline, self.organisations(filed)),
            )
        return self._cards[id_]

    def organisations(self, filed: Filed) -> frozenset[str]:
        """Return the names in an article's byline that may be outlets, as the article tells of these, casefolded."""
        names = {self.source_name(filed).casefold()}
        names.update(c.text.casefold() for c in filed.article.clues if c.kind in ("agency", "field", "line"))
        return frozenset(names)

    def entries(self, ids: Iterable[str]) -> tuple[CardEntry, ...]:
        """Return articles as list entries."""
        return tuple(CardEntry(self.card(id_)) for id_ in ids)

    def by_year(self, entries: Iterable[CardEntry]) -> tuple[Group, ...]:
        """Return list entries under a heading for each year, in the order given."""
        years: dict[str, list[CardEntry]] = {}
        for entry in entries:
            years.setdefault(entry.card.day[:4], []).append(entry)
        return tuple(
            Group(
                heading=year or self.w("undated.title"),
                anchor=f"y{year}" if year else "undated",
                entries=tuple(group),
                address=addresses.encoded(addresses.year(year) if year else "undated/index.html"),
            )
            for year, group in years.items()
        )

    def oldest_first(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return articles as long lists count them: the undated before all others, for no list may call
        them its latest."""
        order = list(ids)
        dated = [id_ for id_ in order if self.archive.articles[id_].day]
        return (*(id_ for id_ in order if not self.archive.articles[id_].day), *dated)

    def days_of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ISO dates of the dated ones among these articles, in order."""
        return tuple(sorted(day for id_ in ids if (day := self.archive.articles[id_].day)))

    def span_of(self, ids: Iterable[str]) -> str:
        """Return first and last date of these articles in words, empty when none is dated."""
        days = self.days_of(ids)
        return dates.span(days[0], days[-1], self.w) if days else ""

    # ------------------------------------------------------------ records

    def person(self, key: str, count: int = 0, note: str = "") -> Link:
        """Return the link to a person's page."""
        link = self._people.get(key)
        if link is None:
            record = self.archive.people[key]
            address = addresses.linked(addresses.record("people", key))
            link = self._people[key] = Link(record.name, address, 0, "", record.language or "")
        return Link(link.text, link.address, count, note, link.lang) if count or note else link

    def why(self, match: TopicMatch) -> str:
        """Return why an article is under a topic."""
        return reasons.why(match, self.w, self.archive.people, self.archive.sources)

    def topic(self, key: str, count: int = 0, note: str = "") -> Link:
        """Return the link to a topic's page."""
        address = addresses.linked(addresses.record("topics", key))
        return Link(self.archive.topics[key].name, address, count, note)

    def source(self, key: str, count: int = 0, note: str = "") -> Link:
        """Return the link to a source's page."""
        record = self.archive.sources[key]
        return Link(record.name, addresses.linked(addresses.record("sources", key)), count, note)

    def creditor(self, key: str, count: int = 0, note: str = "") -> Link:
        """Return the link to a creditor's page."""
        address = addresses.linked(addresses.record("credits", key))
        return Link(self.archive.creditors[key].name, address, count, note)

    def pager(self, leaf: Leaf[Any]) -> Pager:
        """Return the ways to the neighbouring pages of a list."""
        return Pager(addresses.linked(leaf.newer), addresses.linked(leaf.older), leaf.number)

    def image(self, figure: Figure) -> str:
        """Return the encoded address of a figure's image, empty when the archive does not hold it."""
        if figure.image is None or (self.held is not None and figure.image not in self.held):
            return ""
        return addresses.encoded(addresses.image(figure.image) or "")

    def photo(self, id_: str, index: int) -> PhotoEntry:
        """Return a figure as lists show it."""
        figure = self.filed(id_).article.figures[index]
        card = self.card(id_)
        return PhotoEntry(
            address=f"{card.address}#figure-{index + 1}",
            caption=figure.caption or "",
            credit=figure.credit.line if figure.credit else "",
            image=self.image(figure),
            alt=figure.alt or "",
            headline=card.headline,
            lang=card.lang,
            dir=card.dir,
            date=card.date,
            day=card.day,
        )

    # ------------------------------------------------------------ quotes

    def quote_anchors(self, id_: str) -> tuple[str, ...]:
        """Return the fragment of each of an article's quotes on its page."""
        if id_ not in self._quote_ids:
            findings = self.filed(id_).findings
            self._quote_ids[id_] = tuple(
                made if quote.places and quote.places[0].part == "body" else _beside(quote)
                for quote, made in zip(findings.quotes, quote_ids(findings), strict=True)
            )
        return self._quote_ids[id_]

    def quote(self, ref: QuoteRef) -> QuoteEntry:
        """Return a quote as lists show it."""
        filed = self.archive.articles[ref.article]
        quote = filed.findings.quotes[ref.index]
        key = filed.people[quote.speaker] if quote.speaker is not None else None
        card = self.card(ref.article)
        spoken = quote.speaker_text or ""
        if quote.speaker is not None and key is None:
            spoken = filed.findings.people[quote.speaker].name
        return QuoteEntry(
            text=quote.text,
            lang=card.lang,
            dir=card.dir,
            address=f"{card.address}#{self.quote_anchors(ref.article)[ref.index]}",
            speaker=self.archive.people[key].name if key else spoken,
            person=self.person(key).address if key else "",
            verb=quote.verb or "",
            basis=self.w(f"basis.{quote.basis}"),
            headline=card.headline,
            date=card.date,
            day=card.day,
            source=card.source,
        )


def _beside(quote: Quote) -> str:
    """Return the fragment of a quote that does not stand in the body."""
    return place_anchor(quote.places[0]) if quote.places else "headline"


def named(filed: Filed) -> tuple[str, ...]:
    """Return the keys of the people of an article, each once; a bare name that nobody fits has none."""
    return tuple(dict.fromkeys(filter(None, filed.people)))


def shortened(text: str, most: int) -> str:
    """Return a text cut between words, with an ellipsis when something was cut."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[:most]
    border = cut.rfind(" ")
    return settled((cut[:border] if border > most // 2 else cut).rstrip(" ,;:–—-") + "…")


def digest(*parts: object) -> str:
    """Return the key of a page made of these records and texts, the same on every machine."""
    packed = msgspec.msgpack.encode(parts)
    return hashlib.blake2b(packed, digest_size=16).hexdigest()
