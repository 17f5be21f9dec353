"""All articles to one archive: who is who, which outlet, which creditor, which topic, and in which order."""

import functools
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.archive.assemble import Summary, assemble
from backfile.archive.keys import fold_name, fold_term, keys_for
from backfile.archive.sketch import sketch_of
from backfile.archive.topics import word_hits, words_of
from backfile.model import (
    Archive,
    Article,
    Block,
    Credit,
    Doubt,
    Figure,
    Findings,
    Mention,
    Moment,
    Person,
    PersonRecord,
    Place,
    Quote,
    Role,
    SourceClue,
    Text,
    Together,
    VariantRecord,
)
from backfile.problems import Problem, SetAside, Skipped
from backfile.registers import Registers, read_registers

Site = Callable[[str], Path]
Register = Callable[..., Registers]


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """Return a function that reads registers given as YAML texts by name."""

    def read(**texts: str) -> Registers:
        for name, text in texts.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        registers, problems = read_registers(str(tmp_path))
        assert problems == ()
        return registers

    return read


def id_of(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()[:12]


def person(name: str, *roles: str, mentions: Sequence[tuple[str, str, str]] = ()) -> Person:
    """Return a person; mentions are (text, basis, part of the text), one of the full name by default."""
    found = mentions or ((name, "full name", "body"),)
    return Person(
        name,
        tuple(Role(role, 5) for role in roles),
        tuple(Mention(text, basis, 5, Place(part, 0, 0, len(text))) for text, basis, part in found),
    )


def clue(kind: str, text: str, line: int = 3) -> SourceClue:
    return SourceClue(kind, text, line)


def credit(line: str, creator: str | None = None, agency: str | None = None) -> Figure:
    return Figure("A caption", Credit(line, creator, None, agency), None, None, (4, 4))


def summary(
    path: str,
    published: str | None = "2023-09-20",
    people: Sequence[Person] = (),
    clues: Sequence[SourceClue] = (),
    figures: Sequence[Figure] = (),
    tags: Sequence[str] = (),
    body: str = "The boats came in.",
    words: Sequence[str] = (),
    quotes: Sequence[Quote] = (),
    headline: str = "A day at the harbour",
    doubts: Sequence[Doubt] = (),
) -> Summary:
    precision = {4: "year", 7: "month", 10: "day", 16: "minute"}[len(published)] if published else "day"
    article = Article(
        id=id_of(path),
        path=path,
        part=0,
        format="text",
        sha256="0" * 64,
        lines=(1, 9),
        headline=headline,
        headline_line=1,
        deck=None,
        deck_line=0,
        section=None,
        published=Moment(published, precision, None, published, 2) if published else None,
        updated=None,
        byline=(),
        dateline=None,
        clues=tuple(clues),
        original_url=None,
        language="en",
        direction="ltr",
        figures=tuple(figures),
        tags=tuple(tags),
        links=(),
        notes=(),
        lead=body,
        words=4,
        doubts=tuple(doubts),
    )
    blocks = tuple(Block("paragraph", part, ((0, 5 + n),)) for n, part in enumerate(body.split("\n")))
    text = Text(blocks, (), (), ())
    findings = Findings(tuple(people), tuple(quotes), ())
    return Summary(article, findings, word_hits(article, text, words), "")


def archive_of(
    summaries: Sequence[Summary], registers: Registers | None = None, now: str | None = None
) -> tuple[Archive, tuple[Problem, ...]]:
    return assemble(summaries, registers or Registers(), (), (), now)


def keys(archive: Archive, path: str) -> tuple[str | None, ...]:
    return archive.articles[id_of(path)].people


def told(problems: Sequence[Problem], code: str) -> list[tuple[str, str, str]]:
    return [(str(p.origin), p.message, p.hint) for p in problems if p.code == code]


# ---------------------------------------------------------------- who is who


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Shoigu", "SERGEI SHOIGU"),
        ("Recep Erdoğan", "Recep Erdogan"),
        ("Hossein Amir-Abdollahian", "Hossein Amir Abdollahian"),
        ("J. R. Smith", "J.R. Smith"),
        ("Łukasz Nowak", "Lukasz Nowak"),
        ("Семён Орлов", "Семен Орлов"),
        ("علي بيك", "علی بیک"),
    ],
)
def test_the_same_full_name_but_for_case_accents_and_hyphens_is_one_person(one: str, other: str) -> None:
    archive, _ = archive_of(
        [summary("a.txt", people=[person(one)]), summary("b.txt", people=[person(other)])]
    )
    (record,) = archive.people.values()
    assert record.articles == tuple(sorted((id_of("a.txt"), id_of("b.txt"))))
    assert {v.text for v in record.variants} == {one, other}
    assert record.registered is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Shoigu", "Sergueï Choïgou"),
        ("Donald Trump", "Дональд Трамп"),
        ("Ana Gomez", "Ana Maria Gomez"),
        ("Ana Gomez", "A. Gomez"),
        ("John Smith", "John Smyth"),
    ],
)
def test_names_that_differ_by_more_than_custom_are_not_merged_without_the_register(
    one: str, other: str
) -> None:
    archive, _ = archive_of(
        [summary("a.txt", people=[person(one)]), summary("b.txt", people=[person(other)])]
    )
    assert len(archive.people) == 2


