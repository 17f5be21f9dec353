"""Known outlets that a page names as its own: over the text, beside the writer or the date, in its lines below."""

# One table of words, a meaning a line.
# ruff: noqa: E501

import itertools
import re
from collections.abc import Iterator, Sequence

from backfile.model import SourceClue
from backfile.outletlist import known_outlet, outlets_within
from backfile.parse.bylines import AGENCY, beside_date
from backfile.parse.sheet import Label, Sheet
from backfile.patterns import late

__all__ = ["label_known_names", "outlets_below", "outlets_over"]

LONGEST, MOST_ABOVE = 200, 30
PARTS = late(r"\s*[|｜•·/／>＞»›→]\s*|\s[-–—]\s|,\s")
# In which lines below the text an outlet speaks of itself: rights, its channels, its readers' support, its app.
SELF = late(
    r"[©ⓒ]|\([cс]\)\s|copyright|rights reserved|rechte vorbehalten|droits réservés|derechos reservados|direitos reservados|diritti riservati|защищены|захищені|saklıdır|محفوظة|محفوظ|版权所有|版權所有|無断|무단|저작권"
    r"|follow|subscri|newsletter|abonn|support|suscr|assin|folg(?:e|en) sie|segui|volg|sleduj|obserwuj|polub|kövess|urmăre|ακολουθ|takip|theo dõi|ikuti|подпис|підпис|читайте|следите|стежте|последвайте"
    r"|whatsapp|telegram|google news|sign up|member|donat|recevez|recib|receb|ricev|télécharg|descarg|scarica|baixe|pobierz|stiahni|csatlakoz|támogat|podpoř|doneaz|prenumer|канал|рассылк|коментар|comments policy|moderat"
    r"|تابع|کانال|加入|追蹤|追踪|关注|關注|下載|粉絲|フォロー|구독|फॉलो|ऐप|\bapps?\b|appli|приложени|reproduc|redactor[ae]?\b|periodista|correspond|journalist|reporter|staff writer|redakteur|giornalist|dziennikar|журналист",
    re.IGNORECASE,
)
# What papers call themselves, in a name of their own over the page; `News` and its like are rubrics too.
PAPER = late(
    r"(?:(?:The|El|La|Le|Il|Der|Die|Das|De|Het|O|A)\s)?(?:[A-ZÀ-ÞĀ-Ž][\w.&'’-]*\s){1,3}(?:Times|Post|Herald|Tribune|Journal|Gazette|Guardian|Independent|Telegraph|Chronicle|Star|Sun|Mail|Express|Observer|Examiner|Inquirer|Standard|Courier|Sentinel|Argus|Echo|Mercury|Zeitung|Anzeiger|Tageblatt|Kurier|Rundschau|Volksblatt|Courant|Dagblad|Tidning|Tidende|Avis|Stiftstidende|Gazetesi|Gazette|Matin|Libre|Républicain)"
    r"|(?:Diario|Diário|Jornal|Heraldo|Correo|Gazeta|Dziennik|Kurier|Głos|Giornale|Gazzetta|Corriere|Eco|Courrier|Journal|Monitorul|Ziarul|Glas|Zpravodaj)\s(?:d[aeiou]l?l?a?\s|de\s(?:la|las|los)\s|du\s|des\s|d['’])?[A-ZÀ-ÞĀ-Ž][\w'’-]+(?:\s[A-ZÀ-ÞĀ-Ž][\w'’-]+){0,2}"
    r"|(?:صحيفة|جريدة|وكالة|روزنامه|خبرگزاری)\s[\u0621-\u06cc\u200c]{2,14}(?:\s[\u0621-\u06cc\u200c]{2,14}){0,2}"
    r"|[\u3040-\u30ff\u3400-\u9fff]{2,6}(?:日報|晚報|時報|日报|晚报|时报|都市报|晨报|商报|新報|タイムス|民報)|[가-힣]{2,6}(?:일보|신문)|(?:Газета|Вестник|Вісник)\s[«\"]?[А-ЯІЇЄҐ][\w-]+[»\"]?"
)
NEAR_TOP, SHORT, FEW = 8, 60, 5
BESIDE = frozenset(("byline", "role", "date", "section", "dateline", "reporting"))
ABOVE = frozenset(
    ("section", "furniture", "role", "source", "duplicate", "footer", "tags", "url", "deck", "byline")
)
BELOW = frozenset(("footer", "furniture", "source", "tags", "note", "role"))


def label_known_names(sheet: Sheet) -> None:
    """Label lines above the text that are nothing but a known outlet's name as furniture: none is a headline."""
    for i in range(min(sheet.start, MOST_ABOVE)):
        if sheet.open(i) and known_outlet(sheet.passages[i].text):
            sheet.set(i, "furniture", "the name of a known outlet over the text")


