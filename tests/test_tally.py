"""What was read is counted against what is about to be published; where they disagree nothing is."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from conftest import backfile

from backfile import pipeline
from backfile.archive.assemble import assemble
from backfile.model import Archive
from backfile.publish.output import Output

Site = Callable[[str], Path]
Tree = Callable[[Path], dict[str, bytes]]

ARCHIVE = """
-- content/site.yaml --
site_url: https://archive.example/
-- content/articles/a.txt --
Harbour fair opens

20 September 2023

The harbour fair opened on Wednesday.
-- content/articles/b.txt --
Storm closes the harbour

2 October 2023

A storm closed the harbour for a day.
"""
THIRD = "Ferry sails again\n\n3 October 2023\n\nThe ferry sailed again.\n"


def disagreeing(folder: Path, tree: Tree, expected: str) -> None:
    """Build with one article more, and see that nothing is published but one problem told."""
    before = tree(folder / "public")
    (folder / "content/articles/c.txt").write_text(THIRD)
    code, _, err = backfile("build", str(folder), "--jobs", "1")
    assert (code, err.count("error[counts-differ]")) == (1, 1), err
    assert expected in err
    assert "the old site stands" in err
    assert tree(folder / "public") == before


@pytest.fixture
def folder(site: Site) -> Path:
    """Return an archive of two articles, built."""
    made = site(ARCHIVE)
    assert backfile("build", str(made))[0] == 0
    return made


def losing(monkeypatch: pytest.MonkeyPatch, name: str, lost: Callable[[object], bool]) -> None:
    """Let a step of the build lose what the function names."""
    real = getattr(pipeline, name)

    def step(*arguments: object) -> Iterator[object]:
        yield from (one for one in real(*arguments) if not lost(one))

    monkeypatch.setattr(pipeline, name, step)


def test_an_article_without_a_page_stops_the_build(
    folder: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    losing(monkeypatch, "plan", lambda page: "/ferry-sails" in getattr(page, "url", ""))
    disagreeing(
        folder,
        tree,
        "articles/c.txt: error[counts-differ]: expected 3 articles in each place, "
        "found 3 in the report, 2 with a page, 3 in the search, 2 in the sitemap",
    )


def test_an_article_that_the_search_does_not_show_stops_the_build(
    folder: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.index

    def index(archive: Archive, *rest: object) -> object:
        kept = {i: f for i, f in archive.articles.items() if f.article.path != "articles/c.txt"}
        return real(msgspec.structs.replace(archive, articles=kept), *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "index", index)
    disagreeing(folder, tree, "3 with a page, 2 in the search, 3 in the sitemap")


def test_an_article_that_the_sitemap_does_not_list_stops_the_build(
    folder: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.machine_files

    def machine_files(archive: object, settings: object, text_of: object, pages: Iterable[str]) -> object:
        return real(archive, settings, text_of, [url for url in pages if "ferry" not in url])  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "machine_files", machine_files)
    disagreeing(folder, tree, "3 with a page, 3 in the search, 2 in the sitemap")


def test_an_article_that_the_archive_loses_stops_the_build(
    folder: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def losing_one(summaries: Iterable[object], *rest: object) -> object:
        return assemble(list(summaries)[:-1], *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "assemble", losing_one)
    disagreeing(
        folder, tree, "expected 3 files accounted for, found 3 published, 0 set aside and 0 skipped, "
        "and articles of 2 files",
    )  # fmt: skip


def test_a_file_that_is_neither_published_nor_set_aside_stops_the_build(
    folder: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.gather

    def forgetful(*arguments: object) -> object:
        made = real(*arguments)  # type: ignore[arg-type]
        return msgspec.structs.replace(made, set_aside=())

    monkeypatch.setattr(pipeline, "gather", forgetful)
    (folder / "content/articles/bad.md").write_text("---\ntitle: [\n---\n\nText.\n")
    disagreeing(folder, tree, "expected 4 files accounted for, found 3 published, 0 set aside and 0 skipped")


def test_a_page_that_vanishes_from_the_stage_stops_the_build(
    folder: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Output.ready

    def swept(self: Output) -> object:
        stage = folder / "public/.backfile-part"
        for path in stage.iterdir():
            if b"The ferry sailed again" in path.read_bytes() and b"article:" in path.read_bytes():
                path.unlink()
        return real(self)

    monkeypatch.setattr(Output, "ready", swept)
    disagreeing(folder, tree, "3 in the report, 2 with a page, 3 in the search, 3 in the sitemap")


def test_a_template_that_prints_nothing_stops_the_build(folder: Path, tree: Tree) -> None:
    before = tree(folder / "public")
    own = folder / "templates/article.html"
    own.parent.mkdir()
    own.write_text("{# to be written #}\n")
    code, _, err = backfile("build", str(folder))
    assert code == 1
    assert (
        "templates/article.html: error[template-empty]: expected a page, found that it prints nothing" in err
    )
    assert tree(folder / "public") == before


def test_versions_withdrawn_articles_files_of_many_and_archives_without_search_agree(folder: Path) -> None:
    story = "Ferry sails again\n\n3 October 2023\n\n{}\n\nSource: Quay Times\n"
    words = " ".join(f"The ferry {n} sailed again over the wide harbour to the other town." for n in range(9))
    articles = folder / "content/articles"
    (articles / "v1.txt").write_text(story.format(words))
    (articles / "v2.txt").write_text(story.format(words + " It was late."))
    (articles / "many.csv").write_text(
        "title,date,text\nOne,2023-10-05,The first of it.\nTwo,2023-10-06,The second of it.\n"
    )
    (articles / "bad.md").write_text("---\ntitle: [\n---\n\nText.\n")
    (articles / ".hidden").write_text("x")
    (folder / "content/redactions.yaml").write_text(
        "redactions:\n  - article: articles/a.txt\n    reason: asked for\n    date: 2024-06-01\n    whole: yes\n"
    )
    code, out, err = backfile("build", str(folder), "--json")
    assert code == 3 and "counts-differ" not in out + err, err
    assert len(list((folder / "public").rglob("*.versions.html"))) == 2
    assert "withdrawn" in next((folder / "public/2023/09/20").glob("harbour-fair-*.html")).read_text().lower()
    for more in ("noindex: yes\n", "search: no\n"):
        (folder / "content/site.yaml").write_text(f"site_url: https://archive.example/\n{more}")
        assert backfile("build", str(folder))[0] == 3
