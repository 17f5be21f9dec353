"""The output folder: the only module that writes into it.

Files are staged first, in a folder of their own inside the output, and renamed into place when all of them
are on disk. So a full disk or a failing page leaves the old site as it was, and a kill at any moment leaves
every file wholly old or wholly new; only a kill in the short time of the renaming leaves some of each.

Two records are kept. `.backfile-site` in the output folder lists every file of the site with its SHA-256, in
the form that `sha256sum -c` reads. It marks the folder as ours, decides what may be removed, and holds
nothing that depends on the run; it is in the folder because a folder may be moved, copied or built by
another machine, and because `.backfile/` may be deleted at any time without stale pages staying for ever.
Before the first change it is replaced by the union of the old and the new names: after a kill the next run
knows every file that is ours. The second record, in the cache, holds what must not be in the site: the
key each file was made with, and size and times, which spare reading it again.

Both records are written durably, the pages are not: an fsync for each costs a hundred times its writing.
After a power cut a page may be empty or short; its size and digest then differ and the next run mends it.
"""

import contextlib
import hashlib
import os
import stat
from collections.abc import Collection, Iterator

import msgspec

from backfile.problems import Origin, Problem
from backfile.publish.cache import Cache, digest_key
from backfile.publish.claims import Claims
from backfile.publish.places import OutputRefused, destination, folded_form, is_safe, told, write_whole
from backfile.publish.sitelist import LIST, LIST_PART, STAGE, Note, is_list, noted, parsed_list, write_list

__all__ = ["Counts", "Output", "refuse_foreign"]

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_UNKNOWN = "0" * 64
_KIND = "output"


class Counts(msgspec.Struct, frozen=True):
    """What became of the files of the site."""

    pages: int
    """Files that the site consists of."""
    written: int
    """Files that were written."""
    unchanged: int
    """Files that were left as they stood."""
    removed: int
    """Files of an earlier build that were removed."""


def refuse_foreign(folder: str, content: str, cache: Cache) -> None:
    """Raise OutputRefused for a folder without our list that holds what is not ours: told before any work is done."""
    if not os.path.lexists(os.path.join(folder, LIST)):
        Output(folder, content, cache)


