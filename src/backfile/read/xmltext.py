"""XML to elements, safely: no entities from outside, no document types, no network, bounded depth."""

import html
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from backfile.entities import unescaped
from backfile.model import Doubt, Field
from backfile.patterns import late
from backfile.read.fragment import line_of
from backfile.read.reader import Raw, unreadable

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

__all__ = [
    "LANG",
    "article_spans",
    "body_of_prologue",
    "child",
    "children",
    "descendants",
    "field_from",
    "local",
    "parse_xml",
    "plain_names",
    "put_line",
    "text_of",
]

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_ENTITIES = ("amp", "lt", "gt", "quot", "apos")
ENTITY = late(r"&(?:#(?P<decimal>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[A-Za-z]\w{1,31}));")
AMPERSAND = late(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)")
# No mark-up: `<` before a number, a space or an address is text that nobody escaped.
LONE_LESS = late(r"<(?![A-Za-z_/!?])")
NOT_XML = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
INNER_DECLARATION = late(r"<\?[^<>]*\?>|<!DOCTYPE[^\[<>]*>", re.IGNORECASE)
SPACE = late(r"[\s\ufeff]*")
DOCTYPE = late(r"<!DOCTYPE\b", re.IGNORECASE)
SUBSET_END = late(r"\]\s*+>")


def parse_xml(raw: Raw, many: str = "") -> tuple["_Element", tuple[Doubt, ...]]:
    """Return (root element, doubts): XML that is not well-formed is read as far as it can be, and doubted.

    The text is parsed as decoded, so that `sourceline` is the line in the raw file whatever encoding the
    declaration names. A document type is left out: HTML's entities mean their characters, others stay as they are
    written. With `many` the file may hold several elements one after another, as SGML collections do; they are
    given inside one element of that name. Raises UnreadableFile when there is no element.
    """
    text = NOT_XML.sub(" ", "\n".join(raw.lines))
    at = body_of_prologue(text)
    text = "\n" * text.count("\n", 0, at) + text[at:]
    if many:
        inner = INNER_DECLARATION.sub(lambda m: "\n" * m.group().count("\n"), text)
        text = f"<{many}>{inner}</{many}>"
    root, first, line = _parsed(text, recover=False)
    if root is not None:
        return root, ()
    # Entities that a document type would have named are no damage; the rest is.
    text = ENTITY.sub(_character, text)
    root, _, _ = _parsed(text, recover=False)
    if root is not None:
        return root, ()
    text = LONE_LESS.sub("&lt;", AMPERSAND.sub("&amp;", text))
    root, _, _ = _parsed(text, recover=True)
    if root is None or not (len(root) or text_of(root)):
        raise unreadable(raw.path, "xml-syntax", f"expected XML, found: {first}", "", line)
    return root, (Doubt("text", line, f"The file is not well-formed XML: {first}.", "xml-damaged"),)


def body_of_prologue(text: str) -> int:
    """Return where the first element begins: after declarations, comments and the document type."""
    at = 0
    while True:
        match = SPACE.match(text, at)
        at = match.end() if match else at
        if text.startswith("<?", at):
            end = text.find("?>", at) + 2
        elif text.startswith("<!--", at):
            end = text.find("-->", at) + 3
        elif DOCTYPE.match(text, at):
            end = _doctype_end(text, at)
        else:
            return at
        if end <= at + 3:
            return at
        at = end


def _doctype_end(text: str, at: int) -> int:
    closed, subset = text.find(">", at), text.find("[", at)
    if 0 <= subset < closed:
        match = SUBSET_END.search(text, subset)
        return match.end() if match else 0
    return closed + 1


def _character(match: re.Match[str]) -> str:
    """Return the character that a reference means, a space for one that XML does not allow."""
    name = match.group("name")
    if name is not None:
        if name in XML_ENTITIES:
            return match.group()
        said = unescaped(match.group())
        return match.group() if said.startswith("&") else html.escape(said, quote=False)
    code = int(match.group("decimal") or match.group("hex"), 10 if match.group("decimal") else 16)
    allowed = (
        code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    )
    return match.group() if allowed else " "


def _parsed(text: str, recover: bool) -> tuple["_Element | None", str, int]:
    """Return (root, what is wrong, on which line); the root is None when the text cannot be parsed."""
    from lxml import etree

    try:
        return etree.fromstring(text.encode(), _parser(recover)), "", 1
    except etree.XMLSyntaxError as error:
        return None, error.msg or "no element", max(1, error.lineno or 1)


def _parser(recover: bool) -> "XMLParser":
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def local(element: "_Element") -> str:
    """Return an element's name without its namespace; empty for a comment."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def children(element: "_Element | None", *names: str) -> Iterator["_Element"]:
    """Yield the direct children with one of these names, in any namespace."""
    for one in () if element is None else element:
        if local(one) in names:
            yield one


def descendants(element: "_Element | None", *names: str) -> Iterator["_Element"]:
    """Yield the elements below (and itself) with one of these names, in any namespace and the file's order."""
    if element is not None:
        yield from (one for one in element.iter() if local(one) in names)


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


def plain_names(element: "_Element") -> None:
    """Take namespaces and capitals off the names of an element and all below it, for walkers of HTML."""
    for one in element.iter():
        if isinstance(one.tag, str):
            one.tag = local(one).lower()


def put_line(element: "_Element", line: int) -> None:
    """Let an element that was made or moved say that it begins on this raw line."""
    element.sourceline = line  # type: ignore[assignment]


def article_spans(elements: Sequence["_Element"], last: int) -> list[tuple[int, int] | None]:
    """Return first and last raw line of each of several articles; None for the only one, which is the whole file."""
    if len(elements) < 2:
        return [None] * len(elements)
    begins = [line_of(element) for element in elements]
    ends = [*(max(a, b - 1) for a, b in itertools.pairwise(begins)), max(begins[-1], last)]
    return list(zip(begins, ends, strict=True))
