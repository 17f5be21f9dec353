"""People, quotes, event days and terms of one article.

Cases are files in cases/extract: `== what is shown`, the text (a line that begins with `# ` is the headline),
then sections `-- people`, `-- mentions`, `-- quotes`, `-- events`, `-- terms`, `-- doubts`. A section that is there is compared
whole, one that is not is not compared. Lines that begin with `@` before the text set the language and the day.
"""

import pathlib
import re
from itertools import pairwise
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.extract.findings import find
from backfile.extract.passages import passages
from backfile.model import Article, Block, Figure, Findings, Mention, Moment, Place, SourceClue, Text
from backfile.problems import Origin
from backfile.registers import PeopleRegister, RegisteredPerson, read_registers

HERE = pathlib.Path(__file__).parent
SEED = HERE.parent / "content/articles/2023/2023-09-20-shoigu-tehran-talks.txt"
NOBODY = PeopleRegister()


def article(
    headline: str | None = None,
    headline_line: int = 1,
    day: str | None = "2023-09-20",
    language: str | None = "en",
    figures: tuple[Figure, ...] = (),
    deck: str | None = None,
) -> Article:
    return Article(
        id="0" * 12, path="a.txt", part=0, format="text", sha256="0" * 64, lines=(1, 1),
        headline=headline, headline_line=headline_line if headline else 0, deck=deck, deck_line=2 if deck else 0,
        section=None, published=Moment(day, "day", None, day, 1) if day else None, updated=None, byline=(),
        dateline=None, clues=(), original_url=None, language=language, direction="ltr", figures=figures,
        tags=(), links=(), notes=(), lead="", words=0,
    )  # fmt: skip


def blocks(lines: list[str], first_line: int = 1) -> tuple[Block, ...]:
    """Return paragraphs as blank lines part them, each with the raw lines it was joined from."""
    found: list[Block] = []
    text, starts = "", []
    for number, line in enumerate([*lines, ""], first_line):
        if line.strip():
            text += " " if text else ""
            starts.append((len(text), number))
            text += line.strip()
        elif text:
            found.append(Block("paragraph", text, tuple(starts)))
            text, starts = "", []
    return tuple(found)


def read(lines: list[str], **fields: object) -> Findings:
    return find(article(**fields), Text(blocks(lines), (), (), ()), NOBODY)  # type: ignore[arg-type]


def registered(key: str, name: str, *variants: str) -> PeopleRegister:
    return PeopleRegister({key: RegisteredPerson(key, name, Origin("people.yaml", 1), variants)})


@pytest.mark.parametrize(
    ("caption", "people"),
    [
        ("La torre di Cervara | Matteo Sbordoni", []),
        ("The new pier (Hannah Willis/Harbour Press)", []),
        ("El puente nuevo, ayer. ANDRÉS FARRÉS", []),
        ("Die Mühle. Foto: Peter Kolbe", []),
        ("Hannah Willis on the new pier", ["Hannah Willis"]),
    ],
)
def test_who_took_a_picture_is_nobody_of_the_text(caption: str, people: list[str]) -> None:
    figure = Figure(caption, None, None, None, (3, 3))
    found = read(["The pier is open again."], figures=(figure,))
    assert [person.name for person in found.people] == people


# ---------------------------------------------------------------- the seed


@pytest.fixture(scope="module")
def seed() -> Findings:
    lines = SEED.read_text(encoding="utf-8").splitlines()
    body = [*blocks(lines[6:15], 7), *blocks(lines[19:38], 20)]
    figures = (
        Figure(None, None, None, None, (5, 5)),
        Figure(lines[16], None, None, None, (17, 18)),
    )
    body.insert(5, Block("figure", lines[16], ((0, 17),), figure=1))
    known, _ = read_registers(str(HERE.parent / "content"))
    return find(article(lines[0], figures=figures), Text(tuple(body), (), tuple(lines), ()), known.people)


def test_the_seed_names_three_people_with_their_roles(seed: Findings) -> None:
    assert [(person.name, [role.text for role in person.roles]) for person in seed.people] == [
        ("Sergei Shoigu", ["Russian Defence Minister", "General of the Army"]),
        (
            "Mohammad Bagheri",
            [
                "Chief of Staff for the Armed Forces of the Islamic Republic of Iran",
                "Chief of General Staff of the Iranian Armed Forces",
            ],
        ),
        ("Mohammad-Reza Gharaei Ashtiani", ["Iranian Minister of Defence and Armed Forces Logistics"]),
    ]


