"""What commands print: problems and progress on standard error, data on standard output."""

import contextlib
import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

import click
import msgspec

from backfile.exports.records import report_of
from backfile.problems import Problem, Report, Skipped, brief, printable
from backfile.publish.sitelist import LIST

if TYPE_CHECKING:
    from backfile.curate import Addition

__all__ = ["counted", "finish", "fitted", "print_report", "show", "summary", "told"]

EACH = 3
"""Files of one reason that a build names: the parts of one saved page may be a hundred."""
COLUMNS = 30
"""Signs of a line in which its columns begin."""
COLOURS = {"error": "red", "warning": "yellow", "doubt": "cyan"}


def finish(report: Report, as_json: bool, index: str, code: int | None = None) -> int:
    """Return the exit code of a run, after printing its report; `index` is the page to open, if there is a site.

    The code is the report's unless another is given. A build shows one doubt of each kind, for a large archive has
    ten thousand: `doubts` and `check` list them all.
    """
    code = report.exit_code if code is None else code
    if as_json:
        print_report(report, code)
    with contextlib.suppress(OSError):  # a log on a full disk: the code tells what became of the site
        _say(report, index)
    return code


def _say(report: Report, index: str) -> None:
    more = _more_of_a_kind(report.problems) if index else {}
    show(report.problems, more)
    standing = os.path.exists(os.path.join(os.path.dirname(index), LIST)) if index else False
    click.echo(summary(report, "Published" if index else "Read", standing), err=True)
    for note in report.notes:
        click.echo(f"Note: {note}", err=True)
    if any(more.values()):
        click.echo("All doubts, with the YAML that answers each: backfile doubts", err=True)
    if index and not report.stopped:
        click.echo(f"Open {os.path.relpath(index)}", err=True)


def print_report(report: Report, code: int) -> None:
    """Print a report as JSON on standard output."""
    told = msgspec.json.encode(report_of(report) | {"exit": code})
    sys.stdout.write(msgspec.json.format(told, indent=1).decode() + "\n")
    sys.stdout.flush()


def _more_of_a_kind(problems: Iterable[Problem]) -> dict[str, int]:
    """Return for each code of the doubts how many there are besides the first."""
    return {code: n - 1 for code, n in Counter(p.code for p in problems if p.severity == "doubt").items()}


def show(problems: Iterable[Problem], more: Mapping[str, int] | None = None) -> None:
    """Print problems on standard error, each with its hint below it.

    Of the codes in `more` only the first problem is printed, with how many more there are.
    """
    lines: list[str] = []
    told: set[str] = set()
    for problem in problems:
        if problem.code in told:
            continue
        if more is not None and problem.code in more:
            told.add(problem.code)
        kind = click.style(f"{problem.severity}[{problem.code}]", fg=COLOURS[problem.severity])
        line = (
            f"{printable(str(problem.origin))}: {problem.severity}[{problem.code}]: {brief(problem.message)}"
        )
        first, *rest = fitted(line, sys.stderr)
        lines += [first.replace(f"{problem.severity}[{problem.code}]", kind, 1), *rest]
        if problem.advice:
            lines += fitted(f"  hint: {printable(problem.advice)}", sys.stderr)
        if more and more.get(problem.code):
            lines.append(f"  and {more[problem.code]} more of this kind")
    if lines:
        click.echo("\n".join(lines), err=True)  # at once: a large archive may have ten thousand doubts


def fitted(text: str, stream: TextIO, hanging: int = 4) -> Iterator[str]:
    """Yield the lines of a text, where the stream is a terminal parted between words so that they fit into it.

    What goes on below a line stands in by `hanging` or, if there is one, as the last of its columns: behind two blanks.
    """
    width = shutil.get_terminal_size().columns if stream.isatty() else 0
    for line in text.split("\n"):
        if not 40 <= width < len(line):
            yield line
            continue
        import textwrap

        column = max((found.end() for found in re.finditer(r"  +(?=\S)", line[:COLUMNS])), default=0)
        below = " " * (hanging if column <= hanging else column)
        yield from textwrap.wrap(
            line, width, subsequent_indent=below, break_long_words=False, break_on_hyphens=False
        )


def summary(report: Report, done: str = "Published", standing: bool = True) -> str:
    """Return what a run did, in one to three lines; `standing` says whether there is a site of an earlier build."""
    if report.stopped:
        errors = sum(p.severity == "error" for p in report.problems)
        warnings = sum(p.severity == "warning" for p in report.problems)
        told = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
        if done != "Published":
            return f"Nothing would be published: {told}."
        return f"Not published: {told}. " + (
            "The old site stands as it was." if standing else "No site was made."
        )
    lines = [
        f"{done} {counted(report.articles, 'article')} from {counted(report.published, 'file')}; "
        f"{counted(report.doubts, 'doubt')} for the curator{_in_files(report)}."
    ]
    for aside in report.set_aside:
        lines.append(f"Set aside {printable(aside.path)}: {brief(aside.message)}")
    lines += _passed_over(report.skipped, done == "Published")
    if report.pages:
        lines.append(
            f"{counted(report.pages, 'file')} in the site: {report.written} written, {report.unchanged} unchanged, "
            f"{report.removed} removed, in {report.seconds:.1f} s."
        )
    return "\n".join(lines)


def _passed_over(skipped: Iterable[Skipped], short: bool) -> Iterator[str]:
    """Yield a line for each file passed over; in short a few of each reason, and how many more there are."""
    told: Counter[str] = Counter()
    for one in skipped:
        told[one.reason] += 1
        if not short or told[one.reason] <= EACH:
            yield f"Passed over {printable(one.path)}: {one.reason}"
    for reason, count in told.items():
        if short and count > EACH:
            yield f"Passed over {counted(count - EACH, 'more file')}: {reason} (`backfile check` names all)"


def _in_files(report: Report) -> str:
    """Return in how many published files the doubts are, in words; nothing when there are none."""
    aside = {one.path for one in report.set_aside}
    files = {
        p.origin.path
        for p in report.problems
        if p.severity == "doubt" and p.origin.path.startswith("articles/")
    }
    return f" in {counted(len(files - aside), 'file')}" if files - aside else ""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 article`, `2 articles`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def told(addition: "Addition") -> str:
    """Return what was read in a file that may be added, for a terminal."""
    if addition.outcome.problem is not None:
        return f"{printable(addition.file)}\n  not read: {brief(addition.outcome.problem.message)}"
    where = {"new": "new, to", "there": "already there as"}[addition.state]
    lines = [f"{printable(addition.file)}  ({where} {printable(addition.path)})"]
    for article in addition.articles:
        date = article.published.value if article.published else "no date"
        source = next((clue.text for clue in article.clues), "no source")
        said = (article.headline or "no headline", date, source, counted(article.words, "word"))
        doubts = f", {counted(len(article.doubts), 'doubt')}" if article.doubts else ""
        lines.append(printable(f"  {' · '.join(said)}{doubts}"))
    return "\n".join(lines)
