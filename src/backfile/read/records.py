"""A record of a table or JSON file, keys and values, to the draft of an article."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from backfile.model import Field, Piece, Record
from backfile.patterns import late
from backfile.read.bodies import body_pieces, figure_piece, plain_words, repeated
from backfile.read.prints import without_role
from backfile.read.reader import Draft
from backfile.read.recordkeys import fields_of

__all__ = ["SWITCHES", "Value", "cell_texts", "chosen", "dates_in_order", "draft_of", "is_record"]

ADDRESS = late(r"https?://\S+")
MAIL = late(r"[\w.+-]+@[\w.-]+\.\w+")
LANGUAGE = late(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
# What programs write for a value that is not there.
NOTHING = frozenset(
    ("", "null", "none", "nan", "n/a", "na", "undefined", "\\n", "nat", "[]", "{}", "-", "unknown")
)
WHOLE_PAGE = late(r"<!doctype\s+html|<html\b|<head\b", re.IGNORECASE)
PRINTED_LIST = late(r"\s*[\[(].*[\])]\s*", re.DOTALL)
PRINTED_TEXT = late(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
CLOCK = late(r"\d{1,2}[:h]\d\d|\d{1,2}\s*[時时点시]|^\d{1,2}\.\d\d$")
# Words beside a byline that scrapers take for authors: buttons, dates, offices of a writer.
NO_WRITER = late(
    r"(?:share on |follow (?:us )?on )?(?:facebook|twitter|x\.com|whatsapp|telegram"
    r"|instagram|linkedin|youtube|pinterest|reddit"
    r"|e-?mail|print|share|comments?|copy link|view (?:all )?posts?\b.*|see all posts\b.*"
    r"|more from\b.*|read more|follow"
    r"|get e-?mail alerts?.*|subscribe\b.*)"
    r"|(?:last )?(?:updated|published|posted|modified"
    r"|aktualisiert|mis à jour|actualizado|aggiornato|bijgewerkt|обновлено)\b.*"
    r"|(?:(?:staff|senior|special|contributing|associated press) )*(?:writer|reporter|correspondent|editor)s?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|\d[\d\s:./-]*(?:[ap]m)?(?: \w{2,4})?"
    r"|(?:about|contact) the author.*|min read|\d+ min(?:ute)?s? read",
    re.IGNORECASE,
)
# A date in figures whose year comes last, and what follows it.
FIGURES = late(
    r"(?P<one>\d{1,2})(?P<sign>[/.-])(?P<two>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)(?P<rest>\D.*)?",
    re.DOTALL,
)
SWITCHES = ("draft", "is_draft", "published", "is_published")
STATES = ("status", "post_status")
SWITCHED = ("true", "false", "yes", "no")
LONGEST_DECK = 1200
LONGEST_SECTION = 60


class Value(Record, frozen=True):
    """One value of a record."""

    name: str
    """Its column or key, as the file has it."""
    texts: tuple[str, ...]
    """Its texts; several for a list."""
    line: int
    """Line in the raw file."""
    pieces: tuple[Piece, ...] = ()
    """What it holds as blocks, when it is a list of such."""


def chosen(values: Sequence[Value], columns: Mapping[str, str]) -> dict[str, Value]:
    """Return the value for each field of an article: the column that settings name, else the surest name."""
    best: dict[str, tuple[int, Value]] = {}
    named = {column: field for field, column in columns.items()}
    for value in values:
        if not value.texts and not value.pieces:
            continue
        own = named.get(value.name)
        for field, rank in ((own, -1),) if own else fields_of(value.name):
            if _fits(field, value) and (field not in best or rank < best[field][0]):
                best[field] = (rank, value)
    return {field: value for field, (_, value) in best.items()}


def is_record(values: Sequence[Value], columns: Mapping[str, str]) -> bool:
    """Whether keys and values are those of an article: a text, or a headline with something that belongs to one."""
    found = chosen(values, columns)
    told = [f for f in ("published", "original_url", "byline", "source", "section", "deck") if f in found]
    return ("text" in found and ("headline" in found or bool(told))) or ("headline" in found and bool(told))


def draft_of(
    values: Sequence[Value], columns: Mapping[str, str], span: tuple[int, int], one_line: bool = False
) -> Draft | None:
    """Return the article of a record; None when it holds neither headline nor text.

    `one_line` says that line ends inside a value are none of the raw file, as in JSON.
    """
    found = chosen(values, columns)
    headline = plain_words(found["headline"].texts[0]) if "headline" in found else ""
    text, deck = found.get("text"), found.get("deck")
    body = _body(text, headline, one_line) if text is not None else ()
    if not any(p.kind not in ("furniture", "figure") for p in body) and deck is not None:
        body, deck = (*body, *_body(deck, headline, one_line)), None
    if not headline and not body:
        return None
    fields = [Field("headline", (headline,), found["headline"].line)] if headline else []
    if deck is not None and deck.texts:
        told = plain_words(" ".join(deck.texts))
        if told and len(told) <= LONGEST_DECK and not repeated(told, " ".join(p.text for p in body)):
            fields.append(Field("deck", (told,), deck.line))
    fields += _fields(found, values, columns)
    return Draft(tuple(fields), (*_figure(found), *body), span=span)


def _fields(
    found: Mapping[str, Value], values: Sequence[Value], columns: Mapping[str, str]
) -> Iterator[Field]:
    """Yield what the record declares besides its words."""
    for name in (
        "section",
        "published",
        "updated",
        "byline",
        "source",
        "original_url",
        "dateline",
        "language",
    ):
        value = found.get(name)
        if value is None or (name == "updated" and value is found.get("published")):
            continue
        texts = _writers(value.texts) if name == "byline" else value.texts[:1]
        if not texts:
            continue
        if name == "published":
            texts = (_with_time(texts[0], found.get("time"), value),)
        yield Field(name, tuple(texts), value.line)
    tags = _tags(values, columns)
    if tags:
        yield tags
    if people := found.get("people"):
        yield Field("people", tuple(plain_words(t) for t in people.texts), people.line)
    if correction := found.get("correction"):
        yield Field("correction", tuple(plain_words(t) for t in correction.texts), correction.line)
    yield from _states(values)


def _writers(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the names of a list of authors without what scrapers pick up around them; none when nothing is left."""
    kept = tuple(without_role(text) for text in texts if not NO_WRITER.fullmatch(text.strip()))
    return tuple(dict.fromkeys(kept))