@pytest.mark.parametrize(
    ("number", "basis", "lines"),
    [
        (0, ("full name", "surname", "register"), [1, 7, 13, 15, 17, 26, 30]),
        (0, ("role",), [11, 20, 22, 24, 28, 28, 34, 36]),
        (0, ("pronoun",), [32, 38]),
        (1, ("full name",), [11, 13]),
        (1, ("surname", "register", "role", "pronoun"), []),
        (2, ("full name",), [30]),
        (2, ("surname", "register", "role", "pronoun"), []),
    ],
)
def test_the_seed_mentions_them_where_a_reader_finds_them(
    seed: Findings, number: int, basis: tuple[str, ...], lines: list[int]
) -> None:
    assert [m.line for m in seed.people[number].mentions if m.basis in basis] == lines


def test_the_seed_has_ten_quotes_by_one_speaker(seed: Findings) -> None:
    found = [(quote.basis, quote.lines[0], quote.text[:40]) for quote in seed.quotes]
    assert found == [
        ("headline", 1, "Moscow and Tehran are reaching a new lev"),
        ("named", 15, "I consider our meeting as another step t"),
        ("role", 20, "Iran is Russia's strategic partner in th"),
        ("role", 24, "Recently, the intensity of meetings has "),
        ("named", 26, "this is, of course, both Syria and Afgha"),
        ("role", 28, "there are a lot of other issues to be di"),
        ("named", 30, "We are aimed at implementing the entire "),
        ("pronoun", 32, "for further joint action in the field of"),
        ("role", 34, "We note with delight, that the Iranian-R"),
        ("role", 36, "the high dynamics of the meetings confir"),
    ]
    assert {quote.speaker for quote in seed.quotes} == {0}
    assert [quote.lines[0] for quote in seed.quotes if quote.split] == [34]


def test_the_seed_tells_of_two_days(seed: Findings) -> None:
    assert [(event.text, event.line, event.value) for event in seed.events] == [
        ("on Tuesday", 13, "2023-09-19"),
        ("on Wednesday", 30, "2023-09-20"),
    ]


def test_the_seed_names_its_places(seed: Findings) -> None:
    places = ["Tehran", "Moscow", "Russia", "Iran", "Syria", "Afghanistan", "Middle East", "United States"]
    assert set(places) <= set(seed.terms)
    assert not {person.name for person in seed.people} & set(seed.terms)


# ---------------------------------------------------------------- cases


class Case(NamedTuple):
    title: str
    language: str
    day: str
    lines: list[str]
    wanted: dict[str, list[str]]


def cases() -> list[Case]:
    found: list[Case] = []
    for path in sorted((HERE / "cases/extract").glob("*.txt")):
        for block in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, *rest = block.split("\n")
            setting = {"language": "en", "day": "2023-09-20"}
            while rest and rest[0].startswith("@"):
                key, _, value = rest.pop(0)[1:].partition(" ")
                setting[key] = value
            text, *parts = re.split(r"^-- ", "\n".join(rest), flags=re.MULTILINE)
            wanted = {}
            for part in parts:
                key, *lines = part.strip().split("\n")
                wanted[key] = [line for line in lines if line]
            found.append(Case(f"{path.stem}: {title}", lines=text.split("\n"), wanted=wanted, **setting))
    return found


def described(findings: Findings) -> dict[str, list[str]]:
    """Return findings as the lines that the case files use."""
    names = [person.name for person in findings.people]
    return {
        "people": [" | ".join((p.name, *(role.text for role in p.roles))) for p in findings.people],
        "mentions": [
            f"{p.name}: " + ", ".join(f"{m.text} ({m.basis})" for m in p.mentions) for p in findings.people
        ],
        "quotes": [
            f"{names[q.speaker] if q.speaker is not None else q.speaker_text or 'nobody'}"
            f" ({q.basis}{', ' + q.verb if q.verb else ''}): {q.text}"
            for q in findings.quotes
        ],
        "events": [f"{event.text} {event.value}" for event in findings.events],
        "terms": list(findings.terms),
        "doubts": [doubt.message for doubt in findings.doubts],
    }


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_case(case: Case) -> None:
    headline = next((line[2:] for line in case.lines if line.startswith("# ")), None)
    lines = [line for line in case.lines if not line.startswith("# ")]
    found = described(
        find(article(headline, 1, case.day, case.language), Text(blocks(lines), (), (), ()), NOBODY)
    )
    assert {key: found[key] for key in case.wanted} == case.wanted
    assert case.wanted


