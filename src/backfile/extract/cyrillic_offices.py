"""Offices before names in Cyrillic, and the lists that tell them."""

import functools

import msgspec

from backfile.extract.declension import ENDING, office_case, stem
from backfile.extract.lexicon import names, words_of
from backfile.extract.passages import Tokens

__all__ = ["CLOSING", "OPENING", "Lists", "case_of_office", "lists_of_cyrillic", "titled"]

# What the words between an office and a name may be at most.
REACH = 5
# Marks around the name of a body.
CLOSING, OPENING = frozenset('"»”“'), frozenset('"«„“')
MARKED = 7
# Words that do not stand between an office and the name of who holds it.
BREAKS = frozenset(
    """
    и а но что в с на к у о от та і й до із через под над из из-за около вокруг против мимо между после перед біля під
    між після през край след преди покрай
    """.split()  # noqa: SIM905
)


class Lists(msgspec.Struct, frozen=True):
    """The lists for names in Cyrillic."""

    given: dict[str, str]
    roles: frozenset[str]
    role_stems: frozenset[str]
    no_names: frozenset[str]
    sayings: frozenset[str]
    caseless: frozenset[str]
    places: frozenset[str]


@functools.cache
def lists_of_cyrillic() -> Lists:
    """Return the lists."""
    words = words_of("cyrillic.txt")
    given = dict(names().cyrillic)
    for section, sex in (("given", "u"), ("given m", "m"), ("given f", "f")):
        for name in words[section]:
            given.setdefault(name, sex)
    places = frozenset(names().uncased_places["cyrillic"]) - frozenset(given)
    return Lists(
        given=given,
        roles=frozenset(words["roles"]),
        role_stems=frozenset(stem(role) for role in (*words["roles"], *words["more-roles"]) if len(role) > 3),
        no_names=frozenset(words["no-names"]),
        sayings=frozenset(words["sayings"]),
        caseless=frozenset(words["caseless"]),
        places=places | frozenset(ENDING.sub("", place) for place in places if len(place) > 5),
    )


def case_of_office(tokens: Tokens, first: int) -> str:
    """Return the case of the office before a name where its ending tells: `архитектора`, `представителю`."""
    lemmas = _office_lemmas()
    for place in range(first - 1, max(first - 1 - REACH, -1), -1):
        word = tokens.words[place].lower()
        if not word[0].isalpha():
            break
        if stem(word) in lists_of_cyrillic().role_stems:
            cases = (office_case(word, lemma) for lemma in lemmas.get(stem(word), ()))
            return next(filter(None, cases), "")
    return ""


@functools.cache
def _office_lemmas() -> dict[str, list[str]]:
    """Return the offices of the lists by their stems."""
    words = words_of("cyrillic.txt")
    found: dict[str, list[str]] = {}
    for role in (*words["roles"], *words["more-roles"]):
        found.setdefault(stem(role), []).append(role)
    return found


def titled(tokens: Tokens, first: int) -> bool:
    """True when an office stands before a name, in any case, perhaps with what it is the office of."""
    lists = lists_of_cyrillic()
    number = first - 1
    if tokens.at(number) == "." and tokens.at(number - 1) in ("проф", "д-р", "г", "акад", "им"):
        return tokens.at(number - 1) != "им"
    if tokens.at(number) == ")":
        while number > 0 and tokens.words[number] != "(":
            number -= 1
        number -= 1
    if tokens.at(number) in CLOSING:
        # `синоптик «Степьгидромета» Айгерим Жолдыбаева`
        number = _before_marks(tokens, number)
    for place in range(number, max(number - REACH, -1), -1):
        word = tokens.words[place]
        if not word[0].isalpha():
            return False
        if stem(word) in lists.role_stems:
            return True
        if word.lower() in lists.sayings or word in BREAKS:
            return False
    return False


def _before_marks(tokens: Tokens, closing: int) -> int:
    """Return the number of the word before what stands in marks, the mark's own where none opens."""
    return next(
        (n - 1 for n in range(closing - 2, max(closing - MARKED, -1), -1) if tokens.words[n] in OPENING),
        closing,
    )
