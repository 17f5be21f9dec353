"""Quotes: exact words between quotation marks, and who says them."""

import bisect
import re
from collections.abc import Iterator, Sequence

import msgspec

from backfile.extract.lexicon import lexicon
from backfile.extract.mentions import People, Span
from backfile.extract.passages import Passage, Tokens
from backfile.extract.pronouns import within
from backfile.extract.roles import is_head
from backfile.model import Place, Quote, QuoteBasis

__all__ = ["Words", "quotes", "words_in_marks"]

LEAST = 4
CLOSING = {
    "“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", '"': '"', "‘": "’", "'": "'", "»": "«",
}  # fmt: skip
DIRECTED = re.compile("[“”„«»‹›「」『』]")
# Straight and single marks looked at in search of the one that closes.
MOST_MARKS = 40
MARK = re.compile(f"[{''.join(CLOSING)}]")
SINGLE = frozenset("'‘")
# An apostrophe that opens a word and no quote.
ELISION = re.compile(r"['’‘](?:\d\ds?\b|(?:em|til|tis|twas|cause|n|bout|round)\b)", re.IGNORECASE)
CONJUNCTIONS = frozenset({"and", "but", "while", "as", "when", "or", "which", "that"})
ARTICLES = frozenset({"the", "a", "an", "el", "la", "le", "il", "o", "der", "die", "de"})
HEADLINE = re.compile(r"^(?P<who>[^:“”\"«»„]{2,90}):\s*$")
PRONOUNS = {"he": "m", "she": "f", "He": "m", "She": "f", "him": "m", "her": "f"}
NO_PERSON = frozenset({"they", "it", "we", "They", "It", "We", "who", "which", "that", "I", "you", "You"})
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Words(msgspec.Struct, frozen=True, gc=False):
    """What stands between a pair of quotation marks."""

    open: int
    """Offset of the opening mark."""
    start: int
    """Offset of the first character inside."""
    end: int
    """Offset after the last character inside."""
    close: int
    """Offset after the closing mark."""
    closed: bool
    """False when the quote runs on in the next paragraph."""


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


# ---------------------------------------------------------------- marks


def words_in_marks(text: str, runs_on: bool = False) -> list[Words]:
    """Return what stands in quotation marks, outermost only, in order.

    A quote that is not closed counts to the end of the paragraph when `runs_on` says that the next paragraph
    opens with a mark again; else its mark is taken for a stray one.
    """
    found: list[Words] = []
    place = 0
    pairs = _pairs(text)
    while opening := MARK.search(text, place):
        place = opening.start()
        mark = text[place]
        if not _opens(text, place):
            place += 1
            continue
        if mark in SINGLE:
            close = _closing_single(text, place)
        elif mark == '"':
            close = _closing_straight(text, place)
        else:
            close = pairs.get(place)
        if close is None:
            if runs_on and mark not in SINGLE:
                found.append(Words(place, place + 1, len(text.rstrip()), len(text), False))
                break
            place += 1
            continue
        if text[place + 1 : close].strip():
            found.append(Words(place, place + 1, close, close + 1, True))
        place = close + 1
    return found


def _pairs(text: str) -> dict[int, int]:
    """Return the closing offset of each paired mark that has a direction, by the offset where it opens."""
    pairs: dict[int, int] = {}
    pending: list[int] = []
    for match in DIRECTED.finditer(text):
        offset, mark = match.start(), match[0]
        if pending and mark in CLOSING[text[pending[-1]]]:
            pairs[pending.pop()] = offset
        elif mark in CLOSING and (mark != "»" or _opens(text, offset)):
            pending.append(offset)
    return pairs


def _opens(text: str, place: int) -> bool:
    """True when the mark at this place opens a quote."""
    mark = text[place]
    if mark in "“„«‹「『":
        return True
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if mark == "»":
        # German books turn the angles round: »…«.
        return (before.isspace() or before in "([") and not after.isspace()
    if before.isalnum() or after.isspace() or (before in ".,!?" and mark in SINGLE):
        return False
    return not (mark in SINGLE and (ELISION.match(text, place) or not (after.isalnum() or after in '“"…[')))


def _closing_straight(text: str, place: int) -> int | None:
    offset = text.find('"', place + 1)
    for _ in range(MOST_MARKS):
        if offset < 0:
            break
        before = text[offset - 1]
        after = text[offset + 1] if offset + 1 < len(text) else " "
        if not before.isspace() or not after.isalnum():
            return offset
        offset = text.find('"', offset + 1)
    return None


def _closing_single(text: str, place: int) -> int | None:
    """Return the offset of the closing single mark.

    Apostrophes close nothing: those inside words, nor those of `the leaders' talks` when a mark follows.
    """
    fallback: int | None = None
    close = "'" if text[place] == "'" else "’"
    offset = place + 1
    for _ in range(MOST_MARKS):
        offset = text.find(close, offset + 1)
        if offset < 0:
            break
        before = text[offset - 1]
        after = text[offset + 1] if offset + 1 < len(text) else " "
        if before.isspace() and after.isalnum() and fallback is not None:
            return fallback
        if after.isalnum() or before.isspace():
            continue
        if before == "s" and after == " " and text[offset + 2 : offset + 3].islower():
            fallback = offset if fallback is None else fallback
            continue
        return offset
    return fallback


