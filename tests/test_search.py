"""The index of the search: what is in it, that it is the same every time, and how little a change rewrites."""

import base64
import errno
import json
import random
import re
import zlib
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import IO

import pytest
from archives import Site, Story, many, small
from conftest import backfile
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Text
from backfile.problems import Origin
from backfile.registers import PeopleRegister, RegisteredPerson, Registers
from backfile.search import digits, handed, inversion, postings, records, said, shards
from backfile.search.entries import Entry, Joined, weighed
from backfile.search.folding import END, LONGEST, TABLE, fold, in_a_row, words
from backfile.search.index import File, index
from backfile.search.order import ordered
from backfile.search.rows import BORDER, ELSEWHERE
from backfile.search.stems import stem_codes
from backfile.settings import Settings

CASES = Path(__file__).parent / "cases/search"
ARTICLE = re.compile(r"(\d{4}/\d\d/\d\d|undated)/.+-[0-9a-f]{6}\.html")


def folding_cases() -> list[tuple[str, list[str]]]:
    """Return (text, words) of each case; the browser is held to the same ones."""
    cases = []
    for line in (CASES / "folding.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, folded = line.partition(" =>")
            text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
            cases.append((text, folded.split()))
    assert len(cases) >= 25
    return cases


def addresses_of(site: Path) -> list[str]:
    """Return the addresses of all article pages of a built site, in order."""
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(path for path in paths if ARTICLE.fullmatch(path))


class Memory:
    """A store in memory, as the cache and output folder of a build are: it holds what the last build made."""

    def __init__(self) -> None:
        self.states: dict[bytes, bytes] = {}
        self.said: dict[bytes, bytes] = {}
        self.files: dict[str, tuple[str, bytes]] = {}

    def state(self, key: bytes) -> bytes | None:
        return self.states.get(key)

    def keep_state(self, key: bytes, data: bytes) -> None:
        self.states[key] = data

    def words(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        return {key: self.said[key] for key in keys if key in self.said}

    def keep_words(self, words: Mapping[bytes, bytes]) -> None:
        self.said.update(words)

    def spare(self, keys: Sequence[bytes]) -> None:
        pass

    def file(self, url: str, key: str) -> bytes | None:
        kept = self.files.get(url)
        return kept[1] if kept and kept[0] == key else None

    def take(self, files: Sequence[File]) -> dict[str, bytes]:
        """Make what is new, drop what is gone, and return the files that changed."""
        old, self.files = self.files, {}
        for file in files:
            kept = old.get(file.url)
            self.files[file.url] = kept if kept and kept[0] == file.key else (file.key, file.make())
        return {url: data for url, (_, data) in self.files.items() if old.get(url, ("", b""))[1] != data}


SETTINGS = Settings(title="The File")


def build(site: Site, store: Memory, jobs: int = 1) -> dict[str, bytes]:
    """Build the index into the store and return the files that changed."""
    kept = [*index(site.archive, SETTINGS, Registers(), site.text_of, store, jobs)]
    return store.take(kept)


def value_of(data: bytes) -> object:
    text = data.decode()
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def terms(files: Mapping[str, bytes]) -> dict[str, list[int]]:
    """Return the numbers of the articles that say each term, from the files as the browser reads them."""
    held = {}
    for url, data in files.items():
        if not url.startswith("search/w/"):
            continue
        for term, row in shards.unpacked(str(value_of(data)), BORDER):
            if row == ELSEWHERE:
                row = str(value_of(files[f"search/b/{shards.file_name(term)}.js"]))
            lists = [*row.split(BORDER), "", "", ""][:3]
            held[term] = sorted(number for text in lists for number in digits.decoded(text))
    return held


def bytes_of(store: Memory) -> dict[str, bytes]:
    return {url: data for url, (_, data) in store.files.items()}


def varied(number: int, story: Story) -> Story:
    """Return a story with words of its own, some common and some rare."""
    pick = random.Random(number)
    vocabulary = [
        f"{a}{b}{c}" for a in "bcdfglmnprst" for b in "aeiou" for c in ("ra", "lon", "tis", "mek", "du")
    ]
    said = [vocabulary[min(int(pick.expovariate(0.02)), len(vocabulary) - 1)] for _ in range(120)]
    return replace(
        story, body=(*story.body, " ".join(said[:60]) + f" only{number}.", " ".join(said[60:]) + ".")
    )


# ---------------------------------------------------------------- folding and words


def test_texts_fold_into_the_words_of_the_case_file() -> None:
    assert {text: words(text) for text, _ in folding_cases()} == dict(folding_cases())


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="ascii", exclude_characters="\n"), max_size=40))
def test_plain_english_folds_by_the_same_rules_as_all_other_text(text: str) -> None:
    assert [*words(text), "e"] == words(f"{text} \u00e9")


