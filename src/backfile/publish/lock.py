"""One build at a time: an advisory lock of the operating system, gone with the process that holds it."""

import contextlib
import os
import sys
import time

from backfile.problems import Origin, Problem

__all__ = ["FILE", "Lock", "Locked"]

FILE = "lock"
"""Name of the lock file in the folder it is given. It stays when the lock is let go."""

_FAR = 1 << 30  # Windows locks bytes, not files: one behind the text, which others may then still read

_NAMED = 0.5
"""Seconds that the holder is given to write its name: between taking the lock and writing, another build may ask."""

_held: set[int] = set()


class Locked(Exception):
    """Another build holds the lock."""

    def __init__(self, pid: int, since: str) -> None:
        self.pid = pid
        """Process id of the other build; 0 when it could not be read."""
        self.since = since
        """When that build began, as local wall-clock time; empty when it could not be read."""
        who = f"process {pid}, begun {since}" if pid else "another process"
        super().__init__(f"another build of this archive is running ({who})")


class Lock:
    """Holds the lock while its `with` block runs; raises Locked when another process does."""

    def __init__(self, folder: str) -> None:
        """Take the lock of the archive whose `.backfile/` is folder.

        Where the lock file cannot be made (a read-only archive built elsewhere) the lock is not held and
        `problem` says so: nothing can be spoiled in such a folder.
        """
        self.problem: Problem | None = None
        self._fd = -1
        path = os.path.join(folder, FILE)
        try:
            os.makedirs(folder, exist_ok=True)
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as error:
            message = f"two builds at once are not prevented: {error.strerror}"
            self.problem = Problem(Origin(f".backfile/{FILE}"), "warning", "no-lock", message)
            return
        if not _try(self._fd):
            pid, since = _named(self._fd)
            self.release()
            raise Locked(pid, since)
        _held.add(self._fd)
        with contextlib.suppress(OSError):  # a full disk takes the name from the lock, not the lock
            os.ftruncate(self._fd, 0)
            os.write(self._fd, f"{os.getpid()}\n{time.strftime('%Y-%m-%d %H:%M:%S')}\n".encode())

    def release(self) -> None:
        """Let the lock go; more than once does no harm."""
        if self._fd >= 0:
            if self._fd in _held:
                with contextlib.suppress(
                    OSError
                ):  # so that the next build's place is not told by this one's name
                    os.ftruncate(self._fd, 0)
            _held.discard(self._fd)
            os.close(self._fd)
            self._fd = -1

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _try(fd: int) -> bool:
    """Return True when the lock could be taken without waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(fd, _FAR, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
            os.lseek(fd, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _named(fd: int) -> tuple[int, str]:
    """Return process id and start of the holder, waiting a little for one that has just taken the lock."""
    until = time.monotonic() + _NAMED
    while not (found := _holder(fd))[0] and time.monotonic() < until:
        time.sleep(0.01)
    return found


def _holder(fd: int) -> tuple[int, str]:
    """Return process id and start as the holder wrote them; 0 and nothing when it has not yet."""
    os.lseek(fd, 0, os.SEEK_SET)
    pid, _, since = os.read(fd, 100).decode("ascii", "replace").partition("\n")
    return (int(pid), since.strip()) if pid.isdecimal() else (0, "")


def _forget() -> None:
    """Close the lock in a forked worker, so that it does not outlive a killed build there."""
    for fd in _held:
        os.close(fd)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
