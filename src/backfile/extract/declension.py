"""Endings of Russian, Ukrainian and Bulgarian names: the nominative of a declined name.

A given name is looked up under each nominative that its ending allows; the case found tells which ending of the
family name to undo. Where that is not safe the name stays as printed.
"""

import functools
import re
from collections.abc import Collection, Iterator

import msgspec

from backfile.extract.lexicon import words_of
from backfile.patterns import late

__all__ = [
    "ENDING",
    "NOMINATIVE",
    "PATRONYMIC",
    "as_office",
    "family",
    "instrumental",
    "middle",
    "nominative",
    "office_case",
    "stem",
]

PATRONYMIC = late(r"(?:ович|евич|йович|ьич|овн|евн|ївн|івн|иничн)(?:а|у|ем|ом|е|ы|ой|ою|і)?$")
NOMINATIVE = "nom"
ENDING = late(r"(?:ий|ому|ого|ым|им|ом|ем|єм|ой|ою|ей|ові|еві|[аеиоуыэюяйьії])$")
CONSONANT = late(r"[бвгґджзклмнпрстфхцчшщ]$")
# Endings of nouns in any case, for comparing offices.
NOUN_ENDING = late(
    r"(?:иями|ями|ами|ові|еві|ого|ому|ему|ыми|ими|ях|ах|ам|ям|ов|ев|ів|їв|ой|ою|ей|ею|ом|ем|єм|ым|им|ый|ий|ая|яя|ою|ът|ят|та|то|те"
    r"|[аеиоуыэюяйьії])$"
)


# What a man's office ends in, and the case of that, by the last letter of its nominative.
OFFICE_ENDINGS = {
    "ь": (("я", "gen"), ("ю", "dat")),
    "й": (("я", "gen"), ("ю", "dat")),
    "": (("а", "gen"), ("у", "dat")),
}


class _Endings(msgspec.Struct, frozen=True):
    given: tuple[tuple[str, str, str], ...]
    """Ending as printed, ending in the nominative, case."""
    men: dict[str, tuple[tuple[str, str], ...]]
    """Endings of family names as printed and in the nominative, by case."""
    women: dict[str, tuple[str, ...]]
    """Endings as printed, by case."""


@functools.cache
def _endings() -> _Endings:
    words = words_of("cyrillic.txt")
    men: dict[str, list[tuple[str, str]]] = {}
    for case, ending, lemma in _rows(words["family-endings"]):
        men.setdefault(case, []).append((ending, lemma))
    women: dict[str, list[str]] = {}
    for case, ending in _rows(words["women-endings"]):
        women.setdefault(case, []).append(ending)
    return _Endings(
        given=(
            ("", "", NOMINATIVE),
            *((ending, lemma, case) for ending, lemma, case in _rows(words["given-endings"])),
        ),
        men={case: tuple(endings) for case, endings in men.items()},
        women={case: tuple(endings) for case, endings in women.items()},
    )


def _rows(entries: tuple[str, ...]) -> Iterator[list[str]]:
    for entry in entries:
        yield [part.replace("-", "") for part in entry.split("/")]


def stem(word: str) -> str:
    """Return a noun in small letters without the ending of its case."""
    return NOUN_ENDING.sub("", word.lower())


def nominative(word: str, known: Collection[str]) -> tuple[str, str]:
    """Return a given name in the nominative and the case it was printed in; empty when it is none."""
    for ending, lemma, case in _endings().given:
        if word.endswith(ending):
            name = word[: len(word) - len(ending)] + lemma
            if name in known:
                return name, case
    head, hyphen, tail = word.partition("-")
    if hyphen and tail[:1].isupper():
        first, case = nominative(head, known)
        second, other = nominative(tail, known)
        if first and second and NOMINATIVE in (case, other):
            return f"{first}-{second}", case if other == NOMINATIVE else other
    return "", NOMINATIVE


def middle(word: str, case: str, sex: str, known: Collection[str]) -> str:
    """Return a patronymic or second given name in the nominative."""
    if case == NOMINATIVE:
        return word
    match = PATRONYMIC.search(word)
    if match:
        bare = re.sub(r"(?:а|у|ем|ом|е|ы|ой|ою|і)$", "", word)
        return bare + "а" if sex == "f" and bare.endswith("н") else bare
    given, _ = nominative(word, known)
    return given or word


def family(word: str, case: str, sex: str) -> str:
    """Return a family name in the nominative where its ending is one of those that the case has."""
    if case == NOMINATIVE:
        return word
    if sex == "f":
        for ending in _endings().women.get(case, ()):
            if word.endswith(("ськ" + ending, "цьк" + ending)):
                return word[: -len(ending)] + "а"
            if word.endswith(("ск" + ending, "цк" + ending)):
                return word[: -len(ending)] + "ая"
            if word.endswith(ending) and re.search(r"(?:ов|ев|ёв|ин|ын|ін|їн|єв|їв)$", word[: -len(ending)]):
                return word[: -len(ending)] + "а"
        return word
    for ending, lemma in _endings().men.get(case, ()):
        bare = word[: len(word) - len(ending)]
        if word.endswith(ending) and len(bare) > 2 and (lemma or CONSONANT.search(bare)):
            # `Шевченку`: Ukrainian declines the names in -енко.
            return bare + (lemma or ("о" if bare.endswith("енк") else ""))
    return word


def instrumental(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a man's name in the nominative where both of its ends are in the instrumental, else nothing."""
    given, last = words[0], words[-1]
    if len(words) > 1 and len(given) > 4 and given.endswith("ом") and last.endswith(("ым", "им", "ом")):
        return (given[:-2], *words[1:-1], family(last, "ins", "m"))
    return ()


def as_office(words: tuple[str, ...], case: str) -> tuple[str, ...]:
    """Return a man's name in the nominative where both of its ends are in the case of the office before it."""
    given, last = words[0], words[-1]
    ending = {"gen": "а", "dat": "у"}.get(case, "")
    if (
        ending
        and len(given) > 4
        and given.endswith(ending)
        and CONSONANT.search(given[:-1])
        and last.endswith(ending)
    ):
        return (given[:-1], *words[1:-1], family(last, case, "m"))
    return words


def office_case(word: str, lemma: str) -> str:
    """Return the case in which an office is printed in small letters, empty where its ending does not tell."""
    endings = OFFICE_ENDINGS.get(lemma[-1], OFFICE_ENDINGS[""])
    return next((case for end, case in endings if word == lemma.rstrip("ьй") + end), "")
