"""Wire text to pieces: hard wraps and indents undone, codes and notices at the end set apart.

Agencies send a story as one text wrapped at 60 to 80 columns, whose paragraphs begin at an indent of two to five
spaces; in XML it often is one `<p>` or one CDATA section.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from backfile.model import Piece, PieceKind
from backfile.patterns import late
from backfile.read.fragment import line_of, looks_like_html, pieces_of_element
from backfile.read.xmltext import put_line

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = [
    "byline_value",
    "html_pieces",
    "joined_text",
    "plain_pieces",
    "text_pieces",
    "wire_pieces",
    "with_closing_dash",
]

INDENT = 2
NARROWEST, WIDEST = 40, 95
# How many rows of a wrapped text are full: most of a few, many of many, since short paragraphs end early.
MOST_FULL, MANY_FULL, FEW_PAIRS = 0.7, 0.4, 4
LIST_MARK = late(r"(?:[*•·▪►]|[-–](?=\s)|o(?=\s)|\(?\d{1,2}[.)](?=\s))\s*\S")
SENTENCE_END = late(r"[.!?…:。！？؟।][\"'”’»)\]」』]*$")
RULE = late(r"[\s_*=#~–—-]{3,}|\*")
DESK_CODE = late(
    r"/?[a-z]{1,4}(?:[-/][a-z]{1,5}){1,6}|/[A-Za-z]{1,5}(?:/[A-Za-z]{1,5}){1,4}|[A-Z]{2}/[A-Z]{2}(?:\s+End)?"
    r"|[-–(]*\s*(?i:ends?|more|reuters?|eof|nnnn|xinhua|stop|finis?)\s*[.)]?\s*[-–)]*|-?0-|-30-|#{3,}"
    r"|[-–—]{1,3}\s?[A-ZÀ-Þ][A-ZÀ-Þ.&-]{2,14}|[A-Z]{2,4}(?:\s[A-Z]{2,4}){1,3}"
    r"|\((?:[A-Z]{2,5}|dpa|apa)(?:/[a-z]{2,5}){1,4}\)"
    r"|dpa(?:\s[a-z]{2,4}){2,6}|AAP(?:\s[A-Za-z]{2,5}){1,5}|\d{6}\s(?:GMT|UTC)\s\w{3}\s\d{2,4}"
    r"|(?:AP|UPI|NYT)-[A-Z]{2}-\d\d-\d\d-\d\d\s+\d{4}[A-Z]{3}",
)
NOTICE = late(
    r"https?://|www\.|@\w|\bfollow\b.{0,80}\b(?:twitter|facebook|instagram|on x\b|at:)|\breached (?:at|by)\b"
    r"|\bcontributed to this (?:report|story)|^online:|\bcopyright\b|©|\(c\)|all rights reserved"
    r"|may not be (?:published|reproduced)|\bE-?mail:",
    re.IGNORECASE,
)
CORRECTS = late(
    r"(?:\(?(?:this (?:story|version|item)|the (?:story|item))\b.{0,60}\b(?:correct|clarif)|editor'?s'? note\b|eds:)",
    re.IGNORECASE,
)
ROLE = late(
    r"\s*[,\n]\s*[^,]*\b(?:writer|correspondent|editor|reporter|staff|bureau|press|service|agency|redaktion|redacción"
    r"|reuters|bloomberg|special to|rédaction|корреспондент|obozrevatel)\b[^,]*(?:,.*)?$",
    re.IGNORECASE | re.DOTALL,
)
UPDATE_NOTE = late(
    r"\((?:adds?|updates?|recasts?|repeats?|rewrites?|refiles?|releads?|changes|new throughout|with"
    r"|writethru)\b[^()]{0,200}\)",
    re.IGNORECASE,
)
KEY_POINT = late(r"[*•]\s*\S")
# The agency's mark behind the last sentence, which is no credit of a picture: `It opens on Friday. (©HW)`
SIGNED = late(
    r"[.!?…][\"'”’»]*\s*(?:\(\s*(?:©|\(c\))?\s*[\w. -]{2,30}\)|/[\w-]{2,12}/|(?:©|\(c\))\s*[\w. -]{2,30})\.?$"
)
PHOTO = late(r"photo|foto|фото|bild|image|picture", re.IGNORECASE)
MAX_NOTICES = 4


def byline_value(text: str, outlets: Sequence[str] = ()) -> str:
    """Return a byline without the writer's job or outlet behind the name: `By ADA LARK, Harbour Press Writer`."""
    text = re.sub(r"\s+", " ", ROLE.sub("", text)).strip(" ,;")
    for outlet in outlets:
        name, comma, last = text.rpartition(",")
        if comma and last.strip().casefold() == outlet.casefold():
            text = name.strip()
    return text


