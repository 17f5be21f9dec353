"""People: the lists from A to Z of each script, and a page for each person."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from backfile.model import PersonRecord, QuoteRef
from backfile.pages import addresses, charts, dates
from backfile.pages.catalogue import Catalogue
from backfile.pages.letters import anchor, in_order, initial
from backfile.pages.page import Page
from backfile.pages.paging import Leaf, leaves
from backfile.pages.roletimes import RoleTimes, role_times
from backfile.pages.views import Bars, Group, Link, Pager, PhotoEntry, Portrait, QuoteEntry, Trail, View
from backfile.pages.years import year_links

__all__ = ["by_article", "pages", "quote_pages", "undated_first"]

WHOLE = 200
"""Up to this many people stand on one page; more, and each initial has pages of its own."""
QUOTES, FIGURES, FORMS = 12, 24, 40
"""Most quotes, figures and name forms on a person's own page."""


class Role(View, frozen=True):
    """A role of a person and when the articles say it."""

    text: str
    span: str
    evidence: tuple[Link, ...]
    """First and last article that say it."""
    count: int


class IndexView(View, frozen=True):
    """People in alphabetical order."""

    title: str
    count: int
    scripts: tuple[tuple[str, tuple[Link, ...]], ...]
    """(name of the script, its initials)."""
    groups: tuple[Group, ...]
    pager: Pager


class PersonView(View, frozen=True):
    """A person's page."""

    name: str
    lang: str
    description: str
    life: str
    wikidata: str
    registered: bool
    origin: str
    """Where the register has the entry."""
    count: int
    mentions: int
    span: str
    variants: tuple[tuple[str, int], ...]
    roles: tuple[Role, ...]
    times: RoleTimes | None
    """The roles drawn over time."""
    bars: Bars | None
    quotes: tuple[Group, ...]
    """The latest quotes, by article."""
    more_quotes: Link | None
    together: tuple[Link, ...]
    sources: tuple[Link, ...]
    topics: tuple[Link, ...]
    figures: tuple[PhotoEntry, ...]
    not_same: tuple[Link, ...]
    years: tuple[Link, ...]
    articles: tuple[Group, ...]
    pager: Pager


class QuotesView(View, frozen=True):
    """Quotes in pages."""

    title: str
    told: str
    name: Link | None
    """The speaker, when all are one person's."""
    quotes: tuple[Group, ...]
    """By article, the latest first; in an article in reading order."""
    count: int
    pager: Pager


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the lists of people and every person's pages."""
    yield from _index(catalogue)
    for record in catalogue.archive.people.values():
        quoted = (ref.article for ref in record.quotes)
        pictured = (ref.article for ref in record.figures)
        ids = dict.fromkeys((*record.articles, *quoted, *pictured))
        named = catalogue.stamps.people((*(one.key for one in record.together), *record.not_same_as))
        stamp = catalogue.stamps.of(ids, record, named)
        yield from catalogue.kept.pages(f"p:{record.key}", stamp, partial(_person, catalogue, record))


# ---------------------------------------------------------------- from A to Z