@pytest.mark.parametrize(
    ("one", "other"), [("Sergei Shoigu", "Sergey Shoygu"), ("Sergei Shoigu", "Сергей Шойгу")]
)
def test_two_customs_of_spelling_are_one_person_unless_one_article_prints_both(one: str, other: str) -> None:
    apart = [summary("a.txt", people=[person(one)]), summary("b.txt", people=[person(other)])]
    (record,) = archive_of(apart)[0].people.values()
    assert {v.text for v in record.variants} == {one, other}
    together = [*apart, summary("c.txt", people=[person(one), person(other)])]
    assert len(archive_of(together)[0].people) == 2


SHOIGU = """
people:
  sergei-shoigu:
    name: Sergei Shoigu
    variants: [Sergey Shoigu, Сергей Шойгу, شویگو, 绍伊古]
    sort_name: Shoigu, Sergei
    description: A minister.
    wikidata: Q4
    born: 1955-05-21
"""


@pytest.mark.parametrize(
    "form", ["Sergei Shoigu", "sergey shoigu", "Сергей Шойгу", "شویگو", "绍伊古", "Shoigu"]
)
def test_every_form_of_the_register_in_any_script_is_the_one_person(form: str, register: Register) -> None:
    archive, _ = archive_of([summary("a.txt", people=[person(form)])], register(people=SHOIGU))
    assert keys(archive, "a.txt") == ("sergei-shoigu",)
    record = archive.people["sergei-shoigu"]
    assert (record.name, record.sort_name, record.registered) == ("Sergei Shoigu", "Shoigu, Sergei", True)
    assert (record.description, record.wikidata, record.born) == ("A minister.", "Q4", "1955-05-21")
    assert str(record.origin) == "people.yaml:3"
    assert record.variants == (VariantRecord(form, 1),)


TWO = """
people:
  ana-gomez: {name: Ana Gomez}
  luis-gomez: {name: Luis Gomez}
  ben-hart: {name: Ben Hart}
"""


def test_a_bare_surname_is_the_one_registered_bearer_and_nobody_when_two_bear_it(register: Register) -> None:
    article = summary("a.txt", people=[person("Gomez"), person("Hart"), person("Nobody")])
    archive, _ = archive_of([article], register(people=TWO))
    assert keys(archive, "a.txt") == (None, "ben-hart", None)
    assert list(archive.people) == ["ben-hart"]


def test_a_bare_surname_is_never_joined_to_somebody_found_in_texts_only() -> None:
    archive, _ = archive_of(
        [summary("a.txt", people=[person("Ana Gomez")]), summary("b.txt", people=[person("Gomez")])]
    )
    assert (keys(archive, "a.txt"), keys(archive, "b.txt")) == (("ana-gomez",), (None,))


def test_two_ministers_of_one_surname_are_apart_even_where_a_variant_or_sort_name_bears_it(
    register: Register,
) -> None:
    registers = register(
        people="""
people:
  mohammad-bagheri: {name: Mohammad Bagheri}
  ali-bagheri-kani: {name: Ali Bagheri Kani, variants: [Ali Bagheri], sort_name: "Bagheri Kani, Ali"}
  xi-jinping: {name: Xi Jinping, sort_name: Xi Jinping}
"""
    )
    article = summary(
        "a.txt", people=[person(n) for n in ("Bagheri", "Kani", "Bagheri Kani", "Ali Bagheri", "Xi")]
    )
    archive, _ = archive_of([article], registers)
    # “Bagheri Kani” is two words: without a given name it could be anybody, but the register's sort name has it.
    assert keys(archive, "a.txt")[0] is None
    assert keys(archive, "a.txt")[1] == "ali-bagheri-kani"
    assert keys(archive, "a.txt")[3:] == ("ali-bagheri-kani", "xi-jinping")


def test_registered_people_whose_names_differ_in_an_accent_only_are_told_apart_by_it(
    register: Register,
) -> None:
    registers = register(
        people="""
people:
  anna-muller: {name: Anna Muller}
  anna-mueller: {name: Anna Müller}
"""
    )
    names = ["Anna Muller", "Anna Müller", "ANNA MÜLLER", "Anna Mullér"]
    archive, _ = archive_of([summary("a.txt", people=[person(n) for n in names])], registers)
    assert keys(archive, "a.txt") == ("anna-muller", "anna-mueller", "anna-mueller", None)


def test_the_name_of_a_person_found_in_texts_is_the_form_most_often_printed() -> None:
    archive, _ = archive_of(
        [
            summary("a.txt", people=[person("ANA GÓMEZ")]),
            summary("b.txt", people=[person("Ana Gómez", mentions=[("Ana Gómez", "full name", "body")] * 2)]),
        ]
    )
    assert archive.people["ana-gomez"].name == "Ana Gómez"
    assert archive.people["ana-gomez"].sort_name == "Gómez, Ana"


