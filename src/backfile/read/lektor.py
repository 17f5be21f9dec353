"""Contents files of Lektor: fields parted by lines of three dashes, the text in one of them.

https://www.getlektor.com/docs/content/: a field is `name: value`, or `name:` and lines below it; a line of
dashes inside a value has one dash more. Flow fields hold blocks `#### kind ####` with fields of their own.
"""

import re

from backfile.model import Field
from backfile.patterns import late
from backfile.read.reader import Draft, Raw, Reader, unreadable

__all__ = ["LEKTOR"]

NAMED = late(r"(?P<name>[A-Za-z_][\w.-]{0,60})[ \t]*:[ \t]*(?P<value>.*)")
FLOW = late(r"####[ \t]*[\w-]+[ \t]*####[ \t]*")
BODY = ("body", "text", "content", "contents", "article", "main", "full_text")
# Fields of flow blocks that say something of a picture.
PICTURE = ("image", "caption", "credit")

Lines = list[tuple[str, int]]


def _claims(suffix: str, head: str) -> bool:
    return suffix == ".lr"


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return the one article of a contents file."""
    parts = [
        (name, lines)
        for section in _sections(raw.lines)
        if (found := _field(section))
        for name, lines in [found]
    ]
    if not parts:
        message = f"expected fields `name: value`, found “{raw.lines[0][:40] if raw.lines else ''}”"
        raise unreadable(raw.path, "format", message, line=1)
    longest = max(parts, key=lambda part: sum(len(text) for text, _ in part[1]) if len(part[1]) > 1 else -1)
    body = next((part for wanted in BODY for part in parts if part[0] == wanted), longest)
    if len(body[1]) == 1 and body[0] not in BODY:
        body = ("", [])
    fields = [
        Field(name.casefold(), (_joined(lines),), lines[0][1])
        for name, lines in parts
        if name != body[0] and _joined(lines)
    ]
    texts, pictured = _flowless(body[1])
    names = {field.name for field in fields}
    fields += [field for field in pictured if field.name not in names]
    first = texts[0][1] if texts else 1
    return (Draft(tuple(fields), (), tuple(text for text, _ in texts), first, markdown=True),)


def _sections(lines: tuple[str, ...]) -> list[Lines]:
    """Return the numbered lines between the dashes, with the dash that was added taken off again."""
    sections: list[Lines] = [[]]
    for number, line in enumerate(lines, 1):
        if line.rstrip() == "---":
            sections.append([])
        else:
            dashes = re.fullmatch(r"-{4,}\s*", line)
            sections[-1].append((line.rstrip()[1:] if dashes else line, number))
    return sections


def _field(section: Lines) -> tuple[str, Lines] | None:
    """Return (name, lines of the value) of a section; None when it holds no field."""
    start = next((i for i, (text, _) in enumerate(section) if text.strip()), None)
    match = NAMED.match(section[start][0]) if start is not None else None
    if match is None or start is None:
        return None
    inline = match.group("value").strip()
    value = [(inline, section[start][1]), *section[start + 1 :]] if inline else section[start + 1 :]
    last = next((i for i in reversed(range(len(value))) if value[i][0].strip()), -1)
    return match.group("name"), value[: last + 1] or [("", section[start][1])]


def _joined(lines: Lines) -> str:
    return re.sub(r"\s+", " ", " ".join(text for text, _ in lines)).strip()


def _flowless(lines: Lines) -> tuple[Lines, list[Field]]:
    """Return the text of a value, line for line, flow blocks undone; and what the blocks say of pictures."""
    if not any(FLOW.fullmatch(text) for text, _ in lines):
        return lines, []
    texts: Lines = []
    fields: list[Field] = []
    begins = inside = False
    for text, number in lines:
        match = NAMED.match(text) if begins and text.strip() else None
        if FLOW.fullmatch(text) or text.strip() == "---":
            begins, inside, text = True, False, ""
        elif match:
            begins, inside = False, not match.group("value") or match.group("name") in BODY
            if match.group("name") in PICTURE and match.group("value"):
                fields.append(Field(match.group("name"), (match.group("value").strip(),), number))
            text = match.group("value") if match.group("name") in BODY else ""
        texts.append((text if inside else "", number))
    return texts, fields


LEKTOR = Reader("lektor", _claims, _read, suffixes=(".lr",))
