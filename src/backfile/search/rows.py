"""One word of the index as a row of text, and back: who says it with which weight, and the forms it has."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from backfile.search import digits
from backfile.search.stems import stem_codes

__all__ = ["BORDER", "ELSEWHERE", "WHOLE", "Lore", "Row", "SignsLost", "changed", "of_fields", "often", "row"]

BORDER = " "
"""Between the term and its data, and between the fields of the data."""
ELSEWHERE = "~"
"""Data of a row whose lists are so long that they have a file of their own."""


WHOLE = 1 << 15
"""Scale up to which the whole texts go into the search, and phrases can be looked up in them."""


def often(scale: int) -> int:
    """Return how many articles at most say a word that has signs; without texts size counts more than sharpness."""
    return scale // (12 if scale <= WHOLE else 32)


class SignsLost(Exception):
    """A word has become rare enough for signs, which its row no longer holds: the index is made anew."""


class Lore(msgspec.Struct, frozen=True, array_like=True):
    """What rows are made with."""

    languages: tuple[str, ...]
    """The languages that have a stemmer."""
    spoken: bytes
    """For each number 0, or the place from 1 on of the language of the article that has it."""
    often: int
    """A word that more articles say has no signs: they would cost most and tell least."""


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The data of a word."""

    words: str
    """The articles that say it, a list for each weight, and the codes of its stems."""
    signs: str = ""
    """For each article of these lists the signs of what follows the word there; empty for none."""


Numbers = Sequence[Sequence[int]]
"""For each weight the numbers of the articles that say a word."""


def row(term: str, numbers: Numbers, signs: Sequence[str], lore: Lore) -> Row:
    """Return the data of a word, from the numbers and signs of each weight."""
    fields = [digits.listed(own) if own else "" for own in numbers]
    return of_fields(term, fields, signs, sum(map(len, numbers)), _mask(numbers, lore), lore)


def of_fields(
    term: str, fields: Sequence[str], signs: Sequence[str], count: int, mask: int, lore: Lore
) -> Row:
    """Return the data of a word whose lists are texts already; so many articles say it, in the languages of a mask."""
    few = term[0] != "!" and count <= lore.often
    stems = stem_codes(term, lore.languages, mask) if term[0].isalpha() else ""
    return Row(BORDER.join((*fields, stems)).rstrip(BORDER), BORDER.join(signs).rstrip(BORDER) if few else "")


def _mask(numbers: Numbers, lore: Lore) -> int:
    """Return a bit for each language in which an article says the word."""
    mask, every = 0, (1 << len(lore.languages)) - 1
    if every:
        for own in numbers:
            for number in own:
                mask |= 1 << lore.spoken[number] >> 1
                if mask == every:
                    return mask
    return mask


def changed(
    term: str, old: Row, gone: Collection[int], come: Mapping[int, tuple[int, str]], lore: Lore
) -> Row | None:
    """Return the data of a word after some numbers have gone, and others with (weight, signs) have come.

    None when no article is left that says it. Raises SignsLost.
    """
    lists = [*old.words.split(BORDER), *("",) * 3][:3]
    signs = [*old.signs.split(BORDER), *("",) * 3][:3]
    held: list[dict[int, str]] = []
    had = 0
    for gaps, told in zip(lists, signs, strict=True):
        numbers = digits.decoded(gaps)
        had += len(numbers)
        followers = _single(told) if old.signs else [""] * len(numbers)
        held.append(
            {n: sign for n, sign in zip(numbers, followers, strict=True) if n not in gone and n not in come}
        )
    for number, (weight, sign) in come.items():
        held[weight][number] = sign
    left = sum(map(len, held))
    if term[0] != "!" and had > lore.often >= left > 0:
        raise SignsLost
    whole = [sorted(by_number) for by_number in held]
    signs = ["".join([by_number[n] for n in own]) for by_number, own in zip(held, whole, strict=True)]
    return row(term, whole, signs, lore) if left else None


def _single(signs: Iterable[str]) -> Iterator[str]:
    """Yield the signs of each article: digits up to one that ends a number."""
    own = ""
    for digit in signs:
        own += digit
        if digit in digits.ENDING:
            yield own
            own = ""
