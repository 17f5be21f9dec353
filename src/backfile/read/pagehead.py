"""What stands at the head of a saved article: headline, deck, byline, date and source as the page prints them."""

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from backfile.outletlist import known_outlet, outlets_within
from backfile.patterns import late
from backfile.read.fragment import classes_of, words_of
from backfile.read.pagebody import Body
from backfile.read.pagemeta import PageMeta
from backfile.read.pageschema import Said
from backfile.read.pagetree import Block, fold, weight

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = [
    "AGENCY",
    "DECK",
    "Headline",
    "deck_of",
    "headline_of",
    "site_names",
    "source_of",
    "tail_of",
    "titles_of",
    "without_site",
    "zones",
]

PARTED = late(
    r"\s+[-–—|·•:»«/]\s+|\s*[|｜_]\s*|\s*-{2,}\s*|(?<=[\u3040-\u9fff])\s?[-–—]\s?(?=[\u3040-\u9fff\w])|\s::\s"
)
TITLE_NAME = late(
    r"head-?line|(?:^|[\s_-])title|titel|titre|titulo|entry-title|post-title|заголов", re.IGNORECASE
)
KICKER = late(
    r"kicker|overline|over-?title|dach-?zeile|top-?line|eyebrow|spitz-?marke|antetitulo|vor-?titel"
    r"|occhiello|surtitre|rubric|label|badge|category",
    re.IGNORECASE,
)
# Of a standfirst between the lead picture and the text, which only its place outside of the text proves.
SURE_DECK = late(
    r"sub-?titl?e|sub-?head|sub-?titulo|subtitel|stand-?first|(?:^|[\s_-])de[ck]k?(?:$|[\s_-])|chapo"
    r"|chapeau|entradilla|bajada|copete|sottotitolo|unter-?(?:zeile|titel)|catenaccio|manchet"
    r"|strapline|sub_tit|tit_sub|under-?rubrik|preamble|accroche|synopsis|(?:^|\s)opener(?:$|\s)"
    r"|(?<!ad[_-])(?<!ads[_-])(?:(?<=[\s_-])|^)(?:spot|sapou?|daodu|strap)(?:$|\s|[_-](?:text|baslik))",
    re.IGNORECASE,
)
DECK = late(
    r"excerpt|intro(?!duction)|teaser|(?:^|[\s_-])lea?de?(?:$|[\s_-])|summ(?:ary|ury|[_-])|abstract|sumario|resumo"
    r"|linha-?fina|vorspann|vorspan|anons|announce|description|(?:^|[\s_-])desc(?:$|[\s_-])|leadtext"
    r"|ingress|perex|zhaiyao|lid\b|overview|podzagolovok|podvodka|lid-?text|blurb"
    r"|(?:^|[\s_-])(?:opener|descp|gancho)(?:$|\s)|(?-i:[a-z](?:Lead|Lede|Desc)(?![a-z]))",
    re.IGNORECASE,
)
# A label before the outlet that a text is taken from, and the name up to the next part of the line.
SOURCE = late(
    r"(?:^|[\s　|｜•·,;/()（）\[\]—–-])(?:来源|來源|稿源|消息来源|资料来源|信息来源"
    r"|source|sources|original source|quelle"
    r"|fuente|fonte|источник|джерело|źródło|zdroj|kaynak|bron|izvor|منبع|المصدر|出典|出处|提供元|출처|nguồn"
    r"|स्रोत)"
    r"\s*[:：]\s*(?P<name>[^|｜•·;；\n]{2,60}?)(?=\s*(?:[|｜•·;；)）\]]|$|\s{2,}|\d{4}[-年./]|作者|编辑|編輯|责任|責任"
    r"|记者|字号|\s(?:author|autor|автор|дата|date|fecha|datum)\b))",
    re.IGNORECASE,
)
RIGHTS = late(r"[©ⓒ]|copyright|\([cс]\)\s?(?:19|20)\d\d", re.IGNORECASE)
SOURCE_NAME = late(
    r"(?<![a-z-])(?:source|source-?name[a-z-]*|article-?source|media-?name|fuente|quelle)(?![a-z-])",
    re.IGNORECASE,
)
AGENCY = late(
    r"(?P<name>AP|Associated Press|The Associated Press|Reuters|REUTERS|AFP|Agence France-Presse|dpa"
    r"|DPA|EFE|ANSA|APA|PAP|ČTK|MTI|TASR|Lusa|Belga|ANP|TT|NTB|Ritzau|STT|BNS|ELTA|TASS|ТАСС"
    r"|РИА Новости|RIA Novosti|Интерфакс|Interfax|Sputnik"
    r"|Укринформ|Укрінформ|Ukrinform|УНІАН|УНИАН|БелТА|Xinhua|新华社|中新社|中央社|CNA|Kyodo|共同通信|時事通信|Yonhap"
    r"|연합뉴스|PTI|ANI|IANS|AAP|Anadolu|AA|IRNA|ISNA|ایرنا|ایسنا|Europa Press|Notimex|Télam|Bloomberg|UPI"
    r"|PA Media|Keystone-SDA|SDA|sda)"
    r"(?:\s*[,/|–-]\s*(?P<place>[A-ZÀ-Þ][\w .'’À-ÿ-]{1,40}))?"
)


