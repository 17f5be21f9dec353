"""The archive by date: all years, a year, a month, the front page of a day, and the undated."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator

from backfile.model import Archive, EventDate
from backfile.pages import addresses, charts, dates, views
from backfile.pages.catalogue import Catalogue, named, shortened
from backfile.pages.page import Page
from backfile.pages.paging import leaves
from backfile.pages.views import Bars, Card, CardEntry, Group, Link, Pager, Trail, View

__all__ = ["DAY_PAGE", "day_pages", "pages", "ranked"]

DAY_PAGE = 90
"""Articles on a day's front page; the others are on numbered pages of the day."""

SECONDS = 3
"""Articles under the lead story that show their first words."""

TOLD = 24
"""Reports of other days that a day's page lists."""

SIDE = 12
"""People and topics named beside a day's articles."""


class Box(View, frozen=True):
    """One day in a month's table."""

    number: int
    """Day of the month, 0 for a box of another month."""
    iso: str
    count: int
    address: str
    label: str
    """The link in words: `20 September 2023, 3 articles`."""
    unit: str
    """What is counted: `articles`."""
    volume: int
    """0 to 4: how full the day is among the days of its month or year."""


class Month(View, frozen=True):
    """A month's table."""

    name: str
    iso: str
    count: int
    address: str
    weeks: tuple[tuple[Box, ...], ...]


class CalendarView(View, frozen=True):
    """All years."""

    bars: Bars | None
    years: tuple[tuple[Link, tuple[Link, ...]], ...]
    """(the year with its count, its twelve months with theirs)."""
    undated: Link | None


class YearView(View, frozen=True):
    """A year in twelve small months."""

    year: str
    count: int
    months: tuple[Month, ...]
    people: tuple[Link, ...]
    topics: tuple[Link, ...]
    earlier: Link | None
    later: Link | None


class MonthView(View, frozen=True):
    """A month: its table and the stories of its days."""

    month: Month
    title: str
    weekdays: tuple[tuple[str, str], ...]
    """(short, full) names of the days of the week, Monday first."""
    days: tuple[Group, ...]
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
    yield _calendar(catalogue)
    years: dict[str, dict[str, list[str]]] = {}
    for iso in catalogue.archive.days:
        years.setdefault(iso[:4], {}).setdefault(iso[:7], []).append(iso)
    year_list = list(years)
    for at, year in enumerate(year_list):
        yield _year(catalogue, year, years[year], _beside(year_list, at))
    months = [month for year in years.values() for month in year]
    for at, month in enumerate(months):
        yield _month(catalogue, month, years[month[:4]][month], _beside(months, at))
    told = _told_of(catalogue.archive)
    days = list(catalogue.archive.days)
    for at, iso in enumerate(days):
        yield from _day(catalogue, iso, _beside(days, at), told.get(iso, {}))
    for iso in sorted(told.keys() - catalogue.archive.days.keys()):
        at = bisect(days, iso)
        yield _told_only(catalogue, iso, (days[at - 1] if at else "", (*days, "")[at]), told[iso])
    yield from _undated(catalogue)


