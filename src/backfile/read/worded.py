"""The lines of a saved page as words: what provenance shows of it, and what is left when its parser gives up.

A reader who compares a record with its file looks for words at a line; scripts, styles and mark-up around them are no
text of the article, may be hundreds of kilobytes, and name hosts that the archive has nothing to do with.
"""

import functools
import re
from collections.abc import Sequence

from backfile.entities import unescaped

__all__ = ["worded"]

_CODE = re.compile(
    r"<(?P<name>script|style|template|noscript|svg|object|iframe)\b|(?P<comment><!--)", re.IGNORECASE
)
_TAG = re.compile(r"<[a-zA-Z/!?](?:\"[^\"<>]*\"|'[^'<>]*'|[^<>\"'])*>?")


def worded(lines: Sequence[str]) -> tuple[str, ...]:
    """Return as many lines, each with its words only; what a tag, a comment or a script holds is left out."""
    closing = ""  # what ends the code or the tag that a line before has opened
    walked = []
    for line in lines:
        text, at = "", 0
        while at < len(line):
            if closing:
                end = _ending(closing).search(line, at)
                if end is None:
                    break
                at = end.start() if closing.startswith("</") else end.end()
                closing = ""
            code = _CODE.search(line, at)
            before = line[at : code.start() if code else len(line)]
            plain = _TAG.sub(" ", before)
            open_tag = before.rfind("<")
            if code is None and open_tag > before.rfind(">") and _TAG.match(before, open_tag):
                closing = ">"
            text += plain
            if code is None:
                break
            closing = "-->" if code["comment"] else f"</{code['name'].lower()}"
            at = code.end()
        walked.append(" ".join(unescaped(text).split()))
    return tuple(walked)


@functools.cache
def _ending(closing: str) -> re.Pattern[str]:
    return re.compile(re.escape(closing), re.IGNORECASE)
