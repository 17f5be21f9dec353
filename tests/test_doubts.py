"""What the archive asks its curator: each kind with its place, and the answer that ends it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import backfile
from problem_codes import codes

from backfile.archive.questions import GROUPS, THERE
from backfile.doubts_desk import TITLES
from backfile.pages.gaps import gaps


def body(n: int) -> str:
    """Return a short report that no other text of these has."""
    return f"\n\nThe harbour of Quaytown was opened for ship {n}. Many people of street {n} came to see it on the day.\n"


BODIES = [body(n) for n in range(20)]
TEXTS = {
    "undated.txt": f"Harbour opens in Quaytown\n\nSource: Harbour Wire{BODIES[0]}",
    "order.txt": f"Ferry sails from Quaytown\n\n03/04/2023\n\nSource: Harbour Wire{BODIES[1]}",
    "future.txt": f"Tower falls in Quaytown\n\n3 May 2031\n\nSource: Harbour Wire{BODIES[2]}",
    "outlet.txt": f"Bridge shut in Quaytown\n\n3 May 2023{BODIES[3]}\n\nhttps://www.pier.example.org/n/1\n",
    "photo.txt": "Mayor speaks in Quaytown\n\n4 May 2023\n\nSource: Harbour Wire\n\n"
    "[Photo: The mayor at the new pier]\n" + BODIES[5],
    "photo.md": "---\ntitle: A pier\ndate: 2023-05-05\nsource: Harbour Wire\n---\n\n![The pier](pier.png)\n"
    + BODIES[6],
    "sidecar.txt": f"Market opens in Quaytown\n\n5 May 2023\n\nSource: Harbour Wire{BODIES[4]}",
    "headless.json": json.dumps(
        {"text": BODIES[7].strip() * 3, "published": "2023-05-06", "source": "Harbour Wire"}
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    for name, text in TEXTS.items():
        (articles / name).write_text(text, encoding="utf-8")
    for n in range(6):
        text = f"Report {n} of the harbour\n\n{n + 1} June 2023\n\nSource: Harbour Wire\n\nOn day {n} the harbour was open and the town of Quaytown was glad of it.\n\nHarbour Wire tells you first, every day.\n"
        (articles / f"learnt{n}.txt").write_text(text)
    (articles / "pier.png").write_bytes(b"\x89PNG")
    (articles / "sidecar.yaml").write_text("source: Harbour Wire\n")
    (tmp_path / "content/people.yaml").write_text("people:\n  nobody-here:\n    name: Nobody Here\n")
    (tmp_path / "content/sources.yaml").write_text("sources:\n  harbour-wire:\n    name: Harbour Wire\n")
    return tmp_path


def doubts(folder: Path) -> list[dict[str, Any]]:
    code, out, err = backfile("doubts", str(folder), "--json", "--now", "2024-01-01")
    assert code == 0, err
    found = json.loads(out)
    assert sum(found["counts"].values()) == len(found["doubts"])
    return list(found["doubts"])


def test_each_kind_of_doubt_is_asked_with_its_place_and_answer(folder: Path) -> None:
    asked = {(d["code"], d["path"], d["line"]): (d["file"], d["yaml"]) for d in doubts(folder)}
    expected = {
        ("no-date", "articles/undated.txt", 0): ("articles/undated.yaml", "published: …"),
        ("ambiguous-date", "articles/order.txt", 3): ("articles/order.yaml", "published: …"),
        ("future-date", "articles/future.txt", 3): ("articles/future.yaml", "published: …"),
        ("idle-person", "people.yaml", 2): ("people.yaml", f"people:{THERE}\n  nobody-here:{THERE}\n    variants: […]"),
        ("vain-correction", "articles/sidecar.yaml", 1): ("", ""),
        ("learnt-line", "articles/learnt0.txt", 9): (
            "sources.yaml",
            f"sources:{THERE}\n  harbour-wire:{THERE}\n"
            '    boilerplate: ["Harbour Wire tells you first, every day."]',
        ),
        ("no-credit", "articles/photo.md", 7): ("articles/photo.yaml", "credit: …"),
    }  # fmt: skip
    assert {key: asked.get(key) for key in expected} == expected
    outlet = next(value for key, value in asked.items() if key[:2] == ("no-source", "articles/outlet.txt"))
    assert outlet[0] in ("sources.yaml", "articles/outlet.yaml")


def paste(path: Path, answer: str) -> None:
    """Write an answer into a file as the desk says: below the lines that it marks as being there."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    new = answer.splitlines()
    place, below = 0, 0
    while new and new[0].endswith(THERE):
        wanted = new.pop(0).removesuffix(THERE)
        place = 1 + lines.index(wanted, place)
        below = len(wanted) - len(wanted.lstrip()) + 1
    if not below:
        place = len(lines)
    end = next((n for n in range(place, len(lines)) if not lines[n].startswith(" " * below)), len(lines))
    field = new[0].partition(":")[0] + ":" if below > 1 else "?"
    kept = [line for line in lines[place:end] if not line.startswith(field)]
    path.write_text("\n".join([*lines[:place], *kept, *new, *lines[end:], ""]), encoding="utf-8")