# ---------------------------------------------------------------- speakers


class _Scene:
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
            if before.lower() in ARTICLES:
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


def _subject_at(scene: _Scene, number: int, limit: int) -> tuple[Span | None, int]:
    """Return the person that begins at this word and the number after it, or after another noun phrase."""
    span = scene.leads.get(number)
    if span is not None and span.stop <= limit and span.stop - 1 not in scene.tokens.owners:
        return span, span.stop
    words = scene.tokens.words
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


def _after(scene: _Scene, begin: int, end: int) -> Speaker | None:
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


def _named(scene: _Scene, number: int, limit: int, verb: str) -> Speaker | None:
    """Return whoever begins at this word as the speaker."""
    span, stop = _subject_at(scene, number, limit)
    if span is None and stop > number and scene.tokens.at(stop) == ",":
        # `asked the minister, Anna Holm`.
        named = scene.leads.get(stop + 1)
        span = named if is_head(scene.tokens.words[stop - 1]) else None
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


def _before(scene: _Scene, begin: int, end: int) -> Speaker | None:
    """Return the speaker told before a quote: `X said: “`, `X, who … , stressed that “`, `continued X, “`."""
    tokens, sayings = scene.tokens, lexicon().sayings
    words = tokens.words
    first, limit = scene.number_at(begin), scene.number_at(end)
    for number in range(limit - 1, first - 1, -1):
        word = words[number]
        if word in sayings or word in lexicon().participles:
            span, stop = _subject_at(scene, number + 1, limit)
            if span is not None and all(not words[k][0].isalpha() for k in range(stop, limit)):
                return scene.speaker(span, word)
            found = _subject_before(scene, first, number)
            if found is not None:
                return scene.speaker(found, word)
            text = _phrase_before(scene, first, number)
            return Speaker(None, text, word, "none") if text else None
        if word.lower() == "according" and tokens.at(number + 1) == "to":
            return _named(scene, number + 2, limit, f"{word} to")
    return None


def _subject_before(scene: _Scene, first: int, verb: int) -> Span | None:
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


def _phrase_before(scene: _Scene, first: int, verb: int) -> str:
    """Return the words between the last mark and a verb of saying: `the ministry`."""
    words = scene.tokens.words
    number = verb
    while number > first and words[number - 1][0].isalpha() and verb - number < 7:
        number -= 1
    return scene.stretch(number, verb) if number < verb else ""


SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt))(?<!\b(?:Mrs|Gen|Col|Sen|Rep|Gov|Maj|Adm|Sgt))[.!?…]+(?=\s|$)"
)


def _context(scene: _Scene, number: int) -> tuple[int, int]:
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


def _attributed(scene: _Scene, number: int) -> Speaker | None:
    """Return the speaker that the sentence around a quote tells."""
    text, words = scene.passage.text, scene.marked[number]
    begin, end = _context(scene, number)
    inside = text[words.start : words.end].rstrip()
    ahead = _after(scene, words.close, end)
    closed = inside[-1:] in (".", "…") and text[words.close : words.close + 2].strip()[:1].isupper()
    if ahead is not None and not closed:
        return ahead
    headline = HEADLINE.match(text[begin : words.open])
    if (headline and scene.passage.part in ("headline", "deck")) or (
        headline and scene.passage.kind == "subhead"
    ):
        return _headline(scene, begin, words.open)
    return _before(scene, begin, words.open)


def _headline(scene: _Scene, begin: int, end: int) -> Speaker | None:
    """Return the speaker of `X: “…”`."""
    first, stop = scene.number_at(begin), scene.number_at(end) - 1
    for span in scene.between(first, stop):
        if first <= span.lead and span.stop == stop:
            return Speaker(span.person, scene.stretch(span.lead, span.stop), None, "headline")
    return Speaker(None, scene.stretch(first, stop), None, "headline") if stop > first else None


# ---------------------------------------------------------------- quotes


def quotes(
    texts: Sequence[tuple[Passage, Tokens]], people: People, marked: Sequence[Sequence[Words]]
) -> tuple[Quote, ...]:
    """Return the quotes of an article in reading order.

    Left out: fewer than four words unless a verb of saying goes with them, and titles of works. A quote
    whose speaker the text does not tell is kept without one.
    """
    gathered = _Gathered()
    for number, (passage, tokens) in enumerate(texts):
        scene = _Scene(passage, tokens, people.spans[number], marked[number])
        if marked[number]:
            gathered.paragraph(scene)
        else:
            gathered.paragraph_without(scene)
    return tuple(gathered.finished())


class _Draft(msgspec.Struct):
    """A quote that may still go on."""

    speaker: Speaker | None
    stretches: list[tuple[Passage, Words]]


