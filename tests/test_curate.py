"""Texts are added as copies, after showing what was read in them, once, and without changing anything."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import backfile

Site = Callable[[str], Path]
OWN = """
-- content/articles/ferry.txt --
Ferry opens

3 May 2023

The ferry to the islands opened again, the harbour office said on Wednesday in Quaytown.
"""
FAIR = b"Harbour fair opens\n\n20 September 2023\n\nThe harbour fair opened on Wednesday in Quaytown, the mayor said.\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "fair.txt").write_bytes(FAIR)
    return folder


def add(folder: Path, *arguments: str) -> tuple[int, str, str]:
    return backfile("add", "--content", str(folder / "content"), *arguments)


def test_what_was_read_is_shown_and_the_copy_has_the_same_bytes(site: Site, inbox: Path) -> None:
    folder = site(OWN)
    code, out, err = add(folder, "--yes", "--to", "2023/autumn", str(inbox / "fair.txt"))
    assert code == 0, err
    assert out.splitlines() == [
        f"{inbox / 'fair.txt'}  (new, to articles/2023/autumn/fair.txt)",
        "  Harbour fair opens · 2023-09-20 · no source · 11 words",
    ]
    assert err == f"Copied 1 text into {folder / 'content'}.\n"
    assert (folder / "content/articles/2023/autumn/fair.txt").read_bytes() == FAIR
    assert (inbox / "fair.txt").read_bytes() == FAIR


def test_without_a_word_nothing_is_copied(site: Site, inbox: Path) -> None:
    folder = site(OWN)
    code, _, err = add(folder, str(inbox / "fair.txt"))
    assert (code, err) == (0, "Nothing copied. Say --yes to copy.\n")
    assert os.listdir(folder / "content/articles") == ["ferry.txt"]


def test_adding_twice_adds_once_under_whatever_name(site: Site, inbox: Path) -> None:
    folder = site(OWN)
    add(folder, "--yes", str(inbox))
    (inbox / "other name.txt").write_bytes(FAIR)
    code, out, err = add(folder, "--yes", str(inbox))
    assert (code, err) == (0, "Nothing copied.\n")
    assert out.count("(already there as articles/fair.txt)") == 2
    assert sorted(os.listdir(folder / "content/articles")) == ["fair.txt", "ferry.txt"]


def test_a_taken_name_gets_a_number_and_nothing_is_overwritten(site: Site, inbox: Path) -> None:
    folder = site(OWN)
    before = (folder / "content/articles/ferry.txt").read_bytes()
    (inbox / "Ferry.txt").write_bytes(FAIR.replace(b"fair", b"Fair"))
    code, out, _ = add(folder, "--yes", str(inbox / "Ferry.txt"))
    assert code == 0
    assert "(new, to articles/Ferry-2.txt)" in out
    assert (folder / "content/articles/ferry.txt").read_bytes() == before
    assert (folder / "content/articles/Ferry-2.txt").is_file()


def test_sidecar_and_named_image_come_along(site: Site, inbox: Path) -> None:
    folder = site(OWN)
    (inbox / "walk.md").write_text(
        "---\ntitle: A walk\ndate: 2023-05-01\nimage: walk.jpg\ncaption: The quay\ncredit: Ana Gomez\n---\n"
        "The walk along the quay was long, and many people came to it on that day.\n"
    )
    (inbox / "walk.yaml").write_text("source: Quay Times\n")
    (inbox / "walk.jpg").write_bytes(b"\xff\xd8\xff")
    code, _, err = add(folder, "--yes", "--to", "walks", str(inbox / "walk.md"))
    assert code == 0, err
    assert sorted(os.listdir(folder / "content/articles/walks")) == ["walk.jpg", "walk.md", "walk.yaml"]


def test_a_file_that_cannot_be_read_is_told_and_left(site: Site, inbox: Path) -> None:
    folder = site(OWN)
    (inbox / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    code, out, err = add(folder, "--yes", str(inbox))
    assert code == 3
    assert f"{inbox / 'bad.txt'}\n  not read: expected text" in out
    assert err == f"Copied 1 text into {folder / 'content'}.\n"
    assert sorted(os.listdir(folder / "content/articles")) == ["fair.txt", "ferry.txt"]


@pytest.mark.parametrize("target", ["../outside", "/tmp", "a/../../b"])
def test_no_copy_leaves_the_articles_folder(site: Site, inbox: Path, target: str) -> None:
    folder = site(OWN)
    code, _, err = add(folder, "--yes", "--to", target, str(inbox))
    assert code == 2
    assert "expected a folder below" in err
