"""Whether anything has changed since the last build at all: if not, its report is all there is to give.

What a build is made from is compared with what the last one noted: the program's own files and those of the libraries
that turn texts into pages, the options, everything in content/ but the texts byte by byte, the theme, the texts and
pictures by their stamps (by their bytes where a stamp proves nothing), and every file of the site by its size and
times. One difference of any kind, or anything that is missing, and the build goes its whole way; nothing is concluded
from what is the same but that all is. Nothing here needs the readers, templates or page makers, so that a build of
which nothing has changed starts as fast as Python does.
"""

import os
import stat
import sys
from collections.abc import Iterator, Mapping

import msgspec

from backfile.known import Known, digests_of, known_files
from backfile.options import Options
from backfile.problems import Report
from backfile.publish.cache import Cache, digest_key
from backfile.publish.codeversion import code_version
from backfile.publish.lock import Lock
from backfile.publish.sitelist import LIST, STAGE, Note
from backfile.read.reader import UnreadableFile
from backfile.read.scan import ARTICLES, Scan, scan

__all__ = ["keep_state", "listing", "standing", "surroundings"]


class State(msgspec.Struct, frozen=True, array_like=True):
    """What the last build was made from, and what it said."""

    surroundings: bytes
    """Digest of all but the texts."""
    listing: bytes
    """Digest of the names of the texts, of the pictures with their stamps, and of what was passed over."""
    sheet: tuple[int, int, int]
    """Size and times of the list of the site's files."""
    now: str
    """The day after which a date lay in the future; empty when nobody asked."""
    future: bool
    """Whether a text is dated later than that."""
    report: Report
    """The report, as of a build that changed nothing."""
    texts: bytes
    """Digest of the bytes of all texts. What the cache knows of them may come from a later build that was killed."""


def standing(options: Options, found: Scan | None = None) -> Report | None:
    """Return the report of a build that has nothing to do; None when it may have something to do.

    `found` are the files, when they were listed already. Raises Locked when another build of the archive is running.
    """
    if not options.cached or not os.path.isdir(options.home):
        return None
    with Lock(options.home) as lock, Cache(options.cache, mend=False) as cache:
        if lock.problem is not None or cache.problems:
            return None
        state = cache.get("states", _row(options), State)
        if state is None or not _same_day(state, options.now) or state.sheet != _sheet(options.out):
            return None
        found = found or scan(options.content)
        if state.listing != listing(found) or state.surroundings != surroundings(options):
            return None
        if not _texts_stand(found, cache, state.texts) or not _site_stands(options, cache) or cache.problems:
            return None
        return state.report


def keep_state(options: Options, before: bytes, report: Report, found: Scan, cache: Cache) -> None:
    """Keep what this build was made from; `before` are the surroundings as they were at its beginning."""
    if any(p.code.startswith(("cache", "site-list")) for p in report.problems):
        return  # the next build would say again what was wrong with this one only
    quiet = msgspec.structs.replace(report, written=0, unchanged=report.pages, removed=0, seconds=0.0)
    future = any(problem.code == "future-date" for problem in report.problems)
    texts = _texts(found, known_files(cache))
    state = State(before, listing(found), _sheet(options.out), options.now or "", future, quiet, texts)
    cache.put("states", _row(options), state)


def surroundings(options: Options) -> bytes:
    """Return the digest of all that a build depends on but the texts and pictures."""
    content, home = os.path.abspath(options.content), os.path.dirname(os.path.abspath(options.content))
    package = os.path.dirname(os.path.abspath(__file__))
    themes = (os.path.join(home, "templates"), os.path.join(package, "_templates"))
    checkout = os.path.normpath(os.path.join(package, *[os.pardir] * 2, "templates"))
    parts: list[bytes | str] = [code_version(), os.path.realpath(options.out), content, str(options.strict)]
    for folder, skipped in ((package, "__pycache__"), *((theme, "") for theme in (*themes, checkout))):
        for path in _files_below(folder, skipped):
            seen = os.lstat(path)
            parts.append(f"{path}\n{seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}")
    for folder in sys.path:
        if os.path.isdir(folder):
            parts += sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
    for name in sorted(os.listdir(content)):
        path = os.path.join(content, name)
        if name != ARTICLES and os.path.isfile(path):
            with open(path, "rb") as file:
                parts += (name, file.read())
    return digest_key(*parts)


def listing(found: Scan) -> bytes:
    """Return the digest of the names of the texts, of the pictures with their stamps, and of what was passed over."""
    names = [(one.path, os.fsencode(one.sidecar)) for one in found.articles]
    return digest_key(msgspec.msgpack.encode((names, found.pictured, found.skipped)))


def _files_below(folder: str, skipped: str) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != skipped)
        yield from (os.path.join(here, name) for name in sorted(names))


def _row(options: Options) -> bytes:
    return digest_key("state", os.path.realpath(options.out))


def _same_day(state: State, now: str | None) -> bool:
    """Return True when the day of this run gives the doubts of that day."""
    now = now or ""
    return now == state.now or (not state.future and bool(state.now) and now > state.now)


def _texts(found: Scan, known: Mapping[str, Known]) -> bytes:
    """Return the digest of the bytes of all texts and sidecars that could be read."""
    read = ((one.path, known[one.path]) for one in found.articles if one.path in known)
    return digest_key(msgspec.msgpack.encode([(path, k.digest, k.beside_digest) for path, k in read]))


def _texts_stand(found: Scan, cache: Cache, texts: bytes) -> bool:
    """Return True when every text and sidecar holds the bytes of which the last whole build made the site."""
    known = known_files(cache)
    if _texts(found, known) != texts:
        return False
    for one in found.articles:
        before = known.get(one.path)
        if before is None:
            return False  # it could not be read: let the build say so again
        if before.safe and before.stamp == one.stamp and before.beside == one.beside:
            continue
        try:
            now = digests_of(one, before, found.begun)
        except UnreadableFile:
            return False
        if (now.digest, now.beside_digest) != (before.digest, before.beside_digest):
            return False
    return True


def _sheet(out: str) -> tuple[int, int, int]:
    try:
        seen = os.lstat(os.path.join(os.path.realpath(out), LIST))
    except OSError:
        return 0, 0, 0
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def _site_stands(options: Options, cache: Cache) -> bool:
    """Return True when every file of the site is as it was written, in folders that are no links."""
    root = os.path.realpath(options.out)
    if os.path.lexists(os.path.join(root, STAGE)):
        return False  # of a build that was killed: let this one clear it away
    notes = cache.get("output", digest_key("output", root), dict[str, Note])
    if not notes:
        return False
    lstat, regular, folders = os.lstat, stat.S_ISREG, set()
    try:
        for url, note in notes.items():
            seen = lstat(f"{root}/{url}")
            if (
                seen.st_mtime_ns != note.modified
                or seen.st_ctime_ns != note.changed
                or seen.st_size != note.size
                or not regular(seen.st_mode)
            ):
                return False
            folders.add(url.rpartition("/")[0])
        for folder in list(folders):
            while folder:
                if not stat.S_ISDIR(lstat(f"{root}/{folder}").st_mode):
                    return False
                folder = folder.rpartition("/")[0]
    except OSError:
        return False
    return True
