"""The command that imports collections: folder trees, exports of blogs and databases, channels, tables, feeds."""

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

import click
import msgspec

from backfile.columns import ColumnError, absent, near_column, with_columns
from backfile.commands.arguments import CONTENT, OneOf
from backfile.curate import Addition, copied, plans
from backfile.parse.fields import field_of
from backfile.problems import Skipped, printable
from backfile.read.scan import MAX_BYTES, tree
from backfile.reading import open_desk
from backfile.settings import COLUMNS, column_meant
from backfile.terminal import counted, show

__all__ = ["KINDS", "import_command"]

ALONE = "an image that no text in its folder or above names"
"""Why an image is not copied; others go along with their texts."""

KINDS = {
    "folder": (),
    "wordpress": ("wxr",),
    "nexis": ("lexisnexis",),
    "factiva": ("factiva",),
    "telegram": ("telegram",),
    "csv": ("csv", "tsv"),
    "rss": ("feed", "rss", "atom", "json-feed"),
}
"""What --from may say: how the format must begin that a file is then read as. A folder may hold any."""

NO_NEWS = "neither its name nor a date, dateline or author says what it is: end it in .txt if it is a text"
"""Why a file of a folder is not copied whose name has no ending. A file that is named in the command is."""

PACKED = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".7z", ".rar")
"""Suffixes of packed files, which are not opened."""


