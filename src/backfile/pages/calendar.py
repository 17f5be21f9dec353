"""The archive by date: all years, a year, a month, the front page of a day, and the undated."""

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from backfile.model import Archive, EventDate
from backfile.pages import addresses, dates, views
from backfile.pages.catalogue import Catalogue, shortened
from backfile.pages.page import Page
from backfile.pages.paging import leaves
from backfile.pages.views import Card, CardEntry, Group, Link, Pager, Trail, View
from backfile.pages.years import Month, calendar_page, common, front, table, year_page

__all__ = ["DAY_PAGE", "day_pages", "other_years", "pages"]

DAY_PAGE = 90
"""Articles on a day's front page; the others are on numbered pages of the day."""

BEST = 3
"""Articles of each day that the page of its month shows."""

SECONDS = 3
"""Articles under the lead story that show their first words."""

OTHER_YEARS = 5
"""Years listed under the same day in other years."""

TOLD = 24
"""Reports of other days that a day's page lists."""


class MonthView(View, frozen=True):
    """A month: its table and the stories of its days."""

    month: Month
    title: str
    weekdays: tuple[tuple[str, str], ...]
    """(short, full) names of the days of the week, Monday first."""
    days: tuple[tuple[Link, Group], ...]
    """(a day with its number of articles, the first of its front page)."""
    marks: tuple[tuple[str, str], ...]
    """(`Box.known`, what it means) of its days without articles, each kind once; none where all were collected."""
    people: tuple[Link, ...]
    topics: tuple[Link, ...]
    earlier: Link | None
    later: Link | None


class DayView(View, frozen=True):
    """The front page of a day."""

    iso: str
    title: str
    weekday: str
    count: int
    lead: Card | None
    lead_text: str
    """First words of the lead story when its card shows a standfirst instead."""
    lead_photo: views.PhotoEntry | None
    seconds: tuple[Card, ...]
    others: tuple[Card, ...]
    more: Link | None
    people: tuple[Link, ...]
    topics: tuple[Link, ...]
    same_day: tuple[Group, ...]
    """The best of the same day and month in other years."""
    same_day_title: str
    told: tuple[CardEntry, ...]
    """Articles of other days that tell of this one, each with the words that do and their line."""
    earlier: Link | None
    later: Link | None


class ListView(View, frozen=True):
    """A plain list of articles in pages."""

    title: str
    told: str
    groups: tuple[Group, ...]
    pager: Pager
    up: Link | None = None


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield all pages of the archive by date."""
    yield calendar_page(catalogue)
    years: dict[str, dict[str, list[str]]] = {}
    for iso in catalogue.archive.days:
        years.setdefault(iso[:4], {}).setdefault(iso[:7], []).append(iso)
    year_list = list(years)
    for at, year in enumerate(year_list):
        beside = _beside(year_list, at)
        stamp = _stamp(catalogue, (iso for held in years[year].values() for iso in held), beside)
        make = partial(_alone, year_page, catalogue, year, years[year], beside)
        yield from catalogue.kept.pages(f"y:{year}", stamp, make)
    months = [month for year in years.values() for month in year]
    for at, month in enumerate(months):
        beside, held = _beside(months, at), years[month[:4]][month]
        make = partial(_alone, _month, catalogue, month, held, beside)
        yield from catalogue.kept.pages(f"m:{month}", _stamp(catalogue, held, beside), make)
    told = _told_of(catalogue.archive)
    days = list(catalogue.archive.days)
    for at, iso in enumerate(days):
        beside, tells = _beside(days, at), told.get(iso, {})
        stamp = _stamp(catalogue, (iso, *_other_days(catalogue, iso)), beside, tells)
        yield from catalogue.kept.pages(f"d:{iso}", stamp, partial(_day, catalogue, iso, beside, tells))
    for iso in sorted(told.keys() - catalogue.archive.days.keys()):
        at = bisect(days, iso)
        yield _told_only(catalogue, iso, (days[at - 1] if at else "", (*days, "")[at]), told[iso])
    yield from _undated(catalogue)


def day_pages(archive: Archive) -> frozenset[str]:
    """Return the days that have a page: those of articles, and those that articles of other days speak of."""
    return frozenset((*archive.days, *_told_of(archive)))


def _told_of(archive: Archive) -> dict[str, dict[str, EventDate]]:
    """Return for each day the articles of other days that speak of it, the nearest first, with where they do."""
    told: dict[str, dict[str, EventDate]] = {}
    for id_, filed in archive.articles.items():
        for event in filed.findings.events:
            if event.value != filed.day:
                told.setdefault(event.value, {}).setdefault(id_, event)
    near = {}
    for iso, events in told.items():
        order = sorted(events, key=lambda id_: dates.days_between(archive.articles[id_].day or iso, iso))
        near[iso] = {id_: events[id_] for id_ in order[:TOLD]}
    return near


def _telling(catalogue: Catalogue, told: dict[str, EventDate]) -> tuple[CardEntry, ...]:
    w = catalogue.w
    return tuple(
        CardEntry(catalogue.card(id_), w("day.event", text=f"\u2068{event.text}\u2069", line=str(event.line)))
        for id_, event in told.items()
    )


def _beside(values: list[str], at: int) -> tuple[str, str]:
    """Return the values before and after, empty at the ends."""
    return values[at - 1] if at else "", values[at + 1] if at + 1 < len(values) else ""


def _stamp(
    catalogue: Catalogue,
    isos: Iterable[str],
    beside: tuple[str, str],
    told: Mapping[str, EventDate] | None = None,
) -> bytes:
    """Return the stamp of these days with their articles, of what comes beside them, and of other days' reports."""
    return catalogue.stamps.of(told or (), [catalogue.stamps.day(iso) for iso in isos], beside, told or {})


