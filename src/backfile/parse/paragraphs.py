"""Raw lines to passages: undoing hard wraps and indents, so that a paragraph is one piece again."""

import itertools
from collections.abc import Sequence

from backfile.model import Record
from backfile.patterns import Ending, late

__all__ = ["LIST_MARK", "Passage", "passages"]

LIST_MARK = late(r"(?:[-–*•·▪►]\s+|\(?\d{1,2}[.)]\s+|\(?[a-zа-я]\)\s+)\S")
ENDED = Ending(".!?…", "\"'”’»)")
# What a wire sets on lines of its own above and below the text it wraps: codes of the desk, a note to editors.
WIRE_LINE = late(r"NNNN|[A-Z]{3,4}|\d{6,10}|(?:Eds|EDS|Editors|EDITORS)\s?:\s.{3,90}")
NARROWEST, WIDEST = 40, 110
SMALL = 0.15
"""The share of lines under long ones that begin in small letters, at least, in a wrapped text."""
OTHERS = 0.06
"""The share of a wrapped text's lines that may be longer than its column."""


class Passage(Record, frozen=True):
    """A paragraph or a line of its own: what the layout rules label."""

    text: str
    """Its text, stripped, the parts of a hard-wrapped paragraph joined by single spaces."""
    starts: tuple[tuple[int, int], ...]
    """(offset in text, raw line) for each raw line it was joined from."""
    apart: bool
    """True when a blank line (or the beginning of the file) stands before it."""

    @property
    def line(self) -> int:
        """First raw line."""
        return self.starts[0][1]

    @property
    def last_line(self) -> int:
        """Last raw line."""
        return self.starts[-1][1]

    def cut(self, start: int, end: int) -> "Passage":
        """Return the part of the passage between two offsets, stripped, with its own lines."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        text = piece.strip()
        end = start + len(text)
        first = max((line for offset, line in self.starts if offset <= start), default=self.line)
        later = tuple((offset - start, line) for offset, line in self.starts if start < offset < end)
        return Passage(text, ((0, first), *later), self.apart)


def passages(lines: Sequence[str], first_line: int = 1) -> list[Passage]:
    """Return the passages of a text in order; blank lines only part them.

    A line break is a hard wrap when the next line's first word would not have fitted any more: the file's own
    width is taken from its lines. Files without such a width have one paragraph a line.
    """
    bare = [line.strip() for line in lines]
    wrapped = any(a and b for a, b in itertools.pairwise(bare))
    margin = _hanging(lines) if wrapped else 0
    width = (_width(lines) or margin) if wrapped else 0
    return _rejoined(lines, first_line, width, width and margin) if width else _apart(bare, first_line)


def _apart(bare: Sequence[str], first_line: int) -> list[Passage]:
    """Return each line that is not blank as a passage."""
    apart = [True, *[not line for line in bare]]
    numbered = enumerate(zip(bare, apart, strict=False), first_line)
    return [Passage(text, ((0, number),), alone) for number, (text, alone) in numbered if text]


def _rejoined(lines: Sequence[str], first_line: int, width: int, hanging: int) -> list[Passage]:
    """Return the passages of a text wrapped at a width, in which an indent opens each paragraph if it is hanging."""
    opened = False
    found: list[Passage] = []
    parts: list[tuple[str, int]] = []
    apart, group_apart = True, True
    previous = ""

    def close() -> None:
        if parts:
            found.append(_joined(parts, group_apart))
            parts.clear()

    for number, line in enumerate(lines, first_line):
        text = line.strip()
        if not text:
            close()
            apart, previous = True, ""
            continue
        begins = hanging and line[:2].isspace()
        goes_on = (
            parts
            and (_goes_on(previous, line, width) or (hanging and _hangs(previous, text, opened)))
            and not WIRE_LINE.fullmatch(text)
        )
        if begins or not goes_on:
            close()
            group_apart = apart
        opened = opened if parts else line[:2].isspace()
        parts.append((text, number))
        apart, previous = False, line.rstrip()
    close()
    return found


def _hanging(lines: Sequence[str]) -> int:
    """Return the width of a text in which an indent opens each paragraph, 0 where it does not.

    Most indented lines then have a line at the margin directly under them; the widest of those is the width.
    """
    pairs = [(a.rstrip(), b[:1].isspace()) for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    indented = [(a, inner) for a, inner in pairs if a[:2].isspace()]
    above = [len(a) for a, inner in indented if not inner]
    wide = max(above, default=0)
    return (
        wide if len(indented) >= 3 and 2 * len(above) > len(indented) and NARROWEST <= wide <= WIDEST else 0
    )


def _hangs(previous: str, text: str, opened: bool) -> bool:
    """Whether a line at the margin goes on a paragraph that an indent opened: in small letters, or unclosed above."""
    return opened and (text[0].islower() or (text[0] != "(" and not ENDED.ends(previous)))


def _joined(parts: list[tuple[str, int]], apart: bool) -> Passage:
    text, starts = "", []
    for part, line in parts:
        if text:
            text += "" if _unspaced(text[-1]) and _unspaced(part[0]) else " "
        starts.append((len(text), line))
        text += part
    return Passage(text, tuple(starts), apart)


def _unspaced(character: str) -> bool:
    """Whether the character belongs to a script written without spaces (Han, kana)."""
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def _width(lines: Sequence[str]) -> int:
    """Return the column at which the text was wrapped, 0 when it was not.

    In wrapped text most lines that have a line directly under them end just short of one column.
    """
    followed = [
        len(a.rstrip())
        for a, b in itertools.pairwise(lines)
        if a.strip() and b.strip() and not LIST_MARK.match(b.strip())
    ]
    long = [n for n in followed if n >= NARROWEST]
    longest = max((len(line.rstrip()) for line in lines), default=0)
    if len(long) < 4:
        return _width_of_few(lines, longest)
    if len(long) < 0.5 * len(followed):
        return 0
    width = _column(long)
    # Beside a wrapped text a notice or two may stand that were not wrapped with it.
    beyond = sum(len(line.rstrip()) > width + 12 for line in lines)
    if not width or beyond > max(1, OTHERS * len(lines)):
        return 0
    # A line that ends in a full stop ends a paragraph; in wrapped text few lines happen to.
    closed = [
        bool(ENDED.ends(a.rstrip()))
        for a, b in itertools.pairwise(lines)
        if a.strip() and b.strip() and len(a.rstrip()) >= NARROWEST
    ]
    if sum(closed) > 0.5 * len(closed):
        return 0
    if not _in_small_letters(lines):
        return 0
    near = sum(width - 16 <= n <= width for n in long)
    return width if near >= 0.6 * len(long) else 0


def _in_small_letters(lines: Sequence[str]) -> bool:
    """Whether enough lines under a long one begin in small letters, as breaks inside sentences leave them.

    In scripts without capitals, and in a text all in capitals, every line may.
    """
    below = [
        b.strip()
        for a, b in itertools.pairwise(lines)
        if len(a.rstrip()) >= NARROWEST and b.strip()[:1].isalpha()
    ]
    if not any(c.islower() for b in below for c in b):
        return True
    return sum(not b[0].isupper() for b in below) >= SMALL * len(below)


def _column(long: Sequence[int]) -> int:
    """Return the greatest length near which several lines end, 0 where there is none."""
    enough = max(3, 0.25 * len(long))
    fits = (n for n in sorted(set(long), reverse=True) if n <= WIDEST)
    return next((n for n in fits if sum(n - 5 <= other <= n for other in long) >= enough), 0)


def _width_of_few(lines: Sequence[str], longest: int) -> int:
    """Return the width of a short text, told by lines that break inside a sentence, 0 when they tell none.

    Each long line that has another under it is near the width and unclosed, and that other goes on in small letters
    at least once in two.
    """
    pairs = [
        (a.rstrip(), b.strip())
        for a, b in itertools.pairwise(lines)
        if len(a.rstrip()) >= NARROWEST and b.strip() and not LIST_MARK.match(b.strip())
    ]
    if len(pairs) < 2 or longest > WIDEST:
        return 0
    width = max(len(a) for a, _ in pairs)
    small = sum(b[0].islower() for _, b in pairs)
    near = all(len(a) >= width - 16 and not ENDED.ends(a) for a, _ in pairs)
    return width if near and longest <= width + 2 and 2 * small >= len(pairs) else 0


def _goes_on(previous: str, line: str, width: int) -> bool:
    """Whether `line` continues the paragraph that `previous` belongs to."""
    text = line.strip()
    indent = len(line) - len(line.lstrip())
    before = len(previous) - len(previous.lstrip())
    if indent > before and indent - before >= 2 and not LIST_MARK.match(previous.strip()):
        return False
    if LIST_MARK.match(text) or len(previous) > width + 6:
        return False
    first_word = text.split(maxsplit=1)[0]
    return len(previous) + 1 + len(first_word) > width - 1
