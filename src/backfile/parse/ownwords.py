"""What a text says of its outlet in words of its own: where it was first printed, for whom the writer works, to whose
reporter people spoke.

Only the last tells less than it seems: outlets quote each other. So the forms are those in which an outlet speaks of
itself, and they count where nothing around the text names one.
"""

# Tables of regular expressions, one meaning a line.
# ruff: noqa: E501

import re
from collections.abc import Sequence

from backfile.model import SourceClue
from backfile.openings import Openings
from backfile.outletlist import known_outlet
from backfile.parse.monthnames import month_numbers
from backfile.parse.sheet import Label
from backfile.patterns import late

__all__ = ["first_printed", "spoke_to", "works_for"]

_NAME = r"[«„“\"‘'《]?(?P<{}>(?!\d)[^\W_][^.,;:()«»“”\"《》|]{{1,40}}?(?:\.[a-z]{{2,4}}(?!\w))?)[»”“\"’'》]?(?=[.,;:()|]|$|\s(?:{})(?!\w))"
# `This article is republished from The Callow Argus under …`, where it stands at the beginning or the end of the text.
REPRINTED = late(
    r"[\W_]*(?:"
    + r"(?:this|the|a version of this|an earlier version of this) (?:article|story|piece|report|essay|text|interview|post|column)\s(?:is|was|has been|first|originally|is being|had)?\s?(?:first |originally |previously )?(?:(?:re)?published|appeared|ran|printed|produced|reported)(?: here)? (?:from|in|on|by|at|with permission from|with permission of|courtesy of)\s(?:the website of )?"
    + _NAME.format("en", "under|on|and|with|as|in|under a|is|website|here|by|through|for")
    + r"|(?:republished|reprinted|reproduced|originally published|first published)(?: with (?:kind )?permission)?(?: from| by| of| in| on| at)+\s" + _NAME.format("en2", "under|on|and|with|as|in|here")
    + r"|(?:dieser|der) (?:artikel|beitrag|text) (?:ist |wurde )?(?:zuerst |ursprünglich |erstmals )?(?:erschien\w*|stammt|veröffentlicht)?\s?(?:zuerst |ursprünglich |erstmals )?(?:bei|in|auf|im|aus|von|am \d.{4,16} (?:in|bei|auf))\s(?:der |dem )?" + _NAME.format("de", "erschienen|veröffentlicht|und|am|publiziert|unter")
    + r"|(?:cet|l['’]) ?article (?:est |a été |a )?(?:republié|publié|paru|initialement|d['’]abord|repris)\s?(?:initialement |d['’]abord |pour la première fois |à l['’]origine )?(?:publié |paru )?(?:à partir de|dans|sur|par|de|chez)\s" + _NAME.format("fr", "sous|le|et|en|avec")
    + r"|(?:este|esta) (?:artículo|nota|reportaje|texto|historia|artigo|reportagem|matéria|texto) (?:fue|se|foi|ha sido)\s?(?:publicad[oa]|publicó|republicad[oa])?\s?(?:originalmente|por primera vez|primeiro|originariamente)?\s?(?:publicad[oa] )?(?:en|no|na|em|por|pelo|pela|de)\s" + _NAME.format("es", "bajo|el|y|con|en|sob|e|com|em")
    + r"|quest['’]?o? ?articolo è (?:stato )?(?:originariamente |in origine )?(?:pubblicato|apparso|uscito|tratto|ripubblicato)\s?(?:originariamente |per la prima volta |in origine )?(?:su|da|in|il \d.{4,16} su)\s" + _NAME.format("it", "con|il|e|in")
    + r"|dit artikel (?:verscheen|is)\s?(?:eerder|eerst|oorspronkelijk)?\s?(?:verschenen|gepubliceerd)?\s?(?:in|op|bij)\s" + _NAME.format("nl", "op|en|verschenen|gepubliceerd")
    + r"|(?:artykuł|tekst) (?:ukazał się|pochodzi|został opublikowany)\s?(?:pierwotnie |po raz pierwszy )?(?:w|na|z)\s(?:serwisie |portalu |tygodniku )?" + _NAME.format("pl", "w|i|z|na")
    + r"|(?:текст|статья|материал|статтю?|матеріал|стаття) (?:был[аи]?|було)?\s?(?:впервые |вперше |первоначально )?(?:опубликован\w*|опубліковано|вышл?\w*|подготовлен)\s(?:на сайте |в газете |в издании |в журнале |на сайті |у виданні |в|на|у)\s?" + _NAME.format("ru", "в|на|и|і|у")
    + r"|artikel ini (?:telah |sudah |pertama kali |sebelumnya )?(?:tayang|terbit|dimuat|diterbitkan)(?: pertama kali| lebih dulu)? (?:di|pada|oleh)\s" + _NAME.format("id", "dengan|pada|dan")
    + r"|(?:本文|此文|文章)(?:原载于?|原載於?|首发于?|首發於|转载自|轉載自|原刊于?|经)[《「“\"]?(?P<zh>[\u3400-\u9fffA-Za-z]{2,14}?)[》」”\"。,，（(]"
    + r").*",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
REPRINTS = Openings(REPRINTED)
ARTICLE = late(r"^(?:der|dem|den|het)\s", re.IGNORECASE)
# For whom the writer works, under the name: `автор в «Галион»`, `Journalistin bei der Galionspost`.
WORKS = late(
    r"(?:.{0,40}\s)?(?:reporter|correspondent|journalist|editor|columnist|author|redakteur(?:in)?|korrespondent(?:in)?|journalist(?:in)?|journaliste|periodista|redactora?|corresponsal|giornalista|corrispondente|jornalista|rep[óo]rter|dziennikar(?:z|ka)|redaktor(?:ka)?|журналист(?:ка)?|журналіст(?:ка)?|корр?еспондент(?:ка)?|автор(?:ка)?|редактор(?:ка)?|verslaggever|redacteur|novinář(?:ka)?)"
    r",?\s(?:(?:at|for|with|of|bei(?: der| dem)?|beim|der|des|à|au|du|chez|pour|de la|de|del|en|di|della|per|do|da|w|v|във?|на|у|voor|van|bij|på|hos|pro|pri)\s)?[«„“\"]?(?P<name>[^«»“”\"]{2,40}?)[»“”\"]?",
    re.IGNORECASE,
)
# To whose reporter people spoke, in the forms in which outlets name themselves.
_IRAN = "ایسنا|ایرنا|مهر|فارس|تسنیم|ایلنا|برنا|میزان|ایکنا|ایبنا|خبرآنلاین|همشهری آنلاین|باشگاه خبرنگاران جوان|رکنا|شفقنا|آنا|صدا و سیما|جماران|تابناک|عصر ایران|فرارو"
SPOKE = (
    ("خبرنگار", late(rf"خبرنگار(?:ان)?\s(?:خبرگزاری\s)?(?P<name>{_IRAN})(?![\u0621-\u06cc])")),
    ("گو", late(rf"گفت[\u200c ]?و?[\u200c ]?گو(?:یی)?\sبا\s(?:خبرنگار\s|خبرگزاری\s)?(?P<name>{_IRAN})(?![\u0621-\u06cc])")),
    ("取材に", late(r"(?P<name>[\u3400-\u9fff]{2,5}(?:新聞|新報|日報|テレビ|放送))(?:社)?の?取材に")),
    ("muhabir", late(r"(?P<name>[A-ZÇĞİÖŞÜ]\w+(?:\s[A-ZÇĞİÖŞÜ]\w+)?) muhabir(?:ine|imize|lerine)")),
    ("记者", late(r"(?:告诉|对|向|接受)(?P<name>[\u3400-\u9fff]{2,6}?)记者")),
    ("لـ", late(r"لـ\s?[«\"“](?P<name>[^«»\"“”]{3,24})[»\"”]")),
    ("kepada", late(r"kepada\s(?P<name>[A-Za-z]+\.com|detikcom|Tempo|Republika|Tirto|CNNIndonesia\.com)(?!\w)")),
)  # fmt: skip
LONGEST, LONGEST_ROLE = 500, 90


def first_printed(labels: Sequence[Label]) -> list[SourceClue]:
    """Return a clue for the outlet of which a notice, or the first or last paragraph, says that it printed the text first."""
    prose = [i for i, label in enumerate(labels) if label.kind == "paragraph"]
    outer = {*prose[:1], *prose[-1:]}
    for i, label in enumerate(labels):
        text = label.passage.text
        if i not in outer and label.kind not in ("footer", "furniture", "note", "role"):
            continue
        if len(text) > LONGEST or not REPRINTS.fit(text) or (match := REPRINTED.match(text)) is None:
            continue
        name = ARTICLE.sub("", next(part for part in match.groups() if part).strip())
        if name[0].islower() and not known_outlet(name):
            continue
        if name.split()[0].casefold() not in month_numbers():
            return [SourceClue("line", name, label.passage.line)]
    return []


def works_for(label: Label) -> SourceClue | None:
    """Return a clue for the outlet that a line under the writer's name calls theirs: a known one, or one in capitals."""
    text = label.passage.text
    match = WORKS.fullmatch(text) if len(text) <= LONGEST_ROLE else None
    name = match.group("name") if match else ""
    fits = known_outlet(name) or (name.isupper() and len(name) > 3)
    return SourceClue("byline", name, label.passage.line) if fits else None


def spoke_to(labels: Sequence[Label]) -> list[SourceClue]:
    """Return a clue for the one known outlet to whose reporter people of the text or of the lines above it spoke."""
    found: dict[str, int] = {}
    for label in labels:
        text = label.passage.text
        if text.isascii() and "kepada" not in text:
            continue
        for cue, form in SPOKE if label.kind in ("paragraph", "quote", "section", "deck", "headline") else ():
            for match in form.finditer(text) if cue in text else ():
                name = match.group("name")
                if known_outlet(name) or name in _IRAN:
                    found.setdefault(name, label.passage.line)
    return [SourceClue("copyright", name, line) for name, line in found.items()] if len(found) == 1 else []
