"""Dates and times as texts print them, by a table of declared forms.

Libraries that guess were measured and lose: they turn `04.03.2023` into 3 April and `Su-35` into a year. Here
a form is either declared or it is no date. Dots mean day first everywhere; a date with slashes whose two
first parts could both be the month is ambiguous and stays without a value unless the order is known. No year
is ever added.
"""

import datetime
import functools
import importlib.resources
import json
import re
import unicodedata

import msgspec

from backfile.model import Precision
from backfile.settings import DateOrder

__all__ = ["Found", "find_dates", "find_moment", "weekday_number"]


class Found(msgspec.Struct, frozen=True):
    """A date (and time) found in a line."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    value: str | None
    """ISO 8601 wall-clock value; None when the date is ambiguous, impossible or without a year."""
    precision: Precision
    """The smallest part printed."""
    zone: str | None
    """Zone as printed."""
    why_not: str = ""
    """Why there is no value: `ambiguous`, `no such day`, `no year`."""


DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९０１２３４５６７８９：．／", "0123456789" * 4 + ":./")
ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|\.|-?го|-?е)?"
YEAR = r"(?P<y>1[5-9]\d\d|20\d\d|1[34]\d\d(?=\D|$))"
DAY = r"(?P<d>[0-3]?\d)"
DIGIT = re.compile(r"[0-9]")
# What may be a month's name: a run without spaces, or a capitalised word glued to the one before it.
WORDS = re.compile(r"[^\s\d.,،/:;|()–—-]+")
GLUED = re.compile(r"(?<=[a-zа-я])[A-ZА-Я][a-zа-я]+")
DAY2 = r"(?P<d>[0-3]\d)"
SPACE = r"[ \u00a0\u202f\u2009]"

# Order matters: a form nearer the top wins where two begin at the same character.
NUMERIC = (
    ("iso", rf"(?<!\d){YEAR}(?P<sep>[-./]){SPACE}?(?P<m>[01]?\d)(?P=sep){SPACE}?{DAY}(?![\d])"),
    ("dmy", rf"(?<![\d.]){DAY}(?P<sep>[-.])(?P<m>[01]?\d)(?P=sep){YEAR}(?!\d|\.\d)"),
    ("slash", rf"(?<![\d/])(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/{YEAR}(?!\d)"),
    (
        "cjk",
        rf"(?<!\d){YEAR}{SPACE}?[年년]{SPACE}?(?P<m>[01]?\d){SPACE}?[月월]{SPACE}?{DAY}{SPACE}?[日號号일]",
    ),
    ("cjk no year", rf"(?<![\d年])(?P<m>[01]?\d){SPACE}?[月월]{SPACE}?{DAY}{SPACE}?[日號号일]"),
)
TIME = re.compile(
    r"(?P<h>[0-2]?\d)(?:(?:[:.hH：]|[ \u00a0\u202f]h[ \u00a0\u202f])(?P<min>[0-5]\d)(?::(?P<s>[0-5]\d)(?:[.,]\d+)?)?"
    rf"|{SPACE}?[時时点點시]{SPACE}?(?P<min2>[0-5]?\d)(?:{SPACE}?[分분])?)"
    rf"(?:{SPACE}?(?P<half>[ap])\.?{SPACE}?m\.?(?![a-z]))?",
    re.IGNORECASE,
)
ZONE_NAME = (
    r"GMT|UTC|Z|CET|CEST|EET|EEST|MSK|МСК|EDT|EST|CDT|CST|MDT|MST|PDT|PST|ET|PT|CT|BST|IST|JST|KST|HKT|TRT"
)
ZONE = re.compile(
    rf"{SPACE}?\(?(?P<zone>(?:{ZONE_NAME})(?:{SPACE}?[+-]\d\d?(?::?\d\d)?)?|[+-]\d\d:?\d\d)(?![a-z\d])\)?"
)
BETWEEN = re.compile(
    rf"{SPACE}*(?:(?:года|року|г\.|р\.|г|р){SPACE}*)?"
    r"(?:[,|•·–—T-]|at|um|à|alle|kl\.?|ore|klo|в|о|os|às|a las|las|الساعة|ساعت|saat|g\.|kell)?"
    rf"{SPACE}*(?:[|•·,]{SPACE}*)?",
    re.IGNORECASE,
)


@functools.cache
def _words() -> tuple[dict[str, int], dict[str, int]]:
    """Return (month numbers by folded name, weekday numbers by folded name)."""
    source = importlib.resources.files("backfile.parse") / "data" / "months.json"
    table = json.loads(source.read_text(encoding="utf-8"))
    return table["months"], table["weekdays"]


@functools.cache
def _named() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the forms that name their month, compiled from the list of names."""
    names = "|".join(re.escape(name) for name in sorted(_words()[0], key=len, reverse=True))
    # A month may be glued to the word before it: `Associated PressApril 28, 2023`.
    edge = r"(?:(?<![^\W\d_])|(?-i:(?<=[a-zа-я])(?=[A-ZА-Я])))"
    month = rf"(?P<month>{names})(?![^\W\d_])\.?(?:[/\\](?:{names})(?![^\W\d_]))?"
    of = rf"(?:{SPACE}*,{SPACE}*|{SPACE}*(?:de|del|of|d['’]){SPACE}+|{SPACE}+|{SPACE}*-{SPACE}*)"
    year = r"(?P<y>\d{4})(?!\d)|(?P<y2>\d{4})(?=[0-2]?\d:\d\d)"
    forms = (
        ("day month year", rf"(?<![\d.:]){DAY}{ORDINAL}{of}{month}{of}(?:{year})"),
        ("month day year", rf"{edge}{month}{SPACE}+{DAY}{ORDINAL},?{SPACE}*(?:,{SPACE}*)?(?:{year})"),
        ("year month day", rf"(?<!\d)(?P<y>\d{{4}})\.?{SPACE}+(?:m\.{SPACE}+)?{month}{SPACE}+{DAY}\b"),
        ("day month", rf"(?<![\d.:]){DAY}{ORDINAL}{of}{month}(?!{of}\d{{4}})"),
        ("month day", rf"(?<![^\W\d_]){month}{SPACE}+{DAY}{ORDINAL}(?!\d|,?{SPACE}*\d{{4}})"),
        (
            "wire code",
            rf"(?<!\d){DAY2}(?P<hh>[0-2]\d)(?P<mi>[0-5]\d){SPACE}(?P<wz>GMT|UTC|Z){SPACE}{month}{SPACE}(?P<yy>\d\d)(?!\d)",
        ),
        ("month year", rf"(?<![^\W\d_]){month}{of}(?P<y>(?:1[5-9]|20)\d\d)(?!\d)"),
    )
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in forms)


