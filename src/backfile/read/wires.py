"""News from the wire as it was sent: ANPA 1312 (American agencies) and IPTC 7901 (European ones).

Both frame a message with control bytes: SOH header STX text ETX trailer EOT. The ANPA text marks headlines with `^…<`
and bylines with `^…=`, and indents each paragraph; an IPTC text is plain lines, left to the layout rules. Headers,
slugs, notes to editors and end marks are kept out of the text. The trailer holds the moment of sending.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

import msgspec

from backfile.model import Doubt, Field, Piece
from backfile.patterns import late
from backfile.read.decoding import Undecodable, decode
from backfile.read.prints import kept_out
from backfile.read.reader import Draft, Raw, Reader, unreadable

__all__ = ["ANPA", "IPTC"]

SOH, STX, ETX, EOT = "\x01\x02\x03\x04"
# What may stand before the first letter of a header.
BEFORE = "".join(map(chr, range(0x21))) + "\x7f\xff"
LINE_END = late(r"\r\n|[\r\n\x85\u2028\u2029]")
CONTROL = late(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
FRAMED = late(r"\A[\x00\x04-\x20\x7f\xff]*\x01[^\x01-\x04]{4,600}\x02", re.DOTALL)
# A message that lost its SOH: a header, STX, and text; no other text holds STX.
UNOPENED = late(r"\A[\x07-\x1f\x20-\x7e]{0,600}\x02[^\x00-\x06]{20}", re.DOTALL)
# Controls that no charset uses, for decoding: the wire is full of them, and is no binary file for that.
UNUSED = dict.fromkeys((*range(9), 0x0B, *range(0x0E, 0x20), 0x7F), 0x20)
# Service level and number, unit separator, selector; then priority and category.
ANPA_HEAD = late(r"\x01[A-Za-z]{1,2}\d{3,4}\x1f|\x16\x01|\x01[^\x02]{0,200}[\x11-\x14]")
MARKED = late(r"^\s?\^[^\n^]{2,600}?[<=]\s*$", re.MULTILINE)
# The same message saved without its control bytes: its header on the first line, the keywords below it.
BARE_HEAD = late(
    r"\A\s*(?P<head>[A-Za-z]{2,4}\d{3,4} +\d +[a-z]{1,4} +\d{1,5}(?: +[A-Za-z]{2,8})?(?: +\d{1,5})?\s*\n(?:\s*\n)?"
    r"[^\n]{2,80}/[ \t]*\n)"
)
# Above the headline: how urgent or which version it is, what was changed.
VERSION = late(
    r"(?:\d(?:ST|ND|RD|TH) )?LEAD(?: \d+)?|REFILE|EXTRA|URGENT|EIL|VORRANG|BULLETIN|FLASH|ADVISORY|CORRECTED"
    r"|CORRECTION"
    r"|UPDATE(?: \d+)?|ZUSAMMENFASSUNG(?: \d+)?|BERICHTIGUNG|WDH|KORR|ROUNDUP|PREVIEW|FEATURE|\([^()]{4,160}\)",
)
# Agency and number, priority, category, number of words, and what the agency adds.
IPTC_HEAD = late(
    r"(?P<id>[A-Za-z]{2,4}\d{3,4})\s+(?P<priority>\d)\s+(?P<category>\S{1,4})\s+(?P<words>\d{1,5})(?:\s+(?P<agency>[A-Za-z]{2,8})\b)?"
)
SENT_ANPA = late(r"\b(?P<agency>[A-Z]{2,6})(?:-[A-Z]{2})?-[01]\d-[0-3]\d-\d\d\s+\d{4}[A-Z]{3}")
# `1 COURTS Lock` above the headline of a British agency: the number of a take and the catchline.
CATCHLINE = late(r"\d{1,2}\s[A-Z]{3,}(?:\s[A-Z][\w'’-]*){0,4}")
BEHIND_COMMA = late(r",\s(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){1,3})$")
SENT_IPTC = late(
    r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d\s+(?:[A-Z]{1,4}\s+)?[A-Za-z]{3}\s+(?:\d\d){1,2}(?!\d)"
)
# Where what is meant for newsrooms begins below a report: the notebook, contacts, words that are not for print.
NOTEBOOK = late(
    r"#{1,3}\s?[^\W\d_].{2,60}"
    r"|(?:notizblock|redaktionelle hinweise|notebook|editorial notes?|notes? (?:to|for) editors?)"
    r"\s*:?"
    r"|.{0,40}(?:nicht zur veröffentlichung bestimmt|not (?:intended )?for publication"
    r"|ne (?:sont|est) pas destinée?s? à (?:la|être) publi"
    r"|no (?:están|está) destinad[ao]s? a (?:la|su) publicación|non destinat[ei] alla pubblicazione"
    r"|niet (?:bestemd )?voor publicatie).*",
    re.IGNORECASE,
)
DESK = late(r"[a-z]{2,4}(?:\s[a-z0-9]{1,4}){1,6}")
SLUG = late(r"(?:(?:[A-Z]{2}|[a-z]\d{4})-{1,2}\S.*|.{3,80},\s?(?:[a-z]?\d{2,5}|\d+(?:st|nd|rd|th) .*))")
NOTE = late(
    r"\(?(?:eds?\b|editors?\b|note\b|with |for use|embargo|adv\b|urgent|bulletin|flash|apnewsalert|photos?\b"
    r"|graphics?\b|(?:ap|reuters|afp|upi|cp)\s(?:photos?|graphics?|video|audio|interactive|news ?alert)|precede\b"
    r"|subs?\b|updates?\b|corrects?\b|recasts?\b|adds?\b|optional)",
    re.IGNORECASE,
)
# Under the writer, whose paper sends the story: `The Callow Argus`.
HOUSE = late(
    r"(?!.*\b(?:Writer|Correspondent|Reporter|Editor|Staff|Columnist|Critic|Analyst|Bureau|Contributor|Special)\b)"
    r"(?:[A-Z][\w.&'’-]*|of|the|and)(?:\s(?:[A-Z][\w.&'’-]*|of|the|and)){1,5}"
)
BYLINE = late(r"(?:by|von|par|por|di)\s", re.IGNORECASE)
END_MARK = late(
    r"\W*(?:more|ends?|endit|ende|fin|mehr|suite|sigue|-\s?30\s?-|30|eom|take \d+|pick ?up .*|end adv.*"
    r"|(?:end )?optional trim.*)\W*|[_*=.#-]{1,80}",
    re.IGNORECASE,
)
# Lines below a story that may be words about it; the layout rules decide.
ABOUT = late(
    r"https?://|\bwww\.|@\w|contributed|reporting by|editing by|follow\b|copyright|^\(c\)|^visit\b|distributed by",
    re.IGNORECASE,
)
NO_WORDS = late(r"[\W_]*")
MOST_ROWS = 3
FULL, NARROWEST, WIDEST, ENOUGH_WRAPPED = 0.75, 40, 110, 5
CLOSED = late(r"[.!?…,;:][\"'”’)]*$")


class _Message(msgspec.Struct, frozen=True):
    """One message of a wire: its lines, with their numbers in the file."""

    header: tuple[tuple[int, str], ...]
    text: tuple[tuple[int, str], ...]
    trailer: tuple[tuple[int, str], ...]

    @property
    def span(self) -> tuple[int, int]:
        """First and last line."""
        numbers = [number for part in (self.header, self.text, self.trailer) for number, _ in part]
        return min(numbers), max(numbers)


def _claims_anpa(suffix: str, head: str) -> bool:
    framed = _framed(head)
    if framed is not None and IPTC_HEAD.match(framed.group().lstrip(BEFORE)) and "\x1f" not in framed.group():
        return False
    if framed is not None:
        told = "\x1f" in framed.group() or ANPA_HEAD.search(framed.group()) is not None
        return told or len(MARKED.findall(head)) >= 2
    if "^" not in head:
        return False
    plain = head.replace("\r", "")
    return len(MARKED.findall(plain)) >= 2 and any(m.strip().endswith("<") for m in MARKED.findall(plain))


def _claims_iptc(suffix: str, head: str) -> bool:
    return _framed(head) is not None or BARE_HEAD.match(head.replace("\r", "")) is not None


def _framed(head: str) -> re.Match[str] | None:
    """Return the header of a message that stands in its control characters, down to the one that opens the text."""
    return FRAMED.match(head) or UNOPENED.match(head) if "\x02" in head else None


def _messages(raw: Raw) -> tuple[list[_Message], tuple[str, ...], tuple[Doubt, ...]]:
    """Return (the messages of a file, its lines to show, doubts); raises UnreadableFile when it is no text."""
    try:
        decoded = decode(
            raw.data.lstrip(b"\x00\x16\x7f\xff").translate(bytes(UNUSED.get(n, n) for n in range(256)))
        )
    except Undecodable as error:
        raise unreadable(raw.path, error.code, error.message, error.hint, line=1) from None
    text = raw.data.decode(decoded.encoding, "replace").removeprefix("\ufeff")
    zones: list[list[list[tuple[int, str]]]] = []
    zone = 0 if SOH in text or STX in text else 1
    for number, line in enumerate(LINE_END.split(text), 1):
        for part in re.split(f"([{SOH}{STX}{ETX}{EOT}])", line):
            if part == SOH or not zones:
                zones.append([[], [], []])
            if part in (SOH, STX, ETX) and part:
                zone = (SOH, STX, ETX).index(part)
            elif part != EOT:
                zones[-1][zone].append((number, CONTROL.sub(" ", part).rstrip()))
    bare = BARE_HEAD.match(text.replace("\r", "")) if zones and not zones[0][0] else None
    if bare is not None:
        count = bare.group().count("\n")
        zones[0] = [zones[0][1][:count], zones[0][1][count:], zones[0][2]]
    messages = [_Message(*(tuple(lines) for lines in one)) for one in zones]
    return [m for m in messages if any(line.strip() for _, line in m.text)], decoded.lines, decoded.doubts


def _drafts(
    raw: Raw, drafts: Sequence[Draft], lines: tuple[str, ...], doubts: tuple[Doubt, ...]
) -> tuple[Draft, ...]:
    """Return the drafts with the lines to show; raises UnreadableFile when there is none."""
    if not drafts:
        raise unreadable(raw.path, "no-article", "expected messages of a wire, found none with a text", "", 1)
    shown = [msgspec.structs.replace(draft, raw=lines) for draft in drafts]
    return (msgspec.structs.replace(shown[0], doubts=(*doubts, *shown[0].doubts)), *shown[1:])


# ---------------------------------------------------------------- ANPA 1312


def _read_anpa(raw: Raw) -> tuple[Draft, ...]:
    """Return the stories of an ANPA file; raises UnreadableFile when there is none."""
    messages, lines, doubts = _messages(raw)
    return _drafts(raw, [_story(message, len(lines)) for message in messages], lines, doubts)


def _story(message: _Message, last: int) -> Draft:
    marked, pieces = _paragraphs(message.text)
    fields, above = _heading(marked, " ".join(line for _, line in message.header))
    for number, line in (*message.trailer, *message.text[-3:]):
        sent = SENT_ANPA.search(line)
        if sent and all(f.name != "published" for f in fields):
            fields.append(Field("published", (sent.group(),), number))
            if all(f.name != "source" for f in fields):
                fields.append(Field("source", (sent.group("agency"),), number))
    kept = [Piece("furniture", " ".join(line.split()), ((0, number),), "the header of the wire")
            for number, line in message.header if line.strip()]  # fmt: skip
    below = [Piece("furniture", line.strip(" <"), ((0, number),), "the trailer of the wire")
             for number, line in message.trailer if line.strip(" <")]  # fmt: skip
    first, end = message.span
    return Draft(
        fields=tuple(fields),
        pieces=(*kept, *above, *_with_subheads(pieces), *below),
        span=(first, min(end, max(first, last))),
    )


def _paragraphs(lines: Sequence[tuple[int, str]]) -> tuple[list[Piece], list[Piece]]:
    """Return (the lines marked `^…<` and `^…=`, with their end marks; the paragraphs below them)."""
    marked: list[Piece] = []
    pieces: list[Piece] = []
    parts: list[tuple[str, int]] = []
    open_mark = False

    def close() -> None:
        if parts:
            (marked if parts[0][0].startswith("^") else pieces).append(_joined(parts))
            parts.clear()

    for number, line in lines:
        text = " ".join(line.split())
        caret = text.startswith("^")
        indented = line[:1] == "\t" or line.startswith("  ")
        if not text or caret or (indented and not open_mark):
            close()
        if text:
            parts.append((text, number))
        open_mark = (caret or open_mark) and not text.endswith(("<", "=")) and bool(text)
        if parts and parts[0][0].startswith("^") and not open_mark:
            close()
    close()
    return marked, pieces


def _joined(parts: Sequence[tuple[str, int]]) -> Piece:
    """Return the lines of a paragraph as one, the marks of the wire for quotation marks as such."""
    text, starts = "", []
    for part, number in parts:
        text += " " if text else ""
        starts.append((len(text), number))
        text += part.replace("``", "“").replace("''", "”").replace("`", "‘")
    return Piece("text", text, tuple(starts), "an indented paragraph of the wire")


def _heading(marked: Sequence[Piece], header: str) -> tuple[list[Field], list[Piece]]:
    """Return (the fields that the marked lines declare, the lines that are no text of the story).

    The first line is no title when it is the keyword that the wire's header has too.
    """
    fields: list[Field] = []
    above: list[Piece] = []
    names = iter(("headline", "deck"))
    for i, piece in enumerate(marked):
        text = piece.text.removeprefix("^").rstrip("<=- ").strip()
        line = piece.starts[0][1]
        if not text:
            continue
        bylined = piece.text.endswith("=") and BYLINE.match(text) is not None
        if bylined and all(f.name != "byline" for f in fields):
            fields.append(Field("byline", (BYLINE.sub("", text, count=1),), line))
        elif piece.text.endswith("=") and HOUSE.fullmatch(text) and any(f.name == "byline" for f in fields):
            fields.append(Field("source", (text,), line))
        elif (
            piece.text.endswith("=")
            or NOTE.match(text)
            or (i == 0 and (SLUG.fullmatch(text) or (" " not in text and text in header.split())))
        ):
            above.append(kept_out(msgspec.structs.replace(piece, text=text), "a marked line of the wire"))
        elif (name := next(names, None)) is not None:
            fields.append(Field(name, (text,), line))
        else:
            above.append(msgspec.structs.replace(piece, text=text, starts=((0, line),)))
    return fields, above


def _with_subheads(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the paragraphs: lines in capitals with text below them are subheads, end marks no text."""
    for i, piece in enumerate(pieces):
        text = piece.text.rstrip("<= ") if piece.text.endswith(("<", "=")) else piece.text
        capitals = text.isupper() and len(text) <= 120 and not CLOSED.search(text) and len(text) >= 4
        if END_MARK.fullmatch(text) or NO_WORDS.fullmatch(text):
            yield kept_out(piece, "an end mark of the wire")
        elif SENT_ANPA.fullmatch(text):
            yield kept_out(piece, "the code of the wire")
        elif capitals and i + 1 < len(pieces) and not pieces[i + 1].text.isupper():
            yield msgspec.structs.replace(
                piece, kind="subhead", level=2, why="a line in capitals between paragraphs"
            )
        else:
            about = i >= len(pieces) - 3 and ABOUT.search(text)
            yield msgspec.structs.replace(piece, text=text, kind="text" if about else "paragraph")


