"""Topics, sources and photo credits: a list of each, and a page for every record."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from backfile.mediatopics import code_of, media_topics, page_of
from backfile.model import CreditorRecord, SourceRecord, TopicRecord
from backfile.pages import addresses, charts, dates, reasons
from backfile.pages.catalogue import Catalogue, named
from backfile.pages.gaps import gaps
from backfile.pages.letters import jumps
from backfile.pages.page import Page
from backfile.pages.paging import leaves
from backfile.pages.views import Bars, CardEntry, Group, Link, Pager, PhotoEntry, Portrait, Trail, View
from backfile.pages.years import year_links

__all__ = ["pages"]

PORTRAITS = 200
"""Records on one page of an index."""


class ListView(View, frozen=True):
    """Records of one kind in the order of their names."""

    title: str
    told: str
    count: int
    kind: str
    """topics, sources or credits."""
    records: tuple[Portrait, ...]
    nested: tuple[tuple[str, ...], ...]
    """For topics: the wider topics of each record, outermost first."""
    scripts: tuple[tuple[str, tuple[Link, ...]], ...]
    """(name of the script, its initials) of a long list."""
    anchors: tuple[str, ...]
    """Fragment of each record that begins a letter, empty for the others."""
    missing: Link | None
    """For credits: how many photos have none, and where they are listed."""
    pager: Pager


class TopicView(View, frozen=True):
    """A topic's page."""

    name: str
    description: str
    rule: str
    basis: str
    """What makes the topic where no rule does: tags, labels or a suggestion; in the interface's words."""
    iptc: str
    """Its IPTC Media Topic, by code and name; empty without one."""
    iptc_page: str
    origin: str
    wikidata: str
    parent: Link | None
    children: tuple[Link, ...]
    count: int
    span: str
    bars: Bars | None
    people: tuple[Link, ...]
    sources: tuple[Link, ...]
    """Who reported it, with the number of reports."""
    years: tuple[Link, ...]
    """Ways to the years of a long list."""
    articles: tuple[Group, ...]
    pager: Pager


class SourceView(View, frozen=True):
    """An outlet's page."""

    name: str
    kind: str
    url: str
    handles: tuple[str, ...]
    country: str
    language: str
    """Its main language by name."""
    time_zone: str
    """Of its printed times."""
    origin: str
    count: int
    inferred: int
    span: str
    bars: Bars | None
    people: tuple[Link, ...]
    topics: tuple[Link, ...]
    agencies: tuple[Link, ...]
    gaps: tuple[tuple[str, int, str], ...]
    """(first to last day in words, days, what is known of them)."""
    collected: tuple[str, ...]
    """Spans of days whose texts were saved, in words."""
    boilerplate: tuple[str, ...]
    """Lines learnt from its texts and kept out of them."""
    years: tuple[Link, ...]
    """Ways to the years of a long list."""
    articles: tuple[Group, ...]
    pager: Pager


