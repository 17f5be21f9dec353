"""What each line of a page is, judged together: which order of parts is likely, and which line fits which part.

The rules look at a line and its neighbours and cannot know every page. Pages print few parts, in few orders: rubric,
headline, standfirst, writer, date, buttons, picture, text, and below it writers, notices, other headlines. So all
lines together get the labels whose sum of weights is greatest (`pagechain`): weights for what a line looks like, for
what the rules took it for and why, and for which part follows which.

Features are of shape, place, repetition and of the marks' kinds; no words of any language.
"""

import bisect
import functools
import re
from collections import Counter
from collections.abc import Sequence

from backfile.parse.dateline import dateline_of
from backfile.parse.forms import CLOSED, WIDE, is_name, is_title_like
from backfile.parse.likelytitle import stems
from backfile.parse.pagechoice import letter_of, script_of, text_span
from backfile.parse.pagevoice import page_voice
from backfile.parse.sheet import SENTENCES, Sheet
from backfile.patterns import late

__all__ = ["features"]

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
QUOTED = late(r"[“”\"«»„‘「」『』]|[—–] ")
LOOKED_AT, MOST_TEXTS = 300, 10
"""How much of the text is compared with the lines around it: signs of a paragraph, paragraphs."""
LENGTHS = (3, 8, 16, 28, 45, 70, 110, 170, 260, 420)


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
        self.count = count
        self.texts = [passage.text for passage in sheet.passages]
        self.letters = [letter_of(sheet, i) for i in range(count)]
        self.prose = [i for i in range(count) if self.letters[i] in "PD" and _running(sheet, i)]
        self.first = text_span(sheet, self.letters)[0] if self.prose else count
        self.last = self.prose[-1] if self.prose else count
        self.signs = [SHAPE.get(mark.kind, "x") if mark else "" for mark in sheet.marks]
        """The letter of each passage's mark, nothing where it has none."""
        self._shapes: dict[int, str] = {}
        self.title = self.letters.index("H") if "H" in self.letters else -1
        others = [len(self.texts[i]) for i in self.prose[1:]]
        self.mean = sum(others) / max(1, len(others))
        self.groups = _groups(sheet)

    @functools.cached_property
    def longest(self) -> int:
        """The length of the longest line above the text that could be a headline."""
        header = (i for i in range(min(self.first, self.count)) if _titled(self.sheet, i))
        return max((len(self.texts[i]) for i in header), default=0)

    @functools.cached_property
    def script(self) -> int:
        """The script of the first running text."""
        return script_of(self.texts[self.first]) if self.first < self.count else -1

    @functools.cached_property
    def _body(self) -> Counter[str]:
        """In how many of the first running texts each of their stems is."""
        return Counter(stem for i in self.prose[:MOST_TEXTS] for stem in stems(self.texts[i][:LOOKED_AT]))

    def told(self, i: int) -> str:
        """Return which share of a passage's longer words the other running text uses, 0 to 5; `-` for few."""
        own = stems(self.texts[i][:LOOKED_AT])
        if len(own) < 2:
            return "-"
        least, body = int(i in self.prose[:MOST_TEXTS]), self._body
        return str(int(5 * sum(body.get(stem, 0) > least for stem in own) / len(own)))

    def told_below(self, i: int) -> str:
        """Return which share of a short line's longer words the next two running texts use, 0 to 3; `-` for none."""
        own = stems(self.texts[i])
        below = [
            self.texts[j][:LOOKED_AT] for j in range(i + 1, min(i + 5, self.count)) if self.letters[j] in "PD"
        ]
        if not own or not below:
            return "-"
        return str(int(3 * len(own & stems(" ".join(below[:2]))) / len(own)))

    def gaps(self, i: int) -> str:
        """Return how many other lines stand between a passage and the running texts above and below it, up to 4."""
        k = bisect.bisect_left(self.prose, i)
        above = i - self.prose[k - 1] - 1 if k else 9
        k += k < len(self.prose) and self.prose[k] == i
        below = self.prose[k] - i - 1 if k < len(self.prose) else 9
        return f"{min(above, 4)}{min(below, 4)}"

    def shape(self, i: int) -> str:
        """Return one letter for what a passage looks like to its neighbours, a sign beyond either end."""
        if not 0 <= i < self.count:
            return "^" if i < 0 else "$"
        known = self._shapes.get(i)
        if known is None:
            known = self._shapes[i] = self.signs[i] or _unmarked_shape(self.sheet, i)
        return known

    def zone(self, i: int) -> str:
        """Return whether a passage stands before the text, opens it, is in it, or stands after it."""
        if i < self.first:
            return "h"
        if i > self.last:
            return "a"
        return "f" if i == self.first else "s" if len(self.prose) > 1 and i == self.prose[1] else "m"