# ---------------------------------------------------------------- IPTC 7901


def _read_iptc(raw: Raw) -> tuple[Draft, ...]:
    """Return the reports of an IPTC 7901 file; raises UnreadableFile when there is none."""
    messages, lines, doubts = _messages(raw)
    return _drafts(raw, [_report(message, len(lines)) for message in messages], lines, doubts)


def _report(message: _Message, last: int) -> Draft:
    """Return a report: what header and trailer declare, and the lines of its text for the layout rules."""
    fields: list[Field] = []
    head = next(((n, m) for n, line in message.header if (m := IPTC_HEAD.match(line.strip()))), None)
    if head is not None and head[1].group("agency"):
        fields.append(_sender(head[1].group("agency"), head[0], message.text))
    for number, line in message.header:
        keyword = line.strip()
        if keyword and (head is None or number > head[0]) and not IPTC_HEAD.match(keyword) and "/" in keyword:
            fields.append(Field("section", (keyword,), number))
            break
    for number, line in (*message.trailer, *message.text[-3:]):
        if sent := SENT_IPTC.search(line):
            fields.append(Field("published", (" ".join(sent.group().split()),), number))
            break
    lines: dict[int, str] = {}
    for number, line in message.text:
        lines[number] = lines.get(number, "") + line
    _without_catchline(lines)
    fields += _closed_lines(lines)
    _without_notebook(lines)
    first, end = message.span
    begun = min(lines)
    text = [lines.get(number, "").rstrip() for number in range(begun, max(lines) + 1)]
    text = ["" if line.isalpha() and len(line) > 2 and END_MARK.fullmatch(line) else line for line in text]
    return Draft(
        fields=tuple(fields),
        lines=_unwrapped(text),
        first_line=begun,
        span=(first, min(end, max(first, last))),
    )


