"""The pages of articles: the text as printed, with its credits, people, citation and provenance."""

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from backfile.model import Block, Figure, Filed, Person, Place, Text
from backfile.pages import addresses, dates, reasons, views
from backfile.pages.articleview import ArticleView, TopicBox, WhoBox
from backfile.pages.calendar import day_pages
from backfile.pages.catalogue import Catalogue, digest
from backfile.pages.citations import cite
from backfile.pages.compared import Kin, kin_of, with_tallies
from backfile.pages.metadata import cited, head
from backfile.pages.page import Page
from backfile.pages.prose import Span, first_mention, paragraph_ids, place_anchor, runs
from backfile.pages.provenance import lines_in_words, raw_lines, shown, steps
from backfile.pages.related import Neighbours
from backfile.pages.stamps import stamped
from backfile.pages.views import Card, CardEntry, Frame, Paragraph, Trail, View

__all__ = ["pages"]


Near = tuple[tuple[str | None, str | None], tuple[str | None, str | None], tuple[str, ...]]
"""Ids of the articles before and after in the archive, of those in the same outlet, and of what else to read."""


class Surroundings(View, frozen=True):
    """What an article's page shows besides the article: all that other articles and registers decide."""

    digest: str
    """Filed.digest: stands for the article, its findings and its text."""
    address: str
    source: views.Link | None
    source_why: str
    source_url: str
    people: tuple[WhoBox, ...]
    topics: tuple[TopicBox, ...]
    creditors: tuple[str, ...]
    images: tuple[str, ...]
    """Address of each figure's image, empty where the archive does not hold it."""
    days: tuple[str, ...]
    """Addresses of the pages of the event dates, empty where the archive has none."""
    earlier: Card | None
    later: Card | None
    earlier_in: views.Link | None
    """The article before from the same outlet; None where it is the one before in the archive."""
    later_in: views.Link | None
    related: tuple[CardEntry, ...]
    kin: Kin


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield a page for each article, in the order of the archive.

    The key is made without the text: the digest of the reading stands for it, and `Surroundings` for all
    that comes from elsewhere. These again are made only where the stamps of what they show are new: an unchanged
    article costs neither reading its text, nor looking up its surroundings, nor rendering.
    """
    neighbours, days = Neighbours(catalogue.archive), day_pages(catalogue.archive)
    for id_ in (*catalogue.archive.articles, *catalogue.archive.older):
        near = _near(catalogue, id_, neighbours)
        stamp = _stamp(catalogue, id_, near, days)
        yield from catalogue.kept.pages(
            f"a:{id_}", stamp, partial(_page, catalogue, id_, near, neighbours, days)
        )


def _page(
    catalogue: Catalogue, id_: str, near: Near, neighbours: Neighbours, days: frozenset[str]
) -> Iterator[Page]:
    filed = catalogue.filed(id_)
    around = _surroundings(catalogue, filed, near, neighbours, days)
    url = catalogue.url(id_)
    description = filed.article.deck or filed.article.lead
    frame = catalogue.frame(url, catalogue.headline(filed), "", description, _trail(catalogue, filed))
    made_of = digest("article.html", frame, around)
    beside = (*catalogue.story.get(id_, ()), *catalogue.copies.get(id_, ()))
    texts = tuple(dict.fromkeys((id_, *beside)))
    yield Page(url, "article.html", made_of, partial(_context, catalogue, filed, frame, around), texts, id_)


def _near(catalogue: Catalogue, id_: str, neighbours: Neighbours) -> Near:
    """Return what an article's page leads to; nothing for an older version."""
    if id_ not in catalogue.archive.articles:
        return (None, None), (None, None), ()
    depends = catalogue.stamps.article(id_) + neighbours.stamp(id_)
    related = catalogue.kept.related(id_, stamped(depends), partial(neighbours.nearest, id_))
    return (neighbours.earlier(id_), neighbours.later(id_)), neighbours.in_source(id_), related


