"""The search beside Pagefind: the same invented articles, one run, one machine.

    .venv/bin/pip install 'pagefind[bin]'
    .venv/bin/python benchmarks/beside_pagefind.py [ARTICLES]

Prints time, processor time and memory of both indexes, files and bytes, and what a query of three words loads: the
median of 20 queries with the first ten results, each on a page that has its scripts and nothing else. Pagefind
is asked over HTTP, where its files come compressed as it writes them; ours is asked from the disk, uncompressed.
"""

import functools
import http.server
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from builds import memory_of
from search import MEASURE, Folder, Invented, queries, spent, write_page

ASKED = 20
SHOWN = 10


def write_site(folder: Path, invented: Invented) -> None:
    """Write each article as a page that holds its text and nothing else."""
    for number, (id_, filed) in enumerate(invented.archive.articles.items()):
        body = "".join(f"<p>{escape(block.text)}</p>" for block in invented.text_of(id_).body)
        head = escape(filed.article.headline or "")
        page = f'<!doctype html><html lang="en"><title>{head}</title><main data-pagefind-body><h1>{head}</h1>'
        page += f"{body}</main>"
        (folder / f"{number}.html").write_text(page, encoding="utf-8")


def run_pagefind(folder: Path) -> tuple[float, float, float]:
    """Return (seconds, seconds of processors, MB) of Pagefind's index of a folder."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--silent"]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = subprocess.Popen(command)
    most = 0.0
    while child.poll() is None:
        most = max(most, memory_of(child.pid) / 1e6)
        time.sleep(0.2)
    if child.returncode:
        sys.exit("Pagefind failed; is it installed? pip install 'pagefind[bin]'")
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    return time.perf_counter() - begun, seconds, most


def run_ours(folder: Path, invented: Invented) -> tuple[float, float, float]:
    """Return (seconds, seconds of processors, MB) of our index of articles that are there already, as the pages are for Pagefind."""
    done, most, base = threading.Event(), [0.0], memory_of(os.getpid()) / 1e6

    def watch() -> None:
        while not done.wait(0.2):
            most[0] = max(most[0], memory_of(os.getpid()) / 1e6)

    thread = threading.Thread(target=watch)
    thread.start()
    wall, used = time.perf_counter(), spent()
    Folder(folder).write(invented)
    seconds, used = time.perf_counter() - wall, spent() - used
    done.set()
    thread.join()
    return seconds, used, most[0] - base


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server of files that logs nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


THEIRS = f"""async query => {{
  const one = await import('/pagefind/pagefind.js');
  const found = await one.search(query);
  await Promise.all(found.results.slice(0, {SHOWN}).map(result => result.data()));
  return found.results.length;
}}"""


def loaded(page: Any, folder: Path, begin: str, act: Any) -> int:
    """Return the bytes of the files that a page asks for while `act` runs."""
    asked: list[str] = []

    def note(request: Any) -> None:
        asked.append(request.url)

    page.on("request", note)
    act()
    page.remove_listener("request", note)
    paths = {url.removeprefix(begin).split("?")[0].lstrip("/") for url in asked}
    return sum((folder / path).stat().st_size for path in paths if (folder / path).is_file())


def bytes_of_queries(theirs: Path, ours: Path) -> tuple[list[int], list[int]]:
    """Return the bytes that each query loads of Pagefind's files, and of ours."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        return [], []
    made: tuple[list[int], list[int]] = ([], [])
    with sync_playwright() as playwright, served(theirs) as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for query in queries()[:ASKED]:
            page = browser.new_page()
            page.goto(f"{address}/0.html")
            page.evaluate("import('/pagefind/pagefind.js').then(one => one.init())")
            made[0].append(loaded(page, theirs, address, functools.partial(page.evaluate, THEIRS, query)))
            page.close()
            page = browser.new_page()
            page.goto((ours / "search.html").as_uri())
            page.focus("#q")
            page.dispatch_event("#q", "change")
            page.wait_for_function("() => window.backfileSearch?.submit")
            act = functools.partial(page.evaluate, MEASURE, query)
            made[1].append(loaded(page, ours, ours.as_uri(), act))
            page.close()
        browser.close()
    return made


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    root = Path(tempfile.mkdtemp())
    theirs, ours = root / "pagefind", root / "ours"
    theirs.mkdir()
    ours.mkdir()
    invented = Invented(count)
    rows = [("ours", *run_ours(ours, invented))]
    write_site(theirs, invented)
    rows.append(("Pagefind", *run_pagefind(theirs)))
    write_page(ours)
    print(f"{count} articles")
    for (name, seconds, used, most), folder in zip(rows, (ours / "search", theirs / "pagefind"), strict=True):
        files = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        print(
            f"  {name:10} {seconds:6.1f} s  {used:6.1f} s of processors  {most:6.0f} MB  "
            f"{len(files):6} files of {sum(files) / 1e6:.1f} MB"
        )
    for (name, *_), sizes in zip(rows[::-1], bytes_of_queries(theirs, ours), strict=True):
        if sizes:
            print(f"  {name:10} {statistics.median(sizes) / 1e3:6.0f} KB a query")
    shutil.rmtree(root)


if __name__ == "__main__":
    main()
