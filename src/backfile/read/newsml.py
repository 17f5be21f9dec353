"""NewsML 1.0 to 1.2 of the IPTC: one or many NewsItems, each a tree of NewsComponents with texts and pictures.

A component with a text of its own is an article when it has a headline of its own; else its text belongs to the
article above it. Source: IPTC, NewsML 1.2 Functional Specification.
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from backfile.model import Field, Piece
from backfile.patterns import late
from backfile.read.fragment import line_of
from backfile.read.nitf import nitf_fields, nitf_pieces
from backfile.read.reader import Draft, Raw, Reader, unreadable
from backfile.read.wirepersons import named_by_topics, person_fields, person_topics
from backfile.read.wiretext import byline_value, html_pieces, text_pieces, wire_pieces, with_closing_dash
from backfile.read.xmltext import (
    LANG,
    article_spans,
    body_of_prologue,
    child,
    children,
    descendants,
    field_from,
    local,
    parse_xml,
    plain_names,
    text_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["HOST", "NEWSML", "content_pieces", "without_same"]

ROOT = late(r"<(?:\w+:)?NewsML\b")
DEEPEST = 32
"""Elements above a component that are looked at: agencies nest components in three or four levels."""
CAPTION = late(r"caption|l[ée]gende|bildtext|didascalia", re.IGNORECASE)
PICTURE = late(r"photo|picture|image|graphic|icon|video|bild|thumbnail|preview|quicklook", re.IGNORECASE)
HOST = late(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}")


def _claims(suffix: str, head: str) -> bool:
    return ROOT.match(head, body_of_prologue(head)) is not None


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return the articles of all NewsItems; raises UnreadableFile when none has a headline or a text."""
    root, doubts = parse_xml(raw)
    found = [
        one
        for item in descendants(root, "NewsItem")
        for one in _articles(item)
        if one[1].pieces or one[1].fields
    ]
    if not found:
        message = "expected NewsItems with articles, found none with a headline or a text"
        raise unreadable(raw.path, "no-article", message, "delete it", line_of(root))
    spans = article_spans([element for element, _ in found], len(raw.lines))
    drafts = [msgspec.structs.replace(d, span=s) for (_, d), s in zip(found, spans, strict=True)]
    return (msgspec.structs.replace(drafts[0], doubts=(*doubts, *drafts[0].doubts)), *drafts[1:])


def _articles(item: "_Element") -> Iterator[tuple["_Element", Draft]]:
    """Yield the articles of a NewsItem, each with the element it begins at."""
    topics = person_topics(item)
    groups: dict[_Element, list[_Element]] = {}
    pictures: list[_Element] = []
    captions: dict[_Element, list[_Element]] = {}
    for component in descendants(item, "NewsComponent"):
        if next(children(component, "ContentItem"), None) is None:
            continue
        if (picture := _picture_component(component)) is not None:
            if picture not in captions:
                pictures.append(picture)
            captions.setdefault(picture, []).append(component)
        elif _has_words(component):
            groups.setdefault(_titled(component, item), []).append(component)
    if not groups:
        holders = pictures or [
            c for c in descendants(item, "NewsComponent") if child(c, "NewsLines") is not None
        ]
        for holder in holders[: None if pictures else 1]:
            titled = _titled(holder, item)
            fields = _fields(item, holder, titled, topics)
            figures = tuple(_figure(holder, captions[holder])) if pictures else ()
            if figures or any(f.name == "headline" for f in fields):
                yield (item if len(holders) == 1 else holder), Draft(fields, figures)
        return
    for titled, components in groups.items():
        mine = [p for p in pictures if len(groups) == 1 or _nearest(p, list(groups)) is titled]
        fields = _fields(item, components[0], titled, topics)
        figures = tuple(piece for p in mine for piece in _figure(p, captions[p]))
        begin = item if len(groups) == 1 else titled
        yield begin, Draft(fields, (*figures, *_text(components)))


def _above(component: "_Element", item: "_Element") -> Iterator["_Element"]:
    """Yield a component and the NewsComponents that it is part of, up to the NewsItem."""
    yield component
    for one in itertools.islice(component.iterancestors(), DEEPEST):
        if one is item:
            return
        if local(one) == "NewsComponent":
            yield one


def _titled(component: "_Element", item: "_Element") -> "_Element":
    """Return the nearest component above (or itself) that has a headline, else the outermost one."""
    last = component
    for one in _above(component, item):
        if text_of(child(one, "NewsLines", "HeadLine")):
            return one
        last = one
    return last


def _nearest(picture: "_Element", titled: list["_Element"]) -> "_Element":
    """Return the article whose component shares the innermost component with a picture."""
    for one in itertools.islice(picture.iterancestors(), DEEPEST):
        for candidate in titled:
            if candidate is one or one in candidate.iterancestors():
                return candidate
    return titled[0]


