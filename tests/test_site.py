"""Whole small sites: what goes in as a folder of texts, and what stands in the output folder after each run."""

import concurrent.futures
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import backfile

from backfile import shelf
from backfile.publish.cache import FILE
from backfile.publish.lock import Lock

Site = Callable[[str], Path]
Tree = Callable[[Path], dict[str, bytes]]

FAIR = """
-- content/articles/fair.txt --
Harbour fair opens

20 September 2023

The harbour fair opened on Wednesday, said Mayor Ana Gomez. Boats came from four towns.

She thanked the crews and said that the fair would return next year, with more boats from further away
and a longer programme of races for the children of the town and their guests.

Source: Quay Times
"""
STORM = """
-- content/articles/storm.md --
---
title: Storm closes the harbour
date: 2023-10-02
source: Quay Times
tags: [weather]
---
A storm closed the harbour for a day. "We wait," said Ben Hart.
"""
REGATTA = """
-- content/articles/regatta.txt --
Regatta won by the home crew

5 May 2022

The home crew won the regatta by a length in front of a large crowd on the quay.

Source: Quay Times
"""


NOW = ("--now", "2024-01-01")
RUN = "from backfile.cli import main; main()"


def build(folder: Path, *options: str) -> tuple[int, dict[str, object], str]:
    """Build a site; return exit code, report and standard error."""
    code, out, err = backfile("build", str(folder), "--out", str(folder / "public"), *NOW, "--json", *options)
    return code, json.loads(out), err


def page_of(files: dict[str, bytes], stem: str) -> str:
    """Return the address of the one article page whose name begins with these words."""
    (address,) = (path for path in files if os.path.basename(path).startswith(f"{stem}-"))
    return address


def changed(old: dict[str, bytes], new: dict[str, bytes]) -> set[str]:
    """Return the files of the site that came, went or hold other bytes; the list of files is not the site."""
    every = (old.keys() | new.keys()) - {".backfile-site"}
    return {path for path in every if old.get(path) != new.get(path)}


# ---------------------------------------------------------------- what is published


def test_an_empty_content_folder_makes_a_site_that_says_what_to_do(site: Site, tree: Tree) -> None:
    folder = site("\n-- content/site.yaml --\ntitle: Empty shelf\n")
    code, report, err = build(folder)
    assert code == 0
    assert (report["seen"], report["published"], report["articles"]) == (0, 0, 0)
    assert "articles/: warning[no-articles]: expected texts in articles/, found none" in err
    assert "hint: put saved texts (.txt, .md) there; folders inside it are read too" in err
    assert b"Empty shelf" in tree(folder / "public")["index.html"]


def test_a_file_where_the_folder_of_the_texts_is_expected_is_told_and_counted(site: Site) -> None:
    folder = site("\n-- content/articles --\nA text that nobody can find here.\n")
    code, report, err = build(folder)
    assert (code, report["published"]) == (0, 0)
    assert report["skipped"] == [
        {"path": "articles", "reason": "a file where the folder of the texts is expected"}
    ]
    assert report["seen"] == 1
    assert "Passed over articles: a file where the folder of the texts is expected" in err


def test_texts_that_lie_beside_the_articles_folder_are_told_of(site: Site) -> None:
    folder = site("""
-- content/site.yaml --
title: Empty shelf
-- content/README.md --
What this is.
-- content/fair.txt --
The fair opened
-- content/2023/gala.md --
The gala
-- content/pictures/notes.pdf --
no text
""")
    code, report, err = build(folder)
    assert (code, report["seen"], report["published"]) == (0, 2, 0)
    assert "expected texts in articles/, found none there, but 2 beside it" in err
    assert [one["path"] for one in report["skipped"]] == ["2023", "fair.txt"]
    assert {one["reason"] for one in report["skipped"]} == {
        "it lies beside articles/, where the texts are looked for: move it into articles/"
    }


def test_one_text_makes_every_page_it_belongs_on(site: Site, tree: Tree) -> None:
    folder = site(FAIR)
    code, report, err = build(folder)
    assert (code, err.count("error"), report["published"], report["articles"]) == (0, 0, 1, 1)
    files = tree(folder / "public")
    page = page_of(files, "harbour-fair-opens")
    assert page.startswith("2023/09/20/")
    name = os.path.basename(page).encode()
    for address in (
        "index.html",
        "2023/09/20/index.html",
        "people/ana-gomez.html",
        "sources/quay-times.html",
    ):
        assert name in files[address], address
    assert report["pages"] == report["written"] == len(files) - 1
    assert (report["unchanged"], report["removed"]) == (0, 0)


