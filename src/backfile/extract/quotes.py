"""Quotes: exact words between quotation marks with who says them, put together over paragraphs."""

from collections.abc import Iterator, Sequence

import msgspec

from backfile.direction import settled
from backfile.extract.abroad import told_abroad
from backfile.extract.lonequotes import told_by_sentence_before
from backfile.extract.mentions import People, Span
from backfile.extract.passages import Passage, Tokens
from backfile.extract.quotemarks import Words
from backfile.extract.speakers import (
    SENTENCE_END,
    Scene,
    Speaker,
    attributed,
    context,
    told_after,
    told_before,
)
from backfile.model import Place, Quote
from backfile.patterns import late

__all__ = ["quotes"]

LEAST = 4
# Behind the title of another article, as lists of sources have it: `. Harbour Gazette, March 2, 2024`.
CITED = late(
    r"[.,]?\s*(?:[–—-]\s*)?[^\W\d_a-zа-яё][^.!?\n]{1,60}[,.(]\s?[^.!?]{0,40}\b(?:1[89]|20)\d\d\b\W{0,3}"
)
CJK = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def quotes(
    texts: Sequence[tuple[Passage, Tokens]],
    people: People,
    marked: Sequence[Sequence[Words]],
    language: str = "en",
) -> tuple[Quote, ...]:
    """Return the quotes of an article in reading order.

    Left out: fewer than four words unless a verb of saying goes with them, and titles of works. A quote
    whose speaker the text does not tell is kept without one.
    """
    gathered = _Gathered(people, language)
    for number, (passage, tokens) in enumerate(texts):
        if marked[number]:
            gathered.paragraph(Scene(passage, tokens, people.spans[number], marked[number]))
        elif language != "en" or _announces(passage):
            gathered.paragraph_without(Scene(passage, tokens, people.spans[number], ()))
        else:
            gathered.nothing()
    return tuple(gathered.finished())


class _Draft(msgspec.Struct):
    """A quote that may still go on."""

    speaker: Speaker | None
    stretches: list[tuple[Passage, Words]]