def _sender(code: str, number: int, text: Sequence[tuple[int, str]]) -> Field:
    """Return who sends a report: the name behind the writer's whose first letters are the code, else the code."""
    for line, words in text[:8]:
        named = BEHIND_COMMA.search(words.strip())
        if named and "".join(word[0] for word in named.group("name").split()) == code.upper():
            return Field("source", (named.group("name"),), line)
    return Field("source", (code,), number)


def _without_catchline(lines: dict[int, str]) -> None:
    """Empty the number and catchline that stand above a headline in capitals."""
    opening = [(number, line.strip()) for number, line in _after_blank(lines) if line.strip()][:2]
    if len(opening) == 2 and CATCHLINE.fullmatch(opening[0][1]) and opening[1][1].isupper():
        lines[opening[0][0]] = ""


def _closed_lines(lines: dict[int, str]) -> list[Field]:
    """Return what the lines declare that open a report and end in ` =`: its headline, the writer. They are emptied."""
    fields: list[Field] = []
    for number, line in list(itertools.takewhile(lambda one: one[1].strip(), _after_blank(lines))):
        if VERSION.fullmatch(line.strip()) is None:
            break
        lines[number] = ""
    while True:
        opening = list(itertools.takewhile(lambda one: one[1].strip(), _after_blank(lines)))[:MOST_ROWS]
        end = next((i for i, (_, line) in enumerate(opening) if line.rstrip().endswith("=")), -1)
        if end < 0:
            return fields
        writer = next((i for i, (_, line) in enumerate(opening[: end + 1]) if BYLINE.match(line.strip())), 0)
        end = writer - 1 if writer else end  # the headline above a byline need not be closed
        text = " ".join(line.strip() for _, line in opening[: end + 1]).rstrip("= ")
        bylined = BYLINE.match(text)
        name = "byline" if bylined else "headline" if all(f.name != "headline" for f in fields) else "deck"
        if text and not NOTE.match(text) and text[0] not in "([" and all(f.name != name for f in fields):
            fields.append(Field(name, (BYLINE.sub("", text, count=1) if bylined else text,), opening[0][0]))
        for number, _ in opening[: end + 1]:
            lines[number] = ""


