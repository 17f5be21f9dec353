"""A preview: the built site on http://127.0.0.1, built again when its content changes.

What to answer is decided by `answer`, which knows nothing of sockets. It hands out the files below one
folder to a browser on this machine and nothing else: the Host and Origin headers must name this server (a
foreign page could else read the archive through a name that it points at 127.0.0.1), no path leads out of
the folder in whatever way it is written, and no reply tells where on the disk the folder is. To pages it adds
the script that loads them anew after a build; the files themselves stay as they were built.
"""

import contextlib
import errno
import gc
import os
import queue
import re
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from io import BufferedIOBase
from typing import Any
from urllib.parse import quote, unquote_to_bytes

import msgspec

from backfile.noticing import Changes, Noticed
from backfile.watching import EVENTS, SCRIPT, Builds, Look, State, Told, event, script, with_script

__all__ = ["Answer", "ServeError", "answer", "serve"]

_FIRST_PORT = 8000
_PORTS = 100  # tried in turn before the system is asked for any that is free
_PATIENCE = 1.0  # seconds that a build waits for the look at its edit
_BEAT = 10  # seconds after which a page that hears nothing is asked whether it is still there
_LISTENERS = 64  # pages that may listen at one time, each of which holds a thread
_TURN = 0.001  # seconds after which a build lets threads that answer a browser go on

# Written out, because Python would else ask the system's own table, which differs from machine to machine.
_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".bib": "text/plain",
    ".css": "text/css",
    ".csv": "text/csv",
    ".gif": "image/gif",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".md": "text/plain",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ris": "application/x-research-info-systems",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
_TEXTUAL = re.compile(r"text/|.*\b(xml|json|jsonl|svg\+xml)$")


class ServeError(Exception):
    """The preview cannot start; says why in one sentence."""


class Answer(msgspec.Struct, frozen=True):
    """What to reply to a request."""

    status: int
    """HTTP status."""
    kind: str = "text/plain; charset=utf-8"
    """Content-Type."""
    path: str = ""
    """File whose bytes are the body; empty when `text` is the body."""
    text: str = ""
    """Body when there is no file."""
    location: str = ""
    """Where a folder without its final slash is to be found."""
    stream: bool = False
    """Whether the body is the stream of events, which has no end."""


def answer(root: str, hosts: frozenset[str], method: str, target: str, host: str, origin: str) -> Answer:
    """Return the reply to a request for target (path and query as sent) in the folder root.

    hosts are the values of Host that name this server; host and origin are the headers as sent, empty when
    absent.
    """
    if method not in ("GET", "HEAD"):
        return Answer(405, text="This preview only hands out files.\n")
    if host.lower() not in hosts or (origin and origin.lower().removeprefix("http://") not in hosts):
        return Answer(403, text="This preview answers only to its own address.\n")
    if target == SCRIPT:
        return Answer(200, "text/javascript; charset=utf-8", text=script())
    if target == EVENTS:
        return Answer(200, "text/event-stream; charset=utf-8", stream=True)
    parts = _parts(target)
    if parts is None:
        return Answer(400, text="This is not an address of the preview.\n")
    real_root = os.path.realpath(root)
    path = os.path.realpath(os.path.join(real_root, *parts))
    if any(part.startswith(".") for part in parts) or os.path.commonpath((real_root, path)) != real_root:
        return _not_found(real_root)
    if os.path.isdir(path):
        if parts and parts[-1]:
            return Answer(301, location="/" + "/".join(map(quote, parts)) + "/")
        path = os.path.join(path, "index.html")
    elif parts and not parts[-1]:
        return _not_found(real_root)
    if not os.path.isfile(path):
        return _not_found(real_root)
    return Answer(200, _kind(path), path)


def _parts(target: str) -> list[str] | None:
    """Return the decoded components of a request's path, the last empty for a folder; None when malformed.

    Percent signs are decoded once. What then still holds a separator or a control character is no name.
    """
    path = target.split("?")[0].split("#")[0]
    if not path.startswith("/"):
        return None
    try:
        # The server reads the request line as Latin-1: these are the bytes that were sent.
        parts = [unquote_to_bytes(part.encode("latin-1")).decode("utf-8") for part in path[1:].split("/")]
    except UnicodeError:
        return None
    if any(re.search(r"[/\\\x00-\x1f\x7f]", part) or (os.name == "nt" and ":" in part) for part in parts):
        return None
    if "" in parts[:-1]:
        return None
    return parts