class _Gathered:
    """The quotes found so far, and what the next paragraph may go on with."""

    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self.open: _Draft | None = None
        self.last: _Draft | None = None
        self.announced: Speaker | None = None

    def paragraph_without(self, scene: "_Scene") -> None:
        """Note whom a paragraph without quotes announces."""
        self.open = self.last = None
        self.announced = _announced(scene)

    def paragraph(self, scene: _Scene) -> None:
        """Take the quotes of a paragraph."""
        previous, announced = self.last, self.announced
        self.last = None
        self.announced = _announced(scene)
        here: list[_Draft] = []
        for number, words in enumerate(scene.marked):
            speaker = _attributed(scene, number)
            if number == 0 and self.open is not None and not scene.passage.text[: words.open].strip():
                self.open.stretches.append((scene.passage, words))
                draft = self.open
                draft.speaker = draft.speaker or speaker
                here.append(draft)
            elif here and self._goes_on(scene, number, speaker, here[-1]):
                here[-1].stretches.append((scene.passage, words))
                draft = here[-1]
            else:
                draft = _Draft(speaker, [(scene.passage, words)])
                if speaker is None and number == 0 and not scene.passage.text[: words.open].strip():
                    before = previous.speaker if previous is not None and _whole(scene, number) else None
                    draft.speaker = announced or (
                        before and msgspec.structs.replace(before, text="", verb=None)
                    )
                if not _kept(scene, words, draft.speaker):
                    continue
                self.drafts.append(draft)
                here.append(draft)
            self.open = None if words.closed else draft
        if here:
            tail = scene.passage.text[scene.marked[-1].close :]
            self.last = here[-1] if len(tail) < 120 else None

    def _goes_on(self, scene: _Scene, number: int, speaker: Speaker | None, before: _Draft) -> bool:
        """True when these words go on with the quote before: “…,” he said, “…”."""
        words, previous = scene.marked[number], scene.marked[number - 1]
        text = scene.passage.text
        if before.speaker is None or before.stretches[-1][1] is not previous:
            return False
        between = text[previous.close : words.open].strip()
        inside = text[words.start : words.end]
        if not between or len(between) > 160:
            return False
        told = _after(scene, previous.close, words.open)
        if told is None or (len(before.stretches) > 1 and before.speaker != told):
            return False
        if between.endswith(","):
            return inside[:1].islower() or _after(scene, words.close, _context(scene, number)[1]) is None
        return (
            between.endswith(".")
            and speaker is None
            and inside[:1].isupper()
            and len(inside.split()) >= LEAST
        )

    def finished(self) -> Iterator[Quote]:
        """Yield the quotes."""
        for draft in self.drafts:
            places = tuple(_place(passage, words) for passage, words in draft.stretches)
            text = " ".join(
                passage.text[place.start : place.end]
                for (passage, _), place in zip(draft.stretches, places, strict=True)
            )
            first, last = draft.stretches[0], draft.stretches[-1]
            lines = (first[0].line(places[0].start), last[0].line(max(places[-1].end - 1, 0)))
            speaker = draft.speaker or Speaker(None, "", None, "none")
            basis = speaker.basis if speaker.person is not None or speaker.basis == "headline" else "none"
            yield Quote(text, speaker.person, speaker.text or None, speaker.verb, basis, lines, places)


def _place(passage: Passage, words: Words) -> Place:
    inside = passage.text[words.start : words.end]
    start = words.start + len(inside) - len(inside.lstrip())
    return passage.place(start, words.start + len(inside.rstrip()))


def _announced(scene: _Scene) -> Speaker | None:
    """Return who speaks next when a paragraph ends with `X said:`."""
    text = scene.passage.text.rstrip()
    if not text.endswith(":") or scene.passage.kind == "headline":
        return None
    begin = scene.marked[-1].close if scene.marked else 0
    for match in SENTENCE_END.finditer(text, begin):
        begin = match.end()
    return _before(scene, begin, len(text))


def _whole(scene: _Scene, number: int) -> bool:
    """True when the paragraph is nothing but this quote."""
    words = scene.marked[number]
    text = scene.passage.text
    return not text[: words.open].strip() and not text[words.close :].strip()


def _kept(scene: _Scene, words: Words, speaker: Speaker | None) -> bool:
    """True for a quote, false for a scare quote or a title."""
    inside = scene.passage.text[words.start : words.end]
    count = len(inside) // 2 if CJK.search(inside) else len(inside.split())
    if speaker is not None and speaker.basis == "headline":
        return True
    if count < LEAST:
        told = speaker is not None and speaker.verb is not None
        return told and (_said_to_be_said(scene, words, speaker)) if speaker is not None else False
    if speaker is not None:
        return True
    longer = [word for word in inside.split() if len(word) > 3 and word[0].isalpha()]
    return not longer or sum(word[0].isupper() for word in longer) < 0.6 * len(longer)


def _said_to_be_said(scene: _Scene, words: Words, speaker: Speaker) -> bool:
    """True when short words are set off as speech: a comma or mark inside, or a colon or comma before."""
    text = scene.passage.text
    return text[words.end - 1 : words.end] in ",.!?…" or text[: words.open].rstrip()[-1:] in (":", ",")
