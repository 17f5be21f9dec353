"""Photo credits: finding them, taking them apart into creator, agency and notice."""

import functools
import re
import string
from collections.abc import Callable

from backfile.openings import Holding, Openings
from backfile.parse.creditforms import AGENCY as _AGENCY
from backfile.parse.creditforms import BARE as _BARE
from backfile.parse.creditforms import FOR as _FOR
from backfile.parse.creditforms import MORE, PERSON, closed
from backfile.parse.creditforms import NAME as _NAME
from backfile.parse.phrases import (
    AGENCIES,
    CREDIT_LABEL,
    PICTURE_HOST,
    PICTURE_NOTICE,
    PICTURE_SOURCE,
    SUPPLIED_LABEL,
    any_of,
)
from backfile.patterns import late, may_end, needed

__all__ = [
    "AGENCY_ROW",
    "BARE_LABEL",
    "LABELLED",
    "LED_STOP",
    "NOTICE",
    "PICTURE_ROW",
    "SIGNED_OR_TAKEN",
    "closes_plainly",
    "credit_line",
    "led_credit",
    "split_credit",
]

LABELLED = late(
    rf"[(\[（【]?\s*(?:(?-i:[A-Z]{{2,4}})\s(?=(?-i:PHOTO)))?{any_of(CREDIT_LABEL)}(?:(?<=\w\.)\s?(?=\S)|\s*[:：=／]\s*(?:by\s+|von\s+|par\s+)?|\s+(?:by|von|par|de|di)\s+|\s*[|–—-]\s+)(?P<line>\S.*?)\s*[)\]）】]?",
    re.IGNORECASE,
)
BARE_LABEL = late(
    r"(?:(?:автор (?:фото|снимка|зйомки)|фотограф|photographe|fot[óo]grafo?|foto|фото|photo))\s+(?P<line>(?-i:[A-ZА-ЯЁІЇЄ])\S+(?:\s+(?-i:[A-ZА-ЯЁІЇЄ])\S+){0,3})",
    re.IGNORECASE,
)
_OFFICE = r"(?:из|с|со|від|із|з|от|предоставлен\w*|надан\w*|пресс-?служб\w*|пресслужб\w*|автор[аів]?\w{0,2}|редакции|администрации|архив[ае]?|архіву)"
_BARE_LINE = (
    rf"(?:{PERSON}(?:(?:\s?[/,|]\s?|\s[–-]\s)(?:(?:de|het|la|le|die|el)\s)?[^\W\d_a-z][^.!?/:()\[\]]{{1,40}}){{0,2}}(?:\s{_FOR}\s[«\"“„]?\s?[^.!?:]{{2,40}})?"
    rf"|{_OFFICE}(?:\s[^\s.!?:]{{2,24}}){{0,4}})"
)
# `Фото автора`, `Фото с сайта порта`.
BARE_OFFICE = late(rf"[Фф]ото\s(?P<line>{_OFFICE}(?:\s[^\s.!?:]{{2,24}}){{0,4}})\.?")
CJK_LINE = late(
    r"(?!.*[.!?]\s)[（(【\[]?(?P<line>[^（）()【】\[\]。由はをが]{1,30}?\s?(?<![拍拡])(?:摄|攝|撮影|提供|写|供图|供圖|제공))[)）】\]]?"
)

