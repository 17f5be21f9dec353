"""The archive as tables: what `export` writes and the data page offers, with what each column means.

One row is one record; relations are by key, as in the records themselves. A cell is text, a number, yes or
no, or nothing where the texts do not say. Redacted words are in no record and so in no table.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec

from backfile.model import Archive, Filed, Place
from backfile.pages import addresses

__all__ = ["TABLES", "Cell", "Column", "Table"]

Cell = str | int | float | bool | None


class Column(msgspec.Struct, frozen=True):
    """One column of a table."""

    name: str
    """Its name: a lower-case word."""
    told: str
    """What it holds, in one sentence."""
    kind: Literal["text", "integer", "number", "boolean"] = "text"
    """What its cells are."""
    refers: str = ""
    """Table to whose key it refers; empty when it stands for itself."""
    needed: bool = False
    """Whether every row has it."""


class Table(msgspec.Struct, frozen=True):
    """One table: its columns, and where its rows come from."""

    name: str
    """Its name, also the stem of its file."""
    told: str
    """What one row is."""
    key: tuple[str, ...]
    """The columns that tell rows apart."""
    columns: tuple[Column, ...]
    """In order."""
    whole: Callable[[Archive], Iterator[tuple[Cell, ...]]] | None = None
    """Yields the rows of an authority: one for each record of the archive."""
    of: Callable[[Archive, Filed], Iterator[tuple[Cell, ...]]] | None = None
    """Yields the rows of one article."""

    def rows(self, archive: Archive, ids: Iterable[str]) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows, of these articles where the table speaks of articles."""
        if self.whole is not None:
            yield from self.whole(archive)
        elif self.of is not None:
            for id_ in ids:
                yield from self.of(archive, archive.articles.get(id_) or archive.older[id_])


# ---------------------------------------------------------------- rows


def _article(archive: Archive, filed: Filed) -> Iterator[tuple[Cell, ...]]:
    a, source = filed.article, filed.source
    newest = a.id if a.id in archive.articles else _newest(archive, a.id)
    yield (
        a.id, addresses.article(a), a.path, a.part, a.headline, a.deck, a.section,
        a.published.value if a.published else None, a.published.precision if a.published else None,
        a.published.zone if a.published else None, a.updated.value if a.updated else None, filed.day,
        source.key if source else None, source.inferred if source else None, "; ".join(a.byline) or None,
        a.dateline.place if a.dateline else None, a.dateline.agency if a.dateline else None, a.language,
        addresses.web(a.original_url) or a.original_url, "; ".join(a.tags) or None, a.lead or None, a.words,
        a.lines[0], a.lines[1], a.format, a.sha256, newest if newest != a.id else None,
    )  # fmt: skip


def _newest(archive: Archive, id_: str) -> str | None:
    return next((ids[-1] for ids in archive.versions.values() if id_ in ids), None)


def _people(archive: Archive) -> Iterator[tuple[Cell, ...]]:
    for p in archive.people.values():
        names = "; ".join(variant.text for variant in p.variants) or None
        yield (
            p.key, p.name, p.sort_name, names, p.description, p.wikidata, p.born, p.died, p.registered,
            len(p.articles), p.mentions, len(p.quotes),
        )  # fmt: skip


def _roles(archive: Archive) -> Iterator[tuple[Cell, ...]]:
    for p in archive.people.values():
        for n, r in enumerate(p.roles, 1):
            yield p.key, n, r.text, r.first, r.last, len(r.articles)


def _sources(archive: Archive) -> Iterator[tuple[Cell, ...]]:
    for s in archive.sources.values():
        yield s.key, s.name, s.kind, s.url, s.country, s.language, len(s.articles), s.inferred


def _topics(archive: Archive) -> Iterator[tuple[Cell, ...]]:
    for t in archive.topics.values():
        parent = t.parent if t.parent in archive.topics else None
        yield t.key, t.name, parent, t.description, t.wikidata, t.iptc, t.suggested, len(t.articles)


def _creditors(archive: Archive) -> Iterator[tuple[Cell, ...]]:
    for c in archive.creditors.values():
        yield c.key, c.name, c.url, len(c.figures)


def _mentions(archive: Archive, filed: Filed) -> Iterator[tuple[Cell, ...]]:
    number = 0
    for person, key in zip(filed.findings.people, filed.people, strict=True):
        for m in person.mentions:
            number += 1
            yield filed.article.id, number, key, person.name, m.text, m.basis, _part(m.place), m.line


def _part(place: Place) -> str:
    return place.part


