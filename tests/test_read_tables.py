"""Tables are read row by row: columns by their names in many languages, or by those that settings name."""

import pytest
from test_read_feeds import prose, read

from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents
from backfile.read.reader import UnreadableFile

GERMAN = '''\ufeff;Titel;Text;Datum;Uhrzeit;Autor;Quelle;Schlagworte
0;"Fähre rammt Kran";"Die Fähre rammte am Mittwoch einen Kran.
Eine Stunde später rammte sie ihn wieder.";20.09.2023;11:31;Ida Möwe;Hafenbote;Hafen|Kran

1;"Zweite ""Meldung""";Nur ein Satz.;21.09.2023;;nan;Hafenbote;;zu viel
'''


def test_rows_are_articles_with_their_lines_and_quoted_line_ends_part_paragraphs() -> None:
    (first, text), (second, _) = read(GERMAN, "a.csv")
    assert (first.format, first.headline, first.lines) == ("csv", "Fähre rammt Kran", (2, 3))
    assert prose(text) == [
        ("paragraph", "Die Fähre rammte am Mittwoch einen Kran.", (2, 2)),
        ("paragraph", "Eine Stunde später rammte sie ihn wieder.", (3, 3)),
    ]
    assert first.published is not None
    assert (first.published.value, first.byline, first.tags) == (
        "2023-09-20T11:31",
        ("Ida Möwe",),
        ("Hafen", "Kran"),
    )
    assert first.clues[0].text == "Hafenbote"
    assert (second.headline, second.lines, second.byline) == ('Zweite "Meldung"', (5, 5), ())
    assert [(d.code, d.line) for d in second.doubts if d.field == "text"] == [("ragged-row", 5)]


@pytest.mark.parametrize(
    ("text", "headline", "paragraph"),
    [
        ("title,publication,author,date,content\nFerry,Quay Times,Ada Lark,2016-12-31,It struck.\n", "Ferry", "It struck."),
        ("headline\tbody\nFerry\tIt struck.\n", "Ferry", "It struck."),
        ("sep=|\ntitle|text\nFerry|It struck.\n", "Ferry", "It struck."),
        ("id,标题,内容\n1,渡轮,渡轮周三撞上起重机。\n", "渡轮", "渡轮周三撞上起重机。"),
        ("url,заголовок,текст\nhttps://a.example/1,Паром,Паром задел кран.\n", "Паром", "Паром задел кран."),
    ],
)  # fmt: skip
def test_delimiters_and_columns_are_told_by_the_header(text: str, headline: str, paragraph: str) -> None:
    ((article, body),) = read(text, "a.tsv" if "\t" in text else "a.csv")
    assert (article.headline, [t for _, t, _ in prose(body)]) == (headline, [paragraph])


def test_lists_as_programs_print_them_are_lists() -> None:
    text = (
        'title,text,authors,tags\nFerry,It struck.,"[\'Ada Lark\', \'Ben Moor\']","[""ports"", ""cranes""]"\n'
    )
    ((article, _),) = read(text, "a.csv")
    assert (article.byline, article.tags) == (("Ada Lark", "Ben Moor"), ("ports", "cranes"))


