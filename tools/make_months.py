"""Write src/backfile/parse/data/months.json: month and weekday names from CLDR (through Babel).

Run at development time only, when a language is added:

    pip install babel && python tools/make_months.py

The file maps a casefolded name to its number (months 1 to 12, weekdays 1 = Monday to 7). Names that mean
different months in different languages of the list would be a trap, so the script stops when it finds one.
"""

import json
import pathlib
import unicodedata

from babel import Locale
from babel.dates import get_day_names, get_month_names

LANGUAGES = [
    "en",
    "ru",
    "uk",
    "be",
    "bg",
    "sr",
    "mk",
    "de",
    "nl",
    "da",
    "nb",
    "sv",
    "fi",
    "et",
    "lv",
    "lt",
    "pl",
    "cs",
    "sk",
    "sl",
    "hr",
    "hu",
    "ro",
    "fr",
    "es",
    "it",
    "pt",
    "ca",
    "tr",
    "az",
    "el",
    "he",
    "ar",
    "fa",
    "ur",
    "hi",
    "id",
    "vi",
]

# Forms that newspapers print and CLDR does not list.
EXTRA_MONTHS = {
    "sept": 9, "sep": 9, "set": 9, "janv": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "déc": 12,
    "mär": 3, "mrz": 3, "ene": 1, "abr": 4, "ago": 8, "dic": 12, "gen": 1, "mag": 5, "giu": 6, "lug": 7,
    "ott": 10, "янв": 1, "фев": 2, "мар": 3, "апр": 4, "авг": 8, "сен": 9, "сент": 9, "окт": 10, "ноя": 11,
    "нояб": 11, "дек": 12, "січ": 1, "лют": 2, "бер": 3, "квіт": 4, "трав": 5, "черв": 6, "лип": 7, "серп": 8,
    "вер": 9, "жовт": 10, "лист": 11, "груд": 12, "уст": 8,
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8,
    "أيلول": 9, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12, "جانفي": 1, "فيفري": 2,
    "أفريل": 4, "ماي": 5, "جوان": 6, "جويلية": 7, "أوت": 8, "اغسطس": 8, "ابريل": 4, "اكتوبر": 10, "مايس": 5,
}  # fmt: skip
# Jalali months as printed in Iran: 101 Farvardin to 112 Esfand.
JALALI = {
    "فروردین": 101, "اردیبهشت": 102, "خرداد": 103, "تیر": 104, "مرداد": 105, "شهریور": 106, "مهر": 107,
    "آبان": 108, "آذر": 109, "دی": 110, "بهمن": 111, "اسفند": 112,
}  # fmt: skip


def fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().rstrip(".").strip()


def main() -> None:
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    if not any(c.isdigit() for c in name):
                        clash = months.setdefault(fold(name), number)
                        if clash != number:
                            print(f"left out: {name!r} is month {clash} and {number} ({language})")
                            months[fold(name)] = 0
                for number, name in get_day_names(width, context, locale).items():
                    if len(name) > 2:
                        weekdays.setdefault(fold(name), number + 1)
    months.update(EXTRA_MONTHS)
    for name, number in JALALI.items():
        months[name] = number
    months = {name: number for name, number in months.items() if number and len(name) > 1}
    path = pathlib.Path(__file__).parent.parent / "src/backfile/parse/data/months.json"
    table = {"months": dict(sorted(months.items())), "weekdays": dict(sorted(weekdays.items()))}
    path.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
