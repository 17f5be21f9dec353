"""YAML is read as text with places, and what an archive never needs is refused with line and hint."""

import json
import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.problems import Origin
from backfile.yamltext import MAX_DEPTH, Node, YamlError, load, load_file, nearest


def refused(text: str, first_line: int = 1) -> tuple[str, int, int, str, str]:
    """Return code, line, column, message and hint of the problem with a text."""
    with pytest.raises(YamlError) as caught:
        load(text, "people.yaml", first_line)
    problem = caught.value.problem
    assert problem.severity == "error"
    assert problem.origin.path == "people.yaml"
    return problem.code, problem.origin.line, problem.origin.column, problem.message, problem.hint


@pytest.mark.parametrize(
    "scalar",
    [
        "NO",
        "yes",
        "on",
        "True",
        "12:30",
        "0o17",
        "007",
        "1e3",
        "2023-09-20",
        ".inf",
        "1_000",
        "0x1F",
        "=",
        "Null",
    ],
)
def test_a_scalar_stays_the_text_that_was_written(scalar: str) -> None:
    ((key, _, value),) = load(f"{scalar}: {scalar}\n", "x.yaml").items()
    assert (key, value.text()) == (scalar, scalar)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("''", None),
        ("'null'", "null"),
        ('"~"', "~"),
        ("'it''s'", "it's"),
        ('"a\\u00e9"', "aé"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        (">\n  one\n  line\n", "one line\n"),
    ],
)
def test_only_an_unquoted_null_or_nothing_is_empty(written: str, text: str | None) -> None:
    ((_, _, value),) = load(f"a: {written}\n", "x.yaml").items()
    assert value.text() == text


def test_every_key_and_value_knows_its_line_and_column() -> None:
    root = load("# note\npeople:\n  ana:\n    name: Ana\n    variants: [A, B]\n", "people.yaml")
    ((_, people_key, people),) = root.items()
    ((_, ana_key, ana),) = people.items()
    name, variants = (value for _, _, value in ana.items())
    assert people_key.origin == Origin("people.yaml", 2, 1)
    assert ana_key.origin == Origin("people.yaml", 3, 3)
    assert name.origin == Origin("people.yaml", 4, 11)
    assert [item.origin for item in variants.value] == [Origin("people.yaml", 5, c) for c in (16, 19)]


def test_lines_count_from_the_line_on_which_the_text_begins() -> None:
    ((_, key, _),) = load("a: b\n", "x.md", 7).items()
    assert key.origin.line == 7
    assert refused("a: b\na: c\n", 7)[1] == 8


def test_a_list_and_a_single_text_are_both_read_as_texts() -> None:
    ((_, _, many), (_, _, one), (_, _, none)) = load("a: [x, '', ~, y]\nb: x\nc:\n", "x.yaml").items()
    assert (many.texts(), one.texts(), none.texts()) == (("x", "y"), ("x",), ())


def test_an_empty_text_and_a_text_of_comments_hold_nothing() -> None:
    assert list(load("", "x.yaml").items()) == list(load("# only\n---\n", "x.yaml").items()) == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "a: 1\nb: 2\na: 3\n",
            ("yaml-duplicate-key", 3, 1, "expected each key once, found “a” again (first on line 1)", "merge the two entries"),
        ),
        ("a: &x 1\n", ("yaml-refused", 1, 4, "expected a plain value, found the anchor &x", "write the value out in full")),
        ("b:\n  - *x\n", ("yaml-refused", 2, 5, "expected a plain value, found the alias *x", "write the value out in full")),
        (
            "a: !!python/object:os.system x\n",
            ("yaml-refused", 1, 4, "expected a plain value, found the tag tag:yaml.org,2002:python/object:os.system", "write the value out in full"),
        ),
        ("a: 1\n---\nb: 2\n", ("yaml-refused", 2, 1, "expected one YAML document, found a second one after `---`", "write the value out in full")),
        (
            "a: b: c\n",
            ("yaml-syntax", 1, 5, "expected YAML, found: mapping values are not allowed in this context", "put the value in quotes when it holds a colon followed by a space"),
        ),
        ("[a]: b\n", ("yaml-type", 1, 1, "expected a text as key, found a list", "")),
    ],
    ids=["duplicate", "anchor", "alias", "tag", "second-document", "colon", "list-as-key"],
)  # fmt: skip
def test_what_an_archive_never_needs_is_refused_at_its_place(
    text: str, want: tuple[str, int, int, str, str]
) -> None:
    assert refused(text) == want