def _quotes(archive: Archive, filed: Filed) -> Iterator[tuple[Cell, ...]]:
    for n, q in enumerate(filed.findings.quotes, 1):
        key = filed.people[q.speaker] if q.speaker is not None else None
        yield (filed.article.id, n, filed.day, key, q.speaker_text, q.verb, q.basis, q.text, *q.lines)


def _credits(archive: Archive, filed: Filed) -> Iterator[tuple[Cell, ...]]:
    for n, (f, key) in enumerate(zip(filed.article.figures, filed.creditors, strict=True), 1):
        c = f.credit
        said = (c.line, c.creator, c.notice) if c else (None, None, None)
        yield (filed.article.id, n, f.caption, *said, key, f.image, *f.lines)


def _article_topics(archive: Archive, filed: Filed) -> Iterator[tuple[Cell, ...]]:
    for m in filed.topics:
        sure = m.confidence if m.basis == "learnt" else None
        yield filed.article.id, m.key, m.basis, m.why, m.line or None, sure


def _events(archive: Archive, filed: Filed) -> Iterator[tuple[Cell, ...]]:
    for n, e in enumerate(filed.findings.events, 1):
        yield filed.article.id, n, e.value, e.text, e.line


# ---------------------------------------------------------------- the tables

_ARTICLE = Column("article", "Id of the article.", refers="articles", needed=True)
_NUMBER = Column("number", "Its place in the article, from 1.", "integer", needed=True)
_FIRST = Column("first_line", "Its first line in the raw file.", "integer", needed=True)
_LAST = Column("last_line", "Its last line in the raw file.", "integer", needed=True)

