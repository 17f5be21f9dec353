"""A small signature of a text's paragraphs, by which near-identical texts are found without their words.

Each paragraph of some length gets the minima of twelve hash functions over its runs of words (MinHash, A. Broder,
"On the resemblance and containment of documents", 1997), joined by threes to four bands. Two paragraphs share a band
with a chance of 1 - (1 - s³)⁴, where s is the share of their runs of words that are common: 0.99 for s = 0.9, 0.82 for
0.7, 0.10 for 0.3. No library is used: those that do this need NumPy, and one BLAKE2b digest of 48 bytes is twelve
independent hashes at once, the same on every machine.

Two things tell copies from what only sounds alike. Reports that recur have the words of yesterday and other figures:
so a paragraph's figures are kept too, a bit for each. Outlets join and part the paragraphs of a wire: so the sentences
of a paragraph are signed beside it. Twenty-six bytes each are kept with the summary of an article.
"""

import functools
import struct
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from backfile.model import Block, Record
from backfile.normalforms import normal
from backfile.patterns import late

__all__ = ["Alike", "alike", "bands_of", "sketch_of"]

KINDS = ("paragraph", "quote", "list_item")
RUN = 3
"""Words in a run."""
RUN_UNSPACED = 5
"""Characters in a run, in scripts written without spaces."""
LEAST = 10
"""Words that a paragraph or sentence has at least to be told from others; characters count half in unspaced scripts."""
MOST = 1000
"""Paragraphs looked at; more are in books and lists only."""
WORDS = 0x7FFF
"""Most words that are counted of one paragraph; the bit above marks a sentence of the paragraph before it."""
ASCII_TOKEN = late(r"[a-zA-Z0-9]+")  # finds the same in ASCII, in half the time
TOKEN = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
UNSPACED = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
DIGIT = late(r"\d")
FIGURE = late(r"\d+(?:[.,:\u00a0\u202f]\d+)*")
SENTENCE = late(r"(?<=[.!?؟।])[”’\"'»)\]]*\s+|(?<=[。！？])[”’」』）]*")
OF_RUN = 12
"""Hashes of a run of words."""
BAND = struct.Struct("<B3I")
ROW = struct.Struct("<4IHQ")


class Alike(Record, frozen=True):
    """How much of two texts is the same."""

    words: int
    """Words of the first text's paragraphs that the second has too, changed a little or not at all."""
    of_one: float
    """Which part of the first text that is, 0 to 1."""
    of_other: float
    """Which part of the second text it is."""
    begins: int
    """How many of the two texts begin with a paragraph that the other has too, whatever its figures: 0, 1 or 2."""
    ends: int
    """How many of them end with one."""

    @property
    def smaller(self) -> float:
        """The share of the longer text."""
        return min(self.of_one, self.of_other)

    @property
    def larger(self) -> float:
        """The share of the shorter text."""
        return max(self.of_one, self.of_other)


class _Opened(Record, frozen=True):
    """A signature taken apart."""

    places: dict[int, int]
    """Its row by band."""
    words: tuple[int, ...]
    """Words of each row."""
    figures: tuple[int, ...]
    """Bits of the figures of each row."""
    of: tuple[int, ...]
    """For each row, the row of the paragraph that it is, or is a sentence of."""
    total: int
    """Words of all paragraphs."""


def sketch_of(body: Iterable[Block], dateline: str = "") -> bytes:
    """Return the signature of a body: for each paragraph four bands of 32 bits, its number of words, its figures.

    The sentences of a paragraph that has several follow it. The dateline is left out, which one outlet prints and
    the next does not.
    """
    rows: list[bytes] = []
    paragraphs = 0
    for block in body:
        if block.kind not in KINDS or paragraphs >= MOST:
            continue
        text = normal("NFKC", block.text.removeprefix(dateline)).casefold()
        words, count, run = _counted(text)
        if count < LEAST:
            continue
        paragraphs += 1
        hashes = _hashes(words, run)
        rows.append(_row(text, count, hashes, 0))
        rows.extend(_sentences(text, hashes, run))
    return b"".join(rows)


def _sentences(text: str, hashes: Sequence[int], run: int) -> Iterator[bytes]:
    """Yield the signature of each long sentence of a paragraph that has several; its runs are hashed already."""
    sentences = [part for part in SENTENCE.split(text) if part]
    begin = 0
    for part in sentences if len(sentences) > 1 else ():
        words, count, own = _counted(part)
        if count >= LEAST:
            end = begin + len(words) - run + 1
            known = hashes[begin * OF_RUN : end * OF_RUN] if own == run else _hashes(words, own)
            yield _row(part, count, known, WORDS + 1)
        begin += len(words)


