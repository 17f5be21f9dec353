"""Whether two names may be two spellings of one: the rules by which names are joined or offered to the curator.

Names travel between alphabets by many customs: Shoigu, Shoygu, Schoigu, Choïgou. A *sure key* undoes only what is
mere custom, so that equal keys join without asking; a *loose key* keeps the consonants of the family name and
finds what is worth asking about. No score joins names: Blair is nearer to Blain than Volodymyr is to Vladimir.
"""

import functools
import re
from collections.abc import Set
from difflib import SequenceMatcher
from typing import Literal

from backfile.archive.customs import (
    COUSINS,
    FAMILY_FIRST,
    GENERATIONS,
    LOOSE,
    PARTICLES,
    PATRONYMIC,
    SURE,
    TITLES,
)
from backfile.archive.keys import fold_name
from backfile.model import Record
from backfile.patterns import late

__all__ = ["Likeness", "likeness", "loose_keys", "sure_key"]

Kind = Literal["same", "maybe", "other"]

HUNGARIAN = late("[áéíóöőúüű]", re.IGNORECASE)
CONSONANTAL = late(r"[\u0590-\u06ff]")
CH = late(r"(?<![st])ch")
J = late(r"^j|(?<=[aeiou])j")
SPOKEN_J = late(r"j(?=[aeiou])")
ARTICLE = late(r"(?<!\w)ال(?=\w\w\w)")
HAN = late(r"[\u3040-\u9fff\uac00-\ud7af]")
SHORT = 4
NEAR = 0.72


class Likeness(Record, frozen=True):
    """What two names have to do with each other."""

    kind: Kind
    """same: spellings of one name by custom alone; maybe: worth asking; other: neither."""
    why: str
    """The reason, in words."""


class _Parts(Record, frozen=True):
    given: tuple[str, ...]
    middle: tuple[str, ...]
    family: str
    generation: str
    particles: tuple[str, ...]
    bare: bool


@functools.lru_cache(maxsize=65536)
def sure_key(name: str) -> str:
    """Return a key that two spellings of one name share when only customs of spelling part them; empty for none.

    A name of one word, or one written in an alphabet that leaves out vowels or has many names of one sound, has none.
    A patronymic may be missing; initials and generations (Jr) must be the same.
    """
    if CONSONANTAL.search(name) or HAN.search(name):
        return ""
    parts = _parts(name)
    if parts is None or not parts.given:
        return ""
    middle = [m for m in parts.middle if not PATRONYMIC.search(m)]
    family = parts.family if len(parts.family) < SHORT else _sure(parts.family)
    words = [_sure(w) for w in (*parts.given, *middle)]
    particles = [_sure(p) for p in parts.particles]
    return " ".join((*words, *particles, family, parts.generation)).strip()


@functools.lru_cache(maxsize=65536)
def loose_keys(name: str) -> frozenset[str]:
    """Return keys of which two names that are worth comparing share one."""
    parts = _parts(name)
    if parts is None:
        return frozenset()
    words = [*parts.given, *parts.middle, parts.family]
    keys = {*_loose(parts.family), *("=" + key for key in _loose("".join(words)))}
    if parts.given and (
        parts.given[0] in FAMILY_FIRST or HUNGARIAN.search(name) or words[-1] in FAMILY_FIRST
    ):
        turned = _loose("".join([*words[1:], words[0]]))
        keys |= {*_loose(parts.given[0]), *("=" + key for key in turned)}
    return frozenset(key for key in keys if len(key.lstrip("=")) > 1) or frozenset(
        ("=" + "".join(sorted(words)),)
    )


def likeness(one: str, other: str) -> Likeness:
    """Return whether two names are the same by custom, worth asking about, or neither."""
    if fold_name(one) == fold_name(other):
        return Likeness("same", "the same letters")
    key = sure_key(one)
    if key and key == sure_key(other):
        return Likeness("same", "two customs of spelling the same name")
    a, b = _parts(one), _parts(other)
    if a is None or b is None:
        return Likeness("other", "")
    veto = _veto(a, b)
    if veto:
        return Likeness("other", veto)
    for x, y, how in _readings(one, other, a, b):
        why = _alike(x, y)
        if why:
            return Likeness("maybe", why + how)
    if _joined(a) == _joined(b):
        return Likeness("maybe", "the same letters, parted otherwise")
    return Likeness("other", "")


@functools.lru_cache(maxsize=65536)
def _parts(name: str) -> _Parts | None:
    """Return a name in Latin letters, parted; None when nothing is left of it."""
    from anyascii import anyascii

    if HAN.search(name) and " " not in name.strip():
        words = [w.lower() for w in re.findall(r"[A-Z][a-z]*", anyascii(name))]
        words = [words[0], "".join(words[1:])] if len(words) > 1 else words
        return _Parts((words[0],), (), words[1], "", (), False) if len(words) > 1 else None
    head, comma, tail = name.partition(",")
    if comma and fold_name(tail) not in GENERATIONS:
        name = f"{tail} {head}"
    bare = CONSONANTAL.search(name) is not None
    text = re.sub(r"(?<!\S)`", "a", anyascii(ARTICLE.sub("", name)).lower())
    text = text.replace("w", "u") if bare else text
    words = [w.strip(".'`") for w in re.split(r"[\s,]+|(?<=^al)-|(?<=\sal)-|(?<=\sel)-|\.(?=\w)", text) if w]
    words = [w.replace("-", "") for w in words if w and w not in TITLES]
    generation = next((w for w in words if w in GENERATIONS and w != words[0]), "")
    words = [w for w in words if w != generation or not generation]
    particles = tuple(w for w in words[1:-1] if w in PARTICLES)
    rest = [w for i, w in enumerate(words) if not (0 < i < len(words) - 1 and w in PARTICLES)]
    if not rest:
        return None
    given = tuple(rest[:1]) if len(rest) > 1 else ()
    return _Parts(given, tuple(rest[1:-1]), rest[-1], generation, particles, bare)


