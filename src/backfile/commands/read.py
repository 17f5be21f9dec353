"""The commands that show what is understood of single files: records as JSON, and the reasons."""

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import click
import msgspec

from backfile.archive.assemble import assemble
from backfile.commands.arguments import CONTENT
from backfile.explain import explained
from backfile.exports.records import record_of
from backfile.model import Archive, Filed, Text
from backfile.problems import Problem
from backfile.read.scan import articles_in, shown
from backfile.reading import Desk, open_desk, read_file, set_aside
from backfile.terminal import fitted, show

__all__ = ["explain_command", "files_of", "read_command"]


class _Named(click.Path):
    """A path as it lies here, or as reports name it: below content/."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path to open; a name that is not there is told with the nearest one of its folder."""
        below = os.path.join(CONTENT, value)
        there = below if os.path.exists(below) and not os.path.exists(value) else value
        if not os.path.exists(there):
            wanted = "a file or folder" if self.dir_okay else "a file"
            self.fail(f"expected {wanted}, found no {value}.{_near(value)}")
        if os.path.isfile(there) and there.lower().endswith((".yaml", ".yml")):
            self.fail(f"expected a text, found settings, a register or a sidecar: {value}")
        return super().convert(there, param, ctx)


def _near(path: str) -> str:
    """Return a hint that names the file most like a path that is not there; nothing where none is."""
    for given in (path, os.path.join(CONTENT, path)):
        folder, name = os.path.split(given)
        names = os.listdir(folder or ".") if os.path.isdir(folder or ".") else []
        if close := get_close_matches(name, names, 1):
            return f" Did you mean {os.path.join(folder, close[0])}?"
    return ""


@click.command("read")
@click.argument("paths", nargs=-1, required=True, type=_Named(exists=True))
@click.option(
    "--content", metavar="DIR", help="Content folder whose registers decide. Default: the one around PATH."
)
def read_command(paths: Sequence[str], content: str | None) -> None:
    """Print the records read from PATHS (files or folders), one JSON object an article, a line each.

    \b
    backfile read saved.html                              the record of one file
    backfile read content/articles | jq .published.value  the dates of all
    """
    encoder = msgspec.json.Encoder()
    aside = False
    for _, archive, texts, problems in _archives(paths, content):
        for filed in _in_file_order(archive):
            record = record_of(filed, texts[filed.article.id], archive)
            sys.stdout.write(encoder.encode(record).decode() + "\n")
        show(problems)
        aside = aside or bool(archive.set_aside)
    sys.exit(3 if aside else 0)


@click.command("explain")
@click.argument("file", type=_Named(exists=True, dir_okay=False))
@click.option(
    "--content", metavar="DIR", help="Content folder whose registers decide. Default: the one around FILE."
)
def explain_command(file: str, content: str | None) -> None:
    """Show for each field of FILE's record its value, its lines, the rule that decided and what was turned down.

    \b
    backfile explain content/articles/2024/harbour-fair.txt
    """
    for _, archive, texts, problems in _archives((file,), content):
        for filed in _in_file_order(archive):
            told = explained(filed, texts[filed.article.id], archive)
            click.echo("\n".join(fitted(told, sys.stdout)))
        show(problems)
        sys.exit(3 if archive.set_aside else 0)


# ---------------------------------------------------------------- reading single files


def _archives(
    paths: Sequence[str], content: str | None
) -> "list[tuple[str, Archive, dict[str, Text], tuple[Problem, ...]]]":
    """Return one small archive for each file: read alone, with the registers of the content folder around it."""
    files = [file for path in paths for file in files_of(path)]
    desks: dict[str, tuple[Desk, tuple[Problem, ...]]] = {}
    found = []
    for file in files:
        home = content or _content_around(file)
        if home not in desks:
            desks[home] = open_desk(home)
            show(desks[home][1])
            if any(p.severity == "error" for p in desks[home][1]):
                sys.exit(1)  # a broken register would make wrong records
        found.append((file, *_read_alone(file, home, desks[home][0])))
    return found


def _in_file_order(archive: Archive) -> list[Filed]:
    return sorted([*archive.articles.values(), *archive.older.values()], key=lambda filed: filed.article.part)


def _read_alone(file: str, home: str, desk: Desk) -> tuple[Archive, dict[str, Text], tuple[Problem, ...]]:
    outside = not home or os.path.relpath(file, home).startswith("..")
    path = shown(file, os.path.dirname(file) or "." if outside else home)
    try:
        data, sidecar = _bytes_of(file, path)
    except OSError as error:
        raise click.FileError(file, error.strerror or "cannot be read") from None
    outcome = read_file(path, data, sidecar, desk)
    problems = (outcome.problem,) if outcome.problem else ()
    aside = tuple(set_aside(path, p) for p in problems)
    problems = (*problems, *outcome.problems)
    archive, _ = assemble(outcome.summaries, desk.registers, aside, (), None)
    return archive, {r.article.id: r.text for r in outcome.readings}, problems


def _bytes_of(file: str, path: str) -> tuple[bytes, tuple[str, bytes] | None]:
    """Return a file's bytes, and path and bytes of the sidecar beside it."""
    with open(file, "rb") as opened:
        data = opened.read()
    for suffix in (".yaml", ".yml"):
        beside = os.path.splitext(file)[0] + suffix
        if os.path.isfile(beside) and not os.path.islink(beside):
            with open(beside, "rb") as opened:
                return data, (os.path.splitext(path)[0] + suffix, opened.read())
    return data, None


def files_of(path: str) -> tuple[str, ...]:
    """Return the file, or the files of a folder that a build would take for articles, in order."""
    return articles_in(path) if os.path.isdir(path) else (path,)


def _content_around(file: str) -> str:
    """Return the content folder that a file lies in, else ./content when there is one, else nothing."""
    folder = os.path.dirname(os.path.abspath(file))
    while True:
        if os.path.isfile(os.path.join(folder, "site.yaml")) or os.path.basename(folder) == CONTENT:
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return CONTENT if os.path.isdir(CONTENT) else ""
        folder = above
