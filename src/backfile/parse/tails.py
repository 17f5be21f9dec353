"""What stands below the text and reads like it: who sent the release, who the writer is, an editor's codes.

Each of these is running text by its form; position and a second piece of evidence tell it from the article.
"""

# Tables of regular expressions.
# ruff: noqa: E501

import operator
import re

from backfile.outletlist import known_outlet
from backfile.parse.forms import CLOSED, is_name
from backfile.parse.pagewords import ABOUT, RELEASE, WRITES
from backfile.parse.paragraphs import Passage
from backfile.parse.phrases import any_of
from backfile.parse.sheet import Sheet, fold
from backfile.parse.writers import AGENCY, NO_NAME
from backfile.patterns import late

__all__ = [
    "STOPS",
    "cut_codes",
    "label_below",
    "label_bio",
    "label_codes",
    "label_signature",
    "label_signed_alone",
    "label_trailing",
]

RELEASED = late(any_of(RELEASE), re.IGNORECASE)
ABOUT_LINE = late(rf"[#*\s]*{any_of(ABOUT)}\s*[:：*]*", re.IGNORECASE)
ARTICLE_WORDS = late(r"^(?:the|die|der|das|la|le|les|el|los|il|lo|gli|o|os|as|de|het)\s+")
BIO = late(
    rf"(?P<name>[^\W\d_a-zа-я][\w.'’-]*(?:\s+[^\W\d_a-zа-я][\w.'’-]*){{1,3}}),?\s"
    rf"(?:is|was|ist|est|es|è|é|jest|je|—|–|-)\s(?:[^.]{{0,60}}?\s)?{any_of(WRITES)}(?![^\W\d_])",
)
NAME_IS = late(
    r"(?P<name>[^\W\d_a-zа-я][\w.'’-]*(?:\s+[^\W\d_a-zа-я][\w.'’-]*){1,3}),?\s"
    r"(?:is|was|works|writes|covers|teaches|ist|war|arbeitet|schreibt|lehrt|leitet|est|es|fue|trabaja|escribe|è|é|jest|je|är|er|—|–)\s"
)
# `（編輯：王小明）1140302`, `PTI KSU`, `(END)`, `###` behind the last full stop.
CODES = late(
    r"(?<=[.!?。！？」”\"])\s*(?:"
    r"[（(【\[]\s?(?:責任|责任|執行|执行|助理)?(?:編輯|编辑|責編|责编|編譯|编译|譯者|译者|審稿|审核|校對|校对|核稿|監製)\s?[:：/／]?[^（）()【】\[\]]{1,40}[)）】\]]\s?(?:\d{4,8})?"
    r"|\s?(?:PTI|ANI|IANS|UNI)(?: [A-Z]{2,5}){1,7}|/[a-z]{2,4}/[A-Z]{2}/[a-z]{2,4}"
    r"|\s?[(（](?:END|ENDS|MORE|FIN|FINE|FIM|ENDE|SCHLUSS|Schluss|ENDIT|ENDITEM)[)）](?:\s[A-Za-z]{2,4}(?:/[A-Za-z]{2,4}){0,3})?|\s?-\s?(?:ENDS?|30)\s?-|\s?#{2,3}|\s?[（(]完[)）]"
    r"|[(/]{1,2}\s?(?:النهاية|انتهى|انتهت|يتبع)\s?[)/]{1,2}(?:[\s/.]{1,3}[\u0621-\u064a]{1,3}(?![\u0621-\u064a])){0,8}"
    r"|\s?[(（](?:end|fin|fine|fim|ende)[)）](?:\s[A-Za-z]{1,4}(?:[./][A-Za-z]{1,4}){0,3})?"
    r")$"
)
# With one of these no code ends, and nearly each paragraph.
STOPS = (".", "!", "?", "…", "”", '"', "’", "»")
# `-- BERITA`, `==Kyodo`, `SMA IMR MAI`, `HK/AB`, `RIPE/PVJ // LFS`, `Lusa/Fim`: under the text of an agency.
SIGNED_BELOW = late(
    r"[-–—]{1,3}\s?[A-ZÀ-Þ][A-ZÀ-Þ.&-]{2,14}(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.&-]{1,14}){0,2}|[A-Z]{2,4}(?:[ /]{1,4}[A-Z]{2,4}){1,3}|={1,3}\s?[A-Z][\w ]{1,20}"
    r"|[A-Z][A-Za-z]{1,9}\s?/\s?(?:[Ff]im|[Ff]in|[Ff]ine|[Ee]nd|[Ee]nde)"
)
LATE = 0.5
# Of the words before it, what may stand below the page's own lines at the end and still be none of the text.
BELOW, MOST_BELOW, LONGEST_BELOW = 0.16, 4, 45
PAGE = ("furniture", "footer", "tags", "block", "read-also", "duplicate")
SIGNATURE = late(r"(?P<name>[^,«»\"“”„]{4,40}),\s[«\"“„](?P<outlet>[^«»\"“”„]{2,40})[»\"”“]\.?")
# `（平良航太）`, `【経済部・山本花】`, `（记者 张三）` alone on a line.
SIGNED_IN_BRACKETS = late(
    r"[（(【［\[](?:[^）)】］・、　 \d]{2,8}(?:[・、　]|\s))?(?!.*(?:続|終わ|おわり|下略|写真|了|完|図|表|関連|動画|記事|編集|责|責|图|圖|日$|版$|社$|部$))(?P<name>[\u3400-\u9fff々]{3,5}|[\u3400-\u9fff々]{1,3}[　 ][\u3400-\u9fff々\u3040-\u30ff]{1,4})[）)】］\]]"
)
LONGEST_SIGN = 40
SPOKEN = late(r"[«»“”„\"「」『』]")
# Above the lines that present the writer, below the text.
AUTHOR_BOX = late(
    r"[#*\s]*(?:about (?:the )?(?:author|writer|reporter|journalist)s?|meet the (?:author|writer)s?|author(?:s|'s)? (?:bio|profile|info)|über (?:den autor|die autorin|die autoren|die autor[:*_]innen)|zur person des autors|à propos (?:de l['’]auteure?|des auteurs|de l['’]autrice)|l['’](?:auteure?|autrice)|sobre (?:la firma|el autor|la autora|los autores|o autor|a autora|os autores)|acerca del? (?:autor|la autora)|l['’]autor[ei]|chi è l['’]autor[ei]|sull['’]autor[ei]|over de auteur|om (?:författaren|skribenten|forfatteren|journalisten)|o autorze|o autorce|o autorovi|o autorovi článku|об авторе|об авторах|про автора|про авторку|за автора|yazar hakkında|عن الكاتب|حول الكاتب|نبذة عن الكاتب|درباره نویسنده|关于作者|作者简介|作者簡介|筆者プロフィール|著者プロフィール|기자 소개)\s*[:：]?",
    re.IGNORECASE,
)


