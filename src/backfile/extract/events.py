"""Days that a text speaks of: weekdays resolved against the day of publication."""

import datetime
import functools
import re
from collections.abc import Sequence

from backfile.extract.lexicon import lexicon, words_of
from backfile.extract.passages import Passage
from backfile.model import EventDate
from backfile.patterns import late

__all__ = ["events"]

# A clause ends at a mark or before `that`: what is said in the next clause may be to come all the same.
CLAUSE_END = late(r"[.!?…,;:—–“”«»\"]\s|\s(?:that|что|що|dass|que)\s")


@functools.cache
def _weekdays(language: str) -> re.Pattern[str] | None:
    """Return the expression for `on Tuesday` in a language; its groups are the seven weekdays."""
    forms = words_of("weekdays.txt").get(language)
    if not forms:
        return None
    preposition, *days = (form.replace("!", "|") for form in forms)
    groups = "|".join(f"({day})" for day in days)
    return re.compile(rf"(?<!\w)(?:{preposition})\s+(?:{groups})(?!\w)(?!\s*,?\s*\d)(?![-’'])", re.IGNORECASE)


@functools.cache
def _ahead(language: str) -> re.Pattern[str]:
    forms = [form.replace("!", "|") for form in words_of("weekdays.txt").get(f"{language} ahead", ())]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE) if forms else re.compile(r"(?!)")


def events(texts: Sequence[Passage], day: str | None, language: str | None) -> tuple[EventDate, ...]:
    """Return the weekdays of the text with their dates: the latest such day not after publication.

    A weekday in a clause that speaks of what is to come is left out, and so is one followed by its own date.
    """
    expression = _weekdays((language or "en").partition("-")[0])
    if expression is None or day is None:
        return ()
    published = datetime.date.fromisoformat(day)
    ahead = _ahead((language or "en").partition("-")[0])
    found: list[EventDate] = []
    for passage in texts:
        for match in expression.finditer(passage.text):
            if match.lastindex is None or _to_come(passage.text, *match.span(), ahead):
                continue
            back = (published.weekday() - (match.lastindex - 1)) % 7
            if published.toordinal() <= back:
                continue
            value = (published - datetime.timedelta(days=back)).isoformat()
            found.append(EventDate(match[0], value, passage.line(match.start())))
    return tuple(found)


def _to_come(text: str, start: int, end: int, ahead: re.Pattern[str]) -> bool:
    """True when the clause around the weekday does not speak of the last such day.

    `said on Tuesday it would …` is told of Tuesday, whatever it says of the future.
    """
    sayings = lexicon().sayings
    near = text[max(0, start - 60) : start].split()[-2:] + text[end : end + 30].split()[:1]
    if any(word.strip(",.") in sayings for word in near):
        return False
    before = text[max(0, start - 300) : start]
    clauses = CLAUSE_END.split(before)
    before = clauses[-1] if clauses[-1].strip() or len(clauses) == 1 else clauses[-2]
    after = CLAUSE_END.split(text[end : end + 300], maxsplit=1)[0]
    return ahead.search(before) is not None or ahead.search(after) is not None
