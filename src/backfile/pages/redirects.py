"""Addresses that moved: a page that leads on, and the lines by which hosts do it at once."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

import msgspec

from backfile.pages import addresses
from backfile.pages.catalogue import Catalogue, digest
from backfile.pages.page import File, Page
from backfile.pages.views import Link, View

__all__ = ["files", "moved", "pages"]

TEMPLATE = "redirect.html"


class RedirectView(View, frozen=True):
    """The page at an address that moved."""

    target: Link
    """Where it leads."""


def moved(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return (old address, new address); an address at which an article stands has not moved."""
    if not catalogue.archive.redirects:
        return ()
    standing = {catalogue.url(id_) for id_ in (*catalogue.archive.articles, *catalogue.archive.older)}
    return tuple(pair for pair in catalogue.archive.redirects if pair[0] not in standing)


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield a page for each address that moved: it needs no host that knows of redirects."""
    for old, new in moved(catalogue):
        address = addresses.encoded(new)
        frame = catalogue.frame(old, catalogue.w("redirect.title"), "", "", ())
        canonical = catalogue.site_url + address if catalogue.site_url else ""
        frame = msgspec.structs.replace(frame, noindex=True, description="", canonical=canonical)
        view = RedirectView(Link(new, address))
        context: dict[str, object] = {"frame": frame, "page": view, "root": frame.root}
        yield Page(old, TEMPLATE, digest(TEMPLATE, frame, view), partial(dict, context))


def files(catalogue: Catalogue) -> Iterator[File]:
    """Yield `_redirects`, which Netlify, Cloudflare and GitLab read; none without an address that moved."""
    base = urlsplit(catalogue.site_url).path or "/"
    lines = [
        f"{base}{addresses.encoded(old)} {base}{addresses.encoded(new)} 301\n"
        for old, new in moved(catalogue)
    ]
    if lines:
        yield File("_redirects", digest("_redirects", lines), partial("".join(lines).encode))
