"""copies.yaml: what the curator says of texts that are, or are not, copies or versions of each other."""

import os
from collections.abc import Iterator
from itertools import combinations
from typing import Literal, get_args

import msgspec

from backfile.problems import Origin, Problem
from backfile.yamltext import Node, YamlError, load_file, nearest

__all__ = ["FILE", "KINDS", "Relation", "read_relations"]

FILE = "copies.yaml"
"""Name of the file in the content folder."""

Kind = Literal["copies", "not_copies", "versions", "not_versions"]
KINDS: tuple[Kind, ...] = get_args(Kind)
CONTRARY: dict[Kind, tuple[Kind, ...]] = {
    "copies": ("not_copies", "versions"),
    "not_copies": ("copies",),
    "versions": ("not_versions", "copies"),
    "not_versions": ("versions",),
}
"""What of the same two texts cannot be said beside each kind."""


class Relation(msgspec.Struct, frozen=True):
    """One entry of copies.yaml: two or more articles, and what they are to each other."""

    kind: Kind
    """copies: one text in several places; versions: one article saved more than once, the oldest first; not_copies,
    not_versions: no two of them are that, however alike."""
    articles: tuple[str, ...]
    """Path of each raw file (`#2` after it for the second article of a file of many), or address of its page."""
    origin: Origin
    """Where the entry stands."""


def read_relations(content: str) -> tuple[tuple[Relation, ...], tuple[Problem, ...]]:
    """Return the entries of copies.yaml, and all that is wrong with the file, each with its line."""
    problems: list[Problem] = []
    made: list[Relation] = []
    try:
        root = load_file(os.path.join(content, FILE), FILE)
        for key, key_node, node in root.items() if root is not None else ():
            kind = next((known for known in KINDS if known == key), None)
            if kind is None:
                message = f"expected {' or '.join(f'`{known}:`' for known in KINDS)}, found “{key}”"
                hint = nearest(key, KINDS)
                problems.append(Problem(key_node.origin, "error", "unknown-section", message, hint))
            else:
                made.extend(_entries(kind, node, problems))
    except YamlError as error:
        problems.append(error.problem)
    return tuple(made), (*problems, *_contrary(made))


def _entries(kind: Kind, node: Node, problems: list[Problem]) -> Iterator[Relation]:
    if node.value == "":
        return
    if not isinstance(node.value, list):
        problems.append(node.unexpected("a list of lists of articles (`- [FILE, FILE]` lines)").problem)
        return
    for entry in node.value:
        try:
            texts = tuple(dict.fromkeys(text.strip() for text in entry.texts()))
        except YamlError as error:
            problems.append(error.problem)
            continue
        if len(texts) < 2:
            message = f"expected two articles or more under `{kind}`, found {'one' if texts else 'none'}"
            hint = "write both between brackets: `- [articles/one.txt, articles/other.txt]`"
            problems.append(Problem(entry.origin, "error", "relation-incomplete", message, hint))
        else:
            yield Relation(kind, texts, entry.origin)


def _contrary(made: list[Relation]) -> Iterator[Problem]:
    """Yield an error for each two articles of which two entries say what cannot both be."""
    said: dict[tuple[Kind, frozenset[str]], Origin] = {}
    for entry in made:
        for pair in map(frozenset, combinations(entry.articles, 2)):
            there = next(
                ((kind, said[kind, pair]) for kind in CONTRARY[entry.kind] if (kind, pair) in said), None
            )
            if there is not None:
                names = " and ".join(f"“{name}”" for name in sorted(pair))
                message = f"expected one thing of {names}, found `{entry.kind}` and `{there[0]}`"
                yield Problem(entry.origin, "error", "relation-contrary", message, f"see {there[1]}")
            said.setdefault((entry.kind, pair), entry.origin)
