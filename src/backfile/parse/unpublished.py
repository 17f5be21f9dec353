"""Texts that say of themselves that they are drafts, or that their sender has not released them.

Drafts are told in the words of Hugo, Jekyll, Zola, Pelican, Lektor and others, release in those of the IPTC's
publication status, which NITF, NewsML, NewsML-G2 and ninjs share: usable, embargoed, withheld, canceled.
"""

from collections.abc import Sequence

import msgspec

from backfile.model import Document, Doubt, Field
from backfile.parse.fields import field_of
from backfile.patterns import late
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
HELD: dict[str, str] = {
    "withheld": "its sender holds it back",
    "embargoed": "its sender has not released it yet",
    "canceled": "its sender has taken it back",
    "cancelled": "its sender has taken it back",
    "killed": "its sender has taken it back",
}
"""Why a text of this publication status is not published."""
RELEASED = frozenset(("usable", "released", *DONE))
MOMENT = late(r"\d[\dTZ:.+ -]{3,39}")
FOLDER = "_drafts"
"""The folder in which Jekyll keeps them."""
HINT = "delete the line, or write `drafts: yes` in site.yaml to publish all drafts"
HELD_HINT = "write `draft: no` in a sidecar file if it may be published"


def without_drafts(
    documents: Sequence[Document], publishes: bool
) -> tuple[tuple[Document, ...], Problem | None]:
    """Return (the documents that are to be published, why there is none).

    A document that is left out of several is told of with the first of the others. What only says whether a text is
    published is no date, and goes out of the fields. `publishes` says that drafts are published like all other texts;
    what its sender has not released is published only where a sidecar says so.
    """
    signs = [_sign(document, publishes) for document in documents]
    kept = [_dated(document) for document, sign in zip(documents, signs, strict=True) if sign is None]
    drafts = [sign for sign in signs if sign is not None]
    if drafts and not kept:
        origin, found, held = drafts[0]
        expected, hint = ("released", HELD_HINT) if held else ("published", HINT)
        return (), Problem(origin, "error", "draft", f"expected a {expected} text, found {found}", hint)
    if drafts:
        reasons = [why for _, _, why in drafts if why]
        message = f"{len(drafts)} texts of the file are drafts, and were left out."
        hint = "write `drafts: yes` in site.yaml to publish them"
        if reasons:
            are = "not released" if len(reasons) == len(drafts) else "drafts or not released"
            message = f"{len(drafts)} texts of the file are {are}, and were left out: {reasons[0]}."
            hint = "write `draft: no` in a sidecar file if they may be published"
        doubt = Doubt("text", drafts[0][0].line, message, "drafts-left-out", hint)
        kept[0] = msgspec.structs.replace(kept[0], doubts=(*kept[0].doubts, doubt))
    return tuple(kept), None


def passed_over(problem: Problem) -> str:
    """Return why a build passes over a file that holds nothing but drafts and texts that are not released."""
    kind = "not released" if problem.message.startswith("expected a released") else "a draft"
    where = f" (line {problem.origin.line})" if problem.origin.line else ""
    return f"{kind}: {problem.message.partition(', found ')[2]}{where}"


def _sign(document: Document, publishes: bool) -> tuple[Origin, str, str] | None:
    """Return where a document says that it is not to be published, in which words, and why its sender holds it back.

    None for one that is to be published. What a sidecar says of it decides.
    """
    for field in document.fields:
        held = _held(field)
        drafted = _drafted(field)
        if held or (drafted and not publishes):
            path, _, line = field.origin.rpartition(":")
            origin = Origin(path, int(line)) if path else Origin(document.path, field.line)
            said = field.values[0].strip()
            found = f"`{field.name}: {said.lower() if said.lower() in YES | NO else said}`"
            return origin, f"{found}, which says that {held}" if held else found, held
        if drafted is False and field.origin:
            return None
    if FOLDER in document.path.split("/")[:-1] and not publishes:
        return Origin(document.path), f"a text in a folder {FOLDER}/", ""
    return None


def _drafted(field: Field) -> bool | None:
    """Return whether a field says that its text is a draft; None when it says nothing of that."""
    meaning = field_of(field.name)
    value = field.values[0].strip().casefold() if len(field.values) == 1 else ""
    if meaning == "released":
        return False if value in RELEASED else None
    if meaning == "published":
        return value in NO if value in YES | NO else None
    if meaning != "draft":
        return None
    return True if value in YES | STATES else False if value in NO | DONE else None


def _held(field: Field) -> str:
    """Return why the sender of a text holds it back, with the moment up to which; empty for one that is released."""
    if field_of(field.name) != "released" or not field.values:
        return ""
    status, *until = (value.strip() for value in field.values)
    reason = HELD.get(status.casefold(), "")
    told = until[0] if until and status.casefold() == "embargoed" and MOMENT.fullmatch(until[0]) else ""
    return f"{reason} (until {told})" if reason and told else reason


def _dated(document: Document) -> Document:
    fields = tuple(f for f in document.fields if field_of(f.name) != "published" or _drafted(f) is None)
    return (
        msgspec.structs.replace(document, fields=fields) if len(fields) < len(document.fields) else document
    )
