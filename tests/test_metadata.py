"""What machines read of an article, row by row: Zotero, Dublin Core, PRISM, Open Graph, schema.org."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import msgspec
import pytest
from archives import SEED, STORIES, Site, archive_of, small
from test_pages import Parsed, article_of, rendered

from backfile.model import Moment, SourceClue
from backfile.settings import Settings

SITE = "https://a.example/x"
SETTINGS = Settings(title="The File", description="Reports as saved.", site_url=SITE)
WIRE = "perseverance"


@cache
def page(slug: str) -> Parsed:
    return Parsed(article_of(rendered(small(), SETTINGS), slug))


def data(found: Parsed) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(found.texts["script"])
    return made


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("z:itemType", ["newspaperArticle"]),
        ("DC.type", ["newspaperArticle"]),
        ("DC.title", [SEED.headline]),
        ("og:title", [SEED.headline]),
        ("prism.publicationName", ["International Affairs"]),
        ("DC.source", ["International Affairs"]),
        ("DC.publisher", ["International Affairs"]),
        ("prism.publicationDate", ["2023-09-20"]),
        ("DC.date", ["2023-09-20"]),
        ("DCTERMS.issued", ["2023-09-20"]),
        ("article:published_time", ["2023-09-20T11:31"]),
        ("article:modified_time", []),
        ("DC.creator", []),
        ("author", []),
        ("DC.language", ["en"]),
        ("DC.subject", ["Defence cooperation", "Karabakh", "Russia–Iran relations"]),
        ("article:tag", ["Defence cooperation", "Karabakh", "Russia–Iran relations"]),
        ("og:type", ["article"]),
        ("og:site_name", ["The File"]),
        ("og:image", []),
    ],
)
def test_each_row_of_the_seeds_head_has_its_value(name: str, values: list[str]) -> None:
    assert page("russian-defence-minister").meta(name) == values


def test_the_description_is_the_first_words_under_both_names() -> None:
    (told,) = page("russian-defence-minister").meta("description")
    assert told.startswith("Russian delegation headed by Russian Defence Minister")
    assert len(told) <= 161
    assert page("russian-defence-minister").meta("og:description") == [told]


def test_a_report_with_authors_a_picture_and_an_original_says_so() -> None:
    found = page(WIRE)
    assert found.meta("DC.creator") == ["Brandt, Leocadia", "Harbour Wire"]
    assert found.meta("og:image")[0].startswith(f"{SITE}/images/front-")
    assert ("link", {"rel": "original", "href": "https://wire.example/mars?a=1&b=2"}) in found.tags
    canonical = [v for t, v in found.tags if t == "link" and v.get("rel") == "canonical"]
    assert [v["href"] for v in canonical] == found.meta("og:url") == [data(found)["url"]]
    made = data(found)
    assert made["author"][0] == {
        "@type": "Person", "name": "Leocadia Brandt", "familyName": "Brandt", "givenName": "Leocadia",
    }  # fmt: skip
    assert made["author"][1]["@type"] == "Organization"
    assert made["isBasedOn"] == "https://wire.example/mars?a=1&b=2"
    assert [image["@type"] for image in made["image"]] == ["ImageObject"]
    assert made["image"][0]["creditText"] == "NASA/JPL-Caltech"


def test_the_seed_as_a_news_article_says_what_is_known_and_no_more() -> None:
    made = data(page("russian-defence-minister"))
    identifier = made.pop("identifier")
    about, mentions = made.pop("about"), made.pop("mentions")
    assert len(identifier) == 12
    url = made.pop("url")
    assert url.startswith(f"{SITE}/2023/09/20/russian-defence-minister-")
    assert url.endswith(f"-{identifier[:6]}.html")
    # The headline names one of three.
    assert about == [{"@type": "Person", "name": "Sergei Shoigu", "url": f"{SITE}/people/sergei-shoigu.html"}]
    assert [one["name"] for one in mentions] == ["Mohammad Bagheri", "Mohammad-Reza Gharaei Ashtiani"]
    # No picture is held, so there is no image; nobody signed, so there is no author.
    assert made == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": SEED.headline,
        "datePublished": "2023-09-20T11:31",
        "publisher": {
            "@type": "Organization", "name": "International Affairs", "url": "https://en.interaffairs.ru",
        },
        "keywords": ["Defence cooperation", "Karabakh", "Russia–Iran relations"],
        "inLanguage": "en",
        "isPartOf": {"@type": "Collection", "name": "The File", "url": f"{SITE}/"},
    }  # fmt: skip


def test_an_author_whom_the_archive_knows_has_the_address_of_the_page() -> None:
    signed = replace(SEED, byline=("Sergei Shoigu", "International Affairs", "Ada Marrow"))
    found = Parsed(article_of(rendered(archive_of([signed]), SETTINGS), "russian-defence-minister"))
    known, outlet, unknown = data(found)["author"]
    assert known["url"] == f"{SITE}/people/sergei-shoigu.html"
    assert outlet == {
        "@type": "Organization", "name": "International Affairs", "url": "https://en.interaffairs.ru",
    }  # fmt: skip
    assert "url" not in unknown


def test_the_agency_that_a_report_names_is_its_credit() -> None:
    site = archive_of([replace(SEED, holder=(SourceClue("agency", "Harbour Wire", 7),))])
    found = Parsed(article_of(rendered(site, SETTINGS), "russian-defence-minister"))
    assert data(found)["creditText"] == "Harbour Wire"
    assert "creditText" not in data(page("russian-defence-minister"))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2023-09-21", "2023-09-21"),
        ("2023-09-20T12:00", "2023-09-20T12:00"),
        ("2023-09-19", ""),
        ("2023", "2023"),
    ],
)
def test_a_change_is_told_as_printed_unless_it_would_be_before_publication(value: str, told: str) -> None:
    site = archive_of([SEED, *STORIES])
    precision: Any = {4: "year", 10: "day", 16: "minute"}[len(value)]
    moment = Moment(value, precision, None, value, 4)
    articles = {
        id_: msgspec.structs.replace(filed, article=msgspec.structs.replace(filed.article, updated=moment))
        if filed.article.path == SEED.path
        else filed
        for id_, filed in site.archive.articles.items()
    }
    changed = Site(msgspec.structs.replace(site.archive, articles=articles), site.texts, site.report)
    found = Parsed(article_of(rendered(changed, SETTINGS), "russian-defence-minister"))
    assert found.meta("article:modified_time") == ([told] if told else [])
    assert data(found).get("dateModified", "") == told


@pytest.mark.parametrize("slug", ["russian-defence-minister", WIRE, "دیدار", "bare"])
def test_none_of_the_traps_of_zotero_is_set(slug: str) -> None:
    found = page(slug)
    names = {v.get(key, "") for tag, v in found.tags if tag == "meta" for key in ("name", "property")}
    classes = {word for _, v in found.tags for word in v.get("class", "").split()}
    assert not [name for name in names if name.startswith("citation_")]
    assert not classes & {"byline", "vcard", "Z3988", "unapi-id"}
    assert found.meta("og:type") == ["article"]
    assert [v for tag, v in found.tags if tag == "html" and "prefix" in v] == []


def test_names_of_open_graph_stand_alone_for_its_readers_do_not_split_them() -> None:
    rows = [v for t, v in page("russian-defence-minister").tags if t == "meta" and "property" in v]
    lists = [v["property"].split() for v in rows if " " in v["property"]]
    assert lists == [
        ["prism.publicationName", "DC.source", "DC.publisher"],
        ["prism.publicationDate", "DC.date", "DCTERMS.issued"],
    ]
    # Zotero reads the properties only where there is no name.
    assert not [v for v in rows if " " in v["property"] and "name" in v]


def test_people_in_other_scripts_have_encoded_addresses_for_machines_and_letters_for_readers() -> None:
    pages = rendered(small(), SETTINGS)
    html = article_of(pages, "دیدار")
    assert data(Parsed(html))["url"].startswith(f"{SITE}/2023/09/20/%D8%AF%DB%8C%D8%AF")
    assert 'href="../../../2023/09/20/دیدار' in "".join(pages.values())
    assert "%D8" not in "".join(v["href"] for t, v in Parsed(html).tags if t == "a" and "href" in v)
