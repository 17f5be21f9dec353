"""What redactions.yaml takes out stands in no file of the site, in no dress; what it leaves is as it was."""

import base64
import binascii
import contextlib
import html
import io
import json
import re
import unicodedata
import zipfile
import zlib
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest
from conftest import backfile
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.archive.masks import MARK, Mask, Shift
from backfile.archive.redacted import redacted
from backfile.model import Reading
from backfile.problems import Origin
from backfile.reading import open_desk, read_file
from backfile.redactions import Redaction, read_redactions

NAME = "Zenobia Quindlewöck"
TEXT = f"""Clerk {NAME} held in Quaytown

20 September 2023

QUAYTOWN, Sept 20 (Harbour Wire) - Police held harbour clerk {NAME} on Tuesday.

"I never saw the crates," said Zenobia
Quindlewöck, who denies the charge. ZENOBIA QUINDLEWÖCK was released on bail.

Mayor Peter Malone said Ms Quindlewöck's desk was empty. See https://example.org/n/zenobia-quindlewock-held
or https://example.org/?q=Zenobia%20Quindlew%C3%B6ck for more.

Photo: Zenobia Quindlewöck at the pier. Ana Gomez/Harbour Wire
"""
PAGE = f"""<!doctype html><html lang="en"><head><title>Clerk {NAME} free</title>
<meta name="author" content="Zenobia Quindlew&ouml;ck"><meta property="article:published_time" content="2023-09-21">
<meta name="keywords" content="harbour, Zenobia Quindlewöck"></head>
<body><article><h1>Clerk <b>Zeno</b>bia <i>Quindlew&#246;ck</i> free</h1>
<p>The clerk <a href="/people/zenobia-quindlewock">Zeno<b>bia</b></a> Quindlewöck of Quaytown walked free on Monday
after the court of the harbour town heard four witnesses and read the letters of the mayor.</p>
<p>The court found no crates. The council of the town will meet again on Friday to hear the mayor.</p>
<figure><img src="zenobia-quindlewock.png" alt="Zenobia Quindlewöck"><figcaption>The clerk at court</figcaption></figure>
</article></body></html>
"""
MARKDOWN = f"""---
title: The letters of {NAME}
date: 2023-09-22
author: {NAME}
tags: [harbour, {NAME}]
---

The letters of **Zenobia** *Quindlewöck* were read in court. [Zenobia](https://example.org/z) Quindlewöck wept.

> Quindlewo\u0308ck, Zenobia wrote: Zen\u00adobia Quindlewöck was here.
"""
RECORDS = [
    {
        "headline": f"Appeal of {NAME}",
        "published": "2023-09-23",
        "source": "Harbour Wire",
        "text": f"The appeal of {NAME} was heard in Quaytown.\n\nThe mayor was there, and so were many others.",
        "tags": [NAME, "court"],
    },
    {"headline": "Ferry line opens", "published": "2023-09-24", "text": "The ferry line opened in Quaytown."},
]
MAIL = "\n".join(
    [
        "From: Harbour Wire <news@example.org>",
        "To: desk@example.org",
        f"Subject: =?utf-8?b?{base64.b64encode(f'Verdict on {NAME}'.encode()).decode()}?=",
        "Date: Sun, 24 Sep 2023 10:00:00 +0000",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        base64.encodebytes(
            f"The court of Quaytown freed {NAME} of all charges on Sunday.\n\nThe mayor was glad.\n".encode()
        ).decode(),
    ]
)
PATHS = {
    "quindlewock/zenobia-quindlewock.txt": TEXT,
    "page.html": PAGE,
    "letters.md": MARKDOWN,
    "records.json": json.dumps(RECORDS),
    "verdict.eml": MAIL,
}
FORMS = ("jsonl", "csv", "sqlite", "csl", "ris", "bibtex", "gexf", "ninjs", "text", "evidence")
WORDS = ("quindlewock", "quindlewoeck", "zenobia")


def views(text: str) -> list[str]:
    """Return a text as it is, and as readers and programs may come to see it, folded."""
    seen = [text, html.unescape(text), unquote(text), re.sub(r"<[^<>]*>", "", html.unescape(text))]
    seen.append(re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text))
    plain = [unicodedata.normalize("NFKD", one).casefold() for one in seen]
    return ["".join(c for c in one if unicodedata.category(c) not in ("Mn", "Cf")) for one in plain]


INFLATED = re.compile(rb"[A-Za-z0-9+/]{24,}={0,2}")


