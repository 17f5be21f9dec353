"""Archives of generated articles: hostile words in every field of every format that is read, and in every register.

    python benchmarks/trust/mixes.py [COUNT]

Makes COUNT articles (10,000 when it is left out) in archives of 250, with sidecars, registers and settings as hostile as
the texts; builds each, and parses every page, feed and file of data (tests/oracle.py). Each article has a word of its
own and must be on a page, or its file must be named in the report. All exports are written and parsed too. Prints what
is wrong, and at the end what was made and judged. The seed of an archive is its number, so that `--only N` repeats it.
"""

import argparse
import csv
import io
import json
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import yaml

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent / "tests"), str(HERE)]

from cases import PNG, mail, warc, word  # noqa: E402
from oracle import _json, _xml, article_pages, violations  # noqa: E402

__all__ = ["ADDRESS", "FORMATS", "archive", "export_faults", "lost", "payload"]

ADDRESS = "https://archive.example/"
PIECES = (
    "<script>xss_1()</script>", "</title><script>xss_2()</script>", "\"'><img src=x onerror=xss_3()>", "<svg onload=xss_4()>",
    "[a](javascript:xss_5())", "![b](data:text/html,xss_6)", "<a href='vbscript:xss_7'>c</a>", "]]><x>", "<!--", "-->",
    "{{ 7*191 }}", "{% raw %}", "\u202egnp.exe", "\u2067", "\u2069", "&lt;b&gt;", "&#0;", "<base href=//evil.example/>",
    "<style>@import '//evil.example'</style>", "<math><mi//xlink:href='data:x,xss_8'>", "`", "**", "[^1]", "'; xss_9(); '",
    "\u200b", "</script><!--<script>", "<iframe srcdoc='xss'>", "plain words", "слово", "שלום\u200f", "\\u003cscript\\u003e",
    "Anna Hill", "the ferry", "“Quoted,” said Anna Hill.", "=cmd|' /C calc'!A0", "../../PWNED", "..\\..\\PWNED", "%2e%2e%2fPWNED",
    "2024-05-06", "31 February 2023", "Photo: A B/C", "<p onclick=xss_10()>p</p>", "javascript:xss_11()", "//evil.example/x",
    "https://good.example/\"onmouseover=xss_12()", "&#x6A;avascript:xss_13()", "${7*191}", "<%= 7*191 %>", "\u2028", "\ufeff",
    "\u0085", "\u00ad", "con", "İ", "ﬁ", "e\u0301\u0301", "\U000e0041", "🙂", "\U0001f468\u200d\U0001f469", "#tag", "@handle", "C++", "???",
    "<template><img src=x onerror=xss_14()></template>", "<details open ontoggle=xss_15()>", "<xmp><img onerror=xss_16()></xmp>",
    "<![CDATA[<script>xss_17()</script>]]>", "<?php xss_18(); ?>", "<!DOCTYPE x>", "<plaintext>", "<noscript><p title='</noscript><img onerror=xss_19()>'>",
    "\x07", "\x1b[31m", "\ufffe", "\u0001", "---", "+++", "- a: b", "| a | b |", "> quote", "# Head", "1. one", "\t",
)  # fmt: skip
WORDS = "The harbour office said on Monday that the ferry would sail again after the repairs to its engine had ended."
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
IMAGES = ("a.png", "javascript:xss_20()", "../../../etc/passwd", "https://evil.example/track.png", "\"><script>xss_21()</script>.png")  # fmt: skip
DAYS = ("2024-05-06", "2023-12-31T23:59:59-11:00", "2024-05-06 10:00", "6 May 2024", "9999-12-31", "")


def payload(chance, most=4):
    """Return a few hostile words."""
    return " ".join(chance.choice(PIECES) for _ in range(chance.randint(1, most)))


def quoted(text):
    """Return a text as a string in YAML."""
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=100_000).strip()


