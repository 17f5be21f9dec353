"""Who wrote the text, told by a line between the headline and the text that has no word such as `by`.

A line in capitals and small letters is a writer's name by its form and its place. Scripts without capitals give a
name no form: there a given name, a place beside it or the writer's role has to prove it. A name that the text itself
tells again is that of a person in the news, never taken for the writer.
"""

import re

from backfile.outletlist import known_outlet
from backfile.parse.dateline import WIRES
from backfile.parse.forms import CLOSED, WIDE, is_name
from backfile.parse.phrases import AGENCIES, any_of
from backfile.parse.sheet import Sheet, fold
from backfile.patterns import late

__all__ = [
    "AGENCY",
    "AGENCY_PART",
    "AGENCY_WORD",
    "LONGEST_OPENING",
    "NOT_NAMED",
    "NO_NAME",
    "OUTLET_BY",
    "ROLE",
    "agency_wrote",
    "byline_word",
    "given_name",
    "name_above_role",
    "name_and_place",
    "opens_byline",
    "place_and_writer",
    "topical",
    "wide_name",
    "writer_alone",
    "writer_before_date",
    "writer_told",
]

ROLE = late(
    r"correspond|reporter|editor|writer|journalis|columnist|analyst|bureau|корреспондент|кореспондент|журналист|обозреватель"
    r"|redakteur|redaktor|corresponsal|periodista|corrispondente|inviat|記者|记者|特派|기자|خبرنگار|مراسل"
    r"|rep[oó]rter|jornalista|giornalist|dziennikar|novinář|muhabir|gazeteci|toimittaja|журналіст|журналистк|репорт[её]р|колумніст"
    r"|صحفي|صحافي|كاتب|روزنامه|نویسنده|پژوهشگر|संवाददाता|पत्रकार|編集委員|論説委員|評論員|评论员|논설위원|선임기자"
    r"|спецкор|собкор|редактор|envoyée? spécial|enviad[oa] especial",
    re.IGNORECASE,
)
# Words of sections, places and outlets, of which two with capitals look like a name.
NO_NAME = late(
    r"\b(?:gmbh|ltd|llc|kft|zrt|ооо|тов|contact|contacts|contacter|contacto|contatto|contatti|kontakt|follow|about|newsletters?|daily|herald|tribune|gazette|courier|chronicle|primo|piano|aktualności|attualità|dossier|speciale|edition|edición|divers|notizie|noticias|notícias|actualidad|artículo|articolo|article|reportage|interview|entrevista|intervista|wywiad|cidade|ciudad|ville|stadt|gemeinde|kreis|gmina|powiat|vale|sierra|news|world|politics?|business|sports?|opinion|culture|health|science|tech|technology|travel|lifestyle|life|top|latest|breaking|live|video|photos?|gallery|stories|story|analysis|exclusive|special|report|reports|feature|features|editorial|comment|local|national|international|home|menu|page|read|share|print|more|free|premium|north|south|east|west|northern|southern|eastern|western|middle|central|new|united|great|los|las|san|santa|santo|saint|st|puerto|cape|fort|port|mount|lake|river|island|islands|bay|city|county|state|states|kingdom|republic|street|university|church|council|party|court|bank|club|group|team|desk|tv|navigation|trending|comments?|recommended|haberleri?|haberler|dakika|agency|agencia|agência|agence|agenzia|agentur|agencja|ajansı|wire|staff|redaktion|redacción|redação|redazione|rédaction|redakcja|magazine"
    r"|política|economía|economia|sociedad|sociedade|cultura|deportes?|esportes?|mundo|españa|brasil|internacional|opinión|opinião|última|últimas|politik|wirtschaft|gesellschaft|kultur|ausland|inland|panorama|lokales|region|regional|nachrichten|politique|économie|société|monde|santé|actualités?|politica|cronaca|società|esteri|sport|polityka|gospodarka|kraj|świat|społeczeństwo|wiadomości|gündem|dünya|ekonomi|siyaset|kültür|haber|spor|nieuws|binnenland|buitenland|economie|nyheder|nyheter|indland|udland"
    r"|новости|новини|політика|политика|экономика|економіка|общество|суспільство|культура|спорт|мир|світ|россия|украина|україна|область|район|край|город|главные|последние|лента|происшествия|интервью|інтерв|редакция|агентство|сегодня)\b",
    re.IGNORECASE,
)
AGENCY = late(any_of(tuple(re.escape(name) for name in (*AGENCIES, *WIRES))))
# An agency in a list of names: `Northern Gazette, AFP`.
AGENCY_PART = late(
    rf"^(?:[^,]{{2,30}}, )?{any_of(tuple(re.escape(name) for name in AGENCIES))}(?:, [^,]{{2,30}})?$"
)
AGENCY_WORD = late(
    r"\b(?:ajans[ıi]|agency|agencia|agência|agence|agenzia|agentur|agencja|agentura|press|news|wire|haber)\b|агентств|агенці|агенция|وكالة|خبرگزاری|通信|通讯社|社$",
    re.IGNORECASE,
)
JOINED = late(r"\s(?:and|und|et|y|e|i|a|en|og|och|и|і|та|ve|și|és)\s")
# `IN-Redaktion`: the newsroom of an outlet.
NEWSROOM = late(
    r"(?:[Vv]on )?[A-ZÄÖÜ][\w.]{0,12}-[Rr]edaktion|(?:L[ae] |A )?(?:Redacción|Redacció|Redação|Redazione|[Rr]édaction|Redakcja|Redakce|Redaktion(?:en)?|Redactie|Redacția|Uredništvo|Szerkesztőség|Редакция|Редакція|Редакцията)(?:\s[A-ZÀ-Þ][\w.]*){0,2}"
)
PARTED = late(r"\s+[–—|/-]\s+|\s*[|／]\s*|(?<=\w)\s?/\s?(?=\w)")
# `KARS (AA) - Ayla Kurt` on a line of its own.
UNDER_PLACE = late(r"[^\W\d_a-z][^()]{2,30}\s\([^()]{2,16}\)\s?[–—-]{1,2}\s(?P<name>\S.{3,40})")
BRACKET = late(r"\s?[(（](?P<inside>[^()（）]{2,50})[)）]$")
# `Dan OrmeConsumer journalist`: the last small letter before a capital behind which the role stands.
GLUED_ROLE = late(r"(?P<name>.*[a-zß-ÿа-я])(?P<role>(?=[A-ZА-Я])[^\d.,:;]{4,50})")
# `Helena Marsh West of England correspondent`, `Jon Abel in Riga`: a name of two words, and what must follow them.
NAME_AND_ROLE = late(
    r"(?P<name>[A-ZÀ-Þ][\w'’-]+\s(?:(?:de|da|di|van|von|al|el|le|la|Mc|O)\s)?[A-ZÀ-Þ][\w'’-]+),?\s"
    r"(?:(?P<first>[A-ZÀ-Þ]?[\w&'’-]+)\s)?(?:[\w&'’,-]+\s){0,4}?"
    r"(?:correspondent|reporter|editor|columnist|Korrespondent(?:in)?|Redakteur(?:in)?|corresponsal|correspondante?|corrispondente|inviat[oa])(?:\s(?:in|at|en|à|a|aus)\s\S+(?:\s\S+)?)?"
)
NAME_IN_PLACE = late(
    r"(?P<name>[A-ZÀ-Þ][\w'’-]+(?:\s[A-Z]\.)?\s[A-ZÀ-Þ][\w'’-]+)\s(?:in|aus)\s[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?"
)
# `Callow Radio By Ann Lee`: the outlet or a desk of it, and who wrote for it.
OUTLET_BY = late(
    r"(?P<outlet>[A-ZÀ-Þ][\w&.'’-]*(?:\s[A-ZÀ-Þ][\w&.'’-]*){0,3})\s(?:[Bb]y|Von|von|Par|par|Por|por|Di|di|Door|door|Av|av)\s(?P<name>\S.{3,40})"
)
OPENS = late(
    r"(?:(?:written )?by|von|par|por|di|da|door|av|af|автор[иы]?|від|от|writer|author|aut[oe]ur|autore?|yazar|text)\s?:?|texte?:|texto:",
    re.IGNORECASE,
)
LONGEST_OPENING = 14
# Behind two words of a name: begins the role, or is the third word of the name.
OPENS_ROLE = late(
    r"(?-i:[a-zß-ÿ]\S*)|senior|chief|deputy|assistant|associate|acting|special|staff|foreign|home|political|science|health|education|environment|economics?|business"
    r"|technology|culture|arts?|media|legal|crime|transport|defen[cs]e|diplomatic|global|energy|sports?|football|royal|religion|social|community|financial|consumer|music|film|correspondent|reporter|editor|columnist",
    re.IGNORECASE,
)
ARABIC = r"[\u0621-\u064a\u066e-\u06d3\u200c]"
PLACE_NAME = late(
    rf"(?P<left>{ARABIC}{{2,14}}(?:\s{ARABIC}{{2,14}}){{0,3}})(?:\s*[ـ–—:：-]\s*)(?P<right>{ARABIC}{{2,14}}(?:\s{ARABIC}{{2,14}}){{0,3}})"
)
# `لندن- عربي21`: a place and the outlet itself.
PLACE_AND_HOUSE = late(
    rf"(?P<place>{ARABIC}{{3,14}}(?:\s{ARABIC}{{2,14}})?)\s?[-–—ـ:]\s?[«\"]?(?P<house>[^«»\"]{{3,30}})[»\"]?"
)
RUBRICS = frozenset("أخبار اخبار رياضة سياسة اقتصاد ثقافة محليات عربي دولي عالم العالم تقارير تقرير تحقيقات مقالات رأي منوعات صحة تكنولوجيا مجتمع فن فنون عاجل خاص حوار ورزش ورزشی سیاسی اقتصادی فرهنگی اجتماعی بین‌الملل جهان ایران گزارش خبر اخبار گفتگو گفت‌وگو عکس فیلم یادداشت المصدر منبع الكاتب".split())  # fmt: skip
# Given names of scripts without capitals, the commonest only.
# Words of sentences and of pages, of which a name in a script without capitals has none.
NOT_NAMED = frozenset(
    "في من على إلى الى خلال بعد قبل عن مع ضد بين منذ حول عند تحت أخبار اخبار الأخبار موضوعات الموضوعات المتعلقة متعلقة محافظ وزير رئيس در از به با برای بر که این تا اخبار خبر لینک مطالب مرتبط में का की के से को पर और ने लिंक पेपर ई-पेपर विज्ञापन ऐप एप वीडियो खबर खबरें न्यूज न्यूज़ पढ़ें".split()
)
GIVEN = frozenset(
    "محمد أحمد احمد محمود علي عمر خالد حسن حسين سامي سامر سمير ياسر يوسف إبراهيم ابراهيم مصطفى كريم طارق عادل نبيل هاني وليد ماجد رامي زياد جمال كمال فادي عماد عصام أيمن ايمن هشام صلاح مفتاح عدنان بسام غسان نزار مازن رائد سعيد سعد فهد سلمان عبدالله عبدالرحمن سليمان ناصر بدر فيصل تركي مروان باسل إياد لؤي أنس بلال حمزة سليم شادي طلال جورج إلياس بيار جان جوزيف ميشال أمين رشيد فؤاد منير منصور مهند معتز فاطمة عائشة مريم ليلى سارة نور هدى منى رنا ريم دينا سلمى هبة أمل إيمان نادية سعاد سميرة كارين رولا لينا ديما رشا مي سحر حنان زينب خديجة أسماء آية بشرى جيهان داليا رانيا شيماء "
    "بهرام رضا مهدی حسین علیرضا محمدرضا امیر امیرحسین سعید حمید مجید فرهاد بهزاد کامران آرش کیوان سینا پیمان شهرام مسعود محسن مرتضی مصطفی یاسر یوسف ابراهیم داود ناصر هادی کاظم اکبر اصغر عباس زهرا مریم سارا نرگس نازنین شیرین مینا لیلا الهام سمیه مهسا نیلوفر پریسا فرزانه معصومه سپیده شیما "
    "राहुल अमित सुमित रोहित मोहित विकास विनोद मनोज संजय अजय विजय राजेश रमेश सुरेश महेश दिनेश मुकेश राकेश अनिल सुनील प्रदीप संदीप कुलदीप दीपक अशोक आलोक अभिषेक आशीष मनीष हरीश नीरज पंकज धीरज सौरभ गौरव वैभव शुभम शिवम सत्यम प्रशांत निशांत अरुण वरुण तरुण राजीव संजीव रवि शशि अंकित अर्पित नितिन सचिन प्रवीण नवीन जितेंद्र धर्मेंद्र राजेंद्र सुरेंद्र नरेंद्र वीरेंद्र मोहम्मद अब्दुल इमरान सलमान पूजा नेहा प्रिया अंजलि सुनीता अनीता रीना मीना ज्योति किरण स्वाति श्वेता प्रियंका दीपिका शालिनी रश्मि कविता सविता ममता रेखा आरती भारती".split()
)  # fmt: skip
CASELESS = late(r"[\u0620-\u06ff\u200c\u0900-\u097f]{2,14}(?: [\u0620-\u06ff\u200c\u0900-\u097f]{1,14}){1,3}")
CHINESE = late(
    r"(?:欧阳|司马|上官|诸葛|東方|歐陽|[王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文])[\u3400-\u9fff]{2}(?<![网網报報社部版刊台])"
)
KANJI_NAME = late(r"[\u3400-\u9fff々]{3,5}")
KOREAN = late(
    r"[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모][가-힣]{2}(?<![부면판국회])"
)


