"""Which blocks of a page are the article: trafilatura says which text it is, the page's own elements say the rest.

trafilatura drops or joins a paragraph now and then and loses captions. So its text serves as evidence only: the
smallest element that holds nearly all of it is the article's, and of that element's blocks everything between the
first and the last evident one is kept but what the page names as furniture and lists of links.
"""

import copy
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from backfile.patterns import late
from backfile.read.fragment import classes_of, words_of
from backfile.read.pagetree import ENDED, HEADINGS, Block, box_of, fold, prose, weight

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Body", "Judged", "body_of", "evidence_of", "judged"]

SHARE, NEAR = 0.75, 6
LISTED = "a title in a list"
# Why what stands under a heading of links is none of the text.
BOXED = "the page names it as furniture"
LINKED = ("nothing but links", "a list of links", "a label and a link to another text", LISTED, BOXED)
ANNOUNCES = late(
    r"(?:related|see also|read (?:more|also|next)|more (?:on|from|stories|news)|most (?:read|popular)"
    r"|recommended|you (?:may|might) also like|comments?|leave a (?:reply|comment)|share this|tags"
    r"|about the author|filed under"
    r"|mehr zum thema|lesen sie auch|weitere (?:artikel|meldungen|nachrichten)|ähnliche artikel"
    r"|das könnte sie|kommentare?|auch interessant|meistgelesen|über den autor|noticias relacionadas"
    r"|artículos relacionados|más información|más sobre (?:este|el) tema|lea también"
    r"|te puede interesar|lo más leído|comentarios"
    r"|à lire aussi|lire aussi|sur le même sujet|articles? (?:liés|similaires)|commentaires?"
    r"|leggi anche|articoli correlati|leia (?:também|mais)|notícias relacionadas|veja também"
    r"|comentários|lees ook|läs (?:också|mer)|czytaj (?:też|także)|ilgili haber"
    r"|читайте также|материалы по теме|по теме|другие новости|новости по теме|комментарии|похожие"
    r"|популярное|читайте також|новини за темою|коментарі"
    r"|相关(?:新闻|阅读|文章|报道)|相關(?:新聞|閱讀|文章)|推荐阅读|热门"
    r"|延伸(?:阅读|閱讀)|评论|阅读下一篇|関連記事|関連ニュース|おすすめ|コメント|관련 ?기사|댓글"
    r"|اقرأ (?:أيضا|أيضاً)|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|التعليقات|الأكثر قراءة"
    r"|مطالب مرتبط|اخبار مرتبط|بیشتر بخوانید|نظرات|دیدگاه)",
    re.IGNORECASE,
)  # fmt: skip
CLOCK_ALONE = late(
    r"(?:\D{0,12}\s)?\d{1,2}\s?(?:[:.h]|時|时|시)\s?(?:\d{2}\s?(?:분|分)?)?\s?(?:[ap]\.?m\.?|uhr|gmt|utc|cet|bst|[ec][sd]?t)?",
    re.IGNORECASE,
)
END_MARK = late(r"\W*(?:انتهای پیام|پایان پیام|انتهى|ends?|-30-|#{3,})\W*(?:[\w.]{1,8}/?)?", re.IGNORECASE)
FORMER_TITLE = late(r"\s*(?:原标题|原標題|原题)\s*[:：]")
LEADS = late(r"lead|lede|intro|teaser|anons|summary|lid\b|perex|ingress", re.IGNORECASE)
# Words with which an outlet asks its readers for something, at the end of a text.
ADDRESSES = late(
    r"\b(?:subscribe|sign up|newsletter|donate|support (?:us|our)|follow us|join (?:us|our)"
    r"|become a member|download (?:the|our)|click here|have a tip|unterstützen sie|abonnieren"
    r"|newsletter|spende|folgen sie uns|mitglied werden"
    r"|suscríb|síguenos|apóyanos|dona|abonnez-vous|inscrivez-vous|suivez|soutenez|faites un don"
    r"|iscriviti|seguici|sostieni|assine|inscreva|siga-nos|apoie|abonneer|volg ons|prenumerera"
    r"|följ oss)"
    r"|подпи(?:шитесь|сывайтесь|саться)|поддерж(?:ите|ать)|telegram|телеграм|whatsapp|підпи(?:шіться"
    r"|суйтесь)|підтрима|订阅|关注|扫码|下载|訂閱|關注|登録"
    r"|フォロー|구독|اشترك|تابعنا|تابعونا|عضو شوید|کانال|دنبال کنید",
    re.IGNORECASE,
)  # fmt: skip