@pytest.mark.parametrize(
    ("name", "sort_name", "language"),
    [
        ("Ursula von der Leyen", "von der Leyen, Ursula", None),
        ("Sergei Shoigu", "Shoigu, Sergei", None),
        ("Сергей Шойгу", "Шойгу, Сергей", "und-Cyrl"),
        ("习近平", "习近平", "und-Hani"),
        ("김 정은", "김 정은", "und-Hang"),
        ("محمد باقری", "باقری، محمد", "und-Arab"),
        ("فيصل بن فرحان", "بن فرحان، فيصل", "und-Arab"),
        ("Урсула фон дер Лайен", "фон дер Лайен, Урсула", "und-Cyrl"),
        ("Ángel Di María", "Di María, Ángel", None),
        ("Elizabeth II", "Elizabeth II", None),
        ("Martin Luther King Jr.", "King, Martin Luther Jr.", None),
        ("Al Jaber", "Al Jaber", None),
        ("Qin Gang", "Qin Gang", None),
        ("Wang Yi", "Wang Yi", None),
        ("Kim Jong-un", "Kim Jong-un", None),
        ("Yoon Suk Yeol", "Yoon Suk Yeol", None),
        ("Nguyễn Phú Trọng", "Nguyễn Phú Trọng", None),
        ("Kim Clijsters", "Clijsters, Kim", None),
        ("Lee Child", "Child, Lee", None),
    ],
)
def test_people_sort_by_family_name_with_its_particles(
    name: str, sort_name: str, language: str | None
) -> None:
    archive, _ = archive_of([summary("a.txt", people=[person(name)])])
    (record,) = archive.people.values()
    assert (record.sort_name, record.language) == (sort_name, language)


def test_roles_are_dated_by_the_articles_that_say_them() -> None:
    archive, _ = archive_of(
        [
            summary("c.txt", "2024-05-14", [person("Ana Gomez", "Mayor")]),
            summary("a.txt", "2022-01-02", [person("Ana Gomez", "Defence Minister")]),
            summary("b.txt", "2023-03-04T10:20", [person("Ana Gomez", "Defense minister", "Mayor")]),
            summary("d.txt", None, [person("Ana Gomez", "Mayor", "Poet")]),
            summary("e.txt", "2025", [person("Ana Gomez", "Poet")]),
        ]
    )
    got = [(r.text, r.first, r.last, r.articles) for r in archive.people["ana-gomez"].roles]
    assert got == [
        ("Defence Minister", "2022-01-02", "2023-03-04", (id_of("a.txt"), id_of("b.txt"))),
        ("Mayor", "2023-03-04", "2024-05-14", tuple(map(id_of, ("b.txt", "c.txt", "d.txt")))),
        ("Poet", None, None, tuple(map(id_of, ("d.txt", "e.txt")))),
    ]


def test_a_person_has_its_mentions_variants_figures_and_quotes() -> None:
    mentions = [
        ("Ana Gomez", "full name", "headline"),
        ("Gomez", "surname", "body"),
        ("Gomez", "surname", "caption"),
        ("the mayor", "role", "body"),
        ("she", "pronoun", "body"),
    ]
    quote = Quote("Yes.", 1, "Gomez", "said", "named", (5, 5), (Place("body", 0, 0, 4),))
    nobody = Quote("No.", None, None, None, "none", (6, 6), (Place("body", 0, 5, 8),))
    archive, _ = archive_of(
        [
            summary(
                "a.txt",
                people=[person("Ben Hart"), person("Ana Gomez", mentions=mentions)],
                figures=[credit("x")],
                quotes=[nobody, quote],
            )
        ]
    )
    record = archive.people["ana-gomez"]
    assert record.mentions == 5
    assert record.variants == (VariantRecord("Gomez", 2), VariantRecord("Ana Gomez", 1))
    assert [(f.article, f.index) for f in record.figures] == [(id_of("a.txt"), 0)]
    assert [(q.article, q.index) for q in record.quotes] == [(id_of("a.txt"), 1)]
    assert [q.index for q in archive.quotes] == [0, 1]
    assert archive.people["ben-hart"].quotes == ()


def test_people_are_together_as_often_as_they_share_an_article(register: Register) -> None:
    ana, ben, cleo = person("Ana Gomez"), person("Ben Hart"), person("Cleo Park")
    archive, _ = archive_of(
        [
            summary("a.txt", people=[ana, ben, cleo]),
            summary("b.txt", people=[ana, cleo]),
            summary("c.txt", people=[ben, person("Hart")]),
            summary("d.txt", people=[ana]),
        ],
        register(people="people: {ben-hart: {name: Ben Hart}}"),
    )
    together = {key: record.together for key, record in archive.people.items()}
    assert together == {
        "ana-gomez": (Together("cleo-park", 2), Together("ben-hart", 1)),
        "ben-hart": (Together("ana-gomez", 1), Together("cleo-park", 1)),
        "cleo-park": (Together("ana-gomez", 2), Together("ben-hart", 1)),
    }
    assert archive.people["ben-hart"].articles == tuple(map(id_of, sorted(("a.txt", "c.txt"), key=id_of)))


