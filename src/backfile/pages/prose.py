"""A text cut into runs: where people are named, where quotes begin and end, and the fragments of each."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from backfile.entities import unescaped
from backfile.model import Findings, Mention, Place
from backfile.pages.views import Run

__all__ = ["Span", "first_mention", "paragraph_ids", "place_anchor", "quote_ids", "runs"]

TAG = re.compile(r"""<[a-zA-Z/!](?:"[^"]*"|'[^']*'|[^>"'])*>""")
PIECE = re.compile(TAG.pattern + r"|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);|[^<&]+|.", re.DOTALL)


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of text that is marked: a person named, or words quoted."""

    start: int
    end: int
    person: str = ""
    """Address of the person; empty for a quote."""
    id: str = ""
    """Fragment; for a quote never empty, `-` for the later parts of a split one."""


def quote_ids(findings: Findings) -> tuple[str, ...]:
    """Return the fragment of each quote: made of its words, so that it survives changes elsewhere."""
    return _distinct("q", (quote.text for quote in findings.quotes))


def paragraph_ids(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the fragment of each block of a body, made of its words."""
    return _distinct("p", texts)


def _distinct(prefix: str, texts: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    ids = []
    for text in texts:
        stem = prefix + hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=2).hexdigest()
        seen[stem] = seen.get(stem, 0) + 1
        ids.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return tuple(ids)


def first_mention(mentions: tuple[Mention, ...]) -> Mention | None:
    """Return the mention that a jump leads to: the first by name in the body, else the first of all."""
    named = [m for m in mentions if m.place.part == "body" and m.basis not in ("pronoun", "role")]
    return next(iter(named or mentions), None)


def place_anchor(place: Place, blocks: Sequence[str] = ()) -> str:
    """Return the fragment of a place on the article's page, in its body that of its block of `blocks`."""
    if place.part == "body":
        return blocks[place.index] if place.index < len(blocks) else ""
    if place.part == "caption":
        return f"figure-{place.index + 1}"
    return "" if place.part == "field" else place.part


def runs(text: str, spans: Iterable[Span], markup: str | None = None) -> tuple[Run, ...]:
    """Return a text, or its sanitised HTML, as runs with people and quotes marked.

    Spans that would overlap without nesting are left out, the later ones first: marking is a courtesy and
    must not change the words. In HTML a span is marked only when it lies in one stretch of text outside
    links, and none is when the HTML does not say the same words as the text. The fragment of a span that is
    left out stands before the text, for pages link to it.
    """
    wanted = tuple(spans)
    if not wanted:
        whole = text if markup is None else markup
        return (Run(whole, markup is not None),) if whole else ()
    chosen = _nested(text, wanted)
    if markup is None:
        made = _cut(text, chosen, False)
    else:
        chosen = _moved(text, chosen, markup)
        made = _cut(markup, chosen, True)
    kept = {span.id for span in chosen}
    lost = dict.fromkeys(s.id for s in wanted if s.id not in kept and s.id not in ("", "-"))
    return (*(Run("", id=fragment) for fragment in lost), *made)


def _nested(text: str, spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.person)):
        if not 0 <= span.start < span.end <= len(text):
            continue
        around = [other for other in kept if other.end > span.start]
        if all(span.person and not other.person and span.end <= other.end for other in around):
            kept.append(span)
    return kept


def _cut(text: str, spans: list[Span], markup: bool) -> tuple[Run, ...]:
    quotes = [s for s in spans if not s.person]
    people = {s.start: s for s in spans if s.person}
    opens, closes = {s.start: s.id for s in quotes}, {s.end for s in quotes}
    cuts = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    made = []
    for start, end in pairwise(cuts):
        person = people.get(start)
        made.append(
            Run(
                text=text[start:end],
                markup=markup,
                opens=opens.get(start, ""),
                closes=end in closes,
                person=person.person if person else "",
                id=person.id if person else "",
            )
        )
    return tuple(made)


def _moved(text: str, spans: list[Span], markup: str) -> list[Span]:
    """Return the spans with offsets into the HTML instead of the plain text."""
    plain: list[str] = []
    where: list[tuple[int, int]] = []  # for each character of the text: start in HTML, number of its stretch
    stretch, inside_link, at = 0, 0, 0
    for piece in PIECE.findall(markup):
        if TAG.fullmatch(piece):
            stretch += 1
            if re.match(r"</?a\b", piece, re.IGNORECASE):
                inside_link += -1 if piece[1] == "/" else 1
        else:
            # Stretches inside links are negative, so that no link is put into a link.
            name = -stretch - 1 if inside_link else stretch
            if piece[0] == "&" and len(piece) > 1:
                words = unescaped(piece)
                where.extend((at, name) for _ in words)
            else:
                words = piece
                where.extend((at + offset, name) for offset in range(len(piece)))
            plain.append(words)
        at += len(piece)
    if "".join(plain) != text:
        return []
    moved = []
    for span in spans:
        first, last = where[span.start], where[span.end - 1]
        if first[1] != last[1] or first[1] < 0 < len(span.person):
            continue
        end = where[span.end][0] if span.end < len(where) and where[span.end][1] == last[1] else None
        if end is None:
            end = _end_of(markup, last[0])
        moved.append(Span(first[0], end, span.person, span.id))
    return moved


def _end_of(markup: str, start: int) -> int:
    piece = PIECE.match(markup, start)
    return start + (len(piece.group()) if piece and piece.group()[0] == "&" else 1)
