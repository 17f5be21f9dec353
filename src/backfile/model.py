"""The records of an archive: what one article says, and what the archive makes of all of them.

Two families. An `Article` and its `Text` hold what one file says and depend on that file alone. The
`Archive` holds what was decided across articles: who is who, which outlet, which topic. Relations are by
key or id, never object to object. Collections are tuples and empty rather than None; None means that the
file does not say.
"""

from typing import Literal

import msgspec

from backfile.problems import Origin, SetAside, Skipped

__all__ = [
    "Archive",
    "Article",
    "Aside",
    "Basis",
    "Block",
    "BlockKind",
    "Credit",
    "CreditorRecord",
    "Dateline",
    "Decision",
    "Direction",
    "Document",
    "Doubt",
    "EventDate",
    "Field",
    "Figure",
    "FigureRef",
    "Filed",
    "Findings",
    "LineCorrection",
    "Mention",
    "Moment",
    "Person",
    "PersonRecord",
    "Piece",
    "PieceKind",
    "Place",
    "Precision",
    "Quote",
    "QuoteBasis",
    "QuoteRef",
    "Reading",
    "Record",
    "Rejected",
    "Removal",
    "Role",
    "RoleRecord",
    "SourceClue",
    "SourceRecord",
    "SourceRef",
    "Stated",
    "Text",
    "Together",
    "TopicBasis",
    "TopicMatch",
    "TopicReason",
    "TopicRecord",
    "VariantRecord",
    "Withdrawn",
]

Precision = Literal["year", "month", "day", "minute", "second"]
BlockKind = Literal["paragraph", "subhead", "list_item", "quote", "figure", "code"]
PieceKind = Literal[
    "text", "headline", "deck", "byline", "paragraph", "subhead", "list_item", "quote", "figure", "caption",
    "credit", "code", "note", "furniture", "footer",
]  # fmt: skip
Basis = Literal["full name", "surname", "given name", "role", "pronoun", "register", "stated"]
QuoteBasis = Literal["named", "role", "pronoun", "before", "headline", "none"]
Direction = Literal["ltr", "rtl"]
TopicBasis = Literal["rule", "tag", "label", "learnt", "suggested"]


class Record(msgspec.Struct, frozen=True, gc=False):
    """Base of all records: immutable, without cycles, so the garbage collector need not look at them."""


# ---------------------------------------------------------------- what a reader hands to the parser


class Field(Record, frozen=True):
    """One field that a file declares about itself: front matter, a labelled header, a sidecar."""

    name: str
    """Name as written, in lower case."""
    values: tuple[str, ...]
    """Its values as text; one for a scalar."""
    line: int
    """Line in the raw file; 0 when it stands in another file."""
    origin: str = ""
    """Path and line in the sidecar that it stands in, `articles/x.yaml:3`; empty for the article's own file."""
    lost: int = 0
    """Items of its list that are no texts and were left out."""

    @property
    def said(self) -> str:
        """Where it stands, in words for the trail."""
        return f"the field `{self.name}`" + (f" of {self.origin}" if self.origin else "")


class Piece(Record, frozen=True):
    """One block that a format itself sets apart: an element of a page, a paragraph of a newswire item."""

    kind: PieceKind
    """What the format says it is; `text` when it does not say, so that the layout rules decide."""
    text: str
    """Plain text; for a figure its caption, or empty."""
    starts: tuple[tuple[int, int], ...]
    """(offset in text, line) for each raw line the block was joined from, in order; never empty."""
    why: str
    """How the format says so, for the trail: `the element <figcaption>`."""
    markup: str | None = None
    """HTML of the inside as the file has it, not sanitised; None when plain text says it all."""
    level: int = 0
    """Depth of a subhead (2 to 6) or list item (from 1)."""
    image: str | None = None
    """Address of the image, for a figure."""
    alt: str | None = None
    """Alternative text of the image, for a figure."""
    credit: str | None = None
    """Credit line that the format sets apart from the caption, for a figure."""


class LineCorrection(Record, frozen=True):
    """What a curator says of a stretch of lines, against the layout rules."""

    kind: Literal["remove", "return"]
    """remove: no text of the article; return: text of the article after all."""
    first: int
    """First line in the raw file."""
    last: int
    """Last line in the raw file."""
    origin: Origin
    """Where the sidecar says it."""