TABLES = (
    Table(
        "sources", "One news outlet.", ("key",),
        (
            Column("key", "Key of the outlet, also the stem of its page's address.", needed=True),
            Column("name", "Its name.", needed=True),
            Column("kind", "newspaper, agency, broadcaster, ministry, channel, magazine or website."),
            Column("url", "Its home page."),
            Column("country", "Its country, as sources.yaml gives it."),
            Column("language", "Its main language, as sources.yaml gives it."),
            Column("articles", "How many articles are from it.", "integer", needed=True),
            Column("inferred", "For how many of them that is inferred.", "integer", needed=True),
        ),
        whole=_sources,
    ),
    Table(
        "people", "One person.", ("key",),
        (
            Column("key", "Key of the person, also the stem of the page's address.", needed=True),
            Column("name", "The name as the site prints it.", needed=True),
            Column("sort_name", "The name for alphabetical lists.", needed=True),
            Column("variants", "Every form of the name found, commonest first, parted by semicolons."),
            Column("description", "One line about the person, as people.yaml gives it."),
            Column("wikidata", "Wikidata id."),
            Column("born", "Date of birth, as people.yaml gives it."),
            Column("died", "Date of death, as people.yaml gives it."),
            Column("registered", "True when people.yaml has an entry.", "boolean", needed=True),
            Column("articles", "How many articles name the person.", "integer", needed=True),
            Column("mentions", "How many mentions there are.", "integer", needed=True),
            Column("quotes", "How many quotes.", "integer", needed=True),
        ),
        whole=_people,
    ),
    Table(
        "roles", "One office, rank or description of a person, dated by the articles that say it.",
        ("person", "number"),
        (
            Column("person", "Key of the person.", refers="people", needed=True),
            Column("number", "Its place among the person's roles, from 1.", "integer", needed=True),
            Column("role", "As printed, in the commonest spelling.", needed=True),
            Column("first_day", "Day of the first article that says it."),
            Column("last_day", "Day of the last one."),
            Column("articles", "How many articles say it.", "integer", needed=True),
        ),
        whole=_roles,
    ),
    Table(
        "topics", "One topic.", ("key",),
        (
            Column("key", "Key of the topic, also the stem of its page's address.", needed=True),
            Column("name", "Its name.", needed=True),
            Column("parent", "Key of the wider topic.", refers="topics"),
            Column("description", "One line about it, as topics.yaml gives it."),
            Column("wikidata", "Wikidata id."),
            Column("iptc", "IPTC Media Topic code."),
            Column("suggested", "True when only the words of the archive suggest it.", "boolean", needed=True),
            Column("articles", "How many articles it has.", "integer", needed=True),
        ),
        whole=_topics,
    ),
    Table(
        "creditors", "Somebody who is credited for photos.", ("key",),
        (
            Column("key", "Key of the creditor, also the stem of the page's address.", needed=True),
            Column("name", "The name.", needed=True),
            Column("url", "Home page, as credits.yaml gives it."),
            Column("photos", "How many photos are credited so.", "integer", needed=True),
        ),
        whole=_creditors,
    ),
    Table(
        "articles", "One article. The body is in the JSONL, SQLite and plain-text exports.", ("id",),
        (
            Column("id", "Stable id, from the path of the file.", needed=True),
            Column("address", "Address of its page below the root of the site.", needed=True),
            Column("path", "Path of the raw file in content/.", needed=True),
            Column("part", "Place in a file of many articles, from 1; 0 in a file of its own.", "integer", needed=True),
            Column("headline", "The title line."),
            Column("deck", "The standfirst under it."),
            Column("section", "Section as printed."),
            Column("published", "Date or time as printed, as ISO 8601, to the precision printed and no further."),
            Column("precision", "year, month, day, minute or second."),
            Column("zone", "Time zone as printed; times are never shifted."),
            Column("updated", "Time of the last change as printed."),
            Column("day", "Day it is filed under."),
            Column("source", "Key of its outlet.", refers="sources"),
            Column("source_inferred", "True when the file does not name its outlet as such.", "boolean"),
            Column("byline", "Who wrote it, parted by semicolons."),
            Column("place", "Place of the dateline."),
            Column("agency", "Agency of the dateline."),
            Column("language", "Language, as BCP 47 tag."),
            Column("original_url", "Address that the text was saved from."),
            Column("tags", "Tags that the file prints or declares, parted by semicolons."),
            Column("lead", "First words of the body."),
            Column("words", "Words in the body (characters in scripts without spaces).", "integer", needed=True),
            _FIRST,
            _LAST,
            Column("format", "Format that the file was read as.", needed=True),
            Column("sha256", "SHA-256 of the raw file.", needed=True),
            Column("version_of", "For an older version: id of the newest.", refers="articles"),
        ),
        of=_article,
    ),
    Table(
        "mentions", "One place where a person is named or meant.", ("article", "number"),
        (
            _ARTICLE,
            _NUMBER,
            Column("person", "Key of the person; empty for a bare name that could be several.", refers="people"),
            Column("name", "The fullest form of the name in the article.", needed=True),
            Column("text", "The words as printed.", needed=True),
            Column("basis", "How: full name, surname, given name, role, pronoun, register or stated.", needed=True),
            Column("part", "Where they stand: headline, deck, caption, body, or a field of the file.", needed=True),
            Column("line", "Line in the raw file; 0 for one stated in the sidecar.", "integer", needed=True),
        ),
        of=_mentions,
    ),
    Table(
        "quotes", "Exact words that an article puts in somebody’s mouth.", ("article", "number"),
        (
            _ARTICLE,
            _NUMBER,
            Column("day", "Day that the article is filed under."),
            Column("person", "Key of the speaker; empty when not known.", refers="people"),
            Column("speaker", "The words that name the speaker, as printed."),
            Column("verb", "The verb of saying, as printed."),
            Column("basis", "Told by: named, role, pronoun, before (a sentence earlier), headline, none.", needed=True),
            Column("text", "The words without quotation marks.", needed=True),
            _FIRST,
            _LAST,
        ),
        of=_quotes,
    ),
    Table(
        "credits", "One photo as placed in an article, with its caption and credit.", ("article", "number"),
        (
            _ARTICLE,
            _NUMBER,
            Column("caption", "The caption without the credit."),
            Column("credit", "The credit line, verbatim."),
            Column("creator", "The photographer, when the line names one."),
            Column("notice", "Rights text after the credit."),
            Column("creditor", "Key of the creditor.", refers="creditors"),
            Column("image", "Path of the image in content/, when the text names one."),
            _FIRST,
            _LAST,
        ),
        of=_credits,
    ),
    Table(
        "article_topics", "One topic of an article, with the reason.", ("article", "topic"),
        (
            _ARTICLE,
            Column("topic", "Key of the topic.", refers="topics", needed=True),
            Column("basis", "rule, tag, label, learnt or suggested.", needed=True),
            Column("why", "The rule and the words that matched.", needed=True),
            Column("line", "Line of the first match, when a line decided.", "integer"),
            Column("confidence", "Of a learnt topic: its probability.", "number"),
        ),
        of=_article_topics,
    ),
    Table(
        "event_days", "One day that an article speaks of.", ("article", "number"),
        (
            _ARTICLE,
            _NUMBER,
            Column("day", "The day, as ISO date.", needed=True),
            Column("text", "The words as printed.", needed=True),
            Column("line", "Line in the raw file.", "integer", needed=True),
        ),
        of=_events,
    ),
)  # fmt: skip
"""In an order in which no table refers to a later one, but for a table that refers to itself."""
