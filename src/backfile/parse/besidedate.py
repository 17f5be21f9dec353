"""What a line holds beside its date: where the text was printed, and names that bars part from the date."""

import functools
import re

from backfile.parse.dates import find_dates
from backfile.parse.forms import CLOSED, is_name
from backfile.parse.phrases import AGENCIES, any_of
from backfile.patterns import late

__all__ = [
    "PRINTED_AT",
    "has_letters",
    "names_in_bars",
    "outlet_beside_date",
    "writer_and_outlet",
    "writer_and_outlet_led",
    "writer_behind_bars",
]

# `Issue 3278. Page 3.`, `№ 84, стр. 1`, `第12版`.
PRINTED_AT = late(
    r"(?<!\w)(?:(?:issue|edition|ausgabe|heft|numéro|número|numero|édition|edición|edição|edizione|numer|wydanie|číslo|vydání|sayı|выпуск|номер|випуск|брой|vol(?:ume|\.)?|band|tome|tomo|page|pages|seite|página|pagina|strona|strana|sayfa|sidan?|side|sivu|blz|pág|pag|str|стр|полоса|стор|с|section|العدد|الصفحة|صفحة|شماره|صفحه|अंक|पृष्ठ)[.:]?\s?(?:no\.?|nr\.?|№)?|no\.|nr\.?|núm\.|n[°º]|№|#|pp?\.|s\.)"
    r"\s?[A-Z]?\d{1,6}(?:[-–/]\d{1,5})?(?:\s?\(\d{1,6}\))?(?!\w)|第\s?\d{1,6}\s?(?:版|期|号|號|面)|제\s?\d{1,6}\s?호|\d{1,3}\s?면(?!\w)",
    re.IGNORECASE,
)
BARS = late(r"\s*[|｜·•]\s*")
AGENCY = late(any_of(tuple(re.escape(name) for name in AGENCIES)))
# Words of which one names a paper, an agency or a newsroom.
OUTLET = late(
    r"\b(?:news|times|post|herald|tribune|journal|gazette|daily|press|media|radio|tv|online|zeitung|nachrichten|tageblatt|anzeiger"
    r"|agency|agencia|agência|agence|agenzia|agentur|agencja|ajansı|bureau|desk|newsroom|diario|diário|jornal|giornale|noticias|notícias|gazeta|haber|gazetesi"
    r"|новости|новини|вести|вісті|газета|известия|агентство|радио|радіо)\b"
    r"|टाइम्स|न्यूज|न्यूज़|समाचार|दैनिक|जागरण|भास्कर|पत्रिका|एजेंसी|ब्यूरो|डेस्क|صحيفة|جريدة|وكالة|الأخبار|شبكة|قناة|خبرگزاری|روزنامه|شبکه"
    r"|日报|日報|晚报|晚報|新闻|新聞|时报|時報|通信|통신|신문|뉴스|일보",
    re.IGNORECASE,
)
CASELESS = late(
    r"[\u0620-\u06ff\u200c\u0900-\u0dff]{2,16}(?: [\u0620-\u06ff\u200c\u0900-\u0dff.]{1,16}){1,3}"
)
# `14:07, 11 июня 2024, Бишкек - 24.kg, Ада Ларк`: behind the date.
AFTER_DATE = late(
    r",?\s*(?P<place>[^\W\d_a-zа-яё][^\W\d_]*(?:[ -][^\W\d_a-zа-яё][^\W\d_]*){0,2})\s[-–—]\s"
    r"(?P<outlet>[^,|–—]{2,30}?)(?:\s?,\s?(?P<writer>[^,|]{4,40}))?"
)
# `न्यूज डेस्क, हार्बर उजाला, हॉलिन Published by: …`: before the date.
DESK_FIRST = late(
    r"(?P<desk>[^,|]{0,24}(?:डेस्क|ब्यूरो|संवाददाता|[Dd]esk|[Bb]ureau)),\s(?P<outlet>[^,|\d]{2,30}),\s(?P<place>[^\W\d_]\S*(?:\s[^\W\d_]\S*)?)\s+"
    r"(?:(?i:published|updated|posted|edited)\b).*"
)
LETTER = late(r"[^\W\d_]")
# `हार्बर उजाला नेटवर्क, हॉलिन Published by: …`: the desk of the outlet itself.
NETWORK_FIRST = late(
    r"(?P<desk>[^,|\d]{3,24}\s(?:नेटवर्क|न्यूज|ब्यूरो|संवाद|Network|Bureau)),\s"
    r"(?P<place>[^\W\d_]\S*(?:\s[^\W\d_]\S*)?)\s+"
    r"(?:(?i:published|updated|posted|edited)\b).*"
)
HOST = late(r"[\w-]{2,30}\.[a-zа-я]{2,6}", re.IGNORECASE)
# `OLJ / Par Ada Lark, le …`: the outlet's name, a byline word and the writer, before a date.
LED = late(
    r"(?:[A-ZÀ-Þ][\w.'’&-]*(?:\s[A-ZÀ-Þ][\w.'’&-]*){0,2}\s?[/|–—-]\s?)?(?:By|BY|Par|PAR|Por|POR|Di|Von|VON|Door|Av|Af|Przez|De)\s"
    r"(?P<name>[^\W\d_a-z][\w.'’-]*(?:\s(?:(?:de|da|di|van|von|der|den|el|al|la|le|du|dos|del)\s)*[^\W\d_a-z][\w.'’-]*){1,3}?)"
    r"(?:\s?[,|•·–—-]\s?|\s)(?:(?:le|el|em|il|am|on|op|den|dnia|publié|published|publicado)\s)*(?=[^\W_])"
)
LONGEST_DATED = 120
MOST_PARTS, MOST_WORDS, LONGEST = 4, 4, 36


