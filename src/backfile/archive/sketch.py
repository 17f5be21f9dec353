"""A small signature of a text's paragraphs, by which near-identical texts are found without their words.

The runs of words of each paragraph of some length are hashed to places on a circle, and the three that follow each of
four points make a band (MinHash, A. Broder, "On the resemblance and containment of documents", 1997, with the one
function of P. Li, A. Owen and C.-H. Zhang, "One Permutation Hashing", 2012). Two paragraphs share a band with a chance
of about 1 - (1 - s³)⁴, where s is the share of their runs of words that are common: 0.99 for s = 0.9, 0.82 for 0.7,
0.10 for 0.3. A run's place is made of the hashes of its words, each of which is hashed once for all texts. No library
is used: those that do this need NumPy, which takes longer to load than a day's texts take to be signed.

Two things tell copies from what only sounds alike. Reports that recur have the words of yesterday and other figures:
so a paragraph's figures are kept too, a bit for each. Outlets join and part the paragraphs of a wire: so the sentences
of a paragraph are signed beside it. Twenty-six bytes each are kept with the summary of an article.
"""

import functools
import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain
from operator import mul

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
TOKEN = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
UNSPACED = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
BEYOND_ASCII = late(r"[^\x00-\x7f]+")
# For texts as UTF-8: ASCII letters become small, and every ASCII byte that is no letter or digit parts words.
PARTING = bytes(b if b > 0x7F or chr(b).isalnum() else 0x20 for b in range(256)).lower()
DIGITS = b"0123456789"
DIGIT = late(r"\d")
FIGURE = late(r"\d+(?:[.,:\u00a0\u202f]\d+)*")
BREAK = late(r"[.!?؟।。！？](?:(?<=[.!?؟।])[”’\"'»)\]]*\s+|(?<=[。！？])[”’」』）]*)")
"""The same as SENTENCE, with the mark: quicker found, since nothing is looked at behind each letter."""
SENTENCE = late(r"(?<=[.!?؟।])[”’\"'»)\]]*\s+|(?<=[。！？])[”’」』）]*")
KNOWN = 1 << 15
"""Words whose hashes are kept."""
CIRCLE = 0xFFFFFFFF
"""The last place of the circle."""
TOGETHER = 4096
"""Runs whose places are computed together."""
ROOMS = int.from_bytes(CIRCLE.to_bytes(8, "little") * (TOGETHER + RUN - 1), "little")
"""The circle's last place in each room of a long number."""
POINTS = tuple(n << 30 for n in range(4))
"""Where bands begin."""
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
    words: list[bytes] = []
    spans: list[_Span] = []  # of paragraphs that are signed together, once all their words are known
    paragraphs = 0
    for block in body:
        if block.kind not in KINDS or paragraphs >= MOST:
            continue
        text = block.text.removeprefix(dateline)
        known = len(rows) + len(spans)
        plain = text.isascii()
        if not plain:
            text = normal("NFKC", text).casefold()
        if plain or UNSPACED.search(text) is None:
            spans += _spans(text, plain, words)
        else:
            rows += _rows(words, spans)
            words, spans = [], []
            rows += _signed_unspaced(text)
        paragraphs += len(rows) + len(spans) > known
    return b"".join([*rows, *_rows(words, spans)])


_Span = tuple[int, int, int, int]
"""Of a paragraph or sentence: which word is its first, how many it has, its mark, its figures."""


def _spans(text: str, plain: bool, words: list[bytes]) -> list[_Span]:
    """Return the spans of a paragraph whose words are parted by blanks; its words join those of the text.

    `plain` says that it is all ASCII.
    """
    spaced = text if plain else _spaced(text)
    sentences = []
    begin = 0
    for match in BREAK.finditer(text):
        sentences.append((begin, match.start() + 1))
        begin = match.end()
    if begin < len(text):
        sentences.append((begin, len(text)))
    whole = spaced.encode()
    if len(sentences) > 1:
        said = [spaced[begin:end].encode().translate(PARTING).split() for begin, end in sentences]
        own = [*chain.from_iterable(said)]
    else:
        said, own = [], whole.translate(PARTING).split()
    if len(own) < LEAST:
        return []
    first = len(words)
    words += own
    # Several times as quick as a search.
    figured = len(whole.translate(None, DIGITS)) < len(whole) if plain else DIGIT.search(text) is not None
    spans = [(first, len(own), 0, _figures(text) if figured else 0)]
    for (begin, end), part in zip(sentences, said, strict=True) if said else ():
        if len(part) >= LEAST:
            spans.append((first, len(part), WORDS + 1, _figures(text[begin:end]) if figured else 0))
        first += len(part)
    return spans


