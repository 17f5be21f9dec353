"""The command that takes the built site away again."""

import os
import shutil
import sys

import click

from backfile.commands.arguments import folder_argument, options_of
from backfile.publish.lock import FILE, Lock, Locked
from backfile.publish.places import OutputError
from backfile.publish.removal import listed, removed
from backfile.terminal import counted

__all__ = ["clean_command"]

LOCKED = 4
SHOWN = 10


@click.command("clean")
@folder_argument
@click.option("--out", metavar="DIR", help="Output folder. Default: public/ in FOLDER.")
@click.option("--cache", is_flag=True, help="Also remove the cache in .backfile/.")
@click.option("--dry-run", is_flag=True, help="Tell what would be removed and remove nothing.")
def clean_command(folder: str, out: str | None, cache: bool, dry_run: bool) -> None:
    """Remove the built site of FOLDER: the files that its list names, and no others.

    \b
    backfile clean --dry-run      what would go
    backfile clean --cache        the site, and what is kept for the next build

    Files that you changed or put there yourself stay, and the command names them. content/ is never touched.
    """
    options = options_of(folder, out=out)
    try:
        with Lock(options.home):
            if not cache or os.path.isdir(options.out):
                _site(options.out, options.content, dry_run)
            if cache:
                _cache(options.home, dry_run)
    except Locked as error:
        click.secho(f"backfile: {error}", fg="red", err=True)
        sys.exit(LOCKED)
    except OutputError as error:
        click.secho(f"backfile: {error}", fg="red", err=True)
        sys.exit(1)


def _site(out: str, content: str, dry_run: bool) -> None:
    removal = listed(out, content)
    if not dry_run:
        removed(removal)
    done = "Would remove" if dry_run else "Removed"
    click.echo(f"{done} {counted(len(removal.ours), 'file')} of the site in {out}.", err=True)
    for kept, told in ((removal.changed, "changed since it was built"), (removal.foreign, "not Backfile's")):
        for url in kept[:SHOWN]:
            click.echo(f"Kept {url}: {told}.", err=True)
        if len(kept) > SHOWN:
            click.echo(f"Kept {len(kept) - SHOWN} more: {told}.", err=True)


def _cache(home: str, dry_run: bool) -> None:
    """Remove what builds keep; the lock file stays, for this very command holds it."""
    there = sorted(os.listdir(home)) if os.path.isdir(home) else []
    mine = [n for n in there if n != FILE and (n.startswith("cache.sqlite") or n == "templates")]
    for name in () if dry_run else mine:
        path = os.path.join(home, name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
    click.echo(f"{'Would remove' if dry_run else 'Removed'} the cache in {home}.", err=True)
