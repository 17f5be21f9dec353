"""Regular expressions with the long alternations in them turned to trees, by the first signs of their words.

`re` tries the words of `a|b|c` one after the other at every place; a table of two hundred words costs microseconds
for every line that holds none of them. In a tree words that begin alike share their beginning, and one look at the
next sign turns most lines away before any word is tried. The tree matches exactly what the plain alternation
matches, and prefers the same word where two fit.
"""

import re
from collections.abc import Iterable, Sequence

__all__ = [
    "INSIDE",
    "NO_WIDTH",
    "PIECE",
    "REPEAT",
    "as_tree",
    "begin_of",
    "first_of",
    "heads_of",
    "is_group",
    "is_optional",
    "key_of",
    "members_of",
    "sign_of",
    "split",
]

# From so many words on a tree pays.
LONG = 6
# Fewer words than these that begin alike are tried one by one.
FEW = 4
# An expression in pieces: an escape, a set, the beginning of a group, a bar, the end of a group, plain text.
PIECE = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P<\w+>|P=\w+|<?[=!]|[a-zA-Z]*-?[a-z]*:))?|\||\)|[^\\\[()|]+",
    re.DOTALL,
)
# Beginnings of groups that stand for what is inside them, and what takes no room.
INSIDE = re.compile(r"\((?:\?(?:-i)?:|\?P<\w+>)?$")
NO_WIDTH = re.compile(r"\^|\\[bB]|\(\?<?[=!]")
REPEAT = re.compile(r"(?:[*+?]|\{(?P<n>\d+)(?:,\d*)?\})[?+]?")
SPECIAL = frozenset("\\.^$*+?{}[]|()")


def as_tree(source: str) -> str:
    """Return an expression that matches what `source` matches, each alternation of many words in it as a tree.

    Raises re.error for a source that is no expression.
    """
    begun: list[tuple[str, list[str]]] = [("", [""])]
    pieces = PIECE.findall(source)
    if sum(map(len, pieces)) < len(source) or sum(p[0] == "(" for p in pieces) != pieces.count(")"):
        raise re.error("a bracket stands alone", source)
    for piece in pieces:
        if piece[0] == "(":
            begun.append((piece, [""]))
        elif piece == "|":
            begun[-1][1].append("")
        elif piece == ")":
            begin, words = begun.pop()
            whole = _alternation(words) if INSIDE.match(begin) else "|".join(words)
            begun[-1][1][-1] += f"{begin}{whole})"
        else:
            begun[-1][1][-1] += piece
    return _alternation(begun[0][1])


def _alternation(words: Sequence[str]) -> str:
    """Return what matches any of these expressions, the earlier ones first.

    An expression whose first sign its source does not tell, such as `.{0,60}x`, is tried at every place.
    """
    if len(words) < LONG:
        return "|".join(words)
    heads = _union(map(heads_of, words))
    return _tree(words) if heads is None else f"{_guard(heads)}(?:{_tree(words)})"


def _tree(words: Sequence[str]) -> str:
    """Return the words as alternatives, those that begin with the same plain sign as one.

    Only words that cannot match at the same place change their order: one that may begin with several signs ends
    the groups of these signs.
    """
    branches: list[list[tuple[str, str]] | str] = []
    groups: dict[str, list[tuple[str, str]]] = {}
    for word in words:
        sign = sign_of(word)
        if sign:
            key = key_of(sign)
            if key not in groups:
                groups[key] = []
                branches.append(groups[key])
            groups[key].append((sign, word[len(sign) :]))
            continue
        heads = heads_of(word)
        branches.append(_guard(heads) + word if heads and word[0] == "(" else word)
        keys = {key_of(head) for head in heads or ()}
        groups = {key: group for key, group in groups.items() if heads and key not in keys}
    return "|".join(branch if isinstance(branch, str) else _merged(branch) for branch in branches)


