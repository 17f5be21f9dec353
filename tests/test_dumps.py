"""Dumps too large for one file: parted between records, nothing lost, nothing twice, and none of it held as a whole."""

import importlib.util
import json
import pathlib
import subprocess
import sys
import time

import pytest
from conftest import backfile

from backfile.problems import Problem
from backfile.read.document import read_documents
from backfile.read.dumps import parts_of
from backfile.read.reader import UnreadableFile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SPEC = importlib.util.spec_from_file_location("dumps_benchmark", ROOT / "benchmarks/dumps.py")
assert SPEC is not None and SPEC.loader is not None
dumps = importlib.util.module_from_spec(SPEC)
sys.modules["dumps_benchmark"] = dumps
SPEC.loader.exec_module(dumps)


@pytest.fixture
def home(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """Return an empty archive, which is the working directory; files of more than 60 kB are dumps."""
    (tmp_path / "home/content").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "home")
    monkeypatch.setattr("backfile.curate.MAX_BYTES", 60_000)
    monkeypatch.setattr("backfile.bulk.MAX_BYTES", 60_000)
    monkeypatch.setattr("backfile.bulk.PIECE", 30_000)
    return tmp_path / "home"


def said(path: str, data: bytes) -> list[object]:
    """Return what a file says, article by article."""
    return [
        ([(f.name, f.values) for f in d.fields], [(p.kind, p.text, p.image, p.credit) for p in d.pieces], d.lines)
        for d in read_documents(path, data)
    ]  # fmt: skip


