"""All files to readings: each read by itself, once, and kept; what the archive then teaches of some is applied."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

import msgspec

from backfile.archive.assemble import Summary
from backfile.archive.habitual import Learnt, edges_of, learnt_lines
from backfile.archive.phrases import phrases_of
from backfile.archive.sketch import sketch_of
from backfile.archive.topics import word_hits, words_of
from backfile.extract.findings import find
from backfile.model import Document, Reading, Text, Withdrawn
from backfile.parse.article import Habits, parse
from backfile.parse.overrides import vain_corrections
from backfile.problems import Origin, Problem, SetAside
from backfile.publish.cache import Cache, code_version, digest_key
from backfile.read.document import MAX_BYTES, read_documents
from backfile.read.reader import UnreadableFile
from backfile.read.scan import Found, Scan
from backfile.read.sidecar import Sidecar, corrected, read_sidecar
from backfile.redactions import Redaction, read_redactions
from backfile.registers import PeopleRegister, Registers, read_registers
from backfile.settings import Settings, read_settings
from backfile.takedown import published
from backfile.yamltext import YamlError

__all__ = ["Desk", "Gathered", "Outcome", "gather", "open_desk", "read_file", "set_aside"]

MANY = 400  # files below which starting worker processes costs more than it saves
CHUNK = 32


class Desk(msgspec.Struct, frozen=True):
    """What every article is read with."""

    settings: Settings
    """site.yaml."""
    registers: Registers
    """The authority files."""
    habits: Habits
    """What of them bears on reading."""
    people: PeopleRegister
    """The people register, for recognising names."""
    words: tuple[str, ...]
    """The words that topic rules ask for."""
    key: bytes
    """Digest of all this and of the code that reads."""
    redactions: tuple[Redaction, ...] = ()
    """What is to be taken out of which articles; not in the key, for most files have none."""
    suggests: bool = False
    """Whether topics are to be suggested from the texts: there are no rules, or somebody asks."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of one file."""

    readings: tuple[Reading, ...] = ()
    """Its articles; none when it was set aside."""
    problem: Problem | None = None
    """Why it was set aside."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with its sidecar."""
    summaries: tuple[Summary, ...] = ()
    """The same articles without their words."""
    withdrawn: tuple[Withdrawn, ...] = ()
    """Articles of the file that are taken out as a whole."""
    vain: tuple[Problem, ...] = ()
    """Redactions that take nothing out of the file: nothing is published while there are any."""


def open_desk(content: str, suggests: bool = False) -> tuple[Desk, tuple[Problem, ...]]:
    """Return what articles are read with, and what is wrong with settings and registers.

    Topics are suggested where topics.yaml has none, or where `suggests` asks for it.
    """
    settings, problems = read_settings(content)
    registers, more = read_registers(content)
    redactions, wrong = read_redactions(content)
    sources = tuple(s for s in registers.sources.values() if s.date_order or s.boilerplate)
    agencies = tuple(
        n for s in registers.sources.values() if s.kind == "agency" for n in (s.name, *s.aliases)
    )
    habits = Habits(settings.date_order, agencies, sources)
    words = words_of(registers.topics)
    bearing = msgspec.msgpack.encode((habits, registers.people, words, sorted(settings.columns.items())))
    suggests = suggests or not registers.topics
    key = digest_key(code_version(), bearing, str(suggests))
    return Desk(settings, registers, habits, registers.people, words, key, redactions, suggests), (
        *problems,
        *more,
        *wrong,
    )


def read_file(path: str, data: bytes, sidecar: tuple[str, bytes] | None, desk: Desk) -> Outcome:
    """Return the articles of one file, or why it is set aside. Depends on these arguments alone."""
    try:
        documents = read_documents(path, data, desk.settings.columns)
        corrections = read_sidecar(*sidecar) if sidecar else Sidecar()
    except UnreadableFile as error:
        return Outcome(problem=error.problem)
    except YamlError as error:
        return Outcome(problem=error.problem)
    read = tuple(_reading(corrected(d, corrections), desk) for d in documents)
    readings, withdrawn, vain = published(path, read, desk.redactions)
    return Outcome(
        readings,
        None,
        tuple(vain_corrections(documents, corrections, desk.habits)) if sidecar else (),
        tuple(_summary(reading, desk) for reading in readings),
        withdrawn,
        vain,
    )


def _reading(document: Document, desk: Desk) -> Reading:
    article, text = parse(document, desk.habits)
    return Reading(article, text, find(article, text, desk.people))


def _summary(reading: Reading, desk: Desk) -> Summary:
    article, text = reading.article, reading.text
    digest = digest_key(msgspec.msgpack.encode(reading)).hex()
    hits, edges = word_hits(article, text, desk.words), edges_of(text.body)
    sketch = sketch_of(text.body, article.dateline.text if article.dateline else "")
    phrases = phrases_of(article, text, reading.findings) if desk.suggests else ""
    return Summary(article, reading.findings, hits, digest, edges, sketch, phrases)