class Document(Record, frozen=True):
    """One article's worth of a file, decoded, before anything is understood."""

    path: str
    """Path of the raw file relative to content/."""
    part: int
    """Place in a file that holds many articles, counted from 1; 0 when the file is one article."""
    format: str
    """Format the file was read as: `text`, `markdown`, `html`, `nitf` …"""
    sha256: str
    """Digest of the raw file's bytes, hexadecimal."""
    first_line: int
    """Line number in the raw file of the first of `lines`."""
    lines: tuple[str, ...]
    """The text, line by line, without line ends, NFC. Control characters are already taken out."""
    markdown: bool = False
    """Whether the lines hold Markdown."""
    pieces: tuple[Piece, ...] = ()
    """The text as blocks, of a format that sets them apart; `lines` is empty then."""
    fields: tuple[Field, ...] = ()
    """What the file declares about itself, in the order written."""
    raw: tuple[str, ...] = ()
    """The article's part of the raw file's lines as decoded, for the Provenance view."""
    raw_line: int = 1
    """Line number in the raw file of the first of `raw`."""
    doubts: tuple["Doubt", ...] = ()
    """What the decoding left in doubt."""
    corrections: tuple[LineCorrection, ...] = ()
    """What the sidecar says of lines."""


# ---------------------------------------------------------------- what one article says


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
    """Credit Line: verbatim, without the label and brackets around it."""
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


class Doubt(Record, frozen=True):
    """Something that the curator should look at."""

    field: str
    """The field in doubt: `published`, `headline`, `source`, `figures`, `people`, `text`."""
    line: int
    """Line in the raw file, 0 for the whole file."""
    message: str
    """What is in doubt, in one sentence."""
    code: str
    """Short fixed name of the kind of doubt: `no-date`."""
    hint: str = ""
    """What would answer it."""
    grave: bool = False
    """Whether the record may not say what the file was meant to say: told as a warning."""


class Rejected(Record, frozen=True):
    """A candidate that a rule turned down."""

    value: str
    """The words that were considered."""
    line: int
    """Line in the raw file."""
    why: str
    """The reason in a few words."""


class Decision(Record, frozen=True):
    """Why a field has its value: the trail that `explain` and Provenance show."""

    field: str
    """Field of the record, for example `published`."""
    value: str
    """The value as text; empty when nothing was found."""
    lines: tuple[int, int] | None
    """First and last line in the raw file; None when no line is concerned."""
    rule: str
    """Name of the rule that decided and its reason, in words."""
    rejected: tuple[Rejected, ...] = ()
    """Other candidates, each with why it lost."""
    inferred: bool = False
    """True when the file does not say it as such."""


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


class Block(Record, frozen=True):
    """One paragraph, subhead, list item, quotation or figure of the body."""

    kind: BlockKind
    """What it is."""
    text: str
    """Plain text. For a figure the caption, or empty."""
    starts: tuple[tuple[int, int], ...]
    """(offset in text, line) for each raw line the block was joined from, in order; never empty."""
    html: str | None = None
    """Sanitised HTML of the inside of the block; None when plain text says it all."""
    figure: int | None = None
    """Index into Article.figures for a block of kind `figure`."""
    level: int = 0
    """Depth of a subhead (2 to 6) or list item (from 1); 0 otherwise."""

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line in the raw file."""
        return self.starts[0][1], self.starts[-1][1]

    def line_at(self, offset: int) -> int:
        """The raw line of the character at this offset of `text`."""
        line = self.starts[0][1]
        for start, number in self.starts:
            if start > offset:
                break
            line = number
        return line


class Aside(Record, frozen=True):
    """Text that is kept but is not the article's body: a footer, a share row, a tag line."""

    kind: str
    """What it was taken for: `footer`, `furniture`, `read-also`, `tags`, `code`, `duplicate`, `note`."""
    text: str
    """Verbatim."""
    lines: tuple[int, int]
    """First and last line in the raw file."""


class Text(Record, frozen=True):
    """The words of an article and where each came from."""

    body: tuple[Block, ...]
    """The body in reading order; figures stand where they were placed."""
    asides: tuple[Aside, ...]
    """What was cut from the body, in reading order."""
    raw: tuple[str, ...]
    """The raw file's lines, the first of them line `Article.lines[0]`."""
    trail: tuple[Decision, ...]
    """Why each field has its value."""


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


# ---------------------------------------------------------------- what the archive makes of them


