"""How to cite an article: in words, and as BibTeX, RIS and CSL-JSON.

The files that the data page offers and exports are written here. `static/cite.js` writes the same of one article, from
what its page says of itself in JSON-LD, so that no page carries its record four times, and of the entries of a list.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

import msgspec

from backfile.pages import addresses
from backfile.pages.reasons import TURNING
from backfile.pages.wording import Wording

__all__ = ["Cited", "bibtex", "cite", "csl", "family_given", "ris", "told"]

ORGANISATION = {
    "agency", "agencies", "bureau", "correspondent", "correspondents", "desk", "editors", "editorial",
    "media", "ministry", "news", "newsroom", "office", "press", "reporter", "reporters", "service", "staff",
    "team", "times", "wire", "writers",
}  # fmt: skip
"""Words that make a byline a desk or an agency rather than a person."""

PARTICLES = {
    "al",
    "bin",
    "da",
    "de",
    "del",
    "della",
    "der",
    "di",
    "du",
    "la",
    "le",
    "ten",
    "van",
    "von",
    "zu",
}
"""Small words that begin a family name."""


LANGID = {
    "ar": "arabic", "bg": "bulgarian", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fa": "persian", "fi": "finnish", "fr": "french", "he": "hebrew", "hi": "hindi", "hu": "hungarian",
    "it": "italian", "ja": "japanese", "ko": "korean", "nb": "norwegian", "nl": "dutch", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
    "uk": "ukrainian", "zh": "chinese",
}  # fmt: skip
"""Languages by the names that BibLaTeX takes in `langid`, which are those of babel. `static/cite.js` has them too."""


class Cited(msgspec.Struct, frozen=True):
    """What a citation needs of an article."""

    id: str
    title: str
    source: str
    """Name of the outlet, empty when unknown."""
    authors: tuple[str, ...]
    """Names as printed."""
    organisations: frozenset[str]
    """Those of the names that are known to be outlets, casefolded."""
    date: str
    """ISO date of any precision, empty when unknown."""
    date_words: str
    url: str
    """Web address of the original, empty when unknown."""
    permalink: str
    """Absolute address in this archive; empty without `site_url`."""
    archive: str
    """Title of the archive."""
    section: str
    place: str
    language: str
    keywords: tuple[str, ...]
    abstract: str


def family_given(name: str, organisations: frozenset[str] = frozenset()) -> tuple[str, str] | None:
    """Return (family, given) of a name in a script that writes the given name first, else None.

    None also for outlets, desks and names of one word: those are cited as they stand.
    """
    words = name.split()
    plain = {re.sub(r"\W", "", word).casefold() for word in words}
    if not 2 <= len(words) <= 5 or name.casefold() in organisations or plain & ORGANISATION:
        return None
    if not re.fullmatch(r"[A-Za-zÀ-ɏͰ-ԯ.'’\- ]+", name) or not all(
        word[0].isupper() or word.casefold() in PARTICLES for word in words
    ):
        return None
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in PARTICLES:
        at -= 1
    return " ".join(words[at:]), " ".join(words[:at])


def cite(cited: Cited, w: Wording) -> tuple[tuple[str, str], ...]:
    """Return the citation of an article in words: (names of the styles that agree, text).

    No date of access is given: a page cannot know it.
    """
    # People read the address in its letters; programs get it as it is sent.
    shown = msgspec.structs.replace(cited, permalink=_lettered(cited.permalink))
    if w.direction == "rtl" or TURNING.search(" ".join((cited.title, cited.source, *cited.authors))):
        # A date or an address behind words from right to left would be taken into their direction.
        names = ("date_words", "archive", "permalink", "url", "id")
        apart = {name: f"\u2068{text}\u2069" for name in names if (text := getattr(shown, name))}
        shown = msgspec.structs.replace(shown, **apart)
    texts: dict[str, list[str]] = {}
    for style, write in (("Chicago", _chicago), ("APA", _apa), ("MLA", _mla)):
        texts.setdefault(write(shown, w), []).append(style)
    return tuple((", ".join(styles), text) for text, styles in texts.items())


def _lettered(url: str) -> str:
    """Return an address with its letters for percent signs, as it is when other signs would come out."""
    plain = unquote(url)
    return plain if all(c.isalnum() or c in ":/.-_~" or unicodedata.combining(c) for c in plain) else url


def told(url: str, authors: Iterable[str], organisations: frozenset[str]) -> str:
    """Return what a list's entry does not show and its citation needs, for `static/cite.js`; empty when there is none.

    The address of the original, and behind bars the names: `Family, Given`, or `=` and a name that stands as it is.
    """
    names = []
    for name in authors:
        parts = family_given(name, organisations)
        names.append((f"{parts[0]}, {parts[1]}" if parts else f"={_one_line(name)}").replace("|", " "))
    return "|".join((url.replace("|", "%7C"), *names)) if url or names else ""


def _key(cited: Cited) -> str:
    """Return the key of an article in BibTeX: outlet, year, a word of the title, and the id that makes it unique."""
    return "-".join(filter(None, (_word(cited.source), cited.date[:4], _word(cited.title), cited.id[:6])))


def bibtex(cited: Cited) -> str:
    """Return a BibTeX entry. The title is braced twice so that no style changes its capitals."""
    date = cited.date.split("-") if cited.date else []
    fields = [
        ("title", f"{{{_tex(cited.title)}}}"),
        ("author", " and ".join(_tex_name(name, cited.organisations) for name in cited.authors)),
        ("journal", _tex(cited.source)),
        ("date", cited.date),
        ("year", date[0] if date else ""),
        ("month", str(int(date[1])) if len(date) > 1 else ""),
        ("day", str(int(date[2])) if len(date) > 2 else ""),
        ("url", _tex_url(cited.url)),
        ("langid", LANGID.get(cited.language.split("-")[0], "")),
        ("keywords", _tex(", ".join(cited.keywords))),
        ("abstract", _tex(cited.abstract)),
        ("note", _tex(_kept(cited))),
    ]
    lines = [f"\t{name}={{{value}}}," for name, value in fields if value]
    return "\n".join([f"@article{{{_key(cited)},", *lines, "}", ""])


_TEX_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
        **{sign: f"\\{sign}" for sign in "{}&%_#$"},
    }
)  # fmt: skip


_TEX_SIGN = re.compile(r"[\\^~{}&%_#$]")


def _tex(text: str) -> str:
    text = _one_line(text)
    return text.translate(_TEX_SIGNS) if _TEX_SIGN.search(text) else text


def _tex_url(url: str) -> str:
    """Return an address for a field that is read verbatim: only what would unbalance the entry is encoded."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _tex_name(name: str, organisations: frozenset[str]) -> str:
    parts = family_given(name, organisations)
    return f"{_tex(parts[0])}, {_tex(parts[1])}" if parts else f"{{{_tex(name)}}}"


