"""What a sidecar corrects, how the record says so, and what is told of corrections that correct nothing."""

import pytest

from backfile.model import Article, Text
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.parse.overrides import vain_corrections
from backfile.read.document import read_documents
from backfile.read.sidecar import corrected, read_sidecar
from backfile.yamltext import YamlError

TALKS = """Talks open in Quaytown

11 May 2023

The talks on the harbour were opened in Quaytown. Many people came to see it.

Buy our calendar for a better year. It is cheap and good and long, so buy it.

The second day of the talks ended without a result, the mayor said on Friday.

Subscribe to our channel
"""


def read(sidecar: str, text: str = TALKS, path: str = "talks.txt") -> tuple[Article, Text]:
    (document,) = read_documents(path, text.encode())
    return parse(corrected(document, read_sidecar("talks.yaml", sidecar.encode())), Habits())


def problems(sidecar: str, text: str = TALKS, path: str = "talks.txt") -> list[tuple[str, str, str]]:
    found = vain_corrections(
        read_documents(path, text.encode()), read_sidecar("talks.yaml", sidecar.encode()), Habits()
    )
    return [(f"{p.origin.path}:{p.origin.line}", p.code, p.hint) for p in found]


def body(text: Text) -> list[str]:
    return [block.text.split(" ", 2)[1] for block in text.body]


def test_a_sidecar_goes_before_the_text_and_the_trail_names_its_line() -> None:
    article, text = read("headline: The harbour talks\ndate: 2023-05-12\ndateline: Quaytown\n")
    assert (article.headline, article.headline_line) == ("The harbour talks", 0)
    assert article.published and article.published.value == "2023-05-12"
    assert article.dateline and article.dateline.place == "Quaytown"
    rules = {step.field: (step.lines, step.rule) for step in text.trail}
    assert rules["headline"] == (None, "the field `headline` of talks.yaml:1")
    assert rules["published"] == (None, "the field `date` of talks.yaml:2")
    assert rules["dateline"] == (None, "the field `dateline` of talks.yaml:3")


def test_a_removed_line_leaves_the_body_and_stays_in_the_record() -> None:
    assert body(read("")[1]) == ["talks", "our", "second"]
    _, text = read("remove_lines: [7]\n")
    assert body(text) == ["talks", "second"]
    (removed,) = [aside for aside in text.asides if aside.lines == (7, 7)]
    assert (removed.kind, removed.text[:8]) == ("furniture", "Buy our ")
    assert [step.rule for step in text.trail if step.lines == (7, 7)] == ["removed by talks.yaml:1"]


def test_a_returned_line_is_text_again() -> None:
    assert body(read("")[1])[-1] == "second"
    _, text = read("return_lines: 11\n")
    assert text.body[-1].text == "Subscribe to our channel"
    assert not [aside for aside in text.asides if aside.lines == (11, 11)]


def test_lines_of_a_markdown_file_are_corrected_by_whole_blocks() -> None:
    markdown = "# Talks open\n\nThe talks were *opened* today\nin Quaytown.\n\nBuy our **calendar**.\n"
    _, text = read("remove_lines: 6\n", markdown, "talks.md")
    assert [block.text for block in text.body] == ["The talks were opened today in Quaytown."]
    assert [aside.text for aside in text.asides] == ["Buy our calendar."]


def test_a_stretch_of_lines_may_be_given() -> None:
    assert body(read("remove_lines: [5-7]\n")[1]) == ["second"]


@pytest.mark.parametrize(
    ("sidecar", "expected"),
    [
        ("headlin: X\n", [("talks.yaml:1", "unknown-correction", "did you mean `headline`?")]),
        ("date: 2023-05-11\n", [("talks.yaml:1", "vain-correction", "delete the entry")]),
        ("date: 31.02.2023\n", [("talks.yaml:1", "vain-correction", "write it as YYYY-MM-DD")]),
        ("section: Town\nupdated: soon\n", [("talks.yaml:2", "vain-correction", "write it as YYYY-MM-DD")]),
        ("section: Town\nheadline: Talks open in Quaytown\n", [("talks.yaml:2", "vain-correction", "delete the entry")]),
        ("remove_lines: [7, 11]\n", [("talks.yaml:1", "vain-correction", "delete the entry")]),
        ("return_lines:\n  - 7\n", [("talks.yaml:2", "vain-correction", "delete the entry")]),
        ("remove_lines: 12\n", [("talks.yaml:1", "no-such-line", "")]),
        ("remove_lines: 7-5\n", [("talks.yaml:1", "no-such-line", "")]),
        ("date: 2023-05-12\nremove_lines: [7]\nreturn_lines: [11]\nsource: Quay Times\n", []),
    ],
)  # fmt: skip
def test_every_correction_is_checked(sidecar: str, expected: list[tuple[str, str, str]]) -> None:
    assert problems(sidecar) == expected


@pytest.mark.parametrize("lines", ["all", "[1, two]", "-3", "{a: 1}", "1-"])
def test_lines_that_are_no_numbers_are_refused_with_their_place(lines: str) -> None:
    with pytest.raises(YamlError) as caught:
        read_sidecar("talks.yaml", f"headline: X\nremove_lines: {lines}\n".encode())
    assert caught.value.problem.origin.line == 2


@pytest.mark.parametrize(
    ("text", "path", "told"),
    [
        (
            TALKS,
            "talks.txt",
            "expected no `parts`, for the file is one article, found the part 2",
        ),
        (
            '[{"headline": "One", "text": "The first of all."}, {"headline": "Two", "text": "The second."}]',
            "talks.json",
            "expected the number of an article of the file, 1 to 2, found the part 3",
        ),
    ],
)
def test_a_part_that_is_not_there_is_told_once_and_as_that(text: str, path: str, told: str) -> None:
    number = 2 if path == "talks.txt" else 3
    sidecar = read_sidecar("talks.yaml", f"parts:\n  {number}:\n    source: X\n    tags: [y]\n".encode())
    (problem,) = vain_corrections(read_documents(path, text.encode()), sidecar, Habits())
    assert (problem.message, problem.code, problem.origin.line) == (told, "vain-correction", 3)
