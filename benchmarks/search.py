"""Size and time of the search's index, and of queries in a browser, for invented articles of 450 words.

    .venv/bin/python benchmarks/search.py [ARTICLES] [FOLDER]

Prints seconds, memory, files and bytes of the index of ARTICLES (default 10,000) and of changing one article,
then, when a Chromium is installed, time and bytes of 50 queries of three words on a page opened from FOLDER.
The texts have 25,000 words and 2,000 people as frequent as in real language. Compare figures of one machine.
"""

import os
import random
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import msgspec
from builds import memory_of

from backfile.model import (
    Archive,
    Article,
    Block,
    CreditorRecord,
    Filed,
    Findings,
    Moment,
    Person,
    PersonRecord,
    SourceRecord,
    SourceRef,
    Text,
    TopicMatch,
    TopicRecord,
)  # fmt: skip
from backfile.pages.plan import plan
from backfile.problems import Report
from backfile.publish.render import Renderer, shipped_templates
from backfile.registers import Registers
from backfile.search.index import index
from backfile.settings import Settings

WORDS = 450
BEGIN = datetime(2014, 1, 1)
SETTINGS = Settings()
COMMON = "the of and to in a is that for it was on are as with his they at be this"
FIRST = "Anna Boris Carla Dmitri Elena Farid Grace Hassan Irina Jean Karim Lena Olaf Petra Rosa Sergei"


def zipf(count: int, power: float) -> list[float]:
    """Return cumulated weights of things of which the first are said most often."""
    return [*accumulate((n + 1.5) ** -power for n in range(count))]


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Return words of one to four syllables, and their weights."""
    pick = random.Random(1)
    syllables = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
    made = dict.fromkeys(COMMON.split())
    while len(made) < 25_000:
        word = "".join(pick.choices(syllables, k=pick.choice((1, 2, 2, 3)))) + pick.choice(
            ("", "", "s", "ed", "ing")
        )
        made[word] = None
    return list(made), zipf(25_000, 1.02)


@cache
def names() -> tuple[list[str], list[float]]:
    """Return names of people, and their weights."""
    pick = random.Random(2)
    rare = [word.capitalize() for word in vocabulary()[0][9000:]]
    return [f"{pick.choice(FIRST.split())} {pick.choice(rare)}" for _ in range(2000)], zipf(2000, 0.9)


@cache
def stream() -> list[str]:
    """Return a million words in a row, as frequent as in real language: texts are stretches of it."""
    words, weights = vocabulary()
    return random.Random(3).choices(words, cum_weights=weights, k=1 << 20)


@cache
def crowd() -> "array[int]":
    """Return numbers of people in a row, as frequent as in real news."""
    return array("H", random.Random(4).choices(range(2000), cum_weights=names()[1], k=1 << 16))


def chance(number: int, draw: int, most: int) -> int:
    """Return a number from 0 to below `most` that looks drawn by lot, always the same for an article and draw."""
    mixed = (number * 0x9E3779B97F4A7C15 + draw * 0xC2B2AE3D27D4EB4F) & 0xFFFFFFFFFFFFFFFF
    mixed = ((mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    return (mixed ^ mixed >> 32) % most


@cache
def days() -> list[str]:
    """Return the days of ten years."""
    return [f"{BEGIN + timedelta(n):%Y-%m-%d}" for n in range(3650)]


@cache
def person(key: int) -> Person:
    """Return a person as found in a text."""
    return Person(names()[0][key], (), ())


@cache
def outlet(number: int) -> SourceRef:
    """Return a source as found for an article."""
    return SourceRef(f"s{number}", False, 1, "", "line", "")


@cache
def topic(number: int) -> TopicMatch:
    """Return a topic as found for an article."""
    return TopicMatch(f"t{number}", "", 1)


class Made(Mapping[str, Filed]):
    """Articles made from their numbers: those of a large archive whenever they are asked for, so that they cost no
    memory, those of a small one once."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.edited: set[int] = set()
        self.spent = 0.0
        """Seconds that were spent on making articles."""
        self._held = {id_: self._made(id_) for id_ in self} if count <= HELD else {}

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[str]:
        return (f"{number * ODD & MASK:012x}" for number in range(self.count))

    def __getitem__(self, id_: str) -> Filed:
        begun = time.perf_counter()
        made = self._held.get(id_) or self._made(id_)
        self.spent += time.perf_counter() - begun
        return made

    def items(self) -> Iterator[tuple[str, Filed]]:  # type: ignore[override]
        """Yield (id, article) of each; the steps of a dictionary do not count as making them."""
        begun = time.perf_counter()
        for id_ in self:
            pair = id_, self._held.get(id_) or self._made(id_)
            self.spent += time.perf_counter() - begun
            yield pair
            begun = time.perf_counter()

    def values(self) -> Iterator[Filed]:  # type: ignore[override]
        """Yield each article."""
        return (filed for _, filed in self.items())

    def edit(self, number: int) -> str:
        """Change an article and return its id."""
        self.edited.add(number)
        id_ = f"{number * ODD & MASK:012x}"
        self._held.pop(id_, None)
        return id_

    def _made(self, id_: str) -> Filed:
        number = self.number(id_)
        who = self.people(number)
        day, minute = divmod(chance(number, 0, 3650 * 1440), 1440)
        at = chance(number, 1, len(stream()) - 7)
        head = f"{names()[0][who[0]]}: {' '.join(stream()[at : at + 7]).capitalize()}"
        return Filed(
            article=_article(id_, number, head, days()[day], minute),
            findings=Findings(tuple([person(key) for key in who]), (), ()),
            digest=f"edited {number}" if number in self.edited else id_,
            day=days()[day],
            people=tuple([f"p{key}" for key in who]),
            source=outlet(number % 20),
            topics=(topic(number % 120), topic(number % 77)),
            creditors=(),
        )

    def number(self, id_: str) -> int:
        """Return the number of an article."""
        return int(id_, 16) * INVERSE & MASK

    def people(self, number: int) -> list[int]:
        """Return who is named in an article."""
        at = chance(number, 2, len(crowd()) - 4)
        return sorted({*crowd()[at : at + 4]})


