"""Newswire formats in XML are read by what they declare: NITF, NewsML, NewsML-G2, tagged collections, fragments."""

import pytest

from backfile.model import Article, Text
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents
from backfile.read.formats import reader_of
from backfile.read.fragment import pieces_of
from backfile.read.reader import UnreadableFile
from backfile.read.wiretext import byline_value, plain_pieces

NITF = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd" [<!ENTITY big "<p>bomb</p>">]>
<nitf change.date="October 18, 2006">
 <head>
  <title>Harbour closed</title>
  <docdata>
   <doc-id id-string="hw-17" regsrc="HW"/>
   <date.issue norm="20230920T113100+0300"/>
   <doc.copyright holder="Quay Media" year="2023"/>
   <key-list><keyword key="ports"/><keyword key="storms"/></key-list>
  </docdata>
  <pubdata name="The Quay Post" position.section="Business"/>
 </head>
 <body>
  <body.head>
   <hedline><hl1>Storm shuts the harbour</hl1><hl2>Ferries stay at berth until Friday</hl2></hedline>
   <byline>By ADA LARK<byttl>Harbour Wire Writer</byttl></byline>
   <distributor>Harbour Wire</distributor>
   <dateline><location>PORT ELLEN, Scotland</location></dateline>
  </body.head>
  <body.content>
   <media media-type="image">
    <media-reference mime-type="image/jpeg" source="gate.jpg" alternate-text="A gate"/>
    <media-caption>HW flags over the tide gate on Tuesday.</media-caption>
    <media-producer>Cato Reed/HW</media-producer>
   </media>
   <p>PORT ELLEN, Scotland (HW) — The <org>Port Authority</org> shut the harbour
      on Wednesday, <person>Ben Moor</person> said.</p>
   <hl2>Second storm</hl2>
   <p>A second storm is due on Friday, caf&eacute; owners &amp; crews were told.</p>
   <bq><block><p>We have never seen such waves.</p></block></bq>
   <ul><li>Ferries: none</li><li>Freight: from Friday</li></ul>
   <p>___</p>
   <p>Ada Lark can be reached at http://social.example/adalark.</p>
   <p>al/bm/cr</p>
  </body.content>
  <body.end><tagline>Ada Lark reported from Port Ellen.</tagline></body.end>
 </body>
