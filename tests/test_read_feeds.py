"""Feeds as saved are read item by item: what each says of itself, its text, its pictures, its lines."""

from collections.abc import Sequence

import pytest

from backfile.model import Article, Text
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents
from backfile.read.reader import UnreadableFile

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>Harbour Wire</title>
<link>https://wire.example/</link>
<language>en-gb</language>
<atom:link href="https://wire.example/feed" rel="self" type="application/rss+xml"/>
ITEMS
</channel></rss>
"""
FULL = """<item>
<title>Ferry &amp;amp; crane collide &lt;b&gt;twice&lt;/b&gt;</title>
<link>https://wire.example/ferry</link>
<description>Nobody was hurt when the &lt;i&gt;Alba&lt;/i&gt; struck a crane.</description>
<pubDate>Wed, 20 Sep 2023 11:31:00 +0300</pubDate>
<dc:creator><![CDATA[Ada Lark]]></dc:creator>
<dc:creator>Ben Moor</dc:creator>
<category>Ports</category><category><![CDATA[Safety, at sea]]></category>
<guid isPermaLink="false">id-1</guid>
<media:content url="https://wire.example/a.jpg" type="image/jpeg" width="140">
 <media:description type="html">The ferry &lt;em&gt;Alba&lt;/em&gt; at berth four.</media:description>
 <media:credit>Photograph: Cato Reed/Harbour Wire</media:credit>
</media:content>
<media:content url="https://wire.example/b.jpg" type="image/jpeg" width="460">
 <media:description type="html">The ferry &lt;em&gt;Alba&lt;/em&gt; at berth four.</media:description>
 <media:credit>Photograph: Cato Reed/Harbour Wire</media:credit>
