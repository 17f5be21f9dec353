"""Sorted rows as files of a bounded size, cut so that a change in one row changes the files of that row only.

A file holds the rows of one region: those whose terms begin with the same bits. A region that is too large is
split by its next bit, again and again. So the cuts depend on what a region holds and not on what happened
before it, nor on the order of builds. A region is named by the lowest text that could lie in it.
"""

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec

__all__ = ["Item", "Region", "cut", "file_name", "in_order", "packed", "script", "unpacked"]

_LONGEST = 35  # letters of the row before that a row may share: one digit of base 36
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Item(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One row, or the rows of a region that stay together."""

    low: str
    """Its first term."""
    high: str
    """Its last term."""
    size: int
    """How large it is."""


class Region(msgspec.Struct, frozen=True, gc=False):
    """The items of one file."""

    bound: str
    """The lowest text that can lie in the region: the map lists these, and the file is named after it."""
    first: int
    """Index of its first item."""
    end: int
    """Index after its last item."""


def in_order(term: str) -> bytes:
    """Return the key that sorts texts as a browser compares them: by UTF-16 units."""
    return term.encode("utf-16-be", "surrogatepass")


def cut(items: Sequence[Item], limit: int) -> list[Region]:
    """Return the regions of items that are sorted by `in_order`: each at most `limit` large, or one item.

    Which rows make a region depends on terms and sizes alone: rows that were cut before may come as one item.
    """
    sums = array("q", accumulate((item.size for item in items), initial=0))
    regions: list[Region] = []
    waiting = [(b"", 0, len(items))]
    while waiting:
        bound, first, end = waiting.pop()
        if end - first <= 1 or sums[end] - sums[first] <= limit:
            if end > first:
                regions.append(Region(_text(bound), first, end))
            continue
        upper = _upper_half(_low(items[first]), in_order(items[end - 1].high))
        middle = bisect_left(items, upper, first, end, key=_low)
        waiting.append((upper, middle, end))
        waiting.append((bound, first, middle))
    return regions


def _low(item: Item) -> bytes:
    return in_order(item.low)


def _upper_half(low: bytes, high: bytes) -> bytes:
    """Return the lowest key that shares with `high` its bits up to the first that differs from `low`."""
    low = low.ljust(len(high), b"\0")
    at = next(n for n, byte in enumerate(high) if byte != low[n])
    bit = 1 << ((high[at] ^ low[at]).bit_length() - 1)
    return high[:at] + bytes([high[at] & ~(bit - 1) & 0xFF])


def _text(bound: bytes) -> str:
    if len(bound) % 2:
        bound += b"\0"
    return bound.decode("utf-16-be", "surrogatepass")


def file_name(text: str) -> str:
    """Return the name of the file for a region or row: two 32-bit FNV-1a hashes of its UTF-16 units."""
    units = in_order(text)
    one, two = 0x811C9DC5, 0x01000193
    for n in range(0, len(units), 2):
        unit = units[n] << 8 | units[n + 1]
        one = (one ^ unit) * 0x01000193 & 0xFFFFFFFF
        two = (two ^ unit) * 0x85EBCA6B & 0xFFFFFFFF
    return f"{one:08x}{two ^ len(units):08x}"[3:]


def packed(terms: Sequence[str], data: Sequence[str], border: str) -> str:
    """Return rows as text: of each term only what differs from the row before, then `border` and its data."""
    rows = []
    last = ""
    for term, row in zip(terms, data, strict=True):
        shared = 0
        for one, two in zip(last, term, strict=False):
            if (
                one != two or one >= "\U00010000" or shared == _LONGEST
            ):  # beyond there two units in the browser
                break
            shared += 1
        rows.append(f"{_DIGITS[shared]}{term[shared:]}{border}{row}")
        last = term
    return "\n".join(rows)


def unpacked(text: str, border: str) -> Iterator[tuple[str, str]]:
    """Yield (term, data) of each row."""
    last = ""
    for row in text.split("\n"):
        if row:
            rest, _, data = row[1:].partition(border)
            last = last[: int(row[0], 36)] + rest
            yield last, data


def script(name: str, value: object) -> bytes:
    """Return a file of the index: a classic script that hands its value to the page that loads it."""
    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError:  # half a pair of UTF-16: the bound of a region can be one
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "backslashreplace"
        )
    return b'backfile("%s",%s)\n' % (name.encode(), data)
