"""The learnt weights of a page's order, and the labels of all its lines that fit best by them.

A linear chain, decoded by Viterbi's algorithm (Collins 2002 for the training). `tools/make_page_order.py` learns the
weights from pages composed of lines of our own; what a line looks like is told by `pageorder`.
"""

import functools
import importlib.resources
from collections.abc import Sequence

import msgspec

__all__ = ["LETTERS", "Chain", "chain", "decoded"]

LETTERS = "HDBCKPZXT"
"""Headline, deck, byline, caption, credit, paragraph, subhead, other words around the text, date."""


class Chain(msgspec.Struct, frozen=True, dict=True):
    """The learnt weights."""

    lines: dict[str, list[int]]
    """For each feature, a weight for each letter before the headline, then for each letter after it."""
    steps: dict[str, int]
    """For a letter, whether the headline was seen, and the letter below it: `DB1`."""
    margin: int
    """By how much the whole page must fit better before a rule's label is changed."""

    @functools.cached_property
    def above(self) -> dict[str, dict[str, int]]:
        """For each state, those that may stand directly above it, with the weight of the step."""
        states = [letter + seen for letter in LETTERS for seen in "01"]
        return {
            state: {other: self.steps.get(other[0] + state, 0) for other in states if _follows(other, state)}
            for state in states
        }


@functools.cache
def chain() -> Chain:
    """Return the shipped weights."""
    data = (importlib.resources.files("backfile.parse") / "data" / "page_order.json").read_bytes()
    return msgspec.json.decode(data, type=Chain)


def decoded(
    weights: Chain,
    rows: Sequence[Sequence[str]],
    allowed: Sequence[str],
    bonus: Sequence[dict[str, int]] = (),
    headed: bool = False,
) -> list[str]:
    """Return each passage's letter where all fit best; `bonus` adds to letters, a `headed` page has a headline."""
    best: list[dict[str, tuple[int, str]]] = []
    previous: dict[str, int] = {}
    for i, (row, letters) in enumerate(zip(rows, allowed, strict=True)):
        found: dict[str, tuple[int, str]] = {}
        for state, own in _scores(weights, row, letters, bonus[i] if bonus else {}).items():
            if i == 0:
                if state[1] == "0" or state[0] == "H":
                    found[state] = (own, "")
                continue
            steps, most, above = weights.above[state], 0, ""
            for other, value in previous.items():
                step = steps.get(other)
                if step is not None and (not above or value + step > most):
                    most, above = value + step, other
            if above:
                found[state] = (own + most, above)
        best.append(found)
        previous = {state: value for state, (value, _) in found.items()}
    ends = [name for name in previous if name[1] == "1"] if headed else list(previous)
    state = max(ends, key=lambda name: (previous[name], name))
    path = [state]
    for found in reversed(best[1:]):
        path.append(found[path[-1]][1])
    return [state[0] for state in reversed(path)]


def _scores(weights: Chain, names: Sequence[str], letters: str, bonus: dict[str, int]) -> dict[str, int]:
    known = [row for row in map(weights.lines.get, names) if row is not None]
    found = {}
    for letter in letters:
        k, more = LETTERS.index(letter), bonus.get(letter, 0)
        if letter != "H":
            found[letter + "0"] = sum([row[k] for row in known]) + more
        k += len(LETTERS)
        found[letter + "1"] = sum([row[k] for row in known]) + more
    return found


def _follows(above: str, below: str) -> bool:
    """Whether one state may stand directly above another: only the headline leads from unseen to seen."""
    if below[1] == "0":
        return above[1] == "0"
    return (above[1] == "1" and below[0] != "H") or (above[1] == "0" and below[0] == "H")
