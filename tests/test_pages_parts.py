"""The parts that pages are made of: runs of text, dates in words, long lists, charts, citations."""

import html
import itertools
import re

import msgspec
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Moment
from backfile.pages import charts, dates
from backfile.pages.citations import LANGID, Cited, bibtex, cite, csl, family_given, ris
from backfile.pages.letters import initial
from backfile.pages.paging import leaves
from backfile.pages.prose import Span, paragraph_ids, runs
from backfile.pages.views import Run
from backfile.pages.wording import Wording

W = Wording("en")

# ---------------------------------------------------------------- runs


def shape(made: tuple[Run, ...]) -> str:
    """Return runs as brackets: `[` and `]` for quotes, `<` and `>` for people."""
    parts = []
    for run in made:
        text = f"<{run.text}>" if run.person else run.text
        parts.append(("[" if run.opens else "") + text + ("]" if run.closes else ""))
    return "".join(parts)


def span(text: str, words: str, person: str = "", id_: str = "q-1") -> Span:
    at = text.index(words)
    return Span(at, at + len(words), person, "" if person else id_)


def test_people_and_quotes_are_marked_and_a_person_may_stand_in_a_quote() -> None:
    text = "Ann said 'Bob is here' today."
    made = runs(text, [span(text, "Ann", "a"), span(text, "Bob is here"), span(text, "Bob", "b")])
    assert shape(made) == "<Ann> said '[<Bob> is here]' today."


def test_marks_that_would_overlap_are_left_out() -> None:
    text = "Ann Bob Cid"
    made = runs(text, [span(text, "Ann Bob"), span(text, "Bob Cid", "b"), Span(3, 99, "x"), Span(5, 5, "x")])
    assert shape(made) == "[Ann Bob] Cid"


def test_marks_in_html_stand_beside_its_own_tags() -> None:
    text = "Ann & Bob met Cid and Dan."
    markup = '<em>Ann</em> &amp; Bob met <a href="x>y">Cid</a> and D<b>a</b>n.'
    spans = [span(text, name, name.lower()) for name in ("Ann", "Bob", "Cid", "Dan")]
    made = runs(text, [*spans, span(text, "& Bob met")], markup)
    assert shape(made) == '<em><Ann></em> [&amp; <Bob> met] <a href="x>y">Cid</a> and D<b>a</b>n.'


def test_html_that_says_other_words_is_left_as_it_is() -> None:
    assert shape(runs("Ann", [Span(0, 3, "a")], "<em>Anne</em>")) == "<em>Anne</em>"


spans = st.lists(
    st.builds(
        Span,
        st.integers(0, 30),
        st.integers(0, 30),
        st.sampled_from(["", "p"]),
        st.just("q-1"),
    ),
    max_size=8,
)


@given(st.text("ab<>&' é国", max_size=30), spans)
def test_marking_never_changes_the_words(text: str, made: list[Span]) -> None:
    plain = runs(text, made)
    assert "".join(run.text for run in plain) == text
    assert sum(bool(run.opens) for run in plain) == sum(run.closes for run in plain)
    markup = "".join(f"<em>{html.escape(c)}</em>" if c == "a" else html.escape(c) for c in text)
    assert "".join(run.text for run in runs(text, made, markup)) == markup


def test_fragments_come_from_the_words_and_are_distinct() -> None:
    one, two, again = paragraph_ids(["Yes.", "No.", "Yes."])
    assert again == f"{one}-2"
    assert paragraph_ids(["No.", "Yes."]) == (two, one)
    assert re.fullmatch("p[0-9a-f]{4}", one)


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2023-09-20", "20 September 2023"),
        ("2023-09", "September 2023"),
        ("2023", "2023"),
        ("1969-07-01", "1 July 1969"),
    ],
)
def test_dates_say_no_more_than_the_record(iso: str, words: str) -> None:
    assert dates.words(iso, W) == words


