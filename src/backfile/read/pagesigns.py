"""Who wrote a saved article and when: what the page prints at its head held against what it declares."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from backfile.normalforms import normal
from backfile.patterns import late
from backfile.read.fragment import classes_of, words_of
from backfile.read.pagehead import AGENCY
from backfile.read.pagemeta import PageMeta
from backfile.read.pageschema import Said
from backfile.read.pagetree import ENDED, Block, fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["bylines_of", "dates_of", "marked_place"]

AUTHOR_NAME = late(
    r"(?<![a-z])(?:authors?|author-?names?|by-?lines?|autore?s?|autorin|auteurs?|verfasser|writers?"
    r"|writ(?:e|ten)-?by|reporters?|contributors?|journalist|redactor|redattore|redaktor|firma|avtor|kateb|katib|post-author|user-?name|fn)(?![a-z])",
    re.IGNORECASE,
)
NOT_AUTHOR = late(
    r"photo|image|img|credit|bio|avatar|comment|twitter|social|role|title|position|follow|count",
    re.IGNORECASE,
)
FOOT = late(
    r"(?:post|entry|article|story)[\w-]*foot|foot(?:er)?[\w-]*(?:post|entry|article)|^footer |meta",
    re.IGNORECASE,
)
USER_ICON = late(r"(?:^|[/\s_-])(?:user|author|person|pen|writer)(?:[\s_.-]|$)", re.IGNORECASE)
# The address of a writer's own page: `/author/ada-lark`, `?author=12`.
WRITERS_PAGE = late(
    r"/(?:authors?|autor|autore|autores|autori|autorzy|auteurs?|autoren|writers?|reporters?|journalists?|columnists?|redaktion/autor|avtor(?:i|y)?|yazar(?:lar)?|muhabir|skribent|penulis|tac-gia|profile?/author|byline)/[^/?#]|[?&]author=",
    re.IGNORECASE,
)
# The sign of a place before its name, in the file name of a picture or the class of an element.
PLACE_ICON = late(
    r"(?:^|[/\s_-])(?:location|map-?marker|geo|pin|place|lugar|ubicacion|ort|lieu|luogo|dateline)(?:-(?:pin|dot|icon|alt|name|city))*(?=[\s_.]|$)",
    re.IGNORECASE,
)
PLACE_NAME = late(
    r"[^\W\d_a-z][^\W\d_]*(?:[\s.'’-]+[^\W\d_]+){0,3}(?:, [^\W\d_a-z][^\W\d_]*(?:[\s-][^\W\d_]+){0,2})?"
)
BY = late(
    r"\s*(?:(?:(?:written|posted|submitted|published|story|text|report|words)\s+)?by|(?:(?:geschrieben|verfasst"
    r"|veröffentlicht)\s+)?von|(?:(?:publié|écrit|rédigé)\s+)?par|(?:(?:postado|publicado"
    r"|escrito)\s+)?por|(?:(?:scritto|pubblicato)\s+)?da|di|door|av|af|przez|autor(?:in|es|a|e)?"
    r"|auteur|author|автор(?:ы|и)?|текст|подготовил[аи]?|作者|撰文|文|[\u3400-\u9fff]{0,8}?(?:记者|記者|通讯员)"
    r"|(?:(?:نوشته|منتشر) شده )?توسط|(?:نشر )?بواسطة|(?:opublikowan[eyo]|dodan[eyo]) przez"
    r"|publicat de|نویسنده|خبرنگار|بقلم|كتب(?:ت)?|إعداد|기자|מאת)"
    r"(?:\s*[:：/|]\s*|\s+)(?P<name>\S.{1,110})",
    re.IGNORECASE | re.DOTALL,
)
EDITOR = late(
    r"(?:责任编辑|責任編輯|责编|責編|编辑|編輯|editor|редактор)\s*[:：]?\s*(?P<name>[^\s）)】\]，,]{2,20})",
    re.IGNORECASE,
)
LOGIN = late(
    r"(?:admin\w*|root|webmaster|editor|web|news|staff|user\d*|default|superuser|super user"
    r"|administrator|redakcia\d+)|[a-z]+[_.\d][\w.]*|\d+|\S+@\S+|https?://.*|@\S+",
    re.IGNORECASE,
)
CUT = late(
    r"\s*(?:[|•·/]|\s[-–—]\s|,?\s*\d|\b(?:published|updated|posted|veröffentlicht|aktualisiert|publié"
    r"|publicado|pubblicato|опубликовано|обновлено)\b|(?-i:(?<=[a-z])(?:Published|Updated|Posted))\s?:"
    r"|\s(?:on|op|am|le|el|il|em|a|den|dne|dnia|på|la)\s(?:(?:mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?"
    r"|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo|montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim|lunes|martes"
    r"|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)(?=[.,]?(?:\s*\d|\s*$)|,))"
    r".*$",
    re.IGNORECASE | re.DOTALL,
)
ROLE = late(
    r"\s*,\s*(?:[\w’'-]+\s+){0,3}(?:writer|reporter|correspondent|editor|columnist|staff|critic"
    r"|redakteur(?:in)?|korrespondent(?:in)?|corresponsal|correspondante?|corrispondente)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
# The label over the names, in an element of its own.
LABEL_ALONE = late(
    r"\W*(?:authors?|writers?|written by|by|about the authors?|autor(?:en|es|as?|y|ka)?|auteurs?|autore|autori"
    r"|por|par|von|di|door|av|af|автор[ыи]?|текст|yazar(?:lar)?|نویسنده|الكاتب|作者|記者|记者|기자|लेखक)\W*",
    re.IGNORECASE,
)
DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
YEAR = late(r"(?<!\d)(?:1[34]\d\d|19\d\d|20\d\d|25\d\d)(?!\d)")
SHORT_DATE = late(r"(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{2}(?!\d)")
CLOCK = late(
    r"(?<!\d)\d{1,2}\s?(?:[:：.]\s?\d{2}(?!\d|[./]\d)|[hH]\s?\d{2}|[时時]\s?\d{1,2}\s?分?|시\s?\d{1,2}분)"
    r"|\d{1,2}\s?[ap]\.?m\b",
    re.IGNORECASE,
)
CHANGED = late(
    r"updated|modified|revised|aktualisiert|geändert|mis(?:e)? à jour|modifié|actualizad[oa]"
    r"|última actualización|atualizad[oa]|aggiornat[oa]|bijgewerkt|uppdaterad|opdateret|oppdatert"
    r"|zaktualizowan|aktualizován|güncelle|обновлен|изменен|оновлен|به‌?روز|آخر تحديث|تحديث|更新|수정"
    r"|अपडेट|edited",
    re.IGNORECASE,
)
ISO = late(r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?P<rest>\S*))?")


def bylines_of(
    blocks: Sequence[Block], places: Sequence[int], tail: Sequence[int], meta: PageMeta, site: frozenset[str]
) -> tuple[tuple[str, ...], int]:
    """Return (names, line) of who wrote the text: as printed at its head, else as declared, else nothing.

    A declared author who is the site itself, a login, a number or the editor that the page prints is none.
    """
    editors = {fold(m.group("name")) for b in blocks for m in EDITOR.finditer(b.text) if len(b.text) <= 80}
    declared = [
        s for s in (*meta.all("byline"), *meta.all("organisation")) if _person(s.value, site, editors)
    ]
    found = ((_without(name, site), line) for name, line in _printed(blocks, places))
    printed = [(name, line) for name, line in found if name and fold(name) not in site | editors]
    if not printed and not (declared and declared[0].why.startswith("schema.org")):
        printed = [
            (name, line) for name, line in _marked(blocks, tail, True) if fold(name) not in site | editors
        ]
    if not printed and not declared:
        signed = (_labelled(blocks[i]) for i in tail)
        printed = [one for one in signed if one is not None and fold(one[0]) not in site | editors]
    if printed:
        joined = fold(" ".join(name for name, _ in printed))
        said = tuple(dict.fromkeys(s.value for s in declared if fold(s.value) and fold(s.value) in joined))
        names = (
            said
            if said and sum(map(len, map(fold, said))) >= 0.6 * len(joined)
            else tuple(dict.fromkeys(n for n, _ in printed))
        )
        return names, printed[0][1]
    surest = [s for s in declared if s.why == declared[0].why] if declared else []
    once = {fold(s.value): s for s in reversed(surest)}
    return tuple(s.value for s in reversed(once.values())), surest[0].line if surest else 0


def _person(name: str, site: frozenset[str], editors: set[str]) -> bool:
    folded = fold(name)
    return (
        2 <= len(folded) <= 90
        and folded not in site
        and folded not in editors
        and not LOGIN.fullmatch(name.strip())
    )


def _printed(blocks: Sequence[Block], places: Sequence[int]) -> list[tuple[str, int]]:
    """Return the names printed at the places: elements named as the author's, a word before a name, an agency."""
    found = _marked(blocks, places, False)
    if found:
        return found
    for i in places:
        text = blocks[i].text
        match = BY.fullmatch(text) if len(text) <= 160 and blocks[i].tag != "figure" else None
        name = _clean(match.group("name")) if match else ""
        if name and blocks[i].box is None and (not name[0].islower()):
            return [(name, blocks[i].line)]
        agency = AGENCY.fullmatch(text)
        if agency:
            return [(agency.group("name"), blocks[i].line)]
    return []