def test_broken_front_matter_sets_one_file_aside_and_the_rest_is_published(site: Site, tree: Tree) -> None:
    folder = site(f"{FAIR}{STORM}\n-- content/articles/bad.md --\n---\ntitle: a: b\n---\nText\n")
    code, report, err = build(folder)
    assert code == report["exit"] == 3
    assert (report["seen"], report["published"]) == (3, 2)
    message = "expected YAML, found: mapping values are not allowed in this context"
    assert report["set_aside"] == [
        {"path": "articles/bad.md", "line": 2, "code": "yaml-syntax", "message": message}
    ]
    assert err.count(f"articles/bad.md:2: error[yaml-syntax]: {message}") == 1
    files = tree(folder / "public")
    assert page_of(files, "harbour-fair-opens")
    assert page_of(files, "storm-closes-the-harbour")
    assert files["desk.html"].count(b"articles/bad.md") >= 1


def test_a_wire_message_and_a_saved_page_are_read_whatever_they_are_called(site: Site, tree: Tree) -> None:
    folder = site(FAIR)
    articles = folder / "content/articles"
    (articles / "N0412.fil").write_bytes(
        b"\x16\x16\x01a0412\x1f-----\r\nr i\x13\x11 BC-Quay 09-20 0100\r\n\x02^BC-Quay, 1st Ld,100<\r\n"
        b"^Quay wall gives way<\r\n^By ANA LIND=\r\n^Harbour Wire=\r\n"
        b"\t   SOUTHPORT (HW) _ The quay wall gave way on Wednesday, the harbour master said.\r\n"
        b"\t   No one was hurt, and the ferries will run again on Friday, he said.\r\n\x0309-20-23 0100EDT\r\n\x04"
    )
    (articles / "story.php?id=5").write_text(
        "<!DOCTYPE html><html lang=en><head><title>Lighthouse keeper retires</title></head><body>"
        "<h1>Lighthouse keeper retires</h1><p>The keeper of the lighthouse retired on Monday after forty years, "
        "the town said.</p><p>A new one has not been found, and the lamp will turn by itself.</p></body></html>"
    )
    (articles / "style.css").write_text("p { color: red }")
    code, _, err = backfile("build", str(folder))
    assert code == 0
    assert "style.css: not a text file (.css)" in err and "3 articles" in err
    files = tree(folder / "public")
    assert page_of(files, "quay-wall-gives-way") and page_of(files, "lighthouse-keeper-retires")


def test_hidden_temporary_linked_and_foreign_files_are_passed_over_with_a_reason(site: Site) -> None:
    folder = site(FAIR)
    articles = folder / "content/articles"
    for name in (
        ".DS_Store",
        "~$fair.txt",
        "fair.txt~",
        "x.txt.part",
        "Thumbs.db",
        "README.md.bak",
        "a.odt",
    ):
        (articles / name).write_text("x")
    (articles / "readme").write_text("x")
    (articles / "lonely.yaml").write_text("date: 2023-01-01")
    (articles / ".git").mkdir()
    (articles / ".git/x.txt").write_text("x")
    secret = folder / "secret.txt"
    secret.write_text(
        "Secret\n\n1 May 2023\n\nThe password of the server stands in this file, word for word.\n"
    )
    (articles / "link.txt").symlink_to(secret)
    (articles / "linked").symlink_to(folder)
    (articles / "fair.yaml").symlink_to(folder / "sidecar.yaml")
    (folder / "sidecar.yaml").write_text("headline: Never used\n")
    os.mkfifo(articles / "pipe.txt")
    code, report, err = build(folder)
    assert code == 0
    reasons = {s["path"].removeprefix("articles/"): s["reason"] for s in report["skipped"]}
    assert reasons == {
        ".DS_Store": "hidden file",
        ".git": "hidden file",
        "README.md.bak": "temporary file",
        "Thumbs.db": "system file",
        "a.odt": "no text that can be read (.odt): save its text as a .txt file beside it",
        "fair.txt~": "temporary file",
        "fair.yaml": "symbolic link",
        "link.txt": "symbolic link",
        "linked": "symbolic link",
        "lonely.yaml": "a sidecar without a text of its own",
        "pipe.txt": "not a regular file",
        "readme": "a readme",
        "x.txt.part": "temporary file",
        "~$fair.txt": "hidden file",
    }
    assert report["seen"] == report["published"] + len(report["skipped"]) == 15
    assert "Passed over articles/link.txt: symbolic link" in err
    every = b"".join(p.read_bytes() for p in (folder / "public").rglob("*") if p.is_file())
    assert b"password" not in every
    assert b"Never used" not in every


