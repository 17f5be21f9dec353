"""The command that reports all problems: of the texts, of links to elsewhere, of what a host allows."""

import re
import sys
from collections.abc import Iterator

import click
import msgspec

from backfile.commands.arguments import OneOf, options_of, shared
from backfile.hostlimits import HOSTS, NoSite, measured
from backfile.linkcheck import Answered, checked
from backfile.options import Options
from backfile.pipeline import Opened, check, opened
from backfile.problems import Origin, Problem, in_reading_order
from backfile.terminal import counted, finish

__all__ = ["check_command"]

ARCHIVED = "https://web.archive.org/web/2/"
WEB = re.compile(r"https?://", re.IGNORECASE)


@click.command("check")
@shared
@click.option("--out", metavar="DIR", help="Output folder that --host measures. Default: public/ in FOLDER.")
@click.option(
    "--host", type=OneOf(tuple(HOSTS)), help="Also measure the built site against this host's limits."
)
@click.option("--external", is_flag=True, help="Also ask the web addresses in the texts whether they answer.")
@click.option(
    "--most",
    default=500,
    type=click.IntRange(1),
    show_default=True,
    metavar="N",
    help="Links asked in one run.",
)
def check_command(
    folder: str,
    jobs: int,
    now: str | None,
    strict: bool,
    no_cache: bool,
    as_json: bool,
    out: str | None,
    host: str | None,
    external: bool,
    most: int,
) -> None:
    """Read everything in FOLDER, report all problems, write nothing to the site.

    \b
    backfile check                    what a build would say
    backfile check --strict --json    for scripts: a report, and exit code 1
    backfile check --host github      does the built site fit the host?
    backfile check --external         which original addresses are dead?
    """
    options = options_of(folder, jobs, now, strict, no_cache, out)
    report = check(options)
    code = report.exit_code
    more: list[Problem] = []
    notes = list(report.notes)
    if external and not report.stopped:
        found, note = _links(options, most)
        more += found
        notes.append(note)
    if host is not None:
        try:
            over, note = measured(options.out, host)
        except NoSite as error:
            raise click.UsageError(str(error)) from None
        more += over
        notes.append(note)
        code = 1 if over else code
    problems = in_reading_order((*report.problems, *more))
    report = msgspec.structs.replace(report, problems=problems, notes=tuple(notes))
    sys.exit(finish(report, as_json, "", code))


def _links(options: Options, most: int) -> tuple[list[Problem], str]:
    """Return a doubt for each address that does not answer, and what was asked in words."""
    with opened(options) as (_, held):
        if held is None:
            return [], "no link was asked."
        named = dict(_named(held))
        say = _progress if sys.stderr.isatty() else _silent
        links = checked(named, options.home, most, say=say)
        if say is _progress:
            click.echo("\r\033[K", nl=False, err=True)
        problems = [
            problem
            for address, answered in links.answers.items()
            if (problem := _problem(address, answered, *named[address], held)) is not None
        ]
    if links.offline:
        asked = counted(links.asked, "link")
        return (
            problems,
            f"none of {asked} asked gave any answer: is this machine on the network? Nothing was noted.",
        )
    left = f"; {counted(links.left, 'link')} left for the next run" if links.left else ""
    return problems, f"asked {links.asked} of {counted(len(named), 'link')}, the others are known{left}."


def _named(held: Opened) -> Iterator[tuple[str, tuple[Origin, str]]]:
    """Yield each web address once, with where it stands and the id of the article, empty for a register."""
    seen: set[str] = set()
    for id_, filed in held.archive.articles.items():
        for address in (filed.article.original_url, *filed.article.links):
            if address and WEB.match(address) and address not in seen:
                seen.add(address)
                yield address, (Origin(filed.article.path), id_)
    registered = [(s.url, s.origin) for s in held.archive.sources.values()]
    registered += [(c.url, c.origin) for c in held.archive.creditors.values()]
    for url, origin in registered:
        if url and origin and WEB.match(url) and url not in seen:
            seen.add(url)
            yield url, (origin, "")


def _problem(address: str, answered: Answered, origin: Origin, id_: str, held: Opened) -> Problem | None:
    if answered.state in ("good", "shut", "private"):
        return None
    if id_:
        article, text = held.archive.articles[id_].article, held.text_of(id_)
        line = next((n for n, raw in enumerate(text.raw, article.lines[0]) if address in raw), 0)
        origin = Origin(origin.path, line)
    if answered.state == "moved":
        message = f"expected {address} to answer, it has moved to {answered.told}"
        return Problem(origin, "doubt", "link-moved", message)
    hint = f"a copy may be at {ARCHIVED}{address}"
    if answered.state == "gone":
        return Problem(
            origin, "doubt", "link-dead", f"expected {address} to answer, found {answered.told}", hint
        )
    message = f"expected {address} to answer, found no answer: {answered.told}"
    return Problem(origin, "doubt", "link-silent", message, hint)


def _progress(line: str) -> None:
    click.echo(f"\r\033[K{line}", nl=False, err=True)


def _silent(line: str) -> None:
    """Say nothing: standard error is a file or a pipe."""
