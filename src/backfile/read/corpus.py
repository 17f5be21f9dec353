"""Tagged collections of news in XML or SGML: Reuters-21578, TREC, Gigaword, TimeML, Hamshahri and their like.

They share no schema but their names: a record (`DOC`, `ARTICLE`, `REUTERS`) with a number, a date, a title and a
text. They are known by these names, read also when they are not well-formed, and tags of annotation inside the text
vanish without a trace.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from backfile.model import Field, Piece, PieceKind
from backfile.patterns import late
from backfile.read.corpusnames import BLOCKS, CAPTIONS, FIELDS, HEADINGS, KNOWN, RECORDS, TEXTS, WIRES
from backfile.read.fragment import line_of, looks_like_html
from backfile.read.reader import Draft, Raw, Reader, unreadable
from backfile.read.wiretext import byline_value, plain_pieces, text_pieces, wire_pieces, with_closing_dash
from backfile.read.xmltext import LANG, article_spans, body_of_prologue, local, parse_xml, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["CORPUS"]

ELEMENT = late(r"<([^\W\d][\w.:-]*)(?=[\s>/])")
# Roots of formats that have readers of their own, or are no news.
OTHERS = frozenset(("HTML", "RSS", "FEED", "RDF", "CHANNEL", "SVG", "URLSET", "SITEMAPINDEX", "OPML", "PLIST", "TEI",
                    "NITF", "NEWSML", "NEWSMESSAGE", "PPSRESPONSE", "MEDIAWIKI"))  # fmt: skip
PAGE = late(r"<(?:div|span|script|meta|img|h1|section)\b|<(?:p|a|article)\s[^<>]{0,200}class=", re.IGNORECASE)
# Codes of typesetting that AP's wire carries: upper and lower rail, quads.
TYPESETTING = late(r"\s?&(?:UR|LR|QL|QC|QR|QJ|MD|EM|EN|TL);\s?")
BY = late(r"(?:^|\n|&[A-Z]{2};)\s*(By\s[A-Z][^&\n]{2,70}?)\s*(?=&[A-Z]{2};|\n|$)")
AP_CODE = late(r"\bAP-[A-Z]{2}-(?P<m>\d\d)-(?P<d>\d\d)-(?P<y>\d\d) \d{4}[A-Z]{3}\b")
ISO_DAY = late(r"(?:19|20)(\d\d)-(\d\d)-(\d\d)")
ISO = late(r"(?:1[89]|20)\d\d-\d\d-\d\d(?:T\d\d:\d\d.*)?")
ZONED = late(r"Z|[+-]\d\d:?\d\d$")
CLOCK = late(r"[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?:\s?(?:[A-Z]{2,4}|[+-]\d\d:?\d\d))?")
# `APW19980807.0261`, `XIN_ENG_20040101.0001`: collections of agencies number by day.
DAY_IN_NUMBER = late(r"^[A-Z]{3}(?:_[A-Z]{3})?_?((?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d)\.\d{3,4}$")
# TREC's papers: `FT  24 JUL 92 / Leading article`, `<DATE> 920724`, `WSJ870324-0001`, `LA070189-0001`.
FT_DAY = late(r"\s*FT\s+(?P<day>\d{1,2}) (?P<month>[A-Z]{3}) (?P<year>[7-9]\d)(?!\d)")
SIX_FIGURES = late(r"\s*(?:[A-Z]{2,4})?(?P<figures>\d{6})(?:-\d{3,4})?\s*")
DATE_ATTRIBUTES = ("date", "datetime", "pubdate", "published")
# Reuters Corpus Volume 1 says what it knows in `<dc element="dc.date.published" value="1996-08-20"/>`.
DUBLIN_CORE = {
    "dc.date.published": "DATEPUBLISHED", "dc.source": "SOURCE", "dc.publisher": "PUBLISHER", "dc.title": "TI",
    "dc.creator": "AUTHOR", "dc.language": "LANGUAGE",
}  # fmt: skip
WESTERN = late(r"western|gregorian|greg|christian|miladi|julian", re.IGNORECASE)


def _claims(suffix: str, head: str) -> bool:
    at = body_of_prologue(head)
    if not head.startswith("<", at):
        return False
    names = [_plain(name) for name in ELEMENT.findall(head, at)]
    if not names or names[0] in OTHERS or (suffix in (".html", ".htm", ".xhtml") and names[0] not in RECORDS):
        return False
    seen = {KNOWN[name] for name in names if name in KNOWN}
    record = bool(RECORDS & set(names)) and len(seen) >= 2
    numbered = bool({"DOCNO", "DOCID", "NEWSID", "TIMEML", "REUTERS"} & set(names))
    if PAGE.search(head) and not numbered:
        return False
    return (record and bool(seen & {"text", "headline"})) or {"text", "headline", "published"} <= seen


def _plain(name: str) -> str:
    return re.sub(r"[-_.]", "", name.rsplit(":", 1)[-1]).upper()


def _key(element: "_Element") -> str:
    return _plain(local(element))


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return one article for each record; raises UnreadableFile when there is none."""
    root, doubts = parse_xml(raw, many="collection")
    records = _records(root)
    drafts = [(record, _draft(record)) for record in records]
    drafts = [(r, d) for r, d in drafts if _is_article(d)]
    if not drafts:
        message = "expected records with a title or a text, found none"
        raise unreadable(raw.path, "no-article", message, "delete it", 1)
    spans = article_spans([record for record, _ in drafts], len(raw.lines))
    done = [msgspec.structs.replace(d, span=s) for (_, d), s in zip(drafts, spans, strict=True)]
    return (msgspec.structs.replace(done[0], doubts=doubts), *done[1:])


