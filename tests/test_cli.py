"""The command line: what is printed where, in which form, and with which exit code."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from conftest import ROOT, backfile

from backfile import __version__
from backfile.cli import COMMANDS
from backfile.cli import backfile as group
from backfile.publish.lock import Lock
from backfile.terminal import fitted

Site = Callable[[str], Path]
SEED = ROOT / "content/articles/2023/2023-09-20-shoigu-tehran-talks.txt"

FAIR = """
-- content/articles/fair.txt --
Harbour fair opens

20 September 2023

QUAYTOWN (Harbour Wire) - The harbour fair opened on Wednesday, said Mayor Ana Gomez. Boats came from four towns.

"We are glad to see so many crews in our town again," Gomez said. She thanked them all in the evening.

Source: Quay Times
"""
BAD = "\n-- content/articles/bad.md --\n---\ntitle: a: b\n---\nText\n"


# ---------------------------------------------------------------- read

LINES = [int, int]
NULL = type(None)
# The form of a record: keys, and for each the type of its value; a list of one means "any number of these".
MENTION = {"text": str, "line": int, "basis": str}
RECORD: dict[str, Any] = {
    "id": str,
    "path": str,
    "lines": LINES,
    "sha256": str,
    "format": str,
    "headline": (str, NULL),
    "deck": (str, NULL),
    "section": (str, NULL),
    "published": ({"value": str, "precision": str, "zone": (str, NULL), "as_printed": str, "line": int}, NULL),
    "updated": ({"value": str, "precision": str, "zone": (str, NULL), "as_printed": str, "line": int}, NULL),
    "source": ({"key": str, "name": str, "inferred": bool, "line": int}, NULL),
    "byline": [str],
    "dateline": ({"place": (str, NULL), "text": str, "line": int}, NULL),
    "language": (str, NULL),
    "direction": str,
    "original_url": (str, NULL),
    "figures": [
        {
            "caption": (str, NULL),
            "credit": ({"line": str, "creator": (str, NULL), "notice": (str, NULL), "creditor": (str, NULL)}, NULL),
            "image": (str, NULL),
            "lines": LINES,
        }
    ],
    "body": [{"kind": str, "text": str, "lines": LINES}],
    "footer": [{"text": str, "lines": LINES}],
    "links": [str],
    "people": [{"key": (str, NULL), "name": str, "roles": [str], "mentions": [MENTION]}],
    "quotes": [{"text": str, "speaker": (str, NULL), "verb": (str, NULL), "basis": str, "lines": LINES}],
    "topics": [{"key": str, "name": str, "why": str}],
    "doubts": [{"field": str, "line": int, "message": str}],
}  # fmt: skip
WORDS = {
    "kind": {"paragraph", "subhead", "list_item", "quote", "figure", "code"},
    "precision": {"year", "month", "day", "minute", "second"},
    "direction": {"ltr", "rtl"},
    "format": {"text", "markdown", "iptc7901"},
    "basis": {"full name", "surname", "given name", "role", "pronoun", "register", "named", "headline", "none"},
}  # fmt: skip


def misfits(value: Any, form: Any, at: str = "") -> list[str]:
    """Return where a JSON value is not of this form; keys beyond those of the form are allowed."""
    if isinstance(form, tuple):
        found = [misfits(value, one, at) for one in form]
        return [] if any(not f for f in found) else min(found, key=len)
    if form is LINES:
        good = isinstance(value, list) and len(value) == 2 and 1 <= value[0] <= value[1]
        return [] if good else [f"{at}: {value!r} is no pair of lines"]
    if isinstance(form, list):
        if not isinstance(value, list):
            return [f"{at}: {value!r} is no list"]
        return [m for n, item in enumerate(value) for m in misfits(item, form[0], f"{at}[{n}]")]
    if isinstance(form, dict):
        if not isinstance(value, dict):
            return [f"{at}: {value!r} is no object"]
        missing = [f"{at}.{key} is missing" for key in form if key not in value]
        return missing + [m for k, f in form.items() if k in value for m in misfits(value[k], f, f"{at}.{k}")]
    if type(value) is not form:
        return [f"{at}: {value!r} is no {form.__name__}"]
    words = WORDS.get(at.rsplit(".", 1)[-1])
    return [] if words is None or value in words else [f"{at}: {value!r} is not one of {sorted(words)}"]


def test_the_form_itself_finds_what_is_wrong() -> None:
    assert misfits({"text": "x", "line": "1", "basis": "guess"}, MENTION, "m") == [
        "m.line: '1' is no int",
        f"m.basis: 'guess' is not one of {sorted(WORDS['basis'])}",
    ]
    assert misfits({"text": "x", "line": True}, MENTION) == [".basis is missing", ".line: True is no int"]


def test_every_article_of_the_archive_is_one_line_of_json_in_the_form_of_the_record() -> None:
    code, out, err = backfile("read", str(ROOT / "content/articles"))
    assert (code, err) == (0, "")
    records = [json.loads(line) for line in out.splitlines()]
    files = [p for p in (ROOT / "content/articles").rglob("*") if p.suffix in (".txt", ".md")]
    assert {ROOT / "content" / record["path"] for record in records} == set(files)
    assert [m for r in records for m in misfits(r, RECORD, r["path"])] == []
    assert len({r["id"] for r in records}) == len(files)
    assert all(re.fullmatch(r"[0-9a-f]{64}", r["sha256"]) for r in records)


def test_read_prints_one_text_field_by_field(site: Site) -> None:
    folder = site(FAIR)
    code, out, err = backfile("read", str(folder / "content/articles/fair.txt"))
    assert (code, err) == (0, "")
    record = json.loads(out)
    assert record["path"] == "articles/fair.txt"
    assert (record["headline"], record["lines"]) == ("Harbour fair opens", [1, 9])
    assert record["published"] == {
        "value": "2023-09-20",
        "precision": "day",
        "zone": None,
        "as_printed": "20 September 2023",
        "line": 3,
    }
    assert (record["source"]["name"], record["source"]["inferred"], record["source"]["line"]) == (
        "Quay Times",
        False,
        9,
    )
    assert (record["dateline"]["place"], record["dateline"]["agency"]) == ("QUAYTOWN", "Harbour Wire")
    assert [(b["kind"], b["lines"]) for b in record["body"]] == [("paragraph", [5, 5]), ("paragraph", [7, 7])]
    (quote,) = record["quotes"]
    assert (quote["speaker"], quote["verb"], quote["basis"]) == ("ana-gomez", "said", "named")


def test_what_cannot_be_read_is_told_on_standard_error_and_the_rest_is_printed(site: Site) -> None:
    folder = site(FAIR + BAD)
    (folder / "content/articles/picture.txt").write_bytes(b"\x00\x01\x02\x03" * 99)
    code, out, err = backfile("read", str(folder / "content/articles"))
    assert code == 3
    assert [json.loads(line)["path"] for line in out.splitlines()] == ["articles/fair.txt"]
    assert [line.split(": ")[:2] for line in err.splitlines() if not line.startswith("  ")] == [
        ["articles/bad.md:2", "error[yaml-syntax]"],
        ["articles/picture.txt:1", "error[binary]"],
    ]


def test_read_takes_the_articles_of_a_folder_and_their_sidecars_only(site: Site) -> None:
    folder = site(f"""{FAIR}
