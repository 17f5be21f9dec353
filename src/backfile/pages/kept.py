"""Groups of pages whose keys are known without making what they show: by the stamp of all that they are made of."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

import msgspec

from backfile.pages.page import Page

__all__ = ["Group", "Kept", "Sheet", "Shelf"]


class Sheet(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A page as it is kept: all but what its template sees."""

    url: str
    """See Page."""
    template: str
    """See Page."""
    key: str
    """See Page."""
    texts: tuple[str, ...] = ()
    """See Page."""
    article: str = ""
    """See Page."""


class Group(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The pages of one record: a person, a day, an article."""

    stamp: bytes
    """Of all that the pages are made of."""
    sheets: tuple[Sheet, ...]
    """The pages in order."""


class Related(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What else to read beside one article."""

    stamp: bytes
    """Of all that the choice depends on."""
    ids: tuple[str, ...]
    """The articles, best first."""


class Shelf(msgspec.Struct, frozen=True, array_like=True):
    """What one build keeps for the next."""

    groups: dict[str, Group] = {}
    """By a name that no other group has."""
    related: dict[str, Related] = {}
    """By article id."""


class Kept:
    """The pages of the last build, and those of this one."""

    def __init__(self, before: Shelf | None = None) -> None:
        self._before = before or Shelf()
        self._groups: dict[str, Group] = {}
        self._related: dict[str, Related] = {}

    @property
    def shelf(self) -> Shelf:
        """What to keep for the next build."""
        return Shelf(self._groups, self._related)

    @property
    def same(self) -> bool:
        """Whether all is as it was: there is nothing to keep then."""
        return self.shelf == self._before

    def pages(self, name: str, stamp: bytes, make: Callable[[], Iterable[Page]]) -> Iterator[Page]:
        """Yield the pages of a group, made only where their stamp is new; else when one of them is rendered."""
        known = self._before.groups.get(name)
        if known is not None and known.stamp == stamp:
            self._groups[name] = known
            for sheet in known.sheets:
                context = partial(_context, make, sheet.url)
                yield Page(sheet.url, sheet.template, sheet.key, context, sheet.texts, sheet.article)
            return
        sheets = []
        for page in make():
            sheets.append(Sheet(page.url, page.template, page.key, page.texts, page.article))
            yield page
        self._groups[name] = Group(stamp, tuple(sheets))

    def related(self, id_: str, stamp: bytes, choose: Callable[[], Iterable[str]]) -> tuple[str, ...]:
        """Return what else to read beside an article, chosen anew only where the stamp is new."""
        known = self._before.related.get(id_)
        if known is None or known.stamp != stamp:
            known = Related(stamp, tuple(choose()))
        self._related[id_] = known
        return known.ids


def _context(make: Callable[[], Iterable[Page]], url: str) -> Mapping[str, object]:
    """Return what the template of a page sees that was kept, and is to be rendered all the same."""
    return next(page for page in make() if page.url == url).context()
