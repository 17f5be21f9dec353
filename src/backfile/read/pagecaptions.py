"""What is said under one picture: the caption, and the credit that stands in it, beside it or at its end."""

import re
from typing import TYPE_CHECKING

from backfile.patterns import late
from backfile.read.fragment import classes_of, words_of
from backfile.read.pagehead import AGENCY
from backfile.read.pagetree import ENDED, fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["CAPTION_NAME", "CREDIT_NAME", "CREDIT_TEXT", "SIGNED", "caption_and_credit"]

CREDIT_NAME = late(
    r"credit|copyright|photograph(?:er|e)|fot[oó]gra(?:f|ph)|fotograaf|\bbeeld\b|img-?author|image-?author|photo-?author"
    r"|image-?source|photo-?by|rights|quelle|bildquelle|crédit|credito|agency|attribution|\bsource\b"
    r"|\bauthor\b|\bautore?\b|\bbyline\b|\bfirma\b|\bsignature\b|lizenz|licen[cs]e|\bsrc\b|\bbron\b",
    re.IGNORECASE,
)
CAPTION_NAME = late(
    r"caption|bijschrift|legend|\blegende|bildunterschrift|bildtext|bildinfo|cutline|photo-?desc|image-?desc"
    r"|img-?desc|media_*-?desc|pic-?text|pie-?de-?foto|epigrafe|didascalia|подпись",
    re.IGNORECASE,
)
LICENCE = late(r"licen[cs]e|lizenz|credit|copyright", re.IGNORECASE)
TOOL_NAME = late(
    r"zoom|enlarge|expand|icon|button|toggle|sr-only|visually-hidden|screen-reader|counter|control",
    re.IGNORECASE,
)
CREDIT_TEXT = late(
    r"[(\[（【]?\s*(?:photos?|photograph|picture|images?|credits?|fotos?|bild(?:er|quelle|nachweis)?"
    r"|imagen|crédito|crédits?|фото|зображення|снимка|عکس|صورة|تصویر|写真|图片来源|图源|圖|사진|zdjęcie|fot\."
    r"|kuva|ảnh)"
    r"(?:\s+(?:by|credit|credits|von|di|de))?\s*[:：=/|].{2,140}|©\s*\S.{1,120}|(?:getty images|reuters"
    r"|afp|ap photo|epa|dpa|tass|тасс)\b.{0,60}|[^。，,]{1,20}\s?[摄攝]",
    re.IGNORECASE,
)
TAKEN = late(
    r"(?:(?<=。)|[\s　（(])(?P<line>(?:[^\s　。（(]{0,6}(?:记者|記者|通讯员|通訊員)\s)?[^\s　。（(]{2,12}\s?[摄攝]"
    r"|[^\s　。（(]{0,6}(?:记者|記者|通讯员|通訊員)[\s　]?[^\s　。（(]{2,4}"
    r"(?=[\s　]?供?[图圖][)）]?$))(?:[\s　]?供?[图圖])?[)）]?$"
)
REPEATED = late(r"(?P<half>.{12,})\s*(?P=half)")
# A credit in brackets at the end of a caption, by the word that says who took or gave the picture.
SIGNED = late(
    r"\s*[(（\[【〔](?P<line>(?:撮影|写真|提供|資料|사진|फोटो|तस्वीर|photos?|foto|fotos|фото|عکس|تصوير|تصویر|صورة)\s*(?:by\b|[・:：=＝／/–-]|\s)"
    r"[^()（）\[\]]{2,60}|[^()（）\[\]]{2,40}(?:撮影|提供|제공|촬영))[)）\]】〕]\s*$",
    re.IGNORECASE,
)
LABEL = late(
    r"(?:撮影|写真|提供|資料|사진\s?출처|사진|फोटो|तस्वीर|photos?(?:\s+by)?|foto|fotos|фото|عکس|تصوير|تصویر|صورة)\s*[・:：=＝／/–-]?\s*"
    r"|\s*(?:撮影|提供|제공|촬영)$",
    re.IGNORECASE,
)
# What names the picture before who took it, with a colon or without: `Fot. X`, `Photo X - Y`, `عکس: X`, `Beeld: X`.
_PICTURE = (
    r"photos?(?:graph(?:ie|y|s)?|graphe)?(?:\s(?:credit|by|de|d[’']|courtesy of))?|pictures?(?:\sby)?|images?"
    r"|credits?|crédits?(?:\sphotos?)?"
    r"|fot\.|fotos?|fotografias?|fotografie|fotografía|fotograf|fotograaf|foto:?\s?kredit|fotocredit|zdj(?:ęcie|\.)|crédito|créditos"
    r"|imagen|imagem|divulgação|beeld|bild(?:er|quelle|nachweis)?|kuva|valokuva|fotó|fotoğraf|foto(?:grafii|grafi)?|φωτο(?:γραφία)?"
    r"|фото(?:графия|граф|графія)?|снимка|снимки|عکس(?:‌?ها)?|عکاس|تصوير|تصویر|صورة|الصورة|صور|צילום|फोटो|तस्वीर"
    r"|图片(?:来源)?|圖片(?:來源)?|图源|摄影|攝影|写真|撮影|사진(?:\s?제공|\s?출처)?|ảnh|gambar"
)
_TAKER = (
    r"(?:[^\W\d_a-zа-яёіїєґ][^.!?。:：]{0,60}(?:\.(?=\s?[^\W\d_a-z])[^.!?。:：]{1,50}){0,2}|@[\w.]{2,30})"
)
LABELLED_END = late(
    rf"(?:^|(?<=[.!?…»”\"'’)|/。！？؟۔–—-])\s*|\s[|/–—-]\s*|[(\[（【])(?<![^\W\d_])(?i:{_PICTURE})(?:\s?[:：/／=]\s*|\s+|(?<=\.))(?P<line>{_TAKER})[)\]）】]?\.?$"
)
COLON_END = late(
    rf"(?:^|[\s.!?…»”\"|/–—(\[（【。-])(?i:{_PICTURE})\s?[:：／]\s*(?P<line>{_TAKER})[)\]）】]?\.?$"
)
# `LA GACETA / FOTO DE ANA ROJAS`: the paper is part of the credit, and the label stands within it.
HOUSE_PHOTO = late(
    rf"(?<=[.!?…»”\")])\s+(?P<line>[A-ZÀ-Þ][A-ZÀ-Þ.&'’ -]{{2,30}}\s?/\s?(?i:{_PICTURE})\s"
    rf"(?:(?i:de|di|por|par|von|by)\s)?{_TAKER})\.?$"
)
# What an element of its own says before the one that holds the credit: `Credit...`, `Źródło zdjęć:`.
LABEL_BEFORE = late(
    rf"(?<![^\W\d_])(?:{_PICTURE}|image source|źródło|zdroj|quelle|fuente|fonte)\s?(?:\.{{3}}|…|[:：])\s*$",
    re.IGNORECASE,
)
FIELD_LABEL = late(
    rf"(?i:©\s*)?(?i:{_PICTURE})\s*[:：／|]?\s+(?=[^\W\d_a-zа-яёіїєґ]|@)(?P<line>\S.{{1,120}})", re.DOTALL
)
AFTER_SENTENCE = late(r"[.。!?]\s+(?P<line>[^.。!?]{2,40})$")
MARKS = "▲△▼▽◀▶◆■● "