_LIBRARY = r"Getty Images|Getty|EPA|EPA-EFE|Shutterstock|Depositphotos|Alamy|Imago|IMAGO|Profimedia|iStock|Unsplash|Pixabay"
# `(Manisa/EVRENSEL)`: the place and the paper that sign a text, in brackets behind its last sentence.
_SIGN = rf"[^\W\d_a-zа-я][^\W\d_]{{2,18}}/(?!(?:{_AGENCY})[)）])[A-ZÀ-ÞÇĞİÖŞÜ]{{4,}}"
# With a capital, so that it shows where it is glued to a small letter: `ilustracyjneŹródło: PAP`.
_GLUED = "|".join(
    sorted(
        dict.fromkeys(w[0].upper() + w[1:] for w in (*CREDIT_LABEL, *PICTURE_SOURCE) if w[0].islower()),
        key=len,
        reverse=True,
    )
)
_SMALL = r"(?<=[a-zß-öø-ÿćčďěğłńňřśšťůźżőűа-яёіїєґ0-9»”\"])"
_TAKEN_BY = r"(?<![をがはにでもと拍])(?:摄|攝|撮影|摄影|攝影|供图|供圖|提供)"
_PAPER = "Courier|Tribune|Times|Post|Herald|Star|Journal|Gazette|News|Press|Chronicle|Globe|Mail|Observer|Record|Sun|Staff|staff|Register|Telegraph|Argus|Examiner|Dispatch|Sentinel|Independent|Bee"
_WIDE = r"[\u3400-\u9fff\u3041-\u30ff々A-Za-z·・]"
# Credits at the end of a caption, strongest mark first.
TRAILING = (
    *MORE,
    ("in brackets after a label", late(
        rf"\s*[(\[（【](?P<line>\s*{any_of(CREDIT_LABEL)}\s*(?:(?<=\w\.)|[:：=＝／/|・]|\s?[–—-])\s*[^()（）\[\]【】]{{2,100}}?)\s*[)\]）】]\s*[.。]?$", re.IGNORECASE)),
    ("in brackets, who supplied it", late(
        rf"\s*[(\[](?P<line>(?:{any_of(SUPPLIED_LABEL)}(?:\s?:\s?[^()\[\]]{{2,80}}|\s[^()\[\]]{{2,80}})?))[)\]]\s*\.?$", re.IGNORECASE)),
    ("in brackets, a supplier, a colon and a name", late(
        rf"\s*[(\[](?P<line>{any_of(PICTURE_HOST)}\s?:\s[^()\[\]]{{2,60}})[)\]]\s*\.?$")),
    ("in square brackets, an agency", late(
        rf"\s*[\[［【](?P<line>[^\[\]]{{0,20}}?(?:{any_of(tuple(re.escape(name) for name in AGENCIES))}|제공|캡처|기자))[\]］】]\s*$")),
    ("after a label glued to the caption", late(
        rf"(?:{_SMALL}|{_SMALL[:-1]}[.!?…]))(?:{_GLUED})\s?[:：]\s?(?P<line>[^:：]{{2,120}})$")),
    ("after a source label, the caption no sentence", late(
        rf"(?<=[^\W_])\s+{any_of(PICTURE_SOURCE)}\s?[:：]\s?(?P<line>[^:：?!\"“”]{{2,80}})$", re.IGNORECASE)),
    ("a name and its agency in brackets after the last sentence", late(
        rf"(?<=[.!?…»”\")])\s*(?P<line>(?:[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ][\w.'’-]*\s+){{1,4}}\((?:{any_of(tuple(re.escape(name) for name in AGENCIES))}|[A-Z]{{2,6}})\))\s*\.?$")),
    ("an agency glued to the last sentence", late(
        rf"(?<=[^\W\d_]{{3}}[.!?…])(?P<line>{any_of(tuple(re.escape(name) for name in AGENCIES))})$")),
    ("an outlet, a slash, the word photo and a name", late(
        rf"(?<=[.!?…»”\")])\s*(?P<line>[A-ZÀ-Þ][A-ZÀ-Þ.&'’ -]{{2,30}}\s?/\s?{_BARE}\s(?:(?i:de|di|por|par|von|by)\s)?{PERSON})\.?$")),
    ("after the day, the photographer's address", late(
        r"(?<=\d\.)\s(?P<line>[\w.+-]{2,30}@[\w-]{2,30}(?:\.\w{2,8}){1,3})$")),
    ("after a bar and the last sentence, in a script without capitals", late(
        r"(?<=[.!?…।؟»”\")])\s*[|｜]\s*(?P<line>[\u0620-\u06ff\u0900-\u0dff]{2,16}(?:\s[\u0620-\u06ff\u0900-\u0dff]{2,16}){0,2})$")),
    ("after a label without a colon and the last sentence", late(
        rf"(?:(?<=[.!?…»”\")])\s*|\s[–—|/-]\s|,\s(?=[Ff]ot\.|[Zz]dj\.|[Ff]oto\s)|(?<=[^\W\d_]):\s(?=[Ff]oto\s|[Pp]hoto\s|[Фф]ото\s))[(\[]?{_BARE}\s(?:(?i:de|di|por|par)\s)?(?P<line>{_BARE_LINE})[)\]]?\.?$")),
    ("a name, an agency and the word photo", late(
        rf"(?<=[.!?…»”\")])\s*(?P<line>{PERSON}\s?/\s?[^\W\d_a-z][^.!?/:]{{1,30}}?\s(?:[Pp]hoto|PHOTO|[Ff]oto))\.?$")),
    ("a name and for whom it was taken, after the last sentence", late(
        rf"(?<=[.!?…»”\")])\s*(?P<line>{PERSON}\s(?:{_FOR}|POUR|FOR|PARA)\s[«\"“„]\s?[^.!?:«»]{{2,40}}[»\"”])\.?$")),
    ("in brackets, an outlet, a colon and a name", late(
        rf"(?<=[.!?…»”\"\w])\s*\((?!(?i:edit|report|writ|produc|translat|compil|psalm|luke|john|genesis|auth?or|{any_of(PICTURE_SOURCE)}))(?P<line>[A-ZÀ-Þ][\w&'’.-]+(?:\s[A-ZÀ-Þ][\w&'’.-]+){{0,3}}:\s{PERSON})\)\s*\.?$")),
    ("the last part in wide brackets, an agency", late(
        rf"[，,、]\s?(?P<line>(?i:kyodo)|{any_of(tuple(re.escape(name) for name in AGENCIES))}|[\u3400-\u9fff]{{2,5}}(?:社|通信))[）)]\s*$")),
    ("after a slash, whose picture, in Lithuanian or Latvian", late(
        r"(?:\s*/\s*|(?<=[.!?])\s)(?P<line>[^\W\d_a-z](?:[^/]|/(?=[^/]*\snuotr)){2,60}\s(?:nuotr|foto)\.)$")),
    ("after the word credit and dots", late(
        r"\s*(?:Credits?|Cr[ée]ditos?|Crédits?)\s?(?:\.{3}|…)\s?(?P<line>[^:!?]{2,100})$")),
    ("after a dash, a name, a slash and who it works for", late(
        rf"\s[–—-]\s(?P<line>{PERSON}(?:\s[–—-]\s\d{{1,2}}\.[^\W_]{{2,4}}\.?\d{{4}})?\s?/\s?(?:\d{{1,3}}\s)?{_NAME})$")),
    ("after a slash, a name and who it works for", late(
        rf"\s/\s(?P<line>{PERSON}\s/\s[^\W\d_a-zа-я][^/.!?:]{{1,30}})$")),
    ("in brackets, a name, a comma and a paper", late(
        rf"(?<=[.!?…»”\")])\s*\((?P<line>{PERSON},\s(?:The\s)?(?:[A-Z][\w.'’-]+\s){{0,3}}(?:{_PAPER}))\)\s*\.?$")),
    ("after a bar, an agency", late(
        rf"\s+[|｜]\s+(?P<line>[^|｜]{{0,50}}?{any_of(tuple(re.escape(name) for name in AGENCIES))}[^|｜.!?]{{0,40}})$")),
    ("after a bar and the last sentence", late(
        rf"(?<=[.!?…»”\")])\s*[|｜]\s*(?P<line>{_NAME}(?:\s?[,/]\s?{_NAME})*)$")),
    ("after a comma, the place and the word for taking it", late(
        rf"[、，,＝=　](?P<line>{_WIDE}{{2,14}}{_TAKEN_BY})[。]?$")),
    ("after a wide label and a slash", late(
        r"(?:(?<=[。！？”」])|\s+)[▲△]?(?:图|圖|供图|供圖|照片|摄影|攝影|写真|사진)\s?[/／]\s?(?P<line>[^/／。]{2,30})$")),
    ("the photographer and the word for taking it", late(
        rf"(?:(?<=[。！？”」])|\s+|[|｜／/▲])(?P<line>(?:[^\s。，、（）()]{{0,12}}(?:记者|記者|通讯员|通訊員)\s?)?{_WIDE}{{2,8}}(?:[、\s]{_WIDE}{{2,8}})?\s?{_TAKEN_BY})[。]?$")),
    ("a wide name, a slash and the word for taking it", late(
        r"(?:(?<=[。！？”」])|\s+)(?P<line>[^\s。，、（）()／/]{2,14}\s?[／/]\s?(?:摄|攝|摄影|攝影|提供))$")),
    ("after an equals sign, an agency", late(
        r"[＝=](?P<line>(?:AP|AFP|EPA|共同|共同通信|時事|ロイター|新華社|ゲッティ|Getty Images)(?:[＝=・/／]?(?:時事|共同|ロイター|Getty Images))?)$")),
    ("after a slash, the Korean word for a picture", late(
        r"\s*[/|]?\s*사진\s?[=:]\s*(?P<line>[^=:]{2,60})$")),
    ("after a slash, the Korean word for giving", late(
        r"(?<=[.!?다])\s*[/|]\s?(?P<line>[가-힣A-Za-z][^/|.]{1,24}\s?(?:제공|캡처|기자))$")),
    ("behind the last sentence, who gave it, in Korean", late(
        r"(?<=[.!?다])\s(?P<line>[가-힣A-Za-z·]{2,14}(?:\s[가-힣A-Za-z·]{2,14}){0,2}\s제공)\.?$")),
    ("in brackets with a photo mark", late(
        r"\s*[(\[（](?=[^()（）\[\]]*(?-i:[A-ZА-ЯЁ\u0600-\u9fff\uac00-\ud7af©]))(?P<line>[^()（）\[\]]*?(?:\b(?:photos?|foto|pool|handout|courtesy|via|file)\b|фото|写真|提供|撮影|摄|攝|供图|供圖|사진|제공|©)[^()（）\[\]]*)[)\]）]\s*\.?$", re.IGNORECASE)),
    ("in brackets, name and agency", late(
        rf"\s*[(\[（](?!{_SIGN}[)）])(?P<line>(?:{_NAME}\s?/\s?)+(?:(?:il|la|le|the|el|die|het|de)\s)?(?:{_NAME})|{_LIBRARY})[)\]）]\s*\.?$")),
    ("after a label in the same line", late(
        rf"(?:\s|(?<=[.!?…»”\")。！？」）]))(?:(?:file|archive|express|st)\s)?{any_of(CREDIT_LABEL)}\s?(?:[:：]\s?|\sby\s)(?P<line>[^:：]{{2,120}})$", re.IGNORECASE)),
    ("after a copyright sign", late(r"\s*(?:(?<![ÃÂ])©|[(（]c[)）]|ⓒ)\s*(?P<line>[^©]{2,100})$", re.IGNORECASE)),
    ("@name via agency", late(r"[\s.](?P<line>@\S{2,40}?\s?/?\s?via\s+[A-Z]{2,}(?:\s[A-Z]{2,})?)(?=\s|$)")),
    ("name / agency", late(
        rf"(?<=[.!?…»”\")])\s*(?P<line>(?:[^\W\d_a-zа-я][\w.'’-]*\s+){{1,3}}[^\W\d_a-zа-я]?[\w.'’-]*\s?/\s?(?:{_AGENCY})(?:\s?/\s?{_NAME})?)\s*\.?$")),
    ("name in capitals / agency", late(
        rf"\s+(?P<line>(?:[A-ZÀ-ÞА-ЯЁІЇЄҐ][A-ZÀ-ÞА-ЯЁІЇЄҐ.'’-]+\s+){{1,3}}[A-ZÀ-ÞА-ЯЁІЇЄҐ.'’-]*\s?/\s?(?:{_AGENCY}))\s*\.?$")),
    ("names parted by a slash after the last sentence", late(
        r"(?<=[.!?»”\")])\s+(?P<line>[^\W\d_a-zа-я][\w .'’-]{1,30}(?:\s?/\s?[^\W\d_a-zа-я][\w .'’-]{1,30}){1,3})$")),
    ("a name after the last sentence and a slash", late(
        rf"(?<=[.!?»”\")])\s*/\s*(?P<line>(?:[^\W\d_a-zа-я][\w.'’-]*\s*){{1,4}}(?:\((?:{_AGENCY})\))?)$")),
    ("a supplier after the last sentence", late(r"(?<=。)(?P<line>[^。（）()]{2,20}(?:供图|供圖|摄|攝|撮影|提供))$")),
    ("slash and agency", late(rf"\s*/\s*(?P<line>(?:{_NAME}\s?/\s?)?{_AGENCY})\s*\.?$")),
    ("agency and name", late(rf"(?<=[\w»”\".])\s+(?P<line>(?:REUTERS|Reuters|AFP|EPA|AP|TASS|ТАСС)(?:\s*/\s*|\s+){_NAME}|REUTERS)\s*\.?$")),
)  # fmt: skip
# What must stand near the end of a text, given as it is and in small letters, before the dear ones are tried.
BARE_LABELS = ("oto", "eeld", "ото", "fot.", "zdj.", "снимк", "світлин")
QUOTED_STOPS = ("».", '".', "”.")
SENDERS = ("AP", "AFP", "EPA", "Reuters", "REUTERS", "TASS", "ТАСС")
TELLING: dict[str, Callable[[str, str], bool]] = {
    "an agency glued to the last sentence": lambda end, _: _goes_on(end),
    "a name glued to the last sentence": lambda end, _: _goes_on(end),
    "a name, a slash or dash and a paper glued to the last sentence": lambda end, _: _goes_on(end),
    "after a label without a colon and the last sentence": lambda _, small: any(
        map(small.__contains__, BARE_LABELS)
    ),
    "a name and for whom it was taken, after the last sentence": lambda end, _: end.endswith(
        ("»", '"', "”", *QUOTED_STOPS)
    ),
    "after a slash, whose picture, in Lithuanian or Latvian": lambda end, _: end.endswith(
        ("nuotr.", "foto.")
    ),
    "after a label in the same line": lambda end, small: (
        ":" in end or "：" in end or ("by" in small and "by" in small.split())
    ),
    "after the word credit and dots": lambda end, _: "redit" in end or "rédit" in end,
    "agency and name": lambda end, _: any(map(end.__contains__, SENDERS)),
}
# Most passages end in a stop and hold none of all this, nor any sign that the other forms need.
STOPS = (".", "!", "?", "…")
TELLING_WORDS = (*BARE_LABELS, "nuotr.", "redit", "rédit")
NOTICE = late(rf"[\s.,;*]+(?P<notice>{any_of(PICTURE_NOTICE)})$", re.IGNORECASE)
CAPS_AGENCY = late(
    rf"(?:[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ][A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ.'’-]+\s+){{1,3}}[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ.'’-]+\s?/\s?(?:{_AGENCY})"
)
AGENCY_ONLY = late(rf"\(?(?:{_AGENCY}|GETTY IMAGES|(?:via )?Getty [Ii]mages)\)?")
# `EPA/UPG`, `PAP/EPA/DAN ORME`: agencies of pictures joined by slashes, the photographer last; not `dpa/AFP`.
PICTURE_ROW = late(
    rf"(?=.*(?:EPA|UPG|Getty|Shutterstock|Profimedia|Imago|IMAGO|AP Photo|POOL|SIPA|Sputnik|NurPhoto))(?:(?:{_AGENCY})\s?/\s?)+(?:(?:{_AGENCY})|{_NAME})"
)
# `dpa/AFP`: whose reports the text was made of, no credit of a picture.
AGENCY_ROW = late(rf"(?:(?:{_AGENCY})\s?/\s?)+(?:{_AGENCY})")
# `MTI / Anna Lee`, `Anna Lee / TASS / Profimedia`, `[연합뉴스 자료사진]`.
AGENCY_SLASH = late(
    rf"(?:{_AGENCY})\s?/\s?[^\W\d_a-z][\w'’-]+(?:\s[^\W\d_a-z][\w'’-]+){{1,2}}"
    rf"|[\[［](?:{_AGENCY})(?:\s(?:자료\s?사진|제공))?[\]］]"
)
NAME_AGENCIES = late(rf"{PERSON}(?:\s?/\s?(?:{_AGENCY})){{2,3}}")
LOWER_LIBRARY = late(
    r"(?:pixabay|unsplash|pexels|flickr|wikimedia|depositphotos|shutterstock|freepik)(?:\.com)?",
    re.IGNORECASE,
)
NUOTR = late(r"(?:[A-ZÀ-ÞČĖĮŠŲŪŽ][^\s/]*\s){1,3}(?:\([^()]{2,20}\)\s)?(?:/\s?[^/.]{2,20}\s)?nuotr\.?")
# `ANN LEE (AFP)`, below a caption.
NAME_AGENCY = late(
    rf"(?!(?i:by|von|par|por|di|text|from)\s)(?![^\W\d_]*[\u0590-\uffff]){PERSON}\s\((?:{_AGENCY})\)"
)
# `/ Ann Lee`, below a caption.
LED_BY_SLASH = late(rf"[/／]\s(?P<line>{PERSON})")
# Words that credit a picture alone on the line: `Cortesía`, `Divulgação/Prefeitura`.
GIVEN = late(
    r"(?:(?:photo |foto |picture )?(?:courtesy|cortesía|cortesia|cedida|handout|supplied|provided)|reprodução|reprodução/\S.{1,50}|divulgação|divulgação\s?/\s?\S.{1,60}|arquivo pessoal|acervo pessoal|archivo personal|handout\s?/\s?\S.{1,40})",
    re.IGNORECASE,
)
AGENCY_AND_NAME = late(
    r"(?=[arech])(?:(?:AP|AFP|EPA|REUTERS|Reuters)\s?(?:Photo)?\s?/\s?\S.{2,50}"
    r"|(?-i:REUTERS|AFP|EPA)\s(?-i:[A-Z])[\w'’-]+\s(?-i:[A-Z])[\w'’-]+\.?"
    r"|(?:courtesy|cortesía|handout)\s?(?:of|de|:)?\s?.{0,60})",
    re.IGNORECASE,
)
# Before the caption: `Foto: ABI | El reloj recuperado.`
LED_BY = late(
    rf"(?:{any_of(CREDIT_LABEL)}\s*[:：]\s*|©\s*)(?P<line>[^|｜:：]{{2,70}}?)\s*[|｜]\s*(?P<caption>\S.{{11,}})",
    re.IGNORECASE,
)
# `Фото пресс-служба порта. Мост после бури`, `Photo AFP. The bridge`: who gave it, a stop and the caption.
LED_STOP = late(
    rf"{_BARE}\s(?P<line>(?:{_OFFICE}(?:\s[^\s.!?:]{{2,24}}){{0,4}}|{_AGENCY}(?:/{PERSON})?))\.\s(?P<caption>[^\W\d_a-zа-яё][^.!?]{{7,200}}\.?)"
)
LED_AGENCY = late(rf"(?P<line>(?:{_NAME}\s?[/,]\s?)?(?:{_AGENCY}))\s*[|｜]\s*(?P<caption>\S.{{19,}}[.!?…])")
# `Credit...Ann Lee for The Callow Argus`, `Анна Лещ для «Вестника»`, `Личный архив семьи`: alone on the line.
DOTTED = late(r"(?:Credits?|Cr[ée]ditos?|Crédits?)\s?(?:\.{3}|…)\s?(?P<line>\S.{1,100})")
TAKEN_FOR = late(rf"{PERSON}\s{_FOR}\s[«\"“„»]\s?[^.!?:«»\"“”]{{2,40}}[»\"”“«]")
ALBUM = late(
    r"(?:(?:Личный|Семейный|Домашний) архив|Архив (?:семьи|автора|редакции)|(?:Особистий|Сімейний|Родинний) архів|Архів (?:родини|автора|редакції)"
    r"|Archives? (?:personnelles?|familiales?|privées?)|Privatarchiv|Familienarchiv|Archivo (?:personal|familiar)|Archivio (?:personale|privato|di famiglia)"
    r"|(?:Family|Personal|Private) (?:photo|archive|handout|album)|Archiwum (?:prywatne|rodzinne)|Kişisel arşiv|(?:[Ss]oukromý|[Oo]sobní|[Rr]odinný) archiv)(?:\s[^.!?:,]{2,40})?"
)
LONGEST = 140
# What a notice of rights is told by, and the labels and words that tell of a credit.
TOLD = Holding(NOTICE.pattern, any_of(CREDIT_LABEL), words=TELLING_WORDS)
NOTICED = 1
# What is no rare sign to `needed`.
COMMON = (string.ascii_letters + string.digits + " .,-'\"").encode()
SIGNED_OR_TAKEN = "an agency, a slash and a name alone on the line"
IN_CAPITALS = "a name in capitals, a slash and an agency"
# What most lines are told from at once: all that credits a picture alone on its line, but names in capitals.
LINES = Openings(
    LABELLED, BARE_LABEL, AGENCY_ONLY, AGENCY_SLASH, PICTURE_ROW, LOWER_LIBRARY, DOTTED, TAKEN_FOR, ALBUM, GIVEN, BARE_OFFICE, NUOTR,
    CJK_LINE, AGENCY_AND_NAME,
)  # fmt: skip


