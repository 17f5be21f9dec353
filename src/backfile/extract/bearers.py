"""Whose a name is: full names, family names and given names of one article to the people who bear them."""

import functools
import re
import unicodedata
from collections.abc import Sequence

from backfile.extract.lexicon import lexicon
from backfile.extract.mentions import Bearer, Found, People, Span
from backfile.extract.officeholders import link_roles, take_roles
from backfile.extract.passages import Passage, Tokens
from backfile.extract.roles import foreign_role, title_start
from backfile.model import Basis, Doubt
from backfile.patterns import late

__all__ = ["parts", "resolve"]

MEN = frozenset(
    {
        "Mr",
        "Sir",
        "Lord",
        "King",
        "Prince",
        "Herr",
        "Monsieur",
        "Baron",
        "Emperor",
        "Sultan",
        "Pope",
        "Father",
    }
)
PAPAL = frozenset({"Pope", "Patriarch"})
WOMEN = frozenset(
    {"Mrs", "Ms", "Miss", "Lady", "Dame", "Queen", "Princess", "Frau", "Madame", "Mme", "Baroness", "Empress"}
)


JOINS = str.maketrans(dict.fromkeys("-‐‑·・\u200c", " "))
UNSPACED = late(r"[\u3040-\u30ff\u3400-\u9fff]")
# Korean names have none between their parts either, but between words.
WITHOUT_BLANKS = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
NUMERAL = late(r"[ivx]+")


