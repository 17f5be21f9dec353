"""What a result shows of an article, in files by number, with the text that its snippet is cut from.

Texts make most of the bytes. A small archive has them as they are; a larger one deflated, so that a file holds more
articles for the same bytes; a very large one has none, and snippets are cut from the lead.
"""

import base64
import zlib
from collections.abc import Mapping, Sequence

import msgspec

from backfile.model import Archive, Filed, Text
from backfile.pages import addresses
from backfile.pages.catalogue import shortened
from backfile.patterns import late
from backfile.search.names import BORDER
from backfile.search.order import Order
from backfile.search.rows import WHOLE

__all__ = ["Result", "Spans", "grouped", "plain_slug", "record", "spans", "text_of_body", "together"]

FILES = 1740
"""Files of results at most, about."""
WITH_TEXTS = 16
"""Numbers in a file of an archive with texts: with fewer there are too many files, with more a query loads too much."""
LEAST = 8
"""Numbers in a file of a small archive."""
PLAIN = 1 << 12
"""Scale up to which the texts are not deflated."""
LEVEL = 4
"""How hard zlib tries: more takes twice the time for a twentieth of the bytes."""
LEAD = 200
"""Characters of the lead that a result shows."""
LEAD_OF_MANY = 104
"""The same where the search holds no texts and every character counts."""


_BESIDE = " ¶ "
"""Between paragraphs while they are looked at together: blanks at their ends become two in a row."""
_OTHER = late(r"[^a-z0-9]+")


class Spans(msgspec.Struct, frozen=True):
    """How files of results are cut and written."""

    width: int
    """Numbers in one file."""
    texts: bool
    """Whether the files hold the texts."""
    deflated: bool
    """Whether they are deflated."""


def spans(order: Order) -> Spans:
    """Return how the results of an index of this scale are cut: small files for a small archive, never too many."""
    if order.scale > WHOLE:
        return Spans(max(WITH_TEXTS, order.scale // FILES), False, False)
    small = order.scale <= PLAIN
    return Spans(LEAST if small else WITH_TEXTS, True, not small)


class Result(msgspec.Struct, frozen=True):
    """What a result shows of an article."""

    source: str
    """Name of its source; empty when it has none."""
    fields: tuple[str, ...]
    """All else, as `record` tells it."""


def record(filed: Filed, archive: Archive, site_language: str, whole: bool) -> Result:
    """Return what a result shows: day of the month and time, headline, address, lead, language, direction.

    Year and month follow from the article's number. The address is its readable part and the six characters
    after it; the part is left out where the browser can make it of the headline (`plain_slug`).
    """
    article = filed.article
    headline = article.headline or ""
    slug, short = addresses.slug(headline, article.path), article.id[:6]
    language = article.language or "und"
    clock = article.published.value[11:16] if article.published else ""
    return Result(
        archive.sources[filed.source.key].name if filed.source else "",
        (
            (filed.day or "")[8:10] + clock,
            headline,
            short,
            "" if slug == plain_slug(headline) else slug,
            shortened(article.deck or article.lead, LEAD if whole else LEAD_OF_MANY),
            "" if language == site_language else language,
            "rtl" if article.direction == "rtl" else "",
        ),
    )


def together(
    results: Mapping[int, Result], texts: Mapping[int, str], deflated: bool
) -> Mapping[str, object] | str:
    """Return one file of results, by place: each a text with BORDER between the fields, the sixth the place
    of its source among those of the file, which stand under `s`. Under `t` are the texts, by place.

    Deflated it is the base64 of the JSON of the same.
    """
    names = sorted({one.source for one in results.values() if one.source})
    places = {name: str(n) for n, name in enumerate(names)}
    file: dict[str, object] = {"s": names}
    for place, one in results.items():
        fields = [field.replace(BORDER, " ") for field in one.fields]
        file[str(place)] = BORDER.join((*fields[:5], places.get(one.source, ""), *fields[5:])).rstrip(BORDER)
    if texts:
        file["t"] = {str(place): text for place, text in texts.items()}
    return base64.b64encode(zlib.compress(msgspec.json.encode(file), LEVEL)).decode() if deflated else file


def plain_slug(headline: str) -> str:
    """Return the readable part of an address as the browser makes it: right for most English headlines."""
    words = _OTHER.sub("-", headline.lower().replace("'", "").replace("’", "")).strip("-")
    cut = words[: addresses.SLUG_CHARACTERS]
    if len(cut) < len(words) and words[len(cut)] != "-":
        border = cut.rfind("-")
        if border > len(cut) // 2:
            cut = cut[:border]
    return cut.strip("-")


def text_of_body(filed: Filed, text: Text) -> str:
    """Return the words that a snippet of an article is cut from, one paragraph a line."""
    parts = [block.text for block in text.body if block.text and block.kind != "figure"]
    if filed.article.deck:
        parts.insert(0, filed.article.deck)
    if filed.article.figures:
        parts += [figure.caption for figure in filed.article.figures if figure.caption]
    held = _BESIDE.join(("", *parts, ""))
    if held.isprintable() and "  " not in held:  # what is printable has no other signs for spaces
        return "\n".join(parts)
    return "\n".join([" ".join(part.split()) for part in parts])


def grouped(order: Order, span: int) -> Mapping[int, Sequence[tuple[int, str]]]:
    """Return (place in the file, article id) for each file of records or texts, by the file's number."""
    files: dict[int, list[tuple[int, str]]] = {}
    for id_, number in order.numbers.items():
        files.setdefault(number // span, []).append((number % span, id_))
    return files
