"""What a text must contain to match an expression: the test before expressions that may begin anywhere.

`.{0,60}all rights reserved` is tried at sixty places of every line. Whether the line holds `all rights reserved` at
all is asked by one search for a plain string, which is a hundred times as fast.
"""

import functools
import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

from backfile.alternatives import (
    NO_WIDTH,
    PIECE,
    REPEAT,
    begin_of,
    first_of,
    heads_of,
    is_group,
    is_optional,
    members_of,
    sign_of,
    split,
)

__all__ = ["Cues", "cues_of", "ends_of", "fold", "guarded", "signs_of"]

# A shorter string stands in too many texts to tell anything; a longer one in few.
SHORTEST, LONG = 3, 5
# Letters that most texts hold, in an expression.
PLAIN = re.compile(r"(?:[A-Za-z\u00c0-\u024f\u0400-\u04ff0-9 ](?![*+?{]))+")


class Cues:
    """Strings of which one stands in each text that some expression matches."""

    def __init__(self, bits: Mapping[str, int]) -> None:
        """Keep the strings, folded, each with the bits of the expressions that it tells of."""
        self._strings, self._bits = tuple(bits), tuple(bits.values())

    @functools.cached_property
    def _found_in(self) -> Callable[[bytes, bool], list[tuple[int, int, int]]]:
        """Find them all in one pass through a text, however many they are."""
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        strings = [cue.encode() for cue in self._strings]
        return BytesAhoCorasick(strings, implementation=Implementation.DFA).find_matches_as_indexes

    def stand_in(self, text: str) -> int:
        """Return the bits of those that stand in a text, whatever its case; 0 when none does."""
        found = 0
        for n, _, _ in self._found_in(_folded(text), True):
            found |= self._bits[n]
        return found

    def of_each(self, lines: Sequence[str]) -> list[int]:
        """Return for each line what `stand_in` returns, from one pass through all of them."""
        told = [0] * len(lines)
        folded = [fold(line).encode("utf-8", "surrogatepass") for line in lines]
        found = self._found_in(b"\n".join(folded), True)
        ends = list(itertools.accumulate(len(line) + 1 for line in folded)) if found else []
        for n, start, _ in found:
            told[bisect_right(ends, start)] |= self._bits[n]
        return told


@functools.lru_cache(maxsize=256)  # a line is asked for the cues of several tables
def _folded(text: str) -> bytes:
    return fold(text).encode("utf-8", "surrogatepass")


def fold(text: str) -> str:
    """Return a text in which all letters that `re` takes for one another without regard to case are one."""
    return text.lower() if text.isascii() else text.replace("İ", "i").replace("ı", "i").casefold()


def guarded(source: str) -> tuple[tuple[str, ...], ...]:
    """Return an expression in two, when some of its alternatives may begin anywhere and have cues; else nothing.

    Returned are (the one to be tried on each text, the one to be tried only where a cue stands) and the cues.
    """
    before, first, rest = "", first_of(source), source
    while first and not is_group(first):
        before += first
        rest = rest[len(first) :]
        first = first_of(rest)
    after = rest[len(first) :]
    if not first or REPEAT.match(after) or len(split(source)) > 1:
        return ()
    begin = begin_of(first)
    rooted: list[str] = []
    floating: list[str] = []
    cues: set[str] = set()
    for word in split(first[len(begin) : -1]):
        told = cues_of(word) if heads_of(word) is None and not _captures(word) else None
        cues |= told or set()
        (rooted if told is None else floating).append(word)
    if not floating or not rooted:
        return ()
    parts = tuple(f"{before}{begin}{'|'.join(words)}){after}" for words in (rooted, floating))
    return parts, tuple(sorted(cues))


def _captures(word: str) -> bool:
    return any(piece == "(" or piece.startswith("(?P<") for piece in PIECE.findall(word))