HELD = 20_000
"""Articles of a small archive: they and their texts are there before the index is made, as in a build that has read them."""
ODD, MASK = 0x5DEECE66D, (1 << 48) - 1
"""An article's id is its number times ODD, cut to 48 bits: from it follows the number."""
INVERSE = pow(ODD, -1, MASK + 1)


class Invented:
    """An archive of invented articles, which are made with their texts when they are asked for."""

    def __init__(self, count: int) -> None:
        self.articles = Made(count)
        counts = [0] * 2000
        for number in range(count):
            for key in self.articles.people(number):
                counts[key] += 1
        self.archive = _archive(self.articles, counts)
        self._held = {id_: self._text(id_) for id_ in self.articles} if count <= HELD else {}

    def edit(self, number: int) -> None:
        """Change an article; from then on all articles are held in memory, as in a build."""
        held = dict(self.articles.items())
        id_ = self.articles.edit(number)
        held[id_] = self.articles[id_]
        self.archive = msgspec.structs.replace(self.archive, articles=held)
        self._held.clear()

    def text_of(self, id_: str) -> Text:
        """Return the text of an article."""
        return self._held.get(id_) or self._text(id_)

    def _text(self, id_: str) -> Text:
        number = self.articles.number(id_)
        who = self.articles.people(number)
        blocks = []
        for n in range(WORDS // 45):
            at = chance(number, 3 + n, len(stream()) - 45)
            said = " ".join(stream()[at : at + 45])
            blocks.append(Block("paragraph", f"{names()[0][who[n % len(who)]]} {said}.", ((0, 1),)))
        if number in self.articles.edited:
            blocks.append(Block("paragraph", "The zeppelin of the harbour was seen again.", ((0, 1),)))
        return Text(tuple(blocks), (), (), ())


def _article(id_: str, number: int, headline: str, day: str, minute: int) -> Article:
    clock = f"{minute // 60:02}:{minute % 60:02}"
    return Article(
        id=id_, path=f"articles/{number:06}.txt", part=0, format="text", sha256=id_, lines=(1, 20),
        headline=headline, headline_line=1, deck=None, deck_line=0, section=None,
        published=Moment(f"{day}T{clock}", "minute", None, f"{clock} {day}", 2), updated=None,
        byline=(), dateline=None, clues=(), original_url=None, language="en", direction="ltr", figures=(),
        tags=(), links=(), notes=(), lead=headline * 4, words=WORDS, doubts=(),
    )  # fmt: skip


def _archive(articles: Mapping[str, Filed], counts: Sequence[int]) -> Archive:
    def made(kind: type, **values: Any) -> Any:
        return kind(**(dict.fromkeys(kind.__struct_fields__, ()) | values))

    return made(
        Archive,
        articles=articles, days={}, versions={}, older={},
        people={f"p{n}": made(PersonRecord, key=f"p{n}", name=names()[0][n], articles=range(count))
                for n, count in enumerate(counts) if count},
        topics={f"t{n}": made(TopicRecord, key=f"t{n}", name=f"Topic {n}") for n in range(120)},
        sources={f"s{n}": made(SourceRecord, key=f"s{n}", name=f"Harbour Wire {n}") for n in range(20)},
        creditors=dict[str, CreditorRecord](),
    )  # fmt: skip


class Folder:
    """A store whose files lie in a folder, and whose state lies in a database beside them as a build's does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.keys: dict[str, str] = {}
        self._kept = sqlite3.connect(path / "state.db", isolation_level=None)
        self._kept.execute("PRAGMA synchronous=OFF")
        self._kept.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, data BLOB)")

    def state(self, key: bytes) -> bytes | None:
        return self.words([key]).get(key)

    def keep_state(self, key: bytes, data: bytes) -> None:
        self.keep_words({key: data})

    def words(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        for n in range(0, len(keys), 500):
            some = keys[n : n + 500]
            marks = ",".join("?" * len(some))
            found.update(self._kept.execute(f"SELECT key, data FROM kept WHERE key IN ({marks})", some))
        return found

    def keep_words(self, words: Mapping[bytes, bytes]) -> None:
        self._kept.execute("BEGIN")
        self._kept.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", words.items())
        self._kept.execute("COMMIT")

    def spare(self, keys: Sequence[bytes]) -> None:
        return None

    def file(self, url: str, key: str) -> bytes | None:
        return (self.path / url).read_bytes() if self.keys.get(url) == key else None

    def write(self, invented: Invented) -> list[str]:
        """Write the files that changed, and return their addresses."""
        changed = []
        for file in index(invented.archive, SETTINGS, Registers(), invented.text_of, self, 0):
            if self.keys.get(file.url) != file.key:
                self.keys[file.url] = file.key
                try:
                    (self.path / file.url).write_bytes(file.make())
                except FileNotFoundError:
                    (self.path / file.url).parent.mkdir(parents=True)
                    (self.path / file.url).write_bytes(file.make())
                changed.append(file.url)
        return changed


class Memory(threading.Thread):
    """The memory of this process and its workers together, shared pages counted once, watched while a block runs."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.before = memory_of(os.getpid()) / 1e6
        self.most = self.before
        self._over = threading.Event()

    def __enter__(self) -> "Memory":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        while not self._over.wait(0.2):
            self.most = max(self.most, memory_of(os.getpid()) / 1e6)


def spent() -> float:
    """Return the processor time of this process and its workers, which have ended when it returns, in seconds."""
    for worker in active_children():
        worker.join()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def show_index(folder: Folder, invented: Invented) -> None:
    """Print what the index costs."""
    begun, used, idle = time.perf_counter(), spent(), invented.articles.spent
    with Memory() as memory:
        folder.write(invented)
    seconds, used = time.perf_counter() - begun, spent() - used
    idle = invented.articles.spent - idle
    sizes = {path: path.stat().st_size for path in (folder.path / "search").rglob("*.js")}
    print(
        f"  index           {seconds:6.1f} s   {used:.1f} s of processors, inventing articles took {idle:.1f} s of both"
    )
    print(f"  memory          {memory.most:6.0f} MB  of all processes, {memory.before:.0f} MB before")
    whole, largest = sum(sizes.values()) / 1e6, max(sizes.values()) / 1e3
    print(f"  files           {len(sizes):6}     {whole:.1f} MB, the largest {largest:.0f} KB")
    print(f"  map.js          {sizes[folder.path / 'search/map.js'] / 1e3:6.1f} KB")
    invented.edit(invented.articles.count // 2)
    begun, used = time.perf_counter(), spent()
    changed = folder.write(invented)
    seconds, used = time.perf_counter() - begun, spent() - used
    print(
        f"  one article     {seconds:6.2f} s   {used:.2f} s of processors, {len(changed)} of {len(sizes)} files written"
    )


def queries() -> list[str]:
    """Return queries of three words: very common, common and rare ones, and names."""
    pick, (known, _) = random.Random(3), vocabulary()
    made = []
    for n in range(50):
        found = [known[pick.randrange(*span)] for span in ((0, 30), (30, 600), (600, 24_000))]
        if n % 3 == 0:
            found[2] = pick.choice(names()[0]).split()[1]
        made.append(" ".join(found))
    return made


MEASURE = """query => new Promise(done => {
  const box = document.getElementById('q'), out = document.getElementById('search-results');
  const begun = performance.now();
  new MutationObserver(() => done(performance.now() - begun)).observe(out, {childList: true});
  box.value = query; box.form.requestSubmit();
})"""


def _processor(meter: Any) -> float:
    """Return the processor time of the page's process, in seconds."""
    metrics = meter.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "ProcessTime"))


