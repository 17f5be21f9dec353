"""Tags in the plural and the singular that are one: `ferry` and `ferries`, but `custom` and `customs` are two."""

from collections.abc import Iterable

__all__ = ["singulars"]

LEAST = 4
"""Letters of a last word that has a plural; shorter ones are too often another word: `arms`, `news`, `gas`."""
OTHERS = frozenset(
    {
        "commodities", "customs", "damages", "economics", "forces", "goods", "honours", "letters", "manners", "means",
        "minutes", "physics", "politics", "premises", "rights", "securities", "series", "species", "spirits", "states",
        "times", "utilities", "woods", "works",
    }
)  # fmt: skip
"""Plurals that mean another thing than their singulars."""


def singulars(folded: Iterable[str]) -> dict[str, str]:
    """Return for each folded tag in the plural the one in the singular that is among the tags too."""
    tags = frozenset(folded)
    return {tag: one for tag in sorted(tags) for one in _singular(tag) if one in tags}


def _singular(tag: str) -> tuple[str, ...]:
    before, _, last = tag.rpartition(" ")
    if not last.endswith("s") or not last.isalpha() or last in OTHERS:
        return ()
    ones = [last[:-1]]
    if last.endswith("ies"):
        ones.insert(0, last[:-3] + "y")
    if last.endswith(("ses", "xes", "zes", "ches", "shes")):
        ones.insert(0, last[:-2])
    return tuple(f"{before} {one}".strip() for one in ones if len(one) >= LEAST and not one.endswith("s"))[:1]