-- content/articles/fair.yml --
headline: Corrected
-- content/articles/.hidden.txt --
Hidden
-- content/articles/notes.ods --
a,b
""")
    code, out, err = backfile("read", str(folder / "content/articles"))
    assert (code, err) == (0, "")
    assert [json.loads(line)["headline"] for line in out.splitlines()] == ["Corrected"]


def test_read_gives_a_file_the_same_id_and_record_wherever_it_is_called(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(f"{FAIR}\n-- content/people.yaml --\npeople: {{mayor: {{name: Ana Gomez}}}}\n")
    far = backfile("read", str(folder / "content/articles/fair.txt"))
    monkeypatch.chdir(folder / "content/articles")
    assert backfile("read", "fair.txt") == far
    monkeypatch.chdir(folder)
    assert backfile("read", "content/articles/fair.txt") == far
    assert json.loads(far[1])["people"][0]["key"] == "mayor"


def test_a_text_outside_of_any_archive_is_read_with_the_content_that_is_named(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(f"{FAIR}\n-- content/people.yaml --\npeople: {{mayor: {{name: Ana Gomez}}}}\n")
    (folder / "content/articles/fair.txt").rename(folder / "loose.txt")
    monkeypatch.chdir("/")
    bare = json.loads(backfile("read", str(folder / "loose.txt"))[1])
    named = json.loads(backfile("read", str(folder / "loose.txt"), "--content", str(folder / "content"))[1])
    assert (bare["path"], bare["people"][0]["key"]) == ("loose.txt", "ana-gomez")
    assert (named["path"], named["people"][0]["key"]) == ("loose.txt", "mayor")


@pytest.mark.parametrize("command", ["read", "explain"])
def test_a_broken_register_stops_reading(command: str, site: Site) -> None:
    folder = site(f"{FAIR}\n-- content/people.yaml --\npeople: [x]\n")
    code, out, err = backfile(command, str(folder / "content/articles/fair.txt"))
    assert (code, out) == (1, "")
    assert err.startswith("people.yaml:1: error[yaml-type]: expected a mapping")


# ---------------------------------------------------------------- explain


def test_explain_shows_for_the_seed_each_value_its_line_and_its_rule() -> None:
    code, out, err = backfile("explain", str(SEED))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    record = json.loads(backfile("read", str(SEED))[1])

    def account(field: str) -> list[str]:
        start = next(n for n, line in enumerate(lines) if line.split("  ")[0] == field)
        rest = list(lines[start + 1 :])
        length = next(n for n, line in enumerate(rest) if not line.startswith(" " * 14))
        return [lines[start][14:], *(line.strip() for line in rest[:length])]

    published = account("published")
    assert published[0] == record["published"]["value"]
    assert published[1].startswith(f"line {record['published']['line']}: ")
    headline = account("headline")
    assert headline[0] == record["headline"]
    assert headline[1].startswith("line ")
    source = account("source")
    assert source[0] == "International Affairs  [inferred]"
    assert source[1].startswith("line 42: ")
    assert "The_International_Affairs" in source[1]
    for person in record["people"]:
        assert any(line.startswith(f"person        {person['name']}") for line in lines)
    assert sum(line.startswith("quote ") for line in lines) == len(record["quotes"])
    assert sum(line.startswith("topic ") for line in lines) == len(record["topics"])
    assert "Lines kept out of the body:" in lines


def test_a_file_may_be_named_as_reports_name_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site(
        "\n-- content/articles/fair.txt --\nHarbour fair opens\n\nThe fair opened at last, said Ana Gomez.\n"
    )
    monkeypatch.chdir(folder)
    named = backfile("check")[2].partition(": ")[0]
    assert named == "articles/fair.txt"
    assert backfile("explain", named)[1] == backfile("explain", f"content/{named}")[1]
    assert backfile("read", named)[1] == backfile("read", f"content/{named}")[1]
    account = backfile("explain", named)[1]
    (folder / "content/people.yaml").write_text("people:\n")
    code, _, err = backfile("explain", "content/people.yaml")
    assert (code, "expected a text, found settings, a register or a sidecar" in " ".join(err.split())) == (
        2,
        True,
    )
    told = (
        "The text prints no full publication date.\n    hint: add `published: YYYY-MM-DD` to a sidecar file\n"
    )
    assert f"In doubt:\n  {told}" in account


def test_explain_shows_what_was_turned_down_and_why(site: Site) -> None:
    folder = site(FAIR.replace("20 September 2023", "Published: 20 September 2023\n21 September 2023"))
    code, out, err = backfile("explain", str(folder / "content/articles/fair.txt"))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    at = lines.index("published     2023-09-20")
    assert lines[at + 1].strip() == "line 3: a word for publication beside the date, before the text"
    assert lines[at + 2].strip() == "turned down: “21 September 2023” (line 4): another place is surer"


def test_explain_tells_why_a_file_is_set_aside(site: Site) -> None:
    folder = site(BAD)
    code, out, err = backfile("explain", str(folder / "content/articles/bad.md"))
    assert (code, out) == (3, "")
    assert err.startswith("articles/bad.md:2: error[yaml-syntax]")


# ---------------------------------------------------------------- build, check

PROBLEM = {"path": str, "line": int, "column": int, "severity": str, "code": str, "message": str, "hint": str}
REPORT: dict[str, Any] = {
    "seen": int,
    "published": int,
    "articles": int,
    "doubts": int,
    "exit": int,
    "set_aside": [{"path": str, "line": int, "code": str, "message": str}],
    "skipped": [{"path": str, "reason": str}],
    "problems": [PROBLEM],
    "pages": int,
    "written": int,
    "unchanged": int,
    "removed": int,
    "seconds": (int, float),
}


@pytest.mark.parametrize("command", ["build", "check"])
def test_the_report_as_json_has_its_form_and_its_numbers_add_up(command: str, site: Site) -> None:
    folder = site(FAIR + BAD)
    (folder / "content/articles/.DS_Store").write_text("")
    code, out, err = backfile(command, str(folder), "--json")
    report = json.loads(out)
    assert misfits(report, REPORT) == []
    assert set(report) == set(REPORT)
    assert report["exit"] == code == 3
    assert report["seen"] == report["published"] + len(report["set_aside"]) + len(report["skipped"]) == 3
    assert report["doubts"] == sum(p["severity"] == "doubt" for p in report["problems"])
    assert report["pages"] == report["written"] + report["unchanged"]
    assert (report["pages"] > 0) == (command == "build")
    told = [line for line in err.splitlines() if re.match(r"\S+: (error|warning|doubt)\[", line)]
    assert len(told) == len(report["problems"])
    assert ("Published 1 article from 1 file" in err) == (command == "build")


def test_check_writes_no_site(site: Site) -> None:
    folder = site(FAIR)
    assert backfile("check", str(folder), "--no-cache")[0] == 0
    assert [p.name for p in folder.iterdir()] == ["content"]


def test_a_problem_is_one_line_with_place_severity_and_code_and_one_for_the_hint(site: Site) -> None:
    folder = site(FAIR + BAD)
    err = backfile("build", str(folder))[2]
    assert err.splitlines()[:2] == [
        "articles/bad.md:2: error[yaml-syntax]: expected YAML, found: mapping values are not allowed in this context",
        "  hint: put the value in quotes when it holds a colon followed by a space",
    ]


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        (["build", "{folder}"], 0, "Open "),
        (["check", "{folder}"], 0, "Read 1 article from 1 file"),
        (["build", "{folder}/content"], 2, "expected a folder content/ in {folder}/content, found none"),
        (["build", "{folder}/nowhere"], 2, "does not exist"),
        (["build", "{folder}/content/articles/fair.txt"], 2, "is a file"),
        (
            ["build", "{folder}", "--now", "yesterday"],
            2,
            "expected an ISO date such as 2026-01-31, found “yesterday”",
        ),
        (["build", "{folder}", "--now", "2023-02-30"], 2, "found “2023-02-30”"),
        (["build", "{folder}", "--jobs", "-1"], 2, "-1"),
        (["build", "{folder}", "--jobs", "many"], 2, "many"),
        (["build", "{folder}", "--frobnicate"], 2, "--frobnicate"),
        (["doubts", "{folder}", "--out", "x"], 2, "--out"),
        (["frobnicate"], 2, "frobnicate"),
        (["read"], 2, "PATHS"),
        (["read", "{folder}/nowhere.txt"], 2, "nowhere.txt"),
        (
            ["read", "{folder}/content/articles/fare.txt"],
            2,
            "Did you mean {folder}/content/articles/fair.txt?",
        ),
        (["explain", "{folder}"], 2, "is a directory"),
        (["build", "{folder}/content"], 2, "It lies in an archive; name that folder: "),
        (["init", "{folder}/content"], 2, "is the content folder of an archive"),
        (["build", "{folder}", "--out", "{folder}/content"], 2, "error[output-refused]"),
        (["build", "{folder}", "--out", "{folder}/content/articles/fair.txt"], 2, "error[output-refused]"),
    ],
)
def test_exit_codes_of_good_and_wrong_usage(given: list[str], code: int, told: str, site: Site) -> None:
    folder = site(FAIR)
    before = (folder / "content/articles/fair.txt").read_bytes()
    got, out, err = backfile(*(part.format(folder=folder) for part in given))
    assert (got, out) == (code, "")
    assert told.format(folder=folder) in err
    assert (folder / "content/articles/fair.txt").read_bytes() == before


def test_only_the_content_folder_is_read_whatever_lies_around_it(site: Site) -> None:
    folder = site(FAIR)
    (folder / "letters").mkdir()
    for path in ("notes.txt", "letters/private.txt", "contents.txt"):
        (folder / path).write_text((folder / "content/articles/fair.txt").read_text())
    code, out, err = backfile("build", str(folder), "--json")
    report = json.loads(out)
    assert (code, report["articles"], report["set_aside"]) == (0, 1, [])
    assert "private" not in out + err
    code, out, err = backfile("build", str(folder / "letters"))
    assert (code, out) == (2, "")
    assert (folder / "letters/private.txt").is_file() and not (folder / "letters/public").exists()


def test_a_second_build_at_the_same_time_exits_with_4_and_names_the_first(site: Site) -> None:
    folder = site(FAIR)
    with Lock(str(folder / ".backfile")):
        code, out, err = backfile("build", str(folder))
    assert (code, out) == (4, "")
    assert err.startswith("backfile: another build of this archive is running")
    assert not (folder / "public").exists()
    assert backfile("build", str(folder))[0] == 0


def test_now_decides_what_lies_in_the_future(site: Site) -> None:
    folder = site(FAIR)
    err = backfile("check", str(folder), "--now", "2023-09-19")[2]
    assert (
        "articles/fair.txt:3: doubt[future-date]: expected a date up to 2023-09-19, found 2023-09-20" in err
    )
    for now in ("2023-09-20", "2023-09-20T00:00:00+03:00"):
        assert "future-date" not in backfile("check", str(folder), "--now", now)[2]


@pytest.mark.parametrize("command", ["build", "check", "read", "explain"])
def test_no_input_makes_a_traceback(command: str, site: Site) -> None:
    folder = site(FAIR + BAD)
    articles = folder / "content/articles"
    (articles / "nul.txt").write_bytes(b"\x00" * 2000)
    (articles / "bytes.txt").write_bytes(bytes(range(256)) * 4)
    (articles / "empty.md").write_bytes(b"")
    (articles / "marks.md").write_bytes(b"---\n" * 50)
    (articles / "deep.md").write_bytes(b">" * 3000 + b" a\n" + b"- " * 500 + b"b\n" + b"[" * 3000)
    (articles / "toml.md").write_bytes(b"+++\na = [\n+++\n")
    (articles / "surrogate.txt").write_bytes(b"\xed\xa0\x80 half a character\n")
    (articles / "steer.txt").write_bytes(b"\x1b[31m Red \x07 \xe2\x80\xae turned\n\n1 May 2023\n\nText.\n")
    (articles / "long.txt").write_bytes(b"word " * 60000)
    (articles / "line.txt").write_bytes(b"\n" * 20000 + b"x")
    (articles / "big.txt").write_bytes(b"a" * (5 * 1024 * 1024 + 1))
    (articles / "sided.txt").write_bytes(b"A text\n\nWith a sidecar that is no text at all.\n")
    (articles / "sided.yaml").write_bytes(b"\x80\x81")
    paths = [str(folder)] if command in ("build", "check") else sorted(map(str, articles.glob("*.[tm]*")))
    runs = [[path] for path in paths] if command == "explain" else [paths]
    for run in runs:
        code, out, err = backfile(command, *run)
        assert code in (0, 3), err
        assert "Traceback" not in err
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", err if command == "read" else err + out)
        if command == "read":  # JSON escapes what steers a terminal and keeps the text as it is
            assert not re.search(r"[\x00-\x08\x0b-\x1f]", out)
        if command != "explain":
            aside = set(re.findall(r"articles/(\w+)\.\w+(?::\d+)?: error", err))
            assert {"bad", "nul", "empty", "toml", "big", "sided"} <= aside
            assert "fair" not in aside


# ---------------------------------------------------------------- help, version, colour


def test_version() -> None:
    assert backfile("--version") == (0, f"backfile, version {__version__}\n", "")


def test_help_mentions_every_command_and_each_command_every_option() -> None:
    code, out, err = backfile("--help")
    assert (code, err) == (0, "")
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        assert re.search(rf"^  {name}\s", out, re.MULTILINE), name
        code, text, err = backfile(name, "--help")
        assert (code, err) == (0, "")
        missing = [
            opt for param in command.params for opt in param.opts if opt.startswith("--") and opt not in text
        ]
        assert missing == []
    assert backfile("-h")[1] == out


def every_command(group: click.Group = group, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the words of each command, those of groups included."""
    found = []
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        found.append((*before, name))
        if isinstance(command, click.Group):
            found += every_command(command, (*before, name))
    return found


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_each_help_shows_how_the_command_is_typed_and_fits_eighty_columns(words: tuple[str, ...]) -> None:
    code, text, err = backfile(*words, "--help")
    assert (code, err) == (0, "")
    assert max(map(len, text.splitlines())) <= 79
    shown = rf'^ +(?:eval "\$\()?backfile {" ".join(words)}\b'
    assert re.search(shown, text, re.MULTILINE), text


