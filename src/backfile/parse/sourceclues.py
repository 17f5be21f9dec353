"""What a text says of its outlet: source lines, names in notices and calls, employers of writers, handles and hosts."""

# Tables of regular expressions, one meaning a line.
# ruff: noqa: E501

import re
from collections.abc import Sequence

from backfile.model import Dateline, Document, Field, SourceClue
from backfile.outletlist import known_outlet
from backfile.parse.besidedate import writer_and_outlet
from backfile.parse.bylines import AGENCY, DESK, LEADING, above_date, beside_date, writers_among
from backfile.parse.fields import field
from backfile.parse.masthead import press_office
from backfile.parse.outletnames import outlets_told
from backfile.parse.ownnames import outlets_below, outlets_over
from backfile.parse.ownwords import first_printed, spoke_to, works_for
from backfile.parse.phrases import AGENCIES, SOURCE_LABEL, any_of
from backfile.parse.sheet import Label
from backfile.parse.signed import signature_clues
from backfile.parse.webaddress import SOCIAL, URL, host_of
from backfile.patterns import late

__all__ = ["clues_of"]

# `北海新聞 2023/8/19 05:30`: the paper before the date.
EASTERN = late(
    r"(?P<name>[\u3040-\u30ff\u3400-\u9fff가-힣]{1,6}(?:新聞|新闻|日報|日报|時報|时报|晚報|晚报|通信|통신|일보|신문|뉴스|経済新聞))[\s　]+[\d(（]"
)
HANDLE = late(
    r"(?:t\.me/(?:s/)?|telegram\.me/|twitter\.com/|x\.com/|instagram\.com/|(?<![\w.])@)([A-Za-z][\w]{2,40})"
)
COPYRIGHT = late(
    r"(?:[©ⓒ]|\([cс]\)|copyright)\s*(?:[©ⓒ]|\([cс]\)|copyright)?\s*(?:(?:19|20)\d\d(?:\s*[-–—]\s*(?:19|20)?\d\d)?[,.]?\s*)?"
    r"(?P<name>(?:(?!(?:19|20)\d\d)[^.,;©ⓒ]|\.(?=[^\W\d_])){2,50})"
    r"|(?:^|[:：。\s])(?!本|文章|作品|网站|網站|所有|内容|內容)(?P<chinese>[\u3400-\u9fff]{2,14}?)(?:社|公司)?(?:版权所有|版權所有)"
    r"|^(?P<before>(?!.*(?:rights|copyright|all\b))[^\W\d_][^©\d.,;:|]{2,40}?)\s*©\s*(?:19|20)\d\d$|محفوظة\s+(?P<arabic>ل\S{2,20}(?:\s[^©\d.,;:|]{2,30})?)"
    r"|(?:版权|版權)(?:归|歸|属|屬于?)(?P<owner>[\u3400-\u9fff]{2,14}?)所有",
    re.IGNORECASE,
)
QUOTED_NAME = late(r"[«“„\"『「《]([^«»“”„\"『』「」《》]{2,50})[»”“\"』」》]")
# `© 2024 by X`, `© Copyright X`, `© Издательство X`.
NOTICE_WORDS = late(
    r"^(?:by|copyright|the copyright of|(?-i:SA|S\.A\.|ООО|АО|ТОВ|ЗАО|ПАО|ТзОВ|PT|CV))\s+", re.IGNORECASE
)
# The preposition glued to a name behind `rights of`, which swallows the first letter of the article.
ARABIC_FOR = late(r"^(?:لل|لـ\s?|ل(?=[\u0621-\u064a]{3}))")
LEGAL_FORM = late(
    r",?\s+(?:GmbH(?: & Co\b\.?(?: KG(?:aA)?)?)?|AG|KG|SE|mbH|e\.\s?V|Ltd|LTD|Limited|LIMITED|LLC|LLP|Inc|Corp(?:oration)?|plc|PLC|Co|Pty|P[Vv][Tt]|S\.?A\.?S?|S\.?r\.?l|S\.?p\.?A|S\.?L\.?U?|Ltda|B\.?V|N\.?V|AB|ASA?|A/S|Oy|OÜ|Sp\. z o\.?\s?o|s\.?\s?r\.?\s?o|a\.?\s?s|d\.?\s?o\.?\s?o|Kft|Zrt|A\.?Ş|(?:Gazetecilik|Yayıncılık|Medya|Basım|Haber(?:cilik)?)(?: [Vv]e \w+)*)\b\.?(?: KG| Co| Ltd)*(?=$|\W).*$|,?\s+(?:[Ss]p|[SsadBN])$|\s*(?:版权所有|版權所有|著作権|無断).*$"
)
NO_HOLDER = late(
    r"all\b|riproduzione|reproduc|reprodu[çz]|nachdruck|alle\b|tous\b|todos\b|tutti\b|wszelkie\b|все\b|всі\b|tüm\b|rights\b|material|content|inhalt|protected|this\b|the (?:author|copyright|content)|по\b|при\b|за\b|и\b|notice|policy|и́|保留|版权|版權|全|無断|جميع|كافة|تمام|کلیه",
    re.IGNORECASE,
)
# The paper that printed it, the station that sent it, the site to which whoever reprints must link.
PRINTED_IN = late(
    r"(?:газета|журнал|газете|журнале)\s+[«\"“]([^«»\"“”]{2,40})[»\"”],?\s*№|（刊于《([^《》]{2,20})》",
    re.IGNORECASE,
)
BROADCAST = late(
    r"über dieses thema berichtete\w*\s(?P<name>(?-i:[^\W\d_a-z]).{1,30}?)\s+(?:am|um|in)\s", re.IGNORECASE
)
LINK_WANTED = late(
    r"(?:(?:гипер)?ссылк\w+|посилання|линк\w*) на\s+(?:сайт\s+)?(?P<name>(?-i:[A-ZА-ЯЁІЇЄҐ«])[^,;—–]{1,30}?)(?=[.»]?$|[,;]|\s(?:обяз|обов|при|для|как|є|[—–-]))"
    r"|(?:link|credit|attribution) to\s+((?-i:[A-Z])[\w.& -]{1,30}?)(?=\.?$|[,;]|\s(?:is|must|and))",
    re.IGNORECASE,
)
# `Пишите в редакцию Harbour.ru`, `Write to the Harbour.com newsroom`: whose newsroom it is.
NEWSROOM = late(
    r"(?:редакци\w+|редакці\w+|redakcj\w+|redakci\w*|redaktion|rédaction de|redacción de|redação d[eoa]|redazione di|newsroom of|editors (?:of|at))\s[«\"“]?(?P<name>(?-i:[A-ZА-Я])[\w-]+\.[a-zа-я]{2,5})(?![\w/])",
    re.IGNORECASE,
)
FIRST_PRINTED = late(
    r"(?:first|originally|zuerst|initialement) (?:published|appeared|erschienen|paru|publié) (?:in|on|by|at|bei|auf|dans|sur|par) (?:the |der |dem )?(?P<name>(?-i:[A-ZÀ-Þ])[\w’'&. -]{2,36}?)(?=[.,;(]|$| on | and | under )",
    re.IGNORECASE,
)
SOURCE_INSIDE = late(
    rf"[|｜•·,，\s]\s*{any_of(SOURCE_LABEL)}\s*[:：]\s*(?P<name>[\u3400-\u9fff]{{2,14}}(?=\s|$)|[^|｜•·]{{2,40}}$)",
    re.IGNORECASE,
)
# Kinds of lines around the text in which an outlet's name may stand.
BESIDE = frozenset(
    (
        "section",
        "role",
        "furniture",
        "footer",
        "byline",
        "date",
        "deck",
        "source",
        "dateline",
        "subhead",
        "reporting",
    )
)
# Who a writer works for, as American papers print it under the name: `Associated Press Writer`, `Times Staff Writer`.
WRITES_FOR = late(
    r"(?P<name>(?:[A-Z][\w.&'’]*\s){1,4}?)(?:(?:[A-Z][a-z]+ )?Staff |Sports |Political |Business |Foreign |Medical |Science )?(?:Writers?|Correspondents?|Reporters?)"
)
AGENCY_WRITER = late(
    rf"\bBy [A-Z][^,;:]{{3,40}}? (?P<name>{any_of(tuple(re.escape(n) for n in AGENCIES if ' ' in n))}) Writer\b"
)
NOT_OUTLET = frozenset(("Staff", "Chief", "Senior", "Special", "Freelance", "Contributing", "Sports", "Political", "Business",
                        "Foreign", "Medical", "Science", "Our", "Court", "Crime", "Education", "Health", "Features", "News"))  # fmt: skip