class Headline(msgspec.Struct, frozen=True):
    """The headline and where it stands."""

    value: str
    """As printed, else as declared."""
    line: int
    """Line in the raw file; 0 when it is not known."""
    index: int
    """Index of its block; -1 when the page does not print it."""


def site_names(meta: PageMeta) -> frozenset[str]:
    """Return the folded names that the page gives to its own site, and the labels of its host."""
    names = {s.value for name in ("publisher", "source", "site") for s in meta.all(name)}
    for said in meta.all("url"):
        host = (urlsplit(said.value).hostname or "").removeprefix("www.")
        names |= {host, *host.split(".")[:-1]}
    parts = {part for name in names for part in PARTED.split(name)}
    return frozenset(folded for name in names | parts if len(folded := fold(name)) >= 2)


def without_site(title: str, names: frozenset[str], also: Iterable[str] = ()) -> str:
    """Return a title without the site's name at its end or beginning; what is not proven to be that name stays."""
    known = names | {fold(word) for word in also if word}
    ends = [*PARTED.finditer(title)]
    for match in reversed(ends):
        tail = fold(title[match.end() :])
        if tail and (
            tail in known
            or (len(tail) > 5 and any(tail.startswith(n) or n.startswith(tail) for n in known if len(n) > 5))
        ):
            title = title[: match.start()]
        else:
            break
    for match in PARTED.finditer(title):
        if fold(title[: match.start()]) in names and len(title) - match.end() > 15:
            return title[match.end() :].strip()
        break
    return title.strip()


def titles_of(meta: PageMeta, names: frozenset[str]) -> tuple[str, ...]:
    """Return what the page declares as its headline, without the site's name, the surest first."""
    sections = [s.value for s in meta.all("section")]
    texts = [*meta.all("headline"), *meta.all("title")]
    cut = (without_site(s.value, names, sections) for s in texts)
    return tuple(dict.fromkeys(t for t in cut if t and fold(t) not in names))


def _match(text: str, titles: Sequence[str]) -> float:
    """Return how well a printed line matches a declared title: 1 for the same, less for a part."""
    best = 0.0
    mine = fold(text)
    for title in titles:
        other = fold(title)
        if not mine or not other:
            continue
        if mine == other:
            return 1.0
        short, long = sorted((mine, other), key=len)
        if short in long and len(short) >= 6:
            best = max(best, len(short) / len(long))
    return best


def headline_of(
    blocks: Sequence[Block], body: Body, meta: PageMeta, names: frozenset[str]
) -> Headline | None:
    """Return the headline: the printed line that the page declares, else the nearest large heading above the text.

    Without either it is the declared one; the site's name is cut off only where it is proven.
    """
    titles = titles_of(meta, names)
    best, most = -1, 2.0
    for i, block in enumerate(blocks[: body.first + 2]):
        if not block.text or weight(block.text) > 600 or fold(block.text) in names:
            continue
        level = {"h1": 2.0, "h2": 1.0, "h3": 0.5}.get(block.tag, 0.0)
        named = "headline" in (block.element.get("itemprop") or "") or bool(TITLE_NAME.search(_around(block)))
        match = _match(block.text, titles)
        score = (6 * match if match >= 0.5 else 0) + max(level, 1.2 * named) + i / (body.first + 2)
        score -= 3.0 * (block.box is not None) + 1.5 * (block.links > 0.9 and match < 1)
        if match < 0.5 and (
            i > body.first or not (level == 2.0 or named) or (titles and body.first - i > 25)
        ):
            continue
        if i >= body.first and match < 0.8:
            continue
        if score >= most:
            best, most = i, score
    if best >= 0:
        block = blocks[best]
        return Headline(_without_kicker(block, titles), block.line, best)
    said = meta.first("headline") or meta.first("title")
    return Headline(titles[0], said.line if said else 0, -1) if titles else None


