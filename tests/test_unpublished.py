"""Texts that say they are drafts are passed over and named, unless settings or sidecars say otherwise."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import backfile

Site = Callable[[str], Path]
GOOD = "-- content/articles/good.txt --\nFerry sails\n2024-05-06\n\nThe ferry sails again.\n"
BODY = "\n\nThe harbour is shut, the office said.\n"


def report_of(folder: Path) -> dict[str, object]:
    code, out, err = backfile("check", str(folder), "--json")
    assert "Traceback" not in err
    told: dict[str, object] = json.loads(out)
    assert code == told["exit"]
    return told


@pytest.mark.parametrize(
    ("name", "head", "reason"),
    [
        ("a.md", "---\ntitle: Shut\ndate: 2024-05-06\ndraft: true\n---", "a draft: `draft: true` (line 4)"),
        ("a.md", "+++\ntitle = 'Shut'\ndraft = true\n+++", "a draft: `draft: true` (line 3)"),
        ("a.md", "---\ntitle: Shut\npublished: false\n---", "a draft: `published: false` (line 3)"),
        ("a.md", "---\ntitle: Shut\nstatus: Draft\n---", "a draft: `status: Draft` (line 3)"),
        ("a.md", '{"title": "Shut",\n "draft": true}', "a draft: `draft: true` (line 2)"),
        ("a.md", ".. title: Shut\n.. date: 2024-05-06\n.. status: private", "a draft: `status: private` (line 3)"),
        ("a.md", "Title: Shut\nDate: 2024-05-06\nStatus: draft", "a draft: `status: draft` (line 3)"),
        ("a.rst", "Shut\n====\n\n:date: 2024-05-06\n:status: draft", "a draft: `status: draft` (line 5)"),
        ("a.lr", "title: Shut\n---\n_hidden: yes\n---\nbody:", "a draft: `_hidden: yes` (line 3)"),
        ("_drafts/a.md", "# Shut", "a draft: a text in a folder _drafts/"),
    ],
)  # fmt: skip
def test_a_draft_is_passed_over_with_the_line_that_says_so(
    site: Site, name: str, head: str, reason: str
) -> None:
    folder = site(f"{GOOD}-- content/articles/{name} --\n{head}{BODY}")
    report = report_of(folder)
    assert (report["exit"], report["seen"], report["published"], report["articles"]) == (0, 2, 1, 1)
    assert report["skipped"] == [{"path": f"articles/{name}", "reason": reason}]
    assert report["set_aside"] == []
    code, _, err = backfile("build", str(folder))
    assert code == 0
    assert f"Passed over articles/{name}: {reason}" in err
    assert not list((folder / "public").rglob("shut-*.html"))


def test_the_setting_publishes_all_drafts_and_a_sidecar_one(site: Site) -> None:
    folder = site(f"{GOOD}-- content/articles/a.md --\n---\ntitle: Shut\ndraft: true\n---{BODY}")
    (folder / "content/site.yaml").write_text("drafts: yes\n")
    assert report_of(folder)["articles"] == 2
    (folder / "content/site.yaml").write_text("drafts: no\n")
    assert report_of(folder)["articles"] == 1
    (folder / "content/articles/a.yaml").write_text("draft: no\n")
    report = report_of(folder)
    assert (report["articles"], report["skipped"]) == (2, [])
    assert not [p for p in report["problems"] if p["severity"] == "warning"]  # type: ignore[attr-defined]
    (folder / "content/articles/good.yaml").write_text("draft: yes\n")
    assert report_of(folder)["skipped"] == [
        {"path": "articles/good.txt", "reason": "a draft: `draft: yes` (line 1)"}
    ]


@pytest.mark.parametrize(
    "line", ["draft: false", "published: true", "status: published", "status: 200", "draft: maybe"]
)
def test_what_says_that_a_text_is_published_is_no_draft_and_no_date(site: Site, line: str) -> None:
    folder = site(
        f"-- content/articles/2024-05-06-a.md --\n---\ntitle: Shut\ndate: 2024-05-06\n{line}\n---{BODY}"
    )
    report = report_of(folder)
    assert (report["articles"], report["skipped"]) == (1, [])
    assert [p["code"] for p in report["problems"]] == ["no-source"]  # type: ignore[attr-defined]


def test_drafts_among_other_records_are_left_out_and_counted(site: Site) -> None:
    records = [
        {"title": "Ferry sails", "date": "2024-05-06", "text": "The ferry sails again."},
        {"title": "Shut", "date": "2024-05-06", "text": "The harbour is shut.", "draft": True},
        {"title": "Shut too", "date": "2024-05-06", "text": "The quay is shut.", "status": "pending"},
        {"title": "Shut as well", "date": "2024-05-06", "text": "The sea is shut.", "published": False},
    ]
    folder = site(f"-- content/articles/a.json --\n{json.dumps(records)}\n")
    report = report_of(folder)
    assert (report["articles"], report["published"], report["skipped"]) == (1, 1, [])
    told = [p["message"] for p in report["problems"] if p["code"] == "drafts-left-out"]  # type: ignore[attr-defined]
    assert told == ["3 texts of the file are drafts, and were left out."]


G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a"><itemMeta><itemClass qcode="ninat:text"/>
<pubStatus qcode="stat:{}"/>{}</itemMeta><contentMeta><contentCreated>2024-05-06</contentCreated><headline>Shut</headline>
</contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>The harbour is shut.</p></body></html></inlineXML></contentSet></newsItem>
"""
NEWSML = """<NewsML><NewsItem><NewsManagement>
<Status FormalName="{}"/>{}</NewsManagement><NewsComponent><NewsLines><HeadLine>Shut</HeadLine></NewsLines>
<ContentItem><DataContent><p>The harbour is shut.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>
"""
NITF = """<nitf><head>
<docdata management-status="{}"/></head><body><body.head><hedline><hl1>Shut</hl1></hedline></body.head>
<body.content><p>The harbour is shut.</p></body.content></body></nitf>
"""
NINJS = '{{"uri": "urn:a", "type": "text", "headline": "Shut", "versioncreated": "2024-05-06T07:00:00Z",\n"pubstatus": "{}"{}, "body_text": "The harbour is shut."}}\n'
BACK = "its sender has taken it back"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.json", NINJS.format("canceled", ""), f"`pubstatus: canceled`, which says that {BACK} (line 2)"),
        ("a.json", NINJS.format("withheld", ""), "`pubstatus: withheld`, which says that its sender holds it back (line 2)"),
        ("a.xml", G2.format("canceled", ""), f"`pubstatus: canceled`, which says that {BACK} (line 2)"),
        ("a.xml", NEWSML.format("Cancelled", ""), f"`pubstatus: Cancelled`, which says that {BACK} (line 2)"),
        ("a.xml", NEWSML.format("Embargoed", "<StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>20240507T1000Z</DateAndTime></StatusWillChange>"), "`pubstatus: Embargoed`, which says that its sender has not released it yet (until 20240507T1000Z) (line 2)"),
        ("a.xml", NITF.format("withheld"), "`pubstatus: withheld`, which says that its sender holds it back (line 2)"),
    ],
)  # fmt: skip
def test_what_its_sender_has_not_released_is_passed_over_with_the_reason(
    site: Site, name: str, text: str, reason: str
) -> None:
    folder = site(f"{GOOD}-- content/site.yaml --\ndrafts: yes\n-- content/articles/{name} --\n{text}")
    report = report_of(folder)
    assert (report["exit"], report["articles"]) == (0, 1)
    assert report["skipped"] == [{"path": f"articles/{name}", "reason": f"not released: {reason}"}]
    (folder / "content/articles/a.yaml").write_text("draft: no\n")
    assert report_of(folder)["articles"] == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", NINJS.format("usable", ', "embargoed": "2024-05-07T10:00:00Z"')),
        ("a.xml", G2.format("usable", "<embargoed>2024-05-07T10:00:00Z</embargoed>")),
        ("a.xml", NEWSML.format("Usable", "")),
        ("a.xml", NITF.format("info")),
    ],
)
def test_what_its_sender_has_released_is_published(site: Site, name: str, text: str) -> None:
    report = report_of(site(f"{GOOD}-- content/articles/{name} --\n{text}"))
    assert (report["articles"], report["skipped"]) == (2, [])


def test_items_that_are_not_released_are_left_out_of_their_message_with_the_reason(site: Site) -> None:
    items = [
        json.loads(NINJS.format(status, "")) | {"uri": status}
        for status in ("usable", "canceled", "withheld")
    ]
    report = report_of(site(f"-- content/articles/a.json --\n{json.dumps(items)}\n"))
    told = [p["message"] for p in report["problems"] if p["code"] == "drafts-left-out"]  # type: ignore[attr-defined]
    assert told == [f"2 texts of the file are not released, and were left out: {BACK}."]
    assert report["articles"] == 1


def test_commands_of_one_file_say_that_it_is_a_draft(site: Site) -> None:
    folder = site(f"-- content/articles/a.md --\n---\ntitle: Shut\ndraft: true\n---{BODY}")
    file = str(folder / "content/articles/a.md")
    code, out, err = backfile("read", file)
    assert (code, out) == (3, "")
    assert "a.md:3: error[draft]: expected a published text, found `draft: true`" in err
    code, _, err = backfile("explain", file)
    assert code == 3 and "error[draft]" in err
