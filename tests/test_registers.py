"""Settings and registers: what they hold is read as written, and each thing wrong is told with line and hint.

A case in cases/problems/ is a folder with content/ and `expected.txt`: the exit code of `backfile check`, then
the exact lines of standard error down to its last line, which sums up.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import backfile

from backfile.problems import Origin
from backfile.registers import (
    RegisteredCreditor,
    RegisteredPerson,
    RegisteredSource,
    RegisteredTopic,
    Registers,
    read_registers,
)
from backfile.settings import Settings, read_settings

CASES = Path(__file__).parent / "cases/problems"
Site = Callable[[str], Path]


@pytest.mark.parametrize("name", sorted(p.name for p in CASES.iterdir()))
def test_each_kind_of_trouble_is_told_with_code_line_and_hint(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(CASES / name / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    code, out, err = backfile("check", "--no-cache", "--now", "2024-01-01")
    assert out == ""
    assert f"exit {code}\n{err}" == (CASES / name / "expected.txt").read_text(encoding="utf-8")


def test_the_cases_cover_every_code_that_registers_and_settings_have() -> None:
    source = Path(__file__).parent.parent / "src/backfile"
    codes = ["unknown-setting", "bad-setting", "unknown-section", "unknown-field", "bad-key", "bad-value"]
    codes += ["no-name", "claimed-twice", "unknown-key", "topic-circle", "encoding", "unreadable"]
    codes += ["yaml-syntax", "yaml-refused", "yaml-duplicate-key", "yaml-type"]
    text = "".join((source / f"{n}.py").read_text() for n in ("settings", "registers", "yamltext"))
    assert all(f'"{code}"' in text for code in codes), "a code was renamed: mend this list"
    told = "".join((case / "expected.txt").read_text(encoding="utf-8") for case in CASES.iterdir())
    assert [code for code in codes if f"[{code}]" not in told] == []


def test_settings_are_read_as_written(site: Site) -> None:
    content = (
        site("""
-- content/site.yaml --
title: Harbour archive
description: "Reports: all of them"
language: de-AT
site_url: https://archive.example.org/news/
contact: desk@example.org
date_order: DMY
columns:
  headline: Titelzeile
  text: Inhalt
""")
        / "content"
    )
    assert read_settings(str(content)) == (
        Settings(
            title="Harbour archive",
            description="Reports: all of them",
            language="de-AT",
            site_url="https://archive.example.org/news",
            contact="desk@example.org",
            date_order="DMY",
            columns={"headline": "Titelzeile", "text": "Inhalt"},
        ),
        (),
    )


def test_without_site_yaml_or_with_empty_settings_the_defaults_hold(site: Site) -> None:
    content = site("\n-- content/site.yaml --\ntitle:\nsite_url: ~\n") / "content"
    assert read_settings(str(content)) == (Settings(), ())
    assert read_settings(str(content / "nowhere")) == (Settings(), ())


def test_without_registers_all_of_them_are_empty(tmp_path: Path) -> None:
    assert read_registers(str(tmp_path)) == (Registers(), ())


def test_entries_are_read_as_written_and_know_their_line(site: Site) -> None:
    content = (
        site("""
-- content/people.yaml --
people:
  no-name-type:
    name: NO
    variants: 007
    sort_name: O, N
    description: "12:30"
    wikidata: Q42
    born: 1955
    died: 2020-05
    not_same_as: [ana]
  ana:
    name: Ana
not_people: [Armed Forces, ON]
-- content/topics.yaml --
topics:
  harbour:
    name: Harbour
    any: [harbour*, "person:ana"]
    all: "source:quay"
    not: [ship]
    iptc: medtop:16000000
  boats: {name: Boats, parent: harbour}
-- content/sources.yaml --
sources:
  quay:
    name: Quay Times
    kind: newspaper
    hosts: quay.example.org
    handles: [quay]
    date_order: MDY
    boilerplate:
      - "Read more: here"
-- content/credits.yaml --
creditors:
  ana: {name: Ana, lines: ["Photo: Ana"], url: "https://a.example.org"}
""")
        / "content"
    )
    registers, problems = read_registers(str(content))
    assert problems == ()
    assert list(registers.people.people.values()) == [
        RegisteredPerson(
            key="no-name-type",
            name="NO",
            origin=Origin("people.yaml", 2, 3),
            variants=("007",),
            sort_name="O, N",
            description="12:30",
            wikidata="Q42",
            born="1955",
            died="2020-05",
            not_same_as=("ana",),
        ),
        RegisteredPerson(key="ana", name="Ana", origin=Origin("people.yaml", 11, 3)),
    ]
    assert registers.people.not_people == ("Armed Forces", "ON")
    assert list(registers.topics.values()) == [
        RegisteredTopic(
            key="harbour",
            name="Harbour",
            origin=Origin("topics.yaml", 2, 3),
            any=("harbour*", "person:ana"),
            all=("source:quay",),
            none=("ship",),
            iptc="medtop:16000000",
        ),
        RegisteredTopic(key="boats", name="Boats", origin=Origin("topics.yaml", 8, 3), parent="harbour"),
    ]
    assert list(registers.sources.values()) == [
        RegisteredSource(
            key="quay",
            name="Quay Times",
            origin=Origin("sources.yaml", 2, 3),
            kind="newspaper",
            hosts=("quay.example.org",),
            handles=("quay",),
            date_order="MDY",
            boilerplate=("Read more: here",),
        )
    ]
    assert list(registers.creditors.values()) == [
        RegisteredCreditor(
            key="ana",
            name="Ana",
            origin=Origin("credits.yaml", 2, 3),
            url="https://a.example.org",
            lines=("Photo: Ana",),
        )
    ]


def test_one_broken_entry_does_not_hide_the_others(site: Site) -> None:
    content = (
        site("""
-- content/people.yaml --
people:
  ana:
    name: Ana
  ben:
    nam: Ben
  cleo:
    name: Cleo
    born: soon
""")
        / "content"
    )
    registers, problems = read_registers(str(content))
    assert list(registers.people.people) == ["ana", "cleo"]
    assert [(p.code, p.origin.line) for p in problems] == [("unknown-field", 5), ("bad-value", 8)]


def test_who_is_told_apart_from_himself_or_is_a_person_and_none_is_an_error(site: Site) -> None:
    content = (
        site("""
-- content/people.yaml --
people:
  ana:
    name: Ana Gomez
    not_same_as: [ana]
  ben:
    name: Ben Hart
    variants: [Harbour Board]
not_people: [harbour board]
""")
        / "content"
    )
    _, problems = read_registers(str(content))
    assert [(p.code, p.origin.line) for p in problems] == [("bad-value", 2), ("claimed-twice", 5)]


def test_a_register_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_bytes(b"\xef\xbb\xbftitle: Marked\r\n")
    assert read_settings(str(tmp_path)) == (Settings(title="Marked"), ())
