"""Which names are joined without asking, which are offered to the curator, and which are neither: a case a line."""

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.archive.spelling import likeness, loose_keys, sure_key

ROOT = Path(__file__).resolve().parent.parent
SPEC = importlib.util.spec_from_file_location("pairs_benchmark", ROOT / "benchmarks/pairs.py")
assert SPEC is not None and SPEC.loader is not None
benchmark = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(benchmark)
PAIRS = Path(__file__).resolve().parent / "cases/names/pairs.txt"
KINDS = {"=": "same", "?": "maybe", "!": "other"}


def pairs() -> list[tuple[str, str, str]]:
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    return [(line[0], *line[1:].split("|")) for line in lines if not line.startswith("#")]  # type: ignore[misc]


@pytest.mark.parametrize(("mark", "one", "other"), pairs())
def test_two_names_are_joined_offered_or_left(mark: str, one: str, other: str) -> None:
    one, other = one.strip(), other.strip()
    assert likeness(one, other).kind == KINDS[mark], likeness(one, other).why
    assert likeness(other, one).kind == KINDS[mark], "the order of names must not matter"
    if mark == "?":
        assert loose_keys(one) & loose_keys(other), "what no key brings together is never offered"


@pytest.mark.parametrize("name", ["Putin", "محمد باقری", "习近平", "", "   ", "Jr", "-", "' '", "𝔊 𝔊", "أ ب"])
def test_a_name_that_says_too_little_has_no_sure_key_or_one_of_its_own(name: str) -> None:
    assert sure_key(name) == "" or sure_key(name) != sure_key("Vladimir Putin")


@pytest.mark.parametrize("held", [False, True])
def test_of_the_pairs_of_the_benchmark_what_is_joined_is_one_and_most_that_are_one_are_joined_or_offered(
    held: bool,
) -> None:
    kinds = [
        (mark, benchmark.judged(one, other))
        for mark, one, other in benchmark.load()
        if benchmark.held(one, other) is held
    ]
    joined = [mark for mark, kind in kinds if kind == "same"]
    one = [kind for mark, kind in kinds if mark == "="]
    assert len(joined) > 30 and joined.count("=") >= 0.98 * len(joined)
    assert len(one) > 100 and len([kind for kind in one if kind != "other"]) >= 0.85 * len(one)


names = st.text(st.characters(categories=["L", "Zs", "Pd", "Po", "Mn"]), max_size=40)


@given(names, names)
def test_any_two_texts_are_compared_without_a_crash_and_in_either_order(one: str, other: str) -> None:
    assert likeness(one, other).kind == likeness(other, one).kind
    assert likeness(one, one).kind == "same"
