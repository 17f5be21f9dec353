"""All files to readings: each read by itself, once, and kept; what the archive then teaches of some is applied."""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from backfile.archive.assemble import Summary
from backfile.archive.habitual import Learnt, learnt_lines, texts_at_ends
from backfile.hints import meant_path
from backfile.known import Known, digests_of, keep_files, known_files
from backfile.model import Text, Withdrawn
from backfile.parse.unpublished import DRAFT, passed_over
from backfile.problems import Origin, Problem, SetAside, Skipped
from backfile.publish.cache import Cache
from backfile.read.reader import UnreadableFile
from backfile.read.scan import Scan
from backfile.reading import Desk, set_aside
from backfile.redactions import Redaction
from backfile.shelf import Hands, Read, Shelf, Task, Texts
from backfile.stages import Stages

__all__ = ["Begun", "Gathered", "begin", "gather"]


class Begun(msgspec.Struct, frozen=True):
    """What there is to read."""

    tasks: dict[str, Task]
    """By path."""
    refused: dict[str, Problem]
    """Why the others cannot be read, by path."""
    shelf: Shelf
    """Where what became of each file is to be had."""


class Gathered(msgspec.Struct, frozen=True):
    """All files of the archive, read."""

    summaries: tuple[Summary, ...]
    """The articles, without their words."""
    texts: Texts
    """The words of the articles."""
    published: int
    """Files of which the articles came."""
    set_aside: tuple[SetAside, ...]
    """Files that could not be read."""
    problems: tuple[Problem, ...]
    """Why, and what is wrong with sidecars."""
    learnt: tuple[Learnt, ...] = ()
    """Lines that outlets print in most of their texts, kept out of the bodies."""
    withdrawn: tuple[Withdrawn, ...] = ()
    """Articles taken out as a whole, by address."""
    vain: tuple[Problem, ...] = ()
    """Redactions that take nothing out: nothing is published while there are any."""
    drafts: tuple[Skipped, ...] = ()
    """Files passed over, for they say that they are not published."""
    pictured: frozenset[str] = frozenset()
    """Paths of the images that texts name, also where a redaction takes them out."""
    files: dict[str, Read] = {}
    """What was read of each file, by path."""
    shared: frozenset[int] = frozenset()
    """Marks of the short blocks that stand near an end of more than one text."""

    @property
    def text_of(self) -> Callable[[str], Text]:
        """Returns the words of an article by id."""
        return self.texts.of


def begin(
    found: Scan, desk: Desk, cache: Cache, hands: Hands | None = None, stages: Stages | None = None
) -> Begun:
    """Return what there is to read, nothing of it read yet. Only files that were touched are opened."""
    return Begun(*_tasks(found, cache), Shelf(desk, cache, hands or Hands(), stages or Stages()))


def gather(found: Scan, desk: Desk, begun: Begun) -> Gathered:
    """Return what all files say, those read that the cache does not know.

    Lines learnt from the archive change only the files that have them, and only these are read again.
    """
    tasks, refused, shelf = begun.tasks, dict(begun.refused), begun.shelf
    shelf.read(tasks.values())
    pictured = _pictured(tasks, shelf) if found.images else frozenset()
    tasks, vain = _redacting(tasks, refused, shelf, desk.redactions)
    learnt, shared = _learning(tasks, shelf, desk)
    refused |= {path: problem for path in tasks if (problem := shelf.entry(path).problem) is not None}
    drafts = {path: refused.pop(path) for path in [p for p in refused if refused[p].code == DRAFT]}
    return Gathered(
        tuple(summary for path in tasks for summary in shelf.entry(path).summaries),
        shelf.texts(),
        len(found.articles) - len(refused) - len(drafts),
        tuple(set_aside(path, problem) for path, problem in refused.items()),
        (
            *refused.values(),
            *(p for path in tasks for p in shelf.entry(path).problems),
            *_equal(task for path, task in tasks.items() if path not in refused and path not in drafts),
        ),
        learnt,
        tuple(sorted((w for path in tasks for w in shelf.entry(path).withdrawn), key=lambda w: w.address)),
        (*vain, *(p for path in tasks for p in shelf.entry(path).vain)),
        tuple(Skipped(path, passed_over(problem)) for path, problem in drafts.items()),
        pictured,
        {path: shelf.file(path) for path in tasks},
        shared,
    )


