"""The curator's word on copies and versions, and the warning about copies of what was redacted."""

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest
from conftest import backfile
from test_copies import AGAIN, PAPER, WIRE, record, sketch, story

from backfile.archive.copies import copies_of
from backfile.archive.overruled import overruled
from backfile.archive.versions import versions_of
from backfile.model import SourceRef
from backfile.problems import Origin
from backfile.relations import Relation

Site = Callable[[str], Path]
Tree = Callable[[Path], dict[str, bytes]]

HERE = Origin("copies.yaml", 2)


def relation(kind: str, *ids: str) -> Relation:
    return Relation(kind, tuple(f"articles/{id_}.txt" for id_ in ids), HERE)  # type: ignore[arg-type]


def said(
    relations: Sequence[Relation], outlets: dict[str, str], texts: dict[str, list[str]], **fields: str
) -> tuple[tuple[tuple[str, ...], ...], dict[str, tuple[str, ...]]]:
    """Return (copies, versions) of articles by id with the curator's word."""
    articles = {id_: record(id_, **fields) for id_ in outlets}
    sources = {id_: SourceRef(outlet, False, 1, "", "line", outlet) for id_, outlet in outlets.items()}
    sketches = {id_: sketch(text) for id_, text in texts.items()}
    word = overruled(relations, articles)
    assert word.problems == ()
    return (
        copies_of(articles, sources, sketches, word),
        versions_of(articles, sources, sketches, word),
    )


THREE = {"a": "wire", "b": "paper", "c": "gazette"}
ALIKE = {id_: story(1) for id_ in THREE}
APART = {id_: story(n) for n, id_ in enumerate(THREE)}


def test_what_the_curator_keeps_apart_is_in_no_group_of_copies_together() -> None:
    assert said([], THREE, ALIKE)[0] == (("a", "b", "c"),)
    assert said([relation("not_copies", "a", "c")], THREE, ALIKE)[0] == (("a", "b"),)
    assert said([relation("not_copies", "a", "b", "c")], THREE, ALIKE)[0] == ()


def test_what_the_curator_joins_is_a_group_and_draws_in_the_copies_of_each() -> None:
    assert said([relation("copies", "a", "c")], THREE, APART)[0] == (("a", "c"),)
    texts = {**APART, "d": APART["c"]}
    outlets = {**THREE, "d": "daily"}
    assert said([relation("copies", "c", "a")], outlets, texts)[0] == (("a", "c", "d"),)
    assert said([relation("copies", "c", "a"), relation("not_copies", "d", "a")], outlets, texts)[0] == (
        ("c", "d"),
    )


def test_versions_that_the_curator_names_stand_in_its_order_and_the_last_is_shown() -> None:
    assert said([relation("versions", "c", "a")], THREE, APART)[1] == {"a": ("c", "a")}
    one = dict.fromkeys(THREE, "paper")
    assert said([], one, ALIKE, headline="One")[1] == {"c": ("a", "b", "c")}
    assert said([relation("versions", "c", "a")], one, ALIKE, headline="One")[1] == {"a": ("c", "b", "a")}


def test_versions_kept_apart_come_together_by_no_third_one() -> None:
    one = dict.fromkeys(THREE, "paper")
    assert said([relation("not_versions", "a", "c")], one, ALIKE, headline="One")[1] == {"b": ("a", "b")}
    assert said([relation("not_versions", "a", "b", "c")], one, ALIKE, headline="One")[1] == {}


@pytest.mark.parametrize("name", ["articles/y.json", "articles/y.json#2", "2023/09/20/fair-abc2ef.html"])
def test_an_article_may_be_named_by_path_number_or_address(name: str) -> None:
    articles = {
        "a00000000000": record("a00000000000", path="articles/x.txt"),
        "abc2ef000000": msgspec.structs.replace(record("abc2ef000000", path="articles/y.json"), part=2),
    }
    entry = Relation("copies", ("articles/x.txt", name), HERE)
    assert overruled([entry], articles).copies == (("a00000000000", "abc2ef000000"),)


def test_a_name_that_no_article_has_leaves_the_entry_out_and_is_told() -> None:
    articles = {"a": record("a"), "b": record("b"), "c": record("c", path="articles/b.txt")}
    word = overruled([relation("copies", "a", "z"), relation("copies", "a", "b")], articles)
    assert word.copies == ()
    assert [(p.code, p.origin.line, p.message) for p in word.problems] == [
        ("idle-relation", 2, "expected the path or address of an article, found “articles/z.txt”"),
        ("idle-relation", 2, "expected one article, found the 2 of “articles/b.txt”"),
    ]