@functools.lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name for comparing: small letters, hyphens and blanks the same."""
    return tuple(name.casefold().translate(JOINS).split()) or (name,)


def resolve(
    texts: Sequence[tuple[Passage, Tokens]],
    found: Sequence[Sequence[Found]],
    register: dict[str, tuple[str, ...]],
    language: str = "en",
) -> People:
    """Return the people that the names of an article stand for.

    `register` has the forms of each key, the canonical name first. A family or given name alone goes to the
    one person whose full name has it; where two have it, it stays unlinked and a doubt says so.
    """
    owners = _Owners(found, register)
    spans: list[list[Span]] = []
    doubts: list[Doubt] = []
    for (passage, tokens), names in zip(texts, found, strict=True):
        here: list[Span] = []
        floor = 0
        for name in names:
            sex = _address(tokens, name.first)
            person, basis = owners.owner(name, sex)
            if person is None:
                doubts.append(_two_bearers(name, owners, passage))
            else:
                bearer = owners.bearers[person]
                title = tokens.at(name.first - 1)
                if title in PAPAL and " " not in bearer.name and bearer.key is None:
                    # Nobody knows `Francis` without it.
                    bearer.name = f"{title} {bearer.name}"
                bearer.sex = sex if bearer.sex == "u" else bearer.sex
                if language == "en":
                    lead = title_start(tokens, name.first, floor)
                else:
                    lead = next((p.first for p in foreign_role(tokens, name.first, floor)), name.first)
                here.append(Span(name.start, name.end, name.first, name.stop, person, basis, lead))
            floor = name.stop
        spans.append(here)
    people = People(owners.bearers, spans, list(dict.fromkeys(doubts)))
    take_roles(texts, people, language)
    if language == "en":
        link_roles(texts, people)
    return people


def _two_bearers(name: Found, owners: "_Owners", passage: Passage) -> Doubt:
    names = " or ".join(owners.bearers[p].name for p in owners.candidates(name))
    message = f"“{name.name}” may be {names}"
    return Doubt("people", passage.line(name.start), message, "two-bearers")


def _address(tokens: Tokens, first: int) -> str:
    """Return the sex that a form of address before a name tells, `u` when there is none."""
    before = tokens.at(first - 1).rstrip(".")
    return "m" if before in MEN else "f" if before in WOMEN else "u"


class _Owners:
    """The people of an article by their name forms."""

    def __init__(self, found: Sequence[Sequence[Found]], register: dict[str, tuple[str, ...]]) -> None:
        self.bearers: list[Bearer] = []
        self.forms: list[dict[tuple[str, ...], None]] = []
        self.by_key: dict[str, int] = {}
        self.register = register
        self.aliases: list[set[tuple[str, ...]]] = []
        self.order: dict[tuple[str, ...], int] = {}
        self.by_part: dict[str, set[int]] = {}
        self.by_parts: dict[tuple[str, ...], int] = {}
        names = [name for here in found for name in here]
        # Longer forms first, so that shorter ones find them; the order of the text decides among equals.
        for name in names:
            self.order.setdefault(parts(name.name), len(self.order))
        once: dict[tuple[str, str | None], Found] = {}
        for name in names:
            once.setdefault((name.name, name.key), name)
        for name in sorted(once.values(), key=lambda n: (-len(parts(n.name)), -len(n.name), n.key is None)):
            self._enter(name)
        for bearer, forms in zip(self.bearers, self.forms, strict=True):
            if bearer.key is not None:
                bearer.name = _register_name(bearer.name, register[bearer.key], max(map(len, forms)))
        self.full = [max(forms, key=len) for forms in self.forms]
        self._name_as_printed(names)

    def _enter(self, name: Found) -> None:
        form = parts(name.name)
        person = self.by_key.get(name.key) if name.key is not None else None
        if person is None:
            person = self.by_parts.get(form)
        if person is None:
            fuller = self._fuller(form, name.key)
            if len(fuller) > 1:
                return
            person = fuller[0] if fuller else None
        if person is None:
            person = len(self.bearers)
            self.bearers.append(Bearer(name.name, None, _sex(name.name), [], []))
            self.forms.append({})
            self.aliases.append(set())
        if name.key is not None:
            self.by_key[name.key] = person
            self._adopt(person, name.key)
        self.by_parts.setdefault(form, person)
        self.forms[person][form] = None
        for part in form:
            self.by_part.setdefault(part, set()).add(person)
            if UNSPACED.match(part):
                self.by_part.setdefault(part[:2], set()).add(person)

    def _adopt(self, person: int, key: str) -> None:
        """Note that the register knows this person, under other spellings too: `Baqeri` and `Bagheri`."""
        if self.bearers[person].key is not None:
            return
        self.bearers[person].key = key
        for form in map(parts, self.register[key]):
            if len(form) > 1:
                self.aliases[person].add(form)
                for part in form:
                    self.by_part.setdefault(part, set()).add(person)

    def _fuller(self, form: tuple[str, ...], key: str | None) -> list[int]:
        """Return the people whose full name this shorter form could be."""
        fitting = []
        entry = form[-1][:2] if UNSPACED.match(form[-1]) else form[-1].rstrip(".")
        for person in sorted(self.by_part.get(entry, ())):
            forms = self.forms[person]
            other = self.bearers[person].key
            if key is not None and other is not None and key != other:
                continue
            if any(
                len(form) <= len(full) and full != form and _fits(form, full) and self._not_prince(form, full)
                for full in (*forms, *self.aliases[person])
            ):
                fitting.append(person)
        return fitting

    def _not_prince(self, short: tuple[str, ...], full: tuple[str, ...]) -> bool:
        """False for a `William` before `William IV`: he is a prince of that name, not the king."""
        return (
            len(short) > 1 or not NUMERAL.fullmatch(full[-1]) or self.order.get(full, -1) < self.order[short]
        )

    def _name_as_printed(self, names: Sequence[Found]) -> None:
        """Name those that the register does not know by their fullest form, in its first spelling."""
        spelling: dict[tuple[str, ...], str] = {}
        for name in names:
            form = parts(name.name)
            if spelling.get(form, "X").isupper():
                spelling[form] = spelling.get(form, name.name) if name.name.isupper() else name.name
        for bearer, full in zip(self.bearers, self.full, strict=True):
            if bearer.key is None:
                bearer.name = _calmed(spelling[full])

    def candidates(self, name: Found) -> list[int]:
        return self._fuller(parts(name.name), name.key)

    def owner(self, name: Found, sex: str) -> tuple[int | None, Basis]:
        """Return whose this form is and how that was found; nobody when two people could be meant."""
        form = parts(name.name)
        person = self.by_key.get(name.key) if name.key is not None else None
        if person is None:
            person = self.by_parts.get(form)
        if person is None:
            fitting = [p for p in self.candidates(name) if sex == "u" or self.bearers[p].sex in (sex, "u")]
            if len(fitting) != 1:
                return None, "surname"
            person = fitting[0]
        return person, self._basis(name, form, person)

    def _basis(self, name: Found, form: tuple[str, ...], person: int) -> Basis:
        full = self.full[person]
        if len(form) == 1 and len(full) == 1:
            whole = WITHOUT_BLANKS.match(form[0]) and name.end - name.start > 2
            if whole and name.key is None:
                return "full name"
            return "register" if name.key is not None else "surname"
        if len(form) > 1 and (form[0] == full[0] or form[0].rstrip(".") == full[0][:1] or form == full):
            return "full name"
        if len(form) == 1 and form[0] == full[0] and _is_given(name.name):
            return "given name"
        if name.key is not None and form[-1] not in full:
            return "register" if len(form) == 1 else "full name"
        return "surname"


def _register_name(printed: str, forms: tuple[str, ...], length: int) -> str:
    """Return the register's name in the script of the printed one, the printed one where that is fuller.

    The canonical name goes first. An article in another script names its people in that: by the variant that it
    prints, else by the first full one of the register.
    """
    script = _script(printed)
    if script != _script(forms[0]) and printed in forms and len(parts(printed)) > 1:
        return printed
    fitting = [form for form in forms if _script(form) == script and len(parts(form)) >= length]
    return fitting[0] if fitting else printed


@functools.lru_cache(maxsize=1024)
def _script(name: str) -> str:
    """Return the first word of the Unicode name of a name's first letter: `LATIN`, `CJK`, `ARABIC`."""
    letter = next((letter for letter in name if letter.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def _calmed(name: str) -> str:
    """Return a name printed in capitals as it is usually written."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name) if name.isupper() else name


def _fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True when the short form could stand for the full one: its end, its beginning, both, or one part.

    An initial fits the part that begins with it.
    """
    if len(short) == 1:
        # 岸田 is the beginning of 岸田文雄, which has no blank to part it.
        if UNSPACED.match(short[0]) and len(full) == 1:
            return len(short[0]) > 1 and full[0].startswith(short[0])
        return short[0] in full and short[0] not in lexicon().particles
    if short in (full[-len(short) :], full[: len(short)]):
        # `Luz Dary` is Luz Dary Cuesta where the article has her.
        return True
    if not _same_part(short[0], full[0]) or not _same_part(short[-1], full[-1]):
        return False
    rest = iter(full[1:-1])
    return all(any(_same_part(part, other) for other in rest) for part in short[1:-1])


def _same_part(short: str, full: str) -> bool:
    return (
        short == full
        or (short.endswith(".") and full.startswith(short[0]))
        or (full.endswith(".") and short.startswith(full[0]))
    )


def _is_given(word: str) -> bool:
    names = lexicon().names
    return word in names.given or word in names.cyrillic


def _sex(name: str) -> str:
    names = lexicon().names
    word = name.split(" ")[0]
    return names.given.get(word) or names.cyrillic.get(word) or names.given.get(word.partition("-")[0]) or "u"