</nitf>
"""


def read(text: str | bytes, name: str = "wire.xml") -> list[tuple[Article, Text]]:
    data = text.encode() if isinstance(text, str) else text
    return [parse(document, Habits()) for document in read_documents(f"articles/{name}", data)]


def one(text: str | bytes, name: str = "wire.xml") -> tuple[Article, Text]:
    (found,) = read(text, name)
    return found


def prose(text: Text) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in text.body if b.kind != "figure"]


def told(article: Article, *fields: str) -> dict[str, object]:
    values: dict[str, object] = {
        "headline": article.headline,
        "deck": article.deck,
        "section": article.section,
        "published": article.published.value if article.published else None,
        "zone": article.published.zone if article.published else None,
        "updated": article.updated.value if article.updated else None,
        "byline": article.byline,
        "place": article.dateline.place if article.dateline else None,
        "source": next((clue.text for clue in article.clues if clue.kind == "field"), None),
        "tags": article.tags,
    }
    return {name: values[name] for name in fields}


def test_nitf_says_title_deck_writer_place_outlet_and_time() -> None:
    article, _ = one(NITF)
    assert article.format == "nitf"
    assert told(article, "headline", "deck", "section", "byline", "place", "source", "tags") == {
        "headline": "Storm shuts the harbour",
        "deck": "Ferries stay at berth until Friday",
        "section": "Business",
        "byline": ("ADA LARK",),
        "place": "PORT ELLEN, Scotland",
        "source": "Harbour Wire",
        "tags": ("ports", "storms"),
    }
    assert article.published is not None
    assert (article.published.value, article.published.zone, article.published.line) == (
        "2023-09-20T11:31:00", "+0300", 8,
    )  # fmt: skip


def test_nitf_text_keeps_its_kinds_and_loses_what_the_newsroom_added() -> None:
    _, text = one(NITF)
    assert prose(text) == [
        (
            "paragraph",
            "PORT ELLEN, Scotland (HW) — The Port Authority shut the harbour on Wednesday, Ben Moor said.",
        ),
        ("subhead", "Second storm"),
        ("paragraph", "A second storm is due on Friday, café owners & crews were told."),
        ("quote", "We have never seen such waves."),
        ("list_item", "Ferries: none"),
        ("list_item", "Freight: from Friday"),
    ]
    assert [(b.lines) for b in text.body if b.kind == "paragraph"] == [(27, 28), (30, 30)]
    kept = [aside.text for aside in text.asides]
    for line in (
        "___",
        "Ada Lark can be reached at http://social.example/adalark.",
        "al/bm/cr",
        "Ada Lark reported from Port Ellen.",
    ):
        assert line in kept


def test_nitf_picture_has_caption_credit_and_file() -> None:
    article, _ = one(NITF)
    (figure,) = article.figures
    assert figure.caption == "HW flags over the tide gate on Tuesday."
    assert figure.credit is not None and figure.credit.line == "Cato Reed/HW"
    assert (figure.image, figure.alt, figure.lines[0]) == ("articles/gate.jpg", "A gate", 22)


def test_a_document_type_and_its_entities_are_never_loaded() -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    text = NITF.replace(
        '<!ENTITY big "<p>bomb</p>">', '<!ENTITY l0 "lol">' + bomb + '<!ENTITY x SYSTEM "file:///etc/passwd">'
    )
    article, shown = one(text.replace("A second storm", "&l11; &x; A second storm"))
    assert article.headline == "Storm shuts the harbour"
    said = dict(prose(shown))
    assert "root:" not in str(said) and "lollol" not in str(said)
    assert "&l11; &x; A second storm is due" in str(prose(shown))


def test_old_papers_in_nitf_have_the_day_of_publication_and_one_text() -> None:
    article, text = one("""<nitf><head><title>Ships</title>