KNOWN = {
    "published": "2023-05-02",
    "credit": "Ana Gomez/Harbour Wire",
    "source": "Harbour Wire",
    "headline": "A pier",
}


def test_pasting_the_answers_ends_the_doubts(folder: Path) -> None:
    before = doubts(folder)
    for one in before:
        if one["file"].startswith("articles/"):
            field = one["yaml"].partition(":")[0]
            path = folder / "content" / one["file"]
            lines = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(f"{lines}{one['yaml'].replace('…', KNOWN[field])}\n", encoding="utf-8")
        elif one["code"] == "learnt-line":
            paste(folder / "content" / one["file"], one["yaml"])
    answered = {(d["code"], d["path"]) for d in before if d["file"].startswith("articles/")}
    after = {(d["code"], d["path"]) for d in doubts(folder)}
    assert answered and not answered & after
    assert not any(code == "learnt-line" for code, _ in after)


FIRE = (
    "\n\nJoan Quillfeather of Tar Lane lost her boat in the fire at the north pier on Friday night, the fire master "
    "said, and two sheds burned down.\n\nThe fire began in a store of rope and was put out by forty men before the "
    "tide turned, and nobody was hurt in it.\n"
)
WIRE = "\n\nSource: Harbour Wire"
MORE = {
    "two.md": f"---\ntitle: Tower built\ndate: 2023-05-01\nsource: Harbour Wire\n---\n\n3 May 2023{body(30)}",
    "weekday.txt": f"Crane falls in Quaytown\n\nMonday, 4 May 2023{WIRE}{body(31)}",
    "bad.txt": f"Crane rises in Quaytown\n\n31 February 2023{WIRE}{body(32)}",
    "change.txt": f"Mole mended in Quaytown\n\nUpdated: 4 May 2023, 10:20{WIRE}{body(33)}",
    "2023-05-08.txt": f"Fair held in Quaytown\n\n8 May{WIRE}{body(34)}",
    "2023-05-09-ferry.md": f"---\ntitle: Ferry runs again\nsource: Harbour Wire\n---\n{body(35)}",
    "handle.txt": f"Bridge open in Quaytown\n\n3 May 2023{body(36)}\n\nt.me/quaytown_live\n",
    "nosource.txt": f"Lock shut in Quaytown\n\n3 May 2023{body(37)}",
    "image.md": "---\ntitle: A mole\ndate: 2023-05-05\nsource: Harbour Wire\n---\n\n![The mole](mole.png)\n\n"
    f"Photo: Ana Gomez/Harbour Wire\n{body(38)}",
    "bearers.txt": f"Talks in Quaytown\n\n4 May 2023{WIRE}\n\nMohammad Bagheri, the chief of staff, met Ali Bagheri, the "
    f"negotiator, in Quaytown on Thursday. Bagheri said that the talks went well and would go on.{body(39)}",
    "odd.md": "---\ntitle: A visit\ndate: 2023-05-05\nsource: Harbour Wire\npeople: ['<b>Tom</b>', Ana Gomez]\n---\n"
    + body(40),
    "fire.txt": f"Fire in Quaytown\n\n6 May 2023{WIRE}{FIRE}",
    "fire-copy.txt": f"Fire at the pier\n\n6 May 2023\n\nSource: Pier Press{FIRE}",
}
REGISTERS = {
    "topics.yaml": "topics:\n  whales:\n    name: Whales\n    any: [whale]\n",
    "credits.yaml": "creditors:\n  no-one:\n    name: No One\n",
    "sources.yaml": "sources:\n  harbour-wire:\n    name: Harbour Wire\n  idle-post:\n    name: Idle Post\n",
    "redactions.yaml": "redactions:\n- article: articles/fire.txt\n  words: [Joan Quillfeather]\n"
    "  reason: Asked for.\n  date: 2024-01-02\n",
    "people.yaml": "people:\n  nobody-here:\n    name: Nobody Here\n",
}
ANSWERS = {
    "published: …": "published: 2023-05-02",
    "credit: …": "credit: Ana Gomez/Harbour Wire",
    "source: …": "source: Harbour Wire",
    "headline: …": "headline: A pier",
    "people: […]": "people: [Tom Falk, Ana Gomez]",
    "variants: […]": 'variants: ["Ana Gomez"]',
    "any: […]": "any: [harbour]",
    "lines: […]": 'lines: ["Ana Gomez/Harbour Wire"]',
    "aliases: […]": "aliases: [Pier Press]",
    "words: […]": "words: [Joan Quillfeather]",
    "  …:\n    name: …": "  mohammad-bagheri:\n    name: Mohammad Bagheri",
}
ANSWERED = {
    "no-date", "two-dates", "wrong-weekday", "bad-date", "ambiguous-date", "future-date", "date-of-change",
    "date-from-address", "year-from-name", "no-source", "no-headline", "two-bearers", "odd-person", "no-credit",
    "idle-person", "idle-topic", "idle-source", "idle-creditor", "learnt-line", "unredacted-copy",
}  # fmt: skip
"""All kinds of doubts that YAML can answer, but for names that no person could be given. An image that is missing is
answered by the image, and a correction that changes nothing by its deletion."""