def test_the_table_is_written_into_the_map_and_nowhere_else() -> None:
    store = Memory()
    build(small(), store)
    map_ = value_of(bytes_of(store)["search/map.js"])
    assert isinstance(map_, dict) and map_["fold"] == TABLE
    scripts = sorted((Path(__file__).parent.parent / "templates/static").glob("search*.js"))
    script = "".join(path.read_text(encoding="utf-8") for path in scripts)
    assert len(scripts) == 5 and not re.search(r"\u00f8|\\u0300|\u3041", script)


@pytest.mark.parametrize(
    ("word", "language", "codes"),
    [
        ("treaties", "en", "a6"),
        ("treaty", "en", "a5i"),
        ("earthquakes", "en", "a9"),
        ("карабахе", "ru", "a7"),
        ("كتابهاي", "fa", "a4"),
        ("اتفاقيه", "ar", "a5"),
        ("nato", "en", ""),
        ("1976", "en", ""),
    ],
)
def test_stems_are_written_as_what_differs_from_the_word(word: str, language: str, codes: str) -> None:
    assert stem_codes(word, (language,), 1) == codes


# ---------------------------------------------------------------- numbers, rows, files


@given(st.sets(st.integers(0, 5_000_000)))
def test_lists_of_numbers_are_read_back(numbers: set[int]) -> None:
    for text in (digits.gaps(sorted(numbers)), digits.listed(sorted(numbers))):
        assert digits.decoded(text) == sorted(numbers)
        assert not set(text) & set(' "\\\n') and text != ELSEWHERE


@given(st.integers(0, 600).flatmap(lambda last: st.sets(st.integers(0, last))))
def test_lists_of_many_of_the_numbers_are_read_back(numbers: set[int]) -> None:
    assert digits.decoded(digits.listed(sorted(numbers))) == sorted(numbers)


def test_a_list_of_most_numbers_takes_a_sixth_of_a_character_each() -> None:
    most = [n for n in range(6000) if n % 3]
    assert len(digits.gaps(most)) == 4000
    assert len(digits.listed(most)) == 1001
    assert digits.listed([0, 1, 2, 3, 4, 5]) == "!" + digits.CONTINUED[63 - digits.BASE]
    assert digits.listed([3, 900]) == digits.gaps([3, 900])


@given(
    st.sets(
        st.text(st.characters(exclude_characters="\n ", exclude_categories=["Cs"]), min_size=1, max_size=20)
    )
)
def test_rows_are_read_back(found: set[str]) -> None:
    sorted_terms = sorted(found, key=shards.in_order)
    data = [f"data {n}" for n in range(len(sorted_terms))]
    packed = shards.packed(sorted_terms, data, BORDER)
    assert [*shards.unpacked(packed, BORDER)] == [*zip(sorted_terms, data, strict=True)]