def test_two_articles_with_one_headline_on_one_day_are_both_published(site: Site, tree: Tree) -> None:
    folder = site(FAIR + FAIR.replace("fair.txt", "again/fair.txt").replace("four towns", "five towns"))
    code, report, _ = build(folder)
    assert (code, report["articles"]) == (0, 2)
    pages = [
        p
        for p in tree(folder / "public")
        if os.path.basename(p).startswith("harbour-fair-opens-") and not p.endswith(".versions.html")
    ]
    assert len(pages) == 2
    assert {os.path.dirname(p) for p in pages} == {"2023/09/20"}


def test_names_that_differ_only_in_unicode_form_and_names_that_are_no_text_are_all_published(
    site: Site,
) -> None:
    folder = site(FAIR)
    text = (folder / "content/articles/fair.txt").read_bytes()
    base = os.fsencode(folder / "content/articles")
    for name in ("é.txt".encode(), "e\u0301.txt".encode(), b"caf\xe9.txt"):
        with open(os.path.join(base, name), "wb") as file:
            file.write(text)
    with open(os.path.join(base, b"caf\xe9.yaml"), "wb") as file:
        file.write(b"headline: The fair beside the coffee\n")
    for _ in range(2):
        code, report, _ = build(folder)
        assert (code, report["seen"], report["published"], report["articles"]) == (0, 4, 4, 4)
    assert list((folder / "public").rglob("the-fair-beside-the-coffee-*.html"))


def test_a_sidecar_corrects_its_text_and_is_named_as_the_place(site: Site, tree: Tree) -> None:
    folder = site(f"""{FAIR}
-- content/articles/fair.yaml --
headline: The fair of 2021
date: 2021-09-21
author: Cleo Park
""")
    code, report, _ = build(folder)
    assert (code, report["seen"], report["published"]) == (0, 1, 1)
    page = page_of(tree(folder / "public"), "the-fair-of-2021")
    assert page.startswith("2021/09/21/")
    html = (folder / "public" / page).read_text(encoding="utf-8")
    assert "Cleo Park" in html
    assert "fair.yaml" in html


def test_the_site_says_the_settings(site: Site, tree: Tree) -> None:
    folder = site(
        f"{FAIR}\n-- content/site.yaml --\ntitle: Quay & Co <b>\ndescription: Old news.\nlanguage: en\n"
    )
    assert build(folder)[0] == 0
    home = tree(folder / "public")["index.html"].decode()
    assert "Quay &amp; Co &lt;b&gt;" in home
    assert "Old news." in home
    assert "<b>" not in home


def test_extraction_and_search_can_be_switched_off(site: Site, tree: Tree) -> None:
    folder = site(FAIR + STORM.replace("tags: [weather]", "tags: [weather]\npeople: [Mona Lind]"))
    build(folder)
    whole = tree(folder / "public")
    assert {"people/ana-gomez.html", "people/ben-hart.html", "people/mona-lind.html"} <= whole.keys()
    (folder / "content/site.yaml").write_text("extraction: no\nsearch: no\n")
    build(folder)
    bare = tree(folder / "public")
    assert {path for path in bare if path.startswith("people/")} == {
        "people/index.html",
        "people/mona-lind.html",
    }
    assert "topics/weather.html" in bare
    assert b"Ben Hart" in bare[page_of(bare, "storm-closes-the-harbour")]
    assert not [path for path in bare if path.startswith("search") or b"search.html" in bare[path]]
    (folder / "content/site.yaml").write_text("")
    build(folder)
    assert tree(folder / "public").keys() == whole.keys()
    assert changed(whole, tree(folder / "public")) == set()


