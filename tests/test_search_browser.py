"""The search page in a real browser: what is found and shown, by keyboard, from the disk and over HTTP."""

import base64
import functools
import http.server
import os
import re
import shutil
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from browser import Watch, installed, started
from conftest import backfile
from playwright.sync_api import Browser, Locator, Page, Route, expect
from test_search import addresses_of, folding_cases

CASES = Path(__file__).parent / "cases/search"
TOLD = "#search-told"
OPTION = "[role=option]"


def still(page: Page) -> Locator:
    """Return the names that are offered, once those for the last letter typed are there."""
    options, before = page.locator(OPTION), [""]
    while (now := options.all_inner_texts()) != before:
        before = now
        page.wait_for_timeout(250)
    return options


def closes_and_leads_to_shoigu(page: Page, box: Locator) -> None:
    """Close the list of names under a box that holds `sergei sh`, write one letter more, and take its first name."""
    page.keyboard.press("Escape")
    assert page.locator(OPTION).count() == 0 and box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "sergei sh"
    page.keyboard.type("o")
    page.locator(OPTION).first.wait_for()
    still(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/sergei-shoigu.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = installed()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium or Chrome is installed: apt install chromium")
        pytest.skip("no Chromium or Chrome is installed, so no search was made in a browser")
    with started(path) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server of files that logs nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@pytest.fixture(params=["file", "http"])
def start(request: pytest.FixtureRequest, built_site: Path) -> Iterator[str]:
    """Return the address of the site of content/: once on the disk, once on a server."""
    if request.param == "file":
        yield built_site.as_uri()
        return
    handler = functools.partial(Quiet, directory=str(built_site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def settled(page: Page) -> str:
    """Wait until the search has told its result, and return what it told."""
    page.wait_for_function(
        "said => { const now = document.querySelector(said)?.textContent; return now && !now.endsWith('…'); }",
        arg=TOLD,
    )
    return page.locator(TOLD).inner_text()


def ask(page: Page, start: str, query: str, more: str = "") -> str:
    page.goto(f"{start}/search.html?q={quote(query)}{more}")
    return settled(page)


def ask_again(page: Page, query: str) -> str:
    """Ask on the open page, as a reader does who has seen one result."""
    page.evaluate(
        "() => { for (const one of document.querySelectorAll('#search-results > div')) one.id = 'old'; }"
    )
    page.locator("#q").fill(query)
    page.keyboard.press("Enter")
    page.locator("#search-results > div:not(#old)").wait_for(state="attached")
    return page.locator(TOLD).inner_text()


def found(page: Page) -> list[str]:
    """Return the names of the files that the shown results lead to, in order."""
    links = page.locator("ol.found h3 a").evaluate_all("all => all.map(a => a.href)")
    return [unquote(link).rsplit("/", 1)[1] for link in links]


def dates(page: Page) -> list[str]:
    times = page.locator("ol.found time").evaluate_all("all => all.map(one => one.dateTime)")
    return [str(time) for time in times]


def wait_for(page: Page, selector: str, text: str) -> None:
    page.locator(selector).filter(has_text=text).first.wait_for()


# ---------------------------------------------------------------- what is found


def judged() -> list[tuple[str, str]]:
    lines = (CASES / "queries.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if line and not line.startswith("#")]
    return [(query, name) for query, name in pairs]


def test_the_first_result_is_the_article_that_was_meant(built_site: Path, page: Page) -> None:
    queries = judged()
    assert len(queries) >= 60
    watch = Watch(page)
    missed = []
    ask(page, built_site.as_uri(), "Iran")
    for query, name in queries:
        told = ask_again(page, query)
        first = next(iter(found(page)), told)
        if not first.startswith(name):
            missed.append(f"{query}: {first} is not {name}")
    assert watch.troubles == []
    assert len(missed) <= len(queries) * 0.05, "\n".join(missed)


def test_the_browser_folds_texts_into_the_words_of_the_index(built_site: Path, page: Page) -> None:
    page.goto((built_site / "search.html").as_uri())
    page.locator("#q").focus()
    page.wait_for_function("() => window.backfileIndex")
    page.evaluate("backfileIndex.ready().then(() => 0)")
    wrong = {}
    for text, words in folding_cases():
        got = page.evaluate("text => backfileIndex.words(text)", text)
        if got != words:
            wrong[text] = got
    assert wrong == {}


def test_results_of_a_large_archive_are_inflated_and_show_the_same(
    built_site: Path, tmp_path: Path, page: Page
) -> None:
    site = tmp_path / "site"
    for part in ("static", "search"):
        shutil.copytree(built_site / part, site / part)
    shutil.copy(built_site / "search.html", site)
    for path in (site / "search/r").iterdir():
        begin, _, value = path.read_text(encoding="utf-8").partition(",")
        packed = base64.b64encode(zlib.compress(value[:-2].encode())).decode()
        path.write_text(f'{begin},"{packed}")\n', encoding="utf-8")
    watch = Watch(page)
    shown = []
    for start in (built_site.as_uri(), site.as_uri()):
        told = ask(page, start, "Iran Shoigu drones", "&sort=newest")
        shown.append((told, page.locator("ol.found .card").all_inner_texts()))
    assert len(shown[0][1]) >= 3
    assert shown[0] == shown[1]
    assert watch.troubles == []


def test_every_result_leads_to_a_page_that_exists(built_site: Path, page: Page) -> None:
    ask(page, built_site.as_uri(), "-zzz")
    while page.locator(".more-found").count():
        shown = len(found(page))
        page.locator(".more-found").click()
        page.wait_for_function("n => document.querySelectorAll('ol.found h3').length > n", arg=shown)
    links = page.locator("ol.found h3 a").evaluate_all("all => all.map(a => a.href)")
    paths = [Path(unquote(urlsplit(link).path)) for link in links]
    newest = [
        address
        for address in addresses_of(built_site)
        if "A newer version of this report" not in (built_site / address).read_text(encoding="utf-8")
    ]
    assert sorted(path.relative_to(built_site).as_posix() for path in paths) == newest


@pytest.mark.parametrize("spelled", ["Шойгу", "Shoygu", "SHOIGU", "Schoigu", "绍伊古", "شویگو"])
def test_every_spelling_of_a_name_finds_the_same_articles(built_site: Path, page: Page, spelled: str) -> None:
    told = ask(page, built_site.as_uri(), spelled)
    assert told == ask(page, built_site.as_uri(), "Shoigu")
    assert int(told.split()[0]) >= 10
    assert page.locator("ol.found mark").count() >= 10


def test_a_phrase_is_words_in_this_order_and_no_others(built_site: Path, page: Page) -> None:
    start = built_site.as_uri()
    assert ask(page, start, '"new level of interaction"') == "1 article found"
    assert ask(page, start, "level new interaction of").startswith("1 article")
    assert ask(page, start, '"level new of interaction"') == "No article found. Try fewer or other words."
    assert ask(page, start, '-"new level of interaction" "Sergei Shoigu"') != ask(
        page, start, '"Sergei Shoigu"'
    )


WEIGHED = """
-- content/articles/headline.txt --
Zephyr crosses the strait

19 September 2023

Boats stayed in the harbour all day.

Nobody was hurt.
-- content/articles/lead.txt --
Harbour is full

20 September 2023

A zephyr filled the sails this morning.

Nobody was hurt.
-- content/articles/rest.txt --
Market opens early

21 September 2023

The morning was calm in the old town.

Later a zephyr moved the flags.
-- content/articles/thai.txt --
เรือมาถึงท่าเรือกรุงเทพแล้ว

22 September 2023

เรือเฟอร์รี่มาถึงท่าเรือในตอนเช้า
-- content/articles/japanese.txt --
東京湾で船が衝突

23 September 2023

けが人はいなかった。
"""


def test_the_headline_weighs_more_than_the_lead_and_the_lead_more_than_the_rest(
    site: Callable[[str], Path], page: Page
) -> None:
    folder = site(WEIGHED)
    assert backfile("build", str(folder), "--out", str(folder / "public"))[0] == 0
    start = (folder / "public").as_uri()
    assert ask(page, start, "zephyr") == "3 articles found"
    assert [name.split("-")[0] for name in found(page)] == ["zephyr", "harbour", "market"]
    ask(page, start, "zephyr", "&sort=newest")
    assert [name.split("-")[0] for name in found(page)] == ["market", "harbour", "zephyr"]
    for asked, name in (("ท่าเรือ", "ท่าเรือ"), ("東京湾", "東京湾"), ("船が衝突", "船が衝突")):
        assert ask(page, start, asked) == "1 article found"
        assert page.locator("ol.found h3 mark").inner_text() == name
    assert ask(page, start, "東湾京").startswith("No article")


def test_a_word_with_minus_and_fields_narrow_down(built_site: Path, page: Page) -> None:
    start = built_site.as_uri()
    ask(page, start, "asteroid")
    both = found(page)
    ask(page, start, "asteroid -capsule")
    fewer = found(page)
    assert len(fewer) < len(both) and set(fewer) < set(both)
    ask(page, start, "lang:RU")
    assert [name[:11] for name in found(page)] == ["в-карабахе-"]
    ask(page, start, 'person:"Sergei Shoigu" year:2024')
    assert {day[:4] for day in dates(page)} == {"2024"} and len(found(page)) >= 2
    ask(page, start, 'person:"Sergei Shoigu" -lang:en')
    languages = page.locator("ol.found li").evaluate_all("all => all.map(one => one.lang)")
    assert {"fa", "ru", "zh"} <= set(languages) and not {"en", ""} & set(languages)
    ask(page, start, "topic:syria")
    assert "iran-and-syria-sign-military-agreement-" in " ".join(found(page))
    assert ask(page, start, "credit:mil.ru").endswith("found")
    assert ask(page, start, "source:nobody") == "No article found. Try fewer or other words."
    assert ask(page, start, "!!!") == "No article found. Try fewer or other words."


def test_days_months_and_years_bound_a_span(built_site: Path, page: Page) -> None:
    start = built_site.as_uri()
    ask(page, start, "", "&from=2023-09-20&to=2023-09-20")
    assert set(dates(page)) == {"2023-09-20"} and len(dates(page)) == 4
    ask(page, start, "from:2023-08 to:2023-09")
    assert {day[:7] for day in dates(page)} == {"2023-08", "2023-09"}
    ask(page, start, "year:2019")
    assert dates(page) == ["2019-12-27"]
    assert ask(page, start, "", "&from=2030-01-01") == "No article found. Try fewer or other words."
    assert ask(page, start, "Iran", "&from=nonsense") == ask(page, start, "Iran")


def test_the_order_is_by_date_when_asked_for(built_site: Path, page: Page) -> None:
    start = built_site.as_uri()
    ask(page, start, "Iran", "&sort=oldest")
    oldest = dates(page)
    assert oldest == sorted(oldest) and oldest[0] == "2019-12-27"
    ask(page, start, "Iran", "&sort=newest")
    newest = dates(page)
    assert newest == sorted(newest, reverse=True) and newest[0] >= "2025"


def test_words_that_no_article_has_together_find_articles_with_fewer(built_site: Path, page: Page) -> None:
    assert ask(page, built_site.as_uri(), "Bennu Bolsonaro") == "No article has all of these words."
    assert page.locator("ol.found .heading").inner_text() == "With fewer of the words"
    assert {name.split("-")[0] for name in found(page)} == {"capsule", "lula"}


def test_forms_and_slips_of_words_are_found(built_site: Path, page: Page) -> None:
    for asked, name in (
        ("treaties nuclear suspending", "putin-suspends"),
        ("asteroids", "small-craft"),
        ("eartquake emergency", "erdogan-declares"),
        ("карабахом огонь", "в-карабахе"),
        ("سعودية بكين", "السعودية"),
    ):
        ask(page, built_site.as_uri(), asked)
        assert any(one.startswith(name) for one in found(page)[:3]), (asked, found(page))


# ---------------------------------------------------------------- the page


def test_nothing_of_the_index_is_loaded_before_a_search(built_site: Path, page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto((built_site / "search.html").as_uri())
    page.locator("#q").focus()
    page.wait_for_timeout(300)
    assert not [url for url in loaded if "/search/" in url]
    scripts = {url.rsplit("/", 1)[1] for url in loaded if "static/search" in url}
    assert scripts == {"search.js", "search.css", "search-read.js"}
    assert page.locator("#search-else a").count() >= 5


def test_typing_finds_offers_names_and_leads_to_a_person_by_keyboard(start: str, page: Page) -> None:
    page.goto(f"{start}/search.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("sergei sh")
    page.locator(OPTION).first.wait_for()
    box = page.locator("#q")
    assert box.get_attribute("aria-expanded") == "true"
    assert settled(page).endswith("found")
    page.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    option = page.locator(f"#{active}")
    assert option.get_attribute("aria-selected") == "true"
    assert option.inner_text().startswith("Sergei Shoigu")
    assert page.evaluate("document.activeElement.id") == "q"
    closes_and_leads_to_shoigu(page, box)
    page.go_back()
    assert settled(page).endswith("found")
    assert page.locator("#q").input_value() == "sergei sho"


OTHERWISE = (
    ("Shoygu", "Sergei Shoigu", 13),
    ("Choigou", "Sergei Shoigu", 13),
    ("Sergej Schojgu", "Sergei Shoigu", 13),
    ("Сергей Ш", "Sergei Shoigu", 13),
    ("Масуд Пезешкиан", "Masoud Pezeshkian", 2),
    ("Lawrow", "Sergei Lavrov", 3),
)
"""What is typed, in a spelling that neither a text nor the register has or that is not typed to its end; who is meant,
and in how many articles."""


@pytest.mark.parametrize(("typed", "name", "articles"), OTHERWISE)
def test_who_is_offered_under_another_spelling_is_found_by_a_search_for_it(
    start: str, page: Page, typed: str, name: str, articles: int
) -> None:
    page.goto(f"{start}/search.html")
    page.locator("#q").focus()
    page.keyboard.type(typed)
    option = page.locator(OPTION).first
    expect(option).to_contain_text(name)  # what is offered for the first letters stands there for a moment
    assert option.inner_text().startswith(name)
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search.html?q={quote(typed).replace('%20', '+')}")
    assert ask(page, start, typed) == f"{articles} articles found"
    (to,) = page.locator("#search-results ul[aria-label='Names in the archive'] a").all()
    assert to.inner_text() == name
    assert page.locator("ol.found mark").count() > 0
    to.click()
    page.wait_for_url("**/people/*.html")
    assert page.locator("h1").inner_text() == name


def test_another_spelling_narrows_and_leaves_out_like_the_name(built_site: Path, page: Page) -> None:
    start = built_site.as_uri()
    told = [ask(page, start, query) for query in ("nuclear", "nuclear Shoigu", "nuclear -Shoigu")]
    every, both, without = (int(text.split()[0]) for text in told)
    assert every == both + without and both > 0 and without > 0
    assert ask(page, start, "nuclear Choigou") == told[1]
    assert ask(page, start, "nuclear -Choigou") == told[2]
    assert ask(page, start, "nuclear person:Choigou") == told[1] == ask(page, start, "nuclear person:Shoigu")


@pytest.mark.parametrize("typed", ["xqzt", "Zzyzx", "Шшш", "12345"])
def test_nobody_is_offered_under_a_name_that_sounds_like_no_one_s(
    built_site: Path, page: Page, typed: str
) -> None:
    page.goto((built_site / "search.html").as_uri())
    page.locator("#q").focus()
    page.keyboard.type(typed[0])
    settled(page)  # loads the search; what is typed on is asked once it is whole
    page.locator("#q").fill(typed)
    page.get_by_text("No article found. Try fewer or other words.").wait_for()
    assert page.locator(OPTION).count() == 0


def test_every_name_that_is_offered_leads_to_a_page_and_to_articles(built_site: Path, page: Page) -> None:
    page.goto((built_site / "search.html").as_uri())
    page.locator("#q").focus()
    page.keyboard.type("x")  # loads the search
    page.wait_for_function("() => window.backfileSearch?.submit")
    offered = page.evaluate(
        """async begun => {
          const {find, asked} = window.backfileSearch, {offered} = window.backfileNames, made = [];
          await window.backfileSearch.ready();
          for (const text of begun) for (const one of await offered(text, 8)) {
            const found = await find(asked(new URLSearchParams({q: text})), false, (typed, strict) => offered(typed, 3, strict));
            made.push([text, one.address, found.all.length + found.fewer.length]);
          }
          return made;
        }""",
        [
            "Сергей Ш",
            "Shoyg",
            "Хоссейн",
            "Khosein",
            "Ali Б",
            "Qara",
            "guterr",
            "Гуттер",
            "sy",
            "kr",
            "Reut",
            "Рейт",
            "АП",
        ],
    )
    assert len({text for text, _, _ in offered}) >= 8
    for text, address, articles in offered:
        assert (built_site / unquote(address)).is_file(), (text, address)
        assert articles > 0, text


# ---------------------------------------------------------------- the box in the header of other pages

BOX = ".top .find input"


@pytest.mark.parametrize("address", ["index.html", "people/index.html"])
def test_the_box_of_every_page_offers_names_and_leads_to_them_by_keyboard(
    start: str, page: Page, address: str
) -> None:
    watch = Watch(page, start)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{start}/{address}")
    box = page.locator(BOX)
    assert not [url for url in loaded if "search" in url]
    assert box.get_attribute("role") is None
    box.focus()
    page.locator(f"{BOX}[role=combobox]").wait_for()
    names = {url.rsplit("/", 1)[1] for url in loaded if "search" in url}
    assert names == {"search-read.js", "search-names.js", "search.css"}
    assert box.get_attribute("aria-expanded") == "false"
    assert not page.locator("#search-names").is_visible()
    page.keyboard.type("sergei sh")
    page.locator(OPTION).first.wait_for()
    still(page)
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-controls") == "search-names"
    assert page.get_by_role("listbox", name="Search the archive").is_visible()
    option = page.locator(OPTION).first
    assert option.inner_text() == "Sergei Shoigu People"
    shown = page.locator(OPTION).count()
    assert page.locator(".top [role=status]").text_content() == f"Search the archive: {shown}"
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    assert option.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    closes_and_leads_to_shoigu(page, box)
    assert page.locator("h1").inner_text() == "Sergei Shoigu"
    assert watch.troubles == []


@pytest.mark.parametrize(("typed", "name"), [("shoyg", "Sergei Shoigu"), ("Пезешк", "Masoud Pezeshkian")])
def test_the_box_of_every_page_offers_a_person_under_another_spelling(
    start: str, page: Page, typed: str, name: str
) -> None:
    page.goto(f"{start}/topics/index.html")
    page.locator(BOX).focus()
    page.locator(f"{BOX}[role=combobox]").wait_for()
    page.keyboard.type(typed)
    option = page.locator(OPTION).first
    option.wait_for()
    assert option.inner_text() == f"{name} People"
    option.click()
    page.wait_for_url("**/people/*.html")
    assert page.locator("h1").inner_text() == name


def test_the_box_of_every_page_offers_topics_and_sources_to_the_mouse_and_searches_on_enter(
    start: str, page: Page
) -> None:
    page.goto(f"{start}/topics/index.html")
    page.locator(BOX).focus()
    page.keyboard.type("syr")
    page.locator(OPTION).filter(has_text="Topic").first.click()
    page.wait_for_url("**/topics/syria.html")
    page.locator(BOX).fill("kremlin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=kremlin")
    assert settled(page).endswith("found")


def test_the_box_is_a_plain_form_without_script_and_where_the_index_is_gone(
    built_site: Path, tmp_path: Path, browser: Browser
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built_site / "static", site / "static")
    for name in ("about.html", "search.html"):
        shutil.copy(built_site / name, site)
    for scripted in (True, False):
        context = browser.new_context(java_script_enabled=scripted)
        page = context.new_page()
        page.goto((site / "about.html").as_uri())
        page.locator(BOX).focus()
        page.keyboard.type("sergei")
        page.wait_for_timeout(400)
        assert page.locator(OPTION).count() == 0
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=sergei")
        context.close()


def test_a_result_is_reached_by_tab_and_opens_the_article(start: str, page: Page) -> None:
    watch = Watch(page)
    ask(page, start, "capsule asteroid Bennu")
    page.locator("#q").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('ol.found')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("capsule-with-dust"))
    assert page.locator("h1").inner_text().startswith("Capsule with dust")
    assert [trouble for trouble in watch.troubles if "leaves the site" not in trouble] == []


def test_the_address_tells_the_search_and_back_undoes_a_choice(start: str, page: Page) -> None:
    page.goto(f"{start}/search.html")
    page.locator("#q").fill("Iran")
    page.keyboard.press("Enter")
    every = settled(page)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["Iran"]}
    page.locator(".narrow summary").filter(has_text="Topic").click()
    page.locator(".narrow a").filter(has_text="Syria").click()
    page.locator(".chip").wait_for()
    narrowed = settled(page)
    assert narrowed != every
    assert parse_qs(urlsplit(page.url).query) == {"q": ["Iran"], "topic": ["syria"]}
    assert page.evaluate("document.activeElement.id") == "search-told"
    page.locator("select[name=sort]").select_option("oldest")
    page.wait_for_url("**sort=oldest**")
    assert parse_qs(urlsplit(page.url).query)["topic"] == ["syria"]
    page.locator(".chip").click()
    wait_for(page, TOLD, every)
    page.go_back()
    wait_for(page, TOLD, narrowed)
    page.reload()
    assert settled(page) == narrowed


def test_a_facet_counts_what_choosing_it_finds(built_site: Path, page: Page) -> None:
    ask(page, built_site.as_uri(), "Iran")
    for kind in ("Person", "Topic", "Source", "Photo credit", "Language"):
        page.locator(".narrow summary").filter(has_text=kind).click()
        first = page.locator(".narrow details[open] li").first
        first.wait_for()
        number = int(first.locator(".count").inner_text())
        first.locator("a").click()
        page.locator(".chip").wait_for()
        wait_for(page, TOLD, f"{number} article")
        page.go_back()
        page.locator(".chip").wait_for(state="detached")


def test_a_bar_of_the_chart_narrows_to_its_days(built_site: Path, page: Page) -> None:
    ask(page, built_site.as_uri(), "Iran")
    bar = page.locator(".spread a").first
    label, number = re.fullmatch(r"(\d{4}): (\d+) articles?", bar.inner_text().strip()).groups()
    bar.click()
    wait_for(page, TOLD, f"{number} article")
    assert page.locator("input[name=from]").input_value() == f"{label}-01-01"
    assert page.locator("input[name=to]").input_value() == f"{label}-12-31"
    assert {day[:4] for day in dates(page)} == {label}


def test_a_result_shows_date_source_and_the_words_in_their_place(start: str, page: Page) -> None:
    ask(page, start, "solar system dust")
    first = page.locator("ol.found li").first
    assert first.locator("time").get_attribute("datetime") == "2023-09-24"
    marks = {mark.lower() for mark in first.locator(".deck mark").all_inner_texts()}
    assert marks == {"solar", "system", "dust"}
    ask(page, start, "Shoigu Tehran")
    assert "International Affairs" in page.locator("ol.found").inner_text()


def test_the_page_with_results_fits_a_narrow_screen(built_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for query in ("Shoigu Tehran", "Iran", "year:2023", "السعودية", "x" * 200):
        ask(page, built_site.as_uri(), query)
        for summary in page.locator(".narrow summary").all():
            summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, query
    page.locator("#q").fill("sh")
    page.locator(OPTION).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_moves_under_the_reader_when_the_results_come(built_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 412, "height": 823})
    page.add_init_script(
        "moved = 0; new PerformanceObserver(seen => seen.getEntries().forEach(shift => { moved += shift.value; }))"
        ".observe({type: 'layout-shift', buffered: true})"
    )

    def late(route: Route) -> None:
        time.sleep(0.3)  # the page is drawn before its scripts are there
        route.continue_()

    page.route(re.compile(r"/search(-\w+)?\.js$"), late)
    page.goto(f"{(built_site / 'search.html').as_uri()}?q=Shoigu")
    page.locator("#search-results li.card").first.wait_for()
    page.wait_for_timeout(200)
    assert page.evaluate("moved") < 0.02


def test_a_search_without_script_leads_to_the_lists(built_site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built_site / "index.html").as_uri())
    page.locator(".top input[name=q]").fill("Iran")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=Iran")
    assert page.locator("noscript p").is_visible()
    assert page.locator("#search-else a").first.is_visible()
    assert not page.locator("#search-more").is_visible()
    context.close()


def test_an_index_that_cannot_be_read_leads_to_the_lists(
    tmp_path: Path, site: Callable[[str], Path], page: Page
) -> None:
    folder = site("\n-- content/articles/a.txt --\nHarbour fair opens\n\n20 September 2023\n\nBoats came.\n")
    assert backfile("build", str(folder), "--out", str(folder / "public"))[0] == 0
    (folder / "public/search/map.js").unlink()
    assert ask(page, (folder / "public").as_uri(), "boats").startswith("The index could not be read.")
    assert page.locator("#search-else a").first.is_visible()


HOSTILE = """
-- content/articles/a.txt --
<img src=x onerror=document.title='owned'> "hostile" </script><script>document.title='owned'</script>

20 September 2023

The zebra said </script><b onclick=alert(1)>bold</b> and `${document.title='owned'}` \\u003cscript\\u003e \u2028 end.
"""


def test_markup_and_scripts_in_articles_and_queries_stay_text(
    site: Callable[[str], Path], page: Page
) -> None:
    folder = site(HOSTILE)
    assert backfile("build", str(folder), "--out", str(folder / "public"))[0] == 0
    watch = Watch(page)
    start = (folder / "public").as_uri()
    assert ask(page, start, "zebra") == "1 article found"
    shown = page.locator("ol.found").inner_text()
    assert "</script><b onclick=alert(1)>bold</b> and `${document.title='owned'}`" in shown
    assert "<img src=x onerror=document.title='owned'>" in shown
    assert page.locator("#search-results img, #search-results script, #search-results b").count() == 0
    ask(page, start, "<img src=x onerror=document.title='owned'> zebra", "&topic=<b>x</b>&person=%22%3E")
    assert page.locator("#search-results img, #search-results b").count() == 0
    assert "owned" not in page.title()
    assert watch.troubles == []
