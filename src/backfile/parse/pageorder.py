"""What each line of a page is, judged together: which order of parts is likely, and which line fits which part.

The rules look at a line and its neighbours and cannot know every page. Pages print few parts, in few orders: rubric,
headline, standfirst, writer, date, buttons, picture, text, and below it writers, notices, other headlines. So all
lines together get the labels whose sum of weights is greatest: weights for what a line looks like, for what the
rules took it for and why, and for which part follows which (a linear chain, decoded by Viterbi's algorithm; Collins
2002 for the training). `tools/make_page_order.py` learns them from pages composed of lines of our own.

Features are of shape, place, repetition and of the marks' kinds; no words of any language.
"""

import functools
import importlib.resources
import re
from collections.abc import Sequence

import msgspec

from backfile.parse.dateline import dateline_of
from backfile.parse.headline import LONGEST_DECK, stems
from backfile.parse.marks import CLOSED, WIDE, is_name, is_title_like
from backfile.parse.pagevoice import page_voice
from backfile.parse.paragraphs import LIST_MARK
from backfile.parse.sheet import LONGEST_CAPTION, SENTENCES, Sheet
from backfile.parse.writers import NO_NAME
from backfile.patterns import late

__all__ = ["LETTERS", "Chain", "candidates", "chain", "decoded", "features", "letter_of"]

LETTERS = "HDBCKPZXT"
"""Headline, deck, byline, caption, credit, paragraph, subhead, other words around the text, date."""
LETTER = {
    "headline": "H", "deck": "D", "byline": "B", "caption": "C", "figure": "C", "credit": "K",
    "paragraph": "P", "list_item": "P", "quote": "P", "subhead": "Z", "date": "T",
}  # fmt: skip
# Kinds that the rules know by words and that are never changed.
SETTLED = frozenset(
    ("tags", "url", "note", "reporting", "desk", "source", "quote", "duplicate", "read-also", "list_item")
)
# Kinds of marks by the letter that stands for them among a line's shapes.
SHAPE = {
    "date": "d",
    "byline": "b",
    "credit": "k",
    "caption": "k",
    "source": "o",
    "desk": "e",
    "reporting": "e",
}
PARTED = late(r"\s[–—|/·•-]\s|[|·•／]|\w/\w")
UNNAMED = late(r"[\d：]")
CRUMBS = late(r"[^|/>»›]\s[|/>»›]\s[^|/>»›]+\s[|/>»›]\s")
QUOTED = late(r"[“”\"«»„‘「」『』]|[—–] ")
LOOKED_AT, MOST_TEXTS = 300, 10
"""How much of the text is compared with the lines around it: signs of a paragraph, paragraphs."""
LENGTHS = (3, 8, 16, 28, 45, 70, 110, 170, 260, 420)
UNSEEN, SEEN = 0, 1
"""Whether the headline stands above: labels before it and after it are weighed apart."""


class Chain(msgspec.Struct, frozen=True):
    """The learnt weights."""

    lines: dict[str, list[int]]
    """For each feature, a weight for each letter before the headline, then for each letter after it."""
    steps: dict[str, int]
    """For a letter, whether the headline was seen, and the letter below it: `DB1`."""
    margin: int
    """By how much the whole page must fit better before a rule's label is changed."""


@functools.cache
def chain() -> Chain:
    """Return the shipped weights."""
    data = (importlib.resources.files("backfile.parse") / "data" / "page_order.json").read_bytes()
    return msgspec.json.decode(data, type=Chain)


def letter_of(sheet: Sheet, i: int) -> str:
    """Return the letter of what the rules took passage `i` for."""
    label = sheet.labels[i]
    return LETTER.get(label.kind, "X") if label else "P"


def candidates(sheet: Sheet, i: int, first: int, last: int, titled: str) -> str:
    """Return the letters that passage `i` may get; `first` and `last` are the outer running texts.

    `titled` is the headline that the rules found; a page without one gets none, and no standfirst.
    """
    now, label, text = letter_of(sheet, i), sheet.labels[i], sheet.passages[i].text
    if first + 1 < i < last and now == "P" and sheet.prose(i):
        return now
    mark = sheet.marks[i]
    settled = label is not None and label.kind in SETTLED
    named = mark is not None and (now == "X" or (now == "C" and mark.kind != "credit"))
    if settled or named or now == "T" or (now == "C" and sheet.own_credit(i)):
        return now
    if _worded(sheet, i) or (now == "C" and (_worded(sheet, i - 1) or _worded(sheet, i + 1))):
        return now
    if now == "P" and first < i < last and CLOSED.search(text):
        return now
    if LIST_MARK.match(text) or dateline_of(sheet.passages[i]) is not None:
        return now
    if sheet.prose(i):
        decked = titled and i <= first and i + 1 < last and len(text) <= LONGEST_DECK
        deck = "D" if decked and len(SENTENCES.findall(text)) <= 3 else ""
        return _with(now, f"P{deck}{'X' if i <= first or i > last - 2 else ''}")
    return _with(now, _short(sheet, i, first, last, titled))


