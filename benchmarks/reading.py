"""CPU time of reading plain text: decoding, layout and record, and people and quotes apart from it.

    .venv/bin/python benchmarks/reading.py [FOLDER [SEED]]

Prints milliseconds for 450 words, the least of several rounds, for each of three kinds of text: the articles of
FOLDER (default content/articles: short texts with much of the page around them), the seed's article alone (given
as a second argument, default the one in content/), and long prose, which is made of the articles' paragraphs.

Measured is the time of `read_documents` (bytes to text, telling the format, what the file declares) and of
`parse` (layout and record), and apart from it that of `find` (people and quotes), in one process, patterns compiled.
What the engine keeps of texts it has seen is thrown away before each round: an archive has each text once.
Compare figures of one machine only, and only while nothing else runs on it.
"""

import functools
import gc
import pathlib
import sys
import time

from backfile.extract.findings import find
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents
from backfile.read.reader import UnreadableFile
from backfile.read.suffixes import ARTICLE_SUFFIXES
from backfile.registers import PeopleRegister

ROUNDS = 9
SEED = "content/articles/2023/2023-09-20-shoigu-tehran-talks.txt"
LONG = 6000  # characters of a text of long prose

Texts = list[tuple[str, bytes]]


def forget() -> None:
    """Empty the caches of texts: those that hold only so many; tables that are made once stay."""
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper) and one.cache_parameters()["maxsize"]:
            one.cache_clear()


def measured(texts: Texts) -> tuple[float, float, int]:
    """Return (seconds of reading, seconds of finding, words) of one round."""
    habits, register = Habits(), PeopleRegister()
    forget()
    parsed = []
    begun = time.process_time()
    for path, data in texts:
        try:
            parsed.extend(parse(document, habits) for document in read_documents(path, data))
        except UnreadableFile:
            continue
    middle = time.process_time()
    for article, text in parsed:
        find(article, text, register)
    return middle - begun, time.process_time() - middle, sum(article.words for article, _ in parsed)


def long_prose(texts: Texts) -> Texts:
    """Return texts of some length, each a headline and paragraphs in one language, from the articles' paragraphs."""
    paragraphs: dict[str, list[str]] = {}
    for path, data in texts:
        for document in read_documents(path, data):
            article, text = parse(document, Habits())
            long = [b.text for b in text.body if b.kind == "paragraph" and len(b.text) > 160]
            paragraphs.setdefault(article.language or "", []).extend(long)
    found: Texts = []
    for language, own in sorted(paragraphs.items()):
        while sum(map(len, own)) >= LONG // 2:
            taken = next((n for n in range(1, len(own)) if sum(map(len, own[:n])) >= LONG), len(own))
            text = "\n\n".join(["A headline of some words", *own[:taken]])
            found.append((f"{language or 'other'}{len(found)}.txt", text.encode()))
            own = own[taken:]
    return found


def main() -> None:
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "content/articles")
    files = [p for p in sorted(folder.rglob("*")) if p.suffix in ARTICLE_SUFFIXES]
    texts = [(str(p), p.read_bytes()) for p in files]
    seed = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else SEED)
    print(f"Milliseconds for 450 words, least of {ROUNDS} rounds:   reading   people and quotes")
    kinds = (
        ("articles", texts),
        ("the seed", [(seed.name, seed.read_bytes())]),
        ("long prose", long_prose(texts)),
    )
    for name, some in kinds:
        rounds = [measured(some) for _ in range(ROUNDS)] if some else []
        for scale in {450_000 / words for _, _, words in rounds}:
            reading, finding = min(r for r, _, _ in rounds) * scale, min(f for _, f, _ in rounds) * scale
            print(f"  {name:12} {len(some):4} files {rounds[0][2]:7} words {reading:14.2f} {finding:12.2f}")


if __name__ == "__main__":
    main()
