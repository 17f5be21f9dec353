"""Exports of Telegram channels, as JSON (result.json) and as pages (messages.html): every message with a text.

The forms are those of Telegram Desktop: https://core.telegram.org/import-export. A message that is all picture
belongs to the album of the message with a text that was sent in the same second.
"""

import html
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from backfile.model import Field, Piece, Record
from backfile.patterns import late
from backfile.read.bodies import body_pieces, figure_piece, fold
from backfile.read.fragment import classes_of, line_of, words_of
from backfile.read.jsontext import BadJson, Json, parse_json
from backfile.read.reader import Draft, Raw, Reader, unreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["TELEGRAM", "TELEGRAM_PAGES"]

JSON_HEAD = late(
    r"\A[\s\ufeff]*\{.{0,600}?(?:\"type\":\s*\"\w+_(?:channel|group|supergroup|chat)\".{0,300}?\"messages\":\s*\["
    r"|\"chats\":\s*\{.{0,900}?\"list\":\s*\[)",
    re.DOTALL,
)
PAGE_HEAD = late(r"<title>\s*Exported Data\s*</title>.{0,3000}class=\"page_wrap", re.DOTALL)
MARKS = {
    "bold": "strong",
    "italic": "em",
    "strikethrough": "s",
    "code": "code",
    "blockquote": "blockquote",
    "pre": "pre",
}
ALL_BOLD = late(r"[^\w<]*<(strong|b)>(?:(?!</\1>).)*</\1>[^\w<]*", re.DOTALL)
HASHTAG = late(r"#\w+")
LINKED = late(r"<a [^<>]*>.*?</a>|(?<!\w)@\w+|https?://\S+|</?\w+>|&\w+;", re.DOTALL)
ENDED = late(r"[.!?…。！？][\"'”’»)]*\s*$")
LONGEST_HEADLINE = 250
LONGEST_TITLE = 140


class _Message(Record, frozen=True):
    """One message, from either form."""

    fields: tuple[Field, ...]
    pieces: tuple[Piece, ...]
    figures: tuple[Piece, ...]
    sent: str
    span: tuple[int, int]


def _claims(suffix: str, head: str) -> bool:
    return suffix == ".json" and JSON_HEAD.match(head) is not None


