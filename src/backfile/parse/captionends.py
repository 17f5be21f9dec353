"""What closes a caption beside the forms of credits: an agency in brackets, or behind a dash, or the rights.

Whether it credits the picture or signs the text is told by where the passage stands.
"""

# Tables of regular expressions.
# ruff: noqa: E501

import functools
import re

from backfile.parse.phrases import AGENCIES, PICTURE_SOURCE, any_of
from backfile.patterns import late

__all__ = ["bracketed", "dashed"]

_AGENCY = any_of(tuple(re.escape(name) for name in AGENCIES))
LONGEST = 140
# After a dash at the end, the rights behind it: `La sera della riapertura - ANSA`.
DASHED = late(
    rf"\s[-–—/]\s(?:(?P<line>{_AGENCY})(?:\s[-–—/]\s(?:©\s?)?RIPRODUZIONE RISERVATA)?|(?P<rights>©?\s?RIPRODUZIONE RISERVATA))$"
)
# As papers print agencies that write themselves in capitals, and who gave a picture to Arabic papers.
_SMALL_AGENCY = "Ansa|Afp|Epa|LaPresse|Lapresse|Imagoeconomica|Fotogramma|Adnkronos|Olycom|Agf|Getty|Efe|Lusa"
_ARABIC_GIVER = "وكالة|رئاسة|وزارة|صفحة|حساب|موقع|منصة|أرشيفية|متداولة|الشرق الأوسط|إكس|فيسبوك|غيتي"
# In round brackets at the end: a caption only where it stands before the text, else an agency's signature.
BRACKETED = late(
    rf"\s*[(（](?P<line>(?-i:{_AGENCY})|(?-i:{_SMALL_AGENCY})|(?:{_ARABIC_GIVER})[^()（）]{{0,40}}|(?:{any_of(PICTURE_SOURCE)})\s?[:：]\s?[^()（）]{{2,60}})[)）]\s*[.。]?$",
    re.IGNORECASE,
)


@functools.lru_cache(maxsize=1024)  # the layout asks again from each of the neighbours
def bracketed(text: str) -> tuple[int, str] | None:
    """Return (end of caption, credit) when a passage ends in an agency or source in round brackets, else None."""
    match = BRACKETED.search(text, max(0, len(text) - LONGEST))
    return (match.start(), match.group("line")) if match and match.start() > 0 else None


@functools.lru_cache(maxsize=1024)
def dashed(text: str) -> tuple[int, str | None] | None:
    """Return (end of caption, credit) when a passage ends in a dash and an agency or the rights, else None."""
    match = DASHED.search(text, max(0, len(text) - LONGEST))
    return (match.start(), match.group("line")) if match and match.start() > 0 else None
