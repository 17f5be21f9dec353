"""The archive's settings, read from content/site.yaml."""

import os
import re
from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

from backfile.direction import settled_record
from backfile.problems import Problem
from backfile.yamltext import Node, YamlError, load_file, nearest

__all__ = ["COLUMNS", "LANGUAGES", "OTHER_NAMES", "DateOrder", "Settings", "column_meant", "read_settings"]

DateOrder = Literal["DMY", "MDY", "YMD"]
COLUMNS = (
    "headline", "deck", "text", "section", "published", "updated", "byline", "source", "original_url", "dateline",
    "language", "tags", "people", "image", "caption", "credit", "correction",
)  # fmt: skip
"""Fields of an article for which `columns` may name the column of a table or key of a JSON file."""
OTHER_NAMES = {
    "title": "headline", "subtitle": "deck", "summary": "deck", "description": "deck", "body": "text",
    "content": "text", "category": "section", "rubric": "section", "date": "published", "pubdate": "published",
    "modified": "updated", "author": "byline", "authors": "byline", "writer": "byline", "outlet": "source",
    "publisher": "source", "newspaper": "source", "url": "original_url", "link": "original_url", "place": "dateline",
    "location": "dateline", "lang": "language", "keywords": "tags", "topics": "tags", "persons": "people",
    "photo": "image", "photographer": "credit", "note": "correction",
}  # fmt: skip
"""Names by which texts know these fields and `columns` does not, with the name it knows."""

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "ru", "zh")
"""Languages of the interface, for each of which pages/words has its words."""


class Settings(msgspec.Struct, frozen=True):
    """What the curator decides for the whole archive; every setting has a default."""

    title: str = "News archive"
    """Name of the archive, on every page."""
    description: str = ""
    """One sentence about it, on the home page and in metadata."""
    language: str = "en"
    """BCP 47 tag of the interface, whose first part is one of LANGUAGES."""
    site_url: str = ""
    """Address the site is deployed at, without which no absolute address is written."""
    noindex: bool = False
    """Whether search engines are asked to leave the whole site out."""
    downloads: bool = True
    """Whether the data page offers tables and citations as files."""
    extraction: bool = True
    """Whether people, quotes and event days are looked for in the words; if not, those that files state remain."""
    search: bool = True
    """Whether the site has a search."""
    drafts: bool = False
    """Whether texts that say they are drafts are published like all others."""
    contact: str = ""
    """Mail or web address to report errors to."""
    date_order: DateOrder | None = None
    """Order of day and month in dates with slashes, for all texts that do not prove one themselves."""
    columns: Mapping[str, str] = {}
    """Field of an article to the column of tables, or the key of JSON files, that holds it."""


FILE = "site.yaml"
SWITCHES = ("noindex", "downloads", "extraction", "search", "drafts")
LOCAL = re.compile(r"https?://(localhost|[^/]*\.localhost|127\.[0-9.]+|0\.0\.0\.0|\[::1?\])([:/]|$)", re.I)
"""Addresses that lead each reader to their own machine."""
YES_NO = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
"""How a switch may be written: YAML is read as text, and people know all of these."""


def read_settings(content: str) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings of a content folder, and what is wrong with its site.yaml."""
    values: dict[str, str | bool | dict[str, str]] = {}
    problems: list[Problem] = []
    try:
        root = load_file(os.path.join(content, FILE), FILE)
        found = list(root.items()) if root is not None else []
    except YamlError as error:
        return Settings(), (error.problem,)
    for key, key_node, node in found:
        if key not in Settings.__struct_fields__:
            message = f"expected a setting, found “{key}”"
            hint = nearest(key, Settings.__struct_fields__)
            problems.append(Problem(key_node.origin, "error", "unknown-setting", message, hint))
            continue
        if key == "columns":
            values[key] = _columns(node, problems)
            continue
        try:
            value = node.text()
        except YamlError as error:
            problems.append(error.problem)
            continue
        wrong = _wrong(key, value) if value is not None else ""
        if wrong:
            problems.append(
                Problem(node.origin, "error", "bad-setting", f"expected {wrong}, found “{value}”")
            )
        elif value is not None:
            values[key] = _meant(key, value)
            if key == "site_url" and LOCAL.match(value):
                message = (
                    f"expected the address at which the site will be read, found this machine’s: {value}"
                )
                problems.append(Problem(node.origin, "warning", "local-site-url", message))
    return settled_record(msgspec.convert(values, Settings)), tuple(problems)


def column_meant(name: str) -> str:
    """Return a hint which field of `columns` was meant by a name that is none: one of its other names, or a slip."""
    import difflib

    close = difflib.get_close_matches(name.casefold().strip(), [*COLUMNS, *OTHER_NAMES], n=1, cutoff=0.6)
    if close:
        return f"did you mean `{OTHER_NAMES.get(close[0], close[0])}`?"
    return f"known: {', '.join(COLUMNS)}"


def _columns(node: Node, problems: list[Problem]) -> dict[str, str]:
    """Return the columns that the setting names for fields; what is wrong with it is added to the problems."""
    columns: dict[str, str] = {}
    try:
        named = list(node.items())
    except YamlError as error:
        problems.append(error.problem)
        return columns
    for key, key_node, value in named:
        if key not in COLUMNS:
            message = f"expected a field of an article, found “{key}”"
            problems.append(Problem(key_node.origin, "error", "unknown-setting", message, column_meant(key)))
            continue
        try:
            column = value.text()
        except YamlError as error:
            problems.append(error.problem)
            continue
        if column is not None:
            columns[key] = column
    return columns


def _meant(key: str, value: str) -> str | bool:
    """Return the value of a setting that is in order, as the settings hold it."""
    if key in SWITCHES:
        return YES_NO[value.lower()]
    return value.rstrip("/") if key == "site_url" else value


def _wrong(key: str, value: str) -> str:
    """Return what was expected of a setting's value, or nothing when the value is in order."""
    if key == "site_url" and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
        return "an address beginning with http:// or https://"
    if key in SWITCHES and value.lower() not in YES_NO:
        return "yes or no"
    if key == "date_order" and value not in get_args(DateOrder):
        return "DMY, MDY or YMD"
    if key == "language":
        tag = re.fullmatch(r"([A-Za-z]{2,3})(-[A-Za-z0-9]{2,8})*", value)
        if not tag or tag[1].lower() not in LANGUAGES:
            return (
                f"a language of the interface ({', '.join(LANGUAGES)}), alone or with a region as in `de-AT`"
            )
    if key == "contact" and not re.fullmatch(r"[^\s@]+@[^\s@]+|https?://\S+", value):
        return "a mail address or an https:// address"
    return ""
