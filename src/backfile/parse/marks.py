"""What a passage says of itself: marks that need no neighbours.

Each rule is small, named, and answers with its reason. The order is that of certainty: the first rule that
recognises a passage wins.
"""

import functools
import re
from collections.abc import Callable

from backfile.model import Record
from backfile.openings import Openings
from backfile.parse.credits import AGENCY_ROW, PICTURE_ROW, SIGN, credit_line, signed
from backfile.parse.dateline import TAIWAN_BYLINE, TURKISH_BYLINE
from backfile.parse.datemarks import date_line
from backfile.parse.forms import CLOSED, SENTENCE_END, is_name
from backfile.parse.masthead import COOKIES, above_headline
from backfile.parse.notices import LONG_NOTICES, ends_text, notice
from backfile.parse.pagelines import COUNTED, page_line
from backfile.parse.pagewords import AD_MARK, READING_TIMES, RELEASE, TOOL
from backfile.parse.phrases import (
    ASKED_BY,
    BYLINE,
    CAPTION_LABEL,
    COUNTER,
    CREDIT_COMMA,
    FURNITURE,
    READING_TIME,
    REPORTING,
    SHARE,
    SOURCE_LABEL,
    TAGS_LABEL,
    any_of,
)
from backfile.patterns import late

__all__ = ["Mark", "mark_of"]


class Mark(Record, frozen=True):
    """What a passage was recognised as, before its neighbours are looked at."""

    kind: str
    """end, date, credit, byline, source, tags, reporting, note, read-also, block, furniture, footer, desk, url."""
    value: str
    """The part that carries the information, without its label."""
    why: str
    """The rule and its reason, in words."""


def _full(*tables: tuple[str, ...], tail: str = r"\s*[:：.…>»|]*") -> re.Pattern[str]:
    return late(any_of(*tables) + tail, re.IGNORECASE)


def _labelled(table: tuple[str, ...], mark: str = r"\s*[:：]\s*") -> re.Pattern[str]:
    return late(rf"[(\[（]?{any_of(table)}{mark}(?P<value>\S.*)", re.IGNORECASE | re.DOTALL)


