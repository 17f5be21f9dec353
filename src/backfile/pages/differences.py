"""What differs between two texts, paragraph by paragraph and word by word."""

import difflib
from collections.abc import Iterator, Sequence

from backfile.model import Text
from backfile.pages.views import View
from backfile.patterns import late

__all__ = ["Difference", "Tally", "differences", "paragraphs", "tally"]

LIKE = 0.4
"""Share of all their words that two paragraphs have in common when one is a change of the other."""
REACH = 8
"""Paragraphs looked at for the changed form of one."""
MOST = 6000
"""Words and blanks of a paragraph compared word by word; longer ones are shown as replaced."""
SIGNS = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚‹›", "'") | dict.fromkeys("–—‒‑", "-"))
"""Forms of one sign, which outlets set each in their own way: no difference."""
WORD = late(r"\s+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+|.")


class Difference(View, frozen=True):
    """One paragraph that was added, cut or changed, or several that are the same."""

    kind: str
    """same, added, cut or changed."""
    runs: tuple[tuple[str, str], ...] = ()
    """(`ins`, `del` or nothing; the words)."""
    count: int = 1
    """How many paragraphs are the same."""


class Tally(View, frozen=True):
    """How many paragraphs differ."""

    added: int
    cut: int
    changed: int
    same: int


def paragraphs(text: Text) -> tuple[str, ...]:
    """Return the paragraphs of a body, their blanks made one."""
    return tuple(
        " ".join(block.text.split()) for block in text.body if block.kind != "figure" and block.text.strip()
    )


def tally(found: Sequence[Difference]) -> Tally:
    """Return how many paragraphs are of each kind."""
    counts = dict.fromkeys(("added", "cut", "changed", "same"), 0)
    for one in found:
        counts[one.kind] += one.count
    return Tally(**counts)


def differences(old: Sequence[str], new: Sequence[str]) -> tuple[Difference, ...]:
    """Return what became of the old paragraphs in the new ones, in reading order.

    A paragraph that shares most of its words with one in its place is that one, changed.
    """
    made: list[Difference] = []
    matcher = difflib.SequenceMatcher(None, _plain(old), _plain(new))
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            made.append(Difference("same", count=end - start))
        else:
            made.extend(_replaced(old[start:end], new[first:last]))
    return tuple(made)


def _plain(texts: Sequence[str]) -> list[str]:
    return [text.translate(SIGNS) for text in texts]


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    words = [set(WORD.findall(text.casefold())) for text in new]
    place = 0
    for text in old:
        mine = set(WORD.findall(text.casefold()))
        likeness = [len(mine & other) / (len(mine | other) or 1) for other in words[place : place + REACH]]
        best = max(likeness, default=0.0)
        if best < LIKE:
            yield Difference("cut", (("del", text),))
            continue
        found = place + likeness.index(best)
        yield from (Difference("added", (("ins", added),)) for added in new[place:found])
        yield Difference("changed", _words(text, new[found]))
        place = found + 1
    yield from (Difference("added", (("ins", added),)) for added in new[place:])


def _words(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return the words of both texts, each run marked when only one of them has it."""
    one, other = WORD.findall(old), WORD.findall(new)
    if max(len(one), len(other)) > MOST:
        return ("del", old), ("ins", new)
    steps = []
    matcher = difflib.SequenceMatcher(None, _plain(one), _plain(other))
    for kind, start, end, first, last in matcher.get_opcodes():
        same = kind == "equal" and (end - start > 1 or not one[start].isspace())
        steps.append((same, "".join(one[start:end]), "".join(other[first:last])))
    # Where both are the same the newer one's signs are shown.
    runs: list[tuple[str, str]] = []
    cut = added = ""
    for same, before, after in (*steps, (True, "", "")):
        # A single blank between two changes belongs to them: words read better than crumbs.
        if not same:
            cut, added = cut + before, added + after
            continue
        blank = cut.startswith(" ") and added.startswith(" ")
        if blank:
            runs.append(("", " "))
        runs += [(mark, text[blank:]) for mark, text in (("del", cut), ("ins", added)) if text[blank:]]
        cut = added = ""
        if after:
            runs.append(("", after))
    return tuple(runs)
