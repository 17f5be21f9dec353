"""What of the page around the article stands in its text: announced headlines, teasers, groups of buttons, the tail.

Each rule needs evidence that does not lie in one passage alone: a label above, a group, what comes after.
"""

import itertools
import re

from backfile.parse.forms import CLOSED, is_name, is_short, is_title_like, stopless
from backfile.parse.pagelines import ANNOUNCED
from backfile.parse.pagetop import headline_below
from backfile.parse.paragraphs import LIST_MARK
from backfile.parse.phrases import TEASER_END, any_of
from backfile.parse.sheet import TWO_SENTENCES, Sheet, is_sentence
from backfile.parse.writers import NO_NAME, given_name
from backfile.patterns import late

__all__ = [
    "label_after_end",
    "label_announced",
    "label_copies",
    "label_groups",
    "label_posts",
    "label_ranked",
    "label_runs",
    "label_tail",
    "label_teasers",
]

QUOTED = late(r"[«“„\"].{3,}[»”“\"]|^[—–] ")
TEASER = late(rf"[.!?…][\"'”’»“)\]]*\s+{any_of(TEASER_END)}\s*[>»›→…]*$", re.IGNORECASE)
WRITER_IS = late(
    r"(?:[^\W\d_][\w.'’-]*\s+){1,3}(?P<surname>[^\W\d_][\w'’-]+),?\s(?:is|ist|est|es|è|é|was|covers|reports|writes|—|–|-)\s"
)
UNSPACED = late(r"[\u3040-\u9fff\u0e00-\u0e7f]")
KEYWORD = late(r"[^.!?;:：。；।]{2,48}")
# Behind a name: the agency that the text came through.
THROUGH = late(r"\s?\((?:[Tt]heo|[Vv]ia|[Nn]ach|[Aa]vec|[Ww]ith|[Cc]on|[Cc]om)\s[^()]{2,24}\)$")
LONGEST_TEASER = 420
# Beyond this, comparing each passage with all others would cost too much.
MOST_PASSAGES, MOST_SIGNS = 400, 60_000
# Under an embedded post: `— Harbour office (@hollin_port) June 3, 2020`.
POSTED = late(r"[—–-]{1,2}\s?[^()]{1,60}\(@\w{2,40}\)\s*.{0,40}")
# Under the last sentence of texts in Chinese, Korean and Persian, and of wires: who edited it, the sign of its end.
EDITED = late(r"[【\[（(]?(?:责任|責任|执行|執行|本文)?(?:编辑|編輯|责编|責編)\s?[:：丨|/].{1,40}")
ENDED = late(
    r"[（(\[【](?:完|了|END|ENDS|FIN)[）)\]】]|-\s?30\s?-|#{2,}|[\[(]?enditem[\])]?|(?:انتهای|پایان) (?:پیام|خبر)[/\s.\w]{0,12}|(?i:- ?ends? ?-)"
)
REPORTER = late(r"[가-힣]{2,4}\s(?:[가-힣]{2,6}\s?)?기자\b.{0,60}@.{3,40}")


def label_after_end(sheet: Sheet) -> None:
    """Label all that stands after a line that says that the text ends here: the paywall, notes to editors.

    The line counts only when more of the running text stands before it than after it; where it is but the sign of an
    editor, a writer or a wire, thrice as much.
    """
    ends = [i for i in sheet.all_marked("end") if i >= sheet.start]
    if not ends:
        return
    long = [len(p.text) if sheet.prose(i) else 0 for i, p in enumerate(sheet.passages)]
    end = next((i for i in ends if sum(long[:i]) > sum(long[i:])), None)
    if end is None and (end := _signed_end(sheet)) is None:
        return
    for i in range(end + 1, len(sheet.passages)):
        if sheet.passages[i].text and not sheet.marked(
            i, "date", "byline", "source", "reporting", "note", "tags", "url", "desk"
        ):
            sheet.set(
                i, "footer", f"stands after the end of the text, which line {sheet.passages[end].line} tells"
            )