def test_a_tab_and_an_open_quotation_mark_are_told_with_what_to_do() -> None:
    assert (refused("a:\n\tb: c\n")[0], refused("a:\n\tb: c\n")[4]) == (
        "yaml-syntax",
        "indent with spaces, not tabs",
    )
    code, line, column, _, hint = refused('ok: yes\na: "open\nb: c\n')
    assert (code, line, column) == ("yaml-syntax", 2, 4)
    assert hint == "close the quotation mark, or double it inside the text"


def test_nesting_is_bounded() -> None:
    load("[" * MAX_DEPTH + "]" * MAX_DEPTH, "x.yaml")
    code, line, column, message, _ = refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
    assert (code, line, column) == ("yaml-refused", 1, MAX_DEPTH + 1)
    assert message == "expected at most 20 levels, found deeper nesting"


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{n}: &{n} [{', '.join(f'*{m}' for _ in range(9))}]\n"
        for m, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert refused(bomb)[:3] == ("yaml-refused", 1, 4)


@pytest.mark.parametrize(
    ("text", "read", "message"),
    [
        ("[a]", "text", "expected text, found a list"),
        ("{a: b}", "text", "expected text, found a mapping"),
        ("{a: b}", "texts", "expected a list of texts, found a mapping"),
        ("[[a]]", "texts", "expected text, found a list"),
        ("word", "items", "expected a mapping (`key: value` lines), found “word”"),
        ("[a]", "items", "expected a mapping (`key: value` lines), found a list"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_by_both_kinds(text: str, read: str, message: str) -> None:
    node = load(text, "x.yaml")
    with pytest.raises(YamlError) as caught:
        list(node.items()) if read == "items" else getattr(node, read)()
    assert (caught.value.problem.code, caught.value.problem.message) == ("yaml-type", message)


def test_composed_and_decomposed_letters_are_one_text() -> None:
    ((key, _, value),) = load("cafe\u0301: Mu\u0308ller\n", "x.yaml").items()
    assert (key, value.text()) == ("café", "Müller")
    assert refused("café: 1\ncafe\u0301: 2\n")[0] == "yaml-duplicate-key"


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("varients", ("name", "variants"), "did you mean `variants`?"),
        ("tittle", ("title", "language"), "did you mean `title`?"),
        ("zzz", ("name", "variants"), "known: name, variants"),
        ("zzz", (), ""),
    ],
)
def test_a_near_miss_is_named_and_otherwise_all_that_is_known(
    word: str, known: tuple[str, ...], hint: str
) -> None:
    assert nearest(word, known) == hint


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        node = load(text, "x.yaml", 3)
    except YamlError as error:
        assert error.problem.origin.path == "x.yaml"
        assert error.problem.origin.line >= 3
    else:
        assert node.kind in ("text", "list", "mapping")


KEYS = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Cs", "Zl", "Zp"]))


@given(st.dictionaries(KEYS, TEXTS))
def test_quoted_texts_come_back_as_written(mapping: dict[str, str]) -> None:
    mapping = {key: unicodedata.normalize("NFC", value) for key, value in mapping.items()}
    root = load(json.dumps(mapping, ensure_ascii=False), "x.yaml")
    assert {key: value.value for key, _, value in root.items()} == mapping


def test_a_key_that_stands_empty_may_stand_again_with_its_value() -> None:
    root = load("sources:\n  # quay:\ntitle: Quay\nsources:\n  pier:\n    name: Pier\n", "sources.yaml")
    assert [(key, key_node.origin.line) for key, key_node, _ in root.items()] == [
        ("sources", 4),
        ("title", 3),
    ]
    assert refused("a: 1\na:\n")[:2] == ("yaml-duplicate-key", 2)
    assert refused("a:\na: 1\na: 2\n")[:2] == ("yaml-duplicate-key", 3)


@pytest.mark.skipif(os.name == "nt", reason="needs pipes and devices in folders")
def test_a_pipe_or_a_device_in_the_place_of_a_register_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "people.yaml")
    (tmp_path / "topics.yaml").symlink_to("/dev/zero")
    for name in ("people.yaml", "topics.yaml"):
        with pytest.raises(YamlError) as caught:
            load_file(str(tmp_path / name), name)
        told = caught.value.problem
        assert (told.code, told.message) == (
            "unreadable",
            "expected a readable file, found a pipe or a device",
        )
    assert load_file(str(tmp_path / "none.yaml"), "none.yaml") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\n b: 2\n", "found: mapping values are not allowed in this context"),
        ("- a\nb: 1\n", "found a line that does not fit those before it"),
        ("a: 1\nb\nc: 2\n", "found a line without a colon"),
        ("a: [1, 2\nb: 3\n", "found a bracket that is not closed"),
        ("a: {b: 1\nc: 3\n", "found a brace that is not closed"),
        ('a: "b\n', "found unexpected end of stream"),
        ("a: @b\n", "found a sign with which no value begins"),
    ],
)
def test_what_is_no_yaml_is_told_in_plain_words(text: str, found: str) -> None:
    with pytest.raises(YamlError) as error:
        load(text, "a.yaml")
    assert error.value.problem.message == f"expected YAML, {found}"


