"""Signs that turn the direction of a text: kept where a text needs them, made harmless where they reach out of it.

Hebrew, Arabic and Persian texts hold marks, embeddings and isolates with good reason, and these stay. An override makes
letters stand in another order than they are written in ("gnp.exe" reads "exe.png"), which no news text needs; and
what is opened and not closed goes on behind the text, into our own words beside it. The rules are those of Unicode
Standard Annex 9, sections 3.3.2 and 6.3.
"""

import re
from typing import TypeVar

import msgspec

__all__ = ["SIGNS", "settled", "settled_page", "settled_record", "turns"]

T = TypeVar("T")

SIGNS = re.compile(b"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
"""Any of these signs in UTF-8."""

_SIGN = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EMBED, _OVERRIDE, _ISOLATE = "\u202a\u202b", "\u202d\u202e", "\u2066\u2067\u2068"
_POP, _END = "\u202c", "\u2069"
# A script with what it holds, another tag or comment, an attribute's value inside it, or the text up to the next tag.
_PIECE = re.compile(
    r"<script\b.*?</script\s*>|<(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>|[^<]+|<", re.DOTALL | re.IGNORECASE
)
_VALUE = re.compile(r"[^\"]+")
# In data for a script a quotation mark behind a backslash ends no string.
_STRING = re.compile(r"(?:[^\"\\]|\\.)+", re.DOTALL)


def turns(text: str) -> str:
    """Return the first sign of a text that does not stay inside it, nothing when the text is sound."""
    return _settled(text)[1] if _SIGN.search(text) else ""


def settled(text: str) -> str:
    """Return a text without overrides and ends of nothing, and with all that it opens closed at its end."""
    return _settled(text)[0] if _SIGN.search(text) else text


def settled_record(record: T) -> T:
    """Return a record of settings or registers with every text in it settled, without characters that XML forbids."""
    made: object = record
    if isinstance(record, str):
        made = settled(_FORBIDDEN.sub("", record))
    elif isinstance(record, tuple):
        made = tuple(settled_record(item) for item in record)
    elif isinstance(record, dict):
        made = {key: settled_record(value) for key, value in record.items()}
    elif isinstance(record, msgspec.Struct):
        changed = {name: settled_record(getattr(record, name)) for name in record.__struct_fields__}
        made = msgspec.structs.replace(record, **changed)
    return made  # type: ignore[return-value]


def _settled(text: str) -> tuple[str, str]:
    """Return the text settled, and the first sign that was taken out or closed."""
    out: list[str] = []
    opened: list[tuple[str, int]] = []  # what closes it, and where it was opened
    wrong: list[int] = []
    for place, sign in enumerate(text):
        if sign in _OVERRIDE:
            opened.append(("", place))
            wrong.append(place)
            continue
        if sign in _EMBED:
            opened.append((_POP, place))
        elif sign in _ISOLATE:
            opened.append((_END, place))
        elif sign == _POP:
            if not opened or opened[-1][0] == _END:
                wrong.append(place)
                continue
            if not opened.pop()[0]:
                continue
        elif sign == _END:
            if not any(end == _END for end, _ in opened):
                wrong.append(place)
                continue
            while (last := opened.pop())[0] != _END:
                out.append(last[0])
                wrong.append(last[1])
        out.append(sign)
    out.extend(end for end, _ in reversed(opened))
    wrong.extend(place for _, place in opened)
    return "".join(out), text[min(wrong)] if wrong else ""


def settled_page(page: str) -> str:
    """Return an HTML page with every text and every attribute of it settled by itself."""
    return _PIECE.sub(lambda piece: _piece(piece.group()), page)


def _piece(piece: str) -> str:
    if not _SIGN.search(piece):
        return piece
    # The values of a tag, and the strings of data for a script, stand in quotation marks.
    if piece.startswith("<"):
        parts = _STRING if piece[:7].lower() == "<script" else _VALUE
        return parts.sub(lambda string: settled(string.group()), piece)
    return settled(piece)