class CreditorView(View, frozen=True):
    """A creditor's page."""

    name: str
    url: str
    origin: str
    count: int
    span: str
    lines: tuple[tuple[str, int], ...]
    figures: tuple[PhotoEntry, ...]
    pager: Pager


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the pages of topics, sources and photo credits."""
    archive, w = catalogue.archive, catalogue.w
    topics = [_topic_portrait(catalogue, record) for record in archive.topics.values()]
    nested = [_wider(catalogue, record) for record in archive.topics.values()]
    yield from _lists(catalogue, "topics", topics, nested)
    kept, stamps = catalogue.kept, catalogue.stamps
    for topic in archive.topics.values():
        around = stamps.topics((*topic.children, *([topic.parent] if topic.parent else [])))
        stamp = stamps.of(topic.articles, topic, stamps.people(one.key for one in topic.people), around)
        yield from kept.pages(f"t:{topic.key}", stamp, partial(_topic, catalogue, topic))
    sources = [
        _portrait(catalogue, catalogue.source(r.key), r.articles, r.kind and w(f"kind.{r.kind}"))
        for r in archive.sources.values()
    ]
    yield from _lists(catalogue, "sources", sources, [])
    for source in archive.sources.values():
        named = stamps.sources(one.key for one in source.agencies)
        learnt = archive.boilerplate.get(source.key, ())
        stamp = stamps.of(source.articles, source, named, learnt)
        yield from kept.pages(f"s:{source.key}", stamp, partial(_source, catalogue, source))
    creditors = [
        Portrait(r.name, catalogue.creditor(r.key).address, "", len(r.figures), _forms(catalogue, r))
        for r in archive.creditors.values()
    ]
    yield from _lists(catalogue, "credits", creditors, [])
    for creditor in archive.creditors.values():
        stamp = stamps.of(dict.fromkeys(ref.article for ref in creditor.figures), creditor)
        yield from kept.pages(f"c:{creditor.key}", stamp, partial(_creditor, catalogue, creditor))


def _forms(catalogue: Catalogue, record: CreditorRecord) -> str:
    forms = [form.text for form in record.lines if form.text != record.name]
    return " · ".join(reasons.isolated(form, catalogue.w) for form in forms[:3])


def _topic_portrait(catalogue: Catalogue, record: TopicRecord) -> Portrait:
    note = catalogue.w("topic.mark") if record.suggested else record.description
    return _portrait(catalogue, catalogue.topic(record.key), record.articles, note, "\n")


def _portrait(
    catalogue: Catalogue, link: Link, articles: tuple[str, ...], note: str | None, between: str = " · "
) -> Portrait:
    span = catalogue.span_of(articles)
    # Each keeps its direction: a note in another script would else take the dates with it.
    parts = filter(None, ((note or "").rstrip("."), span))
    told = between.join(reasons.isolated(part, catalogue.w) for part in parts)
    return Portrait(link.text, link.address, "", len(articles), told)


def _wider(catalogue: Catalogue, record: TopicRecord) -> tuple[str, ...]:
    names: list[str] = []
    above, seen = record.parent, {record.key}
    while above in catalogue.archive.topics and above not in seen:
        seen.add(above)
        names.insert(0, catalogue.archive.topics[above].name)
        above = catalogue.archive.topics[above].parent
    return tuple(names)


def _lists(
    catalogue: Catalogue, kind: str, records: list[Portrait], nested: list[tuple[str, ...]]
) -> Iterator[Page]:
    w, url = catalogue.w, f"{kind}/index.html"
    title = w(f"nav.{kind}")
    bare = sum(f.credit is None for a in catalogue.archive.articles.values() for f in a.article.figures)
    missing = Link(w("credits.missing"), "desk.html#uncredited", bare) if kind == "credits" and bare else None
    # Alphabetical pages count from A, for a new name may come anywhere.
    starts = range(0, max(1, len(records)), PORTRAITS)
    urls = [url, *(addresses.numbered(url, number) for number in range(2, len(starts) + 1))]
    scripts, anchors = jumps(
        [r.name for r in records], [urls[n // PORTRAITS] for n in range(len(records))], w
    )
    for number, start in enumerate(starts, start=1):
        before = urls[number - 2] if number > 1 else ""
        after = urls[number] if number < len(starts) else ""
        view = ListView(
            title=title,
            told=w(f"{kind}.told"),
            count=len(records),
            kind=kind,
            records=tuple(records[start : start + PORTRAITS]),
            nested=tuple(nested[start : start + PORTRAITS]),
            scripts=scripts,
            anchors=anchors[start : start + PORTRAITS],
            missing=missing if number == 1 else None,
            pager=Pager(before, after, number),
        )
        yield catalogue.page(urls[number - 1], "records.html", view, title, kind)


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:20]


def _topic(catalogue: Catalogue, record: TopicRecord) -> Iterator[Page]:
    w, archive = catalogue.w, catalogue.archive
    url = addresses.record("topics", record.key)
    days = catalogue.days_of(record.articles)
    outlets = (archive.articles[id_].source for id_ in record.articles)
    sources = Counter(outlet.key for outlet in outlets if outlet)
    trail = [Trail(w("nav.topics"), "topics/index.html")]
    if record.parent in archive.topics:
        trail.append(Trail(archive.topics[record.parent].name, catalogue.topic(record.parent).address))
    trail.append(Trail(record.name, ""))
    feed = catalogue.feed(url, record.name, days)
    iptc = code_of(record.iptc or "") or ""
    rule = reasons.rule(record, w)
    basis = "" if rule else _basis(catalogue, record)
    list_leaves = leaves(url, catalogue.oldest_first(record.articles))
    years = year_links(catalogue, list_leaves)
    for leaf in list_leaves:
        first = leaf.number == 0
        entries = []
        for id_ in leaf.entries:
            match = next((m for m in archive.articles[id_].topics if m.key == record.key), None)
            entries.append(CardEntry(catalogue.card(id_), catalogue.why(match) if match else ""))
        view = TopicView(
            name=record.name,
            description=record.description or "",
            rule=rule,
            basis=basis,
            iptc=_media_topic(iptc, w.language),
            iptc_page=page_of(iptc) if iptc else "",
            origin=str(record.origin) if record.origin else "",
            wikidata=record.wikidata or "",
            parent=catalogue.topic(record.parent) if record.parent in archive.topics else None,
            children=tuple(
                catalogue.topic(key, len(archive.topics[key].articles))
                for key in record.children
                if key in archive.topics
            ),
            count=len(record.articles) if first else 0,
            span=catalogue.span_of(record.articles) if first else "",
            bars=charts.by_time(days, "volume", w("topic.chart", name=record.name), w) if first else None,
            people=tuple(catalogue.person(t.key, t.count) for t in record.people) if first else (),
            sources=tuple(catalogue.source(k, n) for k, n in _most(sources)) if first else (),
            years=years if first else (),
            articles=catalogue.by_year(entries),
            pager=catalogue.pager(leaf),
        )
        yield catalogue.page(
            leaf.url, "topic.html", view, record.name, "topics", record.description or "", tuple(trail), feed
        )


def _basis(catalogue: Catalogue, record: TopicRecord) -> str:
    """Return what makes a topic that has no rule."""
    if record.suggested:
        return catalogue.w("topic.suggested")
    found = [m for id_ in record.articles for m in catalogue.archive.articles[id_].topics]
    bases = {match.basis for match in found if match.key == record.key}
    return catalogue.w("topic.labels" if "label" in bases else "topic.tags")


def _media_topic(code: str, language: str) -> str:
    """Return the code with the concept's name, in the interface's language if IPTC has it; the code alone if new."""
    topic = media_topics().get(code) if code else None
    return f"{code} {topic.labels.get(language) or topic.labels['en']}" if topic else code


def _source(catalogue: Catalogue, record: SourceRecord) -> Iterator[Page]:
    w, archive = catalogue.w, catalogue.archive
    url = addresses.record("sources", record.key)
    days = catalogue.days_of(record.articles)
    people: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    for id_ in record.articles:
        people.update(named(archive.articles[id_]))
        topics.update({match.key for match in archive.articles[id_].topics})
    trail = (Trail(w("nav.sources"), "sources/index.html"), Trail(record.name, ""))
    feed = catalogue.feed(url, record.name, days)
    list_leaves = leaves(url, catalogue.oldest_first(record.articles))
    years = year_links(catalogue, list_leaves)
    for leaf in list_leaves:
        first = leaf.number == 0
        view = SourceView(
            name=record.name,
            kind=w(f"kind.{record.kind}") if record.kind else "",
            url=addresses.web(record.url) or "",
            handles=record.handles,
            country=record.country or "",
            language=w.language_name(record.language) if record.language else "",
            time_zone=record.time_zone or "",
            origin=str(record.origin) if record.origin else "",
            count=len(record.articles) if first else 0,
            inferred=record.inferred if first else 0,
            span=catalogue.span_of(record.articles) if first else "",
            bars=charts.by_time(days, "volume", w("source.chart", name=record.name), w) if first else None,
            people=tuple(catalogue.person(k, n) for k, n in _most(people)) if first else (),
            topics=tuple(catalogue.topic(k, n) for k, n in _most(topics)) if first else (),
            agencies=tuple(catalogue.source(t.key, t.count) for t in record.agencies) if first else (),
            gaps=tuple(
                (dates.span(g.first, g.last, w), g.days, w(f"source.{g.kind}"))
                for g in (gaps(days, record.collected) if first else ())
            ),
            collected=tuple(dates.span(a, b, w) for a, b in record.collected) if first else (),
            boilerplate=archive.boilerplate.get(record.key, ()) if first else (),
            years=years if first else (),
            articles=catalogue.by_year(catalogue.entries(leaf.entries)),
            pager=catalogue.pager(leaf),
        )
        yield catalogue.page(leaf.url, "source.html", view, record.name, "sources", trail=trail, feed=feed)


def _creditor(catalogue: Catalogue, record: CreditorRecord) -> Iterator[Page]:
    w = catalogue.w
    url = addresses.record("credits", record.key)
    articles = tuple(dict.fromkeys(ref.article for ref in record.figures))
    days = catalogue.days_of(articles)
    trail = (Trail(w("nav.credits"), "credits/index.html"), Trail(record.name, ""))
    figures = sorted(record.figures, key=lambda ref: catalogue.archive.articles[ref.article].day is not None)
    for leaf in leaves(url, tuple(figures)):
        first = leaf.number == 0
        view = CreditorView(
            name=record.name,
            url=addresses.web(record.url) or "",
            origin=str(record.origin) if record.origin else "",
            count=len(record.figures) if first else 0,
            span=dates.span(days[0], days[-1], w) if days and first else "",
            lines=tuple((form.text, form.count) for form in record.lines) if first else (),
            figures=tuple(catalogue.photo(ref.article, ref.index) for ref in leaf.entries),
            pager=catalogue.pager(leaf),
        )
        yield catalogue.page(leaf.url, "creditor.html", view, record.name, "credits", trail=trail)
