"""What a page declares in the vocabulary of schema.org: JSON-LD with its graphs and lists, and microdata."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from backfile.entities import unescaped
from backfile.patterns import late
from backfile.read.fragment import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["LISTS", "Said", "json_ld", "microdata", "plain_title", "say"]

BELOW = ("datePublished", "dateModified", "author")
ARTICLE = late(
    r"(?:News|Reportage|Analysis|Opinion|Background|Review|Satirical|Scholarly|Tech|AskPublicNews"
    r"|AdvertiserContent)?Article"
    r"|Report|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|ReportageNewsArticle"
)
LISTS = frozenset(("CollectionPage", "ItemList", "SearchResultsPage", "WebSite", "ProfilePage"))
# Microdata properties of an article, and the fields they mean.
PROPERTIES = {
    "headline": "headline",
    "alternativeHeadline": "deck",
    "datePublished": "published",
    "dateCreated": "created",
    "dateModified": "updated",
    "articleSection": "section",
    "keywords": "tag",
    "inLanguage": "language",
}
BLANK = late(r"[\s\u200b\ufeff]+")
CONTROLS = late(r"[\x00-\x1f]+")
TRAILING_COMMA = late(r",(\s*[}\]])")
MARKUP = late(r"<[^<>]{1,200}>")
MAX_NODES = 5000


class Said(msgspec.Struct, frozen=True):
    """One declared value."""

    value: str
    """The value, as text."""
    line: int
    """Line in the raw file."""
    why: str
    """Where it is declared: `schema.org datePublished`, `og:title`."""


def say(found: dict[str, list[Said]], name: str, value: object, line: int, why: str) -> None:
    """Add a value to what is declared of a field, as plain text; what is no text or number is passed over."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return
    text = BLANK.sub(" ", MARKUP.sub(" ", unescaped(unescaped(value)))).strip()
    if text and len(text) <= (200_000 if name == "body" else 2000):
        found.setdefault(name, []).append(Said(text, line, why))


def plain_title(text: str) -> str:
    """Return letters and digits of a title, case folded."""
    return re.sub(r"\W+", "", text).casefold()


def json_ld(
    root: "HtmlElement", found: dict[str, list[Said]], wanted: Sequence[str]
) -> tuple[bool, frozenset[str]]:
    """Add what the JSON-LD of a page says of its article; return (whether there is one, all types met).

    `wanted` are the folded titles that the page prints: they choose among several declared articles.
    """
    nodes, types = _json_nodes(root)
    node = _article_node(nodes, wanted)
    if node is not None:
        _from_json(*node, found)
    _crumbs(nodes, found)
    for one, line in nodes:
        if _types(one) & {"NewsMediaOrganization", "Organization", "WebSite"}:
            say(found, "site", one.get("name"), line, "schema.org name of the site")
    return node is not None, types


