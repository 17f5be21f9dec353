"""What the curator says of copies and versions, as articles of the archive: it goes before what is found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from backfile.model import Article, Record
from backfile.problems import Problem
from backfile.relations import Relation

__all__ = ["NOTHING", "Overruled", "overruled"]


class Overruled(Record, frozen=True):
    """The entries of copies.yaml by the ids of their articles."""

    copies: tuple[tuple[str, ...], ...]
    """Groups that are copies of each other."""
    versions: tuple[tuple[str, ...], ...]
    """Rows of versions, the oldest first."""
    not_copies: dict[str, frozenset[str]]
    """For an article those that are no copies of it."""
    not_versions: dict[str, frozenset[str]]
    """For an article those that are no versions of it."""
    problems: tuple[Problem, ...]
    """A doubt for each name that no article has, or that could be several."""


NOTHING = Overruled((), (), {}, {}, ())


def overruled(relations: Iterable[Relation], articles: Mapping[str, Article]) -> Overruled:
    """Return what the relations say of these articles. An entry that misses an article is left out whole."""
    relations = tuple(relations)
    if not relations:
        return NOTHING
    named = _named(articles)
    rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    apart: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    problems = []
    for entry in relations:
        ids = []
        for name in entry.articles:
            found = named.get(_key(name), [])
            if len(found) == 1:
                ids.append(found[0])
                continue
            message = f"expected the path or address of an article, found “{name}”"
            hint = "the article's page tells its path; delete the entry if the file is gone"
            if found:
                message = f"expected one article, found the {len(found)} of “{name}”"
                hint = f"write {name}#1 for its first"
            problems.append(Problem(entry.origin, "doubt", "idle-relation", message, hint))
        if len(ids) < len(entry.articles):
            continue
        rows[entry.kind].append(tuple(ids))
        for one, other in combinations(ids, 2):
            apart[entry.kind][one].add(other)
            apart[entry.kind][other].add(one)
    return Overruled(
        tuple(rows["copies"]),
        tuple(rows["versions"]),
        {id_: frozenset(others) for id_, others in apart["not_copies"].items()},
        {id_: frozenset(others) for id_, others in apart["not_versions"].items()},
        tuple(problems),
    )


def _named(articles: Mapping[str, Article]) -> dict[str, list[str]]:
    """Return the ids of articles by each name that an entry may call them."""
    named: dict[str, list[str]] = defaultdict(list)
    for id_, article in articles.items():
        named[article.path].append(id_)
        if article.part:
            named[f"{article.path}#{article.part}"].append(id_)
        named[f"-{id_[:6]}.html"].append(id_)
    return named


def _key(name: str) -> str:
    """Return a path as it is, and of the address of a page what tells its article."""
    return name[-12:] if name.endswith(".html") and name[-12:-11] == "-" else name
