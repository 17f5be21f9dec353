"""JSON of scrapers and interfaces is read by the names of keys, whatever wraps the articles, with the lines they stand on."""

import json

import pytest
from test_read_feeds import prose, read

from backfile.model import Article, Text
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents
from backfile.read.jsontext import BadJson, parse_json
from backfile.read.reader import UnreadableFile

SCRAPED = {
    "authors": ["Ada Lark", "Ben Moor"],
    "date_download": "2023-09-21 10:00:00",
    "date_modify": None,
    "date_publish": "2023-09-20 11:31:00",
    "description": "Nobody was hurt.",
    "language": "en",
    "maintext": "The ferry struck a crane on Wednesday.\nAn hour later it struck it again.",
    "source_domain": "quay.example",
    "title": "Ferry hits crane",
    "url": "https://quay.example/f",
}


def one(value: object, name: str = "a.json") -> tuple[Article, Text]:
    (article,) = read(json.dumps(value, ensure_ascii=False, indent=1), name)
    return article


def when(article: Article) -> str | None:
    return article.published.value if article.published else None


def words(text: Text) -> list[str]:
    return [t for _, t, _ in prose(text)]


def test_a_scraped_article_is_read_with_the_line_of_each_field() -> None:
    article, text = one(SCRAPED)
    assert (article.format, article.headline, article.headline_line) == ("json", "Ferry hits crane", 13)
    assert (article.deck, article.byline) == ("Nobody was hurt.", ("Ada Lark", "Ben Moor"))
    assert (when(article), article.original_url) == ("2023-09-20T11:31:00", "https://quay.example/f")
    assert article.updated is None
    assert prose(text) == [
        ("paragraph", "The ferry struck a crane on Wednesday.", (11, 11)),
        ("paragraph", "An hour later it struck it again.", (11, 11)),
    ]


@pytest.mark.parametrize(
    "wrapped",
    [
        [SCRAPED],
        {"articles": [SCRAPED], "status": "ok", "message": "Success"},
        {"response": {"docs": [SCRAPED]}},
        {"hits": {"total": 1, "hits": [{"_id": "1", "_source": SCRAPED}]}},
        {"data": {"a1": SCRAPED}},
        {"title": ["Ferry hits crane"], "maintext": [SCRAPED["maintext"]]},
        {
            "title": ["Ferry hits crane"],
            "url": ["https://quay.example/f"],
            "text": str(SCRAPED["maintext"]).split("\n"),
        },
        {"title": {"0": "Ferry hits crane"}, "maintext": {"0": SCRAPED["maintext"]}},
    ],
)
def test_articles_are_found_in_whatever_wraps_them(wrapped: object) -> None:
    article, text = one(wrapped)
    assert article.headline == "Ferry hits crane"
    assert words(text) == ["The ferry struck a crane on Wednesday.", "An hour later it struck it again."]


def test_schema_org_gives_credit_caption_and_the_publisher_and_other_things_of_the_graph_are_no_articles() -> (
    None
):
    article, text = one({"@graph": [
        {"@type": "WebSite", "name": "Quay Times", "url": "https://quay.example"},
        {"@type": "NewsArticle", "headline": "Ferry hits crane", "datePublished": "2023-09-20T11:31:00+03:00",
         "dateModified": "2023-09-20T12:00:00+03:00", "author": [{"@type": "Person", "name": "Ada Lark", "url": "https://q.example/a"}],
         "publisher": {"@type": "Organization", "name": "Quay Times"}, "articleSection": "World",
         "image": {"@type": "ImageObject", "url": "https://quay.example/x.jpg", "caption": "The crane", "creditText": "Cato Reed"},
         "articleBody": "The ferry struck.\n\nIt struck again.", "mainEntityOfPage": {"@id": "https://quay.example/f"},
         "keywords": ["ports", "cranes"], "inLanguage": "en-GB"},
    ]})  # fmt: skip
    assert (article.section, article.tags, article.language) == ("World", ("ports", "cranes"), "en-GB")
    assert (article.byline, article.clues[0].text) == (("Ada Lark",), "Quay Times")
    assert article.updated is not None
    assert article.updated.zone == "+03:00"
    assert [(f.caption, f.credit and f.credit.line) for f in article.figures] == [("The crane", "Cato Reed")]
    assert words(text) == ["The ferry struck.", "It struck again."]


