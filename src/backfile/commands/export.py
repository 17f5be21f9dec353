"""The command that takes an archive away: as records, tables, citations, texts, evidence."""

import os
import sys
from collections.abc import Callable, Sequence

import click

from backfile.commands.arguments import OneOf, folder_argument, options_of
from backfile.exports.bundles import write_evidence, write_texts
from backfile.exports.lines import STREAMS
from backfile.exports.selection import UnknownChoice, Wanted, selected
from backfile.exports.tables import MissingExtra, write_csv, write_database, write_parquet
from backfile.pipeline import Opened, opened
from backfile.publish.places import holds
from backfile.terminal import counted, show

__all__ = ["FORMATS", "export_command"]

FILES: dict[str, tuple[str, Callable[[Opened, Sequence[str], str], None]]] = {
    "csv": ("a folder", write_csv),
    "sqlite": ("a file, such as archive.db", write_database),
    "parquet": ("a folder", write_parquet),
    "text": ("a file, such as texts.zip", write_texts),
    "evidence": ("a file, such as evidence.zip", lambda o, i, p: write_evidence(o, i, p, ())),
}
"""The exports that are no stream: what --out names, and what writes it."""

FORMATS = (*STREAMS, *FILES)


def _many(name: str, metavar: str, told: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    return click.option(f"--{name}", f"{name}s", multiple=True, metavar=metavar, help=told)


@click.command("export")
@click.argument("form", metavar="FORMAT", type=OneOf(FORMATS))
@folder_argument
@click.option(
    "--out", metavar="PATH", help="File or folder to write. Default: standard output, where that can be."
)
@_many("person", "KEY", "Only articles that name this person.")
@_many("topic", "KEY", "Only articles of this topic.")
@_many("source", "KEY", "Only articles of this outlet.")
@_many("day", "DATE", "Only articles of this day, month (2023-09) or year (2023).")
@_many("article", "NAME", "Only this article: its id, its path in content/, or the address of its page.")
@click.option(
    "--list",
    "listed",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="Only articles that FILE names, one a line; - reads standard input.",
)
@click.option(
    "--jobs",
    "-j",
    default=0,
    type=click.IntRange(0),
    show_default="one a core",
    metavar="N",
    help="Worker processes.",
)
def export_command(
    form: str,
    folder: str,
    out: str | None,
    persons: tuple[str, ...],
    topics: tuple[str, ...],
    sources: tuple[str, ...],
    days: tuple[str, ...],
    articles: tuple[str, ...],
    listed: Sequence[str] | None,
    jobs: int,
) -> None:
    """Write what the archive of FOLDER holds in a form that other programs read.

    \b
    FORMAT
      jsonl     one record a line, as `backfile read` prints them
      csv       tables of articles, people, mentions, quotes, credits and more
      sqlite    the same tables with full-text search, ready for Datasette
      parquet   the same tables as Parquet (needs pyarrow)
      csl, ris, bibtex   citations for Zotero, EndNote, LaTeX
      gexf      who appears with whom, for Gephi
      ninjs     news items as IPTC's News in JSON 2.1, one a line
      text      plain texts in a ZIP file, with checksums
      evidence  pages, records and raw texts in a ZIP file, with their digests

    \b
    backfile export bibtex --person sergei-shoigu > shoigu.bib
    backfile export sqlite --out archive.db && datasette archive.db
    backfile export csl --day 2023-09-20 --out day.json
    backfile export evidence --article articles/talks.txt --out talks.zip

    What redactions.yaml takes out is in no export. Choices of one kind widen, choices of several kinds narrow.
    """
    named = tuple(line.strip() for line in listed or () if line.strip())
    options = options_of(folder, jobs)
    if listed is not None and not named:
        raise click.UsageError("expected a list with one article a line, found it empty")
    _expect_place(form, out, options.content)
    wanted = Wanted(persons, topics, sources, days, (*articles, *named))
    with opened(options) as (report, held):
        if held is None:
            show(report.problems)
            sys.exit(1)
        try:
            ids = selected(held.archive, wanted)
            _write(form, held, ids, out, os.path.join(folder, "templates"))
        except (UnknownChoice, MissingExtra) as error:
            raise click.UsageError(str(error)) from None
        except BrokenPipeError:
            raise  # who reads has enough, as `head` does: that is no fault to tell of
        except OSError as error:
            raise click.FileError(
                error.filename or out or "", error.strerror or "cannot be written"
            ) from None
    if out:
        click.echo(f"Exported {counted(len(ids), 'article')} to {out}.", err=True)
    for aside in report.set_aside:
        click.echo(f"Set aside, not exported: {aside.path}: {aside.message}", err=True)
    sys.exit(report.exit_code)


def _expect_place(form: str, out: str | None, content: str) -> None:
    """Raise UsageError where an export would write over texts and registers, or PATH is not what the export makes."""
    if form in FILES and not out:
        raise click.UsageError(f"expected --out with {FILES[form][0]}: {form} does not go to standard output")
    if not out:
        return
    if holds(os.path.realpath(content), os.path.realpath(out)):
        raise click.UsageError(f"will not write {out}: it lies in the content folder; name another place")
    what = FILES[form][0] if form in FILES else "a file"
    folder = what == "a folder"
    if os.path.exists(out) and not (os.path.isdir(out) if folder else os.path.isfile(out)):
        found = "a folder" if os.path.isdir(out) else "a file" if os.path.isfile(out) else "a device"
        raise click.UsageError(f"expected --out with {what}, found {found}: {out}")
    above = os.path.dirname(out) or "."
    if not folder and not os.path.isdir(above):
        raise click.UsageError(f"expected a folder {above} to write {os.path.basename(out)} into, found none")


def _write(form: str, held: Opened, ids: Sequence[str], out: str | None, templates: str) -> None:
    if form == "evidence" and out:
        write_evidence(held, ids, out, (templates,))
    elif form in FILES and out:
        FILES[form][1](held, ids, out)
    elif out:
        part = f"{out}.part"
        with open(part, "w", encoding="utf-8", newline="") as file:
            file.writelines(STREAMS[form](held, ids))
        os.replace(part, out)
    else:
        for piece in STREAMS[form](held, ids):
            click.echo(piece, nl=False)
