"""The steps of a build, readable from top to bottom."""

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from backfile.archive.assemble import assemble
from backfile.archive.habitual import Learnt, told
from backfile.archive.leaks import unredacted
from backfile.archive.questions import Question, questions
from backfile.compiled import kept_folder
from backfile.difference import keep, still
from backfile.executors import opener
from backfile.gather import Gathered, begin, gather
from backfile.model import Archive, Text
from backfile.options import Options
from backfile.pages.kept import Kept, Shelf
from backfile.pages.plan import host_pages, images, machine_files, plan
from backfile.problems import Origin, Problem, Report, Skipped, in_reading_order
from backfile.publish.cache import Cache, digest_key
from backfile.publish.codeversion import code_version
from backfile.publish.lock import Lock
from backfile.publish.output import Counts, Output, refuse_foreign
from backfile.publish.places import OutputError, OutputRefused, destination
from backfile.publish.press import Press
from backfile.publish.render import Renderer, TemplateProblem
from backfile.publish.tally import Miscounted, Tally
from backfile.publish.workers import collect_rarely, cores
from backfile.read.scan import ARTICLES, BESIDE, Scan, scan
from backfile.reading import Desk, open_desk
from backfile.search.beside import Beside
from backfile.search.index import File, index
from backfile.search.store import KeptStore
from backfile.search.vocabulary import Store
from backfile.shelf import Hands, Texts
from backfile.stages import Stages
from backfile.teaching import taught
from backfile.unchanged import keep_state, surroundings

__all__ = ["Opened", "asked", "build", "check", "opened"]

UNNAMED = "an image that no text names"
"""Why an image is passed over. Others go along with their texts and are not counted."""

NO_ADDRESS = "no feeds and no sitemap were made; they need the address of the site, site_url in site.yaml."


def check(options: Options, stages: Stages | None = None) -> Report:
    """Return the report of reading everything and writing nothing."""
    with Cache(options.cache) as cache:
        return _run(options, cache, None, time.monotonic(), stages or Stages())[0]


def build(options: Options, stages: Stages | None = None, found: Scan | None = None) -> Report:
    """Return the report of building the site: nothing is written until everything is read and checked.

    `unchanged.standing` is to be asked first: where it has an answer, all of this is spared. `found` are the files,
    when they were listed for that. Raises Locked when another build of the archive is running.
    """
    begun = time.monotonic()
    try:
        destination(options.out, options.content)
    except OutputRefused as error:
        return _stopped(Report(), _unwritten(options.out, error))  # told before anything is read or made
    with Lock(options.home) as lock, Cache(options.cache) as cache:
        # Of what is there before anything is read: what changes during the build is then seen by the next.
        try:
            refuse_foreign(options.out, options.content, cache)
        except OutputError as error:
            return _stopped(Report(), _unwritten(options.out, error))
        before = surroundings(options) if options.cached else b""
        report, read = _run(options, cache, options.out, begun, stages or Stages(), found, before)
        if before and read is not None and not lock.problem and not report.stopped:
            keep_state(options, before, report, read, cache)
        problems = (*report.problems, *((lock.problem,) if lock.problem else ()))
        return msgspec.structs.replace(report, problems=in_reading_order(problems))


def asked(options: Options) -> tuple[Report, tuple[Question, ...]]:
    """Return the report of reading everything, and what the curator is asked; writes nothing."""
    with Cache(options.cache) as cache:
        report, read = _read(options, cache, Stages())
    return report, questions(read.archive, report.problems) if read else ()


@contextlib.contextmanager
def opened(options: Options) -> Iterator[tuple[Report, "Opened | None"]]:
    """Give the report of reading everything, and what was read; None where registers or settings are wrong."""
    with Cache(options.cache) as cache:
        yield _read(options, cache, Stages())


class Opened(msgspec.Struct, frozen=True):
    """All that was read."""

    archive: Archive
    """The archive, without what is redacted."""
    desk: Desk
    """Settings and registers."""
    found: Scan
    """The files."""
    texts: Texts
    """The words of the articles, while the archive is open."""

    @property
    def text_of(self) -> Callable[[str], Text]:
        """Returns the words of an article by id."""
        return self.texts.of