def _stamp(catalogue: Catalogue, id_: str, near: Near, days: frozenset[str]) -> bytes:
    """Return the stamp of all that an article's page is made of."""
    group, story = catalogue.copies.get(id_, ()), catalogue.story.get(id_, ())
    ends, in_source, related = near
    beside = [one for one in (*ends, *in_source) if one is not None]
    told = tuple(event.value in days for event in catalogue.filed(id_).findings.events)
    return catalogue.stamps.of(
        (id_, *beside, *related, *group, *story),
        [one is None for one in (*ends, *in_source)],
        len(related),
        group,
        story,
        told,
    )


def _context(catalogue: Catalogue, filed: Filed, frame: Frame, around: Surroundings) -> dict[str, object]:
    return {"frame": frame, "page": _view(catalogue, filed, around), "root": frame.root}


def _surroundings(
    catalogue: Catalogue, filed: Filed, near: Near, neighbours: Neighbours, days: frozenset[str]
) -> Surroundings:
    archive, record, w = catalogue.archive, filed.article, catalogue.w
    (earlier, later), (earlier_in, later_in), related = near
    source = filed.source
    return Surroundings(
        digest=filed.digest,
        address=catalogue.address(record.id),
        source=catalogue.source(source.key) if source else None,
        source_why=reasons.outlet(source, w) if source else "",
        source_url=(archive.sources[source.key].url or "") if source else "",
        people=_who(catalogue, filed),
        topics=tuple(
            TopicBox(link.text, link.address, catalogue.why(match))
            for match in filed.topics
            for link in [catalogue.topic(match.key)]
        ),
        creditors=tuple(catalogue.creditor(key).address if key else "" for key in filed.creditors),
        images=tuple(catalogue.image(figure) for figure in record.figures),
        days=tuple(
            addresses.encoded(addresses.day(event.value)) if event.value in days else ""
            for event in filed.findings.events
        ),
        earlier=catalogue.card(earlier) if earlier else None,
        later=catalogue.card(later) if later else None,
        earlier_in=_way(catalogue, filed, "earlier", earlier_in)
        if earlier_in not in (None, earlier)
        else None,
        later_in=_way(catalogue, filed, "later", later_in) if later_in not in (None, later) else None,
        related=tuple(
            CardEntry(
                catalogue.card(id_),
                catalogue.w("article.comma").join([reasons.isolated(name, catalogue.w) for name in shared]),
            )
            for id_, shared in (neighbours.shared(record.id, related) if related else ())
        ),
        kin=kin_of(catalogue, record.id),
    )


def _way(catalogue: Catalogue, filed: Filed, side: str, id_: str) -> views.Link:
    """Return the way to the article of the same outlet on one side."""
    outlet = reasons.isolated(catalogue.source_name(filed), catalogue.w)
    return views.Link(catalogue.w(f"article.{side}.in", source=outlet), catalogue.address(id_))


def _trail(catalogue: Catalogue, filed: Filed) -> tuple[Trail, ...]:
    w = catalogue.w
    if not filed.day:
        steps = [Trail(w("undated.title"), "undated/index.html")]
    else:
        steps = [
            Trail(filed.day[:4], addresses.year(filed.day)),
            Trail(dates.month_name(int(filed.day[5:7]), w), addresses.month(filed.day)),
            Trail(str(int(filed.day[8:])), addresses.day(filed.day)),
        ]
    if filed.source:
        link = catalogue.source(filed.source.key)
        steps.append(Trail(link.text, link.address))
    return tuple(steps)


def _who(catalogue: Catalogue, filed: Filed) -> tuple[WhoBox, ...]:
    """Return the people of an article, the most mentioned first; two forms that are one person are joined."""
    boxes: dict[str, WhoBox] = {}
    for person, key in zip(filed.findings.people, filed.people, strict=True):
        link = catalogue.person(key) if key else None
        roles = tuple(role.text for role in person.roles)
        # A bare name that the archive could not resolve stands by itself, without a page.
        place = key or f" {person.name}"
        before = boxes.get(place)
        boxes[place] = WhoBox(
            name=link.text if link else person.name,
            address=link.address if link else "",
            lang=link.lang if link else "",
            roles=tuple(dict.fromkeys((*before.roles, *roles))) if before else roles,
            count=len(person.mentions) + (before.count if before else 0),
            first=(before.first if before else None) or _first_place(person),
        )
    return tuple(sorted(boxes.values(), key=lambda box: -box.count))