LOGIN = late(r"[a-z][a-z\d_.-]{2,20}")
WIDE_WRITER = late(
    r"記者|记者|기자|특파원|撰文|通讯员|編集委員|論説委員|評論員|评论员|객원|칼럼니스트|教授|작가"
)


def byline_word(text: str) -> bool:
    """Whether a line is nothing but the word that stands before a writer: `By`, `Автор:`."""
    return len(text) <= LONGEST_OPENING and OPENS.fullmatch(text) is not None


def opens_byline(above: str, text: str) -> bool:
    """Whether a line holds nothing but the word before a writer, and the line below it is names."""
    return byline_word(above) and all(_person(name) for name in JOINED.split(text))


def given_name(text: str) -> bool:
    """Whether a line in a script without capitals is two to four words that begin with a given name."""
    return CASELESS.fullmatch(text) is not None and text.split()[0] in GIVEN


def place_and_writer(text: str) -> tuple[str, str] | None:
    """Return (place, writer) of a line such as `طرابلس ـ مفتاح الورفلي` in Arabic or Persian, in either order."""
    if (housed := PLACE_AND_HOUSE.fullmatch(text)) and known_outlet(housed.group("house")):
        return housed.group("place"), housed.group("house")
    match = PLACE_NAME.fullmatch(text)
    if match is None:
        return None
    left, right = match.group("left"), match.group("right")
    if RUBRICS.intersection((*left.split(), *right.split())):
        return None
    if given_name(left) and len(right.split()) <= 2:
        return right, left
    named = given_name(right) or (len(left.split()) == 1 and 2 <= len(right.split()) <= 3)
    return (left, right) if named and len(left.split()) <= 2 else None


