"""What a preview tells the pages that are open: that the site was built, and what is wrong.

A page learns it by server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), through
a script that the preview adds to pages as it hands them out. The files of the site are as a build writes them.
"""

import os
import threading
from collections.abc import Mapping

import msgspec

__all__ = ["EVENTS", "SCRIPT", "Builds", "State", "Told", "event", "script", "with_script"]

EVENTS = "/.backfile-events"
"""Address of the stream of events."""
SCRIPT = "/.backfile-preview.js"
"""Address of the script."""
MOST = 30  # problems shown in a page


class Told(msgspec.Struct, frozen=True):
    """One problem, as a page shows it."""

    place: str
    """Path and line."""
    severity: str
    """error or warning."""
    code: str
    """Its code."""
    message: str
    """What was expected and found."""
    hint: str = ""
    """What to do about it."""


class State(msgspec.Struct, frozen=True):
    """How the last build went."""

    published: bool
    """False when it stopped and the old site stands."""
    told: str
    """What it did, in one line."""
    problems: tuple[Told, ...] = ()
    """Errors and warnings."""
    changed: int = 0
    """Number of the last build that changed a file of the site; set by `Builds`."""
    first: tuple[str, ...] = ()
    """Addresses of pages that show an edit before the build is done; empty after each build."""


class Builds:
    """The builds of one preview. Threads that answer a page wait here for the next."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._number = 0
        self._state = State(True, "")
        self._first: dict[str, bytes] = {}

    def add(self, state: State, changed: bool) -> None:
        """Tell of a build; `changed` is whether a file of the site was written or removed."""
        with self._turn:
            self._number += 1
            self._first = {}
            last = self._number if changed else self._state.changed
            self._state = msgspec.structs.replace(state, problems=state.problems[:MOST], changed=last)
            self._turn.notify_all()

    def show(self, pages: Mapping[str, bytes]) -> None:
        """Hand out these pages, by address, in place of files until the next build is done."""
        with self._turn:
            self._number += 1
            self._first = dict(pages)
            self._state = msgspec.structs.replace(self._state, first=tuple(pages))
            self._turn.notify_all()

    def first(self, address: str) -> tuple[int, bytes] | None:
        """Return the number and the page of a first look at this address; None when there is none."""
        with self._turn:
            page = self._first.get(address)
            return (self._number, page) if page is not None else None

    @property
    def changed(self) -> int:
        """Number of the last build that changed a file."""
        return self._state.changed

    def after(self, number: int, patience: float) -> tuple[int, State] | None:
        """Return number and state of the newest build after this number; None when there was none in time."""
        with self._turn:
            if not self._turn.wait_for(lambda: self._number > number, patience):
                return None
            return self._number, self._state


def event(number: int, state: State) -> bytes:
    """Return an event that tells of a build."""
    return b"event: built\nid: %d\ndata: %b\n\n" % (number, msgspec.json.encode(state))


def script() -> str:
    """Return the script that pages get."""
    with open(
        os.path.join(os.path.dirname(os.path.abspath(__file__)), "preview.js"), encoding="utf-8"
    ) as file:
        return file.read()


def with_script(page: bytes, build: int, first: int = 0) -> bytes:
    """Return a page with the script in it, and with leave in its policy to hear of builds.

    `first` is the number of the first look that the page is. Without an end of its body it is no page of ours and
    stays as it is.
    """
    head, end, tail = page.rpartition(b"</body>")
    if not end:
        return page
    head = head.replace(b"default-src 'none';", b"default-src 'none'; connect-src 'self';", 1)
    look = f' data-first="{first}"' if first else ""
    element = f'<script src="{SCRIPT}" data-events="{EVENTS}" data-build="{build}"{look}></script>\n'
    return head + element.encode() + end + tail
