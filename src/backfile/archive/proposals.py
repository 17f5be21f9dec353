"""Topics that an archive without topic rules gets: what its articles are about, weighed among all of them."""

import functools
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from backfile.archive.keys import fold_name
from backfile.archive.phrases import unpacked
from backfile.archive.stemming import UNSPACED
from backfile.extract.lexicon import lexicon, words_of
from backfile.mediatopics import MediaTopic, media_topics
from backfile.model import Record

__all__ = ["MOST", "Proposal", "media_topic_of", "proposals"]

FEWEST = 3
"""Articles that a topic needs."""
MOST_PART = 0.25
"""Part of the articles beyond which a phrase tells nothing apart; for archives of more than SMALL."""
SMALL = 40
MOST = 80
"""Topics proposed at most; and one for every eight articles, but at least TEN."""
TEN = 12
LIKE_EACH_OTHER = 0.8
"""Part of the articles shared beyond which the shorter of two phrases, or the less said, goes."""


class Proposal(Record, frozen=True):
    """A topic that the words of the archive propose."""

    name: str
    """The commonest spelling."""
    kind: str
    """name, phrase or label."""
    articles: tuple[str, ...]
    """Ids of the articles, in the order given."""
    weight: float
    """How much it tells: higher is better."""


def proposals(
    packed: Mapping[str, str], people: Collection[str], others: Collection[str]
) -> tuple[Proposal, ...]:
    """Return the topics proposed for articles by their packed phrases, the weightiest first.

    People and others (outlets, creditors, topics there are) have pages of their own and are not proposed, nor is a
    single word that is somebody's last name, but for countries.
    """
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    barred = {fold_name(name) for name in (*people, *others, *words_of("phrases.txt")["outlets"])}
    barred |= {fold_name(n.split()[-1]) for n in people if n.split()[-1].lower() not in lexicon().countries}
    for id_, lines in packed.items():
        for line in lines.split("\n") if lines else ():
            found[line.partition("\t")[0]].append((id_, line))
    most = MOST_PART * len(packed) if len(packed) > SMALL else len(packed)
    ranked = []
    for rows in found.values():
        if len(rows) < FEWEST:
            continue  # as most phrases are: nothing is counted for them, nor are they unpacked
        uses = [(id_, phrase) for id_, line in rows for phrase in unpacked(line)]
        said = {id_: phrase.weight for id_, phrase in uses}
        if not FEWEST <= len(said) <= most:
            continue
        forms = Counter((phrase.text, phrase.kind) for _, phrase in uses)
        (name, kind), _ = min(
            forms.items(), key=lambda item: (not _nominative(item[0][0]), -item[1], item[0])
        )
        if fold_name(name) in barred or (_cyrillic(name) and kind == "phrase" and not _nominative(name)):
            continue
        salient = sum(min(weight, 4) for weight in said.values())
        strength = sum(weight > 1 for weight in said.values()) / len(said)
        weight = salient * math.log(1 + len(packed) / len(said)) * (0.3 + strength) * _telling(name, kind)
        if strength >= 0.2:
            ranked.append(Proposal(name, kind, tuple(said), round(weight, 6)))
    ranked.sort(key=lambda p: (-p.weight, p.name))
    kept: list[Proposal] = []
    for one in ranked:
        if not any(_same(one, other) for other in kept):
            kept.append(one)
        if len(kept) == max(TEN, min(MOST, len(packed) // 8)):
            break
    return tuple(kept)


def media_topic_of(name: str) -> MediaTopic | None:
    """Return the Media Topic that has this name in one of its languages, in the singular or plural.

    Likeness of texts was tried and gave Christmas for a film about the Passion: only names are compared.
    """
    folded = fold_name(name)
    return _by_name().get(folded) or _by_name().get(folded + "s") or _by_name().get(folded.removesuffix("s"))


@functools.cache
def _by_name() -> dict[str, MediaTopic]:
    found: dict[str, MediaTopic] = {}
    for topic in media_topics().values():
        for label in topic.labels.values():
            found.setdefault(fold_name(label), topic)
    return found


def _telling(name: str, kind: str) -> float:
    """Return how much more a phrase tells than a name, and a single noun less."""
    if UNSPACED.search(name):
        return 0.2 + 0.4 * min(len(name), 5)
    if " " in name:
        return 1.6 + 0.2 * min(len(name.split()), 3)
    return 0.5 if kind == "label" else 1.0


def _same(one: Proposal, other: Proposal) -> bool:
    """Return whether two proposals are one topic: the words of one in the other's, and mostly the same articles."""
    a, b = fold_name(one.name).split(), fold_name(other.name).split()
    within = set(a) <= set(b) or set(b) <= set(a)
    if not within and not (UNSPACED.search(one.name) and (one.name in other.name or other.name in one.name)):
        return False
    shared = len(set(one.articles) & set(other.articles))
    return a == b or shared >= LIKE_EACH_OTHER * min(len(one.articles), len(other.articles))


def _cyrillic(name: str) -> bool:
    return "Ѐ" < name[0] < "ԯ"


def _nominative(name: str) -> bool:
    """Return whether a Cyrillic adjective at the head of a phrase is in the nominative; True for all other names."""
    words = name.split()
    if not _cyrillic(name) or len(words) < 2:
        return True
    if words[0].endswith("ой") and words[-1][-1] in "аеиоуыэюя":
        return False  # `чрезвычайной ситуации`: only men's words have it in the nominative
    return words[0].endswith(("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ій", "а", "е", "і", "є"))
