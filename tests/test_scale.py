"""Builds of many texts: the same bytes by any number of workers, deaths survived, nothing done where nothing changed."""

import concurrent.futures
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import backfile

from backfile import pipeline, shelf, unchanged
from backfile.options import Options
from backfile.pipeline import build
from backfile.publish import press
from backfile.publish.workers import Died, Workers
from backfile.search import beside, postings
from backfile.search.index import index
from backfile.stages import Stage, Stages

NOW = "2024-01-01"


def squared(shared: bytes, tasks: Sequence[int]) -> list[int]:
    """Square numbers; one that is in `shared` kills the worker."""
    for task in tasks:
        if task in shared:
            os.kill(os.getpid(), signal.SIGKILL)
    return [task * task for task in tasks]


def killed_once(shared: bytes, tasks: Sequence[int]) -> list[int]:
    """Square numbers; the first worker that does so is killed."""
    path = shared.decode()
    if not os.path.exists(path):
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return [task * task for task in tasks]


def pool() -> Executor:
    return ProcessPoolExecutor(2)


@pytest.mark.parametrize("ahead", [1, 5])
def test_results_come_in_order_and_each_task_is_done_once(ahead: int) -> None:
    tasks = list(range(100))
    assert list(Workers(squared, b"", pool, 7, ahead).results(tasks)) == [n * n for n in tasks]
    assert list(Workers(squared, b"", pool, 7, ahead).results([])) == []


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_task_that_kills_its_worker_is_found_and_given_up_alone() -> None:
    tasks = list(range(40))
    found = list(Workers(squared, bytes((3, 22)), pool, 8, 4).results(tasks))
    assert [n for n, one in enumerate(found) if isinstance(one, Died)] == [3, 22]
    assert [one for one in found if not isinstance(one, Died)] == [n * n for n in tasks if n not in (3, 22)]


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_worker_that_dies_by_chance_costs_no_task(tmp_path: Path) -> None:
    shared = str(tmp_path / "killed").encode()
    assert list(Workers(killed_once, shared, pool, 8, 4).results(range(30))) == [n * n for n in range(30)]


class NeverEnds(ProcessPoolExecutor):
    """A pool that reads for the rest of a result which a killed worker began to hand over."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        super().shutdown(wait=True, cancel_futures=cancel_futures)
        if wait:
            threading.Event().wait()


KILLED = """
import os, signal, time
from concurrent.futures import ProcessPoolExecutor
from backfile.publish.workers import end_with_parent

pool = ProcessPoolExecutor(2, initializer=end_with_parent)
pids = {one.result() for one in [pool.submit(os.getpid) for _ in range(8)]}
print(*pids, flush=True)
pool.submit(time.sleep, 60)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_workers_end_with_a_build_that_is_killed() -> None:
    # Whoever lives on holds the other end of the pipe, and this waits for it.
    run = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True, timeout=30)
    assert run.returncode == -signal.SIGKILL
    assert len(run.stdout.split()) in (1, 2)


def test_a_pool_that_never_ends_is_left_when_its_workers_are_gone() -> None:
    assert list(Workers(squared, b"", lambda: NeverEnds(2), 7, 2).results(range(30))) == [
        n * n for n in range(30)
    ]


def test_an_error_of_the_work_itself_is_raised() -> None:
    with pytest.raises(TypeError):
        list(Workers(squared, b"", pool, 2, 2).results([1, "a"]))  # type: ignore[list-item]


# ---------------------------------------------------------------- whole builds


def text_of(n: int) -> str:
    people = ("Ana Gomez", "Ben Hart", "Olga Ivanova", "Karim Haddad")
    lines = [f"Harbour report {n} by {people[n % 4]}", "", f"{n % 27 + 1} September {2019 + n % 4}", ""]
    lines += [f"The harbour counted {n} boats on that day, said Mayor {people[n % 4]}.", ""]
    lines += [f"“We wait for boat {n},” said {people[(n + 1) % 4]}. The crews went on to the next town.", ""]
    return "\n".join([*lines, "Source: Quay Times", ""])


def archive(folder: Path, count: int) -> Path:
    articles = folder / "content/articles"
    articles.mkdir(parents=True)
    for n in range(count):
        (articles / f"t{n:03}.txt").write_text(text_of(n), encoding="utf-8")
        if n % 9 == 0:
            (articles / f"t{n:03}.yaml").write_text("topics: [Harbour]\n", encoding="utf-8")
    return folder


