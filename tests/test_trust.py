"""What hostile texts, faults and signals may do to an archive: nothing beyond their own page."""

import json
import os
import signal
import subprocess
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, backfile
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import article_pages, steering, unbalanced, violations

from backfile import cli, reading
from backfile.deadline import OutOfTime, longer, within
from backfile.direction import settled, settled_page, turns
from backfile.entities import unescaped
from backfile.model import Findings
from backfile.pages import articles
from backfile.read.worded import worded
from backfile.reading import open_desk, read_file

sys.path.append(str(ROOT / "benchmarks/trust"))

from cases import WORDS, warc  # type: ignore[import-not-found]
from mixes import ADDRESS, FORMATS, archive, export_faults, lost  # type: ignore[import-not-found]

COUNT = int(os.environ.get("BACKFILE_PAYLOADS", str(2 * len(FORMATS))))
"""Generated articles; the figure of the documentation was made with more (benchmarks/trust/mixes.py)."""
DIRECTION = st.text(alphabet='ab \n"<>\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069', max_size=40)


@given(DIRECTION)
@settings(max_examples=400, deadline=None)
def test_a_settled_text_keeps_its_direction_to_itself_and_all_its_letters(text: str) -> None:
    sound = settled(text)
    assert unbalanced(sound) is None
    assert settled(sound) == sound
    signs = {ord(c): None for c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
    assert sound.translate(signs) == text.translate(signs)


def test_marks_that_a_text_needs_stay() -> None:
    for text in ("שלום\u200f (A) \u2067abc\u2069 עולם", "می\u200cخواهم", "\u202bמילה\u202c end"):
        assert settled(text) == text
    page = (
        '<p title="\u202ex">a\u2067b</p><script type="application/json">{"a":"\u202eb","c":"\u2067"}</script>'
    )
    assert settled_page(page) == (
        '<p title="x">a\u2067b\u2069</p><script type="application/json">{"a":"b","c":"\u2067\u2069"}</script>'
    )


def test_a_quotation_mark_inside_a_string_of_data_keeps_its_backslash() -> None:
    page = '<script type="application/json">{"a":"\u2067 \\" b","c":"\\\\","d":"\u2067x"}</script>'
    sound = settled_page(page)
    assert (
        sound
        == '<script type="application/json">{"a":"\u2067 \\" b\u2069","c":"\\\\","d":"\u2067x\u2069"}</script>'
    )


@given(DIRECTION)
@settings(max_examples=400, deadline=None)
def test_the_sign_that_is_told_is_one_of_the_text_and_told_only_if_something_was_changed(text: str) -> None:
    sign = turns(text)
    assert (sign != "") == (settled(text) != text)
    assert sign == "" or (sign in text and sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_the_first_sign_that_reaches_out_is_told() -> None:
    assert [turns(text) for text in ("\u2069", "a\u2067b \u2069\u202c", "\u2067a\u2069 \u2066b", "\u2067\u202aa\u2069")] == [
        "\u2069", "\u202c", "\u2066", "\u202a",
    ]  # fmt: skip


def test_no_mix_of_payloads_in_any_format_or_register_does_anything_on_any_page(tmp_path: Path) -> None:
    marks = archive(tmp_path, 2024, COUNT)
    code, out, err = backfile("build", str(tmp_path), "--json")
    assert code in (0, 3) and "Traceback" not in err and "reader-failed" not in err, err
    assert lost(tmp_path, marks, json.loads(out)) == []
    assert violations(tmp_path / "public", ("xss_",), ADDRESS) == []
    assert export_faults(backfile, tmp_path) == []
    assert steering(out + err) == []
    formats = {
        json.loads(line)["format"] for line in (tmp_path / "export.jsonl").read_text().split("\n") if line
    }
    assert formats >= {
        "anpa", "corpus", "csv", "docx", "europresse", "factiva", "feed", "html", "iptc7901", "json", "lektor", "lexisnexis",
        "mail", "markdown", "newsml", "newsml-g2", "ninjs", "nitf", "restructuredtext", "telegram-json", "text", "warc", "wxr",
    }  # fmt: skip


def test_what_libraries_say_of_a_file_is_not_printed(tmp_path: Path) -> None:
    article = tmp_path / "content/articles/a.warc"
    article.parent.mkdir(parents=True)
    page = f"<html><body><h1>Ferry sails</h1><p>{WORDS}</p></body></html>"
    article.write_bytes(warc(page, "https://news.example/\x1b[2J \u202egnp"))
    program = "from backfile.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", program, "check", str(tmp_path)], capture_output=True, check=False, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert ran.returncode == 0
    assert steering(ran.stdout + ran.stderr) == []
    assert "WARC-Target-URI" not in ran.stderr


def test_an_older_version_from_another_outlet_has_its_page(site: Callable[[str], Path]) -> None:
    folder = site(
        "-- content/articles/a.md --\n---\nsource: Quay Times\ndate: 2024-05-06\n---\n\nThe ferry sails.\n"
        "-- content/articles/b.md --\n---\nsource: Harbour Wire\ndate: 2024-05-07\n---\n\nThe ferry sails again.\n"
        "-- content/copies.yaml --\nversions:\n  - [articles/a.md, articles/b.md]\n"
    )
    code, _, err = backfile("build", str(folder))
    assert code == 0, err
    assert len(list(article_pages(folder / "public"))) == 2


# ---------------------------------------------------------------- what takes too long, and what fails

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@FORKS
def test_work_that_never_ends_is_ended_and_its_process_is_gone() -> None:
    def for_ever() -> bytes:
        while True:
            pass

    def children() -> list[str]:
        """Return the processes that this one has begun; a browser of other tests may be one."""
        lists = Path(f"/proc/{os.getpid()}/task").glob("*/children")
        return sorted(child for held in lists for child in held.read_text().split())

    before = children()
    assert within(5, lambda: b"done") == b"done"
    with pytest.raises(OutOfTime):
        within(0.1, for_ever)
    with pytest.raises(OutOfTime):
        within(5, lambda: os.kill(os.getpid(), signal.SIGKILL) or b"")
    assert children() == before


@FORKS
@pytest.mark.parametrize("signs", ["[" * 60_000, "[" * 30_000 + "]" * 30_000], ids=["open", "nested"])
def test_markdown_that_would_take_minutes_is_published_as_plain_paragraphs_with_a_warning(signs: str) -> None:
    text = (
        f"---\ntitle: Harbour news\ndate: 2024-05-06\n---\n\nThe ferry sails.\n\n{signs}\n\nIt came back.\n"
    )
    (read,) = read_file("articles/a.md", text.encode(), None, open_desk("")[0]).readings
    assert [(d.code, d.grave) for d in read.article.doubts] == [("mark-up-slow", True)]
    assert read.article.headline == "Harbour news"
    assert [block.text[:16] for block in read.text.body] == ["The ferry sails.", "[" * 16, "It came back."]


@FORKS
def test_a_text_that_would_be_searched_for_minutes_is_published_with_its_words_and_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def for_ever(*_: object) -> Findings:
        while True:
            pass

    monkeypatch.setattr(reading, "find", for_ever)
    monkeypatch.setattr(reading, "AT_LEAST", 1)
    monkeypatch.setattr(reading, "warm", lambda page: None)
    words = (
        "---\ntitle: Ferry sails\ndate: 2024-05-06\n---\n\nAnna Hill sailed.\n\n"
        + "It went out again. " * 2000
    )
    (read,) = read_file("articles/a.txt", words.encode(), None, open_desk("")[0]).readings
    assert [(d.code, d.grave) for d in read.article.doubts if d.grave] == [("names-slow", True)]
    assert (read.article.headline, read.text.body[0].text) == ("Ferry sails", "Anna Hill sailed.")
    assert (read.findings.people, len(read.text.body[1].text)) == ((), len("It went out again. " * 2000) - 1)
    page = f"<!doctype html>\n<h1>Ferry sails</h1>\n{'<div>' * 400}\n\n<p>Anna Hill sailed on Monday.</p>\n\n<p>{WORDS}</p>\n"
    (read,) = read_file("articles/a.html", page.encode(), None, open_desk("")[0]).readings
    assert [d.code for d in read.article.doubts if d.grave] == ["mark-up-slow", "names-slow", "deep-page"]
    assert [block.text for block in read.text.body][-1:] == [WORDS]


def test_a_reader_that_fails_costs_its_file_and_no_other(
    site: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(
        "-- content/articles/a.txt --\nGood news\n2024-05-06\n\nIt is read.\n-- content/articles/b.txt --\nBAD\n"
    )
    real = reading.read_documents

    def failing(path: str, data: bytes, columns: object) -> object:
        if b"BAD" in data:
            raise RecursionError
        return real(path, data, columns)

    monkeypatch.setattr(reading, "read_documents", failing)
    code, _, err = backfile("build", str(folder))
    assert code == 3
    assert "articles/b.txt: error[reader-failed]" in err and "RecursionError" in err
    assert [url for url, _ in article_pages(folder / "public")] != []


def test_of_a_saved_page_words_are_shown_line_by_line_and_no_code() -> None:
    lines = (
        "<p>One",
        "<script>two(",
        ")</script>three <!-- four",
        "five --> six <a",
        "href='seven'>eight</a> &amp; <b>nine",
    )
    assert worded(lines) == ("One", "", "three", "six", "eight & nine")


def test_characters_that_no_page_may_hold_go_out_of_every_text_and_part_words() -> None:
    head = '---\ntitle: "Ferry\\u0007 s\\u001bails\\u000bat \\ufffe noon"\ndate: 2024-05-06\n---\n\n'
    (read,) = read_file(
        "articles/a.md", (head + "It sails&#11;again&#1;.\n").encode(), None, open_desk("")[0]
    ).readings
    assert read.article.headline == "Ferry sails at  noon"
    assert [block.text for block in read.text.body] == ["It sails again."]


@FORKS
def test_a_file_of_very_many_lines_is_read_where_it_can_be_ended() -> None:
    head = b"From: a@news.example\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\n"
    data = head + b"X-A: b\r\n" * 60_000 + b"\r\nIt sails again.\r\n"
    begun = sum(os.times()[:4])
    outcome = read_file("articles/a.eml", data, None, open_desk("")[0])
    assert sum(os.times()[:4]) - begun < 2 * (reading.AT_LEAST + len(data) * reading.PER_BYTE)
    assert outcome.problem is None or outcome.problem.code == "out-of-time"


@FORKS
def test_work_that_is_given_more_time_uses_it_and_is_ended_after_it() -> None:
    def busy(seconds: float) -> bytes:
        begun = time.process_time()
        while time.process_time() - begun < seconds:
            pass
        return b"done"

    def given(more: float) -> bytes:
        longer(more)
        return busy(0.4)

    longer(0.1)  # this process has no limit, and gets none
    assert busy(0.3) == b"done"
    assert within(0.1, lambda: given(5)) == b"done"
    with pytest.raises(OutOfTime):
        within(0.1, lambda: given(0.1))


def test_every_article_of_a_collection_adds_to_the_time_that_it_may_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    added: list[float] = []
    monkeypatch.setattr(reading, "longer", added.append)
    rows = "".join(f"2024-05-06,The ferry sails for the {n}th time\n" for n in range(50))
    outcome = read_file("articles/a.csv", b"date,headline\n" + rows.encode(), None, open_desk("")[0])
    assert (len(outcome.readings), added) == (50, [50 * reading.PER_ARTICLE])


@pytest.mark.parametrize("number", ["²", "9" * 6000, "٣", "-1", "1e9", ""])
def test_a_number_of_a_picture_that_is_none_costs_no_file(number: str) -> None:
    words = "The ferry sails again after its repairs, the office said on Monday. " * 6
    body = f"<p>{words}</p><p>{words}</p><img src=b.png width='{number}' height='{number}'>"
    head = "<!doctype html><html><head><title>Ferry sails</title></head>"
    whole = f"{head}<body><article><h1>Ferry sails</h1>{body}</article></body></html>"
    picture = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta>'
        "<contentMeta><headline>Ferry sails</headline><description>A ferry</description></contentMeta><contentSet>"
        f'<remoteContent href="a.jpg" width="{number}"/><remoteContent href="b.jpg" width="20"/></contentSet></newsItem>'
    )
    desk = open_desk("")[0]
    for name, text in (("a.html", whole), ("a.xml", picture)):
        outcome = read_file(f"articles/{name}", text.encode(), None, desk)
        assert outcome.problem is None
        assert [r.article.headline for r in outcome.readings] == ["Ferry sails"]


# ---------------------------------------------------------------- signals


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_build_with_its_code_and_leaves_neither_child_nor_stage(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    for n in range(900):
        text = "".join(
            f"\n\nThe harbour master said that ferry {n} had carried {k} people." for k in range(9)
        )
        (articles / f"{n}.txt").write_text(f"Ferry number {n}\n2024-05-{n % 28 + 1:02}{text}\n")
    program = "from backfile.cli import main; print('begun', flush=True); main()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "build", str(tmp_path), "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == "begun\n"
    time.sleep(1.5)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.splitlines()[-1]) == (code, "Stopped.")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert list(tmp_path.glob("public/.backfile-part*")) == []


def test_a_character_of_thousands_of_digits_is_no_character_and_ends_no_build(tmp_path: Path) -> None:
    digits = f"&#{'9' * 5000}; &#{'0' * 5000}65; &amp;&#66;"
    assert unescaped(digits) == "\ufffd A &B"
    folder = tmp_path / "content/articles"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text(f"<!doctype html><h1>Ferry</h1><p>{WORDS}</p>\n<p>{WORDS} {digits}</p>")
    code, _, err = backfile("build", str(tmp_path))
    assert code == 0 and "reader-failed" not in err, err


def test_a_fault_of_backfile_itself_is_told_in_two_lines_with_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("words of the text")

    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/a.txt").write_text(f"Ferry sails\n2024-05-06\n\n{WORDS}\n")
    monkeypatch.setattr(articles, "raw_lines", broken)
    code, _, err = backfile("build", str(tmp_path), "--jobs", "1")
    assert (code, "Traceback" in err, "words of the text" in err) == (1, False, False)
    assert "ValueError in test_trust.py:" in err and "while making 2024/05/06/ferry-sails-" in err
    assert not (tmp_path / "public/index.html").exists()


def test_a_signal_in_the_midst_of_an_import_finds_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "multiprocessing.process", types.ModuleType("half"))
    assert cli._workers() == []