def test_the_interfaces_of_blogs_and_newspapers_are_read_through_their_nesting() -> None:
    article, text = one([{
        "id": 5, "date": "2023-09-20T11:31:00", "link": "https://q.example/f/", "title": {"rendered": "Ferry &#8211; crane"},
        "content": {"rendered": "<p>The ferry struck a crane.</p>\n<p>Nobody was hurt.</p>", "protected": False},
        "excerpt": {"rendered": "<p>The ferry struck [&hellip;]</p>"}, "author": 3, "categories": [1],
        "_embedded": {"author": [{"id": 3, "name": "Ada Lark"}], "wp:term": [[{"name": "Ports"}]]},
    }])  # fmt: skip
    assert (article.headline, article.deck, article.byline, article.tags) == (
        "Ferry – crane", None, ("Ada Lark",), ("Ports",)
    )  # fmt: skip
    assert words(text) == ["The ferry struck a crane.", "Nobody was hurt."]
    article, text = one({"response": {"results": [{
        "id": "world/ferry", "sectionName": "World", "webPublicationDate": "2023-09-20T11:31:00Z", "webTitle": "Ferry",
        "webUrl": "https://q.example/f", "fields": {"standfirst": "<p>Nobody hurt</p>", "byline": "Ada Lark", "body": "<p>It struck.</p><h2>Again</h2>"},
    }]}})  # fmt: skip
    assert (article.section, article.deck, when(article)) == ("World", "Nobody hurt", "2023-09-20T11:31:00")
    assert [(k, t) for k, t, _ in prose(text)] == [("paragraph", "It struck."), ("subhead", "Again")]


def test_a_text_of_blocks_keeps_their_kinds() -> None:
    article, text = one({"headline": "Ferry", "content_elements": [
        {"type": "text", "content": "The <b>ferry</b> struck."}, {"type": "header", "content": "Again"},
        {"type": "quote", "content": "We saw it."}, {"type": "list", "items": [{"content": "one"}, {"content": "two"}]},
        {"type": "image", "url": "https://q.example/x.jpg", "caption": "The crane", "credits": "Cato Reed"},
    ], "publish_date": "2023-09-20"})  # fmt: skip
    assert [(k, t) for k, t, _ in prose(text)] == [
        ("paragraph", "The ferry struck."), ("subhead", "Again"), ("quote", "We saw it."),
        ("list_item", "one"), ("list_item", "two"),
    ]  # fmt: skip
    assert [f.caption for f in article.figures] == ["The crane"]


@pytest.mark.parametrize(
    ("record", "headline", "paragraph", "day"),
    [
        ({"заголовок": "Паром", "текст": "Паром задел кран.", "дата": "20.09.2023 11:31"}, "Паром", "Паром задел кран.", "2023-09-20T11:31"),
        ({"标题": "渡轮", "正文": "渡轮周三撞上起重机。", "发布时间": "2023-09-20 11:31"}, "渡轮", "渡轮周三撞上起重机。", "2023-09-20T11:31"),
        ({"عنوان": "کشتی", "متن خبر": "کشتی به جرثقیل خورد.", "تاریخ انتشار": "1402/06/29"}, "کشتی", "کشتی به جرثقیل خورد.", "2023-09-20"),
        ({"Título": "Ferry", "Cuerpo": "El ferry chocó.", "Fecha": "20/09/2023"}, "Ferry", "El ferry chocó.", "2023-09-20"),
        ({"제목": "여객선", "본문": "여객선이 크레인에 부딪혔다.", "작성일": "2023.09.20"}, "여객선", "여객선이 크레인에 부딪혔다.", "2023-09-20"),
    ],
)  # fmt: skip
def test_keys_are_known_in_many_languages(record: object, headline: str, paragraph: str, day: str) -> None:
    article, text = one(record)
    assert (article.headline, words(text), when(article)) == (headline, [paragraph], day)


