"""The words of all articles as files: made anew, or the last build's files changed where articles changed.

`w/` holds who says each word, with the lists too long for it in `b/`; `s/` holds the signs of what follows the
words, which only phrases ask for.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import compress
from typing import Protocol

import msgspec

from backfile.search.entries import LANGUAGE, Entry, Joined, digest, weighed
from backfile.search.order import Order
from backfile.search.postings import RUN, postings
from backfile.search.rowfiles import Kept, RowFiles
from backfile.search.rows import Lore, Row, SignsLost, changed
from backfile.search.said import packed, said

__all__ = ["Store", "Told", "Vocabulary"]

FEW = 0.02
"""Share of changed articles up to which files are changed and not made anew."""


SHELF = 512
"""What is noted of about so many articles is kept together, so that a change need not read all of it."""


class Store(Protocol):
    """What keeps things between builds. Whatever it returns may be missing at any time."""

    def state(self, key: bytes) -> bytes | None:
        """Return the state kept under a key."""

    def keep_state(self, key: bytes, data: bytes) -> None:
        """Keep a state under a key."""

    def words(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Return the words of articles by their keys."""

    def keep_words(self, words: Mapping[bytes, bytes]) -> None:
        """Keep the words of articles by their keys."""

    def spare(self, keys: Sequence[bytes]) -> None:
        """Spare the words and states of these keys from being forgotten."""

    def file(self, url: str, key: str) -> bytes | None:
        """Return the bytes of a file of the last build that was made with this key and is intact."""


class State(msgspec.Struct, frozen=True, array_like=True):
    """What the last build knew of the files of words."""

    numbers: dict[str, int]
    """Number by article id."""
    prints: dict[str, bytes]
    """By article id the digest of all that the search holds of it."""
    kept: tuple[tuple[Kept, ...], tuple[Kept, ...]]
    """The files of the words and of the signs, in order."""


class Told(msgspec.Struct, frozen=True):
    """What the vocabulary asks of the archive."""

    prints: dict[str, bytes]
    """By article id the digest of all that the search holds of it."""
    keys: Mapping[str, bytes]
    """By article id the key under which its words are kept."""
    joined: Callable[[str], Joined]
    """Returns what joins the words of an article."""
    texts: Callable[[str], tuple[str, str, str]]
    """Returns what the words of an article are made of."""


