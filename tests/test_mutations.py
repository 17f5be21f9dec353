"""Texts as nobody would save them: real files cut, doubled, shuffled and spoilt are read without a crash or a loss.

The files of content/ and the pages of tests/cases are mutated; BACKFILE_SAMPLES names a folder with more.
"""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backfile.extract.findings import find
from backfile.model import Document, Reading
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents
from backfile.read.reader import UnreadableFile
from backfile.read.suffixes import ARTICLE_SUFFIXES
from backfile.registers import PeopleRegister

HANG = 60  # seconds after which a reading is taken for one that never ends; two of the slowest take 10 to 15
FOLDERS = [ROOT / "content/articles", ROOT / "tests/cases/pages"]
if os.environ.get("BACKFILE_SAMPLES"):
    FOLDERS.append(Path(os.environ["BACKFILE_SAMPLES"]))
FILES = [
    path
    for folder in FOLDERS
    for path in sorted(folder.rglob("*"))
    if path.suffix in ARTICLE_SUFFIXES and path.stat().st_size < 200_000
]
TEXTS = [path for path in FILES if path.suffix in (".txt", ".text")]
PIECES = [
    b"\n", b"\n\n", b"\r\n", b"\x00", b"\xff\xfe", b"\xc3", b"---\n", b"+++\n", b"<", b"<p>", b"&#0;", b"&", b"\t", b"-30-",
    "“".encode(), "»".encode(), "\u202e".encode(), "\u200f".encode(), "\ufeff".encode(), b"Photo: ", b"By ", b"31.02.2023",
    b"(", b'"' * 40, b" " * 300, b"A. " * 100, b"[" * 200, b"| " * 100, b"# ", b"!" * 50, b"=====\n", b"Date: \n", b"#a " * 60,
]  # fmt: skip

LABEL = 24  # letters of a label such as "Photo by" or "FILE PHOTO" that the record of a figure leaves out

Change = Callable[[bytes, int, int, bytes], bytes]
CHANGES: dict[str, Change] = {
    "cut off": lambda data, a, b, piece: data[:b],
    "cut out": lambda data, a, b, piece: data[:a] + data[b:],
    "doubled": lambda data, a, b, piece: data[:b] + data[a:],
    "put in": lambda data, a, b, piece: data[:a] + piece + data[a:],
    "strewn": lambda data, a, b, piece: data[:a] + data[a:b].replace(b" ", piece[:3]) + data[b:],
    "joined": lambda data, a, b, piece: data[:a] + data[a:b].replace(b"\n", b" ") + data[b:],
    "parted": lambda data, a, b, piece: data[:a] + data[a:b].replace(b" ", b"\n") + data[b:],
    "turned": lambda data, a, b, piece: data[:a] + b"\n".join(data[a:b].split(b"\n")[::-1]) + data[b:],
    "shouted": lambda data, a, b, piece: data[:a] + data[a:b].upper() + data[b:],
}


@st.composite
def mutated(draw: st.DrawFn, files: list[Path]) -> tuple[str, bytes]:
    """Draw a file and change it in up to four places."""
    path = draw(st.sampled_from(files))
    data = path.read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        a, b = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        data = CHANGES[draw(st.sampled_from(sorted(CHANGES)))](data, a, b, draw(st.sampled_from(PIECES)))[
            :400_000
        ]
    return f"articles/{path.name}", data


@contextmanager
def no_hang(what: str) -> Iterator[None]:
    """Fail when the block does not come to an end."""

    def give_up(*_: object) -> None:
        raise TimeoutError(f"{what}: no end after {HANG} s")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, HANG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def read(path: str, data: bytes) -> list[tuple[Document, Reading]]:
    """Return the readings of a file; none when it is set aside, which is an answer too."""
    with no_hang(path):
        try:
            documents = read_documents(path, data)
        except UnreadableFile as error:
            assert error.problem.message.startswith("expected"), error.problem
            return []
        readings = []
        for document in documents:
            article, text = parse(document, Habits())
            readings.append((document, Reading(article, text, find(article, text, PeopleRegister()))))
        return readings


COMMON = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck), derandomize=True)


@COMMON
@given(mutated(FILES))
def test_a_spoilt_file_is_read_or_set_aside_and_read_the_same_twice(case: tuple[str, bytes]) -> None:
    assert read(*case) == read(*case)


def letters(text: str) -> Counter[str]:
    """Return the characters that are no blanks, with their counts."""
    return Counter(c for c in text if not c.isspace() and c.isprintable())


@COMMON
@given(mutated(TEXTS))
def test_no_character_of_a_plain_text_is_lost(case: tuple[str, bytes]) -> None:
    for document, reading in read(*case):
        if document.format != "text":
            continue
        text = reading.text
        kept = [block.text for block in text.body if block.figure is None]
        kept += [step.value for step in text.trail if step.field.startswith("line: ")]
        for figure in reading.article.figures:
            kept.append(figure.caption or "")
            kept += [figure.credit.line, figure.credit.notice or ""] if figure.credit else []
        lost = letters("".join(document.lines)) - letters("".join(kept))
        labels = LABEL * len(reading.article.figures)
        assert sum(count for c, count in lost.items() if c.isalnum()) <= labels, lost


@pytest.mark.parametrize("suffix", ARTICLE_SUFFIXES)
@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 99, b"<" * 5000, b"{" * 5000, b"[" * 5000, b"\xff" * 99, b"a," * 9999]
)
def test_nonsense_under_any_suffix_is_set_aside_or_read(suffix: str, data: bytes) -> None:
    assert read(f"articles/x{suffix}", data) == read(f"articles/x{suffix}", data)