def cut_codes(passage: Passage) -> list[Passage]:
    """Return the passage with an editor's or agency's code behind its last sentence as a passage of its own."""
    closed = passage.text.endswith(STOPS)
    found = None if closed else CODES.search(passage.text, max(0, len(passage.text) - 90))
    if not found or found.start() < 6:
        return [passage]
    return [passage.cut(0, found.start()), passage.cut(found.start(), len(passage.text))]


def label_below(sheet: Sheet) -> None:
    """Label what stands below the text and reads like it."""
    label_codes(sheet)
    _label_about(sheet)
    _label_author_box(sheet)
    label_bio(sheet)


def label_codes(sheet: Sheet) -> None:
    """Label the codes that were cut off, and those under the last sentence: the agency's name, initials of the desk."""
    for i in range(len(sheet.passages) - 1, max(sheet.start, len(sheet.passages) - 4), -1):
        text = sheet.passages[i].text
        if sheet.open(i) and len(text) <= 40 and SIGNED_BELOW.fullmatch(text):
            sheet.set(i, "desk", "an agency's name behind a dash, or initials, under the last sentence")
        elif sheet.open(i):
            break
    for i in sheet.short(60):
        text = sheet.passages[i].text
        if i > 0 and sheet.open(i) and CODES.fullmatch(f".{text}", 1):
            sheet.set(i, "desk", "a code behind the last sentence of a paragraph")


