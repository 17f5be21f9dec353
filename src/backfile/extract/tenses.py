"""Whether a clause tells of what is done or of what is to come: what decides which day a weekday means."""

import functools
import re

from backfile.extract.lexicon import lexicon, words_of
from backfile.patterns import late

__all__ = ["VERB_LAST", "tells_done", "to_come"]

VERB_LAST = ("ja", "ko", "hi", "tr")
"""Languages whose verb ends the sentence: it tells what is done, wherever in the sentence the day stands."""
# A clause ends at a mark or before `that`: what is said in the next clause may be to come all the same.
CLAUSE_END = late(r"[.!?…,;:—–“”«»\"]\s|[。，；：！？،؛]|\s(?:that|что|що|dass|que|che|dat|że)\s")
SENTENCE_END = late(r"[。！？।]|[.!?](?=[\s”\"’»)]|\Z)")
SENTENCE = 400
"""Letters of a sentence that are looked at on either side of a day."""
UNSPACED = ("zh", "ja", "ko")


@functools.cache
def _words(language: str, kind: str) -> re.Pattern[str]:
    forms = words_of("weekdays.txt").get(f"{language} {kind}", ())
    words = "|".join(sorted(forms, key=lambda form: (-len(form), form))).replace("¦", "|")
    first, last = ("", "") if language in UNSPACED else (r"(?<!\w)", r"(?!\w)")
    return late(rf"{first}(?:{words}){last}" if words else "(?!)", re.IGNORECASE)


def to_come(text: str, start: int, end: int, language: str) -> bool:
    """Return whether the clause around a day does not speak of the last such day.

    `said on Tuesday it would …` is told of Tuesday, whatever it says of the future.
    """
    ahead = _words(language, "ahead")
    if language in VERB_LAST:
        before = SENTENCE_END.split(text[max(0, start - 12) : start])[-1]
        return ahead.search(before) is not None or ahead.search(_rest(text, end)) is not None
    sayings = lexicon().sayings
    near = text[max(0, start - 60) : start].split()[-2:] + text[end : end + 30].split()[:1]
    if any(word.strip(",.") in sayings for word in near):
        return False
    before, after = _clause(text, start, end)
    return ahead.search(before) is not None or ahead.search(after) is not None


def tells_done(text: str, end: int, language: str, start: int = -1) -> bool:
    """Return whether a sentence ends with a verb of something done; with `start`, whether the clause has one."""
    done = _words(language, "done")
    if language in VERB_LAST:
        return any(m.end() >= len(rest) for rest in [_rest(text, end)] for m in done.finditer(rest))
    before, after = _clause(text, start, end)
    if not after.strip():
        after = CLAUSE_END.split(text[end : end + 300].lstrip(" ,"), maxsplit=1)[0]
    return done.search(before) is not None or done.search(after) is not None


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after the words in their clause."""
    clauses = CLAUSE_END.split(text[max(0, start - 300) : start])
    before = clauses[-1] if clauses[-1].strip() or len(clauses) == 1 else clauses[-2]
    return before, CLAUSE_END.split(text[end : end + 300], maxsplit=1)[0]


def _rest(text: str, end: int) -> str:
    """Return the rest of the sentence, without marks at its end."""
    return SENTENCE_END.split(text[end : end + SENTENCE], maxsplit=1)[0].rstrip(' \u3000」』”"’»)）')
