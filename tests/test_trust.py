"""What hostile texts, faults and signals may do to an archive: nothing beyond their own page."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, backfile
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import article_pages, unbalanced, violations

from backfile import reading
from backfile.deadline import OutOfTime, within
from backfile.direction import settled, settled_page
from backfile.read.worded import worded
from backfile.reading import open_desk, read_file

COUNT = int(os.environ.get("BACKFILE_PAYLOADS", "60"))
"""Articles of mixed payloads; the figure of the documentation was made with more."""
PIECES = (
    "<script>xss_1()</script>", "</title><script>xss_2()</script>", "\"'><img src=x onerror=xss_3()>", "<svg onload=xss_4()>",
    "[a](javascript:xss_5())", "![b](data:text/html,xss_6)", "<a href='vbscript:xss_7'>c</a>", "]]><x>", "<!--", "-->",
    "{{ 7*7 }}", "{% raw %}", "\u202egnp.exe", "\u2067", "\u2069", "&lt;b&gt;", "&#0;", "<base href=//evil.example/>",
    "<style>@import '//evil.example'</style>", "<math><mi//xlink:href='data:x,xss_8'>", "`", "**", "[^1]", "'; xss_9(); '",
    "\u200b", "</script><!--<script>", "<iframe srcdoc='xss'>", "plain words", "слово", "שלום\u200f", "\\u003cscript\\u003e",
)  # fmt: skip
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


def payload(chance: random.Random) -> str:
    return " ".join(chance.choice(PIECES) for _ in range(chance.randint(1, 5)))


def test_no_mix_of_payloads_does_anything_on_any_page(tmp_path: Path) -> None:
    chance = random.Random(2024)
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text("title: Trust\nsite_url: https://archive.example/\n")
    for number in range(COUNT):
        quoted = [payload(chance).replace("\\", "\\\\").replace('"', '\\"') for _ in range(5)]
        head = "---\n" + "".join(
            f'{name}: "{value}"\n'
            for name, value in zip(
                ("title", "author", "summary", "source", "photo_credit"), quoted, strict=True
            )
        )
        if number % 3 == 0:
            body = f"<html><head><title>{payload(chance)}</title></head><body><h1>MARK{number}</h1><p>{payload(chance)}</p></body></html>"
            (articles / f"{number}.html").write_text(body)
        elif number % 3 == 1:
            text = f"{payload(chance)}\n\n2024-05-06\n\nMARK{number} {payload(chance)}\n\n{payload(chance)}\n"
            (articles / f"{number}.txt").write_text(text)
        else:
            text = f'{head}date: 2024-05-06\ntopics: ["{quoted[0]}"]\n---\n\nMARK{number} {payload(chance)}\n\n{payload(chance)}\n'
            (articles / f"{number}.md").write_text(text)
    code, _, err = backfile("build", str(tmp_path))
    assert code in (0, 3) and "Traceback" not in err, err
    assert violations(tmp_path / "public", ("xss_",), "https://archive.example/") == []
    assert len(list(article_pages(tmp_path / "public"))) + err.count("Set aside") == COUNT


# ---------------------------------------------------------------- what takes too long, and what fails

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@FORKS
def test_work_that_never_ends_is_ended_and_its_process_is_gone() -> None:
    def for_ever() -> bytes:
        while True:
            pass

    assert within(5, lambda: b"done") == b"done"
    with pytest.raises(OutOfTime):
        within(0.1, for_ever)
    with pytest.raises(OutOfTime):
        within(5, lambda: os.kill(os.getpid(), signal.SIGKILL) or b"")
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@FORKS
def test_markdown_that_would_take_minutes_is_published_as_plain_paragraphs_with_a_warning() -> None:
    text = (
        "---\ntitle: Harbour news\ndate: 2024-05-06\n---\n\nThe ferry sails.\n\n"
        + "[" * 60_000
        + "\n\nIt came back.\n"
    )
    (read,) = read_file("articles/a.md", text.encode(), None, open_desk("")[0]).readings
    assert [(d.code, d.grave) for d in read.article.doubts] == [("mark-up-slow", True)]
    assert read.article.headline == "Harbour news"
    assert [block.text[:16] for block in read.text.body] == ["The ferry sails.", "[" * 16, "It came back."]


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
