"""Personal names in Latin script: capitalised runs that enough evidence speaks for.

Each run of capitalised words is weighed by what is in it (given and family names, initials, particles,
words of organisations) and by what stands around it (titles, verbs, ages, prepositions). A run that does not
reach the mark on its own is still taken when the article names its bearer in full elsewhere.
"""

import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from backfile.extract.lexicon import Lexicon, lexicon
from backfile.extract.passages import Passage, Tokens

__all__ = ["Name", "is_capital", "latin_names", "shouts", "titlecase"]

MARK = 3
INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+")
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỹ]")
# `al-Assad`, `el-Sisi`: small letters at the beginning, but part of the name.
ARTICLE_NAME = re.compile(r"(?:al|el|ul|ad|an|ar|as|at|az|ash|bin|ben)-[A-Z]")
ROMAN = re.compile(r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})")
STATES = frozenset({"U.S.", "U.N.", "U.K.", "E.U.", "US", "UN", "UK", "EU"})
AGE = re.compile(r"\d\d?")
PLACE_WORDS = frozenset({"in", "at", "near", "across", "into", "around", "outside", "inside", "via"})
SENTENCE_ENDS = frozenset('.!?:;•|—–…“”"‘«„>/')
# Endings by which family names of many languages are known.
FAMILY_ENDING = re.compile(
    r"(?:[a-z](?:ov|ova|ev|eva|enko|sky|skyy|skiy|ski|ska|skaya|vich|vych|wicz|shvili|adze|yan|ian|oğlu|oglu|poulos"
    r"|escu|sson|sen|dottir|nen|ić|vic|oglou|zadeh|pour|nejad|ullah|uddin|singh|inho|ez|elli|etti|ini|berg|stein"
    r"|mann|son|quist|strom|ström|son|ko|chuk|czyk|idis|akis|aitis|auskas)|(?:Mc|Mac|O['’]|Fitz|Al-|al-|Bin-)[A-Z]?\w+)$"
)


class Name(msgspec.Struct, frozen=True, gc=False):
    """A personal name in a passage."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last, without a possessive ending."""
    first: int
    """Number of its first word."""
    stop: int
    """Number after its last word."""
    words: tuple[str, ...]
    """Its words."""
    sure: bool = True
    """False when it was taken only because the article names the bearer elsewhere."""


class _Run(msgspec.Struct, gc=False):
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
    if sum(map(str.islower, tokens.words)) > len(tokens.capitals):
        return False
    letters = [word for word in tokens.words if word[0].isalpha() and len(word) > 1]
    return len(letters) > 1 and sum(word.isupper() for word in letters) > 0.7 * len(letters)


def titlecase(tokens: Tokens) -> bool:
    """True when most longer words are capitalised, as in American headlines."""
    if sum(map(str.islower, tokens.words)) > len(tokens.capitals):
        return False
    longer = [word for word in tokens.words if len(word) > 3 and word[0].isalpha()]
    return len(longer) > 4 and sum(is_capital(word) for word in longer) > 0.75 * len(longer)


class _Article:
    """What the article as a whole says of its words."""

    def __init__(self, texts: Sequence[Tokens], english: bool) -> None:
        self.lexicon: Lexicon = lexicon()
        self.english = english
        self.small: set[str] = set()
        for text in texts:
            self.small.update(filter(str.islower, text.words))

    def common(self, word: str) -> bool:
        """True for a word that is no name here although it begins with a capital."""
        small = word.lower()
        return small in self.small or small in self.lexicon.names.common

    def ordinary(self, word: str) -> bool:
        """True for a word of the dictionary that is in no list of names."""
        small = word.lower()
        names = self.lexicon.names
        return self.common(word) or (small in names.words and word not in names.family)

    def title(self, word: str) -> bool:
        """True for a word that may stand before a name: title, office, nation."""
        return _title(word)

    def office(self, word: str) -> bool:
        """True for a title that only a person bears."""
        return _office(word)

    def given(self, word: str) -> bool:
        """True for a given name, also one joined by a hyphen (`Mohammad-Reza`)."""
        return _given(word)

    def place(self, word: str) -> bool:
        return word in self.lexicon.names.places or word.lower() in self.lexicon.countries

    def no_name(self, word: str) -> bool:
        """True for words that no personal name holds."""
        lex = self.lexicon
        return word in lex.organisations or word in lex.words or word in lex.nationalities