def _rows(words: list[bytes], spans: Iterable[_Span]) -> list[bytes]:
    """Return the signatures of these spans of some words, whose runs are hashed once."""
    places = _places(words, RUN)
    return [
        _row(count, places[first : first + count - RUN + 1], mark, figures)
        for first, count, mark, figures in spans
    ]


def _spaced(text: str) -> str:
    """Return a text with blanks in the place of all signs beyond ASCII that are no letters or digits."""
    for sign in frozenset("".join(BEYOND_ASCII.findall(text))):
        if not sign.isalnum():
            text = text.replace(sign, " ")
    return text


def _signed_unspaced(text: str) -> Iterator[bytes]:
    """Yield the signatures of a paragraph with letters of a script written without spaces."""
    words, count, run = _counted(text)
    if count < LEAST:
        return
    places = _places(words, run)
    yield _row(count, places, 0, _figures(text))
    sentences = [part for part in SENTENCE.split(text) if part]
    begin = 0
    for part in sentences if len(sentences) > 1 else ():
        words, count, own = _counted(part)
        if count >= LEAST:
            known = places[begin : begin + len(words) - run + 1] if own == run else _places(words, own)
            yield _row(count, known, WORDS + 1, _figures(part))
        begin += len(words)


def _counted(text: str) -> tuple[list[bytes], int, int]:
    """Return the words of a text in small letters, how many they count as, and how many make a run."""
    if unspaced := UNSPACED.findall(text):
        words = list(map(str.encode, TOKEN.findall(text)))
        most = len(unspaced) * 2 > len(words)
        return (words, len(words) // 2, RUN_UNSPACED) if most else (words, len(words), RUN)
    words = _spaced(text).encode().translate(PARTING).split()
    return words, len(words), RUN


class _Hashes(dict[bytes, int]):
    """The hashes of words, made when they are first asked for."""

    def __missing__(self, word: bytes) -> int:
        hashed = self[word] = int.from_bytes(blake2b(word, digest_size=4).digest())
        return hashed


_hashes = _Hashes()


def _places(words: list[bytes], run: int) -> Sequence[int]:
    """Return the place of each run of words on the circle, which depends on their order."""
    if len(_hashes) > KNOWN:
        _hashes.clear()
    if run == RUN:
        found: list[int] = []
        for at in range(0, len(words) - RUN + 1, TOGETHER):
            found += _places_together(words[at : at + TOGETHER + RUN - 1])
        return found
    hashed = list(map(_hashes.__getitem__, words))
    return [
        sum(map(mul, (1, 3, 5, 7, 9), hashed[at : at + run])) & CIRCLE for at in range(len(hashed) - run + 1)
    ]


def _places_together(words: list[bytes]) -> tuple[int, ...]:
    """Return a + 3b + 5c on the circle for the hashes of each three words: one sum of long numbers for all of them.

    Each hash has 64 bits of room in such a number, so that no sum reaches the next.
    """
    hashes = struct.pack(f"<{len(words)}Q", *map(_hashes.__getitem__, words))
    number = int.from_bytes(hashes, "little")
    sums = (number + 3 * (number >> 64) + 5 * (number >> 128)) & ROOMS
    return struct.unpack(f"<{len(words)}Q", sums.to_bytes(len(hashes), "little"))[: 1 - RUN]


def _row(count: int, places: Sequence[int], mark: int, figures: int) -> bytes:
    """Return the signature of a paragraph or sentence; a band is a number for the three places after a point."""
    ring = sorted(places)
    one, two, three = bisect_left(ring, POINTS[1]), bisect_left(ring, POINTS[2]), bisect_left(ring, POINTS[3])
    ring += ring[:3]
    return ROW.pack(
        (ring[0] + 3 * ring[1] + 5 * ring[2]) & CIRCLE,
        (ring[one] + 3 * ring[one + 1] + 5 * ring[one + 2] + 1) & CIRCLE,
        (ring[two] + 3 * ring[two + 1] + 5 * ring[two + 2] + 2) & CIRCLE,
        (ring[three] + 3 * ring[three + 1] + 5 * ring[three + 2] + 3) & CIRCLE,
        min(count, WORDS) | mark,
        figures,
    )


def _figures(text: str) -> int:
    """Return a bit of 64 for each number: `1,000` and `1.000` have the same."""
    bits = 0
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
