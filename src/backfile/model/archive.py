"""What the archive makes of its articles: who is who, which outlet, which topic.

Relations are by key or id, never object to object.
"""

from typing import Literal

import msgspec

from backfile.model.articles import Article, Findings, Withdrawn
from backfile.model.documents import Record
from backfile.problems import Origin, SetAside, Skipped

__all__ = [
    "Archive",
    "CreditorRecord",
    "FigureRef",
    "Filed",
    "PersonRecord",
    "QuoteRef",
    "ReasonKind",
    "RoleRecord",
    "SourceRecord",
    "SourceRef",
    "Together",
    "TopicBasis",
    "TopicMatch",
    "TopicReason",
    "TopicRecord",
    "VariantRecord",
]

TopicBasis = Literal["rule", "tag", "label", "learnt", "suggested"]
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
    clue: str
    """Kind of the clue that decided, as in SourceClue; `folder` for the name of a folder."""
    text: str
    """The name, host or handle of that clue, as printed."""


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
    older: dict[str, Filed] = msgspec.field(default_factory=dict)
    """Older versions of articles, by id, in the order of filing: in no list, each with a page of its own."""
    versions: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """By the id of an article that was saved more than once: all its versions, the oldest first, itself last."""
    copies: tuple[tuple[str, ...], ...] = ()
    """Groups of near-identical articles, each with its ids by date, the earliest first."""
    withdrawn: tuple[Withdrawn, ...] = ()
    """Articles taken out as a whole, by address."""
    redirects: tuple[tuple[str, str], ...] = ()
    """(old address, new address) of pages that moved, as redirects.yaml has them."""
    boilerplate: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """By the key of an outlet: lines learnt from its texts and kept out of them."""
