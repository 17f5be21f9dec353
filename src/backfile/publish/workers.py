"""Many small tasks in worker processes, or by any other executor; the results are the same, in the same order.

A task is worked by a function of its arguments alone. Tasks go out in chunks, a few at a time, so that neither tasks
nor results pile up. When a worker dies (killed for its memory, a fault in a library), the chunks under way are tried
again one at a time; one that takes a worker down again is halved until the single task is found, and that task alone
is given up.
"""

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import islice
from typing import Generic, TypeVar

__all__ = ["Died", "Workers", "collect_rarely", "cores", "end_with_parent"]

TRIES = 2
"""Workers that a single task may take down before it is given up."""

MANY = 100_000
"""Objects that are made before Python looks for rings among them; a build leaves two of those for each text."""

GRACE = 8
"""Tenths of a second that an executor without workers may take to end."""

T = TypeVar("T")
R = TypeVar("R")


class Died(Exception):
    """A task took down every worker that tried it."""


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def collect_rarely() -> None:
    """Have this process look for rings of objects rarely: as often as usual it takes a twelfth of a build's time."""
    gc.set_threshold(MANY, 20, 100)


def end_with_parent() -> None:
    """Have this worker end as soon as the process that started it is gone, killed though it be: called as it begins.

    Workers hold both ends of the pipes between them, so that none would ever hear of it and all wait for ever.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: "multiprocessing.process.BaseProcess") -> None:
    parent.join()
    os._exit(1)


class Workers(Generic[T, R]):
    """Workers for one function of (shared bytes, tasks) that returns one result for each task."""

    def __init__(
        self,
        work: Callable[[bytes, Sequence[T]], Sequence[R]],
        shared: bytes,
        open_executor: Callable[[], Executor],
        chunk: int,
        ahead: int,
    ) -> None:
        """Keep what is to be done: `chunk` tasks go out together, and `ahead` chunks are out at once."""
        self._work, self._shared, self._open = work, shared, open_executor
        self._chunk, self._ahead = chunk, ahead
        self._executor: Executor | None = None

    def results(self, tasks: Iterable[T]) -> Iterator[R | Died]:
        """Yield the result of each task in order; Died in place of one that no worker lives through."""
        waiting = iter(tasks)
        out: deque[tuple[list[T], Future[Sequence[R]] | None]] = deque()
        try:
            while True:
                while len(out) < self._ahead and (chunk := list(islice(waiting, self._chunk))):
                    out.append((chunk, self._submitted(chunk)))
                if not out:
                    return
                chunk, future = out.popleft()
                try:
                    if future is None:
                        raise BrokenExecutor
                    done = future.result()
                except Exception as error:
                    if not _is_death(error):
                        raise
                    self._close()
                    # The chunks after this one went down with it: they go out again once it is done with.
                    out = deque((later, None) for later, _ in out)
                    yield from self._alone(chunk)
                    out = deque((later, self._submitted(later)) for later, _ in out)
                else:
                    yield from done
        finally:
            self._close()

    def _alone(self, chunk: Sequence[T]) -> Iterator[R | Died]:
        """Yield the results of a chunk that may have taken a worker down, with nothing else under way."""
        for _ in range(TRIES if len(chunk) == 1 else 1):
            future = self._submitted(chunk)
            try:
                if future is None:
                    raise BrokenExecutor
                yield from future.result()
                return
            except Exception as error:
                if not _is_death(error):
                    raise
                self._close()
        if len(chunk) == 1:
            yield Died()
            return
        half = len(chunk) // 2
        yield from self._alone(chunk[:half])
        yield from self._alone(chunk[half:])

    def _submitted(self, chunk: Sequence[T]) -> Future[Sequence[R]] | None:
        """Return the future of a chunk; None when the workers are gone."""
        if self._executor is None:
            self._executor = self._open()
        try:
            return self._executor.submit(self._work, self._shared, chunk)
        except BrokenExecutor:
            return None

    def _close(self) -> None:
        executor, self._executor = self._executor, None
        if executor is not None:
            _shut(executor)


def _shut(executor: Executor) -> None:
    """Wait until the workers of an executor are gone.

    A worker that was killed while it handed over a result leaves half of it in a pipe that this process holds open
    too, and the executor reads for the rest for ever: when all workers are gone, it is given a moment and left.
    """
    closing = threading.Thread(target=executor.shutdown, kwargs={"cancel_futures": True}, daemon=True)
    closing.start()
    local = any(kind.__module__ == "concurrent.futures.process" for kind in type(executor).__mro__)
    alone = 0
    while closing.is_alive() and alone < GRACE:
        closing.join(0.1)
        alone = alone + 1 if local and not multiprocessing.active_children() else 0


def _is_death(error: Exception) -> bool:
    """Return True when an error tells of a worker that died and not of the task; Dask has its own for it."""
    return isinstance(error, BrokenExecutor) or type(error).__name__ in ("KilledWorker", "CancelledError")