def has_letters(text: str) -> bool:
    """Whether a line holds letters: figures alone tell no writer, outlet or place beside their date."""
    return LETTER.search(text) is not None


def names_in_bars(text: str) -> tuple[str, ...]:
    """Return the two names that bars part from a date at one end of the line, none for any other line."""
    parts = BARS.split(text)
    if not 3 <= len(parts) <= MOST_PARTS:
        return ()
    dated = [any(date.value for date in find_dates(part)) for part in parts]
    names = tuple(part for part, date in zip(parts, dated, strict=True) if not date)
    short = all(len(part.split()) <= MOST_WORDS and 0 < len(part) <= LONGEST for part in names)
    fits = (dated[-1] or dated[0]) and len(names) == 2
    return names if fits and short and not any(map(CLOSED.ends, names)) else ()


def writer_behind_bars(text: str) -> str:
    """Return the writer of a line `section | date | writer`: one word or two, the date, and a name at the end."""
    parts = BARS.split(text) if len(text) <= LONGEST_DATED else []
    if len(parts) != 3 or not find_dates(parts[1]) or find_dates(parts[0]) or OUTLET.search(parts[2]):
        return ""
    rubric = len(parts[0].split()) <= 2 and not is_name(parts[0]) and parts[0][:1].isalpha()
    return parts[2].strip() if rubric and is_name(parts[2].strip()) else ""


def writer_and_outlet_led(text: str) -> str:
    """Return the writer between the outlet or nothing and the date: `HNA / Par Ada LARK, le 10 mai 2025`."""
    match = LED.match(text) if len(text) <= LONGEST_DATED else None
    dates = find_dates(text) if match else ()
    name = match.group("name").strip() if match else ""
    fits = match and dates and match.end() <= dates[0].start <= match.end() + 4 and is_name(name)
    return name if fits and not OUTLET.search(name) else ""


@functools.lru_cache(maxsize=256)  # dates, bylines, places and outlets ask about the same line
def outlet_beside_date(text: str) -> tuple[str, str, str] | None:
    """Return (place, outlet, writer or nothing) behind a date that begins the line, or a desk before the date.

    Behind the date the outlet is an agency or a host.
    """
    if "," in text and (desk := DESK_FIRST.fullmatch(text)):
        return desk.group("place"), desk.group("outlet"), desk.group("desk")
    if "," in text and (desk := NETWORK_FIRST.fullmatch(text)):
        return desk.group("place"), desk.group("desk"), desk.group("desk")
    dates = find_dates(text) if len(text) <= 120 else ()
    match = AFTER_DATE.fullmatch(text, dates[-1].end) if dates and dates[0].start <= 8 else None
    if match is None or not (
        AGENCY.fullmatch(match.group("outlet")) or HOST.fullmatch(match.group("outlet"))
    ):
        return None
    writer = match.group("writer") or ""
    return match.group("place"), match.group("outlet"), writer.strip() if is_name(writer.strip()) else ""


@functools.lru_cache(maxsize=256)
def writer_and_outlet(text: str) -> tuple[str, str]:
    """Return the writer and the outlet of a line `writer | outlet | date`, each empty where its form does not tell it.

    Scripts without capitals give a name no form: there the outlet beside it has to be told by a word.
    """
    if behind := outlet_beside_date(text):
        return behind[2], behind[1]
    names = names_in_bars(text)
    outlet = next((name for name in names if OUTLET.search(name) or AGENCY.fullmatch(name)), "")
    others = [name for name in names if name != outlet]
    if not outlet or len(others) != 1 or any(sign.isdigit() for sign in others[0]):
        return "", outlet
    named = is_name(others[0]) or CASELESS.fullmatch(others[0])
    return (others[0] if named and names[0] == others[0] else ""), outlet
