"""The hand-marked texts of benchmarks/names are well formed, so that its figures mean what they say."""

import importlib.util
import pathlib
import re
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
SPEC = importlib.util.spec_from_file_location("names_benchmark", ROOT / "benchmarks/names.py")
assert SPEC is not None and SPEC.loader is not None
names = importlib.util.module_from_spec(SPEC)
sys.modules["names_benchmark"] = names
SPEC.loader.exec_module(names)

MARKED = names.load()
BASES = {"name", "role", "pronoun", "headline", "none"}


def printed(text: object) -> str:
    """Return the text without Markdown's stars and line breaks."""
    raw = text.path.read_text(encoding="utf-8-sig")  # type: ignore[attr-defined]
    return " ".join(re.sub(r"[*>]", "", raw).split())


@pytest.mark.parametrize("text", MARKED, ids=lambda text: text.stem)
def test_every_marked_string_occurs_in_its_text_as_often_as_marked(text) -> None:
    raw = printed(text)
    for forms in text.mentions.values():
        assert forms
        for form, count in forms.items():
            assert 0 < count <= raw.count(form), form
    for quote in text.quotes:
        places = [raw.find(" ".join(part.split())) for part in quote.words]
        assert -1 not in places, quote.words
        assert places == sorted(places)


@pytest.mark.parametrize("text", MARKED, ids=lambda text: text.stem)
def test_speakers_are_marked_persons_and_bases_are_known(text) -> None:
    assert isinstance(text.held, bool)
    for quote in text.quotes:
        assert quote.basis in BASES
        if quote.basis == "none":
            assert quote.speaker is None
        if quote.basis in ("name", "role", "pronoun"):
            assert quote.speaker in text.names


def test_a_form_that_is_right_belongs_to_one_person() -> None:
    for text in MARKED:
        forms = [form for forms in text.names.values() for form in forms]
        assert len(forms) == len(set(forms)), text.stem


def test_the_benchmark_has_forty_texts_six_languages_and_a_third_kept_apart() -> None:
    assert len(MARKED) >= 40
    for held in (True, False):
        assert len({text.language for text in MARKED if text.held is held}) >= 6
    assert 0.28 < sum(text.held for text in MARKED) / len(MARKED) < 0.4


def test_every_text_in_the_folder_has_its_record() -> None:
    assert {path.stem for path in names.FOLDER.glob("*.txt")} == {
        text.stem for text in MARKED if text.path.parent == names.FOLDER
    }
