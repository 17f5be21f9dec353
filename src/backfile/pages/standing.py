"""Pages that stand by themselves: home, quotes, search, the curator's desk, about, data, not found."""

import re
from collections.abc import Iterator

from backfile.model import Filed
from backfile.pages import addresses, charts, dates
from backfile.pages.calendar import ranked
from backfile.pages.catalogue import Catalogue
from backfile.pages.page import Page
from backfile.pages.paging import PAGE, leaves
from backfile.pages.people import quote_pages, undated_first
from backfile.pages.views import Bars, Card, Group, Link, Pager, Trail, View

__all__ = ["pages"]

LATEST = 13
"""Articles on the home page, the lead included."""
FOLDED = 40
"""Entries of a section of the desk; more, and the section has pages of its own."""


class HomeView(View, frozen=True):
    """The home page."""

    title: str
    description: str
    newest: Link | None
    """The newest day with articles."""
    lead: Card | None
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


class DeskEntry(View, frozen=True):
    """One thing for the curator to look at."""

    where: str
    """path:line."""
    message: str
    hint: str
    link: Link | None
    """The article concerned."""


class DeskSection(View, frozen=True):
    """Things of one kind to look at."""

    anchor: str
    title: str
    told: str
    count: int
    entries: tuple[DeskEntry, ...]
    more: Link | None


class DeskView(View, frozen=True):
    """The curator's list."""

    sections: tuple[DeskSection, ...]
    count: int


class DeskListView(View, frozen=True):
    """The rest of one section."""

    title: str
    told: str
    entries: tuple[DeskEntry, ...]
    pager: Pager


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


class DataView(View, frozen=True):
    """What can be taken away."""

    counts: tuple[Link, ...]
    article: Link | None
    """An article to show the downloads of."""