# ---------------------------------------------------------------- all files


class Task(msgspec.Struct, frozen=True):
    """One file to read."""

    path: str
    """Path relative to content/."""
    data: bytes
    """Its bytes."""
    sidecar: tuple[str, bytes] | None
    """Path and bytes of its sidecar."""
    learnt: tuple[str, ...] = ()
    """Lines to keep out of it, learnt from other texts of its outlet."""
    redactions: tuple[Redaction, ...] = ()
    """What is to be taken out of its articles."""


class Gathered(msgspec.Struct, frozen=True):
    """All files of the archive, read."""

    summaries: tuple[Summary, ...]
    """The articles, without their words."""
    text_of: Callable[[str], Text]
    """Returns the words of an article by id."""
    published: int
    """Files of which the articles came."""
    set_aside: tuple[SetAside, ...]
    """Files that could not be read."""
    problems: tuple[Problem, ...]
    """Why, and what is wrong with sidecars."""
    learnt: tuple[Learnt, ...] = ()
    """Lines that outlets print in most of their texts, kept out of the bodies."""
    withdrawn: tuple[Withdrawn, ...] = ()
    """Articles taken out as a whole, by address."""
    vain: tuple[Problem, ...] = ()
    """Redactions that take nothing out: nothing is published while there are any."""


def gather(found: Scan, desk: Desk, cache: Cache, jobs: int = 1) -> Gathered:
    """Return what all files say, reading those that the cache does not know.

    Lines learnt from the archive change only the files that have them, and only these are read again.
    """
    tasks: dict[str, Task] = {}
    refused: dict[str, Problem] = {}
    for one in found.articles:
        try:
            tasks[one.path] = _load(one)
        except UnreadableFile as error:
            refused[one.path] = error.problem
    shelf = _Shelf(desk, cache, jobs)
    shelf.read(tasks.values())
    tasks, vain = _redacting(tasks, refused, shelf, desk.redactions)
    read = [(path, summary) for path in tasks for summary in shelf.entry(path).summaries]
    articles = {summary.article.id: summary.article for _, summary in read}
    edges = {summary.article.id: summary.edges for _, summary in read}
    learnt = learnt_lines(articles, edges, desk.registers.sources)
    where = {summary.article.id: path for path, summary in read}
    lines: dict[str, list[str]] = {}
    for line in learnt:
        for path in dict.fromkeys(where[id_] for id_ in line.ids):
            lines.setdefault(path, []).append(line.text)
    shelf.read(msgspec.structs.replace(tasks[path], learnt=tuple(more)) for path, more in lines.items())
    refused |= {path: problem for path in tasks if (problem := shelf.entry(path).problem) is not None}
    shelf.keep()
    return Gathered(
        tuple(summary for path in tasks for summary in shelf.entry(path).summaries),
        shelf.text_of,
        len(found.articles) - len(refused),
        tuple(set_aside(path, problem) for path, problem in refused.items()),
        (*refused.values(), *(p for path in tasks for p in shelf.entry(path).problems)),
        learnt,
        tuple(sorted((w for path in tasks for w in shelf.entry(path).withdrawn), key=lambda w: w.address)),
        (*vain, *(p for path in tasks for p in shelf.entry(path).vain)),
    )


def _redacting(
    tasks: dict[str, Task], refused: Iterable[str], shelf: "_Shelf", redactions: Sequence[Redaction]
) -> tuple[dict[str, Task], tuple[Problem, ...]]:
    """Return the tasks with what is to be taken out of each, those files read again, and an error for what fits none.

    Which file an address means is known only when all are read.
    """
    unread = {*refused, *(path for path in tasks if shelf.entry(path).problem is not None)}
    mine: dict[str, list[Redaction]] = {}
    vain = []
    for entry in redactions:
        meant = [
            path
            for path in tasks
            if any(entry.meant(path, s.article.part, s.article.id) for s in shelf.entry(path).summaries)
        ]
        for path in meant:
            mine.setdefault(path, []).append(entry)
        if not meant and entry.article.partition("#")[0] not in unread:
            message = f"expected the path or address of an article, found “{entry.article}”"
            hint = "the article's page tells its path; delete the entry if the file is gone"
            vain.append(Problem(entry.origin, "error", "redaction-idle", message, hint))
    again = {
        path: msgspec.structs.replace(tasks[path], redactions=tuple(more)) for path, more in mine.items()
    }
    shelf.read(again.values())
    return {path: again.get(path, task) for path, task in tasks.items()}, tuple(vain)


class _Stored(msgspec.Struct, frozen=True):
    summaries: tuple[Summary, ...]
    problem: Problem | None
    problems: tuple[Problem, ...]
    withdrawn: tuple[Withdrawn, ...] = ()
    vain: tuple[Problem, ...] = ()


