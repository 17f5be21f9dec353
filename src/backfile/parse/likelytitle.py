"""Which of the lines before the text reads most like the title: its words told again, its place, what it is not."""

import functools
import itertools
import re
import string
import unicodedata
from collections import Counter

from backfile.parse.credits import split_credit
from backfile.parse.dateline import dateline_of
from backfile.parse.forms import CLOSED, WIDE, is_name, is_title_like, says_more
from backfile.parse.masthead import is_media_word, skips_menu
from backfile.parse.pagetop import repeats_title
from backfile.parse.paragraphs import LIST_MARK
from backfile.parse.sheet import LONGEST_CAPTION, Sheet, fold
from backfile.parse.writers import AGENCY_PART
from backfile.patterns import late

__all__ = [
    "LONGEST_HEADER",
    "LONGEST_HEADLINE",
    "beside_header",
    "could_be_title",
    "likeliest_title",
    "stems",
]

LONGEST_HEADLINE = 260
# From so many lines before the text on, some are a menu or a list of other headlines.
LIST = 5
# Passages before the text that are looked at; a longer list is no header.
LONGEST_HEADER = 150
# Who is asked, and in what role, over the words that title an interview: `ANN LEE / Film editor`.
PRESENTED = late(r"[^\W\d_][^/|,]{4,36}(?:\s[/|]\s|,\s)[^\W\d_][^/|,]{3,40}")
LETTER_OF_ASCII = late(r"[A-Za-z]")
# For ASCII: every byte that is no letter parts words.
NO_LETTERS = bytes(b if chr(b) in string.ascii_letters else 0x20 for b in range(256))
# The beginning of a word of four letters or more.
LONG_WORD = late(r"([^\W\d_]{4,5})[^\W\d_]*")
HANGUL = late(r"[가-힣]{2,}")
# Vowel signs are no letters to an expression: words are told by their spaces.
INDIC = late(r"[\u0900-\u0dff]")
UNSPACED = late(r"[\u3040-\u30ff\u3400-\u9fff]+")
EASTERN = late(r"[가-힣\u3040-\u30ff\u3400-\u9fff]")
# The name of a newspaper and nothing else: `The Callow Times`.
PAPER = late(
    r"(?:[^\W\d_a-z][\w.&'’-]*\s){1,3}(?:Times|Post|News|Herald|Tribune|Journal|Gazette|Guardian|Independent|Telegraph|Chronicle|Star|Sun|Mail|Express|Observer|Examiner|Inquirer|Standard|Today|Online|Zeitung|Nachrichten|Anzeiger|Tageblatt|Presse|Noticias|Nación|Mundo|Jornal|Notícias|Sera|Stampa|Repubblica|Figaro|Monde)"
)


def likeliest_title(sheet: Sheet, candidates: list[int]) -> int | None:
    """Return the candidate that reads most like the headline."""
    candidates = list(itertools.takewhile(lambda i: not _opens_report(sheet, i), candidates))
    fits = [i for i in candidates if could_be_title(sheet, i)]
    if len(fits) < 2:
        return fits[0] if fits else None
    repeated = {fold(label.passage.text) for label in sheet.labels if label and label.kind == "duplicate"}
    script = _script(sheet.passages[min(sheet.start, len(sheet.passages) - 1)].text)
    best, most = None, 0.0
    texts = [sheet.passages[i].text for i in fits]
    listed = sum(len(text) > 10 if WIDE.search(text) else len(text.split()) > 2 for text in texts)
    first = " ".join(p.text for p in sheet.passages[sheet.start : sheet.start + 3])[:2400]
    opening = stems(first) if listed >= LIST else frozenset()
    for rank, i in enumerate(fits):
        text = sheet.passages[i].text
        bylined = rank == 0 and sheet.any_marked(range(sheet.start), "byline")
        if is_name(text) and beside_header(sheet, i) and not bylined:
            continue
        score = 2.0 - 0.4 * rank
        score += 2.0 * (fold(text) in repeated)
        score += 0.3 * sheet.marked(i + 1, "date", "byline")
        score -= 1.5 * _section_like(sheet, i)
        score -= 1.5 * _page_name(sheet, i)
        score -= 1.2 * _kicker(sheet, i)
        score -= 3.0 * _presents(sheet, i)
        score += 2.0 * (i > 0 and _presents(sheet, i - 1))
        score -= 3.0 * (repeats_title(sheet, i) or _begins_next(sheet, i))
        score -= 1.2 * text[0].islower()
        score -= 2.0 * _rubrics(text, first)
        score -= 1.5 * (PAPER.fullmatch(text) is not None)
        score += 2.0 * text.endswith(" =")  # so a wire closes its headline
        score -= 0.8 * bool(re.search(r"[^.]\.$", text))
        score -= 1.5 * (_script(text) != script)
        score += 3.0 * _told_again(text, opening) if listed >= LIST else 0.0
        if best is None or score > most:
            best, most = i, score
    return best


