"""Exports of Factiva as HTML and text, with field codes (`HD`, `PD`, `SN`) or in their fixed order without.

Without codes a document reads: section, headline, byline, number of words, date, time, outlet, its code, page,
language, copyright line, the text, and `Document` with the accession number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from backfile.model import Doubt, Field, Piece
from backfile.patterns import late
from backfile.read.fragment import classes_of, line_of, pieces_of_element, words_of
from backfile.read.pagetree import parse_page
from backfile.read.prints import (
    DATE_LINE,
    RIGHTS,
    blocks_of,
    kept_out,
    language_tag,
    names_alone,
    with_subheads,
)
from backfile.read.reader import Draft, Raw, Reader, lines_of, unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["ACCESSION", "FACTIVA_HTML", "FACTIVA_TEXT", "FactivaDocument", "factiva_blocks", "factiva_drafts"]

HTML_SIGN = late(
    r"class=[\"']article (?:[a-z]{2}|zh\w{2})Article|[a-z]{2}articleParagraph|id=[\"']article-[A-Z0-9]{8,}20\d{6}"
    r"|<title>\s*(?:Dow Jones\s*)?Factiva\W{0,3}</title>|//(?:global|snapshot|integration)\.factiva\.com",
    re.IGNORECASE,
)
CONTAINER = late(r"(?:^|\s)(?:[a-z]{2}|zh\w{2})Article(?:\s|$)")
HEADLINE = late(r"(?:^|\s)(?:[a-z]{2}|zh\w{2})Headline(?:\s|$)")
# The fields of a document, in the order in which it prints them.
CODES = (
    "SE", "CLM", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "CX", "LP", "TD", "ART",
    "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN",
)  # fmt: skip
TEXT = ("LP", "TD")
CODE = late(rf"(?P<code>{'|'.join(CODES)})(?:(?P<gap>[ \t\u3000]*$|\t[ \t]*|[ \u3000]+)(?P<value>.*))")
CODED = late(rf"(?:{'|'.join(CODES)})(?:\s|$)")
WORDS = late(
    r"[\d.,'’\s\u202f]{1,9}\s?(?:words?|wörter|worte|mots?|palabras?|palavras?|parole|woorden|ord|slov|słów|słowa|слов(?:а|о)?"
    r"|слів|kelime|sözcük|szó|sanaa|字|字数|語|単語|단어|คำ|kata|كلمة)",
    re.IGNORECASE,
)
ACCESSION = late(
    r"(?:(?:Document|Dokument|Documento|Documentnummer|Документ|文件|文档|文書|ドキュメント|문서|Doküman|Belge)\s*:?\s*)?"
    r"(?P<id>[A-Z][A-Z0-9]{1,9}0*(?:19|20)\d{6}[a-z][a-z0-9]{5,12})",
)
CLOCK = late(r"[0-2]?\d[:.][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?", re.IGNORECASE)
BYLINE = late(r"(?:by|von|par|por|di|door|av|af|przez|автор:?|作者[:：]?)\s+\S", re.IGNORECASE)
NAME = late(r"[^\W\d_a-zа-я][\w.'’-]+(?:\s[^\W\d_a-zа-я][\w.'’-]*){1,3}")
# At most this many lines stand between the outlet and the text.
LONGEST_HEADER = 9


def _claims_html(suffix: str, head: str) -> bool:
    return "<" in head[:200] and HTML_SIGN.search(head) is not None


def _claims_text(suffix: str, head: str) -> bool:
    if head.lstrip("\ufeff \r\n\t").startswith("<"):
        return False
    printed = lines_of(head)
    coded = [line for line in printed if line[:2].isupper()]
    codes = {match.group().strip() for match in map(CODED.match, coded) if match}
    if len(codes) >= 5:
        return {"HD", "PD", "SN"} <= codes
    lines = [bare for line in printed if (bare := line.strip())]
    for i, line in enumerate(lines[:-2]):
        if not line[0].isalpha() and WORDS.fullmatch(line) and DATE_LINE.match(lines[i + 1]):
            below = lines[i + 2 : i + 2 + LONGEST_HEADER]
            return any(RIGHTS.match(one) for one in below) and any(
                language_tag(one) for one in below if len(one) > 2
            )
    return False


# ---------------------------------------------------------------- what a document is made of


class FactivaDocument:
    """The fields and text of one document while it is read."""

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.above: list[Piece] = []
        self.text: list[Piece] = []
        self.below: list[Piece] = []
        self.seen: set[str] = set()

    def add(self, name: str, line: int, *values: str) -> None:
        given = tuple(value.strip() for value in values if value.strip())
        if given and all(f.name != name for f in self.fields):
            self.fields.append(Field(name, given, line))

    def take(self, code: str, blocks: Sequence[Piece]) -> None:
        """Take the value of one field code."""
        if not blocks:
            return
        self.seen.add(code)
        line, value = blocks[0].starts[0][1], " ".join(b.text for b in blocks)
        if code in TEXT:
            self.text.extend(blocks)
        elif code == "HD":
            self.add("headline", line, blocks[0].text)
            for further in blocks[1:2]:
                self.add("deck", further.starts[0][1], further.text)
            self.above += [kept_out(b, f"the field {code}") for b in blocks[2:]]
        elif code == "BY" or (code == "CR" and BYLINE.match(value)):
            self.add("byline", line, *names_alone(value))
        elif code in ("SE", "SN"):
            self.add("section" if code == "SE" else "source", line, value)
        elif code == "PD":
            self.add("published", line, value)
        elif code == "ET":
            timed = [
                Field(f.name, (f"{f.values[0]} {value}",), f.line) if f.name == "published" else f
                for f in self.fields
            ]
            self.fields = timed
        elif code == "LA":
            self.add("language", line, language_tag(value))
        elif code == "AN":
            found = ACCESSION.search(value)
            self.add("id", line, found.group("id") if found else value)
        elif code == "CX":
            self.text += [msgspec.structs.replace(b, kind="note", why="the field CX") for b in blocks]
        elif code == "ART":
            self.below += [
                Piece("figure", b.text, b.starts, "the field ART") for b in blocks if len(b.text.split()) > 2
            ]
        else:
            kept = self.below if self.text else self.above
            kept += [kept_out(b, f"the field {code}") for b in blocks]

    def draft(self, lines: Iterable[int] = (), doubts: tuple[Doubt, ...] = ()) -> Draft | None:
        """Return the document as a draft, None when it holds neither text nor headline."""
        pieces = (*self.above, *with_subheads(self.text), *self.below)
        if not self.text and not any(f.name == "headline" for f in self.fields):
            return None
        stand = [*lines, *(n for p in pieces for _, n in p.starts), *(f.line for f in self.fields if f.line)]
        return Draft(fields=tuple(self.fields), pieces=pieces, span=(min(stand), max(stand)), doubts=doubts)


def factiva_drafts(path: str, drafts: Iterable[Draft | None]) -> tuple[Draft, ...]:
    """Return the drafts; raises UnreadableFile when there is none."""
    found = tuple(draft for draft in drafts if draft is not None)
    if not found:
        raise unreadable(path, "no-article", "expected documents of Factiva, found none with a text", "", 1)
    return found


# ---------------------------------------------------------------- without codes: by the order


def _ordered(blocks: Sequence[Piece], titled: int = -1) -> Draft | None:
    """Return a document that prints its fields without codes; `titled` is the index of its marked headline."""
    document = FactivaDocument()
    at = next((i for i, b in enumerate(blocks[:-1]) if WORDS.fullmatch(b.text)), -1)
    if at < 0 or not DATE_LINE.match(blocks[at + 1].text):
        return None
    _take_title(document, list(blocks[:at]), titled)
    document.take("WC", blocks[at : at + 1])
    document.take("PD", blocks[at + 1 : at + 2])
    at += 2
    if at < len(blocks) and CLOCK.fullmatch(blocks[at].text):
        document.take("ET", blocks[at : at + 1])
        at += 1
    document.take("SN", blocks[at : at + 1])
    at += 1
    at = _take_header(document, blocks, at)
    end = next((i for i in range(at, len(blocks)) if ACCESSION.fullmatch(blocks[i].text)), len(blocks))
    for block in blocks[at:end]:
        document.take("TD", [block])
    document.take("AN", blocks[end : end + 1])
    for block in blocks[end + 1 :]:
        document.take("RF", [block])
    return document.draft((line for b in blocks for _, line in b.starts))


def _take_title(document: FactivaDocument, above: list[Piece], titled: int) -> None:
    """Take section, headline and byline, which stand above the number of words."""
    if titled < 0:
        last = above[-1].text if above else ""
        signed = len(above) > 1 and (
            BYLINE.match(last) or (NAME.fullmatch(last) and len(above[-2].text) > len(last))
        )
        titled = len(above) - (2 if signed else 1)
    for block in above[:titled] if titled > 0 else ():
        document.take("SE" if len(block.text) <= 60 else "CLM", [block])
    document.take("HD", above[max(0, titled) : titled + 1])
    for block in above[titled + 1 :]:
        signed = BYLINE.match(block.text) or block is above[-1]
        document.take("BY" if signed else "CR", [block])


def _take_header(document: FactivaDocument, blocks: Sequence[Piece], at: int) -> int:
    """Take what stands between outlet and text; return the index of the first block of the text."""
    window = range(at, min(at + LONGEST_HEADER, len(blocks)))
    rights = next((i for i in window if RIGHTS.match(blocks[i].text)), -1)
    spoken = next((i for i in window if len(blocks[i].text) > 2 and language_tag(blocks[i].text)), -1)
    last = max(rights, spoken if rights < 0 else rights)
    for i in range(at, last + 1):
        document.take("LA" if i == spoken else "CY" if i == rights else "ED", blocks[i : i + 1])
    at = max(at, last + 1)
    while at < len(blocks) and RIGHTS.match(blocks[at].text) and len(blocks[at].text) <= 200:
        document.take("CY", blocks[at : at + 1])
        at += 1
    return at


def factiva_blocks(blocks: Sequence[Piece]) -> tuple[Draft, ...]:
    """Return the documents without codes in the paragraphs of a file, none when no accession number ends one."""
    parts: list[list[Piece]] = [[]]
    for block in blocks:
        parts[-1].append(block)
        if ACCESSION.fullmatch(block.text):
            parts.append([])
    return tuple(draft for part in parts[:-1] if (draft := _ordered(part)) is not None)


# ---------------------------------------------------------------- text


def _read_text(raw: Raw) -> tuple[Draft, ...]:
    """Return the documents of a text; raises UnreadableFile when there is none."""
    codes = {m.group("code") for line in raw.lines if (m := CODE.fullmatch(line.rstrip()))}
    if {"HD", "PD", "SN"} <= codes:
        return factiva_drafts(raw.path, _coded_text(raw.lines))
    return factiva_drafts(raw.path, _plain_text(raw.lines))


def _plain_text(lines: Sequence[str]) -> Iterator[Draft | None]:
    first = 0
    ends = [i + 1 for i, line in enumerate(lines) if ACCESSION.fullmatch(line.strip())]
    for end in dict.fromkeys((*ends, len(lines))):
        yield _ordered(blocks_of(lines[first:end], first + 1, "a paragraph of the print", _opens))
        first = end


def _opens(text: str) -> bool:
    return bool(WORDS.fullmatch(text) or DATE_LINE.match(text) or RIGHTS.match(text) or CLOCK.fullmatch(text))


def _coded_text(lines: Sequence[str]) -> Iterator[Draft | None]:
    """Yield the documents of a text with codes: each code opens a field that goes up to the next one."""
    document = FactivaDocument()
    code, begun = "", 0
    for i in range(len(lines) + 1):
        found = CODE.fullmatch(lines[i].rstrip()) if i < len(lines) else None
        if found is not None and not _opens_field(found, code, lines[i - 1] if i else ""):
            found = None
        if found is None and i < len(lines):
            continue
        if code:
            value = [" " * len(code) + lines[begun][len(code) :], *lines[begun + 1 : i]]
            document.take(code, blocks_of([one.strip() for one in value], begun + 1, f"the field {code}"))
        if found is None or (
            found.group("code") in ("SE", "CLM", "HD") and document.seen & {"WC", "PD", "TD"}
        ):
            yield document.draft()
            document = FactivaDocument()
        code, begun = (found.group("code"), i) if found else ("", i)


def _opens_field(found: re.Match[str], code: str, above: str) -> bool:
    """Whether a word in capitals at the beginning of a line is a field code and no word of the text."""
    if found.group("gap") != " ":
        return True
    later = not code or CODES.index(found.group("code")) > CODES.index(code) or code == "AN"
    value = found.group("value")
    if ACCESSION.fullmatch(value):
        return True
    return later and (code not in TEXT or (not above.strip() and (not value[:1].islower() or " : " in value)))


# ---------------------------------------------------------------- HTML


def _read_html(raw: Raw) -> tuple[Draft, ...]:
    """Return the documents of an HTML export; raises UnreadableFile when there is none."""
    root = parse_page(raw)
    boxes = [e for e in root.iter("div", "article", "section") if CONTAINER.search(classes_of(e))]
    known = set(boxes)
    boxes = [box for box in boxes if not any(up in known for up in box.iterancestors())]
    if boxes:
        return factiva_drafts(raw.path, (_coded_html(box) or _marked_html(box) for box in boxes))
    return factiva_drafts(raw.path, (_coded_html(root), *factiva_blocks(pieces_of_element(root))))


def _coded_html(box: "_Element") -> Draft | None:
    """Return a document whose fields are rows of tables, the code in the first cell; None when there are none."""
    document = FactivaDocument()
    for row in box.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        code = words_of(cells[0]) if len(cells) > 1 else ""
        if code in CODES:
            document.take(code, pieces_of_element(cells[1]))
    return document.draft((line_of(box),)) if document.seen else None


def _marked_html(box: "_Element") -> Draft | None:
    blocks = pieces_of_element(box)
    marked = next(
        (words_of(e) for e in box.iter() if isinstance(e.tag, str) and HEADLINE.search(classes_of(e))), ""
    )
    titled = next((i for i, b in enumerate(blocks) if marked and b.text == marked), -1)
    return _ordered(
        [msgspec.structs.replace(b, kind="text") if b.kind == "subhead" else b for b in blocks], titled
    )


FACTIVA_HTML = Reader("factiva", _claims_html, _read_html, marked=True)
FACTIVA_TEXT = Reader("factiva", _claims_text, _read_text)
