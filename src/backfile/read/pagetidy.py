"""A saved page made regular: every paragraph an element of its own, whatever parted it on the page."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from backfile.read.fragment import classes_of, words_of
from backfile.read.pagehead import DECK
from backfile.read.pagetree import BLOCKS, ENDED, SILENT, weight

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["normalised"]

BREAK = "\u2028"
PLAIN_INLINE = ("span", "font", "b", "strong", "i", "em", "small", "big", "tt", "u", "label", "ins")
HOLDERS = (
    "div", "p", "td", "center", "section", "article", "body", "form", "main", "li", "dd", "blockquote", "header"
)  # fmt: skip


def normalised(root: "HtmlElement") -> None:
    """Make every paragraph of a page an element: bare text between blocks, text parted by <br>."""
    from lxml import etree

    etree.strip_tags(root, "video")
    etree.strip_elements(root, *SILENT, with_tail=False)
    etree.strip_tags(root, etree.Comment)
    for element in list(root.iter(*PLAIN_INLINE)):
        if (
            _double_break(element)
            or _short_lines(element)
            or any(child.tag in BLOCKS for child in element.iterdescendants())
        ):
            element.tag = "div"
    for element in list(root.iter(*HOLDERS)):
        blocks = any(child.tag in BLOCKS for child in element)
        need = _breaks_needed(element)
        if need or (blocks and _bare(element)):
            _part(element, need or 2)


def _double_break(element: "HtmlElement") -> bool:
    return any(
        c.tag == "br" and not (c.tail or "").strip() and (n := c.getnext()) is not None and n.tag == "br"
        for c in element
    )


def _breaks_needed(element: "HtmlElement") -> int:
    """Return how many <br> part two paragraphs of an element; 0 when they part none.

    One is enough when most of what stands between single ones is a whole sentence or is indented.
    """
    if next(element.iter("br"), None) is None or not any(child.tag == "br" for child in element):
        return 0
    if _double_break(element):
        return 2
    parts = _between_breaks(element)
    if _short(parts):
        return 0 if DECK.search(classes_of(element)) else 1
    indented = sum(part.strip("\r\n\t").startswith(("\u3000", "\u00a0\u00a0")) for part in parts)
    whole = sum(weight(part.strip()) >= 80 and bool(ENDED.search(part.strip())) for part in parts)
    return 1 if len(parts) >= 2 and max(indented, whole) >= 0.6 * len(parts) else 0


def _between_breaks(element: "HtmlElement") -> list[str]:
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append(child.tail or "")
        elif isinstance(child.tag, str):
            parts[-1] += "".join(child.itertext()) + (child.tail or "")
    return [part for part in parts if part.strip()]


def _short(parts: Sequence[str]) -> bool:
    """Whether lines are a byline, a date, an address rather than text wrapped by hand."""
    return len(parts) >= 2 and all(weight(p.strip()) <= 90 and not ENDED.search(p.strip()) for p in parts)


def _short_lines(element: "HtmlElement") -> bool:
    return any(child.tag == "br" for child in element) and _short(_between_breaks(element))


def _bare(element: "HtmlElement") -> bool:
    texts = [element.text, *(child.tail for child in element)]
    inline = (c for c in element if isinstance(c.tag, str) and c.tag not in BLOCKS and c.tag != "br")
    return any(t and t.strip() for t in texts) or any(words_of(c) for c in inline)


def _part(element: "HtmlElement", need: int) -> None:
    """Wrap each run of text and inline elements in a paragraph of its own; `need` breaks end a run."""
    inside = "div" if element.tag == "p" else element.tag
    runs: list[list[HtmlElement | str]] = [[]]
    breaks, line = 0, element.sourceline or 1
    for item, at in _items(element, line):
        block = not isinstance(item, str) and item.tag in BLOCKS
        if not isinstance(item, str) and item.tag == "br":
            breaks += 1
            continue
        said = (
            item.strip()
            if isinstance(item, str)
            else words_of(item) or next(item.iter("img"), None) is not None
        )
        if block or (breaks >= need and said):
            runs.append([])
        elif breaks and said and runs[-1]:
            runs[-1].append(BREAK)
        breaks = 0 if said or block else breaks
        if block:
            runs[-1] = [item]
            runs.append([])
        elif said or runs[-1]:
            if not runs[-1]:
                runs[-1].append(f"\n{at}")
            runs[-1].append(item)
    for child in list(element):
        element.remove(child)
    element.text, element.tag = None, inside
    for run in runs:
        for line_run in _lines_of(run):
            _add(element, line_run)


def _lines_of(run: list["HtmlElement | str"]) -> list[list["HtmlElement | str"]]:
    """Return a run parted at its single breaks when all between them are short lines: headline, byline, date."""
    if not run or not isinstance(run[0], str) or BREAK not in run:
        return [run]
    lines: list[list[HtmlElement | str]] = [[run[0]]]
    for item in run[1:]:
        if item is BREAK:
            lines.append([run[0]])
        else:
            lines[-1].append(item)
    texts = ["".join(i if isinstance(i, str) else words_of(i) for i in line[1:]).strip() for line in lines]
    if all(weight(t) <= 90 and not ENDED.search(t) for t in texts):
        return lines
    return [run]


def _items(element: "HtmlElement", line: int) -> Iterator[tuple["HtmlElement | str", int]]:
    """Yield texts and children of an element in order, each with its line; tails are taken off the children."""
    if element.text:
        yield element.text, line + _newlines(element.text)
    for child in list(element):
        tail, child.tail = child.tail, None
        line = child.sourceline or line
        yield child, line
        if tail:
            yield tail, line + _newlines("".join(child.itertext())) + _newlines(tail)


def _newlines(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n") if text.strip() else text.count("\n")


def _add(element: "HtmlElement", run: Sequence["HtmlElement | str"]) -> None:
    from lxml import html

    if not run:
        return
    if not isinstance(run[0], str):
        element.append(run[0])
        return
    paragraph = html.Element("p")
    paragraph.sourceline = int(run[0])
    last: HtmlElement | None = None
    for item in run[1:]:
        item = " " if item is BREAK else item
        if not isinstance(item, str):
            paragraph.append(item)
            last = item
        elif last is not None:
            last.tail = (last.tail or "") + item
        else:
            paragraph.text = (paragraph.text or "") + item
    element.append(paragraph)