def options(folder: Path, jobs: int, out: str = "public", cached: bool = True) -> Options:
    return Options(str(folder / "content"), str(folder / out), NOW, jobs, False, cached)


@pytest.fixture()
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few files are many already, so that workers are started in a small archive."""
    monkeypatch.setattr(shelf, "MANY", 2)
    monkeypatch.setattr(shelf, "CHUNK", 3)
    monkeypatch.setattr(shelf, "BATCH", 5)
    monkeypatch.setattr(press, "MANY", 2)
    monkeypatch.setattr(press, "FIRST", 8)
    monkeypatch.setattr(press, "MOST", 16)
    monkeypatch.setattr(press, "TOGETHER", 3)
    monkeypatch.setattr(press, "FEW", 2)


@pytest.mark.usefixtures("small_steps")
def test_one_two_and_eight_workers_write_the_same_bytes(
    tmp_path: Path, tree: Callable[[Path], dict[str, bytes]]
) -> None:
    folder = archive(tmp_path, 23)
    trees, reports = [], []
    for jobs, cached in ((1, True), (2, False), (8, False)):
        report = build(options(folder, jobs, f"out{jobs}", cached))
        trees.append(tree(folder / f"out{jobs}"))
        reports.append((report.articles, report.pages, report.written, report.problems))
    assert reports[0][0] == 23
    assert reports[0] == reports[1] == reports[2]
    assert trees[0] == trees[1] == trees[2]


@pytest.mark.usefixtures("small_steps")
def test_of_two_processes_that_render_one_is_the_build_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: list[str] = []
    forked: list[str] = []
    real, fork = press.Renderer.render, press.forked

    def noted(self: press.Renderer, page: press.Page) -> bytes:
        here.append(page.url)  # what a copy of this process notes stays in the copy
        return real(self, page)

    def counted(work: Callable[[Any], None]) -> Any:
        forked.append("")
        return fork(work)

    monkeypatch.setattr(press.Renderer, "render", noted)
    monkeypatch.setattr(press, "forked", counted)
    report = build(options(archive(tmp_path, 12), 2))
    assert forked
    assert 0 < len(here) < report.written


@pytest.mark.usefixtures("small_steps")
def test_forked_renderers_that_die_cost_no_page(
    tmp_path: Path, tree: Callable[[Path], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = archive(tmp_path, 12)
    build(options(folder, 1, "one"))
    parent = os.getpid()
    real = press.Renderer.render

    def fatal(self: press.Renderer, page: press.Page) -> bytes:
        if os.getpid() != parent and page.url.startswith("people/"):
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self, page)

    monkeypatch.setattr(press.Renderer, "render", fatal)
    build(options(folder, 2, "two", cached=False))
    assert tree(folder / "two") == tree(folder / "one")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process like this one")
@pytest.mark.parametrize("dies", [False, True])
def test_the_search_of_a_small_archive_is_made_beside_the_pages_or_here_where_that_fails(
    tmp_path: Path, tree: Callable[[Path], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch, dies: bool
) -> None:
    folder = archive(tmp_path, 12)
    build(options(folder, 1, "one", cached=False))
    parent, here = os.getpid(), []
    real = beside.Beside._work

    def noted(*arguments: Any) -> Any:
        here.append(os.getpid() == parent)
        return index(*arguments)

    def fatal(*arguments: Any) -> None:
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)
        real(*arguments)

    monkeypatch.setattr(beside, "FEWEST", 1)
    monkeypatch.setattr(beside.Beside, "_work", fatal)
    monkeypatch.setattr(pipeline, "index", noted)
    build(options(folder, 2, "two"))
    assert here == [True] * dies
    assert tree(folder / "two") == tree(folder / "one")
    # What the next build needs to change the index was kept too.
    monkeypatch.setattr(postings, "FEW", -1)
    monkeypatch.setattr(postings, "inverted", lambda *_: pytest.fail("the index was made anew"))
    (folder / "content/articles/t003.txt").write_text(text_of(3).replace("boat 3", "tugboat 3"))
    build(options(folder, 2, "two"))
    monkeypatch.undo()
    build(options(folder, 1, "three", cached=False))
    assert tree(folder / "two") == tree(folder / "three")


@pytest.mark.usefixtures("small_steps")
def test_a_text_that_kills_its_reader_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = archive(tmp_path, 8)
    parent = os.getpid()
    real = shelf.read_file

    def fatal(path: str, *more: object) -> object:
        if path.endswith("t004.txt") and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(shelf, "read_file", fatal)
    report = build(options(folder, 2))
    assert [(one.path, one.code) for one in report.set_aside] == [("articles/t004.txt", "reader-died")]
    assert (report.articles, report.exit_code) == (7, 3)
    # The death is no property of the text that may be kept: with another program it is read.
    monkeypatch.setattr(shelf, "read_file", real)
    report = build(options(folder, 2))
    assert (report.articles, report.set_aside) == (8, ())


def test_the_reading_takes_any_executor(tmp_path: Path, tree: Callable[[Path], dict[str, bytes]]) -> None:
    folder = archive(tmp_path, 9)
    build(options(folder, 1, "one"))
    asked = []

    class Here(concurrent.futures.Executor):
        def submit(self, work, /, *arguments, **more):  # type: ignore[no-untyped-def]
            asked.append(work)
            future: concurrent.futures.Future[object] = concurrent.futures.Future()
            future.set_result(work(*arguments, **more))
            return future

    real = shelf.Hands
    from backfile import pipeline

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "Hands", lambda jobs, _: real(jobs, Here))
        build(options(folder, 1, "two", cached=False))
    assert asked
    assert tree(folder / "two") == tree(folder / "one")


def test_two_dask_workers_write_the_same_bytes(
    tmp_path: Path, tree: Callable[[Path], dict[str, bytes]]
) -> None:
    distributed = pytest.importorskip("distributed", reason="needs the extra [dask]")
    folder = archive(tmp_path, 9)
    build(options(folder, 1, "one"))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        code, _, err = backfile(
            "build",
            str(folder),
            "--out",
            str(folder / "two"),
            "--now",
            NOW,
            "--no-cache",
            "--executor",
            address,
        )
    assert code == 0, err
    assert tree(folder / "two") == tree(folder / "one")


def test_an_executor_that_cannot_be_had_is_told_in_one_sentence(tmp_path: Path) -> None:
    folder = archive(tmp_path, 1)
    code, _, err = backfile("build", str(folder), "--executor", "ray://somewhere")
    assert code == 2
    assert "expected an executor such as dask://HOST:PORT, found “ray://somewhere”" in err
    assert not (folder / "public").exists()


# ---------------------------------------------------------------- nothing changed


def settle(folder: Path) -> None:
    """Give all texts a time long past, so that their stamps prove them unchanged."""
    for path in (folder / "content").rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))


def built(folder: Path) -> bool:
    """Build; return whether nothing but comparing was done."""
    report = unchanged.standing(options(folder, 1))
    if report is None:
        build(options(folder, 1))
    return report is not None


def test_a_build_of_which_nothing_has_changed_only_compares(tmp_path: Path) -> None:
    folder = archive(tmp_path, 5)
    first = build(options(folder, 1))
    again = unchanged.standing(options(folder, 1))
    assert again is not None
    assert (again.articles, again.pages, again.problems) == (first.articles, first.pages, first.problems)
    assert (again.written, again.unchanged, again.removed) == (0, first.pages, 0)
    code, out, _ = backfile(
        "build", str(folder), "--now", NOW, "--json", "--profile", str(tmp_path / "times")
    )
    assert (code, json.loads(out)["written"]) == (0, 0)
    assert [s["name"] for s in json.loads((tmp_path / "times").read_text())["stages"]] == ["compare"]


def edit(folder: Path) -> None:
    path = folder / "content/articles/t001.txt"
    seen = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("1 boats", "7 boats"), encoding="utf-8")
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))  # same size, same time: only ctime tells


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text edited in place": edit,
    "a text added": lambda f: (f / "content/articles/new.txt").write_text(text_of(77), encoding="utf-8"),
    "a text removed": lambda f: (f / "content/articles/t002.txt").unlink(),
    "a text renamed": lambda f: (f / "content/articles/t002.txt").rename(f / "content/articles/u.txt"),
    "a sidecar edited": lambda f: (f / "content/articles/t000.yaml").write_text("topics: [Quay]\n"),
    "a sidecar added": lambda f: (f / "content/articles/t001.yaml").write_text("topics: [Quay]\n"),
    "a sidecar removed": lambda f: (f / "content/articles/t000.yaml").unlink(),
    "a picture added": lambda f: (f / "content/articles/p.jpg").write_bytes(b"\xff\xd8\xff\xd9"),
    "a file that is no text added": lambda f: (f / "content/articles/p.pdf").write_bytes(b"%PDF"),
    "settings": lambda f: (f / "content/site.yaml").write_text("title: The quay\n"),
    "a register": lambda f: (f / "content/people.yaml").write_text(
        "people:\n  ana-gomez: {name: Ana Gomez}\n"
    ),
    "a template of the site": lambda f: shutil.copytree(
        Path(__file__).parent.parent / "templates/static", f / "templates/static"
    ),
    "a page edited": lambda f: (f / "public/index.html").write_text("mine"),
    "a page removed": lambda f: (f / "public/index.html").unlink(),
    "the list of files": lambda f: (f / "public/.backfile-site").write_text("damaged"),
    "the cache removed": lambda f: shutil.rmtree(f / ".backfile"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_noticed_and_ends_as_a_clean_build(
    change: str, tmp_path: Path, tree: Callable[[Path], dict[str, bytes]]
) -> None:
    folder = archive(tmp_path, 4)
    settle(folder)
    assert not built(folder)
    assert built(folder)
    CHANGES[change](folder)
    assert not built(folder), "taken for unchanged"
    build(options(folder, 1, "clean", cached=False))
    assert tree(folder / "public") == tree(folder / "clean")


def test_a_touched_text_with_the_same_bytes_is_no_change(tmp_path: Path) -> None:
    folder = archive(tmp_path, 3)
    built(folder)
    os.utime(folder / "content/articles/t001.txt")
    assert built(folder)


def test_an_edit_in_the_moment_of_the_build_is_not_missed(tmp_path: Path) -> None:
    """Size and times may be those that the last build saw: then the bytes decide (the racy rule of git)."""
    folder = archive(tmp_path, 2)
    path = folder / "content/articles/t001.txt"
    built(folder)
    known = unchanged.known_files
    path.write_text(path.read_text(encoding="utf-8").replace("1 boats", "8 boats"), encoding="utf-8")
    found = unchanged.scan(str(folder / "content"))
    (stamp,) = [one.stamp for one in found.articles if one.path.endswith("t001.txt")]

    def same_stamp(cache: unchanged.Cache) -> dict[str, object]:
        import msgspec

        files = known(cache)
        return {
            p: msgspec.structs.replace(k, stamp=stamp) if p.endswith("t001.txt") else k
            for p, k in files.items()
        }

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unchanged, "known_files", same_stamp)
        assert unchanged.standing(options(folder, 1)) is None


def test_a_later_day_changes_nothing_until_a_text_lies_in_the_future(tmp_path: Path) -> None:
    folder = archive(tmp_path, 3)
    build(options(folder, 1))
    for now, known in (("2024-01-02", True), ("2020-01-01", False), (None, False)):
        asked = Options(str(folder / "content"), str(folder / "public"), now, 1)
        assert (unchanged.standing(asked) is not None) == known, now


# ---------------------------------------------------------------- stages


def test_stages_are_timed_and_told_while_they_run() -> None:
    heard: list[object] = []

    class Ear:
        def begun(self, name: str, total: int) -> None:
            heard.append((name, total))

        def moved(self, items: int) -> None:
            heard.append(items)

        def ended(self, stage: Stage) -> None:
            heard.append(stage.name)

    stages = Stages(Ear())
    for name in ("read", "render", "read"):
        with stages.stage(name, 3) as move:
            time.sleep(0.001)
            move(2)
    assert heard == [("read", 3), 2, "read", ("render", 3), 2, "render", ("read", 3), 2, "read"]
    assert [(s.name, s.items, s.seconds > 0) for s in stages.past] == [("read", 4, True), ("render", 2, True)]


SCARCE = """
import atexit, sys
def most(): return next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
atexit.register(lambda: print(most()))
from backfile.cli import main
main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of another process is read from /proc")
def test_memory_grows_little_with_the_number_of_texts(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        """Return the peak memory of a build of so many texts in one process, in KB."""
        folder = tmp_path / str(count)
        (folder / "content/articles").mkdir(parents=True)
        for n in range(count):
            body = "\n\n".join(
                f"The crew of boat {n} met the mayor of town {m} at the quay. " * 6 for m in range(5)
            )
            text = f"Report number {n} of the harbour\n\n{1 + n % 28} May {2000 + n % 20}\n\n{body}\n"
            (folder / f"content/articles/{n}.txt").write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", SCARCE, "build", str(folder), "--jobs", "1", "--now", NOW],
            capture_output=True,
            text=True,
            check=True,
        )
        return int(done.stdout)

    few, many = peak(200), peak(500)  # fewer are searched without numpy
    assert many < 250 * 1024
    # Record, summary, index and links of an article; its words, pages and cards are not held until the end.
    assert (many - few) / 300 < 80
