"""Numbers as printable text that needs no escaping in a script: the alphabet of the index.

90 printable characters without space, quote and backslash make two sets of 45 digits: the first set ends a
number, the second goes before. Lists of article numbers are written as gaps, 1.3 characters each.
"""

from collections.abc import Sequence
from itertools import chain
from operator import sub

__all__ = ["ANY", "BASE", "CONTINUED", "ENDING", "NONE", "decoded", "gap", "gaps", "sign"]

_ALPHABET = [c for c in map(chr, range(35, 127)) if c not in "\\`"]
BASE = len(_ALPHABET) // 2
ENDING = "".join(_ALPHABET[:BASE])
CONTINUED = "".join(_ALPHABET[BASE : 2 * BASE])
ANY = ENDING[BASE - 2]
"""Sign for "followed by too many words to tell"."""
NONE = ENDING[BASE - 1]
"""Sign for "followed by no word"."""

_VALUE = {c: n for n, c in enumerate(ENDING)} | {c: ~n for n, c in enumerate(CONTINUED)}


def gap(number: int) -> str:
    """Return a number from 0 on as text."""
    text = ENDING[number % BASE]
    number //= BASE
    while number:
        text = CONTINUED[number % BASE] + text
        number //= BASE
    return text


class _Gaps(dict[int, str]):
    """The text of each difference between two numbers."""

    def __missing__(self, difference: int) -> str:
        made = gap(difference - 1)
        if difference < BASE * BASE * 4:
            self[difference] = made
        return made


_GAPS = _Gaps()


def gaps(numbers: Sequence[int], last: int = -1) -> str:
    """Return rising numbers as the text of the gaps between them, the first counted from `last`."""
    before = chain((last,), numbers)
    return "".join(map(_GAPS.__getitem__, map(sub, numbers, before)))


def decoded(text: str, last: int = -1) -> list[int]:
    """Return the numbers whose gaps this text holds."""
    numbers = []
    step = 0
    for character in text:
        value = _VALUE[character]
        if value < 0:
            step = step * BASE + ~value
        else:
            last += step * BASE + value + 1
            numbers.append(last)
            step = 0
    return numbers


def sign(word: str) -> str:
    """Return the sign of a word: one digit that says, with one error in 43, which word follows another."""
    value = 0
    for character in word:
        value = (value * 31 + ord(character)) % 43
    return ENDING[value]
