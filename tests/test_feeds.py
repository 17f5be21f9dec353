"""What machines read of the site: feeds that validate, sitemaps that list every page, files for hosts."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import msgspec
import pytest
from archives import SEED, STORIES, Site, archive_of, many, small, without
from conftest import ROOT, backfile

from backfile.model import Moment
from backfile.pages import addresses, feeds, sitemap
from backfile.pages.catalogue import Catalogue
from backfile.pages.plan import host_pages, machine_files, plan
from backfile.problems import Report
from backfile.publish.render import Renderer, shipped_templates
from backfile.settings import Settings

AT = "https://archive.example.org/news/"
SETTINGS = Settings(title="The File", description="Reports as saved.", site_url=AT.rstrip("/"))
A = "{http://www.w3.org/2005/Atom}"
PRISM = "{http://prismstandard.org/namespaces/basic/2.0/}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:[A-Za-z0-9/._~%-]+")
HOSTILE = "</title><script>alert(1)</script> <!-- & \"quotes\" 'single' \u202eevil ]]>"
TOLD = HOSTILE.replace("\u202e", "")  # no sign turns the direction of what stands behind a text
FORBIDDEN = "\x00\x08\x0b\x1f\ufffe\uffff"


def made(site: Site, settings: Settings = SETTINGS) -> dict[str, bytes]:
    """Return the bytes of all that is made for machines, by address."""
    pages = [page.url for page in plan(site.archive, settings, site.text_of, site.report)]
    renderer = Renderer()
    files = {f.url: f.make() for f in machine_files(site.archive, settings, site.text_of, pages)}
    hosts = {page.url: renderer.render(page) for page in host_pages(site.archive, settings, site.text_of)}
    assert not files.keys() & hosts.keys()
    return files | hosts


def atoms(files: dict[str, bytes]) -> dict[str, ElementTree.Element]:
    return {url: ElementTree.fromstring(data) for url, data in files.items() if url.endswith(".atom")}


def jsons(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    return {url: json.loads(data) for url, data in files.items() if url.endswith("feed.json")}


def links(element: ElementTree.Element, relation: str) -> list[tuple[str, str]]:
    return [
        (link.get("type") or "", link.get("href") or "")
        for link in element.findall(f"{A}link")
        if link.get("rel") == relation
    ]


def text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(name) or ""


# ---------------------------------------------------------------- the formats


def hold_to_rfc_4287(url: str, feed: ElementTree.Element) -> None:
    """Assert what RFC 4287 section 4 asks of a feed and its entries, and absolute addresses throughout."""
    assert feed.tag == f"{A}feed"
    for name in ("id", "title", "updated"):
        assert len(feed.findall(f"{A}{name}")) == 1, (url, name)
    for name in ("subtitle", "generator"):
        assert len(feed.findall(f"{A}{name}")) <= 1, (url, name)
    assert TAG.fullmatch(text(feed, f"{A}id")), url
    assert RFC_3339.fullmatch(text(feed, f"{A}updated")), url
    assert text(feed, f"{A}title"), url
    assert text(feed, f"{A}author/{A}name"), url
    assert links(feed, "self") == [("application/atom+xml", AT + addresses.encoded(url))]
    alternates = [kind for kind, _ in links(feed, "alternate")]
    assert sorted(alternates) == ["application/feed+json", "text/html"], url
    entries = feed.findall(f"{A}entry")
    assert 1 <= len(entries) <= 50
    assert len({text(entry, f"{A}id") for entry in entries}) == len(entries)
    for entry in entries:
        for name in ("id", "title", "updated", "published"):
            assert len(entry.findall(f"{A}{name}")) == 1, (url, name)
        assert len(entry.findall(f"{A}summary")) <= 1
        assert TAG.fullmatch(text(entry, f"{A}id"))
        for name in ("updated", "published"):
            assert RFC_3339.fullmatch(text(entry, f"{A}{name}"))
            datetime.fromisoformat(text(entry, f"{A}{name}"))
        ((kind, address),) = links(entry, "alternate")
        assert kind == "text/html"
        assert address.startswith(AT)
        assert all(name.text for name in entry.findall(f"{A}author/{A}name"))
        assert all(category.get("term") for category in entry.findall(f"{A}category"))
    for link in feed.iter(f"{A}link"):
        assert re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", link.get("href") or ""), url


def hold_to_json_feed(url: str, feed: dict[str, Any]) -> None:
    """Assert what JSON Feed 1.1 asks of a feed and its items."""
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == AT + addresses.encoded(url)
    assert feed["home_page_url"].startswith(AT)
    assert isinstance(feed["title"], str)
    assert feed["title"]
    assert 1 <= len(feed["items"]) <= 50
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    known = {"id", "url", "external_url", "title", "content_text", "summary", "date_published", "date_modified",
             "authors", "tags", "language", "_backfile"}  # fmt: skip
    for item in feed["items"]:
        assert set(item) <= known, url
        assert all(isinstance(item[name], str) and item[name] for name in ("id", "url", "content_text"))
        assert RFC_3339.fullmatch(item["date_published"])
        assert all(set(author) == {"name"} for author in item.get("authors", []))
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        assert all(value not in ("", [], None) for value in item.values())


def test_every_feed_is_valid_and_both_forms_tell_the_same() -> None:
    files = made(small())
    found, as_json = atoms(files), jsons(files)
    assert len(found) > 12
    assert {url.removesuffix(".atom") for url in found} == {url.removesuffix(".json") for url in as_json}
    for url, feed in found.items():
        hold_to_rfc_4287(url, feed)
        other = as_json[url.removesuffix(".atom") + ".json"]
        hold_to_json_feed(url.removesuffix(".atom") + ".json", other)
        entries = feed.findall(f"{A}entry")
        assert text(feed, f"{A}title") == other["title"]
        assert [text(e, f"{A}id") for e in entries] == [item["id"] for item in other["items"]]
        assert [text(e, f"{A}title") for e in entries] == [item["title"] for item in other["items"]]
        assert [text(e, f"{A}published") for e in entries] == [i["date_published"] for i in other["items"]]


def test_there_is_a_feed_of_the_site_and_of_each_source_topic_and_person_with_a_dated_article() -> None:
    undated = [
        replace(s, published=None) if s.path.endswith("perseverance.md") else s for s in (SEED, *STORIES)
    ]
    site = archive_of(undated)
    archive = site.archive
    expected = {"feed"}
    for folder, records in (
        ("sources", archive.sources), ("topics", archive.topics), ("people", archive.people),
    ):  # fmt: skip
        for key, record in records.items():
            if any(archive.articles[id_].day for id_ in record.articles):
                expected.add(f"{folder}/{key}.feed")
    assert expected > {"feed", "topics/karabakh.feed", "people/sergei-shoigu.feed"}
    assert {url.removesuffix(".atom") for url in atoms(made(site))} == expected
    # Their only article is without a date.
    assert not {"people/swati-mohan.feed", "topics/space.feed"} & expected
    assert {"people/swati-mohan.html", "topics/space.html"} <= {
        page.url for page in plan(archive, SETTINGS, site.text_of, site.report)
    }


def test_pages_name_the_feeds_that_there_are_and_every_feed_is_named() -> None:
    site, renderer = small(), Renderer()
    files = made(site)
    named: set[str] = set()
    for page in plan(site.archive, SETTINGS, site.text_of, site.report):
        html = renderer.render(page).decode()
        found = re.findall(r'<link rel="alternate" type="(\S+)" title="([^"]+)" href="([^"]+)">', html)
        for kind, title, href in found:
            url = unquote(href.removeprefix(AT) if page.url == "404.html" else href.replace("../", ""))
            assert url in files, (page.url, href)
            assert kind == {"atom": "application/atom+xml", "json": "application/feed+json"}[url[-4:]]
            assert title == (json.loads(files[url])["title"] if url.endswith(".json") else title)
            named.add(url)
        assert html.count('">Atom</a>') == 1, page.url
        if page.url == "people/sergei-shoigu.html":
            # The archive's own feed as JSON is told of by the first page.
            assert [title for _, title, _ in found] == ["The File"] + ["Sergei Shoigu – The File"] * 2
    assert named == {url for url in files if ".feed." in url or url.startswith("feed.")}


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("value", "zone", "expected"),
    [
        ("2023-09-20", None, "2023-09-20T12:00:00-00:00"),
        ("2023-09-20T11:31", None, "2023-09-20T11:31:00-00:00"),
        ("2023-09-20T11:31", "EST", "2023-09-20T11:31:00-00:00"),
        ("2023-09-20T11:31", "GMT", "2023-09-20T11:31:00Z"),
        ("2023-09-20T11:31:05", "Z", "2023-09-20T11:31:05Z"),
        ("2023-09-20T11:31", "+03:30", "2023-09-20T11:31:00+03:30"),
        ("2023-09-20T11:31:59", "UTC-5", "2023-09-20T11:31:59-05:00"),
        ("2023-09", None, ""),
        ("2023", None, ""),
    ],
)  # fmt: skip
def test_a_printed_moment_as_feeds_ask_for_it(value: str, zone: str | None, expected: str) -> None:
    precision: Any = {4: "year", 7: "month", 10: "day", 16: "minute", 19: "second"}[len(value)]
    assert feeds.instant(Moment(value, precision, zone, value, 1)) == expected


def test_what_is_printed_stands_beside_what_the_feed_asks_for() -> None:
    files = made(small())
    entries = {text(e, f"{A}title"): e for e in atoms(files)["feed.atom"].findall(f"{A}entry")}
    printed = {
        title: (text(e, f"{A}published"), text(e, f"{PRISM}publicationDate"), text(e, f"{A}updated"))
        for title, e in entries.items()
    }
    drill = next(found for title, found in printed.items() if title.startswith("Bagheri announces"))
    assert drill == ("2023-09-20T12:00:00-00:00", "2023-09-20", "2023-09-20T12:00:00-00:00")
    assert printed[SEED.headline or ""][:2] == ("2023-09-20T11:31:00-00:00", "2023-09-20T11:31")
    items = {item["title"]: item for item in jsons(files)["feed.json"]["items"]}
    assert items[SEED.headline]["_backfile"] == {
        "published": "2023-09-20T11:31",
        "source": "International Affairs",
    }
    assert not [item for item in items.values() if "date_modified" in item]


def changed(site: Site, value: str) -> Site:
    """Return the archive with this time of the last change for the seed."""
    moment = Moment(value, "minute" if "T" in value else "day", "Z" if "T" in value else None, value, 4)
    articles = {
        id_: msgspec.structs.replace(
            filed, article=msgspec.structs.replace(filed.article, updated=moment), digest=f"changed {value}"
        )
        if filed.article.path == SEED.path
        else filed
        for id_, filed in site.archive.articles.items()
    }
    return Site(msgspec.structs.replace(site.archive, articles=articles), site.texts, site.report)


def test_a_printed_change_is_the_entrys_and_the_feeds_when_it_is_the_latest() -> None:
    files = made(changed(small(), "2024-01-02T03:04"))
    feed = atoms(files)["feed.atom"]
    assert text(feed, f"{A}updated") == "2024-01-02T03:04:00Z"
    entry = next(e for e in feed.findall(f"{A}entry") if text(e, f"{A}title") == SEED.headline)
    assert text(entry, f"{A}updated") == "2024-01-02T03:04:00Z"
    assert text(entry, f"{A}published") == "2023-09-20T11:31:00-00:00"
    assert text(entry, f"{PRISM}modificationDate") == "2024-01-02T03:04Z"
    # A change before publication, or in a month without a day, is nothing to go by.
    for value in ("2020-01-01", "2024-01"):
        before = atoms(made(changed(small(), value)))["feed.atom"]
        assert text(before, f"{A}updated") == text(atoms(made(small()))["feed.atom"], f"{A}updated")


def test_the_feeds_time_is_that_of_the_newest_moment_whatever_its_offset() -> None:
    stories = [
        replace(SEED, path=f"articles/{n}.txt", published="2023-09-20T12:00", zone=zone)
        for n, zone in enumerate(("+05:00", "-03:00", "Z"))
    ]
    feed = atoms(made(archive_of(stories)))["feed.atom"]
    assert text(feed, f"{A}updated") == "2023-09-20T12:00:00-03:00"


# ---------------------------------------------------------------- what is in a feed


def test_a_feed_holds_the_fifty_newest_and_none_without_a_day() -> None:
    feed = atoms(made(many(120)))["people/sergei-shoigu.feed.atom"]
    titles = [text(entry, f"{A}title") for entry in feed.findall(f"{A}entry")]
    assert titles == [f"Report number {number}" for number in range(119, 69, -1)]
    site = small()
    paths = [site.archive.articles[id_].article.path for id_ in site.archive.undated]
    assert paths
    every = b"".join(data for url, data in made(site).items() if "feed." in url).decode()
    for id_ in site.archive.undated:
        assert id_ not in every


def test_an_archive_without_dates_has_no_feed_and_names_none() -> None:
    site = archive_of([replace(SEED, published=None, printed="")])
    files = made(site)
    assert [url for url in files if "feed" in url] == []
    home = next(p for p in plan(site.archive, SETTINGS, site.text_of, site.report) if p.url == "index.html")
    assert b"feed" not in Renderer().render(home)
    assert "sitemap.xml" in files


def test_an_entry_says_who_wrote_it_where_it_is_and_where_it_is_from() -> None:
    entries = atoms(made(small()))["feed.atom"].findall(f"{A}entry")
    (mars,) = (e for e in entries if text(e, f"{A}title").startswith("Perseverance"))
    assert [a.text for a in mars.findall(f"{A}author/{A}name")] == ["Leocadia Brandt", "Harbour Wire"]
    assert links(mars, "via") == [("", "https://wire.example/mars?a=1&b=2")]
    assert [(c.get("term"), c.get("label")) for c in mars.findall(f"{A}category")] == [
        ("space", "Space exploration")
    ]
    assert text(mars, f"{PRISM}publicationName") == "Harbour Wire"
    (seed,) = (e for e in entries if text(e, f"{A}title") == SEED.headline)
    assert [a.text for a in seed.findall(f"{A}author/{A}name")] == ["International Affairs"]
    assert text(seed, f"{A}author/{A}uri") == "https://en.interaffairs.ru"
    assert text(seed, f"{A}summary").startswith("Russian delegation headed by")
    assert seed.get(LANG) == "en"
    assert {e.get(LANG) for e in entries} >= {"en", "fa", "ru", "zh"}


def test_ids_stay_when_headline_and_date_change_and_differ_between_archives_of_one_host() -> None:
    def ids(headline: str, published: str, site_url: str) -> list[str]:
        story = replace(SEED, headline=headline, published=published, quotes=())
        catalogue = made(archive_of([story]), msgspec.structs.replace(SETTINGS, site_url=site_url))
        return [item["id"] for item in json.loads(catalogue["feed.json"])["items"]]

    first = ids("One", "2023-09-20", "https://a.example/x")
    assert first == ids("Two", "2024-01-01", "http://a.example:8080/x")
    assert first == [f"tag:a.example,2026:x/articles/{small_id()}"]
    assert first != ids("One", "2023-09-20", "https://a.example/y")
    assert ids("One", "2023-09-20", "https://пример.example") == [
        f"tag:xn--e1afmkfd.example,2026:articles/{small_id()}"
    ]


def small_id() -> str:
    return next(id_ for id_, f in small().archive.articles.items() if f.article.path == SEED.path)


def test_hostile_texts_come_back_as_they_were_and_what_xml_forbids_is_left_out() -> None:
    story = replace(
        SEED,
        headline=HOSTILE + FORBIDDEN,
        deck=FORBIDDEN + HOSTILE,
        byline=(HOSTILE + FORBIDDEN,),
        quotes=(),
        original_url='https://a.example/?q="><script>{x}|^`\\',
    )
    settings = msgspec.structs.replace(SETTINGS, title=HOSTILE + FORBIDDEN, description=HOSTILE)
    files = made(archive_of([story]), settings)
    feed, as_json = atoms(files)["feed.atom"], jsons(files)["feed.json"]
    hold_to_rfc_4287("feed.atom", feed)
    assert text(feed, f"{A}title") == as_json["title"] == TOLD
    assert text(feed, f"{A}subtitle") == as_json["description"] == TOLD
    (entry,), (item,) = feed.findall(f"{A}entry"), as_json["items"]
    assert text(entry, f"{A}title") == item["title"] == TOLD
    assert text(entry, f"{A}summary") == item["summary"] == TOLD
    assert text(entry, f"{A}author/{A}name") == item["authors"][0]["name"] == TOLD
    assert item["external_url"] == links(entry, "via")[0][1]
    assert item["external_url"] == "https://a.example/?q=%22%3E%3Cscript%3E%7Bx%7D%7C%5E%60%5C"
    assert feeds.xml_text("a\ud800b\U0001f600\x7f\x85 c") == "ab\U0001f600\x7f c"
    for url in ("javascript:alert(1)", "mailto:a@b.example"):
        files = made(archive_of([replace(SEED, original_url=url)]))
        assert links(atoms(files)["feed.atom"].findall(f"{A}entry")[0], "via") == []
        assert "external_url" not in jsons(files)["feed.json"]["items"][0]


def test_json_ld_of_a_text_with_what_xml_and_html_forbid_comes_back() -> None:
    headline = f"{HOSTILE}\x08\x0b\u2028 </ScRiPt> &lt; \\u003c"
    site = archive_of([replace(SEED, headline=headline, quotes=(), byline=(headline,))])
    (page,) = (
        p
        for p in plan(site.archive, SETTINGS, site.text_of, site.report)
        if re.search(r"-[0-9a-f]{6}\.html$", p.url)
    )
    html = Renderer().render(page).decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script', html, re.DOTALL)
    data = json.loads(script)
    told = headline.replace("\u202e", "")
    assert data["headline"] == told
    assert data["author"] == [{"@type": "Person", "name": told}]


# ---------------------------------------------------------------- keys


def keyed(site: Site, settings: Settings = SETTINGS) -> dict[str, tuple[str, bytes]]:
    pages = [page.url for page in plan(site.archive, settings, site.text_of, site.report)]
    files = list(machine_files(site.archive, settings, site.text_of, pages))
    assert len({file.url for file in files}) == len(files)
    return {file.url: (file.key, file.make()) for file in files}


VARIED: dict[str, Callable[[], tuple[Site, Settings]]] = {
    "nothing": lambda: (small(), SETTINGS),
    "an article gone": lambda: (without("articles/2023/bagheri-drill.txt"), SETTINGS),
    "another title": lambda: (small(), msgspec.structs.replace(SETTINGS, title="Other")),
    "another address": lambda: (small(), msgspec.structs.replace(SETTINGS, site_url="https://b.example")),
    "a change printed": lambda: (changed(small(), "2024-01-02"), SETTINGS),
}


@pytest.mark.parametrize("change", VARIED)
def test_a_file_whose_key_stays_has_the_same_bytes_and_one_whose_key_changes_has_others(change: str) -> None:
    before, after = keyed(small()), keyed(*VARIED[change]())
    both = before.keys() & after.keys()
    for url in both:
        if before[url][0] == after[url][0]:
            assert before[url][1] == after[url][1], url
        elif not url.startswith("data/"):  # a table has the key of all that its rows could be made from
            assert before[url][1] != after[url][1], url
    different = {url for url in both if before[url][0] != after[url][0]}
    if change == "nothing":
        assert different == set()
    if change == "an article gone":
        assert "topics/space.feed.atom" not in different
        assert {
            "feed.atom",
            "feed.json",
            "people/mohammad-bagheri.feed.atom",
            "sitemap-2023.xml",
        } <= different
        assert "sitemap-2021.xml" not in different
    if change == "a change printed":
        assert "sitemap-2023.xml" in different


def test_no_text_is_read_for_feeds_and_sitemaps() -> None:
    site = small()

    def refuse(id_: str) -> Any:
        raise AssertionError("a text was read")

    for file in machine_files(site.archive, SETTINGS, refuse, ["index.html"]):
        file.make()


# ---------------------------------------------------------------- sitemaps


def listed(data: bytes, kind: str) -> list[tuple[str, str | None]]:
    root = ElementTree.fromstring(data)
    assert root.tag == MAP + {"url": "urlset", "sitemap": "sitemapindex"}[kind]
    assert all(child.tag == MAP + kind for child in root)
    return [(text(child, f"{MAP}loc"), child.findtext(f"{MAP}lastmod")) for child in root]


def test_the_sitemaps_list_every_page_once_by_its_canonical_address() -> None:
    site, renderer = small(), Renderer()
    files = made(site)
    index = [address for address, _ in listed(files["sitemap.xml"], "sitemap")]
    assert index == sorted(index)
    assert {address.removeprefix(AT) for address in index} == {u for u in files if u.startswith("sitemap-")}
    rows = [row for address in index for row in listed(files[address.removeprefix(AT)], "url")]
    canonical = {
        match[1]
        for page in plan(site.archive, SETTINGS, site.text_of, site.report)
        if page.url != "404.html"
        for match in [
            re.search(r'<link rel="canonical" [^>]*href="([^"]+)">', renderer.render(page).decode())
        ]
        if match
    }
    assert sorted(address for address, _ in rows) == sorted(canonical)
    assert len(canonical) > 50


def test_only_articles_that_print_a_day_have_a_last_change_and_it_is_the_last_they_print() -> None:
    files = made(changed(small(), "2024-01-02T03:04"))
    rows = dict(row for url in files if url.startswith("sitemap-") for row in listed(files[url], "url"))
    dated = {address: day for address, day in rows.items() if day is not None}
    assert len(dated) == 7
    assert all(re.search(r"/\d{4}/\d\d/\d\d/[^/]+-[0-9a-f]{6}\.html$", address) for address in dated)
    assert (
        next(day for address, day in dated.items() if "russian-defence-minister" in address) == "2024-01-02"
    )
    assert all(day == address.removeprefix(AT)[:10].replace("/", "-") or day == "2024-01-02"
               for address, day in dated.items())  # fmt: skip


def test_a_sitemap_is_parted_before_it_is_too_long_or_too_large() -> None:
    site = small()
    catalogue = Catalogue(site.archive, SETTINGS, site.text_of, Report())
    pages = [f"2023/01/01/{n}-abcdef.html" for n in range(sitemap.MOST + 1)]
    files = {file.url: file.make() for file in sitemap.files(catalogue, ["index.html", *pages])}
    lengths = {url: len(listed(data, "url")) for url, data in files.items() if url != "sitemap.xml"}
    assert lengths == {"sitemap-2023.xml": 50_000, "sitemap-2023.2.xml": 1, "sitemap-pages.xml": 1}
    assert len(listed(files["sitemap.xml"], "sitemap")) == 3
    long = [f"{n:05}{'x' * 3000}.html" for n in range(17_000)]
    parts = [f.make() for f in sitemap.files(catalogue, long) if f.url != "sitemap.xml"]
    assert [len(listed(data, "url")) for data in parts][1:] != []
    assert max(map(len, parts)) <= 50 * 1024 * 1024


# ---------------------------------------------------------------- without an address, without search engines


def test_without_an_address_there_are_no_feeds_and_no_sitemap() -> None:
    files = made(small(), Settings(title="The File"))
    assert {url for url in files if not url.startswith("data/")} == {".nojekyll", "_headers", "robots.txt"}
    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert files[".nojekyll"] == b""


def test_a_site_that_is_not_to_be_found_says_so_in_every_page_and_lets_crawlers_in_to_read_it() -> None:
    settings = msgspec.structs.replace(SETTINGS, noindex=True)
    site, renderer = small(), Renderer()
    for wish, one in ((0, SETTINGS), (1, settings)):
        for page in plan(site.archive, one, site.text_of, site.report):
            html = renderer.render(page).decode()
            expected = 1 if page.url == "404.html" else wish
            assert html.count('<meta name="robots" content="noindex">') == expected, page.url
    files = made(site, settings)
    assert [url for url in files if "sitemap" in url] == []
    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert b"\n  X-Robots-Tag: noindex\n" in files["_headers"]
    assert b"X-Robots-Tag" not in made(site)["_headers"]
    assert "feed.atom" in files


def test_robots_txt_names_the_sitemap_as_it_is_written() -> None:
    settings = msgspec.structs.replace(SETTINGS, site_url="https://a.example/x?a&b'c")
    assert made(small(), settings)["robots.txt"] == (
        b"Sitemap: https://a.example/x?a&b'c/sitemap.xml\n\nUser-agent: *\nAllow: /\n"
    )


def test_the_headers_hold_to_the_form_of_hosts_and_to_the_policy_of_the_pages() -> None:
    rules: dict[str, dict[str, str]] = {}
    for line in made(small())["_headers"].decode().splitlines():
        if line.startswith("/"):
            rule = rules[line] = {}
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            assert name not in rule
            rule[name] = value
        else:
            assert not line or line.startswith("#"), line
        assert len(line) < 2000
    assert set(rules) == {"/*", "/images/*"}
    # A host sends a header of two rules with both values.
    assert not rules["/*"].keys() & rules["/images/*"].keys()
    layout = (Path(shipped_templates()) / "layout.html").read_text()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', layout)
    assert rules["/*"]["Content-Security-Policy"].startswith(f"{policy}; ")
    assert rules["/*"]["X-Content-Type-Options"] == "nosniff"
    assert rules["/*"]["Referrer-Policy"] == "no-referrer"


# ---------------------------------------------------------------- whole builds

FAIR = """
-- content/site.yaml --
title: The Quay
site_url: https://quay.example/
noindex: No
-- content/articles/fair.txt --
Harbour fair opens in Quaytown

