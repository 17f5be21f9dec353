"""Which files of content/ are articles, which belong to one, and which are passed over."""

import os
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from backfile.problems import Skipped
from backfile.read.formats import ARTICLE_SUFFIXES

__all__ = ["ARTICLES", "Found", "Scan", "articles_in", "scan", "shown"]

ARTICLES = "articles"
IMAGES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
SIDECARS = (".yaml", ".yml")
NO_TEXT = (".pdf", ".doc", ".rtf", ".odt", ".epub", ".djvu", ".tif", ".tiff", ".pages")
TEMPORARY = (".tmp", ".temp", ".bak", ".swp", ".swo", ".orig", ".part", ".crdownload", ".download")
JUNK = ("thumbs.db", "desktop.ini", "icon\r")


class Found(msgspec.Struct, frozen=True):
    """A file that is meant as an article."""

    path: str
    """Path relative to content/, with forward slashes, NFC."""
    file: str
    """Path to open."""
    sidecar: str
    """Path to open of the sidecar beside it; empty when there is none."""


class Scan(msgspec.Struct, frozen=True):
    """The files of the articles folder."""

    articles: tuple[Found, ...]
    """In the order of paths."""
    images: dict[str, str]
    """Path relative to content/ to path to open, for the images beside the articles."""
    skipped: tuple[Skipped, ...]
    """Files passed over, each with its reason. Sidecars and images are not among them."""


def scan(content: str) -> Scan:
    """Return what lies in content/articles. Symbolic links are not followed: they could lead anywhere."""
    return _walked(os.path.join(content, ARTICLES), content)


def articles_in(folder: str) -> tuple[str, ...]:
    """Return the files to open below any folder that would be articles if it lay in content/articles."""
    return tuple(found.file for found in _walked(folder, folder).articles)


def _walked(top: str, content: str) -> Scan:
    articles: list[Found] = []
    images: dict[str, str] = {}
    skipped: list[Skipped] = []
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        if not os.path.isdir(folder):
            continue
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda e: e.name)
        except OSError as error:
            skipped.append(Skipped(shown(folder, content), f"a folder that cannot be read: {error.strerror}"))
            continue
        sidecars = _sidecars(entries)
        for entry in entries:
            path = shown(entry.path, content)
            reason = _passed_over(entry)
            if reason:
                skipped.append(Skipped(path, reason))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif _suffix(entry.name) in IMAGES:
                images[path] = entry.path
            elif _suffix(entry.name) in ARTICLE_SUFFIXES:
                articles.append(Found(path, entry.path, sidecars.get(_stem(entry.name), "")))
            elif entry.path not in sidecars.values():
                skipped.append(Skipped(path, _foreign(entry.name)))
    return Scan(
        tuple(sorted(_told_apart(articles, content), key=lambda f: f.path)),
        dict(sorted(images.items())),
        tuple(sorted(skipped, key=lambda s: s.path)),
    )


def shown(path: str, content: str) -> str:
    """Return a path as records and messages give it: relative to content/, forward slashes, NFC.

    Bytes of a name that are no UTF-8 are written out: `caf\\xe9.txt`.
    """
    return unicodedata.normalize("NFC", _plain(path, content))


def _plain(path: str, content: str) -> str:
    relative = os.path.relpath(path, content).replace(os.sep, "/")
    return os.fsencode(relative).decode("utf-8", "backslashreplace")


def _told_apart(articles: list[Found], content: str) -> Iterator[Found]:
    """Yield the files; one whose name differs from another's only in its Unicode form keeps its own form."""
    times = Counter(found.path for found in articles)
    for found in articles:
        alone = times[found.path] == 1
        yield found if alone else Found(_plain(found.file, content), found.file, found.sidecar)


def _suffix(name: str) -> str:
    """Return the last part of a name, with the part before it when the two name a format together (`.warc.gz`)."""
    stem, last = os.path.splitext(name.lower())
    both = os.path.splitext(stem)[1] + last
    return both if both in ARTICLE_SUFFIXES else last


def _stem(name: str) -> str:
    return unicodedata.normalize("NFC", name[: len(name) - len(_suffix(name))])


def _sidecars(entries: Sequence[os.DirEntry[str]]) -> dict[str, str]:
    """Return the sidecars of a folder by the stem of the text they belong to; `.yaml` comes before `.yml`."""
    stems = {_stem(e.name) for e in entries if _suffix(e.name) in ARTICLE_SUFFIXES}
    mine = [e for e in entries if _suffix(e.name) in SIDECARS and not _passed_over(e)]
    found: dict[str, str] = {}
    for entry in sorted(mine, key=lambda e: (_suffix(e.name), e.name)):
        if _stem(entry.name) in stems and entry.is_file(follow_symlinks=False):
            found.setdefault(_stem(entry.name), entry.path)
    return found


def _passed_over(entry: os.DirEntry[str]) -> str:
    """Return why a file or folder is no article whatever its content; empty when it may be one."""
    name = entry.name.lower()
    if entry.is_symlink():
        return "symbolic link"
    if name.startswith((".", "~$")):
        return "hidden file"
    if name.endswith("~") or name.endswith(TEMPORARY):
        return "temporary file"
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
        return "not a regular file"
    return "system file" if name in JUNK else ""


def _foreign(name: str) -> str:
    if _suffix(name) in SIDECARS:
        return "a sidecar without a text of its own"
    if name.lower().startswith("readme"):
        return "a readme"
    if _suffix(name) in NO_TEXT:
        return f"no text that can be read ({_suffix(name)}): save its text as a .txt file beside it"
    return f"not a text file ({_suffix(name) or 'no suffix'})"
