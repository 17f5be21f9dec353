"""The place line that opens a report: `GENEVA, June 19 (Harbour Wire) —`, `МОСКВА, 15 янв — РИА Новости.`"""

import functools
import re
from collections.abc import Sequence

from backfile.alternatives import REPEAT, begin_of, first_of, is_group, is_optional, split
from backfile.cues import fold
from backfile.model import Dateline
from backfile.parse.monthnames import weekday_number
from backfile.parse.paragraphs import Passage
from backfile.parse.phrases import AGENCIES, any_of
from backfile.patterns import late

__all__ = [
    "CITIES",
    "KICKER",
    "PLACE_AND_OUTLET",
    "TAIWAN_BYLINE",
    "TO_PLACES",
    "TURKISH_BYLINE",
    "WIRES",
    "dateline_alone",
    "dateline_beside_writer",
    "dateline_of",
    "may_begin_with_place",
    "place_alone",
    "place_told_again",
    "speaks_again",
]

# Wires that send out releases or serve one country, and agencies' names in scripts without capitals.
WIRES = (
    "PRNewswire", "PR Newswire", "Prensa Latina", "ACP", "MNA", "GLOBE NEWSWIRE", "GlobeNewswire", "BUSINESS WIRE", "Business Wire", "ACCESSWIRE", "EQS-News", "ots", "epd", "KNA", "SID", "Adnkronos", "AGI", "askanews", "Italpress", "DIRE", "Dire", "Servimedia", "Colpisa", "ABI", "Folhapress", "Agência Lusa", "Europa Press", "EUROPA PRESS", "NOVOSTI", "SITA", "ISBnews", "ANTARA", "KOMPAS.com", "CNN Indonesia", "TTXVN", "СИТА", "Казинформ", "КАЗИНФОРМ", "АЗЕРТАДЖ", "БЕЛТА", "АКИpress", "Синьхуа", "ΑΠΕ-ΜΠΕ", "ΑΠΕ", "FoNet", "SRNA", "FENA", "MIA", "HINA",
)  # fmt: skip
_AGENCY = any_of(tuple(re.escape(name) for name in (*AGENCIES, *WIRES)))
AGENCY_ALONE = late(_AGENCY)
_ARABIC_AGENCY = "رويترز|أ ?ف ?ب|ا ?ف ?ب|فرانس برس|د ?ب ?أ|أ ?ب|أسوشيتد برس|الأناضول|سانا|واع|وام|واس|قنا|كونا|بترا|وفا|سبوتنيك|شينخوا|الوطنية|وكالات|الوكالات|ایرنا|ایسنا|فارس|تسنیم|مهر|ایلنا|رویترز|خبرآنلاین"
_HINDI_AGENCY = (
    "भाषा|वार्ता|पीटीआई|पीटीआई-भाषा|एएनआई|आईएएनएस|यूएनआई|एपी|एएफपी|रॉयटर|रायटर्स|हि\\.?स\\.?|एजेंसी|एजेंसियां|ब्यूरो"
)
_HINDI_CITY = "नई दिल्ली|दिल्ली|मुंबई|लखनऊ|पटना|कोलकाता|चेन्नई|बेंगलुरु|हैदराबाद|जयपुर|भोपाल|इंदौर|रांची|रायपुर|चंडीगढ़|देहरादून|शिमला|गुवाहाटी|अहमदाबाद|वाराणसी|कानपुर|प्रयागराज|आगरा|नोएडा|गुरुग्राम|श्रीनगर|जम्मू|पुणे|नागपुर|वाशिंगटन|इस्लामाबाद|काठमांडू|ढाका|लंदन|बीजिंग|मास्को"
_ARABIC_CITY = "القاهرة|الإسكندرية|الرياض|جدة|دبي|أبوظبي|أبو ظبي|بيروت|عمان|عمّان|دمشق|حلب|بغداد|البصرة|أربيل|الرباط|الدار البيضاء|تونس|الجزائر|طرابلس|بنغازي|الخرطوم|صنعاء|عدن|الدوحة|المنامة|الكويت|مسقط|القدس المحتلة|القدس|غزة|رفح|رام الله|تل أبيب|نواكشوط|مقديشو|لندن|باريس|واشنطن|نيويورك|موسكو|كييف|أنقرة|إسطنبول|اسطنبول|طهران|كابول|إسلام آباد|نيودلهي|بكين|طوكيو|برلين|بروكسل|جنيف|مدريد|روما|أثينا|فيينا"
_DASH = r"(?:—|–|--|-|_|:)"
_DAY = r"(?:[^\W\d_]{3,9}\.?\s(?:0?[1-9]|[12]\d|3[01])(?!\d)|(?:0?[1-9]|[12]\d|3[01])(?:\.|º|er)?\s(?:de\s)?[^\W\d_]{3,11}(?![^\W\d_])\.?)(?:,?\s(?:del?\s)?\d{4}\.?)?(?:\s(?:г|р)\.)?"
_DATED = r"(?:(?:[^\W\d_]{3,9}\.?\s\d{1,2},?|\d{1,2}(?:\.|º|er)?\s(?:de\s)?[^\W\d_]{3,11}\.?,?)\s(?:del?\s)?(?:19|20)\d\d(?:\s(?:г|р)\.)?|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)"
# The same as more languages print it: with its weekday, year first, in digits.
_ANY_DAY = rf"(?:{_DAY}|\d{{4}}\.\s[^\W\d_]{{3,12}}\s\d{{1,2}}\.|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})(?:,\s[^\W\d_]{{3,10}})?"
_UPPER = "A-ZÀ-ÞĄĆČĎĐĘĚĞİŁŃŇŐŘŚŞŠŤŮŰŹŻŽȘȚА-ЯЁІЇЄҐ"
_CITY = r"[^\W\d_a-zа-яё][^\W\d_]*(?:[\s.'’-]{1,2}[^\W\d_]+){0,3}"
_CAPS = r"[A-ZА-ЯЁІЇЄҐÀ-Þ][A-ZА-ЯЁІЇЄҐÀ-Þ.'’\s-]{2,40}"

