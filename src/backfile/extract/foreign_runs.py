"""Which of the capitalised words in a row may be a name in a text of Latin letters that is not English."""

from backfile.extract.passages import Tokens
from backfile.extract.roles import ADDRESSES, is_foreign_office
from backfile.extract.vocabulary import MALAY, MALAY_PLACES, VIETNAMESE, Vocabulary

__all__ = ["HEADED", "MALAY_FRONTS", "Part", "name_within"]

# Capitalised words that begin a family name of several words.
BEFORE_FAMILY = frozenset(
    """
    Le La De Di Da Del Della Dello Dos Du Des El Al Van Von Den Ter Ten Ben Bin Ibn Abu Mac Mc San Santa St Saint
    """.split()  # noqa: SIM905
)
# Languages in which people have two family names.
TWO_FAMILY_NAMES = frozenset({"es", "pt", "ca", "gl"})
# Behind a name in French: the article that opens what follows without a mark between.
ARTICLES = frozenset({"Un", "Une", "Le", "La", "Les", "Des", "Du", "Cette", "Ce", "Ces"})
# Ranks and births that stand before a given name in Indonesian and Malay and belong to the name: `Lalu`, `I Gede`.
MALAY_FRONTS = frozenset(
    """
    I Ni Ida Anak Lalu Baiq Gusti Dewa Desak Raden Andi Teuku Teungku Tengku Cut Daeng Sri Tri Dwi Eka Nur Mohd Muhd
    Muh Moh Md Wan Nik Che Megat Syed Sharifah Haji Hajah
    """.split()  # noqa: SIM905
)

# Before the name of who heads them: `el Gobierno de Gustavo Arboleda`.
HEADED = frozenset(
    "gobierno gouvernement governo govern cabinet gabinete equipo équipe regierung kabinett rząd vláda".split()  # noqa: SIM905
)

# What begins like a Vietnamese name and is a place.
VIETNAMESE_PLACES = frozenset(
    """
    Nội Giang Nam Tĩnh Đông Bằng Đồng Lan Bình Nguyên Thuận Âu Á Phi Mỹ Úc Sơn Tây Chí Tiên Quốc
    """.split()  # noqa: SIM905
)
MOST_VIETNAMESE = 5

Part = tuple[int, int, bool, int]
"""Numbers of the first word and after the last, whether it opens a sentence, how many words were cut before it."""


def name_within(first: int, stop: int, opens: bool, tokens: Tokens, article: Vocabulary) -> Part:
    """Return the part of a run that may be a name.

    It begins at a given name of the list; without one it is the whole of two or three words, which must be
    marked by what stands around them; else one word, where it may be a family name.
    """
    words = tokens.words
    if article.language == "vi":
        return _vietnamese(first, stop, opens, tokens)
    for number in range(first, stop - 1):
        if _begins(number, first, stop, tokens, article):
            begin = number
            while article.language in MALAY and begin > first and words[begin - 1] in MALAY_FRONTS:
                begin -= 1
            end = _end_of_family(number, stop, tokens, article)
            return begin, end, opens and begin == first, begin - first
    if article.language == "hu":
        # The family name stands first.
        for number in range(first + 1, stop):
            if (
                article.given(words[number])
                and not article.place(words[number])
                and words[number - 1] != "Szent"
            ):
                # `Kovácsné Tóth Ilona`
                begin = number - 1 - (number - 2 >= first and words[number - 2].endswith("né"))
                return begin, number + 1, opens and begin == first, begin - first
    first, opens = _behind_office(first, stop, opens, tokens, article)
    if words[first].islower() and stop - first > 1 and is_foreign_office(tokens.at(first - 1)):
        # `Bürgermeister von Bad Tölz`
        return stop - 1, stop, False, stop - 1 - first
    small = sum(word.islower() for word in words[first:stop])
    compound = small > 0 and (stop - first > 3 or tokens.at(first + 1) in article.lexicon.particles)
    if compound and is_foreign_office(tokens.at(first - 1)):
        # `a moradora Jucilene da Silva`: an office before it tells a person from a place.
        compound = False
    most = 4 if article.language in TWO_FAMILY_NAMES else 3
    if (
        2 <= stop - first - small <= most
        and not compound
        and not any(map(article.no_name, words[first:stop]))
    ):
        return first, stop, opens, 0
    return stop - 1, stop, opens and stop - first == 1, stop - 1 - first


