"""One file to its readings: a function of the file, its sidecar and the registers alone."""

import contextlib
import functools
import glob
import html
import logging
import os
import traceback
from typing import Literal

import msgspec

from backfile.archive.assemble import Summary
from backfile.archive.habitual import edges_of
from backfile.archive.phrases import phrases_of
from backfile.archive.sketch import sketch_of
from backfile.archive.topics import word_hits, words_of
from backfile.deadline import OutOfTime, longer, within
from backfile.extract.findings import find, find_stated
from backfile.model import Document, Doubt, Reading, Withdrawn
from backfile.pages import addresses
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.parse.overrides import vain_corrections
from backfile.parse.unpublished import without_drafts
from backfile.problems import Origin, Problem, SetAside
from backfile.publish.cache import digest_key
from backfile.publish.codeversion import code_version
from backfile.read.document import (
    PAGE_SUFFIXES,
    could_be_slow,
    has_mark_up,
    has_plain_form,
    never_closes,
    plain_documents,
    read_documents,
)
from backfile.read.reader import UnreadableFile
from backfile.read.sidecar import Sidecar, corrected, read_sidecar
from backfile.redactions import Redaction, read_redactions
from backfile.redirects import read_redirects
from backfile.registers import PeopleRegister, Registers, read_registers
from backfile.settings import Settings, read_settings
from backfile.takedown import published
from backfile.yamltext import YamlError

__all__ = ["Desk", "Outcome", "open_desk", "read_file", "set_aside", "told_apart", "warm"]

AT_LEAST = 0.6
"""Seconds of processor time for a file that could be slow."""
PER_BYTE = 6e-6
"""Seconds for each byte of it: ten times what the slowest formats take for honest texts."""
PER_ARTICLE = 3e-3
"""Seconds for each article found in it, over and above those for its bytes: ten times what one of a few words takes,
so that long tables of headlines are read on slow machines too."""
Way = Literal["whole", "plain", "words"]
"""How a file is read: as what it is, its mark-up as plain paragraphs, or so and without a search for names."""
NAMELESS = Doubt(
    "text", 0, "The text took too long to search; no names, quotes and days were looked for in it.", "names-slow",
    "save its parts as files of their own", grave=True,
)  # fmt: skip
"""What is told of a text that is published with its words alone."""


class Desk(msgspec.Struct, frozen=True):
    """What every article is read with."""

    settings: Settings
    """site.yaml."""
    registers: Registers
    """The authority files."""
    habits: Habits
    """What of them bears on reading."""
    people: PeopleRegister
    """The people register, for recognising names."""
    words: tuple[str, ...]
    """The words that topic rules ask for."""
    key: bytes
    """Digest of all this and of the code that reads."""
    redactions: tuple[Redaction, ...] = ()
    """What is to be taken out of which articles; not in the key, for most files have none."""
    suggests: bool = False
    """Whether topics are to be suggested from the texts: there are no rules, or somebody asks."""
    redirects: tuple[tuple[str, str], ...] = ()
    """Addresses of pages that moved, and where they lead now."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of one file."""

    readings: tuple[Reading, ...] = ()
    """Its articles; none when it was set aside."""
    problem: Problem | None = None
    """Why it was set aside."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with its sidecar."""
    summaries: tuple[Summary, ...] = ()
    """The same articles without their words."""
    withdrawn: tuple[Withdrawn, ...] = ()
    """Articles of the file that are taken out as a whole."""
    vain: tuple[Problem, ...] = ()
    """Redactions that take nothing out of the file: nothing is published while there are any."""


