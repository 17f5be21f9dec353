"""Pictures as a broadcaster's page prints them when it is copied: the credit, what the picture shows to those who
cannot see it, and under it, in the same block, the caption: `PA Media A ferry in the rain` / `The ferry sailed on Monday`.

An agency's name proves the form. On a page that has it, a person's name before such a description is a credit too.
Other pages print the caption itself for those who cannot see the picture: it then stands twice, one under the other.
Others again print the photographer behind the full stop of the caption: `The ferry sailed on Monday. Ann Lee`.
"""

# Tables of names and of regular expressions.
# ruff: noqa: E501

import functools
import itertools
import re

from backfile.parse.captionends import bracketed, dashed
from backfile.parse.creditforms import PERSON
from backfile.parse.credits import credit_line, split_credit
from backfile.parse.forms import CLOSED, is_name
from backfile.parse.likelytitle import stems
from backfile.parse.phrases import AGENCIES, FILE_PICTURE, any_of
from backfile.parse.sheet import Sheet, fold
from backfile.patterns import late

__all__ = ["closed_by_name", "label_pictures"]

HOUSES = ("LDRS", "Supplied", "Handout", "Family handout", "Family photo", "Contributed", "Google", "Google Maps", "Google Street View", "BBC News", "SWNS", "Rex Features", "WPA Pool", "Pool", "PA Wire", "Geograph", "NHS", "US Navy", "UK Parliament", "House of Commons", "UK Government", "Met Office")  # fmt: skip
_POLICE = r"[A-Z][\w'’-]+(?: [A-Z&][\w'’-]*){0,3} (?:Police|Council|Constabulary|University|Museum|Fire (?:and Rescue )?Service|FC|Zoo|RNLI|Trust)"
DESCRIBED = late(
    rf"(?P<credit>{any_of(tuple(re.escape(name) for name in (*AGENCIES, *HOUSES)))}(?:\s?/\s?\S+(?: \S+)?)?|{_POLICE}) (?=(?:An?|The|Two|Three|Four|Several|Some|Aerial|People|Image|Close-up|View|Front|Inside|Exterior|Interior|Picture|Portrait)\s)(?P<shown>\S.{{10,240}})"
)
BY_NAME = late(
    r"(?P<credit>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){1,2}) (?=[A-Z][a-z]+\s[a-z])(?P<shown>[A-Z][a-z]+\s[a-z].{8,240})"
)
# A paragraph ends with a stop: one that ends with a name behind its stop is a caption and who made or gave the picture.
CLOSED_BY_NAME = late(
    r"(?:\S+\s+){4,}\S+[.!?…»”\"](?<!\b[A-ZÀ-ÞА-ЯЁ]\.)\s(?P<line>@?[A-ZÀ-ÞА-ЯЁ](?:[\w'’-]|\.(?=\S))+(?:(?:\s|\s?/\s?)[A-ZÀ-ÞА-ЯЁ][\w'’-]*){0,3})"
)
# What a caption has behind it where the page prints it a second time: who took the picture, or that it is an old one.
TAKER = late(rf"{PERSON}(?:\s?[/,|–-]\s?{PERSON})?")
FILED = late(any_of(FILE_PICTURE), re.IGNORECASE)
SHORTEST, LONGEST = 3, 300
SHORTEST_TWICE = 10


def label_pictures(sheet: Sheet) -> None:
    """Label captions and credits that the pages of whole sites print in a way of their own."""
    _label_described(sheet)
    if paired := _paired(sheet):
        _label_twice(sheet, paired)
        _label_told_again(sheet, paired)
    _label_by_name(sheet)
    _label_shown(sheet)
    _label_closed_by_name(sheet)


def _label_described(sheet: Sheet) -> None:
    """Label credits with a description, and the captions under them."""
    proven = [i - 1 for i in sheet.glued if _fits(sheet, i - 1, DESCRIBED)]
    for i in range(len(sheet.passages) - 1) if proven else ():
        match = DESCRIBED.fullmatch(sheet.passages[i].text) if i in proven else None
        if match is None and _fits(sheet, i, BY_NAME):
            match = BY_NAME.fullmatch(sheet.passages[i].text)
        if match and (i in proven or is_name(match.group("credit"))):
            why = "a credit with what the picture shows behind it, a caption below"
            sheet.set(i, "credit", why, match.group("credit"))
            sheet.set(i + 1, "caption", "stands directly below a credit with what the picture shows")