def test_a_table_written_column_by_column_gives_its_rows() -> None:
    table = {"title": ["One", "Two"], "text": ["First.", "Second."], "date": ["2020-01-01", "2020-01-02"]}
    articles = read(json.dumps(table), "a.json")
    assert [(a.headline, words(t), when(a)) for a, t in articles] == [
        ("One", ["First."], "2020-01-01"),
        ("Two", ["Second."], "2020-01-02"),
    ]


def test_unix_times_are_read_as_what_they_are() -> None:
    assert (
        when(one({"title": "T", "text": "It struck.", "timestamp": 1695198660})[0]) == "2023-09-20T08:31:00"
    )
    assert (
        when(one({"title": "T", "text": "It struck.", "date": {"$date": 1695198660000}})[0])
        == "2023-09-20T08:31:00"
    )


def test_each_line_of_json_lines_is_an_article_and_a_broken_line_is_told() -> None:
    text = '{"title": "One", "text": "First."}\n\n{"title": "Two", "text": "Bro\n{"title": "Three", "text": "Third."}\n'
    articles = read(text, "a.jsonl")
    assert [(a.headline, a.lines) for a, _ in articles] == [("One", (1, 1)), ("Three", (4, 4))]
    assert [(d.code, d.line) for d in articles[0][0].doubts if d.field == "text"] == [("json-line", 3)]
    assert [a.headline for a, _ in read(text, "named-wrongly.json")] == ["One", "Three"]


def test_json_in_a_text_file_is_told_from_a_text_with_front_matter() -> None:
    ((article, _),) = read(json.dumps(SCRAPED, indent=1), "a.txt")
    assert article.format == "json"
    ((article, text),) = read(
        '{\n"title": "Ferry hits crane"\n}\n\nThe ferry struck a crane on Wednesday.\n', "a.txt"
    )
    assert (article.format, article.headline) == ("text", "Ferry hits crane")
    assert words(text) == ["The ferry struck a crane on Wednesday."]


def test_a_json_feed_names_its_items_source() -> None:
    article, _ = one({"version": "https://jsonfeed.org/version/1.1", "title": "Quay Times", "language": "en",
                      "items": [{"id": "1", "url": "https://q.example/f", "title": "Ferry", "content_html": "<p>It struck.</p>",
                                 "date_published": "2023-09-20T11:31:00Z", "authors": [{"name": "Ada Lark"}]}]})  # fmt: skip
    assert (article.clues[0].text, article.language, article.byline) == ("Quay Times", "en", ("Ada Lark",))


def test_settings_name_the_keys_of_a_file_of_its_own_making() -> None:
    data = json.dumps([{"kop": "Ferry", "broodje": "It struck a crane.", "title": "internal 7"}]).encode()
    (document,) = read_documents("articles/a.json", data, {"headline": "kop", "text": "broodje"})
    article, text = parse(document, Habits())
    assert (article.headline, words(text)) == ("Ferry", ["It struck a crane."])


NINJS = {
    "uri": "tag:quay.example,2023:1", "type": "text", "versioncreated": "2023-09-20T12:00:00Z", "firstcreated": "2023-09-20T11:31:00Z",
    "headline": "Ferry hits crane", "byline": "Ada Lark", "located": "Quayport", "language": "en", "pubstatus": "usable",
    "body_html": "<p>QUAYPORT (QT) - It struck.</p><p>It struck again.</p>", "body_text": "It struck. It struck again.",
    "subject": [{"name": "ports", "code": "x"}], "source": "QT", "usageterms": "Not for resale.", "ednote": "CORRECTS the day",
    "associations": {"featured": {"uri": "p1", "type": "picture", "description_text": "The crane", "byline": "Cato Reed", "source": "QT",
                                  "renditions": {"web": {"href": "https://q.example/x.jpg"}}}},
}  # fmt: skip