@functools.cache
def _numeric() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in NUMERIC)


def weekday_number(word: str) -> int | None:
    """Return 1 (Monday) to 7 for a weekday's name in any language of the table, else None."""
    return _words()[1].get(unicodedata.normalize("NFC", word).casefold().rstrip("."))


@functools.lru_cache(maxsize=4096)  # layout, dates and bylines ask about the same lines
def find_dates(text: str, order: DateOrder | None = None) -> tuple[Found, ...]:
    """Return all dates in a line, left to right, each with the time printed beside it.

    `order` decides dates with slashes that could be read both ways; a weekday printed directly before decides
    too. Overlapping candidates: the one that begins first, then the longer.
    """
    plain = text.translate(DIGITS)
    if not DIGIT.search(plain):
        return ()
    candidates: list[tuple[int, int, str, re.Match[str]]] = []
    for name, pattern in (*_numeric(), *(_named() if _names_month(plain) else ())):
        candidates.extend((m.start(), -m.end(), name, m) for m in pattern.finditer(plain))
    candidates.sort(key=lambda c: c[:2])
    found: list[Found] = []
    for start, _, name, match in candidates:
        if not found or start >= found[-1].end:
            found.append(_with_time(plain, match, *_day(name, match, plain, order)))
    return tuple(found)


def _names_month(text: str) -> bool:
    """Whether a word of the text is (the last word of) a month's name: the cheap test before the dear forms."""
    last = _last_words()
    return any(word.casefold() in last for word in (*WORDS.findall(text), *GLUED.findall(text)))


@functools.cache
def _last_words() -> frozenset[str]:
    return frozenset(name.split()[-1] for name in _words()[0])


def find_moment(text: str, order: DateOrder | None = None) -> Found | None:
    """Return the first date of a line that has a value, else None."""
    return next((found for found in find_dates(text, order) if found.value), None)


