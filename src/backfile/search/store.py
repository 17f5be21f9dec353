"""Where the index keeps between builds what spares making it anew: the cache and the output folder."""

from collections.abc import Mapping, Sequence

from backfile.publish.cache import Cache
from backfile.publish.output import Output

__all__ = ["KeptStore"]


class KeptStore:
    """The store of a build: state and words in the cache, the last build's files in the output folder."""

    def __init__(self, cache: Cache, output: Output) -> None:
        self._cache = cache
        self._output = output

    @property
    def is_file(self) -> bool:
        """Whether a forked process can read what is kept."""
        return self._cache.is_file

    def apart(self) -> "KeptStore":
        """Return the same for a forked process, which may only read it; raises OSError where it cannot."""
        cache = self._cache.apart()
        if cache is None:
            raise OSError("the cache cannot be opened anew")
        return KeptStore(cache, self._output)

    def state(self, key: bytes) -> bytes | None:
        """Return the state kept under a key."""
        return self._cache.get("search", key, bytes)

    def keep_state(self, key: bytes, data: bytes) -> None:
        """Keep a state under a key."""
        self._cache.put("search", key, data)

    def words(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Return the words of articles by their digests."""
        return self._cache.get_many("searched", keys, bytes)

    def keep_words(self, words: Mapping[bytes, bytes]) -> None:
        """Keep the words of articles by their digests."""
        self._cache.put_many("searched", words)

    def spare(self, keys: Sequence[bytes]) -> None:
        """Spare the words of these articles from being forgotten."""
        self._cache.keep(keys)

    def file(self, url: str, key: str) -> bytes | None:
        """Return the bytes of a file of the last build that was made with this key and is intact."""
        return self._output.standing(url, key)
