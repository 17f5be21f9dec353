"""What one file says: an article, its words, and what was found in them; of that file alone."""

from typing import Literal

from backfile.model.documents import Doubt, Record
from backfile.model.texts import Text

__all__ = [
    "Article",
    "Basis",
    "Credit",
    "Dateline",
    "Direction",
    "EventDate",
    "Figure",
    "Findings",
    "Mention",
    "Moment",
    "Person",
    "Place",
    "Precision",
    "Quote",
    "QuoteBasis",
    "Reading",
    "Removal",
    "Role",
    "SourceClue",
    "Stated",
    "Withdrawn",
]

Precision = Literal["year", "month", "day", "minute", "second"]
Basis = Literal["full name", "surname", "given name", "role", "pronoun", "register", "stated"]
QuoteBasis = Literal["named", "role", "pronoun", "before", "headline", "none"]
Direction = Literal["ltr", "rtl"]


class Moment(Record, frozen=True):
    """A wall-clock date or time as printed. Never shifted to UTC, never completed by guessing."""

    value: str
    """ISO 8601 with no invented part: `2023-09`, `2023-09-20`, `2023-09-20T11:31`."""
    precision: Precision
    """The smallest part that the file states."""
    zone: str | None
    """Time zone as printed (`GMT`, `+03:00`), None when not printed."""
    as_printed: str
    """The characters it was read from."""
    line: int
    """Line in the raw file."""

    @property
    def day(self) -> str | None:
        """The ISO date, or None when the precision is coarser than a day."""
        return self.value[:10] if len(self.value) >= 10 else None


class Dateline(Record, frozen=True):
    """The place line that opens a report: `GENEVA, June 19 (Harbour Wire) —`."""

    place: str | None
    """The place as printed, None when the dateline names only an agency or a date."""
    agency: str | None
    """The agency as printed."""
    text: str
    """The exact prefix, which stays part of the first paragraph."""
    line: int
    """Line in the raw file."""


class SourceClue(Record, frozen=True):
    """One hint at the outlet that the file holds."""

    kind: Literal["field", "line", "byline", "agency", "name", "host", "handle", "notice", "copyright"]
    """Where it was found. The first four name the outlet; `name` is a short line that may be an outlet's name
    and counts only when the register knows it; the last three let the outlet be inferred."""
    text: str
    """The name, host or handle as printed."""
    line: int
    """Line in the raw file; 0 for the folder."""


class Credit(Record, frozen=True):
    """A photo credit, in the parts that IPTC Photo Metadata names."""

    line: str
    """Credit Line: verbatim, without brackets around it and without the label before or behind it."""
    creator: str | None
    """Creator: the photographer, when the line names one."""
    notice: str | None
    """Copyright Notice: rights text that follows the credit."""
    agency: str | None
    """Who supplied the picture, as printed: the part of the line that is not the creator."""


class Figure(Record, frozen=True):
    """A photo as placed in an article, with or without an image file."""

    caption: str | None
    """The caption without its credit."""
    credit: Credit | None
    """None when the file gives none: listed for the curator."""
    image: str | None
    """Path of the image file relative to content/, None when the archive does not hold it."""
    alt: str | None
    """Alternative text, from Markdown or HTML."""
    lines: tuple[int, int]
    """First and last line in the raw file."""


class Place(Record, frozen=True):
    """A stretch of an article's text, by part and character offsets."""

    part: Literal["headline", "deck", "caption", "body", "field"]
    """Which text is meant; `field` is none of the texts but a field that the file declares."""
    index: int
    """Which caption (into Article.figures) or block (into Text.body); 0 for all others."""
    start: int
    """Offset of the first character in that text."""
    end: int
    """Offset after the last character."""


class Mention(Record, frozen=True):
    """One place where a person is named or meant."""

    text: str
    """The words as printed."""
    basis: Basis
    """How the words were resolved to the person; `stated` when a field of the file names the person."""
    line: int
    """Line in the raw file; 0 when it stands in the sidecar."""
    place: Place
    """Where in the article's text."""
    origin: str = ""
    """Path and line in the sidecar that states it, `articles/x.yaml:3`; empty for the article's own file."""


class Stated(Record, frozen=True):
    """A person whom a field of the file names, whatever the words of the article say."""

    name: str
    """The name in reading order, letters composed (NFC)."""
    line: int
    """Line in the raw file; 0 when it stands in the sidecar."""
    origin: str = ""
    """Path and line in the sidecar, `articles/x.yaml:3`; empty for the article's own file."""


class Role(Record, frozen=True):
    """An office, rank or description printed beside a name."""

    text: str
    """As printed: `Russian Defence Minister`."""
    line: int
    """Line in the raw file."""