<pubdata date.publication="19870304T000000" name="The Quay Post"/></head><body><body.head>
<hedline><hl1>Ships wait in the fog</hl1></hedline>
<byline class="print_byline">By Ada Lark</byline><byline class="normalized_byline">Lark, Ada</byline></body.head>
<body.content><block class="lead_paragraph"><p>Nine ships waited in the fog.</p></block>
<block class="full_text"><p>Nine ships waited in the fog.</p><p>None had a pilot aboard.</p></block></body.content></body></nitf>""")
    assert told(article, "published", "byline", "source") == {
        "published": "1987-03-04", "byline": ("Ada Lark",), "source": "The Quay Post",
    }  # fmt: skip
    assert prose(text) == [
        ("paragraph", "Nine ships waited in the fog."),
        ("paragraph", "None had a pilot aboard."),
    ]


NEWSML = """<?xml version="1.0"?>
<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20230921T000000Z</DateAndTime></NewsEnvelope>
<NewsItem xml:lang="en">
<Identification><NewsIdentifier><ProviderId>harbourwire.example</ProviderId>
<PublicIdentifier>urn:newsml:hw:1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20230920T083100Z</FirstCreated><ThisRevisionCreated>REVISED</ThisRevisionCreated></NewsManagement>
<NewsComponent>
<NewsLines><HeadLine>Storm shuts the harbour</HeadLine><SubHeadLine>Until Friday</SubHeadLine><ByLine>By Ada Lark</ByLine>
<DateLine>PORT ELLEN, Sept 20, 2023 (HW)</DateLine><KeywordLine>ports, storms</KeywordLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Harbour Wire"/></Provider></AdministrativeMetadata>
PARTS
</NewsComponent></NewsItem>MORE</NewsML>"""
MAIN = """<NewsComponent><Role FormalName="Main"/><ContentItem><MediaType FormalName="Text"/><DataContent>
<html><body><p>The port shut on Wednesday.</p><p>It opens on Friday, the port said.</p></body></html>
</DataContent></ContentItem></NewsComponent>"""
PHOTO = """<NewsComponent><Role FormalName="Photo"/>
<NewsLines><CreditLine>Cato Reed</CreditLine></NewsLines>
<NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent><p>The tide gate at noon.</p></DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="HighRes"/><ContentItem Href="gate.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent>
</NewsComponent>"""


def newsml(parts: str, revised: str = "20230920T083100Z", more: str = "") -> str:
    return NEWSML.replace("PARTS", parts).replace("REVISED", revised).replace("MORE", more)


def test_newsml_item_with_its_picture_is_one_article() -> None:
    article, text = one(newsml(MAIN + PHOTO))
    assert article.format == "newsml"
    assert told(
        article, "headline", "deck", "published", "zone", "updated", "byline", "place", "source", "tags"
    ) == {
        "headline": "Storm shuts the harbour",
        "deck": "Until Friday",
        "published": "2023-09-20T08:31:00",
        "zone": "Z",
        "updated": None,
        "byline": ("Ada Lark",),
        "place": "PORT ELLEN",
        "source": "Harbour Wire",
        "tags": ("ports", "storms"),
    }
    assert prose(text) == [
        ("paragraph", "The port shut on Wednesday."),
        ("paragraph", "It opens on Friday, the port said."),
    ]
    (figure,) = article.figures
    assert (figure.caption, figure.credit and figure.credit.line, figure.image) == (
        "The tide gate at noon.", "Cato Reed", "articles/gate.jpg",
    )  # fmt: skip


def test_an_agency_mark_behind_the_last_sentence_is_no_credit_of_a_picture() -> None:
    article, text = one(newsml(MAIN.replace("the port said.", "the port said. (©HW)")))
    assert prose(text)[-1] == ("paragraph", "It opens on Friday, the port said. (©HW)")
    assert article.figures == ()


def test_newsml_revision_at_another_time_is_an_update() -> None:
    article, _ = one(newsml(MAIN, revised="20230920T101500Z"))
    assert told(article, "published", "updated") == {
        "published": "2023-09-20T08:31:00", "updated": "2023-09-20T10:15:00",
    }  # fmt: skip


def test_newsml_package_gives_an_article_for_each_component_with_a_headline() -> None:
    second = """<NewsComponent><NewsLines><HeadLine>Freight trains wait</HeadLine></NewsLines><ContentItem>
<DataContent><nitf><body><body.content><p>Forty trains wait at the quay.</p></body.content></body></nitf></DataContent>
</ContentItem></NewsComponent>"""
    same = MAIN.replace("<html><body>", "<html><head><title>x</title></head><body>")
    more = """<NewsItem><NewsComponent><NewsLines><HeadLine>Chess</HeadLine></NewsLines><ContentItem><DataContent>Reed beat Moor
in nine moves.