def _without(name: str, site: frozenset[str]) -> str:
    """Return printed names without the outlet's among them: `Júlia Prado, Serra Notícias`."""
    parts = re.split(r"\s*,\s*", re.sub(r"\s+[—–]\s.*$", "", name))
    return ", ".join(part for part in parts if fold(part) not in site)


def _labelled(block: Block) -> tuple[str, int] | None:
    """Return (name, line) of a line under the text that says with a colon who wrote it."""
    match = BY.fullmatch(block.text) if len(block.text) <= 80 and block.tag != "figure" else None
    if match is None or block.box is not None or not re.match(r"[^:：]{1,16}[:：]", block.text):
        return None
    name = _clean(match.group("name"))
    return (name, block.line) if name and not name[0].islower() and not ENDED.search(name) else None


def _marked(blocks: Sequence[Block], places: Sequence[int], footed: bool) -> list[tuple[str, int]]:
    """Return the names in the first block with elements that the page names as the author's.

    `footed` allows the foot of the article, which page makers call a footer though it is none of the page's.
    """
    for i in places:
        box = blocks[i].box
        if box is not None and not (footed and FOOT.search(f"{box.tag} {classes_of(box)}")):
            continue
        found = [
            (name, e.sourceline or 1)
            for e in _author_elements(blocks[i].element)
            if (name := _clean(words_of(e)))
            and not (footed and _to_writer(e))  # below the text they are of other articles too
        ]
        if found:
            return found
    return []


