"""Who is credited for a picture: a credit line taken apart into creator, agency and notice of rights."""

import functools
import re

from backfile.model import Credit
from backfile.parse.creditforms import PERSON
from backfile.parse.credits import BARE_LABEL, LABELLED, NOTICE
from backfile.parse.phrases import AGENCIES, FILE_PICTURE, SUPPLIED_LABEL, any_of
from backfile.patterns import late

__all__ = ["credit_of"]

_TAKEN = r"\s?(?:[/／]\s?)?(?:摄影|攝影|摄|攝|撮影|写)"
# A photographer and the word for taking the picture, which is a label like `Photo:`.
TAKEN = late(
    r"(?:[\u3400-\u9fff]{2,6}[部局社班][・\s　]|[^\s・]{2,12}から)?([\u3005\u3400-\u9fff\u30a0-\u30ff·・]{2,8}?)"
    + _TAKEN
)
# The same behind a credit line, with the reporter's trade where name and label are glued to it: `記者蔡佩樺攝`.
LABEL_BEHIND = late(
    rf"(?:(?:记者|記者)\s?(?=[^\s/／]+\s?(?:摄|攝|撮影|写)))?(?P<line>[^。]*?[^\s/／]){_TAKEN}"
)
KOREAN_REPORTER = late(r"(?:[가-힣]{2,6}=)?(?P<line>[가-힣]{2,4}) (?:선임|사진|객원|인턴)?기자")
OUTLET_NAME = late(rf"(?P<outlet>[A-ZÀ-Þ][^:/]{{2,40}}):\s(?P<name>{PERSON})")
# `南島社記者蔡佩樺攝`, `新华社记者 方磊 摄`.
REPORTER = late(
    rf"(?P<outlet>[\u3400-\u9fff]{{2,6}}?)?(?:记者|記者|通讯员|通訊員)\s?(?P<name>[\u3400-\u9fff·]{{2,6}}(?:{_TAKEN})?)"
)
# A picture's status is no creditor: `File photo: Harbour Wire`, `Harbour Wire / File Photo`.
FILED = late(rf"^{any_of(FILE_PICTURE)}\s*[:：–—，、-]\s*(?=\S)", re.IGNORECASE)
SUPPLIED = late(rf"{any_of(SUPPLIED_LABEL)}\s*:?\s+(?=\S)", re.IGNORECASE)
FILED_ALONE = late(any_of(FILE_PICTURE), re.IGNORECASE)
LED = late(rf"({any_of(tuple(re.escape(name) for name in AGENCIES))})(?:\s+[Pp]hotos?)?(?:\s+(?=[^\W\d_])|$)")
SUPPLIERS = late(
    r"\b(?:wire|press|news|agency|photos?|images?|media|times|post|record|herald|pool|office|ministry|service)\b",
    re.IGNORECASE,
)
SIGN = late(r"^(?:©|\(c\)|ⓒ)\s*", re.IGNORECASE)
GIVEN_BY = late(r"^(?:by|von|par|courtesy of|cortesía de)\s+", re.IGNORECASE)
NUOTR = late(r"\s?(?:asociatyvi\s)?nuotr\.?$")
PHOTOS = late(r"^(AP|EPA|AFP) Photos?$")
# Where `by` or a comma parts the photographer from the agency.
PARTS = late(
    r"\s*(?:/|,|\b(?:pour|POUR|für|per|para|PARA|voor|для|FOR)\b(?=\s[«\"“„A-ZÀ-ÞА-Я])|\bvia\b|\bfor\b|\bfrom\b|—|–|\|)\s*"
)


@functools.lru_cache(maxsize=512)  # an outlet credits the same houses again and again
def credit_of(line: str) -> Credit:
    """Return the parts of a credit line: creator, supplying agency, rights notice.

    The line itself is bare of its label, whether that stands before the name (`Photo:`) or behind it (`摄`, `撮影`).
    Who supplied a picture keeps the word for it (`讀者提供`): it tells that the name is no photographer's.
    """
    notice = NOTICE.search(line.strip())
    core = (line.strip()[: notice.start()] if notice else line).strip().rstrip(" .")
    core = FILED.sub("", core, count=1)
    labelled = LABELLED.fullmatch(core)
    labelled = labelled or BARE_LABEL.fullmatch(core)
    verbatim = labelled.group("line") if labelled else core
    signed = TAKEN.fullmatch(verbatim)
    names, agencies = [], []
    for piece in PARTS.split(SIGN.sub("", verbatim, count=1)):
        piece = SUPPLIED.sub("", piece, count=1)
        piece = GIVEN_BY.sub("", piece, count=1)
        piece = NUOTR.sub("", piece).strip(' «»“”„"')
        if reporter := REPORTER.fullmatch(piece):
            agencies += [reporter.group("outlet")] if reporter.group("outlet") else []
            piece = reporter.group("name")
        led = LED.match(piece)
        if led:
            agencies.append(led.group(1))
            piece = piece[led.end() :]
        taken = TAKEN.fullmatch(piece)
        reporting = KOREAN_REPORTER.fullmatch(piece)
        if taken or reporting or (":" not in piece and _is_name(piece)) or (signed and piece == verbatim):
            names.append(taken.group(1) if taken else reporting.group("line") if reporting else piece)
        elif named := OUTLET_NAME.fullmatch(piece):
            agencies.append(named.group("outlet"))
            names.append(named.group("name"))
        elif piece and not FILED_ALONE.fullmatch(piece):
            agencies.append(re.sub(r"\s?(?:提供|供图|供圖|제공)$", "", piece))
    creator = names[0] if names else None
    suppliers = [PHOTOS.sub(r"\1", name) if " Photo" in name else name for name in agencies + names[1:]]
    agency = ", ".join(dict.fromkeys(suppliers)) or None
    behind = LABEL_BEHIND.fullmatch(verbatim) or KOREAN_REPORTER.fullmatch(verbatim)
    line = behind.group("line") if behind else verbatim
    return Credit(line, creator, notice.group("notice") if notice else None, agency)


def _is_name(piece: str) -> bool:
    """Whether a piece of a credit looks like a person: two to four capitalised words, no web address."""
    words = piece.split()
    whole = re.sub(r"\b[^\W\d_a-zа-я]\.", "", piece)  # without initials
    if SUPPLIERS.search(piece):
        return False
    return (
        2 <= len(words) <= 4
        and all(word[0].isupper() or word in ("de", "van", "von", "al") for word in words)
        and "." not in whole.rstrip(".")
    )
