"""A document to an article and its text: the parser's whole way, readable from top to bottom."""

import hashlib
import re
from collections.abc import Sequence
from itertools import chain

from backfile.model import (
    Article,
    Aside,
    Block,
    BlockKind,
    Dateline,
    Decision,
    Document,
    Doubt,
    Rejected,
    Text,
)
from backfile.openings import look_at
from backfile.parse.bylines import byline_of
from backfile.parse.corrections import with_removed, with_returned, without_boilerplate, without_removed
from backfile.parse.dateline import (
    dateline_alone,
    dateline_beside_writer,
    dateline_of,
    may_begin_with_place,
    place_alone,
    place_told_again,
    speaks_again,
)
from backfile.parse.fields import field, labels_of, link_fields
from backfile.parse.figures import Image, Placed, figures_of
from backfile.parse.habits import Habits, boilerplate_of, date_order_of
from backfile.parse.language import direction_of, length_of, order_of
from backfile.parse.layout import label_blocks, label_passages
from backfile.parse.markdownbody import markdown_blocks
from backfile.parse.marked import MarkedBlock, marked_blocks
from backfile.parse.oddities import oddities, upright
from backfile.parse.paragraphs import LIST_MARK, Passage, passages
from backfile.parse.sheet import Label, fold
from backfile.parse.signed import (
    place_above_text,
    place_beside_date,
    place_beside_writer,
    place_of_byline,
)
from backfile.parse.sourceclues import clues_of
from backfile.parse.stated import persons_stated, stated_decision
from backfile.parse.tags import tags_in
from backfile.parse.titles import declared_or_told_language, titles_of
from backfile.parse.turned import turned_bylines, turned_datelines, turned_figures
from backfile.parse.webaddress import URL, host_of, original_url_of
from backfile.parse.when import moments_of
from backfile.parse.writers import place_and_writer
from backfile.patterns import late
from backfile.settings import DateOrder

__all__ = ["lead_of", "parse"]

LEAD = 240
# Lines that are asked for a place beside their date: each is held against all others, and a page has a few.
MOST_ASKED = 200
SLASHED = late(r"\b\d{1,2}[/-]\d{1,2}[/-](?:\d\d)?\d\d\b")
PROSE = ("paragraph", "list_item", "quote", "subhead", "code")


def parse(document: Document, habits: Habits) -> tuple[Article, Text]:
    """Return what one document says, and its words with the reasons, from these two alone; raises nothing."""
    blocks, labels = _labelled(document, habits)
    labels, dateline, dateline_why = _with_dateline(document, labels)
    url, url_line, url_why = original_url_of(document, labels)
    byline, byline_line, byline_why = byline_of(document, labels)
    clues = clues_of(document, labels, dateline, byline, url)
    when = moments_of(document, labels, dateline, date_order_of(habits, clues) or _told_order(labels))
    placed, figure_trail, figure_doubts = figures_of(document, labels, _images(blocks, labels))
    labels = without_boilerplate(document, labels, *boilerplate_of(habits, clues))
    body = _body(labels, blocks, placed)
    asides, line_trail = _kept_out(labels, body)
    text_blocks = tuple(block for _, block in body)
    prose = " ".join(block.text for block in text_blocks if block.kind in PROSE)
    headline, deck, section = titles_of(document, labels, clues)
    stated, stated_doubts = persons_stated(document.fields)
    tags, tag_doubts = tags_in(document, labels)
    told = (*when.doubts, *figure_doubts, *stated_doubts, *tag_doubts)
    language = declared_or_told_language(document, headline.value, prose)
    article = Article(
        id=hashlib.blake2b(f"{document.path}#{document.part}".encode(), digest_size=6).hexdigest(),
        path=document.path,
        part=document.part,
        format=document.format,
        sha256=document.sha256,
        lines=(document.raw_line, document.raw_line + max(1, len(document.raw)) - 1),
        headline=headline.value,
        headline_line=headline.line,
        deck=deck.value,
        deck_line=deck.line,
        section=section.value,
        published=when.published,
        updated=when.updated,
        byline=byline,
        dateline=dateline,
        clues=clues,
        original_url=url,
        language=language.value,
        direction=direction_of(language.value, prose),
        figures=tuple(p.figure for p in placed),
        tags=tags,
        links=_links(document),
        notes=_notes(document, labels),
        lead=lead_of(text_blocks),
        words=length_of(prose),
        doubts=_doubts(document, told, headline.value, text_blocks),
        labels=tuple(label for label in labels_of(document.fields) if label in tags),
        stated=stated,
        identifier=_identifier(document),
    )
    trail = (
        *(chosen.decision for chosen in (headline, deck, section)),
        *when.trail,
        _writers(labels, byline, byline_line, byline_why),
        _decided("dateline", *_place(dateline), dateline_why, turned_datelines(labels, dateline)),
        _decided("original_url", url or "", url_line, url_why),
        language.decision,
        *chain(stated_decision(stated), figure_trail, turned_figures(labels), line_trail),
    )
    return upright(document, article, Text(body=text_blocks, asides=asides, raw=document.raw, trail=trail))


