"""What the pages station hands to publishing: a page to render, a file to make, or an asset to copy."""

import re
from collections.abc import Callable, Mapping

import msgspec

__all__ = ["Asset", "File", "Page", "json_lines"]


class Page(msgspec.Struct, frozen=True):
    """One page of the site, not yet rendered."""

    url: str
    """Address relative to the site's root, with forward slashes, ending in a file name."""
    template: str
    """Name of the template that renders it."""
    key: str
    """Hash of all the page is made of but the templates: the same key gives the same bytes."""
    context: Callable[[], Mapping[str, object]]
    """Returns what the template sees. Called only when the page must be rendered."""
    texts: tuple[str, ...] = ()
    """Ids of the articles whose words the context asks for: they are fetched together for many pages."""
    article: str = ""
    """Id of the article that the page prints; empty where it is a page of another kind."""


class File(msgspec.Struct, frozen=True):
    """A file of the site that is made without a template: a feed, a sitemap."""

    url: str
    """Address relative to the site's root, with forward slashes."""
    key: str
    """Hash of all that the file is made of but the code: the same key gives the same bytes."""
    make: Callable[[], bytes]
    """Returns its bytes. Called only when the file must be written."""
    lists: tuple[str, ...] = ()
    """Addresses of the pages that it tells search engines of, relative to the site's root; only of a sitemap."""


class Asset(msgspec.Struct, frozen=True):
    """A file of the site that is copied as it is."""

    url: str
    """Address relative to the site's root, with forward slashes."""
    path: str
    """File to copy."""


def json_lines(value: object) -> bytes:
    """Return a value as JSON, each of its parts on a line of its own, so that what changes is a line."""
    indented = msgspec.json.format(msgspec.json.encode(value), indent=1)
    return re.sub(rb"\n +", b"\n", indented) + b"\n"  # no string of JSON holds a line feed as it is
