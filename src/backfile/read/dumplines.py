"""Records of dumps that are made of lines: JSON Lines, tables, boxes of mails, prints of Nexis and Factiva."""

import csv
import io
import re
from array import array
from collections.abc import Mapping

from backfile.read.dumpsections import Bytes, Section, add, from_cuts, lines_of, released
from backfile.read.factiva import ACCESSION
from backfile.read.nexis import COUNTER, COUNTER_WORDS, END
from backfile.read.recordkeys import fields_of
from backfile.read.tables import SEPARATOR_LINE, delimiter_of

__all__ = ["json_lines", "mails", "prints", "rows"]

MAIL = re.compile(rb"\nFrom [^\r\n]{3,200}\d\d:\d\d[^\r\n]*\r?\n(?=[!-9;-~]{2,60}:)")
# Up to the quotation mark that closes a cell; a doubled one is a mark of the text.
CLOSED = re.compile(rb'(?:[^"]++|"")*+"')
LONGEST_MARK = 160
"""Bytes of a line that can be the first or last of a document."""
LONGEST_ROW = 8 * 1024 * 1024
LONGEST_HEAD = 64 * 1024


def json_lines(data: Bytes) -> list[Section]:
    """Return the records of JSON Lines: each line is one, with empty lines below it."""
    bounds = array("Q")
    for begin, end in lines_of(data):
        if bounds and end - begin <= 2 and data[begin:end].isspace():
            bounds[-1] = end
        else:
            add(bounds, begin, end)
    return [Section(bounds)]


def mails(data: Bytes) -> list[Section]:
    """Return the mails of an mbox: each begins with a line `From …` below an empty line."""
    cuts = array("Q", [0])
    mark = 0
    for found in MAIL.finditer(data):
        at = found.start() + 1
        if bytes(data[max(0, at - 3) : at]).endswith((b"\n\n", b"\n\r\n")):
            cuts.append(at)
        mark = released(data, at, mark)
    return [Section(from_cuts(cuts, len(data)))]


def prints(data: Bytes) -> list[Section]:
    """Return the documents of a print: counted ones begin with their counter, others end with a mark or a number."""
    begins, ends = array("Q"), array("Q", [0])
    for begin, end in lines_of(data):
        if end - begin > LONGEST_MARK:
            continue
        line = bytes(data[begin:end]).decode("utf-8", "replace").strip("\ufeff \t\r\n")
        folded = line.casefold()
        if any(word in folded for word in COUNTER_WORDS) and COUNTER.fullmatch(line):
            begins.append(begin)
        elif END.fullmatch(line) or ACCESSION.fullmatch(line.removeprefix("AN").lstrip()):
            ends.append(end)
    if begins:
        return [Section(from_cuts(begins, len(data)))]
    # What follows the last mark is a list of what was searched, or nothing: it stays with the last document.
    return [Section(from_cuts(ends[:-1], len(data)))] if len(ends) > 1 else []


def rows(data: Bytes, columns: Mapping[str, str]) -> list[Section]:
    """Return the rows of a table; the row with the names of the columns is the head of every part."""
    start = 3 if data[:3] == b"\xef\xbb\xbf" else 0
    first = bytes(data[start : start + LONGEST_HEAD]).decode("utf-8", "replace").replace("\r\n", "\n")
    told = SEPARATOR_LINE.fullmatch(first.split("\n", 1)[0])
    text = first.split("\n", 1)[-1] if told else first
    sign = told.group("sign") if told else delimiter_of(text, columns)
    bounds = _rows(data, sign.encode())
    names = next(csv.reader(io.StringIO(text, newline=""), delimiter=sign), [])
    named = any(fields_of(name) or name.strip() in columns.values() for name in names)
    taken = 2 * (bool(told) + named)
    head = bytes(data[: bounds[taken - 1]]) if 0 < taken <= len(bounds) else b""
    return [Section(bounds[taken:], head)]


def _rows(data: Bytes, sign: bytes) -> "array[int]":
    """Return begin and end of each row: an end of line outside of quotation marks ends one."""
    bounds = array("Q")
    first, inside = 0, False
    for begin, end in lines_of(data):
        if end - begin > LONGEST_ROW:
            inside = False  # no row that is read; the next line is taken for one
        elif inside or data.find(b'"', begin, end) >= 0:
            inside = _inside(bytes(data[begin:end]), sign, inside)
        if not inside:
            if bounds and end - first <= 2 and data[first:end].isspace():
                bounds[-1] = end
            else:
                add(bounds, first, end)
            first = end
    if first < len(data):
        add(bounds, first, len(data))
    return bounds


def _inside(line: bytes, sign: bytes, inside: bool) -> bool:
    """Whether a cell in quotation marks is open at the end of a line, given whether one was at its beginning."""
    at = 0
    while True:
        if inside or line.startswith(b'"', at):
            closed = CLOSED.match(line, at if inside else at + 1)
            if closed is None:
                return True
            inside, at = False, closed.end()
        at = line.find(sign, at) + 1
        if at == 0:
            return False
