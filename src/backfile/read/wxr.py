"""Exports of WordPress (WXR): published posts and pages, with the pictures that are attached to them.

The format: https://github.com/WordPress/WordPress/blob/master/wp-admin/includes/export.php. Its texts are as an
editor typed them: empty lines part paragraphs, short codes in square brackets stand for what plugins show, and
comments `<!-- wp:… -->` part the blocks of newer texts.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from backfile.model import Doubt, Field, Piece, Record
from backfile.outletlist import known_outlet
from backfile.patterns import late
from backfile.read.bodies import body_pieces, figure_piece, fold, plain_words, repeated
from backfile.read.feeds import PROLOGUE, Names, first_line, first_text, link_address, names_below, spans
from backfile.read.fragment import line_of
from backfile.read.reader import Draft, Raw, Reader, unreadable
from backfile.read.xmltext import local, parse_xml, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["WXR"]

ROOT = late(PROLOGUE + r"<rss\b[^>]*wordpress\.org/export/", re.IGNORECASE | re.DOTALL)
# Kinds of items that are no texts: parts of the site, of its menus and of its plugins.
NO_TEXTS = frozenset(
    (
        "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request",
        "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family",
        "wp_font_face", "acf-field", "acf-field-group", "acf", "wpcf7_contact_form", "feedback", "shop_order",
        "shop_coupon", "product_variation", "elementor_library", "et_pb_layout", "mc4wp-form", "sidebar",
        "safecss", "jp_pay_order",
    )
)  # fmt: skip
UNPUBLISHED = frozenset(("draft", "auto-draft", "pending", "future", "trash", "private"))
# What WordPress calls the category of posts without one.
UNSORTED = frozenset(
    fold(name)
    for name in (
        "Uncategorized", "Uncategorised", "Allgemein", "Non classé", "Sin categoría", "Sem categoria", "Genel",
        "Senza categoria", "Geen categorie", "Okategoriserade", "Ukategoriseret", "Ikke kategorisert", "Nezařazené",
        "Bez kategorii", "Без рубрики", "Без категорії", "Fără categorie", "Egyéb", "Yleinen", "غير مصنف",
        "دسته‌بندی نشده", "未分类", "未分類",
    )
)  # fmt: skip
NO_NAMES = frozenset(("admin", "administrator", "root", "webmaster", "wordpress", "user", "editor", "test"))
LOGIN = late(r"[a-z0-9._@+-]+")
NO_DATE = late(r"-0001|0000-00-00|30 Nov -?0001|Nov 0000")

SHORT_CODE = re.compile(
    r"\[(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>(?:[\s=:][^\[\]<>]*|\s[^\[\]]*)?)(?P<self>/?)\]"
)
CAPTION = late(
    r"\[(?:wp_)?caption(?P<rest>[^\]]*)\](?P<inside>.*?)\[/(?:wp_)?caption\]", re.DOTALL | re.IGNORECASE
)
OLD_CAPTION = late(r"\bcaption=(?P<mark>[\"'”“])(?P<text>.*?)(?P=mark)", re.DOTALL)
IMAGE = late(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
# Codes that show something from elsewhere: an address inside them is none of the text.
SHOWS = (
    "embed", "youtube", "vimeo", "video", "audio", "tweet", "twitter", "instagram", "facebook", "soundcloud", "tiktok",
)  # fmt: skip
KNOWN = frozenset(
    (
        *SHOWS, "gallery", "playlist", "dropcap", "quote", "pullquote", "blockquote", "button", "divider", "separator",
        "clear", "row", "column", "columns", "one_half", "one_third", "tabs", "tab", "accordion", "toggle", "spoiler",
        "highlight", "googlemaps", "slideshow", "polldaddy", "poll", "ad", "ads", "adsense", "adrotate", "sharethis",
        "box", "more", "social", "newsletter", "related", "footnote", "infobox", "figure", "iframe", "map", "raw",
    )
)  # fmt: skip


# In the name of a paper, a station or an agency.
PAPER = late(
    r"\b(?:times|post|herald|tribune|gazette|chronicle|observer|guardian|mail|daily|journal|courier|news|zeitung|anzeiger|tageblatt|gazeta|gazette|quotidien|diario|diário|jornal|giornale|heraldo|krant|dagblad|новости|новини|газета|вести|вісті)\b|صحيفة|جريدة|وكالة|خبرگزاری|روزنامه|日报|日報|新闻|新聞|신문|일보|뉴스",
    re.IGNORECASE,
)


class _Attached(Record, frozen=True):
    """A picture of the media library."""

    parent: str
    address: str
    caption: str
    credit: str
    line: int


class _Site(msgspec.Struct, frozen=True):
    """What the export says besides its texts."""

    names: dict[str, str]
    """Login to the name that is shown."""
    attached: dict[str, _Attached]
    """Pictures by the number of their item."""
    language: Field | None
    outlet: Field | None


def _claims(suffix: str, head: str) -> bool:
    return ROOT.match(head) is not None


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return the published posts and pages; raises UnreadableFile when there are none."""
    root, doubts = parse_xml(raw)
    channel = next((e for e in root.iter() if local(e) == "channel"), root)
    items = [e for e in root.iter() if local(e) == "item"]
    named = [(item, _below(item)) for item in items]
    site = _Site(_authors(channel), _attachments(named), _language(channel), _outlet(channel))
    drafts: list[Draft] = []
    hidden: list[int] = []
    for (item, names), span in zip(named, spans(items, len(raw.lines)) if items else (), strict=True):
        if first_text(names, "post_type") in NO_TEXTS:
            continue
        if first_text(names, "status") in UNPUBLISHED:
            hidden.append(line_of(item))
            continue
        draft = _post(item, names, site, span)
        if draft.pieces or (draft.fields and first_text(names, "post_type") != "page"):
            drafts.append(draft)
    if not drafts:
        found = f"{len(hidden)} drafts only" if hidden else "none in it"
        raise unreadable(
            raw.path, "no-article", f"expected published posts in the export, found {found}", "", 1
        )
    if hidden:
        message = f"{len(hidden)} items of the export are drafts or private, and were not read."
        hint = "export them after they are published"
        doubts = (*doubts, Doubt("text", hidden[0], message, "drafts-left-out", hint))
    first = msgspec.structs.replace(drafts[0], doubts=(*doubts, *drafts[0].doubts))
    return (first, *drafts[1:])


