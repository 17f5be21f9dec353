"""What a file declares about itself before its text: YAML, TOML or `Key: value` front matter."""

import re
import tomllib
from collections.abc import Iterator, Sequence

from backfile.model import Field
from backfile.problems import Origin, Problem
from backfile.yamltext import Node, YamlError, load

__all__ = ["BadFrontMatter", "flattened", "split_front_matter"]

KEY_VALUE = re.compile(r"(?P<key>[A-Za-z][A-Za-z0-9 _.-]{0,30}?)\s*:(?:\s+(?P<value>.*\S))?\s*$")
TOML_KEY = re.compile(r"\s*(?:\"(?P<quoted>[^\"]+)\"|(?P<bare>[\w-]+))\s*=")
# A file without fences has front matter when its first lines name at least two of these.
KNOWN = frozenset(
    """title headline date published author authors by source outlet url link tags category lang language slug
    summary subtitle description modified updated status section keywords byline publication original photo
    credit""".split()  # noqa: SIM905
)


class BadFrontMatter(Exception):
    """The front matter cannot be read. Carries the problem with its place."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def split_front_matter(lines: Sequence[str], path: str) -> tuple[tuple[Field, ...], int]:
    """Return (fields, number of lines that the front matter takes up); ((), 0) when there is none.

    Raises BadFrontMatter, with the line, when a fence is not closed or what it holds is not valid.
    """
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    fence = lines[first].rstrip() if lines else ""
    if fence in ("---", "+++"):
        closing = ("---", "...") if fence == "---" else ("+++",)
        end = next((i for i in range(first + 1, len(lines)) if lines[i].rstrip() in closing), None)
        if end is None:
            if fence == "---" and not (len(lines) > first + 1 and KEY_VALUE.match(lines[first + 1])):
                return (), 0
            found = f"expected {fence} to close the front matter, found the end of the file"
            problem = Problem(Origin(path, first + 1), "error", "front-matter-open", found)
            raise BadFrontMatter(problem)
        inside = lines[first + 1 : end]
        fields = _toml(inside, first + 2, path) if fence == "+++" else _yaml(inside, first + 2, path)
        return fields, end + 1
    return _key_values(lines, first)


def _yaml(lines: Sequence[str], first_line: int, path: str) -> tuple[Field, ...]:
    try:
        root = load("\n".join(lines), path, first_line)
        return tuple(flattened(root))
    except YamlError as error:
        raise BadFrontMatter(error.problem) from None


def flattened(node: Node, prefix: str = "") -> Iterator[Field]:
    """Yield one field for each key, nested keys joined by dots."""
    for key, key_node, value in node.items():
        name = f"{prefix}{key}".casefold().removesuffix(".name")
        if isinstance(value.value, dict):
            yield from flattened(value, f"{name}.")
        elif isinstance(value.value, list):
            texts = tuple(item.value for item in value.value if isinstance(item.value, str) and item.value)
            yield Field(name, texts, key_node.origin.line)
        elif value.value:
            yield Field(name, (re.sub(r"\s+", " ", value.value).strip(),), key_node.origin.line)


def _toml(lines: Sequence[str], first_line: int, path: str) -> tuple[Field, ...]:
    try:
        table = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line = first_line + int(place.group(1)) - 1 if place else first_line
        reason = str(error).split(" (at ", 1)[0]
        problem = Problem(Origin(path, line), "error", "toml-syntax", f"expected TOML, found: {reason}")
        raise BadFrontMatter(problem) from None
    where: dict[str, int] = {}
    for number, text in enumerate(lines, first_line):
        match = TOML_KEY.match(text)
        if match:
            where.setdefault(match.group("quoted") or match.group("bare"), number)
    return tuple(_toml_fields(table, "", where, first_line))


def _toml_fields(table: dict[str, object], prefix: str, where: dict[str, int], first: int) -> Iterator[Field]:
    for key, value in table.items():
        name, line = f"{prefix}{key}".casefold().removesuffix(".name"), where.get(key, first)
        if isinstance(value, dict):
            yield from _toml_fields(value, f"{name}.", where, first)
        elif isinstance(value, list):
            yield Field(name, tuple(str(item) for item in value if not isinstance(item, dict | list)), line)
        elif str(value):
            yield Field(name, (str(value),), line)


def _key_values(lines: Sequence[str], first: int) -> tuple[tuple[Field, ...], int]:
    """Return the fields of unfenced `Key: value` lines that end at a blank line."""
    fields: list[Field] = []
    for number in range(first, len(lines)):
        line = lines[number]
        if not line.strip():
            known = sum(field.name in KNOWN for field in fields)
            return (tuple(f for f in fields if f.values), number + 1) if known >= 2 else ((), 0)
        match = KEY_VALUE.match(line)
        if match:
            value = match.group("value")
            fields.append(Field(match.group("key").casefold(), (value,) if value else (), number + 1))
        elif fields and line[:1] in " \t":
            last = fields[-1]
            fields[-1] = Field(last.name, (" ".join((*last.values, line.strip())),), last.line)
        else:
            return (), 0
    return (), 0
