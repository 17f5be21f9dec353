"""What Zotero saves of an article's page: its own translator is run on built pages, where npm has brought it.

`npm pack zotero-translators@0.0.2`, unpacked into `node_modules/zotero-translators` of the folder of tools, and there
`npm install --no-save jsdom@13.2.0 xregexp@4.4.1 request@2.88.2 iconv-lite@0.4.24 w3c-xmlserializer@1.1.2 wicked-good-xpath
whatwg-mimetype@2.3.0 html-encoding-sniffer@1.0.2 whatwg-encoding@1.0.5`: its own list asks GitHub for one of these.
The table of rows that it reads is asserted without it, by `test_metadata.py`.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from conftest import ROOT, backfile
from sample import tool

SITE_URL = "https://papers.example/kept"
NODE, BUNDLE = shutil.which("node"), tool("zotero-translators", "index.js")
pytestmark = pytest.mark.skipif(NODE is None or BUNDLE is None, reason="needs node and zotero-translators")
YEARS = ("2021", "2022", "2023")


def test_zotero_saves_what_the_citations_say(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    settings = tmp_path / "content/site.yaml"
    text = re.sub(r"(?m)^site_url:.*$", f"site_url: {SITE_URL}", settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")
    site = tmp_path / "public"
    assert backfile("build", str(tmp_path), "--out", str(site))[0] == 0
    items = {
        item["archive_location"]: item
        for year in YEARS
        for item in json.loads((site / f"data/{year}/citations.json").read_text(encoding="utf-8"))
    }
    pages = [
        path.relative_to(site).as_posix()
        for year in YEARS
        for path in sorted(site.glob(f"{year}/*/*/*-??????.html"))
    ]
    asked = json.dumps([[str(site / page), f"{SITE_URL}/{quote(page)}"] for page in pages])
    done = subprocess.run(
        [NODE or "node", str(Path(__file__).with_name("zotero.cjs")), str(BUNDLE)],
        input=asked, capture_output=True, text=True, encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == len(pages) >= 15
    by_digits = {id_[:6]: item for id_, item in items.items()}
    known = [(page, saved, by_digits[page[-11:-5]]) for page, (saved,) in zip(pages, told, strict=True)
             if page[-11:-5] in by_digits]  # fmt: skip
    assert len(known) >= 15  # an older version is in no list
    found = {page: {name: read(saved)[name] for name in SAVED} for page, saved, _ in known}
    assert found == {page: wanted(item, f"{SITE_URL}/{quote(page)}") for page, _, item in known}


def read(saved: dict[str, Any]) -> dict[str, Any]:
    """Return what Zotero saves, with creators as (family, given) or, if it has one field only, as a name."""
    creators = [
        (one["lastName"], one["firstName"]) if one.get("firstName") else one["lastName"]
        for one in saved["creators"]
    ]
    return {**dict.fromkeys(SAVED), **saved, "creators": creators}


SAVED = ("itemType", "title", "publicationTitle", "date", "creators", "language", "section", "url")


def wanted(item: dict[str, Any], address: str) -> dict[str, Any]:
    """Return what Zotero is to save, by what the archive's own CSL-JSON says."""
    year, *rest = item["issued"]["date-parts"][0]
    creators: list[object] = []
    for author in item.get("author", []):
        # Pages have no way to tell Zotero that an author is no person: it splits `Radio Estuary` in two.
        *given, last = (
            author["literal"].split() if "literal" in author else (author["given"], author["family"])
        )
        creators.append((last, " ".join(given)) if given else last)
    return {
        "itemType": "newspaperArticle", "title": item["title"], "publicationTitle": item.get("container-title"),
        "date": "-".join([str(year), *(f"{part:02}" for part in rest)]), "creators": creators,
        "language": item.get("language"), "section": item.get("section"), "url": address,
    }  # fmt: skip
