"""Changes to the `columns` of site.yaml as a careful hand would make them: all else stays as it was."""

import json
import os
import re
from collections.abc import Iterable, Mapping

from backfile.hints import meant_key
from backfile.normalforms import normal
from backfile.read.decoding import Undecodable, decode
from backfile.settings import read_settings

__all__ = ["ColumnError", "absent", "near_column", "with_columns"]

FILE = "site.yaml"
NAMED = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson")
"""Suffixes of files that name what their values are."""
HEAD = 1_000_000  # bytes in which the names stand


class ColumnError(Exception):
    """site.yaml cannot be changed without a person; says what to write into it."""


def with_columns(content: str, columns: Mapping[str, str]) -> None:
    """Write into site.yaml which column holds which field, unless it says so already.

    Raises ColumnError when it says something else of the same field, or is written in a way that cannot be
    changed safely; site.yaml is then as it was.
    """
    settings, _ = read_settings(content)
    new = {field: column for field, column in columns.items() if settings.columns.get(field) != column}
    if not new:
        return
    lines = "".join(f"  {field}: {json.dumps(column, ensure_ascii=False)}\n" for field, column in new.items())
    refused = ColumnError(f"expected {FILE} to say this, write it there:\ncolumns:\n{lines.rstrip()}")
    if set(new) & set(settings.columns):
        raise refused
    path = os.path.join(content, FILE)
    old = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8", newline="") as file:
            old = file.read()
    heading = re.compile(r"^columns:[ \t]*(\{\s*\})?[ \t]*(#.*)?\r?$", re.MULTILINE)
    if heading.search(old):
        text = heading.sub(lambda _: f"columns:\n{lines.rstrip()}", old, count=1)
    elif settings.columns:
        raise refused
    else:
        text = old + ("" if not old or old.endswith("\n") else "\n") + f"columns:\n{lines}"
    _write(path, text)
    after, problems = read_settings(content)
    if after.columns != {**settings.columns, **new} or any(p.severity == "error" for p in problems):
        _write(path, old)
        raise refused


def absent(files: Iterable[str], columns: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that no table or JSON file among the files names. Raises OSError."""
    left = dict.fromkeys(columns)
    for file in files:
        if file.lower().endswith(NAMED):
            text = "\n".join(_head(file))
            left = {column: None for column in left if not _whole(column).search(text)} if text else left
    return tuple(left)


def near_column(files: Iterable[str], column: str) -> str:
    """Return the word of the first line of a table that is most like a column that no file has; empty if none is."""
    words: list[str] = []
    for file in files:
        if file.lower().endswith(NAMED[:3]):
            words += re.split(r"[,;\t|]", next(iter(_head(file)), ""))
    names = {name: name for word in words if (name := word.strip(' \r"'))}
    return meant_key(column, names)


def _head(file: str) -> tuple[str, ...]:
    """Return the first lines of a file, in whichever encoding it is; none when that cannot be told."""
    with open(file, "rb") as opened:
        head = opened.read(HEAD)
    try:
        return decode(head if len(head) < HEAD else head[: head.rfind(b"\n")]).lines
    except Undecodable:
        return ()


def _whole(column: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(normal('NFC', column))}(?!\w)")


def _write(path: str, text: str) -> None:
    part = f"{path}.part"
    with open(part, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    os.replace(part, path)