def with_closing_dash(dateline: str) -> str:
    """Return a dateline that stands alone with the dash by which datelines are known: `PARIS, 3 May (AFP)`."""
    return f"{dateline} -" if re.search(r"\([^()]+\)$", dateline) else dateline


def plain_pieces(text: str, line: int, kind: PieceKind = "text", loose: bool = True) -> tuple[Piece, ...]:
    """Return the paragraphs of a text without mark-up, which begins on this line of the raw file.

    Empty lines, indents and list marks part paragraphs. With `loose` the ends of lines do too, unless the text is
    wrapped; without, as inside an element that is a paragraph, they do not.
    """
    groups: list[list[tuple[str, int]]] = [[]]
    for number, row in enumerate(text.expandtabs(4).split("\n")):
        if row.strip():
            groups[-1].append((row.rstrip(), line + number))
        else:
            groups.append([])
    groups = [group for group in groups if group]
    shape = _shape([[row for row, _ in group] for group in groups], loose)
    return tuple(
        Piece(kind, *joined_text(part), "a paragraph of the wire's text")
        for group in groups
        for part in _parts(group, shape)
    )


def joined_text(part: Sequence[tuple[str, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return (text, (offset, line) of each row) of the rows that make one paragraph."""
    text, starts = "", []
    for row, line in part:
        words = re.sub(r"\s+", " ", row).strip()
        text += " " if text and not (_unspaced(text[-1]) and _unspaced(words[0])) else ""
        starts.append((len(text), line))
        text += words
    return text, tuple(starts)


def _unspaced(character: str) -> bool:
    """Whether the character belongs to a script written without spaces (Han, kana)."""
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


class _Shape(msgspec.Struct, frozen=True):
    """How a text is laid out."""

    base: int
    """Indent of rows that go on."""
    width: int
    """Length of the widest row."""
    rows_end: Literal["wraps", "paragraphs", "nothing"]
    """What the end of a row means: a wrap when the row is full, a paragraph, or nothing at all."""

    def full(self, row: str, after: str) -> bool:
        """Whether the next row's first word would not have fitted any more."""
        return len(row) + 1 + len(after.split(maxsplit=1)[0]) > self.width - 8


def _shape(groups: Sequence[Sequence[str]], loose: bool) -> _Shape:
    rows = [row for group in groups for row in group]
    base = min(map(_indent, rows[1:]), default=0)
    width = max(map(len, rows), default=0)
    if not loose:
        return _Shape(base, width, "nothing")
    shape = _Shape(base, width, "wraps")
    pairs = [pair for group in groups for pair in itertools.pairwise(group)]
    full = sum(shape.full(before, after) for before, after in pairs)
    enough = full >= (MANY_FULL if len(pairs) >= FEW_PAIRS else MOST_FULL) * len(pairs)
    wrapped = bool(pairs) and NARROWEST <= width <= WIDEST and enough
    return shape if wrapped else _Shape(base, width, "paragraphs")


def _parts(rows: Sequence[tuple[str, int]], shape: _Shape) -> Iterator[list[tuple[str, int]]]:
    """Yield the paragraphs of rows without an empty line between them: at indents, else at ends of rows."""
    deeper = [_indent(row) >= shape.base + INDENT for row, _ in rows]
    indented = any(deeper[1:])
    part = [rows[0]]
    for i, row in enumerate(rows[1:], 1):
        text, before = row[0].strip(), rows[i - 1][0]
        ended = bool(SENTENCE_END.search(before))
        listed = bool(LIST_MARK.match(part[0][0].strip()))
        full = shape.full(before, text)
        if indented:
            hanging = listed and _indent(row[0]) > _indent(part[0][0]) + 1
            new = deeper[i] and not hanging and (not deeper[i - 1] or ended or not full)
        elif shape.rows_end == "wraps":
            new = not full
        else:
            new = shape.rows_end == "paragraphs" and (ended or not text[0].islower())
        signed_off = i == len(rows) - 1 and DESK_CODE.fullmatch(text)
        if new or signed_off or (LIST_MARK.match(text) and (ended or listed)):
            yield part
            part = []
        part.append(row)
    yield part


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def html_pieces(element: "_Element", kind: PieceKind = "text") -> tuple[Piece, ...]:
    """Return the pieces of an element of HTML without namespaces; a `<p>` that holds a whole story is parted."""
    from lxml import etree

    for holder in list(element.iter("p", "pre", "div")):
        if len(holder) or not holder.text or holder.text.count("\n") < 2:
            continue
        pieces = plain_pieces(holder.text, line_of(holder), loose=holder.tag == "pre")
        if len(pieces) < 2:
            continue
        holder.text = None
        holder.tag = "div"
        for piece in pieces:
            for_piece = etree.SubElement(holder, "p")
            for_piece.text = piece.text
            put_line(for_piece, piece.starts[0][1])
    return pieces_of_element(element, 0, kind)


def wire_pieces(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with what agencies add for newsrooms set apart: desk codes, rules, contacts, corrections."""
    found = list(pieces)
    for i, piece in enumerate(found):
        if piece.kind in ("text", "paragraph") and CORRECTS.match(piece.text) and len(piece.text) < 600:
            found[i] = _named(piece, "note", "says what was corrected, or speaks to editors")
        elif piece.kind == "text" and (mark := SIGNED.search(piece.text)) and not PHOTO.search(mark.group()):
            found[i] = msgspec.structs.replace(
                piece, kind="paragraph", why="a sentence with the agency's mark"
            )
    for i in _opening(found):
        found[i] = _named(found[i], "furniture", "a note of the update or a key point before the text")
    last = [i for i, piece in enumerate(found) if piece.kind in ("text", "paragraph", "list_item")]
    while last and (DESK_CODE.fullmatch(found[last[-1]].text) or RULE.fullmatch(found[last[-1]].text)):
        found[last[-1]] = _named(found[last[-1]], "furniture", "a code of the desk at the end")
        last.pop()
    rule = max((i for i in last if RULE.fullmatch(found[i].text)), default=-1)
    after = [i for i in last if i > rule]
    if rule >= 0 and len(after) <= MAX_NOTICES and all(NOTICE.search(found[i].text) for i in after):
        for i in after:
            found[i] = _named(found[i], "furniture", "a notice under the rule at the end")
    for i in last:
        if RULE.fullmatch(found[i].text):
            found[i] = _named(found[i], "furniture", "a rule between parts of the text")
    return tuple(found)


def _opening(pieces: Sequence[Piece]) -> list[int]:
    """Return what stands before the text: what an update brings, and the points that the text says again."""
    texts = [i for i, piece in enumerate(pieces) if piece.kind in ("text", "paragraph")]
    opening = list(
        itertools.takewhile(
            lambda i: UPDATE_NOTE.fullmatch(pieces[i].text) or KEY_POINT.match(pieces[i].text), texts
        )
    )
    points = sum(1 for i in opening if KEY_POINT.match(pieces[i].text))
    return opening if len(opening) + points < len(texts) else []


def _named(piece: Piece, kind: PieceKind, why: str) -> Piece:
    return msgspec.structs.replace(piece, kind=kind, why=why, markup=None)


def text_pieces(text: str, line: int) -> tuple[Piece, ...]:
    """Return the pieces of the text of an element or CDATA section, which may hold HTML nobody parsed."""
    from lxml import html as lxml_html

    if not looks_like_html(text):
        return plain_pieces(text, line)
    root = lxml_html.fragment_fromstring(
        text, create_parent="div", parser=lxml_html.HTMLParser(huge_tree=True)
    )
    for one in root.iter():
        put_line(one, line_of(one) + line - 1)
    return html_pieces(root)
