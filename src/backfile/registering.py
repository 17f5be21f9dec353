"""Changes to people.yaml as a careful hand would make them: one line here or there, all else as it was."""

import json
import os
import re
from collections.abc import Mapping, Sequence

import yaml

from backfile.problems import Origin, Problem
from backfile.yamltext import YamlError, load

__all__ = ["FILE", "changed", "kept_apart", "merged", "no_person"]

FILE = "people.yaml"
PLAIN = re.compile(r"[^\W\d_][\w .’-]*[\w.]|[^\W\d_]")
WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n", "none"))
HEAD = "# Who is who. `name` is the form that the site prints, `variants` are others found in the texts.\n"


def merged(text: str, key: str, name: str, variants: Sequence[str]) -> str:
    """Return the register with these spellings under this person, who gets an entry if there is none."""
    entry = _entry(text, key)
    if entry is None:
        new = [v for v in dict.fromkeys(variants) if v != name]
        lines = [f"  {key}:", f"    name: {_quoted(name)}"]
        lines += [f"    variants: [{', '.join(_quoted(v) for v in new)}]"] if new else []
        return _checked(_appended(text, "people", lines), key)
    known = {entry["name"].value, *(item.value for item in _items(entry.get("variants")))}
    new = [v for v in dict.fromkeys(variants) if v not in known]
    return _checked(_extended(text, key, "variants", new), key) if new else text


def kept_apart(text: str, key: str, others: Sequence[str]) -> str:
    """Return the register in which this person, who must have an entry, is told apart from the others."""
    entry = _entry(text, key)
    if entry is None:
        raise _refused(f"expected an entry “{key}”, found none")
    known = {item.value for item in _items(entry.get("not_same_as"))}
    new = [other for other in dict.fromkeys(others) if other not in known]
    return _checked(_extended(text, key, "not_same_as", new), key) if new else text


def no_person(text: str, phrase: str) -> str:
    """Return the register with a phrase that looks like a name and is none."""
    section = _section(text, "not_people")
    if section is None or not _items(section):
        return _checked(_appended(text, "not_people", [f"  - {_quoted(phrase)}"]), None)
    if any(item.value == phrase for item in _items(section)):
        return text
    return _checked(_with_item(text, section, [phrase]), None)


def changed(content: str, change: "Mapping[str, str]") -> None:
    """Write new texts of files of the content folder, each whole or not at all."""
    for name, text in change.items():
        path = os.path.join(content, name)
        part = f"{path}.part"
        with open(part, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(part, path)


def _refused(message: str) -> YamlError:
    return YamlError(Problem(Origin(FILE), "error", "register-edit", message, "edit the file by hand"))


def _root(text: str) -> yaml.MappingNode | None:
    """Return the composed root, with the marks of where each node begins and ends; nothing is constructed."""
    load(text, FILE)  # refuses anchors, tags and all else that the register may not hold
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    return root if isinstance(root, yaml.MappingNode) else None


def _section(text: str, name: str) -> yaml.Node | None:
    root = _root(text)
    found = [value for key, value in root.value if key.value == name] if root is not None else []
    return next((value for value in found if value.value), found[0] if found else None)


def _entry(text: str, key: str) -> dict[str, yaml.Node] | None:
    people = _section(text, "people")
    found = (
        next((v for k, v in people.value if k.value == key), None)
        if isinstance(people, yaml.MappingNode)
        else None
    )
    return {k.value: v for k, v in found.value} if isinstance(found, yaml.MappingNode) else None


def _items(node: yaml.Node | None) -> list[yaml.ScalarNode]:
    if isinstance(node, yaml.SequenceNode):
        return [item for item in node.value if isinstance(item, yaml.ScalarNode)]
    return [node] if isinstance(node, yaml.ScalarNode) and node.value else []


def _extended(text: str, key: str, field: str, new: Sequence[str]) -> str:
    """Return the text with values added to a list of an entry, which gets the field if it has none."""
    entry = _entry(text, key) or {}
    node = entry.get(field)
    if node is not None and _items(node):
        return _with_item(text, node, new)
    if node is not None:
        raise _refused(f"expected values under `{field}` of “{key}”, found none")
    name = entry["name"]
    lines = text.split("\n")
    at = name.end_mark.line if name.end_mark.column else name.end_mark.line - 1
    if "{" in lines[name.start_mark.line][: name.start_mark.column]:
        raise _refused(f"expected the fields of “{key}” on lines of their own, found braces")
    first = lines[name.start_mark.line]
    indent = first[: len(first) - len(first.lstrip())]
    lines.insert(at + 1, f"{indent}{field}: [{', '.join(_quoted(v) for v in new)}]")
    return "\n".join(lines)


def _with_item(text: str, node: yaml.Node, new: Sequence[str]) -> str:
    quoted = [_quoted(value) for value in new]
    if isinstance(node, yaml.ScalarNode):
        old = text[node.start_mark.index : node.end_mark.index]
        return f"{text[: node.start_mark.index]}[{', '.join([old, *quoted])}]{text[node.end_mark.index :]}"
    last = node.value[-1]
    at = last.end_mark.index
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        return f"{text[:at]}, {', '.join(quoted)}{text[at:]}"
    indent = " " * node.start_mark.column
    more = "".join(f"\n{indent}- {value}" for value in quoted)
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return f"{text[:end]}{more}{text[end:]}"


def _appended(text: str, name: str, new: Sequence[str]) -> str:
    """Return the text with lines at the end of a section, which is made if it is not there."""
    text = text or HEAD
    section = _section(text, name)
    lines = text.rstrip("\n").split("\n")
    if section is None:
        return "\n".join([*lines, f"{name}:", *new, ""])
    if not section.value:
        at = section.start_mark.line
        lines[at] = f"{name}:"
        return "\n".join([*lines[: at + 1], *new, *lines[at + 1 :], ""])
    if isinstance(section, yaml.CollectionNode) and section.flow_style:
        raise _refused(f"expected the entries of `{name}` on lines of their own, found brackets")
    last = section.value[-1]
    node = last[1] if isinstance(last, tuple) else last
    end = min(_last_line(node), len(lines) - 1)
    return "\n".join([*lines[: end + 1], *new, *lines[end + 1 :], ""])


def _last_line(node: yaml.Node) -> int:
    """Return the number, from 0, of the last line that a node stands on."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(
        node.end_mark.line if node.end_mark.column else max(node.start_mark.line, node.end_mark.line - 1)
    )


def _checked(text: str, key: str | None) -> str:
    """Return the text; raises YamlError when it is no register any more, or has lost the entry."""
    load(text, FILE)
    if key is not None and _entry(text, key) is None:
        raise _refused(f"expected to add to “{key}”, found no way that keeps the file as it is")
    return text


def _quoted(value: str) -> str:
    plain = PLAIN.fullmatch(value) and value.casefold() not in WORDS
    return value if plain else json.dumps(value, ensure_ascii=False)
