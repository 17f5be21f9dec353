"""The words by which newspapers label what they print, by meaning, in the languages we read.

Data, not code: each table is a tuple of regular expression fragments, matched without regard to case. A word is
here because it was met in real saved texts; a language is added by adding its words to each table.
"""

from collections.abc import Iterable

__all__ = [
    "AGENCIES",
    "AMENDED",
    "ASKED_BY",
    "AT_HOUR",
    "BYLINE",
    "CAPTION_LABEL",
    "COPYRIGHT",
    "CORRECTION",
    "COUNTER",
    "CREDIT_COMMA",
    "CREDIT_LABEL",
    "END_OF_TEXT",
    "FIELD_NAMES",
    "FILE_PICTURE",
    "FURNITURE",
    "INVITATION",
    "PAYWALL",
    "PICTURE_HOST",
    "PICTURE_NOTICE",
    "PICTURE_SOURCE",
    "PUBLISHED",
    "READING_TIME",
    "READ_ALSO",
    "READ_ALSO_BLOCK",
    "RELATIVE",
    "REPORTING",
    "SAID",
    "SHARE",
    "SOURCE_LABEL",
    "SUPPLIED_LABEL",
    "TAGS_LABEL",
    "TEASER_END",
    "UPDATED",
    "any_of",
]


