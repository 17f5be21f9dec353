"""The command that shows the site on this machine while one works on it."""

import os
import sys

import click

from backfile.commands.arguments import CONTENT, folder_argument, options_of
from backfile.looking import looker
from backfile.pipeline import build
from backfile.problems import Report, printable
from backfile.publish.sitelist import LIST
from backfile.serve import ServeError, serve
from backfile.terminal import show, summary
from backfile.watching import State, Told

__all__ = ["serve_command"]


@click.command("serve")
@folder_argument
@click.option("--port", type=click.IntRange(1, 65535), help="Port. Default: 8000, or the next that is free.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option("--out", metavar="DIR", help="Output folder. Default: public/ in FOLDER.")
def serve_command(folder: str, port: int | None, open_browser: bool, out: str | None) -> None:
    """Build FOLDER, show the site on this machine only, and rebuild it whenever content/ or templates/ change.

    \b
    backfile serve --open             the site in a browser
    backfile serve --port 9000        at this port, or not at all

    Open pages load anew after each build, and show what is wrong: errors, warnings, and why a build stopped.
    The page of an edited text shows the edit before the build is done, and says so.
    """
    options = options_of(folder, out=out)

    def rebuild() -> tuple[State, bool]:
        report = build(options)
        show(p for p in report.problems if p.severity != "doubt")
        told = summary(report, standing=os.path.exists(os.path.join(options.out, LIST)))
        click.echo(told, err=True)
        return _state(report, told.partition("\n")[0]), bool(report.written or report.removed)

    watched = tuple(p for name in (CONTENT, "templates") if os.path.isdir(p := os.path.join(folder, name)))
    try:
        with looker(options) as looking:
            serve(
                options.out,
                rebuild,
                watched,
                port=port,
                open_browser=open_browser,
                say=lambda t: click.echo(t, err=True),
                first=looking.look,
            )
    except ServeError as error:
        click.secho(f"backfile: {error}", fg="red", err=True)
        sys.exit(2)


def _state(report: Report, told: str) -> State:
    """Return what an open page is told of a build: all that keeps something from being published as it should."""
    problems = tuple(
        Told(str(p.origin), p.severity, p.code, printable(p.message), printable(p.advice))
        for p in report.problems
        if p.severity != "doubt"
    )
    return State(not report.stopped, told, problems)