PIECES = late(r"\s*[|•·,،–—/>»›]\s*|\s+-\s+|\s*[:：]\s*")
WORDED = late(r"[^\W\d_]")
# The clues that name an outlet of their own accord.
TELLING = ("field", "line", "agency", "byline", "notice", "copyright")


def clues_of(
    document: Document,
    labels: Sequence[Label],
    dateline: Dateline | None,
    byline: Sequence[str],
    url: str | None,
) -> tuple[SourceClue, ...]:
    """Return what the file says of its outlet, strongest first, each hint once."""
    clues: list[SourceClue] = []
    cited: list[SourceClue] = []
    declared = _declared(document)
    if declared is not None:
        clues.append(SourceClue("field", declared.values[0], declared.line))
    for label in labels:
        if label.kind == "source" and not URL.match(label.value):
            name = label.value if re.search(r"\.\w\.$", label.value) else label.value.rstrip(".")
            whose = cited if AGENCY.fullmatch(name) else clues  # a paper cites agencies as its source
            whose.append(SourceClue("line", name, label.passage.line))
        elif label.kind == "date" and (match := SOURCE_INSIDE.search(label.passage.text)):
            clues.append(SourceClue("line", match.group("name").strip(), label.passage.line))
        elif label.kind == "date" and (paper := EASTERN.match(label.passage.text)):
            clues.append(SourceClue("byline", paper.group("name"), label.passage.line))
        elif label.kind == "date" and (outlet := writer_and_outlet(label.passage.text)[1]):
            clues.append(SourceClue("byline", outlet, label.passage.line))
    asked = url if declared is None else None  # a declared outlet need not be looked for in the text
    wired = declared is None and byline and all(map(AGENCY.fullmatch, byline))
    clues.extend(SourceClue("byline", name, 0) for name in byline if wired)
    clues.extend(outlets_over(labels) if declared is None else ())
    clues.extend(cited)
    clues.extend(outlets_told(labels, (host_of(asked) if asked is not None else None) or ""))
    clues.extend(_named(labels))
    for label in above_date(labels):
        parts = label.passage.text.split(", ")
        outlets = (part for part in parts if not AGENCY.fullmatch(part) and part not in writers_among(parts))
        clues.extend(SourceClue("byline", outlet, label.passage.line) for outlet in outlets)
    for label in labels:
        if label.kind == "byline" and (desk := DESK.fullmatch(LEADING.sub("", label.value.strip(), count=1))):
            clues.append(SourceClue("byline", desk.group("outlet"), label.passage.line))
        elif label.kind == "date" and AGENCY.fullmatch(beside := beside_date(label.passage.text)):
            clues.append(SourceClue("byline", beside, label.passage.line))
    clues.extend(
        SourceClue("byline", name, 0) for name in byline if AGENCY.fullmatch(name) or known_outlet(name)
    )
    clues.extend(_employers(labels))
    if dateline is not None and dateline.agency:
        clues.append(SourceClue("agency", dateline.agency, dateline.line))
    if url is not None and (host := host_of(url)):
        clues.append(SourceClue("host", host, 0))
    for label in labels:
        if label.kind in ("footer", "furniture", "url", "source", "tags"):
            clues.extend(_footer_clues(label))
    clues.extend(signature_clues(labels))
    if declared is None:
        clues.extend(first_printed(labels))
        clues.extend(outlets_below(labels))
        clues.extend(() if any(clue.kind in TELLING for clue in clues) else spoke_to(labels))
    return tuple({(clue.kind, clue.text): clue for clue in reversed(clues)}.values())[::-1]


