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
import unicodedata
from zlib import crc32

from backfile.patterns import late

__all__ = ["BUCKETS", "SCALE", "WIDE", "features", "page_voice"]

BUCKETS = 1 << 17
SCALE = 16.0
"""Weights are stored as sixteenths."""
WORDS = 60
TOKEN = late(r"[^\W\d_]+|\d+|[?!:©@#|>»→…/]|\.(?=\w)")
WIDE = late(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
GLUED = late(r"[a-zа-яёіїєґ][A-ZА-ЯЁІЇЄҐ][a-zа-яё]")
QUOTES = late(r"[“”\"«»„‘「」『』]")
STEM = 5
MOST_KEPT = 20_000
"""Words that are kept with their sums."""


@functools.lru_cache(maxsize=256)  # asked by the rules, and again where the page is judged as a whole
def page_voice(text: str) -> float:
    """Return the logit of a line being the page's own words: above 0 rather the page, below 0 rather the article."""
    weights = _weights()
    found = features(text)
    return sum(map(weights.__getitem__, found)) / SCALE / math.sqrt(len(found))


def features(text: str) -> list[int]:
    """Return the buckets of a line's features, each once, in order: words, their beginnings, pairs, ends, shape."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = ["0" if token[0].isdigit() else token for token in TOKEN.findall(folded)[:WORDS]]
    if not folded.isascii() and WIDE.search(folded):
        words = [part for word in words for part in _characters(word)][: 2 * WORDS]
    known = list(map(_kept_words().__getitem__, words))
    found = [word for word, _, _, _ in known]
    found += [stem for _, stem, _, _ in known if stem >= 0]
    found += [crc32(right, left) % BUCKETS for (_, _, _, left), (_, _, right, _) in itertools.pairwise(known)]
    names = _shape(text, len(words))
    if words:
        first, last = ([word[:STEM] for word in part] for part in (words[:2], words[-2:]))
        names = [f"f{words[0]}", f"l{words[-1]}", f"f{' '.join(first)}", f"l{' '.join(last)}", *names]
    found += [crc32(name.encode()) % BUCKETS for name in names]
    return list(dict.fromkeys(found))


class _Words(dict[str, tuple[int, int, bytes, int]]):
    """For each word (its bucket, its stem's or -1 when that is the word, the stem, the sum of a pair it begins).

    Most words of a line were in lines before it.
    """

    def __missing__(self, word: str) -> tuple[int, int, bytes, int]:
        if len(self) >= MOST_KEPT:
            self.clear()
        stem = word[:STEM].encode()
        own = crc32(b"s" + stem) % BUCKETS if len(word) > STEM else -1
        made = (crc32(b"w" + word.encode()) % BUCKETS, own, stem, crc32(b"b" + stem + b" "))
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


def _shape(text: str, words: int) -> list[str]:
    """Return what a line looks like: length, end, quotation marks, capitals, words run together."""
    last = text[-1:]
    end = "letter" if last.isalpha() else "digit" if last.isdigit() else last
    length = f"n{min(words, 12)}" if words < 12 else f"n{12 + min(words // 8, 6)}"
    shape = [length, f"e{end}", f"e{end}{length}"]
    if QUOTES.search(text):
        shape.append("quoted")
    if GLUED.search(text):
        shape.append("glued")
    if text.isupper():
        shape.append("capitals")
    if text[:1].islower():
        shape.append("small")
    if not text[:1].isalnum():
        shape.append("sign")
    return shape


@functools.cache
def _weights() -> memoryview:
    data = (importlib.resources.files("backfile.parse") / "data" / "page_voice.bin").read_bytes()
    return memoryview(data).cast("b")
