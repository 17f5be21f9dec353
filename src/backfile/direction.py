"""Signs that turn the direction of a text: kept where a text needs them, made harmless where they reach out of it.

Hebrew, Arabic and Persian texts hold marks, embeddings and isolates with good reason, and these stay. An override makes
letters stand in another order than they are written in ("gnp.exe" reads "exe.png"), which no news text needs; and
what is opened and not closed goes on behind the text, into our own words beside it. The rules are those of Unicode
Standard Annex 9, sections 3.3.2 and 6.3.
"""

import re

__all__ = ["SIGNS", "settled", "settled_page", "turns"]

SIGNS = re.compile(b"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
"""Any of these signs in UTF-8."""

_SIGN = re.compile("[\u202a-\u202e\u2066-\u2069]")
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
    if not _SIGN.search(text) or (sound := settled(text)) == text:
        return ""
    override = re.search(f"[{_OVERRIDE}]", text)
    if override:
        return override.group()
    return next((b for a, b in zip(sound, text, strict=False) if a != b and _SIGN.match(b)), sound[-1])


def settled(text: str) -> str:
    """Return a text without overrides and ends of nothing, and with all that it opens closed at its end."""
    if not _SIGN.search(text):
        return text
    out: list[str] = []
    opened: list[str] = []
    for sign in text:
        if sign in _OVERRIDE:
            opened.append("")
            continue
        if sign in _EMBED:
            opened.append(_POP)
        elif sign in _ISOLATE:
            opened.append(_END)
        elif sign == _POP:
            if not opened or opened[-1] == _END:
                continue
            if not opened.pop():
                continue
        elif sign == _END:
            if _END not in opened:
                continue
            while (end := opened.pop()) != _END:
                out.append(end)
        out.append(sign)
    out.extend(reversed(opened))
    return "".join(out)


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