def _not_found(root: str) -> Answer:
    path = os.path.join(root, "404.html")
    if os.path.isfile(path):
        return Answer(404, _kind(path), path)
    return Answer(404, text="There is no such page.\n")


def _kind(path: str) -> str:
    kind = _TYPES.get(os.path.splitext(path)[1].lower(), "application/octet-stream")
    return f"{kind}; charset=utf-8" if _TEXTUAL.match(kind) else kind


def serve(
    folder: str,
    rebuild: Callable[[], tuple[State, bool] | None],
    watch: tuple[str, ...],
    host: str = "127.0.0.1",
    port: int | None = None,
    open_browser: bool = False,
    say: Callable[[str], None] = lambda line: None,
    ignore: tuple[str, ...] = (),
    first: Callable[[Sequence[str]], Mapping[str, Look]] = lambda changed: {},
) -> None:
    """Build, serve folder, and build again at each change below watch, until Ctrl-C.

    `rebuild` returns what pages are to be told of the build, and whether a file of the site changed. A build that
    raises is told of through say and in the page, and the site stays as it was. `first` returns looks at changed
    files, by address, to show until a build has seen them; it is called in a thread of its own, also while a build
    runs. Changes below ignore (and below folder) start no build. Without a port the next free one from 8000 on is
    taken; ServeError when the port asked for is taken.
    """
    builds = Builds()
    server = _server(folder, host, port, builds)
    edits: queue.SimpleQueue[Noticed | None] = queue.SimpleQueue()
    changes = Changes(watch, (folder, *ignore), edits.put)
    looking = threading.Thread(target=_look, args=(first, edits, builds), daemon=True)
    answering = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        changes.start()  # before the first build, so that nothing saved during it is missed
        looking.start()
        _build(rebuild, say, builds)
        answering.start()
        address = f"http://{f'[{host}]' if ':' in host else host}:{server.server_port}/"
        say(f"serving {address} (Ctrl-C stops)")
        if open_browser:
            import webbrowser

            webbrowser.open(address)
        while True:
            noticed = changes.next(0.5)  # Windows would not hear Ctrl-C without a time limit
            if noticed is None:
                continue
            if noticed.trouble:
                say(noticed.trouble)
            if noticed.paths:
                builds.wait(noticed.number, _PATIENCE)
                _build(rebuild, say, builds, noticed.number)
    except KeyboardInterrupt:
        say("stopped")
    finally:
        sys.setswitchinterval(usual)
        edits.put(None)
        if answering.is_alive():
            server.shutdown()
        server.server_close()
        changes.stop()


def _build(
    rebuild: Callable[[], tuple[State, bool] | None],
    say: Callable[[str], None],
    builds: Builds,
    edits: int = 0,
) -> None:
    try:
        state, changed = rebuild() or (State(True, ""), True)
    except Exception as error:  # whatever a broken text or template does, the preview goes on
        trouble = f"{type(error).__name__}: {error}"
        say(f"not built, the last good site stays: {trouble}")
        told = Told("backfile", "error", "not-built", trouble)
        state, changed = State(False, "Not built. The last good site stays.", (told,)), False
    builds.add(state, changed, edits)
    # A build looks for rings of objects rarely: those of each would stay for hundreds of them. In a thread of its own,
    # for an interruption that the system hands over in a callback of the collector would be lost.
    looking = threading.Thread(target=gc.collect, daemon=True)
    looking.start()
    looking.join()


def _look(
    first: Callable[[Sequence[str]], Mapping[str, Look]],
    edits: "queue.SimpleQueue[Noticed | None]",
    builds: Builds,
) -> None:
    """Hand out what can be shown of each edit at once; where that fails, the build will tell why."""
    while edit := edits.get():
        looks: Mapping[str, Look] = {}
        with contextlib.suppress(Exception):
            looks = first(edit.paths)
        builds.show(looks, edit.number)


