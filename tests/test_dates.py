"""Dates are read as printed, by declared forms, and never guessed."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.parse.dates import Found, find_dates
from backfile.parse.machine import declared_moment
from backfile.parse.monthnames import weekday_number


def first_with_value(line: str) -> Found | None:
    """Return the first date of a line that has a value."""
    return next((found for found in find_dates(line) if found.value), None)


PRINTED = {
    "11:31 20.09.2023 •": "2023-09-20T11:31",
    "18:42 07.11.2020": "2020-11-07T18:42",
    "11:57, 3.11.2020": "2020-11-03T11:57",
    "09.07.2018 19:00 : В отставку": "2018-07-09T19:00",
    "Stand: 28.04.2023 17:23 Uhr": "2023-04-28T17:23",
    "Publié le 29 août 2022 à 13h47": "2022-08-29T13:47",
    "Publié le 30/04/2024 - 16:00": "2024-04-30T16:00",
    "Offentliggjort torsdag 06. feb 2025 17:25": "2025-02-06T17:25",
    "April 28, 2024 3:00 AM": "2024-04-28T03:00",
    "April 28, 2024 12:05 AM": "2024-04-28T00:05",
    "21 May 2025 - 14:19": "2025-05-21T14:19",
    "Wed, Oct 16, 2024 page1": "2024-10-16",
    "2026-01-08 | 12:42": "2026-01-08T12:42",
    "28-6-2023 | 18:31": "2023-06-28T18:31",
    "2025年1月13日 21時37分": "2025-01-13T21:37",
    "2024年04月24日23:52": "2024-04-24T23:52",
    "2025.03.31 19:59": "2025-03-31T19:59",
    "2012-06-04 09:20:26": "2012-06-04T09:20:26",
    "Managua, Nicaragua 26, Abril, 2022 7:43 p.m.": "2022-04-26T19:43",
    "Madrid-29/05/2025 20:00": "2025-05-29T20:00",
    "9 листопада 2020": "2020-11-09",
    "20 сентября 2023 года в 14:05 МСК": "2023-09-20T14:05",
    "12 de octubre de 2022": "2022-10-12",
    "Geschrieben am 15. April 2025": "2025-04-15",
    "2020 m. rugsėjo 5 d.": "2020-09-05",
    "28 آب/اغسطس 2013": "2013-08-28",
    "چهارشنبه ۲۹ شهریور ۱۴۰۲ ساعت ۱۲:۳۰": "2023-09-20T12:30",
    "1402/06/29": "2023-09-20",
    "10/18/2021": "2021-10-18",
    "05/05/2021": "2021-05-05",
    "Monday 03/04/2023": "2023-04-03",
    "Monday 04/03/2023": "2023-04-03",
    "Associated PressApril 28, 2023 GMT": "2023-04-28",
    "4 minute readApril 18, 20222:41 PM": "2022-04-18T14:41",
    "212322 GMT Nov 18": "2018-11-21T23:22",
    "20 September 2023 at 10.15 BST": "2023-09-20T10:15",
    "3 мая 2021, 6.05pm": "2021-05-03T18:05",
    "Mon, 24 Sep 18 19:42:40 GMT": "2018-09-24T19:42:40",
    "Seg, 24 Set 2018 19:42:40 -0300": "2018-09-24T19:42:40",
    "周一, 24 9月 2018 19:42:40 +0800": "2018-09-24T19:42:40",
    "월, 24 9월 2018 19:42:40 +0900": "2018-09-24T19:42:40",
    "Thứ hai, 24 Tháng 9 2018 19:42:40 +0700": "2018-09-24T19:42:40",
}


@pytest.mark.parametrize(("line", "value"), PRINTED.items())
def test_a_printed_date_is_read_with_the_precision_printed(line: str, value: str) -> None:
    found = first_with_value(line)
    assert found is not None
    assert found.value == value


# Machine forms, other languages' mail headers, zones before the date, words around the time.
FORMS = {
    "20110802T123000Z": ("2011-08-02T12:30:00", "Z"),
    "20140829T134951+0000": ("2014-08-29T13:49:51", "+0000"),
    "2017-01-31T03:47:29.000Z": ("2017-01-31T03:47:29", "Z"),
    "26-FEB-1987 15:18:06.67": ("1987-02-26T15:18:06", None),
    "Sunday, 06-Nov-94 08:49:37 GMT": ("1994-11-06T08:49:37", "GMT"),
    "Sun Nov 06 08:49:37 EST 1994": ("1994-11-06T08:49:37", "EST"),
    "Seg, 24 Set 2018 19:42:40 -0300": ("2018-09-24T19:42:40", "-0300"),
    "8:30 AM EDT May 21, 2021": ("2021-05-21T08:30", "EDT"),
    "1:15 PM EST, Fri January 6, 2023": ("2023-01-06T13:15", "EST"),
    "3:00 p.m. ET Aug. 5, 2021": ("2021-08-05T15:00", "ET"),
    "20. September 2023 um 11:31 Uhr MESZ": ("2023-09-20T11:31", "MESZ"),
    "20.September 2023, 9.05 Uhr": ("2023-09-20T09:05", None),
    "20.09.23, 11:31 Uhr": ("2023-09-20T11:31", None),
    "12 août 2019 à 10h 30": ("2019-08-12T10:30", None),
    "17 ottobre 2020 alle 16.45": ("2020-10-17T16:45", None),
    "17 ottobre 2020, ore 9.45": ("2020-10-17T09:45", None),
    "20/set/2023 às 11h31": ("2023-09-20T11:31", None),
    "1º de maio de 2023 às 15h": ("2023-05-01T15:00", None),
    "SEP 20, 2023 - 7:43 p. m. COT": ("2023-09-20T19:43", "COT"),
    "20 Eylül 2023 Çarşamba 11:31": ("2023-09-20T11:31", None),
    "20 września 2023, 11:31": ("2023-09-20T11:31", None),
    "15 listopada 2023": ("2023-11-15", None),
    "20. září 2023, 11:31": ("2023-09-20T11:31", None),
    "20. 9. 2023 11:31": ("2023-09-20T11:31", None),
    "20 вересня 2023 року о 11:31": ("2023-09-20T11:31", None),
    "20 сентября 2023, среда 11:31": ("2023-09-20T11:31", None),
    "20 сентября 2023 г. в 11:31 мск": ("2023-09-20T11:31", "мск"),
    "5 अगस्त 2022, 07:45 IST": ("2022-08-05T07:45", "IST"),
    "২০ সেপ্টেম্বর ২০২৩": ("2023-09-20", None),
    "16 تموز/يوليو 2019، 18:20 (GMT+0300)": ("2019-07-16T18:20", "GMT+0300"),
    "10 مارس 2023 - 3:05 م": ("2023-03-10T15:05", None),
    "سه‌شنبه ۲۸ شهریور ۱۴۰۲ ساعت ۱۴:۲۰": ("2023-09-19T14:20", None),
    "۱۸ سنبله ۱۴۰۰": ("2021-09-09", None),
    "2023年9月20日（水） 11時31分": ("2023-09-20T11:31", None),
    "2023年9月20日 水曜日 午後3時5分": ("2023-09-20T15:05", None),
    "2023年09月20日 星期三 下午3:05": ("2023-09-20T15:05", None),
    "2023. 9. 20. 오후 3:05": ("2023-09-20T15:05", None),
    "令和5年9月20日": ("2023-09-20", None),
    "民國112年8月1日": ("2023-08-01", None),
    "20 tháng 9 năm 2023": ("2023-09-20", None),
    "2023. szeptember 20. 11:31": ("2023-09-20T11:31", None),
    "6 Μαρτίου 2023, 3:05 μ.μ.": ("2023-03-06T15:05", None),
    "10/11/2022 (Thursday)": ("2022-11-10", None),
    "06-29-2023": ("2023-06-29", None),
    "20.09.2023 11:31-12:45": ("2023-09-20T11:31", None),
    "20.09.2023, 7.30 per cent": ("2023-09-20", None),
    "20.09.2023 London 11:31": ("2023-09-20", None),
}


@pytest.mark.parametrize(("line", "moment"), FORMS.items())
def test_a_form_is_read_with_the_time_and_zone_printed_beside_it(
    line: str, moment: tuple[str, str | None]
) -> None:
    found = first_with_value(line)
    assert found is not None
    assert (found.value, found.zone) == moment


def test_the_time_of_the_last_change_is_told_from_the_time_of_the_day() -> None:
    changed = find_dates("28 آب/اغسطس 2013، آخر تحديث 14:00 (GMT+0400)")
    assert [(f.value, f.zone, f.updated) for f in changed] == [("2013-08-28T14:00", "GMT+0400", True)]
    assert [f.updated for f in find_dates("28 August 2013, 14:00")] == [False]


def test_a_weekday_that_the_day_does_not_fall_on_is_told() -> None:
    assert [f.weekday for f in find_dates("Thursday, 15 October 2013")] == ["Thursday"]
    assert [f.weekday for f in find_dates("15 October 2013 Tuesday")] == [None]
    assert [f.weekday for f in find_dates("jeudi 5 octobre 2013")] == ["jeudi"]
    assert [f.weekday for f in find_dates("ter 5 ottobre 2013")] == [None]  # a short word proves nothing


NOT_TOLD = {
    "03/04/2023": "ambiguous",
    "Aug. 20": "no year",
    "15 янв": "no year",
    "6月18日": "no year",
    "28 Jun. 17:20 (UTC+3 MSK)": "no year",
    "31.02.2023": "no such day",
    "1444/08/18": "another calendar",
    "18 شعبان 1444": "another calendar",
    "15. listopada 2023": "ambiguous",
    "Tuesday 03/04/2023 and Wednesday": "ambiguous",
}


@pytest.mark.parametrize(("line", "why"), NOT_TOLD.items())
def test_a_date_that_is_not_fully_told_has_no_value(line: str, why: str) -> None:
    found = find_dates(line)
    assert [(f.value, f.why_not) for f in found] == [(None, why)]


@pytest.mark.parametrize(
    "text",
    [
        "Su-35 jets",
        "10 years on",
        "Boeing 747 in 2019",
        "version 2.10.2023.1",
        "3013-01-01",
        "won 3-2",
        "tel. 12.34.56",
        "1,234.5678",
        "12.10.23 %",
        "20230920",
    ],
)
def test_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert find_dates(text) == ()


def test_the_order_given_decides_a_date_that_reads_both_ways() -> None:
    assert [f.value for f in find_dates("03/04/2023", "DMY")] == ["2023-04-03"]
    assert [f.value for f in find_dates("03/04/2023", "MDY")] == ["2023-03-04"]


def test_a_zone_is_kept_as_printed_and_shifts_nothing() -> None:
    found = find_dates("4 minute readApril 18, 20222:41 PM GMT+2Last Updated 12 min ago")
    assert [(f.value, f.zone) for f in found] == [("2022-04-18T14:41", "GMT+2")]
    assert find_dates("2026-08-11 00:00:00+07:00")[0].zone == "+07:00"


def test_two_dates_of_one_line_are_both_found_in_order() -> None:
    line = "Publié le 29 août 2022 à 13h47, modifié le 29 août 2022 à 16h05"
    assert [f.value for f in find_dates(line)] == ["2022-08-29T13:47", "2022-08-29T16:05"]
    assert [line[f.start : f.end] for f in find_dates(line)] == [
        "29 août 2022 à 13h47",
        "29 août 2022 à 16h05",
    ]


def test_weekdays_are_known_in_many_languages() -> None:
    assert [weekday_number(w) for w in ("Tuesday", "среда", "Donnerstag", "الجمعة", "nonsense")] == [
        2,
        3,
        4,
        5,
        None,
    ]


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)),
    st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%B %d, %Y", "%d %B %Y"]),
)
def test_every_day_written_in_an_unambiguous_form_is_read_back(day: datetime.date, form: str) -> None:
    found = first_with_value(f"Published {day.strftime(form)}")
    assert found is not None
    assert found.value == day.isoformat()


@given(st.text(alphabet="0123456789./-: ,годMayapril年月日пмАт\u06f1\u0661", max_size=60))
def test_no_text_breaks_the_search_and_offsets_lie_in_it(text: str) -> None:
    end = 0
    for found in find_dates(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)),
    st.sampled_from(("", " %H:%M", "T%H:%M", " %H:%M:%S", "T%H:%M:%S")),
    st.times(),
)
def test_a_declared_iso_date_says_what_it_would_say_in_a_text(
    day: datetime.date, form: str, clock: datetime.time
) -> None:
    text = f"{day}{clock.strftime(form)}"
    assert declared_moment(text, None, False) == next(iter(find_dates(text)))
