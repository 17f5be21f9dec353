"""The same part of all runs -> the rows of its words, by columns of numbers.

What numpy cannot do, lists as bits and stems, is done word by word as rows.py does it.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from backfile.search import digits
from backfile.search.inversion import Section
from backfile.search.rows import Lore, of_fields

if TYPE_CHECKING:  # numpy takes a while to load, and most commands make no index
    import numpy
    from numpy.typing import NDArray

    Column = NDArray[numpy.int64]
    Bytes = NDArray[numpy.uint8]

__all__ = ["Columns", "put_together"]

Columns = tuple[list[str], list[str], list[str]]
"""The rows of many words: the words, the data of each, the signs of each."""
_WEIGHTS = 3


class _Pairs(msgspec.Struct, frozen=True):
    """A pair for each word and article, in the order of words, then weights, then articles."""

    lists: "Column"
    """Word and weight of each."""
    numbers: "Column"
    sizes: "Column"
    """How many signs each has."""
    signs: "Bytes"
    """The signs of all, one after another."""


def put_together(sections: Iterable[Section], lore: Lore) -> Columns:
    """Return the rows of the words of one part, from the same part of all runs in order."""
    import numpy

    found: defaultdict[str, int] = defaultdict(lambda: len(found))
    pairs = _in_order([one for one in sections if one.terms], found)
    if not found:
        return [], [], []
    terms = [*found]
    first = numpy.flatnonzero(numpy.diff(pairs.lists // _WEIGHTS, prepend=-1))
    bits = 1 << numpy.frombuffer(lore.spoken, numpy.uint8)[pairs.numbers].astype(numpy.int64) >> 1
    masks = numpy.bitwise_or.reduceat(bits, first).tolist()
    counts = numpy.diff(first, append=len(bits)).tolist()
    rows = [
        of_fields(term, fields, signs, count, mask, lore)
        for term, count, mask, (fields, signs) in zip(terms, counts, masks, _fields(pairs), strict=True)
    ]
    return terms, [one.words for one in rows], [one.signs for one in rows]


def _in_order(sections: Sequence[Section], found: defaultdict[str, int]) -> _Pairs:
    """Return the pairs of all sections; `found` gets the numbers of their words."""
    import numpy

    def column(held: Iterable[bytes], kind: type) -> "Column":
        return numpy.frombuffer(b"".join(held), kind).astype(numpy.int64)

    own = array("I")
    for one in sections:
        own.extend(map(found.__getitem__, one.terms.split("\n")))
    words = numpy.repeat(
        numpy.frombuffer(own, numpy.uint32).astype(numpy.int64),
        column((one.counts for one in sections), numpy.uint16),
    )
    lists = words * _WEIGHTS + column((one.weights for one in sections), numpy.uint8)
    bits = len(lists).bit_length()
    keys = (lists << bits) + numpy.arange(len(lists))
    keys.sort()  # by list, and as they stood: quicker than a stable sort
    order = keys & (1 << bits) - 1
    sizes = column((one.sizes for one in sections), numpy.uint8)
    begins = (numpy.cumsum(sizes) - sizes)[order]
    sizes = sizes[order]
    places = numpy.arange(sizes.sum()) + numpy.repeat(begins - numpy.cumsum(sizes) + sizes, sizes)
    signs = numpy.frombuffer(b"".join(one.signs for one in sections), numpy.uint8)[places]
    return _Pairs(keys >> bits, column((one.numbers for one in sections), numpy.uint32)[order], sizes, signs)


def _fields(pairs: _Pairs) -> Iterator[tuple[list[str], list[str]]]:
    """Yield for each word its lists of articles as text, and the signs of each list."""
    import numpy

    first = numpy.flatnonzero(numpy.diff(pairs.lists, prepend=-1))
    ends = numpy.append(first[1:], len(pairs.lists))
    gaps, in_gaps = _gaps(pairs.numbers, first)
    signs, in_signs = pairs.signs.tobytes().decode(), numpy.append(0, numpy.cumsum(pairs.sizes))
    lists = pairs.lists[first].tolist()
    dense = ((ends - first) * digits.BITS > pairs.numbers[ends - 1]).tolist()
    spans = zip(first.tolist(), ends.tolist(), strict=True)
    texts = zip(
        pairwise(in_gaps[numpy.append(first, ends[-1])].tolist()),
        pairwise(in_signs[numpy.append(first, ends[-1])].tolist()),
        strict=True,
    )
    own: tuple[list[str], list[str]] = [""] * _WEIGHTS, [""] * _WEIGHTS
    last = 0
    for one, is_dense, (begin, end), (in_gap, in_sign) in zip(lists, dense, spans, texts, strict=True):
        word, weight = divmod(one, _WEIGHTS)
        if word != last:
            yield own
            own, last = ([""] * _WEIGHTS, [""] * _WEIGHTS), word
        own[0][weight] = (
            digits.listed(pairs.numbers[begin:end].tolist()) if is_dense else gaps[slice(*in_gap)]
        )
        own[1][weight] = signs[slice(*in_sign)]
    yield own


def _gaps(numbers: "Column", first: "Column") -> "tuple[str, Column]":
    """Return the gaps of lists that begin at these places as text, and where that of each number begins."""
    import numpy

    left = numpy.diff(numbers, prepend=-1) - 1
    left[first] = numbers[first]
    sizes = numpy.ones(len(left), numpy.int64)
    least = digits.BASE
    while (longer := left >= least).any():
        sizes += longer
        least *= digits.BASE
    ends = numpy.cumsum(sizes)
    text = numpy.empty(ends[-1], numpy.uint8)
    ending = numpy.frombuffer(digits.ENDING.encode(), numpy.uint8)
    continued = numpy.frombuffer(digits.CONTINUED.encode(), numpy.uint8)
    text[ends - 1] = ending[left % digits.BASE]
    at, left = ends - 1, left // digits.BASE
    while (more := numpy.flatnonzero(left)).size:
        at, left = at[more] - 1, left[more]
        text[at] = continued[left % digits.BASE]
        left //= digits.BASE
    return text.tobytes().decode(), numpy.append(0, ends)
