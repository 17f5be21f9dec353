"""Noun phrases of French, Spanish, Italian and Portuguese that hold a small word: `réforme des retraites`.

Most of what news in these languages is about has this form. Both nouns must be bounded: the first by an article,
preposition or the beginning of a sentence, the second by a small word or a sign. And runs that end in a verb: they are
told by its ending, or because nothing in the singular belongs to a noun in the plural.
"""

import functools
import re
from collections.abc import Iterator, Sequence

from backfile.archive.labels import PART
from backfile.extract.lexicon import words_of

__all__ = ["LANGUAGES", "genitives", "without_verb"]

LANGUAGES = frozenset(("fr", "es", "it", "pt"))
OF = {
    "fr": frozenset(("de", "des", "du", "d'")),
    "es": frozenset(("de", "del")),
    "it": frozenset(("di", "del", "dello", "della", "dei", "degli", "delle", "dell'", "d'")),
    "pt": frozenset(("de", "do", "da", "dos", "das")),
}
ARTICLES = frozenset(("la", "l'", "las", "los", "el"))
"""What may stand behind `de`: in Italian and Portuguese it is one word with it."""
VERB = {
    "fr": re.compile(r".{2,}(?:era|ira|dra|eront|iront|dront|aient|èrent)"),
    "es": re.compile(r".{2,}(?:rá|rán|aron|ieron|ó|aban|ían)"),
    "it": re.compile(r".{2,}(?:rà|ranno|arono|irono|erono|ò|avano|evano)"),
    "pt": re.compile(r".{2,}(?:rá|rão|aram|eram|iram|ou|iu|avam)"),
}
SHORTEST = 4
OPENERS = frozenset(f".!?:«“\"'{PART}")


def genitives(tokens: Sequence[str], edges: Sequence[bool | None], language: str) -> Iterator[str]:
    """Yield the phrases of two nouns with `of` between them, the first in small letters.

    `edges` tell of each token whether a phrase begins behind it; None for a word of which a phrase may consist. The
    last token is PART.
    """
    of, wide = OF[language], _wide(language)
    for at in range(1, len(tokens) - 2):
        if tokens[at] not in of or edges[at - 1] is not None:
            continue
        first = tokens[at - 1]
        if at == 1 or tokens[at - 2] in OPENERS:
            first = first[0].lower() + first[1:]
        elif not edges[at - 2]:
            continue
        second = at + 2 if tokens[at + 1] in ARTICLES else at + 1
        if edges[second] is not None or edges[second + 1] is None:
            continue
        nouns = first, tokens[second]
        plain = all(len(n) >= SHORTEST and n.isalpha() and n.islower() and n not in wide for n in nouns)
        if plain and not VERB[language].fullmatch(nouns[1]):
            yield " ".join((first, *tokens[at : second + 1])).replace("' ", "'")


def without_verb(run: Sequence[str], language: str) -> list[str]:
    """Return a run of words without the verb at its end; nothing where less than two words are left."""
    kept = list(run)
    plural = kept[0][-1] in "sx" and language != "it"
    while len(kept) > 1 and (VERB[language].fullmatch(kept[-1]) or (plural and kept[-1][-1] not in "sxz")):
        kept.pop()
    return kept if len(kept) > 1 and not kept[-1].endswith("'") else []


@functools.cache
def _wide(language: str) -> frozenset[str]:
    return frozenset(words_of("phrases.txt").get(f"generic {language}", ()))
