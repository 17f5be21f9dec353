"""Checks beyond the texts: links to elsewhere, politely; limits of hosts."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import backfile

from backfile import hostlimits, linkcheck
from backfile.linkcheck import DAY, checked

Site = Callable[[str], Path]


class Far:
    """A server that stands for the web, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        far = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                far.asked.append(f"{self.command} {self.path}")
                status = {"/gone": 404, "/shut": 403, "/old": 301, "/loop": 302, "/no-head": 405}.get(
                    self.path, 200
                )
                self.send_response(200 if self.command == "GET" and self.path == "/no-head" else status)
                if status in (301, 302):
                    self.send_header("Location", "/new" if self.path == "/old" else "/loop")
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_HEAD

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> Iterator[Far]:
    monkeypatch.setattr(linkcheck, "PAUSE", 0.0)
    web = Far()
    yield web
    web.server.shutdown()
    web.server.server_close()


def everywhere(ip: str) -> bool:
    return True


def test_each_answer_is_told_apart(far: Far, tmp_path: Path) -> None:
    paths = ("/ok", "/gone", "/shut", "/old", "/loop", "/no-head")
    links = checked([far.url + p for p in paths], str(tmp_path), 100, everywhere)
    states = {address.removeprefix(far.url): a.state for address, a in links.answers.items()}
    assert states == {
        "/ok": "good", "/gone": "gone", "/shut": "shut", "/old": "moved", "/loop": "silent", "/no-head": "good",
    }  # fmt: skip
    assert links.answers[f"{far.url}/old"].told == f"{far.url}/new"
    assert "GET /ok" not in far.asked


def test_answers_are_kept_good_ones_longer_and_a_run_is_bounded(far: Far, tmp_path: Path) -> None:
    addresses = [f"{far.url}/ok", f"{far.url}/gone", f"{far.url}/more"]
    first = checked(addresses, str(tmp_path), 2, everywhere, now=lambda: 0)
    assert (first.asked, first.left, len(first.answers)) == (2, 1, 2)
    far.asked.clear()
    second = checked(addresses[:2], str(tmp_path), 2, everywhere, now=lambda: 0.5 * DAY)
    assert (second.asked, far.asked, len(second.answers)) == (0, [], 2)
    third = checked(addresses[:2], str(tmp_path), 2, everywhere, now=lambda: 2 * DAY)
    assert third.asked == 1
    assert set(far.asked) == {"HEAD /gone", "GET /gone"}


def test_silence_of_every_host_is_no_word_on_the_links(
    far: Far, tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = [f"http://{name}.invalid/" for name in ("one", "two", "three")]
    alone = checked(lost, str(tmp_path / "notes"), 9, everywhere)
    assert (alone.offline, alone.asked, dict(alone.answers)) == (True, 3, {})
    with_one = checked([*lost, f"{far.url}/ok"], str(tmp_path / "notes"), 9, everywhere)
    assert (with_one.offline, with_one.asked) == (False, 4)
    assert sorted(a.state for a in with_one.answers.values()) == ["good", "silent", "silent", "silent"]
    folder = site(
        f"\n-- content/articles/a.txt --\nFair opens\n\n20 September 2023\n\nSee {' and '.join(lost)} there.\n"
    )
    code, _, err = backfile("check", str(folder), "--external")
    assert (code, "link-silent" in err) == (0, False)
    assert (
        "Note: none of 3 links asked gave any answer: is this machine on the network? Nothing was noted."
        in err
    )


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/", "http://localhost/", "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/",
     "http://0x7f000001/", "http://user:word@127.0.0.1/"],
)  # fmt: skip
def test_a_private_machine_is_never_asked(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("a connection was opened")

    monkeypatch.setattr(linkcheck.socket, "create_connection", refuse)
    (answer,) = checked([address], str(tmp_path), 1).answers.values()
    assert answer.state in ("private", "silent")


def test_the_command_names_dead_links_by_file_and_line(
    far: Far, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(f"""
-- content/articles/a.txt --
Harbour fair opens

20 September 2023

The fair opened on Wednesday. See {far.url}/gone for more, and {far.url}/ok too.
""")
    monkeypatch.setattr(linkcheck, "_asked", _any_port(linkcheck._asked))
    code, out, err = backfile("check", str(folder), "--external", "--json")
    assert code == 0
    (dead,) = [p for p in json.loads(out)["problems"] if p["code"] == "link-dead"]
    assert (dead["path"], dead["line"], dead["severity"]) == ("articles/a.txt", 5, "doubt")
    assert dead["hint"] == f"a copy may be at https://web.archive.org/web/2/{far.url}/gone"
    assert "Note: asked 2 of 2 links" in err
    far.asked.clear()
    backfile("check", str(folder), "--external")
    assert far.asked == []


def _any_port(ask: Callable[..., tuple[int, str]]) -> Callable[..., tuple[int, str]]:
    return lambda address, public: ask(address, everywhere)


# ---------------------------------------------------------------- hosts


def test_a_site_is_measured_against_each_host(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site(
        "\n-- content/articles/a.txt --\nFair opens\n\n20 September 2023\n\nThe fair opened at last.\n"
    )
    code, _, err = backfile("check", str(folder), "--host", "github")
    assert (code, "build first" in err) == (2, True)
    backfile("build", str(folder))
    for host in hostlimits.HOSTS:
        code, out, err = backfile("check", str(folder), "--host", host)
        assert (code, out) == (0, "")
        assert f"Note: for {hostlimits.HOSTS[host].name}: " in err
    tight = hostlimits.Limits("Tight", files=3, size=10, file_size=20_000, folder=4)
    monkeypatch.setitem(hostlimits.HOSTS, "github", tight)
    code, out, _ = backfile("check", str(folder), "--host", "github", "--json")
    report = json.loads(out)
    assert (code, report["exit"]) == (1, 1)
    over = {p["code"]: p for p in report["problems"] if p["code"].startswith("host-")}
    assert set(over) == {"host-files", "host-size", "host-file-size", "host-folder"}
    assert over["host-files"]["message"].startswith("expected at most 3 files on Tight, found ")