def _label_about(sheet: Sheet) -> None:
    """Label the paragraph in which the sender of a release tells what it is, with the line above it.

    In a release all that follows goes with it. Elsewhere the paragraph must be among the last, and must begin with
    the name that stands above it.
    """
    count = len(sheet.passages)
    sizes: list[int] = []
    released: bool | None = None
    first = max(sheet.start + 1, int(LATE * count))
    for i in sheet.short(80):
        text = sheet.passages[i].text
        named = ABOUT_LINE.fullmatch(text) if first <= i < count - 1 and sheet.open(i) else None
        if named is None or CLOSED.ends(text) or not sheet.open(i + 1):
            continue
        if released is None:
            sizes = [len(p.text) if sheet.prose(j) else 0 for j, p in enumerate(sheet.passages)]
            released = any(RELEASED.search(p.text[:300]) for p in sheet.passages if len(p.text) <= 900)
        name = _bare(next((part for part in named.groups() if part), ""))
        again = bool(name) and _bare(sheet.passages[i + 1].text[:140]).startswith(name)
        if not (again or (released and sum(sizes[:i]) > sum(sizes[i:]))):
            continue
        last = len(sizes) if released else i + 2
        if not released and sum(size > 0 for size in sizes[i:]) > 2:
            continue
        for j in range(i, last):
            if sheet.open(j):
                sheet.set(j, "footer", "tells what the sender of the text is, below the text")
        return


def _bare(text: str) -> str:
    return ARTICLE_WORDS.sub("", fold(text))


def _label_author_box(sheet: Sheet) -> None:
    """Label the block under a line such as `About the author`, below the middle of the page: name, career, address."""
    first = max(sheet.start + 1, int(LATE * len(sheet.passages)))
    for i in sheet.short(40):
        if not first <= i < len(sheet.passages) - 1 or not AUTHOR_BOX.fullmatch(sheet.passages[i].text):
            continue
        sheet.set(i, "furniture", "announces who wrote the text")
        for j in range(i + 1, len(sheet.passages)):
            if not sheet.open(j) or (j > i + 1 and sheet.passages[j].apart):
                return
            sheet.set(j, "role", "presents the writer, below the text")


def label_trailing(sheet: Sheet) -> None:
    """Label the few sentences that stand below lines of the page, at the end: rules for comments, calls to readers.

    Two lines of the page or more part them from the text, of which one is no announcement of other articles; they
    are few and short beside the text, and nobody speaks in them.
    """
    told = zip(sheet.marks, sheet.labels, strict=True)
    page = [bool((mark and mark.kind in PAGE) or (label and label.kind in PAGE)) for mark, label in told]
    if not any(map(operator.and_, page, page[1:])):
        return
    sizes = [len(p.text.split()) if sheet.sentence(i) else 0 for i, p in enumerate(sheet.passages)]
    whole = sum(sizes)
    before = 0
    run: list[int] = []
    for i, size in enumerate(sizes):
        if page[i]:
            run.append(i)
            continue
        after = whole - before
        ended = len(run) > 1 and any(
            sheet.marked(j, "footer", "furniture", "tags") or sheet.labelled(j, "footer", "furniture", "tags")
            for j in run
        )
        if ended and before and 0 < after <= BELOW * before and i > sheet.start:
            rest = [j for j in range(i, len(sizes)) if sheet.open(j)]
            sentences = [j for j in rest if sizes[j]]
            calm = all(
                sizes[j] <= LONGEST_BELOW and not SPOKEN.search(sheet.passages[j].text) for j in sentences
            )
            if len(sentences) <= MOST_BELOW and calm:
                for j in rest:
                    sheet.set(j, "footer", "stands below the page's own lines, after the text")
            return
        before += size
        run = []