def _label_twice(sheet: Sheet, paired: list[int]) -> None:
    """Label captions that stand twice, one directly under the other, beside a credit or with it at their end."""
    credits = sheet.all_marked("credit")
    beside = {*(i + 1 for i in credits), *(i - 2 for i in credits)}
    for i in sheet.telling:
        text = sheet.passages[i].text
        if len(text) <= LONGEST and sheet.open(i) and split_credit(text):
            beside.update((i - 1, i))
    beside.intersection_update(paired, range(1, len(sheet.passages) - 1))
    for i in sorted(beside):
        if not (sheet.open(i) and sheet.open(i + 1)) or len(sheet.passages[i + 1].text) > LONGEST:
            continue
        one, other = sheet.passages[i].text, sheet.passages[i + 1].text
        above, below = sheet.marked(i - 1, "credit"), sheet.marked(i + 2, "credit")
        if len(one) >= SHORTEST_TWICE and fold(one) == fold(other) and (above or below):
            kept, again = (i, i + 1) if above else (i + 1, i)
            sheet.set(kept, "caption", "a caption that stands twice, beside its credit")
            sheet.set(again, "duplicate", f"says again what line {sheet.passages[kept].line} says")
            continue
        for whole, part in ((i, i + 1), (i + 1, i)):
            text = sheet.passages[whole].text
            found = split_credit(text) if len(text) <= LONGEST else None
            if (
                found
                and found[0] >= SHORTEST_TWICE
                and fold(text[: found[0]]) == fold(sheet.passages[part].text)
            ):
                sheet.set(whole, "figure", f"a caption and its credit {found[2]}")
                sheet.set(part, "duplicate", f"says again what line {sheet.passages[whole].line} says")
                break


def _paired(sheet: Sheet) -> list[int]:
    """Return the passages of which, and of the one below, one begins with all of the other, letters and digits only."""
    pairs = enumerate(itertools.pairwise(sheet.folded))
    return [i for i, (one, other) in pairs if one.startswith(other) or other.startswith(one)]


def _label_told_again(sheet: Sheet, paired: list[int]) -> None:
    """Label captions that stand twice, the second time with more behind: the credit, or that the picture is old."""
    for i in paired:
        if not 1 <= i < len(sheet.passages) - 2:
            continue
        one, other = sheet.passages[i].text, sheet.passages[i + 1].text
        if sheet.labelled(i + 1, "duplicate") and sheet.open(i) and sheet.folded[i] == sheet.folded[i + 1]:
            if len(one) <= LONGEST and (bracketed(one) or dashed(one)):
                sheet.set(i, "figure", "a caption that stands twice, who gave the picture at its end")
            continue
        if not SHORTEST_TWICE <= len(one) < len(other) <= len(one) + 70 or not other.startswith(one):
            continue
        rest = other[len(one) :].strip(" .()[]")
        if not (sheet.open(i) and sheet.open(i + 1)) or not rest:
            continue
        if FILED.fullmatch(rest):
            sheet.set(i, "duplicate", f"says again what line {sheet.passages[i + 1].line} says")
            sheet.set(i + 1, "caption", "a caption that stands twice, as an old picture's", one)
        elif credit_line(rest) or bracketed(other) or (CLOSED.ends(one) and TAKER.fullmatch(rest)):
            sheet.set(i, "caption", "a caption that stands twice, below with its credit")
            sheet.set(i + 1, "credit", "a caption that stands twice, and behind it the credit", rest)


def _label_by_name(sheet: Sheet) -> None:
    """Label blocks of a name and a caption under it, on a page where an agency's name stands so over a caption."""
    pairs = [i - 1 for i in sheet.glued if i > 1 and _opens_pair(sheet, i - 1)]
    if not any(sheet.marked(i, "credit") for i in pairs):
        return
    for i in pairs:
        if sheet.open(i) and is_name(sheet.passages[i].text) and len(sheet.passages[i].text.split()) <= 3:
            sheet.set(i, "credit", "a name over a caption, as an agency's on the same page")
            sheet.set(i + 1, "caption", "stands directly below a credit with no label")


