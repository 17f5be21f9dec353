"""Countries and capitals that a text names, by hand-written lists in sixteen languages; English has larger lists."""

import functools
import re
from collections.abc import Iterator

from backfile.extract.lexicon import words_of
from backfile.patterns import late

__all__ = ["countries_in", "names_countries"]

TOKEN = late(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
INFLECTED = frozenset(("ru", "uk", "pl"))
WRITTEN_TOGETHER = frozenset(("zh", "ja", "ko"))
"""Without spaces, or with particles joined to the name."""
PEOPLE_OF = late(r"(?:ян[еи]?|янин|ец|ц[ыі]|цев|ск|k[ai]|cy)$")
MOST_REST = 3
"""Letters of an ending: `Иран`, `Иранами`; an adjective has more."""


def names_countries(language: str) -> bool:
    """Return whether there is a list of countries in this language."""
    return language in words_of("countries.txt")


def countries_in(text: str, language: str) -> Iterator[str]:
    """Yield each country each time the text names it, as the list writes it."""
    names = words_of("countries.txt").get(language, ())
    if not names:
        return
    if language in WRITTEN_TOGETHER:
        yield from _together(language).findall(text)
        return
    roots, known = _roots(language), _known(language)
    for token in TOKEN.findall(text):
        if token in known:
            yield token
        elif token[0].isupper() and language in INFLECTED:
            for root, name in roots.get(token[:3], ()):
                rest = token.removeprefix(root)
                if token.startswith(root) and len(rest) <= MOST_REST and not PEOPLE_OF.search(token):
                    yield name
                    break


@functools.cache
def _together(language: str) -> re.Pattern[str]:
    """Return the pattern of the names, the longer before those they begin with."""
    names = sorted(words_of("countries.txt")[language], key=lambda name: (-len(name), name))
    return late("|".join(map(re.escape, names)))


@functools.cache
def _known(language: str) -> frozenset[str]:
    return frozenset(words_of("countries.txt").get(language, ()))


@functools.cache
def _roots(language: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return (what stays in all cases, name) by its first three letters, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in words_of("countries.txt")[language]:
        root = re.sub(r"[аяьйоеєії]$|[aeioyąęśń]$", "", name)
        if len(root) > 3:
            found.setdefault(root[:3], []).append((root, name))
    return {key: tuple(sorted(rows, key=lambda r: (-len(r[0]), r))) for key, rows in found.items()}