def _counted(text: str) -> tuple[list[str], int, int]:
    """Return the words of a text, how many they count as, and how many make a run."""
    if text.isascii():
        words = ASCII_TOKEN.findall(text)
        return words, len(words), RUN
    words = TOKEN.findall(text)
    if len(UNSPACED.findall(text)) * 2 > len(words):
        return words, len(words) // 2, RUN_UNSPACED
    return words, len(words), RUN


def _row(text: str, count: int, hashes: Sequence[int], mark: int) -> bytes:
    """Return the signature of a paragraph or sentence."""
    return ROW.pack(*_bands(hashes), min(count, WORDS) | mark, _figures(text))


def _hashes(words: list[str], run: int) -> Sequence[int]:
    """Return twelve hashes of each run of words, one run after the other."""
    runs = map(str.encode, map(" ".join, zip(*(words[at:] for at in range(run)), strict=False)))
    data = b"".join([blake2b(one, digest_size=4 * OF_RUN).digest() for one in runs])
    return struct.unpack(f"<{len(data) // 4}I", data)


def _bands(hashes: Sequence[int]) -> Iterator[int]:
    """Yield a number for each three of the minima of the hashes."""
    for band in range(4):
        minima = [min(hashes[at::OF_RUN]) for at in range(3 * band, 3 * band + 3)]
        yield int.from_bytes(blake2b(BAND.pack(band, *minima), digest_size=4).digest())


def _figures(text: str) -> int:
    """Return a bit of 64 for each number: `1,000` and `1.000` have the same."""
    bits = 0
    if DIGIT.search(text) is None:
        return bits
    for found in FIGURE.findall(text):
        digits = "".join(str(int(c)) for c in found if c.isdecimal())
        bits |= 1 << (blake2b(digits.encode(), digest_size=1).digest()[0] & 63)
    return bits


def bands_of(sketch: bytes) -> tuple[int, ...]:
    """Return all bands of a signature; two texts that share none have no paragraph in common."""
    return _bands_of_rows(len(sketch) // ROW.size).unpack(sketch)


@functools.cache
def _bands_of_rows(rows: int) -> struct.Struct:
    return struct.Struct("<" + "4I10x" * rows)


def alike(one: bytes, other: bytes) -> Alike:
    """Return how much of two texts is the same, by their signatures.

    A paragraph that is not in the other text as a whole counts with those of its sentences that are.
    """
    first, second = _opened(one), _opened(other)
    hits: tuple[set[int], set[int]] = (set(), set())
    begins, ends = [False, False], [False, False]
    for band in first.places.keys() & second.places.keys():
        a, b = first.places[band], second.places[band]
        begins = [begins[0] or first.of[a] == 0, begins[1] or second.of[b] == 0]
        ends = [ends[0] or first.of[a] == first.of[-1], ends[1] or second.of[b] == second.of[-1]]
        if _same_figures(first.figures[a], second.figures[b]):
            hits[0].add(a)
            hits[1].add(b)
    if not hits[0]:
        return Alike(0, 0, 0, 0, 0)
    shared = [_shared(text, found) for text, found in zip((first, second), hits, strict=True)]
    return Alike(shared[0], shared[0] / first.total, shared[1] / second.total, sum(begins), sum(ends))


def _same_figures(one: int, other: int) -> bool:
    """Return whether two thirds of the figures of the one that has fewer are among those of the other."""
    fewer = min(one.bit_count(), other.bit_count())
    return 3 * (one & other).bit_count() >= 2 * fewer


def _shared(text: _Opened, found: set[int]) -> int:
    return sum(text.words[row] for row in found if text.of[row] == row or text.of[row] not in found)


@functools.lru_cache(maxsize=4096)
def _opened(sketch: bytes) -> _Opened:
    places: dict[int, int] = {}
    words: list[int] = []
    figures: list[int] = []
    of: list[int] = []
    for row, (*bands, count, bits) in enumerate(ROW.iter_unpack(sketch)):
        places.update(dict.fromkeys(bands, row))
        words.append(count & WORDS)
        figures.append(bits)
        of.append(of[-1] if count > WORDS else row)
    total = sum(own for row, own in enumerate(words) if of[row] == row)
    return _Opened(places, tuple(words), tuple(figures), tuple(of), total)
