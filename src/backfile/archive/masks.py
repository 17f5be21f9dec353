"""Where words stand in a text, whatever dress they wear: letter case, accents, mark-up, escapes, addresses.

A text is looked at in three ways. Plain: letters and digits folded, all else a gap, apostrophes gone, so that
`jane-doe`, `JANE_DOE` and `Jane  Doe` are one. Decoded: `&eacute;`, `\\u00e9`, `%C3%A9`, `=C3=A9` read as the letters
that they stand for. Unmarked: decoded, with tags, marks of emphasis and soft breaks gone. What any way shows counts.
"""

import base64
import functools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from urllib.parse import unquote_to_bytes

from backfile.entities import unescaped
from backfile.normalforms import normal

__all__ = ["MARK", "Mask", "Shift", "Spans", "folded", "merged", "without"]

MARK = "[redacted]"
"""What stands where words were."""

Spans = tuple[tuple[int, int], ...]
"""Stretches of a text, in order and apart from each other."""

LATIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n"}
)
APOSTROPHES = frozenset("'’‘ʼ`´")
INLINE = "a|abbr|b|bdi|em|font|i|mark|q|s|small|span|strong|sub|sup|u|wbr"
CODES = (
    r"(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});)"
    r"|(?P<escape>(?:\\u[0-9a-fA-F]{4})+|\\x[0-9a-fA-F]{2})"
    r"|(?P<break>\\[nrt])"
    r"|(?P<bytes>(?:%[0-9A-Fa-f]{2})+|(?:=[0-9A-F]{2})+)"
)
MARKED = re.compile(
    rf"(?P<inline></?(?:{INLINE})(?:\s[^<>]*)?/?>|[*~`]+|-\n|=\n|\\(?=[^\w\s]))"
    rf"|(?P<tag><!?/?[A-Za-z][^<>]*>)|{CODES}"
)
CODED = re.compile(CODES)
BASE64 = re.compile(r"[A-Za-z0-9+/]{40,}={0,2}")
BOUND = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "DIGIT")
"""Scripts in whose texts a word ends where its letters end."""


@functools.lru_cache(maxsize=8192)
def _letter(character: str) -> str:
    """Return a character folded: nothing for accents and format marks, a blank for what is no letter or digit."""
    plain = []
    for c in normal("NFKD", normal("NFKD", character).casefold()):
        kind = unicodedata.category(c)
        if kind not in ("Mn", "Cf", "Cc") or c in "\n\t\r":
            plain.append(c.translate(LATIN) if kind[0] in "LN" else c if kind == "Mc" else " ")
    return "".join(plain)


class _Folded:
    """A text folded, and for each folded character the stretch of the text that it stands for."""

    def __init__(self, text: str, codes: re.Pattern[str] | None = None) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        made: list[str] = []
        for start, end, characters in _pieces(text, codes) if codes else ((0, len(text), None),):
            if characters is None:
                for place in range(start, end):
                    letters = "" if codes is None and text[place] in APOSTROPHES else _letter(text[place])
                    self._add(made, letters, place, place + 1)
            else:
                self._add(made, "".join(map(_letter, characters)), start, end)
        self.text = "".join(made)

    def _add(self, made: list[str], letters: str, start: int, end: int) -> None:
        for letter in letters:
            if letter != " " or (made and made[-1] != " "):
                made.append(letter)
                self.starts.append(start)
                self.ends.append(end)


def _pieces(text: str, codes: re.Pattern[str]) -> Iterable[tuple[int, int, str | None]]:
    """Yield (start, end, characters that the stretch stands for; None for those that it has)."""
    last = 0
    for match in codes.finditer(text):
        yield last, match.start(), None
        yield match.start(), match.end(), _meant(match.lastgroup or "", match.group())
        last = match.end()
    yield last, len(text), None


def _meant(kind: str, code: str) -> str | None:
    if kind == "inline":
        return ""
    if kind in ("tag", "break"):
        return " "
    if kind == "entity":
        return unescaped(code)
    if kind == "escape":
        units = re.findall(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})", code)
        data = b"".join(int(a or b, 16).to_bytes(2, "big") for a, b in units)
        return data.decode("utf-16-be", "replace")
    if code[0] == "=":  # quoted-printable; `=20` in other texts is a sign and a number
        data = bytes.fromhex(code.replace("=", ""))
        return None if data.isascii() else data.decode("utf-8", "replace")
    return unquote_to_bytes(code).decode("utf-8", "replace")