@pytest.mark.parametrize("kind", list(dumps.KINDS))
def test_a_dump_in_parts_says_what_the_whole_of_it_says(
    kind: str, home: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    name = dumps.KINDS[kind][0]
    dump = tmp_path / name
    dumps.write(kind, dump, 200_000)
    before = dump.read_bytes()
    whole = said(name, before)
    assert len(whole) > 50
    code, out, err = backfile("import", str(dump), "--to", "old")
    parts = sorted((home / "content/articles/old").iterdir())
    assert code == 0, out
    assert len(parts) >= 6
    assert max(part.stat().st_size for part in parts) <= 60_000
    assert [one for part in parts for one in said(part.name, part.read_bytes())] == whole
    assert f"Added {len(parts)} files with {len(whole)} articles." in err
    assert f"{dump} is too large for one file: it was read in" in err
    assert dump.read_bytes() == before
    for folder in ("old", "new"):
        _, _, again = backfile("import", str(dump), "--to", folder)
        assert "Added 0 files with 0 articles." in again
    assert sorted((home / "content/articles").rglob("*.*")) == parts


@pytest.mark.parametrize("kind", ["jsonl", "mbox", "nexis", "factiva"])
def test_parts_without_a_head_are_the_bytes_of_the_dump(kind: str, tmp_path: pathlib.Path) -> None:
    name = dumps.KINDS[kind][0]
    dumps.write(kind, tmp_path / name, 100_000)
    data = (tmp_path / name).read_bytes()
    parts = list(parts_of(data, name, {}, piece=20_000))
    assert len(parts) > 4
    assert b"".join(part.data for part in parts) == data
    assert [(p.first, p.last) for p in parts] == [
        (at := sum(len(o.data) for o in parts[:n]), at + len(p.data)) for n, p in enumerate(parts)
    ]


@pytest.mark.parametrize("kind", ["wordpress", "rss", "jsonl", "csv", "telegram", "nexis", "reuters"])
def test_a_dump_that_has_grown_adds_what_is_new_in_it(
    kind: str, home: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    name = dumps.KINDS[kind][0]
    dumps.write(kind, tmp_path / name, 100_000)
    backfile("import", str(tmp_path / name))
    first = {path: path.read_bytes() for path in (home / "content").rglob("*.*")}
    dumps.write(kind, tmp_path / name, 170_000)
    if kind == "wordpress":
        grown = (tmp_path / name).read_text().replace("<link>", "<pubDate>later</pubDate><link>", 1)
        (tmp_path / name).write_text(grown)
    code, _, err = backfile("import", str(tmp_path / name))
    assert code == 0
    there = sorted((home / "content").rglob("*.*"))
    assert {path: path.read_bytes() for path in first} == first
    assert len(there) > len(first)
    told = [headline for path in there for headline in _headlines(path)]
    assert len(told) == len(set(told))
    assert set(told) == set(_headlines(tmp_path / name))
    assert f"Added {len(there) - len(first)} files" in err


def _headlines(path: pathlib.Path) -> list[str]:
    found = read_documents(path.name, path.read_bytes())
    return [next((f.values[0] for f in d.fields if f.name == "headline"), d.pieces[0].text) for d in found]


def test_each_part_is_told_of_with_its_bytes_and_pictures_and_sidecar_go_along(
    home: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    messages = [
        {"id": n, "type": "message", "date": f"2023-09-{n:02d}T10:00:00", "photo": f"photos/{n}.jpg",
         "text": f"Boats came from town {n}.\n\n" + "They were many and large. " * 400}
        for n in range(1, 15)
    ]  # fmt: skip
    (tmp_path / "chat/photos").mkdir(parents=True)
    (tmp_path / "chat/photos/9.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    channel = {"name": "Quay", "type": "public_channel", "id": 1, "messages": messages}
    (tmp_path / "chat/result.json").write_text(json.dumps(channel))
    (tmp_path / "chat/result.yaml").write_text("source: The Quay Times\n")
    code, out, _ = backfile("import", str(tmp_path / "chat"), "--json")
    assert code == 0
    told = [json.loads(line) for line in out.splitlines()]
    assert [one["path"] for one in told] == [f"articles/result-{n:04d}.json" for n in range(1, len(told) + 1)]
    data = (tmp_path / "chat/result.json").read_bytes()
    for one in told:
        first, last = one["bytes"]
        assert data[first:last] in (home / "content" / one["path"]).read_bytes()
    assert sum(len(one["articles"]) for one in told) == 14
    assert (home / "content/articles/photos/9.jpg").exists()
    assert (home / "content/articles/result-0002.yaml").read_text() == "source: The Quay Times\n"
    (tmp_path / "chat/result.yaml").write_text("parts:\n  3:\n    headline: Another\n")
    code, out, _ = backfile("import", str(tmp_path / "chat/result.json"), "--to", "b")
    assert code == 3
    assert "not read: expected a sidecar that holds for all articles of a dump" in out


def test_a_record_that_is_too_large_is_told_of_and_the_others_are_added(
    home: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    records = [{"title": f"Story {n}", "text": "Boats came. " * (9000 if n == 5 else 900), "date": "2020-01-02"}
               for n in range(9)]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    code, out, err = backfile("import", str(tmp_path / "a.jsonl"))
    assert code == 3
    assert "not read: expected a record of at most 0.1 MB, found one of 0.1 MB at byte " in out
    assert "with 8 articles. 1 file not read." in err


def _whole(path: str, data: bytes) -> Problem | None:
    """Part a dump to its end; return why it cannot be parted."""
    try:
        for part in parts_of(data, path, {}, piece=100_000):
            assert len(part.data) <= 5 * 1024 * 1024
    except UnreadableFile as error:
        return error.problem
    return None


RSS = b"<rss><channel>"
SIZE = 1_500_000
HOSTILE = {
    "lists in lists.json": b"[" * SIZE,
    "mappings in lists.json": b'[{"a":' * (SIZE // 6),
    "closed lists.json": b"[" * 900 + b"1" * SIZE + b"]" * 900,
    "a string that nothing closes.json": b'[{"title": "' + b"a\\" * (SIZE // 2),
    "quotation marks.json": b"[" + b'"' * SIZE + b"]",
    "ones.json": b"[" + b"1," * (SIZE // 2) + b"1]",
    "comments that nothing closes.xml": RSS + b"<item>a</item>" * 3 + b"<!--" * (SIZE // 4),
    "sections that nothing closes.xml": RSS + b"<item>" + b"<![CDATA[" * (SIZE // 9),
    "items that nothing closes.xml": RSS + b"<item>" * (SIZE // 6),
    "items never begun.xml": RSS + b"</item>" * (SIZE // 7),
    "half tags.xml": RSS + b"<item " * (SIZE // 6),
    "entities.xml": b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + RSS + b"<item><title>&b;</title><description>&b;</description></item>" * (SIZE // 64) + b"</channel></rss>",
    "marks.csv": b"title,text\n" + b'"' * SIZE,
    "open cells.csv": b"title,text\n" + b'a,"b\n' * (SIZE // 5),
    "delimiters.csv": b"title,text\n" + b"," * SIZE,
    "empty lines.csv": b"title,text\n" + b"\n" * SIZE,
    "empty lines.jsonl": b'{"title": "a", "text": "b"}\n' * 2 + b"\n" * SIZE,
    "from.mbox": b"From a@b Mon Jan  1 10:00:00 2001\nMessage-ID: 1\n\n" + b"\n\nFrom " * (SIZE // 7),
    "counters.txt": b"\n\n1 of 2 DOCUMENTS\n\nCopyright 2001 Quay\n\nLENGTH: 3 words\n" + b"1 of 2 DOCUMENTS\n" * (SIZE // 17),
}  # fmt: skip


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_dump_made_to_keep_us_busy_is_parted_or_refused_in_time(name: str) -> None:
    before = time.process_time()
    problem = _whole(name, HOSTILE[name])
    assert time.process_time() - before < 8
    assert problem is None or problem.code == "too-large"


def test_entities_are_unfolded_in_no_part() -> None:
    part = next(parts_of(HOSTILE["entities.xml"], "entities.xml", {}, piece=2000))
    assert len(part.data) <= 2000
    documents = read_documents("entities.xml", part.data)
    assert all("aaa" not in piece.text for document in documents for piece in document.pieces)


def test_other_kinds_and_other_encodings_are_refused_with_what_to_do() -> None:
    told = _whole("a.txt", b"Harbour fair opens\n\nThe fair opened on Wednesday.\n" * 10)
    assert told is not None and told.hint == "split the file by hand: its kind cannot be parted"
    told = _whole("a.csv", "title,text\na,b\n".encode("utf-16"))
    assert told is not None and told.hint == "save it as UTF-8, then it can be parted"
    told = _whole("a.json", b'{"title": "a", "text": "b"}')
    assert told is not None and told.hint == "split the file by hand: expected a list of records, found none"


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of another process is read from /proc")
def test_a_dump_is_never_held_as_a_whole(tmp_path: pathlib.Path) -> None:
    dumps.write("jsonl", tmp_path / "a.jsonl", 60 * 1024 * 1024)
    code = (
        "import mmap, sys\n"
        "from backfile.read.dumps import parts_of\n"
        "def of(k): return int(next(l.split()[1] for l in open('/proc/self/status') if l.startswith(k)))\n"
        "before = of('RssAnon')\n"
        "with open(sys.argv[1], 'rb') as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as data:\n"
        "    most = max(of('RssAnon') for part in parts_of(data, 'a.jsonl', {}))\n"
        "print(most - before, of('VmHWM'))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.jsonl")], capture_output=True, check=True, text=True
    )
    grown, most = map(int, told.stdout.split())
    assert grown < 25 * 1024
    assert most < 90 * 1024
