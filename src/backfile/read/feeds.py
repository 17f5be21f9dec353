"""Feeds as saved: RSS 0.9 to 2.0, RSS 1.0 in RDF, and Atom. Every item is an article."""

import html
import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from backfile.model import Doubt, Field, Piece
from backfile.patterns import late
from backfile.read.bodies import body_pieces, figure_piece, fold, plain_words, repeated
from backfile.read.fragment import line_of, pieces_of_element
from backfile.read.reader import Draft, Raw, Reader, unreadable
from backfile.read.wirepersons import is_person, person_fields
from backfile.read.xmltext import local, parse_xml, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["FEED", "PROLOGUE", "Names", "first_line", "first_text", "link_address", "names_below", "spans"]

# What may stand before the first element. Possessive: a file of many comments must not be read again and again.
PROLOGUE = r"\A[\s\ufeff]*+(?><\?[^>]*>\s*+|<!--.*?-->\s*+|<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\]\s*+)?>\s*+)*+"
ROOT = late(
    PROLOGUE + r"<(?:rss|(?:\w+:)?feed|rdf:RDF|RDF|channel|(?:atom:)?entry)\b(?P<attributes>[^>]*)",
    re.IGNORECASE | re.DOTALL,
)
SPACES = {
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://search.yahoo.com/mrss": "media",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://news.yandex.ru": "yandex",
    "http://turbo.yandex.ru": "turbo",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://prismstandard.org/namespaces/basic/2.0": "prism",
    "http://prismstandard.org/namespaces/1.2/basic": "prism",
}
# The whole text, the fullest element first; then what may be no more than a teaser.
WHOLE = (
    "content:encoded", "turbo:content", "yandex:full-text", "full-text", "fulltext", "full_text", "content",
    "xhtml:body", "body", "content_html", "encoded",
)  # fmt: skip
TEASER = ("description", "summary", "tagline", "dc:description", "itunes:summary", "dcterms:abstract")
PUBLISHED = ("pubDate", "pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created",
             "prism:publicationDate", "date", "created")  # fmt: skip
