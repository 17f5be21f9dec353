"""Exports of Europresse and Eureka (CEDROM-SNi): HTML, one or many documents.

Two generations of pages, with the same class names: `DocPublicationName` is the outlet, `DocHeader` section, date
and page, `TitreArticle…` the headline. The certificate below the text names the day of printing, never of publication.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from backfile.model import Field, Piece
from backfile.patterns import late
from backfile.read.bodies import bold_title
from backfile.read.fragment import classes_of, line_of, pieces_of_element, words_of
from backfile.read.pagetree import parse_page
from backfile.read.prints import DATE_LINE, RIGHTS, kept_out, names_alone, with_subheads
from backfile.read.reader import Draft, Raw, Reader, unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["EUROPRESSE"]

SIGN = late(
    r"cedrom-sni\.com/schema|DocPublicationName|TitreArticleVisu|docOcurrContainer|rdp__\w|//[\w.]*\beuropresse\.com/css",
    re.IGNORECASE,
)
OUTLET = late(r"(?:^|\s)(?:rdp__)?DocPublicationName(?:\s|$)", re.IGNORECASE)
HEADER = late(r"(?:^|\s)(?:rdp__)?DocHeader(?:\s|$)", re.IGNORECASE)
TITLE = late(r"(?:^|\s)(?:rdp__articletitle|titreArticleVisu|titreArticle)(?:\s|$)", re.IGNORECASE)
SUBTITLE = late(r"(?:^|\s)(?:rdp__subtitle|sousTitre\w*|rdp__ontitle)(?:\s|$)", re.IGNORECASE)
AUTHOR = late(r"(?:^|\s)(?:sm-margin-bottomNews|docAuthors?|rdp__author\w*)(?:\s|$)", re.IGNORECASE)
TEXT = late(r"(?:^|\s)(?:docOcurrContainer|DocText)(?:\s|$)", re.IGNORECASE)
BELOW = late(
    r"(?:^|\s)(?:publiC-lblNodoc|txtCertificat|certif\w*|apd-wrapper|rdp__public-\w+|icon-logo\w*)(?:\s|$)",
    re.IGNORECASE,
)
NUMBER = late(
    r"(?:num[ée]ro de document|document number|n[úu]mero de documento|dokumentnummer)\s*:?\s*(?P<id>\S+)"
    r"|(?P<bare>(?:news|web|tele|radio|pub|social)·\d{8}·\S+)",
    re.IGNORECASE,
)
CERTIFICATE = late(
    r"ce certificat est émis|certificat? publi|this certificate is issued|date d'émission|issued? date"
    r"|le présent document est protégé|this document is protected|este certificado|certificado emitido"
    r"|tous droits réservés|all rights reserved",
    re.IGNORECASE,
)
# A date inside the header line: `Politique, jeudi 5 octobre 2013, p. 12`.
DATE = late(
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\s*,?\s*)?"
    r"(?:(?:1er|[0-3]?\d)\.?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?(?:1[89]|20)\d\d|[^\W\d_]{3,12}\.?\s+[0-3]?\d,?\s+(?:1[89]|20)\d\d"
    r"|(?:19|20)\d\d-[01]\d-[0-3]\d)(?:[\s,–-]*(?:à\s*|at\s*)?[0-2]?\d\s?[:hH]\s?[0-5]\d(?:\s?[A-Z]{2,4})?)?",
    re.IGNORECASE,
)
PAGE = late(
    r"\b(?:p|pp|pg|page)\.?\s*[A-Z]{0,3}\d|\d[\d\s\u202f]*\s(?:mots|words|palabras|wörter)", re.IGNORECASE
)
BYLINE = late(r"(?:par|by|von|por|de notre|propos recueillis par|avec)\s+\S", re.IGNORECASE)
SHORT = 120


def _claims(suffix: str, head: str) -> bool:
    return "<" in head[:300] and SIGN.search(head) is not None


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return the documents of an export; raises UnreadableFile when there is none."""
    root = parse_page(raw)
    drafts = tuple(draft for box in _boxes(root) if (draft := _document(box)) is not None)
    if not drafts:
        raise unreadable(
            raw.path, "no-article", "expected documents of Europresse, found none with a text", "", 1
        )
    return drafts


def _boxes(root: "_Element") -> Iterator["_Element"]:
    """Yield the outermost element of each document: the largest that holds one outlet's name."""
    named = _outermost(e for e in root.iter() if isinstance(e.tag, str) and OUTLET.search(classes_of(e)))
    inside: dict[_Element, int] = {}  # the keys hold the elements, so that they stay the same objects
    for one in named:
        for up in one.iterancestors():
            inside[up] = inside.get(up, 0) + 1
    for one in named:
        box = one
        for up in one.iterancestors():
            if inside[up] > 1 or up.tag in ("body", "html"):
                break
            box = up
        yield box if box is not one or len(named) > 1 else root


