"""Which articles are near-identical texts: a wire report in two outlets, a release published again.

Both stay published; each says where else it stands. Found by the signatures of their paragraphs: articles that
share a band are held against each other, each with a few of those filed before it, so that the work grows with the
number of articles and not with its square.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from backfile.archive.overruled import NOTHING, Overruled
from backfile.archive.sketch import Alike, alike, bands_of
from backfile.model import Article, SourceRef

__all__ = ["copies_of"]

OF_SHORTER = 0.6
"""Share of the shorter text that two copies have in common."""
OF_LONGER = 0.3
"""Share of the longer one: less, and one text is a part of the other, as in a survey of the day."""
CUT = 0.9
"""Share of the shorter one that counts alone when both begin alike: one outlet printed the opening only."""
OPENING = 0.1
"""Share of the longer one that such an opening has at least."""
TAIL = 0.8
"""Share of both when they have their ends in common and not their beginnings, as all that one company announces."""
WITHIN = 0.85
"""Share of both texts for two articles of one outlet, or of none known: outlets repeat their own phrases."""
WORDS = 30
"""Words in common at least: two short notices may agree by chance."""
WINDOW = 4
"""Articles of one band, filed before it, that an article is held against."""
ENDS = 7
"""First and last members of a group that a new one is held against."""
SHARDS = 64


def copies_of(
    articles: Mapping[str, Article],
    sources: Mapping[str, SourceRef | None],
    sketches: Mapping[str, bytes],
    said: Overruled = NOTHING,
) -> tuple[tuple[str, ...], ...]:
    """Return the groups of copies, each with its ids in filing order, the earliest first.

    `articles` is in filing order. The curator's word goes before what is found. Beyond it an
    article joins the group whose first member, or half of whose members looked at, it is a copy of: so a text that
    changes little by little does not draw all its neighbours into one group.
    """
    order = list(articles)
    near: dict[int, list[int]] = defaultdict(list)
    for earlier, later in _candidates([sketches[id_] for id_ in order]):
        near[later].append(earlier)
    group_of: dict[int, list[int]] = {}
    groups: list[list[int]] = []

    def same(one: int, other: int) -> bool:
        first, second = order[one], order[other]
        return _copies(alike(sketches[first], sketches[second]), sources[first], sources[second])

    for later in sorted(near):
        tried: list[list[int]] = []
        for earlier in sorted(near[later]):
            group = group_of.get(earlier, [earlier])
            if group in tried:
                continue
            tried.append(group)
            if _belongs(later, group, same) and not _kept_apart(
                order[later], (order[n] for n in group), said
            ):
                if earlier not in group_of:
                    groups.append(group)
                    group_of[earlier] = group
                group.append(later)
                group_of[later] = group
                break
    found = [tuple(order[n] for n in group) for group in sorted(groups)]
    return _joined(found, said, order) if said.copies else tuple(found)


def _kept_apart(id_: str, group: Iterable[str], said: Overruled) -> bool:
    others = said.not_copies.get(id_)
    return others is not None and any(one in others for one in group)


def _joined(
    found: Sequence[tuple[str, ...]], said: Overruled, order: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """Return the groups with those made one that the curator says are, unless it keeps two of them apart too."""
    place = {id_: n for n, id_ in enumerate(order)}
    group_of = {id_: group for ids in found for group in [list(ids)] for id_ in ids}
    for row in said.copies:
        here = [id_ for id_ in row if id_ in place]
        for one, two in pairwise(here):
            a, b = group_of.setdefault(one, [one]), group_of.setdefault(two, [two])
            if a is not b and not any(_kept_apart(id_, b, said) for id_ in a):
                a.extend(b)
                group_of.update(dict.fromkeys(b, a))
    groups = {id(group): sorted(group, key=place.__getitem__) for group in group_of.values()}
    made = [tuple(group) for group in groups.values() if len(group) > 1]
    return tuple(sorted(made, key=lambda group: place[group[0]]))


def _belongs(new: int, group: Sequence[int], same: Callable[[int, int], bool]) -> bool:
    if same(group[0], new):
        return True
    others = group[1:] if len(group) <= 2 * ENDS else [*group[1:ENDS], *group[-ENDS:]]
    return len(others) > 0 and 2 * sum(same(one, new) for one in others) > len(others)


def _copies(shared: Alike, one: SourceRef | None, other: SourceRef | None) -> bool:
    if shared.words < WORDS:
        return False
    if (one.key if one else "") == (other.key if other else ""):
        return shared.smaller >= WITHIN
    if shared.begins == 0 and shared.ends == 2:
        return shared.smaller >= TAIL
    opening = shared.begins == 2 and shared.larger >= CUT and shared.smaller >= OPENING
    return opening or (shared.larger >= OF_SHORTER and shared.smaller >= OF_LONGER)


def _candidates(sketches: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places, the earlier first, that share a band: each place with few before it.

    Bands are sorted in shards of plain numbers, since a table of them all would take a kilobyte an article.
    """
    shards = [array("Q") for _ in range(SHARDS)]
    for place, sketch in enumerate(sketches):
        for band in set(bands_of(sketch)):
            shards[band % SHARDS].append(band << 32 | place)
    seen: set[int] = set()
    for shard in shards:
        run: list[int] = []
        band = -1
        held = Counter([packed >> 32 for packed in shard])
        if len(held) == len(shard):
            continue  # no band is shared
        for packed in sorted([packed for packed in shard if held[packed >> 32] > 1]):
            if packed >> 32 != band:
                band, run = packed >> 32, []
            place = packed & 0xFFFFFFFF
            for earlier in run[-WINDOW:]:
                pair = earlier << 32 | place
                if pair not in seen:
                    seen.add(pair)
                    yield earlier, place
            run.append(place)
