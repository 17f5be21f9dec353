"""Taking a built site away again: only files on its list, and of these only what is as it was written."""

import hashlib
import os
from collections.abc import Iterator

import msgspec

from backfile.publish.places import OutputFailed, OutputRefused, destination, told
from backfile.publish.sitelist import LIST, LIST_PART, parsed_list

__all__ = ["Removal", "listed", "removed"]

UNKNOWN = "0" * 64  # digest of a file whose writing was cut short


class Removal(msgspec.Struct, frozen=True):
    """What is to become of the files of a site."""

    root: str
    """Real path of the output folder."""
    ours: tuple[str, ...]
    """Files on the list that are as they were written."""
    changed: tuple[str, ...]
    """Files on the list that somebody changed: kept."""
    foreign: tuple[str, ...]
    """Files that are not on the list: kept."""


def listed(folder: str, content: str) -> Removal:
    """Return what removing the site in folder would take away and keep. Changes nothing.

    Raises OutputRefused where there is no list, or a damaged one: nobody can tell then what is ours.
    """
    root = destination(folder, content, removing=True)
    try:
        with open(os.path.join(root, LIST), "rb") as file:
            digests = parsed_list(file.read())
    except FileNotFoundError:
        raise OutputRefused(
            f"{folder} holds no site that Backfile built ({LIST} is not there): nothing was removed"
        ) from None
    except OSError as error:
        raise OutputFailed(f"{folder}/{LIST} cannot be read: {error.strerror}") from None
    if digests is None:
        raise OutputRefused(f"the list of files {folder}/{LIST} is damaged; build again, then clean")
    there = tuple(_files(root))
    ours: list[str] = []
    changed: list[str] = []
    for url in there:
        if url in digests:
            same = digests[url] in (UNKNOWN, _digest(os.path.join(root, *url.split("/"))))
            (ours if same else changed).append(url)
    foreign = [url for url in there if url not in digests and url not in (LIST, LIST_PART)]
    return Removal(root, tuple(ours), tuple(changed), tuple(foreign))


def removed(removal: Removal) -> None:
    """Remove the files, the folders that are empty then, and last the list, if nothing on it is left."""
    folders = set()
    for url in removal.ours:
        path = os.path.join(removal.root, *url.split("/"))
        with told(path, "remove"):
            os.unlink(path)
        above = os.path.dirname(path)
        while above != removal.root and above not in folders:
            folders.add(above)
            above = os.path.dirname(above)
    for above in sorted(folders, key=len, reverse=True):
        if not os.listdir(above):
            os.rmdir(above)
    if not removal.changed:
        with told(os.path.join(removal.root, LIST), "remove"):
            os.unlink(os.path.join(removal.root, LIST))
        if not os.listdir(removal.root):
            os.rmdir(removal.root)


def _files(root: str) -> Iterator[str]:
    """Yield the addresses of all files below root; links are not followed."""
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            yield os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")


def _digest(path: str) -> str:
    if os.path.islink(path):
        return ""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
