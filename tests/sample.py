"""A site that holds every kind of page: the demonstration, with what it lacks added. The texts are invented.

Kinds are named by the addresses of their pages, so that a kind that has no page any more is noticed.
"""

import os
import re
import shutil
from pathlib import Path

__all__ = ["KINDS", "SITE_URL", "kinds_of", "tool", "write_sample"]

ROOT = Path(__file__).resolve().parent.parent
SITE_URL = "https://papers.example/kept"

KINDS = {
    "home": r"index\.html",
    "calendar": r"calendar\.html",
    "year": r"2023/index\.html",
    "month": r"2023/09/index\.html",
    "day": r"2023/09/20/index\.html",
    "day, continued": r"2024/02/29/index\.2\.html",
    "day that is only spoken of": r"2023/09/19/index\.html",
    "article": r"2023/09/20/russian-defence-minister.*",
    "article, right to left": r"2023/09/20/وزیران.*",
    "article, hostile": r"2018/05/05/(?!index\.html).+\.html",
    "withdrawn": r"2018/05/06/(?!index\.html).+\.html",
    "compared": r".+\.copies\.html",
    "versions of one": r".+/.+\.versions\.html",
    "moved": r"2018/05/07/old-0a1b2c\.html",
    "undated": r"undated/index\.html",
    "undated article": r"undated/(?!index\.html).+\.html",
    "people": r"people/index\.html",
    "person": r"people/sergei-shoigu\.html",
    "person, continued": r"people/sergei-shoigu\.1\.html",
    "topics": r"topics/index\.html",
    "topic": r"topics/middle-east\.html",
    "sources": r"sources/index\.html",
    "source": r"sources/international-affairs\.html",
    "photo credits": r"credits/index\.html",
    "creditor": r"credits/mil-ru\.html",
    "quotes": r"quotes\.html",
    "copies": r"copies\.html",
    "versions": r"versions\.html",
    "search": r"search\.html",
    "curator's list": r"desk\.html",
    "about": r"about\.html",
    "data": r"data\.html",
}
"""Kind of page to the pattern of its address. The page for dead links is not among them: it has no one address."""

HOSTILE = """\
---
title: '</script><script>alert(1)</script> & "quoted" {{ root }} ''; ]]> \u202eback\u202c --><!--'
date: 2018-05-05T07:05
source: <b>Sand & Sons</b> "Daily"
authors: ['Ann O''Neil & Co', '"><img src=x onerror=alert(1)>']
tags: ['<i>one</i>', 'two & three']
---
<script>alert(2)</script> <a href="javascript:alert(3)">A link</a> that the sanitiser takes away, said Ada Marrow.

“A quote with </q> and <mark> in it & more,” said Ada Marrow, “goes on.”

![A "picture" <here>](nowhere.png)

Photo: <em>Nobody</em> & Co
"""
VESSELS = [
    "tug",
    "barge",
    "ferry",
    "trawler",
    "pilot-boat",
    "dredger",
    "lighter",
    "cutter",
    "ketch",
    "launch",
    "buoy-tender",
]
CARGOES = [
    "slate",
    "barley",
    "herring",
    "timber",
    "glass",
    "lime",
    "rope",
    "salt",
    "tar",
    "copper",
    "wool",
    "cider",
    "chalk",
]
HARBOURS = [
    "Ebbing",
    "Marrowgate",
    "Saltfleet",
    "Dunmere",
    "Oxhythe",
    "Pellworth",
    "Tarn",
    "Quarrel",
    "Withy",
]
VERBS = ["left", "reached", "passed", "blocked", "measured", "repaired", "sold"]
SHORT = """\
The {vessel} {verb} {harbour} with {cargo}

29 February 2024, {hour:02}:{minute:02}

Harbour Wire

A {vessel} {verb} {harbour}; {n} crates of {cargo} were counted. Sergei Shoigu was not aboard the {vessel}.

{cargo} from {harbour} is dear: {n} shillings, the {vessel} master wrote.
"""
WITHDRAWN = """\
A notice that was taken back

6 May 2018

Harbour Wire

The notice said that the ferry to Ebbing would stop at noon.
"""


def write_sample(folder: Path, language: str = "en") -> None:
    """Write the content of the sample into a folder; `language` is that of the interface."""
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    settings = (content / "site.yaml").read_text(encoding="utf-8")
    settings = re.sub(r"(?m)^language: .*$", f"language: {language}", settings)
    settings = re.sub(r"(?m)^site_url:.*$", f"site_url: {SITE_URL}", settings)
    settings = re.sub(r"(?m)^contact:.*$", "contact: desk@papers.example", settings)
    (content / "site.yaml").write_text(settings, encoding="utf-8")
    folder = content / "articles" / "more"
    folder.mkdir()
    (folder / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    (folder / "notice.txt").write_text(WITHDRAWN, encoding="utf-8")
    for n in range(1, 111):
        words = {
            name: row[n * step % len(row)]
            for name, row, step in (
                ("vessel", VESSELS, 3), ("cargo", CARGOES, 5), ("harbour", HARBOURS, 2), ("verb", VERBS, 4)
            )
        }  # fmt: skip
        text = SHORT.format(n=n * 37, hour=6 + n // 60, minute=n % 60, **words)
        (folder / f"tug-{n:03}.txt").write_text(text, encoding="utf-8")
    (content / "redirects.yaml").write_text(
        "redirects:\n  2018/05/07/old-0a1b2c.html: 2023/09/20/index.html\n", encoding="utf-8"
    )
    with (content / "redactions.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "- article: articles/more/notice.txt\n  whole: yes\n"
            "  reason: The notice was a mistake.\n  date: 2025-11-04\n"
        )


def kinds_of(site: Path) -> dict[str, str]:
    """Return one page of each kind: kind to address relative to the site."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {
        kind: found
        for kind, pattern in KINDS.items()
        if (found := next((page for page in pages if re.fullmatch(pattern, page)), ""))
    }


def tool(*parts: str) -> Path | None:
    """Return a file of a package that npm installed for the tests, None when it is not there.

    They lie in `node_modules` of the folder that `BACKFILE_TOOLS` names, else of `.backfile/tools`.
    """
    folder = os.environ.get("BACKFILE_TOOLS") or ROOT / ".backfile" / "tools"
    path = Path(folder, "node_modules", *parts)
    return path if path.is_file() else None
