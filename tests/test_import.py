"""Import: originals are copied with their bytes, nothing is added twice, and each file is told of."""

import json
import zipfile
from pathlib import Path

import pytest
from conftest import backfile

from backfile.parse.fields import field_of
from backfile.settings import COLUMNS, OTHER_NAMES

WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Quay Blog</title><link>https://quay.example.org</link>
<wp:wxr_version>1.2</wp:wxr_version><item><title>Fair opens</title><link>https://quay.example.org/fair</link>
<dc:creator>ida</dc:creator><content:encoded><![CDATA[<p>The fair opened on Wednesday with fifty boats from four towns.</p>]]></content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2023-09-20 10:00:00</wp:post_date><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type></item></channel></rss>
"""
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Quay Times</title><link>https://q.example.org</link>
<item><title>Fair closes</title><link>https://q.example.org/1</link><pubDate>Wed, 20 Sep 2023 10:00:00 GMT</pubDate>
<description>The fair closed on Wednesday and the boats went home again.</description></item></channel></rss>
"""
TELEGRAM = {
    "name": "Harbour Channel", "type": "public_channel", "id": 1,
    "messages": [{
        "id": 1, "type": "message", "date": "2023-09-20T10:00:00", "date_unixtime": "1695204000",
        "from": "Harbour Channel", "from_id": "channel1", "photo": "photos/photo_1.jpg",
        "text": "The fair opened on Wednesday.\n\nBoats came from four towns and more are expected.",
    }],
}  # fmt: skip
NEXIS = """                               1 of 1 DOCUMENTS


                              The Quay Times (Quaytown)

                      September 20, 2023 Wednesday

Harbour fair opens

BYLINE: Ida Lindholm

SECTION: NEWS; Pg. 3

LENGTH: 14 words


The harbour fair opened on Wednesday with fifty boats from four towns.

LOAD-DATE: September 21, 2023

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                       Copyright 2023 The Quay Times
                              All Rights Reserved
"""
FACTIVA = """Harbour fair opens

Ida Lindholm
14 words
20 September 2023
The Quay Times
QUAYTI
English
(c) 2023 The Quay Times

The harbour fair opened on Wednesday with fifty boats from four towns.

Document QUAYTI0020230920ej9k00001
"""
CSV = (
    'Titelzeile,Volltext,Tag\nHafenfest,"Das Fest wurde am Mittwoch eröffnet, sagte Ana Gomez.",20.09.2023\n'
)
TEXT = "Harbour fair opens\n\n20 September 2023\n\nThe fair opened on Wednesday, said Mayor Ana Gomez.\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty archive, which is the working directory."""
    (tmp_path / "home/content").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "home")
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("kind", "name", "text", "read_as"),
    [
        ("wordpress", "blog.xml", WXR, "wxr"),
        ("rss", "feed.xml", RSS, "feed"),
        ("telegram", "result.json", json.dumps(TELEGRAM), "telegram-json"),
        ("nexis", "dump.txt", NEXIS, "lexisnexis"),
        ("factiva", "Factiva-1.txt", FACTIVA, "factiva"),
        ("csv", "press.csv", CSV.replace("Titelzeile", "title").replace("Volltext", "text").replace("Tag", "date"), "csv"),
    ],
)  # fmt: skip
def test_each_kind_is_read_told_of_and_copied_byte_for_byte(
    kind: str, name: str, text: str, read_as: str, home: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    code, out, err = backfile("import", "--from", kind, str(tmp_path / name), "--to", kind)
    assert (code, err) == (0, "Added 1 file with 1 article.\n")
    assert out == f"{tmp_path / name}: {read_as}, 1 article, 2023-09-20 -> articles/{kind}/{name}\n"
    assert (home / "content/articles" / kind / name).read_bytes() == (tmp_path / name).read_bytes()
    code, out, err = backfile("import", "--from", kind, str(tmp_path / name), "--to", "elsewhere")
    assert (code, err) == (0, "Added 0 files with 0 articles. 1 file there already.\n")
    assert out.endswith(f"there already as articles/{kind}/{name}\n")
    assert len([p for p in (home / "content").rglob("*") if p.is_file()]) == 1


def test_a_tree_is_kept_as_it_is_with_its_pictures_and_sidecars(home: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "2023/sept").mkdir(parents=True)
    (tree / "chat/photos").mkdir(parents=True)
    (tree / "2023/sept/fair.txt").write_text(TEXT)
    (tree / "2023/sept/fair.yaml").write_text("source: The Quay Times\n")
    (tree / "chat/result.json").write_text(json.dumps(TELEGRAM))
    (tree / "chat/photos/photo_1.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tree / "scan.pdf").write_bytes(b"%PDF")
    (tree / "empty.txt").write_text("")
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in tree.rglob("*") if p.is_file()}
    code, out, err = backfile("import", str(tree))
    assert code == 3
    assert err.splitlines()[-1] == "Added 2 files with 2 articles. 1 file not read. 1 file passed over."
    assert f"{tree / 'empty.txt'}: not read: " in out
    assert "Passed over scan.pdf: no text that can be read" in err
    there = home / "content/articles"
    assert sorted(p.relative_to(there).as_posix() for p in there.rglob("*") if p.is_file()) == [
        "2023/sept/fair.txt",
        "2023/sept/fair.yaml",
        "chat/photos/photo_1.jpg",
        "chat/result.json",
    ]
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in tree.rglob("*") if p.is_file()} == before
    backfile("import", str(tree))
    assert len([p for p in there.rglob("*") if p.is_file()]) == 4