def _json_nodes(root: "HtmlElement") -> tuple[list[tuple[dict[str, Any], int]], frozenset[str]]:
    """Return the top nodes of all JSON-LD, with the line of their script, and the types met."""
    nodes: list[tuple[dict[str, Any], int]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        line = script.sourceline or 1
        for node in _opened(_loaded(script.text or ""), 0):
            if len(nodes) < MAX_NODES:
                nodes.append((node, line))
    return nodes, frozenset(name for node, _ in nodes for name in _types(node))


def _loaded(text: str) -> object:
    """Return the value of a JSON text; raw line ends, a comma too many and comment marks are forgiven."""
    text = re.sub(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*$", "", text.strip()).rstrip(
        "; \n"
    )
    for attempt in (text, TRAILING_COMMA.sub(r"\1", CONTROLS.sub(" ", text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _opened(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < 6:
        for item in value:
            yield from _opened(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        if depth < 6:
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _opened(value.get(key), depth + 1)


def _types(node: dict[str, Any]) -> frozenset[str]:
    named = node.get("@type")
    names = named if isinstance(named, list) else [named]
    return frozenset(re.split(r"[/:#]", n)[-1] for n in names if isinstance(n, str))


def _article_node(
    nodes: Sequence[tuple[dict[str, Any], int]], wanted: Sequence[str]
) -> tuple[dict[str, Any], int] | None:
    """Return the node of the page's own article: the one whose headline the page prints, else the only one."""
    articles = [n for n in nodes if any(ARTICLE.fullmatch(t) for t in _types(n[0]))]
    for node in articles:
        title = plain_title(unescaped(str(node[0].get("headline") or node[0].get("name") or "")))
        if title and any(title in w or w in title for w in wanted if len(w) > 8):
            return node
    distinct = {str(n[0].get("headline")) for n in articles}
    if articles and len(distinct) == 1:
        return articles[0]
    pages = [
        n for n in nodes if _types(n[0]) & {"WebPage", "ItemPage", "Article"} and "datePublished" in n[0]
    ]
    return pages[0] if len(pages) == 1 and not articles else None


def _from_json(node: dict[str, Any], line: int, found: dict[str, list[Said]]) -> None:
    for name, key in (("headline", "headline"), ("published", "datePublished"), ("updated", "dateModified"),
                      ("description", "description"), ("body", "articleBody"), ("deck", "alternativeHeadline"),
                      ("language", "inLanguage"), ("url", "url")):  # fmt: skip
        value = node.get(key)
        say(found, name, value[0] if isinstance(value, list) and value else value, line, f"schema.org {key}")
    if "headline" not in found:
        say(found, "headline", node.get("name"), line, "schema.org name")
    if "published" not in found:
        say(found, "published", node.get("dateCreated"), line, "schema.org dateCreated")
    page = node.get("mainEntityOfPage")
    say(
        found, "url", page.get("@id") if isinstance(page, dict) else page, line, "schema.org mainEntityOfPage"
    )
    for person, kind in _named(node.get("author") or node.get("creator")):
        say(found, "organisation" if kind == "Organization" else "byline", person, line, "schema.org author")
    for name, _ in _named(node.get("publisher") or node.get("sourceOrganization")):
        say(found, "publisher", name, line, "schema.org publisher")
    for section in _texts(node.get("articleSection")):
        say(found, "section", section, line, "schema.org articleSection")
    keywords = node.get("keywords")
    for word in _texts(keywords) if isinstance(keywords, list) else re.split(r"[,;]", str(keywords or "")):
        say(found, "tag", word, line, "schema.org keywords")
    images = node.get("image")
    for image in images if isinstance(images, list) else [images]:
        if isinstance(image, dict):
            for key in ("caption", "name", "description"):
                say(found, "caption", image.get(key), line, f"schema.org image {key}")
            for key in ("creditText", "copyrightNotice"):
                say(found, "credit", image.get(key), line, f"schema.org image {key}")


def _named(value: object) -> Iterator[tuple[str, str]]:
    """Yield (name, type) of persons and organisations."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            kind = "Organization" if any("Organization" in t for t in _types(one)) else "Person"
            for name in _texts(one.get("name")):
                yield name, kind
        elif isinstance(one, str):
            yield one, "text"


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [
        v if isinstance(v, str) else str(v.get("name") or "") for v in values if isinstance(v, (str, dict))
    ]


def _step(step: object) -> object:
    """Return the name of a step of a path, which stands in it or in its item."""
    if not isinstance(step, dict):
        return None
    item = step.get("item")
    return step.get("name") or (item.get("name") if isinstance(item, dict) else None)


def _crumbs(nodes: Sequence[tuple[dict[str, Any], int]], found: dict[str, list[Said]]) -> None:
    """Take the section from the path to the page: the last step before the article itself."""
    for node, line in nodes:
        steps = node.get("itemListElement")
        if "BreadcrumbList" not in _types(node) or not isinstance(steps, list) or "section" in found:
            continue
        names = [_step(step) for step in steps]
        if len(names) >= 3 and isinstance(names[-2], str):
            say(found, "section", names[-2], line, "schema.org breadcrumb")


def microdata(root: "HtmlElement", found: dict[str, list[Said]]) -> None:
    """Take the properties of the page's article; those of an article inside it are another's."""
    scopes = [e for e in root.iter() if isinstance(e.tag, str) and e.get("itemscope") is not None
              and ARTICLE.fullmatch((e.get("itemtype") or "").rstrip("/").rsplit("/", 1)[-1])]  # fmt: skip
    if scopes:
        scope = max(scopes, key=lambda e: len("".join(e.itertext())))
        mine = [
            e for e in scope.iter() if isinstance(e.tag, str) and e.get("itemprop") and _scope_of(e, scope)
        ]
        told = {e.get("itemprop") for e in mine}
        # Date and writer may stand below the article.
        mine += [e for e in _loose(root) if e.get("itemprop") in BELOW and e.get("itemprop") not in told]
        found.setdefault("type", []).append(Said("article", scope.sourceline or 1, "microdata"))
    else:
        mine = _loose(root)
    for element in mine:
        for prop in (element.get("itemprop") or "").split():
            value = (
                element.get("content")
                or (element.get("datetime") if prop.startswith("date") else None)
                or words_of(element)
            )
            why = f"microdata {prop}"
            if prop in PROPERTIES:
                say(found, PROPERTIES[prop], value, element.sourceline or 1, why)
            elif prop in ("author", "publisher", "creator"):
                inner = next(
                    (e for e in element.iter() if isinstance(e.tag, str) and e.get("itemprop") == "name"),
                    element,
                )
                value = inner.get("content") or words_of(inner)
                if len(value) <= 120:
                    name = "publisher" if prop == "publisher" else "byline"
                    say(found, name, value, inner.sourceline or 1, why)


def _loose(root: "HtmlElement") -> "list[HtmlElement]":
    """Return the elements with a property of no scope that no other has."""
    found = [e for e in root.iter() if isinstance(e.tag, str) and e.get("itemprop") and not _inside_scope(e)]
    times = Counter(e.get("itemprop") for e in found)
    return [e for e in found if times[e.get("itemprop")] == 1 or e.get("itemprop") in ("keywords", "author")]


def _scope_of(element: "HtmlElement", scope: "HtmlElement") -> bool:
    """Whether a property belongs to this scope and to no article inside it."""
    for above in element.iterancestors():
        if above is scope:
            return True
        if above.get("itemscope") is not None:
            return False
    return False


def _inside_scope(element: "HtmlElement") -> bool:
    return any(above.get("itemscope") is not None for above in element.iterancestors())
