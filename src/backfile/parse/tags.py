"""Tags of an article: what its fields declare and its lines print, but for items that are signs alone."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from backfile.model import Document, Doubt, Field
from backfile.parse.fields import field_of, listed
from backfile.parse.sheet import Label

__all__ = ["tags_in"]

PRINTED = re.compile(r"[,;|•·/、،]|\s#")
HASH = re.compile(r"^#(?=\w)")
MOST = 5
"""Doubts about tags that one text is worth."""
LONGEST = 60


def tags_in(document: Document, labels: Sequence[Label]) -> tuple[tuple[str, ...], tuple[Doubt, ...]]:
    """Return (the tags, each once, those of fields first; a doubt for each that names nothing).

    `#tag` is `tag`. A tag holds a letter, a number or a picture sign: `...` and `---` would be topics without a
    name. Where a sidecar gives tags, the curator has seen those of the text, and nothing is told of them.
    """
    declared = [f for f in document.fields if field_of(f.name) == "tags"]
    answered = any(f.origin for f in declared)
    tags: dict[str, None] = {}
    doubts: dict[str, Doubt] = {}
    for tag, line, said, corrects in (*_declared(declared), *_printed(labels)):
        if any(unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "So" for c in tag):
            tags.setdefault(tag)
        elif corrects or not answered:
            doubts.setdefault(tag, _doubt(tag, line, said))
    return tuple(tags), tuple(doubts.values())[:MOST]


def _declared(fields: Sequence[Field]) -> Iterator[tuple[str, int, str, bool]]:
    """Yield (tag, line, where it stands, whether that is a sidecar)."""
    for one in fields:
        for tag in listed(one):
            yield HASH.sub("", tag), one.line, one.said, bool(one.origin)


def _printed(labels: Sequence[Label]) -> Iterator[tuple[str, int, str, bool]]:
    for label in labels:
        if label.kind == "tags":
            for tag in filter(None, map(str.strip, PRINTED.split(label.value))):
                yield tag.strip(" #.") or tag, label.passage.line, "the line of tags", False


def _doubt(tag: str, line: int, said: str) -> Doubt:
    shown = tag if len(tag) <= LONGEST else f"{tag[:LONGEST]}…"
    message = f"{said} holds “{shown}”, which names nothing and was not taken for a tag."
    return Doubt(
        "tags", line, message[0].upper() + message[1:], "odd-tag", "give tags with letters or numbers"
    )
