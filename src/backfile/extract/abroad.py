"""Who says a quote in texts that are not English, where the common rules find nobody.

The rules go by the place of the verb. In Arabic it stands before its subject, in Persian, Hindi, Japanese and
Korean at the end, in Chinese between speaker and words. A pronoun, or a verb without any subject (Spanish,
Italian, Portuguese), goes to the only person of the nearest sentence before, or to the one who opens it.
"""

import functools
import re
from collections.abc import Sequence

from backfile.extract.lexicon import lexicon, words_of
from backfile.extract.mentions import Bearer, Span
from backfile.extract.speakers import SENTENCE_END, Scene, Speaker, context
from backfile.extract.vocabulary import MALAY
from backfile.patterns import late

__all__ = ["told_abroad"]

# Pronouns beside a verb of saying, with the sex of whom they mean.
PRONOUNS = {
    "de": {"er": "m", "sie": "f"},
    "fr": {"il": "m", "elle": "f"},
    "nl": {"hij": "m", "zij": "f", "ze": "f"},
    "sv": {"han": "m", "hon": "f"},
    "es": {"él": "m", "ella": "f"},
    "it": {"lui": "m", "lei": "f"},
    "pt": {"ele": "m", "ela": "f"},
    "ru": {"он": "m", "она": "f"},
    "uk": {"він": "m", "вона": "f"},
    "bg": {"той": "m", "тя": "f"},
    "zh": {"他": "m", "她": "f"},
}
# Languages whose verbs of saying need no subject.
DROPPING = frozenset({"es", "it", "pt", "ca", "gl"})
# `« … », a-t-il expliqué`, `dit-elle`.
INVERTED = late(r"[\w-]*-t?-?(il|elle)$")
ARABIC = late(r"[\u0620-\u06ff]")
CJK = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Words that stand before whoever is spoken to or of.
PERSIAN_OBLIQUE = frozenset({"به", "از", "با", "برای"})
# Characters before a pronoun in which the one it means is looked for.
FAR = 2000
# Before a verb of saying: he or she.
# Between a verb of saying and what is said, in Arabic.
THAT = (":", "،", ",", " إن", " أن", " بأن", " إنه", " أنه", " بأنه", " إنها", " أنها", " بأنها")
PERSIAN_PRONOUNS = frozenset({"او", "وی", "ایشان"})
HINDI_SAID = late(r"(?:कहा|बताया|बोले|बोलीं|बोला)[^“\"‘]{0,12}$")
TURKIC = frozenset({"tr", "az"})
TURKISH_TOLD = late(
    r"[,.]?\s*(?:ded[iə]|diye|diyor|diyerek|deyib|ifade|şeklinde|sözleri|yanıtı|cevabı|değerlendirme)"
)
JAPANESE_TOLD = late(
    r"^(?:などと|と|などと、)[^。」]{0,12}?(?:述べ|話し|語っ|あいさつ|強調|説明|指摘|主張|コメント|訴え|明らかに|答え|言っ|批判|表明|歓迎|呼びかけ|振り返っ|述懐|謝罪|口に|明かし|打ち明け|漏らし|つぶや|笑っ|笑顔|苦笑|声を|叫ん|喜ん|悔やん|案じ|期待を|話す|語る|喜ぶ|笑う|嘆|説く|評価|分析|振り返る|明かす|打ち明ける|願|呼び掛け|意気込|胸を|感謝|力を込め|力説|首をかしげ|声を弾ませ|危機感|懸念|警鐘|反論|釈明|見通し|抱負)"
)
KOREAN_TOLD = late(
    r"^(?:(?:이?라며|며|면서)\s?[\"“]|(?:이?라고|이?라며|고|며|면서)\s?(?:[\w]+\s){0,3}?"
    r"(?:말했|밝혔|했다|강조|설명|지적|주장|비판|전했|덧붙|답했|반박|촉구|당부|사과|호소|말하|말한|언급|웃었|웃는|웃으|미소|토로|하소연|한숨|울먹"
    r"|다짐|귀띔|소개|평가|분석|전망|진단|우려|경고|해명|기뻐|걱정|아쉬워|고백|회상|부연|거들|반문|일축|약속|제안|요청|조언|바랐|기대|털어놓|이야기|얘기"
    r"|물었|외쳤|적었|썼|단언|밝힌|전한|감사))"
)
KOREAN_AND = late(r"(?:이?라며|이?라고|며|면서|고),?\s*")
THEY_SAID = late(r"[，,]?([他她])(?:还|也|又)?(?:说|表示|告诉|補充|补充|坦言|說)")
THEY_SAY = late(r"(?:^|[。！？])([他她])(?:还|也|又)?(?:说|表示|坦言|說)[：:，,]$")
CLAUSE = late(r"[。！？!?\n]|(?<=다)\.")


