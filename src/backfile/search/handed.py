"""Bytes that go from one process to another by way of a file.

A pipe would pass megabytes in pieces of 64 KB, and for each of them both processes must be given a processor. Where
the disk has no room the bytes go through the pipe.
"""

import contextlib
import os
from collections.abc import Sequence
from itertools import accumulate

import msgspec

__all__ = ["Bundle", "bundled", "dropped", "piece"]


class Bundle(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Pieces of bytes under way."""

    path: str
    """The file that holds them; empty when the disk had no room for it."""
    ends: tuple[int, ...]
    """Where in the file each piece ends, after 0, where the first begins."""
    held: tuple[bytes, ...] = ()
    """The pieces themselves where no file holds them."""


def bundled(path: str, pieces: Sequence[bytes]) -> Bundle:
    """Return what to hand over, with the pieces in a new file at this path."""
    try:
        with open(path, "wb") as file:
            file.writelines(pieces)
    except OSError:
        dropped(Bundle(path, ()))
        return Bundle("", (), tuple(pieces))
    return Bundle(path, tuple(accumulate(map(len, pieces), initial=0)))


def piece(bundle: Bundle, number: int) -> bytes:
    """Return one of the pieces that were handed over."""
    if not bundle.path:
        return bundle.held[number]
    with open(bundle.path, "rb") as file:
        file.seek(bundle.ends[number])
        return file.read(bundle.ends[number + 1] - bundle.ends[number])


def dropped(bundle: Bundle) -> None:
    """Remove the file of a bundle that nobody needs any more."""
    with contextlib.suppress(OSError):
        os.remove(bundle.path)