CAPTION_LINE = late(
    rf"(?:{any_of(CAPTION_LABEL)}\s*[:：]|{any_of(tuple(label for label in CAPTION_LABEL if ' ' in label or not label.isascii()))}\s*[,，،])\s*(?P<value>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
CREDIT_LINE = late(rf"{any_of(CREDIT_COMMA)}\s*[,،，]\s*(?P<value>\S.*)", re.IGNORECASE)
URL = late(r"(?:[\w ()-]{0,24}[:：]\s*)?<?(?P<value>https?://\S+?)>?", re.IGNORECASE)
IMAGE_NAME = late(r"\S+\.(?:jpe?g|png|gif|webp|tiff?)", re.IGNORECASE)
DESK_CODE = late(
    r"[a-z]{2,4}(?:/[a-z]{1,4})+(?:\s\d{3,6})?|[A-Z]{2,3}/[A-Z]{2,3}(?:\s+End)?|/?[a-z]{2,4}/[A-Z]{2}/[a-z]{2,4}|-\s?30\s?-|#{2,}|[\[(]?enditem[\])]?"
    r"|[a-z]{3}\d{4}\s+\d\s+[a-z]\s+\d+\s+.{2,24}|(?:\d(?:ST|ND|RD|TH) LEAD|REFILE|EXTRA|URGENT|UPDATE \d+|LEAD(?: \d+)?|ADVISORY|CORRECTED)(?:[-: ]\S{0,20})?"
    r"|(?:[^\W_][\w. -]*/){2,6}|\((?i:adds|updates|recasts|corrects|refiles|writes through)\b[^()]{2,80}\)|\d{6}\s(?:(?:GMT|UTC|Z)\s)?[A-Z][a-zä]{2,3}\.?\s\d\d"
    r"|[(（]完[)）]|（了）|[A-Z]{3} [A-Z]{3} [a-z]{2}|\(?HT\)?|[a-z]{2,3} [a-z]{2}(?: [a-z]{2,3}){1,3}"
    r"|(?:dpa|afp|apa|epd|kna|sid|sda|ap|ansa|efe|lusa|pap|rtr)(?:[-/][a-z]{2,4}\d?){0,2}(?: [a-z]{1,5}\d?){1,5}"
)
# `jpz/dpa`, `bam/AFP/Reuters`: who made a report of an agency's, and the agency.
INITIALS_AND_AGENCY = late(
    r"(?!(?:dpa|afp|ap|sid|epd|kna|apa|sda|ots|rtr)/)[a-z]{2,4}(?:/[a-z]{2,4})?(?:/(?:dpa(?:-AFX)?|afp|ap|rtr|reuters|sid|epd|kna|apa|sda|AFP|AP|Reuters|APA|SDA|SID|KNA|ANSA|EFE|Lusa|TT|NTB|Ritzau|ANP|Belga|PAP|ČTK|MTI)){1,3}"
)
BREADCRUMB = late(r"[^>»›|]{1,40}(?:\s*(?:>{1,2}|[»›])\s*[^>»›|]{1,40}){1,5}")
# `Home | News | Sport | Archive`: four entries or more, none longer than three words.
_ENTRY = r"[^\W\d_][\w.'’&/-]*(?:\s[\w.'’&/-]+){0,2}"
MENU_ROW = late(rf"{_ENTRY}(?:\s?[|•·]\s?{_ENTRY}){{3,24}}\s?[|•·]?")
MAIL = late(r"[\w.+-]+@[\w-]+\.\w")
HASHTAGS = late(r"(?:#[\w-]+[\s,]*)+")
SEPARATOR = late(r"[\W_]{1,60}")
SHARE_LINE = _full(SHARE)
FURNITURE_LINE = _full(FURNITURE)
READING_LINE = _full(READING_TIME, READING_TIMES)
AD_LINE = late(rf"[-–—*\[(【\s]*{any_of(AD_MARK)}[-–—*\])】\s:：.…↓▼]*", re.IGNORECASE)
TOOL_LINE = _full(TOOL)
RELEASE_LINE = late(
    rf"[-–—*\[(【\s]*{any_of(RELEASE)}(?:[\s,:|–-]+(?:(?:nr|no|n°|№)\.? ?)?[\d/.-]+)?[-–—*\])】\s:：.]*",
    re.IGNORECASE,
)
COUNTER_LINE = late(any_of(COUNTER), re.IGNORECASE)
SOURCE_LINE = _labelled(SOURCE_LABEL)
PUT_UP = late(r"(?i:published by)\s*:\s*(?!.*(?:News|Times|Post|Press|Media|Review|Daily|Today))(?:[A-Z]\S+|[\u0900-\u0dff]+)(?: (?:[A-Z]\S+|[\u0900-\u0dff]+)){1,2}")  # fmt: skip
# Whom the text has it from, in a list that goes on in small letters: `mayor Ann Lee on Telegram, head of the library Jo Day`.
SAID_BY = late(r"(?:\S+\s){3,}\S+,\s(?:[^\W\dA-ZА-ЯЁІЇЄҐ_]\S*\s){2}\S")
# The last line of a release: `SOURCE Northgate Rail plc`.
SOURCE_IN_CAPITALS = late(r"SOURCE\s+(?P<value>[A-ZÀ-Þ][^.!?]{1,80}(?:\.(?:\w\.?)*)?)")
TAGS_LINE = _labelled(TAGS_LABEL)
TAGS_ALONE = _full(TAGS_LABEL)
REPORTING_LINE = late(rf"[*＊•\s]*{any_of(REPORTING)}", re.IGNORECASE | re.DOTALL)
# Words that begin headlines and sentences too: labels of a byline only with a colon.
COLON_ONLY = ("tekst", "texte", "testo", "texto", "teksti", "autorka", "pripravil", "pripravila", "muhabir", "yazan", "napsal", "napsala", "zpracoval", "zpracovala")  # fmt: skip
SPACED_BYLINE = tuple(
    word
    for word in BYLINE
    if word.isascii() and word.islower() and len(word) <= 11 and word not in COLON_ONLY
)
BYLINE_LINE = late(
    rf"[-–—]*\s*(?:{any_of(BYLINE)}\s*[:：／]\s*|(?-i:(?:{'|'.join(w.capitalize() + '|' + w.upper() for w in SPACED_BYLINE)})\s+(?=[^\W\d_a-zа-я]|(?:dpa|epd|kna|afp)\b|[a-z]{{2,3}}(?:/[a-z]{{2,3}}){{1,3}}$))|(?:記者|记者|作者)\s*/?\s*|文(?:\s*[/／]\s*|[\s　]+))(?P<value>\S.*)",
    re.IGNORECASE,
)
ARABIC_BYLINE = late(
    r"(?:كتبت?|بقلم|إعداد|تقرير|نوشته)\s*[-–—:/]?\s+(?P<value>[\u0621-\u06cc]+(?:\s[\u0621-\u06cc]+){1,3})\s*[:：]?"
)
# `Hoàng Minh (Theo AFP)`.
THROUGH = late(
    r"(?P<value>[^()]{4,40}?)\s?\((?:[Tt]heo|[Vv]ia|[Nn]ach|[Aa]vec|[Ww]ith|[Cc]on|[Cc]om)\s[^()]{2,24}\)"
)
# `Aus Kiel berichtet Ada Lark`, `De Kankan, Ada Lark pour Harbour.com`: from where, who, and for whom.
FROM_FOR = late(
    r"(?:(?:Aus|Von)\s[^\W\d_a-z][\w-]+(?:\s[^\W\d_a-z][\w-]+)?\sbericht(?:et|en)\s(?P<de>[^\W\d_a-z][^.!?:]{4,60})"
    r"|(?:De|Depuis|À|A|From|Von|Aus|Desde|Da|En|In)\s[^\W\d_a-z][\w'’-]+(?:\s[^\W\d_a-z][\w'’-]+){0,2},\s(?P<name>[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_a-z][\w.'’-]*){1,3})\s(?:pour|for|für|para|per)\s\S.{2,40})"
)
# `Της Άννας Λάρκου`, `Γράφει ο Δήμος Όρμος`: the article or the verb before the writer, in Greek.
GREEK_BYLINE = late(
    r"(?:Του|Της|Των|Γράφει (?:η|ο)|Γράφουν οι)\s(?P<value>[Α-ΩΆ-Ώ][\w-]+(?:\s[Α-ΩΆ-Ώ][\w-]+){1,2}(?:(?:,| και)\s[Α-ΩΆ-Ώ][\w-]+\s[Α-ΩΆ-Ώ][\w-]+)?)"
)
# `聞き手・大沢久美`, `社会部・大沢久美`.
DESK_AND_WRITER = late(
    r"(?:文|聞き手|取材|構成|文と写真|[\u3400-\u9fff]{2,6}(?:部|支局|総局|委員|記者))[・＝=:：]\s?(?P<value>[\u3400-\u9fff々]{3,5}(?:[、・][\u3400-\u9fff々]{3,5}){0,2})"
)
POSTED_BY = late(r"(?:[Pp]osted|[Ss]ubmitted|[Aa]dded|[Uu]ploaded) by\s(?P<value>[\w.-]{3,24})")
LOWER_BYLINE = late(rf"(?:{'|'.join(SPACED_BYLINE)})\s+(?P<value>\S.*)")
ASKER = late(rf"{any_of(ASKED_BY)}\s+(?P<value>\S.*)", re.IGNORECASE)
# `By our correspondent NAME`, in the languages whose byline word is followed by it.
OUR_WRITER = late(
    r"(?:(?:by|from) our|von (?:unsere[mnr]|dem|der)|(?:par|de) (?:notre|nos)|(?:por|de) (?:nuestr[oa]s?|noss[oa]s?)|d[ae]l? nostr[oi]|dai nostri|door onze|van onze|av vår[ae]?|af vores|od našeho|od naszego|от нашего|від нашого)"
    r"\s+(?:[^\W\d_A-ZÀ-Þ][\w-]+\s+){0,2}(?:(?-i:[A-Z])[\w-]*(?:korrespondent|reporter|redakteur|mitarbeiter)\w*|[^\W\d_][\w-]*)\s*[,:]?\s+(?P<value>(?-i:[^\W\d_a-zа-яё])[\w.'’-]+\s.{2,70})",
    re.IGNORECASE,
)
LEADING_BYLINE = late(rf"(?:{any_of(BYLINE)})\s*[:：]?\s+", re.IGNORECASE)
AGENCY_SIGNED = late(r"\([cC]\)\s?[A-Z][\w-]{1,20}/(?P<value>\S[^/]{2,40})")
FROM_PLACE = late(
    r"(?:From|FROM)\s(?P<value>(?:[A-ZÀ-Þ][\w.'’-]+\s){2,4}(?:in|IN)\s[A-ZÀ-Þ][\w.,'’ -]{2,30})"
)
AFTER_NAME_BYLINE = late(
    r"(?P<value>[^\W\d_]{2,12}\s?(?:記者|记者|기자)|.{2,16}(?:記者|记者)[\s　]{1,3}\S{2,4}(?:[\s　、]\S{2,4}){0,3}|(?:[가-힣·]{2,8}\s?=\s?)?\S{2,4} 기자.{0,40})"
)
# What most lines are told from at once: a rule added below must have its pattern here too.
WRITERS = Openings(
    REPORTING_LINE, BYLINE_LINE, OUR_WRITER, FROM_FOR, LOWER_BYLINE, ASKER, POSTED_BY, ARABIC_BYLINE, FROM_PLACE, AFTER_NAME_BYLINE
)  # fmt: skip
BUTTONS = Openings(SHARE_LINE, READING_LINE, AD_LINE, RELEASE_LINE, TOOL_LINE, FURNITURE_LINE)
SHARES, READ, AD, RELEASED, TOOLS, WORDS = (1 << n for n in range(6))
LABELS = Openings(CAPTION_LINE, CREDIT_LINE, SOURCE_LINE, SOURCE_IN_CAPITALS, TAGS_LINE, TAGS_ALONE)
CAPTIONED, CREDITED, SOURCED, SHOUTED, TAGGED, TAGS = (1 << n for n in range(6))
# All other expressions match lines only: no more signs than these.
LONGEST_LINE = 200
PARAGRAPHS = Openings(*LONG_NOTICES, COOKIES, COUNTED, SIGN, CAPTION_LINE, TAGS_LINE, REPORTING_LINE)


def mark_of(text: str) -> Mark | None:
    """Return what a passage says of itself, None when it could be anything."""
    if len(text) > LONGEST_LINE and not PARAGRAPHS.fit(text):
        return _technical(text) or _known(text)
    return _told(text)


@functools.lru_cache(maxsize=2048)  # the lines of an outlet's pages stand in many of its texts
def _told(text: str) -> Mark | None:
    for rule in RULES:
        mark = rule(text)
        if mark is not None:
            return mark
    return None


def _technical(text: str) -> Mark | None:
    if "://" in text and (match := URL.fullmatch(text)):
        return Mark("url", match.group("value"), "a web address alone on its line")
    if " " not in text and IMAGE_NAME.fullmatch(text):
        return Mark("furniture", text, "the name of an image file")
    if not text[:1].isalnum() and SEPARATOR.fullmatch(text):
        return Mark("furniture", text, "a separator")
    if text[:1] == "#" and HASHTAGS.fullmatch(text):
        return Mark("tags", ", ".join(re.findall(r"#([\w-]+)", text)), "hashtags alone on the line")
    if "/" in text and len(text) <= 24 and INITIALS_AND_AGENCY.fullmatch(text):
        return Mark("byline", text, "initials of the desk and an agency")
    if len(text) <= 90 and DESK_CODE.fullmatch(text) and not PICTURE_ROW.fullmatch(text):
        return Mark("desk", text, "an agency's or desk's code")
    if len(text) <= 40 and "/" in text and AGENCY_ROW.fullmatch(text) and not PICTURE_ROW.fullmatch(text):
        return Mark("reporting", text, "agencies parted by a slash")
    if len(text) <= 300 and ("|" in text or "•" in text or "·" in text) and MENU_ROW.fullmatch(text):
        return Mark("furniture", text, "a row of a menu")
    crumbs = len(text) <= 110 and (">" in text or "›" in text or "»" in text) and BREADCRUMB.fullmatch(text)
    if crumbs and "«" not in text and not CLOSED.ends(text):
        return Mark("furniture", text, "a breadcrumb")
    if len(text) <= 160 and "@" in text and (mail := MAIL.search(text)) and len(text.split()) <= 10:
        writer = _writers(text) or _writer(text, mail.start())
        if writer:
            return Mark("byline", writer, "a name and that person's mail address")
        return Mark("footer", text, "a mail address to write to")
    return None


def _writers(text: str) -> str | None:
    """Return the names of two or more writers when each has a mail address behind it."""
    pieces = re.split(r"[(<\[]?[\w.+-]+@[\w-]+\.[\w.]*\w[)>\]]?", LEADING_BYLINE.sub("", text, count=1))
    names = [re.sub(r"^\W*(?:(?:and|und|y|et|e|en|i|и|і|og|och)\s)?\W*|\W+$", "", piece) for piece in pieces]
    named = [name for name in names if name]
    return ", ".join(named) if len(pieces) > 2 and len(named) > 1 and all(map(is_name, named)) else None


def _writer(text: str, at: int) -> str | None:
    """Return the name before a mail address when the address is that person's: it holds the surname, or the line
    says reporter."""
    name = LEADING_BYLINE.sub("", text[:at].strip(" ,|•·–—-<(/"), count=1)
    if AFTER_NAME_BYLINE.fullmatch(name):
        return name
    surname = re.split(r"\s+", name)[-1].casefold()
    return name if is_name(name) and len(surname) >= 3 and surname in text[at:].casefold() else None


def _furniture(text: str) -> Mark | None:
    if len(text) > 70:
        return None
    fits = BUTTONS.which(text)
    if text[:1].isalnum() and not fits:
        return Mark("furniture", text, "a counter") if COUNTER_LINE.fullmatch(text) else None
    if fits & SHARES and SHARE_LINE.fullmatch(text):
        return Mark("furniture", text, "a share or tool button")
    if fits & READ and READING_LINE.fullmatch(text):
        return Mark("furniture", text, "the reading time")
    if fits & AD and AD_LINE.fullmatch(text):
        return Mark("furniture", text, "an advertisement stands here")
    if fits & RELEASED and RELEASE_LINE.fullmatch(text):
        return Mark("furniture", text, "says that the text is a press release")
    if fits & TOOLS and TOOL_LINE.fullmatch(text):
        return Mark("furniture", text, "a tool of the page")
    if fits & WORDS and FURNITURE_LINE.fullmatch(text):
        return Mark("furniture", text, "a word of the page around the article")
    if COUNTER_LINE.fullmatch(text):
        return Mark("furniture", text, "a counter")
    if text[:1].isalnum() and not fits & (SHARES | WORDS):
        return None  # no row of such words begins so
    parts = [part for part in re.split(r"[【\[(（][^】\])）]{1,20}[】\])）]|[\s|·•/、,]+", text) if part]
    if len(parts) >= 2 and all(SHARE_LINE.fullmatch(p) or FURNITURE_LINE.fullmatch(p) for p in parts):
        return Mark("furniture", text, "a row of share or tool buttons")
    if parts and parts != [text] and FURNITURE_LINE.match(text) and SHARE_LINE.fullmatch(parts[-1]):
        return Mark("furniture", text, "a row of share or tool buttons")
    return None


def _date(text: str) -> Mark | None:
    why = date_line(text)
    return Mark("date", text, why) if why else None


def _origin(text: str) -> Mark | None:
    fits = LABELS.which(text)
    if (
        fits & SOURCED
        and len(text) <= 160
        and (match := SOURCE_LINE.fullmatch(text))
        and not PUT_UP.fullmatch(text)
        and not SAID_BY.search(match.group("value"))
        and not (match.group("value")[0].islower() and len(match.group("value").split()) > 2)
    ):
        return Mark("source", match.group("value").strip(" )]）"), "a source label and what follows it")
    if fits & SHOUTED and len(text) <= 100 and (match := SOURCE_IN_CAPITALS.fullmatch(text)):
        return Mark("source", match.group("value"), "who sent out the press release")
    if fits & TAGGED and len(text) <= 400 and (match := TAGS_LINE.fullmatch(text)):
        return Mark("tags", match.group("value"), "a tags label and what follows it")
    if fits & TAGS and len(text) <= 60 and TAGS_ALONE.fullmatch(text):
        return Mark("tag-block", text, "a tags label alone on the line")
    return None


def _people(text: str) -> Mark | None:
    through = THROUGH.fullmatch(text) if text.endswith(")") and len(text) <= 70 else None
    if through and is_name(through.group("value")):
        return Mark("byline", through.group("value"), "a name and the agency that the text came through")
    if "記者" in text and text[0] in "〔【[（(" and (match := TAIWAN_BYLINE.fullmatch(text)):
        return Mark("byline", match.group("writer"), "the word for reporter, a name and a place in brackets")
    if len(text) <= 70 and text[-2:].rstrip(")").isupper() and (match := TURKISH_BYLINE.fullmatch(text)):
        return Mark("byline", match.group("writer"), "a writer, a place and an agency")
    if len(text) <= 60 and (match := GREEK_BYLINE.fullmatch(text) or DESK_AND_WRITER.fullmatch(text)):
        return Mark("byline", match.group("value"), "a word or desk before a writer")
    if not WRITERS.fit(text):
        return None
    if REPORTING_LINE.fullmatch(text):
        return Mark("reporting", text, "a reporting credit")
    if len(text) > 200:
        return None
    if match := BYLINE_LINE.fullmatch(text):
        value = match.group("value")
        if not SENTENCE_END.ends(value) or len(value) <= 60:
            return Mark("byline", value, "a byline word and a name")
    if (match := OUR_WRITER.fullmatch(text)) and len(text) <= 120:
        return Mark("byline", match.group("value"), "our correspondent and a name")
    lower = LOWER_BYLINE.fullmatch(text) or ASKER.fullmatch(text) if len(text) <= 70 else None
    if (match := lower) and is_name(match.group("value").split(", ")[0]):
        return Mark("byline", match.group("value"), "a byline word and a name behind it")
    if len(text) <= 110 and (match := FROM_FOR.fullmatch(text)):
        return Mark("byline", match.group("de") or match.group("name"), "from where a writer reports")
    if match := POSTED_BY.fullmatch(text):
        return Mark("byline", match.group("value"), "who posted it, as the page names its users")
    if len(text) <= 50 and (match := ARABIC_BYLINE.fullmatch(text)):
        return Mark("byline", match.group("value"), "the Arabic word for written by and a name")
    if match := FROM_PLACE.fullmatch(text):
        return Mark("byline", match.group("value"), "a name and where the writer is")
    if match := AFTER_NAME_BYLINE.fullmatch(text):
        return Mark("byline", match.group("value"), "a name and the word for reporter")
    return None


def _agency_signed(text: str) -> Mark | None:
    match = AGENCY_SIGNED.fullmatch(text)
    return (
        Mark("byline", match.group("value"), "an agency's sign and a name after the text") if match else None
    )


def _credit(text: str) -> Mark | None:
    fits = LABELS.which(text)
    if fits & CAPTIONED and len(text) <= 400 and (match := CAPTION_LINE.fullmatch(text)):
        return Mark(
            "caption", match.group("value"), "below its credit or alone, a caption label and what follows it"
        )
    labelled = CREDIT_LINE.fullmatch(text) if fits & CREDITED and len(text) <= 90 else None
    if (match := labelled) and not CLOSED.ends(text):
        return Mark("credit", match.group("value"), "a credit label, a comma and what follows it")
    found = credit_line(text)
    if found:
        return Mark("credit", *found)
    name = signed(text)
    return Mark("credit", name, "a copyright sign and a name, no year") if name else None


def _masthead(text: str) -> Mark | None:
    found = above_headline(text)
    return Mark(*found) if found else None


def _known(text: str) -> Mark | None:
    found = page_line(text)
    return Mark(*found) if found else None


def _end(text: str) -> Mark | None:
    return Mark("end", text, "says that the text ends here") if ends_text(text) else None


def _announcements(text: str) -> Mark | None:
    found = notice(text)
    return Mark(*found) if found else None


RULES: tuple[Callable[[str], Mark | None], ...] = (
    _technical,
    _date,
    _end,
    _furniture,
    _masthead,
    _agency_signed,
    _credit,
    _announcements,
    _origin,
    _people,
)
