"""YAML read as text with line numbers, by a loader that refuses what an archive never needs.

YAML's own typing is a trap for news data (`NO` becomes False, `12:30` becomes 750), so every scalar stays
text and the field that asks for it decides its type. Anchors, aliases and tags are refused (an alias bomb
of 400 bytes unfolds to gigabytes), duplicate keys are refused (the last would win in silence), and depth is
bounded.
"""

import functools
import os
import re
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from backfile.normalforms import normal
from backfile.problems import Origin, Problem

if TYPE_CHECKING:  # it takes a while to load, and plain lines are read without it
    import yaml

__all__ = ["Node", "YamlError", "load", "load_bytes", "load_file", "nearest"]

MAX_DEPTH = 20

# Signs that YAML takes for ends of lines or does not allow, and those that part what stands on a line.
_ODD = r"\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_DOUBLE, _SINGLE = rf'"[^"\\{_ODD}]*"', rf"'[^'{_ODD}]*'"
_ITEM = rf"(?:{_DOUBLE}|{_SINGLE}|[^\W_][\w .'-]*)"
_LINE = re.compile(
    rf"(?P<key>[^\W\d][\w-]{{0,40}}):(?: +(?:(?P<quoted>{_DOUBLE}|{_SINGLE})|(?P<plain>[^\W_](?:[^#:{_ODD}]|:(?! |$))*)"
    rf"|(?P<list>\[(?: *{_ITEM} *(?:, *{_ITEM} *)*)?\])))? *"
)
_ITEMS = re.compile(_ITEM)


class YamlError(Exception):
    """The text is not YAML that an archive may hold. Carries the problem with its place."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Node:
    """A value of a YAML file: a text, a list or a mapping, with the place where it stands."""

    __slots__ = ("origin", "value")

    def __init__(self, value: "str | list[Node] | dict[str, tuple[Node, Node]]", origin: Origin) -> None:
        self.value = value
        """Text; list of nodes; or mapping of key text to (key node, value node)."""
        self.origin = origin
        """Where the value begins."""

    @property
    def kind(self) -> str:
        """`text`, `list` or `mapping`, for messages."""
        return {str: "text", list: "list", dict: "mapping"}[type(self.value)]

    def text(self) -> str | None:
        """Return the text of a scalar, None for an empty one (`key:` with nothing after it).

        Raises YamlError when the node is a list or mapping."""
        if not isinstance(self.value, str):
            raise self.unexpected("text")
        return self.value or None

    def texts(self) -> tuple[str, ...]:
        """Return the texts of a list, or of a single scalar as a list of one; empty ones left out."""
        if isinstance(self.value, str):
            return (self.value,) if self.value else ()
        if isinstance(self.value, dict):
            raise self.unexpected("a list of texts")
        return tuple(text for item in self.value if (text := item.text()) is not None)

    def items(self) -> "Iterator[tuple[str, Node, Node]]":
        """Yield (key, key node, value node) of a mapping; nothing for an empty scalar."""
        if self.value == "":
            return
        if not isinstance(self.value, dict):
            raise self.unexpected("a mapping (`key: value` lines)")
        for key, (key_node, value) in self.value.items():
            yield key, key_node, value

    def unexpected(self, expected: str) -> YamlError:
        """Return the error that says what was expected here and what was found."""
        found = f"“{self.value}”" if isinstance(self.value, str) else f"a {self.kind}"
        return YamlError(Problem(self.origin, "error", "yaml-type", f"expected {expected}, found {found}"))


def load(text: str, path: str, first_line: int = 1) -> Node:
    """Return the root node of a YAML text; an empty text is an empty scalar.

    `first_line` is the line of the file on which the text begins. Letters are composed (NFC), as in all texts
    of the archive. Raises YamlError with file, line and column for bad syntax, a tag, an anchor or alias, a
    key that has a value already, or nesting deeper than 20.
    """
    text = normal("NFC", text)
    plain = _by_lines(text, path, first_line)
    if plain is not None:
        return plain
    import yaml

    try:
        loader = _loader()(text)
    except yaml.YAMLError as error:  # a control character, found before anything is parsed
        raise _syntax(error, text, path, first_line) from None
    try:
        root = _compose(loader, path, first_line)
    except yaml.YAMLError as error:
        raise _syntax(error, text, path, first_line) from None
    except (ValueError, RecursionError) as error:
        problem = Problem(Origin(path, first_line), "error", "yaml-syntax", f"expected YAML, found: {error}")
        raise YamlError(problem) from None
    finally:
        loader.dispose()
    return root


@functools.cache
def _loader() -> Any:
    """Return the class that parses YAML."""
    import yaml

    # PyYAML built without libyaml has only the other: the same events, ten times slower.
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_file(file: str, path: str) -> Node | None:
    """Return the root node of a file, None when there is no such file.

    `path` is what problems call it. Raises YamlError as `load` does, and for a file that cannot be read.
    """
    try:
        kind = os.stat(file).st_mode
        if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
            message = "expected a readable file, found a pipe or a device"
            raise YamlError(Problem(Origin(path), "error", "unreadable", message))
        with open(file, "rb") as opened:
            data = opened.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"expected a readable file, found: {error.strerror}"
        raise YamlError(Problem(Origin(path), "error", "unreadable", message)) from None
    return load_bytes(data, path)


def load_bytes(data: bytes, path: str) -> Node:
    """Return the root node of a file's bytes. Raises YamlError as `load` does, and for what is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"expected UTF-8, found {error.reason}"
        problem = Problem(Origin(path, line), "error", "encoding", message, "save the file as UTF-8")
        raise YamlError(problem) from None
    return load(text, path)


PLAIN_WORDS = (
    ("<block end>", "a line that does not fit those before it"),
    ("expected '-' indicator", "a line that does not fit those before it"),
    ("did not find expected key", "a line that does not fit those before it"),
    ("node content", "a sign with which no value begins"),
    ("cannot start any token", "a sign with which no value begins"),
    ("could not find expected ':'", "a line without a colon"),
    ("expected ',' or ']'", "a bracket that is not closed"),
    ("expected ',' or '}'", "a brace that is not closed"),
)
"""What the parser says, by a part of it, and what is meant."""


def _syntax(error: "yaml.YAMLError", text: str, path: str, first_line: int) -> YamlError:
    """Return the error that tells what the parser did not understand, and where.

    A quotation mark or bracket that is never closed is told where it opens, not where that is noticed."""
    context = getattr(error, "context", None) or ""
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    opened = ("quoted scalar" in context and "end of stream" in what) or "flow " in context
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    mark = next((m for m in (reversed(marks) if opened else marks) if m), None)
    line, column = (mark.line, mark.column + 1) if mark else (0, 0)
    at = next(iter(text.split("\n")[line : line + 1]), "")
    origin = Origin(path, line + first_line, column)
    return YamlError(
        Problem(
            origin,
            "error",
            "yaml-syntax",
            f"expected YAML, {_plainly(what)}",
            _syntax_hint(f"{what} {context}", at),
        )
    )


def _plainly(what: str) -> str:
    """Return what was found, in words of those who write YAML rather than of those who parse it."""
    told = next((plain for sign, plain in PLAIN_WORDS if sign in what), "")
    if told:
        return f"found {told}"
    return what if what.startswith("found ") else f"found: {what}"


def _syntax_hint(what: str, line: str) -> str:
    if "mapping values are not allowed" in what:
        return "put the value in quotes when it holds a colon followed by a space"
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces, not tabs"
    if "quoted scalar" in what and "end of stream" in what:
        return "close the quotation mark, or double it inside the text"
    if "cannot start any token" in what:
        return "put the value in quotes"
    if "expected key" in what or "'-' indicator" in what or "<block end>" in what:
        return "indent it as the lines before it; nothing may follow a closing quotation mark"
    if "flow sequence" in what:
        return "close the bracket: `[one, two]`; a text that begins with one stands in quotation marks"
    if "flow mapping" in what:
        return "close the brace: `{key: value}`; a text that begins with one stands in quotation marks"
    return ""


def _by_lines(text: str, path: str, first_line: int) -> Node | None:
    """Return the root node of a text of plain `key: value` lines, as most front matter is; None for any other.

    The values are words, words in quotation marks without escapes, and lists of those on one line. It is a fifth of
    the work of reading YAML, and the nodes are the same.
    """
    mapping: dict[str, tuple[Node, Node]] = {}
    for number, line in enumerate(text.split("\n"), first_line):
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        key = match["key"]
        if key in mapping or key == "null":
            return None
        value: str | list[Node]
        at = match.start(match.lastgroup or "key")
        if (quoted := match["quoted"]) is not None:
            value = quoted[1:-1]
        elif (plain := match["plain"]) is not None:
            value = _plain(plain)
        elif match["list"] is not None:
            items = _ITEMS.finditer(line, at)
            value = [Node(_plain(item[0]), Origin(path, number, item.start() + 1)) for item in items]
        else:
            value, at = "", len(key) + 1
        mapping[key] = Node(key, Origin(path, number, 1)), Node(value, Origin(path, number, at + 1))
    return Node(mapping, Origin(path, first_line, 1))


def _plain(item: str) -> str:
    """Return the text of a value, in quotation marks or not, without blanks at its end."""
    if item[0] in "\"'":
        return item[1:-1]
    item = item.rstrip(" ")
    return "" if item == "null" else item


def _compose(loader: Any, path: str, first_line: int) -> Node:
    """Return the root node built from parse events, checking each one as it comes."""
    import yaml

    stack: list[tuple[Node, Node | None]] = []
    root = Node("", Origin(path, first_line))
    documents = 0
    while loader.check_event():
        event = loader.get_event()
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _refused(event, path, first_line, "one YAML document", "a second one after `---`")
        if isinstance(event, yaml.AliasEvent):
            raise _refused(event, path, first_line, "a plain value", f"the alias *{event.anchor}")
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            stack.pop()
            continue
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            continue
        if event.anchor is not None:
            raise _refused(event, path, first_line, "a plain value", f"the anchor &{event.anchor}")
        if event.tag not in (None, "!"):
            raise _refused(event, path, first_line, "a plain value", f"the tag {event.tag}")
        if len(stack) >= MAX_DEPTH:
            raise _refused(event, path, first_line, f"at most {MAX_DEPTH} levels", "deeper nesting")
        node = Node(_value(event), _start(event, path, first_line))
        if not stack:
            root = node
        else:
            _attach(stack, node)
        if not isinstance(event, yaml.ScalarEvent):
            stack.append((node, None))
    return root


def _value(event: "yaml.Event") -> "str | list[Node] | dict[str, tuple[Node, Node]]":
    import yaml

    if isinstance(event, yaml.ScalarEvent):
        plain = event.style is None or event.style == ""
        # An escape such as `\u0301` stands for a mark that is composed only now.
        return "" if plain and event.value in ("~", "null") else normal("NFC", event.value)
    return [] if isinstance(event, yaml.SequenceStartEvent) else {}


def _attach(stack: list[tuple[Node, Node | None]], node: Node) -> None:
    """Put a node where it belongs: into the list on top, or as key or value of the mapping on top."""
    parent, key = stack[-1]
    if isinstance(parent.value, list):
        parent.value.append(node)
    elif isinstance(parent.value, dict):
        if key is not None:
            parent.value[str(key.value)] = (key, node)
            stack[-1] = (parent, None)
        else:
            _check_key(node, parent.value)
            stack[-1] = (parent, node)


def _check_key(node: Node, mapping: "dict[str, tuple[Node, Node]]") -> None:
    if not isinstance(node.value, str):
        raise node.unexpected("a text as key")
    # An empty section, as `init` writes them, may stand above one that was pasted below it.
    if node.value in mapping and mapping[node.value][1].value != "":
        first = mapping[node.value][0].origin.line
        raise YamlError(
            Problem(
                node.origin,
                "error",
                "yaml-duplicate-key",
                f"expected each key once, found “{node.value}” again (first on line {first})",
                "merge the two entries",
            )
        )


def _start(event: Any, path: str, first_line: int) -> Origin:
    return Origin(path, event.start_mark.line + first_line, event.start_mark.column + 1)


def _refused(event: Any, path: str, first_line: int, expected: str, found: str) -> YamlError:
    return YamlError(
        Problem(
            _start(event, path, first_line),
            "error",
            "yaml-refused",
            f"expected {expected}, found {found}",
            "write the value out in full",
        )
    )


def nearest(word: str, known: "tuple[str, ...] | list[str]") -> str:
    """Return a hint naming the known word most like `word`, or listing them when none is close; else nothing."""
    import difflib

    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"known: {', '.join(known)}" if known else ""
