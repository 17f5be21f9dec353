"""One article's words in a row, folded: headline, lead, rest.

They depend on the reading alone, so they are made once for each reading, wherever its text is at hand, and kept
by its digest. What other articles decide (spellings of names, topics, people) joins them in entries.py.
"""

import hashlib
import os
import unicodedata
from collections.abc import Sequence
from functools import cache

from backfile.model import Article, Text
from backfile.search.folding import END, in_a_row

__all__ = ["key_of", "packed", "said", "texts_of", "unpacked"]


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
    for name in ("folding.py", "said.py"):
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), "rb") as file:
            hashed.update(file.read())
    return hashed.digest()


def said(head: str, lead: str, rest: str) -> list[str]:
    """Return the words of these texts in order, END after those of each; words may be longer than LONGEST."""
    return in_a_row(head, lead, rest)


def packed(found: Sequence[str]) -> bytes:
    """Return words as they are kept. Compressing them would take longer than making them anew."""
    return " ".join(found).encode()


def unpacked(data: bytes) -> list[str]:
    """Return the words that `packed` has written; raises ValueError when it has not."""
    found = data.decode().split(" ")
    if found.count(END) != 3 or found[-1] != END:
        raise ValueError(f"expected the words of three texts, found those of {found.count(END)}")
    return found
