"""The records of who is named where in one article, before they become findings."""

import msgspec

from backfile.model import Basis, Doubt, Role

__all__ = ["Bearer", "Found", "People", "Span"]


class Found(msgspec.Struct, frozen=True, gc=False):
    """A name as recognised, before it is known whose it is."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last."""
    first: int
    """Number of its first word among the passage's words."""
    stop: int
    """Number after its last word."""
    name: str
    """The name in the nominative."""
    key: str | None = None
    """Key of the register's entry that has this form."""
    sure: bool = True
    """False when it was taken only because the article names the bearer elsewhere."""


class Span(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a passage that stands for a person."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last."""
    first: int
    """Number of its first word."""
    stop: int
    """Number after its last word."""
    person: int
    """Index of the person."""
    basis: Basis
    """How it was resolved."""
    lead: int
    """Number of the first word of titles before it; `first` when there are none."""


class Bearer(msgspec.Struct):
    """A person of the article while it is being read."""

    name: str
    """Fullest form so far."""
    key: str | None
    """Key of the register's entry."""
    sex: str
    """`m`, `f`, or `u` when not known."""
    roles: list[Role] = []
    """Roles in order of appearance."""
    signatures: list[frozenset[str]] = []
    """Signature of each role."""


class People(msgspec.Struct):
    """The people of an article and where they are meant."""

    bearers: list[Bearer]
    """In order of discovery."""
    spans: list[list[Span]]
    """For each passage, in reading order."""
    doubts: list[Doubt]
    """Names that could be two people's."""
