"""What the curator has said of outlets that bears on reading a text."""

from collections.abc import Sequence

from backfile.model import Record, SourceClue
from backfile.registers import RegisteredSource
from backfile.settings import DateOrder

__all__ = ["Habits", "boilerplate_of", "date_order_of"]


class Habits(Record, frozen=True):
    """What the curator has said of outlets that bears on reading a text."""

    date_order: DateOrder | None = None
    """Order of dates with slashes for the whole archive."""
    agencies: tuple[str, ...] = ()
    """Names of registered agencies: alone above a caption such a name credits the photo."""
    sources: tuple[RegisteredSource, ...] = ()
    """Outlets with a date order or boilerplate of their own."""
    learnt: tuple[str, ...] = ()
    """Lines to keep out of this text because many texts of its outlet have them."""


def date_order_of(habits: Habits, clues: Sequence[SourceClue]) -> DateOrder | None:
    """Return the date order of the outlet that the clues name, else of the archive."""
    source = _known_source(habits, clues)
    return source.date_order if source is not None and source.date_order else habits.date_order


def boilerplate_of(habits: Habits, clues: Sequence[SourceClue]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (the lines that the register keeps out of the outlet's texts, those that were learnt)."""
    source = _known_source(habits, clues)
    return source.boilerplate if source else (), habits.learnt


def _known_source(habits: Habits, clues: Sequence[SourceClue]) -> RegisteredSource | None:
    for clue in clues:
        name = clue.text.casefold()
        for source in habits.sources:
            names = (source.name, *source.aliases, *source.hosts, *source.handles)
            if name in {n.casefold() for n in names}:
                return source
    return None