def _has_words(component: "_Element") -> bool:
    return any(text_of(child(c, "DataContent")) for c in children(component, "ContentItem"))


def _picture_component(component: "_Element") -> "_Element | None":
    """Return the component that is the whole picture (image, sizes, caption) to which this one belongs."""
    above = itertools.islice(component.iterancestors(), DEEPEST)
    roles = [component, *(e for e in above if local(e) == "NewsComponent")]
    for one in reversed(roles):
        role = child(one, "Role")
        if role is not None and PICTURE.search(role.get("FormalName") or ""):
            return one
    own = child(component, "Role")
    if own is not None and CAPTION.search(own.get("FormalName") or ""):
        return roles[1] if len(roles) > 1 and not _has_text_sibling(component) else component
    kinds = [_kind(c) for c in children(component, "ContentItem")]
    return component if kinds and all(PICTURE.search(kind) for kind in kinds) else None


def _has_text_sibling(component: "_Element") -> bool:
    parent = component.getparent()
    return parent is not None and any(
        one is not component and _has_words(one) and _picture_component(one) is None
        for one in children(parent, "NewsComponent")
    )


def _kind(content: "_Element") -> str:
    """Return the media type, MIME type and format of a ContentItem as one text."""
    named = [child(content, name) for name in ("MediaType", "MimeType", "Format")]
    return " ".join(e.get("FormalName") or "" for e in named if e is not None)


def _figure(picture: "_Element", components: list["_Element"]) -> Iterator[Piece]:
    contents = [c for component in components for c in children(component, "ContentItem")]
    address = next((c.get("Href") for c in contents if c.get("Href") and not _is_small(c)), None)
    texts = [text_of(child(c, "DataContent")) for c in contents if not PICTURE.search(_kind(c))]
    inline = [text for text in texts if text]
    caption = " ".join(dict.fromkeys(inline)) or text_of(child(picture, "NewsLines", "HeadLine"))
    written = [text_of(e) for name in ("CreditLine", "ByLine") for e in descendants(picture, name)]
    credit = next((line for line in written if line), "")
    if not credit:
        parties = [e for e in descendants(picture, "Party") if _parent_name(e) == "Creator"]
        credit = next((e.get("FormalName") or "" for e in parties if e.get("FormalName")), "")
    if caption or credit:
        image = re.sub(r"^.*[\\/](?=[^\\/]+$)", "", address) if address and "//" not in address else address
        yield Piece("figure", caption, ((0, line_of(picture)),), "a NewsComponent with a picture", None, 0,
                    image, None, credit or None)  # fmt: skip


def _is_small(content: "_Element") -> bool:
    return bool(
        re.search(r"thumb|icon|quicklook", _kind(content) + (content.get("Href") or ""), re.IGNORECASE)
    )


def _parent_name(element: "_Element") -> str:
    """Return the name of the element that holds this one."""
    parent = element.getparent()
    return "" if parent is None else local(parent)


def _text(components: list["_Element"]) -> tuple[Piece, ...]:
    """Return the text: of each ContentItem, without those that say the same in another format."""
    found: list[tuple[Piece, ...]] = []
    for component in components:
        for content in children(component, "ContentItem"):
            data = child(content, "DataContent")
            if data is not None and not PICTURE.search(_kind(content)):
                found.append(content_pieces(data))
    return without_same(found)


