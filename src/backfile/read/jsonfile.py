"""JSON and JSON Lines of scrapers and interfaces: the articles in it, whatever wraps them, and what each says.

Read by the names of keys, so that the output of news-please, newspaper, trafilatura, Scrapy, WordPress' and
newspapers' interfaces, JSON Feed and schema.org are all read by one set of rules; ninjs has its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from backfile.model import Doubt, Field, Piece
from backfile.patterns import late
from backfile.read.bodies import body_pieces, figure_piece, fold, plain_words
from backfile.read.jsontext import BadJson, Json, parse_json, parse_json_lines
from backfile.read.ninjs import is_ninjs, ninjs_draft
from backfile.read.reader import Draft, Raw, Reader, unreadable
from backfile.read.recordkeys import fields_of, key_of
from backfile.read.records import SWITCHES, Value, chosen, dates_in_order, draft_of, is_record

__all__ = ["JSON", "NINJS"]

LINES_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines", ".jl")
SUFFIXES = (".json", *LINES_SUFFIXES)
OPENING = late(r"\A[\s\ufeff]*(?:\[\s*)?\{\s*\"[^\"\n]{1,80}\"\s*:")
# A text below a mapping, which is its front matter.
TEXT_BELOW = late(r"^\}[ \t]*\n+\s*[^\s\[{]", re.MULTILINE)
NINJS_KEYS = late(
    r"\"(?:versioncreated|body_xhtml|pubstatus|infosources?|headlines|usageterms|standard)\"\s*:"
)
DEEPEST = 6
SHORTEST_TEXT = 80
# Keys below which a record keeps a part of itself, and those under which a value keeps its words.
PARTS = frozenset(
    (
        "fields",
        "embedded",
        "attributes",
        "metadata",
        "meta",
        "data",
        "article",
        "node",
        "post",
        "document",
        "content",
        "doc",
    )
)
WORDS = (
    "rendered", "value", "name", "text", "title", "main", "original", "label", "display_name", "displayName", "html",
    "#text", "@value", "$date", "$numberLong", "$oid", "$t", "_text", "fullname", "content", "url", "@id",
)  # fmt: skip
OTHER_KINDS = ("WebSite", "WebPage", "Organization", "NewsMediaOrganization", "Person", "BreadcrumbList", "ImageObject",
               "ListItem", "VideoObject", "SearchAction", "CollectionPage", "ItemList")  # fmt: skip
PICTURES = frozenset(
    ("images", "image", "photos", "figures", "pictures", "multimedia", "media", "leadimage", "mainimage", "promoitems",
     "featuredimage", "gallery", "bilder", "fotos", "imagenes")
)  # fmt: skip
CAPTIONS = ("caption", "caption_text", "description", "legend", "bildunterschrift", "summary", "title")
CREDITS = ("credit", "creditText", "credit_line", "creditline", "copyright", "photographer", "byline", "creator",
           "author", "copyrightHolder", "copyrightNotice", "source", "credits")  # fmt: skip
ADDRESSES = ("url", "src", "href", "contentUrl", "link", "file", "path")


def _claims(suffix: str, head: str) -> bool:
    if suffix in SUFFIXES:
        return True
    return suffix in (".txt", ".text") and OPENING.match(head) is not None and not TEXT_BELOW.search(head)


def _claims_ninjs(suffix: str, head: str) -> bool:
    return (
        _claims(suffix, head)
        and ('"uri"' in head or '"guid"' in head)
        and NINJS_KEYS.search(head) is not None
    )


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return the articles of a file; raises UnreadableFile for what is no JSON or holds none."""
    roots, doubts = _values(raw)
    drafts: list[Draft] = []
    for root in roots:
        found = list(_articles(root, raw.columns, 0))
        feed = root if "jsonfeed.org" in root.at("version").text else None
        for one in found:
            draft = ninjs_draft(one) if is_ninjs(one) else _draft(one, raw.columns, feed)
            if draft is not None:
                drafts.append(draft)
    if not drafts:
        if doubts:
            raise unreadable(raw.path, "json-syntax", doubts[0].message, doubts[0].hint, doubts[0].line)
        message = f"expected articles with a headline or text, found none among the keys {_keys(roots)}"
        hint = "say in site.yaml which key holds what: `columns:` and below it `  text: KEY`"
        raise unreadable(raw.path, "no-article", message, hint, 1)
    first = msgspec.structs.replace(drafts[0], doubts=(*doubts, *drafts[0].doubts))
    return dates_in_order((first, *drafts[1:]))


def _values(raw: Raw) -> tuple[list[Json], tuple[Doubt, ...]]:
    """Return the value of the file, or of each of its lines, and a doubt for the first line that is none."""
    suffix = "." + raw.path.rsplit(".", 1)[-1].lower()
    try:
        if suffix not in LINES_SUFFIXES:
            return [parse_json(raw.lines)], ()
    except BadJson as error:
        if not (raw.lines and raw.lines[0].strip().endswith("}") and len(raw.lines) > 1):
            raise unreadable(raw.path, "json-syntax", error.message, "", error.line) from None
    values: list[Json] = []
    bad: list[BadJson] = []
    for value in parse_json_lines(raw.lines):
        if isinstance(value, BadJson):
            bad.append(value)
        else:
            values.append(value)
    if not values:
        worst = bad[0] if bad else BadJson("expected JSON, found an empty file", 1)
        raise unreadable(raw.path, "json-syntax", worst.message, "", worst.line)
    doubts = [
        Doubt("text", b.line, f"Line {b.line} was not read: {b.message}.", "json-line") for b in bad[:1]
    ]
    return values, tuple(doubts)


