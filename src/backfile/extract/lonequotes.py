"""Who says a quote that stands for itself: `Rosalind Achebe unpacked sandwiches. “She can wait till Tuesday.”`"""

from collections.abc import Sequence

import msgspec

from backfile.extract.mentions import Span
from backfile.extract.pronouns import within
from backfile.extract.speakers import SENTENCE_END, Scene, Speaker, told_after

__all__ = ["told_by_sentence_before"]

SENTENCE_MARKS = (".", "!", "?", "…")
BEFORE_SUBJECT = frozenset({"The", "A", "An", "But", "And", "Yet", "Then"})
# What may stand behind a quote that is a sentence of its own.
OPENING = frozenset("“„«\"‘'")


def told_by_sentence_before(scene: Scene, number: int, earlier: Sequence[Speaker | None]) -> Speaker | None:
    """Return the person of the sentence before, in the same paragraph, when a quote is a sentence of its own.

    Only when that sentence names nobody else and opens with this person, and the paragraph has nobody else speak:
    `earlier` are the speakers of its quotes so far.
    """
    words, text = scene.marked[number], scene.passage.text
    before = text[: words.open].rstrip()
    if not before.endswith(SENTENCE_MARKS) or not _is_sentence(scene, number):
        return None
    floor = scene.marked[number - 1].close if number else 0
    ends = [match.end() for match in SENTENCE_END.finditer(text, floor, words.open)]
    begin = ends[-2] if len(ends) > 1 else floor
    span = _only_subject(scene, begin, words.open)
    if span is None or any(speaker is None or speaker.person != span.person for speaker in earlier):
        return None
    return msgspec.structs.replace(scene.speaker(span, None), basis="before")


def _is_sentence(scene: Scene, number: int) -> bool:
    """True for a quote of one or more whole sentences behind which nobody is told."""
    words, text = scene.marked[number], scene.passage.text
    inside, behind = text[words.start : words.end].strip(), text[words.close :].lstrip()
    roof = scene.marked[number + 1].open if number + 1 < len(scene.marked) else len(text)
    return (
        inside[:1].isupper()
        and inside.endswith(SENTENCE_MARKS)
        and (not behind or behind[0].isupper() or behind[0] in OPENING)
        and told_after(scene, words.close, roof) is None
    )


def _only_subject(scene: Scene, begin: int, end: int) -> Span | None:
    """Return the one person of a sentence, who opens it; None where there is another, or something before."""
    first = scene.number_at(begin)
    here = [span for span in scene.spans if begin <= span.start < end]
    if not here or len({span.person for span in here}) > 1:
        return None
    # `The mayor …`; `Reached by telephone, he …`: a pronoun that is linked is a subject.
    ahead = scene.tokens.words[first : here[0].lead]
    opens = here[0].basis == "pronoun" or len(ahead) == 0 or (len(ahead) == 1 and ahead[0] in BEFORE_SUBJECT)
    owns = here[0].stop - 1 in scene.tokens.owners
    quoted = within(here[0].start, [(words.open, words.close) for words in scene.marked])
    return here[0] if opens and not owns and not quoted else None
