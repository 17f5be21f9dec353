"""A build that goes on from earlier ones makes the site that a first build would make, byte for byte.

The oracle is the same program with the same content in another folder and nothing kept from before. A machine draws
sequences of edits; BACKFILE_SEQUENCES says how many of 20 edits each (100 in CI, else 10, when it is not set).
"""

import os
import random
import shutil
import signal
import tempfile
import time
from pathlib import Path

import pytest
from conftest import backfile
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from backfile.publish.output import Output
from backfile.search.store import KeptStore

SEQUENCES = int(os.environ.get("BACKFILE_SEQUENCES") or (100 if os.environ.get("CI") else 10))
SHARE = min(10, max(1, SEQUENCES // 5))  # sequences of one test: some are so few that workers can part them
EDITS = 20
NAMES = st.sampled_from([f"{letter}.{kind}" for letter in "abcde" for kind in ("md", "txt")])
TITLES = st.sampled_from(["Harbour opens", "Harbour Opens", "Ferry sails", "C++", "!!!", "Été à Genève"])
DAYS = st.sampled_from(["2024-05-06", "2024-05-07", "2023-05-06", "2031-01-01", ""])
TOPICS = st.sampled_from(["", "Ports", "ports", "Elections", "C#"])
PEOPLE = st.sampled_from(["", "Maria Falk", "Ingrid Bergman", "I. Bergman"])
SOURCES = st.sampled_from(["", "Quay Times", "quay-times", "Harbour Wire"])
SIDECARS = st.sampled_from(["headline: Another title\n", "published: 2022-02-02\n", "people: [Tom Falk]\n", "credit: Ann Lee\n"])  # fmt: skip
WORDS = st.sampled_from([
    " It went.", "\nAll the ships of the north lay at the quay for eleven days and nights of snow.\n",
    "\nThe crews of seven trains have waited at the old station since the first hour of the day.\n",
    "\n“It is cold”, Tom Falk said.\n", "\nMore at the quay.\n",
])  # fmt: skip
REDACTED = "redactions:\n  - article: articles/{}\n    reason: asked for\n    date: 2024-06-01\n    {}\n"
IMAGES = st.sampled_from(["", "one.png", "two.jpg"])
CREDITS = st.sampled_from(["", "Ann Lee/Quay Pictures", "Quay Pictures"])
PICTURES = (b"\x89PNG\r\n\x1a\n one", b"\x89PNG\r\n\x1a\n two", b"no picture")
REGISTERS = {
    "people.yaml": ("people:\n  bergman:\n    name: Ingrid Bergman\n    variants: [I. Bergman]\n", "not_people: [Maria Falk]\n"),
    "topics.yaml": ("topics:\n  sea:\n    name: The sea\n    any: [harbour, ferry]\n", "topics:\n  ports:\n    name: Ports\n    any: [ferry]\n"),
    "sources.yaml": ("sources:\n  quay-times:\n    name: Quay Times\n    kind: newspaper\n", "sources:\n  wire:\n    name: Harbour Wire\n"),
    "site.yaml": ("title: One\nsite_url: https://archive.example/\n", "title: Two\nlanguage: de\n", "title: Two\ndownloads: no\n"),
    "redactions.yaml": (REDACTED.format("a.md", "words: harbour"), REDACTED.format("a.md", "whole: yes"), REDACTED.format("b.txt", "whole: yes"), REDACTED.format("a.md", "photo: 1")),
    "credits.yaml": ("creditors:\n  quay:\n    name: The Quay's pictures\n    lines: [Quay Pictures]\n", "creditors:\n  lee:\n    name: Ann Lee\n"),
    "copies.yaml": ("copies:\n  - [articles/a.md, articles/b.txt]\n", "versions:\n  - [articles/a.md, articles/c.md]\n", "not_copies:\n  - [articles/a.md, articles/b.txt]\n"),
    "redirects.yaml": ("redirects:\n  2020/01/01/old-aaaaaa.html: index.html\n", "redirects:\n  old.html: people/index.html\n  about-old.html: old.html\n"),
}  # fmt: skip


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".backfile")
    }


