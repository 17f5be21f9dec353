"""Whether all that was read is in what is about to be published.

Each place tells what it holds from its own list: the report, the archive, the pages that are written, the files of
results that the search shows, the addresses in the sitemap. They are held against each other before the first file
of the old site is touched. No page is read for it.
"""

from collections.abc import Collection, Iterable

from backfile.model import Archive, Filed
from backfile.pages.page import Page
from backfile.problems import Origin, Problem, Report

__all__ = ["Miscounted", "Tally"]

_HINT = "nothing is published and the old site stands; please report this, with the files it names"


class Miscounted(Exception):
    """What is about to be published is not what was read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Tally:
    """What one build has read, and what its pages, its search and its sitemap hold of that."""

    def __init__(self, report: Report, archive: Archive) -> None:
        self._report, self._archive = report, archive
        self._pages: dict[str, str] = {}  # address by article id
        self._results: list[str] | None = None
        self._listed: set[str] | None = None

    def page(self, page: Page) -> None:
        """Take note of a page of the plan."""
        if page.article:
            self._pages[page.article] = page.url

    def results(self, ids: Iterable[str]) -> None:
        """Take note of articles whose results a file of the search shows."""
        if self._results is None:
            self._results = []
        self._results.extend(ids)

    def listed(self, addresses: Iterable[str]) -> None:
        """Take note of addresses that a sitemap tells search engines of."""
        if self._listed is None:
            self._listed = set()
        self._listed.update(addresses)

    def close(self, files: Collection[str]) -> None:
        """Hold all against each other; `files` are the addresses whose bytes stand, or wait to be put in place.

        Raises Miscounted with the numbers where they do not agree.
        """
        problem = self._files() or self._articles(files)
        if problem is not None:
            raise Miscounted(problem)

    def _files(self) -> Problem | None:
        """Return what is wrong with the files of the content: each is published, set aside or passed over."""
        told, aside = self._report, {one.path for one in self._report.set_aside}
        paths = {filed.article.path for filed in self._all().values()}
        # A file whose every article was withdrawn is published and has none in the archive.
        fits = len(paths) <= told.published <= len(paths) + len(self._archive.withdrawn)
        parts = told.published, len(told.set_aside), len(told.skipped)
        if told.seen == sum(parts) and fits and paths.isdisjoint(aside):
            return None
        found = "{} published, {} set aside and {} skipped".format(*parts)
        message = (
            f"expected {told.seen} files accounted for, found {found}, and articles of {len(paths)} files"
        )
        return Problem(Origin("articles/"), "error", "counts-differ", message, _HINT)

    def _articles(self, files: Collection[str]) -> Problem | None:
        """Return what is wrong with the articles: each has a page, and what lists all of them lists it."""
        everything, newest = self._all(), self._archive.articles
        written = {id_ for id_, url in self._pages.items() if url in files}
        lost = everything.keys() ^ written
        told = [f"{self._report.articles} in the report", f"{len(written)} with a page"]
        fits = self._report.articles == len(everything)
        if self._results is not None:
            lost = lost | (newest.keys() ^ set(self._results))
            fits = fits and len(self._results) == len(newest)
            older = f" and {len(self._archive.older)} older versions" if self._archive.older else ""
            told.append(f"{len(self._results)} in the search{older}")
        if self._listed is not None:
            there = {id_ for id_, url in self._pages.items() if url in self._listed}
            lost = lost | (everything.keys() ^ there)
            told.append(f"{len(there)} in the sitemap")
        if fits and not lost:
            return None
        paths = sorted(everything[id_].article.path for id_ in lost if id_ in everything)
        message = f"expected {len(everything)} articles in each place, found {', '.join(told)}"
        return Problem(Origin(paths[0] if paths else "articles/"), "error", "counts-differ", message, _HINT)

    def _all(self) -> dict[str, Filed]:
        return self._archive.articles | self._archive.older
