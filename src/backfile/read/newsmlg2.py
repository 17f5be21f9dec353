"""NewsML-G2 of the IPTC: a newsItem alone, or many in a newsMessage; pictures go with the texts sent beside them.

Source: IPTC, NewsML-G2 Guidelines and Specification 2.x (itemMeta, contentMeta, contentSet, itemSet).
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from backfile.model import Field, Piece
from backfile.patterns import late
from backfile.read.fragment import line_of, pixels
from backfile.read.newsml import HOST, content_pieces, without_same
from backfile.read.nitf import nitf_fields
from backfile.read.reader import Draft, Raw, Reader, unreadable
from backfile.read.wirepersons import named_by_subjects, person_fields
from backfile.read.wiretext import byline_value, with_closing_dash
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
    text_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["NEWSMLG2"]

ROOT = late(r"<(?:\w+:)?(?:newsMessage|newsItem|packageItem|newsItemSet)\b(?P<attributes>[^>]*)")
NAMESPACE = "iptc.org/std/nar"
DECK = late(r"sub|deck|second|standfirst|kicker|intro", re.IGNORECASE)
SUMMARY = late(r"summ|abstract|intro|lead|teaser|standfirst|deck|synopsis", re.IGNORECASE)
CAPTION = late(r"caption", re.IGNORECASE)
WRITER = late(r"person|author|byline|writer|reporter", re.IGNORECASE)
PICTURE = late(r"picture|photo|graphic|image", re.IGNORECASE)
SOUND = late(r"video|audio|animation", re.IGNORECASE)
FRACTION = late(r"\.\d+(?=Z|[+-]|$)")


def _claims(suffix: str, head: str) -> bool:
    match = ROOT.match(head, body_of_prologue(head))
    return match is not None and (NAMESPACE in head or "NewsML-G2" in match.group("attributes"))


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return one article for each text item; pictures alone make one article each."""
    root, doubts = parse_xml(raw)
    items = list(descendants(root, "newsItem"))
    drafts = [(item, _draft(item)) for item in items]
    texts = [(item, d) for item, d in drafts if _is_text(item, d)]
    pictures = [item for item, d in drafts if not _is_text(item, d) and not SOUND.search(_class(item))]
    if texts:
        figures: dict[int, list[Piece]] = {}
        for picture in pictures:
            at = _companion(picture, [item for item, _ in texts])
            if at is not None:
                figures.setdefault(at, []).extend(_figure(picture))
        found = [
            (item, msgspec.structs.replace(d, pieces=(*figures.get(i, ()), *d.pieces)))
            for i, (item, d) in enumerate(texts)
        ]
    else:
        found = [
            (item, msgspec.structs.replace(d, pieces=tuple(_figure(item)) if item in pictures else d.pieces))
            for item, d in drafts
            if any(f.name == "headline" for f in d.fields)
        ]
    if not found:
        message = "expected newsItems with articles, found none with a headline or a text"
        raise unreadable(raw.path, "no-article", message, "delete it", line_of(root))
    spans = article_spans([item for item, _ in found], len(raw.lines))
    done = [msgspec.structs.replace(d, span=s) for (_, d), s in zip(found, spans, strict=True)]
    return (msgspec.structs.replace(done[0], doubts=doubts), *done[1:])


def _class(item: "_Element") -> str:
    kind = child(item, "itemMeta", "itemClass")
    return "" if kind is None else (kind.get("qcode") or kind.get("uri") or kind.get("literal") or "")


def _is_text(item: "_Element", draft: Draft) -> bool:
    kind = _class(item)
    return bool(draft.pieces) and not PICTURE.search(kind) and not SOUND.search(kind)


def _companion(picture: "_Element", texts: list["_Element"]) -> int | None:
    """Return which text a picture goes with: the only one, or the one that names its guid or that it names."""
    if len(texts) == 1:
        return 0
    guid = picture.get("guid") or ""
    for i, text in enumerate(texts):
        mine = text.get("guid") or ""
        named = {e.get("residref") or e.get("href") or "" for e in text.iter() if isinstance(e.tag, str)}
        naming = {e.get("residref") or e.get("href") or "" for e in picture.iter() if isinstance(e.tag, str)}
        if (guid and guid in named) or (mine and mine in naming):
            return i
    return None


