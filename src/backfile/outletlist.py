"""Newspapers, broadcasters and sites that are known by name, from data/outlets.txt.

A line above a headline may be a rubric as well as the outlet's name; its form does not tell, the list does. Names that
are common words too, and short ones, count only in the very letters of the list.
"""

import functools
import importlib.resources
import re
from collections.abc import Iterator

from backfile.cues import fold
from backfile.normalforms import normal
from backfile.patterns import late

__all__ = ["known_outlet", "outlets_within"]

LONGEST, MOST_WORDS, LEAST_WIDE = 60, 6, 3
# A row that counts in its own letters only: marked, or of four signs at most.
EXACT_ROW = late(r"^(?:=.+|.{1,4})$", re.MULTILINE)
# What a link to the first page says behind or before the outlet's name.
HOME = late(
    r"^(?:logo (?:de |of )?|home ?[-–:|] ?)"
    r"|(?:\s[-–|]\s(?:back to home|home(?: ?page)?|startseite|accueil)|,?\s(?:logo|home(?: ?page)?|startseite))$",
    re.IGNORECASE,
)
# One of these stands in each of them.
HOME_WORDS = ("home", "logo", "startseite", "accueil")
WIDE = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
ENDS = ' \t.,:;|•·-–—«»"“”„()!?'


@functools.cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the list with their case folded, and those that count only as they are written."""
    source = importlib.resources.files("backfile") / "data" / "outlets.txt"
    text = source.read_text(encoding="utf-8")
    exact = frozenset(row.removeprefix("=") for row in EXACT_ROW.findall(text) if not WIDE.search(row))
    return frozenset(_folded(text).splitlines()) - frozenset(map(_folded, exact)), exact


def _folded(name: str) -> str:
    if name.isascii():
        return name.casefold()
    return normal("NFKC", name).casefold().replace("’", "'").replace("i̇", "i").replace("ё", "е")


@functools.lru_cache(maxsize=2048)
def known_outlet(text: str) -> str | None:
    """Return the name that a line consists of when it is a known outlet's, as the line prints it, else None."""
    if not 2 <= len(text) <= LONGEST:
        return None
    folded, exact = _names()
    bare = text.strip(ENDS)
    told = any(map(fold(text).__contains__, HOME_WORDS))
    for name in dict.fromkeys((text, bare, HOME.sub("", text).strip(ENDS) if told else bare)):
        if name in exact or _folded(name) in folded:
            return name
    return None


def outlets_within(text: str) -> Iterator[str]:
    """Yield the known outlets that a line names: runs of words with a capital first, and signs in unspaced scripts."""
    if WIDE.search(text):
        yield from (name for name in _wide() if name in text)
    words = text.split()
    at = 0
    while at < len(words):
        for count in range(min(MOST_WORDS, len(words) - at), 0, -1):
            name = " ".join(words[at : at + count]).strip(ENDS)
            if name[:1].isalnum() and not name[:1].islower() and known_outlet(name):
                yield name
                at += count - 1
                break
        at += 1


@functools.cache
def _wide() -> tuple[str, ...]:
    """Return the names in scripts without spaces, the longest first."""
    names = {name for part in _names() for name in part if WIDE.search(name) and len(name) >= LEAST_WIDE}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
