"""What a text may be about in languages without capitals: Arabic, Persian, Hindi, Chinese, Japanese, Korean.

Each language marks its noun phrases in a way of its own. In Arabic the second word has the article. Persian and Hindi
have them between small words. Japanese writes them in Chinese letters or katakana, and grammar in hiragana. Korean
hangs grammar onto the last word. Chinese marks nothing: there what is cut at small words and said twice counts, and of
what lies inside one another the longest. Verbs are kept out by their endings and by lists.
"""

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from backfile.extract.lexicon import words_of
from backfile.patterns import late

__all__ = ["LANGUAGES", "uncased_phrases"]

LISTS = "topicwords.txt"
TOKEN = late(
    r"[^\s\d.,;:!?،؛؟।|()\[\]{}«»“”‘’\"'/…·-]+(?:-[^\s\d.,;:!?،؛؟।]+)*|[\d.,;:!?،؛؟।|()«»“”‘’\"'/…·-]+"
)
LETTERS = late(r"[^\W\d_]")
CLITIC = late(r"^(?:وال|بال|كال|فال|ولل|لل|ال)")
ARABIC_VERB = late(
    r"^(?:و?س?[يت]ت?\w{3,}(?:ون|ان)$|و?سي|و?ست[^ع]|و?ي(?!ون|ول|من|مين)\w{3,}|و?ن[سح]ت)|(?:[^اة]ت|وا|تها|ته|تهم)$"
)
SUFFIXED = late(r"(?:ها|هم|هما|نا|كم|ه)$")
PERSIAN_VERB = late(
    r"^(?:ن?می\u200c?\w|نمی)|(?:ند|\u200cاند|\u200cاست|\u200cام|\u200cایم|کرده|شده|کردن|شدن)$"
)
HAN = r"\u3400-\u9fff"
HAN_RUN = late(rf"[{HAN}]{{2,}}")
JAPANESE = late(rf"(?:[{HAN}々ヶ]|[\u30a1-\u30fa][\u30a1-\u30fe]{{2,}})+")
NUMERAL = late(r"[〇零一二三四五六七八九十百千万億兆两]+(?:[年月日人円回時分秒名件台万億元届次岁度周点]|$)")
JAPANESE_EDGE = late(
    r"^(?:[同各約元計全両第昨今来前翌]|午前|午後)|(?:氏|側|中|後|前|内|等|間|者|的|上|下|時|点|年|月|日|人|円|回|件|分|率|数|量|用|向|化|感|力|性|長|員|目|以上|以下)$"
)
KOREAN_VERB = late(
    r"(?:다|했던|하는|되는|있는|없는|하던|하며|하면|해서|하여|하고|되어|되면|된|한|할|될|했고|됐고|면서|려고|도록|지만|는데|라며|다며|니다|세요|습니까|던|은데|위해|대해|통해)$"
)
HANGUL = late(r"^[가-힣]+$")
OPENING = 150
"""Letters at the beginning of a body that say what it is about."""
LONGEST = 6
"""Letters of a Chinese phrase."""
PART = 5
"""Letters of one that is not said again, nor stands alone between cuts."""


def uncased_phrases(parts: Iterable[str], language: str) -> Iterator[tuple[str, int]]:
    """Yield phrases of a text with their weights; its headline counts three times, the opening of its body twice."""
    found: Counter[str] = Counter()
    times: Counter[str] = Counter()
    headline, first, *rest = (*parts, "", "")
    for part, weight in (
        (headline, 3),
        (first[:OPENING], 2),
        *((text, 1) for text in (first[OPENING:], *rest)),
    ):
        for phrase in LANGUAGES[language](part):
            found[phrase] += weight
            times[phrase] += 1
    inner = _inner(times) if language == "zh" else frozenset()
    yield from sorted(item for item in found.items() if item[0] not in inner)


@functools.cache
def _list(name: str) -> frozenset[str]:
    return frozenset(words_of(LISTS).get(name, ()))


def _arabic(part: str) -> Iterator[str]:
    """Yield two words of which the second has the article, noun and adjective or noun and owner; and three of them."""
    stop, wide = _list("stop ar"), _list("wide ar")
    tokens = [_plain(token) for token in TOKEN.findall(part)]
    for n, (one, other) in enumerate(pairwise(tokens)):
        if (
            not other.startswith("ال")
            or not one
            or one in stop
            or other in stop
            or other in wide
            or one in wide
        ):
            continue
        bare = _bare(one, n > 0)
        if not bare or bare in stop or bare in wide or len(bare) < 4 or len(other) < 5:
            continue
        yield f"{bare} {other}"
        third = tokens[n + 2] if n + 2 < len(tokens) else ""
        if third.startswith("ال") and len(third) > 4 and third not in stop and third not in wide:
            yield f"{bare} {other} {third}"
        before = tokens[n - 1] if n else ""
        if not bare.startswith("ال") and bare == one and len(before) > 2 and before not in stop:
            owner = _bare(before, n > 1)
            if owner and not owner.startswith("ال") and owner not in stop and owner not in wide:
                yield f"{owner} {bare} {other}"


