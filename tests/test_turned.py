"""What was considered for byline, dateline, source, caption and credit and turned down stands in the trail."""

import pytest
from conftest import backfile

from backfile.model import Decision
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents

TEXT = """\
Hollin Gazette | Coast

Ferry to Hollin sails again

By Ada Lark

4 March 2021

HOLLIN, March 4 (Reuters) - The ferry to the island of Hollin sails again after twelve weeks, the harbour office said.

A white boat lay at the pier for all to see, with flags and music. The crowd cheered. (AP Photo/Tor Ek) for the first time.

The tests on Friday went well, the office said, and the first boat will leave on Monday at six in the morning. /Reuters

NORTH QUAY, March 4 (AP) - Passengers on the mainland waited with flowers for the boat, which came an hour late.

(Reporting by Carla Weiss; Editing by Ben Moor)
"""


def trail(text: str) -> dict[str, Decision]:
    article_text = parse(read_documents("articles/ferry.txt", text.encode())[0], Habits())[1]
    return {d.field: d for d in article_text.trail if not d.field.startswith("line: ")}


def test_a_reporting_credit_is_turned_down_as_byline_with_its_line() -> None:
    decision = trail(TEXT)["byline"]
    assert decision.value == "Ada Lark"
    assert [(r.value, r.line) for r in decision.rejected] == [
        ("(Reporting by Carla Weiss; Editing by Ben Moor)", 17)
    ]
    assert decision.rejected[0].why == "a reporting credit, which names helpers and editors"


def test_the_opening_of_a_later_paragraph_is_turned_down_as_dateline() -> None:
    decision = trail(TEXT)["dateline"]
    assert decision.lines == (9, 9)
    assert [(r.value, r.line, r.why) for r in decision.rejected] == [
        ("NORTH QUAY, March 4 (AP) -", 15, "stands in a later paragraph, not at the text's beginning")
    ]


def test_a_credit_in_the_pages_footer_is_turned_down_as_credit() -> None:
    text = TEXT + "\n© Hollin Press\n\nPhoto: Hollin Press\n\nContact us\n"
    turned = trail(text)["figures"].rejected
    assert [(r.value, r.line) for r in turned] == [("Photo: Hollin Press", 21)]
    assert turned[0].why.startswith("taken for footer: ")
    assert "figures" not in trail(
        "Ferry sails again\n\nThe ferry to Hollin sails again after twelve weeks.\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "turned down: “(Reporting by Carla Weiss; Editing by Ben Moor)” (line 17): a reporting credit,",
        "turned down: “NORTH QUAY, March 4 (AP) -” (line 15): stands in a later paragraph,",
        "turned down: “Hollin Gazette” (line 1): a surer clue names the outlet",
    ],
)
def test_explain_shows_what_was_turned_down(line: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("loose") / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    code, out, err = backfile("explain", str(path))
    assert (code, err) == (0, "")
    assert line in out
