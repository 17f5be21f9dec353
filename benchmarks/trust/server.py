"""Attacks on the preview: a real one is started, asked over raw sockets, made to build again and again, and measured.

    python benchmarks/trust/server.py [REBUILDS]

An attack fails when a byte from outside the site is answered, a path of the machine is told, an answer is given that is
not one of those expected, or the server does not answer the next honest request. After 200 rebuilds (or REBUILDS) memory
may be 5 % larger, and open files and threads as many as before.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent.parent
PROGRAM = "from backfile.cli import main; main()"
WORDS = "The harbour office said on Monday that the ferry would sail again after the repairs to its engine had ended."
REFUSED = {301, 400, 403, 404, 405, 408, 414, 421, 431, 501, 503, 505}
SECRET = b"SECRET_OF_THE_MACHINE"
UP = (
    "..",
    "%2e%2e",
    "%2E.",
    ".%2e",
    "%252e%252e",
    "%c0%ae%c0%ae",
    "%e0%80%ae%e0%80%ae",
    "%uff0e%uff0e",
    "..%00",
    "..;",
    "....",
    "%u002e%u002e",
    "\uff0e\uff0e",
)
BY = ("/", "%2f", "%5c", "\\", "%252f", "//", "%c0%af")
PATHS = [f"/{up}{by}secret.txt" for up in UP for by in BY[: 5 if up in UP[:4] else 2]]
PATHS += [
    "/link.txt", "/links/secret.txt", "/links/../secret.txt", "/.backfile-site", "/.hidden/x", "//etc/passwd", "/%2fetc/passwd", "/etc/passwd",
    "/C:/secret.txt", "/C:%5csecret.txt", "\\\\127.0.0.1\\share", "file:///etc/passwd", "http://evil.example/", "http://127.0.0.1:1/../secret.txt",
    "secret.txt", "../secret.txt", "*", "?", "#", "/%00", "/index.html%00.txt", "/%0d%0aSet-Cookie:%20a=b", "/people%0d%0aX:y", "/%", "/%g1", "/%ff%fe",
    "/" + "a" * 6000, "/" + "a/" * 3000, "/" + "%2e/" * 2000, "/public-2/secret.txt", "/../public-2/secret.txt", "/static/../../secret.txt",
    "/index.html/", "/index.html/..", "/people/%2e%2e/%2e%2e/secret.txt", "/<script>alert(1)</script>", "/{{7*7}}", "/con", "/nul.html", "/proc/self/environ",
]  # fmt: skip


def asked(port, data, wait=5.0, shut=True):
    """Return what the server answers to these bytes; empty when it closes without a word."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as connection:
        try:
            connection.sendall(data)
            if shut:
                with contextlib.suppress(OSError):  # it may have answered and hung up already
                    connection.shutdown(socket.SHUT_WR)
            found = b""
            while part := connection.recv(65536):
                found += part
                if len(found) > 4_000_000:
                    break
        except (TimeoutError, ConnectionError):
            return found if "found" in locals() else b""
        return found


def request(target, host, method="GET", more=""):
    return f"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n".encode(
        "utf-8", "replace"
    )


