"""A reading without what redactions.yaml takes out of it: the one seam between reading and all that is published.

The text is read and understood as it stands, so that dates, places and speakers come out right; then the words go
out of every field, and with them whatever was found in them: mentions, roles, quotes, clues, links, reasons. What
comes later (topics, copies, pages, search, feeds, exports) sees the record that is returned, and no other.
A field that a record gains one day is masked unless KEPT names it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from backfile.archive.cuts import Cut
from backfile.archive.masks import MARK, Mask, folded, without
from backfile.model import (
    Article,
    Block,
    Credit,
    Decision,
    EventDate,
    Figure,
    Findings,
    Mention,
    Moment,
    Person,
    Place,
    Quote,
    QuoteBasis,
    Reading,
    Removal,
    Text,
)
from backfile.parse.article import lead_of
from backfile.problems import Problem
from backfile.redactions import Redaction

__all__ = ["redacted"]

KEPT = frozenset(
    ("basis", "code", "direction", "field", "format", "id", "kind", "language", "part", "precision", "sha256")
)
"""Fields that hold words of ours."""
NAMING = ("full name", "surname", "given name", "register", "stated")
CYRILLIC = range(0x400, 0x530)
PLACED = frozenset(("headline", "deck", "body", "raw", "path"))
"""Texts of a record that are masked by place before."""


def redacted(reading: Reading, entries: Sequence[Redaction]) -> tuple[Reading, tuple[Problem, ...]]:
    """Return the reading as the archive may know it, and an error for each thing that is not there to take out."""
    if not entries:
        return reading, ()
    article, text = reading.article, reading.text
    photos = {n for entry in entries for name in entry.photo for n in _photos(article, name)}
    lines = {line for entry in entries for first, last in entry.lines for line in range(first, last + 1)}
    photos |= {
        n for n, f in enumerate(article.figures) if lines.issuperset(range(f.lines[0], f.lines[1] + 1))
    }
    people = {n for entry in entries for name in entry.name for n in _people(reading.findings, name)}
    phrases = [word for entry in entries for word in entry.words]
    phrases += [form for entry in entries for name in entry.name for form in _forms(reading.findings, name)]
    phrases += [word for n in sorted(photos) for word in _told(article.figures[n])]
    cut = Cut(reading, Mask(phrases), lines, photos)
    problems = tuple(problem for entry in entries for problem in _not_there(reading, entry))
    removals = tuple(dict.fromkeys(Removal(entry.date, entry.reason) for entry in entries))
    made = Reading(
        msgspec.structs.replace(_article(article, cut), redactions=removals),
        _text(reading, cut),
        _findings(reading.findings, cut, people),
    )
    article, text = _masked(made.article, cut), _masked(made.text, cut)
    article = msgspec.structs.replace(article, lead=lead_of(text.body), redactions=removals)
    return Reading(article, text, _masked(made.findings, cut)), problems


def _photos(article: Article, name: str) -> list[int]:
    """Return the figures that a number, a path or the name of an image file means."""
    if name.isdecimal():
        return [int(name) - 1] if 0 < int(name) <= len(article.figures) else []
    return [
        n
        for n, f in enumerate(article.figures)
        if f.image and (f.image == name or f.image.endswith(f"/{name}"))
    ]


def _told(figure: Figure) -> Iterator[str]:
    """Yield the words that belong to a photo alone and go with it."""
    yield from (text for text in (figure.caption, figure.alt) if text and len(text.split()) > 2)
    yield from (text for text in (figure.image, (figure.image or "").rpartition("/")[2]) if text)
    if figure.credit is not None:
        yield from (t for t in (figure.credit.line, figure.credit.creator) if t and len(t.split()) > 1)


def _people(findings: Findings, name: str) -> list[int]:
    """Return the people of the article whom a name means."""
    asked = folded(name)
    return [
        n
        for n, person in enumerate(findings.people)
        if asked in (folded(person.name), *(folded(m.text) for m in person.mentions if m.basis in NAMING))
    ]


def _forms(findings: Findings, name: str) -> Iterator[str]:
    """Yield the forms of a name to take out: itself, its last word, and each form the article has for the person."""
    words = name.split()
    forms = [name, *(words[-1:] if len(words[-1]) > 2 else ())]
    for n in _people(findings, name):
        person = findings.people[n]
        forms += [person.name, *(m.text for m in person.mentions if m.basis in NAMING)]
    for form in dict.fromkeys(forms):
        yield form
        if ord(form[-1]) in CYRILLIC and len(form) > 3:  # all cases of the name
            yield f"{form.rstrip('аяйьыиеоую')}~"


# ---------------------------------------------------------------- the record


def _article(article: Article, cut: Cut) -> Article:
    dateline, url = article.dateline, article.original_url
    gone = dateline is not None and (dateline.line in cut.lines or not cut.clean(dateline.text))
    return msgspec.structs.replace(
        article,
        path=cut.mask.hidden(article.path),
        headline=cut.after["headline", 0] or None,
        deck=cut.after["deck", 0] or None,
        section=article.section if cut.clean(article.section) else None,
        published=_moment(article.published, cut),
        updated=_moment(article.updated, cut),
        byline=tuple(name for name in article.byline if cut.clean(name)),
        dateline=None if gone else dateline,
        clues=tuple(c for c in article.clues if c.line not in cut.lines and cut.clean(c.text)),
        original_url=url if cut.clean(url) else None,
        identifier=article.identifier if cut.clean(article.identifier) else None,
        figures=tuple(_figure(article.figures[n], n, cut) for n in cut.figures),
        tags=tuple(tag for tag in article.tags if cut.clean(tag)),
        stated=tuple(s for s in article.stated if s.line not in cut.lines and cut.clean(s.name)),
        links=tuple(link for link in article.links if cut.clean(link)),
        doubts=tuple(d for d in article.doubts if not cut.on((d.line, d.line))),
    )


def _moment(moment: Moment | None, cut: Cut) -> Moment | None:
    if moment is None or moment.line in cut.lines or cut.mask.finds(moment.as_printed):
        return None
    return moment


def _figure(figure: Figure, number: int, cut: Cut) -> Figure:
    return msgspec.structs.replace(
        figure,
        caption=cut.after["caption", number] or None,
        credit=_credit(figure.credit, cut) if figure.credit else None,
        image=figure.image if cut.clean(figure.image) else None,
    )


def _credit(credit: Credit, cut: Cut) -> Credit:
    creator, notice, agency = (
        p if cut.clean(p) else None for p in (credit.creator, credit.notice, credit.agency)
    )
    return Credit(cut.shown(credit.line), creator, notice, agency)


def _text(reading: Reading, cut: Cut) -> Text:
    text = reading.text
    return msgspec.structs.replace(
        text,
        body=tuple(_block(text.body[n], n, cut) for n in cut.blocks),
        asides=tuple(msgspec.structs.replace(a, text=MARK) if cut.on(a.lines) else a for a in text.asides),
        raw=_raw(reading, cut),
        trail=tuple(_decision(d, cut) for d in text.trail),
    )


def _block(block: Block, number: int, cut: Cut) -> Block:
    shift, after = cut.shifts["body", number], cut.after["body", number]
    starts = tuple((shift.moved(offset) if offset else 0, line) for offset, line in block.starts)
    plain = after != block.text or (block.html is not None and cut.mask.finds(block.html))
    figure = cut.figures[block.figure] if block.figure is not None else None
    return msgspec.structs.replace(
        block, text=after, starts=starts, html=None if plain else block.html, figure=figure
    )


def _decision(decision: Decision, cut: Cut) -> Decision:
    if not cut.on(decision.lines):
        kept = tuple(r for r in decision.rejected if not cut.on((r.line, r.line)))
        return msgspec.structs.replace(decision, rejected=kept)
    return msgspec.structs.replace(decision, value=MARK if decision.value else "", rejected=())


def _raw(reading: Reading, cut: Cut) -> tuple[str, ...]:
    """Return the raw lines with the words masked.

    A line that holds them under a coding that is not read goes whole, and so does the raw text of an article in
    none of whose lines they are seen.
    """
    raw, first = reading.text.raw, reading.article.lines[0]
    joined = "\n".join(raw)
    spans = cut.mask.spans(joined)
    if cut.found and not spans:
        return (MARK,) * len(raw)
    hidden = without(joined, spans).split("\n") if raw else []
    seen: set[int] = set()
    line, last = first, 0
    for start, end in spans:
        line, last = line + joined.count("\n", last, start), start
        seen.update(range(line, line + joined.count("\n", start, end) + 1))
    whole = cut.lines | cut.of_photos | (cut.found - seen) | {first + n for n in cut.mask.coded(raw)}
    return tuple(MARK if n in whole and line else line for n, line in enumerate(hidden, start=first))


def _masked(record: Any, cut: Cut) -> Any:
    """Return a record with every text in it masked, but for the fields that KEPT names."""
    if isinstance(record, str):
        return cut.shown(record)
    if isinstance(record, tuple):
        return tuple(_masked(item, cut) for item in record)
    if not isinstance(record, msgspec.Struct) or isinstance(record, Removal):
        return record
    kept = KEPT | {"value", "zone"} if isinstance(record, Moment | EventDate) else KEPT
    kept = kept | PLACED if isinstance(record, Article | Text) else kept
    values = {name: getattr(record, name) for name in record.__struct_fields__ if name not in kept}
    changed = {name: new for name, value in values.items() if (new := _masked(value, cut)) != value}
    return msgspec.structs.replace(record, **changed) if changed else record


# ---------------------------------------------------------------- what was found in it


def _findings(findings: Findings, cut: Cut, removed: set[int]) -> Findings:
    people: list[Person] = []
    numbers: dict[int, int] = {}
    for n, person in enumerate(findings.people):
        kept = None if n in removed else _person(person, cut)
        if kept is not None:
            numbers[n] = len(people)
            people.append(kept)
    return msgspec.structs.replace(
        findings,
        people=tuple(people),
        quotes=tuple(q for quote in findings.quotes if (q := _quote(quote, numbers, cut)) is not None),
        events=tuple(e for e in findings.events if e.line not in cut.lines and not cut.vanished(e.text)),
        terms=tuple(term for term in findings.terms if not cut.vanished(term)),
        doubts=tuple(d for d in findings.doubts if not cut.on((d.line, d.line))),
    )


def _person(person: Person, cut: Cut) -> Person | None:
    """Return a person with the mentions that are left; None when none of them names the person."""
    mentions = tuple(
        msgspec.structs.replace(mention, place=place)
        for mention in person.mentions
        if mention.line not in cut.lines and (place := _place(mention, cut)) is not None
    )
    if not cut.clean(person.name) or not any(m.basis in NAMING for m in mentions):
        return None
    roles = tuple(r for r in person.roles if r.line not in cut.lines and not cut.vanished(r.text))
    return Person(person.name, roles, mentions)


def _place(mention: Mention, cut: Cut) -> Place | None:
    """Return where the words of a mention stand now; None when any of them are taken out."""
    if mention.place.part == "field":
        return mention.place if cut.clean(mention.text) else None
    return None if cut.touched(mention.place) else cut.moved(mention.place)


def _quote(quote: Quote, numbers: Mapping[int, int], cut: Cut) -> Quote | None:
    """Return a quote as it may be shown; None when none of its words are left."""
    places = tuple(place for old in quote.places if (place := cut.moved(old)) is not None)
    if not places or set(range(quote.lines[0], quote.lines[1] + 1)) <= cut.lines:
        return None
    text = quote.text
    if any(cut.touched(place) for place in quote.places) or len(places) < len(quote.places):
        text = " ".join(cut.text_at(place) for place in places)
    speaker = numbers.get(quote.speaker) if quote.speaker is not None else None
    gone = quote.speaker is not None and speaker is None
    told = quote.speaker_text
    if gone or (told is not None and cut.vanished(told)):
        told = None
    verb = quote.verb if quote.verb is None or not cut.vanished(quote.verb) else None
    basis: QuoteBasis = "none" if gone else quote.basis
    made = msgspec.structs.replace(
        quote, text=text, speaker=speaker, speaker_text=told, verb=verb, basis=basis, places=places
    )
    return made if folded(text.replace(MARK, "")) else None


# ---------------------------------------------------------------- what is not there to take out


def _not_there(reading: Reading, entry: Redaction) -> Iterator[Problem]:
    """Yield an error for each thing that the entry would take out and the article does not have."""
    article = reading.article
    texts = tuple(_texts(reading))
    for phrase in (*entry.words, *entry.name):
        if not any(map(Mask((phrase,)).finds, texts)):
            yield _absent(entry, f"the words “{phrase}” in {article.path}")
    for name in entry.photo:
        if not _photos(article, name):
            yield _absent(entry, f"the photo “{name}” in {article.path}")


def _absent(entry: Redaction, what: str) -> Problem:
    return Problem(entry.origin, "error", "redaction-idle", f"expected {what}, found none")


def _texts(record: Any) -> Iterator[str]:
    """Yield every text of a record; the raw lines as one."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, tuple):
        if record and all(isinstance(item, str) for item in record):
            yield "\n".join(record)
        else:
            for item in record:
                yield from _texts(item)
    elif isinstance(record, msgspec.Struct):
        for name in record.__struct_fields__:
            yield from _texts(getattr(record, name))