def _pictured(tasks: Iterable[str], shelf: Shelf) -> frozenset[str]:
    articles = (summary.article for path in tasks for summary in shelf.entry(path).summaries)
    return frozenset(figure.image for article in articles for figure in article.figures if figure.image)


def _equal(tasks: Iterable[Task]) -> Iterator[Problem]:
    """Yield a doubt for each file with the bytes and the sidecar of an earlier one; what is redacted leads nowhere."""
    first: dict[tuple[bytes, bytes], str] = {}
    for task in tasks:
        path = task.found.path
        same = first.setdefault((task.digest, task.beside), path) if not task.redactions else path
        if same != path:
            message = f"expected a text of its own, found the bytes of “{same}”"
            hint = "delete one of the two, or tell them apart in a sidecar"
            yield Problem(Origin(path), "doubt", "equal-files", message, hint)


def _tasks(found: Scan, cache: Cache) -> tuple[dict[str, Task], dict[str, Problem]]:
    """Return what there is to read, by path, and what cannot be read. Only files that were touched are opened."""
    before = known_files(cache)
    files: dict[str, Known] = {}
    refused: dict[str, Problem] = {}
    for one in found.articles:
        try:
            files[one.path] = digests_of(one, before.get(one.path), found.begun)
        except UnreadableFile as error:
            refused[one.path] = error.problem
    if files != before:
        keep_files(cache, files)
    tasks = {
        one.path: Task(one, known.digest, known.beside_digest)
        for one in found.articles
        if (known := files.get(one.path)) is not None
    }
    return tasks, refused


def _learning(tasks: dict[str, Task], shelf: Shelf, desk: Desk) -> tuple[tuple[Learnt, ...], frozenset[int]]:
    """Return the lines learnt from the archive, once the files that have them are read again without them.

    Beside them the marks of the lines that more than one text has near an end.
    """
    read = [(path, summary) for path in tasks for summary in shelf.entry(path).summaries]
    articles = {summary.article.id: summary.article for _, summary in read}
    edges = {summary.article.id: summary.edges for _, summary in read}
    counts = texts_at_ends(edges.values())
    texts = functools.cache(shelf.texts)  # asked for only where a line may be learnt
    learnt = learnt_lines(articles, edges, counts, desk.registers.sources, lambda id_: texts().of(id_).body)
    where = {summary.article.id: path for path, summary in read}
    lines: dict[str, list[str]] = {}
    for line in learnt:
        for path in dict.fromkeys(where[id_] for id_ in line.ids):
            lines.setdefault(path, []).append(line.text)
    shelf.read(msgspec.structs.replace(tasks[path], learnt=tuple(more)) for path, more in lines.items())
    return learnt, frozenset(mark for mark, count in counts.items() if count > 1)


def _redacting(
    tasks: dict[str, Task], refused: Iterable[str], shelf: Shelf, redactions: Sequence[Redaction]
) -> tuple[dict[str, Task], tuple[Problem, ...]]:
    """Return the tasks with what is to be taken out of each, those files read again, and an error for what fits none.

    Which file an address means is known only when all are read.
    """
    unread = {*refused, *(path for path in tasks if shelf.entry(path).problem is not None)}
    mine: dict[str, list[Redaction]] = {}
    vain = []
    for entry in redactions:
        meant = [
            path
            for path in tasks
            if any(entry.meant(path, s.article.part, s.article.id) for s in shelf.entry(path).summaries)
        ]
        for path in meant:
            mine.setdefault(path, []).append(entry)
        if not meant and entry.article.partition("#")[0] not in unread:
            message = f"expected the path or address of an article, found “{entry.article}”"
            near = meant_path(entry.article.partition("#")[0], tasks)
            hint = "the article's page tells its path; delete the entry if the file is gone"
            hint = f"did you mean `{near}`?" if near else hint
            vain.append(Problem(entry.origin, "error", "redaction-idle", message, hint))
    again = {
        path: msgspec.structs.replace(tasks[path], redactions=tuple(more)) for path, more in mine.items()
    }
    shelf.read(again.values())
    return {path: again.get(path, task) for path, task in tasks.items()}, tuple(vain)