def _worded(sheet: Sheet, i: int) -> bool:
    """Whether passage `i` says in words that it is a byline or a credit."""
    mark = sheet.marks[i] if 0 <= i < len(sheet.marks) else None
    return mark is not None and mark.why.startswith(("a credit label", "a byline word"))


def _short(sheet: Sheet, i: int, first: int, last: int, titled: str) -> str:
    """Return the letters that a passage may get which is no running text, by where it stands."""
    text = sheet.passages[i].text
    closed, leads = CLOSED.search(text) is not None, text[-1] in ":：,،，"
    words = len(text.split()) + len(WIDE.findall(text)) // 2
    found = "K" if len(text) <= 120 and not closed and not leads else ""
    if i < first:
        alike = is_title_like(text) and not CRUMBS.search(text) and script_of(text) == script_of(titled)
        found += "H" if titled and words > 1 and len(text) <= 260 and alike else ""
        found += "D" if titled and words > 3 and not leads else ""
        found += "C" if words > 2 and len(text) <= LONGEST_CAPTION else ""
        found += "B" if writer_like(text) else ""
        return f"X{found}{'P' if closed and words > 3 else ''}"
    found += "" if leads or "：" in text else "X"
    found += "C" if sheet.marked(i - 1, "credit") or sheet.marked(i + 1, "credit") else ""
    if i > last:
        return found + ("B" if writer_like(text) else "") + ("P" if closed else "")
    subhead = len(text) <= 90 and is_title_like(text) and not closed
    return found + ("P" if words > 3 else "") + ("Z" if subhead else "")


def _with(letter: str, found: str) -> str:
    return found if letter in found else found + letter


def writer_like(text: str) -> bool:
    """Whether a line may tell who wrote the text: short, no sentence, a name among its parts."""
    if (
        len(text) > 90
        or "：" in text
        or re.search(r"\d", text)
        or CLOSED.search(text.rstrip("."))
        or len(text.split()) > 10
    ):
        return False
    if text == text.swapcase():  # a script without capitals
        return len(text.split()) <= 6 and len(text) <= 40
    parts = [
        text,
        *re.split(r"\s[–—|/·•-]\s|\s*[|·•:,/]\s*|\s(?:and|und|et|y|e|i|и|і|og|och|en|ve|avec|with)\s", text),
    ]
    return any(is_name(part) and len(part.split()) <= 4 and not NO_NAME.search(part) for part in parts)


def features(sheet: Sheet, allowed: Sequence[str]) -> list[list[str]]:
    """Return the features of each passage, in order; none for one that may have a single letter."""
    view = _View(sheet)
    return [_features(view, i) if len(letters) > 1 else [] for i, letters in enumerate(allowed)]


class _View:
    """What the features of all passages are taken from."""

    def __init__(self, sheet: Sheet) -> None:
        """Look at the whole page once."""
        count = len(sheet.passages)
        self.sheet = sheet
        self.texts = [passage.text for passage in sheet.passages]
        self.letters = [letter_of(sheet, i) for i in range(count)]
        self.prose = [i for i in range(count) if self.letters[i] in "PD" and _running(sheet, i)]
        self.first, self.last = (self.prose[0], self.prose[-1]) if self.prose else (count, count)
        self.shapes = ["^", "^", *(_shape(sheet, i) for i in range(count)), "$", "$"]
        """One letter for each passage, two signs beyond either end."""
        self.told = _told([text[:LOOKED_AT] for text in self.texts], self.prose[:MOST_TEXTS])
        self.title = self.letters.index("H") if "H" in self.letters else -1
        others = [len(self.texts[i]) for i in self.prose[1:]]
        self.mean = sum(others) / max(1, len(others))
        self.groups = _groups(sheet)
        header = (i for i in range(min(self.first, count)) if _titled(sheet, i))
        self.longest = max((len(self.texts[i]) for i in header), default=0)
        self.script = script_of(self.texts[self.first]) if self.first < count else -1

    def zone(self, i: int) -> str:
        """Return whether a passage stands before the text, opens it, is in it, or stands after it."""
        if i < self.first:
            return "h"
        if i > self.last:
            return "a"
        return "f" if i == self.first else "s" if len(self.prose) > 1 and i == self.prose[1] else "m"


