"""Capitalised words in a row, which may hold a personal name."""

import functools
from collections.abc import Iterator, Sequence

import msgspec

from backfile.extract.foreign_runs import name_within
from backfile.extract.lexicon import lexicon
from backfile.extract.passages import Tokens
from backfile.extract.vocabulary import Vocabulary, is_given, is_title
from backfile.patterns import late

__all__ = ["INITIAL", "ROMAN", "Run", "is_capital", "opens", "runs", "shouts", "titlecase"]

INITIAL = late(r"(?:[^\W\d_]\.-?)+")
LATIN = late(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỹ]")
# `al-Assad`, `el-Sisi`: small letters at the beginning, but part of the name.
ARTICLE_NAME = late(r"(?:al|el|ul|ad|an|ar|as|at|az|ash|bin|ben)-[A-Z]")
# Articles that are particles of names only behind another particle: `von der Leyen`, `van den Berg`.
ARTICLES = frozenset({"der", "den", "dem", "die", "das", "het", "e", "y", "i", "o", "a", "og", "och"})
BEFORE_ARTICLE = frozenset({"von", "van", "zu", "auf", "in", "op", "aus"})
# What may end a sentence with its own dot: `P.E.I.`, `Jr.`.
SENTENCE_LAST = late(r"(?:\w\.\w\.|Jr\.|Sr\.|Inc\.|Corp\.|Ltd\.|Co\.)$")
ROMAN = late(r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})")
# Three capitals and more before a name of two words: a body, a party, an office.
ABBREVIATION = late(r"[A-Z]{3,6}")
# Nouns of who does what: `Botanist`, `Beekeeper`.
OCCUPATION = late(r"[a-z](?:ologist|anist|ienist|keeper|grapher|worker|ician|iatrist|holder|fighter|grower)$")
# Letters behind a name: `Anita Rowbotham QC`.
POSTNOMINALS = frozenset("QC KC SC JP MP MEP MSP MS TD OBE MBE CBE KBE DBE PhD MD FRS CBE DSO VC".split())  # noqa: SIM905
SENTENCE_ENDS = frozenset('.!?:;•|—–…“”"‘«„>/')


class Run(msgspec.Struct, gc=False):
    """Capitalised words in a row, and what of them may be a name."""

    first: int
    stop: int
    words: list[str]
    titled: bool = False
    opens: bool = False
    cut: int = 0


def is_capital(word: str) -> bool:
    """True for a word that begins with a capital letter."""
    return word[:1].isupper()


def shouts(tokens: Tokens) -> bool:
    """True when most words are all capitals, as in headlines of the wires."""
    words = tokens.words
    # Asked of every passage: what most of them are is told by counts alone.
    upper = sum(map(str.isupper, map(words.__getitem__, tokens.capitals)))
    if upper <= 0.7 * len(tokens.capitals) or _mostly_small(tokens):
        return False
    letters = [word for word in words if word[0].isalpha() and len(word) > 1]
    return len(letters) > 1 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def titlecase(tokens: Tokens) -> bool:
    """True when most longer words are capitalised, as in American headlines."""
    if _mostly_small(tokens):
        return False
    longer = [word for word in tokens.words if len(word) > 3 and word[0].isalpha()]
    return len(longer) > 4 and sum(is_capital(word) for word in longer) > 0.75 * len(longer)


def _mostly_small(tokens: Tokens) -> bool:
    return sum(map(str.islower, tokens.words)) > len(tokens.capitals)


def runs(tokens: Tokens, heading: bool, article: Vocabulary, alone: list[int]) -> Iterator[Run]:
    """Yield the capitalised runs of a passage, without the titles before them.

    In a heading in title case, ordinary words count as if they were written small. Words of an English text without
    another beside them are most of all and seldom names: their numbers go to `alone`.
    """
    particles = article.lexicon.particles
    calendar = article.lexicon.calendar if article.english else frozenset()
    words, owners = tokens.words, tokens.owners
    count = len(words)
    reached = 0
    english = article.english
    has_form = _form_in_english if english else _form_abroad
    for number in tokens.capitals:
        word = words[number]
        # Most are of plain letters, and no month: what `has_form` says of the others is kept for each.
        plain = "A" <= word < "[" and "-" not in word and word not in calendar
        if number < reached or not (plain or has_form(word) or (english and _day_is_name(tokens, number))):
            continue
        if heading and not _may_be_part(word, heading, article):
            continue
        stop = number + 1
        while stop < count and stop - 1 not in owners:
            following = words[stop]
            particle = following in particles
            if "[" < following < "\x7f" and not particle and "-" not in following:
                # A small word, which ends most runs.
                break
            particle = particle and (english or not _article(tokens, stop))
            if following in calendar:
                # `Theresa May`, but not `Miguel Insulza May 3`.
                if stop - number != 1 or not article.given(word) or not _month_is_name(tokens, stop):
                    break
                stop += 1
            elif (has_form(following) and (not heading or _may_be_part(following, heading, article))) or (
                particle and is_capital(tokens.at(stop + 1))
            ):
                stop += 1
            elif particle and tokens.at(stop + 1) in particles and is_capital(tokens.at(stop + 2)):
                stop += 2
            else:
                break
        reached = stop
        if english and stop == number + 1:
            if _may_be_alone(word):
                alone.append(number)
        else:
            yield from _trimmed(number, stop, tokens, article)


