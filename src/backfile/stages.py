"""The stages of a run: how long each took, for the report, and how far it is, for whoever watches."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Protocol

import msgspec

__all__ = ["Stage", "Stages", "Watch", "profile"]


class Stage(msgspec.Struct):
    """One stage of a run."""

    name: str
    """What was done, in one word: `read`, `assemble`, `render`."""
    items: int = 0
    """How many things were done, 0 where there is nothing to count."""
    seconds: float = 0.0
    """Wall-clock seconds."""
    cpu: float = 0.0
    """Seconds of processor time, those of ended worker processes included."""


class Watch(Protocol):
    """Who is told of stages while they run."""

    def begun(self, name: str, total: int) -> None:
        """A stage has begun; 0 when nobody knows how much there is to do."""

    def moved(self, items: int) -> None:
        """So many more things of the running stage are done."""

    def ended(self, stage: Stage) -> None:
        """The stage has ended."""


class Stages:
    """The stages of one run, in order."""

    def __init__(self, watch: Watch | None = None) -> None:
        self.past: list[Stage] = []
        """The stages that have ended; one that was entered again is counted together."""
        self._watch = watch

    @contextlib.contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[Callable[[int], None]]:
        """Time the block as a stage; the function it is given is told how many things were done."""
        watch, items = self._watch, 0

        def move(more: int) -> None:
            nonlocal items
            items += more
            if watch is not None:
                watch.moved(more)

        if watch is not None:
            watch.begun(name, total)
        wall, cpu = time.perf_counter(), _cpu()
        try:
            yield move
        finally:
            stage = Stage(name, items, time.perf_counter() - wall, _cpu() - cpu)
            self._add(stage)
            if watch is not None:
                watch.ended(stage)

    def _add(self, stage: Stage) -> None:
        for past in self.past:
            if past.name == stage.name:
                past.items += stage.items
                past.seconds += stage.seconds
                past.cpu += stage.cpu
                return
        self.past.append(stage)


def profile(stages: Stages) -> bytes:
    """Return the stages as JSON, with their sums and the most memory that this process and its largest child held."""
    told = {
        "stages": [
            {"name": s.name, "items": s.items, "seconds": round(s.seconds, 4), "cpu": round(s.cpu, 4)}
            for s in stages.past
        ],
        "seconds": round(sum(s.seconds for s in stages.past), 4),
        "cpu": round(_cpu(), 4),
    }
    if sys.platform != "win32":
        import resource

        scale = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
        for name, who in (("own", resource.RUSAGE_SELF), ("child", resource.RUSAGE_CHILDREN)):
            told[f"peak_{name}_bytes"] = resource.getrusage(who).ru_maxrss * scale
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
