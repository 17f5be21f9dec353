"""Rendering escapes everything, says where a template is wrong, and gives the same bytes."""

import os
from pathlib import Path

import pytest
from archives import small

from backfile.pages.page import Page
from backfile.pages.plan import plan
from backfile.pages.views import Card
from backfile.publish.render import Renderer, TemplateProblem, shipped_templates
from backfile.settings import Settings


def page(template: str, **values: object) -> Page:
    return Page("a/b.html", template, "key", lambda: {"root": "../", **values})


def own(tmp_path: Path, **files: str) -> Renderer:
    for name, text in files.items():
        path = tmp_path / name.replace("__", "/").replace("_html", ".html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Renderer([str(tmp_path)])


def test_every_template_escapes_whatever_its_name(tmp_path: Path) -> None:
    renderer = own(tmp_path, **{"odd.txt": "{{ x }}"})
    assert renderer.render(page("odd.txt", x='<b a="1">&\'')) == b"&lt;b a=&#34;1&#34;&gt;&amp;&#39;\n"


def test_an_undefined_variable_is_told_with_file_and_line(tmp_path: Path) -> None:
    renderer = own(
        tmp_path, a_html="one\n{% include 'parts/b.html' %}", parts__b_html="\n\n{{ page.headlin }}"
    )
    with pytest.raises(TemplateProblem) as caught:
        renderer.render(page("a.html", page=Card(*[""] * 2, True, *[""] * 6, False, "")))
    problem = caught.value.problem
    assert (problem.origin.path, problem.origin.line) == ("templates/parts/b.html", 3)
    assert problem.severity == "error"
    assert problem.code == "template-undefined"
    assert problem.message == "expected a field of Card, found “headlin”: did you mean `headline`?"
    assert "a/b.html" in problem.hint


def test_a_syntax_error_is_told_with_file_and_line(tmp_path: Path) -> None:
    renderer = own(tmp_path, a_html="one\n{% include 'parts/b.html' %}", parts__b_html="\n{% if x %}")
    with pytest.raises(TemplateProblem) as caught:
        renderer.render(page("a.html"))
    assert str(caught.value.problem.origin) == "templates/parts/b.html:2"
    assert caught.value.problem.code == "template-syntax"


def test_a_missing_template_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(TemplateProblem, match=r"expected a template “none\.html”, found none"):
        own(tmp_path).render(page("none.html"))


def test_trouble_outside_the_templates_is_not_put_on_them(tmp_path: Path) -> None:
    def fail() -> dict[str, object]:
        raise OSError("disk")

    renderer = own(tmp_path, a_html="x")
    with pytest.raises(OSError, match="disk"):
        renderer.render(Page("a.html", "a.html", "", fail))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_pipe_in_the_place_of_a_template_is_none_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "base.html")
    ours = Renderer([str(tmp_path), shipped_templates()])
    assert ours.template_digest == Renderer([shipped_templates()]).template_digest


def test_an_own_file_takes_the_place_of_the_shipped_one_and_the_rest_stays(tmp_path: Path) -> None:
    shipped = Renderer()
    renderer = own(tmp_path, **{"404_html": "{% extends 'layout.html' %}{% block text %}GONE{% endblock %}"})
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "backfile.css").write_text("body{}")
    site = small()
    pages = {p.url: p for p in plan(site.archive, Settings(), site.text_of, site.report)}
    assert b"GONE" in renderer.render(pages["404.html"])
    assert renderer.render(pages["about.html"]) == shipped.render(pages["about.html"])
    assets = {asset.url: asset.path for asset in renderer.assets()}
    assert assets["static/backfile.css"] == str(tmp_path / "static" / "backfile.css")
    assert assets["static/icon.svg"] == str(Path(shipped_templates()) / "static" / "icon.svg")


def test_the_template_digest_changes_with_any_template_and_not_with_the_style(tmp_path: Path) -> None:
    before = own(tmp_path, parts__x_html="a").template_digest
    assert own(tmp_path).template_digest == before
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "x.css").write_text("")
    assert own(tmp_path).template_digest == before
    assert own(tmp_path, parts__x_html="b").template_digest != before
    assert own(tmp_path, parts__y_html="a").template_digest != before


def test_compiled_templates_are_kept_and_give_the_same_bytes(tmp_path: Path) -> None:
    site = small()
    pages = list(plan(site.archive, Settings(), site.text_of, site.report))
    fresh = Renderer()
    cold = Renderer(bytecode=str(tmp_path / "compiled"))
    expected = [fresh.render(p) for p in pages]
    assert [cold.render(p) for p in pages] == expected
    assert len(list((tmp_path / "compiled").iterdir())) > 10
    assert [Renderer(bytecode=str(tmp_path / "compiled")).render(p) for p in pages] == expected


