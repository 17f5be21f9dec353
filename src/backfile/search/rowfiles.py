"""Rows as the files of one folder: made anew, or the last build's files changed where rows changed."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from backfile.search import shards
from backfile.search.entries import digest
from backfile.search.rows import BORDER, ELSEWHERE

__all__ = ["Kept", "RowFiles"]


class Kept(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One file of rows as it stands."""

    bound: str
    """The lowest text that can lie in it."""
    item: shards.Item
    """Its first and last term and its size."""
    key: str
    """Digest of its bytes."""
    big: tuple[tuple[str, str], ...]
    """(term, digest) of its rows whose data have a file of their own."""


class RowFiles:
    """The files of one folder. New ones are kept as bytes until they are asked for."""

    def __init__(
        self, folder: str, limit: int, apart: str, standing: Callable[[str, str], bytes | None]
    ) -> None:
        """`apart` is the folder for data longer than half the limit, empty when they stay with the others.

        `standing` returns the bytes of a file of the last build by address and key, None when it is not intact.
        """
        self._folder = folder
        self._limit = limit
        self._apart = apart
        self._standing = standing
        self._fresh: dict[str, bytes] = {}
        self._read: dict[int, dict[str, str]] = {}

    def addresses(self, kept: Iterable[Kept]) -> Iterator[tuple[str, str]]:
        """Yield (name, key) of each file."""
        for one in kept:
            yield f"{self._folder}/{shards.file_name(one.bound)}", one.key
            for term, key in one.big:
                yield f"{self._apart}/{shards.file_name(term)}", key

    def holds(self, name: str) -> bool:
        """Return whether a file is new; if not, it is the last build's."""
        return name in self._fresh

    def bytes(self, name: str) -> bytes:
        """Return a new file."""
        return self._fresh[name]

    def forget(self) -> None:
        """Forget what was changed."""
        self._fresh.clear()
        self._read.clear()

    def anew(self, rows: dict[str, str]) -> tuple[Kept, ...]:
        """Return the files that these rows make, which are taken out of the dictionary one after another."""
        terms = sorted(rows, key=shards.in_order)
        sizes = [self._size(term, rows[term]) for term in terms]
        kept = []
        for region in shards.cut([*map(shards.Item, terms, terms, sizes)], self._limit):
            span = slice(region.first, region.end)
            data = [rows.pop(term) for term in terms[span]]
            kept.append(self._file(region.bound, terms[span], data, sum(sizes[span])))
        return tuple(kept)

    def found(self, kept: Sequence[Kept], terms: Iterable[str]) -> dict[str, str]:
        """Return those of these rows that the last build has; raises LookupError when a file is not as it was."""
        held = {}
        for n, own in self._by_file(kept, terms).items():
            rows = self._rows_of(n, kept[n])
            held.update({term: rows[term] for term in own if term in rows})
        return held

    def changed(self, kept: Sequence[Kept], changes: Mapping[str, str]) -> tuple[Kept, ...]:
        """Return the files with these rows put in, those without data taken out; raises LookupError like `found`."""
        items: list[shards.Item] = []
        rows: dict[str, str] = {}
        whole: dict[str, Kept] = {}
        by_file = self._by_file(kept, changes)
        for n, one in enumerate(kept):
            if n not in by_file:
                items.append(one.item)
                whole[one.item.low] = one
                continue
            own = self._rows_of(n, one) | {term: changes[term] for term in by_file[n]}
            for term in sorted((term for term, data in own.items() if data), key=shards.in_order):
                items.append(self._item(term, own[term]))
                rows[term] = own[term]
        if not kept:
            return self.anew({term: data for term, data in changes.items() if data})
        return self._files(items, rows, whole)

    def _by_file(self, kept: Sequence[Kept], terms: Iterable[str]) -> dict[int, list[str]]:
        bounds = [shards.in_order(one.bound) for one in kept]
        by_file: dict[int, list[str]] = {}
        for term in terms if kept else ():
            by_file.setdefault(max(0, bisect_right(bounds, shards.in_order(term)) - 1), []).append(term)
        return by_file

    def _item(self, term: str, data: str) -> shards.Item:
        return shards.Item(term, term, self._size(term, data))

    def _size(self, term: str, data: str) -> int:
        return len(term) + 2 + (1 if self._is_long(data) else len(data))

    def _is_long(self, data: str) -> bool:
        return bool(self._apart) and len(data) > self._limit // 2

    def _files(
        self, items: Sequence[shards.Item], rows: dict[str, str], whole: Mapping[str, Kept]
    ) -> tuple[Kept, ...]:
        """Return the files that these items make, and put the bytes of the new ones into `_fresh`.

        An item is a row, or by its first term in `whole` a file of the last build, whose bytes can stay when
        it again is a file by itself under the same bound.
        """
        kept = []
        for region in shards.cut(items, self._limit):
            own = items[region.first : region.end]
            one = whole.get(own[0].low)
            if len(own) == 1 and one is not None and one.bound == region.bound:
                kept.append(one)
                continue
            terms, data = [], []
            for item in own:
                old = whole.get(item.low)
                if old is None:
                    terms.append(item.low)
                    data.append(rows.pop(item.low))
                    continue
                for term, text in self._rows(old):
                    terms.append(term)
                    data.append(text)
            kept.append(self._file(region.bound, terms, data, sum([item.size for item in own])))
        return tuple(kept)

    def _file(self, bound: str, terms: Sequence[str], data: Sequence[str], size: int) -> Kept:
        big, short = [], []
        for term, text in zip(terms, data, strict=True):
            if self._is_long(text):
                big.append((term, self._put(f"{self._apart}/{shards.file_name(term)}", text)))
                short.append(ELSEWHERE)
            else:
                short.append(text)
        key = self._put(f"{self._folder}/{shards.file_name(bound)}", shards.packed(terms, short, BORDER))
        return Kept(bound, shards.Item(terms[0], terms[-1], size), key, tuple(big))

    def _put(self, name: str, text: str) -> str:
        data = self._fresh[name] = shards.script(name, text)
        return digest(data).hex()

    def _rows_of(self, n: int, one: Kept) -> dict[str, str]:
        """Return the rows of the file with this place, read once."""
        rows = self._read.get(n)
        if rows is None:
            rows = self._read[n] = dict(self._rows(one))
        return rows

    def _rows(self, one: Kept) -> Iterator[tuple[str, str]]:
        """Yield the rows of a file of the last build; raises LookupError when it is not as it was."""
        big = dict(one.big)
        name = f"{self._folder}/{shards.file_name(one.bound)}"
        for term, data in shards.unpacked(self._text(name, one.key), BORDER):
            if data == ELSEWHERE and self._apart:
                yield term, self._text(f"{self._apart}/{shards.file_name(term)}", big[term])
            else:
                yield term, data

    def _text(self, name: str, key: str) -> str:
        data = self._standing(f"search/{name}.js", key)
        if data is None:
            raise LookupError(name)
        text = data.decode("utf-8")
        return str(msgspec.json.decode(text[text.index(",") + 1 : text.rindex(")")]))
