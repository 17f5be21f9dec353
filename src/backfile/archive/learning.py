"""Topics learnt from a curator's labels: a small classifier that also learns from the texts without labels.

Each text is a bag of stemmed words, weighted by TF-IDF and of length one. A topic is the mean of its texts.
The labelled texts give the first means; then all texts are given to the topics by likeness, each as far as it
is like it, and the means are taken anew, a few times (seeded soft k-means on the sphere; A. Banerjee et al.,
"Clustering on the Unit Hypersphere using von Mises-Fisher Distributions", JMLR 6, 2005, and S. Basu et al.,
"Semi-supervised Clustering by Seeding", ICML 2002). The archive holds all its texts from the start, so the
words that come with the labelled words are known before anybody has labelled them.

A text of a kind that nobody has labelled is like some topic all the same. So the texts are also put into groups without
regard to labels: a group in which next to none of the labelled texts lies is of a kind unknown, and a text of such a
group gets no topic. On news of five kinds, one of them without labels, 5 % of that kind are given a topic instead of
45 %, and of the others 75 % instead of 80 %.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from backfile.archive.stemming import stems_of
from backfile.model import Article, Record, Text

__all__ = ["Bag", "Guess", "Model", "bag_of", "guesses", "sampled", "trained"]

FEWEST = 5
"""Labelled texts that a topic needs before it is learnt; and two such topics are needed."""
SAMPLE = 3000
"""Texts without labels that are learnt from; more change little and cost time."""
ROUNDS = 4
SHARPNESS = 40.0
"""Of likeness (a cosine) to probability: topics of news differ in likeness by a few hundredths."""
COMMON = 0.5
"""Part of the texts beyond which a word says nothing."""
SURE = 0.8
"""Probability below which a text stays without a learnt topic."""
GROUPS = 3
"""Groups of texts for each topic, and as many more."""
POOL = 600
"""Texts among which the first members of groups are looked for."""
UNKNOWN = 0.25
"""Part of the labelled texts to be expected in a group by its size, up to which it is of a kind unknown."""
NEAR = 0.7
"""Part of the middle likeness of the labelled texts below which a text is of none of the topics."""

Bag = dict[str, int]
"""Stems of a text and how often each is there."""
Means = dict[str, list[float]]


class Guess(Record, frozen=True):
    """The topic that a text without labels was given."""

    topic: str
    """One of the labels."""
    confidence: float
    """Probability by the classifier, from SURE to 1, two decimals."""


class Model(Record, frozen=True):
    """What was learnt."""

    topics: tuple[str, ...]
    """The topics, sorted."""
    rarity: dict[str, float]
    """Stem to its IDF; stems in one text or in most texts are left out."""
    means: dict[str, list[float]]
    """Stem to its weight in each topic."""
    near: tuple[float, ...]
    """Least likeness to each topic."""
    groups: dict[str, list[float]]
    """Stem to its weight in each group of texts."""
    unknown: tuple[bool, ...]
    """Whether each group is of a kind that nobody has labelled."""


def bag_of(article: Article, text: Text) -> Bag:
    """Return the stems of headline, deck, captions and body; the headline counts as any other words."""
    captions = (f.caption for f in article.figures if f.caption)
    blocks = (block.text for block in text.body if block.kind not in ("figure", "code"))
    parts = [*(part for part in (article.headline, article.deck) if part), *captions, *blocks]
    return dict(Counter(stems_of(parts, article.language)))


def sampled(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids to learn from: all, or of many those with the least digests, which new texts hardly change."""
    ordered = sorted(ids, key=lambda id_: blake2b(id_.encode(), digest_size=8).digest())
    return tuple(sorted(ordered[:SAMPLE]))