class _Gathered:
    """The quotes found so far, and what the next paragraph may go on with."""

    def __init__(self, people: People, language: str) -> None:
        self.people, self.language = people, language
        self.earlier: list[Span] = []
        self.drafts: list[_Draft] = []
        self.open: _Draft | None = None
        self.last: _Draft | None = None
        self.announced: Speaker | None = None

    def nothing(self) -> None:
        """Pass over a paragraph without quotes that announces none: no quote goes on behind it."""
        self.open = self.last = self.announced = None

    def paragraph_without(self, scene: Scene) -> None:
        """Note whom a paragraph without quotes announces."""
        self.open = self.last = None
        self.announced = _announced(scene)
        self._remember(scene)

    def paragraph(self, scene: Scene) -> None:
        """Take the quotes of a paragraph."""
        previous, announced = self.last, self.announced
        self.last = None
        self.announced = _announced(scene)
        here: list[_Draft] = []
        for number, words in enumerate(scene.marked):
            speaker = self._speaker(scene, number)
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
                if draft.speaker is None and (not here or here[-1].speaker is not None):
                    draft.speaker = told_by_sentence_before(scene, number, [d.speaker for d in here])
                if not _kept(scene, words, draft.speaker):
                    continue
                self.drafts.append(draft)
                here.append(draft)
            self.open = None if words.closed else draft
        self._remember(scene)
        if here:
            tail = scene.passage.text[scene.marked[-1].close :]
            self.last = here[-1] if len(tail) < 120 else None

    def _speaker(self, scene: Scene, number: int) -> Speaker | None:
        """Return the speaker of a quote by the common rules, else by those of the language."""
        speaker = attributed(scene, number)
        if self.language == "en" or (speaker is not None and speaker.person is not None):
            return speaker
        if speaker is not None and speaker.basis == "headline":
            return speaker
        return told_abroad(scene, number, self.earlier, self.people.bearers, self.language) or speaker

    def _remember(self, scene: Scene) -> None:
        """Keep the people of the last sentence that names any, for pronouns of the next paragraph."""
        if self.language == "en" or not scene.spans:
            return
        begin = 0
        for match in SENTENCE_END.finditer(scene.passage.text):
            if any(span.start >= match.end() for span in scene.spans):
                begin = match.end()
        self.earlier = [span for span in scene.spans if span.start >= begin]

    def _goes_on(self, scene: Scene, number: int, speaker: Speaker | None, before: _Draft) -> bool:
        """True when these words go on with the quote before: “…,” he said, “…”."""
        words, previous = scene.marked[number], scene.marked[number - 1]
        text = scene.passage.text
        if before.speaker is None or before.stretches[-1][1] is not previous:
            return False
        between = text[previous.close : words.open].strip(" —–\t")
        inside = text[words.start : words.end].lstrip()
        if not between or len(between) > 160:
            return False
        told = told_after(scene, previous.close, words.open)
        if before.speaker.basis == "pronoun" and self.language != "en":
            told = before.speaker
        if told is None or (len(before.stretches) > 1 and before.speaker != told):
            return False
        if between.endswith(","):
            return inside[:1].islower() or told_after(scene, words.close, context(scene, number)[1]) is None
        return (
            between.endswith(".")
            # Behind a comma somebody else is told, by a verb that is in no list.
            and not inside.rstrip().endswith(",")
            and speaker is None
            and inside[:1].isupper()
            and (len(inside.split()) >= LEAST or inside.rstrip()[-1:] in (".", "!", "?"))
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
            text = settled(text)  # a piece of a sound text may open what is closed behind it
            yield Quote(text, speaker.person, speaker.text or None, speaker.verb, basis, lines, places)


def _place(passage: Passage, words: Words) -> Place:
    inside = passage.text[words.start : words.end]
    start = words.start + len(inside) - len(inside.lstrip())
    return passage.place(start, words.start + len(inside.rstrip()))


def _announces(passage: Passage) -> bool:
    return passage.kind != "headline" and passage.text.rstrip().endswith(":")


def _announced(scene: Scene) -> Speaker | None:
    """Return who speaks next when a paragraph ends with `X said:`."""
    if not _announces(scene.passage):
        return None
    text = scene.passage.text.rstrip()
    begin = scene.marked[-1].close if scene.marked else 0
    for match in SENTENCE_END.finditer(text, begin):
        begin = match.end()
    return told_before(scene, begin, len(text))


def _whole(scene: Scene, number: int) -> bool:
    """True when the paragraph is nothing but this quote."""
    words = scene.marked[number]
    text = scene.passage.text
    return not text[: words.open].strip() and not text[words.close :].strip()


def _kept(scene: Scene, words: Words, speaker: Speaker | None) -> bool:
    """True for a quote, false for a scare quote, a title, or what a list of sources cites."""
    inside = scene.passage.text[words.start : words.end]
    count = len(inside) // 2 if CJK.search(inside) else len(inside.split())
    if speaker is not None and speaker.basis == "headline":
        return True
    if count < LEAST:
        told = speaker is not None and speaker.verb is not None
        return told and (_said_to_be_said(scene, words, speaker)) if speaker is not None else False
    if speaker is not None:
        return True
    if CITED.fullmatch(scene.passage.text, words.close):
        return False
    longer = [word for word in inside.split() if len(word) > 3 and word[0].isalpha()]
    return not longer or sum(word[0].isupper() for word in longer) < 0.6 * len(longer)


def _said_to_be_said(scene: Scene, words: Words, speaker: Speaker) -> bool:
    """True when short words are set off as speech.

    A comma or mark stands inside, a colon or comma before, or a comma behind words that open the sentence.
    """
    text = scene.passage.text
    before = text[: words.open].rstrip()[-1:]
    opening = before in ("", ".", "!", "?", "»", "”", '"')
    return (
        text[words.end - 1 : words.end] in ",.!?…"
        or before in (":", ",")
        or (opening and text[words.close : words.close + 1] == ",")
    )