def opens(number: int, words: Sequence[str]) -> bool:
    """True for a word that a sentence or a quote may begin with."""
    return number == 0 or words[number - 1] in SENTENCE_ENDS


def _may_be_part(word: str, heading: bool, article: Vocabulary) -> bool:
    if not (_form_in_english if article.english else _form_abroad)(word):
        return False
    if not heading or not word[0].isupper() or INITIAL.fullmatch(word) or ROMAN.fullmatch(word):
        return True
    return article.given(word) or article.title(word) or not article.ordinary(word)


@functools.lru_cache(maxsize=8192)
def _form_in_english(word: str) -> bool:
    """True for a capitalised word of Latin letters that is no compound of dictionary words, nor an English month."""
    if "A" <= word[0] < "[" and "-" not in word:
        return word not in lexicon().calendar
    return _form_abroad(word) and not (word[0].isupper() and word in lexicon().calendar)


@functools.lru_cache(maxsize=8192)
def _form_abroad(word: str) -> bool:
    """True for a capitalised word of Latin letters that is no compound of dictionary words."""
    if not word[0].isupper():
        return "-" in word and ARTICLE_NAME.match(word) is not None
    if not "A" <= word[0] < "[" and (word[0] > "ỹ" or not LATIN.match(word)):
        return False
    if "-" in word:
        head, _, tail = word.rpartition("-")
        names = lexicon().names
        if tail in names.common or tail in names.words:
            # `Ji-woo`: a syllable that is a word too, behind one that is none.
            known = head.lower() in names.common or head.lower() in names.words
            return not known and len(head) < 6 and len(tail) < 5
        if tail.lower() in names.common and head.lower() in names.common:
            return False
    return True


@functools.lru_cache(maxsize=8192)
def _may_be_alone(word: str) -> bool:
    """True for a word that may be a name in an English text without another beside it."""
    lex = lexicon()
    if word in lex.names.places and not is_given(word):
        return False
    # `Baker said` may be James Baker.
    bears = word in lex.names.family and word not in lex.nationalities and word.lower() not in lex.modifiers
    return word not in lex.particles and (bears or not is_title(word))


def _article(tokens: Tokens, number: int) -> bool:
    """True for a German or Dutch article that belongs to no name: `Elke Brandt den Gästen`."""
    return tokens.words[number] in ARTICLES and tokens.at(number - 1) not in BEFORE_ARTICLE


def _month_is_name(tokens: Tokens, number: int) -> bool:
    """True for a month that is a family name too and no number follows."""
    return tokens.words[number] in lexicon().names.family and not tokens.at(number + 1)[:1].isdigit()


def _day_is_name(tokens: Tokens, number: int) -> bool:
    """True for a weekday that is the given name of somebody: `Mr Sunday Okafor`, `the leader, Monday Obi, said`."""
    lex = lexicon()
    if tokens.words[number] not in lex.virtues or not is_capital(tokens.at(number + 1)):
        return False
    before, behind = tokens.at(number - 1).rstrip("."), tokens.at(number + 2)
    return before in lex.honorifics or (before == "," and (behind == "," or behind in lex.sayings))


