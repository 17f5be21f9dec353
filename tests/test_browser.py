"""The built site in a real browser, opened from the disk: every kind of page, by clicking links."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from browser import Watch, installed, started
from playwright.sync_api import Browser, Page

KINDS = {
    "home": r"index\.html",
    "calendar": r"calendar\.html",
    "year": r"\d{4}/index\.html",
    "month": r"\d{4}/\d\d/index\.html",
    "day": r"\d{4}/\d\d/\d\d/index\.html",
    "article": r"\d{4}/\d\d/\d\d/(?!index\.html).+\.html",
    "undated article": r"undated/(?!index\.html).+\.html",
    "people": r"people/index\.html",
    "person": r"people/(?!index\.html).+\.html",
    "topics": r"topics/index\.html",
    "topic": r"topics/(?!index\.html).+\.html",
    "sources": r"sources/index\.html",
    "source": r"sources/(?!index\.html).+\.html",
    "photo credits": r"credits/index\.html",
    "creditor": r"credits/(?!index\.html).+\.html",
    "quotes": r"quotes\.html",
    "search": r"search\.html",
    "curator's list": r"desk\.html",
    "about": r"about\.html",
    "data": r"data\.html",
}
LINKS = """all => all.map(a => a.checkVisibility() && !a.matches('.skip') ? new URL(a.getAttribute('href'), location).href : '')"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = installed()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium or Chrome is installed: apt install chromium")
        pytest.skip("no Chromium or Chrome is installed, so no page was opened in a browser")
    with started(path) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def address(site: Path, url: str) -> str:
    """Return a page's address relative to the site; the whole address when it is elsewhere."""
    return unquote(url.split("#")[0].split("?")[0]).removeprefix(f"{site.as_uri()}/")


def inspect(page: Page, where: str) -> None:
    """Look at the open page wide and narrow."""
    assert page.locator("h1").count() >= 1, f"{where} has no h1"
    assert page.locator("h1").first.inner_text().strip(), f"{where} has an empty h1"
    assert page.title().strip(), f"{where} has no title"
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert width <= 320, f"{where} is {width} px wide on a screen of 320 px"


def test_every_kind_of_page_is_reached_by_links_from_home_without_a_fault(
    built_site: Path, page: Page
) -> None:
    watch = Watch(page)
    home = (built_site / "index.html").as_uri()
    page.goto(home)
    inspect(page, "index.html")
    missing = [kind for kind in KINDS if kind != "home"]
    queue, visited = [home], {home}
    while queue and missing:
        at = queue.pop(0)
        page.goto(at)
        for number, link in enumerate(page.locator("a[href]").evaluate_all(LINKS)):
            where = address(built_site, link)
            kind = next((kind for kind in missing if re.fullmatch(KINDS[kind], where)), None)
            if kind is None:
                continue
            if page.url != at:
                page.goto(at)
            page.locator("a[href]").nth(number).click()
            page.wait_for_url(link)
            inspect(page, where)
            missing.remove(kind)
            if link not in visited:
                visited.add(link)
                queue.append(link)
    page.goto(home)  # the field of the header is the way to the search
    page.locator("header form").evaluate("form => form.requestSubmit()")
    page.wait_for_url("**/search.html*")
    inspect(page, "search.html")
    assert missing == ["search"], "no link leads to these kinds of page"
    assert watch.troubles == []


def test_every_article_fits_a_narrow_screen_and_shows_no_fault(built_site: Path, page: Page) -> None:
    watch = Watch(page)
    articles = [
        path
        for path in sorted(built_site.rglob("*.html"))
        if re.fullmatch(
            f"{KINDS['article']}|{KINDS['undated article']}", path.relative_to(built_site).as_posix()
        )
    ]
    assert len(articles) >= 25
    for path in articles:
        page.goto(path.as_uri())
        inspect(page, path.relative_to(built_site).as_posix())
    assert watch.troubles == []


def test_without_scripts_the_site_is_whole(built_site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built_site / "index.html").as_uri())
    page.locator("main a[href]").first.click()
    assert page.locator("h1").first.inner_text().strip()
    context.close()