def label_signature(sheet: Sheet) -> None:
    """Label who signs below the last paragraph with the outlet, in quotation marks behind a comma."""
    last = sheet.last_prose
    for i in range(max(last + 1, sheet.start + 1), min(last + 4, len(sheet.passages))):
        signed = SIGNATURE.fullmatch(sheet.passages[i].text) if sheet.open(i) else None
        if signed and is_name(signed.group("name")):
            sheet.set(i, "byline", "a name and the outlet, below the text", signed.group("name"))
            if sheet.marked(i + 1, "credit") and sheet.passages[i + 1].text.startswith(("©", "(c)", "(C)")):
                sheet.set(i + 1, "footer", "a copyright sign and a name under the signature")


def label_signed_alone(sheet: Sheet) -> None:
    """Label who signs on a line of its own under the last paragraph, the page's own lines below it.

    A name alone, or in brackets as Japanese and Chinese papers print it. No other line holds its last word, and no
    other line of the page tells a writer.
    """
    short = [i for i in sheet.short(LONGEST_SIGN) if i > sheet.start + 1 and sheet.passages[i].apart]
    for i in short:
        text = sheet.passages[i].text
        bracketed = SIGNED_IN_BRACKETS.fullmatch(text)
        if not sheet.open(i) or not sheet.prose(i - 1) or not (bracketed or is_name(text)):
            continue
        name = bracketed.group("name") if bracketed else text
        if bracketed is None and (not 2 <= len(name.split()) <= 3 or name.isupper() or NO_NAME.search(name)):
            continue
        told = any(name.split()[-1] in p.text for j, p in enumerate(sheet.passages) if j != i)
        closed = i + 1 == len(sheet.passages) or sheet.marked(i + 1, *PAGE, "end")
        if told or not closed or known_outlet(name) or AGENCY.fullmatch(name) or _bylined(sheet):
            continue
        above, below = (
            sum(len(sheet.passages[j].text) for j in part if sheet.prose(j))
            for part in (range(i), range(i, len(sheet.passages)))
        )
        if above > 4 * below:
            sheet.set(i, "byline", "a name alone under the last paragraph", name)
            return


def _bylined(sheet: Sheet) -> bool:
    return any(sheet.marked(j, "byline") or sheet.labelled(j, "byline") for j in range(len(sheet.passages)))


def label_bio(sheet: Sheet) -> None:
    """Label a last paragraph that presents a writer whom the text has not named: `X is our Y editor. He …`.

    Of one whom the byline names whatever is said, of another that it is a writer.
    """
    prose = [i for i in range(sheet.start, len(sheet.passages)) if sheet.open(i)]
    if len(prose) < 4:
        return
    signed = [fold(mark.value) for mark in sheet.marks if mark is not None and mark.kind == "byline"]
    signed += [sheet.folded[i] for i in sheet.all_marked("date")]
    signed += [fold(label.value) for label in sheet.labels if label is not None and label.kind == "byline"]
    for i in prose[-4:] if signed else ():
        told = NAME_IS.match(sheet.passages[i].text) if len(sheet.passages[i].text) <= 420 else None
        if told and any(fold(told.group("name")) in line for line in signed):
            sheet.set(i, "role", "presents the writer, below the text")
            prose.remove(i)
    last = prose[-1]
    text = sheet.passages[last].text
    told = BIO.match(text) if len(text) <= 420 else None
    if told is None:
        return
    surname = told.group("name").split()[-1].casefold()
    if not any(surname in sheet.passages[i].text.casefold() for i in prose[:-1]):
        sheet.set(last, "role", "presents a writer whom the text has not named")
