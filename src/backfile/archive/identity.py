"""Who is who: the people of single articles to the authority records of the archive.

The register decides first. Beyond it two rules are safe enough to join names across articles without asking: the
same full name, letter for letter but for case, accents and hyphens; and the same name by another custom of spelling
(`spelling.sure_key`), unless one article prints both. A bare surname joins the one registered person who bears it,
and otherwise stays unresolved.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain

from backfile.archive.keys import fold_name, keys_for
from backfile.archive.sortnames import sort_name_of
from backfile.archive.spelling import sure_key
from backfile.model import (
    Article,
    FigureRef,
    Findings,
    PersonRecord,
    QuoteRef,
    RoleRecord,
    Together,
    VariantRecord,
)
from backfile.registers import PeopleRegister, RegisteredPerson

__all__ = ["person_records", "resolve_people"]

MOST_TOGETHER = 20
SCRIPTS = {
    "CYRILLIC": "und-Cyrl",
    "ARABIC": "und-Arab",
    "CJK": "und-Hani",
    "HANGUL": "und-Hang",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "GREEK": "und-Grek",
    "HEBREW": "und-Hebr",
    "DEVANAGARI": "und-Deva",
}


def resolve_people(
    findings: Mapping[str, Findings], register: PeopleRegister
) -> tuple[dict[str, tuple[str | None, ...]], dict[str, str]]:
    """Return (for each article id a key for each of its people, the name of each unregistered key).

    A bare surname that the register does not give to exactly one person has no key.
    """
    exact, full, surnames = _register_forms(register)
    unknown: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, list[Findings]] = defaultdict(list)
    bare: dict[str, bool] = {}
    for found in findings.values():
        for person in found.people:
            folded, name = fold_name(person.name), person.name
            if name not in bare:
                bare[name] = _bare(name)
            if folded not in full and not bare[name]:
                unknown[folded][name] += len(person.mentions)
                places[folded].append(found)
    beside = _Beside(places)
    groups = _groups(unknown, beside)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for folded, first in groups.items():
        forms[first].update(unknown[folded])
    known = _by_spelling(set(groups.values()), unknown, beside, register)
    names = {first: min(of, key=lambda n: (-of[n], n)) for first, of in forms.items() if first not in known}
    keys = keys_for(names, register.people, "person")
    keys |= known
    resolved = {}
    for article, found in findings.items():
        people: list[str | None] = []
        for person in found.people:
            folded = fold_name(person.name)
            entry = exact.get(person.name.casefold()) or full.get(folded)
            people.append(entry or keys.get(groups.get(folded, "")) or surnames.get(folded))
        resolved[article] = tuple(people)
    return resolved, {keys[first]: name for first, name in names.items()}


class _Beside:
    """The other folded names in the articles of each; gathered for the few names that it is asked of."""

    def __init__(self, places: Mapping[str, Sequence[Findings]]) -> None:
        self._places = places

    def __getitem__(self, folded: str) -> Set[str]:
        found = self._places.get(folded, ())
        return {fold_name(person.name) for one in found for person in one.people} - {folded}


def _groups(unknown: Mapping[str, Counter[str]], beside: _Beside) -> dict[str, str]:
    """Return for each folded name the first of those that are the same name by another custom of spelling.

    When one article prints two of them, nothing is joined: it may mean two people.
    """
    spelt: dict[str, list[str]] = defaultdict(list)
    for folded, forms in unknown.items():
        spelt[_sure(forms) or f"={folded}"].append(folded)
    groups = {}
    for same in spelt.values():
        apart = len(same) > 1 and any(beside[one] & set(same) for one in same)
        groups.update({folded: folded if apart else min(same) for folded in same})
    return groups


def _sure(forms: Counter[str]) -> str:
    return sure_key(min(forms, key=lambda n: (-forms[n], n)))


def _by_spelling(
    firsts: Set[str],
    unknown: Mapping[str, Counter[str]],
    beside: _Beside,
    register: PeopleRegister,
) -> dict[str, str]:
    """Return the registered person for each group whose name is his by another custom of spelling."""
    owners: dict[str, set[str]] = defaultdict(set)
    for person in register.people.values():
        for name in (person.name, *person.variants):
            if sure_key(name):
                owners[sure_key(name)].add(person.key)
    found = {}
    for first in sorted(firsts):
        claims = owners.get(_sure(unknown[first]), set())
        if len(claims) == 1:
            (key,) = claims
            entry = register.people[key]
            own = {fold_name(name) for name in (entry.name, *entry.variants)}
            if not beside[first] & own:
                found[first] = key
    return found


def _register_forms(
    register: PeopleRegister,
) -> tuple[dict[str, str], dict[str, str | None], dict[str, str]]:
    """Return (key by name or variant, key by folded name or variant, key by folded surname).

    A folded name that two people share leads to None, a surname that two people bear to nothing: the words
    alone do not say who is meant.
    """
    exact: dict[str, str] = {}
    folded: dict[str, set[str]] = defaultdict(set)
    bearers: dict[str, set[str]] = defaultdict(set)
    for person in register.people.values():
        for name in (person.name, *person.variants):
            exact.setdefault(name.casefold(), person.key)
            folded[fold_name(name)].add(person.key)
            if not _bare(name):
                bearers[fold_name(name.split()[-1])].add(person.key)
        if person.sort_name:
            family, comma, _ = person.sort_name.partition(",")
            bearers[fold_name(family if comma else family.split(" ")[0])].add(person.key)
    full = {name: min(keys) if len(keys) == 1 else None for name, keys in folded.items()}
    return exact, full, {name: min(keys) for name, keys in bearers.items() if len(keys) == 1}


def _bare(name: str) -> bool:
    """Whether a name is a single word in a script that parts first and last names."""
    return len(name.split()) < 2 and not re.search(r"[\u3040-\u9fff\uac00-\ud7af]", name)


def person_records(
    articles: Mapping[str, Article],
    findings: Mapping[str, Findings],
    resolved: Mapping[str, Sequence[str | None]],
    names: Mapping[str, str],
    register: PeopleRegister,
) -> dict[str, PersonRecord]:
    """Return the people of the archive by key, in the order of their sort names.

    `articles` is in date order. Registered people whom no article mentions have no record.
    """
    gathered: dict[str, _Gathered] = {}
    together: dict[str, frozenset[str]] = {}
    for article_id, article in articles.items():
        found, keys = findings[article_id], resolved[article_id]
        together[article_id] = frozenset([key for key in keys if key])
        for local, key in zip(found.people, keys, strict=True):
            if key is None:
                continue
            person = gathered.setdefault(key, _Gathered())
            person.articles[article_id] = None
            person.mentions += len(local.mentions)
            for mention in local.mentions:
                if mention.basis not in ("role", "pronoun"):
                    person.variants[mention.text] += 1
                if mention.place.part == "caption":
                    person.figures[FigureRef(article_id, mention.place.index)] = None
            for role in local.roles:
                person.roles.append(
                    (role.text, article.published.day if article.published else None, article_id)
                )
        for index, quote in enumerate(found.quotes):
            key = keys[quote.speaker] if quote.speaker is not None else None
            if key is not None:
                gathered[key].quotes.append(QuoteRef(article_id, index))
    companies: dict[tuple[str, ...], list[tuple[str, int]]] = {}
    for key, person in gathered.items():
        # A list of thousands is one company: it is ranked once and not once for each of them.
        ids = tuple(person.articles)
        if ids not in companies:
            all_named = Counter(chain.from_iterable(map(together.__getitem__, ids)))
            companies[ids] = _ranked(all_named)[: MOST_TOGETHER + 1]
        person.together = [(other, n) for other, n in companies[ids] if other != key][:MOST_TOGETHER]
    records = [_record(key, person, names, register.people.get(key)) for key, person in gathered.items()]
    return {r.key: r for r in sorted(records, key=lambda r: (fold_name(r.sort_name), r.key))}


class _Gathered:
    """What all articles say of one person."""

    def __init__(self) -> None:
        self.articles: dict[str, None] = {}
        self.mentions = 0
        self.variants: Counter[str] = Counter()
        self.roles: list[tuple[str, str | None, str]] = []
        self.quotes: list[QuoteRef] = []
        self.figures: dict[FigureRef, None] = {}
        self.together: list[tuple[str, int]] = []


def _record(
    key: str, person: _Gathered, names: Mapping[str, str], entry: RegisteredPerson | None
) -> PersonRecord:
    name = entry.name if entry else names[key]
    return PersonRecord(
        key=key,
        name=name,
        sort_name=(entry.sort_name if entry else None) or sort_name_of(name),
        language=_script_tag(name),
        registered=entry is not None,
        description=entry.description if entry else None,
        wikidata=entry.wikidata if entry else None,
        born=entry.born if entry else None,
        died=entry.died if entry else None,
        not_same_as=entry.not_same_as if entry else (),
        variants=tuple(VariantRecord(text, n) for text, n in _ranked(person.variants)),
        roles=_roles(person.roles),
        articles=tuple(person.articles),
        mentions=person.mentions,
        quotes=tuple(person.quotes),
        figures=tuple(person.figures),
        together=tuple(Together(other, n) for other, n in person.together),
        origin=entry.origin if entry else None,
    )


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _roles(uses: Iterable[tuple[str, str | None, str]]) -> tuple[RoleRecord, ...]:
    """Return roles with first and last day, wordings that differ only in case or Defence/Defense as one."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, list[str]] = defaultdict(list)
    articles: dict[str, dict[str, None]] = defaultdict(dict)
    for text, day, article in uses:
        folded = fold_name(text).replace("defense", "defence")
        spellings[folded][text] += 1
        articles[folded][article] = None
        if day is not None:
            days[folded].append(day)
    roles = [
        RoleRecord(
            _ranked(forms)[0][0],
            min(days[folded], default=None),
            max(days[folded], default=None),
            tuple(articles[folded]),
        )
        for folded, forms in spellings.items()
    ]
    return tuple(sorted(roles, key=lambda role: (role.first or "9999", role.text)))


def _script_tag(name: str) -> str | None:
    """Return a language tag for the script of a name, None for Latin letters."""
    letter = next((c for c in name if c.isalpha()), "a")
    return SCRIPTS.get(unicodedata.name(letter, "LATIN").split(" ", 1)[0])
