"""What a passage announces: corrections, other articles, the page's own notices, the end of what is free to read."""

import re

from backfile.openings import Openings
from backfile.parse.commentwords import ASKING, COMMENTING
from backfile.parse.pagewords import (
    CALL_BEGIN,
    CALL_END,
    CHANNEL,
    CONTACT,
    NOTEBOOK,
    RIGHTS,
    SEND_US,
    SYNDICATED,
)
from backfile.parse.phrases import (
    AMENDED,
    COPYRIGHT,
    CORRECTION,
    END_OF_TEXT,
    INVITATION,
    PAYWALL,
    READ_ALSO,
    READ_ALSO_BLOCK,
    any_of,
)
from backfile.patterns import late

__all__ = ["LONG_NOTICES", "ends_text", "notice"]

NOTE_LINE = late(
    rf"[(\[*_]*{any_of(CORRECTION)}(?:\s*\([^)]*\))?(?:\s*[:：—–]\s*|\s+-\s+|\s*\*+\s*|,?\s+\d[^.:]{{2,30}}[:：]\s*)(?P<value>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
AMENDED_LINE = late(any_of(AMENDED), re.IGNORECASE | re.DOTALL)
_READ_MORE = r"read more (?:in|at|on|from) (?-i:[A-Z])[^:]{2,40}"
READ_ALSO_LINE = late(
    rf"[>»▶•\-–\[(【]*\s*(?:{any_of(READ_ALSO)}|{_READ_MORE})\s*(?:[:：|→➡▶»\])】]|>{{1,3}}|\s[-–—])\s*(?P<value>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
SHOUTED = tuple(label.upper() for label in READ_ALSO if " " in label and "\\" not in label)
READ_ALSO_CAPS = late(
    rf"(?:{'|'.join(label for label in SHOUTED if label != label.lower())})\s+(?P<value>[^\W\d_a-zа-яё].*)"
)
READ_ALSO_GLUED = late(
    rf"{any_of(tuple(label for label in READ_ALSO if ' ' in label))}(?P<value>(?-i:[A-ZÀ-ÞА-ЯЁІЇЄҐ«“])[^.…]+)",
    re.IGNORECASE,
)
# `À lire aussi Le vieux pont en dix photos`: no colon, a capital, and no full stop at the end.
_SPACED = tuple(label for label in READ_ALSO if " " in label and not label.startswith("read "))
READ_ALSO_SPACED = late(
    rf"{any_of(_SPACED)}\s(?P<value>(?-i:[A-ZÀ-ÞА-ЯЁІЇЄҐ«“])[^.…]{{12,140}}[^.…:;,])", re.IGNORECASE
)
READ_ALSO_ALONE = late(
    rf"[\[【（(<＜■●◆▶►▼*#\s]*{any_of(READ_ALSO, READ_ALSO_BLOCK)}\s*[:：.…>»|\]】）)＞▼*]*", re.IGNORECASE
)
INVITATION_LINE = late(any_of(INVITATION), re.IGNORECASE | re.DOTALL)
END_LINE = late(rf"[#*=\s]*{any_of(END_OF_TEXT, CONTACT, NOTEBOOK)}", re.IGNORECASE | re.DOTALL)
PAYWALL_LINE = late(any_of(PAYWALL), re.IGNORECASE | re.DOTALL)
COPYRIGHT_LINE = late(any_of(COPYRIGHT), re.IGNORECASE | re.DOTALL)
PRINT_REFERENCE = late(
    r"(?:газета|журнал|gazeta|časopis) .{2,60}(?:№|nr|č\.) ?\d+.{0,60}|（刊于.{2,40}）"
    r"|.{2,40}, (?:print edition|seite|page|p\.) [A-Z]?\d+.{0,30}",
    re.IGNORECASE,
)
NUMBER = late(r"\d")
UNSPACED = late(r"[\u3040-\u9fff\uac00-\ud7af]")


def _whole(words: tuple[str, ...]) -> str:
    """Return one group of words, each whole where its script parts words by spaces."""
    spaced = [word for word in words if not UNSPACED.search(word)]
    other = [word for word in words if UNSPACED.search(word)]
    return rf"(?:(?<![^\W\d_]){any_of(spaced)}(?![^\W\d_])|{any_of(other)})"


# Signs before a call are pictures and arrows; a quotation mark there would make it somebody's speech.
OPENING = r"[^\w\s\"'“„«‹‘「『(\[–—-]*\s*"
CALL_LINE = late(
    rf"{OPENING}(?:{_whole(CALL_BEGIN)}.{{0,90}}?{_whole(CHANNEL)}.*|.{{0,90}}?{_whole(CHANNEL)}.{{0,60}}?{_whole(CALL_END)}[\s।.!！。]*)",
    re.IGNORECASE | re.DOTALL,
)
SEND_LINE = late(rf"{OPENING}{any_of(SEND_US, COMMENTING, ASKING)}", re.IGNORECASE | re.DOTALL)
ORIGIN_LINE = late(any_of(SYNDICATED, RIGHTS), re.IGNORECASE | re.DOTALL)
LONGEST_CALL = 170
# What most paragraphs are told from at once: the beginnings and cues of all notices.
ENDS = Openings(END_LINE)
NOTICES = Openings(
    NOTE_LINE, AMENDED_LINE, READ_ALSO_ALONE, READ_ALSO_LINE, READ_ALSO_CAPS, READ_ALSO_GLUED, READ_ALSO_SPACED,
    CALL_LINE, SEND_LINE, ORIGIN_LINE, PAYWALL_LINE, COPYRIGHT_LINE, INVITATION_LINE,
)  # fmt: skip
NOTE, AMEND, ALONE, ALSO, CAPS, GLUED, SPACED, CALL, SEND, ORIGIN, WALL, RIGHT, INVITE = (
    1 << n for n in range(13)
)
# Those that a passage of more than 200 signs may be.
LONG_NOTICES = (
    END_LINE, NOTE_LINE, AMENDED_LINE, READ_ALSO_LINE, READ_ALSO_CAPS, READ_ALSO_GLUED, READ_ALSO_SPACED,
    SEND_LINE, ORIGIN_LINE, PAYWALL_LINE, COPYRIGHT_LINE, INVITATION_LINE,
)  # fmt: skip


def ends_text(text: str) -> bool:
    """Whether a passage says that the text ends here."""
    return len(text) <= 300 and ENDS.fit(text) and END_LINE.fullmatch(text) is not None


def _read_also(text: str, fits: int) -> re.Match[str] | None:
    forms = (
        (ALSO, READ_ALSO_LINE),
        (CAPS, READ_ALSO_CAPS),
        (GLUED, READ_ALSO_GLUED),
        (SPACED, READ_ALSO_SPACED),
    )
    return next((match for bit, form in forms if fits & bit and (match := form.fullmatch(text))), None)


def notice(text: str) -> tuple[str, str, str] | None:
    """Return (kind of mark, the part that carries the information, why), None when the passage is no notice."""
    numbered = len(text) <= 160 and ("（" in text or NUMBER.search(text))
    printed = numbered and PRINT_REFERENCE.fullmatch(text) is not None
    reference = ("footer", text, "the reference to the printed edition") if printed else None
    fits = NOTICES.which(text)
    if not fits:
        return reference
    if (fits & NOTE and NOTE_LINE.fullmatch(text)) or (
        fits & AMEND and len(text) <= 600 and AMENDED_LINE.fullmatch(text.strip("*_[]() "))
    ):
        return ("note", text, "a correction or editor's note")
    if fits & ALONE and len(text) <= 60 and READ_ALSO_ALONE.fullmatch(text):
        return ("block", text, "announces other articles")
    if len(text) <= 260 and (match := _read_also(text, fits)):
        return ("read-also", match.group("value"), "a read-also label and a headline")
    if reference is not None:
        return reference
    if fits & CALL and len(text) <= LONGEST_CALL and CALL_LINE.fullmatch(text):
        return ("footer", text, "calls the reader to one of the outlet's channels")
    if fits & SEND and len(text) <= 260 and SEND_LINE.fullmatch(text):
        return ("footer", text, "asks the readers to send or to click something")
    if fits & ORIGIN and len(text) <= 700 and ORIGIN_LINE.fullmatch(text):
        return ("footer", text, "tells where the text comes from, or what may be done with it")
    if len(text) <= 420:
        for bit, pattern, why in (
            (WALL, PAYWALL_LINE, "a paywall, login or cookie notice"),
            (RIGHT, COPYRIGHT_LINE, "a copyright or reprint notice"),
            (INVITE, INVITATION_LINE, "the outlet speaks to its readers"),
        ):
            if fits & bit and pattern.fullmatch(text):
                return ("footer", text, why)
    return None