@functools.lru_cache(maxsize=4096)
def _title(word: str) -> bool:
    lex = lexicon()
    bare = word.rstrip(".")
    small = bare.lower()
    return (
        bare in lex.honorifics
        or word in STATES
        or bare in lex.nationalities
        or small in lex.roles
        or small in lex.modifiers
        or small.rpartition("-")[2] in lex.roles
    )


@functools.lru_cache(maxsize=4096)
def _office(word: str) -> bool:
    lex = lexicon()
    bare = word.rstrip(".")
    small = bare.lower()
    return (
        bare in lex.honorifics
        or small in lex.roles
        or small in lex.kin
        or small.rpartition("-")[2] in lex.roles
    )


@functools.lru_cache(maxsize=4096)
def _given(word: str) -> bool:
    given = lexicon().names.given
    if word in given:
        return True
    if "-" in word:
        return word.partition("-")[0] in given
    return len(word) > 2 and word.isupper() and word.capitalize() in given


def latin_names(
    texts: Sequence[tuple[Passage, Tokens]], surnames: frozenset[str], language: str = "en"
) -> list[list[Name]]:
    """Return the personal names of each passage, in reading order.

    `surnames` are family names that the register vouches for. The word lists are English: in a text of
    another language a name must begin with a given name of the list.
    """
    article = _Article([tokens for _, tokens in texts], language == "en")
    taken: list[list[Name]] = []
    loud: list[bool] = []
    left: list[list[tuple[_Run, float]]] = []
    for passage, tokens in texts:
        accepted: list[Name] = []
        rejected: list[tuple[_Run, float]] = []
        loud.append(shouts(tokens))
        if not loud[-1]:
            heading = passage.kind in ("headline", "subhead") or passage.part == "deck"
            for run in _runs(tokens, heading and titlecase(tokens), article):
                score = _inner(run, tokens, article, surnames) + _outer(run, tokens, article)
                if score >= MARK:
                    accepted.append(_name(run, tokens, True))
                else:
                    rejected.append((run, score))
        taken.append(accepted)
        left.append(rejected)
    for (_, tokens), accepted, rejected in zip(texts, taken, left, strict=True):
        _take_listed(accepted, rejected, tokens)
    known = _bearers(taken, article)
    for (_, tokens), accepted, rejected, shouting in zip(texts, taken, left, loud, strict=True):
        for run, score in rejected:
            if _known(run, score, known, tokens, article):
                accepted.append(_name(run, tokens, False))
        if shouting:
            accepted.extend(_shouted(tokens, known, taken))
        accepted.sort(key=lambda name: name.start)
    return taken


def _name(run: _Run, tokens: Tokens, sure: bool) -> Name:
    start, end = tokens.starts[run.first], tokens.ends[run.stop - 1]
    return Name(start, end, run.first, run.stop, tokens.words[run.first : run.stop], sure)


# ---------------------------------------------------------------- runs


