"""The words of all articles as files: made anew, or the last build's files changed where articles changed."""

import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol

import msgspec

from backfile.search import shards, stems
from backfile.search.entries import Entry, digest, entry_words
from backfile.search.order import Order
from backfile.search.postings import MANY, Posting, postings
from backfile.search.rows import BORDER, ELSEWHERE, SignsLost, changed, row

__all__ = ["Store", "Vocabulary"]

RUN = 1024
"""Articles that are inverted at once."""
FEW = 0.02
"""Share of changed articles up to which files are changed and not made anew."""
OFTEN = 6
"""A word that more than one article in so many says has no signs."""


class Store(Protocol):
    """What keeps things between builds. Whatever it returns may be missing at any time."""

    def state(self, key: bytes) -> bytes | None:
        """Return the state kept under a key."""

    def keep_state(self, key: bytes, data: bytes) -> None:
        """Keep a state under a key."""

    def words(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Return the words of articles by their digests."""

    def keep_words(self, words: Mapping[bytes, bytes]) -> None:
        """Keep the words of articles by their digests."""

    def spare(self, keys: Sequence[bytes]) -> None:
        """Spare the words of these articles from being forgotten."""

    def file(self, url: str, key: str) -> bytes | None:
        """Return the bytes of a file of the last build that was made with this key and is intact."""


class Kept(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One file of words as it stands."""

    bound: str
    """The lowest text that can lie in it."""
    item: shards.Item
    """Its first and last term and its size."""
    key: str
    """Digest of its bytes."""
    big: tuple[tuple[str, str], ...]
    """(term, digest) of its rows whose lists have a file of their own."""


class State(msgspec.Struct, frozen=True, array_like=True):
    """What the last build knew of the files of words."""

    articles: dict[str, tuple[int, bytes]]
    """(number, digest) by article id."""
    kept: tuple[Kept, ...]
    """The files in order."""


Made = tuple[str, str, Callable[[], bytes]]


class Vocabulary:
    """The files of words of one archive."""

    def __init__(
        self,
        order: Order,
        languages: Sequence[str],
        prints: Mapping[str, bytes],
        spoken: Mapping[str, str],
        code: bytes,
        entry_of: Callable[[str], Entry],
        store: Store,
        jobs: int,
    ) -> None:
        self.bounds: list[str] = []
        """The bounds of the files, once `files` has run."""
        self._order = order
        self._languages = languages
        self._prints = prints
        self._spoken = spoken
        self._entry_of = entry_of
        self._store = store
        self._jobs = jobs
        self._limit = min(max(order.scale // 4, 16_384), 65_536)
        self._often = order.scale // 2 // OFTEN
        self._key = digest("words", code, order.scale, list(languages))
        self._fresh: dict[str, bytes] = {}
        self._bits: dict[int, int] = {}

    def files(self) -> Iterator[Made]:
        """Yield (address, key, function that returns the bytes) of each file."""
        articles = {id_: (number, self._prints[id_]) for id_, number in self._order.numbers.items()}
        self._store.spare(list(self._prints.values()))
        state = self._last()
        kept = self._changed(state, articles) if state is not None else None
        if kept is None:
            self._fresh.clear()
            kept = self._anew()
        self.bounds = [one.bound for one in kept]
        self._store.keep_state(self._key, msgspec.msgpack.encode(State(articles, tuple(kept))))
        for one in kept:
            for name, key in (
                (f"w/{shards.file_name(one.bound)}", one.key),
                *((f"b/{shards.file_name(term)}", key) for term, key in one.big),
            ):
                yield f"search/{name}.js", key, partial(self._bytes, name)

    def _last(self) -> State | None:
        data = self._store.state(self._key)
        try:
            return msgspec.msgpack.decode(data, type=State) if data is not None else None
        except msgspec.DecodeError:
            return None

    def _bytes(self, name: str) -> bytes:
        """Return a file that is new, or that the last build made and somebody has touched since."""
        if name not in self._fresh:
            self._anew()
        return self._fresh[name]

    # ------------------------------------------------------------ all anew

    def _anew(self) -> list[Kept]:
        ids = list(self._order.numbers)
        runs = ([self._entry_of(id_) for id_ in ids[n : n + RUN]] for n in range(0, len(ids), RUN))
        found: dict[str, Posting] = {}
        at = 0
        for run in postings(runs, self._languages, self._jobs, len(ids) >= MANY):
            self._store.keep_words(
                {
                    self._prints[id_]: zlib.compress(words.encode(), 1)
                    for id_, words in zip(ids[at : at + RUN], run.words, strict=True)
                }
            )
            at += RUN
            for word, posting in run.postings.items():
                known = found.get(word)
                if known is None:
                    found[word] = posting
                else:
                    known.extend(posting)
        terms = sorted(found, key=shards.in_order)
        data = [self._row(term, found.pop(term)) for term in terms]
        return self._files(self._items(terms, data), dict(zip(terms, data, strict=True)), {})

    def _row(self, term: str, posting: Posting) -> str:
        codes = stems.stem_codes(term, self._languages, posting.languages)
        return row(posting, 0 if term[0] == "!" else self._often, codes)

    def _items(self, terms: Sequence[str], data: Sequence[str]) -> list[shards.Item]:
        return [
            shards.Item(term, term, len(term) + 2 + (len(text) if len(text) <= self._limit // 2 else 1))
            for term, text in zip(terms, data, strict=True)
        ]

    def _files(
        self, items: Sequence[shards.Item], rows: Mapping[str, str], whole: Mapping[str, Kept]
    ) -> list[Kept]:
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
                for term, text in self._rows(old) if old is not None else ((item.low, rows[item.low]),):
                    terms.append(term)
                    data.append(text)
            kept.append(self._file(region.bound, terms, data))
        return kept

    def _file(self, bound: str, terms: Sequence[str], data: Sequence[str]) -> Kept:
        big, short = [], []
        for term, text in zip(terms, data, strict=True):
            if len(text) > self._limit // 2:
                big.append((term, self._put(f"b/{shards.file_name(term)}", text)))
                short.append(ELSEWHERE)
            else:
                short.append(text)
        key = self._put(f"w/{shards.file_name(bound)}", shards.packed(terms, short, BORDER))
        size = sum(item.size for item in self._items(terms, data))
        return Kept(bound, shards.Item(terms[0], terms[-1], size), key, tuple(big))

    def _put(self, name: str, text: str) -> str:
        data = self._fresh[name] = shards.script(name, text)
        return digest(data).hex()

    # ------------------------------------------------------------ what changed

    def _changed(self, state: State, articles: Mapping[str, tuple[int, bytes]]) -> list[Kept] | None:
        """Return the files after what changed since the last build; None when they must be made anew."""
        gone = {id_: state.articles[id_] for id_, is_ in state.articles.items() if articles.get(id_) != is_}
        come = [id_ for id_, is_ in articles.items() if state.articles.get(id_) != is_]
        if not gone and not come:
            return list(state.kept)
        if len(gone) + len(come) > max(8, len(articles) * FEW):
            return None
        touched: dict[str, tuple[list[int], dict[int, str]]] = {}
        old = self._store.words([print_ for _, print_ in gone.values()])
        for number, print_ in gone.values():
            words = old.get(print_)
            if words is None:
                return None
            for word in zlib.decompress(words).decode().split("\n"):
                touched.setdefault(word, ([], {}))[0].append(number)
        fresh = {}
        for id_ in come:
            said = entry_words(self._entry_of(id_))
            fresh[self._prints[id_]] = zlib.compress("\n".join(said).encode(), 1)
            for word, code in said.items():
                touched.setdefault(word, ([], {}))[1][articles[id_][0]] = code
        try:
            kept = self._patched(state.kept, touched)
        except (SignsLost, LookupError):
            return None
        self._store.keep_words(fresh)
        return kept

    def _patched(
        self, files: Sequence[Kept], touched: Mapping[str, tuple[list[int], dict[int, str]]]
    ) -> list[Kept]:
        """Return the files with these words changed; raises LookupError when a file is not as it was."""
        bounds = [shards.in_order(one.bound) for one in files]
        by_file: dict[int, list[str]] = {}
        for word in touched:
            by_file.setdefault(max(0, bisect_right(bounds, shards.in_order(word)) - 1), []).append(word)
        items: list[shards.Item] = []
        rows: dict[str, str] = {}
        whole: dict[str, Kept] = {}
        for n, one in enumerate(files):
            if n not in by_file:
                items.append(one.item)
                whole[one.item.low] = one
                continue
            held = dict(self._rows(one))
            for word in by_file[n]:
                self._change(held, word, *touched[word])
            terms = sorted(held, key=shards.in_order)
            items += self._items(terms, [held[term] for term in terms])
            rows |= held
        return self._files(items, rows, whole)

    def _change(self, held: dict[str, str], word: str, gone: Sequence[int], come: Mapping[int, str]) -> None:
        often = 0 if word[0] == "!" else self._often
        data = changed(held.get(word, ""), gone, come, often, lambda numbers: self._stems(word, numbers))
        if data:
            held[word] = data
        else:
            held.pop(word, None)

    def _stems(self, word: str, numbers: Sequence[int]) -> str:
        if not self._bits:
            bit = {language: 1 << n for n, language in enumerate(self._languages)}
            of = self._order.numbers.items()
            self._bits = {number: bit.get(self._spoken[id_], 0) for id_, number in of}
        mask, all_ = 0, (1 << len(self._languages)) - 1
        for number in numbers:
            mask |= self._bits[number]
            if mask == all_:
                break
        return stems.stem_codes(word, self._languages, mask)

    def _rows(self, one: Kept) -> Iterator[tuple[str, str]]:
        """Yield the rows of a file of the last build; raises LookupError when it is not as it was."""
        big = dict(one.big)
        for term, data in shards.unpacked(self._text(f"w/{shards.file_name(one.bound)}", one.key), BORDER):
            if data == ELSEWHERE:
                yield term, self._text(f"b/{shards.file_name(term)}", big[term])
            else:
                yield term, data

    def _text(self, name: str, key: str) -> str:
        data = self._store.file(f"search/{name}.js", key)
        if data is None:
            raise LookupError(name)
        text = data.decode("utf-8")
        return str(msgspec.json.decode(text[text.index(",") + 1 : text.rindex(")")]))