def test_an_image_beside_its_text_is_published_and_an_absent_one_doubted(site: Site, tree: Tree) -> None:
    folder = site("""
-- content/articles/boat.md --
---
title: A boat
date: 2023-05-05
source: Quay Times
---
A boat came in today, and everybody on the quay went to look at it.

![The boat at the quay](boat.png)

![The crew](crew.png)
""")
    pixel = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
    (folder / "content/articles/boat.png").write_bytes(pixel)
    code, report, err = build(folder)
    assert (code, report["seen"]) == (0, 1)
    assert (
        "articles/boat.md:10: doubt[no-image]: expected the image articles/crew.png beside the text, found none"
        in err
    )
    files = tree(folder / "public")
    (image,) = (path for path, data in files.items() if data == pixel)
    page = page_of(files, "a-boat")
    assert os.path.relpath(image, os.path.dirname(page)).encode() in files[page]
    assert b"crew" not in b"".join(p.encode() for p in files)


# ---------------------------------------------------------------- what stops a build


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("content/people.yaml", "people:\n  Ana: {name: Ana}\n", "people.yaml:2: error[bad-key]"),
        ("content/site.yaml", "titel: x\n", "site.yaml:1: error[unknown-setting]"),
        ("templates/home.html", "{% if %}\n", "templates/home.html:1: error[template-syntax]"),
        ("templates/home.html", "<p>\n{{ nothing.there }}\n", "templates/home.html:2: error[template-undefined]"),
        ("templates/home.html", "{% include 'parts/no.html' %}", "templates/home.html:1: error[template-missing]"),
        ("templates/home.html", "\n\n{{ 1 // 0 }}", "templates/home.html:3: error[template-error]"),
        ("templates/article.html", "{{ nothing }}", "templates/article.html:1: error[template-undefined]"),
        ("templates/static/backfile.css/x", "", "error[output]"),
    ],
)  # fmt: skip
def test_trouble_in_what_all_pages_share_stops_with_the_old_site_intact(
    name: str, text: str, told: str, site: Site, tree: Tree
) -> None:
    folder = site(FAIR)
    assert build(folder)[0] == 0
    before = tree(folder / "public")
    stamps = {path: (folder / "public" / path).stat().st_mtime_ns for path in before}
    site(STORM)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    code, report, err = build(folder)
    assert code == report["exit"] == 1
    assert told in err
    assert "Not published: 1 error, 0 warnings. The old site stands as it was." in err
    assert (report["published"], report["written"]) == (0, 0)
    assert tree(folder / "public") == before
    assert {path: (folder / "public" / path).stat().st_mtime_ns for path in before} == stamps
    path.unlink()
    assert build(folder)[0] == 0
    assert page_of(tree(folder / "public"), "storm-closes-the-harbour")


def test_strict_publishes_nothing_while_a_file_is_set_aside_and_all_without(site: Site) -> None:
    folder = site(f"{FAIR}\n-- content/articles/bad.md --\n---\ntitle: a: b\n---\n")
    code, report, err = build(folder, "--strict")
    assert (code, report["published"], (folder / "public").exists()) == (1, 0, False)
    assert err.count("error[yaml-syntax]") == 1
    (folder / "content/articles/bad.md").unlink()
    assert build(folder, "--strict")[0] == 0


def test_strict_takes_a_warning_for_an_error_and_leaves_doubts_alone(site: Site) -> None:
    folder = site("\n-- content/site.yaml --\ntitle: x\n")
    assert build(folder, "--strict")[0] == 1
    site(FAIR.replace("Source: Quay Times", ""))
    code, report, _ = build(folder, "--strict")
    assert (code, [p["code"] for p in report["problems"]]) == (0, ["no-source"])


def test_an_output_folder_with_foreign_files_is_refused_and_untouched(site: Site, tree: Tree) -> None:
    folder = site(f"{FAIR}\n-- public/mine.txt --\nmine\n")
    code, _, err = build(folder)
    assert code == 2
    assert "error[output-refused]: will not write into" in err
    assert tree(folder / "public") == {"mine.txt": b"mine\n"}


def test_a_foreign_output_folder_is_refused_before_anything_is_read(site: Site) -> None:
    folder = site(f"{FAIR}\n-- public/mine.txt --\nmine\n")
    code, told, err = build(folder)
    assert code == 2
    assert (told["seen"], [p["code"] for p in told["problems"]]) == (0, ["output-refused"])
    assert "The old site stands" not in err and "No site was made." in err


