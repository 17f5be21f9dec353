"""What the template of an article sees."""

from typing import Any

from backfile.model import Place
from backfile.pages.views import Card, CardEntry, Figure, Link, Paragraph, View

__all__ = ["ArticleView", "Head", "RawLine", "Step", "TopicBox", "WhoBox"]


class Head(View, frozen=True):
    """Metadata of an article page, by the names Zotero and others read."""

    named: tuple[tuple[str, str, str], ...]
    """(name, property, content) of each `<meta>`; one of the first two may be empty."""
    original: str
    """Web address the text was saved from."""
    json_ld: dict[str, Any]
    """schema.org NewsArticle."""


class WhoBox(View, frozen=True):
    """A person in an article's box."""

    name: str
    address: str
    """Empty for a bare name that the archive could not resolve."""
    lang: str
    roles: tuple[str, ...]
    count: int
    first: Place | None
    """Where the first mention stands."""
    jump: str = ""
    """Fragment of that place."""


class TopicBox(View, frozen=True):
    """A topic in an article's box."""

    name: str
    address: str
    why: str
    words: str = ""
    """Words of the text that brought it here, when words did."""
    jump: str = ""
    """Fragment of where they stand."""


class Step(View, frozen=True):
    """How one field came to its value."""

    field: str
    value: str
    lines: str
    first: int
    """First line, 0 when no line is concerned."""
    rule: str
    inferred: bool
    rejected: tuple[str, ...]
    english: bool = True
    """Whether it is told in the engine's English."""


class RawLine(View, frozen=True):
    """One line of the raw file."""

    number: int
    text: str
    kept_as: str
    """What it was taken for when it is not part of the body, empty otherwise."""
    told: tuple[Step, ...]
    """What was read from it, and why."""


class ArticleView(View, frozen=True):
    """An article's own page."""

    headline: str
    untitled: bool
    lang: str
    dir: str
    section: str
    deck: str
    byline: tuple[str, ...]
    """Who wrote it; empty where the outlet alone signs it."""
    published: str
    published_printed: str
    published_machine: str
    updated: str
    updated_printed: str
    updated_machine: str
    source: Link | None
    source_why: str
    """Why the outlet was inferred; empty when the file names it."""
    source_line: int
    """The line that it was inferred from, 0 when the page shows none."""
    original: str
    """Web address the text was saved from."""
    original_host: str
    lead_figures: tuple[Figure, ...]
    body: tuple[Paragraph, ...]
    notes: tuple[str, ...]
    redactions: tuple[tuple[str, str], ...]
    """(since when, why) words or photos were taken out."""
    people: tuple[WhoBox, ...]
    topics: tuple[TopicBox, ...]
    events: tuple[tuple[str, str, str], ...]
    """(words as printed, in quotation marks; date in words; address of that day's page or empty)."""
    tags: tuple[str, ...]
    styles: tuple[tuple[str, str], ...]
    """(names of the styles, text) of each way to cite the article."""
    head: Head
    path: str
    sha256: str
    format: str
    trail: tuple[Step, ...]
    """What was read from no line that the page shows."""
    empty: tuple[str, ...]
    """The fields that nothing was found for."""
    raw: tuple[RawLine, ...]
    doubts: tuple[tuple[str, int, bool], ...]
    """(what is in doubt, line or 0, whether it is told in the engine's English)."""
    earlier: Card | None
    later: Card | None
    earlier_in: Link | None
    """The one before from the same outlet; None where that is `earlier`."""
    later_in: Link | None
    related: tuple[CardEntry, ...]
    kin: Any
    """Its copies and versions: `Kin` in compared.py."""