def test_columns_of_a_table_go_into_site_yaml_and_nothing_else_there_changes(
    home: Path, tmp_path: Path
) -> None:
    (tmp_path / "press.csv").write_text(CSV, encoding="utf-8")
    site = "# mine\ntitle: Presse   # kept\ncolumns:\ncontact: a@example.org\n"
    (home / "content/site.yaml").write_text(site)
    columns = ("--column", "headline=Titelzeile", "--column", "text=Volltext", "--column", "published=Tag")
    code, out, _ = backfile("import", "--from", "csv", str(tmp_path / "press.csv"), *columns, "--json")
    assert code == 0
    told = json.loads(out)
    assert (told["state"], told["path"], told["formats"]) == ("added", "articles/press.csv", ["csv"])
    assert [(a["headline"], a["published"]) for a in told["articles"]] == [("Hafenfest", "2023-09-20")]
    added = 'columns:\n  headline: "Titelzeile"\n  text: "Volltext"\n  published: "Tag"\n'
    assert (home / "content/site.yaml").read_text() == site.replace("columns:\n", added)
    (tmp_path / "other.csv").write_text(CSV.replace("Titelzeile", "Kopf"), encoding="utf-8")
    code, _, err = backfile("import", str(tmp_path / "other.csv"), "--column", "headline=Kopf")
    assert code == 2
    assert 'headline: "Kopf"' in err
    assert (home / "content/site.yaml").read_text() == site.replace("columns:\n", added)


def test_a_file_of_another_kind_is_not_copied_and_a_dry_run_copies_nothing(
    home: Path, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text(TEXT)
    code, out, err = backfile("import", "--from", "nexis", str(tmp_path / "note.txt"))
    told = "not copied: expected nexis, read as text (leave out `--from` to copy it as that)"
    assert (code, out) == (3, f"{tmp_path / 'note.txt'}: {told}\n")
    assert err == "Added 0 files with 0 articles. 1 file of another kind.\n"
    (tmp_path / "press.csv").write_text(CSV, encoding="utf-8")
    table = ("--column", "headline=Titelzeile", str(tmp_path / "press.csv"))
    code, _, err = backfile("import", "--dry-run", str(tmp_path / "note.txt"), *table)
    assert (code, err) == (0, "Would add 2 files with 2 articles.\n")
    assert list((home / "content").rglob("*")) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--column", "heading=X"), "expected FIELD=COLUMN"),
        (("--to", "../out"), "expected a folder below"),
        (("--content", "nowhere"), "`backfile init` makes one"),
    ],
)
def test_wrong_arguments_are_told(arguments: tuple[str, str], told: str, home: Path) -> None:
    code, out, err = backfile("import", ".", *arguments)
    assert (code, out) == (2, "")
    assert told in " ".join(err.split())


def test_a_column_that_no_table_has_is_told_before_anything_is_written(home: Path, tmp_path: Path) -> None:
    (tmp_path / "press.csv").write_text(CSV, encoding="utf-16")
    (tmp_path / "note.txt").write_text(f"Titel\n\n{TEXT}")
    paths = (str(tmp_path / "press.csv"), str(tmp_path / "note.txt"))
    code, out, err = backfile("import", *paths, "--column", "headline=Titel", "--column", "text=Volltext")
    assert (code, out) == (2, "")
    assert "expected a table or JSON file with the column “Titel”, found none" in err
    assert list((home / "content").rglob("*")) == []