def test_ninjs_gives_text_pictures_and_notes() -> None:
    article, text = one(NINJS)
    assert (article.format, article.headline, article.byline, article.tags) == (
        "ninjs", "Ferry hits crane", ("Ada Lark",), ("ports",)
    )  # fmt: skip
    assert article.updated is not None
    assert (when(article), article.updated.value) == ("2023-09-20T11:31:00", "2023-09-20T12:00:00")
    assert article.dateline is not None
    assert article.dateline.place == "QUAYPORT"
    assert words(text) == ["QUAYPORT (QT) - It struck.", "It struck again."]
    assert [(f.caption, f.credit and f.credit.line) for f in article.figures] == [
        ("The crane", "Cato Reed/QT")
    ]
    assert article.notes == ("CORRECTS the day",)
    assert "Not for resale." in [aside.text for aside in text.asides]


def test_ninjs_whose_plain_text_is_a_summary_gives_the_marked_up_body() -> None:
    whole = "".join(
        f"<p>The ferry struck the crane for the {n} time.</p>" for n in ("first", "second", "third")
    )
    item = {"uri": "tag:q,2024:9", "type": "text", "pubstatus": "usable", "versioncreated": "2024-01-02T03:04:05Z", "headline": "Ferry hits crane",
            "body_text": "The ferry struck the crane again.", "body_html5": whole}  # fmt: skip
    article, text = one(item)
    assert article.format == "ninjs"
    assert words(text) == [
        f"The ferry struck the crane for the {n} time." for n in ("first", "second", "third")
    ]


def test_ninjs_of_the_second_and_third_generation_gives_its_main_headline_and_marked_up_body() -> None:
    article, text = one({
        "uri": "tag:q,2024:2", "standard": {"name": "ninjs", "version": "3.0"}, "type": "text", "contentcreated": "2024-01-02T03:04:05Z",
        "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry hits crane"}],
        "bodies": [{"role": "main", "contenttype": "text/plain", "value": "Plain."}, {"role": "main", "contenttype": "text/html", "value": "<p>It struck.</p>"}],
        "by": "Ada Lark", "infosources": [{"name": "Quay Times"}], "keywords": ["ports"],
        "associations": [{"name": "main", "type": "picture", "descriptions": [{"value": "The crane"}], "by": "Cato Reed"}],
    })  # fmt: skip
    assert (article.headline, article.byline, article.clues[0].text) == (
        "Ferry hits crane",
        ("Ada Lark",),
        "Quay Times",
    )
    assert words(text) == ["It struck."]
    assert [(f.caption, f.credit and f.credit.line) for f in article.figures] == [("The crane", "Cato Reed")]


def test_ninjs_with_a_guid_and_a_picture_alone_are_read() -> None:
    item = {
        "guid": "tag:q:7",
        **{k: v for k, v in NINJS.items() if k not in ("uri", "associations")},
        "usageterms": ["a", "b"],
    }
    article, text = one(item)
    assert (article.format, len(words(text))) == ("ninjs", 2)
    article, text = one({
        "uri": "tag:q:8", "type": "picture", "versioncreated": "2023-09-20T12:00:00Z", "headline": "Crane", "byline": "Cato Reed",
        "description_text": "The crane at noon.", "source": "QT", "pubstatus": "usable", "renditions": {},
    })  # fmt: skip
    assert (article.headline, article.byline, words(text)) == ("Crane", (), [])
    assert [(f.caption, f.credit and f.credit.line) for f in article.figures] == [
        ("The crane at noon.", "Cato Reed/QT")
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('{"title": "x",\n"text": }', "json-syntax", 2),
        ('{"title": "cut', "json-syntax", 1),
        ("[" * 100_000, "json-syntax", 1),
        ('{"name": "package", "version": "1.0"}', "no-article", 1),
        ("[1, 2, 3]", "no-article", 1),
        ("", "json-syntax", 1),
    ],
)
def test_what_holds_no_article_is_set_aside_with_the_line(text: str, code: str, line: int) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(text, "a.json")
    assert (caught.value.problem.code, caught.value.problem.origin.line) == (code, line)


