"""Noun phrases between small words: in English, French, Spanish, Italian, Portuguese, Dutch and Swedish.

A phrase stands after an article or preposition and ends before a small word or a sign. Each token of a text becomes a
letter that says what it may be in a phrase, and one expression finds the phrases in the row of letters. What a token
may be is told once for all texts: a text has most of its words from those before it.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence

from backfile.archive import romance_phrases
from backfile.archive.labels import PART, begins_label, labels_at
from backfile.archive.stemming import MOST_KEPT, SIGN, UNSPACED
from backfile.extract.lexicon import lexicon, words_of
from backfile.model import Record
from backfile.patterns import late

__all__ = ["LANGUAGES", "Row", "labels_between", "phrases_between", "row_of", "small_words"]

LANGUAGES = frozenset(("en", "fr", "es", "it", "pt", "nl", "sv"))
# Most words are plain letters before a blank, comma or stop: these go first, and nothing is tried at a blank.
TOKEN = late(r"(?! )(?:[A-Za-z]++(?=[ ,.])|[^\W\d_]++(?:[-'][^\W\d_]++)*+'?|[^\w\s]|\d[\w.,]*+)")
ELIDED = late(r"'(?:(?<=\b[ldnsLDNS]')|(?<=\b[dnsDNS]ell')|(?<=\b[dD]all')|(?<=\b[aA]ll')|(?<=\b[qQ]u'))")
OPENS, ENDS, ANYWHERE, NOT_LAST, NOT_FIRST, INSIDE, NOWHERE = "bewflmx"
"""What a token is in a phrase: one ends before it, and may begin behind it or not; or it is a word of one, in any place
or in some; or, as the last, a word of none. In capitals the same for tokens in which a label may begin."""
ODD = "?!"
"""A word and a sign whose letters alone do not tell which labels are said."""
EDGES = {OPENS: True, ENDS: False, ODD[1]: False}
"""Whether a phrase begins behind a token at which one ends."""
PHRASE = late(r"b([wf][wflm]?[wl])(?![wflmx?])")
LABEL = late(r"[A-Z]")
VERBAL_FIRST = ("ed", "ly", "ing", "n't", "’t", "’s", "'s")
VERBAL_LAST = ("ed", "ly", "n't", "’t", "’s", "'s", "’re", "’ve", "’ll", "ght", "wn")


class Row(Record, frozen=True):
    """A text in tokens."""

    tokens: tuple[str, ...]
    """Its tokens, in order."""
    letters: str
    """What each is in a phrase."""

    @property
    def plain(self) -> bool:
        """Whether labels are told by the tokens."""
        return not any(sign in self.letters for sign in ODD)


@functools.cache
def small_words(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return (words before a noun phrase, other small words and verbs of saying, nouns too wide)."""
    lists = words_of("phrases.txt")
    stop = {*lists.get(f"stop {language}", ()), *lexicon().sayings, *lexicon().person_verbs}
    stop |= {month.casefold() for month in lexicon().calendar}
    return (
        frozenset(lists.get(f"det {language}", ())),
        frozenset(stop),
        frozenset(lists.get(f"generic {language}", ())),
    )


class _Letters(dict[str, str]):
    """The letter of each token of a language."""

    def __init__(self, language: str) -> None:
        super().__init__({PART: ENDS})
        self._english, self._begins = language == "en", functools.partial(begins_label, language)
        self._before, self._stop, _ = small_words(language)
        self._roles = lexicon().roles

    def __missing__(self, token: str) -> str:
        made = self._told(token)
        if len(self) < MOST_KEPT:
            self[token] = made
        return made

    def _told(self, token: str) -> str:
        if not token.isascii() and (SIGN.search(token) or UNSPACED.search(token)):
            return ODD[not token[0].isalpha()]
        letter = self._in_phrase(token)
        return letter.upper() if self._begins(token) else letter

    def _in_phrase(self, token: str) -> str:
        small = token.lower()
        if small in self._before:
            return OPENS
        if small in self._stop or not token[0].isalpha():
            return ENDS
        if not token.islower() or len(token) < 3:  # names are found elsewhere
            return NOWHERE
        if not self._english:
            return ANYWHERE
        first = not token.endswith(VERBAL_FIRST)
        last = not token.endswith(VERBAL_LAST) and token.rstrip("s") not in self._roles
        return (ANYWHERE if last else NOT_LAST) if first else NOT_FIRST if last else INSIDE


@functools.cache
def _letters(language: str) -> _Letters:
    return _Letters(language)


def row_of(parts: Iterable[str], language: str) -> Row:
    """Return the tokens of parts of a text; no phrase goes from one into the next."""
    text = f"\n{PART}\n".join((*parts, "")).replace("’", "'")
    tokens = TOKEN.findall(ELIDED.sub("' ", text) if "'" in text else text)
    return Row(tuple(tokens), "".join(map(_letters(language).__getitem__, tokens)))


def phrases_between(row: Row, language: str) -> Iterator[str]:
    """Yield runs of two or three words in small letters between a word before noun phrases and a small word."""
    letters, romance = row.letters.lower(), language in romance_phrases.LANGUAGES
    if romance:
        yield from romance_phrases.genitives(row.tokens, [*map(EDGES.get, letters)], language)
    for match in PHRASE.finditer(letters):
        run: Sequence[str] = row.tokens[match.start(1) : match.end()]
        if romance and not (run := romance_phrases.without_verb(run, language)):
            continue
        yield " ".join(run)


def labels_between(row: Row, language: str) -> Iterator[str]:
    """Yield the labels of the Media Topics each time that the text says them."""
    for match in LABEL.finditer(row.letters):
        yield from labels_at(row.tokens, match.start(), language)
