"""Family names in Finnish, Estonian and the Germanic languages: the nominative behind a given name that keeps its form.

`Matti Virtasen mukaan` is Matti Virtanen, `Kersti Tamme sõnul` Kersti Tamm, `Annika Sundbergs hus` Annika Sundberg. The
nominative is taken where the lists of family names have it or the article prints it; else only where the words
behind the name leave no other case.
"""

import functools
from collections.abc import Collection, Iterator

from backfile.extract.lexicon import lexicon
from backfile.patterns import late

__all__ = ["GENITIVES", "in_nominative"]

GERMANIC = frozenset({"sv", "da", "no", "nb", "nn", "de"})
GENITIVES = GERMANIC | {"fi", "et"}
# Behind a genitive in Finnish and Estonian.
POSTPOSITIONS = frozenset(
    """
    mukaan kanssa johdolla puolesta toimesta lisäksi jälkeen tavoin mielestä sanoin kautta luona vierestä ohjaama
    kirjoittama johtama perustama omistama säveltämä tekemä sõnul hinnangul arvates kinnitusel väitel
    """.split()  # noqa: SIM905
)
# `Virtasen`, `Virtaselta`, `Virtasta` of Virtanen.
NEN = late(r"(?<=[aeiouyäö])s(?:en|ell[aäe]|elt[aä]|est[aä]|ess[aä]|een|t[aä]|iin)$")
# No nominative ends like these.
SURE = late(r"(?:(?<=[aeiouyäö])s(?:en|ell[aäe]|elt[aä]|est[aä]|ess[aä]|een|t[aä]|iin)|[äöuy]n)$")
FINNISH_CASE = late(r"(?:n|ll[aäe]|lt[aä]|st[aä]|ss[aä]|ksi|n[aä])$")
# Ends of stems and of the nominative: `Markuksen`, `Kankaan`, `Laineen`, `Niemen`.
STEMS = (("kse", "s"), ("aa", "as"), ("ää", "äs"), ("ee", "e"), ("e", "i"))
# The last consonants of a weak grade and of the strong ones that it may stand for: `Lehdon`, `Rannan`, `Mäen`.
GRADES = (
    ("nn", "nt"), ("mm", "mp"), ("ll", "lt"), ("rr", "rt"), ("ng", "nk"), ("lj", "lk"), ("rj", "rk"), ("d", "t"),
    ("k", "kk"), ("p", "pp"), ("t", "tt"), ("v", "p"),
)  # fmt: skip
LAST_CONSONANTS = late(r"(?P<head>.*[aeiouyäö])(?P<weak>[bdfghjklmnprstv]{0,2})(?P<vowel>[aeiouyäö])$")


def in_nominative(word: str, language: str, behind: str, printed: Collection[str]) -> str:
    """Return a family name in the nominative, as it is where that is not sure.

    `behind` is the word after it, `printed` has the words of the article.
    """
    listed = lexicon().names.family
    if language in GERMANIC:
        bare = word[:-1]
        if not word.endswith("s") or len(bare) < 4 or bare.endswith("s") or not behind[:1].isalpha():
            return word
        return bare if bare in printed or (bare in listed and word not in listed) else word
    candidates = _finnish(word) if language == "fi" else _estonian(word)
    found = next((name for name in candidates if name in printed and name != word), "")
    if not found and (word not in listed or behind in POSTPOSITIONS):
        # `Wallin` is no case of Wall where nothing else tells it.
        safe = (name for name in candidates if behind in POSTPOSITIONS or word != f"{name}in")
        found = next((name for name in safe if name in listed), "")
    if not found and candidates and language == "fi" and (behind in POSTPOSITIONS or SURE.search(word)):
        found = candidates[0] if word not in listed else ""
    return found or word


@functools.lru_cache(maxsize=1024)
def _finnish(word: str) -> tuple[str, ...]:
    """Return the nominatives that a Finnish family name may have, the likeliest first."""
    return tuple(dict.fromkeys(name for name in _of_finnish(word) if len(name) > 2))


def _of_finnish(word: str) -> Iterator[str]:
    if NEN.search(word):
        yield NEN.sub("nen", word)
    case = FINNISH_CASE.search(word)
    if case is None:
        return
    bare = word[: case.start()]
    if bare.endswith("i") and bare[-2:-1] not in "aeiouyäö":
        # `Sjöbergin`
        yield bare[:-1]
    if not bare or bare[-1] not in "aeiouyäö":
        return
    for ending, lemma in STEMS:
        if bare.endswith(ending):
            yield bare.removesuffix(ending) + lemma
            break
    if bare.endswith("e"):
        # `Mäen` is of Mäki, though there are people called Mäe.
        yield from _strong(bare)
    yield bare
    yield from _strong(bare)


def _strong(bare: str) -> Iterator[str]:
    """Yield a stem with the consonants of the nominative: `Lehdo` and `Mäe` of Lehto and Mäki."""
    parts = LAST_CONSONANTS.match(bare)
    if parts is None:
        return
    head, weak, vowel = parts["head"], parts["weak"], parts["vowel"]
    vowels = (vowel, "i") if vowel == "e" else (vowel,)
    for last in vowels:
        if not weak:
            yield f"{head}k{last}"
        for grade, strong in GRADES:
            if weak.endswith(grade):
                yield f"{head}{weak.removesuffix(grade)}{strong}{last}"


@functools.lru_cache(maxsize=1024)
def _estonian(word: str) -> tuple[str, ...]:
    """Return the nominatives that an Estonian family name may have."""
    if word[-1] not in "aeiu" or len(word) < 4:
        return ()
    return (f"{word[:-2]}ne", word[:-1]) if word.endswith("se") else (word[:-1],)
