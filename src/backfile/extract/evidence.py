"""What speaks for a personal name, and against it, in a capitalised run and around it."""

import functools

from backfile.extract.compounds import of_compounds
from backfile.extract.foreign_evidence import around_abroad, given_ahead, in_words_abroad, spoken_of
from backfile.extract.kindred import BEFORE
from backfile.extract.lexicon import lexicon
from backfile.extract.passages import Tokens
from backfile.extract.runs import INITIAL, ROMAN, Run, is_capital
from backfile.extract.vocabulary import (
    Vocabulary,
    is_given,
    is_given_abroad,
    is_office,
    is_place,
    is_role,
    is_title,
)
from backfile.patterns import late

__all__ = ["AFTER_ONE", "PLACE_WORDS", "heralds", "inner", "outer", "told_alone"]

# Before a name, and behind one: what is only called after somebody.
VESSELS = frozenset(
    "carrier ship frigate destroyer vessel yacht tanker ferry USS HMS warship submarine cruiser trawler".split()  # noqa: SIM905
)
CALLED_AFTER = frozenset(
    """
    airport Airport stadium Stadium street Street avenue Avenue Square bridge Bridge hospital Hospital university
    University Prize prize Trophy trophy Foundation foundation Institute institute College newspaper magazine daily
    Airlines airline Theatre Theater Museum museum station Station Boulevard Mosque mosque
    """.split()  # noqa: SIM905
)
# A name of them, and before them, is a place: `the village of Ban Huaikha`, `Ban Huaikha district`.
PLACED = frozenset(
    """
    residents villagers inhabitants dwellers townspeople natives outskirts village villages town towns city cities
    district districts township townships hamlet suburb suburbs settlement municipality province region county parish
    barangay sub-county ward prefecture constituency neighbourhood neighborhood
    """.split()  # noqa: SIM905
)
PLACE_KINDS = frozenset(
    "village town city hamlet taluka tehsil mouza barangay sitio purok mohalla goth dera kampung".split()  # noqa: SIM905
)
# At the end of the names of landscapes.
LANDSCAPES = frozenset(
    "Downs Falls Springs Heights Highlands Plains Flats Ridge Creek Rapids Shores Sands Peaks Hills Moor Bluffs".split()  # noqa: SIM905
)
# `Duke of Clarence`: what is called after a rank of the nobility or the church is a place.
NOBLES = frozenset(
    {"Duke", "Duchess", "Earl", "Prince", "Princess", "Archbishop", "Bishop", "Count", "Countess"}
)
# Titles that are family names too.
TITLES_BORNE = frozenset(
    {"Sheikh", "Shaikh", "Sheik", "Mufti", "Qazi", "Malik", "Mir", "Mirza", "Pandit", "Swami"}
)
SAINTS = frozenset({"Saint", "St", "St.", "Sainte", "Ste"})
SPOKEN = frozenset("”\"’'»")
QUOTES = frozenset("“”\"‘’'«»")
# Countries of which newspapers shorten the half: `S. Korea`.
DIVIDED = frozenset(
    {
        "Korea",
        "Africa",
        "Carolina",
        "Dakota",
        "Yemen",
        "Vietnam",
        "Ossetia",
        "Sudan",
        "America",
        "Va",
        "Dak",
        "Mex",
        "Car",
    }
)
ARTICLES_ABROAD = frozenset({"Der", "Die", "Das", "Le", "La", "El", "Il", "Los", "Las"})
AGE = late(r"\d\d?")
# Behind one word that may be a name.
AFTER_ONE = frozenset({",", "who", "whose"})
PLACE_WORDS = frozenset({"in", "at", "near", "across", "into", "around", "outside", "inside", "via"})
# Endings by which family names of many languages are known.
FAMILY_ENDING = late(
    r"(?:[a-z](?:ov|ova|ev|eva|enko|sky|skyy|skiy|ski|ska|skaya|vich|vych|wicz|shvili|adze|yan|ian|oğlu|oglu|poulos"
    r"|escu|sson|sen|dottir|nen|ić|vic|oglou|zadeh|pour|nejad|ullah|uddin|singh|inho|ez|elli|etti|ini|berg|stein"
    r"|mann|son|quist|strom|ström|son|ko|chuk|czyk|idis|akis|aitis|auskas)|(?:Mc|Mac|O['’]|Fitz|Al-|al-|Bin-)[A-Z]?\w+)$"
)


@functools.lru_cache(maxsize=4096)
def heralds(word: str) -> bool:
    """True for a word that may tell of the one behind it, which stands alone, that it is a name."""
    return word in lexicon().sayings or word in BEFORE or is_office(word)


def told_alone(run: Run, tokens: Tokens, article: Vocabulary, surnames: frozenset[str]) -> bool:
    """False for one word that nothing around it can make a name, whatever `inner` and `outer` say for it.

    In English that needs an office or a relation before it, a verb of saying or `who` on either side, or a comma
    behind it, unless the register vouches for it. Most capitalised words have nothing of these.
    """
    if not article.english or run.words[0] in surnames:
        return True
    if article.title(run.words[0]):
        return False
    before, after = tokens.at(run.first - 1), tokens.at(run.stop)
    sayings = article.lexicon.sayings
    if "-" in run.words[0] and of_compounds(run.words):
        return True
    return run.titled or after in AFTER_ONE or after in sayings or before in sayings or article.office(before)


