"""The body of a Markdown file to blocks: which lines belong together and what they are.

Python-Markdown keeps no line numbers, so the blocks are found here, line by line, and only the inside of a
block that holds mark-up goes through Markdown.
"""

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

from backfile.parse.marked import MarkedBlock, marked_blocks
from backfile.parse.paragraphs import Passage
from backfile.parse.prose import inline, plain_of
from backfile.patterns import late
from backfile.read.fragment import pieces_of

__all__ = ["markdown_blocks"]

HEADING = late(r"(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*$")
UNDERLINE = late(r"(?P<mark>=|-){2,}\s*$")
ITEM = late(r"(?P<indent>\s*)(?:[-*+]|\d{1,3}[.)])\s+(?P<text>\S.*)")
QUOTE = late(r"\s{0,3}>\s?(?P<text>.*)")
FENCE = late(r"\s{0,3}(?P<mark>`{3,}|~{3,})")
RULE = late(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
# `{{< figure src="ice.jpg" caption="…" >}}` of Hugo, `{% include image.html … %}` of Jekyll, `![[ice.jpg|Ice]]` of
# Obsidian; `{: .wide }` only gives the block above it a class.
SHORTCODE = late(
    r"\{\{[<%]\s*(?P<name>/?[\w./-]+)(?P<rest>.*?)[%>]\}\}|\{%-?\s*(?P<tag>\w+)(?P<more>.*?)-?%\}"
)
OPTION = late(r"(?P<name>[\w-]+)=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>\S+))")
EMBED = late(r"!\[\[(?P<src>[^\[\]|]{1,300})(?:\|(?P<alt>[^\[\]]{0,300}))?\]\]")
ATTRIBUTES = late(r"\s*\{:[^{}]*\}\s*")
BLOCK_TAG = late(
    r"<(?:p|div|h[1-6]|ul|ol|li|table|tr|figure|blockquote|section|article|pre|br)\b", re.IGNORECASE
)
# `[wiki]: https://example.org/wiki "The wiki"`, and a link that names it: `[the page][wiki]`, `[wiki][]`, `[wiki]`.
DEFINED = late(
    r" {0,3}\[(?P<label>[^\[\]^\n]{1,120})\]:\s+<?(?P<url>[^\s<>]{1,2000})>?"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*"
)
REFERENCE = late(
    r"(?<![!\]\\])\[(?P<text>[^\[\]\n]{1,300})\](?:\s?\[(?P<label>[^\[\]\n]{0,120})\])?(?![\[(:])"
)
INDENTED = late(r"(?: {4}|\t)\s*\S")
IMAGE = late(r"!\[(?P<alt>[^\]]*)\]\((?P<src><[^>]*>|[^\s)]+)(?:\s+[\"'(](?P<title>[^\"')]*)[\"')])?\)")
HTML_START = late(r"\s{0,3}</?[A-Za-z][\w-]*[\s/>]|\s{0,3}<!--")


def markdown_blocks(lines: Sequence[str], first_line: int) -> list[MarkedBlock]:
    """Return the blocks of a Markdown body in order."""
    blocks: list[MarkedBlock] = []
    defined = {
        found.group("label").casefold(): found.group("url")
        for found in map(DEFINED.fullmatch, (line for line in lines if "[" in line))
        if found
    }
    i, apart = 0, True
    while i < len(lines):
        line = lines[i]
        if not line.strip() or (not _is_words(line) and _is_left_out(line, defined)):
            i, apart = i + 1, True
            continue
        if line.lstrip().startswith("<!--"):
            i, apart = _after_comment(lines, i), True
            continue
        inside = bool(blocks) and blocks[-1].kind == "list_item"
        indented = apart and not inside and INDENTED.match(line)
        end, kind = _indented(lines, i) if indented else _extent(lines, i)
        own = [_with_addresses(line, defined) for line in lines[i:end]] if kind != "code" else lines[i:end]
        blocks.extend(_block(own, first_line + i, kind, apart))
        i, apart = end, False
    return blocks


def _is_words(line: str) -> bool:
    """Whether a line begins with a letter: every mark of a block begins with another sign, or is indented."""
    return line[:1].isalpha()


def _is_left_out(line: str, defined: Mapping[str, str]) -> bool:
    """Whether a line is no text: it defines a link, draws a rule, or gives the block above a class."""
    defines = defined and DEFINED.fullmatch(line)
    return bool(defines or RULE.match(line) or ATTRIBUTES.fullmatch(line))


def _with_addresses(line: str, defined: Mapping[str, str]) -> str:
    """Return a line with the addresses of its links in place, where it only names definitions further below."""
    if not defined or "[" not in line:
        return line

    def resolved(link: re.Match[str]) -> str:
        url = defined.get((link.group("label") or link.group("text")).casefold())
        return f"[{link.group('text')}](<{url}>)" if url is not None else link.group()

    return REFERENCE.sub(resolved, line)


def _indented(lines: Sequence[str], i: int) -> tuple[int, str]:
    """Return (index after the code indented by four that begins at line `i`, its kind)."""
    end = i + 1
    while end < len(lines) and (INDENTED.match(lines[end]) or not lines[end].strip()):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end, "code"


def _after_comment(lines: Sequence[str], i: int) -> int:
    """Return the index of the line after an HTML comment, which holds nothing that a reader of the page saw."""
    return next((j + 1 for j in range(i, len(lines)) if "-->" in lines[j]), len(lines))


def _extent(lines: Sequence[str], i: int) -> tuple[int, str]:
    """Return (index after the block that begins at line `i`, its kind)."""
    kind = "" if _is_words(lines[i]) else _kind(lines[i])
    if kind == "code" and (fence := FENCE.match(lines[i])):
        mark = fence.group("mark")
        end = next((j for j in range(i + 1, len(lines)) if lines[j].strip().startswith(mark)), len(lines) - 1)
        return end + 1, kind
    if kind in ("heading", "shortcode"):
        return i + 1, kind
    if kind != "item" and i + 1 < len(lines) and UNDERLINE.match(lines[i + 1]):
        return i + 2, "heading"
    end = i + 1
    while end < len(lines) and lines[end].strip():
        line = lines[end]
        if kind != "html" and (FENCE.match(line) or HEADING.match(line) or RULE.match(line)):
            break
        if kind == "item" and ITEM.match(line):
            break
        if kind in ("", "item") and QUOTE.match(line):
            break
        if kind == "" and (
            ITEM.match(line) or IMAGE.match(line.strip()) or IMAGE.fullmatch(lines[end - 1].strip())
        ):
            break
        end += 1
    return end, kind


def _kind(line: str) -> str:
    """Return the kind of the block that a line begins by its mark, empty where it has none."""
    if FENCE.match(line):
        return "code"
    if HEADING.match(line):
        return "heading"
    if SHORTCODE.fullmatch(line.strip()) or EMBED.fullmatch(line.strip()):
        return "shortcode"
    marks = (("html", HTML_START), ("item", ITEM), ("quote", QUOTE))
    return next((kind for kind, mark in marks if mark.match(line)), "")


def _block(lines: Sequence[str], first: int, kind: str, apart: bool) -> list[MarkedBlock]:
    numbered = [(line, first + n) for n, line in enumerate(lines)]
    if kind == "code":
        fenced = FENCE.match(lines[0]) is not None
        if fenced:
            inner, numbered = (
                [line for line in lines[1:] if not FENCE.match(line)],
                numbered[1:-1] or numbered,
            )
        else:
            inner = [re.sub(r"^(?: {4}|\t)", "", line) for line in lines]
        return [MarkedBlock(_passage("\n".join(inner), numbered, apart), "code", None)]
    if kind == "html":
        return _html_block(numbered, apart)
    if kind == "shortcode":
        return _shortcode(lines[0].strip(), numbered, apart)
    if kind == "heading":
        match = HEADING.match(lines[0])
        level = len(match.group("marks")) if match else 1 if lines[1].startswith("=") else 2
        source = match.group("text") if match else lines[0]
        text, html = inline(source)
        return [MarkedBlock(_passage(text, numbered[:1], apart), "subhead", html, level)]
    if kind == "quote":
        inside = [QUOTE.sub(r"\g<text>", line) for line in lines]
        return _quoted(list(zip(inside, (n for _, n in numbered), strict=True)), apart)
    if kind == "item":
        match = ITEM.match(lines[0])
        indent = len(match.group("indent").expandtabs(4)) if match else 0
        source = " ".join([match.group("text") if match else lines[0], *(line.strip() for line in lines[1:])])
        text, html = inline(source)
        return [MarkedBlock(_passage(text, numbered, apart), "list_item", html, 1 + indent // 2)]
    image = IMAGE.fullmatch(" ".join(line.strip() for line in lines)) if not _is_words(lines[0]) else None
    if image:
        caption = (image.group("title") or "").strip()
        source = image.group("src").strip("<>")
        return [
            MarkedBlock(
                _passage(caption, numbered, apart), "figure", None, 0, source, image.group("alt") or None
            )
        ]
    text, html = inline("\n".join(lines))
    return [MarkedBlock(_passage(text, numbered, apart), None, html)]


def _quoted(numbered: list[tuple[str, int]], apart: bool) -> list[MarkedBlock]:
    """Return one quote block for each paragraph of a quotation."""
    blocks: list[MarkedBlock] = []
    paragraph: list[tuple[str, int]] = []
    for line, number in [*numbered, ("", 0)]:
        if line.strip():
            paragraph.append((line.strip(), number))
        elif paragraph:
            text, html = inline("\n".join(part for part, _ in paragraph))
            blocks.append(MarkedBlock(_passage(text, paragraph, apart), "quote", html))
            paragraph, apart = [], False
    return blocks


class _FigureParser(HTMLParser):
    """Collects the image and the caption of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.image: str | None = None
        self.alt: str | None = None
        self.inside = False
        self.caption = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img" and self.image is None:
            found = dict(attrs)
            self.image, self.alt = found.get("src"), found.get("alt")
        self.inside = self.inside or tag == "figcaption"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "figcaption"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.caption += data


def _shortcode(text: str, numbered: list[tuple[str, int]], apart: bool) -> list[MarkedBlock]:
    """Return the picture that a shortcode shows; any other shortcode is kept as furniture."""
    embed = EMBED.fullmatch(text)
    if embed:
        return [
            MarkedBlock(
                _passage("", numbered, apart), "figure", None, 0, embed.group("src"), embed.group("alt")
            )
        ]
    options = {
        m.group("name"): m.group("double") or m.group("single") or m.group("bare") or ""
        for m in OPTION.finditer(text)
    }
    source = options.get("src") or options.get("image") or options.get("url") or ""
    if re.search(r"\.(?:jpe?g|png|gif|webp|avif|svg)\b", source, re.IGNORECASE):
        caption = plain_of(options.get("caption") or options.get("title") or "")
        credit = options.get("attr") or options.get("credit") or options.get("attribution")
        alt = options.get("alt") or None
        return [
            MarkedBlock(_passage(caption, numbered, apart), "figure", None, 0, source, alt, credit or None)
        ]
    return [
        MarkedBlock(_passage(text, numbered, apart), "furniture", None, why="a shortcode of a site generator")
    ]


def _html_block(numbered: list[tuple[str, int]], apart: bool) -> list[MarkedBlock]:
    source = "\n".join(line for line, _ in numbered)
    if len(BLOCK_TAG.findall(source)) > 1:
        return marked_blocks(pieces_of(source, numbered[0][1]))
    parser = _FigureParser()
    parser.feed(source)
    parser.close()
    if parser.image is not None:
        caption = re.sub(r"\s+", " ", parser.caption).strip()
        return [MarkedBlock(_passage(caption, numbered, apart), "figure", None, 0, parser.image, parser.alt)]
    text = plain_of(source)
    return [MarkedBlock(_passage(text, numbered, apart), None, None)] if text else []


def _passage(text: str, numbered: Sequence[tuple[str, int]], apart: bool) -> Passage:
    """Return the passage of a block: each raw line's offset is where its first letters stand in the text."""
    starts = [(0, numbered[0][1])]
    for line, number in numbered[1:]:
        word = re.search(r"[^\W_]{2,}", line)
        at = text.find(word.group(), starts[-1][0] + 1) if word else -1
        if at > 0:
            starts.append((at, number))
    if len(numbered) > 1 and starts[-1][1] != numbered[-1][1] and text:
        starts.append((max(starts[-1][0], len(text) - 1), numbered[-1][1]))
    return Passage(text, tuple(starts), apart)