def _signed_end(sheet: Sheet) -> int | None:
    """Return the last passage that an editor or reporter signs or a wire ends with, most of the text above it."""
    for kind, form in (("reporting", EDITED), ("desk", ENDED), ("byline", REPORTER)):
        signs = (i for i in reversed(sheet.all_marked(kind)) if i > sheet.start)
        end = next((i for i in signs if form.fullmatch(sheet.passages[i].text)), None)
        if end is None:
            continue
        long = [len(p.text) if sheet.sentence(i) else 0 for i, p in enumerate(sheet.passages)]
        if sum(long[:end]) > 3 * sum(long[end:]):
            return end
    return None


def label_copies(sheet: Sheet) -> None:
    """Label what the page prints twice in other cuts: the whole text glued into one line, a pulled-out quotation.

    A glued line holds three or more of the later paragraphs, which make most of it; a pulled-out sentence stands
    apart, is short, and is part of a longer paragraph.
    """
    folded = sheet.folded
    whole = "\n".join(folded)
    short_text = len(folded) <= MOST_PASSAGES and len(whole) <= MOST_SIGNS
    # The beginning of a line is found, or not, far sooner than the whole line.
    twice = (k for k in folded if len(k) >= 24 and whole.count(k[:24]) > 1)
    again = [k for k in twice if whole.count(k) > 1] if short_text else folded
    for i in range(len(folded)) if again else ():
        if len(folded[i]) > 160 and sheet.open(i):
            held = [k for k in folded[i + 1 : i + 60] if len(k) >= 60 and k in folded[i]]
            share = sum(map(len, held)) / len(folded[i])
            if (len(held) >= 3 and share >= 0.6) or (len(held) == 2 and share >= 0.85):
                sheet.set(i, "duplicate", "the whole text in one line, which stands below by paragraphs")
    sheet.start = next(
        (i for i in range(len(folded)) if sheet.labels[i] is None and sheet.prose(i)), len(folded)
    )
    for i in range(sheet.start + 1, len(folded)) if again and len(folded) <= MOST_PASSAGES else ():
        short = 24 <= len(folded[i]) <= 220 and len(folded[i].split()) >= 5
        beside = sheet.marked(i - 1, "credit", "caption") or sheet.marked(i + 1, "credit", "caption")
        if not short or beside or not sheet.open(i) or folded[i] not in again or sheet.own_credit(i):
            continue
        longer = (k for j, k in enumerate(folded) if len(k) > len(folded[i]) + 20 and sheet.labels[j] is None)
        if any(folded[i] in k for k in longer):
            sheet.set(i, "duplicate", "a pulled-out sentence of another paragraph")


def label_posts(sheet: Sheet) -> None:
    """Label embedded posts as quotations, by the line that names their writer and handle."""
    for i in sheet.short(140):
        if (
            "(@" in sheet.passages[i].text
            and i > 0
            and sheet.open(i)
            and POSTED.fullmatch(sheet.passages[i].text)
        ):
            sheet.set(i, "quote", "the writer and handle of an embedded post")
            if sheet.open(i - 1) and i - 1 > sheet.start:
                sheet.set(i - 1, "quote", "an embedded post, its writer and handle below it")


def label_ranked(sheet: Sheet) -> None:
    """Label a ranked list before the text, as of the most read: 1, a title, 2, a title, 3, a title."""
    numbers = [i for i in sheet.short(2) if sheet.passages[i].text.isdecimal()]
    for n, first in enumerate(numbers[:-2]):
        rows = numbers[n : n + 10]
        count = next((k for k, i in enumerate(rows) if sheet.passages[i].text != str(k + 1)), len(rows))
        if sheet.passages[first].text != "1" or count < 3:
            continue
        for i in rows[:count]:
            if sheet.open(i + 1) and is_title_like(sheet.passages[i + 1].text) and not sheet.prose(i + 1):
                sheet.set(i + 1, "read-also", "a title in a ranked list")
        return


