"""The steps of a build, readable from top to bottom."""

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator

import msgspec

from backfile.archive.assemble import assemble
from backfile.archive.habitual import Learnt, told
from backfile.archive.questions import Question, questions
from backfile.gather import gather
from backfile.model import Archive, Text
from backfile.options import Options
from backfile.pages.page import Page
from backfile.pages.plan import host_pages, images, machine_files, plan
from backfile.problems import Origin, Problem, Report, in_reading_order
from backfile.publish.cache import Cache
from backfile.publish.lock import Lock
from backfile.publish.output import Counts, Output
from backfile.publish.places import OutputError
from backfile.publish.render import Renderer, TemplateProblem
from backfile.read.scan import ARTICLES, Scan, scan
from backfile.reading import Desk, open_desk
from backfile.search.index import File, index
from backfile.search.store import KeptStore
from backfile.settings import Settings
from backfile.shelf import Hands
from backfile.teaching import taught

__all__ = ["Opened", "asked", "build", "check", "opened"]

NO_ADDRESS = "no feeds and no sitemap were made; they need the address of the site, site_url in site.yaml."


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


def asked(options: Options) -> tuple[Report, tuple[Question, ...]]:
    """Return the report of reading everything, and what the curator is asked; writes nothing."""
    with Cache(options.cache) as cache:
        report, read = _read(options, cache)
    return report, questions(read.archive, report.problems) if read else ()


@contextlib.contextmanager
def opened(options: Options) -> Iterator[tuple[Report, "Opened | None"]]:
    """Give the report of reading everything, and what was read; None where registers or settings are wrong."""
    with Cache(options.cache) as cache:
        yield _read(options, cache)


class Opened(msgspec.Struct, frozen=True):
    """All that was read."""

    archive: Archive
    """The archive, without what is redacted."""
    desk: Desk
    """Settings and registers."""
    found: Scan
    """The files."""
    text_of: Callable[[str], Text]
    """Returns the words of an article by id, while the archive is open."""


def _run(options: Options, cache: Cache, out: str | None, begun: float) -> Report:
    report, read = _read(options, cache)
    if read is None:
        return report
    if options.strict and any(p.severity in ("error", "warning") for p in report.problems):
        report = msgspec.structs.replace(report, published=0, articles=0, stopped=True)
    elif out is not None:
        report = _publish(options, read.archive, read.desk, read.text_of, report, read.found, cache, out)
    if out is not None and not report.stopped:
        cache.prune()
    problems = in_reading_order((*report.problems, *cache.problems))
    return msgspec.structs.replace(report, problems=problems, seconds=round(time.monotonic() - begun, 3))


def _read(options: Options, cache: Cache) -> tuple[Report, Opened | None]:
    """Return the report of reading everything, and what was read; None when the run stops there."""
    desk, problems = open_desk(options.content)
    found = scan(options.content)
    seen = len(found.articles) + len(found.skipped)
    if any(problem.severity == "error" for problem in problems):
        return Report(
            seen=seen, skipped=found.skipped, problems=in_reading_order(problems), stopped=True
        ), None
    gathered = gather(found, desk, cache, Hands(options.jobs))
    learnt = taught(gathered, desk.registers.topics, cache)
    archive, doubts = assemble(
        gathered.summaries, desk.registers, gathered.set_aside, found.skipped, options.now, learnt
    )
    if gathered.vain:
        problems = (*problems, *gathered.problems, *gathered.vain)
        return Report(
            seen=seen, skipped=found.skipped, problems=in_reading_order(problems), stopped=True
        ), None
    archive = msgspec.structs.replace(
        archive, withdrawn=gathered.withdrawn, boilerplate=_by_source(gathered.learnt)
    )
    doubts = (*doubts, *told(gathered.learnt), *_absent_images(archive, found))
    report = Report(
        seen=seen,
        published=gathered.published,
        articles=len(gathered.summaries),
        set_aside=archive.set_aside,
        skipped=archive.skipped,
        problems=in_reading_order((*problems, *gathered.problems, *doubts, *_nothing(found))),
    )
    return report, Opened(archive, desk, found, gathered.text_of)


def _by_source(learnt: Iterable[Learnt]) -> dict[str, tuple[str, ...]]:
    lines: dict[str, tuple[str, ...]] = {}
    for line in learnt:
        lines[line.source] = (*lines.get(line.source, ()), line.text)
    return lines


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
        notes=(NO_ADDRESS,) if not desk.settings.site_url else (),
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
        addresses = []
        for page in plan(archive, settings, text_of, report, found.images):
            addresses.append(page.url)
            _put(output, renderer, page)
        for page in host_pages(archive, settings, text_of):
            _put(output, renderer, page)
        for made in machine_files(archive, settings, text_of, addresses):
            key = f"{renderer.template_digest}:{made.key}"
            if not output.kept(made.url, key):
                output.put(made.url, key, made.make())
        for file in searched:
            if not output.kept(file.url, file.key):
                output.put(file.url, file.key, file.make())
        for asset in (*renderer.assets(), *images(archive, found.images)):
            output.copy(asset.url, asset.path)
        return output.finish()


def _put(output: Output, renderer: Renderer, page: Page) -> None:
    """Claim a page, rendered unless the one of an earlier build was made with the same key."""
    key = f"{renderer.template_digest}:{page.key}"
    if not output.kept(page.url, key):
        output.put(page.url, key, renderer.render(page))


def _stopped(report: Report, problem: Problem) -> Report:
    problems = in_reading_order((*report.problems, problem))
    return msgspec.structs.replace(report, published=0, articles=0, problems=problems, stopped=True)
