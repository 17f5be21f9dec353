"""What a text must contain to match an expression: the test before expressions that may begin anywhere.

`.{0,60}all rights reserved` is tried at sixty places of every line. Whether the line holds `all rights reserved` at
all is asked by one search for a plain string, which is a hundred times as fast.
"""

import functools

from backfile.alternatives import INSIDE, PIECE, REPEAT, as_tree, first_of, heads_of, sign_of, split

__all__ = ["Guarded", "contains", "guarded"]

# A shorter string stands in too many texts to tell anything; a longer one in few.
SHORTEST, LONG = 3, 5


class Guarded:
    """An expression in two: what is tried on each text, and what is tried only where one of the cues stands."""

    def __init__(self, rooted: str, floating: str, cues: frozenset[str]) -> None:
        """Keep the two as trees, and the cues folded."""
        self.rooted, self.floating = as_tree(rooted), as_tree(floating)
        """The two expressions."""
        self.cues = tuple(sorted(cues))
        """One of these stands in each text that the second matches, folded as `contains` folds."""
        self.plain_cues = tuple(cue for cue in self.cues if cue.isascii())
        """Those that can stand in a text of ASCII characters."""


def contains(text: str, parts: Guarded) -> bool:
    """Whether one of the cues stands in a text."""
    folded = _folded(text)
    return any(cue in folded for cue in (parts.plain_cues if folded.isascii() else parts.cues))


@functools.lru_cache(maxsize=256)  # a line is asked for the cues of several tables
def _folded(text: str) -> str:
    """Return a text in which all letters that `re` takes for one another without regard to case are one."""
    return text.lower() if text.isascii() else text.replace("İ", "i").replace("ı", "i").casefold()


def guarded(source: str) -> Guarded | None:
    """Return an expression in two, when some of its alternatives may begin anywhere and have cues; else None."""
    before, first, rest = "", first_of(source), source
    while first and not _is_group(first):
        before += first
        rest = rest[len(first) :]
        first = first_of(rest)
    after = rest[len(first) :]
    if not first or REPEAT.match(after) or len(split(source)) > 1:
        return None
    begin = _begin(first)
    rooted: list[str] = []
    floating: list[str] = []
    cues: set[str] = set()
    for word in split(first[len(begin) : -1]):
        told = cues_of(word) if heads_of(word) is None and not _captures(word) else None
        cues |= told or set()
        (rooted if told is None else floating).append(word)
    if not floating or not rooted:
        return None
    return Guarded(
        f"{before}{begin}{'|'.join(rooted)}){after}",
        f"{before}{begin}{'|'.join(floating)}){after}",
        frozenset(cues),
    )


def _begin(first: str) -> str:
    """Return the signs that open a group; of another element the whole or its first piece."""
    piece = PIECE.match(first)
    return piece.group() if piece else first


def _is_group(first: str) -> bool:
    return INSIDE.match(_begin(first)) is not None


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
        best = _better(best, frozenset((_folded(run),)) if run else None)
        run = ""
        first = first_of(word)
        word = word[len(first) :]
        repeat = REPEAT.match(word)
        optional = repeat is not None and (repeat.group()[0] in "*?" or repeat["n"] == "0")
        if _is_group(first) and not optional:
            best = _better(best, _all_of(split(first[len(_begin(first)) : -1])))
        word = word[repeat.end() :] if repeat else word
    return best


def _all_of(words: list[str]) -> frozenset[str] | None:
    found = [cues_of(word) for word in words]
    known = [cues for cues in found if cues is not None]
    return frozenset().union(*known) if len(known) == len(found) else None


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """Return the cues that tell more: none of them short, and fewer of them."""
    fit = [cues for cues in (one, other) if cues and _weight(cues) >= SHORTEST]
    return min(fit, key=lambda cues: (_weight(cues) < LONG, len(cues)), default=None)


def _weight(cues: frozenset[str]) -> int:
    """Return the letters of the shortest; a sign of a script that few texts are in tells as much as three."""
    return min(sum(3 if sign > "\u0530" else 1 for sign in cue.replace(" ", "")) for cue in cues)
