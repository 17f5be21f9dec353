"""What the word lists, and the article itself, say of a capitalised word."""

import functools
from collections.abc import Callable, Sequence

from backfile.extract.latincases import declines, given_nominatives, hungarian_given
from backfile.extract.lexicon import Lexicon, lexicon, words_of
from backfile.extract.passages import Tokens

__all__ = [
    "MALAY",
    "MALAY_PLACES",
    "VIETNAMESE",
    "Vocabulary",
    "is_given",
    "is_given_abroad",
    "is_office",
    "is_place",
    "is_role",
    "is_title",
]

# Articles and the like that begin a sentence, a place or a body's name; some are given names in English.
FOREIGN_ARTICLES = frozenset(
    [
        "Les",
        "Le",
        "La",
        "Los",
        "Las",
        "El",
        "Il",
        "Lo",
        "Gli",
        "Die",
        "Der",
        "Das",
        "Den",
        "De",
        "Het",
        "Os",
        "As",
        "Un",
        "Une",
        "Una",
        "Uno",
        "Monte",
        "Val",
        "Villa",
        "Costa",
        "Nova",
    ]
)
# Given names elsewhere that are parts of the names of places and bodies in Indonesian and Malay: `Lombok Timur`.
MALAY = frozenset({"id", "ms"})
MALAY_PLACES = frozenset(
    """
    Timur Barat Utara Selatan Tengah Tenggara Raya Jaya Indah Agung Baru Lama Besar Kecil Kota Hari Nusa Mata Alam
    Negara Daerah Bina Karya Cipta Dana Harapan Bakti Merdeka Jawa Lampung Aceh Papua Kudus Salam Sejahtera Bahari
    """.split()  # noqa: SIM905
)
# Given names there that are words of English.
MALAY_GIVEN = frozenset({"Made", "Pande", "Desak", "Adi"})
# Family names of Vietnam, which stand first.
VIETNAMESE = frozenset(
    """
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Lương Cao Lâm Tô Hà Đoàn Châu
    Tạ Quách Thái Trương Lưu Phùng Vương Tống Đào Kiều Nghiêm Hứa Tăng Ninh Thạch Diệp Triệu Khổng Nông Lò Giàng Vàng
    Sùng Hầu
    """.split()  # noqa: SIM905
)
# Given names elsewhere that open sentences: `only`, `according to`.
OPENING = frozenset({("de", "Nur"), ("pt", "Segundo"), ("id", "Korban"), ("sv", "Nya"), ("no", "Nye")})
STATES = frozenset({"U.S.", "U.N.", "U.K.", "E.U.", "US", "UN", "UK", "EU"})


class Vocabulary:
    """What the article as a whole says of its words."""

    def __init__(self, texts: Sequence[Tokens], language: str) -> None:
        self.lexicon: Lexicon = lexicon()
        # What the lists alone tell is kept for each word, and asked without a method between.
        self.title, self.office = is_title, is_office
        self.place: Callable[[str], bool] = self.lexicon.places.__contains__
        self.given: Callable[[str], bool] = is_given
        if language != "en":
            self.given = functools.partial(is_given_abroad, language)
        self.language = language
        self.english = language == "en"
        self.bodies: frozenset[str] = frozenset() if self.english else _foreign_bodies()
        # Asked are capitalised words in small letters alone: that other words are among them does no harm.
        self.small: set[str] = set().union(*[text.distinct for text in texts])
        self.single: set[str] = set()
        for text in texts:
            if text.capitals:
                self.single.update(_single(text))

    def common(self, word: str) -> bool:
        """True for a word that is no name here although it begins with a capital."""
        return (self.english and _is_common(word)) or word.lower() in self.small

    def ordinary(self, word: str) -> bool:
        """True for a word of the dictionary that is in no list of names."""
        return (self.english and _is_ordinary(word)) or word.lower() in self.small

    def sex(self, word: str) -> str | None:
        """Return the sex of who bears a given name, `u` when either may; None for what is no given name."""
        return _sex_abroad(word)

    def no_name(self, word: str) -> bool:
        """True for words that no personal name holds."""
        lex = self.lexicon
        return (
            word in lex.organisations
            or word in lex.words
            or word in lex.nationalities
            or (not self.english and word.lower() in self.bodies)
        )