def inner(run: Run, tokens: Tokens, article: Vocabulary, surnames: frozenset[str]) -> float:
    """Return what speaks for a name, and against it, in the words themselves."""
    words, lex = run.words, article.lexicon
    first, last, many = words[0], words[-1], len(words) > 1
    if not article.english and not many and not spoken_of(run, tokens, article):
        return -4.0
    if many and last[0] in "IVX" and ROMAN.fullmatch(last):
        # `Charles III`; a mission or a congress has numbers too, and `Via Papa Giovanni XXIII` is a street.
        if not article.english and tokens.at(run.first - run.cut - 1).lower() in article.bodies:
            return -4.0
        return 4.0 if article.given(words[-2]) and (len(last) > 1 or run.titled) else -4.0
    score = _of_lists(tuple(words), article.language, run.titled) + _of_given(run, article)
    if not article.english:
        score += in_words_abroad(words, article)
    if last in surnames and not article.place(last):
        score += 3
    if many and len(first) > 1 and not article.place(first):
        virtue = first in lex.virtues and not article.given(first)
        if not article.ordinary(last) and (virtue or not article.ordinary(first)):
            score += 1
        elif article.ordinary(first) and not article.given(first) and not _addressed(run, tokens, article):
            score -= 1.5
    if many and article.english and last in article.single:
        # A family name that stands alone too.
        score += 1.5 if first not in article.single and not article.place(last) else 0
    if run.titled and not many and article.ordinary(last) and not _addressed(run, tokens, article):
        score -= 3
    return score


@functools.lru_cache(maxsize=4096)
def _of_lists(words: tuple[str, ...], language: str, titled: bool) -> float:
    """Return what the lists alone say for a name of these words, and against it."""
    lex, english = lexicon(), language == "en"
    first, last, many = words[0], words[-1], len(words) > 1
    score = of_compounds(words)
    if many and len(last) > 1 and any("." in word and INITIAL.fullmatch(word) for word in words[:-1]):
        score += 2
    elif many and len(last) > 2 and english and all(map(_bare_initial, words[:-1])):
        # `D K Shivakumar`
        score += 2 if len(words) > 2 or titled else 0
    if not lex.particles.isdisjoint(words):
        score += 1
    if (
        many
        and last in LANDSCAPES
        and not titled
        and (not is_given(first) or first.lower() in lex.names.words)
    ):
        # `Darling Downs`
        score -= 5
    if _like_family(last):
        score += 1 if many else 0.5
    if english and len(words) == 2:
        score += _of_two(first, last)
    if not lex.organisations.isdisjoint(words) and not (
        # `Mr Justice Kevin Cross`
        english and titled and is_given(first) and lex.organisations.isdisjoint(words[:-1])
    ):
        score -= 5
    given = is_given if english else functools.partial(is_given_abroad, language)
    named = many and last in lex.names.family and given(first)
    # A weekday begins a run only where it is a name.
    held = words[1:] if first in lex.virtues else words
    if not lex.words.isdisjoint(words[:-1] if named else held):
        score -= 4
    elif many and first.isupper() and first.capitalize() in lex.words:
        # `SANTA LUCERA, 14 March`
        score -= 4
    if first in lex.nationalities or last in lex.nationalities:
        score -= 3
    if " ".join(words) in lex.names.places:
        score -= 4 if not many else 6
    if (
        many
        and is_title(last)
        and last not in lex.names.family
        and last not in TITLES_BORNE
        and not given(last)
    ):
        score -= 3
    if len(words) > 4 and sum(word not in lex.particles for word in words) > 4:
        score -= 2
    if any(len(word) > 1 and word.isupper() and "." not in word for word in words):
        score -= _of_capitals(words)
    return score


def _of_capitals(words: tuple[str, ...]) -> float:
    """Return what words in capitals speak against a name: little where there are several, but for `PDAM JIWA`."""
    if len(words) == 1:
        return 3.0
    listed = words[-1].capitalize() in lexicon().names.family
    return 4.0 if len(words[0]) < 4 and not listed and all(map(str.isupper, words)) else 1.0


def _of_two(first: str, last: str) -> float:
    """Return what speaks against two words in English: a foreign article, the half of a country."""
    score = -3.5 if first in ARTICLES_ABROAD else 0.0
    if INITIAL.fullmatch(first) and (last in DIVIDED or last in lexicon().nationalities or is_place(last)):
        # `S. Korea`.
        score -= 4
    return score


@functools.lru_cache(maxsize=8192)
def _like_family(word: str) -> bool:
    """True for a family name of the list, or a word that ends like one, unless it is a place."""
    return not is_place(word) and (word in lexicon().names.family or FAMILY_ENDING.search(word) is not None)


def _bare_initial(word: str) -> bool:
    return len(word) == 1 and word not in "AI"


