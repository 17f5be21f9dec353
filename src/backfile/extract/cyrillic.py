"""Personal names in Cyrillic: a given name of the list, then capitalised words; brought to the nominative.

Names are declined. A given name is looked up under each nominative that its ending allows; the case found
tells which ending of the family name to undo. Where that is not safe the name stays as printed.
"""

import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from backfile.extract.lexicon import names, words_of
from backfile.extract.mentions import Found
from backfile.extract.passages import Passage, Tokens

__all__ = ["cyrillic_names", "nominative"]

WORD = re.compile(r"[\u0400-\u04ff]")
CAPITAL = re.compile(
    r"[\u0400-\u042f\u0490][\u0430-\u045f\u0491'’ʼ]+(?:-[\u0400-\u042f\u0490]?[\u0430-\u045f\u0491]+)*$"
)
INITIAL = re.compile(r"(?:[\u0400-\u042f]\.-?)+$")
PATRONYMIC = re.compile(r"(?:ович|евич|йович|ьич|овн|евн|ївн|івн|иничн)(?:а|у|ем|ом|е|ы|ой|ою|і)?$")
NOMINATIVE = "nom"
ENDING = re.compile(r"(?:ий|ому|ого|ым|им|ом|ем|єм|ой|ою|ей|ові|еві|[аеиоуыэюяйьії])$")
CONSONANT = re.compile(r"[бвгґджзклмнпрстфхцчшщ]$")


class _Lists(msgspec.Struct, frozen=True):
    given: dict[str, str]
    roles: frozenset[str]
    no_names: frozenset[str]
    given_endings: tuple[tuple[str, str, str], ...]
    men: dict[str, tuple[tuple[str, str], ...]]
    women: dict[str, tuple[str, ...]]


@functools.cache
def _lists() -> _Lists:
    words = words_of("cyrillic.txt")
    given = dict(names().cyrillic)
    for name in words["given"]:
        given.setdefault(name, "u")
    men: dict[str, list[tuple[str, str]]] = {}
    for case, ending, lemma in _rows(words["family-endings"]):
        men.setdefault(case, []).append((ending, lemma))
    women: dict[str, list[str]] = {}
    for case, ending in _rows(words["women-endings"]):
        women.setdefault(case, []).append(ending)
    return _Lists(
        given=given,
        roles=frozenset(words["roles"]),
        no_names=frozenset(words["no-names"]),
        given_endings=(
            ("", "", NOMINATIVE),
            *((ending, lemma, case) for ending, lemma, case in _rows(words["given-endings"])),
        ),
        men={case: tuple(endings) for case, endings in men.items()},
        women={case: tuple(endings) for case, endings in women.items()},
    )


def _rows(entries: tuple[str, ...]) -> Iterator[list[str]]:
    for entry in entries:
        yield [part.replace("-", "") for part in entry.split("/")]


def cyrillic_names(texts: Sequence[tuple[Passage, Tokens]]) -> list[list[Found]]:
    """Return the personal names in Cyrillic of each passage.

    A family name alone counts where the article has the full name.
    """
    found = [list(_full(passage, tokens)) for passage, tokens in texts]
    found = _one_form(found)
    family = [name.name.rpartition(" ")[2] for here in found for name in here]
    stems = {stem: word for word in family for stem in (word, ENDING.sub("", word))}
    if stems:
        for (_, tokens), here in zip(texts, found, strict=True):
            taken = {number for name in here for number in range(name.first, name.stop)}
            here.extend(_alone(tokens, stems, taken))
            here.sort(key=lambda name: name.start)
    return found


def _one_form(found: list[list[Found]]) -> list[list[Found]]:
    """Return the names with one form for each person: `Джо Байдена` is `Джо Байден` where that is printed too.

    A given name without cases does not tell the case of the family name.
    """
    shortest: dict[str, str] = {}
    for name in sorted((name for here in found for name in here), key=lambda name: len(name.name)):
        shortest.setdefault(ENDING.sub("", name.name), name.name)
    return [
        [msgspec.structs.replace(name, name=shortest[ENDING.sub("", name.name)]) for name in here]
        for here in found
    ]


def _full(passage: Passage, tokens: Tokens) -> Iterator[Found]:
    if not WORD.search(passage.text):
        return
    reached = 0
    for number in tokens.capitals:
        if number < reached or not WORD.match(tokens.words[number]):
            continue
        stop, name = _name_at(tokens, number)
        if stop:
            yield Found(tokens.starts[number], tokens.ends[stop - 1], number, stop, name)
            reached = stop


