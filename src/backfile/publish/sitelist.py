"""The list of a site's files, kept in the output folder in the form that `sha256sum -c` reads, and notes on them."""

import contextlib
import hashlib
import os

import msgspec

from backfile.publish.places import all_safe
from backfile.read.scan import SITE

__all__ = ["LIST", "LIST_PART", "STAGE", "Note", "is_list", "noted", "parsed_list", "write_list"]

LIST = SITE
"""Name of the list, which is also the mark of a folder that may be written into."""

LIST_PART = LIST + ".part"
"""Name of the list while it is being written."""

STAGE = ".backfile-part"
"""Name of the folder in which new files wait; one that is there before a build was left by a killed one."""

_MAGIC = (
    b"# The files of a site built by Backfile, which touches no others. To check: sha256sum -c .backfile-site"
)


def write_list(root: str, digests: dict[str, str]) -> None:
    """Put the list of these SHA-256 digests by address into the folder root, wholly and durably.

    The form: a comment, a checksum of the rest, a line for each file. Raises OSError.
    """
    lines = "".join(f"{digests[url]}  {url}\n" for url in sorted(digests)).encode()
    part = os.path.join(root, LIST_PART)
    if os.path.lexists(part):
        os.unlink(part)
    with contextlib.ExitStack() as undo:
        with open(part, "xb") as file:
            undo.callback(os.unlink, part)
            file.write(b"%b\n# %b\n%b" % (_MAGIC, hashlib.sha256(lines).hexdigest().encode(), lines))
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, os.path.join(root, LIST))
        undo.pop_all()
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def parsed_list(data: bytes) -> dict[str, str] | None:
    """Return digests by address, or None when the list is damaged or names what no site of ours holds."""
    magic, _, rest = data.partition(b"\n")
    checksum, _, lines = rest.partition(b"\n")
    if magic != _MAGIC or checksum != b"# " + hashlib.sha256(lines).hexdigest().encode():
        return None
    try:
        rows = [line.partition("  ") for line in lines.decode().split("\n")[:-1]]
    except UnicodeDecodeError:
        return None
    urls = [url for _, _, url in rows]
    if not all_safe(urls) or any(url.startswith(".backfile") for url in urls):
        return None
    return {url: digest for digest, _, url in rows}


def is_list(data: bytes) -> bool:
    """Return True when this begins as a list does, damaged or not."""
    return data.startswith(_MAGIC)


class Note(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is known of a file of the site."""

    key: str
    """Key it was made with."""
    digest: str
    """SHA-256 of its bytes, hexadecimal."""
    size: int
    """Bytes."""
    modified: int
    """Time of the last change of its bytes, nanoseconds."""
    changed: int
    """Time of the last change of the file in any respect (on Windows: of its making), nanoseconds."""


def noted(key: str, digest: str, seen: os.stat_result) -> Note:
    """Return the note of a file as the system shows it now."""
    return Note(key, digest, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)