def _declared(document: Document) -> Field | None:
    """Return the field that names the outlet: note-taking programs have the address as `source`, the name as `site`."""
    named = tuple(f for f in document.fields if not URL.match("".join(f.values[:1])))
    return field(named, "source")


def _employers(labels: Sequence[Label]) -> list[SourceClue]:
    """Return the outlets that the lines under a byline name as the writer's."""
    clues = []
    above = ""
    for label in labels:
        text = label.passage.text
        if label.kind == "furniture" and "Writer" in text and len(text) <= 400:
            found = AGENCY_WRITER.search(text)
        else:
            found = WRITES_FOR.fullmatch(text) if label.kind == "role" and len(text) <= 60 else None
        if found and not NOT_OUTLET.intersection(found.group("name").split()):
            clues.append(SourceClue("byline", found.group("name").strip(), label.passage.line))
        elif (label.kind in ("role", "byline") or above == "byline") and (told := works_for(label)):
            clues.append(told)
        above = label.kind
    return clues


def _named(labels: Sequence[Label]) -> list[SourceClue]:
    """Return short lines around the text that may be an outlet's name, and name parts beside dates and bylines."""
    clues: list[SourceClue] = []
    for label in labels:
        text = label.passage.text
        if label.kind in BESIDE and len(text) <= 160:
            line = label.passage.line
            pieces = [text, *PIECES.split(text)]
            dated = (piece for piece in pieces if any(map(str.isdigit, piece)) and WORDED.search(piece))
            pieces += map(beside_date, tuple(dated))
            named = (
                p
                for piece in dict.fromkeys(pieces)
                if (p := piece.strip('（）()[]【】《》«»“”"'))
                and 2 <= len(p) <= 40
                and not any(map(str.isdigit, p))
            )
            clues.extend(SourceClue("name", piece, line) for piece in named if piece[0].isalnum())
    return clues