ReasonKind = Literal["says", "person", "source", "place", "tag"]


class TopicReason(Record, frozen=True):
    """One thing for which an article is under a topic."""

    kind: ReasonKind
    """says: the text has words; person, source, place: it names or is from this; tag: the file states it."""
    text: str
    """The words as printed; key of the person or source; name of the place."""
    line: int = 0
    """Line of the words; 0 for all others."""


class TopicMatch(Record, frozen=True):
    """Why an article is under a topic."""

    key: str
    """Key of the topic."""
    why: str
    """The rule and the words that matched: `the text says “Karabakh” (line 26)`."""
    line: int
    """Line of the first match; 0 when a field of the record decided."""
    basis: TopicBasis = "rule"
    """rule: of the register; tag: printed or declared by the file; label: given by a curator; learnt: from the
    labels of other texts; suggested: from the words of the archive, where it has no rules."""
    confidence: float = 0.0
    """Of a learnt topic: its probability by the classifier; 0 for all others."""
    reasons: tuple[TopicReason, ...] = ()
    """What `why` says, one by one; empty for a topic that was learnt or suggested."""


class SourceRef(Record, frozen=True):
    """The outlet of one article."""

    key: str
    """Key of the source."""
    inferred: bool
    """True when the file does not name its outlet as such."""
    line: int
    """Line that decided; 0 when no line did."""
    why: str
    """How it was found, in words."""


class Filed(Record, frozen=True):
    """An article as the archive files it: the record and what was resolved across articles."""

    article: Article
    """What the file says."""
    findings: Findings
    """Who is named and who speaks in it."""
    digest: str
    """Digest of the whole reading, body included: two readings are equal when their digests are."""
    day: str | None
    """ISO date it is filed under, None for the undated."""
    people: tuple[str | None, ...]
    """Key into Archive.people for each of Findings.people; None for a bare name that could not be resolved."""
    source: SourceRef | None
    """The outlet, None when unknown."""
    topics: tuple[TopicMatch, ...]
    """Its topics, by key."""
    creditors: tuple[str | None, ...]
    """Key into Archive.creditors for each of Article.figures; None where there is no credit."""


class QuoteRef(Record, frozen=True):
    """One quote of the archive."""

    article: str
    """Id of the article."""
    index: int
    """Index into Findings.quotes."""


class FigureRef(Record, frozen=True):
    """One figure of the archive."""

    article: str
    """Id of the article."""
    index: int
    """Index into Article.figures."""


class VariantRecord(Record, frozen=True):
    """A form of a name as found in texts."""

    text: str
    """As printed."""
    count: int
    """How many mentions have this form."""


class RoleRecord(Record, frozen=True):
    """A role of a person, dated by the articles that say it."""

    text: str
    """The commonest spelling."""
    first: str | None
    """Day of the first article that says it, None when only undated ones do."""
    last: str | None
    """Day of the last one."""
    articles: tuple[str, ...]
    """Ids of the articles that say it, in date order."""


class Together(Record, frozen=True):
    """Somebody or something that shares articles with a record."""

    key: str
    """Key of the other record."""
    count: int
    """Number of shared articles."""


class PersonRecord(Record, frozen=True):
    """A person of the archive: an authority record."""

    key: str
    """Key, also the stem of the page's address."""
    name: str
    """Name as the register gives it, else the commonest full form found."""
    sort_name: str
    """Name for alphabetical lists: `Shoigu, Sergei`."""
    language: str | None
    """Language of the name's script for `lang`, None when it is the interface's."""
    registered: bool
    """True when people.yaml decided; False when found in texts only."""
    description: str | None
    """The register's one line about the person."""
    wikidata: str | None
    """Wikidata id."""
    born: str | None
    """Date of birth as the register gives it."""
    died: str | None
    """Date of death."""
    not_same_as: tuple[str, ...]
    """Keys of people this one must not be taken for."""
    variants: tuple[VariantRecord, ...]
    """Name forms found, commonest first."""
    roles: tuple[RoleRecord, ...]
    """Roles over time, by first day."""
    articles: tuple[str, ...]
    """Ids of the articles that mention the person, in date order."""
    mentions: int
    """Number of mentions in all."""
    quotes: tuple[QuoteRef, ...]
    """Quotes the person speaks, in date order."""
    figures: tuple[FigureRef, ...]
    """Figures whose caption names the person."""
    together: tuple[Together, ...]
    """People in the same articles, most shared first, at most 20."""
    origin: Origin | None
    """Where the register has the entry."""


