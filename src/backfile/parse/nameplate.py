"""The name that a page prints over itself: its nameplate, above the menu, and the desks and issues named after it.

A line above the headline may be anything. It is the nameplate where it has the form of a host (`idnes.example`), where
the words for menu, search and subscription follow it, or where the page's own rights line or the line under the writer
says the name again.
"""

# Tables of words and of regular expressions, one meaning a line.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence

from backfile.model import SourceClue
from backfile.parse.forms import is_name
from backfile.parse.masthead import MENU, above_headline, skips_menu
from backfile.parse.phrases import any_of
from backfile.parse.sheet import Label, Sheet, fold
from backfile.patterns import late

__all__ = ["TRAIL", "label_nameplate", "names_over_the_page"]

LONGEST, MOST_WORDS = 40, 4
MORE = 14
"""Signs that a call may have beside the name."""
HOST = late(
    r"(?!www\.|t\.me)[\w-]{2,24}(?:\.[\w-]{2,16})?\.(?:com|net|org|info|[a-z]{2}|ру|рф)", re.IGNORECASE
)
# What a page offers beside its nameplate, whatever it is about.
CONTROLS = (
    "menu", "search", "log ?in", "sign in", "sign up", "subscribe", "subscribe now", "donate", "support us", "edition", "e-?paper", "newsletters?", "menü", "suche", "anmelden", "abonnieren", "abo", "abo testen", "(?:jetzt |abo(?:nnement)? )?(?:\\w+ )?testen", "continuer sans accepter", "accéder au (?:menu|contenu)", "zum inhalt(?: springen)?", "skip to (?:main )?content", "aller au contenu", "(?:saltar|ir) al contenido", "vai al contenuto", "(?:pular|ir) para o conteúdo", "rechercher", "se connecter", "s['’]abonner", "je m['’]abonne",
    "menú", "buscar", "suscríbete", "suscribirse", "iniciar sesión", "ingresar", "cerca", "accedi", "abbonati", "pesquisar", "entrar", "assine", "assine já", "szukaj", "zaloguj(?: się)?", "prenumerata", "hledat", "přihlásit(?: se)?", "předplatné", "ara", "giriş(?: yap)?", "abone ol", "üye ol",
    "меню", "поиск", "войти", "вход", "подписаться", "подписка", "пошук", "увійти", "zoeken", "inloggen", "abonneren", "sök", "logga in", "logg inn", "prenumerera", "keresés", "căutare", "autentificare", "търсене", "القائمة", "بحث", "تسجيل الدخول", "جستجو", "ورود", "عضویت", "搜索", "登录", "登入", "メニュー", "検索", "ログイン", "会員登録", "검색", "로그인", "구독", "लॉगिन", "खोजें",
)  # fmt: skip
CONTROL = late(any_of(CONTROLS), re.IGNORECASE)
ANY_SITE = late(any_of((*CONTROLS, *MENU)), re.IGNORECASE)
UNSPACED = late(r"[\u3040-\u9fff\uac00-\ud7af]{2,10}")
TRAIL = late(r"\s+[/|>»›→]\s+")
# What may stand before an outlet's whole name.
LEADS = frozenset(("The", "By", "Reserved", "Der", "Die", "Das", "Le", "La", "El", "Il", "De"))
RIGHTS = late(r"[©ⓒ]|\([cс]\)|copyright|all rights reserved", re.IGNORECASE)
# `Published in Dawn, October 8th, 2023`: the issue that printed it.
ISSUE = late(
    r"(?:published|printed|appeared) in (?:the print edition of )?(?P<name>(?:the )?(?-i:[A-Z])[\w’'&.-]*(?: (?:of|and|&|(?-i:[A-Z])[\w’'&.-]*)){0,4}),? (?:on )?(?:\w+day,? )?(?=\w+ \d|\d)",
    re.IGNORECASE,
)
# Behind the name of an outlet, a desk of its own: `The Callow Argus Bureau`, `CBX News Desk`.
DESK = late(
    r"(?P<name>(?:The )[A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*){0,3}|[A-Z]{3,5}) (?:(?:News|Web|Digital|Online|Data|National|State|Net|City|Political|Business) )?(?:Bureau|Desk|Newsdesk|Newsroom|Staff|Reporters?|Correspondents?|Team|News Service)"
)
# A desk, the outlet, and where it stands: `न्यूज डेस्क, अमर उजाला, देहरादून`.
DESK_OF = late(
    r"(?:(?:News|Web|Digital|Online|National|Political|Business|Sports|Entertainment) ?Desk|(?:न्यूज|वेब|डिजिटल|नेशनल|स्पोर्ट्स|बिजनेस|लाइफस्टाइल|एंटरटेनमेंट) ?डेस्क|डिजिटल टीम|(?:নিউজ|ওয়েব|ডিজিটাল) ডেস্ক|নিজস্ব প্রতিবেদক), ?(?P<name>[^,|/]{3,30})(?:,.{2,30})?"
)
# `By Ann Lee, PA`, `By Ann Lee, PA Political Correspondent`: whom the writer writes for, in capitals.
FOR = late(
    r"(?:By|Par|Por|Von|Di|Da|Od|Autor:?|Text:?)\s(?P<writer>[^,|/\d]{4,40})(?:, (?P<name>[A-Z]{2,5})(?:\s(?:[A-Z][a-z]+\s){0,3}(?:Correspondent|Reporter|Editor|Writer|Staff|Scotland|Wales|Northern Ireland|Ireland|Sport|Political Staff|News Agency|Media))?|/(?P<dpa>[A-Z]{2,5}))"
)
# What readers do with an outlet, in the calls and terms around the text: `Vous pouvez lire Le Courrier sur un appareil`.
CALLED = late(
    r"(?<!\w)(?i:lire|consulter|lesen|leer|leggere|ler|read(?:ing)?|subscribe to|support|supporting|soutenir|soutenez|abonnez-vous à|more (?:stories |news )?from|newsletters? (?:from|of|de|von))\s"
    r"(?P<name>(?:(?:Le|La|Les|The|El|Il|Die|Der|Das|O|A)\s)?[A-ZÀ-Þ][\w’'&-]*(?:\s[A-ZÀ-Þ][\w’'&-]*){0,3})"
)
PLACES = frozenset(("UK", "US", "USA", "UAE", "EU", "UN", "NATO", "MP", "PHD", "MD", "CEO", "CFO", "OBE", "MBE", "QC", "KC", "JR", "SR", "II", "III"))  # fmt: skip
OFFERED = late(
    r"[©ⓒ]|newsletters?|subscri|abonn|suscrí|\bapps?\b|рассылк|подпис|підпис|telegram|boletín|bülten",
    re.IGNORECASE,
)
# `Radio Callow © 2021 CBX, Inc. | All rights reserved.`
BEFORE_SIGN = late(
    r"(?P<name>(?!(?i:copyright|all\b|rights|photo|foto|фото|image|bild|все\b|всі\b|alle\b|tous\b|todos\b|tutti\b|wszelkie\b|všechna\b|toate\b|tüm\b|minden\b|kaikki\b|derechos|direitos|diritti|droits))[^\W\d_][^\d©|.,;:]{1,36}?)\s*©\s*(?:\d{4})(?:\s?[-–—]\s?\d{4})?[\s,]+(?=\S)"
)
# `© 2022 "Northern Media Group". All rights reserved. callow.example`
HOST_AT_END = late(
    r"(?<!by)(?<!on)(?<!von)(?<!par)[.,|–—\s]\s?(?:www\.)?(?P<host>[a-z\d][a-z\d-]{1,24}(?:\.[a-z\d-]{2,16})?\.[a-z]{2,6})/?\.?$"
)
# `«Callow.Ru», 1999-2012`
OF_YEARS = late(
    r"(?:[«\"“„](?P<quoted>[^«»\"“”„]{2,40})[»\"”“]|(?P<name>[A-ZА-ЯЁ][\w.'’&-]*(?:\s[A-ZА-ЯЁ][\w.'’&-]*){0,3})),?\s*\(?(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d\)?(?:\s?(?:гг?|рр?)\.)?\.?"
)
ABOVE = ("section", "furniture", "role", "source", "deck")


