"""Headline, deck, section and language of an article: what was chosen, from where, and what was turned down."""

from collections.abc import Sequence

from backfile.model import Decision, Document, Record, Rejected, SourceClue
from backfile.parse.fields import field
from backfile.parse.language import language_of
from backfile.parse.prose import inline
from backfile.parse.sheet import Label
from backfile.patterns import late

__all__ = ["Chosen", "declared_or_told_language", "titles_of"]

TAG = late(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
# Lines before the text that could have been its title, deck or section, and were taken for something else.
TITLE_LIKE = ("section", "deck", "furniture", "duplicate", "subhead", "read-also", "headline")
UNDER = ("section", "role", "furniture", "caption", "subhead", "read-also", "deck")


class Chosen(Record, frozen=True):
    """The value of a field with the reason for it."""

    name: str
    """The field."""
    value: str | None
    """What was chosen; None when there was nothing to choose."""
    line: int
    """Its line in the raw file; 0 when it stands on none."""
    why: str
    """The rule that decided."""
    rejected: tuple[Rejected, ...] = ()
    """What else was considered, and why it lost."""

    @property
    def decision(self) -> Decision:
        """The same for the trail."""
        lines = (self.line, self.line) if self.line else None
        return Decision(self.name, self.value or "", lines, self.why, self.rejected)


def _headline(document: Document, labels: Sequence[Label]) -> Chosen:
    """Return the headline: the declared one, else the line that the layout rules chose."""
    return _of(
        document, labels, "headline", "the text begins without a title line", _before_text(labels, TITLE_LIKE)
    )


def _deck(document: Document, labels: Sequence[Label]) -> Chosen:
    """Return the deck: the declared one, else the lines between headline and text that were taken for it."""
    at = next((i for i, label in enumerate(labels) if label.kind == "headline"), -1)
    return _of(document, labels, "deck", "no deck line", _before_text(labels[at + 1 :], UNDER))


def titles_of(
    document: Document, labels: Sequence[Label], clues: Sequence[SourceClue]
) -> tuple[Chosen, Chosen, Chosen]:
    """Return headline, deck and section; the section is the short line beside the headline that was taken for it.

    A line that tells the outlet, as `clues` say, is no section.
    """
    outlets = {(clue.line, clue.text) for clue in clues if clue.kind == "line"}
    others = (
        [label for label in labels if (label.passage.line, label.value) not in outlets] if outlets else labels
    )
    rejected = _before_text(labels, ("section", "deck"))
    section = _of(document, others, "section", "no section line", rejected)
    return _headline(document, labels), _deck(document, labels), section


def declared_or_told_language(document: Document, headline: str | None, prose: str) -> Chosen:
    """Return the language: the declared one, else what script and small words tell."""
    declared = field(document.fields, "language")
    told = language_of(f"{prose} {headline or ''}")
    if declared is None:
        return Chosen("language", told, 0, "script and small words of the text")
    value = declared.values[0]
    rejected: tuple[Rejected, ...]
    if not TAG.fullmatch(value):
        rejected = (Rejected(value, declared.line, "no language tag"),)
        return Chosen("language", told, 0, "script and small words of the text", rejected)
    tag = value.replace("_", "-")
    other = told and told.split("-")[0] != tag.split("-")[0].lower()
    rejected = (Rejected(told or "", 0, "script and small words of the text"),) if other else ()
    return Chosen("language", tag, declared.line, declared.said, rejected)


def _of(
    document: Document, labels: Sequence[Label], meaning: str, none: str, candidates: Sequence[Label]
) -> Chosen:
    declared = field(document.fields, meaning)
    chosen = None if declared else next((label for label in labels if label.kind == meaning), None)
    rejected = tuple(
        Rejected(label.passage.text, label.passage.line, label.why)
        for label in candidates
        if label is not chosen
    )
    if declared is not None:
        value = declared.values[0]
        # What looks like HTML in a title is words of the title.
        if document.markdown and "<" not in value:
            value = inline(value)[0]
        return Chosen(meaning, value, declared.line, declared.said, rejected)
    if chosen is not None:
        return Chosen(meaning, chosen.value, chosen.passage.line, chosen.why, rejected)
    return Chosen(meaning, None, 0, none, rejected)


def _before_text(labels: Sequence[Label], kinds: tuple[str, ...]) -> list[Label]:
    """Return the labels of these kinds that stand before the first paragraph."""
    found = []
    for label in labels:
        if label.kind == "paragraph":
            break
        if label.kind in kinds:
            found.append(label)
    return found
