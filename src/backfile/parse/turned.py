"""What could have been byline, dateline, caption or credit, and why it is not: for the trail of an article."""

from collections.abc import Sequence

from backfile.model import Dateline, Decision, Rejected
from backfile.parse.credits import credit_line, split_credit
from backfile.parse.dateline import dateline_of
from backfile.parse.forms import is_name
from backfile.parse.sheet import LONGEST_CAPTION, Label

__all__ = ["turned_bylines", "turned_datelines", "turned_figures"]

# A file of thousands of lines needs no thousand lines of trail.
MOST = 12
# Lines of these kinds may be a name and nothing else.
NAMED = ("section", "role", "footer", "furniture", "deck", "subhead", "duplicate")


def turned_bylines(labels: Sequence[Label], chosen: Sequence[str], line: int) -> tuple[Rejected, ...]:
    """Return the names and reporting credits that are no byline, with their lines."""
    found = []
    for label in labels:
        text = label.passage.text
        if label.kind == "byline" and not any(name in text for name in chosen):
            found.append(_rejected(label, "the fields or a line before it name the writer"))
        elif label.kind == "reporting":
            found.append(_rejected(label, f"{label.why}, which names helpers and editors"))
        elif label.kind in NAMED and label.passage.line != line and is_name(text):
            found.append(_rejected(label, f"taken for {label.kind}: {label.why}"))
    return tuple(found[:MOST])


def turned_datelines(labels: Sequence[Label], chosen: Dateline | None) -> tuple[Rejected, ...]:
    """Return the openings of later paragraphs that read like datelines, and one that a declared place overrules."""
    found: list[Rejected] = []
    first = True
    for label in labels:
        if label.kind != "paragraph" or len(found) >= MOST:
            continue
        told = dateline_of(label.passage)
        if told is not None and (chosen is None or told[0].line != chosen.line):
            why = (
                "the fields declare another"
                if first
                else "stands in a later paragraph, not at the text's beginning"
            )
            found.append(Rejected(told[0].text, label.passage.line, why))
        first = False
    return tuple(found)


def turned_figures(labels: Sequence[Label]) -> tuple[Decision, ...]:
    """Return one decision with the lines that read like captions or credits and are none; empty without any."""
    found = []
    for label in labels:
        text = label.passage.text
        if label.kind in ("footer", "duplicate", "furniture") and (credit_line(text) or _captioned(text)):
            found.append(_rejected(label, f"taken for {label.kind}: {label.why}"))
        elif label.kind in ("paragraph", "headline", "deck", "source") and _captioned(text):
            found.append(
                _rejected(label, f"ends like a photo credit, but was taken for {label.kind}: {label.why}")
            )
    if not found:
        return ()
    return (Decision("figures", "", None, "lines that read like captions or credits", tuple(found[:MOST])),)


def _captioned(text: str) -> bool:
    return len(text) <= LONGEST_CAPTION and split_credit(text) is not None


def _rejected(label: Label, why: str) -> Rejected:
    return Rejected(label.passage.text, label.passage.line, why)
