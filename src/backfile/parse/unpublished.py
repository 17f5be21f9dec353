"""Texts that say of themselves that they are drafts, in the words of Hugo, Jekyll, Zola, Pelican, Lektor and others."""

from collections.abc import Sequence

import msgspec

from backfile.model import Document, Doubt, Field
from backfile.parse.fields import field_of
from backfile.problems import Origin, Problem

__all__ = ["DRAFT", "passed_over", "without_drafts"]

DRAFT = "draft"
"""Code of the problem that a file holds drafts only."""
YES = frozenset(("true", "yes", "on", "1", "y"))
NO = frozenset(("false", "no", "off", "0", "n"))
STATES = frozenset(
    ("draft", "auto-draft", "drafted", "pending", "private", "trash", "trashed", "unpublished")
)
DONE = frozenset(("publish", "published", "public", "live", "final"))
FOLDER = "_drafts"
"""The folder in which Jekyll keeps them."""
HINT = "delete the line, or write `drafts: yes` in site.yaml to publish all drafts"


def without_drafts(
    documents: Sequence[Document], publishes: bool
) -> tuple[tuple[Document, ...], Problem | None]:
    """Return (the documents that are to be published, why there is none).

    A document that is left out of several is told of with the first of the others. What only says whether a text is
    published is no date, and goes out of the fields. `publishes` says that drafts are published like all other texts.
    """
    signs = [None if publishes else _sign(document) for document in documents]
    kept = [_dated(document) for document, sign in zip(documents, signs, strict=True) if sign is None]
    drafts = [sign for sign in signs if sign is not None]
    if drafts and not kept:
        origin, found = drafts[0]
        return (), Problem(origin, "error", "draft", f"expected a published text, found {found}", HINT)
    if drafts:
        message = f"{len(drafts)} texts of the file are drafts, and were left out."
        hint = "write `drafts: yes` in site.yaml to publish them"
        doubt = Doubt("text", drafts[0][0].line, message, "drafts-left-out", hint)
        kept[0] = msgspec.structs.replace(kept[0], doubts=(*kept[0].doubts, doubt))
    return tuple(kept), None


def passed_over(problem: Problem) -> str:
    """Return why a build passes over a file that holds drafts only."""
    where = f" (line {problem.origin.line})" if problem.origin.line else ""
    return f"a draft: {problem.message.partition(', found ')[2]}{where}"


def _sign(document: Document) -> tuple[Origin, str] | None:
    """Return where a document says that it is a draft, and in which words; None for one that is to be published.

    What a sidecar says of it decides.
    """
    for field in document.fields:
        drafted = _drafted(field)
        if drafted:
            path, _, line = field.origin.rpartition(":")
            origin = Origin(path, int(line)) if path else Origin(document.path, field.line)
            said = field.values[0].strip()
            return origin, f"`{field.name}: {said.lower() if said.lower() in YES | NO else said}`"
        if drafted is False and field.origin:
            return None
    if FOLDER in document.path.split("/")[:-1]:
        return Origin(document.path), f"a text in a folder {FOLDER}/"
    return None


def _drafted(field: Field) -> bool | None:
    """Return whether a field says that its text is a draft; None when it says nothing of that."""
    meaning = field_of(field.name)
    value = field.values[0].strip().casefold() if len(field.values) == 1 else ""
    if meaning == "published":
        return value in NO if value in YES | NO else None
    if meaning != "draft":
        return None
    return True if value in YES | STATES else False if value in NO | DONE else None


def _dated(document: Document) -> Document:
    fields = tuple(f for f in document.fields if field_of(f.name) != "published" or _drafted(f) is None)
    return (
        msgspec.structs.replace(document, fields=fields) if len(fields) < len(document.fields) else document
    )
