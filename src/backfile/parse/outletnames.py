"""The outlet's name in lines around the text that are no source line: registration, calls to follow, terms of reprint,
the title of the page, and names that the page's own host spells.

Each form of words names the outlet that speaks. A name that a sentence of the text only cites is not looked at.
"""

# Tables of regular expressions, one meaning a line.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence

from backfile.model import SourceClue
from backfile.normalforms import normal
from backfile.openings import Openings
from backfile.parse.credits import split_credit
from backfile.parse.dateline import TURKISH_BYLINE
from backfile.parse.nameplate import names_over_the_page
from backfile.parse.pagelines import home_link
from backfile.parse.pagetop import page_name
from backfile.parse.sheet import Label, fold
from backfile.parse.writers import AGENCY, AGENCY_WORD, OUTLET_BY
from backfile.patterns import late

__all__ = ["outlets_told"]

AROUND = frozenset(
    ("footer", "furniture", "section", "role", "source", "url", "tags", "duplicate", "byline", "note")
)
# Where a name may stand that the page's host spells.
NAMED = frozenset((*AROUND, "credit", "figure", "date"))
REGISTERED = late(
    r"(?=.*(?:свидетельств|регистрац|зарегистр|роскомнадзор|эл №|идентиф|ідентиф|реєстр|учредител|главный редактор|засновник|1[268]\+|issn))"
    r".{0,40}?(?:сетев\w+ издани\w+|средств\w+ массовой информации|\bсми|интернет-(?:издани\w+|газет\w+|портал\w*|журнал\w*)|информационн\w+ (?:агентств\w+|портал\w*|ресурс\w*)|городск\w+ портал\w*|газет\w+|онлайн-(?:медіа|видання|медиа|журнал)|інтернет-видання|видання|медіа|медиа|портал\w*)\s+[«\"“„](?P<name>[^«»\"”“„]{2,50})[»\"”“].*",
    re.IGNORECASE | re.DOTALL,
)
REGISTERED_BEFORE = late(
    r"(?P<name>(?-i:[A-ZÀ-Þ])[\w.'’& -]{2,40}?)(?:\s[-–—|]\s|,\s|\sè una?\s)(?:quotidiano .{0,20})?testata (?:giornalistica )?(?:registrata|iscritta|reg\.).*|(?P<tr>(?-i:[A-ZÀ-ÞĞİŞ])[\w.'’& -]{2,40}?)\s[-–—|]\s(?:basın ilan kurumu|internet haber sitesi).*",
    re.IGNORECASE,
)
_NAME = r"(?P<name>(?:(?:the|la|el|le|il|o|a|der|die|das|de|het)\s)?(?-i:[A-ZÀ-ÞČĎĚŇŘŠŤŮŽŁŚŻŹĄĘĞİŞ])[\w&’'.-]*(?:\s(?:of|the|and|&|de|del|di|da|do|du|des|van|(?-i:[A-ZÀ-ÞČĎĚŇŘŠŤŮŽŁŚŻŹĄĘĞİŞ])[\w&’'.-]*)){0,4})"
_NET = r"(?:facebook|twitter|x\b|instagram|telegram|whatsapp|google|youtube|tiktok|threads|linkedin|viber|bluesky)"
FOLLOW = late(
    rf"(?:follow|like|join|read|subscribe to)\s{_NAME}\s(?:on|via)\s(?:our\s)?{_NET}.*"
    rf"|(?:suivez|retrouvez)\s{_NAME.replace('<name>', '<fr>')}\ssur\s{_NET}.*|(?:sigue|siga|sigan|seguí)\s(?:a\s)?{_NAME.replace('<name>', '<es>')}\s(?:en|no)\s{_NET}.*"
    rf"|{_NAME.replace('<name>', '<tr>')}['’](?:y[iıuü]|[iıuü]|n[iıuü])\stakip et.*"
    rf"|segui\s{_NAME.replace('<name>', '<it>')}\ssu\s{_NET}.*|volg\s{_NAME.replace('<name>', '<nl>')}\s(?:op|via)\s{_NET}.*|(?:obserwuj|polub)\s{_NAME.replace('<name>', '<pl>')}\s(?:na|w)\s{_NET}.*"
    rf"|(?:подписывайтесь на|читайте|следите за|підписуйтесь на|стежте за|последвайте|абонирайте се за)\s(?P<ru>(?-i:[A-Z])[\w.-]+(?:\s(?-i:[A-Z])[\w.-]+){{0,3}}|(?-i:[А-ЯІЇЄҐ])[\w-]+\.(?:ру|рф|ua|ру|com|net|ru|org|info|бг|bg))\s(?:в|у|на|во|і|и)\s.*"
    r"|(?:харесайте|последвайте|следете|четете|подписывайтесь на|читайте|следите за|підписуйтесь на|читайте|стежте за|пратите|pratite|obserwuj|polub|suivez|aimez|folgen sie)\s(?:страницата на\s|stranicu\s)?[«„“\"](?P<quoted>[^«»“”„\"]{2,40})[»”“\"]\s(?:във|в|у|на|във|na|w|sur|auf)\s.*"
    r"|(?:تابع(?:وا|ونا)?|لمتابعة)\s.{0,40}?(?:من|على|عبر)\s(?P<ar>[\u0621-\u064a]{3,16}(?:\s[\u0621-\u064a]{2,14}){0,2}?)\s(?:على|عبر|في)\s(?:google|غوغل|جوجل|فيسبوك|تويتر|تلغرام|تيليغرام|واتساب|telegram|whatsapp).*",
    re.IGNORECASE,
)
REPRINT = late(
    r".*?(?:(?:материали|съдържание|информация|новини|публикации) (?:от|на)|позоваване на)\s(?P<bg>(?-i:[А-ЯA-Z„\"])[^,.;]{2,36}?)(?=,|\.|;|$|\s(?:е|се|са|като|задължително|при|без|и)\s).*"
    r"|.*?(?:se cite|citando|citar|mencione|mencionar|citada|citado|atribui\w+)\s(?:la fuente |a fonte |como fuente |el medio |al medio |a |à |o |al )?(?P<es>(?-i:[A-ZÀ-Þ])[^,.;]{2,36}?)(?=,|\.|;|$|\s(?:como|con|y|e|com|como fonte)\s).*"
    r"|.*?(?:nennung (?:der quelle|von)|quellenangabe|quelle)\s[„\"«]?(?P<de>(?-i:[A-ZÄÖÜ])[^,.;\"“»]{2,36}?)[“\"»]?(?=,|\.|;|$|\s(?:gestattet|erlaubt|und|ist)).*"
    r"|.*?(?:mention (?:de|du)|citer|cit[ée]e? :?)\s(?:la source )?(?P<fr>(?-i:[A-ZÀ-Þ])[^,.;]{2,36}?)(?=,|\.|;|$|\s(?:et|comme|avec)\s).*"
    r"|.*?(?:مطالب|اخبار|محتوای|محتوا)\s(?:این\s)?(?:پایگاه خبری|پایگاه|خبرگزاری|سایت|وب‌?سایت|روزنامه)\s(?P<fa>[\u0621-\u06cc\u200c]{2,20}(?:\s[\u0621-\u06cc\u200c]{2,20}){0,2}?)\s(?:با|تنها|فقط|منوط|بدون|در صورت).*"
    r"|.*?(?:cu (?:citarea|menționarea) (?:sursei )?|podaniem źródła:? |uvedením zdroje:? |med (?:angivelse|kildehenvisning) (?:af|til) |met bronvermelding )(?P<other>(?-i:[A-ZÀ-ÞČĎĚŇŘŠŤŮŽŁŚŻŹĄĘ])[^,.;]{2,36}?)(?=,|\.|;|$|\s(?:și|i|a|er|og|en)\s).*",
    re.IGNORECASE | re.DOTALL,
)
_TITLED = r"(?-i:[A-ZÀ-ÞĞİŞŻŹŁŚČŠŽ])[\w&’'.-]*(?:\s(?:of|the|de|del|di|da|do|du|des|(?-i:[A-ZÀ-Þ0-9])[\w&’'.-]*)){0,3}"
# The outlet's own application: `Read the full story on the Callow Argus app`.
APP = late(
    rf".*?(?:download|get|install|in|on|via|through|with|try)\s(?:the|our)\s(?P<en>{_TITLED})\s(?:mobile\s|news\s|free\s)?app(?!\w).*"
    rf"|.*?(?:(?:in|mit|über)\sder\s|die\s)(?P<de>{_TITLED}?)[- ]app(?!\w).*|.*?(?:l['’]|notre\s)(?:appli(?:cation)?)\s(?:de\s|du\s)?(?P<fr>{_TITLED}).*"
    rf"|.*?(?:la|nuestra|il|o|nosso|l['’])\s?(?:app|aplicaci[óo]n|aplicativo)\s(?:de\s|do\s|da\s|del\s|di\s)?(?P<es>{_TITLED}).*"
    r"|.*?приложени[еяи]\s[«\"](?P<ru>[^«»\"]{2,40})[»\"].*"
    r"|.*?(?:ख़?बर|समाचार|न्यूज़?|लिए|पढ़ें|करें|[!,।])\s(?P<hi>[\u0900-\u0963]{2,16}(?:\s[\u0900-\u0963]{2,16}){0,1})\s(?:ऐप|एप|ऍप|मोबाइल ऐप)(?:\s.*)?",
    re.IGNORECASE | re.DOTALL,
)
# Who keeps the rights, in Persian: `all rights are kept for …`.
KEPT = late(
    r"(?:تمامی|تمام|کلیه|همه)\s?(?:ی\s)?حقوق\s(?:مادی و معنوی\s)?(?:این\s(?:سایت|پایگاه|وب‌?سایت|اثر)\s)?(?:محفوظ و\s)?(?:برای|متعلق به|نزد)\s(?P<name>[\u0621-\u06cc\u200c]{2,20}(?:\s[\u0621-\u06cc\u200c]{2,20}){0,3}?)\s(?:محفوظ|است|می|می‌باشد|بوده).*"
)
# Who asks in an interview, in capitals: `LE COURRIER. - Que reste-t-il ?`
ASKED = late(r"(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ'’ .-]{3,28}?)(?:\.\s?[-–—]|\s?[:：])\s(?=.{4,200}\?$)")
# The way to the page that begins at the outlet: `harbour.at › Inland`, `海港网 > 环境 > 正文`.
WAY = late(
    r"(?P<host>[\w-]{2,30}(?:\.[\w-]{2,30})?\.[a-zA-Z]{2,6}|[\u3400-\u9fff]{2,8}(?:网|網|新闻|新聞|日报|日報|在线|線上|報))\s*[›»>＞]\s*\S.*"
)
# `S'abonner au Rivage`, `Subscribe to The Callow Argus`: a button or call that is nothing else.
SUBSCRIBE = late(
    rf"(?:support|help|back|fund)\s{_NAME.replace('<name>', '<work>')}['’]s?\s(?:journalism|reporting|work|newsroom)\b.*|at\s{_NAME.replace('<name>', '<at>')},\swe\s.*"
    rf"|(?:subscribe to|support)\s{_NAME}(?:\s(?:now|today))?|(?:s['’]abonner|abonnez-vous|je m['’]abonne)\s(?:au|à la|aux|à)\s{_NAME.replace('<name>', '<fr>')}"
    rf"|(?:suscr[íi]b(?:ete|ase|irse)|suscripci[óo]n|assine|abbonati)\s(?:a|al|o|à|ad)\s{_NAME.replace('<name>', '<es>')}|{_NAME.replace('<name>', '<de>')}\s(?:abonnieren|im abo)"
    r"|(?:подписаться|подпишитесь|підписатися|передплатити) (?:на )?[«\"](?P<ru>[^«»\"]{2,40})[»\"]",
    re.IGNORECASE,
)
# Below the text, the publisher's name and nothing else: `HARBOUR ONLINE GmbH`.
COMPANY = late(
    r"(?P<name>[^\W\d_a-z][\w.&’' -]{2,40}?),?\s(?:GmbH(?: & Co\.? KG)?|AG|SAS|S\.?A\.|S\.?L\.|S\.p\.A\.|S\.r\.l\.|Ltd\.?|Limited|Inc\.?|LLC|plc|B\.?V\.?|A/S|AB|Oy|a\.s\.|s\.r\.o\.|sp\. z o\.o\.)"
)
# `© NW vom 13.11.2015/kern`: the issue in which it was printed.
ISSUE = late(
    r"(?:©|\([cC]\))\s?(?P<name>[^\W\d_a-z][^\d/,;]{1,36}?)(?:,|\s(?:vom|of|from|du|del|от|від|z dnia|ze dne))\s\d{1,2}[./ ].{4,40}"
)
SIGNED_FOR = late(r"[^\W\d_a-z][^(),]{3,40}\s\((?P<name>[A-Z]{2,6})\)")
WRITES_FOR = late(
    r"(?:De|Depuis|From|Von|Aus|Desde|Da)\s[^,]{2,40},\s[^,]{4,50}\s(?:pour|for|für|para|per)\s(?P<name>(?:[Ll]e |[Ll]a |[Tt]he )?[^\W\d_a-z][\w.&'’ -]{2,36}?)\.?"
)
PARTED = late(r"\s+[–—|-]\s+|\s*[/|／]\s*")
FORMS = (REGISTERED, REGISTERED_BEFORE, FOLLOW, REPRINT, APP, KEPT)
NAMING = Openings(*FORMS)
SHORT_FORMS, LONGEST_SHORT = (WAY, SUBSCRIBE), 120
NOT_OUTLET = frozenset(("app", "google", "apple", "play", "store", "android", "whatsapp", "telegram", "facebook", "free", "official", "news", "mobile", "हमारा", "हमारे", "डाउनलोड", "new", "us", "our", "me", "him", "her", "more", "source", "fuente", "fonte", "quelle", "them", "this", "author", "autor", "live"))  # fmt: skip
MAIL_HOST = late(r"[\w.+-]@((?:[\w-]+\.)+\w{2,10})")
WEB_HOST = late(r"(?:https?://|www\.)((?:[\w-]+\.)+\w{2,10})", re.IGNORECASE)
COMMON = frozenset(("gmail", "yahoo", "hotmail", "outlook", "facebook", "twitter", "instagram", "youtube", "telegram", "whatsapp", "google", "tiktok", "linkedin", "proton", "protonmail", "icloud", "yandex", "mail", "ukr", "news", "media", "press", "redaction", "redaktion"))  # fmt: skip
ARTICLE = late(r"^(?:the|der|die|das|de|het|la|le|el|il|lo|los|les|o|a)\s+", re.IGNORECASE)
PIECES = late(r"\s*[|•·,–—/>»›:：()（）©]\s*|\s+-\s+")
SHORTEST, ACRONYM = 5, 3