def label_nameplate(sheet: Sheet) -> None:
    """Label the first line as furniture where a rights line says it again: it is the page's name, no headline."""
    top = next((i for i, passage in enumerate(sheet.passages) if not skips_menu(passage.text)), 0)
    if top >= sheet.start or not sheet.open(top) or len(sheet.passages[top].text) > LONGEST:
        return
    name = _as_said(sheet.passages[top].text)
    below = sheet.passages[max(sheet.start, len(sheet.passages) // 2) :]
    if any(RIGHTS.search(p.text) and name in f" {fold(p.text)} " for p in below if len(p.text) <= 200):
        sheet.set(top, "furniture", "the name of the page, which its rights line says again")


def names_over_the_page(labels: Sequence[Label]) -> Iterator[SourceClue]:
    """Yield a clue for each outlet that the page names as its own, above it or by its desks and issues."""
    yield from _nameplate(labels)
    yield from _called(labels)
    yield from _owned(labels)
    for i, label in enumerate(labels):
        text = label.passage.text
        if len(text) > 160:
            continue
        line = label.passage.line
        if label.kind in ("date", "footer", "furniture", "note") and (match := ISSUE.match(text)):
            yield SourceClue("line", match.group("name"), line)
        elif label.kind in ("byline", "role", "section", "desk"):
            if match := DESK.fullmatch(text) or DESK_OF.fullmatch(text):
                yield SourceClue("byline", match.group("name").strip(), line)
            elif (match := FOR.fullmatch(text)) and is_name(match.group("writer")):
                name = match.group("name") or match.group("dpa")
                if name not in PLACES:
                    yield SourceClue("byline", name, line)
        if (
            i > 0
            and label.kind in ("role", "section")
            and labels[i - 1].kind == "byline"
            and _above(labels, text)
        ):
            yield SourceClue("line", text, line)


def _nameplate(labels: Sequence[Label]) -> Iterator[SourceClue]:
    """Yield the first line of the page, past the links for readers who cannot see it, where it is the nameplate."""
    headline = next((i for i, label in enumerate(labels) if label.kind == "headline"), 0)
    top = next((i for i in range(headline) if not skips_menu(labels[i].passage.text)), headline)
    if top >= headline or labels[top].kind not in ABOVE:
        return
    text = labels[top].passage.text
    for part in text.split(" | ") if " | " in text and len(text) <= 2 * LONGEST else ():
        if part[:1].isupper() and not ANY_SITE.fullmatch(part) and _in_box(labels, part):
            yield SourceClue("line", part, labels[top].passage.line)
            return
    if len(text) > LONGEST or len(text.split()) > MOST_WORDS or not text[:1].isalnum() or ":" in text:
        return
    host = HOST.fullmatch(text) is not None
    if not host and (ANY_SITE.fullmatch(text) or above_headline(text)):
        return  # a word of a menu that any site has
    followed = top + 1 < headline and CONTROL.fullmatch(labels[top + 1].passage.text)
    if host or followed or any(said(labels, text) for said in (_in_trail, _in_rights, _in_calls)):
        yield SourceClue("line", text, labels[top].passage.line)


def _called(labels: Sequence[Label]) -> Iterator[SourceClue]:
    """Yield the name that two lines around the text or more call upon readers to read or to support."""
    lines: dict[str, list[int]] = {}
    for label in labels:
        if label.kind in ("footer", "furniture") and len(label.passage.text) <= 200:
            for match in CALLED.finditer(label.passage.text):
                lines.setdefault(match.group("name"), []).append(label.passage.line)
    for name, found in lines.items():
        if len(set(found)) > 1 and not ANY_SITE.fullmatch(name):
            yield SourceClue("line", name, found[0])
            return


def _owned(labels: Sequence[Label]) -> Iterator[SourceClue]:
    """Yield the outlet of a rights line whose holder is a company: the name before the sign, the host at the end.

    A name and a span of years alone on a line say the same without the sign.
    """
    for label in labels[len(labels) // 2 :]:
        text, line = label.passage.text, label.passage.line
        if label.kind not in ("footer", "furniture", "date", "credit") or len(text) > 240:
            continue
        if "©" in text and (match := BEFORE_SIGN.match(text)):
            yield SourceClue("notice", match.group("name").strip(" |–—-"), line)
        elif RIGHTS.search(text) and (match := HOST_AT_END.search(text)):
            host = match.group("host")
            if fold(host.partition(".")[0]) not in fold(text[: match.start("host")]).replace(" ", ""):
                yield SourceClue("notice", host, line)
        elif match := OF_YEARS.fullmatch(text):
            yield SourceClue("notice", match.group("quoted") or match.group("name"), line)


def _in_rights(labels: Sequence[Label], name: str) -> bool:
    """Whether a rights line below the text says the name, in whole words, and not as the end of a longer one."""
    wanted = _as_said(name)
    return any(
        label.kind in ("footer", "furniture")
        and RIGHTS.search(label.passage.text)
        and wanted in f" {fold(label.passage.text)} "
        and not _ends_name(label.passage.text, name)
        for label in labels[len(labels) // 2 :]
    )


def _ends_name(text: str, name: str) -> bool:
    """Whether a line says the name only behind another word with a capital: `Hollin News` where the name is `News`."""
    at = text.casefold().find(name.casefold())
    before = re.search(r"([^\W\d_]+)\s$", text[:at]) if at > 0 else None
    return (
        before is not None
        and before.group(1).istitle()
        and not RIGHTS.match(before.group(1))
        and before.group(1) not in LEADS
    )


def _as_said(name: str) -> str:
    """Return what a folded line between two spaces must hold to say a name: whole words, where words have spaces."""
    return fold(name) if UNSPACED.fullmatch(name) else f" {fold(name)} "


def _in_trail(labels: Sequence[Label], name: str) -> bool:
    """Whether the way to the page above the headline begins with the name: `The Callow Argus > News > Town`."""
    for label in labels:
        if label.kind == "headline":
            return False
        parts = TRAIL.split(label.passage.text)
        if len(parts) > 2 and fold(parts[0]) == fold(name):
            return True
    return False


def _in_calls(labels: Sequence[Label], name: str) -> bool:
    """Whether a short line around the text begins with a name of a script without spaces: `한겨레를 후원해주세요`."""
    return UNSPACED.fullmatch(name) is not None and any(
        label.kind in ("footer", "furniture")
        and label.passage.text.startswith(name)
        and len(name) < len(label.passage.text) <= len(name) + MORE
        for label in labels[len(labels) // 2 :]
    )


def _in_box(labels: Sequence[Label], name: str) -> bool:
    """Whether a line below the middle offers what an outlet has by its name: its newsletter, rights, an app."""
    wanted = _as_said(name)
    return any(
        label.kind in ("footer", "furniture")
        and len(label.passage.text) <= 160
        and OFFERED.search(label.passage.text)
        and wanted in f" {fold(label.passage.text)} "
        for label in labels[len(labels) // 2 :]
    )


def _above(labels: Sequence[Label], name: str) -> bool:
    """Whether the same name stands alone above the headline."""
    for label in labels:
        if label.kind == "headline":
            return False
        if fold(label.passage.text) == fold(name) and label.kind in ABOVE:
            return above_headline(label.passage.text) is None
    return False
