"""What the standards of exports say of the properties that Backfile writes, as JSON Schemas for programs of others."""

from typing import Any

__all__ = ["CSL", "NINJS"]


def _listed(**properties: dict[str, str]) -> dict[str, object]:
    """Return the schema of a list of mappings with these properties and no others."""
    return {
        "type": "array",
        "items": {"type": "object", "additionalProperties": False, "properties": properties},
    }


WORD, MOMENT, PLACE = (
    {"type": "string"},
    {"type": "string", "format": "date-time"},
    {"type": "string", "format": "uri"},
)
TOLD = _listed(role=WORD, contenttype=WORD, value=WORD)
PARTY = _listed(name=WORD, rel=WORD, uri=PLACE, literal=WORD)
NINJS_PROPERTIES: dict[str, Any] = {
    "uri": PLACE,
    "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component"]},
    "standard": {
        "type": "object",
        "additionalProperties": False,
        "properties": {"name": {"const": "ninjs"}, "version": {"const": "2.1"}, "schema": PLACE},
    },
    "language": WORD, "versioncreated": MOMENT, "contentcreated": MOMENT, "firstcreated": MOMENT,
    "copyrightnotice": WORD, "by": WORD, "located": WORD,
    "headlines": TOLD, "descriptions": TOLD,
    "bodies": _listed(role=WORD, contenttype=WORD, value=WORD, charcount={"type": "number"}, wordcount={"type": "number"}),
    "people": PARTY, "subjects": PARTY,
    "infosources": _listed(name=WORD, role=WORD, uri=PLACE, literal=WORD),
    "altids": _listed(role=WORD, value=WORD),
}  # fmt: skip
ASSOCIATED = {"type": "object", "additionalProperties": False, "required": ["name", "uri"],
              "properties": {**NINJS_PROPERTIES, "name": WORD}}  # fmt: skip
NINJS = {
    "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["uri"],
    "additionalProperties": False,
    "properties": {**NINJS_PROPERTIES, "associations": {"type": "array", "items": ASSOCIATED}},
}  # fmt: skip
"""What IPTC's schema of ninjs 2.1 says of the properties that are written, and that there are no others."""

NAMED = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "properties": dict.fromkeys(("family", "given", "dropping-particle", "suffix", "literal"), WORD),
    },
}
PARTS = {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": ["string", "number"]}}
DATED = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "date-parts": {"type": "array", "minItems": 1, "maxItems": 2, "items": PARTS},
        "literal": WORD,
    },
}
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "type": {
                "enum": [
                    "article",
                    "article-journal",
                    "article-magazine",
                    "article-newspaper",
                    "post",
                    "webpage",
                ]
            },
            **dict.fromkeys(
                (
                    "id",
                    "title",
                    "container-title",
                    "section",
                    "publisher-place",
                    "language",
                    "keyword",
                    "abstract",
                    "URL",
                    "archive",
                    "archive_location",
                    "note",
                ),
                WORD,
            ),
            "author": NAMED,
            "issued": DATED,
            "accessed": DATED,
        },
    },
}
"""What the schema of CSL's input says of the properties that are written, and that there are no others."""