# A city with its region, country or state: `ROTTERDAM, Netherlands`, `New York, N.Y.`
_PLACE = rf"{_CITY}(?:,\s(?!{_DAY})[^\W\d_][\w.'’ -]{{1,24}}?)?"

FORMS = tuple(
    (name, late(pattern))
    for name, pattern in (
        ("a host, place and dash", rf"(?P<agency>[A-Z][\w-]*\.(?:[A-Za-z]{{2,4}}\.)?[A-Za-z]{{2,4}}),\s(?P<place>{_CITY})\s?{_DASH}+\s*"),
        ("place, date and a wire between slashes", rf"(?P<place>{_PLACE})[,.]\s+{_DAY}\.?,?\s*/(?P<agency>[^\W\d_][^/]{{1,30}})/\s*\.?\s*(?:{_DASH}+\s*|(?=[{_UPPER}«\"“]))"),
        ("place and a wire between slashes", rf"(?P<place>{_PLACE})\s+/(?P<agency>{_AGENCY})/\s*\.?\s*{_DASH}+\s*"),
        ("place and a wire in brackets between dashes", rf"(?P<place>{_PLACE})\s*--\s*\((?P<agency>[^()\d]{{2,40}})\)\s*--\s*"),
        ("place, date and an agency in brackets without a dash", rf"(?P<place>{_PLACE}),\s{_DAY}\.?\s*\((?P<agency>{_AGENCY})\)\s*[.:]?\s*(?=[{_UPPER}\"“'‘«])"),
        ("place and an agency in brackets without a dash", rf"(?P<place>{_PLACE})\s\((?P<agency>{_AGENCY})\)\s(?=[{_UPPER}\"“'‘«])"),
        ("place, month and day between stops", rf"(?P<place>{_CITY}),\s[a-z]{{3,4}}\.\s\d{{1,2}}\.\s(?=[{_UPPER}\"“'‘«¿¡])"),
        ("place and a date with its year", rf"(?P<place>{_PLACE})(?:,\s(?:den\s|le\s|el\s|am\s|a\s)?|\s(?:—|–|-)\s|\s\((?={_DATED}\))){_DATED}\)?\s*(?:(?:—|–|--|-|:)\s*(?=\S)|[.:]\s+(?=[{_UPPER}\"“«„])|/\s*(?=\S)|$)"),
        (
            "place and agency in brackets",
            rf"(?P<place>{_CITY}(?:/{_CITY}|,\s(?!{_DAY})[^\W\d_][\w.\s]{{1,24}}?|(?:\s\([^()\d]{{2,24}}\))?\s\[[^\]]{{2,24}}\])?)(?:,?\s+{_ANY_DAY}\.?)?,?\s*\((?P<agency>[^()\d]{{2,40}})\)\s*\.?\s*{_DASH}+\s*",
        ),
        (
            "place in capitals, a date and an agency",
            rf"(?P<place>{_CAPS}|{_CITY})[,.]\s+{_DAY}\.?\s*(?:{_DASH}\s*|/\s*)?(?P<agency>[^\W\d_][^.—–/]{{1,30}}?)(?:/\.?|\.|\s{_DASH})\s*(?=[^\W\d_«\"“(]|$)",
        ),
        ("day, place and a wire between slashes", rf"{_DAY},\s(?P<place>{_CITY})\s?/(?:[КK][оa]рр\.?\s)?(?P<agency>[^/\d]{{2,24}})/\s*[.–—-]?\s*"),
        ("place, full stop and an agency", rf"(?P<place>{_CITY})[.,]\s(?P<agency>{_AGENCY})\s?(?:--|[-–—])\s+"),
        ("place, date and an agency between commas", rf"(?P<place>{_PLACE}(?:\s\([{_UPPER}/.-]{{1,8}}\))?),\s{_DAY},\s(?:(?P<agency>{_AGENCY}|[{_UPPER}]{{2,6}})\s*{_DASH}+\s*|(?P<wire>{_AGENCY})\s(?=[{_UPPER}\"“«]))"),
        ("agency first", rf"\((?P<agency>{_AGENCY})\)\s*\.?\s*{_DASH}\s*(?P<place>{_CITY}),\s*{_DAY}\s*{_DASH}\s*"),
        ("place in capitals, a day in digits and an agency in brackets", rf"(?P<place>[{_UPPER}][{_UPPER}.'’-]{{2,20}}(?:[\s/-][{_UPPER}][{_UPPER}.'’-]{{1,20}}){{0,2}})\s\d{{1,2}}[/.]\d{{1,2}}\.?\s\((?P<agency>[^()\d]{{2,24}})\)\s?(?:=|{_DASH})\s*"),
        ("agency alone in brackets, without a dash", rf"\((?P<agency>{_AGENCY})\)\s(?=[{_UPPER}«\"“]\w*['’]?\s?\w)"),
        ("agency alone", rf"\((?P<agency>{_AGENCY})\)\s*\.?\s*{_DASH}\s*"),
        (
            "place in capitals",
            rf"(?P<place>[{_UPPER}][{_UPPER}.'’-]+(?:\s[{_UPPER}.'’-]+){{0,3}}(?:,\s[^\W\d_][\w.]{{1,14}}(?:\s[A-Z][\w.]+)?)?)(?:,\s*{_DAY})?\s+(?:—|–|--|-|_)\s*(?=\S|$)",
        ),
        ("place in capitals and a bar", rf"(?P<place>[{_UPPER}][{_UPPER}.'’-]{{3,20}}(?:\s[{_UPPER}.'’-]{{2,20}}){{0,2}})\s\|\s(?=[{_UPPER}\"“])"),
        ("place and date", rf"(?P<place>{_PLACE}),\s{_DAY}\s*(?:—|–|--|-|:)\s*(?=\S|$)"),
        ("place and dash", rf"(?P<place>(?![А-Я])[{_UPPER}][a-zß-ÿā-žșț]+(?:[\s/-][{_UPPER}][a-zß-ÿā-žșț]+)?) [-–—] (?=(?![А-Я])[{_UPPER}]\w*\s)"),
        ("place, region, full stop and dash", rf"(?P<place>{_CITY},\s(?:[{_UPPER}]\w{{1,3}}\.(?=\s?[-–—])|[{_UPPER}]\w{{4,14}}(?:\s[{_UPPER}]\w+)?(?=\.\s?[-–—])))\.?\s?[-–—]\s*(?=[{_UPPER}\"“«¿¡])"),
        ("place, region and dash", rf"(?P<place>(?![А-Я])[{_UPPER}][a-zß-ÿā-žșț]+(?:[\s-][{_UPPER}][a-zß-ÿā-žșț]+)?,\s[{_UPPER}][a-zß-ÿā-žșț]{{3,}}(?:\s(?:of\s|and\s)?[{_UPPER}][a-zß-ÿā-žșț]+){{0,2}}) [–—] (?=(?![А-Я])[{_UPPER}\"“]\w*\s)"),
        ("place, full stop and dash", rf"(?P<place>{_CITY})(?:,\s{_DAY})?\s?\.\s?[-–—]\s*(?=[{_UPPER}\"“«¿¡])"),
        ("place and agency after a dash, Arabic", rf"(?P<place>[\u0621-\u06cc]{{3,16}}(?:\s[\u0621-\u06cc]{{2,12}})?)\s?(?:--|—|–|-|/|ـ|،)\s?[\"«(]?(?P<agency>{_ARABIC_AGENCY})[\"»)]?\s?(?:(?:--|—|–|-|:|ـ|\.|،)\s*|$)"),
        ("place and an outlet in quotation marks, Arabic", r"(?P<place>[\u0621-\u06cc]{3,16}(?:\s[\u0621-\u06cc]{2,12})?)\s?(?:--|—|–|-|ـ)\s?[«\"“](?P<agency>[^«»\"“”]{2,24})[»\"”]\s?[:：]\s*"),
        ("writer and place between brackets, Taiwan", r"[〔【\[（(][\u3400-\u9fff]{0,6}?記者(?P<writer>[\u3400-\u9fff]{2,4}?)[／/](?!綜合|連線|特稿)(?P<place>[\u3400-\u9fff]{2,6}?)(?:即時|電話)?(?:報導|報道|專訪|電)[〕】\]）)][\s　]*"),
        ("place and agency in brackets, Hindi", rf"(?P<place>[\u0900-\u097f]{{2,16}}(?:\s[\u0900-\u097f]{{2,16}})?)(?:,\s[\d०-९]{{1,2}}\s[\u0900-\u097f]{{2,10}})?,?\s*[(（](?P<agency>{_HINDI_AGENCY})[)）]\s*[।.:–—-]*\s*"),
        ("a city and a stop, Arabic", rf"(?P<place>{_ARABIC_CITY})(?:\s?[:：]|\s[–—ـ-])\s+"),
        ("place, day and a wire between slashes, Arabic", r"(?P<place>[\u0621-\u06cc]{3,16}(?:\s(?!في\s)[\u0621-\u06cc]{2,12})?)[،,]?\s(?:في\s)?[\d٠-٩]{1,2}\s[\u0621-\u06cc]{3,12}(?:\s[\d٠-٩]{4})?\s?(?:م\s?)?/\s?(?P<agency>[^/\d]{2,20}?)\s?/\s*"),
        ("agency and place, Hindi", rf"(?P<agency>{_HINDI_AGENCY}|[\u0900-\u097f]{{2,14}}\s(?:ब्यूरो|संवाददाता|न्यूज|डेस्क)),\s(?P<place>[\u0900-\u0963]{{2,16}}(?:\s[\u0900-\u0963]{{2,16}})?)\s?[।|]\s*"),
        ("Japanese, place and agency in brackets", r"[（(](?P<place>[\u30a0-\u30ff\u3400-\u9fff]{2,8})[＝=](?P<agency>[\u30a0-\u30ff\u3400-\u9fff]{2,10}(?:ニュース|通信|社|新聞|共同))[）)][\s　]*"),
        ("a city and a stop, Hindi", rf"(?P<place>{_HINDI_CITY})(?:,\s[\d०-९]{{1,2}}\s[\u0900-\u097f]{{2,10}})?(?:\s?[।:]|\s[–—-])\s*"),
        ("Chinese newspaper", r"(?P<agency>[\u3400-\u9fff]{1,8}?(?:报|報|网|網|新闻|新聞|电视台|電視台|本刊|本台))(?P<place>(?:(?!新闻|新聞|日报|日報|晚报|晚報|网|網|客户端|消息|电视|電視|快讯)[\u3400-\u9fff]){2,8}?)(?:\d{1,2}月)?\d{1,2}日(?:电|電|讯|訊)[\s　]*(?:[（(](?:记者|記者)[^）)]{2,24}[）)])?[\s　]*"),
        ("Japanese, in square brackets", r"[［\[](?P<place>[^］\]\d０-９]{2,12}?)[\s　/／]*[\d０-９]{1,2}日[\s　]*(?P<agency>ロイター|[\u30a0-\u30ff\u3400-\u9fffA-Z]{2,10})[］\]][\s　]*[-－―]?[\s　]*"),
        ("Japanese, place and writer", r"【(?P<place>[\u30a0-\u30ff\u3400-\u9fff]{2,10})[＝=](?P<writer>[\u3400-\u9fff々][\u3400-\u9fff々\u3040-\u30ff]{1,7})(?<!通信)(?<!共同)(?<!時事)】[\s　]*"),
        ("agency, slash and place, Persian", r"(?P<agency>ایسنا|ایرنا|فارس|مهر|تسنیم|ایلنا|برنا|ایکنا)\s?/\s?(?P<place>[\u0621-\u06cc\u200c]{2,16})\s+(?=\S)"),
        ("place and agency, Arabic", r"(?P<place>[\u0621-\u06cc،\s]{3,40}?)\s*[(（](?P<agency>[^()]{2,30})[)）]\s*(?:--|—|–|-|:|ـ)+\s*"),
        ("place, day and agency, Arabic", r"(?P<place>[\u0621-\u06cc]{3,20}(?:\s[\u0621-\u06cc]{2,12})?)[،,]?\s+[\d٠-٩۰-۹]{1,2}\s[\u0621-\u06cc/\s]{3,20}\s*[(（](?P<agency>[^()]{2,30})[)）]\s*(?:--|—|–|-|:)+\s*"),
        ("Persian: as an agency reports", r"به گزارش (?:خبرنگار(?:ان)?\s)?(?P<agency>(?:خبرگزاری\s|روزنامه\s|پایگاه خبری\s|(?<=خبرنگار\s)|(?<=خبرنگاران\s))[^،,:؛]{2,24}?|(?:" + _ARABIC_AGENCY + r"))(?:،|,|:|؛|\sاز\s(?P<place>[\u0621-\u06cc]{2,16})[،,:])\s*"),
        ("place and agency, tight dashes, Arabic", rf"(?P<place>[\u0621-\u06cc]{{3,12}}(?:\s[\u0621-\u06cc]{{2,12}})?)(?:-|\s\d{{1,2}}-\d{{1,2}}-\d{{4}}\s)(?P<agency>{_ARABIC_AGENCY})(?:-\s?|\s)"),
        ("place, a dash and an agency written out, Persian", r"(?P<place>[\u0621-\u06cc]{2,14})\s?[-–—]\s?(?P<agency>خبرگزاری\s[\u0621-\u06cc\u200c]{2,14})\s?[:،-]\s*"),
        ("Japanese, place and agency in round brackets", r"（(?P<place>[\u30a0-\u30ff\u3400-\u9fff]{2,8})(?P<agency>時事|共同)）[\s　]*"),
        ("Korean, in brackets", r"[\[(【](?P<place>[가-힣]{2,8})\s?=\s?(?P<agency>[가-힣A-Za-z0-9]{2,12})[\])】]\s*(?:[가-힣]{2,4}\s?(?:기자|특파원)\s*=\s*)?"),
        ("Chinese agency", r"(?P<agency>新华社|新華社|中新社|中央社|中新网|[\u3400-\u9fff]{2,4}社)(?P<place>[\u3400-\u9fff]{2,12}?)(?:\d{1,2}月)?\d{1,2}日(?:电|電)[\s　]*"),
        ("Chinese, in brackets", r"[（(](?P<agency>[\u3400-\u9fff]{2,8}社)(?:記者[\u3400-\u9fff]{2,3})?(?P<place>[\u3400-\u9fff]{2,8}?)(?:\d{1,2}月)?\d{1,2}日[^）)]{0,12}(?:電|电|報導|报道)[）)][\s　]*"),
        ("Japanese, in brackets", r"【(?:(?P<place>[\u30a0-\u30ff]{2,12}|[^】\d]{2,12}?)[\s　=＝]*)?(?:\d{1,2}月\d{1,2}日[\s　]*)?(?P<agency>AFP|ロイター|共同|時事|[A-Z][A-Za-z]{2,14}|[\u30a0-\u30ff\u3400-\u9fff]{2,8}(?:通信|社|共同))】[\s　]*"),
    )
)  # fmt: skip
# What every form that begins with a place in a cased script has behind the place: a mark. Most paragraphs have a
# fifth word there.
PLACE_AND_MARK = late(
    rf"(?:{_CITY}|{_CAPS}|[{_UPPER}][{_UPPER}.'’-]+(?:\s[{_UPPER}.'’-]+){{0,3}})(?:\s*[,./(\[]|\s*--|\s\||\s+[-–—_]|\s\d)|[A-Z][\w-]*\.[A-Za-z]{{2,4}}[.,]"
)
# One of these stands behind the place, or between it and the text.
MARK = late(r"[|—–/(:_0-9-]")
# The signs with which the other forms begin.
OTHER_BEGINNING = late(r"[\[(（［【〔]|\d{1,2}\s[^\W\d_]{3,10},|[\u0600-\u06ff\u0900-\u097f\u3400-\u9fff]")
# Cities that stand alone above the text, or before a colon, in the languages of their newspapers.
CITIES = frozenset(
    "Ankara İstanbul İzmir Antalya Diyarbakır Bursa Adana Lefkoşa London Paris Berlin Brüssel Brussels Bruxelles Brussel Wien Zürich Bern Genf Genève Geneva Rom Rome Roma Milano Napoli Madrid Barcelona Sevilla Lisboa Lisbon Porto Moskau Moscow Kiew Kyiv Kiev Minsk Warschau Warszawa Warsaw Kraków Prag Praha Prague Bratislava Budapest Bukarest București Bucharest Sofia Belgrad Belgrade Beograd Zagreb Athen Athens Kopenhagen København Copenhagen Oslo Stockholm Helsinki Dublin Amsterdam Rotterdam Washington Chicago Toronto Ottawa Havanna Habana Caracas Bogotá Quito Lima Asunción Montevideo Santiago Managua Tegucigalpa Guatemala Panamá Brasília Kairo Cairo Tunis Algier Alger Rabat Tripoli Beirut Beyrouth Damaskus Damascus Amman Bagdad Baghdad Teheran Tehran Kabul Islamabad Karachi Lahore Dhaka Kathmandu Colombo Bangkok Hanoi Jakarta Manila Singapore Tokyo Tokio Seoul Peking Beijing Taipei Nairobi Lagos Abuja Accra Dakar Kampala Harare Johannesburg Pretoria Sydney Canberra Wellington "
    "Москва Петербург Киев Минск Вашингтон Лондон Париж Берлин Брюссель Пекин Київ Львів Харків Одеса Варшава Прага София Пловдив Варна".split()
) | {"New York", "Buenos Aires", "Ciudad de México", "Mexico City", "La Habana", "La Paz", "San José", "San Salvador", "Santo Domingo", "São Paulo", "Rio de Janeiro", "New Delhi", "Hong Kong", "Los Angeles", "Den Haag", "Frankfurt am Main", "Санкт-Петербург", "Нью-Йорк"}  # fmt: skip
# `AFP, MANILA`, `By Ann Lee / Reuters, LONDON and PARIS`: an agency and a place in capitals on a line of its own.
AGENCY_PLACE = late(
    rf"(?:By\s[^/]{{3,60}}\s/\s)?(?P<agency>{_AGENCY}),\s(?P<place>[A-Z][A-Z.'’-]+(?:[\s,]+(?:and\s|AND\s)?[A-Z][\w.'’-]+){{0,4}})"
)
TAIWAN_BYLINE = late(
    r"[〔【\[（(]?[\u3400-\u9fff]{0,6}?記者(?P<writer>[\u3400-\u9fff]{2,4}?)[／/](?!綜合|連線|特稿)(?P<place>[\u3400-\u9fff]{2,6}?)(?:即時|電話)?(?:報導|報道|專訪|電)[〕】\]）)]?"
)
# `Ayla KURT/KARS, (DHA)`, `Ayla Kurt - KARS (İHA)`: the writer, the place and the agency of Turkish papers.
TURKISH_BYLINE = late(
    r"(?:[Hh]aber(?:\s?[-–,/]\s?[Kk]amera)?\s?:\s?)?(?P<writer>[A-ZÇĞİÖŞÜ]\w+(?:\s[A-ZÇĞİÖŞÜ]\w+){1,3})\s?[/–-]\s?(?P<place>[A-ZÇĞİÖŞÜ]{3,20}(?:\s\([A-ZÇĞİÖŞÜ][^()]{2,20}\))?),?\s?\(?(?P<agency>DHA|İHA|AA|ANKA|HHA|UHA|BHA)\)?"
)
KOREAN_BYLINE = late(r"(?P<place>[가-힣]{2,8})\s?=\s?[가-힣]{2,4}\s?(?:기자|특파원|선임기자|통신원)")
# `تونس: «المنارة»`: a place and the outlet alone on a line.
PLACE_AND_OUTLET = late(
    r"(?P<place>[\u0621-\u064a]{3,16}(?:\s[\u0621-\u064a]{2,14})?)\s?[:：]\s?[«\"“](?P<agency>[^«»\"“”]{2,24})[»\"”]"
)
# `Our paper`, in Chinese: no name.
OUR_PAPER = ("本报", "本報", "本网", "本網", "本刊", "本台")
BARE_PLACE = late(
    rf"(?P<place>[{_UPPER}][\w-]{{2,24}}(?:[ /-][{_UPPER}][\w-]{{2,24}}){{0,2}})[.:]\s+(?=[{_UPPER}„“\"»«¿¡])"
)
ALONE = late(rf"(?P<place>[{_UPPER}][\w-]{{2,24}}(?:[ /-][{_UPPER}][\w-]{{2,24}}){{0,2}})\.")
# `ISLAMABAD: The committee …`, as newspapers of South Asia and the Gulf open a report.
SHOUTED = late(
    rf"(?P<place>[{_UPPER}][{_UPPER}.'’-]{{3,24}}(?:[ /][{_UPPER}][{_UPPER}.'’-]{{2,24}}){{0,2}}):\s+(?=[{_UPPER}\"“‘«])"
)
# `BELÉM Os oito países …`, as Brazilian papers open a report.
UNMARKED = late(
    rf"(?P<place>[{_UPPER}][{_UPPER}'’]{{2,20}}(?:[ -][{_UPPER}][{_UPPER}'’]{{1,20}}){{0,2}})(?:\s\([A-Z]{{2}}\))?\s+(?=[{_UPPER}](?:[^\W\d_{_UPPER}]|\s))"
)
# `पटना : …`, `পাটনা। …`: scripts of India have no capitals.
UNCASED = late(
    r"(?P<place>[\u0900-\u0963\u0971-\u0dff]{2,16}(?:\s[\u0900-\u0963\u0971-\u0dff]{2,16})?)\s?[:।]\s+(?=\S)"
)
SPEAKER = late(rf"[{_UPPER}][{_UPPER}.'’ -]{{1,40}}:\s")
LABEL = late(
    r"\b(?:WATCH|READ|SEE|LISTEN|UPDATED?|BREAKING|EXCLUSIVE|INTERVIEW|OPINION|ANALYSIS|VIDEOS?|PHOTOS?|LIVE|NOTE|EDITORS?|CORRECTION|SUMMARY|BACKGROUND|FACTBOX|EXPLAINER|EXPLAINED|REVIEW|QUESTION|ANSWER|MORE|RELATED|ALSO|NEWS|WARNING|ALERT|WHAT|WHO|WHY|HOW|WHERE|WHEN|THE|AND|FACT|FACTS|QUOTE|URGENT|EXKLUSIV|INFO|HINTERGRUND|VIDÉO|ÚLTIMA|HORA|ULTIMO|AGORA|EXCLUSIVO|ESCLUSIVA|SONDAGGIO|REPORTAGE|ENTRETIEN|DIRECT|СРОЧНО|ВАЖНО|ВИДЕО|ФОТО|ИНТЕРВЬЮ|МНЕНИЕ|ТЕРМІНОВО|ВІДЕО|SPOILER|QUIZ|POLL|GALLERY|FILE|DEADLINE|BOTTOM LINE|CONTEXT)\b"
)
TO_PLACES = "in|im|aus|nach|bei|bis|von|ab|vor|to|at|near|from|w|we|z|ze|do|koło|v|ve|u|na|en|de|desde|hasta|hacia|à|a|vers|em|di|da|per|te|naar|van|i|til|från|fra"
ABBREVIATED = late(r"(?:, [A-Z][a-z]{1,4}|\b[A-Z]\.[A-Z])\.$")
NO_PLACE = late(
    r"(?:Am|Im|Vom|Zum|Nach|Bei|Auf|Mit|Der|Die|Das|Ein|Eine|By|The|In|On|At|For|But|And|This|That|He|She|It|We|They|There|What|When|Why|How|Heute|Gestern|Nein|Ja|Hier|Jetzt|Today|Yesterday|No|Yes|Ayer|Hoy|Hier|Aujourd|Oggi|Ieri|Ontem|Hoje)\b"
)