def label_announced(sheet: Sheet, marked: bool = False) -> None:
    """Label the headlines under a line that announces other articles, up to the next running text.

    `marked` says that all passages are of the article, as its marks tell: any sentence below is text that goes on.
    """
    if not sheet.all_marked("block") and not sheet.all_marked("tag-block"):
        return
    last_prose = sheet.last_prose
    block, glued = "", False
    for i, passage in enumerate(sheet.passages):
        if sheet.marked(i, "block", "tag-block"):
            sheet.take_mark(i)
            if i < sheet.start and (mark := sheet.marks[i]) and mark.why == ANNOUNCED:
                block = ""  # above the text it is a word of the menu, or the rubric
                continue
            glued = i + 1 < len(sheet.passages) and not sheet.passages[i + 1].apart and passage.apart
            block = _block(sheet, i, last_prose, glued, marked)
        elif block == "rest":
            sheet.set(i, "footer", "stands after the text, under a line that announces other articles")
        elif block and sheet.open(i):
            if (glued and passage.apart) or headline_below(sheet, i) or _heads(sheet, i):
                block = ""
                continue
            longest = 40 if block == "tags" else 160
            title = passage.text.lstrip("*•▪►- ") if block == "read-also" else passage.text
            if sheet.prose(i) or len(title) > longest or not is_title_like(title):
                block = ""
            else:
                sheet.set(i, block, "stands under a line that announces it")
        elif sheet.marks[i] is not None and not sheet.marked(i, "furniture", "read-also"):
            block = ""


def _heads(sheet: Sheet, i: int) -> bool:
    """Whether a line above the text is longer than an entry of a menu and stands over the date or the writer."""
    long = not is_short(sheet.passages[i].text)
    return i < sheet.start and long and sheet.any_marked((i + 1, i + 2), "date", "byline")


def _block(sheet: Sheet, i: int, last_prose: int, glued: bool, marked: bool) -> str:
    """Return what a label alone on its line opens: the page's rest, tags, or headlines of other articles.

    With running text below, it opens the rest only when as many headlines part it from that text: teasers.
    """
    tags = sheet.marked(i, "tag-block")
    late = i > sheet.start and i > last_prose
    if not late and i > max(sheet.start, 0.85 * len(sheet.passages)) and not glued:
        below = [j for j in range(i + 1, len(sheet.passages)) if sheet.prose(j)]
        between = range(i + 1, below[0])
        late = len(below) <= min(2, sum(sheet.open(j) for j in between))
    parted = (glued or marked) and i > sheet.start
    if late and not tags and not (parted and _text_goes_on(sheet, i, marked)):
        return "rest"
    return "tags" if tags or i < sheet.start else "read-also"


def _text_goes_on(sheet: Sheet, i: int, marked: bool) -> bool:
    """Whether a sentence follows the block of headlines at `i` before the page's notices, with no headline after it.

    Paragraphs of one short sentence are no running text by their length; under a block they tell that the text goes
    on. Teasers of other articles have their sentences too, but a headline after each.
    """
    below = (j for j in range(i + 2 - marked, len(sheet.passages)) if sheet.passages[j].apart)
    after = next(below, len(sheet.passages))
    rest = itertools.takewhile(
        lambda j: not sheet.marked(j, "footer", "block", "end"), range(after, len(sheet.passages))
    )
    closed = [
        is_sentence(sheet.passages[j].text)
        for j in rest
        if sheet.marks[j] is None and sheet.labels[j] is None
    ]
    return any(closed) and all(closed[closed.index(True) :])


def label_teasers(sheet: Sheet) -> None:
    """Label teasers of other articles inside the text: a date, a title, and a sentence that ends in `more`.

    One such sentence proves the kind; another title and short paragraph under a date of the same form follow it.
    """
    proven = [i for i in range(sheet.start + 1, len(sheet.passages)) if _teaser(sheet, i)]
    if not proven:
        return
    dated = False
    for i in proven:
        dated = _take_teaser(sheet, i) or dated
    for i in range(sheet.start + 1, len(sheet.passages) - 2) if dated else ():
        title, text = sheet.passages[i + 1].text, sheet.passages[i + 2].text
        alike = sheet.marked(i, "date") and sheet.open(i + 1) and sheet.open(i + 2)
        if alike and is_title_like(title) and len(title) <= 160 and len(text) <= LONGEST_TEASER:
            _take_teaser(sheet, i + 2)


