"""What stands above a headline and is none: menus, press release and wire headers, forward lines, cookie notices."""

# Tables of words and of regular expressions, one meaning a line.
# ruff: noqa: E501

import re

from backfile.openings import Openings
from backfile.parse.pagelines import page_line
from backfile.parse.phrases import any_of
from backfile.patterns import late

__all__ = [
    "COOKIES",
    "MENU",
    "above_headline",
    "forwarded_from",
    "is_media_word",
    "press_office",
    "skips_menu",
]

# Links for readers who cannot see the menu.
SKIP = (
    r"skip to .{3,30}", r"jump to .{3,30}", r"(?:direkt )?zum (?:inhalt|hauptinhalt|content)(?: springen| wechseln)?", "springe zum inhalt", r"(?:aller|passer|accéder) (?:directement )?au (?:contenu|menu)(?: principal)?", r"(?:ir|saltar|pasar|pular)(?: directamente)? (?:al|para o|ao) (?:contenido|conteúdo)(?: principal)?", r"vai al (?:contenuto|menu)(?: principale)?",
    r"перейти (?:к|до) (?:основному |основного )?(?:содержанию|содержимому|контенту|вмісту|змісту)", r"przejdź do (?:treści|głównej treści|menu)(?: głównej)?", r"přejít (?:na|k) (?:obsah|hlavní(?:mu)? obsahu?)", r"preskočiť na obsah", r"(?:ana )?içeriğe (?:geç|atla)", r"(?:ga|door|spring) naar (?:de )?(?:inhoud|hoofdinhoud)", r"(?:hoppa|gå) till (?:innehåll|huvudinnehåll)(?:et)?", r"(?:hopp|gå) til (?:innhold|hovedinnhold|indhold|hovedindhold)(?:et)?", r"siirry (?:pää)?sisältöön", r"sari la conținut", r"към съдържанието", r"прескочи към .{4,20}", r"ugrás a tartalom(?:ra|hoz)", r"μετάβαση στο περιεχόμενο",
    r"(?:پرش|رفتن) به (?:محتوا|محتوای اصلی)", r"(?:انتقل|تخطي?|تجاوز) (?:إلى|الى) (?:المحتوى|المحتوي)(?: الرئيسي)?", "跳至(?:主要)?内容", "跳到(?:主要)?內容", "跳转到.{2,8}", "コンテンツ(?:へ|に)(?:スキップ|移動)(?:する)?", "本文へ(?:スキップ|移動)?", "본문(?:으로)? ?바로가기", "(?:मुख्य )?सामग्री पर जाएं",
)  # fmt: skip
# Words of menus; several of them make a row.
MENU = (
    "home", "news", "sports?", "weather", "business", "politics", "opinion", "culture", "video", "videos", "live", "live tv", "world", "login", "log in", "sign in", "my account", "search", "menu", "subscribe", "newsletters?", "e-?papers?", "today'?’?s paper", "games", "jobs", "shop", "podcasts?", "sections?", "donate", "about(?: us)?", "contact(?: us)?",
    "abo", "abos", "abonnement", "anmelden", "einloggen", "registrieren", "suche", "menü", "startseite", "nachrichten", "politik", "wirtschaft", "sport", "kultur", "regional", "anzeigen", "mediathek", "merkliste", "meine artikel",
    "accueil", "actualités", "s'abonner", "s’abonner", "se connecter", "connexion", "mon compte", "rechercher", "économie", "culture", "politique", "monde",
    "inicio", "noticias", "iniciar sesión", "suscríbete", "suscribirse", "buscar", "menú", "economía", "deportes", "política", "cultura", "opinión", "ingresar", "registrarse", "lo más leído", "portada",
    "início", "notícias", "entrar", "assine", "assinar", "economia", "esportes", "desporto", "abbonati", "accedi", "cerca", "cronaca", "esteri", "politica",
    "главная", "новости", "политика", "экономика", "общество", "спорт", "культура", "войти", "вход", "поиск", "меню", "регистрация", "в мире", "видео", "фото", "эфир", "головна", "новини", "політика", "економіка", "суспільство", "увійти", "пошук", "начало",
    "strona główna", "wiadomości", "zaloguj(?: się)?", "szukaj", "prenumerata", "polityka", "gospodarka", "kultura", "kraj", "świat", "domů", "zprávy", "přihlásit(?: se)?", "předplatné", "hledat", "ekonomika", "domácí", "zahraniční",
    "ana ?sayfa", "gündem", "ekonomi", "spor", "dünya", "siyaset", "giriş(?: yap)?", "üye ol", "abone ol", "ara", "son dakika", "acasă", "știri", "nieuws", "regio", "inloggen", "zoeken", "abonneren", "nyheter", "logga in", "logg inn", "sök", "prenumerera", "nyheder",
    "الرئيسية", "أخبار", "سياسة", "اقتصاد", "رياضة", "ثقافة", "منوعات", "بحث", "القائمة", "تسجيل الدخول", "صفحه نخست", "صفحه اصلی", "خانه", "ورود", "جستجو", "سیاسی", "اقتصادی", "ورزشی", "اجتماعی",
    "首页", "首頁", "新闻", "新聞", "国内", "国际", "國際", "财经", "財經", "体育", "體育", "娱乐", "登录", "登入", "注册", "註冊", "搜索", "ホーム", "トップ", "ニュース", "社会", "政治", "経済", "国際", "スポーツ", "ログイン", "会員登録", "検索", "홈", "뉴스", "정치", "경제", "사회", "국제", "스포츠", "문화", "로그인", "회원가입", "검색", "구독",
    "होम", "देश", "विदेश", "राज्य", "खेल", "मनोरंजन", "वीडियो", "लॉगिन", "ई-पेपर",
)  # fmt: skip
# Lines of the page that stand alone around a headline and are words of no menu.
ALONE = (
    "e-?papers?", "today'?’?s paper", r"(?:\w+ )?edition", "anmelden", "einloggen", "abonnieren", "menú", "se connecter", "s['’]abonner", "iniciar sesión", "suscríbete", r"(?:a[+-]?\s*){2,4}", "ТЕКСТ СТАТЬИ", "full text", r"(?:document|doc\.|record) \d+ of \d+", r"(?:length|word ?count|longueur|länge)\s?[:：]\s?\d+(?: \w+)?", r"\d+ words",
    "फॉलो करें", "शेयर करें", "सुनें", "有料記事", "有料会員限定.{0,6}", "会員限定(?:記事)?", "無料(?:記事)?", "list", "ポスト", "ポストする", "シェアする", "速報", "印刷", "[【\\[（(]?字[号號体體]\\s*[：:].{1,12}", "기사입력", "글씨크기.{0,8}", "본문 글씨 .{2,6}",
    r"(?:news|article|story|item|document) (?:code|id|number|no\.?)\s?[:：]\s?\d[\d/-]*", r"(?:کد|شناسه|شماره) (?:خبر|مطلب)\s?[:：]\s?\d+", r"(?:رقم|رمز|كود) (?:الخبر|المقال)\s?[:：]\s?\d+", r"(?:код|номер|id) (?:новости|материала|статьи|новини|матеріалу)\s?[:：]\s?\d+", r"haber (?:kodu|no|numarası)\s?[:：]\s?\d+", r"기사 ?번호\s?[:：]\s?\d+", r"t\s+t", r"\d+ (?:persons?|نفر)",
    r"(?:خبرگزاری|روزنامه|پایگاه خبری)(?: [\u0621-\u06cc\u200c]{2,14}){1,4}", r"(?:وكالة|صحيفة|جريدة)(?: [\u0621-\u064a]{2,14}){1,3}", r"(?:دسته‌?بندی|سرویس|گروه|حوزه)\s?:\s?[\u0621-\u06cc\u200c ]{2,24}", r"(?:خبرنگار|کد خبرنگار|دبیر)\s?:\s?\d+",
    "members only", "subscribers? only", "premium", "exclusive", "exklusiv", r"(?:plus|abo)-?artikel", "réservé aux abonnés", "abonnés", "solo suscriptores", "exclusivo para assinantes", "tylko dla prenumeratorów",
)  # fmt: skip
RELEASE = (
    "for immediate release", "for release", "news release", "press release", "media release", "press statement", r"(?:under )?embargo(?:ed)?(?: until| till)?.{0,40}", "zur sofortigen veröffentlichung", "pressemitteilung", "presseinformation", "pressemeldung", "medienmitteilung", "presseaussendung", "sperrfrist.{0,40}",
    "communiqué(?: de presse)?", "pour (?:diffusion|publication) immédiate", "comunicado(?: de prensa| de imprensa| à imprensa)?", "nota de (?:prensa|imprensa)", "para (?:su )?(?:publicación|divulgación|divulgação) (?:inmediata|imediata)", "comunicato(?: stampa)?", "пресс-?релиз", "сообщение для (?:сми|прессы)", "прес-?реліз", "прессъобщение", "informacja prasowa", "komunikat(?: prasowy)?", "tisková zpráva", "tlačová správa",
    "basın (?:bülteni|açıklaması)", "persbericht", "pressmeddelande", "pressemelding", "pressemeddelelse", "tiedote", "lehdistötiedote", "comunicat de presă", "sajtóközlemény", "δελτίο τύπου", "بيان صحفي", "بيان صحافي", "للنشر الفوري", "بیانیه مطبوعاتی", "新闻稿", "新聞稿", "プレスリリース", "報道発表(?:資料)?", "보도자료", "प्रेस विज्ञप्ति",
)  # fmt: skip
FORWARDED = (
    "forwarded (?:message )?from", "переслано (?:из|от|з|від)", "переслан[оа]?", "weitergeleitet (?:von|aus)", "transféré (?:de|depuis)", "reenviado (?:de|desde)", "encaminhad[oa] de", "inoltrato da", "przekazano (?:z|od)", "přeposláno (?:z|od)", "iletilen", "kaynaktan iletildi", "doorgestuurd van", "vidarebefordrat från",
    "препратено от", "هدایت شده از", "فوروارد از", "باز ارسال از", "(?:تمت إعادة التوجيه|معاد توجيهه|محول|مُحوَّلة?) من", "转发自", "轉發自", "转自", "転送元", "전달(?:된 메시지)?(?: 출처)?",
)  # fmt: skip
MEDIA = ("photos?", "videos?", "album", "gif", "audio", "фото(?:графия|графія)?", "видео", "відео", "аудио", "аудіо", "fotos?", "vídeos?", "عکس", "ویدیو", "صورة", "فيديو", "图片", "视频", "写真", "動画", "사진", "동영상")  # fmt: skip
CALLER = (
    "we", "our (?:site|website|partners)", "this (?:web)?site", "by (?:continuing|using|browsing)", "wir", "diese (?:web)?(?:seite|site)", "unsere (?:web)?(?:seite|site)", "mit der nutzung", "nous", "ce site", "en poursuivant", "(?:este|nuestro) sitio", "esta (?:web|página)", "al (?:continuar|navegar)", "(?:este|nosso) site", "ao continuar", "questo sito", "continuando",
    "мы", "наш сайт", "(?:этот |данный )?сайт", "на (?:нашем |этом )?сайте", "продолжая", "ми", "цей сайт", "продовжуючи", "ta strona", "strona", "serwis", "(?:tento|tato|naše) (?:web\\w*|stránk\\w*)", "bu (?:web )?site\\w*", "sitemiz\\w*", "deze (?:web)?site", "wij", "vi", "den här (?:webb)?(?:platsen|sidan)", "този сайт", "(?:acest|acest) site",
    "هذا الموقع", "يستخدم (?:هذا )?(?:ال)?موقع\\w*", "نستخدم", "این (?:وب‌?)?سایت", "本网站", "本網站", "本站", "我们", "我們", "当(?:ウェブ)?サイト", "이 (?:웹)?사이트", "यह (?:वेब)?साइट", "हम",
)  # fmt: skip
NAME_AND_POINT = late(r"(?:\S{1,20}\s){1,4}[•·|]")
COOKIES = late(
    rf"{any_of(CALLER)}(?!\w).{{0,80}}(?:cookies?\b|cookie-\w+|куки|кукис|файл\w* cookie|çerez\w*|کوکی|ملفات (?:تعريف )?الارتباط|الكوكيز|クッキー|쿠키|कुकी).{{0,300}}",
    re.IGNORECASE | re.DOTALL,
)
SKIP_LINE = late(any_of(SKIP), re.IGNORECASE)
MENU_WORD = any_of(MENU)
MENU_ROW = late(
    rf"{MENU_WORD}(?:[\s|·•/,>–-]+{MENU_WORD})+|{MENU_WORD}(?:[\t|][^\t|.!?:;,\d]{{2,24}}){{3,}}",
    re.IGNORECASE,
)
# An element of a database's record, as it is stored: `<DOCNO> ABC-95-178 </DOCNO>`.
STORED = late(r"<(?P<name>[A-Z][A-Z0-9_-]{2,15})>[^<>]{0,80}</(?P=name)>")
ALONE_LINE = late(any_of(ALONE), re.IGNORECASE)
RELEASE_LINE = late(
    rf"[*\s-]*{any_of(RELEASE)}\s*(?:(?:no|nr|n|№|nº|n°)?[.:]?\s*\d[\d/ .-]{{0,14}})?[\s*:.!-]*",
    re.IGNORECASE,
)
FORWARDED_LINE = late(rf"[\W_]*{any_of(FORWARDED)}\s*[:：]?\s+(?P<name>\S.{{1,60}})|(?:转发自|轉發自|転送元)\s*[:：]?(?P<near>\S.{{1,40}})", re.IGNORECASE)  # fmt: skip
# A menu's first word with the rubric glued to it, as a page's breadcrumb is copied: `HomeWorldAsia`.
GLUED_CRUMB = late(
    r"(?:Home(?:page)?|Startseite|Accueil|Inicio|Início|Portada|Главная|Головна|Начало|Domů|Strona główna|Ana ?[Ss]ayfa)(?=[A-ZÀ-ÞА-ЯЁІЇЄ]).{2,60}"
)
SLUG = late(
    r"\d{1,2} [A-Z]{4,12}(?: [A-Z][a-z]+){1,3}|(?:BC|AM|PM)-[^\s,]{2,40}(?:,.{0,40})?|(?:BC|AM|PM)-[\w'&-]+--[^.!?]{2,70}|[A-ZÀ-Þ][A-ZÀ-Þ0-9]+(?:-[A-ZÀ-Þ0-9]{2,})+/[A-ZÀ-Þ0-9-]*(?:\s\([A-Z0-9 ,&]{3,40}\))?|[^\W\d_][^\s/.]{2,20}(?:/[a-zà-ÿа-я][^\s/.]{2,20}){2,}"
)
# The office that sent out a release, on a line of its own: `Stadt Altenau, Pressestelle`.
_OFFICE = r"Pressestelle|Presseamt|Pressereferat|Pressebüro|Pressedienst|Presse- und Öffentlichkeitsarbeit|Press Office|Press Service|Media Office|Media Relations|Newsroom|Communications Office|Service (?:de )?presse|Bureau de presse|Oficina de (?:Prensa|Comunicación)|Gabinete de (?:Prensa|Comunicación|Imprensa)|Assessoria de (?:Imprensa|Comunicação)|Ufficio [Ss]tampa|Biuro [Pp]rasowe|Tiskové oddělení|Tiskový odbor|Basın (?:Ofisi|Müşavirliği|Bürosu)|Perscentrum|Pressavdelningen|Пресс-служба|Пресс-центр|Прес-служба|Прессслужба|Пресцентър"
PRESS_OFFICE = late(
    rf"(?P<before>[^\W\d_a-z][^,:;|]{{2,50}}?)\s*[,–—|-]\s*(?:{_OFFICE})\b[^.]{{0,80}}|(?:{_OFFICE})[,:]?\s+(?:(?:der|des|of the|of|de la|de l['’]|del|della|dell['’]|du|de|di|da|do) ?)?(?P<after>[^\W\d_][^,:;|.]{{2,60}})"
)
OFFICES = Openings(PRESS_OFFICE)
MEDIA_WORD = late(any_of(MEDIA), re.IGNORECASE)
# What most lines are told from at once.
MASTHEADS = Openings(COOKIES, SKIP_LINE, MENU_ROW, ALONE_LINE, GLUED_CRUMB, RELEASE_LINE, FORWARDED_LINE)
COOKIE, SKIPS, ROW, STANDS, CRUMB, RELEASED, FORWARD = (1 << n for n in range(7))


