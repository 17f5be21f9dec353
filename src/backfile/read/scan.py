"""Which files of content/ are articles, which belong to one, and which are passed over."""

import os
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from backfile.normalforms import normal
from backfile.problems import Skipped
from backfile.read.suffixes import ARTICLE_SUFFIXES

__all__ = [
    "ARTICLES",
    "BESIDE",
    "MAX_BYTES",
    "SITE",
    "Found",
    "Scan",
    "Stamp",
    "articles_in",
    "kept_name",
    "scan",
    "shown",
    "stamp",
    "tree",
]

ARTICLES = "articles"
MAX_BYTES = 5 * 1024 * 1024
"""The largest file that is read as text."""
SITE = ".backfile-site"
"""Name of the file that marks a folder as a site that Backfile built: its pages are no texts that anybody saved."""
SUFFIXES = frozenset(ARTICLE_SUFFIXES)
IMAGES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
SIDECARS = (".yaml", ".yml")
NO_TEXT = (".pdf", ".doc", ".rtf", ".odt", ".epub", ".djvu", ".tif", ".tiff", ".pages")
TEMPORARY = (".tmp", ".temp", ".bak", ".swp", ".swo", ".orig", ".part", ".crdownload", ".download")
ENDING = re.compile(r"\.(?=[0-9]*[a-z])[a-z0-9]{1,8}")
"""What ends a name by the kind of file; of `Harbour fair 20.04.2023` and `Fair of St. Quay` it is the title."""
BESIDE = "it lies beside articles/, where the texts are looked for: move it into articles/"
LOOKED_AT = 400
"""Files of a folder among whose names that of a lone sidecar is looked for; it is to stay quick in the largest."""
UNNAMED = "its name does not say what it is: end it in .txt if it is a text"
JUNK = ("thumbs.db", "desktop.ini", "icon\r")


BEGINS = re.compile(
    rb"[\x00\x04-\x20\x7f\xff]{0,60}\x01|(?:\xef\xbb\xbf)?\s{0,60}<(?:!doctype\s+html|html)\b", re.I
)
"""How a message of a wire and a saved page begin, whatever the file is called: after the idle characters of the line
an SOH (IPTC 7901, ANPA 1312), or the first tag. wget names pages by their addresses: `story.php?id=5`."""

Stamp = tuple[int, int, int, int]
"""Size, time of the last change of the bytes, time of the last change in any respect (both in nanoseconds), number in
its file system: what tells a file that has not been touched. All 0 when the system would not say."""


class Found(msgspec.Struct, frozen=True):
    """A file that is meant as an article."""

    path: str
    """Path relative to content/, with forward slashes, NFC."""
    file: str
    """Path to open."""
    sidecar: str
    """Path to open of the sidecar beside it; empty when there is none."""
    stamp: Stamp = (0, 0, 0, 0)
    """Of the file, as it was before anything of it was read."""
    beside: Stamp = (0, 0, 0, 0)
    """Of the sidecar."""


class Scan(msgspec.Struct, frozen=True):
    """The files of the articles folder."""

    articles: tuple[Found, ...]
    """In the order of paths."""
    images: dict[str, str]
    """Path relative to content/ to path to open, for the images beside the articles."""
    skipped: tuple[Skipped, ...]
    """Files passed over, each with its reason. Sidecars and images are not among them."""
    pictured: dict[str, Stamp] = {}
    """Stamps of the images, by their paths relative to content/."""
    begun: int = 0
    """Time at which listing began, nanoseconds."""
    unnamed: tuple[Found, ...] = ()
    """Those of the files passed over whose names say nothing of what they are, in the order of paths."""


def scan(content: str) -> Scan:
    """Return what lies in content/articles. Symbolic links are not followed: they could lead anywhere."""
    inside = _walked(os.path.join(content, ARTICLES), content)
    beside = tuple(Skipped(path, BESIDE) for path in _beside(content))
    if not beside:
        return inside
    return msgspec.structs.replace(
        inside, skipped=tuple(sorted((*inside.skipped, *beside), key=lambda s: s.path))
    )


def tree(folder: str) -> Scan:
    """Return what lies in any folder, as if it were content/articles; paths are relative to the folder."""
    return _walked(folder, folder)


