"""Days that are told by their number alone: `20日`, `20일`, as newspapers of China, Japan and Korea print them.

The number means the last such day, or the next one where a word says so. What is longer ago than two weeks, or may
be to come, is left out: it could be the day of another month.
"""

import datetime
import functools
import re
from collections.abc import Iterator, Sequence

from backfile.extract.lexicon import words_of
from backfile.extract.tenses import tells_done, to_come
from backfile.patterns import late

__all__ = ["day_names", "month_days"]

LONGEST = 14
"""Days back that a number without its month may lead."""
NAMES = {"ja": "日", "zh": "日", "ko": "일"}
# Behind the number: what makes it a count of days, a birthday or an end.
COUNTS = {
    "ja": r"(?!間|目|連続|連|ぶり|以内|以上|程度|余|ほど|後|前|分|本|曜|号|付|数|休|制|まで|おき|ごと)",
    "zh": r"(?!内|后|後|前|间|間|本|报|報|元|圆|程|游|遊|至|到|起|之)",
    "ko": r"(?!\s?간|째|차|동안|까지|부터|치|자|\s?만에|\s?이내|\s?전|\s?후|\s?뒤|\s?이상|\s?연속|본|당)",
}
MONTHS: dict[str, dict[str, int | None]] = {
    "ja": {"今月": 0, "先月": -1, "来月": 1, "翌月": None},
    "zh": {"本月": 0, "上月": -1, "下月": 1, "当月": None, "當月": None},
    "ko": {"이달": 0, "이번 달": 0, "지난달": -1, "다음 달": 1, "다음달": 1, "내달": 1},
}
MAIN = {"ja": late(r"(?:午前|午後|未明|早朝|朝|昼|夕|夜|深夜)?(?:\s|、)"), "ko": late(r"\s")}
"""What stands behind a day that belongs to the verb at the end of the sentence."""
TOPIC = late(r"(?:[은는]\s|^\s*|[.”\"]\s)\Z")


def day_names(language: str) -> tuple[str, ...]:
    """Return what stands behind the number of a day; nothing for a language that does not name days so."""
    return (NAMES[language],) if language in NAMES else ()


@functools.cache
def _numbers(language: str) -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, MONTHS[language]), key=len, reverse=True))
    kinds = words_of("weekdays.txt")
    beside = "|".join(
        f"(?P<{k}>{'|'.join(kinds.get(f'{language} day {k}', ('(?!)',)))})" for k in ("coming", "past")
    )
    return late(
        rf"(?:(?P<month>{months})\s?|(?:{beside})\s?|(?<![\d.,/年月월년約약計계第每毎각～~〜-])(?<![월月]\s))"
        rf"(?P<day>[1-9１-９]|[12１２][\d]|[3３][01０１]){NAMES[language]}{COUNTS[language]}(?![～~〜-])"
    )


def month_days(
    text: str, language: str, published: int, quoted: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, ordinal of the day) of each day told by its number, outside quotation marks."""
    today = datetime.date.fromordinal(published)
    for match in _numbers(language).finditer(text):
        start, end = match.span()
        if any(first <= start < last for first, last in quoted):
            continue
        number = int(match["day"])
        if match["month"]:
            shift = MONTHS[language][match["month"]]
            day = None if shift is None else _in_month(today, shift, number)
        elif match["coming"]:
            day = _in_month(today, 0 if number > today.day else 1, number)
        elif match["past"]:
            day = _in_month(today, 0 if number < today.day else -1, number)
        else:
            day = _last(text, match, language, today, number)
        if day is not None:
            yield start, end, day.toordinal()


def _in_month(today: datetime.date, shift: int, number: int) -> datetime.date | None:
    """Return the day with this number some months from today's, None when that month has none."""
    months = today.year * 12 + today.month - 1 + shift
    try:
        return datetime.date(months // 12, months % 12 + 1, number)
    except ValueError:
        return None


def _last(
    text: str, match: re.Match[str], language: str, today: datetime.date, number: int
) -> datetime.date | None:
    """Return the last day with this number, None where it is long ago or the sentence may mean a day to come."""
    if language != "zh" and not tells_done(text, match.end(), language):
        return None
    before = text[max(0, match.start() - 12) : match.start()]
    main = language in MAIN and MAIN[language].match(text, match.end()) is not None
    if language == "ko":
        main = main and TOPIC.search(before) is not None
    if not main and to_come(text, *match.span(), language):
        return None
    day = _in_month(today, 0 if number <= today.day else -1, number)
    if day is None or (today - day).days > LONGEST or (language == "zh" and day.month != today.month):
        return None
    return day
