"""Addresses are readable, safe on every system, and a function of the article's own record."""

import posixpath
import unicodedata
from urllib.parse import unquote, urljoin, urlsplit

import msgspec
import pytest
from archives import small
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Article, Moment
from backfile.pages import addresses

ARTICLE = next(iter(small().archive.articles.values())).article
RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}


def article(headline: str | None, id_: str, path: str = "articles/a.txt", day: str | None = None) -> Article:
    moment = Moment(day, "day", None, day, 1) if day else None
    return msgspec.structs.replace(ARTICLE, headline=headline, id=id_, path=path, published=moment)


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Russian Defence Minister Sergei Shoigu: “Moscow", "russian-defence-minister-sergei-shoigu"),
        ("Iran's Élysée visit — ½ done", "irans-elysee-visit-1-2-done"),
        ("Straße, Łódź, Ørsted & Þór", "strasse-lodz-orsted-thor"),
        ("İstanbul'da görüşme", "istanbulda-gorusme"),
        ("Москва: новый уровень й", "москва-новый-уровень-й"),
        ("دیدار شویگو و قرایی‌آشتیانی", "دیدار-شویگو-و-قراییآشتیانی"),
        ("俄国防部长绍伊古访问朝鲜 金正恩会见", "俄国防部长绍伊古访问朝鲜-金正恩会见"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("\u202ea\u200bb\u2066c", "abc"),
        ("../../etc/passwd\0", "etc-passwd"),
        ("ＦＵＬＬ ｗｉｄｔｈ", "full-width"),
    ],
)
def test_a_slug_is_the_headline_in_its_own_script(headline: str, slug: str) -> None:
    assert addresses.slug(headline) == slug


def test_a_headline_without_letters_takes_the_file_name_and_then_a_word() -> None:
    assert addresses.slug("?!", "articles/2023/Some File.txt") == "some-file"
    assert addresses.slug("", "articles/___.txt") == "article"


def test_a_long_slug_ends_between_words() -> None:
    slug = addresses.slug("one two three four five six seven eight nine ten eleven twelve thirteen")
    assert slug == "one-two-three-four-five-six-seven-eight"
    assert len(addresses.slug("国" * 80)) == 24


def test_an_address_is_the_day_the_slug_and_the_id() -> None:
    assert addresses.article(article("Talks", "0123456789ab", day="2023-09-20")) == (
        "2023/09/20/talks-012345.html"
    )
    assert addresses.article(article("Talks", "0123456789ab")) == "undated/talks-012345.html"
    assert addresses.article(article("Talks", "0123456789ab", day="2023-09")) == "undated/talks-012345.html"


def test_an_article_does_not_move_when_another_comes_or_goes() -> None:
    first = article("Talks", "0123456789ab", day="2023-09-20")
    alone = addresses.article(first)
    addresses.article(article("Talks", "ba9876543210", day="2023-09-20"))
    assert addresses.article(first) == alone


headlines = st.text(st.characters(codec="utf-8"), max_size=120)
ids = st.text("0123456789abcdef", min_size=12, max_size=12)


def test_pages_beside_an_article_have_names_that_fit_whatever_the_script() -> None:
    url = addresses.article(article("字" * 300, "0123456789ab", day="2024-05-06"))
    assert addresses.copies(url) == f"2024/05/06/{'字' * 24}-012345.copies.html"
    assert addresses.versions(url) == f"2024/05/06/{'字' * 24}-012345.versions.html"
    assert addresses.copies("undated/talks-012345.html") == "undated/talks-012345.copies.html"


@given(
    headlines, st.text(st.characters(codec="utf-8"), max_size=30), ids, st.sampled_from([None, "1999-12-31"])
)
def test_any_address_is_safe_on_every_system(headline: str, path: str, id_: str, day: str | None) -> None:
    url = addresses.article(article(headline, id_, path, day))
    assert len(url) <= 200
    assert url == posixpath.normpath(url)
    assert not url.startswith(("/", "."))
    assert unicodedata.normalize("NFC", url) == url
    for part in url.split("/"):
        assert 0 < len(part.encode()) <= 120
        assert part.split(".")[0].casefold() not in RESERVED
        assert not part.endswith((".", " "))
        assert not set(part) & set('\\:*?"<>|%#\0')
        assert all(unicodedata.category(c)[0] in "LNM" or c in "-." for c in part)
    name = url.rsplit("/", 1)[1]
    slug = name.removesuffix(f"-{id_[:6]}.html")
    assert slug != name
    assert 0 < len(slug) <= 40


@given(st.lists(st.tuples(headlines, st.integers(0, 16**6 - 1)), unique_by=lambda item: item[1], max_size=20))
def test_addresses_stay_apart_under_normalisation_and_case_folding(items: list[tuple[str, int]]) -> None:
    urls = [addresses.article(article(headline, f"{number:06x}000000")) for headline, number in items]
    folded = {unicodedata.normalize("NFC", unicodedata.normalize("NFC", url).casefold()) for url in urls}
    assert len(folded) == len(urls)


paths = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="/\\?#%\0"), min_size=1, max_size=8).filter(
        lambda part: part.strip(".") != ""
    ),
    min_size=1,
    max_size=4,
).map(lambda parts: "/".join(parts) + ".html")


@given(paths, paths)
def test_a_relative_link_leads_where_it_says_and_never_out_of_the_root(one: str, other: str) -> None:
    link = addresses.relative(one, other)
    assert not link.endswith("/")
    base = f"http://h/{addresses.encoded(one)}"
    assert unquote(urlsplit(urljoin(base, link)).path)[1:] == other
    depth = one.count("/")
    assert link.count("../") <= depth
    assert urljoin(base, addresses.root(one) + addresses.encoded(other)) == urljoin(base, link)


def test_a_relative_link_keeps_its_fragment() -> None:
    assert (
        addresses.relative("2023/09/20/a.html", "people/ян.html#q-1")
        == "../../../people/%D1%8F%D0%BD.html#q-1"
    )
    assert addresses.relative("people/a.html", "people/b.html") == "b.html"


@pytest.mark.parametrize("key", ["con", "aux", "index", "lpt1"])
def test_a_key_that_a_system_or_the_index_claims_is_set_apart(key: str) -> None:
    assert addresses.record("people", key) == f"people/{key}-.html"


@pytest.mark.parametrize("key", ["", "../x", "a/b", "a.2", "-a", "a-", "a b", "a\0"])
def test_a_key_that_could_leave_its_folder_or_meet_a_numbered_page_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="expected a key"):
        addresses.record("people", key)


def test_numbered_pages_and_images_have_names_of_their_own() -> None:
    assert addresses.numbered("topics/syria.html", 2) == "topics/syria.2.html"
    one, other = addresses.image("articles/a/Front.JPG"), addresses.image("articles/b/Front.JPG")
    assert one is not None
    assert one != other
    assert one.startswith("images/front-")
    assert one.endswith(".jpg")
    assert addresses.image("articles/a/drawing.svg") is None
    assert addresses.image("articles/a/noending") is None


@pytest.mark.parametrize("link", ["https://a.example/x?y=1", "http://a.example", "mailto:desk@a.example"])
def test_web_links_pass(link: str) -> None:
    assert addresses.web(link) == link


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//a.example",
        "a.html",
        "https:// x",
        "",
        "java\nscript:x",
        "https://a.example/\u202etxt",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_other_schemes_do_not(link: str) -> None:
    assert addresses.web(link) is None
