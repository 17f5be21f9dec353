"""Personal names in Latin script: capitalised runs that enough evidence speaks for.

Each run of capitalised words is weighed by what is in it (given and family names, initials, particles,
words of organisations) and by what stands around it (titles, verbs, ages, prepositions). A run that does not
reach the mark on its own is still taken when the article names its bearer in full elsewhere.
"""

from collections.abc import Iterator, Sequence

import msgspec

from backfile.extract.evidence import AFTER_ONE, PLACE_WORDS, heralds, inner, outer, told_alone
from backfile.extract.genitives import GENITIVES, in_nominative
from backfile.extract.kindred import is_kindred
from backfile.extract.latincases import declines, families, nominative, without_ending
from backfile.extract.passages import Passage, Tokens
from backfile.extract.runs import Run, is_capital, opens, runs, shouts, titlecase
from backfile.extract.vocabulary import Vocabulary

__all__ = ["Name", "latin_names"]

MARK = 3
# Behind the name of a company.
LEGAL_FORMS = frozenset("Inc Corp Ltd LLC LLP PLC Plc AG SE NV SpA GmbH Co Bros Holdings".split())  # noqa: SIM905
DETERMINERS = frozenset("the a an his her its their our my your this that each every new old".split())  # noqa: SIM905
LISTING = frozenset({",", "and", "y", "e", "et", "und", "og", "och", "dan", "ve", "oraz"})
OPENING = frozenset("\"“„«‘'")
CLOSING = frozenset("\"”“»’'")


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


def latin_names(
    texts: Sequence[tuple[Passage, Tokens]], surnames: frozenset[str], language: str = "en"
) -> list[list[Name]]:
    """Return the personal names of each passage, in reading order.

    `surnames` are family names that the register vouches for. The word lists are English: in a text of
    another language a name must begin with a given name of the list.
    """
    article = Vocabulary([tokens for _, tokens in texts], language)
    looked = [_first_look(passage, tokens, article, surnames) for passage, tokens in texts]
    for (_, tokens), look in zip(texts, looked, strict=True):
        _take_listed(look.accepted, look.rejected, tokens, article)
    taken = [look.accepted for look in looked]
    companies = _companies(texts)
    if companies:
        taken = [[name for name in here if name.words not in companies] for here in taken]
    known = _bearers(taken, article)
    for (_, tokens), accepted, look in zip(texts, taken, looked, strict=True):
        _second_look(accepted, look, known, tokens, article)
        if look.loud:
            accepted.extend(_shouted(tokens, known, taken))
        if len(accepted) > 1:
            accepted.sort(key=_start)
    return taken


class _Look(msgspec.Struct, gc=False):
    """What the first look at a passage finds."""

    accepted: list[Name]
    """The names."""
    rejected: list[tuple[Run, float]]
    """The runs that may still be names, with what speaks for them."""
    alone: list[int]
    """The words beside which nothing tells that they are names."""
    loud: bool
    """Whether the passage is printed in capitals."""


def _first_look(passage: Passage, tokens: Tokens, article: Vocabulary, surnames: frozenset[str]) -> _Look:
    """Return the runs of a passage that are names by themselves, and the others."""
    look = _Look([], [], [], shouts(tokens))
    if not look.loud:
        heading = passage.kind in ("headline", "subhead") or passage.part == "deck"
        for run in runs(tokens, heading and titlecase(tokens), article, look.alone):
            _weigh(run, look, tokens, article, surnames)
        if look.alone:
            _weigh_alone(look, tokens, article, surnames)
    if "]" in passage.text:
        look.accepted.extend(_inserted(tokens, article))
    if not OPENING.isdisjoint(tokens.distinct):
        look.accepted = _with_nicknames(look.accepted, tokens, article)
    return look


def _weigh(run: Run, look: _Look, tokens: Tokens, article: Vocabulary, surnames: frozenset[str]) -> None:
    """Put a run with the names when it reaches the mark, with the others when it does not."""
    if len(run.words) == 1:
        if article.english and is_kindred(run.first, tokens, article):
            look.accepted.append(_name(run, tokens, True, article))
            return
        if not told_alone(run, tokens, article, surnames):
            look.rejected.append((run, -MARK))
            return
    score = inner(run, tokens, article, surnames) + outer(run, tokens, article)
    if score >= MARK:
        look.accepted.append(_name(run, tokens, True, article))
    else:
        look.rejected.append((run, score))


def _weigh_alone(look: _Look, tokens: Tokens, article: Vocabulary, surnames: frozenset[str]) -> None:
    """Weigh the words without another beside them, but for those of which nothing around tells anything."""
    words, sayings, count = tokens.words, article.lexicon.sayings, len(look.accepted)
    left: list[int] = []
    for number in look.alone:
        word, after = words[number], tokens.at(number + 1)
        if (
            heralds(words[number - 1] if number else "")
            or after in AFTER_ONE
            or after in sayings
            or "-" in word
            or word in surnames
        ):
            _weigh(
                Run(number, number + 1, [word], False, opens(number, words)), look, tokens, article, surnames
            )
        else:
            left.append(number)
    look.alone = left
    if count and len(look.accepted) > count:
        look.accepted.sort(key=_start)


