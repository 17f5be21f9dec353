"""An HTML fragment to pieces: the one walker for all formats that have HTML inside.

Block elements part the text, inline elements are kept as mark-up (sanitised later), and what belongs to a page
rather than to a text (scripts, forms, navigation) is left out or kept as furniture.
"""

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from backfile.model import Piece, PieceKind
from backfile.patterns import late

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["classes_of", "line_of", "looks_like_html", "pieces_of", "pieces_of_element", "pixels", "words_of"]

INLINE = frozenset(
    ("a", "b", "strong", "i", "em", "cite", "code", "sub", "sup", "q", "u", "s", "small", "mark")
)
KEPT_MARKUP = INLINE - {"small", "mark", "u"}
PIXELS = late(r"[0-9]{1,6}")
SILENT = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "form", "input",
        "button", "select", "textarea", "canvas", "head", "audio", "video", "source", "link", "meta",
    )
)  # fmt: skip
# Elements without an inside: what a parser hangs below them stands behind them.
VOID = frozenset(("embed", "source", "input", "link", "meta"))
CLOSED = SILENT - VOID
ASIDE = frozenset(("nav", "footer", "aside"))
HEADINGS = {f"h{n}": n for n in range(1, 7)}
CREDIT_ELEMENTS = ("small", "cite", "span", "div", "p", "em", "i")
CREDIT = late(
    r"credit|copyright|photograph|fotograf|\bauthor|source|byline|quelle|bildrechte|licen[cs]e|lizenz|\bsrc\b|\bbron\b",
    re.IGNORECASE,
)
PICTURE = late("image|photo|figure|media", re.IGNORECASE)
CAPTION = late(r"caption|legend|bildunterschrift", re.IGNORECASE)
TAG = late(
    r"<(?:/?(?:p|br|div|span|a|img|strong|em|b|i|ul|ol|li|h[1-6]|blockquote|figure)\b[^<>]*)>|&[a-z]{2,8};|&#\d+;",
    re.IGNORECASE,
)
BLANK = late(r"[\s\u200b\ufeff]+")
NOT_XML = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
MAX_DEPTH = 200


def looks_like_html(text: str) -> bool:
    """Whether a text holds HTML elements or entities."""
    return TAG.search(text) is not None


def pieces_of(
    source: str, line: int = 1, kind: PieceKind = "text", blank_lines: bool = False
) -> tuple[Piece, ...]:
    """Return the blocks of an HTML fragment that begins on this line of the raw file.

    `kind` is what a plain paragraph is called. With `blank_lines` an empty line parts paragraphs too, as in
    texts that WordPress has not yet wrapped.
    """
    from lxml import html as lxml_html
    from lxml.etree import ParserError

    source = NOT_XML.sub(" ", source)
    if not source.strip():
        return ()
    if blank_lines:
        source = re.sub(r"\n[ \t]*\n", lambda m: "<br><br>" + "\n" * m.group().count("\n"), source)
    parser = lxml_html.HTMLParser(huge_tree=True)  # else what stands 255 elements deep is dropped
    try:
        element = lxml_html.fragment_fromstring(source, create_parent="div", parser=parser)
    except ParserError:
        return ()  # nothing but comments or declarations
    return pieces_of_element(element, line - 1, kind)


def pieces_of_element(
    element: "_Element", lines_before: int = 0, kind: PieceKind = "text"
) -> tuple[Piece, ...]:
    """Return the blocks below an lxml element; its `sourceline` plus `lines_before` is the raw file's line."""
    walk = _Walk(lines_before, kind)
    walk.at = line_of(element)
    walk.children(element, 0)
    walk.close()
    return tuple(walk.pieces)


def words_of(element: "_Element", without: "_Element | None" = None) -> str:
    """Return all text below an element that a reader sees, white space folded; `without` is left out."""
    return BLANK.sub(" ", "".join(_texts(element, without))).strip()


def line_of(element: "_Element", default: int = 1) -> int:
    """Return the line on which an element begins, counted from 1."""
    line = element.sourceline
    return line if isinstance(line, int) else default


def pixels(value: str | None) -> int | None:
    """Return the whole number that an attribute of width or height holds; None for any other text."""
    match = PIXELS.fullmatch(value or "")
    return int(match[0]) if match else None