@pytest.mark.parametrize(
    ("value", "zone", "machine"),
    [
        ("2023-09-20T11:31", None, "2023-09-20T11:31"),
        ("2023-09-20T11:31", "GMT", "2023-09-20T11:31Z"),
        ("2023-09-20T11:31", "GMT+0300", "2023-09-20T11:31+03:00"),
        ("2023-09-20T11:31", "+03:30", "2023-09-20T11:31+03:30"),
        ("2023-09-20T11:31", "UTC-5", "2023-09-20T11:31-05:00"),
        ("2023-09-20T11:31", "EST", "2023-09-20T11:31"),
        ("2023-09-20T11:31", "+99:00", "2023-09-20T11:31"),
        ("2023-09-20", "GMT", "2023-09-20"),
    ],
)
def test_only_a_zone_that_says_its_offset_reaches_the_machine(
    value: str, zone: str | None, machine: str
) -> None:
    assert dates.machine(Moment(value, "minute", zone, "x", 1)) == machine


def test_a_month_has_whole_weeks_from_monday() -> None:
    weeks = dates.month_weeks(2023, 9)
    assert weeks[0] == ("", "", "", "", "2023-09-01", "2023-09-02", "2023-09-03")
    assert weeks[-1] == (
        "2023-09-25",
        "2023-09-26",
        "2023-09-27",
        "2023-09-28",
        "2023-09-29",
        "2023-09-30",
        "",
    )
    assert [len(dates.month_weeks(y, m)) for y, m in ((2021, 2), (2023, 10), (1, 1), (9999, 12))] == [
        4,
        6,
        5,
        5,
    ]


@given(st.integers(1, 9999), st.integers(1, 12))
def test_every_month_holds_each_of_its_days_once(year: int, month: int) -> None:
    found = [day for week in dates.month_weeks(year, month) for day in week if day]
    assert found == [f"{year:04}-{month:02}-{n:02}" for n in range(1, len(found) + 1)]
    assert 28 <= len(found) <= 31


# ---------------------------------------------------------------- lists and charts


@given(st.integers(0, 700), st.integers(1, 60))
def test_every_entry_stands_once_and_full_pages_never_change(count: int, size: int) -> None:
    made = leaves("a/b.html", tuple(range(count)), size)
    assert [entry for leaf in made for entry in leaf.entries] == list(reversed(range(count)))
    assert all(len(leaf.entries) == size for leaf in made[1:])
    assert len(made[0].entries) < 2 * size
    more = {leaf.url: leaf.entries for leaf in leaves("a/b.html", tuple(range(count + 1)), size)}
    assert all(more[leaf.url] == leaf.entries for leaf in made[1:])
    for newer, older in itertools.pairwise(made):
        assert (newer.older, older.newer) == (older.url, newer.url)


def test_a_chart_says_its_numbers_in_words_and_counts_the_empty_months() -> None:
    chart = charts.by_time(["2022-11-03", "2023-01-01", "2023-01-09"], "x", "Volume", W)
    assert chart is not None
    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("November 2022", 1),
        ("December 2022", 0),
        ("January 2023", 2),
    ]
    assert chart.description == "3 in all, from November 2022 to January 2023; most in January 2023: 2."
    assert chart.bars[2].height == 2 * chart.bars[0].height == chart.base - chart.bars[2].y
    assert chart.bars[2].address == "2023/01/index.html"


def test_a_long_span_is_charted_by_year_and_a_single_month_not_at_all() -> None:
    chart = charts.by_time(["1999-05-01", "2003-05-01"], "x", "Volume", W)
    assert chart is not None
    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("1999", 1),
        ("2000", 0),
        ("2001", 0),
        ("2002", 0),
        ("2003", 1),
    ]
    assert charts.by_time(["2003-05-01", "2003-05-09"], "x", "Volume", W) is None


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Élysée", ("LATIN", "E")),
        ("‘Abbas", ("LATIN", "A")),
        ("Шойгу", ("CYRILLIC", "Ш")),
        ("شویگو", ("ARABIC", "ش")),
        ("金正恩", ("CJK", "漢")),
        ("김정은", ("HANGUL", "ᄀ")),
        ("50 Cent", ("", "#")),
        ("", ("", "#")),
    ],
)
def test_names_are_listed_by_script_and_initial(name: str, place: tuple[str, str]) -> None:
    assert initial(name) == place


# ---------------------------------------------------------------- citations

CITED = Cited(
    id="0123456789ab",
    title="50% of {gains} & “losses”_#1",
    source="Harbour Wire",
    authors=("Leocadia Brandt", "Harbour Wire", "林若溪", "Ludwig van Beethoven"),
    organisations=frozenset({"harbour wire"}),
    date="2023-09-20",
    date_words="20 September 2023",
    url="https://a.example/x?a={1}&b=100%25_#f",
    permalink="",
    archive="The File",
    section="World",
    place="Geneva",
    language="en",
    keywords=("Talks", "Défense"),
    abstract="",
)