def test_every_kind_of_doubt_is_ended_by_its_answer_pasted_where_it_says(folder: Path) -> None:
    content = folder / "content"
    for n in range(6, 28):
        text = (content / "articles/learnt0.txt").read_text(encoding="utf-8")
        text = (
            text.replace("Report 0", f"Report {n}")
            .replace("day 0", f"day {n}")
            .replace("1 June", f"{n} June")
        )
        (content / f"articles/learnt{n}.txt").write_text(text, encoding="utf-8")
    for name, text in MORE.items():
        (content / "articles" / name).write_text(text, encoding="utf-8")
    for name, text in REGISTERS.items():
        (content / name).write_text(text, encoding="utf-8")
    asked = [d for d in doubts(folder) if d["yaml"]]
    assert {d["code"] for d in asked} == ANSWERED
    for one in asked:
        answer = one["yaml"]
        for open_, known in ANSWERS.items():
            answer = answer.replace(open_, known)
        answer = answer.replace("name: …", f"name: Outlet of {Path(one['path']).stem}")
        assert "…" not in answer, answer
        where = content / one["file"]
        text = where.read_text(encoding="utf-8") if where.exists() else ""
        if not all(line in text for line in answer.split("\n") if not line.endswith(THERE)):
            paste(where, answer)
    after = [(d["code"], d["path"], d["message"]) for d in doubts(folder)]
    assert [d for d in after if d[0] in ANSWERED] == [], after