def _run(
    options: Options,
    cache: Cache,
    out: str | None,
    begun: float,
    stages: Stages,
    found: Scan | None = None,
    before: bytes = b"",
) -> tuple[Report, Scan | None]:
    report, read = _read(options, cache, stages, found, before)
    if read is None:
        return report, None
    if options.strict and any(p.severity in ("error", "warning") for p in report.problems):
        report = msgspec.structs.replace(report, published=0, articles=0, stopped=True)
    elif out is not None:
        report = _publish(options, read, report, cache, out, stages)
    if out is not None and not report.stopped:
        cache.prune()
    problems = in_reading_order((*report.problems, *cache.problems))
    report = msgspec.structs.replace(report, problems=problems, seconds=round(time.monotonic() - begun, 3))
    return report, read.found


def _read(
    options: Options, cache: Cache, stages: Stages, found: Scan | None = None, before: bytes = b""
) -> tuple[Report, Opened | None]:
    """Return the report of reading everything, and what was read; None when the run stops there.

    `before` stands for all but the files, where what was assembled for it is to be kept from build to build.
    """
    collect_rarely()
    with stages.stage("list") as move:
        desk, problems = open_desk(options.content)
        found = found or scan(options.content)
        move(len(found.articles))
    seen = len(found.articles) + len(found.skipped)
    if any(problem.severity == "error" for problem in problems):
        return Report(
            seen=seen, skipped=found.skipped, problems=in_reading_order(problems), stopped=True
        ), None
    begun = begin(found, desk, cache, Hands(options.jobs, opener(options.executor)), stages)
    row = digest_key("archive", before, options.now or "") if before and not desk.redactions else b""
    if row and not begun.refused:
        with stages.stage("assemble") as move:
            same = still(row, found, begun, cache)
            move(same.report.articles if same else 0)
        if same is not None:
            return same.report, Opened(same.archive, desk, found, same.texts)
    gathered = gather(found, desk, begun)
    report, archive = _assembled(options, desk, found, gathered, problems, cache, stages)
    if archive is None:
        return report, None
    if row and surroundings(options) == before:
        keep(row, found, gathered, archive, report, cache)
    return report, Opened(archive, desk, found, gathered.texts)


def _assembled(
    options: Options,
    desk: Desk,
    found: Scan,
    gathered: Gathered,
    problems: Sequence[Problem],
    cache: Cache,
    stages: Stages,
) -> tuple[Report, Archive | None]:
    """Return the report of assembling the archive, and the archive; None when the run stops there."""
    unnamed = tuple(Skipped(path, UNNAMED) for path in found.images if path not in gathered.pictured)
    skipped = (*found.skipped, *gathered.drafts, *unnamed)
    seen = len(found.articles) + len(found.skipped) + len(unnamed)
    with stages.stage("assemble") as move:
        learnt = taught(gathered, desk.registers.topics, cache)
        archive, doubts = assemble(
            gathered.summaries, desk.registers, gathered.set_aside, skipped, options.now, learnt
        )
        move(len(gathered.summaries))
    if gathered.vain:
        problems = (*problems, *gathered.problems, *gathered.vain)
        return Report(
            seen=seen, skipped=archive.skipped, problems=in_reading_order(problems), stopped=True
        ), None
    archive = msgspec.structs.replace(
        archive,
        withdrawn=gathered.withdrawn,
        redirects=desk.redirects,
        boilerplate=_by_source(gathered.learnt),
    )
    sketches = {summary.article.id: summary.sketch for summary in gathered.summaries}
    leaks = unredacted(archive, desk.redactions, sketches, gathered.text_of) if desk.redactions else ()
    doubts = (*doubts, *told(gathered.learnt), *_absent_images(archive, found), *leaks)
    report = Report(
        seen=seen,
        published=gathered.published,
        articles=len(gathered.summaries),
        set_aside=archive.set_aside,
        skipped=archive.skipped,
        problems=in_reading_order((*problems, *gathered.problems, *doubts, *_nothing(found))),
    )
    return report, archive


def _by_source(learnt: Iterable[Learnt]) -> dict[str, tuple[str, ...]]:
    lines: dict[str, tuple[str, ...]] = {}
    for line in learnt:
        lines[line.source] = (*lines.get(line.source, ()), line.text)
    return lines


