"""Options that several commands share, and what a build is asked to do by them."""

import datetime
import os
from collections.abc import Callable
from typing import Any

import click

from backfile.options import Options

__all__ = ["CONTENT", "OneOf", "content_of", "folder_argument", "options_of", "shared"]

CONTENT = "content"

folder_argument: Callable[[click.decorators.FC], click.decorators.FC] = click.argument(
    "folder", default=".", type=click.Path(exists=True, file_okay=False)
)
"""FOLDER, which holds content/: the current one if left out."""


class OneOf(click.Choice[str]):
    """One of a few words; of a word that is none of them, the nearest is named."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word; fails when it is none of those."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            import difflib

            near = difflib.get_close_matches(str(value), self.choices, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            raise click.BadParameter(f"{error.message}{hint}", ctx, param) from None


def shared(command: click.decorators.FC) -> click.decorators.FC:
    """Add the options that build and check share."""
    for option in reversed(
        (
            folder_argument,
            click.option(
                "--jobs",
                "-j",
                default=0,
                type=click.IntRange(0),
                show_default="one a core",
                help="Worker processes.",
                metavar="N",
            ),
            click.option(
                "--now", metavar="ISO", help="The day after which a date lies in the future. Default: today."
            ),
            click.option(
                "--strict", is_flag=True, help="Treat every warning as an error and publish nothing."
            ),
            click.option(
                "--no-cache", is_flag=True, help="Read everything anew and keep nothing for the next run."
            ),
            click.option(
                "--json", "as_json", is_flag=True, help="Print the report as JSON on standard output."
            ),
        )
    ):
        command = option(command)
    return command


def content_of(folder: str) -> str:
    """Return the content folder of FOLDER; raises UsageError when there is none."""
    content = os.path.join(folder, CONTENT)
    if not os.path.isdir(content):
        raise click.UsageError(f"expected a folder {CONTENT}/ in {folder}, found none. {_instead(folder)}")
    return content


def _instead(folder: str) -> str:
    """Return what to do where a folder is no archive: the archive around it, if it lies in one, or a new one."""
    above = os.path.abspath(folder)
    while (parent := os.path.dirname(above)) != above:
        above = parent
        if any(os.path.exists(os.path.join(above, CONTENT, name)) for name in ("site.yaml", "articles")):
            return f"It lies in an archive; name that folder: {os.path.relpath(above)}"
    return "`backfile init` makes a new archive, and `backfile import` copies texts into it."


def options_of(
    folder: str,
    jobs: int = 0,
    now: str | None = None,
    strict: bool = False,
    no_cache: bool = False,
    out: str | None = None,
) -> Options:
    """Return what a run in FOLDER is asked to do; raises UsageError when it cannot be done."""
    content = content_of(folder)
    if now is not None:
        try:
            now = datetime.datetime.fromisoformat(now).date().isoformat()
        except ValueError:
            message = f"expected an ISO date such as 2026-01-31, found “{now}”"
            raise click.BadParameter(message, param_hint="--now") from None
    today = datetime.date.today().isoformat()
    return Options(content, out or os.path.join(folder, "public"), now or today, jobs, strict, not no_cache)
