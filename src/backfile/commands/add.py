"""The commands that bring texts into the archive. Originals are copied, never changed."""

import os
import sys
from collections.abc import Sequence

import click

from backfile.commands.arguments import CONTENT
from backfile.commands.read import files_of
from backfile.curate import copied, planned
from backfile.reading import open_desk
from backfile.terminal import counted, show, told

__all__ = ["add_command"]


@click.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True))
@click.option(
    "--content", default=CONTENT, metavar="DIR", help="Content folder to add to. Default: content/."
)
@click.option(
    "--to", "folder", default="", metavar="FOLDER", help="Folder in content/articles/ to copy into."
)
@click.option("--yes", "-y", is_flag=True, help="Copy without asking.")
def add_command(files: Sequence[str], content: str, folder: str, yes: bool) -> None:
    """Copy texts into the archive after showing what was read in them. FILES may be folders.

    \b
    backfile add ~/Downloads/interview.html      shows what was read, then asks
    backfile add --yes --to 2024 ~/texts/*.txt   into content/articles/2024

    The originals stay as they are. A text that is there already is not added twice.
    """
    if not os.path.isdir(content):
        raise click.UsageError(
            f"expected the content folder {content}, found none. `backfile init` makes one."
        )
    if os.path.isabs(folder) or ".." in folder.replace(os.sep, "/").split("/"):
        raise click.BadParameter(f"expected a folder below {content}/articles, found “{folder}”")
    desk, problems = open_desk(content)
    show(problems)
    try:
        wanted = [file for path in files for file in files_of(path)]
        additions = planned(wanted, content, folder.strip("/"), desk)
        for addition in additions:
            click.echo(told(addition))
        new = sum(addition.state == "new" for addition in additions)
        unread = sum(addition.state == "unread" for addition in additions)
        if new and (yes or (sys.stdin.isatty() and click.confirm(f"Copy {counted(new, 'text')}?", err=True))):
            click.echo(f"Copied {counted(copied(additions, content), 'text')} into {content}.", err=True)
        else:
            click.echo("Nothing copied." + (" Say --yes to copy." if new else ""), err=True)
    except OSError as error:
        raise click.FileError(error.filename or content, error.strerror or "cannot be copied") from None
    sys.exit(3 if unread else 0)