def _below(item: "_Element") -> Names:
    """Return the children by name; those of the export's own namespace without its prefix."""
    return {
        name.removeprefix("wp:").replace("excerpt:", ""): found for name, found in names_below(item).items()
    }


def _authors(channel: "_Element") -> dict[str, str]:
    """Return the name shown for each login: the display name, else first and last name."""
    shown: dict[str, str] = {}
    for element in channel:
        if local(element).removeprefix("wp:") != "author":
            continue
        names = {k.removeprefix("author_"): text_of(v[0]) for k, v in _below(element).items()}
        login, display = names.get("login", ""), names.get("display_name", "")
        full = " ".join(part for part in (names.get("first_name", ""), names.get("last_name", "")) if part)
        shown[login] = (
            full if full and " " in full and fold(display) in ("", fold(login)) else display or full
        )
    return shown


def _language(channel: "_Element") -> Field | None:
    for element in channel:
        if local(element) == "language" and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w+)?", text_of(element)):
            return Field("language", (text_of(element),), line_of(element))
    return None


def _outlet(channel: "_Element") -> Field | None:
    """Return the site's name where it is a known outlet's or says that it is a paper's; other titles are of blogs."""
    for element in channel:
        if local(element) == "title":
            name = re.split(r"\s[-–—|:]\s", text_of(element))[0]
            if known_outlet(name) or PAPER.search(name):
                return Field("source", (name,), line_of(element))
            return None
    return None


def _meta(names: Names) -> dict[str, str]:
    """Return the fields that plugins added to an item."""
    pairs = [_below(element) for element in names.get("postmeta", ())]
    return {first_text(pair, "meta_key"): first_text(pair, "meta_value") for pair in pairs}


def _attachments(items: Sequence[tuple["_Element", Names]]) -> dict[str, _Attached]:
    found: dict[str, _Attached] = {}
    for item, names in items:
        address = first_text(names, "attachment_url")
        if first_text(names, "post_type") != "attachment" or not address:
            continue
        meta = _meta(names)
        credits = (
            v for k, v in meta.items() if re.search(r"credit|photographer", k) and "://" not in v and v
        )
        found[first_text(names, "post_id")] = _Attached(
            first_text(names, "post_parent"),
            address,
            plain_words(first_text(names, "encoded")),
            plain_words(next(credits, "")),
            line_of(item),
        )
    return found


