"""Whether the corrections of a sidecar correct anything: unknown fields, lines out of range, idle values."""

from collections.abc import Collection, Container, Iterator, Sequence
from typing import TypeVar

import msgspec

from backfile.model import Article, Document, Field, LineCorrection, Moment, Text
from backfile.parse.article import parse
from backfile.parse.dates import find_dates
from backfile.parse.fields import field_of
from backfile.parse.habits import Habits
from backfile.parse.phrases import FIELD_NAMES
from backfile.problems import Origin, Problem
from backfile.read.sidecar import Sidecar, corrected
from backfile.yamltext import nearest

__all__ = ["vain_corrections"]

T = TypeVar("T")


def vain_corrections(documents: Sequence[Document], sidecar: Sidecar, habits: Habits) -> Iterator[Problem]:
    """Yield a problem for each correction that has no effect on any of a file's articles.

    Each is tried by reading the file with all corrections but this one: if every record tells the same, it is
    vain. Sidecars are few and short, so the reading anew costs little.
    """
    yield from _unknown(sidecar)
    there = {document.part for document in documents}
    for part, fields in sidecar.parts:
        if part not in there and fields:
            yield _no_part(fields[0], part, there)
    told = [_told(*parse(corrected(document, sidecar), habits)) for document in documents]
    lines = (min(d.raw_line for d in documents), max(d.raw_line + len(d.raw) - 1 for d in documents))
    for correction, others in _each_alone(sidecar, there):
        if isinstance(correction, LineCorrection):
            outside = correction.first < lines[0] or correction.last > lines[1]
            if outside or correction.first > correction.last:
                yield _out_of_range(correction, lines)
                continue
        elif field_of(correction.name) in (
            None,
            "draft",
            "released",
        ):  # it says whether there is a record at all
            continue
        if told == [_told(*parse(corrected(document, others), habits)) for document in documents]:
            yield _vain(correction)


def _each_alone(sidecar: Sidecar, there: Container[int]) -> Iterator[tuple[Field | LineCorrection, Sidecar]]:
    """Yield each correction of the articles that are `there`, and the sidecar without it."""
    for n, field in enumerate(sidecar.fields):
        yield field, msgspec.structs.replace(sidecar, fields=_without(sidecar.fields, n))
    for n, line in enumerate(sidecar.lines):
        yield line, msgspec.structs.replace(sidecar, lines=_without(sidecar.lines, n))
    for p, (part, fields) in enumerate(sidecar.parts):
        if part not in there:
            continue
        for n, field in enumerate(fields):
            parts = (*sidecar.parts[:p], (part, _without(fields, n)), *sidecar.parts[p + 1 :])
            yield field, msgspec.structs.replace(sidecar, parts=parts)


def _without(items: tuple[T, ...], n: int) -> tuple[T, ...]:
    return (*items[:n], *items[n + 1 :])


def _unknown(sidecar: Sidecar) -> Iterator[Problem]:
    names = tuple(name for names in FIELD_NAMES.values() for name in names)
    for field in (*sidecar.fields, *(field for _, fields in sidecar.parts for field in fields)):
        if field_of(field.name) is None:
            close = nearest(field.name, (*names, "remove_lines", "return_lines", "parts"))
            hint = close if close.startswith("did") else f"fields: {', '.join(FIELD_NAMES)}"
            message = f"expected a field of the record, found “{field.name}”"
            yield Problem(_origin(field.origin), "warning", "unknown-correction", message, hint)


def _vain(correction: Field | LineCorrection) -> Problem:
    if isinstance(correction, LineCorrection):
        where = "text of the article" if correction.kind == "remove" else "lines kept out of the text"
        message = f"expected {where}, found none on {_stretch(correction)}"
        return Problem(correction.origin, "warning", "vain-correction", message, "delete the entry")
    printed = "; ".join(correction.values)
    if field_of(correction.name) in ("published", "updated") and not any(
        d.value for d in find_dates(printed)
    ):
        message = f"expected a date in `{correction.name}`, found “{printed}”"
        return Problem(
            _origin(correction.origin), "warning", "vain-correction", message, "write it as YYYY-MM-DD"
        )
    message = f"expected `{correction.name}` to change the record, found the same without it"
    return Problem(_origin(correction.origin), "warning", "vain-correction", message, "delete the entry")


def _no_part(field: Field, part: int, there: Collection[int]) -> Problem:
    expected = f"the number of an article of the file, {min(there)} to {max(there)}"
    hint = "articles are numbered from 1 as they stand in the file"
    if max(there) == 0:
        expected, hint = (
            "no `parts`, for the file is one article",
            "write its fields without `parts` and number",
        )
    message = f"expected {expected}, found the part {part}"
    return Problem(_origin(field.origin), "warning", "vain-correction", message, hint)


def _out_of_range(correction: LineCorrection, lines: tuple[int, int]) -> Problem:
    message = f"expected lines from {lines[0]} to {lines[1]}, found {_stretch(correction)}"
    return Problem(correction.origin, "warning", "no-such-line", message)


def _stretch(correction: LineCorrection) -> str:
    if correction.first == correction.last:
        return f"line {correction.first}"
    return f"lines {correction.first} to {correction.last}"


def _told(article: Article, text: Text) -> tuple[object, ...]:
    """Return what a reading says, places and reasons left aside."""
    plain = msgspec.structs.replace(
        article,
        headline_line=0,
        deck_line=0,
        published=None,
        updated=None,
        dateline=None,
        clues=(),
        figures=(),
        stated=(),
    )
    return (
        plain,
        tuple(person.name for person in article.stated),
        _moment(article.published),
        _moment(article.updated),
        (article.dateline.place, article.dateline.agency) if article.dateline else None,
        article.clues[0].text if article.clues else None,
        tuple((f.caption, f.credit, f.image, f.alt) for f in article.figures),
        tuple((block.kind, block.text) for block in text.body),
        tuple(sorted(aside.text for aside in text.asides if aside.kind != "duplicate")),
    )


def _moment(moment: Moment | None) -> tuple[str, str, str | None] | None:
    return (moment.value, moment.precision, moment.zone) if moment else None


def _origin(place: str) -> Origin:
    path, _, line = place.rpartition(":")
    return Origin(path, int(line))