def told(text: str) -> Any:
    """Return all that a text says, with its places, or how it is wrong."""

    def plain(node: Node) -> Any:
        value = node.value
        if isinstance(value, dict):
            return node.origin, [(key, plain(of), plain(held)) for key, (of, held) in value.items()]
        return node.origin, value if isinstance(value, str) else [plain(item) for item in value]

    try:
        return plain(load(text, "x.md", 2))
    except YamlError as error:
        return error.problem.code


PIECES = st.sampled_from(
    ("title", "null", "~", "a-b", "_x", "é", "дата", "12:30", " ", "  ", ":", ": ", ", ", "#", " #", "-", "- ", "'", '"', "[", "]",
     "{", "}", "&", "*", "!", "|", ">", "%", "@", "`", "?", "\\", "“", "\t", "\x85", "\xa0", "\u2028", "\ufeff", "🎈", ".", "(", ")", "word", "3")
)  # fmt: skip
TAME = st.sampled_from(("word", "3", "12:30", " ", "é", ".", ",", "(", "-", "'", "“", "null"))
WORDS = st.one_of(st.lists(TAME, max_size=5), st.lists(PIECES, max_size=5)).map("".join)
QUOTED = st.tuples(st.sampled_from(("'", '"')), WORDS).map(lambda q: q[0] + q[1] + q[0])
VALUES = st.one_of(
    WORDS, QUOTED, st.lists(st.one_of(WORDS, QUOTED), max_size=3).map(lambda v: f"[{', '.join(v)}]")
)
NAMES = st.one_of(
    st.sampled_from("abcdefg"), st.sampled_from(("title", "a-b", "_x", "дата", "null", "k 1", ""))
)
LINES = st.tuples(NAMES, st.sampled_from((": ", ": ", ":", ":  ", " : ")), VALUES)


@given(st.lists(LINES.map("".join), max_size=4).map("\n".join))
def test_plain_lines_say_what_yaml_says_of_them(text: str) -> None:
    """A comment at the end makes all of it YAML, which is read event by event."""
    assert told(text) == told(f"{text}\n# the end") or not text.strip()
