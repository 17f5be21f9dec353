"""A saved page as a tree, and its blocks: the paragraphs, lists, tables and figures in reading order."""

import re
from typing import TYPE_CHECKING

import msgspec

from backfile.normalforms import normal
from backfile.patterns import late
from backfile.read.fragment import classes_of, words_of
from backfile.read.reader import Raw, unreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = [
    "BLOCKS",
    "ENDED",
    "HEADINGS",
    "SILENT",
    "Block",
    "blocks_of",
    "box_of",
    "fold",
    "hidden",
    "parse_page",
    "prose",
    "weight",
]

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dl", "div", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
     "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
     "thead", "tr", "ul")
)  # fmt: skip
SILENT = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "select", "textarea",
    "button", "input", "canvas", "link", "audio", "head", "option", "datalist", "dialog",
)  # fmt: skip
MAX_ELEMENTS = 50_000
LONGEST_VALUE = 2000
FOLDED = late(r"[\W_]+")
WIDE = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
ENDED = late(r"[.!?…。！？؟۔।][\"'”’“‘»«›)\]）」』】]*\s*(?:[（(][^()（）]{1,40}[)）])?$")
NOT_XML = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
XML_DECLARATION = late(r"\A\s*<\?xml[^>]*\?>")
INLINE_TAG = late(r"</?(?:font|span|small|big|b|i|u|em|strong|tt|ins|del|nobr|label)\b[^<>]*>", re.IGNORECASE)
DIV_TAG = late(r"<(/?)(?:div|section|article|center|blockquote|main|header)\b[^<>]*>", re.IGNORECASE)
HIDING = late(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CAMEL = late(r"(?<=[a-z])(?=[A-Z])")
# Names that page makers give to what stands around an article. Matched against whole words of class and id.
BOX = late(
    r"(?<![^\s_-])(?:shar(?:e|es|ing|edaddy|ebar|ebox|ethis)|social(?:s|buttons|links|icons|media)?"
    r"|simplesocial\w*|sns|relat(?:ed|edposts?|ion|edlinks)|relevant|recommend(?:ed|ations?|s)?"
    r"|newsletter\w*|subscri(?:be|ption|bers?)|signup|promo(?:s|tion|box)?|advert\w*|ads?|adv|adsbox"
    r"|adsense|adslot|sponsor(?:ed|s)?|banners?|breadcrumbs?|breadcrumb\w*|crumbs?"
    r"|comments?|commentlist|commentform|disqus\w*|respond|tags?|tagcloud|taglist|tagged|keywords"
    r"|authorbox|authorbio|bio|biography|mostread|popular|trending|trends|ranking"
    r"|outbrain\w*|taboola\w*|mgid\w*|widgets?|widgettitle|toolbar|tools|pagination|pager|pagenav"
    r"|nextpage|prevnext|nextprev|nav|navi|navigation|navbar|menus?|submenu|sidebar\w*"
    r"|yarpp\w*|addtoany\w*|addthis\w*|a2a|donat(?:e|ion|ions)|paypal|cookies?|consent|gdpr|modal"
    r"|popup|overlay|sr|visuallyhidden|rating|ratings|vote|login|paywall|teasers|readmore|readalso"
    r"|seealso|ticker|marquee|followus|follow|qrcode|download|appdownload|backlinks|trackbacks?"
    r"|supportus|appeal|membership|pingbacks?|footer|masthead|lightbox|skip|noprint|no[_-]print|feedback|subscribe|correlati"
    r"|relacionad[ao]s|verwandt\w*|weitere"
    r"|most[_-](?:read|popular|viewed|shared)|author[_-](?:box|bio|info|card|about|description"
    r"|profile)|about[_-]author|post[_-]author[_-]\w+|read[_-](?:more|also|next)|see[_-]also"
    r"|jp[_-]relatedposts"
    r"|screen[_-]reader(?:[_-]text)?|visually[_-]hidden|more[_-](?:news|stories|articles|from)"
    r"|prev[_-]next|post[_-]navigation|entry[_-]footer|page[_-]footer|site[_-]footer"
    r"|site[_-]header)(?![^\s_-])",
    re.IGNORECASE,
)  # fmt: skip


class Block(msgspec.Struct, eq=False):
    """One block of a page: an element that holds no other block, or a list, table, figure taken as a whole."""

    element: "HtmlElement"
    """The element."""
    text: str
    """What a reader sees of it, white space folded."""
    folded: str
    """Its letters and digits only, for comparing."""
    links: float
    """Share of the text that stands in links."""
    box: "HtmlElement | None" = None
    """The outermost element around it that is named like page furniture."""

    @property
    def tag(self) -> str:
        """Name of the element."""
        return str(self.element.tag)

    @property
    def line(self) -> int:
        """Line in the raw file."""
        return self.element.sourceline or 1

    @property
    def signature(self) -> tuple[str, str, str]:
        """What marks its kind on the page: element, class and style."""
        return self.tag, self.element.get("class") or "", self.element.get("style") or ""


def parse_page(raw: Raw) -> "HtmlElement":
    """Return the root of a page, without comments; `sourceline` is the line in the raw file.

    Nothing is loaded from elsewhere. The parser allows 256 levels; a page with more (unclosed inline elements of old
    editors) is read again without inline elements. Raises UnreadableFile for an empty page or a deeper one.
    """
    from lxml import etree, html

    text = NOT_XML.sub(" ", XML_DECLARATION.sub("", "\n".join(raw.lines)))
    for source in (text, DIV_TAG.sub(r"<\1p>", INLINE_TAG.sub("", text))):
        parser = html.HTMLParser(encoding="utf-8", remove_pis=True, no_network=True, huge_tree=False)
        try:
            root = html.document_fromstring(source.encode(), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
            message = "expected a web page, found no element in it"
            raise unreadable(raw.path, "empty", message, "", 1) from None
        _shortened(raw, root)
        if not any("Excessive depth" in entry.message for entry in parser.error_log):
            return root
    message = "expected elements at most 256 deep, found deeper ones"
    raise unreadable(raw.path, "too-deep", message, "save the page as text", 1)


def _shortened(raw: Raw, root: "HtmlElement") -> None:
    """Cut what is too long to be a name out of attributes, and pictures saved inside the page down to their kind."""
    for count, element in enumerate(root.iter()):
        if count >= MAX_ELEMENTS:
            message = f"expected a page of at most {MAX_ELEMENTS} elements, found more"
            raise unreadable(raw.path, "too-large", message, "save the page as text", 1)
        for name, value in element.items():
            if len(value) > LONGEST_VALUE and name != "content":
                element.set(name, value[:30] if value.startswith("data:") else value[:LONGEST_VALUE])


def fold(text: str) -> str:
    """Return letters and digits only, case and width folded."""
    return FOLDED.sub("", normal("NFKC", text)).casefold()


def weight(text: str) -> int:
    """Return the length of a text in letters of an alphabet: a character of Chinese, Japanese or Korean is three."""
    return len(text) + 2 * len(WIDE.findall(text))


def prose(block: Block) -> bool:
    """Whether a block reads as running text."""
    heavy = weight(block.text)
    return block.links < 0.6 and ((heavy >= 60 and ENDED.search(block.text) is not None) or heavy >= 240)


def hidden(element: "HtmlElement") -> bool:
    """Whether the page says that an element is not shown."""
    return element.get("hidden") is not None or bool(HIDING.search(element.get("style") or ""))


def box_of(element: "HtmlElement") -> bool:
    """Whether an element is named like page furniture: a share row, related articles, comments, a menu."""
    if element.tag in ("nav", "footer", "aside", "menu"):
        return True
    names = CAMEL.sub("-", classes_of(element))
    return bool(names.strip() and BOX.search(names)) or element.get("role") in (
        "navigation",
        "complementary",
        "search",
    )


def blocks_of(root: "HtmlElement") -> list[Block]:
    """Return the blocks of a page in reading order; hidden ones and those without words or picture are left out."""
    found: list[Block] = []
    _collect(root, None, found)
    return found


def _collect(element: "HtmlElement", box: "HtmlElement | None", found: list[Block]) -> None:
    if not isinstance(element.tag, str) or hidden(element):
        return
    if box is None and box_of(element):
        box = element
    children = [child for child in element if isinstance(child.tag, str)]
    if not _whole(element) and any(c.tag in BLOCKS or _holds_blocks(c) for c in children):
        for child in children:
            _collect(child, box, found)
        return
    text = words_of(element)
    if text or element.tag == "figure" or next(element.iter("img"), None) is not None:
        around = any(a.tag == "a" for a in element.iterancestors())
        linked = len(text) if around else sum(len(words_of(a)) for a in element.iter("a"))
        found.append(Block(element, text, fold(text), min(1.0, linked / max(1, len(text))), box))


def _holds_blocks(element: "HtmlElement") -> bool:
    return any(child.tag in BLOCKS for child in element.iterdescendants())


def _whole(element: "HtmlElement") -> bool:
    """Whether a list, table or quotation is one block of a text rather than the page's layout."""
    tag = element.tag
    if tag in ("figure", "pre"):
        return True
    if tag in ("ul", "ol", "dl"):
        large = any(
            e.tag in HEADINGS or e.tag in ("article", "section", "table", "form")
            for e in element.iterdescendants()
        )
        return not large and all(sum(1 for _ in item.iter("p", "div")) <= 1 for item in element)
    if tag == "blockquote":
        return len(words_of(element)) < 1500
    if tag == "table":
        cells = [words_of(c) for c in element.iter("td", "th")]
        rows = sum(1 for _ in element.iter("tr"))
        nested = next(element.iterdescendants("table", "p", "h1", "h2", "h3"), None) is not None
        return not nested and rows >= 2 and len(cells) >= 2 * rows and max(map(len, cells)) < 160
    return False