def _records(root: "_Element") -> list["_Element"]:
    """Return the innermost elements with a record's name, else those that hold a title or text and a date."""
    named = [e for e in root.iter() if _key(e) in RECORDS and e is not root]
    holders = {above for e in named for above in e.iterancestors() if _key(above) in RECORDS}
    inner = [e for e in named if e not in holders or _has_both(e)]
    taken = set(inner)
    inner = [e for e in inner if not any(above in taken for above in e.iterancestors())]
    if inner:
        return inner
    shaped = [e for e in root.iter() if e is not root and _has_both(e)]
    outer = set(shaped)
    return [e for e in shaped if not any(above in outer for above in e.iterancestors())] or [root]


def _is_article(draft: Draft) -> bool:
    return any(p.kind != "furniture" for p in draft.pieces) or any(f.name == "headline" for f in draft.fields)


def _has_both(element: "_Element") -> bool:
    kinds = {KNOWN.get(_key(child), "") for child in element}
    return "text" in kinds and bool(kinds & {"headline", "published"})


class _Found:
    """What a record holds, sorted by name; collected in the file's order."""

    def __init__(self) -> None:
        self.named: dict[str, list[_Element]] = {}
        self.texts: list[_Element] = []
        self.between: list[tuple[str, int]] = []
        self.wire: list[tuple[str, int]] = []
        self.captions: list[_Element] = []
        self.others: list[_Element] = []

    def walk(self, holder: "_Element") -> None:
        """Collect what stands below an element; text between its children is the wire's."""
        line = line_of(holder)
        self.loose(holder.text, line)
        for child in holder:
            key = _key(child)
            if key in TEXTS and not _holds_parts(child):
                self.texts.append(child)
            elif key in CAPTIONS:
                self.captions.append(child)
            elif key == "DC":
                self.named.setdefault(DUBLIN_CORE.get(child.get("element") or "", ""), []).append(child)
            elif key in KNOWN and key not in TEXTS and not _contains(child):
                self.named.setdefault(key, []).append(child)
            elif key in WIRES and not _holds_parts(child):
                self.wire.append(("".join(map(str, child.itertext())), line_of(child)))
            elif any(_key(e) in KNOWN or _key(e) == "DC" for e in child.iter() if e is not child):
                self.walk(child)
            else:
                self.others.append(child)
            if child.tail and child.tail.strip():
                inside = sum(str(text).count("\n") for text in child.itertext())
                self.loose(child.tail, line_of(child) + inside)

    def loose(self, text: str | None, line: int) -> None:
        if text and text.strip():
            self.between.append((text, line))

    def of(self, meaning: str) -> list["_Element"]:
        """Return the elements of one meaning, by the order of its names, that say something."""
        return [e for name in FIELDS[meaning] for e in self.named.get(name, ()) if _said(e)]


def _contains(element: "_Element") -> bool:
    """Whether an element with a field's name only holds other fields: `<HEAD><TITLE>…`."""
    return any(KNOWN.get(_key(e), "time") != "time" for e in element.iter() if e is not element)


