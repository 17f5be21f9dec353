"""Why a record says what it says: each field's value, lines, rule, and what was turned down."""

from collections.abc import Iterator

from backfile.hints import advice
from backfile.model import Archive, Decision, Filed, Text
from backfile.problems import printable

__all__ = ["explained"]

WIDTH = 14
HOW = {
    "named": "named beside it",
    "role": "by the role beside it",
    "pronoun": "by the pronoun beside it",
    "before": "named in the sentence before",
    "headline": "named in the headline",
}
"""How the speaker of a quote was found, by its basis."""
MOST_NAMES = 8


def explained(filed: Filed, text: Text, archive: Archive) -> str:
    """Return an account of one article's record, as plain text for a terminal."""
    article = filed.article
    lines = [f"{article.path}  ({article.format}, {article.words} words, sha256 {article.sha256[:12]}…)", ""]
    for decision in text.trail:
        if not decision.field.startswith("line: "):
            lines.extend(_field(decision))
    lines.extend(_source(filed, archive))
    lines.extend(_people(filed, archive))
    lines.extend(_quotes(filed, archive))
    for event in filed.findings.events:
        lines.append(f"{'event':{WIDTH}}{event.value}  “{event.text}”  line {event.line}")
    for match in filed.topics:
        lines.append(f"{'topic':{WIDTH}}{archive.topics[match.key].name}: {match.why}")
    lines.extend(["", "Lines kept out of the body:"])
    for decision in text.trail:
        if decision.field.startswith("line: "):
            kind = decision.field.removeprefix("line: ")
            lines.append(f"  {_at(decision):>9}  {kind:12} {_short(decision.value)}  ({decision.rule})")
    doubts = [*article.doubts, *filed.findings.doubts]
    if doubts:
        lines.extend(["", "In doubt:"])
        for doubt in doubts:
            lines.append(f"  line {doubt.line}: {doubt.message}" if doubt.line else f"  {doubt.message}")
            lines.append(f"    hint: {advice(doubt.code, doubt.hint)}")
    return "\n".join(printable(line) for line in lines)


def _field(decision: Decision) -> Iterator[str]:
    value = decision.value or "–"
    mark = "  [inferred]" if decision.inferred else ""
    yield f"{decision.field:{WIDTH}}{value}{mark}"
    where = f"{_at(decision)}: " if decision.lines else ""
    yield f"{'':{WIDTH}}{where}{decision.rule}"
    for other in decision.rejected:
        yield f"{'':{WIDTH}}turned down: “{_short(other.value)}” (line {other.line}): {other.why}"


def _at(decision: Decision) -> str:
    if decision.lines is None:
        return ""
    first, last = decision.lines
    return f"line {first}" if first == last else f"lines {first}–{last}"


def _source(filed: Filed, archive: Archive) -> Iterator[str]:
    ref = filed.source
    if ref is None:
        yield f"{'source':{WIDTH}}–"
        yield f"{'':{WIDTH}}no clue leads to an outlet"
    else:
        mark = "  [inferred]" if ref.inferred else ""
        where = f"line {ref.line}: " if ref.line else ""
        yield f"{'source':{WIDTH}}{archive.sources[ref.key].name}{mark}"
        yield f"{'':{WIDTH}}{where}{ref.why}"
    for clue in filed.article.clues:
        if clue.kind != "name":
            yield f"{'':{WIDTH}}clue: {clue.kind} “{clue.text}”" + (
                f" (line {clue.line})" if clue.line else ""
            )
    names = [
        clue for clue in filed.article.clues if clue.kind == "name" and not (ref and clue.line == ref.line)
    ]
    for clue in names[:MOST_NAMES]:
        why = "a surer clue names the outlet" if ref else "no outlet of the register has this name"
        yield f"{'':{WIDTH}}turned down: “{_short(clue.text)}” (line {clue.line}): {why}"


def _people(filed: Filed, archive: Archive) -> Iterator[str]:
    for person, key in zip(filed.findings.people, filed.people, strict=True):
        known = archive.people[key] if key else None
        name = f"{person.name} = {known.name}" if known and known.name != person.name else person.name
        how = (
            "in the register"
            if known and known.registered
            else "stated by the file"
            if all(m.basis == "stated" for m in person.mentions)
            else "found in the text"
            if known
            else "not resolved"
        )
        yield f"{'person':{WIDTH}}{name}  ({how})"
        for role in person.roles:
            yield f"{'':{WIDTH}}role: {role.text} (line {role.line})"
        mentions = ", ".join(f"{m.origin or m.line} {m.basis}" for m in person.mentions)
        yield f"{'':{WIDTH}}mentions by line: {mentions}"


def _quotes(filed: Filed, archive: Archive) -> Iterator[str]:
    for quote in filed.findings.quotes:
        key = filed.people[quote.speaker] if quote.speaker is not None else None
        speaker = archive.people[key].name if key else quote.speaker_text or "nobody named"
        yield f"{'quote':{WIDTH}}“{_short(quote.text)}”"
        how = ", ".join(filter(None, (HOW.get(quote.basis), quote.verb and f"“{quote.verb}”")))
        yield f"{'':{WIDTH}}line {quote.lines[0]}: {speaker}{f' ({how})' if how else ''}"


def _short(text: str) -> str:
    return text if len(text) <= 72 else text[:71].rstrip() + "…"
