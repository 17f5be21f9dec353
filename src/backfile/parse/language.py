"""Which language a text is in: by its script, then by its commonest small words.

Small words decide well from a paragraph on and cost nothing; a text that no list fits clearly stays unknown.
"""

import functools
import re
import string
import struct
from collections import Counter
from collections.abc import Mapping

from backfile.model import Direction
from backfile.patterns import late
from backfile.settings import DateOrder

__all__ = ["direction_of", "language_of", "length_of", "order_of"]

WORDS = {
    "en": "the of and to in that is was for on with as he it by at from his are were which has had not be an this",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus au pas sur ne se ce il sont avec",
    "es": "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ha",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à",
    "it": "di e il la che in a per è un del non con una sono da i le si della al dei nel alla più ha",
    "nl": "de van het een en in is dat op te zijn voor met die niet aan er om ook als bij door naar",
    "pl": "w i na z że do się nie jest to o jak po przez od za ale dla przy oraz który które są był",
    "cs": "a v se na je že s z do o to i k ve pro za by ale si po jako jeho jsou od byl které",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi ne kadar sonra ama en olduğu o göre ise",
    "sv": "och att det i en på är som av för med den till inte har de om ett var men från vid",
    "da": "og i at det er en til på af for med som den de ikke der har et var om men fra ved",
    "fi": "ja on ei että se oli hän mutta kun myös ovat joka mukaan sen kuin tai ole",
    "ro": "și de în a la cu pe că din pentru este un o nu care mai se au prin al fost",
    "hu": "a az és hogy nem is egy volt meg ez de már csak el még mint azt van szerint",
    "lt": "ir kad į iš su yra tai buvo ne apie bet už po jo dėl taip kaip",
    "id": "yang dan di dengan untuk dari ini pada itu dalam tidak akan ke telah oleh",
    "vi": "và của là có được cho trong với không các một người những đã tại này về",
    "ru": "и в не на что с по как это к из у за от для его он но было был о также того при же",
    "uk": "і в не на що з за як це до у від для його він але було був та також який про із є",
    "bg": "и в не на че с за да се от като по са е той но това беше към след или до му",
    "sr": "и у је да се на за од са не као су који али то што по из биће",
    "mk": "и во на да се од со за не е дека што ќе но со тоа ги беше",
    "be": "і ў не на што з па як гэта да у за ад для яго ён але было быў пра",
    "fa": "و در به از که این را با است برای آن یک خود تا بر شد هم کرد می شده",
    "ar": "في من على أن إن إلى عن التي الذي هذا مع هذه ما كان كما بعد قد لا بين أو حتى كل خلال وقال وقالت ذلك وفي أي",
    "ur": "کے میں کی ہے اور سے کا کو نے پر کہ یہ ہیں اس کر جو",
    "hi": "के में की है और से का को ने पर यह हैं कि इस कर भी",
}
SMALL = {language: frozenset(words.split()) for language, words in WORDS.items()}
# The scripts that are told apart, with the ranges of their letters.
SCRIPTS = {
    "kana": (0x3040, 0x30FF),
    "hangul": (0xAC00, 0xD7AF),
    "han": (0x3400, 0x9FFF),
    "arabic": (0x0600, 0x06FF),
    "hebrew": (0x0590, 0x05FF),
    "cyrillic": (0x0400, 0x04FF),
    "greek": (0x0370, 0x03FF),
    "devanagari": (0x0900, 0x097F),
    "thai": (0x0E00, 0x0E7F),
    "georgian": (0x10A0, 0x10FF),
    "armenian": (0x0530, 0x058F),
    "latin": (0x00C0, 0x024F),
}
ASCII_LETTERS = string.ascii_letters.encode()
# For texts as UTF-8: every ASCII byte that is no letter parts words; of words that are counted, digits are a part,
# and each sign of them becomes an `a`.
PARTING = bytes(b if b > 0x7F or b in ASCII_LETTERS else 0x20 for b in range(256))
COUNTING = bytes(
    0x61 if b > 0x7F or chr(b).isalnum() or b == 0x5F else 0x2D if b in b"-'" else 0x20 for b in range(256)
)
ASCII = bytes(range(128))
ONE_LANGUAGE = {
    "kana": "ja",
    "hangul": "ko",
    "hebrew": "he",
    "greek": "el",
    "thai": "th",
    "georgian": "ka",
    "armenian": "hy",
}
OF_SCRIPT = {
    "arabic": ("fa", "ar", "ur"),
    "cyrillic": ("ru", "uk", "bg", "sr", "mk", "be"),
    "devanagari": ("hi",),
    "latin": tuple(
        language
        for language in WORDS
        if language not in ["fa", "ar", "ur", "ru", "uk", "bg", "sr", "mk", "be", "hi"]
    ),
}
# Letters that only one language of a script uses settle what small words leave open.
TELLING = (
    ("uk", "їєґ"),
    ("be", "ў"),
    ("ru", "ыэё"),
    ("mk", "ѓќѕ"),
    ("sr", "ђћџ"),
    ("fa", "پچژگ"),
    ("ar", "ةأإ"),
    ("ur", "ٹڈڑں"),
    ("tr", "ğış"),
    ("pl", "łąęśż"),
    ("cs", "řů"),
    ("de", "ß"),
    ("ro", "șț"),
    ("vi", "ơưđ"),
)
LETTERS = frozenset("".join(letters for _, letters in TELLING))
# Vowel signs of Indian scripts are no letters to Python, but belong to the word.
INDIC = frozenset(map(chr, range(0x0900, 0x0E00)))
WIDE = late(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
# Languages that print the day before the month in numbers.
DAY_FIRST = frozenset("de fr es pt it nl pl cs tr da fi ro id vi ru uk bg sr mk be ar hi el he".split())  # noqa: SIM905
RTL = frozenset(("ar", "fa", "ur", "he", "ps", "yi", "ckb", "sd", "ug"))


SAMPLE = 3000  # characters that tell the language
FEW = 32  # different signs that are sooner counted one by one


def language_of(text: str) -> str | None:
    """Return the language tag of a text, None when it is too short or no list fits clearly."""
    sample = text[:SAMPLE]
    encoded = sample.encode("utf-8", "replace")
    beyond = _beyond_ascii(encoded)
    counts = _letters_by_script(encoded, beyond)
    total = sum(counts.values())
    if total < 8:
        return None
    if counts["kana"] > 0.05 * total and counts["kana"] + counts["han"] > 0.4 * total:
        return "ja"
    if counts["hangul"] > 0.3 * total:
        return "ko"
    script = max(counts, key=counts.__getitem__)
    if script == "han":
        return "zh"
    if script in ONE_LANGUAGE:
        return ONE_LANGUAGE[script]
    languages = OF_SCRIPT.get(script, ())
    if all(sign == sign.casefold() for sign in beyond):  # then all that has a capital is ASCII
        return _by_words(encoded.lower(), beyond, languages)
    encoded = sample.casefold().encode("utf-8", "replace")
    return _by_words(encoded, _beyond_ascii(encoded), languages)


def length_of(prose: str) -> int:
    """Return the number of words, or of characters in scripts written without spaces.

    A word is a run of letters and digits; a single hyphen or apostrophe joins two to one.
    """
    encoded = prose.encode("utf-8", "replace")
    beyond = _beyond_ascii(encoded)
    if sum(times for sign, times in beyond.items() if WIDE.match(sign)) > 0.3 * len(prose):
        return len(prose)
    for sign in beyond:
        if not sign.isalnum():
            encoded = encoded.replace(sign.encode(), b"-" if sign == "’" else b" ")
    words = b" " + encoded.translate(COUNTING)
    if b"--" in words:
        words = words.replace(b"--", b"  ")
    return words.count(b" a") + words.count(b" -a")


def _beyond_ascii(encoded: bytes) -> Mapping[str, int]:
    """Return how often each character beyond ASCII stands in a text given as UTF-8; most texts hold a few of them."""
    rest = "" if encoded.isascii() else encoded.translate(None, ASCII).decode()
    signs = frozenset(rest)
    return Counter(rest) if len(signs) > FEW else {sign: rest.count(sign) for sign in signs}


def _letters_by_script(encoded: bytes, beyond: Mapping[str, int]) -> dict[str, int]:
    """Return how many letters of a text belong to each script; `beyond` are its characters beyond ASCII."""
    counts = dict.fromkeys(SCRIPTS, 0)
    counts["latin"] = len(encoded) - len(encoded.translate(None, ASCII_LETTERS))
    for character, times in beyond.items():
        script = _script_of(character)
        if script is not None:
            counts[script] += times
    return counts


@functools.cache
def _script_of(character: str) -> str | None:
    code = ord(character)
    return next((script for script, (first, last) in SCRIPTS.items() if first <= code <= last), None)


def _by_words(text: bytes, beyond: Mapping[str, int], languages: tuple[str, ...]) -> str | None:
    """Return the language whose small words and telling letters occur most, None when two are near.

    The text is in small letters; `beyond` are its characters beyond ASCII.
    """
    words = _words_of(text, beyond)
    said = sum(filter(None, map(_saying(languages).get, words)))
    counts = struct.unpack(f"<{len(languages)}H", said.to_bytes(2 * len(languages), "little"))
    scores = dict(zip(languages, counts, strict=True))
    told = [one for one in TELLING if one[0] in scores] if not LETTERS.isdisjoint(beyond) else []
    for language, letters in told:
        scores[language] += sum(beyond.get(letter, 0) for letter in letters) // 4
    only = [language for language, letters in told if any(c in beyond for c in letters)]
    total = len(words)
    if len(only) == 1 and len(scores) > 1 and scores[only[0]] >= 0.5 * max(scores.values()) and total >= 6:
        return only[0]
    if not scores or total < 4:
        return None
    best = max(scores, key=scores.__getitem__)
    *_, second, most = (0, *sorted(scores.values()))
    enough = most >= max(2, 0.08 * total) if total > 20 else most >= 2
    return best if enough and most > 1.15 * second else None


@functools.cache
def _saying(languages: tuple[str, ...]) -> dict[bytes, int]:
    """Return for each small word of some languages a number of two bytes a language: 1 in those that it belongs to.

    The sum of these numbers over a text's words counts for all languages at once.
    """
    told: dict[bytes, int] = {}
    for n, language in enumerate(languages):
        for word in SMALL[language]:
            told[word.encode()] = told.get(word.encode(), 0) | 1 << 16 * n
    return told


def _words_of(text: bytes, beyond: Mapping[str, int]) -> list[bytes]:
    """Return the words of a text; `beyond` are its characters beyond ASCII."""
    for sign in beyond:
        if not (sign in INDIC or (sign.isalnum() and not sign.isdecimal())):
            text = text.replace(sign.encode(), b" ")
    return text.translate(PARTING).split()


def order_of(text: str) -> DateOrder | None:
    """Return the order of dates with slashes in a text's language; None for English, which has both."""
    return "DMY" if language_of(text) in DAY_FIRST else None


def direction_of(language: str | None, text: str) -> Direction:
    """Return the writing direction, by the language, else by the commonest letters."""
    if language is not None:
        return "rtl" if language.split("-")[0] in RTL else "ltr"
    right = len(re.findall(r"[\u0590-\u08ff]", text[:2000]))
    return "rtl" if right > 0.5 * max(1, len(re.findall(r"[^\W\d_]", text[:2000]))) else "ltr"