def led_credit(text: str) -> tuple[int, str] | None:
    """Return (start of caption, credit) when a caption begins with its credit and a bar, else None.

    What follows the bar is a caption when it has four words or more, or is written without spaces.
    """
    if len(text) > 400:
        return None
    if "|" not in text and "｜" not in text:
        match = LED_STOP.fullmatch(text) if ". " in text else None
        return (match.start("caption"), match.group("line")) if match else None
    match = LED_BY.fullmatch(text) or LED_AGENCY.fullmatch(text)
    if not match:
        return None
    caption = match.group("caption")
    told = len(caption.split()) >= 4 or re.search(r"[\u3040-\u9fff]{8}", caption)
    if not told or LABELLED.fullmatch(caption) or split_credit(caption):
        return None
    return match.start("caption"), match.group("line")


def credit_line(text: str) -> tuple[str, str] | None:
    """Return (credit, why) when the whole passage is a photo credit: `Photo: mil.ru`, `Getty Images`, `© X`."""
    if len(text) > LONGEST + 20 or text == "AA" or led_credit(text):  # AA changes the size of letters
        return None
    if text[:1] in "/／" and (match := LED_BY_SLASH.fullmatch(text)):
        return match.group("line"), "a slash and a name alone on the line"
    if text.endswith(")") and NAME_AGENCY.fullmatch(text):
        return text, "a name and its agency in brackets alone on the line"
    if "/" in text and NAME_AGENCIES.fullmatch(text):
        return text, "a name and two agencies parted by slashes alone on the line"
    if not LINES.fit(text):
        capitals = "/" in text and CAPS_AGENCY.fullmatch(text)
        return (text, IN_CAPITALS) if capitals else None
    match = LABELLED.fullmatch(text)
    if match and not re.search(r"[.!?]\s+\S+\s+\S+\s+\S", match.group("line")):
        return closed(match), "a credit label and what follows it"
    match = BARE_LABEL.fullmatch(text)
    if match:
        return match.group("line"), "the word photo and a name"
    if AGENCY_SLASH.fullmatch(text):
        return text.strip("[]［］"), SIGNED_OR_TAKEN
    if AGENCY_ONLY.fullmatch(text) or PICTURE_ROW.fullmatch(text) or LOWER_LIBRARY.fullmatch(text):
        return text.strip("()"), "the name of a picture agency alone on the line"
    if match := DOTTED.fullmatch(text):
        return match.group("line"), "a credit label and dots"
    if TAKEN_FOR.fullmatch(text) or ALBUM.fullmatch(text):
        return text, "a name and for whom the picture was taken, or whose album it is from"
    if GIVEN.fullmatch(text):
        return text, "a word for a picture that was given, alone on the line"
    if match := BARE_OFFICE.fullmatch(text):
        return match.group("line"), "the word photo and where it is from"
    if "/" in text and CAPS_AGENCY.fullmatch(text):
        return text, IN_CAPITALS
    if NUOTR.fullmatch(text):
        return text, "a name and the Lithuanian word for a picture"
    match = CJK_LINE.fullmatch(text)
    if match:
        return match.group("line"), "a name and the word for taking or supplying a picture"
    if AGENCY_AND_NAME.fullmatch(text):
        return text, "an agency and a name alone on the line"
    return None