def _alone(make: Callable[..., Page], *given: Any) -> Iterator[Page]:
    yield make(*given)


def _month(catalogue: Catalogue, month: str, days: list[str], beside: tuple[str, str]) -> Page:
    archive, w = catalogue.archive, catalogue.w
    ids = [id_ for iso in days for id_ in archive.days[iso]]
    people, topics = common(catalogue, ids)
    groups = []
    for iso in days:
        best = catalogue.entries(front(catalogue, iso)[:BEST])
        link = Link(dates.words(iso, w), addresses.day(iso), len(archive.days[iso]))
        groups.append((link, Group(link.text, f"d{iso[8:]}", best)))
    filled = table(catalogue, month, max(len(archive.days[iso]) for iso in days))
    knowns = {box.known for week in filled.weeks for box in week if box.known}
    title = dates.words(month, w)
    view = MonthView(
        month=filled,
        title=title,
        weekdays=tuple((w(f"weekday.{n}.short"), w(f"weekday.{n}")) for n in range(7)),
        days=tuple(groups),
        marks=tuple((known, w(f"source.{known}")) for known in sorted(knowns) if "uncollected" in knowns),
        people=people,
        topics=topics,
        earlier=Link(dates.words(beside[0], w), addresses.month(beside[0])) if beside[0] else None,
        later=Link(dates.words(beside[1], w), addresses.month(beside[1])) if beside[1] else None,
    )
    trail = (
        Trail(w("nav.calendar"), "calendar.html"),
        Trail(month[:4], addresses.year(month)),
        Trail(view.month.name, ""),
    )
    return catalogue.page(addresses.month(month), "month.html", view, title, "calendar", trail=trail)


def _told_only(catalogue: Catalogue, iso: str, beside: tuple[str, str], told: dict[str, EventDate]) -> Page:
    """Return the page of a day of which the archive has no article, but articles that speak of it."""
    w, days = catalogue.w, catalogue.archive.days
    title = dates.words(iso, w)
    view = DayView(
        iso=iso, title=title, weekday=w(f"weekday.{dates.weekday(iso)}"), count=0, lead=None, lead_text="",
        lead_photo=None, seconds=(), others=(), more=None, people=(), topics=(), told=_telling(catalogue, told),
        earlier=_day_link(catalogue, beside[0]), later=_day_link(catalogue, beside[1]),
        same_day=other_years(catalogue, iso), same_day_title=w("home.same", day=dates.day_month(iso, w)),
    )  # fmt: skip
    years, months = {day[:4] for day in days}, {day[:7] for day in days}
    trail = (
        Trail(iso[:4], addresses.year(iso) if iso[:4] in years else ""),
        Trail(dates.month_name(int(iso[5:7]), w), addresses.month(iso) if iso[:7] in months else ""),
        Trail(str(int(iso[8:])), ""),
    )
    return catalogue.page(addresses.day(iso), "day.html", view, title, "calendar", trail=trail)


