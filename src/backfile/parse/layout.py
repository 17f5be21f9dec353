"""What each passage of a plain text is: headline, deck, date, caption, credit, body, footer.

The page an article was copied from has three zones: what stands before the text, the text, what follows it.
The marks of single passages (`marks`) are certain; where a passage stands decides the rest. Every passage gets
exactly one label, so that nothing of the file is lost.
"""

import re
from collections.abc import Sequence

from backfile.openings import look_at
from backfile.parse.alttexts import label_pictures
from backfile.parse.around import (
    label_announced,
    label_copies,
    label_groups,
    label_posts,
    label_ranked,
    label_runs,
    label_tail,
    label_teasers,
)  # fmt: skip
from backfile.parse.besidecredit import CLOSED, label_beside_credit, source_of_picture
from backfile.parse.boxes import label_boxes
from backfile.parse.captionends import taken_at
from backfile.parse.credits import led_credit, split_credit
from backfile.parse.forms import is_short
from backfile.parse.glued import cut_first, cut_glued, joined_labels
from backfile.parse.headline import label_beside, label_header
from backfile.parse.innerlines import label_arrows, label_enumerated, label_facts, label_questions
from backfile.parse.keypoints import label_key_points
from backfile.parse.marked import MarkedBlock
from backfile.parse.menus import label_menus
from backfile.parse.ordered import label_ordered
from backfile.parse.pagetop import (
    label_frame,
    label_joined_title,
    label_machine_lines,
    label_summary,
    label_ticker,
)
from backfile.parse.paragraphs import LIST_MARK, Passage
from backfile.parse.sheet import (
    FILE_CAPTION,
    FILED_ALONE,
    FILED_END,
    LONGEST_CAPTION,
    TWO_SENTENCES,
    Label,
    Sheet,
    fold,
)
from backfile.parse.standfirst import label_standfirst
from backfile.parse.tails import (
    label_below,
    label_bio,
    label_codes,
    label_signature,
    label_signed_alone,
    label_trailing,
)
from backfile.parse.textend import label_after_end
from backfile.parse.voiced import label_voiced
from backfile.parse.writers import agency_wrote
from backfile.patterns import Ending, late

__all__ = ["label_blocks", "label_passages", "sheet_of"]

EMPHASISED = late(r"<(em|i|small)>[^<>]*(?:<(?!/\1).[^<>]*>[^<>]*)*</\1>")
LINK_ALONE = late(r"(?:<(?:strong|em|b)>)?<a [^<>]*>[^<>]*</a>(?:</(?:strong|em|b)>)?")
DASHED_SPEECH = late(r"- [\"“«„][^\"“”«»„]{4,80}[\"”»“]")
# `Ada Lark (HNA)`.
WRITES_FOR = late(r"(?P<name>[^\W\d_a-z][^(),]{3,40})\s\([A-Z]{2,6}\)")
FOOTED = "reads like a credit, but stands in the page's footer"
# Behind a copyright sign and a name: the rights of the page's owner, its form of company, for what age it is.
OWNED = late(
    r"\b(?:rights|rechten?|droits|derechos|direitos|dereitos|drets|diritti|rättigheter"
    r"|rettigh?e[td]er|réttindi|oikeudet|praw[ao]|práva|pravice|prava|права|правa|jog|drepturile"
    r"|õigused|tiesības|teisės|hakları|hak cipta|bản quyền)\b"
    r"|δικαιώματ|حقوق|הזכויות|अधिकार|版权|版權|著作権|無断|저작권|무단|สงวน"
    r"|\b(?:АО|ООО|ТОВ|ЗАО|ИП|ЕООД|ООД|АД|GmbH|AG|Ltd|LLC|Inc|Lda"
    r"|SRL|ApS|a\.s|s\.r\.o|d\.o\.o|S\.p\.A|S\.A|sp\. z o\.o|A\.Ş)\b|\b\d\d\+",
    re.IGNORECASE,
)
NUMBERED = late(r"\d{1,2}[.)]\s+[^\W\d_]")
FRAMED_HEAD = late(
    r"[＜<【《].{1,40}[＞>】》]|[■◆◇▼□◎]\s?[^。]{2,40}|[一二三四五六七八九十]{1,2}、[^。，]{2,30}"
)
LONGEST_SUBHEAD = 90
UNCLOSED = Ending(".!…,;:。、：।۔！；，،؛", "\"'”’»)")


