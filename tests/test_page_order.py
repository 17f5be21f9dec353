"""The page is judged as a whole: a line that its neighbours speak against gets another label."""

from pathlib import Path

import msgspec
import pytest

from backfile.parse import ordered
from backfile.parse.layout import label_passages, sheet_of
from backfile.parse.pagechain import LETTERS, Chain, chain, decoded
from backfile.parse.pagechoice import letter_of, text_span
from backfile.parse.paragraphs import passages

TOOLS = Path(__file__).resolve().parent.parent / "tools"
TEXT = (
    "The county closed the rope ferry at Hollin on Monday after a cable inspector found eleven broken strands.",
    "Ferrymaster Dan Orme said he had asked for a new cable every spring since 2009 and been sent paint instead.",
    "The nearest bridge is nineteen miles away, and the school bus now leaves Hollin at half past five.",
)


def kinds(*lines: str) -> list[tuple[str, str]]:
    """Return (kind, first words) of each line that is no running text."""
    found = label_passages(passages(list(lines), 1))
    return [(label.kind, label.passage.text[:24]) for label in found if label.kind != "paragraph"]


def test_a_short_kicker_above_the_headline_is_none() -> None:
    found = kinds(
        "Hollin Post News •",
        "Tuesday 3 September 2024, 14:05",
        "Rope ferry at Hollin closed after inspector finds broken strands",
        "Listen to",
        "Share article:",
        *TEXT,
        "Share article:",
    )
    assert ("headline", "Rope ferry at Hollin clo") in found


def test_another_headline_under_an_unknown_label_leaves_the_text() -> None:
    found = kinds(
        "Rope ferry at Hollin closed after inspector finds broken strands", "",
        "3 September 2024, 14:05", "",
        TEXT[0], "",
        "Číst článek",
        "Rybáři varují před suchem: Letos bude kaprů o pětinu míň", "",
        TEXT[1], "",
        TEXT[2],
    )  # fmt: skip
    assert {"paragraph", "subhead"}.isdisjoint(
        kind for kind, text in found if text.startswith(("Číst", "Rybáři"))
    )
    assert ("furniture", "Rybáři varují před suche") in found


CALL = "Do you read about your valley every day? Help us to keep it so and become a friend of the Hollin Post today."
HEADER = (
    "Rope ferry at Hollin closed after inspector finds broken strands",
    "By Ada Pell",
    "3 September 2024, 14:05",
)


def test_a_call_for_readers_above_the_headline_does_not_open_the_text() -> None:
    lines = ("Menu", "News", "Sport", CALL, *HEADER, "Share", "Print", *TEXT)
    labels = label_passages(passages(list(lines), 1))
    body = [label.passage.text for label in labels if label.kind == "paragraph"]
    assert body == list(TEXT)
    assert ("headline", HEADER[0][:24]) in kinds(*lines)


def test_sentences_below_other_headlines_may_belong_to_the_text() -> None:
    end = (
        "The council meets on Thursday, and Orme has asked for a chair near the door.",
        "No bid for a new cable has come in so far, the county said.",
    )
    lines = (*HEADER, *TEXT, "Read also", "Anglers say the summer was too dry", *end)
    labels = label_passages(passages(list(lines), 1))
    assert [label.passage.text for label in labels if label.kind == "paragraph"][-2:] == list(end)
    assert ("footer", "Anglers say the summer w") in kinds(*lines)


def test_pictures_and_lists_do_not_part_a_text() -> None:
    listed = ("- four cables", "- two winches", "- a bell", "- paint")
    lines = (*HEADER, "", TEXT[0], *listed, TEXT[1], "Photo: Dan Orme", TEXT[2])
    sheet = sheet_of(passages(list(lines), 1))
    first, last = text_span(sheet, [letter_of(sheet, i) for i in range(len(sheet.passages))])
    assert [sheet.passages[i].text for i in (first, last)] == [TEXT[0], TEXT[2]]


def test_a_page_without_headline_gets_none() -> None:
    assert not [kind for kind, _ in kinds(TEXT[0], "", TEXT[1], "", TEXT[2]) if kind in ("headline", "deck")]


def test_the_chain_takes_the_best_path_and_one_headline_only() -> None:
    weights = {letter: [0] * (2 * len(LETTERS)) for letter in "ab"}
    for k in (LETTERS.index("H"), LETTERS.index("H") + len(LETTERS)):
        weights["a"][k], weights["b"][k] = 9, 10
    path = decoded(Chain(weights, {}, 0), [["a"], ["b"], ["b"]], ["HX", "HX", "X"])
    assert path == ["X", "H", "X"]
    assert decoded(Chain(weights, {"XH1": -5}, 0), [["a"], ["b"], ["b"]], ["HX", "HX", "X"]) == [
        "H",
        "X",
        "X",
    ]
    assert decoded(Chain(weights, {}, 0), [["a"], ["b"]], ["HX", "HX"], [{"X": 0}, {"H": -4}]) == ["H", "X"]


def test_the_shipped_weights_name_a_weight_for_every_letter() -> None:
    assert {len(row) for row in chain().lines.values()} == {2 * len(LETTERS)}
    assert msgspec.json.decode(msgspec.json.encode(chain()), type=Chain) == chain()


@pytest.mark.parametrize("least", [0.93])
def test_the_pages_it_learnt_from_are_labelled(least: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TOOLS))
    import make_page_order as tool

    lines = right = 0
    for _, page in tool.pages_of(TOOLS / "pages/sites.txt"):
        rows, allowed, gold, _ = tool.example(page)
        told = decoded(chain(), rows, allowed)
        lines += len(gold)
        right += sum(a == b for a, b in zip(told, gold, strict=True))
    assert right / lines >= least, f"{right} of {lines}"


def test_a_page_keeps_a_headline_that_the_weights_would_rather_call_a_standfirst(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = [0] * (2 * len(LETTERS))
    row[LETTERS.index("D")] = 99999
    monkeypatch.setattr(ordered, "chain", lambda: Chain({"kH": row}, {}, 160))
    found = kinds("Rope ferry at Hollin closed after inspector finds broken strands", "", "Hollin", "", *TEXT)
    assert ("headline", "Rope ferry at Hollin clo") in found


def test_the_best_path_of_a_headed_page_holds_its_headline() -> None:
    weights = Chain({"a": [0, 30, *[0] * (2 * len(LETTERS) - 2)]}, {}, 0)
    assert decoded(weights, [["a"], []], ["HD", "X"]) == ["D", "X"]
    assert decoded(weights, [["a"], []], ["HD", "X"], headed=True) == ["H", "X"]


def test_a_full_stop_alone_on_the_line_below_closes_running_text() -> None:
    found = kinds(
        "Rope ferry at Hollin closed after inspector finds broken strands", "",
        "3 September 2024", "",
        "Dan Orme at the ferry.", "",
        TEXT[0].rstrip("."), "", ".", "",
        TEXT[1], "", TEXT[2],
    )  # fmt: skip
    assert "deck" not in dict(found)
    assert (".", "furniture") in {(text, kind) for kind, text in found}


@pytest.mark.slow
def test_the_shipped_weights_are_those_the_tool_learns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(TOOLS))
    import make_page_order as tool

    shipped = tool.TARGET.read_bytes()
    monkeypatch.setattr(tool, "TARGET", tmp_path / "page_order.json")
    tool.main()
    assert tool.TARGET.read_bytes() == shipped
