"""The loader reads raw saved texts as a careful archivist does: one case per file of cases/loader.

A case is NAME.txt or NAME.md (the raw text, as bytes) and NAME.yaml (the expected record, only the keys that
matter there). `null` means that the file does not say, so nothing may be read. Keys:

    headline deck section language direction original_url dateline_place      text, or null
    published updated    ISO, no invented part     zone    of published, as printed
    byline tags subheads                           lists, in order
    source           a name the text itself gives; with `source_inferred: true` a host, handle or copyright name
    figures          list of {caption, credit, creator, notice}, any of them
    body             list of {kind, starts}, in order; figures are left out
    paragraphs first last    number of paragraphs, list items and quotations; how the outer two start
    notes            how each note starts          not_in_body    words that no block of the body may hold
"""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from backfile.model import Article, Block, Text
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents

FOLDER = Path(__file__).resolve().parent / "cases" / "loader"
NAMES = sorted({path.stem for path in FOLDER.iterdir()})

NAMED = ("field", "line", "agency", "byline", "notice")
INFERRED = ("host", "handle", "copyright")
PROSE = ("paragraph", "list_item", "quote")

# What each key must equal in the record; the other keys are compared by `differences` itself.
GOT: dict[str, Callable[[Article, Text], object]] = {
    "headline": lambda article, text: plain(article.headline),
    "deck": lambda article, text: plain(article.deck),
    "section": lambda article, text: plain(article.section),
    "published": lambda article, text: article.published and article.published.value,
    "updated": lambda article, text: article.updated and article.updated.value,
    "zone": lambda article, text: article.published and article.published.zone,
    "byline": lambda article, text: [plain(name) for name in article.byline] or None,
    "dateline_place": lambda article, text: article.dateline and plain(article.dateline.place),
    "original_url": lambda article, text: article.original_url,
    "language": lambda article, text: article.language and article.language.split("-")[0],
    "direction": lambda article, text: article.direction,
    "tags": lambda article, text: [plain(tag) for tag in article.tags],
    "subheads": lambda article, text: [plain(block.text) for block in text.body if block.kind == "subhead"],
    "paragraphs": lambda article, text: len(prose(text)),
}
STARTS: dict[str, Callable[[Article, Text], list[str | None]]] = {
    "first": lambda article, text: [plain(block.text) for block in prose(text)[:1]],
    "last": lambda article, text: [plain(block.text) for block in prose(text)[-1:]],
    "notes": lambda article, text: [plain(note) for note in article.notes],
}
KEYS = {*GOT, *STARTS, "source", "source_inferred", "figures", "body", "not_in_body"}


def plain(text: str | None) -> str | None:
    """Return text with single ordinary spaces, composed, so that only words are compared."""
    return None if text is None else re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def prose(text: Text) -> list[Block]:
    return [block for block in text.body if block.kind in PROSE]


def starts_differ(wanted: list[str], got: list[str | None]) -> bool:
    return len(wanted) != len(got) or any(
        not (words or "").startswith(plain(start) or "") for start, words in zip(wanted, got, strict=True)
    )


def source_of(article: Article, expected: dict[str, Any]) -> tuple[object, object]:
    """Return the expected outlet and what the clues say of it; the register decides only later."""
    inferred = expected.get("source_inferred", False)
    named = [clue.text for clue in article.clues if clue.kind in NAMED]
    found = [clue.text for clue in article.clues if clue.kind in (INFERRED if inferred else NAMED)]
    wanted = expected.get("source")
    if wanted is None:
        return None, named or None
    if inferred and named:
        return wanted, f"named, not inferred: {named}"
    same = [text for text in found if text.lstrip("@").casefold() == wanted.casefold()]
    return wanted, wanted if same else found


def figures_of(article: Article, expected: list[dict[str, Any]]) -> list[dict[str, object]]:
    """Return the figures of the article with the parts that the case asks for."""
    rows: list[dict[str, object]] = []
    for index, figure in enumerate(article.figures):
        credit = figure.credit
        parts = {
            "caption": plain(figure.caption),
            "credit": plain(credit.line.removeprefix("©")) if credit else None,
            "creator": plain(credit.creator) if credit else None,
            "notice": plain(credit.notice) if credit else None,
        }
        asked = expected[index] if index < len(expected) else parts
        rows.append({key: parts[key] for key in asked})
    return rows


def differences(article: Article, text: Text, expected: dict[str, Any]) -> list[str]:
    """Return one line for each key of the case whose value is not the expected one."""
    found: list[str] = []

    def check(key: str, wanted: object, got: object, same: bool) -> None:
        if not same:
            found.append(f"{key}:\n    expected {wanted!r}\n    got      {got!r}")

    for key, wanted in expected.items():
        if key in GOT:
            value = GOT[key](article, text)
            wanted = plain(wanted) if isinstance(wanted, str) else wanted
            check(key, wanted, value, value == wanted)
        elif key in STARTS:
            starts = [wanted] if isinstance(wanted, str) else wanted
            words = STARTS[key](article, text)
            check(key, starts, words, not starts_differ(starts, words))
        elif key == "source":
            wanted, named = source_of(article, expected)
            check(key, wanted, named, wanted == named)
        elif key == "figures":
            rows = figures_of(article, wanted)
            check(key, wanted, rows, rows == wanted)
        elif key == "body":
            blocks = [(block.kind, plain(block.text)) for block in text.body if block.kind != "figure"]
            same = [row["kind"] for row in wanted] == [kind for kind, _ in blocks] and not starts_differ(
                [row["starts"] for row in wanted], [words for _, words in blocks]
            )
            check(key, [(row["kind"], row["starts"]) for row in wanted], blocks, same)
        elif key == "not_in_body":
            for words in wanted:
                holders = [
                    block.text for block in text.body if block.kind != "figure" and words in block.text
                ]
                check(f"{key} {words!r}", [], holders, not holders)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_loader_reads_the_case_as_the_archivist_did(name: str) -> None:
    texts = [path for path in (FOLDER / f"{name}.txt", FOLDER / f"{name}.md") if path.exists()]
    record = FOLDER / f"{name}.yaml"
    assert len(texts) == 1, f"{name}: one text expected, got {[path.name for path in texts]}"
    assert record.exists(), f"{name}: {record.name} is missing"
    expected = yaml.safe_load(record.read_text(encoding="utf-8"))
    unknown = sorted(set(expected) - KEYS)
    assert not unknown, f"{name}: keys that no test reads: {unknown}"

    documents = read_documents(f"articles/{texts[0].name}", texts[0].read_bytes())
    assert len(documents) == 1, f"{name}: one article expected, got {len(documents)}"
    article, text = parse(documents[0], Habits())

    found = differences(article, text, expected)
    assert not found, "\n".join([f"{texts[0].name}: {len(found)} differ", *found])