class Listed(msgspec.Struct, frozen=True):
    """What the paths of a command hold. Lists are added to while the files are read."""

    files: list[tuple[str, str]]
    """The files to read, each with its path below the folder given."""
    unnamed: dict[str, str]
    """The same of files whose names say nothing: they are copied if what they hold does."""
    skipped: list[Skipped]
    """What is passed over."""
    images: set[str]
    """The images, without those that a text was found to name."""

    @property
    def all(self) -> tuple[tuple[str, str], ...]:
        """All files, those with names first: of two with the same bytes the one whose name tells is copied."""
        return (*self.files, *self.unnamed.items())


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@click.option(
    "--from",
    "kind",
    type=OneOf(tuple(KINDS)),
    help="What PATHS are: what is read as something else is refused.",
)
@click.option(
    "--content", default=CONTENT, metavar="DIR", help="Content folder to import into. Default: content/."
)
@click.option(
    "--to", "folder", default="", metavar="FOLDER", help="Folder in content/articles/ to copy into."
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="For tables: the column of a field. Written into site.yaml.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would be done and copy nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file.")
def import_command(
    paths: Sequence[str],
    kind: str | None,
    content: str,
    folder: str,
    columns: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Copy collections into the archive and say for each file what was read in it. PATHS may be files or folders.

    \b
    backfile import ~/saved-articles                  a folder tree as it is
    backfile import --from wordpress blog.xml         a WordPress export
    backfile import --from nexis dump.txt --to nexis  a LexisNexis print
    backfile import --from telegram ChatExport/       messages and photos
    backfile import --from csv --column headline=Titel press.csv

    Originals stay as they are, and copies have their bytes. What is there already, under whatever name, is not
    added twice. A text whose name has no ending gets .txt: in a folder one that prints a date, dateline or author.
    A file that cannot be read as an article is not copied. Exit code 3 tells of such files.

    A dump of more than 5 MB is stored in parts: whole records, their bytes unchanged, between head and tail of
    the dump. Each is told of with its bytes in the dump. A later dump of the same name adds what is new in it.
    """
    _expect_places(content, folder)
    given = _given(columns)
    desk, problems = open_desk(content)
    show(problems)
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)
    try:
        listed = _listed(paths)
        _expect_columns(listed.files, given)
        if given and not dry_run:
            with_columns(content, given)
        settings = msgspec.structs.replace(desk.settings, columns={**desk.settings.columns, **given})
        desk = msgspec.structs.replace(desk, settings=settings)
        counts: Counter[str] = Counter()
        dumps: Counter[str] = Counter()
        for addition in plans(listed.all, content, folder.strip("/"), desk, parting=True):
            if addition.file in listed.unnamed and addition.state != "there" and not _is_news(addition):
                listed.skipped.append(Skipped(listed.unnamed[addition.file], NO_NEWS))
                continue
            state = _state(addition, kind)
            _claim(listed.images, addition, state)
            if state == "new" and not dry_run:
                copied((addition,), content)
            counts[state] += 1
            counts["articles"] += len(addition.articles) if state == "new" else 0
            dumps[addition.file] += addition.part is not None and addition.part.records > 0
            click.echo(_as_json(addition, state) if as_json else _told(addition, state, kind))
    except ColumnError as error:
        raise click.UsageError(str(error)) from None
    except BrokenPipeError:
        raise  # who reads has enough, as `head` does: that is no fault to tell of
    except OSError as error:
        raise click.FileError(error.filename or content, error.strerror or "cannot be copied") from None
    _summed_up(counts, dumps, listed, dry_run)
    sys.exit(3 if counts["unread"] or counts["other"] else 0)


def _expect_places(content: str, folder: str) -> None:
    if not os.path.isdir(content):
        raise click.UsageError(
            f"expected the content folder {content}, found none. `backfile init` makes one."
        )
    if os.path.isabs(folder) or ".." in folder.replace(os.sep, "/").split("/"):
        message = f"expected a folder below {content}/articles, found “{folder}”"
        raise click.BadParameter(message, param_hint="--to")


def _expect_columns(files: Sequence[tuple[str, str]], given: Mapping[str, str]) -> None:
    if missing := absent((file for file, _ in files), given.values()):
        names = ", ".join(f"“{column}”" for column in missing)
        near = near_column((file for file, _ in files), missing[0])
        hint = f". Did you mean “{near}”?" if near else ""
        raise click.UsageError(f"expected a table or JSON file with the column {names}, found none{hint}")


def _given(columns: Sequence[str]) -> dict[str, str]:
    pairs = [
        (named if field not in COLUMNS and (named := field_of(field)) in COLUMNS else field, equals, column)
        for field, equals, column in (told.partition("=") for told in columns)
    ]
    for field, equals, column in pairs:
        if field not in COLUMNS or not equals or not column:
            hint = column_meant(field)
            message = (
                f"expected FIELD=COLUMN with a field of an article, found “{field}{equals}{column}”: {hint}"
            )
            raise click.BadParameter(message, param_hint="--column")
    return {field: column for field, _, column in pairs}


def _listed(paths: Sequence[str]) -> Listed:
    """Return what the paths hold; of a folder also the files whose names have no ending and that may be texts."""
    listed = Listed([], {}, [], set())
    for path in paths:
        if not os.path.isdir(path):
            listed.files.append((path, os.path.basename(path)))
            continue
        found = tree(path)
        listed.files.extend((one.file, one.path) for one in found.articles)
        maybe = {one.path: os.path.abspath(one.file) for one in found.unnamed if _may_be_text(one.file)}
        listed.unnamed.update((file, below) for below, file in maybe.items())
        listed.skipped.extend(
            Skipped(path if one.path == "." else one.path, one.reason)
            for one in found.skipped
            if one.path not in maybe
        )
        listed.images.update(map(os.path.abspath, found.images.values()))
    return listed


def _may_be_text(file: str) -> bool:
    """Return whether a file is small enough for a text and does not begin as binary files do."""
    try:
        with open(file, "rb") as opened:
            head = opened.read(4096)
    except OSError:
        return False
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return 0 < os.path.getsize(file) <= MAX_BYTES and (wide or b"\0" not in head)


def _is_news(addition: Addition) -> bool:
    """Return whether something in a file says when, where or by whom it was written, as it does in news texts."""
    return any(a.published or a.dateline or a.byline for a in addition.articles)


def _claim(images: set[str], addition: Addition, state: str) -> None:
    """Take out of the images those that go along with a text."""
    images -= {source for source, _ in addition.beside}
    if addition.part is not None and state == "there":
        images.clear()  # what such a part names is not looked up again


def _state(addition: Addition, kind: str | None) -> str:
    """Return new, there or unread; other when the file is no export of the kind that was named."""
    wanted = KINDS[kind or "folder"]
    if addition.state == "new" and wanted and not any(a.format.startswith(wanted) for a in addition.articles):
        return "other"
    return addition.state


def _told(addition: Addition, state: str, kind: str | None) -> str:
    file = printable(addition.file) + _bytes_of(addition)
    if addition.state == "empty":
        return f"{file}: no article in it"
    if addition.outcome.problem is not None and addition.file.lower().endswith(PACKED):
        return f"{file}: not read: expected texts, found a packed file: unpack it and import the folder"
    if addition.outcome.problem is not None:
        return f"{file}: not read: {printable(addition.outcome.problem.message)}"
    formats = " and ".join(sorted({article.format for article in addition.articles}))
    if state == "other":
        return (
            f"{file}: not copied: expected {kind}, read as {formats} (leave out `--from` to copy it as that)"
        )
    days = sorted(a.published.value[:10] for a in addition.articles if a.published)
    span = f", {days[0]}" + (f" to {days[-1]}" if days[-1] != days[0] else "") if days else ""
    undated = sum(a.published is None for a in addition.articles)
    one = undated == len(addition.articles) == 1
    more = " without a date" if one else f", {undated} without a date" if undated else ""
    beside = f", with {counted(len(addition.beside), 'file')} beside it" if addition.beside else ""
    what = f"{formats}, {counted(len(addition.articles), 'article')}{span}{more}{beside}"
    where = ", there already as" if state == "there" else " ->"
    return f"{file}: {what}{where} {printable(addition.path)}"


def _bytes_of(addition: Addition) -> str:
    part = addition.part
    return f", bytes {part.first}-{part.last}" if part is not None and part.records else ""


def _as_json(addition: Addition, state: str) -> str:
    problem = addition.outcome.problem
    told = {
        "file": addition.file,
        "path": addition.path if state in ("new", "there") else None,
        "state": {"new": "added", "other": "other kind", "unread": "not read"}.get(state, state),
        "bytes": [addition.part.first, addition.part.last] if addition.part is not None else None,
        "formats": sorted({article.format for article in addition.articles}),
        "articles": [
            {
                "headline": a.headline,
                "published": a.published.value if a.published else None,
                "source": next((clue.text for clue in a.clues), None),
                "lines": a.lines,
                "words": a.words,
                "doubts": [doubt.message for doubt in a.doubts],
            }
            for a in addition.articles
        ],
        "problem": problem.message if problem else None,
    }
    return msgspec.json.encode(told).decode()


def _summed_up(counts: Counter[str], dumps: Counter[str], listed: Listed, dry_run: bool) -> None:
    passed = (*listed.skipped, *(Skipped(file, ALONE) for file in sorted(listed.images)))
    for one in passed:
        click.echo(f"Passed over {printable(one.path)}: {one.reason}", err=True)
    for file, parts in dumps.items():
        if parts:
            told = f"{printable(file)} is too large for one file: it was read in {counted(parts, 'part')}."
            click.echo(told, err=True)
    done = "Would add" if dry_run else "Added"
    lines = [f"{done} {counted(counts['new'], 'file')} with {counted(counts['articles'], 'article')}."]
    for state, told in (
        ("there", "there already"),
        ("unread", "not read"),
        ("other", "of another kind"),
        ("empty", "without an article"),
    ):
        if counts[state]:
            lines.append(f"{counted(counts[state], 'file')} {told}.")
    if passed:
        lines.append(f"{counted(len(passed), 'file')} passed over.")
    click.echo(" ".join(lines), err=True)
