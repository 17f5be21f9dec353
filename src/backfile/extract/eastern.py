"""Personal names in Chinese, Japanese and Korean, by the few cues that are nearly always right.

Words are not parted by blanks there, so a name is taken only where both of its ends are marked: by a title
that follows in Japanese and Korean; in Chinese by a title before, a family name of the list, and a verb or
mark behind. Any other name must come from the register.
"""

import bisect
import functools
import re
from collections.abc import Iterator, Sequence

from backfile.extract.lexicon import words_of
from backfile.extract.mentions import Found
from backfile.extract.passages import Passage, Tokens

__all__ = ["eastern_names"]

UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


@functools.cache
def _cues() -> tuple[re.Pattern[str], ...]:
    """Return the expressions of the three languages; the group `name` is the name."""
    words = {key: "|".join(entries) for key, entries in words_of("eastern.txt").items()}
    no_kanji = "".join(words["no-kanji"].split("|"))
    return (
        # 岸田文雄首相, 山田氏: kanji on their own before a title.
        re.compile(
            rf"(?<![\u3005\u4e00-\u9fff])(?P<name>(?![{no_kanji}])[\u3005\u4e00-\u9fff]{{2,4}}?)(?:{words['japanese-titles']})"
        ),
        # ラファエル・グロッシ事務局長: katakana of two parts before a title.
        re.compile(
            rf"(?<![\u30a0-\u30ff])(?P<name>[\u30a1-\u30fa\u30fc]+(?:・[\u30a1-\u30fa\u30fc]+)+)(?:{words['katakana-titles']})"
        ),
        # 윤석열 대통령: a family name and two syllables before a title.
        re.compile(
            rf"(?<![\uac00-\ud7af])(?P<name>(?!{words['no-korean']})(?:{words['korean-family']})[\uac00-\ud7af]{{2}})"
            rf"(?= (?:전 |부|제1)?(?:{words['korean-titles']}))"
        ),
        # 外交部长王毅表示: title, family name, one or two characters, then a verb or mark.
        re.compile(
            rf"(?:{words['chinese-titles']})(?P<name>(?:{words['chinese-family']})[\u4e00-\u9fff]{{1,2}}?)"
            rf"(?={words['chinese-after']})"
        ),
    )


def eastern_names(texts: Sequence[tuple[Passage, Tokens]]) -> list[list[Found]]:
    """Return the names of each passage that a title marks."""
    return [sorted(_marked(passage, tokens), key=lambda name: name.start) for passage, tokens in texts]


def _marked(passage: Passage, tokens: Tokens) -> Iterator[Found]:
    if not UNSPACED.search(passage.text):
        return
    for cue in _cues():
        for match in cue.finditer(passage.text):
            start, end = match.span("name")
            yield Found(start, end, _number(tokens, start), _number(tokens, end - 1) + 1, match["name"])


def _number(tokens: Tokens, offset: int) -> int:
    """Return the number of the word that holds this character."""
    return bisect.bisect_right(tokens.starts, offset) - 1
