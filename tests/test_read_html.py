"""Saved web pages are read as a careful archivist reads them: one case per page of cases/pages, and hostile ones.

A case is NAME.html (the page, as bytes) and NAME.yaml (the expected record, with the keys of test_loader_cases).
"""

import sys
from pathlib import Path

import pytest
import yaml
from test_loader_cases import KEYS, differences

from backfile.model import Article, Text
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents
from backfile.read.reader import UnreadableFile

FOLDER = Path(__file__).resolve().parent / "cases" / "pages"
NAMES = sorted(path.stem for path in FOLDER.glob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_page_is_read_as_the_archivist_did(name: str) -> None:
    page = FOLDER / f"{name}.html"
    expected = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    unknown = sorted(set(expected) - KEYS)
    assert not unknown, f"{name}: keys that no test reads: {unknown}"
    documents = read_documents(f"articles/{page.name}", page.read_bytes())
    assert [d.format for d in documents] == ["html"]
    article, text = parse(documents[0], Habits())
    found = differences(article, text, expected)
    assert not found, "\n".join([f"{page.name}: {len(found)} differ", *found])


HEAD = "<html><head><title>The bridge opens</title></head><body><h1>The bridge opens again</h1>\n"
SENTENCE = (
    "The council of the town voted on Monday to open the bridge again after long repairs, officials said."
)
PAGE = HEAD + f"<p>{SENTENCE}</p>\n" * 4


def refusal(page: str) -> str:
    with pytest.raises(UnreadableFile) as error:
        read_documents("articles/page.html", page.encode())
    return f"{error.value.problem.code}: {error.value.problem.message}"


def test_a_home_page_is_no_article() -> None:
    teaser = (
        '<article><h2><a href="/{n}">Harbour board split over ships, part {n}</a></h2><p>{s}</p></article>'
    )
    page = "<html><body><h1>The Ledger</h1>" + "".join(teaser.format(n=n, s=SENTENCE) for n in range(5))
    assert refusal(page).startswith("no-article: ")


def test_a_wall_that_asks_for_consent_is_no_article() -> None:
    asked = (
        "We and our 214 partners process personal data to show you advertisements that fit you. By a click on Accept "
        "you agree to this and to cookies of third parties on your device."
    )
    page = f"<html><head><title>Consent</title></head><body><div><h2>Welcome</h2><p>{asked}</p></div></body></html>"
    assert "a question about cookies" in refusal(page)


def test_a_page_of_more_elements_than_readers_get_is_set_aside() -> None:
    assert refusal(PAGE + "<p>w" * 60_000).startswith("too-large: ")


def test_elements_nested_too_deep_are_set_aside_or_read_without_loss() -> None:
    assert refusal(PAGE + "<table><tr><td>" * 300).startswith("too-deep: ")
    (document,) = read_documents(
        "articles/page.html", (PAGE + "<b>" * 900 + f"<p>{SENTENCE} Again.</p>").encode()
    )
    assert any(piece.text.endswith("Again.") for piece in document.pieces)


def test_nothing_that_runs_comes_out_of_a_page() -> None:
    hostile = (
        f"<p onclick=\"alert('a')\">{SENTENCE} <a href=\"javascript:alert('b')\">More</a></p>"
        f"<script>alert('c')</script><style>@import 'd'</style><iframe src='e'></iframe><p>{SENTENCE} \u202ebidi\u202c</p>"
    )
    (document,) = read_documents("articles/page.html", (HEAD + hostile + f"<p>{SENTENCE}</p>" * 3).encode())
    _, text = parse(document, Habits())
    shown = " ".join(block.html or block.text for block in text.body)
    assert SENTENCE in shown
    assert "alert" not in shown
    assert "javascript:" not in shown
    assert "@import" not in shown


GROWING = {
    "paragraphs": f"<p>{SENTENCE}</p>\n",
    "short paragraphs": "<p>w",
    "inline elements": "<span>a</span> ",
    "links": "<a href=x>a word</a> ",
    "line breaks": "a<br>",
    "pictures": "<div><img src=photo.jpg><p>A caption</p></div>",
    "comments": "<!-- a -->",
    "list items": "<li>a word</li>",
    "headings": "<h2>A word</h2>",
    "dates": "<time datetime=2020-01-01>1 January 2020</time><br>",
    "opening angle brackets": "< ",
}


def calls(page: str) -> int:
    """Return how many functions are called while a page is read: work that can be counted, not time."""
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read_documents("articles/page.html", page.encode())
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("part", GROWING.values(), ids=GROWING.keys())
def test_work_grows_no_faster_than_the_page(part: str) -> None:
    calls(PAGE + part * 10)
    some, more = calls(PAGE + part * 400), calls(PAGE + part * 1600)
    assert more <= 4.6 * some


@pytest.mark.parametrize(
    ("said", "caption", "credit"),
    [
        ("Most nad rzeką otwarto w piątek. Fot. Ada Lark", "Most nad rzeką otwarto w piątek.", "Ada Lark"),
        ("O cais ao amanhecer. Fotografia: Rui Maré", "O cais ao amanhecer.", "Rui Maré"),
        ("Le bac dans la crue. Photo GLC - Luc Verdier", "Le bac dans la crue.", "GLC - Luc Verdier"),
        ("پل تازه در آغاز هفته باز شد. عکس: آدا لارک", "پل تازه در آغاز هفته باز شد.", "آدا لارک"),
        ("De brug in het ochtendlicht. Beeld: Ada Lark", "De brug in het ochtendlicht.", "Ada Lark"),
        ("Мост утром. Фото Ады Ларк", "Мост утром.", "Ады Ларк"),
        ("The new photo Ada Lark took of the bridge", "The new photo Ada Lark took of the bridge", None),
    ],
)
def test_the_word_for_picture_at_the_end_of_a_caption_opens_its_credit(
    said: str, caption: str, credit: str | None
) -> None:
    figure = f"<figure><img src='/a.jpg'><figcaption>{said}</figcaption></figure>"
    page = PAGE.replace("</h1>\n", f"</h1>\n{figure}\n", 1)
    (document,) = read_documents("articles/page.html", page.encode())
    article, _ = parse(document, Habits())
    assert [(f.caption, f.credit.line if f.credit else None) for f in article.figures] == [(caption, credit)]


def test_a_credit_in_a_field_of_its_own_is_given_without_its_label() -> None:
    figure = (
        "<div class='field-media-image'><img src='/a.jpg'><div class='field-bijschrift'><p>De brug.</p></div>"
        "<div class='field-fotograaf'><div>Beeld</div><div>Noordwind / Ada Lark</div></div></div>"
    )
    page = PAGE.replace("</h1>\n", f"</h1>\n{figure}\n", 1)
    (document,) = read_documents("articles/page.html", page.encode())
    article, _ = parse(document, Habits())
    assert [(f.caption, f.credit.line if f.credit else None) for f in article.figures] == [
        ("De brug.", "Noordwind / Ada Lark")
    ]


def test_a_weekday_after_a_printed_byline_is_no_part_of_the_name() -> None:
    line = "<div class='meta'>Door <span class='author'>Ada Lark op vr, 07/03/2025 - 15:22</span></div>\n"
    (document,) = read_documents("articles/page.html", PAGE.replace("</h1>\n", f"</h1>\n{line}", 1).encode())
    assert parse(document, Habits())[0].byline == ("Ada Lark",)


def test_a_page_of_a_heading_and_a_few_words_is_taken_whole_and_doubted() -> None:
    page = (
        '<html><head><title>Ferry</title><meta name="date" content="2024-05-06"></head><body onload="x()"><h1>Ferry</h1>'
        "<p>No boats today.</p><script>x()</script><embed src='a'><p>Again tomorrow.</p></body></html>"
    )
    (document,) = read_documents("articles/a.html", page.encode())
    assert [piece.text for piece in document.pieces] == ["No boats today.", "Again tomorrow."]
    assert [doubt.code for doubt in document.doubts] == ["short-page"]
    article, _ = parse(document, Habits())
    assert (article.headline, article.published and article.published.value) == ("Ferry", "2024-05-06")


def test_a_short_page_that_is_mostly_links_is_no_article() -> None:
    links = "".join(f'<li><a href="/{n}">Section number {n}</a></li>' for n in range(6))
    assert refusal(f"<html><body><h1>Sections</h1><ul>{links}</ul><p>Choose.</p></body></html>").startswith(
        "no-article: "
    )


def test_a_place_beside_a_sign_of_places_above_the_headline_is_the_dateline() -> None:
    page = """<html><body><div class="story"><div class="meta">
<span><img src="/i/location.svg">Puerto Claro, Chile</span><span><img src="/i/calendar.svg"> 4 de mayo de 2021</span></div>
<h1>El puerto reabre tras el temporal</h1>
<p>(EFE).- El puerto de la ciudad reabrió este martes después de tres días de temporal, informó la capitanía en un
comunicado que leyó el capitán de turno.</p>
<p>Los barcos de pesca salieron al amanecer y las autoridades pidieron prudencia a los pescadores de toda la bahía.</p>
<p>La temporada termina en junio, y los armadores esperan recuperar los días perdidos antes del invierno.</p>
</div></body></html>"""
    (document,) = read_documents("page.html", page.encode())
    article, _ = parse(document, Habits())
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.agency) == ("Puerto Claro, Chile", "EFE")