def _name_at(tokens: Tokens, first: int) -> tuple[int, str]:
    """Return the number after a full name that begins here, and the name; 0 where none does."""
    lists, words = _lists(), tokens.words
    word = words[first]
    if INITIAL.match(word):
        last = tokens.at(first + 1)
        before = tokens.at(first - 1).lower()
        if CAPITAL.match(last) and last not in lists.no_names and (before in lists.roles or first == 0):
            return first + 2, f"{word} {last}"
        return 0, ""
    if not CAPITAL.match(word) or word in lists.no_names:
        return 0, ""
    given, case = nominative(word, lists.given)
    if not given:
        return _after_role(tokens, first, lists)
    stop = first + 1
    rest: list[str] = []
    while stop < first + 4 and CAPITAL.match(tokens.at(stop)) and tokens.at(stop) not in lists.no_names:
        rest.append(words[stop])
        stop += 1
    if not rest:
        return 0, ""
    sex = lists.given.get(given, "u")
    family = [_middle(part, case, sex, lists) for part in rest[:-1]] + [_family(rest[-1], case, sex)]
    return stop, " ".join((given, *family))


def _after_role(tokens: Tokens, first: int, lists: _Lists) -> tuple[int, str]:
    """Return two words behind an office in the nominative: `премьер-министр Малайзии Анвар Ибрагим`."""
    office = tokens.at(first - 1)
    if office in lists.no_names:
        office = tokens.at(first - 2)
    pair = [tokens.at(first), tokens.at(first + 1)]
    alone = not CAPITAL.match(tokens.at(first + 2))
    if (
        office.lower() in lists.roles
        and alone
        and all(CAPITAL.match(w) and w not in lists.no_names for w in pair)
    ):
        return first + 2, " ".join(pair)
    return 0, ""


def nominative(word: str, known: dict[str, str]) -> tuple[str, str]:
    """Return a given name in the nominative and the case it was printed in; empty when it is none."""
    for ending, lemma, case in _lists().given_endings:
        if word.endswith(ending):
            name = word[: len(word) - len(ending)] + lemma
            if name in known:
                return name, case
    head, hyphen, tail = word.partition("-")
    if hyphen and tail[:1].isupper():
        first, case = nominative(head, known)
        second, other = nominative(tail, known)
        if first and second and NOMINATIVE in (case, other):
            return f"{first}-{second}", case if other == NOMINATIVE else other
    return "", NOMINATIVE


def _middle(word: str, case: str, sex: str, lists: _Lists) -> str:
    """Return a patronymic or second given name in the nominative."""
    if case == NOMINATIVE:
        return word
    match = PATRONYMIC.search(word)
    if match:
        stem = re.sub(r"(?:а|у|ем|ом|е|ы|ой|ою|і)$", "", word)
        return stem + "а" if sex == "f" and stem.endswith("н") else stem
    given, _ = nominative(word, lists.given)
    return given or word


def _family(word: str, case: str, sex: str) -> str:
    """Return a family name in the nominative where its ending is one of those that the case has."""
    if case == NOMINATIVE:
        return word
    if sex == "f":
        for ending in _lists().women.get(case, ()):
            if word.endswith(("ськ" + ending, "цьк" + ending)):
                return word[: -len(ending)] + "а"
            if word.endswith(("ск" + ending, "цк" + ending)):
                return word[: -len(ending)] + "ая"
            if word.endswith(ending) and re.search(r"(?:ов|ев|ёв|ин|ын|єв|їв)$", word[: -len(ending)]):
                return word[: -len(ending)] + "а"
        return word
    for ending, lemma in _lists().men.get(case, ()):
        stem = word[: len(word) - len(ending)]
        if word.endswith(ending) and len(stem) > 2 and (lemma or CONSONANT.search(stem)):
            return stem + lemma
    return word


def _alone(tokens: Tokens, stems: dict[str, str], taken: set[int]) -> Iterator[Found]:
    """Yield family names that stand alone, in any case, where the article has the full name."""
    lists = _lists()
    for number, word in enumerate(tokens.words):
        if number in taken or not CAPITAL.match(word) or word in lists.no_names:
            continue
        stem = ENDING.sub("", word)
        family = stems.get(stem) or stems.get(word)
        if family and len(stem) > 2:
            yield Found(tokens.starts[number], tokens.ends[number], number, number + 1, family, None, False)
