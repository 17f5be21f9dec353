"""The search of a small archive, made by a copy of this process while this one renders the pages.

By itself it would keep one processor busy and leave the others idle. Large archives need no such help: there the words
are shared out among workers.
"""

import contextlib
import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from backfile.publish.forks import forked
from backfile.search.index import File
from backfile.search.postings import MANY
from backfile.search.store import KeptStore
from backfile.search.vocabulary import Store

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["FEWEST", "Beside"]

FEWEST = 32
"""Articles below which starting a process costs more than it saves."""


class _Done(msgspec.Struct, array_like=True):
    """What the other process has made, and what it would have kept between builds."""

    files: list[tuple[str, str, bytes, tuple[str, ...]]] = []
    """Address, key, bytes and articles of each file."""
    states: dict[bytes, bytes] = {}
    words: dict[bytes, bytes] = {}
    spared: list[bytes] = []


class _Noting:
    """The store of the other process, which may read and not write: it notes what is to be kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.done = _Done()
        self.state, self.file = store.state, store.file

    def keep_state(self, key: bytes, data: bytes) -> None:
        self.done.states[key] = data

    def words(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        return self._store.words(keys)

    def keep_words(self, words: Mapping[bytes, bytes]) -> None:
        self.done.words.update(words)

    def spare(self, keys: Sequence[bytes]) -> None:
        self.done.spared += keys


class Beside:
    """The files of the search, made by another process from now on, or here when they are asked for."""

    def __init__(self, make: Callable[[Store], Iterator[File]], store: KeptStore) -> None:
        """Keep what makes the files, and the store that it is to be given."""
        self._make, self._store = make, store
        self._other: tuple[BaseProcess, Connection] | None = None

    def begin(self, articles: int, stand_apart: Callable[[], None]) -> None:
        """Have another process make the files of so many articles, where that is of use.

        `stand_apart` is called in it, so that the words of articles do not come from what both processes use.
        """
        if FEWEST <= articles < MANY and self._store.is_file and hasattr(os, "fork"):
            self._other = forked(partial(self._work, stand_apart))

    def files(self) -> Iterator[File]:
        """Yield the files. What fails in the other process is done again here, and raised."""
        done = self._done()
        if done is None:
            yield from self._make(self._store)
            return
        for row, state in done.states.items():
            self._store.keep_state(row, state)
        self._store.keep_words(done.words)
        self._store.spare(done.spared)
        for url, key, data, entries in done.files:
            yield File(url, key, partial(bytes, data), entries)

    def __enter__(self) -> "Beside":
        return self

    def __exit__(self, *_: object) -> None:
        """End the other process, should it still be at work."""
        if self._other is not None:
            process, pipe = self._other
            process.terminate()
            pipe.close()
            process.join()

    def _done(self) -> _Done | None:
        if self._other is None:
            return None
        process, pipe = self._other
        self._other = None
        done = None
        with contextlib.suppress(EOFError, msgspec.DecodeError):
            done = msgspec.msgpack.decode(pipe.recv_bytes(), type=_Done)
        pipe.close()
        process.join()
        return done

    def _work(self, stand_apart: Callable[[], None], pipe: "Connection") -> None:
        gc.disable()
        stand_apart()
        store = _Noting(self._store.apart())
        store.done.files = [(one.url, one.key, one.make(), one.entries) for one in self._make(store)]
        pipe.send_bytes(msgspec.msgpack.encode(store.done))