def _author_elements(element: "HtmlElement") -> Iterator["HtmlElement"]:
    """Yield the innermost elements that hold the author's name."""
    above = list(element.iterancestors())[:3]
    inside = [e for e in element.iter() if isinstance(e.tag, str)]
    marked = [
        e
        for e in inside
        if "author" in (e.get("rel") or "").lower().split() or "author" in (e.get("itemprop") or "").split()
    ]
    if not marked:
        marked = [
            e for e in inside if AUTHOR_NAME.search(classes_of(e)) and not NOT_AUTHOR.search(classes_of(e))
        ]
    if not marked and any(
        AUTHOR_NAME.search(classes_of(a)) and not NOT_AUTHOR.search(classes_of(a)) and len(words_of(a)) <= 120
        for a in above
    ):
        marked = [element]
    if not marked:
        marked = [e for e in inside if _after_user_icon(e)] or [e for e in inside if _to_writer(e)]
    taken: list[HtmlElement] = []
    for one in marked:
        if any(one in list(t.iter()) for t in taken):
            continue
        names = [e for e in one.iter() if isinstance(e.tag, str) and e.get("itemprop") == "name"] or [
            a for a in one.iter("a") if words_of(a)
        ]
        covered = fold("".join(words_of(n) for n in names))
        whole = fold(_clean(words_of(one)))
        taken.append(one)
        yield from names if names and len(covered) >= 0.6 * len(whole) else [one]


