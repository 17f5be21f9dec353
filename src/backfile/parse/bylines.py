"""Who wrote an article."""

import functools
import itertools
import re
from collections.abc import Sequence

from backfile.model import Document
from backfile.outletlist import known_outlet
from backfile.parse.besidedate import (
    has_letters,
    writer_and_outlet,
    writer_and_outlet_led,
    writer_behind_bars,
)
from backfile.parse.dateline import CITIES, PLACE_AND_OUTLET, WIRES
from backfile.parse.datemarks import without_label
from backfile.parse.dates import find_dates
from backfile.parse.fields import field
from backfile.parse.forms import is_name
from backfile.parse.monthnames import weekday_number
from backfile.parse.phrases import AGENCIES, BYLINE, PUBLISHED, UPDATED, any_of
from backfile.parse.sheet import Label
from backfile.parse.writers import NO_NAME, ROLE, given_name, name_and_place, place_and_writer, topical
from backfile.patterns import late

__all__ = ["AGENCY", "DESK", "LEADING", "above_date", "beside_date", "byline_of", "names_in", "writers_among"]

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
PARTED = late(r"[\s|・]+")
# `Author 2` may be a name: these words are labels only with a colon.
NAMELIKE = ("author", "autor", "autora", "auteur", "autore", "text")
LEADING = late(
    rf"{any_of(BYLINE)}\s*[:：]\s+|{any_of(tuple(word for word in BYLINE if word not in NAMELIKE))}\s+",
    re.IGNORECASE,
)
# `해남=박정우 기자`: the place before the writer.
KOREAN_PLACE = late(r"^[가-힣]{2,8}(?:[·,]\s?[가-힣]{2,8})?\s?=\s?(?=[가-힣]{2,4})")
KOREAN_WRITERS = late(
    r"(?:[가-힣]{2,8}\s?=\s?)?(?P<names>[가-힣]{2,4}(?:\s?[·,]\s?[가-힣]{2,4}){0,4})\s(?:선임)?(?:기자|특파원)"
)
# `Ada Lark (Text) und Bo Ek (Fotos)`.
BY_TEXT = late(r"\s\((?:[Tt]exte?|[Tt]exto|[Tt]esto|[Tt]ekst|[Тт]екст)\)")
BY_PICTURE = late(
    r",?\s(?:und|et|y|e|and|i|en|og|och|и|і|&)\s[^()]{4,40}\s\((?:[Ff]otos?|[Pp]hotos?|[Bb]ild(?:er)?|[Ff]otografie|[Zz]djęcia|[Фф]ото)\)"
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
    rf"(?<=[a-zß-ÿа-яё])(?-i:(?=[A-ZÀ-ÞА-Я])){any_of(PUBLISHED, UPDATED)}\s*(?:[:：]?\s*$|[:：]\s.*$)",
    re.IGNORECASE,
)
IN_DATELINE = late(
    r"[〔【\[（(][\u3400-\u9fff]{0,6}?(?:記者|记者)(?P<taiwan>[\u3400-\u9fff]{3}|[\u3400-\u9fff]{2}|[\u3400-\u9fff]{4})(?:[／/]|(?=[\u3400-\u9fff]{2,8}\d{1,2}日))"
    r"|[\])]\s*(?P<korean>[가-힣]{2,4})\s?(?:기자|특파원)\s*=|[（(](?:本报|本報|新华社)?(?:记者|記者)[\s　]*(?P<name>[^）)]{2,16})[）)]"
)
REPORTER_SIGNS = ("者", "기자", "특파원")
CJK_WRITER = late(r"(?!星期|週|周)[\u3400-\u9fff々]{3,5}(?<![日网社版報报聞闻新開开信])")
BYLINE_INSIDE = late(
    r"(?:作者|記者|记者|撰文|文)\s*[:：]\s*(?P<name>[^\s|｜:：／/]{2,12})|記者(?P<taiwan>[\u4e00-\u9fff]{2,4})\s?[／/]"
)
SIGNED_CJK = late(
    r"[。」』](?:（(?:[^）、・]{2,8}[局社部班][・、　 ])?|【(?:[^】、・]{2,10}[・、])?)(?P<name>(?!.*(?:続く|終わり|下略|写真))[\u3400-\u9fff々]{3,5}(?:[、・　 ][\u3400-\u9fff々]{3,5}){0,3})[）】]$"
)
# The weekday before a date, apart from what stands before it: `Ann Lee — Friday, 25 November`, but `Sam 25 November`.
WEEKDAY = late(r"(?:^|(?<=[—–|•·]))\s*(?P<day>[^\W\d_][^\s\d,.]{2,14}),?\s*$")
AGENCY = late(any_of(tuple(re.escape(name) for name in (*AGENCIES, *WIRES))))
# Reasons for a byline that no word on the line gives.
ALONE = ("a name alone", "the page as a whole")
LAST = "a name alone on its line after the text"
SIGNED = late(r"(?<=[.!?…”\"])\s\((?P<name>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]*){1,3})\)$")