@given(st.sets(st.text(min_size=1, max_size=6), min_size=1, max_size=60), st.integers(20, 200))
def test_files_hold_all_rows_once_in_order_and_none_is_too_large(found: set[str], limit: int) -> None:
    found = {text for text in found if text.isprintable()} or {"a"}
    items = [shards.Item(term, term, 10) for term in sorted(found, key=shards.in_order)]
    regions = shards.cut(items, limit)
    assert [n for region in regions for n in range(region.first, region.end)] == [*range(len(items))]
    bounds = [shards.in_order(region.bound) for region in regions]
    assert bounds == sorted(set(bounds))
    for n, region in enumerate(regions):
        assert region.end - region.first == 1 or (region.end - region.first) * 10 <= limit
        for item in items[region.first : region.end]:
            assert bounds[n] <= shards.in_order(item.low)
            assert n + 1 == len(bounds) or shards.in_order(item.low) < bounds[n + 1]


def test_numbers_of_articles_follow_their_days() -> None:
    site = many(300, per_day=3)
    order = ordered(site.archive.articles)
    days = [site.archive.articles[id_].day for id_ in sorted(order.numbers, key=order.numbers.__getitem__)]
    assert days == sorted(days)
    assert len(set(order.numbers.values())) == 300 and max(order.numbers.values()) < order.size


WRITTEN = st.text(alphabet="ab'’s.\n Zé你好«»É\x01", max_size=90)


@given(WRITTEN, WRITTEN, WRITTEN)
def test_texts_in_a_row_have_the_words_that_each_has_by_itself(head: str, lead: str, rest: str) -> None:
    expected = [word for text in (head, lead, rest) for word in (*words(text), END)]
    assert [word[:LONGEST] for word in in_a_row(head, lead, rest)] == expected


SAYING = st.text(alphabet="aab  .é", max_size=60)


@given(st.lists(st.tuples(SAYING, SAYING, SAYING), min_size=1, max_size=5), st.integers(1, 4))
def test_the_inversion_of_a_run_holds_of_each_article_what_it_says_with_which_weight(
    run: list[tuple[str, str, str]], parts: int
) -> None:
    joins = [Joined("a " * (n % 2), "aa b zz " * (n % 3), ("!l:en", f"!p:{n}")) for n in range(len(run))]
    entries = [Entry(3 * n, b"", texts, more) for n, (texts, more) in enumerate(zip(run, joins, strict=True))]
    sections, fresh = inversion.inverted(entries, parts)
    found: dict[int, dict[str, tuple[int, str]]] = {3 * n: {} for n in range(len(run))}
    for n, section in enumerate(sections):
        assert all(zlib.crc32(term.encode()) % parts == n for term in section.terms.split("\n") if term)
        signs = iter(section.signs.decode())
        pairs = iter(zip(array("I", section.numbers), section.weights, section.sizes, strict=True))
        for term, count in zip(
            section.terms.split("\n"), array("H", section.counts), strict=bool(section.terms)
        ):
            for number, weight, size in islice(pairs, count):
                found[number][term] = weight, "".join(islice(signs, size))
    assert found == {one.number: weighed(one) for one in entries}
    kept = [
        Entry(one.number, data, ("", "", ""), one.joined) for one, data in zip(entries, fresh, strict=True)
    ]
    assert inversion.inverted(kept, parts) == (sections, [])
    assert [*map(weighed, kept)] == [*found.values()]


def test_words_of_one_article_are_as_long_as_the_browser_looks_them_up() -> None:
    texts = ("Nought", "Lead", f"A {'b' * 60} end {'b' * 60}")
    found = weighed(Entry(0, b"", texts, Joined("", "", ())))
    assert sorted(found) == ["a", "b" * LONGEST, "end", "lead", "nought"]
    assert found["a"] == found["end"] == (2, digits.sign("b" * LONGEST))


