"""redirects.yaml: addresses that moved, and where they lead now."""

import os
import re
from urllib.parse import unquote

from backfile.problems import Problem
from backfile.yamltext import Node, YamlError, load_file

__all__ = ["FILE", "read_redirects"]

FILE = "redirects.yaml"
"""Name of the file in the content folder."""

ADDRESS = re.compile(r"[^/\\\s?#:]+(?:/[^/\\\s?#:]+)*\.html")
NO_FILE = re.compile(r"[\"*<>|]|\.(?:/|$)|(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|/)", re.IGNORECASE)
"""What no file of a site can be called on every system, so that no page can ever have stood there."""
LONGEST = 255
JOINERS = "\u200c\u200d"
"""What Persian and Indian words are written with, of the signs that are not seen."""


def read_redirects(content: str) -> tuple[tuple[tuple[str, str], ...], tuple[Problem, ...]]:
    """Return (old address, new address) of each line, in the order of the old ones, and all that is wrong.

    Addresses are relative to the site's root and end in `.html`. What is wrong is an error: an address that
    somebody may have cited must not be lost by a slip of the pen.
    """
    problems: list[Problem] = []
    made: dict[str, str] = {}
    try:
        root = load_file(os.path.join(content, FILE), FILE)
        for key, key_node, node in root.items() if root is not None else ():
            if key != "redirects":
                message = f"expected `redirects:`, found “{key}”"
                problems.append(Problem(key_node.origin, "error", "unknown-section", message))
                continue
            for old, old_node, new in node.items():
                source, target = _written(_address(old)), _address(new.text() or "")
                for given, got, at in ((old, source, old_node), (new.text() or "", target, new)):
                    if not got:
                        problems.append(_bad(given, at))
                if source and target:
                    made[source] = target
    except YamlError as error:
        problems.append(error.problem)
    return tuple((old, _last(old, made)) for old in sorted(made)), tuple(problems)


def _address(text: str) -> str:
    """Return an address of a page with its letters for percent signs, empty when it is none."""
    plain = unquote(text.strip())
    inside = ADDRESS.fullmatch(plain) and not any(part.startswith(".") for part in plain.split("/"))
    seen = all(c.isprintable() or c in JOINERS for c in plain)
    return plain if inside and seen else ""


def _written(address: str) -> str:
    """Return an old address at which a page may be written, empty for one that no file system takes."""
    longest = max(len(part.encode("utf-8", "replace")) for part in address.split("/"))
    return "" if NO_FILE.search(address) or longest > LONGEST else address


def _bad(found: str, node: Node) -> Problem:
    message = f"expected the address of a page such as 2023/09/20/name-0a1b2c.html, found “{found}”"
    return Problem(node.origin, "error", "redirect-address", message)


def _last(old: str, made: dict[str, str]) -> str:
    """Return where a chain of redirects ends; the first target when it runs in a ring."""
    at, seen = made[old], {old}
    while at in made and at not in seen:
        seen.add(at)
        at = made[at]
    return made[old] if at in seen else at
