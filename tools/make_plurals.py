"""Write src/backfile/pages/words/cldr.json: plural rules, names of months, weekdays and languages, date patterns.

Run at development time only, when a language of the interface is added:

    pip install babel && python tools/make_plurals.py

All comes from CLDR through Babel. Plural rules are kept for whole numbers: a category holds when each test of
one of its rows holds; a test is [modulus or 0, [[first, last], …], whether it must not hold]. English is that
of en-GB, whose dates read `20 September 2023`. Digits are Latin in all languages, and separators fit them.
"""

import json
import pathlib
import re
from typing import Any

from babel import Locale
from babel.dates import get_day_names, get_month_names

LOCALES = {
    "en": "en_GB", "ar": "ar", "de": "de", "es": "es", "fa": "fa", "fr": "fr", "ru": "ru", "zh": "zh_Hans",
}  # fmt: skip
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
SPOKEN = (
    "af am ar az be bg bn bs ca ckb cs cy da de el en eo es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id ig is "
    "it ja ka kk km kn ko ku ky la lo lt lv mk ml mn mr ms mt my nb ne nl nn no or pa pl ps pt ro ru sd si sk sl so "
    "sq sr sv sw ta te tg th tk tl tr tt uk ur uz vi xh yi yo zh zu"
)
"""Languages whose names are kept: those that news is written in, and that a text may be of."""
GROUPED_FROM = {"es": 5}
"""CLDR's minimumGroupingDigits, which Babel leaves out: a Spanish number has a separator from five digits on."""
TARGET = pathlib.Path(__file__).parent.parent / "src/backfile/pages/words/cldr.json"


def rows(node: Any) -> list[list[Any]]:
    """Return a condition as alternatives of tests that must all hold, for whole numbers."""
    kind, parts = node
    if kind == "or":
        return [row for part in parts for row in rows(part)]
    if kind == "and":
        found: list[list[Any]] = [[]]
        for part in parts:
            found = [[*left, *right] for left in found for right in rows(part)]
        return found
    if kind == "not":
        inner = rows(parts[0])
        if inner in ([], [[]]):  # known without the number
            return [] if inner else [[]]
        ((modulus, ranges, denied),) = inner[0]
        return [[[modulus, ranges, not denied]]]
    if kind != "relation":
        raise ValueError(f"a plural rule of an unknown kind: {kind}")
    _, left, (_, listed) = parts
    ranges = [[low[1][0] if low[1] else 0, high[1][0] if high[1] else 0] for low, high in listed]
    if left[0] in ("v", "w", "f", "t", "c", "e"):  # no fraction, no exponent
        return [[]] if any(low <= 0 <= high for low, high in ranges) else []
    if left[0] == "mod":
        return [[[left[1][1][1][0], ranges, False]]]
    return [[[0, ranges, False]]]


def plural(locale: Locale) -> dict[str, Any]:
    """Return the rules of each category but `other`."""
    found = {}
    for name, node in locale.plural_form.abstract:
        kept = rows(node)
        if kept:
            found[name] = kept
    return {name: found[name] for name in CATEGORIES if name in found}


def pattern(text: str) -> str:
    """Return a CLDR date pattern with the placeholders of the table of words."""
    placed = {"d": "{day}", "y": "{year}", "M月": "{month}", "MMMM": "{month}", "LLLL": "{month}"}
    marked = re.sub(r"M月|[ML]{4}|d|y(?!')|'[^']*'", lambda m: placed.get(m[0], m[0].strip("'")), text)
    if re.search(r"[ML]", marked):
        raise ValueError(f"a date pattern that is not understood: {text}")
    return marked


def table(name: str) -> dict[str, Any]:
    """Return what CLDR says about a language."""
    locale = Locale.parse(LOCALES[name])
    skeletons = locale.datetime_skeletons
    day = locale.date_formats["long"].pattern
    month = str(skeletons["yMMMM"].pattern)
    width = "abbreviated" if "M月" in day else "wide"
    words = {
        "date.day": pattern(day),
        "date.month": pattern(month),
        "date.daymonth": pattern(str(skeletons["MMMMd"].pattern)),
    }
    alone = get_month_names("wide", "stand-alone", locale)
    inside = get_month_names(width, "format", locale)
    with_year = alone if "LLLL" in month else inside
    for number in range(1, 13):
        words[f"month.{number}"] = alone[number]
        words[f"month.{number}.date"] = inside[number]
        words[f"month.{number}.year"] = with_year[number]
    full, short = (get_day_names(width, "stand-alone", locale) for width in ("wide", "short"))
    for number in range(7):
        words[f"weekday.{number}"] = full[number]
        words[f"weekday.{number}.short"] = short[number]
    return {
        "direction": "rtl" if locale.text_direction == "rtl" else "ltr",
        "group": locale.number_symbols["latn"]["group"],
        "grouped_from": GROUPED_FROM.get(name, 4),
        "plural": plural(locale),
        "languages": {
            code: str(locale.languages[code]) for code in SPOKEN.split() if code in locale.languages
        },
        "words": words,
    }


def main() -> None:
    """Write the file."""
    found = {name: table(name) for name in LOCALES}
    lines = [f"{json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in found.items()]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