def _body(value: Value, headline: str, one_line: bool) -> tuple[Piece, ...]:
    if value.pieces:
        return value.pieces
    source = "\n\n".join(value.texts) if one_line else "\n".join(value.texts)
    return body_pieces(source, value.line, headline, one_line)


def _with_time(day: str, time: Value | None, value: Value) -> str:
    """Return the day with the time that a column of its own gives."""
    if time is None or time is value or CLOCK.search(day) or not CLOCK.match(time.texts[0].strip()):
        return day
    return f"{day} {time.texts[0].strip()}"


def _fits(field: str, value: Value) -> bool:
    """Whether a value can be that of a field, so that a column of another meaning is not taken for it."""
    texts = value.texts
    if field == "text":
        return bool(value.pieces) or (
            bool(texts) and not WHOLE_PAGE.search(texts[0][:2000]) and _worded(texts)
        )
    if not texts:
        return False
    first = texts[0].strip()
    if field in ("published", "updated", "time"):
        return any(c.isdigit() for c in first) and len(first) <= 60
    if field == "original_url":
        return ADDRESS.fullmatch(first) is not None
    if field == "language":
        return LANGUAGE.fullmatch(first) is not None
    if field == "section":
        return (
            len(texts) == 1
            and _worded(texts)
            and len(first) <= LONGEST_SECTION
            and not PRINTED_LIST.fullmatch(first)
        )
    if field in ("source", "dateline"):
        return len(texts) == 1 and _worded(texts) and not ADDRESS.match(first) and len(first) <= 80
    if field == "byline":
        return all(len(t) <= 200 and not ADDRESS.match(t) for t in texts) and _worded(texts)
    if field == "image":
        return True
    return _worded(texts)


