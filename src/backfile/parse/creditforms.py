"""Names and labels of which credits are made, and forms of credits that close a caption without brackets of agencies.

Papers print them behind the caption's last sentence: after a dash (`on Sunday.—AFP`), glued to it (`on June 3.Ann
Lee/The Argus`), after a bar (`PHOTO | ANN LEE`), or glued to a caption in a script without capitals.
"""

# Tables of regular expressions.
# ruff: noqa: E501

import re

from backfile.parse.phrases import AGENCIES, any_of
from backfile.patterns import late

__all__ = ["AGENCY", "BARE", "FOR", "MORE", "NAME", "PERSON", "SIGN", "closed", "signed"]

AGENCY = any_of(tuple(re.escape(name) for name in AGENCIES))
# `Foto Nora Kern/dpa`, `photo Luc Terran pour « Le Rivage »`, `Фото пресс-службы порта`: a label without a colon.
BARE = r"(?:[Pp]hotos?|PHOTO|[Ff]otos?|FOTO|[Фф]ото|ФОТО|[Ff]ot\.|[Zz]dj\.|[Сс]нимк[аи]|[Сс]вітлин[аи]|[Ff]otoğraf|[Bb]eeld)"
PERSON = r"[^\W\d_a-zа-яёіїєґß-öø-ÿ][\w.'’-]*(?:\s(?:(?:van|von|der|den|de|da|di|del|le|la|el|al|ten|af|av)\s)*[^\W\d_a-zа-яёіїєґß-öø-ÿ][\w.'’-]*){0,3}"
SIGN = late(r"(?:©|\(c\)|ⓒ|Ⓒ)\s*(?P<line>\S.{1,100})", re.IGNORECASE)
FOR = r"(?:pour|for|für|per|para|voor|для|dla|för|pro)"
NAME = r"[^\W\d_a-zа-я][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,4}"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+[A-ZÀ-Þ](?:\s[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+){0,3}"
_TWO_WORDS = r"[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w'’-]+(?:\s(?:de|da|van|von|di|del))?\s[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w'’-]+(?:\s[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w'’-]+)?"
_CLOSED = r"(?<=[.!?…»”\")])"
# Credits at the end of a caption, tried before those of `credits`.
MORE = (
    ("in brackets, a name, a comma and an agency", late(
        rf"\s*\((?P<line>[^\W\d_a-z][^(),.!?:;]{{3,36}},\s?(?:{AGENCY}))\)\s*\.?$")),
    ("in square brackets behind the last sentence, capitals or a name and a paper", late(
        rf"(?<=[.!?…])\s*\[(?P<line>[A-ZÀ-ÞΑ-ΩА-ЯЁІЇЄҐ][A-ZÀ-ÞΑ-ΩА-ЯЁІЇЄҐ./& -]{{2,40}}|{PERSON},\s[A-ZÀ-Þ][\w ]{{2,24}})\]$")),
    ("in brackets, a name and for whom it was taken", late(
        rf"{_CLOSED}\s*\((?P<line>{PERSON}\s{FOR}\s(?:(?:The|the|le|la|die|el|il|de)\s)?[^\W\d_a-z][^()!?:]{{2,40}})\)\s*\.?$")),
    ("behind the last sentence and a dash, who took or sent it", late(
        rf"{_CLOSED}\s?[—–]\s?(?P<line>(?:{PERSON}(?:\s?/\s?{PERSON})?|[Pp]hoto (?:by|courtesy) \S[^.!?:]{{2,40}})(?:\s(?:pic|pix|photo|PHOTO))?)$")),
    ("a name glued to the last sentence", late(
        rf"(?:(?<=[^\W\d_]{{3}}[.!?…])|(?<=[^\W\d_]{{2}}[)»”]\.))(?P<line>{_CAPITALS}|{_TWO_WORDS})$")),
    ("a name, a slash or dash and a paper glued to the last sentence", late(
        rf"(?<=[\w)»”][.!?…])(?P<line>{PERSON}\s?[/–-]\s?(?:(?:[Tt]he|la|le)\s)?(?:[^\W_][\w'’]*\s){{0,3}}[^\W\d_a-z][\w'’]*)$")),
    ("a label, a bar or slash and a name behind the last sentence", late(
        rf"{_CLOSED}\s*(?:{BARE}|PICS?|FILE)\s?[|/]\s?(?P<line>[^\W\d_a-z][^:!?.]{{2,60}})$")),
    ("after an agency, a slash and a name", late(
        rf"(?<=[^\W\d_])\s+(?P<line>(?:{AGENCY}|ANTARA FOTO|LUSA)\s?/\s?{PERSON})$")),
    ("after a label glued to the caption, in a script without capitals", late(
        r"(?:(?<=[\u05d0-\u05ea]{2})צילום|(?<=[\u0980-\u09ff]{2})ছবি|(?<=[\u0b80-\u0bff]{2})படம்|(?<=[\u0620-\u06ff]{2})(?:تصوير|عکس))\s?:\s?(?P<line>[^:!?]{2,60})$")),
    ("after a Hindi label and a dash", late(
        r"(?<=[\s।.!?|])(?:फोटो|तस्वीर|चित्र)\s?[-–]\s?(?P<line>[^\s।!?:–-][^।!?:]{1,40})$")),
    ("after a bar, who gave it", late(
        r"\s+[|｜]\s+(?P<line>(?:[Dd]ivulgação|[Rr]eprodução|[Aa](?:rquivo|cervo) pessoal|[Cc]ortesía|[Cc]ourtesy|[Hh]andout|[Ss]upplied|[Pp]rivat|Facebook|Instagram|Twitter|YouTube)(?:\s?/\s?[^|/.!?:]{2,40})?)$")),
    ("who sent it in and the day, in Taiwan", late(
        r"(?<=[。！？」）])(?P<line>[^。，、\s]{2,8}記者[^。，、\s]{2,12}(?:攝|傳真|提供))(?:\s?\d{2,3}年\d{1,2}月\d{1,2}日)?$")),
    ("for the agency, the photographer in brackets", late(
        r"(?<=[。！？”」])(?P<line>[^。，、\s（）]{2,6}[发發]（[^（）]{2,12}[摄攝]）)$")),
)  # fmt: skip


def signed(text: str) -> str | None:
    """Return the name after a copyright sign when the passage is nothing else and holds no year."""
    match = SIGN.fullmatch(text)
    return match.group("line") if match and not re.search(r"\b(?:19|20)\d\d\b", text) else None


def closed(match: re.Match[str]) -> str:
    """Return the credit of a match with the bracket that closes one inside it: `Harbour Post (Ann Lee)`."""
    line: str = match.group("line")
    opened = line.count("(") > line.count(")") and match.string[match.end("line") :][:1] == ")"
    return f"{line})" if opened else line