def test_each_photo_without_credit_is_answered_by_its_place_in_one_list(tmp_path: Path) -> None:
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    text = f"---\ntitle: Piers\ndate: 2023-05-05\nsource: Harbour Wire\n---\n{body(41)}\n\n![One](a.png)\n{body(42)}"
    (articles / "piers.md").write_text(f"{text}\n\n![Two](b.png)\n{body(43)}", encoding="utf-8")
    asked = [d for d in doubts(tmp_path) if d["code"] == "no-credit"]
    assert [d["yaml"] for d in asked] == ["credit: […, …]"] * 2
    (articles / "piers.yaml").write_text(
        "credit: [Ana Gomez/Harbour Wire, Ben Hart/Pier Press]\n", encoding="utf-8"
    )
    assert not [d for d in doubts(tmp_path) if d["code"] == "no-credit"]
    _, out, _ = backfile("read", str(articles / "piers.md"))
    figures = json.loads(out)["figures"]
    assert [(f["image"], f["credit"]["creator"]) for f in figures] == [
        ("articles/a.png", "Ana Gomez"),
        ("articles/b.png", "Ben Hart"),
    ]


@pytest.mark.parametrize("indent", [None, 1], ids=["all on one line", "apart"])
def test_what_is_asked_of_one_of_many_articles_is_answered_under_its_own_number(
    indent: int | None, tmp_path: Path
) -> None:
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    records = [
        {"headline": f"Report {n} of the quay", "text": BODIES[n].strip() * 2, "url": f"https://{host}/n/{n}"}
        | ({} if n == 2 else {"published": f"2023-05-0{n}" if n < 4 else "Sunday, 7 July 3013"})
        for n, host in enumerate(["one.example", "two.example", "two.example", "two.example"], start=1)
    ]
    (articles / "many.json").write_text(json.dumps(records, indent=indent), encoding="utf-8")
    asked = {d["code"]: d["yaml"] for d in doubts(tmp_path)}
    assert asked["no-date"] == "parts:\n  2:\n    published: …"
    assert asked["future-date"] == "parts:\n  4:\n    published: …"
    assert "wrong-weekday" not in asked, "a date to come is asked for once"
    outlets = [(d["file"], d["yaml"]) for d in doubts(tmp_path) if d["code"] == "no-source"]
    assert {yaml.split("hosts: ")[1] for file, yaml in outlets if file == "sources.yaml"} == {
        '["one.example"]',
        '["two.example"]',
    }
    answers = "parts:\n  2:\n    published: 2023-05-02\n  4:\n    published: 2023-05-04\n"
    (articles / "many.yaml").write_text(answers, encoding="utf-8")
    assert {d["code"] for d in doubts(tmp_path)} == {"no-source"}


def test_the_command_prints_kinds_with_counts_and_places(folder: Path) -> None:
    _, out, _ = backfile("doubts", str(folder), "--now", "2024-01-01", "--kind", "undated")
    assert out.splitlines() == [
        "No date: 1  (--kind undated)",
        "  articles/undated.txt: [no-date] The text prints no full publication date.",
        "    in articles/undated.yaml:",
        "      published: …",
    ]


def test_the_desk_shows_the_same_with_the_answers(folder: Path) -> None:
    assert backfile("build", str(folder), "--now", "2024-01-01")[0] == 0
    page = (folder / "public/desk.html").read_text(encoding="utf-8")
    sections = re.findall(r'<section id="(\w+)">', page)
    assert [s for s in sections if s not in ("aside", "skipped")] == [
        g for g in GROUPS if any(d["kind"] == g for d in doubts(folder))
    ]
    assert '<pre dir="ltr">published: …</pre>' in page
    assert "articles/order.txt:3" in page and "boilerplate: [" in page


def test_every_code_that_a_kind_names_is_one_that_there_is() -> None:
    from conftest import ROOT

    named = {code for group in GROUPS.values() for code in group} - {"no-person"}
    assert named <= set(codes(ROOT / "src/backfile"))
    assert set(TITLES) == set(GROUPS)


