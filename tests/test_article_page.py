"""The page of one article: its weight in the demonstration, its record for reference managers, its Copy button; and the
records of the entries of lists."""

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from browser import Watch, installed, started
from conftest import ROOT, backfile
from playwright.sync_api import Browser

SITE_URL = "https://papers.example/kept"
SEED = "2023/09/20/russian-defence-minister-*.html"
RAW = re.compile(r'<figure class="raw">.*?</figure>\n', re.DOTALL)
ARTICLES = (
    SEED,
    "2021/*/*/[!i]*-??????.html",
    "2023/09/20/وزیران-*.html",
    "2022/*/*/[!i]*-??????.html",
    "undated/[!i]*-??????.html",
)
ACCESSED = re.compile(r"\turldate=\{[\d-]+\},\n|Y2  - [\d/]+\r\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demonstration, built with an address and two texts whose signs the formats would read."""
    folder = tmp_path_factory.mktemp("article")
    shutil.copytree(ROOT / "content", folder / "content")
    settings = folder / "content" / "site.yaml"
    text = re.sub(r"(?m)^site_url:.*$", f"site_url: {SITE_URL}", settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")
    (folder / "content" / "articles" / "signs.md").write_text(
        "---\ntitle: '50% of {gains} & “losses”_#1 ~ </script> ^2 \\\\x'\ndate: 2021-03-04\nsource: Harbour Wire\n"
        "authors: [Leocadia Brandt, Harbour Wire, 林若溪, Ludwig van Beethoven]\n"
        "url: https://a.example/x?a={1}&b=100%25_#f\nsection: World\n---\nGENEVA, March 4 – The talks went on.\n",
        encoding="utf-8",
    )
    code, _, err = backfile("build", str(folder), "--out", str(folder / "public"))
    assert code == 0, err
    return folder / "public"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = installed()
    if path is None:
        pytest.skip("no Chromium or Chrome is installed")
        return
    with started(path) as found:
        yield found


def found(site: Path, pattern: str) -> list[Path]:
    return sorted(path for path in site.glob(pattern) if path.name.count(".") == 1)


def beside_raw_text(page: Path) -> bytes:
    """Return a page without the view of its raw text: the file with its sum, and its lines with what was read from each."""
    besides, views = RAW.subn("", page.read_text(encoding="utf-8"))
    assert views == 1
    return besides.encode()


def test_the_seeds_page_keeps_within_the_budget_in_the_whole_demonstration(
    built_site: Path, site: Path
) -> None:
    (page,) = found(built_site, SEED)
    besides = beside_raw_text(page)
    assert len(besides) <= 12 * 1024
    assert len(gzip.compress(besides, mtime=0)) <= 4 * 1024
    html = page.read_text(encoding="utf-8")
    text = re.sub(
        r"<[^>]+>", "", html[html.index('<div class="body"') : html.index('<aside class="about-this')]
    )
    assert 3200 < len(text.encode()) < 3600
    # With an address the page says its own five times, and those of its people: for readers of metadata.
    (page,) = found(site, SEED)
    besides = beside_raw_text(page)
    assert len(besides) <= 12.9 * 1024
    assert len(gzip.compress(besides, mtime=0)) <= 4.1 * 1024


def test_the_seeds_page_keeps_within_the_budget_in_an_archive_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (raw,) = (ROOT / "content" / "articles").rglob("2023-09-20-shoigu-tehran-talks.txt")
    shutil.copy(raw, tmp_path / "content" / "articles")
    (tmp_path / "content" / "site.yaml").write_text(f"site_url: {SITE_URL}\n", encoding="utf-8")
    code, _, err = backfile("build", str(tmp_path), "--out", str(tmp_path / "public"))
    assert code == 0, err
    (page,) = found(tmp_path / "public", SEED)
    besides = beside_raw_text(page)
    assert len(besides) <= 11 * 1024
    assert len(gzip.compress(besides, mtime=0)) <= 3.7 * 1024


def test_the_raw_text_says_what_was_read_from_each_line_and_repeats_no_words_of_it(site: Path) -> None:
    (raw,) = RAW.findall(found(site, SEED)[0].read_text(encoding="utf-8"))
    told = {
        int(number): re.findall(r"<small>(.*?)</small>", rest)
        for number, rest in re.findall(r'<li id="L(\d+)"[^>]*>(.*?)</li>', raw, re.DOTALL)
    }
    assert told[1] == ["headline: the first line that is no date, credit, byline or page furniture"]
    # The line has the date in other figures.
    assert told[3][0].startswith("published <bdi>2023-09-20T11:31</bdi>: the first date line before the text")
    assert told[42][0] == "footer: the outlet speaks to its readers"
    assert (
        'source <bdi>International Affairs</bdi> <span class="mark">inferred</span>: the handle'
        in told[42][1]
    )
    assert {number for number, notes in told.items() if notes} == {1, 3, 5, 17, 42}


def test_what_is_inferred_leads_to_the_line_that_says_why(site: Path) -> None:
    html = found(site, SEED)[0].read_text(encoding="utf-8")
    assert '<a class="mark" href="#L42">inferred</a>' in html


def test_each_topic_leads_to_the_paragraph_of_the_words_that_brought_the_article_there(site: Path) -> None:
    html = found(site, SEED)[0].read_text(encoding="utf-8")
    jumps = re.findall(r'topics/[\w-]+\.html">([^<]+)</a> <a href="#([^"]+)">(?:“([^”]+)”|¶)</a>', html)
    assert len(jumps) == 8
    assert sorted(words for _, _, words in jumps if words) == ["Russian-Iranian", "military cooperation"]
    for topic, fragment, words in jumps:
        paragraph = re.search(rf'<p id="{fragment}">(.*)', html)
        assert paragraph is not None, topic
        # Words that are the topic's own name are not said again.
        assert (words or topic).casefold() in re.sub(r"<[^>]+>", "", paragraph[1]).casefold(), topic


def test_an_article_leads_to_its_neighbours_in_the_archive_and_in_its_outlet(site: Path) -> None:
    def ways(page: Path) -> list[tuple[str, Path, str]]:
        nav = re.search(r'<nav class="near stories".*?</nav>', page.read_text("utf-8"), re.DOTALL)
        links = re.findall(r'<a rel="(prev|next)" href="([^"]+)">(.*?)</a>', nav[0]) if nav else []
        return [(way, (page.parent / unquote(link)).resolve(), text) for way, link, text in links]

    def outlet(page: Path) -> str:
        return re.findall(r'"publisher":\{"@type":"Organization","name":"([^"]+)"', page.read_text("utf-8"))[
            0
        ]

    looked = 0
    for page in found(site, "202[12]/*/*/*-??????.html"):
        for way, other, text in ways(page):
            if " from " in text and not text.startswith(("Earlier <", "Later <")):
                assert outlet(other) == outlet(page)
                assert text == f"{'Earlier' if way == 'prev' else 'Later'} from {outlet(page)}"
                back = [one for side, one, _ in ways(other) if side != way]
                assert page.resolve() in back
                looked += 1
    assert looked >= 10


def test_an_outlet_that_signs_a_report_alone_is_printed_once_above_it(site: Path) -> None:
    (page,) = found(site, "undated/what-they-said-*.html")
    facts = page.read_text(encoding="utf-8").partition('<div class="facts">')[2].partition("</div>")[0]
    assert facts.count("Perigee Review") == 1
    assert 'class="writer"' not in facts


def test_a_printed_report_holds_the_text_and_its_citation_and_nothing_of_the_site_around(
    site: Path, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(found(site, SEED)[0].as_uri())
    page.emulate_media(media="print")
    for part in (".foot", ".main", ".trail", ".near", ".related", ".about-this", ".raw"):
        assert page.locator(part).count() == 1, part
        assert not page.locator(part).is_visible(), part
    for part in ("h1", ".outlet", ".facts time", ".body", ".cite dd"):
        assert page.locator(part).first.is_visible(), part
    assert f"{SITE_URL}/2023/09/20/" in page.locator(".cite dd").first.inner_text()


def test_each_paragraph_gets_a_link_to_itself_that_changes_no_line(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(found(site, SEED)[0].as_uri())
    assert (
        page.evaluate(
            "[...document.querySelectorAll('.body > p[id]')].map(p => p.querySelectorAll('a[href=\"#' + p.id + '\"]').length)"
        )
        == [1] * 15
    )
    before = page.evaluate("document.querySelector('.body').offsetHeight")
    page.evaluate("document.querySelectorAll('.body > p > a[href^=\"#p\"]').forEach(a => a.remove())")
    assert page.evaluate("document.querySelector('.body').offsetHeight") == before
    page.close()


EDGES = """selector => [...document.querySelectorAll(selector)].map(line => {
    const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT), found = [], range = document.createRange();
    while (walk.nextNode()) {
        range.selectNodeContents(walk.currentNode);
        const [box] = range.getClientRects();
        if (walk.currentNode.data.trim()) found.push([walk.currentNode.data.trim(), Math.round(box.top / 12), box.left, box.right]);
    }
    return found;
})"""
"""The texts of a paragraph in their order, each with the line and the place at which it begins and ends on the screen."""


@pytest.mark.parametrize(
    ("language", "pattern"),
    [("en", "2023/03/10/السعودية-*.html"), ("en", "2023/09/20/وزیران-*.html"), ("fa", SEED), ("ar", SEED)],
)
def test_our_words_beside_words_of_the_other_direction_stand_in_the_order_in_which_they_are_read(
    language: str, pattern: str, tmp_path: Path, browser: Browser
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    settings = tmp_path / "content" / "site.yaml"
    text = settings.read_text(encoding="utf-8").replace("language: en", f"language: {language}")
    settings.write_text(text, encoding="utf-8")
    assert backfile("build", str(tmp_path), "--out", str(tmp_path / "public"))[0] == 0
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.goto(found(tmp_path / "public", pattern)[0].as_uri())
    lines = page.evaluate(EDGES, ".facts p:has(time), .credit, .about-this section:last-child li, .related p")
    assert len(lines) >= 4
    for line in lines:
        begins = [(row, left if language == "en" else -right) for _, row, left, right in line]
        assert begins == sorted(begins), line
    page.close()


def test_a_citation_of_a_report_from_right_to_left_keeps_date_and_archive_together(site: Path) -> None:
    (page,) = found(site, "2023/03/10/السعودية-*.html")
    html = page.read_text(encoding="utf-8")
    styles = re.findall(r'<dd dir="auto">(.*)', html)
    assert len(styles) == 2
    for style in styles:
        assert "\u206810 March 2023\u2069" in style
        assert re.search(f"\u2068Backfile\u2069, \u2068{re.escape(SITE_URL)}/2023/03/10/", style)


def test_scripts_of_a_page_that_is_read_are_four_kilobytes_and_of_its_citations_seven() -> None:
    static = ROOT / "templates" / "static"
    assert len((static / "page.js").read_bytes()) <= 4 * 1024
    assert len((static / "cite.js").read_bytes()) <= 7 * 1024


def records(site: Path, year: str) -> tuple[str, str, list[dict[str, object]]]:
    folder = site / "data" / year
    bib, ris = ((folder / f"citations.{end}").read_bytes().decode() for end in ("bib", "ris"))
    return bib, ris, json.loads((folder / "citations.json").read_text(encoding="utf-8"))


def test_a_page_makes_the_record_that_the_file_of_its_year_holds(site: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    watch = Watch(page)
    looked = 0
    for path in [one for pattern in ARTICLES for one in found(site, pattern)[:3]]:
        page.goto(path.as_uri())
        links = page.locator(".cite p a")
        year = path.relative_to(site).parts[0]
        assert links.count() == 1
        page.locator(".cite summary").click()
        page.wait_for_selector(".cite a[download]")
        bib, ris, csl = (
            unquote((links.nth(n).get_attribute("href") or "").partition(",")[2]) for n in range(3)
        )
        all_bib, all_ris, all_csl = records(site, year)
        assert ACCESSED.search(bib), path
        assert ACCESSED.search(ris), path
        assert ACCESSED.sub("", bib) in all_bib, path
        assert ACCESSED.sub("", ris) in all_ris, path
        (item,) = json.loads(csl)
        assert item.pop("accessed")["date-parts"][0][0] >= 2024
        assert item in all_csl, path
        key = bib.partition("{")[2].partition(",")[0]
        assert key.endswith(path.stem[-7:])
        assert [links.nth(n).get_attribute("download") for n in range(3)] == [
            f"{key}.{end}" for end in ("bib", "ris", "json")
        ]
        looked += 1
    context.close()
    assert looked >= 8
    assert watch.troubles == []


def test_a_citation_is_copied_by_the_keyboard_and_it_is_said(site: Path, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(found(site, SEED)[0].as_uri())
    page.locator(".cite summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".cite button")
    status = page.locator(".cite [role=status]")
    assert status.inner_text() == ""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Copy"
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.cite [role=status]').textContent")
    assert status.inner_text().startswith("Copied: Chicago")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".cite dd").first.inner_text()
    assert copied.startswith("“Russian Defence Minister Sergei Shoigu:")
    assert copied.endswith(".html.")
    context.close()


def test_without_scripts_a_citation_stands_in_words_and_leads_to_the_records_of_all_years(
    site: Path, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(found(site, SEED)[0].as_uri())
    page.locator(".cite summary").click()
    assert page.locator(".cite dd").count() == 2
    assert page.locator(".cite button").count() == 0
    page.locator(".cite p a").click()
    assert page.url == (site / "data.html").as_uri()
    page.locator("[href='data/2023/citations.ris']").wait_for()
    assert (site / "data/2023/citations.ris").is_file()
    context.close()


LISTS = (
    "people/sergei-shoigu.html",
    "topics/alliances.html",
    "sources/harbour-wire.html",
    "2021/03/04/index.html",
    "2023/09/20/index.html",
    "undated/index.html",
)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_makes_the_records_of_its_entries_as_the_files_of_their_years_hold_them(
    site: Path, browser: Browser, address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    watch = Watch(page)
    page.goto((site / address).as_uri())
    shown = page.locator(".reports h3 a, .main-column .card h3 a, main.list h3 a")
    headlines = [text.strip() for text in shown.all_inner_texts() if not re.fullmatch(r"\d{4}", text.strip())]
    page.locator(".cite summary").click()
    page.wait_for_selector(".cite a[download]")
    assert page.locator(".cite .count").inner_text() == str(len(headlines))
    links = page.locator(".cite p a")
    bib, ris, csl = (unquote((links.nth(n).get_attribute("href") or "").partition(",")[2]) for n in range(3))
    kept = [records(site, folder.name) for folder in sorted((site / "data").glob("*/"))]
    items = json.loads(csl)
    assert [re.sub(r"\s+", " ", item["title"]) for item in items] == [
        re.sub(r"\s+", " ", text) for text in headlines
    ]
    known = {item["title"]: item for _, _, year in kept for item in year}
    for item in items:
        whole = known[item["title"]]
        same = set(item) - {"id", "accessed", "archive_location"}
        assert {name: item[name] for name in same} == {name: whole[name] for name in same}
        assert set(whole) - set(item) <= {"section", "publisher-place", "keyword", "abstract"}
    entries = {
        part.split(",")[0]: part.splitlines() for one in kept for part in one[0].split("@article{")[1:]
    }
    for part in bib.split("@article{")[1:]:
        assert set(ACCESSED.sub("", part).strip().splitlines()) <= set(entries[part.split(",")[0]]), part
    assert bib.count("@article{") == ris.count("ER  - \r\n") == len(items)
    lines = {line for _, year, _ in kept for line in year.split("\r\n")}
    assert {line for line in ris.split("\r\n") if line[:2] not in ("Y2", "AN", "ID")} <= lines
    assert watch.troubles == []
    context.close()


def test_without_scripts_a_list_leads_to_the_records_of_all(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / LISTS[0]).as_uri())
    page.locator(".cite summary").click()
    assert page.locator(".cite p a").evaluate_all("all => all.map(a => a.getAttribute('href'))") == [
        "../data.html"
    ]
    context.close()
