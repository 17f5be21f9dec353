"""What lists, calendars and the page about the archive hold beside their entries."""

import re
from dataclasses import replace

import msgspec
import pytest
from archives import Site, Story, archive_of

from backfile.model import RoleRecord
from backfile.pages.plan import plan
from backfile.pages.roletimes import role_times
from backfile.pages.wording import Wording
from backfile.problems import Report
from backfile.publish.render import Renderer
from backfile.settings import Settings

STORY = Story(
    path="articles/a.txt",
    headline="The ferry stops",
    published="2021-03-04T09:00",
    body=("The ferry to Ebbing stops for the winter.", "Swati Mohan said “we wait”."),
    source="harbour-wire",
    people={"swati-mohan": ("harbour master",)},
    quotes=(("we wait", "swati-mohan", "named"),),
    topics=("space",),
)


def site_of(*days: str) -> Site:
    stories = [
        replace(
            STORY, path=f"articles/{n}.txt", headline=f"The ferry stops, part {n}", published=f"{day}T09:00"
        )
        for n, day in enumerate(days)
    ]
    return archive_of(stories)


def rendered(site: Site, language: str = "en") -> dict[str, str]:
    renderer = Renderer(language=language)
    settings = Settings(title="The File", description="Reports as saved.", language=language)
    pages = plan(site.archive, settings, site.text_of, Report())
    return {page.url: renderer.render(page).decode() for page in pages}


def collected(site: Site, *spans: tuple[str, str]) -> Site:
    sources = {
        key: msgspec.structs.replace(record, collected=spans) for key, record in site.archive.sources.items()
    }
    return replace(site, archive=msgspec.structs.replace(site.archive, sources=sources))


@pytest.mark.parametrize("url", ["topics/space.html", "sources/harbour-wire.html", "people/swati-mohan.html"])
def test_a_list_of_several_years_leads_to_each_with_its_number_of_reports(url: str) -> None:
    html = rendered(site_of("2019-05-01", "2021-03-04", "2021-03-05"))[url]
    years = re.search(r'<nav class="letters" aria-label="Reports by year">(.*?)</nav>', html, re.DOTALL)
    assert years is not None
    assert re.findall(r'#y(\d{4})">\1 <span class="count">(\d+)<', years[1]) == [("2021", "2"), ("2019", "1")]
    assert '<section class="year" id="y2021">' in html


@pytest.mark.parametrize("url", ["topics/space.html", "sources/harbour-wire.html", "people/swati-mohan.html"])
def test_a_list_of_one_year_has_no_ways_to_years(url: str) -> None:
    assert 'aria-label="Reports by year"' not in rendered(site_of("2021-03-04", "2021-03-05"))[url]


def test_a_month_says_how_many_reports_each_day_has_and_leads_to_those_it_does_not_show() -> None:
    html = rendered(site_of(*["2021-03-04"] * 5, "2021-03-09"))["2021/03/index.html"]
    counts = re.findall(r'<h3 class="heading"><a href="([^"]+)">[^<]+</a> <span class="count">([^<]+)<', html)
    assert counts == [
        ("../../2021/03/04/index.html", "5 articles"),
        ("../../2021/03/09/index.html", "1 article"),
    ]
    assert html.count("All of this day") == 1
    assert html.count('<article class="card') == 4


def test_a_day_in_a_calendar_is_called_as_dates_are_in_the_language() -> None:
    html = rendered(site_of("2021-03-04"), "ru")["2021/03/index.html"]
    assert '<span class="hidden">4 марта 2021\u202fг., 1 статья</span>' in html


def test_the_fullest_day_of_a_month_leads_to_that_day() -> None:
    html = rendered(site_of("2021-03-04", "2021-03-09", "2021-03-09"))["2021/index.html"]
    assert re.search(
        r'<p class="label"><a href="\.\./2021/03/09/index.html">9 March</a> <span class="count">2 articles<',
        html,
    )


def test_days_nobody_collected_look_unlike_days_on_which_nothing_came() -> None:
    site = collected(site_of("2021-03-04"), ("2021-03-01", "2021-03-10"))
    html = rendered(site)["2021/03/index.html"]
    assert html.count('<td class="uncollected">') == 21
    assert html.count('<td class="quiet">') == 9
    assert '<span class="box uncollected"></span> not collected' in html
    assert '<span class="box quiet"></span> collected, and nothing came' in html


def test_a_month_that_was_collected_whole_or_not_at_all_has_the_key_it_needs() -> None:
    whole = rendered(collected(site_of("2021-03-04"), ("2021-03-01", "2021-03-31")))["2021/03/index.html"]
    assert 'class="box' not in whole
    none = rendered(collected(site_of("2021-03-04"), ("2022-03-01", "2022-03-31")))["2021/03/index.html"]
    assert '<span class="box uncollected"></span> not collected' in none
    assert "box quiet" not in none


