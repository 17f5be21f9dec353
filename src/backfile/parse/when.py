"""When an article was published and updated: from its fields, else from the lines that print a date.

Only lines around the text count, never a date in running words. A date that the file calls that of a change is
not the publication date, unless it is the only date printed before the text.
"""

import datetime
import re
from collections.abc import Sequence

import msgspec

from backfile.model import Dateline, Decision, Document, Doubt, Moment, Record, Rejected
from backfile.parse.dates import Found, find_dates
from backfile.parse.fields import field
from backfile.parse.machine import declared_moment
from backfile.parse.monthnames import weekday_number
from backfile.parse.namedday import Candidate, named_day
from backfile.parse.phrases import AT_HOUR, PUBLISHED, RELATIVE, UPDATED, any_of
from backfile.parse.sheet import Label
from backfile.patterns import late
from backfile.settings import DateOrder

__all__ = ["When", "moments_of"]

# A weekday may stand between the word and the date; the word may be glued to the date before it.
_TAIL = r"(?![^\W\d_])\W*(?:[^\W\d_]{5,12},?\s+)?(?:[^\W\d_]{1,4}\W*){0,2}$"
UPDATED_BEFORE = late(rf"(?<![^\W\d]){any_of(UPDATED)}{_TAIL}", re.IGNORECASE)
PUBLISHED_BEFORE = late(rf"(?<![^\W\d]){any_of(PUBLISHED)}{_TAIL}", re.IGNORECASE)
UPDATED_ALONE = late(rf"{any_of(UPDATED)}\s*[:：]?", re.IGNORECASE)
PUBLISHED_ALONE = late(rf"{any_of(PUBLISHED)}\s*[:：]?", re.IGNORECASE)
UPDATED_AFTER = late(rf"\s*[(（]?{any_of(UPDATED)}[)）]?\s*(?:$|[|•·])", re.IGNORECASE)
# `Aangepast donderdag 8 februari`: the weekday between the label and its date.
DAY_BEFORE = late(r"(?<![^\W\d_])(?P<day>[^\W\d_]{5,14}),?\s*$")
# Before the day on which a text was saved, which is never that of its publication.
SAVED_BEFORE = late(
    r"(?<!\w)(?:retrieved|accessed|access date|archived|saved|downloaded|printed|load-date|crawled|captured|copied|abgerufen|gespeichert"
    rf"|gedruckt|consulté|consultado|recuperado|consultato|acedido|pobrano|erişim(?: tarihi)?|дата обращения|скопировано|сохранено"
    rf"|дата звернення|збережено|بازیابی|تاریخ دسترسی|تاريخ الاطلاع|访问日期|閲覧日?|保存日|검색일){_TAIL}",
    re.IGNORECASE,
)
# Behind a date, the hour of a change on the same day: `4. února 2025 14:09, aktualizováno 17:33`.
HOUR_OF_CHANGE = late(
    rf"[\s,;|•·(–—-]*{any_of(UPDATED)}\s*[:：]?\s*{AT_HOUR}?\s*(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?!\d)(?:\s?(?:Uhr|Hrs|h|น\.))?[\s).|]*",
    re.IGNORECASE,
)
RELATIVE_TIME = late(any_of(RELATIVE), re.IGNORECASE)
WIRE = late(
    r"\d{6} (?:(?:GMT|UTC|Z) .{3,9}|[^\W\d_]{3,4}\.? \d\d)|.*[)）]1\d{6}|.{0,40}\b[A-Z]{2,6}(?:-[A-Z]{2})?-\d\d-\d\d-\d\d \d{4}[A-Z]{3}.{0,3}",
    re.DOTALL,
)
# Behind the last sentence, as Japanese agencies sign: `。（2015/12/19-06:04）`.
SIGNED_DATE = late(
    r"(?<=[.!?…。！？」”\"»])\s*[(（\[【〔](?P<inside>[^()（）\[\]【】〔〕]*\d[^()（）\[\]【】〔〕]*)[)）\]】〕]$"
)
# What stands before a date is looked at so far back: the longest word for it, and two short ones.
JUST_BEFORE = 160
UTC = frozenset(("Z", "UTC", "+00:00", "+0000"))
# How far the clocks of the world are from UTC, in steps of a quarter of an hour.
FURTHEST, QUARTER = datetime.timedelta(hours=14), datetime.timedelta(minutes=15)
PROSE = ("paragraph", "list_item", "quote")
# Lines of a page around the article that may hold its date beside other words.
HEADER = ("furniture", "section", "role", "source", "reporting", "subhead")
# Where a date stands, the surest place first.
LABELLED, BELOW, ABOVE, HEADING, SIGNED, LATE, CODE, OPENING = range(1, 9)
RULES = {
    LABELLED: "a word for publication beside the date, before the text",
    BELOW: "the first date line before the text",
    ABOVE: "a date line above the headline",
    HEADING: "a date among the lines above the text",
    SIGNED: "a date with a word for publication or a byline, after the text",
    LATE: "a date line after the text",
    CODE: "the code of the wire",
    OPENING: "the dateline",
}


