"""Copies and versions: what is found, what is left apart, and what their pages say of it."""

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import backfile
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.archive.copies import copies_of
from backfile.archive.sketch import alike, sketch_of
from backfile.archive.versions import original_key, versions_of
from backfile.model import Article, Block, Moment, SourceRef
from backfile.pages.differences import Difference, differences, tally
from backfile.parse.notices import notice

CASES = Path(__file__).resolve().parent / "cases"
Site = Callable[[str], Path]
Tree = Callable[[Path], dict[str, bytes]]

WORDS = [
    a + b + c for a in ("bar", "mil", "sor", "ten", "vak") for b in "aeiou" for c in ("n", "rt", "lk", "st")
]


def story(seed: int, paragraphs: int = 6) -> list[str]:
    """Return a text of invented words, another one for each seed."""
    pick = random.Random(seed)
    return [" ".join(pick.choices(WORDS, k=40)).capitalize() + "." for _ in range(paragraphs)]


def sketch(paragraphs: Sequence[str]) -> bytes:
    return sketch_of(Block("paragraph", text, ((0, 1),)) for text in paragraphs)


def record(id_: str, day: str = "2023-09-20", **fields: object) -> Article:
    given = {
        "headline": f"Story {id_}",
        "updated": None,
        "original_url": None,
        "notes": (),
        "path": f"articles/{id_}.txt",
    } | fields
    return Article(
        id=id_, part=0, format="text", sha256="", lines=(1, 1), headline_line=1, deck=None, deck_line=0, section=None,
        published=Moment(day, "day", None, day, 1), byline=(), dateline=None, clues=(), language="en", direction="ltr",
        figures=(), tags=(), links=(), lead="", words=240, **given,
    )  # type: ignore[arg-type]  # fmt: skip


def found(
    rows: Sequence[tuple[Article, str, Sequence[str]]],
) -> tuple[tuple[tuple[str, ...], ...], dict[str, tuple[str, ...]]]:
    """Return (copies, versions) of articles given as (record, outlet, paragraphs)."""
    rows = sorted(rows, key=lambda row: (row[0].published.value, row[0].id))  # type: ignore[union-attr]
    articles = {a.id: a for a, _, _ in rows}
    sources: Mapping[str, SourceRef | None] = {
        a.id: SourceRef(outlet, False, 1, "", "line", outlet) if outlet else None for a, outlet, _ in rows
    }
    sketches = {a.id: sketch(text) for a, _, text in rows}
    return copies_of(articles, sources, sketches), versions_of(articles, sources, sketches)


# ---------------------------------------------------------------- copies


def changed(text: str, every: int) -> str:
    return " ".join("otherwise" if n % every == every - 1 else word for n, word in enumerate(text.split()))


@pytest.mark.parametrize(
    "other",
    [
        story(1),
        story(1)[:4],
        [*story(1), *story(2, 2)],
        [changed(text, 20) for text in story(1)],
        ["A bridge opened. " + story(1)[0], *story(1)[1:]],
        [text.upper().replace(" ", "  ") for text in story(1)],
    ],
    ids=["whole", "cut", "added to", "a word in twenty changed", "a sentence before", "set otherwise"],
)
def test_a_text_in_two_outlets_is_one_group_the_earliest_first(other: list[str]) -> None:
    rows = [
        (record("b", "2023-09-21"), "paper", other),
        (record("a"), "wire", story(1)),
        (record("c"), "x", story(3)),
    ]
    assert found(rows)[0] == (("a", "b"),)


@pytest.mark.parametrize(
    "other",
    [
        story(2),
        [story(1)[0], *story(2, 5)],
        [*story(1, 2), *story(2, 30)],
        [changed(text, 3) for text in story(1)],
        ["Too short a text."],
    ],
    ids=["another", "one background paragraph", "part of a survey", "written anew", "short"],
)
def test_texts_that_share_less_are_left_apart(other: list[str]) -> None:
    assert found([(record("a"), "wire", story(1)), (record("b"), "paper", other)])[0] == ()