def _writers(byline: tuple[str, ...], outlet: str) -> tuple[str, ...]:
    """Return who is printed above an article: nobody where its outlet alone signs it, for that stands there anyway."""
    return () if [name.casefold() for name in byline] == [outlet.casefold()] else byline


def _first_place(person: Person) -> Place | None:
    first = first_mention(person.mentions)
    return first.place if first else None


# ---------------------------------------------------------------- the view


def _view(catalogue: Catalogue, filed: Filed, around: Surroundings) -> ArticleView:
    record, w = filed.article, catalogue.w
    text = catalogue.text_of(record.id)
    facts = cited(catalogue, filed)
    marks = _Marks(catalogue, filed)
    figures = _figures(filed, text, around, marks)
    ids = paragraph_ids(block.text for block in text.body)
    body = _body(text, ids, figures, marks)
    told = steps(filed, text, catalogue.source_name(filed), around.source_why, w)
    placed = {block.figure for block in text.body if block.figure is not None}
    published, updated = record.published, record.updated
    return ArticleView(
        headline=facts.title,
        untitled=record.headline is None,
        lang=catalogue.lang(filed),
        dir=record.direction,
        section=record.section or "",
        deck=record.deck or "",
        byline=_writers(record.byline, catalogue.source_name(filed)),
        published=dates.moment(published, w) if published else "",
        published_printed=published.as_printed if published else "",
        published_machine=dates.machine(published) if published else "",
        updated=dates.moment(updated, w) if updated else "",
        updated_printed=updated.as_printed if updated else "",
        updated_machine=dates.machine(updated) if updated else "",
        source=around.source,
        source_why=around.source_why,
        source_line=shown(text, filed, filed.source.line) if filed.source else 0,
        original=facts.url,
        original_host=facts.url.split("/")[2] if "://" in facts.url else facts.url,
        lead_figures=tuple(figure for index, figure in enumerate(figures) if index not in placed),
        body=body,
        notes=record.notes,
        redactions=tuple((dates.words(r.date, w), r.reason) for r in record.redactions),
        people=_ways(around, ids),
        topics=_jumps(around, filed, text, ids),
        events=tuple(
            (w("cite.quoted", title=reasons.isolated(event.text, w)), dates.words(event.value, w), address)
            for event, address in zip(filed.findings.events, around.days, strict=True)
        ),
        tags=record.tags,
        styles=cite(facts, w),
        head=head(catalogue, filed, facts),
        path=record.path if not record.part else w("article.part", path=record.path, part=str(record.part)),
        sha256=record.sha256,
        format=record.format,
        trail=tuple(step for step in told if not step.first),
        empty=tuple(s.field for s in text.trail if not s.value and not s.rejected),
        raw=raw_lines(filed, text, told, w),
        doubts=reasons.shown(
            (*record.doubts, *filed.findings.doubts), range(record.lines[0], record.lines[1] + 1), w
        ),
        earlier=around.earlier,
        later=around.later,
        earlier_in=around.earlier_in,
        later_in=around.later_in,
        related=around.related,
        kin=with_tallies(catalogue, record.id, around.kin),
    )


def _figures(filed: Filed, text: Text, around: Surroundings, marks: "_Marks") -> tuple[views.Figure, ...]:
    made = []
    for index, figure in enumerate(filed.article.figures):
        credit = figure.credit
        made.append(
            views.Figure(
                id=f"figure-{index + 1}",
                caption=runs(figure.caption or "", marks.spans("caption", index, set())),
                credit=credit.line if credit else "",
                creditor=around.creditors[index],
                image=around.images[index],
                alt=_alt(figure),
                creator=(credit.creator or "") if credit else "",
                notice=(credit.notice or "") if credit else "",
                line=shown(text, filed, figure.lines[0]),
                lines=lines_in_words(figure.lines),
            )
        )
    return tuple(made)


def _alt(figure: Figure) -> str:
    # The caption stands beside the picture: without text of its own the picture adds no words.
    return figure.alt or ""


