"""What a file's own fields mean: front matter and labelled headers, by many names."""

import functools
import re
from collections.abc import Sequence

from backfile.model import Field
from backfile.parse.phrases import FIELD_NAMES

__all__ = ["field", "field_of", "labels_of", "link_fields", "listed"]

_MEANING = {name: meaning for meaning, names in FIELD_NAMES.items() for name in names}


@functools.lru_cache(maxsize=512)  # each rule asks for the meaning of all of a file's names
def field_of(name: str) -> str | None:
    """Return which field of the record a declared name means, None when it means none."""
    name = name.casefold().strip()
    plain = name.removeprefix("extra.").removeprefix("params.").removeprefix("taxonomies.")
    return (
        _MEANING.get(plain)
        or _MEANING.get(re.sub(r"[\s-]+", "_", plain))
        or _MEANING.get(plain.replace(" ", ""))
    )


class _Meant:
    """The fields of the file that was asked of last, by what they mean: each rule asks for one meaning."""

    def __init__(self) -> None:
        self._fields: Sequence[Field] = ()
        self._by_meaning: dict[str | None, list[Field]] = {}

    def of(self, fields: Sequence[Field], meaning: str) -> list[Field]:
        """Return those of the fields that have values and this meaning."""
        if self._fields is not fields:
            self._fields, self._by_meaning = fields, {}
            for f in fields:
                if f.values:
                    self._by_meaning.setdefault(field_of(f.name), []).append(f)
        return self._by_meaning.get(meaning, [])


_meant = _Meant()


def field(fields: tuple[Field, ...], meaning: str) -> Field | None:
    """Return the declared field with this meaning: a sidecar's first, then by the table's order of names."""
    found = _meant.of(fields, meaning) if fields else ()
    if len(found) < 2:
        return found[0] if found else None
    order = FIELD_NAMES[meaning]

    def rank(f: Field) -> tuple[bool, int]:
        name = re.sub(r"[\s-]+", "_", f.name.rsplit(".", 1)[-1])
        return not f.origin, order.index(name) if name in order else len(order)

    return min(found, key=rank, default=None)


def labels_of(fields: Sequence[Field]) -> tuple[str, ...]:
    """Return those of the tags that stand under `topics` or `topic`: what a curator says an article is about."""
    named = (f for f in fields if f.name.casefold() in ("topics", "topic"))
    return tuple(dict.fromkeys(tag for f in named for tag in listed(f)))


def listed(declared: Field) -> tuple[str, ...]:
    """Return the items of a field, each once; `a, b` in one text is two."""
    values = declared.values
    parts = re.split(r"[,;،、]", values[0]) if len(values) == 1 else values
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def link_fields(fields: Sequence[Field]) -> tuple[str, ...]:
    """Return web addresses among the declared values."""
    addresses = (value for f in fields for value in f.values if value.startswith("http"))
    return tuple(value for value in addresses if re.fullmatch(r"https?://\S+", value))
