"""Records of dumps in XML or SGML, found by their tags alone: nothing is parsed, so that no entity is unfolded."""

import re
from array import array
from collections.abc import Iterator

from backfile.read.corpusnames import RECORDS
from backfile.read.dumpsections import Bytes, Section, add, released

__all__ = ["elements"]

LONGEST_HEAD = 1024 * 1024
"""What stands before the first record and goes with every part: at most this much."""
LONGEST_COMMENT = 5 * 1024 * 1024
FEED_ITEM = re.compile(rb"<((?:[A-Za-z]\w{0,30}:)?(?:item|entry))(?=[\s>/])")
ELEMENT = re.compile(rb"<([^\s<>/!?\"'=]{1,60})(?=[\s>])")
POST_TYPE = re.compile(rb"<wp:post_type>\s*(?:<!\[CDATA\[)?\s*attachment\b")
NUMBER = re.compile(rb"<wp:post_id>\s*(?:<!\[CDATA\[)?\s*(\d+)")
PARENT = re.compile(rb"<wp:post_parent>\s*(?:<!\[CDATA\[)?\s*(\d+)")
CHOSEN = re.compile(
    rb"<wp:meta_key>\s*(?:<!\[CDATA\[)?\s*_thumbnail_id\s*(?:\]\]>)?\s*</wp:meta_key>\s*"
    rb"<wp:meta_value>\s*(?:<!\[CDATA\[)?\s*(\d+)"
)
CANDIDATES = 6
"""Names of records that are tried, in the order of the file."""


def elements(data: Bytes, kind: str) -> list[Section]:
    """Return the records of a feed, an export of WordPress or a tagged collection; nothing when none are told apart.

    What stands before the first record and behind the last goes with every part. In an export of WordPress the
    pictures of a post go with it.
    """
    alone: list[Section] = []
    for name in _names(bytes(data[:LONGEST_HEAD]), kind):
        bounds = _bounds(data, name)
        if not bounds or bounds[0] > LONGEST_HEAD or len(data) - bounds[-1] > LONGEST_HEAD:
            continue
        head, tail = bytes(data[: bounds[0]]), bytes(data[bounds[-1] :])
        if len(bounds) == 2 and kind not in ("wxr", "feed"):
            alone = [Section(bounds, head, tail)]  # it may be what holds all records
            continue
        # White space and comments between two records stay with the first of them.
        for n in range(2, len(bounds), 2):
            bounds[n - 1] = bounds[n]
        section = Section(bounds, head, tail)
        return [_with_pictures(data, section) if kind == "wxr" else section]
    return alone


def _names(head: bytes, kind: str) -> Iterator[bytes]:
    """Yield the names that records may have."""
    if kind in ("wxr", "feed"):
        found = FEED_ITEM.search(head)
        if found:
            yield found.group(1)
        return
    names: dict[bytes, None] = {}
    for match in ELEMENT.finditer(head):
        name = match.group(1).decode("utf-8", "replace").rsplit(":", 1)[-1]
        if re.sub(r"[-_.]", "", name).upper() in RECORDS:
            names.setdefault(match.group(1))
            if len(names) == CANDIDATES:
                break
    yield from names


def _bounds(data: Bytes, name: bytes) -> "array[int]":
    """Return begin and end of each outermost element of a name; comments and CDATA hold none."""
    bounds = array("Q")
    tag = re.compile(rb"<(?:!--|!\[CDATA\[|(/?)" + re.escape(name) + rb"(?=[\s>/])[^<>]*>)")
    depth, begin, at, mark = 0, 0, 0, 0
    ends = {b"-->": 0, b"]]>": 0}  # where the next one is: what nothing closes is looked for once
    while found := tag.search(data, at):
        at = found.end()
        mark = released(data, at, mark)
        if found.group(1) is None:
            sign = b"-->" if data[found.start() + 2 : at] == b"--" else b"]]>"
            if 0 <= ends[sign] < at:
                ends[sign] = data.find(sign, at)
            if 0 <= ends[sign] - at <= LONGEST_COMMENT:
                at = ends[sign] + 3
        elif found.group(1):
            depth = max(0, depth - 1)
            if depth == 0 and begin < found.start():
                add(bounds, begin, at)
                begin = at
        else:
            begin = found.start() if depth == 0 else begin
            if data[at - 2 : at] != b"/>":
                depth += 1
            elif depth == 0:
                add(bounds, begin, at)
    return bounds


def _with_pictures(data: Bytes, section: Section) -> Section:
    """Return the section in which the items of the media library stand with the posts that show them."""
    pictures: dict[bytes, tuple[int, int]] = {}
    below: dict[bytes, list[bytes]] = {}
    posts = array("Q")
    mark = 0
    for begin, end in section.records():
        mark = released(data, end, mark)
        item = bytes(data[begin : min(end, begin + LONGEST_HEAD)])
        number, parent = NUMBER.search(item), PARENT.search(item)
        if number is None or not POST_TYPE.search(item):
            add(posts, begin, end)
            continue
        pictures[number.group(1)] = begin, end
        if parent is not None and parent.group(1) != b"0":
            below.setdefault(parent.group(1), []).append(number.group(1))
    beside: dict[int, tuple[tuple[int, int], ...]] = {}
    mark = 0
    for n, (begin, end) in enumerate(Section(posts).records()):
        mark = released(data, end, mark)
        item = bytes(data[begin : min(end, begin + LONGEST_HEAD)])
        number, chosen = NUMBER.search(item), CHOSEN.search(item)
        wanted = [*below.get(number.group(1) if number else b"", ()), *((chosen.group(1),) if chosen else ())]
        if found := {pictures[one] for one in wanted if one in pictures}:
            beside[n] = tuple(sorted(found))
    return Section(posts, section.head, section.tail, b"", beside)
