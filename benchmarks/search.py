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
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate
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


class Invented:
    """An archive of invented articles. Their texts are made when they are asked for."""

    def __init__(self, count: int) -> None:
        self.edited: set[str] = set()
        self.wall = self.used = 0.0
        self.seeds: dict[str, int] = {}
        articles: dict[str, Filed] = {}
        people: dict[str, list[str]] = {}
        for number in range(count):
            pick = random.Random(number)
            who = sorted({*pick.choices(range(2000), cum_weights=names()[1], k=4)})
            id_ = f"{pick.getrandbits(48):012x}"
            self.seeds[id_] = number
            day = BEGIN + timedelta(minutes=pick.randrange(3650 * 1440))
            head = " ".join(pick.choices(vocabulary()[0], cum_weights=vocabulary()[1], k=7)).capitalize()
            for key in who:
                people.setdefault(f"p{key}", []).append(id_)
            articles[id_] = Filed(
                article=_article(id_, number, f"{names()[0][who[0]]}: {head}", day),
                findings=Findings(tuple(Person(names()[0][key], (), ()) for key in who), (), ()),
                digest=id_,
                day=f"{day:%Y-%m-%d}",
                people=tuple(f"p{key}" for key in who),
                source=SourceRef(f"s{number % 20}", False, 1, ""),
                topics=(TopicMatch(f"t{number % 120}", "", 1), TopicMatch(f"t{number % 77}", "", 1)),
                creditors=(),
            )
        self.archive = _archive(articles, people)

    def text_of(self, id_: str) -> Text:
        """Return the text of an article, and note the time that inventing it took."""
        wall, used = time.perf_counter(), time.process_time()
        text = self._text(id_)
        self.wall += time.perf_counter() - wall
        self.used += time.process_time() - used
        return text

    def _text(self, id_: str) -> Text:
        pick = random.Random(self.seeds[id_] + 1_000_003)
        said = pick.choices(vocabulary()[0], cum_weights=vocabulary()[1], k=WORDS)
        who = self.archive.articles[id_].people
        blocks = []
        for n in range(0, WORDS, 45):
            name = names()[0][int(who[n // 45 % len(who)][1:])]
            blocks.append(Block("paragraph", f"{name} {' '.join(said[n : n + 45])}.", ((0, 1),)))
        if id_ in self.edited:
            blocks.append(Block("paragraph", "The zeppelin of the harbour was seen again.", ((0, 1),)))
        return Text(tuple(blocks), (), (), ())

    def edit(self, number: int) -> None:
        """Change one article."""
        id_ = [*self.archive.articles][number]
        self.edited.add(id_)
        filed = msgspec.structs.replace(self.archive.articles[id_], digest=f"edited {number}")
        self.archive.articles[id_] = filed


def _article(id_: str, number: int, headline: str, day: datetime) -> Article:
    return Article(
        id=id_, path=f"articles/{number:06}.txt", part=0, format="text", sha256=id_, lines=(1, 20),
        headline=headline, headline_line=1, deck=None, deck_line=0, section=None,
        published=Moment(f"{day:%Y-%m-%dT%H:%M}", "minute", None, f"{day:%H:%M %d.%m.%Y}", 2), updated=None,
        byline=(), dateline=None, clues=(), original_url=None, language="en", direction="ltr", figures=(),
        tags=(), links=(), notes=(), lead=headline * 4, words=WORDS, doubts=(),
    )  # fmt: skip


def _archive(articles: dict[str, Filed], people: Mapping[str, Sequence[str]]) -> Archive:
    def made(kind: type, **values: Any) -> Any:
        return kind(**(dict.fromkeys(kind.__struct_fields__, ()) | values))

    return made(
        Archive,
        articles=articles, days={}, versions={}, older={},
        people={key: made(PersonRecord, key=key, name=names()[0][int(key[1:])], articles=tuple(ids))
                for key, ids in sorted(people.items())},
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
        found = {}
        for key in keys:
            for (data,) in self._kept.execute("SELECT data FROM kept WHERE key = ?", (key,)):
                found[key] = data
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
                (self.path / file.url).parent.mkdir(parents=True, exist_ok=True)
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
    """Return the processor time of this process and its workers, in seconds."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def show_index(folder: Folder, invented: Invented) -> None:
    """Print what the index costs."""
    begun, used = time.perf_counter(), spent()
    with Memory() as memory:
        folder.write(invented)
    seconds, used = time.perf_counter() - begun - invented.wall, spent() - used - invented.used
    sizes = {path: path.stat().st_size for path in (folder.path / "search").rglob("*.js")}
    print(f"  index           {seconds:6.1f} s   {used:.1f} s of processors without inventing the texts")
    beyond = memory.most - memory.before
    print(f"  memory          {beyond:6.0f} MB  beyond the {memory.before:.0f} MB of the articles")
    whole, largest = sum(sizes.values()) / 1e6, max(sizes.values()) / 1e3
    print(f"  files           {len(sizes):6}     {whole:.1f} MB, the largest {largest:.0f} KB")
    print(f"  map.js          {sizes[folder.path / 'search/map.js'] / 1e3:6.1f} KB")
    invented.edit(len(invented.seeds) // 2)
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
