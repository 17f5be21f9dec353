"""Roles: the titles, ranks and offices printed beside a name, and phrases that stand for their bearer."""

import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from backfile.extract.lexicon import lexicon, words_of
from backfile.extract.passages import Tokens
from backfile.extract.vocabulary import is_role
from backfile.patterns import late

__all__ = [
    "ADDRESSES",
    "DEFINITE",
    "ELIDED",
    "Phrase",
    "before_comma",
    "before_name",
    "behind_name",
    "foreign_role",
    "is_foreign_office",
    "is_head",
    "phrases",
    "signature",
    "title_start",
]

LONGEST = 18
SLAVIC_ADJECTIVE = late(r"(?:ый|ий|ої|ой)$")
# Forms of address before a family name, in languages other than English.
ADDRESSES = frozenset(
    """
    herr herrn frau m mm mme mlle monsieur madame señor señora don doña sr sra senhor senhora signor signora sig pan
    pana pani pán paní sayın dhr heer mevrouw herra fru gospodin gospođa gospa domnul doamna zoti zonja
    bapak ibu pak encik ông bà anh chị cô chú bác cụ
    """.split()  # noqa: SIM905
)
# `l'infirmière`, `dell'avvocato`: an article written together with the noun.
ELIDED = late(r"^(?:l|d|un|dell|all|dall|sull)['’]", re.IGNORECASE)
LINKS = frozenset({"of", "for", "in", "to", "on", "at"})
DEFINITE = ("The", "the")
ARTICLES = frozenset({"the", "a", "an", "The", "A", "An"})
DROPPED = frozenset({"of", "the", "for", "and", "a", "an", "in", "to", "on", "at", "affairs", "then", "-"})
SAME = {
    "defense": ("defence",),
    "labor": ("labour",),
    "premier": ("prime", "minister"),
    "defenses": ("defence",),
}
CLOSERS = frozenset(
    {",", ".", ";", "—", "–", ")", ":", "", "!", "?", "”", '"', "who", "which", "whose", "that"}
)
# `Attorney General`, `Secretary General`, `Colonel General`: the second word goes on with the first.
BEFORE_GENERAL = frozenset(
    """
    attorney secretary director governor inspector auditor solicitor surgeon consul postmaster adjutant
    prosecutor comptroller registrar procurator lieutenant major brigadier colonel captain vice rear
    quartermaster
    """.split()  # noqa: SIM905
)


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """Words of a role, by their numbers among a passage's words."""

    first: int
    """Number of the first word."""
    stop: int
    """Number after the last word."""


@functools.lru_cache(maxsize=4096)
def is_head(word: str) -> bool:
    """True for a noun that says what a person is."""
    lex = lexicon()
    if word in lex.roles or _is_plain(word):
        return word in lex.roles
    bare = word.rstrip(".")
    return is_role(bare) or bare in lex.ranks or ("-" in bare and is_role(bare.rpartition("-")[2]))


@functools.lru_cache(maxsize=4096)
def _beside(word: str) -> bool:
    """True for a word that may stand in a role beside its noun; no mark or number does."""
    lex = lexicon()
    if word in lex.of_roles or _is_plain(word):
        return word in lex.of_roles
    if word in lex.calendar or word in ARTICLES or not word[:1].isalpha():
        return False
    if word[0].isupper():
        return True
    small = word.lower()
    return small in lex.modifiers or small in lex.qualifiers or small.startswith("ex-") or is_head(word)


def _is_plain(word: str) -> bool:
    """True for small letters alone: what the lists do not have as it stands, they do not have."""
    return word.islower() and word.isalpha()


def title_start(tokens: Tokens, first: int, floor: int) -> int:
    """Return the number of the first word of what stands before a name and belongs to it.

    `floor` is the number after the last word of the name before it. Words are taken from right to left as
    long as they are capitalised or belong to roles; `of` and `and` only where they join parts of one role.
    """
    words = tokens.words
    number, headed, start = first - 1, False, first
    if number < 0 or not words[number][0].isalpha() or words[number] in LINKS or words[number] == "and":
        return first
    while number >= max(floor, first - LONGEST):
        word = words[number]
        if word in LINKS or word == "and":
            left = tokens.at(number - 1)
            joins = is_head(left) or (not headed and left[:1].isupper())
            if number <= floor or not joins or (headed and not is_head(left)) or (word == "and" and headed):
                break
        elif word == "the":
            if tokens.at(number - 1) not in LINKS or number - 1 < floor:
                break
        elif _beside(word):
            if number in tokens.owners and not (headed and start == number + 1):
                break
            headed = headed or is_head(word)
            start = number
        elif word in ("-", "–") and tokens.at(number - 1)[:1].isupper():
            pass
        else:
            break
        number -= 1
    return start


