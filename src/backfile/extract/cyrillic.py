"""Personal names in Cyrillic: capitalised words that a given name or enough evidence speaks for.

A given name of the list before a capitalised word is enough. Other runs are weighed by what stands around
them: offices, verbs of saying, endings of family names, the same name in another case, the family name alone.
Names come in the nominative where that is safe.
"""

import functools
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from backfile.extract.cyrillic_offices import CLOSING, OPENING, case_of_office, lists_of_cyrillic, titled
from backfile.extract.declension import (
    ENDING,
    NOMINATIVE,
    PATRONYMIC,
    as_office,
    family,
    instrumental,
    middle,
    nominative,
    stem,
)
from backfile.extract.mentions import Found
from backfile.extract.passages import Passage, Tokens
from backfile.patterns import late

__all__ = ["cyrillic_names"]

WORD = late(r"[\u0400-\u04ff]")
# Kazakh, Kyrgyz, Tatar, Bashkir, Tajik and Mongolian have letters of their own.
CAPITAL = late(
    r"[\u0400-\u042f\u0490ҒҚҢҰҮҺӘӨҲҶҖҠҘҪӢӮ][\u0430-\u045f\u0491'’ʼғқңұүһәөҳҷҗҡҙҫӣӯ]+"
    r"(?:-[\u0400-\u042f\u0490ҒҚҢҰҮҺӘӨҲҶҖҠҘҪӢӮ]?[\u0430-\u045f\u0491ғқңұүһәөҳҷҗҡҙҫӣӯ]+)*$"
)
INITIAL = late(r"(?:[\u0400-\u042f]\.-?)+$")
ADJECTIVE = late(r"(?:[ыи]й|[ая]я|[ое]е|[ыи]е|[ыи]х|[ое]го|[ое]му|ої|ій|ської|цької|ском|ський|ська|ська)$")
# `-овым`, `-ского`: family names in any case.
FAMILY_ENDING = late(
    r"(?:[оеёє]в|[иыї]н|ск|ськ|цк|цьк|енк|ч?ук|юк|чик|як|[ая]н|швили|дзе|сон|ман|берг|ич|штейн|ян|заде|ул[иы]|оглу|хан|ид[иі]с|еску|чу)"
    r"(?:а|у|ым|ом|е|ой|ий|ого|ому|им|ая|ую|о|ко|ы|і)?$"
)
SENTENCE_ENDS = frozenset('.!?:;•—–…"«„“”')
PARTICLES = frozenset("бен бин ибн аль аль- эль ад фон фан ван дер де да ди дель дос ла ле".split())  # noqa: SIM905
# Before a name: what is only called after somebody.
CALLED_AFTER = frozenset(
    """
    имени имена імені улица улице улицы улицу улицей вулиця вулиці вулицю вулицею площадь площади
    площа площі проспект проспекте проспекта проспекті проспекту бульвар бульваре бульвара бульварі
    переулок переулке провулок провулку набережная набережной парк парке парка парку сквер сквере
    сквера сквері стадион стадионе стадіон стадіоні аэропорт аэропорту станция станции станція
    булевард булеварда улицата
    """.split()  # noqa: SIM905
)
# Given names of men that end with о in Ukrainian.
RUSSIAN = frozenset({"Петр", "Данил", "Кирил"})
IN_HONOUR = frozenset({"им", "ім"})
WHO = frozenset({"который", "которая", "який", "яка", "котрий", "който", "която"})
MARK = 3.0


@functools.lru_cache(maxsize=4096)
def _given(word: str) -> tuple[str, str]:
    """Return the given name that a word is in some case, and the case; an empty name for other words."""
    return nominative(word, lists_of_cyrillic().given)


def cyrillic_names(texts: Sequence[tuple[Passage, Tokens]], language: str = "ru") -> list[list[Found]]:
    """Return the personal names in Cyrillic of each passage.

    A family name alone counts where the article has the full name. Bulgarian declines no names.
    """
    if not any(not passage.text.isascii() and WORD.search(passage.text) for passage, _ in texts):
        return [[] for _ in texts]
    reading = _Reading([tokens for _, tokens in texts], language)
    found = [list(reading.full(tokens)) for _, tokens in texts]
    reading.known = {_stems(name.name) for here in found for name in here}
    if reading.known:
        # Once more: a name found in one case is found in all, at the beginning of a sentence too.
        found = _one_form([list(reading.full(tokens)) for _, tokens in texts])
    last = [name.name.rpartition(" ")[2] for here in found for name in here]
    stems = {bare: word for word in last for bare in (word, ENDING.sub("", word))}
    if stems:
        for (_, tokens), here in zip(texts, found, strict=True):
            taken = {number for name in here for number in range(name.first, name.stop)}
            here.extend(_alone(tokens, stems, taken))
            here.sort(key=lambda name: name.start)
    return found


