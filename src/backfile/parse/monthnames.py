"""Names of months and weekdays in the languages we read, from data/months.json."""

import functools
import importlib.resources
import json

from backfile.normalforms import normal

__all__ = ["month_numbers", "weekday_number"]

# One character stands for a weekday in brackets behind a Chinese, Japanese or Korean date.
_SIGNS = {
    sign: number
    for signs in ("一二三四五六日", "月火水木金土日", "월화수목금토일")
    for number, sign in enumerate(signs, 1)
}


@functools.cache
def _words() -> tuple[dict[str, int], dict[str, int]]:
    """Return (month numbers by folded name, weekday numbers by folded name)."""
    source = importlib.resources.files("backfile.parse") / "data" / "months.json"
    table = json.loads(source.read_text(encoding="utf-8"))
    return table["months"], table["weekdays"]


def month_numbers() -> dict[str, int]:
    """Return the number of each month by its folded name: 1 to 12, Jalali months 101 to 112, Islamic 201 to 212."""
    return _words()[0]


@functools.lru_cache(maxsize=1024)
def weekday_number(word: str) -> int | None:
    """Return 1 (Monday) to 7 for a weekday's name in any language of the table, else None."""
    folded = normal("NFC", word).casefold().strip(" .،,()（）")
    return _words()[1].get(folded) or _SIGNS.get(folded)