def attacks(port):
    """Yield (name, bytes, statuses that are right; None: also no answer)."""
    own = f"127.0.0.1:{port}"
    for target in PATHS:
        yield f"path {target[:40]}", request(target, own), REFUSED | {None}
    for host in ("evil.example", f"evil.example:{port}", f"127.0.0.1.nip.io:{port}", f"localhost.evil:{port}", "127.0.0.1", f"127.0.0.1:{port + 1}",
                 f"localhost:{port}.evil", f"[::ffff:127.0.0.1]:{port}", f"0.0.0.0:{port}", f"2130706433:{port}", f"0x7f.1:{port}", f"127.1:{port}", "", " ",
                 f"user@127.0.0.1:{port}", f"127.0.0.1:{port}/", f"127.0.0.1:{port},evil.example", f"localhost.:{port}"):  # fmt: skip
        yield f"Host {host!r}", request("/", host), {400, 403, 421}
    yield "no Host", b"GET / HTTP/1.1\r\n\r\n", {400, 403, 421}
    yield (
        "two Hosts",
        f"GET / HTTP/1.1\r\nHost: evil.example\r\nHost: {own}\r\n\r\n".encode(),
        {400, 403, 421},
    )
    yield (
        "two Hosts, own first",
        f"GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\n\r\n".encode(),
        {400, 403, 421},
    )
    for origin in (
        "http://evil.example",
        "null",
        f"https://127.0.0.1:{port}",
        f"http://127.0.0.1:{port + 1}",
        "file://",
        f"http://127.0.0.1:{port}.evil",
        "chrome-extension://x",
    ):
        for target in ("/", "/.backfile-events"):
            yield (
                f"Origin {origin} {target}",
                request(target, own, more=f"Origin: {origin}\r\n"),
                {400, 403, 404},
            )
    for method in (
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "PROPFIND",
        "get",
        "G\0T",
        "X" * 5000,
    ):
        yield f"method {method[:12]!r}", request("/", own, method), {400, 403, 405, 414, 501, None}
    yield (
        "upgrade",
        request("/", own, more="Upgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n"),
        {200, 400, 403, 426},
    )
    yield "huge header", request("/", own, more=f"X: {'a' * 100_000}\r\n"), {400, 431, None}
    yield "many headers", request("/", own, more="X: a\r\n" * 5000), {400, 431, None}
    yield "folded header", request("/", own, more="X: a\r\n b\r\n"), {200, 400}
    yield "header without a colon", request("/", own, more="nonsense\r\n"), {200, 400}
    yield (
        "ranges",
        request("/", own, more="Range: bytes=0-0,1-1,-99999999999999999999\r\n"),
        {200, 206, 400, 416},
    )
    yield "body and length below nought", request("/", own, "POST", "Content-Length: -5\r\n"), {400, 405}
    yield (
        "chunks without end",
        request("/", own, "POST", "Transfer-Encoding: chunked\r\n") + b"ffffffff\r\n",
        {400, 405},
    )
    yield "HTTP/0.9", b"GET /\r\n", {400, 403, None}
    yield "HTTP/9.9", f"GET / HTTP/9.9\r\nHost: {own}\r\n\r\n".encode(), {400, 505, None}
    yield "half a request", b"GET / HT", {400, None}
    yield "nothing", b"", {None}
    yield "line ends only", b"\r\n" * 5000, {400, None}
    yield "zero bytes", b"\0" * 5000, {400, 414, None}
    yield "TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xff" * 500, {400, 505, None}
    yield "line of 1 MB", b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n\r\n", {400, 414, None}
    yield (
        "a request behind a refused one",
        request("/", own, "POST", "Content-Length: 60\r\n") + request("/../secret.txt", own),
        {400, 405},
    )


def status(reply):
    found = re.match(rb"HTTP/1\.[01] (\d{3}) ", reply)
    return int(found[1]) if found else None


def wrong(reply, right, top, name):
    """Return what is wrong with an answer, nothing when it is right."""
    if SECRET in reply or b"root:x:0:0" in reply:
        return "bytes from outside the site"
    for word in (
        str(top).encode(),
        b"Traceback",
        b"Access-Control-Allow",
        b"<script>alert",
        b"Set-Cookie",
        b"Python/",
    ):
        if word in reply:
            return f"it says {word.decode()}"
    if status(reply) not in right and not (reply and None in right and status(reply) is None):
        return f"answered {status(reply)}"
    return ""


def measured(process):
    base = Path(f"/proc/{process.pid}")
    text = (base / "status").read_text()
    return (
        int(re.search(r"VmRSS:\s+(\d+)", text)[1]),
        len(list((base / "fd").iterdir())),
        int(re.search(r"Threads:\s+(\d+)", text)[1]),
    )


def until(holds, seconds=20.0):
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        if holds():
            return True
        time.sleep(0.03)
    return False