def _day(
    name: str, match: re.Match[str], text: str, order: DateOrder | None
) -> tuple[str | None, Precision, str]:
    """Return (ISO day or month, precision, why not) of a match of the form called `name`."""
    parts = match.groupdict()
    if name == "slash":
        return _slashed(int(parts["a"]), int(parts["b"]), int(parts["y"]), text[: match.start()], order)
    month = int(parts["m"]) if parts.get("m") else _words()[0][_fold(parts["month"])]
    year = parts.get("y") or parts.get("y2") or (f"20{parts['yy']}" if parts.get("yy") else None)
    if year is None:
        return None, "day", "no year"
    if name == "month year":
        return (f"{year}-{month:02}", "month", "") if month <= 12 else (None, "month", "a Jalali month")
    return _iso(int(year), month, int(parts["d"]))


def _iso(year: int, month: int, day: int) -> tuple[str | None, Precision, str]:
    """Return the Gregorian day; months above 100 and numeric years below 1500 are Jalali."""
    try:
        if month > 100 or year < 1500:
            from persiantools.jdatetime import JalaliDate

            jalali = JalaliDate(year, month % 100, day)  # type: ignore[no-untyped-call]
            return jalali.to_gregorian().isoformat(), "day", ""
        return datetime.date(year, month, day).isoformat(), "day", ""
    except ValueError:
        return None, "day", "no such day"


def _slashed(
    a: int, b: int, year: int, before: str, order: DateOrder | None
) -> tuple[str | None, Precision, str]:
    """Return the day of `a/b/year`, when a part above 12, a weekday before it, or the given order decides."""
    if a == b or a > 12:
        return _iso(year, b, a)
    if b > 12:
        return _iso(year, a, b)
    weekday = re.search(r"(\w+)\.?,?\s*$", before)
    number = weekday_number(weekday.group(1)) if weekday else None
    if number is not None:
        fits = [
            (day, month)
            for day, month in ((a, b), (b, a))
            if datetime.date(year, month, day).isoweekday() == number
        ]
        if len(fits) == 1:
            return _iso(year, fits[0][1], fits[0][0])
    if order == "DMY":
        return _iso(year, b, a)
    if order == "MDY":
        return _iso(year, a, b)
    return None, "day", "ambiguous"


def _with_time(
    text: str, match: re.Match[str], value: str | None, precision: Precision, why_not: str
) -> Found:
    """Return the date widened by a time (and zone) that stands directly after or before it."""
    start, end = match.span()
    parts = match.groupdict()
    if parts.get("hh"):
        moment = f"{value}T{parts['hh']}:{parts['mi']}" if value else None
        return Found(start, end, moment, "minute", parts["wz"], why_not)
    if parts.get("y2"):
        end = match.end("y2")
    zone: str | None = None
    gap = BETWEEN.match(text, end)
    after = TIME.match(text, gap.end() if gap else end)
    time = _time(after) if after and not _part_of_number(text, after) else None
    if after and time:
        end = after.end()
    else:
        before = _time_before(text, start)
        if before is not None:
            time, start = _time(before), before.start()
    if time:
        named = ZONE.match(text, end)
        if named:
            zone, end = named.group("zone"), named.end()
    else:
        named = re.compile(rf"{SPACE}(?P<zone>GMT|UTC)\b").match(text, end)
        if named:
            zone, end = named.group("zone"), named.end()
    if value is None or time is None or precision != "day":
        return Found(start, end, value, precision, zone, why_not)
    exact: Precision = "second" if time.count(":") == 2 else "minute"
    return Found(start, end, f"{value}T{time}", exact, zone)


def _time_before(text: str, start: int) -> re.Match[str] | None:
    """Return the time that ends directly before a date: `11:31 20.09.2023`, `21:37, 3 May 2020`."""
    head = text[max(0, start - 24) : start]
    for match in TIME.finditer(head):
        tail = head[match.end() :]
        if ":" in match.group() and re.fullmatch(
            rf"{SPACE}*(?:{ZONE_NAME})?{SPACE}*[,|•·/–—-]?{SPACE}*", tail
        ):
            offset = max(0, start - 24)
            return TIME.match(text, offset + match.start())
    return None


def _part_of_number(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a time is part of a longer number, or has no minutes mark (`20.5`)."""
    if match.end() < len(text) and (text[match.end()].isdigit() or text[match.end()] == "%"):
        return True
    dotted = match.group("min") is not None and text[match.end("h")] == "."
    return dotted and len(match.group("h")) == 1 and not match.group("half")


def _time(match: re.Match[str]) -> str | None:
    hour, minute = int(match.group("h")), int(match.group("min") or match.group("min2") or 0)
    half = (match.group("half") or "").casefold()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    second = match.group("s")
    return f"{hour:02}:{minute:02}" + (f":{second}" if second else "")


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().rstrip(".")