def _teaser(sheet: Sheet, i: int) -> bool:
    text = sheet.passages[i].text
    return sheet.open(i) and len(text) <= LONGEST_TEASER and bool(TEASER.search(text[-40:]))


def _take_teaser(sheet: Sheet, i: int) -> bool:
    """Label a teaser with the title and date above it; return whether a date stands above it."""
    sheet.set(i, "read-also", "the teaser of another article")
    if not (sheet.open(i - 1) and is_title_like(sheet.passages[i - 1].text) and not sheet.prose(i - 1)):
        return False
    sheet.set(i - 1, "read-also", "the title of the teaser below it")
    if not sheet.marked(i - 2, "date"):
        return False
    sheet.set(i - 2, "read-also", "the date of the teaser below it")
    return True


def label_groups(sheet: Sheet) -> None:
    """Label the short lines of a group, without blank lines inside, in which page furniture stands.

    Files that part paragraphs by single line breaks have no groups.
    """
    starts = [i for i, passage in enumerate(sheet.passages) if passage.apart]
    if len(starts) < 5 or not sheet.glued:
        return
    for first, after in zip(starts[1:], [*starts[2:], len(sheet.passages)], strict=True):
        group = range(first, after)
        if not 2 <= len(group) <= 9:
            continue
        sure = any(sheet.marked(i, "footer") for i in group)
        said = sure or any(sheet.marked(i, "furniture") or sheet.labelled(i, "duplicate") for i in group)
        rest = [i for i in group if sheet.open(i)]
        twice = sum(sheet.marked(i, "furniture", "footer", "block") for i in group) >= 2
        if not said or (first < sheet.start and not (sure and len(group) >= 4)):
            continue
        if all(len(sheet.passages[i].text) <= 60 and _wordless(sheet.passages[i].text, twice) for i in rest):
            for i in rest:
                sheet.set(i, "furniture", "a short line in a group of words of the page around the article")


def _wordless(text: str, quoted: bool = False) -> bool:
    """Whether a line is no sentence and no speech; `quoted`: a name in quotation marks is none either."""
    speech = QUOTED.search(text) and not (quoted and len(text.split()) <= 6)
    return not CLOSED.ends(text) and not speech and not LIST_MARK.match(text)


def label_tail(sheet: Sheet) -> None:
    """Label what stands after the last sentence of the text."""
    _label_sandwiched(sheet)
    _label_keywords(sheet)
    _label_writer(sheet)
    below = range(len(sheet.passages) - 1, -1, -1)
    last = next((i for i in below if sheet.open(i) and _ends_text(sheet, i)), -1)
    rest = [i for i in range(last + 1, len(sheet.passages)) if sheet.open(i)]
    if last < 0 or not rest:
        return
    bylined = any(
        sheet.labelled(i, "byline") or sheet.marked(i, "byline") for i in range(len(sheet.passages))
    )
    for i in rest:
        text = sheet.passages[i].text
        if (
            (is_name(THROUGH.sub("", text)) or given_name(text))
            and not NO_NAME.search(text)
            and not bylined
            and sum(text in passage.text for passage in sheet.passages[:last]) < 2
            and not text.isupper()
            and len(rest) <= 6
        ):
            bylined = True
            sheet.set(i, "byline", "a name alone on its line after the text", THROUGH.sub("", text))
        elif (
            len(rest) >= 2
            or len(text.split()) <= 3
            or sheet.any_marked(range(last + 1, i), "footer", "block")  # one passage at most
        ):
            sheet.set(i, "footer", "stands after the last paragraph and is no sentence")


