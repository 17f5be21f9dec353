"""The command that begins an archive."""

import os
import shutil
import sys

import click

from backfile.starting import HOSTS, started
from backfile.terminal import counted

__all__ = ["init_command"]


@click.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@click.option(
    "--deploy",
    "host",
    type=click.Choice(HOSTS),
    help="Also write what this host publishes by.",
)
@click.option("--no-samples", is_flag=True, help="Write no sample texts.")
def init_command(folder: str, host: str | None, no_samples: bool) -> None:
    """Begin an archive in FOLDER: settings and registers with comments, and three sample texts.

    \b
    backfile init press                   a new archive in press/
    backfile init press --deploy github   with the workflow for GitHub Pages
    backfile init --deploy netlify        adds the host's file to this archive

    Nothing that is there already is changed. The paths written are printed.
    """
    try:
        made = started(folder, host, not no_samples)
    except OSError as error:
        raise click.FileError(error.filename or folder, error.strerror or "cannot be written") from None
    for start in made:
        if start.written:
            click.echo(os.path.join(folder, *start.path.split("/")) if folder != "." else start.path)
    kept = sum(not start.written for start in made)
    if kept:
        click.echo(f"Left {counted(kept, 'file')} as they were.", err=True)
    where = "" if folder == "." else f"cd {folder} && "
    articles = os.path.normpath(os.path.join(folder, "content", "articles"))
    click.echo(f"Put your texts into {articles}, then: {where}{_typed()} serve --open", err=True)


def _typed() -> str:
    """Return how backfile is called from here: by name, or by path where no environment with it is activated."""
    beside = os.path.join(os.path.dirname(sys.executable), "backfile")
    return "backfile" if shutil.which("backfile") or not os.path.isfile(beside) else beside
