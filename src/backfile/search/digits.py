"""Numbers as printable text that needs no escaping in a script: the alphabet of the index.

90 printable characters without space, quote and backslash make two sets of 45 digits: the first set ends a
number, the second goes before. Lists of article numbers are written as gaps, 1.3 characters each; a list with
more than one number of six as a bit for each number, six in a character.
"""

import base64
from collections.abc import Sequence
from itertools import chain
from operator import sub

__all__ = [
    "ANY",
    "BASE",
    "BITS",
    "CONTINUED",
    "DENSE",
    "ENDING",
    "NONE",
    "decoded",
    "gap",
    "gaps",
    "listed",
    "sign",
    "sign_number",
]

_ALPHABET = [c for c in map(chr, range(35, 127)) if c not in "\\`"]
BASE = len(_ALPHABET) // 2
ENDING = "".join(_ALPHABET[:BASE])
CONTINUED = "".join(_ALPHABET[BASE : 2 * BASE])
ANY = ENDING[BASE - 2]
"""Sign for "followed by too many words to tell"."""
NONE = ENDING[BASE - 1]
"""Sign for "followed by no word"."""

DENSE = "!"
"""Goes before a list that is written as bits; it is no digit."""
BITS = 6
"""Bits in a character of such a list, the highest first."""

_SIXTY_FOUR = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"  # RFC 4648, section 4
_FROM_BASE64 = bytes.maketrans(_SIXTY_FOUR, "".join(_ALPHABET[: 1 << BITS]).encode())
_TO_BASE64 = bytes.maketrans("".join(_ALPHABET[: 1 << BITS]).encode(), _SIXTY_FOUR)
_TO_BIT_TEXT = bytes.maketrans(b"\0\1", b"01")
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


def listed(numbers: Sequence[int]) -> str:
    """Return rising numbers from 0 on as gaps or as bits, whichever is shorter."""
    if not numbers or len(numbers) * BITS <= numbers[-1]:
        return gaps(numbers)
    size = -(-(numbers[-1] + 1) // (4 * BITS)) * 4 * BITS
    flags = bytearray(size)
    for number in numbers:
        flags[number] = 1
    bits = int(flags.translate(_TO_BIT_TEXT), 2).to_bytes(size // 8, "big")
    text = DENSE + base64.b64encode(bits).translate(_FROM_BASE64).decode().rstrip(ENDING[0])
    if len(text) <= len(numbers):  # gaps take a digit or more each
        return text
    return min(text, gaps(numbers), key=len)


def _of_bits(text: str) -> list[int]:
    whole = text[len(DENSE) :].encode().translate(_TO_BASE64)
    bits = base64.b64decode(whole.ljust(-(-len(whole) // 4) * 4, b"A"))
    flags = f"{int.from_bytes(bits, 'big'):0{len(bits) * 8}b}" if bits else ""
    return [n for n, flag in enumerate(flags) if flag == "1"]


def decoded(text: str, last: int = -1) -> list[int]:
    """Return the numbers that a text of gaps or bits holds; `last` is what the first gap is counted from."""
    if text.startswith(DENSE):
        return _of_bits(text)
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
    return ENDING[sign_number(word)]


def sign_number(word: str) -> int:
    """Return the same as a number."""
    value = 0
    for character in word:
        value = (value * 31 + ord(character)) % 43
    return value
