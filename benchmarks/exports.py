"""Hands every export to programs that others wrote, and prints a table of what each said.

    python benchmarks/exports.py            the archive of this folder
    python benchmarks/exports.py FOLDER     another one

Each program reads the export by itself and says how much it found in it; that is held against the number of articles,
or of what the tables hold. Programs that are missing are named: `pip install pandas frictionless datasette rispy
bibtexparser pybtex citeproc-py networkx pyarrow jsonschema`, and `unzip`, `sha256sum` and `sqlite3` of the system.
"""

import asyncio
import csv
import json
import logging
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))  # what the standards say, in words of the tests
BACKFILE = (sys.executable, "-P", "-c", "from backfile.cli import main; main()")
CHOICES = ("person", "topic", "source", "day")


class Verdict(Exception):
    """What a program found is not what the archive holds."""


def expect(found: object, wanted: object) -> str:
    """Return what was found; raises Verdict when it is not what was wanted."""
    if found != wanted:
        raise Verdict(f"{found}, not {wanted}")
    return str(found)


def run(*command: str, cwd: Path | None = None) -> str:
    """Return what a program prints; raises Verdict when it fails, FileNotFoundError when it is not there."""
    if shutil.which(command[0]) is None:
        raise FileNotFoundError(command[0])
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise Verdict((done.stderr or done.stdout).strip()[:200])
    return done.stdout


def export(folder: str, form: str, out: Path, *more: str) -> Path:
    """Write one export; stops the run when that fails."""
    done = subprocess.run(
        [*BACKFILE, "export", form, folder, "--out", str(out), *more], capture_output=True, text=True
    )
    if done.returncode not in (0, 3):
        sys.exit(f"export {form} failed: {done.stderr}")
    return out


def counts(folder: Path) -> dict[str, int]:
    """Return the number of rows of each table, read by the standard library."""
    found = {}
    for file in sorted(folder.glob("*.csv")):
        with open(file, encoding="utf-8", newline="") as opened:
            found[file.stem] = sum(1 for _ in csv.reader(opened)) - 1
    return found


def by_pandas(folder: Path, rows: dict[str, int]) -> str:
    import pandas

    frames = {f.stem: pandas.read_csv(f, keep_default_na=False) for f in sorted(folder.glob("*.csv"))}
    expect({name: len(frame) for name, frame in frames.items()}, rows)
    joined = frames["mentions"].merge(frames["articles"], left_on="article", right_on="id")
    return f"{expect(len(joined), rows['mentions'])} mentions joined with their articles"


def by_arrow_csv(folder: Path, rows: dict[str, int]) -> str:
    from pyarrow import csv as arrow

    options = arrow.ParseOptions(newlines_in_values=True)
    tables = {f.stem: arrow.read_csv(f, parse_options=options) for f in sorted(folder.glob("*.csv"))}
    expect({name: table.num_rows for name, table in tables.items()}, rows)
    return f"{sum(rows.values())} rows in {len(rows)} tables"


def by_frictionless(folder: Path, rows: dict[str, int]) -> str:
    import frictionless

    report = frictionless.validate(str(folder / "datapackage.json"))
    expect(report.valid, True)
    return f"valid, {expect(report.stats['tasks'], len(rows))} resources"


def by_sqlite(file: Path, rows: dict[str, int]) -> str:
    said = run(
        "sqlite3",
        str(file),
        "PRAGMA integrity_check; PRAGMA foreign_key_check; SELECT count(*) FROM articles;",
    )
    expect(said.split(), ["ok", str(rows["articles"])])
    return f"{sqlite3.sqlite_version}: ok, no broken reference, {rows['articles']} articles"


def by_datasette(file: Path, rows: dict[str, int]) -> str:
    from datasette.app import Datasette

    async def asked() -> tuple[Any, Any]:
        app = Datasette([str(file)])
        await app.invoke_startup()
        told = await app.client.get("/archive.json")
        found = await app.client.get("/archive/articles.json?_search=ministry&_shape=objects")
        return told.json(), found.json()

    told, found = asyncio.run(asked())
    tables = {table["name"]: table for table in told["tables"]}
    expect({name: tables[name]["count"] for name in rows}, rows)
    keys = sum(len(table["foreign_keys"]["outgoing"]) for table in tables.values())
    return f"{len(rows)} tables, {keys} references, search: {len(found['rows'])} articles"


def by_arrow(folder: Path, rows: dict[str, int]) -> str:
    from pyarrow import parquet

    tables = {f.stem: parquet.read_table(f) for f in sorted(folder.glob("*.parquet"))}
    expect({name: table.num_rows for name, table in tables.items()}, rows)
    return f"{sum(rows.values())} rows in {len(rows)} tables"


