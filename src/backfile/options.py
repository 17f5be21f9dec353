"""What a run is asked to do."""

import os

import msgspec

__all__ = ["Options"]

CACHE = ".backfile"


class Options(msgspec.Struct, frozen=True):
    """What a run is asked to do."""

    content: str
    """The content folder."""
    out: str
    """The output folder."""
    now: str | None = None
    """ISO day after which a date lies in the future; None asks for no such doubt."""
    jobs: int = 0
    """Worker processes; 0 for one a core."""
    strict: bool = False
    """Every warning is an error and nothing is published."""
    cached: bool = True
    """Whether readings and rendered templates are kept in .backfile/ for the next run."""
    executor: str = ""
    """Address of what reads the texts instead of worker processes: `dask://HOST:PORT`."""

    @property
    def cache(self) -> str | None:
        """The cache folder; None when nothing is kept."""
        return self.home if self.cached else None

    @property
    def home(self) -> str:
        """The folder beside the content folder that holds lock and cache."""
        return os.path.join(os.path.dirname(os.path.abspath(self.content)), CACHE)
