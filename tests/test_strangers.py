"""Texts of a kind that nobody has labelled get no learnt topic."""

import random
from collections import Counter

from backfile.archive.learning import guesses, trained

KINDS = ("sport", "trade", "courts", "weather")


def bags(kind: str, count: int) -> list[dict[str, int]]:
    """Return invented texts: half of the words of a kind are its own, the others all texts have."""
    pick = random.Random(kind)
    own, common = [f"{kind}{n}" for n in range(80)], [f"word{n}" for n in range(400)]
    return [dict(Counter([*pick.choices(own, k=40), *pick.choices(common, k=60)])) for _ in range(count)]


def test_a_kind_without_labels_is_given_no_topic_and_the_others_are() -> None:
    texts = {kind: bags(kind, 80) for kind in KINDS}
    labelled = [(bag, [kind]) for kind in KINDS[:3] for bag in texts[kind][:8]]
    others = [bag for kind in KINDS for bag in (texts[kind] if kind == "weather" else texts[kind][8:])]
    model = trained(labelled, others)
    assert model is not None and any(model.unknown)
    for kind in KINDS[:3]:
        given = [guesses(model, bag) for bag in texts[kind][8:]]
        shown = [guess.topic for guess, sure in given if sure]
        assert set(shown) == {kind} and len(shown) > 0.6 * len(given)
    assert sum(guesses(model, bag)[1] for bag in texts["weather"]) <= 4


def test_where_every_kind_has_labels_nearly_all_texts_are_given_their_topic() -> None:
    texts = {kind: bags(kind, 60) for kind in KINDS}
    model = trained(
        [(bag, [kind]) for kind in KINDS for bag in texts[kind][:10]],
        [bag for kind in KINDS for bag in texts[kind][10:]],
    )
    assert model is not None
    given = [(kind, *guesses(model, bag)) for kind in KINDS for bag in texts[kind][10:]]
    assert sum(sure and guess.topic == kind for kind, guess, sure in given) > 0.8 * len(given)