class Mix:
    """The words of one article: drawn anew at each call, with its mark in headline and text."""

    def __init__(self, chance, mark):
        self.chance, self.mark = chance, mark

    def __call__(self, most=4):
        return payload(self.chance, most)

    def title(self):
        return f"{self.mark} {self()}" if self.chance.random() < 0.5 else f"{self()} {self.mark}"

    def body(self):
        """Return paragraphs, one of them with the mark."""
        return [f"{self.mark} {self()}", WORDS, *(self(6) for _ in range(self.chance.randint(0, 3)))]

    def day(self):
        return self.chance.choice(DAYS)

    def image(self):
        return self.chance.choice(IMAGES)

    def quoted(self, most=4):
        """Return words as a string in YAML."""
        return quoted(self(most))

    def xml(self, text=None):
        """Return words as text of an XML element: escaped, as a CDATA section, and now and then as they are."""
        text = NO_XML.sub("", self() if text is None else text)
        form = self.chance.random()
        if form < 0.06:
            return text
        if form < 0.25:
            return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"
        return escape(text)

    def attribute(self):
        return quoteattr(NO_XML.sub("", self()))

    def html(self):
        """Return the text as hostile HTML."""
        return "".join(f"<p>{paragraph}</p>" for paragraph in self.body())


def front_yaml(m):
    head = "".join(f"{name}: {m.quoted()}\n" for name in ("author", "summary", "source", "photo_credit", "caption", "section", "place", "original_url", "correction", "updated", "language", "slug", "weird"))  # fmt: skip
    head += f"title: {quoted(m.title())}\ntopics: [{m.quoted()}, {m.quoted(1)}]\npeople: [{m.quoted(1)}, Anna Hill]\ntags: [{m.quoted(1)}]\nimage: {json.dumps(m.image())}\n"
    day = m.day()
    return "md", f"---\n{head}{f'date: {day}' if day else ''}\n---\n\n" + "\n\n".join(m.body()) + "\n"


def front_toml(m):
    def line(name):
        return f"{name} = {json.dumps(NO_XML.sub('', m()), ensure_ascii=False)}\n"

    return "md", "+++\ntitle = " + json.dumps(NO_XML.sub("", m.title()), ensure_ascii=False) + "\ndate = 2024-05-06\n" + "".join(map(line, ("summary", "source", "credit"))) + f"tags = [{json.dumps(NO_XML.sub('', m()), ensure_ascii=False)}]\n[cover]\nimage = {json.dumps(m.image())}\n{line('caption')}[extra]\n{line('author')}+++\n\n" + "\n\n".join(m.body()) + "\n"  # fmt: skip


def front_json(m):
    head = {"title": m.title(), "date": m.day(), "tags": [m(), {"name": m()}], "author": {"name": m()}, "summary": m(), m(1): m()}  # fmt: skip
    return "md", json.dumps(head, indent=1) + "\n\n" + "\n\n".join(m.body()) + "\n"


def keyed(m):
    flat = re.compile(r"[\n\r\x85\u2028]")
    head = "".join(
        f"{name}: {flat.sub(' ', m())}\n" for name in ("Author", "Source", "Summary", "Tags", "Photo credit")
    )
    return "txt", f"Title: {flat.sub(' ', m.title())}\nDate: 2024-05-06\n{head}\n" + "\n\n".join(
        m.body()
    ) + "\n"


def plain(m):
    return "txt", f"{m.title()}\n\nBy {m()}\n{m.day()}\n\n" + "\n\n".join(
        m.body()
    ) + f"\n\n{m()}\nPhoto: {m()}\n"


def markdown(m):
    return "md", f"# {m.title()}\n\n*{m()}* | {m.day()}\n\n" + "\n\n".join(m.body()) + f"\n\n![{m()}]({m.image()})\n\n> {m()}\n\n```{m()}\n{m()}\n```\n\n[{m()}]: {m()}\n"  # fmt: skip


def restructured(m):
    title = m.title().replace("\n", " ")
    return "rst", f"{title}\n{'=' * (len(title) + 4)}\n\n:date: 2024-05-06\n:author: {m()}\n:tags: {m()}\n\n" + "\n\n".join(m.body()) + f"\n\n.. image:: {m.image()}\n   :alt: {m()}\n\n.. raw:: html\n\n   {m()}\n\n`{m()} <javascript:xss_22()>`_\n"  # fmt: skip


def lektor(m):
    return "lr", f"title: {m.title()}\n---\npub_date: 2024-05-06\n---\nauthor: {m()}\n---\nbody:\n\n" + "\n\n".join(m.body()) + f"\n\n#### image ####\nimage: {m.image()}\n----\ncaption: {m()}\n"  # fmt: skip


