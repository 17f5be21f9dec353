"""Capitalised names that are no persons: places, organisations, works. Topics are suggested from them."""

from collections.abc import Iterator, Sequence

from backfile.extract.lexicon import Lexicon, lexicon
from backfile.extract.mentions import Span
from backfile.extract.passages import Passage, Tokens
from backfile.extract.runs import shouts, titlecase
from backfile.extract.vocabulary import is_role
from backfile.patterns import late

__all__ = ["terms"]

OPENERS = frozenset({".", "!", "?", "“", '"', "'", "‘", ":"})
LATIN = late(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỹ]")


def terms(
    texts: Sequence[tuple[Passage, Tokens]], spans: Sequence[Sequence[Span]], language: str = "en"
) -> tuple[str, ...]:
    """Return known places and names of several words that are no persons, each once, in reading order.

    Only Latin script, and in other languages than English only places, since German writes every noun with a
    capital. Headings in capitals and title case are passed over: every word looks like a name there.
    """
    found: dict[str, str] = {}
    lex = lexicon()
    for (passage, tokens), here in zip(texts, spans, strict=True):
        if passage.part == "headline" and (shouts(tokens) or titlecase(tokens)):
            continue
        taken = {number for span in here if span.basis != "pronoun" for number in range(span.lead, span.stop)}
        for first, stop in _runs(tokens, taken, lex):
            text = passage.text[tokens.starts[first] : tokens.ends[stop - 1]]
            if "  " in text or (language != "en" and text not in lex.names.places):
                continue
            found.setdefault(text.casefold(), text)
    return tuple(found.values())


def _runs(tokens: Tokens, taken: set[int], lex: Lexicon) -> Iterator[tuple[int, int]]:
    words, owners, count = tokens.words, tokens.owners, len(tokens.words)
    reached = 0
    for number in tokens.capitals:
        word = words[number]
        if number < reached or number in taken or not ("A" <= word < "[" or _is_latin(word)):
            continue
        stop = number + 1
        while stop < count and stop not in taken and stop - 1 not in owners:
            following = words[stop]
            if "[" < following < "\x7f" and following != "of":
                # A small word, which ends most runs.
                break
            if _is_latin(following):
                stop += 1
            elif following != "of":
                break
            elif stop + 1 not in taken and LATIN.match(tokens.at(stop + 1)):
                stop += 2
            elif tokens.at(stop + 1) == "the" and LATIN.match(tokens.at(stop + 2)):
                stop += 3
            else:
                break
        reached = stop
        if stop > number + 1 or word in lex.places:
            yield from _trimmed(tokens, number, min(stop, count), lex)


def _is_latin(word: str) -> bool:
    return "A" <= word < "[" or (word >= "\x7f" and LATIN.match(word) is not None)


def _trimmed(tokens: Tokens, first: int, stop: int, lex: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield a run without sentence openers, where it is a place or has several words."""
    words = tokens.words
    while first < stop and (
        words[first] in lex.openers or words[first] in lex.calendar or words[first].lower() in lex.sayings
    ):
        first += 1
    while stop > first and (words[stop - 1] in lex.calendar or words[stop - 1] in ("of", "the")):
        stop -= 1
    run = words[first:stop]
    opens = first == 0 or words[first - 1] in OPENERS
    if len(run) == 1:
        if run[0] in lex.places and not (opens and run[0].lower() in lex.names.common):
            yield first, stop
    elif run and (not all(_ordinary(word, lex) for word in run) or " ".join(run) in lex.names.places):
        small = run[0].lower()
        if (
            opens
            and (small in lex.names.common or small in lex.names.words)
            and run[0] not in lex.organisations
            and run[0] not in lex.words
        ):
            yield from _trimmed(tokens, first + 1, stop, lex)
        else:
            yield first, stop


def _ordinary(word: str, lex: Lexicon) -> bool:
    """True for a title or nation, which alone makes no name (`Russian Defence Minister`)."""
    small = word.lower()
    return (
        word in lex.nationalities
        or is_role(word)
        or (small in lex.modifiers and word not in lex.organisations)
    )
