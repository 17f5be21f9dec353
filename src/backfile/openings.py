"""Whether a line can match any of many expressions, told from its first letters and from the cues it holds.

Most lines of a newspaper are sentences, and most rules look for lines that begin with one of a few hundred words.
One look into a set of beginnings answers for all these rules at once. The beginnings are read off the expressions
themselves, so that a word added to a table needs no second entry. An answer of no is certain; yes means: try.
"""

import functools
import re
from collections.abc import Iterable

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

__all__ = ["Openings"]

# So many letters of a beginning are compared.
LETTERS = 5
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


class Openings:
    """The beginnings of all texts that any of some expressions matches from its first sign on."""

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        """Keep the expressions; their beginnings are read at the first question.

        With one among them that has neither a beginning nor cues every text fits: right, but no help.
        """
        self._patterns = patterns

    @functools.cached_property
    def _known(self) -> tuple["_Begins", dict[str, int], Cues | None]:
        """(the beginnings, the signs that stand first, the cues if any), each with the bits of the expressions it is
        of, the first expression's being 1."""
        starts: dict[str, int] = {}
        signs: dict[str, int] = {}
        cues: dict[str, int] = {}
        for n, pattern in enumerate(self._patterns):
            source = pattern.pattern
            own = remembered("openings", (source,), functools.partial(_read, (source,)))
            for known, found in zip((starts, signs, cues), own, strict=True):
                for one in found:
                    known[one] = known.get(one, 0) | 1 << n
        return _Begins(starts), signs, Cues(cues) if cues else None

    def fit(self, text: str) -> bool:
        """Whether a text may match one of the expressions."""
        begin = _beginning(text)
        if not begin:
            return True
        starts, signs, cues = self._known
        return starts[begin] != 0 or text[0] in signs or (cues is not None and cues.stand_in(text) != 0)

    def which(self, text: str) -> int:
        """Return the bits of the expressions that a text may match: 1 for the first, 2 for the second and so on."""
        begin = _beginning(text)
        if not begin:
            return (1 << len(self._patterns)) - 1
        starts, signs, cues = self._known
        found = starts[begin] | signs.get(text[0], 0)
        return found if cues is None else found | cues.stand_in(text)

    @property
    def tell(self) -> bool:
        """Whether each of the expressions has a beginning or cues, so that lines can be told from them."""
        return self._known[0].tell


class _Begins(dict[str, int]):
    """For the first letters of a text, the bits of the expressions that may begin so; few texts begin like no other."""

    def __init__(self, starts: dict[str, int]) -> None:
        """Keep the bits of each beginning; the empty one is that of expressions that may begin with anything."""
        super().__init__()
        self._starts = starts
        self.tell = "" not in starts

    def __missing__(self, begin: str) -> int:
        if len(self) >= MOST_KEPT:
            self.clear()
        made = 0
        for n in range(len(begin) + 1):
            made |= self._starts.get(begin[:n], 0)
        self[begin] = made
        return made


@functools.lru_cache(maxsize=256)  # several tables are asked about the same line
def _beginning(text: str) -> str:
    """Return the first letters of a text, folded, digits as 0; signs before are left out."""
    leading = LEADING.match(text)
    begin = fold(text[leading.end() : leading.end() + LETTERS] if leading else "")[:LETTERS]
    return begin if begin.isalpha() else DIGIT.sub("0", begin)


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
            cues = cues_of(word) if place and "" in starts else None
            self.cues |= cues or set()
            found |= starts - ANYTHING if cues else starts
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
