"""An edit that no other article sees is put into the archive of the last build; any other has it assembled anew.

Either way the site is the one that a first build makes.
"""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import backfile
from test_incremental import files_of

from backfile import pipeline

WORDS = [
    "harbour",
    "ferry",
    "crane",
    "winter",
    "market",
    "bridge",
    "council",
    "report",
    "school",
    "valley",
    "engine",
    "copper",
    "garden",
    "window",
]
Edit = Callable[[Path], None]


def text(number: int, extra: str = "") -> str:
    """Return a report with two paragraphs of its own."""
    own = [WORDS[(number * 7 + n * (number % 5 + 1)) % len(WORDS)] for n in range(24)]
    first, second = " ".join(own[:12]), " ".join(reversed(own[4:]))
    return (
        f"Title {number} of the {own[0]}\n\n0{number + 1}.05.2024 09:30\n\nQuay {number} {first} in 20{number}0.\n\n"
        f"Then {second} came {number} times, Maria Falk of Lund said.\n{extra}\nSource: Quay Times\n"
    )


def word(number: int, old: str, new: str) -> Edit:
    """Return an edit that puts words in place of others, which are there."""

    def edit(articles: Path) -> None:
        path = articles / f"{number}.txt"
        before = path.read_text(encoding="utf-8")
        assert old in before
        path.write_text(before.replace(old, new, 1), encoding="utf-8")

    return edit


def all_of(*edits: Edit) -> Edit:
    """Return these edits as one."""

    def edit(articles: Path) -> None:
        for one in edits:
            one(articles)

    return edit


def written(name: str, words: str) -> Edit:
    """Return an edit that writes a file, named from the folder of the texts."""
    return lambda articles: (articles / name).write_text(words, encoding="utf-8") and None


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[bool]]:
    """Give a built archive of eight reports, and a list that tells of each later build whether its archive stood."""
    stood: list[bool] = []
    real = pipeline.still

    def told(*arguments: object) -> object:
        same = real(*arguments)  # type: ignore[arg-type]
        stood.append(same is not None)
        return same

    articles = tmp_path / "site/content/articles"
    articles.mkdir(parents=True)
    (articles.parent / "site.yaml").write_text("site_url: https://file.example\n")
    for number in range(8):
        (articles / f"{number}.txt").write_text(text(number), encoding="utf-8")
    (articles / "long.txt").write_text(text(8).replace("Maria Falk of Lund", "nobody"), encoding="utf-8")
    backfile("build", str(tmp_path / "site"), "--now", "2024-06-01")
    monkeypatch.setattr(pipeline, "still", told)
    return tmp_path / "site", stood


def agree(site: Path, now: str = "2024-06-01") -> None:
    """Build, and hold the site against that of a first build."""
    assert backfile("build", str(site), "--now", now)[0] == 0
    clean = site.parent / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(site / "content", clean / "content")
    backfile("build", str(clean), "--now", now)
    assert files_of(site / "public") == files_of(clean / "public")


OWN = {
    "a word": word(3, "came 3 times", "came in vain 3 times"),
    "the first words": word(3, "Quay 3", "The old quay 3"),
    "a word of several texts": all_of(*(word(n, f"came {n} times", f"came {n} whole times") for n in (1, 4, 6))),
    "a word shorter": word(3, "Then ", "And "),
    "a word of what is said": word(3, " Falk of Lund said", " Falk of Lund later said"),
}  # fmt: skip
SEEN = {
    "a name": word(3, "Maria Falk", "Ingrid Holm"),
    "a title": word(3, "Title 3", "Headline 3"),
    "a day": word(3, "04.05.2024", "05.05.2024"),
    "an outlet": word(3, "Source: Quay Times", "Source: Harbour Wire"),
    "a paragraph that another has": word(3, text(3).split("\n\n")[3].split("\n")[0], text(5).split("\n\n")[3].split("\n")[0]),
    "one paragraph in two texts": all_of(
        *(word(n, "Then", "The snow that fell on all the roads of the north today has closed them for a week. Then") for n in (1, 2))
    ),
    "all of another": lambda articles: shutil.copy(articles / "5.txt", articles / "3.txt") and None,
    "a last line of many": all_of(*(word(n, "\nSource", "\nMore reports are at the quay.\n\nSource") for n in range(6))),
    "a text more": written("new.txt", text(9)),
    "a text less": lambda articles: (articles / "3.txt").unlink(),
    "a sidecar": written("3.yaml", "people: [Tom Falk]\n"),
    "the settings": written("../site.yaml", "title: Two\n"),
    "a register": written("../sources.yaml", "sources:\n  quay-times:\n    name: The Quay Times\n"),
    "an image": written("one.png", "no picture"),
}  # fmt: skip


@pytest.mark.parametrize("edit", OWN)
def test_an_edit_of_words_alone_leaves_the_archive_standing(edit: str, site: tuple[Path, list[bool]]) -> None:
    folder, stood = site
    OWN[edit](folder / "content/articles")
    agree(folder)
    assert stood == [True, False]  # of the build, and of that from nothing


@pytest.mark.parametrize("edit", SEEN)
def test_what_other_articles_see_has_the_archive_assembled(edit: str, site: tuple[Path, list[bool]]) -> None:
    folder, stood = site
    SEEN[edit](folder / "content/articles")
    agree(folder)
    assert stood == [False, False]


def test_edits_of_words_add_up_and_can_be_taken_back(site: tuple[Path, list[bool]]) -> None:
    folder, stood = site
    for edit in (*OWN.values(), word(3, "And ", "Then "), word(3, "in vain ", "")):
        edit(folder / "content/articles")
        agree(folder)
    assert stood[::2] == [True] * len(stood[::2])


def test_two_texts_that_grow_alike_in_two_builds_are_told_apart_from_the_last(
    site: tuple[Path, list[bool]],
) -> None:
    folder, stood = site
    snow = "The snow that fell on all the roads of the north today has closed them for a week. Then"
    for number in (1, 2):
        word(number, "Then", snow)(folder / "content/articles")
        agree(folder)
    assert stood[::2] == [True, False]


def test_another_day_and_a_lost_part_have_the_archive_assembled(site: tuple[Path, list[bool]]) -> None:
    folder, stood = site
    OWN["a word"](folder / "content/articles")
    agree(folder, "2024-05-02")  # of which most texts are not yet dated
    with sqlite3.connect(folder / ".backfile/cache.sqlite") as db:
        rows = db.execute("SELECT key, data FROM archive").fetchall()
        assert len(rows) == 3  # the archive, its signatures, its articles
        longest = max(rows, key=lambda row: len(row[1]))
        db.execute("UPDATE archive SET data = ? WHERE key = ?", (longest[1][:-1], longest[0]))
    db.close()
    word(4, "came", "had come")(folder / "content/articles")
    backfile("build", str(folder), "--now", "2024-05-02")
    agree(folder, "2024-05-02")
    assert stood[0] is stood[2] is False


def test_of_an_archive_with_redactions_or_labels_nothing_is_kept(site: tuple[Path, list[bool]]) -> None:
    folder, stood = site
    labels = folder / "content/articles/7.yaml"
    labels.write_text("topics: [Ports]\n")
    agree(folder)
    OWN["a word"](folder / "content/articles")
    agree(folder)
    labels.unlink()
    (folder / "content/redactions.yaml").write_text(
        "redactions:\n  - article: articles/5.txt\n    reason: asked for\n    date: 2024-06-01\n    words: Quay\n"
    )
    word(4, "came", "had come")(folder / "content/articles")
    agree(folder)
    assert not any(stood)