def _bare(word: str, inside: bool) -> str:
    """Return a word without what is written together with it before it; nothing for one that looks like a verb."""
    bare = CLITIC.sub("ال", word)
    if bare.startswith("ال"):
        return bare
    bare = (
        bare.removeprefix("و") if len(bare) > 5 and bare.removeprefix("و") not in _list("stop ar") else bare
    )
    bare = re.sub("^[بل](?=[^اي]\\w{3})", "", bare) if inside and len(bare) > 5 else bare
    return "" if ARABIC_VERB.search(bare) or SUFFIXED.search(bare) else bare


def _plain(token: str) -> str:
    """Return an Arabic word without vowel signs; nothing for signs and figures."""
    return re.sub("[\u064b-\u0652\u0640]", "", token) if LETTERS.match(token) else ""


def _persian(part: str) -> Iterator[str]:
    """Yield two or three words after a preposition or conjunction and before a small word, a verb or a sign."""
    edges, stop = _list("edge fa"), _list("stop fa")
    start, run = True, list[str]()
    for token in (*TOKEN.findall(part.replace("ي", "ی").replace("ك", "ک")), "."):
        if (
            LETTERS.match(token)
            and token not in edges
            and token not in stop
            and not PERSIAN_VERB.search(token)
        ):
            run.append(token)
            continue
        if start:
            yield from _joined(run)
        start, run = token in edges or not LETTERS.match(token), []


def _hindi(part: str) -> Iterator[str]:
    """Yield two or three words before a postposition."""
    edges, stop = _list("edge hi"), _list("stop hi")
    run = list[str]()
    for token in (*TOKEN.findall(part), "."):
        if LETTERS.match(token) and token not in edges and token not in stop:
            run.append(token)
            continue
        if token in edges or not LETTERS.match(token):
            yield from _joined(run)
        run = []


def _joined(run: list[str]) -> Iterator[str]:
    """Yield a run of two or three words, and the two that it begins and ends with."""
    if 2 <= len(run) <= 3:
        yield " ".join(run)
    if len(run) == 3:
        yield from (" ".join(run[:2]), " ".join(run[1:]))


def _japanese(part: str) -> Iterator[str]:
    wide = _list("wide ja")
    for run in JAPANESE.findall(part):
        if NUMERAL.match(run):
            continue
        run = JAPANESE_EDGE.sub("", run) if len(run) > 3 else run
        if len(run) >= 3 and run not in wide and not NUMERAL.search(run):
            yield run


def _korean(part: str) -> Iterator[str]:
    """Yield a noun of three syllables and more, and two nouns one after the other."""
    stop = _list("stop ko")
    previous = ""
    for token in (*TOKEN.findall(part), "."):
        word = _without_josa(token) if HANGUL.match(token) else ""
        if not word or token in stop or word in stop or (word == token and KOREAN_VERB.search(word)):
            previous = ""
            continue
        if previous and len(word) > 1:
            yield f"{previous} {word}"
        elif len(word) >= 3 and word != token:
            yield word
        previous = word if word == token and len(word) > 1 else ""


def _without_josa(word: str) -> str:
    for josa in words_of(LISTS)["josa ko"]:
        if word.endswith(josa) and len(word) - len(josa) >= 2:
            return word.removesuffix(josa)
    return word


@functools.cache
def _cuts() -> re.Pattern[str]:
    words = sorted(
        (*_list("stop zh"), *(w for w in _list("wide zh") if len(w) > 1)), key=lambda w: (-len(w), w)
    )
    return late("|".join(map(re.escape, words)))


def _chinese(part: str) -> Iterator[str]:
    """Yield what begins or ends where the text is cut, and all between that it says again."""
    runs = HAN_RUN.findall(_cuts().sub(" ", part))
    grams = Counter(
        run[at : at + n] for run in runs for n in range(2, LONGEST + 1) for at in range(len(run) - n + 1)
    )
    for run in runs:
        for size in range(2, min(LONGEST, len(run)) + 1):
            for at in range(len(run) - size + 1):
                gram = run[at : at + size]
                edge = at in (0, len(run) - size) and (size <= PART or size == len(run))
                if (edge or grams[gram] > 1) and not NUMERAL.search(gram):
                    yield gram


def _inner(times: Counter[str]) -> frozenset[str]:
    """Return the phrases that are said again, and always inside the same longer one."""
    again = (gram for gram, count in times.items() if count > 1)
    return frozenset(part for gram in again for part in (gram[1:], gram[:-1]) if times[part] == times[gram])


LANGUAGES: dict[str, Callable[[str], Iterator[str]]] = {
    "ar": _arabic,
    "fa": _persian,
    "hi": _hindi,
    "ja": _japanese,
    "ko": _korean,
    "zh": _chinese,
}
"""Language to what yields its phrases."""
