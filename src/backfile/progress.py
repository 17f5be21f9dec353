"""What is told of a long run while it runs: a bar on a terminal, a line for each long stage elsewhere."""

import sys
import time
from typing import TYPE_CHECKING

import click

from backfile.stages import Stage, Watch

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["watching"]

MANY = 1000
"""Things that a stage does before anybody is told of it."""
PATIENCE = 0.5
"""Seconds before a bar appears: a run that is over sooner needs none."""
STEP = 0.1
"""Seconds between two pictures of the bar."""
NOUNS = {
    "read": "texts",
    "assemble": "articles",
    "render": "pages",
    "search": "files of the search",
    "write": "files",
}


def watching() -> Watch:
    """Return what tells of the stages of a run on standard error."""
    return Bar() if sys.stderr.isatty() else Lines()


class Lines:
    """A line for each stage that had much to do."""

    def begun(self, name: str, total: int) -> None:
        """Say nothing yet."""

    def moved(self, items: int) -> None:
        """Say nothing yet."""

    def ended(self, stage: Stage) -> None:
        """Say what was done, in which time."""
        if stage.items >= MANY:
            click.echo(_told(stage), err=True)


class Bar(Lines):
    """A bar with rate and time left, drawn only when something moves, so that no thread draws it."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._name, self._total, self._done = "", 0, 0
        self._since = self._drawn = 0.0

    def begun(self, name: str, total: int) -> None:
        """Begin a new bar, which nobody sees yet."""
        self._name, self._total, self._done = name, total, 0
        self._since = self._drawn = time.monotonic()

    def moved(self, items: int) -> None:
        """Move the bar."""
        self._done += items
        now = time.monotonic()
        if now - self._since < PATIENCE or now - self._drawn < STEP:
            return
        self._drawn = now
        if self._bar is None:
            self._bar = _bar()
            self._bar.start()
            self._bar.add_task(f"{self._name:9}", total=self._total or None, rate="")
        task = self._bar.task_ids[0]
        rate = self._done / (now - self._since)
        self._bar.update(task, completed=self._done, rate=f"{rate:,.0f} a second")
        self._bar.refresh()

    def ended(self, stage: Stage) -> None:
        """Take the bar away and say what was done."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
        super().ended(stage)


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)


def _told(stage: Stage) -> str:
    rate = f", {stage.items / stage.seconds:,.0f} a second" if stage.seconds > 0 else ""
    noun = NOUNS.get(stage.name, "things")
    return f"{stage.name:9} {stage.items:,} {noun} in {stage.seconds:.1f} s{rate}"
