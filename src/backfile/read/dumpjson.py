"""Records of dumps that are one JSON value: the items of its lists, with what the mappings around them say."""

import re
from array import array
from collections.abc import Iterator

from backfile.read.dumpsections import Bytes, NotParted, Section, add, released

__all__ = ["values"]

TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|["\[\]{},]', re.DOTALL)
KEY = re.compile(rb'\s*"(?:[^"\\]++|\\.)*+"\s*:\s*', re.DOTALL)
RECORDS = re.compile(rb"\[\s*\{")
SPACE = re.compile(rb"\s*")
DEEPEST = 6
"""Mappings and lists around the records, as deep as the reader looks for them."""
LONGEST_CARRIED = 256 * 1024
"""What the mappings around a list say, which goes with every part: at most this much."""
MOST_LISTS = 1000
SMALL = 4096
"""A list or mapping of more bytes is parted for itself."""


def values(data: Bytes, largest: int) -> list[Section]:
    """Return the records of a JSON value. An item of more than `largest` bytes is parted in its turn.

    Raises NotParted when the brackets do not pair, or when there is no list in it.
    """
    start = 3 if data[:3] == b"\xef\xbb\xbf" else 0
    return list(_sections(data, (start, len(data)), b"", b"", largest, 0))


def _sections(
    data: Bytes, at: tuple[int, int], before: bytes, after: bytes, largest: int, depth: int
) -> Iterator[Section]:
    """Yield the sections of one value, with what stands before and after it."""
    at = _bare(data, *at)
    opens = data[at[0] : at[0] + 1]
    if opens not in (b"[", b"{") or depth > DEEPEST:
        raise NotParted("expected a list of records, found none")
    children = _children(data, *at)
    if opens == b"{":
        yield from _members(data, children, before, after, largest, depth)
        return
    before, after = before + b"[", b"]" + after
    if len(before) + len(after) > LONGEST_CARRIED:
        raise NotParted("expected less around the list of records")
    held = array("Q")
    for begin, end in Section(children).records():
        try:
            if end - begin <= largest:
                raise NotParted("expected a larger value")
            inside = list(_sections(data, (begin, end), before, after, largest, depth + 1))
        except NotParted:
            add(held, begin, end)
            continue
        if held:
            yield Section(held, before, after, b",")
            held = array("Q")
        yield from inside
    if held:
        yield Section(held, before, after, b",")


def _members(
    data: Bytes, children: "array[int]", before: bytes, after: bytes, largest: int, depth: int
) -> Iterator[Section]:
    """Yield the sections of a mapping: each of its lists of records for itself, with all that is no such list."""
    carried: list[bytes] = []
    own: list[tuple[bytes, int, int]] = []
    size = 0
    for begin, end in Section(children).records():
        key = KEY.match(data, begin, end)
        if key is None:
            raise NotParted("expected a key before each value of a mapping")
        value = key.end()
        if data[value : value + 1] in (b"[", b"{") and (
            end - value > SMALL or RECORDS.search(data, value, end)
        ):
            own.append((bytes(data[begin:value]), value, end))
            if len(own) > MOST_LISTS:
                raise NotParted(f"expected at most {MOST_LISTS} lists of records in a mapping")
            continue
        size += end - begin
        if size > LONGEST_CARRIED:
            raise NotParted("expected less around the list of records")
        carried.append(bytes(data[begin:end]))
    if not own:
        raise NotParted("expected a list of records, found none")
    said = b"".join(one + b"," for one in carried)
    for named, begin, end in own:
        yield from _sections(
            data, (begin, end), before + b"{" + said + named, b"}" + after, largest, depth + 1
        )


def _children(data: Bytes, begin: int, end: int) -> "array[int]":
    """Return begin and end of each value or member directly inside a list or mapping; the commas between are left out.

    Raises NotParted when the brackets inside do not pair.
    """
    bounds = array("Q")
    open_: list[bytes] = []
    first, mark = begin + 1, begin
    pairs = {b"]": b"[", b"}": b"{"}
    for token in TOKEN.finditer(data, begin, end):
        sign = token.group()
        if sign in (b"[", b"{"):
            open_.append(sign)
            if len(open_) > 1000:
                raise NotParted("expected brackets at most 1000 deep")
        elif sign in (b"]", b"}"):
            if not open_ or open_.pop() != pairs[sign]:
                raise NotParted("expected brackets that pair")
            if not open_:
                if token.end() != end:
                    raise NotParted("expected one value")
                if data[first : token.start()].strip() or bounds:
                    add(bounds, first, token.start())
                return bounds
        elif sign == b"," and len(open_) == 1:
            add(bounds, first, token.start())
            first = token.end()
        elif sign == b'"':
            break
        mark = released(data, token.end(), mark)
    raise NotParted("expected brackets and quotation marks that pair")


def _bare(data: Bytes, begin: int, end: int) -> tuple[int, int]:
    """Return where a value begins and ends without the white space around it."""
    match = SPACE.match(data, begin, end)
    begin = match.end() if match else begin
    while end > begin and data[end - 1 : end].isspace():
        end -= 1
    return begin, end