def _draft(item: "_Element") -> Draft:
    content = child(item, "contentSet")
    fields = tuple(_fields(item))
    found: list[tuple[Piece, ...]] = []
    for one in children(content, "inlineXML", "inlineData"):
        kind = (one.get("contenttype") or "").lower()
        if one.get("encoding") or kind.startswith(("image", "audio", "video")):
            continue
        nitf = next(descendants(one, "nitf"), None)
        if nitf is not None:  # what the text says of itself, where the item is silent
            given = {f.name for f in fields}
            fields = (*fields, *(f for f in nitf_fields(nitf) if f.name not in given))
        found.append(content_pieces(one))
    return Draft(fields, without_same(found))


def _fields(item: "_Element") -> Iterator[Field]:
    meta = child(item, "contentMeta")
    titles = [e for e in children(meta, "headline") if text_of(e)]
    main = next((e for e in titles if not DECK.search(e.get("role") or "")), None)
    title = main if main is not None else child(item, "itemMeta", "title")
    yield from field_from("headline", title)
    yield from _deck(meta, titles, main)
    yield from _moments(item, meta)
    outlets = [value for one in _source(item, meta) for value in one.values]
    for by in [e for e in children(meta, "by") if text_of(e)][:1] or list(_writers(meta)):
        yield from field_from("byline", by, byline_value(text_of(child(by, "name")) or text_of(by), outlets))
        break
    yield from _place(meta)
    yield from _source(item, meta)
    language = child(meta, "language")
    tag = (language.get("tag") if language is not None else "") or item.get(LANG) or ""
    yield from field_from("language", language if language is not None else item, tag)
    yield from field_from("id", item, item.get("guid") or "")
    yield from _tags(meta)
    yield from person_fields(named_by_subjects(item, meta))
    yield from _status(item)
    for note in children(child(item, "itemMeta"), "edNote"):
        if re.search(r"correct|clarif", text_of(note), re.IGNORECASE):
            yield from field_from("correction", note)
            break


def _status(item: "_Element") -> Iterator[Field]:
    """Yield whether the item may be published, with the moment up to which it may not."""
    status, until = child(item, "itemMeta", "pubStatus"), text_of(child(item, "itemMeta", "embargoed"))
    code = "" if status is None else (status.get("qcode") or status.get("uri") or "")
    if status is not None and (told := re.split(r"[:/]", code)[-1].strip()):
        yield Field("pubstatus", (told, until) if until else (told,), line_of(status))


def _deck(meta: "_Element | None", titles: list["_Element"], main: "_Element | None") -> Iterator[Field]:
    """Yield the sub-headline: a headline of that role, a subtitle, else a summary that repeats no headline."""
    found = [e for e in titles if e is not main and DECK.search(e.get("role") or "")]
    found += list(children(meta, "subtitle"))
    found += [e for e in children(meta, "description") if SUMMARY.search(e.get("role") or "")]
    said = text_of(main).casefold()
    for one in found:
        if text_of(one) and text_of(one).casefold() != said:
            yield from field_from("deck", one)
            return


def _moments(item: "_Element", meta: "_Element | None") -> Iterator[Field]:
    """Yield when the content was made (the item, when the content's date is missing or less exact), and changed.

    A version's time is a change only against the time of the first version.
    """
    about = child(item, "itemMeta")
    content, first = child(meta, "contentCreated"), child(about, "firstCreated")
    modified, version = child(meta, "contentModified"), child(about, "versionCreated")
    created, made = text_of(content), text_of(first)
    if created and not (made.startswith(created) and len(made) > len(created)):
        given = content
    else:
        given = first if made else version
    yield from field_from("published", given)
    earlier = {_plain(text_of(e)) for e in (given, first)}
    for later in (modified, version):
        if (
            text_of(later)
            and _plain(text_of(later)) not in earlier
            and (later is modified or made or created)
        ):
            if later is version and not made and created[:10] == created:
                continue  # a day alone does not say that a version is a later one
            yield from field_from("updated", later)
            return