def told_abroad(
    scene: Scene, number: int, earlier: Sequence[Span], bearers: Sequence[Bearer], language: str
) -> Speaker | None:
    """Return the speaker of a quote that the common rules have not told.

    `earlier` are the people of the nearest sentence of the paragraph before.
    """
    text, words = scene.passage.text, scene.marked[number]
    if CJK.search(text):
        return _eastern(scene, number) or _pronoun_eastern(scene, number, earlier, bearers, language)
    begin, end = context(scene, number)
    if ARABIC.search(text):
        return _arabic(scene, begin, words.open, earlier, bearers)
    if language == "hi":
        return _hindi(scene, begin, words.open)
    if language in TURKIC and TURKISH_TOLD.match(text, words.close):
        return _turkish(scene, begin, words.open)
    return _meant_by_pronoun(scene, number, (begin, end), earlier, bearers, language)


# ---------------------------------------------------------------- pronouns and no pronouns


def _meant_by_pronoun(
    scene: Scene,
    number: int,
    around: tuple[int, int],
    earlier: Sequence[Span],
    bearers: Sequence[Bearer],
    language: str,
) -> Speaker | None:
    """Return whom a pronoun beside the verb behind the quote means: `, rechnete er vor`, `— отметил он`."""
    tokens, sayings = scene.tokens, lexicon().sayings
    pronouns = PRONOUNS.get(language, {})
    first, limit = scene.number_at(scene.marked[number].close), scene.number_at(around[1])
    while first < limit and tokens.words[first] in (",", "—", "–", "-", "."):
        first += 1
    saying = tokens.at(first)
    if (language in DROPPING and saying in sayings and tokens.at(first + 1) in (".", "")) or (
        language in MALAY and saying in sayings and saying.endswith("nya")
    ):
        person = _nearest(scene, scene.marked[number].open, earlier, bearers, "u")
        return None if person is None else Speaker(person, "", tokens.words[first], "pronoun")
    for place in range(first, min(first + 3, limit)):
        word = tokens.words[place]
        inverted = INVERTED.match(word) if language == "fr" else None
        sex = pronouns.get("il" if inverted and inverted[1] == "il" else "elle" if inverted else word)
        told = inverted or any(w in sayings for w in tokens.words[first : min(place + 2, limit)])
        if sex is not None and (told or (language == "de" and place == first + 1)):
            person = _nearest(scene, scene.marked[number].open, earlier, bearers, sex)
            verb = next((w for w in tokens.words[first:limit] if w in sayings and w != word), None)
            return None if person is None else Speaker(person, word, verb, "pronoun")
        if not word[0].isalpha():
            return None
    return None


def _nearest(
    scene: Scene, offset: int, earlier: Sequence[Span], bearers: Sequence[Bearer], sex: str
) -> int | None:
    """Return the only person of the nearest sentence before, or the one who opens it, if the sex fits."""
    text, floor = scene.passage.text, max(0, offset - FAR)
    near = [span for span in scene.spans if floor <= span.start < offset]
    found: list[Span] = []
    for match in SENTENCE_END.finditer(text, floor, offset):
        here = [span for span in near if floor <= span.start < match.end()]
        found, floor = here or found, match.end()
    here = [span for span in near if floor <= span.start]
    found = here or found or list(earlier)
    people = list(dict.fromkeys(span.person for span in found))
    fitting = [p for p in people if sex == "u" or bearers[p].sex in (sex, "u")]
    if len(people) == 1 and fitting:
        return fitting[0]
    if sex != "u" and len(fitting) == 1 and bearers[fitting[0]].sex == sex:
        return fitting[0]
    return None


# ---------------------------------------------------------------- scripts without capitals


@functools.cache
def _arabic_sayings() -> frozenset[str]:
    return frozenset(words_of("uncased.txt")["arabic-sayings"])


def _arabic(
    scene: Scene, begin: int, end: int, earlier: Sequence[Span], bearers: Sequence[Bearer]
) -> Speaker | None:
    """Return the speaker of `وقال X: «`, of `X گفت: «` and of `او گفت: «`."""
    if not scene.passage.text[begin:end].rstrip().endswith(THAT):
        return None
    words = scene.tokens.words
    first, limit = scene.number_at(begin), scene.number_at(end)
    sayings = _arabic_sayings()
    for number in range(limit - 1, first - 1, -1):
        word = words[number]
        if word not in sayings and not (word[:1] in "وف" and word[1:] in sayings):
            continue
        behind = [span for span in scene.between(number + 1, limit) if span.lead - number <= 6]
        if behind and "،" not in words[number : behind[0].first]:
            return scene.speaker(behind[0], word)
        if limit - number <= 3:
            if words[number - 1] in PERSIAN_PRONOUNS and number > first:
                # A sentence of this paragraph may name somebody unknown: then nobody of the paragraph before is meant.
                person = _nearest(scene, begin, () if begin else earlier, bearers, "u")
                return None if person is None else Speaker(person, words[number - 1], word, "pronoun")
            for span in scene.between(first, number):
                if scene.tokens.at(span.lead - 1) not in PERSIAN_OBLIQUE:
                    return scene.speaker(span, word)
        return None
    return None