def label_passages(found: Sequence[Passage], agencies: frozenset[str] = frozenset()) -> list[Label]:
    """Return one label for each passage, in order; a passage that holds two things is cut in two.

    `agencies` are folded names of agencies that the curator has registered.
    """
    if not found:
        return []
    sheet = sheet_of(found, agencies)
    label_ordered(sheet)
    return [label for label in sheet.labels if label is not None]


def sheet_of(found: Sequence[Passage], agencies: frozenset[str] = frozenset()) -> Sheet:
    """Return the passages with the labels that the rules give them, before the page is judged as a whole."""
    look_at([passage.text for passage in found])
    sheet = Sheet(joined_labels(cut_glued(cut_first(list(found)))), agencies)
    label_copies(sheet)
    _label_repeats(sheet)
    label_after_end(sheet)
    label_joined_title(sheet)
    label_menus(sheet)
    label_pictures(sheet)
    label_codes(sheet)
    _label_around(sheet)
    label_voiced(sheet)
    headline = label_header(sheet)
    label_signature(sheet)
    label_signed_alone(sheet)
    label_facts(sheet)
    _label_figures(sheet, headline)
    label_standfirst(sheet, headline)
    label_enumerated(sheet)
    label_questions(sheet)
    label_arrows(sheet)
    label_below(sheet)
    label_trailing(sheet)
    label_tail(sheet)
    label_runs(sheet)
    _label_text(sheet)
    return sheet


def label_blocks(blocks: Sequence[MarkedBlock], headline: str | None) -> list[Label]:
    """Return one label for each marked block: what its marks say, else what the layout rules find.

    `headline` is the title that the file's fields declare; a first heading that repeats it is a duplicate.
    """
    sheet = Sheet([block.passage for block in blocks])
    label_codes(sheet)
    label_after_end(sheet)
    for i, block in enumerate(blocks):
        if (
            block.kind == "subhead"
            and headline is None
            and block.level == 1
            and not any(label and label.kind == "headline" for label in sheet.labels)
        ):
            sheet.set(i, "headline", "the first heading of the highest level")
            for j in range(i):
                text = blocks[j].passage.text
                if blocks[j].kind is None and sheet.open(j) and is_short(text) and not CLOSED.ends(text):
                    sheet.set(j, "section", "a word or two above the headline")
        elif (
            block.kind == "subhead"
            and i == 0
            and headline is not None
            and fold(block.passage.text) == fold(headline)
        ):
            sheet.set(i, "duplicate", "repeats the title that the fields declare")
        elif block.kind == "list_item" and LINK_ALONE.fullmatch(block.html or ""):
            continue  # it may stand under a line that announces other articles
        elif block.kind is not None and not (
            block.kind == "subhead" and sheet.marked(i, "read-also", "block", "footer")
        ):
            sheet.set(i, block.kind, block.why)
    _label_links(sheet, blocks)
    _label_captions(sheet, blocks)
    _label_around(sheet, marked=True)
    heading = next((i for i in range(len(blocks)) if sheet.labelled(i, "headline")), None)
    label_beside(sheet, heading)
    label_bio(sheet)
    _label_figures(sheet, None if headline is not None or heading is not None else label_header(sheet))
    _label_text(sheet, subheads=False)
    return [label for label in sheet.labels if label is not None]


def _label_around(sheet: Sheet, marked: bool = False) -> None:
    label_ranked(sheet)
    label_frame(sheet)
    label_ticker(sheet)
    label_machine_lines(sheet)
    label_summary(sheet)
    label_key_points(sheet)
    label_announced(sheet, marked)
    label_boxes(sheet)
    label_teasers(sheet)
    label_groups(sheet)
    label_posts(sheet)


def _label_links(sheet: Sheet, blocks: Sequence[MarkedBlock]) -> None:
    """Label list items that are a link and nothing else: as other articles under a line that announces them."""
    announced = False
    for i, block in enumerate(blocks):
        link = LINK_ALONE.fullmatch(block.html or "") is not None
        if link and announced and sheet.labels[i] is None:
            sheet.set(i, "read-also", "a link under a line that announces other articles")
        elif block.kind == "list_item":
            sheet.set(i, "list_item", block.why)
        announced = sheet.marked(i, "block") or (announced and link)