def test_where_no_register_says_what_was_collected_no_day_is_marked() -> None:
    html = rendered(site_of("2021-03-04"))["2021/03/index.html"]
    assert "uncollected" not in html
    assert "quiet" not in html


def test_the_home_page_shows_one_of_several_copies() -> None:
    site = site_of("2021-03-04", "2021-03-05", "2021-03-06")
    ids = [id_ for day in site.archive.days.values() for id_ in day]
    site = replace(site, archive=msgspec.structs.replace(site.archive, copies=((ids[1], ids[2]),)))
    html = rendered(site)["index.html"]
    assert re.findall(r"The ferry stops, part (\d)</a></h3>", html) == ["2", "0"]


def test_the_lead_of_the_home_page_has_its_photo_where_the_archive_holds_it() -> None:
    figures = (("The ferry.", "Ida Quill", "articles/ferry.jpg"),)
    html = rendered(archive_of([replace(STORY, figures=figures)]))["index.html"]
    lead = re.search(r'<div class="lead">.*?</figure>', html, re.DOTALL)
    assert lead is not None
    assert lead[0].count("<img src=") == 1
    assert "<bdi>Ida Quill</bdi>" in lead[0]
    without_image = (("The ferry.", "Ida Quill", None),)
    assert "<figure" not in rendered(archive_of([replace(STORY, figures=without_image)]))["index.html"]


@pytest.mark.parametrize(("years", "linked"), [(4, True), (12, True), (13, False)])
def test_bars_that_a_finger_can_touch_on_a_phone_are_links(years: int, linked: bool) -> None:
    html = rendered(site_of(*(f"{2001 + n}-03-04" for n in range(years))))["topics/space.html"]
    svg = re.search(r'<svg .*?role="(\w+)".*?</svg>', html, re.DOTALL)
    assert svg is not None
    links = re.findall(
        r'<a href="([^"]+)" aria-label="([^"]+)"><polygon points="([\d.]+),0 ([\d.]+),0 ', svg[0]
    )
    assert svg[1] == ("group" if linked else "img")
    assert len(links) == (years if linked else 0)
    if linked:
        assert links[0][:2] == ("../2001/index.html", "2001: 1")
        # Drawn 288 pixels wide, as on the narrowest screen, each has 24 pixels.
        width = float(re.findall(r'viewBox="0 0 (\d+) ', svg[0])[0])
        assert min(float(right) - float(left) for *_, left, right in links) * min(1, 288 / width) >= 24


def test_the_page_about_the_archive_tells_the_longest_gap_of_each_source() -> None:
    html = rendered(site_of("2021-03-01", "2021-03-20", "2021-05-01"))["about.html"]
    assert '<span class="count">41 days</span>' in html
    assert "21 March 2021 to 30 April 2021: nothing published or saved" in html
    assert "Known gaps" not in rendered(site_of("2021-03-01", "2021-03-02"))["about.html"]


def test_the_page_about_the_archive_names_languages_in_the_interface_s_words() -> None:
    assert '<th scope="row">English</th>' in rendered(site_of("2021-03-04"))["about.html"]
    assert '<th scope="row">Englisch</th>' in rendered(site_of("2021-03-04"), "de")["about.html"]


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [("en", "fa", "Persian"), ("ru", "fa", "персидский"), ("zh", "en-GB", "英语"), ("en", "tlh", "tlh")],
)
def test_languages_have_names_and_those_without_keep_their_code(language: str, code: str, name: str) -> None:
    assert Wording(language).language_name(code) == name


def test_quotes_on_pages_of_another_direction_keep_the_interface_s_words_in_their_own() -> None:
    html = rendered(site_of("2021-03-04"), "fa")["quotes.html"]
    assert '<figure class="said" dir="ltr">' in html
    assert '<figcaption dir="rtl">' in html
    assert "<figcaption>" in rendered(site_of("2021-03-04"))["quotes.html"]


def test_long_lists_have_ways_from_a_to_z_of_each_script_and_short_ones_have_none() -> None:
    names = [f"{letter}{n} Wire" for letter in "ABК" for n in range(11)]
    stories = [
        replace(STORY, path=f"articles/{n}.txt", headline=f"Part {n}", figures=(("The ferry.", name, None),))
        for n, name in enumerate(names)
    ]
    html = rendered(archive_of(stories))["credits/index.html"]
    nav = re.search(r'<nav class="letters" aria-label="Initials">(.*?)</nav>', html, re.DOTALL)
    assert nav is not None
    assert re.findall(r'<span class="label">(\w+)</span>', nav[1]) == ["Latin", "Cyrillic"]
    ways = re.findall(r'href="\.\./credits/index\.html#([\w-]+)">(.)</a>', nav[1])
    assert [letter for _, letter in ways] == ["A", "B", "К"]
    for fragment, letter in ways:
        entry = re.search(rf'<li id="{fragment}"><a href="[^"]+"><bdi>(.)', html)
        assert entry is not None
        assert entry[1] == letter
    assert 'class="letters"' not in rendered(archive_of(stories[:30]))["credits/index.html"]


