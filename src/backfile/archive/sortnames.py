"""The names under which people stand in lists from A to Z, for those whom the register gives none.

Most names are turned: family name, comma, given names, with the particles before the family name. Not turned are
names that have the family name first already, and those of one word and a number: Elizabeth II.
"""

from backfile.archive.customs import FAMILY_FIRST, KOREAN_FAMILIES
from backfile.archive.keys import fold_name
from backfile.patterns import late

__all__ = ["sort_name_of"]

PARTICLES = frozenset(
    (
        "al", "bin", "ibn", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
        "la", "le", "ten", "ter", "van", "von",
        "zu", "af", "av", "y", "ван", "вон", "фон", "дер", "ден", "де", "да", "ди", "дель", "аль",
        "бин", "بن", "آل",
    )
)  # fmt: skip
NUMERAL = late(r"[IVX]+\.?|[1-9]\d?\.?")
GENERATION = late(r"(?:Jr|Sr|II|III|IV)\.?")
UNTURNED = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
ARABIC = late(r"[\u0600-\u06ff]")
SYLLABLES = late(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:i?ang|i?ong|uang|eng|ing|i[ae]n|u[ae]n|an|en|in|un|i?ao|u?ai|[eu]i|ou|i[aeu]|u[aeo]|[aeiou])){1,2}"
)
PARTED = late(r"[a-z]{1,6}-[a-z]{1,6}")
SYLLABLE = late("[b-df-hj-np-tv-z]{0,2}[aeiouy]{1,3}[b-df-hj-np-tv-z]{0,2}")
GIVEN = frozenset(("lee", "kim", "park", "song", "lin", "han", "do", "tang", "sun", "le", "ban"))
"""Family names that are given names or words elsewhere: before two syllables they say nothing."""
VIETNAMESE = frozenset(
    ("nguyen", "tran", "pham", "hoang", "phan", "vu", "vo", "dang", "bui", "ngo", "duong", "truong", "dinh")
)


def sort_name_of(name: str) -> str:
    """Return `Family, Given`, with particles before the family name, or the name as it is where nothing is turned."""
    words = name.split()
    if len(words) < 2 or UNTURNED.search(name) or _family_first(words):
        return name
    tail = ""
    if len(words) > 2 and GENERATION.fullmatch(words[-1]) and not NUMERAL.fullmatch(words[-1]):
        tail = words.pop()
    if NUMERAL.fullmatch(words[-1]):
        return name
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in PARTICLES:
        at -= 1
    if at == 1 and words[0].casefold() in PARTICLES:
        return " ".join((*words, tail)).strip()
    given = " ".join((*words[:at], tail)).strip()
    return f"{' '.join(words[at:])}{'،' if ARABIC.search(name) else ','} {given}"


def _family_first(words: list[str]) -> bool:
    """Whether a name in Latin letters has its family name first, as most names from the east of Asia do."""
    first, *rest = (fold_name(word) for word in words)
    raw = words[-1].casefold()
    if first in VIETNAMESE:
        return len(words) > 2
    if len(words) == 2:
        known = first in FAMILY_FIRST or first in KOREAN_FAMILIES
        if not known:
            return False
        given = rest[0].replace(" ", "")
        chinese = first in FAMILY_FIRST and first not in GIVEN and SYLLABLES.fullmatch(given) is not None
        return chinese or PARTED.fullmatch(raw) is not None
    syllables = rest[0] not in PARTICLES and all(SYLLABLE.fullmatch(word) for word in rest)
    return len(words) == 3 and first in KOREAN_FAMILIES and syllables
