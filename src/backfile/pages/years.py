"""The archive by years: the table of all months, a year in twelve small months, and what both share with days."""

from collections import Counter
from collections.abc import Iterable

from backfile.model import Archive
from backfile.pages import addresses, charts, dates
from backfile.pages.catalogue import Catalogue, named
from backfile.pages.page import Page
from backfile.pages.paging import Leaf
from backfile.pages.views import Bars, CardEntry, Link, Trail, View

__all__ = ["Month", "calendar_page", "common", "front", "ranked", "table", "year_links", "year_page"]

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
    volume: int
    """0 to 4: how full the day is among the days of its month or year."""
    known: str
    """Of a day without articles: `quiet` when texts of it were collected, `uncollected` when none were; empty
    where no register says which days were collected."""


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
    years: tuple[tuple[Link, tuple[tuple[Link, int], ...]], ...]
    """(the year with its count, its twelve months with theirs and how full each is, 0 to 4)."""
    undated: Link | None


class YearView(View, frozen=True):
    """A year in twelve small months."""

    year: str
    count: int
    months: tuple[Month, ...]
    stories: tuple[tuple[Link, CardEntry], ...]
    """(the fullest day of a month with its number of articles, the day's lead story)."""
    people: tuple[Link, ...]
    topics: tuple[Link, ...]
    earlier: Link | None
    later: Link | None


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


def front(catalogue: Catalogue, iso: str) -> tuple[str, ...]:
    """Return the articles of a day, the lead story first; worked out once for all pages."""
    found = catalogue.fronts.get(iso)
    if found is None:
        found = catalogue.fronts[iso] = ranked(catalogue.archive, catalogue.archive.days[iso])
    return found


def calendar_page(catalogue: Catalogue) -> Page:
    """Return the table of all years and months."""
    archive, w = catalogue.archive, catalogue.w
    counts = Counter({iso: len(ids) for iso, ids in archive.days.items()})
    months: Counter[str] = Counter()
    for iso, count in counts.items():
        months[iso[:7]] += count
    most = max(months.values(), default=1)
    years = []
    for year in dict.fromkeys(month[:4] for month in months):
        row = tuple(
            (
                Link(dates.month_name(n, w), addresses.month(f"{year}-{n:02}") if c else "", c),
                -(-c * 4 // most),
            )
            for n in range(1, 13)
            for c in [months[f"{year}-{n:02}"]]
        )
        years.append((Link(year, addresses.year(year), sum(link.count for link, _ in row)), row))
    days = (iso for iso, count in counts.items() for iso in [iso] * count)
    undated = len(archive.undated)
    view = CalendarView(
        bars=charts.by_year(days, "volume", w("calendar.chart"), w),
        years=tuple(reversed(years)),
        undated=Link(w("undated.title"), "undated/index.html", undated) if undated else None,
    )
    return catalogue.page("calendar.html", "calendar.html", view, w("nav.calendar"), "calendar")


def table(catalogue: Catalogue, month: str, most: int) -> Month:
    """Return the table of a month; `most` are the articles of the fullest day it is measured by."""
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
                    volume=-(-count * 4 // most) if count else 0,
                    known=_known(catalogue, iso) if iso and not count else "",
                )
            )
        weeks.append(tuple(row))
    name = dates.month_name(int(month[5:7]), w)
    return Month(name, month, total, addresses.month(month) if total else "", tuple(weeks))


def _known(catalogue: Catalogue, iso: str) -> str:
    """Return what the registers say of a day without articles: see `Box.known`."""
    spans = catalogue.collected
    if not spans:
        return ""
    return "quiet" if any(first <= iso <= last for first, last in spans) else "uncollected"


def year_links(catalogue: Catalogue, leaves: Iterable[Leaf[str]]) -> tuple[Link, ...]:
    """Return a link to each year of a long list, at the page where the year's latest entries stand."""
    counts: Counter[str] = Counter()
    where: dict[str, str] = {}
    for leaf in leaves:
        for id_ in leaf.entries:
            year = (catalogue.archive.articles[id_].day or "")[:4]
            if year:
                counts[year] += 1
                where.setdefault(year, f"{addresses.encoded(leaf.url)}#y{year}")
    if len(counts) < 2:
        return ()
    return tuple(Link(year, where[year], counts[year]) for year in sorted(counts, reverse=True))


def common(
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


def year_page(catalogue: Catalogue, year: str, months: dict[str, list[str]], beside: tuple[str, str]) -> Page:
    """Return the page of a year; `months` are its days with articles, `beside` the years before and after."""
    archive, w = catalogue.archive, catalogue.w
    ids = [id_ for days in months.values() for iso in days for id_ in archive.days[iso]]
    most = max(len(archive.days[iso]) for days in months.values() for iso in days)
    people, topics = common(catalogue, ids)
    fullest = [max(days, key=lambda iso: len(archive.days[iso])) for days in months.values()]
    view = YearView(
        year=year,
        count=len(ids),
        months=tuple(table(catalogue, f"{year}-{number:02}", most) for number in range(1, 13)),
        stories=tuple(
            (
                Link(dates.day_month(iso, w), addresses.day(iso), len(archive.days[iso])),
                CardEntry(catalogue.card(best)),
            )
            for iso in fullest
            for best in front(catalogue, iso)[:1]
        ),
        people=people,
        topics=topics,
        earlier=Link(beside[0], addresses.year(beside[0])) if beside[0] else None,
        later=Link(beside[1], addresses.year(beside[1])) if beside[1] else None,
    )
    trail = (Trail(w("nav.calendar"), "calendar.html"), Trail(year, ""))
    return catalogue.page(addresses.year(year), "year.html", view, year, "calendar", trail=trail)
