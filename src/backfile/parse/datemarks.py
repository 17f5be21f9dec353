"""Lines that tell when: a date and nothing else, or with a few words of the page beside it."""

# Tables of regular expressions, one meaning a line.
# ruff: noqa: E501

import re

from backfile.openings import Holding, Openings
from backfile.parse.besidedate import PRINTED_AT, names_in_bars, outlet_beside_date, writer_and_outlet_led
from backfile.parse.dates import find_dates
from backfile.parse.forms import CLOSED, is_name
from backfile.parse.monthnames import weekday_number
from backfile.parse.phrases import (
    AT_HOUR,
    BYLINE,
    PUBLISHED,
    READING_TIME,
    RELATIVE,
    SOURCE_LABEL,
    UPDATED,
    any_of,
)
from backfile.patterns import late

__all__ = ["date_line", "without_label"]

DATE_WORDS = late(
    r"(?<![A-Za-z\u00c0-\u024f\u0400-\u04ff])"
    + any_of(PUBLISHED, UPDATED, RELATIVE, READING_TIME, ("uhr", "hrs", "local time", "at", "on", "um", "am", "à", "le", "el", "em", "as", "às", "о", "в", "г\\.?", "года", "року", "р\\.?", "page ?\\d*", "ساعت", "في", "الساعة"))
    + r"(?![^\W\d_])",
    re.IGNORECASE,
)  # fmt: skip
# `Edited By: Asha Rao`, `Published by: Asha Rao` beside a date, as Indian papers print who handled the text.
HANDLED_BY = late(
    r"\b(?:edited|published|written|curated|reported|posted|compiled) by\s*[:：]?\s*[^\W\d_][^\s|,:]*(?:\s(?!(?:updated|published|posted|first|last)\b)[^\W\d_][^\s|,:]*){0,3}",
    re.IGNORECASE,
)
# `来源：海湾晚报 作者：林晓` beside a date.
LABELLED_PART = late(
    rf"記者[\u4e00-\u9fff]{{2,4}}\s?[／/]\s?[\u4e00-\u9fff]{{2,10}}(?:報導|报道|專訪|採訪)|[\u4e00-\u9fff]{{2,6}}(?:報|社|網|新聞)\s?[／/]|{any_of(SOURCE_LABEL, BYLINE, ('责任编辑', '編輯', '编辑', '责编', '浏览(?:次数)?', '点击(?:数)?', '阅读(?:数)?', '字体', '字号'))}\s*[:：]\s*[^\s|｜]{{1,30}}",
    re.IGNORECASE,
)
UPDATE_TIME = late(
    rf"{any_of(UPDATED)}\s*[:：]?\s*(?:{AT_HOUR}\s*)?\d{{1,2}}[:.h]\d\d(?:\s?(?:[ap]\.?m\.?|Uhr|Hrs|h))?(?:\s?\(?[A-Z]{{2,4}}(?:[+-]\d{{1,4}})?\)?)?",
    re.IGNORECASE,
)
RELATIVE_LINE = late(any_of(RELATIVE), re.IGNORECASE)
# Behind a place or a name, glued or not: `Samastipur 3 hours ago`. Words alone, as `today`, could end a headline.
_LONG_AGO = tuple(form for form in RELATIVE if r"\d" in form or (" " in form and "|" not in form))
RELATIVE_END = late(rf"(?:[^\W\d_]\S*[\s|·•,–—-]{{0,3}}){{1,3}}?{any_of(_LONG_AGO)}", re.IGNORECASE)
AGO_IN_WORDS = Holding(any_of(tuple(form for form in _LONG_AGO if r"\d" not in form)))
TIMES = Openings(UPDATE_TIME, RELATIVE_LINE)
UPDATES, TOLD = 1, 2
NUMBER = late(r"\d")
# The day on which a picture was taken, in a Japanese or Chinese caption: `＝渡瀬市で2025年1月13日、古賀悠撮影`.
TAKEN_ON = late(
    r"日[、，,\s].{1,12}(?:撮影|提供|摄|攝)[)）]?$|^[（(][^（）()]{0,60}\d.{0,40}(?:撮影|提供|摄|攝)[)）]$"
)
# A line of dates under an obituary.
OF_A_LIFE = late(
    r"(?:born|died|geboren|gestorben|nacid[oa]|nascid[oa]|urodz|родил[аи]?с[ья]|народи)[\s:]",
    re.IGNORECASE,
)
# Signs above and below letters, which belong to words, are no word characters of regular expressions.
NO_LETTER = late(r"(?:[^\w\u0900-\u0dff\u064b-\u0652\u200c]|[\d_])+")
HALF_DAY = late(r"\d\s?[ap]\.\s?m\.$", re.IGNORECASE)
# `16:45 | Huaraz, set. 18.`: hour, place and day of a report, the year told elsewhere.
TIMED_PLACE = late(r"\d{1,2}[:.h]\d\d\s*[|–—-]\s*[^\W\d_a-z][^\d|]{2,40},\s[^\W\d_]{3,10}\.?\s\d{1,2}\.?$")
# `Ада Ларк — 14 лютого, 11:08`: who wrote it, the day and the hour.
WRITER_FIRST = late(r"[^\W\d_][^\d|—–-]{4,40}\s[—–|-]\s\d{1,2}\s[^\W\d_]{3,10},?\s\d{1,2}:\d\d$")
ALONE = "a date and nothing else on the line"
LABELLED_DATE = late(rf"{any_of(PUBLISHED, UPDATED)}(?![^\W\d_])", re.IGNORECASE)


