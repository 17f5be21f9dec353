"""The words of scripts without capitals, as written and as the lists have them."""

import functools
import re
from collections.abc import Iterator

import msgspec

from backfile.extract.lexicon import names, words_of
from backfile.patterns import late

__all__ = ["ON", "UPON", "Script", "Word", "fold", "script_of", "words_in"]

MARKS = late(r"[\u0640\u064b-\u0652\u0670\u200c\u093c]")
# One spelling for letters that keyboards, and writers, use for each other.
SAME = str.maketrans("يىكأإآةۀہئؤ\u0901", "ییکاااهههیو\u0902")
# The preposition, the name of the same letters but for the dots of the last, and the form by which the former is kept.
ON = late(r"(?<!\w)[وف]?على(?!\w)")
AGE = late(r"[(（]\s*[\d०-९۰-۹٠-٩]{1,3}\s*[)）]?$|[(（]\s*[\d०-९۰-۹٠-٩]{1,3}\s*[)）]")
OPENING, CLOSING = frozenset({"«", "“", '"'}), frozenset({"»", "”", '"'})
ALI, UPON = frozenset({"علی", "وعلی", "فعلی"}), "الی"


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of the script."""

    start: int
    end: int
    form: str
    """As the lists have it."""
    near: bool
    """True when only blanks part it from the word before."""
    comma: bool
    """True when a comma does."""
    opened: bool = False
    """True when marks open before it: `رئيس «تحالف الوفاء»`."""
    closed: bool = False
    """True when marks close before it."""
    aged: bool = False
    """True when an age in brackets does: `चुनका पुरती (55 वर्ष)`."""


class Script(msgspec.Struct, frozen=True):
    """The lists of one script, folded."""

    given: frozenset[str]
    ambiguous: frozenset[str]
    family: frozenset[str]
    firm: frozenset[str]
    leads: frozenset[str]
    joined: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    places: frozenset[str]
    towns: frozenset[str]
    countries: frozenset[str]
    stops: frozenset[str]
    sayings: frozenset[str]
    after: frozenset[str]
    marks: frozenset[str]
    """Marks of the subject."""
    bodies: frozenset[str]
    """Words of bodies, which no name behind an office has."""
    eastern: frozenset[str]
    """Chinese and Korean family names, which stand first."""
    ending: re.Pattern[str]


def fold(word: str) -> str:
    """Return a word without vowel signs and with one spelling for letters of the same sound."""
    return MARKS.sub("", word).translate(SAME)


@functools.cache
def script_of(script: str) -> Script:
    """Return the lists of `arabic`, `devanagari`, `bengali` or `hebrew`."""
    hand = words_of("uncased.txt")

    def listed(key: str) -> frozenset[str]:
        return frozenset(map(fold, hand.get(f"{script}-{key}", ())))

    derived = names()
    listed_given = listed("given")
    second = listed("compound-second")
    listed_given |= {one + two for one in listed("compound-first") for two in second}
    given = frozenset(map(fold, derived.uncased_given.get(script, ()))) | listed_given
    endings = "|".join(hand.get(f"{script}-family-ending", ())) or "(?!)"
    stops = listed("stops") | listed("sayings")
    titles = listed("titles")
    return Script(
        given=given - titles - stops,
        # Most given names of the derived lists are adjectives too.
        ambiguous=(given - listed_given - listed("leads")) | listed("ambiguous"),
        family=(frozenset(map(fold, derived.uncased_family.get(script, ()))) | listed("family")) - stops,
        firm=listed("firm"),
        leads=listed("leads"),
        joined=listed("joined"),
        particles=listed("particles"),
        titles=titles,
        places=listed("places"),
        towns=(frozenset(map(fold, derived.uncased_places.get(script, ()))) | listed("countries")) - given,
        countries=listed("countries"),
        stops=stops,
        sayings=listed("sayings"),
        after=listed("after"),
        marks=listed("marks"),
        bodies=listed("bodies"),
        eastern=listed("eastern"),
        ending=late(f"..(?:{endings})$"),
    )


def words_in(text: str, pattern: re.Pattern[str], apart: bool) -> Iterator[Word]:
    """Yield the words; `apart` is true where the preposition `على` is written otherwise than the name `علي`."""
    end = -1
    for match in pattern.finditer(text):
        between = text[end : match.start()].strip() if end >= 0 else "."
        form = fold(match[0])
        if form in ALI and not (match[0][-1] == "ی" or (apart and match[0][-1] == "ي")):
            form = UPON
        aged = between[:1] in ("(", "（") and AGE.match(between) is not None
        if between:
            marks = between in ("،", ","), between in OPENING, between in CLOSING
            yield Word(match.start(), match.end(), form, False, *marks, aged)
        else:
            yield Word(match.start(), match.end(), form, True, False)
        end = match.end()