def _holds_parts(element: "_Element") -> bool:
    parts = (*TEXTS, *FIELDS["headline"], *FIELDS["dateline"])
    return any(_key(e) in parts for e in element.iter() if e is not element)


def _draft(record: "_Element") -> Draft:
    found = _Found()
    found.walk(record)
    fields: list[Field] = []
    texts = found.texts or _longest(found.others) or _fullest(found.of("deck"))
    for name in ("headline", "deck", "section", "original_url", "id", "language", "dateline"):
        for element in [e for e in found.of(name) if e not in texts][:1]:
            value = _said(element)
            value = with_closing_dash(value) if name == "dateline" else value
            fields.append(Field(name, (value,), line_of(element)))
    fields += _moment(found, record)
    fields += _byline(found)
    fields += _source(found, record)
    fields += _tags(found)
    if not found.of("language") and record.get(LANG):
        fields.append(Field("language", (record.get(LANG) or "",), line_of(record)))
    pieces = wire_pieces([piece for text in texts for piece in _text(text)])
    between, wire = (
        [p for text, line in texts for p in plain_pieces(TYPESETTING.sub("  ", text), line, "furniture")]
        for texts in (found.between, found.wire)
    )
    for other in found.others:
        if other not in texts and text_of(other):
            wire.append(
                Piece("furniture", _said(other), ((0, line_of(other)),), f"the element <{local(other)}>")
            )
    if not pieces:  # nothing is marked as the text: what stands between the elements is it
        pieces, between = wire_pieces([msgspec.structs.replace(p, kind="text") for p in between]), []
    captions = [
        Piece("figure", _said(e), ((0, line_of(e)),), f"the element <{local(e)}>") for e in found.captions
    ]
    return Draft(tuple(fields), (*(c for c in captions if c.text), *pieces, *between, *wire))


def _longest(elements: Sequence["_Element"]) -> list["_Element"]:
    paragraphs = [e for e in elements if _key(e) in BLOCKS]
    if paragraphs:
        return paragraphs
    best = max(elements, key=lambda e: len(text_of(e)), default=None)
    return [best] if best is not None and len(text_of(best)) >= 200 else []


def _fullest(summaries: Sequence["_Element"]) -> list["_Element"]:
    """Return the longest of the summaries, which is the text where nothing else is."""
    return sorted(summaries, key=lambda e: -len(text_of(e)))[:1]


def _said(element: "_Element") -> str:
    text = (element.get("value") or "") if _key(element) == "DC" else text_of(element)
    return re.sub(r"\s+", " ", TYPESETTING.sub(" ", text)).strip()


def _moment(found: _Found, record: "_Element") -> Iterator[Field]:
    """Yield the date: of the Western calendar where several are given, with the time that stands beside it."""
    told = [
        (e, value) for e in found.of("published") if (value := _date(e)) and any(c.isdigit() for c in value)
    ]
    western = [(e, v) for e, v in told if WESTERN.search(" ".join(map(str, e.attrib.values())))]
    marked = [
        e for e in record.iter() if _key(e) == "TIMEX3" and "TION_TIME" in (e.get("functionInDocument") or "")
    ]
    told = western or told or [(e, e.get("value") or "") for e in marked]
    number = next((m for e in found.of("id") if (m := DAY_IN_NUMBER.match(text_of(e)))), None)
    dated = next((value for name in DATE_ATTRIBUTES if ISO.fullmatch(value := record.get(name) or "")), "")
    told = told or ([(record, dated)] if dated else [])
    number = number or DAY_IN_NUMBER.match(record.get("id") or "")
    told = told or [(e, told_by) for e in found.of("id") if (told_by := _short_day(text_of(e)))][:1]
    if told:
        element, value = told[0]
        value = _short_day(value) or value
        times = [e for e in found.of("time") if CLOCK.fullmatch(text_of(e))]
        exact = _ap_code((*found.between, *found.wire), value)
        if ":" not in value and times:
            value = f"{value} {text_of(times[0])}"
        elif ":" not in value and exact:
            value = exact
        elif re.search("UTC|GMT", _key(element)) and ISO.fullmatch(value) and not ZONED.search(value[10:]):
            value += "Z"
        yield Field("published", (value,), line_of(element))
    elif number:
        yield Field("published", (number.group(1),), line_of(record))
    for later in found.of("updated")[:1]:
        yield Field("updated", (_date(later),), line_of(later))


