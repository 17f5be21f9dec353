"""Front matter in the dialects of site generators and note-taking programs; reStructuredText and Lektor files."""

import pytest

from backfile.model import Article, Text
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents
from backfile.read.frontmatter import BadFrontMatter, split_front_matter
from backfile.read.reader import UnreadableFile

BODY = "The ferry to Hollin runs again after four weeks, the harbour office said on Monday. Both boats are out.\n"


def read(name: str, text: str) -> tuple[Article, Text]:
    documents = read_documents(f"articles/{name}", text.encode())
    assert len(documents) == 1
    return parse(documents[0], Habits())


def blocks(text: Text) -> list[tuple[str, str, int]]:
    return [(block.kind, block.text, block.starts[0][1]) for block in text.body]


DIALECTS = {
    "yaml closed by dots": "---\ntitle: Ferry runs again\nauthor: Ada Lark\ndate: 2021-03-04\n...\n",
    "yaml with a comment first": "---\n# saved by hand\ntitle: Ferry runs again\nauthors:\n- Ada Lark\ndate: 2021-03-04\n---\n",
    "toml": '+++\ntitle = "Ferry runs again"\ndate = 2021-03-04\n[extra]\nauthor = "Ada Lark"\n+++\n',
    "toml, taxonomies": '+++\ntitle = "Ferry runs again"\ndate = "2021-03-04"\n[taxonomies]\nauthors = ["Ada Lark"]\n+++\n',
    "yaml, params": "---\ntitle: Ferry runs again\ndate: 2021-03-04\nparams:\n  author: Ada Lark\n---\n",
    "json": '{\n  "title": "Ferry runs again",\n  "date": "2021-03-04",\n  "author": "Ada Lark"\n}\n',
    "json between dashes": '---json\n{\n  "title": "Ferry runs again", "date": "2021-03-04",\n  "author": "Ada Lark"\n}\n---\n',
    "json in a fence": '```json\n{"title": "Ferry runs again", "date": "2021-03-04", "author": "Ada Lark"}\n```\n',
    "headers": "Title: Ferry runs again\nDate: 2021-03-04\nAuthor: Ada Lark\n",
    "headers in German": "Titel: Ferry runs again\nDatum: 2021-03-04\nAutor: Ada Lark\n",
    "nikola in a comment": "<!--\n.. title: Ferry runs again\n.. slug: ferry\n.. date: 2021-03-04\n.. author: Ada Lark\n-->\n",
    "nikola, each in the comment's line": "<!-- .. title: Ferry runs again\n.. date: 2021-03-04\n.. author: Ada Lark -->\n",
    "nikola bare": ".. title: Ferry runs again\n.. date: 2021-03-04\n.. author: Ada Lark\n",
    "pandoc": "% Ferry runs\n  again\n% Ada Lark\n% 2021-03-04\n",
}


@pytest.mark.parametrize("name", DIALECTS)
def test_each_dialect_gives_the_same_record(name: str) -> None:
    article, text = read("ferry.md", f"{DIALECTS[name]}\n{BODY}")
    assert article.headline == "Ferry runs again"
    assert article.byline == ("Ada Lark",)
    assert article.published is not None and article.published.value == "2021-03-04"
    assert [(kind, words) for kind, words, _ in blocks(text)] == [("paragraph", BODY.strip())]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("[" * 3000 + "]" * 3000, "values in each other, too deep to be read"),
        ("{a=" * 2000 + "1" + "}" * 2000, "values in each other, too deep to be read"),
        ("9" * 6000, "Exceeds the limit (4300 digits) for integer string conversion: value has 6000 digits"),
        ("0x" + "f" * 6000, "Exceeds the limit (4300 digits) for integer string conversion"),
    ],
)
def test_toml_that_python_cannot_take_is_told_as_any_other(value: str, found: str) -> None:
    text = f'+++\ntitle = "Ferry runs again"\nx = {value}\n+++\n\n{BODY}'
    with pytest.raises(BadFrontMatter) as caught:
        split_front_matter(text.split("\n"), "a.md")
    told = caught.value.problem
    assert (told.code, told.message) == ("toml-syntax", f"expected TOML, found: {found}")


def test_fields_carry_the_lines_of_the_raw_file() -> None:
    text = '---json\n{\n  "title": "Ferry runs again",\n\n  "author": "Ada Lark"\n}\n---\n'
    fields, taken = split_front_matter(text.split("\n"), "a.md")
    assert [(f.name, f.line) for f in fields] == [("title", 3), ("author", 5)]
    assert taken == 7


