"""What signs a text or dates it from a place, on lines of other things: `… on Monday. (PAP)`, `Mumbai, March 4, 2024`.

An agency in brackets behind the very last sentence is who sent the text; inside the text it only tells where a fact
is from. A word beside the date is a place where a list of cities or the text itself says so.
"""

import re
from collections.abc import Sequence

from backfile.model import Dateline, SourceClue
from backfile.parse.besidedate import outlet_beside_date
from backfile.parse.dateline import CITIES, KICKER, TO_PLACES
from backfile.parse.dates import find_dates
from backfile.parse.phrases import RELATIVE, any_of
from backfile.parse.sheet import Label
from backfile.parse.writers import AGENCY, NO_NAME
from backfile.patterns import late

__all__ = ["place_above_text", "place_beside_date", "place_beside_writer", "signature_clues"]

SIGNED = late(r"[.!?…。।؟]\s?[\"'”’»」]?\s?[(（\[【](?P<names>[^()（）\[\]【】]{2,40})[)）\]】]\s?[.。]?$")
NAMES = late(r"\s*[/,+、，]\s*|\s(?:and|und|et|y|e|i|и|і)\s")
PICTURES = late(
    r"(?:getty|shutterstock|alamy|imago|epa|pool|scanpix|profimedia|nasa|cnn|bbc).*", re.IGNORECASE
)
# A place, perhaps with its province: `Lepe (Huelva)`.
BESIDE = late(r"[^\W\d_](?:[\w'’.-]*(?:\s(?=[^\W\d_])[\w'’.-]+){0,2})?(?:\s\([^\W\d_a-z][\w'’. -]{2,24}\))?")
RELATIVE_END = late(rf"{any_of(RELATIVE)}$", re.IGNORECASE)
_KE, _YE = "[کك]", "[یيى]"
# `به گزارش سرویس اجتماعی خبرگزاری …`: as the outlet reports, in the first paragraph of Persian texts.
REPORTED_BY = late(
    rf"به گزارش\s+(?:خبرنگار(?:ان)?\s+)?(?:(?:سرو{_YE}س|گروه)\s[^،,()]{{2,40}}?\s(?=خبرگزار))?[\"”“«]?\s*"
    rf"(?P<name>(?:خبرگزار{_YE}|شب{_KE}ه|پا{_YE}گاه|سا{_YE}ت|وب\u200c?\s?سا{_YE}ت|روزنامه|تارنما{_YE}|هفته\u200c?\s?نامه)\s[^،,:؛”»\"]{{2,44}}?)"
    r"\s*[\"”»]?\s*(?=[،,:؛]|به نقل)"
)
# `передает Harbour.kz со ссылкой на полицию`: who cites another is the outlet itself. Only a
# host is sure to be one: a name without a dot may be a writer, or an agency that the outlet cites.
CITING = late(
    r"(?:переда[её]т|сообщает|пишет|информирует|повідомляє|передає|пише|інформує|съобщава|предава)"
    r"\s(?:корреспондент(?:\s|-)|кореспондент\s)?[«\"]?"
    r"(?P<name>[A-Z][\w-]*\.[a-z]{2,4})[»\"]?"
    r"\s(?:со ссылкой на|з посиланням на|із посиланням на|като се позовава на|с позоваване на)\s"
)
# A city and no rubric, no kind of piece.
SHOUTED = late(
    r"(?=[A-ZÀ-ÞĄĆČĎĘĚĞİŁŃŇŘŚŞŠŤŮŹŻŽА-ЯЁІЇЄҐ][A-ZÀ-ÞĄĆČĎĘĚĞİŁŃŇŘŚŞŠŤŮŹŻŽА-ЯЁІЇЄҐ'’-]{3})"
    rf"(?!(?i:{KICKER.pattern}|.*(?:{NO_NAME.pattern})))[A-ZÀ-ÞĄĆČĎĘĚĞİŁŃŇŘŚŞŠŤŮŹŻŽА-ЯЁІЇЄҐ][A-ZÀ-ÞĄĆČĎĘĚĞİŁŃŇŘŚŞŠŤŮŹŻŽА-ЯЁІЇЄҐ'’-]{{3,20}}(?:\s[A-ZÀ-ÞĄĆČĎĘĚĞİŁŃŇŘŚŞŠŤŮŹŻŽА-ЯЁІЇЄҐ'’-]{{2,20}}){{0,2}}"
)
# `Published - May 11, 2024 09:47 pm IST - HOLLIN`, after an hour.
BEHIND = late(
    r"\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?\s[-–—|]\s(?P<place>[A-Z]{4,20}(?:[ /-][A-Z]{3,20}){0,2})$"
)
PLACE = late(r"[^\W\d_a-z][^\W\d_]{2,20}(?:[ -][^\W\d_a-z][^\W\d_]{2,20})?")
# `記者林曉青／東港報導`: from the slash on.
REPORTED_FROM = late(
    r"[／/](?!綜合|連線|特稿)(?P<place>[\u3400-\u9fff]{2,6}?)(?:即時|電話)?(?:報導|報道|專訪)"
)
PARTS = late(r"\s*[|｜•·:：ـ–—/]\s*|\s-\s|,\s|\s?\d.*$")
ARABIC_PLACE = late(
    r"(?!(?:كتب|بقلم|إعداد|تقرير|نشر|تحرير|خاص|مراسل))[\u0621-\u064a]{3,14}(?:\s[\u0621-\u064a]{2,14})?"
)
UNCASED = late(r"[\u0900-\u0dff]+")
LONGEST = 120


