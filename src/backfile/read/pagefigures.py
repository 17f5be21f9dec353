"""The pictures of a page as figures: whatever the page maker's elements are, one <figure> with caption and credit."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from backfile.patterns import late
from backfile.read.fragment import classes_of, pixels, words_of
from backfile.read.pagecaptions import CAPTION_NAME, CREDIT_NAME, CREDIT_TEXT, SIGNED, caption_and_credit
from backfile.read.pagetree import BLOCKS, ENDED, HEADINGS, box_of, fold, hidden, weight

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["make_figures"]

MAX_IMAGES = 300
LONGEST = 700
SHORT = 60
"""Of a line that shares its paragraph with a picture: shorter ones are captions, whatever the article holds."""
ICON = late(
    r"(?:icon|logo|sprite|avatar|gravatar|pixel|spacer|blank|button|arrow|emoji|smil(?:ey|ies)|badge"
    r"|counter|tracking|\bads?\b|banner|qr-?code|1x1|loading)"
    r"|\.svg(?:$|\?)|^data:image/(?:gif|svg)",
    re.IGNORECASE,
)
PICTURE_NAME = late(
    r"(?<![a-z])(?:image|images|img|imgs?box|photo|photos|foto|figure|media|picture|pic|bild"
    r"|thumb(?:nail)?|attachment|gallery|lead-?art|hero|illustration|visual)(?![a-z])",
    re.IGNORECASE,
)
HEAD_NAME = late(r"byline|dateline|\bmeta|timestamp|share|headline|title", re.IGNORECASE)
PICTURE_FILE = late(r"\.(?:jpe?g|png|gif|webp|avif)\b|/(?:photos?|images?|fotos?|gallery)/", re.IGNORECASE)
CENTRED = late(
    r"text-align\s*:\s*center|font-size\s*:\s*(?:1[0-2]px|0\.[5-9]\d*r?em|small|x-small|8\d%)"
    r"|font-style\s*:\s*italic",
    re.IGNORECASE,
)


def make_figures(root: "HtmlElement", evidence: str, captions: Iterable[str]) -> None:
    """Rewrite the pictures of a page in place: <figure><img><figcaption>caption<small>credit</small></figcaption>.

    `evidence` is the folded text of the article, which no figure may swallow; `captions` are captions that the page
    declares. Icons, hidden pictures and those inside page furniture are taken out.
    """
    declared = frozenset(fold(c) for c in captions)
    for figure in list(root.iter("figure")):
        if next(figure.iter("table", "blockquote", "pre", "ul", "article"), None) is not None:
            figure.tag = "div"
    for image in list(root.iter("img")):
        if _icon(image) or hidden(image):
            _to_icon(image)
    for count, image in enumerate(list(root.iter("img"))):
        figure = next((a for a in image.iterancestors("figure")), None)
        if figure is not None and figure.get("data-read") is not None:
            continue
        if count >= MAX_IMAGES:
            image.drop_tree()
            continue
        container = figure if figure is not None else _container(image, evidence, declared)
        if not _teaser(container):
            _rewrite(container, image, declared, evidence)
    for figure in list(root.iter("figure")):
        if figure.get("data-read") is None and words_of(figure) and not _teaser(figure):
            _rewrite(figure, None, declared, evidence)


def _icon(image: "HtmlElement") -> bool:
    told = (pixels(image.get("width")), pixels(image.get("height")))
    sizes = [size for size in told if size is not None]
    source = image.get("src") or image.get("data-src") or ""
    name = source.rsplit("/", 1)[-1]
    return bool(sizes and min(sizes) <= 48) or bool(ICON.search(name) or ICON.search(classes_of(image)))


def _to_icon(image: "HtmlElement") -> None:
    """Leave of an icon its name only, which says what stands beside it."""
    image.set("class", f"{image.get('class') or ''} {(image.get('src') or '')[-60:]}")
    image.tag = "i"


def _teaser(element: "HtmlElement") -> bool:
    """Whether a picture announces another article: a linked heading beside it, or a box of the page around it."""
    linked = any(a.tag in HEADINGS and next(a.iter("a"), None) is not None for a in element.iterdescendants())
    around = element.tag in HEADINGS or any(
        a.tag in ("h2", "h3", "h4") or a.tag == "nav" for a in element.iterancestors()
    )
    return linked or around


def _container(image: "HtmlElement", evidence: str, declared: frozenset[str]) -> "HtmlElement":
    """Return the largest element around a picture that holds nothing but it, its caption and its credit."""
    best = image
    for above in image.iterancestors():
        if (
            above.tag in ("body", "html", "article", "main", "ul", "ol", "form")
            or len(list(above.iter("img"))) > 1
        ):
            break
        if above.tag in ("tr", "tbody"):
            continue
        text = words_of(above)
        if not text:
            best = above
            continue
        if weight(text) > LONGEST or (box_of(above) and not PICTURE_NAME.search(classes_of(above))):
            break
        named = bool(PICTURE_NAME.search(classes_of(above)) or CAPTION_NAME.search(classes_of(above)))
        parts = [p for p in _leaves(above) if words_of(p)]
        whole = fold("".join(words_of(p) for p in parts)) == fold(text)
        if len(parts) > 4 or not whole:
            break
        if not all(_belongs(p, named, declared, evidence) for p in parts) and not _only_words(
            parts, evidence
        ):
            break
        best = above
    return best


def _only_words(parts: "Sequence[HtmlElement]", evidence: str) -> bool:
    """Whether a line, alone with its picture in an element, is its caption: one that the article does not need."""
    text = words_of(parts[0])
    if len(parts) != 1 or parts[0].tag in HEADINGS or next(parts[0].iter("a", "time"), None) is not None:
        return False
    if SIGNED.search(text) and weight(text) <= 400:
        return True
    needed = fold(text) in evidence and not (parts[0].tag == "p" and weight(text) <= SHORT)
    return 12 <= weight(text) <= 160 and not ENDED.search(text) and not needed


def _leaves(element: "HtmlElement") -> list["HtmlElement"]:
    """Return the parts of a container: blocks without blocks inside, or inline elements when it has no blocks."""
    inside = [e for e in element.iterdescendants() if isinstance(e.tag, str)]
    blocks = [e for e in inside if e.tag in BLOCKS and not any(d.tag in BLOCKS for d in e.iterdescendants())]
    if not blocks:
        spans = [e for e in element if isinstance(e.tag, str) and words_of(e)]
        bare = (element.text or "").strip() or any((e.tail or "").strip() for e in element)
        return (
            [element]
            if bare and not any(CREDIT_NAME.search(classes_of(e)) for e in spans)
            else spans or [element]
        )
    return blocks


def _belongs(part: "HtmlElement", named: bool, declared: frozenset[str], evidence: str) -> bool:
    """Whether a part of a container is a caption or credit rather than text, date or headline of the article."""
    text, folded, names = words_of(part), fold(words_of(part)), classes_of(part)
    if part.tag == "time" or next(part.iter("time"), None) is not None:
        return False
    if folded in declared or part.tag == "figcaption" or CAPTION_NAME.search(names):
        return True
    if CREDIT_NAME.search(names) and len(text) <= 160:
        return True
    if part.tag in HEADINGS or HEAD_NAME.search(names):
        return False
    if CREDIT_TEXT.fullmatch(text) or part.tag in ("small", "cite"):
        return True
    if _small(part) and weight(text) <= 300:
        return True
    return named and weight(text) <= 500 and not (weight(text) > 240 and folded[:80] in evidence)


def _small(part: "HtmlElement") -> bool:
    """Whether a part is set in small or slanted letters, as captions were before there were style sheets."""
    inside = [
        e
        for e in part.iter("font", "i", "em", "small")
        if e.tag != "font" or e.get("size") in ("1", "-1", "-2")
    ]
    return any(fold(words_of(e)) == fold(words_of(part)) for e in inside) or bool(
        CENTRED.search(part.get("style") or "")
    )


def _rewrite(
    container: "HtmlElement", image: "HtmlElement | None", declared: frozenset[str], evidence: str
) -> None:
    """Make the container a figure; a caption or credit that follows it as a sibling is taken in."""
    from lxml import html

    figure = html.Element("figure")
    figure.set("data-read", "1")
    figure.sourceline = container.sourceline or 1
    caption, credit = caption_and_credit(container)
    beside = [] if caption and credit else _beside(container, bool(caption), declared, evidence)
    for sibling in beside:
        more, by = caption_and_credit(sibling)
        caption, credit = caption or more, credit or by
    if image is not None:
        plain = html.Element("img")
        source = image.get("src") or ""
        lazy = image.get("data-src") or image.get("data-lazy-src") or image.get("data-original") or ""
        plain.set("src", lazy if lazy and (not source or source.startswith("data:")) else source)
        if image.get("alt"):
            plain.set("alt", image.get("alt") or "")
        figure.append(plain)
        link = next((a.get("href") or "" for a in image.iterancestors("a")), "")
        if link and not PICTURE_FILE.search(link):
            figure.set("data-link", "1")
    if caption or credit:
        said = html.Element("figcaption")
        said.text = caption
        if credit:
            small = html.Element("small")
            small.text = credit
            said.append(small)
        figure.append(said)
    for sibling in beside:
        sibling.drop_tree()
    parent = container.getparent()
    if parent is not None:
        figure.tail, container.tail = container.tail, None
        parent.replace(container, figure)


def _beside(
    container: "HtmlElement", captioned: bool, declared: frozenset[str], evidence: str
) -> list["HtmlElement"]:
    """Return the elements directly after a picture that are its caption or credit."""
    found: list[HtmlElement] = []
    sibling = container.getnext()
    bare = bool((container.tail or "").strip())
    while sibling is not None and not bare and len(found) < 2:
        text, names = words_of(sibling), classes_of(sibling)
        if sibling.tag in HEADINGS or sibling.tag not in (
            "p",
            "div",
            "span",
            "small",
            "em",
            "i",
            "figcaption",
            "cite",
            "center",
            "td",
        ):
            break
        if next(sibling.iter("img", "a", "time"), None) is not None and not CAPTION_NAME.search(names):
            break
        if not text and not found:
            bare, sibling = bool((sibling.tail or "").strip()), sibling.getnext()
            continue
        credit = bool(CREDIT_TEXT.fullmatch(text)) or (len(text) <= 160 and bool(CREDIT_NAME.search(names)))
        caption = bool(CAPTION_NAME.search(names)) or sibling.tag == "figcaption" or fold(text) in declared
        styled = (
            CENTRED.search(sibling.get("style") or "")
            or sibling.get("align") == "center"
            or sibling.tag in ("small", "em", "i")
        )
        if not captioned and not found and not caption and not credit:
            caption = (
                bool(styled)
                and weight(text) <= 300
                and not (weight(text) > 160 and fold(text)[:60] in evidence)
            )
        if (
            not (credit or (caption and not captioned and len(found) == 0))
            or weight(text) > LONGEST
            or HEAD_NAME.search(names)
        ):
            break
        found.append(sibling)
        bare, sibling = bool((sibling.tail or "").strip()), sibling.getnext()
    return found
