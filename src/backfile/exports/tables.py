"""Exports of the archive's tables: CSV with a data package, SQLite for Datasette, Parquet."""

import contextlib
import csv
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice

from backfile.model import Text
from backfile.pages.datatables import TABLES, Cell, Column, Table
from backfile.pipeline import Opened

__all__ = ["MissingExtra", "body_of", "write_csv", "write_database", "write_parquet"]

TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
BODY = Column("body", "The body, paragraphs parted by blank lines.")
SEARCHED = (
    ("articles", ("headline", "deck", "body")),
    ("quotes", ("text",)),
    ("credits", ("caption", "credit")),
)
"""Tables with a full-text index, and its columns."""
BATCH = 10_000


class MissingExtra(Exception):
    """A library that this export needs is not installed; says how to get it."""


def body_of(text: Text) -> str:
    """Return the words of an article's body, paragraphs parted by blank lines; captions are not among them."""
    return "\n\n".join(block.text for block in text.body if block.kind != "figure")


# ---------------------------------------------------------------- CSV


def write_csv(opened: Opened, ids: Sequence[str], folder: str) -> None:
    """Write a CSV file for each table (RFC 4180, UTF-8), and `datapackage.json`, which tells what each column is.

    The form of the latter: Frictionless Data Package, https://specs.frictionlessdata.io/data-package/.
    """
    os.makedirs(folder, exist_ok=True)
    for table in TABLES:
        with (
            _whole(os.path.join(folder, f"{table.name}.csv")) as part,
            open(part, "w", encoding="utf-8", newline="") as file,
        ):
            writer = csv.writer(file)
            writer.writerow([column.name for column in table.columns])
            writer.writerows(map(_plain, table.rows(opened.archive, ids)))
    with _whole(os.path.join(folder, "datapackage.json")) as part, open(part, "w", encoding="utf-8") as file:
        json.dump(_package(opened), file, ensure_ascii=False, indent=1)
        file.write("\n")


def _plain(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(("true" if cell else "false") if isinstance(cell, bool) else cell for cell in row)


def _package(opened: Opened) -> dict[str, object]:
    return {
        "name": "backfile",
        "title": opened.desk.settings.title,
        "description": opened.desk.settings.description,
        "resources": [
            {
                "name": table.name,
                "path": f"{table.name}.csv",
                "description": table.told,
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": _schema(table),
            }
            for table in TABLES
        ],
    }


def _schema(table: Table) -> dict[str, object]:
    return {
        "fields": [
            {"name": c.name, "type": "string" if c.kind == "text" else c.kind, "description": c.told}
            | ({"constraints": {"required": True}} if c.needed else {})
            for c in table.columns
        ],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": c.name, "reference": {"resource": c.refers, "fields": _key(c.refers)}}
            for c in table.columns
            if c.refers
        ],
    }


def _key(name: str) -> str:
    (key,) = next(table.key for table in TABLES if table.name == name)
    return key


# ---------------------------------------------------------------- SQLite


def write_database(opened: Opened, ids: Sequence[str], path: str) -> None:
    """Write a SQLite database with keys, references, full-text tables, and a table that tells what each column is."""
    with _whole(path) as part, contextlib.closing(sqlite3.connect(part)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA foreign_keys = ON")
        with database:
            for table in TABLES:
                database.execute(_creation(table))
                rows = table.rows(opened.archive, ids)
                if table.name == "articles":
                    # An older version refers to a newer one, which may come later.
                    database.execute("PRAGMA defer_foreign_keys = ON")
                    rows = ((*row, body_of(opened.text_of(str(row[0])))) for row in rows)
                marks = ", ".join("?" * len(_columns(table)))
                database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)  # noqa: S608
            _index(database)
            _describe(database)


def _columns(table: Table) -> tuple[Column, ...]:
    return (*table.columns, BODY) if table.name == "articles" else table.columns


def _creation(table: Table) -> str:
    lines = []
    for column in _columns(table):
        needed = " NOT NULL" if column.needed else ""
        refers = f" REFERENCES {column.refers}({_key(column.refers)})" if column.refers else ""
        late = " DEFERRABLE INITIALLY DEFERRED" if column.refers == table.name else ""
        lines.append(f'"{column.name}" {TYPES[column.kind]}{needed}{refers}{late}')
    lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _index(database: sqlite3.Connection) -> None:
    for table in TABLES:
        for column in table.columns:
            if column.refers and column.name != table.key[0]:
                database.execute(f"CREATE INDEX {table.name}_{column.name} ON {table.name}({column.name})")
    for name, columns in SEARCHED:
        listed = ", ".join(columns)
        # Datasette knows the index of a table by these very quotation marks.
        database.execute(
            f'CREATE VIRTUAL TABLE {name}_fts USING fts5({listed}, content="{name}", '
            'tokenize="unicode61 remove_diacritics 2")'
        )
        database.execute(f"INSERT INTO {name}_fts({name}_fts) VALUES ('rebuild')")  # noqa: S608


def _describe(database: sqlite3.Connection) -> None:
    database.execute(
        "CREATE TABLE data_dictionary (table_name TEXT, column_name TEXT, told TEXT, "
        "PRIMARY KEY (table_name, column_name))"
    )
    rows = [(t.name, c.name, c.told) for t in TABLES for c in _columns(t)]
    database.executemany("INSERT INTO data_dictionary VALUES (?, ?, ?)", rows)


# ---------------------------------------------------------------- Parquet


def write_parquet(opened: Opened, ids: Sequence[str], folder: str) -> None:
    """Write a Parquet file for each table; raises MissingExtra without pyarrow."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtra("Parquet needs pyarrow: pip install 'backfile[parquet]'") from None
    kinds = {"text": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64(),
             "boolean": pyarrow.bool_()}  # fmt: skip
    os.makedirs(folder, exist_ok=True)
    for table in TABLES:
        schema = pyarrow.schema(
            [
                pyarrow.field(c.name, kinds[c.kind], nullable=not c.needed, metadata={"description": c.told})
                for c in table.columns
            ]
        )
        with (
            _whole(os.path.join(folder, f"{table.name}.parquet")) as part,
            pyarrow.parquet.ParquetWriter(part, schema) as writer,
        ):
            for rows in _batches(table.rows(opened.archive, ids)):
                columns = [list(column) for column in zip(*rows, strict=True)]
                writer.write_table(pyarrow.table(columns, schema=schema))


def _batches(rows: Iterator[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


# ---------------------------------------------------------------- files


@contextlib.contextmanager
def _whole(path: str) -> Iterator[str]:
    """Give a path to write to; what is written there takes the place of `path` when all went well."""
    part = f"{path}.part"
    if os.path.isdir(part):
        shutil.rmtree(part)
    elif os.path.lexists(part):
        os.unlink(part)
    try:
        yield part
        os.replace(part, path)
    finally:
        if os.path.lexists(part):
            os.unlink(part)
