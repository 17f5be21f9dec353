"""A first look at an edited text: its own page, made of this text and the registers alone, before the site is built.

It is for the preview and never written to disk. What other articles decide (who is one person, related reports,
copies, lines that an outlet prints in most texts) is not in it; the build that follows makes the page as it will be.
"""

import os
from collections.abc import Iterable

from backfile.archive.assemble import Summary, assemble
from backfile.compiled import kept_folder
from backfile.model import Reading
from backfile.options import Options
from backfile.pages import articles
from backfile.pages.catalogue import Catalogue
from backfile.problems import Report
from backfile.publish.render import Renderer, TemplateProblem
from backfile.read.scan import ARTICLES, shown
from backfile.read.suffixes import ARTICLE_SUFFIXES
from backfile.reading import open_desk, read_file
from backfile.watching import Look

__all__ = ["first_look"]

MOST_FILES, MOST_ARTICLES, LARGEST = 3, 20, 200_000
"""With more changed files, more articles in one, or more bytes of one, the build itself is waited for."""
SIDECARS = (".yaml", ".yml")


def first_look(options: Options, changed: Iterable[str]) -> dict[str, Look]:
    """Return looks at the articles in the changed files, by address; nothing where the build decides.

    That is so for a register, the settings, a file that is gone or cannot be read, and a text of which something is
    redacted.
    """
    files = {file for one in changed if (file := _text_of(one))}
    content = os.path.realpath(options.content)
    inside = os.path.join(content, ARTICLES) + os.sep
    if not files or len(files) > MOST_FILES or any(not file.startswith(inside) for file in files):
        return {}
    desk, problems = open_desk(options.content)
    if any(problem.severity == "error" for problem in problems):
        return {}
    read: dict[str, tuple[Reading, Summary]] = {}
    for file in sorted(files):
        path = shown(file, content)
        with open(file, "rb") as opened:
            data = opened.read(LARGEST + 1)
        outcome = read_file(path, data, _sidecar(file, path), desk)
        readings = outcome.readings
        touched = any(r.meant(path, s.article.part, s.article.id) for r in desk.redactions for s in readings)
        if len(data) > LARGEST or touched or outcome.withdrawn or len(readings) > MOST_ARTICLES:
            return {}
        read |= {r.article.id: (r, summary) for r, summary in zip(readings, outcome.summaries, strict=True)}
    archive, _ = assemble((s for _, s in read.values()), desk.registers, (), (), options.now)
    named = {f.image for r, _ in read.values() for f in r.article.figures if f.image}
    held = {image for image in named if os.path.isfile(os.path.join(content, *image.split("/")))}
    catalogue = Catalogue(archive, desk.settings, lambda id_: read[id_][0].text, Report(), held)
    own = os.path.join(os.path.dirname(content), "templates")
    try:
        renderer = Renderer((own,), desk.settings.language, kept_folder("templates") or None)
        pages = {page.url: renderer.render(page) for page in articles.pages(catalogue)}
    except TemplateProblem:
        return {}  # the build tells of it
    return {
        url: Look(id_, catalogue.headline(filed), pages[url])
        for id_, filed in archive.articles.items()
        if (url := catalogue.url(id_)) in pages
    }


def _text_of(changed: str) -> str:
    """Return the text that a changed file is, or is the sidecar of; another path where it is neither."""
    stem, suffix = os.path.splitext(changed)
    if suffix.lower() in SIDECARS:
        return next((stem + one for one in ARTICLE_SUFFIXES if os.path.isfile(stem + one)), changed)
    return changed if suffix.lower() in ARTICLE_SUFFIXES and os.path.isfile(changed) else os.sep


def _sidecar(file: str, path: str) -> tuple[str, bytes] | None:
    for suffix in SIDECARS:
        beside = os.path.splitext(file)[0] + suffix
        if os.path.isfile(beside):
            with open(beside, "rb") as opened:
                return os.path.splitext(path)[0] + suffix, opened.read()
    return None
