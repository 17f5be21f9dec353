"""Polish, Czech, Slovak, Croatian and Serbian names in Latin letters: the nominative of a declined name.

A given name is looked up under each nominative that its ending allows; its sex and case tell which ending of the
family name to undo. Where nothing fits the name stays as printed. Turkish endings stand
behind an apostrophe, Hungarian ones at the given name.
"""

import functools
import re
from collections.abc import Callable, Iterator

from backfile.extract.lexicon import lexicon, words_of
from backfile.patterns import late

__all__ = ["declines", "families", "given_nominatives", "hungarian_given", "nominative", "without_ending"]

FAMILY_OF = {"pl": "pl", "cs": "cs", "sk": "cs", "hr": "hr", "bs": "hr", "sr": "hr", "sl": "hr", "sh": "hr"}
TURKISH_ENDING = late(r"(?<=[^\W\d_]{2})['’][a-zçğıöşü]{1,6}$")
TURKIC = frozenset({"tr", "az"})
# `Katalinnak`, `Viktort`, `Annát`, `Jánossal`: the given name stands last in Hungarian and has the ending.
HUNGARIAN_ENDING = late(
    r"(?:n[ae]k|v[ae]l|(?P<same>[bcdfghjklmnprstvz])(?<=(?P=same)(?P=same))[ae]l|t[óő]l|r[óő]l|b[óő]l|h[oeö]z|b[ae]n"
    r"|r[ae]|b[ae]|n[áé]l|ig|ért|ként|[oeöa]?t|[ée]k|[ée]|[oeö]n)$"
)
LENGTHENED = str.maketrans("áé", "ae")


@functools.cache
def _rules(language: str, part: str) -> tuple[tuple[str, str, str], ...]:
    """Return (ending as printed, ending in the nominative, sex), longer endings first."""
    rows = [entry.split("/") for entry in words_of("others.txt").get(f"{FAMILY_OF[language]} {part}", ())]
    rules = [(ending, lemma.replace("-", ""), sex) for ending, lemma, sex in rows]
    return tuple(sorted(rules, key=lambda rule: -len(rule[0])))


def declines(language: str) -> bool:
    """True for a language whose names this module brings to the nominative."""
    return language in FAMILY_OF


def _undone(word: str, rules: tuple[tuple[str, str, str], ...]) -> Iterator[tuple[str, str]]:
    for ending, lemma, sex in rules:
        bare = len(word) - len(ending)
        if bare > 1 and word.endswith(ending):
            yield word[:bare] + lemma, sex


def given_nominatives(
    word: str, language: str, sex_of: Callable[[str], str | None]
) -> tuple[tuple[str, str], ...]:
    """Return the (given name, sex) that a declined word may be; `sex_of` is None for what is no given name."""
    found = []
    for name, sex in _undone(word, _rules(language, "given-endings")):
        listed = sex_of(name)
        if listed is not None and (listed == sex or "u" in (listed, sex)) and name != word:
            found.append((name, listed if sex == "u" else sex))
    return tuple(dict.fromkeys(found))


def families(word: str, language: str, sex: str) -> tuple[str, ...]:
    """Return the nominatives that a declined family name may have, the likeliest first."""
    found = [name for name, fits in _undone(word, _rules(language, "family-endings")) if fits in (sex, "u")]
    return tuple(dict.fromkeys(_with_vowel(word, name, language) for name in found if len(name) > 2))


def _with_vowel(word: str, name: str, language: str) -> str:
    """Return `Hájek` and not `Hájk`: Czech and Polish put a vowel between two consonants at the end."""
    if FAMILY_OF[language] == "pl" and re.search(r"[^aeiouyąęóć]k$", name) and name != word:
        # `Kaczmarkowi`; names in -nk are German ones, as Funk, and some are listed as they are: `Wilka`.
        listed, longer = lexicon().names.family, f"{name[:-1]}ek"
        return name if name.endswith("nk") or (name in listed and longer not in listed) else longer
    if FAMILY_OF[language] == "cs" and re.search(r"[^aeiouyáéíóúůýěoô][klc]$", name) and name != word:
        return f"{name[:-1]}e{name[-1]}" if not re.search(r"[rl][kl]$", name) else name
    return name


def nominative(words: tuple[str, ...], language: str, sex_of: Callable[[str], str | None]) -> tuple[str, ...]:
    """Return a full name in the nominative, as printed where it is in it already or nothing fits."""
    first, last = words[0], words[-1]
    candidates = given_nominatives(first, language, sex_of)
    listed = sex_of(first)
    if listed is not None:
        # `Jana Nováka` is a man's name in the genitive although women are called Jana.
        candidates = tuple(c for c in candidates if c[1] == "m" and _mans_case(last, language))
    for given, sex in candidates:
        fitting = families(last, language, sex)
        if sex == "m" and not fitting and not last.endswith(("o", "u", "e", "i")):
            # A man's family name has an ending where his given name has one.
            continue
        middles = tuple(next(iter(given_nominatives(w, language, sex_of)), (w,))[0] for w in words[1:-1])
        return (given, *middles, fitting[0] if fitting else last)
    return words


def _mans_case(word: str, language: str) -> bool:
    """True for a family name that only a man has in a case other than the nominative."""
    group = FAMILY_OF[language]
    if group == "pl":
        return re.search(r"(?:[sc]kie(?:go|mu)|[sc]kim|owi|iem|em|[nrczdkm]a)$", word) is not None
    if group == "cs":
        return not word.endswith(("á", "í")) and bool(families(word, language, "m"))
    return re.search(r"(?:ić[auo]|ićem|skog|skom|[bdfgklmnprtvz]a)$", word) is not None


def without_ending(word: str, language: str) -> str:
    """Return a Turkish name without the ending behind its apostrophe, a Hungarian given name without its own.

    `Erdoğan'ın`, `Katalinnak`
    """
    if language == "hu":
        return hungarian_given(word) or word
    return TURKISH_ENDING.sub("", word) if language in TURKIC else word


@functools.lru_cache(maxsize=4096)
def hungarian_given(word: str) -> str:
    """Return the given name of the lists that a word with a Hungarian ending is, nothing where it is none."""
    listed = lexicon().names.given
    ending = HUNGARIAN_ENDING.search(word)
    if word in listed or ending is None or ending.start() < 3:
        return ""
    stem = word[: ending.start()]
    short = stem[:-1] + stem[-1].translate(LENGTHENED)
    return next((name for name in (stem, short) if name in listed), "")