def outlets_over(labels: Sequence[Label]) -> Iterator[SourceClue]:
    """Yield the known names alone above the headline, at the beginning of the way to the page, beside date or writer.

    Agencies beside a writer are told by other rules.
    """
    headline = next((i for i, label in enumerate(labels) if label.kind == "headline"), 0)
    text = next((i for i, label in enumerate(labels) if label.kind == "paragraph"), len(labels))
    above = [label for label in labels[: min(headline, MOST_ABOVE)] if label.kind in ABOVE]
    for label in above:
        line = label.passage.text
        name = known_outlet(line) or known_outlet(PARTS.split(line, maxsplit=1)[0])
        if name and len(line) <= LONGEST:
            yield SourceClue("line", _written_out(name, labels[text:]), label.passage.line)
    for n, label in enumerate(labels[:text]):
        line = label.passage.text
        if n > headline and label.kind in ("furniture", "source", "deck") and (name := _alone(line)):
            yield SourceClue("line", name, label.passage.line)
        if label.kind not in BESIDE or len(line) > LONGEST:
            continue
        pieces = dict.fromkeys((line, *PARTS.split(line)))
        dated = (piece for piece in pieces if any(map(str.isdigit, piece)) and any(map(str.isalpha, piece)))
        known = map(known_outlet, itertools.chain(pieces, map(beside_date, dated)))
        name = next((name for name in known if name and not AGENCY.fullmatch(name)), None)
        if name:
            yield SourceClue("line", name, label.passage.line)
    for label in above[:NEAR_TOP]:
        if label.kind not in ("section", "furniture", "role"):
            continue
        if PAPER.fullmatch(label.passage.text):
            yield SourceClue("line", label.passage.text, label.passage.line)
        elif "." in label.passage.text and len(label.passage.text) <= SHORT:
            hosts = (name for name in outlets_within(label.passage.text) if "." in name)
            yield from (SourceClue("line", name, label.passage.line) for name in hosts)


def _written_out(name: str, labels: Sequence[Label]) -> str:
    """Return the whole name of an outlet of which the page's head has the initials, where a notice below prints it."""
    letters = name.partition(".")[0]
    if not (letters.isupper() and len(letters) <= FEW):
        return name
    notices = (label.passage.text for label in labels if label.kind in BELOW and SELF.search(label.passage.text))
    told = (other for text in notices for other in outlets_within(text[: 2 * LONGEST]))
    return next((other for other in told if "".join(word[0] for word in other.split()) == letters), name)


def _alone(line: str) -> str | None:
    """Return the outlet of which a line consists, None for an agency: that is whom the outlet cites."""
    name = known_outlet(line)
    return name if name and not AGENCY.fullmatch(name) else None


def outlets_below(labels: Sequence[Label]) -> list[SourceClue]:
    """Return a clue for the known outlet of the page's own lines below the text; two different names tell nothing.

    Such a line speaks of rights, channels or support; the credit of a picture counts where no line does.
    """
    text = next((i for i, label in enumerate(labels) if label.kind == "paragraph"), len(labels))
    own = _one(
        label
        for label in labels[text:]
        if label.kind in BELOW and len(label.passage.text) <= 2 * LONGEST and SELF.search(label.passage.text)
    )
    below = [label for label in labels[text:] if label.kind in BELOW and len(label.passage.text) <= SHORT]
    credits = (label for label in labels if label.kind in ("credit", "figure"))
    return own or _foot(below) or _twice(below) or _one(credits, last=SHORT)


def _foot(labels: Sequence[Label]) -> list[SourceClue]:
    """Return a clue for the one outlet that stands alone on a line below the text, as a page signs itself at its foot."""
    named = {name: label for label in labels if len(label.passage.text) > FEW and (name := _alone(label.passage.text))}
    return [SourceClue("notice", name, label.passage.line) for name, label in named.items()] if len(named) == 1 else []


def _twice(labels: Sequence[Label]) -> list[SourceClue]:
    """Return a clue for the one known outlet that two or more short lines name, as a page's foot names its services."""
    named = (
        (name, label) for label in labels for name in outlets_within(label.passage.text) if len(name) > FEW
    )
    lines: dict[str, set[int]] = {}
    for name, label in itertools.islice(named, 200):
        lines.setdefault(name, set()).add(label.passage.line)
    told = [name for name, found in lines.items() if len(found) > 1 and not AGENCY.fullmatch(name)]
    return [SourceClue("notice", told[0], min(lines[told[0]]))] if len(told) == 1 else []


def _one(labels: Iterator[Label], last: int = 2 * LONGEST) -> list[SourceClue]:
    """Return a clue for the one known outlet that the last signs of lines name, the longest form of it, else nothing."""
    named = ((name, label) for label in labels for name in outlets_within(label.passage.text[-last:]))
    found = {
        name: label.passage.line for name, label in itertools.islice(named, 40) if not AGENCY.fullmatch(name)
    }
    names = sorted(found, key=len)
    if not names or not all(names[0].casefold() in name.casefold() for name in names):
        return []
    return [SourceClue("notice", names[-1], found[names[-1]])]