Moor took it well.</DataContent></ContentItem></NewsComponent></NewsItem>"""
    found = read(newsml(MAIN + same + second, more=more))
    assert [(a.headline, [t for _, t in prose(x)]) for a, x in found] == [
        ("Storm shuts the harbour", ["The port shut on Wednesday.", "It opens on Friday, the port said."]),
        ("Freight trains wait", ["Forty trains wait at the quay."]),
        ("Chess", ["Reed beat Moor in nine moves.", "Moor took it well."]),
    ]
    assert [a.published.value[:10] if a.published and a.published.value else None for a, _ in found] == [
        "2023-09-20", "2023-09-20", None,
    ]  # fmt: skip
    assert found[0][0].lines[1] < found[1][0].lines[0] <= found[1][0].lines[1] < found[2][0].lines[0]


G2 = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2023-09-21T00:00:00Z</sent></header><itemSet>
<newsItem guid="urn:hw:1" standard="NewsML-G2" xml:lang="en-GB">
<rightsInfo><copyrightHolder literal="Quay Media"/></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="harbourwire.example"/>
<versionCreated>2023-09-20T12:00:00+03:00</versionCreated><firstCreated>2023-09-20T11:31:00+03:00</firstCreated></itemMeta>
<contentMeta><by>By Ada Lark, Harbour Wire</by><dateline>Port Ellen, Sept 20 (HW) -</dateline>
<language tag="en-GB"/><subject qcode="medtop:1"><name>ports</name></subject><keyword>storms</keyword>
<headline>Storm shuts the harbour</headline><headline role="hld:subHeadline">Until Friday</headline>
<creditline>Harbour Wire</creditline></contentMeta>
<contentSet>CONTENT</contentSet></newsItem>
MORE</itemSet></newsMessage>"""
XHTML = '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body>%s</body></html></inlineXML>'
WRAPPED = """<p>(Adds the opening, quote)
    * Harbour shut since Wednesday
    * Second storm due on Friday

    By Ada Lark
    Sept 20 (HW) - The port authority shut the harbour on
Wednesday as waves of nine metres broke over the outer wall,
the harbour master said.
    "We have never seen such waves, and we have been here
for forty years," Ben Moor said.
    It opens on Friday.

 (Reporting by Ada Lark in Port Ellen; Editing by Ben Moor
and Cato Reed)</p>"""


def g2(content: str, more: str = "") -> str:
    return G2.replace("CONTENT", content).replace("MORE", more)


def test_g2_item_says_its_fields() -> None:
    article, text = one(
        g2(XHTML % "<p>The port shut.</p><h2>Trains</h2><p>Forty wait, <b>the port</b> said.</p>")
    )
    assert article.format == "newsml-g2"
    assert told(
        article, "headline", "deck", "published", "zone", "updated", "byline", "place", "source", "tags"
    ) == {
        "headline": "Storm shuts the harbour",
        "deck": "Until Friday",
        "published": "2023-09-20T11:31:00",
        "zone": "+03:00",
        "updated": "2023-09-20T12:00:00",
        "byline": ("Ada Lark",),
        "place": "Port Ellen",
        "source": "Harbour Wire",
        "tags": ("storms", "ports"),
    }
    assert prose(text) == [
        ("paragraph", "The port shut."),
        ("subhead", "Trains"),
        ("paragraph", "Forty wait, the port said."),
    ]


@pytest.mark.parametrize(
    "content",
    [
        XHTML % WRAPPED,
        f'<inlineData contenttype="text/plain"><![CDATA[{WRAPPED}]]></inlineData>',
        f'<inlineData contenttype="text/plain"><![CDATA[{WRAPPED[3:-4]}]]></inlineData>',
        f"<inlineXML><nitf><body><body.content>{WRAPPED}</body.content></body></nitf></inlineXML>",
    ],
    ids=["xhtml", "escaped", "plain", "nitf"],
)
def test_a_story_wrapped_in_one_paragraph_is_parted_at_its_indents(content: str) -> None:
    _, text = one(g2(content))
    assert prose(text) == [
        ("paragraph", "Sept 20 (HW) - The port authority shut the harbour on Wednesday as waves of nine metres broke "
                      "over the outer wall, the harbour master said."),
        ("paragraph", '"We have never seen such waves, and we have been here for forty years," Ben Moor said.'),
        ("paragraph", "It opens on Friday."),
    ]  # fmt: skip
    kept = " | ".join(aside.text for aside in text.asides)
    for line in (
        "(Adds the opening, quote)",
        "* Second storm due on Friday",
        "By Ada Lark",
        "Editing by Ben Moor and Cato Reed",
    ):
        assert line in kept


def test_g2_picture_items_go_with_the_text_sent_beside_them() -> None:
    picture = """<newsItem guid="urn:hw:2"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta>
<headline>Gate</headline><description role="drol:caption">The tide gate at noon.</description>
<creator><name>Cato Reed</name></creator><creditline>HW</creditline></contentMeta>
<contentSet><remoteContent href="s.jpg" width="100"/><remoteContent href="l.jpg" width="2000"/></contentSet></newsItem>"""
    article, _ = one(g2(XHTML % "<p>The port shut on Wednesday.</p>", picture))
    (figure,) = article.figures
    assert (figure.caption, figure.credit and figure.credit.line, figure.image) == (
        "The tide gate at noon.", "Cato Reed / HW", "articles/l.jpg",
    )  # fmt: skip


