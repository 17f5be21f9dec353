"""The preview server: what it answers, what it refuses, and that it builds again on change."""

import gc
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.serve import ServeError, answer, serve

HOSTS = frozenset(("127.0.0.1:8000", "localhost:8000"))
SRC = str(Path(__file__).parent.parent / "src")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    public = tmp_path / "public"
    for name, text in {
        "index.html": "home",
        "404.html": "no such page",
        "people/index.html": "people",
        "2023/09/20/тест-1.html": "article",
        "static/site.css": "css",
        ".backfile-site": "list",
    }.items():
        path = public / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("SECRET")
    (tmp_path / "public-2").mkdir()
    (tmp_path / "public-2/secret.txt").write_text("SECRET")
    (public / "link.txt").symlink_to(tmp_path / "secret.txt")
    (public / "links").symlink_to(tmp_path)
    (public / "empty").mkdir()
    return public


def get(
    root: Path, target: str, method: str = "GET", host: str = "localhost:8000", origin: str = ""
) -> tuple[int, str]:
    """Return status and body as answered."""
    reply = answer(str(root), HOSTS, method, target, host, origin)
    return reply.status, Path(reply.path).read_text() if reply.path else reply.text


@pytest.mark.parametrize(
    ("target", "status", "body"),
    [
        ("/", 200, "home"),
        ("/index.html?q=1#top", 200, "home"),
        ("/people/", 200, "people"),
        ("/people/index.html", 200, "people"),
        ("/static/site.css", 200, "css"),
        ("/2023/09/20/%D1%82%D0%B5%D1%81%D1%82-1.html", 200, "article"),
        ("/nothing", 404, "no such page"),
        ("/empty/", 404, "no such page"),
        ("/index.html/", 404, "no such page"),
        ("/.backfile-site", 404, "no such page"),
        ("/link.txt", 404, "no such page"),
        ("/links/secret.txt", 404, "no such page"),
        ("/links/public/index.html", 200, "home"),
    ],
)
def test_files_of_the_site_are_answered_and_nothing_else(
    root: Path, target: str, status: int, body: str
) -> None:
    assert get(root, target) == (status, body)


ATTACKS = [
    *(
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/people/../../secret.txt",
    ),
    *("/..%5csecret.txt", "/..\\secret.txt", "/%252e%252e/secret.txt", "//secret.txt", "/./../secret.txt"),
    *("/../public-2/secret.txt", "/%c0%ae%c0%ae/secret.txt", "/..%00/secret.txt", "/secret.txt%00.html"),
    *("http://127.0.0.1/../secret.txt", "../secret.txt", "", "*", "/%", "/%zz", "/\xff", "/" + "a" * 5000),
    *(
        "/%2fetc/passwd",
        "/C:/secret.txt",
        "/people/%2e%2e/%2e%2e/secret.txt",
        "/ ../secret.txt",
        "/people//../../x",
    ),
]


@pytest.mark.parametrize("target", ATTACKS)
def test_no_path_leads_out_of_the_folder_however_encoded(root: Path, target: str) -> None:
    status, body = get(root, target)
    assert status in (400, 404)
    assert "SECRET" not in body
    assert str(root.parent) not in body


@given(
    st.lists(
        st.sampled_from(["..", "%2e%2e", "/", "%2f", "\\", "%5c", ".", "secret.txt", "links", "%00", "%25"])
    )
)
@settings(max_examples=400, deadline=None)
def test_no_mix_of_dots_and_separators_leads_out(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    base = tmp_path_factory.getbasetemp() / "mix"
    if not base.exists():
        (base / "public/links").mkdir(parents=True)
        (base / "secret.txt").write_text("SECRET")
    assert "SECRET" not in get(base / "public", "/" + "".join(parts))[1]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:80", "", "localhost:8000.evil"]
)
def test_a_foreign_host_is_refused(root: Path, host: str) -> None:
    assert get(root, "/", host=host) == (403, "This preview answers only to its own address.\n")


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost:8000", 200),
        ("http://127.0.0.1:8000", 200),
        ("http://evil.example", 403),
        ("null", 403),
    ],
)
def test_a_foreign_origin_is_refused(root: Path, origin: str, status: int) -> None:
    assert get(root, "/", origin=origin)[0] == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"])
def test_only_reading_is_answered(root: Path, method: str) -> None:
    assert get(root, "/", method)[0] == 405


def test_a_folder_is_answered_under_its_own_address(root: Path) -> None:
    reply = answer(str(root), HOSTS, "GET", "/people", "localhost:8000", "")
    assert (reply.status, reply.location) == (301, "/people/")


def test_without_a_404_page_a_sentence_is_answered(root: Path) -> None:
    (root / "404.html").unlink()
    assert get(root, "/nothing") == (404, "There is no such page.\n")


# ---------------------------------------------------------------- over the network

PREVIEW = """
import sys; sys.path.insert(0, {src!r})
from pathlib import Path
from backfile.serve import ServeError, serve
content, public = Path({folder!r}, "content"), Path({folder!r}, "public")
def rebuild():
    text = (content / "text.txt").read_text()
    if "broken" in text:
        raise ValueError("the text is broken")
    public.mkdir(exist_ok=True)
    (public / "index.html").write_text(text)
try:
    serve(str(public), rebuild, (str(content), "/not/there"), port={port}, say=lambda line: print(line, flush=True))
except ServeError as error:
    print(error, flush=True)
print("ended", flush=True)
"""


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Return a function that starts a preview of tmp_path in a process of its own."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/text.txt").write_text("first")
    started: list[subprocess.Popen[str]] = []

    def start(port: int | None = None) -> subprocess.Popen[str]:
        program = PREVIEW.format(src=SRC, folder=str(tmp_path), port=port)
        process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def address(process: subprocess.Popen[str]) -> str:
    found = re.fullmatch(r"serving (http://127\.0\.0\.1:\d+/) \(Ctrl-C stops\)", said := line(process))
    assert found, said
    return found[1]