def _runs(tokens: Tokens, heading: bool, article: _Article) -> Iterator[_Run]:
    """Yield the capitalised runs of a passage, without the titles before them.

    In a heading in title case, ordinary words count as if they were written small.
    """
    particles = article.lexicon.particles
    words = tokens.words
    count = len(words)
    reached = 0
    for number in tokens.capitals:
        if number < reached or not _may_be_part(words[number], heading, article):
            continue
        stop = number + 1
        while stop < count and stop - 1 not in tokens.owners:
            particle = words[stop] in particles
            if words[stop] in article.lexicon.calendar:
                # `Theresa May`, but not `Miguel Insulza May 3`.
                if stop - number != 1 or not article.given(words[number]) or not _month_is_name(tokens, stop):
                    break
                stop += 1
            elif _may_be_part(words[stop], heading, article) or (
                particle and is_capital(tokens.at(stop + 1))
            ):
                stop += 1
            elif (
                words[stop] in particles
                and tokens.at(stop + 1) in particles
                and is_capital(tokens.at(stop + 2))
            ):
                stop += 2
            else:
                break
        yield from _trimmed(number, stop, tokens, article)
        reached = stop


def _may_be_part(word: str, heading: bool, article: _Article) -> bool:
    if not word[0].isupper():
        return "-" in word and ARTICLE_NAME.match(word) is not None
    if word[0] > "ỹ" or not LATIN.match(word) or word in article.lexicon.calendar:
        return False
    if "-" in word:
        head, _, tail = word.rpartition("-")
        names = article.lexicon.names
        if tail in names.common or tail in names.words:
            return False
        if tail.lower() in names.common and head.lower() in names.common:
            return False
    if not heading or INITIAL.fullmatch(word) or ROMAN.fullmatch(word):
        return True
    return article.given(word) or article.title(word) or not article.ordinary(word)


def _month_is_name(tokens: Tokens, number: int) -> bool:
    """True for a month that is a family name too and no number follows."""
    return tokens.words[number] in lexicon().names.family and not tokens.at(number + 1)[:1].isdigit()


def _trimmed(first: int, stop: int, tokens: Tokens, article: _Article) -> Iterator[_Run]:
    """Yield a run without sentence openers and titles, split where a title stands in its midst."""
    words = tokens.words
    before = tokens.at(first - 1)
    opens = first == 0 or before in SENTENCE_ENDS
    cut = first
    if " ".join(words[first:stop]) in article.lexicon.names.places and not article.given(words[first]):
        return
    if opens and stop - first > 1 and words[cut] in article.lexicon.openers:
        cut += 1
    elif opens and stop - first > 1 and article.common(words[cut]) and not article.given(words[cut]):
        cut += not article.title(words[cut])
    if not article.english:
        yield from _from_given_name(first, stop, opens, tokens, article)
        return
    titled = False
    while cut < stop and article.title(words[cut]) and not (_both(words, cut, stop, article) and not titled):
        titled = titled or article.office(words[cut])
        cut += 1
    while stop > cut and (words[stop - 1] in article.lexicon.particles):
        stop -= 1
    if cut >= stop:
        return
    for number in range(cut + 1, stop - 1):
        # `Treasury Secretary Robert Rubin`: the name begins at the given name.
        if article.given(words[number]) and not article.place(words[number]):
            ahead = words[cut:number]
            if any(
                article.no_name(w) or article.title(w) or (article.ordinary(w) and not article.given(w))
                for w in ahead
            ) and not any(w in article.lexicon.organisations for w in words[number:stop]):
                titled = titled or any(article.office(w) for w in ahead)
                if any(article.title(w) or article.no_name(w) for w in ahead):
                    cut = number
                break
    yield _Run(cut, stop, list(words[cut:stop]), titled, opens and cut == first, cut - first)


def _from_given_name(first: int, stop: int, opens: bool, tokens: Tokens, article: _Article) -> Iterator[_Run]:
    """Yield the part of a run that begins with a given name; one word where it may be a family name."""
    words = tokens.words
    for number in range(first, stop - 1):
        if (
            article.given(words[number])
            and not article.place(words[number])
            and words[number].lower() not in article.small
        ):
            yield _Run(
                number, stop, list(words[number:stop]), False, opens and number == first, number - first
            )
            return
    yield _Run(stop - 1, stop, [words[stop - 1]], False, opens and stop - first == 1, stop - 1 - first)


