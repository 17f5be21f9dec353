"""Pages to files of the stage: rendered here when they are few, else in forked workers too, a batch each.

This process is one of those that render: while all workers are busy it renders itself, a few pages at a time, and hands
on the rest as soon as one is free. So with two processors there is one worker, and one copy of the archive in memory.

A worker is a copy of this process as it stands when its batch is full, so nothing is sent to it; it hands back a line
for each page and the cards it has rendered. It writes only its own files of the stage. Whatever goes wrong in a
worker, its batch is rendered again here, where an error is told as ever.

Each copy costs both processes every page of memory that one of them changes, and looking at an object changes it: many
workers cost time, one that lives long costs memory. The first ones get less, that none waits long for its first.
"""

import contextlib
import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

import msgspec

from backfile.pages.page import Page
from backfile.publish.forks import forked
from backfile.publish.output import Output
from backfile.publish.render import Renderer
from backfile.publish.sitelist import Note

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["Press", "Words"]

MANY = 200
"""Pages below which starting a worker costs more than it saves."""
FIRST = 512
"""Pages of each of the first workers; those after them get twice as many, and so on."""
MOST = 1024
"""Pages that a worker gets at most."""
FEW = 16
"""Pages rendered here before it is asked again whether a worker is free."""
TOGETHER = 128
"""Pages whose words a worker holds at once."""


class Words(Protocol):
    """Where pages get the words of articles from."""

    def fetch(self, ids: Iterable[str]) -> None:
        """Bring the words of these articles into memory."""

    def hand_on(self, ids: Iterable[str]) -> None:
        """Bring the words into memory that a worker forked now cannot bring there."""

    def stand_apart(self) -> None:
        """Use nothing that the process this one was forked from uses too: this is a worker."""


class _Job(msgspec.Struct, frozen=True):
    page: Page
    key: str
    number: int


class _Done(msgspec.Struct, frozen=True, array_like=True):
    notes: list[Note]
    cards: dict[str, str]


class Press:
    """Renders the pages that are handed to it, in the order of their addresses' claims, and stages them."""

    def __init__(
        self, renderer: Renderer, output: Output, words: Words, workers: int, moved: Callable[[int], None]
    ) -> None:
        """Work with so many processes at once, of which this is one. `moved` is told of pages done."""
        self._renderer, self._output, self._words, self._moved = renderer, output, words, moved
        self._workers = workers if hasattr(os, "fork") else 1
        self._batch = FIRST
        self._sent = 0
        self._waiting: list[_Job] = []
        self._out: deque[tuple[BaseProcess, Connection, list[_Job]]] = deque()

    def put(self, page: Page) -> None:
        """Claim a page's address, and have it rendered unless that of an earlier build was made with the same key."""
        key = f"{self._renderer.template_digest}:{page.key}"
        if self._output.kept(page.url, key):
            self._moved(1)
            return
        self._waiting.append(_Job(page, key, self._output.reserve(page.url)))
        if len(self._waiting) >= self._batch:
            self._send()

    def __enter__(self) -> "Press":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.finish()
        self.stop()

    def finish(self) -> None:
        """Wait until all pages are staged."""
        self._send_last()
        while self._out:
            self._receive()

    def stop(self) -> None:
        """End the workers that are still at it."""
        for process, pipe, _ in self._out:
            process.terminate()
            pipe.close()
            process.join()
        self._out.clear()

    def _send(self) -> None:
        """Have waiting pages rendered by the next worker that is free, and some of them here while none is.

        A worker does not get all of them, so that there is something to do here should these be the last.
        """
        if self._workers == 1:
            jobs, self._waiting = self._waiting, []
            self._here(jobs)
            return
        if self._full() and self._out[0][1].poll():
            self._receive()
        if not self._full():
            most = len(self._waiting) * 2 // 3
            jobs, self._waiting = self._waiting[:most], self._waiting[most:]
            self._start(jobs)
        else:
            self._here_few()

    def _send_last(self) -> None:
        """Have all pages rendered that wait, shared out among all workers that are free and this process."""
        while len(self._waiting) >= MANY and self._workers > 1:
            free = self._workers - 1 - len(self._out)
            if free:
                jobs, self._waiting = self._waiting, []
                parts = min(free + 1, len(jobs) // MANY)
                for part in range(1, parts):
                    self._start(jobs[part::parts])
                self._waiting = jobs[::parts]
                break
            if self._out[0][1].poll():
                self._receive()
            else:
                self._here_few()
        jobs, self._waiting = self._waiting, []
        self._here(jobs)

    def _full(self) -> bool:
        """Return whether all workers are busy."""
        return len(self._out) >= self._workers - 1

    def _here_few(self) -> None:
        jobs, self._waiting = self._waiting[:FEW], self._waiting[FEW:]
        self._here(jobs)

    def _with_words(self, jobs: Sequence[_Job]) -> Iterator[_Job]:
        """Yield the jobs, each while the words of the articles that it prints are in memory."""
        for start in range(0, len(jobs), TOGETHER):
            part = jobs[start : start + TOGETHER]
            self._words.fetch(dict.fromkeys(id_ for job in part for id_ in job.page.texts))
            yield from part

    def _start(self, jobs: list[_Job]) -> None:
        """Have a worker render these pages."""
        self._output.open_stage()
        self._words.hand_on(dict.fromkeys(id_ for job in jobs for id_ in job.page.texts))
        process, reading = forked(partial(self._work, jobs))
        self._out.append((process, reading, jobs))
        self._sent += 1
        if self._sent % (self._workers - 1) == 0:
            self._batch = min(2 * self._batch, MOST)

    def _here(self, jobs: Sequence[_Job]) -> None:
        for job in self._with_words(jobs):
            page = job.page
            note = self._output.stage(job.number, page.url, job.key, self._renderer.render(page))
            self._output.settle(job.number, page.url, note)
            self._moved(1)

    def _work(self, jobs: Sequence[_Job], pipe: "Connection") -> None:
        """Render in a worker. An error ends it with nothing sent: the parent renders the batch again, and raises it."""
        gc.disable()
        self._words.stand_apart()
        known = self._renderer.take_cards({})
        notes = [
            self._output.stage(job.number, job.page.url, job.key, self._renderer.render(job.page))
            for job in self._with_words(jobs)
        ]
        pipe.send_bytes(msgspec.msgpack.encode(_Done(notes, self._renderer.cards_after(known))))

    def _receive(self) -> None:
        """Take what the worker that was sent first has done."""
        process, reading, jobs = self._out.popleft()
        done = None
        with contextlib.suppress(EOFError, msgspec.DecodeError):
            done = msgspec.msgpack.decode(reading.recv_bytes(), type=_Done)
        reading.close()
        process.join()
        if done is None or len(done.notes) != len(jobs):
            # Some of its files may be in the stage already: they get new numbers, and those go with the stage.
            self._here([msgspec.structs.replace(job, number=self._output.fresh()) for job in jobs])
            return
        self._renderer.take_cards(done.cards)
        for job, note in zip(jobs, done.notes, strict=True):
            self._output.settle(job.number, job.page.url, note)
        self._moved(len(jobs))
