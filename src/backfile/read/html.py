"""Saved web pages: what the page declares first, then its own text, block by block."""

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from backfile.model import Field, Piece
from backfile.patterns import late
from backfile.read.fragment import classes_of, pieces_of_element, words_of
from backfile.read.pagebody import Body, Judged, body_of, evidence_of, judged
from backfile.read.pagefigures import make_figures
from backfile.read.pagehead import (
    AGENCY,
    Headline,
    deck_of,
    headline_of,
    site_names,
    source_of,
    tail_of,
    titles_of,
    zones,
)
from backfile.read.pagemeta import PageMeta, page_meta
from backfile.read.pageschema import Said
from backfile.read.pageshort import short_page
from backfile.read.pagesigns import bylines_of, dates_of, marked_place
from backfile.read.pagetidy import normalised
from backfile.read.pagetree import (
    ENDED,
    HEADINGS,
    Block,
    blocks_of,
    fold,
    parse_page,
    prose,
    weight,
)
from backfile.read.reader import Draft, Raw, Reader, UnreadableFile, unreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["HTML", "read_page"]

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
OPENING = late(
    r"\A[\s\ufeff]*(?:<\?xml[^>]*\?>\s*)?(?><!--.*?(?:-->|\Z)\s*+)*+(?:<!doctype\s+html\b|<html\b"
    r"|<head\b|<body\b|<meta\s|<title\b)",
    re.IGNORECASE | re.DOTALL,
)
ANY_TAG = late(r"<(?:div|p|h[1-6]|article|table|span|section|br|a)\b[^>]*>", re.IGNORECASE)
POST = late(
    r"twitter-tweet|twitter-video|instagram-media|tiktok-embed|fb-post|facebook|reddit-embed"
    r"|telegram-post|bluesky-embed|mastodon-embed|wp-embedded",
    re.IGNORECASE,
)
PULLED = late(r"pull-?quote|wp-block-pullquote|zitat-?box|destacado|highlight-quote", re.IGNORECASE)
CJK_ARABIC_CYRILLIC = late(r"[\u0400-\u04ff\u0590-\u06ff\u0900-\u097f\u3040-\u9fff\uac00-\ud7af]")
LATIN_LANGUAGES = late(
    r"(?:en|de|fr|es|it|pt|nl|sv|da|no|nb|fi|pl|cs|ro|hu|tr|id|vi)(?:[-_]|$)", re.IGNORECASE
)
LANGUAGE = late(r"(?!utf)[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.IGNORECASE)
# Words of the wall that asks for consent, which is saved in place of the article.
CONSENT = late(
    r"\bcookies?\b|personal data|privacy|consent|third part(?:y|ies)|drittanbieter|einwilligung"
    r"|datenschutz|personenbezogen|consentement|données personnelles|datos personales|consentimiento"
    r"|consenso|dati personali|toestemming|персональн\w+ данн|файл\w* cookie",
    re.IGNORECASE,
)
SHORTEST = 90
HEAD = 6
"""How many blocks above the headline its picture may stand."""
NO_TEXT = "no running text"


def _claims(suffix: str, head: str) -> bool:
    if OPENING.match(head):
        return True
    return (
        suffix in SUFFIXES
        and head.lstrip("\ufeff \t\r\n").startswith("<")
        and ANY_TAG.search(head) is not None
    )


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return the one article of a saved page; raises UnreadableFile for a page that is none."""
    try:
        return (read_page(raw),)
    except UnreadableFile as error:
        bare = error.problem.code == "no-article" and error.problem.message.endswith(NO_TEXT)
        short = short_page(raw) if bare else None
        if short is None:
            raise
        return (short,)


def read_page(raw: Raw) -> Draft:
    """Return the article of a page; raises UnreadableFile when the page holds none or trafilatura is missing."""
    try:
        import trafilatura  # noqa: F401
    except ImportError:
        message = "expected trafilatura to read saved web pages, found it not installed"
        raise unreadable(raw.path, "extra-missing", message, "pip install 'backfile[html]'", 1) from None
    root = parse_page(raw)
    meta = page_meta(root)
    names = site_names(meta)
    body_text = meta.first("body")
    evidence = evidence_of(root, body_text.value if body_text else "")
    make_figures(root, evidence.replace("\n", ""), (s.value for s in meta.all("caption")))
    normalised(root)
    blocks = blocks_of(root)
    titles = [fold(t) for t in titles_of(meta, names)]
    body = body_of(blocks, evidence, titles) if blocks else None
    body = _checked(raw, meta, blocks, body)
    headline = headline_of(blocks, body, meta, names)
    if headline is not None and headline.index >= body.first:
        body.first = next(
            (i for i in range(headline.index + 1, body.last + 1) if i in body.hits or prose(blocks[i])),
            body.last,
        )
    deck = deck_of(blocks, body, headline, meta)
    if deck == body.first:
        body.first += 1
    above, under = zones(blocks, body, headline)
    verdicts = judged(body, blocks, headline.index + 1 if headline and headline.index >= 0 else body.first)
    verdicts = [*_pictures_above(blocks, headline), *verdicts]
    writers = frozenset(fold(said.value) for said in meta.all("byline"))
    pieces, signed = _pieces(blocks, body, verdicts, deck, headline, writers)
    fields = _fields(blocks, meta, headline, deck, (above, under, body), names, signed)
    if not any(p.kind in ("text", "list_item", "quote") for p in pieces):
        raise _no_article(raw, NO_TEXT)
    return Draft(fields=fields, pieces=pieces)


def _no_article(raw: Raw, found: str) -> Exception:
    return unreadable(raw.path, "no-article", f"expected a page with one article, found {found}",
                      "save the article's own page, or its text as a .txt file", 1)  # fmt: skip


def _checked(raw: Raw, meta: PageMeta, blocks: Sequence[Block], body: Body | None) -> Body:
    """Return the body; raises UnreadableFile when there is no running text, or a list of articles instead of one."""
    if body is None:
        raise _no_article(raw, NO_TEXT)
    inside = [blocks[i] for i in range(body.first, body.last + 1) if blocks[i].box is None]
    text = sum(weight(b.text) for b in inside if b.links < 0.6)
    if text < SHORTEST:
        raise _no_article(raw, NO_TEXT)
    teasers = sum(1 for b in inside if b.tag in HEADINGS and b.links > 0.8)
    teasers += sum(1 for b in inside if b.tag not in HEADINGS and b.links > 0.9 and weight(b.text) >= 25)
    paragraphs = sum(1 for b in inside if prose(b) and b.links < 0.5)
    linked = sum(weight(b.text) * b.links for b in inside)
    many = teasers >= 3 and teasers >= 0.5 * paragraphs
    if (
        (many and not meta.article)
        or (many and teasers >= paragraphs)
        or (meta.listing and (teasers >= 2 or linked > 0.3 * text))
    ):
        raise _no_article(raw, f"a list of {teasers} other articles")
    asked = sum(weight(b.text) for b in inside if CONSENT.search(b.text))
    if asked > 0.5 * text and text < 2000 and not meta.article:
        raise _no_article(raw, "a question about cookies")
    if linked > 0.6 * (text + linked):
        raise _no_article(raw, "mostly links")
    return body


def _pictures_above(blocks: Sequence[Block], headline: Headline | None) -> list[Judged]:
    """Return the lead pictures that stand directly above the headline, in the element of the same article."""
    if headline is None or headline.index <= 0:
        return []
    within = next((a for a in blocks[headline.index].element.iterancestors("article", "main")), None)
    return [
        Judged(i, True, "")
        for i in range(max(0, headline.index - HEAD), headline.index)
        if blocks[i].tag == "figure"
        and blocks[i].text
        and blocks[i].box is None
        and within is not None
        and within in blocks[i].element.iterancestors("article", "main")
    ]


def _pieces(
    blocks: Sequence[Block],
    body: Body,
    verdicts: Sequence[Judged],
    deck: int,
    headline: Headline | None,
    writers: frozenset[str],
) -> tuple[tuple[Piece, ...], Piece | None]:
    """Return the pieces of the article in reading order, and the name with which its text is signed."""
    pieces: list[Piece] = []
    signed: Piece | None = None
    kept = [v.index for v in verdicts if v.kept and blocks[v.index].tag != "figure"]
    seen: set[str] = set()
    title = fold(headline.value) if headline else ""
    for verdict in verdicts:
        block = blocks[verdict.index]
        if verdict.index == deck or (block.folded == title and block.text):
            continue
        if (
            block.tag == "figure"
            and not block.text
            and verdict.index < body.first
            and block.element.get("data-link")
        ):
            continue  # a picture that leads elsewhere: the outlet's sign
        if block.tag == "figure" and block.box is None and verdict.why != "stands after the text":
            key = block.folded
            if not (key and key in seen):
                pieces.extend(_walked(block))
            seen.add(key)
        elif not verdict.kept:
            if block.text:
                pieces.append(Piece("furniture", block.text, ((0, block.line),), verdict.why))
        elif verdict.index == kept[0] and len(kept) > 1 and block.folded in writers:
            pieces.append(Piece("furniture", block.text, ((0, block.line),), "the declared writer"))
        elif verdict.index == kept[-1] and len(kept) > 1 and _signature(block):
            signed = Piece(
                "byline", block.text, ((0, block.line),), "a name set apart after the last paragraph"
            )
            pieces.append(signed)
        else:
            at = bisect.bisect_right(kept, verdict.index)
            after = blocks[kept[at]] if at < len(kept) else None
            pieces.extend(_text(block, body, after, verdict.index))
    return tuple(pieces), signed


def _text(block: Block, body: Body, after: Block | None, index: int) -> list[Piece]:
    """Return the pieces of a block of the text: what its elements say, a subhead for a short bold line above text."""
    element = block.element
    if POST.search(classes_of(element)):
        return [Piece("furniture", block.text, ((0, block.line),), "an embedded post")]
    above = element.getparent()
    around = classes_of(above) if above is not None and len(above) == 1 else ""
    if PULLED.search(f"{classes_of(element)} {around}"):
        return [Piece("furniture", block.text, ((0, block.line),), "a sentence of the text drawn out")]
    short = element.tag in ("p", "div") and weight(block.text) <= 160 and block.links < 0.3
    closed = ENDED.search(block.text.rstrip("?!？！")) or re.search(r"[:：,，;；]$", block.text)
    above = after is not None and (prose(after) or after.tag in ("ul", "ol", "blockquote"))
    if short and not closed and above and index > body.first and _all_in(element, ("b", "strong")):
        return [Piece("subhead", block.text, ((0, block.line),), "a short line in bold above text", None, 3)]
    return list(_walked(block))


def _walked(block: Block) -> tuple[Piece, ...]:
    """Return the pieces of one block's element."""
    from lxml import html

    around = html.Element("div")
    around.sourceline = block.line
    element = block.element
    element.tail = None
    if element.tag in (
        "div",
        "td",
        "section",
        "article",
        "body",
        "main",
        "header",
        "form",
        "center",
        "address",
        "span",
        "li",
        "dd",
    ):
        element.tag = "p"
    around.append(element)
    return pieces_of_element(around)


def _all_in(element: "HtmlElement", tags: tuple[str, ...]) -> bool:
    """Whether all words of an element stand in elements of these names, or it is styled as bold."""
    inside = sum(
        len(fold(words_of(e)))
        for e in element.iter(*tags)
        if not any(a.tag in tags for a in e.iterancestors())
    )
    return inside >= len(fold(words_of(element))) > 0


def _signature(block: Block) -> bool:
    """Whether the last block of a text is its writer's name: a few words, set apart by slant, weight or side."""
    text = block.text
    if (
        len(text) > 60
        or len(text.split()) > 6
        or ENDED.search(text)
        or re.search(r"[\d:：@/]", text)
        or block.links > 0.9
    ):
        return False
    if not text[0].isupper() and not re.match(r"[\u3040-\u9fff\u0600-\u06ff(（]", text):
        return False
    style = (block.element.get("style") or "") + (block.element.get("align") or "")
    return _all_in(block.element, ("em", "i", "b", "strong")) or "right" in style


def _fields(
    blocks: Sequence[Block],
    meta: PageMeta,
    headline: Headline | None,
    deck: int,
    places: tuple[list[int], list[int], Body],
    names: frozenset[str],
    signed: Piece | None,
) -> tuple[Field, ...]:
    above, under, body = places
    fields: list[Field] = []

    def add(name: str, values: Sequence[str], line: int) -> None:
        given = tuple(v for v in values if v)
        if given:
            fields.append(Field(name, given, line))

    if headline is not None:
        add("headline", [headline.value], headline.line)
    if deck >= 0:
        add("deck", [blocks[deck].text], blocks[deck].line)
    head = [i for i in [*under, *reversed(above)] if i != deck]
    tail = tail_of(blocks, body, headline)
    published, updated = dates_of(blocks, head, tail, meta)
    for name, said in (("published", published), ("updated", updated)):
        if said is not None:
            add(name, [said.value], said.line)
    byline, line = bylines_of(blocks, head, () if signed is not None else tail, meta, names)
    source = source_of(blocks, [i for i in (*head, *tail) if blocks[i].tag != "figure"], meta, headline)
    agency = AGENCY.fullmatch(byline[0]) if len(byline) == 1 else None
    if agency and (source is None or source.why != "a source label"):
        source = Said(agency.group("name"), line, "an agency as byline")
    named = source is not None and source.why == "an element named as the source" and agency is None
    house = named and source is not None and [fold(name) for name in byline] == [fold(source.value)]
    if byline and not house and (line or signed is None):
        add("byline", byline, line)
    if source is not None:
        add("source", [source.value], source.line)
    placed = next((m for i in under if (m := AGENCY.fullmatch(blocks[i].text)) and m.group("place")), None)
    where = marked_place(blocks, [*under, *reversed(above)])
    if placed is not None:
        add("dateline", [placed.group("place")], line)
    elif where is not None:
        add("dateline", [where.value], where.line)
    texts = [blocks[i].text for i in sorted(body.hits)]
    return (*fields, *_declared(meta, names, texts, _linked_tags([blocks[i] for i in (*head, *tail)])))


def _declared(
    meta: PageMeta, names: frozenset[str], texts: Sequence[str], printed: Sequence[Said]
) -> Iterator[Field]:
    """Yield section, address, language and tags, of which the page's declarations are the surest word."""
    section = meta.first("section")
    if section is not None and fold(section.value) not in names and len(section.value) <= 60:
        yield Field("section", (section.value,), section.line)
    address = meta.first("url")
    if address is not None:
        yield Field("original_url", (address.value,), address.line)
    spoken = [s for s in meta.all("language") if LANGUAGE.fullmatch(s.value)]
    agreed = len({s.value[:2].casefold() for s in spoken}) == 1
    if agreed and _speaks(spoken[0].value, texts):
        yield Field("language", (spoken[0].value,), spoken[0].line)
    tags = meta.all("tag") or printed or _words(meta.all("keywords"))
    words = dict.fromkeys(s.value for s in tags if len(s.value) <= 60 and fold(s.value) not in names)
    if words:
        yield Field("tags", tuple(words)[:40], tags[0].line)


def _words(said: Sequence[Said]) -> tuple[Said, ...]:
    parts = re.split(r"[,;，、]", said[0].value) if said else []
    return tuple(msgspec.structs.replace(said[0], value=part.strip()) for part in parts if part.strip())


def _linked_tags(blocks: Sequence[Block]) -> tuple[Said, ...]:
    """Return the tags that the page prints as links to all that is tagged so."""
    links = [a for block in blocks for a in block.element.iter("a")]
    rel = [(a, (a.get("rel") or "").lower().split()) for a in links]
    return tuple(
        Said(words_of(a), a.sourceline or 1, "a link of a tag")
        for a, kinds in rel
        if "tag" in kinds and "category" not in kinds and words_of(a)
    )


def _speaks(language: str, texts: Sequence[str]) -> bool:
    """Whether a declared language can be that of the text: a Latin one is not for a text in other letters."""
    joined = "".join(texts)[:4000]
    return not (
        LATIN_LANGUAGES.match(language)
        and len(CJK_ARABIC_CYRILLIC.findall(joined)) > 0.4 * max(1, len(joined))
    )


HTML = Reader("html", _claims, _read, marked=True)
