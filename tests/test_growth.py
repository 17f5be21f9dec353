"""Texts made of one thing many times over are read whole, in a time that grows as they do and no faster."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.deadline import within
from backfile.normalforms import is_normal, normal
from backfile.read.document import could_be_slow, read_documents
from backfile.reading import open_desk, read_file

FAR_MORE = 12.0
"""Seconds of the processor in which all of these are read ten times over; the square of their length takes minutes."""
LAST = "MARKZ the ferry sails again from the harbour of the town after its long repair, the office said."
HEAD = "A headline\n2024-05-06\n\n"
MARKS = "\u0316\u0300"
GROWING = {
    "days of one line": ("txt", f"{HEAD}{'May 1 ' * 3_300}\n\n{LAST}\n\n{('1 May 2024 ' * 1_700 + chr(10)) * 9}\n{LAST}"),
    "lines of days": ("txt", "\n\n".join(["May 1 " * 20] * 1_900) + f"\n\n{LAST}"),
    "lines of days and a word": ("txt", HEAD + "2024-05-06 2024-05-06 Quayside\n" * 3_900 + f"\n{LAST}"),
    "empty lines at the end": ("txt", f"{HEAD}{LAST}\n" + "\u2028" * 130_000),
    "marks of one letter on a page": ("html", f"<h1>A headline</h1><p>{LAST} a{MARKS * 90_000}</p>"),
    "marks of one letter, written as numbers": ("html", f"<h1>A headline</h1><p>{LAST} a{'&#790;&#768;' * 16_000}</p>"),
    "marks of one letter in a record": ("json", f'[{{"title": "A headline", "date": "2024-05-06", "text": "{LAST} a{MARKS * 24_000}"}}]'),
    "empty lines of a field": ("lr", f"title: A headline\n---\nbody:\n\n{LAST}\n" + "\n" * 3_900),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), GROWING.values(), ids=GROWING)
def test_a_text_of_one_thing_many_times_over_is_read_whole(kind: str, text: str) -> None:
    path = "articles/contents.lr" if kind == "lr" else f"articles/a.{kind}"
    desk = open_desk("")[0]

    def words() -> bytes:
        outcome = read_file(path, text.encode(), None, desk)
        return "\n".join(p.text for r in outcome.readings for p in r.text.body).encode()

    assert LAST in within(FAR_MORE, words).decode()


def test_lines_are_counted_whatever_ends_them() -> None:
    for end in ("\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029"):
        assert could_be_slow("articles/a.txt", f"a{end}".encode() * 4_001), repr(end)
        assert not could_be_slow("articles/a.txt", f"a{end}".encode() * 3_999), repr(end)


def test_blank_lines_at_the_end_are_no_lines_of_a_text_and_those_inside_are() -> None:
    (document,) = read_documents("articles/a.txt", f"{HEAD}\n \n{LAST}\n \n\n\t\n".encode())
    assert document.raw == ("A headline", "2024-05-06", "", "", " ", LAST)


@given(st.text(alphabet="aéЖ한\u0316\u0300\u0301\u05b0\u0344", max_size=200), st.integers(0, 70))
def test_a_normal_form_is_unicode_s_own_where_no_letter_has_more_than_thirty_marks(
    text: str, more: int
) -> None:
    whole = text + "\u0316\u0300" * more
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        made = normal(form, whole)
        runs = "".join("m" if unicodedata.combining(c) else " " for c in whole).split()
        if max(map(len, runs), default=0) <= 30:
            assert made == unicodedata.normalize(form, whole)
        apart: Literal["NFD", "NFKD"] = "NFKD" if "K" in form else "NFD"
        kept = unicodedata.normalize(apart, made).replace("\u034f", "")
        assert sorted(kept) == sorted(unicodedata.normalize(apart, whole))
    assert is_normal("NFC", whole) == (normal("NFC", whole) == whole)


def test_marks_without_end_are_parted_and_all_kept() -> None:
    made = normal("NFC", "x" + "\u0316" * 95)
    assert made == "x" + "\u034f".join(["\u0316" * 30] * 3) + "\u034f" + "\u0316" * 5