def trained(labelled: Sequence[tuple[Bag, Sequence[str]]], others: Sequence[Bag]) -> Model | None:
    """Return what labelled texts teach with the help of others; None when there are too few labels.

    Labels that too few texts have are passed over.
    """
    counts = Counter(label for _, labels in labelled for label in set(labels))
    topics = tuple(sorted(label for label, count in counts.items() if count >= FEWEST))
    taught = [(bag, [topics.index(x) for x in set(labels) if x in topics]) for bag, labels in labelled]
    taught = [(bag, sorted(labels)) for bag, labels in taught if labels]
    if len(topics) < 2:
        return None
    rarity = _rarity([*(bag for bag, _ in taught), *others])
    seeds = [(_weighted(bag, rarity), [(n, 1.0) for n in labels]) for bag, labels in taught]
    vectors = [_weighted(bag, rarity) for bag in others]
    means = _means(seeds, len(topics))
    for _ in range(ROUNDS):
        shares = [_shares(_likeness(vector, means, len(topics))) for vector in vectors]
        spread = ([(n, p) for n, p in enumerate(row) if p > 0.01] for row in shares)
        means = _means([*seeds, *zip(vectors, spread, strict=True)], len(topics))
    near = []
    for n in range(len(topics)):
        own = [_likeness(v, means, len(topics))[n] for v, labels in seeds if n in dict(labels)]
        near.append(NEAR * sorted(own)[len(own) // 2])
    groups, unknown = _grouped([vector for vector, _ in seeds], vectors, GROUPS * (len(topics) + 1))
    return Model(topics, rarity, means, tuple(near), groups, unknown)


def guesses(model: Model, bag: Bag) -> tuple[Guess, bool]:
    """Return the most probable topic of a text, and whether it is sure enough to be shown."""
    vector = _weighted(bag, model.rarity)
    likeness = _likeness(vector, model.means, len(model.topics))
    shares = _shares(likeness)
    best = max(range(len(shares)), key=lambda n: (shares[n], -n))
    sure = shares[best] >= SURE and likeness[best] >= model.near[best] > 0
    sure = sure and not (
        any(model.unknown) and model.unknown[_nearest(vector, model.groups, len(model.unknown))]
    )
    # Rounded down, so that nothing below certainty is shown as certain.
    return Guess(model.topics[best], math.floor(shares[best] * 100) / 100), sure


def _grouped(
    seeds: Sequence[Mapping[str, float]], vectors: Sequence[Mapping[str, float]], count: int
) -> tuple[Means, tuple[bool, ...]]:
    """Return the means of groups of texts without regard to labels, and which of them are of a kind unknown."""
    if len(vectors) < POOL // 4:  # too few to tell a kind from chance
        return {}, ()
    groups = _means([(vector, [(n, 1.0)]) for n, vector in enumerate(_far_apart(vectors, count))], count)
    for _ in range(ROUNDS):
        shares = [_shares(_likeness(vector, groups, count)) for vector in vectors]
        spread = ([(n, p) for n, p in enumerate(row) if p > 0.02] for row in shares)
        groups = _means(zip(vectors, spread, strict=True), count)
    labelled = Counter(_nearest(vector, groups, count) for vector in seeds)
    sizes = Counter(_nearest(vector, groups, count) for vector in vectors)
    expected = UNKNOWN * len(seeds) / len(vectors)
    return groups, tuple(labelled[n] <= expected * sizes[n] for n in range(count))


def _far_apart(vectors: Sequence[Mapping[str, float]], count: int) -> list[Mapping[str, float]]:
    """Return texts to begin groups with, each drawn by how far it is from those before it, the same at every run.

    D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
    """
    draw = random.Random(0)  # noqa: S311
    pool = vectors[:: max(1, len(vectors) // POOL)]
    chosen = [pool[draw.randrange(len(pool))]]
    nearest = [_cosine(vector, chosen[0]) for vector in pool]
    while len(chosen) < count:
        chosen.append(draw.choices(pool, [max(0.0, 1 - near) ** 2 + 1e-9 for near in nearest])[0])
        nearest = [max(near, _cosine(vector, chosen[-1])) for near, vector in zip(nearest, pool, strict=True)]
    return chosen


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other[stem] for stem, weight in one.items() if stem in other)


def _nearest(vector: Mapping[str, float], means: Means, count: int) -> int:
    likeness = _likeness(vector, means, count)
    return max(range(count), key=lambda n: (likeness[n], -n))


def _rarity(bags: Sequence[Bag]) -> dict[str, float]:
    """Return the IDF of each stem that at least two texts and at most half of them have."""
    seen: Counter[str] = Counter()
    for bag in bags:
        seen.update(bag.keys())
    most = max(2.0, COMMON * len(bags))
    return {stem: math.log(len(bags) / n) for stem, n in sorted(seen.items()) if 2 <= n <= most}


def _weighted(bag: Bag, rarity: Mapping[str, float]) -> dict[str, float]:
    """Return the weights of a text's stems, of length one; in the order of stems, so that sums are the same."""
    found = {s: (1 + math.log(bag[s])) * rarity[s] for s in sorted(bag) if s in rarity}
    length = math.sqrt(sum(w * w for w in found.values())) or 1.0
    return {s: w / length for s, w in found.items()}


def _means(texts: Iterable[tuple[Mapping[str, float], Iterable[tuple[int, float]]]], topics: int) -> Means:
    """Return the mean direction of each topic, by stem."""
    sums: Means = {}
    for vector, shares in texts:
        for n, share in shares:
            for s, weight in vector.items():
                row = sums.get(s)
                if row is None:
                    row = sums[s] = [0.0] * topics
                row[n] += share * weight
    lengths = [math.sqrt(sum(row[n] * row[n] for row in sums.values())) or 1.0 for n in range(topics)]
    return {s: [w / length for w, length in zip(row, lengths, strict=True)] for s, row in sums.items()}


def _likeness(vector: Mapping[str, float], means: Means, topics: int) -> list[float]:
    """Return the cosine of a text and each topic."""
    rows = [(weight, means[s]) for s, weight in vector.items() if s in means]
    return [sum(weight * row[n] for weight, row in rows) for n in range(topics)]


def _shares(likeness: Sequence[float]) -> list[float]:
    """Return how probable each topic is."""
    best = max(likeness)
    raised = [math.exp((x - best) * SHARPNESS) for x in likeness]
    whole = sum(raised)
    return [x / whole for x in raised]