def _document(box: "_Element") -> Draft | None:
    """Return one document, None when it has neither headline nor text."""
    first = line_of(box)
    elements = [e for e in box.iter() if isinstance(e.tag, str)]
    title = _innermost(elements, TITLE)
    fields = _header(elements)
    if title is not None and words_of(title):
        fields.append(Field("headline", (words_of(title),), line_of(title)))
    for one in elements:  # spans that stand on lines of their own are blocks
        named = one is title or OUTLET.search(classes_of(one)) or HEADER.search(classes_of(one))
        if named and one.tag in ("span", "b", "strong", "font"):
            one.tag = "div"
    above, text, below = _blocks(box, elements, title)
    for name, block in above:
        if all(f.name != name for f in fields) and name:
            values = names_alone(block.text) if name == "byline" else (block.text,)
            fields.append(Field(name, values, block.starts[0][1]))
    for block in below:
        found = NUMBER.search(block.text)
        if found and all(f.name != "id" for f in fields):
            fields.append(Field("id", (found.group("id") or found.group("bare"),), block.starts[0][1]))
    kept = [kept_out(block, "a line above the text") for name, block in above if not name]
    if not text and title is None:
        return None
    pieces = (*kept, *with_subheads(_titled(text)), *below)
    last = max([first, *(line for p in pieces for _, line in p.starts)])
    return Draft(fields=tuple(fields), pieces=pieces, span=(first, last))


def _titled(text: Sequence[Piece]) -> list[Piece]:
    """Return the text with its short lines in bold as headings."""
    why = "a short line in bold above text"
    bold = [
        n for n, piece in enumerate(text) if n and piece.kind == "text" and bold_title(piece, text[n + 1 :])
    ]
    return [
        Piece("subhead", piece.text, piece.starts, why, None, 3) if n in bold else piece
        for n, piece in enumerate(text)
    ]


def _outermost(elements: Iterable["_Element"]) -> list["_Element"]:
    """Return the elements that stand in no other of them."""
    found = list(elements)
    known = set(found)
    return [e for e in found if not any(up in known for up in e.iterancestors())]


def _innermost(elements: Sequence["_Element"], named: re.Pattern[str]) -> "_Element | None":
    """Return the first element of a class that holds no other of it."""
    found = [e for e in elements if named.search(classes_of(e)) and words_of(e)]
    outer = {up for e in found for up in e.iterancestors()}
    return next((e for e in found if e not in outer), None)


def _header(elements: Sequence["_Element"]) -> list[Field]:
    """Return outlet, section and date, which the header lines hold."""
    fields = []
    outlet = _innermost(elements, OUTLET)
    if outlet is not None:
        fields.append(Field("source", (words_of(outlet),), line_of(outlet)))
    spans = _outermost(e for e in elements if HEADER.search(classes_of(e)) and words_of(e))
    line = " ".join(words_of(e) for e in spans)
    found = DATE.search(line)
    if found is None:
        return fields
    fields.append(Field("published", (found.group(),), line_of(spans[0])))
    parts = [part.strip(" ,·•|") for part in re.split(r"[,•|]\s", line[: found.start()])]
    section = next((part for part in parts if part and not PAGE.search(part)), "")
    if section:
        fields.append(Field("section", (section,), line_of(spans[0])))
    return fields


def _blocks(
    box: "_Element", elements: Sequence["_Element"], title: "_Element | None"
) -> tuple[list[tuple[str, Piece]], list[Piece], list[Piece]]:
    """Return (lines around the headline, each with the field it gives; the text; what stands below it)."""
    marked = _outermost(e for e in elements if TEXT.search(classes_of(e)))
    headings = {words_of(e) for e in elements if OUTLET.search(classes_of(e)) or HEADER.search(classes_of(e))}
    subtitles = {words_of(e) for e in elements if SUBTITLE.search(classes_of(e))}
    authors = {words_of(e) for e in elements if AUTHOR.search(classes_of(e))}
    certificates = {words_of(e) for e in elements if BELOW.search(classes_of(e))}
    texts = {piece.text for e in marked for piece in pieces_of_element(e)}
    named = words_of(title) if title is not None else ""
    blocks = [
        msgspec.structs.replace(b, kind="text") if b.kind == "subhead" and not texts else b
        for b in pieces_of_element(box)
    ]
    blocks = [b for b in blocks if b.kind != "figure"]
    at = next((i for i, b in enumerate(blocks) if named and b.text == named), -1)
    above: list[tuple[str, Piece]] = []
    text: list[Piece] = []
    below: list[Piece] = []
    for i, block in enumerate(blocks):
        said = block.text
        if i == at or said in headings or (i < max(at, 3) and any(h and h in said for h in headings)):
            continue
        closing = (
            below
            or said in certificates
            or NUMBER.search(said)
            or (i > at and RIGHTS.match(said) and len(said) <= 200)
        )
        if closing or (CERTIFICATE.search(said) and len(said) <= 300):
            below.append(kept_out(block, "the certificate of the export"))
        elif said in subtitles:
            above.insert(0, ("deck", block))
        elif said in authors:
            above.append(("byline", block))
        elif i < at:
            short = len(said) <= 40 and len(said.split()) <= 3 and said[-1] not in ".!?…"
            above.append(("" if short or i < at - 1 or DATE_LINE.match(said) else "deck", block))
        elif not texts and not text and i == at + 1 and _signs(block, blocks[i + 1 : i + 2]):
            above.append(("byline", block))
        elif texts and not text and said not in texts:
            above.append(("byline" if len(said) <= SHORT else "", block))
        else:
            text.append(block)
    return above, text, below


def _signs(block: Piece, after: Sequence[Piece]) -> bool:
    """Whether the first line under the headline names who wrote it: short, no sentence, text below it."""
    text = block.text
    if BYLINE.match(text) and len(text) <= SHORT:
        return True
    short = len(text) <= 60 and len(text.split()) <= 6 and text[-1] not in '.!?…:,;»"'
    return short and bool(after) and not RIGHTS.match(after[0].text) and not any(c.isdigit() for c in text)


EUROPRESSE = Reader("europresse", _claims, _read, marked=True)