def outlets_told(labels: Sequence[Label], host: str = "") -> list[SourceClue]:
    """Return a clue for each outlet that a line around the text names as the one that speaks.

    `host` is that of the address from which the text was saved, if it tells one.
    """
    found = [clue for label in labels if label.kind in AROUND for clue in _by_words(label)]
    issues = ((label, ISSUE.fullmatch(label.passage.text)) for label in labels if label.kind == "date")
    found += [SourceClue("line", match.group("name"), label.passage.line) for label, match in issues if match]
    return [
        *found,
        *names_over_the_page(labels),
        *_by_title(labels),
        *_by_host(labels, host),
        *_by_credit(labels),
    ]


def _by_words(label: Label) -> Iterator[SourceClue]:
    text = label.passage.text
    if len(text) > 600:
        return
    if label.kind == "byline" and (told := TURKISH_BYLINE.fullmatch(text)):
        yield SourceClue("byline", told.group("agency"), label.passage.line)
        return
    if label.kind == "byline" and label.why.startswith("initials"):
        return
    if label.kind == "byline" and len(text) <= 90:
        if (led := OUTLET_BY.fullmatch(text)) and led.group("name") == label.value:
            yield SourceClue("byline", led.group("outlet"), label.passage.line)
        if (signed := SIGNED_FOR.fullmatch(text)) and AGENCY.fullmatch(signed.group("name")):
            yield SourceClue("byline", signed.group("name"), label.passage.line)
        if works := WRITES_FOR.fullmatch(text):
            yield SourceClue("byline", works.group("name"), label.passage.line)
        for part in PARTED.split(text):
            if part != label.value and (AGENCY.fullmatch(part) or AGENCY_WORD.search(part)):
                yield SourceClue("byline", part, label.passage.line)
        return
    if name := home_link(text):
        yield SourceClue("line", name, label.passage.line)
        return
    short = SHORT_FORMS if len(text) <= LONGEST_SHORT else ()
    ending = (COMPANY,) if label.kind == "footer" and len(text) <= 60 else ()
    for form in (*(FORMS if NAMING.fit(text) else ()), *short, *ending):
        match = form.fullmatch(text)
        name = next((part for part in match.groups() if part), "").strip(' «»"“”„.') if match else ""
        if name and name.split()[0].casefold() not in NOT_OUTLET:
            yield SourceClue("line", name, label.passage.line)
            return


