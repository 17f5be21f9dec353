"""Which texts are as the last run saw them, told by their stamps or else by their bytes; without any reader."""

import hashlib
import os
from collections.abc import Mapping

import msgspec

from backfile.problems import Origin, Problem
from backfile.publish.cache import Cache, digest_key
from backfile.read.reader import UnreadableFile
from backfile.read.scan import MAX_BYTES, Found, Stamp

__all__ = ["Known", "bytes_of", "digest_of", "digests_of", "keep_files", "known_files"]

SLACK = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it was looked at may change again without showing it, for clocks of
file systems are as coarse as that (FAT). Git's rule for its index."""


_STAMPS = digest_key("stamps")


class Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file and its sidecar as the last run saw them."""

    stamp: Stamp
    """Of the file."""
    beside: Stamp
    """Of the sidecar."""
    digest: bytes
    """Of the file's bytes."""
    beside_digest: bytes
    """Of the sidecar's bytes; empty when there is none."""
    safe: bool
    """Whether equal stamps prove equal bytes."""


def known_files(cache: Cache) -> dict[str, Known]:
    """Return the files of the last run by path."""
    return cache.get("stamps", _STAMPS, dict[str, Known]) or {}


def keep_files(cache: Cache, files: Mapping[str, Known]) -> None:
    """Keep the files of this run for the next."""
    cache.put("stamps", _STAMPS, files)


def digests_of(found: Found, known: Known | None, before: int) -> Known:
    """Return a file as it is now, read only if it may have changed; raises UnreadableFile.

    `before` is the time, in nanoseconds, at which the files were listed.
    """
    same = known is not None and known.stamp == found.stamp and known.beside == found.beside
    if known is not None and same and known.safe:
        return known
    data, sidecar = bytes_of(found)
    newest = max(*found.stamp[1:3], *found.beside[1:3])
    return Known(
        found.stamp,
        found.beside,
        digest_of(data),
        digest_of(sidecar) if found.sidecar else b"",
        found.stamp[0] > 0 and newest < before - SLACK,
    )


def digest_of(data: bytes) -> bytes:
    """Return the digest that stands for the bytes of a file."""
    return hashlib.blake2b(data, digest_size=20).digest()


def bytes_of(found: Found) -> tuple[bytes, bytes]:
    """Return the bytes of a file and its sidecar; raises UnreadableFile when the system does not give them."""
    try:
        size = os.path.getsize(found.file) if not found.stamp[0] else found.stamp[0]
        if size > MAX_BYTES:
            message = f"expected at most 5 MB, found {size / 1024 / 1024:.1f} MB"
            raise UnreadableFile(Problem(Origin(found.path), "error", "too-large", message, "split the file"))
        with open(found.file, "rb", buffering=0) as file:
            data = file.read()
        if not found.sidecar:
            return data, b""
        with open(found.sidecar, "rb", buffering=0) as file:
            return data, file.read()
    except OSError as error:
        message = f"expected a readable file, found: {error.strerror}"
        raise UnreadableFile(Problem(Origin(found.path), "error", "unreadable", message)) from None