class When(Record, frozen=True):
    """The dates of an article, why they were taken, and what is in doubt."""

    published: Moment | None
    """Publication date."""
    updated: Moment | None
    """Date of the last change."""
    trail: tuple[Decision, ...]
    """One decision for each of the two."""
    doubts: tuple[Doubt, ...]
    """No date, an ambiguous one, one that cannot be, one that another contradicts."""


def moments_of(
    document: Document, labels: Sequence[Label], dateline: Dateline | None, order: DateOrder | None
) -> When:
    """Return when the article was published and updated, as printed; a date is never completed by guessing."""
    candidates = [*_declared(document, order), *_printed(labels, order)]
    if dateline is not None:
        opening = find_dates(dateline.text, order)
        candidates += [_candidate(f, dateline.text, dateline.line, False, OPENING) for f in opening]
    dated = [c for c in candidates if c.moment is not None and not c.refused]
    published = next((c for c in dated if not c.updated and not c.either), None)
    published = _as_printed(published, [c for c in dated if not c.updated])
    changed = [c for c in dated if c is not published and (c.updated or c.either)]
    only_changed = (
        published is None and bool(changed) and changed[0].rank in (LABELLED, BELOW, ABOVE, HEADING)
    )
    if only_changed and len({c.moment.value for c in changed if c.moment}) == 1:
        published, changed = changed[0], []
    else:
        only_changed = False
    inferred = False
    if only_changed and published is not None and (opened := _day_told_in_dateline(published, candidates)):
        published, changed, only_changed = opened, [published], False
    if published is None:
        published = named_day(document, labels, candidates)
        inferred = published is not None
    updated = _as_printed(changed[0], [c for c in dated if c.updated]) if changed else None
    if (
        updated is None
        and published is not None
        and (only_changed or published.found.updated)
        and not published.either
    ):
        updated = published
    trail = [_decision("published", published, candidates, inferred)]
    if updated is not None:
        trail.append(_decision("updated", updated, (), False))
    doubts = _doubts(candidates, published, inferred)
    if published is not None:
        doubts += _contradictions(published, dated, only_changed and not published.either)
    said = field(document.fields, "published")
    if said is not None and said.origin and published is not None and published.rule == said.said:
        doubts = []  # the curator has decided
    return When(
        published.moment if published else None,
        updated.moment if updated else None,
        tuple(trail),
        tuple(doubts),
    )


def _as_printed(chosen: Candidate | None, dated: Sequence[Candidate]) -> Candidate | None:
    """Return what the page prints of the moment that a field gives in UTC: the hour, and day, of the outlet's own clock."""
    moment = chosen.moment if chosen is not None else None
    if chosen is None or moment is None or chosen.rank or moment.zone not in UTC or "T" not in moment.value:
        return chosen
    there = datetime.datetime.fromisoformat(moment.value[:16])
    for c in dated:
        if c.moment is None or c.rank not in (LABELLED, BELOW, ABOVE, HEADING) or "T" not in c.moment.value:
            continue
        apart = datetime.datetime.fromisoformat(c.moment.value[:16]) - there
        if apart and abs(apart) <= FURTHEST and not apart % QUARTER:
            return c
    return chosen