def _one_form(found: list[list[Found]]) -> list[list[Found]]:
    """Return the names with one form for each person: `Джо Байдена` is `Джо Байден` where that is printed too.

    A given name without cases, or in no list, does not tell the case; the form that looks most like a
    nominative then stands for all.
    """
    best: dict[str, str] = {}
    for name in sorted((name.name for here in found for name in here), key=_likeness):
        best.setdefault(_stems(name), name)
    return [[msgspec.structs.replace(name, name=best[_stems(name.name)]) for name in here] for here in found]


def _stems(name: str) -> str:
    return " ".join(ENDING.sub("", word) if len(word) > 3 else word for word in name.split())


def _likeness(name: str) -> tuple[int, int]:
    """Return how little a name looks like a nominative, for sorting."""
    unlike = 0
    for word in name.split():
        ending = word[-1]
        unlike += 0 if ending not in "аеиоуыэюяїіємй" else 1 if ending in "аяой" else 2
    return unlike, len(name)


def _alone(tokens: Tokens, stems: dict[str, str], taken: set[int]) -> Iterator[Found]:
    """Yield family names that stand alone, in any case, where the article has the full name."""
    lists = lists_of_cyrillic()
    for number in tokens.capitals:
        word = tokens.words[number]
        if number in taken or not CAPITAL.match(word) or word in lists.no_names:
            continue
        bare = ENDING.sub("", word)
        known = stems.get(bare) or stems.get(word)
        if known and len(bare) > 2:
            yield Found(tokens.starts[number], tokens.ends[number], number, number + 1, known, None, False)