def _second_look(
    accepted: list[Name], look: _Look, known: dict[str, list[str]], tokens: Tokens, article: Vocabulary
) -> None:
    """Add the rejected runs of a passage that may stand for a bearer whom the article names elsewhere."""
    for number in look.alone if known else ():
        word = tokens.words[number]
        if word in known:
            run = Run(number, number + 1, [word])
            if _known(run, -MARK, known, tokens, article):
                accepted.append(_name(run, tokens, False, article))
    has_cases = declines(article.language)
    for run, score in look.rejected:
        if run.words[-1] not in known:
            if has_cases and len(run.words) == 1:
                accepted.extend(_declined_alone(run, known, tokens, article.language))
        elif run.opens and len(run.words) == 2 and _opener_and_name(run, known, article):
            place = run.first + 1
            start, end = tokens.starts[place], tokens.ends[place]
            accepted.append(Name(start, end, place, place + 1, (run.words[1],), False))
        elif _known(run, score, known, tokens, article):
            accepted.append(_name(run, tokens, False, article))
        elif has_cases and len(run.words) == 1:
            accepted.extend(_declined_alone(run, known, tokens, article.language))


def _start(name: Name) -> int:
    return name.start


def _name(run: Run, tokens: Tokens, sure: bool, article: Vocabulary) -> Name:
    start, end = tokens.starts[run.first], tokens.ends[run.stop - 1]
    words = tokens.words[run.first : run.stop]
    bare = without_ending(words[-1], article.language)
    if bare != words[-1]:
        end -= len(words[-1]) - len(bare)
        words = (*words[:-1], bare)
    if article.language in GENITIVES and len(words) > 1:
        words = (*words[:-1], in_nominative(words[-1], article.language, tokens.at(run.stop), article.small))
    if declines(article.language) and len(words) > 1:
        words = nominative(words, article.language, article.sex)
    return Name(start, end, run.first, run.stop, words, sure)


def _declined_alone(run: Run, known: dict[str, list[str]], tokens: Tokens, language: str) -> Iterator[Name]:
    """Yield a family name that stands alone in another case than in the full name."""
    word = run.words[0]
    fitting = [name for sex in "mf" for name in families(word, language, sex) if name in known]
    if fitting and len(fitting[0]) > 3:
        start, end = tokens.starts[run.first], tokens.ends[run.stop - 1]
        yield Name(start, end, run.first, run.stop, (fitting[0],), False)


def _companies(texts: Sequence[tuple[Passage, Tokens]]) -> set[tuple[str, ...]]:
    """Return the names of two words that the article prints with a legal form behind: `Morgan Ellis Inc.`"""
    found: set[tuple[str, ...]] = set()
    for _, tokens in texts:
        for number in () if LEGAL_FORMS.isdisjoint(tokens.distinct) else tokens.capitals:
            if tokens.words[number] in LEGAL_FORMS and number > 1 and is_capital(tokens.words[number - 2]):
                found.add(tokens.words[number - 2 : number])
    return found


def _inserted(tokens: Tokens, article: Vocabulary) -> Iterator[Name]:
    """Yield the names whose given name an editor put in brackets: `[MK Yair] Lapid`."""
    for number, word in enumerate(tokens.words):
        given, family = tokens.at(number - 1), tokens.at(number + 1)
        if word == "]" and is_capital(family) and article.given(given) and not article.no_name(family):
            place = number + 1
            yield Name(tokens.starts[place], tokens.ends[place], place, place + 1, (given, family))


def _with_nicknames(accepted: list[Name], tokens: Tokens, article: Vocabulary) -> list[Name]:
    """Return the names with those that have a nickname between marks in the place of their parts."""
    nicknamed = list(_nicknamed(tokens, article))
    if not nicknamed:
        return accepted
    kept = [a for a in accepted if not any(a.first < n.stop and n.first < a.stop for n in nicknamed)]
    return [*kept, *nicknamed]


def _nicknamed(tokens: Tokens, article: Vocabulary) -> Iterator[Name]:
    """Yield the names with a nickname between marks, with it: `Bernard "Bernie" Hobbs`."""
    for number in tokens.capitals:
        if tokens.at(number + 1) not in OPENING or not article.given(tokens.words[number]):
            continue
        for end in (number + 3, number + 4, number + 5):
            family = tokens.at(end + 1)
            if tokens.at(end) not in CLOSING:
                continue
            near = (
                tokens.starts[number + 1] > tokens.ends[number]
                and tokens.ends[end] - tokens.ends[number] < 30
            )
            if (
                near
                and is_capital(family)
                and is_capital(tokens.at(number + 2))
                and not article.no_name(family)
            ):
                inner_words = " ".join(tokens.words[number + 2 : end])
                nickname = f"{tokens.words[number + 1]}{inner_words}{tokens.words[end]}"
                words = (tokens.words[number], nickname, family)
                yield Name(tokens.starts[number], tokens.ends[end + 1], number, end + 2, words)
            break


