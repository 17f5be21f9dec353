"""Dates and times as texts print them, by a table of declared forms.

Libraries that guess were measured and lose: they turn `04.03.2023` into 3 April and `Su-35` into a year. Here
a form is either declared or it is no date. Dots mean day first; a date with slashes or hyphens whose first two
parts could both be the month stays without a value unless the order is known. No year is ever added.
"""

import datetime
import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from backfile.cues import fold
from backfile.model import Precision
from backfile.normalforms import normal
from backfile.parse.clock import DIGITS, SPACE, Clock, clock_at, clock_before, zone_at
from backfile.parse.monthnames import month_numbers, weekday_number
from backfile.patterns import late
from backfile.settings import DateOrder

__all__ = ["Found", "find_dates"]


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
    """Why there is no value: `ambiguous`, `no such day`, `no year`, `another calendar`."""
    weekday: str | None = None
    """The weekday printed beside it when the day does not fall on it."""
    updated: bool = False
    """Whether the text says that its time is that of the last change."""


ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|°|\.|-?го|-?е)?"
YEAR = r"(?P<y>1[5-9]\d\d|20\d\d|1[34]\d\d(?=\D|$))"
DAY = r"(?P<d>[0-3]?\d)"
DAY2 = r"(?P<d>[0-3]\d)"
MONTH2 = r"(?P<m>0[1-9]|1[0-2])"
DIGIT = late(r"[0-9]")
# What may be a month's name: a run without spaces, or a capitalised word glued to the one before it.
WORDS = late(r"[^\s\d.,،/:;|()–—-]+")
GLUED = late(r"[A-ZА-Я](?<=[^\W\d_].)[a-zа-я]+")
LETTERS = late(r"[^\W\d_]+")
# A month may be glued to the word before it: `Associated PressApril 28, 2023`.
EDGE = r"(?:(?<![^\W\d_])|(?-i:(?<=[^\W\d_])(?=[A-ZА-Я][a-zа-я])))"

