"""The preview in a real browser: pages load anew after an edit, and show what is wrong."""

import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import installed, started
from conftest import backfile
from playwright.sync_api import Page

from backfile.firstlook import first_look
from backfile.looking import Looker, looker
from backfile.options import Options
from backfile.watching import EVENTS, SCRIPT, Builds, Look, State, Told, event, with_script

SRC = str(Path(__file__).resolve().parent.parent / "src")
RUN = f"import sys; sys.path.insert(0, {SRC!r}); from backfile.cli import main; main()"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[str]:
    """Serve a new archive in a process of its own and return the address."""
    backfile("init", str(tmp_path))
    command = [sys.executable, "-c", RUN, "serve", str(tmp_path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.match(r"serving (http://127\.0\.0\.1:\d+/)", line):
            break
    else:
        pytest.fail("the preview did not start")
    yield found[1]
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)


@pytest.fixture
def page() -> Iterator[Page]:
    """Return an empty page of a real browser that waits up to 20 seconds for what is to come."""
    path = installed()
    if path is None:
        pytest.skip("no Chromium or Chrome is installed, so no page was opened in a browser")
    with started(path) as browser:
        opened = browser.new_page()
        opened.set_default_timeout(20_000)
        yield opened


def test_an_open_page_shows_an_edit_and_what_is_wrong(preview: str, page: Page, tmp_path: Path) -> None:
    text = tmp_path / "content/articles/2024/harbour-fair.txt"
    site = tmp_path / "content/site.yaml"
    page.goto(preview)
    panel = page.locator("#backfile-preview")
    page.get_by_role("link", name="Harbour fair opens with fifty boats").first.wait_for()
    assert panel.count() == 0
    text.write_text(text.read_text().replace("fifty boats", "ninety boats"))
    page.get_by_role("link", name="Harbour fair opens with ninety boats").first.wait_for()
    whole = site.read_text()
    site.write_text(whole + "colour: red\n")
    panel.get_by_text("expected a setting, found “colour”").wait_for()
    line = len(whole.splitlines()) + 1
    assert f"site.yaml:{line}: error[unknown-setting]" in panel.inner_text()
    assert "Not published" in panel.inner_text() and panel.get_attribute("role") == "alert"
    site.write_text(whole.replace("My news archive", "Quaytown papers"))
    page.get_by_text("Quaytown papers").first.wait_for()
    assert panel.count() == 0
    published = (tmp_path / "public/index.html").read_text()
    assert "preview" not in published and EVENTS not in published


SLOW = """
import sys; sys.path.insert(0, {src!r})
import os, time
import backfile.commands.serve as command
whole = command.build
def slow(options):
    while os.path.exists({held!r}):
        time.sleep(0.02)
    return whole(options)
command.build = slow
sys.argv = ["backfile", "serve", {folder!r}]
from backfile.cli import main
main()
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve a new archive whose builds wait while a file is there; return the address and that file."""
    backfile("init", str(tmp_path / "news"))
    wait = tmp_path / "wait"
    program = SLOW.format(src=SRC, folder=str(tmp_path / "news"), held=str(wait))
    process = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.match(r"serving (http://127\.0\.0\.1:\d+/)", line):
            break
    else:
        pytest.fail("the preview did not start")
    yield found[1], wait
    wait.unlink(missing_ok=True)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)


def test_the_page_of_an_edited_text_shows_the_edit_before_the_site_is_built(
    held: tuple[str, Path], page: Page, tmp_path: Path
) -> None:
    address, wait = held
    text = tmp_path / "news/content/articles/2024/harbour-fair.txt"
    page.goto(address)
    page.get_by_role("link", name="Harbour fair opens with fifty boats").first.click()
    page.get_by_role("heading", name="Harbour fair opens with fifty boats").wait_for()
    before, note = page.url, page.locator("#backfile-first-look")
    assert note.count() == 0
    wait.touch()
    text.write_text(text.read_text().replace("fifty boats", "ninety boats"))
    page.get_by_role("heading", name="Harbour fair opens with ninety boats").wait_for()
    assert "The site is being built." in note.inner_text()
    assert page.url != before and page.url[-12:] == before[-12:]
    assert list((tmp_path / "news/public").rglob("*ninety*")) == []
    moved = page.url
    with urllib.request.urlopen(address, timeout=10) as home:
        assert b"ninety boats" not in home.read()
    wait.unlink()
    note.wait_for(state="detached")
    assert page.url == moved
    page.get_by_role("heading", name="Harbour fair opens with ninety boats").wait_for()
    assert len(list((tmp_path / "news/public").rglob("*ninety*.html"))) == 1


def test_a_first_look_shows_what_the_text_and_its_sidecar_say_and_leaves_the_rest_to_the_build(
    tmp_path: Path,
) -> None:
    backfile("init", str(tmp_path))
    content = tmp_path / "content"
    text = content / "articles/2024/harbour-fair.txt"
    options = Options(str(content), str(tmp_path / "public"))

    def look(*changed: Path) -> dict[str, Look]:
        return first_look(options, [str(path.resolve()) for path in changed])

    ((url, page),) = look(text).items()
    assert url.endswith(".html") and b"fifty boats" in page.page
    assert page.headline == "Harbour fair opens with fifty boats"
    text.with_suffix(".yaml").write_text("headline: Another headline\n")
    ((moved, page),) = look(text.with_suffix(".yaml")).items()
    assert b"Another headline</h1>" in page.page and moved[-12:] == url[-12:]
    assert (
        look(content / "people.yaml")
        == look(content / "site.yaml")
        == look(text, content / "site.yaml")
        == {}
    )
    assert look(content / "articles/gone.txt") == {}
    words = "".join(f"- article: articles/2024/{name}.txt\n  whole: yes\n  reason: r\n  date: 2024-05-01\n"
                    for name in ("harbour-fair",))  # fmt: skip
    (content / "redactions.yaml").write_text(f"redactions:\n{words}")
    assert look(text) == {}
    (content / "redactions.yaml").unlink()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/article.html").write_text("{{ nothing }}")
    assert look(text) == {}