def test_a_file_with_the_bytes_of_another_is_a_doubt_that_names_it(site: Site) -> None:
    folder = site(FAIR)
    shutil.copy(folder / "content/articles/fair.txt", folder / "content/articles/once-more.txt")
    told = build(folder)[1]
    assert [p for p in told["problems"] if p["code"] == "equal-files"] == [
        {
            "path": "articles/once-more.txt", "line": 0, "column": 0, "severity": "doubt", "code": "equal-files",
            "message": "expected a text of its own, found the bytes of “articles/fair.txt”",
            "hint": "delete one of the two, or tell them apart in a sidecar",
        }
    ]  # fmt: skip
    (folder / "content/articles/once-more.yaml").write_text("source: Harbour Wire\n", "utf-8")
    told = build(folder)[1]
    assert "equal-files" not in [p["code"] for p in told["problems"]]


def test_an_image_that_no_text_names_is_counted_as_passed_over(site: Site) -> None:
    folder = site(f"""{FAIR}
-- content/articles/boat.md --
# A boat

20 September 2023

![The crew](crew.png)

It sailed.
-- content/articles/crew.png --
PNG
-- content/articles/alone.png --
PNG
""")
    told = build(folder)[1]
    assert told["skipped"] == [{"path": "articles/alone.png", "reason": "an image that no text names"}]
    assert (told["seen"], told["published"]) == (3, 2)


def test_a_build_names_a_few_files_passed_over_and_a_check_all(site: Site) -> None:
    images = "".join(f"-- content/articles/{n}.png --\nPNG\n" for n in range(6))
    folder = site(f"{FAIR}\n{images}")
    err = build(folder)[2]
    assert err.count("Passed over") == 4
    assert "Passed over 3 more files: an image that no text names (`backfile check` names all)\n" in err
    assert backfile("check", str(folder))[2].count("Passed over") == 6


# ---------------------------------------------------------------- templates


def test_an_own_template_takes_the_place_of_the_shipped_one(site: Site, tree: Tree) -> None:
    folder = site(f"""{FAIR}
-- templates/about.html --
{{% extends "layout.html" %}}
{{% block text %}}<p>About our own shelf.</p>{{% endblock %}}
-- templates/static/extra.css --
p {{ color: red }}
""")
    assert build(folder)[0] == 0
    files = tree(folder / "public")
    assert b"About our own shelf." in files["about.html"]
    assert files["static/extra.css"] == b"p { color: red }\n"
    assert b"Harbour fair opens" in files["index.html"]
    (folder / "templates/about.html").unlink()
    (folder / "templates/static/extra.css").unlink()
    assert build(folder)[1]["removed"] == 1
    assert b"About our own shelf." not in tree(folder / "public")["about.html"]


# ---------------------------------------------------------------- what a change changes


def test_a_second_build_writes_nothing(site: Site, tree: Tree) -> None:
    folder = site(FAIR + STORM)
    first = build(folder)[1]
    before = tree(folder / "public")
    code, report, _ = build(folder)
    assert (code, report["written"], report["removed"]) == (0, 0, 0)
    assert report["unchanged"] == report["pages"] == first["written"]
    assert tree(folder / "public") == before


def test_an_edit_writes_only_the_files_whose_bytes_change(site: Site, tree: Tree) -> None:
    folder = site(FAIR + STORM + REGATTA)
    build(folder)
    before = tree(folder / "public")
    path = folder / "content/articles/fair.txt"
    path.write_text(path.read_text().replace("four towns", "seven towns"))
    code, report, _ = build(folder)
    after = tree(folder / "public")
    different = changed(before, after)
    assert code == 0
    assert report["written"] == len(different) > 0
    assert report["unchanged"] == report["pages"] - len(different)
    assert page_of(after, "harbour-fair-opens") in different
    for stem in ("storm-closes-the-harbour", "regatta-won-by-the-home-crew"):
        assert page_of(after, stem) not in different
    untouched = {"2022/index.html", "2023/10/02/index.html", "topics/weather.html", "people/ben-hart.html"}
    assert not different & {*untouched, "404.html", "static/backfile.css"}