def test_bibtex_escapes_what_tex_would_read() -> None:
    text = bibtex(CITED)
    assert text.startswith("@article{harbour-2023-gains-012345,\n")
    assert "\n\ttitle={{50\\% of \\{gains\\} \\& “losses”\\_\\#1}}," in text
    assert "\n\tauthor={Brandt, Leocadia and {Harbour Wire} and {林若溪} and van Beethoven, Ludwig}," in text
    assert "\n\turl={https://a.example/x?a=%7B1%7D&b=100%25_#f}," in text
    assert "\n\tdate={2023-09-20},\n\tyear={2023},\n\tmonth={9},\n\tday={20}," in text
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")


def test_bibtex_names_languages_as_biblatex_does_and_the_page_names_the_same() -> None:
    assert "\n\tlangid={english}," in bibtex(CITED)
    assert "\n\tlangid={portuguese}," in bibtex(msgspec.structs.replace(CITED, language="pt-BR"))
    assert "langid" not in bibtex(msgspec.structs.replace(CITED, language="tlh"))
    script = (ROOT / "templates/static/cite.js").read_text(encoding="utf-8")
    (codes,) = re.findall(r"const langid = code => /\^\(\?:([a-z|]+)\)\$/", script)
    assert codes.split("|") == sorted(LANGID)


def test_ris_ends_its_lines_with_cr_lf_and_has_no_break_inside() -> None:
    text = ris(
        Cited(**{**{f: getattr(CITED, f) for f in CITED.__struct_fields__}, "title": "One\r\nTY  - BOOK"})
    )
    lines = text.split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert lines[1] == "TI  - One TY - BOOK"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])
    assert "\n" not in text.replace("\r\n", "")
    assert "DA  - 2023/09/20/" in lines
    assert [line for line in lines if line.startswith("AU")] == [
        "AU  - Brandt, Leocadia",
        "AU  - Harbour Wire",
        "AU  - 林若溪",
        "AU  - van Beethoven, Ludwig",
    ]
    assert [line for line in lines if line.startswith("KW")] == ["KW  - Talks", "KW  - Défense"]


def test_csl_names_are_literal_where_their_order_is_not_known() -> None:
    item = csl(CITED)
    assert item["type"] == "article-newspaper"
    assert item["container-title"] == "Harbour Wire"
    assert item["issued"] == {"date-parts": [[2023, 9, 20]]}
    assert item["author"] == [
        {"family": "Brandt", "given": "Leocadia"},
        {"literal": "Harbour Wire"},
        {"literal": "林若溪"},
        {"family": "van Beethoven", "given": "Ludwig"},
    ]


@pytest.mark.parametrize(
    "name", ["Reuters", "News Desk", "Staff Writers", "Reporter no. 5", "ann lee", "Мария"]
)
def test_desks_and_single_names_are_not_turned_around(name: str) -> None:
    assert family_given(name) is None


def test_styles_that_agree_are_told_together() -> None:
    alone = Cited(**{**{f: getattr(CITED, f) for f in CITED.__struct_fields__}, "authors": (), "url": ""})
    assert [names for names, _ in cite(alone, W)] == ["Chicago, MLA", "APA"]
    assert [names for names, _ in cite(CITED, W)] == ["Chicago", "APA", "MLA"]


def test_styles_name_author_title_outlet_date_and_archive() -> None:
    styles = dict(cite(CITED, W))
    assert styles["Chicago"].startswith(
        "Brandt, Leocadia, Harbour Wire, 林若溪 and Ludwig van Beethoven. “50% of {gains} & ‘losses’_#1.” "
        "Harbour Wire, 20 September 2023. The File, 0123456789ab."
    )
    assert "(20 September 2023)." in styles["APA"]
    undated = Cited(
        **{
            **{f: getattr(CITED, f) for f in CITED.__struct_fields__},
            "date": "",
            "date_words": "",
            "authors": (),
        }
    )
    assert dict(cite(undated, W))["APA"].startswith("50% of {gains} & “losses”_#1 (n.d.). Harbour Wire.")
    assert "year" not in bibtex(undated)
    assert "issued" not in csl(undated)