def caption_and_credit(container: "HtmlElement") -> tuple[str, str]:
    """Return (caption, credit) of what stands in a container; the caption is given without the credit."""
    for tool in [
        e for e in container.iterdescendants() if isinstance(e.tag, str) and TOOL_NAME.search(classes_of(e))
    ]:
        if not CAPTION_NAME.search(classes_of(tool)) and len(words_of(tool)) <= 60:
            tool.drop_tree()
    text = words_of(container)
    if not text:
        return "", ""
    credit = ""
    whole = fold(text)
    for part in container.iter():
        if not isinstance(part.tag, str):
            continue
        said = words_of(part)
        if part.tag != "figcaption" and any(words_of(e) not in ("", said) for e in part.iter("figcaption")):
            continue  # the credit over the picture and the caption under it
        if not said or len(said) > 160 or (fold(said) == whole and not _is_credit(part, said)):
            continue
        if fold(said) == whole and any(
            CAPTION_NAME.search(classes_of(e)) for e in part.iterdescendants("span", "p", "div")
        ):
            continue
        if _is_credit(part, said):
            credit = said
            break
    if not credit:
        credit = _outside(container)
    if not credit:
        text, credit = _two_parts(container, text)
    if not credit:
        credit = _signature(container)
    caption = text
    if credit:
        at = text.rfind(credit)
        before = LABEL_BEFORE.sub("", text[:at]) if at > 0 else ""
        caption = f"{before} {text[at + len(credit):]}" if at >= 0 else text  # fmt: skip
    taken = TAKEN.search(caption) if not credit else None
    if taken:
        caption, credit = caption[: taken.start()], taken.group("line")
    agency = AFTER_SENTENCE.search(caption) if not credit else None
    if agency and AGENCY.fullmatch(agency.group("line")):
        caption, credit = caption[: agency.start("line")], agency.group("line")
    signed = SIGNED.search(caption) if not credit else None
    if signed:
        caption, credit = caption[: signed.start()], LABEL.sub("", signed.group("line"))
    house = HOUSE_PHOTO.search(caption) if not credit else None
    if house:
        caption, credit = caption[: house.start("line")], house.group("line")
    labelled = (LABELLED_END.search(caption) or COLON_END.search(caption)) if not credit else None
    if labelled:
        caption, credit = caption[: labelled.start()], labelled.group("line")
    named = FIELD_LABEL.fullmatch(credit.strip())
    credit = named.group("line") if named else credit
    caption = caption.lstrip(MARKS)
    twice = REPEATED.fullmatch(caption.strip())
    caption = (twice.group("half") if twice else caption).strip(" |–—-/·,;")
    return re.sub(r"\s+", " ", caption), credit.strip(" |–—/·")


