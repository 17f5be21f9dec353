"""Labels of the Media Topics that a text says: at least twice, or in its headline."""

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from backfile.archive.stemming import MOST_KEPT, UNSPACED, WORD, stem, stems_of, word_stem, words_in
from backfile.mediatopics import media_topics
from backfile.model import Record

__all__ = ["PART", "begins_label", "count_labels", "labels_at"]

PART = "\x01"
"""Stands between the parts of a text: decoding takes control characters out of every text."""
# Media Topics whose label is an everyday word, which in a text seldom tells what it is about: people, game, labour,
# children, party, government, management, school, students, teachers, employer, voting, consumers, prices, unions,
# communities, media, society, family, values, economics, politics, sport.
WIDE = frozenset(
    {
        "20000502", "20000540", "09000000", "20000790", "20001143", "20000593", "20000190", "20000400",
        "20000415", "20000416", "20000513", "20000586", "20000351", "20000382", "20000536", "20000768",
        "20000304", "14000000", "20000780", "20000808", "20000745", "11000000", "15000000",
    }
)  # fmt: skip

Table = dict[str, tuple[tuple[tuple[str, ...], str], ...]]
"""By the stem of its first word: the stems of each label, and the label."""


@functools.cache
def _table(language: str) -> Table:
    """Return the labels of the Media Topics in a language by the stem of their first word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for topic in (t for t in media_topics().values() if t.code not in WIDE):
        label = topic.labels.get(language, "")
        words = WORD.findall(label)
        if not words or "," in label or "(" in label or len(" ".join(words)) < 4 or " ".join(words) != label:
            continue
        stems = tuple(stem(word.casefold(), language) for word in words)
        found.setdefault(stems[0], []).append((stems, label))
    return {key: tuple(sorted(rows)) for key, rows in sorted(found.items())}


@functools.cache
def _longest(language: str) -> int:
    """Return how many words the longest label has."""
    return max((len(stems) for rows in _table(language).values() for stems, _ in rows), default=0)


def begins_label(language: str, token: str) -> bool:
    """Return whether a word of a token has the stem of the first word of a label."""
    table = _table(language)
    if not table:
        return False
    if token.isalpha():  # most are, and each is asked for once: its stem is not kept beside
        return len(token) > 1 and word_stem(token, language) in table
    return any(one in table for one in stems_of((token,), language))


def labels_at(tokens: Sequence[str], at: int, language: str) -> Iterator[str]:
    """Yield the labels that begin with a word of the token at this place; PART stands behind the tokens of a part."""
    alone = _beginnings(language)[tokens[at]]
    if alone is not None:
        firsts, behind = _firsts(language), at + 1
        while not (second := firsts[tokens[behind]]):
            behind += 1
        if second not in alone.seconds:
            yield from alone.labels
            return
    words = words_in(tokens[at])
    own, most = len(words), len(words) + _longest(language) - 1
    while len(words) < most and tokens[at := at + 1] != PART:
        words += words_in(tokens[at])
    yield from _labels_from(words, [stem(word.casefold(), language) for word in words], range(own), language)


class _Alone(Record, frozen=True):
    """What a token of one word says of labels."""

    labels: tuple[str, ...]
    """Those it is itself."""
    seconds: frozenset[str]
    """The stems with which others go on."""


class _Beginnings(dict[str, _Alone | None]):
    """What each token says that begins a label; None where it has several words."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, token: str) -> _Alone | None:
        if len(self) >= MOST_KEPT:
            self.clear()
        words = words_in(token)
        made = self[token] = self._alone(words[0]) if len(words) == 1 else None
        return made

    def _alone(self, word: str) -> _Alone:
        own = stem(word.casefold(), self._language)
        seconds = frozenset(row[1] for row, _ in _table(self._language)[own] if len(row) > 1)
        return _Alone(tuple(_labels_from((word,), (own,), (0,), self._language)), seconds)


class _Firsts(dict[str, str]):
    """The stem of the first word of each token, nothing where it has none; PART is its own."""

    def __init__(self, language: str) -> None:
        super().__init__({PART: PART})
        self._language = language

    def __missing__(self, token: str) -> str:
        if len(self) >= MOST_KEPT:
            self.clear()
            self[PART] = PART
        made = self[token] = next(iter(stems_of((token,), self._language)), "")
        return made


@functools.cache
def _beginnings(language: str) -> _Beginnings:
    return _Beginnings(language)


@functools.cache
def _firsts(language: str) -> _Firsts:
    return _Firsts(language)


def _labels_from(
    words: Sequence[str], stems: Sequence[str], begins: Iterable[int], language: str
) -> Iterator[str]:
    """Yield the labels that begin at these words."""
    table = _table(language)
    for n in begins:
        for row, label in table.get(stems[n], ()):
            if tuple(stems[n : n + len(row)]) == row and (len(row) > 1 or _plural(words[n], label)):
                yield label


def count_labels(part: str, weight: int, language: str, counts: Counter[str]) -> None:
    """Add to the counts how often a part of a text says each label."""
    table = _table(language)
    if not table:
        return
    if UNSPACED.search(part):
        for rows in table.values():
            for _, label in rows:
                if len(label) > 2 and label in part:
                    counts[label] += weight * part.count(label)
        return
    stems = stems_of((part,), language)
    begins = [n for n, one in enumerate(stems) if one in table]
    for label in _labels_from(words_in(part) if begins else (), stems, begins, language):
        counts[label] += weight


def _plural(word: str, label: str) -> bool:
    """Return whether a word alone is a label: `security` has the stem of `securities` and is another thing."""
    a, b = word.casefold(), label.casefold()
    return word == label if label.isupper() else a == b or a + "s" == b or b + "s" == a
