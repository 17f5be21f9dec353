"""The command that shows the site on this machine while one works on it."""

import os
import sys

import click

from backfile.commands.arguments import CONTENT, folder_argument, options_of
from backfile.pipeline import build
from backfile.serve import ServeError, serve
from backfile.terminal import show, summary

__all__ = ["serve_command"]


@click.command("serve")
@folder_argument
@click.option("--port", type=click.IntRange(1, 65535), help="Port. Default: 8000, or the next that is free.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option("--out", metavar="DIR", help="Output folder. Default: public/ in FOLDER.")
def serve_command(folder: str, port: int | None, open_browser: bool, out: str | None) -> None:
    """Build FOLDER, show the site on this machine only, and rebuild it whenever content/ or templates/ change."""
    options = options_of(folder, out=out)

    def rebuild() -> None:
        report = build(options)
        show(report.problems)
        click.echo(summary(report), err=True)

    watched = tuple(p for name in (CONTENT, "templates") if os.path.isdir(p := os.path.join(folder, name)))
    try:
        serve(
            options.out,
            rebuild,
            watched,
            port=port,
            open_browser=open_browser,
            say=lambda t: click.echo(t, err=True),
        )
    except ServeError as error:
        click.secho(f"backfile: {error}", fg="red", err=True)
        sys.exit(2)
