"""XML to elements, safely: no entities from outside, no document types, no network, bounded depth."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from backfile.model import Doubt, Field
from backfile.read.fragment import line_of
from backfile.read.reader import Raw, unreadable

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

__all__ = ["child", "children", "field_from", "local", "parse_xml", "text_of"]

DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)")


def parse_xml(raw: Raw) -> tuple["_Element", tuple[Doubt, ...]]:
    """Return (root element, doubts): XML that is not well-formed is read as far as it can be, and doubted.

    The text is parsed as decoded, so that `sourceline` is the line in the raw file whatever encoding the
    declaration names. A document type is left out: entities other than XML's own stay as they are written.
    Raises UnreadableFile when there is no element.
    """
    from lxml import etree

    text = "\n".join(raw.lines)
    text = DECLARATION.sub(lambda m: "\n" * m.group().count("\n"), text, count=1)
    text = DOCTYPE.sub(lambda m: "\n" * m.group().count("\n"), text, count=1)
    try:
        return etree.fromstring(text.encode(), _parser()), ()
    except etree.XMLSyntaxError as error:
        first = error
    whole = AMPERSAND.sub("&amp;", text)
    line = max(1, first.lineno or 1)
    try:
        root = etree.fromstring(whole.encode(), _parser(recover=True))
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise unreadable(raw.path, "xml-syntax", f"expected XML, found: {first.msg}", "", line)
    return root, (Doubt("text", line, f"The file is not well-formed XML: {first.msg}.", "xml-damaged"),)


def _parser(recover: bool = False) -> "XMLParser":
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        recover=recover,
    )


def local(element: "_Element") -> str:
    """Return an element's name without its namespace; empty for a comment."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def children(element: "_Element", *names: str) -> Iterator["_Element"]:
    """Yield the direct children with one of these names, in any namespace."""
    for one in element:
        if local(one) in names:
            yield one


def child(element: "_Element | None", *path: str) -> "_Element | None":
    """Return the first element along a path of names, None when there is none."""
    for name in path:
        element = next(children(element, name), None) if element is not None else None
    return element


def text_of(element: "_Element | None") -> str:
    """Return all text below an element, white space folded; empty for None."""
    return "" if element is None else re.sub(r"\s+", " ", "".join(map(str, element.itertext()))).strip()


def field_from(name: str, element: "_Element | None", value: str | None = None) -> Sequence[Field]:
    """Return the field with an element's text (or this value) and its line; nothing when it is empty."""
    if element is None:
        return ()
    text = text_of(element) if value is None else value.strip()
    return (Field(name, (text,), line_of(element)),) if text else ()
