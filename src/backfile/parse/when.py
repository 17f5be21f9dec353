"""When an article was published and updated: from its fields, else from the lines that print a date."""

import re
from collections.abc import Sequence

from backfile.model import Dateline, Decision, Document, Doubt, Moment, Record, Rejected
from backfile.parse.dates import Found, find_dates
from backfile.parse.fields import field
from backfile.parse.phrases import PUBLISHED, RELATIVE, UPDATED, any_of
from backfile.parse.sheet import Label
from backfile.settings import DateOrder

__all__ = ["When", "moments_of"]

UPDATED_BEFORE = re.compile(rf"(?<!\w){any_of(UPDATED)}\W*(?:[^\W\d_]{{1,4}}\W*)?$", re.IGNORECASE)
PUBLISHED_BEFORE = re.compile(rf"(?<!\w){any_of(PUBLISHED)}\W*(?:[^\W\d_]{{1,4}}\W*)?$", re.IGNORECASE)
RELATIVE_TIME = re.compile(any_of(RELATIVE), re.IGNORECASE)
NAME_DATE = re.compile(r"(?:^|/)(?P<day>\d{4}-\d\d-\d\d)[^/]*$")


class When(Record, frozen=True):
    """The dates of an article, why they were taken, and what is in doubt."""

    published: Moment | None
    """Publication date."""
    updated: Moment | None
    """Date of the last change."""
    trail: tuple[Decision, ...]
    """One decision for each of the two."""
    doubts: tuple[Doubt, ...]
    """No date, an ambiguous one, one that cannot be."""


class _Candidate(Record, frozen=True):
    moment: Moment | None
    found: Found
    line: int
    text: str
    updated: bool
    rule: str


def moments_of(
    document: Document, labels: Sequence[Label], dateline: Dateline | None, order: DateOrder | None
) -> When:
    """Return when the article was published and updated, as printed; a date is never completed by guessing."""
    candidates = [*_declared(document, order), *_printed(labels, order)]
    if dateline is not None:
        opening = find_dates(dateline.text, order)
        candidates.extend(_candidate(f, dateline.text, dateline.line, False, "the dateline") for f in opening)
    dated = [c for c in candidates if c.moment is not None]
    published = next((c for c in dated if not c.updated), None)
    updated = next((c for c in dated if c.updated), None)
    inferred = False
    if published is None:
        published = _by_file_name(document.path, candidates)
        inferred = published is not None
    trail = [_decision("published", published, candidates, inferred)]
    if updated is not None:
        trail.append(_decision("updated", updated, (), False))
    moment = published.moment if published else None
    return When(
        moment, updated.moment if updated else None, tuple(trail), _doubts(candidates, published, inferred)
    )


def _declared(document: Document, order: DateOrder | None) -> list[_Candidate]:
    """Return the dates that the file's own fields declare."""
    candidates = []
    for meaning in ("published", "updated"):
        declared = field(document.fields, meaning)
        if declared is None:
            continue
        text = declared.values[0]
        found = next(iter(find_dates(text, order)), None) or Found(0, len(text), None, "day", None, "no date")
        rule = declared.said
        candidates.append(_candidate(found, text, declared.line, meaning == "updated", rule))
    return candidates


def _printed(labels: Sequence[Label], order: DateOrder | None) -> list[_Candidate]:
    """Return the dates of date lines: those before the text first, then those after it, then end codes."""
    first_text = next((i for i, label in enumerate(labels) if label.kind == "paragraph"), len(labels))
    ranked = [
        (i > first_text, i, label) for i, label in enumerate(labels) if label.kind in ("date", "byline")
    ]
    ranked += [
        (True, len(labels) + i, label) for i, label in enumerate(labels) if label.kind in ("desk", "footer")
    ]
    candidates = []
    for late, _, label in sorted(ranked, key=lambda r: r[:2]):
        passage = label.passage
        for found in find_dates(passage.text, order):
            wire = label.kind == "desk" or bool(re.fullmatch(r"\d{6} (?:GMT|UTC|Z) .{3,9}", passage.text))
            if label.kind == "footer" and not (wire or PUBLISHED_BEFORE.search(passage.text[: found.start])):
                continue
            before = passage.text[: found.start]
            newer = bool(UPDATED_BEFORE.search(before)) and not PUBLISHED_BEFORE.search(before)
            rule = "a date line after the text" if late else "the first date line before the text"
            candidates.append(_candidate(found, passage.text, passage.line, newer, rule))
    return candidates


def _candidate(found: Found, text: str, line: int, updated: bool, rule: str) -> _Candidate:
    printed = text[found.start : found.end].strip(" (,")
    moment = Moment(found.value, found.precision, found.zone, printed, line) if found.value else None
    return _Candidate(moment, found, line, text, updated, rule)


def _by_file_name(path: str, candidates: Sequence[_Candidate]) -> _Candidate | None:
    """Return the day in the file's name, when the text prints the same day and month without a year."""
    named = NAME_DATE.search(path)
    if named is None:
        return None
    day = named.group("day")
    for candidate in candidates:
        if candidate.found.why_not != "no year":
            continue
        printed = candidate.text[candidate.found.start : candidate.found.end]
        confirmed = next(
            iter((*find_dates(f"{printed} {day[:4]}"), *find_dates(f"{printed}, {day[:4]}"))), None
        )
        if confirmed and confirmed.value and confirmed.value[:10] == day:
            moment = Moment(day, "day", None, printed, candidate.line)
            rule = f"the text prints “{printed}” without a year; the file is named {day}"
            return _Candidate(moment, candidate.found, candidate.line, candidate.text, False, rule)
    return None


def _decision(name: str, chosen: _Candidate | None, others: Sequence[_Candidate], inferred: bool) -> Decision:
    rejected = tuple(
        Rejected(
            c.text[c.found.start : c.found.end],
            c.line,
            c.found.why_not or ("an update" if c.updated else "stands later"),
        )
        for c in others
        if c is not chosen
    )
    if chosen is None or chosen.moment is None:
        return Decision(name, "", None, "no line before the text prints a full date", rejected)
    lines = (chosen.line, chosen.line) if chosen.line else None
    return Decision(name, chosen.moment.value, lines, chosen.rule, rejected, inferred)


def _doubts(
    candidates: Sequence[_Candidate], published: _Candidate | None, inferred: bool
) -> tuple[Doubt, ...]:
    doubts = []
    hint = "add `date: YYYY-MM-DD` to a sidecar file"
    for c in candidates:
        printed = c.text[c.found.start : c.found.end]
        if c.found.why_not == "ambiguous":
            message = f"“{printed}” can be read day first or month first."
            doubts.append(
                Doubt(
                    "published",
                    c.line,
                    message,
                    "ambiguous-date",
                    "give the order as `date_order` of the source or site",
                )
            )
        elif c.found.why_not in ("no such day", "no date"):
            doubts.append(
                Doubt("published", c.line, f"“{printed}” is no date that can be read.", "bad-date", hint)
            )
    if inferred and published is not None:
        message = "The year stands in the file's name only."
        doubts.append(Doubt("published", published.line, message, "year-from-name", hint))
    if published is None:
        relative = next((c.line for c in candidates if RELATIVE_TIME.search(c.text)), 0)
        doubts.append(
            Doubt("published", relative, "The text prints no full publication date.", "no-date", hint)
        )
    return tuple(doubts)