def html(m):
    data = json.dumps({"@type": "NewsArticle", "headline": m.title(), "author": [{"@type": "Person", "name": m()}], "image": [m.image()], "url": m(), "keywords": [m()], "publisher": {"name": m()}, "articleSection": m(), "dateModified": m()}).replace("</", "<\\/")  # fmt: skip
    return "html", f"<!DOCTYPE html><html><head><title>{m()}</title><meta property=og:title content={quoteattr(m())}><meta name=author content={quoteattr(m())}><meta name=keywords content={quoteattr(m())}><link rel=canonical href={quoteattr(m())}><script type=application/ld+json>{data}</script></head><body><article><h1>{escape(m.title())}</h1><time datetime=2024-05-06>6 May 2024</time><figure><img src={quoteattr(m.image())} alt={quoteattr(m())}><figcaption>{m()}</figcaption></figure>{m.html()}</article></body></html>"  # fmt: skip


def json_article(m):
    return {"title": m.title(), "date": m.day() or "2024-05-06", "text": "\n\n".join(m.body()), "author": [m()], "url": m(), "tags": [m(), None, 7], "source": m(), "image": m.image(), "caption": m(), "credit": m(), "people": [m(1), "Anna Hill"], "section": m()}  # fmt: skip


def json_list(m):
    one = json_article(m)
    if m.chance.random() < 0.5:
        one["body_html"] = m.html()
        del one["text"]
    return "json", json.dumps([one])


def json_lines(m):
    return "jsonl", json.dumps(json_article(m)) + "\n"


def table(m):
    one = {
        name: str(value[0] if isinstance(value, list) else value) for name, value in json_article(m).items()
    }
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(one)
    writer.writerow(one.values())
    return "csv", made.getvalue()


def json_feed(m):
    item = {"id": m(), "url": m(), "title": m.title(), "content_html": m.html(), "summary": m(), "image": m.image(), "date_published": "2024-05-06T10:00:00Z", "authors": [{"name": m(), "url": m()}], "tags": [m()]}  # fmt: skip
    return "json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": m(), "home_page_url": m(), "items": [item]})  # fmt: skip


def rss(m):
    return "xml", f'<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{m.xml()}</title><link>{m.xml()}</link><item><title>{m.xml(m.title())}</title><link>{m.xml()}</link><guid>{m.xml()}</guid><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate><dc:creator>{m.xml()}</dc:creator><category>{m.xml()}</category><source url={m.attribute()}>{m.xml()}</source><media:content url={m.attribute()} medium="image"><media:description>{m.xml()}</media:description><media:credit>{m.xml()}</media:credit></media:content><description>{m.xml()}</description><content:encoded>{m.xml(m.html())}</content:encoded></item></channel></rss>'  # fmt: skip


def atom(m):
    return "atom", f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{m.xml()}</title><entry><title type="html">{m.xml(m.title())}</title><id>{m.xml()}</id><updated>2024-05-06T10:00:00Z</updated><link href={m.attribute()}/><author><name>{m.xml()}</name><uri>{m.xml()}</uri></author><category term={m.attribute()} label={m.attribute()} scheme={m.attribute()}/><content type="html">{m.xml(m.html())}</content></entry></feed>'  # fmt: skip


def wxr(m):
    return "xml", f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{m.xml()}</title><wp:wxr_version>1.2</wp:wxr_version><item><title>{m.xml(m.title())}</title><link>{m.xml()}</link><dc:creator>{m.xml()}</dc:creator><content:encoded>{m.xml(m.html() + "<!-- wp:html -->" + m() + "[caption id=x]" + m() + "[/caption]")}</content:encoded><excerpt:encoded>{m.xml()}</excerpt:encoded><wp:post_id>1</wp:post_id><wp:post_date>2024-05-06 10:00:00</wp:post_date><wp:post_name>{m.xml()}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="category" nicename="a">{m.xml()}</category><category domain="post_tag" nicename="b">{m.xml()}</category></item></channel></rss>'  # fmt: skip


