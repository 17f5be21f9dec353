"""Exports of WordPress: published posts are read as they stood on the page, the rest of the site is not."""

import pytest
from test_read_feeds import prose, read

from backfile.read.reader import UnreadableFile

EXPORT = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file. -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Quay Blog</title><language>en-GB</language>
<wp:author><wp:author_login>alark</wp:author_login><wp:author_display_name><![CDATA[Ada Lark]]></wp:author_display_name></wp:author>
<wp:author><wp:author_login>bmoor</wp:author_login><wp:author_display_name>bmoor</wp:author_display_name>
 <wp:author_first_name>Ben</wp:author_first_name><wp:author_last_name>Moor</wp:author_last_name></wp:author>
ITEMS
</channel></rss>
"""


def post(content: str, *, title: str = "Locks open", creator: str = "alark", status: str = "publish",
         kind: str = "post", more: str = "") -> str:  # fmt: skip
    return f"""<item><title>{title}</title>
<link>https://quay.example/locks/</link>
<pubDate>Mon, 29 Jul 2013 16:03:54 +0000</pubDate><dc:creator>{creator}</dc:creator>
<content:encoded><![CDATA[{content}]]></content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2013-07-29 18:03:54</wp:post_date>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>"""


def export(*items: str) -> str:
    return EXPORT.replace("ITEMS", "\n".join(items))


CLASSIC = """<strong>[dropcap]T[/dropcap]he locks</strong> opened on Monday, as [the port] said.

A [sic] remark. First line ends here.
Second line begins here and
goes on in small letters.

[caption id="attachment_3" align="alignleft" width="300"]<a href="https://quay.example/l.jpg"><img src="https://quay.example/l.jpg" alt="Lock" /></a> The upper lock. (Photo: Cato Reed)[/caption]

[gallery ids="1,2"]

[embed]https://video.example/1[/embed]

https://video.example/2
<h2>Next week</h2>
[su_box title="x"]Ships of all sizes will pass.[/su_box]"""


def test_a_classic_text_is_parted_at_empty_lines_and_its_short_codes_vanish() -> None:
    ((article, text),) = read(export(post(CLASSIC)))
    assert article.format == "wxr"
    assert prose(text) == [
        ("paragraph", "The locks opened on Monday, as [the port] said.", (13, 13)),
        ("paragraph", "A [sic] remark. First line ends here.", (15, 15)),
        ("paragraph", "Second line begins here and goes on in small letters.", (16, 17)),
        ("subhead", "Next week", (26, 26)),
        ("paragraph", "Ships of all sizes will pass.", (27, 27)),
    ]
    (figure,) = article.figures
    assert (figure.caption, figure.credit and figure.credit.creator) == ("The upper lock.", "Cato Reed")
    assert figure.lines == (19, 19)


def test_a_text_of_blocks_loses_their_comments_and_keeps_tables_and_quotations() -> None:
    content = """<!-- wp:paragraph {"dropCap":true} -->
<p>The tide gate
failed on Monday.</p>
<!-- /wp:paragraph -->

<!-- wp:image {"id":5} -->
<figure class="wp-block-image"><img src="https://quay.example/g.jpg" alt=""/><figcaption>The gate at noon</figcaption></figure>
<!-- /wp:image -->
<!-- wp:table --><figure class="wp-block-table"><table><tbody><tr><td>Tide</td><td>3 m</td></tr></tbody></table></figure><!-- /wp:table -->
<!-- wp:quote --><blockquote class="wp-block-quote"><p>We heard a bang.</p></blockquote><!-- /wp:quote -->
<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>The tide gate failed</p></blockquote></figure><!-- /wp:pullquote -->"""
    ((article, text),) = read(export(post(content)))
    assert [(k, t) for k, t, _ in prose(text)] == [
        ("paragraph", "The tide gate failed on Monday."),
        ("paragraph", "Tide 3 m"),
        ("quote", "We heard a bang."),
    ]
    assert [f.caption for f in article.figures] == ["The gate at noon"]
    assert "wp:" not in " ".join(b.text for b in text.body)


def test_what_the_export_says_of_a_post_is_taken_and_the_site_is_not_its_source() -> None:
    more = """<excerpt:encoded><![CDATA[Why it took so long.]]></excerpt:encoded>