class _Reading:
    """What an article as a whole says of its capitalised words."""

    def __init__(self, texts: Sequence[Tokens], language: str) -> None:
        self.declines = language != "bg"
        self.ukrainian = language == "uk"
        self.known: set[str] = set()
        self.small: set[str] = set()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.single: set[str] = set()
        for tokens in texts:
            self.small.update(word for word in tokens.words if word.islower())
            for number in tokens.capitals:
                word, following = tokens.words[number], tokens.at(number + 1)
                if CAPITAL.match(following):
                    self.pairs[(ENDING.sub("", word), ENDING.sub("", following))] += 1
                before, opening = tokens.at(number - 1), number < 2 or tokens.at(number - 2) in SENTENCE_ENDS
                if (
                    before not in SENTENCE_ENDS
                    and not CAPITAL.match(following)
                    and (opening or not CAPITAL.match(before))
                ):
                    self.single.add(ENDING.sub("", word))

    def full(self, tokens: Tokens) -> Iterator[Found]:
        """Yield the full names of a passage."""
        reached = 0
        for number in tokens.capitals:
            if number < reached or not WORD.match(tokens.words[number]):
                continue
            stop, name = self._name_at(tokens, number)
            if stop and _called_after(tokens, number, stop):
                reached = stop
            elif stop:
                yield Found(tokens.starts[number], tokens.ends[stop - 1], number, stop, name)
                reached = stop

    def _name_at(self, tokens: Tokens, first: int) -> tuple[int, str]:
        """Return the number after a full name that begins here, and the name; 0 where none does."""
        lists, words = lists_of_cyrillic(), tokens.words
        word = words[first]
        if INITIAL.match(word):
            last = tokens.at(first + 1)
            if INITIAL.match(last) and CAPITAL.match(tokens.at(first + 2)):
                # `Е. В. Лапшина`: two initials are enough.
                family_name = tokens.words[first + 2]
                if family_name in lists.no_names or tokens.starts[first + 2] - tokens.ends[first] > 5:
                    return 0, ""
                return first + 3, f"{word} {last} {family_name}"
            if CAPITAL.match(last) and last not in lists.no_names and (first == 0 or titled(tokens, first)):
                return first + 2, f"{word} {last}"
            return 0, ""
        if not CAPITAL.match(word) or word in lists.no_names:
            return 0, ""
        if stem(word) in lists.role_stems and word not in lists.given:
            return 0, ""
        stop = first + 1
        while stop < first + 5:
            step = stop + (tokens.at(stop) in PARTICLES)
            step += step > stop and tokens.at(step) in PARTICLES
            if not CAPITAL.match(tokens.at(step)) or tokens.at(step) in lists.no_names:
                break
            stop = step + 1
        given, case = _given(word) if self.declines else (word * (word in lists.given), "nom")
        if self.ukrainian and given in RUSSIAN:
            # `Петра Кравця` is Петро in Ukrainian.
            given += "о"
        if not given:
            if any(_given(words[k])[0] for k in range(first + 1, stop - 1)):
                # `Роспотребнадзора Анна Попова`: the name begins at the given name.
                return 0, ""
            if self._of_a_body(tokens, first, stop):
                return 0, ""
            if stop - first < 2 or self._weight(tokens, first, stop) < MARK:
                return self._office_and_family(tokens, first, stop)
            run = words[first:stop]
            return stop, " ".join(self._nominative(run, tokens, first) if self.declines else run)
        if stop == first + 1:
            return 0, ""
        sex = lists.given.get(given, "u")
        rest = words[first + 1 : stop]
        if case != NOMINATIVE and word in lists.given and any(w in lists.given for w in rest[:-1]):
            # `Александру Віктор Мікула`: a second given name in the nominative, so the first is too.
            given, case = word, NOMINATIVE
        if not self.declines:
            return stop, " ".join((given, *rest))
        if given in lists.caseless and case == "nom":
            case = _case_of_family(rest[-1])
        middles = [middle(part, case, sex, lists.given) for part in rest[:-1]]
        return stop, " ".join((given, *middles, family(rest[-1], case, sex)))

    def _nominative(self, run: tuple[str, ...], tokens: Tokens, first: int) -> tuple[str, ...]:
        """Return a name of no list in the nominative where its endings and the office before it tell the case."""
        return instrumental(run) or as_office(run, case_of_office(tokens, first))

    def _of_a_body(self, tokens: Tokens, first: int, stop: int) -> bool:
        """True where the first word is what the office before it is the office of.

        `главой Еврогруппы Иеруном Дейсселблумом`, `Глава Якутии Айсен Николаев`, `Кметът на Смолян Мелемов`.
        """
        word = tokens.words[first]
        if self.declines and (stop - first < 3 or word[-1] not in "ыиая"):
            return False
        if self.declines and instrumental(tokens.words[first + 1 : stop]):
            return True
        lists = lists_of_cyrillic()
        if (
            not self.declines
            and tokens.at(first - 1) == "на"
            and stem(tokens.at(first - 2)) in lists.role_stems
        ):
            return True
        places = lists.places
        return (word in places or ENDING.sub("", word) in places) and titled(tokens, first)

    def _office_and_family(self, tokens: Tokens, first: int, stop: int) -> tuple[int, str]:
        """Return a family name behind an office in the nominative: `министр Лавров`."""
        word = tokens.words[first]
        office = tokens.at(first - 1)
        if (
            stop == first + 1
            and office.lower() in lists_of_cyrillic().roles
            and FAMILY_ENDING.search(word)
            and not FAMILY_ENDING.search(word).group().endswith(tuple("ымоуеа"))  # type: ignore[union-attr]
            and not word.endswith(("ской", "цкой"))
            and word not in lists_of_cyrillic().places
        ):
            return stop, word
        return 0, ""

    def _weight(self, tokens: Tokens, first: int, stop: int) -> float:
        """Return what speaks for a run of capitalised words without a given name of the list."""
        lists, words = lists_of_cyrillic(), tokens.words
        begin, last = words[first], words[stop - 1]
        before, after = tokens.at(first - 1), tokens.at(stop)
        opens = first == 0 or before in SENTENCE_ENDS
        if self.known and _stems(" ".join(words[first:stop])) in self.known:
            return MARK
        score = 0.0 if opens else 1.5
        if opens and begin.lower() in self.small:
            return -1
        if any(word in lists.places or ENDING.sub("", word) in lists.places for word in words[first:stop]):
            score -= 4
        if ADJECTIVE.search(begin):
            score -= 3
        if titled(tokens, first):
            score += 2.5
        if before.lower() in lists.sayings or after.lower() in lists.sayings:
            score += 2
        if after == "(" and tokens.at(stop + 1)[:1].isascii() and tokens.at(stop + 1)[:1].isupper():
            score += 2
        if FAMILY_ENDING.search(last):
            score += 1
        if after == "," and tokens.at(stop + 1) in WHO and stop - first == 2:
            score += 1.5
        if any(PATRONYMIC.search(word) for word in words[first + 1 : stop]):
            score += 2
        if stop - first == 2:
            score += self.pairs[(ENDING.sub("", begin), ENDING.sub("", last))] > 1
            score += ENDING.sub("", last) in self.single and ENDING.sub("", begin) not in self.single
        if stop - first > 3:
            score -= 1
        if any(word.lower() in self.small for word in words[first:stop]):
            score -= 2
        return score


def _called_after(tokens: Tokens, first: int, stop: int) -> bool:
    """True for what has somebody's name: a street, a school, a ship between marks, with a rank or without."""
    before = tokens.at(first - 1)
    if before.lower() in CALLED_AFTER or (before == "." and tokens.at(first - 2).lower() in IN_HONOUR):
        return True
    opening = before if before in OPENING or not before[:1].isupper() else tokens.at(first - 2)
    return opening in OPENING and tokens.at(stop) in CLOSING


def _case_of_family(word: str) -> str:
    """Return the case that a foreign man's family name alone tells: `Джо Байдену`."""
    for ending, case in (
        ("ом", "ins"),
        ("ем", "ins"),
        ("ові", "dat"),
        ("а", "gen"),
        ("у", "dat"),
        ("е", "pre"),
    ):
        if word.endswith(ending):
            return case
    return "nom"
