"""How much a line sounds like the page around an article rather than like the article.

Sites speak to their readers in endless wordings, but in few words: follow, newsletter, log in, most read. Rules for
each wording never end, so a small linear model over hashed words decides where no rule does. It was trained by
`tools/make_page_voice.py` on lines of our own writing and is shipped as data: one signed byte for each of 131,072
buckets, the weight of every feature whose CRC-32 falls there. Its answer is a probability in logits: 0 is undecided,
3 is 19 to 1 for the page.
"""

import functools
import importlib.resources
import itertools
import math
import operator
from zlib import crc32

from backfile.normalforms import normal
from backfile.patterns import late

__all__ = ["BUCKETS", "SCALE", "WIDE", "features", "page_voice"]

BUCKETS = 1 << 17
IN_BUCKET = (BUCKETS - 1).__and__
SCALE = 16.0
"""Weights are stored as sixteenths."""
WORDS = 60
TOKEN = late(r"[^\W\d_]+|\d+|[?!:©@#|>»→…/]|\.(?=\w)")
WIDE = late(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
GLUED = late(r"[a-zа-яёіїєґ][A-ZА-ЯЁІЇЄҐ][a-zа-яё]")
QUOTES = late(r"[“”\"«»„‘「」『』]")
# Signs around a word that tell nothing.
OPENING, CLOSING = "“‘\"'(", "”’\"'),.;"
STEM = 5
MOST_KEPT = 20_000
"""Words that are kept with their sums."""


@functools.lru_cache(maxsize=256)  # asked by the rules, and again where the page is judged as a whole
def page_voice(text: str) -> float:
    """Return the logit of a line being the page's own words: above 0 rather the page, below 0 rather the article."""
    weights = _weights()
    found = features(text)
    total: int = sum(operator.itemgetter(*found, 0)(weights)) - weights[0]
    return total / SCALE / math.sqrt(len(found))


def features(text: str) -> list[int]:
    """Return the buckets of a line's features, each once, in order: words, their beginnings, pairs, ends, shape."""
    folded = normal("NFKC", text).casefold()
    words = _tokens(folded)[:WORDS]
    if not folded.isascii() and WIDE.search(folded):
        words = [part for word in words for part in _characters(word)][: 2 * WORDS]
    if not words:
        return list(_shape(*_looks(text, 0)))
    whole, stems, begins, sums = zip(*map(_kept_words().__getitem__, words), strict=True)
    first, last = ([word[:STEM] for word in part] for part in (words[:2], words[-2:]))
    ends = (f"f{words[0]}", f"l{words[-1]}", f"f{' '.join(first)}", f"l{' '.join(last)}")
    pairs = map(IN_BUCKET, map(crc32, begins[1:], sums))
    around = [crc32(name.encode()) % BUCKETS for name in ends]
    return list(dict.fromkeys((*whole, *stems, *pairs, *around, *_shape(*_looks(text, len(words))))))


def _tokens(folded: str) -> list[str]:
    """Return the words and telling signs, a number as 0; most of what stands between blanks is a word as it is."""
    found: list[str] = []
    for part in folded.split():
        word = part.lstrip(OPENING).rstrip(CLOSING)
        if word.isalpha():
            found.append(word)
        else:
            found += ["0" if token[0].isdigit() else token for token in TOKEN.findall(part)]
    return found


class _Words(dict[str, tuple[int, int, bytes, int]]):
    """For each word (its bucket, its stem's, the stem, the sum of a pair it begins); of a short word both are one.

    Most words of a line were in lines before it.
    """

    def __missing__(self, word: str) -> tuple[int, int, bytes, int]:
        if len(self) >= MOST_KEPT:
            self.clear()
        stem = word[:STEM].encode()
        whole = crc32(b"w" + word.encode()) % BUCKETS
        own = crc32(b"s" + stem) % BUCKETS if len(word) > STEM else whole
        made = (whole, own, stem, crc32(b"b" + stem + b" "))
        self[word] = made
        return made


@functools.cache
def _kept_words() -> _Words:
    return _Words()


def _characters(word: str) -> list[str]:
    """Return pairs of neighbouring characters of a word in a script without spaces, other words as they are."""
    if len(word) < 3 or not WIDE.search(word):
        return [word]
    return [word[i : i + 2] for i in range(len(word) - 1)]


def _looks(text: str, words: int) -> tuple[str, str, bool, bool, bool, bool, bool]:
    """Return (length, end, quotation marks, words run together, capitals, a small letter first, a sign first)."""
    last = text[-1:]
    end = "letter" if last.isalpha() else "digit" if last.isdigit() else last
    length = f"n{min(words, 12)}" if words < 12 else f"n{12 + min(words // 8, 6)}"
    quoted, glued = QUOTES.search(text) is not None, GLUED.search(text) is not None
    return length, end, quoted, glued, text.isupper(), text[:1].islower(), not text[:1].isalnum()


@functools.lru_cache(maxsize=2048)
def _shape(length: str, end: str, *told: bool) -> tuple[int, ...]:
    """Return the buckets of what a line looks like."""
    names = [length, f"e{end}", f"e{end}{length}"]
    names += itertools.compress(("quoted", "glued", "capitals", "small", "sign"), told)
    return tuple(dict.fromkeys(crc32(name.encode()) % BUCKETS for name in names))


@functools.cache
def _weights() -> memoryview:
    data = (importlib.resources.files("backfile.parse") / "data" / "page_voice.bin").read_bytes()
    return memoryview(data).cast("b")
