"""The command line: arguments, printing, exit codes. Nothing else prints or exits."""

import datetime
import os
import sys
from collections.abc import Sequence

import click
import msgspec

from backfile import __version__
from backfile.archive.assemble import assemble
from backfile.curate import copied, planned
from backfile.doubts_desk import TITLES, list_doubts
from backfile.explain import explained
from backfile.exports import record_of
from backfile.gather import Desk, open_desk, read_file, set_aside
from backfile.model import Archive, Filed, Text
from backfile.people_desk import people
from backfile.pipeline import Options, build, check
from backfile.problems import Origin, Problem, Report
from backfile.publish.lock import Locked
from backfile.read.scan import articles_in, shown
from backfile.serve import ServeError, serve
from backfile.terminal import counted, finish, print_report, show, summary, told
from backfile.topics_desk import topics

__all__ = ["main"]

CONTENT = "content"
LOCKED = 4
INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def main() -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # https://no-color.org: set and not empty means no colour; click does not look.
    try:
        backfile(color=False if os.environ.get("NO_COLOR") else None, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(INTERRUPTED)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="backfile")
def backfile() -> None:
    """Turn a folder of saved news texts into an archive to browse, search, cite and trust.

    \b
    backfile build             build ./content into ./public
    backfile serve             build, show on this machine, rebuild on every change
    backfile explain FILE      why the record of a text says what it says
    """


def _shared(command: click.decorators.FC) -> click.decorators.FC:
    """Add the options that build and check share."""
    for option in reversed(
        (
            click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False)),
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


@backfile.command("build")
@_shared
@click.option("--out", metavar="DIR", help="Output folder. Default: public/ in FOLDER.")
def build_command(
    folder: str, jobs: int, now: str | None, strict: bool, no_cache: bool, as_json: bool, out: str | None
) -> None:
    """Build the archive of FOLDER (which holds content/) into static pages.

    Exit codes: 0 published whole; 1 not published; 2 wrong usage; 3 published, files set aside;
    4 another build is running.
    """
    options = _options(folder, jobs, now, strict, no_cache, out)
    try:
        report = build(options)
    except Locked as error:
        if as_json:
            locked = Problem(Origin(".backfile/"), "error", "locked", str(error), "wait for it to end")
            print_report(Report(problems=(locked,), stopped=True), LOCKED)
        click.secho(f"backfile: {error}", fg="red", err=True)
        sys.exit(LOCKED)
    sys.exit(finish(report, as_json, os.path.join(options.out, "index.html")))


@backfile.command("check")
@_shared
def check_command(
    folder: str, jobs: int, now: str | None, strict: bool, no_cache: bool, as_json: bool
) -> None:
    """Read everything in FOLDER, report all problems, write nothing."""
    sys.exit(finish(check(_options(folder, jobs, now, strict, no_cache, None)), as_json, ""))


@backfile.command("read")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@click.option(
    "--content", metavar="DIR", help="Content folder whose registers decide. Default: the one around PATH."
)
def read_command(paths: Sequence[str], content: str | None) -> None:
    """Print the records read from PATHS (files or folders), one JSON object an article, a line each."""
    encoder = msgspec.json.Encoder()
    aside = False
    for _, archive, texts, problems in _archives(paths, content):
        for filed in _in_file_order(archive):
            record = record_of(filed, texts[filed.article.id], archive)
            sys.stdout.write(encoder.encode(record).decode() + "\n")
        show(problems)
        aside = aside or bool(archive.set_aside)
    sys.exit(3 if aside else 0)


@backfile.command("explain")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--content", metavar="DIR", help="Content folder whose registers decide. Default: the one around FILE."
)
def explain_command(file: str, content: str | None) -> None:
    """Show for each field of FILE's record its value, its lines, the rule that decided and what was turned down."""
    for _, archive, texts, problems in _archives((file,), content):
        for filed in _in_file_order(archive):
            click.echo(explained(filed, texts[filed.article.id], archive))
        show(problems)
        sys.exit(3 if archive.set_aside else 0)


