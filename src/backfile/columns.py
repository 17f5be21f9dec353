"""Changes to the `columns` of site.yaml as a careful hand would make them: all else stays as it was."""

import json
import os
import re
from collections.abc import Mapping

from backfile.settings import read_settings

__all__ = ["ColumnError", "with_columns"]

FILE = "site.yaml"


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


def _write(path: str, text: str) -> None:
    part = f"{path}.part"
    with open(part, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    os.replace(part, path)
