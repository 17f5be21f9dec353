"""Archive -> the files of its search, in the order of their addresses' kinds; what is unchanged is not made.

`search/map.js` holds what the browser needs first. `search/w/` holds the words, cut as shards.py tells,
`search/b/` the lists too long for them, and `search/s/` the signs of what follows the words. `search/n/` holds
names, `search/r/` what results show, with the texts that snippets are cut from.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

import msgspec

from backfile.model import Archive, Text
from backfile.registers import Registers
from backfile.search import digits, folding, names, order, records, shards, stems
from backfile.search.entries import digest, joined, language_of
from backfile.search.rows import Lore, often
from backfile.search.said import key_of, texts_of
from backfile.search.vocabulary import Store, Told, Vocabulary
from backfile.settings import Settings

__all__ = ["File", "index"]

FORM = 5
"""Number of the form of the files; search-read.js reads this form only."""
MEANWHILE = 16
"""Files of results that are made before it is looked whether workers are done."""


class File(msgspec.Struct, frozen=True):
    """One file of the search."""

    url: str
    """Address relative to the site's root."""
    key: str
    """Hash of all that it is made of."""
    make: Callable[[], bytes]
    """Returns its bytes. Called only when the file must be written."""
    entries: tuple[str, ...] = ()
    """Ids of the articles whose results it shows."""


def index(
    archive: Archive,
    settings: Settings,
    registers: Registers,
    text_of: Callable[[str], Text],
    store: Store,
    jobs: int = 1,
) -> Iterator[File]:
    """Yield the files of the search.

    `store` keeps between builds what lets the files of the words be changed instead of made anew. The bytes
    depend on the archive, the settings' language and the code alone.
    """
    numbers = order.ordered(archive.articles)
    spellings = names.variants(archive, registers)
    prints = _prints(archive, spellings, settings.language)
    one_of_each = {filed.article.language: filed for filed in archive.articles.values()}
    printed = {language: language_of(filed) for language, filed in one_of_each.items()}
    languages = stems.stemmed(printed.values())
    told = Told(
        prints,
        {id_: key_of(filed.digest) for id_, filed in archive.articles.items()},
        lambda id_: joined(archive.articles[id_], spellings),
        lambda id_: texts_of(archive.articles[id_].article, text_of(id_)),
    )
    lore = Lore(languages, _spoken(numbers, languages, printed, archive), often(numbers.scale))
    vocabulary = Vocabulary(numbers, lore, told, _code(), store, jobs)
    results = _records(archive, settings, text_of, numbers, prints)
    named: list[File] = []
    bounds: list[str] = []
    vocabulary.meanwhile = True
    for _ in vocabulary.steps():  # workers are at the words
        if not named:
            named, bounds = _names(archive, registers, spellings)
        made = [*islice(results, MEANWHILE)]
        vocabulary.meanwhile = bool(made)
        yield from made
    yield from results
    yield from (File(*file) for file in vocabulary.files())
    if not named:
        named, bounds = _names(archive, registers, spellings)
    yield from named
    yield _map(settings, numbers, languages, vocabulary.bounds, bounds)


def _spoken(
    numbers: order.Order, languages: Sequence[str], printed: Mapping[str | None, str], archive: Archive
) -> bytes:
    """Return for each number 0, or the place from 1 on of the language of the article that has it."""
    places = {language: n + 1 for n, language in enumerate(languages)}
    own = {language: places.get(short, 0) for language, short in printed.items()}
    if len(set(own.values())) == 1:
        return bytes([*own.values()][:1]) * numbers.size
    spoken = bytearray(numbers.size)
    for id_, number in numbers.numbers.items():
        spoken[number] = own[archive.articles[id_].article.language]
    return bytes(spoken)