def test_a_card_is_the_same_in_every_folder_but_for_the_way_to_the_root(tmp_path: Path) -> None:
    made = Card(
        "x/y.html", "<Headline>", False, "fa", "rtl", "2023-09-20", "20 September 2023", "", "A", True, ""
    )
    renderer = own(tmp_path, a_html="{{ card(one, root) }}")
    deep = renderer.render(Page("a.html", "a.html", "", lambda: {"one": made, "root": "../../"})).decode()
    flat = renderer.render(Page("a.html", "a.html", "", lambda: {"one": made, "root": ""})).decode()
    assert 'href="../../x/y.html" lang="fa">&lt;Headline&gt;</a>' in deep
    assert deep.replace("../../", "") == flat
    assert 'dir="rtl"' in flat


def test_a_template_that_is_not_utf8_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes("<p>fine</p>\n<p>café</p>".encode("latin-1"))
    with pytest.raises(TemplateProblem) as caught:
        Renderer(own=(str(tmp_path),)).render(Page("a.html", "a.html", "", dict))
    problem = caught.value.problem
    assert (str(problem.origin), problem.code) == ("templates/a.html:2", "template-encoding")


def test_words_of_the_interface_are_those_of_the_language_and_escaped(tmp_path: Path) -> None:
    source = "{{ t('skip') }}|{{ t.direction }}|{{ t('nav.' ~ name) }}|{{ n('articles', 2) }}"
    (tmp_path / "a.html").write_text(source, encoding="utf-8")
    kept = str(tmp_path / "compiled")
    german, persian = (Renderer((str(tmp_path),), code, kept) for code in ("de", "fa"))
    asked = page("a.html", name="people")
    assert german.render(asked) == b"Zum Text springen|ltr|Personen|2 Artikel\n"
    assert persian.render(asked).decode().split("|")[1] == "rtl"
    assert Renderer((str(tmp_path),), "de", kept).render(asked) == german.render(asked)


def test_a_word_that_there_is_not_is_told_where_a_page_asks_for_it(tmp_path: Path) -> None:
    with pytest.raises(TemplateProblem) as caught:
        own(tmp_path, a_html="<p>\n{{ t('no.such') }}").render(page("a.html"))
    problem = caught.value.problem
    assert (str(problem.origin), problem.code) == ("templates/a.html:2", "template-error")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% set t = own %}{{ t('skip') }}", "own skip"),
        ("{% for t in [own] %}{{ t('skip') }}{% endfor %}", "own skip"),
        ("{% macro t(x) %}<b>{{ x }}</b>{% endmacro %}{{ t('skip') }}", "<b>skip</b>"),
        ("{% macro m(x) %}{{ caller(x) }}{% endmacro %}{% call(y) m('<') %}{{ y }}{% endcall %}", "&lt;"),
        ("{{ own(*['a']) }} {{ own(**{'name': 'b'}) }}", "own a own b"),
    ],
)
def test_templates_may_name_and_call_what_they_like(tmp_path: Path, source: str, expected: str) -> None:
    made = own(tmp_path, a_html=source).render(page("a.html", own=lambda name: f"own {name}"))
    assert made.decode() == f"{expected}\n"


def test_pieces_of_a_block_stand_in_the_order_of_the_template_whatever_makes_them(tmp_path: Path) -> None:
    renderer = own(
        tmp_path,
        base_html="<{% block text %}{% endblock %}>",
        parts__d_html="D",
        parts__e_html="{{ x }}",
        a_html=(
            "{% extends 'base.html' %}{% macro m() %}M{{ caller() }}{% endmacro %}"
            "{% block text %}a{% include 'parts/d.html' without context %}b{% block in %}{{ x }}{% endblock %}"
            "{% for i in [1, 2] %}{{ i }}{% include 'parts/d.html' without context %}{% endfor %}"
            "{% call m() %}c{% endcall %}{% include 'parts/e.html' %}{% endblock %}"
        ),
    )
    printed = renderer.render(page("a.html", x="&"))
    assert printed == b"<aDb&amp;1D2DMc&amp;>\n"


def test_a_part_of_a_value_is_its_attribute_else_its_item(tmp_path: Path) -> None:
    source = "{{ d.items is defined }} {{ d.x.y }} {{ d.none is defined }} {{ [d.x.y, d.x].pop().y.real }}"
    assert own(tmp_path, a_html=source).render(page("a.html", d={"x": {"y": 7}})) == b"True 7 False 7\n"


def test_no_page_of_the_theme_needs_the_slower_way_to_be_compiled() -> None:
    site, renderer = small(), Renderer()
    pages = list(plan(site.archive, Settings(), site.text_of, site.report))
    for one in pages:
        renderer.render(one)
    assert len(pages) > 50
    assert "_slow" not in vars(renderer)