def _declared(document: Document, order: DateOrder | None) -> list[Candidate]:
    """Return the dates that the file's own fields declare."""
    candidates = []
    for meaning in ("published", "updated"):
        declared = field(document.fields, meaning)
        if declared is None:
            continue
        text = declared.values[0]
        found = declared_moment(text, order, epoch="json" in document.format)
        candidate = _candidate(found, text, declared.line, meaning == "updated", 0)
        candidates.append(msgspec.structs.replace(candidate, rule=declared.said))
    return candidates


def _printed(labels: Sequence[Label], order: DateOrder | None) -> list[Candidate]:
    """Return the dates of the lines around the text, the surest place first."""
    first = _text_begins(labels)
    headline = next((i for i, label in enumerate(labels) if label.kind == "headline"), -1)
    found = []
    for i, label in enumerate(labels):
        others: bool | None = None
        for date in find_dates(label.passage.text, order) if label.kind not in PROSE else ():
            ranked = _rank(labels, i, date, (headline, first))
            if ranked is not None:
                if ranked == LATE and others is None:
                    others = _among_others(labels, i)
                found.append(_placed(labels, i, date, ranked, bool(others)))
                below = labels[i + 1].passage.text if i + 1 < len(labels) else ""
                found.extend(_changed_later(found[-1], below))
    found.extend(_behind_text(labels, order))
    late = {c.moment.value[:10] for c in found if c.rank == LATE and c.moment}
    if len(late) > 1:  # a list of other articles, each with its day
        found = [_refuse(c, "one of several days after the text") if c.rank == LATE else c for c in found]
    return sorted(found, key=lambda c: c.rank)


def _behind_text(labels: Sequence[Label], order: DateOrder | None) -> list[Candidate]:
    """Return the date that stands in brackets behind the last sentence, alone in them."""
    last = next((label for label in reversed(labels) if label.kind == "paragraph"), None)
    text = last.passage.text if last else ""
    signed = SIGNED_DATE.search(text, max(0, len(text) - 60)) if text[-1:] in tuple(")）]】〕") else None
    if last is None or signed is None:
        return []
    inside = signed.group("inside").strip()
    dates = [date for date in find_dates(inside, order) if date.precision != "month"]
    if len(dates) != 1 or dates[0].start > 0 or dates[0].end < len(inside):
        return []
    return [_candidate(dates[0], inside, last.passage.last_line, False, LATE)]


def _text_begins(labels: Sequence[Label]) -> int:
    """Return the first paragraph; the second where the only date lines of the page stand between them.

    Such a first paragraph is a standfirst. A date above each of many is that of an entry of a running report.
    """
    prose = [i for i, label in enumerate(labels) if label.kind == "paragraph"]
    if len(prose) > 2:
        dated = [i for i in range(prose[-1]) if labels[i].kind == "date"]
        between = labels[prose[0] : prose[1]]
        other = any(label.kind in ("read-also", "headline", "subhead") for label in between)
        if dated and prose[0] < dated[0] and dated[-1] < prose[1] and not other:
            return prose[1]
    return prose[0] if prose else len(labels)


