"""What templates print by filters: names that run the other way, ways between pages, texts between tags."""

import pytest
from markupsafe import Markup

from backfile.publish.filters import isolated, isolated_from_right, seen_from, words


@pytest.mark.parametrize(
    ("text", "lang", "everywhere", "printed"),
    [
        ("Ada Marrow", "", False, "Ada Marrow"),
        ("شویگو", "", False, "<bdi>شویگو</bdi>"),
        ("Ada Marrow", "", True, "<bdi>Ada Marrow</bdi>"),
        ("Шойгу", "ru", False, '<bdi lang="ru">Шойгу</bdi>'),
        ('a<b>"', "", True, "<bdi>a&lt;b&gt;&#34;</bdi>"),
        ("x", 'en"><i', False, '<bdi lang="en&#34;&gt;&lt;i">x</bdi>'),
    ],
)
def test_names_are_set_apart_where_they_may_run_the_other_way(
    text: str, lang: str, everywhere: bool, printed: str
) -> None:
    found = (isolated_from_right if everywhere else isolated)(text, lang)
    assert isinstance(found, Markup)
    assert found == printed


@pytest.mark.parametrize(
    ("address", "here", "way"),
    [
        ("2023/09/20/a.html", "2023/09/20/b.html", "a.html"),
        ("2023/09/19/index.html", "2023/09/20/b.html", "../19/index.html"),
        ("people/a.html", "2023/09/20/b.html", "../../../people/a.html"),
        ("2023/index.html", "2023/09/20/b.html", "../../index.html"),
        ("index.html", "about.html", "index.html"),
        ("undated/a.html", "about.html", "undated/a.html"),
        ("a/a/x.html", "a/y.html", "a/x.html"),
    ],
)
def test_the_way_between_two_pages_is_the_shortest(address: str, here: str, way: str) -> None:
    assert seen_from(address, here) == way


def test_words_between_tags_keep_their_quotation_marks_and_open_no_tag() -> None:
    assert words("""'a' & "b" <script>""") == """'a' &amp; "b" &lt;script&gt;"""
