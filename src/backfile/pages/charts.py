"""Numbers over time as bars: coordinates for inline SVG, with the words that say the same."""

from collections import Counter
from collections.abc import Iterable

from backfile.pages import addresses, dates
from backfile.pages.views import Bar, Bars
from backfile.pages.wording import Wording

__all__ = ["by_time", "by_year"]

WIDTH, HEIGHT = 640, 120
TOP, BASE = 14.0, 98.0
MONTHS = 36
"""More months than this and the bars stand for years."""
TOUCH, NARROW = 24, 288
"""Pixels that a finger needs, and those that a chart has on the narrowest screen."""


def by_time(days: Iterable[str], name: str, title: str, w: Wording) -> Bars | None:
    """Return bars by month for a span of up to three years and by year for a longer one.

    `days` are ISO dates. None when they are all of one month: one bar says nothing.
    """
    months = Counter(day[:7] for day in days)
    if len(months) < 2:
        return None
    first, last = min(months), max(months)
    if _number(last) - _number(first) >= MONTHS:
        return by_year((day for month, n in months.items() for day in [month] * n), name, title, w)
    values = []
    for number in range(_number(first), _number(last) + 1):
        iso = f"{number // 12:04}-{number % 12 + 1:02}"
        count = months.get(iso, 0)
        # The first year is named at its first bar unless the next year's name would touch it.
        tick = iso[:4] if iso[5:] == "01" or (iso == first and iso[5:] < "09") else ""
        address = addresses.encoded(addresses.month(iso)) if count else ""
        values.append((dates.words(iso, w), tick, count, address))
    return _bars(values, name, title, w("chart.month"), w)


def by_year(days: Iterable[str], name: str, title: str, w: Wording) -> Bars | None:
    """Return a bar for each year, years without any included. None for a single year."""
    years = Counter(int(day[:4]) for day in days)
    if len(years) < 2:
        return None
    first, last = min(years), max(years)
    step = max(1, (last - first + 1) // 10)
    values = []
    for year in range(first, last + 1):
        address = addresses.encoded(addresses.year(f"{year:04}")) if years[year] else ""
        values.append(
            (f"{year:04}", f"{year:04}" if (year - first) % step == 0 else "", years[year], address)
        )
    return _bars(values, name, title, w("chart.year"), w)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _bars(values: list[tuple[str, str, int, str]], name: str, title: str, heading: str, w: Wording) -> Bars:
    most = max(count for _, _, count, _ in values)
    pitch = min(40.0, WIDTH / len(values))
    ticks = [index for index, value in enumerate(values) if value[1]]
    bars = []
    for index, (label, tick, count, address) in enumerate(values):
        height = round((BASE - TOP) * count / most, 1)
        bars.append(
            Bar(
                label=label,
                tick=tick,
                minor=bool(tick) and len(ticks) > 4 and ticks.index(index) % 2 == 1,
                count=count,
                address=address,
                x=round(index * pitch + pitch * 0.14, 1),
                y=round(BASE - height, 1),
                width=round(pitch * 0.72, 1),
                height=height,
            )
        )
    total = sum(count for _, _, count, _ in values)
    peak = next(label for label, _, count, _ in values if count == most)
    told = w(
        "chart.told",
        total=w.number(total),
        first=values[0][0],
        last=values[-1][0],
        most=w.number(most),
        peak=peak,
    )
    width = max(160, round(pitch * len(values)))
    touched = len(values) * TOUCH <= NARROW
    return Bars(name, title, told, tuple(bars), width, HEIGHT, BASE, heading, pitch if touched else 0.0)