def test_settings_name_columns_that_are_not_known() -> None:
    data = b"kop,broodje,title\nFerry,It struck a crane.,7\n"
    (document,) = read_documents("articles/a.csv", data, {"headline": "kop", "text": "broodje"})
    article, body = parse(document, Habits())
    assert (article.headline, [b.text for b in body.body]) == ("Ferry", ["It struck a crane."])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a,b\n1,2\n", "columns"),
        ("title,text\n,\n", "no-article"),
        ("", "empty"),
        ("\n\n", "empty"),
    ],
)
def test_a_table_without_articles_is_set_aside(text: str, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(text, "a.csv")
    assert caught.value.problem.code == code


def test_a_table_most_of_whose_rows_are_one_cell_is_set_aside_where_they_begin() -> None:
    stray = "title,text,date\nFerry," + '"sails\n' * 40 + '",2023-09-20\n'
    with pytest.raises(UnreadableFile) as caught:
        read(stray, "a.csv")
    problem = caught.value.problem
    assert (problem.code, problem.origin.line) == ("broken-table", 4)
    assert problem.message == "expected rows of 3 cells, found one cell in 20 of 21 rows"
    rows = "Ferry,It struck.,2023-09-20\n" * 11 + "Ferry\n" * 10
    assert len(read(f"title,text,date\n{rows}", "a.csv")) == 21
    assert len(read("title\n" + "Ferry sails again\n" * 12, "a.csv")) == 12


def test_a_quotation_mark_that_is_never_closed_loses_no_text() -> None:
    ((article, body),) = read('title,text\nFerry,"It struck.\nNext,Row.\n', "a.csv")
    assert article.headline == "Ferry"
    assert "Next,Row." in " ".join(b.text for b in body.body)


LONG = "The ferry struck a crane on Wednesday, the harbour office said, and nobody was hurt. " * 4


def test_a_table_whose_columns_have_no_names_is_told_by_what_they_hold_and_doubted() -> None:
    rows = "".join(f'{n},"Ferry hits crane number {n}",2023-09-2{n},"{LONG}",News\n' for n in (1, 2))
    (first, text), (second, _) = read(rows, "a.csv")
    assert (first.headline, second.headline) == ("Ferry hits crane number 1", "Ferry hits crane number 2")
    assert second.published is not None
    assert (second.published.value, second.lines) == ("2023-09-22", (2, 2))
    assert prose(text)[0][1] == LONG.strip()
    assert "unnamed-columns" in [d.code for d in first.doubts]


def test_one_value_a_line_each_with_a_comma_is_one_article() -> None:
    lines = ("9911", "Ferry hits crane in Quayport", LONG.strip(), "2023-09-20", "news")
    ((article, text),) = read(",\n".join(lines), "a.csv")
    assert (article.headline, article.headline_line) == ("Ferry hits crane in Quayport", 2)
    assert article.published is not None
    assert (article.published.value, article.published.line) == ("2023-09-20", 4)
    assert [n for _, _, n in prose(text)] == [(3, 3)]


def test_a_row_of_a_title_like_line_and_one_sentence_is_read() -> None:
    ((article, text),) = read(
        'title,text\n,"Ferry hits crane\nNobody was hurt when it struck the crane."\n', "a.csv"
    )
    assert article.headline == "Ferry hits crane"
    assert [t for _, t, _ in prose(text)] == ["Nobody was hurt when it struck the crane."]


def test_one_row_decides_the_order_of_day_and_month_for_its_column() -> None:
    table = "medio;fecha_pub;titular;firma;cuerpo;epigrafe;credito_foto\n"
    row = "El Faro;{};Vuelve la barca;Ada Lark;La barca volvió al puerto.;La barca en el muelle.;Ben Moor\n"
    (first, _), (second, _) = read(table + row.format("05/09/2023") + row.format("21/09/2023"), "a.csv")
    assert first.published is not None
    assert second.published is not None
    assert (first.published.value, second.published.value) == ("2023-09-05", "2023-09-21")
    assert first.byline == ("Ada Lark",)
    assert [(f.caption, f.credit.line if f.credit else None) for f in first.figures] == [
        ("La barca en el muelle.", "Ben Moor")
    ]


@pytest.mark.parametrize("other", ["06/10/2023", "21/09/2023 y 09/21/2023"])
def test_a_column_without_a_sure_order_stays_as_it_is_printed(other: str) -> None:
    rows = "".join(f"Ferry,{day},It struck.\n" for day in ("05/09/2023", *other.split(" y ")))
    articles = [article for article, _ in read(f"title,date,text\n{rows}", "a.csv")]
    assert articles[0].published is None or articles[0].published.as_printed == "05/09/2023"