def _place(dateline: Dateline | None) -> tuple[str, int]:
    return (dateline.text or dateline.place or "", dateline.line) if dateline else ("", 0)


def _labelled(document: Document, habits: Habits) -> tuple[list[MarkedBlock], list[Label]]:
    """Return the marked blocks (none for plain text) and one label for each passage."""
    agencies = frozenset(fold(name) for name in habits.agencies)
    if document.markdown or document.pieces:
        blocks = marked_blocks(document.pieces) or markdown_blocks(document.lines, document.first_line)
        look_at([block.passage.text for block in blocks])
        declared = field(document.fields, "headline")
        labels = label_blocks(blocks, declared.values[0] if declared else None)
        return blocks, with_returned(document, labels, marked=True)
    labels = label_passages(passages(without_removed(document), document.first_line), agencies)
    declared = field(document.fields, "headline")
    if declared is not None:  # a declared title makes the layout's own headline a line like others
        labels = [_demoted(label, declared.values[0]) for label in labels]
    return [], with_returned(document, with_removed(document, labels), marked=False)


def _demoted(label: Label, title: str) -> Label:
    if label.kind != "headline":
        return label
    same = label.passage.text.casefold() == title.casefold()
    why = "repeats the title that the fields declare" if same else "the fields declare another title"
    return Label(label.passage, "duplicate" if same else "paragraph", label.value, why)


def _images(blocks: Sequence[MarkedBlock], labels: Sequence[Label]) -> dict[int, Image]:
    """Return what the marks say of the picture, for each label that is a marked figure."""
    return {
        i: Image(b.image or "", b.alt, b.credit)
        for i, b in enumerate(blocks)
        if b.kind == "figure" and labels[i].kind == "figure"
    }


def _with_dateline(document: Document, labels: list[Label]) -> tuple[list[Label], Dateline | None, str]:
    """Return the labels, and the dateline: a sidecar's, else that with which the text opens, else a declared one.

    A dateline on a line of its own is taken out of the body.
    """
    declared = field(document.fields, "dateline")
    if declared is None:
        printed = _printed_dateline(labels)
        writers = field(document.fields, "byline") if printed[1] is None else None
        beside = place_beside_writer(labels, writers.values) if writers else None
        return (printed[0], *beside) if beside else printed
    found = dateline_alone(Passage(declared.values[0], ((0, declared.line),), True))
    told = found[0] if found else Dateline(declared.values[0].strip(), None, "", declared.line)
    printed = _printed_dateline(labels)
    if printed[1] is None or declared.origin:
        return printed[0], told, declared.said
    if printed[1].place is None and told.place:
        both = Dateline(told.place, printed[1].agency, printed[1].text, printed[1].line)
        return printed[0], both, f"{printed[2]}; {declared.said}"
    return printed