def _merged(group: list[tuple[str, str]]) -> str:
    """Return words that begin with the same sign as one expression; where its case differs they stay apart."""
    if len(group) < FEW or len({sign for sign, _ in group}) > 1:
        return "|".join(sign + rest for sign, rest in group)
    return f"{group[0][0]}(?:{_tree([rest for _, rest in group])})"


def _guard(heads: frozenset[str]) -> str:
    """Return a look at the next sign, whether it is one of these."""
    return "(?=[" + "".join(head if len(head) > 1 else re.escape(head) for head in sorted(heads)) + "])"


def key_of(sign: str) -> str:
    """Return what stands for a sign and for all that `re` takes for it without regard to case; digits are one."""
    last = sign[-1:]
    if last.isdecimal() or sign == r"\d":
        return "0"
    return "i" if last == "ı" else last.casefold()[:1]


def sign_of(word: str) -> str:
    """Return the plain sign, as it is written, that a word must begin with; empty when there is none."""
    sign = word[:2] if word[:1] == "\\" else word[:1]
    plain = not sign[1:].isalnum() if len(sign) == 2 else sign not in SPECIAL
    return sign if sign and plain and not REPEAT.match(word, len(sign)) else ""


def heads_of(word: str) -> frozenset[str] | None:
    r"""Return the signs, and `\d`, with one of which a match must begin; None when any may, or it may be empty.

    `word` is one alternative: it has no bar outside of its groups.
    """
    if sign := sign_of(word):
        return frozenset((sign[-1],))
    first = first_of(word)
    rest = word[len(first) :]
    repeat = REPEAT.match(rest)
    after = rest[repeat.end() :] if repeat else rest
    if NO_WIDTH.match(first):
        return None if repeat else heads_of(rest)
    if is_group(first):
        own = _union(heads_of(part + after) for part in split(first[len(begin_of(first)) : -1]))
    else:
        own = members_of(first)
    return _union((own, heads_of(after))) if is_optional(repeat) else own


def members_of(first: str) -> frozenset[str] | None:
    r"""Return the signs, and `\d`, that an element stands for; None for a group and what stands for many."""
    if first.startswith("["):
        return _of_set(first[1:-1])
    return frozenset((first[-1:],)) if sign_of(first) else frozenset((first,)) if first == r"\d" else None


def is_optional(repeat: re.Match[str] | None) -> bool:
    """Whether what stands before this repeat may be left out."""
    return repeat is not None and (repeat.group()[0] in "*?" or repeat["n"] == "0")


def is_group(first: str) -> bool:
    """Whether an element is a group that stands for what is inside it."""
    return INSIDE.match(begin_of(first)) is not None


def begin_of(first: str) -> str:
    """Return the signs that open a group; of another element its first piece."""
    piece = PIECE.match(first)
    return piece.group() if piece else first


def _of_set(inside: str) -> frozenset[str] | None:
    """Return the signs of a set; None when it names what is not in it, a range, or a kind of signs but digits."""
    found = re.findall(r"\\.|.", inside)
    if (
        not found
        or found[0] == "^"
        or "-" in found[1:-1]
        or any(s[1:].isalnum() and s != r"\d" for s in found)
    ):
        return None
    return frozenset(s if s == r"\d" else s[-1] for s in found)


def _union(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    found = list(sets)
    known = [one for one in found if one is not None]
    return frozenset().union(*known) if len(known) == len(found) else None


def first_of(word: str) -> str:
    """Return the first element of an expression: a sign, an escape, a whole set or a whole group."""
    if word[:1] not in ("\\", "[", "("):
        return word[:1]
    depth = 0
    for piece in PIECE.finditer(word):
        depth += (piece.group()[0] == "(") - (piece.group() == ")")
        if depth == 0:
            return word[: piece.end()]
    return word


def split(word: str) -> list[str]:
    """Return the alternatives of an expression."""
    parts, depth = [""], 0
    for piece in PIECE.findall(word):
        depth += (piece[0] == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return parts
