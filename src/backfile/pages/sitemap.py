"""The sitemaps (sitemaps.org 0.9): an index, one sitemap for each year of pages, one for all others.

By years, for a new article then changes the sitemap of its year and no other. They lie at the site's root,
because a sitemap may list only what lies beside or below it.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from backfile.pages import addresses
from backfile.pages.catalogue import Catalogue, digest
from backfile.pages.feeds import xml_text
from backfile.pages.page import File
from backfile.pages.redirects import moved

__all__ = ["INDEX", "files"]

INDEX = "sitemap.xml"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
SPACES: Any = {None: SPACE}
MOST = 50_000
"""Addresses of one sitemap, by the protocol."""
BYTES = 50_000_000
"""Bytes of one sitemap: under the protocol's 50 MiB with room for its frame."""
AROUND = 80
"""Bytes of the elements around an address, its date included."""

Row = tuple[str, str, str]
"""Absolute address, the day of the last change or nothing, and the address relative to the site's root."""


def files(catalogue: Catalogue, pages: Iterable[str]) -> Iterator[File]:
    """Yield the sitemaps of these pages: none without `site_url`, none where search engines are to stay out."""
    site = catalogue.site_url
    if not site or catalogue.settings.noindex:
        return
    changed = _changed(catalogue)
    unlisted = {"404.html", *(one.address for one in catalogue.archive.withdrawn)}
    unlisted.update(old for old, _ in moved(catalogue))
    groups: dict[str, list[Row]] = {}
    for url in pages:
        if url not in unlisted:
            top = url.partition("/")[0]
            name = top if top.isdecimal() and len(top) == 4 else "pages"
            row = (site + addresses.encoded(url), changed.get(url, ""), url)
            groups.setdefault(name, []).append(row)
    listed: list[Row] = []
    for name in sorted(groups):
        for number, rows in enumerate(_parts(groups[name]), start=1):
            url = f"sitemap-{name}.xml" if number == 1 else f"sitemap-{name}.{number}.xml"
            listed.append((f"{site}{url}", "", url))
            key, pages = digest("urlset", rows), tuple(row[2] for row in rows)
            yield File(url, key, partial(_xml, "urlset", "url", rows), pages)
    yield File(INDEX, digest("sitemapindex", listed), partial(_xml, "sitemapindex", "sitemap", listed))


def _changed(catalogue: Catalogue) -> dict[str, str]:
    """Return the day of the last change of each article that prints one, by the article's address.

    That is the text's, as printed. When the page was last made is not known: a build looks at no clock. The
    schema of sitemaps allows a day, and no month or year alone.
    """
    made = {}
    for id_, filed in catalogue.archive.articles.items():
        record = filed.article
        days = [m.day for m in (record.published, record.updated) if m is not None and m.day is not None]
        if days:
            made[catalogue.url(id_)] = max(days)
    return made


def _parts(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield the rows in parts that a sitemap may have."""
    part: list[Row] = []
    size = 0
    for row in rows:
        more = len(row[0].encode()) + AROUND
        if part and (len(part) == MOST or size + more > BYTES):
            yield part
            part, size = [], 0
        part.append(row)
        size += more
    yield part


def _xml(name: str, inner: str, rows: list[Row]) -> bytes:
    from lxml import etree

    root = etree.Element(f"{{{SPACE}}}{name}", nsmap=SPACES)
    for address, day, _ in rows:
        entry = etree.SubElement(root, f"{{{SPACE}}}{inner}")
        etree.SubElement(entry, f"{{{SPACE}}}loc").text = xml_text(address)
        if day:
            etree.SubElement(entry, f"{{{SPACE}}}lastmod").text = day
    etree.indent(root, space="")
    return etree.tostring(root, xml_declaration=True, encoding="utf-8") + b"\n"
