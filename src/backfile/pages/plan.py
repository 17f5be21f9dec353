"""The list of page makers: all that the site consists of, in one place."""

from collections.abc import Callable, Container, Iterator, Mapping

from backfile.model import Archive, Text
from backfile.pages import addresses, articles, calendar, people, standing, subjects
from backfile.pages.catalogue import Catalogue
from backfile.pages.page import Asset, Page
from backfile.problems import Report
from backfile.settings import Settings

__all__ = ["MAKERS", "images", "plan"]

MAKERS: tuple[Callable[[Catalogue], Iterator[Page]], ...] = (
    standing.pages,
    calendar.pages,
    people.pages,
    subjects.pages,
    articles.pages,
)


def plan(
    archive: Archive,
    settings: Settings,
    text_of: Callable[[str], Text],
    report: Report,
    held: Container[str] | None = None,
) -> Iterator[Page]:
    """Yield every page of the site, none of them rendered.

    `text_of` returns the text of an article by its id; it is called only from the context of an article's
    page. Of the report only what reading said is used: `seen` and `problems`. `held` are the image paths
    that exist, all of them when None; a figure whose image is not there gets the frame of a missing one.
    """
    catalogue = Catalogue(archive, settings, text_of, report, held)
    for maker in MAKERS:
        yield from maker(catalogue)


def images(archive: Archive, files: Mapping[str, str]) -> Iterator[Asset]:
    """Yield the image files that figures show, each once, by address.

    `files` maps an image's path relative to content/ to the file to copy.
    """
    shown = {figure.image for filed in archive.articles.values() for figure in filed.article.figures}
    assets = {}
    for path in shown:
        url = addresses.image(path) if path is not None and path in files else None
        if path is not None and url is not None:
            assets[url] = Asset(url, files[path])
    yield from (assets[url] for url in sorted(assets))
