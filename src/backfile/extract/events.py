"""Days that a text speaks of: `on Tuesday`, `next Friday`, `yesterday`, resolved against the day of publication.

What could be two days is left out, and so is what somebody says of yesterday, today or tomorrow inside quotation
marks: it may have been said on another day.
"""

import datetime
import functools
import json
import pkgutil
import re
from collections.abc import Iterable, Iterator, Sequence

from backfile.cues import cues_of, fold
from backfile.extract.lexicon import words_of
from backfile.extract.monthdays import day_names, month_days
from backfile.extract.passages import Passage
from backfile.extract.tenses import VERB_LAST, tells_done, to_come
from backfile.model import EventDate
from backfile.patterns import late

__all__ = ["events"]

BESIDE = ("coming", "past", "following", "foregoing", "here")
EITHER = ("next", "last")
NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
# Letters on either side of a cue that are looked at for what goes with it.
AROUND = 80
# `周三` is no Wednesday in `一周三次`, three times a week, nor `周日` a Sunday in `一周日本`.
UNSPACED = {
    "zh": (r"(?<![一每两二三四五六七八九十几半隔逢数多至到])", r"(?![次天个届年岁期至到本])"),
    "ja": (r"(?<![一-鿿])", r"(?!まで|から|以降|版|号|休)"),
    "ko": (r"(?<![가-힣])", r"(?!마다|까지|부터|판)"),
}
SPACED = r"[\s\u200c]+"
HINDI = r"(?![\u0900-\u0963])"
"""Vowel signs are no letters for `\\w`."""
EDGES = (r"(?<!\w)", r"(?!\w)(?!\s*,?\s*\d)(?![-’'])")


@functools.cache
def _names(language: str) -> dict[str, int]:
    """Return the numbers of the weekdays, 0 for Monday, by casefolded name."""
    data = pkgutil.get_data("backfile.extract", "data/weekdays.json")
    return {name: number - 1 for name, number in json.loads(data or b"{}").get(language, {}).items()}


def _any(language: str, kind: str) -> str:
    """Return one group of the words of a kind, one that matches nothing where the language has none."""
    forms = words_of("weekdays.txt").get(f"{language} {kind}", ())
    words = "|".join(sorted(forms, key=lambda form: (-len(form), form))).replace("¦", "|")
    return f"(?:{words})" if words else "(?!)"


@functools.cache
def _weekdays(language: str) -> re.Pattern[str]:
    """Return the expression for a weekday with what stands before and beside it."""
    first, last = UNSPACED.get(language, EDGES)
    last += HINDI if language == "hi" else ""
    gap = r"\s*" if language in UNSPACED else SPACED
    beside = "|".join(f"(?P<{kind}>{_any(language, kind)})" for kind in (*BESIDE, *EITHER))
    behind = "|".join(f"(?P<{kind}_>{_any(language, kind)})" for kind in BESIDE)
    names = "|".join(map(re.escape, sorted(_names(language), key=lambda n: (-len(n), n))))
    return late(
        rf"{first}(?:(?P<before>{_any(language, 'before')}){gap})?(?:(?:{beside}){gap})?"
        rf"(?P<day>{names})(?:{SPACED}(?:{behind})(?!\w))?(?P<after>{SPACED}{_any(language, 'after')})?{last}",
        re.IGNORECASE,
    )


@functools.cache
def _whole(language: str, kind: str) -> re.Pattern[str]:
    first, last = ("", "") if language in UNSPACED else (r"(?<!\w)", r"(?!\w)")
    return late(rf"{first}{_any(language, kind)}{last}", re.IGNORECASE)


@functools.cache
def _cues(language: str, kind: str) -> tuple[str, ...]:
    """Return strings, folded, of which one stands in each text with a weekday (`day`) or another word of a kind."""
    if kind in ("day", "month day"):
        told: Iterable[str] | None = map(fold, _names(language) if kind == "day" else day_names(language))
    else:
        told = cues_of(_any(language, kind))
    return ("",) if told is None else tuple(sorted(told))