def ranked(archive: Archive, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the articles of a day, the lead story first.

    What the day was about is what its reports have in common: an article's rank is the number of the day's
    other articles that share each of its people and topics; then the longer text; then the archive's order.
    """
    order = list(ids)
    met: Counter[str] = Counter()
    subjects = {}
    for id_ in order:
        filed = archive.articles[id_]
        subjects[id_] = {f"p:{key}" for key in named(filed)} | {f"t:{match.key}" for match in filed.topics}
        met.update(subjects[id_])
    place = {id_: at for at, id_ in enumerate(order)}

    def rank(id_: str) -> tuple[int, int, int]:
        shared = sum(met[subject] - 1 for subject in subjects[id_])
        return -shared, -archive.articles[id_].article.words, place[id_]

    return tuple(sorted(order, key=rank))


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


def _calendar(catalogue: Catalogue) -> Page:
    archive, w = catalogue.archive, catalogue.w
    counts = Counter({iso: len(ids) for iso, ids in archive.days.items()})
    months: Counter[str] = Counter()
    for iso, count in counts.items():
        months[iso[:7]] += count
    years = []
    for year in dict.fromkeys(month[:4] for month in months):
        row = tuple(
            Link(dates.month_name(n, w), addresses.month(f"{year}-{n:02}") if c else "", c)
            for n in range(1, 13)
            for c in [months[f"{year}-{n:02}"]]
        )
        years.append((Link(year, addresses.year(year), sum(link.count for link in row)), row))
    days = (iso for iso, count in counts.items() for iso in [iso] * count)
    undated = len(archive.undated)
    view = CalendarView(
        bars=charts.by_year(days, "volume", w("calendar.chart"), w),
        years=tuple(reversed(years)),
        undated=Link(w("undated.title"), "undated/index.html", undated) if undated else None,
    )
    return catalogue.page("calendar.html", "calendar.html", view, w("nav.calendar"), "calendar")


def _table(catalogue: Catalogue, month: str, most: int) -> Month:
    w, archive = catalogue.w, catalogue.archive
    weeks = []
    total = 0
    for week in dates.month_weeks(int(month[:4]), int(month[5:7])):
        row = []
        for iso in week:
            count = len(archive.days.get(iso, ())) if iso else 0
            total += count
            row.append(
                Box(
                    number=int(iso[8:]) if iso else 0,
                    iso=iso,
                    count=count,
                    address=addresses.day(iso) if count else "",
                    label=f"{dates.words(iso, w)}, {w.count('articles', count)}" if count else "",
                    unit=w.label("articles", count) if count else "",
                    volume=-(-count * 4 // most) if count else 0,
                )
            )
        weeks.append(tuple(row))
    name = dates.month_name(int(month[5:7]), w)
    return Month(name, month, total, addresses.month(month) if total else "", tuple(weeks))


def _common(
    catalogue: Catalogue, ids: Iterable[str], most: int = SIDE
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Return the people and topics that most of these articles share, each with the number of articles."""
    people: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    for id_ in ids:
        filed = catalogue.archive.articles[id_]
        people.update(named(filed))
        topics.update({match.key for match in filed.topics})

    def best(counts: Counter[str]) -> list[tuple[str, int]]:
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]

    return (
        tuple(catalogue.person(key, count) for key, count in best(people)),
        tuple(catalogue.topic(key, count) for key, count in best(topics)),
    )


def _year(catalogue: Catalogue, year: str, months: dict[str, list[str]], beside: tuple[str, str]) -> Page:
    archive, w = catalogue.archive, catalogue.w
    ids = [id_ for days in months.values() for iso in days for id_ in archive.days[iso]]
    most = max(len(archive.days[iso]) for days in months.values() for iso in days)
    people, topics = _common(catalogue, ids)
    view = YearView(
        year=year,
        count=len(ids),
        months=tuple(_table(catalogue, f"{year}-{number:02}", most) for number in range(1, 13)),
        people=people,
        topics=topics,
        earlier=Link(beside[0], addresses.year(beside[0])) if beside[0] else None,
        later=Link(beside[1], addresses.year(beside[1])) if beside[1] else None,
    )
    trail = (Trail(w("nav.calendar"), "calendar.html"), Trail(year, ""))
    return catalogue.page(addresses.year(year), "year.html", view, year, "calendar", trail=trail)


def _month(catalogue: Catalogue, month: str, days: list[str], beside: tuple[str, str]) -> Page:
    archive, w = catalogue.archive, catalogue.w
    ids = [id_ for iso in days for id_ in archive.days[iso]]
    people, topics = _common(catalogue, ids)
    groups = []
    for iso in days:
        best = ranked(archive, archive.days[iso])[:3]
        groups.append(
            Group(
                heading=dates.words(iso, w),
                anchor=f"d{iso[8:]}",
                entries=catalogue.entries(best),
                address=addresses.day(iso),
            )
        )
    title = dates.words(month, w)
    view = MonthView(
        month=_table(catalogue, month, max(len(archive.days[iso]) for iso in days)),
        title=title,
        weekdays=tuple((w(f"weekday.{n}.short"), w(f"weekday.{n}")) for n in range(7)),
        days=tuple(groups),
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
    )  # fmt: skip
    years, months = {day[:4] for day in days}, {day[:7] for day in days}
    trail = (
        Trail(iso[:4], addresses.year(iso) if iso[:4] in years else ""),
        Trail(dates.month_name(int(iso[5:7]), w), addresses.month(iso) if iso[:7] in months else ""),
        Trail(str(int(iso[8:])), ""),
    )
    return catalogue.page(addresses.day(iso), "day.html", view, title, "calendar", trail=trail)


def _day_link(catalogue: Catalogue, iso: str) -> Link | None:
    return Link(dates.words(iso, catalogue.w), addresses.day(iso)) if iso else None


def _day(
    catalogue: Catalogue, iso: str, beside: tuple[str, str], told: dict[str, EventDate]
) -> Iterator[Page]:
    archive, w = catalogue.archive, catalogue.w
    order = ranked(archive, archive.days[iso])
    cards = [catalogue.card(id_) for id_ in order]
    lead = archive.articles[order[0]].article
    url = addresses.day(iso)
    people, topics = _common(catalogue, order)
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