def _plain(moment: str) -> str:
    return re.sub(r"[+-]00:?00$", "Z", FRACTION.sub("", moment))


def _writers(meta: "_Element | None") -> Iterator["_Element"]:
    for one in children(meta, "creator", "contributor"):
        kind = " ".join(one.get(name) or "" for name in ("type", "role", "jobtitle"))
        if WRITER.search(kind) and len(text_of(child(one, "name")).split()) > 1:
            yield one


def _place(meta: "_Element | None") -> Iterator[Field]:
    """Yield the dateline as printed, else where the content says that it was made."""
    for dateline in [e for e in children(meta, "dateline") if text_of(e)][:1]:
        yield from field_from("dateline", dateline, with_closing_dash(text_of(dateline)))
        return
    for located in children(meta, "located"):
        kind = located.get("type") or ""
        place = text_of(child(located, "name")) or located.get("literal") or ""
        if place and (not kind or "city" in kind) and not re.search(r"\d|:", place):
            yield from field_from("dateline", located, place)
            return


def _source(item: "_Element", meta: "_Element | None") -> Iterator[Field]:
    """Yield the outlet: credit line, source of the information, provider; a host only when nothing has a name."""
    told = [(e, text_of(e)) for e in children(meta, "creditline")]
    for holder, name in ((meta, "infoSource"), (child(item, "itemMeta"), "provider"),
                         (child(item, "rightsInfo"), "copyrightHolder")):  # fmt: skip
        told += [
            (e, text_of(child(e, "name")) or e.get("literal") or text_of(e)) for e in children(holder, name)
        ]
    told += [(e, (e.get("qcode") or "").partition(":")[2]) for e in descendants(item, "provider")]
    told = [(e, value) for e, value in told if re.search(r"[^\W\d_]{2}", value) and len(value) <= 80]
    named = [(e, value) for e, value in told if not HOST.fullmatch(value)] or told
    for element, value in named[:1]:
        yield from field_from("source", element, value)


def _tags(meta: "_Element | None") -> Iterator[Field]:
    found = [(e, text_of(e)) for e in children(meta, "keyword")]
    for subject in children(meta, "subject"):
        names = [e for e in children(subject, "name") if "mnemonic" not in (e.get("role") or "")]
        found += [(subject, text_of(e)) for e in names[:1]]
    tags = [tag for _, tag in found if tag]
    if tags:
        yield Field("tags", tuple(dict.fromkeys(tags)), line_of(found[0][0]))


def _figure(item: "_Element") -> Iterator[Piece]:
    """Yield the picture that an item is: its caption, its credit, the largest of its files."""
    meta = child(item, "contentMeta")
    described = [e for e in children(meta, "description") if text_of(e)]
    captions = [e for e in described if CAPTION.search(e.get("role") or "")] or described
    caption = text_of(captions[0]) if captions else text_of(child(meta, "headline"))
    credit = text_of(child(meta, "creditline"))
    creators = [text_of(child(e, "name")) or e.get("literal") or "" for e in children(meta, "creator")]
    writer = next((name for name in creators if len(name.split()) > 1 and name not in credit), "")
    credit = " / ".join(part for part in (writer, credit) if part)
    remotes = [e for e in children(child(item, "contentSet"), "remoteContent") if e.get("href")]
    remotes.sort(key=lambda e: -(pixels(e.get("width")) or 0))
    address = (remotes[0].get("href") or "") if remotes else ""
    if caption or credit:
        line = line_of(captions[0]) if captions else line_of(item)
        yield Piece("figure", caption, ((0, line),), f"the element <{local(item)}> of a picture", None, 0,
                    address or None, None, credit or None)  # fmt: skip


NEWSMLG2 = Reader("newsml-g2", _claims, _read, marked=True)