def _hindi(scene: Scene, begin: int, end: int) -> Speaker | None:
    """Return the speaker of `X ने कहा, “`."""
    if not HINDI_SAID.search(scene.passage.text[begin:end]):
        return None
    for span in reversed(scene.between(scene.number_at(begin), scene.number_at(end))):
        if "ने" in scene.passage.text[span.end : span.end + 6].split()[:2]:
            return scene.speaker(span, None)
    return None


def _turkish(scene: Scene, begin: int, end: int) -> Speaker | None:
    """Return the speaker of `X, “…” dedi`: the subject opens the sentence, and a comma parts it from the words."""
    for span in scene.between(scene.number_at(begin), scene.number_at(end)):
        if scene.passage.text[span.end : span.end + 1] == ",":
            return scene.speaker(span, None)
    return None


@functools.cache
def _chinese_verbs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    says = "|".join(sorted(words_of("eastern.txt")["chinese-says"], key=lambda verb: (-len(verb), verb)))
    return (
        late(rf"(?P<verb>{says})(?:说|道|，)?[：:，,]\s*$"),
        late(rf"^[^。！？“”「」]{{0,12}}?(?P<verb>{says})"),
    )


def _eastern(scene: Scene, number: int) -> Speaker | None:
    """Return the speaker of `X表示：“…”`, `X市長は「…」と述べた`, `X 장관은 "…"고 말했다`."""
    text, words = scene.passage.text, scene.marked[number]
    floor = scene.marked[number - 1].close if number else 0
    start = words.open
    while number and KOREAN_AND.fullmatch(text, floor, start):
        # `"…"며 "…"고 말했다`: one speaker says both.
        number -= 1
        floor, start = scene.marked[number - 1].close if number else 0, scene.marked[number].open
    begin = floor
    for match in CLAUSE.finditer(text, floor, start):
        begin = match.end()
    before, behind = text[begin:start], text[words.close : words.close + 40]
    spans = [span for span in scene.spans if begin <= span.start and span.end <= start]
    saying, said_by = _chinese_verbs()
    verb = saying.search(before)
    if verb is not None:
        # The subject opens the clause; whoever stands behind `to` or `with` is spoken to.
        for span in spans:
            if text[span.start - 1 : span.start] not in ("对", "向", "與", "与", "同", "和", "給", "给"):
                return Speaker(span.person, text[span.start : span.end], verb["verb"], "named")
        return None
    if JAPANESE_TOLD.match(behind) or KOREAN_TOLD.match(behind):
        for span in reversed(spans):
            if re.match(
                r"(?:[^、。「」\"“]{0,10}?[はがも]|(?:(?!의\s|측)[^、。「」\"“]){0,20}?(?<=[\uac00-\ud7af])[은는이가])(?=[\s、「\"“]|.{0,30}$)",
                text[span.end : start],
            ):
                return Speaker(span.person, text[span.start : span.end], None, "named")
        return None
    told = said_by.match(behind)
    if told is not None:
        for span in scene.spans:
            if words.close <= span.start and span.end <= words.close + told.start("verb"):
                return Speaker(span.person, text[span.start : span.end], told["verb"], "named")
    return None


def _pronoun_eastern(
    scene: Scene, number: int, earlier: Sequence[Span], bearers: Sequence[Bearer], language: str
) -> Speaker | None:
    """Return whom `他` or `她` beside the verb means: the only person named in the sentence before."""
    text, words = scene.passage.text, scene.marked[number]
    told = THEY_SAID.match(text[words.close : words.close + 8]) or THEY_SAY.search(text[: words.open])
    if told is None or language != "zh":
        return None
    begin = 0
    for match in re.finditer(r"[。！？]", text[: words.open]):
        if match.end() < words.open - 6:
            begin = (
                match.end()
                if any(s.start >= match.end() for s in scene.spans if s.end < words.open)
                else begin
            )
    here = [span for span in scene.spans if begin <= span.start and span.end <= words.open] or list(earlier)
    people = list(dict.fromkeys(span.person for span in here))
    sex = PRONOUNS["zh"][told[1]]
    if len(people) == 1 and bearers[people[0]].sex in (sex, "u"):
        return Speaker(people[0], told[1], None, "pronoun")
    return None