def signature_clues(labels: Sequence[Label]) -> list[SourceClue]:
    """Return a clue for the first agency in brackets behind the last sentence, or for who reports in Persian."""
    last = next((label for label in reversed(labels) if label.kind in ("paragraph", "quote")), None)
    match = SIGNED.search(last.passage.text[-60:]) if last else None
    for name in NAMES.split(match.group("names")) if match else ():
        if last and AGENCY.fullmatch(name) and not PICTURES.fullmatch(name):
            return [SourceClue("agency", name, last.passage.last_line)]
    first = next((label for label in labels if label.kind == "paragraph"), None)
    text = first.passage.text if first else ""
    told = None if text.isascii() else REPORTED_BY.search(text[:600]) or CITING.search(text)
    return [SourceClue("agency", told.group("name"), first.passage.line)] if first and told else []


def place_above_text(labels: Sequence[Label], i: int) -> tuple[Dateline, str] | None:
    """Return (dateline, why) where line `i` is a place in capitals and the paragraph under it begins with that place.

    Turkish agencies print it so: `KONYA` above `Konya'nın Karatay ilçesinde …`. Under the writer's line it is enough
    that the text says `in` the same place, as in Brazilian papers.
    """
    text = labels[i].passage.text
    below = labels[i + 1] if i + 1 < len(labels) else None
    if below is None or below.kind != "paragraph":
        return None
    if not SHOUTED.fullmatch(text):
        below_writer = i > 0 and labels[i - 1].kind == "byline" and PLACE.fullmatch(text) is not None
        if not below_writer or not re.match(rf"{text}(?:['’]|(?!\w))", below.passage.text):
            return None
        why = "a place under the writer's name, with which the text below begins"
        return Dateline(text, None, text, labels[i].passage.line), why
    place, opening = text.replace("İ", "I"), below.passage.text[: len(text)].upper().replace("İ", "I")
    why = "a place in capitals, with which the text below begins"
    signed = i > 0 and labels[i - 1].kind == "byline" and not labels[i - 1].passage.text.isupper()
    if signed:
        why = "a place in capitals under the writer's name"
    return (Dateline(text, None, text, labels[i].passage.line), why) if signed or place == opening else None


