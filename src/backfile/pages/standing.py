"""Pages that stand by themselves: home, quotes, search, about, data, not found."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from backfile.pages import addresses, charts, dates, downloads
from backfile.pages.calendar import other_years
from backfile.pages.catalogue import Catalogue
from backfile.pages.downloads import DataTable, DataYear
from backfile.pages.gaps import gaps
from backfile.pages.page import Page
from backfile.pages.people import quote_pages, undated_first
from backfile.pages.views import Bars, Card, Group, Link, PhotoEntry, View
from backfile.pages.years import front

__all__ = ["pages"]

LATEST = 13
"""Articles on the home page, the lead included."""
GAPS = 12
"""Sources whose longest gap the page about the archive tells."""


class HomeView(View, frozen=True):
    """The home page."""

    title: str
    description: str
    newest: Link | None
    """The newest day with articles."""
    lead: Card | None
    lead_photo: PhotoEntry | None
    """Its first photo, where the archive holds the picture."""
    latest: tuple[Card, ...]
    same_day: tuple[Group, ...]
    """Articles of the same day and month in other years."""
    same_day_title: str
    counts: tuple[Link, ...]
    span: str
    bars: Bars | None
    people: tuple[Link, ...]
    topics: tuple[Link, ...]


class SearchView(View, frozen=True):
    """The place of search."""

    newest: Link | None


class AboutView(View, frozen=True):
    """How the archive was made."""

    description: str
    counts: tuple[Link, ...]
    seen: int
    set_aside: int
    skipped: int
    inferred_sources: int
    undated: int
    unknown_sources: int
    uncredited: int
    quotes_by_basis: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    """(name of a language, empty for none, articles in it)."""
    gaps: tuple[tuple[Link, str], ...]
    """(an outlet with the days of its longest gap, that gap in words)."""


class DataView(View, frozen=True):
    """What can be taken away."""

    counts: tuple[Link, ...]
    article: Link | None
    """An article to show the downloads of."""
    tables: tuple[DataTable, ...]
    """The tables, with what their columns mean."""
    years: tuple[DataYear, ...]
    """The files to take away, by year."""


class LostView(View, frozen=True):
    """The page for addresses that lead nowhere."""

    base: str
    """Path of the site on its host: `/`, or that of `site_url`."""


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the pages that stand by themselves."""
    w = catalogue.w
    yield _home(catalogue)
    quotes = undated_first(catalogue, catalogue.archive.quotes)
    yield from quote_pages(catalogue, "quotes.html", w("nav.quotes"), w("quotes.told"), None, quotes)
    if catalogue.settings.search:
        yield catalogue.page(
            "search.html", "search.html", SearchView(_newest(catalogue)), w("nav.search"), "search"
        )
    yield _about(catalogue)
    data = DataView(
        _counts(catalogue), _latest_link(catalogue), downloads.tables(catalogue), downloads.years(catalogue)
    )
    yield catalogue.page("data.html", "data.html", data, w("nav.data"), "data")
    base = urlsplit(catalogue.site_url).path or "/"
    yield catalogue.page("404.html", "404.html", LostView(base), w("lost.title"))


def _newest(catalogue: Catalogue) -> Link | None:
    days = list(catalogue.archive.days)
    return Link(dates.words(days[-1], catalogue.w), addresses.day(days[-1])) if days else None


def _latest_link(catalogue: Catalogue) -> Link | None:
    id_ = next(reversed(catalogue.oldest_first(catalogue.archive.articles)), None)
    if id_ is None:
        return None
    card = catalogue.card(id_)
    return Link(card.headline, card.address, lang=card.lang)


def _counts(catalogue: Catalogue) -> tuple[Link, ...]:
    archive, w = catalogue.archive, catalogue.w
    return tuple(
        Link(w.label(name, count), address, count)
        for name, address, count in (
            ("articles", "calendar.html", len(archive.articles)),
            ("days", "calendar.html", len(archive.days)),
            ("people", "people/index.html", len(archive.people)),
            ("topics", "topics/index.html", len(archive.topics)),
            ("sources", "sources/index.html", len(archive.sources)),
            ("photos", "credits/index.html", sum(len(f.article.figures) for f in archive.articles.values())),
            ("quotes", "quotes.html", len(archive.quotes)),
            ("copies", "copies.html", len(archive.copies)),
            ("versions", "versions.html", len(archive.versions)),
        )
        if count or name not in ("copies", "versions")
    )


