"""redactions.yaml: what is to be taken out of the published archive, why, and since when."""

import os
import re
from collections.abc import Callable
from typing import TypeVar

import msgspec

from backfile.direction import settled_record
from backfile.problems import Origin, Problem
from backfile.yamltext import Node, YamlError, load_file, nearest

__all__ = ["FILE", "Redaction", "read_redactions"]

FILE = "redactions.yaml"
"""Name of the file in the content folder."""

STRETCH = re.compile(r"(?P<first>[1-9]\d{0,6})(?:\s*[-–]\s*(?P<last>[1-9]\d{0,6}))?")
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
YES_NO = {"yes": True, "true": True, "no": False, "false": False}
ADDRESS = re.compile(r"-(?P<id>[0-9a-f]{6})\.html$")


class Redaction(msgspec.Struct, frozen=True):
    """One entry of redactions.yaml: what to take out of which article."""

    article: str
    """Path of the raw file (`#2` after it for the second article of a file of many), or address of the page."""
    reason: str
    """Why, as the page says it."""
    date: str
    """ISO day since when."""
    origin: Origin
    """Where the entry stands."""
    lines: tuple[tuple[int, int], ...] = ()
    """First and last line of each stretch of the raw file to take out."""
    words: tuple[str, ...] = ()
    """Words to take out wherever the article has them; `*` at the end stands for any ending."""
    name: tuple[str, ...] = ()
    """People to take out, in every form in which the article names them."""
    photo: tuple[str, ...] = ()
    """Photos to take out: their numbers in the article, from 1, or names of image files."""
    whole: bool = False
    """Whether the whole article is withdrawn."""

    def meant(self, path: str, part: int, id_: str) -> bool:
        """Whether the entry is about the article with this path, number in its file, and id."""
        if self.article in (path, f"{path}#{part}"):
            return True
        found = ADDRESS.search(self.article)
        return found is not None and id_.startswith(found["id"])


Read = TypeVar("Read")


def read_redactions(content: str) -> tuple[tuple[Redaction, ...], tuple[Problem, ...]]:
    """Return the redactions of a content folder, and all that is wrong with the file.

    What is wrong is always an error: words thought to be taken out must not be published by a slip of the pen.
    """
    problems: list[Problem] = []
    try:
        root = load_file(os.path.join(content, FILE), FILE)
        sections = list(root.items()) if root is not None else []
    except YamlError as error:
        return (), (error.problem,)
    made: list[Redaction] = []
    for key, key_node, node in sections:
        if key != "redactions":
            message = f"expected `redactions:`, found “{key}”"
            hint = nearest(key, ("redactions",))
            problems.append(Problem(key_node.origin, "error", "unknown-section", message, hint))
        elif isinstance(node.value, list):
            made.extend(one for entry in node.value if (one := _entry(entry, problems)) is not None)
        elif node.value != "":
            problems.append(node.unexpected("a list of redactions (`- article: …` lines)").problem)
    return tuple(made), tuple(problems)


KNOWN = ("article", "reason", "date", "lines", "words", "name", "photo", "whole")
REMOVING = ("lines", "words", "name", "photo", "whole")


def _entry(node: Node, problems: list[Problem]) -> Redaction | None:
    """Return one entry; None when anything is wrong with it, which is added to the problems."""
    values: dict[str, object] = {}
    before = len(problems)
    for key, key_node, value in _checked(lambda: list(node.items()), problems) or []:
        if key not in KNOWN:
            message = f"expected a field of a redaction, found “{key}”"
            problems.append(Problem(key_node.origin, "error", "unknown-field", message, nearest(key, KNOWN)))
            continue
        got = _checked(lambda value=value, key=key: _value(key, value), problems)  # type: ignore[misc]
        if got:
            values[key] = got
    if len(problems) > before:
        return None
    for key in ("article", "reason", "date"):
        if key not in values:
            message = f"expected `{key}:` in the redaction, found none"
            problems.append(Problem(node.origin, "error", "redaction-incomplete", message))
    if not any(values.get(key) for key in REMOVING):
        message = "expected what to take out, found nothing"
        hint = "say `lines`, `words`, `name`, `photo`, or `whole: yes`"
        problems.append(Problem(node.origin, "error", "redaction-incomplete", message, hint))
    if len(problems) > before:
        return None
    return msgspec.convert({**values, "origin": node.origin}, Redaction)


def _value(key: str, node: Node) -> object:
    """Return the value of a field as its record has it. Raises YamlError."""
    if key in ("words", "name", "photo"):
        return tuple(_word(key, text, node) for text in node.texts())
    if key == "lines":
        return tuple(_stretch(text, node) for text in node.texts())
    text = (node.text() or "").strip()
    if key == "reason":
        return settled_record(
            text
        ).strip()  # it goes onto the page; the other fields are compared with the texts
    if key == "date" and text and not DAY.fullmatch(text):
        raise _bad(node, "a date such as 2024-05-31", text)
    if key == "whole" and text:
        if text.lower() not in YES_NO:
            raise _bad(node, "yes or no", text)
        return YES_NO[text.lower()]
    return _unquoted(text) if key == "article" else text


def _unquoted(text: str) -> str:
    """Return the path or address without the site before it, with its letters for percent signs."""
    from urllib.parse import unquote

    address = ADDRESS.search(text) is not None
    return unquote(text) if address and "%" in text else text


def _word(key: str, text: str, node: Node) -> str:
    if key != "photo" and not any(c.isalnum() for c in text):
        raise _bad(node, "words with letters or digits", text)
    return text.strip()


def _stretch(text: str, node: Node) -> tuple[int, int]:
    match = STRETCH.fullmatch(text.strip())
    if match is None or int(match["last"] or match["first"]) < int(match["first"]):
        raise _bad(node, "a line or a stretch of lines such as `12` or `14-16`", text)
    return int(match["first"]), int(match["last"] or match["first"])


def _bad(node: Node, expected: str, found: str) -> YamlError:
    return YamlError(Problem(node.origin, "error", "bad-value", f"expected {expected}, found “{found}”"))


def _checked(read: Callable[[], Read], problems: list[Problem]) -> Read | None:
    try:
        return read()
    except YamlError as error:
        problems.append(error.problem)
        return None
