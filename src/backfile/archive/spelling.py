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
    HUNGARIAN_FAMILIES,
    LOOSE,
    OPPOSITE,
    PARTICLES,
    PATRONYMIC,
    SURE,
    TITLES,
)
from backfile.archive.eastern_names import eastern_keys, is_eastern_family, is_japanese
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
SERVANT = late(r"(?<!\w)(عبد)\s+(?:ال)?(?=\w)")
OF_GOD = late(r"(?<=\w)\s+الله(?!\w)")
SERVANT_LATIN = late(r"\babd(?:[aeou]l)?[\s-]+(?:(?:al|el|ul|ur|as|ar|er|us)[\s-]+)?(?=[a-z]{3})")
LOST_A = late(r"(?<!\S)`")
PARTING = late(r"[\s,]+|(?<=^al)-|(?<=\sal)-|(?<=\sel)-|\.(?=\w)")
DOUBLED = late(r"(.)\1+")
FEMININE = late("(?:n|l|s|t)?(?:e|a|ia|ine|ina|ette|elle)")
SERBIAN = late("[ćčšž]")
BELARUSIAN = late(r"(?:ts|dz)(?=[iy])|(?<=[aeo])u(?=[^aeiou])")
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
    keys |= {key[: key.startswith("=")] + _bones(key) for key in keys} | eastern_keys(name)
    keys |= {"+" + "".join(sorted(words))} if len(words) == 2 else set()
    if parts.given and len(words) > 2:
        keys |= {key for word in parts.middle for key in map(_bones, _loose(word)) if len(word) > 1}
    return frozenset(key for key in keys if len(key.lstrip("=")) > 1)


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
    if eastern_keys(one) & eastern_keys(other):
        return Likeness("maybe", "the same sounds by another way of writing them")
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
    words = [w.strip(".'`") for w in PARTING.split(_latin(name, bare)) if w]
    words = [w.replace("-", "") for w in words if w and w not in TITLES]
    generation = next((w for w in words if w in GENERATIONS and w != words[0]), "")
    words = [w for w in words if w != generation or not generation]
    particles = tuple(w for w in words[1:-1] if w in PARTICLES)
    rest = [w for i, w in enumerate(words) if not (0 < i < len(words) - 1 and w in PARTICLES)]
    if not rest:
        return None
    given = tuple(rest[:1]) if len(rest) > 1 else ()
    return _Parts(given, tuple(rest[1:-1]), rest[-1], generation, particles, bare)


def _latin(name: str, bare: bool) -> str:
    """Return a name in small Latin letters, its servants of God in one word; `W` is a letter of two readings."""
    from anyascii import anyascii

    if bare:
        name = OF_GOD.sub("الله", SERVANT.sub(r"\1ل", name))
        name = ARTICLE.sub("", name).replace("ض", "ذ").replace("ة", "ه").replace("ו", "و")
        return LOST_A.sub("a", anyascii(name).lower()).replace("w", "W")
    if SERBIAN.search(name.lower()):
        name = name.replace("đ", "dj").replace("Đ", "Dj")
    text = anyascii(name.replace("ं", "न")).lower()
    joined = SERVANT_LATIN.sub("abdul", text)
    return joined if " " in joined.strip() else text


@functools.lru_cache(maxsize=65536)
def _sure(word: str) -> str:
    for need, pattern, to in SURE:
        if need in word:
            word = pattern.sub(to, word) if pattern else word.replace(need, to)
    return word


@functools.lru_cache(maxsize=65536)
def _loose(word: str) -> Set[str]:
    """Return the keys of a word: some letters have several sounds, so there may be some keys."""
    spelt = {word, CH.sub("kh", word), J.sub("y", word), J.sub("y", CH.sub("kh", word))}
    if "W" in word:
        spelt = {one.replace("W", to) for one in spelt for to in ("u", "v")}
    if "dh" in word or "th" in word:
        spelt |= {one.replace("dh", "z").replace("th", "s") for one in spelt}
    if BELARUSIAN.search(word):
        spelt.add(BELARUSIAN.sub(lambda found: {"ts": "t", "dz": "d"}.get(found[0], "v"), word))
    if word[0] == "h":
        spelt.add("g" + word[1:])
    return frozenset(_consonants(_sure(one)) for one in spelt)