def before_name(tokens: Tokens, first: int, start: int) -> list[Phrase]:
    """Return the roles that stand before a name, without articles and forms of address.

    `Russian Defence Minister General of the Army Sergei Shoigu` has two. `start` is where what belongs to the name
    begins, as `title_start` tells it.
    """
    if start == first:
        return []
    lex = lexicon()
    while start < first and (tokens.words[start] in lex.openers or tokens.words[start] in lex.sayings):
        start += 1
    found: list[Phrase] = []
    begin = start
    for number in range(start, first):
        word = tokens.words[number].rstrip(".")
        if (
            number > begin
            and word in lex.ranks
            and is_head(tokens.words[number - 1])
            and not (word == "General" and tokens.words[number - 1].rstrip(".").lower() in BEFORE_GENERAL)
        ):
            found.append(Phrase(begin, number))
            begin = number
    found.append(Phrase(begin, first))
    kept = (_stripped(tokens, phrase) for phrase in found)
    return [phrase for phrase in kept if _is_role(tokens, phrase)]


def _stripped(tokens: Tokens, phrase: Phrase) -> Phrase:
    """Return the phrase without forms of address at its end and without relations (`his wife`)."""
    first, stop = phrase.first, phrase.stop
    addresses = lexicon().addresses
    while stop > first and tokens.words[stop - 1].rstrip(".") in addresses:
        stop -= 1
    while first < stop and tokens.words[first].rstrip(".") in addresses:
        first += 1
    return Phrase(first, stop)


def _is_role(tokens: Tokens, phrase: Phrase) -> bool:
    words = tokens.words[phrase.first : phrase.stop]
    return any(is_head(word) for word in words) and not any(word.isdigit() for word in words)


def before_comma(tokens: Tokens, first: int, stop: int, floor: int) -> Phrase | None:
    """Return the role in `the Archbishop of Canterbury, Justin Welby, …`, None where there is none."""
    if tokens.at(first - 1) != "," or tokens.at(stop) not in (",", ".", ""):
        return None
    start = title_start(tokens, first - 1, floor)
    if tokens.at(start - 2) in LINKS:
        return None
    opens = (
        tokens.at(start - 1).lower() in ("the", "its", "his", "her", "their") or start - 1 in tokens.owners
    )
    phrase = Phrase(start, first - 1)
    return phrase if start < first - 1 and opens and _is_role(tokens, phrase) else None


def behind_name(tokens: Tokens, stop: int, following: int) -> Phrase | None:
    """Return the role in `Mohammad Bagheri, Chief of Staff for the Armed Forces …,`; None without one.

    `following` is the number of the first word of the next name in the passage.
    """
    number = stop
    if tokens.at(number) != ",":
        return None
    number += 1
    if tokens.at(number).isdigit() and tokens.at(number + 1) == ",":
        number += 2
    if tokens.at(number) in ARTICLES:
        number += 1
    lex = lexicon()
    end = number
    while tokens.at(end) not in CLOSERS and end - number < LONGEST:
        if tokens.at(end) in lex.sayings or tokens.at(end) in lex.person_verbs:
            return None
        end += 1
    if end - number >= LONGEST or end == number:
        return None
    if following < end:
        return None
    for place in range(number, min(end, number + 6)):
        word = tokens.words[place]
        if word in LINKS or word == "and":
            return None
        if is_head(word):
            return Phrase(number, _shortened(tokens, place + 1, end))
        if not (_beside(word) or word in lex.bodies):
            return None
    return None


def _shortened(tokens: Tokens, first: int, end: int) -> int:
    """Return the end of an apposition without what `and` adds to it that is no office."""
    for number in range(first, end):
        following = tokens.at(number + 1)
        if tokens.words[number] == "and" and not (following[:1].isalpha() and _beside(following)):
            return number
    return end


