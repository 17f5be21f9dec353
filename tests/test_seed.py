"""The article the project began with comes out exactly as a careful archivist read it, field by field."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, backfile

SEED = ROOT / "content/articles/2023/2023-09-20-shoigu-tehran-talks.txt"
EXPECTED = yaml.safe_load((Path(__file__).parent / "cases/seed.expected.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    code, out, err = backfile("read", str(SEED))
    assert code == 0, err
    assert err == ""
    (line,) = out.splitlines()
    return json.loads(line)


def test_the_seed_is_kept_byte_for_byte() -> None:
    data = SEED.read_bytes()
    assert len(data) == 3430
    assert (
        hashlib.sha256(data).hexdigest() == "adafc1c36c5acdfb658d7b73042df5af9e31ec0d0fe10f0273ab79cc365fd4cf"
    )


def test_headline_and_language(record: dict[str, Any]) -> None:
    assert record["headline"] == EXPECTED["headline"]["value"]
    assert record["language"] == EXPECTED["language"]
    assert record["direction"] == "ltr"


def test_the_publication_time_is_as_printed_and_has_no_zone(record: dict[str, Any]) -> None:
    want = EXPECTED["published"]
    assert record["published"] == {
        "value": want["value"],
        "precision": want["precision"],
        "zone": want["time_zone"],
        "as_printed": "11:31 20.09.2023",
        "line": want["line"],
    }


@pytest.mark.parametrize("field", ["updated", "original_url", "deck", "section", "dateline"])
def test_what_the_file_does_not_say_is_null(record: dict[str, Any], field: str) -> None:
    assert record[field] is None


def test_nobody_is_named_as_its_writer(record: dict[str, Any]) -> None:
    assert EXPECTED["byline"] is None
    assert record["byline"] == []


def test_the_source_is_inferred_from_the_telegram_handle(record: dict[str, Any]) -> None:
    want = EXPECTED["source"]
    got = record["source"]
    assert (got["name"], got["inferred"], got["line"]) == (want["value"], want["inferred"], want["line"])
    assert "The_International_Affairs" in got["why"]


def test_both_figures_stand_with_their_credits(record: dict[str, Any]) -> None:
    got = [(f["caption"], f["credit"]["line"], f["lines"]) for f in record["figures"]]
    assert got == [(f["caption"], f["credit"], f["lines"]) for f in EXPECTED["figures"]]
    lead = record["figures"][0]
    assert (lead["caption"], lead["credit"]["line"]) == (
        EXPECTED["lead_photo"]["caption"],
        EXPECTED["lead_photo"]["credit"],
    )


def test_the_body_holds_the_fifteen_paragraphs_and_nothing_else(record: dict[str, Any]) -> None:
    paragraphs = [b for b in record["body"] if b["kind"] == "paragraph"]
    assert len(paragraphs) == EXPECTED["body_paragraphs"]
    assert paragraphs[0]["text"].startswith(EXPECTED["first_paragraph"])
    assert paragraphs[-1]["text"] == EXPECTED["last_paragraph"]
    assert {b["kind"] for b in record["body"]} == {"paragraph", "figure"}
    assert [b["lines"] for b in paragraphs] == [[n, n] for n in (7, 9, 11, 13, 15, *range(20, 39, 2))]


def test_the_footer_is_cut_and_kept(record: dict[str, Any]) -> None:
    want = EXPECTED["footer"]
    assert record["footer"] == [{"text": want["text"], "lines": [want["line"], want["line"]]}]
    assert record["links"] == EXPECTED["links"]


def test_the_people_their_roles_and_the_lines_that_name_them(record: dict[str, Any]) -> None:
    named = ("full name", "surname", "given name", "register")
    got = [
        {
            "name": p["name"],
            "roles": p["roles"],
            "lines": sorted({m["line"] for m in p["mentions"] if m["basis"] in named}),
        }
        for p in record["people"]
    ]
    assert got == EXPECTED["people"]


def test_shoigu_is_followed_by_role_and_pronoun_where_he_is_not_named(record: dict[str, Any]) -> None:
    (shoigu,) = (p for p in record["people"] if p["key"] == "sergei-shoigu")
    by = {
        basis: {m["line"] for m in shoigu["mentions"] if m["basis"] == basis} for basis in ("role", "pronoun")
    }
    assert {20, 22, 24, 28, 36} <= by["role"]
    assert {32, 38} <= by["pronoun"]


def test_organisations_and_places_are_no_people(record: dict[str, Any]) -> None:
    names = {p["name"] for p in record["people"]}
    assert not names & set(EXPECTED["not_people"])


def test_the_quotes_their_speakers_and_how_each_was_found(record: dict[str, Any]) -> None:
    names = {p["key"]: p["name"] for p in record["people"]}
    got = [(names[q["speaker"]], q["basis"], q["lines"][0], q["split"]) for q in record["quotes"]]
    assert got == [(q["speaker"], q["basis"], q["line"], q.get("split", False)) for q in EXPECTED["quotes"]]
    for want, quote in zip(EXPECTED["quotes"], record["quotes"], strict=True):
        assert quote["text"].startswith(want["starts"])
        assert want.get("goes_on", "") in quote["text"]


def test_the_event_days_are_resolved_against_the_publication_day(record: dict[str, Any]) -> None:
    assert record["events"] == EXPECTED["event_dates"]


def test_its_topics_are_those_of_the_register_with_the_words_that_matched(record: dict[str, Any]) -> None:
    topics = {t["name"]: t["why"] for t in record["topics"]}
    assert set(EXPECTED["topics_suitable"]) <= set(topics)
    assert all("line" in why for why in topics.values())
