"""Bytes become documents: encodings, front matter, and what is set aside with which words."""

import msgspec
import pytest

from backfile.pages import addresses
from backfile.parse.paragraphs import Passage
from backfile.parse.sheet import Sheet, fold
from backfile.read.decoding import Undecodable, decode
from backfile.read.document import read_documents
from backfile.read.frontmatter import split_front_matter
from backfile.read.reader import UnreadableFile
from backfile.reading import open_desk, read_file, told_apart

RUSSIAN = "Премьер ушёл в отставку после заседания парламента, сообщила пресс-служба. " * 6


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_russian_is_read_from_every_common_encoding(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)).lines == (RUSSIAN.strip() + " ",)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("A votação não terminou às três da manhã, disse a oposição. ", "cp1252"),
        ("Für München gäbe es größere Beträge, sagte die Ministerin. ", "cp1252"),
        ("Le gouvernement a décidé d’agir dès l’été, où il réparera la chaîne. ", "cp1252"),
        ("Vláda ve středu rozhodla, že v příštích letech vynaloží více peněz. ", "cp1250"),
        ("Rząd zdecydował w środę, że w przyszłych latach wyda więcej pieniędzy. ", "cp1250"),
        ("Hükümet çarşamba günü karar verdi, Iğdır açıklamayı olumlu karşıladı. ", "cp1254"),
    ],
)
def test_undeclared_single_bytes_are_western_when_the_letters_are_of_one_western_language(
    text: str, encoding: str
) -> None:
    assert decode((text * 4).encode(encoding)).lines == (text * 4,)


def test_a_guessed_encoding_is_told_with_its_line() -> None:
    decoded = decode(RUSSIAN.encode("cp1251"))
    assert [(d.code, d.line) for d in decoded.doubts] == [("encoding-guessed", 1)]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\x00\x01\x02binary\x00", "binary"), ("Текст".encode("utf-16-le") * 40, "encoding")],
)
def test_what_is_no_text_in_a_known_encoding_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Undecodable) as caught:
        decode(data)
    assert caught.value.code == code


def test_every_kind_of_line_end_parts_lines_and_control_bytes_become_spaces() -> None:
    assert decode(b"a\r\nb\rc\nd\x01e").lines == ("a", "b", "c", "d e")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("Good\nbroken \ufffd here", "replacement", 2),
        ("one\ntwo\nthe companyâ€™s", "mojibake", 3),
        ("Пpeмьep", "mixed-alphabets", 1),
    ],
)
def test_odd_characters_are_doubted_at_their_line(text: str, code: str, line: int) -> None:
    assert [(d.code, d.line) for d in decode(text.encode()).doubts] == [(code, line)]


def fields(text: str) -> dict[str, tuple[tuple[str, ...], int]]:
    return {f.name: (f.values, f.line) for f in split_front_matter(text.split("\n"), "a.md")[0]}


def test_yaml_front_matter_keeps_text_as_text_and_lines_as_lines() -> None:
    read = fields("---\ntitle: NO\ntime: 12:30\ntags: [a, '007']\nextra:\n  author: X\n---\nbody")
    assert read == {
        "title": (("NO",), 2),
        "time": (("12:30",), 3),
        "tags": (("a", "007"), 4),
        "extra.author": (("X",), 6),
    }


def test_toml_front_matter_is_read_with_lines() -> None:
    assert fields('+++\ntitle = "A"\ndate = 2023-12-13\n[params]\nsource = "S"\n+++\n') == {
        "title": (("A",), 2),
        "date": (("2023-12-13",), 3),
        "params.source": (("S",), 5),
    }


def test_unfenced_key_value_lines_are_front_matter_when_their_names_are_known() -> None:
    assert fields("Title: A: b\nDate: 5 May 2021\n\nbody") == {
        "title": (("A: b",), 1),
        "date": (("5 May 2021",), 2),
    }
    assert fields("Moscow: the talks\n\nbody") == {}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("---\ntitle: a: b\n---\n", "yaml-syntax", 2),
        ('---\nx: 1\ntitle: "a\n---\n', "yaml-syntax", 3),
        ("---\ntitle: a\ntitle: b\n---\n", "yaml-duplicate-key", 3),
        ("---\na: &x 1\nb: *x\n---\n", "yaml-refused", 2),
        ("---\na: !!python/object:os.system x\n---\n", "yaml-refused", 2),
        ("---\ntitle: a\nbody without end", "front-matter-open", 1),
        ("+++\ntitle = \n+++\n", "toml-syntax", 2),
        ("+++\ntitle = 'a'\ntitle = 'b'\n+++\n", "toml-syntax", 3),
    ],
)
def test_broken_front_matter_sets_the_file_aside_at_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_documents("articles/bad.md", text.encode())
    assert (caught.value.problem.code, caught.value.problem.origin.line) == (code, line)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n", "not-text"),
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"<!DOCTYPE html><html></html>", "no-article"),
        (b"x" * (5 * 1024 * 1024 + 1), "too-large"),
        (b"a\n" * 20_001, "too-large"),
    ],
)
def test_what_cannot_be_an_article_is_set_aside_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_documents("articles/x.txt", data)
    assert caught.value.problem.code == code


@pytest.mark.parametrize(
    "name", ["iso", "base64", "rot13", "no-such-thing", "utf-16", "idna", "punycode", "utf-7"]
)
def test_a_declared_encoding_that_cannot_be_is_passed_over(name: str) -> None:
    page = (
        f'<meta charset="{name}"><p>Der Bürgermeister von Köln hat die neue Brücke über den Rhein eröffnet.'
    )
    decoded = decode(page.encode("windows-1252"))
    assert "Bürgermeister von Köln" in "\n".join(decoded.lines)


def test_of_thousands_of_one_headline_in_one_collection_each_has_an_address_of_its_own() -> None:
    rows = "".join(f'Weather,"It rains for the day number {n} in the town."\n' for n in range(4))
    outcome = read_file("articles/a.csv", f"title,text\n{rows}".encode(), None, open_desk("")[0])
    first, *rest = outcome.readings
    alike = [
        msgspec.structs.replace(
            r, article=msgspec.structs.replace(r.article, id=first.article.id[:6] + f"{n:06}")
        )
        for n, r in enumerate(rest)
    ]
    made = told_apart((first, *alike))
    assert made[0] == first
    assert len({addresses.article(r.article) for r in made}) == 4
    assert len({r.article.id for r in made}) == 4
    assert told_apart(made) == made and told_apart((first, *alike)) == made


def test_the_lines_of_a_page_are_folded_together_as_each_alone() -> None:
    texts = [
        "The “Ferry” — left!",
        "",
        "ＡＢＣ　１２",
        "İstanbul, e\u0301t\u00e9",
        "a\u00a0b…c",
        "\u0301x",
        "Straße_1",
        "\ud800 y",
        "–",
    ]
    several = [*texts, "two\nlines"]
    for some in (texts, several, texts[:1], []):
        sheet = Sheet([Passage(text, ((0, 1),), True) for text in some])
        assert sheet.folded == [fold(text) for text in some]