def _features(view: _View, i: int) -> list[str]:
    sheet, text, zone, letters = view.sheet, view.texts[i], view.zone(i), view.letters
    earlier, before, own, after, then = map(view.shape, range(i - 2, i + 3))
    told = view.told(i)
    label, closed = sheet.labels[i], CLOSED.ends(text)
    length = sum(len(text) + len(WIDE.findall(text)) > bound for bound in LENGTHS)
    end = "l" if text[-1].isalnum() else text[-1]
    apart = f"{sheet.passages[i].apart:d}{_apart(sheet, i + 1)}"
    names = [
        "", f"k{letters[i]}", f"k{label.kind if label else ''}{zone}", f"y{label.why[:40] if label else ''}",
        f"s{own}{zone}", f"p{before}{own}", f"n{own}{after}", f"N{own}{after}{then}", f"P{earlier}{before}{own}",
        f"l{length}{zone}", f"c{closed:d}{length}{zone}", f"a{apart}{zone}", f"g{view.groups[i]}{zone}",
        f"t{told}{zone}{own}", f"z{_place(i, view.title)}{own}", f"o{min(i, 6)}{own}", f"e{end}{zone}",
        f"j{letters[i - 1] if i else '^'}{own}{zone}", f"G{view.gaps(i)}{own}",
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
        if zone in "ms":
            names.append(f"u{view.told_below(i)}{own}")
    if zone == "h" and _titled(sheet, i):
        share = int(4 * len(text) / view.longest) if view.longest else 0
        names += (f"L{share}{told}", f"S{script_of(text) == view.script:d}")
    if zone in "hfs":
        names += _header(view, i, own, f"{zone}{closed:d}")
    return names


def _header(view: _View, i: int, own: str, where: str) -> list[str]:
    """Return the features of what stands above and below a passage before the text: dates, writers, pictures."""
    above, below = view.signs[:i], view.signs[i + 1 : view.first]
    dates = f"{'d' in above:d}{'d' in below:d}"
    pictured = "k" in above or "C" in view.letters[:i]
    picture = "k" in view.signs[i + 1 : i + 3] or view.letters[i + 1 : i + 2] == ["C"]
    return [
        f"D{dates}{own}",
        f"B{'b' in above:d}{'b' in below:d}{own}",
        f"C{pictured:d}{picture:d}{own}",
        f"T{dates}{pictured:d}{picture:d}{where}",
    ]


def _running(sheet: Sheet, i: int) -> bool:
    return sheet.prose(i) or (sheet.labels[i] is not None and CLOSED.ends(sheet.passages[i].text))


def _titled(sheet: Sheet, i: int) -> bool:
    """Whether a passage could be a headline by its looks."""
    return sheet.marks[i] is None and is_title_like(sheet.passages[i].text)


def _apart(sheet: Sheet, i: int) -> int:
    return int(sheet.passages[i].apart) if i < len(sheet.passages) else 2


def _datelined(sheet: Sheet, i: int) -> bool:
    return i < len(sheet.passages) and dateline_of(sheet.passages[i]) is not None


def _place(i: int, title: int) -> str:
    """Return where a passage stands from the headline that the rules chose."""
    return "-" if title < 0 else "<" if i < title else "=" if i == title else str(min(i - title, 4))


def _unmarked_shape(sheet: Sheet, i: int) -> str:
    """Return one letter for what a passage without a mark looks like."""
    text = sheet.passages[i].text
    if sheet.prose(i):
        return "p"
    if sheet.own_credit(i):
        return "f"
    wide = len(WIDE.findall(text))
    words = len(text.split()) if wide < 3 else wide // 2
    if CLOSED.ends(text):
        return "c" if words > 3 else "u"
    if is_name(text):
        return "n"
    return "w" if words <= 2 else "i" if words <= 4 else "t"


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