# What kind of piece it is, in capitals before a dash: `DÉCRYPTAGE - Le Sénat …`.
KICKER = late(
    r"(?:GRAND )?(?:D[ÉE]CRYPTAGE|R[ÉE]CIT|REPORTAGE|ANALYSE|ENQU[ÊE]TE|ENTRETIEN|PORTRAIT|EXCLUSIF|INFO\b.*|VID[ÉE]O|EN IMAGES|EN DIRECT|DIRECT|TRIBUNE|CHRONIQUE|[ÉE]DITO(?:RIAL)?|CRITIQUE|T[ÉE]MOIGNAGES?|INTERVIEW|FOCUS|ZOOM|SONDAGE|CARTE|LE POINT"
    r"|ANALYSIS|EXCLUSIVE|EXPLAINER|EXPLAINED|OPINION|COMMENT|WATCH|LIVE|BREAKING|FACTBOX|EXKLUSIV|HINTERGRUND|KOMMENTAR|AN[ÁA]LISIS?|EXCLUSIVO|ENTREVISTA|AN[ÁA]LISE|ESCLUSIVA|INTERVISTA|ANALISI|АНАЛИЗ|ИНТЕРВЬЮ|РЕПОРТАЖ|ЭКСКЛЮЗИВ|МНЕНИЕ|ІНТЕРВ.Ю|АНАЛІЗ)"
)


