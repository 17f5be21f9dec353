"""Dates in words, for people: pure functions of ISO text, without clock and locale.

Patterns and names are CLDR's for the interface's language; days are Gregorian in every language, Persian too.
"""

import re
from datetime import date
from functools import lru_cache

from backfile.model import Moment
from backfile.pages.wording import Wording

__all__ = [
    "day_month",
    "days_between",
    "machine",
    "moment",
    "month_name",
    "month_weeks",
    "span",
    "weekday",
    "words",
]


@lru_cache(maxsize=16384)  # a day stands on many pages
def words(iso: str, w: Wording) -> str:
    """Return an ISO date of any precision in words: `20 September 2023`, `September 2023`, `2023`."""
    parts = iso[:10].split("-")
    if len(parts) == 1:
        return parts[0]
    number = int(parts[1])
    if len(parts) == 2:
        return w("date.month", month=w(f"month.{number}.year"), year=parts[0])
    return w("date.day", day=str(int(parts[2])), month=w(f"month.{number}.date"), year=parts[0])


def moment(value: Moment, w: Wording) -> str:
    """Return a moment in words, with the time and zone that the file prints and no other."""
    text = words(value.value, w)
    if "T" in value.value:
        text = w("date.time", date=text, time=value.value.partition("T")[2])
        if value.zone:
            text = f"{text} {value.zone}"
    return text


def machine(value: Moment) -> str:
    """Return a moment for `datetime` attributes and metadata.

    The zone is appended only where its printed form says the offset: letters such as EST mean several.
    """
    if "T" not in value.value or not value.zone:
        return value.value
    zone = value.zone.strip().upper()
    if zone in ("Z", "GMT", "UTC", "UT"):
        return f"{value.value}Z"
    offset = re.fullmatch(r"(?:GMT|UTC)? ?([+-])(\d\d?)(?::?(\d\d))?", zone)
    if not offset or int(offset[2]) > 14:
        return value.value
    return f"{value.value}{offset[1]}{int(offset[2]):02}:{offset[3] or '00'}"


def span(first: str | None, last: str | None, w: Wording) -> str:
    """Return `first to last` in words, one date when both are the same, nothing when there is none."""
    days = [day for day in (first, last) if day]
    if not days:
        return ""
    if days[0] == days[-1]:
        return words(days[0], w)
    return w("date.span", first=words(days[0], w), last=words(days[-1], w))


def month_name(number: int, w: Wording) -> str:
    """Return the name of a month, 1 to 12, as it stands alone: Russian `сентябрь`, in a date `сентября`."""
    return w(f"month.{number}")


def month_weeks(year: int, month: int) -> tuple[tuple[str, ...], ...]:
    """Return the weeks of a month, Monday first: ISO dates, empty where a day is of another month."""
    first = date(year, month, 1)
    weeks: list[tuple[str, ...]] = []
    # Ordinals, for 31 December 9999 has no next day.
    start = first.toordinal() - first.weekday()
    last = (date(year, month, 28).toordinal() + 4) if (year, month) != (9999, 12) else date.max.toordinal()
    while start <= last:
        row = []
        for number in range(start, start + 7):
            on = date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None
            row.append(on.isoformat() if on and (on.year, on.month) == (year, month) else "")
        if any(row):
            weeks.append(tuple(row))
        start += 7
    return tuple(weeks)


def days_between(one: str, other: str) -> int:
    """Return how many days lie between two ISO dates."""
    return abs(date.fromisoformat(one).toordinal() - date.fromisoformat(other).toordinal())


def weekday(iso: str) -> int:
    """Return the day of the week of an ISO date, 0 for Monday."""
    return date.fromisoformat(iso).weekday()


def day_month(iso: str, w: Wording) -> str:
    """Return day and month of an ISO date in words: `20 September`."""
    return w("date.daymonth", day=str(int(iso[8:10])), month=w(f"month.{int(iso[5:7])}.date"))