def nitf_body(m):
    return f'<body><body.head><hedline><hl1>{m.xml(m.title())}</hl1><hl2>{m.xml()}</hl2></hedline><byline>By {m.xml()}<byttl>{m.xml()}</byttl></byline><distributor>{m.xml()}</distributor><dateline><location>{m.xml()}</location></dateline></body.head><body.content><media media-type="image"><media-reference source={m.attribute()} alternate-text={m.attribute()}/><media-caption>{m.xml()}</media-caption><media-producer>{m.xml()}</media-producer></media>{"".join(f"<p>{m.xml(p)} <person>{m.xml()}</person></p>" for p in m.body())}</body.content><body.end><tagline>{m.xml()}</tagline></body.end></body>'  # fmt: skip


def nitf(m):
    return "xml", f'<?xml version="1.0"?><nitf><head><title>{m.xml()}</title><docdata><doc-id id-string={m.attribute()} regsrc={m.attribute()}/><date.issue norm="20240506T100000Z"/><identified-content><person>{m.xml()}</person><classifier type={m.attribute()} value={m.attribute()}/></identified-content><key-list><keyword key={m.attribute()}/></key-list></docdata><pubdata name={m.attribute()} position.section={m.attribute()}/></head>{nitf_body(m)}</nitf>'  # fmt: skip


def newsml(m):
    return "newsml", f'<?xml version="1.0"?><NewsML Version="1.2"><NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>{m.xml()}</ProviderId></NewsIdentifier></Identification><NewsManagement><FirstCreated>20240506T083100Z</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>{m.xml(m.title())}</HeadLine><SubHeadLine>{m.xml()}</SubHeadLine><ByLine>By {m.xml()}</ByLine><DateLine>{m.xml()}</DateLine><KeywordLine>{m.xml()}</KeywordLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName={m.attribute()}/></Provider></AdministrativeMetadata><NewsComponent><Role FormalName="Main"/><ContentItem><MediaType FormalName="Text"/><DataContent><nitf>{nitf_body(m)}</nitf></DataContent></ContentItem></NewsComponent><NewsComponent><Role FormalName="Photo"/><NewsLines><CreditLine>{m.xml()}</CreditLine></NewsLines><ContentItem Href={m.attribute()}><MediaType FormalName="Photo"/></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>'  # fmt: skip


def newsml_g2(m):
    return "xml", f'<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid={m.attribute()} standard="NewsML-G2" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider literal={m.attribute()}/><firstCreated>2024-05-06T11:31:00+03:00</firstCreated><edNote>{m.xml()}</edNote></itemMeta><contentMeta><by>{m.xml()}</by><dateline>{m.xml()}</dateline><subject type="cpnat:person" literal={m.attribute()}><name>{m.xml()}</name></subject><subject qcode={m.attribute()}><name>{m.xml()}</name></subject><keyword>{m.xml()}</keyword><headline>{m.xml(m.title())}</headline><creditline>{m.xml()}</creditline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{"".join(f"<p>{m.xml(p)}</p>" for p in m.body())}</body></html></inlineXML></contentSet></newsItem>'  # fmt: skip


def ninjs(m):
    item = {"uri": f"tag:x,2024:{m()}", "type": "text", "versioncreated": "2024-05-06T10:00:00Z", "headline": m.title(), "byline": m(), "body_html": m.html(), "description_text": m(), "located": m(), "source": m(), "person": [{"name": m(1), "rel": m()}, {"name": "Anna Hill"}], "subject": [{"name": m(), "code": m()}], "keywords": [m()], "ednote": m(), "associations": {"main": {"uri": m(), "type": "picture", "headline": m(), "description_text": m(), "byline": m(), "renditions": {"x": {"href": m.image()}}}}}  # fmt: skip
    return "json", json.dumps(item)


def reuters(m):
    return "sgm", f'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS TOPICS="YES" NEWID="1">\n<DATE>26-FEB-1987 15:01:01.79</DATE>\n<TOPICS><D>{m.xml()}</D></TOPICS>\n<PEOPLE><D>{m.xml()}</D></PEOPLE>\n<PLACES><D>{m.xml()}</D></PLACES>\n<TEXT>&#2;\n<TITLE>{m.xml(m.title())}</TITLE>\n<DATELINE>    {m.xml()}, Feb 26 - </DATELINE><BODY>' + "\n    ".join(map(m.xml, m.body())) + "\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n"  # fmt: skip


def latin(text):
    return re.sub("[\x01-\x04]", "", text).encode("latin-1", "replace")