20 September 2023

The harbour fair of Quaytown was opened on Wednesday. Many people came to see it.
"""


def test_a_build_writes_them_once_keeps_them_and_removes_them_when_the_address_goes(
    site: Callable[[str], Path], tree: Callable[[Path], dict[str, bytes]]
) -> None:
    folder = site(FAIR)
    code, _, err = backfile("build", str(folder))
    assert code == 0
    assert "Note:" not in err
    first = tree(folder / "public")
    assert {"feed.atom", "feed.json", "sitemap.xml", "sitemap-2023.xml", "robots.txt", "_headers", ".nojekyll"} <= set(first)  # fmt: skip
    assert urlsplit(json.loads(first["feed.json"])["items"][0]["url"]).path.startswith(
        "/2023/09/20/harbour-fair-opens"
    )
    listed_files = first[".backfile-site"].decode()
    assert all(
        f" {url}\n" in listed_files or f"*{url}\n" in listed_files for url in ("feed.atom", ".nojekyll")
    )
    code, out, _ = backfile("build", str(folder), "--json")
    again = json.loads(out)
    assert (code, again["written"]) == (0, 0)
    assert tree(folder / "public") == first
    (folder / "content/site.yaml").write_text("title: The Quay\n")
    code, out, err = backfile("build", str(folder), "--json")
    assert code == 0
    assert err.count("Note: no feeds and no sitemap were made; they need the address of the site") == 1
    assert json.loads(out)["problems"] == again["problems"]
    left = tree(folder / "public")
    assert first.keys() - left.keys() == {url for url in first if "feed." in url or url.startswith("sitemap")}


def test_every_address_of_the_site_in_feeds_sitemaps_and_heads_is_a_file_of_the_demonstration(
    tmp_path: Path, tree: Callable[[Path], dict[str, bytes]]
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    settings = tmp_path / "content/site.yaml"
    written = settings.read_text(encoding="utf-8")
    assert "\nsite_url:\n" in written
    settings.write_text(written.replace("\nsite_url:\n", f"\nsite_url: {AT}\n"), encoding="utf-8")
    assert backfile("build", str(tmp_path))[0] == 0
    files = tree(tmp_path / "public")
    named: set[str] = set()
    for url, data in files.items():
        if url.endswith((".atom", ".xml")) or re.search(r"(^|\.)feed\.json$", url):
            named |= set(re.findall(rf"{AT}[^\s<>\"]*", data.decode()))
        if url.endswith(".html"):
            heads = re.findall(r'<link rel="alternate"[^>]* href="([^"]+)">', data.decode())
            assert len(heads) in ((2,) if url == "index.html" else (1, 3)), url
            named |= {urljoin(AT + addresses.encoded(url), head) for head in heads}
    gone = sorted(address for address in named if unquote(address.removeprefix(AT)) not in files)
    assert gone == []
    pages = {url for url in files if url.endswith(".html") and url != "404.html"}
    assert pages <= {unquote(address.removeprefix(AT)) for address in named}
    for url, feed in atoms(files).items():
        hold_to_rfc_4287(url, feed)
        hold_to_json_feed(
            url.removesuffix("atom") + "json", json.loads(files[url.removesuffix("atom") + "json"])
        )


def test_a_theme_may_replace_the_files_for_hosts(
    site: Callable[[str], Path], tree: Callable[[Path], dict[str, bytes]]
) -> None:
    folder = site(f"{FAIR}-- templates/hosting/headers.txt --\n/*\n  X-Mine: <{{{{ page.sitemap }}}}>\n")
    assert backfile("build", str(folder))[0] == 0
    files = tree(folder / "public")
    assert files["_headers"] == b"/*\n  X-Mine: <https://quay.example/sitemap.xml>\n"
    assert files["robots.txt"].startswith(b"Sitemap: https://quay.example/sitemap.xml\n")


@pytest.mark.parametrize("word", ["yes", "Yes", "true", "on"])
def test_the_switch_may_be_written_as_people_write_it(site: Callable[[str], Path], word: str) -> None:
    folder = site(FAIR.replace("noindex: No", f"noindex: {word}"))
    assert backfile("build", str(folder))[0] == 0
    assert b'<meta name="robots" content="noindex">' in (folder / "public/index.html").read_bytes()
    assert not (folder / "public/sitemap.xml").exists()


def test_an_article_that_names_thousands_does_not_fill_the_feeds_of_all_of_them_with_all_of_them(
    tmp_path: Path,
) -> None:
    topics, authors = [f"topic {n}" for n in range(120)], [f"Ann{n} Lee" for n in range(90)]
    text = (
        f"---\ntitle: Many\ndate: 2024-05-06\ntopics: {topics}\nauthors: {authors}\n---\n\nThe ferry sails.\n"
    )
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/a.md").write_text(text)
    (tmp_path / "content/site.yaml").write_text("title: Many\nsite_url: https://archive.example/\n")
    assert backfile("build", str(tmp_path))[0] == 0
    files = sorted((tmp_path / "public/topics").glob("*.feed.atom"))
    assert len(files) == 120
    for file in files[::40]:
        (entry,) = ElementTree.parse(file).getroot().findall(A + "entry")
        (item,) = json.loads(file.with_suffix(".json").read_text())["items"]
        assert (len(entry.findall(A + "author")), len(entry.findall(A + "category"))) == (50, 50)
        assert (len(item["authors"]), len(item["tags"])) == (50, 50)
    page = next((tmp_path / "public/2024/05/06").glob("many-*.html")).read_text()
    assert all(name in page for name in (*topics, *authors))