@functools.cache
def _foreign_heads() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the nouns of office in small letters, and the expression for those that are told by their end."""
    forms = words_of("others.txt")["roles"]
    plain = frozenset(form for form in forms if form.replace(".", "").replace("-", "").isalpha())
    return plain.union(words_of("cyrillic.txt")["roles"]), late(
        "|".join(form for form in forms if form not in plain), re.IGNORECASE
    )


@functools.lru_cache(maxsize=4096)
def is_foreign_office(word: str) -> bool:
    """True for a noun of office, or a form of address, in a language other than English."""
    bare = (ELIDED.sub("", word) if "'" in word or "’" in word else word).rstrip(".")
    plain, ends = _foreign_heads()
    # `İ` is two letters when it is made small.
    small = bare.lower().replace("i̇", "i")
    if small in plain or ends.fullmatch(bare) is not None:
        return True
    # `rektorn`, `läraren`, `klokkeren`: the article is at the end in Swedish, Norwegian and Danish.
    return (
        small.endswith("n") and len(small) > 5 and (small[:-1] in plain or small.removesuffix("en") in plain)
    )


def _office(word: str) -> bool:
    return is_foreign_office(word) and word.rstrip(".").lower() not in ADDRESSES


def foreign_role(tokens: Tokens, first: int, floor: int) -> list[Phrase]:
    """Return the role before a name in a text that is not English, in a list of at most one.

    It begins at a noun of office in the nominative and reaches to the name: `министр обороны России`,
    `président de la République`. More than four words between are too many to be sure.
    """
    for number in range(first - 1, max(floor - 1, first - 6), -1):
        word = tokens.words[number]
        if not word[0].isalpha():
            break
        if is_foreign_office(word):
            if word.rstrip(".").lower() not in ADDRESSES:
                # `ingeniero agrónomo`, `juru bicara`
                while number > floor and _office(tokens.words[number - 1]):
                    number -= 1
            # `Генеральный секретарь`: the adjective belongs to the office.
            if number > floor and SLAVIC_ADJECTIVE.search(tokens.words[number - 1]):
                number -= 1
            return [Phrase(number, first)]
    return []


# ---------------------------------------------------------------- phrases that stand for a person


def phrases(tokens: Tokens, names: Sequence[tuple[int, int]]) -> Iterator[Phrase]:
    """Yield what may stand for a person: `the Russian Minister of Defence`, article included.

    A phrase directly before a name is its title, one behind it an apposition: neither is yielded.
    """
    begins = [number for number in _definite(tokens) if _beside(tokens.at(number + 1))]
    if not begins:
        return
    firsts = {first for first, _ in names}
    stops = {stop for _, stop in names}
    inside = {number for first, stop in names for number in range(first, stop)}
    for number in begins:
        if tokens.at(number - 1) == "," and number - 1 in stops:
            continue
        stop = _phrase_end(tokens, number + 1, inside)
        if stop and stop not in firsts and not (tokens.at(stop) == "," and stop + 1 in firsts):
            yield Phrase(number, stop)


def _definite(tokens: Tokens) -> list[int]:
    """Return the numbers of the definite articles, in order."""
    found: list[int] = []
    for article in DEFINITE:
        place = -1
        for _ in range(tokens.words.count(article) if article in tokens.distinct else 0):
            place = tokens.words.index(article, place + 1)
            found.append(place)
    found.sort()
    return found


def _phrase_end(tokens: Tokens, first: int, inside: set[int]) -> int:
    """Return the number after a role phrase that begins here, 0 where none does."""
    number, head = first, 0
    while number < first + 8 and number < len(tokens.words) and number not in inside:
        word = tokens.words[number]
        if not _beside(word):
            break
        number += 1
        if is_head(word):
            head = number
        if number - 1 in tokens.owners:
            break
    if not head or head < number or head - 1 in tokens.owners:
        return 0
    stop = head
    if tokens.at(head) in LINKS and head == number:
        stop = _complement_end(tokens, head, inside)
    return stop


def _complement_end(tokens: Tokens, link: int, inside: set[int]) -> int:
    """Return the number after `of the Russian defence ministry`, or `link` when it is no complement."""
    lex = lexicon()
    number = stop = link + 1
    while number < link + 12 and number < len(tokens.words) and number not in inside:
        word = tokens.words[number]
        small = word.lower()
        if word in LINKS and tokens.at(number - 1) in lex.calendar:
            break
        if word in ("the", "and", *LINKS):
            number += 1
            continue
        if not word[0].isalpha() or word in lex.calendar or word in lex.sayings:
            break
        if not (word[0].isupper() or small in lex.modifiers or small in lex.bodies or is_head(word)):
            break
        number += 1
        stop = number
    return stop if stop > link + 1 and stop - 1 not in tokens.owners else link


@functools.cache
def _countries_of_words() -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """Return the first words of the countries of several words, and (country, adjective) of each."""
    pairs = tuple(pair for pair in lexicon().countries.items() if " " in pair[0])
    return frozenset(country.partition(" ")[0] for country, _ in pairs), pairs


@functools.lru_cache(maxsize=1024)
def signature(words: tuple[str, ...]) -> frozenset[str]:
    """Return what a role says regardless of its wording.

    Defence and Defense, Russia and Russian, `Minister of Defence` and `head of the Defence Ministry` are the
    same; articles and prepositions do not count.
    """
    lex = lexicon()
    found: set[str] = set()
    text = " ".join(words).lower().replace("'s", "").replace("’s", "")
    firsts, countries = _countries_of_words()
    if not firsts.isdisjoint(text.split()):
        for country, adjective in countries:
            text = text.replace(country, adjective)
    for word in text.split():
        small = word.rstrip(".,")
        if small in DROPPED or not small:
            continue
        found.update(SAME.get(small, (lex.countries.get(small, small),)))
    if "ministry" in found and "head" in found:
        found = (found - {"ministry", "head"}) | {"minister"}
    return frozenset(found)