# Order matters: a form nearer the top wins where two begin at the same character.
NUMERIC = (
    ("basic", rf"(?<![\d-])(?P<y>(?:19|20)\d\d){MONTH2}{DAY2}T(?P<hh>[0-2]\d)(?P<mi>[0-5]\d)(?P<ss>[0-5]\d)?"
              r"(?:[.,]\d+)?(?P<wz>Z|[+-]\d\d:?\d\d)?(?!\d)"),
    ("iso", rf"(?<!\d){YEAR}(?P<sep>[-./]){SPACE}?(?P<m>[01]?\d)(?P=sep){SPACE}?{DAY}(?![\d])\.?"),
    ("dmy", rf"(?<![\d.]){DAY}(?P<sep>[-.]){SPACE}?(?P<m>[0-3]?\d)(?P=sep){SPACE}?{YEAR}(?!\d|\.\d)"),
    ("dmy short", rf"(?<![\d./-]){DAY2}\.{MONTH2}\.(?P<yy>\d\d)(?![\d]|\.\d|{SPACE}?[%€$£])"),
    ("slash", rf"(?<![\d/])(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/{YEAR}(?!\d)"),
    ("cjk", rf"(?<!\d){YEAR}{SPACE}?[年년]{SPACE}?(?P<m>[01]?\d){SPACE}?[月월]{SPACE}?{DAY}{SPACE}?[日號号일]"),
    ("era", rf"(?P<era>令和|平成|昭和|民國|民国){SPACE}?(?P<ey>\d{{1,3}}|元){SPACE}?年{SPACE}?"
            rf"(?P<m>[01]?\d){SPACE}?月{SPACE}?{DAY}{SPACE}?[日號号]"),
    ("vietnamese", rf"(?<!\d){DAY}{SPACE}[tT]háng{SPACE}(?P<m>[01]?\d)"
                   rf"(?:{SPACE}?,{SPACE}?|{SPACE}(?:năm{SPACE})?){YEAR}"),
    ("ap code", rf"\b[A-Z]{{2,6}}(?:-[A-Z]{{2}})?-{MONTH2}-{DAY2}-(?P<yy>\d\d){SPACE}"
                r"(?P<hh>\d\d)(?P<mi>\d\d)(?P<wz>[A-Z]{3})"),
    ("cna code", rf"(?<=[)）])(?P<roc>1\d\d){MONTH2}{DAY2}$"),
    ("mail cjk", rf"(?<![\d:.-]){DAY}{SPACE}+(?P<m>[01]?\d)[月월]{SPACE}+{YEAR}(?!\d)"),
    ("cjk no year", rf"(?<![\d年元])(?P<m>[01]?\d){SPACE}?[月월]{SPACE}?{DAY}{SPACE}?[日號号일]"),
)  # fmt: skip
# The signs of which one stands in each date of a form; in the others a point, dash or slash follows the first number.
NUMERIC_SIGNS: dict[str, Sequence[str]] = {
    "basic": "T", "cjk": "年년", "era": "年", "vietnamese": ["háng"], "cna code": ")）",
    "mail cjk": "月월", "cjk no year": "月월",
}  # fmt: skip
WORD_FIRST = ("era", "ap code")
"""The forms that begin with a word."""
OTHER_SIGNS = late("|".join(sorted({re.escape(sign) for signs in NUMERIC_SIGNS.values() for sign in signs})))
PARTED = late(rf"\d[-./]{SPACE}?\d")
NUMBER = late(r"\d+")
NEAR = 60
"""More characters than stand between the number of a day or year and the end of the month's name."""
FAR = 4 * NEAR
"""The same where a line is not worth a look at all for a month so far from its number."""
# The year before the first of each era.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
# Month words that mean the month before in Croatian, which prints a dot after the day.
DOTTED_ELSEWHERE = ("listopada", "lis", "lip")
# The Jalali year is 579 or so behind; numeric years above are of the Islamic calendar.
LAST_JALALI = 1419
WEEKDAY_BEFORE = late(
    r"([^\W\d_]+(?:[-\u200c'’ ][^\W\d_]+)?)\.?[,،]?\s*(?:le|den|dem|the|,)?\s*$", re.IGNORECASE
)
WEEKDAY_AFTER = late(r"\s*[,،]?\s*[(（]?([^\W\d_]{1,14}(?:-[^\W\d_]{2,8})?)\.?(?![^\W\d_])")
BARE_ZONE = late(rf"{SPACE}\(?(?:GMT|UTC)(?![\w])")
HANGUL = late(r"[가-힣]")
ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@functools.cache
def _names() -> str:
    """Return the names of the months as alternatives of an expression."""
    names = {*month_numbers(), *(normal("NFC", name) for name in month_numbers())}  # `ΐ` folds to three signs
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


@functools.cache
def _first_words() -> frozenset[str]:
    """Return the letters, folded, with which the names of the months begin, up to the first sign that is none."""
    return frozenset(LETTERS.findall(fold(name))[0] for name in month_numbers())


def _month_begins(text: str) -> list[int]:
    """Return where a form may begin with its month: at words that begin a name, and at capitals inside words."""
    first, folded = _first_words(), fold(text)
    found: set[int] = set()
    if not first.isdisjoint(LETTERS.findall(folded)):
        runs = LETTERS.finditer(text)
        found.update(run.start() for run in runs if not first.isdisjoint(LETTERS.findall(fold(run.group()))))
    found.update(match.start() for match in GLUED.finditer(text))
    return sorted(found)