def above_headline(text: str) -> tuple[str, str, str] | None:
    """Return (kind of mark, the part that carries the information, why) for such a line, else None."""
    if found := page_line(text):
        return found
    if text[-1:] in ("•", "·", "|") and NAME_AND_POINT.fullmatch(text):
        return "furniture", text, "a name and the point that parts it from what stood behind it"
    fits = MASTHEADS.which(text)
    if fits & COOKIE and len(text) <= 420 and COOKIES.match(text):
        return ("footer", text, "a cookie notice")
    if len(text) > 110:
        return None
    return (_of_page(text, fits) if fits else None) or _of_sender(text)


def _of_page(text: str, fits: int) -> tuple[str, str, str] | None:
    if fits & SKIPS and SKIP_LINE.fullmatch(text):
        return ("furniture", text, "a link past the menu")
    if (fits & ROW and MENU_ROW.fullmatch(text)) or (fits & STANDS and ALONE_LINE.fullmatch(text)):
        return ("furniture", text, "words of the page's menu")
    if fits & CRUMB and GLUED_CRUMB.fullmatch(text) and text[-1] not in ".!?":
        return ("furniture", text, "a breadcrumb without spaces")
    if fits & RELEASED and RELEASE_LINE.fullmatch(text):
        return ("furniture", text, "says that this is a press release")
    if fits & FORWARD and (name := forwarded_from(text)):
        return ("source", name, "the channel a message was forwarded from")
    return None