def test_of_a_long_list_each_is_together_with_the_first_of_the_others(register: Register) -> None:
    listed = [person(f"Ana {chr(97 + n)}arsen") for n in range(26)]
    pair = [listed[24], listed[25]]
    archive, _ = archive_of([summary("a.txt", people=listed), summary("b.txt", people=pair)], register())
    first = [record.key for record in sorted(archive.people.values(), key=lambda r: r.key)]
    together = {key: [t.key for t in record.together] for key, record in archive.people.items()}
    assert together[first[0]] == first[1:21]
    assert together[first[20]] == first[:20]
    assert together[first[24]] == [first[25], *first[:19]]
    assert archive.people[first[24]].together[:2] == (Together(first[25], 2), Together(first[0], 1))


# ---------------------------------------------------------------- keys


def test_names_that_come_to_one_stem_each_get_a_key_of_their_own_and_of_no_order() -> None:
    names = ["c", "c++", "c#", "f"]
    keyed = keys_for(names, (), "topic")
    assert keyed["f"] == "f"
    assert len(set(keyed.values())) == 4
    assert all(keyed[n].startswith("c-") for n in ("c", "c++", "c#"))
    assert keys_for(reversed(names), (), "topic") == keyed


def test_a_key_that_the_register_has_is_left_to_it_and_no_key_is_empty() -> None:
    keyed = keys_for(["ana gomez", "!?"], ("ana-gomez",), "person")
    assert keyed["ana gomez"].startswith("ana-gomez-")
    assert keyed["!?"].startswith("person-")


def test_sources_and_creditors_stand_by_their_first_letter_whatever_signs_are_before_it() -> None:
    names = ("Reuters", "@Quay", "«Пост»", "Aldo", "“The Tarn”")
    files = [
        summary(f"{n}.txt", clues=[clue("line", name)], figures=[credit(name)])
        for n, name in enumerate(names)
    ]
    archive, _ = archive_of(files)
    in_order = ["Aldo", "@Quay", "Reuters", "“The Tarn”", "«Пост»"]
    assert [record.name for record in archive.sources.values()] == in_order
    assert [record.name for record in archive.creditors.values()] == in_order


@given(st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=12), st.randoms())
def test_keys_are_unique_printable_and_independent_of_order(names: list[str], random: object) -> None:
    keyed = keys_for(names, ("ana",), "person")
    mixed = list(names)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert keys_for(mixed, ("ana",), "person") == keyed
    assert len(set(keyed.values())) == len(names)
    assert all(key.isascii() and key and key.replace("-", "a").isalnum() for key in keyed.values())
    assert "ana" not in keyed.values()


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


# ---------------------------------------------------------------- outlets

SOURCES = """
sources:
  quay-times:
    name: The Quay Times
    hosts: [quay.example.org]
    handles: ["@Quay_Times"]
    aliases: [Quay Times]
  harbour-wire:
    name: Harbour Wire
    kind: agency
"""


@pytest.mark.parametrize(
    ("clues", "key", "inferred", "why"),
    [
        ([("field", "quay times")], "quay-times", False, "the file's own field says “quay times”"),
        ([("line", "The Quay Times")], "quay-times", False, "a source line says “The Quay Times”"),
        ([("name", "Quay Times")], "quay-times", False, "a line beside the text names “Quay Times”"),
        ([("byline", "Harbour Wire")], "harbour-wire", False, "the byline names “Harbour Wire”"),
        ([("agency", "Harbour Wire")], "harbour-wire", False, "the dateline or the end of the text carries the mark of “Harbour Wire”"),
        ([("host", "quay.example.org")], "quay-times", True, "the address quay.example.org is known to the sources register"),
        ([("host", "m.quay.example.org")], "quay-times", True, "the address m.quay.example.org is known to the sources register"),
        ([("handle", "quay_times")], "quay-times", True, "the handle quay_times is known to the sources register"),
        ([("copyright", "The Quay Times")], "quay-times", True, "the copyright notice names “The Quay Times”"),
        ([("line", "The Quay Times with agencies")], "quay-times", False, "a source line says “The Quay Times with agencies”"),
        ([("line", "The Quay Times"), ("agency", "Harbour Wire")], "quay-times", False, "a source line says “The Quay Times”"),
        ([("name", "Quay Times"), ("agency", "Harbour Wire")], "quay-times", False, "a line beside the text names “Quay Times”"),
        ([("name", "Somebody"), ("agency", "Harbour Wire")], "harbour-wire", False, "the dateline or the end of the text carries the mark of “Harbour Wire”"),
        ([("agency", "Harbour Wire"), ("host", "quay.example.org")], "harbour-wire", False, "the dateline or the end of the text carries the mark of “Harbour Wire”"),
        ([("line", "Harbour Wire"), ("name", "Quay Times")], "quay-times", False, "a line beside the text names “Quay Times”"),
        ([("line", "Harbour Wire"), ("name", "Somebody"), ("agency", "Harbour Wire")], "harbour-wire", False, "a source line says “Harbour Wire”"),
        ([("agency", "Else"), ("handle", "Quay_Times")], "quay-times", True, "the handle Quay_Times is known to the sources register"),
    ],
)  # fmt: skip
def test_the_strongest_clue_that_the_register_knows_decides_the_outlet(
    clues: list[tuple[str, str]], key: str, inferred: bool, why: str, register: Register
) -> None:
    archive, problems = archive_of(
        [summary("a.txt", clues=[clue(*c) for c in clues])], register(sources=SOURCES)
    )
    ref = archive.articles[id_of("a.txt")].source
    assert ref is not None
    assert (ref.key, ref.inferred, ref.line, ref.why) == (key, inferred, 3, why)
    assert archive.sources[key].inferred == int(inferred)
    assert told(problems, "no-source") == []