def _to_writer(element: "HtmlElement") -> bool:
    """Whether an element is a link to the page of a writer, with that person's name and nothing else on it."""
    return (
        element.tag == "a"
        and WRITERS_PAGE.search(element.get("href") or "") is not None
        and 2 <= len(words_of(element).split()) <= 4
        and len(words_of(element)) <= 40
    )


def _after_user_icon(element: "HtmlElement") -> bool:
    """Whether an element shows a small picture of a person before its words."""
    first = next((c for c in element if isinstance(c.tag, str)), None)
    if (
        first is None
        or first.tag not in ("i", "span")
        or words_of(first)
        or not 2 <= len(words_of(element)) <= 60
    ):
        return False
    return bool(USER_ICON.search(classes_of(first)))


def _clean(text: str) -> str:
    """Return a printed byline without its label, the role and what follows the names; empty for an editor's."""
    if EDITOR.match(text.strip()) or LABEL_ALONE.fullmatch(text):
        return ""
    match = BY.fullmatch(text)
    text = match.group("name") if match else text
    if LOGIN.fullmatch(text.strip()):
        return ""
    text = ROLE.sub("", text)
    text = CUT.sub("", re.sub(r"\S+@\S+\.\S+|\(?@\w+\)?", "", text)).strip(" ,.:;|·•-–—()（）")
    text = text if ")" in text else text.partition(" (")[0]
    return text if 2 <= len(text) <= 110 and not text.isdigit() else ""


# ---------------------------------------------------------------- dates


def dates_of(
    blocks: Sequence[Block], places: Sequence[int], tail: Sequence[int], meta: PageMeta
) -> tuple[Said | None, Said | None]:
    """Return (published, updated) as declared, or as printed where the print is surer or tells the time too.

    Midnight sharp is the placeholder of a day. A change on the declared day of publication or before it is none.
    """
    printed = [s for i in places for s in _printed_dates(blocks[i])]
    elements = [s for i in places for s in _time_elements(blocks[i])] or [
        s for i in tail for s in _time_elements(blocks[i], True)
    ]
    strong = meta.first("published") or next((s for s in elements if s.why == "time"), None)
    weak = meta.first("weak date") or meta.first("created")
    if (
        strong is None
        and weak is not None
        and not (printed and not any(_same_day(weak.value, p.value) for p in printed))
    ):
        strong = weak
    updated = meta.first("updated") or next((s for s in elements if s.why == "updated"), None)
    if strong is None:
        chosen = next((p for p in printed if CLOCK.search(p.value)), printed[0] if printed else None)
        if updated is not None and chosen is None:
            return None, updated
        return chosen, None if updated is None or (
            chosen and _same_day(updated.value, chosen.value)
        ) else updated
    published = _refined(strong, printed)
    if updated is not None and not _later(updated.value, strong.value):
        updated = None
    return published, updated or next((s for i in places for s in _printed_changes(blocks[i])), None)


def _refined(strong: Said, printed: Sequence[Said]) -> Said:
    """Return a declared date, with the printed one in its place when that is of the same day and tells the time."""
    match = ISO.match(strong.value)
    if match is None:
        return strong
    clock = match.group("clock")
    if clock and not clock.startswith("00:00"):
        return strong
    better = next(
        (p for p in printed if CLOCK.search(p.value) and _same_day(match.group("day"), p.value)), None
    )
    return better or Said(match.group("day"), strong.line, strong.why)