def test_a_word_weighs_by_where_it_is_said_and_how_often_and_by_whom_it_names() -> None:
    texts = ("Fire", "The fire spread", "a b a c a b. Smoke! d e d f d g d h d i d j")
    found = weighed(Entry(0, b"", texts, Joined("smoke anna", "b karl", ("!l:en",))))
    weights = {word: weight for word, (weight, _) in found.items()}
    assert [word for word, weight in weights.items() if weight == 0] == ["fire"]
    assert [word for word, weight in weights.items() if weight == 1] == [
        "the",
        "spread",
        "a",
        "smoke",
        "d",
        "anna",
    ]
    assert found["fire"][1] == digits.CONTINUED[digits.ENDING.index(digits.sign("spread"))] + digits.NONE
    assert found["anna"][1] == found["karl"][1] == found["d"][1] == digits.ANY
    assert found["!l:en"] == (2, digits.NONE)


def test_words_that_were_not_kept_whole_are_refused() -> None:
    with pytest.raises(ValueError, match="three texts"):
        said.unpacked(b"one \x01 two \x01")


# ---------------------------------------------------------------- the index as a whole


def test_the_index_is_the_same_for_every_order_of_articles_and_number_of_workers() -> None:
    site = many(1600, per_day=4, change=varied)
    one, two = Memory(), Memory()
    build(site, one)
    mixed = dict(sorted(site.archive.articles.items(), key=lambda item: item[1].digest))
    site.archive = site.archive.__class__(
        **{name: getattr(site.archive, name) for name in site.archive.__struct_fields__} | {"articles": mixed}
    )
    build(site, two, jobs=2)
    assert bytes_of(one) == bytes_of(two)
    found = terms(bytes_of(one))
    order = ordered(site.archive.articles)
    for number in (0, 7, 1599):
        id_ = next(i for i, filed in mixed.items() if filed.article.path == f"articles/{number:05}.txt")
        assert found[f"only{number}"] == [order.numbers[id_]]
    assert len(found["shoigu"]) == len(found["!p:sergei-shoigu"]) == 1600


def test_the_index_of_few_articles_which_needs_no_numpy_is_that_of_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = many(postings.FEW, per_day=4, change=varied)
    one, two, three = Memory(), Memory(), Memory()
    build(site, one)
    monkeypatch.setattr(postings, "inverted", lambda *_: pytest.fail("numpy was asked"))
    build(site, two)
    three.said = dict(one.said)
    build(site, three)
    monkeypatch.undo()
    monkeypatch.setattr(postings, "FEW", 0)
    four = Memory()
    build(site, four)
    assert bytes_of(one) == bytes_of(two) == bytes_of(three) == bytes_of(four)
    assert one.said == two.said == three.said == four.said


def test_the_index_is_the_same_where_workers_are_programs_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = many(1600, per_day=4, change=varied)
    one, two = Memory(), Memory()
    build(site, one)
    monkeypatch.setattr(postings, "APART", 1)
    build(site, two, jobs=2)
    assert bytes_of(one) == bytes_of(two)


def test_the_index_is_the_same_where_the_disk_has_no_room_for_what_goes_between_processes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site = many(1600, per_day=4, change=varied)
    one, two = Memory(), Memory()
    build(site, one)

    def full(path: str, mode: str) -> IO[bytes]:
        if "w" in mode:
            raise OSError(errno.ENOSPC, f"no room for {path}")
        raise AssertionError(f"nothing is there to be read at {path}")

    monkeypatch.setattr(handed, "open", full, raising=False)
    monkeypatch.setattr(postings.tempfile, "tempdir", str(tmp_path))
    build(site, two, jobs=2)
    assert bytes_of(one) == bytes_of(two)
    assert not [*tmp_path.iterdir()], "what was handed over has gone"


def test_what_is_handed_to_another_process_comes_in_its_pieces_and_leaves_no_file(tmp_path: Path) -> None:
    path = str(tmp_path / "one")
    bundle = handed.bundled(path, [b"first", b"", b"third"])
    assert [handed.piece(bundle, n) for n in range(3)] == [b"first", b"", b"third"]
    handed.dropped(bundle)
    assert not [*tmp_path.iterdir()]
    handed.dropped(bundle)
    held = handed.bundled(str(tmp_path / "no folder" / "one"), [b"first", b"second"])
    assert held.path == "" and handed.piece(held, 1) == b"second"