@pytest.mark.parametrize("kind", ["field", "line"])
def test_an_outlet_that_the_file_names_is_not_overruled_by_a_weaker_clue(
    kind: str, register: Register
) -> None:
    clues = [clue(kind, "Evening Gull"), clue("host", "quay.example.org")]
    archive, _ = archive_of([summary("a.txt", clues=clues)], register(sources=SOURCES))
    assert [(s.key, s.name, s.origin) for s in archive.sources.values()] == [
        ("evening-gull", "Evening Gull", None)
    ]


def test_spellings_of_an_unregistered_outlet_are_one_record_under_the_commonest() -> None:
    archive, _ = archive_of(
        [
            summary("a.txt", clues=[clue("line", "Evening Gull")]),
            summary("b.txt", clues=[clue("field", "EVENING GULL")]),
            summary("c.txt", clues=[clue("line", "Evening Gull")]),
        ]
    )
    (record,) = archive.sources.values()
    assert (record.key, record.name, len(record.articles), record.inferred) == (
        "evening-gull",
        "Evening Gull",
        3,
        0,
    )


@pytest.mark.parametrize(
    ("clues", "want"),
    [
        ([], ("articles/a.txt", "expected the name of an outlet, found none", "add `source: …` to a sidecar file")),
        (
            [("handle", "gull_news")],
            ("articles/a.txt:3", "expected the name of an outlet, found only gull_news", "add gull_news to an outlet in sources.yaml"),
        ),
        (
            [("name", "Gull"), ("host", "gull.example.org")],
            ("articles/a.txt:3", "expected the name of an outlet, found only gull.example.org", "add gull.example.org to an outlet in sources.yaml"),
        ),
    ],
)  # fmt: skip
def test_an_outlet_that_cannot_be_told_is_a_doubt_with_what_would_answer_it(
    clues: list[tuple[str, str]], want: tuple[str, str, str], register: Register
) -> None:
    archive, problems = archive_of([summary("articles/a.txt", clues=[clue(*c) for c in clues])])
    assert archive.articles[id_of("articles/a.txt")].source is None
    assert archive.sources == {}
    assert told(problems, "no-source") == [want]


# ---------------------------------------------------------------- photo credits


def test_credit_lines_of_the_register_are_one_creditor_and_others_get_their_own(register: Register) -> None:
    registers = register(
        credits="""
creditors:
  mil-ru:
    name: Ministry
    url: https://mil.example.org
    lines: [mil.ru, "Photo: mil.ru", Минобороны]
"""
    )
    figures = [
        credit("mil.ru"),
        credit("Минобороны"),
        credit("Ana Gomez / MINISTRY", "Ana Gomez", "MINISTRY"),
        credit("Ben Hart/Quay Pictures", "Ben Hart", "Quay Pictures"),
        credit("quay pictures", None, "quay pictures"),
        credit("Cleo Park", "Cleo Park"),
        Figure("No credit", None, None, None, (9, 9)),
    ]
    archive, _ = archive_of([summary("a.txt", figures=figures)], registers)
    filed = archive.articles[id_of("a.txt")]
    assert filed.creditors == (
        "mil-ru",
        "mil-ru",
        "mil-ru",
        "quay-pictures",
        "quay-pictures",
        "cleo-park",
        None,
    )
    assert {key: (c.name, len(c.figures)) for key, c in archive.creditors.items()} == {
        "cleo-park": ("Cleo Park", 1),
        "mil-ru": ("Ministry", 3),
        "quay-pictures": ("Quay Pictures", 2),
    }
    assert archive.creditors["mil-ru"].lines == (
        VariantRecord("Ana Gomez / MINISTRY", 1),
        VariantRecord("mil.ru", 1),
        VariantRecord("Минобороны", 1),
    )


# ---------------------------------------------------------------- topics

