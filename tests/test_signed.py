"""Who signs a text, and the place beside its date."""

import pytest

from backfile.parse.layout import label_passages
from backfile.parse.paragraphs import passages
from backfile.parse.sheet import Label
from backfile.parse.signed import place_beside_date, signature_clues

TEXT = (
    "The rope ferry at Hollin will stay shut until the end of May, the county said after a second look at its cable.",
    "The nearest bridge is nineteen miles away, and the school bus leaves at half past five, officials said.",
)


def labels_of(*lines: str) -> list[Label]:
    return label_passages(passages(list(lines), 1))


@pytest.mark.parametrize("mark", ["(PAP)", "(ANI)", "(AFP)"])
def test_an_agency_in_brackets_behind_the_last_sentence_signs_the_text(mark: str) -> None:
    labels = labels_of(
        "Rope ferry shut", "", "3 May 2021", "", TEXT[0], "", f"{TEXT[1]} {mark}", "", "jar/ mhr/"
    )
    assert [label.kind for label in labels][-3:-1] == ["paragraph", "paragraph"]
    assert [(clue.kind, clue.text) for clue in signature_clues(labels)] == [
        ("agency", mark[1:-1].split("/")[0])
    ]


def test_an_agency_in_brackets_inside_the_text_signs_nothing() -> None:
    labels = labels_of("Rope ferry shut", "", "3 May 2021", "", f"{TEXT[0]} (AFP)", "", TEXT[1])
    assert signature_clues(labels) == []


def test_a_short_last_sentence_with_its_agency_stays_in_the_text() -> None:
    labels = labels_of(
        "Rope ferry shut", "", TEXT[0], "", TEXT[1], "", "The mayor wants lamps too. (PAP)", "", "jar/ mhr/"
    )
    assert [label.kind for label in labels][-2:] == ["paragraph", "footer"]


@pytest.mark.parametrize(
    ("line", "told", "place"),
    [
        ("Hollin, May 3, 2021", "People in Hollin wait.", "Hollin"),
        ("Hollin, May 3, 2021", "People wait.", None),
        ("Madrid-03/05/2021 20:00", "People wait.", "Madrid"),
        ("समस्तीपुर2 घंटे पहले", "समस्तीपुर के एक गांव में पुल खुला।", "समस्तीपुर"),
    ],
)
def test_a_word_beside_the_date_is_a_place_when_it_is_known_or_told_again(
    line: str, told: str, place: str | None
) -> None:
    first, second = passages([line, "", told], 1)
    labels = [Label(first, "date", line, ""), Label(second, "paragraph", told, "")]
    found = place_beside_date(labels, 0)
    assert (found[0].place if found else None) == place
