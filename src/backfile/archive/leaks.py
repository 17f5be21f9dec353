"""Copies and versions of a redacted article that still say what was taken out of it: each a warning to the curator.

An entry of redactions.yaml speaks of one article, for only the curator can tell whether the same words in another
outlet are to go too. The warning is for the terminal alone: a page must not lead its readers to the words.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from backfile.archive.masks import Mask
from backfile.archive.sketch import alike, bands_of
from backfile.model import Archive, Article, Filed, Text, Withdrawn
from backfile.problems import Origin, Problem
from backfile.redactions import Redaction

__all__ = ["unredacted"]

SHARED = 0.6
"""Share of the shorter text that a copy of a withdrawn article has in common with it."""
WORDS = 30


def unredacted(
    archive: Archive,
    redactions: Sequence[Redaction],
    sketches: Mapping[str, bytes],
    text_of: Callable[[str], Text],
) -> Iterator[Problem]:
    """Yield a warning for each copy or version of a redacted article that has no redaction for the same words.

    `sketches` are the signatures of all articles by id. Words and names are looked for in the copy's raw text;
    lines and photos have other places there, so a copy without any redaction is told.
    """
    everything = {**archive.older, **archive.articles}
    for entry in redactions:
        if entry.whole:
            continue
        mine = [id_ for id_, filed in everything.items() if _meant(entry, filed)]
        for id_ in _beside(archive, mine):
            article = everything[id_].article
            if id_ not in mine and _says(entry, article, text_of):
                yield _told(article, everything[mine[0]].article.path)
    for gone in archive.withdrawn:
        yield from _of_withdrawn(gone, everything, sketches)


def _beside(archive: Archive, mine: Sequence[str]) -> Sequence[str]:
    """Return the copies and versions of articles, and the versions of these copies, in a lasting order."""
    rows = (*archive.versions.values(), *archive.copies, *archive.versions.values())
    found = dict.fromkeys(mine)
    for row in rows:
        if not found.keys().isdisjoint(row):
            found |= dict.fromkeys(row)
    return tuple(found)


def _meant(entry: Redaction, filed: Filed) -> bool:
    return entry.meant(filed.article.path, filed.article.part, filed.article.id)


def _says(entry: Redaction, article: Article, text_of: Callable[[str], Text]) -> bool:
    mask = Mask((*entry.words, *entry.name))
    if (entry.words or entry.name) and mask.finds("\n".join(text_of(article.id).raw)):
        return True
    return bool(entry.lines or entry.photo) and not article.redactions


def _of_withdrawn(
    gone: Withdrawn, everything: Mapping[str, Filed], sketches: Mapping[str, bytes]
) -> Iterator[Problem]:
    bands = set(bands_of(gone.sketch))
    for id_, filed in everything.items():
        if not bands.isdisjoint(bands_of(sketches[id_])):
            shared = alike(gone.sketch, sketches[id_])
            if shared.words >= WORDS and shared.larger >= SHARED:
                yield _told(filed.article, gone.address)


def _told(article: Article, original: str) -> Problem:
    message = (
        f"expected what was taken out of “{original}” to be taken out of this copy of it too, found it here"
    )
    hint = f"add an entry for {article.path} to redactions.yaml; `backfile doubts` prints it"
    return Problem(Origin(article.path, article.headline_line), "warning", "unredacted-copy", message, hint)