def _worded(texts: Iterable[str]) -> bool:
    """Whether there is a letter in the texts."""
    return any(c.isalpha() for text in texts for c in text)


def _states(values: Sequence[Value]) -> Iterator[Field]:
    """Yield what may say that the record is a draft."""
    for value in values:
        name, told = value.name.casefold(), value.texts[0].casefold() if value.texts else ""
        if told and (name in STATES or (name in SWITCHES and told in SWITCHED)):
            yield Field(name.removeprefix("is_"), value.texts[:1], value.line)


def _tags(values: Sequence[Value], columns: Mapping[str, str]) -> Field | None:
    """Return the tags of all columns that hold any, each once; a list of sections is one of tags."""
    words: list[str] = []
    line = 0
    for value in values:
        meanings = [field for field, _ in fields_of(value.name)]
        listed = "section" in meanings and (len(value.texts) > 1)
        named = columns["tags"] == value.name if "tags" in columns else "tags" in meanings or listed
        if not named or not value.texts:
            continue
        line = line or value.line
        one = len(value.texts) == 1
        words += re.split(r"\s*[|;,،、]\s*", value.texts[0]) if one else value.texts
    words = [
        w for w in dict.fromkeys(plain_words(w).strip("#") for w in words) if len(w) <= 80 and _worded((w,))
    ]
    return Field("tags", tuple(words), line) if words else None


def _figure(found: Mapping[str, Value]) -> tuple[Piece, ...]:
    """Return the picture that keys of the record itself describe."""
    image, caption, credit = (found.get(name) for name in ("image", "caption", "credit"))
    value = caption or credit or image
    if value is None:
        return ()
    words = [plain_words(v.texts[0]) if v is not None else "" for v in (caption, credit)]
    address = image.texts[0] if image is not None else ""
    return figure_piece(words[0], words[1], address, value.line, f"the key `{value.name}`")


def cell_texts(text: str) -> tuple[str, ...]:
    """Return the texts of a cell: none for an empty one, several for a list as JSON or Python print it."""
    if text.strip().casefold() in NOTHING:
        return ()
    if not PRINTED_LIST.fullmatch(text) or len(text) > 20_000:
        return (text,)
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError):
        listed = None
    if isinstance(listed, list) and all(isinstance(item, str) for item in listed):
        return tuple(item for item in listed if item.strip())
    rest = PRINTED_TEXT.sub("", text.strip()[1:-1])
    if rest.strip(" ,\n"):
        return (text,)
    parts = (a or b for a, b in PRINTED_TEXT.findall(text))
    return tuple(re.sub(r"\\(.)", r"\1", part) for part in parts if part.strip())


def dates_in_order(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the records of one file with their dates in figures told apart: a day above 12 decides for its column.

    `05/09/2023` may be May or September; beside `21/09/2023` in the same column it is September, and is given as
    `2023-09-05`. A column that holds both orders, or neither sure, stays as printed.
    """
    seen: dict[str, set[str]] = {}
    for draft in drafts:
        for field in draft.fields:
            found = (
                FIGURES.fullmatch(field.values[0].strip()) if field.name in ("published", "updated") else None
            )
            if found and int(found["one"]) > 12:
                seen.setdefault(field.name, set()).add("day")
            elif found and int(found["two"]) > 12:
                seen.setdefault(field.name, set()).add("month")
    first = {name: orders.pop() for name, orders in seen.items() if len(orders) == 1}
    if not first:
        return tuple(drafts)
    return tuple(
        msgspec.structs.replace(draft, fields=tuple(_dated(f, first.get(f.name, "")) for f in draft.fields))
        for draft in drafts
    )


def _dated(field: Field, first: str) -> Field:
    """Return a field whose date is year, month and day, where both numbers before its year could be the month."""
    found = FIGURES.fullmatch(field.values[0].strip()) if first else None
    if found is None or int(found["one"]) > 12 or int(found["two"]) > 12:
        return field
    day, month = (found["one"], found["two"]) if first == "day" else (found["two"], found["one"])
    told = f"{found['year']}-{int(month):02}-{int(day):02}{found['rest'] or ''}"
    return msgspec.structs.replace(field, values=(told, *field.values[1:]))
