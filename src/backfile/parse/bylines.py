"""Who wrote an article, and what it says of its outlet."""

import functools
import itertools
import re
from collections.abc import Sequence

from backfile.model import Dateline, Document, SourceClue
from backfile.parse.besidedate import writer_and_outlet
from backfile.parse.dateline import CITIES, WIRES
from backfile.parse.datemarks import without_label
from backfile.parse.dates import find_dates
from backfile.parse.fields import field
from backfile.parse.forms import is_name
from backfile.parse.masthead import press_office
from backfile.parse.monthnames import weekday_number
from backfile.parse.outletnames import outlets_told
from backfile.parse.phrases import AGENCIES, BYLINE, PUBLISHED, SOURCE_LABEL, UPDATED, any_of
from backfile.parse.sheet import Label
from backfile.parse.signed import signature_clues
from backfile.parse.webaddress import SOCIAL, URL, host_of
from backfile.parse.writers import NO_NAME, ROLE, given_name, place_and_writer
from backfile.patterns import late

__all__ = ["byline_of", "clues_of", "names_in"]

AND = late(
    r"\s+(?:and|AND|und|UND|et|y|e|i|a|и|і|та|og|och|ve|és|și|και|और|&)\s+|\s+en\s+(?!(?:Ciudad|Buenos|San|Santa|Santo|La|Las|Los|El|Nueva|Puerto|Costa|Estados|Río)\b)(?=[A-Z][\w'’-]+\s[A-Zvd])|\s+و\s+|\s*[;&、／|]\s*|\s*,\s*(?=[^\W\d_a-zа-я])"
)
TRAILER = late(
    r"\s*(?:Follow\b|@\w|<?[\w.+-]+@[\w-]+\.\w|\s[—–]\s|\s-\s|\d{1,2}[:.]\d\d|=$|\|.*\d|\s(?-i:in)\s(?-i:[A-Z])).*"
    r"|\s+(?:記者|记者|기자)$",
    re.IGNORECASE,
)
# A mail address between two writers, which parts them no less than `and` does.
MAIL_BETWEEN = late(
    r"\s*[(<\[]?[\w.+-]+@[\w-]+\.[\w.-]*\w[)>\]]?(?=\s*[,;/&]|\s+(?:and|und|y|et|e|en|i|и|і|og|och)\s|\s*$)"
)
# `Name, place or outlet or role in small letters`.
AFTER_COMMA = late(r"(?P<name>[^,]{4,45}),\s+(?=[^\W_A-ZÀ-ÞА-ЯЁІЇЄ]).*")
DESK = late(
    r"(?P<desk>(?:La |A |Da )?(?:Redacción|Redacció|Redação|Redazione|[Rr]édaction|Redakcja|Redakce|Redakcia|Redaktion|Редакция|Редакція|Редакции)(?: (?:de|da|do|di|du))?)\s+"
    r"(?P<outlet>(?!Web|Digital|Central|Online|Nacional|Internacional|Deportes|Econom|Pol[ií]t|Sport|Cultura)[^\W\d_a-z]\S*(?:\s\S+){1,4})"
)
PAPER = late(
    r"gazet|gazzet|noviny|listy|den[ií]k|dziennik|kurier|kurýr|courier|corrier|glos|głos|zeitung|blatt|bote|anzeiger|news|times|post|herald|journal|tribun|daily|online|portal|radio|rádio|\btv\b|media|press|web|diario|diário|jornal|giornale|haber|gündem|krant|dagblad|tidning|nyt|вест|новост|газет|портал|инфо|вісті|новини|правда|pravda",
    re.IGNORECASE,
)
# `Author 2` may be a name: these words are labels only with a colon.
NAMELIKE = ("author", "autor", "autora", "auteur", "autore", "text")
LEADING = late(
    rf"{any_of(BYLINE)}\s*[:：]\s+|{any_of(tuple(word for word in BYLINE if word not in NAMELIKE))}\s+",
    re.IGNORECASE,
)
# A link as note-taking programs write it: `[[Luc Verdier]]`, `[[people/Luc Verdier|Luc Verdier]]`.
LINKED = late(r"\[\[(?:[^\[\]|]*[|/])?([^\[\]|/]+)\]\]")
# `半月刊记者 林玉珊 方磊`, `記者林玉珊／臨河報導`: the outlet or nothing, the word for reporter, the names.
CJK_REPORTERS = late(
    r"[\u3400-\u9fff]{0,8}(?:记者|記者|通讯员|通訊員)[:：\s　]*(?P<names>[\u3400-\u9fff·]{2,4}(?:[\s　、，,]+[\u3400-\u9fff·]{2,4}){0,4})"
)
REPORTED_FROM = late(r"[／/\s　][\u3400-\u9fff]{0,6}(?:报道|報導|報道|專訪)$")
# Where the writer is, or in what role, in brackets; a page's word glued to the name: `Dan OrmePublished`.
BESIDE_NAME = late(
    rf"(?<=\w)\s/\s(?:{any_of(tuple(re.escape(name) for name in AGENCIES))}|[Ss]taff|[Cc]ontributing)\b.*$"
)
BEHIND_NAME = late(r"(?<=[^\W\d_]{2})\s?[(（][^()（）@]{2,60}[)）]\s*$")
GLUED_WORD = late(
    rf"(?<=[a-zß-ÿа-яё])(?-i:(?=[A-ZÀ-ÞА-Я])){any_of(PUBLISHED, UPDATED)}\s*[:：]?\s*$", re.IGNORECASE
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
IN_DATELINE = late(
    r"[〔【\[（(][\u3400-\u9fff]{0,6}?(?:記者|记者)(?P<taiwan>[\u3400-\u9fff]{3}|[\u3400-\u9fff]{2}|[\u3400-\u9fff]{4})(?:[／/]|(?=[\u3400-\u9fff]{2,8}\d{1,2}日))"
    r"|[\])]\s*(?P<korean>[가-힣]{2,4})\s?(?:기자|특파원)\s*=|[（(](?:本报|本報|新华社)?(?:记者|記者)[\s　]*(?P<name>[^）)]{2,16})[）)]"
)
REPORTER_SIGNS = ("者", "기자", "특파원")
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
CJK_WRITER = late(r"(?!星期|週|周)[\u3400-\u9fff々]{3,5}(?<![日网社版報报聞闻新開开信])")
BYLINE_INSIDE = late(
    r"(?:作者|記者|记者|撰文|文)\s*[:：]\s*(?P<name>[^\s|｜:：／/]{2,12})|記者(?P<taiwan>[\u4e00-\u9fff]{2,4})\s?[／/]"
)
SIGNED_CJK = late(
    r"[。」』](?:（(?:[^）、・]{2,8}[局社部班][・、　 ])?|【(?:[^】、・]{2,10}[・、])?)(?P<name>(?!.*(?:続く|終わり|下略|写真))[\u3400-\u9fff々]{3,5}(?:[、・　 ][\u3400-\u9fff々]{3,5}){0,3})[）】]$"
)
# The weekday before a date, apart from what stands before it: `Ann Lee — Friday, 25 November`, but `Sam 25 November`.
WEEKDAY = late(r"(?:^|(?<=[—–|•·]))\s*(?P<day>[^\W\d_][^\s\d,.]{2,14}),?\s*$")
PIECES = late(r"\s*[|•·,،–—/>»›]\s*|\s+-\s+|\s*[:：]\s*")
WORDED = late(r"[^\W\d_]")
AGENCY = late(any_of(tuple(re.escape(name) for name in (*AGENCIES, *WIRES))))
# Reasons for a byline that no word on the line gives.
ALONE = ("a name alone", "the page as a whole")
SIGNED = late(r"(?<=[.!?…”\"])\s\((?P<name>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]*){1,3})\)$")


def names_in(text: str) -> tuple[str, ...]:
    """Return the names that a byline holds, without roles, cities, addresses and handles."""
    text = LINKED.sub(r"\1", text)
    text = REPORTED_FROM.sub("", text)
    if reporters := CJK_REPORTERS.fullmatch(text.strip()):
        return tuple(re.split(r"[\s　、，,]+", reporters.group("names")))
    if placed := place_and_writer(text.strip()):
        return (placed[1],)
    text = GLUED_WORD.sub("", BEHIND_NAME.sub("", BESIDE_NAME.sub("", text)))
    text = LEADING.sub("", text, count=1) if LEADING.match(text) else text
    text = MAIL_BETWEEN.sub("", text) if "@" in text else text
    if desk := DESK.fullmatch(text.strip()):
        return (re.sub(r" (?:de|da|do|di|du)$", "", desk.group("desk")),)
    if (after := AFTER_COMMA.fullmatch(text)) and is_name(after.group("name")):
        text = after.group("name")
    text = TRAILER.sub("", re.split(r"\s*[|•·]\s*", text, maxsplit=1)[0]).strip(" .,:=*_|")
    found = tuple(dict.fromkeys(name for part in AND.split(text) if (name := part.strip(" .,*_()"))))
    return tuple(name for name in found if name not in CITIES) or found


def byline_of(document: Document, labels: Sequence[Label]) -> tuple[tuple[str, ...], int, str]:
    """Return (names, line, why): from the file's fields, byline lines, or a name beside the date."""
    declared = field(document.fields, "byline")
    if declared is not None:
        names = tuple(name for value in declared.values for name in names_in(value))
        told = field(document.fields, "source")
        house = told.values[0].casefold() if told else "\n"
        others = tuple(
            name for name in names[1:] if not re.match(rf"{re.escape(house)}(?![^\W_])", name.casefold())
        )
        return tuple(dict.fromkeys((*names[:1], *others))), declared.line, declared.said
    found: list[str] = []
    first: Label | None = None
    written = [label for label in labels if label.kind == "byline"]
    worded = [label for label in written if label.why.startswith("a byline word")]
    if worded:  # beside a writer whom the page names as one, a name alone is a rubric or somebody else's
        written = [label for label in written if not label.why.startswith(ALONE)]
    for label in written:
        first = first or label
        found.extend(name for name in names_in(label.value) if not _is_outlet_part(name, found))
    if first is not None:
        return tuple(dict.fromkeys(found)), first.passage.line, first.why
    for label in labels:
        begin = label.passage.text[:80] if label.kind == "paragraph" else ""
        inside = IN_DATELINE.search(begin) if any(map(begin.__contains__, REPORTER_SIGNS)) else None
        if inside:
            name = next(group for group in inside.groups() if group)
            return names_in(name), label.passage.line, "the word for reporter in the dateline"
    for label in labels:
        if label.kind == "date":
            beside = beside_date(label.passage.text)
            if inside := BYLINE_INSIDE.search(label.passage.text):
                return (
                    names_in(inside.group("name") or inside.group("taiwan")),
                    label.passage.line,
                    "a byline word beside the date",
                )
            after = re.split(r"[\s|・]+", label.passage.text)[-1]
            if CJK_WRITER.fullmatch(after) and after != beside:
                return (after,), label.passage.line, "a name after the date"
            if writer := writer_and_outlet(label.passage.text)[0]:
                return names_in(writer), label.passage.line, "a name and an outlet beside the date"
            written_out = not AGENCY.fullmatch(beside) or " " in beside  # `AFP | date` tells the source only
            beside = GLUED_WORD.sub("", beside)
            if written_out and (is_name(beside) or LEADING.match(beside) or given_name(beside)):
                return names_in(beside), label.passage.line, "a name beside the date"
    for label in _above_date(labels):
        parts = label.passage.text.split(", ")
        agencies = tuple(part for part in parts if AGENCY.fullmatch(part))
        return _writers(parts) or agencies, label.passage.line, "names beside an agency, above the date"
    last = next((label for label in reversed(labels) if label.kind == "paragraph"), None)
    signed = SIGNED_CJK.search(last.passage.text) if last else None
    if last and signed and not AGENCY.fullmatch(signed.group("name")):
        names = tuple(re.split(r"[、・　 ]", signed.group("name")))
        return names, last.passage.last_line, "a name in brackets after the last sentence"
    named = SIGNED.search(last.passage.text) if last else None
    if last and named and _signs(named.group("name")):
        return (named.group("name"),), last.passage.last_line, "a name in brackets after the last sentence"
    return (), 0, "no byline line"


def _signs(name: str) -> bool:
    """Whether what stands in brackets behind the last sentence is a person's name, not an agency or what gave a picture."""
    return is_name(name) and not (AGENCY.fullmatch(name) or NO_NAME.search(name) or PAPER.search(name))


def _above_date(labels: Sequence[Label]) -> list[Label]:
    """Return the lines directly above a date that name an agency and another: `Northern Gazette, AFP`."""
    found = []
    for label, below in itertools.pairwise(labels):
        if below.kind != "date" or label.kind not in ("role", "section", "deck"):
            continue
        parts = label.passage.text.split(", ")
        written_out = len(parts) > 1 or " " in parts[0]
        if written_out and len(parts) <= 4:
            short = all(len(part.split()) <= 4 and not any(c.isdigit() for c in part) for part in parts)
            if short and any(AGENCY.fullmatch(part) for part in parts):
                found.append(label)
    return found


def _writers(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the people in a list of names and agencies: they come first, and no word of theirs is a paper's."""
    if AGENCY.fullmatch(parts[0]):
        return ()
    return tuple(
        part for part in parts if not AGENCY.fullmatch(part) and is_name(part) and not PAPER.search(part)
    )


def _is_outlet_part(name: str, found: Sequence[str]) -> bool:
    """Whether a further part of a byline is the writer's outlet or office rather than a second writer."""
    return bool(found) and bool(
        ROLE.search(name)
        or AGENCY.fullmatch(name)
        or re.match(r"(?:The|Le|La|Der|Die|El|Il)\s", name, re.IGNORECASE)
        or not is_name(name)
    )


@functools.lru_cache(maxsize=256)  # asked for whole lines and for their pieces
def beside_date(text: str) -> str:
    """Return what a date line holds beside its dates and publication words."""
    rest, at = "", 0
    for date in find_dates(text):
        before = text[at : date.start]
        day = WEEKDAY.search(before)
        rest += (before[: day.start("day")] if day and weekday_number(day.group("day")) else before) + " "
        at = date.end
    return re.sub(r"\s+", " ", without_label(rest + text[at:])).strip(" |•·,;:–—-()/")


def clues_of(
    document: Document,
    labels: Sequence[Label],
    dateline: Dateline | None,
    byline: Sequence[str],
    url: str | None,
) -> tuple[SourceClue, ...]:
    """Return what the file says of its outlet, strongest first, each hint once."""
    clues: list[SourceClue] = []
    declared = field(document.fields, "source")
    if declared is not None and not URL.match(declared.values[0]):
        clues.append(SourceClue("field", declared.values[0], declared.line))
    for label in labels:
        if label.kind == "source" and not URL.match(label.value):
            name = label.value if re.search(r"\.\w\.$", label.value) else label.value.rstrip(".")
            clues.append(SourceClue("line", name, label.passage.line))
        elif label.kind == "date" and (match := SOURCE_INSIDE.search(label.passage.text)):
            clues.append(SourceClue("line", match.group("name").strip(), label.passage.line))
        elif label.kind == "date" and (outlet := writer_and_outlet(label.passage.text)[1]):
            clues.append(SourceClue("byline", outlet, label.passage.line))
    clues.extend(outlets_told(labels, (host_of(url) if url is not None else None) or ""))
    clues.extend(_named(labels))
    for label in _above_date(labels):
        parts = label.passage.text.split(", ")
        outlets = (part for part in parts if not AGENCY.fullmatch(part) and part not in _writers(parts))
        clues.extend(SourceClue("byline", outlet, label.passage.line) for outlet in outlets)
    for label in labels:
        if label.kind == "byline" and (desk := DESK.fullmatch(LEADING.sub("", label.value.strip(), count=1))):
            clues.append(SourceClue("byline", desk.group("outlet"), label.passage.line))
        elif label.kind == "date" and AGENCY.fullmatch(beside := beside_date(label.passage.text)):
            clues.append(SourceClue("byline", beside, label.passage.line))
    clues.extend(SourceClue("byline", name, 0) for name in byline if AGENCY.fullmatch(name))
    clues.extend(_employers(labels))
    if dateline is not None and dateline.agency:
        clues.append(SourceClue("agency", dateline.agency, dateline.line))
    if url is not None and (host := host_of(url)):
        clues.append(SourceClue("host", host, 0))
    for label in labels:
        if label.kind in ("footer", "furniture", "url", "source", "tags"):
            clues.extend(_footer_clues(label))
    clues.extend(signature_clues(labels))
    return tuple({(clue.kind, clue.text): clue for clue in reversed(clues)}.values())[::-1]


def _employers(labels: Sequence[Label]) -> list[SourceClue]:
    """Return the outlets that the lines under a byline name as the writer's."""
    clues = []
    for label in labels:
        text = label.passage.text
        if label.kind == "furniture" and "Writer" in text and len(text) <= 400:
            found = AGENCY_WRITER.search(text)
        else:
            found = WRITES_FOR.fullmatch(text) if label.kind == "role" and len(text) <= 60 else None
        if found and not NOT_OUTLET.intersection(found.group("name").split()):
            clues.append(SourceClue("byline", found.group("name").strip(), label.passage.line))
    return clues


def _named(labels: Sequence[Label]) -> list[SourceClue]:
    """Return short lines around the text that may be an outlet's name, and name parts beside dates and bylines."""
    clues: list[SourceClue] = []
    for label in labels:
        text, line = label.passage.text, label.passage.line
        if label.kind in BESIDE and len(text) <= 160:
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
