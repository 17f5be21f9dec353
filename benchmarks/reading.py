"""CPU time of reading plain text: decoding, layout and record, and people and quotes apart from it.

    .venv/bin/python benchmarks/reading.py [FOLDER]

Prints milliseconds for each article of FOLDER (default content/articles), scaled to 450 words, as the median of
several rounds. Compare figures of one machine only.
"""

import pathlib
import statistics
import sys
import time

from backfile.extract.findings import find
from backfile.parse.article import Habits, parse
from backfile.read.document import read_documents
from backfile.read.formats import ARTICLE_SUFFIXES
from backfile.read.reader import UnreadableFile
from backfile.registers import PeopleRegister

ROUNDS = 7


def main() -> None:
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "content/articles")
    files = [p for p in sorted(folder.rglob("*")) if p.suffix in ARTICLE_SUFFIXES]
    texts = [(str(p), p.read_bytes()) for p in files]
    habits, register = Habits(), PeopleRegister()
    reading, finding, words = [], [], 0
    for _ in range(ROUNDS):
        begun = time.process_time()
        parsed = []
        for path, data in texts:
            try:
                parsed.extend(parse(document, habits) for document in read_documents(path, data))
            except UnreadableFile:
                continue
        middle = time.process_time()
        for article, text in parsed:
            find(article, text, register)
        reading.append(middle - begun)
        finding.append(time.process_time() - middle)
        words = sum(article.words for article, _ in parsed)
    scale = 450 / words * 1000
    print(f"{len(texts)} files, {words} words, median of {ROUNDS} rounds, for 450 words:")
    print(f"  reading and layout  {statistics.median(reading) * scale:6.2f} ms")
    print(f"  people and quotes   {statistics.median(finding) * scale:6.2f} ms")


if __name__ == "__main__":
    main()
