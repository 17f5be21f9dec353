"""A new archive: settings and registers with comments, schemas for editors, sample texts, a host's files."""

import os
from collections.abc import Iterator

import msgspec

from backfile.schema import NAMES, schema_of

__all__ = ["HOSTS", "Start", "started"]

STARTER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "starter")
HOSTS = ("github", "gitlab", "netlify", "cloudflare", "rsync")
"""Hosts for which there are files to deploy by."""

RENAMED = {
    ".github__workflows__pages.yml": ".github/workflows/pages.yml",
    "gitattributes.txt": "content/.gitattributes",
    "gitignore.txt": ".gitignore",
}
"""Files whose names would mean something where they lie in this package, and their paths in an archive."""
NEEDED = {"github", "gitlab", "netlify", "cloudflare"}
"""Hosts that install what requirements.txt names."""
SAMPLES = "content/articles/"


class Start(msgspec.Struct, frozen=True):
    """What became of one file of a new archive."""

    path: str
    """Path in the archive's folder, with forward slashes."""
    written: bool
    """False where a file stood there already: it was left alone."""


def started(folder: str, host: str | None, samples: bool) -> tuple[Start, ...]:
    """Write what a new archive in folder needs and return what was written; nothing is ever overwritten.

    Sample texts are written only where content/articles does not exist. Raises OSError.
    """
    there = os.path.exists(os.path.join(folder, "content", "articles"))
    made = []
    for path, data in _files(host):
        if path.startswith(SAMPLES) and (there or not samples):
            continue
        made.append(Start(path, _written(os.path.join(folder, *path.split("/")), data)))
    os.makedirs(os.path.join(folder, "content", "articles"), exist_ok=True)
    return tuple(made)


def _files(host: str | None) -> Iterator[tuple[str, bytes]]:
    for name in ("gitignore.txt", "gitattributes.txt"):
        yield RENAMED[name], _bytes(name)
    for path in _below("content"):
        yield path, _bytes(path)
    for name in NAMES:
        text = msgspec.json.format(msgspec.json.encode(schema_of(name)), indent=1)
        yield f"content/.schemas/{name}.schema.json", text + b"\n"
    if host in NEEDED:
        yield "requirements.txt", _bytes("requirements.txt")
    if host is not None:
        for path in _below(f"deploy/{host}"):
            name = os.path.basename(path)
            yield RENAMED.get(name, name), _bytes(path)


def _below(folder: str) -> Iterator[str]:
    for at, folders, names in os.walk(os.path.join(STARTER, *folder.split("/"))):
        folders.sort()
        for name in sorted(names):
            yield os.path.relpath(os.path.join(at, name), STARTER).replace(os.sep, "/")


def _bytes(path: str) -> bytes:
    with open(os.path.join(STARTER, *path.split("/")), "rb") as file:
        return file.read()


def _written(path: str, data: bytes) -> bool:
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    try:
        with open(path, "xb") as file:
            file.write(data)
    except FileExistsError:
        return False
    return True
