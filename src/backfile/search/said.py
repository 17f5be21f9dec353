"""One article's words, by weight, each with the signs of the words that follow it there.

They depend on the reading alone, so they are made once for each reading, wherever its text is at hand, and kept
by its digest. What other articles decide (spellings of names, topics, people) joins them in entries.py.
"""

import hashlib
import os
import unicodedata
from functools import cache

from backfile.model import Article, Text
from backfile.search import digits
from backfile.search.folding import END, LONGEST, in_a_row

__all__ = ["NEVER", "Words", "key_of", "packed", "said", "texts_of", "unpacked"]

OFTEN = 3
"""Times that a word of the body must be said to weigh as much as one of the lead."""
SIGNS = 5
"""A word that an article says more often has no signs there: too many words follow it."""
NEVER = digits.ANY
"""Sign of a word that is not in the text itself: what follows it is not known."""

Words = tuple[tuple[list[str], list[str]], ...]
"""For each weight (the headline; the lead, or said often; the rest) the words, and the signs of each."""


class LongWordError(KeyError):
    """A word is longer than LONGEST."""


class _Signs(dict[str, str]):
    """The sign of each word; raises LongWordError, so that nobody need look at the length of each word of a text."""

    def __missing__(self, word: str) -> str:
        if len(word) > LONGEST:
            raise LongWordError(word)
        made = self[word] = digits.sign(word)
        return made


class _Told(dict[str, str]):
    """Signs of a word in the order of an article -> its different signs as one number."""

    def __missing__(self, signs: str) -> str:
        if len(self) > 100_000:
            self.clear()
        apart = sorted(set(signs))
        made = self[signs] = "".join(apart[:-1]).translate(_CONTINUED) + apart[-1]
        return made


_CONTINUED = str.maketrans(digits.ENDING, digits.CONTINUED)
_SIGNS = _Signs({END: digits.NONE})
_TOLD = _Told()


def texts_of(article: Article, text: Text) -> tuple[str, str, str]:
    """Return what of an article is searched, by weight, a line each: headline; deck and first paragraph; the rest."""
    body = [block.text for block in text.body if block.text and block.kind != "figure"]
    rest = [*body[1:], *(figure.caption for figure in article.figures if figure.caption)]
    rest += [*article.byline, *article.tags, *article.notes]
    rest += [figure.credit.line for figure in article.figures if figure.credit]
    if article.published:
        rest += [article.published.as_printed, article.published.value[:4]]
    lead = [*((article.deck,) if article.deck else ()), *body[:1]]
    return article.headline or "", "\n".join(lead), "\n".join(rest)


def key_of(digest: str) -> bytes:
    """Return the key under which the words of the reading with this digest are kept."""
    return _code() + digest.encode()


@cache
def _code() -> bytes:
    """Return the digest of the code that makes words of texts."""
    hashed = hashlib.blake2b(unicodedata.unidata_version.encode(), digest_size=16)
    for name in ("digits.py", "folding.py", "said.py"):
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), "rb") as file:
            hashed.update(file.read())
    return hashed.digest()


def said(head: str, lead: str, rest: str) -> Words:
    """Return the words of these texts, each once under the highest weight, and the signs of what follows them."""
    found = in_a_row(head, lead, rest)
    try:
        following = [*map(_SIGNS.__getitem__, found)]
    except LongWordError:
        found = [word[:LONGEST] for word in found]
        following = [*map(_SIGNS.__getitem__, found)]
    signs = dict.fromkeys(found, "")
    for word, sign in zip(found, following[1:], strict=False):
        signs[word] += sign
    del signs[END]
    end = found.index(END)
    of_head, of_lead = found[:end], found[end + 1 : found.index(END, end + 1)]
    often = []
    for word, own in signs.items():
        times = len(own)
        if times > 1:
            signs[word] = _TOLD[own] if times <= SIGNS else digits.ANY
            if times >= OFTEN:
                often.append(word)
    groups = []
    for group in (of_head, of_lead + often):
        apart = {word: signs.pop(word) for word in group if word in signs}
        groups.append((list(apart), list(apart.values())))
    return *groups, (list(signs), list(signs.values()))


def packed(found: Words) -> bytes:
    """Return words as they are kept. Compressing them would take longer than making them anew."""
    return "\n".join([" ".join(part) for group in found for part in group]).encode()


def unpacked(data: bytes) -> Words:
    """Return the words that `packed` has written; raises ValueError when it has not."""
    lines = data.decode().split("\n")
    if len(lines) != 6:
        raise ValueError(f"expected six lines, found {len(lines)}")
    return tuple((lines[n].split(), lines[n + 1].split()) for n in (0, 2, 4))