def _opens_report(sheet: Sheet, i: int) -> bool:
    """Whether a line is the first sentence of a report, though a short one: it opens with place and agency."""
    text = sheet.passages[i].text
    opening = dateline_of(sheet.passages[i]) if text[-1] in ".。।۔" and text[-2:-1] != "." else None
    return opening is not None and opening[0].place is not None and opening[0].agency is not None


def _kicker(sheet: Sheet, i: int) -> bool:
    """Whether a line of few words is the kicker of the line below: a longer title, whose words the text uses again."""
    text = sheet.passages[i].text
    if not sheet.open(i + 1) or i + 1 >= sheet.start or len(text.split()) > 5 or WIDE.search(text):
        return False
    below = sheet.passages[i + 1].text
    if not (is_title_like(below) and 5 <= len(below.split()) <= 25 and below[-1] not in ".…"):
        return False
    under = range(i + 2, sheet.start)
    decked = i + 2 == sheet.start and sheet.any_marked(range(i + 3, i + 6), "date", "byline")
    if not (text.isupper() or decked) and not any(
        sheet.open(j) and len(sheet.passages[j].text.split()) > 4 for j in under
    ):
        return False  # it may be a short headline over its standfirst
    if text.isupper() and len(text.split()) <= 3 and not below.isupper():
        headed = sheet.any_marked((i + 2, i + 3), "date", "byline")
        if headed or (sheet.open(i + 2) and not sheet.passages[i + 2].apart):
            return True
    told_in = (p.text for j, p in enumerate(sheet.passages) if j >= sheet.start and sheet.prose(j))
    whole = stems(" ".join(itertools.islice(told_in, 12))[:5000])
    told, kicked = _told_again(below, whole), _told_again(text, whole)
    return told - kicked >= 0.25 or (decked and told >= 0.4 and told >= kicked)


def _rubrics(text: str, first: str) -> bool:
    """Whether a line is four words in capitals or more of which the opening of the text uses none: a row of rubrics."""
    return (
        text.isupper() and len(text.split()) >= 4 and not first.isupper() and not stems(text) & stems(first)
    )


def _begins_next(sheet: Sheet, i: int) -> bool:
    """Whether the line below says the whole line again and more: the way to the page ends in a shortened title."""
    below = sheet.passages[i + 1].text if i + 1 < sheet.start and sheet.open(i + 1) else ""
    return says_more(below, sheet.passages[i].text)


def _presents(sheet: Sheet, i: int) -> bool:
    """Whether a line tells who is asked, and the line below is that person's words, as interviews are titled."""
    below = sheet.passages[i + 1].text if i + 1 < sheet.start and sheet.open(i + 1) else " "
    return below[0] in '“«„"‘「' and PRESENTED.fullmatch(sheet.passages[i].text) is not None


def _told_again(text: str, opening: frozenset[str]) -> float:
    """Return which share of a line's longer words the opening of the text uses too."""
    words = stems(text)
    return len(words & opening) / len(words) if words else 0.0