# ---------------------------------------------------------------- the second look


def _take_listed(
    accepted: list[Name], rejected: list[tuple[Run, float]], tokens: Tokens, article: Vocabulary
) -> None:
    """Move runs of two words and more to the names when they stand in a list beside a name."""
    if not accepted:
        return
    # `Facundo Arrieta y Nemesio Arrieta`: relatives.
    families = {name.words[-1] for name in accepted}
    listed = [
        entry
        for entry in rejected
        if len(entry[0].words) > 1
        and (
            entry[1] >= 1
            or (entry[0].words[-1] in families and not any(map(article.no_name, entry[0].words)))
        )
    ]
    if not listed:
        return
    ends = {name.stop for name in accepted}
    begins = {name.first for name in accepted}
    for order in (listed, listed[::-1]):
        for run, score in order:
            if run.stop in ends:
                continue
            beside = tokens.at(run.first - 1) in LISTING and not run.cut
            beside = beside and _before_remark(tokens, run.first - 1) in ends
            beyond = _behind_remark(tokens, run.stop)
            beside = beside or (tokens.at(beyond) in LISTING and beyond + 1 in begins)
            if beside:
                accepted.append(_name(run, tokens, True, article))
                rejected.remove((run, score))
                ends.add(run.stop)
                begins.add(run.first)


def _before_remark(tokens: Tokens, number: int) -> int:
    """Return the number of the bracket that a short remark before this word opens with, else the word's own."""
    if tokens.at(number - 1) == ")":
        return next((n for n in range(number - 2, number - 6, -1) if tokens.at(n) == "("), number)
    return number


def _behind_remark(tokens: Tokens, number: int) -> int:
    """Return the number after a short remark in brackets that begins here, else this one: `Akram (captain), …`."""
    if tokens.at(number) == "(":
        return next((n + 1 for n in range(number + 2, number + 6) if tokens.at(n) == ")"), number)
    return number


def _bearers(taken: list[list[Name]], article: Vocabulary) -> dict[str, list[str]]:
    """Return family names, and pairs of last words, with the words of a name that has them."""
    known: dict[str, list[str]] = {}
    for accepted in taken:
        for name in accepted:
            words = list(name.words)
            first = words[0]
            given = article.given(first) and not article.ordinary(first) and not article.place(first)
            alone = given and first not in article.lexicon.words
            if len(words) > 1 and (alone or (first in article.single and _like_a_name(first, article))):
                # `Jansher Khan`, and `Xiao Qiang`, whose family name goes first.
                known.setdefault(words[0], words)
            if len(words) > 1 or not article.place(words[-1]):
                known.setdefault(words[-1], words)
            if len(words) > 2:
                known.setdefault(" ".join(words[-2:]), words)
                for word in words[1:-1]:
                    # `Lula` of `Luiz Inácio Lula da Silva`, `Ibáñez` of `Remedios Ibáñez Cano`.
                    if len(word) > 3 and word in article.single and _like_a_name(word, article):
                        known.setdefault(word, words)
    return known


def _like_a_name(word: str, article: Vocabulary) -> bool:
    """True for a word that is neither of the dictionary nor a place, a title or part of a body's name."""
    return not (
        len(word) < 2
        or article.ordinary(word)
        or article.place(word)
        or article.no_name(word)
        or article.title(word)
        or word.isupper()
    )


def _known(run: Run, score: float, known: dict[str, list[str]], tokens: Tokens, article: Vocabulary) -> bool:
    """True for a run whose last word is a key, when the run can be its bearer too.

    No key is longer than its last word, which is a key too.
    """
    words, lex = run.words, article.lexicon
    if any(word in lex.organisations or word in lex.nationalities for word in words):
        return False
    before = tokens.at(run.first - 1)
    if before == "&" or tokens.at(run.stop) == "&":
        return False
    if len(words) == 1 and article.place(words[0]) and before in (*PLACE_WORDS, "to", "from", "of"):
        return False
    if len(words) == 1 and article.title(words[0]):
        # `Baker said` where James Baker is named; `the baker` is none.
        return len(known[words[0]]) > 1 and before.lower() not in DETERMINERS
    if " ".join(words) in known:
        return True
    bearer = known[words[-1]]
    if len(words) > 3:
        return False
    return len(words) > 1 and (len(bearer) == 1 or words[0][0] == bearer[0][0]) and score > -3


def _opener_and_name(run: Run, known: dict[str, list[str]], article: Vocabulary) -> bool:
    """True for a word of the dictionary that opens a sentence before a known name: `Afterwards Stronach said`."""
    opener, name = run.words
    bearer = known.get(name)
    return (
        bearer is not None
        and len(bearer) > 1
        and opener not in bearer
        and article.ordinary(opener)
        and not article.given(opener)
        and not article.place(name)
        and not article.no_name(opener)
    )


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