def unpacked(data: bytes) -> str:
    """Return what bytes say: those of an archive by its members, and what lies deflated or in base64 inside a text."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as members:
            return "\n".join(f"{name}\n{unpacked(members.read(name))}" for name in members.namelist())
    texts = [data]
    for match in INFLATED.findall(data):
        with contextlib.suppress(binascii.Error):
            inner = base64.b64decode(match + b"=" * (-len(match) % 4), validate=True)
            texts.append(inner)
            with contextlib.suppress(zlib.error):
                texts.append(zlib.decompress(inner))
    return "\n".join(text.decode("utf-8", "replace") for text in texts)


def leaks(public: Path) -> list[str]:
    """Return the files of a site or export whose name or text holds one of the words."""
    found = []
    for path in sorted(public.rglob("*")):
        text = unpacked(path.read_bytes()) if path.is_file() else ""
        for view in views(f"{path.relative_to(public)}\n{text}"):
            if any(word in view for word in WORDS):
                found.append(f"{path.relative_to(public)}: {view[max(0, view.find(WORDS[0]) - 60) :][:90]}")
                break
    return found


def written(folder: Path, entries: str = "") -> Path:
    articles = folder / "content" / "articles"
    for name, text in PATHS.items():
        (articles / name).parent.mkdir(parents=True, exist_ok=True)
        (articles / name).write_text(text, encoding="utf-8")
    (articles / "zenobia-quindlewock.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (articles / "page.yaml").write_text(f"deck: What {NAME} said\n", encoding="utf-8")
    (folder / "content/site.yaml").write_text("site_url: https://example.org/archive\n")
    if entries:
        (folder / "content/redactions.yaml").write_text(f"redactions:\n{entries}", encoding="utf-8")
    return folder


def entry(article: str, what: str) -> str:
    return f"- article: {article}\n  {what}\n  reason: Court order\n  date: 2024-05-01\n"


ALL = "".join(entry(f"articles/{name}", f"words: [{NAME}, Quindlewöck, Zenobia]") for name in PATHS)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_redacted_words_stand_in_no_file_of_the_site_in_no_dress(tmp_path: Path) -> None:
    written(tmp_path)
    assert backfile("build", str(tmp_path))[0] == 0
    before = leaks(tmp_path / "public")
    assert any("search/" in one for one in before) and any("sitemap" in one for one in before)
    assert any("feed.atom" in one for one in before) and any("people/" in one for one in before)
    written(tmp_path, ALL)
    code, _, err = backfile("build", str(tmp_path))
    assert code == 0, err
    assert leaks(tmp_path / "public") == []
    after = tree(tmp_path / "public")
    assert any(MARK.encode() in data for data in after.values())
    assert backfile("build", str(tmp_path), "--no-cache", "--out", str(tmp_path / "clean"))[0] == 0
    assert tree(tmp_path / "clean") == after
    assert (tmp_path / "content/articles/verdict.eml").read_text(encoding="utf-8") == MAIL


def test_redacted_words_stand_in_no_deflated_text_of_the_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backfile.search.records.PLAIN", 0)  # as in an archive of thousands of articles
    written(tmp_path)
    assert backfile("build", str(tmp_path), "--jobs", "1")[0] == 0
    shards = [path for path in (tmp_path / "public/search").rglob("*.js") if b'"eF' in path.read_bytes()]
    assert shards and not any(
        word in view for path in shards for view in views(path.read_text()) for word in WORDS[2:]
    )
    assert any("search/" in one for one in leaks(tmp_path / "public") if shards[0].name in one)
    written(tmp_path, ALL)
    assert backfile("build", str(tmp_path), "--jobs", "1")[0] == 0
    assert leaks(tmp_path / "public") == []


def test_redacted_words_stand_in_no_export_in_no_dress(tmp_path: Path) -> None:
    folder = written(tmp_path / "site")
    (tmp_path / "before").mkdir()
    (tmp_path / "after").mkdir()
    for form in FORMS:
        assert backfile("export", form, str(folder), "--out", str(tmp_path / "before" / form))[0] == 0
    assert {one.partition(":")[0].partition("/")[0] for one in leaks(tmp_path / "before")} == set(FORMS)
    written(tmp_path / "site", ALL)
    for form in FORMS:
        assert backfile("export", form, str(folder), "--out", str(tmp_path / "after" / form))[0] == 0
    assert leaks(tmp_path / "after") == []


def test_redacted_words_of_an_earlier_site_stay_in_no_file_and_no_report(tmp_path: Path) -> None:
    written(tmp_path)
    assert backfile("build", str(tmp_path))[0] == 0
    written(tmp_path, ALL)
    code, out, err = backfile("build", str(tmp_path), "--json")
    assert code == 0, err
    assert leaks(tmp_path / "public") == []
    for text in (
        out,
        err,
        *(
            backfile(*one)[1]
            for one in (
                ("doubts", str(tmp_path)),
                ("people", "list", "--content", str(tmp_path / "content")),
                ("topics", "list", "--content", str(tmp_path / "content")),
            )
        ),
    ):
        kept = text.replace("zenobia-quindlewock", "")  # the curator's own name of the file
        assert not any(word in view for view in views(kept) for word in WORDS), text


FLIGHT = [
    f"The clerk {NAME} left the harbour office of Quaytown on Tuesday evening, the police of the county said.",
    "The police did not say what was in the crates, which had stood there since the spring and were taken away.",
    "The mayor of the town asked for patience and said that the office would open again with another clerk.",
]


def test_redacted_words_are_on_no_page_of_what_differs_between_copies_and_versions(tmp_path: Path) -> None:
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    address = "https://wire.example.org/n/1"
    for name, source, body in (
        ("first.txt", "Harbour Wire", [*FLIGHT, address]),
        ("second.txt", "Harbour Wire", [FLIGHT[0].replace("Tuesday", "Wednesday"), *FLIGHT[1:],
                                        f"Correction: {NAME} left on Wednesday, not on Tuesday.", address]),
        ("copy.txt", "Pier Press", [*FLIGHT, f"Pier Press asked {NAME} for a word, but she gave none to us."]),
    ):  # fmt: skip
        text = "\n\n".join(["Clerk leaves Quaytown", "20 September 2023", f"Source: {source}", *body])
        (articles / name).write_text(text + "\n", encoding="utf-8")
    assert backfile("build", str(tmp_path))[0] == 0
    shown = {path.name.split(".", 1)[1] for path in (tmp_path / "public/2023").rglob("clerk*")}
    assert shown == {"html", "copies.html", "versions.html"}
    assert any(".versions.html" in one for one in leaks(tmp_path / "public"))
    assert any(".copies.html" in one for one in leaks(tmp_path / "public"))
    entries = "".join(
        entry(f"articles/{name}.txt", f"name: [{NAME}]") for name in ("first", "second", "copy")
    )
    (tmp_path / "content/redactions.yaml").write_text(f"redactions:\n{entries}", encoding="utf-8")
    code, _, err = backfile("build", str(tmp_path))
    assert code == 0, err
    assert leaks(tmp_path / "public") == []
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "public/2023").rglob("*.versions.html")]
    assert len(pages) == 2 and all(MARK in page and "Wednesday" in page for page in pages)


def test_a_record_that_is_read_alone_holds_no_redacted_word(tmp_path: Path) -> None:
    written(tmp_path, ALL)
    code, out, _ = backfile("read", str(tmp_path / "content" / "articles"))
    assert code == 0 and len(out.splitlines()) == 6
    assert not any(word in view for view in views(out) for word in WORDS)
    _, out, _ = backfile("explain", str(tmp_path / "content/articles/quindlewock/zenobia-quindlewock.txt"))
    assert MARK in out and not any(word in view for view in views(out) for word in WORDS)


def test_a_name_goes_in_every_form_with_its_mentions_and_quotes_lose_their_speaker(tmp_path: Path) -> None:
    written(tmp_path, entry("articles/quindlewock/zenobia-quindlewock.txt", f"name: {NAME}"))
    _, out, _ = backfile("read", str(tmp_path / "content/articles/quindlewock"))
    record = json.loads(out)
    assert [p["name"] for p in record["people"]] == ["Peter Malone"]
    assert record["headline"] == f"Clerk {MARK} held in Quaytown"
    assert record["published"]["value"] == "2023-09-20"
    quote = next(q for q in record["quotes"] if q["text"].startswith("I never saw"))
    assert (quote["speaker"], quote["speaker_text"], quote["basis"]) == (None, None, "none")
    assert f"Mayor Peter Malone said Ms {MARK}'s desk was empty." in [b["text"][:53] for b in record["body"]][
        -1:
    ] or any(b["text"].startswith(f"Mayor Peter Malone said Ms {MARK}") for b in record["body"])


def test_lines_go_with_the_fields_that_were_read_from_them(tmp_path: Path) -> None:
    written(tmp_path, entry("articles/quindlewock/zenobia-quindlewock.txt", "lines: [1, 3, 10-11]"))
    _, out, _ = backfile("read", str(tmp_path / "content/articles/quindlewock"))
    record = json.loads(out)
    assert record["headline"] == MARK
    assert record["published"] is None
    assert "Peter Malone" not in out
    assert NAME in out


def test_a_withdrawn_article_leaves_a_page_at_its_address_and_nothing_else(tmp_path: Path) -> None:
    written(tmp_path)
    backfile("build", str(tmp_path))
    public = tmp_path / "public"
    (page,) = public.glob("2023/09/22/*letters*.html")
    address = page.relative_to(public).as_posix()
    assert address in (public / "sitemap-2023.xml").read_text(encoding="utf-8")
    written(tmp_path, entry(address, "whole: yes"))
    code, out, err = backfile("build", str(tmp_path))
    assert code == 0, out + err
    text = page.read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in text
    assert "1 May 2024" in text and "Court order" in text
    assert "Zenobia" not in text and "wept" not in text
    mine = [name for name, data in tree(public).items() if page.stem.encode() in data]
    assert set(mine) == {address, ".backfile-site"}
    assert not (public / "2023/09/22/index.html").exists()
    assert tree(public).keys() & {address} == {address}


def test_a_photo_goes_with_its_caption_and_credit(tmp_path: Path) -> None:
    written(tmp_path)
    backfile("build", str(tmp_path))
    assert list((tmp_path / "public/images").iterdir())
    written(tmp_path, entry("articles/page.html", "photo: zenobia-quindlewock.png"))
    assert backfile("build", str(tmp_path))[0] == 0
    assert not list((tmp_path / "public").glob("images/*"))
    _, out, _ = backfile("read", str(tmp_path / "content/articles/page.html"))
    record = json.loads(out)
    assert record["figures"] == [] and "The clerk at court" not in out
    assert record["headline"] is not None and NAME in record["headline"]


@pytest.mark.parametrize(
    ("entries", "code", "line"),
    [
        ("- article: articles/letters.md\n  words: [Zenobia]\n  reason: x\n  date: 2024-05-01\n  wrods: y\n", "unknown-field", 6),
        (entry("articles/leters.md", "whole: yes"), "redaction-idle", 2),
        (entry("articles/letters.md", "words: [Nobody]"), "redaction-idle", 2),
        (entry("articles/letters.md", "name: [Nobody Atall]"), "redaction-idle", 2),
        (entry("articles/letters.md", "photo: 1"), "redaction-idle", 2),
        (entry("articles/letters.md", "lines: 9-99"), "redaction-idle", 2),
        (entry("articles/letters.md", "lines: 9-3"), "bad-value", 3),
        (entry("articles/letters.md", "words: ['*']"), "bad-value", 3),
        ("- article: articles/letters.md\n  reason: x\n  date: 2024-05-01\n", "redaction-incomplete", 2),
        ("- article: articles/letters.md\n  whole: yes\n  reason: x\n  date: yesterday\n", "bad-value", 5),
    ],
)  # fmt: skip
def test_a_redaction_that_takes_nothing_out_stops_the_build(
    entries: str, code: str, line: int, tmp_path: Path
) -> None:
    written(tmp_path, entries)
    exit_code, out, _ = backfile("build", str(tmp_path), "--json")
    assert exit_code == 1
    errors = [
        (p["path"], p["line"], p["code"]) for p in json.loads(out)["problems"] if p["severity"] == "error"
    ]
    assert errors == [("redactions.yaml", line, code)]
    assert not (tmp_path / "public").exists()


def test_an_entry_taken_back_brings_the_words_back_and_touches_little(tmp_path: Path) -> None:
    written(tmp_path)
    backfile("build", str(tmp_path))
    before = tree(tmp_path / "public")
    written(tmp_path, entry("articles/records.json#1", f"words: [{NAME}]"))
    _, out, _ = backfile("build", str(tmp_path), "--json")
    report = json.loads(out)
    assert 0 < report["written"] < report["pages"]
    (tmp_path / "content/redactions.yaml").unlink()
    backfile("build", str(tmp_path))
    assert tree(tmp_path / "public") == before


# ---------------------------------------------------------------- the mask


@pytest.mark.parametrize(
    ("phrase", "text", "shown"),
    [
        ("Jane Doe", "JANE\u00a0DOE and jane_doe", f"{MARK} and {MARK}"),
        ("Jane Doe", "Janet Doe, Jane Doer", "Janet Doe, Jane Doer"),
        ("O'Brien", "O’Brien, obrien-held", f"{MARK}, {MARK}-held"),
        ("Müller", "Muller, M&uuml;ller, M\\u00fcller, m%C3%BCller, M=C3=BCller", ", ".join([MARK] * 5)),
        ("Иванов~", "Иванова видели с Ивановым; Ивановка", f"{MARK} видели с {MARK}; {MARK}"),
        ("Иванов", "Иванова видели, Иванов молчал", f"Иванова видели, {MARK} молчал"),
        ("张伟", "记者张伟报道", f"记者{MARK}报道"),
        ("김철수", "김철수는 말했다", f"{MARK}는 말했다"),
        ("أحمد", "وأحمد قال", f"و{MARK} قال"),
        ("crate*", "Crates, crated", f"{MARK}, {MARK}"),
        ("555 1234", "call (555) 12345 or 555-1234", f"call (555) 12345 or {MARK}"),
        ("straße 7", "STRASSE 7", MARK),
        ("Jane Doe", "J<b>ane</b> <i>Doe</i>, **Ja**ne Doe, Ja-\nne Doe", f"{MARK}</i>, **{MARK}, {MARK}\n"),
    ],
)  # fmt: skip
def test_a_mask_finds_words_in_every_dress_and_no_others(phrase: str, text: str, shown: str) -> None:
    assert Mask((phrase,)).hidden(text) == shown


LETTERS = st.text(st.characters(categories=("Ll", "Lu", "Lo"), max_codepoint=0x2FFF), min_size=3, max_size=9)


@settings(max_examples=60, deadline=None)
@given(LETTERS, st.lists(st.sampled_from(["{}", "{}.", "said {} who", "({})", "*{}* x", "\n\n{}", "a-{}-b"]), min_size=1, max_size=6))  # fmt: skip
def test_no_text_of_a_reading_holds_a_redacted_word(word: str, places: list[str]) -> None:
    mask = Mask((word,))
    text = "Harbour opens\n\n20 September 2023\n\n" + " ".join(
        place.format(form) for place in places for form in (word, word.upper(), word.title())
    )
    (reading,) = read_file("articles/a.txt", text.encode(), None, open_desk("")[0]).readings
    made, _ = redacted(reading, (Redaction("articles/a.txt", "r", "2024-01-01", Origin("r"), words=(word,)),))
    rest = [t for t in strings(msgspec.to_builtins(made)) if mask.finds(t.replace(MARK, " "))]
    assert [t for t in rest if t not in OURS] == []
    assert len(made.text.raw) == len(reading.text.raw)
    assert_places(made)


OURS = {"text", "headline", "articles/a.txt", "en", "published", "body"}


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for item in inner for text in strings(item)]


def assert_places(reading: Reading) -> None:
    """What is left of mentions stands where it says."""
    for person in reading.findings.people:
        for mention in person.mentions:
            if mention.place.part == "body":
                text = reading.text.body[mention.place.index].text
                assert text[mention.place.start : mention.place.end] == mention.text


@given(st.text("ab ", max_size=30), st.lists(st.tuples(st.integers(0, 29), st.integers(1, 5)), max_size=4))
def test_offsets_move_with_the_text(text: str, cuts: list[tuple[int, int]]) -> None:
    from backfile.archive.masks import merged, without

    spans = merged((s, min(len(text), s + n)) for s, n in cuts if s < len(text))
    shown, shift = without(text, spans), Shift(spans)
    for at, letter in enumerate(text):
        if not shift.touched(at, at + 1):
            assert shown[shift.moved(at)] == letter
    assert shift.moved(len(text)) == len(shown)


def test_a_missing_file_asks_for_nothing(tmp_path: Path) -> None:
    assert read_redactions(str(tmp_path)) == ((), ())


def test_the_reason_of_a_redaction_is_free_of_signs_that_no_page_may_hold(tmp_path: Path) -> None:
    (tmp_path / "redactions.yaml").write_text(
        'redactions:\n- article: a.txt\n  reason: "asked \\u202eby\\ufffe the court"\n  date: 2024-05-31\n  whole: yes\n'
    )
    (entry,), problems = read_redactions(str(tmp_path))
    assert problems == ()
    assert "\ufffe" not in entry.reason and not entry.reason.endswith("\u202e")
    assert entry.reason.replace("\u202e", "").replace("\u202c", "") == "asked by the court"
