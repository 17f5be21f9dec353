"""What labelled articles teach about all others, kept from one build to the next.

Nothing is done in an archive without labels. Where nothing has changed since the last build, the topics of that
build are taken; else the classifier learns anew, on bags of words that are kept for each article.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from backfile.archive.learning import Bag, Guess, bag_of, guesses, sampled, trained
from backfile.archive.topics import label_sets
from backfile.gather import Gathered
from backfile.model import Article
from backfile.publish.cache import Cache, digest_key
from backfile.publish.codeversion import code_version
from backfile.registers import RegisteredTopic

__all__ = ["taught"]

CHUNK = 500
"""Bags held in memory at once when all articles are given their topics."""


def taught(gathered: Gathered, register: Mapping[str, RegisteredTopic], cache: Cache) -> dict[str, Guess]:
    """Return the topic learnt for each article that has no label and is sure enough, by article id."""
    articles = {s.article.id: s.article for s in gathered.summaries}
    labels = label_sets(articles, register)
    if not labels:
        return {}
    code = code_version()
    keys = {s.article.id: digest_key("bag", code, s.digest) for s in gathered.summaries}
    cache.keep(keys.values())
    rest = tuple(sorted(id_ for id_ in articles if id_ not in labels))
    state = msgspec.msgpack.encode((sorted(keys.items()), sorted(labels.items())))
    key = digest_key("taught", state)
    known = cache.get("taught", key, dict[str, Guess])
    if known is not None:
        return known
    shelf = _Bags(gathered, articles, keys, cache)
    own = shelf.of(tuple(sorted(labels)))
    others = shelf.of(sampled(rest))
    model = trained(
        [(own[id_], labels[id_]) for id_ in sorted(labels)], [others[id_] for id_ in sorted(others)]
    )
    found: dict[str, Guess] = {}
    if model is not None:
        for id_, bag in shelf.each(rest):
            guess, sure = guesses(model, bag)
            if sure:
                found[id_] = guess
    cache.put("taught", key, found)
    return found


class _Bags:
    """The bags of articles, from the cache or made of their words."""

    def __init__(
        self, gathered: Gathered, articles: Mapping[str, Article], keys: Mapping[str, bytes], cache: Cache
    ) -> None:
        self._text_of, self._articles, self._keys, self._cache = gathered.text_of, articles, keys, cache

    def of(self, ids: Sequence[str]) -> dict[str, Bag]:
        """Return the bags of these articles by id."""
        known = self._cache.get_many("bags", tuple(self._keys[id_] for id_ in ids), Bag)
        fresh = {}
        for id_ in ids:
            if self._keys[id_] not in known:
                fresh[self._keys[id_]] = bag_of(self._articles[id_], self._text_of(id_))
        self._cache.put_many("bags", fresh)
        known |= fresh
        return {id_: known[self._keys[id_]] for id_ in ids}

    def each(self, ids: Sequence[str]) -> Iterator[tuple[str, Bag]]:
        """Yield (id, bag) of these articles, some hundreds in memory at once."""
        for start in range(0, len(ids), CHUNK):
            yield from self.of(ids[start : start + CHUNK]).items()