def dateline_of(passage: Passage) -> tuple[Dateline, str] | None:
    """Return (dateline, why) when a paragraph begins with one, else None."""
    found = _opening(passage.text[:160])
    return (Dateline(*found[:3], passage.line), found[3]) if found else None


@functools.lru_cache(maxsize=512)  # several rules ask about the same passages
def _opening(text: str) -> tuple[str | None, str | None, str, str] | None:
    """Return (place, agency, both as printed, why) when a text begins with a dateline, else None."""
    if not OTHER_BEGINNING.match(text) and not (
        (text[:1] > "\u0530" or MARK.search(text)) and PLACE_AND_MARK.match(text)
    ):
        return None
    for why, form in _forms_for(text[:1]):
        match = form.match(text)
        if match is None:
            continue
        parts = match.groupdict()
        place = (parts.get("place") or "").strip(" ,،")
        place = (place if ABBREVIATED.search(place) else place.rstrip(".")) or None
        agency = (parts.get("agency") or parts.get("wire") or "").strip(" .") or None
        if place and (
            KICKER.fullmatch(place)
            or NO_PLACE.match(place)
            or len(place) < 2
            or place.isdigit()
            or _weekday(place)
        ):
            continue
        agency = None if agency in OUR_PAPER else agency
        writer, _, after = (place or "").rpartition("/")
        if writer and "(" not in writer and after.isupper() and not writer.isupper():
            place = after  # `Ayla Kurt/KARS, (DHA) -`
        if place and agency is None and place.isupper() and AGENCY_ALONE.fullmatch(place):
            place, agency = None, place
        return place, agency, match.group().strip(), why
    return None


