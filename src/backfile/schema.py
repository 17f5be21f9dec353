"""JSON Schemas of what a curator writes, for editors that complete and check while one types.

They describe the files in JSON Schema 2020-12 and say no more than the loaders do; a test holds them to the
records that these fill, and to the files of the demonstration.
"""

from collections.abc import Callable, Mapping
from typing import get_args

from backfile.parse.phrases import FIELD_NAMES
from backfile.registers import SOURCE_KINDS
from backfile.relations import KINDS
from backfile.settings import COLUMNS, LANGUAGES, DateOrder

__all__ = ["NAMES", "schema_of"]

Schema = dict[str, object]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KEY = "^[a-z0-9]+(-[a-z0-9]+)*$"
TEXT = ["string", "number", "null"]
"""A value that is read as text, whatever an editor takes it for; nothing is the same as left out."""


def _text(told: str, **more: object) -> Schema:
    return {"type": TEXT, "description": told, **more}


def _texts(told: str) -> Schema:
    """Return a list of texts, or a single one."""
    return {"type": [*TEXT, "array"], "items": {"type": ["string", "number"]}, "description": told}


def _switch(told: str) -> Schema:
    words = ["yes", "no", "true", "false", "on", "off"]
    return {"enum": [*words, True, False, None], "description": told}


def _one_of(told: str, values: tuple[str, ...]) -> Schema:
    return {"enum": [*values, None], "description": told}


ORDER = _one_of("How to read 03/04/2023: DMY (3 April), MDY (March 4) or YMD.", get_args(DateOrder))
WIKIDATA = _text("Wikidata id.", pattern="^Q[1-9][0-9]*$")
DATE = r"^\d{4}(-\d\d(-\d\d)?)?$"

SETTINGS: dict[str, Schema] = {
    "title": _text("Name of the archive, on every page."),
    "description": _text("One sentence about it, on the home page and in metadata."),
    "language": _text(
        f"Language of the interface: {', '.join(LANGUAGES)}, alone or with a region as in de-AT.",
        pattern=f"^({'|'.join(LANGUAGES)})(-[A-Za-z0-9]{{2,8}})*$",
    ),
    "site_url": _text(
        "Address the site is deployed at; feeds, sitemap and canonical links need it.", pattern="^https?://"
    ),
    "noindex": _switch("Whether search engines are asked to leave the site out."),
    "downloads": _switch("Whether the data page offers tables and citations as files; yes if left out."),
    "extraction": _switch(
        "Whether people, quotes and event days are looked for in the texts; yes if left out. With no, those that"
        " files state remain."
    ),
    "search": _switch("Whether the site has a search; yes if left out."),
    "drafts": _switch("Whether texts that say they are drafts are published; no if left out."),
    "contact": _text("Mail or web address to report errors to."),
    "date_order": ORDER,
    "columns": {
        "type": ["object", "null"],
        "description": "For tables and JSON files with names of their own: field of the article to column.",
        "properties": {name: _text(f"Column that holds the field {name}.") for name in COLUMNS},
        "additionalProperties": False,
    },
}

PERSON: dict[str, Schema] = {
    "name": {"type": "string", "description": "The name as the site prints it."},
    "variants": _texts("Other forms found in texts, in any script."),
    "sort_name": _text("The name for alphabetical lists: `Shoigu, Sergei`."),
    "description": _text("One line about the person."),
    "wikidata": WIKIDATA,
    "born": _text("Date of birth: 1955-05-21, 1955-05 or 1955.", pattern=DATE),
    "died": _text("Date of death, likewise.", pattern=DATE),
    "not_same_as": _texts("Keys of people this one must not be taken for."),
}

RULE = "An item is a word or phrase, `word*`, `=Word`, `person:KEY`, `source:KEY` or `place:NAME`."
TOPIC: dict[str, Schema] = {
    "name": {"type": "string", "description": "The name as the site prints it."},
    "parent": _text("Key of the wider topic."),
    "description": _text("One line about the topic."),
    "any": _texts(f"At least one of these must match. {RULE}"),
    "all": _texts(f"Every one of these must match. {RULE}"),
    "not": _texts(f"None of these may match. {RULE}"),
    "wikidata": WIKIDATA,
    "iptc": _text(
        "IPTC Media Topic code: medtop:16000000 or the eight digits.", pattern=r"^(medtop:)?\d{8}$"
    ),
}

SOURCE: dict[str, Schema] = {
    "name": {"type": "string", "description": "The name as the site prints it."},
    "kind": _one_of("What it is.", SOURCE_KINDS),
    "url": _text("Home page."),
    "hosts": _texts("Host names of its pages; `example.org` stands for all names below it too."),
    "handles": _texts("Telegram and other handles, without @."),
    "aliases": _texts("Other names it is printed under."),
    "country": _text("Country."),
    "language": _text("Main language."),
    "time_zone": _text("Time zone its printed times are in. No time is shifted."),
    "date_order": ORDER,
    "boilerplate": _texts("Lines it prints in every text, to be kept out of the body."),
    "keep": _texts("Lines that belong to its texts, though they are repeated."),
    "collected": _texts("Spans of days whose texts were saved: 2023-09-01 to 2023-09-30."),
}

CREDITOR: dict[str, Schema] = {
    "name": {"type": "string", "description": "The name as the site prints it."},
    "url": _text("Home page."),
    "lines": _texts("Credit lines as printed that mean this creditor."),
}

