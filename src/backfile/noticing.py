"""Notices what is changed below a few folders.

Each change is handed on twice: at once, so that it can be looked at, and once nothing has changed for a moment, so
that one saving is one build. The two are told apart by a number that grows with each change.
"""

import os
import queue
import threading
import time
from collections.abc import Callable

import msgspec

__all__ = ["Changes", "Noticed"]

_AT_ONCE = 30  # milliseconds in which what is written together is one change
_SETTLE = 0.1  # seconds without a change before a build, so that one saving is one build
_LONGEST = 1.6  # seconds after which a build begins though files are still being written
_LOOK = 200  # milliseconds after which the watcher looks whether it is to stop
_PATIENCE = 5  # seconds to wait for the watcher, which may have much to watch


class Noticed(msgspec.Struct, frozen=True):
    """A change, or why none is noticed any more."""

    number: int = 0
    """How many changes there were, with this one."""
    paths: tuple[str, ...] = ()
    """The files that were written, made or removed."""
    trouble: str = ""
    """Why watching has ended; empty while it goes on."""


class Changes:
    """The changes below some folders, from a thread that watches them until `stop`."""

    def __init__(
        self, paths: tuple[str, ...], ignored: tuple[str, ...], at_once: Callable[[Noticed], None]
    ) -> None:
        """Watch the paths that there are. `at_once` is told of each change, in the thread that watches."""
        self._settled: queue.SimpleQueue[Noticed] = queue.SimpleQueue()
        self._at_once = at_once
        self._stop = threading.Event()
        self._ready = threading.Event()
        real = tuple(os.path.realpath(path) for path in paths if os.path.exists(path))
        ignoring = tuple(os.path.realpath(path) for path in ignored)
        self._thread = threading.Thread(target=self._watch, args=(real, ignoring), daemon=True)

    def start(self) -> None:
        """Begin; no change is missed after it."""
        self._thread.start()
        self._ready.wait(_PATIENCE)

    def stop(self) -> None:
        """End."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(2)

    def next(self, patience: float) -> Noticed | None:
        """Return what has changed since the last call, once nothing changes any more; None when nothing has."""
        try:
            noticed = self._settled.get(timeout=patience)
        except queue.Empty:
            return None
        last = time.monotonic() + _LONGEST
        while not noticed.trouble and time.monotonic() < last:
            try:
                more = self._settled.get(timeout=_SETTLE)
            except queue.Empty:
                break
            noticed = Noticed(more.number, noticed.paths + more.paths, more.trouble)
        return noticed

    def _watch(self, paths: tuple[str, ...], ignored: tuple[str, ...]) -> None:
        from watchfiles import DefaultFilter, watch

        watching = watch(
            *paths,
            watch_filter=DefaultFilter(ignore_paths=list(ignored)),
            debounce=8 * _AT_ONCE,
            step=_AT_ONCE,
            stop_event=self._stop,
            rust_timeout=_LOOK,
            yield_on_timeout=True,  # the first of these yields tells that it watches
        )
        number = 0
        try:
            for changed in watching:
                self._ready.set()
                if changed:
                    number += 1
                    noticed = Noticed(number, tuple(sorted({path for _, path in changed})))
                    self._settled.put(noticed)
                    self._at_once(noticed)
        except OSError as error:  # too many folders for the system, or one has gone
            self._settled.put(Noticed(number, (), f"changes are not noticed any more: {error}"))
            self._ready.set()
