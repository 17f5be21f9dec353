"""Which web addresses that the archive names still answer: asked politely, seldom, and never of private machines.

Texts may be hostile, so an address is asked only when every step of the way, redirects included, leads to a
public internet address on port 80 or 443. Answers are kept in `.backfile/links.json`: good ones for 30 days,
others for one. A host is asked one thing at a time, a second apart, and a run asks at most a set number.
"""

import http.client
import ipaddress
import json
import os
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urljoin, urlsplit

import msgspec

__all__ = ["Answered", "Links", "checked"]

FILE = "links.json"
DAY = 86_400
KEEP_GOOD, KEEP_BAD = 30 * DAY, DAY
PAUSE = 1.0  # seconds between two questions to one host
PATIENCE = 10.0  # seconds for an answer
HOSTS_AT_ONCE = 8
HOPS = 5
SOME = 3  # hosts that are hardly all gone on one day
AGENT = "Mozilla/5.0 (compatible; backfile link check)"
SAFE = "/%:@!$&'()*+,;=~-._"
SHUT = (401, 403, 405, 406, 429, 451, 503)
"""Answers that tell of a guard, not of a page that is gone."""


class Answered(msgspec.Struct, frozen=True):
    """What became of one address."""

    state: str
    """good, moved, gone, shut (a guard answers), silent (no answer), private (not asked)."""
    told: str
    """The status, the new address or the reason, in words."""
    when: int
    """Unix time of the answer."""


class Links(msgspec.Struct, frozen=True):
    """What a run found."""

    answers: Mapping[str, Answered]
    """By address."""
    asked: int
    """How many were asked now; the others were known."""
    left: int
    """How many were left for the next run."""
    offline: bool = False
    """Whether not one of several hosts gave any answer: then nothing is known of the addresses asked now."""


def checked(
    addresses: Iterable[str],
    home: str,
    most: int,
    public: Callable[[str], bool] | None = None,
    say: Callable[[str], None] = lambda line: None,
    now: Callable[[], float] = time.time,
) -> Links:
    """Return what the addresses answer, from the notes of earlier runs in the folder `home` or asked anew.

    `public` tells whether an IP address may be asked.
    """
    known = _notes(home)
    moment = int(now())
    wanted = list(dict.fromkeys(addresses))
    fresh = {a: known[a] for a in wanted if a in known and moment - known[a].when < _keep(known[a])}
    new = [a for a in wanted if a not in fresh]
    by_host: dict[str, list[str]] = {}
    for address in new[:most]:
        by_host.setdefault(urlsplit(address).netloc.lower(), []).append(address)
    found: dict[str, Answered] = {}

    def ask(host: str) -> None:
        for n, address in enumerate(by_host[host]):
            if n:
                time.sleep(PAUSE)
            found[address] = _answer(address, public or _is_public, moment)
            say(f"{len(found)} of {min(len(new), most)} links asked")

    try:
        with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
            list(pool.map(ask, by_host))
    finally:
        offline = len(by_host) >= SOME and all(answered.state == "silent" for answered in found.values())
        _keep_notes(home, known if offline else {**known, **found})
    answers = fresh if offline else {**fresh, **found}
    return Links(answers, len(found), max(0, len(new) - most), offline)


def _keep(answered: Answered) -> int:
    return KEEP_GOOD if answered.state == "good" else KEEP_BAD


def _answer(address: str, public: Callable[[str], bool], when: int) -> Answered:
    at, moved = address, ""
    for _ in range(HOPS):
        try:
            status, location = _asked(at, public)
        except _Private:
            return Answered("private", "does not lead to a public address", when)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Answered("silent", str(error) or type(error).__name__, when)
        if status in (301, 302, 303, 307, 308) and location:
            at = urljoin(at, location)
            moved = at if status in (301, 308) else moved
            continue
        if status < 400:
            elsewhere = moved != "" and _plain(moved) != _plain(address)
            return Answered("moved", moved, when) if elsewhere else Answered("good", str(status), when)
        return Answered("shut" if status in SHUT or status >= 500 else "gone", f"status {status}", when)
    return Answered("silent", f"more than {HOPS} redirects", when)


def _plain(address: str) -> str:
    """Return an address without what is no other page: https for http, `www.`, a final slash."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


class _Private(Exception):
    """An address that must not be asked."""


def _asked(address: str, public: Callable[[str], bool]) -> tuple[int, str]:
    """Return status and Location; HEAD first, and GET where a server does not know HEAD."""
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise _Private
    ip = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)[0][4][0]
    if not public(str(ip)) or (public is _is_public and port not in (80, 443)):
        raise _Private
    path = quote(parts.path or "/", safe=SAFE) + (
        f"?{quote(parts.query, safe=SAFE + '?')}" if parts.query else ""
    )
    status, location = 0, ""
    for method in ("HEAD", "GET"):
        # Connected to the very address that was looked at: a name could mean another one a moment later.
        connection = http.client.HTTPConnection(parts.hostname, port, timeout=PATIENCE)
        connection.sock = socket.create_connection((str(ip), port), PATIENCE)
        try:
            if parts.scheme == "https":
                context = ssl.create_default_context()
                connection.sock = context.wrap_socket(connection.sock, server_hostname=parts.hostname)
            host = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
            connection.request(method, path, headers={"Host": host, "User-Agent": AGENT, "Accept": "*/*"})
            reply = connection.getresponse()
            status, location = reply.status, reply.headers.get("Location", "")
        finally:
            connection.close()
        if status not in (400, 403, 404, 405, 501):
            break
    return status, location


def _is_public(ip: str) -> bool:
    return ipaddress.ip_address(ip.partition("%")[0]).is_global


def _notes(home: str) -> dict[str, Answered]:
    """Return the answers of earlier runs; none where the notes are missing or damaged."""
    try:
        with open(os.path.join(home, FILE), "rb") as file:
            return msgspec.json.decode(file.read(), type=dict[str, Answered])
    except (OSError, msgspec.DecodeError):
        return {}


def _keep_notes(home: str, notes: Mapping[str, Answered]) -> None:
    os.makedirs(home, exist_ok=True)
    part = os.path.join(home, f"{FILE}.part")
    with open(part, "w", encoding="utf-8") as file:
        json.dump(
            {a: msgspec.to_builtins(notes[a]) for a in sorted(notes)}, file, ensure_ascii=False, indent=0
        )
    os.replace(part, os.path.join(home, FILE))