class Body(msgspec.Struct):
    """Where the article's text stands among the blocks of a page."""

    region: "HtmlElement"
    """The smallest element that holds nearly all evident text."""
    first: int
    """Index of the first block of the text."""
    last: int
    """Index of the last one."""
    hits: frozenset[int]
    """Indexes of the blocks whose words the evidence holds."""
    paragraph: tuple[str, str, str]
    """Element, class and style of most of its paragraphs."""
    parent: "HtmlElement | None"
    """The element that holds most of its paragraphs; None when no single one does."""


class Judged(msgspec.Struct):
    """A block between headline and end of the article, and whether it is text."""

    index: int
    """Index among the page's blocks."""
    kept: bool
    """Whether it is the article's."""
    why: str
    """Why not."""


def evidence_of(root: "HtmlElement", declared: str) -> str:
    """Return the folded text that trafilatura takes for the article, with the body that the page declares."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(
        copy.deepcopy(root), fast=True, favor_precision=True, include_comments=False, with_metadata=False
    )
    text = str(getattr(found, "text", "") or "")
    lines = [re.sub(r"^\s*(?:[-*•]|\d+\.)\s", "", line) for line in text.split("\n")]
    return "\n".join([*(fold(line) for line in lines), fold(declared)])


def body_of(blocks: Sequence[Block], evidence: str, titles: Sequence[str]) -> Body | None:
    """Return where the article's text is; None when the page has no running text of its own."""
    joined = evidence.replace("\n", "")
    lines = frozenset(evidence.split("\n"))
    hits = {
        i: weight(b.text)
        for i, b in enumerate(blocks)
        if _evident(b, joined, lines) and b.folded not in titles
    }
    told = {i: h for i, h in hits.items() if blocks[i].links < 0.8 and not _teaser(blocks, i)}
    hits = told if sum(told.values()) >= 0.4 * sum(hits.values()) else hits
    marked = _marked(blocks)
    if sum(hits[i] for i in hits if prose(blocks[i])) < 80:
        hits = _densest(blocks)
    if marked is not None and not _holds(marked, blocks, hits, 0.3):
        inside = {i: weight(b.text) for i, b in enumerate(blocks) if prose(b) and _within(b, marked)}
        if sum(inside.values()) > sum(hits.values()):
            hits = inside
    if not hits:
        return None
    sums: Counter[HtmlElement] = Counter()
    for i, heavy in hits.items():
        sums.update(dict.fromkeys(blocks[i].element.iterancestors(), heavy))
    total = sum(hits.values())
    region = blocks[0].element.getroottree().getroot()
    while (below := next((c for c in region if sums[c] >= SHARE * total), None)) is not None:
        region = below
    if marked is not None and sums[marked] >= 0.5 * total:
        region = marked if any(a is marked for a in region.iterancestors()) else region
    for block in blocks:  # what is named like furniture but holds much of the text is none
        if block.box is not None and sums[block.box] >= 0.3 * total:
            block.box = next((a for a in _boxes(block) if sums[a] < 0.3 * total), None)
    inside = {i: h for i, h in hits.items() if _within(blocks[i], region) and blocks[i].box is None}
    long = [i for i in inside if prose(blocks[i])] or list(inside)
    if not long:
        return None
    kinds: Counter[tuple[str, str, str]] = Counter()
    parents: Counter[HtmlElement] = Counter()
    for i in long:
        kinds[blocks[i].signature] += inside[i]
        parents[blocks[i].element.getparent()] += inside[i]
    parent, held = parents.most_common(1)[0]
    main = parent if held >= 0.6 * sum(inside[i] for i in long) else None
    body = Body(region, min(long), max(long), frozenset(inside), kinds.most_common(1)[0][0], main)
    _stretch(body, blocks, titles)
    return body


def _evident(block: Block, joined: str, lines: frozenset[str]) -> bool:
    if weight(block.text) >= 24:
        return bool(block.folded) and (
            block.folded in joined or (len(block.folded) > 80 and block.folded[10:70] in joined)
        )
    return block.folded in lines


def _teaser(blocks: Sequence[Block], i: int) -> bool:
    """Whether a block announces another article: a linked heading directly above it, in an element of such pairs."""
    for block in reversed(blocks[max(0, i - 3) : i]):
        if block.tag in HEADINGS:
            if block.links <= 0.8:
                return False
            around = next(a for a in blocks[i].element.iterancestors() if _within(block, a))
            near = [b for b in blocks[max(0, i - 40) : i + 40] if _within(b, around)]
            linked = sum(b.tag in HEADINGS and b.links > 0.8 for b in near)
            return linked >= 0.6 * sum(prose(b) for b in near)
        if weight(block.text) > 60 and block.links <= 0.8:
            return False
    return False


