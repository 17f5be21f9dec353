"""Who says a quote, as the sentence around it tells."""

import bisect
from collections.abc import Sequence

import msgspec

from backfile.extract.lexicon import lexicon
from backfile.extract.mentions import Span
from backfile.extract.passages import Passage, Tokens
from backfile.extract.pronouns import within
from backfile.extract.quotemarks import Words
from backfile.extract.roles import ADDRESSES, is_head
from backfile.model import QuoteBasis
from backfile.patterns import late

__all__ = ["SENTENCE_END", "Scene", "Speaker", "attributed", "context", "told_after", "told_before"]

CONJUNCTIONS = frozenset({"and", "but", "while", "as", "when", "or", "which", "that"})
ARTICLES = frozenset({"the", "a", "an", "el", "la", "le", "il", "o", "der", "die", "de"})
# `a déclaré`, `hat gesagt`, `ha detto`: what stands before a participle of saying.
HAVING = frozenset({"se", "a", "hat", "habe", "ha", "è", "tem", "heeft", "har", "je", "est", "s'est", "ont"})
# Verbs that say what somebody calls a thing: `dismissed the report as “…”`, and what makes them passive.
CALLING = frozenset(
    """
    attacked dismissed denounced hailed condemned criticised criticized praised branded derided rejected blasted
    slammed welcomed characterised characterized portrayed lauded decried ridiculed
    """.split()  # noqa: SIM905
)
BEING = frozenset({"was", "were", "is", "are", "be", "been", "being"})
HEADLINE = late(r"^(?P<who>[^:“”\"«»„]{2,90}):\s*$")
NO_PERSON = frozenset({"they", "it", "we", "They", "It", "We", "who", "which", "that", "I", "you", "You"})


class Speaker(msgspec.Struct, frozen=True, gc=False):
    """Who says a quote, as far as the text tells."""

    person: int | None
    """Index of the person, None for a body or somebody unknown."""
    text: str
    """The words that name the speaker."""
    verb: str | None
    """The verb of saying."""
    basis: QuoteBasis
    """How it was found."""


class Scene:
    """A passage with its words, its people and its quotes."""

    def __init__(
        self, passage: Passage, tokens: Tokens, spans: Sequence[Span], marked: Sequence[Words]
    ) -> None:
        self.passage, self.tokens, self.marked = passage, tokens, marked
        quoted = [(words.open, words.close) for words in marked]
        self.spans = [span for span in spans if not within(span.start, quoted)]
        self.firsts = [span.first for span in self.spans]
        self.leads: dict[int, Span] = {}
        for span in self.spans:
            for number in range(span.lead, span.first + 1):
                self.leads.setdefault(number, span)
            before = tokens.at(span.lead - 1)
            if before.lower() in ARTICLES or before.rstrip(".").lower() in ADDRESSES:
                self.leads.setdefault(span.lead - 1, span)

    def between(self, first: int, stop: int) -> list[Span]:
        """The people that are named from one word to another."""
        begin, end = bisect.bisect_left(self.firsts, first), bisect.bisect_left(self.firsts, stop)
        return [span for span in self.spans[begin:end] if span.stop <= stop]

    def number_at(self, offset: int) -> int:
        """The number of the first word at or after an offset."""
        return bisect.bisect_left(self.tokens.starts, offset)

    def speaker(self, span: Span, verb: str | None) -> Speaker:
        text = self.passage.text[self.tokens.starts[span.lead] : span.end]
        basis: QuoteBasis = (
            "role" if span.basis == "role" else "pronoun" if span.basis == "pronoun" else "named"
        )
        return Speaker(span.person, text, verb, basis)

    def stretch(self, first: int, stop: int) -> str:
        return self.passage.text[self.tokens.starts[first] : self.tokens.ends[stop - 1]]


