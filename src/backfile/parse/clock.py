"""Times of day and time zones as texts print them beside a date."""

import re
from typing import Literal

from backfile.model import Record
from backfile.parse.monthnames import weekday_number
from backfile.parse.phrases import UPDATED, any_of
from backfile.patterns import late

__all__ = ["DIGITS", "SPACE", "Clock", "clock_at", "clock_before", "zone_at"]


def _digits() -> dict[int, int]:
    """Return every decimal digit of the scripts newspapers print, and wide marks, mapped to the ASCII ones."""
    table = {ord(wide): ord(plain) for wide, plain in zip("：．／，－", ":./,-", strict=True)}
    for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xAE6, 0xBE6, 0xC66, 0xCE6, 0xE50, 0xFF10):
        table.update({zero + n: 0x30 + n for n in range(10)})
    return table


DIGITS = _digits()
SPACE = r"[ \u00a0\u202f\u2009\u200e\u200f\u3000]"

_HALF = {
    "a": ("am", "午前", "上午", "凌晨", "早上", "오전", "ص", "صباحا", "صباحاً", "πμ"),
    "p": ("pm", "午後", "下午", "晚上", "오후", "م", "مساء", "مساءً", "μμ", "بعدازظهر"),
}  # fmt: skip
_BEFORE = r"午前|午後|上午|下午|凌晨|早上|晚上|오전|오후"
_AFTER = rf"(?:(?:a|p|A|P)\.?{SPACE}?[mM]\.?(?![a-zA-Z])|[πμΠΜ]\.?{SPACE}?[μΜ]\.?(?!\w)|صباحاً?|مساءً?|[صم](?![^\W\d_]))"
TIME = late(
    rf"(?:(?P<early>{_BEFORE}){SPACE}?)?(?P<h>[0-2]?\d)"
    rf"(?:(?P<mark>[:.]|{SPACE}?[hH]{SPACE}?)(?P<min>[0-5]\d)(?::(?P<s>[0-5]\d)(?:[.,]\d+)?)?"
    rf"|{SPACE}?[時时点點시]{SPACE}?(?:(?P<min2>[0-5]?\d){SPACE}?[分분]?)?(?:{SPACE}?(?P<s2>[0-5]?\d){SPACE}?[秒초])?"
    rf"|(?P<hour>[hH](?![a-zA-Z0-9])|(?={SPACE}?[aApP]\.?{SPACE}?[mM]\.?(?![a-zA-Z]))))"
    rf"(?:{SPACE}?(?P<half>{_AFTER}))?"
)
_ZONE_NAME = (
    "GMT|UTC|UT|CEST|CET|EEST|EET|WEST|WET|MESZ|MEZ|MSK|МСК|мск|TSİ|TRT|BST|EDT|EST|CDT|CST|MDT|MST|PDT|PST|AKDT|AKST|HST|ADT|AST|NDT|NST|ET|PT|CT|"
    "BRT|ART|CLT|CLST|COT|PET|IST|PKT|NPT|BDT|ICT|WIB|WITA|WIT|SGT|MYT|PHT|HKT|JST|KST|AEST|AEDT|ACST|ACDT|AWST|NZST|NZDT|EAT|CAT|WAT|SAST|IDT|GST|Z"
)  # fmt: skip
_OFFSET = r"[+\-−](?:0?\d|1[0-4])(?::?(?:00|15|30|45))?(?![\d:.])"
ZONE = late(
    rf"{SPACE}?(?:(?:Uhr|hrs|hs|h){SPACE})?\(?(?P<zone>(?:{_ZONE_NAME})(?:{SPACE}?{_OFFSET}(?:{SPACE}(?:MSK|МСК|мск))?)?|"
    r"[+\-−](?:0\d|1[0-4]):?(?:00|15|30|45)(?![\d:]))(?![a-zа-я\d]|[A-ZА-Я](?![a-zа-я]))\)?"
)
WORD_BEFORE = (
    r"um|à|alle(?: ore)?|ore|kl\.?|klo|at|a las|a la|às|as|о|об|в|saat|ساعت|الساعة|kell|o godz\.|godz\."
    r"|v|u|ob|om|la|στις|ώρα"
)
# What may stand between a date and its time: a year mark, a weekday, a comma or bar, a word for `at`.
_YEAR_MARK = r"(?:года|року|год|г\.|р\.|г|р|m\.|d\.|م|жыл\w*|ж\.)"
_WEEKDAYS = (
    "",
    r"[(（](?P<weekday>[^()（）\d]{1,12})[)）]",
    rf"[,،]?{SPACE}*(?P<weekday>[^\W\d_]{{2,12}}(?:[-\u200c][^\W\d_]{{2,8}})?)\.?",
    rf"[,،]?{SPACE}*(?P<weekday>[^\W\d_]{{2,6}} [^\W\d_]{{2,8}})",
)


