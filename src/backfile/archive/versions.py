"""Which articles are one story saved more than once from one outlet: the newest is shown, the others kept behind it.

Two files are versions of one article when their outlet is the same and either
- their original address, or the id that the outlet gave them, is the same, and the headline or a good part of the
  text is too; or
- headline and day are the same, and most of the text is.
The newest is the one last updated as the file prints it, then that with more notes of change, then the later path:
never the time of the file itself. Nothing here depends on the order in which files are read.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from itertools import pairwise
from urllib.parse import urlsplit

from backfile.archive.keys import fold_term
from backfile.archive.overruled import NOTHING, Overruled
from backfile.archive.sketch import alike
from backfile.model import Article, SourceRef

__all__ = ["original_key", "versions_of"]

MOST_SHARED = 0.6
"""Share of the shorter text that two versions of one headline and day have in common."""
ANY_SHARED = 0.3
"""The same for two texts of one address or id."""
WINDOW = 8
"""Earlier articles of one key that an article is held against: keeps the work linear."""
IDLE = ("utm_", "fbclid", "gclid", "at_", "mc_", "ref=", "ref_src", "cmpid", "source=", "share=")
"""Beginnings of parts of a query that tell how a reader came, not what is read."""


def versions_of(
    articles: Mapping[str, Article],
    sources: Mapping[str, SourceRef | None],
    sketches: Mapping[str, bytes],
    said: Overruled = NOTHING,
) -> dict[str, tuple[str, ...]]:
    """Return the versions of each article that has some, by the id of the newest: all ids, the oldest first.

    `articles` is in filing order. What the curator said goes before: whom it joins are joined in its order, and whom
    it keeps apart come into one row by nobody else's way either.
    """
    groups = {id_: [id_] for id_ in articles}

    def join(one: str, two: str) -> None:
        a, b = groups[one], groups[two]
        if a is b or (said.not_versions and any(said.not_versions.get(id_, frozenset()) & {*b} for id_ in a)):
            return
        a.extend(b)
        groups.update(dict.fromkeys(b, a))

    for row in said.versions:
        for one, two in pairwise(row):
            join(one, two)
    shelves: dict[tuple[Hashable, ...], list[str]] = defaultdict(list)
    busy = Counter(_day_of(article, sources[id_]) for id_, article in articles.items())
    for id_, article in articles.items():
        for key in _keys(article, sources[id_], busy):
            for other in shelves[key][-WINDOW:]:
                if groups[id_] is not groups[other] and _same(
                    article, articles[other], sketches[id_], sketches[other], key[0]
                ):
                    join(other, id_)
            shelves[key].append(id_)
    made = {}
    for ids in {id(group): group for group in groups.values()}.values():
        if len(ids) > 1:
            order = _ordered(sorted(ids, key=lambda id_: _age(articles[id_])), said)
            made[order[-1]] = tuple(order)
    return made


def _ordered(ids: list[str], said: Overruled) -> list[str]:
    """Return versions in the order that the curator gave, those it does not name at their places between."""
    for row in said.versions:
        if set(row) <= set(ids):
            places = sorted(ids.index(id_) for id_ in row)
            for place, id_ in zip(places, row, strict=True):
                ids[place] = id_
    return ids


def _day_of(article: Article, source: SourceRef | None) -> tuple[str, str]:
    return source.key if source else "", (article.published.day or "") if article.published else ""


def _keys(
    article: Article, source: SourceRef | None, busy: Mapping[tuple[str, str], int]
) -> Iterable[tuple[Hashable, ...]]:
    """Yield what two versions of one article have in common. An article of no known outlet has its address only.

    `busy` counts articles by outlet and day: what stands alone on its day shares its headline with none of it.
    """
    outlet = source.key if source else None
    if article.original_url and (address := original_key(article.original_url)):
        yield "address", outlet, address
    key, day = _day_of(article, source)
    if key and article.identifier:
        yield "id", key, article.identifier.casefold()
    if key and day and article.headline and busy[key, day] > 1:
        yield "headline", key, day, fold_term(article.headline)


def original_key(url: str) -> str:
    """Return a web address for comparison, empty for that of a front page.

    Scheme, `www.`, a mobile host's `m.`, fragment, final slash and the marks of how a reader came do not count.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = (parts.netloc.rpartition("@")[2]).casefold().removeprefix("www.").removeprefix("m.")
    query = [p for p in parts.query.split("&") if p and not p.casefold().startswith(IDLE)]
    path = parts.path.rstrip("/").removesuffix("/amp").removesuffix("/index.html")
    if not host or not (path or query):
        return ""
    return f"{host}{path}" + (f"?{'&'.join(sorted(query))}" if query else "")


def _same(one: Article, other: Article, sketch: bytes, sketch_other: bytes, by: Hashable) -> bool:
    shared = alike(sketch, sketch_other)
    if by == "headline":
        return shared.larger >= MOST_SHARED
    folded = [fold_term(a.headline or "") for a in (one, other)]
    return (folded[0] != "" and folded[0] == folded[1]) or shared.larger >= ANY_SHARED


def _age(article: Article) -> tuple[str, int, str, int, str]:
    """Return what orders versions, oldest first: as printed, then by what the file itself holds."""
    moment = article.updated or article.published
    return moment.value if moment else "", len(article.notes), article.path, article.part, article.id
