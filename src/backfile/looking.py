"""First looks made by a program of their own, so that an edit is shown at once while the site is being built.

The program stays between edits, with all that it has read and compiled. It ends when its input ends, whatever became
of the preview; a text that it cannot live through costs its own look alone.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

import msgspec

from backfile.firstlook import first_look
from backfile.options import Options
from backfile.read.scan import ARTICLES
from backfile.read.suffixes import ARTICLE_SUFFIXES
from backfile.watching import Look

__all__ = ["Looker", "looker", "work"]

_PROGRAM = "import sys; sys.path[:] = {path!r}; from backfile.looking import work; work({options!r})"


class Looker:
    """Looks at edited texts, one edit at a time."""

    def __init__(self, options: Options) -> None:
        """Begin the program, which has its first look by itself while the site is built."""
        self._options = options
        self._program: subprocess.Popen[bytes] | None = None
        self._over = False
        self._started()

    def look(self, changed: Sequence[str]) -> Mapping[str, Look]:
        """Return the pages of edited texts, by address; nothing where only the build can tell. Waits for the look."""
        try:
            reply = self._answer(msgspec.json.encode(changed))
        except (OSError, UnicodeError):  # names that are no UTF-8 are left to the build
            reply = b""
        if not reply:
            self._end()
            if not self._over:  # it has ended over this text: the next edit gets a new one
                self._started()
            return {}
        return msgspec.json.decode(reply, type=dict[str, Look])

    def close(self) -> None:
        """End the program for good."""
        self._over = True
        self._end()

    def _end(self) -> None:
        program, self._program = self._program, None
        if program is None:
            return
        with suppress(OSError):
            if program.stdin is not None:
                program.stdin.close()
        program.kill()
        program.wait()
        if program.stdout is not None:
            program.stdout.close()

    def _started(self) -> None:
        # In a session of its own it does not hear Ctrl-C, which is the preview's to answer.
        with suppress(OSError, UnicodeError):
            options = msgspec.json.encode(self._options).decode()
            command = [sys.executable, "-c", _PROGRAM.format(path=sys.path, options=options)]
            self._program = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def _answer(self, order: bytes) -> bytes:
        program = self._program
        if program is None or program.stdin is None or program.stdout is None:
            return b""
        program.stdin.write(order + b"\n")
        program.stdin.flush()
        return program.stdout.readline()


@contextmanager
def looker(options: Options) -> Iterator[Looker]:
    """Give a looker, whose program is ended at the end."""
    looking = Looker(options)
    try:
        yield looking
    finally:
        looking.close()


def work(options: str) -> None:
    """Answer each line of the input, the files that changed, with a line: their looks by address, all as JSON."""
    asked = msgspec.json.decode(options, type=Options)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _looks(asked, _any(asked))
    for line in sys.stdin.buffer:
        answers.write(msgspec.json.encode(_looks(asked, msgspec.json.decode(line, type=list[str]))) + b"\n")
        answers.flush()


def _looks(options: Options, changed: Sequence[str]) -> Mapping[str, Look]:
    try:
        return first_look(options, changed)
    except Exception:  # the build tells what is wrong with a text
        return {}


def _any(options: Options) -> tuple[str, ...]:
    """Return a text of the archive: what any text needs is imported and compiled by looking at this one."""
    for folder, _, names in os.walk(os.path.join(os.path.realpath(options.content), ARTICLES)):
        for name in names:
            if name.endswith(ARTICLE_SUFFIXES):
                return (os.path.join(folder, name),)
    return ()
