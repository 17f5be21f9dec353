"""Captions and credits to figures."""

import posixpath
import re
from collections.abc import Sequence

import msgspec

from backfile.model import Decision, Document, Doubt, Field, Figure, Record
from backfile.parse.alttexts import GIVEN_BY, closed_by_name
from backfile.parse.captionends import barred, bracketed, dashed, given
from backfile.parse.creditors import credit_of
from backfile.parse.credits import led_credit, split_credit
from backfile.parse.fields import field
from backfile.parse.phrases import CREDIT_LABEL, PICTURE_SOURCE, any_of
from backfile.parse.sheet import FILE_CAPTION, Label
from backfile.patterns import late

__all__ = ["Image", "Placed", "figures_of"]

LABEL = late(rf"^{any_of(CREDIT_LABEL)}\s?[:：]\s*", re.IGNORECASE)
KINDS = ("caption", "credit", "figure")
# `Źródło zdjęć:` before the sign of the credit that was cut off.
SOURCE_BEHIND = late(rf"\s{any_of(PICTURE_SOURCE)}(?:\s[^\W\d_]{{3,12}})?\s?[:：]$", re.IGNORECASE)


class Image(Record, frozen=True):
    """What a file's marks say of a picture."""

    source: str
    """Its address; empty when there is none."""
    alt: str | None
    """Its alternative text."""
    credit: str | None = None
    """Its credit line, when the marks set it apart from the caption."""


class Placed(Record, frozen=True):
    """A figure and the labels it was made of."""

    figure: Figure
    """The figure."""
    labels: tuple[int, ...]
    """Indexes of its labels; empty for one that the file's fields declare."""


def figures_of(
    document: Document, labels: Sequence[Label], images: dict[int, Image]
) -> tuple[tuple[Placed, ...], tuple[Decision, ...], tuple[Doubt, ...]]:
    """Return the figures in reading order, why each was made, and those with a part missing.

    `images` gives what the marks say of the picture for the labels that are marked figures.
    """
    placed = [*_declared(document)]
    i = 0
    while i < len(labels):
        taken = _group(labels, i, images) if labels[i].kind in KINDS else ()
        if taken:
            placed.append(_figure(document.path, labels, taken, images))
        i += len(taken) or 1
    placed = _answered(placed, field(document.fields, "credit"))
    trail = tuple(_decision(n, p, labels) for n, p in enumerate(placed))
    doubts = []
    for one in placed:
        if one.figure.credit is None:
            doubts.append(
                Doubt("figures", one.figure.lines[0], "A picture or caption has no credit.", "no-credit")
            )
    return tuple(placed), trail, tuple(doubts)


def _answered(placed: list[Placed], credit: Field | None) -> list[Placed]:
    """Return the figures; credits that a sidecar gives alone are those of the printed photos without one, in order."""
    open_ones = [n for n, p in enumerate(placed) if p.labels and p.figure.credit is None]
    alone = (
        placed
        and not placed[0].labels
        and placed[0].figure.caption is None
        and placed[0].figure.image is None
    )
    if credit is None or not credit.origin or not alone or not open_ones:
        return placed
    given = {n: credit_of(line) for n, line in zip(open_ones, credit.values, strict=False)}
    answered = (
        Placed(msgspec.structs.replace(one.figure, credit=given[n]), one.labels) if n in given else one
        for n, one in enumerate(placed)
    )
    return list(answered)[1:]


def _group(labels: Sequence[Label], i: int, images: dict[int, Image]) -> tuple[int, ...]:
    """Return the indexes of the labels that make one figure, of which `i` is the first: image, caption, credit."""
    taken = [i]
    seen = {labels[i].kind}
    complete = labels[i].kind == "figure" and i not in images
    j = i + 1
    while labels[i].kind == "credit" and _between(labels, j) and j < i + 3:
        j += 1
    while (
        not complete
        and j < len(labels)
        and labels[j].kind in ("caption", "credit")
        and labels[j].kind not in seen
    ):
        below = labels[j].kind == "caption" and "below" not in labels[j].why and "credit" in seen
        if below or (
            labels[j].kind == "caption"
            and j + 1 < len(labels)
            and labels[j + 1].kind == "credit"
            and "credit" in seen
        ):
            break
        taken.append(j)
        seen.add(labels[j].kind)
        j += 1
    return tuple(taken)