def body(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as reply:
        return str(reply.read().decode())


def until(expected: str, url: str) -> None:
    """Wait until the page says what is expected, or fail."""
    last = time.monotonic() + 20
    while (found := body(url)) != expected:
        assert time.monotonic() < last, f"still {found!r}"
        time.sleep(0.05)


def test_it_builds_serves_builds_again_keeps_the_last_good_site_and_ends_on_ctrl_c(
    tmp_path: Path, preview: Callable[..., subprocess.Popen[str]]
) -> None:
    process = preview()
    url = address(process)
    assert body(url) == "first"
    text = tmp_path / "content/text.txt"
    text.write_text("second")
    until("second", url)
    text.write_text("broken")
    assert line(process) == "not built, the last good site stays: ValueError: the text is broken"
    assert body(url) == "second"
    text.write_text("third")
    until("third", url)
    process.send_signal(signal.SIGINT)
    assert (line(process), line(process)) == ("stopped", "ended")
    assert process.wait(10) == 0


def test_a_taken_port_is_one_sentence_when_asked_for_and_passed_over_when_not(
    preview: Callable[..., subprocess.Popen[str]],
) -> None:
    url = address(preview())
    port = int(url.rstrip("/").rpartition(":")[2])
    assert line(preview(port)) == f"cannot listen on 127.0.0.1 port {port}: it is taken"
    assert address(preview()) != url


def test_malformed_requests_are_answered_without_a_word_of_the_machine(
    tmp_path: Path, preview: Callable[..., subprocess.Popen[str]]
) -> None:
    port = int(address(preview()).rstrip("/").rpartition(":")[2])
    for request in (
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET /<script>/ HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % port,
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nHost: evil.example\r\n\r\n" % port,
        b"GET /../secret.txt HTTP/1.0\r\nHost: 127.0.0.1:%d\r\n\r\n" % port,
        b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % port,
        b"<script> / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % port,
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 5\r\n\r\nhello" % port,
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n\r\n",
        b"GET " + b"/" * 70000 + b" HTTP/1.1\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            try:
                reply = b"".join(iter(lambda: connection.recv(65536), b""))
            except ConnectionResetError:
                continue  # closed before the whole overlong line was read
        assert not re.match(rb"HTTP/1\.\d [25]0[0]", reply), (request[:60], reply[:200])
        for word in (str(tmp_path).encode(), b"<script>", b"Python", b"Access-Control", b"Traceback"):
            assert word not in reply, (request[:60], word)


def test_a_build_is_not_started_by_its_own_output(
    tmp_path: Path, preview: Callable[..., subprocess.Popen[str]]
) -> None:
    builds: list[int] = []
    (tmp_path / "public").mkdir()
    (tmp_path / ".backfile").mkdir()

    def rebuild() -> None:
        builds.append(1)
        (tmp_path / "public/index.html").write_text(f"{len(builds)}")
        (tmp_path / ".backfile/cache").write_text(f"{len(builds)}")
        if len(builds) == 2:
            threading.Timer(1.0, signal.raise_signal, (signal.SIGINT,)).start()

    def say(words: str) -> None:
        if words.startswith("serving"):
            (tmp_path / "content/text.txt").write_text("changed")

    ignore = (str(tmp_path / ".backfile"),)
    late = threading.Timer(
        60, signal.raise_signal, (signal.SIGINT,)
    )  # a change that is missed ends the test too
    late.start()
    try:
        serve(str(tmp_path / "public"), rebuild, (str(tmp_path),), say=say, ignore=ignore)
    finally:
        late.cancel()
    assert len(builds) == 2


def test_a_port_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    for port in (70000, -1):
        with pytest.raises(ServeError, match="cannot listen on"):
            serve(str(tmp_path), lambda: None, (str(tmp_path),), port=port)
    assert threading.active_count() < 10
    assert os.listdir(tmp_path) == []


def test_what_a_build_leaves_in_rings_is_gone_when_its_pages_are_told(tmp_path: Path) -> None:
    class Ring:
        own: "Ring"

    left: list[weakref.ref[Ring]] = []

    def rebuild() -> None:
        ring = Ring()
        ring.own = ring
        left.append(weakref.ref(ring))

    def say(line: str) -> None:
        if line.startswith("serving"):
            raise KeyboardInterrupt

    gc.disable()  # as good as it is in a small archive, where a build seldom looks for rings
    try:
        serve(str(tmp_path / "public"), rebuild, (str(tmp_path),), say=say)
        assert [ring() for ring in left] == [None]
    finally:
        gc.enable()


def test_no_interruption_can_be_lost_while_rings_are_looked_for(tmp_path: Path) -> None:
    threads: list[threading.Thread] = []

    def looked(phase: str, told: object) -> None:
        threads.append(threading.current_thread())

    def rebuild() -> None:
        gc.callbacks.append(looked)

    def say(line: str) -> None:
        if line.startswith("serving"):
            raise KeyboardInterrupt

    gc.disable()
    try:
        serve(str(tmp_path / "public"), rebuild, (str(tmp_path),), say=say)
    finally:
        gc.callbacks.remove(looked)
        gc.enable()
    # Python runs handlers of signals in the main thread alone.
    assert threads != [] and threading.main_thread() not in threads
