"""Boxes that a page sets between the paragraphs of its text: calls for a newsletter, headlines in square brackets."""

# Tables of words.
# ruff: noqa: E501

import re

from backfile.parse.phrases import any_of
from backfile.parse.sheet import Sheet
from backfile.patterns import late

__all__ = ["label_boxes"]

LETTER = (
    "newsletters?", "infolettre", "rundbrief", "bolet[ií]n(?:es)?", "nieuwsbrief", "nyhedsbrev", "nyhetsbrev", "uutiskirje", "hírlevél", "bülteni?", "zpravodaj",
    "рассылк[аиу]", "розсилк[аиу]", "бюлетин", "النشرة(?: البريدية)?", "خبرنامه", "ニュースレター", "メルマガ", "뉴스레터", "电子报", "電子報", "न्यूज़?लेटर",
)  # fmt: skip
TITLE = late(rf"(?<!\w){any_of(LETTER)}(?!\w)", re.IGNORECASE)
# The button that ends the box: a call of one to three words.
_BUTTON = any_of(
        (
            "sign ?up(?: now| here| free| for free)?",
            "subscribe(?: now| here)?",
            "join(?: now| us)?",
            "register(?: now)?",
            "get it",
            "sign me up",
            "recibir(?: newsletter)?",
            "quiero recibir(?:la|lo)",
            "receber",
            "recevoir",
            "je m['’]abonne",
            "ricevi",
            "meld (?:je aan|deg på)",
            "tilmeld(?: dig)?",
            "tilaa",
            "prenumerera",
            "feliratkozom",
            "abonează-te",
            "s['’]inscrire(?: à la newsletter)?",
            "je m['’]inscris",
            "s['’]abonner",
            "ok",
            "anmelden",
            "jetzt anmelden",
            "abonnieren",
            "jetzt abonnieren",
            "suscribirme",
            "suscribirse",
            "suscríbete",
            "apuntarme",
            "apúntate",
            "inscrever(?:-se)?",
            "quero receber",
            "assinar",
            "iscriviti(?: ora)?",
            "iscrivermi",
            "abonneren",
            "inschrijven",
            "aanmelden",
            "zapisz (?:się|mnie)",
            "přihlásit(?: se)?",
            "odebírat",
            "kaydol",
            "abone ol",
            "подписаться",
            "підписатися",
            "абонирай се",
            "اشترك(?: الآن)?",
            "سجل الآن",
            "عضویت",
            "登録(?:する)?",
            "구독(?:하기)?",
            "订阅",
            "訂閱",
            "सब्सक्राइब(?: करें)?",
        )
)
BUTTON = late(rf"{_BUTTON}\W*", re.IGNORECASE)
# The call that ends the box's own sentences: `All that matters in the county, by mail. Sign up here.`
CALL = late(
    rf"[.!?…–—:]\s(?:jetzt |hier |gleich )?(?:kostenlos |gratis )?(?:{_BUTTON}|(?:sign up|subscribe|register) (?:here|now|for free)|(?:inscrivez|abonnez)-vous(?: ici| gratuitement)?|(?:apúntate|suscríbete|inscríbete|inscreva-se|iscriviti|assine) (?:aquí|gratis|aqui|qui|gratuitamente)|meld je (?:hier )?aan|schrijf je in|anmälan här)[.!]?$",
    re.IGNORECASE,
)
# `[The mayor’s bus plan: What riders need to know]`
HEADLINE = late(r"\[\s?(?P<title>[^\W\d_a-z](?:[^\[\]\s]*\s){3,18}[^\[\]\s]*[^\[\].!\s])\s?\]")
LONGEST, REACH = 160, 4


def label_boxes(sheet: Sheet) -> None:
    """Label a newsletter's box as furniture: a line that names it, at most two lines that tell of it, a button."""
    _label_bracketed(sheet)
    for i in sheet.short(60):
        text = sheet.passages[i].text
        if not sheet.start <= i < len(sheet.passages) - 1 or len(text.split()) > 7 or not TITLE.search(text):
            continue
        ends = range(i + 1, min(i + REACH, len(sheet.passages)))
        end = next((j for j in ends if _calls(sheet, j)), None)
        if end is None or any(len(sheet.passages[j].text) > LONGEST for j in range(i, end)):
            continue
        for j in range(i, end + 1):
            sheet.set(j, "furniture", "a box that offers a newsletter")


def _calls(sheet: Sheet, j: int) -> bool:
    """Whether a line is the button of a box, or its sentences in one block with the line above end in the call."""
    text = sheet.passages[j].text
    told = not sheet.passages[j].apart and CALL.search(text, max(0, len(text) - 48)) is not None
    return told or BUTTON.fullmatch(text) is not None


def _label_bracketed(sheet: Sheet) -> None:
    """Label a line in square brackets between paragraphs as the headline of another article: a title, no sentence."""
    for i in sheet.short(120):
        text = sheet.passages[i].text
        if (
            text[:1] == "["
            and sheet.start < i < len(sheet.passages) - 1
            and sheet.open(i)
            and HEADLINE.fullmatch(text)
            and sheet.prose_follows(i)
        ):
            sheet.set(i, "read-also", "a title in square brackets between paragraphs")
