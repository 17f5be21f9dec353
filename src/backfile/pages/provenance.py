"""Provenance of an article: the raw file line by line, with what was read from each line and why."""

from collections.abc import Iterable, Iterator

import msgspec

from backfile.model import Decision, Filed, Text
from backfile.pages.articleview import RawLine, Step
from backfile.pages.catalogue import shortened
from backfile.pages.wording import Wording
from backfile.read.worded import worded

__all__ = ["lines_in_words", "raw_lines", "shown", "steps"]

LINE = "line: "
"""Begins the name of a step that says what a line is."""
SHOWN = 60
"""Characters of a value: enough to know it by; the whole stands on the page and in its line."""


def steps(filed: Filed, text: Text, outlet: str, why: str, w: Wording) -> tuple[Step, ...]:
    """Return how each field came to its value; `outlet` is among them where it was inferred, for what `why` says."""
    made = [
        Step(
            field=step.field.removeprefix(LINE),
            value=shortened(step.value, SHOWN),
            lines=lines_in_words(step.lines) if step.lines else "",
            first=shown(text, filed, step.lines[0]) if step.lines else 0,
            rule="; ".join((step.rule, *rules)),
            inferred=step.inferred,
            rejected=tuple(
                w("provenance.rejected", value=r.value, line=str(r.line), why=r.why) for r in step.rejected
            ),
        )
        for step, rules in _joined(text.trail)
    ]
    source = filed.source
    if source and why:
        line = shown(text, filed, source.line)
        made.append(Step("source", outlet, str(source.line or ""), line, why, True, (), english=False))
    return tuple(made)


def _joined(trail: Iterable[Decision]) -> Iterator[tuple[Decision, list[str]]]:
    """Yield what was found, with the further reasons of the lines that it was found in.

    What a line is was decided first, then the field made of it: two steps for one thing. Lines that became no
    field stand for themselves.
    """
    told = [step for step in trail if step.value or step.rejected]
    fields = [step for step in told if not step.field.startswith(LINE)]
    rules: dict[int, list[str]] = {id(step): [] for step in fields}
    alone = []
    for step in told:
        if step.field.startswith(LINE):
            over = [f for f in fields if f.lines and step.lines and _within(step.lines, f.lines)]
            for one in over:
                if step.rule not in "; ".join((one.rule, *rules[id(one)])):
                    rules[id(one)].append(step.rule)
            if not over:
                alone.append(step)
    yield from ((step, rules[id(step)]) for step in fields)
    yield from ((step, []) for step in alone)


def _within(lines: tuple[int, int], others: tuple[int, int]) -> bool:
    return others[0] <= lines[0] and lines[1] <= others[1]


def shown(text: Text, filed: Filed, line: int) -> int:
    """Return the line when the raw view shows it, else 0: a sidecar's lines are not among them."""
    first = filed.article.lines[0]
    return line if first <= line < first + len(text.raw) else 0


def raw_lines(filed: Filed, text: Text, told: Iterable[Step], w: Wording) -> tuple[RawLine, ...]:
    """Return the lines of the raw file, each with what it was taken for when it is no part of the body, and what of
    `told` was read from it. A value that stands in its line is not said again.
    """
    kept = {
        line: w(f"aside.{aside.kind}")
        for aside in text.asides
        for line in range(aside.lines[0], aside.lines[1] + 1)
    }
    start = filed.article.lines[0]
    raw = worded(text.raw) if filed.article.format == "html" else text.raw
    found: dict[int, list[Step]] = {}
    for step in told:
        if step.first:
            printed = step.value.removesuffix("…") in raw[step.first - start]
            found.setdefault(step.first, []).append(
                msgspec.structs.replace(step, value="") if printed else step
            )
    return tuple(
        RawLine(number, line, kept.get(number, ""), tuple(found.get(number, ())))
        for number, line in enumerate(raw, start=start)
    )


def lines_in_words(lines: tuple[int, int]) -> str:
    """Return where something stands in the raw file: `5` or `17–18`."""
    return str(lines[0]) if lines[0] == lines[1] else f"{lines[0]}–{lines[1]}"