def names_in(text: str) -> tuple[str, ...]:
    """Return the names that a byline holds, without roles, cities, addresses and handles."""
    text = BY_PICTURE.sub("", BY_TEXT.sub("", LINKED.sub(r"\1", text)))
    if korean := KOREAN_WRITERS.fullmatch(text.strip(" []")):
        return tuple(re.split(r"\s?[·,]\s?", korean.group("names")))
    text = REPORTED_FROM.sub("", text)
    if reporters := CJK_REPORTERS.fullmatch(text.strip()):
        return tuple(re.split(r"[\s　、，,]+", reporters.group("names")))
    text = KOREAN_PLACE.sub("", text)
    if placed := place_and_writer(text.strip()):
        return (placed[1],)
    if "/" in text and name_and_place(text) and text.rpartition("/")[2].isupper():
        text = text.partition("/")[0]
    text = GLUED_WORD.sub("", BEHIND_NAME.sub("", BESIDE_NAME.sub("", text)))
    text = LEADING.sub("", text, count=1) if LEADING.match(text) else text
    text = MAIL_BETWEEN.sub("", text) if "@" in text else text
    if desk := DESK.fullmatch(text.strip()):
        return (re.sub(r" (?:de|da|do|di|du)$", "", desk.group("desk")),)
    if (after := AFTER_COMMA.fullmatch(text)) and is_name(after.group("name")):
        text = after.group("name")
    text = TRAILER.sub("", re.split(r"\s*[|•·]\s*", text, maxsplit=1)[0]).strip(" .,:=*_|")
    found = tuple(dict.fromkeys(name for part in AND.split(text) if (name := part.strip(" .,*_()"))))
    found = tuple(name.removeprefix("記者").removeprefix("记者") for name in found)
    return tuple(name for name in found if name not in CITIES and not known_outlet(name)) or found


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
    title = next((label.value for label in labels if label.kind == "headline"), "")
    written = [
        label
        for label in labels
        if label.kind == "byline"
        and not (label.why == LAST and topical(label.value, title))
        and not (label.why.startswith("an agency alone") and _of_house(label.value, labels))
    ]
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
        eastern = not begin.isascii() and any(map(begin.__contains__, REPORTER_SIGNS))
        inside = IN_DATELINE.search(begin) if eastern else None
        if inside:
            name = next(group for group in inside.groups() if group)
            return names_in(name), label.passage.line, "the word for reporter in the dateline"
    for label in labels:
        if label.kind == "date" and has_letters(label.passage.text):
            text = label.passage.text
            beside = beside_date(text)
            if text.endswith("NNNN"):  # the end of a wire's message
                continue
            if inside := BYLINE_INSIDE.search(label.passage.text):
                return (
                    names_in(inside.group("name") or inside.group("taiwan")),
                    label.passage.line,
                    "a byline word beside the date",
                )
            after = PARTED.split(label.passage.text)[-1]
            if CJK_WRITER.fullmatch(after) and after != beside:
                return (after,), label.passage.line, "a name after the date"
            if writer := writer_behind_bars(text) or writer_and_outlet_led(text):
                return names_in(writer), label.passage.line, "a name beside the date"
            if writer := writer_and_outlet(label.passage.text)[0]:
                return names_in(writer), label.passage.line, "a name and an outlet beside the date"
            written_out = not AGENCY.fullmatch(beside) or " " in beside  # `AFP | date` tells the source only
            beside = GLUED_WORD.sub("", beside)
            if written_out and (is_name(beside) or LEADING.match(beside) or given_name(beside)):
                return names_in(beside), label.passage.line, "a name beside the date"
    for label, below in itertools.pairwise(labels):
        if label.why.startswith("a name and the point") and below.kind == "date":
            return names_in(label.passage.text), label.passage.line, "a name and a bar above the date"
    for label in above_date(labels):
        parts = label.passage.text.split(", ")
        agencies = tuple(part for part in parts if AGENCY.fullmatch(part))
        return writers_among(parts) or agencies, label.passage.line, "names beside an agency, above the date"
    return _signed_below(labels)


def _signed_below(labels: Sequence[Label]) -> tuple[tuple[str, ...], int, str]:
    """Return (names, line, why) of who signs behind the last sentence, or of the outlet beside the place above the text."""
    alone = (PLACE_AND_OUTLET.fullmatch(label.passage.text) for label in labels if label.kind == "dateline")
    house = next((match for match in alone if match), None)
    if house is not None:
        return (house.group("agency"),), 0, "an outlet behind the place, alone on their line"
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


def above_date(labels: Sequence[Label]) -> list[Label]:
    """Return the lines directly above a date that name an agency and another: `Northern Gazette, AFP`."""
    found = []
    for label, below in itertools.pairwise(labels):
        if below.kind != "date" or label.kind not in ("role", "section", "deck"):
            continue
        parts = label.passage.text.split(", ")
        written_out = len(parts) > 1 or " " in parts[0] or parts[0].isupper()
        if written_out and len(parts) <= 4:
            short = all(len(part.split()) <= 4 and not any(c.isdigit() for c in part) for part in parts)
            if short and any(AGENCY.fullmatch(part) for part in parts):
                found.append(label)
    return found


def writers_among(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the people in a list of names and agencies: they come first, and no word of theirs is a paper's."""
    if AGENCY.fullmatch(parts[0]):
        return ()
    return tuple(
        part for part in parts if not AGENCY.fullmatch(part) and is_name(part) and not PAPER.search(part)
    )


def _of_house(agency: str, labels: Sequence[Label]) -> bool:
    """Whether the text tells an agency's name that is no English word again: it speaks of itself, on its own page."""
    told = (label.passage.text for label in labels if label.kind == "paragraph")
    return not agency.isascii() and any(agency in text for text in told)


def _is_outlet_part(name: str, found: Sequence[str]) -> bool:
    """Whether a further part of a byline is the writer's outlet or office rather than a second writer."""
    return bool(found) and bool(
        ROLE.search(name)
        or AGENCY.fullmatch(name)
        or AGENCY.fullmatch(name.split()[0])
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
    return " ".join(without_label(rest + text[at:]).split()).strip(" |•·,;:–—-()/")