def _label_captions(sheet: Sheet, blocks: Sequence[MarkedBlock]) -> None:
    """Label an emphasised block directly under a picture without caption as its caption."""
    for i, block in enumerate(blocks[1:], 1):
        picture = blocks[i - 1]
        bare = picture.kind == "figure" and not picture.passage.text
        under = bare and block.kind is None and not sheet.marked(i, "credit")
        if under and EMPHASISED.fullmatch(block.html or "") and len(block.passage.text) <= LONGEST_CAPTION:
            sheet.set(i, "caption", "emphasised, directly under a picture")


def _label_repeats(sheet: Sheet) -> None:
    """Label what stands twice as a duplicate of the first: headlines, captions with their credits."""
    seen: dict[str, int] = {}
    for i, key in enumerate(sheet.folded) if len(set(sheet.folded)) < len(sheet.folded) else ():
        credit = sheet.marked(i, "credit")
        if not credit and (len(key) < 24 or sheet.marks[i] is not None):
            continue
        first = seen.setdefault(key, i)
        if first != i and (not credit or (first < i - 1 and sheet.labelled(i - 1, "duplicate"))):
            sheet.set(i, "duplicate", f"says again what line {sheet.passages[first].line} says")


def _label_figures(sheet: Sheet, headline: int | None) -> None:
    """Label credits and the captions beside them, and captions that end in their credit."""
    last = len(sheet.passages) - 1
    end = next((i for i in range(last, -1, -1) if sheet.sentence(i)), last)
    for i, passage in enumerate(sheet.passages):
        if sheet.open(i) and not sheet.tells(i):
            continue  # most passages: neither a mark nor a caption
        if sheet.marked(i, "source") and (source := source_of_picture(sheet, i)):
            sheet.set(i - 1, "caption", "stands directly above a source line inside the text")
            sheet.set(i, "credit", "a source line directly below a caption", source)
        elif sheet.marked(i, "credit") and sheet.labels[i] is None:
            if i > end and sheet.passages[i].apart and (signed := WRITES_FOR.fullmatch(passage.text)):
                sheet.set(i, "byline", "a name and its agency under the last sentence", signed.group("name"))
                continue
            if sheet.signed_below(i):
                mark = sheet.marks[i]
                kind = "source" if mark and mark.why.startswith("the name") else "footer"
                sheet.set(i, kind, "a sign or an agency's name under the last sentence", passage.text)
                continue
            if agency_wrote(sheet, i, headline):
                sheet.set(
                    i, "byline", "an agency alone beside the date, between headline and text", passage.text
                )
                continue
            if _signs_page(sheet, i, end):
                sheet.set(i, "footer", "a copyright sign and a name under the page's notices")
                continue
            if i > end + 2 and passage.apart:
                sheet.set(i, "footer", FOOTED)
                continue
            if sheet.sends_text(i):
                sheet.set(i, "source", "an agency's name in one block with the date")
                continue
            label_beside_credit(sheet, i, headline)
            sheet.take_mark(i)
        elif sheet.open(i) and i != headline and len(passage.text) <= LONGEST_CAPTION and not sheet.prose(i):
            found = split_credit(passage.text)
            if found and i > end + 2 and passage.apart and "copyright" in found[2]:
                sheet.set(i, "footer", FOOTED)
            elif found and (i < sheet.start or len(passage.text) <= 300):
                sheet.set(i, "figure", f"a caption and its credit {found[2]}")
            elif led_credit(passage.text):
                sheet.set(i, "figure", "a credit, a bar and the caption")
            elif sheet.bracketed_before(i):
                sheet.set(i, "figure", "a caption before the text and an agency in brackets at its end")
            elif taken_at(passage.text):
                sheet.set(
                    i, "caption", "ends in the place and the day of the picture, as Japanese captions do"
                )
            elif len(passage.text) <= 300 and (
                FILE_CAPTION.match(passage.text)
                or FILED_END.search(passage.text)
                or FILED_ALONE.fullmatch(passage.text)
            ):
                sheet.set(i, "caption", "begins or ends with the mark of a file picture")


def _signs_page(sheet: Sheet, i: int, end: int) -> bool:
    """Whether a copyright sign and a name close the page: after the last running text, under a notice of the page,
    or with a word for reserved rights or a form of company behind the name."""
    mark = sheet.marks[i]
    signed = i > end and mark is not None and mark.why.startswith("a copyright sign")
    return signed and (_notice_above(sheet, i) or OWNED.search(sheet.passages[i].text) is not None)


