"""What people are told to do: about each kind of problem, and about slips in names, brackets and addresses."""

import re
from pathlib import Path

import pytest
from conftest import ROOT, backfile
from problem_codes import codes

from backfile.doubts_desk import TITLES
from backfile.hints import HINTS, meant_key, meant_path
from backfile.problems import Origin, Problem
from backfile.publish.render import Renderer
from backfile.read.scan import scan
from backfile.settings import read_settings
from backfile.yamltext import YamlError, load

TEXT = "Harbour fair opens\n\n20 September 2023\n\nThe harbour fair opened on Wednesday in the town of Quaytown.\n"


def archive(folder: Path, **more: str) -> Path:
    """Return the folder of the articles of an archive with a text and more files: `talks_yaml` is talks.yaml."""
    articles = folder / "content/articles"
    articles.mkdir(parents=True, exist_ok=True)
    (articles / "talks.txt").write_text(TEXT, encoding="utf-8")
    for name, text in more.items():
        (articles / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return articles


def test_every_code_of_a_problem_has_a_hint_and_no_hint_is_left_over() -> None:
    assert set(HINTS) == set(codes(ROOT / "src/backfile"))
    assert [code for code, hint in HINTS.items() if len(hint) < 8 or hint.endswith(".")] == []


def test_a_hint_of_the_place_goes_before_that_of_the_code() -> None:
    told = [str(Problem(Origin("a.txt"), "doubt", "no-text", "None.", hint)) for hint in ("", "look twice")]
    assert told[0] == f"a.txt: doubt[no-text]: None.\n  hint: {HINTS['no-text']}"
    assert told[1].endswith("\n  hint: look twice")


def test_a_date_is_asked_for_by_one_word_in_the_build_and_among_the_doubts(tmp_path: Path) -> None:
    archive(tmp_path).joinpath("talks.txt").write_text(TEXT.replace("20 September 2023\n\n", ""))
    code, _, err = backfile("build", str(tmp_path))
    assert code == 0 and "hint: add `published: YYYY-MM-DD` to a sidecar file" in err
    _, out, _ = backfile("doubts", str(tmp_path))
    assert "No date: 1  (--kind undated)\n" in out
    assert "    in articles/talks.yaml:\n      published: …\n" in out


def test_each_kind_that_doubts_prints_is_one_that_it_takes(tmp_path: Path) -> None:
    archive(
        tmp_path, bare_txt="The mayor of Quaytown spoke to the people of the town on the day of the fair.\n"
    )
    _, out, _ = backfile("doubts", str(tmp_path))
    kinds = re.findall(r"^.+: \d+  \(--kind (.+)\)$", out, re.MULTILINE)
    assert {"undated", "unsourced"} <= set(kinds) <= set(TITLES)
    for kind in kinds:
        code, told, _ = backfile("doubts", str(tmp_path), "--kind", kind)
        assert code == 0 and told.count("(--kind ") == 1 and told in out


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("a: b\ntags: [one, two\ntitle: x\n", "a.yaml:2", "close the bracket: `[one, two]`"),
        ("a: b\nparts: {1: x\ntitle: [y]\n", "a.yaml:2", "close the brace: `{key: value}`"),
        ("a: b\ntags: [one, two\n", "a.yaml:2", "close the bracket: `[one, two]`"),
        ('a: b\ntitle: "x\nb: c\n', "a.yaml:2", "close the quotation mark"),
    ],
)
def test_what_is_opened_and_never_closed_is_told_where_it_opens(text: str, place: str, hint: str) -> None:
    with pytest.raises(YamlError) as error:
        load(text, "a.yaml")
    assert str(error.value.problem.origin) == place
    assert error.value.problem.hint.startswith(hint)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("tlaks.yaml", "; did you mean talks.yaml?"),
        ("talks.txt.yaml", "; did you mean talks.yaml?"),
        ("TALKS.yml", "; did you mean talks.yaml?"),
        ("harbour.yaml", ""),
    ],
)
def test_a_sidecar_of_no_text_is_told_which_it_was_meant_for(tmp_path: Path, name: str, told: str) -> None:
    (archive(tmp_path) / name).write_text("source: Harbour Wire\n")
    (skipped,) = scan(str(tmp_path / "content")).skipped
    assert skipped.reason == f"a sidecar without a text of its own{told}"


def test_of_two_sidecars_of_one_text_the_second_is_told_which_goes_before_it(tmp_path: Path) -> None:
    archive(tmp_path, talks_yaml="source: Harbour Wire\n", talks_yml="source: Pier Post\n")
    (skipped,) = scan(str(tmp_path / "content")).skipped
    assert (skipped.path, skipped.reason) == (
        "articles/talks.yml",
        "a sidecar without a text of its own: talks.yaml goes before it",
    )


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://localhost", True),
        ("http://localhost:8000/press", True),
        ("https://127.0.0.1/", True),
        ("http://[::1]:8000", True),
        ("https://localhost.example.org", False),
        ("https://archive.example.org/localhost", False),
    ],
)
def test_an_address_of_this_machine_is_no_address_of_a_site(
    tmp_path: Path, address: str, local: bool
) -> None:
    (tmp_path / "site.yaml").write_text(f"title: Press\nsite_url: {address}\n")
    settings, problems = read_settings(str(tmp_path))
    assert settings.site_url == address.rstrip("/")
    assert [(p.code, p.severity, p.origin.line) for p in problems] == (
        [("local-site-url", "warning", 2)] if local else []
    )