def open_desk(content: str, suggests: bool = False) -> tuple[Desk, tuple[Problem, ...]]:
    """Return what articles are read with, and what is wrong with settings and registers.

    Topics are suggested where topics.yaml has none, or where `suggests` asks for it.
    """
    settings, problems = read_settings(content)
    registers, more = read_registers(content)
    redactions, wrong = read_redactions(content)
    redirects, astray = read_redirects(content)
    sources = tuple(s for s in registers.sources.values() if s.date_order or s.boilerplate)
    agencies = tuple(
        n for s in registers.sources.values() if s.kind == "agency" for n in (s.name, *s.aliases)
    )
    habits = Habits(settings.date_order, agencies, sources)
    words = words_of(registers.topics)
    bearing = msgspec.msgpack.encode((habits, registers.people, words, sorted(settings.columns.items())))
    suggests = suggests or (not registers.topics and settings.extraction)
    key = digest_key(code_version(), bearing, str(suggests), str(settings.extraction), str(settings.drafts))
    return Desk(settings, registers, habits, registers.people, words, key, redactions, suggests, redirects), (
        *problems,
        *more,
        *wrong,
        *astray,
    )


def read_file(path: str, data: bytes, sidecar: tuple[str, bytes] | None, desk: Desk) -> Outcome:
    """Return the articles of one file, or why it is set aside. Depends on these arguments alone.

    A file that could keep its parser busy for very long is read where that can be ended. A text whose time is over
    is read once more as plain paragraphs, and if need be without a search for names, with a warning.
    """
    _silenced()
    if not could_be_slow(path, data):
        return _guarded(path, data, sidecar, desk, "whole")
    warm(os.path.splitext(path)[1].lower() in PAGE_SUFFIXES)
    seconds = AT_LEAST + len(data) * PER_BYTE
    for way in _ways(path, data):
        with contextlib.suppress(OutOfTime):
            made = within(seconds, functools.partial(_packed, path, data, sidecar, desk, way))
            return msgspec.msgpack.decode(made, type=Outcome)
    message = f"expected a file that is read in {seconds:.1f} s, found one that takes longer"
    way_out = (
        "save its text as .txt"
        if has_mark_up(path) or not has_plain_form(path)
        else "save its parts as files"
    )
    hint = f"it may be made to keep parsers busy; {way_out}"
    return Outcome(problem=Problem(Origin(path), "error", "out-of-time", message, hint))


def _ways(path: str, data: bytes) -> tuple[Way, ...]:
    """Return how a file is read, one way after another, until one is done within its time."""
    if not has_plain_form(path):
        return ("whole",)
    if never_closes(path, data):
        return ("plain", "words")
    return ("whole", "plain", "words") if has_mark_up(path) else ("whole", "words")


@functools.cache
def _silenced() -> None:
    """Keep libraries from printing their warnings, which hold pieces of the files as they stand, escapes and all."""
    logging.getLogger().addHandler(logging.NullHandler())


@functools.cache
def warm(page: bool) -> None:
    """Read the sample texts here, once as pages too where one is to come: the first texts of a process compile
    expressions and load lists and parsers, which may take as long as a file is given to be read."""
    desk = open_desk("")[0]
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "starter", "content", "articles")
    for sample in sorted(glob.glob(os.path.join(folder, "**", "*.txt"), recursive=True)):
        with open(sample, "rb") as file:
            data = file.read()
        _guarded("sample.txt", data, None, desk, "whole")
        if page:
            title, *texts = html.escape(data.decode("utf-8")).split("\n\n")
            body = "".join(f"<p>{text}</p>" for text in texts)
            whole = f"<!doctype html><title>{title}</title><article><h1>{title}</h1>{body}</article>"
            _guarded("sample.html", whole.encode(), None, desk, "whole")


def _packed(path: str, data: bytes, sidecar: tuple[str, bytes] | None, desk: Desk, way: Way) -> bytes:
    return msgspec.msgpack.encode(_guarded(path, data, sidecar, desk, way))


def _guarded(path: str, data: bytes, sidecar: tuple[str, bytes] | None, desk: Desk, way: Way) -> Outcome:
    """Return what became of one file; one at which a reader fails is set aside, and the others are published."""
    try:
        return _outcome(path, data, sidecar, _hurried(desk) if way == "words" else desk, way)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(where.filename)}:{where.lineno}"
        message = (
            f"expected a file that can be read, found that reading fails: {type(error).__name__} in {place}"
        )
        hint = "please report this with the file; save its text as .txt meanwhile"
        return Outcome(problem=Problem(Origin(path), "error", "reader-failed", message, hint))