def by_citeproc(file: Path, rows: dict[str, int]) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = json.loads(file.read_text(encoding="utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            made.register(Citation([CitationItem(item["id"])]))
        lines = made.bibliography()
    return f"{expect(len(lines), rows['articles'])} references set in Harvard"


def by_rispy(file: Path, rows: dict[str, int]) -> str:
    import rispy

    with open(file, encoding="utf-8") as opened:
        records = rispy.load(opened)
    expect({record["type_of_reference"] for record in records}, {"NEWS"})
    return f"{expect(len(records), rows['articles'])} records of the type NEWS"


def by_bibtexparser(file: Path, rows: dict[str, int]) -> str:
    import bibtexparser

    logging.disable(logging.WARNING)
    library = bibtexparser.parse_string(file.read_text(encoding="utf-8"))
    expect(len(library.failed_blocks), 0)
    return f"{expect(len({e.key for e in library.entries}), rows['articles'])} entries, no two keys the same"


def by_pybtex(file: Path, rows: dict[str, int]) -> str:
    from pybtex.database import parse_string

    entries = parse_string(file.read_text(encoding="utf-8"), "bibtex").entries
    authors = sum(len(entry.persons.get("author", ())) for entry in entries.values())
    return f"{expect(len(entries), rows['articles'])} entries, {authors} authors"


def by_csl_schema(file: Path, rows: dict[str, int]) -> str:
    import jsonschema
    from standards import CSL

    items = json.loads(file.read_text(encoding="utf-8"))
    expect([error.message for error in jsonschema.Draft7Validator(CSL).iter_errors(items)], [])
    return f"{expect(len(items), rows['articles'])} items as the schema says"


def by_ninjs_schema(file: Path, rows: dict[str, int]) -> str:
    import jsonschema
    from standards import NINJS

    validator = jsonschema.Draft202012Validator(NINJS, format_checker=jsonschema.FormatChecker())
    items = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    expect([error.message for item in items for error in validator.iter_errors(item)], [])
    return f"{expect(len(items), rows['articles'])} items as the schema says"


def by_networkx(file: Path, rows: dict[str, int]) -> str:
    import networkx

    graph = networkx.read_gexf(file)
    expect(all(data["weight"] >= 1 for _, _, data in graph.edges(data=True)), True)
    return f"{expect(graph.number_of_nodes(), rows['people'])} people, {graph.number_of_edges()} ties"


def by_json(file: Path, rows: dict[str, int]) -> str:
    import pandas

    return f"{expect(len(pandas.read_json(file, lines=True)), rows['articles'])} records"


def by_checksums(file: Path, rows: dict[str, int]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        run("unzip", "-q", str(file), "-d", folder)
        sums = next(Path(folder).rglob("SHA256SUMS"))
        lines = run("sha256sum", "--check", "--strict", sums.name, cwd=sums.parent).splitlines()
        files = sum(1 for path in Path(folder).rglob("*") if path.is_file()) - 1
    expect(all(line.endswith(": OK") for line in lines), True)
    return f"{expect(len(lines), files)} files OK"


Check = tuple[str, str, str, Callable[[Path, dict[str, int]], str]]
CHECKS: tuple[Check, ...] = (
    ("jsonl", "a.jsonl", "pandas", by_json),
    ("csv", "csv", "pandas", by_pandas),
    ("csv", "csv", "pyarrow", by_arrow_csv),
    ("csv", "csv", "frictionless", by_frictionless),
    ("sqlite", "archive.db", "sqlite3", by_sqlite),
    ("sqlite", "archive.db", "Datasette", by_datasette),
    ("parquet", "parquet", "pyarrow", by_arrow),
    ("csl", "a.json", "citeproc-py", by_citeproc),
    ("csl", "a.json", "jsonschema", by_csl_schema),
    ("ris", "a.ris", "rispy", by_rispy),
    ("bibtex", "a.bib", "bibtexparser", by_bibtexparser),
    ("bibtex", "a.bib", "pybtex", by_pybtex),
    ("gexf", "a.gexf", "networkx", by_networkx),
    ("ninjs", "a.ninjs", "jsonschema", by_ninjs_schema),
    ("text", "texts.zip", "unzip, sha256sum", by_checksums),
    ("evidence", "evidence.zip", "unzip, sha256sum", by_checksums),
)


def chosen(folder: str, home: Path) -> None:
    """Print how many citations each choice gives, and whether the reader of BibTeX found as many."""
    with open(home / "csv/articles.csv", encoding="utf-8", newline="") as opened:
        articles = list(csv.DictReader(opened))
    keys = {}
    for name, table in (("person", "people"), ("topic", "topics"), ("source", "sources")):
        with open(home / f"csv/{table}.csv", encoding="utf-8", newline="") as opened:
            first = max(csv.DictReader(opened), key=lambda row: int(row["articles"]), default=None)
        if first is not None:
            keys[name] = first["key"], int(first["articles"])
    days = [a["day"] for a in articles if a["day"]]
    if days:
        day = max(sorted(set(days)), key=days.count)
        keys["day"] = day, days.count(day)
    for name, (key, wanted) in keys.items():
        file = export(folder, "bibtex", home / "some.bib", f"--{name}", key)
        try:
            told = by_bibtexparser(file, {"articles": wanted})
        except Verdict as error:
            told = f"**NO**: {error}"
        print(f"| bibtex --{name} {key} | bibtexparser | {told} |", flush=True)


def main() -> None:
    """Print the table; the exit code tells of a program that found something else than the archive holds."""
    folder = sys.argv[1] if len(sys.argv) > 1 else str(ROOT)
    failed = False
    print("| export | read by | found |\n|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        rows = counts(export(folder, "csv", home / "csv"))
        for form, name, program, check in CHECKS:
            file = home / name
            if not file.exists():
                export(folder, form, file)
            try:
                told = check(file, rows)
            except (ImportError, FileNotFoundError) as error:
                told = f"not installed: {getattr(error, 'name', None) or error}"
            except Exception as error:
                told, failed = f"**NO**: {type(error).__name__}: {error}", True
            print(f"| {form} | {program} | {told} |", flush=True)
        chosen(folder, home)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
