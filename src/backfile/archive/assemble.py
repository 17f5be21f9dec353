"""All readings to one archive: the only place where articles meet each other."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from backfile.archive.copies import copies_of
from backfile.archive.doubts import doubts_of, in_future
from backfile.archive.identity import person_records, resolve_people
from backfile.archive.learning import Guess
from backfile.archive.outlets import creditor_records, resolve_creditors, resolve_sources, source_records
from backfile.archive.overruled import overruled
from backfile.archive.proposals import proposals
from backfile.archive.topics import Hit, match_topics, proposed, topic_records
from backfile.archive.versions import versions_of
from backfile.model import Archive, Article, Filed, Findings, QuoteRef, Record, TopicMatch
from backfile.problems import Origin, Problem, SetAside, Skipped
from backfile.registers import Registers

__all__ = ["Summary", "assemble"]


class Summary(Record, frozen=True):
    """What the archive needs of one reading: all but its words."""

    article: Article
    """The record."""
    findings: Findings
    """People, quotes, event days."""
    hits: tuple[Hit, ...]
    """Words of topic rules that the text says."""
    digest: str
    """Digest of the whole reading, body included."""
    edges: bytes = b""
    """Short blocks at both ends of the body, packed, from which standing lines are learnt."""
    sketch: bytes = b""
    """Signature of the body's paragraphs, by which copies and versions are found."""
    phrases: str = ""
    """What the article may be about, packed, where topics are to be suggested."""


def assemble(
    summaries: Iterable[Summary],
    registers: Registers,
    set_aside: Sequence[SetAside],
    skipped: Sequence[Skipped],
    now: str | None,
    learnt: Mapping[str, Guess] | None = None,
) -> tuple[Archive, tuple[Problem, ...]]:
    """Return the archive and the doubts that the curator should see.

    The result does not depend on the order of the summaries. `now` is the ISO day after which a date lies in
    the future; None asks for no such doubt. `learnt` are the topics learnt from labels, by article id.
    """
    ordered = sorted(summaries, key=_filing_order)
    articles = {s.article.id: s.article for s in ordered}
    findings = {s.article.id: s.findings for s in ordered}
    people, person_names = resolve_people(findings, registers.people)
    sources, source_names = resolve_sources(articles, registers.sources)
    creditors, creditor_names = resolve_creditors(articles, registers.creditors)
    source_keys = {id_: ref.key if ref else None for id_, ref in sources.items()}
    named = (tuple(person_names.values()), (*source_names.values(), *creditor_names.values()))
    topics, topic_names = _topics(ordered, people, source_keys, registers, learnt or {}, named)
    sketches = {s.article.id: s.sketch for s in ordered}
    said = overruled(registers.relations, articles)
    versions = versions_of(articles, sources, sketches, said)
    behind = {id_ for ids in versions.values() for id_ in ids[:-1]}
    everything = {
        s.article.id: Filed(
            article=s.article,
            findings=s.findings,
            digest=s.digest,
            day=_day(s.article),
            people=people[s.article.id],
            source=sources[s.article.id],
            topics=topics[s.article.id],
            creditors=creditors[s.article.id],
        )
        for s in ordered
    }
    filed = {id_: entry for id_, entry in everything.items() if id_ not in behind}
    articles = {id_: article for id_, article in articles.items() if id_ in filed}
    archive = Archive(
        articles=filed,
        days=_days(filed),
        undated=tuple(id_ for id_, entry in filed.items() if entry.day is None),
        people=person_records(articles, findings, people, person_names, registers.people),
        topics=topic_records(articles, topics, people, topic_names, registers.topics),
        sources=source_records(articles, sources, source_names, registers.sources),
        creditors=creditor_records(articles, creditors, creditor_names, registers.creditors),
        quotes=tuple(
            QuoteRef(id_, n) for id_, entry in filed.items() for n in range(len(entry.findings.quotes))
        ),
        set_aside=tuple(sorted(set_aside, key=lambda s: (s.path, s.line))),
        skipped=tuple(sorted(skipped, key=lambda s: s.path)),
        versions=versions,
        copies=copies_of(articles, sources, sketches, said),
    )
    older = {id_: _behind(entry, archive) for id_, entry in everything.items() if id_ in behind}
    archive = msgspec.structs.replace(archive, older=older)
    return archive, (*_doubts(archive, registers, now), *said.problems)


def _topics(
    ordered: Sequence[Summary],
    people: Mapping[str, Sequence[str | None]],
    sources: Mapping[str, str | None],
    registers: Registers,
    learnt: Mapping[str, Guess],
    named: tuple[Collection[str], Collection[str]],
) -> tuple[dict[str, tuple[TopicMatch, ...]], dict[str, str]]:
    """Return the topics of each article and the names of those that no register has; suggested where none has."""
    articles = {s.article.id: s.article for s in ordered}
    hits = {s.article.id: s.hits for s in ordered}
    findings = {s.article.id: s.findings for s in ordered}
    topics, names = match_topics(articles, hits, people, sources, registers.topics, findings, learnt)
    if registers.topics:
        return topics, names
    return proposed(proposals({s.article.id: s.phrases for s in ordered}, *named), topics, names)


def _days(filed: Mapping[str, Filed]) -> dict[str, tuple[str, ...]]:
    days: dict[str, list[str]] = defaultdict(list)
    for id_, entry in filed.items():
        if entry.day is not None:
            days[entry.day].append(id_)
    return {day: tuple(ids) for day, ids in days.items()}


def _behind(entry: Filed, archive: Archive) -> Filed:
    """Return an older version with what it leads to of the records that the shown articles have."""
    return msgspec.structs.replace(
        entry,
        people=tuple(key if key in archive.people else None for key in entry.people),
        topics=tuple(match for match in entry.topics if match.key in archive.topics),
        source=entry.source if entry.source and entry.source.key in archive.sources else None,
        creditors=tuple(key if key in archive.creditors else None for key in entry.creditors),
    )


def _filing_order(summary: Summary) -> tuple[bool, str, str]:
    """Dated articles by date and time, then the undated by path; the id decides between equals."""
    article = summary.article
    if _day(article) is None or article.published is None:
        return True, article.path, article.id
    return False, article.published.value, article.id


def _day(article: Article) -> str | None:
    return article.published.day if article.published else None


def _doubts(archive: Archive, registers: Registers, now: str | None) -> Iterator[Problem]:
    """Yield what the curator should decide: per article, then per line of the registers."""
    for entry in archive.articles.values():
        yield from doubts_of(entry)
        if now is not None and entry.day is not None and entry.day > now:
            yield in_future(entry, now)
    yield from _idle(registers.people.people, archive.people, "person", "idle-person")
    yield from _idle(registers.topics, archive.topics, "topic", "idle-topic")
    yield from _idle(registers.sources, archive.sources, "outlet", "idle-source")
    yield from _idle(registers.creditors, archive.creditors, "creditor", "idle-creditor")


def _idle(
    register: Mapping[str, object], used: Mapping[str, object], noun: str, code: str
) -> Iterator[Problem]:
    for key, entry in register.items():
        if key not in used:
            origin: Origin = entry.origin  # type: ignore[attr-defined]
            yield Problem(origin, "doubt", code, f"no article of the archive matches the {noun} “{key}”")