def without_label(text: str) -> str:
    """Return a line without publication words around its date."""
    return text if NO_LETTER.fullmatch(text) else DATE_WORDS.sub(" ", text)


def _may_tell_ago(text: str) -> bool:
    """Whether a line may end in a time told from now: it holds a number, or such words."""
    return NUMBER.search(text) is not None or AGO_IN_WORDS.fit(text)


def date_line(text: str) -> str | None:
    """Return why a line is one of dates or times and little else, None when it is not."""
    if len(text) > 200 or OF_A_LIFE.match(text):
        return None
    if ("日" in text or text[:1] in ("(", "（")) and TAKEN_ON.search(text):
        return None
    found = find_dates(text)
    if not found:
        fits = TIMES.which(text)
        if fits & UPDATES and UPDATE_TIME.fullmatch(text):
            return "the time of an update without its day"
        bare = text.strip(" .|•·")
        relative = (fits & TOLD and RELATIVE_LINE.fullmatch(bare)) or (
            len(bare) <= 48 and _may_tell_ago(bare) and RELATIVE_END.fullmatch(bare)
        )
        return "a time told from now" if relative else None
    rest, at = "", 0
    for date in found:
        rest += text[at : date.start] + " "
        at = date.end
    named = rest + text[at:]
    if NO_LETTER.fullmatch(named):
        return ALONE
    unnamed = HANDLED_BY.sub(" ", named)
    rest = LABELLED_PART.sub(" ", unnamed)
    words = _words_beside(rest)
    unprinted = PRINTED_AT.sub(" ", rest)
    if not words or (unprinted != rest and not _words_beside(unprinted)):
        return ALONE
    stripped = " ".join(words)
    if writer_and_outlet_led(text):
        return "a date behind a byline word and a name"
    if outlet_beside_date(text):
        return "a date, a place and the outlet"
    sentence = CLOSED.ends(text) and not (HALF_DAY.search(text) or TIMED_PLACE.match(text))
    if (sentence or re.search(r"[。！？]", text)) and len(stripped) > 4:
        return None  # a short sentence that holds a date
    labelled = LABELLED_DATE.match(text)
    if ((labelled or unnamed != named) and len(words) <= 4) or (len(words) <= 3 and len(stripped) <= 30):
        told = TIMED_PLACE.match(text) or (
            WRITER_FIRST.match(text) and is_name(text[: found[0].start].strip(" —–|-"))
        )
        if found[0].why_not == "no year" and not labelled and not told:
            return None
        return "a date with few words beside it"
    return "a date, and names parted from it by bars" if names_in_bars(text) else None


def _words_beside(rest: str) -> list[str]:
    """Return the words of a line without its date that are neither weekdays nor words of publication."""
    rest = re.sub(
        r"\S+['’]\w+", lambda word: "" if weekday_number(word[0].replace("’", "'")) else word[0], rest
    )
    words = NO_LETTER.sub(" ", DATE_WORDS.sub(" ", rest)).split()
    return [word for word in words if weekday_number(word) is None]