def ris(cited: Cited) -> str:
    """Return a RIS record: one line a tag, CR LF line ends, no line break inside a value."""
    date = [*cited.date.split("-"), "", ""][:3] if cited.date else []
    lines = [("TY", "NEWS"), ("TI", cited.title)]
    for name in cited.authors:
        parts = family_given(name, cited.organisations)
        lines.append(("AU", f"{parts[0]}, {parts[1]}" if parts else name))
    lines += [
        ("T2", cited.source),
        ("DA", f"{'/'.join(date)}/" if date else ""),
        ("PY", date[0] if date else ""),
        ("SE", cited.section),
        ("CY", cited.place),
        ("LA", cited.language),
        ("UR", cited.url or cited.permalink),
        ("DB", cited.archive),
        ("AN", cited.id),
        *(("KW", word) for word in cited.keywords),
        ("AB", cited.abstract),
        ("ID", cited.id),
    ]
    text = [f"{tag}  - {_one_line(value)}" for tag, value in lines if value]
    return "\r\n".join([*text, "ER  - ", ""])


def csl(cited: Cited) -> dict[str, Any]:
    """Return a CSL-JSON item. Desks, outlets and names whose order is not known are literal."""
    authors = []
    for name in cited.authors:
        parts = family_given(name, cited.organisations)
        authors.append({"family": parts[0], "given": parts[1]} if parts else {"literal": name})
    item: dict[str, Any] = {
        "id": cited.id,
        "type": "article-newspaper",
        "title": cited.title,
        "container-title": cited.source,
        "author": authors,
        "issued": {"date-parts": [[int(part) for part in cited.date.split("-")]]} if cited.date else {},
        "section": cited.section,
        "publisher-place": cited.place,
        "language": cited.language,
        "keyword": ", ".join(cited.keywords),
        "abstract": cited.abstract,
        "URL": cited.url or cited.permalink,
        "archive": cited.archive,
        "archive_location": cited.id,
    }
    return {name: value for name, value in item.items() if value}


def _chicago(cited: Cited, w: Wording) -> str:
    title = _quoted(cited, w)
    return _joined(
        _names(cited, " and "), title, _comma(cited.source, _day(cited, w)), _kept(cited), cited.url
    )


def _apa(cited: Cited, w: Wording) -> str:
    date = f"({_day(cited, w)})"
    names = _names(cited, " & ")
    first = f"{names} {date}" if names else ""
    title = cited.title if names else f"{cited.title} {date}"
    return _joined(first, title, cited.source, _kept(cited), cited.url)


def _mla(cited: Cited, w: Wording) -> str:
    title = _quoted(cited, w)
    return _joined(
        _names(cited, ", and "), title, _comma(cited.source, _day(cited, w), cited.url), _kept(cited)
    )


def _day(cited: Cited, w: Wording) -> str:
    return cited.date_words or w("cite.undated")


def _names(cited: Cited, last: str) -> str:
    """Return the authors, the first one family name first."""
    if not cited.authors:
        return ""
    parts = family_given(cited.authors[0], cited.organisations)
    names = [f"{parts[0]}, {parts[1]}" if parts else cited.authors[0], *cited.authors[1:]]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}{last}{names[-1]}"


def _kept(cited: Cited) -> str:
    """Return where the text is kept."""
    return _comma(cited.archive, cited.permalink or cited.id)


def _comma(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _joined(*parts: str) -> str:
    return " ".join(part if part[-1] in ".!?”’»" else f"{part}." for part in parts if part)


def _quoted(cited: Cited, w: Wording) -> str:
    """Return the title in quotation marks; its own double marks become single, as the styles ask."""
    return w("cite.quoted", title=_stopped(cited.title.replace("“", "‘").replace("”", "’")))


def _stopped(title: str) -> str:
    return title if title[-1:] in (".", "!", "?", "…") else f"{title}."


def _word(text: str) -> str:
    """Return the first word of a text in letters that BibTeX keys may hold; empty when there is none."""
    for word in addresses.slug(text).split("-") if text else ():
        if word.isascii() and len(word) > 2 and word != "the":
            return word
    return ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