def test_a_page_elsewhere_leads_to_the_edit_and_an_edit_during_a_build_is_shown_all_the_same(
    held: tuple[str, Path], page: Page, tmp_path: Path
) -> None:
    address, wait = held
    articles = tmp_path / "news/content/articles/2024"
    page.goto(address)
    page.get_by_role("link", name="Harbour fair opens with fifty boats").first.wait_for()
    note = page.locator("#backfile-first-look")
    wait.touch()
    text = (articles / "harbour-fair.txt").read_text()
    (articles / "new.txt").write_text(text.replace("Harbour fair opens", "Lighthouse reopens"))
    note.get_by_role("link", name="Lighthouse reopens with fifty boats").click()
    page.get_by_role("heading", name="Lighthouse reopens with fifty boats").wait_for()
    assert "First look" in note.inner_text()
    (articles / "new.txt").write_text(text.replace("Harbour fair opens", "Lighthouse closes"))
    page.get_by_role("heading", name="Lighthouse closes with fifty boats").wait_for()
    assert "First look" in note.inner_text()
    wait.unlink()
    note.wait_for(state="detached")
    page.get_by_role("heading", name="Lighthouse closes with fifty boats").wait_for()
    page.goto(address)
    assert note.count() == 0


def test_a_look_stays_until_a_build_has_seen_its_edit_and_one_that_comes_late_is_not_shown() -> None:
    builds = Builds()
    one, other = Look("1", "One", b"one"), Look("2", "Other", b"other")
    builds.show({"a.html": one}, 1)
    builds.show({"b.html": other}, 2)
    assert (builds.first("a.html"), builds.first("b.html")) == ((1, b"one"), (2, b"other"))
    builds.add(State(True, "built"), True, 1)
    assert (builds.first("a.html"), builds.first("b.html")) == (None, (2, b"other"))
    told = builds.after(0, 0)
    assert told is not None and [(e.address, e.headline, e.edit) for e in told[1].first] == [
        ("b.html", "Other", 2)
    ]
    builds.show({"c.html": Look("2", "Renamed", b"c")}, 3)
    assert (builds.first("b.html"), builds.first("c.html")) == (None, (3, b"c"))
    builds.add(State(True, "built"), True, 3)
    builds.show({"a.html": one}, 3)
    assert builds.first("a.html") is builds.first("c.html") is None


def test_looks_are_made_by_a_program_that_is_begun_anew_when_a_text_ends_it(tmp_path: Path) -> None:
    backfile("init", str(tmp_path))
    options = Options(str(tmp_path / "content"), str(tmp_path / "public"))
    text = str((tmp_path / "content/articles/2024/harbour-fair.txt").resolve())
    with looker(options) as looking:
        assert [look.headline for look in looking.look([text]).values()] == [
            "Harbour fair opens with fifty boats"
        ]
        program(looking).kill()
        assert looking.look([text]) == {}
        assert looking.look([str(tmp_path / "\udcff.txt")]) == {}
        assert len(looking.look([text])) == 1
        last = program(looking)
        assert last.stdin is not None
        last.stdin.close()
        assert last.wait(20) == 0
    assert looking.look([text]) == looking.look([text]) == {}


def program(looking: Looker) -> subprocess.Popen[bytes]:
    """Return the program of a looker."""
    running = looking._program
    assert running is not None
    return running


def test_only_the_preview_itself_may_listen(preview: str) -> None:
    for address in (EVENTS, SCRIPT):
        for name, value in (("Origin", "http://evil.example"), ("Host", "evil.example")):
            request = urllib.request.Request(preview.rstrip("/") + address, headers={name: value})
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(request, timeout=10)
            assert refused.value.code == 403
            refused.value.close()
    with urllib.request.urlopen(preview.rstrip("/") + EVENTS, timeout=10) as stream:
        assert stream.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert stream.readline() == b"event: built\n"


def test_a_page_gets_script_and_leave_to_listen_and_nothing_else_changes() -> None:
    page = b"<html><meta content=\"default-src 'none'; img-src 'self'\"><body>x</body></html>"
    served = with_script(page, 7)
    element = f'<script src="{SCRIPT}" data-events="{EVENTS}" data-build="7"></script>\n'.encode()
    assert served.replace(element, b"").replace(b" connect-src 'self';", b"") == page
    assert element in served and b"connect-src 'self'" in served
    assert with_script(b"no page", 1) == b"no page"


def test_builds_are_told_once_each_and_a_build_that_changes_nothing_reloads_nothing() -> None:
    builds = Builds()
    assert builds.after(0, 0) is None
    builds.add(State(True, "one"), True)
    told = builds.after(0, 0)
    assert told is not None and (told[0], told[1].changed) == (1, 1)
    assert builds.after(1, 0) is None
    builds.add(State(False, "two", (Told("a:1", "error", "c", "m\n</script>"),) * 40), False)
    told = builds.after(1, 0)
    assert told is not None and (told[1].changed, len(told[1].problems)) == (1, 30)
    lines = event(*told).split(b"\n")
    assert (lines[0], lines[1], lines[3:]) == (b"event: built", b"id: 2", [b"", b""])