def test_g2_message_of_many_texts_gives_each_its_lines() -> None:
    other = """<newsItem guid="urn:hw:3"><itemMeta><versionCreated>2023-09-22</versionCreated></itemMeta>
<contentMeta><headline>Chess</headline></contentMeta>
<contentSet><inlineXML><html><body><p>Reed beat Moor.</p></body></html></inlineXML></contentSet></newsItem>"""
    found = read(g2(XHTML % "<p>The port shut on Wednesday.</p>", other))
    assert [(a.headline, a.lines[0]) for a, _ in found] == [("Storm shuts the harbour", 3), ("Chess", 12)]
    assert told(found[1][0], "published", "updated") == {"published": "2023-09-22", "updated": None}


REUTERS = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TOPICS><D>cocoa</D><D>ship</D></TOPICS>
<PLACES><D>uk</D></PLACES>
<UNKNOWN>
&#5;&#5;&#5;C T
&#22;&#22;&#1;f0704&#31;reute</UNKNOWN>
<TEXT>&#2;
<TITLE>HARBOUR REVIEW &lt;HRBR></TITLE>
<AUTHOR>    By Ada Lark, Reuters</AUTHOR>
<DATELINE>    PORT ELLEN, Feb 26 - </DATELINE><BODY>Ships waited at the wall throughout the
week, the harbour master said in its weekly review
of traffic.
    Nine of them carry cocoa & sugar, with < 5 pct spoiled.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS TOPICS="NO" NEWID="2">
