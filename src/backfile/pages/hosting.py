"""What hosts and crawlers read beside the pages: `robots.txt`, `_headers`, `.nojekyll`.

`robots.txt` forbids nothing even where the site is not to be found by search engines: a page that a crawler may
not fetch cannot tell it so. `_headers` is read by Netlify, Cloudflare and others, and stays without effect
elsewhere. `.nojekyll` keeps GitHub Pages from leaving files out.
"""

from collections.abc import Iterator

from backfile.pages import sitemap
from backfile.pages.catalogue import Catalogue
from backfile.pages.page import File, Page
from backfile.pages.views import View

__all__ = ["files", "pages"]


class HostView(View, frozen=True):
    """What the files for hosts say."""

    sitemap: str
    """Absolute address of the index of sitemaps, empty when there is none."""
    noindex: bool
    """True when search engines are asked to leave the site out."""


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the files that have a template, which a theme may replace."""
    noindex = catalogue.settings.noindex
    listed = f"{catalogue.site_url}{sitemap.INDEX}" if catalogue.site_url and not noindex else ""
    view = HostView(listed, noindex)
    for url, template in (("robots.txt", "hosting/robots.txt"), ("_headers", "hosting/headers.txt")):
        yield catalogue.page(url, template, view, "")


def files(catalogue: Catalogue) -> Iterator[File]:
    """Yield the files that are the same for every archive."""
    yield File(".nojekyll", "", lambda: b"")
