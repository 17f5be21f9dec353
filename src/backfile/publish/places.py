"""Where a site may be written: destinations that are refused, and addresses that are safe on every system."""

import os
import re
from collections.abc import Collection

from backfile.normalforms import normal

__all__ = [
    "AddressClash",
    "OutputError",
    "OutputFailed",
    "OutputRefused",
    "all_safe",
    "destination",
    "folded_form",
    "holds",
    "is_safe",
    "told",
    "write_whole",
]

_REPOSITORIES = (".git", ".hg", ".svn", ".bzr", ".jj")
_LAYOUT = ("templates", ".backfile", "src", "tests", "tools", ".github")
"""Folders beside content/ that builds read, keep things in, or that hold a program: no sites, even if empty or new."""
_LONGEST = 255  # bytes of one component, on most file systems

# What no component of an address may hold or be, on any system: separators, drive letters, wildcards, control
# characters, names of devices, a final dot or space.
_UNSAFE = re.compile(
    r'[\\:*?"<>|\x00-\x1f\x7f]|(^|/)(/|$)|[. ](/|$)|(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.|/|$)', re.IGNORECASE
)
_UNSAFE_IN_LINES = (
    re.compile(r'[\\:*?"<>|\x00-\x09\x0b-\x1f\x7f]'),
    re.compile(r"[. ][/\n]"),
    re.compile(r"[/\n](?:[/\n]|(?:con|prn|aux|nul|com\d|lpt\d)[./\n])", re.IGNORECASE),
)
"""The same for addresses in lines, each between two ends of lines: each by itself is a quick look for a few signs."""


class OutputError(Exception):
    """The site could not be written; says why in one sentence."""


class OutputRefused(OutputError):
    """The destination, or a place in it, is not one that Backfile may write to. Nothing was changed."""


class AddressClash(OutputError):
    """Two pages claim one address, or addresses that are one on some systems. Nothing was changed."""

    def __init__(self, one: str, other: str) -> None:
        if one == other:
            super().__init__(f"two pages claim the address {one}")
        else:
            super().__init__(f"the addresses {one} and {other} cannot stand side by side on every system")


class OutputFailed(OutputError):
    """The operating system would not write or remove a file: disk full, read-only, no permission."""


def destination(folder: str, content: str, removing: bool = False) -> str:
    """Return the real path of the output folder; raises OutputRefused for one that must not be used.

    `removing` says that a site is to be taken out of it, for the message.
    """
    root = os.path.realpath(folder)
    home = os.path.realpath(os.path.expanduser("~"))
    articles = os.path.realpath(content)
    program = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    beside = (
        os.path.relpath(root, os.path.dirname(articles)) if holds(os.path.dirname(articles), root) else ""
    )
    first = beside.split(os.sep)[0]
    why = ""
    if os.path.dirname(root) == root:
        why = "it is the root of the file system"
    elif holds(root, home):
        why = "it is your home folder, or holds it"
    elif holds(root, articles):
        why = "it is the content folder, or holds it"
    elif holds(articles, root):
        why = "it lies in the content folder"
    elif folded_form(first) in _LAYOUT:
        why = f"{first}/ beside the content folder is not for sites"
    elif holds(root, program) or holds(program, root):
        why = "the program lies there"
    elif os.path.lexists(root) and not os.path.isdir(root):
        why = "it is a file"
    elif any(os.path.lexists(os.path.join(root, name)) for name in _REPOSITORIES):
        why = "it is the root of a repository"
    if why and removing:
        raise OutputRefused(f"will not remove anything from {folder}: {why}; name the folder of a built site")
    if why:
        raise OutputRefused(f"will not write into {folder}: {why}; name an empty or a new folder")
    return root


def holds(outer: str, inner: str) -> bool:
    """Return True when inner is outer or lies below it; both are real paths."""
    try:
        return os.path.commonpath((outer, inner)) == os.path.commonpath((outer,))
    except ValueError:
        return False  # on different drives


def folded_form(url: str) -> str:
    """Return what file systems that know no case, or one form of letters, would take the address for."""
    if url.isascii():
        return url.lower()
    return normal("NFC", normal("NFC", url).casefold())


def is_safe(url: str) -> bool:
    """Return True when the address is a relative path that every system takes for a file inside."""
    if _UNSAFE.search(url):
        return False
    if url.isascii():
        return len(url) <= _LONGEST or max(map(len, url.split("/"))) <= _LONGEST
    try:
        return max(len(part.encode()) for part in url.split("/")) <= _LONGEST
    except UnicodeEncodeError:
        return False  # half of a surrogate pair


def all_safe(urls: Collection[str]) -> bool:
    """Return True when each of the addresses is safe; far cheaper than to ask for each."""
    joined = "\n".join(urls)
    if (
        not urls
        or not joined.isascii()
        or joined.count("\n") != len(urls) - 1
        or max(map(len, urls)) > _LONGEST
    ):
        return all(map(is_safe, urls))
    lines = f"\n{joined}\n"
    return not any(unsafe.search(lines) for unsafe in _UNSAFE_IN_LINES)


class told:
    """Turns an error of the operating system into OutputFailed, which names the file.

    No generator: a build of which little has changed enters it for every file of the site.
    """

    __slots__ = ("_path", "_what")

    def __init__(self, path: str, what: str = "write") -> None:
        self._path, self._what = path, what

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, OSError):
            reason = error.strerror or error
            raise OutputFailed(f"cannot {self._what} {self._path}: {reason}") from error


def write_whole(fd: int, data: bytes) -> None:
    """Write all of the data, in as many steps as the system takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
