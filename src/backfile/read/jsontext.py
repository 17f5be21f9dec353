"""JSON to values that know their lines, by a reader that bounds how deep they are nested.

Python's own `json` tells no lines, and an archive shows for every field where it stands. Lenient in what scrapers
write all the same: line breaks inside strings, `NaN`, a comma before the closing bracket.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from json import JSONDecodeError, JSONDecoder

from backfile.model import Record
from backfile.normalforms import normal
from backfile.patterns import late
from backfile.read.decoding import CONTROL

__all__ = ["BadJson", "Json", "parse_json", "parse_json_lines"]

MAX_DEPTH = 60
SPACE = late(r"[\s\ufeff]*")
NUMBER = late(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN")
WORDS = {"true": "true", "false": "false", "null": None}
WORD = late("true|false|null")
# Escapes can bring in what decoding has taken out of the text: control characters and halves of characters.
HALF = late("[\ud800-\udfff]")
STRING = JSONDecoder(strict=False)
LINE_END = late("\r\n?|\u2028|\u2029|\x85")


class BadJson(Exception):
    """The text is no JSON. Carries the line and what was expected there."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class Json(Record, frozen=True):
    """One value: a text (numbers and true and false as printed), a list, or a mapping."""

    value: "str | tuple[Json, ...] | dict[str, Json] | None"
    """The value; a key that comes twice counts as it comes last, as all JSON readers have it."""
    line: int
    """Line in the raw file on which it begins."""
    last: int
    """Line on which it ends."""
    quoted: bool = False
    """Whether it is a text in quotation marks."""

    @property
    def text(self) -> str:
        """The text of a scalar without white space around it; empty for null, lists and mappings."""
        return self.value.strip() if isinstance(self.value, str) else ""

    @property
    def items(self) -> "tuple[Json, ...]":
        """The values of a list; nothing for anything else."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def keys(self) -> "dict[str, Json]":
        """The values of a mapping by key; nothing for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def at(self, *path: str) -> "Json":
        """Return the value along a path of keys; null when there is none."""
        found = self
        for key in path:
            found = found.keys.get(key, Json(None, self.line, self.line))
        return found


def parse_json(lines: Sequence[str], first_line: int = 1) -> Json:
    """Return the one value that the lines hold; raises BadJson with the line for anything else."""
    reader = _Reader("\n".join(lines), first_line)
    value = reader.value(0)
    if reader.skip() < len(reader.text):
        raise reader.bad("the end of the file after the value")
    return value


def parse_json_lines(lines: Sequence[str]) -> Iterator[Json | BadJson]:
    """Yield the value of each line that is not blank, or what is wrong with that line."""
    for number, line in enumerate(lines, 1):
        if line.strip(" \t\ufeff\x1e"):
            try:
                yield parse_json((line.strip(" \t\ufeff\x1e"),), number)
            except BadJson as error:
                yield error


class _Reader:
    """The text and the place in it."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.at = 0
        self.first = first_line
        self.ends = [m.start() for m in re.finditer("\n", text)]

    def line(self, at: int) -> int:
        return self.first + bisect.bisect_left(self.ends, at)

    def skip(self) -> int:
        match = SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def bad(self, expected: str) -> BadJson:
        found = self.text[self.at : self.at + 20].split("\n")[0]
        told = f"“{found}”" if found else "the end of the file" if self.at >= len(self.text) else "a line end"
        return BadJson(f"expected {expected}, found {told}", self.line(min(self.at, len(self.text))))

    def value(self, depth: int) -> Json:
        """Return the value that begins here."""
        if depth > MAX_DEPTH:
            raise BadJson(f"expected values nested at most {MAX_DEPTH} deep, found more", self.line(self.at))
        begin = self.skip()
        line = self.line(begin)
        sign = self.text[begin : begin + 1]
        if sign == '"':
            return Json(self.string(), line, self.line(self.at), True)
        if sign == "{":
            return Json(self.mapping(depth), line, self.line(self.at))
        if sign == "[":
            return Json(self.sequence(depth), line, self.line(self.at))
        if match := WORD.match(self.text, begin):
            self.at = match.end()
            return Json(WORDS[match.group()], line, line)
        if match := NUMBER.match(self.text, begin):
            self.at = match.end()
            return Json(match.group() if match.group()[-1].isdigit() else None, line, line)
        raise self.bad("a value")

    def string(self) -> str:
        """Return the text in quotation marks that begins here, composed, control characters as spaces."""
        try:
            found, self.at = STRING.raw_decode(self.text, self.at)
        except JSONDecodeError as error:
            self.at = error.pos
            raise BadJson(
                f"expected the end of a text in quotation marks, found: {error.msg}", self.line(error.pos)
            ) from None
        text = str(found)
        if not text.isascii():
            text = normal("NFC", HALF.sub("\ufffd", text))
        return CONTROL.sub(" ", LINE_END.sub("\n", text))

    def mapping(self, depth: int) -> dict[str, Json]:
        self.at += 1
        found: dict[str, Json] = {}
        while True:
            begin = self.skip()
            sign = self.text[begin : begin + 1]
            if sign == "}":
                self.at += 1
                return found
            if sign != '"':
                raise self.bad("a key in quotation marks or “}”")
            key = self.string()
            if self.text[self.skip() : self.at + 1] != ":":
                raise self.bad("“:” after a key")
            self.at += 1
            found[key] = self.value(depth + 1)
            self.comma("}")

    def sequence(self, depth: int) -> tuple[Json, ...]:
        self.at += 1
        found: list[Json] = []
        while True:
            begin = self.skip()
            if self.text[begin : begin + 1] == "]":
                self.at += 1
                return tuple(found)
            found.append(self.value(depth + 1))
            self.comma("]")

    def comma(self, closing: str) -> None:
        sign = self.text[self.skip() : self.at + 1]
        if sign == ",":
            self.at += 1
        elif sign != closing:
            raise self.bad(f"“,” or “{closing}”")
