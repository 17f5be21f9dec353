"""What became of each file, by path: from the cache, or read anew in worker processes. The bodies stay in the cache."""

import concurrent.futures
import functools
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from itertools import islice

import msgspec

from backfile.archive.assemble import Summary
from backfile.known import bytes_of, digest_of
from backfile.model import Article, Text, Withdrawn
from backfile.problems import Origin, Problem
from backfile.publish.cache import Cache, digest_key
from backfile.publish.workers import Died, Workers, collect_rarely, cores, end_with_parent
from backfile.read.reader import UnreadableFile
from backfile.read.scan import Found
from backfile.reading import Desk, read_file, warm
from backfile.redactions import Redaction
from backfile.search.said import key_of, packed, said, texts_of
from backfile.stages import Stages

__all__ = ["Hands", "Read", "Shelf", "Stored", "Task", "Texts"]

MANY = 64
"""Files below which starting worker processes costs more than it saves."""
CHUNK = 32
"""Files that go to a worker at once."""
BATCH = 256
"""Files whose outcomes go into the cache at once."""


class Task(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One file to read."""

    found: Found
    """Where it is."""
    digest: bytes
    """Digest of its bytes."""
    beside: bytes
    """Digest of its sidecar's bytes; empty when there is none."""
    learnt: tuple[str, ...] = ()
    """Lines to keep out of it, learnt from other texts of its outlet."""
    redactions: tuple[Redaction, ...] = ()
    """What is to be taken out of its articles."""


class Read(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What was read of one file."""

    digest: bytes
    """Digest of its bytes; empty when it could not be read."""
    beside: bytes
    """Digest of its sidecar's bytes."""
    key: bytes
    """By which what became of it is kept."""
    learnt: tuple[str, ...] = ()
    """Lines kept out of it."""


class Stored(msgspec.Struct, frozen=True):
    """What became of one file, without the words of its articles."""

    summaries: tuple[Summary, ...] = ()
    """Its articles."""
    problem: Problem | None = None
    """Why it was set aside."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with its sidecar."""
    withdrawn: tuple[Withdrawn, ...] = ()
    """Articles taken out as a whole."""
    vain: tuple[Problem, ...] = ()
    """Redactions that take nothing out."""


class Made(msgspec.Struct, frozen=True, array_like=True):
    """What a worker hands back of one file: packed, so that the bodies go into the cache as they are."""

    digest: bytes
    """Digest of the bytes that were read."""
    beside: bytes
    """Digest of the sidecar that was read."""
    stored: bytes
    """A `Stored`, packed."""
    texts: tuple[tuple[int, bytes], ...]
    """Part and packed `Text` of each article."""
    words: tuple[tuple[bytes, bytes], ...] = ()
    """Key and words of each article for the search, which so never needs its text."""


class Hands(msgspec.Struct, frozen=True):
    """Who does the reading."""

    jobs: int = 1
    """Worker processes; 0 for one a core."""
    executor: Callable[[], Executor] | None = None
    """Opens what does the reading instead of worker processes."""


# ---------------------------------------------------------------- reading


def _beside(found: Found) -> str:
    """Return the sidecar's path as messages give it."""
    return os.path.splitext(found.path)[0] + os.path.splitext(found.sidecar)[1] if found.sidecar else ""


def _made(task: Task, desk: Desk) -> Made:
    """Return what became of a file; a function of the file and the desk alone."""
    encode = msgspec.msgpack.encode
    try:
        data, sidecar = bytes_of(task.found)
    except UnreadableFile as error:
        return Made(b"", b"", encode(Stored(problem=error.problem)), ())
    desk = msgspec.structs.replace(desk, redactions=task.redactions)
    if task.learnt:
        desk = msgspec.structs.replace(desk, habits=msgspec.structs.replace(desk.habits, learnt=task.learnt))
    beside = (_beside(task.found), sidecar) if task.found.sidecar else None
    outcome = read_file(task.found.path, data, beside, desk)
    return Made(
        digest_of(data),
        digest_of(sidecar) if beside else b"",
        encode(Stored(outcome.summaries, outcome.problem, outcome.problems, outcome.withdrawn, outcome.vain)),
        tuple((reading.article.part, encode(reading.text)) for reading in outcome.readings),
        tuple(
            (key_of(summary.digest), packed(said(*texts_of(reading.article, reading.text))))
            for summary, reading in zip(outcome.summaries, outcome.readings, strict=True)
            if desk.settings.search
        ),
    )


def _made_many(desk: bytes, tasks: Sequence[Task]) -> list[Made]:
    """Return what became of some files; in a worker, which needs nothing but these arguments."""
    opened = _opened(desk)
    return [_made(task, opened) for task in tasks]


def _begun() -> None:
    """Leave it to the build to hear of an interruption: a worker ends when its files are read."""
    end_with_parent()
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@functools.lru_cache(maxsize=1)
def _opened(desk: bytes) -> Desk:
    made: Desk = pickle.loads(desk)  # noqa: S301  packed by the run that this worker belongs to
    return made


def _results(tasks: Sequence[Task], desk: Desk, hands: Hands) -> Iterator[Made | Died]:
    """Yield what became of each task in order, in worker processes when there are many."""
    jobs = hands.jobs or cores()
    if hands.executor is None and (jobs == 1 or len(tasks) < MANY):
        yield from (_made(task, desk) for task in tasks)
        return
    opener = hands.executor or functools.partial(
        concurrent.futures.ProcessPoolExecutor, jobs, initializer=_begun
    )
    if hands.executor is None and multiprocessing.get_start_method() == "fork":
        warm(page=False)  # what a first text loads is loaded once, and not by each worker
    packed = pickle.dumps(msgspec.structs.replace(desk, redactions=()))
    ahead = 2 * jobs if hands.executor is None else 64
    chunk = max(1, min(CHUNK, len(tasks) // (4 * jobs)))
    yield from Workers(_made_many, packed, opener, chunk, ahead).results(tasks)


class Shelf:
    """The outcome of each file by path; a file read again takes the first's place."""

    def __init__(self, desk: Desk, cache: Cache, hands: Hands, stages: Stages) -> None:
        self._desk, self._cache, self._hands, self._stages = desk, cache, hands, stages
        self._tasks: dict[str, Task] = {}
        self._keys: dict[str, bytes] = {}
        self._known: dict[bytes, Stored] = {}

    def read(self, tasks: Iterable[Task]) -> None:
        """Read the files that the cache does not know."""
        new = {task.found.path: task for task in tasks}
        keys = {path: _key(self._desk, task) for path, task in new.items()}
        self._tasks |= new
        self._keys |= keys
        wanted = tuple(key for key in keys.values() if key not in self._known)
        self._known |= self._cache.get_many("outcomes", wanted, Stored)
        fresh = [new[path] for path, key in keys.items() if key not in self._known]
        if not fresh:
            return
        with self._stages.stage("read", len(fresh)) as move:
            results = zip(fresh, _results(fresh, self._desk, self._hands), strict=True)
            while batch := list(islice(results, BATCH)):
                self._take(batch)
                move(len(batch))

    def _take(self, batch: Sequence[tuple[Task, Made | Died]]) -> None:
        decode = msgspec.msgpack.Decoder(Stored).decode
        stored, texts = {}, {}
        words: dict[bytes, bytes] = {}
        for task, made in batch:
            path = task.found.path
            if isinstance(made, Died):
                self._known[self._keys[path]] = Stored(problem=_died(path))
                continue
            if (made.digest, made.beside) != (task.digest, task.beside):
                # The file has changed, or is gone, since it was listed.
                task = msgspec.structs.replace(task, digest=made.digest, beside=made.beside)
                self._tasks[path], self._keys[path] = task, _key(self._desk, task)
            key = self._keys[path]
            self._known[key] = decode(made.stored)
            if made.digest:
                stored[key] = msgspec.Raw(made.stored)
                texts.update({_text_key(key, part): msgspec.Raw(text) for part, text in made.texts})
                words.update(made.words)
        self._cache.put_many("searched", words)
        self._cache.put_many("texts", texts)
        self._cache.put_many("outcomes", stored)

    def entry(self, path: str) -> Stored:
        """Return what became of a file."""
        return self._known[self._keys[path]]

    def file(self, path: str) -> Read:
        """Return what was read of a file."""
        task = self._tasks[path]
        return Read(task.digest, task.beside, self._keys[path], task.learnt)

    def texts(self) -> "Texts":
        """Return the words of all articles, and spare them from the next pruning."""
        # Not by the path in the record, which may be redacted.
        articles = ((path, one.article) for path in self._keys for one in self.entry(path).summaries)
        return self._texts(articles, self._tasks, self._keys)

    def texts_of(
        self, articles: Iterable[Article], tasks: Mapping[str, Task], files: Mapping[str, Read]
    ) -> "Texts":
        """Return the words of these articles, of files that an earlier run has read unless this one has.

        There must be no redactions.
        """
        old = {
            path: msgspec.structs.replace(tasks[path], learnt=one.learnt) if one.learnt else tasks[path]
            for path, one in files.items()
        }
        keys = {path: one.key for path, one in files.items()}
        return self._texts(((one.path, one) for one in articles), old | self._tasks, keys | self._keys)

    def _texts(
        self, articles: Iterable[tuple[str, Article]], tasks: Mapping[str, Task], keys: Mapping[str, bytes]
    ) -> "Texts":
        where = {one.id: (_text_key(keys[path], one.part), path) for path, one in articles}
        self._cache.keep(key for key, _ in where.values())
        return Texts(where, tasks, self._desk, self._cache)


class Texts:
    """The words of articles by id. None of them stays in memory but those that were fetched last."""

    def __init__(
        self, where: Mapping[str, tuple[bytes, str]], tasks: Mapping[str, Task], desk: Desk, cache: Cache
    ) -> None:
        self._where, self._tasks, self._desk = where, tasks, desk
        self._cache: Cache | None = cache
        self._fetched: dict[bytes, Text] = {}

    def fetch(self, ids: Iterable[str]) -> None:
        """Bring the words of these articles into memory, in place of those that were fetched before."""
        if self._cache is not None:
            self._fetched = self._cache.get_many("texts", tuple(self._where[id_][0] for id_ in ids), Text)

    def hand_on(self, ids: Iterable[str]) -> None:
        """Bring the words into memory that a worker forked now cannot bring there: the cache is no file."""
        if self._cache is not None and not self._cache.is_file:
            self.fetch(ids)

    def stand_apart(self) -> None:
        """Ask a cache of its own: in a forked worker, which must not touch that of the build.

        Where there is none, the words that are in memory stay there.
        """
        self._cache = self._cache.apart() if self._cache is not None else None

    def of(self, article: str) -> Text:
        """Return the words of an article, reading its file again if the cache lost them."""
        key, path = self._where[article]
        text = self._fetched.get(key)
        if text is None and self._cache is not None:
            text = self._cache.get("texts", key, Text)
        return text if text is not None else self._again(article, path)

    def _again(self, article: str, path: str) -> Text:
        made = _made(self._tasks[path], self._desk)
        part = next(
            s.article.part
            for s in msgspec.msgpack.decode(made.stored, type=Stored).summaries
            if s.article.id == article
        )
        return msgspec.msgpack.decode(dict(made.texts)[part], type=Text)


def _died(path: str) -> Problem:
    message = "expected a text that can be read, found one that ends the program that reads it"
    hint = "it may need more memory than there is, or make a library fail; save its text as .txt"
    return Problem(Origin(path), "error", "reader-died", message, hint)


def _key(desk: Desk, task: Task) -> bytes:
    taken = (b"redactions", msgspec.msgpack.encode(task.redactions)) if task.redactions else ()
    beside = (_beside(task.found), task.beside)
    return digest_key(desk.key, task.found.path, task.digest, *beside, *task.learnt, *taken)


def _text_key(key: bytes, part: int) -> bytes:
    return digest_key(key, str(part))
