"""A copy of this process that does one piece of work, sends what came of it, and ends."""

import contextlib
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["forked"]


def forked(work: Callable[["Connection"], None]) -> tuple["BaseProcess", "Connection"]:
    """Start a copy of this process that does the work and ends; return it, and the pipe that it sends through."""
    from multiprocessing import get_context

    context = get_context("fork")
    receiving, sending = context.Pipe(duplex=False)

    def run() -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)  # the parent tells of an interrupted build
        receiving.close()
        with contextlib.suppress(
            Exception
        ):  # the parent does the work again, and raises what there is to raise
            work(sending)

    process = context.Process(target=run, daemon=True)
    process.start()
    sending.close()
    return process, receiving
