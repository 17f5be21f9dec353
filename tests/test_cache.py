"""The memo and the lock: what is kept comes back, and damage of any kind costs only time."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.publish import lock
from backfile.publish.cache import FILE, Cache, digest_key
from backfile.publish.codeversion import code_version
from backfile.publish.lock import Lock, Locked


class Card(msgspec.Struct, frozen=True):
    name: str
    lines: tuple[int, ...] = ()


def key(n: int) -> bytes:
    return digest_key("card", str(n))


CARDS = {key(n): Card(f"card {n} " + "Ж" * (n % 40), tuple(range(n % 9))) for n in range(1200)}


def filled(folder: Path) -> Path:
    with Cache(str(folder)) as cache:
        cache.put_many("cards", CARDS)
        cache.put("notes", key(0), Card("of another kind"))
        assert cache.problems == []
    return folder / FILE


def test_records_come_back_in_a_later_run_by_kind_and_key(tmp_path: Path) -> None:
    filled(tmp_path)
    with Cache(str(tmp_path)) as cache:
        assert cache.get_many("cards", tuple(CARDS), Card) == CARDS
        assert cache.get("notes", key(0), Card) == Card("of another kind")
        assert cache.get("notes", key(1), Card) is None
        assert cache.get("cards", b"", Card) is None
        assert cache.problems == []


def test_without_a_folder_records_live_as_long_as_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Cache(None) as cache:
        cache.put("cards", key(1), CARDS[key(1)])
        assert cache.get("cards", key(1), Card) == CARDS[key(1)]
    with Cache(None) as cache:
        assert cache.get("cards", key(1), Card) is None
    assert os.listdir(tmp_path) == []


def test_what_nobody_asked_for_is_pruned_and_what_was_kept_is_not(tmp_path: Path) -> None:
    filled(tmp_path)
    with Cache(str(tmp_path)) as cache:
        cache.get("cards", key(1), Card)
        cache.keep([key(2)])
        cache.put("cards", key(5000), Card("new"))
        cache.put("output", key(9999), Card("notes on an output folder"))
        assert cache.prune() == len(CARDS) - 2 + 1
    with Cache(str(tmp_path)) as cache:
        assert set(cache.get_many("cards", (*CARDS, key(5000)), Card)) == {key(1), key(2), key(5000)}
        cache.prune()
        assert cache.get("output", key(9999), Card) is not None


def test_a_run_that_is_killed_loses_nothing_of_what_was_kept_before(tmp_path: Path) -> None:
    program = (
        f"import os, sys; sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).parent.parent / 'src')]!r}\n"
        "from test_cache import CARDS, Cache, Card, key\n"
        f"cache = Cache({str(tmp_path)!r}); cache.put_many('cards', CARDS)\n"
        "cache._db.execute('BEGIN'); cache._db.execute('DELETE FROM cards')\n"
        "cache._db.execute('PRAGMA cache_size=1'); cache._db.execute('CREATE TABLE more (x)')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=False)
    with Cache(str(tmp_path)) as cache:
        assert cache.get_many("cards", tuple(CARDS), Card) == CARDS
        assert cache.problems == []


# ---------------------------------------------------------------- damage


def use(folder: Path) -> Cache:
    """Ask for everything, put what is missing, ask again: what a build does. Return the closed cache."""
    with Cache(str(folder)) as cache:
        found = cache.get_many("cards", tuple(CARDS), Card)
        assert all(CARDS[k] == card for k, card in found.items()), "a wrong record"
        cache.put_many("cards", {k: card for k, card in CARDS.items() if k not in found})
        found = cache.get_many("cards", tuple(CARDS), Card)
        assert all(CARDS[k] == card for k, card in found.items()), "a wrong record"
        cache.prune()
        assert len(cache.problems) <= 2
        assert all(problem.severity == "warning" for problem in cache.problems)
    return cache


def test_a_file_cut_short_anywhere_costs_a_warning_at_most_and_is_made_anew(tmp_path: Path) -> None:
    whole = filled(tmp_path / "whole").read_bytes()
    for part in range(20):
        path = tmp_path / FILE
        path.write_bytes(whole[: len(whole) * part // 20])
        cache = use(tmp_path)
        assert bool(cache.problems) == (part > 0)
        assert use(tmp_path).problems == []
        with Cache(str(tmp_path)) as cache:
            assert cache.get_many("cards", tuple(CARDS), Card) == CARDS


def test_turned_bits_never_give_a_wrong_record(tmp_path: Path) -> None:
    whole = filled(tmp_path / "whole").read_bytes()
    chance = random.Random(7)
    warned = 0
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 3, 40))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        (tmp_path / FILE).write_bytes(data)
        warned += bool(use(tmp_path).problems)
        (tmp_path / FILE).unlink(missing_ok=True)
    assert warned > 75


def test_turned_bits_in_the_head_of_the_file_never_give_a_wrong_record(tmp_path: Path) -> None:
    whole = filled(tmp_path / "whole").read_bytes()
    for place in (*range(100), *range(100, 400, 7)):
        for bit in (0, 7):
            data = bytearray(whole)
            data[place] ^= 1 << bit
            (tmp_path / FILE).write_bytes(data)
            use(tmp_path)
            (tmp_path / FILE).unlink(missing_ok=True)


def test_swapped_entries_are_noticed(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with sqlite3.connect(path) as db:
        one, other = (
            db.execute("SELECT sum, data FROM cards WHERE key = ?", (key(n),)).fetchone() for n in (1, 2)
        )
        db.execute("UPDATE cards SET sum = ?, data = ? WHERE key = ?", (*one, key(2)))
        db.execute("UPDATE cards SET sum = ?, data = ? WHERE key = ?", (*other, key(1)))
        db.execute("INSERT INTO notes SELECT * FROM cards WHERE key = ?", (key(3),))
    db.close()
    with Cache(str(tmp_path)) as cache:
        assert cache.get_many("cards", (key(1), key(2), key(3)), Card) == {key(3): CARDS[key(3)]}
        assert cache.get("notes", key(3), Card) is None
        assert [problem.code for problem in cache.problems] == ["cache-entry"]


@pytest.mark.parametrize(
    "what", ["empty", "text", "newer", "other tables", "folder", "folder is a file", "no record"]
)
def test_a_file_that_is_something_else_costs_a_warning_at_most(tmp_path: Path, what: str) -> None:
    path = filled(tmp_path)
    if what == "empty":
        path.write_bytes(b"")
    elif what == "text":
        path.write_text("This is not a database. " * 300)
    elif what == "folder":
        path.unlink()
        path.mkdir()
        (path / "mine").write_text("mine")
    elif what == "folder is a file":
        shutil.rmtree(tmp_path)
        tmp_path.write_text("a file where .backfile/ should be")
    else:
        with sqlite3.connect(path) as db:
            if what == "newer":
                db.execute("PRAGMA user_version=999")
            elif what == "other tables":
                db.execute("DROP TABLE cards")
                db.execute("CREATE TABLE cards (something TEXT)")
            else:
                db.execute("UPDATE cards SET data = 7")
        db.close()
    cache = use(tmp_path)
    assert len(cache.problems) == (0 if what == "empty" else 1)
    if what == "folder":
        assert (path / "mine").read_text() == "mine"
    elif what != "folder is a file":
        assert use(tmp_path).problems == []
        with Cache(str(tmp_path)) as cache:
            assert cache.get_many("cards", tuple(CARDS), Card) == CARDS


def test_a_disk_that_fills_up_costs_a_warning_and_no_record_is_wrong(tmp_path: Path) -> None:
    with Cache(str(tmp_path)) as cache:
        cache.put("cards", key(0), CARDS[key(0)])
        assert cache._db is not None
        cache._db.execute("PRAGMA max_page_count=20")
        cache.put_many("cards", CARDS)
        assert [problem.code for problem in cache.problems] == ["cache"]
        assert "full" in cache.problems[0].message
        cache.put_many("cards", CARDS)
        assert cache.get_many("cards", tuple(CARDS), Card) == CARDS
    assert (tmp_path / FILE).exists()


def test_a_cache_that_another_program_holds_is_left_alone(tmp_path: Path) -> None:
    path = filled(tmp_path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    cache = use(tmp_path)
    assert [problem.code for problem in cache.problems] == ["cache"]
    other.execute("ROLLBACK")
    other.close()
    assert use(tmp_path).problems == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_cache_costs_a_warning(tmp_path: Path) -> None:
    path = filled(tmp_path)
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        assert [problem.code for problem in use(tmp_path).problems] == ["cache"]
    finally:
        tmp_path.chmod(0o700)


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_keys_are_equal_only_for_equal_parts(one: list[bytes], other: list[bytes]) -> None:
    assert (digest_key(*one) == digest_key(*other)) == (one == other)


def test_the_code_version_is_the_same_twice_and_hexadecimal() -> None:
    assert code_version() == code_version()
    assert len(bytes.fromhex(code_version())) == 20


def test_a_changed_source_changes_the_code_version(tmp_path: Path) -> None:
    package = Path(sys.modules["backfile"].__file__ or "").parent
    shutil.copytree(package, tmp_path / "backfile", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-c", "from backfile.publish.codeversion import code_version as c; print(c())"]

    def version() -> str:
        environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        ).stdout

    first = version()
    assert version() == first
    for name in ("parse/dates.py", "model/articles.py", "extract/data/new.json"):
        path = tmp_path / "backfile" / name
        path.parent.mkdir(exist_ok=True)
        before = path.read_bytes() if path.exists() else None
        path.write_bytes((before or b"") + b"\n")
        assert version() != first, name
        path.write_bytes(before) if before is not None else path.unlink()
    assert version() == first
    with (tmp_path / "backfile/serve.py").open("a") as file:
        file.write("\n")
    assert version() == first


def test_the_sources_are_read_again_only_where_a_stamp_is_new_or_the_note_is_damaged(tmp_path: Path) -> None:
    package = Path(sys.modules["backfile"].__file__ or "").parent
    shutil.copytree(package, tmp_path / "backfile", ignore=shutil.ignore_patterns("__pycache__"))
    code = (
        "import backfile.publish.codeversion as m; m.SLACK = -1 << 62; real = m._bytes; read = [];"
        "m._bytes = lambda path: read.append(path) or real(path); print(m.code_version(), len(read))"
    )
    homes = {"XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "HOME": str(tmp_path)}

    def told() -> tuple[str, bool]:
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True,
            env=os.environ | homes | {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        version, read = run.stdout.split()
        return version, int(read) > 0

    version, read = told()
    assert read
    assert told() == (version, False)
    os.utime(tmp_path / "backfile/parse/dates.py", ns=(1, 1))
    assert told() == (version, True)
    assert told() == (version, False)
    for note in tmp_path.rglob("sources/*"):
        note.write_text("0 0")
    assert told() == (version, True)
    (tmp_path / "backfile/parse/new.py").touch()
    other, read = told()
    assert read and other != version


# ---------------------------------------------------------------- the lock

HOLDER = """
import sys; sys.path.insert(0, {src!r})
from backfile.publish.lock import Lock
with Lock({folder!r}):
    print("held", flush=True)
    {then}
