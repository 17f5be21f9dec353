"""Passages cut where a saved page glued something else to them, and labels joined to what stands below them."""

import re

from backfile.openings import Holding
from backfile.parse.dates import Found, find_dates
from backfile.parse.forms import CLOSED, WIDE
from backfile.parse.paragraphs import Passage
from backfile.parse.phrases import AGENCIES, CAPTION_LABEL, CREDIT_COMMA, CREDIT_LABEL, READ_ALSO, any_of
from backfile.parse.sheet import LONGEST_CAPTION
from backfile.parse.tails import STOPS, cut_codes
from backfile.parse.writers import LONGEST_OPENING, opens_byline
from backfile.patterns import late

__all__ = ["cut_first", "cut_glued", "cut_read_also", "joined_labels"]

# One word alone may end a sentence or begin one; two are a label.
_LABEL = any_of(tuple(label for label in READ_ALSO if " " in label))
_UPPER = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŐŌŒŔŘŚŞŠȘŤȚŪŮŰŲŹŻŽА-ЯЁІЇЄҐЎ"
_LOWER = r"a-zß-öø-ÿāăąćčďđēėęěğģīįıķļłńņňőōœŕřśşšșťțūůűųźżžа-яёіїєґў"
# Where two pieces of text meet without a space: a small letter, a digit or a closing mark before a capital.
SEAM = late(rf"(?<=[{_LOWER}0-9»”\")?!])(?<!\bMc)(?<!\bMac)(?=[«“\"„]?[{_UPPER}][{_LOWER}{_UPPER}\s'’])")
# The label where a sentence ends before it, or where the passage begins.
LABEL = late(
    rf"(?:^|(?<=[.!?…»”\"。！？؟۔।)])\s*){_LABEL}(?P<mark>\s*[:：]\s*|\s*[>»→|]\s*|(?=[«“\"„]?(?-i:[{_UPPER}])))",
    re.IGNORECASE,
)
LABELLED = Holding(_LABEL)
SENTENCE = late(r"[.!?…。！？؟۔।][\"'”’»“)\]）」』]*(?=\s|$|[^\W\d_a-z])")
# Between a date and the headline behind it on its line: `09.07.2018 19:00 : Bridge closed`.
AFTER_DATE = late(r"\s*[:|–—-]\s+(?=\S)")
# A photo credit glued to the rubric before it: `ОбществоФото: Порт`.
CREDIT = late(
    rf"(?<=[{_LOWER}])(?={any_of(tuple(w[0].upper() + w[1:] for w in CREDIT_LABEL if w[0].islower()))}\s?[:：]\s?\S)"
)
LABEL_END = late(rf"(?<=[.!?…»”\"])\s+{_LABEL}\s*[:：]$", re.IGNORECASE)
SIGNED_END = late(
    rf"(?<=[.。!?”」])\s*\(c\)\s?{any_of(tuple(re.escape(name) for name in AGENCIES))}(?:/\S[^/.。]{{2,40}})?$"
)
_CAPTIONS = tuple(label for label in CAPTION_LABEL if " " in label or not label.isascii())
PICTURE_LABEL = late(
    rf"(?:{any_of(_CAPTIONS, CREDIT_COMMA)}\s*[,，،]|{any_of(_CAPTIONS)}\s*[:：])", re.IGNORECASE
)
LABEL_ENDS = (",", "，", "،", ":", "：")
_CAPITAL_LABELS = any_of(tuple(word[0].upper() + word[1:] for word in _CAPTIONS))
GLUED_CAPTION = late(
    rf"{any_of(CREDIT_COMMA)}\s*[,，،]\s*\S.{{1,90}}?(?-i:(?={_CAPITAL_LABELS}\s*[,，،]))",
    re.IGNORECASE,
)
SHORTEST_TITLE, LONGEST_TITLE, LONGEST_DATED = 10, 200, 160


def cut_read_also(passage: Passage) -> list[Passage]:
    """Return the passage with each label for other articles, and the headlines glued to it, cut off.

    The headlines end where a capital follows a small letter without a space and the rest holds a sentence, or with
    the passage when no sentence ends in it. Where neither is so, nothing is cut: the label may be the text's own.
    """
    text = passage.text
    for match in LABEL.finditer(text):
        start = match.start() + (len(match.group()) - len(match.group().lstrip()))
        end = _titles_end(text, match.end())
        if end is None or (start == 0 and end == len(text)):
            continue
        cut = [passage.cut(0, start)] if text[:start].strip() else []
        cut.append(passage.cut(start, end))
        return [*cut, *(cut_read_also(passage.cut(end, len(text))) if text[end:].strip() else ())]
    return [passage]


