"""`backfile people`: what is offered, and the lines that settle it, which leave the rest of the register as it was."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import backfile

from backfile.registering import kept_apart, merged, no_person
from backfile.yamltext import YamlError, load

Site = Callable[[str], Path]
TEXTS = """
-- content/articles/a.txt --
Harbour fair opens

3 May 2023

The harbour fair was opened by Defence Minister Muammar Gaddafi on Wednesday. Gaddafi said many people came to it.

-- content/articles/b.txt --
Harbour fair closes

9 May 2023

The harbour fair was closed by Defence Minister Moammar Qadhafi on Tuesday. Qadhafi said that fewer people came.
"""
REGISTER = """# Our people.
people:
  ana-gomez:   # the mayor
    name: Ana Gomez
    variants:
      - A. Gomez

      # not sure about this one
      - Anna Gomez
    born: 1970
  john-smith:
    name: John Smith


# Not people.
not_people: [Security Council]
"""


def test_two_people_who_may_be_one_are_offered_with_what_speaks_for_it(site: Site) -> None:
    folder = site(TEXTS)
    code, out, err = backfile("people", "list", "--content", str(folder / "content"))
    assert (code, err) == (0, "")
    assert out.splitlines()[:5] == [
        "May be one person: 1",
        "  Moammar Qadhafi  [moammar-qadhafi]  and  Muammar Gaddafi  [muammar-gaddafi]",
        "    family names that sound alike, given names that sound alike: “Moammar Qadhafi”, “Muammar Gaddafi”",
        "    articles/b.txt:5, articles/a.txt:5",
        "    both Defence Minister",
    ]


def test_merging_writes_an_entry_and_joins_the_two(site: Site) -> None:
    content = str(site(TEXTS) / "content")
    code, out, err = backfile("people", "merge", "muammar-gaddafi", "moammar-qadhafi", "--content", content)
    assert (code, err) == (0, "")
    assert "+    variants: [Moammar Qadhafi]" in out.splitlines()
    found = json.loads(backfile("people", "list", "--json", "--content", content)[1])
    assert found == {"suggestions": [], "unresolved": [], "once": []}
    record = json.loads(backfile("read", f"{content}/articles/b.txt")[1])
    assert [p["key"] for p in record["people"]] == ["muammar-gaddafi"]


def test_splitting_takes_the_offer_away(site: Site) -> None:
    content = str(site(TEXTS) / "content")
    assert backfile("people", "split", "muammar-gaddafi", "moammar-qadhafi", "--content", content)[0] == 0
    found = json.loads(backfile("people", "list", "--json", "--content", content)[1])
    assert found["suggestions"] == []
    again = backfile("people", "split", "muammar-gaddafi", "moammar-qadhafi", "--content", content)
    assert again == (0, "", "people.yaml says so already.\n")


def test_what_is_no_person_is_not_found_again(site: Site) -> None:
    content = str(site(TEXTS) / "content")
    assert backfile("people", "not-a-person", "Muammar Gaddafi", "--content", content)[0] == 0
    record = json.loads(backfile("read", f"{content}/articles/a.txt")[1])
    assert "Muammar Gaddafi" not in [p["name"] for p in record["people"]]


def test_who_has_an_entry_is_not_written_down_as_no_person(site: Site) -> None:
    content = site(TEXTS) / "content"
    backfile("people", "split", "muammar-gaddafi", "moammar-qadhafi", "--content", str(content))
    before = (content / "people.yaml").read_bytes()
    code, _, err = backfile("people", "not-a-person", "muammar gaddafi", "--content", str(content))
    assert (code, "has “muammar gaddafi” under muammar-gaddafi" in err) == (2, True), err
    assert (content / "people.yaml").read_bytes() == before


def test_an_unknown_key_is_told_with_the_nearest(site: Site) -> None:
    content = str(site(TEXTS) / "content")
    code, _, err = backfile("people", "merge", "muamar-gaddafi", "x", "--content", content)
    assert code == 2
    assert "found “muamar-gaddafi”: did you mean `muammar-gaddafi`?" in err


@pytest.mark.parametrize("command", ["merge", "split"])
def test_nobody_is_merged_with_or_kept_apart_from_himself(site: Site, command: str) -> None:
    content = site(TEXTS) / "content"
    before = sorted(path.name for path in content.iterdir())
    code, _, err = backfile(
        "people", command, "muammar-gaddafi", "muammar-gaddafi", "--content", str(content)
    )
    assert code == 2
    assert "expected the keys of two people, found “muammar-gaddafi” twice" in err
    assert sorted(path.name for path in content.iterdir()) == before


def lines_added(after: str) -> list[str]:
    before = REGISTER.splitlines()
    new = after.splitlines()
    kept = [line for line in new if line in before]
    assert [line for line in before if line not in new] in ([], ["not_people: [Security Council]"])
    assert [line for line in kept if line.strip()] == [
        line for line in before if line.strip() and line in new
    ]
    return [line for line in new if line not in before]


def test_people_alone_is_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert backfile("people") == backfile("people", "list")
    assert backfile("people")[0] == 0


def test_a_spelling_joins_the_list_and_every_comment_stays() -> None:
    assert lines_added(merged(REGISTER, "ana-gomez", "", ["Gomez, Ana", "Anna Gomez"])) == [
        '      - "Gomez, Ana"'
    ]
    assert lines_added(merged(REGISTER, "john-smith", "", ["J. Smith"])) == ["    variants: [J. Smith]"]
    new = ["  eva-low:", "    name: Eva Low", "    variants: [Eve Low]"]
    assert lines_added(merged(REGISTER, "eva-low", "Eva Low", ["Eve Low", "Eva Low"])) == new
    assert lines_added(kept_apart(REGISTER, "john-smith", ["eva-low"])) == ["    not_same_as: [eva-low]"]
    assert lines_added(no_person(REGISTER, "no: 1")) == ['not_people: [Security Council, "no: 1"]']
    assert merged(REGISTER, "ana-gomez", "", ["A. Gomez"]) == REGISTER
    assert no_person(REGISTER, "Security Council") == REGISTER


@pytest.mark.parametrize("text", ["", "people:\n", "not_people:\n", "# only a comment\n", "people: {}\n"])
def test_an_empty_register_gets_its_sections(text: str) -> None:
    try:
        after = no_person(merged(text, "eva-low", "Eva Low", ["Eve Low"]), "Low Tide")
    except YamlError as error:
        assert text == "people: {}\n"
        assert error.problem.hint == "edit the file by hand"
        return
    root = {key: value for key, _, value in load(after, "people.yaml").items()}
    assert root["not_people"].texts() == ("Low Tide",)
    assert [key for key, _, _ in root["people"].items()] == ["eva-low"]


def test_a_register_in_braces_is_left_to_the_hand() -> None:
    with pytest.raises(YamlError, match="braces"):
        merged("people: {ana: {name: Ana Gomez}}\n", "ana", "", ["A. Gomez"])


def test_two_whom_the_register_keeps_apart_are_not_merged(site: Site) -> None:
    folder = site(TEXTS)
    content = str(folder / "content")
    assert backfile("people", "split", "muammar-gaddafi", "moammar-qadhafi", "--content", content)[0] == 0
    before = (folder / "content/people.yaml").read_bytes()
    code, _, err = backfile("people", "merge", "muammar-gaddafi", "moammar-qadhafi", "--content", content)
    assert (code, "not_same_as" in err) == (2, True)
    assert (folder / "content/people.yaml").read_bytes() == before