def _subject_at(scene: Scene, number: int, limit: int) -> tuple[Span | None, int]:
    """Return the person that begins at this word and the number after it, or after another noun phrase."""
    span = scene.leads.get(number)
    words = scene.tokens.words
    following = scene.tokens.at(span.stop) if span is not None else ""
    # `said the Vale manager, Gavin Trestrail`: who stands before a role is not who speaks.
    leads = following.islower() and is_head(following)
    if span is not None and span.stop <= limit and span.stop - 1 not in scene.tokens.owners and not leads:
        return span, span.stop
    stop = number
    while (
        stop < limit
        and stop - number < 9
        and words[stop][0].isalpha()
        and words[stop] not in lexicon().sayings
    ):
        if stop > number and (words[stop] in lexicon().auxiliaries or words[stop] in ("who", "which")):
            break
        stop += 1
    return None, stop


def _skip_aside(words: Sequence[str], number: int, limit: int) -> int:
    """Return the number after `, the minister,` when it stands here."""
    if number < limit and words[number] == ",":
        for stop in range(number + 1, min(limit, number + 22)):
            if words[stop] == ",":
                return stop + 1
    return number


def told_after(scene: Scene, begin: int, end: int) -> Speaker | None:
    """Return the speaker told behind a quote: `said X`, `X, the minister, said`, `according to X`."""
    tokens, sayings = scene.tokens, lexicon().sayings
    number, limit = scene.number_at(begin), scene.number_at(end)
    words = tokens.words
    while number < limit and words[number] in (",", "—", "–", "-"):
        number += 1
    if number >= limit or words[number] in CONJUNCTIONS:
        return None
    if words[number].lower() == "according" and tokens.at(number + 1) == "to":
        return _named(scene, number + 2, limit, words[number] + " to")
    if words[number] in HAVING and tokens.at(number + 1) in sayings:
        # « … », a déclaré X.
        number += 1
    if words[number] in sayings:
        after = number + 1
        while after < limit and (words[after] in lexicon().auxiliaries or words[after].endswith("ly")):
            after += 1
        return _named(scene, after, limit, words[number])
    span, stop = _subject_at(scene, number, limit)
    subject_end = stop
    stop = (
        _skip_aside(words, stop, limit) if span is not None or (stop < limit and words[stop] == ",") else stop
    )
    while stop < limit and (words[stop] in lexicon().auxiliaries or words[stop].endswith("ly")):
        stop += 1
    if stop < limit and words[stop] in sayings and subject_end > number:
        if span is not None:
            return scene.speaker(span, words[stop])
        return Speaker(None, scene.stretch(number, subject_end), words[stop], "none")
    return None


def _named(scene: Scene, number: int, limit: int, verb: str) -> Speaker | None:
    """Return whoever begins at this word as the speaker."""
    span, stop = _subject_at(scene, number, limit)
    if span is None and stop > number and scene.tokens.at(stop) == ",":
        # `asked the minister, Anna Holm`.
        named = scene.leads.get(stop + 1)
        if named is not None and (
            is_head(scene.tokens.words[stop - 1]) or _introduced(scene, number, stop, named)
        ):
            span = named
    if span is not None:
        return scene.speaker(span, verb)
    if stop > number:
        first = scene.tokens.words[number]
        if (
            first[0].isupper()
            or first in ("the", "a", "an", "one", "his", "her", "its", "their")
            or first in NO_PERSON
        ):
            return Speaker(None, scene.stretch(number, stop), verb, "none")
    return None


def _introduced(scene: Scene, number: int, stop: int, span: Span) -> bool:
    """True for `said the postmistress, Oonagh Pike`: an article, one or two small words, a name, then a mark."""
    words = scene.tokens.words
    return (
        words[number].lower() in ("the", "a", "an", "his", "her")
        and 2 <= stop - number <= 3
        and all(word.islower() for word in words[number + 1 : stop])
        and span.stop - span.first > 1
        and scene.tokens.at(span.stop) in (",", ".", ";", "")
    )


