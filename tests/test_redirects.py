"""redirects.yaml: an address that moved leads on, on any host and without one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import backfile

from backfile.redirects import read_redirects

Site = Callable[[str], Path]
TEXTS = """
-- content/site.yaml --
site_url: https://papers.example/kept
-- content/articles/ferry.txt --
The ferry sails again

1 February 2024

The ferry sailed from Ebbing to Marrowgate in the morning.
-- content/redirects.yaml --
redirects:
  2024/01/31/the-ferry-0a1b2c.html: 2024/02/01/index.html
  2023/a.html: 2023/b.html
  2023/b.html: 2024/01/31/the-ferry-0a1b2c.html
"""


def build(folder: Path) -> tuple[int, str]:
    code, _, err = backfile("build", str(folder), "--out", str(folder / "public"))
    return code, err


def test_an_old_address_leads_to_the_new_one_by_page_and_by_host(site: Site) -> None:
    folder = site(TEXTS)
    assert build(folder)[0] == 0
    stub = (folder / "public/2024/01/31/the-ferry-0a1b2c.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../../2024/02/01/index.html">' in stub
    assert '<link rel="canonical" href="https://papers.example/kept/2024/02/01/index.html">' in stub
    assert '<meta name="robots" content="noindex">' in stub
    assert (folder / "public/_redirects").read_text() == (
        "/kept/2023/a.html /kept/2024/02/01/index.html 301\n"
        "/kept/2023/b.html /kept/2024/02/01/index.html 301\n"
        "/kept/2024/01/31/the-ferry-0a1b2c.html /kept/2024/02/01/index.html 301\n"
    )
    sitemaps = "".join(path.read_text(encoding="utf-8") for path in (folder / "public").glob("sitemap*.xml"))
    assert "2024/02/01/index.html" in sitemaps
    assert "0a1b2c" not in sitemaps


def test_an_article_that_stands_at_an_old_address_is_not_hidden_by_it(site: Site) -> None:
    folder = site(TEXTS)
    assert build(folder)[0] == 0
    found = next(path for path in (folder / "public/2024/02/01").glob("*.html") if path.name != "index.html")
    here = found.relative_to(folder / "public").as_posix()
    (folder / "content/redirects.yaml").write_text(f"redirects:\n  {here}: index.html\n", encoding="utf-8")
    assert build(folder)[0] == 0
    assert "sailed from Ebbing" in found.read_text(encoding="utf-8")
    assert not (folder / "public/_redirects").exists()
    assert not (folder / "public/2024/01/31/the-ferry-0a1b2c.html").exists()


@pytest.mark.parametrize(
    "line",
    [
        "../x.html: index.html",
        "/x.html: index.html",
        "a.html: https://else.example/",
        "a: b.html",
        ".a/x.html: b.html",
        '"a\\u202e.html": b.html',
        "a%07.html: b.html",
    ],
)
def test_an_address_that_is_none_of_the_site_stops_the_build(line: str, tmp_path: Path) -> None:
    (tmp_path / "redirects.yaml").write_text(f"redirects:\n  {line}\n", encoding="utf-8")
    made, problems = read_redirects(str(tmp_path))
    assert made == ()
    assert [(p.code, p.severity, str(p.origin)) for p in problems] == [
        ("redirect-address", "error", "redirects.yaml:2")
    ]


def test_a_ring_of_redirects_ends(tmp_path: Path) -> None:
    (tmp_path / "redirects.yaml").write_text(
        "redirects:\n  a.html: b.html\n  b.html: a.html\n", encoding="utf-8"
    )
    assert read_redirects(str(tmp_path)) == ((("a.html", "b.html"), ("b.html", "a.html")), ())
