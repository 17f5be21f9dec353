"""Words of some articles -> for each word the articles that say it, by columns of numbers.

Every word of a run becomes one number: which word, which article, the sign of the word that follows it there, and how
much it weighs. Sorted, these numbers are the inversion, and numpy sorts and counts them a few times quicker than
dictionaries of lists would grow.
"""

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from backfile.search import digits
from backfile.search.entries import OFTEN, SIGNS, Entry, words_of
from backfile.search.folding import END, LONGEST
from backfile.search.said import packed

if TYPE_CHECKING:  # numpy takes a while to load, and most commands make no index
    import numpy
    from numpy.typing import NDArray

    Column = NDArray[numpy.int64]
    Bytes = NDArray[numpy.uint8]

__all__ = ["Section", "inverted"]

REMEMBERED = 1_000_000
"""Words that a process remembers."""
JOINING = len(digits.ENDING)
"""Stands for the sign of a word that joins an article and that it need not say: it sorts after all signs."""
_ANY, _NONE = digits.ENDING.index(digits.ANY), digits.ENDING.index(digits.NONE)
_ENDS = 6
"""Sections of an article: headline, lead, rest, names of those in the headline, names of others, facets."""
_WEIGHTS = (0, 1, 2, 1, 2, 2)
"""The weight of each section."""
_OWN = 3
"""Sections whose words the article itself says."""


class Section(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The words of one run and part, with the articles that say them: a pair for each word and article."""

    terms: str
    """A line each."""
    counts: bytes
    """How many articles say each, in two bytes."""
    numbers: bytes
    """The number of the article of each pair in four bytes, word after word."""
    weights: bytes
    """The weight of each pair, a byte each."""
    sizes: bytes
    """How many signs each pair has, a byte each."""
    signs: bytes
    """The signs of all pairs, one after another."""


class _Known(dict[str, int]):
    """The number of each word, in the order in which they came; what is told of each lies in `words` and `signs`."""

    def __init__(self) -> None:
        super().__init__({END: 0})
        self.words = [END]
        self.signs = array("B", [_NONE])
        self.hashes = array("I", [0])

    def __missing__(self, word: str) -> int:
        if len(word) > LONGEST:
            number = self[word] = self[word[:LONGEST]]
            return number
        number = self[word] = len(self.words)
        self.words.append(word)
        self.signs.append(digits.sign_number(word))
        self.hashes.append(crc32(word.encode()))
        return number


_KNOWN = [_Known()]


class _Pairs(msgspec.Struct, frozen=True):
    """Words with the articles that say them, in the order of words, then of articles."""

    words: "Column"
    articles: "Column"
    weights: "Column"
    sizes: "Column"
    """How many signs each has."""
    signs: "Bytes"
    """The signs of all, one after another."""


def inverted(entries: Sequence[Entry], parts: int) -> tuple[list[Section], list[bytes]]:
    """Return the parts of the inversion of some articles, and the words of those that came without, as kept."""
    import numpy

    if len(_KNOWN[0].words) > REMEMBERED:
        _KNOWN[0] = _Known()
    known = _KNOWN[0]
    tokens, fresh = _tokens(entries, known)
    own = numpy.flatnonzero(numpy.bincount(tokens)[1:]) + 1
    part = numpy.frombuffer(known.hashes, numpy.uint32)[own] % parts
    order = numpy.argsort(part, kind="stable")
    own, part = own[order], part[order]
    ranks = numpy.zeros(len(known.words), numpy.int64)
    ranks[own] = numpy.arange(len(own))
    pairs = _pairs(tokens, ranks, numpy.frombuffer(known.signs, numpy.uint8), len(entries))
    numbers = numpy.array([one.number for one in entries], numpy.uint32)[pairs.articles]
    terms = [known.words[n] for n in own.tolist()]
    return [*_sections(pairs, terms, numbers, numpy.searchsorted(part, numpy.arange(parts + 1)))], fresh


def _sections(
    pairs: _Pairs, terms: Sequence[str], numbers: "NDArray[numpy.uint32]", cuts: "Column"
) -> Iterator[Section]:
    """Yield the parts of the pairs, of whose words each begins where the cuts tell."""
    import numpy

    counts = numpy.bincount(pairs.words, minlength=len(terms))
    first = numpy.append(0, numpy.cumsum(counts))
    begins = numpy.append(0, numpy.cumsum(pairs.sizes))
    weights, sizes = pairs.weights.astype(numpy.uint8), pairs.sizes.astype(numpy.uint8)
    for begin, end in pairwise(cuts.tolist()):
        own = slice(first[begin], first[end])
        yield Section(
            "\n".join(terms[begin:end]),
            counts[begin:end].astype(numpy.uint16).tobytes(),
            numbers[own].tobytes(),
            weights[own].tobytes(),
            sizes[own].tobytes(),
            pairs.signs[begins[own.start] : begins[own.stop]].tobytes(),
        )


def _tokens(entries: Sequence[Entry], known: _Known) -> "tuple[NDArray[numpy.uint32], list[bytes]]":
    """Return the numbers of the words of all sections of some articles, END after each, and what is new, as kept."""
    import numpy

    numbers, fresh = array("I"), []
    for one in entries:
        found = words_of(one)
        if not one.words:
            fresh.append(packed(found))
        more = one.joined
        found += [*more.heads.split(), END, *more.names.split(), END, *more.facets, END]
        numbers.extend(map(known.__getitem__, found))
    return numpy.frombuffer(numbers, numpy.uint32), fresh


def _pairs(tokens: "NDArray[numpy.uint32]", ranks: "Column", signs: "Bytes", count: int) -> _Pairs:
    """Return the pairs of so many articles, whose words the ranks give a new order."""
    import numpy

    ends = numpy.flatnonzero(tokens == 0)
    section = numpy.repeat(numpy.arange(len(ends)), numpy.diff(ends, prepend=-1))
    kind = section % _ENDS
    sign = numpy.append(signs[tokens[1:]], _NONE)
    sign[kind >= _OWN] = JOINING
    sign[kind == _ENDS - 1] = _NONE
    keys = ((ranks[tokens] * count + section // _ENDS) * 64 + sign) * 4 + numpy.array(_WEIGHTS)[kind]
    keys = keys[tokens != 0]
    keys.sort()
    return _counted(keys, count)


def _counted(keys: "Column", count: int) -> _Pairs:
    """Return the pairs of sorted numbers of words, which hold word and article, sign and weight."""
    import numpy

    sign, pair = keys >> 2 & 63, keys >> 8
    first = numpy.flatnonzero(numpy.diff(pair, prepend=-1))
    which = numpy.repeat(numpy.arange(len(first)), numpy.diff(first, append=len(keys)))
    times = numpy.add.reduceat(sign != JOINING, first, dtype=numpy.int64)
    weights = numpy.minimum.reduceat(keys & 3, first)
    weights[(times >= OFTEN) & (weights == 2)] = 1
    many = (times == 0) | (times > SIGNS)
    stays = (numpy.diff(keys >> 2, prepend=-1) != 0) & (sign != JOINING) & ~many[which]
    stays[first[many]] = True
    sign[first[many]] = _ANY
    which, sign = which[stays], sign[stays]
    last = numpy.diff(which, append=len(first)) != 0
    ending = numpy.frombuffer(digits.ENDING.encode(), numpy.uint8)
    continued = numpy.frombuffer(digits.CONTINUED.encode(), numpy.uint8)
    words, articles = numpy.divmod(pair[first], count)
    sizes = numpy.bincount(which, minlength=len(first))
    return _Pairs(words, articles, weights, sizes, numpy.where(last, ending[sign], continued[sign]))