def _keys(roots: Sequence[Json]) -> str:
    root = roots[0]
    while root.items:
        root = root.items[0]
    return ", ".join(f"“{key[:30]}”" for key in list(root.keys)[:8]) or "(none)"


def _articles(value: Json, columns: Mapping[str, str], depth: int) -> Iterator[Json]:
    """Yield the records of articles in a value: the records of its lists, or the value itself."""
    if depth > DEEPEST:
        return
    if value.items:
        for item in value.items:
            yield from _articles(item, columns, depth + 1)
        return
    if not value.keys or value.at("@type").text in OTHER_KINDS:
        return
    if turned := _turned(value, columns):
        yield from turned
        return
    values = _flat(value)
    found = chosen(values, columns)
    if is_ninjs(value) or ("text" in found and is_record(values, columns) and not _wraps(value, columns)):
        yield value
        return
    inside = [v for v in value.keys.values() if v.items or v.keys]
    below = [r for v in inside for r in _articles(v, columns, depth + 1)]
    if below:
        yield from below
    elif is_record(values, columns):
        yield value


def _wraps(value: Json, columns: Mapping[str, str]) -> bool:
    """Whether a mapping with a few words of its own holds a list of articles with texts, as an answer does."""
    own = chosen(_flat(value), columns).get("text")
    if own is None or own.pieces or sum(map(len, own.texts)) > SHORTEST_TEXT:
        return False
    for inside in value.keys.values():
        first = inside.items[0] if inside.items else None
        if first is not None and first.keys:
            found = chosen(_flat(first), columns)
            if "text" in found and "headline" in found and "original_url" in found:
                return True
    return False


def _turned(value: Json, columns: Mapping[str, str]) -> list[Json]:
    """Return the rows of a table that is written column by column, as pandas does; nothing for anything else."""
    meant = {field for key in value.keys for field, _ in fields_of(key)} | set(columns)
    lists = [v for v in value.keys.values() if v.items or v.keys]
    if not {"headline", "text"} <= meant or len(lists) != len(value.keys) or len(lists) < 2:
        return []
    lengths = {len(column.items or column.keys) for column in lists}
    if len(lengths) > 1 or (lengths == {1} and all(column.items for column in lists)):
        return []  # one article whose every value is a list
    rows: list[dict[str, Json]] = []
    for key, column in value.keys.items():
        cells = column.items or tuple(column.keys.values())
        if any(cell.keys for cell in cells):
            return []
        rows.extend({} for _ in range(len(cells) - len(rows)))
        for row, cell in zip(rows, cells, strict=False):
            row[key] = cell
    return [Json(row, min(c.line for c in row.values()), max(c.last for c in row.values())) for row in rows]


def _draft(value: Json, columns: Mapping[str, str], feed: Json | None) -> Draft | None:
    values = _flat(value)
    draft = draft_of(values, columns, (value.line, value.last), one_line=True)
    if draft is None:
        return None
    fields = list(draft.fields)
    names = {field.name for field in fields}
    for name, key in (("source", "title"), ("language", "language")) if feed is not None else ():
        told = feed.at(key) if feed is not None else value
        if name not in names and told.text:
            fields.append(Field(name, (told.text,), told.line))
    summary = value.at("body").at("summary")
    if "deck" not in names and (texts := tuple(t for t in _texts(summary) if t.strip())):
        fields.append(Field("deck", (" ".join(texts),), summary.line))
    if feed is not None and "byline" not in names:
        fields += _feed_authors(feed)
    if "headline" not in names and feed is not None:
        pieces = (
            msgspec.structs.replace(p, kind="paragraph") if p.kind == "text" else p for p in draft.pieces
        )
        draft = msgspec.structs.replace(draft, pieces=tuple(pieces))
    shown = {fold(p.text) for p in draft.pieces if p.kind == "figure" and p.text}
    figures = [p for p in _figures(value) if not (p.text and fold(p.text) in shown)]
    fields += _switches(value)
    return msgspec.structs.replace(draft, fields=tuple(fields), pieces=(*figures, *draft.pieces))


def _switches(value: Json) -> Iterator[Field]:
    """Yield what is true or false of a record and may say that it is a draft."""
    for key in SWITCHES:
        one = value.at(key)
        if not one.quoted and one.text in ("true", "false"):
            yield Field(key.removeprefix("is_"), (one.text,), one.line)


def _feed_authors(feed: Json) -> Iterator[Field]:
    """Yield who wrote the items of a JSON Feed that name nobody: its own authors (jsonfeed.org/version/1.1)."""
    for key in ("authors", "author"):
        told = feed.at(key)
        names = tuple(name for one in told.items or (told,) if (name := one.at("name").text))
        names = tuple(name for name in names if fold(name) != fold(feed.at("title").text))
        if names:
            yield Field("byline", names, told.line)
            return