def _between(labels: Sequence[Label], j: int) -> bool:
    """Whether a word of the page at `j` parts a credit from a caption that is known to be below it."""
    told = ("stands", "a caption that stands twice")
    below = [k for k in (j + 1, j + 2) if k < len(labels)]
    caption = next((labels[k] for k in below if labels[k].kind not in ("furniture", "duplicate")), None)
    parted = j < len(labels) and labels[j].kind in ("furniture", "duplicate")
    return parted and caption is not None and caption.kind == "caption" and caption.why.startswith(told)


def _figure(path: str, labels: Sequence[Label], taken: tuple[int, ...], images: dict[int, Image]) -> Placed:
    caption: str | None = None
    credit: str | None = None
    image = Image("", None)
    for i in taken:
        text = labels[i].value
        image = images.get(i, image)
        if labels[i].kind == "credit":
            credit = text
        else:
            filed = FILE_CAPTION.match(text)
            text = text[filed.end() :].strip() if filed else text
            led = led_credit(text)
            if led:
                caption, credit = _caption(text[led[0] :]), led[1]
                continue
            alone = labels[i].kind == "figure" or not any(labels[j].kind == "credit" for j in taken)
            found = split_credit(text) or (
                (bracketed(text) or dashed(text) or closed_by_name(text)) if alone else None
            )
            found = found or (barred(text) if any(j in images for j in taken) else None)
            found = found or (given(text) if labels[i].why == GIVEN_BY else None)
            caption = _caption(text[: found[0]].rstrip(" ,;،、，") if found else text)
            credit = found[1] if found else credit
    lines = (labels[taken[0]].passage.line, labels[taken[-1]].passage.last_line)
    credit = image.credit or credit
    source = _inside(path, image.source)
    return Placed(Figure(caption, credit_of(credit) if credit else None, source, image.alt, lines), taken)


def _caption(text: str) -> str | None:
    """Return a caption without the label before it and the dash or bar after it."""
    caption = LABEL.sub("", text.lstrip("▲△▼▶◀■●◆ ")).strip().rstrip(" |•·–—-").strip()
    caption = SOURCE_BEHIND.sub("", caption) if caption.endswith((":", "：")) else caption
    if caption.count("（") == caption.count("）") + 1:  # the credit stood inside the bracket
        caption = caption[1:] if caption.startswith("（") else caption + "）"
    return caption or None


def _declared(document: Document) -> list[Placed]:
    """Return the figure that the file's fields declare: image, caption, credit."""
    image, caption, credit = (field(document.fields, name) for name in ("image", "caption", "credit"))
    given = [f for f in (image, caption, credit) if f is not None]
    if not given:
        return []
    lines = (min(f.line for f in given), max(f.line for f in given))
    named = image is not None and re.search(r"\.\w{3,4}$|^https?://", image.values[0]) is not None
    source = _inside(document.path, image.values[0]) if image and named else None
    alt = None
    text = caption.values[0] if caption else image.values[0] if image and not named else None
    line = credit_of(credit.values[0]) if credit else None
    found = split_credit(text) if text and caption and credit is None else None
    if text and found:
        text, line = _caption(text[: found[0]].rstrip(" ,;،、，")), credit_of(found[1])
    return [Placed(Figure(text, line, source, alt, lines), ())]


def _inside(path: str, source: str) -> str | None:
    """Return the image's path relative to content/, None for an address elsewhere or outside of content/."""
    if not source or "://" in source or source.startswith(("/", "\\", "data:", "//")) or "\\" in source:
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), source.split("?")[0].split("#")[0]))
    return None if joined.startswith("..") else joined


def _decision(n: int, placed: Placed, labels: Sequence[Label]) -> Decision:
    figure = placed.figure
    credit = figure.credit.line if figure.credit else "no credit"
    why = "; ".join(labels[i].why for i in placed.labels) or "the file's fields"
    return Decision(f"figures[{n}]", f"{figure.caption or 'no caption'} — {credit}", figure.lines, why)
