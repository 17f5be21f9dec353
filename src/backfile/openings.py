"""Whether a line can match any of many expressions, told from its first letters and from the cues it holds.

Most lines of a newspaper are sentences, and most rules look for lines that begin with one of a few hundred words.
One look into a set of beginnings answers for all these rules at once. The beginnings are read off the expressions
themselves, so that a word added to a table needs no second entry. An answer of no is certain; yes means: try.
"""

import abc
import functools
import re
import weakref
from collections.abc import Iterable, Sequence

from backfile.alternatives import (
    INSIDE,
    NO_WIDTH,
    REPEAT,
    begin_of,
    first_of,
    is_optional,
    members_of,
    split,
)
from backfile.compiled import remembered
from backfile.cues import Cues, cues_of, fold

__all__ = ["Holding", "Openings", "look_at"]

# So many letters of a beginning are compared.
LETTERS = 5
# A cue of so many letters stands in fewer lines than begin with a common word.
TELLING = 7
MOST_KEPT = 8192
LEADING = re.compile(r"[\W_]*")
DIGIT = re.compile(r"\d")
# A set of signs none of which is a letter or digit: brackets, bullets, white space.
NO_LETTERS = re.compile(
    r"\[(?:\^\\w.*|(?!\^|.+[^\\]-[^\]])(?:\\[sW]|\\[^\w]|[\W_])*)\]|\\[sW]|\\[^\w]|[^\w\\.()|\[\]]", re.DOTALL
)
# As many letters as are compared, none of which may be repeated or left out: most words of a table begin so.
PLAIN = re.compile(rf"[^\W_](?:[^\W_]| ){{{LETTERS}}}")
ANYTHING = frozenset(("",))
# Where an element of an expression stands.
INSIDE_WORD, AFTER_SIGNS, AT_START = range(3)


class _Table(abc.ABC):
    """What a set of expressions is told by; all such tables are asked about a line in one look."""

    def __init__(self, width: int) -> None:
        """Take the next bits, as many as there are expressions."""
        self._shift, self._mask = _look.joined(self, width)

    def which(self, text: str) -> int:
        """Return the bits of the expressions that a text may match: 1 for the first, 2 for the second and so on."""
        told = _look.seen.get(text)
        return ((_told(text) if told is None else told) >> self._shift) & self._mask

    def fit(self, text: str) -> bool:
        """Whether a text may match one of the expressions."""
        told = _look.seen.get(text)
        return (_told(text) if told is None else told) >> self._shift & self._mask != 0

    @abc.abstractmethod
    def told_by(self) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        """Return the beginnings, the signs that stand first, and the cues, each with the bits of its expressions."""


class Openings(_Table):
    """The beginnings of all texts that any of some expressions matches from its first sign on."""

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        """Keep the expressions; their beginnings are read at the first question.

        With one among them that has neither a beginning nor cues every text fits: right, but no help.
        """
        super().__init__(len(patterns))
        self._patterns = patterns

    def told_by(self) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        """Return the beginnings, the signs that stand first, and the cues, each with the bits of its expressions."""
        found: tuple[dict[str, int], dict[str, int], dict[str, int]] = ({}, {}, {})
        for n, pattern in enumerate(self._patterns):
            source = pattern.pattern
            own = remembered("openings", (source,), functools.partial(_read, (source,)))
            for known, told in zip(found, own, strict=True):
                for one in told:
                    known[one] = known.get(one, 0) | 1 << n
        return found

    @property
    def tell(self) -> bool:
        """Whether each of the expressions has a beginning or cues, so that lines can be told from them."""
        return "" not in self.told_by()[0]


class Holding(_Table):
    """What a text must hold for some expressions to be found anywhere in it."""

    def __init__(self, *sources: str, words: Iterable[str] = ()) -> None:
        """Keep the expressions, whose cues are read at the first question, and words, folded, that have the next bit.

        An expression without cues fits every text.
        """
        super().__init__(len(sources) + 1)
        self._sources, self._words = sources, words

    def told_by(self) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        """Return the cues and the words, and the empty beginning for what has none."""
        found = dict.fromkeys(self._words, 1 << len(self._sources))
        untold = 0
        for n, source in enumerate(self._sources):
            (cues,) = remembered("cues", (source,), functools.partial(_cues, source))
            untold |= 0 if cues else 1 << n
            for cue in cues:
                found[cue] = found.get(cue, 0) | 1 << n
        return {"": untold}, {}, found


def _cues(source: str) -> tuple[tuple[str, ...], ...]:
    return (tuple(sorted(cues_of(source) or ())),)


