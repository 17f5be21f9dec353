"""News in JSON (ninjs 1 to 3), IPTC's form of a news item: https://iptc.org/standards/ninjs/."""

import re
from collections.abc import Iterator

from backfile.model import Field, Piece
from backfile.patterns import late
from backfile.read.bodies import body_pieces, figure_piece, plain_words, repeated
from backfile.read.jsontext import Json
from backfile.read.reader import Draft
from backfile.read.wirepersons import person_fields

__all__ = ["is_ninjs", "ninjs_draft"]

MARKS = ("versioncreated", "firstcreated", "pubstatus", "usageterms", "body_html", "body_xhtml", "headlines",
         "renditions", "standard", "bodies")  # fmt: skip
BODIES = ("body_html5", "body_xhtml5", "body_html", "body_xhtml", "body_nitf", "body_richtext", "body_text")
NOT_TEXT = ("audio", "video")
PICTURES = ("picture", "graphic")
ADDRESS = late(r"https?://\S+")
NAMES = ("name", "literal", "byline", "by", "value")


def is_ninjs(value: Json) -> bool:
    """Whether a mapping is a news item of ninjs; some systems call its `uri` by the name `guid`."""
    marks = sum(mark in value.keys for mark in MARKS)
    return ("uri" in value.keys and marks >= 1) or ("guid" in value.keys and marks >= 3)


def ninjs_draft(item: Json) -> Draft | None:
    """Return the article of a news item, for a picture one that is all figure; None for sound and film."""
    kind = item.at("type").text
    if kind in NOT_TEXT:
        return None
    headline, headline_line = _headline(item)
    picture = kind in PICTURES
    body = () if picture else _body(item, headline)
    fields = [Field("headline", (headline,), headline_line)] if headline else []
    deck = None if picture else _described(item)
    if deck is not None and not repeated(deck.values[0], " ".join(p.text for p in body)):
        fields.append(deck)
    fields += _moments(item)
    fields += () if picture else _byline(item)
    fields += _source(item)
    fields += _rest(item)
    named = [one for key in ("person", "people") for one in item.at(key).items]
    fields += person_fields((plain_words(_named(one)), one.line) for one in named)
    fields += _status(item)
    notes = [_note(item, key) for key in ("ednote", "usageterms", "copyrightnotice")]
    figures = tuple(_figure(item) if picture else _figures(item))
    if not headline and not body and not figures:
        return None
    kept = [note for note in notes if note is not None]
    return Draft(tuple(fields), (*figures, *body, *kept), span=(item.line, item.last))


def _headline(item: Json) -> tuple[str, int]:
    for key in ("headline", "title"):
        if item.at(key).text:
            return plain_words(item.at(key).text), item.at(key).line
    for one in _main_first(item.at("headlines").items):
        if one.at("value").text:
            return plain_words(one.at("value").text), one.line
    if item.at("name").text:
        return plain_words(item.at("name").text), item.at("name").line
    return "", item.line


def _main_first(several: tuple[Json, ...]) -> list[Json]:
    """Return the variants of a headline, text or description: that called main before others, HTML before text."""

    def rank(one: Json) -> tuple[bool, bool]:
        role, kind = one.at("role").text.casefold(), one.at("contenttype").text
        return role not in ("", "main", "body", "headline") and "main" not in role, "html" not in kind

    return sorted(several, key=rank)


def _body(item: Json, headline: str) -> tuple[Piece, ...]:
    """Return the text: marked up rather than plain, the first that has any words."""
    for key in BODIES:
        value = item.at(key)
        if value.text:
            plain = key == "body_text" and not re.search(r"<p\b|<br\b", value.text)
            return body_pieces(value.text, value.line, headline, one_line=True, markup=not plain)
    for one in _main_first(item.at("bodies").items):
        if one.at("value").text:
            return body_pieces(one.at("value").text, one.at("value").line, headline, one_line=True)
    return ()


def _described(item: Json) -> Field | None:
    values = [item.at("description_text"), item.at("description_html")]
    values += [one.at("value") for one in _main_first(item.at("descriptions").items)]
    for value in values:
        if text := plain_words(value.text):
            return Field("deck", (text,), value.line)
    return None