def _nothing(found: Scan) -> tuple[Problem, ...]:
    if found.articles:
        return ()
    beside = sum(one.reason == BESIDE for one in found.skipped)
    message = (
        f"expected texts in {ARTICLES}/, found none{f' there, but {beside} beside it' if beside else ''}"
    )
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
    options: Options, read: Opened, report: Report, cache: Cache, out: str, stages: Stages
) -> Report:
    """Return the report with what became of the site's files, or with why nothing was published."""
    try:
        templates = os.path.join(os.path.dirname(os.path.abspath(options.content)), "templates")
        compiled = kept_folder("templates") or os.path.join(options.home, "templates")
        renderer = Renderer((templates,), read.desk.settings.language, compiled if options.cached else None)
        output = Output(out, options.content, cache)
        # The code and the templates make the pages of what the stamps stand for.
        row = digest_key("pages", code_version(), renderer.template_digest)
        before = cache.get("pages", row, Shelf)
        kept = Kept(before)
        with _search(options, read, KeptStore(cache, output), before is None) as search:
            counts = _write(options, renderer, read, report, output, search, kept, stages)
        if not kept.same:
            cache.put("pages", row, kept.shelf)
    except (TemplateProblem, Miscounted) as error:
        return _stopped(report, error.problem)
    except OutputError as error:
        return _stopped(report, _unwritten(out, error))
    return msgspec.structs.replace(
        report,
        problems=in_reading_order((*report.problems, *output.problems)),
        notes=(*(() if read.desk.settings.site_url else (NO_ADDRESS,)), *renderer.idle()),
        pages=counts.pages,
        written=counts.written,
        unchanged=counts.unchanged,
        removed=counts.removed,
    )


def _search(options: Options, read: Opened, store: KeptStore, anew: bool) -> Beside:
    """Return the files of the search, which another process makes from now on when the whole site is made anew."""

    def make(store: Store) -> Iterator[File]:
        return index(read.archive, read.desk.settings, read.desk.registers, read.text_of, store, options.jobs)

    search = Beside(make, store)
    if anew and read.desk.settings.search and (options.jobs or cores()) > 1:
        search.begin(len(read.archive.articles), read.texts.stand_apart)
    return search


def _write(
    options: Options,
    renderer: Renderer,
    read: Opened,
    report: Report,
    output: Output,
    search: Beside,
    kept: Kept,
    stages: Stages,
) -> Counts:
    archive, settings, images_held = read.archive, read.desk.settings, read.found.images
    tally = Tally(report, archive)
    with output:
        addresses = []
        with stages.stage("render") as move:
            workers = options.jobs or cores()
            with Press(renderer, output, read.texts, workers, move) as press:
                for page in plan(archive, settings, read.text_of, report, images_held, kept):
                    addresses.append(page.url)
                    tally.page(page)
                    press.put(page)
                for page in host_pages(archive, settings, read.text_of):
                    press.put(page)
        with stages.stage("feeds") as move:
            for made in machine_files(archive, settings, read.text_of, addresses):
                move(_kept_or_put(output, made.url, f"{renderer.template_digest}:{made.key}", made.make))
                if made.lists:
                    tally.listed(made.lists)
        if settings.search:
            with stages.stage("search") as move:
                for file in search.files():
                    move(_kept_or_put(output, file.url, file.key, file.make))
                    tally.results(file.entries)
        with stages.stage("write") as move:
            for asset in (*renderer.assets(), *images(archive, images_held)):
                output.copy(asset.url, asset.path)
            tally.close(output.ready())
            counts = output.finish()
            move(counts.written)
    return counts


def _kept_or_put(output: Output, url: str, key: str, make: Callable[[], bytes]) -> int:
    """Claim a file, made unless the one of an earlier build was made with the same key; return 1."""
    if not output.kept(url, key):
        output.put(url, key, make())
    return 1


def _unwritten(out: str, error: OutputError) -> Problem:
    if isinstance(error, OutputRefused):
        return Problem(Origin(out), "error", "output-refused", str(error))
    return Problem(Origin(out), "error", "output", str(error))


def _stopped(report: Report, problem: Problem) -> Report:
    problems = in_reading_order((*report.problems, problem))
    return msgspec.structs.replace(report, published=0, articles=0, problems=problems, stopped=True)