def iptc(m):
    return "iptc", b"\x01hwa0123 3 i 212  hwa 0045\r\n\r\n" + latin(m(2)) + b"\r\n\x02" + latin(m.title()) + b"\r\n\r\n" + b"\r\n\r\n".join(map(latin, m.body())) + b"\r\n\x03061035 GMT Mai 24\r\n\x04"  # fmt: skip


def anpa(m):
    return "anpa", b"\x16\x16\x01a1234\x1f_asian\r\nr i\x13\x11 BC-" + latin(m(2)) + b"   05-06 0212\r\n\x02^BC-" + latin(m(2)) + b"<\r\n^" + latin(m.title()) + b"<\r\n^By " + latin(m()) + b"=\r\n" + b"".join(b"\t   " + latin(p) + b"\r\n" for p in m.body()) + b"\x03AP-WF-05-06-24 1035GMT<\r\n\x04"  # fmt: skip


def nexis(m):
    def one(n):
        return f"                               {n} of 2 DOCUMENTS\n\n\n\n                             {m()}\n\n                          May 6, 2024 Monday\n\n{m.title()}\n\nBYLINE: By {m()}\n\nSECTION: {m()}; Pg. 5\n\nLENGTH: 212 words\n\nDATELINE: {m()}\n\n" + "\n\n".join(m.body()) + f"\n\nLANGUAGE: ENGLISH\n\nGRAPHIC: {m()} (Photo: {m()})\n\nSUBJECT: {m()}\n\n                       Copyright 2024 {m()}\n                              All Rights Reserved\n\n\n"  # fmt: skip

    return "txt", one(1) + one(2)


def factiva(m):
    return "txt", f"SE {m()}\nHD {m.title()}\nBY By {m()}\nWC 212 words\nPD 6 May 2024\nSN {m()}\nSC COASTC\nLA English\nCY (c) 2024 {m()}\n\nLP\n" + "\n\n".join(m.body()) + f"\n\nNS gcat : {m()}\nAN Document COASTC0020240506edbe0001x\n"  # fmt: skip


def europresse(m):
    return "html", f'<!DOCTYPE html><html><head><link href="//nouveau.europresse.com/css/print.css"></head><body><article><header><span class="DocPublicationName">{escape(m())}</span><span class="DocHeader">{m()}, lundi 6 mai 2024 512 mots, p. 12</span><p class="titreArticleVisu rdp__articletitle">{escape(m.title())}</p><div class="docAuthors">{m()}</div></header><section><div class="docOcurrContainer">{m.html()}</div></section></article></body></html>'  # fmt: skip


def message(m):
    title, kind = re.sub(r"[\r\n\x85\u2028]", " ", m.title()), m.chance.random() < 0.5
    body = m.html() if kind else "\r\n\r\n".join(m.body())
    return f"Subject: {title}\r\nX-Author: {m(1)}\r\n".replace("\ufeff", ""), body, "text/html; charset=utf-8" if kind else "text/plain; charset=utf-8"  # fmt: skip


def eml(m):
    return "eml", mail(*message(m))


def mbox(m):
    return "mbox", "From desk@news.example Mon May  6 10:00:00 2024\n" + mail(*message(m)).replace(
        "\r\n", "\n"
    ) + "\n"


def docx(m):
    def paragraph(text):
        return f"<w:p><w:r><w:t>{escape(NO_XML.sub('', text))}</w:t></w:r></w:p>"

    return "docx", word("".join(map(paragraph, (m.title(), f"By {m()}", "6 May 2024", *m.body()))))


def telegram(m):
    text = [f"{m.title()}\n\n", {"type": "bold", "text": m()}, {"type": "text_link", "text": m(), "href": m()}, {"type": "hashtag", "text": m()}, {"type": m(), "text": m()}, "\n\n" + "\n\n".join(m.body())]  # fmt: skip
    one = {"id": 1, "type": "message", "date": "2024-05-06T10:00:00", "from": m(), "author": m(), "photo": m.image(), "forwarded_from": m(), "text": text}  # fmt: skip
    return "json", json.dumps({"name": m(), "type": "public_channel", "id": 1, "messages": [one]})


def crawl(m):
    return "warc", warc(html(m)[1], "https://news.example/" + m().replace("\n", "").replace("\r", ""))


