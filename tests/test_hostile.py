"""The hostile cases of benchmarks/trust/cases.py: all texts in one archive, and each hostile file of a curator's own."""

import os
import re
import sys
from pathlib import Path

import pytest
from conftest import ROOT, backfile
from oracle import article_pages, steering, violations

from backfile.problems import printable

sys.path.append(str(ROOT / "benchmarks/trust"))

from cases import CANARY, CASES, CONTROLS, put  # type: ignore[import-not-found]

QUICK = [case for case in CASES if case.seconds <= 1 and not any(".yaml" in name for name in case.content)]
OWN = [case for case in CASES if any(".yaml" in name for name in case.content)]
SITE = "title: Hostile\nsite_url: https://archive.example/\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_hostile_texts_of_all_formats_in_one_archive_do_nothing_and_none_is_lost(tmp_path: Path) -> None:
    content = tmp_path / "content"
    files = {f"{case.name}/{name}": data for case in QUICK for name, data in case.files.items()}
    for name, data in (CONTROLS | files).items():
        put(content / "articles" / name, data)
    put(content / "site.yaml", SITE)
    put(tmp_path / f"{CANARY}.txt", CANARY)
    code, out, err = backfile("build", str(tmp_path))
    told = out + err
    assert code == 3 and "Traceback" not in told, told[-2000:]
    assert violations(tmp_path / "public", ("xss_",), "https://archive.example/") == []
    words = " ".join(page.text for _, page in article_pages(tmp_path / "public"))
    assert all(f"HEALTHY{n}" in words for n in (1, 2, 3))
    assert CANARY not in words and "root:x:0:0" not in words and not re.search(r"\b1337\b", words)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".backfile",
        CANARY + ".txt",
        "content",
        "public",
    ]
    assert steering(told) == []
    aside = {line.split()[2] for line in told.splitlines() if line.startswith("Set aside ")}
    assert f"articles/{printable('yaml-tags/a.md')}:" in aside
    assert "articles/json-ld/a.md:" not in aside


@pytest.mark.parametrize("case", OWN, ids=lambda case: case.name)
def test_hostile_registers_and_settings_are_shown_as_words_or_refused_with_their_line(
    tmp_path: Path, case: object
) -> None:
    files = {f"articles/{name}": data for name, data in case.files.items()}  # type: ignore[attr-defined]
    for name, data in ({"site.yaml": SITE} | files | case.content).items():  # type: ignore[attr-defined]
        put(tmp_path / "content" / name, data)
    code, _, err = backfile("build", str(tmp_path))
    assert code in case.exit and "Traceback" not in err, err  # type: ignore[attr-defined]
    if case.told:  # type: ignore[attr-defined]
        assert f"{case.told[0]}:{case.told[1] or ''}" in err  # type: ignore[attr-defined]
    if (tmp_path / "public").is_dir():
        assert violations(tmp_path / "public", ("xss_",), "https://archive.example/") == []