def test_one_changed_article_rewrites_few_files_and_ends_in_the_bytes_of_a_clean_index() -> None:
    store = Memory()
    build(many(1200, per_day=4, change=varied), store)

    def edited(number: int, story: Story) -> Story:
        story = varied(number, story)
        body = tuple(str(block).replace("only600.", "zeppelin.") for block in story.body)
        return replace(story, body=body)

    changed = build(many(1200, per_day=4, change=edited), store)
    clean = Memory()
    build(many(1200, per_day=4, change=edited), clean)
    assert bytes_of(store) == bytes_of(clean)
    folders = sorted(url.split("/")[1] for url in changed)
    assert folders.count("r") == 1
    assert 2 <= folders.count("w") <= 3, "the word that went, the word that came, and the word before it"
    assert folders.count("s") <= 3
    assert set(folders) <= {"w", "s", "r", "map.js"}
    found = terms(bytes_of(store))
    assert len(found["zeppelin"]) == 1 and "only600" not in found


def test_any_series_of_changes_ends_in_the_bytes_of_a_clean_index() -> None:
    store = Memory()
    pick = random.Random(5)
    gone: set[int] = set()
    edits: dict[int, int] = {}
    for step in range(8):
        if step:
            gone ^= {pick.randrange(400)}
            edits[pick.randrange(400)] = step

        def edited(number: int, story: Story) -> Story:
            story = varied(number + edits.get(number, 0) * 10_000, story)
            return replace(story, published=None) if number == edits.get(number) else story

        site = many(400, per_day=2, change=edited)
        for number in gone:
            id_ = next(
                i for i, f in site.archive.articles.items() if f.article.path == f"articles/{number:05}.txt"
            )
            del site.archive.articles[id_]
        build(site, store)
        clean = Memory()
        build(site, clean)
        assert bytes_of(store) == bytes_of(clean), step


def test_an_unchanged_archive_makes_no_file_again() -> None:
    store = Memory()
    build(small(), store)

    def not_called(id_: str) -> Text:
        raise AssertionError(id_)

    files = [*index(small().archive, SETTINGS, Registers(), not_called, store, 1)]
    assert {(file.url, file.key) for file in files} == {(url, key) for url, (key, _) in store.files.items()}


def test_every_person_topic_source_creditor_and_language_is_a_term() -> None:
    site = small()
    store = Memory()
    build(site, store)
    found, order = terms(bytes_of(store)), ordered(site.archive.articles)
    for kind, registered in (
        ("p", site.archive.people),
        ("t", site.archive.topics),
        ("s", site.archive.sources),
    ):
        for key, record in registered.items():
            numbers = sorted(order.numbers[id_] for id_ in record.articles)
            assert found.get(f"!{kind}:{key}", []) == numbers, key
    assert sum(len(numbers) for term, numbers in found.items() if term.startswith("!l:")) == len(
        order.numbers
    )
    assert {term for term in found if term.startswith("!c:")} == {
        f"!c:{key}" for key in site.archive.creditors
    }


def test_all_names_of_a_person_find_the_articles_that_say_one() -> None:
    site = small()
    forms = ("Sergey Schoigu", "Шойгу")
    person = RegisteredPerson("sergei-shoigu", "Sergei Shoigu", Origin("people.yaml", 1), forms)
    registers = Registers(people=PeopleRegister({"sergei-shoigu": person}))
    store = Memory()
    store.take([*index(site.archive, SETTINGS, registers, site.text_of, store, 1)])
    found, order = terms(bytes_of(store)), ordered(site.archive.articles)
    numbers = {order.numbers[id_] for id_ in site.archive.people["sergei-shoigu"].articles}
    for word in ("sergei", "sergey", "shoigu", "schoigu", "шойгу"):
        assert numbers <= set(found[word]), word


