"""reStructuredText: titles, field lists, directives, lists and quotations, as Pelican and Nikola keep articles.

https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html. Blocks are told by their first line and
their indent; what a directive only arranges (contents, includes) holds no text and is left out.
"""

import html
import re
from collections.abc import Iterable, Sequence

from backfile.model import Field, Piece, PieceKind
from backfile.patterns import late
from backfile.read.fragment import pieces_of
from backfile.read.frontmatter import NIKOLA
from backfile.read.reader import Draft, Raw, Reader, unreadable

__all__ = ["RESTRUCTURED"]

SUFFIXES = (".rst", ".rest")
ADORNMENT = late(r"([!-/:-@\[-`{-~])\1{2,}\s*$")
FIELD = late(r":(?P<name>[^:\s][^:]{0,60}):(?:\s+(?P<value>.*\S))?\s*$")
BULLET = late(r"(?P<mark>[-*+•‣⁃]|\(?(?:\d{1,3}|#|[A-Za-z])[.)])\s+(?P<text>\S.*)")
DIRECTIVE = late(
    r"\.\.\s+(?:\|(?P<sub>[^|]{1,60})\|\s+)?(?P<name>[\w:.+-]{1,40})::(?:\s+(?P<argument>.*\S))?\s*$"
)
TARGET = late(
    r"\.\.\s+_(?P<name>[^:]{1,200}|`[^`]{1,200}`):(?:\s+(?P<url>\S+))?\s*$|__\s+(?P<anonymous>\S+)\s*$"
)
FOOTNOTE = late(r"\.\.\s+\[[^\]]{1,40}\]\s+(?P<text>\S.*)")
OPTION = late(r":(?P<name>[\w-]{1,40}):(?:\s+(?P<value>.*\S))?\s*$")
TABLE = late(r"\+[-=+]{3,}\+\s*$|={2,}(?:\s+={2,})+\s*$")
INLINE = late(
    r"``(?P<code>[^`]{1,1000})``|\*\*(?P<strong>[^*\s][^*]{0,1000})\*\*|\*(?P<em>[^*\s][^*]{0,1000})\*"
    r"|`(?P<link>[^`<]{1,500}?)\s*<(?P<url>[^<>`]{1,1000})>`__?|(?::[\w:+-]{1,40}:)?`(?P<role>[^`]{1,500})`(?:__?|:[\w+-]{1,20}:)?"
    r"|\|(?P<sub>[^|\s][^|]{0,60})\|_{0,2}|(?P<word>\b[\w-]{1,60})__?(?=[\s.,;:!?)\]'\"]|$)|\\(?P<escaped>.)"
)
QUOTES = ("epigraph", "pull-quote", "highlights")
CODE = ("code", "code-block", "sourcecode", "parsed-literal", "math", "highlight")
SILENT = (
    "contents",
    "toctree",
    "include",
    "sectnum",
    "default-role",
    "role",
    "target-notes",
    "class",
    "index",
    "post-list",
)
MAX_DEPTH = 5
OVERLINED = "a title between two lines"

Lines = list[tuple[str, int]]