def _footer_clues(label: Label) -> list[SourceClue]:
    text, line = label.passage.text, label.passage.line
    clues = []
    if office := press_office(text):
        clues.append(SourceClue("line", office, line))
    if name := _named_by(PRINTED_IN, text):
        clues.append(SourceClue("line", name, line))
    if name := _named_by(FIRST_PRINTED, text):
        clues.append(SourceClue("line", name, line))
    if name := _named_by(BROADCAST, text):
        clues.append(SourceClue("name", name, line))
    clues += [SourceClue("handle", handle, line) for handle in HANDLE.findall(text)]
    for url in URL.findall(text):
        host = host_of(url)
        if host and host not in SOCIAL:
            clues.append(SourceClue("host", host, line))
    if label.kind == "footer" and (name := _named_by(NEWSROOM, text)):
        clues.append(SourceClue("line", name, line))
    if (name := _named_by(COPYRIGHT, text)) and (holder := _holder(text, name)):
        # A company is not the outlet that it owns; the name in the page's own last line is.
        named = label.kind == "footer" and LEGAL_FORM.search(name) is None and len(holder.split()) <= 5
        clues.append(SourceClue("notice" if named else "copyright", holder, line))
        if holder != name:  # the register may know the whole name
            clues.append(SourceClue("copyright", name, line))
    if name := _named_by(LINK_WANTED, text):
        clues.append(SourceClue("line", name, line))
    return clues


def _holder(text: str, name: str) -> str | None:
    """Return the outlet of a copyright notice: the quoted name, else the name without legal form; None for none."""
    quoted = QUOTED_NAME.search(text[: text.find(name) + len(name) + 60])
    if quoted and quoted.start() <= text.find(name) + len(name):
        return next(group for group in quoted.groups() if group).strip()
    name = ARABIC_FOR.sub(lambda match: "ال" if match.group() == "لل" else "", name)
    name = LEGAL_FORM.sub("", NOTICE_WORDS.sub("", name, count=1)).strip(" -–—|&")
    return name if len(name) >= 2 and not NO_HOLDER.match(name) else None


def _named_by(form: re.Pattern[str], text: str) -> str | None:
    """Return the name that a form of words gives, whichever of its groups holds it."""
    match = form.search(text)
    return next(name for name in match.groups() if name).strip(' «»"“”.') if match else None