def cues_of(word: str) -> frozenset[str] | None:
    """Return strings, folded, of which each match holds at least one; None when there are none of some length."""
    best: frozenset[str] | None = None
    run = ""
    parts = split(word)
    if len(parts) > 1:
        return _all_of(parts)
    while word or run:
        sign = sign_of(word)
        if sign:
            run += sign[-1]
            word = word[len(sign) :]
            continue
        best = _better(best, frozenset((fold(run),)) if run else None)
        run = ""
        first = first_of(word)
        word = word[len(first) :]
        repeat = REPEAT.match(word)
        if is_group(first) and not is_optional(repeat):
            best = _better(best, _all_of(split(first[len(begin_of(first)) : -1])))
        word = word[repeat.end() :] if repeat else word
    return best


def signs_of(word: str) -> frozenset[str] | None:
    """Return signs of which each match holds at least one, brackets and marks and the like; None for common ones."""
    parts = split(word)
    if len(parts) > 1:
        return _of_each(map(signs_of, parts))
    best: frozenset[str] | None = None
    while word:
        if plain := PLAIN.match(word):
            word = word[plain.end() :]
            continue
        first = first_of(word)
        word = word[len(first) :]
        repeat = REPEAT.match(word)
        word = word[repeat.end() :] if repeat else word
        if is_optional(repeat):
            continue
        signs = signs_of(first[len(begin_of(first)) : -1]) if is_group(first) else members_of(first)
        if signs and not any(map(_common, signs)) and (best is None or len(signs) < len(best)):
            best = signs
    return best and best | {sign.upper() for sign in best} | {sign.lower() for sign in best}


def ends_of(source: str) -> frozenset[str] | None:
    r"""Return the signs, `\d` and `\s`, with one of which each text ends in which an expression with `$` is found.

    None when any may, or when the expression does not end in `$`.
    """
    if not source.endswith("$"):
        return None
    parts = (part if part.endswith("$") and not part.endswith(r"\$") else "" for part in split(source))
    return _of_each(_ends(part[:-1]) for part in parts)


def _ends(word: str) -> frozenset[str] | None:
    """Return the signs with which a match must end; None when any may, or it may be empty."""
    elements: list[tuple[str, re.Match[str] | None]] = []
    while word:
        first = first_of(word)
        word = word[len(first) :]
        repeat = None if NO_WIDTH.match(first) else REPEAT.match(word)
        word = word[repeat.end() :] if repeat else word
        elements.append((first, repeat))
    ends: frozenset[str] = frozenset()
    for first, repeat in reversed(elements):
        if NO_WIDTH.match(first):
            continue
        if is_group(first):
            own = _of_each(map(_ends, split(first[len(begin_of(first)) : -1])))
        else:
            own = frozenset((first,)) if first == r"\s" else members_of(first)
        if own is None:
            return None
        ends |= own
        if not is_optional(repeat):
            return ends
    return None


def _of_each(found: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """Return all that was told of any alternative; None as soon as one tells nothing."""
    every: set[str] = set()
    for one in found:
        if one is None:
            return None
        every |= one
    return frozenset(every)


def _common(sign: str) -> bool:
    """Whether most texts hold a sign: letters with two cases, digits, spaces, marks of the sentence."""
    return (
        (sign.isalpha() and sign.lower() != sign.upper())
        or sign == r"\d"
        or sign.isdecimal()
        or sign in " .,-'\"’"
    )


def _all_of(words: list[str]) -> frozenset[str] | None:
    return _of_each(map(cues_of, words))


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """Return the cues that tell more: none of them short, and fewer of them."""
    fit = [cues for cues in (one, other) if cues and _weight(cues) >= SHORTEST]
    return min(fit, key=lambda cues: (_weight(cues) < LONG, len(cues)), default=None)


def _weight(cues: frozenset[str]) -> int:
    """Return the letters of the shortest; a sign of a script that few texts are in tells as much as three."""
    return min(sum(3 if sign > "\u0530" else 1 for sign in cue.replace(" ", "")) for cue in cues)