def other_years(catalogue: Catalogue, iso: str) -> tuple[Group, ...]:
    """Return the best of the same day and month in other years, the nearest years first, the newest on top."""
    return tuple(
        Group(day[:4], "", tuple(catalogue.card(i) for i in front(catalogue, day)[:3]), addresses.day(day))
        for day in _other_days(catalogue, iso)
    )


def _other_days(catalogue: Catalogue, iso: str) -> list[str]:
    """Return the same day and month of the nearest other years, the newest first."""
    days = [day for day in catalogue.same_days.get(iso[5:], ()) if day != iso]
    near = sorted(days, key=lambda day: (abs(int(day[:4]) - int(iso[:4])), day))[:OTHER_YEARS]
    return sorted(near, reverse=True)


def _day_link(catalogue: Catalogue, iso: str) -> Link | None:
    return Link(dates.words(iso, catalogue.w), addresses.day(iso)) if iso else None


def _day(
    catalogue: Catalogue, iso: str, beside: tuple[str, str], told: dict[str, EventDate]
) -> Iterator[Page]:
    archive, w = catalogue.archive, catalogue.w
    order = front(catalogue, iso)
    cards = [catalogue.card(id_) for id_ in order]
    lead = archive.articles[order[0]].article
    url = addresses.day(iso)
    people, topics = common(catalogue, order)
    title = dates.words(iso, w)
    # A card shows the standfirst; where there is one, the story's own first words follow it.
    view = DayView(
        iso=iso,
        title=title,
        weekday=w(f"weekday.{dates.weekday(iso)}"),
        count=len(order),
        lead=cards[0],
        lead_text=shortened(lead.lead, 240) if lead.deck else "",
        lead_photo=catalogue.photo(order[0], 0) if lead.figures else None,
        seconds=tuple(cards[1 : 1 + SECONDS]),
        others=tuple(cards[1 + SECONDS : DAY_PAGE]),
        more=Link(w("day.more"), addresses.numbered(url, 2)) if len(cards) > DAY_PAGE else None,
        people=people,
        topics=topics,
        told=_telling(catalogue, told),
        earlier=_day_link(catalogue, beside[0]),
        later=_day_link(catalogue, beside[1]),
        same_day=other_years(catalogue, iso),
        same_day_title=w("home.same", day=dates.day_month(iso, w)),
    )
    trail = (
        Trail(iso[:4], addresses.year(iso)),
        Trail(dates.month_name(int(iso[5:7]), w), addresses.month(iso)),
        Trail(str(int(iso[8:])), ""),
    )
    yield catalogue.page(url, "day.html", view, title, "calendar", trail=trail)
    rest = [order[at : at + DAY_PAGE] for at in range(DAY_PAGE, len(order), DAY_PAGE)]
    for number, ids in enumerate(rest, start=2):
        more = addresses.numbered(url, number + 1) if number < len(rest) + 1 else ""
        less = addresses.numbered(url, number - 1) if number > 2 else url
        group = Group("", "", catalogue.entries(ids))
        rest_view = ListView(title, "", (group,), Pager(less, more, number), Link(title, url))
        place = (*trail[:2], Trail(str(int(iso[8:])), url), Trail(str(number), ""))
        yield catalogue.page(
            addresses.numbered(url, number), "list.html", rest_view, title, "calendar", trail=place
        )


def _undated(catalogue: Catalogue) -> Iterator[Page]:
    w = catalogue.w
    if not catalogue.archive.undated:
        return
    for leaf in leaves("undated/index.html", catalogue.archive.undated):
        group = Group("", "", catalogue.entries(leaf.entries))
        view = ListView(w("undated.title"), w("undated.told"), (group,), catalogue.pager(leaf))
        trail = (Trail(w("nav.calendar"), "calendar.html"), Trail(w("undated.title"), ""))
        yield catalogue.page(leaf.url, "list.html", view, w("undated.title"), "calendar", trail=trail)
