"""Regular expressions, and what is read off them, as an earlier run left them.

Compiling the expressions that one text needs takes Python the better part of a second, every time the same. The
code that `re` makes of an expression is therefore kept in the user's cache folder, for one version of Python,
written when a run ends and read when the next one begins. Nothing depends on the file. Where it is missing, of
another Python, of another user, damaged, or may not be written, expressions are compiled.
"""

import atexit
import contextlib
import hashlib
import importlib
import os
import re
import sys
import zlib
from array import array
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

__all__ = ["compiled", "keep", "kept_folder", "remembered"]

SUM = 16  # bytes of the checksum at the head of the file
VERSIONS = 4  # of the program or of Python whose files are kept
MOST = 3000  # entries; with more in the file many are of an older program, and it is begun anew


class _Code(msgspec.Struct, frozen=True):
    """What `re` hands to its engine beside the source."""

    flags: int
    code: bytes
    groups: int
    numbers: dict[str, int]
    names: tuple[str | None, ...]


class _Kept(msgspec.Struct):
    """What is kept, packed, by digests of what it was made from; unpacked is only what is asked for."""

    codes: dict[bytes, msgspec.Raw] = {}
    lists: dict[bytes, msgspec.Raw] = {}


class _Shelf:
    """What the file holds, and what of it and beside it this run has used."""

    def __init__(self) -> None:
        self.used = _Kept()
        self.added = 0
        self._known: _Kept | None = None

    @property
    def known(self) -> _Kept:
        """What the file held when it was first asked for."""
        if self._known is None:
            self._known = _read()
        return self._known

    def note(self) -> None:
        """There is something to write when the process ends, be it a worker, which ends in a way of its own."""
        if self.added != os.getpid():
            self.added = os.getpid()
            atexit.register(keep)
            if "multiprocessing.util" in sys.modules:
                workers: Any = sys.modules["multiprocessing.util"]
                workers.Finalize(None, keep, exitpriority=0)


_shelf = _Shelf()


def compiled(source: str, flags: int, form: Callable[[str], str]) -> re.Pattern[str]:
    """Return `re.compile(form(source), flags)`, its `pattern` the source; the form must match what the source does.

    Raises re.error for a wrong source.
    """
    key = _key("code", form.__qualname__, str(int(flags)), source)
    packed = _shelf.used.codes.get(key, _shelf.known.codes.get(key))
    if packed is None:
        formed = form(source)
        made = _code(formed, flags)
        if made is None:
            return re.compile(formed, flags)
        packed = msgspec.Raw(msgspec.msgpack.encode(made))
        _shelf.note()
    _shelf.used.codes[key] = packed
    found = msgspec.msgpack.decode(packed, type=_Code)
    engine: Any = importlib.import_module("_sre")
    code = array("I", found.code).tolist()
    pattern: re.Pattern[str] = engine.compile(
        source, found.flags, code, found.groups, found.numbers, found.names
    )
    return pattern


def remembered(
    kind: str, sources: Sequence[str], make: Callable[[], tuple[tuple[str, ...], ...]]
) -> tuple[tuple[str, ...], ...]:
    """Return what `make` returns, or returned in an earlier run for the same kind and sources, on which alone it
    must depend."""
    key = _key(kind, *sources)
    packed = _shelf.used.lists.get(key, _shelf.known.lists.get(key))
    if packed is None:
        packed = msgspec.Raw(msgspec.msgpack.encode(make()))
        _shelf.note()
    _shelf.used.lists[key] = packed
    return msgspec.msgpack.decode(packed, type=tuple[tuple[str, ...], ...])


def keep() -> None:
    """Write what this run has compiled for the next one; called when the process ends."""
    path, used = _path(), _shelf.used
    if _shelf.added != os.getpid() or not path:
        return
    before = _read()
    if len(before.codes) + len(before.lists) < MOST:
        used = _Kept(before.codes | used.codes, before.lists | used.lists)
    data = msgspec.msgpack.encode(used)
    beside = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(beside, "wb") as file:
            file.write(_sum(data) + data)
        os.replace(beside, path)
        _without_old(os.path.dirname(path))
    except OSError:  # a folder that may not be written, a full disk: the next run compiles again
        with contextlib.suppress(OSError):
            os.unlink(beside)
    _shelf.added = 0


def kept_folder(name: str) -> str:
    """Return a folder of the user's that keeps one kind of compiled things between runs; empty when there is none.

    It exists, is the user's own, and may be written.
    """
    home = _home()
    if not home:
        return ""
    folder = os.path.join(home, name)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        own = os.name == "nt" or os.stat(folder).st_uid == os.geteuid()
    except OSError:
        return ""
    return folder if own and os.access(folder, os.W_OK) else ""


def _home() -> str:
    """Return the program's folder among the user's caches; empty where the system names no place for it."""
    if os.name == "nt":
        home = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        home = os.path.expanduser("~/Library/Caches")
    else:
        home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(home, "backfile") if os.path.isabs(home) else ""


def _path() -> str:
    """Return where the code is kept, empty for nowhere."""
    home = _home()
    return os.path.join(home, f"expressions-{_version().hex()[:12]}") if home else ""


def _read() -> _Kept:
    """Return what the file holds, nothing where it is not as this Python and this user left it."""
    try:
        with open(_path(), "rb") as file:
            own = os.name == "nt" or os.fstat(file.fileno()).st_uid == os.geteuid()
            told, data = file.read(SUM), file.read()
        if own and told == _sum(data):
            return msgspec.msgpack.decode(data, type=_Kept)
    except (OSError, msgspec.DecodeError):
        pass  # the docstring of the module says what follows: nothing is known, all is compiled
    return _Kept()


def _sum(data: bytes) -> bytes:
    """Return what tells that data are whole, and of this version; a quick sum is enough to tell damage."""
    return _version() + zlib.crc32(data).to_bytes(4, "big")


def _version() -> bytes:
    """Return what stands for this very Python and for the modules that make what is kept."""
    digest = hashlib.blake2b(f"{sys.version} {sys.byteorder} {sys.maxsize}".encode(), digest_size=SUM - 4)
    for name in ("alternatives", "compiled", "cues", "openings", "patterns"):
        with (
            contextlib.suppress(OSError),
            open(os.path.join(os.path.dirname(__file__), f"{name}.py"), "rb") as file,
        ):
            digest.update(file.read())
    return digest.digest()


def _without_old(folder: str) -> None:
    """Remove the files of other versions but the newest few."""
    found = [entry for entry in os.scandir(folder) if re.fullmatch(r"expressions-[0-9a-f]{12}", entry.name)]
    for entry in sorted(found, key=lambda entry: -entry.stat().st_mtime_ns)[VERSIONS:]:
        os.unlink(entry)


def _key(*parts: str) -> bytes:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _code(source: str, flags: int) -> _Code | None:
    """Return what `re` makes of an expression; None in a Python that does it in another way.

    The steps are those of `re._compiler.compile`, the same from Python 3.11 to 3.14.
    """
    if sys.implementation.name != "cpython":
        return None
    try:
        compiler: Any = importlib.import_module("re._compiler")
        tree = compiler._parser.parse(source, flags)
        code = compiler._code(tree, flags)
        numbers = tree.state.groupdict
    except (ImportError, AttributeError):
        return None
    names: list[str | None] = [None] * tree.state.groups
    for name, number in numbers.items():
        names[number] = name
    flags = int(flags) | int(tree.state.flags)
    return _Code(flags, array("I", code).tobytes(), tree.state.groups - 1, dict(numbers), tuple(names))