@functools.cache
def _named() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the forms that name their month, compiled from the list of names.

    Each begins with a month at an edge, or with a number: `_named_in` tries them nowhere else.
    """
    names, edge = _names(), EDGE
    month = rf"(?P<month>{names})(?![^\W\d_])\.?"
    month += rf"(?:{SPACE}?[/\\]{SPACE}?(?:{names})(?![^\W\d_])|{SPACE}?\((?:{names})\))?"
    of = rf"(?:{SPACE}*,{SPACE}*|{SPACE}*(?:de|del|of|d['’]){SPACE}+|{SPACE}+|{SPACE}*[-/.]{SPACE}*)"
    near = rf"(?:{of}|(?<=\.))"
    # Glued to a year may stand the hour, or the day of the same date as readers who cannot see it are told.
    year = rf"(?P<y>[1-9]\d{{3}})(?!\d)|(?P<y2>[12]\d{{3}})(?=[0-2]?\d:\d\d|[0-3]?\d{SPACE}(?:{names})(?![^\W\d_]))"
    clock = (
        rf"(?P<hh>[0-2]?\d):(?P<mi>[0-5]\d)(?::(?P<ss>[0-5]\d))?(?:{SPACE}(?P<wz>[A-Z]{{3,4}}|[+-]\d{{4}}))?"
    )
    forms = (
        ("day month year", rf"(?<![\d.:+])(?<!GMT-)(?<!UTC-){DAY}{ORDINAL}{near}{month}{of}(?:{year})"),
        ("day month yy", rf"(?<![\d.:-]){DAY2}-{month}-(?P<yy>\d\d)(?!\d)"),
        # RFC 822 has two digits of the year, with the time behind them.
        ("mail", rf"(?<![\d.:-]){DAY}{SPACE}{month}{SPACE}(?P<yy>\d\d)(?={SPACE}[0-2]\d:[0-5]\d)"),
        (
            "month day year",
            rf"{edge}{month}{SPACE}+{DAY}{ORDINAL}{SPACE}*[,،]?{SPACE}*(?:[,،]{SPACE}*)?(?:{year})",
        ),
        ("month day time year", rf"{edge}{month}{SPACE}+{DAY}{SPACE}+{clock}{SPACE}+(?P<y>\d{{4}})(?!\d)"),
        (
            "year month day",
            rf"(?<!\d)(?P<y>\d{{4}})(?:\.|,)?{SPACE}+(?:m\.{SPACE}+|gada{SPACE}+)?{month}{SPACE}+{DAY}\b\.?",
        ),
        ("year day month", rf"(?<!\d)(?P<y>\d{{4}})\.{SPACE}+gada{SPACE}+{DAY}\.{SPACE}+{month}"),
        ("day month", rf"(?<![\d.:+])(?<!GMT-)(?<!UTC-){DAY}{ORDINAL}{near}{month}(?!{of}\d{{4}})"),
        ("month day", rf"(?<![^\W\d_]){month}{SPACE}+{DAY}{ORDINAL}(?!\d|,?{SPACE}*\d{{4}})"),
        (
            "wire code",
            rf"(?<!\d){DAY2}(?P<hh>[0-2]\d)(?P<mi>[0-5]\d)(?:{SPACE}(?P<wz>GMT|UTC|Z))?{SPACE}{month}{SPACE}(?P<yy>\d\d)(?!\d)",
        ),
        ("month year", rf"(?<![^\W\d_]){month}{of}(?P<y>(?:1[5-9]|20)\d\d)(?!\d)"),
    )
    return tuple((name, late(pattern, re.IGNORECASE)) for name, pattern in forms)


@functools.cache
def _numeric() -> tuple[tuple[str, re.Pattern[str], Sequence[str]], ...]:
    return tuple((name, late(pattern), NUMERIC_SIGNS.get(name, ())) for name, pattern in NUMERIC)


def find_dates(text: str, order: DateOrder | None = None) -> tuple[Found, ...]:
    """Return all dates in a line, left to right, each with the time printed beside it.

    `order` decides dates with slashes that could be read both ways; a weekday printed beside them decides
    too. Overlapping candidates: the one that begins first, then the longer.
    """
    return _found(text, order)


@functools.lru_cache(maxsize=4096)  # layout, dates and bylines ask about the same lines
def _found(text: str, order: DateOrder | None) -> tuple[Found, ...]:
    found: list[Found] = []
    for name, match in _candidates(text):
        start, plain = match.start(), match.string
        if not found or start >= found[-1].end:
            one = _with_time(plain, name, match, *_day(name, match, plain, order))
            if found and one.start < found[-1].end:
                one = msgspec.structs.replace(one, start=start)
            found.append(one)
    return tuple(found)


@functools.lru_cache(maxsize=256)  # the same line is asked for its dates with and without an order
def _candidates(text: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """Return what has one of the forms, with the form's name: what begins first, then what is longer."""
    plain = text if text.isascii() or not NUMBER.search(text) else text.translate(DIGITS)
    if not DIGIT.search(plain):
        return ()
    found = list(_numeric_in(plain))
    months = _month_begins(plain)
    found.extend(_named_in(plain, months) if months and _names_month(plain) else ())
    return tuple(sorted(found, key=lambda one: (one[1].start(), -one[1].end())))


