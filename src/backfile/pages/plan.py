"""The list of page makers: all that the site consists of, in one place."""

import os
from collections.abc import Callable, Iterator

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
    archive: Archive, settings: Settings, text_of: Callable[[str], Text], report: Report
) -> Iterator[Page]:
    """Yield every page of the site, none of them rendered.

    `text_of` returns the text of an article by its id; it is called only from the context of an article's
    page. Of the report only what reading said is used: `seen` and `problems`.
    """
    catalogue = Catalogue(archive, settings, text_of, report)
    for maker in MAKERS:
        yield from maker(catalogue)


def images(archive: Archive, content: str) -> Iterator[Asset]:
    """Yield the image files that figures show, each once. `content` is the folder of the curator."""
    seen = set()
    for filed in archive.articles.values():
        for figure in filed.article.figures:
            url = addresses.image(figure.image) if figure.image else None
            if url and figure.image and url not in seen:
                seen.add(url)
                yield Asset(url, os.path.join(content, *figure.image.split("/")))
