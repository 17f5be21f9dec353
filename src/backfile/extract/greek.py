"""Personal names in Greek: a given name of the lists in any case, and the capitalised words that go on from it.

Names come in the nominative. A man's family name changes with his given name, a woman's seldom does. A name of no
list counts behind an office only.
"""

import functools
from collections.abc import Iterator, Sequence
from unicodedata import category

import msgspec

from backfile.extract.lexicon import words_of
from backfile.extract.mentions import Found
from backfile.extract.passages import Passage, Tokens
from backfile.extract.roles import is_foreign_office
from backfile.normalforms import normal
from backfile.patterns import late

__all__ = ["greek_names"]

GREEK = late(r"[\u0386-\u03ce]")
CAPITAL = late(r"[\u0386-\u03ab][\u0390-\u03ce]+(?:-[\u0386-\u03ab]?[\u0390-\u03ce]+)*$")
INITIAL = late(r"(?:[\u0386-\u03ab]\.-?)+$")
PARTICLES = frozenset("ντε ντα ντι φον βαν μπιν αλ ελ λα λε".split())  # noqa: SIM905
# Endings of given names as printed and in the nominative, without accents and with one sigma.
MEN = (("ου", "οσ"), ("ο", "οσ"), ("ον", "οσ"), ("η", "ησ"), ("α", "ασ"), ("ωνα", "ων"), ("ωνοσ", "ων"))
WOMEN = (("ασ", "α"), ("ησ", "η"), ("ωσ", "ω"))
# The same of men's family names. `Δημητρίου` is a genitive by birth and stays.
FAMILIES = (
    ("όπουλου", "όπουλος"), ("ο", "ος"), ("ό", "ός"), ("η", "ης"), ("ή", "ής"), ("α", "ας"), ("ά", "άς"),
)  # fmt: skip
CASE = late(r"(?:ουσ|ου|οσ|ον|ο|ησ|η|ασ|α|ωσ|ω|εσ)$")
ARTICLES = frozenset({"του", "της", "των"})
# Words between what is called after somebody, or an office, and a name.
REACH = 5
OPENING, CLOSING = frozenset('«“"'), frozenset('»”"')


class _Given(msgspec.Struct, frozen=True):
    name: str
    """In the nominative."""
    sex: str
    printed: bool
    """Whether the form looked up is the nominative itself."""


class _Named(msgspec.Struct, frozen=True):
    first: int
    stop: int
    words: tuple[str, ...]
    sure: bool
    """Whether it is printed in the nominative."""


@functools.lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """Return a word in small letters without accents, with one sigma."""
    return "".join(letter for letter in normal("NFD", word.casefold()) if category(letter) != "Mn")


@functools.cache
def _given() -> dict[str, _Given]:
    """Return given names by their plain forms in every case, the nominatives before all others."""
    words = words_of("greek.txt")
    sections = (("m", words["given m"]), ("f", words["given f"]), ("u", words["given abroad"]))
    found = {_plain(name): _Given(name, sex, True) for sex, listed in sections for name in listed}
    for sex, listed in sections:
        for ending, lemma in {"m": MEN, "f": WOMEN, "u": ()}[sex]:
            for name in listed:
                plain = _plain(name)
                if plain.endswith(lemma):
                    form = plain.removesuffix(lemma) + ending
                    found.setdefault(form, _Given(name, sex, False))
    return found


@functools.cache
def _section(name: str) -> frozenset[str]:
    return frozenset(words_of("greek.txt")[name])


def greek_names(texts: Sequence[tuple[Passage, Tokens]]) -> list[list[Found]]:
    """Return the personal names in Greek of each passage; a family name alone where the article has the full one."""
    if not any(not passage.text.isascii() and GREEK.search(passage.text) for passage, _ in texts):
        return [[] for _ in texts]
    full = [list(_full(tokens)) for _, tokens in texts]
    forms: dict[tuple[str, str], tuple[str, ...]] = {}
    for name in sorted((name for here in full for name in here), key=lambda name: not name.sure):
        forms.setdefault(_key(name.words), name.words)
    families = {key[1]: words[-1] for key, words in forms.items() if len(key[1]) > 3}
    found = []
    for (_, tokens), names in zip(texts, full, strict=True):
        here = [_found(n.first, n.stop, " ".join(forms[_key(n.words)]), True, tokens) for n in names]
        taken = {number for name in names for number in range(name.first, name.stop)}
        here.extend(_alone(tokens, families, taken))
        here.sort(key=lambda name: name.start)
        found.append(here)
    return found