def _between(weekday: str) -> re.Pattern[str]:
    return late(
        rf"(?:\.(?={SPACE}))?{SPACE}*(?:{_YEAR_MARK}(?![^\W\d_]))?{SPACE}*{weekday}"
        rf"{SPACE}*(?:[,،|•·–—\-:/@]|T(?=\d))?{SPACE}*(?:[|•·–—-]{SPACE}*)?"
        rf"(?:(?P<updated>{any_of(UPDATED)})(?![^\W\d_]){SPACE}*[:：]?{SPACE}*)?"
        rf"(?:(?P<word>{WORD_BEFORE})(?![^\W\d_]){SPACE}*)?(?:[|•·,،:]{SPACE}*)?[(（]?",
        re.IGNORECASE,
    )


NUMBER = late(r"\d")
BETWEEN = tuple(_between(weekday) for weekday in _WEEKDAYS)
_TAIL = late(
    rf"{SPACE}*(?:{_ZONE_NAME})?(?:{SPACE}?{_OFFSET})?{SPACE}*(?:Uhr|hrs|h|ч\.?)?{SPACE}*(?:on|le|am|del|do|di|den|,)?{SPACE}*[,،|•·/–—-]?{SPACE}*"
)


class Clock(Record, frozen=True):
    """A time of day as printed."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character, the zone included."""
    value: str
    """`21:37` or `21:37:05`."""
    zone: str | None
    """Zone as printed beside it."""
    updated: bool = False
    """Whether the text says that this is the time of the last change."""

    @property
    def precision(self) -> Literal["minute", "second"]:
        """The smallest part printed."""
        return "second" if self.value.count(":") == 2 else "minute"


def clock_at(text: str, at: int, iso: bool) -> Clock | None:
    """Return the time that follows a date ending at `at`; `text` has ASCII digits.

    After ISO dates an offset may be glued to the time; elsewhere `11:31-12:45` is a span of hours.
    """
    if not NUMBER.search(text, at):
        return None
    for pattern in BETWEEN:
        gap = pattern.match(text, at)
        match = TIME.match(text, gap.end()) if gap else None
        if gap is None or match is None or not _stands_alone(text, match, gap.group("word")):
            continue
        parts = gap.groupdict()
        day = parts.get("weekday")
        value = _value(match)
        if value is None or (day is not None and weekday_number(day) is None):
            continue
        zone, end = zone_at(text, match.end(), iso or match.group("s") is not None)
        return Clock(match.start(), end, value, zone, bool(parts["updated"]))
    return None


def clock_before(text: str, start: int) -> Clock | None:
    """Return the time that ends directly before a date: `11:31 20.09.2023`, `8:30 AM EDT May 21, 2021`."""
    begin = max(0, start - 44)
    if not NUMBER.search(text, begin, start):
        return None
    for match in TIME.finditer(text, begin, start):
        loose = match.group("hour") is not None or (match.group("mark") or "") == "."
        if loose and not match.group("half"):
            continue
        value = _value(match)
        if value is None or (match.start() and text[match.start() - 1] in "0123456789.:/-"):
            continue
        zone, end = zone_at(text, match.end(), glued=False)
        if _TAIL.fullmatch(text, match.end(), start) or _weekday_between(text[end:start]):
            return Clock(match.start(), end, value, zone)
    return None


def _weekday_between(text: str) -> bool:
    """Whether only a weekday, and a comma, stands between a time and its date: `1:15 PM EST, Fri January 6`."""
    words = re.fullmatch(
        rf"{SPACE}*[,،]?{SPACE}*(?:on{SPACE})?([^\W\d_]{{2,12}})\.?{SPACE}*[,،]?{SPACE}*", text
    )
    return words is not None and weekday_number(words.group(1)) is not None


def zone_at(text: str, at: int, glued: bool) -> tuple[str | None, int]:
    """Return (zone as printed or None, offset after it) of a zone that stands at `at`."""
    match = ZONE.match(text, at)
    if match is None:
        return None, at
    zone = match.group("zone")
    if ":" in zone and zone[0] in "+-−" and not glued and zone[0] != "+":
        return None, at
    return zone, match.end()


def _stands_alone(text: str, match: re.Match[str], word: str | None) -> bool:
    """Whether what looks like a time is one: not part of a longer number, nor a bare decimal such as `7.30`."""
    end = match.end()
    if end < len(text) and (text[end].isdigit() or text[end] == "%"):
        return False
    if re.match(r"[.,]\d", text[end : end + 2]) and match.group("mark") == ".":
        return False
    if match.group("mark") != "." or len(match.group("h")) == 2 or match.group("half"):
        return True
    return word is not None or bool(re.match(rf"{SPACE}?(?:Uhr|hrs|h|ч)\b", text[end:]))


def _value(match: re.Match[str]) -> str | None:
    hour, minute = int(match.group("h")), int(match.group("min") or match.group("min2") or 0)
    second = match.group("s") or match.group("s2")
    word = match.group("early") or match.group("half")
    half = _half(word) if word else ""
    if half and match.group("half") and not match.group("early") and not 1 <= hour <= 12:
        return f"{hour:02}:{minute:02}" if half == "p" and 12 < hour < 24 else None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02}:{minute:02}" + (f":{int(second):02}" if second else "")


def _half(word: str) -> str:
    """Return `a` or `p` for a word that says which half of the day, empty for none."""
    folded = re.sub(r"[\s.\u00a0\u202f]", "", word).casefold()
    return next((half for half, words in _HALF.items() if folded in words), "")