def test_an_unknown_command_is_told_with_the_nearest_one() -> None:
    code, out, err = backfile("biuld")
    assert (code, out) == (2, "")
    assert "No such command “biuld”. Did you mean “build”?" in err
    assert "Did you mean" not in backfile("zzz")[2]


def test_the_help_imports_no_command() -> None:
    script = (
        "import sys; sys.argv = ['backfile', '--help']\n"
        "from backfile.cli import main\n"
        "try: main()\n"
        "finally: print(sorted(m for m in sys.modules if m.startswith('backfile')), file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stderr.strip() == "['backfile', 'backfile.cli']"


def test_a_pipe_and_no_color_get_no_colour_and_a_terminal_does(site: Site) -> None:
    folder = site(FAIR + BAD)
    assert "\x1b" not in backfile("check", str(folder), "--no-cache")[2]

    def on_a_terminal(**environment: str) -> str:
        program = (
            "import sys, os, pty\n"
            "pid, fd = pty.fork()\n"
            "if pid == 0: os.execv(sys.executable, [sys.executable, '-P', '-c',"
            " 'from backfile.cli import main; main()', 'check', sys.argv[1], '--no-cache'])\n"
            "data = b''\n"
            "while True:\n"
            "    try: part = os.read(fd, 9999)\n"
            "    except OSError: break\n"
            "    if not part: break\n"
            "    data += part\n"
            "os.waitpid(pid, 0)\n"
            "sys.stdout.buffer.write(data)\n"
        )
        clean = {"PATH": "/usr/bin:/bin", "TERM": "xterm", "LC_ALL": "C.UTF-8", **environment}
        done = subprocess.run(
            [sys.executable, "-P", "-c", program, str(folder)], env=clean, capture_output=True, check=True
        )
        return done.stdout.decode()

    plain = on_a_terminal(NO_COLOR="1")
    assert "\x1b[" not in plain
    assert "error[yaml-syntax]" in plain
    assert "\x1b[31merror[yaml-syntax]\x1b[0m" in on_a_terminal()


def test_articles_of_one_file_are_printed_in_the_order_of_the_file(tmp_path: Path) -> None:
    items = "".join(
        f"<item><title>Ferry {n}</title><pubDate>Mon, {9 - n} Jan 2023 10:00:00 GMT</pubDate>"
        f"<description>The ferry {n} to the islands opened again, the office said.</description></item>"
        for n in (1, 2, 3)
    )
    feed = tmp_path / "feed.xml"
    feed.write_text(f'<rss version="2.0"><channel><title>Quay Times</title>{items}</channel></rss>')
    code, out, err = backfile("read", str(feed))
    assert code == 0, err
    assert [json.loads(line)["headline"] for line in out.splitlines()] == ["Ferry 1", "Ferry 2", "Ferry 3"]


# ---------------------------------------------------------------- what a build tells


def test_a_build_shows_one_doubt_of_a_kind_and_check_shows_all(site: Site) -> None:
    texts = "".join(
        f"\n-- content/articles/boats-{n}.txt --\nBoats come to town {n}\n\nMany came.\n" for n in "123"
    )
    folder = site(FAIR + texts)
    _, _, err = backfile("build", str(folder))
    assert err.count("doubt[no-date]") == 1
    lines = err.splitlines()
    at = next(n for n, line in enumerate(lines) if "doubt[no-date]" in line)
    assert lines[at].startswith("articles/boats-1.txt: ")
    assert lines[at + 2] == "  and 2 more of this kind"
    assert "All doubts, with the YAML that answers each: backfile doubts" in lines
    _, _, err = backfile("check", str(folder))
    assert err.count("doubt[no-date]") == 3
    assert "more of this kind" not in err


def test_on_a_terminal_long_lines_are_parted_between_words_and_elsewhere_they_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "48")
    problem = "articles/a.txt:3: warning[odd]: expected what nobody could foresee"
    told = (
        f"{problem}\n\nsource        The Quay Times\n              turned down: a surer clue names the outlet"
    )
    assert list(fitted(told, io.StringIO())) == told.split("\n")
    assert list(fitted(told, Terminal())) == [
        "articles/a.txt:3: warning[odd]: expected what",
        "    nobody could foresee",
        "",
        "source        The Quay Times",
        "              turned down: a surer clue names",
        "              the outlet",
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("check", "--host", "githb"), "Did you mean “github”?"),
        (("export", "cvs"), "Did you mean “csv”?"),
        (("export", "x"), "'x' is not one of 'jsonl', 'csl'"),
        (("schema", "peple"), "Did you mean “people”?"),
    ],
)
def test_of_a_word_that_is_no_choice_the_nearest_is_named(line: tuple[str, ...], told: str) -> None:
    code, out, err = backfile(*line)
    assert (code, out, told in " ".join(err.split())) == (2, "", True), err


def test_explain_says_how_the_speaker_of_a_quote_was_found(site: Site) -> None:
    folder = site(
        """
-- content/articles/a.txt --
Harbour fair opens

3 May 2023

“The fair is open,” Ana Gomez said on Wednesday. Many people came to see it.

“Nobody is named here at all,” reads a notice.
"""
    )
    _, out, _ = backfile("explain", str(folder / "content/articles/a.txt"))
    assert "line 5: Ana Gomez (named beside it, “said”)" in out
    assert "(by " not in out and "none" not in out
