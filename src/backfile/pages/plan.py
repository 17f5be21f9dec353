"""The list of page makers: all that the site consists of, in one place."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from backfile.model import Archive, Text
from backfile.pages import (
    addresses,
    articles,
    calendar,
    compared,
    desk,
    downloads,
    feeds,
    hosting,
    people,
    redirects,
    sitemap,
    standing,
    subjects,
    withdrawn,
)
from backfile.pages.catalogue import Catalogue
from backfile.pages.kept import Kept
from backfile.pages.page import Asset, File, Page
from backfile.problems import Report
from backfile.settings import Settings

__all__ = ["MAKERS", "host_pages", "images", "machine_files", "plan"]

MAKERS: tuple[Callable[[Catalogue], Iterator[Page]], ...] = (
    standing.pages,
    desk.pages,
    calendar.pages,
    people.pages,
    subjects.pages,
    articles.pages,
    compared.pages,
    withdrawn.pages,
    redirects.pages,
)


def plan(
    archive: Archive,
    settings: Settings,
    text_of: Callable[[str], Text],
    report: Report,
    held: Container[str] | None = None,
    kept: Kept | None = None,
) -> Iterator[Page]:
    """Yield every page of the site, none of them rendered.

    `text_of` returns the text of an article by its id; it is called only from the context of an article's
    page. Of the report only what reading said is used: `seen` and `problems`. `held` are the image paths
    that exist, all of them when None; a figure whose image is not there gets the frame of a missing one.
    `kept` spares making what the pages of the last build show where nothing that they are made of has changed.
    """
    catalogue = Catalogue(archive, settings, text_of, report, held, kept)
    for maker in MAKERS:
        yield from maker(catalogue)


def host_pages(archive: Archive, settings: Settings, text_of: Callable[[str], Text]) -> Iterator[Page]:
    """Yield what hosts and crawlers read, none of it rendered. None of these is HTML."""
    yield from hosting.pages(Catalogue(archive, settings, text_of, Report()))


def machine_files(
    archive: Archive, settings: Settings, text_of: Callable[[str], Text], pages: Iterable[str]
) -> Iterator[File]:
    """Yield the files that programs read: feeds, sitemaps of the pages at these addresses, tables to download.

    The first two need absolute addresses, and there are none of them without `site_url`.
    """
    catalogue = Catalogue(archive, settings, text_of, Report())
    yield from feeds.files(catalogue)
    yield from sitemap.files(catalogue, pages)
    yield from hosting.files(catalogue)
    yield from redirects.files(catalogue)
    yield from downloads.files(catalogue)


def images(archive: Archive, files: Mapping[str, str]) -> Iterator[Asset]:
    """Yield the image files that figures show, each once, by address.

    `files` maps an image's path relative to content/ to the file to copy.
    """
    pages = (*archive.articles.values(), *archive.older.values())
    shown = {figure.image for filed in pages for figure in filed.article.figures}
    assets = {}
    for path in shown:
        url = addresses.image(path) if path is not None and path in files else None
        if path is not None and url is not None:
            assets[url] = Asset(url, files[path])
    yield from (assets[url] for url in sorted(assets))