def _bones(key: str) -> str:
    """Return a key without a first vowel, doubled letters and the p that Arabic writes as b."""
    return DOUBLED.sub(r"\1", key.lstrip("=a").replace("p", "v"))


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
        free = is_japanese((*x.given, *x.middle, x.family)) or (
            x.given and {x.given[0], x.family} & HUNGARIAN_FAMILIES
        )
        if free or (moved and (len(x.family) > SHORT or len(x.middle) or HUNGARIAN.search(name))):
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
    if not a.given or not b.given:
        return ""
    family = _family_alike(a, b, bare)
    if not family:
        return _contained(a, b)
    x, y = a.given[0], b.given[0]
    if _sure(x) == _sure(y):
        return f"{family}, the same given name"
    if len(x) == 1 or len(y) == 1:
        if x[0] == y[0]:
            return f"{family}, an initial that fits"
        second = (a if len(x) == 1 else b).middle[:1]
        return f"{family}, the same second name" if second == ((y,) if len(x) == 1 else (x,)) else ""
    short, long = sorted((_sure(x), _sure(y)), key=len)
    if _opposite(x, y):
        return ""
    if any(_of_group(x, group, bare) and _of_group(y, group, bare) for group in COUSINS):
        return f"{family}, given names of one origin"
    if _sounds(x, y, bare) and (bare or (_near(x, y) and (short[-1] == "a") == (long[-1] == "a"))):
        return f"{family}, given names that sound alike"
    if _sure("".join((x, *a.middle))) == _sure("".join((y, *b.middle))):
        return f"{family}, the same given names"
    if bare and (a.middle or b.middle) and _sounds("".join((x, *a.middle)), "".join((y, *b.middle)), True):
        # `امیرعلی` and `Amir Ali`
        return f"{family}, given names that sound alike when written together"
    begins = long.startswith(short) or x.startswith(y) or y.startswith(x)
    if begins and min(len(x), len(y)) >= SHORT and not is_eastern_family(a.family):
        return f"{family}, one given name in the other"
    return ""


def _opposite(x: str, y: str) -> bool:
    """Whether one given name is the feminine form of the other."""
    if {x, y} in OPPOSITE:
        return True
    short, long = sorted((x, y), key=len)
    return FEMININE.fullmatch(long[len(short) :]) is not None if long.startswith(short) else False


def _of_group(word: str, group: Set[str], bare: bool) -> bool:
    return word in group or _sure(word) in group or (bare and any(_sounds(word, one, True) for one in group))


def _contained(a: _Parts, b: _Parts) -> str:
    """Return why one name is the other shortened: all its words stand there, in their order."""
    short, long = sorted(([*p.given, *p.middle, p.family] for p in (a, b)), key=len)
    if len(short) == len(long) or len(short) < 2 or is_eastern_family(short[0]):
        return ""
    words = iter([_sure(word) for word in long])
    if all(_sure(word) in words for word in short) and min(len(word) for word in short) > 2:
        return "all of one name in the other"
    return ""


def _family_alike(a: _Parts, b: _Parts, bare: bool) -> str:
    x, y = a.family, b.family
    if _sure(x) == _sure(y):
        return "the same family name"
    one, other = _loose(x), _loose(y)
    if bare:
        # A family name of one consonant says little, so the given names must say more.
        least = 1 if any(len(_bones(key)) > 1 for key in _loose(a.given[0])) else 2
        alike = any(len(key) >= least for key in {_bones(k) for k in one} & {_bones(k) for k in other})
    else:
        least = 1 if min(len(x), len(y)) >= SHORT else 2
        alike = any(len(key) >= least for key in one & other) and _near(x, y)
    return "family names that sound alike" if alike else ""


def _sounds(x: str, y: str, bare: bool) -> bool:
    """Whether two words share their consonants; `bare` words also leave out a first vowel and doubled letters."""
    one, other = _loose(x), _loose(y)
    if bare:
        one, other = ({_bones(key) for key in keys} for keys in (one, other))
    return any(len(key) > 1 for key in one & other)


def _near(x: str, y: str) -> bool:
    """Whether two words with the same consonants are near in their vowels too, in one of their readings."""
    pairs = ((_sure(x), _sure(y)), (_sure(J.sub("y", CH.sub("kh", x))), _sure(J.sub("y", CH.sub("kh", y)))))
    return any(SequenceMatcher(None, one, other).ratio() >= NEAR for one, other in pairs)