def _numeric_in(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the dates in numbers, of the forms whose signs a text holds; most begin with a number and nowhere else."""
    parted, signed = PARTED.search(text) is not None, OTHER_SIGNS.search(text) is not None
    if not parted and not signed:
        return
    numbers = [match.span() for match in NUMBER.finditer(text)]
    before_sign = [at for at, end in numbers if text[end : end + 1] in ("-", ".", "/")]
    for name, pattern, signs in _numeric():
        if not (signed and any(map(text.__contains__, signs)) if signs else parted):
            continue
        if name in WORD_FIRST:
            yield from ((name, match) for match in pattern.finditer(text))
            continue
        end = 0
        for at in [at for at, _ in numbers] if signs else before_sign:
            if at >= end and (match := pattern.match(text, at)):
                end = match.end()
                yield name, match


def _named_in(text: str, months: Sequence[int]) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the dates that name their month, each form's from left to right and none over another of its own.

    `months` are the places where a month's name may begin.
    """
    numbers = [match.start() for match in NUMBER.finditer(text)]
    numbers = [at for at in numbers if bisect_right(months, at) < bisect_left(months, at + FAR)]
    for name, pattern in _named():
        end = 0
        for at in months if name.startswith("month") else numbers:
            if at >= end and (match := pattern.match(text, at)):
                end = match.end()
                yield name, match


def _names_month(text: str) -> bool:
    """Whether a word near a number is (the last word of) a month's name: the cheap test before the dear forms."""
    last = _last_words()
    for number in NUMBER.finditer(text):
        near = text[max(0, number.start() - NEAR) : number.end() + NEAR]
        if any(word.casefold() in last for word in (*WORDS.findall(near), *GLUED.findall(near))):
            return True
    return False


@functools.cache
def _last_words() -> frozenset[str]:
    return frozenset(name.split()[-1] for name in month_numbers())


def _day(
    name: str, match: re.Match[str], text: str, order: DateOrder | None
) -> tuple[str | None, Precision, str]:
    """Return (ISO day or month, precision, why not) of a match of the form called `name`."""
    parts = match.groupdict()
    if name == "slash":
        a, b, year = int(parts["a"]), int(parts["b"]), int(parts["y"])
        return _slashed(a, b, year, _weekday_beside(text, *match.span()), order)
    month = int(parts["m"]) if parts.get("m") else month_numbers()[_fold(parts["month"])]
    year_printed = _year(parts)
    if year_printed is None:
        return None, "day", "no year"
    if month > 200:
        return None, "day", "another calendar"
    if name == "month year":
        return (
            (f"{year_printed}-{month:02}", "month", "")
            if month <= 12
            else (None, "month", "another calendar")
        )
    day = int(parts["d"])
    if name == "dmy short" and HANGUL.search(text):
        day, year_printed = int(parts["yy"] or 0), 2000 + day  # Korean dates begin with the year
    if parts.get("month") and _fold(parts["month"]) in DOTTED_ELSEWHERE and "." in match.group()[:3]:
        return None, "day", "ambiguous"
    if name == "dmy" and parts["sep"] == "-" and year_printed >= 1500:
        return _slashed(day, month, year_printed, _weekday_beside(text, *match.span()), order)
    return _iso(year_printed, month, day)


def _year(parts: dict[str, str | None]) -> int | None:
    """Return the year that a form prints, of two digits the one from 1970 to 2069, of an era the Gregorian one."""
    if era := parts.get("era"):
        printed = parts["ey"] or ""
        return ERAS[era] + (1 if printed == "元" else int(printed))
    if roc := parts.get("roc"):
        return 1911 + int(roc)
    if short := parts.get("yy"):
        return int(short) + (1900 if int(short) >= 70 else 2000)
    full = parts.get("y") or parts.get("y2")
    return int(full) if full else None


def _iso(year: int, month: int, day: int) -> tuple[str | None, Precision, str]:
    """Return the Gregorian day; months above 100 and numeric years below 1500 are Jalali."""
    try:
        if month > 100 or year < 1500:
            if year > LAST_JALALI:
                return None, "day", "another calendar"
            from persiantools.jdatetime import JalaliDate

            jalali = JalaliDate(year, month % 100, day)  # type: ignore[no-untyped-call]
            return jalali.to_gregorian().isoformat(), "day", ""
        return datetime.date(year, month, day).isoformat(), "day", ""
    except ValueError:
        return None, "day", "no such day"


def _slashed(
    a: int, b: int, year: int, weekday: tuple[str, int] | None, order: DateOrder | None
) -> tuple[str | None, Precision, str]:
    """Return the day of `a/b/year`, when a part above 12, a weekday beside it, or the given order decides."""
    if a == b or a > 12:
        return _iso(year, b, a)
    if b > 12:
        return _iso(year, a, b)
    if not 1 <= a <= 12 or not 1 <= b <= 12:
        return None, "day", "no such day"
    if weekday is not None and year >= 1500:
        fits = [
            (day, month)
            for day, month in ((a, b), (b, a))
            if datetime.date(year, month, day).isoweekday() == weekday[1]
        ]
        if len(fits) == 1:
            return _iso(year, fits[0][1], fits[0][0])
    if order == "DMY":
        return _iso(year, b, a)
    if order == "MDY":
        return _iso(year, a, b)
    return None, "day", "ambiguous"


def _weekday_beside(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Return (word, number) of the weekday printed directly before a date, or in brackets or bare behind it."""
    before = WEEKDAY_BEFORE.search(text[max(0, start - 30) : start])
    after = WEEKDAY_AFTER.match(text[end : end + 24])
    for match in (before, after):
        if match is None:
            continue
        for word in (match.group(1), *re.split(r"[ \u200c]", match.group(1))[-1:]):
            number = weekday_number(word)
            bracketed = match is after and text[end : match.start() + end + 3].strip()[:1] in ("(", "（")
            if number is not None and (len(word) > 1 or bracketed):
                return word, number
    return None


def _contradicted(text: str, match: re.Match[str], value: str | None) -> str | None:
    """Return the weekday printed beside a day that does not fall on it; short foreign words prove nothing."""
    if value is None or len(value) < 10:
        return None
    beside = _weekday_beside(text, *match.span())
    if beside is None or beside[1] == datetime.date.fromisoformat(value[:10]).isoweekday():
        return None
    word = beside[0]
    sure = len(word) >= 5 or word.casefold() in ENGLISH_DAYS or (not word.isascii() and ord(word[0]) > 0x2E7F)
    return word if sure else None


def _with_time(
    text: str, name: str, match: re.Match[str], value: str | None, precision: Precision, why_not: str
) -> Found:
    """Return the date widened by a time (and zone) that stands directly after or before it."""
    start, end = match.span()
    parts = match.groupdict()
    weekday = _contradicted(text, match, value)
    if parts.get("hh"):
        seconds = f":{parts['ss']}" if parts.get("ss") else ""
        moment = f"{value}T{int(parts['hh']):02}:{parts['mi']}{seconds}" if value else None
        exact: Precision = "second" if seconds else "minute"
        return Found(start, end, moment, exact, parts["wz"], why_not, weekday)
    if parts.get("y2"):
        end = match.end("y2")
    clock: Clock | None = clock_at(text, end, name == "iso")
    zone: str | None = None
    before = clock_before(text, start) if clock is None or clock.updated else None
    if before is not None:  # `Published: 17:25, 6 February 2025 | Updated: 18:02, 6 February 2025`
        clock, start = before, before.start
    elif clock is not None:
        end = clock.end
    if clock is None and BARE_ZONE.match(text, end):
        zone, end = zone_at(text, end, glued=False)
    if value is None or clock is None or precision != "day":
        return Found(start, end, value, precision, clock.zone if clock else zone, why_not, weekday)
    moment = f"{value}T{clock.value}"
    return Found(start, end, moment, clock.precision, clock.zone, "", weekday, clock.updated)


def _fold(name: str) -> str:
    return normal("NFC", name).casefold().rstrip(".")