def _notice_above(sheet: Sheet, i: int) -> bool:
    return sheet.marked(i - 1, "footer", "furniture", "source") or sheet.labelled(
        i - 1, "footer", "furniture"
    )


def _label_text(sheet: Sheet, subheads: bool = True) -> None:
    """Label the rest: marks as they say, sentences as paragraphs, short lines between them as subheads."""
    numbered = _numbered_subheads(sheet) if subheads else frozenset()
    for i, passage in enumerate(sheet.passages):
        if sheet.labels[i] is not None:
            continue
        if sheet.marked(i, "date") and i > sheet.start and sheet.prose_follows(i):
            sheet.set(i, "subhead", "a date alone between paragraphs")
        sheet.take_mark(i)
        if sheet.labels[i] is not None:
            continue
        short = subheads and len(passage.text) <= LONGEST_SUBHEAD
        if short and DASHED_SPEECH.fullmatch(passage.text) and _stands_alone(sheet, i):
            sheet.set(i, "subhead", "a dash and a few words of speech, alone between paragraphs")
        elif i in numbered:
            sheet.set(i, "subhead", "one of three or more numbered lines, each above a paragraph")
        elif LIST_MARK.match(passage.text) and not passage.text.startswith(("—", "– ")):
            sheet.set(i, "list_item", "begins with a list mark")
        elif short and _subhead(sheet, i):
            sheet.set(i, "subhead", "a short line without full stop between paragraphs")
        else:
            sheet.set(i, "paragraph", "running text")


def _stands_alone(sheet: Sheet, i: int) -> bool:
    """Whether sentences stand on both sides of passage `i`, none of which begins with a list mark."""
    beside = [sheet.passages[j].text for j in (i - 1, i + 1) if 0 <= j < len(sheet.passages)]
    return len(beside) == 2 and all(CLOSED.ends(text) and not LIST_MARK.match(text) for text in beside)


def _between_lines(sheet: Sheet, i: int) -> bool:
    """Whether a line is a heading where single line breaks part paragraphs: in capitals, or short before a long one."""
    if not sheet.single:
        return False
    text = sheet.passages[i].text
    above = i - 1
    while above > sheet.start and sheet.labelled(above, "furniture", "read-also"):
        above -= 1
    between = CLOSED.ends(sheet.passages[above].text) and i + 1 < len(sheet.passages)
    if not between or not CLOSED.ends(sheet.passages[i + 1].text):
        return False
    return text.isupper() or (len(text) <= 60 and text[0].isupper() and sheet.prose(i + 1))


def _numbered_subheads(sheet: Sheet) -> frozenset[int]:
    """Return the numbered lines that are headings: short, no sentence, a paragraph without number under each."""
    found = [
        i
        for i in sheet.short(LONGEST_SUBHEAD)
        if NUMBERED.match(sheet.passages[i].text)
        and sheet.passages[i].apart
        and sheet.open(i)
        and not UNCLOSED.ends(sheet.passages[i].text)
        and sheet.open(i + 1)
        and not LIST_MARK.match(sheet.passages[i + 1].text)
        and len(sheet.passages[i + 1].text) > len(sheet.passages[i].text)
    ]
    return frozenset(found) if len(found) >= 3 else frozenset()


def _subhead(sheet: Sheet, i: int) -> bool:
    """Whether passage `i`, of LONGEST_SUBHEAD signs at most, is a heading inside the text."""
    passage = sheet.passages[i]
    text = passage.text
    if FRAMED_HEAD.fullmatch(text):
        return True
    if (
        i <= sheet.start
        or not (passage.apart or _between_lines(sheet, i))
        or len(text.split()) > 13
        or UNCLOSED.ends(text)
        or TWO_SENTENCES.search(text)
    ):
        return False
    if (
        text[0] in "—–-•"
        or text[0].islower()
        or re.search(r"[：、]", text)
        or (len(text) > 30 and re.search(r"[\u3040-\u9fff]", text))
    ):
        return False
    return i + 1 < len(sheet.passages) and (
        sheet.open(i + 1) or sheet.labelled(i + 1, "paragraph", "list_item", "caption", "figure")
    )