def _home(catalogue: Catalogue) -> Page:
    archive, w, settings = catalogue.archive, catalogue.w, catalogue.settings
    days = list(archive.days)
    latest: list[str] = []
    told: set[str] = set()
    for iso in reversed(days):
        for id_ in front(catalogue, iso):
            if id_ not in told:  # of copies the first one met stands for all
                latest.append(id_)
            told.update(catalogue.copies.get(id_, ()))
        if len(latest) >= LATEST:
            break
    newest = days[-1] if days else ""
    volume = (iso for iso, ids in archive.days.items() for _ in ids)
    people = sorted(archive.people.values(), key=lambda r: (-len(r.articles), r.key))[:10]
    topics = sorted(archive.topics.values(), key=lambda r: (-len(r.articles), r.key))[:10]
    shown = latest[:LATEST] or list(archive.undated[:LATEST])
    view = HomeView(
        title=settings.title,
        description=settings.description,
        newest=_newest(catalogue),
        lead=catalogue.card(shown[0]) if shown else None,
        lead_photo=_lead_photo(catalogue, shown[0]) if shown else None,
        latest=tuple(catalogue.card(id_) for id_ in shown[1:]),
        same_day=other_years(catalogue, newest) if newest else (),
        same_day_title=w("home.same", day=dates.day_month(newest, w)) if newest else "",
        counts=_counts(catalogue),
        span=dates.span(days[0], days[-1], w) if days else "",
        bars=charts.by_time(volume, "volume", w("calendar.chart"), w),
        people=tuple(catalogue.person(r.key, len(r.articles)) for r in people if r.articles),
        topics=tuple(catalogue.topic(r.key, len(r.articles)) for r in topics if r.articles),
    )
    return catalogue.page("index.html", "home.html", view, "", "home")


def _lead_photo(catalogue: Catalogue, id_: str) -> PhotoEntry | None:
    figures = catalogue.filed(id_).article.figures
    held = (index for index, figure in enumerate(figures) if catalogue.image(figure))
    index = next(held, None)
    return None if index is None else catalogue.photo(id_, index)


def _gaps(catalogue: Catalogue) -> tuple[tuple[Link, str], ...]:
    """Return the longest gap of each outlet, the longest of all first."""
    w, found = catalogue.w, []
    for record in catalogue.archive.sources.values():
        mine = gaps(catalogue.days_of(record.articles), record.collected)
        if mine:
            gap = max(mine, key=lambda one: one.days)
            words = f"{dates.span(gap.first, gap.last, w)}: {w(f'source.{gap.kind}')}"
            found.append((gap.days, record.key, words))
    found.sort(key=lambda one: (-one[0], one[1]))
    return tuple((catalogue.source(key, days), words) for days, key, words in found[:GAPS])


def _about(catalogue: Catalogue) -> Page:
    archive, w = catalogue.archive, catalogue.w
    articles = archive.articles.values()
    bases: dict[str, int] = {}
    languages: dict[str, int] = {}
    for filed in articles:
        language = filed.article.language or ""
        languages[language] = languages.get(language, 0) + 1
        for quote in filed.findings.quotes:
            bases[quote.basis] = bases.get(quote.basis, 0) + 1
    view = AboutView(
        description=catalogue.settings.description,
        counts=_counts(catalogue),
        seen=catalogue.report.seen,
        set_aside=len(archive.set_aside),
        skipped=len(archive.skipped),
        inferred_sources=sum(bool(f.source and f.source.inferred) for f in articles),
        undated=len(archive.undated),
        unknown_sources=sum(f.source is None for f in articles),
        uncredited=sum(g.credit is None for f in articles for g in f.article.figures),
        quotes_by_basis=tuple((w(f"basis.{name}"), count) for name, count in sorted(bases.items())),
        languages=tuple(
            (w.language_name(code), count)
            for code, count in sorted(languages.items(), key=lambda item: (-item[1], item[0]))
        ),
        gaps=_gaps(catalogue),
    )
    return catalogue.page("about.html", "about.html", view, w("nav.about"), "about")
