"""Exports: each is read by a program that others wrote, and says there what the archive says."""

import asyncio
import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import ROOT, backfile
from standards import CSL, NINJS

from backfile.pages.datatables import TABLES
from backfile.read.document import read_documents

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")

HOSTILE = r"""
-- content/site.yaml --
title: Quay & Harbour_Archive
site_url: https://example.org/quay
-- content/people.yaml --
people:
  ana-gomez:
    name: Ana Gomez
    description: Mayor of <Quaytown> & “surroundings”
  bo-larsen:
    name: Bo Larsen
-- content/sources.yaml --
sources:
  quay-times:
    name: The Quay Times
-- content/topics.yaml --
topics:
  fishing:
    name: Fishing, "nets" & boats
    any: [boats]
-- content/redactions.yaml --
redactions:
- article: articles/baker.txt
  words: [Ottokar Veilchen]
  reason: The charge was dropped
  date: 2024-05-01
- article: articles/gone.txt
  whole: yes
  reason: Court order
  date: 2024-05-02
-- content/articles/fair.txt --
50% of {boats} cost $5_000 & more: #1 \ ^ ~ fair "opens"

20 September 2023

By Ida de la Cruz

QUAYTOWN (Harbour Wire) - Fifty boats came on Wednesday, said Mayor Ana Gomez. Bo Larsen, a fisherman, came too.

"We are glad, very glad, to see so many crews in our town again," Gomez said.

Ana Gomez greets the crews
Photo: Ed Vance / Harbour Wire

Source: The Quay Times
-- content/articles/sum.md --
---
title: "=SUM(A1:A9) – ярмарка, открытие"
date: 2023-09-21T10:30
source: The Quay Times
author: [Harbour Wire, Мария Петрова]
url: https://times.example.org/a?b=1&c=2
---
The boats left on Thursday, Ana Gomez said. It was a long day for all.
-- content/articles/baker.txt --
Baker loses licence

22 September 2023

QUAYTOWN - The baker Ottokar Veilchen lost his licence on Friday, said Mayor Ana Gomez. The shop stays shut.

"It is a pity that it came to this in our town," said Ottokar Veilchen.
-- content/articles/gone.txt --
Zwetschkenrand case closed

23 September 2023

QUAYTOWN - The case of Zwetschkenrand ended on Saturday. Nobody came to the hall to hear it at last.
"""
TITLE = '50% of {boats} cost $5_000 & more: #1 \\ ^ ~ fair "opens"'


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quay")
    path = folder
    for line in HOSTILE.lstrip("\n").splitlines():
        if line.startswith("-- "):
            path = folder / line[3:-3]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("", encoding="utf-8")
        else:
            path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def export(quay: Path) -> Callable[..., str]:
    """Return a function that gives what an export writes to standard output."""

    def run(form: str, *options: str) -> str:
        code, out, err = backfile("export", form, str(quay), *options)
        assert (code, err) == (0, ""), err
        return out

    return run


def written(folder: Path, form: str, out: Path, *options: str) -> Path:
    code, _, err = backfile("export", form, str(folder), "--out", str(out), *options)
    assert (code, err) == (
        0,
        f"Exported {err.split()[1]} article{'s' * (err.split()[1] != '1')} to {out}.\n",
    ), err
    return out


# ---------------------------------------------------------------- tables