class Curator(RuleBasedStateMachine):
    """Somebody who edits a small archive and builds it after each edit."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp(prefix="incremental-"))
        self.folder = self.top / "site"
        self.articles = self.folder / "content/articles"
        self.articles.mkdir(parents=True)
        self.now, self.jobs = "2024-06-01", "1"
        self.foreign: dict[str, bytes] = {}
        for name in ("a.md", "b.txt", "c.md"):
            (self.articles / name).write_text(f"Opening {name[0]}\n\n2024-05-06\n\nThe harbour and {name}.\n")
        self._agree()

    def teardown(self) -> None:
        shutil.rmtree(self.top, ignore_errors=True)

    def _build(self, folder: Path) -> None:
        code, _, err = backfile("build", str(folder), "--now", self.now, "--jobs", self.jobs)
        self.code = code
        assert code in (0, 1, 3) and "Traceback" not in err, err
        self.told = err

    def _agree(self) -> None:
        """Build, and build the same content elsewhere from nothing; both must have the same files."""
        self._build(self.folder)
        went_on, told = self.code, self.told
        clean = self.top / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        clean.mkdir()
        shutil.copytree(self.folder / "content", clean / "content", symlinks=True)
        if (self.folder / "templates").exists():
            shutil.copytree(self.folder / "templates", clean / "templates")
        self._build(clean)
        assert went_on == self.code, (told, self.told)
        if self.code == 1:
            return  # nothing is published, and the old site stands
        here, there = files_of(self.folder / "public"), files_of(clean / "public")
        for name, data in self.foreign.items():
            assert here.pop(name, None) == data, f"{name} is not ours to change"
        assert set(here) == set(there)
        assert [name for name, data in there.items() if here[name] != data] == []

    def _pick(self, number: int) -> Path | None:
        found = sorted(
            p for p in self.articles.iterdir() if p.suffix in (".md", ".txt") and not p.is_symlink()
        )
        return found[number % len(found)] if found else None

    @rule(name=NAMES, title=TITLES, day=DAYS, topic=TOPICS, person=PEOPLE, source=SOURCES, image=IMAGES, credit=CREDITS)  # fmt: skip
    def an_article_is_written(
        self, name: str, title: str, day: str, topic: str, person: str, source: str, image: str, credit: str
    ) -> None:
        fields = {"title": title, "date": day, "topics": topic, "people": person, "source": source}
        fields |= {"image": image, "caption": "A ferry" if image else "", "credit": credit if image else ""}
        head = "".join(f'{key}: "{value}"\n' for key, value in fields.items() if value)
        (self.articles / name).write_text(
            f"---\n{head}---\n\nThe harbour, said {person or 'nobody'}, is open.\n"
        )
        self._agree()

    @rule(number=st.integers(0, 9))
    def an_article_goes(self, number: int) -> None:
        if path := self._pick(number):
            path.unlink()
            self._agree()

    @rule(number=st.integers(0, 9), name=NAMES)
    def an_article_is_renamed(self, number: int, name: str) -> None:
        if path := self._pick(number):
            path.rename(self.articles / name)
            self._agree()

    @rule(number=st.integers(0, 9))
    def a_name_changes_its_case_alone(self, number: int) -> None:
        if path := self._pick(number):
            path.rename(path.with_name(path.name.swapcase() if path.name.islower() else path.name.lower()))
            self._agree()

    @rule(name=st.sampled_from(["one.png", "two.jpg", "three.gif"]), number=st.integers(0, 3))
    def an_image_comes_changes_or_goes(self, name: str, number: int) -> None:
        path = self.articles / name
        if path.is_symlink():
            path.unlink()  # it may lead to a folder, or out of the archive
        if number < len(PICTURES):
            path.write_bytes(PICTURES[number])
        else:
            path.unlink(missing_ok=True)
        self._agree()

    @precondition(lambda self: os.name != "nt")
    @rule(name=st.sampled_from(["link.md", "one.png", "e.txt", "a.yaml", "loop"]), to=st.sampled_from(["a.md", "../../../secret.txt", ".", "gone"]))  # fmt: skip
    def a_symbolic_link_comes_or_goes(self, name: str, to: str) -> None:
        path = self.articles / name
        if path.is_symlink():
            path.unlink()
        elif not path.exists():
            path.symlink_to(to)
        self._agree()

    @rule(command=st.sampled_from(["add", "import"]), name=NAMES, title=TITLES, people=PEOPLE)
    def a_text_is_brought_in(self, command: str, name: str, title: str, people: str) -> None:
        inbox = self.top / "inbox"
        inbox.mkdir(exist_ok=True)
        (inbox / name).write_text(f"{title}\n\n2024-05-09\n\nThe ferry of {people or 'the town'} is open.\n")
        yes = ("--yes",) if command == "add" else ()
        code, _, err = backfile(command, str(inbox / name), "--content", str(self.folder / "content"), *yes)
        assert code in (0, 1, 2, 3) and "Traceback" not in err, err
        self._agree()

    @rule(one=st.integers(0, 9), other=st.integers(0, 9))
    def two_articles_change_places(self, one: int, other: int) -> None:
        a, b = self._pick(one), self._pick(other)
        if a and b and a != b:
            first, second = a.read_bytes(), b.read_bytes()
            a.write_bytes(second)
            b.write_bytes(first)
            self._agree()

    @rule(number=st.integers(0, 9))
    def an_edit_keeps_size_and_time(self, number: int) -> None:
        if path := self._pick(number):
            data, before = path.read_bytes(), path.stat()
            path.write_bytes(
                data.replace(b"open", b"shut") if b"open" in data else data.replace(b"shut", b"open")
            )
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
            self._agree()

    @rule(number=st.integers(0, 9), words=WORDS)
    def words_of_a_text_change(self, number: int, words: str) -> None:
        if path := self._pick(number):
            path.write_text(path.read_text() + words)
            self._agree()

    @rule(number=st.integers(0, 9))
    def an_article_is_touched(self, number: int) -> None:
        if path := self._pick(number):
            path.touch()
            self._agree()

    @rule(number=st.integers(0, 9), text=SIDECARS)
    def a_sidecar_comes_or_goes(self, number: int, text: str) -> None:
        if path := self._pick(number):
            sidecar = path.with_suffix(".yaml")
            if sidecar.exists():
                sidecar.unlink()
            else:
                sidecar.write_text(text)
            self._agree()

    @rule(name=st.sampled_from(sorted(REGISTERS)), number=st.integers(0, 3))
    def a_register_changes(self, name: str, number: int) -> None:
        texts, path = REGISTERS[name], self.folder / "content" / name
        if number < len(texts):
            path.write_text(texts[number])
        else:
            path.unlink(missing_ok=True)
        self._agree()

    @rule(
        now=st.sampled_from(["2020-01-01", "2024-06-01", "2024-06-02", "2032-01-01"]),
        jobs=st.sampled_from("12"),
    )
    def the_clock_moves(self, now: str, jobs: str) -> None:
        self.now, self.jobs = now, jobs
        self._agree()

    @rule(
        name=st.sampled_from(["about.html", "article.html", "parts/card.html", "static/backfile.css"]),
        seed=st.integers(0, 2),
    )
    def a_template_changes(self, name: str, seed: int) -> None:
        shipped, own = Path(__file__).parent.parent / "templates" / name, self.folder / "templates" / name
        if not shipped.exists():
            return
        own.parent.mkdir(parents=True, exist_ok=True)
        if seed:
            mark = "/* mine */" if name.endswith("css") else "<!-- -->"
            own.write_text(shipped.read_text() + mark * seed)
        else:
            own.unlink(missing_ok=True)
        self._agree()

    @rule(seed=st.integers(0, 999), how=st.sampled_from(["gone", "cut", "turned", "emptied"]))
    def a_file_of_the_cache_is_damaged(self, seed: int, how: str) -> None:
        self._damage(self.folder / ".backfile", seed, how)
        self._agree()

    @rule(seed=st.integers(0, 999), how=st.sampled_from(["gone", "cut", "turned", "emptied"]))
    def a_file_of_the_site_is_damaged(self, seed: int, how: str) -> None:
        self._damage(self.folder / "public", seed, how)
        self._agree()

    def _damage(self, folder: Path, seed: int, how: str) -> None:
        found = sorted(
            p for p in folder.rglob("*")
            if p.is_file() and p.relative_to(folder).as_posix() not in self.foreign and ".backfile-site" not in p.name
        ) if folder.exists() else []  # fmt: skip
        if not found:
            return
        path = found[seed % len(found)]
        data = path.read_bytes()
        place = random.Random(seed).randrange(len(data) or 1)
        if how == "gone":
            path.unlink()
        elif how == "cut":
            path.write_bytes(data[:place])
        elif how == "turned" and data:
            path.write_bytes(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
        else:
            path.write_bytes(b"")

    @rule(name=st.sampled_from(["notes.txt", "2024/mine.html", "people/keep.me"]))
    def a_strange_file_lies_in_the_site(self, name: str) -> None:
        path = self.folder / "public" / name
        if path.parent.is_dir() and not path.exists():
            path.write_bytes(b"mine")
            self.foreign[name] = b"mine"
            self._agree()

    @precondition(lambda self: hasattr(os, "fork"))
    @rule(after=st.integers(1, 25), title=TITLES)
    def a_build_is_killed(self, after: int, title: str) -> None:
        (self.articles / "a.md").write_text(
            f'---\ntitle: "{title} {after}"\ndate: 2024-05-08\n---\n\nKilled.\n'
        )
        child = os.fork()
        if not child:
            try:
                backfile("build", str(self.folder), "--now", self.now, "--jobs", "1")
            finally:
                os._exit(0)
        time.sleep(after / 100)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        self._agree()


@pytest.mark.parametrize("start", range(0, SEQUENCES, SHARE))
def test_after_any_edits_a_site_is_the_one_that_a_first_build_makes(start: int) -> None:
    curator = seed(start)(type("Curator", (Curator,), {}))
    run_state_machine_as_test(
        curator,
        settings=settings(
            max_examples=SHARE + 1,  # the first is the simplest sequence, and the same with every seed
            stateful_step_count=EDITS,
            deadline=None,
            database=None,
            phases=(Phase.generate,),  # to make a failure smaller takes hundreds of builds more
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_second_build_writes_nothing_and_going_back_gives_the_first_site_again(tmp_path: Path) -> None:
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    for n in range(6):
        (articles / f"{n}.txt").write_text(
            f"Ferry {n}\n\n2024-05-0{n + 1}\n\nThe ferry of Maria Falk sails.\n"
        )
    backfile("build", str(tmp_path), "--now", "2024-06-01")
    first = files_of(tmp_path / "public")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "public").rglob("*.*") if path.is_file()}
    _, _, err = backfile("build", str(tmp_path), "--now", "2024-06-01")
    assert " 0 written" in err
    assert {path: path.stat().st_mtime_ns for path in times} == times
    kept = (articles / "3.txt").read_text()
    (articles / "3.txt").write_text(kept.replace("Ferry", "Boat").replace("2024-05", "2023-04"))
    backfile("build", str(tmp_path), "--now", "2024-06-01")
    assert files_of(tmp_path / "public") != first
    (articles / "3.txt").write_text(kept)
    backfile("build", str(tmp_path), "--now", "2024-06-01")
    assert files_of(tmp_path / "public") == first


def test_words_of_a_text_whose_language_becomes_known_are_found_by_their_stems(tmp_path: Path) -> None:
    site, clean = tmp_path / "site", tmp_path / "clean"
    articles = site / "content/articles"
    articles.mkdir(parents=True)
    (articles / "a.md").write_text("Opening a\n\n2024-05-06\n\nThe redacted and a.md.\n")
    (articles / "b.txt").write_text(
        "Opening b\n\n2024-05-06\n\nThe harbour and b.txt.\n\n“It is cold”, Tom Falk said.\n"
    )
    backfile("build", str(site), "--now", "2024-06-01")
    with (articles / "a.md").open("a") as file:
        file.write(" It went.")
    backfile("build", str(site), "--now", "2024-06-01")
    shutil.copytree(site / "content", clean / "content")
    backfile("build", str(clean), "--now", "2024-06-01")
    assert files_of(site / "public") == files_of(clean / "public")


def test_what_a_killed_build_has_read_is_not_taken_for_what_the_site_was_made_of(tmp_path: Path) -> None:
    article = tmp_path / "content/articles/a.txt"
    article.parent.mkdir(parents=True)
    article.write_text("Old title of it\n\n2024-05-06\n\nThe ferry sails.\n")
    backfile("build", str(tmp_path), "--now", "2024-06-01")
    article.write_text("New title of it\n\n2024-05-06\n\nThe ferry sails.\n")
    with pytest.MonkeyPatch.context() as patch:  # everything is read and kept, nothing is published

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(Output, "finish", killed)
        backfile("build", str(tmp_path), "--now", "2024-06-01")
    backfile("build", str(tmp_path), "--now", "2024-06-01")
    names = [path.name for path in (tmp_path / "public/2024/05/06").iterdir()]
    assert any(name.startswith("new-title") for name in names) and not any("old-title" in n for n in names)
    assert list((tmp_path / "public").glob(".backfile-part*")) == []


@pytest.mark.parametrize("broken", ["keep_state", "keep_words"])
def test_the_search_finds_what_a_killed_build_had_noted_and_not_written(tmp_path: Path, broken: str) -> None:
    articles = tmp_path / "site/content/articles"
    articles.mkdir(parents=True)
    for name in "abc":
        (articles / f"{name}.txt").write_text(f"Title of {name}\n\n2024-05-06\n\nThe ferry {name} sails.\n")
    backfile("build", str(tmp_path / "site"), "--now", "2024-06-01", "--jobs", "1")
    (articles / "a.txt").write_text("Title of a\n\n2024-05-06\n\nThe tugboat a sails.\n")
    pid = os.fork()
    if not pid:

        def killed(*_: object) -> None:
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(KeptStore, broken, killed)
        backfile("build", str(tmp_path / "site"), "--now", "2024-06-01", "--jobs", "1")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    backfile("build", str(tmp_path / "site"), "--now", "2024-06-01", "--jobs", "1")
    shutil.copytree(tmp_path / "site/content", tmp_path / "clean/content")
    backfile("build", str(tmp_path / "clean"), "--now", "2024-06-01", "--jobs", "1")
    assert files_of(tmp_path / "site/public") == files_of(tmp_path / "clean/public")
