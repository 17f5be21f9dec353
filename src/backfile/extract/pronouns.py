"""Who `he` and `she` are, where that matters: subjects of sentences and speakers of quotes."""

import bisect
from collections.abc import Iterator, Sequence

from backfile.extract.lexicon import lexicon
from backfile.extract.mentions import Bearer, People, Span
from backfile.extract.passages import Passage, Tokens

__all__ = ["link_pronouns", "sentences", "within"]

STOPS = frozenset(".!?…")
PRONOUNS = {"he": "m", "He": "m", "she": "f", "She": "f"}
# `Asked by Ms Rowbotham whether Derek came, she replied`: who is named before the pronoun is not who is meant.
ASKED = frozenset({"Asked", "Pressed", "Questioned", "Challenged"})
# Sentences without any person over which a subject is remembered.
MEMORY = 2


def sentences(tokens: Tokens, quoted: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a passage as ranges of words; marks inside quotes end none.

    `quoted` are the offsets of the quotes. A quote that closes with a full stop before a capital ends one.
    """
    words, begin = tokens.words, 0
    for number in [number for number, word in enumerate(words) if word in STOPS]:
        stop = number + 1
        if within(tokens.starts[number], quoted):
            # “… at last.” The next sentence begins behind the closing mark.
            if stop == len(words) or not _closes(tokens.starts[stop], quoted):
                continue
            stop += 1
            if not tokens.at(stop)[:1].isupper():
                continue
        elif tokens.at(stop)[:1].islower():
            continue
        if stop > begin:
            yield begin, stop
            begin = stop
    if begin < len(words):
        yield begin, len(words)


def _closes(offset: int, quoted: Sequence[tuple[int, int]]) -> bool:
    number = bisect.bisect_right(quoted, offset, key=_start) - 1
    return number >= 0 and offset == quoted[number][1] - 1


def within(offset: int, quoted: Sequence[tuple[int, int]]) -> bool:
    """True for an offset inside one of these stretches, which are in order and do not overlap."""
    number = bisect.bisect_right(quoted, offset, key=_start) - 1
    return number >= 0 and offset < quoted[number][1]


def _start(stretch: tuple[int, int]) -> int:
    return stretch[0]


def link_pronouns(
    texts: Sequence[tuple[Passage, Tokens]], people: People, quoted: Sequence[Sequence[tuple[int, int]]]
) -> None:
    """Add the pronouns that are subjects of sentences in the body to the spans.

    A pronoun goes to the subject of the sentence before, not to whoever was named last: in “Shoigu said
    during talks with Ashtiani. He …” it is Shoigu. When sex speaks against the subject, it goes to the one
    other person of that sentence; else it stays unlinked.
    """
    subject: int | None = None
    others: list[int] = []
    age = 0
    without = [tokens.distinct.isdisjoint(PRONOUNS) for _, tokens in texts]
    for number in _telling(texts, people, quoted, without):
        passage, tokens = texts[number]
        if passage.kind == "subhead":
            subject, others = None, []
            continue
        spans = people.spans[number]
        if not spans and not others and subject is None and without[number]:
            # Nobody to remember, nobody to be meant.
            continue
        outside = [span for span in spans if not within(span.start, quoted[number])]
        added: list[Span] = []
        reached = 0
        for begin, end in sentences(tokens, quoted[number]):
            while reached < len(outside) and outside[reached].first < begin:
                reached += 1
            stop = reached
            while stop < len(outside) and outside[stop].first < end:
                stop += 1
            here = outside[reached:stop]
            place = None if without[number] else _pronoun(tokens, begin, end, quoted[number])
            if place is not None and tokens.words[begin] in ASKED:
                place = _answering(tokens, place, end) or place
            asked = place is not None and tokens.words[begin] in ASKED and tokens.at(place - 1) == ","
            teller = None if place is None else _teller(tokens, place, here, quoted[number])
            if teller is not None:
                subject, others, asked = teller, [], True
            if place is not None and (asked or not any(span.first < place for span in here)):
                person = _meant(PRONOUNS[tokens.words[place]], subject, others, people.bearers)
                if person is not None:
                    start, stop = tokens.starts[place], tokens.ends[place]
                    added.append(Span(start, stop, place, place + 1, person, "pronoun", place))
                subject = person
                others = [span.person for span in here]
                age = 0
            elif here:
                subject = _subject(here, tokens, begin)
                others = list(dict.fromkeys(span.person for span in here))
                if subject is None and len(others) == 1:
                    subject = others[0]
                age = 0
            else:
                age += 1
                if age >= MEMORY:
                    subject, others = None, []
        if added:
            spans.extend(added)
            spans.sort(key=lambda span: span.start)


def _telling(
    texts: Sequence[tuple[Passage, Tokens]],
    people: People,
    quoted: Sequence[Sequence[tuple[int, int]]],
    without: Sequence[bool],
) -> list[int]:
    """Return the numbers of the passages of the body that have a pronoun or tell whom the next one means.

    Nobody is remembered over a subhead, nor over a passage that names people: of what stands before it no pronoun
    behind it can mean anybody.
    """
    found: list[int] = []
    wanted = False
    for number in range(len(texts) - 1, -1, -1):
        passage = texts[number][0]
        if passage.part != "body" or not (wanted or not without[number]):
            continue
        found.append(number)
        names = bool(people.spans[number]) and not quoted[number]
        wanted = passage.kind != "subhead" and not (without[number] and names)
    return found[::-1]


def _pronoun(tokens: Tokens, begin: int, end: int, quoted: Sequence[tuple[int, int]]) -> int | None:
    """Return the number of the first `he` or `she` outside quotes in a sentence."""
    for number in range(begin, end):
        if tokens.words[number] in PRONOUNS and not within(tokens.starts[number], quoted):
            return number
    return None


def _teller(
    tokens: Tokens, place: int, here: Sequence[Span], quoted: Sequence[tuple[int, int]]
) -> int | None:
    """Return the one person whom a sentence names before the `he said` behind its quote, when it is about them.

    `Guterres turned to the doubters: it was “inevitable”, he said.`
    """
    before = place - 1 if tokens.at(place - 1) == "," else place
    number = bisect.bisect_left(quoted, (tokens.starts[place], 0)) - 1
    behind_quote = number >= 0 and quoted[number][1] >= tokens.starts[before] - 1
    if not behind_quote or tokens.at(place + 1) not in lexicon().sayings:
        return None
    ahead = [span for span in here if span.first < place]
    return _subject(ahead, tokens, 0) if len({span.person for span in ahead}) == 1 else None


def _answering(tokens: Tokens, first: int, end: int) -> int | None:
    """Return the number of the pronoun behind the clause that asks, which has a comma before it."""
    pronouns = (number for number in range(first, end) if tokens.words[number] in PRONOUNS)
    return next((number for number in pronouns if tokens.words[number - 1] == ","), None)


def _subject(here: Sequence[Span], tokens: Tokens, begin: int) -> int | None:
    """Return whom the sentence is about: the first person not behind a preposition."""
    sayings, prepositions = lexicon().sayings, lexicon().prepositions
    for span in here:
        before = tokens.at(span.lead - 1)
        if before in ("the", "The"):
            before = tokens.at(span.lead - 2) if span.lead - 2 >= begin else ""
        if span.lead == begin or before in sayings or before.lower() not in prepositions:
            return span.person if span.stop - 1 not in tokens.owners else None
    return None


def _meant(sex: str, subject: int | None, others: Sequence[int], bearers: Sequence[Bearer]) -> int | None:
    if subject is not None and bearers[subject].sex in (sex, "u"):
        return subject
    fitting = [
        person for person in dict.fromkeys(others) if bearers[person].sex in (sex, "u") and person != subject
    ]
    return fitting[0] if len(fitting) == 1 else None
