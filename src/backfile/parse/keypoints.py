"""The points in which a page sums up its article above the text: the standfirst in pieces.

They stand under a label, in one block or as a list; an agency prints them as a starred list above byline or dateline.
"""

import itertools

from backfile.parse.dateline import dateline_of
from backfile.parse.forms import CLOSED
from backfile.parse.paragraphs import LIST_MARK
from backfile.parse.phrases import any_of
from backfile.parse.sheet import Sheet
from backfile.patterns import late

__all__ = ["label_key_points"]

# Table of labels, one language after the other.
# ruff: noqa: E501
LABELS = (
    "what you need to know", "what to know", "things to know", "key points?", "key takeaways", "key facts", "takeaways", "highlights", "in short", "in brief", "at a glance", "the gist", "summary", "story highlights", "the key points", r"what['’]s next", "why it matters", "tl;?dr",
    "das wichtigste in kürze", "auf einen blick", "in kürze", "kurz und knapp", "kurz erklärt", "darum geht['’]s", "kurz zusammengefasst", "zusammenfassung", "l['’]essentiel", "en bref", "en résumé", "ce qu['’]il faut (?:retenir|savoir)", "à retenir", "les points clés", "puntos clave", "claves", "lo esencial", "en resumen", "en breve", "lo que debes saber", "lo más importante", "resumen",
    "resumo", "em resumo", "pontos[- ]chave", "o essencial", "o que você precisa saber", "i punti chiave", "in sintesi", "in breve", "punti chiave", "cosa sapere", "in het kort", "samengevat", "kernpunten", "het belangrijkste", "i korthet", "sammanfattning", "kortversjonen", "kort fortalt", "oppsummert", "kort fortalt", "det vigtigste", "lyhyesti", "tiivistelmä",
    "w skrócie", "najważniejsze informacje", "co warto wiedzieć", "stručně", "v kostce", "to nejdůležitější", "shrnutí", "öne çıkanlar", "özet", "kısaca", "главное", "коротко", "кратко", "вкратце", "самое важное", "что произошло", "головне", "коротко про головне", "стисло", "накратко", "най-важното", "pe scurt", "esențialul", "összefoglaló", "με λίγα λόγια",
    "نکات کلیدی", "خلاصه خبر", "چکیده", "أبرز النقاط", "النقاط الرئيسية", "الخلاصة", "ملخص", "बड़ी बातें", "मुख्य बातें", "要点", "要點", "摘要", "重点", "重點", "ポイント", "要約", "핵심 ?요약", "요약", "3줄 요약",
)  # fmt: skip
LABEL = late(rf"[\W_]{{0,3}}{any_of(LABELS)}\s*[:：?？.…]{{0,2}}")
FOLDED = late(r"[*•·▪►✔‒–-]\s*")
LONGEST_LABEL, LONGEST_POINT, MOST = 44, 240, 8
WHY = "a point that sums up the article, above the text"


def label_key_points(sheet: Sheet) -> None:
    """Label the points above the text as its standfirst, one after the other, and the label over them as furniture."""
    for i in range(min(sheet.start + 1, len(sheet.passages) - 2, 40)):
        text = sheet.passages[i].text
        if len(text) <= LONGEST_LABEL and sheet.labels[i] is None and LABEL.fullmatch(text.lower()):
            points = _points(sheet, i + 1)
            points = points if len(points) > 1 else _points_above_dateline(sheet, i + 1)
            after = points[-1] + 1 if points else i + 2
            if len(points) < 2 or not any(sheet.prose(j) for j in range(after, len(sheet.passages))):
                if i and sheet.open(i + 1):
                    sheet.set(i, "furniture", "announces a summary")
                continue
            sheet.set(i, "furniture", "announces points that sum up the article")
            _take(sheet, points)
            return
    above = range(1, min(sheet.start + 1, 12, len(sheet.passages)))
    starred = next((i for i in above if sheet.passages[i].text.startswith("* ")), None)
    points = _points(sheet, starred) if starred else []
    if points and _header_below(sheet, points[-1] + 1):
        _take(sheet, points)


def _points(sheet: Sheet, first: int) -> list[int]:
    """Return the passages from `first` that are points: a list, or one block without blank lines inside."""
    found: list[int] = []
    for i in range(first, min(first + MOST, len(sheet.passages))):
        text = sheet.passages[i].text
        listed = LIST_MARK.match(text) is not None
        goes_on = not found or listed or not sheet.passages[i].apart
        if (
            not sheet.open(i)
            or len(text) > LONGEST_POINT
            or not goes_on
            or (found and listed != _listed(sheet, found[0]))
        ):
            break
        found.append(i)
    return found


def _points_above_dateline(sheet: Sheet, first: int) -> list[int]:
    """Return the lines that stand apart between a label and a paragraph with a dateline: two or more, none a sentence.

    Further labels of the box, one word each, stand above them.
    """
    while first < len(sheet.passages) and sheet.open(first) and len(sheet.passages[first].text.split()) == 1:
        sheet.set(first, "furniture", "a label of the box that sums up the article")
        first += 1
    for i in range(first, min(first + MOST, len(sheet.passages))):
        text = sheet.passages[i].text
        if dateline_of(sheet.passages[i]) is not None:
            return list(range(first, i)) if i - first >= 2 else []
        if not sheet.open(i) or len(text) > LONGEST_POINT or len(text.split()) < 3 or CLOSED.ends(text):
            break
    return []


def _listed(sheet: Sheet, i: int) -> bool:
    return LIST_MARK.match(sheet.passages[i].text) is not None


def _header_below(sheet: Sheet, i: int) -> bool:
    """Whether byline, date or a paragraph with a dateline comes next, agency notes in brackets passed over."""
    rest = itertools.dropwhile(lambda j: sheet.marked(j, "desk"), range(i, len(sheet.passages)))
    below = next(rest, None)
    return below is not None and (
        sheet.marked(below, "byline", "date") or dateline_of(sheet.passages[below]) is not None
    )


def _take(sheet: Sheet, points: list[int]) -> None:
    texts = [FOLDED.sub("", sheet.passages[i].text, count=1) for i in points]
    for n, i in enumerate(points):
        sheet.set(i, "deck", WHY, " ".join(texts) if n == 0 else texts[n])
    sheet.start = next(
        (i for i in range(points[-1] + 1, len(sheet.passages)) if sheet.labels[i] is None and sheet.prose(i)),
        len(sheet.passages),
    )
