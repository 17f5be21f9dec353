"""What the first text of a run costs beyond its own reading is not held against it."""

import time

import pytest

from backfile import reading
from backfile.reading import open_desk, read_file

LONG = (
    "---\ntitle: Harbour news\ndate: 2024-05-06\n---\n\n"
    + "The *ferry* sails, and [it](https://a.example/) sails. " * 2000
)


def test_a_slow_start_does_not_make_the_first_long_text_a_slow_one(monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.read_documents
    begun = []

    def read_documents(path: str, data: bytes, columns: object) -> object:
        """Read as ever; the first reading of a process takes longer than a file may, as on a machine that is cold."""
        until = time.process_time() + 3
        while not begun and time.process_time() < until:
            pass
        begun.append(path)
        return real(path, data, columns)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_documents", read_documents)
    reading.warm.cache_clear()
    assert reading.could_be_slow("articles/a.md", LONG.encode())
    (read,) = read_file("articles/a.md", LONG.encode(), None, open_desk("")[0]).readings
    assert [doubt.code for doubt in read.article.doubts if doubt.code == "mark-up-slow"] == []
    assert read.article.headline == "Harbour news"
