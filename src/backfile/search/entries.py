"""One article as the index sees it: its words by weight, and the facets it is found under."""

import hashlib
from collections.abc import Mapping, Sequence

import msgspec

from backfile.model import Filed
from backfile.search import digits
from backfile.search.folding import END, LONGEST
from backfile.search.said import said, unpacked

__all__ = [
    "LANGUAGE",
    "OFTEN",
    "SIGNS",
    "Entry",
    "Joined",
    "digest",
    "facets",
    "joined",
    "language_of",
    "weighed",
    "words_of",
]

LANGUAGE = "!l:"
"""How the facet of a language begins."""
OFTEN = 3
"""Times that a word of the body must be said to weigh as much as one of the lead."""
_MOST_KEPT = 1_000_000
SIGNS = 5
"""A word that an article says more often has no signs there: too many words follow it."""


class Joined(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What other articles and the registers decide of an article."""

    heads: str
    """Words for the names of those whom the headline names: they weigh as the lead, the words it says more."""
    names: str
    """Words for the names of those whom the rest names: all spellings that the archive knows."""
    facets: tuple[str, ...]
    """Terms of its facets."""


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What of one article is searched."""

    number: int
    """Its number in the index."""
    words: bytes
    """Its words as they are kept; empty when they are still to be made."""
    texts: tuple[str, str, str]
    """What they are to be made of, by weight."""
    joined: Joined
    """What joins them."""


def joined(filed: Filed, variants: Mapping[str, str]) -> Joined:
    """Return what joins the words of an article. `variants` are the words of people known by several names."""
    named: dict[str, bool] = {}
    for person, key in zip(filed.findings.people, filed.people, strict=True):
        if key is not None and key in variants:
            headed = any(mention.place.part == "headline" for mention in person.mentions)
            named[key] = named.get(key, False) or headed
    return Joined(
        heads=" ".join(variants[key] for key, headed in named.items() if headed),
        names=" ".join(variants[key] for key, headed in named.items() if not headed),
        facets=facets(filed),
    )


def language_of(filed: Filed) -> str:
    """Return the language of an article without region, empty when it is not known."""
    return (filed.article.language or "").split("-")[0].lower()


def facets(filed: Filed) -> tuple[str, ...]:
    """Return the terms of an article's facets: `!p:` person, `!t:` topic, and so on. No word begins so."""
    found = {f"!p:{key}" for key in filed.people if key}
    found |= {f"!t:{match.key}" for match in filed.topics}
    found |= {f"!c:{key}" for key in filed.creditors if key}
    if filed.source:
        found.add(f"!s:{filed.source.key}")
    found.add(f"{LANGUAGE}{language_of(filed) or 'und'}")
    if filed.day:
        found.add(f"!d:{filed.day}")
    return tuple(sorted(found))


def digest(*parts: object) -> bytes:
    """Return a digest of records and texts, the same on every machine."""
    return hashlib.blake2b(msgspec.msgpack.encode(parts), digest_size=16).digest()


def words_of(entry: Entry) -> list[str]:
    """Return the words of an article in order, END after headline, lead and rest; raises ValueError."""
    return unpacked(entry.words) if entry.words else said(*entry.texts)


class _Signs(dict[str, str]):
    """The sign of each word that another is followed by."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
            self[END] = digits.NONE
        made = self[word] = digits.sign(word)
        return made


_SIGNS = _Signs({END: digits.NONE})


def weighed(entry: Entry) -> dict[str, tuple[int, str]]:
    """Return (weight, signs) of each word and facet of one article: for many, inversion.py is quicker."""
    found = [word[:LONGEST] for word in words_of(entry)]
    own: dict[str, list[str]] = {}
    weights: dict[str, int] = {}
    weight = 0
    for word, sign in zip(found, [*map(_SIGNS.__getitem__, found[1:]), digits.NONE], strict=True):
        if word in own:
            own[word].append(sign)
        elif word == END:
            weight += 1
        else:
            own[word] = [sign]
            weights[word] = weight
    told = {
        word: (
            weights[word] if len(signs) < OFTEN else min(weights[word], 1),
            signs[0] if len(signs) == 1 else _told(signs),
        )
        for word, signs in own.items()
    }
    for word in entry.joined.heads.split():
        weight, sign = told.get(word, (1, digits.ANY))
        told[word] = (min(weight, 1), sign)
    for word in entry.joined.names.split():
        told.setdefault(word, (2, digits.ANY))
    return told | dict.fromkeys(entry.joined.facets, (2, digits.NONE))


def _told(signs: Sequence[str]) -> str:
    """Return the different signs of a word as one number."""
    if not 0 < len(signs) <= SIGNS:
        return digits.ANY
    apart = sorted(set(signs))
    return "".join([digits.CONTINUED[digits.ENDING.index(sign)] for sign in apart[:-1]]) + apart[-1]
