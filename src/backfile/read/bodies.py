"""A body that a format gives as one text, HTML or plain, to pieces: feeds, exports of blogs, tables and JSON.

HTML goes through `fragment`. Where nothing but line ends parts the paragraphs, a line end is one, unless the text is
wrapped at a fixed width.
"""

import html
import itertools
import re
from collections.abc import Iterable, Sequence

import msgspec

from backfile.entities import unescaped
from backfile.model import Piece
from backfile.patterns import late
from backfile.read.fragment import looks_like_html, pieces_of

__all__ = ["body_pieces", "bold_title", "figure_piece", "fold", "plain_words", "repeated", "with_breaks"]

TAG = late(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
MARKUP = late(
    r"<!--|</?(?:hr|table|tr|td|pre|section|article|iframe|script|video|audio|sup|sub|u|s|q|cite|code)\b[^<>]*>",
    re.IGNORECASE,
)
PARAGRAPH = late(r"<(?:p|div|li|h[1-6]|tr|blockquote|section|article|pre)\b", re.IGNORECASE)
BREAK = late(r"<br\b[^<>]*>", re.IGNORECASE)
TWO_BREAKS = late(r"<br\b[^<>]*>\s*(?:&nbsp;|\u00a0)?\s*<br\b", re.IGNORECASE)
ESCAPED = late(r"&lt;/?(?:p|br|div|a|strong|b|em|i|img|ul|li|span)\b", re.IGNORECASE)
BLOCK_BEGINS = late(r"\s*</?(?:p|div|ul|ol|li|h[1-6]|table|tr|blockquote|figure|pre|hr)\b", re.IGNORECASE)
BLOCK_ENDS = late(
    r"<(?:/(?:p|div|ul|ol|li|h[1-6]|table|tr|blockquote|figure|pre)|hr\b[^<>]*|p|div|ul|ol)>\s*$",
    re.IGNORECASE,
)
SENTENCE_END = late(r"[.!?…:。！？؟।][\"'”’»)\]」』]*\s*$")
ONE_LINK = late(r"\W*(?:<(?:strong|b|em|i)>\s*)*<a [^<>]*>[^<>]*(?:<[^<>]*>[^<>]*)*?</a>(?:\s*</\w+>)*\W*")
ADDRESS_ALONE = late(r"https?://\S+")
ALL_BOLD = late(r"\s*(?:<(?:em|i)>\s*)?<(strong|b)>(?:(?!</\1>).)*</\1>\s*(?:</(?:em|i)>\s*)?", re.DOTALL)
CLOSED = late(r"[.,;:。，；：][\"'”’»)]*\s*$")
LINK_TEXT = late(r"<a [^<>]*>(.*?)</a>", re.DOTALL)
NOT_WORD = late(r"[\W_]+")
WRAPPED_AT = (50, 95)
SHORT_LINK = 120
AROUND_TITLE = 140


def body_pieces(
    source: str,
    line: int,
    title: str = "",
    one_line: bool = False,
    breaks: bool = False,
    markup: bool | None = None,
) -> tuple[Piece, ...]:
    """Return the pieces of a body that begins on this line of the raw file.

    `title` is the article's headline, of which a repetition is no text. With `one_line` the line ends of the text
    are not those of the raw file, as in JSON. With `breaks` line ends part paragraphs even beside HTML blocks.
    `markup` says whether the text is HTML; None when the format leaves it open.
    """
    if markup is False or (markup is None and not looks_like_html(source) and not MARKUP.search(source)):
        source = html.escape(source, quote=False)
    elif markup is None and not TAG.search(source) and ESCAPED.search(source):
        source = unescaped(source)
    if breaks or not PARAGRAPH.search(source):
        source = with_breaks(source)
        if not TWO_BREAKS.search(source):
            source = _single_breaks(source)
    pieces = pieces_of(source, line, blank_lines=True)
    if one_line:
        pieces = tuple(msgspec.structs.replace(p, starts=((0, line),)) for p in pieces)
    return tuple(_judged(pieces, title))


def with_breaks(source: str) -> str:
    """Return the HTML with two breaks at each line end that parts paragraphs; line ends stay where they are."""
    lines = source.split("\n")
    if _wrapped(lines):
        return source
    marked = []
    inside = False
    for line, after in zip(lines, (*lines[1:], ""), strict=True):
        if "<" in line or ">" in line:
            inside = line.rfind("<") > line.rfind(">")
        if not inside and not BLOCK_ENDS.search(line) and not BLOCK_BEGINS.match(after):
            line += "<br><br>" if _parted(plain_words(line), plain_words(after)) else ""
        marked.append(line)
    return "\n".join(marked)


def _parted(line: str, after: str) -> bool:
    """Whether a line end is the end of a paragraph: not when the sentence goes on in small letters."""
    return bool(line and after) and (bool(SENTENCE_END.search(line)) or not after[0].islower())


def _wrapped(lines: Sequence[str]) -> bool:
    """Whether a text is wrapped at a fixed width, so that its line ends mean nothing."""
    lengths = [len(line.rstrip()) for line in lines]
    full = [a for a, after in itertools.pairwise(lengths) if a and after]
    within = [n for n in full if WRAPPED_AT[0] <= n <= WRAPPED_AT[1]]
    return len(full) >= 3 and max(lengths) <= WRAPPED_AT[1] and len(within) >= 0.8 * len(full)


def _single_breaks(source: str) -> str:
    """Return the HTML in which single breaks part paragraphs, where a sentence ends before them."""
    parts = BREAK.split(source)
    joined = parts[0]
    for before, part in itertools.pairwise(parts):
        ended = SENTENCE_END.search(plain_words(before)) or not plain_words(before)
        joined += ("<br><br>" if ended else "<br>") + part
    return joined


def _judged(pieces: Sequence[Piece], title: str) -> Iterable[Piece]:
    """Yield the pieces; what only links elsewhere or repeats the title is kept, but not as text."""
    said = fold(title)
    running = [fold(p.text) for p in pieces if p.kind in ("text", "list_item")]
    for n, piece in enumerate(pieces):
        if piece.kind == "quote" and any(fold(piece.text) in text for text in running):
            why = "a sentence of the text drawn out"
            yield msgspec.structs.replace(piece, kind="furniture", why=why, markup=None)
            continue
        if piece.kind not in ("text", "subhead"):
            yield piece
            continue
        why = ""
        if said and fold(piece.text) == said:
            why = "repeats the headline"
        elif ADDRESS_ALONE.fullmatch(piece.text):
            why = "an address alone, in whose place something was shown"
        elif piece.markup and ONE_LINK.fullmatch(piece.markup) and len(piece.text) <= SHORT_LINK:
            why = "a line that is only a link"
        elif said and piece.markup and _about_title(piece, said):
            why = "says only where the text stood"
        elif piece.kind == "text" and n and bold_title(piece, pieces[n + 1 :]):
            why = "a short line in bold above text"
            yield msgspec.structs.replace(piece, kind="subhead", why=why, markup=None, level=3)
            continue
        yield msgspec.structs.replace(piece, kind="furniture", why=why, markup=None) if why else piece


def bold_title(piece: Piece, after: Sequence[Piece]) -> bool:
    """Whether a short line that is all in bold stands above text of another weight, as a title does."""
    if (
        not ALL_BOLD.fullmatch(piece.markup or "")
        or len(piece.text) > SHORT_LINK
        or CLOSED.search(piece.text)
    ):
        return False
    below = after[0] if after else None
    return (
        below is not None
        and below.kind in ("text", "list_item")
        and not ALL_BOLD.fullmatch(below.markup or "")
    )


def _about_title(piece: Piece, title: str) -> bool:
    """Whether a line tells of the article itself, as blogs add to their feeds: `The post … appeared first on …`."""
    links = [fold(plain_words(text)) for text in LINK_TEXT.findall(piece.markup or "")]
    return title in links and len(fold(piece.text)) <= len(title) + AROUND_TITLE


def plain_words(text: str) -> str:
    """Return what a reader sees of a short text that may hold HTML: no tags, no entities, white space folded."""
    if "<" in text:
        text = TAG.sub(" " if BREAK.search(text) or PARAGRAPH.search(text) else "", text)
    return re.sub(r"\s+", " ", unescaped(text)).replace("\u200b", "").strip()


def fold(text: str) -> str:
    """Return the letters and digits of a text alone, for comparing."""
    return NOT_WORD.sub("", text).casefold()


def repeated(short: str, long: str) -> bool:
    """Whether a short text only repeats the beginning or sentences of a longer one."""
    whole = fold(long)
    sentences = [fold(s) for s in re.split(r"(?<=[.!?。！？])\s+|…|\.\.\.|\[|\n", short)]
    sentences = [s for s in sentences if s]
    return bool(whole) and all(s in whole or (len(s) > 40 and s[: len(s) // 2] in whole) for s in sentences)


def figure_piece(caption: str, credit: str, image: str, line: int, why: str) -> tuple[Piece, ...]:
    """Return the figure; nothing for a picture from elsewhere with neither caption nor credit, which says nothing."""
    outside = not image or "//" in image or image.startswith(("data:", "/"))
    if not caption and not credit and outside:
        return ()
    return (Piece("figure", caption, ((0, line),), why, None, 0, image or None, None, credit or None),)