def _by_credit(labels: Sequence[Label]) -> Iterator[SourceClue]:
    """Yield the name that stands alone on a line around the text, or ends one, and credits a picture of the page too.

    Whoever wrote the text may have taken the picture: names of bylines are no outlets.
    """
    credited = {
        fold(piece)
        for label in labels
        if label.kind in ("credit", "figure")
        for piece in PIECES.split((split_credit(label.passage.text) or (0, label.value))[1])
        if _long_enough(piece) and not AGENCY.fullmatch(piece.strip())
    }
    writers = {fold(part) for label in labels if label.kind == "byline" for part in PIECES.split(label.value)}
    credited -= writers
    for label in labels if credited else ():
        text = label.passage.text
        if (asked := ASKED.match(text)) and fold(asked.group("name")) in credited:
            yield SourceClue("line", asked.group("name"), label.passage.line)
            return
        if (
            label.kind not in ("section", "role", "furniture", "footer")
            or len(text) > 60
            or len(text.split()) > 6
        ):
            continue
        for piece in PIECES.split(text):
            words = piece.split()
            for first in range(len(words)):
                name = " ".join(words[first:]).strip(" .")
                if fold(name) in credited and name[:1].isupper():
                    yield SourceClue("line", name, label.passage.line)
                    return


def _long_enough(name: str) -> bool:
    """Whether a name has letters enough to be told from a word by chance: an acronym needs three."""
    return len(name) >= SHORTEST or (len(name.strip()) >= ACRONYM and name.strip().isupper())