def _trimmed(first: int, stop: int, tokens: Tokens, article: Vocabulary) -> Iterator[Run]:
    """Yield a run without sentence openers and titles, split where a title stands in its midst."""
    words = tokens.words
    begins = opens(first, words)
    cut, called = first, False
    if " ".join(words[first:stop]) in article.lexicon.names.places and not article.given(words[first]):
        return
    if begins and stop - first > 1 and words[cut] in article.lexicon.openers:
        cut += 1
    elif begins and stop - first > 1 and _opens_with_calling(words[cut], article):
        cut, called = cut + 1, True
    elif (
        begins and stop - first > 1 and article.common(words[cut]) and not _may_be_given(cut, words, article)
    ):
        initials = len(words[cut]) == len(words[cut + 1]) == 1
        cut += not (article.title(words[cut]) or initials)
    if len(words[cut]) == 1 and stop - cut > 2 and begins and article.given(words[cut + 1]):
        # `Hawks: G Kirk Hinrich`: the letter is the place in the team.
        cut += 1
    if not article.english:
        start, end, opening, lost = name_within(first, stop, begins, tokens, article)
        yield Run(start, end, list(words[start:end]), False, opening, lost)
        return
    cut, titled = _behind_offices(cut, stop, words, article) if stop - cut > 2 else (cut, False)
    titled = titled or called
    while cut < stop and article.title(words[cut]) and (titled or not _both(words, cut, stop, article)):
        titled = titled or article.office(words[cut])
        cut += 1
    while stop > cut and (
        words[stop - 1] in article.lexicon.particles or (stop - cut > 2 and words[stop - 1] in POSTNOMINALS)
    ):
        stop -= 1
    if (
        stop - cut > 1
        and words[stop - 1] in article.lexicon.openers
        and SENTENCE_LAST.search(words[stop - 2])
    ):
        # `P.E.I. They`: a sentence ends with an abbreviation.
        stop -= 1
    if cut >= stop:
        return
    if stop - cut > 2 and (number := _given_inside(cut, stop, words, article)):
        ahead = words[cut:number]
        titled = titled or any(article.office(w) for w in ahead)
        if any(article.title(w) or article.no_name(w) for w in ahead):
            cut = number
    yield Run(cut, stop, list(words[cut:stop]), titled, begins and cut == first, cut - first)


def _may_be_given(number: int, words: Sequence[str], article: Vocabulary) -> bool:
    """True for a given name, and for a word that is one beside a word that is none: `Mercy Chisenga`."""
    if article.given(words[number]):
        return True
    return words[number] in article.lexicon.virtues and not article.ordinary(words[number + 1])


def _given_inside(cut: int, stop: int, words: Sequence[str], article: Vocabulary) -> int:
    """Return where the name begins in `Treasury Secretary Robert Rubin`: at a given name behind other words; else 0."""
    strange, bodies = False, article.lexicon.organisations
    bodied = max((n for n in range(cut, stop) if words[n] in bodies), default=cut)
    for number in range(cut + 1, stop - 1):
        before, word = words[number - 1], words[number]
        strange = (
            strange
            or article.no_name(before)
            or article.title(before)
            or (article.ordinary(before) and not article.given(before))
        )
        if strange and number > bodied and article.given(word) and not article.place(word):
            return number
    return 0


def _opens_with_calling(word: str, article: Vocabulary) -> bool:
    """True for a calling that opens a sentence before a name and is no name: `Welder Thandeka Mkhabela`."""
    lex, small = article.lexicon, word.lower()
    called = small in lex.callings or small in lex.several
    return called and article.english and word not in lex.names.family and not article.given(word)


def _behind_offices(first: int, stop: int, words: tuple[str, ...], article: Vocabulary) -> tuple[int, bool]:
    """Return where a name may begin behind abbreviations and offices, and whether an office was there.

    `CBN Governor Olayemi Cardoso`, `Climate Commissioner Wopke Hoekstra`, `MLA Sowmya Reddy`: what stands before
    the last office is no name as long as no given name does.
    """
    begin, titled = first, False
    for number in range(first, stop - 2):
        word = words[number]
        if article.given(word) and not article.office(word) and not article.place(word):
            break
        if article.office(word) and not (word in article.lexicon.names.given and number == stop - 3):
            begin, titled = number + 1, True
        elif number == begin and (ABBREVIATION.fullmatch(word) or OCCUPATION.search(word)):
            begin, titled = number + 1, titled or OCCUPATION.search(word) is not None
    return begin, titled


def _both(words: tuple[str, ...], number: int, stop: int, article: Vocabulary) -> bool:
    """True for a title that is also a given name (`Dean`, `Earl`) directly before a last word."""
    word = words[number]
    return word in article.lexicon.names.given and stop - number == 2 and not article.title(words[number + 1])