_Trailing = tuple[str, re.Pattern[str], frozenset[str]]


@functools.cache
def _trailing(last: str) -> tuple[frozenset[str], tuple[_Trailing, ...], tuple[_Trailing, ...]]:
    """Return what may stand at the end of a text with this last sign, as `_told_apart` does."""
    return _told_apart(tuple(why for why, pattern in TRAILING if may_end(pattern.pattern, last)))


@functools.cache
def _told_apart(
    named: tuple[str, ...],
) -> tuple[frozenset[str], tuple[_Trailing, ...], tuple[_Trailing, ...]]:
    """Return (the signs that these credits need, all of them with their signs, those that need none)."""
    every = tuple((why, pattern, needed(pattern.pattern)) for why, pattern in TRAILING if why in named)
    signs = frozenset[str]().union(*(signs for _, _, signs in every))
    return signs, every, tuple(one for one in every if not one[2])


@functools.cache
def _signs() -> frozenset[str]:
    """Return the signs of which those forms of credits need one that no word tells of."""
    return frozenset(":：").union(*(needed(pattern.pattern) for _, pattern in TRAILING))


def _signless(end: str) -> bool:
    """Whether no sign of a credit stands in the end of a passage, and no agency that sends pictures."""
    return _signs().isdisjoint(_rare(end)) and not any(map(end.__contains__, SENDERS))


