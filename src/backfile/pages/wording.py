"""Every word of the interface: one table for each language, in words/.

Plural rules, names of months and weekdays and date patterns come from CLDR, through words/cldr.json, which
tools/make_plurals.py writes. The words of articles are not here.
"""

import functools
import hashlib
import importlib.resources
import json
from collections.abc import Mapping
from typing import Any

from backfile.settings import LANGUAGES

__all__ = ["ENGLISH", "Wording", "categories", "words_of"]


@functools.cache
def _cldr() -> dict[str, dict[str, Any]]:
    """Return what CLDR says about each language."""
    return _read("cldr")


def _read(name: str) -> dict[str, Any]:
    source = importlib.resources.files("backfile.pages") / "words" / f"{name}.json"
    return json.loads(source.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@functools.cache
def words_of(language: str) -> Mapping[str, str]:
    """Return the table of one language, without what comes from CLDR."""
    return _read(language)


def categories(language: str) -> tuple[str, ...]:
    """Return the plural categories of a language, the last one `other`."""
    return (*_cldr()[language]["plural"], "other")


ENGLISH = words_of("en")
"""The table that all others are measured by."""


class Wording:
    """The words of the interface in one language."""

    def __init__(self, language: str) -> None:
        base = language.split("-")[0].lower()
        self.language = base if base in LANGUAGES else "en"
        cldr = _cldr()[self.language]
        self._table: dict[str, str] = {**words_of(self.language), **cldr["words"]}
        self._plural: dict[str, list[list[tuple[int, list[list[int]], bool]]]] = cldr["plural"]
        self._languages: dict[str, str] = cldr["languages"]
        self._group: str = cldr["group"]
        self._grouped_from: int = cldr["grouped_from"]
        self.direction: str = cldr["direction"]
        """`rtl` or `ltr`."""
        self.forms = categories(self.language)
        """The plural categories that the language has."""

    def __eq__(self, other: object) -> bool:
        """Whether both are of one language: what is kept for the one serves the other."""
        return isinstance(other, Wording) and other.language == self.language

    def __hash__(self) -> int:
        return hash(self.language)

    def __call__(self, name: str, /, **values: str) -> str:
        """Return the words of this name with the values put in. KeyError when there are none."""
        words = self._table.get(name)
        if words is None and name.startswith("aside."):
            words = self._table["aside.other"]
        if words is None:
            raise KeyError(f"no words for “{name}” in pages/words/{self.language}.json")
        return words.format_map(values) if values else words

    def digest(self) -> str:
        """Return what stands for all words of the language, and for its direction."""
        told = f"{self.language} {self.direction} {sorted(self._table.items())}"
        return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def has(self, name: str) -> bool:
        """Return whether there are words of this name."""
        return name in self._table

    def plain(self, name: str) -> str:
        """Return the words of this name with the places for values as they are."""
        return self._table[name]

    def number(self, number: int) -> str:
        """Return a number in Latin digits with its thousands set apart as the language does."""
        if len(str(abs(number))) < self._grouped_from:
            return str(number)
        return f"{number:,}".replace(",", self._group)

    def form(self, number: int) -> str:
        """Return the plural category of a whole number, by CLDR's rules."""
        for name, rows in self._plural.items():
            for row in rows:
                if all(_holds(number, *test) for test in row):
                    return name
        return "other"

    def count(self, name: str, number: int) -> str:
        """Return a number of things: `3 articles`."""
        return self(f"{name}.{self.form(number)}", n=self.number(number))

    def label(self, name: str, number: int) -> str:
        """Return the name of things without their number, for a number that stands apart: `articles`."""
        return self(f"{name}.{self.form(number)}", n="").strip()

    def language_name(self, code: str) -> str:
        """Return the name of a language by its code: `Persian`; the code itself where CLDR's list has none."""
        return self._languages.get(code) or self._languages.get(code.split("-")[0].lower()) or code

    def script(self, name: str) -> str:
        """Return the name of a script, by the word that Unicode's character names begin with."""
        return self._table.get(f"script.{name}") or name.capitalize() or self._table["script.other"]


def _holds(number: int, modulus: int, ranges: list[list[int]], denied: bool) -> bool:
    """Return whether one test of a plural rule holds: see tools/make_plurals.py."""
    value = number % modulus if modulus else number
    return any(first <= value <= last for first, last in ranges) != denied
