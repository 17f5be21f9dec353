"""Work that may never end, done where it can be killed: a forked copy of this process with a time and a memory limit.

Parsers of Markdown and HTML take the square of what they read, or far more, when somebody means them to, and some of
them are compiled code that no exception stops. The limit is one of processor time, so that a busy machine gives the
same result as an idle one, and the system itself ends the copy. Where there is no fork (Windows), work has no limit.
"""

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable

__all__ = ["OutOfTime", "longer", "within"]

_MEMORY = 4 << 30
"""Bytes of address space that the copy may have."""
_PATIENCE = 30
"""How many times its processor time the copy may take by the clock, plus ten seconds; then it is stuck."""


class OutOfTime(Exception):
    """The work took more time or memory than it was given, or took its process down."""


def within(seconds: float, work: Callable[[], bytes]) -> bytes:
    """Return what work returns; raises OutOfTime when it needs more seconds of the processor than these."""
    if not hasattr(os, "fork"):
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _run(reading, writing, seconds, work)
    os.close(writing)
    done = b""
    try:
        done = _received(reading, time.monotonic() + _PATIENCE * seconds + 10)
    finally:
        os.close(reading)
        if not done.endswith(_END):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not done.endswith(_END):
        raise OutOfTime
    return done.removesuffix(_END)


def longer(seconds: float) -> None:
    """Give work that is done within a time this many seconds of the processor more; other work has no limit."""
    if not hasattr(os, "fork"):
        return
    left, _ = signal.getitimer(signal.ITIMER_PROF)
    if left:
        signal.setitimer(signal.ITIMER_PROF, left + seconds)


_END = b"\x00done"


def _run(reading: int, writing: int, seconds: float, work: Callable[[], bytes]) -> None:
    """Do the work in the copy, write its result and end the copy, without anything that ends this program's own."""
    code = 1
    try:
        os.close(reading)
        _limit(seconds)
        left = memoryview(work() + _END)
        while left:
            left = left[os.write(writing, left) :]
        code = 0
    finally:
        os._exit(code)


def _limit(seconds: float) -> None:
    import resource

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPROF):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)  # ends the process, whatever code it is in
    with contextlib.suppress(ValueError, OSError):  # a smaller limit is set already
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _received(reading: int, until: float) -> bytes:
    """Return what the copy has written when it ends, or what there is of it when its time by the clock is over."""
    parts = []
    while (left := until - time.monotonic()) > 0:
        ready, _, _ = select.select([reading], [], [], left)
        if ready:
            part = os.read(reading, 1 << 20)
            if not part:
                break
            parts.append(part)
    return b"".join(parts)