def _moments(item: Json) -> Iterator[Field]:
    """Yield the dates: that of the first version is the publication, a later version an update."""
    first, version = item.at("firstcreated"), item.at("versioncreated")
    published = next(
        (v for v in (first, version, item.at("contentcreated"), item.at("pubdate")) if v.text), None
    )
    if published is not None:
        yield Field("published", (published.text,), published.line)
    if first.text and version.text and version.text != first.text:
        yield Field("updated", (version.text,), version.line)


def _byline(item: Json) -> Iterator[Field]:
    for key in ("byline", "by"):
        if item.at(key).text:
            yield Field("byline", (plain_words(item.at(key).text),), item.at(key).line)
            return
    for key in ("bylines", "authors", "contributors", "creators"):
        people = [_named(one) for one in item.at(key).items if _writes(one)]
        if names := tuple(dict.fromkeys(name for name in people if name)):
            yield Field("byline", names, item.at(key).line)
            return


def _writes(person: Json) -> bool:
    """Whether somebody named among the contributors is a writer, as far as roles are given."""
    role = f"{person.at('role').text} {person.at('rel').text}".casefold()
    return not re.search(r"photo|editor|camera|video|translat|graphic", role)


def _named(one: Json) -> str:
    return one.text or next((one.at(name).text for name in NAMES if one.at(name).text), "")


def _source(item: Json) -> Iterator[Field]:
    """Yield the outlet: the source that the item names, else the holder of its rights."""
    several = (*item.at("infosources").items, *item.at("infosource").items)
    candidates = [item.at("source"), *several, item.at("provider"), item.at("copyrightholder")]
    for one in candidates:
        name = _named(one)
        if name and not ADDRESS.match(name):
            yield Field("source", (plain_words(name),), one.line)
            return


def _rest(item: Json) -> Iterator[Field]:
    located = item.at("located")
    place = located.text or _named(located) or item.at("dateline", "text").text
    if place:
        yield Field("dateline", (plain_words(place),), located.line)
    if item.at("language").text:
        yield Field("language", (item.at("language").text,), item.at("language").line)
    several = [(key, one) for key in ("keywords", "subject", "subjects") for one in item.at(key).items]
    words = dict.fromkeys(plain_words(_named(one)) for _, one in several)
    if tags := tuple(word for word in words if word):
        yield Field("tags", tags, several[0][1].line)
    for key in ("service", "services", "genre", "genres"):
        section = _named(item.at(key).items[0]) if item.at(key).items and key.startswith("service") else ""
        if section:
            yield Field("section", (section,), item.at(key).line)
            break
    for key in ("canonical", "url", "link", "uri"):
        if ADDRESS.fullmatch(item.at(key).text) and "tag:" not in item.at(key).text and key != "uri":
            yield Field("original_url", (item.at(key).text,), item.at(key).line)
            break


def _status(item: Json) -> Iterator[Field]:
    """Yield whether the item may be published, with the moment up to which it may not."""
    status, until = item.at("pubstatus"), item.at("embargoed").text
    if status.text:
        yield Field("pubstatus", (status.text, until) if until else (status.text,), status.line)


def _note(item: Json, key: str) -> Piece | None:
    """Return a note to editors or on rights as a piece that is kept, but is none of the text."""
    value = item.at(key)
    text = plain_words(value.text or " ".join(one.text for one in value.items))
    if not text:
        return None
    correction = key == "ednote" and re.search(r"correct|clarif|kill|withdraw", text, re.IGNORECASE)
    return Piece("note" if correction else "footer", text, ((0, value.line),), f"the key `{key}`")


def _figures(item: Json) -> Iterator[Piece]:
    """Yield the pictures that are associated with the item."""
    linked = item.at("associations")
    for one in (*linked.items, *linked.keys.values()):
        if (
            one.keys
            and one.at("type").text in ("", *PICTURES)
            and ("type" in one.keys or "renditions" in one.keys)
        ):
            yield from _figure(one)


def _figure(one: Json) -> Iterator[Piece]:
    """Yield the figure of a picture: what it shows, who made it, where it lies."""
    described = _described(one)
    caption = described.values[0] if described else plain_words(one.at("body_text").text)
    makers = [next((f.values[0] for f in told), "") for told in (_byline(one), _source(one))]
    credit = one.at("creditline").text or "/".join(dict.fromkeys(m for m in makers if m))
    renditions = one.at("renditions")
    sizes = (*renditions.items, *renditions.keys.values())
    address = next((r.at("href").text or r.at("url").text for r in sizes if r.keys), "")
    yield from figure_piece(caption or _headline(one)[0], credit, address, one.line, "a picture of the item")