def _printed_dateline(labels: list[Label]) -> tuple[list[Label], Dateline | None, str]:
    """Return the labels, and the dateline with which the text opens."""
    headline = next((i for i, label in enumerate(labels) if label.kind == "headline"), -1)
    beside_date: tuple[Dateline, str] | None = None
    asked = 0
    for i, label in enumerate(labels):
        if i > headline and label.kind in ("byline", "role", "section", "deck"):
            if beside := dateline_beside_writer(label.passage):
                return labels, *beside
            if label.kind == "byline" and (opening := dateline_of(label.passage)):
                return labels, *opening
            if beside_date is None and label.kind == "byline":
                beside_date = place_of_byline(labels, i)
            elif beside_date is None and label.kind == "deck":
                beside_date = dateline_of(label.passage)
            told = place_and_writer(label.passage.text) if label.kind == "byline" else None
            if told and not any(other.passage.text == told[0] for other in labels):  # it may be the outlet
                line = label.passage.line
                return labels, Dateline(told[0], None, told[0], line), "the place beside the writer's name"
        above = label.kind == "date" and headline - 3 <= i  # `MADURAI, June 14, 2016` over the headline
        if above or (label.kind in ("date", "role", "furniture") and i > headline):
            asked += 1
            if beside_date is None and asked <= MOST_ASKED:
                beside_date = place_beside_date(labels, i)
        places = label.kind in ("paragraph", "deck", "subhead", "section", "role")
        if not places or (label.kind in ("section", "role") and i < headline):
            continue
        alone = dateline_alone(label.passage) or place_above_text(labels, i)
        if alone is None and label.kind in ("paragraph", "subhead") and len(label.passage.text) <= 60:
            alone = place_alone(label.passage, [other.passage.text for other in labels if other is not label])
        if alone is not None:
            changed = Label(
                label.passage, "dateline", label.value, f"a dateline alone on its line: {alone[1]}"
            )
            return [*labels[:i], changed, *labels[i + 1 :]], alone[0], alone[1]
        if label.kind == "paragraph":
            found = dateline_of(label.passage)
            if found or may_begin_with_place(label.passage):
                found = _held_against_others(labels, label, found)
            return labels, *(found or beside_date or (None, "the text opens without one"))
    return labels, None, "no text"


def _held_against_others(
    labels: Sequence[Label], label: Label, found: tuple[Dateline, str] | None
) -> tuple[Dateline, str] | None:
    """Return the dateline with which the first paragraph opens, unless other lines tell that it is none; else the
    place with which it begins where other lines tell that again."""
    others = [other.passage.text for other in labels if other is not label]
    if found and not speaks_again(found[0], others):
        return found
    speeches = [o.passage.text for o in labels if o is not label and o.kind in ("paragraph", "quote")]
    return place_told_again(label.passage, others, speeches)


def _told_order(labels: Sequence[Label]) -> DateOrder | None:
    """Return the date order of the text's language, asked only when a line around the text has slashes in a date."""
    around = [label.passage.text for label in labels if label.kind != "paragraph"]
    if not any(SLASHED.search(text) for text in around if "/" in text or "-" in text):
        return None
    return order_of(
        " ".join(label.passage.text for label in labels if label.kind in ("paragraph", "headline"))
    )


def _body(
    labels: Sequence[Label],
    blocks: Sequence[MarkedBlock],
    placed: Sequence[Placed],
) -> list[tuple[Label, Block]]:
    """Return the blocks of the body in reading order, each with the label it was made of."""
    figure_at = {p.labels[0]: n for n, p in enumerate(placed) if p.labels}
    body = []
    for i, label in enumerate(labels):
        passage = label.passage
        kind: BlockKind = label.kind  # type: ignore[assignment]
        if i in figure_at:
            figure = placed[figure_at[i]].figure
            body.append((label, Block("figure", figure.caption or "", passage.starts, figure=figure_at[i])))
        elif kind not in PROSE:
            continue
        elif blocks:
            block = blocks[i]
            body.append((label, Block(kind, passage.text, passage.starts, block.html, level=block.level)))
        elif kind == "list_item":
            body.append((label, Block(kind, *_unlisted(passage), level=1)))
        else:
            body.append(
                (label, Block(kind, passage.text, passage.starts, level=2 if kind == "subhead" else 0))
            )
    return body