class Person(Record, frozen=True):
    """A person as one article knows them; the archive decides who that is (`Filed.people`)."""

    name: str
    """The fullest form found in the article, in the nominative, without titles."""
    roles: tuple[Role, ...]
    """In order of appearance, each wording once."""
    mentions: tuple[Mention, ...]
    """In reading order."""


class Quote(Record, frozen=True):
    """Exact words that the article puts in somebody's mouth."""

    text: str
    """The words without quotation marks; the parts of a split quote are joined by a space."""
    speaker: int | None
    """Index into Findings.people, None when the speaker is not known."""
    speaker_text: str | None
    """The words that name the speaker as printed: `the Russian Defence Minister`, `he`."""
    verb: str | None
    """The verb of saying as printed."""
    basis: QuoteBasis
    """How the speaker was found."""
    lines: tuple[int, int]
    """First and last line in the raw file."""
    places: tuple[Place, ...]
    """Where the words stand: one, or several for a split quote."""

    @property
    def split(self) -> bool:
        """True when the speaker stands between two parts of the quote."""
        return len(self.places) > 1


class EventDate(Record, frozen=True):
    """A day that the text speaks of, resolved against the publication date."""

    text: str
    """As printed: `on Tuesday`."""
    value: str
    """ISO date."""
    line: int
    """Line in the raw file."""


class Removal(Record, frozen=True):
    """When and why something was taken out of an article, or the article out of the archive."""

    date: str
    """ISO day since when."""
    reason: str
    """Why, in the curator's words."""


class Withdrawn(Record, frozen=True):
    """An article that was taken out of the archive as a whole; its address stays."""

    address: str
    """Address of its page relative to the site's root."""
    removal: Removal
    """When and why."""
    sketch: bytes = b""
    """Signature of its paragraphs, by which copies of it are found."""


class Article(Record, frozen=True):
    """One news text as a dated record: all but its body, which is in `Text`."""

    id: str
    """Stable id, 12 hexadecimal characters, from the path (and part) of the file."""
    path: str
    """Path of the raw file relative to content/."""
    part: int
    """Place in a file of many articles, from 1; 0 when the file is one article."""
    format: str
    """Format the file was read as."""
    sha256: str
    """Digest of the raw file's bytes, hexadecimal."""
    lines: tuple[int, int]
    """First and last line of the article in the raw file."""
    headline: str | None
    """The title line."""
    headline_line: int
    """Its line in the raw file; 0 when there is no headline."""
    deck: str | None
    """The standfirst under the headline."""
    deck_line: int
    """Its line; 0 when there is no deck."""
    section: str | None
    """Rubric or section as printed."""
    published: Moment | None
    """Publication date and time as printed."""
    updated: Moment | None
    """Time of the last change as printed."""
    byline: tuple[str, ...]
    """Who wrote it, one name each, without `By`."""
    dateline: Dateline | None
    """The place line."""
    clues: tuple[SourceClue, ...]
    """What the file says of its outlet, strongest first."""
    original_url: str | None
    """Address the text was saved from."""
    language: str | None
    """BCP 47 language tag, None when it cannot be told."""
    direction: Direction
    """Writing direction of the text."""
    figures: tuple[Figure, ...]
    """In reading order, the lead photo first."""
    tags: tuple[str, ...]
    """Tags the file itself prints or declares."""
    links: tuple[str, ...]
    """Web addresses in the text, in order, each once."""
    notes: tuple[str, ...]
    """Correction and editor's notes, verbatim."""
    lead: str
    """The first words of the body, at most 240 characters, for lists."""
    words: int
    """Number of words in the body (characters for scripts written without spaces)."""
    doubts: tuple[Doubt, ...] = ()
    """What the curator should look at."""
    labels: tuple[str, ...] = ()
    """Those of `tags` that a field `topics` declares: a curator's decision, from which topics are learnt."""
    redactions: tuple[Removal, ...] = ()
    """When and why words or photos were taken out."""
    stated: tuple[Stated, ...] = ()
    """Persons whom a field of the file or its sidecar names."""
    identifier: str | None = None
    """What its outlet calls the article in its own records: the `id`, `guid` or document number of the file."""


class Findings(Record, frozen=True):
    """Who is named in an article, who speaks, and which days it tells of."""

    people: tuple[Person, ...]
    """In order of first mention."""
    quotes: tuple[Quote, ...]
    """In reading order."""
    events: tuple[EventDate, ...]
    """In reading order."""
    terms: tuple[str, ...] = ()
    """Places, organisations and other capitalised names that are no persons, each once, in reading order."""
    doubts: tuple[Doubt, ...] = ()
    """What the curator should look at."""


class Reading(Record, frozen=True):
    """One article as read: the record, its words, and what was found in them."""

    article: Article
    """The record."""
    text: Text
    """The words."""
    findings: Findings
    """People, quotes and event days."""