class Output:
    """The output folder during one build: claim every file by `kept`, `put` or `copy`, then `finish`."""

    def __init__(self, folder: str, content: str, cache: Cache) -> None:
        """Look at the folder and change nothing; raises OutputRefused when it may not be written into."""
        self.problems: list[Problem] = []
        """A warning when the list of files is damaged."""
        self.root = destination(folder, content)
        """The output folder's real path."""
        self._shown = folder
        self._cache = cache
        self._row = digest_key("output", self.root)
        self._notes = cache.get(_KIND, self._row, dict[str, Note]) or {}
        self._checked = {""}  # folders that are no links and not in the way of anything
        self._marked = False  # the folder holds a list, whole or damaged
        self._adopting = False  # a damaged list: what stands where we write is taken for ours
        self._standing: dict[str, str] | None = None  # the list of files as it is on disk
        self._ours: dict[str, str] = {}  # files of earlier builds and their digests
        with told(self._name(LIST), "read"):
            self._look()
        self._ours_folded = {folded_form(url): url for url in self._ours}
        self._claims = Claims()
        self._done: dict[str, Note] = {}  # what the site consists of
        self._staged: dict[int, str] = {}  # addresses of files that wait in the stage, by their number there
        self._next = 0  # number in the stage for the next file
        self._begun = False

    def kept(self, url: str, key: str) -> bool:
        """Return True, and claim the address, when the file on disk was made with this key and is intact."""
        note = self._notes.get(url)
        if note is None or note.key != key or url not in self._ours:
            return False
        with told(self._name(url), "read"):
            found = self._found(url, note.size)
            if found is None or found.digest != note.digest:
                return False
            self._claims.claim(url, self._ours)
        self._done[url] = found
        return True

    def standing(self, url: str, key: str) -> bytes | None:
        """Return the bytes of a file of an earlier build made with this key, None when it is not intact."""
        note = self._notes.get(url)
        if note is None or note.key != key or url not in self._ours:
            return None
        with told(self._name(url), "read"):
            if self._found(url, note.size) is None:
                return None
            with open(self._at(url), "rb") as file:
                data = file.read()
        return data if hashlib.sha256(data).hexdigest() == note.digest else None

    def put(self, url: str, key: str, data: bytes) -> None:
        """Claim the address for these bytes; they are staged unless the file on disk holds the same."""
        number = self.reserve(url)
        self.settle(number, url, self.stage(number, url, key, data))

    def reserve(self, url: str) -> int:
        """Claim the address for bytes that are still to be made; return their number in the stage."""
        with told(self._name(url), "read"):
            self._claim(url)
        return self.fresh()

    def fresh(self) -> int:
        """Return a number of the stage that no file has."""
        self._next += 1
        return self._next - 1

    def stage(self, number: int, url: str, key: str, data: bytes) -> Note:
        """Return the note of these bytes, staged unless the file on disk holds the same: then with its times.

        Changes nothing here, so that a forked worker may do it, once `open_stage` was called; `settle` takes the note.
        """
        digest = hashlib.sha256(data).hexdigest()
        with told(self._name(url), "read"):
            standing = self._standing_note(url, key, len(data), digest)
        if standing is not None:
            return standing
        with told(self._name(url)), self._part(number) as fd:
            write_whole(fd, data)
        return Note(key, digest, len(data), 0, 0)

    def settle(self, number: int, url: str, note: Note) -> None:
        """Take what became of a reserved address."""
        self._done[url] = note
        if not note.modified and not note.changed:
            self._staged[number] = url

    def copy(self, url: str, path: str) -> None:
        """Claim the address for a copy of the file at path.

        The key is the original's size and times, so that an unchanged picture is not read again.
        """
        with told(path, "read"):
            seen = os.stat(path)
        key = f"copy {seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}"
        if self.kept(url, key):
            return
        with told(path, "read"), open(path, "rb") as file:
            self._claim(url)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
            file.seek(0)
            standing = self._standing_note(url, key, size, digest)
            if standing is not None:
                self._done[url] = standing
                return
            number = self.fresh()
            with told(self._name(url)), self._part(number) as fd:
                copied = hashlib.sha256()  # of the bytes that are written, should the original change now
                while block := file.read(1 << 20):
                    copied.update(block)
                    write_whole(fd, block)
            self.settle(number, url, Note(key, copied.hexdigest(), file.tell(), 0, 0))

    def ready(self) -> Collection[str]:
        """Return the addresses whose files stand, or wait in the stage: one look at the stage, none at a file."""
        with told(self._name(STAGE), "read"):
            waiting = set(os.listdir(self._at(STAGE))) if self._staged else set()
        return self._done.keys() - {url for n, url in self._staged.items() if str(n) not in waiting}

    def finish(self) -> Counts:
        """Put the site in place and return what became of its files."""
        stale = sorted(self._ours.keys() - self._done.keys())
        digests = {url: note.digest for url, note in self._done.items()}
        if self._staged or digests != self._standing:
            self.open_stage()
            self._write_list(dict.fromkeys(digests, _UNKNOWN) | self._ours)
        early = [url for url in stale if self._claims.in_the_way(url)]
        removed = self._remove(early)
        folders = {""}  # that are there
        for number, url in self._staged.items():
            path, folder = self._at(url), url.rpartition("/")[0]
            with told(self._name(url)):
                if folder not in folders:
                    os.makedirs(self._at(folder), exist_ok=True)
                    folders.add(folder)
                os.replace(self._at(f"{STAGE}/{number}"), path)
                note = self._done[url]
                self._done[url] = noted(note.key, note.digest, os.lstat(path))
        removed += self._remove(sorted(set(stale).difference(early)))
        self._write_list(digests)
        if self._done != self._notes:
            self._cache.put(_KIND, self._row, self._done)
        written = len(self._staged)
        self.close()
        return Counts(len(self._done), written, len(self._done) - written, removed)

    def close(self) -> None:
        """Remove what was staged and not put in place, now or by a run that was killed."""
        self._staged.clear()
        self._begun = False
        if not self._marked:
            return
        stage = self._at(STAGE)
        with told(self._name(STAGE), "remove"):
            for path in (self._at(LIST_PART), stage):
                if os.path.lexists(path) and (os.path.islink(path) or not os.path.isdir(path)):
                    os.unlink(path)
            if os.path.isdir(stage):
                for name in os.listdir(stage):
                    os.unlink(os.path.join(stage, name))
                os.rmdir(stage)

    def __enter__(self) -> "Output":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------ what is there

    def _look(self) -> None:
        """Learn which files of the folder are ours; raises OutputRefused when the folder is not."""
        try:
            names = [name for name in os.listdir(self.root) if name != LIST_PART]
        except FileNotFoundError:
            return
        if LIST in names and stat.S_ISREG(os.lstat(self._at(LIST)).st_mode):
            with open(self._at(LIST), "rb") as file:
                data = file.read()
            self._standing = parsed_list(data)
            self._marked = is_list(data)
        if self._standing is not None:
            self._ours = self._standing
            return
        there = {u: note for u, note in self._notes.items() if is_safe(u) and os.path.lexists(self._at(u))}
        proven = {url: note.digest for url, note in there.items() if self._proves(url, note)}
        if self._marked:
            self._adopting = True
            hint = "pages that no longer belong to the site may be left; remove the folder to be rid of them"
            message = "the list of the site's files is damaged and was made anew"
            self.problems.append(Problem(Origin(LIST), "warning", "site-list", message, hint))
        elif names and (not proven or len(proven) < len(there)):
            reason = "it holds files that Backfile did not write; name an empty or a new folder"
            raise OutputRefused(f"will not write into {self._shown}: {reason}")
        self._ours = proven

    def _proves(self, url: str, note: Note) -> bool:
        found = self._found(url, note.size)
        return found is not None and found.digest == note.digest

    def _found(self, url: str, size: int) -> Note | None:
        """Return the note of the file on disk if it is a plain file of this size, read again if touched."""
        self._check_folder(url.rpartition("/")[0])
        path = self._at(url)
        try:
            seen = os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        if seen.st_size != size or not stat.S_ISREG(seen.st_mode):
            return None
        note = self._notes.get(url)
        times = (seen.st_mtime_ns, seen.st_ctime_ns)
        if note is not None and note.size == size and (note.modified, note.changed) == times:
            return note
        try:
            with open(path, "rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None  # what cannot be read is replaced
        return noted(note.key if note is not None else "", digest, seen)

    def _standing_note(self, url: str, key: str, size: int, digest: str) -> Note | None:
        """Return the note of the file on disk when it is ours and has this digest."""
        if url not in self._ours and not self._adopting:
            if os.path.lexists(self._at(url)) and not self._gives_way(url):
                raise self._blocked(url)
            return None
        found = self._found(url, size)
        if found is None or found.digest != digest:
            return None
        return Note(key, digest, size, found.modified, found.changed)

    def _gives_way(self, url: str) -> bool:
        """Return True when only files of ours stand where a new one goes: in another case, or below it."""
        path = self._at(url)
        if os.path.isdir(path) and not os.path.islink(path):
            there = (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
            return all(os.path.relpath(file, self.root).replace(os.sep, "/") in self._ours for file in there)
        old = self._at(self._ours_folded.get(folded_form(url), LIST))
        return os.path.exists(path) and os.path.exists(old) and os.path.samefile(old, path)

    # ------------------------------------------------------------ who claims what

    def _claim(self, url: str) -> None:
        """Reserve an address whose folder is none yet, or a real one; raises AddressClash, OutputRefused."""
        self._check_folder(url.rpartition("/")[0])
        self._claims.claim(url, self._ours)

    def _check_folder(self, folder: str) -> None:
        """Make sure that a folder of the site is none yet, or a real one: no link and no foreign file."""
        while folder not in self._checked and not self._is_real(folder) and folder not in self._ours:
            above = folder.rpartition("/")[0]
            if self._is_real(above):
                raise self._blocked(folder)
            folder = above

    def _is_real(self, folder: str) -> bool:
        """Return True when nothing, or a folder that no link leads to, is found in this place."""
        if folder in self._checked:
            return True
        above = folder.rpartition("/")[0]
        if not self._is_real(above):
            return False
        try:
            if not stat.S_ISDIR(os.lstat(self._at(folder)).st_mode):
                return False
        except (FileNotFoundError, NotADirectoryError):
            pass
        self._checked.add(folder)
        return True

    # ------------------------------------------------------------ what is changed

    def open_stage(self) -> None:
        """Mark the folder as ours, making it as needed, and open an empty stage in it.

        A damaged list stays until the end: it would else, after a kill, leave out what was not proven ours.
        """
        if self._begun:
            return
        with told(self._shown):
            os.makedirs(self.root, exist_ok=True)
        if not self._adopting:
            self._write_list(self._ours)
        self.close()
        self._begun = True
        with told(self._name(STAGE)):
            os.mkdir(self._at(STAGE))

    @contextlib.contextmanager
    def _part(self, number: int) -> Iterator[int]:
        """Open a file of the stage by its number."""
        self.open_stage()
        fd = os.open(self._at(f"{STAGE}/{number}"), _NEW, 0o666)
        try:
            yield fd
        finally:
            os.close(fd)

    def _write_list(self, digests: dict[str, str]) -> None:
        """Put the list of files in place, durably, unless it stands there already."""
        if digests == self._standing:
            return
        with told(self._name(LIST)):
            write_list(self.root, digests)
        self._standing = dict(digests)
        self._marked = True

    def _remove(self, urls: list[str]) -> int:
        """Remove files of an earlier build and the folders this leaves empty; return how many files."""
        removed = 0
        folders: set[str] = set()
        for url in urls:
            folder = url.rpartition("/")[0]
            folders.add(folder)
            with told(self._name(url), "remove"), contextlib.suppress(FileNotFoundError, NotADirectoryError):
                if self._is_real(folder) and not stat.S_ISDIR(os.lstat(self._at(url)).st_mode):
                    os.unlink(self._at(url))
                    removed += 1
        while folders:
            folder = max(folders, key=len)
            folders.remove(folder)
            path = self._at(folder)
            with told(self._name(folder), "remove"):
                if folder and self._is_real(folder) and os.path.isdir(path) and not os.listdir(path):
                    os.rmdir(path)
                    folders.add(folder.rpartition("/")[0])
        return removed

    # ------------------------------------------------------------ what is said

    def _at(self, url: str) -> str:
        return f"{self.root}/{url}"

    def _name(self, url: str) -> str:
        return f"{self._shown}/{url}"

    def _blocked(self, url: str) -> OutputRefused:
        why = "Backfile did not write it; move it out of the way"
        return OutputRefused(f"will not replace {self._name(url)}: {why}")
