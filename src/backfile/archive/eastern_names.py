"""Keys of Chinese, Korean and Japanese names: equal when the writing system alone parts two spellings of one name.

Chinese names are compared as pinyin: from characters, from Cyrillic by the system of Palladius, and in a coarser key
beside the older romanisation of Wade and Giles, whose apostrophes newspapers leave out. Korean names are compared by
classes of sounds, since families choose their own letters (Yoon, Yun, Youn). Such keys are a reason to ask, never to
join: several names of different characters have one sound.
"""

import functools
import re

from backfile.archive.customs import FAMILY_FIRST, KOREAN_FAMILIES
from backfile.patterns import late

__all__ = ["eastern_keys", "is_eastern_family", "is_japanese"]

HAN = late(r"[\u4e00-\u9fff]{2,4}")
HANGUL = late(r"[\uac00-\ud7af]{2,5}")
CYRILLIC = late(r"[а-яёъь\s-]+", re.IGNORECASE)
MORA = late(
    r"(?:(?:[kgszjtdnhbpmyrwf]|ch|sh|ts|(?:[kgnhbpmrj])y|(?<=[aeiou])(?:kk|tt|ss|pp|tch))?(?:[aeiou]|ou|oh(?![aeiou]))|n(?![aeiou]))+"
)


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


