"""What is wrong, where, and what a run makes of it: `Origin`, `Problem`, `Report`."""

from collections.abc import Iterable
from typing import Literal
from unicodedata import category

import msgspec

from backfile.hints import advice

__all__ = [
    "Origin",
    "Problem",
    "Report",
    "SetAside",
    "Severity",
    "Skipped",
    "brief",
    "in_reading_order",
    "printable",
]

Severity = Literal["error", "warning", "doubt"]
SHAPING = "\n\u200c\u200d"
"""Signs that are no letters and stay: the end of a line, and the joiners."""


class Origin(msgspec.Struct, frozen=True, gc=False, order=True):
    """A position in a file of the archive."""

    path: str
    """Path relative to content/, with forward slashes."""
    line: int = 0
    """Line, counted from 1; 0 when the whole file is meant."""
    column: int = 0
    """Column, counted from 1; 0 when the whole line is meant."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class Problem(msgspec.Struct, frozen=True, gc=False):
    """One thing that is not as expected, told so that a person can mend it."""

    origin: Origin
    """Where it stands."""
    severity: Severity
    """error: something is not published; warning: published, but mend it; doubt: to decide."""
    code: str
    """Short fixed name of the kind of problem, for example `yaml-syntax`."""
    message: str
    """What was expected and what was found."""
    hint: str = ""
    """What to do about it, where the place that found it knows more than `hints` says of all of its code."""

    @property
    def advice(self) -> str:
        """What a person can do about it."""
        return advice(self.code, self.hint)

    def __str__(self) -> str:
        text = f"{self.origin}: {self.severity}[{self.code}]: {brief(self.message)}"
        return f"{text}\n  hint: {printable(self.advice)}" if self.advice else text


class SetAside(msgspec.Struct, frozen=True, gc=False):
    """A file that is not published because it cannot be read as an article."""

    path: str
    """Path relative to content/."""
    line: int
    """Line at fault, 0 when the whole file is meant."""
    code: str
    """The problem's code."""
    message: str
    """The problem's message."""


class Skipped(msgspec.Struct, frozen=True, gc=False):
    """A file that no one meant as an article."""

    path: str
    """Path relative to content/."""
    reason: str
    """Why it was passed over, for example `hidden file`."""


class Report(msgspec.Struct, frozen=True):
    """All that a run has to say. Owns the exit code."""

    seen: int = 0
    """Files seen: published + set aside + skipped."""
    published: int = 0
    """Files of which every article was published."""
    articles: int = 0
    """Articles published; a file may hold many."""
    set_aside: tuple[SetAside, ...] = ()
    """Files not published, each with its reason."""
    skipped: tuple[Skipped, ...] = ()
    """Files passed over, each with its reason."""
    problems: tuple[Problem, ...] = ()
    """Every problem once, in reading order."""
    notes: tuple[str, ...] = ()
    """What is worth knowing of the site and nothing is wrong with."""
    pages: int = 0
    """Files that the site consists of."""
    written: int = 0
    """Files of the site that were written by this run."""
    unchanged: int = 0
    """Files of the site that were left as they stood."""
    removed: int = 0
    """Files of an earlier build that are no longer part of the site and were removed."""
    seconds: float = 0.0
    """Wall-clock seconds of the run."""
    stopped: bool = False
    """True when trouble in what all pages share, or strict mode, kept the run from publishing."""

    @property
    def doubts(self) -> int:
        """The number of doubts left for the curator."""
        return sum(problem.severity == "doubt" for problem in self.problems)

    @property
    def exit_code(self) -> int:
        """0 published whole, 1 not published, 2 the output folder refused, 3 published with files set aside."""
        if self.stopped:
            return 2 if any(problem.code == "output-refused" for problem in self.problems) else 1
        return 3 if self.set_aside else 0


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each different problem once, by path, line and column, errors first at one place."""
    rank = {"error": 0, "warning": 1, "doubt": 2}
    once = dict.fromkeys(problems)
    return tuple(sorted(once, key=lambda p: (p.origin, rank[p.severity], p.code, p.message)))


LONGEST = 600
"""Signs of a message that a terminal shows: what was found may be a whole file in one value."""


def brief(message: str) -> str:
    """Return a message as a terminal may show it, what is very long cut off."""
    return printable(message if len(message) <= LONGEST else f"{message[:LONGEST]}…")


def printable(text: str) -> str:
    """Return text without characters that could steer a terminal or turn a line around.

    Blanks of any width stay, and the joiners of Persian and Indian scripts, which only shape the letters beside them.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in SHAPING or category(c) == "Zs" else "�" for c in text)
