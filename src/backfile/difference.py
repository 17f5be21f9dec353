"""The archive of the last build with the edited articles in it, where no other article would see the edit.

Most edits of a text change its words and nothing that is resolved across articles: who is named and speaks, its day,
outlet, topics, headline stay. The archive is then that of the last build with these articles in their places, and
neither the readings of all others are loaded nor is anything resolved. Whatever else has changed, the archive is
assembled from its readings as ever. What is kept holds for one state of program, settings, registers and list of files.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from backfile.archive.assemble import Summary
from backfile.archive.habitual import LEAST, edges_in
from backfile.archive.sketch import bands_of
from backfile.gather import Begun, Gathered
from backfile.model import Archive, Filed, Findings, Mention, Quote
from backfile.problems import Report
from backfile.publish.cache import Cache, digest_key
from backfile.read.scan import Scan
from backfile.shelf import Read, Shelf, Stored, Texts
from backfile.unchanged import listing

__all__ = ["Same", "keep", "still"]

KIND = "archive"
CHUNK = 2000
"""Articles of one entry, so that a large archive is never packed as a whole."""
MOST = 64
"""Edited files; of more the archive is assembled."""
FICKLE = frozenset(("reader-died", "equal-files"))
"""Problems that another article, or another run, may take back."""


class Base(msgspec.Struct, frozen=True, array_like=True):
    """What an archive was assembled from, and all of it but its articles."""

    name: bytes
    """By which its articles and signatures are kept."""
    listing: bytes
    """Digest of the names of the files."""
    files: dict[str, Read]
    """What was read, by path."""
    shared: frozenset[int]
    """Marks of the lines at an end of more than one text."""
    report: Report
    """What was to say."""
    archive: Archive
    """The archive without articles."""
    newest: int
    """How many of its articles are in lists; the others are older versions."""
    chunks: int
    """Entries that the articles take."""


class Same(msgspec.Struct, frozen=True):
    """An archive that was not assembled anew."""

    report: Report
    """What is to say."""
    archive: Archive
    """With the articles as they are now."""
    texts: Texts
    """The words of the articles."""


def keep(row: bytes, found: Scan, gathered: Gathered, archive: Archive, report: Report, cache: Cache) -> None:
    """Keep an archive for the next build, unless more than its readings decided of it."""
    summaries = gathered.summaries
    if any(s.article.labels for s in summaries) or any(p.code in FICKLE for p in report.problems):
        return
    if len(gathered.files) != len(found.articles) or not all(one.digest for one in gathered.files.values()):
        return
    state = msgspec.msgpack.encode([(path, one.key) for path, one in gathered.files.items()])
    name = digest_key(row, state)
    filed = (*archive.articles.values(), *archive.older.values())
    sketches = {s.article.id: s.sketch for s in summaries}
    chunks = range(0, len(filed), CHUNK)
    for number, start in enumerate(chunks):
        part = filed[start : start + CHUNK]
        cache.put(KIND, _entry(name, "sketches", number), b"".join(sketches[f.article.id] for f in part))
        cache.put(KIND, _entry(name, "articles", number), part)
    bare = msgspec.structs.replace(archive, articles={}, older={})
    base = Base(
        name,
        listing(found),
        gathered.files,
        gathered.shared,
        report,
        bare,
        len(archive.articles),
        len(chunks),
    )
    cache.put(KIND, row, base)


def still(row: bytes, found: Scan, begun: Begun, cache: Cache) -> Same | None:
    """Return the archive with the edited files in it; None where it is to be assembled.

    `row` stands for all that bears on an archive but its files. Files that were edited are read.
    """
    tasks, shelf = begun.tasks, begun.shelf
    base = cache.get(KIND, row, Base)
    if base is None or base.listing != listing(found) or tasks.keys() != base.files.keys():
        return None
    edited = [
        path
        for path, task in tasks.items()
        if (task.digest, task.beside) != ((one := base.files[path]).digest, one.beside)
    ]
    if len(edited) > MOST or any(base.files[path].learnt for path in edited):
        return None
    shelf.read(tasks[path] for path in edited)
    keys = {path: base.files[path].key for path in edited}
    before = cache.get_many("outcomes", tuple(keys.values()), Stored)
    if len(before) != len(set(keys.values())):
        return None
    pairs = [(before[keys[path]], shelf.entry(path)) for path in edited]
    if any(_seen(old) != _seen(new) for old, new in pairs) or _twice(base, shelf, edited):
        return None
    summaries = [both for old, new in pairs for both in zip(old.summaries, new.summaries, strict=True)]
    if not _lines_alone(summaries, base.shared) or not _paragraphs_alone(summaries, base, cache):
        return None
    archive = _archive(base, {new.article.id: new for _, new in summaries}, cache)
    if archive is None:
        return None
    cache.keep(one.key for one in base.files.values())
    articles = (filed.article for filed in (*archive.articles.values(), *archive.older.values()))
    return Same(base.report, archive, shelf.texts_of(articles, tasks, base.files))


def _entry(name: bytes, of: str, number: int) -> bytes:
    return digest_key(name, of, str(number))


def _seen(stored: Stored) -> Stored:
    """Return of what became of a file all that is neither its own affair alone nor looked at in detail."""
    return msgspec.structs.replace(stored, summaries=tuple(map(_seen_of, stored.summaries)))


def _seen_of(summary: Summary) -> Summary:
    record = summary.article
    lead = record.lead if record.headline is None else ""  # texts without a headline are told apart by it
    article = msgspec.structs.replace(record, sha256="", words=0, lead=lead)
    findings = _seen_in(summary.findings)
    return msgspec.structs.replace(
        summary, article=article, findings=findings, digest="", edges=b"", sketch=b""
    )


def _seen_in(findings: Findings) -> Findings:
    """Return findings without the places of words in their paragraphs, and of quotes only who speaks them."""
    people = tuple(
        msgspec.structs.replace(person, mentions=tuple(map(_placed, person.mentions)))
        for person in findings.people
    )
    quotes = tuple(Quote("", quote.speaker, None, None, "none", (0, 0), ()) for quote in findings.quotes)
    return msgspec.structs.replace(findings, people=people, quotes=quotes)


def _placed(mention: Mention) -> Mention:
    return msgspec.structs.replace(mention, place=msgspec.structs.replace(mention.place, start=0, end=0))


def _twice(base: Base, shelf: Shelf, edited: Sequence[str]) -> bool:
    """Return whether an edited file has the bytes of another one now."""
    now = {path: (one.digest, one.beside) for path, one in base.files.items()}
    now |= {path: ((read := shelf.file(path)).digest, read.beside) for path in edited}
    held = Counter(now.values())
    return any(held[now[path]] > 1 or not now[path][0] for path in edited)


def _lines_alone(summaries: Iterable[tuple[Summary, Summary]], shared: frozenset[int]) -> bool:
    """Return whether no line at an end of a text, that others may have too, has come, gone or moved."""
    come: Counter[int] = Counter()
    for old, new in summaries:
        now = edges_in(new.edges)
        moved = {mark for mark, _ in {*edges_in(old.edges)} ^ {*now}}
        if moved & shared:
            return False
        come.update(moved & {mark for mark, _ in now})
    return all(count < LEAST - 1 for count in come.values())


def _paragraphs_alone(summaries: Sequence[tuple[Summary, Summary]], base: Base, cache: Cache) -> bool:
    """Return whether articles whose paragraphs have changed have none that is like one of another article."""
    own: Counter[int] = Counter()
    held: Counter[int] = Counter()
    wanted: set[int] = set()
    for old, new in summaries:
        if old.sketch != new.sketch:
            bands = {*bands_of(old.sketch), *bands_of(new.sketch)}
            if wanted & bands:
                return False
            wanted |= bands
            own.update(bands_of(old.sketch))
    for number in range(base.chunks if wanted else 0):
        sketches = cache.get(KIND, _entry(base.name, "sketches", number), bytes)
        if sketches is None:
            return False
        held.update([band for band in bands_of(sketches) if band in wanted])
    return all(held[band] == own[band] for band in wanted)


def _archive(base: Base, edited: Mapping[str, Summary], cache: Cache) -> Archive | None:
    """Return the archive with these articles as they are now; None where a part of it is lost."""
    filed: dict[str, Filed] = {}
    for one in _filed(base, cache):
        if one is None:
            return None
        summary = edited.get(id_ := one.article.id)
        if summary is not None:
            one = msgspec.structs.replace(
                one, article=summary.article, findings=summary.findings, digest=summary.digest
            )
        filed[id_] = one
    both = list(filed.items())
    newest, older = dict(both[: base.newest]), dict(both[base.newest :])
    return msgspec.structs.replace(base.archive, articles=newest, older=older)


def _filed(base: Base, cache: Cache) -> Iterator[Filed | None]:
    """Yield all articles, and None for those that are lost."""
    for number in range(base.chunks):
        yield from cache.get(KIND, _entry(base.name, "articles", number), tuple[Filed, ...]) or (None,)