def _by_title(labels: Sequence[Label]) -> Iterator[SourceClue]:
    """Yield the page's name behind its title, where the headline stands on the page without it or was freed of it."""
    headline = next((label for label in labels if label.kind == "headline"), None)
    if headline is None:
        return
    for label in labels[:40]:
        found = page_name(label.passage.text) if label.kind in (*AROUND, "headline") else None
        if (
            found
            and fold(found[0]) == fold(headline.value)
            and fold(label.passage.text) != fold(headline.value)
        ):
            yield SourceClue("line", found[1], label.passage.line)
            return


def _by_host(labels: Sequence[Label], host: str) -> Iterator[SourceClue]:
    """Yield the first name around the text whose letters are those of a host in the page's own addresses.

    Where none stands there, a name in the text counts, as outlets print their own: `told the Callow Argus`.
    """
    hosts = set(host.lower().split(".")[:-1])
    for label in labels:
        if label.kind in NAMED and (
            "@" in label.passage.text or "w." in label.passage.text or "//" in label.passage.text
        ):
            for form in (MAIL_HOST, WEB_HOST):
                hosts.update(
                    part for host in form.findall(label.passage.text) for part in host.lower().split(".")[:-1]
                )
    hosts = {bare for host in hosts if len(bare := host.replace("-", "")) >= ACRONYM and host not in COMMON}
    if not hosts:
        return
    for label in labels:
        text = label.passage.text
        if label.kind not in NAMED or len(text) > 160 or "@" in text or "www." in text or "//" in text:
            continue
        for piece in PIECES.split(text):
            words = piece.split()
            for count in range(min(len(words), 6), 0, -1):
                name = " ".join(words[:count]).strip('«»"“”„.')
                if (
                    _long_enough(name)
                    and name[:1].isupper()
                    and (_letters(name) in hosts or _letters(ARTICLE.sub("", name, count=1)) in hosts)
                ):
                    alone = count == 1  # one word that the host spells may begin a longer name
                    while (
                        alone
                        and count < len(words)
                        and words[count - 1][-1].isalnum()
                        and words[count][0].isupper()
                    ):
                        count += 1
                    whole = " ".join(words[:count]).strip('«»"“”„.,;')
                    yield SourceClue("line", whole, label.passage.line)
                    return
    yield from _in_text(labels, {host for host in hosts if len(host) >= SHORTEST})


def _in_text(labels: Sequence[Label], hosts: set[str]) -> Iterator[SourceClue]:
    """Yield the first name in the running text, of one to four words with a capital first, that a host spells."""
    for label in labels if hosts else ():
        text = label.passage.text
        if label.kind != "paragraph" or not any(host[:3] in _letters(text) for host in hosts):
            continue
        words = [word.strip('«»"“”„.,;:()!?') for word in text.split()]
        for first, word in enumerate(words):
            if not word[:1].isupper():
                continue
            for count in range(1, 5):
                name = re.sub(r"['’]s?$", "", " ".join(words[first : first + count]))
                if _letters(name) in hosts:
                    yield SourceClue("line", name, label.passage.line)
                    return


def _letters(name: str) -> str:
    """Return a name as hosts write it: small letters and digits, no accents."""
    plain = normal(
        "NFKD", name.lower().replace("ı", "i").replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    )
    return re.sub(r"[^a-z0-9]", "", plain)
