"""The command that makes the site."""

import os
import sys

import click

from backfile.commands.arguments import options_of, shared
from backfile.pipeline import build
from backfile.problems import Origin, Problem, Report
from backfile.publish.lock import Locked
from backfile.terminal import finish, print_report

__all__ = ["build_command"]

LOCKED = 4


@click.command("build")
@shared
@click.option("--out", metavar="DIR", help="Output folder. Default: public/ in FOLDER.")
def build_command(
    folder: str, jobs: int, now: str | None, strict: bool, no_cache: bool, as_json: bool, out: str | None
) -> None:
    """Build the archive of FOLDER (which holds content/) into static pages.

    \b
    backfile build                    ./content into ./public
    backfile build --strict           publish only if there is neither error nor warning
    backfile build --out /srv/www     into another folder

    Exit codes: 0 published whole; 1 not published; 2 wrong usage; 3 published, files set aside;
    4 another build is running.
    """
    options = options_of(folder, jobs, now, strict, no_cache, out)
    try:
        report = build(options)
    except Locked as error:
        if as_json:
            locked = Problem(Origin(".backfile/"), "error", "locked", str(error), "wait for it to end")
            print_report(Report(problems=(locked,), stopped=True), LOCKED)
        click.secho(f"backfile: {error}", fg="red", err=True)
        sys.exit(LOCKED)
    sys.exit(finish(report, as_json, os.path.join(options.out, "index.html")))