def without_same(found: list[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    """Return the pieces of all texts in order, each text once."""
    kept: list[tuple[Piece, ...]] = []
    said: list[str] = []
    for pieces in found:
        words = re.sub(r"[\W_]+", "", "".join(piece.text for piece in pieces)).casefold()
        if words and not any(words[:200] == other[:200] for other in said):
            said.append(words)
            kept.append(pieces)
    return tuple(piece for pieces in kept for piece in pieces)


def content_pieces(holder: "_Element") -> tuple[Piece, ...]:
    """Return what an element that holds NITF, XHTML, escaped HTML or plain text says as pieces."""
    nitf = next(descendants(holder, "nitf", "body.content"), None)
    if nitf is not None:
        return nitf_pieces(nitf)
    if not len(holder):
        return wire_pieces(text_pieces(holder.text or "", line_of(holder)))
    body = next((e for e in descendants(holder, "body", "Body") if len(e) or text_of(e)), holder)
    plain_names(body)
    body.tag = "div"
    return wire_pieces(html_pieces(body))


def _fields(
    item: "_Element", component: "_Element", titled: "_Element", topics: Mapping[str, tuple[str, int]]
) -> tuple[Field, ...]:
    """Return what the component says of its article, else what the components above it and the NewsItem say."""
    above = list(_above(component, item))
    lines = [found for one in above for found in children(one, "NewsLines")]
    fields: list[Field] = []
    fields += _first("headline", [e for n in lines for e in children(n, "HeadLine")])
    fields += _first("deck", [e for n in lines for e in children(n, "SubHeadLine")])
    outlets = [value for one in _source(item, above, lines) for value in one.values]
    for byline in [e for n in lines for e in children(n, "ByLine") if text_of(e)][:1]:
        fields += field_from("byline", byline, byline_value(text_of(byline), outlets))
    for dateline in [e for n in lines for e in children(n, "DateLine") if text_of(e)][:1]:
        fields += field_from("dateline", dateline, with_closing_dash(text_of(dateline)))
    fields += _moments(item)
    fields += _source(item, above, lines)
    fields += _tags(above, lines)
    fields += person_fields(named_by_topics(above, topics))
    fields += _status(item)
    languages = [e for one in above for e in descendants(child(one, "DescriptiveMetadata"), "Language")]
    told = [(e, e.get("FormalName")) for e in languages] + [(e, e.get(LANG)) for e in (titled, item)]
    fields += next((list(field_from("language", e, value)) for e, value in told if value), [])
    name = child(item, "Identification", "NewsIdentifier", "PublicIdentifier")
    fields += field_from("id", name)
    nitf = next(descendants(component, "nitf"), None)
    if nitf is not None:  # what the text says of itself, where the message around it is silent
        given = {f.name for f in fields}
        fields += [f for f in nitf_fields(nitf) if f.name not in given]
    return tuple(fields)


def _status(item: "_Element") -> Iterator[Field]:
    """Yield whether the item may be published, with the moment at which that will change."""
    management = child(item, "NewsManagement")
    status = child(management, "Status")
    until = text_of(child(management, "StatusWillChange", "DateAndTime"))
    if status is not None and (told := (status.get("FormalName") or "").strip()):
        yield Field("pubstatus", (told, until) if until else (told,), line_of(status))


def _first(name: str, found: list["_Element"]) -> list[Field]:
    element = next((e for e in found if text_of(e)), None)
    return list(field_from(name, element))


def _moments(item: "_Element") -> Iterator[Field]:
    """Yield when the item was first made, and when its revision was when that differs."""
    management = child(item, "NewsManagement")
    first, revised = child(management, "FirstCreated"), child(management, "ThisRevisionCreated")
    given = first if text_of(first) else revised
    yield from field_from("published", given)
    if text_of(first) and text_of(revised) and text_of(revised) != text_of(first):
        yield from field_from("updated", revised)


def _source(item: "_Element", above: list["_Element"], lines: list["_Element"]) -> Iterator[Field]:
    """Yield the outlet: credit line or provider; a host only when nothing has a name."""
    told: list[tuple[_Element, str]] = [(e, text_of(e)) for n in lines for e in children(n, "CreditLine")]
    for one in above:
        data = child(one, "AdministrativeMetadata")
        for holder in ("Provider", "Source", "Creator"):
            for party in descendants(child(data, holder), "Party"):
                told.append((party, text_of(party) or party.get("FormalName") or ""))
    told += [(e, text_of(e)) for n in lines for e in children(n, "CopyrightLine")]
    told += [
        (e, text_of(e)) for one in above for e in descendants(child(one, "RightsMetadata"), "CopyrightHolder")
    ]
    provider = child(item, "Identification", "NewsIdentifier", "ProviderId")
    told += [(provider, text_of(provider))] if provider is not None else []
    told = [(e, value) for e, value in told if re.search(r"[^\W\d_]{2}", value) and len(value) <= 80]
    named = [(e, value) for e, value in told if not HOST.fullmatch(value)] or told
    for element, value in named[:1]:
        yield from field_from(
            "source", element, re.sub(r"^(?:©|\(c\)|copyright)[\s\d,]*", "", value, flags=re.I)
        )


def _tags(above: list["_Element"], lines: list["_Element"]) -> Iterator[Field]:
    found = [(e, text_of(e)) for n in lines for e in children(n, "KeywordLine")]
    for one in above:
        for e in descendants(child(one, "DescriptiveMetadata"), "Property"):
            if (e.get("FormalName") or "").lower() in ("keyword", "keywords"):
                found.append((e, e.get("Value") or ""))
    tags = [tag.strip() for _, value in found for tag in re.split(r"[,;]", value) if tag.strip()]
    if tags:
        yield Field("tags", tuple(dict.fromkeys(tags)), line_of(found[0][0]))


NEWSML = Reader("newsml", _claims, _read, marked=True)
