"""Persons whom a file states by a field, whether its words name them or not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import backfile

from backfile.model import Field
from backfile.parse.stated import persons_stated
from backfile.reading import open_desk, read_file

Site = Callable[[str], Path]


def stated(*values: str, name: str = "people", line: int = 3) -> list[str]:
    return [person.name for person in persons_stated([Field(name, values, line)])[0]]


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (("Ingrid Bergman", "Tom Falk"), ["Ingrid Bergman", "Tom Falk"]),
        (("Bergman, Ingrid", "Falk, Tom"), ["Ingrid Bergman", "Tom Falk"]),
        (("Ingrid Bergman; Tom Falk",), ["Ingrid Bergman", "Tom Falk"]),
        (("Ingrid Bergman, Tom Falk",), ["Ingrid Bergman", "Tom Falk"]),
        (("Falk, Tom; Bergman, Ingrid",), ["Tom Falk", "Ingrid Bergman"]),
        (("Falk, Tom",), []),
        (("Ingrid Bergman (actor)",), ["Ingrid Bergman"]),
        (("Jose\u0301 Nu\u0301n\u0303ez", "José Núñez"), ["José Núñez"]),
        (("سيرغي شويغو، مريم كاظم",), ["سيرغي شويغو", "مريم كاظم"]),
        (("岸田文雄",), ["岸田文雄"]),
        (("<b>Tom Falk</b>",), []),
        (("https://a.example/tom",), []),
        (("tom@a.example",), []),
        (("a word " * 20,), []),
        (("12345", "…"), []),
    ],
)
def test_a_field_of_people_states_one_name_for_each_item(values: tuple[str, ...], names: list[str]) -> None:
    assert stated(*values) == names


def test_a_value_that_is_no_name_is_told_and_one_without_letters_is_passed_over() -> None:
    found, doubts = persons_stated([Field("persons", ("<b>Tom</b>", "…", "Tom Falk"), 4)])
    assert [person.name for person in found] == ["Tom Falk"]
    assert [(d.code, d.line) for d in doubts] == [("odd-person", 4)]
    assert "“<b>Tom</b>”" in doubts[0].message


def people_of(text: str, register: str = "", name: str = "a.md") -> dict[str, list[tuple[str, int, str]]]:
    desk = open_desk(register)[0]
    (reading,) = read_file(f"articles/{name}", text.encode(), None, desk).readings
    return {
        person.name: [(m.text, m.line, m.basis) for m in person.mentions]
        for person in reading.findings.people
    }


def test_a_stated_person_is_one_with_whom_the_words_name() -> None:
    text = "---\ntitle: At the harbour\npeople: [Maria Falk, Ingrid Bergman]\n---\n\nMaria Falk spoke. Falk left.\n"
    assert people_of(text) == {
        "Maria Falk": [
            ("Maria Falk", 6, "full name"), ("Falk", 6, "surname"), ("Maria Falk", 3, "stated"),
        ],
        "Ingrid Bergman": [("Ingrid Bergman", 3, "stated")],
    }  # fmt: skip


def test_a_family_name_alone_is_that_of_the_one_stated_person_who_has_it() -> None:
    head = "---\ntitle: At the harbour\npeople:\n  - {name: Maria Falk, role: mayor}\n"
    body = "---\n\nFalk said on Monday that “the harbour stays open”.\n"
    assert list(people_of(head + body)) == ["Maria Falk"]
    two = people_of(head + "  - Tom Falk\n" + body)
    assert {"Maria Falk", "Tom Falk"} <= set(two) and all(len(m) == 1 for m in two.values())


PLACES = """
-- content/people.yaml --
people:
  ingrid-bergman:
    name: Ingrid Bergman
    variants: [И. Бергман]
-- content/articles/a.md --
---
title: "Caf\\u0065\\u0301 opens"
date: 2024-05-06
people: ["Jose\\u0301 Nu\\u0301n\\u0303ez"]
---

The harbour café opens.
-- content/articles/b.md --
---
title: Second
date: 2024-05-07
people: [José Núñez, И. Бергман]
---

The harbour café closes.
-- content/articles/c.txt --
Third

2024-05-08

The ferry has left the harbour.
-- content/articles/c.yaml --
people: [Ingrid Bergman]
-- content/articles/d.json --
[{"title": "Fourth", "date": "2024-05-09", "text": "The ferry came back to the harbour.", "persons": [{"name": "Bergman, Ingrid"}, "Tom Falk"]}]
-- content/articles/e.csv --
title,date,text,Personen
Fifth,2024-05-10,The ferry was painted in the harbour.,Ingrid Bergman; Tom Falk
"""


def test_stated_persons_have_pages_that_list_their_articles_from_every_form(site: Site) -> None:
    folder = site(PLACES)
    code, _, err = backfile("build", str(folder))
    assert code == 0, err
    pages = {
        name: [n for n in ("Café opens", "Second", "Third", "Fourth", "Fifth") if n in page]
        for name in ("jose-nunez", "ingrid-bergman", "tom-falk")
        for page in [(folder / f"public/people/{name}.html").read_text()]
    }
    assert pages == {
        "jose-nunez": ["Café opens", "Second"],
        "ingrid-bergman": ["Second", "Third", "Fourth", "Fifth"],
        "tom-falk": ["Fourth", "Fifth"],
    }


def test_explain_says_that_a_person_is_stated_and_where(site: Site) -> None:
    folder = site(PLACES)
    told = backfile("explain", str(folder / "content/articles/c.txt"))[1]
    assert "stated by articles/c.yaml:1" in told
    assert "mentions by line: articles/c.yaml:1 stated" in told
    told = backfile("explain", str(folder / "content/articles/b.md"))[1]
    assert "line 4: stated by a field of the file" in told
    assert "person        José Núñez  (stated by the file)" in told


def test_a_stated_name_that_is_redacted_is_in_no_file(site: Site) -> None:
    entry = "articles/b.md\n    reason: asked for\n    date: 2024-06-01\n    name: José Núñez"
    folder = site(PLACES + f"-- content/redactions.yaml --\nredactions:\n  - article: {entry}\n")
    (folder / "content/articles/a.md").unlink()
    assert backfile("build", str(folder))[0] == 0
    files = [path for path in (folder / "public").rglob("*") if path.is_file()]
    assert [path.name for path in files if "Núñez".encode() in path.read_bytes()] == []


def test_a_sidecar_that_states_whom_the_file_states_is_vain(site: Site) -> None:
    folder = site(PLACES + "-- content/articles/b.yaml --\npeople: [José Núñez]\n")
    err = backfile("check", str(folder))[2]
    assert "articles/b.yaml:1: warning[vain-correction]" in err
    assert "articles/c.yaml" not in err