def _server(folder: str, host: str, port: int | None, builds: Builds) -> Any:
    """Return a server that listens; raises ServeError when it cannot.

    Its classes are made in functions because http.server takes 30 ms to import, which no other command
    should pay.
    """
    from http.server import ThreadingHTTPServer
    from socketserver import TCPServer

    class Server(ThreadingHTTPServer):
        allow_reuse_address = os.name == "posix"  # on Windows it would let two servers share a port
        daemon_threads = True

        def server_bind(self) -> None:
            """Bind without asking for the machine's full name, which takes seconds where DNS is slow."""
            TCPServer.server_bind(self)
            self.server_name, self.server_port = host, self.socket.getsockname()[1]

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Pass over a browser that has gone away; tell of anything else."""
            if not isinstance(sys.exception(), ConnectionError | TimeoutError):
                super().handle_error(request, client_address)

    handler = _handler(folder, host, builds)
    wanted = (port,) if port is not None else (*range(_FIRST_PORT, _FIRST_PORT + _PORTS), 0)
    for at in wanted:
        try:
            return Server((host, at), handler)
        except (OSError, OverflowError) as error:
            taken = isinstance(error, OSError) and error.errno in (errno.EADDRINUSE, errno.EACCES)
            if port is not None or not taken:
                reason = "it is taken" if taken else str(error)
                raise ServeError(f"cannot listen on {host} port {at}: {reason}") from error
    raise ServeError(f"cannot listen on {host}: no port is free")


def _handler(folder: str, host: str, builds: Builds) -> Any:
    """Return the class that reads a request and sends what `answer` decides."""
    from http.server import BaseHTTPRequestHandler

    names = {host.lower(), "127.0.0.1", "localhost", "[::1]"}
    listening = threading.BoundedSemaphore(_LISTENERS)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version, sys_version = "backfile", ""
        timeout = 30  # seconds without a request before a connection is closed

        def do_GET(self) -> None:
            port = self.connection.getsockname()[1]
            hosts = frozenset({f"{name}:{port}" for name in names} | (names if port == 80 else set()))
            sent, origin = (", ".join(self.headers.get_all(name, [])) for name in ("Host", "Origin"))
            if self.command not in ("GET", "HEAD"):
                self.close_connection = True  # its body is not read
            reply = answer(folder, hosts, self.command, self.path, sent, origin)
            self._send(_looked(reply, self.path, builds))

        do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = do_GET

        def _send(self, reply: Answer) -> None:
            if reply.stream:
                self._stream(reply)
                return
            try:
                body = _bytes(reply.path) if reply.path else reply.text.encode()
                if reply.path.endswith(".html"):
                    body = with_script(body, builds.changed)
            except OSError:
                reply = Answer(404, text="There is no such page.\n")  # removed by a build this very moment
                body = reply.text.encode()
            located = {"Location": reply.location} if reply.location else {}
            _begin(self, reply, {"Content-Length": str(len(body)), **located})
            if self.command != "HEAD":
                self.wfile.write(body)

        def _stream(self, reply: Answer) -> None:
            """Tell of builds until the page goes away, which shows when nothing can be sent to it."""
            if self.command == "HEAD" or not listening.acquire(blocking=False):
                self._send(Answer(503, text="Too many pages listen to this preview.\n"))
                return
            self.close_connection = True
            try:
                _begin(self, reply, {})
                _tell(self.wfile, builds)
            finally:
                listening.release()

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            """Answer a malformed request, without the words that Python would repeat from it."""
            self.close_connection = True
            self._send(Answer(code, text="This is not a request that the preview understands.\n"))

        def log_message(self, *_: object) -> None:
            """Say nothing: a preview's requests are of no interest."""

    return Handler


def _looked(reply: Answer, target: str, builds: Builds) -> Answer:
    """Return the first look at an edited page in place of its file, or of none; else the reply as it is."""
    look = builds.first("/".join(_parts(target) or ())) if reply.status in (200, 404) else None
    if look is None:
        return reply
    page = with_script(look[1], builds.changed, look[0])
    return Answer(200, "text/html; charset=utf-8", text=page.decode())


def _begin(request: Any, reply: Answer, more: Mapping[str, str]) -> None:
    """Send the status of a reply and its headers."""
    request.send_response(reply.status)
    told = {"Content-Type": reply.kind, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    for name, value in {**told, **more}.items():
        request.send_header(name, value)
    request.end_headers()


def _tell(listener: BufferedIOBase, builds: Builds) -> None:
    """Write an event for each build, and a sign of life between them, until that raises OSError."""
    number = 0
    while True:
        built = builds.after(number, _BEAT)
        number = built[0] if built else number
        listener.write(event(*built) if built else b": still here\n\n")


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
