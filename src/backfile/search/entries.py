"""One article as the index sees it: its words by weight, and the facets it is found under."""

import hashlib
from collections.abc import Mapping

import msgspec

from backfile.model import Filed, Text
from backfile.search import digits
from backfile.search.folding import words

__all__ = ["HEAD", "LEAD", "Entry", "digest", "entry", "entry_words", "facets", "language_of"]


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What of one article is searched."""

    number: int
    """Its number in the index."""
    language: str
    """Language of the text without region, empty when not known."""
    head: tuple[str, ...]
    """Texts whose words weigh most: the headline."""
    lead: tuple[str, ...]
    """Texts whose words weigh more than others: deck and first paragraph."""
    rest: tuple[str, ...]
    """The other texts."""
    heads: str
    """Words for the names of those whom the headline names: they weigh as the lead, the words it says more."""
    names: str
    """Words for the names of those whom the rest names: all spellings that the archive knows."""
    facets: tuple[str, ...]
    """Terms of its facets."""


class _Signs(dict[str, str]):
    def __missing__(self, word: str) -> str:
        made = self[word] = digits.sign(word)
        return made


_SIGNS = _Signs({"\n": digits.NONE})
HEAD, LEAD = "!", " "
"""Marks before the signs of a word that the headline or the lead says. No sign looks so."""


def entry(number: int, filed: Filed, text: Text, variants: Mapping[str, str]) -> Entry:
    """Return what of an article is searched. `variants` are the words of people known by several names."""
    record = filed.article
    body = [block.text for block in text.body if block.text and block.kind != "figure"]
    captions = [figure.caption for figure in record.figures if figure.caption]
    lead = [*((record.deck,) if record.deck else ()), *body[:1]]
    rest = [*body[1:], *captions, *record.byline, *record.tags, *record.notes]
    rest += [figure.credit.line for figure in record.figures if figure.credit]
    rest += [record.published.as_printed, record.published.value[:4]] if record.published else []
    named: dict[str, bool] = {}
    for person, key in zip(filed.findings.people, filed.people, strict=True):
        if key is not None and key in variants:
            headed = any(mention.place.part == "headline" for mention in person.mentions)
            named[key] = named.get(key, False) or headed
    return Entry(
        number=number,
        language=language_of(filed),
        head=(record.headline,) if record.headline else (),
        lead=tuple(lead),
        rest=tuple(rest),
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


def entry_words(one: Entry) -> dict[str, str]:
    """Return the words and facets of an article, each with its mark and the signs of the words that follow.

    The signs stand in the order of the text, one for each place: their number is how often it says the word.
    """
    head, lead, rest = (words("\n".join(texts)) for texts in (one.head, one.lead, one.rest))
    found = [*head, "\n", *lead, "\n", *rest, "\n"]
    said = dict.fromkeys(found, "")
    for word, follower in zip(found, map(_SIGNS.__getitem__, found[1:]), strict=False):
        said[word] += follower
    del said["\n"]
    heads = one.heads.split()
    for word in (*heads, *one.names.split()):
        said.setdefault(word, digits.ANY)
    marked = dict.fromkeys((*lead, *heads), LEAD) | dict.fromkeys(head, HEAD)
    marked.pop("\n", None)
    for word, mark in marked.items():
        said[word] = mark + said[word]
    said.update(dict.fromkeys(one.facets, digits.NONE))
    return said