def _single(text: Tokens) -> list[str]:
    """Return the capitalised words that stand alone: in the midst of a sentence, or before a small word."""
    words, capitals = text.words, text.capitals
    # The last word has none behind it.
    if capitals and capitals[-1] == len(words) - 1:
        capitals = capitals[:-1]
    return [
        words[number]
        for before, number in zip((-2, *capitals), capitals, strict=False)
        if before != number - 1 and words[number + 1][0].islower()
    ]


@functools.cache
def _foreign_given() -> frozenset[str]:
    return frozenset(words_of("others.txt")["given"])


@functools.lru_cache(maxsize=8192)
def is_given_abroad(language: str, word: str) -> bool:
    """True for a given name in a text of another language than English, in any case where names have cases."""
    if language in MALAY and (word in MALAY_PLACES or word in MALAY_GIVEN):
        return word in MALAY_GIVEN
    if (language, word) in OPENING:
        return False
    if language == "vi" and word in VIETNAMESE:
        return True
    if language == "hu" and hungarian_given(word):
        return True
    return _given_abroad(word) or (declines(language) and _declined(word, language))


def _given_abroad(word: str) -> bool:
    if (is_given(word) and word not in FOREIGN_ARTICLES) or word in _foreign_given():
        return True
    # `Hans-Georg`, `Jean-Marc`: two given names.
    first, hyphen, second = word.partition("-")
    return bool(hyphen) and second[:1].isupper() and _given_abroad(first) and _given_abroad(second)


def _sex_abroad(word: str) -> str | None:
    return lexicon().names.given.get(word, "u") if _given_abroad(word) else None


def _declined(word: str, language: str) -> bool:
    return len(word) > 3 and bool(given_nominatives(word, language, _sex_abroad))


@functools.cache
def _foreign_bodies() -> frozenset[str]:
    """Return words of bodies, buildings and streets in languages other than English, in small letters."""
    return frozenset(words_of("others.txt")["bodies"])


@functools.lru_cache(maxsize=8192)
def _is_common(word: str) -> bool:
    return word.lower() in lexicon().names.common


@functools.lru_cache(maxsize=8192)
def _is_ordinary(word: str) -> bool:
    small, names = word.lower(), lexicon().names
    return small in names.common or (small in names.words and word not in names.family)


def is_place(word: str) -> bool:
    """True for a country, a US state or a town."""
    return word in lexicon().places


def is_role(word: str) -> bool:
    """True for a noun that says what a person is; capitalised only where it is no family name too."""
    lex, small = lexicon(), word.lower()
    return small in lex.roles and (small not in lex.callings or word == small)


@functools.lru_cache(maxsize=8192)
def is_title(word: str) -> bool:
    """True for a word that may stand before a name: title, office, nation."""
    lex = lexicon()
    bare = word.rstrip(".")
    return (
        bare in lex.fronts
        or bare.lower() in lex.small_fronts
        or bare in lex.callings
        or word in STATES
        or ("-" in bare and is_role(bare.rpartition("-")[2]))
    )


@functools.lru_cache(maxsize=8192)
def is_office(word: str) -> bool:
    """True for a title that only a person bears."""
    lex = lexicon()
    bare = word.rstrip(".")
    return (
        bare in lex.honorifics
        or is_role(bare)
        or bare.lower() in lex.kin
        or ("-" in bare and is_role(bare.rpartition("-")[2]))
    )


@functools.lru_cache(maxsize=8192)
def is_given(word: str) -> bool:
    """True for a given name in an English text, also one joined by a hyphen (`Mohammad-Reza`)."""
    given = lexicon().names.given
    if word in given:
        return True
    if "-" in word:
        return word.partition("-")[0] in given
    return len(word) > 2 and word.isupper() and word.capitalize() in given
