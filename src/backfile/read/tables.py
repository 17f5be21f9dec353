"""Tables of articles: CSV and its kin, one article a row, the columns known by their names."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from backfile.model import Doubt
from backfile.patterns import late
from backfile.read.reader import Draft, Raw, Reader, unreadable
from backfile.read.recordkeys import fields_of
from backfile.read.records import Value, cell_texts, chosen, dates_in_order, draft_of

__all__ = ["SEPARATOR_LINE", "TABLE", "delimiter_of"]

SUFFIXES = (".csv", ".tsv", ".tab")
DELIMITERS = (",", ";", "\t", "|")
FIRST_ROW = late(r"\A[\s\ufeff]*(?P<row>(?:\"(?:[^\"]|\"\")*\"|[^\"\n])*)")
SEPARATOR_LINE = late(r"sep=(?P<sign>.)\s*", re.IGNORECASE)
MOST_COLUMNS = 500
# So many rows of one cell, more than half of all, below names of several columns: no row of a table.
LEAST_BROKEN = 10
# Of a table without names: values of one article a line, lengths of a headline and of a text, what a date looks like.
MOST_FIELDS = 20
TITLE = (15, 300)
LEAST_TEXT = 200
DATED = late(r"\d{1,4}[-/.]+\d{1,2}[-/.]+\d{1,4}(?:[T ]+\d.*)?|\d{3,4}/+\d+/+\d+")


def _claims(suffix: str, head: str) -> bool:
    return suffix in SUFFIXES


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return one article for each row; raises UnreadableFile when no column holds headline or text."""
    lines = list(raw.lines)
    told = SEPARATOR_LINE.fullmatch(lines[0].lstrip("\ufeff")) if lines else None
    skipped = 1 if told else 0
    text = "\n".join(lines[skipped:]).lstrip("\ufeff")
    if not text.strip():
        raise unreadable(raw.path, "empty", "expected a table, found an empty file", "delete it or fill it")
    delimiter = told.group("sign") if told else delimiter_of(text, raw.columns)
    rows = _rows(text, delimiter, skipped)
    header, header_line, _ = next(rows, ([], 1, 1))
    names = [name.strip().lstrip("\ufeff") for name in header]
    if not raw.columns and (told_by := _without_header(text, delimiter, skipped)):
        return told_by
    _check(raw, names, header_line)
    drafts: list[Draft] = []
    ragged = count = 0
    broken: list[int] = []
    for cells, first, last in rows:
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if len(cells) == 1 < len(names):
            broken.append(first)
        draft = draft_of(_values(names, cells, first), raw.columns, (first, last))
        if draft is not None:
            drafts.append(draft)
        ragged = ragged or (first if len(cells) != len(names) else 0)
    if len(broken) >= LEAST_BROKEN and len(broken) * 2 > count:
        message = f"expected rows of {len(names)} cells, found one cell in {len(broken)} of {count} rows"
        hint = "mend the quotation marks or delimiters of the rows"
        raise unreadable(raw.path, "broken-table", message, hint, broken[0])
    if not drafts:
        message = "expected rows with articles below the names of the columns, found none"
        raise unreadable(raw.path, "no-article", message, "", header_line)
    if ragged:
        message = f"Row on line {ragged} has not as many cells as the table has columns."
        doubt = Doubt(
            "text", ragged, message, "ragged-row", "mend the quotation marks or delimiters of the row"
        )
        at = next((i for i, d in enumerate(drafts) if d.span and d.span[0] <= ragged <= d.span[1]), 0)
        drafts[at] = msgspec.structs.replace(drafts[at], doubts=(doubt,))
    return dates_in_order(drafts)