def _after_blank(lines: dict[int, str]) -> list[tuple[int, str]]:
    """Return the lines in order from the first that is not blank."""
    return list(itertools.dropwhile(lambda one: not one[1].strip(), sorted(lines.items())))


def _without_notebook(lines: dict[int, str]) -> None:
    """Empty what stands below a report for newsrooms: notebook, contacts, the desk's code."""
    worded = [number for number, line in sorted(lines.items()) if NO_WORDS.fullmatch(line) is None]
    begun = next((n for n in worded[1:] if NOTEBOOK.fullmatch(lines[n].strip())), None)
    for number in lines:
        if (begun is not None and number >= begun) or (
            number in worded[-2:] and number != worded[0] and DESK.fullmatch(lines[number].strip())
        ):
            lines[number] = ""


def _unwrapped(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of a short report with its few wrapped ones joined to the first of each paragraph.

    Longer ones show their width themselves, and keep the line of every part.
    """
    width = max(map(len, lines), default=0)
    full = [i for i, line in enumerate(lines[:-1]) if len(line) >= FULL * width]
    wrapped = [i for i in full if lines[i + 1][:2].strip()]
    joined = list(lines)
    if len(wrapped) < ENOUGH_WRAPPED and NARROWEST <= width <= WIDEST:
        for i in reversed(wrapped):
            joined[i], joined[i + 1] = f"{joined[i]} {joined[i + 1]}", ""
    return tuple(joined)


ANPA = Reader("anpa", _claims_anpa, _read_anpa, binary=True)
IPTC = Reader("iptc7901", _claims_iptc, _read_iptc, binary=True)
