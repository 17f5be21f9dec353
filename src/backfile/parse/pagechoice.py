"""Which parts of a page each line may be: what its words, marks and place leave open to the page as a whole.

Most lines are settled by what they say of themselves; `pageorder` and `pagechain` choose among the rest.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from backfile.parse.dateline import dateline_of
from backfile.parse.decks import LONGEST_DECK
from backfile.parse.forms import CLOSED, WIDE, is_name, is_title_like, says_more
from backfile.parse.paragraphs import LIST_MARK
from backfile.parse.sheet import LONGEST_CAPTION, SENTENCES, Sheet
from backfile.parse.writers import NO_NAME, NOT_NAMED, topical, wide_name
from backfile.patterns import late

__all__ = ["choices", "letter_of", "script_of", "text_span", "undecided"]

LETTER = {
    "headline": "H", "deck": "D", "byline": "B", "caption": "C", "figure": "C", "credit": "K",
    "paragraph": "P", "list_item": "P", "quote": "P", "subhead": "Z", "date": "T",
}  # fmt: skip
# Kinds that the rules know by words and that are never changed.
SETTLED = frozenset(
    ("tags", "url", "note", "reporting", "desk", "source", "quote", "duplicate", "read-also", "list_item")
)
# Beginnings of the reasons of which the same is true.
TOLD = (
    "tells what the sender",
    "stands after the end of the text",
    "stands after the text, under",
    "presents the writer",
    "a point that sums up",
    "a credit with what the picture",
    "stands on one line with the date",
    "stands directly below a credit",
    "stands in one block below a credit",
    "a caption that stands twice",
    "a name over a caption",
    "ends in the place and the day",
    "a source line inside the text",
    "a question, which the line below",
    "an agency alone beside the date",
    "a few sentences between the date and the lead photo",
    "a kicker that leads",
    "under date and buttons",
)
# Of a caption, that make the line above it its credit.
TIED = ("stands directly below a credit", "stands in one block below a credit")
# Beginnings of reasons that leave one other letter possible.
BELOW = "stands after the text, under"
AGAIN = "says again what line"
# Who told the news, in a sentence of its own or behind a comma: so ends a first paragraph, no standfirst.
ATTRIBUTED = late(
    r"(?:Об этом|Про це|Пра гэта|Това съобщ|O tym|Informuje o tym|O tem|O tome|O tomto|Bunu)(?:\s\S+){0,6}\s"
    r"(?:сообщ|рассказ|заяви|пиш|напис|повідом|розпов|паведам|съобщ|poinform|informuj|poroč|javlja|informova|informuje|açıkla|bildir)"
    r"|,\s(?:сообщает|сообщили|сообщил[аи]?|передает|передаёт|пишет|повідомля[єю]\w*|повідомил\w*|передає|пише|съобщи\w*|съобщава)\s"
)
SENTENCE_WITHIN = late(r"(?:\S+\s+){3,}\S{3,}[.!?…]\s")
LISTED = late(r"[：、]|, .*, ")
UNNAMED = late(r"[\d：]")
LETTER_OF_ASCII = late(r"[A-Za-z]")
CRUMBS = late(r"[^|/>»›]\s[|/>»›]\s[^|/>»›]+\s[|/>»›]\s")
SIGNED_WITHIN = 4
"""How many lines below the text its writer may stand."""
LONGEST_WORD = 40
"""Signs between two spaces that a credit has at most; a sentence of a script without spaces has more."""
NEAR = 2
"""How many lines of the page at most stand between two sentences of the same text, pictures and lists not counted."""


def letter_of(sheet: Sheet, i: int) -> str:
    """Return the letter of what the rules took passage `i` for."""
    label = sheet.labels[i]
    return LETTER.get(label.kind, "X") if label else "P"


def undecided(sheet: Sheet, now: Sequence[str]) -> bool:
    """Whether a line that is neither headline nor running text may be more than one thing."""
    lines = [
        i
        for i, letter in enumerate(now)
        if letter != "H"
        and not sheet.prose(i)
        and (sheet.marks[i] is None or not (letter in "XT" or _worded(sheet, i)))  # which have no choice
    ]
    return bool(lines) and any(len(letters) > 1 for letters in _choices(sheet, now, lines))


def choices(sheet: Sheet, now: Sequence[str]) -> list[str]:
    """Return the letters that each passage may get; `now` are those of the rules."""
    return list(_choices(sheet, now, range(len(now))))


def _choices(sheet: Sheet, now: Sequence[str], passages: Sequence[int]) -> Iterator[str]:
    first, last = text_span(sheet, now)
    titled = sheet.passages[now.index("H")].text if "H" in now else ""
    title = now.index("H") if titled else 0
    for i in passages:
        letters = now[i]
        if letters != "P" or not first + 1 < i < last or not sheet.prose(i):
            letters = _candidates(sheet, i, first, last, titled)
        if i < title and sheet.passages[i].text.isupper():  # a rubric or a kicker
            letters = letters.replace("B", "") or letters
        yield letters


def text_span(sheet: Sheet, now: Sequence[str]) -> tuple[int, int]:
    """Return the first and the last running text; the number of passages twice where there is none.

    A sentence above the headline, such as a site's call for readers, is far from the text: the first is that of the
    longest stretch whose sentences follow each other closely.
    """
    count = len(now)
    prose = [i for i in range(count) if sheet.prose(i) and now[i] in "PD"]
    if not prose:
        return count, count
    told = {i for i in range(count) if now[i] == "P" and CLOSED.ends(sheet.passages[i].text)}
    stretches: list[list[int]] = []
    others = 0
    for i in range(count):
        if i in told or i in prose:
            if not stretches or others > NEAR:
                stretches.append([])
            stretches[-1].append(i)
            others = 0
        elif now[i] not in "CK" and not sheet.labelled(i, "list_item"):
            others += 1
    text = max(stretches, key=lambda stretch: sum(len(sheet.passages[i].text) for i in stretch))
    return next((i for i in text if i in prose), text[0]), max(prose[-1], *told, -1)


def _candidates(sheet: Sheet, i: int, first: int, last: int, titled: str) -> str:
    """Return the letters that passage `i` may get; `first` and `last` are the outer running texts.

    `titled` is the headline that the rules found; a page without one gets none, and no standfirst.
    """
    now, label, text = letter_of(sheet, i), sheet.labels[i], sheet.passages[i].text
    mark = sheet.marks[i]
    if mark is None and (doubted := _doubted(sheet, i, first, last, titled)):
        return doubted
    settled = label is not None and (label.kind in SETTLED or label.why.startswith(TOLD))
    named = mark is not None and (now == "X" or (now == "C" and mark.kind != "credit"))
    if settled or named or now == "T" or (now == "C" and sheet.own_credit(i)):
        return now
    below = sheet.labels[i + 1] if i + 1 < len(sheet.labels) else None
    if now == "K" and below is not None and below.kind == "caption" and below.why.startswith(TIED):
        return now
    if _worded(sheet, i) or (now == "C" and (_worded(sheet, i - 1) or _worded(sheet, i + 1))):
        return now
    # A page that was copied whole does not end with its text: a sentence at its very end was copied with the text.
    ends = i + 1 == len(sheet.passages) and i > first + 1 and letter_of(sheet, i - 1) == "P"
    if now == "P" and (first < i < last or ends) and CLOSED.ends(text):
        return now
    if LIST_MARK.match(text) or dateline_of(sheet.passages[i]) is not None:
        return now
    if sheet.prose(i):
        decked = titled and i <= first and i + 1 < last and len(text) <= LONGEST_DECK
        deck = "D" if decked and len(SENTENCES.findall(text)) <= 3 and not ATTRIBUTED.search(text) else ""
        caption = "C" if i <= first and i + 1 < last and len(text) <= LONGEST_CAPTION else ""
        ends = i + 1 == len(sheet.passages) and i > first + 1 and letter_of(sheet, i - 1) == "P"
        around = i <= first or (
            i > last - 2 and not ends
        )  # a page that was copied whole does not end with its text
        return _with(now, f"P{deck}{caption}{'X' if around else ''}")
    return _with(now, _short(sheet, i, first, last, titled))


def _doubted(sheet: Sheet, i: int, first: int, last: int, titled: str) -> str:
    """Return the letters of a passage without a mark that is settled but for one doubt; nothing for others."""
    label = sheet.labels[i]
    if label is None:
        return ""
    if i > last and label.why.startswith(BELOW) and (sheet.prose(i) or _in_sentences(sheet, i)):
        return "XP"  # the text may go on below other headlines
    again = i < first and titled and label.kind == "duplicate" and label.why.startswith(AGAIN)
    return "XH" if again else ""  # of a title that stands twice either may be the headline


def _in_sentences(sheet: Sheet, i: int) -> bool:
    """Whether a passage and one beside it are sentences: of teasers every second line is a title."""
    beside = [j for j in (i, i - 1, i + 1) if 0 <= j < len(sheet.passages)]
    closed = [CLOSED.ends(sheet.passages[j].text) for j in beside]
    return closed[0] and any(closed[1:])


def _worded(sheet: Sheet, i: int) -> bool:
    """Whether passage `i` says in words that it is a byline or a credit."""
    mark = sheet.marks[i] if 0 <= i < len(sheet.marks) else None
    return mark is not None and mark.why.startswith(("a credit label", "a byline word", "a copyright sign"))


def _short(sheet: Sheet, i: int, first: int, last: int, titled: str) -> str:
    """Return the letters that a passage may get which is no running text, by where it stands."""
    text = sheet.passages[i].text
    closed, leads = CLOSED.ends(text), text[-1] in ":：,،，؛;"
    words = len(text.split()) + len(WIDE.findall(text)) // 2
    told = closed or leads or LISTED.search(text) or SENTENCE_WITHIN.match(text)
    found = "K" if len(text) <= 120 and not told and max(map(len, text.split())) <= LONGEST_WORD else ""
    if i < first:
        below = sheet.passages[i + 1].text if i + 1 < len(sheet.passages) else ""
        alike = (
            not says_more(below, text)
            and is_title_like(text)
            and not CRUMBS.search(text)
            and script_of(text) == script_of(titled)
        )
        found += "H" if titled and words > 1 and len(text) <= 260 and alike else ""
        found += "D" if titled and words > 3 and not leads else ""
        found += "C" if words > 2 and len(text) <= LONGEST_CAPTION and not leads else ""
        found += "B" if _writer_like(text) and letter_of(sheet, i) != "Z" else ""
        return f"X{found}{'P' if closed and words > 3 else ''}"
    found += "" if leads or "：" in text else "X"
    found += "C" if sheet.marked(i - 1, "credit") or sheet.marked(i + 1, "credit") else ""
    if i > last:
        # A name that the text tells again is in the news, or a tag.
        named = any(text in sheet.passages[j].text for j in range(first, last + 1))
        signs = i <= last + SIGNED_WITHIN and not named and _writer_like(text) and not topical(text, titled)
        return found + ("B" if signs else "") + ("P" if closed else "")
    subhead = len(text) <= 90 and is_title_like(text) and not closed
    return found + ("P" if words > 3 else "") + ("Z" if subhead else "")


def _with(letter: str, found: str) -> str:
    return found if letter in found else found + letter


def _writer_like(text: str) -> bool:
    """Whether a line may tell who wrote the text: short, no sentence, a name among its parts."""
    if (
        len(text) > 90
        or "：" in text
        or re.search(r"[\d“”„«»「」『』…]", text)
        or CLOSED.ends(text.rstrip("."))
        or len(text.split()) > 10
    ):
        return False
    if text == text.swapcase():  # a script without capitals
        words = text.replace(",", " ").split()
        plain = len(words) <= 6 and len(text) <= 40 and NOT_NAMED.isdisjoint(words)
        return plain and (not WIDE.search(text) or wide_name(text))
    parts = [
        text,
        *re.split(r"\s[–—|/·•-]\s|\s*[|·•:,/]\s*|\s(?:and|und|et|y|e|i|и|і|og|och|en|ve|avec|with)\s", text),
    ]
    return any(is_name(part) and len(part.split()) <= 4 and not NO_NAME.search(part) for part in parts)


def script_of(text: str) -> int:
    """Return the block of most letters, in steps of 256 characters up to the Latin and Greek ones, else coarser."""
    begin = text[:120]
    return (0 if LETTER_OF_ASCII.search(begin) else -1) if begin.isascii() else _script_beyond(begin)


@functools.lru_cache(maxsize=256)  # the headline and the first paragraph are held against each line
def _script_beyond(text: str) -> int:
    blocks: dict[int, int] = {}
    for sign, times in Counter(text).items():
        if sign.isalpha():
            block = 0 if sign < "\u0250" else 0x30 if "\u3040" <= sign <= "\u9fff" else ord(sign) >> 8
            blocks[block] = blocks.get(block, 0) + times
    return max(blocks, key=lambda block: blocks[block]) if blocks else -1