def writer_told(text: str) -> tuple[str, str] | None:
    """Return (writer, why) when a line between headline and text tells the writer by its form alone, else None."""
    if len(text) > 90 or CLOSED.ends(text.rstrip(")）")):
        return None
    bracket = BRACKET.search(text)
    if bracket and _person(text[: bracket.start()]) and ROLE.search(bracket.group("inside")):
        return text[: bracket.start()], "a name, and the place or role of the writer in brackets"
    if bracket and KOREAN.fullmatch(text[: bracket.start()]) and LOGIN.fullmatch(bracket.group("inside")):
        return text[: bracket.start()], "a name, and the writer's login in brackets"
    glued = GLUED_ROLE.fullmatch(text)
    if glued and ROLE.search(glued.group("role")) and _person(glued.group("name")):
        return glued.group("name"), "a name and the writer's role glued to it"
    if (named := NAME_AND_ROLE.fullmatch(text)) and _person(named.group("name")):
        first = named.group("first") or ""
        if not first or OPENS_ROLE.fullmatch(first) or NO_NAME.search(first):
            return named.group("name"), "a name and the writer's role"
    if (led := OUTLET_BY.fullmatch(text)) and _person(led.group("name")):
        return led.group("name"), "an outlet or its desk, a byline word and a name"
    if NEWSROOM.fullmatch(text):
        return text, "the newsroom as the writer"
    datelined = UNDER_PLACE.fullmatch(text)
    if datelined and _person(datelined.group("name")):
        return datelined.group("name"), "a name behind a place and an agency"
    if found := place_and_writer(text):
        return found[1], "a place, a dash and a name"
    name, _, house = text.rpartition(" ")
    if house.isupper() and known_outlet(house) and _person(name) and len(name.split()) > 1:
        return name, "a name and the outlet"
    parts = PARTED.split(text)
    if len(parts) == 2:
        for name, other in (parts, parts[::-1]):
            agency = AGENCY.fullmatch(other) or AGENCY_WORD.search(other) or known_outlet(other)
            if agency and _person(name) and not AGENCY_WORD.search(name):
                return name, "an agency, a dash or bar, and a name"
    return None


