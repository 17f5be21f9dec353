"""The pages of days: what was published, and apart from it what is reported about the day."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from conftest import backfile

Site = Callable[[str], Path]
Tree = Callable[[Path], dict[str, bytes]]

TEXTS = """
-- content/articles/fair.txt --
Harbour fair opens

20 September 2023

The harbour fair opened on Wednesday, said Mayor Ana Gomez. Boats came from four towns. A storm had closed the harbour on Monday.

Source: Quay Times
-- content/articles/storm.txt --
Storm is over

19 September 2023

The storm closed the harbour yesterday. The fair will open tomorrow.

Source: Quay Times
"""


def built(folder: Path) -> None:
    code, out, err = backfile("build", str(folder), "--out", str(folder / "public"), "--json")
    assert code == 0, (err, json.loads(out))


def words(page: bytes) -> str:
    text = re.sub(r"<[^>]+>", " ", page.decode()).translate(dict.fromkeys(map(ord, "\u2068\u2069")))
    return re.sub(r"\s+", " ", text)


def test_a_day_lists_what_was_published_and_apart_what_is_told_of_it(site: Site, tree: Tree) -> None:
    folder = site(TEXTS)
    built(folder)
    day = words(tree(folder / "public")["2023/09/20/index.html"])
    published, told = day.split("Told later, or foretold")
    assert "1 article" in published and "Harbour fair opens" in published
    assert "Storm is over" in told and "“tomorrow” (line 5)" in told
    assert "Harbour fair opens" not in told


def test_a_day_without_articles_has_a_page_when_others_tell_of_it(site: Site, tree: Tree) -> None:
    folder = site(TEXTS)
    built(folder)
    files = tree(folder / "public")
    day = words(files["2023/09/18/index.html"])
    assert "No report of this day is in the archive." in day
    assert "“yesterday” (line 5)" in day and "“on Monday” (line 5)" in day
    assert day.index("Storm is over") < day.index("Harbour fair opens")  # the nearer one first
    assert "19 September 2023 →" in day
    (report,) = (page for path, page in files.items() if re.search(r"harbour-fair-opens-\w{6}\.html", path))
    assert b'href="../../../2023/09/18/index.html"' in report or b'href="../18/index.html"' in report
    (folder / "content/articles/storm.txt").unlink()
    (folder / "content/articles/fair.txt").unlink()
    built(folder)
    assert "2023/09/18/index.html" not in tree(folder / "public")


def test_pages_of_days_after_edits_equal_those_of_a_clean_build(site: Site, tree: Tree) -> None:
    folder = site(TEXTS)
    built(folder)
    storm = folder / "content/articles/storm.txt"
    for text in (
        storm.read_text().replace("yesterday", "on Sunday"),
        storm.read_text().replace("tomorrow", "soon"),
    ):
        storm.write_text(text)
        built(folder)
        code, _, err = backfile("build", str(folder), "--out", str(folder / "clean"), "--no-cache")
        assert code == 0, err
        assert tree(folder / "public") == tree(folder / "clean")