def _printed_dates(block: Block) -> Iterator[Said]:
    """Yield the printed date of a block, unless it is that of a change."""
    text = normal("NFKC", block.text).translate(DIGITS)
    if (
        block.tag == "figure"
        or len(text) > 160
        or not (YEAR.search(text) or SHORT_DATE.search(text))
        or len(re.findall(r"\d+", text)) < 2
    ):
        return
    if CHANGED.search(text) or re.search(r"©|\(c\)|copyright", text, re.IGNORECASE):
        return
    yield Said(block.text, block.line, "printed")


def _printed_changes(block: Block) -> Iterator[Said]:
    """Yield the day of a change that a line prints behind that of publication: `Posted: … | Last Updated: …`."""
    text = normal("NFKC", block.text).translate(DIGITS)
    change = CHANGED.search(text) if block.tag != "figure" and len(text) <= 160 else None
    before, after = (text[: change.start()], text[change.end() :]) if change else ("", "")
    if all(YEAR.search(part) and len(re.findall(r"\d+", part)) > 1 for part in (before, after)):
        yield Said(after.strip(" :|•·,–—-"), block.line, "printed")


def _time_elements(block: Block, footed: bool = False) -> Iterator[Said]:
    """Yield the machine dates of the elements <time>: of publication, or of a change when they are named so."""
    if block.box is not None and not (footed and FOOT.search(f"{block.box.tag} {classes_of(block.box)}")):
        return
    for element in block.element.iter("time", "abbr", "span"):
        value = element.get("datetime") or (element.get("title") if element.tag == "abbr" else None) or ""
        if ISO.match(value):
            names = classes_of(element) + " " + classes_of(element.getparent())
            before = block.text[: max(0, block.text.find(words_of(element)))][-30:]
            changed = re.search(
                r"(?:updated|modified)(?!.*published)", names, re.IGNORECASE
            ) or CHANGED.search(before)
            yield Said(value, element.sourceline or 1, "updated" if changed else "time")


def _same_day(declared: str, printed: str) -> bool:
    """Whether a printed date holds the year and day of a declared one; months may be words."""
    match = ISO.match(declared)
    if match is None:
        return False
    year, month, day = (int(n) for n in match.group("day").split("-"))
    text = normal("NFKC", printed).translate(DIGITS)
    numbers = {int(n) for n in re.findall(r"\d+", CLOCK.sub(" ", text))}
    worded = bool(re.search(r"[^\W\d_]{3,}", text))
    return (year in numbers or year % 100 in numbers) and day in numbers and (month in numbers or worded)


def _later(updated: str, published: str) -> bool:
    one, other = ISO.match(updated), ISO.match(published)
    if one is None or other is None:
        return updated != published
    if one.group("day") != other.group("day"):
        return one.group("day") > other.group("day")
    if not one.group("clock") or not other.group("clock"):
        return False
    return one.group("clock")[:5] > other.group("clock")[:5] or (one.group("rest") or "") != (
        other.group("rest") or ""
    )


def marked_place(blocks: Sequence[Block], head: Sequence[int]) -> Said | None:
    """Return the place that the lines around the headline mark as such: by an icon, or by the class of the element."""
    for i in head:
        for element in blocks[i].element.iter("span", "div", "p", "li", "small", "strong", "b", "time"):
            text = words_of(element).strip(" -–—|•·:")
            if not 2 <= len(text) <= 40 or PLACE_NAME.fullmatch(text) is None:
                continue
            signs = [classes_of(element), *(classes_of(e) for e in element.iter("i", "svg"))]
            signs += [img.get("src") or img.get("alt") or "" for img in element.iter("img")]
            if any(PLACE_ICON.search(sign) for sign in signs):
                return Said(text, element.sourceline or blocks[i].line, "marked as a place")
    return None