def articles_in(folder: str) -> tuple[str, ...]:
    """Return the files to open below any folder that would be articles if it lay in content/articles."""
    return tuple(found.file for found in _walked(folder, folder).articles)


def stamp(entry: os.DirEntry[str] | str) -> Stamp:
    """Return what tells whether a file is still the same, without following a link."""
    try:
        seen = os.lstat(entry) if isinstance(entry, str) else entry.stat(follow_symlinks=False)
    except OSError:
        return 0, 0, 0, 0  # gone since the folder was listed: reading it will say so
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino


def _walked(top: str, content: str) -> Scan:
    begun = time.time_ns()
    articles: list[Found] = []
    images: dict[str, str] = {}
    pictured: dict[str, Stamp] = {}
    skipped: list[Skipped] = []
    unnamed: list[Found] = []
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        here = shown(folder, content)
        if not os.path.isdir(folder):
            if os.path.lexists(folder):
                skipped.append(Skipped(here, "a file where the folder of the texts is expected"))
            continue
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda e: e.name)
        except OSError as error:
            skipped.append(Skipped(here, f"a folder that cannot be read: {error.strerror}"))
            continue
        if any(entry.name == SITE for entry in entries):
            skipped.append(Skipped(here, "a site that Backfile built"))
            continue
        here = "" if here == "." else f"{here}/"
        sidecars = _sidecars(entries)
        owned = {entry.path for entry in sidecars.values()}
        for entry in entries:
            path = here + _name(entry.name)
            reason = _passed_over(entry)
            if reason:
                skipped.append(Skipped(path, reason))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif (suffix := _suffix(entry.name)) in IMAGES:
                images[path] = entry.path
                pictured[path] = stamp(entry)
            elif suffix in SUFFIXES or (
                entry.path not in owned and _begins_as_article(entry.path, entry.name)
            ):
                beside = sidecars.get(_stem(entry.name)) if sidecars else None
                more = (beside.path, stamp(entry), stamp(beside)) if beside else ("", stamp(entry))
                articles.append(Found(path, entry.path, *more))
            elif entry.path not in owned:
                reason = _foreign(entry.name, entries, sidecars)
                skipped.append(Skipped(path, reason))
                if reason is UNNAMED:
                    unnamed.append(Found(path, entry.path, ""))
    return Scan(
        tuple(sorted(_told_apart(articles, content), key=lambda f: f.path)),
        dict(sorted(images.items())),
        tuple(sorted(skipped, key=lambda s: s.path)),
        dict(sorted(pictured.items())),
        begun,
        tuple(sorted(unnamed, key=lambda f: f.path)),
    )


def _beside(content: str) -> Iterator[str]:
    """Yield the texts that lie in content/ itself, and its folders with texts, which were meant for articles/."""
    try:
        with os.scandir(content) as listing:
            entries = sorted(listing, key=lambda e: e.name)
    except OSError:
        return
    for entry in entries:
        if entry.name == ARTICLES or _passed_over(entry):
            continue
        if not entry.is_dir(follow_symlinks=False):
            texts = [entry.name]
        else:
            try:
                texts = os.listdir(entry.path)
            except OSError:
                continue
            if SITE in texts:
                continue
        if any(_suffix(name) in SUFFIXES and not name.lower().startswith("readme") for name in texts):
            yield _name(entry.name)


def _name(name: str) -> str:
    """Return the name of a file as `shown` gives it; it cannot hold a separator."""
    return name if name.isascii() else normal("NFC", _printable(name))


def shown(path: str, content: str) -> str:
    """Return a path as records and messages give it: relative to content/, forward slashes, NFC.

    Bytes of a name that are no UTF-8 are written out: `caf\\xe9.txt`.
    """
    return normal("NFC", _plain(path, content))


def _plain(path: str, content: str) -> str:
    return _printable(os.path.relpath(path, content).replace(os.sep, "/"))


