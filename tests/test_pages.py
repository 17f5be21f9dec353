"""The planned pages: all linked, all valid, exact keys, hostile texts harmless, budgets kept."""

import gzip
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from archives import SEED, Site, Story, archive_of, many, small, without
from unclosed import begun, ended

from backfile.model import Block, SourceClue
from backfile.pages.plan import images, machine_files, plan
from backfile.pages.wording import ENGLISH, Wording
from backfile.pages.years import ranked
from backfile.problems import Origin, Problem, Report
from backfile.publish.render import Renderer, shipped_templates
from backfile.settings import Settings

SETTINGS = Settings(title="The File", description="Reports as saved.")
VOID = {"meta", "link", "input", "img", "br", "hr", "rect", "path"}


class Parsed(HTMLParser):
    """Ids, links and structure of one page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self.headings: list[int] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in <{tag}>"
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        if "id" in values:
            self.ids.append(values["id"])
        self.links += [values[name] for name in ("href", "src", "action") if name in values]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            begun(self._open, tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert ended(self._open, tag), f"</{tag}> where {self._open} are open"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[-1]] = self.texts.get(self._open[-1], "") + data

    def meta(self, name: str) -> list[str]:
        return [
            values["content"]
            for tag, values in self.tags
            if tag == "meta" and name in (values.get("name"), *values.get("property", "").split())
        ]


def rendered(site: Site, settings: Settings = SETTINGS) -> dict[str, str]:
    renderer = Renderer()
    return {
        page.url: renderer.render(page).decode()
        for page in plan(site.archive, settings, site.text_of, site.report)
    }


@cache
def small_site() -> dict[str, str]:
    return rendered(small())


@cache
def parsed() -> dict[str, Parsed]:
    return {url: Parsed(html) for url, html in small_site().items()}


def article_of(pages: dict[str, str], slug: str) -> str:
    return next(html for url, html in pages.items() if f"/{slug}" in url)


def seed_page() -> str:
    return article_of(small_site(), "russian-defence-minister")


def dead_links(pages: dict[str, str], files: set[str]) -> Iterator[str]:
    known = {url: set(Parsed(html).ids) for url, html in pages.items()}
    for url, html in pages.items():
        for link in Parsed(html).links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "data", "mailto"):
                continue
            assert not parts.scheme, link
            if url == "404.html":
                link = link.removeprefix("/") or "index.html"
                parts = urlsplit(link)
            assert not link.startswith("/"), link
            target = unquote(urlsplit(urljoin(f"http://h/{url}", link)).path)[1:] if parts.path else url
            if target in files:
                continue
            if target not in known:
                yield f"{url} -> {link}"
            elif parts.fragment and unquote(parts.fragment) not in known[target]:
                yield f"{url} -> {link} (fragment)"


# ---------------------------------------------------------------- the whole site


def test_every_kind_of_page_is_there() -> None:
    assert {
        "index.html", "calendar.html", "2023/index.html", "2023/09/index.html", "2023/09/20/index.html",
        "undated/index.html", "people/index.html", "people/sergei-shoigu.html", "topics/index.html",
        "topics/karabakh.html", "sources/index.html", "sources/international-affairs.html",
        "credits/index.html", "credits/mil-ru.html", "quotes.html", "search.html", "desk.html", "about.html",
        "data.html", "404.html",
    } <= set(small_site())  # fmt: skip
    assert sum(bool(re.search(r"-[0-9a-f]{6}\.html$", url)) for url in small_site()) == 9


def test_no_link_or_fragment_is_dead() -> None:
    site = small()
    files = {asset.url for asset in Renderer().assets()}
    files |= {asset.url for asset in images(site.archive, {"articles/2021/front.jpg": "/x.jpg"})}
    files |= {file.url for file in machine_files(site.archive, SETTINGS, site.text_of, small_site())}
    assert list(dead_links(small_site(), files)) == []


def test_no_link_is_dead_in_long_lists_and_full_days() -> None:
    site = many(400, per_day=200)
    pages = rendered(site)
    files = {asset.url for asset in Renderer().assets()}
    files |= {file.url for file in machine_files(site.archive, SETTINGS, site.text_of, pages)}
    assert list(dead_links(pages, files)) == []
    assert "2000/01/01/index.3.html" in pages
    assert {"people/sergei-shoigu.1.html", "people/sergei-shoigu.5.html", "quotes.5.html"} <= set(pages)
    assert "people/sergei-shoigu.quotes.html" in pages


def test_addresses_are_unique_on_any_file_system() -> None:
    site = small()
    urls = [page.url for page in plan(site.archive, SETTINGS, site.text_of, site.report)]
    assert len({unicodedata.normalize("NFC", url).casefold() for url in urls}) == len(urls)


def test_every_page_is_well_formed_with_one_headline_and_no_double_id() -> None:
    for url, page in parsed().items():
        assert len(page.ids) == len(set(page.ids)), url
        assert page.headings.count(1) == 1, url
        steps = [later - earlier for earlier, later in zip(page.headings, page.headings[1:], strict=False)]
        assert max(steps, default=0) <= 1, f"{url}: {page.headings}"


# The script of the search page, and the words of the interface that it reads.
SEARCH_SCRIPTS = [
    {"src": "static/search.js", "defer": ""},
    {"type": "application/json", "id": "search-words"},
]


def test_every_page_forbids_all_but_its_own_files() -> None:
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'"
    )
    for url, page in parsed().items():
        assert [v["content"] for t, v in page.tags if v.get("http-equiv") == "Content-Security-Policy"] == [
            policy
        ]
        scripts = [v for t, v in page.tags if t == "script" and v.get("type") != "application/ld+json"]
        if not url.endswith(".txt"):
            first = scripts.pop(0)
            assert list(first) == ["src"], url
            assert first["src"].endswith("static/page.js"), url
        assert scripts == (SEARCH_SCRIPTS if url == "search.html" else []), url
        inline = [
            t for t, v in page.tags if t == "style" or "style" in v or any(n.startswith("on") for n in v)
        ]
        assert inline == [], url


def test_the_same_archive_gives_the_same_pages() -> None:
    one, other = small(), small()
    first = list(plan(one.archive, SETTINGS, one.text_of, one.report))
    second = list(plan(other.archive, SETTINGS, other.text_of, other.report))
    assert [(p.url, p.key) for p in first] == [(p.url, p.key) for p in second]
    assert rendered(other) == small_site()


VARIED = {
    "an article gone": lambda: (without("articles/2023/bagheri-drill.txt"), SETTINGS),
    "an article added": lambda: (small(), SETTINGS),
    "another title": lambda: (small(), Settings(title="Other", description="Reports as saved.")),
    "an address": lambda: (small(), Settings(title="The File", site_url="https://a.example/x")),
    "a word of the text changed": lambda: (
        archive_of([replace(SEED, body=[*SEED.body[:-1], "He left."]), *_others()]),
        SETTINGS,
    ),
    "a topic gone": lambda: (archive_of([replace(SEED, topics=("defence",)), *_others()]), SETTINGS),
}


def _others() -> list[Story]:
    from archives import STORIES

    return list(STORIES)


@pytest.mark.parametrize("change", VARIED)
def test_a_page_whose_key_stays_has_the_same_bytes(change: str) -> None:
    site, settings = VARIED[change]()
    before_site = without("articles/2023/bagheri-drill.txt") if change == "an article added" else small()
    renderer = Renderer()
    before = {p.url: p for p in plan(before_site.archive, SETTINGS, before_site.text_of, before_site.report)}
    same = changed = 0
    for page in plan(site.archive, settings, site.text_of, site.report):
        old = before.get(page.url)
        if old is not None and old.key == page.key:
            assert renderer.render(old) == renderer.render(page), page.url
            same += 1
        else:
            changed += 1
    assert changed > 0
    assert same > 0 or settings != SETTINGS


def test_planning_reads_no_text() -> None:
    site = small()

    def refuse(id_: str) -> object:
        raise AssertionError("a text was read")

    assert len(list(plan(site.archive, SETTINGS, refuse, site.report))) == len(small_site())  # type: ignore[arg-type]


def test_one_new_article_changes_few_pages_of_a_long_archive() -> None:
    before, after = many(600), many(601)
    old = {p.url: p.key for p in plan(before.archive, SETTINGS, before.text_of, before.report)}
    new = {p.url: p.key for p in plan(after.archive, SETTINGS, after.text_of, after.report)}
    changed = {url for url, key in new.items() if old.get(url) != key}
    lists = {url for url in changed if not re.search(r"-[0-9a-f]{6}\.html$", url)}
    articles = changed - lists
    assert len(lists) <= 24
    assert len(articles) <= 40
    assert len(new) > 1200


# ---------------------------------------------------------------- hostile texts

HOSTILE = "</script><script>alert(1)</script> <!-- & \"quotes\" 'single' \u202eevil {{ 7*7 }} ]]>\u2028"


def test_a_hostile_headline_comes_back_as_it_was_and_runs_nowhere() -> None:
    story = replace(
        SEED,
        headline=HOSTILE,
        deck=HOSTILE,
        byline=(HOSTILE,),
        tags=(HOSTILE,),
        notes=(HOSTILE,),
        section=HOSTILE,
        original_url="javascript:alert(1)",
        figures=((HOSTILE, HOSTILE, None), (None, "x", "../../../etc/passwd.svg")),
        quotes=(),
        footer=HOSTILE,
    )
    pages = rendered(archive_of([story]), Settings(title=HOSTILE, site_url="https://a.example"))
    for url, html in pages.items():
        page = Parsed(html)
        schemes = {urlsplit(link).scheme for link in page.links}
        assert schemes <= {"", "https", "data"}, url
        scripts = [v for t, v in page.tags if t == "script" and not v.get("src", "").endswith("/page.js")]
        assert scripts in ([], [{"type": "application/ld+json"}], SEARCH_SCRIPTS), url
        assert "49" not in page.texts.get("h1", "")
    html = next(html for url, html in pages.items() if re.search(r"-[0-9a-f]{6}\.html$", url))
    page = Parsed(html)
    told = HOSTILE.replace("\u202e", "")  # no sign turns the direction of what stands behind it
    assert page.texts["h1"] == told
    assert page.texts["title"].startswith(f"{told} – ")
    assert page.meta("DC.title") == [told]
    data = json.loads(page.texts["script"])
    assert data["headline"] == told
    assert "isBasedOn" not in data
    assert "etc/passwd" not in html.replace("articles/2023", "")


def test_html_of_content_is_shown_only_where_the_sanitiser_made_it() -> None:
    text = "A <b>bold</b> claim"
    plain = Story("articles/a.txt", "One", "2023-01-01", [text], printed="x")
    made = Story(
        "articles/b.txt",
        "Two",
        "2023-01-02",
        [Block("paragraph", "A bold claim", ((0, 4),), "A <b>bold</b> claim")],
        printed="x",
    )
    pages = rendered(archive_of([plain, made]))
    assert "A &lt;b&gt;bold&lt;/b&gt; claim" in article_of(pages, "one-")
    assert "A <b>bold</b> claim" in article_of(pages, "two-")


# ---------------------------------------------------------------- the article


def test_the_seed_shows_what_the_archivist_read() -> None:
    page = Parsed(seed_page())
    html = seed_page()
    assert page.texts["h1"] == SEED.headline
    assert '<time datetime="2023-09-20T11:31">20 September 2023, 11:31</time>' in html
    assert "<small>as printed: 11:31 20.09.2023</small>" in html
    assert '<a class="mark" href="#L1">inferred</a>' in html
    assert "</span>: the address harbour.example is known to the register</small>" in html
    assert html.count('<p id="p') == 15
    assert len(re.findall(r'<figure id="figure-\d"><p>Picture not in the archive<', html)) == 2
    assert html.count('<a href="../../../credits/mil-ru.html">mil.ru</a>') == 2
    assert "Chief of General Staff of the Iranian Armed Forces<li>" in html
    assert 'class="aside">read more in our Telegram-channel' in html
    assert 'id="L1"' in html
    assert "<li>“on Tuesday” <a " in html


def test_people_are_linked_where_the_body_first_names_them_and_the_jump_leads_there() -> None:
    body = re.search(r'<div class="body".*?\n</div>', seed_page(), re.DOTALL)
    assert body is not None
    paragraphs = re.findall(r'<p id="p.*', body.group())
    assert [p.count("people/sergei-shoigu.html") for p in paragraphs] == [1] + [0] * (len(paragraphs) - 1)
    (first,) = re.findall(r'^<p id="([^"]+)">', paragraphs[0])
    assert paragraphs[0].count('people/sergei-shoigu.html">Sergei Shoigu</a>') == 1
    assert f'<a href="#{first}" title="first mention">10</a>' in seed_page()


def test_a_split_quote_is_marked_in_both_parts_under_one_id() -> None:
    html = seed_page()
    first = re.search(r'<q id="(q[0-9a-f]{4})">We note with delight,</q>', html)
    assert first is not None
    assert "<q>that the Iranian-Russian communication is progressing particularly intensely today</q>" in html
    assert f"#{first.group(1)}" in small_site()["people/sergei-shoigu.html"]


def test_fragments_stay_when_another_paragraph_changes() -> None:
    changed = rendered(archive_of([replace(SEED, body=["A new first paragraph.", *SEED.body[1:]])]))
    pattern = r'id="([pq][0-9a-f]{4})"'
    before = re.findall(pattern, seed_page())
    after = re.findall(pattern, article_of(changed, "russian-defence-minister"))
    assert len(set(before) & set(after)) == len(before) - 1


def test_markdown_keeps_its_marks_and_gets_ours() -> None:
    html = article_of(small_site(), "perseverance")
    assert "rover <em>Perseverance</em> landed &amp; sent “<q id=" in html
    assert 'people/swati-mohan.html">Swati Mohan</a> home.' in html
    assert re.search(r'<h2 id="p[0-9a-f]+">What it is for</h2>', html)
    assert html.count('<li id="p') == 2
    assert '<pre id="p' in html
    assert 'rel="external noreferrer">Original address: wire.example<' in html


def test_an_image_is_shown_where_it_is_held_and_framed_where_not() -> None:
    site = small()
    renderer = Renderer()
    path = "articles/2021/front.jpg"
    for held, shown in (({path}, True), (set(), False)):
        pages = {p.url: p for p in plan(site.archive, SETTINGS, site.text_of, site.report, held)}
        page = next(page for url, page in pages.items() if "perseverance" in url)
        html = renderer.render(page).decode()
        assert ("<img src=" in html) is shown
        assert ("Picture not in the archive" in html) is not shown


def test_a_right_to_left_article_says_its_language_and_direction() -> None:
    html = article_of(small_site(), "دیدار")
    assert '<div class="body" dir="rtl" lang="fa">' in html
    assert '<h1 id="headline" lang="fa">' in html
    assert '<time datetime="2023-09-20T16:45+03:30">20 September 2023, 16:45 +03:30</time>' in html
    assert "چهارشنبه ۲۹ شهریور ۱۴۰۲، ۱۶:۴۵" in html
    assert '<html lang="en">' in html


def test_an_article_without_headline_and_date_says_so() -> None:
    html = article_of(small_site(), "bare")
    assert "(no headline)" in Parsed(html).texts["h1"]
    assert "Undated: the file does not say when this was published." in html
    assert Parsed(html).meta("DC.date") == []
    assert "datePublished" not in Parsed(html).texts["script"]


def test_a_correction_is_set_apart() -> None:
    html = article_of(small_site(), "bagheri-announces")
    assert '<aside class="correction">' in html
    assert "<p>Correction: an earlier version named the wrong port.</p>" in html


def test_related_articles_are_at_most_five_and_never_the_article_itself() -> None:
    for url, html in small_site().items():
        found = re.search(r'<section class="related">.*?</section>', html, re.DOTALL)
        if found:
            links = re.findall(r'href="(?:\.\./)*([^"]+)"', found.group())
            assert 1 <= len(links) <= 5
            assert url not in [unquote(link) for link in links]
    assert "shares Sergei Shoigu" in seed_page()


# ---------------------------------------------------------------- metadata


def test_zotero_finds_the_outlet_and_the_type() -> None:
    html = seed_page()
    page = Parsed(html)
    assert page.meta("z:itemType") == ["newspaperArticle"]
    assert page.meta("prism.publicationName") == ["International Affairs"]
    assert page.meta("DC.source") == page.meta("DC.publisher") == ["International Affairs"]
    assert page.meta("prism.publicationDate") == page.meta("DC.date") == ["2023-09-20"]
    assert page.meta("DCTERMS.issued") == ["2023-09-20"]
    assert page.meta("article:published_time") == ["2023-09-20T11:31"]
    assert page.meta("og:type") == ["article"]
    assert page.meta("DC.language") == ["en"]
    assert page.meta("DC.creator") == page.meta("author") == []
    assert page.meta("DC.subject") == ["Defence cooperation", "Karabakh", "Russia–Iran relations"]
    # The traps: each of these would make Zotero take another type or another publication.
    assert "citation_" not in html
    assert "prefix=" not in html
    assert not re.search(r'class="[^"]*\b(byline|vcard|Z3988)\b', html)


def test_authors_are_named_family_first_and_outlets_as_they_are() -> None:
    page = Parsed(article_of(small_site(), "perseverance"))
    assert page.meta("DC.creator") == ["Brandt, Leocadia", "Harbour Wire"]
    assert page.meta("author") == ["Leocadia Brandt", "Harbour Wire"]
    chinese = Parsed(next(html for url, html in small_site().items() if "绍伊古" in url))
    assert chinese.meta("DC.creator") == ["林若溪"]
    data = json.loads(page.texts["script"])
    assert [author["@type"] for author in data["author"]] == ["Person", "Organization"]
    assert data["isBasedOn"] == "https://wire.example/mars?a=1&b=2"


@pytest.mark.parametrize(
    ("kind", "name", "holder"),
    [
        ("notice", "International Affairs", {"@type": "Organization", "name": "International Affairs"}),
        ("copyright", "Ada Marrow", {"name": "Ada Marrow"}),
        ("agency", "Harbour Wire", None),
    ],
)
def test_the_copyright_line_names_the_holder_and_says_no_more_than_is_known(
    kind: Literal["notice", "copyright", "agency"], name: str, holder: dict[str, str] | None
) -> None:
    pages = rendered(archive_of([replace(SEED, holder=(SourceClue(kind, name, 42),))]))
    page = Parsed(article_of(pages, "russian-defence-minister"))
    made = json.loads(page.texts["script"]).get("copyrightHolder")
    assert made is None if holder is None else {k: made[k] for k in made if k != "url"} == holder
    assert page.meta("DC.rights") == ([name] if holder else [])


def test_absolute_addresses_are_written_only_where_the_site_has_one() -> None:
    assert 'rel="canonical"' not in seed_page()
    assert "og:url" not in seed_page()
    pages = rendered(small(), Settings(title="The File", site_url="https://a.example/x"))
    html = article_of(pages, "perseverance")
    url = next(url for url in pages if "perseverance" in url)
    assert f'<link rel="canonical" href="https://a.example/x/{url}">' in html
    data = json.loads(Parsed(html).texts["script"])
    assert data["url"] == f"https://a.example/x/{url}"
    assert data["mentions"] == [
        {"@type": "Person", "name": "Swati Mohan", "url": "https://a.example/x/people/swati-mohan.html"}
    ]
    assert data["image"][0]["creditText"] == "NASA/JPL-Caltech"
    assert data["image"][0]["contentUrl"].startswith("https://a.example/x/images/front-")
    assert 'href="https://a.example/x/calendar.html"' in pages["404.html"]


# ---------------------------------------------------------------- lists and fronts


def test_the_lead_story_is_the_one_that_most_of_the_day_shares() -> None:
    archive = small().archive
    order = ranked(archive, archive.days["2023-09-20"])
    assert archive.articles[order[0]].article.path == SEED.path
    assert archive.articles[order[-1]].article.language == "ru"
    html = small_site()["2023/09/20/index.html"]
    lead = html.index('<div class="lead">')
    assert lead < html.index("Moscow and Tehran are reaching") < html.index('<div class="seconds">')


def test_days_before_and_after_are_days_with_articles() -> None:
    html = small_site()["2023/09/20/index.html"]
    assert 'rel="prev" href="../../../2023/07/27/index.html"' in html
    assert 'rel="next"' not in html


def test_this_day_in_other_years_is_that_of_the_newest_day() -> None:
    html = small_site()["index.html"]
    assert "20 September in other years" in html
    assert "Ali Bagheri Kani returns to the talks" in html[html.index("in other years") :]


def test_a_month_counts_its_days() -> None:
    html = small_site()["2023/09/index.html"]
    assert '<span class="hidden">20 September 2023, 4 articles</span>' in html
    assert html.count("<tr>") == 6
    assert html.index('<span class="d">1</span>') < html.index('<span class="d">30</span>')


def test_lists_keep_their_numbers_and_never_say_of_how_many() -> None:
    pages = rendered(many(300))
    first = pages["topics/defence.1.html"]
    assert "Report number 39</a>" in first
    assert "Report number 40</a>" not in first
    assert "Page 1" in first
    assert rendered(many(360))["topics/defence.1.html"] == first
    for url, html in pages.items():
        assert html.count('<article class="card"') <= 200, url
        assert len(html.encode()) <= 100_000, url


def test_people_are_listed_by_initial_of_their_script() -> None:
    html = small_site()["people/index.html"]
    assert re.findall(r'<span class="label">([^<]+)</span>', html) == [
        "Latin",
        "Chinese characters",
        "Cyrillic",
    ]
    assert html.index("Bagheri Kani, Ali") < html.index("Shoigu, Sergei") < html.index("Захарова, Мария")


def test_a_person_page_shows_names_roles_quotes_and_whom_not_to_take_them_for() -> None:
    html = small_site()["people/sergei-shoigu.html"]
    for words in ("绍伊古", "شویگو", "General of the Army", "in the register", "speaker named by role"):
        assert words in html
    assert "4 articles" in html
    assert '<svg viewBox="0 0 160 120"' in html
    assert "4 in all, from July 2023 to September 2023; most in September 2023: 3." in html
    assert "found in texts" in small_site()["people/swati-mohan.html"]
    other = small_site()["people/mohammad-bagheri.html"]
    assert "Not to be confused with" in other
    assert "Ali Bagheri Kani" in other


def test_a_topic_says_its_rule_and_why_each_article_is_there() -> None:
    html = small_site()["topics/karabakh.html"]
    assert "At least one of: “Karabakh”." in html
    assert html.count("the text says “karabakh” (line 4)") == 2


def test_a_creditor_shows_every_line_and_photo() -> None:
    html = small_site()["credits/mil-ru.html"]
    assert "2 photos" in html
    assert html.count('<li class="photo"') == 2
    assert '<td class="n">2</td>' in html


def test_the_desk_lists_what_is_open_with_path_and_line() -> None:
    site = small()
    doubt = Problem(Origin("people.yaml", 9), "doubt", "same-person", "A and B may be one", "join them")
    report = Report(seen=11, problems=(doubt,))
    renderer = Renderer()
    desk = next(p for p in plan(site.archive, SETTINGS, site.text_of, report) if p.url == "desk.html")
    html = renderer.render(desk).decode()
    for words in (
        "people.yaml:9", "A and B may be one", "join them", "articles/undated/bare.txt:3",
        "Caption without a credit: 没有署名的图片。", "articles/broken.bin", "articles/.DS_Store",
        "expected text, found a binary file",
    ):  # fmt: skip
        assert words in html, words


def test_the_search_is_a_plain_form_and_leads_to_the_lists_without_its_script() -> None:
    html = small_site()["search.html"]
    assert 'action="search.html"' in html
    assert 'name="q"' in html
    assert "<noscript><p>The search needs JavaScript" in html
    for address in ("people/index.html", "topics/index.html", "calendar.html", "sources/index.html"):
        assert f'<li><a href="{address}">' in html


# ---------------------------------------------------------------- words and budgets


def test_every_word_of_the_templates_is_in_the_table_and_every_word_is_used() -> None:
    templates = "".join(path.read_text() for path in sorted(Path(shipped_templates()).rglob("*.html")))
    named = set(re.findall(r"""\bt\(['"]([\w.]+)['"]""", templates))
    named |= set(re.findall(r'\bt\("([\w.]+)" if \w+ else "([\w.]+)"', templates)[0])
    families = {name for name in named if name.endswith(".")}
    assert named - families - {"date.day", "date.month"} <= set(ENGLISH)
    assert families == {"month.", "search.", "articles.", "search.found."}
    counted = set(re.findall(r'\bn\("([\w.]+)"', templates))
    assert {f"{name}.{form}" for name in counted for form in ("one", "other")} <= set(ENGLISH)


def test_words_are_put_in_and_counted() -> None:
    w = Wording("en-GB")
    assert w.count("articles", 1) == "1 article"
    assert w.count("articles", 1234) == "1,234 articles"
    assert w.label("people", 2) == "people"
    with pytest.raises(KeyError, match="no words for “none”"):
        w("none")


def test_the_style_keeps_its_budget() -> None:
    static = Path(shipped_templates()) / "static"
    style = (static / "backfile.css").read_bytes()
    assert len(style) <= 24 * 1024
    assert len(gzip.compress(style, mtime=0)) <= 6 * 1024


def test_no_list_is_longer_than_two_hundred_entries_or_a_hundred_kilobytes() -> None:
    for url, html in rendered(many(400, per_day=200)).items():
        assert html.count('<article class="card') <= 200, url
        assert html.count("<li") <= 600, url
        assert len(html.encode()) <= 100 * 1024, url