def _vietnamese(first: int, stop: int, opens: bool, tokens: Tokens) -> Part:
    """Return the part of a run that begins with a Vietnamese family name; one of two words needs an address before."""
    words = tokens.words
    for number in range(first, stop - 1):
        if words[number] not in VIETNAMESE:
            continue
        addressed = tokens.at(number - 1).rstrip(".").lower() in ADDRESSES
        long = stop - number > 2 and words[number + 1] not in VIETNAMESE_PLACES
        if addressed or long or (is_foreign_office(tokens.at(number - 1)) and stop - number > 1):
            return number, min(stop, number + MOST_VIETNAMESE), opens and number == first, number - first
    return stop - 1, stop, False, stop - 1 - first


def _begins(number: int, first: int, stop: int, tokens: Tokens, article: Vocabulary) -> bool:
    """True for a given name with which a name may begin."""
    word, following = tokens.words[number], tokens.words[number + 1]
    if number + 2 < stop and is_foreign_office(word) and article.given(following):
        # `Muhtar Veli Kaya`: a village head.
        return False
    return (
        article.given(word)
        and not (word.isupper() and len(word) > 1 and not following.isupper())
        and not article.place(word)
        and word.lower() not in article.small
        # `da Silva`: what stands behind a particle begins no name.
        and not (
            number > first
            and tokens.words[number - 1] in article.lexicon.particles
            and tokens.words[number - 2].lower() not in HEADED
        )
    )


def _behind_office(
    first: int, stop: int, opens: bool, tokens: Tokens, article: Vocabulary
) -> tuple[int, bool]:
    """Return where a name may begin behind titles and offices, and places that those are of."""
    words = tokens.words
    for number in range(stop - 3, first, -1):
        if is_foreign_office(words[number]) and words[number].rstrip(".").lower() not in ADDRESSES:
            # `Ziraat Odası Başkanı Semih Kızıltaş`
            first, opens = number, False
            break
    while stop - first > 1 and (
        article.title(words[first])
        or is_foreign_office(words[first])
        or (
            words[first].rstrip(".").lower() in ADDRESSES
            and (len(words[first]) > 2 or article.language == "fr")
        )
    ):
        first, opens = first + 1, False
    office = first
    while stop - first > 2 and is_foreign_office(tokens.at(office - 1)) and _placed(words[first], article):
        # `Gubernur Jawa Tengah Ganjar Pranowo`
        first, opens = first + 1, False
    return first, opens


def _placed(word: str, article: Vocabulary) -> bool:
    return article.place(word) or (article.language in MALAY and word in MALAY_PLACES)


def _end_of_family(number: int, stop: int, tokens: Tokens, article: Vocabulary) -> int:
    """Return the number after the family name: German nouns that follow are no part of it."""
    words = tokens.words
    end, family = number + 1, 0
    most = 1 if article.language in ("de", "tr") else 2
    while end < stop and family < most:
        word = words[end]
        second = family and article.language not in TWO_FAMILY_NAMES
        if second and (
            article.place(word)
            or article.no_name(word)
            or word.lower() in article.small
            or (word in ARTICLES and article.language == "fr")
        ):
            break
        particle = word in article.lexicon.particles or (word in BEFORE_FAMILY and end + 1 < stop)
        family += not particle and not (article.given(word) and end + 1 < stop and end == number + 1)
        end += 1
    return end
