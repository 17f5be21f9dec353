"""Which files of content/ are articles, which belong to one, and which are passed over."""

import os
import unicodedata

import msgspec

from backfile.problems import Skipped
from backfile.read.document import ARTICLE_SUFFIXES

__all__ = ["ARTICLES", "Found", "Scan", "scan"]

ARTICLES = "articles"
IMAGES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
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
    articles: list[Found] = []
    images: dict[str, str] = {}
    skipped: list[Skipped] = []
    waiting = [os.path.join(content, ARTICLES)]
    while waiting:
        folder = waiting.pop()
        if not os.path.isdir(folder):
            continue
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda e: e.name)
        stems = {os.path.splitext(e.name)[0] for e in entries if _suffix(e.name) in ARTICLE_SUFFIXES}
        for entry in entries:
            path = _shown(entry.path, content)
            reason = _passed_over(entry)
            if entry.is_dir(follow_symlinks=False) and not reason:
                waiting.append(entry.path)
            elif reason:
                skipped.append(Skipped(path, reason))
            elif _suffix(entry.name) in IMAGES:
                images[path] = entry.path
            elif _suffix(entry.name) in (".yaml", ".yml") and os.path.splitext(entry.name)[0] in stems:
                continue
            elif _suffix(entry.name) in ARTICLE_SUFFIXES:
                articles.append(Found(path, entry.path, _sidecar(entry.path)))
            else:
                skipped.append(Skipped(path, _foreign(entry.name)))
    return Scan(
        tuple(sorted(articles, key=lambda f: f.path)),
        dict(sorted(images.items())),
        tuple(sorted(skipped, key=lambda s: s.path)),
    )


def _shown(path: str, content: str) -> str:
    return unicodedata.normalize("NFC", os.path.relpath(path, content).replace(os.sep, "/"))


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _sidecar(path: str) -> str:
    stem = os.path.splitext(path)[0]
    return next((stem + end for end in (".yaml", ".yml") if os.path.isfile(stem + end)), "")


def _passed_over(entry: os.DirEntry[str]) -> str:
    """Return why a file or folder is no article whatever its content; empty when it may be one."""
    name = entry.name.lower()
    if entry.is_symlink():
        return "symbolic link"
    if name.startswith((".", "~$")):
        return "hidden file"
    if name.endswith("~") or name.endswith(TEMPORARY):
        return "temporary file"
    return "system file" if name in JUNK else ""


def _foreign(name: str) -> str:
    if _suffix(name) in (".yaml", ".yml"):
        return "a sidecar without a text beside it"
    if name.lower().startswith("readme"):
        return "a readme"
    return f"not a text file ({_suffix(name) or 'no suffix'})"