# ---------------------------------------------------------------- the register


def test_a_registered_name_is_found_in_any_script_and_printed_in_it() -> None:
    known = registered(
        "sergei-shoigu",
        "Sergei Shoigu",
        "Сергей Шойгу",
        "Шойгу",
        "绍伊古",
        "سرگئی شویگو",
        "セルゲイ・ショイグ",
    )
    for line, form, name in (
        ("Talks with Sergei Shoigu began.", "Sergei Shoigu", "Sergei Shoigu"),
        ("Переговоры с Сергеем Шойгу начались.", "Сергеем Шойгу", "Сергей Шойгу"),
        ("По словам Шойгу, переговоры начались.", "Шойгу", "Сергей Шойгу"),
        ("俄罗斯国防部长绍伊古率领的代表团抵达平壤。", "绍伊古", "绍伊古"),
        ("ロシアのセルゲイ・ショイグ国防相が到着した。", "セルゲイ・ショイグ", "セルゲイ・ショイグ"),
        ("به گزارش روزنامه، سرگئی شویگو وارد شد.", "سرگئی شویگو", "سرگئی شویگو"),
    ):
        findings = find(article(), Text(blocks([line]), (), (), ()), known)
        assert [(p.name, [m.text for m in p.mentions]) for p in findings.people] == [(name, [form])]


def test_a_declined_cyrillic_name_is_found_when_its_stem_is_long() -> None:
    known = registered("andrei-belousov", "Andrei Belousov", "Белоусов")
    for form in ("Белоусов", "Белоусова", "Белоусову", "Белоусовым", "Белоусове"):
        findings = find(
            article(language="ru"), Text(blocks([f"Речь о {form} шла долго."]), (), (), ()), known
        )
        assert [m.text for p in findings.people for m in p.mentions] == [form]
    short = registered("x", "Kim", "Ким")
    assert find(article(language="ru"), Text(blocks(["Кимоно было белым."]), (), (), ()), short).people == ()


def test_a_registered_name_ends_at_a_word() -> None:
    known = registered("lula", "Luiz Inácio Lula da Silva", "Lula")
    found = find(article(), Text(blocks(["Lula spoke.", "", "Lulav is a palm frond."]), (), (), ()), known)
    assert [m.line for p in found.people for m in p.mentions] == [1]


def test_what_the_register_calls_no_person_is_none() -> None:
    known = PeopleRegister({}, ("Admiral Gorshkov",))
    line = "The frigate Admiral Gorshkov took part, said Captain John Kirby."
    found = find(article(), Text(blocks([line]), (), (), ()), known)
    assert [person.name for person in found.people] == ["John Kirby"]


def test_forms_of_one_registered_person_are_one_person_under_the_canonical_name() -> None:
    known = registered("sergei-shoigu", "Sergei Shoigu", "Sergey Shoigu", "Sergej Schoigu")
    text = blocks(["Sergey Shoigu arrived.", "", "Sergej Schoigu left. Shoigu was tired."])
    found = find(article(), Text(text, (), (), ()), known)
    assert [(p.name, len(p.mentions)) for p in found.people] == [("Sergei Shoigu", 3)]


def test_a_family_name_in_another_spelling_of_the_register_is_the_same_person() -> None:
    known = registered("mohammad-bagheri", "Mohammad Bagheri", "Mohammad Baqeri")
    text = blocks(["Mohammad Baqeri arrived.", "", "Other papers write Bagheri, said Baqeri."])
    found = find(article(), Text(text, (), (), ()), known)
    assert [[m.text for m in p.mentions] for p in found.people if p.name == "Mohammad Bagheri"] == [
        ["Mohammad Baqeri", "Bagheri", "Baqeri"]
    ]


def test_a_fuller_form_in_the_article_wins_over_the_canonical_name() -> None:
    known = registered("sergei-shoigu", "Sergei Shoigu", "Sergei Kuzhugetovich Shoigu")
    found = find(article(), Text(blocks(["Sergei Kuzhugetovich Shoigu arrived."]), (), (), ()), known)
    assert [p.name for p in found.people] == ["Sergei Kuzhugetovich Shoigu"]