def _short_day(text: str) -> str:
    """Return the day that six figures give, year first or last, or `FT 24 JUL 92`; empty for any other text.

    Only years from 70 on are sure: no month or day is as high, and TREC's papers are of the last century.
    """
    if found := FT_DAY.match(text):
        return f"{int(found['day'])} {found['month'].capitalize()} 19{found['year']}"
    six = SIX_FIGURES.fullmatch(text)
    a, b, c = (six["figures"][n : n + 2] for n in (0, 2, 4)) if six else ("", "", "")
    for year, month, day in ((a, b, c), (c, a, b)):
        if year >= "70" and "01" <= month <= "12" and "01" <= day <= "31":
            return f"19{year}-{month}-{day}"
    return ""


def _date(element: "_Element") -> str:
    """Return the date that an element holds: as printed, but ISO where an annotation beside it says so."""
    for one in element.iter():
        value = one.get("value") or one.get("when") or ""
        if ISO.fullmatch(value):
            return value
    return text_of(element)


def _ap_code(wire: Sequence[tuple[str, int]], day: str) -> str:
    """Return the code of transmission, which has the time, when it is of this day: `AP-NY-08-07-98 0618EDT`."""
    iso = ISO_DAY.fullmatch(day)
    for text, _ in wire:
        for match in AP_CODE.finditer(text):
            if iso is None or match.group("y", "m", "d") == iso.groups():
                return match.group() if iso is not None else ""
    return ""


def _byline(found: _Found) -> Iterator[Field]:
    values = [(e, byline_value(_said(e))) for e in found.of("byline")]
    if not values:
        for text, line in (*found.between, *found.wire):
            if by := BY.search(text):
                at = line + text.count("\n", 0, by.start(1))
                yield Field("byline", (byline_value(by.group(1)),), at)
                return
        return
    first = [(e, v) for e, v in values if _key(e) == _key(values[0][0]) and v]
    if first:
        yield Field("byline", tuple(dict.fromkeys(v for _, v in first)), line_of(first[0][0]))


def _source(found: _Found, record: "_Element") -> Iterator[Field]:
    for element in found.of("source")[:1]:
        yield Field("source", (_said(element),), line_of(element))
        return
    if _key(record) == "REUTERS":
        yield Field("source", ("Reuters",), line_of(record))


def _tags(found: _Found) -> Iterator[Field]:
    tags: list[str] = []
    elements = found.of("tags")
    for element in elements:
        inside = [text_of(e) for e in element if text_of(e)]
        tags += inside or re.split(r"\s*[,;،؛]\s*", text_of(element))
    if tags:
        yield Field("tags", tuple(dict.fromkeys(tag for tag in tags if tag)), line_of(elements[0]))


def _text(element: "_Element") -> Iterator[Piece]:
    """Yield the paragraphs of a text: at the elements that are blocks, and as the wire's lines show."""
    for text, line, kind in _blocks(element):
        text = TYPESETTING.sub(" ", text)
        if kind == "text" and looks_like_html(text):
            yield from text_pieces(text, line)
        else:
            yield from plain_pieces(text, line, kind)


def _blocks(element: "_Element") -> Iterator[tuple[str, int, PieceKind]]:
    """Yield (text, line, kind) of each run of text without a block in it; tags of annotation join, not part."""
    chunks: list[str] = []
    begin, kind = line_of(element), "text"
    at = begin
    # A stack instead of recursion: an element twice, when it begins and when it ends.
    stack: list[tuple[_Element, bool]] = [(element, True)]
    while stack:
        one, begins = stack.pop()
        is_block = one is not element and _key(one) in BLOCKS
        if is_block:
            if "".join(chunks).strip():
                yield "".join(chunks), begin, kind  # type: ignore[misc]
            chunks, kind = [], "subhead" if begins and _key(one) in HEADINGS else "text"
        if begins:
            at = max(at, line_of(one, at))
            stack.append((one, False))
            stack.extend((child, True) for child in reversed(one))
        said = (one.text if begins else one.tail if one is not element else "") or ""
        begin = begin if chunks else at
        chunks.append(said)
        at += said.count("\n")
    if "".join(chunks).strip():
        yield "".join(chunks), begin, kind  # type: ignore[misc]


CORPUS = Reader("corpus", _claims, _read, marked=True)