REDACTED = """
-- content/articles/fair.txt --
Harbour fair opens

20 September 2023

The harbour fair opened on Wednesday, said Mayor Ana Gomez.

The informant Xylophonova told the crew about it.

She thanked the crews for coming.
-- content/articles/fair.yaml --
remove_lines: [7]
"""


def test_removed_lines_are_in_no_file_of_the_search(
    site: Callable[[str], Path], tree: Callable[[Path], dict[str, bytes]]
) -> None:
    folder = site(REDACTED)
    code, _, err = backfile("build", str(folder), "--out", str(folder / "public"))
    assert code == 0, err
    files = {path: data for path, data in tree(folder / "public").items() if path.startswith("search/")}
    assert any(b"gomez" in data for data in files.values())
    assert [
        path for path, data in files.items() if b"xylo" in data.lower() or b"informant" in data.lower()
    ] == []
    (folder / "content/articles/fair.yaml").unlink()
    backfile("build", str(folder), "--out", str(folder / "public"))
    (folder / "content/articles/fair.yaml").write_text("remove_lines: [7]\n")
    backfile("build", str(folder), "--out", str(folder / "public"))
    again = {path: data for path, data in tree(folder / "public").items() if path.startswith("search/")}
    assert again == files


# ---------------------------------------------------------------- what the browser is handed


def test_a_file_of_results_holds_sources_results_and_texts_deflated_or_not() -> None:
    fields = ("0310:30", "Gale", "abc123", "", "It blew.", "", "")
    results = {2: records.Result("Gull", fields), 5: records.Result("", fields)}
    texts = {2: "It blew.\nA “boat” sank.", 5: "Ветер"}
    plain = records.together(results, texts, deflated=False)
    row = "0310:30\x7fGale\x7fabc123\x7f\x7fIt blew."
    assert plain == {"s": ["Gull"], "2": f"{row}\x7f0", "5": row, "t": {"2": texts[2], "5": texts[5]}}
    packed = records.together(results, texts, deflated=True)
    assert isinstance(packed, str)
    assert json.loads(zlib.decompress(base64.b64decode(packed))) == plain
    assert records.together({2: results[2]}, {}, deflated=False) == {"s": ["Gull"], "2": f"{row}\x7f0"}


def test_every_file_is_one_call_with_plain_data(built_site: Path) -> None:
    paths = sorted((built_site / "search").rglob("*"))
    scripts = [path for path in paths if path.is_file()]
    assert len(scripts) > 20
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(built_site / "search").as_posix().removesuffix(".js")
        assert text.startswith(f'backfile("{name}",') and text.endswith(")\n"), path
        json.loads(text[len(f'backfile("{name}",') : -2])
        assert "\u2028" not in text and "\u2029" not in text


def test_the_browser_loads_little_before_the_first_words(built_site: Path) -> None:
    def size(*names: str) -> int:
        return sum((built_site / name).stat().st_size for name in names)

    reading, first_map = "static/search-read.js", "search/map.js"
    assert size("static/search.js") <= 1_500
    assert size("static/search.js", reading, "static/search-find.js", first_map) <= 25_000
    assert size("static/page.js") <= 4_096
    assert size("static/page.js", reading, "static/search-names.js", "static/search.css", first_map) <= 25_000
    sizes = [path.stat().st_size for path in (built_site / "search").rglob("*.js")]
    assert max(sizes) <= 100_000


@pytest.mark.parametrize(
    "headline",
    [
        "Putin's part",
        "A" * 59 + "-b",
        "word " * 20,
        "Café — “quoted” 100 %",
        "x" * 80,
        "1" * 30 + " " + "2" * 40,
        "--a--",
        "…",
    ],
)
def test_the_readable_part_of_an_address_has_no_edge_but_words(headline: str) -> None:
    slug = records.plain_slug(headline)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug) and len(slug) <= 60
