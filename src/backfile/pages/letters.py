"""The ways from A to Z of each script into a long list of names."""

import unicodedata
from collections.abc import Iterable, Sequence

from backfile.normalforms import normal
from backfile.pages.views import Link
from backfile.pages.wording import Wording

__all__ = ["anchor", "in_order", "initial", "jumps"]

SHORT = 30
"""A list of so many names or fewer is seen at a glance."""


def initial(name: str) -> tuple[str, str]:
    """Return (script, initial) that a name is listed under: ("LATIN", "S"), ("CYRILLIC", "Ш").

    Latin initials lose their accents; Han characters stand together, Korean ones by their first consonant;
    what begins with no letter is under `#`.
    """
    for character in normal("NFC", name):
        if unicodedata.category(character)[0] != "L":
            if unicodedata.category(character)[0] == "N":
                break
            continue
        script = unicodedata.name(character, "").split(" ")[0].split("-")[0]
        if script == "CJK":
            return "CJK", "漢"
        if script == "HANGUL":
            number = ord(character) - 0xAC00
            return script, chr(0x1100 + number // 588) if 0 <= number < 11172 else character
        if script == "LATIN":
            character = normal("NFKD", character)[0]
        return script, character.upper()[0]
    return "", "#"


def in_order(scripts: Iterable[str]) -> list[str]:
    """Return the names of scripts with Latin first, then by name; what has no letter last."""
    return sorted(scripts, key=lambda script: (script == "", script != "LATIN", script))


def anchor(letter: str) -> str:
    """Return the fragment of an initial."""
    return "-".join(["letter", *(f"{ord(c):x}" for c in letter)])


def jumps(
    names: Sequence[str], pages: Sequence[str], w: Wording
) -> tuple[tuple[tuple[str, tuple[Link, ...]], ...], tuple[str, ...]]:
    """Return the ways into a list, by script, and for each name the fragment that a way leads to, or nothing.

    `pages` holds the address of the page that each name stands on. A short list has no ways.
    """
    if len(names) <= SHORT:
        return (), ("",) * len(names)
    ways: dict[str, dict[str, Link]] = {}
    anchors = []
    for name, page in zip(names, pages, strict=True):
        script, letter = initial(name)
        first = letter not in ways.setdefault(script, {})
        if first:
            ways[script][letter] = Link(letter, f"{page}#{anchor(letter)}")
        anchors.append(anchor(letter) if first else "")
    scripts = tuple((w.script(script), tuple(ways[script].values())) for script in in_order(ways))
    return scripts, tuple(anchors)