def test_the_page_of_a_topic_names_who_reported_it_most_first() -> None:
    wire = [
        replace(STORY, path=f"articles/{n}.txt", headline=f"Part {n}", published=f"2021-03-0{n}T09:00")
        for n in (1, 2)
    ]
    other = replace(STORY, path="articles/9.txt", headline="Part 9", source="international-affairs")
    html = rendered(archive_of([*wire, other]))["topics/space.html"]
    found = re.search(r"<h2>Reported by</h2>(.*?)</section>", html, re.DOTALL)
    assert found is not None
    assert re.findall(r'sources/([\w-]+)\.html">.*?class="count">(\d+)<', found[1]) == [
        ("harbour-wire", "2"),
        ("international-affairs", "1"),
    ]


def role(text: str, first: str | None, last: str | None, count: int = 1) -> RoleRecord:
    return RoleRecord(text, first, last, tuple(f"a{n}" for n in range(count)))


def test_roles_are_drawn_in_the_order_of_their_first_days_each_as_long_as_it_was_reported() -> None:
    roles = [
        role("envoy", "2020-01-11", "2020-01-11"),
        role("minister", "2020-01-01", "2020-01-06", 3),
        role("undated", None, None),
    ]
    drawn = role_times(roles, "Swati Mohan", Wording("en"))
    assert drawn is not None
    assert [(one.text, one.left, one.width, one.count) for one in drawn.lines] == [
        ("minister", 0.0, 50.0, 3),
        ("envoy", 100.0, 0.0, 1),
    ]
    assert drawn.title == "Roles over time – Swati Mohan"
    assert drawn.description == "minister, 1 January 2020 to 6 January 2020; envoy, 11 January 2020."
    assert [(tick.label, tick.left) for tick in drawn.ticks] == [("2020", 0.0)]


def test_years_stand_where_they_begin_and_not_at_the_edges() -> None:
    drawn = role_times(
        [role("a", "2019-12-30", "2020-06-01"), role("b", "2021-01-01", "2021-12-31")], "N", Wording("en")
    )
    assert drawn is not None
    # 2020 begins two days after the left edge and has no room there; 2021 after 368 days of 732.
    assert [(tick.label, tick.left) for tick in drawn.ticks] == [("2021", 50.27)]


def test_long_roles_are_cut_in_the_drawing_and_whole_in_the_table() -> None:
    text = "deputy chairman of the commission on harbours and waterways"
    drawn = role_times(
        [role(text, "2020-01-01", "2020-01-01"), role("b", "2021-01-01", "2021-01-01")], "N", Wording("en")
    )
    assert drawn is not None
    assert (drawn.lines[0].text, drawn.lines[0].label) == (
        text,
        "deputy chairman of the commission on harbours a…",
    )


@pytest.mark.parametrize(
    "roles",
    [
        [role("minister", "2020-01-01", "2021-01-01")],
        [role("minister", "2020-01-01", "2020-01-01"), role("envoy", "2020-01-01", "2020-01-01")],
        [role("minister", None, None), role("envoy", "2020-01-01", "2021-01-01")],
    ],
    ids=["one role", "one day", "one dated"],
)
def test_nothing_is_drawn_where_time_says_nothing(roles: list[RoleRecord]) -> None:
    assert role_times(roles, "N", Wording("en")) is None


def test_the_page_of_a_person_draws_the_roles_with_title_description_and_table() -> None:
    later = replace(
        STORY,
        path="articles/b.txt",
        headline="The envoy",
        published="2022-05-01T09:00",
        people={"swati-mohan": ("envoy",)},
    )
    html = rendered(archive_of([STORY, later]))["people/swati-mohan.html"]
    svg = re.search(r'<svg[^>]*aria-labelledby="roles-title roles-told">(.*?)</svg>', html, re.DOTALL)
    assert svg is not None
    assert '<title id="roles-title">Roles over time – Swati Mohan</title>' in svg[1]
    assert "harbour master, 4 March 2021; envoy, 1 May 2022." in svg[1]
    assert svg[1].count("<circle ") == 2
    assert '<th scope="row"><bdi>envoy</bdi></th><td>1 May 2022</td><td class="n">1</td>' in html


def test_the_description_of_a_topic_keeps_its_own_direction_on_pages_of_another() -> None:
    site = archive_of([STORY])
    space = msgspec.structs.replace(site.archive.topics["space"], description="Probes and landings.")
    archive = msgspec.structs.replace(site.archive, topics={**site.archive.topics, "space": space})
    html = rendered(replace(site, archive=archive), "fa")["topics/space.html"]
    assert '<p class="deck"><bdi>Probes and landings.</bdi></p>' in html
