"""Which columns of tables and keys of JSON files hold which field of an article, by names in many languages."""

import functools
import importlib.resources
import re
from collections.abc import Mapping

from backfile.normalforms import normal
from backfile.patterns import late

__all__ = ["fields_of", "key_of"]

JOINTS = late(r"[\W_]+")
# Letters that keyboards of Persian and Arabic write differently.
ARABIC = str.maketrans("يك", "یک")


def key_of(name: str) -> str:
    """Return a key as it is compared: what stands after the last dot or colon, letters without accents, small."""
    last = re.split(r"[.:/](?=\w)", name.strip())[-1]
    return JOINTS.sub("", normal("NFKD", last).casefold()).translate(ARABIC)


@functools.cache
def _ranks() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return for each key the fields it may mean, each with its rank there, from data/recordkeys.txt."""
    source = importlib.resources.files("backfile.read") / "data" / "recordkeys.txt"
    found: dict[str, list[tuple[str, int]]] = {}
    field, rank = "", 0
    for line in source.read_text(encoding="utf-8").splitlines():
        if line and not line[0].isspace() and not line.startswith("#"):
            field, rank = line.rstrip(":"), 0
            continue
        for name in line.split(",") if not line.startswith("#") else ():
            if name.strip():
                found.setdefault(key_of(name), []).append((field, rank))
                rank += 1
    return {key: tuple(dict(reversed(meanings)).items()) for key, meanings in found.items()}


def fields_of(name: str) -> tuple[tuple[str, int], ...]:
    """Return (field, rank) for each field that a column or key may hold; the lowest rank is the surest name."""
    return _ranks().get(key_of(name), ())
