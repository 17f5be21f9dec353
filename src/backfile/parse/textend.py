"""Where the text ends: what says so, and that nothing below it is text."""

from backfile.parse.sheet import Sheet
from backfile.patterns import late

__all__ = ["label_after_end"]

# Under the last sentence of texts in Chinese, Korean and Persian, and of wires: who edited it, the sign of its end.
EDITED = late(r"[【\[（(]?(?:责任|責任|执行|執行|本文)?(?:编辑|編輯|责编|責編)\s?[:：丨|/].{1,40}")
ENDED = late(
    r"[（(\[【](?:完|了|END|ENDS|FIN)[）)\]】]|-\s?30\s?-|#{2,}|[\[(]?enditem[\])]?"
    r"|(?:انتهای|پایان) (?:پیام|خبر)[/\s.\w]{0,12}|(?i:- ?ends? ?-)"
)
REPORTER = late(r"[가-힣]{2,4}\s(?:[가-힣]{2,6}\s?)?기자\b.{0,60}@.{3,40}")


def label_after_end(sheet: Sheet) -> None:
    """Label all that stands after a line that says that the text ends here: the paywall, notes to editors.

    The line counts only when more of the running text stands before it than after it; where it is but the sign of an
    editor, a writer or a wire, thrice as much.
    """
    ends = [i for i in sheet.all_marked("end") if i >= sheet.start]
    end = None
    if ends:
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
        signs = sheet.all_marked(kind) if sheet.has_mark(kind) else []
        end = next((i for i in signs[::-1] if form.fullmatch(sheet.passages[i].text)), 0)
        if end <= sheet.start:
            continue
        long = [len(p.text) if sheet.sentence(i) else 0 for i, p in enumerate(sheet.passages)]
        if sum(long[:end]) > 3 * sum(long[end:]):
            return end
    return None