NO_FRONT_MATTER = [
    "---\nFerry runs again\n---\n\n" + BODY,  # rules around a headline
    "% of the boats are out, the harbour office said.\n\n" + BODY,
    "{sic} was written on the boat.\n\n" + BODY,
    ".. and so the ferry runs again\n\n" + BODY,
    "<!-- saved on a Monday -->\n\n" + BODY,
    "Ferry: it runs again\n\n" + BODY,
]


@pytest.mark.parametrize("text", NO_FRONT_MATTER)
def test_what_only_looks_alike_is_text(text: str) -> None:
    assert split_front_matter(text.split("\n"), "a.txt") == ((), 0)


def test_deep_json_is_no_front_matter_and_no_crash() -> None:
    assert split_front_matter(['{"a":' * 100_000], "a.md") == ((), 0)
    deep = '{"a":' * 60 + "1" + "}" * 60
    assert split_front_matter([deep, "", BODY], "a.md") == ((), 1)


def test_the_day_of_clipping_is_no_date_of_publication() -> None:
    note = '---\ntitle: Ferry runs again\nsource: https://gazette.example/ferry\nauthor:\n  - "[[Ada Lark]]"\npublished:\ncreated: 2023-01-02\ntags:\n  - clippings\n---\n'
    article, _ = read("ferry.md", note + BODY)
    assert article.published is None
    assert article.byline == ("Ada Lark",)
    assert article.original_url == "https://gazette.example/ferry"


@pytest.mark.parametrize("path", ["2021-03-04-ferry.md", "2021-03-04-ferry/index.md"])
def test_the_day_in_a_posts_name_is_taken_as_inferred_and_in_doubt(path: str) -> None:
    article, text = read(path, "---\ntitle: Ferry runs again\n---\n" + BODY)
    assert article.published is not None and article.published.value == "2021-03-04"
    assert [d.code for d in article.doubts if d.field == "published"] == ["date-from-address"]
    assert next(d for d in text.trail if d.field == "published").inferred


def test_the_day_in_the_name_of_a_plain_text_is_no_date() -> None:
    article, _ = read("2021-03-04-ferry.txt", "Ferry runs again\n\n" + BODY)
    assert article.published is None


def test_pictures_of_shortcodes_and_embeds_are_figures_and_other_shortcodes_no_text() -> None:
    article, text = read(
        "ferry.md",
        "---\ntitle: Ferry runs again\n---\n"
        '{{< figure src="boat.jpg" caption="The boat at Hollin." attr="Tor Ek" >}}\n\n'
        + BODY
        + "\n![[pier.png|The pier]]\n\n<!-- more -->\n{% include ads.html %}\n{: .wide }\n",
    )
    assert [(f.caption, f.credit and f.credit.line, f.image, f.alt) for f in article.figures] == [
        ("The boat at Hollin.", "Tor Ek", "articles/boat.jpg", None),
        (None, None, "articles/pier.png", "The pier"),
    ]
    assert [kind for kind, _, _ in blocks(text)] == ["figure", "paragraph", "figure"]


def test_html_blocks_of_a_markdown_file_are_read_as_blocks() -> None:
    html = "<div><p>First words of <b>the</b> report.</p><h3>At sea</h3><p>Second words.</p></div>\n"
    _, text = read("ferry.md", "# Ferry runs again\n\n" + html)
    assert blocks(text) == [
        ("paragraph", "First words of the report.", 3),
        ("subhead", "At sea", 3),
        ("paragraph", "Second words.", 3),
    ]


RST = """\
Ferry runs again
================

:date: 2021-03-04 09:15
:author: Ada Lark
:tags: ferry, Hollin

The ferry to **Hollin** runs again, the `harbour office <https://port.example/>`_
said. Both boats are out.

.. figure:: images/boat.jpg
   :alt: A white boat

   The boat at Hollin.

   Photo: Tor Ek

At sea
------

.. epigraph::

   We have seen worse.

1. Bring a hat
   of wool.
2. Bring tea.

   * black
   * green

Type::

    ferry --wait

.. comment of the author
.. contents::
"""


