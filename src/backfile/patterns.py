"""Regular expressions that are compiled when they are first used.

The readers and layout rules have hundreds of long ones; compiled at import they cost most of a second, which a build
that has nothing to read, or `--help`, should not pay.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from backfile.alternatives import as_tree, key_of
from backfile.compiled import compiled, remembered
from backfile.cues import Cues, ends_of, guarded, signs_of

__all__ = ["Ending", "late", "may_end", "needed"]

# The methods that look through a text, and the others.
LOOKING = ("findall", "finditer", "search", "sub")
PLAIN = ("flags", "fullmatch", "groupindex", "groups", "match", "pattern", "split")
METHODS = (*LOOKING, *PLAIN)
# With more signs than these the look for them costs as much as the expression.
FEW = 4
# One set of signs, none of them of ASCII, as those of scripts are.
BEYOND_ASCII = re.compile(
    r"\[(?!\^)(?:\\u[0-9a-f]{4}|[^\x00-\x7f]|(?<!\[)-(?!\]))+\](?:\+|\{[1-9]\d*,?\d*\})?"
)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what acts like `re.compile(pattern, flags)` and compiles at its first use.

    It is no `re.Pattern` to `isinstance`, and functions of `re` do not take it; its own methods do all they do.
    A wrong pattern raises `re.error` at the first use.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


def needed(source: str) -> frozenset[str]:
    """Return rare signs of which one stands in each text where an expression matches; empty when none is told."""
    told = remembered("signs", (source,), lambda: (tuple(sorted(signs_of(source) or ())),))
    return frozenset(told[0])


def may_end(source: str, last: str) -> bool:
    """Whether a text that ends in this sign may match an expression found up to `$`, of one line and any case."""
    ends = remembered("ends", (source,), lambda: _ends(source))
    if not ends or last in ("", "\n"):
        return True
    return key_of(last) in ends[0] or (not last.isascii() and last.isspace())


class Ending:
    """Whether a text ends in one of some signs, with others allowed behind it, as quotation marks are behind a stop.

    `ends` answers as a search for the pattern `[ends][closers]*$` does, without looking through the text.
    """

    def __init__(self, ends: str, closers: str, signature: int = 0) -> None:
        """Keep the signs; a sign of whom it is from may stand behind them in brackets, in so many characters."""
        self._ends, self._closers, self._signature = tuple(ends), closers, signature

    def ends(self, text: str) -> bool:
        """Whether the text ends so."""
        text = text.removesuffix("\n")
        if text.rstrip(self._closers).endswith(self._ends):
            return True
        if not self._signature or text[-1:] not in (")", "）", "】"):
            return False
        at = max(text.rfind(sign, -self._signature) for sign in "(（【")
        return at > 0 and text[:at].rstrip().rstrip(self._closers).endswith(self._ends)


class _Late:
    """A pattern that fills in the methods of the compiled one when the first of them is asked for."""

    __slots__ = ("_flags", "_source", *METHODS)
    search: Callable[..., Any]
    finditer: Callable[..., Any]
    findall: Callable[..., Any]
    sub: Callable[..., Any]

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
        found = compiled(source, self._flags, as_tree)
        for method in LOOKING if name in LOOKING else PLAIN:
            setattr(self, method, getattr(found, method))
        if name not in LOOKING:
            return getattr(self, name)
        signs = tuple(sorted(needed(source)))
        if 0 < len(signs) <= FEW:
            self._look_for(signs)
        elif BEYOND_ASCII.fullmatch(source) and not self._flags & re.IGNORECASE:
            self._look_beyond_ascii()
        ends = remembered("ends", (source,), lambda: _ends(source)) if not self._flags & re.MULTILINE else ()
        if ends:
            self._look_at_end(frozenset(ends[0]))
        return getattr(self, name)

    def _look_for(self, signs: tuple[str, ...]) -> None:
        """Let the methods that look through a text do so only where it holds one of the signs."""
        search, finditer, findall, sub = self.search, self.finditer, self.findall, self.sub

        holds = _holding(*signs)
        self.search = lambda text, *bounds: search(text, *bounds) if holds(text) else None
        self.finditer = lambda text, *bounds: finditer(text, *bounds) if holds(text) else iter(())
        self.findall = lambda text, *bounds: findall(text, *bounds) if holds(text) else []
        self.sub = lambda new, text, count=0: sub(new, text, count) if holds(text) else text

    def _look_beyond_ascii(self) -> None:
        """Let the methods that look through a text do so only where it holds a sign beyond ASCII."""
        search, finditer, findall, sub = self.search, self.finditer, self.findall, self.sub
        self.search = lambda text, *bounds: None if text.isascii() else search(text, *bounds)
        self.finditer = lambda text, *bounds: iter(()) if text.isascii() else finditer(text, *bounds)
        self.findall = lambda text, *bounds: [] if text.isascii() else findall(text, *bounds)
        self.sub = lambda new, text, count=0: text if text.isascii() else sub(new, text, count)

    def _look_at_end(self, ends: frozenset[str]) -> None:
        """Let `search` look through a text only where it ends in one of the signs, which are keys of signs."""
        search = self.search
        never = frozenset(sign for sign in map(chr, range(128)) if key_of(sign) not in ends) - {"\n"}

        def search_ending(text: str, *bounds: int) -> Any:
            last = text[-1:]
            if last in never and len(bounds) < 2:
                return None
            if last.isascii() or len(bounds) > 1 or key_of(last) in ends or last.isspace():
                return search(text, *bounds)
            return None

        self.search = search_ending


def _holding(first: str, second: str = "", *others: str) -> Callable[[str], bool]:
    """Return what says whether a text holds one of these signs."""
    if not second:
        return lambda text: first in text
    if not others:
        return lambda text: first in text or second in text
    return lambda text: first in text or second in text or any(map(text.__contains__, others))


def _ends(source: str) -> tuple[tuple[str, ...], ...]:
    ends = ends_of(source)
    if not ends:
        return ()
    spaces = "\t\n\r\v\f\x1c\x1d\x1e\x1f " if r"\s" in ends else ""
    return (tuple(sorted({key_of(sign) for sign in (*ends - {r"\s"}, *spaces)})),)


def _fullmatch(
    expressions: Sequence[str], strings: Iterable[str], flags: int
) -> Callable[..., re.Match[str] | None]:
    """Return a `fullmatch` that tries what may begin anywhere only on texts that hold one of its cues."""
    rooted, floating = expressions
    first = compiled(rooted, flags, as_tree).fullmatch
    cues, second = Cues(dict.fromkeys(strings, 1)), late(floating, flags)

    def fullmatch(text: str, *bounds: int) -> re.Match[str] | None:
        match = first(text, *bounds)
        return second.fullmatch(text, *bounds) if match is None and cues.stand_in(text) else match

    return fullmatch
