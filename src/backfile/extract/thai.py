"""Personal names in Thai: what a form of address or a rank begins, `นายสมชาย ใจดี`, and a blank parts.

Words are not parted in Thai, but a given name and a family name are. A given name alone, behind the same forms, is the
one person's of the article who has it.
"""

import bisect
import functools
import re
from collections.abc import Sequence

from backfile.extract.lexicon import words_of
from backfile.extract.mentions import Found
from backfile.extract.passages import Passage, Tokens
from backfile.patterns import late

__all__ = ["thai_names"]

THAI = late(r"[\u0e01-\u0e4e]")
LETTERS = r"[\u0e01-\u0e2e\u0e40-\u0e44][\u0e01-\u0e4e]"


def _any(section: str) -> str:
    """Return an expression for any entry of a section, the longer first."""
    return "|".join(
        sorted(map(re.escape, words_of("thai.txt")[section]), key=lambda entry: (-len(entry), entry))
    )


@functools.cache
def _full() -> re.Pattern[str]:
    """Return the expression for an address and both parts of a name."""
    return late(
        rf"{_address()}(?P<given>{LETTERS}{{1,24}}) +(?!{_any('no-family')})"
        rf"(?P<family>{LETTERS}{{1,28}}?)(?=[^\u0e01-\u0e4e]|$|{_any('behind')})"
    )


@functools.cache
def _alone() -> re.Pattern[str]:
    """Return the expression for an address and what stands behind it."""
    return late(rf"{_address()}(?P<given>{LETTERS}{{1,24}}?)(?=[^\u0e01-\u0e4e]|$|{_any('behind')})")


@functools.cache
def _address() -> str:
    """Return the expression for what stands before a name; `นายก` and `นางฟ้า` are words that begin like it."""
    ranks = r"(?:(?:พล|พ|ร|ส|จ|น|ว่าที่ ?ร)\.(?:[\u0e01-\u0e2e]\.){1,2}(?:หญิง)?)"
    return rf"(?<![ทก])(?<!เจ้า)(?:{_any('addresses')}|{ranks}) ?(?!{_any('no-address')})"


def thai_names(texts: Sequence[tuple[Passage, Tokens]]) -> list[list[Found]]:
    """Return the personal names in Thai of each passage."""
    found: list[list[Found]] = [[] for _ in texts]
    thai = [number for number, (passage, _) in enumerate(texts) if THAI.search(passage.text)]
    known: set[str] = set()
    for number in thai:
        passage, tokens = texts[number]
        for match in _full().finditer(passage.text):
            name = f"{match['given']} {match['family']}"
            found[number].append(_found(name, match.start("given"), match.end("family"), True, tokens))
            known.add(match["given"])
    for number in thai if known else ():
        passage, tokens = texts[number]
        taken = {name.start for name in found[number]}
        for match in _alone().finditer(passage.text):
            if match["given"] in known and match.start("given") not in taken:
                found[number].append(_found(match["given"], *match.span("given"), False, tokens))
        found[number].sort(key=lambda name: name.start)
    return found


def _found(name: str, start: int, end: int, sure: bool, tokens: Tokens) -> Found:
    first = bisect.bisect_right(tokens.starts, start) - 1
    return Found(start, end, first, max(bisect.bisect_left(tokens.starts, end), first + 1), name, None, sure)