def _post(item: "_Element", names: Names, site: _Site, span: tuple[int, int]) -> Draft:
    headline = plain_words(first_text(names, "title"))
    fields: list[Field] = [Field("headline", (headline,), first_line(names, "title"))] if headline else []
    pieces: tuple[Piece, ...] = ()
    for element in names.get("content:encoded", ()):
        source = "".join(map(str, element.itertext()))
        typed = "<!-- wp:" not in source
        pieces += body_pieces(_unfolded(source), line_of(element), headline, breaks=typed, markup=True)
    excerpt = plain_words(re.sub(SHORT_CODE, _code, first_text(names, "encoded")))
    if excerpt and not repeated(excerpt, " ".join(p.text for p in pieces)):
        fields.append(Field("deck", (excerpt,), first_line(names, "encoded")))
    fields += _moments(names)
    fields += _byline(names, site)
    fields += link_address(item, names, {})
    tags = [e for e in names.get("category", ()) if e.get("domain") in ("category", "post_tag", "tag", None)]
    words = tuple(
        dict.fromkeys(w for e in tags if (w := plain_words(text_of(e))) and fold(w) not in UNSORTED)
    )
    fields += [Field("tags", words, line_of(tags[0]))] if words else []
    fields += [field for field in (site.language, site.outlet) if field]
    return Draft(tuple(fields), (*_pictures(names, site, pieces), *pieces), span=span)


def _moments(names: Names) -> Iterator[Field]:
    """Yield the dates: the one with its zone first, which older exports of drafts have as the year -1."""
    for name in ("pubDate", "post_date", "post_date_gmt"):
        value = first_text(names, name)
        if value and not NO_DATE.search(value):
            yield Field("published", (value,), first_line(names, name))
            break
    changed = first_text(names, "post_modified_gmt")
    if changed and changed != first_text(names, "post_date_gmt") and not NO_DATE.search(changed):
        yield Field("updated", (changed,), first_line(names, "post_modified_gmt"))


def _byline(names: Names, site: _Site) -> Iterator[Field]:
    """Yield who wrote it: the co-authors, else the account's name. A bare login is nobody's name."""
    several = [e for e in names.get("category", ()) if e.get("domain") == "author"]
    written = [plain_words(text_of(e)) for e in several]
    for element in names.get("dc:creator", ()) if not written else ():
        login = text_of(element)
        name = site.names.get(login) or login
        known = not LOGIN.fullmatch(name) and name.casefold() not in NO_NAMES
        written += [name] if known and re.search(r"[^\W\d_]", name) else []
        several = [element]
    if written:
        yield Field("byline", tuple(dict.fromkeys(written)), line_of(several[0]))


def _pictures(names: Names, site: _Site, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pictures of the item that its text does not show: the chosen one first, then the attached ones."""
    number, chosen = first_text(names, "post_id"), _meta(names).get("_thumbnail_id", "")
    shown = {fold(p.text) for p in pieces if p.kind == "figure"}
    mine = [a for key, a in site.attached.items() if a.parent == number and key != chosen and number]
    for picture in (*([site.attached[chosen]] if chosen in site.attached else []), *mine):
        if fold(picture.caption) not in shown:
            shown.add(fold(picture.caption))
            line = first_line(names, "title")
            yield from figure_piece(
                picture.caption, picture.credit, picture.address, line, "an attached picture"
            )


def _unfolded(source: str) -> str:
    """Return the text without short codes: captions become figures, what other codes enclose stays."""
    source = CAPTION.sub(_figure, source)
    pairs = {m.group("name").lower() for m in SHORT_CODE.finditer(source) if m.group("close")}
    for name in SHOWS:
        if name in pairs:
            source = re.sub(
                rf"(\[{name}\b[^\]]*\])\s*https?://[^\s\[\]]+\s*(\[/{name}\])",
                r"\1\2",
                source,
                flags=re.IGNORECASE,
            )
    return SHORT_CODE.sub(lambda match: _code(match, pairs), source)


def _code(match: re.Match[str], pairs: Sequence[str] | set[str] = ()) -> str:
    """Return nothing for a short code, and what is no code, such as `[sic]` or `[the minister]`, as it is."""
    name, rest = match.group("name"), match.group("rest")
    code = (
        name.lower() in pairs
        or name.lower() in KNOWN
        or match.group("close")
        or "=" in rest
        or (re.search(r"[a-z\d][_-][a-z\d]|\d", name) and name.islower() and not rest.strip())
    )
    return "\n" * match.group().count("\n") if code else match.group()


def _figure(match: re.Match[str]) -> str:
    """Return the figure that a caption's code stands for; line ends are kept, so that lines stay right."""
    inside = match.group("inside")
    image = IMAGE.search(inside)
    old = OLD_CAPTION.search(match.group("rest"))
    caption = (inside[: image.start()] + inside[image.end() :]) if image else inside
    caption = caption.strip() or (old.group("text") if old else "")
    figure = f"<figure>{image.group() if image else ''}<figcaption>{caption}</figcaption></figure>"
    return figure + "\n" * max(0, match.group().count("\n") - figure.count("\n"))


WXR = Reader("wxr", _claims, _read, marked=True)