FORMATS = (
    front_yaml, front_toml, front_json, keyed, plain, markdown, restructured, lektor, html, json_list, json_lines, table, json_feed,
    rss, atom, wxr, nitf, newsml, newsml_g2, ninjs, reuters, iptc, anpa, nexis, factiva, europresse, eml, mbox, docx, telegram, crawl,
)  # fmt: skip


def sidecar(m):
    """Return a sidecar: fields as hostile as the text's."""
    fields = (
        "headline",
        "author",
        "topics",
        "people",
        "source",
        "link",
        "correction",
        "summary",
        "credit",
        "caption",
        "place",
    )
    return "".join(f"{name}: {m.quoted()}\n" for name in m.chance.sample(fields, 4))


def registers(chance, paths):
    """Return site.yaml and the registers: what a curator may write, with hostile words wherever a text may stand."""

    def q(most=3):
        return quoted(payload(chance, most))

    def name(letter):
        return quoted(f"{letter} {payload(chance, 3)}")  # a name has a letter, and topics have one each

    def some(number):
        return json.dumps(chance.sample(paths, number))

    return {
        "site.yaml": f"title: {q()}\ndescription: {q()}\nsite_url: {ADDRESS}\nlanguage: {chance.choice(('en', 'de', 'fr', 'ru', 'fa', 'ar', 'zh', 'es'))}\n",
        "people.yaml": f"people:\n  anna-hill:\n    name: {name('A')}\n    variants: [Anna Hill]\n    description: {q()}\n    sort_name: {q()}\n  other:\n    name: {name('B')}\nnot_people: [{q()}]\n",
        "topics.yaml": f"topics:\n  ferry:\n    name: {name('C')}\n    description: {q()}\n    any: [ferry]\n  sea:\n    name: {name('D')}\n    parent: ferry\n    any: [harbour, {quoted('dock ' + payload(chance, 1))}]\n",
        "sources.yaml": f"sources:\n  one:\n    name: {name('E')}\n    kind: agency\n    url: 'https://evil.example/\"onclick=xss_9()'\n    country: {q()}\n    aliases: [{q()}]\n    boilerplate: [{q()}]\n",
        "credits.yaml": f"creditors:\n  one:\n    name: {name('F')}\n    lines: [{q()}]\n",
        "copies.yaml": f"copies:\n  - {some(2)}\nversions:\n  - {some(3)}\nnot_copies:\n  - {some(2)}\n",
        "redirects.yaml": "redirects:\n  old.html: index.html\n  'it-is;(xss_1)&amp;.html': index.html\n  'índice.html': index.html\n",
        "redactions.yaml": "redactions:\n" + "".join(f"  - article: {json.dumps(path)}\n    reason: {quoted('asked ' + payload(chance, 3))}\n    date: 2024-06-01\n    whole: yes\n" for path in chance.sample(paths, 2)),
    }  # fmt: skip


def archive(folder, seed, count, first=0):
    """Write an archive of `count` articles below a folder; return the mark of each by its file."""
    chance = random.Random(seed)
    articles = folder / "content/articles"
    articles.mkdir(parents=True)
    (articles / "a.png").write_bytes(PNG)
    marks = {}
    for number in range(first, first + count):
        mark = f"MARK{number}q"
        m = Mix(chance, mark)
        suffix, data = FORMATS[number % len(FORMATS)](m)
        name = f"{number}.{suffix}"
        data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        (articles / name).write_bytes(data)
        marks[f"articles/{name}"] = mark
        if chance.random() < 0.15:
            (articles / f"{number}.yaml").write_text(sidecar(m), encoding="utf-8")
    for name, text in registers(
        chance, sorted(p for p in marks if p.endswith((".md", ".txt", ".rst")))
    ).items():
        (folder / "content" / name).write_text(text, encoding="utf-8")
    return marks


def lost(folder, marks, report):
    """Return the files whose words stand on no page, though the report names them neither as set aside nor withdrawn."""
    words = " ".join(page.text for _, page in article_pages(folder / "public"))
    named = {one["path"] for one in report["set_aside"]} | set(re.findall(r'article: "([^"]+)"', (folder / "content/redactions.yaml").read_text()))  # fmt: skip
    return [path for path, mark in marks.items() if mark not in words and path not in named]


