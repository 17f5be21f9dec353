"""Dates as fields declare them: the machine forms that in running text would be any number."""

import datetime

from backfile.model import Precision
from backfile.parse.dates import Found, find_dates
from backfile.patterns import late
from backfile.settings import DateOrder

__all__ = ["declared_moment"]

# As most fields have it: `2023-09-20`, `2023-09-20 21:37`, `2023-09-20T21:37:05`.
ISO = late(
    r"(?P<day>(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))"
    r"(?:[ T](?P<clock>(?:[01][0-9]|2[0-3]):[0-5][0-9](?P<seconds>:[0-5][0-9])?))?"
)
BASIC_DAY = late(r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)")
MONTH = late(r"(?P<y>(?:1[5-9]|20)\d\d)[-/.](?P<m>0?[1-9]|1[0-2])")
YEAR = late(r"(?:1[5-9]|20)\d\d")
# Seconds or milliseconds since 1970, between 1973 and 2096.
EPOCH = late(r"(?P<seconds>[1-3]\d{9}|[1-9]\d{8})(?P<milliseconds>\d{3})?(?:\.\d+)?")


def declared_moment(text: str, order: DateOrder | None, epoch: bool) -> Found:
    """Return the date of a declared value; `why_not` is `no date` when it holds none.

    `epoch` allows Unix times, which only JSON declares as bare numbers; they are told as UTC, what they are.
    """
    if (iso := _iso(text)) is not None:
        return iso
    found = next(iter(find_dates(text, order)), None)
    if found is not None:
        return found
    whole = text.strip()
    if match := BASIC_DAY.fullmatch(whole):
        return _checked(text, "-".join(match.group("y", "m", "d")), "day")
    if match := MONTH.fullmatch(whole):
        return Found(0, len(text), f"{match.group('y')}-{int(match.group('m')):02}", "month", None)
    if YEAR.fullmatch(whole):
        return Found(0, len(text), whole, "year", None)
    if epoch and (match := EPOCH.fullmatch(whole)):
        moment = datetime.datetime.fromtimestamp(int(match.group("seconds")), datetime.UTC)
        return Found(0, len(text), moment.strftime("%Y-%m-%dT%H:%M:%S"), "second", "UTC")
    return Found(0, len(text), None, "day", None, "no date")


def _iso(text: str) -> Found | None:
    """Return what `find_dates` tells of a date in ISO form and nothing else; None for any other text."""
    match = ISO.fullmatch(text)
    if match is None or _checked(text, match["day"], "day").why_not:
        return None
    if not match["clock"]:
        return Found(0, len(text), match["day"], "day", None)
    return Found(
        0, len(text), f"{match['day']}T{match['clock']}", "second" if match["seconds"] else "minute", None
    )


def _checked(text: str, day: str, precision: Precision) -> Found:
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return Found(0, len(text), None, precision, None, "no such day")
    return Found(0, len(text), day, precision, None)