"""


def holder(folder: Path, then: str) -> subprocess.Popen[str]:
    program = HOLDER.format(src=str(Path(__file__).parent.parent / "src"), folder=str(folder), then=then)
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_build_is_told_of_the_first_and_may_go_on_after_it(tmp_path: Path) -> None:
    first = holder(tmp_path, "sys.stdin.read()")
    with pytest.raises(Locked) as locked:
        Lock(str(tmp_path))
    assert locked.value.pid == first.pid
    assert f"process {first.pid}, begun 2" in str(locked.value)
    first.communicate("")
    with Lock(str(tmp_path)) as lock:
        assert lock.problem is None
        with pytest.raises(Locked) as locked:
            Lock(str(tmp_path))
        assert locked.value.pid == os.getpid()
    Lock(str(tmp_path)).release()


def test_a_second_build_waits_for_the_name_of_a_first_that_has_just_taken_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Lock(str(tmp_path)):
        named, waited = (tmp_path / lock.FILE).read_text(), []
        (tmp_path / lock.FILE).write_text("")

        def written_meanwhile(seconds: float) -> None:
            waited.append(seconds)
            (tmp_path / lock.FILE).write_text(named)

        monkeypatch.setattr(lock.time, "sleep", written_meanwhile)
        with pytest.raises(Locked) as locked:
            Lock(str(tmp_path))
    assert (locked.value.pid, len(waited)) == (os.getpid(), 1)


def test_a_build_that_has_ended_is_not_named_as_one_that_runs(tmp_path: Path) -> None:
    Lock(str(tmp_path)).release()
    assert (tmp_path / lock.FILE).read_text() == ""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_killed_build_leaves_no_lock(tmp_path: Path) -> None:
    first = holder(tmp_path, "sys.stdin.read()")
    first.send_signal(signal.SIGKILL)
    first.communicate()
    with Lock(str(tmp_path)) as lock:
        assert lock.problem is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_worker_that_outlives_a_killed_build_does_not_hold_the_lock(tmp_path: Path) -> None:
    first = holder(
        tmp_path, "import os, time; print(child, flush=True) if (child := os.fork()) else time.sleep(60)"
    )
    assert first.stdout is not None
    child = int(first.stdout.readline())
    try:
        first.wait(10)
        Lock(str(tmp_path)).release()
    finally:
        os.kill(child, signal.SIGKILL)
        first.communicate()


def test_where_no_lock_can_be_made_a_warning_says_so(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with Lock(str(tmp_path)) as lock:
        assert lock.problem is not None
        assert lock.problem.code == "no-lock"


def test_on_a_full_disk_the_lock_holds_without_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(fd: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        lock = Lock(str(tmp_path))
    with lock, pytest.raises(Locked, match="another process"):
        Lock(str(tmp_path))


def test_who_reads_apart_sees_what_is_kept_and_cannot_change_it(tmp_path: Path) -> None:
    with Cache(str(tmp_path)) as cache:
        cache.put("texts", b"one", "words")
        apart = cache.apart()
        assert apart is not None
        assert apart.get_many("texts", (b"one", b"two"), str) == {b"one": "words"}
        apart.put("texts", b"two", "more")
        apart.close()
        assert cache.get("texts", b"two", str) is None
        assert cache.get("texts", b"one", str) == "words"
        assert cache.problems == []


def test_nothing_reads_apart_what_is_in_no_file() -> None:
    with Cache(None) as cache:
        assert not cache.is_file
        assert cache.apart() is None
