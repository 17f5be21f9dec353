"""What an outlet's own style tells of its texts: whether they open with a standfirst.

Where a page sets its standfirst apart by type alone, the saved text does not show it, and it looks like the first
paragraph. Some outlets open every article so; they are listed by name in data/standfirsts.txt.
"""

import functools
import importlib.resources
from collections.abc import Iterator

from backfile.outletlist import known_outlet, outlets_within
from backfile.parse.sheet import Sheet

__all__ = ["opens_with_standfirst"]

LONGEST, MOST = 80, 60


@functools.cache
def _names() -> frozenset[str]:
    source = importlib.resources.files("backfile") / "parse" / "data" / "standfirsts.txt"
    rows = source.read_text(encoding="utf-8").splitlines()
    return frozenset(row.casefold() for row in rows if not row.startswith("#"))


def opens_with_standfirst(sheet: Sheet) -> str:
    """Return the outlet, named on the page, whose articles open with a standfirst; empty when there is none."""
    return next((name for name in _outlets(sheet) if name.casefold() in _names()), "")


def _outlets(sheet: Sheet) -> Iterator[str]:
    """Yield the known outlets that stand alone on a line around the text, then those named in such lines."""
    lines = [i for i in sheet.short(LONGEST) if sheet.labelled(i, "furniture", "footer", "source", "section")]
    texts = [sheet.passages[i].text for i in (*lines[:MOST], *lines[MOST:][-MOST:])]
    yield from (name for text in texts if (name := known_outlet(text)))
    yield from (name for text in texts for name in outlets_within(text))