def _claims_pages(suffix: str, head: str) -> bool:
    return PAGE_HEAD.search(head) is not None


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return one article for each message with a text; raises UnreadableFile when no channel is in the file."""
    try:
        root = parse_json(raw.lines)
    except BadJson as error:
        raise unreadable(raw.path, "json-syntax", error.message, "", error.line) from None
    chats = root.at("chats", "list").items or (root,)
    channels = [chat for chat in chats if "channel" in chat.at("type").text]
    if not channels:
        found = ", ".join(sorted({f"a {chat.at('type').text.replace('_', ' ')}" for chat in chats})[:3])
        raise unreadable(raw.path, "no-article", f"expected the export of a channel, found {found}", "", 1)
    messages = [
        _message(message, channel)
        for channel in channels
        for message in channel.at("messages").items
        if message.at("type").text == "message"
    ]
    return _drafts(raw, messages)


def _drafts(raw: Raw, messages: Sequence[_Message]) -> tuple[Draft, ...]:
    """Return the messages with a text, each with the pictures of its album."""
    drafts: list[tuple[Draft, str]] = []
    waiting: list[_Message] = []
    for message in messages:
        if message.pieces:
            album = [f for m in waiting if m.sent == message.sent for f in m.figures]
            pieces = (*album, *message.figures, *message.pieces)
            drafts.append((Draft(message.fields, pieces, span=message.span), message.sent))
            waiting = []
        elif drafts and drafts[-1][1] == message.sent:
            last, sent = drafts[-1]
            figures = [p for p in last.pieces if p.kind == "figure"]
            rest = [p for p in last.pieces if p.kind != "figure"]
            grown = msgspec.structs.replace(last, pieces=(*figures, *message.figures, *rest))
            drafts[-1] = (grown, sent)
        else:
            waiting.append(message)
    if not drafts:
        raise unreadable(raw.path, "no-article", "expected messages with a text, found none", "", 1)
    return tuple(draft for draft, _ in drafts)


def _message(message: Json, channel: Json) -> _Message:
    text = message.at("text")
    parts = text.items or (text,)
    pieces = _located(body_pieces(_markup(parts), text.line, one_line=True, markup=True), parts)
    fields = [Field("published", (message.at("date").text,), message.at("date").line)]
    edited = message.at("edited")
    if edited.text and not edited.text.startswith("1970"):
        fields.append(Field("updated", (edited.text,), edited.line))
    fields.append(Field("source", (channel.at("name").text,), channel.at("name").line))
    if signed := message.at("author").text:
        fields.append(Field("byline", (signed,), message.at("author").line))
    hashes = [p for p in parts if p.at("type").text == "hashtag"]
    if hashes:
        tags = dict.fromkeys(p.at("text").text.lstrip("#").replace("_", " ") for p in hashes)
        fields.append(Field("tags", tuple(tags), hashes[0].line))
    photo = message.at("photo")
    shown = photo.text and not photo.text.startswith("(")
    figures = figure_piece("", "", photo.text, photo.line, "the key `photo`") if shown else ()
    others = tuple(_forwarded(message.at("forwarded_from").text, message.at("forwarded_from").line))
    return _made(fields, pieces, others, figures, message.at("date").text, (message.line, message.last))


def _made(
    fields: list[Field],
    pieces: Sequence[Piece],
    others: tuple[Piece, ...],
    figures: tuple[Piece, ...],
    sent: str,
    span: tuple[int, int],
) -> _Message:
    """Return the message; a first line that is all in bold above more text is its headline."""
    fields = [f for f in fields if f.values[0]]
    texts = [p for p in pieces if p.text.strip()]
    first = texts[0] if texts else None
    below = any(len(fold(p.text)) > 20 for p in texts[1:])
    if (
        first is not None
        and below
        and len(first.text) <= LONGEST_HEADLINE
        and ALL_BOLD.fullmatch(first.markup or "")
    ):
        fields.insert(0, Field("headline", (first.text,), first.starts[0][1]))
        texts = texts[1:]
    elif first is not None and (not below or len(first.text) > LONGEST_TITLE or ENDED.search(first.text)):
        texts[0] = msgspec.structs.replace(first, kind="paragraph") if first.kind == "text" else first
    texts = [_signed_off(piece) for piece in texts]
    return _Message(tuple(fields), (*others, *texts) if texts else (), figures, sent, span)


def _signed_off(piece: Piece) -> Piece:
    """Return a line of nothing but links, names of channels and hashtags beside them as the foot of a message."""
    markup = piece.markup or html.escape(piece.text)
    bare = HASHTAG.sub(" ", LINKED.sub(" ", markup))
    if piece.kind != "text" or re.search(r"[^\W_]", bare) or not LINKED.search(markup):
        return piece
    return msgspec.structs.replace(piece, kind="footer", why="a line of links alone", markup=None)


def _forwarded(name: str, line: int) -> Iterator[Piece]:
    """Yield a note that the message was forwarded: it is kept, but no text of the message."""
    if name:
        yield Piece("furniture", name, ((0, line),), "where the message was forwarded from")


def _markup(parts: Sequence[Json]) -> str:
    """Return the text as HTML; a message is a text or a list of texts and marked stretches of text."""
    marked = []
    for part in parts:
        text = html.escape(part.value if isinstance(part.value, str) else "", quote=False)
        if part.keys:
            inside = part.at("text").value
            text = html.escape(inside if isinstance(inside, str) else "", quote=False)
            kind = part.at("type").text
            href = part.at("href").text if kind == "text_link" else text.strip() if kind == "link" else ""
            tag = MARKS.get(kind, "")
            if href.startswith(("http://", "https://")):
                text = f'<a href="{html.escape(href)}">{text}</a>'
            elif tag and text.strip():
                lead, core, trail = re.fullmatch(r"(\s*)(.*?)(\s*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
                text = f"{lead}<{tag}>{core}</{tag}>{trail}"
        marked.append(text)
    return "".join(marked)


def _located(pieces: Sequence[Piece], parts: Sequence[Json]) -> list[Piece]:
    """Return the pieces with the line of the stretch of text in which each begins."""
    placed = []
    at = 0
    told = [part.at("text") if part.keys else part for part in parts]
    stretches = [(fold(part.text), part.line) for part in told]
    for piece in pieces:
        opening = fold(piece.text)[:12]
        found = next(
            (i for i in range(at, len(stretches)) if opening and _opens(stretches[i][0], opening)), None
        )
        at = at if found is None else found
        line = stretches[at][1]
        placed.append(msgspec.structs.replace(piece, starts=((0, line),)))
    return placed


def _opens(stretch: str, opening: str) -> bool:
    """Whether a piece that opens so can begin in this stretch, at whose end it may be cut off."""
    return opening in stretch or (bool(stretch) and opening.startswith(stretch[-len(opening) :]))


def _read_pages(raw: Raw) -> tuple[Draft, ...]:
    """Return one article for each message with a text of a messages.html."""
    from lxml import html as lxml_html

    text = "\n".join(raw.lines)
    root = lxml_html.fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    name = _first(root, "text", "bold")
    found = [e for e in root.iter("div") if {"message", "default"} <= set((e.get("class") or "").split())]
    begins = [line_of(e) for e in found]
    ends = [max(a, b - 1) for a, b in zip(begins, begins[1:], strict=False)]  # noqa: RUF007
    spans = list(zip(begins, [*ends, len(raw.lines)], strict=True)) if begins else []
    messages = [_page_message(e, name, span) for e, span in zip(found, spans, strict=True)]
    return _drafts(raw, messages)


def _first(element: "HtmlElement", *classes: str) -> "HtmlElement | None":
    """Return the first element below that has these classes."""
    wanted = set(classes)
    return next((e for e in element.iter("div", "a", "span") if wanted <= set(classes_of(e).split())), None)


def _page_message(element: "HtmlElement", name: "HtmlElement | None", span: tuple[int, int]) -> _Message:
    from lxml import html as lxml_html

    date, text, signed = _first(element, "date"), _first(element, "text"), _first(element, "signature")
    fields = []
    sent = (date.get("title") or words_of(date)) if date is not None else ""
    for field, found, value in (
        ("published", date, sent),
        ("source", name, words_of(name) if name is not None else ""),
        ("byline", signed, words_of(signed) if signed is not None else ""),
    ):
        if found is not None:
            fields.append(Field(field, (value.strip(),), line_of(found)))
    pieces: tuple[Piece, ...] = ()
    if text is not None:
        inside = html.escape(text.text or "", quote=False)
        inside += "".join(lxml_html.tostring(child, encoding="unicode") for child in text)
        pieces = body_pieces(inside, line_of(text), markup=True)
        tags = dict.fromkeys(re.findall(r"(?<!\w)#(\w+)", words_of(text)))
        if tags:
            fields.append(Field("tags", tuple(t.replace("_", " ") for t in tags), line_of(text)))
    photos = [a for a in element.iter("a") if "photo_wrap" in classes_of(a)]
    figures = tuple(
        piece for a in photos for piece in figure_piece("", "", a.get("href") or "", line_of(a), "a photo")
    )
    forwarded = _first(element, "forwarded")
    origin = _first(forwarded, "from_name") if forwarded is not None else None
    others = tuple(_forwarded(words_of(origin), line_of(origin))) if origin is not None else ()
    return _made(fields, pieces, others, figures, sent, span)


TELEGRAM = Reader("telegram-json", _claims, _read, suffixes=(".json",))
TELEGRAM_PAGES = Reader("telegram", _claims_pages, _read_pages, marked=True)
