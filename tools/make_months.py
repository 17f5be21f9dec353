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
    "gl",
    "eu",
    "sq",
    "ka",
    "hy",
    "kk",
    "bn",
    "mr",
    "ne",
    "ms",
    "sw",
    "af",
    "is",
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
    "إبريل": 4, "اذار": 3, "ايار": 5, "ايلول": 9, "تشرين أول": 10, "تشرين ثاني": 11, "تشرين ثان": 11,
    "كانون أول": 12, "كانون ثاني": 1, "كانون ثان": 1, "يونيه": 6, "يوليه": 7, "يوليوز": 7, "غشت": 8, "شتنبر": 9,
    "نونبر": 11, "دجنبر": 12, "أغشت": 8, "سبتمبر": 9, "جوليه": 7,
    "setiembre": 9, "sett": 9, "maio": 5, "avril": 4, "fevr": 2, "juill": 7, "mrt": 3,
    "jänner": 1, "feber": 2, "märz": 3, "maerz": 3, "julio": 7, "agosto": 8,
    "सितम्बर": 9, "नवम्बर": 11, "दिसम्बर": 12, "अक्तूबर": 10, "अक्टूबर": 10, "जनवरी": 1, "फ़रवरी": 2, "फरवरी": 2,
    "अगस्त": 8, "अप्रैल": 4, "जुलाई": 7, "मार्च": 3, "जून": 6,
    "ژانویه": 1, "فوریه": 2, "مارس": 3, "آوریل": 4, "مه": 5, "ژوئن": 6, "ژوئیه": 7, "جولای": 7, "اوت": 8, "آگوست": 8,
    "سپتامبر": 9, "اکتبر": 10, "نوامبر": 11, "دسامبر": 12, "جنوری": 1, "فبروری": 2, "اپریل": 4, "می": 5, "جون": 6,
    "آگست": 8, "اکتوبر": 10, "نومبر": 11, "دسمبر": 12, "جولائی": 7,
    # Polish and Czech; the same words are other months in Croatian, which prints a dot after the day (dates.py).
    "listopada": 11, "listopadu": 11, "lis": 11, "lip": 7,
    "травня": 5, "мая": 5, "юни": 6, "юли": 7, "мае": 5,
}  # fmt: skip
# Jalali months as printed in Iran: 101 Farvardin to 112 Esfand.
JALALI = {
    "فروردین": 101, "اردیبهشت": 102, "خرداد": 103, "تیر": 104, "مرداد": 105, "شهریور": 106, "مهر": 107,
    "آبان": 108, "آذر": 109, "دی": 110, "بهمن": 111, "اسفند": 112, "امرداد": 105, "ابان": 108, "اذر": 109,
    "حمل": 101, "ثور": 102, "جوزا": 103, "سرطان": 104, "اسد": 105, "سنبله": 106, "میزان": 107, "عقرب": 108,
    "قوس": 109, "جدی": 110, "دلو": 111, "حوت": 112,
}  # fmt: skip
# Months of the Islamic calendar, 201 Muharram to 212 Dhu al-Hijja: known so that no such date is taken for another.
ISLAMIC = {
    "محرم": 201, "صفر": 202, "ربيع الأول": 203, "ربيع الاول": 203, "ربیع الاول": 203, "ربيع الثاني": 204, "ربيع الآخر": 204,
    "ربیع الثانی": 204, "جمادى الأولى": 205, "جمادى الاولى": 205, "جمادی الاول": 205, "جمادى الآخرة": 206, "جمادى الثانية": 206,
    "جمادی الثانی": 206, "رجب": 207, "شعبان": 208, "رمضان": 209, "شوال": 210, "ذو القعدة": 211, "ذي القعدة": 211,
    "ذوالقعدة": 211, "ذی القعده": 211, "ذو الحجة": 212, "ذي الحجة": 212, "ذوالحجة": 212, "ذی الحجه": 212,
}  # fmt: skip
EXTRA_WEEKDAYS = {
    "الاحد": 7, "الإثنين": 1, "الأثنين": 1, "الإثنان": 1, "الثلثاء": 2, "الاربعاء": 3, "یک شنبه": 7, "یک‌شنبه": 7, "یكشنبه": 7, "دو شنبه": 1,
    "دو‌شنبه": 1, "سه شنبه": 2, "سه‌شنبه": 2, "سهشنبه": 2, "چهار شنبه": 3, "چهار‌شنبه": 3, "پنج شنبه": 4, "پنج‌شنبه": 4, "ادينه": 5, "آدینه": 5,
    "п'ятниця": 5, "п’ятниця": 5, "вівторок": 2, "пн": 1, "вт": 2, "ср": 3, "чт": 4, "пт": 5, "сб": 6, "вс": 7, "нд": 7,
    "понедельника": 1, "вторника": 2, "среду": 3, "среды": 3, "четверга": 4, "пятницу": 5, "пятницы": 5, "субботу": 6, "субботы": 6,
    "воскресенья": 7, "tues": 2, "thur": 4, "thurs": 4, "weds": 3, "mond": 1, "segunda": 1, "terça": 2, "quarta": 3, "quinta": 4, "sexta": 5,
    "sabado": 6, "miercoles": 3, "lunedi": 1, "martedi": 2, "mercoledi": 3, "giovedi": 4, "venerdi": 5, "sonnabend": 6,
    "星期一": 1, "星期二": 2, "星期三": 3, "星期四": 4, "星期五": 5, "星期六": 6, "星期日": 7, "星期天": 7, "周一": 1, "周二": 2, "周三": 3, "周四": 4,
    "周五": 5, "周六": 6, "周日": 7, "週一": 1, "週二": 2, "週三": 3, "週四": 4, "週五": 5, "週六": 6, "週日": 7, "月曜日": 1, "火曜日": 2, "水曜日": 3,
    "木曜日": 4, "金曜日": 5, "土曜日": 6, "日曜日": 7, "月曜": 1, "火曜": 2, "水曜": 3, "木曜": 4, "金曜": 5, "土曜": 6, "日曜": 7,
    "월요일": 1, "화요일": 2, "수요일": 3, "목요일": 4, "금요일": 5, "토요일": 6, "일요일": 7,
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
    months.update(JALALI)
    months.update(ISLAMIC)
    weekdays.update(EXTRA_WEEKDAYS)
    months = {name: number for name, number in months.items() if number and len(name) > 1}
    path = pathlib.Path(__file__).parent.parent / "src/backfile/parse/data/months.json"
    table = {"months": dict(sorted(months.items())), "weekdays": dict(sorted(weekdays.items()))}
    path.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
