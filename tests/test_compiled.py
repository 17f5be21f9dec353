"""What is kept of compiled expressions between runs, and what happens when it is not what it was."""

import multiprocessing
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from backfile import compiled as module
from backfile.compiled import compiled, keep, kept_folder, remembered

SOURCE = r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?!\d)|(?:kept|kepler|keen|keel|keg|key)\b"
LINES = ("On 12.3 it", "4/11", "44/111", "a KEPLER", "keys", "", "kęy key")


def same(source: str) -> str:
    return source


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that the next run keeps things in, as a new process would find it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(module, "_shelf", module._Shelf())
    monkeypatch.setattr("atexit.register", lambda _: None)
    return tmp_path


def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what this process knows, so that only the file is left, and let nothing be compiled."""
    monkeypatch.setattr(module, "_shelf", module._Shelf())
    monkeypatch.setattr(module, "_code", lambda source, flags: pytest.fail(f"compiled again: {source}"))


def test_a_kept_expression_is_that_of_re_with_its_groups_and_flags(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = re.compile(SOURCE, re.IGNORECASE)
    compiled(SOURCE, re.IGNORECASE, same)
    keep()
    anew(monkeypatch)
    found = compiled(SOURCE, re.IGNORECASE, same)
    assert (found.pattern, found.flags, found.groups) == (plain.pattern, plain.flags, plain.groups)
    assert dict(found.groupindex) == dict(plain.groupindex)
    for line in LINES:
        assert [m.regs for m in found.finditer(line)] == [m.regs for m in plain.finditer(line)]
        assert [m.groupdict() for m in found.finditer(line)] == [m.groupdict() for m in plain.finditer(line)]


def test_other_flags_and_other_forms_are_other_expressions(folder: Path) -> None:
    assert compiled("abc", 0, same).search("ABC") is None
    assert compiled("abc", re.IGNORECASE, same).search("ABC")
    assert compiled("abc", 0, str.upper).search("ABC")


def test_what_was_read_off_an_expression_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert remembered("letters", ("ab", "c"), lambda: (("a", "b"), ())) == (("a", "b"), ())
    assert remembered("none", ("ab", "c"), lambda: ()) == ()
    keep()
    anew(monkeypatch)
    assert remembered("letters", ("ab", "c"), lambda: pytest.fail("made again")) == (("a", "b"), ())
    assert remembered("none", ("ab", "c"), lambda: pytest.fail("made again")) == ()
    assert remembered("letters", ("a", "bc"), lambda: (("x",),)) == (("x",),)


@pytest.mark.parametrize("damage", ["cut", "turned", "foreign", "empty", "folder"])
def test_a_damaged_file_is_as_none(folder: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    compiled(SOURCE, 0, same)
    keep()
    (kept,) = folder.rglob("expressions-*")
    data = kept.read_bytes()
    kept.unlink()
    if damage == "folder":
        kept.mkdir()
    else:
        turned = data[:40] + bytes((data[40] ^ 1,)) + data[41:]
        kept.write_bytes({"cut": data[:-9], "turned": turned, "foreign": b"\0" * 400, "empty": b""}[damage])
    monkeypatch.setattr(module, "_shelf", module._Shelf())
    assert compiled(SOURCE, 0, same).fullmatch("3.4")
    keep()
    assert [path.name for path in folder.rglob("expressions-*")] == [kept.name]


def test_a_file_of_another_python_is_as_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled("abc", 0, same)
    keep()
    monkeypatch.setattr(module, "_shelf", module._Shelf())
    monkeypatch.setattr(sys, "version", "3.99")
    assert module._shelf.known.codes == {}


def test_the_files_of_a_few_other_versions_stay(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(module.VERSIONS + 2):
        monkeypatch.setattr(module, "_shelf", module._Shelf())
        monkeypatch.setattr(sys, "version", f"3.{number}")
        compiled("abc", 0, same)
        keep()
    assert len(list(folder.rglob("expressions-*"))) == module.VERSIONS
    assert len(module._read().codes) == 1


def test_what_two_runs_keep_adds_up_until_it_is_too_much(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for source in ("abc", "def"):
        monkeypatch.setattr(module, "_shelf", module._Shelf())
        compiled(source, 0, same)
        keep()
    monkeypatch.setattr(module, "_shelf", module._Shelf())
    assert len(module._shelf.known.codes) == 2
    monkeypatch.setattr(module, "MOST", 2)
    compiled("ghi", 0, same)
    keep()
    monkeypatch.setattr(module, "_shelf", module._Shelf())
    assert len(module._shelf.known.codes) == 1


def test_a_wrong_expression_raises_and_is_not_kept(folder: Path) -> None:
    with pytest.raises(re.error):
        compiled("(a", 0, same)
    assert module._shelf.used.codes == {}


@pytest.mark.skipif(os.name == "nt", reason="asks for the rights of files on Unix")
def test_a_process_writes_when_it_ends_and_does_without_where_it_may_not(tmp_path: Path) -> None:
    code = "from backfile.patterns import late; print(bool(late('a|b').search('xb')))"
    for home, written in ((tmp_path / "cache", 1), (tmp_path / "file" / "cache", 0)):
        (tmp_path / "file").touch()
        run = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "XDG_CACHE_HOME": str(home), "HOME": str(home)},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert (run.stdout, run.stderr) == ("True\n", "")
        if sys.platform == "linux":
            assert len(list(home.rglob("expressions-*"))) == written


def test_a_second_run_compiles_nothing_whatever_the_order_of_its_sets(tmp_path: Path) -> None:
    code = "from backfile.reading import warm; warm(True)"
    kept = []
    for seed in ("1", "2"):
        folders = {"XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "HOME": str(tmp_path)}
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, **folders, "PYTHONHASHSEED": seed}, check=True
        )
        kept += [path.stat().st_mtime_ns for path in tmp_path.rglob("expressions-*")]
    assert len(kept) == 2 and kept[0] == kept[1]


def test_a_folder_is_given_only_where_the_user_may_write(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = kept_folder("templates")
    assert os.path.isdir(given) and os.path.basename(given) == "templates"
    if sys.platform != "linux":
        return
    (folder / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "file"))
    assert kept_folder("templates") == ""
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert kept_folder("templates") == ""


@pytest.mark.skipif(
    os.name == "nt" or sys.platform == "darwin", reason="the folder of caches is named otherwise"
)
def test_the_program_which_ends_at_once_writes_too(tmp_path: Path) -> None:
    articles = tmp_path / "news/content/articles"
    articles.mkdir(parents=True)
    (articles / "a.txt").write_text("The harbour opens\n\n3 May 2024\n\nIt does.\n", encoding="utf-8")
    command = [sys.executable, "-P", "-m", "backfile", "check", str(tmp_path / "news"), "--no-cache"]
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "caches")}
    subprocess.run(command, env=environment, capture_output=True, check=True)
    (kept,) = (tmp_path / "caches/backfile").glob("expressions-*")
    assert kept.stat().st_size > 100_000


@pytest.mark.skipif(not hasattr(os, "fork"), reason="asks for forked workers")
def test_a_worker_writes_what_it_compiled(folder: Path) -> None:
    context = multiprocessing.get_context("fork")
    worker = context.Process(target=compiled, args=(SOURCE, 0, same))
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    assert len(module._read().codes) == 1