def test_clean_speaks_of_removing_and_not_of_writing(tmp_path: Path) -> None:
    archive(tmp_path)
    content = tmp_path / "content"
    code, _, err = backfile("clean", str(tmp_path), "--out", str(content))
    assert code == 1 and f"will not remove anything from {content}: it is the content folder" in err
    code, _, err = backfile("clean", str(tmp_path), "--out", str(tmp_path / "elsewhere"))
    assert code == 1 and "(.backfile-site is not there): nothing was removed" in err
    assert (content / "articles/talks.txt").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("name", ["Harbour fair", "Harbour fair 20.04.2023", "Fair of St. Quay", "Ярмарка"])
def test_a_text_whose_name_has_no_suffix_is_told_how_to_end_it(tmp_path: Path, name: str) -> None:
    (archive(tmp_path) / name).write_text(TEXT)
    (skipped,) = scan(str(tmp_path / "content")).skipped
    assert skipped.reason == "its name does not say what it is: end it in .txt if it is a text"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("talks.txt", "articles/press/talks.txt"),
        ("press/talks.txt", "articles/press/talks.txt"),
        ("/home/ana/content/articles/press/talks.txt", "articles/press/talks.txt"),
        ("articles/press/tlaks.txt", "articles/press/talks.txt"),
        ("fair.txt", ""),
    ],
)
def test_the_path_of_an_article_may_lack_folders_or_have_too_many(given: str, meant: str) -> None:
    assert meant_path(given, {"articles/press/talks.txt", "articles/harbour.txt"}) == meant


def test_a_name_where_a_key_is_asked_for_leads_to_the_key() -> None:
    names = {"ana-gomez": "Ana Gómez", "tatiana-golikova": "Татьяна Голикова"}
    found = [meant_key(word, names) for word in ("Татьяна Голикова", "ana gómez", "ana-gomes", "ben")]
    assert found == ["tatiana-golikova", "ana-gomez", "ana-gomez", ""]


def test_a_redaction_and_an_export_of_a_half_named_article_ask_for_the_whole_name(tmp_path: Path) -> None:
    archive(tmp_path)
    (tmp_path / "content/redactions.yaml").write_text(
        "redactions:\n- article: talks.txt\n  lines: 5\n  reason: private\n  date: 2024-05-01\n"
    )
    code, _, err = backfile("build", str(tmp_path))
    assert code == 1 and "hint: did you mean `articles/talks.txt`?" in err
    (tmp_path / "content/redactions.yaml").unlink()
    code, _, err = backfile("export", "ris", str(tmp_path), "--article", "talks.txt")
    assert code == 2 and "found “talks.txt”. Did you mean “articles/talks.txt”?" in err


def test_a_column_or_field_that_is_not_there_leads_to_one_that_is(tmp_path: Path) -> None:
    archive(tmp_path)
    (tmp_path / "press.csv").write_text(
        'Titelzeile;"Inhalt";Datum\nHafen offen;Der Hafen ist offen.;3.4.2023\n'
    )
    place = (str(tmp_path / "press.csv"), "--content", str(tmp_path / "content"))
    _, _, err = backfile("import", *place, "--column", "headline=Titelzeile", "--column", "text=Inhlt")
    assert "column “Inhlt”, found none. Did you mean “Inhalt”?" in err
    _, _, err = backfile("import", *place, "--column", "publishd=Datum")
    assert "found “publishd=Datum”: did you mean `published`?" in err


def test_a_template_that_stands_for_none_is_asked_about_unless_another_uses_it(tmp_path: Path) -> None:
    parts = tmp_path / "templates/parts"
    parts.mkdir(parents=True)
    (parts / "crad.html").write_text("<p>card</p>\n")
    (parts / "own.html").write_text("<p>own</p>\n")
    told = "templates/parts/crad.html stands for no template of the theme; did you mean parts/card.html?"
    assert list(Renderer((str(tmp_path / "templates"),)).idle()) == [told]
    (parts / "own.html").write_text('{% include "parts/crad.html" %}\n')
    assert list(Renderer((str(tmp_path / "templates"),)).idle()) == []
    assert list(Renderer(()).idle()) == []


def test_a_template_that_is_missing_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    archive(tmp_path)
    parts = tmp_path / "templates/parts"
    parts.mkdir(parents=True)
    (parts / "card.html").write_text('<p>x</p>\n{% include "parts/nothing.html" %}\n')
    code, _, err = backfile("build", str(tmp_path))
    assert code == 1
    assert (
        "templates/parts/card.html:2: error[template-missing]: expected a template “parts/nothing.html”"
        in err
    )