@functools.lru_cache(maxsize=512)  # each line around the text is held against the same paragraphs
def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words; pairs of signs where there are no spaces."""
    if text.isascii():
        words = text.lower().encode().translate(NO_LETTERS).decode().split()
        return frozenset(word[:5] for word in words if len(word) > 3)
    begins: list[str] = LONG_WORD.findall(text.casefold())
    if EASTERN.search(text):
        begins += [word[:2] for word in HANGUL.findall(text)]
        unspaced = "".join(UNSPACED.findall(text))
        begins += [unspaced[i : i + 2] for i in range(len(unspaced) - 1)]
    return frozenset(begins)


def could_be_title(sheet: Sheet, i: int) -> bool:
    """Whether a line may be a title at all: short enough, no item of a list, no outlet, no caption with its credit."""
    text = sheet.passages[i].text
    if len(text) > LONGEST_HEADLINE or LIST_MARK.match(text) or text.endswith(("。", "।", "۔")):
        return False
    if is_media_word(text) or (len(text) <= 60 and sheet.marked(i + 1, "date") and AGENCY_PART.search(text)):
        return False
    if sheet.marked(i + 1, "credit") and not sheet.passages[i + 1].apart and not _only_title(sheet, i):
        return False
    if sheet.marked(i + 1, "credit") and any(
        label and label.kind == "duplicate" and fold(label.passage.text) == fold(text)
        for label in sheet.labels
    ):
        return False  # a caption that the page prints twice
    return not (len(text) <= LONGEST_CAPTION and split_credit(text))


def _page_name(sheet: Sheet, i: int) -> bool:
    """Whether a line is the page's own name under the link past the menu, or the motto directly below that name."""
    if len(sheet.passages[i].text.split()) > 6 or sheet.marked(i + 1, "date", "byline"):
        return False
    titled = any(
        sheet.open(j) and sheet.passages[j].apart and sheet.any_marked((j + 1, j + 2), "date", "byline")
        for j in range(i + 1, min(sheet.start, i + 8))
    )
    if not titled or CLOSED.ends(sheet.passages[i].text):
        return False
    if i and skips_menu(sheet.passages[i - 1].text):
        return len(sheet.passages[i].text.split()) <= 4
    below = i > 1 and not sheet.passages[i].apart and skips_menu(sheet.passages[i - 2].text)
    return below and sheet.open(i - 1) and len(sheet.passages[i - 1].text.split()) <= 4


def _only_title(sheet: Sheet, i: int) -> bool:
    """Whether a line above a credit can be no caption, for without it the text has no title."""
    rest = [j for j in range(min(sheet.start, LONGEST_HEADER)) if j != i and sheet.open(j)]
    return all(len(sheet.passages[j].text.split()) <= 2 or j > i for j in rest) and not any(
        j < i and len(sheet.passages[j].text.split()) > 2 for j in rest
    )


def _section_like(sheet: Sheet, i: int) -> bool:
    """Whether a line is a rubric: a word, or two at the very top before any date."""
    text = sheet.passages[i].text
    if re.fullmatch(r"[^|]{2,24}(?:\s*[|/•]\s*[^|]{2,24}){1,3}", text) and i < sheet.start - 1:
        return True
    if WIDE.search(text):
        return i < sheet.start - 1 and len(text) <= 6
    words = text.split() if INDIC.search(text) else re.findall(r"\w+", text)
    above = sheet.any_marked(range(i), "date", "byline")
    return i < sheet.start - 1 and (
        len(words) <= 1 or (len(words) == 2 and not above and len(sheet.passages[i].text) <= 24)
    )


@functools.lru_cache(maxsize=4096)
def _script_of(character: str) -> str:
    name = unicodedata.name(character, "?").split(" ", 1)[0]
    return "CJK" if name in ("HIRAGANA", "KATAKANA") else name


def _script(text: str) -> str:
    """Return the script of most letters, by the first word of their Unicode names: LATIN, CYRILLIC, CJK …"""
    begin = text[:300]
    if begin.isascii():
        return "LATIN" if LETTER_OF_ASCII.search(begin) else "?"
    names: dict[str, int] = {}
    for character, times in Counter(begin).items():
        if character.isalpha():
            name = _script_of(character)
            names[name] = names.get(name, 0) + times
    return max(names, key=lambda name: names[name]) if names else "?"


def beside_header(sheet: Sheet, i: int) -> bool:
    """Whether a date or byline stands within two passages of `i`."""
    return sheet.any_marked((i - 2, i - 1, i + 1, i + 2), "date", "byline")
