"""Regular expressions that are compiled when they are first used.

The readers and layout rules have hundreds of long ones; compiled at import they cost most of a second, which a build
that has nothing to read, or `--help`, should not pay.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from backfile.alternatives import as_tree
from backfile.compiled import compiled, remembered
from backfile.cues import Cues, guarded

__all__ = ["Ending", "late"]

METHODS = (
    "findall",
    "finditer",
    "flags",
    "fullmatch",
    "groupindex",
    "groups",
    "match",
    "pattern",
    "search",
    "split",
    "sub",
)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what acts like `re.compile(pattern, flags)` and compiles at its first use.

    It is no `re.Pattern` to `isinstance`, and functions of `re` do not take it; its own methods do all they do.
    A wrong pattern raises `re.error` at the first use.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


class Ending:
    """Whether a text ends in one of some signs, with others allowed behind it, as quotation marks are behind a stop.

    `search` answers as that of the pattern `[ends][closers]*$` does, without looking through the text.
    """

    def __init__(self, ends: str, closers: str) -> None:
        """Keep the signs."""
        self._ends, self._closers = tuple(ends), closers

    def search(self, text: str) -> bool:
        """Whether the text ends so."""
        return text.removesuffix("\n").rstrip(self._closers).endswith(self._ends)


class _Late:
    """A pattern that fills in the methods of the compiled one when the first of them is asked for."""

    __slots__ = ("_flags", "_source", *METHODS)

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in METHODS:
            raise AttributeError(name)
        if name == "pattern":
            return self._source
        source = self._source
        parts = remembered("guarded", (source,), lambda: guarded(source)) if name == "fullmatch" else ()
        if parts:
            expressions, strings = parts
            self.fullmatch = _fullmatch(expressions, strings, self._flags)
            return self.fullmatch
        found = compiled(self._source, self._flags, as_tree)
        for method in METHODS:
            setattr(self, method, getattr(found, method))
        return getattr(found, name)


def _fullmatch(
    expressions: Sequence[str], strings: Iterable[str], flags: int
) -> Callable[..., re.Match[str] | None]:
    """Return a `fullmatch` that tries what may begin anywhere only on texts that hold one of its cues."""
    rooted, floating = expressions
    first = compiled(rooted, flags, as_tree).fullmatch
    cues, second = Cues(strings), late(floating, flags)

    def fullmatch(text: str, *bounds: int) -> re.Match[str] | None:
        match = first(text, *bounds)
        return second.fullmatch(text, *bounds) if match is None and cues.stand_in(text) else match

    return fullmatch
