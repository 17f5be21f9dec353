"""What turns bytes into readings, as one digest: with other code nothing is taken from the cache.

The sources are read once: what was found is kept in the user's cache folder, with the stamps of all files, and counts
while these are the same. Reading them takes four times as long as looking at their stamps, at every start.
"""

import contextlib
import functools
import os
import sys
import time
from collections.abc import Iterator

from backfile.compiled import kept_folder
from backfile.publish.cache import digest_key

__all__ = ["code_version"]

SLACK = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it was looked at may change again without showing it."""
_STATIONS = ("read", "parse", "extract", "archive", "data")  # archive: the hits of topic rules are kept too
_GROUND = (
    "alternatives.py",
    "compiled.py",
    "cues.py",
    "deadline.py",
    "direction.py",
    "gather.py",
    "known.py",
    "mediatopics.py",
    "model/__init__.py",
    "model/archive.py",
    "model/articles.py",
    "model/documents.py",
    "model/texts.py",
    "openings.py",
    "pages/addresses.py",  # an article that is withdrawn is kept by its address
    "patterns.py",
    "problems.py",
    "reading.py",
    "redactions.py",
    "redirects.py",
    "registers.py",
    "settings.py",
    "shelf.py",
    "takedown.py",
    "yamltext.py",
)
_LIBRARIES = frozenset(
    (
        "charset_normalizer", "lxml", "markdown", "msgspec", "nh3", "persiantools", "python_docx", "pyyaml",
        "trafilatura", "warcio",
    )
)  # fmt: skip


@functools.cache
def code_version() -> str:
    """Return a digest of what turns bytes into readings: our sources, Python, and the libraries used.

    Versions are taken from the names of `.dist-info` folders: importlib.metadata would cost 20 ms at every
    start.
    """
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    before = time.time_ns()
    files = [(path, os.stat(os.path.join(home, path))) for path in _files(home)]
    libraries = (sys.version, *_libraries())
    stamps = digest_key(
        *libraries, *(f"{p} {s.st_size} {s.st_mtime_ns} {s.st_ctime_ns} {s.st_ino}" for p, s in files)
    ).hex()
    folder = kept_folder("sources")
    note = os.path.join(folder, digest_key(home, sys.version).hex()[:12]) if folder else ""
    with contextlib.suppress(OSError, ValueError):
        with open(note, encoding="ascii") as file:
            seen, version = file.read().split(" ")
        if seen == stamps and len(bytes.fromhex(version)) == len(stamps) // 2:
            return version
    version = digest_key(
        libraries[0],
        *(part for path, _ in files for part in (path, _bytes(f"{home}/{path}"))),
        *libraries[1:],
    ).hex()
    if note and all(max(s.st_mtime_ns, s.st_ctime_ns) < before - SLACK for _, s in files):
        with contextlib.suppress(OSError):
            with open(f"{note}.{os.getpid()}", "w", encoding="ascii") as file:
                file.write(f"{stamps} {version}")
            os.replace(f"{note}.{os.getpid()}", note)
    return version


def _files(home: str) -> Iterator[str]:
    """Yield the paths of the sources below the package, in order."""
    for station in _STATIONS:
        for folder, folders, names in os.walk(os.path.join(home, station)):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            below = os.path.relpath(folder, home).replace(os.sep, "/")
            yield from (f"{below}/{name}" for name in sorted(names))
    yield from _GROUND


def _libraries() -> Iterator[str]:
    """Yield the names and versions of the libraries, as their folders have them."""
    for folder in sys.path:
        if os.path.isdir(folder):
            yield from sorted(
                name
                for name in os.listdir(folder)
                if name.endswith(".dist-info") and name.split("-")[0].lower() in _LIBRARIES
            )


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