def _rank(labels: Sequence[Label], i: int, date: Found, zones: tuple[int, int]) -> int | None:
    """Return how sure the place of a date is, None for a date that is no candidate."""
    headline, first = zones
    label = labels[i]
    text = label.passage.text
    said = bool(PUBLISHED_BEFORE.search(_just_before(text, date)))
    if label.kind == "desk" or (label.kind in ("footer", "reporting", "date") and WIRE.fullmatch(text)):
        return CODE
    if label.kind == "footer":
        return SIGNED if said else None
    if label.kind in ("date", "byline"):
        if i < first:
            said = said or (i > 0 and bool(PUBLISHED_ALONE.fullmatch(labels[i - 1].passage.text)))
            return LABELLED if said else BELOW if i > headline else ABOVE
        if said or label.kind == "byline":
            return SIGNED
        return LATE
    if label.kind in HEADER and i < first and len(text) <= 160 and date.value is not None:
        words = re.findall(r"[^\W\d_]{2,}", text[: date.start] + text[date.end :])
        return HEADING if ("T" in date.value or said) and len(words) <= 14 else None
    return None


def _just_before(text: str, date: Found) -> str:
    before = text[max(0, date.start - JUST_BEFORE) : date.start]
    day = DAY_BEFORE.search(before)
    return before[: day.start()] if day and weekday_number(day.group("day")) is not None else before


def _placed(labels: Sequence[Label], i: int, date: Found, rank: int, others: bool) -> Candidate:
    """Return the candidate for a date of label `i`: whether it tells of a change, and whether it is refused.

    `others` says that the line stands among those of other articles.
    """
    text = labels[i].passage.text
    before = _just_before(text, date)
    above = labels[i - 1].passage.text if i and len(labels[i - 1].passage.text) <= 40 else ""
    updated = bool(UPDATED_BEFORE.search(before) or UPDATED_AFTER.match(text, date.end))
    published = bool(PUBLISHED_BEFORE.search(before))
    if not before.strip() and UPDATED_ALONE.fullmatch(above):
        updated, published = True, bool(PUBLISHED_ALONE.fullmatch(above))
    candidate = _candidate(date, text, labels[i].passage.line, updated and not published, rank)
    if updated and published:
        candidate = msgspec.structs.replace(candidate, either=True)
    if SAVED_BEFORE.search(before):
        return _refuse(candidate, "the day on which the text was saved")
    if rank == LATE and others:
        return _refuse(candidate, "stands among other articles' lines or between paragraphs")
    return candidate


def _changed_later(c: Candidate, below: str) -> list[Candidate]:
    """Return the change that the same line or the one below tells by its hour alone, when that is later on the day."""
    if c.moment is None or c.updated or c.moment.precision not in ("minute", "second"):
        return []
    match = HOUR_OF_CHANGE.fullmatch(c.text, c.found.end) or HOUR_OF_CHANGE.fullmatch(below)
    if match is None:
        return []
    value = f"{c.moment.value[:10]}T{int(match.group('hour')):02}:{match.group('minute')}"
    if value <= c.moment.value[:16]:
        return []
    printed = match.group().strip(" ,;|•·()–—-")
    moment = Moment(value, "minute", c.moment.zone, printed, c.line + (match.string is below))
    return [
        msgspec.structs.replace(c, moment=moment, updated=True, rule="the hour of a change behind the date")
    ]


def _among_others(labels: Sequence[Label], i: int) -> bool:
    """Whether a date line belongs to something else: text or an announcement of other articles stands around it."""
    below = any(label.kind in PROSE for label in labels[i + 1 :])
    last = max((j for j in range(i) if labels[j].kind in PROSE), default=0)
    announced = any(label.kind in ("read-also", "headline", "subhead") for label in labels[last + 1 : i])
    return below or announced or i - last > 8


def _refuse(c: Candidate, why: str) -> Candidate:
    return msgspec.structs.replace(c, refused=why)


def _candidate(found: Found, text: str, line: int, updated: bool, rank: int) -> Candidate:
    printed = text[found.start : found.end].strip(" (,")
    moment = Moment(found.value, found.precision, found.zone, printed, line) if found.value else None
    return Candidate(moment, found, line, text, updated, RULES.get(rank, ""), rank)