def _flat(value: Json, depth: int = 0) -> list[Value]:
    """Return the keys of a mapping with their texts; of parts such as `fields` the keys inside come last."""
    values: list[Value] = []
    parts: list[Value] = []
    for key, one in value.keys.items():
        if one.keys and depth < 3 and (key_of(key) in PARTS or key == "_source"):
            parts += _flat(one, depth + 1)
        blocks = _blocks(one, key)
        texts = tuple(t for t in _texts(one) if t.strip())
        if texts or blocks:
            values.append(Value(key, texts, one.line, blocks))
    return [*values, *parts]


def _texts(value: Json) -> Iterator[str]:
    """Yield the texts of a scalar, of a list, or of the key of a mapping that holds its words."""
    if isinstance(value.value, str):
        if value.quoted or value.text not in ("true", "false"):
            yield value.value
    elif value.items:
        for item in value.items[:500]:
            yield from _texts(item)
    elif value.keys:
        for key in WORDS:
            inside = value.keys.get(key)
            if inside is not None and (isinstance(inside.value, str) or inside.keys):
                yield from _texts(inside)
                return


def _blocks(value: Json, key: str) -> tuple[Piece, ...]:
    """Return the pieces of a text that is a list of blocks: paragraphs, titles, quotations, pictures."""
    if value.keys and value.at("sections").items and any(f == "text" for f, _ in fields_of(key)):
        return tuple(_sections(value.at("sections").items))
    if value.keys and "blocks" in value.keys:
        value = value.keys["blocks"]
    if (
        not value.items
        or not any(f == "text" for f, _ in fields_of(key))
        or not all(i.keys for i in value.items)
    ):
        return ()
    pieces: list[Piece] = []
    for item in value.items:
        kind = f"{item.at('type').text} {item.at('_type').text} {item.at('tag').text}".casefold()
        own = item.at("data") if item.at("data").keys else item
        if re.search(r"image|photo|picture|figure", kind):
            pieces += _picture(own)
            continue
        if re.search(r"video|embed|html_raw|ad\b|advert|newsletter|related", kind):
            continue
        words = next(
            (t for k in ("text", "content", "value", "html", "body", "paragraph") for t in _texts(own.at(k))),
            "",
        )
        listed = own.at("items").items
        for text in [t for i in listed for t in _texts(i)] if listed else [words]:
            for piece in body_pieces(text, item.line, one_line=True):
                named = next((k for mark, k in BLOCK_KINDS if re.search(mark, kind)), None)
                given = named if piece.kind == "text" and named else "list_item" if listed else piece.kind
                level = 3 if given == "subhead" else 1 if given == "list_item" else piece.level
                why = f"a block of the kind `{kind.strip()}`"
                pieces.append(msgspec.structs.replace(piece, kind=given, level=level, why=why))
    return tuple(pieces)


def _sections(sections: Sequence[Json]) -> Iterator[Piece]:
    """Yield the headings and paragraphs of a text that is kept in sections, as Fundus writes it."""
    for section in sections:
        for text in _texts(section.at("headline")):
            line = section.at("headline").line
            yield Piece("subhead", plain_words(text), ((0, line),), "the heading of a section", level=3)
        paragraphs = section.at("paragraphs")
        for one in paragraphs.items or (paragraphs,):
            for text in _texts(one):
                yield from body_pieces(text, one.line, one_line=True)


BLOCK_KINDS = ((r"head|title|h[2-6]\b", "subhead"), (r"quote", "quote"))


def _figures(value: Json) -> Iterator[Piece]:
    """Yield the pictures that a record lists, each with its caption and credit."""
    seen: set[str] = set()
    for key, one in value.keys.items():
        if key_of(key) not in PICTURES:
            continue
        for picture in (one, *one.items, *(v for v in one.keys.values() if v.keys)):
            for piece in _picture(picture) if picture.keys else ():
                mark = fold(piece.text + (piece.credit or ""))
                if mark not in seen:
                    seen.add(mark)
                    yield piece


def _picture(value: Json) -> tuple[Piece, ...]:
    kind = f"{value.at('type').text} {value.at('mimetype').text} {value.at('mime_type').text}"
    if re.search(r"video|audio|text|author|gallery", kind, re.IGNORECASE):
        return ()
    own = value.at("data") if value.at("data").keys else value
    words = ["", ""]
    for n, keys in enumerate((CAPTIONS, CREDITS)):
        texts = (t for key in keys for t in _texts(own.at(key)) if not t.startswith(("http://", "https://")))
        words[n] = plain_words(next(texts, ""))
    address = next((t for key in ADDRESSES for t in _texts(own.at(key))), "")
    if not address and not own.at("caption").text:
        return ()
    return figure_piece(words[0], words[1], address, value.line, "a picture that the record lists")


JSON = Reader("json", _claims, _read)
NINJS = Reader("ninjs", _claims_ninjs, _read)