def _marked(blocks: Sequence[Block]) -> "HtmlElement | None":
    """Return the element that the page itself marks as the body of its article."""
    root = blocks[0].element.getroottree().getroot() if blocks else None
    found = (
        [
            e
            for e in root.iter()
            if isinstance(e.tag, str) and "articleBody" in (e.get("itemprop") or "").split()
        ]
        if root is not None
        else []
    )
    return max(found, key=lambda e: len(words_of(e)), default=None)


def _densest(blocks: Sequence[Block]) -> dict[int, int]:
    """Return the running text of the element that holds most of it, for pages on which trafilatura finds none."""
    held: Counter[HtmlElement] = Counter()
    for block in blocks:
        if prose(block) and block.box is None:
            parent = block.element.getparent()
            held[parent] += weight(block.text)
            if parent is not None and parent.getparent() is not None:
                held[parent.getparent()] += weight(block.text) // 2
    if not held:
        return {}
    best = held.most_common(1)[0][0]
    return {
        i: weight(b.text) for i, b in enumerate(blocks) if prose(b) and b.box is None and _within(b, best)
    }


def _boxes(block: Block) -> list["HtmlElement"]:
    return [a for a in reversed([block.element, *block.element.iterancestors()]) if box_of(a)]


def _within(block: Block, element: "HtmlElement") -> bool:
    return block.element is element or any(above is element for above in block.element.iterancestors())


def _holds(element: "HtmlElement", blocks: Sequence[Block], hits: dict[int, int], share: float) -> bool:
    return sum(h for i, h in hits.items() if _within(blocks[i], element)) >= share * sum(hits.values())


def _stretch(body: Body, blocks: Sequence[Block], titles: Sequence[str]) -> None:
    """Take in the running text beside the evident one that trafilatura has dropped: same parent, same kind."""
    for step in (-1, 1):
        at = body.first if step < 0 else body.last
        gap = 0
        while 0 <= at + step < len(blocks) and gap < 4:
            at += step
            block = blocks[at]
            if block.box is block.element and weight(block.text) <= 200:
                gap += 1  # a line to another text or a button between paragraphs
                continue
            if block.folded in titles or block.box is not None or not _within(block, body.region):
                break
            beside = block.element.getparent() is body.parent or (
                body.parent is None and block.signature == body.paragraph
            )
            if not beside or (block.tag in HEADINGS and step > 0 and ANNOUNCES.match(block.text)):
                break
            evident = step < 0 and at in body.hits and weight(block.text) >= 60 and block.tag not in HEADINGS
            short = step > 0 and weight(block.text) >= 25 and ENDED.search(block.text) and block.links < 0.3
            if evident or ((prose(block) or short) and block.signature == body.paragraph):
                body.first, body.last, gap = min(body.first, at), max(body.last, at), 0
            else:
                gap += 1


def judged(body: Body, blocks: Sequence[Block], start: int) -> list[Judged]:
    """Return for each block from `start` to the end of the article's element whether it is text of the article."""
    end = max(i for i in range(len(blocks)) if i <= body.last or _within(blocks[i], body.region))
    verdicts = []
    closed = _closing(body, blocks)
    for i in range(start, end + 1):
        block = blocks[i]
        if i < body.first:
            own = block.box is None and block.tag not in HEADINGS and block.links < 0.5
            evident = i in body.hits and block.element.getparent() is body.parent
            opening = (
                weight(block.text) >= 35
                and ENDED.search(block.text) is not None
                and LEADS.search(classes_of(block.element))
            )
            heading = block.tag in HEADINGS and i == body.first - 1 and _repeated(body, blocks, i)
            why = (
                ""
                if heading or (own and (evident or opening or prose(block)))
                else "stands between the headline and the text"
            )
        elif i > closed:
            why = "stands after the text"
        else:
            why = _why_not(body, blocks, i)
        why = why or _no_sentence(block.text)
        verdicts.append(Judged(i, not why, why))
    return _without_lone_headings(verdicts, blocks)


