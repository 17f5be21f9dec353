"""What a saved page prints above its article besides menus: its title again with its own name, machine lines, a ticker
of other headlines, a summary that a machine wrote.
"""

# Tables of regular expressions, one meaning a line.
# ruff: noqa: E501

import itertools
import re

from backfile.parse.dates import find_dates
from backfile.parse.forms import CLOSED, is_title_like
from backfile.parse.paragraphs import LIST_MARK
from backfile.parse.sheet import Sheet, fold
from backfile.patterns import late

__all__ = [
    "headline_below",
    "label_frame",
    "label_joined_title",
    "label_machine_lines",
    "label_summary",
    "label_ticker",
    "page_name",
    "repeats_title",
    "without_page_name",
]

# A page's own name behind its title: `Ferry out again | Callow Argus`, `… - Callow Argus, 04.03.2021`.
PAGE_NAME = late(
    r"\s+(?:[|·•»]|[–—-]|::)\s+(?P<name>[^\W\d_][^|·•»–—]{1,44}?)(?:,\s\d{1,2}[./]\d{1,2}[./]\d{4})?$"
)
CLOCK = late(r"(?:[01]?\d|2[0-3])[:.][0-5]\d")
STAMP = late(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S{0,8}")
MACHINE = late(r"/html/(?:head|body)/.{3,80}")
FRAME = late(r"ZCZC\b.{0,30}|ZCZC\S{0,30}|NNNN")
FRAME_CODE = late(r"[A-Z]{2,4}\d{0,4}|[A-Z] [A-Z]{3} [A-Z0-9]{3}(?: [A-Z0-9]{3,4})*|\d{3,6}")
SUMMARY = late(
    r"(?:a\.?i\.?|chatgpt|ki|ia)[- ]?(?:generated )?(?:summary|overview|zusammenfassung|übersicht|기사 ?요약|요약)|ai ?(?:기사)? ?요약"
    r"|(?:summary|key points) (?:generated )?by ai\W*|ai ?(?:要約|要点|摘要|总结|總結)|(?:краткий )?пересказ (?:от )?(?:ии|нейросети)\W*"
    r"|(?:résumé|resumen|resumo|riassunto) (?:généré |generado |gerado |generato )?(?:par|por|com|con|dall['’])\s?(?:l['’]|la )?(?:ia|ai)\W*"
    r"|ملخص (?:ب?الذكاء الاصطناعي)|خلاصه هوش مصنوعی",
    re.IGNORECASE,
)
MADE_BY = late(
    r"(?:generated|created|written|summari[sz]ed) .{0,20}\b(?:ai|artificial)|künstlich\w* intelligenz|\bki\b.{0,20}(?:erstellt|generiert)|intelligence artificielle"
    r"|inteligencia artificial|inteligência artificial|intelligenza artificiale|нейросет|искусственн\w+ интеллект|AI가|AIによ|由 ?AI|الذكاء الاصطناعي|هوش مصنوعی",
    re.IGNORECASE,
)
LONGEST_BOX, SHORTEST_TITLE = 8, 12


def page_name(text: str) -> tuple[str, str] | None:
    """Return (title, the page's name) of a line that is a title with the page's name behind it, else None."""
    match = PAGE_NAME.search(text) if len(text) <= 300 else None
    return (text[: match.start()], match.group("name").strip()) if match else None


def repeats_title(sheet: Sheet, i: int) -> bool:
    """Whether a line is another line before the text with the page's name behind it: the title of the window."""
    text = sheet.passages[i].text
    match = PAGE_NAME.search(text)
    if match is None:
        return False
    title = fold(text[: match.start()])
    others = (j for j in range(min(len(sheet.passages), i + 40)) if j != i)
    return len(title) >= 12 and any(sheet.folded[j] == title for j in others)


def without_page_name(sheet: Sheet, title: str) -> str:
    """Return a headline without the page's name behind it, where another line that is no running text names it too."""
    match = PAGE_NAME.search(title)
    name = fold(match.group("name")) if match else ""
    if match is None or len(name) < 3 or len(title[: match.start()].split()) < 3:
        return title
    bare = name.replace(" ", "")
    for i, passage in enumerate(sheet.passages):
        around = sheet.marked(i, "footer", "furniture", "source", "url", "byline", "credit", "date")
        if around and fold(title) != fold(passage.text) and bare in fold(passage.text).replace(" ", ""):
            return title[: match.start()].rstrip()
    return title


def label_joined_title(sheet: Sheet) -> None:
    """Label a line before the text that is kicker and headline in one, where both stand below it, a line each."""
    folded = sheet.folded[: min(sheet.start, 60)]
    pairs = {f"{kicker} {title}": i for i, (kicker, title) in enumerate(itertools.pairwise(folded))}
    for i, line in enumerate(folded):
        below = pairs.get(line)
        if below is not None and below > i and len(folded[below + 1]) >= SHORTEST_TITLE and sheet.open(i):
            sheet.set(i, "duplicate", "kicker and headline in one, which stand below a line each")
            sheet.set(below, "section", "the kicker, which the page prints before its headline too")


def label_machine_lines(sheet: Sheet) -> None:
    """Label what a page says of itself to machines, where saved words hold it: between its first and last such line
    above the text stand title, description, addresses, office and language, each alone.

    A description is the text's opening with the page's name and date behind it.
    """
    paths = [i for i in sheet.short(100) if MACHINE.fullmatch(sheet.passages[i].text)]
    for i, passage in enumerate(sheet.passages[:40]):
        if passage.text[-4:].isdecimal() and sheet.open(i) and _description(sheet, i):
            sheet.set(
                i, "duplicate", "the page's description: the opening of the text, its name and the date"
            )
    if not paths:
        return
    folded = sheet.folded[:60]
    titles = [i for i in range(paths[-1] + 1, len(folded)) if folded[i] in folded[: paths[0]]]
    last = titles[-1] if titles else paths[-1]
    for i in range(paths[-1], last):
        if sheet.open(i):
            sheet.set(i, "furniture", "stands among lines of the page for machines")
        elif sheet.marked(i, "date") and STAMP.fullmatch(sheet.passages[i].text):
            sheet.set(i, "furniture", "a moment among lines of the page for machines")
    sheet.start = next(
        (i for i in range(len(sheet.passages)) if sheet.labels[i] is None and sheet.prose(i)),
        len(sheet.passages),
    )


def _description(sheet: Sheet, i: int) -> bool:
    """Whether a line that ends in a number is a sentence that a later line holds too, and then a name and a date."""
    text = sheet.passages[i].text
    dates = find_dates(text[-24:])
    ends = [match.end() for match in re.finditer(r"[.!?…]\s", text)] if dates else []
    if not ends or len(text) - ends[-1] > 50:
        return False
    told = fold(text[: ends[-1]])
    return len(told) >= 40 and any(told in later for later in sheet.folded[i + 1 : 60])


def label_frame(sheet: Sheet) -> None:
    """Label the lines with which a wire opens and closes a message: `ZCZC` with codes under it, `NNNN`."""
    for i in sheet.short(40):
        text = sheet.passages[i].text
        if not FRAME.fullmatch(text):
            continue
        sheet.set(i, "desk", "opens or closes a message of the wire")
        if text.startswith("ZCZC"):
            for j in range(i + 1, min(i + 4, len(sheet.passages))):
                if not FRAME_CODE.fullmatch(sheet.passages[j].text):
                    break
                sheet.set(j, "desk", "a code under the opening of a message of the wire")


def label_ticker(sheet: Sheet) -> None:
    """Label a ticker before the text: three or more times of the day alone on a line, a headline under each."""
    times = [i for i in range(min(sheet.start, 80)) if CLOCK.fullmatch(sheet.passages[i].text)]
    rows = [i for i in times if i + 1 < sheet.start and is_title_like(sheet.passages[i + 1].text)]
    if len(rows) < 3:
        return
    for i in rows:
        last = (
            i == rows[-1]
            and sheet.any_marked((i + 2, i + 3), "date", "byline")
            and sheet.passages[i + 1].apart
        )
        sheet.set(i, "furniture", "a time in a ticker of headlines")
        if sheet.open(i + 1) and not last:
            sheet.set(i + 1, "read-also", "a headline in a ticker, its time above it")


def label_summary(sheet: Sheet) -> None:
    """Label what a machine wrote: from the label to the line that tells so, else the list under the label."""
    for i in sheet.short(60):
        passage = sheet.passages[i]
        if not SUMMARY.fullmatch(passage.text):
            continue
        box = range(i + 1, min(i + LONGEST_BOX, len(sheet.passages) - 1))
        end = next(
            (j for j in box if len(sheet.passages[j].text) <= 200 and MADE_BY.search(sheet.passages[j].text)),
            0,
        )
        if not end:
            listed = [
                j for j in box if LIST_MARK.match(sheet.passages[j].text) or not sheet.passages[j].apart
            ]
            end = next((j - 1 for j in box if j not in listed), 0) if listed and passage.apart else 0
        for j in range(i + 1, end + 1):
            if sheet.marks[j] is None or sheet.marked(j, "footer"):
                sheet.set(j, "furniture", "a summary that a machine wrote")
        if end:
            sheet.start = next(
                (j for j in range(len(sheet.passages)) if sheet.labels[j] is None and sheet.prose(j)),
                len(sheet.passages),
            )
        return


def headline_below(sheet: Sheet, i: int) -> bool:
    """Whether a passage in a block of other headlines is the article's own: apart, and a date or byline right under it."""
    text = sheet.passages[i].text
    under = sheet.any_marked((i + 1, i + 2), "date", "byline")
    return (
        i < sheet.start
        and sheet.passages[i].apart
        and under
        and is_title_like(text)
        and not CLOSED.ends(text)
    )
