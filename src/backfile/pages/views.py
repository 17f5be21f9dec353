"""What templates see: small frozen records made of text, numbers and addresses.

Every `address` is relative to the site's root and percent-encoded: a template writes
`{{ root }}{{ link.address }}`. Texts are plain and are escaped by the template. Empty text means "none".
A page's key is the hash of its view, so a view holds all that the page shows and nothing else.
"""

from typing import Any

import msgspec

__all__ = [
    "Bar",
    "Bars",
    "Card",
    "CardEntry",
    "Figure",
    "Frame",
    "Group",
    "Link",
    "Pager",
    "Paragraph",
    "PhotoEntry",
    "Portrait",
    "QuoteEntry",
    "Run",
    "Trail",
    "View",
]


class View(msgspec.Struct, frozen=True, gc=False):
    """Base of what templates see."""


class Link(View, frozen=True):
    """A way to another page."""

    text: str
    address: str
    count: int = 0
    """A number beside it, 0 for none."""
    note: str = ""
    """Words beside it."""
    lang: str = ""
    """Language of the words when it is not the interface's."""


class Trail(View, frozen=True):
    """One step of the breadcrumb."""

    text: str
    address: str
    """Empty for a step that has no page."""


class Frame(View, frozen=True):
    """What all pages share: the head and the foot."""

    site: str
    """Title of the archive."""
    lang: str
    """Language of the interface."""
    title: str
    """Title of this page, without the archive's."""
    root: str
    """Way from this page to the site's root."""
    url: str
    """Address of this page, encoded."""
    section: str
    """Name of the navigation entry that is current, empty for none."""
    canonical: str
    """Absolute address of this page; empty without `site_url`."""
    site_url: str
    """Absolute address of the site with a final slash; empty when not set."""
    contact: str
    """Link for corrections, empty when not set."""
    description: str
    """One sentence for search engines and link previews."""
    trail: tuple[Trail, ...] = ()
    """Breadcrumb above the page, outermost first."""
    feeds: tuple[tuple[str, str, str], ...] = ()
    """(title, address as Atom, as JSON Feed) of the site's, then of the page's own record; none without `site_url`."""
    noindex: bool = False
    """True when search engines are asked to leave the site out."""
    search: bool = True
    """True when the site has a search."""


class Card(View, frozen=True):
    """An article in a list."""

    address: str
    headline: str
    untitled: bool
    """True when the file has no headline and the words are ours."""
    lang: str
    dir: str
    day: str
    """ISO date, empty for the undated."""
    date: str
    """The date in words."""
    time: str
    """Time of day as the file prints it, empty when it prints none."""
    source: str
    """Name of the outlet, empty when unknown."""
    inferred: bool
    """True when the outlet was inferred."""
    deck: str
    """The standfirst, else the first words of the text."""
    cite: str = ""
    """Where the original is and who wrote it, for lists that are cited; as `citations.told` writes it."""


class Group(View, frozen=True):
    """Entries under one heading."""

    heading: str
    anchor: str
    """Fragment of the heading, empty for none."""
    entries: tuple[Any, ...]
    address: str = ""
    """Where the heading leads, empty for nowhere."""
    lang: str = ""
    """Language of the entries when it is not the interface's."""


class Bar(View, frozen=True):
    """One bar of a chart."""

    label: str
    """Words for the data table: `September 2023`."""
    tick: str
    """Words under the axis, empty for most bars."""
    minor: bool
    """True for words that a narrow screen leaves out."""
    count: int
    address: str
    """Where the table's row leads, empty for nowhere."""
    x: float
    y: float
    width: float
    height: float


class Bars(View, frozen=True):
    """A bar chart: numbers that a template draws as inline SVG with a data table."""

    name: str
    """Unique on the page: prefix of the ids of title and description."""
    title: str
    description: str
    """The chart in one sentence: total, most, span."""
    bars: tuple[Bar, ...]
    width: int
    height: int
    base: float
    """Height of the axis line."""
    heading: str
    """What the bars stand for: `Month` or `Year`."""
    pitch: float
    """Width of a bar with the space around it; 0 where bars are too narrow to be touched, and are no links."""


class Run(View, frozen=True):
    """A stretch of a paragraph that is set in one way."""

    text: str
    markup: bool = False
    """True for sanitised HTML, which only Markdown and HTML articles have."""
    opens: str = ""
    """Id of the quote that begins here; `-` for a later part of a split quote."""
    closes: bool = False
    """True when a quote ends here."""
    person: str = ""
    """Address of the person named here."""
    id: str = ""
    """Fragment of this place."""


class Figure(View, frozen=True):
    """A photo in its place."""

    id: str
    caption: tuple[Run, ...]
    credit: str
    """Credit line as printed."""
    creditor: str
    """Address of the creditor's page."""
    image: str
    """Address of the image file, empty when the archive does not hold it."""
    alt: str
    creator: str
    notice: str
    line: int
    """First line in the raw file."""
    lines: str
    """Where it stands in the raw file: `5` or `17–18`."""


class Paragraph(View, frozen=True):
    """One block of the body."""

    kind: str
    """paragraph, subhead, list, quote, code or figure."""
    id: str
    runs: tuple[Run, ...]
    level: int
    figure: Figure | None = None
    items: tuple["Paragraph", ...] = ()
    """The items of a list."""


class QuoteEntry(View, frozen=True):
    """A quote in a list."""

    text: str
    lang: str
    dir: str
    address: str
    """The quote's place in its article."""
    speaker: str
    """Name of the speaker, or the words the text has for them."""
    person: str
    """Address of the speaker's page, empty when not known."""
    verb: str
    basis: str
    """How the speaker was found, in words."""
    headline: str
    date: str
    day: str
    source: str


class Portrait(View, frozen=True):
    """A person, topic, source or creditor in an index."""

    name: str
    address: str
    lang: str
    count: int
    note: str
    """One line about it."""


class Pager(View, frozen=True):
    """Ways to the neighbouring pages of a list."""

    newer: str
    older: str
    number: int
    """0 on the unnumbered page."""


class CardEntry(View, frozen=True):
    """An article in a list, with what this list says about it."""

    card: Card
    why: str = ""


class PhotoEntry(View, frozen=True):
    """A figure in a list."""

    address: str
    """Its place in the article."""
    caption: str
    credit: str
    image: str
    alt: str
    headline: str
    lang: str
    dir: str
    date: str
    day: str
