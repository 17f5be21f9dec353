"""What closes a caption beside the forms of credits: an agency in brackets, or behind a dash, or the rights.

Whether it credits the picture or signs the text is told by where the passage stands.
"""

# Tables of regular expressions.
# ruff: noqa: E501

import functools
import re

from backfile.parse.creditforms import PERSON
from backfile.parse.phrases import AGENCIES, PICTURE_SOURCE, any_of
from backfile.patterns import late

__all__ = ["barred", "bracketed", "dashed", "given", "picture_source", "taken_at"]

_AGENCY = any_of(tuple(re.escape(name) for name in AGENCIES))
LONGEST = 140
# As papers print agencies that write themselves in capitals, and who gave a picture to Arabic papers.
_SMALL_AGENCY = "Ansa|Afp|Epa|LaPresse|Lapresse|Imagoeconomica|Fotogramma|Adnkronos|Olycom|Agf|Getty|Efe|Lusa"
_ARABIC_GIVER = "وكالة|رئاسة|وزارة|صفحة|حساب|موقع|منصة|أرشيفية|متداولة|الشرق الأوسط|إكس|فيسبوك|غيتي"
_SOURCE = rf"(?:{any_of(PICTURE_SOURCE)}|aut[eo]u?r|автор)\s?[:：]\s?"
_CAPITALS = r"[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄҐ][A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄҐ'’.-]+"
# After a dash at the end, the rights behind it: `La sera della riapertura - ANSA`; a name in capitals, or in Arabic
# in brackets, whoever it is.
DASHED = late(
    rf"\s[-–—/]\s(?:(?P<line>{_AGENCY}|{_SMALL_AGENCY})(?:\s[-–—/]\s(?:©\s?)?RIPRODUZIONE RISERVATA)?|(?P<rights>©?\s?RIPRODUZIONE RISERVATA))$"
    r"|\s?\((?!صور|بالصور|فيديو|شاهد|خاص|تحديث|تحليل|تقرير|بروفايل|إنفو|انفو|محدث)(?P<arabic>[\u0621-\u064a«»./\s-]{3,40}(?<=[\u0621-\u064a»]))\)$"
    rf"|(?:(?<=[.!?…»”])|(?<=[^\W_A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄҐ]))\s(?P<capitals>(?:[A-ZÀ-Þ]{{2,6}}\s?[/-]\s?)?{_CAPITALS}(?:\s{_CAPITALS}){{1,2}})$"
)
# In round brackets at the end: a caption only where it stands before the text, else an agency's signature. So are
# a source behind the last sentence, which is the text's own elsewhere, and a Korean reporter, who signs texts too.
BRACKETED = late(
    rf"\s*[(（](?:(?P<line>(?-i:{_AGENCY})|{_SMALL_AGENCY}|(?:{_ARABIC_GIVER})[^()（）]{{0,40}})|{_SOURCE}(?P<source>[^()（）]{{2,60}}))[)）]\s*[.。]?$"
    rf"|(?:(?<=[.!?…。])\s?|\s[/|]\s?){_SOURCE}(?P<alone>[^:：!?\s][^:：!?]{{1,59}})$"
    r"|(?<=[다요]\.)\s(?P<reporter>(?:[가-힣]{2,6}=)?[가-힣]{2,4}\s(?:선임|사진|객원|인턴)?기자)(?:\s[\w.+-]+@[\w.-]+)?$",
    re.IGNORECASE,
)


# `(Ada Lark)`, `(Ministerio de Obras)`: who gave it, where the page proves that its captions end so.
GIVER = late(
    r"\s*\((?P<line>[^\W\d_a-z][\w.'’-]*(?:[\s/]+(?:(?:de|del|la|las|los|da|do|dos|di|van|von|y|e)\s)*[^\W\d_a-z][\w.'’-]*){1,5})\)$"
)


# Without one of these nothing is found in brackets or behind the word for a source; behind a stop, nothing after a dash.
TOLD_BY = (")", "）", ":", "：", "기자")
STOPS = (".", "!", "?", "…")

# `閉館する映画館＝1日、青山町`: where and when the picture was taken.
TAKEN_AT = late(
    r"[^。]{6,120}[＝=](?=[^＝=。]*(?:[\d０-９一二三四五六七八九十]+[日月年]|[都道府県市町村区郡]|写真|提供))[^＝=。]{2,60}"
)


# Of what the marks say is a caption: `The pier at noon | Ann Lee/The Argus`.
BARRED = late(rf"\s[|｜]\s(?P<line>{PERSON}(?:\s?[/,]\s?{PERSON})?)$")

# `Источник: пресс-служба порта`, `Quelle: privat`: who gave a picture, in small letters; as a source of the text it
# would be a sentence.
GIVEN_BY = late(
    rf"{any_of(PICTURE_SOURCE)}\s?[:：]\s?(?P<line>(?-i:[^\W\dA-ZА-ЯЁІЇЄҐ_])[^.!?:：]{{2,80}})", re.IGNORECASE
)


@functools.lru_cache(maxsize=1024)  # the layout asks again from each of the neighbours
def bracketed(text: str) -> tuple[int, str] | None:
    """Return (end of caption, credit) when a passage ends in an agency in round brackets or in a source, else None."""
    end = text[-LONGEST:]
    if not any(map(end.__contains__, TOLD_BY)):
        return None
    match = BRACKETED.search(text, max(0, len(text) - LONGEST))
    return (match.start(), next(filter(None, match.groups()))) if match and match.start() > 0 else None


@functools.lru_cache(maxsize=1024)
def dashed(text: str) -> tuple[int, str | None] | None:
    """Return (end of caption, credit) when a passage ends in a dash and an agency or the rights, in a name in
    capitals, or in Arabic words in brackets, else None."""
    if text[-1:] in STOPS and not text[-2:-1].isupper():
        return None
    match = DASHED.search(text, max(0, len(text) - LONGEST))
    if match is None or match.start() == 0:
        return None
    return match.start(), match.group("line") or match.group("capitals") or match.group("arabic")


def given(text: str) -> tuple[int, str] | None:
    """Return (end of caption, credit) when a passage ends in a name in round brackets, else None."""
    match = GIVER.search(text, max(0, len(text) - LONGEST)) if text.endswith(")") else None
    return (match.start(), match.group("line")) if match and match.start() > 0 else None


def barred(text: str) -> tuple[int, str] | None:
    """Return (end of caption, credit) when a caption ends in a bar and a name, else None."""
    match = BARRED.search(text, max(0, len(text) - LONGEST)) if "|" in text or "｜" in text else None
    return (match.start(), match.group("line")) if match and match.start() > 0 else None


def taken_at(text: str) -> bool:
    """Whether a passage ends in a sign of equality and the place or day of a picture, as Japanese captions do."""
    return ("＝" in text or "=" in text) and TAKEN_AT.fullmatch(text) is not None


def picture_source(text: str) -> str | None:
    """Return who gave a picture when a line is the word for source and a name in small letters, else None."""
    told = len(text) <= 100 and (":" in text or "：" in text)
    match = GIVEN_BY.fullmatch(text) if told else None
    return match.group("line") if match else None