def any_of(*tables: Iterable[str]) -> str:
    """Return one group that matches any word of the tables, longest first."""
    words = sorted({word for table in tables for word in table}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(words) + ")"


# Before a photo credit: `Photo: mil.ru`. Matched with a colon, or with `by` and its like.
CREDIT_LABEL = (
    "photos?", "photo credits?", "photograph(?:s|y)?", "pictures?", "images?", "image credits?", "credits?", "fotos?",
    "foto", "bild", "bilder", "bildquelle", "fotoquelle", "bildnachweis", "fotograf(?:ie)?", "fotocredit", "imagen",
    "fotografía", "fotó", "fotografie", "zdjęcie", "fot\\.", "zdroj fota", "kuva", "valokuva", "foto\\s?/", "fotoğraf",
    "φωτο(?:γραφία)?", "φωτ\\.", "ছবি", "படம்", "фото", "фотография", "фотографія", "снимка", "снимки", "коллаж", "колаж", "иллюстрация",
    "ілюстрація", "автор фото", "ілюстративне фото", "иллюстративное фото", "фото ілюстративне", "фото из архива", "архивное фото", "фотоколаж", "фотоколлаж", "источник фото", "джерело фото", "скриншот", "скріншот", "عکس", "عکاس", "تصویر",
    "الصورة", "صورة", "تصوير", "مصدر الصورة", "צילום", "תמונה", "फोटो", "तस्वीर", "写真", "撮影", "写真提供", "画像",
    "图片", "圖片", "图", "圖", "图片来源", "圖片來源", "图源", "摄影", "攝影", "사진", "사진 ?제공", "자료 ?제공", "제공", "사진 출처", "사진출처", "사진=",
    "ảnh", "gambar", "photo source", "photo courtesy", "picture courtesy", "pics?", "picture credit", "photo by", "crédit(?:s)?(?: photos?)?", "express photos?", "cr[ée]ditos?(?: da foto| de la foto| foto)?", "imagem", "fonte foto", "fotoarchiv", "symbolfoto", "illustrationsfoto", "fotocopyright",
    "zdj\\.", "zdjęcia", "autor zdjęcia", "źródło zdjęcia", "snímek", "ilustrační foto", "foto ilustrační", "autor fotografie", "sursa foto", "sursă foto", "foto credit", "credit foto", "bilde", "billede", "kuvaaja", "beeld", "снимки?", "източник снимка", "фото ілюстративне", "фотограф", "фото автора", "фото із",
    "عکس از", "تصویر از", "مصدر الصور", "الصور", "फ़ोटो", "फोटो साभार", "फोटो क्रेडिट", "फोटो सोर्स", "तस्वीर साभार", "साभार", "照片", "图自", "圖自", "供图", "供圖", "照片来源", "照片來源", "写真説明", "사진 ?= ?", "nguồn ảnh", "ภาพ",
)  # fmt: skip
# Before who gave a picture or where it was taken from: in brackets at a caption's end, or glued to a caption.
SUPPLIED_LABEL = ("supplied", "supplied by", "provided", "provided by", "submitted", "contributed", "courtesy", "courtesy of", "handout", "zur verfügung gestellt von", "cortesía", "cortesía de", "gentileza", "gentileza de", "cortesia", "cortesia de", "divulgação", "reprodução", "cedida", "cedida por", "fournie par", "fornita da", "предоставлено", "надано")  # fmt: skip
PICTURE_SOURCE = ("source", "quelle", "fuente", "fonte", "źródło", "zdroj", "sursa", "sursă", "källa", "kilde", "bron", "kaynak", "lähde", "forrás", "источник", "джерело", "източник", "المصدر", "منبع", "स्रोत", "来源", "來源", "出典", "출처")  # fmt: skip
# Who stands in brackets at a caption's end before a colon and a photographer: `(ABC News: Ann Lee)`.
PICTURE_HOST = ("ABC(?: News| Rural| Radio)?(?: [A-Z][a-z]+)?", "AAP", "Reuters", "AFP", "AP", "Getty Images", "Supplied", "Facebook", "Instagram", "Twitter", "X", "YouTube", "TikTok", "Telegram", "Flickr", "Wikimedia(?: Commons)?", "Unsplash", "Pexels", "Google(?: Maps| Earth)?")  # fmt: skip
# A picture's status, at the start of a caption.
FILE_PICTURE = (
    "file photo", "file picture", "file image", "file", "archive photo", "archivbild", "archivfoto", "symbolbild",
    "архивное фото", "архивна снимка", "архів", "photo d'archives?", "photo d’archives?", "foto de archivo", "foto archivio", "arşiv",
    "archivní foto(?:grafie)?", "ilustrační (?:foto(?:grafie)?|snímek)", "zdjęcie (?:ilustracyjne|archiwalne)", "fot\\. ilustracyjna", "foto ilustrativ[ăa]", "foto de arquivo", "imagem (?:ilustrativa|de arquivo)", "imagen (?:de archivo|ilustrativa|referencial)", "foto (?:referencial|ilustrativa|d['’]archivio|di repertorio)", "immagine di repertorio", "image d['’](?:illustration|archives?)", "photo d['’]illustration", "symbolfoto", "illustrationsbild", "archieffoto", "illustratiefoto", "arkivfoto", "arkivbild", "genrebild", "illustrasjonsfoto", "kuvituskuva", "arkistokuva", "illusztráció", "temsili (?:fotoğraf|görsel)", "arşiv fotoğrafı", "фото (?:из архива|з архіву)", "архівне фото", "иллюстративное (?:фото|изображение)", "ілюстративне (?:фото|зображення)", "илюстративна снимка", "снимка: архив", "stock (?:photo|image)", "representational image", "representative image", "प्रतीकात्मक (?:तस्वीर|फोटो|चित्र)", "सांकेतिक तस्वीर", "फाइल फोटो", "تصویر آرشیوی", "صورة تعبيرية", "イメージ", "イメージ写真", "示意图", "示意圖", "资料照片?", "資料照片?", "자료 ?사진", "자료 ?화면",
    "عکس آرشیوی", "آرشیو", "صورة أرشيفية", "أرشيفية", "資料写真", "资料图片?", "資料圖片?", "자료사진",
)  # fmt: skip
# Words that the BBC's pages and their like set before a credit and a caption, parted by a comma.
CREDIT_COMMA = (
    "image source", "image credit", "image copyright", "media source", "photo credit", "picture credit", "fuente de la imagen", "crédito", "crédito da imagem", "crédit photo", "crédit image", "автор фото", "джерело зображення", "источник изображения",
    "صدر الصورة", "مصدر الصورة", "منبع تصویر", "fotoğraf kaynağı", "kaynak", "इमेज स्रोत", "图像来源", "圖像來源", "图片来源", "圖片來源", "画像提供", "사진 출처", "nguồn hình ảnh", "sumber gambar", "chanzo cha picha", "bildquelle",
)  # fmt: skip
CAPTION_LABEL = (
    "image caption", "media caption", "photo caption", "picture caption", "caption", "bildunterschrift", "pie de foto", "leyenda", "legende", "bildlegende", "billedtekst", "kuvateksti", "képaláírás", "legenda da foto", "legenda", "légende", "légende image", "légende photo", "didascalia", "bildtext", "onderschrift", "podpis",
    "подпись к фото", "підпис до фото", "التعليق على الصورة", "توضیح تصویر", "شرح عکس", "fotoğraf altı yazısı", "resim altı", "इमेज कैप्शन", "图像加注文字", "圖像加註文字", "图片说明", "圖片說明", "写真説明", "画像説明", "사진 설명", "사진설명", "chụp lại hình ảnh", "keterangan gambar", "maelezo ya picha",
)  # fmt: skip
# Before who wrote it.
BYLINE = (
    "фото и текст", "фото і текст", "текст і фото", "авторка", "авторка тексту", "авторка текста", "text und fotos?", "text und bild(?:er)?", "texte et photos?", "texto y fotos?", "texto e fotos?", "testo e foto", "text och (?:bild|foto)", "tekst og foto", "tekst en foto(?:'s)?", "tekst i zdjęcia", "text a foto", "γράφ(?:ει|ουν)(?: (?:η|ο|οι))?", "ρεπορτάζ", "επιμέλεια",
    "posted by", "story by", "oprac\\.", "opr\\.", "opracowanie", "opracowała?", "tekst", "autorka", "rozmawiał", "rozmawiała", "zpracoval", "zpracovala", "připravil", "připravila", "napsal", "napsala", "pripravil", "pripravila", "autoři textu", "scris de", "szerző", "írta", "skrevet av", "skrevet af", "skriven av", "geschreven door", "texte", "testo", "texto", "a cura di", "yazan", "hazırlayan", "muhabir", "συντάκτης", "teksti",
    "подготовил", "подготовила", "подготовили", "записал", "записала", "беседовал", "беседовала", "підготував", "підготувала", "розмовляв", "розмовляла", "текст и фото", "подготви", "به قلم", "گزارشگر", "نگارنده", "लेखक", "संवाददाता", "रिपोर्ट", "द्वारा", "撰稿", "采写", "採訪", "取材・文", "執筆", "文・写真", "취재", "글", "작성자",
    "by", "von", "par", "por", "di", "av", "af", "door", "door onze", "przez", "text", "text by", "words by", "written by", "reported by", "author",
    "автор", "автори", "авторы", "текст", "автор текста", "autor", "autora", "auteur", "autore", "autoři", "yazar", "haber",
    "نویسنده", "گزارش", "خبرنگار", "بقلم", "كتب", "كتبت", "تقرير", "إعداد", "מאת", "記者", "记者", "作者", "文", "文／", "撰文",
    "本報記者", "本报记者", "기자",
    "piše", "pišu", "napisao", "napisala", "pripremio", "pripremila", "priredio", "priredila", "razgovarao", "razgovarala", "пише", "пишува", "написао", "написала", "приредио", "приредила", "припремио", "припремила", "автори на текста", "написа", "napisal", "piše in fotografira", "pewarta", "penulis", "reporter", "oleh", "laporan", "disusun oleh", "phóng viên", "tác giả", "mwandishi", "na mwandishi", "nga", "shkruar nga", "ავტორი", "авторлор", "жазған", "muallif",
)  # fmt: skip
# Before who asked the questions of an interview.
ASKED_BY = (
    "propos recueillis par", "recueillis? par", "entretien réalisé par", "entretien mené par", "interview réalisée par", "interview by", "interviewed by", "das gespräch führten?", "das interview führten?", "interview führten?", "interview von", "intervista di", "entrevista de", "entrevista por",
    "interview door", "intervju av", "röportaj", "söyleşi",
)  # fmt: skip
# Between the word for a change and its hour.
AT_HOUR = "(?:at|um|à|alle|às|a las|ore|om|kl\\.?|v|o|в|о)"
# Before the outlet's name.
SOURCE_LABEL = (
    "source", "sources", "original source", "publication title", "publication name", "titre de la publication", "nom du journal", "titel der publikation", "published in", "published by", "first published in", "outlet", "publisher", "publication", "newspaper",
    "quelle", "fuente", "fonte", "kilde", "källa", "bron", "źródło", "zdroj", "izvor", "kaynak", "lähde", "forrás", "sursa", "sursă",
    "источник", "источники", "джерело", "източник", "извор", "منبع", "به نقل از", "المصدر", "المصدر", "מקור", "स्रोत",
    "来源", "來源", "出典", "来源媒体", "稿源", "출처", "nguồn",
)  # fmt: skip
TAGS_LABEL = (
    "tags?", "topics?", "related topics", "keywords?", "key words", "filed under", "labels?", "categories", "more about", "more on", "more in",
    "schlagw(?:o|ö)rter", "schlagworte", "themen", "thema", "stichworte", "mots[- ]clés", "sur le même sujet", "thèmes", "etiquetas", "temas", "archivado en", "se habla de", "en esta noticia", "tópicos", "palavras-chave",
    "argomenti", "tag dell'articolo", "ämnen", "emner", "emneord", "trefwoorden", "tagi", "tematy", "štítky", "témata", "etiketler", "avainsanat",
    "теги", "тэги", "темы", "метки", "ключевые слова", "теми", "мітки", "ключові слова", "етикети", "тагове",
    "برچسب‌?ها", "برچسب ها", "برچسب", "کلیدواژه‌?ها", "الوسوم", "وسوم", "الكلمات المفتاحية", "כלמות מפתח", "תגיות",
    "टैग", "टैग्स", "关键词", "關鍵詞", "关键字", "标签", "標籤", "タグ", "キーワード", "태그", "키워드",
)  # fmt: skip
PUBLISHED = (
    "published(?: on| at)?", "posted(?: on| at)?", "date(?: of publication)?", "publication date", "first published", "veröffentlicht(?: am)?", "geschrieben am", "erstellt(?: am)?", "erschienen am", "vom", "stand",
    "datum", "publié(?:e)?(?: le| à)?", "publicado(?: el| em| en)?", "publicada(?: el)?", "fecha", "data", "pubblicato(?: il)?", "publicerad", "offentliggjort", "udgivet", "publisert", "julkaistu",
    "gepubliceerd(?: op)?", "opublikowano", "data publikacji", "publikováno", "yayınlanma(?: tarihi)?", "giriş tarihi", "опубликовано", "дата(?: публикации)?", "опубліковано", "публикувано(?: на)?",
    "تاریخ(?: انتشار)?", "تاريخ النشر", "نشر(?: في)?", "نُشر(?: في)?", "פורסם", "प्रकाशित", "发布时间", "發布時間", "发表时间", "公開日時?", "掲載日", "입력", "등록", "ngày đăng",
    "közzétéve", "megjelent", "megjelenés", "δημοσίευση", "diterbitkan", "terbit", "publicat(?: el)?", "zverejnené", "pridané", "publiceret", "gepubliceerd om", "ilmestynyt", "تاریخ درج", "انتشار", "প্রকাশ(?:িত)?", "เผยแพร่",
    "story began", "oluştur(?:ul)?ma(?: tarihi)?", "created", "creation date", "added", "geplaatst(?: op)?", "lagt ut", "dodano", "zveřejněno", "publicat(?:ă)?", "data publicării", "objavljeno", "објављено", "objavljen[oa]?", "δημοσι[εέ][υύ](?:θηκε|τηκε)", "승인", "기사 ?입력", "時間", "时间",
)  # fmt: skip
UPDATED = (
    "updated(?: on| at)?", "last updated(?: on| at)?", "last modified(?: on)?", "modified(?: on| at)?", "revised", "aktualisiert(?: am)?", "zuletzt aktualisiert(?: am)?", "geändert am", "letzte änderung", "stand",
    "mis(?:e)? à jour(?: le| à)?", "modifié(?:e)?(?: le| à)?", "actualizado(?: el| a las)?", "actualizada", "atualizad[oa](?: em)?", "(?:última )?(?:atualização|atualizacao|actualización|actualização)", "dernière (?:mise à jour|modification)", "letzte aktualisierung", "aggiornamento", "last update", "aggiornato(?: il| alle)?", "ultimo aggiornamento", "uppdaterad", "opdateret", "oppdatert", "päivitetty",
    "aangepast(?: op| om)?", "gewijzigd(?: op)?", "atnaujinta", "modificat[oa](?: il)?", "modifica(?: il)?", "sist oppdatert", "senest opdateret", "ενημερώθηκε", "ažurirano", "ажурирано", "posodobljeno", "uuendatud", "atjaunots", "frissítve", "actualizat(?:ă)?", "data actualizării", "ultima actualizare",
    "data aktualizacji", "ostatnia aktualizacja", "módosítva", "módosítás", "utolsó (?:frissítés|módosítás)", "τελευταία (?:ενημέρωση|τροποποίηση|ανανέωση)", "最新更新", "最後更新", "最后更新", "diperbarui", "diperbaharui", "pembaruan", "dikemas ?kini", "actualitzat(?: el)?", "naposledy (?:aktualizováno|upraveno)", "aktualizované", "upravené", "sist endret", "senast uppdaterad", "viimeksi päivitetty", "muokattu", "последнее обновление", "останнє оновлення", "последна промяна", "আপডেট", "อัปเดต", "ultima modifica", "última modificación",
    "bijgewerkt(?: op)?", "laatste update", "zaktualizowano", "aktualizacja", "aktualizováno", "güncelle(?:me|nme)(?: tarihi)?", "son güncelleme", "обновлено", "изменено", "оновлено", "обновена",
    "به‌?روزرسانی", "بروزرسانی", "آخرین به‌?روزرسانی", "تحديث", "آخر تحديث", "עודכן", "अपडेट(?:ेड)?", "更新时间", "更新時間", "更新于", "更新日時?", "更新", "수정", "최종 ?수정", "기사 ?수정", "업데이트", "cập nhật",
)  # fmt: skip
# Times told from now, which no archive can resolve.
RELATIVE = (
    r"(?:today|yesterday|heute|gestern|aujourd['’]hui|hier|hoy|ayer|oggi|ieri|hoje|ontem|vandaag|gisteren|сегодня|вчера|сьогодні|вчора|днес|dzisiaj|dziś|wczoraj|dnes|včera|bugün|dün|idag|i dag|igår|i går|tänään|eilen|azi|ma|tegnap|امروز|دیروز|اليوم|أمس|今天|昨天|今日|昨日|오늘|어제|आज|कल),?\s*(?:at|um|à|a las|alle|às|om|w|v|o|в|о|saat|kl\.?|klo|ora|الساعة|ساعت)?\s*\d{1,2}[:.h]\d\d(?:\s?uhr)?",
    r"\d+ ?(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?) ago", "just now", "сегодня", "вчера", "сьогодні", "вчора", "heute", "gestern", "vandaag", "hoy", "ayer", "oggi", "hoje", "ontem", "dziś", "dnes", "yesterday", "today", r"vor \d+ (?:minuten?|stunden?|tagen?)",
    r"il y a \d+ ?(?:minutes?|heures?|jours?)", r"hace \d+ (?:minutos?|horas?|días?)", r"h[áa] \d+ (?:minutos?|horas?|dias?)", r"\d+ (?:минут|час|дн|секунд)\w* назад", r"\d+ (?:хвилин|годин)\w* тому",
    r"prieš \d+ \S+", r"\d+ (?:dakika|saat|gün) önce", r"منذ \S+(?: \S+)?", r"\S+ (?:دقیقه|ساعت|روز) پیش", r"\d+ ?(?:分钟|小时|分鐘|小時|天)前", r"\d+ ?(?:分|時間|日)前", r"\d+ ?(?:분|시간|일) ?전", "कुछ ही क्षण पहले", r"\d+ (?:घंटे|मिनट|दिन) पहले",
)  # fmt: skip
READING_TIME = (
    r"\d+[- ]?min(?:ute)?s?\.?(?: ?(?:read|de lecture|lesezeit|lettura|lectura|de leitura|lästid))?", r"(?:reading time|temps de lecture|lesezeit|tiempo de lectura|время (?:на )?чтени[ея]|час читання|okuma süresi|leestijd|tempo di lettura):?.{0,20}",
    r"(?:阅读|閱讀)(?:时间|時間)?\D{0,3}\d+\D{0,4}", r"\d+ (?:мин|хв)\.?(?: (?:чтения|читання))?", r"زمان مطالعه.{0,20}", r"وقت القراءة.{0,20}",
)  # fmt: skip
# A label that announces headlines of other articles. Alone on its line it opens a block.
READ_ALSO = (
    "czytaj więcej", "czytaj dalej", "przeczytaj też", "simak juga", "lihat juga", "tonton juga", "관련 ?기사", "관련 ?뉴스", "xem thêm", "đọc thêm", "mời xem thêm",
    "vea también", "vea", "mire", "leia", "saiba mais", "veja", "leggi", "lees", "czytaj", "čtěte", "leer también", "lire également", "à découvrir", "en savoir plus", "lesen sie hier", "dazu auch", "čitajte (?:još|i)", "pročitajte (?:i|još)", "preberite (?:še|tudi)", "skaitykite (?:taip pat|daugiau)", "lasi arī", "loe ka", "oku", "اقرأ كذلك", "ذات صلة", "بخوانید", "بیشتر در این باره", "بیشتر در این زمینه", "در همین زمینه", "در همین باره", "مطالعه کنید", "पढ़ें", "इसे पढ़ें", "और पढ़ें", "関連記事", "こちらも", "추천기사", "baca juga", "đọc thêm", "อ่านเพิ่มเติม",
    "te puede interesar", "también te puede interesar", "te recomendamos", "lee también", "lea además", "lee además", "mira también", "puede leer", "leia ainda", "veja mais", "à lire également", "lire également", "à voir aussi", "auch lesenswert", "lesetipp", "passend dazu", "mehr dazu", "dazu passend", "leggi pure", "potrebbe interessarti(?: anche)?", "guarda anche", "zobacz również", "czytaj również", "przeczytaj (?:także|też|również)", "warto przeczytać", "sprawdź także", "čtěte více", "mohlo by vás zajímat", "související(?: články)?", "přečtěte si také", "viz také", "mohlo by vás zaujať", "čítajte (?:aj|tiež)",
    "вижте също", "прочетете също", "прочетете и", "четете още", "виж още", "свързани новини", "читайте еще", "читайте подробнее", "ещё по теме", "еще по теме", "читати також", "більше по темі", "також читайте", "также читайте", "ilginizi çekebilir", "bunlar da ilginizi çekebilir", "sıradaki haber", "lees meer", "bekijk ook", "zie ook", "ook interessant", "citește mai mult", "vezi și", "citeşte şi", "pe aceeași temă", "olvasd el ezt is", "δείτε επίσης", "must read", "related story", "related article", "suggested reading", "further reading", "watch now", "you may also like", "in case you missed it",
    "اقرأ المزيد", "طالع أيضا", "شاهد أيضًا", "مواضيع متعلقة", "قد يهمك(?: أيضا)?", "در همین رابطه", "در همین زمینه", "مطالب پیشنهادی", "همچنین ببینید", "עוד בנושא", "לקריאה נוספת", "ये भी देखें", "यह भी देखें", "इसे भी देखें", "संबंधित खबर(?:ें)?", "相关链接", "相關連結", "更多新闻", "推薦閱讀", "看更多", "更多報導", "你可能还想看", "猜你喜欢", "相关报道", "こちらもおすすめ", "関連リンク", "合わせて読みたい", "あわせて読む", "함께 보면 좋은 기사", "추천 기사", "관련 뉴스",
    "相關文章", "相关文章", "相關閱讀", "相关阅读", "同場加映", "read also", "also read", "read more", "read next", "read this", "see also", "watch", "watch also", "more", "related", "don't miss", "recommended", "lea también", "lea", "le puede interesar", "leia também", "leia mais", "veja também",
    "lire aussi", "à lire aussi", "à lire", "voir aussi", "lesen sie auch", "lesen sie mehr", "lesen sie dazu", "mehr zum thema", "auch interessant", "siehe auch", "leggi anche", "lees ook", "läs också", "läs mer", "läs även", "les også", "læs også", "lue myös",
    "czytaj także", "czytaj też", "zobacz też", "zobacz także", "čtěte také", "čtěte též", "přečtěte si", "ayrıca okuyun", "bunu da oku", "ilgili haber", "citește și", "citiți și", "olvassa el", "διαβάστε (?:επίσης|ακόμα)",
    "читайте также", "читать также", "читайте ещё", "читайте по теме", "по теме", "материалы по теме", "см\\. также", "смотрите также", "читайте також", "читайте ще", "дивіться також", "вижте още", "прочетете още", "чети още", "още по темата",
    "بیشتر بخوانید", "بیشتر بدانید", "همچنین بخوانید", "مطالب مرتبط", "اقرأ أيضا", "اقرأ أيضًا", "اقرأ أيضاً", "إقرأ أيضا", "اقرأ ايضا", "شاهد أيضا", "קראו גם", "ये भी पढ़ें", "यह भी पढ़ें", "इसे भी पढ़ें", "关联阅读", "相关阅读", "延伸閱讀", "延伸阅读", "相關閱讀", "相关新闻", "相關新聞", "あわせて読みたい", "関連記事", "関連", "관련기사", "관련 기사", "xem thêm",
    "a lire aussi", "a lire", "a lire également", "a voir aussi", "passend zum (?:artikel|thema)", "lire (?:plus|la suite)", "ये भी पढ़ें", "ये भी पढ़े", "यह भी पढ़े", "baca juga", "lea más", "diskutieren sie mit", "mehr zum thema", "haberin devamı", "ilgili haberler", "bakmadan geçme",
)  # fmt: skip
READ_ALSO_BLOCK = (
    "breaking(?: news)?", "just in", "latest", "the latest", "newest", "live updates?", "último minuto", "última hora", "lo último", "últimas noticias", "más noticias", "últimas", "últimas notícias", "mais lidas", "mais notícias", "em alta", "le fil info", "en direct", "à la une", "en continu", "dernières (?:infos|nouvelles|minutes)", "ultim['’]ora", "ultime notizie", "più letti", "le più lette", "eilmeldungen?", "neueste (?:artikel|meldungen|nachrichten)", "newsticker", "top-themen", "net binnen", "meest gelezen", "laatste nieuws", "senaste nytt", "mest läst", "siste nytt", "mest lest", "mest læste", "seneste nyt", "tuoreimmat", "luetuimmat", "najnowsze", "najczęściej czytane", "popularne", "z ostatniej chwili", "nejčtenější", "nejnovější(?: zprávy)?", "právě se děje", "naujausi,? skaitomiausi", "naujausi", "skaitomiausi", "jaunākais", "lasītākais", "loetumad", "uusimad", "лента(?: новостей)?", "все новости", "главные новости", "новости дня", "сейчас читают", "самые читаемые", "популярні(?: новини)?", "стрічка новин", "топ новини", "най-четени", "последни новини", "son dakika", "en çok okunanlar", "çok okunanlar", "cele mai citite", "ultimele știri", "legfrissebb", "legolvasottabb", "τελευταία νέα", "آخر الأخبار", "عاجل", "الأكثر (?:مشاهدة|تداولا)", "آخرین اخبار", "آخرین خبرها", "تازه‌ترین‌ها", "最新(?:新闻|新聞|消息|资讯)?", "即时新闻", "即時新聞", "热点新闻", "最新ニュース", "新着", "速報", "최신 ?뉴스", "실시간 ?(?:뉴스|랭킹)", "속보", "인기 ?뉴스", "ताज़ा खबरें", "ताजा खबरें", "tin mới(?: nhất)?", "jobs?", "job (?:offers|market)", "stellenangebote", "stellenmarkt", "offres d['’]emploi", "ofertas de empleo", "ofertas de trabajo", "вакансии", "iş ilanları",
    "mehr", "más información", "información relacionada", "más sobre este tema", "saiba mais", "موضوعات ذات صلة", "أخبار متعلقة", "ilgili haberler?", "ilgili konular", "related stories", "related articles", "related topics?", "related content", "related news", "more stories", "more from .{2,30}", "most read", "most popular", "most viewed", "trending(?: now)?", "top stories", "latest news", "recommended(?: for you)?", "you may also like", "you might also like", "read next", "up next", "editor'?s'? picks?", "more on this (?:story|topic)", "in this story",
    "weitere artikel", "weitere themen", "weitere meldungen", "das könnte sie auch interessieren", "meistgelesen", "mehr zum thema", "articles? liés?", "sur le même (?:sujet|thème)", "les plus lus", "à lire aussi", "noticias relacionadas", "lo más leído", "te puede interesar", "artículos relacionados", "notícias relacionadas", "articoli correlati", "potrebbe interessarti",
    "новости по теме", "материалы по теме", "другие новости", "популярное", "самое читаемое", "последние новости", "новини за темою", "інші новини", "останні новини", "читайте также", "читайте також", "подписывайтесь на (?:автора|темы)",
    "مقالات ذات صلة", "أخبار ذات صلة", "مواضيع ذات صلة", "الأكثر قراءة", "مطالب مرتبط", "اخبار مرتبط", "پربازدیدترین.{0,20}", "相关新闻", "相关文章", "相關報導", "推荐阅读", "热门(?:文章|新闻)?", "関連記事", "おすすめ", "アクセスランキング", "この記事を書いた人", "관련기사", "많이 본 뉴스", "इन्हें भी पढ़ें",
    r"(?:още|ещё|еще|більше|ще|više|još|више|још|více|viac|więcej|több|mai multe) (?:от|из|з|iz|из|z|ze|din|w|на) (?:категория |рубрика |раздела |рубрики |rubrike )?[^.!?:]{2,30}", r"more (?:stories )?(?:from|in) (?-i:[A-Z])[^.!?:]{2,30}", r"más (?:noticias )?(?:de|en|sobre) (?-i:[A-Z])[^.!?:]{2,30}", r"mais (?:notícias )?(?:de|em|sobre) (?-i:[A-Z])[^.!?:]{2,30}", r"plus (?:d['’]actualités? )?(?:dans|sur|de) (?-i:[A-Z])[^.!?:]{2,30}", r"mehr (?:aus|von|zu|in) (?-i:[A-Z])[^.!?:]{2,30}", r"altre notizie (?:da|di|su) [^.!?:]{2,30}", r"المزيد من [^.!?:]{2,30}", r"berita (?:terkait|terkini|populer|lainnya)", r"terpopuler", r"baca juga",
)  # fmt: skip
# The last word of a teaser, after its last sentence.
TEASER_END = (
    "mehr", "weiterlesen", "zum artikel", "more", "read more", "full story", "lire la suite", "lire plus", "leer más", "ver más", "seguir leyendo", "leia mais", "saiba mais", "leggi tutto", "continua a leggere",
    "lees meer", "lees verder", "läs mer", "les mer", "læs mere", "lue lisää", "czytaj więcej", "více", "celý článek", "devamı", "подробнее", "читать далее", "читать дальше", "детальніше", "читати далі", "още", "ادامه مطلب", "المزيد", "اقرأ المزيد", "और पढ़ें", "आगे पढ़ें", "続きを読む", "もっと見る", "더보기", "阅读全文", "查看全文",
)  # fmt: skip
# Says that the text, or what of it is free or for print, ends here. What follows is the page or notes to editors.
END_OF_TEXT = (
    r"il vous reste .{0,160}", r"la suite (?:de cet article )?est réservée .{0,80}", r"(?:sie haben|es sind|noch) .{0,30}\d+ ?(?:%|prozent|zeichen) .{0,80}", r"(?:jetzt )?weiterlesen mit .{2,80}", r"(?:you have|you've|there (?:is|are)) .{0,20}\d+ ?(?:%|percent|words) .{0,30}(?:left|remaining|to read).{0,60}",
    r"(?:to|please) (?:continue|keep) reading.{0,160}", r"(?:subscribe|sign in|log in|register) to (?:continue|keep) reading.{0,120}", r"continue reading (?:this article )?(?:with|by|for) .{2,120}", r"(?:this is the )?end of (?:your |the )?(?:free )?(?:preview|excerpt).{0,80}", r"the (?:rest|remainder) of this (?:article|story|content) is .{2,120}",
    r"(?:te|le|os) queda.{0,30} por leer.{0,60}", r"para (?:seguir|continuar) (?:leyendo|lendo).{0,120}", r"per continuare a leggere.{0,120}", r"il resto dell.articolo .{2,100}", r"осталось .{0,40}(?:текста|статьи).{0,60}", r"чтобы (?:читать|дочитать|прочитать) .{0,60}(?:подпи|оформ|войд).{0,80}", r"полный текст .{0,60}(?:подпис|доступ).{0,80}", r"pozostało .{0,40}% .{0,60}",
    r"残り[:：]?\s?\d+文字.{0,60}", r"この(?:記事|続き)は.{0,12}(?:有料)?会員.{0,60}", r"続きを読むには.{0,60}", r"(?:剩余|余下).{0,12}(?:订阅|付费|登录).{0,40}", r"登录后(?:阅读|查看).{0,40}", r"(?:이어지는|나머지) .{0,20}(?:구독|로그인).{0,60}",
    r"(?:the |this |all )?(?:following |below )?(?:information|text|material|details?)?.{0,12}(?:is|are)? ?not (?:intended )?for publication.{0,60}", r".{0,60}nicht zur veröffentlichung.{0,60}", r"notes? (?:to|for) editors\W*", r"hinweise? (?:an|für) (?:die )?redaktion(?:en)?\W*",
    r"(?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|komentarze|комментарии|коментарі|коментари|yorumlar|نظرات|التعليقات|评论|評論|コメント|댓글)\s?[(（:：]\s?\d+\s?[)）]?", r"\d+ (?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|komentarzy|комментари\w+|коментар\w+)", r"(?:leave|post|add|write) a (?:comment|reply)(?: .{0,40})?", r"join the (?:conversation|discussion).{0,60}", r"(?:schreiben sie einen|laisser un|deja un|lascia un|deixe um|оставить|залишити) (?:kommentar|commentaire|comentario|commento|comentário|комментарий|коментар)(?: .{0,40})?",
    r"\W*(?:- ?)?ends?\W*", r"(?:for )?(?:media|press) (?:enquiries|inquiries|contacts?)(?:,? please contact)?(?:\W*|\s?:.{0,200})", r"(?:pressekontakt|medienkontakt|rückfragehinweis|contacts? presse|contacto de prensa|contatti stampa|контакты для (?:прессы|сми))\W*",
)  # fmt: skip
SHARE = (
    "share", "share this(?: article| story| page| post)?", "share on .{2,20}", "tweet", "e-?mail", "print", "print this(?: page| article)?", "copy link", "link copied", "save", "save article", "listen", "listen to (?:this )?article", "bookmark", "comments?", "follow us?.{0,30}", "like", "facebook", "twitter", "x", "whatsapp", "telegram", "viber", "linkedin", "reddit", "pinterest", "instagram", "youtube", "pocket", "flipboard", "messenger", "vk", "vkontakte", "вконтакте", "одноклассники", "signal", "threads", "bluesky", "mastodon", "line", "weibo", "wechat", "imo", "skype", "tumblr", "rss", "abone ol", "takip et", "yorum yap", "yorumlar", "좋아요", "구독", "구독하기", "댓글", "기사저장", "가", "a\\+", "a-", "لینک کوتاه.{0,20}", "نسخه چاپی", "کپی لینک", "xing", "digg", "tiktok", "snapchat", "discord", "google\\+?", "google news", "apple news", "gmail", "sms", "copy", "link", "facebook messenger", "livejournal", "odnoklassniki", "my world", "вк", "мой мир", "дзен", "微信", "微博", "新浪微博", "朋友圈", "qq", "qq空间", "qq好友", "人人网", "复制链接", "카카오톡", "카카오스토리", "네이버", "밴드", "はてなブックマーク?", "記事を.{1,8}する",
    "teilen", "drucken", "artikel teilen", "merken", "vorlesen", "kommentare?", "partager(?: sur .{2,20})?", "imprimer", "envoyer par e-mail", "enregistrer", "commenter", "copier(?:/coller)? le lien", "ajouter à vos sélections", "offrir l.article", "réagir", "compartir", "compartir en .{2,20}", "imprimir", "guardar", "copiar enlace", "compartilhar", "condividi", "stampa", "del", "dela", "tulosta", "jaa", "delen", "udostępnij", "drukuj", "sdílet", "tisk", "paylaş", "yazdır",
    "поделиться", "распечатать", "версия для печати", "печать", "скопировать ссылку", "комментарии", "комментировать", "нравится", "поширити", "роздрукувати", "поділитися", "сподели", "коментар[иі]?", "اشتراک‌?گذاری", "به اشتراک بگذارید", "چاپ", "پرینت", "ارسال", "شارك", "مشاركة", "طباعة", "نسخ الرابط", "شیئر", "कॉपी लिंक", "शेयर", "分享", "分享到", "打印", "列印", "收藏", "字号", "小字号", "大字号", "中字号", "[大中小]字(?:体|號|型)", "印刷する", "シェアする?", ".{1,12}でシェアする(?:list)?", "シェア", "ツイート", "공유", "공유하기", "인쇄", "글자크기", "스크랩", "chia sẻ",
)  # fmt: skip
COUNTER = (r"[\d ., ]+(?:views?|comments?|shares?|likes?|просмотр\w*|комментари\w*|перегляд\w*|коментар\w*|بازدید|مشاهدات?|阅读|评论|閱讀|回應)?", r"(?:views?|просмотров|переглядів|просмотры|مشاهدات|بازدید|阅读量?|阅读数|कुल)\W{0,3}[\d ., ]*")  # fmt: skip
# Other words that stand alone on a line of a saved page and are no text.
FURNITURE = (
    r"(?:читать|читайте|читай) .{2,30} в (?:яндекс|telegram|телеграм|дзен|google|вконтакте).{0,24}", r"(?:a )?note from the (?:author|editor)s?:?", r"(?:hi|hello),? (?:this is|i['’]m) .{2,60}(?:author|writer|reporter).{0,200}", r"λάβετε μέρος στη συζήτηση.{0,120}", r"εγγραφείτε για να σχολιάσετε.{0,100}",
    r"(?:کد خبر|شناسه خبر|news id|article id|story id|رقم الخبر)\s*[:：]?\s*[\w-]{2,16}", r"(?:from|part \w+ of|next in|in) (?:our|the|this) series\b.{0,60}", r"part \d+ of \d+",
    "advertisement(?: ?[·•|-] ?scroll to continue)?", "advertisements?", "ad", "sponsored(?: content)?", "article continues (?:below|after).{0,40}", "story continues below.{0,30}", "scroll to continue.{0,30}", "anzeige", "werbung", "publicité", "publicidad", "pubblicità", "reklama", "annons", "mainos", "реклама", "\\[pr\\]", "広告", "广告", "廣告", "إعلان", "اعلان", "تبلیغات", "आगे पढ़ें", "विज्ञापन", "광고",
    "skip to (?:main )?content", "menu", "search", "home", "homepage", "back to top", "sign in", "log ?in", "subscribe", "sign up", "register", "newsletter", "next", "previous", "next article", "previous article", "close", "more", "loading\\.*", "show more", "see more", "view comments", "add (?:a )?comment", "leave a (?:reply|comment)", "no comments(?: yet)?",
    r"bild vergrößern|ampliar(?: imagen| foto)?|agrandir l.image|enlarge (?:this )?image|view gallery.{0,20}|view (?:image|photo) in (?:fullscreen|gallery)|open image in gallery|(?:toggle|hide) caption|zobrazit (?:foto)?galerii|смотреть фотогалерею|galería(?: de fotos)?|bilderstrecke|fotostrecke.{0,20}",
    r"(?:end of|fim d[eoa]s?|final de|fin de) (?:recommended|matérias|historias|podcast|content|contenido|articles|lista).{0,40}", r"(?:skip|saltar|pule|pular|sauter|пропустить) .{2,60}(?:continue reading|continuar leyendo|continue lendo|continuer|продолжить).{0,20}", r"matérias recomendadas|historias recomendadas|recommended stories|конец истории.{0,40}", r"listen(?: to (?:this|the) (?:article|story))?(?: [·•|-])? ?\d+ ?min\w*",
    "перейти в (?:медиабанк|фотобанк)", "главная", "меню", "войти", "поиск", "следующая", "предыдущая", "далее", "назад", "التالي", "السابق", "الرئيسية", "مشاهدات عالية", "صفحه اصلی", "خانه", "首页", "首頁", "正文", "上一篇", "下一篇", "ログイン", "トップ", "suivant", "précédent", "accueil", "inicio", "siguiente", "anterior", "weiter", "zurück", "startseite",
    "[【\\[(（]字(?:号|體|体)[^】\\])）]{0,20}[】\\])）]", "\\*\\s?\\*\\s?\\*(?:\\s?\\*)*", "[-_=~*#•·. ]{1,60}", "\\.",
    r".{2,40}['’](?:y[iıuü]|[iıuü]|n[iıuü]) takip et(?:in|iniz|mek için.{0,20})?", r"(?:текст|text|tv|video|radio) ad: .{3,60}",
    r"die wiedergabe wurde (?:unterbrochen|gestartet|angehalten)\.?", "haberi̇n devami", "haberin devamı", "trending videos?", "frequently read", "浏览其他章节", "头条新闻，每日新闻尽在您的电邮", r"(?:\(|\[)?(?:seguirá (?:ampliación|más información)|habrá ampliación|ampliará|más información en breve|more to (?:come|follow)|mehr in kürze|weiteres folgt|folgt|à suivre|suite à venir|segue|mais informações em breve|продолжение следует|подробности следуют)(?:\)|\])?\.?", r"list (?:of )?\d+ (?:of \d+|items)|list of \d+ items|end of list", r"\(?end\)? ?(?:dow jones newswires)?",
)  # fmt: skip
# Sentences in which an outlet speaks to its reader: subscribe, follow, report a mistake.
INVITATION = (
    r"(?:للمزيد|لقراءة المزيد|لمزيد|لمزيدٍ) .{0,60}(?:اضغط|انقر|هنا|تابع|الرابط).{0,60}",
    r"(?:good|quality|independent|great) journalism (?:costs|is|needs|takes|matters)\b.{0,200}", r"support [^.!?“”\"]{2,60}['’]s? (?:journalism|work|reporting|newsroom)\b.{0,160}", r"(?:subscriu-te|fes-te (?:soci|subscriptor)\w*|uneix-te|segueix-nos|apunta't)\b.{0,200}", r".{0,60}finanziert sich .{0,60}(?:spenden|leser).{0,320}", r"link presente[:：].{4,260}", r"gostou d(?:este|o|a) (?:texto|matéria|artigo|conteúdo)\b.{0,200}",
    r"een versie van dit (?:artikel|stuk|verhaal) (?:verscheen|is verschenen).{4,140}", r"(?:ziet|zie) (?:u|je) een (?:taal|tik|spel|type)?fout.{0,140}", r"\S{2,24}:s nyheter ska stå för.{4,200}", r"(?:hittat (?:något|ett) fel|har du (?:tips|synpunkter)|tipsa oss).{0,140}", r"mitä ajatuksia (?:juttu|artikkeli) herätti.{0,160}", r"(?:huomasitko|löysitkö) (?:jutussa |artikkelissa )?virheen.{0,100}", r"(?:opdaget en fejl|har du et (?:nyhedstip|tip)|har du (?:innspill|nyhetstips)).{0,140}",
    r"(?:griežtai )?draudžiama .{4,60}(?:panaudoti|kopijuoti|platinti|atgaminti).{0,240}", r"conținutul (?:website-?ului|site-?ului|acestui (?:articol|site)).{4,300}", r"los comentarios (?:publicados|realizados|vertidos)\b.{4,300}", r"comentar (?:las notas|los artículos) de .{4,120}", r"materiał(?:y)? chroni\w+ prawem autorskim.{0,220}", r"chcesz być na bieżąco.{0,200}", r"ne maradj(?:on)? le .{2,120}", r"(?:hozzászólásokat|véleményét) .{4,100}",
    r"(?:不用抽|請加入|看更多|點我|按我|掃描).{0,60}(?:粉絲團?|app|加入|追蹤|下載|辦法|line).{0,60}", r"(?:что|как) (?:вы )?дума(?:ете|ешь)\?\s?(?:оцени|напиши|поделись|расскажи)\w*[!.]?.{0,60}", r"si (?:está|estás) interesado en licenciar.{0,140}", r"bình luận .{0,40}(?:được|sẽ) .{4,100}", r"(?:δείτε|διαβάστε) όλες τις .{4,120}",
    r"(?:read|find|get|see|follow|join|watch|more)\b.{0,60}\b(?:telegram|whatsapp|viber|messenger|channel|facebook|twitter|instagram|youtube|newsletter|google news|our app|app store)\b.{0,120}",
    r"(?:subscribe|sign up|follow us|join us|download (?:the|our)|click here|tap here|get the latest|never miss|support our|donate|become a member|like us on)\b.{0,200}",
    r"(?:подпис\w+|підпис\w+|абонирай\w*|следите за|следите|стежте за|присоединя\w+|приєдну\w+|читайте нас|читайте .{0,80}(?:канал|telegram|телеграм)|хотите .{0,60}(?:telegram|новости)|хочете отримувати.{0,80}|больше новостей|новости в telegram|ещё больше|наш (?:telegram|телеграм)).{0,200}",
    r".{0,60}(?:telegram|телеграм|whatsapp|viber|вайбер)-?(?: |-)?(?:channel|канал\w*|чат\w*|group).{0,140}",
    r".{0,120}ctrl ?\+ ?enter.{0,120}", r"(?:если вы (?:нашли|заметили|обнаружили) (?:ошибку|опечатку)|якщо ви (?:знайшли|помітили|побачили) помилку|found a (?:typo|mistake|error)|spotted (?:a|an) (?:typo|mistake|error)|fehler gefunden|you can report|report (?:a|an) (?:error|typo|mistake)).{0,200}",
    r".{0,100}\b(?:support us|have a tip|write to us|e-?mail the (?:writer|author|newsroom)|contact the (?:writer|author|newsroom)|schreiben sie uns|écrivez-nous)\b.{0,160}",
    r"(?:dieses thema im programm\W{1,3})?über dieses thema berichte\w* .{0,120}", r".{0,160}(?:публикуются на правах рекламы|на правах рекламы|на правах реклами).{0,60}",
    r"(?:abonnez-vous|inscrivez-vous|suivez-nous|téléchargez|suscríbete|suscríbase|síguenos|siga-nos|assine|iscriviti|seguici|abonnieren sie|folgen sie|jetzt (?:abonnieren|registrieren|testen)|melden sie sich).{0,200}",
    r"(?:ما را در|به کانال|کانال|برای دریافت|عضو|تابعنا|تابعونا|اشترك|للاشتراك|لمتابعة|انضم).{0,40}(?:تلگرام|تلغرام|تليغرام|تيليجرام|واتساب|واتس|فيسبوك|كانال|قناة|کانال|بپیوندید|خبر).{0,140}",
    r"(?:扫码|扫描|关注|關注|長按|点击|點擊|下载|下載|加入).{0,40}(?:微信|公众号|公眾號|客户端|app|telegram|二维码|line|订阅|訂閱).{0,60}", r".{0,40}(?:アプリ|メルマガ|ニュースレター|無料会員).{0,40}(?:ダウンロード|登録|購読).{0,40}",
    r"the [^.!?“”\"]{2,50} newsletter (?:makes|provides|brings|covers|explores|delivers|offers|tracks|takes|examines|rounds|gives|is your|keeps|has|helps|looks)\b.{3,180}", r"keep up with [^“”\"]{3,180} newsletter\b.{0,80}", r"(?:get|receive|want|like) [^“”\"]{3,200}\b(?:newsletters?|inbox|e-?mail alerts?)\b.{0,120}", r"our [^.!?“”\"]{2,50} (?:e-?mail|newsletter|podcast) .{3,200}", r"for subscribers only[:：].{3,220}",
    r"by (?:clicking|signing up|subscribing|registering|continuing|submitting|providing|entering)\b.{2,60}\b(?:you|i) (?:agree|accept|consent|acknowledge|confirm)\b.{0,220}", r"(?:this site|the form) is protected by .{3,160}", r"(?:track|catch|get) (?:all )?(?:the )?latest .{3,200}\b(?:on|from|at|with) .{2,60}", r"listen to the best of .{2,80}", r"you can (?:also )?follow .{2,60} on .{2,60}", r"follow [^.!?“”\"]{2,40}[:：]", r"(?:add|make|set) .{2,40} (?:as )?(?:your |a )?preferred source\b.{0,100}",
    r"(?:support|become an?|join) [^.!?“”\"]{2,40} (?:sponsor|member|supporter|patron)s?(?: today| now)?", r"(?:follow|see|read|find) (?:all )?(?:ap|afp|reuters|cnn|bbc|npr|the associated press)['’]s? .{0,60}coverage\b.{0,160}", r"privacy notice[:：] .{3,220}", r"[^.!?“”\"]{2,40} coverage (?:of .{2,60})?(?:[:：]| at) ?https?://\S+", r"(?:most (?:popular|read|watched|shared|viewed) (?:on|in|from)|read more (?:from|on|about)|more (?:from|on)|elsewhere on|trending on|latest (?:on|from)) (?-i:[A-Z])[^.!?“”\"]{1,38}[:：]?",
    r"(?:melden sie sich|jetzt|hier) .{0,40}(?:newsletter|push-?nachrichten|whatsapp-?kanal)\b.{0,120}", r"(?:der|unser|mit dem|mit unserem|im) [^.!?“”„\"]{2,40}[- ]?newsletter\b.{3,160}", r"(?:chaque|recevez|tous les) (?:jour|matin|semaine|soir|matins|soirs)s?\b[^“”«\"]{2,120}\b(?:recevez|actualité|newsletter|boîte)\b.{0,120}", r"recevez [^“”«\"]{3,120}\b(?:newsletter|boîte (?:mail|de réception)|e-?mail|alertes?)\b.{0,100}", r"(?:recibe|reciba|recíbelo|receba|ricevi|ogni (?:giorno|mattina)) [^“”«\"]{3,160}\b(?:newsletter|correo|boletín|e-?mail|posta|caixa|inbox)\b.{0,100}",
    r"(?:дотримуйтесь|слідкуйте|долучайтесь|приєднуйтесь|стежте|підписуйтес\w+|підпишіться|підпишись)\b[^«»“”\"]{0,60}\b(?:telegram|телеграм\w*|instagram|інстаграм\w*|youtube|ютуб\w*|facebook|фейсбук\w*|viber|вайбер\w*|whatsapp|google\w*|каналі?|нас)\b.{0,160}", r"(?:больше|еще больше|ещё больше|все|главные|самые важные|оперативные|свежие|больше интересных) [^«»“”\"]{0,60}(?:новост|материал|подробност|видео)\w*[^«»“”\"]{0,60}\b(?:telegram|телеграм\w*|дзен\w*|канал\w*|вконтакте|max|мах|чат\w*|одноклассник\w*|рассылк\w*)\b.{0,120}", r"(?:більше|ще більше|усі|всі|головні|важливі|оперативні) [^«»“”\"]{0,60}(?:новин|матеріал)\w*[^«»“”\"]{0,60}\b(?:telegram|телеграм\w*|канал\w*|viber|whatsapp|вайбер\w*|facebook|фейсбук\w*)\b.{0,120}",
    r"(?:visit|see) [^.!?“”\"]{2,60}?(?: online| on the (?:world wide )?web|['’]s? (?:web ?site|site))?,?(?: at)? ?[:：]? ?(?:https?://|www\.)\S+", r"(?:besuchen sie|visitez|visite|visita|bezoek|odwiedź|navštivte|besøg|besök) [^.!?“”\"]{2,60}?,? (?:unter|auf|sur|en|em|su|op|na|på) ?[:：]? ?(?:https?://|www\.)\S+",
    r"[^“”\"«»]{3,160}[?!.]\s(?:subscribe|sign up|register|jetzt abonnieren|abonnez-vous|suscríbe(?:te|se)|assine|inscreva-se|iscriviti|abbonati|подпишитесь|підпишіться|abone olun?|zaprenumeruj|předplaťte si)(?: (?:today|now|here|for free|already|ici|maintenant|ahora|hoy|já|agora|ora|subito|сейчас|зараз|dziś|hemen))?\W*",
    r"(?:as|while|when) [^.!?“”\"]{3,80}, we['’]re here to .{3,100}", r"(?:read|see|find) more (?:news|stories|coverage)\b[^.!?“”\"]{0,80} (?:on|at|in) (?-i:[A-Z])[^.!?“”\"]{1,50}[.!]?", r"(?:leia|veja|confira) (?:mais|outras) (?:notícias|reportagens)\b[^.!?“”\"]{0,90}[.!]?", r"(?:lee|lea|consulta|vea) (?:más|otras) noticias\b[^.!?“”\"]{0,90}[.!]?", r"(?:leggi|scopri) (?:altre|tutte le|più) notizie\b[^.!?“”\"]{0,90}[.!]?", r"(?:lisez|retrouvez|consultez) (?:plus d['’]|d['’]autres |toutes? (?:l['’]|les ))actualités?\b[^.!?“”\"]{0,90}[.!]?", r"(?:mehr|weitere|alle) (?:nachrichten|meldungen|artikel) (?:aus|zu|zum|über)\b[^.!?“”\"]{0,70}\b(?:auf|bei|unter|hier|finden sie)\b[^.!?“”\"]{0,60}[.!]?", r"(?:więcej|inne) (?:wiadomości|informacji) (?:z|o|na temat)\b[^.!?“”\"]{0,90}[.!]?", r"(?:больше|другие|все) новост\w+ [^.!?«»“”\"]{0,60}(?:читайте|смотрите)\b[^.!?“”\"]{0,60}[.!]?", r"(?:más|mais|altre|plus d['’]) ?(?:noticias|notícias|notizie|actualités) (?:de|da|do|del|della|su|sur|sobre|en|em|à)\b[^.!?“”\"]{0,70}",
    r"magic link\?.{3,160}", r"(?:эта |наша |это )(?:имейл-|e-?mail-)?рассылка .{3,200}",
    r"(?:at|here at) (?-i:[A-Z])[^.!?“”\"]{1,40}, we (?:firmly |strongly |truly )?(?:believe|know|work|rely|depend|hold|think|want|strive|are)\b.{3,260}", r"(?:support|help|back|fund|sustain) [^.!?“”\"]{1,40}['’]s? (?:journalism|reporting|work|newsroom|investigations?)\b.{0,160}", r"(?:postanite|postani|pridružite se|pridruži se|podržite|podrži|pratite nas|prati nas|prijavite se|pretplatite se|preuzmite)\b[^.!?“”„\"]{3,200}[.!]?", r"(?:постаните|придружите се|подржите|пратите нас|претплатите се)\b[^.!?“”„\"]{3,200}[.!]?", r"(?:стали|стал|были|був|стали ви) (?:очевидц|свидетел|свідк)\w+.{3,200}", r"naši (?:novinari|čitaoci|reporteri) .{3,160}\b(?:vest|vijest|javite|pošaljite)\b.{0,120}", r"imate (?:vest|vijest|priču|fotografij|snimak)\w*\?.{0,160}",
    r"read the (?:full|whole|entire|rest of the|original) (?:story|article|report|text|piece)\b.{0,120}", r"(?:lire|lisez) (?:l['’]article|la suite|l['’]intégralité)[^.!?«“]{0,80}\b(?:sur|ici|site)\b.{0,80}", r"(?:den |zum )?(?:ganzen|vollständigen|kompletten) (?:artikel|text|beitrag)\b.{0,100}", r"(?:смотрите|читайте) (?:ещё |еще )?больше .{2,60}(?:канал|сайте|youtube).{0,60}", r"get all [^.!?“”\"]{2,60} (?:news|updates)\b.{0,200}", r"रहें हर खबर से अपडेट.{0,200}", r"(?:si está interesado en|para) licenciar este contenido.{0,80}",
)  # fmt: skip
PAYWALL = (
    r"(?:we and our|nous et nos|wir und unsere|nosotros y nuestros|noi e (?:i )?(?:nostri )?|nós e (?:os )?nossos|wij en onze|my i nasi|мы и наши) (?:\d+ )?(?:partners?|partenaires|partner|socios|parceiros|partnerzy|партн[её]ры)\b.{10,380}", r"(?:la lecture|l['’]accès|la suite|l['’]intégralité)\b.{0,40}réservée?s? (?:à|aux) .{2,40}", r"having (?:trouble|problems|difficulty) (?:reading|viewing|seeing) this (?:e-?mail|message|newsletter).{0,80}", r"(?:view|read|open) (?:this|it) (?:e-?mail )?in (?:your|a|the) (?:web )?browser.{0,20}", r"(?:si (?:vous|ce message|ce mail)|wenn (?:sie|diese e-?mail)|si (?:no|este)|se (?:non|este)) .{4,60}(?:e-?mail|courriel|correo|message|mensaje|mensagem|newsletter).{0,100}(?:navigateur|browser|navegador|cliquez|klicken|aquí|qui|aqui).{0,40}",
    r"(?:this article is|this content is|this story is) (?:for|available|reserved|only|exclusive).{0,80}", r"(?:(?:cet )?article|(?:ce )?contenu) (?:est )?réservé.{0,60}", r"(?:il (?:vous )?reste )?\d+ ?% (?:de (?:cet|l['’]) ?article )?(?:à (?:lire|découvrir)|restants?).{0,60}", r"il vous reste .{0,120}", r"(?:already a|become a|log in or) (?:subscriber|member|subscribe).{0,80}", r"vous possédez déjà un compte.{0,40}", r"déjà abonné.{0,60}", r"(?:weiterlesen mit|dieser artikel ist|lesen sie diesen artikel).{0,100}", r"contenido exclusivo.{0,80}", r"conteúdo exclusivo.{0,60}", r"to continue reading.{0,80}", r"有料会員.{0,80}", r"この記事は有料.{0,60}", r"続きを読む.{0,40}", r"today'?s best .{0,60}offer.{0,60}",
    r"регистрация пройдена .{0,160}", r"(?:пожалуйста, )?(?:перейдите по ссылке|подтвердите (?:свой )?(?:e-?mail|адрес)|войдите,? чтобы|авторизуйтесь).{0,160}", r"thank you for (?:registering|signing up|subscribing).{0,160}", r"please (?:log in|sign in|register|verify your|check your (?:inbox|e-?mail)|enable (?:javascript|cookies)|turn off your ad ?blocker|disable your ad ?blocker).{0,160}",
    r"(?:bitte )?(?:melden sie sich an|aktivieren sie javascript|deaktivieren sie .{0,20}adblocker).{0,120}", r"(?:veuillez|merci de) (?:vous connecter|activer|désactiver|contacter notre service).{0,140}", r"(?:your|this) (?:browser|session) (?:is|has|does not) .{2,100}", r"(?:you are reading|you have read|you've read) .{0,20}\d+ .{0,20}(?:free )?articles?.{0,80}",
    r"(?:we use|this (?:site|website) uses) cookies.{0,300}", r"(?:accept|manage|reject) (?:all )?cookies.{0,60}", r"(?:wir verwenden|nous utilisons|utilizamos|usamos|utilizziamo|мы используем|używamy|این سایت از) .{0,20}(?:cookies|des cookies|cookie|куки).{0,300}",
)  # fmt: skip
COPYRIGHT = (
    r".{0,30}(?:知的財産権|著作権)(?:その他|は|の|等).{0,120}", r"(?:wszelkie|wszystkie) materiały .{0,200}", r"(?:wszelkie|wszystkie) prawa .{0,200}",
    r"a version of this (?:article|story|report) (?:appeared|appears|was (?:first )?published).{0,200}", r"this (?:article|story|report|piece|post) (?:was |is |has been )?(?:first|originally|re)\s?-?(?:appeared|published|posted|printed).{0,200}", r"(?:first|originally) (?:published|appeared) (?:in|on|by|at) .{2,120}", r"(?:dieser (?:artikel|text|beitrag) (?:ist|erschien|wurde) (?:zuerst|zunächst)|zuerst erschienen) .{2,160}", r"(?:cet article|ce texte) (?:est paru|a été publié|a d’abord été publié|est (?:d'abord|initialement) paru).{2,160}", r"(?:este artículo|este texto|esta nota) (?:se publicó|fue publicad\w|apareció).{2,160}",
    r"(?:©|\(c\)|copyright)\s?.{0,160}", r".{0,60}all rights reserved.{0,120}", r".{0,60}(?:все права защищены|всі права захищені|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|всички права запазени|tüm hakları saklıdır|کلیه حقوق|جميع الحقوق|全著作権|無断転載|版权所有|版權所有|著作権|무단 ?전재|저작권자).{0,160}",
    r"(?:использование|перепечатка|копирование|любое копирование|воспроизведение|при (?:цитировании|использовании|перепечатке|копировании)|использовани\w+ (?:любых )?материалов|передрук|використання|при (?:цитуванні|використанні|передруці)|будь-яке копіювання).{0,200}(?:материал|разреш|ссылк|согласи|запрещ|сайт|правооблад|матеріал|дозвол|посилан|згод|заборон).{0,200}", r"(?:this material may not be|(?:reproduction|republication|reprint\w*|no part of this).{0,100}(?:permi|prohibit|without|forbidden|consent|by arrangement)).{0,200}", r"(?:未经|未經).{0,40}(?:不得|禁止|勿).{0,60}", r"(?:our standards|the thomson reuters trust principles).{0,80}",
    r"(?:©|\(c\)) ?\d{4}.{0,160}",
    r"this (?:report|article|story|content|document) by [^.!?]{2,60} (?:was|is|has been) (?:first |originally )?published\b.{0,120}",
)  # fmt: skip
PICTURE_NOTICE = (r"attention editors?\b.*", r"purchase licensing rights.*", r"재판매 ?및 ?DB ?금지.*", r"재배포 ?금지.*", r"무단 ?전재.*", r"this (?:image|picture|photo|photograph|video) (?:has been|was|is) (?:supplied|provided|released) by.*", r"(?:mandatory credit|no resales|no archives|editorial use only|for editorial use only|all rights reserved|handout via.*|not for sale.*|courtesy of .{2,60} via.*)[^a-z]*.*")  # fmt: skip
CORRECTION = (
    "corrections?", "correction notice", "corrected", "clarification", "editor'?s'? note", "editor’s note", "note to readers", "update", "erratum", "korrektur", "anm\\. d\\. red\\.", "anmerkung der redaktion", "berichtigung", "richtigstellung", "rectificatif", "correctif", "note de la rédaction", "erratum", "corrección", "fe de erratas?", "nota del editor", "nota de la redacción", "correção", "erramos", "rettifica", "rättelse", "rettelse", "sprostowanie", "düzeltme",
    "уточнение", "исправление", "поправка", "от редакции", "примечание редакции", "уточнення", "виправлення", "від редакції", "поправка", "корекция", "от редакцията", "اصلاحیه", "تصحیح", "توضیح", "تصحيح", "توضيح", "ملاحظة المحرر", "更正", "更正启事", "编者按", "編按", "訂正", "お断り", "정정", "바로잡습니다",
)  # fmt: skip
# How a note on a change to the text begins when it has no label.
AMENDED = (
    r"this (?:article|story|report|piece|post|page|headline|version) (?:was|has been|is) (?:amended|updated|corrected|edited|changed|revised)\b.{4,400}", r"an? (?:earlier|previous) version of this (?:article|story|report|piece|post).{4,400}", r"dieser (?:artikel|text|beitrag) wurde .{0,60}(?:aktualisiert|korrigiert|geändert|ergänzt).{0,300}", r"in einer früheren version .{4,400}",
    r"(?:статья|новость|заметка|публикация|материал) (?:был[аи]? )?(?:дополнен|обновл[её]н|исправлен)[аы]?\b.{0,300}", r"в (?:предыдущей|первоначальной|прежней|первой) версии (?:этой |этого |данной |данного )?(?:статьи|новости|материала|заметки|публикации).{4,400}",
    r"(?:статтю|новину|матеріал|публікацію) (?:було )?(?:доповнено|оновлено|виправлено)\b.{0,300}", r"у (?:попередній|первісній|першій) версії (?:цієї |цього )?(?:статті|новини|матеріалу|публікації).{4,400}", r"questo articolo è stato (?:aggiornato|corretto|modificato)\b.{0,300}", r"(?:ten |niniejszy )?(?:artykuł|tekst) został (?:zaktualizowany|poprawiony|uzupełniony)\b.{0,300}",
    r"in een eerdere versie van dit (?:artikel|bericht).{4,400}", r"dit (?:artikel|bericht) (?:is|werd) .{0,40}(?:aangepast|bijgewerkt|gecorrigeerd)\b.{0,300}", r"(?:تم|جرى) (?:تحديث|تصحيح|تعديل) (?:هذا )?(?:الخبر|المقال|التقرير).{0,300}", r"این (?:خبر|گزارش|مطلب|مقاله) (?:به.?روز(?:.?رسانی)?|اصلاح|تکمیل|ویرایش) (?:شد|شده).{0,200}",
    r"(?:本文|此文|本报道|本報導)(?:已|于|於).{0,20}(?:更新|更正|修改|修订|修訂).{0,200}", r"(?:本文|此文)?(?:此前|之前|先前|早前|较早|較早)的?版本.{4,300}",
    r"cet article a été (?:modifié|corrigé|mis à jour).{0,300}", r"une (?:première|précédente) version de cet article.{4,400}", r"est[ea] (?:artículo|nota|artigo|matéria|texto) (?:fue|ha sido|foi) (?:actualizad|atualizad|corregid|corrigid)\w.{0,300}", r"(?:эта |данная )?(?:статья|новость|заметка) была (?:обновлена|исправлена|изменена|дополнена).{0,300}",
    r"в (?:материал|новость|текст|статью|заметку|сообщение|публикацию|заголовок) внес[её]н[ыоа]? (?:изменени|уточнени|исправлени|правк|дополнени)\w*.{0,260}", r"(?:новость|материал|текст|сообщение|публикация|статья) (?:была |был |было )?(?:дополнен\w*|обновл[её]н\w*|исправлен\w*|уточн[её]н\w*|изменен\w*|дополняется|обновляется)\b.{0,200}", r"(?:до|у) (?:матеріалу|новини|тексту|статті) внесен[оі] (?:змін|уточненн|виправленн|правк)\w*.{0,260}", r"(?:добавлены|добавлен) .{2,40}(?:абзац|подробност|детал|комментари|бэкграунд)\w*.{0,160}", r"(?:this|the) (?:story|article|report) (?:will be|is being) updated\b.{0,120}", r"(?:dieser|der) (?:artikel|text|beitrag) wird (?:laufend )?aktualisiert\b.{0,80}",
    r"(?:correctie|rectificatie|aanvulling|errata(?: corrige)?|precisazione|aggiornamento|oprava|upřesnění|aktualizace|aktualizacja|helyesbítés|precizare|erată|διόρθωση|исправлено|обновлено|дополнено|оновлено|виправлено|доповнено)\s*[:：(].{4,400}", r"[\[【(（]?(?:정정|바로잡습니다|수정|고침|알립니다)[\]】)）]\s?.{4,400}", r"(?:이|위|본) 기사(?:는|의|에서|에) .{2,200}(?:수정|정정|바로잡|업데이트|추가)\S{0,4}(?:했습니다|하였습니다|됐습니다|되었습니다|습니다)\W*.{0,120}",
    r"[※＊*(（【]?(?:この|本|当)記事(?:は|の|を|中).{1,160}(?:更新|修正|訂正|加筆|変更|追記)(?:しました|されました|しています|いたしました).{0,160}", r"[※＊*(（【]?.{0,40}(?:記事|内容|見出し|本文|写真)を?(?:一部)?(?:更新|修正|訂正|差し替え)(?:しました|されました|いたしました)[。）)】]?.{0,120}", r"[\[【(（]?(?:सुधार|संशोधन|अपडेट|भूल-?सुधार)[\]】)）]?\s*[:：].{4,300}", r"(?:यह|इस|ये) (?:खबर|ख़बर|लेख|रिपोर्ट|स्टोरी|समाचार)\b.{0,120}(?:अपडेट|संशोधित|सुधार|संपादित)\S*.{0,160}",
)  # fmt: skip
REPORTING = (
    r"\(?(?:edited|produced|curated|translated|uploaded|reviewed) by\s*[:：]?\s.{2,80}", r"(?:bearbeitet von|redigiert von|édité par|editado por|a cura della redazione|redaktor prowadzący|redigerat av|redigert av|संपादन|एडिटेड बाय|ویرایش|ویراستار|تحرير|編集|監修|편집)\s*[:：]\s*.{2,60}", r"(?!by\s)(?!par\s).{3,60} (?:with|and) (?:news )?agencies", r"(?:additional )?reporting by .{3,300}", r"\(?(?:reporting|writing|editing|compiled) by .{3,300}", r"with reports? from .{3,200}", r"with (?:additional )?(?:reporting|files) (?:by|from) .{3,200}", r".{3,80} contributed to this (?:report|story|article)\.?.{0,80}", r".{3,160} helped with this story\.?", r"\(?editor: .{2,60}\)?", r"\(?責編.{1,30}", r"\(?责任编辑.{1,30}", r"[（(]?责编.{1,30}", r"编辑[:：].{1,30}", r"[【\[](?:责任|責任|执行|執行)?(?:编辑|編輯|责编|責編)\s?[:：].{1,30}", r"(?:图片编辑|值班编辑|视频编辑|视觉设计|责任校对|校对|校審|编审|審核|审核|监制|監製|制作|一审|二审|三审|终审|初审|复审|值班主任|总值班)\s?[:：/丨|]\s?.{1,24}", r".{0,10}(?:报料|爆料|新闻热线|投稿邮箱|客服热线)\s?(?:热线|电话|邮箱)?\s?[:：].{4,60}", r"\(?編輯[:：].{1,30}", r"（譯者[:：].{1,20}", r"(?:редактор|редактура)[:：] .{2,60}", r"\(?mit material von .{2,60}", r"\(?avec (?:afp|reuters|ap).{0,40}\)?", r"\(?com informações d.{2,60}",
    r"(?:the )?(?:associated press|ap|cnn|reuters|afp|nbc news|abc news|bbc)['’]s? [^.!?“”\"]{4,160} (?:contributed(?: (?:reporting|to this .{2,20}))?|reports?|reported)(?: from .{2,60}| for this .{2,20})?\.?", r"[^.!?“”\"]{2,24} correspondent [^.!?“”\"]{4,50} reports\.?", r"[^.!?“”\"]{4,160} contributed reporting(?: (?:from|to|for) .{2,60})?\.?", r"edit(?:ing|ed) by[:：]? ?.{3,80}", r"(?:сообщение|материал) подготовил[аи]?[:：]? .{4,60}", r"редактор[:：] ?.{4,50}", r"fact-?check(?:ed|ing)(?: by)?[:：] ?.{3,50}", r"(?:editör|fotoğraf|kamera)[:：] ?[^.!?]{4,50}(?=$)", r"(?:mit material von|mit informationen von|unter verwendung von material).{2,60}", r"(?:con información de|con agencias|con datos de|com informações d[aeo]s?|com agências|avec agences|con agenzie)\b.{0,60}",
)  # fmt: skip
# In a sentence that tells who said it: long, it is the text's own, never a caption.
SAID = (
    r"\bsaid\b", r"\bsays\b", r"\btold\b", r"\baccording to\b", r"\bannounced\b", "сообщил", "заявил", "рассказал", "отметил", "по словам", "повідоми", "розпові", "заяви", "зазначи", "за словами", "съобщи", r"каза\b", r"\bsagte", r"\bteilte", r"\berklärte", r"\blaut\b", r"\bdijo\b", r"\binformó\b", r"\bexplicó\b", r"\baseguró\b", r"\bsegún\b", r"\bdéclaré", r"\bindiqué", r"\bexpliqué", r"\bselon\b", r"\bha detto\b", r"\bspiega\b", r"\bsecondo\b", r"\bdisse\b", r"\bafirmou\b", r"\binformou\b", r"\bsegundo\b", "söyledi", "belirtti", "açıkladı", "bildirdi", "powiedział", "poinformował", r"\bwedług\b", r"\bzei\b", r"\bzegt\b", r"\bvolgens\b", r"\bsagde\b", r"\bsiger\b", r"\bifølge\b", r"\boplyser\b", r"\břekl", r"\buvedl", r"\bpodle\b", r"\ba declarat\b", r"\ba spus\b",
    "قال", "أضاف", "أوضح", "گفت", "افزود", "说[，,：:“]", "表示", "據悉", "据悉", "指出", "によると", "という。", "と話し", "と述べ", "말했", "설명했", "밝혔", "전했", "कहा", "बताया", "cho biết",
)  # fmt: skip
# Agencies whose mark in a dateline or at a caption's end means itself. Names as printed.
AGENCIES = (
    "AP", "Associated Press", "The Associated Press", "Reuters", "AFP", "Agence France-Presse", "dpa", "DPA", "dpa-AFX", "EFE", "ANSA", "APA", "PAP", "ČTK", "CTK", "MTI", "TASR", "STA", "Hina", "Tanjug", "BTA", "БТА", "Agerpres", "Belga", "ANP", "TT", "NTB", "Ritzau", "STT", "BNS", "ELTA", "LETA", "Keystone-SDA", "SDA", "KEYSTONE",
    "TASS", "ТАСС", "ИТАР-ТАСС", "RIA Novosti", "РИА Новости", "Sputnik", "Interfax", "Интерфакс", "Інтерфакс-Україна", "Интерфакс-Украина", "УНН", "УНІАН", "УНИАН", "UNIAN", "Ukrinform", "Укрінформ", "Укринформ", "БелТА", "BelTA", "Регнум", "REGNUM", "Росбалт", "АиФ", "Trend", "APA", "Azertac", "Armenpress", "Interpress", "Kazinform",
    "Xinhua", "新华社", "新華社", "中新社", "中央社", "CNA", "Kyodo", "Kyodo News", "共同", "共同通信", "時事", "時事通信", "Jiji Press", "Jiji", "Yonhap", "연합뉴스", "뉴시스", "뉴스1", "KCNA", "VNA", "Bernama", "Antara", "PTI", "ANI", "IANS", "UNI", "APP", "UNB", "BSS", "PNA", "AAP", "NZPA", "APNZ", "NZME", "RNZ",
    "IRNA", "ISNA", "Tasnim", "Fars", "Mehr", "IRNA", "Anadolu", "Anadolu Agency", "AA", "İHA", "DHA", "WAM", "SPA", "QNA", "KUNA", "BNA", "ONA", "SANA", "NNA", "Petra", "MENA", "APS", "MAP", "TAP", "WAFA", "SUNA", "NAN", "Panapress", "IPS", "Inter Press Service", "UPI", "PA", "PA Media", "Press Association", "Bloomberg", "Dow Jones", "CNN", "BBC", "Getty Images", "Getty", "EPA", "EPA-EFE", "UPG", "Shutterstock", "Depositphotos", "Alamy", "Imago", "IMAGO", "Profimedia", "Zuma", "ZUMA Press", "Zuma Press", "NurPhoto", "picture alliance", "picture-alliance", "Scanpix", "SCANPIX", "Lehtikuva", "Lusa", "Europa Press", "Cuartoscuro", "Notimex", "Telam", "Télam", "Agência Brasil", "Estadão Conteúdo", "SIPA", "Sipa", "Sipa USA", "ABACA", "Gamma", "MAXPPP", "Hans Lucas", "LaPresse", "ANSA/AFP", "VCG", "CFP", "ICPhoto", "iStock", "iStockphoto", "Unsplash", "Pixabay", "Pexels", "Wikimedia Commons", "Flickr", "Profimedia.cz", "ASSOCIATED PRESS", "REUTERS", "AP Photo", "POOL", "Pool", "NASA", "ESA", "أ ف ب", "أ\u200cف\u200cب", "ا ف ب", "أ.ف.ب", "أ ب", "أ.ب", "د ب أ", "د.ب.أ", "إ ب أ", "إ.ب.أ", "رويترز", "فرانس برس", "أسوشيتد برس", "أسوشييتد برس", "الأناضول", "غيتي", "ایرنا", "ایسنا", "تسنیم", "رویترز", "خبرگزاری فرانسه", "ロイター", "AFP時事", "AFP＝時事", "AP＝共同", "共同通信社", "新华社发", "视觉中国", "视觉中国供图", "法新社", "路透社", "美联社", "歐新社", "美聯社", "AP뉴시스", "로이터", "AFP 연합뉴스", "AP 연합뉴스", "EPA 연합뉴스", "ABI", "ANDES", "Andina", "ANDINA", "ANTARA", "Newsis", "LUSA", "GNA", "The Canadian Press", "Canadian Press", "THE CANADIAN PRESS", "La Presse Canadienne", "EUROPA PRESS", "Dow Jones Newswires", "ANGOP", "Angop", "Inforpress", "INFORPRESS", "AIB", "Pajhwok", "KazTAG", "КазТАГ", "Кабар", "АКИpress", "24.kg", "УзА", "Moldpres", "MOLDPRES", "Infotag", "Onasa", "МИА", "Colprensa", "ATB", "Agencia Uno", "Aton", "Efe",
)  # fmt: skip
# Names a file may give its own fields, by what they mean. Used for front matter and labelled headers.
FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "headline": ("title", "headline", "titel", "titre", "título", "titulo", "titolo", "заголовок", "عنوان", "标题", "標題"),
    "deck": ("subtitle", "deck", "description", "summary", "standfirst", "dek", "abstract", "excerpt", "lead", "subtitulo", "kicker_text"),
    "section": ("section", "rubric", "category", "categories", "ressort", "rubrik", "channel", "desk"),
    "published": ("date", "published", "publishdate", "pubdate", "publish_date", "date_published", "datepublished", "publication_date", "created", "date_publish", "datum", "fecha", "дата", "تاریخ", "日期", "pub_date", "released", "issued", "article:published_time"),
    "updated": ("updated", "lastmod", "modified", "last_modified", "date_modified", "datemodified", "update", "updated_at"),
    "byline": ("author", "authors", "byline", "by", "writer", "reporter", "autor", "auteur", "автор", "作者", "creator"),
    "source": ("source", "outlet", "publisher", "publication", "newspaper", "site", "website", "source_name", "site_name", "meta_site_name", "organization", "journal", "medium", "medio", "mitja", "mitjà", "testata", "quelle", "fuente", "fonte", "источник", "издание", "джерело", "видання", "来源", "منبع", "المصدر"),
    "original_url": ("url", "link", "original_url", "source_url", "canonical", "canonical_url", "permalink_original", "web", "href", "from", "clipped_from"),
    "dateline": ("dateline", "place", "location"),
    "language": ("lang", "language", "sprache", "locale"),
    "tags": ("tags", "tag", "keywords", "topics", "topic", "subjects", "schlagworte", "теги"),
    "people": ("people", "persons", "person", "people_mentioned", "named_people", "personen", "personnes", "personas", "pessoas", "persone", "personer", "henkilöt", "osoby", "kişiler", "персоны", "персоналии", "персони", "особи", "الأشخاص", "أشخاص", "اشخاص", "人物", "인물", "人名"),
    "image": ("image", "cover", "featured_image", "photo", "thumbnail", "image_file"),
    "caption": ("image_caption", "caption", "photo_caption", "cover_caption"),
    "credit": ("credit", "photo_credit", "image_credit", "cover_credit", "photographer", "photo_by"),
    "id": ("id", "guid", "uuid", "identifier", "article_id"),
    "correction": ("correction", "corrections", "note", "notes", "editor_note", "editors_note"),
    "draft": ("draft", "is_draft", "status", "post_status", "_hidden"),
    "released": ("pubstatus", "pub_status"),
}  # fmt: skip
