"""A sidecar: what a curator corrects in one text, in a YAML file beside it."""

from collections.abc import Iterator

import msgspec

from backfile.model import Document, Field, LineCorrection, Record
from backfile.patterns import late
from backfile.problems import Problem
from backfile.read.frontmatter import flattened
from backfile.yamltext import Node, YamlError, load_bytes

__all__ = ["Sidecar", "corrected", "read_sidecar"]

LINES = {"remove_lines": "remove", "return_lines": "return"}
STRETCH = late(r"(?P<first>\d{1,7})(?:\s*[-–]\s*(?P<last>\d{1,7}))?")


class Sidecar(Record, frozen=True):
    """The corrections of one file. A file of many articles has some for all and some for one of them."""

    fields: tuple[Field, ...] = ()
    """Fields of the record, for every article of the file."""
    lines: tuple[LineCorrection, ...] = ()
    """Lines that are no text of the article, or are."""
    parts: tuple[tuple[int, tuple[Field, ...]], ...] = ()
    """(number of the article in the file, its own fields), from the key `parts`."""

    def fields_of(self, part: int) -> tuple[Field, ...]:
        """Return the fields for the article with this number, its own before those for all."""
        return (*(f for number, fields in self.parts if number == part for f in fields), *self.fields)


def read_sidecar(path: str, data: bytes) -> Sidecar:
    """Return what a sidecar says. `path` is what its places are called.

    Raises YamlError for what is not YAML, for lines that are no numbers, and for a part that is no number.
    """
    fields: list[Field] = []
    lines: list[LineCorrection] = []
    parts: list[tuple[int, tuple[Field, ...]]] = []
    for key, key_node, value in load_bytes(data, path).items():
        if key in LINES:
            lines.extend(_stretches(key, value))
        elif key == "parts":
            parts.extend(_parts(value))
        else:
            fields.extend(_placed(Node({key: (key_node, value)}, key_node.origin)))
    return Sidecar(tuple(fields), tuple(lines), tuple(parts))


def _placed(node: Node) -> Iterator[Field]:
    """Yield the fields with their place as origin: they stand on no line of the text itself."""
    for field in flattened(node):
        yield Field(field.name, field.values, 0, f"{node.origin.path}:{field.line}")


def _stretches(key: str, value: Node) -> Iterator[LineCorrection]:
    for node in value.value if isinstance(value.value, list) else (value,):
        match = STRETCH.fullmatch(node.text() or "") if isinstance(node, Node) else None
        if match is None:
            raise node.unexpected("a line or a stretch of lines such as `12` or `14-16`")
        first = int(match.group("first"))
        last = int(match.group("last") or first)
        kind = LINES[key]
        yield LineCorrection(kind, first, last, node.origin)  # type: ignore[arg-type]


def _parts(value: Node) -> Iterator[tuple[int, tuple[Field, ...]]]:
    for key, key_node, fields in value.items():
        if not (key.isdecimal() and len(key) <= 7):
            raise YamlError(
                Problem(key_node.origin, "error", "yaml-type",
                        f"expected the number of an article of the file, found “{key}”")
            )  # fmt: skip
        yield int(key), tuple(_placed(fields))


def corrected(document: Document, sidecar: Sidecar) -> Document:
    """Return the document with what the sidecar says of it before what its own file says."""
    fields = (*sidecar.fields_of(document.part), *document.fields)
    return msgspec.structs.replace(document, fields=fields, corrections=sidecar.lines)