class Noted(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is kept of an article for taking it out of the index again."""

    key: bytes
    """The key under which its words are kept."""
    joined: Joined
    """What joined them."""
    held: bytes
    """The digest of all that the search held of it: a run that was killed may have noted what no file says yet."""

    def entry(self, words: Mapping[bytes, bytes]) -> Entry:
        """Return the article as it is searched, wherever it stands."""
        return Entry(0, words[self.key], ("", "", ""), self.joined)


_DECODE = msgspec.msgpack.Decoder(dict[str, Noted]).decode

Made = tuple[str, str, Callable[[], bytes]]
Touched = dict[str, tuple[set[int], dict[int, tuple[int, str]]]]
"""For each word the numbers that go, and those that come with weight and signs."""


class Vocabulary:
    """The files of words of one archive."""

    def __init__(self, order: Order, lore: Lore, told: Told, code: bytes, store: Store, jobs: int) -> None:
        self.bounds: tuple[list[str], list[str]] = ([], [])
        """The bounds of the files of words and of signs, once `steps` has run."""
        self.meanwhile = False
        """Whether the caller has something to do while workers are waited for."""
        self._kept: tuple[tuple[Kept, ...], tuple[Kept, ...]] = ((), ())
        self._order = order
        self._lore = lore
        self._told = told
        self._store = store
        self._jobs = jobs
        limit = min(max(order.scale, 16_384), 81_920)
        self._words = RowFiles("w", limit, "b", store.file)
        self._signs = RowFiles("s", min(max(2 * order.scale, 32_768), 294_912), "", store.file)
        self._state_key = digest("words", code, order.scale, lore.languages)
        shelves = min(max(1, order.scale // SHELF), 256)
        self._shelves = [digest("noted", code, order.scale, lore.languages, n) for n in range(shelves)]

    def steps(self) -> Iterator[None]:
        """Make what is new. Yields wherever workers are waited for, while `meanwhile` is true."""
        self._store.spare([*self._told.keys.values(), *self._shelves])
        state = self._last()
        kept = self._changed(state) if state is not None else None
        self._kept = kept if kept is not None else (yield from self._anew())
        self.bounds = [one.bound for one in self._kept[0]], [one.bound for one in self._kept[1]]
        now = State(self._order.numbers, self._told.prints, self._kept)
        self._store.keep_state(self._state_key, msgspec.msgpack.encode(now))

    def files(self) -> Iterator[Made]:
        """Yield (address, key, function that returns the bytes) of each file, once `steps` has run."""
        for files, own in zip((self._words, self._signs), self._kept, strict=True):
            for name, key in files.addresses(own):
                yield f"search/{name}.js", key, partial(self._bytes, files, name)

    def _last(self) -> State | None:
        data = self._store.state(self._state_key)
        try:
            return msgspec.msgpack.decode(data, type=State) if data is not None else None
        except msgspec.DecodeError:
            return None

    def _bytes(self, files: RowFiles, name: str) -> bytes:
        """Return a file that is new, or that the last build made and somebody has touched since."""
        if not files.holds(name):
            deque(self._anew(), maxlen=0)
        return files.bytes(name)

    # ------------------------------------------------------------ all anew

    def _anew(self) -> Generator[None, None, tuple[tuple[Kept, ...], tuple[Kept, ...]]]:
        self._words.forget()
        self._signs.forget()
        noted: defaultdict[bytes, dict[str, msgspec.Raw]] = defaultdict(dict)
        ids = {number: id_ for id_, number in self._order.numbers.items()}

        def keep(numbers: Sequence[int], words: Sequence[bytes]) -> None:
            keys = (self._told.keys[ids[number]] for number in numbers)
            self._store.keep_words(dict(zip(keys, words, strict=True)))

        words: dict[str, str] = {}
        signs: dict[str, str] = {}
        entries = self._entries(noted)
        for rows in postings(entries, len(ids), self._lore, self._jobs, keep, lambda: self.meanwhile):
            if rows is None:
                yield
                continue
            terms, data, told = rows
            words.update(zip(terms, data, strict=True))
            signs.update(zip(compress(terms, told), filter(None, told), strict=True))
        self._note(noted)
        return self._words.anew(words), self._signs.anew(signs)

    def _entries(self, noted: Mapping[bytes, dict[str, msgspec.Raw]]) -> Iterator[Entry]:
        """Yield the articles in order, and note what joins the words of each."""
        ids = list(self._order.numbers)
        for n in range(0, len(ids), RUN):
            run = ids[n : n + RUN]
            known = self._store.words([self._told.keys[id_] for id_ in run])
            for id_ in run:
                key, more = self._told.keys[id_], self._told.joined(id_)
                one = Noted(key, more, self._told.prints[id_])
                noted[self._shelf(id_)][id_] = msgspec.Raw(msgspec.msgpack.encode(one))
                words = known.get(key, b"")
                texts = ("", "", "") if words else self._told.texts(id_)
                yield Entry(self._order.numbers[id_], words, texts, more)

    # ------------------------------------------------------------ what changed

    def _changed(self, state: State) -> tuple[tuple[Kept, ...], tuple[Kept, ...]] | None:
        """Return the files after what changed since the last build; None when they must be made anew."""
        numbers, prints = self._order.numbers, self._told.prints
        changed_ids = sorted({*_differing(state.numbers, numbers), *_differing(state.prints, prints)})
        gone = [id_ for id_ in changed_ids if id_ in state.numbers]
        come = [id_ for id_ in changed_ids if id_ in numbers]
        if not gone and not come:
            return state.kept
        if len(gone) + len(come) > max(8, len(numbers) * FEW):
            return None
        touched = self._touched(state, gone, come)
        if touched is None:
            return None
        try:
            old_words = self._words.found(state.kept[0], touched)
            old_signs = self._signs.found(state.kept[1], touched)
            words, signs = {}, {}
            for term, (out, in_) in touched.items():
                old = Row(old_words.get(term, ""), old_signs.get(term, ""))
                new = changed(term, old, out, in_, self._lore) or Row("")
                if new.words != old.words:
                    words[term] = new.words
                if new.signs != old.signs:
                    signs[term] = new.signs
            return self._words.changed(state.kept[0], words), self._signs.changed(state.kept[1], signs)
        except (SignsLost, LookupError):
            return None

    def _touched(self, state: State, gone: Sequence[str], come: Sequence[str]) -> Touched | None:
        """Return the words whose rows change; None when what the gone articles said is not known."""
        shelves = self._noted({self._shelf(id_) for id_ in (*gone, *come)})
        before = {id_: one for shelf in shelves.values() for id_, one in shelf.items()}
        if any(id_ not in before or before[id_].held != state.prints[id_] for id_ in gone):
            return None
        known = self._store.words([before[id_].key for id_ in gone] + [self._told.keys[id_] for id_ in come])
        if any(before[id_].key not in known for id_ in gone):
            return None
        prints = self._told.prints
        after = {id_: Noted(self._told.keys[id_], self._told.joined(id_), prints[id_]) for id_ in come}
        fresh = {
            one.key: packed(said(*self._told.texts(id_)))
            for id_, one in after.items()
            if one.key not in known
        }
        self._store.keep_words(fresh)
        words = {**known, **fresh}
        touched: Touched = defaultdict(lambda: (set(), {}))
        for id_ in {*gone, *come}:
            old = weighed(before[id_].entry(words)) if id_ in state.numbers else {}
            new = weighed(after[id_].entry(words)) if id_ in after else {}
            was, is_ = state.numbers.get(id_, -1), self._order.numbers.get(id_, -1)
            # A row tells in which languages its word is stemmed, so that of an article bears on all its words.
            whole = was != is_ or _languages(old) != _languages(new)
            for term in old:
                if whole or old[term] != new.get(term):
                    touched[term][0].add(was)
            for term, told in new.items():
                if whole or told != old.get(term):
                    touched[term][1][is_] = told
        for id_ in gone:
            del shelves[self._shelf(id_)][id_]
        for id_, one in after.items():
            shelves[self._shelf(id_)][id_] = one
        self._note(shelves)
        return touched

    def _shelf(self, id_: str) -> bytes:
        """Return the key under which is kept what is noted of an article, with that of others."""
        return self._shelves[int(id_[:2], 16) * len(self._shelves) >> 8]

    def _noted(self, keys: Collection[bytes]) -> dict[bytes, dict[str, "Noted"]]:
        """Return what the last build noted under these keys."""
        known = self._store.words([*keys])
        try:
            return {key: _DECODE(known[key]) if key in known else {} for key in keys}
        except msgspec.DecodeError:
            return {key: {} for key in keys}

    def _note(self, shelves: Mapping[bytes, Mapping[str, "Noted | msgspec.Raw"]]) -> None:
        self._store.keep_words({key: msgspec.msgpack.encode(shelf) for key, shelf in shelves.items()})


def _languages(terms: Iterable[str]) -> set[str]:
    return {term for term in terms if term.startswith(LANGUAGE)}


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """Return the keys that only one of two mappings has, and those under which they differ."""
    get = old.get
    return [*(old.keys() - new.keys()), *(id_ for id_, value in new.items() if get(id_) != value)]
