"""A site is what it is, whether anybody can be told of it or not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from backfile.problems import Origin, Problem, brief, printable

MAIN = "from backfile.cli import main; main()"
TEXT = "Harbour fair opens\n\n20 September 2023\n\nThe harbour fair opened on Wednesday.\n"
FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no /dev/full")


def run(folder: Path, program: str, *more: str, **streams: object) -> subprocess.CompletedProcess[bytes]:
    article = folder / "content/articles/a.txt"
    article.parent.mkdir(parents=True, exist_ok=True)
    article.write_text(TEXT)
    line = [sys.executable, "-c", program, "build", str(folder), *more]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(line, env=env, **streams)  # type: ignore[call-overload,no-any-return]


@FULL
def test_messages_that_cannot_be_written_do_not_make_a_published_site_a_failure(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = run(tmp_path, MAIN, stdout=subprocess.PIPE, stderr=full)
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "public/index.html").exists()


@FULL
def test_a_report_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = run(tmp_path, MAIN, "--json", stdout=full, stderr=subprocess.PIPE)
    told = b"backfile: expected output that can be written, found: No space left on device\n"
    assert (done.returncode, done.stderr) == (1, told)
    assert (tmp_path / "public/index.html").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [2, 15])
def test_a_signal_that_comes_when_all_is_done_changes_nothing(tmp_path: Path, number: int) -> None:
    late = f"import atexit, os; atexit.register(os.kill, os.getpid(), {number}); "
    done = run(tmp_path, late + MAIN, capture_output=True)
    assert done.returncode == 0
    assert b"Published 1 article" in done.stderr and b"Traceback" not in done.stderr


def test_what_is_printed_keeps_joiners_and_wide_blanks_and_no_sign_that_steers() -> None:
    assert printable("حاجی\u200cزاده") == "حاجی\u200cزاده"
    assert printable("田中\u3000一郎\u00a0") == "田中\u3000一郎\u00a0"
    assert printable("a\x1b[2J\u202eb\u2028c\u200e") == "a�[2J�b�c�"


def test_a_message_that_quotes_a_whole_file_is_cut_off_and_its_hint_is_told() -> None:
    whole = str(Problem(Origin("site.yaml", 1), "error", "yaml-type", "found “" + "x" * 90_000, "mend it"))
    told, hint = whole.split("\n")
    assert told == "site.yaml:1: error[yaml-type]: found “" + "x" * 593 + "…"
    assert hint == "  hint: mend it"
    assert brief("found “x”") == "found “x”"