def writer_alone(sheet: Sheet, i: int) -> bool:
    """Whether passage `i`, between headline and text, is a writer's name alone: the last line above the text, told
    nowhere else, on a page without another byline."""
    text = sheet.passages[i].text
    named = _person(text) or (not WIDE.search(text) and given_name(text)) or _eastern(text)
    if not named or any(sheet.marked(j, "byline") for j in range(len(sheet.passages))):
        return False
    if not all(_header_line(sheet, j) for j in range(i + 1, sheet.start)):
        return False
    words = re.findall(r"[\w'’-]{3,}", text) or [text]
    others = (p.text for j, p in enumerate(sheet.passages) if j != i)
    return not any(word in other for other in others for word in (words[-1], text))


def _header_line(sheet: Sheet, j: int) -> bool:
    marked = sheet.marked(j, "date", "credit", "furniture", "caption", "url") or sheet.labels[j] is not None
    return marked or sheet.captions(j) or sheet.own_credit(j)


def _person(text: str) -> bool:
    """Whether a line in capitals and small letters, or in capitals, is a name and no section, place or outlet."""
    text = text.strip()
    plain = is_name(text) and not WIDE.search(text) and NO_NAME.search(text) is None
    return plain and AGENCY.fullmatch(text) is None and len(text.split()) <= 4