def test_csv_is_read_by_pyarrow_as_the_data_dictionary_says(quay: Path, tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow.csv", reason="pyarrow is not installed")
    folder = written(quay, "csv", tmp_path / "csv")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [r["path"] for r in package["resources"]] == [f"{t.name}.csv" for t in TABLES]
    options = arrow.ParseOptions(newlines_in_values=True)
    rows = {}
    for resource in package["resources"]:
        table = arrow.read_csv(folder / resource["path"], parse_options=options)
        assert table.column_names == [field["name"] for field in resource["schema"]["fields"]]
        rows[resource["name"]] = table.to_pylist()
    assert sorted(a["headline"] for a in rows["articles"]) == sorted(
        [TITLE, "=SUM(A1:A9) – ярмарка, открытие", "Baker loses licence"]
    )
    assert [(p["key"], p["articles"]) for p in rows["people"]] == [("ana-gomez", 3), ("bo-larsen", 1)]
    assert [(c["credit"], c["creator"], c["caption"]) for c in rows["credits"]] == [
        ("Ed Vance / Harbour Wire", "Ed Vance", "Ana Gomez greets the crews")
    ]
    assert "We are glad, very glad, to see so many crews in our town again," in [
        q["text"] for q in rows["quotes"]
    ]
    assert {str(q["day"]) for q in rows["quotes"]} == {"2023-09-20", "2023-09-22"}


def test_csv_read_by_pandas_has_the_rows_of_the_standard_library(quay: Path, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    folder = written(quay, "csv", tmp_path / "csv")
    for table in TABLES:
        frame = pandas.read_csv(folder / f"{table.name}.csv", dtype=str, keep_default_na=False)
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = list(csv.reader(file))
        assert list(frame.columns) == head
        assert frame.to_numpy().tolist() == rows


def test_the_data_package_is_valid_for_frictionless(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    folder = written(ROOT, "csv", tmp_path / "csv")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.to_summary()


def test_the_database_holds_its_references_and_has_the_rows_of_the_csv(tmp_path: Path) -> None:
    folder, path = written(ROOT, "csv", tmp_path / "csv"), written(ROOT, "sqlite", tmp_path / "a.db")
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in TABLES:
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            count = len(list(csv.reader(file))) - 1
        assert database.execute(f"SELECT count(*) FROM {table.name}").fetchone() == (count,)
    told = database.execute("SELECT count(*) FROM data_dictionary WHERE told != ''").fetchone()
    assert told == (sum(len(t.columns) for t in TABLES) + 1,)
    found = database.execute(
        "SELECT headline FROM articles WHERE rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)",
        ("tehran shoigu cooperation",),
    ).fetchall()
    assert any("Moscow and Tehran" in row[0] for row in found)
    database.close()


def test_datasette_serves_the_database_with_search_and_labels(tmp_path: Path) -> None:
    datasette = pytest.importorskip("datasette.app", reason="datasette is not installed")
    path = written(ROOT, "sqlite", tmp_path / "archive.db")

    async def asked() -> tuple[Any, Any]:
        app = datasette.Datasette([str(path)])
        await app.invoke_startup()
        articles = await app.client.get("/archive/articles.json?_search=Shoigu&_shape=objects")
        mentions = await app.client.get(
            "/archive/mentions.json?_labels=on&_facet=person&person=sergei-shoigu"
        )
        return articles.json(), mentions.json()

    articles, mentions = asyncio.run(asked())
    said = [f"{row['headline']} {row['deck']} {row['body']}".casefold() for row in articles["rows"]]
    assert said and all("shoigu" in words for words in said)
    assert mentions["rows"][0]["person"] == {"value": "sergei-shoigu", "label": "Sergei Shoigu"}


def test_parquet_has_the_types_and_the_rows(quay: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    folder = written(quay, "parquet", tmp_path / "parquet")
    articles = parquet.read_table(folder / "articles.parquet")
    assert [str(articles.schema.field(n).type) for n in ("id", "words", "source_inferred")] == [
        "string",
        "int64",
        "bool",
    ]
    assert TITLE in articles["headline"].to_pylist()
    for table in TABLES:
        assert parquet.read_table(folder / f"{table.name}.parquet").column_names == [
            c.name for c in table.columns
        ]


def test_parquet_without_pyarrow_is_one_sentence(
    quay: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    code, out, err = backfile("export", "parquet", str(quay), "--out", str(tmp_path / "p"))
    assert (code, out) == (2, "")
    assert "Parquet needs pyarrow: pip install 'backfile[parquet]'" in err


# ---------------------------------------------------------------- citations


def test_bibtexparser_reads_every_entry_with_all_signs_kept(export: Callable[..., str]) -> None:
    bibtexparser = pytest.importorskip("bibtexparser", reason="bibtexparser is not installed")
    library = bibtexparser.parse_string(export("bibtex"))
    assert library.failed_blocks == [] and len(library.entries) == 3
    entry = next(e for e in library.entries if "boats" in e["title"])
    assert entry["title"] == (
        r"{50\% of \{boats\} cost \$5\_000 \& more: \#1 \textbackslash{} \textasciicircum{} "
        r'\textasciitilde{} fair "opens"}'
    )
    assert (entry["author"], entry["date"], entry["journal"]) == (
        "de la Cruz, Ida",
        "2023-09-20",
        "The Quay Times",
    )
    other = next(e for e in library.entries if "SUM" in e["title"])
    assert other["author"] == "{Harbour Wire} and Петрова, Мария"


def test_rispy_reads_every_record(export: Callable[..., str]) -> None:
    rispy = pytest.importorskip("rispy", reason="rispy is not installed")
    text = export("ris")
    assert text.count("\r\n") == text.count("\n")
    records = {r["title"]: r for r in rispy.loads(text)}
    assert len(records) == 3
    fair = records[TITLE]
    assert (fair["type_of_reference"], fair["authors"], fair["year"], fair["secondary_title"]) == (
        "NEWS",
        ["de la Cruz, Ida"],
        "2023",
        "The Quay Times",
    )
    assert records["=SUM(A1:A9) – ярмарка, открытие"]["urls"] == ["https://times.example.org/a?b=1&c=2"]


def test_citeproc_makes_a_bibliography_of_the_csl_items(export: Callable[..., str]) -> None:
    json_source = pytest.importorskip("citeproc.source.json", reason="citeproc-py is not installed")
    citeproc = pytest.importorskip("citeproc")
    items = json.loads(export("csl"))
    source = json_source.CiteProcJSON(items)
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for item in items:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    made = [str(entry) for entry in bibliography.bibliography()]
    assert len(made) == 3
    assert any("Cruz" in line and "2023" in line and "The Quay Times" in line for line in made)


def test_pybtex_reads_every_entry_with_persons_and_desks(export: Callable[..., str]) -> None:
    database = pytest.importorskip("pybtex.database", reason="pybtex is not installed")
    entries = database.parse_string(export("bibtex"), "bibtex").entries
    assert len(entries) == 3
    names = {str(person) for entry in entries.values() for person in entry.persons.get("author", [])}
    assert names == {"de la Cruz, Ida", "{Harbour Wire}", "Петрова, Мария"}


def test_csl_items_keep_to_what_the_schema_says_of_their_properties(export: Callable[..., str]) -> None:
    validator = jsonschema.Draft7Validator(CSL)
    items = json.loads(export("csl"))
    assert len(items) == 3 and [error.message for error in validator.iter_errors(items)] == []
    broken = [{**items[0], "type": "news", "date": "2023", "issued": {"date-parts": []}}]
    assert len(list(validator.iter_errors(broken))) == 3


def test_citations_of_a_person_a_topic_a_day_an_outlet_and_a_list(
    export: Callable[..., str], quay: Path, tmp_path: Path
) -> None:
    def titles(*options: str) -> list[str]:
        return [item["title"][:5] for item in json.loads(export("csl", *options))]

    assert titles() == ["50% o", "=SUM(", "Baker"]
    assert titles("--person", "bo-larsen") == ["50% o"]
    assert titles("--person", "bo Larsen") == ["50% o"]
    assert titles("--topic", "fishing") == ["50% o", "=SUM("]
    assert titles("--day", "2023-09-21", "--day", "2023-09-22") == ["=SUM(", "Baker"]
    assert titles("--day", "2023-09", "--source", "quay-times") == ["50% o", "=SUM("]
    assert titles("--article", "articles/baker.txt") == ["Baker"]
    listed = tmp_path / "list.txt"
    address = json.loads(export("jsonl", "--article", "articles/sum.md"))["id"]
    listed.write_text(f"{address}\n\narticles/fair.txt\n", encoding="utf-8")
    assert titles("--list", str(listed)) == ["50% o", "=SUM("]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("csl", "--person", "ana-gomes"), "found “ana-gomes”. Did you mean “ana-gomez”?"),
        (("csl", "--day", "1999"), "expected a day with articles, found “1999”"),
        (("csl", "--article", "articles/gone.txt"), "found “articles/gone.txt”"),
        (("csv",), "csv does not go to standard output"),
        (("cvs",), "'cvs' is not one of"),
    ],
)
def test_what_is_not_there_is_told(given: tuple[str, ...], told: str, quay: Path) -> None:
    code, out, err = backfile("export", given[0], str(quay), *given[1:])
    assert (code, out) == (2, "")
    assert told in " ".join(err.split())


@pytest.mark.parametrize(
    ("form", "out", "told"),
    [
        ("csv", "content", "it lies in the content folder"),
        ("csv", "content/tables", "it lies in the content folder"),
        ("sqlite", "content/site.yaml", "it lies in the content folder"),
        ("jsonl", "content/articles/fair.txt", "it lies in the content folder"),
        ("jsonl", "beside", "expected --out with a file, found a folder: "),
        ("csv", "beside/old.txt", "expected --out with a folder, found a file: "),
        ("ris", "nowhere/all.ris", "expected a folder "),
    ],
)
def test_an_export_never_writes_over_the_archive_and_says_where_it_cannot_go(
    form: str, out: str, told: str, quay: Path, tmp_path: Path, tree: Callable[[Path], dict[str, bytes]]
) -> None:
    shutil.copytree(quay / "content", tmp_path / "content")
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside/old.txt").write_text("mine\n")
    before = tree(tmp_path)
    code, printed, err = backfile("export", form, str(tmp_path), "--out", str(tmp_path / out))
    assert (code, printed, told in err) == (2, "", True), err
    assert tree(tmp_path) == before


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="no such device on this system")
def test_an_export_does_not_take_the_place_of_a_device(quay: Path) -> None:
    code, _, err = backfile("export", "ris", str(quay), "--out", "/dev/null")
    assert (code, "found a device" in err) == (2, True)


# ---------------------------------------------------------------- network, news items, records


def test_networkx_reads_who_appears_with_whom(export: Callable[..., str]) -> None:
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    graph = networkx.read_gexf(io.BytesIO(export("gexf").encode()))
    assert dict(graph.nodes(data="label")) == {"ana-gomez": "Ana Gomez", "bo-larsen": "Bo Larsen"}
    assert graph.nodes["ana-gomez"]["articles"] == 3
    assert graph.nodes["ana-gomez"]["description"] == "Mayor of <Quaytown> & “surroundings”"
    assert [(a, b, d["weight"]) for a, b, d in graph.edges(data=True)] == [("ana-gomez", "bo-larsen", 1.0)]


def test_news_items_keep_to_what_the_standard_says_of_their_properties(export: Callable[..., str]) -> None:
    validator = jsonschema.Draft202012Validator(NINJS, format_checker=jsonschema.FormatChecker())
    items = [json.loads(line) for line in export("ninjs").splitlines()]
    assert len(items) == 3 and any("associations" in item for item in items)
    for item in items:
        assert [error.message for error in validator.iter_errors(item)] == []
    broken = {**items[0], "headline": "x", "bodies": [{"text": "x"}], "type": "article"}
    assert len(list(validator.iter_errors(broken))) == 3


def test_a_reader_that_has_enough_is_no_fault_to_tell_of(quay: Path) -> None:
    source = str(ROOT / "src")
    code = f"import sys; sys.path.insert(0, {source!r}); from backfile.cli import main; main()"
    command = [sys.executable, "-c", code, "export", "jsonl", str(quay)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_news_items_are_read_back_as_the_same_articles(export: Callable[..., str]) -> None:
    for line in export("ninjs").splitlines():
        item = json.loads(line)
        (document,) = read_documents("articles/item.json", line.encode())
        fields = {f.name: f.values for f in document.fields}
        assert fields["headline"] == (item["headlines"][0]["value"],)
        assert document.pieces[-1].text or document.pieces
        words = " ".join(" ".join(piece.text.split()) for piece in document.pieces)
        assert " ".join(item["bodies"][0]["value"].split())[:60] in words


def test_records_are_those_of_the_read_command_but_for_what_other_articles_decide(
    export: Callable[..., str], quay: Path
) -> None:
    records = [json.loads(line) for line in export("jsonl").splitlines()]
    _, out, _ = backfile("read", str(quay / "content/articles/fair.txt"))
    alone = json.loads(out)
    (same,) = [r for r in records if r["id"] == alone["id"]]
    assert {k: v for k, v in same.items() if k not in ("people", "topics", "source")} == {
        k: v for k, v in alone.items() if k not in ("people", "topics", "source")
    }


# ---------------------------------------------------------------- bundles, redactions


def unpacked(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as bundle:
        assert bundle.testzip() is None
        bundle.extractall(folder)
    return folder


def test_sha256sum_finds_both_bundles_intact_and_they_are_the_same_bytes_again(
    quay: Path, tmp_path: Path
) -> None:
    for form in ("text", "evidence"):
        one, two = (
            written(quay, form, tmp_path / f"{form}1.zip"),
            written(quay, form, tmp_path / f"{form}2.zip"),
        )
        assert one.read_bytes() == two.read_bytes()
        folder = unpacked(one, tmp_path / form)
        listed = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        assert len(listed) == sum(p.is_file() for p in folder.rglob("*")) - 1
        subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=True)


def test_a_bundle_of_evidence_holds_page_record_and_raw_file(quay: Path, tmp_path: Path) -> None:
    path = written(quay, "evidence", tmp_path / "e.zip", "--article", "articles/fair.txt")
    folder = unpacked(path, tmp_path / "e")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (told,) = manifest["articles"]
    assert told["raw_is"] == "the file, byte for byte"
    assert (folder / told["raw"]).read_bytes() == (quay / "content/articles/fair.txt").read_bytes()
    assert (
        json.loads((folder / told["record"]).read_text(encoding="utf-8"))["sha256"] == told["source_sha256"]
    )
    backfile("build", str(quay), "--out", str(tmp_path / "public"))
    page = told["page"].removeprefix("site/")
    assert (folder / told["page"]).read_bytes() == (tmp_path / "public" / page).read_bytes()


@pytest.mark.parametrize(
    "form", ["jsonl", "csl", "ris", "bibtex", "gexf", "ninjs", "csv", "sqlite", "text", "evidence", "parquet"]
)
def test_what_is_redacted_is_in_no_export(form: str, quay: Path, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    out = written(quay, form, tmp_path / "out")
    if form in ("text", "evidence"):
        out = unpacked(out, tmp_path / "unpacked")
    files = [out] if out.is_file() else [p for p in out.rglob("*") if p.is_file()]
    assert files
    for path in files:
        for word in ("Ottokar", "Veilchen", "Zwetschkenrand"):
            assert word.casefold() not in str(path.relative_to(tmp_path)).casefold()
            assert word.encode() not in path.read_bytes(), path
    if form == "evidence":
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        (baker,) = [a for a in manifest["articles"] if a["source_path"] == "articles/baker.txt"]
        assert baker["raw_is"] == "the article's lines as decoded and published"
        assert baker["redacted"] == [{"date": "2024-05-01", "reason": "The charge was dropped"}]


# ---------------------------------------------------------------- what the data page offers


def test_the_data_page_offers_the_tables_of_the_csv_export_by_year_and_citations(
    quay: Path, tmp_path: Path
) -> None:
    folder = written(quay, "csv", tmp_path / "csv")
    code, _, err = backfile("build", str(quay), "--out", str(tmp_path / "public"))
    assert code == 0, err
    data, page = tmp_path / "public/data", (tmp_path / "public/data.html").read_text(encoding="utf-8")
    for table in TABLES:
        parts = [data / f"{table.name}.csv"] if table.whole else [data / f"2023/{table.name}.csv"]
        assert [p.read_bytes() for p in parts] == [(folder / f"{table.name}.csv").read_bytes()]
        assert f'href="{parts[0].relative_to(tmp_path / "public").as_posix()}"' in page
        for column in table.columns:
            assert f"<code>{column.name}</code>" in page
    for name, form in (("citations.bib", "bibtex"), ("citations.ris", "ris")):
        _, out, _ = backfile("export", form, str(quay))
        assert (data / "2023" / name).read_bytes().split() == out.encode().split()
        assert f'href="data/2023/{name}"' in page


def test_a_new_article_changes_the_files_of_its_year_and_of_authorities_only(
    quay: Path, tmp_path: Path
) -> None:
    shutil.copytree(quay / "content", tmp_path / "content")
    (tmp_path / "content/articles/old.txt").write_text(
        "Pier burns\n\n2 May 1999\n\nThe pier burnt down on Sunday.\n"
    )
    backfile("build", str(tmp_path))
    data = tmp_path / "public/data"
    before = {p: p.stat().st_mtime_ns for p in data.rglob("*") if p.is_file()}
    (tmp_path / "content/articles/new.txt").write_text(
        "Pier opens\n\n9 May 2023\n\nAna Gomez opened the pier.\n"
    )
    backfile("build", str(tmp_path))
    changed = {p.relative_to(data).parts[0] for p, when in before.items() if p.stat().st_mtime_ns != when}
    assert changed == {"2023", "people.csv"}
    (tmp_path / "content/site.yaml").write_text("downloads: no\n")
    backfile("build", str(tmp_path))
    assert not data.exists()
    assert "citations.bib" not in (tmp_path / "public/data.html").read_text(encoding="utf-8")