@functools.lru_cache(maxsize=1024)  # asked once for all rules of the layout, and again where credits are made
def closes_plainly(text: str) -> bool:
    """Whether a passage ends in a stop, and neither bracket, bar, colon, agency nor word near its end is a credit's."""
    told = TOLD.which(text)
    if told & NOTICED or not text.endswith(STOPS) or text.endswith(QUOTED_STOPS):
        return False
    end = text[-LONGEST:]
    small = end.lower() if told else ""
    return _signless(end) and "by" not in small and not any(map(small.__contains__, TELLING_WORDS))


def _goes_on(end: str) -> bool:
    """Whether the end of a passage is a letter or digit, and a stop stands before."""
    return end[-1:].isalnum() and any(map(end.__contains__, STOPS))


def _rare(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").translate(None, COMMON).decode("utf-8", "surrogatepass")


@functools.lru_cache(maxsize=2048)  # the layout asks several times about the same passage
def split_credit(text: str) -> tuple[int, str, str] | None:
    """Return (end of caption, credit, why) when a passage ends in a photo credit, else None.

    Rights text after the credit (`MANDATORY CREDIT. NO RESALES.`) belongs to the credit.
    """
    if closes_plainly(text):
        return None
    notice = NOTICE.search(text) if TOLD.which(text) & NOTICED else None
    body = text[: notice.start()] if notice else text
    closing = text[-1] if notice and text[-1] in "])）］】" and body.rfind("[") + body.rfind("(") > 0 else ""
    body += closing
    start = max(0, len(body) - LONGEST)
    end = body[start:]
    rare, every, others = _trailing(body[-1:])
    if not every:
        return None
    there, small = frozenset(_rare(end)), end.lower()
    for why, pattern, signs in others if rare.isdisjoint(there) else every:
        if signs and signs.isdisjoint(there):
            continue
        may = TELLING.get(why)
        match = pattern.search(body, start) if may is None or may(end, small) else None
        if match and match.start() > 0:
            line = body[match.start("line") : match.end("line")].strip()
            if notice:
                line = text[match.start("line") : len(text) - len(closing)].strip()
            return match.start(), line, why
    return None
