"""Which stemmer a language has, and the stems of a text's words: by them topic rules and learning compare words."""

import re
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

from backfile.patterns import late

__all__ = [
    "ALGORITHMS",
    "MOST_KEPT",
    "SIGN",
    "SIGNS",
    "UNSPACED",
    "WORD",
    "kept_stem",
    "same_word",
    "stem",
    "stems_of",
    "word_stem",
    "words_in",
]

ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
"""Language to its Snowball algorithm; not every version of the library has all of them."""

UNSPACED = late(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
"""A letter of a script that puts no spaces between words."""
SIGNS = (
    r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0970-\u09e5\u0a00-\u0a65"
    r"\u0a70-\u0ae5\u0af0-\u0b65\u0b70-\u0be5\u0bf0-\u0c65\u0c70-\u0ce5\u0cf0-\u0d65\u0d70-\u0de5"
)
"""Signs of vowels and tones beside the letters of their scripts, for a set of characters: they part no words."""
WORD = late(rf"(?:[^\W\d_]|[{SIGNS}]){{2,}}")
"""A word of two letters and more."""
SIGN = late(rf"[{SIGNS}]")
LETTERS = late(r"[^\W\d_]{2,}")  # finds the same in texts without signs, in half the time
RUN = late(
    r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+"
    rf"|(?:[^\W\d_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[{SIGNS}]){{2,}}"
)
MOST_KEPT = 50_000
"""Words of a language whose stems are kept."""
MOST_REST = 4
"""Letters at the end in which two forms of one word may differ: `ами`, `ies`. Beyond it lies another word."""


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    name = ALGORITHMS.get(language)
    return Stemmer.Stemmer(name, 0) if name in Stemmer.algorithms() else None


class _Stems(dict[str, str]):
    """The stem of each word of a language: a text has most of its words from the texts before it."""

    def __init__(self, stemmer: Stemmer.Stemmer) -> None:
        super().__init__()
        self._stem = stemmer.stemWord

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST_KEPT:
            self.clear()
        made = self[word] = str(self._stem(word))
        return made


@lru_cache(maxsize=64)
def _stems(language: str) -> _Stems | None:
    stemmer = _stemmer(language)
    return _Stems(stemmer) if stemmer else None


def words_in(text: str) -> list[str]:
    """Return the words of two letters and more of a text, as WORD finds them."""
    return (LETTERS if text.isascii() or SIGN.search(text) is None else WORD).findall(text)


def word_stem(word: str, language: str | None) -> str:
    """Return the stem of a word in small letters; the word itself in a language without a stemmer."""
    stemmer = _stemmer((language or "").split("-")[0])
    return str(stemmer.stemWord(word.casefold())) if stemmer else word.casefold()


@lru_cache(maxsize=8192)
def stem(word: str, language: str | None) -> str:
    """Return the same as `word_stem`, kept: for the words of rules, which every article asks for."""
    return word_stem(word, language)


def kept_stem(word: str, language: str) -> str:
    """Return the same as `word_stem` of a word in small letters, kept: for the words of texts."""
    stems = _stems(language)
    return word if stems is None else stems[word]


def stems_of(texts: Iterable[str], language: str | None) -> list[str]:
    """Return the stems of all words of two letters and more; of a script without spaces each pair of letters."""
    stems = _stems((language or "").split("-")[0])
    found: list[str] = []
    for text in texts:
        folded = text.casefold()
        if folded.isascii() or UNSPACED.search(folded) is None:
            words = words_in(folded)
            found += map(stems.__getitem__, words) if stems is not None else words
            continue
        for run in RUN.findall(folded):
            if UNSPACED.match(run):
                found += (run[n : n + 2] for n in range(len(run) - 1))
            else:
                found.append(stems[run] if stems is not None else run)
    return found


def same_word(one: str, other: str, language: str | None) -> bool:
    """Return whether two words are forms of one: one stem, and endings no longer than inflection makes them.

    Words in capitals (`WHO`, `IT`) are no forms of others, and short words have too little of a stem. The
    English stemmer takes `organ` and `organisation` for one word; the length of what differs tells them apart.
    """
    a, b = one.casefold(), other.casefold()
    if a == b:
        return True
    if min(len(a), len(b)) < 4 or one.isupper() or stem(a, language) != word_stem(b, language):
        return False
    shared = len(re.match(r"(.*).*\0\1", f"{a}\0{b}").group(1))  # type: ignore[union-attr]
    return max(len(a), len(b)) - shared <= (3 if language == "en" else MOST_REST)
