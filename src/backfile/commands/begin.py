"""The command that begins an archive."""

import os
import shutil
import sys

import click

from backfile.commands.arguments import CONTENT, OneOf
from backfile.starting import HOSTS, started
from backfile.terminal import counted

__all__ = ["init_command"]

ADDRESS = "write the address that you cloned Backfile from into requirements.txt, commit, and push"
NEXT = {
    "github": f"{ADDRESS}. Once, at GitHub: Settings, Pages, Source: GitHub Actions.",
    "gitlab": f"{ADDRESS}. The site then stands where GitLab says under Deploy, Pages.",
    "netlify": f"{ADDRESS}. Once, at Netlify: connect the repository.",
    "cloudflare": f"{ADDRESS}. Once, at Cloudflare: connect the repository, as wrangler.toml says.",
    "rsync": "sh deploy.sh YOU@SERVER:/FOLDER/ builds and copies what changed. For nginx there is nginx-archive.conf.",
}
"""What is still to do for each host, once its files are there."""


@click.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@click.option(
    "--deploy",
    "host",
    type=OneOf(HOSTS),
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
    around = os.path.abspath(folder)
    if os.path.basename(around) == CONTENT and os.path.isdir(os.path.join(around, "articles")):
        raise click.UsageError(
            f"{folder} is the content folder of an archive; name the folder around it, or a new one"
        )
    try:
        made = started(folder, host, not no_samples)
    except OSError as error:
        raise click.FileError(error.filename or folder, error.strerror or "cannot be written") from None
    for start in made:
        if start.written:
            click.echo(os.path.join(folder, *start.path.split("/")) if folder != "." else start.path)
    kept = sum(not start.written for start in made)
    if kept:
        click.echo(f"Left {counted(kept, 'file')} as {'it was' if kept == 1 else 'they were'}.", err=True)
    if host is not None:
        click.echo(f"To publish: {NEXT[host]}", err=True)
    if host is not None and not any(start.written and start.path.startswith("content/") for start in made):
        return
    where = "" if folder == "." else f"cd {folder} && "
    articles = os.path.normpath(os.path.join(folder, "content", "articles"))
    click.echo(f"Put your texts into {articles}, then: {where}{_typed()} serve --open", err=True)


def _typed() -> str:
    """Return how backfile is called from here: by name, or by path where no environment with it is activated."""
    beside = os.path.join(os.path.dirname(sys.executable), "backfile")
    return "backfile" if shutil.which("backfile") or not os.path.isfile(beside) else beside
