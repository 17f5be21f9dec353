"""Exact words between quotation marks of all kinds."""

import re
from collections.abc import Iterator

import msgspec

from backfile.extract.lexicon import lexicon
from backfile.patterns import late

__all__ = ["SIGNS", "Words", "words_in_marks"]

CLOSING = {
    "“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", '"': '"', "‘": "’", "'": "'", "»": "«",
}  # fmt: skip
DIRECTED = late("[“”„«»‹›「」『』]")
# Straight and single marks looked at in search of the one that closes.
MOST_MARKS = 40
MARK = late(f"[{''.join(CLOSING)}]")
SIGNS = frozenset((*CLOSING, "—", "–"))
"""Signs of which one stands outside of words in each text that has words in marks."""
SINGLE = frozenset("'‘")
# An apostrophe that opens a word and no quote.
ELISION = late(r"['’‘](?:\d\ds?\b|(?:em|til|tis|twas|cause|n|bout|round)\b)", re.IGNORECASE)


# Who says it, between dashes: `, — отметила она. —`, ` —dijo Ibáñez—`, or to the end of a line of speech.
TOLD = late(r"([,.!?…]?)\s[—–]\s?([^\W\d_]+(?:\s[\w.-]+){0,5}?)(?:[.,]?\s?([—–])[.,]?|[.]?$)")


class Words(msgspec.Struct, frozen=True, gc=False):
    """What stands between a pair of quotation marks."""

    open: int
    """Offset of the opening mark."""
    start: int
    """Offset of the first character inside."""
    end: int
    """Offset after the last character inside."""
    close: int
    """Offset after the closing mark."""
    closed: bool
    """False when the quote runs on in the next paragraph."""


def words_in_marks(text: str, runs_on: bool = False) -> list[Words]:
    """Return what stands in quotation marks, outermost only, in order.

    A quote that is not closed counts to the end of the paragraph when `runs_on` says that the next paragraph
    opens with a mark again; else its mark is taken for a stray one.
    """
    found: list[Words] = []
    place = 0
    pairs: dict[int, int] | None = None
    while opening := MARK.search(text, place):
        place = opening.start()
        mark = text[place]
        if not _opens(text, place):
            place += 1
            continue
        if mark in SINGLE:
            close = _closing_single(text, place)
        elif mark == '"':
            close = _closing_straight(text, place)
        else:
            pairs = _pairs(text) if pairs is None else pairs
            close = pairs.get(place)
        if close is None:
            if runs_on and mark not in SINGLE:
                found.append(Words(place, place + 1, len(text.rstrip()), len(text), False))
                break
            place += 1
            continue
        if text[place + 1 : close].strip():
            found.append(Words(place, place + 1, close, close + 1, True))
        place = close + 1
    if "—" in text or "–" in text:
        return _with_dashes(text, found)
    return found


def _with_dashes(text: str, found: list[Words]) -> list[Words]:
    """Return the quotes with what dashes set off: `«…, — отметила она. — …»`, and a line of speech, `— …, — said X`."""
    if not found and text[:1] in "—–":
        told = TOLD.search(text, 1)
        if told is None or not _says(told[2]):
            return found
        return list(_parted(text, Words(0, 1, len(text.rstrip()), len(text), True), told))
    parted: list[Words] = []
    for words in found:
        told = TOLD.search(text, words.start, words.end)
        if words.closed and told is not None and _says(told[2]) and told[3]:
            parted.extend(_parted(text, words, told))
        else:
            parted.append(words)
    return parted


def _parted(text: str, words: Words, told: re.Match[str]) -> Iterator[Words]:
    """Yield the words before and behind whoever says them."""
    yield Words(words.open, words.start, told.end(1), told.end(1), True)
    if told[3] and text[told.end() : words.end].strip():
        yield Words(told.start(3), told.end(), words.end, words.close, True)


def _says(told: str) -> bool:
    return any(word in lexicon().sayings for word in told.split()[:2])


def _pairs(text: str) -> dict[int, int]:
    """Return the closing offset of each paired mark that has a direction, by the offset where it opens."""
    pairs: dict[int, int] = {}
    pending: list[int] = []
    for match in DIRECTED.finditer(text):
        offset, mark = match.start(), match[0]
        if pending and mark in CLOSING[text[pending[-1]]]:
            pairs[pending.pop()] = offset
        elif mark in CLOSING and (mark != "»" or _opens(text, offset)):
            pending.append(offset)
    return pairs


def _opens(text: str, place: int) -> bool:
    """True when the mark at this place opens a quote."""
    mark = text[place]
    if mark in "“„«‹「『":
        return True
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if mark == "»":
        # German books turn the angles round: »…«.
        return (before.isspace() or before in "([") and not after.isspace()
    if before.isalnum() or after.isspace() or (before in ".,!?" and mark in SINGLE):
        return False
    return not (mark in SINGLE and (ELISION.match(text, place) or not (after.isalnum() or after in '“"…[')))


def _closing_straight(text: str, place: int) -> int | None:
    offset = text.find('"', place + 1)
    for _ in range(MOST_MARKS):
        if offset < 0:
            break
        before = text[offset - 1]
        after = text[offset + 1] if offset + 1 < len(text) else " "
        if not before.isspace() or not after.isalnum():
            return offset
        offset = text.find('"', offset + 1)
    return None


def _closing_single(text: str, place: int) -> int | None:
    """Return the offset of the closing single mark.

    Apostrophes close nothing: those inside words, nor those of `the leaders' talks` when a mark follows.
    """
    fallback: int | None = None
    close = "'" if text[place] == "'" else "’"
    offset = place + 1
    for _ in range(MOST_MARKS):
        offset = text.find(close, offset + 1)
        if offset < 0:
            break
        before = text[offset - 1]
        after = text[offset + 1] if offset + 1 < len(text) else " "
        if before.isspace() and after.isalnum() and fallback is not None:
            return fallback
        if after.isalnum() or before.isspace():
            continue
        if before == "s" and after == " " and text[offset + 2 : offset + 3].islower():
            fallback = offset if fallback is None else fallback
            continue
        return offset
    return fallback