class _Marks:
    """What is marked in the texts of a page: quotes; people once, in captions and where the body names them first."""

    def __init__(self, catalogue: Catalogue, filed: Filed) -> None:
        """Sort by part and number of the text what stands in it, so that a long text is not asked for all of it."""
        self._people: dict[tuple[str, int], list[Span]] = {}
        self._quotes: dict[tuple[str, int], list[tuple[str, Place]]] = {}
        for person, key in zip(filed.findings.people, filed.people, strict=True):
            if key is None:
                continue
            address = catalogue.person(key).address
            for place in _named_at(person):
                span = Span(place.start, place.end, address)
                self._people.setdefault((place.part, place.index), []).append(span)
        anchors = catalogue.quote_anchors(filed.article.id)
        for quote, anchor in zip(filed.findings.quotes, anchors, strict=True):
            for place in quote.places:
                self._quotes.setdefault((place.part, place.index), []).append((anchor, place))

    def spans(self, part: str, index: int, quoted: set[str]) -> list[Span]:
        """Return what is marked in one text; `quoted` holds the fragments already given out on the page."""
        made = [*self._people.get((part, index), ())]
        for fragment, place in self._quotes.get((part, index), ()):
            anchor = "-" if fragment in quoted or not fragment.startswith("q") else fragment
            quoted.add(anchor)
            made.append(Span(place.start, place.end, "", anchor))
        return made


def _named_at(person: Person) -> Iterator[Place]:
    """Yield where a person is marked: where the body first names them, and once in each caption."""
    first = first_mention(person.mentions)
    if first is not None and first.place.part == "body":
        yield first.place
    captions: dict[int, Place] = {}
    for mention in person.mentions:
        if mention.place.part == "caption" and mention.basis != "pronoun":
            captions.setdefault(mention.place.index, mention.place)
    yield from captions.values()


def _body(
    text: Text, ids: Sequence[str], figures: tuple[views.Figure, ...], marks: _Marks
) -> tuple[Paragraph, ...]:
    """Return the body's blocks; list items that follow each other become one list."""
    quoted: set[str] = set()
    made: list[Paragraph] = []
    items: list[Paragraph] = []
    level = 1
    for index, (block, fragment) in enumerate(zip(text.body, ids, strict=True)):
        spans = marks.spans("body", index, quoted)
        if block.kind == "list_item":
            items.append(Paragraph("item", fragment, runs(block.text, spans, block.html), block.level))
            continue
        if items:
            made.append(Paragraph("list", "", (), 0, items=tuple(items)))
            items = []
        if block.kind == "subhead":
            # Under our headline no level may be skipped, whatever levels the file uses.
            level = min(max(block.level, 2), level + 1)
        made.append(_block(block, fragment, spans, figures, level))
    if items:
        made.append(Paragraph("list", "", (), 0, items=tuple(items)))
    return tuple(made)


def _ways(around: Surroundings, ids: Sequence[str]) -> tuple[WhoBox, ...]:
    """Return the people, each with the way to the first mention."""
    return tuple(
        msgspec.structs.replace(box, jump=place_anchor(box.first, ids)) if box.first else box
        for box in around.people
    )


def _jumps(around: Surroundings, filed: Filed, text: Text, ids: Sequence[str]) -> tuple[TopicBox, ...]:
    """Return the topics, each with the first words that brought the article there and the way to their paragraph."""
    record = filed.article
    made = []
    for box, match in zip(around.topics, filed.topics, strict=True):
        said = [reason for reason in match.reasons if reason.kind == "says"]
        places = [
            (reason.text, fragment)
            for reason in said
            for block, fragment in zip(text.body, ids, strict=True)
            if block.kind != "figure" and block.lines[0] <= reason.line <= block.lines[1]
        ]
        # The headline is in sight of the box: the way to a paragraph tells more.
        if not places and said and record.headline and said[0].text.casefold() in record.headline.casefold():
            places.append((said[0].text, "headline"))
        made.append(msgspec.structs.replace(box, words=places[0][0], jump=places[0][1]) if places else box)
    return tuple(made)


def _block(
    block: Block, fragment: str, spans: list[Span], figures: tuple[views.Figure, ...], level: int
) -> Paragraph:
    if block.kind == "figure" and block.figure is not None:
        return Paragraph("figure", fragment, (), 0, figure=figures[block.figure])
    return Paragraph(block.kind, fragment, runs(block.text, spans, block.html), level)