@functools.cache
def _beside_today(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the expressions for what may stand before and after `today` when it means the day."""
    names = "|".join(map(re.escape, _names(language)))
    done = _any(language, "done")
    end = "" if language in UNSPACED else r"(?!\w)"
    start = "" if language in UNSPACED else r"(?<!\w)"
    return (
        late(rf"{start}{done}\s*\Z", re.IGNORECASE),
        late(rf"[\s,(（]*(?:(?:{names})|{done}){end}", re.IGNORECASE),
    )


def events(
    texts: Sequence[Passage],
    day: str | None,
    language: str | None,
    quoted: Sequence[Sequence[tuple[int, int]]] = (),
) -> tuple[EventDate, ...]:
    """Return the days that the texts speak of, in reading order; none without a day of publication.

    A plain weekday is the latest such day not after publication. One in a clause that speaks of what is to come is
    left out, and so is one followed by its own date. `quoted` are the stretches in quotation marks of each text.
    """
    code = (language or "en").partition("-")[0]
    if day is None or not _names(code):
        return ()
    published = datetime.date.fromisoformat(day).toordinal()
    found: list[EventDate] = []
    whole = fold("\n".join([passage.text for passage in texts]))
    kinds = [kind for kind in ("day", *NEAR, "month day") if _holds(whole, code, kind)]
    for number, passage in enumerate(texts) if kinds else ():
        folded = fold(passage.text)
        here = [kind for kind in kinds if _holds(folded, code, kind)]
        if not here:
            continue
        marks = quoted[number] if number < len(quoted) else ()
        named = _by_name(passage.text, folded, code, published) if "day" in here else ()
        near = _near(passage.text, folded, code, published, marks, here)
        dated = month_days(passage.text, code, published, marks) if "month day" in here else ()
        for start, end, ordinal in sorted((*named, *near, *dated)):
            if 1 <= ordinal <= datetime.date.max.toordinal():
                value = datetime.date.fromordinal(ordinal).isoformat()
                found.append(EventDate(passage.text[start:end], value, passage.line(start)))
    return tuple(found)


def _holds(folded: str, language: str, kind: str) -> bool:
    return any(map(folded.__contains__, _cues(language, kind)))


def _matches(
    pattern: re.Pattern[str], text: str, folded: str, cues: Sequence[str]
) -> Iterator[re.Match[str]]:
    """Yield the matches of an expression, looked for only around the cues of which each match holds one."""
    if len(folded) != len(text) or "" in cues:
        # A letter was folded to two, and the places of one are not those of the other.
        yield from pattern.finditer(text)
        return
    reached = 0
    for place in sorted(place for cue in cues for place in _places(folded, cue)):
        if place >= reached:
            match = pattern.search(text, max(reached, place - AROUND), place + AROUND)
            if match is not None and match.start() <= place < match.end():
                reached = match.end()
                yield match


def _places(text: str, word: str) -> Iterator[int]:
    """Yield where a word begins in a text."""
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _by_name(text: str, folded: str, language: str, published: int) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, ordinal of the day) of each weekday that says which one is meant."""
    for match in _matches(_weekdays(language), text, folded, _cues(language, "day")):
        kind = next((kind for kind in (*BESIDE, *EITHER) if match[kind]), "")
        kind = kind or next((kind for kind in BESIDE if match[f"{kind}_"]), "")
        number = _names(language).get(match["day"].casefold())
        if number is None:
            continue
        if kind:
            ordinal = _ordinal(kind, number, published)
        elif _plain(text, match, language) and not to_come(text, *match.span(), language):
            ordinal = published - (_weekday(published) - number) % 7
        else:
            continue
        if ordinal is not None:
            yield *match.span(), ordinal


@functools.cache
def _beside_bare(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str], re.Pattern[str]]:
    """Return (what stands before a weekday without preposition, what never does, what stands behind it)."""
    forms = words_of("weekdays.txt")
    has = {kind for kind in ("bare", "never", "behind") if f"{language} {kind}" in forms}
    bare = late(rf"(?<!\w){_any(language, 'bare')}\s+\Z", re.IGNORECASE) if "bare" in has else None
    never = late(rf"(?<!\w){_any(language, 'never')}[\s’']*\Z", re.IGNORECASE)
    behind = rf"\s*(?:[.,;:)”\"»]|\Z)|\s+{_any(language, 'behind')}(?!\w)" if "behind" in has else ""
    return bare, never, late(behind, re.IGNORECASE)


def _plain(text: str, match: re.Match[str], language: str) -> bool:
    """Return whether a weekday with no word beside it stands as a day that is told of."""
    if language in VERB_LAST:
        needs = f"{language} after" in words_of("weekdays.txt")
        return (match["after"] is not None or not needs) and tells_done(text, match.end(), language)
    if match["before"] or language in UNSPACED:
        return True
    bare, never, behind = _beside_bare(language)
    before = text[max(0, match.start() - 24) : match.start()]
    if f"{language} never" not in words_of("weekdays.txt") or never.search(before):
        return False
    if bare is not None:
        return bare.search(before) is not None and behind.match(text, match.end()) is not None
    return tells_done(text, match.end(), language, match.start())


def _weekday(ordinal: int) -> int:
    return (ordinal - 1) % 7


def _ordinal(kind: str, number: int, published: int) -> int | None:
    """Return the day that a weekday with such a word beside it means, None when it could be two."""
    monday = published - _weekday(published)
    coming = published + ((number - _weekday(published)) % 7 or 7)
    past = published - ((_weekday(published) - number) % 7 or 7)
    following, foregoing = monday + 7 + number, monday - 7 + number
    if kind == "next":
        return coming if coming == following else None
    if kind == "last":
        return past if past == foregoing else None
    return {
        "coming": coming,
        "past": past,
        "following": following,
        "foregoing": foregoing,
        "here": monday + number,
    }[kind]


def _near(
    text: str,
    folded: str,
    language: str,
    published: int,
    quoted: Sequence[tuple[int, int]],
    kinds: Sequence[str],
) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, ordinal of the day) of the near days among these kinds, outside quotation marks."""
    for kind in [kind for kind in kinds if kind in NEAR]:
        for match in _matches(_whole(language, kind), text, folded, _cues(language, kind)):
            start, end = match.span()
            if any(first <= start < last for first, last in quoted) or _named(text, start, end, language):
                continue
            if kind == "today" and language in VERB_LAST:
                if not tells_done(text, end, language):
                    continue
            elif kind == "today":
                before, after = _beside_today(language)
                if not before.search(text[max(0, start - 40) : start]) and not after.match(text, end):
                    continue
            if kind == "tomorrow" and not to_come(text, start, end, language):
                continue
            yield start, end, published + NEAR[kind]


def _named(text: str, start: int, end: int, language: str) -> bool:
    """True where the word belongs to a weekday that says the day already: `أمس الثلاثاء`."""
    match = _weekdays(language).search(text, max(0, start - 12), end + 24)
    return match is not None and match.start() <= start and end <= match.end()