def _around(block: Block) -> str:
    above = block.element.getparent()
    alone = above is not None and next(itertools.islice(above, 2, None), None) is None
    return classes_of(block.element) + " " + (classes_of(above) if above is not None and alone else "")


def _without_kicker(block: Block, titles: Sequence[str]) -> str:
    """Return the words of a heading without the rubric that stands inside it, when the page declares it without."""
    for child in block.element:
        said = words_of(child) if isinstance(child.tag, str) else ""
        rest = block.text.replace(said, " ", 1).strip(" :|–—-") if said else ""
        if rest and (
            any(fold(rest) == fold(t) for t in titles)
            or (KICKER.search(classes_of(child)) and len(said) < len(rest))
        ):
            return re.sub(r"\s+", " ", rest)
    return block.text


def zones(blocks: Sequence[Block], body: Body, headline: Headline | None) -> tuple[list[int], list[int]]:
    """Return the indexes of the blocks (above the headline, between headline and text) of the article's own part."""
    at = headline.index if headline is not None else -1
    start = at if at >= 0 else max(0, body.first - 10)
    scope = _common(blocks[start].element, body.region)
    mine = [i for i in range(max(0, start - 14), body.first) if _below(blocks[i].element, scope)]
    wider = next((a for n, a in enumerate(scope.iterancestors()) if n == 1), scope)
    above = [i for i in mine if i < start and blocks[i].links < 0.9][-8:]
    above += [
        i
        for i in range(max(0, start - 3), start)
        if i not in mine and blocks[i].box is None and _below(blocks[i].element, wider)
    ]
    return above, [i for i in range(start + (at >= 0), body.first) if i in mine or at >= 0]


def tail_of(blocks: Sequence[Block], body: Body, headline: Headline | None) -> list[int]:
    """Return the indexes of the blocks after the text, in the element that holds headline and text."""
    start = headline.index if headline is not None and headline.index >= 0 else body.first
    scope = _common(blocks[start].element, body.region)
    return [
        i for i in range(body.last + 1, min(len(blocks), body.last + 9)) if _below(blocks[i].element, scope)
    ]


def _common(one: "HtmlElement", other: "HtmlElement") -> "HtmlElement":
    ancestors = [one, *one.iterancestors()]
    mine = {id(a) for a in ancestors}
    return next((a for a in [other, *other.iterancestors()] if id(a) in mine), ancestors[-1])


def _below(element: "HtmlElement", scope: "HtmlElement") -> bool:
    return any(above is scope for above in element.iterancestors())


def deck_of(blocks: Sequence[Block], body: Body, headline: Headline | None, meta: PageMeta) -> int:
    """Return the index of the block that is the deck, -1 when there is none.

    A standfirst that the page names as such, a smaller heading, or the declared description, between the headline
    and date, byline or picture. Below the picture only its own name proves a deck: else it opens the text.
    """
    if headline is None or headline.index < 0:
        return -1
    described = {fold(s.value) for name in ("deck", "description") for s in meta.all(name)}
    pictured = False
    for i in range(headline.index + 1, body.first + 1):
        block = blocks[i]
        pictured = pictured or block.tag == "figure"
        names = _around(block) + " " + (block.element.get("itemprop") or "")
        heavy = weight(block.text)
        if (
            block.box is not None
            or not 25 <= heavy <= 900
            or block.links > 0.5
            or block.tag == "figure"
            or block.folded == fold(headline.value)
        ):
            continue
        own = block.element.getparent() is body.parent
        sure = (
            bool(SURE_DECK.search(names))
            or block.element.get("itemprop") in ("abstract", "alternativeHeadline")
            or (block.element.get("itemprop") == "description" and block.tag == "p")
            or (block.tag in ("h2", "h3", "h4") and i < body.first and not pictured)
        )
        likely = bool(DECK.search(names)) and (not own or _set_apart(blocks, i, body))
        told = block.folded in described and not own and body.parent is not None
        apart = pictured and likely and _set_apart(blocks, i, body)
        if sure or apart or ((likely or told) and not pictured):
            return i if i < body.first or i < body.last else -1
    return -1


def _set_apart(blocks: Sequence[Block], i: int, body: Body) -> bool:
    """Whether a picture, a byline or a date parts a line from the text below it; a writer may stand over the date."""
    below = blocks[i + 1] if i + 1 < min(len(blocks), body.last) else None
    if below is None or below.box is not None:
        return False
    under = i + 2 < body.last and weight(below.text) <= 40 and blocks[i + 2].box is None
    return _parts(below) or (under and below.tag != "figure" and _parts(blocks[i + 2]))


