"""Write src/backfile/extract/data/weekdays.json: the names of the days of the week from CLDR (through Babel).

Run at development time only, when a language is added:

    pip install babel && python tools/make_weekdays.py

For each language a casefolded name leads to its number, 1 for Monday to 7. Only full names: short ones are words of
their own in many languages. Forms that stand after a preposition, and spellings that newspapers print beside CLDR's,
are listed here.
"""

import json
import pathlib
import unicodedata

from babel import Locale
from babel.dates import get_day_names

LANGUAGES = (
    "en",
    "ru",
    "uk",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "fa",
    "ar",
    "zh",
    "ja",
    "ko",
    "tr",
    "hi",
)
FORMS = {
    "ru": {"среду": 3, "пятницу": 5, "субботу": 6},
    "uk": {
        "середу": 3, "п'ятницю": 5, "п’ятницю": 5, "пʼятницю": 5, "суботу": 6, "неділю": 7, "понеділка": 1,
        "вівторка": 2, "середи": 3, "четверга": 4, "п'ятниці": 5, "п’ятниці": 5, "пʼятниці": 5, "суботи": 6, "неділі": 7,
    },
    "de": {"sonnabend": 6},
    "es": {"miercoles": 3, "sabado": 6},
    "it": {"lunedi": 1, "martedi": 2, "mercoledi": 3, "giovedi": 4, "venerdi": 5},
    "pl": {"środę": 3, "sobotę": 6, "niedzielę": 7},
    "fa": {
        "یک‌شنبه": 7, "یک شنبه": 7, "دو شنبه": 1, "دو‌شنبه": 1, "سه شنبه": 2, "سه‌شنبه": 2, "چهار شنبه": 3,
        "چهار‌شنبه": 3, "پنج‌شنبه": 4, "پنج شنبه": 4, "پنجشنبه": 4, "سهشنبه": 2,
    },
    "ar": {"الإثنين": 1, "الأثنين": 1, "الثلثاء": 2, "الاربعاء": 3, "الاحد": 7},
    "ja": {f"{sign}曜": number for number, sign in enumerate("月火水木金土日", start=1)},
    "hi": {"बृहस्पतिवार": 4, "वीरवार": 4, "इतवार": 7, "गुरूवार": 4, "मंगलवार": 2},
    "zh": {
        f"{prefix}{name}": number
        for prefix in ("星期", "周", "週", "礼拜", "禮拜")
        for number, names in enumerate(("一", "二", "三", "四", "五", "六", "日天"), start=1)
        for name in names
        if (prefix, name) not in (("周", "天"), ("週", "天"))
    },
}  # fmt: skip


def names(language: str) -> dict[str, int]:
    """Return the numbers of the days by name."""
    found = {}
    for context in ("format", "stand-alone"):
        for number, name in get_day_names("wide", context, Locale.parse(language)).items():
            found[unicodedata.normalize("NFC", name).casefold()] = number + 1
    return dict(sorted((found | FORMS.get(language, {})).items()))


def main() -> None:
    """Write the file."""
    path = pathlib.Path(__file__).parent.parent / "src/backfile/extract/data/weekdays.json"
    lines = [f"{json.dumps(one)}: {json.dumps(names(one), ensure_ascii=False)}" for one in LANGUAGES]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
