"""Where the records of a large dump lie: stretches of its bytes, which are never held as a whole."""

import mmap
from array import array
from collections.abc import Iterator

import msgspec

__all__ = ["Bytes", "NotParted", "Section", "add", "from_cuts", "lines_of", "released"]

Bytes = bytes | mmap.mmap
STEP = 16 * 1024 * 1024
"""After so many bytes the pages of a mapped file that were read go back to the system."""


MOST = 5_000_000
"""Records of one section. A dump of news has fewer; a file made to fill the memory may have more."""


class NotParted(Exception):
    """The dump cannot be parted; says what was expected."""


class Section(msgspec.Struct):
    """Records of one kind that may be parted anywhere between them, and what each part must have around them."""

    bounds: "array[int]"
    """Begin and end of each record, one after the other, in the order of the file."""
    head: bytes = b""
    """What each part begins with."""
    tail: bytes = b""
    """What each part ends with."""
    joint: bytes = b""
    """What stands between two records."""
    beside: dict[int, tuple[tuple[int, int], ...]] = {}
    """For the record with this number: other stretches that it needs, in the order of the file."""

    def records(self) -> Iterator[tuple[int, int]]:
        """Yield (begin, end) of each record."""
        return zip(self.bounds[::2], self.bounds[1::2], strict=True)


def add(bounds: "array[int]", begin: int, end: int) -> None:
    """Add the bounds of one record. Raises NotParted when there are more than any dump has."""
    if len(bounds) >= 2 * MOST:
        raise NotParted(f"expected at most {MOST} records")
    bounds.extend((begin, end))


def from_cuts(cuts: "array[int]", size: int) -> "array[int]":
    """Return the bounds of the records that begin at these places; what stands above the first belongs to it."""
    bounds = array("Q")
    begin = 0
    for end in (*cuts[1:], size):
        add(bounds, begin, end)
        begin = end
    return bounds


def lines_of(data: Bytes) -> Iterator[tuple[int, int]]:
    """Yield (begin, end) of each line, its end of line included. No line is copied, however long."""
    begin, size, mark = 0, len(data), 0
    while begin < size:
        end = data.find(b"\n", begin) + 1 or size
        yield begin, end
        begin = end
        mark = released(data, end, mark)


def released(data: Bytes, at: int, mark: int) -> int:
    """Give back what was read of a mapped file once it is much since `mark`; return the new mark."""
    if at - mark < STEP:
        return mark
    if isinstance(data, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        data.madvise(mmap.MADV_DONTNEED)
    return at