TOPICS = """
topics:
  fish: {name: Fish, any: [herring*, cod, "person:ana-gomez", "source:quay-times"]}
  sea: {name: The sea, any: [high seas, 海洋]}
  quota: {name: Quotas, parent: fish, all: [quota*, cod], not: [cartoon]}
  both: {name: Both, all: [cod], any: [boat, ship]}
  above: {name: Above}
  below: {name: Below, parent: above, any: [keel]}
"""


def topics_of(register: Register, body: str, **more: object) -> dict[str, tuple[str, int]]:
    people = register(people="people: {ana-gomez: {name: Ana Gomez}}", sources=SOURCES, topics=TOPICS)
    found = summary("a.txt", body=body, words=words_of(people.topics), **more)  # type: ignore[arg-type]
    archive, _ = archive_of([found], people)
    return {m.key: (m.why, m.line) for m in archive.articles[id_of("a.txt")].topics}


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ("Nothing of note.", {}),
        ("A cod was landed.", {"fish": ("the text says “cod” (line 5)", 5)}),
        ("COD, they cried.", {"fish": ("the text says “COD” (line 5)", 5)}),
        ("A codex and a code.", {}),
        ("First.\nThen herrings came.", {"fish": ("the text says “herrings” (line 6)", 6)}),
        ("The herring and the cod.", {"fish": ("the text says “herring” (line 5), says “cod” (line 5)", 5)}),
        ("On the high\u00a0seas.", {"sea": ("the text says “high\u00a0seas” (line 5)", 5)}),
        ("On high, seas.", {}),
        ("东京的海洋放出", {"sea": ("the text says “海洋” (line 5)", 5)}),
        (
            "Quotas for cod.",
            {"fish": ("the text says “cod” (line 5)", 5), "quota": ("the text says “Quotas” (line 5), says “cod” (line 5)", 5)},
        ),
        ("Quotas.", {}),
        ("A cartoon: quotas for cod.", {"fish": ("the text says “cod” (line 5)", 5)}),
        (
            "A ship with cod.",
            {"fish": ("the text says “cod” (line 5)", 5), "both": ("the text says “cod” (line 5), says “ship” (line 5)", 5)},
        ),
    ],
)  # fmt: skip
def test_a_rule_holds_by_any_all_and_not_and_says_why(
    body: str, want: dict[str, tuple[str, int]], register: Register
) -> None:
    assert topics_of(register, body) == want


def test_a_rule_holds_by_person_and_by_source(register: Register) -> None:
    assert topics_of(register, "No word.", people=[person("Ana Gomez")]) == {
        "fish": ("the text names ana-gomez", 0)
    }
    assert topics_of(register, "No word.", clues=[clue("line", "Quay Times")]) == {
        "fish": ("the text is from quay-times", 0)
    }


def test_the_headline_and_captions_count_as_text(register: Register) -> None:
    assert topics_of(register, "No word.", headline="Cod!") == {"fish": ("the text says “Cod” (line 1)", 1)}
    caption = Figure("A keel.", None, None, None, (4, 4))
    assert topics_of(register, "No word.", figures=[caption])["below"] == ("the text says “keel” (line 4)", 4)


def test_a_tag_joins_the_registered_topic_whose_name_key_or_word_it_is(register: Register) -> None:
    for tag in ("fish", "FISH", "Herring", "cod"):
        assert topics_of(register, "No word.", tags=[tag]) == {"fish": (f"the file's tag “{tag}”", 0)}
    assert topics_of(register, "No word.", tags=["the-sea"]) == {"sea": ("the file's tag “the-sea”", 0)}


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("articles/quay-times/2023/a.txt", "quay-times"),
        ("articles/The QT/a.txt", "quay-times"),
        ("articles/www.quaytimes.example/a.txt", "quay-times"),
        ("articles/pier-press/quay-times/a.txt", "quay-times"),
        ("articles/quay-times.txt", None),
        ("articles/other/a.txt", None),
    ],
)
def test_an_outlet_is_inferred_from_a_folder_of_its_name(
    register: Register, path: str, key: str | None
) -> None:
    outlets = (
        "sources:\n  quay-times:\n    name: Quay Times\n    aliases: [The QT]\n    hosts: [quaytimes.example]\n"
        "  pier-press:\n    name: Pier Press\n"
    )
    archive, _ = archive_of([summary(path)], register(sources=outlets))
    (filed,) = archive.articles.values()
    assert (filed.source.key if filed.source else None) == key
    assert filed.source is None or (filed.source.inferred and "folder" in filed.source.why)


def test_spellings_of_a_tag_are_one_topic_and_signs_that_mean_something_keep_tags_apart() -> None:
    archive, _ = archive_of(
        [
            summary("a.txt", tags=["Tag", "C", "C++", "two words"]),
            summary("b.txt", tags=["tag", "tag-", "C#", "two-words"]),
            summary("c.txt", tags=["TAG", "Tag"]),
        ]
    )
    names = sorted((t.name, len(t.articles)) for t in archive.topics.values())
    assert names == [("C", 1), ("C#", 1), ("C++", 1), ("Tag", 3), ("two words", 2)]
    assert fold_term("C#") == "c#"
    assert all(t.origin is None and t.any == () for t in archive.topics.values())


