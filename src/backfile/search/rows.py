"""One word of the index as a row of text, and back: who says it with which weight, and the forms it has."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from backfile.search import digits
from backfile.search.postings import CODES, Posting

__all__ = ["BORDER", "ELSEWHERE", "SignsLost", "changed", "row"]

BORDER = " "
"""Between the term and its data, and between the fields of the data."""
ELSEWHERE = "~"
"""Data of a row whose lists are so long that they have a file of their own."""


class SignsLost(Exception):
    """A word has become rare enough for signs, which its row no longer holds: the index is made anew."""


def row(posting: Posting, often: int, stems: str) -> str:
    """Return the data of a row: three lists of numbers, their signs, and the codes of the stems.

    A word that more than `often` articles say has no signs: they would cost most and tell least.
    """
    lists = (posting.head, posting.lead, posting.rest)
    few = sum(listed.count for listed in lists) <= often
    fields = [listed.text() for listed in lists]
    fields += [listed.signs if few else "" for listed in lists]
    return BORDER.join((*fields, stems)).rstrip(BORDER)


def changed(
    data: str,
    gone: Iterable[int],
    come: Mapping[int, str],
    often: int,
    stems: Callable[[Sequence[int]], str],
) -> str:
    """Return the data of a row after some numbers have gone and others, with their codes, have come.

    Empty when no article is left. `stems` returns the codes for the articles that now say the word.
    Raises SignsLost.
    """
    fields = [*data.split(BORDER), *("",) * 7][:7]
    left = set(gone)
    held: list[dict[int, str]] = []
    had = 0
    for gaps, signs in zip(fields[:3], fields[3:6], strict=True):
        numbers = digits.decoded(gaps)
        had += len(numbers)
        followers = list(_single(signs)) if signs else [""] * len(numbers)
        held.append(
            {n: sign for n, sign in zip(numbers, followers, strict=True) if n not in left and n not in come}
        )
    for number, code in come.items():
        weight, signs = CODES[code]
        held[weight][number] = signs
    total = sum(map(len, held))
    if had > often >= total > 0:
        raise SignsLost
    lists, signs_of = [], []
    for numbers_of in held:
        ordered = sorted(numbers_of)
        lists.append(digits.gaps(ordered))
        signs_of.append("".join(numbers_of[n] for n in ordered) if total <= often else "")
    if not total:
        return ""
    own = stems(sorted(n for numbers_of in held for n in numbers_of))
    return BORDER.join((*lists, *signs_of, own)).rstrip(BORDER)


def _single(signs: str) -> Iterator[str]:
    """Yield the signs of each article: digits up to one that ends a number."""
    begin = 0
    for at, character in enumerate(signs):
        if character in digits.ENDING:
            yield signs[begin : at + 1]
            begin = at + 1