def test_an_edit_of_the_body_past_the_lead_rewrites_the_article_and_the_day_of_nobody_else(
    site: Site, tree: Tree
) -> None:
    text = FAIR.replace("Boats came from four towns.", "Boats came. " * 40 + "\n\nThe end was quiet and dry.")
    folder = site(text + STORM)
    build(folder)
    before = tree(folder / "public")
    path = folder / "content/articles/fair.txt"
    path.write_text(path.read_text().replace("quiet and dry", "quiet and wet"))
    build(folder)
    after = tree(folder / "public")
    different = {path for path in changed(before, after) if not path.startswith("search/")}
    assert different <= {page_of(after, "harbour-fair-opens"), "data/2023/articles.csv"}


def test_a_deleted_article_takes_its_pages_along_and_foreign_files_stay(site: Site, tree: Tree) -> None:
    folder = site(FAIR + STORM)
    build(folder)
    clean = tree(folder / "public")
    (folder / "public/CNAME").write_text("archive.example.org")
    (folder / "public/2023/10/02/note.txt").write_text("mine")
    (folder / "content/articles/storm.md").unlink()
    code, report, _ = build(folder)
    files = tree(folder / "public")
    gone = {page_of(clean, "storm-closes-the-harbour"), "2023/10/02/index.html", "2023/10/index.html"}
    gone |= {"topics/weather.html", "people/ben-hart.html"}
    assert clean.keys() - files.keys() == gone
    assert (code, report["removed"]) == (0, len(gone))
    assert files["CNAME"] == b"archive.example.org"
    assert files["2023/10/02/note.txt"] == b"mine"
    shutil.rmtree(folder / "public")
    build(folder)
    assert changed(tree(folder / "public"), files) == {"CNAME", "2023/10/02/note.txt"}


def test_any_series_of_edits_ends_in_the_bytes_of_a_clean_build(site: Site, tree: Tree) -> None:
    folder = site(FAIR + STORM + REGATTA)
    articles = folder / "content/articles"
    texts = {path.name: path.read_text() for path in articles.iterdir()}
    steps: list[Callable[[], object]] = [
        lambda: (articles / "fair.txt").write_text(texts["fair.txt"].replace("Gomez", "Hart")),
        lambda: (folder / "content/people.yaml").write_text(
            "people: {ben-hart: {name: Ben Hart, born: 1960}}\n"
        ),
        lambda: (articles / "storm.md").rename(articles / "storm2.md"),
        lambda: (articles / "fair2.txt").write_text(texts["fair.txt"].replace("four", "five")),
        lambda: (articles / "fair3.txt").write_text(texts["fair.txt"].replace("Quay Times", "Tern")),
        lambda: (articles / "fair2.txt").unlink(),
        lambda: (folder / "content/site.yaml").write_text("title: Another\n"),
        lambda: (articles / "fair.yaml").write_text("date: 2020-02-29\n"),
        lambda: (folder / "content/topics.yaml").write_text("topics: {sea: {name: Sea, any: [boat*]}}\n"),
        lambda: (articles / "regatta.txt").unlink(),
        lambda: (folder / "content/people.yaml").unlink(),
    ]
    for number, step in enumerate(steps):
        step()
        code, _, err = build(folder)
        assert code == 0, err
        backfile("build", str(folder), "--out", str(folder / "clean"), *NOW, "--no-cache")
        assert changed(tree(folder / "public"), tree(folder / "clean")) == set(), f"after step {number}"
        shutil.rmtree(folder / "clean")


# ---------------------------------------------------------------- the same bytes


def test_cached_and_uncached_builds_are_byte_identical(site: Site, tree: Tree) -> None:
    folder = site(FAIR + STORM + REGATTA)
    build(folder)
    first = tree(folder / "public")
    for options in (("--no-cache",), ()):
        shutil.rmtree(folder / "public")
        assert build(folder, *options)[0] == 0
        assert tree(folder / "public") == first


def test_no_cache_keeps_nothing_but_the_lock(site: Site) -> None:
    folder = site(FAIR)
    assert build(folder, "--no-cache")[0] == 0
    assert sorted(os.listdir(folder)) == [".backfile", "content", "public"]
    assert os.listdir(folder / ".backfile") == ["lock"]