def main():
    rebuilds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    top = Path(tempfile.mkdtemp(prefix="preview-"))
    articles = top / "archive/content/articles"
    articles.mkdir(parents=True)
    text = articles / "a.txt"
    text.write_text(f"First headline\n2024-05-06\n\n{WORDS}\n")
    (top / "archive/secret.txt").write_bytes(SECRET)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {"PYTHONPATH": str(HERE / "src")}
    log = tempfile.TemporaryFile()  # noqa: SIM115
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "serve", "archive", "--port", str(port)],
        cwd=top,
        env=env,
        stdout=log,
        stderr=log,
    )
    public = top / "archive/public"
    own = f"127.0.0.1:{port}"

    def home():
        try:
            return asked(port, request("/", own))
        except OSError:
            return b""

    failed, count = [], 0
    try:
        assert until(lambda: b"First headline" in home()), "the preview does not start"
        (public / "link.txt").symlink_to(top / "archive/secret.txt")
        (public / "links").symlink_to(top / "archive")
        (top / "archive/public-2").mkdir()
        (top / "archive/public-2/secret.txt").write_bytes(SECRET)
        for name, data, right in attacks(port):
            count += 1
            began = time.monotonic()
            said = wrong(asked(port, data), right, top, name)
            if time.monotonic() - began > 3:
                said = said or "no answer for three seconds"
            if not said and status(home()) != 200:
                said = "the next honest request is not answered"
            failed += [f"{name}: {said}" for _ in [0] if said]
        listening = (
            subprocess.run(["ss", "-ltnH"], capture_output=True, text=True, check=False).stdout
            if os.path.exists("/usr/bin/ss") or os.path.exists("/bin/ss")
            else ""
        )
        count += 1
        if any(f":{port} " in line and f"127.0.0.1:{port}" not in line for line in listening.splitlines()):
            failed.append("it listens on more than 127.0.0.1")
        count += 1
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
        for one in slow:
            one.sendall(b"GET / HTTP/1.1\r\nX-a: ")
        began = time.monotonic()
        if status(home()) != 200 or time.monotonic() - began > 2:
            failed.append("200 slow requests keep it from answering")
        for one in slow:
            one.close()
        count += 1
        flood = [socket.create_connection(("127.0.0.1", port)) for _ in range(150)]
        for one in flood:
            one.sendall(request("/.backfile-events", own))
        began = time.monotonic()
        if status(home()) != 200 or time.monotonic() - began > 2:
            failed.append("150 listeners keep it from answering")
        for one in flood:
            one.close()
        count += 1
        pipe = asked(
            port, f"GET / HTTP/1.1\r\nHost: {own}\r\n\r\n".encode() * 200 + request("/../secret.txt", own)
        )
        if SECRET in pipe or pipe.count(b"HTTP/1.1 200") != 200:
            failed.append("200 requests in one go are not answered as such")
        print(f"attacks on the preview: {count - len(failed)} of {count}", flush=True)
        failed += edits(process, text, home, rebuilds)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        log.seek(0)
        told = log.read().decode()
        subprocess.run(["rm", "-rf", str(top)], check=False)
    if "Traceback" in told:
        failed.append("a traceback: " + told[told.index("Traceback") :][:400])
    print(f"exit {process.returncode} on Ctrl-C")
    for line in failed:
        print(f"    {line}")
    return bool(failed)


def edits(process, text, home, rebuilds):
    """Save again and again, broken and whole, and return what went wrong."""
    failed, torn = [], []
    over = threading.Event()

    def reader():
        while not over.is_set():
            page = home()
            if status(page) != 200 or b"</html>" not in page:
                torn.append(page[:80])
            time.sleep(0.01)

    watching = threading.Thread(target=reader)
    watching.start()
    before = None
    for n in range(rebuilds + 20):
        if n == 20:
            time.sleep(1)
            before = measured(process)
        text.write_text("")  # as editors do: empty it, then write
        text.write_text(f"Headline number {n}\n2024-05-06\n\n{WORDS}\n")
        if not until(lambda n=n: f"Headline number {n}".encode() in home()):
            failed.append(f"save {n} is not shown")
            break
    site = text.parent.parent / "site.yaml"
    site.write_text("title: [broken\n")
    time.sleep(1.5)
    if b"Headline number" not in home():
        failed.append("the last good page is gone while a file is broken")
    site.write_text("title: Mended\n")
    if not until(lambda: b"Mended" in home()):
        failed.append("the mended file is not shown")
    over.set()
    watching.join()
    time.sleep(12)
    after = measured(process)
    print(
        f"{rebuilds} rebuilds: memory {before[0]} to {after[0]} kB, open files {before[1]} to {after[1]}, threads {before[2]} to {after[2]}; {len(torn)} torn pages"
    )
    if after[0] > before[0] * 1.05 or after[1] > before[1] or after[2] > before[2]:
        failed.append("it grows")
    failed += [f"torn: {page!r}" for page in torn[:3]]
    return failed


if __name__ == "__main__":
    sys.exit(main())