def _no_sentence(text: str) -> str:
    """Return why a line is not of the text whatever its element: the time of an entry, the headline of the source."""
    if CLOCK_ALONE.fullmatch(text):
        return "the time of an entry"
    if END_MARK.fullmatch(text):
        return "the mark of the end"
    return "the headline that the text had before" if FORMER_TITLE.match(text) and len(text) <= 80 else ""


def _repeated(body: Body, blocks: Sequence[Block], i: int) -> bool:
    """Whether a heading directly above the text is one of several of its kind inside it."""
    same = sum(b.signature == blocks[i].signature for b in blocks[body.first : body.last])
    return blocks[i].box is None and blocks[i].links < 0.5 and same >= 1


def _closing(body: Body, blocks: Sequence[Block]) -> int:
    """Return the index of the last block of the text: a box of another kind after the last paragraph is cut off.

    What directly follows the last paragraph as its sibling (a short line, a list, a picture) still belongs to it
    when the evidence holds it.
    """
    last = body.last
    while (
        last > body.first + 1
        and blocks[last].links > 0
        and ADDRESSES.search(blocks[last].text)
        and weight(blocks[last].text) <= 500
    ):
        last -= 1  # the outlet speaks to its readers
    own = [
        i
        for i in range(body.first, last + 1)
        if blocks[i].element.getparent() is body.parent or blocks[i].signature == body.paragraph
    ]
    if own and body.parent is not None:
        last = max(own)
    for i in range(body.first + 1, last + 1):
        block = blocks[i]
        if block.tag in HEADINGS and ANNOUNCES.match(block.text) and len(block.text) <= 60:
            after = [
                b
                for b in blocks[i + 1 : last + 1]
                if prose(b) and b.signature == body.paragraph and b.box is None
            ]
            parents = {b.element.getparent() for b in (block, *after)}
            goes_on = body.parent in parents and block.element.getparent() is not body.parent
            if len(after) <= 1 < i - body.first and not goes_on:
                return i - 1
    at = last
    while at + 1 < len(blocks) and blocks[at + 1].element.getparent() is blocks[last].element.getparent():
        at += 1
        block = blocks[at]
        if block.box is not None or not (at in body.hits or block.tag == "figure") or block.links > 0.6:
            break
        if block.links > 0 and ADDRESSES.search(block.text):
            break
        if block.tag in HEADINGS:
            break
        last = at
    return last


def _why_not(body: Body, blocks: Sequence[Block], i: int) -> str:
    """Return why a block between the first and the last of the text is none of it; empty when it is."""
    block = blocks[i]
    if block.box is not None:
        return BOXED
    if not block.text:
        return "" if block.tag == "figure" else "a picture of the page"
    if block.tag == "figure":
        return ""
    short = weight(block.text) < 60 and not ENDED.search(block.text)
    if block.tag in HEADINGS and _listed(block):
        return LISTED
    if block.links > 0.85 and not ENDED.search(block.text):
        return "nothing but links"
    if block.tag in ("ul", "ol") and block.links > 0.7:
        return "a list of links"
    if block.tag == "div" and block.links >= 0.5 and block.signature != body.paragraph:
        return "a label and a link to another text"
    same = block.element.getparent() is body.parent or block.signature == body.paragraph
    if short and not same and i not in body.hits and block.tag not in (*HEADINGS, "li", "ul", "ol", "dl"):
        return "a short line of another kind between paragraphs"
    if not same and i not in body.hits and not prose(block) and block.tag == "div":
        return "stands apart from the paragraphs"
    return ""


def _listed(block: Block) -> bool:
    """Whether a heading is most of what an entry of a list says: the title of another article."""
    entry = next(block.element.iterancestors("li"), None)
    return entry is not None and weight(block.text) >= 0.6 * weight(words_of(entry))


def _without_lone_headings(verdicts: list[Judged], blocks: Sequence[Block]) -> list[Judged]:
    """Turn down headings that no text follows before the next heading of their level or the end."""
    kept = [v for v in verdicts if v.kept]
    for n, verdict in enumerate(kept):
        block = blocks[verdict.index]
        if block.tag not in HEADINGS:
            continue
        below = kept[n + 1] if n + 1 < len(kept) else None
        cut = [
            v
            for v in verdicts
            if verdict.index < v.index < (below.index if below else verdicts[-1].index + 1)
        ]
        after = [v for v in verdicts if verdict.index < v.index <= verdict.index + NEAR]
        linked = any(v.why in LINKED for v in cut) or any(v.why == LISTED for v in after)
        if below is None or (linked and ANNOUNCES.match(block.text)):
            verdict.kept, verdict.why = False, "a heading without text under it"
    return verdicts
