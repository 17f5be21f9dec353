"""Patterns that compile late are right, and act like those compiled at once."""

import importlib
import pkgutil
import re

import pytest

import backfile
from backfile import patterns
from backfile.patterns import Ending, late

MODULES = [
    m.name for m in pkgutil.walk_packages(backfile.__path__, "backfile.") if not m.name.endswith("__main__")
]


def test_every_late_pattern_of_the_engine_compiles() -> None:
    found = [
        (f"{name}.{key}", value)
        for name in MODULES
        for key, value in vars(importlib.import_module(name)).items()
        if isinstance(value, patterns._Late)
    ]
    assert len(found) > 300
    for name, value in found:
        assert value.groups >= 0 and value.fullmatch, name


def test_a_late_pattern_acts_like_a_compiled_one() -> None:
    one, other = late(r"(?P<a>b+)c", re.IGNORECASE), re.compile(r"(?P<a>b+)c", re.IGNORECASE)
    text = "xBBc bc"
    assert one.findall(text) == other.findall(text)
    assert [m.span() for m in one.finditer(text)] == [m.span() for m in other.finditer(text)]
    assert (one.pattern, one.flags, one.groups, dict(one.groupindex)) == (
        other.pattern, other.flags, other.groups, dict(other.groupindex),
    )  # fmt: skip
    assert (one.sub("-", text), one.split(text), one.match(text)) == (
        other.sub("-", text),
        other.split(text),
        None,
    )
    assert one.search(text, 3).group("a") == "bc"[0] and one.fullmatch("bc")  # type: ignore[union-attr]


def test_a_wrong_pattern_is_told_at_its_first_use_and_others_have_no_such_method() -> None:
    with pytest.raises(re.error):
        late("(").match("x")
    with pytest.raises(AttributeError):
        late("x").nothing  # type: ignore[attr-defined]  # noqa: B018


def test_an_ending_answers_as_its_pattern_does() -> None:
    pattern, ending = re.compile(r"[.!?…][\"'”»)\]]*$"), Ending(".!?…", "\"'”»)]")
    for text in (
        "Done.",
        "Done",
        "“Done.”",
        "(Done.)]",
        "Done).",
        "",
        "!",
        "\"'",
        "Done.\n",
        "Done.”\n\n",
        "Done. ",
    ):
        assert ending.ends(text) == bool(pattern.search(text)), text