def _of_given(run: Run, article: Vocabulary) -> float:
    """Return what a given name at the beginning speaks for."""
    words, lex = run.words, article.lexicon
    first, last, many = given_ahead(words, article), words[-1], len(words) > 1
    if not article.given(first) or first in lex.words:
        return 0.0
    if first.isupper() and len(first) > 2 and not last.isupper():
        # `PAM Jaya` is a firm.
        return 0.0
    score = 0.0
    if not many:
        score += 1
    elif not (run.opens and article.common(first)):
        score += 2 if article.place(first) else 3
    elif not article.place(last) and (last in lex.names.family or not article.ordinary(last)):
        score += 2
    if many and article.ordinary(last) and last not in lex.names.family:
        score -= 1
    return score


def outer(run: Run, tokens: Tokens, article: Vocabulary) -> float:
    """Return what speaks for a name, and against it, in the words around."""
    lex, many = article.lexicon, len(run.words) > 1
    whole = tokens.at(run.first - run.cut - 1)
    before = whole if not run.cut else ""
    after, next_, third = (*tokens.words[run.stop : run.stop + 3], "", "", "")[:3]
    owner = run.stop - 1 in tokens.owners
    score = 0.0
    if not article.english:
        score += around_abroad(run, tokens, article)
    if run.titled or (before and article.office(before) and before not in lex.kin):
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
    if many:
        score += _ahead(run, before, tokens, article)
    if before in VESSELS or after in CALLED_AFTER or after == "&":
        score -= 4
    if before in QUOTES and after in QUOTES:
        # The title of a work.
        score -= 3
    if whole.lower() == "the" and not run.cut:
        score -= 1 if many and article.given(run.words[0]) else 2
    if before == "of" and (tokens.at(run.first - 2) in NOBLES or tokens.at(run.first - 2).lower() in PLACED):
        score -= 4
    if many and not run.titled and _of_a_place(run, before, after, tokens, article):
        score -= 4
    if not many and tokens.at(run.first - 1) in SAINTS:
        score -= 4
    if (
        before == after == ","
        and not many
        and tokens.at(run.first - 2) in lex.kin
        and article.given(run.words[0])
    ):
        # `The wife, Maeve, died in 2009.`
        score += 2
    if before == "," and many and _introduced(tokens, run.first - 2, article):
        # `The Commissioner for Water, Dondo Terkimbi, …`: what a comma closes too is the office's holder.
        score += 3 if after == "," and not article.place(run.words[-1]) else 2
    if before in PLACE_WORDS:
        score -= 2
    if third == "" and not many and run.opens:
        score -= 1
    if not many and run.opens and article.ordinary(run.words[0]):
        score -= 3
    return score


def _ahead(run: Run, before: str, tokens: Tokens, article: Vocabulary) -> float:
    """Return what the word before two words and more speaks for a name, beside offices and verbs of saying."""
    if before == "said":
        # `…,” said Yolotzin Tepal`
        told = tokens.at(run.first - 2) in SPOKEN and run.stop - 1 not in tokens.owners
        return 2.0 if told else 0.0
    if before == "late":
        # `the late Rewi Tamahere`
        return 0.0 if article.ordinary(run.words[0]) else 2.5
    # `negotiators Chukwuemeka Nwosu and Marit Bjørgum`
    return 2.0 if before in article.lexicon.several else 0.0


def _of_a_place(run: Run, before: str, after: str, tokens: Tokens, article: Vocabulary) -> bool:
    """True for `Mirwah Gorchani village` and `Village Mirwah Gorchani`."""
    ahead = tokens.words[run.first - run.cut : run.first] or (before,)
    return after in PLACED or (article.english and any(word.lower() in PLACE_KINDS for word in ahead))


def _addressed(run: Run, tokens: Tokens, article: Vocabulary) -> bool:
    """True for `President Bush` and `Mr Kind`, false for `Boxer Rising` and `General Election`."""
    title, lex = tokens.at(run.first - 1).rstrip("."), article.lexicon
    return title in lex.addresses or (title in lex.honorifics and run.words[-1] in lex.names.family)


def _introduced(tokens: Tokens, number: int, article: Vocabulary) -> bool:
    """True when a role ends shortly before a comma: `the speaker of the Belarus parliament, …`."""
    lex = article.lexicon
    for step in range(number, max(number - 7, -1), -1):
        word = tokens.words[step]
        if word in lex.kin or is_role(word) or is_role(word.rpartition("-")[2]):
            return True
        if not word[0].isalpha() or word in lex.sayings:
            return False
    return False


def _apposition(tokens: Tokens, number: int, article: Vocabulary) -> bool:
    """True when a role follows within the next words, before another name or mark."""
    for step in range(number, number + 6):
        word = tokens.at(step)
        if word in article.lexicon.roles or word in article.lexicon.kin:
            return True
        if is_capital(word) and is_role(word) and not is_capital(tokens.at(step + 1)):
            # `, President of the Fellowship`, but not `, President Bush said`.
            return True
        if not word or not word[0].isalpha():
            return False
    return False