def test_one_outlet_must_print_almost_the_same_text_to_copy_itself() -> None:
    daily = [*story(1, 4), *story(2, 2)]
    assert found([(record("a"), "wire", story(1)), (record("b", "2023-09-21"), "wire", daily)])[0] == ()
    assert found([(record("a"), "wire", story(1)), (record("b", "2023-09-21"), "paper", daily)])[0] == (
        ("a", "b"),
    )
    assert found([(record("a"), "wire", story(1)), (record("b", "2024-09-21"), "wire", story(1))])[0] == (
        ("a", "b"),
    )


def test_all_of_many_outlets_that_carry_one_report_are_one_group() -> None:
    ids = [f"{n:03}" for n in range(60)]
    rows = [(record(id_), f"paper-{id_}", story(1)) for id_ in ids]
    assert found(rows)[0] == (tuple(ids),)


def test_a_text_that_changes_little_by_little_is_not_one_group_from_end_to_end() -> None:
    pool = story(5, 40)
    rows = [(record(f"{n:02}", f"2023-09-{n + 1:02}"), f"paper-{n}", pool[n : n + 6]) for n in range(28)]
    groups = found(rows)[0]
    assert len(groups) > 4
    assert max(map(len, groups)) < 8


def test_texts_without_spaces_are_compared_by_characters() -> None:
    one = [
        "港口在星期三举行的仪式上正式开放来自四个城镇的船只参加了比赛市长感谢了船员和志愿者的工作",
        "明年的活动将持续更长时间并邀请更远地方的船只参加孩子们的比赛也会有更多的项目和奖品",
    ]
    other = [one[0], one[1].replace("明年", "来年")]
    rows = [(record("a"), "wire", one), (record("b"), "paper", other)]
    assert found(rows)[0] == (("a", "b"),)