@functools.lru_cache(maxsize=65536)
def _sure(word: str) -> str:
    for need, pattern, to in SURE:
        if need in word:
            word = pattern.sub(to, word) if pattern else word.replace(need, to)
    return word


@functools.lru_cache(maxsize=65536)
def _loose(word: str) -> Set[str]:
    """Return the keys of a word: `ch` and `j` are letters of several sounds, so there may be some."""
    spelt = {word, CH.sub("kh", word), J.sub("y", word), J.sub("y", CH.sub("kh", word))}
    return frozenset(_consonants(_sure(one)) for one in spelt)


def _consonants(key: str) -> str:
    first = "a" if key[:1] in "aeiou" else ""
    key = SPOKEN_J.sub("s", key.replace("ts", "s"))
    return first + key.translate(LOOSE)


def _joined(parts: _Parts) -> str:
    return _sure("".join((*parts.given, *parts.middle, parts.family)))


def _veto(a: _Parts, b: _Parts) -> str:
    """Return why two names cannot be one person's, however alike; empty for no reason."""
    initials = [tuple(m for m in parts.middle if len(m) == 1) for parts in (a, b)]
    if all(initials) and initials[0] != initials[1]:
        return "their middle initials differ"
    if a.generation != b.generation and not (initials[0] or initials[1]):
        return "one is of another generation"
    for x, y in ((a, b), (b, a)):
        if _sure(x.family) + "a" == _sure(y.family) or (
            x.family.endswith("i") and x.family[:-1] + "aia" == _sure(y.family)
        ):
            return "one is the feminine form"
    return ""


def _readings(one: str, other: str, a: _Parts, b: _Parts) -> list[tuple[_Parts, _Parts, str]]:
    """Return the pairs of readings to compare: as they stand, and with the family name first where names do so."""
    found = [(a, b, "")]
    for x, name, left in ((a, one, True), (b, other, False)):
        moved = x.given and (x.given[0] in FAMILY_FIRST or HUNGARIAN.search(name) or x.family in FAMILY_FIRST)
        if moved and (len(x.family) > SHORT or len(x.middle) or HUNGARIAN.search(name)):
            turned = _Parts(
                (*x.middle, x.family)[:1],
                (*x.middle, x.family)[1:],
                x.given[0],
                x.generation,
                x.particles,
                x.bare,
            )
            found.append((turned, b, ", family name first") if left else (a, turned, ", family name first"))
    return found


def _alike(a: _Parts, b: _Parts) -> str:
    """Return why two parted names may be one, empty when nothing speaks for it."""
    bare = a.bare or b.bare
    family = _family_alike(a.family, b.family, bare)
    if not family or not a.given or not b.given:
        return ""
    x, y = a.given[0], b.given[0]
    if _sure(x) == _sure(y):
        return f"{family}, the same given name"
    if len(x) == 1 or len(y) == 1:
        return f"{family}, an initial that fits" if x[0] == y[0] else ""
    short, long = sorted((_sure(x), _sure(y)), key=len)
    if any({x, y} <= group or {short, long} <= group for group in COUSINS):
        return f"{family}, given names of one origin"
    if _sounds(x, y, bare) and (bare or (_near(x, y) and (short[-1] == "a") == (long[-1] == "a"))):
        return f"{family}, given names that sound alike"
    if _sure("".join((x, *a.middle))) == _sure("".join((y, *b.middle))):
        return f"{family}, the same given names"
    if len(short) >= SHORT and long.startswith(short):
        return f"{family}, one given name in the other"
    return ""


def _family_alike(x: str, y: str, bare: bool) -> str:
    if _sure(x) == _sure(y):
        return "the same family name"
    return "family names that sound alike" if _sounds(x, y, bare) and (bare or _near(x, y)) else ""


def _sounds(x: str, y: str, bare: bool) -> bool:
    """Whether two words share their consonants; `bare` words also leave out a first vowel and doubled letters."""
    one, other = _loose(x), _loose(y)
    if bare:
        one, other = ({re.sub(r"(.)\1+", r"\1", key.lstrip("a")) for key in keys} for keys in (one, other))
    return any(len(key) > 1 for key in one & other)


def _near(x: str, y: str) -> bool:
    """Whether two words with the same consonants are near in their vowels too, in one of their readings."""
    pairs = ((_sure(x), _sure(y)), (_sure(J.sub("y", CH.sub("kh", x))), _sure(J.sub("y", CH.sub("kh", y)))))
    return any(SequenceMatcher(None, one, other).ratio() >= NEAR for one, other in pairs)
