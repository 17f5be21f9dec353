"""Saved web pages are read as a careful archivist reads them: one case per page of cases/pages, and hostile ones.

A case is NAME.html (the page, as bytes) and NAME.yaml (the expected record, with the keys of test_loader_cases).
"""

from pathlib import Path

import pytest
import yaml
from test_loader_cases import KEYS, differences

from backfile.parse.article import Habits, parse
from backfile.read.document import read_documents

FOLDER = Path(__file__).resolve().parent / "cases" / "pages"
NAMES = sorted(path.stem for path in FOLDER.glob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_page_is_read_as_the_archivist_did(name: str) -> None:
    page = FOLDER / f"{name}.html"
    expected = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    unknown = sorted(set(expected) - KEYS)
    assert not unknown, f"{name}: keys that no test reads: {unknown}"
    documents = read_documents(f"articles/{page.name}", page.read_bytes())
    assert [d.format for d in documents] == ["html"]
    article, text = parse(documents[0], Habits())
    found = differences(article, text, expected)
    assert not found, "\n".join([f"{page.name}: {len(found)} differ", *found])
