"""Personal names in Chinese, Japanese and Korean, by the few cues that are nearly always right.

Words are not parted by blanks in Chinese and Japanese, so a name is taken only where both of its ends are
marked: by a title, an age or a mark of address behind it in Japanese and Korean; in Chinese by a title, a
family name of the list or the characters that write foreign names, and a verb, title or mark behind. A name
found once is found wherever it stands again. Any other name must come from the register.
"""

import bisect
import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from backfile.extract.lexicon import names, words_of
from backfile.extract.mentions import Found
from backfile.extract.passages import Passage, Tokens
from backfile.patterns import late

__all__ = ["eastern_names"]

UNSPACED = late(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
HAN = r"[\u3005\u4e00-\u9fff]"
KANA = r"[\u3041-\u30fa]"
KATAKANA = r"[\u30a1-\u30fa\u30fc]+"
HANGUL = r"[\uac00-\ud7af]"
DOT = r"[・·•‧・]"
AGE = r"(?=\s?[（(]\d{1,3}歳?[）)])"
# Endings of particles: a word with one of them is no part of what stands between a Korean name and its office.
KOREAN_BEHIND = r"[은는이가을를의에도과와]|\s|측|,|\.|$"
# `(53)`, `(53·여)`, `(여·53세)`
KOREAN_AGE = r"(?=\s?[（(](?:[남여][·, ]\s?)?\d{1,3}세?(?:[·, ]\s?[남여])?[)）])"
# No name ends as a word does with a particle of two syllables.
KOREAN_NO_END = (
    "부터 까지 에서 으로 에게 처럼 보다 마다 조차 마저 라고 지만 면서 하고 하며 들이 들은"
    " 들을 들도 에는 에도 이나 이며 들 의 에 를 을 는 와"
)
KOREAN_OFFICE = late(rf"(?<!{HANGUL})({HANGUL}) ({HANGUL}{{2,4}}?)(?:{KOREAN_BEHIND})")


def _any(*entries: str) -> str:
    """Return an expression for any of these, the longer first."""
    return "|".join(sorted(map(re.escape, entries), key=lambda entry: (-len(entry), entry)))


@functools.cache
def _japanese() -> tuple[re.Pattern[str], ...]:
    words = words_of("eastern.txt")
    family = _any(*words["japanese-family"])
    no_given = "".join(words["japanese-no-given"])
    titles, offices = _any(*words["japanese-titles"]), _any(*words["japanese-offices"])
    # 井上講師: what begins an office is no part of the given name before it; 東大教授 is of a university.
    given = rf"(?![{no_given}]|{offices}){HAN}"
    named = rf"(?<!{HAN})(?!{HAN}大(?:{offices}))(?P<name>(?:{family})(?:(?:{given}){{1,3}}?|[\u3041-\u3096]{{2,3}}))"
    before = _any(*words["countries-before"])
    marked = _any(*words["katakana-titles"])
    no_kanji, no_holder = "|".join(NO_KANJI), "|".join(NO_HOLDER)
    return (
        # 岸田文雄首相, 山田氏: kanji on their own before a title.
        late(rf"(?<!{HAN})(?P<name>(?!{no_kanji}){HAN}{{2,4}}?)(?:{titles})"),
        late(rf"{named}(?:{offices})"),
        # 佐々木花子さん（４８）, 中村勝さん.
        late(rf"{named}(?:さん|氏)?" + AGE),
        # 新出利幸さん（71）: a family name that no list has, behind kana.
        late(
            rf"(?<=[\u3041-\u3096。、「\s　])(?={HAN}{{3,5}}さん)"
            rf"(?!{_any(*words['japanese-callings'])})(?!{HAN}{{2,4}}(?:{offices}))"
            rf"(?P<name>{HAN}{{3,5}}(?<![員師者長主客母父人]))さん" + AGE
        ),
        late(rf"{named}(?:さん|氏)"),
        # 西沢清文・長沼地区自治協議会長は: a body and its office behind the name.
        late(
            rf"(?={HAN}{{3}}){named}・[^、。「」『』（）・\s]{{2,24}}?(?:{offices}|[協連]?[議合盟]?会長|学長|院長|組合長)(?=[はがもにのと（])"
        ),
        # 石川県の馳浩知事, 輪島市の坂口茂市長: the place and its office tell what stands between.
        *(
            late(rf"(?:{place})の(?P<name>(?!{no_kanji}|{no_holder}){HAN}{{2,5}}?)(?:{office})")
            for place, office in HOLDERS
        ),
        # プーチン大統領, トランプ米大統領, but not ロシア大統領.
        late(
            rf"(?<![\u30a0-\u30ff])(?!(?:{_any(*words['katakana-countries'])})(?![\u30a0-\u30ff]))"
            rf"(?P<name>[\u30a1-\u30fa\u30fc]{{3,}})(?:{before})?(?:{_any(*words['katakana-alone'])})"
        ),
        # ラファエル・グロッシ事務局長: katakana of two parts before a title.
        late(
            rf"(?<![\u30a0-\u30ff])(?P<name>{KATAKANA}(?:[・＝=]{KATAKANA})+)(?:(?:{before}){{0,3}}(?:{marked})|{AGE})"
        ),
    )


# Characters that do not begin a name before a title: 同氏, 両氏, 元首相, 日本首相.
NO_KANJI = tuple("同両各元前新現副日米英独仏中露韓歴次女諸某彼何皆故若奥患お父母兄姉弟妹学客医看店市町村")


# What is governed, and who governs it.
HOLDERS = (
    ("[都道府県]", "知事"),
    ("市", "市長"),
    ("町", "町長"),
    ("村", "村長"),
    ("区", "区長"),
    ("[大高中]学|高校|学校", "学長|校長"),
    # 東北大の畠澤恵美准教授, but not 東大の医学部教授.
    (
        "大|大学院?|研究所|センター|機構|研究室|病院",
        "(?<![部科学院系専攻室課任員誉准主所館園局団会社校術論圏])(?:特任|客員|名誉|主任)?(?:准?教授|助教|講師|研究員)",
    ),
)
# What stands before an office and is nobody's name.
NO_HOLDER = (
    "現職",
    "女性",
    "男性",
    "歴代",
    "担当",
    "当時",
    "臨時",
    "職務",
    "民選",
    "初代",
    "最年",
    "有力",
    "首長",
    "名誉",
)


@functools.cache
def _japanese_holders() -> str:
    """Return the expression for what is behind a Japanese family name that stands for its bearer."""
    words = words_of("eastern.txt")
    return _any(*words["japanese-titles"], *words["japanese-offices"])


@functools.cache
def _korean() -> tuple[re.Pattern[str], ...]:
    words = words_of("eastern.txt")
    family, titles = _any(*words["korean-family"]), _any(*words["korean-titles"])
    no_end = "".join(f"(?<!{ending})" for ending in KOREAN_NO_END.split())
    named = (
        rf"(?<!{HANGUL})(?P<name>(?!{_any(*words['no-korean'])})"
        rf"(?:(?:{_any(*words['korean-family-of-two'])}){HANGUL}{{1,2}}|(?:{family}){HANGUL}{{2}})){no_end}"
    )
    foreign = rf"(?<!{HANGUL})(?P<name>(?:{_any(*words['korean-given'])}) {HANGUL}{{2,6}})"
    marked, posts = rf"{named}(?<![의에씩한된린인대청처를을는와로가])", _any(*words["korean-posts"])
    bodies = rf"{HANGUL}{{1,8}}(?:{_any(*words['korean-bodies'])})"
    return (
        # 윤석열 대통령: a family name and two syllables before a title.
        late(rf"{named}(?= (?:전 |부|제1)?(?:{titles}))"),
        # 이경일 전 고성군수, 노장현 산불 비상대책위원장: the place or the matter of an office.
        late(rf"{named}(?= 전 {HANGUL}{{1,5}}(?:군수|시장|지사|구청장|교육감|의원))"),
        late(rf"{named}(?= {HANGUL}{{1,5}} {HANGUL}{{2,6}}위원장)"),
        # 김철수 연구관은, but no word that ends as those before a noun do: 전국의, 하루에, 방문한.
        late(rf"{marked}(?= (?:{posts})(?:{KOREAN_BEHIND}))"),
        # 윤석열 한국 대통령, 시진핑 중국 국가주석.
        late(
            rf"(?<!{HANGUL})(?P<name>(?:{family}|{_any(*words['korean-family-abroad'])}){HANGUL}{{2}})"
            rf"(?= (?:{_any(*words['korean-countries'])}) (?:{titles}))"
        ),
        # 오동훈 기상청 예보관: a body between.
        late(rf"{marked}(?= {bodies} (?:{titles}|{posts})(?:{KOREAN_BEHIND}))"),
        # 황보석 동문시장상인연합회장은: a body and its office in one word.
        late(
            rf"{marked}(?= {HANGUL}{{2,14}}(?:{_any(*words['korean-heads'])})(?:[은는이가의도과와]\s|측|,|\.))"
        ),
        # 김민수 씨, 김민수(52).
        late(rf"{named}(?=\s?씨(?:[^\uac00-\ud7af]|[는가의와를도에]))"),
        late(named + KOREAN_AGE),
        # 응우옌 티 란(34)씨: the parts of a foreign name stand apart, and none of them ends as a word before it does.
        late(
            rf"(?<!{HANGUL})(?=[\uac00-\ud7af ]{{3,24}}[(（]\d)"
            rf"(?P<name>(?:(?!{HANGUL}*(?:{_any(*words['korean-ends'])}) |(?:{titles}|{posts}) )"
            rf"{HANGUL}{{1,4}} ){{1,3}}"
            rf"(?!(?:{family}){HANGUL}{{2}}\s?[（(]){HANGUL}{{1,5}})(?=\s?[（(]\d{{1,3}}세?[)）]\s?씨)"
        ),
        # 이서연 양은, 김민수 군이.
        late(rf"{named}(?= [양군][은이의을과도])"),
        # 교육부 장관 한정우는: behind an office, before a particle.
        late(
            rf"(?<=[\uac00-\ud7af] )(?:{titles}) {named.replace(f'(?<!{HANGUL})', '')}(?=[은는이가](?:\s|$))"
        ),
        # 도널드 트럼프 미국 대통령.
        late(rf"{foreign}(?= (?:(?:{_any(*words['korean-countries'])}) ){{0,2}}(?:{titles}))"),
    )


@functools.cache
def _chinese() -> tuple[re.Pattern[str], ...]:
    words = words_of("eastern.txt")
    families = (*words["chinese-family"], *names().uncased_family["han"])
    no_given, no_opening = "".join(words["chinese-no-given"]), "".join(words["chinese-no-opening"])
    # 张女士 is no name.
    forms = _any(*words["chinese-addresses"])
    name = rf"(?P<name>(?:{_any(*families)})(?!{forms})(?:(?![{no_given}]){HAN}){{1,2}}?)"
    three = rf"(?P<name>(?:{_any(*families)})(?!{forms})(?:(?![{no_given}{no_opening}]){HAN}){{2}})"
    sounds = f"[{''.join(words['chinese-sounds'])}]"
    says, after = _any(*words["chinese-says"]), _any(*words["chinese-after"])
    titles, behind = _any(*words["chinese-titles"]), _any(*words["chinese-behind"])
    # 习近平主席贺信: the title belongs to the name before it.
    single = "".join(sorted({family for family in families if len(family) == 1}))
    lead = rf"(?<![{single}][^\W{no_given}][^\W{no_given}](?=主席|总统|总书记|总理|總統|總理))"
    clause = r"(?:^|(?<=[\s，。、；：！？“”‘’（）「」]))"
    ends = rf"(?=(?:{says}|{after})|\d|$)"
    dotted = (
        rf"{sounds}{{1,6}}(?:[-－]{sounds}{{1,4}})?(?:{DOT}(?:{sounds}{{1,6}}|[A-Z]))*{DOT}{sounds}{{1,6}}"
    )
    no_foreign = _any(*words["chinese-no-foreign"])
    return (
        # 外交部长王毅表示: title, family name, one or two characters, then a verb or mark.
        late(rf"{lead}(?:{titles})(?:兼(?:CEO|总裁|总经理))?{name}{ends}"),
        # 王小明说: a clause that begins with a name of three characters.
        late(rf"{clause}{three}(?=(?:{says}))"),
        # 七十三歲的梁美珍把: how old somebody is.
        late(rf"(?:[\d一二三四五六七八九十〇]{{1,4}})(?:歲|岁)的{three}(?<![族人婦妇童生員员者友])"),
        # 王毅外长, 习近平主席.
        late(rf"{clause}{three}(?=(?:{behind}))"),
        # 约翰·巴拉索: characters of foreign names, with a dot.
        late(
            rf"(?:(?:{titles})|{clause}|(?<=[国人的由在与和及对向给据]))(?P<name>{dotted})(?!{no_foreign}|{sounds}|{DOT})"
        ),
        # 青年巴奈‧達魯說: other characters with a dot, between title and verb or mark.
        late(rf"(?:{titles})(?P<name>(?!{titles}){HAN}{{1,5}}{DOT}{HAN}{{1,5}}?){ends}"),
        # 总统马克龙说: without one, between title and verb or mark.
        late(rf"(?:{titles})(?P<name>{sounds}{{2,6}}){ends}"),
    )


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """Yield the expressions of the languages whose letters stand in the text."""
    if re.search(HANGUL, text):
        yield from _korean()
    kana, han = len(re.findall(r"[\u3041-\u30fa]", text)), len(re.findall(HAN, text))
    if kana * 20 > han:
        yield from _japanese()
    elif han:
        yield from _chinese()


def eastern_names(texts: Sequence[tuple[Passage, Tokens]]) -> list[list[Found]]:
    """Return the names of each passage that a cue marks, and where they stand again."""
    if not any(not passage.text.isascii() and UNSPACED.search(passage.text) for passage, _ in texts):
        return [[] for _ in texts]
    patterns = list(_patterns("\n".join(passage.text for passage, _ in texts)))
    found = [
        [match.span("name") for pattern in patterns for match in pattern.finditer(passage.text)]
        for passage, _ in texts
    ]
    found = [_longest([*spans, *more]) for spans, more in zip(found, _with_office(texts), strict=True)]
    known = {passage.text[a:b] for (passage, _), spans in zip(texts, found, strict=True) for a, b in spans}
    return [
        [_found(passage, tokens, span, True) for span in spans]
        + [_found(passage, tokens, span, False) for span in _again(passage.text, known, spans)]
        + [_short(passage, tokens, match, known) for match in _shortened(passage.text, known)]
        for (passage, tokens), spans in zip(texts, found, strict=True)
    ]


def _longest(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, of those that overlap the first and longest."""
    kept: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _with_office(texts: Sequence[tuple[Passage, Tokens]]) -> list[list[tuple[int, int]]]:
    """Return Korean names before an institution and an office: `노소영 아트센터 나비 관장`.

    Only where the article goes on with the family name and the same office: `노 관장`.
    """
    words = words_of("eastern.txt")
    titles, family = frozenset(words["korean-titles"]), frozenset(words["korean-family"])
    later = {
        match.groups()
        for passage, _ in texts
        for match in KOREAN_OFFICE.finditer(passage.text)
        if match[1] in family and match[2] in titles
    }
    found: list[list[tuple[int, int]]] = [[] for _ in texts]
    for surname, title in sorted(later):
        pattern = late(rf"(?<!{HANGUL})({surname}{HANGUL}{{2}})(?: [\w·&]+){{1,3}} {title}(?!{HANGUL}{{3}})")
        for number, (passage, _) in enumerate(texts):
            found[number].extend(match.span(1) for match in pattern.finditer(passage.text))
    return found


def _again(text: str, known: set[str], taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where known names stand outside the spans taken."""
    if not known or not UNSPACED.search(text):
        return
    for match in re.finditer(_any(*known), text):
        start, end = match.span()
        if any(start < stop and begin < end for begin, stop in taken):
            continue
        hangul = re.match(HANGUL, match[0])
        if hangul and start and re.match(HANGUL, text[start - 1]):
            continue
        yield start, end


def _shortened(text: str, known: set[str]) -> Iterator[re.Match[str]]:
    """Yield Korean family names before an office, `한 장관`, and last parts of foreign names, `杜邦` of `让·杜邦`.

    Only where one name of the article has them.
    """
    families = [name[0] for name in known if re.match(HANGUL, name) and " " not in name]
    lone = sorted(name for name in families if families.count(name) == 1)
    if lone and re.search(HANGUL, text):
        words = words_of("eastern.txt")
        titles = _any(*words["korean-titles"], *words["korean-posts"])
        yield from re.finditer(rf"(?<!{HANGUL})(?P<name>{_any(*lone)})(?= (?:{titles}))", text)
    yield from _japanese_shortened(text, known)
    lasts = [re.split(DOT, name)[-1] for name in known if re.match(HAN, name) and re.search(DOT, name)]
    lone = sorted(name for name in lasts if len(name) > 1 and lasts.count(name) == 1)
    if lone:
        yield from re.finditer(rf"(?<!{DOT})(?P<name>{_any(*lone)})(?!{DOT})", text)


def _japanese_shortened(text: str, known: set[str]) -> Iterator[re.Match[str]]:
    """Yield Japanese family names before an office, `馳` of `馳浩` in `馳知事`, where one known name begins with it."""
    if not re.search(KANA, text):
        return
    kanji = sorted(name for name in known if re.fullmatch(rf"{HAN}{{3,6}}|{HAN}{{2}}", name))
    heads = [name[:size] for name in kanji for size in range(1, min(len(name), 4))]
    lone = sorted({head for head in heads if heads.count(head) == 1} - known)
    if lone:
        yield from re.finditer(rf"(?<!{HAN})(?P<name>{_any(*lone)})(?={_japanese_holders()})", text)


def _short(passage: Passage, tokens: Tokens, match: re.Match[str], known: set[str]) -> Found:
    """Return the shorter form, a family name of one sign with the one known name that begins with it."""
    short = _found(passage, tokens, match.span("name"), False)
    if len(short.name) > 1:
        return short
    return msgspec.structs.replace(
        short, name=next(name for name in sorted(known) if name.startswith(short.name))
    )


def _found(passage: Passage, tokens: Tokens, span: tuple[int, int], sure: bool) -> Found:
    start, end = span
    return Found(
        start, end, _number(tokens, start), _number(tokens, end - 1) + 1, passage.text[start:end], None, sure
    )


def _number(tokens: Tokens, offset: int) -> int:
    """Return the number of the word that holds this character."""
    return bisect.bisect_right(tokens.starts, offset) - 1
