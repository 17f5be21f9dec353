"""The place line that opens a report: `GENEVA, June 19 (Harbour Wire) —`, `МОСКВА, 15 янв — РИА Новости.`"""

import re

from backfile.model import Dateline
from backfile.parse.paragraphs import Passage
from backfile.parse.phrases import AGENCIES, any_of

__all__ = ["dateline_alone", "dateline_of"]

_AGENCY = any_of(tuple(re.escape(name) for name in AGENCIES))
_DASH = r"(?:—|–|--|-|_|:)"
_DAY = r"(?:[^\W\d_]{3,9}\.?\s\d{1,2}|\d{1,2}\.?\s[^\W\d_]{3,9}\.?)(?:,?\s\d{4})?"
_CITY = r"[^\W\d_a-zа-яё][^\W\d_]*(?:[\s.'’-]{1,2}[^\W\d_]+){0,3}"
_CAPS = r"[A-ZА-ЯЁІЇЄҐÀ-Þ][A-ZА-ЯЁІЇЄҐÀ-Þ.'’\s-]{2,40}"

FORMS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "place and agency in brackets",
            rf"(?P<place>{_CITY}(?:,\s(?!{_DAY})[^\W\d_][\w.\s]{{1,24}}?|\s\[[^\]]{{2,24}}\])?)(?:,\s*{_DAY})?\s*\((?P<agency>[^()\d]{{2,40}})\)\s*\.?\s*{_DASH}+\s*",
        ),
        (
            "place in capitals, a date and an agency",
            rf"(?P<place>{_CAPS}|{_CITY})[,.]\s+{_DAY}\.?\s*(?:{_DASH}\s*|/\s*)?(?P<agency>[^\W\d_][^.—–/]{{1,30}}?)(?:/\.?|\.|\s{_DASH})\s*(?=[^\W\d_«\"“(]|$)",
        ),
        ("agency first", rf"\((?P<agency>{_AGENCY})\)\s*\.?\s*{_DASH}\s*(?P<place>{_CITY}),\s*{_DAY}\s*{_DASH}\s*"),
        ("agency alone", rf"\((?P<agency>{_AGENCY})\)\s*\.?\s*{_DASH}\s*"),
        (
            "place in capitals",
            rf"(?P<place>[A-ZА-ЯЁІЇЄҐÀ-Þ][A-ZА-ЯЁІЇЄҐÀ-Þ.'’-]+(?:\s[A-ZА-ЯЁІЇЄҐÀ-Þ.'’-]+){{0,3}}(?:,\s[^\W\d_][\w.]{{1,14}}(?:\s[A-Z][\w.]+)?)?)(?:,\s*{_DAY})?\s+(?:—|–|--|-|_)\s*(?=\S|$)",
        ),
        ("place and date", rf"(?P<place>{_CITY}),\s{_DAY}\s*(?:—|–|--|-|:)\s*(?=\S|$)"),
        ("place and dash", r"(?P<place>[A-ZÀ-Þ][a-zß-ÿ]+(?:\s[A-ZÀ-Þ][a-zß-ÿ]+)?) [-–—] (?=[A-ZÀ-Þ]\w+\s)"),
        ("place and agency, Arabic", r"(?P<place>[\u0621-\u06cc،\s]{3,40}?)\s*[(（](?P<agency>[^()]{2,30})[)）]\s*(?:--|—|–|-|:|ـ)+\s*"),
        ("place, day and agency, Arabic", r"(?P<place>[\u0621-\u06cc]{3,20}(?:\s[\u0621-\u06cc]{2,12})?)[،,]?\s+[\d٠-٩۰-۹]{1,2}\s[\u0621-\u06cc/\s]{3,20}\s*[(（](?P<agency>[^()]{2,30})[)）]\s*(?:--|—|–|-|:)+\s*"),
        ("Persian: as an agency reports", r"به گزارش (?P<agency>(?:خبرگزاری|روزنامه|پایگاه خبری)\s[^،,:؛]{2,24}?)(?:،|,|:|؛|\sاز\s(?P<place>[\u0621-\u06cc]{2,16})[،,:])\s*"),
        ("Korean, in brackets", r"[\[(](?P<place>[가-힣]{2,8})\s?=\s?(?P<agency>[가-힣A-Za-z0-9]{2,12})[\])]\s*(?:[가-힣]{2,4}\s?(?:기자|특파원)\s*=\s*)?"),
        ("Chinese agency", r"(?P<agency>新华社|新華社|中新社|中央社|中新网|[\u3400-\u9fff]{2,4}社)(?P<place>[\u3400-\u9fff]{2,12}?)(?:\d{1,2}月)?\d{1,2}日(?:电|電)[\s　]*"),
        ("Chinese, in brackets", r"[（(](?P<agency>[\u3400-\u9fff]{2,8}社)(?:記者[\u3400-\u9fff]{2,4})?(?P<place>[\u3400-\u9fff]{2,8}?)(?:\d{1,2}月)?\d{1,2}日[^）)]{0,12}(?:電|电|報導|报道)[）)][\s　]*"),
        ("Japanese, in brackets", r"【(?:(?P<place>[^】\d]{2,12}?)[\s　=＝]*)?(?:\d{1,2}月\d{1,2}日[\s　]*)?(?P<agency>AFP|ロイター|共同|時事|[A-Z][A-Za-z]{2,14}|[\u30a0-\u30ff\u3400-\u9fff]{2,8}(?:通信|社|共同))】[\s　]*"),
    )
)  # fmt: skip
ABBREVIATED = re.compile(r"(?:, [A-Z][a-z]{1,4}|\b[A-Z]\.[A-Z])\.$")
NO_PLACE = re.compile(
    r"(?:By|The|In|On|At|For|But|And|This|That|He|She|It|We|They|There|What|When|Why|How)\b"
)


def dateline_of(passage: Passage) -> tuple[Dateline, str] | None:
    """Return (dateline, why) when a paragraph begins with one, else None."""
    text = passage.text[:160]
    for why, form in FORMS:
        match = form.match(text)
        if match is None:
            continue
        parts = match.groupdict()
        place = (parts.get("place") or "").strip(" ,،")
        place = (place if ABBREVIATED.search(place) else place.rstrip(".")) or None
        agency = (parts.get("agency") or "").strip(" .") or None
        if place and (NO_PLACE.match(place) or len(place) < 2 or place.isdigit()):
            continue
        if place and agency is None and place.isupper() and re.fullmatch(_AGENCY, place):
            place, agency = None, place
        return Dateline(place, agency, match.group().strip(), passage.line), why
    return None


def dateline_alone(passage: Passage) -> tuple[Dateline, str] | None:
    """Return the dateline when the whole passage is one, on a line of its own."""
    found = dateline_of(passage)
    return found if found and len(found[0].text) >= len(passage.text.strip()) - 1 else None