def _features(view: _View, i: int) -> list[str]:
    sheet, text, zone, letters = view.sheet, view.texts[i], view.zone(i), view.letters
    earlier, before, own, after, then = view.shapes[i : i + 5]
    label, closed = sheet.labels[i], CLOSED.search(text) is not None
    length = sum(len(text) + len(WIDE.findall(text)) > bound for bound in LENGTHS)
    end = "l" if text[-1].isalnum() else text[-1]
    apart = f"{sheet.passages[i].apart:d}{_apart(sheet, i + 1)}"
    names = [
        "", f"k{letters[i]}", f"k{label.kind if label else ''}{zone}", f"y{label.why[:40] if label else ''}",
        f"s{own}{zone}", f"p{before}{own}", f"n{own}{after}", f"N{own}{after}{then}", f"P{earlier}{before}{own}",
        f"l{length}{zone}", f"c{closed:d}{length}{zone}", f"a{apart}{zone}", f"g{view.groups[i]}{zone}",
        f"t{view.told[i]}{zone}{own}", f"z{_place(i, view.title)}{own}", f"o{min(i, 6)}{own}", f"e{end}{zone}",
        f"j{letters[i - 1] if i else '^'}{own}{zone}",
    ]  # fmt: skip
    if closed or length >= 5:
        quoted = QUOTED.search(text) is not None
        share = min(6, int(4 * len(text) / view.mean)) if view.mean else "-"
        opens = f"{dateline_of(sheet.passages[i]) is not None:d}{_datelined(sheet, i + 1):d}"
        sentences = min(len(SENTENCES.findall(text)), 4)
        names += (f"x{sentences}{zone}", f"q{quoted:d}{zone}", f"r{share}{zone}", f"d{opens}{zone}")
    if own not in "dx" and len(text) <= 260:
        names.append(f"v{_voice(text)}{zone}")
    if length <= 5 and not closed:
        names += (f"f{_form(text)}{zone}{own}", f"R{_again(text, view.texts, i)}{own}{zone}")
    if zone == "h" and _titled(sheet, i):
        share = int(4 * len(text) / view.longest) if view.longest else 0
        names += (f"L{share}{view.told[i]}", f"S{script_of(text) == view.script:d}")
    if zone in "hfs":
        names += _header(view, i, own, f"{zone}{closed:d}")
    return names


def _header(view: _View, i: int, own: str, where: str) -> list[str]:
    """Return the features of what stands above and below a passage before the text: dates, writers, pictures."""
    above, below = view.shapes[2 : i + 2], view.shapes[i + 3 : view.first + 2]
    dates = f"{'d' in above:d}{'d' in below:d}"
    pictured = "k" in above or "C" in view.letters[:i]
    picture = "k" in view.shapes[i + 3 : i + 5] or view.letters[i + 1 : i + 2] == ["C"]
    return [
        f"D{dates}{own}",
        f"B{'b' in above:d}{'b' in below:d}{own}",
        f"C{pictured:d}{picture:d}{own}",
        f"T{dates}{pictured:d}{picture:d}{where}",
    ]


def _running(sheet: Sheet, i: int) -> bool:
    return sheet.prose(i) or (
        sheet.labels[i] is not None and CLOSED.search(sheet.passages[i].text) is not None
    )


def _titled(sheet: Sheet, i: int) -> bool:
    """Whether a passage could be a headline by its looks."""
    return sheet.marks[i] is None and is_title_like(sheet.passages[i].text)


def script_of(text: str) -> int:
    """Return the block of most letters, in steps of 256 characters up to the Latin and Greek ones, else coarser."""
    blocks: dict[int, int] = {}
    for sign in text[:120]:
        if sign.isalpha():
            block = 0 if sign < "\u0250" else 0x30 if "\u3040" <= sign <= "\u9fff" else ord(sign) >> 8
            blocks[block] = blocks.get(block, 0) + 1
    return max(blocks, key=lambda block: blocks[block]) if blocks else -1


def _apart(sheet: Sheet, i: int) -> int:
    return int(sheet.passages[i].apart) if i < len(sheet.passages) else 2


def _datelined(sheet: Sheet, i: int) -> bool:
    return i < len(sheet.passages) and dateline_of(sheet.passages[i]) is not None


def _place(i: int, title: int) -> str:
    """Return where a passage stands from the headline that the rules chose."""
    return "-" if title < 0 else "<" if i < title else "=" if i == title else str(min(i - title, 4))