def _unlisted(passage: Passage) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a list item's text, and where its lines begin in it: dashes and bullets go, numbers stay."""
    text = passage.text
    mark = re.match(r"[-–*•·▪►]\s+", text) if LIST_MARK.match(text) else None
    if mark is None:
        return text, passage.starts
    return text[mark.end() :], tuple((max(0, offset - mark.end()), line) for offset, line in passage.starts)


def _kept_out(
    labels: Sequence[Label], body: Sequence[tuple[Label, Block]]
) -> tuple[tuple[Aside, ...], tuple[Decision, ...]]:
    """Return what was cut from the body, and for each line that is no body what it was taken for."""
    kept = {id(label) for label, _ in body}
    out = [label for label in labels if id(label) not in kept]
    named = ("headline", "deck", "caption", "credit", "figure", "section")
    asides = tuple(_aside(label) for label in out if label.kind not in named)
    return asides, tuple(_line_decision(label) for label in out)


def _aside(label: Label) -> Aside:
    kind = "footer" if label.kind in PROSE else label.kind
    return Aside(kind, label.passage.text, (label.passage.line, label.passage.last_line))


def _decided(
    name: str, value: str | None, line: int, why: str, turned: tuple[Rejected, ...] = ()
) -> Decision:
    return Decision(name, value or "", (line, line) if line else None, why, turned)


def _writers(labels: Sequence[Label], byline: tuple[str, ...], line: int, why: str) -> Decision:
    return _decided("byline", ", ".join(byline), line, why, turned_bylines(labels, byline, line))


def _line_decision(label: Label) -> Decision:
    passage = label.passage
    return Decision(f"line: {label.kind}", passage.text, (passage.line, passage.last_line), label.why)


def _identifier(document: Document) -> str | None:
    """Return the declared id, of one value, without blanks around it."""
    found = field(document.fields, "id")
    return found.values[0].strip() or None if found and len(found.values) == 1 else None


def _links(document: Document) -> tuple[str, ...]:
    whole = "\n".join((*document.lines, *(piece.markup or piece.text for piece in document.pieces)))
    found = [
        *link_fields(document.fields),
        *(URL.findall(whole) if "://" in whole else ()),
    ]
    return tuple(dict.fromkeys(url for url in found if host_of(url)))


def _notes(document: Document, labels: Sequence[Label]) -> tuple[str, ...]:
    declared = field(document.fields, "correction")
    notes = [
        *(declared.values if declared else ()),
        *(label.passage.text for label in labels if label.kind == "note"),
    ]
    return tuple(dict.fromkeys(notes))


def lead_of(blocks: Sequence[Block]) -> str:
    """Return the beginning of the first paragraph, cut at a word."""
    text = next((block.text for block in blocks if block.kind == "paragraph"), "")
    if len(text) <= LEAD:
        return text
    head = text[:LEAD]
    return (head.rsplit(" ", 1)[0] if " " in head[LEAD // 2 :] else head).rstrip(" ,;:–—-") + "…"


def _doubts(
    document: Document, found: Sequence[Doubt], headline: str | None, blocks: Sequence[Block]
) -> tuple[Doubt, ...]:
    """Return what the reader and the fields left open, and what a text should have and this one has not."""
    doubts = [*document.doubts, *found]
    if headline is None:
        hint = "add `headline: …` to a sidecar file"
        doubts.append(Doubt("headline", 0, "The text has no title line.", "no-headline", hint))
    if not any(block.kind in PROSE for block in blocks):
        doubts.append(Doubt("text", 0, "No running text was found.", "no-text"))
    return (*doubts, *oddities(document))
