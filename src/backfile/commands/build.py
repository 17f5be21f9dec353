"""The command that makes the site."""

import importlib
import os
import sys

import click
import msgspec

from backfile.commands.arguments import options_of, shared
from backfile.executors import ExecutorError
from backfile.options import Options
from backfile.problems import Origin, Problem, Report
from backfile.progress import watching
from backfile.publish.lock import Locked
from backfile.read.scan import scan
from backfile.stages import Stages, profile
from backfile.terminal import finish, print_report
from backfile.unchanged import standing

__all__ = ["build_command"]

LOCKED = 4


@click.command("build")
@shared
@click.option("--out", metavar="DIR", help="Output folder. Default: public/ in FOLDER.")
@click.option(
    "--executor",
    metavar="ADDRESS",
    default="",
    help="Have the texts read by a Dask cluster, `dask://HOST:PORT`, which sees them under the same path.",
)
@click.option("--profile", "times", metavar="FILE", help="Write the time that each stage took, as JSON.")
def build_command(
    folder: str,
    jobs: int,
    now: str | None,
    strict: bool,
    no_cache: bool,
    as_json: bool,
    out: str | None,
    executor: str,
    times: str | None,
) -> None:
    """Build the archive of FOLDER (which holds content/) into static pages.

    \b
    backfile build                    ./content into ./public
    backfile build --strict           publish only without errors and warnings
    backfile build --out /srv/www     into another folder

    Exit codes: 0 published whole; 1 not published; 2 wrong usage, or an output folder that is refused;
    3 published, files set aside; 4 another build is running.
    """
    options = msgspec.structs.replace(options_of(folder, jobs, now, strict, no_cache, out), executor=executor)
    stages = Stages(watching())
    try:
        report = _built(options, stages)
    except ExecutorError as error:
        raise click.UsageError(str(error)) from None
    except Locked as error:
        if as_json:
            locked = Problem(Origin(".backfile/"), "error", "locked", str(error), "wait for it to end")
            print_report(Report(problems=(locked,), stopped=True), LOCKED)
        click.secho(f"backfile: {error}", fg="red", err=True)
        sys.exit(LOCKED)
    if times is not None:
        try:
            with open(times, "wb") as file:
                file.write(profile(stages))
        except OSError as error:
            raise click.FileError(times, error.strerror or "cannot be written") from None
    sys.exit(finish(report, as_json, os.path.join(options.out, "index.html")))


def _built(options: Options, stages: Stages) -> Report:
    """Return the report of a build. Where nothing has changed, the readers and page makers are not even imported."""
    with stages.stage("compare"):
        found = scan(options.content)
        report = standing(options, found)
    if report is not None:
        return report
    made: Report = importlib.import_module("backfile.pipeline").build(options, stages, found)
    return made
