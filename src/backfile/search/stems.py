"""Which words are forms of one word, told when the index is built: the browser needs no stemmer.

The Snowball stemmers work on folded words, so `évacuée` is stemmed as `evacuee`: both sides fold alike, and
what is lost is a few rules for accented endings. Stems are folded too: the Persian stemmer writes its own
forms of letters. The Arabic one cuts the feminine ending, which folding writes as another letter, so that
letter at the end of a word is given to it as the ending.
"""

from collections.abc import Iterable
from functools import lru_cache

import Stemmer

from backfile.archive.stemming import ALGORITHMS
from backfile.search.folding import fold

__all__ = ["VERSION", "stem_codes", "stemmed"]

VERSION = str(Stemmer.version())

_KNOWN = frozenset(Stemmer.algorithms())
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST = 26
"""Languages that can be told apart: each has a letter."""


def stemmed(languages: Iterable[str]) -> tuple[str, ...]:
    """Return which of these languages have a stemmer, each once, in order."""
    return tuple(sorted({lang for lang in languages if ALGORITHMS.get(lang) in _KNOWN}))[:MOST]


@lru_cache(maxsize=MOST)
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(ALGORITHMS[language], 0)


def stem_codes(word: str, languages: Iterable[str], mask: int) -> str:
    """Return the stems of a word in the languages that the bits of the mask name, empty when it is its own.

    One code for each stem: the letter of the language, the number of characters shared with the word as a
    digit of base 36, and what the stem has in place of the rest. `parties` in the first language: `a4i`.
    """
    if not word[0].isalpha() or len(word) > len(_DIGITS):
        return ""
    codes = []
    for n, language in enumerate(languages):
        if not mask >> n & 1:
            continue
        given = word[:-1] + "ة" if language == "ar" and word[-1] == "ه" else word
        stem = fold(str(_stemmer(language).stemWord(given)))
        if stem == word or not stem or " " in stem:
            continue
        shared = len(stem) if word.startswith(stem) else 0
        while shared < min(len(stem), len(word)) and stem[shared] == word[shared]:
            shared += 1
        if shared >= 2:
            codes.append(f"{chr(97 + n)}{_DIGITS[shared]}{stem[shared:]}")
    return ",".join(codes)