def _two_parts(container: "HtmlElement", text: str) -> tuple[str, str]:
    """Return (text, credit) where a sentence and a short name after it stand in two elements of their own."""
    parts = [
        e
        for e in container.iter("span", "p", "div", "em")
        if words_of(e) and not any(words_of(c) for c in e.iter("span", "p", "div", "em") if c is not e)
    ]
    if len(parts) < 2 or fold("".join(map(words_of, parts))) != fold(text):
        return text, ""
    joined, last = " ".join(map(words_of, parts)), words_of(parts[-1])
    named = (
        len(last) <= 60
        and not ENDED.search(last)
        and ENDED.search(words_of(parts[-2]))
        and last[:1].isupper()
    )
    return joined, last if named else ""


def _signature(container: "HtmlElement") -> str:
    """Return the short name in an element of its own that ends a caption, after a whole sentence or glued to it."""
    inner = [e for e in container.iterdescendants("span", "em", "i", "b", "strong", "cite") if words_of(e)]
    if not inner or (inner[-1].tail or "").strip() or next(inner[-1].iter("a"), None) is not None:
        return ""
    last, text = words_of(inner[-1]), words_of(container)
    before = text[: -len(last)] if text.endswith(last) else ""
    named = 2 <= len(last) <= 40 and len(last.split()) <= 5 and last[:1].isupper() and not ENDED.search(last)
    return last if named and (ENDED.search(before.strip()) or _glued(inner[-1])) else ""


def _glued(element: "HtmlElement") -> bool:
    """Whether an element follows a letter without a blank: the page parts the two by its style, as two things."""
    previous, above = element.getprevious(), element.getparent()
    if previous is not None and not previous.tail:
        return previous.tag == element.tag and words_of(previous)[-1:].isalpha()
    before = previous.tail if previous is not None else above.text if above is not None else ""
    return (before or " ")[-1].isalpha()


def _outside(container: "HtmlElement") -> str:
    """Return what a figure says beside its <figcaption>: the credit printed over the picture."""
    inside = next(container.iter("figcaption"), None)
    if container.tag != "figure" or inside is None or not words_of(inside):
        return ""
    parts = [
        e
        for e in container.iter("span", "div", "p", "small", "cite")
        if words_of(e) and not any(a is inside for a in (e, *e.iterancestors()))
    ]
    alone = [e for e in parts if next(e.iter("figcaption"), None) is None]
    said = {words_of(e) for e in alone}
    only = said.pop() if len(said) == 1 else ""
    return only if 2 <= len(only) <= 80 and not ENDED.search(only) else ""


def _is_credit(part: "HtmlElement", said: str) -> bool:
    names = classes_of(part)
    if CAPTION_NAME.search(names) and not CREDIT_TEXT.fullmatch(said) and not LICENCE.search(names):
        return False
    return part.tag in ("small", "cite") or bool(CREDIT_NAME.search(names) or CREDIT_TEXT.fullmatch(said))
