"""The steps of a build, readable from top to bottom."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

import msgspec

from backfile.archive.assemble import Summary, assemble
from backfile.archive.topics import word_hits, words_of
from backfile.extract.findings import find
from backfile.model import Archive, Document, Reading, Text
from backfile.pages.plan import images, plan
from backfile.parse.article import Habits, parse
from backfile.parse.overrides import vain_corrections
from backfile.problems import Origin, Problem, Report, SetAside, in_reading_order
from backfile.publish.cache import Cache, code_version, digest_key
from backfile.publish.lock import Lock
from backfile.publish.output import Counts, Output
from backfile.publish.places import OutputError
from backfile.publish.render import Renderer, TemplateProblem
from backfile.read.document import MAX_BYTES, read_documents
from backfile.read.reader import UnreadableFile
from backfile.read.scan import ARTICLES, Found, Scan, scan
from backfile.read.sidecar import Sidecar, corrected, read_sidecar
from backfile.registers import PeopleRegister, Registers, read_registers
from backfile.search.index import File, index
from backfile.search.store import KeptStore
from backfile.settings import Settings, read_settings
from backfile.yamltext import YamlError

__all__ = ["Desk", "Options", "build", "check", "gather", "open_desk", "read_file", "set_aside"]

CACHE = ".backfile"
MANY = 400  # files below which starting worker processes costs more than it saves
CHUNK = 32


class Options(msgspec.Struct, frozen=True):
    """What a run is asked to do."""

    content: str
    """The content folder."""
    out: str
    """The output folder."""
    now: str | None = None
    """ISO day after which a date lies in the future; None asks for no such doubt."""
    jobs: int = 0
    """Worker processes; 0 for one a core."""
    strict: bool = False
    """Every warning is an error and nothing is published."""
    cached: bool = True
    """Whether readings and rendered templates are kept in .backfile/ for the next run."""

    @property
    def cache(self) -> str | None:
        """The cache folder; None when nothing is kept."""
        return self.home if self.cached else None

    @property
    def home(self) -> str:
        """The folder beside the content folder that holds lock and cache."""
        return os.path.join(os.path.dirname(os.path.abspath(self.content)), CACHE)


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


def open_desk(content: str) -> tuple[Desk, tuple[Problem, ...]]:
    """Return what articles are read with, and what is wrong with settings and registers."""
    settings, problems = read_settings(content)
    registers, more = read_registers(content)
    sources = tuple(s for s in registers.sources.values() if s.date_order or s.boilerplate)
    agencies = tuple(
        n for s in registers.sources.values() if s.kind == "agency" for n in (s.name, *s.aliases)
    )
    habits = Habits(settings.date_order, agencies, sources)
    words = words_of(registers.topics)
    bearing = msgspec.msgpack.encode((habits, registers.people, words))
    key = digest_key(code_version(), bearing)
    return Desk(settings, registers, habits, registers.people, words, key), (*problems, *more)


def read_file(path: str, data: bytes, sidecar: tuple[str, bytes] | None, desk: Desk) -> Outcome:
    """Return the articles of one file, or why it is set aside. Depends on these arguments alone."""
    try:
        documents = read_documents(path, data)
        corrections = read_sidecar(*sidecar) if sidecar else Sidecar()
    except UnreadableFile as error:
        return Outcome(problem=error.problem)
    except YamlError as error:
        return Outcome(problem=error.problem)
    readings = tuple(_reading(corrected(d, corrections), desk) for d in documents)
    return Outcome(
        readings,
        None,
        tuple(vain_corrections(documents, corrections, desk.habits)) if sidecar else (),
        tuple(_summary(reading, desk.words) for reading in readings),
    )


def _reading(document: Document, desk: Desk) -> Reading:
    article, text = parse(document, desk.habits)
    return Reading(article, text, find(article, text, desk.people))


def _summary(reading: Reading, words: Sequence[str]) -> Summary:
    article, text = reading.article, reading.text
    digest = digest_key(msgspec.msgpack.encode(reading)).hex()
    return Summary(article, reading.findings, word_hits(article, text, words), digest)


# ---------------------------------------------------------------- all files


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


def gather(found: Scan, desk: Desk, cache: Cache, jobs: int = 1) -> Gathered:
    """Return what all files say, reading those that the cache does not know."""
    keys: dict[str, bytes] = {}
    fresh: list[tuple[str, bytes, tuple[str, bytes] | None]] = []
    refused: dict[str, Problem] = {}
    work: dict[str, tuple[str, bytes, tuple[str, bytes] | None]] = {}
    for one in found.articles:
        try:
            task = _load(one)
        except UnreadableFile as error:
            refused[one.path] = error.problem
            continue
        sidecar = task[2] or ("", b"")
        keys[one.path] = digest_key(desk.key, one.path, task[1], *sidecar)
        work[one.path] = task
    known = cache.get_many("outcomes", tuple(keys.values()), _Stored)
    fresh = [work[path] for path, key in keys.items() if key not in known]
    stored, texts = {}, {}
    for (path, _, _), outcome in zip(fresh, _outcomes(fresh, desk, jobs), strict=True):
        key = keys[path]
        known[key] = stored[key] = _Stored(outcome.summaries, outcome.problem, outcome.problems)
        texts.update({_text_key(key, r.article.part): r.text for r in outcome.readings})
    cache.put_many("texts", texts)
    cache.put_many("outcomes", stored)
    summaries, where = [], {}
    for path, key in keys.items():
        entry = known[key]
        if entry.problem is not None:
            refused[path] = entry.problem
        for summary in entry.summaries:
            summaries.append(summary)
            where[summary.article.id] = _text_key(key, summary.article.part)
    cache.keep(where.values())

    def text_of(article: str) -> Text:
        text = texts.get(where[article]) or cache.get("texts", where[article], Text)
        if text is None:  # the cache lost it: read the file again
            summary = next(s for s in summaries if s.article.id == article)
            again = read_file(*work[summary.article.path], desk)
            text = next(r.text for r in again.readings if r.article.id == article)
        return text

    problems = (*refused.values(), *(p for path in keys for p in known[keys[path]].problems))
    aside = tuple(set_aside(path, problem) for path, problem in refused.items())
    return Gathered(tuple(summaries), text_of, len(found.articles) - len(refused), aside, problems)


def set_aside(path: str, problem: Problem) -> SetAside:
    """Return the file as set aside for this problem, which may stand in its sidecar."""
    if problem.origin.path == path:
        return SetAside(path, problem.origin.line, problem.code, problem.message)
    return SetAside(path, 0, problem.code, f"{problem.message} ({problem.origin})")


class _Stored(msgspec.Struct, frozen=True):
    summaries: tuple[Summary, ...]
    problem: Problem | None
    problems: tuple[Problem, ...]


def _text_key(key: bytes, part: int) -> bytes:
    return digest_key(key, str(part))


def _load(one: Found) -> tuple[str, bytes, tuple[str, bytes] | None]:
    """Return (path, bytes, sidecar); raises UnreadableFile when the system does not give them."""
    try:
        size = os.path.getsize(one.file)
        if size > MAX_BYTES:
            message = f"expected at most 5 MB, found {size / 1024 / 1024:.1f} MB"
            raise UnreadableFile(Problem(Origin(one.path), "error", "too-large", message, "split the file"))
        with open(one.file, "rb") as file:
            data = file.read()
        if not one.sidecar:
            return one.path, data, None
        with open(one.sidecar, "rb") as file:
            return (
                one.path,
                data,
                (os.path.splitext(one.path)[0] + os.path.splitext(one.sidecar)[1], file.read()),
            )
    except OSError as error:
        message = f"expected a readable file, found: {error.strerror}"
        raise UnreadableFile(Problem(Origin(one.path), "error", "unreadable", message)) from None


def _outcomes(
    tasks: Sequence[tuple[str, bytes, tuple[str, bytes] | None]], desk: Desk, jobs: int
) -> Iterator[Outcome]:
    """Yield the outcome of each task in order, in worker processes when there are many."""
    if jobs == 1 or len(tasks) < MANY:
        yield from (read_file(*task, desk) for task in tasks)
        return
    with ProcessPoolExecutor(jobs or None, initializer=_take_desk, initargs=(desk,)) as pool:
        yield from pool.map(_read_in_worker, tasks, chunksize=CHUNK)


_worker_desk: list[Desk] = []


def _take_desk(desk: Desk) -> None:
    _worker_desk[:] = [desk]


def _read_in_worker(task: tuple[str, bytes, tuple[str, bytes] | None]) -> Outcome:
    return read_file(*task, _worker_desk[0])


# ---------------------------------------------------------------- whole runs


def check(options: Options) -> Report:
    """Return the report of reading everything and writing nothing."""
    with Cache(options.cache) as cache:
        return _run(options, cache, None, time.monotonic())


def build(options: Options) -> Report:
    """Return the report of building the site: nothing is written until everything is read and checked.

    Raises Locked when another build of the archive is running.
    """
    begun = time.monotonic()
    with Lock(options.home) as lock, Cache(options.cache) as cache:
        report = _run(options, cache, options.out, begun)
        problems = (*report.problems, *((lock.problem,) if lock.problem else ()))
        return msgspec.structs.replace(report, problems=in_reading_order(problems))


def _run(options: Options, cache: Cache, out: str | None, begun: float) -> Report:
    desk, problems = open_desk(options.content)
    found = scan(options.content)
    seen = len(found.articles) + len(found.skipped)
    if any(problem.severity == "error" for problem in problems):
        return Report(seen=seen, skipped=found.skipped, problems=in_reading_order(problems), stopped=True)
    gathered = gather(found, desk, cache, options.jobs)
    archive, doubts = assemble(
        gathered.summaries, desk.registers, gathered.set_aside, found.skipped, options.now
    )
    doubts = (*doubts, *_absent_images(archive, found))
    report = Report(
        seen=seen,
        published=gathered.published,
        articles=len(gathered.summaries),
        set_aside=archive.set_aside,
        skipped=archive.skipped,
        problems=in_reading_order((*problems, *gathered.problems, *doubts, *_nothing(found))),
    )
    if options.strict and any(p.severity in ("error", "warning") for p in report.problems):
        report = msgspec.structs.replace(report, published=0, articles=0, stopped=True)
    elif out is not None:
        report = _publish(options, archive, desk, gathered.text_of, report, found, cache, out)
    if out is not None and not report.stopped:
        cache.prune()
    problems = in_reading_order((*report.problems, *cache.problems))
    return msgspec.structs.replace(report, problems=problems, seconds=round(time.monotonic() - begun, 3))


def _nothing(found: Scan) -> tuple[Problem, ...]:
    if found.articles:
        return ()
    message = f"expected texts in {ARTICLES}/, found none"
    hint = "put saved texts (.txt, .md) there; folders inside it are read too"
    return (Problem(Origin(f"{ARTICLES}/"), "warning", "no-articles", message, hint),)


def _absent_images(archive: Archive, found: Scan) -> Iterator[Problem]:
    """Yield a doubt for each figure whose image the text names and the archive does not hold."""
    for filed in archive.articles.values():
        for figure in filed.article.figures:
            if figure.image is not None and figure.image not in found.images:
                message = f"expected the image {figure.image} beside the text, found none"
                yield Problem(Origin(filed.article.path, figure.lines[0]), "doubt", "no-image", message)


def _publish(
    options: Options,
    archive: Archive,
    desk: Desk,
    text_of: Callable[[str], Text],
    report: Report,
    found: Scan,
    cache: Cache,
    out: str,
) -> Report:
    """Return the report with what became of the site's files, or with why nothing was published."""
    try:
        templates = os.path.join(os.path.dirname(os.path.abspath(options.content)), "templates")
        compiled = os.path.join(options.cache, "templates") if options.cache else None
        renderer = Renderer((templates,), desk.settings.language, compiled)
        output = Output(out, options.content, cache)
        files = index(archive, desk.settings, desk.registers, text_of, KeptStore(cache, output), options.jobs)
        counts = _write(renderer, archive, desk.settings, text_of, report, found, output, files)
    except TemplateProblem as error:
        return _stopped(report, error.problem)
    except OutputError as error:
        return _stopped(report, Problem(Origin(out), "error", "output", str(error)))
    return msgspec.structs.replace(
        report,
        problems=in_reading_order((*report.problems, *output.problems)),
        pages=counts.pages,
        written=counts.written,
        unchanged=counts.unchanged,
        removed=counts.removed,
    )


def _write(
    renderer: Renderer,
    archive: Archive,
    settings: Settings,
    text_of: Callable[[str], Text],
    report: Report,
    found: Scan,
    output: Output,
    searched: Iterable[File],
) -> Counts:
    with output:
        for page in plan(archive, settings, text_of, report, found.images):
            key = f"{renderer.template_digest}:{page.key}"
            if not output.kept(page.url, key):
                output.put(page.url, key, renderer.render(page))
        for file in searched:
            if not output.kept(file.url, file.key):
                output.put(file.url, file.key, file.make())
        for asset in (*renderer.assets(), *images(archive, found.images)):
            output.copy(asset.url, asset.path)
        return output.finish()


def _stopped(report: Report, problem: Problem) -> Report:
    problems = in_reading_order((*report.problems, problem))
    return msgspec.structs.replace(report, published=0, articles=0, problems=problems, stopped=True)