def _both(words: tuple[str, ...], number: int, stop: int, article: _Article) -> bool:
    """True for a title that is also a given name (`Dean`, `Earl`) directly before a last word."""
    word = words[number]
    return word in article.lexicon.names.given and stop - number == 2 and not article.title(words[number + 1])


# ---------------------------------------------------------------- evidence


def _inner(run: _Run, tokens: Tokens, article: _Article, surnames: frozenset[str]) -> float:
    """Return what speaks for a name, and against it, in the words themselves."""
    words, lex = run.words, article.lexicon
    first, last, many = words[0], words[-1], len(words) > 1
    score = 0.0
    if article.given(first) and first not in lex.words:
        if not many:
            score += 1
        elif not (run.opens and article.common(first)):
            score += 2 if article.place(first) else 3
        elif not article.place(last) and (last in lex.names.family or not article.ordinary(last)):
            score += 2
        if many and article.ordinary(last) and last not in lex.names.family:
            score -= 1
    if many and ROMAN.fullmatch(last):
        # `Charles III`; a mission or a congress has numbers too.
        return 4.0 if article.given(words[-2]) and (len(last) > 1 or run.titled) else -4.0
    if many and len(last) > 1 and any("." in word and INITIAL.fullmatch(word) for word in words[:-1]):
        score += 2
    if not lex.particles.isdisjoint(words):
        score += 1
    if not article.place(last) and (last in lex.names.family or FAMILY_ENDING.search(last)):
        score += 1 if many else 0.5
    if last in surnames and not article.place(last):
        score += 3
    if many and len(first) > 1 and not article.place(first):
        if not article.ordinary(first) and not article.ordinary(last):
            score += 1
        elif article.ordinary(first) and not article.given(first):
            score -= 1.5
    if not lex.organisations.isdisjoint(words):
        score -= 5
    named = many and article.given(first) and last in lex.names.family
    if not lex.words.isdisjoint(words[:-1] if named else words):
        score -= 4
    if run.titled and not many and article.ordinary(last) and not _addressed(run, tokens, article):
        score -= 3
    if first in lex.nationalities or last in lex.nationalities:
        score -= 3
    if " ".join(words) in lex.names.places:
        score -= 4 if not many else 6
    if many and article.title(last) and not article.given(last) and last not in lex.names.family:
        score -= 3
    if len(words) > 4 and sum(word not in lex.particles for word in words) > 4:
        score -= 2
    if any(len(word) > 1 and word.isupper() and "." not in word for word in words):
        score -= 3 if not many else 1
    return score


def _outer(run: _Run, tokens: Tokens, article: _Article) -> float:
    """Return what speaks for a name, and against it, in the words around."""
    lex, many = article.lexicon, len(run.words) > 1
    before = tokens.at(run.first - 1) if not run.cut else ""
    whole = tokens.at(run.first - run.cut - 1)
    after, next_, third = (tokens.at(run.stop + k) for k in range(3))
    owner = run.stop - 1 in tokens.owners
    score = 0.0
    if run.titled or (before.lower() != before.upper() and article.office(before) and before not in lex.kin):
        score += 3
    elif before in lex.kin:
        score += 2.5
    if not owner:
        if after in lex.sayings or (before in lex.sayings and before != "said"):
            score += 2
        elif after in lex.person_verbs and many:
            score += 0.5
        if after in ("who", "whose"):
            score += 2
        aged = AGE.fullmatch(next_) or next_ in ("who", "whose")
        if after == "," and (aged or _apposition(tokens, run.stop + 1, article)):
            score += 2
        if after == "(" and many and (is_capital(next_) or AGE.fullmatch(next_)):
            score += 2
    if whole.lower() == "the" and not run.cut:
        score -= 1 if many and article.given(run.words[0]) else 2
    if before == "," and many and _introduced(tokens, run.first - 2, article):
        score += 2
    if before in PLACE_WORDS:
        score -= 2
    if third == "" and not many and run.opens:
        score -= 1
    if not many and run.opens and article.ordinary(run.words[0]):
        score -= 3
    return score