def _claims(suffix: str, head: str) -> bool:
    return suffix in SUFFIXES


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return the one article of a file: its first title is the headline, field lists before the text its fields."""
    reading = _Reading(raw.lines)
    reading.blocks([(line.expandtabs(8).rstrip(), number) for number, line in enumerate(raw.lines, 1)], 0)
    pieces = reading.pieces
    fields = reading.fields
    if not pieces and not fields:
        raise unreadable(raw.path, "empty", "expected a text, found an empty file", "delete it or fill it")
    titled = any(field.name in ("title", "headline") for field in fields)
    if not titled and pieces and pieces[0].kind == "subhead":
        fields.insert(0, Field("headline", (pieces[0].text,), pieces[0].starts[0][1]))
        pieces = pieces[1:]
    below = pieces[0] if not titled and pieces and pieces[0].why == OVERLINED else None
    alone = below is not None and sum(p.kind == "subhead" and p.level == below.level for p in pieces) == 1
    if below is not None and alone and all(field.name not in ("subtitle", "deck") for field in fields):
        # docutils: a title alone on the second level, directly below the first, is the subtitle
        fields.append(Field("subtitle", (below.text,), below.starts[0][1]))
        pieces = pieces[1:]
    return (Draft(tuple(fields), tuple(pieces)),)


class _Reading:
    """Collects pieces and fields while the lines are passed."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.pieces: list[Piece] = []
        self.fields: list[Field] = []
        self.styles: list[str] = []
        self.targets: dict[str, str] = {}
        self.substitutions: dict[str, str] = {}
        for line in lines:
            if line.startswith(".. "):
                target = TARGET.match(line)
                if target and target.group("name") and target.group("url"):
                    self.targets[target.group("name").strip("`").casefold()] = target.group("url")
                directive = DIRECTIVE.match(line)
                if directive and directive.group("sub") and directive.group("name") == "replace":
                    self.substitutions[directive.group("sub")] = directive.group("argument") or ""

    def blocks(self, lines: Lines, depth: int, kind: PieceKind = "text", level: int = 1) -> None:
        """Read the blocks of these lines; `kind` is what a paragraph is called, `level` that of list items."""
        i = 0
        while i < len(lines):
            text = lines[i][0]
            if not text.strip():
                i += 1
            elif text[0] == " ":
                i = self._indented(lines, i, depth, kind)
            elif text.startswith((".. ", "__ ")) or text == "..":
                i = self._explicit(lines, i, depth, kind)
            elif title := self._title(lines, i):
                i = title
            elif FIELD.match(text):
                i = self._field_list(lines, i, depth)
            elif BULLET.match(text):
                i = self._item(lines, i, depth, level)
            elif TABLE.match(text) or text.startswith(">>> "):
                end = _until_blank(lines, i)
                self._add("code", lines[i:end], "a table or session as typed", joint="\n")
                i = end
            else:
                i = self._paragraph(lines, i, kind)

    def _title(self, lines: Lines, i: int) -> int:
        """Read a section title and return the index after it; 0 when there is none."""
        over = ADORNMENT.match(lines[i][0])
        at = i + 1 if over else i
        if at + 1 < len(lines) and lines[at][0].strip():
            under = ADORNMENT.match(lines[at + 1][0])
            if under and (not over or over.group(1) == under.group(1)) and not ADORNMENT.match(lines[at][0]):
                style = under.group(1) * (2 if over else 1)
                if style not in self.styles:
                    self.styles.append(style)
                level = min(6, self.styles.index(style) + 1)
                self._add(
                    "subhead",
                    [(lines[at][0].strip(), lines[at][1])],
                    OVERLINED if over else "an underlined title",
                    level,
                )
                return at + 2
        if over and (i + 1 == len(lines) or not lines[i + 1][0].strip()):
            return i + 1  # a transition
        return 0

    def _field_list(self, lines: Lines, i: int, depth: int) -> int:
        """Read `:name: value` lines: fields of the article before its text, words of it later."""
        head = depth == 0 and all(piece.kind == "subhead" for piece in self.pieces)
        while i < len(lines) and (match := FIELD.match(lines[i][0])):
            end = _indented_end(lines, i + 1)
            more = " ".join(text.strip() for text, _ in lines[i + 1 : end])
            value = re.sub(r"\s+", " ", f"{match.group('value') or ''} {more}").strip()
            if head and value:
                self.fields.append(Field(match.group("name").casefold(), (value,), lines[i][1]))
            elif value:
                self._add(
                    "text", [(f"{match.group('name')}: {value}", lines[i][1])], "a field inside the text"
                )
            i = end
        return i

    def _item(self, lines: Lines, i: int, depth: int, level: int) -> int:
        match = BULLET.match(lines[i][0])
        end = _indented_end(lines, i + 1)
        own = i + 1
        while own < end and lines[own][0].strip() and not BULLET.match(lines[own][0].strip()):
            own += 1
        first = (match.group("text") if match else lines[i][0], lines[i][1])
        self._add("list_item", [first, *lines[i + 1 : own]], "a list mark", level)
        if depth < MAX_DEPTH:
            self.blocks(_dedented(lines[own:end]), depth + 1, level=level + 1)
        else:
            self._add("text", lines[own:end], "nested deeply")
        return end

    def _indented(self, lines: Lines, i: int, depth: int, kind: PieceKind) -> int:
        """Read a quotation; inside of other blocks an indent only arranges."""
        end = _indented_end(lines, i)
        if depth < MAX_DEPTH:
            self.blocks(
                _dedented(lines[i:end]), depth + 1, "quote" if kind == "text" and depth == 0 else kind
            )
        else:
            self._add("text", lines[i:end], "nested deeply")
        return end

    def _paragraph(self, lines: Lines, i: int, kind: PieceKind) -> int:
        end = _until_blank(lines, i)
        own = lines[i:end]
        literal = own[-1][0].endswith("::")
        if literal:
            cut = own[-1][0][:-2].rstrip()
            own = [*own[:-1], (f"{cut}:" if cut else "", own[-1][1])]
        own = [(text.removeprefix("| "), number) for text, number in own]
        self._add(kind, own, "a block of the text")
        if literal:
            start = next((j for j in range(end, len(lines)) if lines[j][0].strip()), len(lines))
            if start < len(lines) and lines[start][0][0] == " ":
                end = _indented_end(lines, start)
                self._add("code", _dedented(lines[start:end]), "a literal block", joint="\n")
        return end

    def _explicit(self, lines: Lines, i: int, depth: int, kind: PieceKind) -> int:
        """Read what begins with two dots: a directive, a footnote, a field of Nikola, a comment."""
        text = lines[i][0]
        end = _indented_end(lines, i + 1)
        content = _dedented(lines[i + 1 : end])
        if nikola := NIKOLA.match(text):
            if nikola.group("value") and all(piece.kind == "subhead" for piece in self.pieces):
                self.fields.append(Field(nikola.group("key"), (nikola.group("value"),), lines[i][1]))
        elif (directive := DIRECTIVE.match(text)) and not directive.group("sub"):
            name = directive.group("name").rsplit(":", 1)[-1].casefold()
            self._directive(name, directive.group("argument") or "", lines[i][1], content, depth, kind)
        elif footnote := FOOTNOTE.match(text):
            self._add("text", [(footnote.group("text"), lines[i][1]), *content], "a footnote")
        return end

    def _directive(
        self, name: str, argument: str, line: int, content: Lines, depth: int, kind: PieceKind
    ) -> None:
        count = 0
        options: dict[str, str] = {}
        while count < len(content) and (option := OPTION.match(content[count][0])):
            options[option.group("name")] = option.group("value") or ""
            count += 1
        inside = content[count:]
        if name in ("image", "figure", "thumbnail"):
            words = " ".join(text.strip() for text, _ in inside if text.strip() and text.strip() != "..")
            plain, markup = self._inline(words)
            starts = ((0, line),) if not words else ((0, next(n for t, n in inside if t.strip())),)
            self.pieces.append(
                Piece(
                    "figure", plain, starts, f"the directive {name}", markup, 0, argument, options.get("alt")
                )
            )
        elif name == "meta":
            self.fields += [Field(key.casefold(), (value,), line) for key, value in options.items() if value]
        elif name == "raw":
            source = "\n".join(text for text, _ in inside)
            self.pieces += pieces_of(source, inside[0][1] if inside else line) if "html" in argument else ()
        elif name in CODE:
            self._add("code", inside, f"the directive {name}", joint="\n")
        elif name == "rubric":
            self._add("subhead", [(argument, line)], "the directive rubric", 3)
        elif name not in SILENT:
            told = argument and name not in ("youtube", "vimeo", "media", "container")
            opening: Lines = [(argument, line)] if told else []
            opening += [("", line)] if told and name in ("topic", "sidebar") else []
            wanted: PieceKind = "quote" if name in QUOTES else kind
            if depth < MAX_DEPTH:
                self.blocks(
                    [*opening, *inside],
                    depth + 1,
                    wanted,
                )
            else:
                self._add("text", [*opening, *inside], "nested deeply")

    def _add(
        self, kind: PieceKind, lines: Iterable[tuple[str, int]], why: str, level: int = 0, joint: str = " "
    ) -> None:
        """Add one piece of these lines, unless they are blank."""
        numbered = [(text if joint == "\n" else text.strip(), number) for text, number in lines]
        numbered = [row for row in numbered if joint == "\n" or row[0]]
        source = joint.join(text for text, _ in numbered).strip("\n")
        if not source.strip():
            return
        plain, markup = (source, None) if kind == "code" else self._inline(source)
        starts, at = [(0, numbered[0][1])], 0
        for text, number in numbered[1:]:
            word = re.search(r"\w{3,}", text)
            found = plain.find(word.group(), at + 1) if word else -1
            if found > at:
                starts.append((found, number))
                at = found
        self.pieces.append(Piece(kind, plain, tuple(starts), why, markup, level))

    def _inline(self, source: str) -> tuple[str, str | None]:
        """Return (plain text, HTML or None) of inline mark-up."""
        plain: list[str] = []
        marked: list[str] = []
        at = 0
        for match in INLINE.finditer(source):
            words, markup = self._mark(match)
            between = source[at : match.start()]
            plain += [between, words]
            marked += [html.escape(between, quote=False), markup]
            at = match.end()
        plain.append(source[at:])
        marked.append(html.escape(source[at:], quote=False))
        text = re.sub(r"\s+", " ", "".join(plain)).strip()
        whole = "".join(marked)
        return text, whole if "<" in whole else None

    def _mark(self, match: re.Match[str]) -> tuple[str, str]:
        kind = match.lastgroup or ""
        if kind == "url":
            return match.group("link"), _link(match.group("link"), match.group("url"))
        words = match.group(kind)
        if kind in ("code", "strong", "em"):
            return words, f"<{kind}>{html.escape(words, quote=False)}</{kind}>"
        if kind == "word":
            if words.casefold() not in self.targets:
                return match.group(), html.escape(match.group(), quote=False)
            return words, _link(words, self.targets[words.casefold()])
        if kind == "sub":
            words = self.substitutions.get(words, "")
        elif kind == "role":
            name = re.sub(r"\s*<[^<>]*>$", "", words)
            url = self.targets.get(name.casefold())
            return (name, _link(name, url)) if url else (name, html.escape(name, quote=False))
        return words, html.escape(words, quote=False)


def _link(words: str, url: str) -> str:
    return f'<a href="{html.escape(url.strip())}">{html.escape(words, quote=False)}</a>'


def _until_blank(lines: Lines, i: int) -> int:
    return next((j for j in range(i, len(lines)) if not lines[j][0].strip()), len(lines))


def _indented_end(lines: Lines, i: int) -> int:
    """Return the index after the blank and indented lines from `i` on, without the blank ones at the end."""
    end = i
    for j in range(i, len(lines)):
        text = lines[j][0]
        if text.strip():
            if text[0] != " ":
                break
            end = j + 1
    return end


def _dedented(lines: Lines) -> Lines:
    """Return the lines without the indent that all of them have."""
    indents = [len(text) - len(text.lstrip()) for text, _ in lines if text.strip()]
    indent = min(indents, default=0)
    return [(text[indent:], number) for text, number in lines]


RESTRUCTURED = Reader("restructuredtext", _claims, _read, suffixes=SUFFIXES)
