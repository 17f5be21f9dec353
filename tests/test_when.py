"""Publication dates come from the lines around a text, and what is no publication date is turned down."""

import pytest

from backfile.model import Article
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents

LEAD = (
    "The council of Fernley opened a new footbridge over the mill stream on Saturday, and the baker who had"
    " asked for it for twenty years was the first to cross."
)
MORE = "The bridge is twelve metres long. It cost less than the council had feared, said its clerk."


def read(text: str, name: str = "articles/bridge.txt", habits: Habits | None = None) -> Article:
    return parse(read_documents(name, text.encode())[0], habits or Habits())[0]


def page(*header: str, footer: tuple[str, ...] = ()) -> str:
    return "\n\n".join(("A new bridge for Fernley", *header, LEAD, MORE, *footer))


PUBLISHED = {
    "Updated 2 May 2021, 14:05 | Published 1 May 2021, 08:30": ("2021-05-01T08:30", "2021-05-02T14:05"),
    "1 May 2021, 08:30 (updated 2 May 2021, 14:05)": ("2021-05-01T08:30", "2021-05-02T14:05"),
    "Veröffentlicht: 01.05.2021, 08:30 Uhr | Stand: 02.05.2021, 14:05 Uhr": ("2021-05-01T08:30", "2021-05-02T14:05"),
    "Stand: 02.05.2021, 14:05 Uhr": ("2021-05-02T14:05", None),
    "Последнее обновление: 2 мая 2021, 14:05": ("2021-05-02T14:05", "2021-05-02T14:05"),
    "Опубликовано 1 мая 2021, обновлено 2 мая 2021": ("2021-05-01", "2021-05-02"),
    "Publicado el 1 de mayo de 2021 a las 08:30, actualizado el 2 de mayo de 2021": ("2021-05-01T08:30", "2021-05-02"),
    "2021-05-01 08:30 发布，更新时间：2021-05-02 14:05": ("2021-05-01T08:30", "2021-05-02T14:05"),
    "입력 2021.05.01 08:30 수정 2021.05.02 14:05": ("2021-05-01T08:30", "2021-05-02T14:05"),
    "تاریخ انتشار: ۱۱ اردیبهشت ۱۴۰۰ - ۰۸:۳۰": ("2021-05-01T08:30", None),
    "2 hours ago": (None, None),
    "Retrieved: 3 May 2021": (None, None),
}  # fmt: skip


@pytest.mark.parametrize(("line", "dates"), PUBLISHED.items())
def test_the_words_beside_a_date_say_what_it_is(line: str, dates: tuple[str | None, str | None]) -> None:
    article = read(page(line))
    assert (
        article.published and article.published.value,
        article.updated and article.updated.value,
    ) == dates


def test_the_only_date_being_that_of_a_change_is_told() -> None:
    codes = [d.code for d in read(page("Last updated 2 May 2021, 14:05")).doubts if d.field == "published"]
    assert codes == ["date-of-change"]


def test_a_label_alone_on_its_line_belongs_to_the_date_below() -> None:
    article = read(page("Updated:", "2 May 2021, 14:05", "Published:", "1 May 2021, 08:30"))
    assert article.published is not None
    assert article.published.value == "2021-05-01T08:30"


def test_the_date_under_the_headline_goes_before_that_of_the_page_s_head() -> None:
    article = read("Monday, 3 May 2021\n\n" + page("1 May 2021, 08:30"))
    assert article.published is not None
    assert article.published.value == "2021-05-01T08:30"


def test_days_of_other_articles_under_the_text_are_no_publication_date() -> None:
    footer = ("Mill stream in flood", "12.04.2021", "Baker retires", "13.04.2021")
    assert read(page(footer=footer)).published is None


def test_a_signed_date_under_the_text_is_one() -> None:
    article = read(page(footer=("By Edith Colman on 1 May 2021",)))
    assert article.published is not None
    assert article.published.value == "2021-05-01"


def test_a_date_in_running_words_is_never_the_publication_date() -> None:
    text = page(
        "The work began on 12 March 2020 and was to be done in a year, the clerk wrote to the council."
    )
    assert read(text).published is None


def test_the_declared_date_stays_and_a_printed_one_that_differs_is_told() -> None:
    article = read("---\ndate: 2001-05-01\n---\n\n" + page("1 May 2021, 08:30"), "articles/bridge.md")
    assert article.published is not None
    assert article.published.value == "2001-05-01"
    assert [d.code for d in article.doubts if d.field == "published"] == ["two-dates"]


def test_a_weekday_that_is_wrong_is_told_and_repairs_nothing() -> None:
    article = read(page("Tuesday, 1 May 2021"))
    assert article.published is not None
    assert article.published.value == "2021-05-01"
    assert [d.code for d in article.doubts if d.field == "published"] == ["wrong-weekday"]


def test_the_day_in_a_declared_path_is_taken_when_there_is_no_other() -> None:
    alone = read('+++\npath = "2021/05/01/bridge"\n+++\n\n' + page(), "articles/bridge.md")
    assert alone.published is not None
    assert alone.published.value == "2021-05-01"
    assert "date-from-address" in [d.code for d in alone.doubts]
    printed = read(
        '+++\npath = "2021/05/01/bridge"\ndate = 2021-05-02\n+++\n\n' + page(), "articles/bridge.md"
    )
    assert printed.published is not None
    assert printed.published.value == "2021-05-02"


@pytest.mark.parametrize(
    ("value", "moment"),
    [("20210501", "2021-05-01"), ("2021-05", "2021-05"), ("2021", "2021"), ("20210501T083000Z", "2021-05-01T08:30:00"),
     ("1619857800", None), ("20211301", None)],
)  # fmt: skip
def test_declared_machine_forms_are_read_and_bare_numbers_are_not(value: str, moment: str | None) -> None:
    article = read(f"---\ndate: {value}\n---\n\n" + page(), "articles/bridge.md")
    assert (article.published and article.published.value) == moment


def test_what_was_turned_down_stands_in_the_trail() -> None:
    document = read_documents("articles/b.txt", page("Retrieved 3 May 2021", "1 May 2021, 08:30").encode())[0]
    decision = next(d for d in parse(document, Habits())[1].trail if d.field == "published")
    assert [(r.value, r.why) for r in decision.rejected] == [
        ("3 May 2021", "the day on which the text was saved")
    ]


def test_a_word_for_publication_counts_beside_its_date_and_not_far_before_it() -> None:
    far = "Published" + " " * 200 + "1 May 2021, 08:30 | Updated 2 May 2021, 14:05"
    article = read(page("Published: 1 May 2021, 08:30", far))
    assert article.published is not None
    assert article.published.value == "2021-05-01T08:30"


def test_the_hour_of_a_change_is_told_as_it_is_printed_and_not_the_line_around_it() -> None:
    article = read(page("1 May 2021, 08:30, updated 17:33"))
    assert article.published is not None and article.updated is not None
    assert (article.published.value, article.updated.value) == ("2021-05-01T08:30", "2021-05-01T17:33")
    assert article.updated.as_printed == "updated 17:33"