def show_queries(folder: Path) -> None:
    """Print what queries cost in a browser, each on a page that has loaded nothing yet."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        print("  no Chromium is installed: no queries were made")
        return
    times, worked, loads = [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for query in queries():
            page = browser.new_page()
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))  # type: ignore[misc]
            page.goto((folder / "search.html").as_uri())
            page.focus("#q")
            page.dispatch_event("#q", "change")  # the scripts are there, nothing of the index is
            page.wait_for_function("() => window.backfileSearch?.submit")
            asked.clear()
            meter = page.context.new_cdp_session(page)
            meter.send("Performance.enable")
            before = _processor(meter)
            times.append(page.evaluate(MEASURE, query))
            worked.append((_processor(meter) - before) * 1e3)
            loads.append(sum(os.path.getsize(url.removeprefix("file://")) for url in asked))
            page.close()
        browser.close()
    for name, values, unit in (
        ("time", times, "ms"),
        ("processor", worked, "ms"),
        ("bytes", [n / 1e3 for n in loads], "KB"),
    ):
        nine, most = statistics.quantiles(values, n=10)[-1], max(values)
        print(
            f"  query {name:9} {statistics.median(values):6.0f} {unit}  9 in 10 below {nine:.0f}, most {most:.0f}"
        )


def write_page(folder: Path) -> None:
    """Write the search page and its scripts."""
    empty = Invented(0)
    page = next(p for p in plan(empty.archive, SETTINGS, empty.text_of, Report()) if p.url == "search.html")
    (folder / "search.html").write_bytes(Renderer().render(page))
    shutil.copytree(Path(shipped_templates()) / "static", folder / "static", dirs_exist_ok=True)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    invented = Invented(count)
    print(f"{count} articles of {WORDS} words:")
    show_index(Folder(path), invented)
    write_page(path)
    show_queries(path)


if __name__ == "__main__":
    main()