def folded(text: str) -> str:
    """Return the letters and digits of a text in their plainest form, with single blanks between words."""
    return _Folded(text).text.strip()


class Mask:
    """Finds phrases in texts. `*` after a phrase stands for any ending, `~` for one of at most three letters."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = tuple(dict.fromkeys(phrases))
        """As given."""
        found = [pattern for phrase in self.phrases for pattern in _patterns(phrase)]
        self._pattern = re.compile("|".join(found)) if found else None

    def spans(self, text: str) -> Spans:
        """Return where the phrases stand in a text."""
        if self._pattern is None or not text:
            return ()
        found = []
        for codes in (None, CODED, MARKED):
            if codes and not codes.search(text) and (codes is CODED or not APOSTROPHES & set(text)):
                continue
            view = _Folded(text, codes)
            found += [
                (view.starts[m.start()], view.ends[m.end() - 1])
                for m in self._pattern.finditer(view.text)
                if m.end() > m.start()
            ]
        return merged(found)

    def finds(self, text: str) -> bool:
        """Whether one of the phrases stands in a text."""
        return bool(self.spans(text))

    def hidden(self, text: str) -> str:
        """Return a text with MARK where the phrases stood; the number of its lines stays."""
        return without(text, self.spans(text))

    def coded(self, lines: Sequence[str]) -> frozenset[int]:
        """Return the places of lines in Base64 under which the phrases stand."""
        hit: set[int] = set()
        run: list[int] = []
        for place in range(len(lines) + 1):
            if place < len(lines) and (
                BASE64.fullmatch(lines[place].strip()) or (run and _tail(lines[place]))
            ):
                run.append(place)
                continue
            if run and self.finds(_decoded("".join(lines[i].strip() for i in run))):
                hit.update(run)
            run = []
        return frozenset(hit)


def _tail(line: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", line.strip()) is not None


def _decoded(code: str) -> str:
    code = code.replace("=", "")
    code = code[:-1] if len(code) % 4 == 1 else code
    return base64.b64decode(code + "=" * (-len(code) % 4)).decode("utf-8", "replace")


def _patterns(phrase: str) -> Iterable[str]:
    """Yield the expressions of a phrase over folded text, one for each way to look at it."""
    stem, ending = phrase.rstrip("*~"), phrase[len(phrase.rstrip("*~")) :]
    for view in dict.fromkeys(_Folded(stem, codes).text.strip() for codes in (None, CODED)):
        if not view:
            continue
        left = r"(?<![^\W_])" if _bound(view[0]) else ""
        right = r"(?![^\W_])" if _bound(view[-1]) else ""
        right = rf"\w{{0,3}}{right}" if ending == "~" else r"\w*" if ending else right
        yield left + re.escape(view) + right


def _bound(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(BOUND)


def merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """Return stretches in order, those that touch or overlap as one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        elif end > start:
            made.append((start, end))
    return tuple(made)


def without(text: str, spans: Spans) -> str:
    """Return a text with MARK in the place of each stretch, and as many line ends as it had."""
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], MARK, "\n" * text.count("\n", start, end)]
        last = end
    return "".join([*parts, text[last:]])


class Shift:
    """Where the characters of a text have gone when stretches of it became MARK."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._gained = [0, *accumulate(len(MARK) - (end - start) for start, end in spans)]

    def moved(self, offset: int) -> int:
        """Return the new place of an offset; one inside a stretch goes behind its mark."""
        done = bisect_right(self._ends, offset)
        if done < len(self.spans) and self._starts[done] < offset:
            return self._ends[done] + self._gained[done + 1]
        return offset + self._gained[done]

    def touched(self, start: int, end: int) -> bool:
        """Whether a stretch reaches into these characters."""
        place = bisect_right(self._ends, start)
        return place < bisect_left(self._starts, end)