# ---------------------------------------------------------------- properties

BITS = st.sampled_from(
    [
        "Sergei Shoigu", "Shoigu", "the Russian Defence Minister", "Russian Defence Minister", "he", "She", "said",
        "“", "”", '"', "'", "’", "‘", "«", "»", "„", "「", "」", ".", ",", " ", "\n", "— ", ": ", "Mr", "Mrs.", "King",
        "Charles III", "on Tuesday", "в среду", "Сергеем Шойгу", "普京", "ـ", "\u200c", "شویگو", "J.P.", "O'Neill",
        "of the", "and", "New York", "according to", "ß", "İ", "ǅ", "İ'S", "x" * 200, "🙂", "\u0301", "1", "(", "_",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(BITS, st.text(max_size=12)), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(
    headline=TEXTS,
    caption=TEXTS,
    paragraphs=st.lists(TEXTS, max_size=5),
    language=st.sampled_from(["en", "ru", None]),
)
def test_nothing_raises_and_every_place_holds_its_words(
    headline: str, caption: str, paragraphs: list[str], language: str | None
) -> None:
    figures = (Figure(caption or None, None, None, None, (2, 2)),)
    record = article(headline or None, language=language, figures=figures)
    text = Text(tuple(Block("paragraph", p, ((0, n),)) for n, p in enumerate(paragraphs, 3)), (), (), ())
    known = registered("sergei-shoigu", "Sergei Shoigu", "Шойгу", "普京", "شویگو")
    found = find(record, text, known)

    def words(place: Place) -> str:
        whole = {
            "headline": headline,
            "caption": caption,
            "body": paragraphs[place.index] if paragraphs else "",
        }
        assert 0 <= place.start < place.end <= len(whole[place.part])
        return whole[place.part][place.start : place.end]

    for person in found.people:
        assert person.name.strip()
        for mention in person.mentions:
            assert words(mention.place) == mention.text
    for quote in found.quotes:
        assert " ".join(words(place) for place in quote.places) == quote.text
        assert quote.speaker is None or 0 <= quote.speaker < len(found.people)
        assert (quote.speaker is None) <= (quote.basis in ("none", "headline"))
    assert found == find(record, text, known)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_mentions_of_one_article_never_overlap(paragraph: str) -> None:
    text = Text((Block("paragraph", paragraph, ((0, 1),)),), (), (), ())
    found = find(article(), text, registered("sergei-shoigu", "Sergei Shoigu", "Шойгу"))
    mentions: list[Mention] = sorted(
        (m for p in found.people for m in p.mentions), key=lambda m: m.place.start
    )
    for earlier, later in pairwise(mentions):
        assert earlier.place.end <= later.place.start


def test_captions_and_headline_are_searched_and_figure_blocks_are_not() -> None:
    record = article(
        "Angela Merkel in Paris", figures=(Figure("Angela Merkel waves.", None, None, None, (3, 3)),)
    )
    text = Text(
        (Block("figure", "Angela Merkel waves.", ((0, 3),), figure=0), *blocks(["Rain fell."], 5)), (), (), ()
    )
    assert [p.part for p in passages(record, text)] == ["headline", "caption", "body"]
    found = find(record, text, NOBODY)
    assert [(m.place.part, m.line) for p in found.people for m in p.mentions] == [
        ("headline", 1),
        ("caption", 3),
    ]


def test_an_outlet_that_its_host_spells_is_no_person_but_a_writer_with_a_host_is() -> None:
    told = Text(
        blocks(["The work, he told Logan Courier, is done. Emma Thompson said it was late."]), (), (), ()
    )
    hosts = ("www.logancourier.example", "emmathompson.example")
    record = msgspec.structs.replace(article(), clues=tuple(SourceClue("host", host, 2) for host in hosts))
    assert [person.name for person in find(record, told, NOBODY).people] == ["Emma Thompson"]
    assert "Logan Courier" in [person.name for person in find(article(), told, NOBODY).people]


def test_an_empty_article_has_no_findings() -> None:
    assert find(article(None, day=None, language=None), Text((), (), (), ()), NOBODY) == Findings((), (), ())