def _key(words: tuple[str, ...]) -> tuple[str, str]:
    """Return what is the same in all cases of a name."""
    return _stem(words[0]), _stem(words[-1])


def _stem(word: str) -> str:
    return CASE.sub("", _plain(word))


def _found(first: int, stop: int, name: str, sure: bool, tokens: Tokens) -> Found:
    return Found(tokens.starts[first], tokens.ends[stop - 1], first, stop, name, None, sure)


def _may_be_part(word: str) -> bool:
    return CAPITAL.match(word) is not None and word not in _section("no-names")


def _alone(tokens: Tokens, families: dict[str, str], taken: set[int]) -> Iterator[Found]:
    """Yield family names that stand alone, in any case."""
    for number in tokens.capitals if families else ():
        word = tokens.words[number]
        if number in taken or not _may_be_part(word):
            continue
        known = families.get(_stem(word))
        if known is not None and (_plain(word) not in _given() or _plain(word) == _plain(known)):
            yield _found(number, number + 1, known, False, tokens)


def _full(tokens: Tokens) -> Iterator[_Named]:
    """Yield the full names of a passage."""
    reached = 0
    for number in tokens.capitals:
        if number < reached or not _may_be_part(tokens.words[number]):
            continue
        given = _given().get(_plain(tokens.words[number]))
        stop = _stop(tokens, number) if given is not None else _behind_office(tokens, number)
        if not stop:
            continue
        reached = stop
        if not _called_after(tokens, number, stop):
            yield _Named(
                number, stop, _nominative(tokens.words[number:stop], given), not given or given.printed
            )


def _stop(tokens: Tokens, first: int) -> int:
    """Return the number after a name that begins with this given name, 0 where nothing goes on from it."""
    stop = first + 1
    while stop < first + 3 and (
        INITIAL.match(tokens.at(stop))
        or (_plain(tokens.at(stop)) in _given() and _may_be_part(tokens.at(stop + 1)))
    ):
        stop += 1
    stop += tokens.at(stop) in PARTICLES
    return stop + 1 if _may_be_part(tokens.at(stop)) else 0


def _behind_office(tokens: Tokens, first: int) -> int:
    """Return the number after two words of no list right behind an office in the nominative, else 0."""
    office = tokens.at(first - 1)
    if not office.islower() or not office.endswith(("ς", "α")) or not is_foreign_office(office):
        return 0
    last = first + 1
    return last + 1 if _may_be_part(tokens.at(last)) and not _may_be_part(tokens.at(last + 1)) else 0


def _called_after(tokens: Tokens, first: int, stop: int) -> bool:
    """True for a street, a school or a ship that has somebody's name."""
    if tokens.at(first - 1) in OPENING and tokens.at(stop) in CLOSING:
        return True
    if tokens.at(first - 1).lower() == "το":
        # `το Νίκη Βόλου`: a club.
        return True
    before = first - 1 - (tokens.at(first - 1) in ARTICLES)
    if tokens.at(before).lower() not in _section("called-after"):
        return False
    # `ο διευθυντής του μουσείου Στέλιος Βώκος`
    return not any(is_foreign_office(tokens.at(n)) for n in range(max(before - REACH, 0), before))


def _nominative(words: tuple[str, ...], given: _Given | None) -> tuple[str, ...]:
    """Return a name in the nominative where the case of its given name tells how."""
    if given is None or given.printed:
        return words
    middles = (found.name if (found := _given().get(_plain(word))) else word for word in words[1:-1])
    return (given.name, *middles, _family(words[-1]) if given.sex == "m" else words[-1])


def _family(word: str) -> str:
    """Return a man's family name in the nominative, as it is where that is not sure."""
    for ending, lemma in FAMILIES:
        if word.endswith(ending):
            return word.removesuffix(ending) + lemma
    return word
