"""Passages cut where a saved page glued something else to them: headlines of other articles, with no space between."""

import re

from backfile.parse.paragraphs import Passage
from backfile.parse.phrases import READ_ALSO, any_of
from backfile.patterns import late

__all__ = ["cut_read_also"]

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
SENTENCE = late(r"[.!?…。！？؟۔।][\"'”’»“)\]）」』]*(?=\s|$|[^\W\d_a-z])")
SHORTEST_TITLE, LONGEST_TITLE = 10, 200


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
    titled = SHORTEST_TITLE <= len(rest) <= LONGEST_TITLE and not SENTENCE.search(rest.rstrip("»”\" ")[:-1])
    return len(text) if titled and not rest.rstrip().endswith((".", "。", "।")) else None
