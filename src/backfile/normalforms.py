"""Unicode's normal forms of a text, in a time that grows with its length alone.

Marks behind a letter are put in order by a sort that takes the square of their number: a hundred thousand of them keep
it busy for a minute, and it is compiled code that nothing interrupts. Source: Unicode Standard Annex 15, section 13,
the stream-safe text format, which parts runs of more than 30 marks by U+034F.
"""

from typing import Literal
from unicodedata import combining, is_normalized, normalize

__all__ = ["is_normal", "normal"]

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
MOST = 30
"""Marks of one letter; no language has so many."""
JOINER = "\u034f"


def normal(form: Form, text: str) -> str:
    """Return a text in a normal form, its runs of more than 30 marks parted by a sign that nobody sees."""
    if text.isascii():
        return text
    return normalize(form, _parted(text) if _has_long_run(text) else text)


def is_normal(form: Form, text: str) -> bool:
    """Return whether `normal` would give the text as it is."""
    return text.isascii() or (not _has_long_run(text) and is_normalized(form, text))


def _has_long_run(text: str) -> bool:
    """Return whether more than 30 marks follow one another: one of them stands at a multiple of 30 then."""
    if not any(map(combining, text[::MOST])):
        return False
    for at in range(0, len(text), MOST):
        if combining(text[at]):
            first = last = at
            while first > 0 and at - first < MOST and combining(text[first - 1]):
                first -= 1
            while last - first < MOST and last + 1 < len(text) and combining(text[last + 1]):
                last += 1
            if last - first >= MOST:
                return True
    return False


def _parted(text: str) -> str:
    made, run = [], 0
    for character in text:
        run = run + 1 if combining(character) else 0
        if run > MOST:
            made.append(JOINER)
            run = 1
        made.append(character)
    return "".join(made)