UPDATED = ("updated", "modified", "dcterms:modified", "lastBuildDate", "prism:modificationDate")
MAIL = late(r"<?(?:mailto:)?[\w.+-]+@[\w.-]+\.\w+>?")
PERSON = late(r"[^\W\d_a-z][^\W\d_]*\.?(?:[ -][^\W\d_a-z][^\W\d_]*\.?){1,3}")
IMAGE_NAME = late(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?#])", re.IGNORECASE)
ADDRESS = late(r"https?://\S+")
LANGUAGE = late(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
LONGEST_DECK = 600

Names = dict[str, list["_Element"]]


def _claims(suffix: str, head: str) -> bool:
    match = ROOT.match(head)
    return match is not None and "wordpress.org/export" not in match.group("attributes")


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return one article for each item; raises UnreadableFile when there is none."""
    root, doubts = parse_xml(raw)
    single = local(root).lower() == "entry"
    items = [root] if single else [e for e in root.iter() if local(e).lower() in ("item", "entry")]
    if not items:
        message = "expected a feed with articles, found none in it"
        raise unreadable(raw.path, "no-article", message, "delete it", line_of(root))
    channel = _channel(root)
    drafts = [
        _item(item, channel, span) for item, span in zip(items, spans(items, len(raw.lines)), strict=True)
    ]
    if doubts:
        drafts[0] = Draft(drafts[0].fields, drafts[0].pieces, span=drafts[0].span,
                          doubts=(*doubts, *drafts[0].doubts))  # fmt: skip
    return tuple(drafts)


def spans(items: list["_Element"], last: int) -> list[tuple[int, int]]:
    """Return first and last line of each item: up to the line before the next one."""
    begins = [line_of(item) for item in items]
    ends = [max(a, b - 1) for a, b in itertools.pairwise(begins)]
    return list(zip(begins, [*ends, max(begins[-1], last)], strict=True))


def names_below(element: "_Element") -> Names:
    """Return the direct children by name; those of known namespaces by `dc:creator`, whatever prefix the file has."""
    found: Names = {}
    for one in element:
        found.setdefault(_name(one), []).append(one)
    return found


def _name(element: "_Element") -> str:
    if not isinstance(element.tag, str):
        return ""
    space, _, name = element.tag[1:].rpartition("}") if element.tag[0] == "{" else ("", "", element.tag)
    prefix = SPACES.get(space.rstrip("/"), "")
    return f"{prefix}:{name}" if prefix else name


def _channel(root: "_Element") -> Names:
    """Return what the feed says of itself."""
    inside = next((e for e in root.iter() if local(e) == "channel"), root)
    return names_below(inside) if local(inside).lower() != "entry" else {}


def _item(item: "_Element", channel: Names, span: tuple[int, int]) -> Draft:
    names = names_below(item)
    headline = plain_words(first_text(names, "title", "media:title", "dc:title"))
    source = _source(names, channel)
    if source and headline.endswith(
        f" - {source.values[0]}"
    ):  # as collections of news of many outlets print it
        headline = headline.removesuffix(f" - {source.values[0]}")
    deck, pieces = _text(names, headline, source)
    fields: list[Field] = []
    if headline:
        fields.append(Field("headline", (headline,), first_line(names, "title", "media:title", "dc:title")))
    if deck:
        fields.append(deck)
    told, doubts = _moments(names, PUBLISHED, UPDATED)
    fields += told
    fields += _byline(names, channel, source)
    fields += [source] if source else []
    fields += link_address(item, names, channel)
    fields += _tags(names)
    fields += person_fields(_persons(names))
    fields += _language(item, names, channel)
    return Draft(tuple(fields), (*_figures(names, pieces, deck), *pieces), span=span, doubts=doubts)


def _text(names: Names, headline: str, source: Field | None) -> tuple[Field | None, tuple[Piece, ...]]:
    """Return (deck, text): a summary beside the whole text is its deck, unless it repeats it."""
    whole = _bodies(names, WHOLE, headline)
    teaser = _bodies(names, TEASER, headline)
    words = [p.text for p in teaser if p.kind not in ("furniture", "figure")]
    if source is not None and fold("".join(words)) == fold(headline + source.values[0]):
        words, teaser = [], ()
    if not any(p.kind not in ("furniture", "figure") for p in whole):
        return None, (*whole, *teaser)
    told = " ".join(words)
    if told and len(told) <= LONGEST_DECK and not repeated(told, " ".join(p.text for p in whole)):
        return Field("deck", (told,), teaser[0].starts[0][1]), whole
    return None, whole


def _bodies(names: Names, elements: tuple[str, ...], headline: str) -> tuple[Piece, ...]:
    for name in elements:
        for element in names.get(name, ()):
            pieces = _body(element, headline)
            if any(p.kind != "furniture" for p in pieces):
                return pieces
    return ()


def _body(element: "_Element", headline: str) -> tuple[Piece, ...]:
    kind = (element.get("type") or element.get("mode") or "").lower()
    if len(element) and (kind in ("xhtml", "xml", "application/xhtml+xml") or _name(element) == "xhtml:body"):
        return pieces_of_element(element)
    if len(element):  # HTML that nobody escaped
        from lxml import etree

        inside = "".join(etree.tostring(child, encoding="unicode") for child in element)
        return body_pieces((html.escape(element.text or "")) + inside, line_of(element), headline)
    text = element.text or ""
    told = False if kind in ("text", "text/plain") else None
    return body_pieces(text, line_of(element), headline, markup=told)


def first_text(names: Names, *wanted: str) -> str:
    """Return the text of the first element with one of these names that has any."""
    return next((t for name in wanted for e in names.get(name, ()) if (t := text_of(e))), "")


def first_line(names: Names, *wanted: str) -> int:
    """Return the line of the element whose text `first_text` returns."""
    return next((line_of(e) for name in wanted for e in names.get(name, ()) if text_of(e)), 1)


def _moments(
    names: Names, published: tuple[str, ...], updated: tuple[str, ...]
) -> tuple[list[Field], tuple[Doubt, ...]]:
    """Return the dates of an item, and a doubt when it gives the time of its last change only."""
    first, line = first_text(names, *published), first_line(names, *published)
    last, changed = first_text(names, *updated), first_line(names, *updated)
    if first:
        return [
            Field("published", (first,), line),
            *([Field("updated", (last,), changed)] if last else []),
        ], ()
    if last:
        message = f"“{last}” is the time of the last change; the feed gives no other."
        hint = "add `published: YYYY-MM-DD` to a sidecar file"
        return [Field("published", (last,), changed)], (
            Doubt("published", changed, message, "date-of-change", hint),
        )
    return [], ()


def _source(names: Names, channel: Names) -> Field | None:
    """Return the outlet: what the item says of its source, else the title of the feed."""
    for element in names.get("source", ()):
        title = next((text_of(e) for e in element if local(e) == "title"), text_of(element))
        if title and not ADDRESS.match(title):
            return Field("source", (plain_words(title),), line_of(element))
    for found in (names.get("dc:publisher", ()), channel.get("title", ())):
        for element in found:
            if title := plain_words(text_of(element)):
                return Field("source", (title,), line_of(element))
    return None


def _person_names(text: str) -> tuple[str, ...]:
    """Return the name that an author element holds: `desk@example.org (Ada Lark)` without the address."""
    text = plain_words(text)
    inside = re.fullmatch(rf"{MAIL.pattern}\s*\((?P<name>[^()]+)\)", text)
    text = inside.group("name") if inside else MAIL.sub("", text)
    text = text.strip(" ,;<>()")
    return (text,) if re.search(r"[^\W\d_]", text) and not ADDRESS.match(text) else ()


def _byline(names: Names, channel: Names, source: Field | None) -> Iterator[Field]:
    """Yield who wrote the item; the author of a whole feed only when the name is a person's by its form."""
    outlet = fold(source.values[0]) if source else ""
    for found in (names, channel):
        for wanted in (
            ("dc:creator", "author", "yandex:author", "itunes:author") if found is names else ("author",)
        ):
            written: list[str] = []
            for element in found.get(wanted, ()):
                inside = [e for e in element if local(e) == "name"]
                for one in inside or [element]:
                    written.extend(_person_names(text_of(one)))
            written = [name for name in written if fold(name) != outlet]
            if found is channel:
                title = first_text(channel, "title")
                written = [n for n in written if PERSON.fullmatch(n) and not _shares_word(n, title)]
            if written:
                yield Field("byline", tuple(dict.fromkeys(written)), line_of(found[wanted][0]))
                return


def _shares_word(name: str, title: str) -> bool:
    words = {fold(word) for word in title.split()}
    return any(fold(word) in words for word in name.split())


def link_address(item: "_Element", names: Names, channel: Names) -> Iterator[Field]:
    """Yield the address of an item: the original one, its link, or a guid that says it is one."""
    found: list[tuple[str, int]] = []
    for name in ("feedburner:origLink", "link"):
        for element in names.get(name, ()):
            href = element.get("href") or text_of(element) or _tail_address(element)
            kind = element.get("type") or "text/html"
            if element.get("rel") in (None, "", "alternate") and "html" in kind:
                found.append((href.strip(), line_of(element)))
    for element in names.get("guid", ()):
        if (element.get("isPermaLink") or "true").lower() == "true":
            found.append((text_of(element), line_of(element)))
    found += [(str(v), line_of(item)) for key, v in item.attrib.items() if str(key).endswith("}about")]
    for address, line in found:
        if ADDRESS.fullmatch(address):
            yield Field("original_url", (address,), line)
            return


def _tail_address(element: "_Element") -> str:
    return (element.tail or "").strip()


def _tags(names: Names) -> Iterator[Field]:
    tags: list[str] = []
    first = 0
    for name in ("category", "dc:subject", "media:keywords", "keywords", "itunes:keywords"):
        for element in names.get(name, ()):
            first = first or line_of(element)
            text = plain_words(element.get("label") or text_of(element) or element.get("term") or "")
            tags.extend(re.split(r"\s*[,;]\s*", text) if "keywords" in name else [text])
    tags = [tag for tag in dict.fromkeys(tags) if tag and not ADDRESS.match(tag)]
    if tags:
        yield Field("tags", tuple(tags), first)


def _persons(names: Names) -> Iterator[tuple[str, int]]:
    """Yield the persons whom the item is about: PRISM's, and categories of a scheme of persons."""
    for element in names.get("prism:person", ()):
        yield plain_words(text_of(element)), line_of(element)
    for element in names.get("category", ()):
        if is_person(element.get("domain") or element.get("scheme") or ""):
            text = element.get("label") or text_of(element) or element.get("term") or ""
            yield plain_words(text), line_of(element)


def _language(item: "_Element", names: Names, channel: Names) -> Iterator[Field]:
    told = [(first_text(names, "dc:language", "language"), first_line(names, "dc:language", "language"))]
    told += [
        (e.get("{http://www.w3.org/XML/1998/namespace}lang") or "", line_of(e))
        for e in (item, *item.iterancestors())
    ]
    told.append(
        (first_text(channel, "language", "dc:language"), first_line(channel, "language", "dc:language"))
    )
    for value, line in told:
        if LANGUAGE.fullmatch(value.strip()):
            yield Field("language", (value.strip(),), line)
            return


def _figures(names: Names, pieces: tuple[Piece, ...], deck: Field | None) -> Iterator[Piece]:
    """Yield the pictures that Media RSS describes, each once whatever sizes it comes in."""
    text = " ".join(p.text for p in pieces) + (deck.values[0] if deck else "")
    seen: set[tuple[str, str]] = set()
    for element in (*names.get("media:content", ()), *names.get("media:group", ())):
        shared = names_below(element)
        inside = shared.get("media:content", [element]) if _name(element) == "media:group" else [element]
        pictures = [e for e in inside if _is_picture(e)]
        for picture in pictures[:1]:
            own = names_below(picture)
            caption, credit = (
                next(
                    (t for found in (own, shared, names) if (t := plain_words(first_text(found, *wanted)))),
                    "",
                )
                for wanted in (("media:description", "media:text"), ("media:credit", "media:copyright"))
            )
            caption = "" if repeated(caption, text) else caption
            key = (fold(caption), fold(credit))
            if key not in seen:
                seen.add(key)
                yield from figure_piece(
                    caption, credit, picture.get("url") or "", line_of(picture), "the element <media:content>"
                )


def _is_picture(element: "_Element") -> bool:
    medium, kind = element.get("medium") or "", element.get("type") or ""
    if medium or kind:
        return medium == "image" or kind.startswith("image/")
    return IMAGE_NAME.search(element.get("url") or "") is not None


FEED = Reader("feed", _claims, _read, marked=True)
