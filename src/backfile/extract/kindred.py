"""One word that is a person's name because it stands beside what somebody is to another.

`his wife Blodwen`, `Khumalo's assistant, Lerato, took the call`, `her sons Fergal and Torquil`: that such a name is
in no list matters little where the words around it allow nothing but a person.
"""

from collections.abc import Iterator

from backfile.extract.passages import Tokens
from backfile.extract.vocabulary import Vocabulary

__all__ = ["BEFORE", "is_kindred"]

ONE = frozenset(
    """
    wife husband son daughter brother sister father mother widow widower uncle aunt nephew niece cousin grandson
    granddaughter grandfather grandmother girlfriend boyfriend fiancee fiance fiancé fiancée stepson stepdaughter
    stepfather stepmother twin assistant apprentice godson goddaughter great-aunt great-uncle half-brother half-sister
    """.split()  # noqa: SIM905
)
SEVERAL = frozenset(
    """
    sons daughters brothers sisters children parents grandparents grandchildren grandsons granddaughters nephews nieces
    cousins uncles aunts twins stepchildren godchildren siblings
    """.split()  # noqa: SIM905
)
WHOSE = frozenset({"his", "her", "their", "my", "our", "your", "whose", "His", "Her", "Their", "My", "Our"})
# Words between a possessive and the relation: `her two elder brothers`.
REACH = 3
# Words over which a row of names may reach back.
LONGEST_ROW = 9
BESIDE = frozenset({",", "and"})
BEFORE = BESIDE | ONE | SEVERAL
ENDS = frozenset({",", ".", ";", ")", "–", "—", "and", ""})


def is_kindred(number: int, tokens: Tokens, article: Vocabulary) -> bool:
    """True for a word that stands behind somebody's relation, alone or in a row, and could be a name."""
    before = tokens.at(number - 1)
    if before not in BEFORE:
        return False
    relation = _relation(number, tokens)
    if relation < 0 or not _could_be_name(tokens.words[number], article):
        return False
    # `she had three daughters, Assumpta, Bernadette and Concepta`
    comma = tokens.at(relation + 1) == ","
    # … and `leaves a son, Lorcan.`
    listed = comma and (tokens.words[relation] in SEVERAL or tokens.at(relation - 1) in ("a", "one"))
    return listed or _has_owner(relation, tokens)


def _relation(number: int, tokens: Tokens) -> int:
    """Return the number of the relation that a name or a row of names goes with, -1 where there is none."""
    words, place = tokens.words, number - 1
    while place >= 0 and number - place < LONGEST_ROW and _of_row(words[place]):
        place -= 1
    if tokens.at(place) in SEVERAL:
        return place
    # One relation has one name, right behind it or behind a comma that has its fellow.
    beside = place == number - 1 or (place == number - 2 and words[number - 1] == ",")
    closed = place == number - 1 or tokens.at(number + 1) in ENDS
    return place if beside and closed and tokens.at(place) in ONE else -1


def _of_row(word: str) -> bool:
    return word in BESIDE or word[0].isupper()


def _has_owner(relation: int, tokens: Tokens) -> bool:
    return any(word in WHOSE or owns for word, owns in _ahead(relation, tokens))


def _ahead(relation: int, tokens: Tokens) -> Iterator[tuple[str, bool]]:
    """Yield the words before a relation with whether they have a possessive ending, as far as an owner may stand."""
    for place in range(relation - 1, max(relation - 2 - REACH, -1), -1):
        word = tokens.words[place]
        if not word[0].isalpha():
            return
        yield word, place in tokens.owners


def _could_be_name(word: str, article: Vocabulary) -> bool:
    return not (
        len(word) < 3
        or word.isupper()
        or article.ordinary(word)
        or article.place(word)
        or article.title(word)
        or article.no_name(word)
    )
