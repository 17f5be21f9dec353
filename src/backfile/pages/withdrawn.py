"""What stands at the address of an article that was taken out: since when, and why. Nothing else is known of it."""

from collections.abc import Iterator
from functools import partial

import msgspec

from backfile.pages import dates
from backfile.pages.catalogue import Catalogue, digest
from backfile.pages.page import Page
from backfile.pages.views import View

__all__ = ["pages"]

TEMPLATE = "withdrawn.html"


class WithdrawnView(View, frozen=True):
    """The page of an article that was taken out."""

    date: str
    """Since when, in words."""
    machine: str
    """The same as an ISO day."""
    reason: str
    """Why, in the curator's words."""


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield a page for each article that was withdrawn, which search engines are asked to forget."""
    for one in catalogue.archive.withdrawn:
        removal = one.removal
        view = WithdrawnView(dates.words(removal.date, catalogue.w), removal.date, removal.reason)
        frame = catalogue.frame(one.address, catalogue.w("withdrawn.title"), "", "", ())
        frame = msgspec.structs.replace(frame, noindex=True, description="")
        context: dict[str, object] = {"frame": frame, "page": view, "root": frame.root}
        yield Page(one.address, TEMPLATE, digest(TEMPLATE, frame, view), partial(dict, context))