def test_a_build_without_cache_heeds_the_lock_too(site: Site) -> None:
    folder = site(FAIR)
    with Lock(str(folder / ".backfile")):
        code, _, err = backfile("build", str(folder), "--no-cache")
    assert code == 4
    assert "another build of this archive is running" in err
    assert not (folder / "public").exists()


def test_one_job_and_worker_processes_are_byte_identical(
    site: Site, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(f"{FAIR}{STORM}{REGATTA}\n-- content/articles/bad.md --\n---\ntitle: a: b\n---\n")
    one = build(folder, "--jobs", "1", "--no-cache")
    first = tree(folder / "public")
    shutil.rmtree(folder / "public")
    pools: list[int] = []
    real = concurrent.futures.ProcessPoolExecutor

    def counted(workers: int | None, **more: object) -> object:
        pools.append(workers or 0)
        return real(workers, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(shelf, "MANY", 1)
    monkeypatch.setattr(shelf, "CHUNK", 1)
    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", counted)
    two = build(folder, "--jobs", "2", "--no-cache")
    assert pools == [2]
    assert tree(folder / "public") == first
    assert (one[0], one[1]["set_aside"]) == (two[0], two[1]["set_aside"])
    assert two[0] == 3


def test_hash_seed_locale_time_zone_and_working_directory_do_not_show(site: Site, tree: Tree) -> None:
    folder = site(FAIR + STORM + REGATTA)
    trees = []
    for n, (seed, locale, zone) in enumerate([("1", "C", "UTC"), ("4242", "tr_TR.UTF-8", "Asia/Tokyo")]):
        here = folder / f"cwd{n}"
        here.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "HOME": str(here)}
        out = folder / f"out{n}"
        done = subprocess.run(
            [sys.executable, "-P", "-c", RUN, "build", str(folder), "--out", str(out), *NOW, "--no-cache"],
            cwd=here,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        trees.append(tree(out))
    assert trees[0] == trees[1]


@pytest.mark.parametrize("damage", ["garbage", "cut", "entries", "folder"])
def test_a_damaged_cache_costs_a_warning_and_not_a_byte(damage: str, site: Site, tree: Tree) -> None:
    folder = site(FAIR + STORM)
    build(folder)
    before = tree(folder / "public")
    file = folder / ".backfile" / FILE
    if damage == "garbage":
        file.write_bytes(b"not a database at all" * 400)
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:5000])
    elif damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        with sqlite3.connect(file) as db:
            for table in ("outcomes", "texts", "output"):
                db.execute(f"UPDATE {table} SET data = zeroblob(20)")
        db.close()
    path = folder / "content/articles/storm.md"
    path.write_text(path.read_text().replace("for a day", "for two days"))
    code, report, err = build(folder)
    assert code == 0
    assert [p["severity"] for p in report["problems"] if p["code"].startswith("cache")] == ["warning"]
    assert err.count("warning[cache") == 1
    after = tree(folder / "public")
    assert page_of(after, "storm-closes-the-harbour") in changed(before, after)
    backfile("build", str(folder), "--out", str(folder / "clean"), *NOW, "--no-cache")
    assert tree(folder / "clean") == after


def test_a_damaged_list_of_files_is_told_and_made_anew(site: Site, tree: Tree) -> None:
    folder = site(FAIR)
    build(folder)
    before = tree(folder / "public")
    listed = folder / "public/.backfile-site"
    listed.write_bytes(listed.read_bytes()[:-20] + b"\n")
    code, _, err = build(folder)
    assert (code, err.count("warning[site-list]")) == (0, 1)
    assert tree(folder / "public") == before


def test_a_page_that_somebody_changed_is_mended(site: Site, tree: Tree) -> None:
    folder = site(FAIR)
    build(folder)
    before = tree(folder / "public")
    (folder / "public/index.html").write_text("defaced")
    (folder / "public/about.html").unlink()
    assert build(folder)[1]["written"] == 2
    assert tree(folder / "public") == before


def test_the_same_texts_in_another_place_make_the_same_site(site: Site, tree: Tree) -> None:
    folder = site(FAIR + STORM)
    build(folder)
    shutil.copytree(folder / "content", folder / "moved to/another place/content")
    build(folder / "moved to/another place")
    assert tree(folder / "moved to/another place/public") == tree(folder / "public")