def _prints(archive: Archive, spellings: Mapping[str, str], language: str) -> dict[str, bytes]:
    """Return for each article the digest of all that the search holds of it."""
    sources = {key: record.name for key, record in archive.sources.items()}
    encode, hashed = msgspec.msgpack.Encoder().encode, hashlib.blake2b
    prints = {}
    for id_, filed in archive.articles.items():
        packed = encode(
            (
                filed.digest,
                filed.day,
                filed.people,
                [(key, spellings[key]) for key in filed.people if key and key in spellings],
                (filed.source.key, sources[filed.source.key]) if filed.source else None,
                [match.key for match in filed.topics],
                filed.creditors,
                language,
            )
        )
        prints[id_] = hashed(packed, digest_size=16).digest()
    return prints


def _code() -> bytes:
    """Return the digest of the code that makes the index, and of the stemmers."""
    folder = os.path.dirname(os.path.abspath(__file__))
    hashed = hashlib.blake2b(stems.VERSION.encode(), digest_size=16)
    for name in sorted(os.listdir(folder)):
        if name.endswith(".py"):
            with open(os.path.join(folder, name), "rb") as file:
                hashed.update(file.read())
    return hashed.digest()


Members = Sequence[tuple[int, str]]
"""(place in its file, article id) of the articles of a file."""


def _records(
    archive: Archive,
    settings: Settings,
    text_of: Callable[[str], Text],
    numbers: order.Order,
    prints: Mapping[str, bytes],
) -> Iterator[File]:
    span = records.spans(numbers)
    code = _code()
    for number, members in records.grouped(numbers, span.width).items():
        key = digest(code, span.width, [(place, prints[id_]) for place, id_ in members]).hex()

        def make(name: str = f"r/{number}", members: Members = members) -> bytes:
            filed = {place: archive.articles[id_] for place, id_ in members}
            shown = {
                place: records.record(one, archive, settings.language, span.texts)
                for place, one in filed.items()
            }
            texts = {
                place: records.text_of_body(filed[place], text_of(id_))
                for place, id_ in members
                if span.texts
            }
            return shards.script(name, records.together(shown, texts, span.deflated))

        yield File(f"search/r/{number}.js", key, make, tuple(id_ for _, id_ in members))


def _names(
    archive: Archive, registers: Registers, spellings: Mapping[str, str]
) -> tuple[list[File], list[str]]:
    rows = names.name_rows(archive, registers, spellings)
    rows.sort(key=lambda row: shards.in_order(row[0]))
    items = [shards.Item(term, term, len(term) + len(data) + 4) for term, data in rows]
    files, bounds = [], []
    for region in shards.cut(items, NAMES):
        part = rows[region.first : region.end]
        name = f"n/{shards.file_name(region.bound)}"
        data = shards.script(
            name, shards.packed([term for term, _ in part], [row for _, row in part], names.BORDER)
        )
        bounds.append(region.bound)
        key = hashlib.blake2b(data, digest_size=16).hexdigest()
        files.append(File(f"search/{name}.js", key, partial(bytes, data)))
    return files, bounds


NAMES = 8192
"""Characters of names in one file."""


def _listed(bounds: Sequence[str]) -> str:
    """Return bounds as one text, each after a sign that no word holds: a third shorter than a list."""
    return "".join(f"{names.BORDER}{bound}" for bound in bounds)


def _map(
    settings: Settings,
    numbers: order.Order,
    languages: Sequence[str],
    bounds: tuple[Sequence[str], Sequence[str]],
    named: Sequence[str],
) -> File:
    span = records.spans(numbers)
    months = [int(month[:4]) * 12 + int(month[5:]) - 1 for month, _ in numbers.months]
    value = {
        "form": FORM,
        "articles": len(numbers.numbers),
        "size": numbers.size,
        "records": span.width,
        "months": digits.gaps(months),
        "firsts": digits.gaps([first for _, first in numbers.months]),
        "languages": languages,
        "language": settings.language,
        "fold": folding.TABLE,
        "names": _listed(named),
        "words": _listed(bounds[0]),
        "signs": _listed(bounds[1]),
    }
    data = shards.script("map", value)
    return File("search/map.js", hashlib.blake2b(data, digest_size=16).hexdigest(), lambda: data)