def _label_shown(sheet: Sheet) -> None:
    """Label what a picture shows, printed for those who cannot see it over the caption that ends a block."""
    for i in range(1, len(sheet.passages) - 2) if sheet.glued else ():
        text, below = sheet.passages[i].text, sheet.passages[i + 1]
        over = not below.apart and sheet.passages[i + 2].apart and not sheet.single
        if not over or not (sheet.open(i) and sheet.open(i + 1)) or not 2 <= len(text.split()) <= 20:
            continue
        found = split_credit(below.text) if len(below.text) <= LONGEST else None
        if found and stems(text) & stems(below.text[: found[0]]) and CLOSED.ends(text):
            sheet.set(i, "furniture", "what the picture shows, for those who cannot see it")


def _opens_pair(sheet: Sheet, i: int) -> bool:
    """Whether passage `i`, an agency's name or a line without mark, opens a block of two, the lower no sentence."""
    mark, below = sheet.marks[i], sheet.passages[i + 1]
    last = i + 2 >= len(sheet.passages) or sheet.passages[i + 2].apart
    if not (sheet.passages[i].apart and not below.apart and last and sheet.open(i + 1)) or sheet.single:
        return False
    captioned = 4 <= len(below.text.split()) <= 30 and not CLOSED.ends(below.text)
    return captioned and (mark is None or "agency" in mark.why)


def _label_closed_by_name(sheet: Sheet) -> None:
    """Label captions amid the text that end with a name behind the last stop, or with an agency in brackets."""
    running = [i for i in range(len(sheet.passages)) if sheet.prose(i) and sheet.open(i)]
    inside = range(running[0] + 1, running[-1]) if running else range(0)
    telling = [i for i in sheet.telling if i in inside]
    # Several are news in brief, each with the agency that sent it.
    held = _in_brackets(sheet, telling)
    held = held if len(held) == 1 == len(_in_brackets(sheet, sheet.telling)) else []
    for i in telling:
        text = sheet.passages[i].text
        if sheet.open(i) and closed_by_name(text) and not sheet.passages[i + 1].text[:1].islower():
            sheet.set(i, "figure", "a caption in the text, and a name behind its last stop")
        elif i in held and _named_in_brackets(sheet, i):
            sheet.set(i, "figure", "a caption in the text, no sentence, and an agency in brackets")


def _in_brackets(sheet: Sheet, among: list[int]) -> list[int]:
    texts = {i: sheet.passages[i].text for i in among}
    return [i for i, text in texts.items() if len(text) <= LONGEST and bracketed(text)]


def _named_in_brackets(sheet: Sheet, i: int) -> bool:
    """Whether passage `i` is a title and an agency in brackets, and stands apart between a sentence and others."""
    found = bracketed(sheet.passages[i].text)
    text = sheet.passages[i].text[: found[0]] if found else ""
    apart = sheet.passages[i].apart and sheet.passages[i + 1].apart and not sheet.single
    return (
        apart
        and 4 <= len(text.split()) <= 24
        and not CLOSED.ends(text)
        and CLOSED.ends(sheet.passages[i - 1].text)
    )


@functools.lru_cache(maxsize=256)  # asked by the layout and again where figures are made
def closed_by_name(text: str) -> tuple[int, str] | None:
    """Return (end of caption, name) when a caption ends with a name behind its last stop, else None."""
    if len(text) > LONGEST or text[-1:] in '.!?…»”":;,)':
        return None
    match = CLOSED_BY_NAME.fullmatch(text)
    return (match.start("line"), match.group("line")) if match else None


def _fits(sheet: Sheet, i: int, form: re.Pattern[str]) -> bool:
    """Whether passage `i` has the form and opens a block of two lines, of which the lower is the caption."""
    text, below = sheet.passages[i].text, sheet.passages[i + 1]
    paired = sheet.open(i) and sheet.open(i + 1) and not below.apart and len(text) <= LONGEST
    if not paired or CLOSED.ends(text) or sheet.single or len(below.text.split()) < SHORTEST:
        return False
    last = i + 2 >= len(sheet.passages) or sheet.passages[i + 2].apart
    return last and len(below.text) <= LONGEST and form.fullmatch(text) is not None