def test_restructured_text_is_read_with_its_fields_figures_and_lines() -> None:
    article, text = read("ferry.rst", RST)
    assert article.headline == "Ferry runs again"
    assert article.published is not None and article.published.value == "2021-03-04T09:15"
    assert article.byline == ("Ada Lark",)
    assert article.tags == ("ferry", "Hollin")
    figure = article.figures[0]
    assert (figure.caption, figure.credit and figure.credit.line) == ("The boat at Hollin.", "Tor Ek")
    assert (figure.image, figure.alt) == ("articles/images/boat.jpg", "A white boat")
    assert blocks(text) == [
        ("paragraph", "The ferry to Hollin runs again, the harbour office said. Both boats are out.", 8),
        ("figure", "The boat at Hollin.", 14),
        ("subhead", "At sea", 18),
        ("quote", "We have seen worse.", 23),
        ("list_item", "Bring a hat of wool.", 25),
        ("list_item", "Bring tea.", 27),
        ("list_item", "black", 29),
        ("list_item", "green", 30),
        ("paragraph", "Type:", 32),
        ("code", "ferry --wait", 34),
    ]
    assert text.body[0].html is not None and '<a href="https://port.example/"' in text.body[0].html


def test_hostile_restructured_text_ends_and_stays_harmless() -> None:
    nested = "".join(" " * (2 * n) + "* item\n\n" for n in range(200))
    article, text = read("deep.rst", "Deep\n====\n\n" + nested + "`x <javascript:alert(1)>`_ " + "*" * 5000)
    assert article.headline == "Deep"
    assert sum("item" in block.text for block in text.body) >= 5
    assert not any("javascript" in (block.html or "") for block in text.body)


LEKTOR = """\
title: Ferry runs again
---
author: Ada Lark
---
pub_date: 2021-03-04
---
summary: Both boats are out.
---
body:

#### image ####
image: boat.jpg
----
class: wide
----
#### text-block ####
text:

The ferry to *Hollin* runs again.

> We have seen worse.

-----
----
class: default
"""


def test_lektor_files_are_read_field_by_field_without_their_flow_blocks() -> None:
    article, text = read("ferry/contents.lr", LEKTOR)
    assert (article.headline, article.deck, article.byline) == (
        "Ferry runs again",
        "Both boats are out.",
        ("Ada Lark",),
    )
    assert article.published is not None and article.published.value == "2021-03-04"
    assert [f.image for f in article.figures] == ["articles/ferry/boat.jpg"]
    assert blocks(text) == [
        ("paragraph", "The ferry to Hollin runs again.", 19),
        ("quote", "We have seen worse.", 21),
    ]


@pytest.mark.parametrize(("name", "text"), [("a.rst", "\n\n"), ("a.lr", "no field at all\n"), ("a.lr", "")])
def test_a_file_without_fields_or_text_is_set_aside(name: str, text: str) -> None:
    with pytest.raises(UnreadableFile):
        read(name, text)


@pytest.mark.parametrize(
    "above",
    [
        "cover:\n  image: a.jpg\n  caption: The quay.\n  credit: 'Photo: Ada Lark'",
        "imatge:\n  src: a.jpg\n  peu: The quay.\n  autoria: Ada Lark",
        "featured_image:\n  url: a.jpg\n  legende: The quay.\n  photographe: Ada Lark",
    ],
)
def test_a_map_that_describes_a_picture_gives_caption_and_credit(above: str) -> None:
    fields, _ = split_front_matter(f"---\ntitle: A\n{above}\n---\n\n{BODY}".split("\n"), "a.md")
    assert {f.name: f.values for f in fields} == {
        "title": ("A",),
        "image": ("a.jpg",),
        "caption": ("The quay.",),
        "credit": ("Ada Lark",),
    }


@pytest.mark.parametrize("more", ["", "\n----------\nNext storm\n----------\n\nIt comes on Friday.\n"])
def test_a_title_between_two_lines_below_the_first_is_the_subtitle_where_it_is_alone(more: str) -> None:
    text = f"========\nFerry II\n========\n----------\nAll is well\n----------\n\n{BODY}{more}"
    (document,) = read_documents("articles/a.rst", text.encode())
    article, words = parse(document, Habits())
    assert (article.headline, article.deck) == ("Ferry II", None if more else "All is well")
    assert [b.text for b in words.body if b.kind == "subhead"] == (
        ["All is well", "Next storm"] if more else []
    )


def test_a_directive_of_raw_html_that_holds_a_comment_only_gives_nothing() -> None:
    text = "Ferry sails\n===========\n\nThe ferry sailed at noon.\n\n.. raw:: html\n\n   <!-- nothing -->\n\nIt came back.\n"
    (document,) = read_documents("articles/a.rst", text.encode())
    found = " ".join(str(piece.text) for piece in document.pieces) or "\n".join(document.lines)
    assert "It came back." in found