@functools.lru_cache(maxsize=1024)
def _forms_for(sign: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the forms that may begin with a sign: most are those of other scripts."""
    return tuple(
        (why, form)
        for (why, form), first in zip(FORMS, _firsts(), strict=True)
        if not first or first.match(sign)
    )


@functools.cache
def _firsts() -> tuple[re.Pattern[str] | None, ...]:
    """Return for each form the set of signs with which it begins, None where its source does not begin with one."""
    return tuple(late(first) if first else None for first in (_first_set(form.pattern) for _, form in FORMS))


def _first_set(source: str) -> str:
    first = first_of(source)
    if is_optional(REPEAT.match(source, len(first))):
        return ""
    if is_group(first):
        parts = split(first[len(begin_of(first)) : -1])
        return _first_set(parts[0]) if len(parts) == 1 else ""
    return first if first.startswith("[") else ""


def _weekday(place: str) -> bool:
    """Whether what stands where the place stands is a day of the week."""
    return weekday_number(re.split(r"[\s,]", place)[0]) is not None


def may_begin_with_place(passage: Passage) -> bool:
    """Whether a paragraph begins as `place_told_again` wants it, whatever other lines say."""
    begin = passage.text[:100]
    return any(form.match(begin) is not None for form in (UNCASED, BARE_PLACE, UNMARKED))


def place_told_again(
    passage: Passage, texts: Sequence[str], speeches: Sequence[str]
) -> tuple[Dateline, str] | None:
    """Return (dateline, why) when a paragraph begins with a place and a full stop, and another line says `in` it.

    `Altenau. Der Stadtrat hat …`: any word may be a sentence of its own, so a second mention has to prove the place.
    `speeches` are the other paragraphs.
    """
    if (uncased := UNCASED.match(passage.text[:60])) and _stands_in(uncased.group("place"), texts):
        why = "a place and a colon or stop, told again"
        return Dateline(uncased.group("place"), None, uncased.group().strip(), passage.line), why
    match = BARE_PLACE.match(passage.text[:100]) or UNMARKED.match(passage.text[:100])
    if match is None:
        return None
    if shouted := SHOUTED.match(passage.text):
        place = shouted.group("place")
        spoken = any(SPEAKER.match(text) for text in speeches)  # names of speakers stand so in interviews
        if not spoken and not LABEL.search(place) and not re.fullmatch(_AGENCY, place):
            return Dateline(
                place, None, shouted.group().strip(), passage.line
            ), "a place in capitals and a colon"
    place = match.group("place")
    if NO_PLACE.match(place):
        return None
    known = match.group().rstrip().endswith(":") and place in CITIES
    if not known and not _told_in(place, (passage.text[match.end() :], *texts)):
        return None
    return Dateline(place, None, match.group().strip(), passage.line), "a place and a full stop, told again"


def place_alone(passage: Passage, texts: Sequence[str]) -> tuple[Dateline, str] | None:
    """Return (dateline, why) when the first paragraph is a place and a full stop, and another line says `in` it."""
    match = ALONE.fullmatch(passage.text)
    if match is None or NO_PLACE.match(passage.text) or not _told_in(match.group("place"), texts):
        return None
    why = "a place alone on its line, told again"
    return Dateline(match.group("place"), None, passage.text, passage.line), why


def _stands_in(place: str, texts: Sequence[str]) -> bool:
    """Whether a text has a place as words of its own, and no other line begins with it and a colon, as speeches do."""
    word, spoken = re.compile(rf"(?<!\S){place}(?![^\s,।-])"), re.compile(rf"{place}\s?:")
    return any(map(word.search, texts)) and not any(map(spoken.match, texts))


def _told_in(place: str, texts: Sequence[str]) -> bool:
    """Whether a text says `in`, `aus`, `à` … before a place. The expression is made only where one holds the place."""
    folded = fold(place)
    texts = [text for text in texts if folded in fold(text)]
    again = rf"(?<!\w)(?:{TO_PLACES})\s+{re.escape(place)}(?!\w)" if texts else ""
    return any(re.search(again, text, re.IGNORECASE) for text in texts)


def speaks_again(found: Dateline, texts: Sequence[str]) -> bool:
    """Whether what reads as a dateline is a speaker of an interview: the place's initials stand so further below."""
    words = (found.place or "").split()
    if found.agency or not 2 <= len(words) <= 4:
        return False
    initials = r"\.[\s-]?".join(re.escape(word[0]) for word in words)
    return any(re.match(rf"{initials}\.\s?[–—:-]", text) for text in texts)


def dateline_beside_writer(passage: Passage) -> tuple[Dateline, str] | None:
    """Return the dateline that stands on the line of the writer, or of an agency, between headline and text."""
    text = passage.text.strip()
    if match := AGENCY_PLACE.fullmatch(text):
        place, agency = match.group("place"), match.group("agency")
        return Dateline(
            place, agency, f"{agency}, {place}", passage.line
        ), "an agency and a place in capitals"
    if match := TURKISH_BYLINE.fullmatch(text):
        why = "the place between the writer and the agency"
        return Dateline(match.group("place"), match.group("agency"), text, passage.line), why
    if match := KOREAN_BYLINE.fullmatch(text):
        return Dateline(match.group("place"), None, text, passage.line), "the place before the writer"
    if match := TAIWAN_BYLINE.fullmatch(text):
        return Dateline(match.group("place"), None, text, passage.line), "the writer and the place"
    return None


def dateline_alone(passage: Passage) -> tuple[Dateline, str] | None:
    """Return the dateline when the whole passage is one, on a line of its own."""
    found = dateline_of(passage)
    text = passage.text.strip()
    if match := PLACE_AND_OUTLET.fullmatch(text):
        why = "a place and an outlet in quotation marks, alone on their line"
        return Dateline(match.group("place"), match.group("agency"), text, passage.line), why
    if text.rstrip(".:") in CITIES:
        return Dateline(text.rstrip(".:"), None, text, passage.line), "a city alone on its line"
    return found if found and len(found[0].text) >= len(passage.text.strip()) - 1 else None