def _titles_end(text: str, start: int) -> int | None:
    """Return where the headlines end that begin at `start`, None when what stands there is no headline."""
    at = start
    for seam in SEAM.finditer(text, start + SHORTEST_TITLE):
        if seam.start() - at > LONGEST_TITLE or SENTENCE.search(text, at, seam.start() - 1):
            return None
        at = seam.start()
        if SENTENCE.search(text, at):
            following = SEAM.search(text, at + SHORTEST_TITLE)
            if following is None or SENTENCE.search(text, at, following.start()):
                return at
    rest = text[at:]
    titled = SHORTEST_TITLE <= len(rest) <= LONGEST_TITLE and not SENTENCE.search(rest.rstrip('»”" ')[:-1])
    return len(text) if titled and not rest.rstrip().endswith((".", "。", "।")) else None


def cut_date(passage: Passage) -> list[Passage]:
    """Return a line of the page's head, of LONGEST_DATED signs at most, cut where a rubric, and a photo credit, are
    glued to its date."""
    text = passage.text
    date = next(iter(find_dates(text)), None)
    if date is None or date.start > 0 or not SEAM.match(text, date.end) or CLOSED.ends(text):
        return [passage]
    rest = passage.cut(date.end, len(text))
    credit = CREDIT.search(rest.text)
    parts = [rest.cut(0, credit.start()), rest.cut(credit.start(), len(rest.text))] if credit else [rest]
    return [passage.cut(0, date.end), *parts]


def _opens_lead(text: str, date: Found, lead: str) -> bool:
    """Whether what stands behind a date on a title's line is the lead: a capital, and a sentence or a date in figures.

    A date that names its month may stand inside a title, one in figures with a capital behind it does not.
    """
    begins = lead.lstrip("«“„\"'")[:1].isupper()
    figures = not any(sign.isalpha() for sign in text[date.start : date.end])
    return begins and (CLOSED.ends(lead) or (figures and len(lead.split()) >= 4))


def cut_first(found: list[Passage]) -> list[Passage]:
    """Return the passages with a first line that holds date and headline (and lead) cut into them."""
    first = found[0]
    dates = [date for date in find_dates(first.text) if date.value] if len(first.text) <= 700 else []
    if not dates:
        return found
    date = dates[0]
    tail = AFTER_DATE.match(first.text, date.end)
    if date.start == 0 and tail:
        return [first.cut(0, date.end), first.cut(tail.end(), len(first.text)), *found[1:]]
    head, lead = first.text[: date.start].strip(), first.text[date.end :].strip()
    if head.endswith(("(", "（")) and lead in (")", "）") and len(head) + len(WIDE.findall(head)) >= 16:
        return [first.cut(0, date.start - 1), first.cut(date.start - 1, len(first.text)), *found[1:]]
    title = len(head.split()) >= 2 and 8 <= len(head) <= 160 and not re.search(r"[.,;:(]$|\b\w{1,3}$", head)
    if title and len(found) > 1 and len(lead) >= 20 and _opens_lead(first.text, date, lead):
        parts = (
            first.cut(0, date.start),
            first.cut(date.start, date.end),
            first.cut(date.end, len(first.text)),
        )
        return [*parts, *found[1:]]
    return found


def cut_glued(found: list[Passage]) -> list[Passage]:
    """Return the passages with what was glued to a paragraph cut off it: read-also headlines, agency marks."""
    whole: list[Passage] = []
    for passage in found:
        text = passage.text
        if (
            len(text) > LONGEST_DATED
            and text.endswith(STOPS)
            and "(c)" not in text
            and not LABELLED.fit(text)
        ):
            whole.append(passage)  # most paragraphs: nothing of what follows can be at the end of one
            continue
        if len(text) <= LONGEST_DATED:
            *dated, passage = cut_date(passage)
            whole.extend(dated)
        if LABELLED.fit(passage.text):
            *before, passage = cut_read_also(passage)
            whole.extend(before)
        text = passage.text
        if text.endswith((":", "：")) and (match := LABEL_END.search(text, max(0, len(text) - 60))):
            whole.append(passage.cut(0, match.start()))
            passage = passage.cut(match.start(), len(passage.text))
        signed = SIGNED_END.search(passage.text, max(0, len(passage.text) - 100)) if "(c)" in text else None
        if signed:
            whole.append(passage.cut(0, signed.start()))
            passage = passage.cut(signed.start(), len(passage.text))
        whole.extend(cut_codes(passage))
    return whole


def joined_labels(found: list[Passage]) -> list[Passage]:
    """Return the passages, labels of a picture or writer alone on a line joined to what is below, captions unglued."""
    whole: list[Passage] = []
    for passage in found:
        above = whole[-1].text if whole and len(passage.text) <= LONGEST_CAPTION else ""
        labelled = above[-1:] in LABEL_ENDS and PICTURE_LABEL.fullmatch(above)
        if labelled or (len(above) <= LONGEST_OPENING and opens_byline(above, passage.text)):
            label = whole.pop()
            at = len(label.text) + 1
            starts = (*label.starts, *((at + offset, line) for offset, line in passage.starts))
            passage = Passage(f"{label.text} {passage.text}", starts, label.apart)
        glued = GLUED_CAPTION.match(passage.text)
        if glued:
            whole.append(passage.cut(0, glued.end()))
            below = passage.cut(glued.end(), len(passage.text))
            passage = Passage(below.text, below.starts, False)
        whole.append(passage)
    return whole