def test_the_hour_that_the_page_prints_is_taken_where_its_metadata_give_the_same_moment_in_utc() -> None:
    words = "Los jornaleros del puerto pasan la noche en la plaza desde que ardió el asentamiento del muelle viejo. "
    page = (
        '<!DOCTYPE html><html lang="es"><head><title>El muelle vuelve a arder | El Faro</title>'
        '<meta property="article:published_time" content="2020-07-21T22:30:00.000Z"></head><body><article>'
        "<h1>El muelle vuelve a arder</h1><div><span>Marola (Huelva)</span> - "
        '<time datetime="2020-07-21T22:30:00.000Z"><a>22 jul 2020 - 00:30 CEST</a></time></div>'
        f"<p>{words}Lo cuentan en Marola.</p><p>{words}</p><p>{words}</p></article></body></html>"
    )
    (document,) = read_documents("page.html", page.encode())
    article, _ = parse(document, Habits())
    assert article.published is not None
    assert (article.published.value, article.published.zone) == ("2020-07-22T00:30", "CEST")
    assert article.dateline is not None
    assert article.dateline.place == "Marola (Huelva)"


STORY = "".join(f"<p>{SENTENCE} It was the {n} vote of the year.</p>" for n in ("first", "second", "third"))


@pytest.mark.parametrize(
    ("title", "above", "foot", "outlet"),
    [
        ("The bridge opens again - Adresseavisen", "", "", "Adresseavisen"),
        ("The bridge opens again", "<div>Népszava</div>", "", "Népszava"),
        (
            "The bridge opens again",
            "",
            "<footer><p>© 2023 Kristeligt Dagblad</p></footer>",
            "Kristeligt Dagblad",
        ),
        ("The bridge opens again - Bridges", "<div>Panorama</div>", "<footer><p>© 2023</p></footer>", None),
    ],
)
def test_a_known_outlet_is_told_by_the_title_a_line_above_or_the_rights(
    title: str, above: str, foot: str, outlet: str | None
) -> None:
    page = (
        f"<html><head><title>{title}</title></head><body>{above}<article><h1>The bridge opens again</h1>"
        f"{STORY}</article>{foot}</body></html>"
    )
    (document,) = read_documents("page.html", page.encode())
    article, _ = parse(document, Habits())
    assert next((c.text for c in article.clues if c.kind == "field"), None) == outlet