PAIRS = [json.loads(line) for line in (CASES / "copies.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["name"] for pair in PAIRS])
def test_copies_of_real_kinds_are_told_from_reports_that_recur(pair: dict[str, Any]) -> None:
    """Cut, edited, joined and added to, a text is a copy; the weather of the next day in the same words is none."""
    rows = [
        (record(f"{n}", text["day"], headline="One"), text["outlet"], text["paragraphs"])
        for n, text in enumerate(pair["texts"])
    ]
    copies, versions = found(rows)
    assert copies == ((("0", "1"),) if pair["copies"] else ())
    assert versions == {}


def test_the_pairs_hold_enough_of_both_kinds() -> None:
    assert sum(pair["copies"] for pair in PAIRS) >= 20
    assert sum(not pair["copies"] for pair in PAIRS) >= 30


def test_a_signature_is_a_few_bytes_a_paragraph_and_the_same_everywhere() -> None:
    text = sketch([*story(1), "Short."])
    assert len(text) == 26 * 6
    assert len(sketch([" ".join(story(1, 2))])) == 26 * 3  # the paragraph and its two sentences
    assert sketch(story(1)[:1]).hex() == SIGNED
    shared = alike(text, sketch(story(1)[:3]))
    assert (shared.words, shared.of_one, shared.of_other) == (120, 0.5, 1.0)


SIGNED = "79f5dd3878ed5ec511e41173c80626ef28000000000000000000"


@settings(max_examples=40)
@given(st.permutations(range(9)))
def test_groups_do_not_depend_on_the_order_of_reading(order: list[int]) -> None:
    rows = [
        (record(f"{n}", f"2023-09-{20 + n % 2}", headline="One", original_url="https://a.example/x" if n > 5 else None),
         f"paper-{n % 4}", story(n // 3)) for n in range(9)
    ]  # fmt: skip
    assert found([rows[n] for n in order]) == found(rows)


# ---------------------------------------------------------------- versions


def test_two_files_of_one_address_are_versions_the_last_updated_one_shown() -> None:
    late = Moment("2023-09-21T08:00", "minute", None, "", 2)
    url = "https://paper.example/fair"
    rows = [
        (record("b", original_url=f"{url}?utm_source=mail#top", updated=late), "paper", story(1)),
        (record("c", original_url="http://www.paper.example/fair/", headline="Renamed"), "paper", story(1)),
        (record("d", original_url=f"{url}-2"), "paper", story(2)),
    ]
    assert found(rows)[1] == {"b": ("c", "b")}


def test_two_files_of_one_id_and_outlet_are_versions_when_they_tell_the_same_story() -> None:
    late = Moment("2023-09-21T08:00", "minute", None, "", 2)
    rows = [
        (record("a", identifier="urn:paper:771"), "paper", story(1)),
        (record("b", identifier="URN:paper:771", headline="Renamed", updated=late), "paper", story(1)),
        (record("c", identifier="urn:paper:771"), "gazette", story(1)),
        (record("d", identifier="urn:paper:771", headline="Another"), "paper", story(2)),
        (record("e", identifier="urn:paper:772"), "paper", story(1)),
    ]
    assert found(rows)[1] == {"b": ("a", "b")}


def test_one_headline_and_day_with_most_of_the_text_are_versions() -> None:
    again = [*story(1)[:5], *story(2, 1)]
    rows = [
        (record("a", headline="Fair opens", path="articles/z.txt"), "paper", story(1)),
        (
            record("b", headline="FAIR OPENS", path="articles/a.txt", notes=("Correction: four boats.",)),
            "paper",
            again,
        ),
    ]
    assert found(rows)[1] == {"b": ("a", "b")}


@pytest.mark.parametrize(
    ("fields", "outlet", "text"),
    [
        ({"headline": "Fair opens"}, "other", story(1)),
        ({"headline": "Fair closes"}, "paper", story(1)),
        ({"headline": "Fair opens", "day": "2023-09-21"}, "paper", story(1)),
        ({"headline": "Fair opens"}, "paper", story(2)),
        ({"headline": "Fair opens"}, "", story(1)),
        ({"headline": "Other", "original_url": "https://paper.example/fair"}, "paper", story(2)),
        ({"headline": "Other", "original_url": "https://paper.example/"}, "paper", story(1)),
    ],
    ids=["outlet", "headline", "day", "text", "no outlet", "address with another text", "front page"],
)
def test_what_differs_in_one_of_these_is_no_version(
    fields: dict[str, str], outlet: str, text: list[str]
) -> None:
    front = (
        "https://paper.example/"
        if fields.get("original_url", "").endswith("/")
        else "https://paper.example/fair"
    )
    one = (record("a", headline="Fair opens", original_url=front), "paper", story(1))
    assert found([one, (record("b", **fields), outlet, text)])[1] == {}  # type: ignore[arg-type]


def test_without_an_update_the_later_path_is_the_newest() -> None:
    rows = [
        (record(i, headline="One", path=f"articles/{p}.txt"), "paper", story(1))
        for i, p in zip("abc", "321", strict=True)
    ]
    assert found(rows)[1] == {"a": ("c", "b", "a")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.paper.example/a/", "http://paper.example/a#top"),
        ("https://m.paper.example/a?utm_medium=x&id=7", "https://paper.example/a?id=7&fbclid=9"),
        ("https://paper.example/a/amp", "https://paper.example/a/index.html"),
    ],
)
def test_an_address_is_one_in_all_its_forms(one: str, other: str) -> None:
    assert original_key(one) == original_key(other) != ""


def test_another_address_and_none_are_not_the_same() -> None:
    assert original_key("https://paper.example/a?id=7") != original_key("https://paper.example/a?id=8")
    assert [
        original_key(url) for url in ("https://paper.example", "https://paper.example/", "http://[", "x")
    ] == [""] * 4


@pytest.mark.parametrize(
    "note",
    [
        "This article was amended on 21 September 2023 to correct the number of boats.",
        "An earlier version of this story named the wrong number of boats.",
        "Correction (Sept. 21): four boats came, not five.",
        "В предыдущей версии новости было названо неверное число лодок.",
        "Статья дополнена комментарием мэра.",
        "У попередній версії матеріалу було вказано хибну кількість човнів.",
        "Dieser Artikel wurde am 21. September aktualisiert.",
        "Cet article a été corrigé le 21 septembre.",
        "Esta nota fue actualizada con nuevos datos.",
        "تم تحديث هذا الخبر بإضافة تعليق رئيس البلدية.",
        "این خبر به‌روزرسانی شد.",
        "本文已于9月21日更新。",
        "Questo articolo è stato aggiornato il 21 settembre con nuove dichiarazioni.",
        "Dit artikel is op 21 september bijgewerkt.",
        "Artykuł został zaktualizowany 21 września.",
        "Rättelse: I en tidigare version av artikeln stod fel antal.",
        "Este artigo foi atualizado às 15h de 21 de setembro.",
        "訂正：記事の初版では人数が誤っていました。",
        "Düzeltme: Haberin önceki sürümünde yanlış sayı verilmişti.",
    ],
)
def test_a_note_of_correction_or_update_is_recognised(note: str) -> None:
    found = notice(note)
    assert found is not None
    assert found[:2] == ("note", note)


@pytest.mark.parametrize(
    "text",
    [
        "The bill was amended on 21 September 2023 to correct the number of boats.",
        "Статья 5 закона была дополнена новым пунктом.",
        "Материал, из которого сшит парус, был исправлен на верфи.",
        "Dieser Hafen wurde am 21. September erweitert.",
        "تم تحديث أسطول الصيد هذا العام.",
    ],
)
def test_a_sentence_about_a_change_of_something_else_is_no_note(text: str) -> None:
    assert (notice(text) or ("",))[0] != "note"


# ---------------------------------------------------------------- differences


def test_paragraphs_are_added_cut_changed_or_the_same() -> None:
    old = ["The fair opened.", "Four boats came from the town.", "It rained.", "The end."]
    new = ["The fair opened.", "Five boats came from the town.", "A band played all night long.", "The end."]
    made = differences(old, new)
    assert made == (
        Difference("same", count=1),
        Difference("changed", (("del", "Four"), ("ins", "Five"), ("", " boats came from the town."))),
        Difference("cut", (("del", "It rained."),)),
        Difference("added", (("ins", "A band played all night long."),)),
        Difference("same", count=1),
    )
    counted = tally(made)
    assert (counted.added, counted.cut, counted.changed, counted.same) == (1, 1, 1, 2)


def test_forms_of_quotation_marks_and_dashes_are_no_difference() -> None:
    assert differences(['He said "yes" - it\'s so.'], ["He said “yes” – it’s so."]) == (
        Difference("same", count=1),
    )


@settings(max_examples=150)
@given(*[st.lists(st.text("ab c。,港", max_size=12), max_size=6)] * 2)
def test_both_texts_can_be_read_off_their_differences(old: list[str], new: list[str]) -> None:
    made = differences(old, new)
    for mark, texts in (("del", old), ("ins", new)):
        shown = iter(texts)
        for one in made:
            if one.kind == "same":
                for _ in range(one.count):
                    next(shown)
            elif one.kind == "changed" or one.kind == ("cut" if mark == "del" else "added"):
                assert "".join(text for kind, text in one.runs if kind in ("", mark)) == next(shown)
        assert list(shown) == []


def test_a_paragraph_of_many_words_is_compared_in_good_time() -> None:
    old, new = "a b " * 20_000, "b a " * 20_000
    assert [run[0] for run in differences([old], [new])[0].runs] == ["del", "ins"]


# ---------------------------------------------------------------- whole sites

WIRE = """
-- content/articles/wire.txt --
Harbour fair opens with boats from four towns

20 September 2023

QUAYTOWN, Sept 20 (Harbour Wire) - The harbour fair of Quaytown opened on Wednesday with boats from four towns and a parade of the fishing fleet along the old sea wall.

Mayor Ana Gomez thanked the crews and said that the fair would return next year, with more boats from further away and a longer programme of races for the children of the town.

The fair has been held since 1921, with a pause during the war and another when the quay was built anew.

Source: Harbour Wire
"""
PAPER = """
-- content/articles/paper.txt --
Boats come to Quaytown

21 September 2023

The harbour fair of Quaytown opened on Wednesday with boats from five towns and a parade of the fishing fleet along the old sea wall.

Mayor Ana Gomez thanked the crews and said that the fair would return next year, with more boats from further away and a longer programme of races for the children of the town.

Our reporter counted some forty visitors from abroad in the first hour of the afternoon alone.

Source: Quay Times
"""
AGAIN = PAPER.replace("paper.txt", "paper-again.txt").replace(
    "Source:", "Correction: An earlier version of this report named the wrong number of towns.\n\nSource:"
).replace("five towns", "four towns").replace("21 September 2023\n", "21 September 2023\n\nUpdated: 22 September 2023, 10:00\n")  # fmt: skip


def built(folder: Path, *options: str) -> dict[str, object]:
    code, out, err = backfile("build", str(folder), "--out", str(folder / "public"), "--json", *options)
    assert code == 0, err
    return json.loads(out)


def page(files: dict[str, bytes], pattern: str) -> str:
    """Return the words of the one page whose address this expression matches, its tags left out."""
    (address,) = (path for path in files if re.search(pattern, path))
    text = re.sub(r"<[^>]+>", " ", files[address].decode())
    return re.sub(r"\s+", " ", text)


def test_each_copy_says_where_else_it_stands_and_what_differs(site: Site, tree: Tree) -> None:
    folder = site(WIRE + PAPER)
    built(folder)
    files = tree(folder / "public")
    tallied = "Paragraphs: 1 added, 1 cut, 1 changed, 1 the same"
    assert f"Also in Harbour Wire earliest here 20 September 2023. {tallied}" in page(
        files, r"boats-come-\w+-\w+-\w{6}\.html"
    )
    assert f"Also in Quay Times 21 September 2023. {tallied}" in page(files, r"harbour-fair\S+-\w{6}\.html")
    for stem in ("boats-come", "harbour-fair"):
        told = page(files, rf"{stem}\S+\.copies\.html")
        assert "boats from four five towns" in told
        assert "Added Our reporter counted" in told
        assert "Cut The fair has been held since 1921" in told
    listed = page(files, r"^copies\.html")
    assert listed.index("Harbour fair opens") < listed.index("Boats come to Quaytown")
    assert b"1 group of copies" not in files["index.html"] and b'href="copies.html"' in files["index.html"]


def test_a_second_version_takes_the_place_in_lists_and_the_first_keeps_its_address(
    site: Site, tree: Tree
) -> None:
    folder = site(PAPER)
    built(folder)
    before = tree(folder / "public")
    (old,) = (path for path in before if re.search(r"boats-come\S+-\w{6}\.html", path))
    (folder / "content/articles/paper-again.txt").write_text(AGAIN.split("--\n")[1])
    built(folder)
    files = tree(folder / "public")
    assert set(before) <= set(files)
    (new,) = (path for path in files if re.search(r"boats-come\S+-\w{6}\.html", path) and path != old)
    day, name = old.rsplit("/", 1)
    assert b"A newer version of this report" in files[old]
    assert new.rsplit("/", 1)[1].encode() in files[old]
    for listing in (f"{day}/index.html", "sources/quay-times.html"):
        assert new.rsplit("/", 1)[1].encode() in files[listing]
        assert name.encode() not in files[listing]
    for address in (old, new):
        told = page(files, re.escape(address.replace(".html", ".versions.html")))
        assert "Updated 22 September 2023, 10:00 newest" in told
        assert (
            "Note in the source Correction: An earlier version of this report named the wrong number" in told
        )
        assert "boats from five four towns" in told
        assert "Paragraphs: 0 added, 0 cut, 1 changed, 2 the same" in told


def test_building_up_and_taking_away_copies_and_versions_equals_a_clean_build(site: Site, tree: Tree) -> None:
    folder = site(WIRE + PAPER + AGAIN)
    built(folder)
    whole = tree(folder / "public")
    assert built(folder)["written"] == 0
    texts = {path: path.read_bytes() for path in sorted((folder / "content/articles").iterdir())}
    for gone in texts:
        gone.unlink()
        built(folder)
        clean = folder / "clean"
        code, _, err = backfile("build", str(folder), "--out", str(clean), "--no-cache")
        assert code == 0, err
        assert tree(folder / "public") == tree(clean), gone.name
        gone.write_bytes(texts[gone])
        built(folder)
        assert tree(folder / "public") == whole, gone.name