def test_the_result_does_not_depend_on_the_order_of_entries() -> None:
    entries = [relation("copies", "a", "b"), relation("not_copies", "b", "c"), relation("versions", "d", "e")]
    outlets = {**THREE, "d": "x", "e": "y"}
    texts = {id_: story(1) for id_ in outlets}
    first = said(entries, outlets, texts)
    for seed in range(6):
        assert said(random.Random(seed).sample(entries, 3), outlets, texts) == first


# ---------------------------------------------------------------- whole sites


WRONG = """
-- content/copies.yaml --
copies:
- [articles/wire.txt]
- articles/wire.txt
not_copy:
- [articles/wire.txt, articles/paper.txt]
versions:
- [articles/paper.txt, articles/paper-again.txt]
not_versions:
- [articles/paper-again.txt, articles/paper.txt, articles/wire.txt]
"""


def test_each_mistake_in_the_file_is_an_error_with_its_line(site: Site) -> None:
    folder = site(WIRE + PAPER + AGAIN + WRONG)
    code, out, _ = backfile("build", str(folder), "--json")
    told = {(p["line"], p["code"]) for p in json.loads(out)["problems"]}
    assert code == 1
    assert told == {
        (2, "relation-incomplete"),
        (3, "relation-incomplete"),
        (4, "unknown-section"),
        (9, "relation-contrary"),
    }


def test_the_curators_word_changes_the_pages(site: Site, tree: Tree) -> None:
    folder = site(WIRE + PAPER + AGAIN)
    assert backfile("build", str(folder), "--out", str(folder / "public"))[0] == 0
    before = tree(folder / "public")
    assert any(".versions." in path for path in before) and any(".copies." in path for path in before)
    word = (
        "not_versions:\n- [articles/paper.txt, articles/paper-again.txt]\n"
        "not_copies:\n- [articles/wire.txt, articles/paper.txt]\n- [articles/wire.txt, articles/paper-again.txt]\n"
        "- [articles/paper-again.txt, articles/paper.txt]\n"
    )
    (folder / "content/copies.yaml").write_text(word)
    assert backfile("build", str(folder), "--out", str(folder / "public"))[0] == 0
    after = tree(folder / "public")
    assert not [path for path in after if ".versions." in path or ".copies." in path]
    assert not any(b'href="copies.html"' in text for path, text in after.items() if path.endswith("html"))


TAKEN = """
-- content/redactions.yaml --
redactions:
- article: articles/wire.txt
  words: [Ana Gomez]
  reason: She asked
  date: 2024-05-01
"""


@pytest.mark.parametrize(
    ("how", "answer"),
    [
        ("words: [Ana Gomez]", "words: […]"),
        ("name: Ana Gomez", "words: […]"),
        ("lines: 7", "words: […]"),
        ("whole: yes", "whole: yes"),
    ],
)
def test_copies_and_versions_of_what_was_redacted_are_a_warning_with_the_entry_to_add(
    site: Site, tree: Tree, how: str, answer: str
) -> None:
    folder = site(WIRE + PAPER + AGAIN + TAKEN.replace("words: [Ana Gomez]", how))
    code, out, _ = backfile("build", str(folder), "--out", str(folder / "public"), "--json")
    problems = json.loads(out)["problems"]
    told = {(p["path"], p["line"]) for p in problems if p["code"] == "unredacted-copy"}
    assert (code, told) == (0, {("articles/paper.txt", 1), ("articles/paper-again.txt", 1)})
    assert {p["severity"] for p in problems if p["code"] == "unredacted-copy"} == {"warning"}
    _, out, _ = backfile("doubts", str(folder), "--kind", "redactions", "--json")
    (one, _) = sorted(json.loads(out)["doubts"], key=lambda doubt: doubt["path"], reverse=True)
    assert (one["file"], one["yaml"]) == (
        "redactions.yaml",
        f'redactions:  # in the file already\n- article: "articles/paper.txt"\n  {answer}\n  reason: "She asked"\n  date: 2024-05-01',
    )
    assert not any(
        b"unredacted" in text or b"taken out of" in text for text in tree(folder / "public").values()
    )


def test_an_entry_for_each_copy_ends_the_warning_and_a_copy_without_the_words_has_none(site: Site) -> None:
    entry = TAKEN.split("redactions:\n")[1]
    more = entry.replace("wire", "paper")
    folder = site(WIRE + PAPER + TAKEN + more)
    _, out, _ = backfile("check", str(folder), "--json")
    assert not [p for p in json.loads(out)["problems"] if p["code"] == "unredacted-copy"]
    (folder / "content/redactions.yaml").write_text(
        "redactions:\n" + entry.replace("Ana Gomez", "Harbour Wire")
    )
    _, out, _ = backfile("check", str(folder), "--json")
    assert not [p for p in json.loads(out)["problems"] if p["code"] == "unredacted-copy"]