def _without_header(text: str, delimiter: str, skipped: int) -> tuple[Draft, ...]:
    """Return the articles of a table whose columns have no names; nothing when the first row names any.

    The longest column is the text, a shorter one before it the headline, one that holds dates the date. Where each
    line is one value and a delimiter, all lines together are one article.
    """
    rows = [row for row in _rows(text, delimiter, skipped) if any(cell.strip() for cell in row[0])]
    if any(fields_of(cell) for cell in rows[0][0]):
        return ()
    lines = [(line.rstrip(), n) for n, line in enumerate(text.split("\n"), 1 + skipped) if line.strip()]
    if 3 <= len(lines) <= MOST_FIELDS and all(line.endswith(delimiter) for line, _ in lines[:-1]):
        records = [([(line.rstrip(delimiter), n) for line, n in lines], lines[0][1], lines[-1][1])]
    else:
        records = [([(cell, first) for cell in row], first, last) for row, first, last in rows]
    width = min(len(record[0]) for record in records)
    sizes = [sum(len(r[0][n][0]) for r in records) / len(records) for n in range(width)]
    body = max(range(width), key=sizes.__getitem__, default=0)
    titles = [n for n in range(body) if TITLE[0] <= sizes[n] <= TITLE[1]]
    if not titles or sizes[body] < LEAST_TEXT:
        return ()
    kinds = {body: "text", titles[-1]: "headline"}
    for n in range(width):
        dated = sum(DATED.fullmatch(record[0][n][0].strip()) is not None for record in records)
        if n not in kinds and dated == len(records) and "published" not in kinds.values():
            kinds[n] = "published"
    message = "The columns have no names; headline, text and date were told by what they hold."
    hint = "put a first row with names into the table"
    drafts = []
    for cells, first, last in records:
        values = [Value(kind, (cells[n][0],), cells[n][1]) for n, kind in kinds.items()]
        draft = draft_of(values, {}, (first, last))
        if draft is not None:
            doubt = Doubt("text", first, message, "unnamed-columns", hint)
            drafts.append(msgspec.structs.replace(draft, doubts=(doubt,)))
    return tuple(drafts)


def delimiter_of(text: str, columns: Mapping[str, str]) -> str:
    """Return the delimiter that parts the first row into most known columns, else into most columns."""
    match = FIRST_ROW.match(text)
    row = match.group("row") if match else ""

    def known(sign: str) -> tuple[int, int]:
        cells = next(csv.reader(io.StringIO(row), delimiter=sign), [])
        names = [cell.strip() for cell in cells]
        return sum(bool(fields_of(n)) or n in columns.values() for n in names), len(names)

    return max(DELIMITERS, key=known)


def _rows(text: str, delimiter: str, skipped: int) -> Iterator[tuple[list[str], int, int]]:
    """Yield (cells, first line, last line) of each row; a quotation mark that is never closed ends with the file."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    first = 1 + skipped
    for row in reader:
        last = reader.line_num + skipped
        yield row[:MOST_COLUMNS], first, last
        first = last + 1


def _values(names: Sequence[str], cells: Sequence[str], first: int) -> list[Value]:
    """Return the values of a row, each with the line on which its cell begins."""
    values = []
    line = first
    for name, cell in zip(names, cells, strict=False):
        values.append(Value(name, cell_texts(cell), line))
        line += cell.count("\n")
    return values


def _check(raw: Raw, names: Sequence[str], line: int) -> None:
    """Raise UnreadableFile when settings name a missing column, or when no column can be headline or text."""
    for field, column in raw.columns.items():
        if column in names:
            continue
        if field in ("headline", "text") and not any(field in (f for f, _ in fields_of(n)) for n in names):
            message = (
                f"expected the column “{column}” that `columns` names for `{field}`, found {_listed(names)}"
            )
            raise unreadable(raw.path, "columns", message, "name the column in site.yaml", line)
    filled = [Value(name, ("a 1 https://a.example/",), line) for name in names]
    found = chosen([*filled, *(Value(name, ("a",), line) for name in names)], raw.columns)
    if "headline" not in found and "text" not in found:
        message = f"expected a column with the headline or the text of articles, found {_listed(names)}"
        hint = "say in site.yaml which column it is: `columns:` and below it `  text: NAME`"
        raise unreadable(raw.path, "columns", message, hint, line)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name[:30]}”" for name in names[:8] if name)
    return (shown + (" …" if len(names) > 8 else "")) or "no names"


TABLE = Reader("csv", _claims, _read, suffixes=SUFFIXES)