@backfile.command("add")
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

    The originals stay as they are. A text that is there already is not added twice.
    """
    if not os.path.isdir(content):
        raise click.UsageError(f"expected the content folder {content}, found none")
    if os.path.isabs(folder) or ".." in folder.replace(os.sep, "/").split("/"):
        raise click.BadParameter(f"expected a folder below {content}/articles, found “{folder}”")
    desk, problems = open_desk(content)
    show(problems)
    try:
        wanted = [file for path in files for file in _files(path)]
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


backfile.add_command(people)
backfile.add_command(topics)


@backfile.command("doubts")
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(tuple(TITLES)), help="Only doubts of this kind."
)
@click.option("--now", metavar="ISO", help="The day after which a date lies in the future. Default: today.")
@click.option("--all", "everything", is_flag=True, help="Show all, not the first of each kind.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doubts_command(
    folder: str, kinds: tuple[str, ...], now: str | None, everything: bool, as_json: bool
) -> None:
    """List what the archive of FOLDER could not tell, by kind, each with the YAML to paste that answers it."""
    sys.exit(list_doubts(_options(folder, 0, now, False, False, None), kinds, everything, as_json))


@backfile.command("serve")
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("--port", type=click.IntRange(1, 65535), help="Port. Default: 8000, or the next that is free.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option("--out", metavar="DIR", help="Output folder. Default: public/ in FOLDER.")
def serve_command(folder: str, port: int | None, open_browser: bool, out: str | None) -> None:
    """Build FOLDER, show the site on this machine only, and rebuild it whenever content/ or templates/ change."""
    options = _options(folder, 0, None, False, False, out)

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


def _options(
    folder: str, jobs: int, now: str | None, strict: bool, no_cache: bool, out: str | None
) -> Options:
    content = os.path.join(folder, CONTENT)
    if not os.path.isdir(content):
        raise click.UsageError(f"expected a folder {CONTENT}/ in {folder}, found none")
    if now is not None:
        try:
            now = datetime.datetime.fromisoformat(now).date().isoformat()
        except ValueError:
            raise click.BadParameter(f"expected an ISO date such as 2026-01-31, found “{now}”") from None
    today = datetime.date.today().isoformat()
    return Options(content, out or os.path.join(folder, "public"), now or today, jobs, strict, not no_cache)


# ---------------------------------------------------------------- reading single files


def _archives(
    paths: Sequence[str], content: str | None
) -> "list[tuple[str, Archive, dict[str, Text], tuple[Problem, ...]]]":
    """Return one small archive for each file: read alone, with the registers of the content folder around it."""
    files = [file for path in paths for file in _files(path)]
    desks: dict[str, tuple[Desk, tuple[Problem, ...]]] = {}
    found = []
    for file in files:
        home = content or _content_around(file)
        if home not in desks:
            desks[home] = open_desk(home)
            show(desks[home][1])
            if any(p.severity == "error" for p in desks[home][1]):
                sys.exit(1)  # a broken register would make wrong records
        found.append((file, *_read_alone(file, home, desks[home][0])))
    return found


def _in_file_order(archive: Archive) -> list[Filed]:
    return sorted([*archive.articles.values(), *archive.older.values()], key=lambda filed: filed.article.part)


def _read_alone(file: str, home: str, desk: Desk) -> tuple[Archive, dict[str, Text], tuple[Problem, ...]]:
    outside = not home or os.path.relpath(file, home).startswith("..")
    path = shown(file, os.path.dirname(file) or "." if outside else home)
    try:
        data, sidecar = _bytes_of(file, path)
    except OSError as error:
        raise click.FileError(file, error.strerror or "cannot be read") from None
    outcome = read_file(path, data, sidecar, desk)
    problems = (outcome.problem,) if outcome.problem else ()
    aside = tuple(set_aside(path, p) for p in problems)
    problems = (*problems, *outcome.problems)
    archive, _ = assemble(outcome.summaries, desk.registers, aside, (), None)
    return archive, {r.article.id: r.text for r in outcome.readings}, problems


def _bytes_of(file: str, path: str) -> tuple[bytes, tuple[str, bytes] | None]:
    """Return a file's bytes, and path and bytes of the sidecar beside it."""
    with open(file, "rb") as opened:
        data = opened.read()
    for suffix in (".yaml", ".yml"):
        beside = os.path.splitext(file)[0] + suffix
        if os.path.isfile(beside) and not os.path.islink(beside):
            with open(beside, "rb") as opened:
                return data, (os.path.splitext(path)[0] + suffix, opened.read())
    return data, None


def _files(path: str) -> tuple[str, ...]:
    """Return the file, or the files of a folder that a build would take for articles, in order."""
    return articles_in(path) if os.path.isdir(path) else (path,)


def _content_around(file: str) -> str:
    """Return the content folder that a file lies in, else ./content when there is one, else nothing."""
    folder = os.path.dirname(os.path.abspath(file))
    while True:
        if os.path.isfile(os.path.join(folder, "site.yaml")) or os.path.basename(folder) == CONTENT:
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return CONTENT if os.path.isdir(CONTENT) else ""
        folder = above