def test_hostile_values_do_no_harm() -> None:
    ((article, text),) = read(json.dumps({
        "title": "T\u0000 <script>alert(1)</script>x", "text": "<p onclick=x()>Words</p><script>alert(2)</script>",
        "url": "javascript:alert(1)", "author": "\ud800", "date": "yesterday", "image": {"url": "../../etc/passwd", "caption": "c"},
    }), "a.json")  # fmt: skip
    assert article.original_url is None
    assert article.byline == ()
    assert words(text) == ["Words"]
    assert "alert(2)" not in str(text.body)


def test_values_know_their_lines_and_lenient_forms_are_read() -> None:
    value = parse_json(['{"a": [1,', ' "x\\ny",],', '"b": NaN,', '"c": {"d": true}}'])
    assert [v.line for v in value.at("a").items] == [1, 2]
    assert (value.at("a").items[1].text, value.at("b").value, value.at("c", "d").text) == (
        "x\ny",
        None,
        "true",
    )
    with pytest.raises(BadJson):
        parse_json(["{}", "{}"])


FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Quay Times",
    "authors": [{"name": "Quay Newsroom"}],
    "items": [
        {"id": "1", "title": "Ferry hits crane", "content_text": "It struck.", "authors": [{"name": "Ada Lark"}]},
        {"id": "2", "content_text": "Fog closed the quay on Monday morning.\n\nTwo ships waited.", "date_published": "2023-06-22T11:41:00Z"},
    ],
}  # fmt: skip


def test_the_authors_of_a_json_feed_are_those_of_an_item_that_names_none() -> None:
    (first, _), (second, text) = read(json.dumps(FEED), "feed.json")
    assert (first.byline, second.byline) == (("Ada Lark",), ("Quay Newsroom",))
    assert (second.headline, second.deck) == (None, None)
    assert words(text) == ["Fog closed the quay on Monday morning.", "Two ships waited."]


def test_what_scrapers_take_up_beside_a_byline_is_no_author() -> None:
    authors = ["Ada Lark Transport Correspondent", "Facebook", "Staff Writer", "Updated May 3", "Ben Moor"]
    article, _ = one({**SCRAPED, "authors": authors})
    assert article.byline == ("Ada Lark", "Ben Moor")


def test_a_text_kept_in_sections_gives_its_headings_paragraphs_and_summary() -> None:
    record = {
        "title": "Hundred hectares of vines to be pulled out",
        "publisher": "The Callow Argus",
        "authors": ["Ann Lee"],
        "publishing_date": "2023-01-24 18:03:22+01:00",
        "body": {
            "summary": ["Drought and frost: the growers give in."],
            "sections": [
                {
                    "headline": [],
                    "paragraphs": ["The digger has waited since Monday.", "A hundred hectares go."],
                },
                {"headline": ["A premium too small"], "paragraphs": ["The growers ask for more than that."]},
            ],
        },
    }
    (document,) = read_documents("page.json", json.dumps(record, indent=1).encode())
    article, text = parse(document, Habits())
    assert (article.headline, article.deck) == (record["title"], "Drought and frost: the growers give in.")
    assert article.published is not None
    assert (article.published.value, article.published.zone) == ("2023-01-24T18:03:22", "+01:00")
    assert [(b.kind, b.text) for b in text.body] == [
        ("paragraph", "The digger has waited since Monday."),
        ("paragraph", "A hundred hectares go."),
        ("subhead", "A premium too small"),
        ("paragraph", "The growers ask for more than that."),
    ]