def _hurried(desk: Desk) -> Desk:
    """Return the desk at which no words are searched."""
    return msgspec.structs.replace(
        desk, settings=msgspec.structs.replace(desk.settings, extraction=False), suggests=False
    )


def _documents(path: str, data: bytes, desk: Desk, way: Way) -> tuple[Document, ...]:
    if way == "plain" or (way == "words" and has_mark_up(path)):
        documents = plain_documents(path, data)
    else:
        documents = read_documents(path, data, desk.settings.columns)
    if way != "words":
        return documents
    return tuple(msgspec.structs.replace(d, doubts=(*d.doubts, NAMELESS)) for d in documents)


def _outcome(path: str, data: bytes, sidecar: tuple[str, bytes] | None, desk: Desk, way: Way) -> Outcome:
    try:
        documents = _documents(path, data, desk, way)
        longer(len(documents) * PER_ARTICLE)
        corrections = read_sidecar(*sidecar) if sidecar else Sidecar()
    except UnreadableFile as error:
        return Outcome(problem=error.problem)
    except YamlError as error:
        return Outcome(problem=error.problem)
    whole, draft = without_drafts(tuple(corrected(d, corrections) for d in documents), desk.settings.drafts)
    if draft is not None:
        return Outcome(problem=draft)
    read = told_apart(tuple(_reading(document, desk) for document in whole))
    readings, withdrawn, vain = published(path, read, desk.redactions)
    # Copies of a redacted article are found by its text as it stood, so that they can be told of.
    unredacted = {r.article.id: r for r in read} if desk.redactions else {}
    return Outcome(
        readings,
        None,
        tuple(vain_corrections(documents, corrections, desk.habits)) if sidecar else (),
        tuple(_summary(reading, desk, unredacted.get(reading.article.id)) for reading in readings),
        withdrawn,
        vain,
    )


def told_apart(read: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the articles of one file, each with an address of its own.

    An address has the first signs of an id, and of thousands of one headline and day in one collection two would
    share them. The later one gets an id anew, so that no collection can keep an archive from being published.
    """
    if len(read) == 1:
        return read
    taken: set[str] = set()
    made = []
    for reading in read:
        again = 0
        while (url := addresses.article(reading.article)) in taken:
            again += 1
            fresh = digest_key(reading.article.id, str(again)).hex()[: len(reading.article.id)]
            reading = msgspec.structs.replace(
                reading, article=msgspec.structs.replace(reading.article, id=fresh)
            )
        taken.add(url)
        made.append(reading)
    return tuple(made)


def _reading(document: Document, desk: Desk) -> Reading:
    article, text = parse(document, desk.habits)
    if not desk.settings.extraction:
        return Reading(article, text, find_stated(article, desk.people))
    return Reading(article, text, find(article, text, desk.people))


def _summary(reading: Reading, desk: Desk, whole: Reading | None) -> Summary:
    article, text = reading.article, reading.text
    digest = digest_key(msgspec.msgpack.encode(reading)).hex()
    hits, edges = word_hits(article, text, desk.words), edges_of(text.body)
    sketch = _sketch(whole or reading)
    phrases = phrases_of(article, text, reading.findings) if desk.suggests else ""
    return Summary(article, reading.findings, hits, digest, edges, sketch, phrases)


def _sketch(reading: Reading) -> bytes:
    dateline = reading.article.dateline
    return sketch_of(reading.text.body, dateline.text if dateline else "")


def set_aside(path: str, problem: Problem) -> SetAside:
    """Return the file as set aside for this problem, which may stand in its sidecar."""
    if problem.origin.path == path:
        return SetAside(path, problem.origin.line, problem.code, problem.message)
    return SetAside(path, 0, problem.code, f"{problem.message} ({problem.origin})")