def _of_sender(text: str) -> tuple[str, str, str] | None:
    if OFFICES.fit(text) and (match := PRESS_OFFICE.fullmatch(text)) and match.group("before"):
        return ("source", match.group("before").strip(), "the press office that sent out the text")
    if STORED.fullmatch(text):
        return ("furniture", text, "an element of a stored record")
    if SLUG.fullmatch(text):
        return ("desk", text, "a keyword line of a wire")
    return None


def forwarded_from(text: str) -> str | None:
    """Return the channel that a messenger's forward line names, None when the line is none."""
    match = FORWARDED_LINE.fullmatch(text) if len(text) <= 90 else None
    return (match.group("name") or match.group("near")).strip(" :") if match else None


def press_office(text: str) -> str | None:
    """Return whose press office a line names, None when it names none.

    Where the office is named first its owner may stand in the genitive, so Cyrillic lines are kept whole.
    """
    match = PRESS_OFFICE.fullmatch(text) if len(text) <= 120 else None
    if match is None:
        return None
    after = match.group("after") or ""
    return (text if re.search(r"[\u0400-\u04ff]", after) else match.group("before") or after).strip()


def skips_menu(text: str) -> bool:
    """Whether a line is the link past the menu, under which a page prints its own name."""
    return len(text) <= 60 and SKIP_LINE.fullmatch(text) is not None


def is_media_word(text: str) -> bool:
    """Whether a line is a messenger's word for what is attached: `Photo`, `Видео`."""
    return MEDIA_WORD.fullmatch(text) is not None