def test_tags_in_plural_and_singular_are_one_but_for_those_that_mean_another_thing() -> None:
    archive, _ = archive_of(
        [
            summary("a.txt", tags=["Ferry", "customs", "oil price", "news", "Box"]),
            summary("b.txt", tags=["ferries", "custom", "oil-prices", "New", "boxes"]),
            summary("c.txt", tags=["Ferries", "Oil prices", "glass"]),
        ]
    )
    names = sorted((t.name, len(t.articles)) for t in archive.topics.values())
    assert names == [
        ("Box", 1), ("Ferries", 3), ("New", 1), ("Oil prices", 3), ("boxes", 1), ("custom", 1), ("customs", 1),
        ("glass", 1), ("news", 1),
    ]  # fmt: skip


def test_a_topic_above_one_with_articles_is_shown_with_its_children(register: Register) -> None:
    registers = register(topics=TOPICS.replace(', "person:ana-gomez", "source:quay-times"', ""))
    archive, problems = archive_of(
        [summary("a.txt", body="A keel.", words=words_of(registers.topics))], registers
    )
    assert {key: (t.children, len(t.articles)) for key, t in archive.topics.items()} == {
        "above": (("below",), 0),
        "below": ((), 1),
    }
    assert archive.topics["below"].any == ("keel",)
    idle = [message for _, message, _ in told(problems, "idle-topic")]
    assert idle == [
        f"no article of the archive matches the topic “{key}”" for key in ("fish", "sea", "quota", "both")
    ]


def test_a_topic_names_the_people_of_its_articles(register: Register) -> None:
    ana, ben = person("Ana Gomez"), person("Ben Hart")
    archive, _ = archive_of(
        [summary("a.txt", tags=["fish"], people=[ana, ben]), summary("b.txt", tags=["fish"], people=[ana])]
    )
    assert archive.topics["fish"].people == (Together("ana-gomez", 2), Together("ben-hart", 1))


# ---------------------------------------------------------------- order, doubts


def test_articles_are_in_order_of_date_and_time_and_the_undated_by_path() -> None:
    paths = {
        "f.txt": "2024-01-01",
        "e.txt": "2023-09-20T11:31",
        "d.txt": "2023-09-20T09:00",
        "c.txt": "2023-09-20",
        "b.txt": "2023-09",
        "a2.txt": None,
        "a1.txt": "2021",
    }
    archive, _ = archive_of([summary(path, day) for path, day in paths.items()])
    order = ["c.txt", "d.txt", "e.txt", "f.txt", "a1.txt", "a2.txt", "b.txt"]
    assert [a.article.path for a in archive.articles.values()] == order
    assert archive.days == {
        "2023-09-20": tuple(map(id_of, order[:3])),
        "2024-01-01": (id_of("f.txt"),),
    }
    assert archive.undated == tuple(map(id_of, order[4:]))


def test_a_date_after_now_is_a_doubt_and_without_now_there_is_none() -> None:
    articles = [summary("a.txt", "2024-01-01"), summary("b.txt", "2024-01-02"), summary("c.txt", None)]
    _, problems = archive_of(articles, now="2024-01-01")
    assert told(problems, "future-date") == [
        ("b.txt:2", "expected a date up to 2024-01-01, found 2024-01-02", "")
    ]
    assert told(archive_of(articles)[1], "future-date") == []


def test_register_lines_that_no_article_needs_are_told_with_their_line(register: Register) -> None:
    registers = register(
        people=SHOIGU,
        sources=SOURCES,
        topics="topics: {fish: {name: Fish}}",
        credits="creditors: {x: {name: X}}",
    )
    _, problems = archive_of([summary("a.txt", clues=[clue("line", "Quay Times")])], registers)
    idle = [(str(p.origin), p.code, p.message) for p in problems if p.code.startswith("idle-")]
    assert idle == [
        ("people.yaml:3", "idle-person", "no article of the archive matches the person “sergei-shoigu”"),
        ("topics.yaml:1", "idle-topic", "no article of the archive matches the topic “fish”"),
        ("sources.yaml:8", "idle-source", "no article of the archive matches the outlet “harbour-wire”"),
        ("credits.yaml:1", "idle-creditor", "no article of the archive matches the creditor “x”"),
    ]
    assert all(p.severity == "doubt" for p in problems)


def test_doubts_of_an_article_are_told_at_its_line() -> None:
    doubt = Doubt("published", 4, "Two dates.", "two-dates", "choose one")
    _, problems = archive_of([summary("a.txt", doubts=[doubt], clues=[clue("line", "X")])])
    assert [str(p) for p in problems] == ["a.txt:4: doubt[two-dates]: Two dates.\n  hint: choose one"]


