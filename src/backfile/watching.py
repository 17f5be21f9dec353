"""What a preview tells the pages that are open: that the site was built, and what is wrong.

A page learns it by server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), through
a script that the preview adds to pages as it hands them out. The files of the site are as a build writes them.
"""

import os
import threading
from collections.abc import Mapping

import msgspec

__all__ = ["EVENTS", "SCRIPT", "Builds", "Edited", "Look", "State", "Told", "event", "script", "with_script"]

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


class Look(msgspec.Struct, frozen=True):
    """A page that shows an edit before the build is done."""

    article: str
    """Its id."""
    headline: str
    """What its article is called."""
    page: bytes
    """The page."""


class Edited(msgspec.Struct, frozen=True):
    """Where an edit can be looked at."""

    address: str
    """Of the page, from the root of the site."""
    headline: str
    """What its article is called."""
    edit: int
    """The number of the edit."""


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
    first: tuple[Edited, ...] = ()
    """Pages that show an edit that no build has seen yet."""


class Builds:
    """The builds of one preview. Threads that answer a page wait here for the next."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._number = 0
        self._state = State(True, "")
        self._first: dict[str, tuple[int, Look]] = {}
        self._looked = self._built = 0

    def add(self, state: State, changed: bool, edits: int = 0) -> None:
        """Tell of a build; `changed` is whether a file of the site was written or removed.

        The looks at edits up to this number end with it. One made later was not seen by the build and stays.
        """
        with self._turn:
            self._built = max(self._built, edits)
            self._first = {at: look for at, look in self._first.items() if look[0] > self._built}
            self._tell(state, changed)

    def show(self, looks: Mapping[str, Look], edit: int) -> None:
        """Hand out these pages, by address, in place of files until a build has seen the edit of this number."""
        with self._turn:
            self._looked = max(self._looked, edit)
            if looks and edit > self._built:
                seen = {look.article for look in looks.values()}  # under a new headline at a new address
                stay = {at: one for at, one in self._first.items() if one[1].article not in seen}
                self._first = stay | {address: (edit, look) for address, look in looks.items()}
                self._tell(self._state, False)
            self._turn.notify_all()

    def wait(self, edit: int, patience: float) -> None:
        """Wait until the edit of this number was looked at, but no longer than so many seconds."""
        with self._turn:
            self._turn.wait_for(lambda: self._looked >= edit, patience)

    def _tell(self, state: State, changed: bool) -> None:
        self._number += 1
        self._state = msgspec.structs.replace(
            state,
            problems=state.problems[:MOST],
            changed=self._number if changed else self._state.changed,
            first=tuple(Edited(at, look.headline, edit) for at, (edit, look) in self._first.items()),
        )
        self._turn.notify_all()

    def first(self, address: str) -> tuple[int, bytes] | None:
        """Return the number of the edit and the page that shows it, at this address; None when there is none."""
        with self._turn:
            look = self._first.get(address)
            return (look[0], look[1].page) if look is not None else None

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

    `first` is the number of the edit that the page is a first look at. Without an end of its body it is no page of
    ours and stays as it is.
    """
    head, end, tail = page.rpartition(b"</body>")
    if not end:
        return page
    head = head.replace(b"default-src 'none';", b"default-src 'none'; connect-src 'self';", 1)
    look = f' data-first="{first}"' if first else ""
    element = f'<script src="{SCRIPT}" data-events="{EVENTS}" data-build="{build}"{look}></script>\n'
    return head + element.encode() + end + tail
