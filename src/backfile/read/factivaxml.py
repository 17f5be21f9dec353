"""Exports of Factiva as XML (PPS): one `article` element for each document, named as its web service names them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from backfile.model import Piece
from backfile.patterns import late
from backfile.read.factiva import FactivaDocument, factiva_drafts
from backfile.read.fragment import line_of
from backfile.read.reader import Draft, Raw, Reader
from backfile.read.xmltext import child, children, local, parse_xml, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["FACTIVA_XML"]

XML_SIGN = late(
    r"<(?:\w+:)?(?:ppsarticle|pps\w*response|accessionNo)\b|global\.factiva\.com/pps", re.IGNORECASE
)
ELEMENTS = {
    "headline": "HD", "byline": "BY", "credit": "CR", "sectionName": "SE", "columnName": "CLM", "sourceName": "SN",
    "edition": "ED", "baseLanguage": "LA", "leadParagraph": "LP", "tailParagraphs": "TD", "caption": "ART",
    "artWork": "ART", "correction": "CX", "corrections": "CX", "notes": "CX", "copyright": "CY", "contact": "CT",
    "accessionNo": "AN",
}  # fmt: skip


def _claims_xml(suffix: str, head: str) -> bool:
    return (
        head.lstrip("\ufeff \r\n\t").startswith("<")
        and XML_SIGN.search(head) is not None
        and "<html" not in head[:600].lower()
    )


def _read_xml(raw: Raw) -> tuple[Draft, ...]:
    """Return the articles of an XML export; raises UnreadableFile when there is none."""
    root, doubts = parse_xml(raw)
    articles = [e for e in root.iter() if local(e) == "article" and child(e, "headline") is not None]
    drafts = [draft for e in articles if (draft := _xml_article(e)) is not None]
    if drafts and doubts:
        drafts[0] = msgspec.structs.replace(drafts[0], doubts=doubts)
    return factiva_drafts(raw.path, drafts)


def _xml_article(article: "_Element") -> Draft | None:
    document = FactivaDocument()
    for part in sorted(article, key=lambda e: local(e) == "tailParagraphs"):
        name = local(part)
        if name == "publicationDate":
            moment = child(part, "dateTime")
            document.add("published", line_of(part), text_of(moment if moment is not None else part))
        elif name in ("publicationTime", "publicationDateTime") and text_of(part):
            document.take(
                "ET" if name.endswith("onTime") else "PD",
                [Piece("text", text_of(part), ((0, line_of(part)),), "")],
            )
        elif name == "url":
            document.add("original_url", line_of(part), text_of(part))
        elif name in ELEMENTS:
            document.take(ELEMENTS[name], list(_paragraphs(part)))
    return document.draft((line_of(article),))


def _paragraphs(element: "_Element") -> Iterator[Piece]:
    """Yield the paragraphs of an element; marks of search hits inside words vanish."""
    for one in list(children(element, "paragraph")) or [element]:
        if text := text_of(one):
            yield Piece("text", text, ((0, line_of(one)),), f"the element <{local(element)}>")


FACTIVA_XML = Reader("factiva", _claims_xml, _read_xml, marked=True)