def wide_name(text: str) -> bool:
    """Whether a line in Chinese, Japanese or Korean can tell who wrote it: a name by its form, or a word for writers."""
    return _eastern(text) or (len(text) <= 24 and WIDE_WRITER.search(text) is not None)


def _eastern(text: str) -> bool:
    spaced = re.fullmatch(r"[\u3400-\u9fff々]{1,3}[ 　][\u3400-\u9fff々\u3040-\u309f]{1,4}", text)
    return bool(spaced or CHINESE.fullmatch(text) or KOREAN.fullmatch(text))


def writer_before_date(sheet: Sheet, i: int) -> str:
    """Return the writers when a line is names joined by `and` or commas, or a name, a comma and a role."""
    text = sheet.passages[i].text
    if len(text) > 90 or not sheet.any_marked((i + 1, i + 2), "date"):
        return ""
    name, _, rest = text.partition(", ")
    if rest and is_name(name) and ROLE.search(rest) and len(rest.split()) <= 5:
        return name
    if (named := NAME_IN_PLACE.fullmatch(text)) and _person(named.group("name")):
        return named.group("name")
    if "、" in text and all(map(KANJI_NAME.fullmatch, text.split("、"))):
        return text
    listed = text.split(", ")
    if len(listed) in (2, 3) and all(_person(one) for one in listed):
        return text
    names = JOINED.split(text)
    return text if len(names) == 2 and all(is_name(one) for one in names) else ""


def topical(text: str, titled: str) -> bool:
    """Whether a word of a line is one of the headline, but for its ending: such lines are tags."""
    stems = (word[: max(5, len(word) - 2)] for word in fold(text).split() if len(word) >= 5)
    return any(f" {stem}" in f" {fold(titled)}" for stem in stems)


def name_and_place(text: str) -> bool:
    """Whether a line is a name, a slash and one or two words with capitals that are no agency: `Ayla Kurt / KARS`."""
    name, _, place = text.partition("/")
    fits = re.fullmatch(r"\s?[^\W\d_a-z][\w-]+(?:\s[^\W\d_a-z][\w-]+)?", place) is not None
    return fits and is_name(name) and not AGENCY_PART.fullmatch(place.strip())


def name_above_role(sheet: Sheet, i: int) -> bool:
    """Whether a line is a name, and the line below tells a writer's role or address and is too short for more."""
    text = sheet.passages[i].text
    if i + 1 >= len(sheet.passages) or not (is_name(text) or CASELESS.fullmatch(text)):
        return False
    if (mark := sheet.marks[i + 1]) is not None and mark.why.startswith("a mail address"):
        return is_name(text)
    below = sheet.passages[i + 1].text
    short = len(below.split()) <= 5 and not CLOSED.ends(below)
    return bool(ROLE.search(below[:80])) and (short or is_name(sheet.passages[i].text))


def agency_wrote(sheet: Sheet, i: int, headline: int | None) -> bool:
    """Whether an agency's bare name stands beside the date under the headline, with no caption beside it and no writer."""
    mark = sheet.marks[i]
    if headline is None or not headline < i < sheet.start or mark is None or "agency" not in mark.why:
        return False
    beside = sheet.any_marked((i - 1, i + 1), "date") or sheet.labelled(i - 1, "date")
    titled = sheet.captions(i - 1) and i - 1 != headline and not sheet.marked(i - 1, "date")
    written = any(sheet.marked(j, "byline") or sheet.labelled(j, "byline") for j in range(sheet.start))
    house = any(
        sheet.folded[j] == sheet.folded[i] for j in range(headline)
    )  # the page's own name, told again
    return (
        beside
        and not titled
        and not written
        and not house
        and not (sheet.open(i + 1) and i + 1 < sheet.start)
    )