def _shape(sheet: Sheet, i: int) -> str:
    """Return one letter for what a passage looks like to its neighbours."""
    mark, text = sheet.marks[i], sheet.passages[i].text
    if mark is not None:
        return SHAPE.get(mark.kind, "x")
    if sheet.prose(i):
        return "p"
    if sheet.own_credit(i):
        return "f"
    wide = len(WIDE.findall(text))
    words = len(text.split()) if wide < 3 else wide // 2
    if CLOSED.search(text):
        return "c" if words > 3 else "u"
    if is_name(text):
        return "n"
    return "w" if words <= 2 else "i" if words <= 4 else "t"


def _told(texts: Sequence[str], prose: Sequence[int]) -> list[str]:
    """Return for each passage which share of its longer words the other running text uses, 0 to 5; `-` for few."""
    found = [stems(text) for text in texts]
    counts: dict[str, int] = {}
    for i in prose:
        for stem in found[i]:
            counts[stem] = counts.get(stem, 0) + 1
    body = frozenset(prose)
    told = []
    for i, own in enumerate(found):
        if len(own) < 2:
            told.append("-")
            continue
        least = 1 if i in body else 0
        told.append(str(int(5 * sum(counts.get(stem, 0) > least for stem in own) / len(own))))
    return told


def _groups(sheet: Sheet) -> list[str]:
    """Return for each passage how many stand in its block, without blank lines between, and whether it is the first."""
    sizes: list[int] = []
    for passage in sheet.passages:
        if passage.apart or not sizes:
            sizes.append(0)
        sizes[-1] += 1
    found = []
    for size in sizes:
        found += [f"{min(size, 4)}{'f' if k == 0 else 'l' if k == size - 1 else 'm'}" for k in range(size)]
    return found


def _voice(text: str) -> int:
    return max(-4, min(5, int(page_voice(text))))


def _form(text: str) -> str:
    """Return how a short line is written: capitals, signs that part it, digits."""
    words = [word for word in text.split() if word[0].isalpha()]
    titled = bool(words) and all(word[0].isupper() for word in words)
    case = "U" if text.isupper() else "A" if titled else "F" if text[0].isupper() else "l"
    held = (PARTED.search(text), re.search(r"\d", text), "," in text, "(" in text)
    signs = "".join(sign for sign, found in zip("p9cb", held, strict=True) if found)
    return f"{case}{min(len(words), 5)}{signs}"


def _again(text: str, texts: Sequence[str], i: int) -> int:
    """Return whether a short line stands again in the others: not (0), in a short one (1), in the text (2)."""
    if len(text) < 3:
        return 3
    others = [other for j, other in enumerate(texts) if j != i and text in other]
    return 2 if any(len(other) > 140 for other in others) else int(bool(others))


def decoded(
    weights: Chain,
    rows: Sequence[Sequence[str]],
    allowed: Sequence[str],
    bonus: Sequence[dict[str, int]] = (),
    headed: bool = False,
) -> list[str]:
    """Return each passage's letter where all fit best; `bonus` adds to letters, a `headed` page has a headline."""
    best: list[dict[str, tuple[int, str]]] = []
    previous: dict[str, int] = {}
    for i, (row, letters) in enumerate(zip(rows, allowed, strict=True)):
        found: dict[str, tuple[int, str]] = {}
        for state, own in _scores(weights, row, letters, bonus[i] if bonus else {}).items():
            if i == 0:
                if state[1] == "0" or state[0] == "H":
                    found[state] = (own, "")
                continue
            most = None
            for other, value in previous.items():
                if _follows(other, state):
                    total = value + weights.steps.get(other[0] + state, 0)
                    if most is None or total > most[0]:
                        most = (total, other)
            if most is not None:
                found[state] = (own + most[0], most[1])
        best.append(found)
        previous = {state: value for state, (value, _) in found.items()}
    ends = [name for name in previous if name[1] == "1"] if headed else list(previous)
    state = max(ends, key=lambda name: (previous[name], name))
    path = [state]
    for found in reversed(best[1:]):
        path.append(found[path[-1]][1])
    return [state[0] for state in reversed(path)]


def _scores(weights: Chain, row: Sequence[str], letters: str, bonus: dict[str, int]) -> dict[str, int]:
    rows = [weights.lines[name] for name in row if name in weights.lines]
    found = {}
    for letter in letters:
        k, more = LETTERS.index(letter), bonus.get(letter, 0)
        if letter != "H":
            found[letter + "0"] = sum(values[k] for values in rows) + more
        found[letter + "1"] = sum(values[k + len(LETTERS)] for values in rows) + more
    return found


def _follows(above: str, below: str) -> bool:
    """Whether one state may stand directly above another: only the headline leads from unseen to seen."""
    if below[1] == "0":
        return above[1] == "0"
    return (above[1] == "1" and below[0] != "H") or (above[1] == "0" and below[0] == "H")