def classes_of(element: "_Element") -> str:
    """Return class and id of an element as one text."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _texts(element: "_Element", without: "_Element | None" = None) -> Iterator[str]:
    """Yield the texts below an element in order; no recursion, since hostile files are nested thousands deep."""
    stack: list[_Element | str] = [element]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            yield one
            continue
        if one is not element:
            stack.append(one.tail or "")
        if not isinstance(one.tag, str) or one.tag in CLOSED or one is without:
            continue
        if one.tag in ("br", "p", "div", "li", "td"):
            stack.append(" ")
        stack.extend(reversed(one))
        yield one.text or ""


class _Walk:
    """Collects pieces while the elements are passed in reading order."""

    def __init__(self, lines_before: int, kind: PieceKind) -> None:
        self.pieces: list[Piece] = []
        self.before = lines_before
        self.plain: PieceKind = kind
        self.kind: PieceKind = kind
        self.why = "a paragraph of the mark-up"
        self.level = 0
        self.text: list[tuple[str, int]] = []
        self.markup: list[str] = []
        self.marked = False
        self.at = 1
        self.breaks = 0

    def say(self, text: str | None) -> None:
        """Take up running text, which begins on the line that the walk is at."""
        if not text:
            return
        if text.strip():
            if self.breaks > 1 and self.kind == self.plain:
                self.close()
            elif self.breaks:
                self.text.append((" ", self.at))
                self.markup.append(" ")
            self.breaks = 0
        self.text.append((text, self.at))
        self.markup.append(html.escape(text, quote=False))
        self.at += text.count("\n")

    def skip(self, element: "_Element") -> None:
        """Pass over the lines of an element that is not walked through."""
        self.at += sum(text.count("\n") for text in map(str, element.itertext()))

    def close(self) -> None:
        """End the block at hand."""
        text, starts = _folded(self.text, self.before)
        if text:
            markup = BLANK.sub(" ", "".join(self.markup)).strip() if self.marked else None
            self.pieces.append(Piece(self.kind, text, starts, self.why, markup, self.level))
        self.text, self.markup, self.marked, self.breaks = [], [], False, 0

    def children(self, element: "_Element", depth: int) -> None:
        """Pass what stands inside an element."""
        self.say(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.at = line_of(child, self.at)
                if depth < MAX_DEPTH:
                    self.element(child, depth + 1)
                else:
                    self.say(words_of(child))
            self.say(child.tail)

    def element(self, element: "_Element", depth: int) -> None:
        """Pass one element."""
        tag = element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""
        if tag in VOID:
            self.children(element, depth)
        elif tag in SILENT:
            self.skip(element)
        elif tag == "br":
            self.breaks += 1
        elif tag in INLINE:
            self.inline(tag, element, depth)
        elif tag in ("span", "font", "time", "abbr", "bdi", "label", "tt", "ins", "del", "wbr", "center"):
            self.children(element, depth)
        elif tag == "img":
            self.figure(element)
        elif (
            (tag == "figure" and _pictures(element))
            or (tag in ("div", "dl") and _captioned(element))
            or (tag == "table" and _tabled(element))
        ):
            self.close()
            self.figure(element)
        elif tag in ASIDE:
            self.close()
            self.piece("furniture", element, f"the element <{tag}>")
        elif tag in HEADINGS:
            self.block("subhead", element, depth, f"the element <{tag}>", HEADINGS[tag])
        elif tag == "pre":
            self.close()
            self.piece("code", element, "the element <pre>", raw=True)
        elif tag in ("ul", "ol"):
            self.close()
            self.level += 1
            self.children(element, depth)
            self.close()
            self.level -= 1
        elif tag in ("li", "dt", "dd"):
            self.block("list_item", element, depth, f"the element <{tag}>", max(1, self.level))
        elif tag == "blockquote":
            self.block("quote", element, depth, "the element <blockquote>", self.level)
        elif tag == "tr":
            self.block(self.kind, element, depth, "a row of a table", self.level)
        elif tag in ("td", "th"):
            self.say(" ")
            self.children(element, depth)
        else:
            self.close()
            self.children(element, depth)
            self.close()

    def inline(self, tag: str, element: "_Element", depth: int) -> None:
        """Pass an inline element, whose mark-up is kept for the sanitiser."""
        if tag not in KEPT_MARKUP:
            self.children(element, depth)
            return
        href = f' href="{html.escape(element.get("href") or "")}"' if tag == "a" else ""
        if self.breaks > 1 and self.kind == self.plain and words_of(element):
            self.close()
        self.markup.append(f"<{tag}{href}>")
        blocks = len(self.pieces)
        self.children(element, depth)
        if len(self.pieces) == blocks:
            self.markup.append(f"</{tag}>")
            self.marked = self.marked or bool(words_of(element))

    def block(self, kind: PieceKind, element: "_Element", depth: int, why: str, level: int) -> None:
        """Pass an element whose text is of one kind."""
        self.close()
        before = (self.kind, self.why, self.level)
        self.kind, self.why, self.level = kind, why, level
        self.children(element, depth)
        self.close()
        self.kind, self.why, self.level = before

    def piece(self, kind: PieceKind, element: "_Element", why: str, raw: bool = False) -> None:
        """Add one piece with all words of an element."""
        text = "".join(_texts(element)).strip("\n") if raw else words_of(element)
        if text.strip():
            self.pieces.append(Piece(kind, text, self.starts(element), why))
        self.skip(element)

    def starts(self, element: "_Element") -> tuple[tuple[int, int], ...]:
        return ((0, max(1, line_of(element) + self.before)),)

    def figure(self, element: "_Element") -> None:
        """Add a figure: its image, caption and credit. A picture from elsewhere without either says nothing."""
        image = element if element.tag == "img" else next(element.iter("img"), None)
        caption = None if element.tag == "img" else _caption_element(element)
        text = credit = ""
        if caption is not None:
            marked = next(
                (e for e in caption.iter(*CREDIT_ELEMENTS) if e is not caption and _credits(e)), None
            )
            credit = words_of(marked).strip(" |–—-·") if marked is not None else ""
            text = words_of(caption, marked)
            text = text.strip(" |–—-") if credit else text
        source = (image.get("src") or image.get("data-src") or "") if image is not None else ""
        outside = not source or "//" in source or source.startswith(("data:", "/"))
        self.skip(element)
        if not text and not credit and outside:
            return
        self.close()
        alt = image.get("alt") if image is not None else None
        why = f"the element <{element.tag}>"
        text = BLANK.sub(" ", text)
        self.pieces.append(
            Piece("figure", text, self.starts(element), why, None, 0, source or None, alt, credit or None)
        )


def _folded(chunks: list[tuple[str, int]], before: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return (text with white space folded, (offset, line) of each raw line of it)."""
    out: list[str] = []
    starts: list[tuple[int, int]] = []
    length, gap = 0, False
    for chunk, first in chunks:
        for number, part in enumerate(chunk.split("\n")):
            gap = gap or number > 0
            words = BLANK.sub(" ", part)
            core = words.strip(" ")
            if not core:
                gap = gap or bool(words)
                continue
            if length and (gap or words[0] == " "):
                out.append(" ")
                length += 1
            line = max(1, first + number + before)
            if not starts or line > starts[-1][1]:
                starts.append((length, line))
            out.append(core)
            length += len(core)
            gap = words[-1] == " "
    return "".join(out), tuple(starts)


