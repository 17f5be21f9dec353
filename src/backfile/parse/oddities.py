"""What is odd about the form of a file, so that its record may not say what was meant: told as warnings.

An address that would lead out of the site, a list that holds more than texts, code that is never closed, a page
nested so deep that parsers give up, signs that turn the direction of the lines around them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar
from urllib.parse import unquote

import msgspec

from backfile.direction import SIGNS, settled, turns
from backfile.model import Article, Document, Doubt, Text
from backfile.parse.fields import field_of
from backfile.patterns import late

__all__ = ["oddities", "upright"]

ADDRESSES = frozenset(
    "slug permalink path url aliases alias redirect_from basename file filename save_as id route translationkey".split()  # noqa: SIM905
)
OUTWARD = late(
    r"(?:^|[/\\])\.\.(?:[/\\]|$)|\\|[\x00-\x1f\x7f]|^(?:/|~|[A-Za-z]:)[/\\]|^\s*(?:javascript|data|vbscript|file):",
    re.IGNORECASE,
)
FENCE = late(r"\s{0,3}(?P<mark>`{3,}|~{3,})[^`]*$")
DEEP = 256
"""Open elements beyond which libxml2 gives up on what is inside."""
EMPTY = "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|t[dhr]|d[dt]|option"
START = late(rf"<(?!(?:{EMPTY})\b)[a-z][\w-]*\b[^<>]*(?<!/)>", re.IGNORECASE)
END = late(r"</(?!(?:p|li|t[dhr]|d[dt]|option)\b)[a-z]", re.IGNORECASE)
WRITTEN = late(
    r"\\u(202[a-e]|206[6-9])|&#x?(?:202[a-e]|206[6-9]|82(?:34|35|36|37|38)|829[4-7]);", re.IGNORECASE
)
# As JSON writes the characters that no page and no XML may hold.
ESCAPED_CONTROL = re.compile(rb"\\[bf]|\\u00[01]|\xef\xbf[\xbe\xbf]")
CONTROL = late("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
TURN = late("[\x0b\x0c]")  # of a line or a page: they part words
PLAIN_FIELDS = ("id", "path", "sha256", "raw")  # identities, and the file's own lines

T = TypeVar("T")


def oddities(document: Document) -> Iterator[Doubt]:
    """Yield a warning for each thing that is odd about a document."""
    yield from _fields(document)
    if document.markdown and (line := _open_fence(document.lines)):
        message = "Code that begins here is never closed; all that follows was read as code."
        hint = "close it with a line of the same marks"
        yield Doubt("text", document.first_line + line - 1, message, "open-code", hint, grave=True)
    if (
        document.format == "html"
        and document.part <= 1
        and len(document.raw)
        and (line := _too_deep(document.raw))
    ):
        message = f"More than {DEEP} elements are open at once; what lies deeper may be missing."
        yield Doubt(
            "text", line + document.raw_line - 1, message, "deep-page", "save the page's text", grave=True
        )


def _fields(document: Document) -> Iterator[Doubt]:
    for field in document.fields:
        if field.name.rpartition(".")[2] in ADDRESSES:
            for value in field.values:
                if OUTWARD.search(value) or OUTWARD.search(unquote(value)):
                    message = f"`{field.name}` leads out of the site; the article has an address of its own."
                    hint = f"delete the line `{field.name}`"
                    yield Doubt("headline", field.line, message, "outward-address", hint, grave=True)
        if field.lost and field_of(field.name):
            message = f"`{field.name}` holds more than texts; what is nested in it was left out."
            yield Doubt(
                field_of(field.name) or "", field.line, message, "nested-value", "write texts", grave=True
            )


def _open_fence(lines: Sequence[str]) -> int:
    """Return the line, counted from 1, of the code fence that is open at the end; 0 when none is."""
    mark, at = "", 0
    for number, line in enumerate(lines, start=1):
        if "```" not in line and "~~~" not in line:
            continue
        if mark:
            if line.strip().startswith(mark):
                mark, at = "", 0
        elif match := FENCE.match(line):
            mark, at = match.group("mark"), number
    return at


def _too_deep(lines: Sequence[str]) -> int:
    """Return the line on which too many elements are open, counted from 1; 0 when none is."""
    if sum(line.count("<") for line in lines) <= DEEP:
        return 0
    depth = 0
    for number, line in enumerate(lines, start=1):
        if "<" in line:
            depth = max(0, depth + len(START.findall(line)) - len(END.findall(line)))
            if depth > DEEP:
                return number
    return 0


# ---------------------------------------------------------------- direction


def upright(document: Document, article: Article, text: Text) -> tuple[Article, Text]:
    """Return the record of a document, its texts all with their direction to themselves; a warning where one had not.

    Control characters, which have no look, are taken out of them.
    """
    if _printable(document) and all(block.html is None for block in text.body):
        return article, text
    packed = msgspec.json.encode((article, text))
    if (b"\\" in packed or b"\xef\xbf" in packed) and ESCAPED_CONTROL.search(packed):
        article, text = _changed((article, text), _shown)
    if not SIGNS.search(packed):
        return article, text
    found = next((sign for one in _texts((article, text)) if (sign := turns(one))), "")
    if not found:
        return article, text
    line = next(
        (n for n, row in enumerate(text.raw, article.lines[0]) if turns(row) or WRITTEN.search(row)), 0
    )
    message = f"The sign U+{ord(found):04X} turns the text around it; it was taken out or closed."
    doubt = Doubt("text", line, message, "text-direction", "delete the sign", grave=True)
    article, text = _changed((article, text), settled)
    return msgspec.structs.replace(article, doubts=(*article.doubts, doubt)), text


def _printable(document: Document) -> bool:
    """Whether a document of lines holds no control, no sign of direction, and none written as HTML writes signs.

    Then nothing that was made of it holds any: most documents are told from the others so, without a look at their
    records.
    """
    values = (value for field in document.fields for value in field.values)
    whole = "".join((document.path, *document.raw, *values))
    return not document.pieces and whole.isprintable() and "&" not in whole


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in PLAIN_FIELDS:
                yield from _texts(getattr(value, name))


def _shown(text: str) -> str:
    return CONTROL.sub("", TURN.sub(" ", text))


def _changed(value: T, change: Callable[[str], str]) -> T:
    """Return a record with each of its texts changed."""
    made: object = value
    if isinstance(value, str):
        made = change(value)
    elif isinstance(value, tuple):
        made = tuple(_changed(item, change) for item in value)
    elif isinstance(value, msgspec.Struct):
        names = [name for name in value.__struct_fields__ if name not in PLAIN_FIELDS]
        made = msgspec.structs.replace(
            value, **{name: _changed(getattr(value, name), change) for name in names}
        )
    return made  # type: ignore[return-value]