</media:content>
<content:encoded><![CDATA[<p>The ferry <a href="https://alba.example/">Alba</a> struck a crane on Wednesday.</p>
<script>alert(1)</script>
<h2>Second blow</h2>
<p>An hour later it struck the same crane again, the port said.</p>
<a href="https://wire.example/ferry">Continue reading...</a>]]></content:encoded>
</item>
"""


def read(text: str | bytes, name: str = "feed.xml") -> list[tuple[Article, Text]]:
    data = text.encode() if isinstance(text, str) else text
    return [parse(document, Habits()) for document in read_documents(f"articles/{name}", data)]


def rss(*items: str) -> str:
    return RSS.replace("ITEMS", "\n".join(items))


def prose(text: Text) -> Sequence[tuple[str, str, tuple[int, int]]]:
    return [(b.kind, b.text, b.lines) for b in text.body if b.kind != "figure"]


def test_an_item_gives_what_it_declares_and_its_whole_text_with_lines() -> None:
    ((article, text),) = read(rss(FULL))
    assert article.format == "feed"
    assert article.headline == "Ferry & crane collide twice"
    assert article.deck == "Nobody was hurt when the Alba struck a crane."
    assert article.published is not None
    assert (article.published.value, article.published.zone) == ("2023-09-20T11:31:00", "+0300")
    assert article.published.line == 13
    assert article.byline == ("Ada Lark", "Ben Moor")
    assert article.tags == ("Ports", "Safety, at sea")
    assert article.original_url == "https://wire.example/ferry"
    assert article.language == "en-gb"
    assert article.clues[0].text == "Harbour Wire"
    assert article.lines[0] == 9
    assert prose(text) == [
        ("paragraph", "The ferry Alba struck a crane on Wednesday.", (26, 26)),
        ("subhead", "Second blow", (28, 28)),
        ("paragraph", "An hour later it struck the same crane again, the port said.", (29, 29)),
    ]
    (figure,) = article.figures
    assert figure.caption == "The ferry Alba at berth four."
    assert figure.credit is not None
    assert figure.credit.creator == "Cato Reed"


def test_each_item_is_an_article_with_its_own_lines_even_one_without_text() -> None:
    bare = "<item><title>Only a title</title>\n<description></description><link>https://wire.example/2</link></item>"
    teaser = "<item>\n<title>Teaser</title>\n<description>The council voted on Monday night and the [...]</description></item>"
    articles = read(rss(FULL, bare, teaser))
    assert [(a.part, a.headline, a.lines) for a, _ in articles] == [
        (1, "Ferry & crane collide twice", (9, 32)),
        (2, "Only a title", (33, 34)),
        (3, "Teaser", (35, 38)),
    ]
    assert prose(articles[1][1]) == []
    assert [t for _, t, _ in prose(articles[2][1])] == ["The council voted on Monday night and the [...]"]


def test_a_summary_that_repeats_the_text_is_no_deck_and_the_line_about_the_post_no_text() -> None:
    item = """<item><title>Locks open</title><description><![CDATA[<p>The locks opened on Friday after repairs, the [&#8230;]</p>
<p>The post <a href="https://b.example/locks">Locks open</a> appeared first on <a href="https://b.example">Quay</a>.</p>]]></description>
<content:encoded><![CDATA[<p>The locks opened on Friday after repairs, the port said.</p><p>Ships passed at noon.</p>
<p>Der Beitrag <a href="https://b.example/locks">Locks open</a> erschien zuerst auf <a href="https://b.example">Quay</a>.</p>]]></content:encoded></item>"""
    ((article, text),) = read(rss(item))
    assert article.deck is None
    assert [t for _, t, _ in prose(text)] == [
        "The locks opened on Friday after repairs, the port said.",
        "Ships passed at noon.",
    ]


def test_plain_text_and_single_breaks_part_paragraphs_where_sentences_end() -> None:
    items = [
        "<item><title>A</title><description>First line of the report.\nSecond paragraph here.\n</description></item>",
        "<item><title>B</title><description>One &lt;br/&gt;two. &lt;br/&gt;Three begins.</description></item>",
        "<item><title>C</title><description>&amp;lt;p&amp;gt;Escaped twice.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Still read.&amp;lt;/p&amp;gt;</description></item>",
    ]
    texts = [[t for _, t, _ in prose(text)] for _, text in read(rss(*items))]
    assert texts == [
        ["First line of the report.", "Second paragraph here."],
        ["One two.", "Three begins."],
        ["Escaped twice.", "Still read."],
    ]


def test_collections_of_many_outlets_name_each_items_own_source() -> None:
    item = """<item><title>Tide gate fails - Quay Times</title><link>https://agg.example/x</link>
<description>&lt;a href="https://agg.example/x"&gt;Tide gate fails&lt;/a&gt;&amp;nbsp;&amp;nbsp;&lt;font color="#6f6f6f"&gt;Quay Times&lt;/font&gt;</description>
<source url="https://quay.example">Quay Times</source></item>"""
    ((article, text),) = read(rss(item))
    assert article.headline == "Tide gate fails"
    assert article.clues[0].text == "Quay Times"
    assert prose(text) == []


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("desk@wire.example (Ada Lark)", ("Ada Lark",)),
        ("desk@wire.example", ()),
        ("Harbour Wire", ()),
        ("By Ada Lark and Ben Moor", ("Ada Lark", "Ben Moor")),
    ],
)
def test_a_mail_address_or_the_outlet_is_no_writer(author: str, names: tuple[str, ...]) -> None:
    item = f"<item><title>T</title><author>{author}</author><description>Text of it.</description></item>"
    assert read(rss(item))[0][0].byline == names


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<title>Hafenbote</title>
<author><name>Redaktion Hafenbote</name></author>
<entry>
 <title type="html">Fähre &amp;amp; Kran</title>
 <link rel="self" href="https://bote.example/1.atom"/>
 <link rel="alternate" type="text/html" href="https://bote.example/1"/>
 <published>2023-09-20T11:31:00+02:00</published>
 <updated>2023-09-21T08:00:00+02:00</updated>
 <author><name>Ida Möwe</name><email>ida@bote.example</email></author>
 <category term="hafen" label="Häfen"/>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Die Fähre lief am Mittwoch ein.</p>
 <p>Der Kran stand im Weg.</p></div></content>
</entry>
<entry><title>Nur geändert</title><updated>2023-09-22T09:00:00Z</updated><summary>Kurz gesagt.</summary></entry>
</feed>"""


def test_atom_entries_give_author_address_and_both_dates() -> None:
    (first, text), (second, _) = read(ATOM, "bote.atom")
    assert (first.headline, first.byline, first.tags) == ("Fähre & Kran", ("Ida Möwe",), ("Häfen",))
    assert first.original_url == "https://bote.example/1"
    assert (first.language, first.clues[0].text) == ("de", "Hafenbote")
    assert first.published is not None
    assert first.updated is not None
    assert (first.published.value, first.updated.value) == ("2023-09-20T11:31:00", "2023-09-21T08:00:00")
    assert [(t, n) for _, t, n in prose(text)] == [
        ("Die Fähre lief am Mittwoch ein.", (12, 12)),
        ("Der Kran stand im Weg.", (13, 13)),
    ]
    assert second.byline == ()
    assert second.published is not None
    assert second.published.value == "2023-09-22T09:00:00"
    assert [d.code for d in second.doubts if d.field == "published"] == ["date-of-change"]


def test_the_author_of_a_whole_feed_counts_when_it_is_a_person() -> None:
    blog = ATOM.replace("Redaktion Hafenbote", "Ole Brandt")
    assert [a.byline for a, _ in read(blog, "bote.atom")] == [("Ida Möwe",), ("Ole Brandt",)]


def test_rdf_items_stand_beside_their_channel() -> None:
    text = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://q.example/"><title>Quay Times</title><items/></channel>
<item rdf:about="https://q.example/7"><title>Bridge lifted</title><description>The bridge was lifted at dawn.</description>
<dc:date>2004-03-02T06:10+01:00</dc:date><dc:subject>Bridges</dc:subject></item></rdf:RDF>"""
    ((article, body),) = read(text, "q.rdf")
    assert (article.headline, article.tags) == ("Bridge lifted", ("Bridges",))
    assert article.original_url == "https://q.example/7"
    assert article.published is not None
    assert article.published.value == "2004-03-02T06:10"
    assert [t for _, t, _ in prose(body)] == ["The bridge was lifted at dawn."]


def test_latin_1_without_a_declaration_and_dates_in_portuguese_are_read() -> None:
    text = """<rss><channel><title>Diário do Cais</title><item><title>Câmara aprova construção do porão</title>
<description>A votação começou às três da manhã e não terminou, informou a assessoria.</description>
<pubDate>Seg, 24 Set 2018 19:42:40 -0300</pubDate></item></channel></rss>"""
    ((article, _),) = read(text.encode("latin-1"), "cais.rss")
    assert article.headline == "Câmara aprova construção do porão"
    assert article.published is not None
    assert article.published.value == "2018-09-24T19:42:40"
    assert "encoding-guessed" in [d.code for d in article.doubts]


def test_a_feed_cut_off_or_with_undeclared_prefixes_is_read_as_far_as_it_goes() -> None:
    cut = rss(FULL).split("<h2>")[0]
    ((article, text),) = read(cut)
    assert article.headline == "Ferry & crane collide twice"
    assert "xml-damaged" in [d.code for d in article.doubts]
    wild = """<rss><channel><title>W</title><item><title>Fish &nbsp; chips</title><dc:creator>Ada Lark</dc:creator>
<content:encoded>&lt;p&gt;Cod is dear.&lt;/p&gt;</content:encoded></item></channel></rss>"""
    ((article, text),) = read(wild)
    assert (article.headline, article.byline) == ("Fish chips", ("Ada Lark",))
    assert [t for _, t, _ in prose(text)] == ["Cod is dear."]


def test_hostile_feeds_bring_in_nothing_from_outside_and_no_script() -> None:
    bomb = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY x SYSTEM "file:///etc/hostname">]>
<rss><channel><title>B</title><item><title>T &a; &x;</title>
<link>javascript:alert(1)</link>
<description>&lt;p onclick="x()"&gt;Harmless &lt;a href="javascript:x()"&gt;words&lt;/a&gt; here&lt;/p&gt;&lt;iframe src="//e.example"&gt;&lt;/iframe&gt;</description>
</item></channel></rss>"""
    ((article, text),) = read(bomb)
    assert article.headline == "T &a; &x;"
    assert article.original_url is None
    assert [b.text for b in text.body] == ["Harmless words here"]
    assert "javascript" not in str(text.body)
    deep = "<item><title>Deep</title><description>" + "&lt;div&gt;" * 5000 + "x</description></item>"
    assert read(rss(deep))[0][0].headline == "Deep"


def test_a_file_of_many_comments_is_told_from_a_feed_at_once() -> None:
    with pytest.raises(UnreadableFile):
        read("<!-- a note -->\n" * 120 + "<inventory/>")


def test_a_feed_without_items_is_set_aside() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(rss())
    assert caught.value.problem.code == "no-article"
