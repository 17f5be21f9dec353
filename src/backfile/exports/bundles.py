"""Exports that are a ZIP file: the texts alone, and bundles of evidence. Both hold their checksums.

A bundle has the same bytes whenever it is made: its entries carry no time.
"""

import csv
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from backfile import __version__
from backfile.exports.lines import catalogue_of
from backfile.exports.records import record_of
from backfile.exports.tables import body_of
from backfile.model import Filed, Text
from backfile.pages import addresses
from backfile.pages.datatables import TABLES
from backfile.pages.plan import plan
from backfile.pipeline import Opened
from backfile.problems import Report
from backfile.publish.render import Renderer

__all__ = ["write_evidence", "write_texts"]

SUMS = "SHA256SUMS"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can tell


def write_texts(opened: Opened, ids: Sequence[str], path: str) -> None:
    """Write a ZIP file with one plain text an article (headline, deck, body), `articles.csv` and checksums."""
    with _Bundle(path) as bundle:
        for id_ in ids:
            filed = opened.archive.articles.get(id_) or opened.archive.older[id_]
            a = filed.article
            parts = (a.headline, a.deck, body_of(opened.text_of(id_)))
            name = addresses.article(a).removesuffix(".html") + ".txt"
            bundle.add(f"texts/{name}", ("\n\n".join(part for part in parts if part) + "\n").encode())
        table = next(table for table in TABLES if table.name == "articles")
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow([column.name for column in table.columns])
        writer.writerows(table.rows(opened.archive, ids))
        bundle.add("articles.csv", text.getvalue().encode())


def write_evidence(opened: Opened, ids: Sequence[str], path: str, templates: tuple[str, ...]) -> None:
    """Write a ZIP file that shows for each article what is claimed of it and what it rests on.

    For each: the page as the site has it, its record, and the raw text. That is the file itself, byte for
    byte, where the article is all of the file and nothing was taken out of it; else the article's own lines
    as decoded and published. `manifest.json` tells which, with the digest of the raw file, and lists all files.
    """
    catalogue = catalogue_of(opened)
    chosen = {catalogue.url(id_): id_ for id_ in ids}
    renderer = Renderer(templates, opened.desk.settings.language, None)
    told = []
    with _Bundle(path) as bundle:
        settings, images = opened.desk.settings, opened.found.images
        for page in plan(opened.archive, settings, opened.text_of, Report(), images):
            if page.url in chosen:
                bundle.add(f"site/{page.url}", renderer.render(page))
        for asset in renderer.assets():
            with open(asset.path, "rb") as file:
                bundle.add(f"site/{asset.url}", file.read())
        for url, id_ in chosen.items():
            told.append(_evidence(bundle, opened, catalogue.filed(id_), opened.text_of(id_), url))
        manifest = {
            "archive": settings.title,
            "site_url": settings.site_url or None,
            "made_by": f"backfile {__version__}",
            "articles": told,
            "files": [{"path": p, "sha256": d, "bytes": n} for p, (d, n) in sorted(bundle.files.items())],
        }
        bundle.add("manifest.json", (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())


def _evidence(bundle: "_Bundle", opened: Opened, filed: Filed, text: Text, url: str) -> Mapping[str, object]:
    a = filed.article
    record = msgspec.json.format(msgspec.json.encode(record_of(filed, text, opened.archive)), indent=1)
    bundle.add(f"records/{a.id}.json", record + b"\n")
    file = next((found.file for found in opened.found.articles if found.path == a.path), "")
    whole = a.part == 0 and not a.redactions and file != ""
    raw = f"raw/{a.id}{os.path.splitext(a.path)[1] if whole else '.txt'}"
    if whole:
        with open(file, "rb") as opened_file:
            data = opened_file.read()
        whole = hashlib.sha256(data).hexdigest() == a.sha256
    if not whole:
        data = ("\n".join(text.raw) + "\n").encode()
    bundle.add(raw, data)
    for figure in a.figures:
        image = opened.found.images.get(figure.image) if figure.image else None
        address = addresses.image(figure.image) if figure.image else None
        if image and address and f"site/{address}" not in bundle.files:
            with open(image, "rb") as opened_file:
                bundle.add(f"site/{address}", opened_file.read())
    return {
        "id": a.id,
        "headline": a.headline,
        "published": a.published.value if a.published else None,
        "original_url": a.original_url,
        "page": f"site/{url}",
        "record": f"records/{a.id}.json",
        "raw": raw,
        "raw_is": "the file, byte for byte" if whole else "the article's lines as decoded and published",
        "source_path": a.path,
        "source_lines": a.lines,
        "source_sha256": a.sha256,
        "redacted": [{"date": r.date, "reason": r.reason} for r in a.redactions],
    }


class _Bundle:
    """A ZIP file in the making; on leaving it the list of checksums is added and the file appears whole."""

    def __init__(self, path: str) -> None:
        self._path, self._part = path, f"{path}.part"
        self.files: dict[str, tuple[str, int]] = {}
        """Digest and size of each file added, by its path in the bundle."""

    def __enter__(self) -> "_Bundle":
        self._zip = zipfile.ZipFile(self._part, "w", zipfile.ZIP_DEFLATED)
        return self

    def add(self, name: str, data: bytes) -> None:
        """Add a file."""
        entry = zipfile.ZipInfo(name, EARLIEST)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        self._zip.writestr(entry, data)
        self.files[name] = (hashlib.sha256(data).hexdigest(), len(data))

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.add(SUMS, "".join(self._sums()).encode())
        self._zip.close()
        if kind is None:
            os.replace(self._part, self._path)
        else:
            os.unlink(self._part)

    def _sums(self) -> Iterator[str]:
        for name in sorted(self.files):
            yield f"{self.files[name][0]}  {name}\n"