class _Shelf:
    """The outcome of each file by path, from the cache or read anew; a file read again takes the first's place."""

    def __init__(self, desk: Desk, cache: Cache, jobs: int) -> None:
        self.desk, self.cache, self.jobs = desk, cache, jobs
        self.tasks: dict[str, Task] = {}
        self.keys: dict[str, bytes] = {}
        self.known: dict[bytes, _Stored] = {}
        self.texts: dict[bytes, Text] = {}
        self.where: dict[str, tuple[str, int]] = {}

    def read(self, tasks: Iterable[Task]) -> None:
        """Read the files that the cache does not know."""
        new = {task.path: task for task in tasks}
        keys = {path: _key(self.desk, task) for path, task in new.items()}
        self.tasks |= new
        self.keys |= keys
        self.known |= self.cache.get_many("outcomes", tuple(keys.values()), _Stored)
        fresh = [new[path] for path, key in keys.items() if key not in self.known]
        stored, texts = {}, {}
        for task, outcome in zip(fresh, _outcomes(fresh, self.desk, self.jobs), strict=True):
            key = keys[task.path]
            stored[key] = _Stored(
                outcome.summaries, outcome.problem, outcome.problems, outcome.withdrawn, outcome.vain
            )
            texts.update({_text_key(key, r.article.part): r.text for r in outcome.readings})
        self.known |= stored
        self.texts |= texts
        self.cache.put_many("texts", texts)
        self.cache.put_many("outcomes", stored)

    def entry(self, path: str) -> _Stored:
        """Return what became of a file."""
        return self.known[self.keys[path]]

    def keep(self) -> None:
        """Spare the words of all articles from the next pruning."""
        for path in self.keys:
            for summary in self.entry(path).summaries:
                self.where[summary.article.id] = path, summary.article.part
        self.cache.keep(_text_key(self.keys[path], part) for path, part in self.where.values())

    def text_of(self, article: str) -> Text:
        """Return the words of an article, reading its file again if the cache lost them."""
        path, part = self.where[article]
        key = _text_key(self.keys[path], part)
        text = self.texts.get(key) or self.cache.get("texts", key, Text)
        if text is None:
            again = _read_task(self.tasks[path], self.desk)
            text = next(r.text for r in again.readings if r.article.id == article)
        return text


def _key(desk: Desk, task: Task) -> bytes:
    taken = (b"redactions", msgspec.msgpack.encode(task.redactions)) if task.redactions else ()
    return digest_key(desk.key, task.path, task.data, *(task.sidecar or ("", b"")), *task.learnt, *taken)


def _text_key(key: bytes, part: int) -> bytes:
    return digest_key(key, str(part))


def set_aside(path: str, problem: Problem) -> SetAside:
    """Return the file as set aside for this problem, which may stand in its sidecar."""
    if problem.origin.path == path:
        return SetAside(path, problem.origin.line, problem.code, problem.message)
    return SetAside(path, 0, problem.code, f"{problem.message} ({problem.origin})")


def _load(one: Found) -> Task:
    """Return a file with its sidecar; raises UnreadableFile when the system does not give them."""
    try:
        size = os.path.getsize(one.file)
        if size > MAX_BYTES:
            message = f"expected at most 5 MB, found {size / 1024 / 1024:.1f} MB"
            raise UnreadableFile(Problem(Origin(one.path), "error", "too-large", message, "split the file"))
        with open(one.file, "rb") as file:
            data = file.read()
        if not one.sidecar:
            return Task(one.path, data, None)
        with open(one.sidecar, "rb") as file:
            beside = os.path.splitext(one.path)[0] + os.path.splitext(one.sidecar)[1]
            return Task(one.path, data, (beside, file.read()))
    except OSError as error:
        message = f"expected a readable file, found: {error.strerror}"
        raise UnreadableFile(Problem(Origin(one.path), "error", "unreadable", message)) from None


def _outcomes(tasks: Sequence[Task], desk: Desk, jobs: int) -> Iterator[Outcome]:
    """Yield the outcome of each task in order, in worker processes when there are many."""
    if jobs == 1 or len(tasks) < MANY:
        yield from (_read_task(task, desk) for task in tasks)
        return
    with ProcessPoolExecutor(jobs or None, initializer=_take_desk, initargs=(desk,)) as pool:
        yield from pool.map(_read_in_worker, tasks, chunksize=CHUNK)


def _read_task(task: Task, desk: Desk) -> Outcome:
    desk = msgspec.structs.replace(desk, redactions=task.redactions)
    if task.learnt:
        desk = msgspec.structs.replace(desk, habits=msgspec.structs.replace(desk.habits, learnt=task.learnt))
    return read_file(task.path, task.data, task.sidecar, desk)


_worker_desk: list[Desk] = []


def _take_desk(desk: Desk) -> None:
    _worker_desk[:] = [desk]


def _read_in_worker(task: Task) -> Outcome:
    return _read_task(task, _worker_desk[0])
