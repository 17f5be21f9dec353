"""What holds for the whole archive of content/ and for every page of its site."""

import json
import posixpath
import re
import unicodedata
from collections import Counter, defaultdict
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import ROOT, backfile
from unclosed import begun, ended

from backfile.archive.assemble import assemble
from backfile.gather import begin, gather
from backfile.model import Archive, Place, Text
from backfile.publish.cache import Cache
from backfile.read.scan import scan
from backfile.reading import open_desk

ARTICLES = ROOT / "content/articles"
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
LINKING = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action", "source": "src"}
IDS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
OWN_SCRIPTS = frozenset(("page.js", "search.js"))
LOST = "404.html"  # served under any path, so its links begin at the root of the host


class Reader(HTMLParser):
    """Collects of one page what the claims below are about."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: Counter[str] = Counter()
        self.links: list[tuple[str, str]] = []
        self.references: set[str] = set()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.wrong.append(f"an attribute twice in <{tag}>")
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag not in VOID:
            begun(self.open, tag)
        if found.get("id") is not None:
            self.ids[str(found["id"])] += 1
        if tag in LINKING and LINKING[tag] in found:
            self.links.append((tag, found[LINKING[tag]] or ""))
        for name in IDS:
            self.references.update((found.get(name) or "").split())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:  # inside an <svg> such a tag is closed by its slash
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            self.wrong.append(f"</{tag}> of an element that has no end")
        elif not ended(self.open, tag):
            self.wrong.append(f"</{tag}> at line {self.getpos()[0]} where {self.open[-1:]} is open")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


Pages = dict[str, Reader]


@pytest.fixture(scope="module")
def pages(built_site: Path) -> Pages:
    """Return every page of the built site, parsed, by address."""
    found = {}
    for path in sorted(built_site.rglob("*.html")):
        reader = found[path.relative_to(built_site).as_posix()] = Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        reader.close()
    assert len(found) > 200
    return found


@pytest.fixture(scope="module")
def archive() -> tuple[Archive, dict[str, Text]]:
    """Return the archive of content/ and the words of each article."""
    desk, problems = open_desk(str(ROOT / "content"))
    assert not [p for p in problems if p.severity == "error"]
    with Cache(None) as cache:
        found = scan(str(ROOT / "content"))
        gathered = gather(found, desk, begin(found, desk, cache))
        texts = {s.article.id: gathered.text_of(s.article.id) for s in gathered.summaries}
    return assemble(gathered.summaries, desk.registers, gathered.set_aside, (), None)[0], texts


# ---------------------------------------------------------------- addresses and links


def internal(pages: Pages) -> list[tuple[str, str, str]]:
    """Return (page, element, link) of every link that does not leave the site."""
    return [
        (page, tag, link)
        for page, reader in pages.items()
        for tag, link in reader.links
        if not urlsplit(link).scheme and not link.startswith("//")
    ]


def test_no_link_and_no_fragment_is_dead(pages: Pages, built_site: Path) -> None:
    files = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*") if path.is_file()}
    dead = []
    for page, _, link in internal(pages):
        parts = urlsplit(link)
        path = unquote(parts.path).removeprefix("/" if page == LOST else "")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        target = target if parts.path else page
        if target not in files or (parts.fragment and unquote(parts.fragment) not in pages[target].ids):
            dead.append((page, link))
    assert dead == []


def test_every_internal_link_is_relative_and_ends_in_a_file_name(pages: Pages) -> None:
    assert len(internal(pages)) > 2000
    odd = [
        (page, link)
        for page, _, link in internal(pages)
        if page != LOST
        and not link.startswith("#")
        and (link.startswith("/") or "\\" in link or not re.search(r"[^/]\.[a-z]+$", urlsplit(link).path))
    ]
    assert odd == []


def test_links_that_leave_the_site_are_web_or_mail_addresses_and_nothing_is_loaded_from_there(
    pages: Pages,
) -> None:
    for page, reader in pages.items():
        for tag, attributes in reader.elements:
            link = attributes.get(LINKING.get(tag, "")) or ""
            if not urlsplit(link).scheme and not link.startswith("//"):
                continue
            assert tag in ("a", "link", "img"), (page, link)
            if tag == "a" and "download" in attributes:
                assert re.match(r"data:application/[\w.+-]+;charset=utf-8,[^<>\"\s]+$", link), page
            elif tag == "a" or attributes.get("rel") in ("canonical", "original"):
                assert re.match(r"https?://[^/\s]|mailto:[^\s]+@", link), (page, link)
            else:
                assert re.match(r"data:(,|image/)", link), (page, link)


def test_addresses_are_unique_whatever_the_file_system_folds(built_site: Path) -> None:
    files = [p.relative_to(built_site).as_posix() for p in built_site.rglob("*")]
    for folded in (str.casefold, lambda t: unicodedata.normalize("NFC", t), lambda t: unicodedata.normalize("NFKD", t).casefold()):  # fmt: skip
        assert len({folded(name) for name in files}) == len(files)


def test_addresses_are_safe_on_every_file_system(built_site: Path) -> None:
    for path in built_site.rglob("*"):
        name = path.relative_to(built_site).as_posix()
        assert len(name) < 200
        for part in name.split("/"):
            assert not re.search(r'[<>:"|?*\x00-\x1f\\]|[. ]$', part), name
            assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", part, re.IGNORECASE), name
            assert len(part.encode()) <= 143, name
            assert unicodedata.normalize("NFC", part) == part


def test_every_page_can_be_reached_from_the_home_page(pages: Pages) -> None:
    leads: dict[str, set[str]] = defaultdict(set)
    for page, tag, link in internal(pages):
        if tag in ("a", "form") and urlsplit(link).path:
            path = unquote(urlsplit(link).path)
            leads[page].add(posixpath.normpath(posixpath.join(posixpath.dirname(page), path)))
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        new = leads[waiting.pop()] - reached
        reached |= new
        waiting.extend(new)
    assert sorted(set(pages) - reached) == ["404.html"]


# ---------------------------------------------------------------- HTML


def test_every_element_is_closed_where_it_was_opened(pages: Pages) -> None:
    wrong = [
        (page, reader.wrong[:2], reader.open) for page, reader in pages.items() if reader.wrong or reader.open
    ]
    assert wrong == []


def test_ids_are_unique_and_what_refers_to_an_id_finds_it(pages: Pages) -> None:
    assert {page: n for page, r in pages.items() if (n := [i for i, c in r.ids.items() if c > 1])} == {}
    assert {page: n for page, r in pages.items() if (n := r.references - r.ids.keys())} == {}


def test_no_link_out_of_the_archive_tells_where_its_reader_comes_from(pages: Pages) -> None:
    out = [
        (page, attributes)
        for page, reader in pages.items()
        for tag, attributes in reader.elements
        if tag == "a" and (attributes.get("href") or "").startswith("http")
    ]
    assert len(out) >= 20
    assert [(page, a["href"]) for page, a in out if "noreferrer" not in (a.get("rel") or "").split()] == []


def test_no_page_holds_a_script_but_ours_nor_inline_style_or_event(pages: Pages) -> None:
    for page, reader in pages.items():
        for tag, attributes in reader.elements:
            assert tag not in ("style", "iframe", "object", "embed", "base"), page
            inline = [name for name in attributes if name == "style" or name.startswith("on")]
            assert inline == [], (page, tag)
            if tag == "script" and attributes.get("type") not in ("application/ld+json", "application/json"):
                assert posixpath.basename(attributes.get("src") or "inline") in OWN_SCRIPTS, page


def test_every_page_names_its_language_title_and_policy(pages: Pages) -> None:
    for page, reader in pages.items():
        first = dict(reader.elements[:1])
        assert first["html"].get("lang"), page
        policies = [
            a for t, a in reader.elements if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policies) == 1, page
        policy = {part.split()[0]: part.split()[1:] for part in (policies[0]["content"] or "").split(";")}
        assert policy["default-src"] == ["'none'"], page
        assert policy["script-src"] == ["'self'"], page
        assert policy["base-uri"] == ["'none'"], page
        tags = Counter(tag for tag, _ in reader.elements)
        assert (tags["title"] >= 1, tags["h1"], tags["main"]) == (True, 1, 1), page


def test_every_picture_has_an_alternative_text(pages: Pages) -> None:
    lacking = [(p, a) for p, r in pages.items() for t, a in r.elements if t == "img" and "alt" not in a]
    assert lacking == []


# ---------------------------------------------------------------- nothing lost, nothing made up


def test_every_file_of_articles_is_published_set_aside_skipped_or_belongs_to_one(built_site: Path) -> None:
    report = json.loads(backfile("check", str(ROOT), "--no-cache", "--json")[1])
    published = {
        f"articles/{p.relative_to(ARTICLES).as_posix()}"
        for p in ARTICLES.rglob("*")
        if p.suffix in (".txt", ".md")
    }
    named = {entry["path"] for entry in (*report["set_aside"], *report["skipped"])}
    every = {f"articles/{p.relative_to(ARTICLES).as_posix()}" for p in ARTICLES.rglob("*") if p.is_file()}
    rest = every - published - named
    assert report["seen"] == len(published | named)
    assert report["published"] == len(published - named) == report["articles"]
    stems = {path.rsplit(".", 1)[0] for path in published}
    assert [
        p
        for p in rest
        if not re.search(r"\.(png|jpe?g|gif|webp|avif)$", p) and p.rsplit(".", 1)[0] not in stems
    ] == []


def test_every_article_has_one_page_which_shows_its_headline_and_digest(
    archive: tuple[Archive, dict[str, Text]], pages: Pages
) -> None:
    articles = archive[0].articles
    for id_, filed in articles.items():
        (page,) = (p for p in pages if p.endswith(f"-{id_[:6]}.html"))
        shown = re.sub(r"\s+", " ", "".join(pages[page].words))
        assert re.sub(r"\s+", " ", filed.article.headline or "") in shown
        assert filed.article.path in shown
        assert filed.article.sha256 in shown


def test_every_paragraph_of_every_article_stands_on_its_page(
    archive: tuple[Archive, dict[str, Text]], pages: Pages
) -> None:
    found, texts = archive
    for id_, filed in found.articles.items():
        (page,) = (p for p in pages if p.endswith(f"-{id_[:6]}.html"))
        shown = re.sub(r"\s+", "", "".join(pages[page].words))
        for block in texts[id_].body:
            assert re.sub(r"\s+", "", block.text) in shown, (filed.article.path, block.lines)


def test_every_figure_is_credited_or_listed_for_the_curator(
    archive: tuple[Archive, dict[str, Text]], pages: Pages
) -> None:
    found = archive[0]
    figures = [
        (id_, index, figure.credit, filed.creditors[index])
        for id_, filed in found.articles.items()
        for index, figure in enumerate(filed.article.figures)
    ]
    assert len(figures) > 20
    credited = {(ref.article, ref.index) for c in found.creditors.values() for ref in c.figures}
    desk = [
        (page, link) for page, reader in pages.items() if page.startswith("desk") for _, link in reader.links
    ]
    for id_, index, credit, key in figures:
        assert (credit is not None) == (key is not None) == ((id_, index) in credited)
        listed = any(f"-{id_[:6]}.html" in link for _, link in desk)
        assert credit is not None or listed, (found.articles[id_].article.path, index)


def the_text(found: Archive, texts: dict[str, Text], id_: str, place: Place) -> str:
    article = found.articles[id_].article
    if place.part == "headline":
        return article.headline or ""
    if place.part == "deck":
        return article.deck or ""
    if place.part == "caption":
        return article.figures[place.index].caption or ""
    return texts[id_].body[place.index].text


def test_every_mention_stands_where_it_says(archive: tuple[Archive, dict[str, Text]]) -> None:
    found, texts = archive
    number = 0
    for id_, filed in found.articles.items():
        for person in filed.findings.people:
            assert person.mentions, (filed.article.path, person.name)
            for mention in person.mentions:
                number += 1
                whole = the_text(found, texts, id_, mention.place)
                assert whole[mention.place.start : mention.place.end] == mention.text
                first, last = filed.article.lines
                assert first <= mention.line <= last
                if mention.place.part == "body":
                    assert texts[id_].body[mention.place.index].line_at(mention.place.start) == mention.line
    assert number > 300


def test_every_quote_stands_where_it_says(archive: tuple[Archive, dict[str, Text]]) -> None:
    found, texts = archive
    assert len(found.quotes) > 30
    for ref in found.quotes:
        filed = found.articles[ref.article]
        quote = filed.findings.quotes[ref.index]
        parts = [the_text(found, texts, ref.article, p)[p.start : p.end] for p in quote.places]
        assert re.sub(r"\W+", "", " ".join(parts)) == re.sub(r"\W+", "", quote.text), filed.article.path
        assert filed.article.lines[0] <= quote.lines[0] <= quote.lines[1] <= filed.article.lines[1]
        assert quote.speaker is None or 0 <= quote.speaker < len(filed.findings.people)
        if quote.basis == "none":
            assert quote.speaker is None
        if quote.basis in ("pronoun", "headline"):
            assert quote.speaker is not None


REDACTED = {"articles/2023/2023-08-20-luna-25-crash.txt": ("n.orlovsky@perigee.example.com",)}
"""What content/redactions.yaml takes out of the samples."""


def test_the_raw_text_of_provenance_is_the_file(archive: tuple[Archive, dict[str, Text]]) -> None:
    found, texts = archive
    for id_, filed in found.articles.items():
        raw = (ROOT / "content" / filed.article.path).read_bytes().decode("utf-8-sig")
        lines = re.split(r"\r\n|\r|\n", raw)
        first, last = filed.article.lines
        for words in REDACTED.get(filed.article.path, ()):
            lines = [line.replace(words, "[redacted]") for line in lines]
        assert [unicodedata.normalize("NFC", line) for line in texts[id_].raw[:last]] == [
            unicodedata.normalize("NFC", line) for line in lines[:last]
        ], (filed.article.path, first)


# ---------------------------------------------------------------- the same bytes


def test_building_again_gives_the_same_bytes(built_site: Path, tmp_path: Path, tree: object) -> None:
    code, _, err = backfile(
        "build", str(built_site.parent), "--out", str(tmp_path / "again"), "--no-cache", "--jobs", "1"
    )
    assert code == 0, err
    assert tree(tmp_path / "again") == tree(built_site)  # type: ignore[operator]


def test_no_file_names_a_path_of_this_machine(built_site: Path) -> None:
    here = [str(p).encode() for p in (ROOT, built_site, built_site.parent, Path.home()) if len(str(p)) > 5]
    assert here
    named = [
        path for path in built_site.rglob("*") if path.is_file() and any(h in path.read_bytes() for h in here)
    ]
    assert named == []