class TopicRecord(Record, frozen=True):
    """A topic of the archive: an authority record."""

    key: str
    """Key, also the stem of the page's address."""
    name: str
    """Name as shown."""
    description: str | None
    """One line about it."""
    parent: str | None
    """Key of the wider topic."""
    children: tuple[str, ...]
    """Keys of the narrower topics, by name."""
    any: tuple[str, ...]
    """Items of the register's rule of which one must match; the three are empty for a topic that only tags made."""
    all: tuple[str, ...]
    """Items that must all match."""
    none: tuple[str, ...]
    """Items of which none may match."""
    wikidata: str | None
    """Wikidata id."""
    iptc: str | None
    """IPTC Media Topic code."""
    articles: tuple[str, ...]
    """Ids of its articles, in date order."""
    people: tuple[Together, ...]
    """People in those articles, most frequent first, at most 20."""
    origin: Origin | None
    """Where the register has the entry; None when printed tags made the topic."""
    suggested: bool = False
    """True when only the words of the archive suggest it."""


class SourceRecord(Record, frozen=True):
    """A news outlet of the archive: an authority record."""

    key: str
    """Key, also the stem of the page's address."""
    name: str
    """Name as shown."""
    kind: str | None
    """newspaper, agency, broadcaster, ministry, channel, magazine."""
    url: str | None
    """Home page."""
    handles: tuple[str, ...]
    """Messenger and network handles."""
    country: str | None
    """Country as the register gives it."""
    language: str | None
    """Main language of the outlet."""
    articles: tuple[str, ...]
    """Ids of its articles, in date order."""
    inferred: int
    """How many of them had their outlet inferred."""
    origin: Origin | None
    """Where the register has the entry; None when only texts name it."""
    collected: tuple[tuple[str, str], ...] = ()
    """First and last day of each span whose texts were saved, as the register has it."""
    time_zone: str | None = None
    """Time zone that its printed times are in, as the register has it."""
    agencies: tuple[Together, ...] = ()
    """Agencies whose marks its articles carry, most frequent first; keys of sources."""


class CreditorRecord(Record, frozen=True):
    """Who is credited for photos: an authority record."""

    key: str
    """Key, also the stem of the page's address."""
    name: str
    """Name as shown."""
    url: str | None
    """Home page."""
    lines: tuple[VariantRecord, ...]
    """Every credit line as found, commonest first."""
    figures: tuple[FigureRef, ...]
    """The figures credited, in date order."""
    origin: Origin | None
    """Where the register has the entry; None when only credit lines name it."""


class Archive(Record, frozen=True):
    """All articles and what was decided across them. Mappings are in the order pages list them."""

    articles: dict[str, Filed]
    """By article id: dated ones by date, time and id, then the undated by path."""
    days: dict[str, tuple[str, ...]]
    """ISO date to the ids of its articles, days in order."""
    undated: tuple[str, ...]
    """Ids of articles without a date."""
    people: dict[str, PersonRecord]
    """By key, in the order of sort names."""
    topics: dict[str, TopicRecord]
    """By key, in the order of names. Only topics with articles, or parents of such."""
    sources: dict[str, SourceRecord]
    """By key, in the order of names. Only outlets with articles."""
    creditors: dict[str, CreditorRecord]
    """By key, in the order of names."""
    quotes: tuple[QuoteRef, ...]
    """All quotes in date order."""
    set_aside: tuple[SetAside, ...]
    """Files not published."""
    skipped: tuple[Skipped, ...]
    """Files passed over."""
    older: dict[str, Filed] = {}
    """Older versions of articles, by id, in the order of filing: in no list, each with a page of its own."""
    versions: dict[str, tuple[str, ...]] = {}
    """By the id of an article that was saved more than once: all its versions, the oldest first, itself last."""
    copies: tuple[tuple[str, ...], ...] = ()
    """Groups of near-identical articles, each with its ids by date, the earliest first."""
    withdrawn: tuple[Withdrawn, ...] = ()
    """Articles taken out as a whole, by address."""
    redirects: tuple[tuple[str, str], ...] = ()
    """(old address, new address) of pages that moved, as redirects.yaml has them."""
    boilerplate: dict[str, tuple[str, ...]] = {}
    """By the key of an outlet: lines learnt from its texts and kept out of them."""