def _day_told_in_dateline(change: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """Return the day of a change as that of publication when the dateline prints the same day without a year."""
    day = change.moment.value[:10] if change.moment else ""
    for c in candidates:
        if c.rank != OPENING or c.found.why_not != "no year" or change.either:
            continue
        whole = next(
            iter((*find_dates(f"{c.printed} {day[:4]}"), *find_dates(f"{c.printed}, {day[:4]}"))), None
        )
        if whole and whole.value == day:
            moment = Moment(day, "day", None, change.printed, change.line)
            rule = f"the day of the change, which the dateline “{c.printed}” tells too"
            return Candidate(moment, change.found, change.line, change.text, False, rule, change.rank)
    return None


def _decision(name: str, chosen: Candidate | None, others: Sequence[Candidate], inferred: bool) -> Decision:
    rejected = tuple(Rejected(c.printed, c.line, _why_not(c)) for c in others if c is not chosen)
    if chosen is None or chosen.moment is None:
        return Decision(name, "", None, "no line before the text prints a full date", rejected)
    lines = (chosen.line, chosen.line) if chosen.line else None
    return Decision(name, chosen.moment.value, lines, chosen.rule, rejected, inferred)


def _why_not(c: Candidate) -> str:
    changed = "the time of a change" if c.updated else ""
    return c.found.why_not or c.refused or changed or "another place is surer"


def _contradictions(published: Candidate, dated: Sequence[Candidate], only_changed: bool) -> list[Doubt]:
    """Return a doubt for a weekday that is wrong, a second date that differs, a date of the last change."""
    doubts = []
    hint = "add `published: YYYY-MM-DD` to a sidecar file"
    if published.found.weekday:
        message = f"“{published.printed}” is no {published.found.weekday}."
        doubts.append(Doubt("published", published.line, message, "wrong-weekday", hint))
    if only_changed or published.found.updated:
        message = f"“{published.printed}” is the time of the last change; the text prints no other."
        doubts.append(Doubt("published", published.line, message, "date-of-change", hint))
    day = published.moment.day if published.moment else None
    for other in dated:
        given = other.moment.day if other.moment else None
        sure = other.rank in (LABELLED, BELOW, ABOVE, CODE) or (other.rank == OPENING and published.rank == 0)
        if other is published or other.updated or other.either or not sure or not given or not day:
            continue
        if abs(_ordinal(given) - _ordinal(day)) > 1:
            message = f"“{published.printed}” was taken; line {other.line} says “{other.printed}”."
            doubts.append(Doubt("published", other.line, message, "two-dates", hint))
            break
    return doubts


def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()


def _doubts(candidates: Sequence[Candidate], published: Candidate | None, inferred: bool) -> list[Doubt]:
    doubts = []
    hint = "add `published: YYYY-MM-DD` to a sidecar file"
    order = "give the order as `date_order` of the source or site"
    for c in candidates:
        if c.refused:
            continue
        if c.found.why_not == "ambiguous":
            message = f"“{c.printed}” can be read day first or month first."
            doubts.append(Doubt("published", c.line, message, "ambiguous-date", order))
        elif c.found.why_not in ("no such day", "no date", "another calendar") and published is None:
            message = f"“{c.printed}” is no date that can be read."
            doubts.append(Doubt("published", c.line, message, "bad-date", hint))
    if inferred and published is not None:
        if "post's file name" in published.rule:
            message = "The date stands in the post's file name only."
            doubts.append(Doubt("published", 0, message, "date-from-address", hint))
        elif "address" in published.rule:
            message = "The date stands in the article's address only."
            doubts.append(Doubt("published", published.line, message, "date-from-address", hint))
        else:
            message = "The year stands in the file's name only."
            doubts.append(Doubt("published", published.line, message, "year-from-name", hint))
    if published is None:
        lines = dict.fromkeys((c.line, c.text) for c in candidates)
        relative = next((line for line, text in lines if RELATIVE_TIME.search(text)), 0)
        doubts.append(
            Doubt("published", relative, "The text prints no full publication date.", "no-date", hint)
        )
    return doubts
