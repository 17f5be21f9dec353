"""The one memo of a build: records kept by the digest of all that they were made from.

A SQLite file in `.backfile/`, one table for each kind of record. A key never comes to mean something else:
it is a digest of the program's code, the libraries and the input, so an entry is right or it is absent.
Each entry carries a checksum of kind, key and data. Nothing in here is needed: whatever happens to the file
(cut short, bits turned, read-only, a folder in its place, disk full) costs one warning and some time, and
the build goes on with an empty private database that vanishes with the process.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec

from backfile.problems import Origin, Problem

__all__ = ["FILE", "Cache", "digest_key"]

FILE = "cache.sqlite"
"""Name of the cache in the folder it is given."""

_FORMAT = 1  # of the tables; a file of another format is started anew
_PRAGMAS = ("trusted_schema=OFF", "cell_size_check=ON", "synchronous=OFF", "journal_mode=TRUNCATE")
_COLUMNS = "key BLOB PRIMARY KEY, sum BLOB, data BLOB"
_MANY = 500  # keys asked for at once: below SQLite's oldest limit of 999 variables

# Errors that tell of the surroundings and not of the file: another program has it open, it is read-only, the
# disk is full. The file is then left as it is; after any other error it is removed and started anew.
_SURROUNDINGS = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    )
)
T = TypeVar("T")


class Cache:
    """Records by kind and key. Not for use by two threads, nor in a forked worker, which takes what is `apart`."""

    def __init__(self, folder: str | None, mend: bool = True) -> None:
        """Open the cache in folder, making both as needed; None keeps nothing after the run.

        Who only looks does not mend: a damaged file is left for the one who works with it, and tells of it.
        """
        self.problems: list[Problem] = []
        """At most one warning for damage of the file and one for damage of entries."""
        self._path = os.path.join(folder, FILE) if folder is not None else ""
        self._db: sqlite3.Connection | None = None
        self._mend = mend
        self._kinds: set[str] = set()
        self._used: set[bytes] = set()
        try:
            if folder is not None:
                os.makedirs(folder, exist_ok=True)
            self._open(self._path)
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def get(self, kind: str, key: bytes, form: type[T]) -> T | None:
        """Return the record of this kind and key, or None, which may happen at any time."""
        return self.get_many(kind, (key,), form).get(key)

    def get_many(self, kind: str, keys: Sequence[bytes], form: type[T]) -> dict[bytes, T]:
        """Return the records that are there, by key; far cheaper than one `get` for each."""
        decoder = msgspec.msgpack.Decoder(form)
        found: dict[bytes, T] = {}
        self._used.update(keys)
        for start in range(0, len(keys), _MANY):
            part = keys[start : start + _MANY]
            marks = ",".join("?" * len(part))
            # The only thing put into the statement is the kind, which _table has checked.
            statement = f"SELECT key, sum, data FROM {self._table(kind)} WHERE key IN ({marks})"  # noqa: S608
            for key, checksum, data in self._rows(statement, part):
                try:
                    if checksum != _checksum(kind, key, data):
                        raise ValueError("its checksum does not fit")
                    found[key] = decoder.decode(data)
                except (TypeError, ValueError, msgspec.DecodeError) as error:
                    self._warn("cache-entry", f"an entry is damaged: {error}")
        return found

    def put(self, kind: str, key: bytes, record: object) -> None:
        """Keep one record."""
        self.put_many(kind, {key: record})

    def put_many(self, kind: str, records: Mapping[bytes, object]) -> None:
        """Keep records by key, in one transaction."""
        encode = msgspec.msgpack.Encoder().encode
        self._used.update(records)
        rows = []
        for key, record in records.items():
            data = encode(record)
            rows.append((key, _checksum(kind, key, data), data))
        self._write(f"INSERT OR REPLACE INTO {self._table(kind)} VALUES (?, ?, ?)", rows)  # noqa: S608

    def keep(self, keys: Iterable[bytes]) -> None:
        """Spare the entries of these keys, of every kind, from the next `prune` without loading them."""
        self._used.update(keys)

    def prune(self, spare: frozenset[str] = frozenset(("output", "states"))) -> int:
        """Return how many entries were removed: those whose key nobody has asked for, put or kept.

        Kinds to spare are left whole: the notes on another output folder are not idle because this run
        wrote elsewhere. Not for a run that has read less than the whole archive.
        """
        removed = 0
        for (kind,) in self._rows("SELECT name FROM sqlite_schema WHERE type = 'table'", ()):
            if not isinstance(kind, str) or not kind.isidentifier() or kind in spare:
                continue
            table = self._table(kind)
            idle = [row for row in self._rows(f"SELECT key FROM {table}", ()) if row[0] not in self._used]  # noqa: S608
            self._write(f"DELETE FROM {table} WHERE key = ?", idle)  # noqa: S608
            removed += len(idle)
        return removed

    @property
    def is_file(self) -> bool:
        """Whether the records are in a file, which others can read too."""
        return bool(self._path)

    def apart(self) -> "Cache | None":
        """Return what reads the same file in a forked worker; None where the records are in no file."""
        if not self._path or self._db is None:
            return None
        twin = copy(self)  # this process's connection stays as it is: it must not even be closed in a worker
        twin.problems, twin._mend = [], False
        try:
            twin._db = sqlite3.connect(f"file:{quote(self._path)}?mode=ro", uri=True, isolation_level=None)
        except sqlite3.Error:
            return None
        return twin

    def close(self) -> None:
        """Let go of the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def __enter__(self) -> "Cache":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self, path: str) -> None:
        """Connect to the file at path, or to a private one for an empty path, and prove it can be written.

        There is no fsync: after a power cut the checksums tell what was lost. The rollback journal is kept,
        because a killed process must not look like damage.
        """
        self._kinds.clear()
        db = self._db = sqlite3.connect(path, timeout=1.0, isolation_level=None)
        for pragma in _PRAGMAS:
            db.execute(f"PRAGMA {pragma}")
        (found,) = db.execute("PRAGMA user_version").fetchone()
        empty = not db.execute("SELECT 1 FROM sqlite_schema").fetchone()
        if found > _FORMAT:
            raise sqlite3.DatabaseError("it was written by a newer program")
        if found < _FORMAT and not empty:
            db.close()
            os.unlink(path)
            self._open(path)
            return
        db.execute("BEGIN IMMEDIATE")
        if found < _FORMAT:
            db.execute(f"PRAGMA user_version={_FORMAT}")
        db.execute("COMMIT")

    def _table(self, kind: str) -> str:
        """Return the quoted name of a kind's table, which exists from then on."""
        if not (kind.isidentifier() and kind.isascii()):
            raise ValueError(f"a kind of record is named by letters: {kind!r}")
        if kind not in self._kinds:
            self._write(f'CREATE TABLE IF NOT EXISTS "{kind}" ({_COLUMNS})', [()])
            self._kinds.add(kind)
        return f'"{kind}"'

    def _rows(self, statement: str, values: Sequence[object]) -> list[Any]:
        if self._db is None:
            return []
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _write(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement for each row in one transaction; on trouble the rows are forgotten."""
        if self._db is None or not rows:
            return
        try:
            self._db.execute("BEGIN")
            if len(rows) == 1:
                self._db.execute(statement, rows[0])
            else:
                self._db.executemany(statement, rows)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """Warn once and go on with a new file, else with a private database, else with nothing."""
        reached_file = bool(self._path)
        self.close()
        if reached_file:
            self._warn("cache", f"the cache is not usable and was left aside: {error}")
        code = getattr(error, "sqlite_errorcode", None)
        hopeless = isinstance(error, OSError) or (code is not None and code & 0xFF in _SURROUNDINGS)
        path, self._path = (self._path if self._mend and not hopeless else ""), ""
        for attempt in dict.fromkeys((path, "")):
            try:
                if attempt:
                    os.unlink(attempt)
                elif not reached_file:
                    return  # the private database itself has failed: keep nothing
                self._open(attempt)
                return
            except (OSError, sqlite3.Error):
                self.close()

    def _warn(self, code: str, message: str) -> None:
        if all(problem.code != code for problem in self.problems):
            hint = "the build goes on without it; remove .backfile/ if this is said again"
            self.problems.append(Problem(Origin(f".backfile/{FILE}"), "warning", code, message, hint))


def digest_key(*parts: bytes | str) -> bytes:
    """Return 20 bytes that stand for these parts in this order and no others."""
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


def _checksum(kind: str, key: bytes, data: bytes) -> bytes:
    digest = hashlib.blake2b(kind.encode(), digest_size=16)
    digest.update(key)
    digest.update(data)
    return digest.digest()