def _addressed(run: _Run, tokens: Tokens, article: _Article) -> bool:
    """True for `President Bush` and `Mr Kind`, false for `Boxer Rising` and `General Election`."""
    title, lex = tokens.at(run.first - 1).rstrip("."), article.lexicon
    return title in lex.addresses or (title in lex.honorifics and run.words[-1] in lex.names.family)


def _introduced(tokens: Tokens, number: int, article: _Article) -> bool:
    """True when a role ends shortly before a comma: `the speaker of the Belarus parliament, …`."""
    lex = article.lexicon
    for step in range(number, max(number - 7, -1), -1):
        word = tokens.words[step]
        if word in lex.roles or word in lex.kin:
            return True
        if not word[0].isalpha() or word in lex.sayings:
            return False
    return False


def _apposition(tokens: Tokens, number: int, article: _Article) -> bool:
    """True when a role follows within the next words, before another name or mark."""
    for step in range(number, number + 6):
        word = tokens.at(step)
        if word in article.lexicon.roles or word in article.lexicon.kin:
            return True
        if not word or not word[0].isalpha():
            return False
    return False


# ---------------------------------------------------------------- the second look


def _take_listed(accepted: list[Name], rejected: list[tuple[_Run, float]], tokens: Tokens) -> None:
    """Move runs of two words and more to the names when they stand in a list beside a name."""
    ends = {name.stop for name in accepted}
    begins = {name.first for name in accepted}
    for run, score in list(rejected):
        beside = tokens.at(run.first - 1) in (",", "and") and run.first - 1 in ends and not run.cut
        beside = beside or (tokens.at(run.stop) in (",", "and") and run.stop + 1 in begins)
        if beside and len(run.words) > 1 and score >= 1:
            accepted.append(_name(run, tokens, True))
            rejected.remove((run, score))
            ends.add(run.stop)


def _bearers(taken: list[list[Name]], article: _Article) -> dict[str, list[str]]:
    """Return family names, and pairs of last words, with the words of a name that has them."""
    known: dict[str, list[str]] = {}
    for accepted in taken:
        for name in accepted:
            words = list(name.words)
            first = words[0]
            given = article.given(first) and not article.ordinary(first) and not article.place(first)
            if len(words) > 1 and given and first not in article.lexicon.words:
                known.setdefault(words[0], words)
            if len(words) > 1 or not article.place(words[-1]):
                known.setdefault(words[-1], words)
            if len(words) > 2:
                known.setdefault(" ".join(words[-2:]), words)
    return known


def _known(run: _Run, score: float, known: dict[str, list[str]], tokens: Tokens, article: _Article) -> bool:
    words, lex = run.words, article.lexicon
    if any(word in lex.organisations or word in lex.nationalities for word in words):
        return False
    before = tokens.at(run.first - 1)
    if len(words) == 1 and article.place(words[0]) and before in (*PLACE_WORDS, "to", "from", "of"):
        return False
    if " ".join(words) in known:
        return True
    bearer = known.get(words[-1])
    if bearer is None or len(words) > 3:
        return False
    return len(words) > 1 and (len(bearer) == 1 or words[0][0] == bearer[0][0]) and score > -3


def _shouted(tokens: Tokens, known: dict[str, list[str]], taken: list[list[Name]]) -> Iterator[Name]:
    """Yield the names of a headline in capitals that the article writes in small letters elsewhere."""
    last = {key.upper() for key in known if len(key) > 3}
    given = {known[key][0].upper() for key in known if len(known[key]) > 1}
    number = 0
    while number < len(tokens.words):
        word = tokens.words[number]
        start = number
        if word in given and tokens.at(number + 1) in last:
            number += 1
        elif word not in last:
            number += 1
            continue
        number += 1
        yield Name(
            tokens.starts[start], tokens.ends[number - 1], start, number, tokens.words[start:number], False
        )