def story_page(inner: str) -> tuple[Article, Text]:
    """Return what is read of a page whose article holds this under its heading."""
    title = "The bridge opens again"
    page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{inner}</article></body></html>"
    (document,) = read_documents("page.html", page.encode())
    return parse(document, Habits())


def test_a_box_of_other_titles_between_the_paragraphs_ends_no_text_and_gives_no_subheads() -> None:
    box = (
        '<section class="more"><h2>Recommended stories</h2><ul>'
        "<li><div>list 1 of 2<h3>How the ferry was lost</h3></div></li>"
        "<li><div>list 2 of 2<h3>Who pays for the pier?</h3></div></li></ul></section>"
    )
    aside = '<aside><h3>Read also</h3><a href="/old">The old bridge in ten pictures</a></aside>'
    last = "<p>The mayor said that the toll would be dropped before the summer, and that nobody would miss it.</p>"
    _, text = story_page(f"{STORY}{box}{STORY.replace('year', 'decade')}{aside}{last}")
    assert [block.text for block in text.body if block.kind == "subhead"] == []
    assert text.body[-1].text.startswith("The mayor said")
    assert sum(block.kind == "paragraph" for block in text.body) == 7


def test_a_change_printed_behind_the_hour_of_publication_is_told_though_the_page_declares_none() -> None:
    printed = "<p>Posted: Nov 09, 2022 4:00 AM ET | Last Updated: November 11, 2022</p>"
    article, _ = story_page(f"{printed}{STORY}")
    assert article.published is not None
    assert article.updated is not None
    assert (article.published.value, article.updated.value) == ("2022-11-09T04:00", "2022-11-11")
