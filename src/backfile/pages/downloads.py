"""What the data page offers: the archive's tables and citations as files, one a year where they grow with the articles.

A new article changes the files of its year and those of the authorities, and no others. `downloads: no` in
site.yaml leaves all of them out. `backfile export` gives more forms, and the whole archive in one file.
"""

import csv
import functools
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from backfile.model import Filed
from backfile.pages import addresses
from backfile.pages.catalogue import Catalogue, digest
from backfile.pages.citations import Cited, bibtex, csl, ris
from backfile.pages.datatables import TABLES, Cell, Table
from backfile.pages.metadata import cited
from backfile.pages.page import File, json_lines
from backfile.pages.views import Link, View

__all__ = ["DataTable", "DataYear", "files", "tables", "years"]

FOLDER = "data"
UNDATED = "undated"
CITATIONS = ("citations.bib", "citations.ris", "citations.json")


class DataTable(View, frozen=True):
    """A table, as the data page tells of it."""

    name: str
    """Its name, also the stem of its files."""
    told: str
    """What one row is."""
    address: str
    """Address of its file; empty for a table that has one for each year."""
    columns: tuple[tuple[str, str], ...]
    """Name and meaning of each column."""


class DataYear(View, frozen=True):
    """The files of one year."""

    name: str
    """The year; empty for the articles without a date."""
    count: int
    """How many articles they are of."""
    links: tuple[Link, ...]
    """The files."""


def tables(catalogue: Catalogue) -> tuple[DataTable, ...]:
    """Return the tables with what their columns mean."""
    offered = catalogue.settings.downloads
    return tuple(
        DataTable(
            table.name,
            table.told,
            addresses.encoded(f"{FOLDER}/{table.name}.csv") if offered and table.whole is not None else "",
            tuple((column.name, column.told) for column in table.columns),
        )
        for table in TABLES
    )


def years(catalogue: Catalogue) -> tuple[DataYear, ...]:
    """Return the files of each year, the newest first, the undated last; none when none are to be offered."""
    if not catalogue.settings.downloads:
        return ()
    names = (*(f"{t.name}.csv" for t in TABLES if t.of is not None), *CITATIONS)
    return tuple(
        DataYear(
            "" if year == UNDATED else year,
            len(ids),
            tuple(Link(name, addresses.encoded(f"{FOLDER}/{year}/{name}")) for name in names),
        )
        for year, ids in sorted(
            _by_year(catalogue).items(), key=lambda one: (one[0] != UNDATED, one[0]), reverse=True
        )
    )


def files(catalogue: Catalogue) -> Iterator[File]:
    """Yield the files, none of them made."""
    if not catalogue.settings.downloads:
        return
    archive = catalogue.archive
    authorities = digest(archive.people, archive.sources, archive.topics, archive.creditors)
    for table in TABLES:
        if table.whole is not None:
            yield File(f"{FOLDER}/{table.name}.csv", authorities, partial(_table, catalogue, table, ()))
    names = digest(
        tuple((key, source.name) for key, source in archive.sources.items()),
        tuple((key, topic.name) for key, topic in archive.topics.items()),
        (catalogue.settings.title, catalogue.settings.site_url, catalogue.settings.language),
    )
    for year, ids in _by_year(catalogue).items():
        key = digest(names, tuple(_mark(archive.articles[id_]) for id_ in ids))
        for table in TABLES:
            if table.of is not None:
                yield File(f"{FOLDER}/{year}/{table.name}.csv", key, partial(_table, catalogue, table, ids))
        facts = functools.cache(partial(_facts, catalogue, ids))  # once for all three, when one is made
        for name in CITATIONS:
            yield File(f"{FOLDER}/{year}/{name}", key, partial(_citations, name, facts))


def _by_year(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    ids: dict[str, list[str]] = {}
    for id_, filed in catalogue.archive.articles.items():
        ids.setdefault(filed.day[:4] if filed.day else UNDATED, []).append(id_)
    return {year: tuple(one) for year, one in ids.items()}


def _mark(filed: Filed) -> tuple[object, ...]:
    """Return what the rows of an article are made of: its reading, by digest, and what was resolved."""
    return filed.digest, filed.day, filed.people, filed.source, filed.topics, filed.creditors


def _table(catalogue: Catalogue, table: Table, ids: tuple[str, ...]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    truths = [n for n, column in enumerate(table.columns) if column.kind == "boolean"]
    rows = table.rows(catalogue.archive, ids)
    writer.writerows(_without_truths(rows, truths) if truths else rows)
    return text.getvalue().encode()


def _without_truths(rows: Iterable[Sequence[Cell]], truths: Sequence[int]) -> Iterator[list[Cell]]:
    """Yield rows with `true` and `false` in these columns, where CSV would say it in Python's way."""
    for row in rows:
        cells = [*row]
        for n in truths:
            cells[n] = None if row[n] is None else str(row[n]).lower()
        yield cells


def _facts(catalogue: Catalogue, ids: tuple[str, ...]) -> tuple[Cited, ...]:
    """Return what citations of these articles say."""
    return tuple(cited(catalogue, catalogue.filed(id_)) for id_ in ids)


def _citations(name: str, facts_of: Callable[[], tuple[Cited, ...]]) -> bytes:
    facts = facts_of()
    if name.endswith(".bib"):
        return "\n".join(map(bibtex, facts)).encode()
    if name.endswith(".ris"):
        return "".join(map(ris, facts)).encode()
    return json_lines([csl(one) for one in facts])