def test_a_file_that_is_there_is_told_in_words(home: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(TEXT.replace("20 September 2023\n\n", ""))
    backfile("import", str(tmp_path / "note.txt"))
    _, out, _ = backfile("import", str(tmp_path / "note.txt"))
    told = "text, 1 article without a date, there already as articles/note.txt"
    assert out == f"{tmp_path / 'note.txt'}: {told}\n"


def test_a_site_that_was_built_is_not_taken_for_texts(home: Path) -> None:
    (home / "content/articles").mkdir()
    (home / "content/articles/note.txt").write_text(TEXT)
    assert backfile("build", ".")[0] == 0
    code, out, err = backfile("import", ".")
    assert (code, out.count("\n")) == (0, 1)
    assert "note.txt: text, 1 article, 2023-09-20, there already as articles/note.txt" in out
    assert "Passed over public: a site that Backfile built\n" in err
    code, out, err = backfile("import", "public")
    assert (code, out, err.splitlines()[0]) == (0, "", "Passed over public: a site that Backfile built")
    assert [p.name for p in (home / "content/articles").iterdir()] == ["note.txt"]


def test_a_packed_file_is_not_opened_and_the_reader_is_told_what_to_do(tmp_path: Path) -> None:
    backfile("init", str(tmp_path), "--no-samples")
    with zipfile.ZipFile(tmp_path / "texts.zip", "w") as packed:
        packed.writestr("fair.txt", "Harbour fair opens\n\nMany came.\n")
    code, out, _ = backfile("import", "--content", str(tmp_path / "content"), str(tmp_path / "texts.zip"))
    assert code == 3
    assert out == (
        f"{tmp_path}/texts.zip: not read: expected texts, found a packed file: unpack it and import the folder\n"
    )
    assert list((tmp_path / "content/articles").iterdir()) == []


def test_images_go_along_with_the_texts_that_name_them_and_others_are_told_of(tmp_path: Path) -> None:
    backfile("init", str(tmp_path), "--no-samples")
    saved = tmp_path / "saved"
    (saved / "pictures").mkdir(parents=True)
    (saved / "boat.md").write_text(
        "# A boat\n\n2 May 2024\n\n![The crew](pictures/crew.png)\n\nIt sailed.\n", "utf-8"
    )
    for name in ("crew", "alone"):
        (saved / f"pictures/{name}.png").write_bytes(b"PNG")
    arguments = ("import", str(saved), "--content", str(tmp_path / "content"))
    for done in ("Added 1 file with 1 article.", "Added 0 files with 0 articles. 1 file there already."):
        code, _, err = backfile(*arguments)
        assert code == 0
        assert err.splitlines() == [
            f"Passed over {saved}/pictures/alone.png: an image that no text in its folder or above names",
            f"{done} 1 file passed over.",
        ]
    copied = {
        p.relative_to(tmp_path / "content/articles").as_posix()
        for p in (tmp_path / "content/articles").rglob("*.*")
    }
    assert copied == {"boat.md", "pictures/crew.png"}


@pytest.mark.parametrize("command", ["add", "import"])
def test_a_text_without_a_suffix_is_stored_under_a_name_that_is_published(
    tmp_path: Path, command: str
) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    names = ("Harbour fair", "Fair of St. Quay 20.04.2023", "page.php?id=5")
    for number, name in enumerate(names):
        text = f"Harbour fair {number} opens\n\n2{number} September 2023\n\nThe fair opened on that day in Quaytown.\n"
        told = (
            "<p>The harbour fair of Quaytown opened on Wednesday; many people of the town came to see it.</p>"
            * 4
        )
        page = f"<!DOCTYPE html><html><head><title>Fair</title></head><body><article><h1>A fair</h1>{told}</article>"
        (tmp_path / name).write_text(page if "php" in name else text)
    line = [command, *(str(tmp_path / name) for name in names), "--content", str(tmp_path / "content")]
    line += ["--yes"] if command == "add" else []
    code, _, err = backfile(*line)
    assert code == 0, err
    stored = sorted(p.name for p in (tmp_path / "content/articles").iterdir())
    assert stored == ["Fair of St. Quay 20.04.2023.txt", "Harbour fair.txt", "page.php?id=5"]
    code, _, err = backfile("check", str(tmp_path))
    assert code == 0 and "Read 3 articles from 3 files" in err and "Passed over" not in err
    assert backfile(*line)[0] == 0
    assert sorted(p.name for p in (tmp_path / "content/articles").iterdir()) == stored


def test_of_a_folder_texts_without_endings_are_taken_that_say_when_where_or_by_whom(
    home: Path, tmp_path: Path
) -> None:
    tree = tmp_path / "tree"
    (tree / "old").mkdir(parents=True)
    texts = {
        "old/Harbour fair": TEXT,
        "old/Report of 3 May. Final": TEXT.replace("fair", "market"),
        "old/wire": "Boats sail home from the fair\n\nQUAYTOWN, Sept 20 (Reuters) - Fifty boats sailed home on Wednesday.\n\nMore are to come, the mayor said.\n",
        "old/copy": TEXT,
        "Makefile": "all:\n\tcc -o x x.c\n",
        "old/note": "To do: call the printer, and buy milk.\n",
        "old/same": "To do: call the editor, and buy bread.\n",
        "old/same.txt": "To do: call the editor, and buy bread.\n",
    }
    for name, text in texts.items():
        (tree / name).write_text(text, encoding="utf-8")
    (tree / "video").write_bytes(b"\x00\x00\x00\x18ftyp20 September 2023")
    code, out, err = backfile("import", str(tree))
    assert code == 0
    silent = "its name does not say what it is: end it in .txt if it is a text"
    neither = (
        "neither its name nor a date, dateline or author says what it is: end it in .txt if it is a text"
    )
    assert err.splitlines() == [
        f"Passed over video: {silent}",
        f"Passed over Makefile: {neither}",
        f"Passed over old/note: {neither}",
        "Added 4 files with 4 articles. 2 files there already. 3 files passed over.",
    ]
    there = home / "content/articles"
    stored = {"old/Harbour fair", "old/Report of 3 May. Final", "old/wire", "old/same"}
    assert {p.relative_to(there).as_posix() for p in there.rglob("*.*")} == {f"{s}.txt" for s in stored}
    assert all((there / f"{s}.txt").read_text(encoding="utf-8") == texts[s] for s in stored)
    assert (
        f"{tree}/old/copy: text, 1 article, 2023-09-20, there already as articles/old/Harbour fair.txt" in out
    )
    _, _, err = backfile("import", str(tree))
    assert err.endswith("Added 0 files with 0 articles. 6 files there already. 3 files passed over.\n")
    assert {p.name for p in there.rglob("*") if p.is_file()} == {f"{s.split('/')[1]}.txt" for s in stored}


def test_a_column_goes_by_every_name_of_a_field_and_a_near_one_is_told_in_any_encoding(
    home: Path, tmp_path: Path
) -> None:
    table = 'Kopf;Volltext;Schreiber;Überblick\n"Hafenfest";"Das Fest wurde eröffnet.";Ida Lindholm;Kurz\n'
    (tmp_path / "presse.csv").write_bytes(table.encode("cp1252"))
    line = ("import", str(tmp_path / "presse.csv"), "--column", "title=Kopf", "--column", "Author=Schreiber")
    code, _, err = backfile(*line, "--column", "deck=Uberblick")
    assert (code, "found none. Did you mean “Überblick”?" in " ".join(err.split())) == (2, True), err
    code, _, err = backfile(*line, "--column", "text=Volltext")
    assert (code, err) == (0, "Added 1 file with 1 article.\n")
    written = 'columns:\n  headline: "Kopf"\n  byline: "Schreiber"\n  text: "Volltext"\n'
    assert (home / "content/site.yaml").read_text() == written


def test_an_image_that_goes_along_is_not_passed_over_where_the_folder_is_named_from_here(home: Path) -> None:
    (home / "saved").mkdir()
    (home / "saved/boat.md").write_text("# A boat\n\n2 May 2024\n\n![The crew](crew.png)\n\nIt sailed.\n")
    (home / "saved/crew.png").write_bytes(b"PNG")
    code, out, err = backfile("import", "saved")
    assert (code, err) == (0, "Added 1 file with 1 article.\n")
    assert "with 1 file beside it -> articles/boat.md" in out


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("author", "did you mean `byline`?"),
        ("Tilte", "did you mean `headline`?"),
        ("headlin", "did you mean `headline`?"),
        ("zzz", "known: headline, deck,"),
    ],
)
def test_a_column_under_another_name_of_its_field_is_told_by_the_name_to_write(
    tmp_path: Path, name: str, hint: str
) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text(f"columns:\n  {name}: Autor\n")
    _, _, err = backfile("check", str(tmp_path))
    assert f"hint: {hint}" in err


def test_the_other_names_of_columns_are_names_by_which_texts_know_the_field() -> None:
    assert {name: field for name, field in OTHER_NAMES.items() if field_of(name) not in (field, None)} == {}
    assert set(OTHER_NAMES.values()) <= set(COLUMNS) and not set(OTHER_NAMES) & set(COLUMNS)
