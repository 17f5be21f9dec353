"""What goes out of one reading, and where in its texts what stays has gone."""

from collections.abc import Iterable, Iterator, Mapping

from backfile.archive.masks import Mask, Shift, Spans, folded, merged, without
from backfile.model import Block, Place, Reading

__all__ = ["Cut"]

Texts = dict[tuple[str, int], str]
"""Headline, deck, captions and blocks by part and index."""


class Cut:
    """What is taken out of one reading, and where what stays has gone."""

    def __init__(self, reading: Reading, mask: Mask, lines: set[int], photos: set[int]) -> None:
        article, text = reading.article, reading.text
        self.mask, self.lines, self.photos = mask, lines, photos
        numbered = list(enumerate(text.raw, start=article.lines[0]))
        self._gone = _words(line for n, line in numbered if n in lines)
        self._left = _words(line for n, line in numbered if n not in lines)
        kept = [n for n in range(len(article.figures)) if n not in photos]
        self.figures = {old: new for new, old in enumerate(kept)}
        blocks = [n for n, b in enumerate(text.body) if b.figure is None or b.figure not in photos]
        self.blocks = {old: new for new, old in enumerate(blocks)}
        self.of_photos = {
            line
            for n in photos
            for line in range(article.figures[n].lines[0], article.figures[n].lines[1] + 1)
        } - {line for n in blocks for _, line in text.body[n].starts}
        self.spans: dict[tuple[str, int], Spans] = {
            ("headline", 0): self.at(article.headline or "", article.headline_line),
            ("deck", 0): self.at(article.deck or "", article.deck_line),
            **{("caption", n): self.of(article.figures[n].caption or "") for n in kept},
            **self._body({n: text.body[n] for n in blocks}),
        }
        self.shifts = {place: Shift(spans) for place, spans in self.spans.items()}
        self.before: Texts = {
            ("headline", 0): article.headline or "",
            ("deck", 0): article.deck or "",
            **{("caption", n): article.figures[n].caption or "" for n in kept},
            **{("body", n): text.body[n].text for n in blocks},
        }
        self.after = {place: without(self.before[place], spans) for place, spans in self.spans.items()}
        old = [*self.before.values(), *(article.figures[n].caption or "" for n in photos)]
        self._old, self._new = _words(old), _words(self.after.values())
        self.found = frozenset(self._lines_of(reading))
        """The lines from which words went out of the texts."""

    def _body(self, blocks: Mapping[int, Block]) -> dict[tuple[str, int], Spans]:
        """Return what goes out of each block; words may begin in one and end in the next."""
        joined = self.mask.spans("\n".join(block.text for block in blocks.values()))
        found, before = {}, 0
        for n, block in blocks.items():
            size = len(block.text)
            mine = [
                (max(0, s - before), min(size, e - before))
                for s, e in joined
                if s < before + size and e > before
            ]
            found["body", n] = merged((*mine, *self.block(block)))
            before += size + 1
        return found

    def _lines_of(self, reading: Reading) -> Iterator[int]:
        article, body = reading.article, reading.text.body
        lines = {"headline": article.headline_line, "deck": article.deck_line}
        for (part, index), text in self.before.items():
            for start, end in self.spans[part, index] if text else ():
                if part == "body":
                    yield from range(body[index].line_at(start), body[index].line_at(end - 1) + 1)
                elif part == "caption":
                    yield article.figures[index].lines[0]
                elif lines[part]:
                    yield lines[part]

    def of(self, text: str) -> Spans:
        """Return what goes out of a text: words, or all of it when it stands in removed lines only."""
        plain = f" {folded(text)} " if self.lines else ""
        if plain.strip() and plain in self._gone and plain not in self._left:
            return ((0, len(text)),)
        return self.mask.spans(text)

    def at(self, text: str, line: int) -> Spans:
        """Return what goes out of a text that stands on one line."""
        return ((0, len(text)),) if text and line in self.lines else self.of(text)

    def block(self, block: Block) -> Spans:
        """Return what goes out of a block: words, and what came from removed lines."""
        ends = [*(offset for offset, _ in block.starts[1:]), len(block.text)]
        found = [
            (offset, offset + len(block.text[offset:end].rstrip()))
            for (offset, line), end in zip(block.starts, ends, strict=True)
            if line in self.lines
        ]
        return merged([*found, *self.mask.spans(block.text)])

    def shown(self, text: str) -> str:
        """Return a text as it may be shown."""
        return without(text, self.of(text))

    def clean(self, text: str | None) -> bool:
        """Whether nothing goes out of a text."""
        return text is None or not self.of(text)

    def on(self, lines: tuple[int, int] | None) -> bool:
        """Whether removed lines, or those of a removed photo, are among these."""
        return lines is not None and not (self.lines | self.of_photos).isdisjoint(
            range(lines[0], lines[1] + 1)
        )

    def vanished(self, text: str) -> bool:
        """Whether words that the text had are no more in it."""
        plain = f" {folded(text)} "
        return not self.clean(text) or (plain in self._old and plain not in self._new)

    def moved(self, place: Place) -> Place | None:
        """Return where a stretch has gone; None when it is no more."""
        shift = self.shifts.get((place.part, place.index))
        if shift is None:
            return None
        index = {"caption": self.figures, "body": self.blocks}.get(place.part, {}).get(
            place.index, place.index
        )
        start, end = shift.moved(place.start), shift.moved(place.end)
        return Place(place.part, index, start, end) if start < end else None

    def text_at(self, place: Place) -> str:
        """Return the words that stand at a place of the texts as they are now."""
        old = {"caption": self.figures, "body": self.blocks}.get(place.part, {})
        index = next((before for before, now in old.items() if now == place.index), place.index)
        return self.after[place.part, index][place.start : place.end]

    def touched(self, place: Place) -> bool:
        """Whether words went out of a stretch."""
        shift = self.shifts.get((place.part, place.index))
        return shift is None or shift.touched(place.start, place.end)


def _words(texts: Iterable[str]) -> str:
    return f" {' '.join(folded(text) for text in texts)} "