def _index(catalogue: Catalogue) -> Iterator[Page]:
    people = catalogue.archive.people
    initials: dict[str, dict[str, list[PersonRecord]]] = {}
    for record in people.values():
        script, letter = initial(record.sort_name)
        initials.setdefault(script, {}).setdefault(letter, []).append(record)
    order = in_order(initials)
    whole = len(people) <= WHOLE
    url = "people/index.html"
    scripts = tuple(
        (
            catalogue.w.script(script),
            tuple(
                Link(letter, f"{url}#{anchor(letter)}" if whole else _letter(letter), len(found))
                for letter, found in initials[script].items()
            ),
        )
        for script in order
    )
    if whole:
        groups = tuple(
            _group(catalogue, letter, found) for script in order for letter, found in initials[script].items()
        )
        yield _list(catalogue, url, scripts, groups, Pager("", "", 0), ())
        return
    known = sorted(people.values(), key=lambda record: (-len(record.articles), record.key))[: WHOLE // 2]
    most = Group(catalogue.w("people.most"), "most", tuple(_portrait(catalogue, r) for r in known))
    yield _list(catalogue, url, scripts, (most,), Pager("", "", 0), ())
    for script in order:
        for letter, found in initials[script].items():
            yield from _of_letter(catalogue, scripts, letter, found)


def _of_letter(
    catalogue: Catalogue,
    scripts: tuple[tuple[str, tuple[Link, ...]], ...],
    letter: str,
    found: list[PersonRecord],
) -> Iterator[Page]:
    # Alphabetical pages count from A, for a new name may come anywhere.
    url = _letter(letter)
    parts = [found[at : at + WHOLE] for at in range(0, len(found), WHOLE)]
    trail = (Trail(catalogue.w("nav.people"), "people/index.html"), Trail(letter, ""))
    for number, part in enumerate(parts, start=1):
        before = "" if number == 1 else addresses.numbered(url, number - 1) if number > 2 else url
        after = addresses.numbered(url, number + 1) if number < len(parts) else ""
        here = url if number == 1 else addresses.numbered(url, number)
        groups = (_group(catalogue, letter, part),)
        yield _list(catalogue, here, scripts, groups, Pager(before, after, number), trail)


def _list(
    catalogue: Catalogue,
    url: str,
    scripts: tuple[tuple[str, tuple[Link, ...]], ...],
    groups: tuple[Group, ...],
    pager: Pager,
    trail: tuple[Trail, ...],
) -> Page:
    title = catalogue.w("nav.people")
    view = IndexView(title, len(catalogue.archive.people), scripts, groups, pager)
    return catalogue.page(url, "people.html", view, title, "people", trail=trail)


def _letter(letter: str) -> str:
    return f"people/index.{anchor(letter)}.html"


def _group(catalogue: Catalogue, letter: str, found: list[PersonRecord]) -> Group:
    return Group(letter, anchor(letter), tuple(_portrait(catalogue, record) for record in found))


def _portrait(catalogue: Catalogue, record: PersonRecord) -> Portrait:
    link = catalogue.person(record.key)
    note = record.description or (record.roles[-1].text if record.roles else "")
    return Portrait(record.sort_name, link.address, link.lang, len(record.articles), note)


# ---------------------------------------------------------------- one person


def _person(catalogue: Catalogue, record: PersonRecord) -> Iterator[Page]:
    w, archive = catalogue.w, catalogue.archive
    url = addresses.record("people", record.key)
    sources: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    for id_ in record.articles:
        filed = archive.articles[id_]
        if filed.source:
            sources[filed.source.key] += 1
        topics.update({match.key for match in filed.topics})
    quotes = undated_first(catalogue, record.quotes)
    quotes_url = url.removesuffix(".html") + ".quotes.html"
    more = Link(w("person.quotes.all"), addresses.encoded(quotes_url), len(quotes))
    days = catalogue.days_of(record.articles)
    list_leaves = leaves(url, catalogue.oldest_first(record.articles))
    years = year_links(catalogue, list_leaves)
    trail = (Trail(w("nav.people"), "people/index.html"), Trail(record.name, ""))
    feed = catalogue.feed(url, record.name, days)
    for leaf in list_leaves:
        first = leaf.number == 0
        view = PersonView(
            name=record.name,
            lang=record.language or "",
            description=record.description or "",
            life=dates.span(record.born, record.died, w) if record.born and record.died else "",
            wikidata=record.wikidata or "",
            registered=record.registered,
            origin=str(record.origin) if record.origin else "",
            count=len(record.articles) if first else 0,
            mentions=record.mentions if first else 0,
            span=dates.span(days[0], days[-1], w) if days and first else "",
            variants=tuple((form.text, form.count) for form in record.variants[:FORMS]) if first else (),
            roles=_roles(catalogue, record) if first else (),
            times=role_times(record.roles, record.name, w) if first else None,
            bars=charts.by_time(days, "mentions", w("person.chart", name=record.name), w) if first else None,
            quotes=by_article(map(catalogue.quote, reversed(quotes[-QUOTES:]))) if first else (),
            more_quotes=more if first and len(quotes) > QUOTES else None,
            together=tuple(catalogue.person(t.key, t.count) for t in record.together) if first else (),
            sources=tuple(catalogue.source(k, n) for k, n in _most(sources)) if first else (),
            topics=tuple(catalogue.topic(k, n) for k, n in _most(topics)) if first else (),
            figures=tuple(catalogue.photo(ref.article, ref.index) for ref in record.figures[-FIGURES:])
            if first
            else (),
            not_same=tuple(catalogue.person(k) for k in record.not_same_as if k in archive.people)
            if first
            else (),
            years=years if first else (),
            articles=catalogue.by_year(catalogue.entries(leaf.entries)),
            pager=catalogue.pager(leaf),
        )
        yield catalogue.page(leaf.url, "person.html", view, record.name, "people", trail=trail, feed=feed)
    if len(quotes) > QUOTES:
        yield from quote_pages(
            catalogue, quotes_url, w("person.quotes", name=record.name), "", record, quotes
        )


def quote_pages(
    catalogue: Catalogue,
    url: str,
    title: str,
    told: str,
    record: PersonRecord | None,
    quotes: tuple[QuoteRef, ...],
) -> Iterator[Page]:
    """Yield the pages of a list of quotes, of one person or of all."""
    w = catalogue.w
    name = catalogue.person(record.key) if record else None
    section = "people" if record else "quotes"
    trail = (
        (
            Trail(w("nav.people"), "people/index.html"),
            Trail(name.text, name.address),
            Trail(w("nav.quotes"), ""),
        )
        if name
        else ()
    )
    for leaf in leaves(url, quotes):
        count = len(quotes) if leaf.number == 0 else 0

        def make(leaf: Leaf[QuoteRef] = leaf, count: int = count) -> Iterator[Page]:
            groups = by_article(map(catalogue.quote, leaf.entries))
            view = QuotesView(title, told, name, groups, count, catalogue.pager(leaf))
            yield catalogue.page(leaf.url, "quotes.html", view, title, section, trail=trail)

        ids = dict.fromkeys(ref.article for ref in leaf.entries)
        stamp = catalogue.stamps.of(ids, title, told, name, leaf, count)
        yield from catalogue.kept.pages(f"q:{leaf.url}", stamp, make)


def undated_first(catalogue: Catalogue, quotes: Iterable[QuoteRef]) -> tuple[QuoteRef, ...]:
    """Return quotes as long lists count them: the undated before all others."""
    articles = catalogue.archive.articles
    return tuple(sorted(quotes, key=lambda ref: articles[ref.article].day is not None))


def by_article(latest_first: Iterable[QuoteEntry]) -> tuple[Group, ...]:
    """Return quotes grouped by article, the latest article first, each in reading order."""
    groups: dict[str, list[QuoteEntry]] = {}
    for quote in latest_first:
        groups.setdefault(quote.address.partition("#")[0], []).insert(0, quote)
    return tuple(
        Group(quotes[0].headline, "", tuple(quotes), address, quotes[0].lang)
        for address, quotes in groups.items()
    )


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:20]


def _roles(catalogue: Catalogue, record: PersonRecord) -> tuple[Role, ...]:
    made = []
    for role in record.roles[:FORMS]:
        ends = dict.fromkeys((role.articles[0], role.articles[-1])) if role.articles else {}
        evidence = []
        for id_ in ends:
            filed = catalogue.archive.articles[id_]
            words = dates.words(filed.day, catalogue.w) if filed.day else catalogue.w("date.none")
            evidence.append(Link(words, catalogue.address(id_), note=catalogue.headline(filed)))
        made.append(
            Role(
                role.text, dates.span(role.first, role.last, catalogue.w), tuple(evidence), len(role.articles)
            )
        )
    return tuple(made)