def _label_sandwiched(sheet: Sheet) -> None:
    """Label sentences among the outlet's notices after the text: at least two notices, and more than what is open."""
    half = max(sheet.start + 1, len(sheet.passages) // 2)
    notices = [i for i in sheet.all_marked("footer") if i >= half][:40]
    for n, first in enumerate(notices[:-1]):
        after = range(first, len(sheet.passages))
        rest = [i for i in after if sheet.open(i)]
        if rest and len(notices) == 2 and rest[0] > notices[-1] and CLOSED.ends(sheet.passages[rest[0]].text):
            return  # two notices stand together inside the text, which goes on below them
        if any(sheet.prose(i) and sheet.prose(i + 1) for i in rest if i + 1 in rest) or (
            sheet.prose(first - 1)
            and first + 1 in rest
            and sheet.prose(first + 1)
            and TWO_SENTENCES.search(sheet.passages[first + 1].text)
        ):
            continue  # the text goes on below a newsletter's box
        if len(notices) - n > len(rest):
            for i in rest:
                sheet.set(i, "footer", "stands among the outlet's notices after the text")
            return


def _label_keywords(sheet: Sheet) -> None:
    """Label a last line of five or more short items parted by commas, no sentence, as tags."""
    opened = [i for i in range(sheet.start + 1, len(sheet.passages)) if sheet.open(i)]
    if not opened:
        return
    text = sheet.passages[opened[-1]].text
    if CLOSED.ends(text):
        return
    items = re.split(r"\s*[,،、]\s*", text.strip())
    words = [len(item.split()) for item in items]
    short = len(items) >= 5 and sum(words) <= 2.6 * len(items) and max(words) <= 7
    if short and all(KEYWORD.fullmatch(item) for item in items):
        sheet.set(opened[-1], "tags", "a last line of short items parted by commas")


def _label_writer(sheet: Sheet) -> None:
    """Label a last passage that tells who the writer is: it begins with the name of the byline and `is`."""
    names = [mark.value for mark in sheet.marks if mark and mark.kind == "byline"]
    names += [label.value for label in sheet.labels if label and label.kind == "byline"]
    surnames = {word.casefold() for name in names for word in re.findall(r"[\w'’-]{3,}", name)}
    first = max(sheet.start + 2, len(sheet.passages) - 4)
    for i in range(first, len(sheet.passages)) if surnames else ():
        told = WRITER_IS.match(sheet.passages[i].text) if sheet.open(i) else None
        if told and len(sheet.passages[i].text) <= 400 and told.group("surname").casefold() in surnames:
            sheet.set(i, "role", "tells who the writer is")


def _ends_text(sheet: Sheet, i: int) -> bool:
    """Whether passage `i` belongs to running text rather than to what follows it."""
    text = sheet.passages[i].text
    if sheet.prose(i) or (LIST_MARK.match(text) and i and not sheet.labelled(i - 1, "footer")):
        return True
    if CLOSED.ends(text) and (len(text.split()) >= 3 or (len(text) >= 8 and UNSPACED.search(text))):
        return True
    if len(text) >= 50 and stopless(text):
        return True
    return (len(text) >= 14 and bool(re.search(r"[、：。，]", text))) or (
        len(text) >= 40 and bool(re.search(r"[,;:،]", text))
    )


def label_runs(sheet: Sheet) -> None:
    """Label short lines between page furniture as furniture: one to four of them, no sentence among them."""
    run = 0
    for i in sheet.short(60):
        if i < run:
            continue
        run = i
        while (
            run < len(sheet.passages)
            and sheet.open(run)
            and len(sheet.passages[run].text) <= 60
            and not QUOTED.search(sheet.passages[run].text)
            and not CLOSED.ends(sheet.passages[run].text)
        ):
            run += 1
        inside = 0 < run - i <= 4 and i > 0 and run < len(sheet.passages)
        if inside and all(_apart(sheet, j) for j in (i - 1, run)):
            for j in range(i, run):
                sheet.set(j, "furniture", "a short line between words of the page around the article")


def _apart(sheet: Sheet, i: int) -> bool:
    return sheet.marked(i, "furniture", "footer") or sheet.labelled(i, "furniture", "footer")