def test_what_was_set_aside_and_skipped_is_in_the_archive_in_order() -> None:
    aside = [SetAside(p, 0, "empty", "x") for p in ("b", "a")]
    skipped = [Skipped(p, "hidden file") for p in ("d", "c")]
    archive, _ = assemble((), Registers(), aside, skipped, None)
    assert [s.path for s in archive.set_aside] == ["a", "b"]
    assert [s.path for s in archive.skipped] == ["c", "d"]


# ---------------------------------------------------------------- order of reading


LONG = "The harbour fair opened with boats from four towns and a parade of the fishing fleet along the old wall. "


def same_text(one: Summary) -> Summary:
    """Return the article with the headline and the text that others have too."""
    article = msgspec.structs.replace(one.article, headline="Fair opens")
    sketch = sketch_of([Block("paragraph", LONG * 2, ((0, 5),)), Block("paragraph", LONG.upper(), ((0, 7),))])
    return msgspec.structs.replace(one, article=article, sketch=sketch)


@functools.cache
def many() -> tuple[Summary, ...]:
    """Return articles in which everything that could depend on their order does meet."""
    ana, gomez, ben = person("Ana Gomez", "Mayor"), person("ANA GÓMEZ", "mayor"), person("Ben Hart")
    clash = [person("Ana-Gomez"), person("José Núñez"), person("Jose Nunez"), person("Gomez")]
    quote = Quote("Yes.", 0, "Gomez", "said", "named", (5, 5), (Place("body", 0, 0, 4),))
    return (
        summary("a.txt", "2023-09-20", [ana, ben], [clue("line", "Evening Gull")], [credit("X")], ["Tag", "C"]),
        summary("b.txt", "2023-09-20", [gomez], [clue("line", "EVENING GULL")], [credit("x")], ["tag", "C++"]),
        summary("c.txt", "2023-09-20T10:00", clash, [clue("field", "evening-gull")], [], ["tag-", "C#"]),
        summary("d.txt", None, [ben, gomez], [clue("handle", "gull")], [credit("Y", "y z")], ["TAG"], quotes=[quote]),
        summary("e.txt", "2022", [ana], [], [credit("y", "Y Z")], ["c"]),
        summary("f.txt", "2021-01-01", [gomez, ben], [clue("line", "Gull, Evening")], [], ["c++"]),
        same_text(summary("g.txt", "2022-03-04", [person("Only Here")], [clue("line", "Gull")], [credit("Z")], ["once"])),
        same_text(summary("h.txt", "2022-03-04", [ana], [clue("line", "Gull")], [], ["tag"])),
        same_text(summary("i.txt", "2022-03-05", [ben], [clue("line", "Tern")], [], ["tag"])),
    )  # fmt: skip


def spelled_out(archive: Archive) -> tuple[object, ...]:
    """Return the archive with its mappings as sequences, so that their order counts."""
    mappings = (
        archive.articles,
        archive.days,
        archive.people,
        archive.topics,
        archive.sources,
        archive.creditors,
    )
    kin = (tuple(archive.older.items()), tuple(archive.versions.items()), archive.copies)
    return (*(tuple(m.items()) for m in mappings), archive.undated, archive.quotes, *kin)


def test_an_older_version_is_in_no_list_and_leads_to_no_record_that_it_alone_would_make() -> None:
    archive, _ = archive_of(many(), now="2023-01-01")
    old, new, copy = (id_of(f"{name}.txt") for name in "ghi")
    assert archive.versions == {new: (old, new)}
    assert archive.copies == ((new, copy),)
    assert list(archive.older) == [old] and old not in archive.articles
    assert archive.days["2022-03-04"] == (new,)
    assert (archive.older[old].people, archive.older[old].topics, archive.older[old].creditors) == (
        (None,),
        (),
        (None,),
    )
    assert not {"once", "only-here"} & {*archive.topics, *archive.people}


@settings(max_examples=60)
@given(st.permutations(range(9)))
def test_the_archive_does_not_depend_on_the_order_in_which_files_are_read(order: list[int]) -> None:
    want, doubts = archive_of(many(), now="2023-01-01")
    got, same_doubts = archive_of([many()[n] for n in order], now="2023-01-01")
    assert spelled_out(got) == spelled_out(want)
    assert same_doubts == doubts


@given(st.sets(st.integers(0, 8), min_size=1))
def test_every_key_of_an_article_leads_to_a_record_that_lists_it(chosen: set[int]) -> None:
    archive, _ = archive_of([many()[n] for n in sorted(chosen)])
    for id_, filed in archive.articles.items():
        records: list[PersonRecord] = [archive.people[key] for key in filed.people if key]
        assert all(id_ in record.articles for record in records)
        assert all(id_ in archive.topics[match.key].articles for match in filed.topics)
        assert filed.source is None or id_ in archive.sources[filed.source.key].articles
        for index, key in enumerate(filed.creditors):
            assert key is None or (id_, index) in {
                (f.article, f.index) for f in archive.creditors[key].figures
            }
    assert sorted((*archive.undated, *(i for ids in archive.days.values() for i in ids))) == sorted(
        archive.articles
    )
