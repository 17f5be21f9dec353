"""Who may be one person, with what speaks for it; who is named by a surname only; for the curator to decide."""

from collections import Counter, defaultdict
from itertools import combinations

from backfile.archive.keys import fold_name
from backfile.archive.spelling import likeness, loose_keys
from backfile.model import Archive, PersonRecord, Record
from backfile.problems import Origin

__all__ = ["Suggestion", "Unresolved", "suggestions", "unresolved"]

MOST = 60
"""Names with one key beyond which they are too common to be compared with each other."""


class Suggestion(Record, frozen=True):
    """Two people who may be one."""

    one: str
    """Key of the person with more mentions."""
    other: str
    """Key of the other."""
    names: tuple[str, str]
    """The two names that are alike."""
    why: str
    """What is alike in them."""
    shared: tuple[str, ...]
    """What else speaks for it: roles and people that both have beside them."""
    where: tuple[Origin, Origin]
    """Where each is first named."""


class Unresolved(Record, frozen=True):
    """A name that no person of the archive could be given."""

    name: str
    """As printed."""
    count: int
    """Articles that name it."""
    where: Origin
    """Where it is named first."""


def suggestions(archive: Archive) -> tuple[Suggestion, ...]:
    """Return the pairs of people worth asking about, those with most evidence first.

    People whom one article names both, and those whom the register keeps apart, are not offered.
    """
    shelves: dict[str, set[str]] = defaultdict(set)
    for person in archive.people.values():
        for name in _full(person):
            for key in loose_keys(name):
                shelves[key].add(person.key)
    pairs = {
        pair for keys in shelves.values() if 1 < len(keys) <= MOST for pair in combinations(sorted(keys), 2)
    }
    found = [s for one, other in sorted(pairs) if (s := _compared(archive, one, other)) is not None]
    return tuple(sorted(found, key=lambda s: (-len(s.shared), -_weight(archive, s), s.one, s.other)))


def unresolved(archive: Archive) -> tuple[Unresolved, ...]:
    """Return the names without a person, the commonest first."""
    counts: Counter[str] = Counter()
    where: dict[str, Origin] = {}
    for filed in archive.articles.values():
        for person, key in zip(filed.findings.people, filed.people, strict=True):
            if key is None:
                counts[person.name] += 1
                line = person.mentions[0].line if person.mentions else 0
                where.setdefault(person.name, Origin(filed.article.path, line))
    return tuple(
        Unresolved(name, n, where[name]) for name, n in sorted(counts.items(), key=lambda i: (-i[1], i[0]))
    )


def _full(person: PersonRecord) -> tuple[str, ...]:
    """Return the person's names of more than one word, or of a script without spaces between them."""
    names = (person.name, *(variant.text for variant in person.variants))
    return tuple(dict.fromkeys(n for n in names if " " in n or (not n.isascii() and len(n) > 2)))


def _compared(archive: Archive, one: str, other: str) -> Suggestion | None:
    a, b = archive.people[one], archive.people[other]
    if a.registered and b.registered:
        return None
    if other in a.not_same_as or one in b.not_same_as or set(a.articles) & set(b.articles):
        return None
    if b.mentions > a.mentions or (b.registered and not a.registered):
        a, b = b, a
    for x in _full(a):
        for y in _full(b):
            alike = likeness(x, y)
            if alike.kind != "other":
                where = (_first(archive, a), _first(archive, b))
                return Suggestion(a.key, b.key, (x, y), alike.why, _shared(archive, a, b), where)
    return None


def _shared(archive: Archive, a: PersonRecord, b: PersonRecord) -> tuple[str, ...]:
    roles = {fold_name(role.text): role.text for role in a.roles}
    same = [f"both {roles[folded]}" for role in b.roles if (folded := fold_name(role.text)) in roles]
    beside = {t.key for t in a.together} & {t.key for t in b.together}
    return (*dict.fromkeys(same), *sorted(f"both with {archive.people[key].name}" for key in beside))


def _first(archive: Archive, person: PersonRecord) -> Origin:
    filed = archive.articles[person.articles[0]]
    local = filed.findings.people[filed.people.index(person.key)]
    line = local.mentions[0].line if local.mentions else 0
    return Origin(filed.article.path, line)


def _weight(archive: Archive, suggestion: Suggestion) -> int:
    return archive.people[suggestion.one].mentions + archive.people[suggestion.other].mentions
