"""One article as the index sees it: its words by weight, and the facets it is found under."""

import hashlib
from collections.abc import Mapping

import msgspec

from backfile.model import Filed
from backfile.search import digits
from backfile.search.said import NEVER, Words

__all__ = ["Entry", "Joined", "digest", "facets", "joined", "language_of", "weighed"]


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
    found.add(f"!l:{language_of(filed) or 'und'}")
    if filed.day:
        found.add(f"!d:{filed.day}")
    return tuple(sorted(found))


def digest(*parts: object) -> bytes:
    """Return a digest of records and texts, the same on every machine."""
    return hashlib.blake2b(msgspec.msgpack.encode(parts), digest_size=16).digest()


def weighed(found: Words, more: Joined) -> Words:
    """Return the words and facets of an article by weight, with the signs of each."""
    head, lead, rest = found
    if more.heads or more.names:
        of_head, of_lead = dict(zip(*head, strict=True)), dict(zip(*lead, strict=True))
        of_rest = dict(zip(*rest, strict=True))
        for word in more.heads.split():
            if word not in of_head and word not in of_lead:
                of_lead[word] = of_rest.pop(word, NEVER)
        for word in more.names.split():
            if word not in of_head and word not in of_lead:
                of_rest.setdefault(word, NEVER)
        lead, rest = (list(of_lead), list(of_lead.values())), (list(of_rest), list(of_rest.values()))
    terms, signs = rest
    return head, lead, ([*terms, *more.facets], signs + [digits.NONE] * len(more.facets))
