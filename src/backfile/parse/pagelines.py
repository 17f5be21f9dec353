"""Lines that sites print around their articles, known whole or by their form.

data/page_lines.txt holds lines as readers see them: buttons, menu words, labels over other articles. A line of it is
compared whole, without case and the signs at its ends, so that no sentence of an article is taken for one. Buttons and
counters that hold a number are told by their form.
"""

# Tables of regular expressions, one meaning a line.
# ruff: noqa: E501

import functools
import importlib.resources
import re

from backfile.normalforms import normal
from backfile.openings import Openings
from backfile.parse.phrases import any_of
from backfile.patterns import late

__all__ = ["ANNOUNCED", "COUNTED", "home_link", "page_line"]

ANNOUNCED = "announces other articles on many sites"
WHY = {
    "furniture": "a line that many sites print around their articles",
    "block": ANNOUNCED,
    "tag-block": ANNOUNCED,
    "footer": "a sentence that an outlet prints under its articles",
}
ENDS = " \t.,:;…!?>»›→|*•·–—-_[](){}<«#=＞：！？。▼▶►◀\u200b\u200c\u200e\u200f\u2060\ufeff"
LONGEST, LONGEST_LINK = 260, 80
# How a link to an outlet's first page ends, behind the outlet's name.
HOME = (
    " retour à la page d'accueil", " retour à l'accueil", " page d'accueil", " back to home", " back to homepage", " go to home page", " home page", " zur startseite", " zurück zur startseite",
    " ir a la portada", " ir a portada", " ir a la página principal", " torna alla home", " torna alla homepage", " vai alla home", " vai alla homepage", " ir para a página inicial", " voltar para a página inicial",
    " przejdź do strony głównej", " strona główna", " anasayfa", " ana sayfa", " на главную", " вернуться на главную", " на головну",
)  # fmt: skip
# Buttons and counters, and the places in a list or player.
BUTTONS = (
    r"list of \d{1,2} items?", r"list \d{1,2} of \d{1,2}.{0,200}", r"(?:item|slide|photo|image) \d{1,3} of \d{1,3}", r"this article is more than \d+ (?:years?|months?) old", r"(?:skip past|after|before) newsletter promotion", r"(?:watch|listen|read|playback)[:|] ?\d{1,3} ?min\w*",
    r"(?:lesezeit|lesedauer|hördauer|tiempo de lectura|tempo de leitura|tempo di lettura|temps de lecture|czas czytania|doba čtení|okuma süresi|время чтения|час читання|مدة القراءة|زمان مطالعه|阅读时间|閱讀時間|読了時間|읽는 시간)\s*[:：]?\s*(?:ca\.? ?|env\.? ?|~ ?)?\d{1,3}\s?[^\W\d_]{0,10}\.?",
    r"\d{1,5} (?:comments?|shares?|views|likes|reactions?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer|komentarz\w*|komentá\w+|komentář\w*|yorum|комментари\w+|коментар\w+|просмотр\w*|перегляд\w*|تعليقات?|تعليق|نظر|评论|則留言)",
    r"(?:комментари[ия]|комментариев|коментар[іи]в?|kommentare|comments|comentarios|comentários|commentaires|commenti|yorumlar|التعليقات|نظرات|댓글|コメント|评论|просмотров|переглядів|прочтений|visitas|lecturas|visualizações|بازدید)\s*[:：(（]\s*\d{1,7}\s*[)）]?",
)  # fmt: skip
COUNTED = late(any_of(BUTTONS), re.IGNORECASE)
GREEK = late(r"[\u0370-\u03ff]")
# What most lines are told from at once.
FORMS = Openings(COUNTED)


def home_link(text: str) -> str | None:
    """Return the outlet that a link to its first page names: `Le Quotidien, retour à la page d'accueil`, else None."""
    if len(text) > LONGEST_LINK:
        return None
    small = text.lower().replace("’", "'")
    if len(small) != len(text) or not small.endswith(HOME):
        return None
    end = max((end for end in HOME if small.endswith(end)), key=len)
    name = text[: -len(end)].rstrip(" ,:–—|-")
    return name if name[:1].isupper() and len(name) > 2 and not name.isupper() else None


def page_line(text: str) -> tuple[str, str, str] | None:
    """Return (kind of mark, the text, why) for a line that sites print around articles, None for any other."""
    if len(text) > LONGEST:
        return None
    if kind := _lines().get(_key(text)):
        return kind, text, WHY[kind]
    if home_link(text):
        return "furniture", text, "the link to the outlet's first page"
    counted = FORMS.fit(text) and COUNTED.fullmatch(text)
    return ("furniture", text, "a button or counter of the page") if counted else None


@functools.cache
def _lines() -> dict[str, str]:
    """Return the kind of each known line by its letters."""
    source = importlib.resources.files("backfile.parse") / "data" / "page_lines.txt"
    rows = (row.partition("\t") for row in source.read_text(encoding="utf-8").splitlines())
    return {_key(line): kind for kind, tab, line in rows if tab}


def _key(line: str) -> str:
    """Return a line as lines are compared: without case, the signs at its ends, and the accents that capitals lack."""
    key = line.strip(ENDS).casefold()
    if "i\u0307" in key:  # the dotted capital of Turkish
        key = key.replace("i\u0307", "i")
    return normal("NFD", key).replace("\u0301", "") if GREEK.search(key) else key