def export_faults(run, folder):
    """Return what is wrong with the exports of an archive; `run` runs a command and returns (code, out, err)."""
    found = []
    for form in ("jsonl", "csv", "sqlite", "csl", "ris", "bibtex", "gexf", "ninjs", "text", "evidence"):
        out = folder / f"export.{form}"
        code, _, err = run("export", form, str(folder), "--out", str(out))
        if code not in (0, 3) or "Traceback" in err:
            found.append(f"{form}: exit {code}: {err[-300:]}")
            continue
        found += [f"{form}: {wrong}" for wrong in JUDGES[form](out)]
    return found


def _each_json(path):
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            yield from _json(line)


def _tables(folder):
    for path in sorted(folder.glob("*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""), strict=True))
        if len({len(row) for row in rows}) > 1:
            yield f"{path.name}: rows of different lengths"
    yield from _json((folder / "datapackage.json").read_text(encoding="utf-8"))


def _database(path):
    with sqlite3.connect(path) as database:
        told = (
            database.execute("PRAGMA integrity_check").fetchall()
            + database.execute("PRAGMA foreign_key_check").fetchall()
        )
    if told != [("ok",)]:
        yield f"the database says {told[:2]}"


def _ris(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not re.match(r"[A-Z][A-Z0-9]  - ", line):
            yield f"line {number} has no tag: {line[:60]!r}"


def _bibtex(path):
    depth, entries = 0, 0
    text = path.read_text(encoding="utf-8")
    for sign in re.sub(r"\\[\\{}]", "", text):
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            yield "a brace closed that was not opened"
            return
    entries = len(re.findall(r"^@\w+\{[\w:.-]+,$", text, re.MULTILINE))
    if depth or not entries:
        yield f"{depth} braces open, {entries} entries"


def _packed(path):
    with zipfile.ZipFile(path) as packed:
        if packed.testzip() is not None:
            yield "a member is damaged"
        for name in packed.namelist():
            if name.startswith("/") or ".." in name.split("/") or "\\" in name:
                yield f"a member outside: {name}"
            if name == "manifest.json" or name.startswith(
                "records/"
            ):  # other such files are raw texts, as they were
                yield from _json(packed.read(name).decode())


JUDGES = {
    "jsonl": _each_json, "csv": _tables, "sqlite": _database, "csl": lambda path: _json(path.read_text(encoding="utf-8")), "ris": _ris,
    "bibtex": _bibtex, "gexf": lambda path: _xml(path.read_text(encoding="utf-8")), "ninjs": _each_json, "text": _packed,
    "evidence": _packed,
}  # fmt: skip


def command(*arguments):
    """Run backfile in a process of its own; return (code, output, errors)."""
    program = "from backfile.cli import main; main()"
    made = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, check=False)
    return made.returncode, made.stdout.decode("utf-8", "replace"), made.stderr.decode("utf-8", "replace")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--each", type=int, default=250, help="articles of an archive")
    parser.add_argument("--only", type=int, help="only the archive with this number, whose folder is kept")
    options = parser.parse_args()
    begun, bad, pages, aside = time.monotonic(), 0, 0, 0
    for number, first in enumerate(range(0, options.count, options.each)):
        if options.only not in (None, number):
            continue
        folder = Path(tempfile.mkdtemp(prefix=f"mixes-{number}-"))
        marks = archive(folder, number, min(options.each, options.count - first), first)
        code, out, err = command("build", str(folder), "--json", "--jobs", "1")
        wrong = [] if code in (0, 3) and "Traceback" not in err and "reader-failed" not in err else [f"exit {code}: {err[-900:]}"]  # fmt: skip
        if code in (0, 3):
            report = json.loads(out)
            wrong += [f"{path} is lost" for path in lost(folder, marks, report)]
            wrong += violations(folder / "public", ("xss_",), ADDRESS) + export_faults(command, folder)
            pages += report["files"] if "files" in report else report.get("pages", 0)
            aside += len(report["set_aside"])
            if options.only is not None:
                print("\n".join(f"aside {one['path']}: {one['message']}" for one in report["set_aside"]))
        for one in wrong[:40]:
            print(f"archive {number}: {one}", flush=True)
        bad += len(wrong)
        if options.only is None:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            print(folder)
    print(f"{options.count} articles in {len(FORMATS)} formats, {pages} files of sites judged, {aside} set aside, {bad} faults, {time.monotonic() - begun:.0f} s")  # fmt: skip
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
