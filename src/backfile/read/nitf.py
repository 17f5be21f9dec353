"""NITF, the News Industry Text Format of the IPTC (versions 2.5 to 3.6): one article a file, or inside NewsML.

Elements are given the names of HTML's that mean the same and go through the walker of fragments.
Source: IPTC, NITF 3.6 documentation (docdata, body.head, body.content, body.end).
"""

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from backfile.model import Doubt, Field, Piece
from backfile.patterns import late
from backfile.read.fragment import line_of, words_of
from backfile.read.reader import Draft, Raw, Reader, unreadable
from backfile.read.wirepersons import named_by_nitf, person_fields
from backfile.read.wiretext import byline_value, html_pieces, wire_pieces
from backfile.read.xmltext import (
    LANG,
    body_of_prologue,
    child,
    children,
    descendants,
    field_from,
    local,
    parse_xml,
    plain_names,
    put_line,
    text_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["NITF", "nitf_fields", "nitf_pieces"]

ROOT = late(r"<(?:\w+:)?nitf\b")
HTML_NAME = {
    "block": "div", "body.content": "div", "hl1": "h2", "hl2": "h3", "hl3": "h4", "hl4": "h5", "hl5": "h6",
    "bq": "blockquote", "nitf-table": "div", "dateline": "p", "credit": "p", "tagline": "p",
    "lang": "span", "q": "q", "a": "a", "em": "em", "br": "br",
}  # fmt: skip
# What NITF marks inside a sentence.
INLINE = (
    "chron", "city", "classifier", "copyrite", "copyrite.holder", "copyrite.year", "country", "denom", "event",
    "frac", "frac-num", "frac-sep", "function", "location", "money", "name.family", "name.given", "num", "numer",
    "object.title", "org", "alt-code", "person", "postaddr", "pronounce", "region", "region.name", "state",
    "story.date", "sublocation", "virtloc", "virtloc.idsrc", "sup", "sub",
)  # fmt: skip
PICTURE = late(r"image|photo|graphic|picture|illustration|video", re.IGNORECASE)
# A day that a database wrote as the midnight of that day: it knows no time.
MIDNIGHT = late(r"^(\d{8})T000000$")
EDITORIAL = late(r"correct|clarif|editor|eds|erratum", re.IGNORECASE)


def _claims(suffix: str, head: str) -> bool:
    return ROOT.match(head, body_of_prologue(head)) is not None


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return the article; raises UnreadableFile when there is neither a headline nor a text."""
    root, doubts = parse_xml(raw)
    draft = _draft(root, doubts)
    if not draft.pieces and not any(f.name == "headline" for f in draft.fields):
        message = "expected an article, found neither a headline nor a text in it"
        raise unreadable(raw.path, "no-article", message, "delete it", line_of(root))
    return (draft,)


def _draft(root: "_Element", doubts: tuple[Doubt, ...]) -> Draft:
    fields = tuple(nitf_fields(root))
    return Draft(fields, nitf_pieces(root), doubts=doubts)


def nitf_fields(root: "_Element") -> Iterator[Field]:
    """Yield what an NITF element says of its article; to be called before `nitf_pieces`, which changes names."""
    head, top = child(root, "head"), child(root, "body", "body.head")
    data = child(head, "docdata")
    yield from _titles(root, head, top)
    yield from _moment(head, data, top)
    yield from _bylines(top, [value for one in _source(head, data, top) for value in one.values])
    yield from _dateline(top)
    yield from _source(head, data, top)
    series = next((e for e in descendants(head, "pubdata") if e.get("position.section")), None)
    if series is not None:
        yield from field_from("section", series, series.get("position.section"))
    yield from _tags(head)
    yield from person_fields(named_by_nitf(root))
    language = root.get(LANG) or (root.get("lang") or "")
    yield from field_from("language", root, language)
    identifier = child(data, "doc-id")
    if identifier is not None:
        yield from field_from("id", identifier, identifier.get("id-string") or "")
    for correction in children(data, "correction"):
        yield from field_from("correction", correction, correction.get("info") or "")
    yield from field_from("pubstatus", data, "" if data is None else data.get("management-status") or "")
    address = next(
        (e for e in descendants(head, "pubdata") if (e.get("ex-ref") or "").startswith("http")), None
    )
    if address is not None:
        yield from field_from("original_url", address, address.get("ex-ref"))


def _titles(root: "_Element", head: "_Element | None", top: "_Element | None") -> Iterator[Field]:
    hedlines = list(children(top, "hedline"))
    first = next((e for h in hedlines for e in children(h, "hl1") if text_of(e)), None)
    first = first if first is not None else next((h for h in hedlines if text_of(h)), None)
    title = child(head, "title")
    yield from field_from("headline", first if first is not None else title)
    said = text_of(first if first is not None else title).casefold()
    decks = [
        e for h in hedlines for e in children(h, "hl2") if text_of(e).casefold() != said and e is not first
    ]
    decks = decks or [e for e in children(top, "abstract") if text_of(e)]
    if decks:
        yield from field_from("deck", decks[0], " ".join(dict.fromkeys(map(text_of, decks))))


def _moment(head: "_Element | None", data: "_Element | None", top: "_Element | None") -> Iterator[Field]:
    """Yield the date: of issue, of release, the dateline's, of the publication, the first that is given."""
    told = [(e, e.get("norm")) for name in ("date.issue", "date.release") for e in children(data, name)]
    told += [(e, e.get("norm") or text_of(e)) for e in descendants(child(top, "dateline"), "story.date")]
    told += [(e, e.get("date.publication")) for e in children(head, "pubdata")]
    for element, value in told:
        if value and value.strip():
            yield from field_from("published", element, MIDNIGHT.sub(r"\1", value.strip()))
            return


def _bylines(top: "_Element | None", outlets: list[str]) -> Iterator[Field]:
    """Yield the byline as printed: without job titles, and without the form in which a database sorts it."""
    bylines = list(children(top, "byline"))
    printed = [b for b in bylines if "normalized" not in (b.get("class") or "")] or bylines
    values = []
    for byline in printed:
        title = text_of(child(byline, "byttl"))
        text = "".join(map(str, byline.itertext()))
        text = text.replace(title, ",", 1) if title and title in text else re.sub(r"\s+", " ", text)
        inside = [text_of(e) for e in children(byline, "person")]
        values += (
            inside
            if inside and not (byline.text or "").strip(" \nByVonPar")
            else [byline_value(text, outlets)]
        )
    values = [value for value in dict.fromkeys(values) if value]
    if values:
        yield Field("byline", tuple(values), line_of(printed[0]))


def _dateline(top: "_Element | None") -> Iterator[Field]:
    element = child(top, "dateline")
    places = [text_of(e) for e in children(element, "location") if text_of(e)]
    if element is not None:
        date = " ".join(text_of(e) for e in children(element, "story.date"))
        whole = text_of(element)
        yield from field_from(
            "dateline", element, places[0] if places else whole.replace(date, "").strip(" ,")
        )


def _source(head: "_Element | None", data: "_Element | None", top: "_Element | None") -> Iterator[Field]:
    """Yield the outlet: the distributor, the publication, the holder of the rights, the first that is given."""
    told = [(e, text_of(e)) for e in children(top, "distributor")]
    told += [(e, e.get("name") or "") for e in children(head, "pubdata")]
    told += [(e, e.get("holder") or "") for e in children(data, "doc.copyright")]
    told += [(e, text_of(e)) for e in descendants(child(top, "rights"), "rights.owner")]
    told += [(e, e.get("regsrc") or "") for e in children(data, "doc-id")]
    for element, value in told:
        if re.search(r"[^\W\d_]{2}", value):
            yield from field_from("source", element, value)
            return


def _tags(head: "_Element | None") -> Iterator[Field]:
    keys = [(e, e.get("key") or "") for e in descendants(head, "keyword")]
    keys += [(e, e.get("name") or "") for e in descendants(head, "meta") if e.get("name") == "keywords"]
    keys += [
        (e, e.get(f"tobject.subject.{part}") or "")
        for e in descendants(head, "tobject.subject")
        for part in ("type", "matter", "detail")
    ]
    tags = [value.strip() for _, value in keys if value.strip() and value != "keywords"]
    if tags:
        yield Field("tags", tuple(dict.fromkeys(tags)), line_of(keys[0][0]))


def nitf_pieces(root: "_Element") -> tuple[Piece, ...]:
    """Return the text of an NITF element as pieces; changes the names of its elements to those of HTML."""
    body = child(root, "body")
    body = root if body is None else body
    notes = [p for e in descendants(child(body, "body.head"), "note") for p in _note(e)]
    content = child(body, "body.content")
    end = [
        _piece("footer", e, "the element <tagline>") for e in descendants(child(body, "body.end"), "tagline")
    ]
    end += [_piece("footer", e, "the element <bibliography>") for e in descendants(body, "bibliography")]
    text = content if content is not None else body if child(body, "body.head") is None else None
    pieces = wire_pieces(_content(text)) if text is not None else ()
    return (*notes, *pieces, *(p for p in end if p.text))


def _piece(kind: str, element: "_Element", why: str) -> Piece:
    return Piece(kind, text_of(element), ((0, line_of(element)),), why)  # type: ignore[arg-type]


def _note(note: "_Element") -> Iterator[Piece]:
    if text_of(note):
        editorial = EDITORIAL.search((note.get("noteclass") or "") + " " + text_of(note)[:40])
        yield _piece("note" if editorial else "furniture", note, "the element <note>")


def _content(content: "_Element") -> tuple[Piece, ...]:
    content.tail = None
    _without_repeats(content)
    for media in list(descendants(content, "media")):
        _as_figure(media)
    for element in content.iter():
        name = local(element).lower()
        if name == "note":
            element.tag = "aside"
        else:
            element.tag = "span" if name in INLINE else HTML_NAME.get(name, name)
    plain_names(content)
    return html_pieces(content)


def _without_repeats(content: "_Element") -> None:
    """Take out a block that only repeats how another block begins, as databases give the lead paragraph."""
    blocks = [block for block in children(content, "block") if words_of(block)]
    ordered = sorted((words_of(block), i) for i, block in enumerate(blocks))
    # What begins like a shorter text stands directly behind it in the order of the alphabet.
    for (text, i), (after, _) in itertools.pairwise(ordered):
        if len(after) > len(text) and after.startswith(text):
            content.remove(blocks[i])


def _as_figure(media: "_Element") -> None:
    """Turn a media element into HTML's figure: the image, its captions, its producer as the credit."""
    from lxml import etree

    line = line_of(media)
    references = list(children(media, "media-reference"))
    kinds = " ".join([media.get("media-type") or "", *(r.get("mime-type") or "" for r in references)])
    captions = [text_of(e) for e in descendants(media, "media-caption")]
    producers = [text_of(e) for e in descendants(media, "media-producer")]
    told = {m.get("name") or "": m.get("value") or "" for m in descendants(media, "media-metadata")}
    credits = [*producers, *(r.get("copyright") or "" for r in references), told.get("credit", "")]
    source = next(
        (r.get("source") or r.get("name") for r in references if r.get("source") or r.get("name")), ""
    )
    alt = next((r.get("alternate-text") for r in references if r.get("alternate-text")), None)
    tail = media.tail
    media.clear()
    media.tail = tail
    media.tag = "figure"
    put_line(media, line)
    if kinds.strip() and not PICTURE.search(kinds):
        media.tag = "template"  # sound and data have no place in a text
        return
    image = etree.SubElement(media, "img", src=source or "", alt=alt or "")
    caption = etree.SubElement(media, "figcaption")
    caption.text = " ".join(dict.fromkeys(c for c in captions if c))
    credit = next((c for c in credits if c), "")
    if credit and credit not in captions:
        etree.SubElement(caption, "cite").text = credit
    for one in (image, caption):
        put_line(one, line)


NITF = Reader("nitf", _claims, _read, marked=True)