def _parts(block: Block) -> bool:
    """Whether a block is a picture or tells a day or time in few words."""
    dated = weight(block.text) <= 120 and re.search(r"(?:19|20)\d\d|\d{1,2}[:.]\d\d", block.text) is not None
    return block.tag == "figure" or dated or next(block.element.iter("time"), None) is not None


def source_of(
    blocks: Sequence[Block], places: Sequence[int], meta: PageMeta, headline: Headline | None
) -> Said | None:
    """Return the outlet: the source line that the page prints, the declared source, the publisher, the site."""
    for i in places:
        text = blocks[i].text
        match = SOURCE.search(text) if len(text) <= 200 else None
        if match and match.group("name").strip(" ()（）"):
            return Said(match.group("name").strip(" ()（）.,"), blocks[i].line, "a source label")
    for i in places:
        agency = AGENCY.fullmatch(blocks[i].text)
        if agency:
            return Said(agency.group("name"), blocks[i].line, "an agency named under the headline")
    for i in places:
        first = re.split(r"\s?[/／|｜·]\s?", blocks[i].text, maxsplit=1)[0]
        if len(blocks[i].text) <= 80 and first != blocks[i].text and (name := known_outlet(first)):
            return Said(name, blocks[i].line, "a known outlet beside the writer")
    for i in places:
        named = _named_source(blocks[i])
        if named is not None:
            return named
    for name in ("taken from", "publisher", "source", "site"):
        for said in meta.all(name):
            value = re.sub(r"^(?:来源|來源|source)\s*[:：]\s*", "", said.value, flags=re.IGNORECASE).strip()
            if (
                2 <= len(value) <= 90
                and "://" not in value
                and not re.search(r"©|\(c\)|copyright|版权|保留|rights|\d{4}", value, re.IGNORECASE)
            ):
                return Said(value, said.line, said.why)
    return (_titled(blocks, meta, headline) if headline is not None else None) or _known(
        blocks, meta, headline
    )


def _known(blocks: Sequence[Block], meta: PageMeta, headline: Headline | None) -> Said | None:
    """Return the known outlet behind the page's title, alone on a line above the headline, or in its rights line."""
    said = meta.first("title")
    for part in PARTED.split(said.value)[:0:-1] if said is not None else ():
        name = known_outlet(part) or next(outlets_within(part), None)
        if said is not None and name and part.startswith(name):
            return Said(name, said.line, "the title of the page, which ends in a known outlet")
    above = headline.index if headline is not None and headline.index > 0 else 0
    for block in blocks[:above]:
        if len(block.text) <= 60 and (name := known_outlet(block.text)):
            return Said(name, block.line, "a known outlet alone on a line above the headline")
    rights = (b for b in reversed(blocks) if len(b.text) <= 300 and RIGHTS.search(b.text))
    held = ((name, b) for b in rights for name in outlets_within(b.text) if not AGENCY.fullmatch(name))
    found = next(held, None)
    return Said(found[0], found[1].line, "a rights line that names a known outlet") if found else None


def _titled(blocks: Sequence[Block], meta: PageMeta, headline: Headline) -> Said | None:
    """Return what stands beside the headline in the page's title, when the page prints it as its own name too."""
    said = meta.first("title")
    if said is None:
        return None
    mine = fold(headline.value)
    for match in PARTED.finditer(said.value):
        before, after = said.value[: match.start()].strip(), said.value[match.end() :].strip()
        for title, name in ((before, after), (after, before)):
            if fold(title) != mine or not 2 <= len(name) <= 40 or PARTED.search(name):
                continue
            printed = any(
                b.folded == fold(name) or ("©" in b.text and fold(name) in b.folded) for b in blocks
            )
            if printed:
                return Said(name, said.line, "the title of the page and a line on it")
    return None


def _named_source(block: Block) -> Said | None:
    """Return the outlet in an element that the page names as the source, without a label before it."""
    if len(block.text) > 200 or block.box is not None:
        return None
    for element in block.element.iter("a", "span", "em", "strong", "div", "p"):
        text = words_of(element)
        if (
            SOURCE_NAME.search(classes_of(element))
            and 2 <= len(text) <= 40
            and not re.search(r"\d|[:：]", text)
        ):
            return Said(text, element.sourceline or 1, "an element named as the source")
    return None
