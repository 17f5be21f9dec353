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


@functools.lru_cache(maxsize=256)  # asked by the rules, and again where the page is judged as a whole
def page_voice(text: str) -> float:
    """Return the logit of a line being the page's own words: above 0 rather the page, below 0 rather the article."""
    weights = _weights()
    found = features(text)
    return sum(weights[f] for f in found) / SCALE / math.sqrt(len(found))


def features(text: str) -> list[int]:
    """Return the buckets of a line's features, each once, in order: words, their beginnings, pairs, ends, shape."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = ["0" if token[0].isdigit() else token for token in TOKEN.findall(folded)][:WORDS]
    if WIDE.search(folded):
        words = [part for word in words for part in _characters(word)][: 2 * WORDS]
    stems = [word[:STEM] for word in words]
    names = [f"w{word}" for word in words]
    names += [f"s{stem}" for word, stem in zip(words, stems, strict=True) if len(word) > STEM]
    names += [f"b{left} {right}" for left, right in itertools.pairwise(stems)]
    if words:
        names += [f"f{words[0]}", f"l{words[-1]}", f"f{' '.join(stems[:2])}", f"l{' '.join(stems[-2:])}"]
    names += _shape(text, len(words))
    return list(dict.fromkeys(crc32(name.encode()) % BUCKETS for name in names))


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