def told_before(scene: Scene, begin: int, end: int) -> Speaker | None:
    """Return the speaker told before a quote: `X said: “`, `X, who … , stressed that “`, `continued X, “`."""
    tokens, sayings = scene.tokens, lexicon().sayings
    words = tokens.words
    first, limit = scene.number_at(begin), scene.number_at(end)
    for number in range(limit - 1, first - 1, -1):
        word = words[number]
        if word in sayings or word in lexicon().participles:
            span, stop = _subject_at(scene, number + 1, limit)
            if span is not None and (
                all(not words[k][0].isalpha() for k in range(stop, limit))
                or (words[number - 1] == words[limit - 1] == "," and number > first)
            ):
                # `One bone, says X of the museum, “is a beginning”.`
                return scene.speaker(span, word)
            found = _subject_before(scene, first, number)
            if found is not None:
                return scene.speaker(found, word)
            text = _phrase_before(scene, first, number)
            return Speaker(None, text, word, "none") if text else None
        if word.lower() == "according" and tokens.at(number + 1) == "to":
            return _named(scene, number + 2, limit, f"{word} to")
        if word in CALLING and words[limit - 1] == "as" and words[number - 1] not in BEING:
            # `X attacked the budget as ‘a promise written in sand’`.
            found = _subject_before(scene, first, number)
            return None if found is None else scene.speaker(found, word)
    return None


def _subject_before(scene: Scene, first: int, verb: int) -> Span | None:
    """Return the person that a verb of saying belongs to: right before it, or the subject of the sentence."""
    words = scene.tokens.words
    number = verb
    while number > first and (words[number - 1] in lexicon().auxiliaries or words[number - 1].endswith("ly")):
        number -= 1
    earlier = scene.between(first, verb)
    if not earlier:
        return None
    if earlier[-1].stop == number:
        return earlier[-1]
    if words[number - 1] == ",":
        for span in reversed(earlier):
            if span.lead > first and words[span.lead - 1] in lexicon().prepositions:
                continue
            if words[span.stop] == "," and span.stop - 1 not in scene.tokens.owners:
                return span
    participle = words[verb] in lexicon().participles or words[number - 1] in ("and", "but", ",", "who")
    opening = earlier[0]
    if participle and opening.stop - 1 not in scene.tokens.owners and opening.lead - first <= 3:
        return opening
    return None


def _phrase_before(scene: Scene, first: int, verb: int) -> str:
    """Return the words between the last mark and a verb of saying: `the ministry`."""
    words = scene.tokens.words
    number = verb
    while number > first and words[number - 1][0].isalpha() and verb - number < 7:
        number -= 1
    return scene.stretch(number, verb) if number < verb else ""


SENTENCE_END = late(
    # What stands before the mark is looked at behind it: most letters are none.
    r"[.!?…](?<![A-Z].)(?<!\b(?:Mr|Ms|Dr|St|Lt).)(?<!\b(?:Mrs|Gen|Col|Sen|Rep|Gov|Maj|Adm|Sgt).)[.!?…]*(?=\s|$)"
)


def context(scene: Scene, number: int) -> tuple[int, int]:
    """Return where the sentence around a quote begins and ends, at most at the quotes beside it."""
    text, marked = scene.passage.text, scene.marked
    words = marked[number]
    floor = marked[number - 1].close if number else 0
    roof = marked[number + 1].open if number + 1 < len(marked) else len(text)
    begin = floor
    for match in SENTENCE_END.finditer(text, floor, words.open):
        begin = match.end()
    ending = SENTENCE_END.search(text, words.close, roof)
    return begin, ending.end() if ending else roof


def attributed(scene: Scene, number: int) -> Speaker | None:
    """Return the speaker that the sentence around a quote tells."""
    text, words = scene.passage.text, scene.marked[number]
    begin, end = context(scene, number)
    inside = text[words.start : words.end].rstrip()
    ahead = told_after(scene, words.close, end)
    closed = inside[-1:] in (".", "…") and text[words.close : words.close + 2].strip()[:1].isupper()
    if ahead is not None and not closed:
        return ahead
    headline = HEADLINE.match(text[begin : words.open])
    if (headline and scene.passage.part in ("headline", "deck")) or (
        headline and scene.passage.kind == "subhead"
    ):
        return _headline(scene, begin, words.open)
    return told_before(scene, begin, words.open)


def _headline(scene: Scene, begin: int, end: int) -> Speaker | None:
    """Return the speaker of `X: “…”`."""
    first, stop = scene.number_at(begin), scene.number_at(end) - 1
    for span in scene.between(first, stop):
        if first <= span.lead and span.stop == stop:
            return Speaker(span.person, scene.stretch(span.lead, span.stop), None, "headline")
    return Speaker(None, scene.stretch(first, stop), None, "headline") if stop > first else None
