"""Single lines that a sidecar, a register or the rest of the archive takes out of a text or gives back to it."""

from collections.abc import Sequence

from backfile.model import Document, LineCorrection
from backfile.parse.paragraphs import Passage
from backfile.parse.sheet import Label

__all__ = ["with_removed", "with_returned", "without_boilerplate", "without_removed"]

BODY = ("paragraph", "list_item", "quote", "subhead", "code")


def without_removed(document: Document) -> tuple[str, ...]:
    """Return the lines of a plain text, those that the sidecar removes emptied."""
    removed = [c for c in document.corrections if c.kind == "remove"]
    if not removed:
        return document.lines
    return tuple(
        "" if any(c.first <= number <= c.last for c in removed) else line
        for number, line in enumerate(document.lines, document.first_line)
    )


def with_removed(document: Document, labels: Sequence[Label]) -> list[Label]:
    """Return the labels of a plain text, and one for each line that the sidecar removes, in the text's order."""
    removed = [
        Label(
            Passage(line.strip(), ((0, number),), True), "furniture", line.strip(), f"removed by {c.origin}"
        )
        for c in document.corrections
        if c.kind == "remove"
        for number, line in enumerate(document.lines, document.first_line)
        if c.first <= number <= c.last and line.strip()
    ]
    return sorted((*labels, *removed), key=lambda label: label.passage.line) if removed else list(labels)


def with_returned(document: Document, labels: Sequence[Label], marked: bool) -> list[Label]:
    """Return the labels with the passages that the sidecar gives back as paragraphs.

    In a `marked` text, whose blocks and labels go together, lines that are removed are relabelled here too.
    """
    corrections = document.corrections
    return [_corrected(corrections, label, marked) for label in labels] if corrections else list(labels)


def _corrected(corrections: Sequence[LineCorrection], label: Label, marked: bool) -> Label:
    passage = label.passage
    for c in corrections:
        if c.last < passage.line or c.first > passage.last_line:
            continue
        if c.kind == "return" and label.kind not in BODY:
            return Label(passage, "paragraph", passage.text, f"returned to the text by {c.origin}")
        if c.kind == "remove" and marked:
            return Label(passage, "furniture", passage.text, f"removed by {c.origin}")
    return label


def without_boilerplate(
    document: Document, labels: Sequence[Label], registered: Sequence[str], learnt: Sequence[str]
) -> list[Label]:
    """Return the labels, those of an outlet's standing lines as footers; what the sidecar returns stays."""
    if not registered and not learnt:
        return list(labels)
    why = {line.casefold(): "a line that many texts of this outlet have" for line in learnt}
    why |= {line.casefold(): "a line that the outlet's entry keeps out" for line in registered}
    return [_standing(document, label, why.get(label.passage.text.casefold())) for label in labels]


def _standing(document: Document, label: Label, why: str | None) -> Label:
    passage = label.passage
    if why is None or label.kind not in BODY:
        return label
    if any(c.kind == "return" and c.first <= passage.line <= c.last for c in document.corrections):
        return label
    return Label(passage, "footer", passage.text, why)
