"""Which articles are one story saved more than once from one outlet: the newest is shown, the others kept behind it.

Two files are versions of one article when their outlet is the same and either
- their original address is the same, and the headline or a good part of the text is too; or
- headline and day are the same, and most of the text is.
The newest is the one last updated as the file prints it, then that with more notes of change, then the later path:
never the time of the file itself. Nothing here depends on the order in which files are read.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from urllib.parse import urlsplit

from backfile.archive.keys import fold_term
from backfile.archive.sketch import alike
from backfile.model import Article, SourceRef

__all__ = ["original_key", "versions_of"]

MOST_SHARED = 0.6
"""Share of the shorter text that two versions of one headline and day have in common."""
ANY_SHARED = 0.3
"""The same for two texts of one address."""
WINDOW = 8
"""Earlier articles of one key that an article is held against: keeps the work linear."""
IDLE = ("utm_", "fbclid", "gclid", "at_", "mc_", "ref=", "ref_src", "cmpid", "source=", "share=")
"""Beginnings of parts of a query that tell how a reader came, not what is read."""


def versions_of(
    articles: Mapping[str, Article], sources: Mapping[str, SourceRef | None], sketches: Mapping[str, bytes]
) -> dict[str, tuple[str, ...]]:
    """Return the versions of each article that has some, by the id of the newest: all ids, the oldest first.

    `articles` is in filing order.
    """
    shelves: dict[tuple[Hashable, ...], list[str]] = defaultdict(list)
    leaders = {id_: id_ for id_ in articles}
    for id_, article in articles.items():
        for key in _keys(article, sources[id_]):
            for other in shelves[key][-WINDOW:]:
                one, two = _leader(leaders, id_), _leader(leaders, other)
                if one != two and _same(article, articles[other], sketches[id_], sketches[other], key[0]):
                    leaders[max(one, two)] = min(one, two)
            shelves[key].append(id_)
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in articles:
        groups[_leader(leaders, id_)].append(id_)
    made = {}
    for ids in groups.values():
        if len(ids) > 1:
            order = sorted(ids, key=lambda id_: _age(articles[id_]))
            made[order[-1]] = tuple(order)
    return made


def _leader(leaders: dict[str, str], id_: str) -> str:
    while leaders[id_] != id_:
        leaders[id_] = leaders[leaders[id_]]
        id_ = leaders[id_]
    return id_


def _keys(article: Article, source: SourceRef | None) -> Iterable[tuple[Hashable, ...]]:
    """Yield what two versions of one article have in common. An article of no known outlet has its address only."""
    outlet = source.key if source else None
    if article.original_url and (address := original_key(article.original_url)):
        yield "address", outlet, address
    day = article.published.day if article.published else None
    if outlet and day and article.headline:
        yield "headline", outlet, day, fold_term(article.headline)


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