<category domain="category" nicename="ports"><![CDATA[Ports]]></category>
<category domain="post_tag" nicename="locks"><![CDATA[Locks]]></category>
<category domain="post_format" nicename="post-format-aside"><![CDATA[Aside]]></category>
<wp:post_date_gmt>2013-07-29 16:03:54</wp:post_date_gmt><wp:post_modified_gmt>2013-07-30 07:00:00</wp:post_modified_gmt>"""
    ((article, _),) = read(export(post("The locks opened.", more=more)))
    assert (article.headline, article.deck) == ("Locks open", "Why it took so long.")
    assert (article.byline, article.tags, article.language) == (("Ada Lark",), ("Ports", "Locks"), "en-GB")
    assert article.published is not None
    assert article.updated is not None
    assert (article.published.value, article.updated.value) == ("2013-07-29T16:03:54", "2013-07-30T07:00:00")
    assert [c.kind for c in article.clues] == ["host"]


@pytest.mark.parametrize(
    ("creator", "names"), [("alark", ("Ada Lark",)), ("bmoor", ("Ben Moor",)), ("admin", ()), ("jsm42", ()), ("Ida", ("Ida",))]
)  # fmt: skip
def test_a_login_is_nobodys_name(creator: str, names: tuple[str, ...]) -> None:
    assert read(export(post("The locks opened.", creator=creator)))[0][0].byline == names


def test_drafts_menus_and_revisions_are_no_articles_and_drafts_are_told_of() -> None:
    items = [
        post("Never shown.", title="Draft", status="draft"),
        post("Home", title="Menu", kind="nav_menu_item"),
        post("", title="Empty page", kind="page"),
        post("Old words.", title="Revision", kind="revision", status="inherit"),
        post("The report itself.", title="Report", kind="report"),
        post("About us, at length.", title="About", kind="page"),
    ]
    articles = read(export(*items))
    assert [a.headline for a, _ in articles] == ["Report", "About"]
    assert [d.code for d in articles[0][0].doubts if d.field == "text"] == ["drafts-left-out"]
    with pytest.raises(UnreadableFile) as caught:
        read(export(items[0], items[1]))
    assert caught.value.problem.code == "no-article"


def test_attachments_give_their_posts_pictures_with_caption_and_credit_once() -> None:
    picture = """<item><title>gate</title><excerpt:encoded>The gate at noon</excerpt:encoded><wp:post_id>5</wp:post_id>
<wp:post_parent>7</wp:post_parent><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>
<wp:attachment_url>https://quay.example/g.jpg</wp:attachment_url>
<wp:postmeta><wp:meta_key>_media_credit</wp:meta_key><wp:meta_value>Cato Reed</wp:meta_value></wp:postmeta></item>"""
    thumbnail = (
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>5</wp:meta_value></wp:postmeta>"
    )
    ((article, _),) = read(export(post("The gate failed on Monday.", more=thumbnail), picture))
    assert [(f.caption, f.credit and f.credit.line) for f in article.figures] == [
        ("The gate at noon", "Cato Reed")
    ]


def test_an_export_cut_off_is_read_as_far_as_it_goes_and_a_flood_of_brackets_is_harmless() -> None:
    whole = export(
        post("The gate failed on Monday."), post("The gate was mended on Tuesday.", title="Mended")
    )
    articles = read(whole[: whole.index("was mended")])
    assert [a.headline for a, _ in articles] == ["Locks open", "Mended"]
    assert "xml-damaged" in [d.code for d in articles[0][0].doubts]
    ((_, text),) = read(export(post("[caption]" * 3000 + "[" * 3000 + "words stay")))
    assert prose(text)[-1][1].endswith("words stay")


def test_the_title_of_an_export_names_the_outlet_where_it_is_a_papers() -> None:
    paper = export(post("The locks opened.")).replace("The Quay Blog", "The Quay Gazette - News of the river")
    ((article, _),) = read(paper)
    assert [(c.kind, c.text) for c in article.clues if c.kind == "field"] == [("field", "The Quay Gazette")]