<DATE>26-FEB-1987 15:02:20.00</DATE>
<TEXT TYPE="BRIEF">&#2;
******<TITLE>HARBOUR SETS DIVIDEND</TITLE>
</TEXT>
</REUTERS>
"""


def test_reuters_collection_of_many_items_with_control_references() -> None:
    first, second = read(REUTERS, "reut.sgm")
    article, text = first
    assert article.format == "corpus"
    assert told(article, "headline", "published", "byline", "place", "source", "tags") == {
        "headline": "HARBOUR REVIEW <HRBR>",
        "published": "1987-02-26T15:01:01",
        "byline": ("Ada Lark",),
        "place": "PORT ELLEN",
        "source": "Reuters",
        "tags": ("cocoa", "ship"),
    }
    assert prose(text) == [
        (
            "paragraph",
            "Ships waited at the wall throughout the week, the harbour master said in its weekly review of traffic.",
        ),
        ("paragraph", "Nine of them carry cocoa & sugar, with < 5 pct spoiled."),
    ]
    assert [b.lines for b in text.body] == [(12, 14), (15, 15)]
    assert "Reuter" in [aside.text for aside in text.asides]
    assert article.lines == (2, 18) and second[0].lines[0] == 19
    assert second[0].headline == "HARBOUR SETS DIVIDEND"
    assert [d.code for d in article.doubts if d.field == "text"] == ["xml-damaged"]


@pytest.mark.parametrize(
    ("source", "fields", "paragraphs"),
    [
        (
            "<DOC>\n<DOCNO> HW230920-0001 </DOCNO>\n<DATE><P>September 20, 2023, Wednesday</P></DATE>\n"
            "<HEADLINE><P>Storm shuts the harbour</P></HEADLINE>\n<BYLINE><P>By ADA LARK, Times Staff Writer</P></BYLINE>\n"
            "<TEXT>\n<P>The port shut.</P>\n<P>It opens on Friday.</P>\n</TEXT>\n</DOC>",
            {"headline": "Storm shuts the harbour", "published": "2023-09-20", "byline": ("ADA LARK",)},
            ["The port shut.", "It opens on Friday."],
        ),
        (
            '<?xml version="1.0"?>\n<newsitem itemid="2" date="1996-08-20" xml:lang="en">\n<title>SCOTLAND: Storm shuts port.</title>\n'
            "<headline>Storm shuts port.</headline>\n<byline>Ada Lark</byline>\n<text>\n<p>The port shut.</p>\n<p>It opens.</p>\n"
            '</text>\n<copyright>(c) Harbour Wire 1996</copyright>\n<metadata><codes class="x"><code code="UK"/></codes>'
            '<dc element="dc.source" value="Harbour Wire"/><dc element="dc.date.published" value="1996-08-20"/></metadata></newsitem>',
            {"headline": "Storm shuts port.", "published": "1996-08-20", "byline": ("Ada Lark",), "source": "Harbour Wire"},
            ["The port shut.", "It opens."],
        ),
        (
            '<derlem><haber id="3"><baslik>Fırtına</baslik><tarih>20.09.2023</tarih><metin>Liman kapandı.</metin></haber></derlem>',
            {"headline": "Fırtına", "published": "2023-09-20"},
            ["Liman kapandı."],
        ),
        (
            '<DOC id="HWR_ENG_20230920.0001" type="story">\n<HEADLINE>\nStorm\n</HEADLINE>\n<DATELINE>\nPORT ELLEN, Sept 20 (HW)\n'
            "</DATELINE>\n<TEXT>\n<P>\nThe port shut.\n</P>\n</TEXT>\n</DOC>",
            {"headline": "Storm", "published": "2023-09-20", "place": "PORT ELLEN"},
            ["The port shut."],
        ),
        (
            '<?xml version="1.0"?><news><article><id>4</id><title>Storm</title><pub_date>2023-09-20</pub_date><time>11:31</time>'
            "<source>Quay Post</source><content>The port shut.\n\nIt opens on Friday.</content></article></news>",
            {"headline": "Storm", "published": "2023-09-20T11:31", "source": "Quay Post"},
            ["The port shut.", "It opens on Friday."],
        ),
        (
            '<HAM><DOC><DOCID>1</DOCID><DATE calender="Persian">1402/06/29</DATE><DATE calender="Western">2023-09-20</DATE>'
            "<TITLE><![CDATA[Storm]]></TITLE><TEXT><![CDATA[The port shut.]]></TEXT></DOC></HAM>",
            {"headline": "Storm", "published": "2023-09-20"},
            ["The port shut."],
        ),
        (
            "<News><COPYRIGHT>all of it</COPYRIGHT></News>\n<NEWS><NEWSID>9</NEWSID><UTCDATE>2023-09-20T03:48:23.977</UTCDATE>"
            "<TITLE>Storm</TITLE><BRIEF>Until Friday</BRIEF><DESCRIPTION>The port shut on Wednesday.\nIt opens on Friday.</DESCRIPTION></NEWS>",
            {"headline": "Storm", "published": "2023-09-20T03:48:23", "zone": "Z", "deck": "Until Friday"},
            ["The port shut on Wednesday.", "It opens on Friday."],
        ),
        (
            '<TimeML>\n<DOCID>HWR20230920.0261</DOCID>\n<DCT><TIMEX3 tid="t0" value="2023-09-20">09/20/2023</TIMEX3></DCT>\n<TITLE>Storm</TITLE>\n'
            "<EXTRAINFO>&amp;UR; By ADA LARK &amp;QC; &amp;UR; Harbour Wire Writer &amp;QC;</EXTRAINFO>\n<TEXT>\n\nThe port "
            '<EVENT eid="e1">shut</EVENT><TIMEX3 tid="t1">on Wednesday</TIMEX3>.\n\nIt <EVENT>opens</EVENT>.\n</TEXT>\n'
            "<EXTRAINFO>AP-NY-09-20-23 0618EDT</EXTRAINFO><TLINK/></TimeML>",
            {"headline": "Storm", "published": "2023-09-20T06:18", "zone": "EDT", "byline": ("ADA LARK",)},
            ["The port shuton Wednesday.", "It opens."],
        ),
    ],
    ids=["trec", "rcv1", "turkish", "gigaword", "plain names", "two calendars", "after the root", "timeml"],
)  # fmt: skip
def test_tagged_collections_are_read_by_their_names(
    source: str, fields: dict[str, object], paragraphs: list[str]
) -> None:
    article, text = one(source)
    assert article.format == "corpus"
    assert told(article, *fields) == fields
    assert [t for _, t in prose(text)] == paragraphs


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".txt", "The <DOC> and <TITLE> tags of <TEXT> files\n\nThey are old."),
        (".html", '<article><h1>Title</h1><div class="content"><p>Text</p></div></article>'),
        (
            ".html",
            "<!DOCTYPE html><html><head><title>x</title></head><body><article>y</article></body></html>",
        ),
        (".xml", "<urlset><url><loc>https://a.example</loc></url></urlset>"),
        (".xml", "<catalog><book><title>Ships</title></book></catalog>"),
        (".md", "# Title\n\n<article>\n"),
    ],
)
def test_what_only_looks_like_a_newswire_is_not_claimed(name: str, text: str) -> None:
    reader = reader_of(name, text)
    assert reader is None or reader.format not in ("nitf", "newsml", "newsml-g2", "corpus")


@pytest.mark.parametrize(
    "whole", [NITF, newsml(MAIN), g2(XHTML % WRAPPED), REUTERS], ids=["nitf", "newsml", "g2", "corpus"]
)
def test_a_file_cut_off_anywhere_is_read_as_far_as_it_goes_or_set_aside_with_a_line(whole: str) -> None:
    read_on = 0
    for end in range(60, len(whole), 97):
        try:
            articles = read(whole[:end])
        except UnreadableFile as error:
            assert error.problem.message.startswith("expected ")
        else:
            assert articles
            read_on += 1
    assert read_on > 3


def test_a_file_without_an_article_is_set_aside() -> None:
    for empty in ("<nitf><head/><body/></nitf>", "<NewsML/>", '<newsItem standard="NewsML-G2"/>'):
        with pytest.raises(UnreadableFile) as caught:
            read(empty)
        assert caught.value.problem.code == "no-article"
        assert caught.value.problem.origin.line == 1


def test_hostile_markup_ends_neither_in_the_text_nor_in_the_file_name() -> None:
    article, text = one(
        NITF.replace("gate.jpg", "../../../etc/passwd").replace(
            "We have never", "<script>alert(1)</script><a href='javascript:alert(2)'>We</a> have never"
        )
    )
    html = " ".join(b.html or b.text for b in text.body)
    assert "alert" not in html and "javascript" not in html
    assert all(f.image is None or ".." not in f.image for f in article.figures)


def test_deep_and_wide_files_are_read_in_linear_time_without_recursion() -> None:
    deep = NITF.replace("We have never", "<em>" * 240 + "deep" + "</em>" * 240 + " have never")
    assert "deep have never seen such waves." in [t for _, t in prose(one(deep)[1])]
    for source in (
        "<DOC><TITLE>x</TITLE><TEXT>" + "<b>" * 5000,
        "<nitf>" * 3000,
        "<DOC>" * 3000 + "<TITLE>a</TITLE><TEXT>b",
    ):
        try:
            read(source)
        except UnreadableFile as error:
            assert error.problem.message
    many = "<DOC><TITLE>x</TITLE><TEXT>" + "<s>a.</s> " * 60_000 + "</TEXT></DOC>"
    assert len(one(many)[1].body[0].text) > 100_000
    assert len(read("<x>" + "<DOC><TITLE>x</TITLE><TEXT>t</TEXT></DOC>\n" * 2000 + "</x>")) == 2000


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("By ADA LARK, Harbour Press Writer", "By ADA LARK"),
        ("By Ada Lark and Ben Moor", "By Ada Lark and Ben Moor"),
        ("Ada Lark, Reuters", "Ada Lark"),
        ("Ada Lark, Ben Moor", "Ada Lark, Ben Moor"),
    ],
)
def test_a_byline_loses_the_job_behind_the_name(printed: str, name: str) -> None:
    assert byline_value(printed) == name


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("   The port shut on\nWednesday.\n   It opens.\n   So they say.", ["The port shut on Wednesday.", "It opens.", "So they say."]),
        ("\n        The harbour master shut the old tide gate on\n        Wednesday.\n      ", ["The harbour master shut the old tide gate on Wednesday."]),
        ("The port shut.\nIt opens on Friday.", ["The port shut.", "It opens on Friday."]),
        ("The harbour master of the port shut the old gate\non Wednesday because of the waves that broke over\nthe wall.", [
            "The harbour master of the port shut the old gate on Wednesday because of the waves that broke over the wall."]),
        ("One:\n- first\n- second", ["One:", "- first", "- second"]),
        ("港" * 44 + "\n" + "閉" * 44 + "\n鎖された。", ["港" * 44 + "閉" * 44 + "鎖された。"]),
        ("", []),
    ],
    ids=["indents", "pretty print", "lines", "wrapped", "list", "without spaces", "nothing"],
)  # fmt: skip
def test_wire_text_is_parted_as_it_is_laid_out(text: str, paragraphs: list[str]) -> None:
    assert [piece.text for piece in plain_pieces(text, 1)] == paragraphs


def test_a_fragment_tells_every_raw_line_of_a_paragraph() -> None:
    first, second, figure = pieces_of(
        "<p>One\n two <b>bold\nx</b> tail</p><script>a\nb</script>\n<p>next</p>"
        '<figure><img src="x.jpg"><figcaption>APPEAL court <small>AP</small></figcaption></figure>',
        10,
    )
    assert (first.text, first.starts) == ("One two bold x tail", ((0, 10), (4, 11), (13, 12)))
    assert (second.text, second.starts) == ("next", ((0, 14),))
    assert (figure.text, figure.credit) == ("APPEAL court", "AP")


def test_a_table_of_one_picture_and_the_words_under_it_is_a_figure() -> None:
    table = "<table><tr><td><img src='boat.jpg'></td></tr><tr><td><b>The boat at dawn</b></td></tr></table>"
    (figure,) = pieces_of(table, 1)
    assert (figure.kind, figure.text, figure.image) == ("figure", "The boat at dawn", "boat.jpg")


def test_a_table_of_figures_and_headings_stays_text() -> None:
    rows = "<tr><th>Party</th><th>Seats</th></tr><tr><td><img src='https://e.example/a.png'></td><td>12</td></tr>"
    assert all(piece.kind != "figure" for piece in pieces_of(f"<table>{rows}</table>", 1))


def test_a_fragment_loses_no_text_in_deep_nesting() -> None:
    pieces = pieces_of("<div>" * 900 + "deep" + "</div>" * 900 + "last")
    assert [piece.text for piece in pieces] == ["deep", "last"]


@pytest.mark.parametrize(
    ("inside", "day"),
    [
        ("<DOCNO>QT923-1</DOCNO>\n<DATE>920724\n</DATE>\n", "1992-07-24"),
        ("<DOCNO>HW870324-0001</DOCNO>\n", "1987-03-24"),
        ("<DOCNO> HL070189-0001 </DOCNO>\n", "1989-07-01"),
        ("<DOCNO>FT923-1</DOCNO>\n<DATE>FT  24 JUL 92 / Leading Article</DATE>\n", "1992-07-24"),
        ("<DOCNO>HW230920-0001</DOCNO>\n", None),
    ],
)
def test_short_days_of_test_collections_are_read_where_the_century_is_sure(
    inside: str, day: str | None
) -> None:
    data = f"<DOC>\n{inside}<HEADLINE>Ferry hits crane</HEADLINE>\n<TEXT>\nThe ferry struck a crane.\n</TEXT>\n</DOC>\n"
    (document,) = read_documents("articles/a.sgml", data.encode())
    article, _ = parse(document, Habits())
    assert (article.published.value if article.published else None) == day