@pytest.mark.parametrize(
    ("days", "collected", "found"),
    [
        (["2023-09-01", "2023-09-05"], [], []),
        (["2023-09-01", "2023-09-20"], [], [("2023-09-02", "2023-09-19", 18, "silent")]),
        (
            ["2023-09-01", "2023-10-01"],
            [("2023-09-01", "2023-09-10")],
            [("2023-09-02", "2023-09-10", 9, "quiet"), ("2023-09-11", "2023-09-30", 20, "uncollected")],
        ),
        (["2023-09-01"], [("2023-08-20", "2023-09-01")], [("2023-08-20", "2023-08-31", 12, "quiet")]),
        (
            ["2023-09-01", "2023-09-20"],
            [("2023-09-01", "2023-09-10"), ("2023-09-11", "2023-09-20")],
            [("2023-09-02", "2023-09-19", 18, "quiet")],
        ),
        ([], [], []),
    ],
)
def test_gaps_tell_silence_from_days_that_nobody_collected(
    days: list[str], collected: list[tuple[str, str]], found: list[tuple[str, str, int, str]]
) -> None:
    assert [(g.first, g.last, g.days, g.kind) for g in gaps(days, collected)] == found


def test_the_page_of_an_outlet_shows_its_gaps_its_agencies_and_what_was_learnt(folder: Path) -> None:
    (folder / "content/sources.yaml").write_text(
        "sources:\n  harbour-wire:\n    name: Harbour Wire\n    collected: [2023-05-01 to 2023-06-10]\n"
        "    kind: newspaper\n    url: https://harbour.example\n    handles: [harbour_wire]\n    country: Atlantis\n"
        "    language: pt\n    time_zone: Europe/Lisbon\n"
        "  pier-press:\n    name: Pier Press\n    kind: agency\n"
    )
    text = f"Ship sails\n\n9 June 2023\n\nSource: Harbour Wire\n\nQUAYTOWN, June 9 (Pier Press) - The ship sailed for the islands on Friday with all of its crew.{body(77)}"
    (folder / "content/articles/ship.txt").write_text(text)
    (folder / "content/articles/own.txt").write_text(
        f"Pier mended\n\n9 June 2023\n\nQUAYTOWN, June 9 (Pier Press) - The pier of the town was mended on Friday, the mayor said.{body(78)}"
    )
    assert backfile("build", str(folder), "--now", "2024-01-01")[0] == 0
    page = (folder / "public/sources/harbour-wire.html").read_text(encoding="utf-8")
    assert "collected, and nothing came" in page and "not collected" in page
    assert "Harbour Wire tells you first, every day." in page
    for shown in (
        "newspaper",
        "https://harbour.example",
        "harbour_wire",
        "Atlantis",
        "Portuguese",
        "Europe/Lisbon",
    ):
        assert f"{shown}</" in page, shown
    assert re.search(r"Agencies it carries.*?pier-press\.html", page, re.DOTALL)


def test_a_span_that_is_none_is_an_error(folder: Path) -> None:
    text = "sources:\n  harbour-wire:\n    name: Harbour Wire\n    collected: [2023-06-10 to 2023-05-01]\n"
    (folder / "content/sources.yaml").write_text(text)
    code, out, _ = backfile("check", str(folder), "--json")
    assert code == 1 and [p["code"] for p in json.loads(out)["problems"] if p["severity"] == "error"] == [
        "bad-value"
    ]


def test_doubts_that_one_entry_answers_are_one_and_all_are_listed_on_demand(folder: Path) -> None:
    for n in range(3):
        text = f"Crane {n} falls in Quaytown\n\n{n + 1} July 2023{BODIES[n + 10]}\n\nhttps://www.pier.example.org/n/{n}\n"
        (folder / f"content/articles/outlet{n}.txt").write_text(text)
    line = ("doubts", str(folder), "--now", "2024-01-01", "--kind", "unsourced")
    answer = 'hosts: ["pier.example.org"]'
    code, out, _ = backfile(*line)
    assert (code, out.count(answer)) == (0, 1)
    assert "No source: 4" in out and "articles/outlet.txt and 3 more: [no-source]" in out
    code, out, _ = backfile(*line, "--all")
    places = [row.split(":")[0].strip() for row in out.splitlines() if row.startswith("  articles/")]
    assert (out.count(answer), places) == (
        1,
        ["articles/outlet.txt", "articles/outlet0.txt", "articles/outlet1.txt", "articles/outlet2.txt"],
    )
    assert len([d for d in doubts(folder) if d["kind"] == "unsourced"]) == 4