REDACTION: dict[str, Schema] = {
    "article": {"type": "string", "description": "Path of the raw file, or address of the article's page."},
    "reason": {"type": "string", "description": "Why, as the page says it."},
    "date": {"type": "string", "description": "Day since when.", "pattern": r"^\d{4}-\d\d-\d\d$"},
    "lines": _texts("Lines of the raw file to take out: 12 or 30-34."),
    "words": _texts("Words, numbers or phrases; `*` at the end stands for any ending."),
    "name": _texts("A person, in every form in which the article names them."),
    "photo": _texts("A photo with caption and credit: its number in the article, or its file name."),
    "whole": _switch("Whether the whole article is withdrawn."),
}

FIELDS: dict[str, str] = {
    "headline": "The title line.",
    "deck": "The standfirst under it.",
    "section": "Section or rubric.",
    "published": "Date, or date and time, of publication.",
    "updated": "Time of the last change.",
    "byline": "Who wrote it; a list for several.",
    "source": "The outlet: its name, or its key in sources.yaml.",
    "original_url": "Address the text was saved from.",
    "dateline": "Place of the dateline.",
    "language": "Language as BCP 47 tag.",
    "tags": "Tags. Under the name `topics` they are labels, from which topics are learnt.",
    "people": "People whom it is about or names, a list; each gets a page that lists the article.",
    "image": "Image beside the text.",
    "caption": "Caption of the image.",
    "credit": "Credit of the image.",
    "id": "Its own id.",
    "correction": "A note of correction, shown with the article.",
    "draft": "Whether the text is a draft, which is passed over.",
    "released": "The publication status of the IPTC; a text that is withheld, embargoed or canceled is passed over.",
}


def _fields() -> dict[str, object]:
    """Return the fields of front matter under all their names; other names are no error to the loader."""
    return {name: _texts(FIELDS[field]) for field, names in FIELD_NAMES.items() for name in names}


def _register(title: str, section: str, entry: Mapping[str, Schema], **more: Schema) -> Schema:
    entries = {
        "type": ["object", "null"],
        "propertyNames": {"pattern": KEY},
        "additionalProperties": {
            "type": "object",
            "properties": entry,
            "required": ["name"],
            "additionalProperties": False,
        },
        "description": "Entries by key: small letters, digits and hyphens. The key is the page's address.",
    }
    return {
        "title": title,
        "type": ["object", "null"],
        "properties": {section: entries, **more},
        "additionalProperties": False,
    }


def _redactions() -> Schema:
    entry = {
        "type": "object",
        "properties": REDACTION,
        "required": ["article", "reason", "date"],
        "additionalProperties": False,
    }
    listed = {"type": ["array", "null"], "items": entry}
    return {
        "title": "Redactions",
        "type": ["object", "null"],
        "properties": {"redactions": listed},
        "additionalProperties": False,
    }


def _sidecar() -> Schema:
    stretches = _texts("A line of the raw file, or several: 12, 30-34.")
    fields = {**_fields(), "remove_lines": stretches, "return_lines": stretches}
    parts = {
        "type": "object",
        "description": "For one article of a file of many: its number, then its fields.",
        "propertyNames": {"pattern": r"^\d+$"},
        "additionalProperties": {"type": "object", "properties": _fields()},
    }
    return {"title": "Sidecar", "type": ["object", "null"], "properties": {**fields, "parts": parts}}


def _site() -> Schema:
    return {
        "title": "Settings of the archive",
        "type": ["object", "null"],
        "properties": SETTINGS,
        "additionalProperties": False,
    }


def _copies() -> Schema:
    group = {"type": "array", "items": {"type": "string"}, "minItems": 2}
    told = {
        "copies": "Each list: one text in several places.",
        "not_copies": "Each list: no two of these are copies, however alike.",
        "versions": "Each list: one article saved more than once, the oldest first.",
        "not_versions": "Each list: no two of these are versions of one article.",
    }
    sections = {
        kind: {
            "type": ["array", "null"],
            "items": group,
            "description": f"{told[kind]} By path of the raw file or address.",
        }
        for kind in KINDS
    }
    return {
        "title": "Copies and versions",
        "type": ["object", "null"],
        "properties": sections,
        "additionalProperties": False,
    }


def _redirects() -> Schema:
    moved = {
        "type": ["object", "null"],
        "description": "Old address to new one, both as they stand after the site's address.",
        "propertyNames": {"pattern": r"\.html$"},
        "additionalProperties": {"type": "string", "pattern": r"\.html$"},
    }
    return {
        "title": "Addresses that moved",
        "type": ["object", "null"],
        "properties": {"redirects": moved},
        "additionalProperties": False,
    }


_MAKERS: dict[str, Callable[[], Schema]] = {
    "site": _site,
    "people": lambda: _register(
        "People", "people", PERSON, not_people=_texts("Phrases that look like names and are none.")
    ),
    "topics": lambda: _register("Topics", "topics", TOPIC),
    "sources": lambda: _register("Sources", "sources", SOURCE),
    "credits": lambda: _register("Creditors", "creditors", CREDITOR),
    "redactions": _redactions,
    "copies": _copies,
    "redirects": _redirects,
    "sidecar": _sidecar,
    "front-matter": lambda: {"title": "Front matter", "type": "object", "properties": _fields()},
}

NAMES = tuple(_MAKERS)
"""What there is a schema of."""


def schema_of(name: str) -> Schema:
    """Return the JSON Schema of one of NAMES."""
    return {"$schema": DIALECT, **_MAKERS[name]()}