def _printable(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _told_apart(articles: list[Found], content: str) -> Iterator[Found]:
    """Yield the files; one whose name differs from another's only in its Unicode form keeps its own form."""
    times = Counter(found.path for found in articles)
    for found in articles:
        alone = times[found.path] == 1
        yield found if alone else msgspec.structs.replace(found, path=_plain(found.file, content))


def _suffix(name: str) -> str:
    """Return the last part of a name, with the part before it when the two name a format together (`.warc.gz`)."""
    name = name.lower()
    last = name.rfind(".")
    if last < 1:
        return ""
    before = name.rfind(".", 1, last)
    return name[before:] if before > 0 and name[before:] in SUFFIXES else name[last:]


def _stem(name: str) -> str:
    stem = name[: len(name) - len(_suffix(name))]
    return stem if stem.isascii() else normal("NFC", stem)


def _sidecars(entries: Sequence[os.DirEntry[str]]) -> dict[str, os.DirEntry[str]]:
    """Return the sidecars of a folder by the stem of the text they belong to; `.yaml` comes before `.yml`."""
    mine = [e for e in entries if e.name.lower().endswith(SIDECARS) and not _passed_over(e)]
    if not mine:
        return {}
    stems = {_stem(e.name) for e in entries if _suffix(e.name) in SUFFIXES}
    found: dict[str, os.DirEntry[str]] = {}
    for entry in sorted(mine, key=lambda e: (_suffix(e.name), e.name)):
        if _stem(entry.name) in stems and entry.is_file(follow_symlinks=False):
            found.setdefault(_stem(entry.name), entry)
    return found


def _passed_over(entry: os.DirEntry[str]) -> str:
    """Return why a file or folder is no article whatever its content; empty when it may be one."""
    name = entry.name.lower()
    if entry.is_symlink():
        return "symbolic link"
    if name.startswith((".", "~$")):
        return "hidden file"
    if name.endswith(("~", *TEMPORARY)):
        return "temporary file"
    if not entry.is_file(follow_symlinks=False) and not entry.is_dir(follow_symlinks=False):
        return "not a regular file"
    return "system file" if name in JUNK else ""


def kept_name(file: str, name: str) -> str:
    """Return the name under which a file that somebody wants to add is an article: `.txt` is added where none tells."""
    suffix = _suffix(name)
    told = suffix in SUFFIXES or suffix in (*SIDECARS, *IMAGES, *NO_TEXT) or _begins_as_article(file, name)
    return name if told else f"{name}.txt"


def _begins_as_article(file: str, name: str) -> bool:
    """Return whether a file whose name tells nothing is a wire's message or a saved page, by its first bytes."""
    if _suffix(name) in (*SIDECARS, *NO_TEXT) or name.lower().startswith("readme"):
        return False
    try:
        with open(os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as opened:
            return BEGINS.match(opened.read(160)) is not None
    except OSError:
        return False


def _foreign(name: str, entries: Sequence[os.DirEntry[str]], sidecars: Mapping[str, os.DirEntry[str]]) -> str:
    """Return why a file is none of an article, by its name among those of its folder."""
    if _suffix(name) in SIDECARS:
        return f"a sidecar without a text of its own{_meant(name, entries, sidecars)}"
    if name.lower().startswith("readme"):
        return "a readme"
    if _suffix(name) in NO_TEXT:
        return f"no text that can be read ({_suffix(name)}): save its text as a .txt file beside it"
    if not ENDING.fullmatch(_suffix(name)):
        return UNNAMED
    return f"not a text file ({_suffix(name)})"


def _meant(name: str, entries: Sequence[os.DirEntry[str]], sidecars: Mapping[str, os.DirEntry[str]]) -> str:
    """Return which name a sidecar was to have, if a text without one is called nearly so; else nothing.

    The sidecar of `talks.txt` may have been called `tlaks.yaml`, or `talks.txt.yaml`.
    """
    stem = _stem(name)
    if stem in sidecars:
        return f": {_name(sidecars[stem].name)} goes before it"
    if len(entries) > LOOKED_AT:
        return ""
    import difflib

    texts = {e.name: _stem(e.name) for e in entries if _suffix(e.name) in SUFFIXES}
    free = {whole: own for whole, own in sorted(texts.items()) if own not in sidecars}
    same = [own for whole, own in free.items() if stem.casefold() in (whole.casefold(), own.casefold())]
    close = same or difflib.get_close_matches(stem, list(free.values()), n=1, cutoff=0.75)
    return f"; did you mean {_name(close[0])}.yaml?" if close else ""