class LostView(View, frozen=True):
    """The page for addresses that lead nowhere."""


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the pages that stand by themselves."""
    w = catalogue.w
    yield _home(catalogue)
    quotes = undated_first(catalogue.quote(ref) for ref in catalogue.archive.quotes)
    yield from quote_pages(catalogue, "quotes.html", w("nav.quotes"), w("quotes.told"), None, quotes)
    yield catalogue.page(
        "search.html", "search.html", SearchView(_newest(catalogue)), w("nav.search"), "search"
    )
    yield from _desk(catalogue)
    yield _about(catalogue)
    data = DataView(_counts(catalogue), _latest_link(catalogue))
    yield catalogue.page("data.html", "data.html", data, w("nav.data"), "data")
    yield catalogue.page("404.html", "404.html", LostView(), w("lost.title"))


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
    for iso in reversed(days):
        latest.extend(ranked(archive, archive.days[iso]))
        if len(latest) >= LATEST:
            break
    same = []
    newest = days[-1] if days else ""
    for iso in reversed(days):
        if iso[5:] == newest[5:] and iso != newest:
            best = ranked(archive, archive.days[iso])[:3]
            same.append(Group(iso[:4], "", tuple(catalogue.card(i) for i in best), addresses.day(iso)))
    volume = (iso for iso, ids in archive.days.items() for _ in ids)
    people = sorted(archive.people.values(), key=lambda r: (-len(r.articles), r.key))[:10]
    topics = sorted(archive.topics.values(), key=lambda r: (-len(r.articles), r.key))[:10]
    shown = latest[:LATEST] or list(archive.undated[:LATEST])
    view = HomeView(
        title=settings.title,
        description=settings.description,
        newest=_newest(catalogue),
        lead=catalogue.card(shown[0]) if shown else None,
        latest=tuple(catalogue.card(id_) for id_ in shown[1:]),
        same_day=tuple(same[:5]),
        same_day_title=w("home.same", day=dates.day_month(newest, w)) if newest else "",
        counts=_counts(catalogue),
        span=dates.span(days[0], days[-1], w) if days else "",
        bars=charts.by_time(volume, "volume", w("calendar.chart"), w),
        people=tuple(catalogue.person(r.key, len(r.articles)) for r in people if r.articles),
        topics=tuple(catalogue.topic(r.key, len(r.articles)) for r in topics if r.articles),
    )
    return catalogue.page("index.html", "home.html", view, "", "home")


# ---------------------------------------------------------------- the curator's desk


def _desk(catalogue: Catalogue) -> Iterator[Page]:
    archive, w = catalogue.archive, catalogue.w
    undated = [_of(catalogue, archive.articles[id_]) for id_ in archive.undated]
    uncredited, unknown = [], []
    for filed in archive.articles.values():
        for figure in filed.article.figures:
            if figure.credit is None:
                key = "desk.caption" if figure.caption else "desk.bare"
                message = w(key, caption=figure.caption or "")
                uncredited.append(_of(catalogue, filed, figure.lines[0], message))
        if filed.source is None:
            unknown.append(_of(catalogue, filed))
    aside = [
        DeskEntry(f"{item.path}:{item.line}" if item.line else item.path, item.message, "", None)
        for item in archive.set_aside
    ]
    skipped = [DeskEntry(item.path, item.reason, "", None) for item in archive.skipped]
    sections = (
        ("aside", aside),
        ("undated", undated),
        ("uncredited", uncredited),
        ("unsourced", unknown),
        ("doubts", _doubts(catalogue)),
        ("skipped", skipped),
    )
    made = []
    for name, entries in sections:
        url = f"desk.{name}.html"
        more = Link(w("desk.all"), url, len(entries)) if len(entries) > FOLDED else None
        made.append(
            DeskSection(
                anchor=name,
                title=w(f"desk.{name}"),
                told=w(f"desk.{name}.told"),
                count=len(entries),
                entries=tuple(entries[:FOLDED]),
                more=more,
            )
        )
        if more:
            trail = (Trail(w("nav.desk"), "desk.html"), Trail(w(f"desk.{name}"), ""))
            for leaf in leaves(url, tuple(entries), PAGE):
                view = DeskListView(
                    w(f"desk.{name}"), w(f"desk.{name}.told"), leaf.entries, catalogue.pager(leaf)
                )
                yield catalogue.page(leaf.url, "desk-list.html", view, view.title, "desk", trail=trail)
    desk = DeskView(tuple(made), sum(section.count for section in made if section.anchor != "skipped"))
    yield catalogue.page("desk.html", "desk.html", desk, w("nav.desk"), "desk")


def _of(catalogue: Catalogue, filed: Filed, line: int = 0, message: str = "", hint: str = "") -> DeskEntry:
    where = f"{filed.article.path}:{line}" if line else filed.article.path
    card = catalogue.card(filed.article.id)
    return DeskEntry(where, message, hint, Link(card.headline, card.address, lang=card.lang))


def _doubts(catalogue: Catalogue) -> list[DeskEntry]:
    """Return all doubts and warnings once: those of articles by path, and those of the whole archive."""
    by_path = {filed.article.path: filed for filed in catalogue.archive.articles.values()}
    made: dict[tuple[str, str], DeskEntry] = {}
    for filed in catalogue.archive.articles.values():
        for doubt in (*filed.article.doubts, *filed.findings.doubts):
            if doubt.code not in LISTED:
                entry = _of(catalogue, filed, doubt.line, doubt.message, doubt.hint)
                made.setdefault((entry.where, entry.message), entry)
    for problem in catalogue.report.problems:
        where = re.sub(r":0$", "", f"{problem.origin.path}:{problem.origin.line}")
        found = by_path.get(problem.origin.path)
        if problem.severity == "error" or problem.code in LISTED or (where, problem.message) in made:
            continue
        entry = (
            _of(catalogue, found, problem.origin.line, problem.message, problem.hint)
            if found
            else DeskEntry(where, problem.message, problem.hint, None)
        )
        made[where, problem.message] = entry
    return [made[key] for key in sorted(made)]


LISTED = frozenset({"no-date", "no-credit", "no-source"})
"""Codes of doubts that have sections of their own on the desk."""


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
        languages=tuple(sorted(languages.items(), key=lambda item: (-item[1], item[0]))),
    )
    return catalogue.page("about.html", "about.html", view, w("nav.about"), "about")
