"""The command that lists what the archive could not tell."""

import sys

import click

from backfile.commands.arguments import OneOf, folder_argument, options_of
from backfile.doubts_desk import TITLES, list_doubts

__all__ = ["doubts_command"]


@click.command("doubts")
@folder_argument
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=OneOf(tuple(TITLES)),
    metavar="KIND",
    help=f"Only doubts of this kind: {', '.join(TITLES)}.",
)
@click.option("--now", metavar="ISO", help="The day after which a date lies in the future. Default: today.")
@click.option("--all", "everything", is_flag=True, help="Show all, not the first of each kind.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doubts_command(
    folder: str, kinds: tuple[str, ...], now: str | None, everything: bool, as_json: bool
) -> None:
    """List what the archive of FOLDER could not tell, by kind, each with the YAML to paste that answers it.

    \b
    backfile doubts                           the first of each kind
    backfile doubts --kind undated --all      every text without a date
    """
    sys.exit(list_doubts(options_of(folder, now=now), kinds, everything, as_json))