def place_beside_date(labels: Sequence[Label], i: int) -> tuple[Dateline, str] | None:
    """Return (dateline, why) where the date line `i` begins or ends with a place, else None.

    The place is a well-known city, or the text says `in`, `aus`, `à` … before the same word.
    """
    text = labels[i].passage.text
    if "記者" in text and (reported := REPORTED_FROM.search(text)):
        why = "a place behind the writer"
        return Dateline(reported.group("place"), None, text, labels[i].passage.line), why
    if len(text) > LONGEST:
        return None
    if told := outlet_beside_date(text):
        why = "a place and the outlet beside the date"
        return Dateline(told[0], told[1], text, labels[i].passage.line), why
    if behind := BEHIND.search(text):
        why = "a place in capitals behind the date"
        return Dateline(behind.group("place"), None, behind.group("place"), labels[i].passage.line), why
    place = _beside(text)
    if place is None:
        return None
    if place in CITIES:
        why = "a well-known city beside the date"
    elif SHOUTED.fullmatch(place) and text.startswith(place) and not AGENCY.search(place):
        why = "a place in capitals before the date"
    elif _told_again(place, labels, i):
        why = "a place beside the date, which the text tells again"
    else:
        return None
    return Dateline(place, None, text, labels[i].passage.line), why


def place_beside_writer(labels: Sequence[Label], names: Sequence[str]) -> tuple[Dateline, str] | None:
    """Return (dateline, why) where a line above the text holds a declared writer's name and a place, else None.

    `بغداد: فاضل النشمي`, `Ada Lark | Hollin | HNA | May 9, 2024`: a well-known city, or one that the text tells again.
    """
    for i, label in enumerate(labels):
        text = label.passage.text
        if label.kind == "paragraph":
            return None
        name = next((name for name in names if name in text), "") if len(text) <= LONGEST else ""
        if not name or label.kind not in ("furniture", "byline", "role"):
            continue
        if reported := REPORTED_FROM.search(text, text.find(name)):
            place = reported.group("place")
            return Dateline(place, None, text, label.passage.line), "a place behind the writer's name"
        for piece in PARTS.split(text.replace(name, "|")):
            place = piece.strip(" ,.()")
            told = place in CITIES or (len(place) > 2 and _told_again(place, labels, i))
            arabic = ARABIC_PLACE.fullmatch(place) and any(
                f"ب{place}" in p or f" {place} " in p for p in _prose(labels)
            )
            if place and (arabic or (told and BESIDE.fullmatch(place) and place[0].isupper())):
                return Dateline(place, None, text, label.passage.line), "a place beside the writer's name"
    return None


def _prose(labels: Sequence[Label]) -> list[str]:
    return [
        label.passage.text for label in labels if label.kind in ("paragraph", "deck", "caption", "figure")
    ]


def _beside(text: str) -> str | None:
    dates = find_dates(text)
    if dates:
        before, after = text[: dates[0].start].strip(), text[dates[-1].end :].strip()
        pieces = [re.split(r"\s*[|•·]\s*", before)[-1], re.split(r"\s*[|•·]\s*", after)[0]]
    else:
        relative = RELATIVE_END.search(text)
        pieces = [text[: relative.start()]] if relative else []
    for piece in pieces:
        place = piece.strip(" ,،、/–—-|:")
        if UNCASED.fullmatch(place) or (BESIDE.fullmatch(place) and place[0].isupper()):
            return place
    return None


def _told_again(place: str, labels: Sequence[Label], i: int) -> bool:
    kinds = ("paragraph", "deck", "headline", "caption", "figure")
    texts = [label.passage.text for k, label in enumerate(labels) if k != i and label.kind in kinds]
    place = place.split(" (")[0]
    texts = [text for text in texts if place in text]
    if not texts:
        return False
    word = re.escape(place)
    hindi = UNCASED.fullmatch(place) is not None
    form = (
        rf"(?<!\S){word}\s(?:में|के|से|की|का)(?!\S)"
        if hindi
        else rf"(?<!\w)(?i:{TO_PLACES})\s+{word}(?!\w)|[(]{word}[)]"
    )
    again = re.compile(form)
    return any(again.search(text) for text in texts)