# The system of Palladius: what stands before the vowel of a syllable, and the rest of it.
BEFORE = _pairs("чж=zh цз=z ц=c ч=ch ш=sh с=s ж=r б=b п=p м=m ф=f д=d т=t н=n л=l г=g к=k х=h")
AFTER = _pairs(
    "а=a ай=ai ао=ao ань=an ан=ang э=e эй=ei энь=en эн=eng и=i ин=ing инь=in о=uo оу=ou у=u уа=ua уай=uai "
    "уань=uan уан=uang уй=ui уэй=ui унь=un ун=ong юй=u юэ=ue юань=uan юнь=un юн=iong я=ia янь=ian ян=iang "
    "яо=iao е=ie ю=iu ы=i"
)
ALONE = _pairs(
    "а=a ай=ai ао=ao ань=an ан=ang э=e энь=en эр=er оу=ou и=yi ин=ying инь=yin я=ya янь=yan ян=yang "
    "яо=yao е=ye ю=you юй=yu юэ=yue юань=yuan юнь=yun юн=yong у=wu ва=wa вай=wai вань=wan ван=wang "
    "вэй=wei вэнь=wen вэн=weng во=wo"
)
SOFT = {"z": "j", "c": "q", "s": "x"}
LABIALS = ("b", "p", "m", "f")
# Pinyin and Wade-Giles without apostrophes to letters that stand for both.
COARSE = tuple(
    (late(pattern), to)
    for pattern, to in (
        (r"hs|x", "s"), (r"zh|ch|j(?=[iu])|q", "C"), (r"ts|tz|z|c", "Z"), (r"sz", "s"),
        (r"^j|(?<=[^aeiou])j", "r"), (r"ung|ong", "N"), (r"ien|ian", "ien"), (r"yi", "i"), (r"uo", "o"),
        (r"y(?=u)", ""), (r"ou", "o"), (r"ieh|ie", "ie"), (r"ueh|ue", "ue"), (r"[eo]h?(?=$|[^aeiouhnr])", "e"),
        (r"b", "p"), (r"d", "t"), (r"g", "k"),
    )
)  # fmt: skip
# Korean sounds by classes, from the longest letters to the shortest.
SOUNDS = tuple(
    (late(pattern), to)
    for pattern, to in (
        (r"ch|tch", "j"), (r"ng", "n"), (r"oo", "u"), (r"ee", "i"), (r"yeo|you|yo|yu", "Y"),
        (r"eo|eu|ou|o|u", "o"), (r"ae|e", "e"), (r"g|c", "k"), (r"d", "t"), (r"b", "p"), (r"r", "l"),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
KONTSEVICH = (
    ("чж", "j"),
    ("ч", "j"),
    ("ё", "yeo"),
    ("е", "eo"),
    ("ы", "eu"),
    ("э", "ae"),
    ("ю", "yu"),
    ("я", "ya"),
    ("х", "h"),
)


def is_eastern_family(word: str) -> bool:
    """Whether a word is a family name that stands first in Chinese, Korean or Vietnamese names."""
    return word in FAMILY_FIRST or word in KOREAN_FAMILIES


def is_japanese(words: tuple[str, ...]) -> bool:
    """Whether two words are syllables of Japanese throughout, so that either may be the family name."""
    return len(words) == 2 and all(len(word) > 2 and MORA.fullmatch(word) for word in words)


@functools.lru_cache(maxsize=65536)
def eastern_keys(name: str) -> frozenset[str]:
    """Return keys of which two writings of one Chinese or Korean name share one; none for other names."""
    from anyascii import anyascii

    name = name.strip()
    if HAN.fullmatch(name):
        syllables = [s.lower() for s in re.findall(r"[A-Z][a-z]*", anyascii(name))]
        return _keys(syllables[0], "".join(syllables[1:]), True) if len(syllables) > 1 else frozenset()
    if HANGUL.fullmatch(name):
        syllables = [s.lower() for s in re.findall(r"[A-Z][a-z]*", anyascii(name))]
        return _korean(syllables[0], "".join(syllables[1:])) if len(syllables) > 1 else frozenset()
    if CYRILLIC.fullmatch(name):
        return _from_cyrillic(name.lower())
    words = anyascii(name).lower().replace("'", "").split()
    if not 2 <= len(words) <= 3 or not all(re.fullmatch("[a-z-]+", word) for word in words):
        return frozenset()
    parted = "-" in words[-1] or len(words) == 3
    first = "".join(words[1:]).replace("-", "")
    keys = _keys(words[0], first, not parted) | _korean(words[0], first)
    turned = words[0].replace("-", "")
    if len(words) == 2 and len(turned) > 4:
        keys |= _keys(words[1], turned, "-" not in words[0]) | _korean(words[1], turned)
    return keys


def _keys(family: str, given: str, pinyin: bool) -> frozenset[str]:
    """Return the keys of a Chinese name; `pinyin` when its given name may be read as such."""
    if len(given) < 2:
        return frozenset()
    known = family in FAMILY_FIRST
    keys = {f"p:{family} {given}"} if pinyin and known else set()
    if len(given) > 4 and _coarse(family) in _coarse_families():
        keys.add(f"w:{_coarse(family)} {_coarse(given)}")
    return frozenset(keys)


@functools.cache
def _coarse_families() -> frozenset[str]:
    return frozenset(map(_coarse, FAMILY_FIRST))


def _coarse(word: str) -> str:
    for pattern, to in COARSE:
        word = pattern.sub(to, word)
    return word


def _korean(family: str, given: str) -> frozenset[str]:
    group = KOREAN_FAMILIES.get(family)
    if group is None or len(given) < 3:
        return frozenset()
    for pattern, to in SOUNDS:
        given = pattern.sub(to, given)
    return frozenset((f"k:{group} {given}",))


def _from_cyrillic(name: str) -> frozenset[str]:
    words = name.replace("-", " ").split()
    if not 2 <= len(words) <= 3:
        return frozenset()
    read = [_pinyin(word) for word in words]
    keys: frozenset[str] = frozenset()
    if all(read) and read[0] in FAMILY_FIRST:
        keys = _keys(str(read[0]), "".join(filter(None, read[1:])), True)
    if len(words) == 3:
        from anyascii import anyascii

        for letter, to in KONTSEVICH:
            words = [word.replace(letter, to) for word in words]
        family, *given = (anyascii(word).replace("'", "") for word in words)
        keys |= _korean(family, "".join(given))
    return keys


def _pinyin(word: str) -> str | None:
    """Return a Chinese word in Cyrillic letters as pinyin, None for a word that is no row of such syllables."""
    if not word:
        return ""
    for size in (4, 3, 2, 1):
        if len(word) >= size and word[:size] in ALONE and (rest := _pinyin(word[size:])) is not None:
            return ALONE[word[:size]] + rest
    before, letters = next(
        ((to, letters) for letters, to in BEFORE.items() if word.startswith(letters)), ("", "")
    )
    tail = word[len(letters) :]
    for size in (4, 3, 2, 1):
        vowel = AFTER.get(tail[:size]) if letters and len(tail) >= size else None
        if vowel is None or (rest := _pinyin(tail[size:])) is None:
            continue
        first = SOFT.get(before, before) if tail[0] in "иеюя" else before
        vowel = "o" if vowel == "uo" and first in LABIALS else vowel
        return first + vowel + rest
    return None
