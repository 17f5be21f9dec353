"""Who reads the texts instead of worker processes of this machine: a Dask cluster, by its address."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = ["ExecutorError", "opener"]


class ExecutorError(Exception):
    """The executor cannot be had; says why in one sentence."""


def opener(address: str) -> "Callable[[], Executor] | None":
    """Return what opens the executor at an address such as `dask://HOST:PORT`; None for no address.

    Raises ExecutorError when there is none of that kind, or Dask is not installed. The texts must lie under the same
    path on all machines of the cluster, and Backfile must be installed there.
    """
    if not address:
        return None
    if not re.fullmatch(r"dask://[^/\s]+:\d+", address):
        raise ExecutorError(f"expected an executor such as dask://HOST:PORT, found “{address}”")
    try:
        from distributed import Client  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        raise ExecutorError("--executor dask:// needs Dask: pip install 'backfile[dask]'") from None
    return lambda: _executor(Client, address.replace("dask://", "tcp://", 1))


def _executor(client: Any, address: str) -> "Executor":
    """Return the executor of a Dask cluster; closing it closes the connection. Raises ExecutorError."""
    try:
        connected = client(address, timeout=10, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise ExecutorError(f"no Dask cluster answers at {address}: {error}") from None
    # pure=False: a result that was lost with its worker is computed anew, and none is taken for another's.
    executor: Executor = connected.get_executor(pure=False)
    shut = executor.shutdown

    def shutdown(wait: bool = True, *, cancel_futures: bool = False) -> None:
        shut(wait=wait)
        connected.close()

    executor.shutdown = shutdown  # type: ignore[method-assign]
    return executor