class _Look:
    """The tables of the program. A table that joins late makes what was read of the others void."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}
        """The bits of all tables for each line of the text that is being read."""
        self._tables: list[tuple[weakref.ref[_Table], int, int]] = []
        self._bits = 0

    def joined(self, table: _Table, width: int) -> tuple[int, int]:
        """Return (where the bits of a new table begin, the mask of as many)."""
        shift, mask = self._bits, (1 << width) - 1
        self._tables.append((weakref.ref(table), shift, mask if isinstance(table, Openings) else 0))
        self._bits += width
        self.seen = {}
        _known.cache_clear()
        _told.cache_clear()
        return shift, mask

    def read(self) -> tuple["_Begins", dict[str, int], Cues, int]:
        """Return the beginnings, signs and cues of all tables with their bits, and the bits of all that begins."""
        found: tuple[dict[str, int], dict[str, int], dict[str, int]] = ({}, {}, {})
        begun = 0
        for reference, shift, mask in self._tables:
            table = reference()
            begun |= mask << shift
            for known, told in zip(found, table.told_by() if table else (), strict=False):
                for one, bits in told.items():
                    known[one] = known.get(one, 0) | bits << shift
        starts, signs, cues = found
        return _Begins(starts), signs, Cues(cues), begun | starts.get("", 0)


@functools.cache
def _known() -> tuple["_Begins", dict[str, int], Cues, int]:
    return _look.read()


def look_at(lines: Sequence[str]) -> None:
    """Look at all lines of a text, which will be asked for; all together are soon done."""
    _look.seen = _bits(lines)


@functools.lru_cache(maxsize=512)  # each table is asked about each line
def _told(text: str) -> int:
    return _bits((text,))[text]


def _bits(lines: Sequence[str]) -> dict[str, int]:
    """Return the bits of all tables for each line; where it has no letter nothing speaks against any beginning."""
    starts, signs, cues, begun = _known()
    found = {}
    for line, told in zip(lines, cues.of_each(lines), strict=True):
        begin = _beginning(line)
        found[line] = told | (starts[begin] | signs.get(line[0], 0) if begin else begun)
    return found


_look = _Look()


class _Begins(dict[str, int]):
    """For the first letters of a text, as written, the bits of the expressions that may begin so.

    Few texts begin like no other.
    """

    def __init__(self, starts: dict[str, int]) -> None:
        """Keep the bits of each beginning; the empty one is that of expressions that may begin with anything."""
        super().__init__()
        self._starts = starts

    def __missing__(self, begin: str) -> int:
        if len(self) >= MOST_KEPT:
            self.clear()
        made = 0
        folded = fold(begin)[:LETTERS]
        folded = folded if folded.isalpha() else DIGIT.sub("0", folded)
        for n in range(len(folded) + 1):
            made |= self._starts.get(folded[:n], 0)
        self[begin] = made
        return made


def _is_common(begin: str) -> bool:
    """Whether many lines begin so: with anything, or with a short word and next to nothing of the one behind it."""
    return not begin or " " in begin


def _beginning(text: str) -> str:
    """Return the first letters of a text; signs before are left out."""
    if text[:1].isalnum():
        return text[:LETTERS]
    leading = LEADING.match(text)
    at = leading.end() if leading else 0
    return text[at : at + LETTERS]


def _read(sources: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    reading = _Reading()
    starts = reading.alternatives(word for source in sources for word in split(source))
    return tuple(sorted(starts)), tuple(sorted(reading.signs)), tuple(sorted(reading.cues))


class _Reading:
    """What the expressions read so far begin with."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self.signs: set[str] = set()
        """Signs that are no letters and must stand first."""
        self.cues: set[str] = set()
        """Cues of the alternatives that may begin with anything."""

    def alternatives(
        self, words: Iterable[str], letters: int = LETTERS, place: int = AT_START
    ) -> frozenset[str]:
        """Return the beginnings of several expressions; for one that may begin with anything its cues are kept."""
        found: set[str] = set()
        for word in words:
            starts = self._starts(word, letters, place)
            common = frozenset(begin for begin in starts if place and _is_common(begin))
            cues = cues_of(word) if common else None
            if cues and ("" in common or min(map(len, cues)) >= TELLING):
                self.cues |= cues
                starts -= common
            found |= starts
        return frozenset(found)

    def _starts(self, word: str, letters: int, place: int) -> frozenset[str]:
        """Return folded beginnings, of at most so many letters, of which each match has one.

        A shorter one may go on with anything; the empty one says that nothing is known. Signs before the first
        letter are passed over.
        """
        if letters <= 0 or not word:
            return frozenset() if place else ANYTHING
        if PLAIN.match(word):
            return frozenset((DIGIT.sub("0", fold(word[:letters])[:letters]),))
        element = first_of(word)
        rest = word[len(element) :]
        repeat = REPEAT.match(rest)
        after = rest[repeat.end() :] if repeat else rest
        if NO_WIDTH.match(element):
            return self._starts(rest, letters, place)
        if place and NO_LETTERS.fullmatch(element):
            return self._passed(element, after, letters, AFTER_SIGNS if is_optional(repeat) else place)
        once = repeat is None or repeat.group()[0] == "?"
        begin = begin_of(element)
        if INSIDE.match(begin):
            words = [part + (after if once else ".") for part in split(element[len(begin) : -1])]
            found = self.alternatives(words, letters, place)
        elif (members := members_of(element)) is not None:
            signs = {sign for sign in members if place and LEADING.fullmatch(sign)}
            tail = after if once else "."
            found = frozenset(one for sign in members - signs for one in self._led_by(sign, tail, letters))
            found |= self._starts(tail, letters, AFTER_SIGNS) if signs else frozenset()
        else:
            return ANYTHING
        return found | self._starts(after, letters, place) if is_optional(repeat) else found

    def _led_by(self, sign: str, after: str, letters: int) -> frozenset[str]:
        folded = "0" if sign == r"\d" or sign.isdecimal() else fold(sign)
        return frozenset(
            (folded + more)[:letters] for more in self._starts(after, letters - len(folded), INSIDE_WORD)
        )

    def _passed(self, element: str, after: str, letters: int, place: int) -> frozenset[str]:
        """Return the beginnings behind signs that are passed over; when anything may follow, the signs are kept."""
        behind = self._starts(after, letters, AFTER_SIGNS)
        members = members_of(element) if place == AT_START else None
        if "" in behind and members is not None:
            self.signs |= members
            return behind - ANYTHING
        return behind