def _credits(element: "_Element") -> bool:
    return element.tag in ("small", "cite") or CREDIT.search(classes_of(element)) is not None


def _pictures(element: "_Element") -> bool:
    """Whether a figure shows a picture, rather than a table or a quotation."""
    return (
        next(element.iter("img", "picture", "video"), None) is not None
        or next(element.iter("table", "blockquote", "pre"), None) is None
    )


def _captioned(element: "_Element") -> bool:
    """Whether a plain element holds one image and its caption, as WordPress and others write figures."""
    if not CAPTION.search(classes_of(element)) and not PICTURE.search(classes_of(element)):
        return False
    images = sum(1 for _ in element.iter("img"))
    return images == 1 and _caption_element(element) is not None and len(words_of(element)) < 500


def _tabled(element: "_Element") -> bool:
    """Whether a table only holds one image and the few words under it, as pages without style sheets set figures."""
    cells = sum(1 for _ in element.iter("td"))
    if cells not in (1, 2, 3) or sum(1 for _ in element.iter("img")) != 1:
        return False
    return sum(1 for _ in element.iter("th", "table", "ul")) == 1 and 0 < len(words_of(element)) <= 300


def _caption_element(element: "_Element") -> "_Element | None":
    if element.tag == "table":
        return next((cell for cell in element.iter("td") if words_of(cell)), None)
    for child in element.iter("figcaption", "p", "div", "span", "dd"):
        named = child.tag == "figcaption" or CAPTION.search(classes_of(child))
        if child is not element and named and words_of(child):
            return child
    return None
