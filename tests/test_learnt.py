"""Lines that an outlet prints in most of its texts are learnt, told, kept out of the bodies, and can be forbidden."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import backfile

NOTICE = "The Quay Times is printed on paper from the mill at Oldbridge."
Site = Callable[[str], Path]


def texts(
    count: int, *, notice: str = NOTICE, days: int = 9, same: bool = False, source: str = "Quay Times"
) -> str:
    """Return that many reports of one outlet, each of which ends with the notice."""
    made = []
    for n in range(1, count + 1):
        title = "Ferry line opens again" if same else f"Ferry line number {n} opens again"
        made.append(
            f"-- content/articles/t{n}.txt --\n{title}\n\n{1 + n % days} May 2023\n\n"
            f"The ferry line {n} to the islands opened again on the morning of that day, the harbour office said.\n\n"
            f"Some {n}00 people took the first boat, and the mayor was on board with them.\n\n"
            f"{notice}\n\nSource: {source}\n"
        )
    return "\n".join(made)


def report(folder: Path, *options: str) -> dict[str, object]:
    code, out, err = backfile("check", str(folder), "--json", "--now", "2024-01-01", *options)
    assert code == 0, err
    found: dict[str, object] = json.loads(out)
    return found


def learnt(folder: Path, *options: str) -> list[str]:
    problems = report(folder, *options)["problems"]
    assert isinstance(problems, list)
    return [p["message"] for p in problems if p["code"] == "learnt-line"]


def test_a_line_at_the_end_of_many_texts_of_an_outlet_leaves_their_bodies(site: Site) -> None:
    folder = site(texts(6))
    assert learnt(folder) == [
        f"“{NOTICE}” stands at an end of 6 of 6 texts of quay-times; kept out of their bodies"
    ]
    assert backfile("build", str(folder), "--now", "2024-01-01")[0] == 0
    pages = [
        p.read_text()
        for p in (folder / "public").rglob("*.html")
        if "ferry-line-number" in p.name and ".copies" not in p.name
    ]
    assert len(pages) == 6
    for page in pages:
        assert NOTICE not in page.partition("<article")[2].partition("<summary>Provenance")[0]
        assert "a line that many texts of this outlet have" in page


@pytest.mark.parametrize(
    "archive",
    [
        pytest.param(texts(4), id="too few texts"),
        pytest.param(texts(8, days=2), id="too few days"),
        pytest.param(texts(8, same=True), id="one report in many copies"),
        pytest.param(texts(2) + texts(3, source="Isle Post").replace("/t", "/u"), id="two outlets"),
    ],
)
def test_a_line_is_not_learnt_from_too_little(site: Site, archive: str) -> None:
    assert learnt(site(archive)) == []


def test_a_paragraph_of_a_few_of_many_texts_is_no_notice(site: Site) -> None:
    others = texts(14, notice="The line runs all year.").replace("/t", "/v").replace("number", "route")
    singled = "\n".join(
        part.replace("The line runs all year.", f"The line runs {n} times a day.")
        for n, part in enumerate(others.split("\n-- "), 1)
    ).replace("\ncontent/", "\n-- content/")
    assert learnt(site(texts(5) + "\n" + singled)) == []


def test_the_register_can_keep_a_learnt_line_in_the_text(site: Site) -> None:
    entry = f"-- content/sources.yaml --\nsources:\n  quay-times:\n    name: Quay Times\n    keep:\n      - {NOTICE}\n"
    assert learnt(site(texts(6) + "\n" + entry)) == []


def test_a_sidecar_returns_a_learnt_line_to_one_text(site: Site) -> None:
    folder = site(texts(6) + "\n-- content/articles/t1.yaml --\nreturn_lines: 9\n")
    found = report(folder)
    assert [p for p in found["problems"] if p["severity"] == "warning"] == []  # type: ignore[attr-defined]
    assert backfile("build", str(folder), "--now", "2024-01-01")[0] == 0
    record = json.loads(backfile("read", str(folder / "content/articles/t1.txt"))[1])
    assert record["body"][-1]["text"] == NOTICE


def test_what_is_learnt_is_the_same_with_and_without_the_cache(
    site: Site, tree: Callable[[Path], dict[str, bytes]]
) -> None:
    folder = site(texts(6))
    assert backfile("build", str(folder), "--now", "2024-01-01")[0] == 0
    first = tree(folder / "public")
    code, _, err = backfile("build", str(folder), "--now", "2024-01-01")
    assert code == 0
    assert "0 written" in err
    assert (
        backfile("build", str(folder), "--now", "2024-01-01", "--no-cache", "--out", str(folder / "b"))[0]
        == 0
    )
    assert tree(folder / "b") == first
