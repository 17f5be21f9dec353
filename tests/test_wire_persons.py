"""Persons whom wires and feeds mark as persons are stated persons, each with the line of its mark."""

import pytest

from backfile.reading import open_desk, read_file

NITF = """<nitf><head><docdata><date.issue norm="20240506T100000Z"/><identified-content>
<person class="indexing_service">HILL, ANNA (MAYOR)</person>
<org>Harbour Office</org>
<person>O'Neil, Tom, Jr.</person>
<person>Hill, Anna</person>
</identified-content></docdata></head><body><body.head><hedline><hl1>Ferry sails</hl1></hedline></body.head><body.content>
<p>The ferry of <person><name.given>Bea</name.given> <name.family>Lark</name.family></person> and <person>Falk</person> sails again.</p>
</body.content></body></nitf>
"""
NEWSML = """<NewsML><NewsItem><TopicSet>
<Topic Duid="t1"><TopicType FormalName="Person"/><Description>Anna Hill</Description></Topic>
<Topic Duid="t2"><TopicType FormalName="Company"/><Description>Harbour Office</Description></Topic>
<Topic Duid="t3"><TopicType FormalName="Person"/><Description>Tom Falk</Description></Topic>
</TopicSet><NewsComponent><NewsLines><HeadLine>Ferry sails</HeadLine></NewsLines>
<DescriptiveMetadata><TopicOccurrence Topic="#t1"/><TopicOccurrence Topic="#t2"/>
<Property FormalName="Person" Value="Lark, Bea"/><Property FormalName="Keyword" Value="harbour"/></DescriptiveMetadata>
<ContentItem><DataContent><p>The ferry sails again.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>
"""
G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a">
<assert qcode="p:2"><type qcode="cpnat:person"/><name>Tom Falk</name></assert>
<assert qcode="o:1"><type qcode="cpnat:organisation"/><name>Harbour Office</name></assert>
<itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentMeta>
<headline>Ferry sails</headline>
<subject type="cpnat:person" qcode="p:1"><name role="nrol:mnemonic">AHILL</name><name>Anna Hill</name></subject>
<subject qcode="p:2"/>
<subject qcode="o:1"/>
<subject type="cpnat:abstract"><name>harbours</name></subject>
</contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>The ferry sails again.</p></body></html></inlineXML></contentSet></newsItem>
"""
NINJS = """{"uri": "urn:a", "type": "text", "headline": "Ferry sails", "versioncreated": "2024-05-06T07:00:00Z",
"person": [{"name": "Anna Hill", "rel": "about"},
  {"name": "Falk, Tom"}], "people": [{"literal": "Bea Lark"}],
"organisation": [{"name": "Harbour Office"}], "body_text": "The ferry sails again."}
"""
RSS = """<rss version="2.0" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><channel><title>Quay Times</title>
<item><title>Ferry sails</title><description>The ferry sails again.</description>
<prism:person>Anna Hill</prism:person>
<category domain="http://www.example.com/namespaces/keywords/nyt_per">Falk, Tom</category>
<category domain="http://www.example.com/sections">Harbours</category></item></channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay Times</title><entry><title>Ferry sails</title><id>a</id>
<updated>2024-05-06T10:00:00Z</updated><content>The ferry sails again.</content>
<category scheme="https://quay.example/terms/persons/" term="hill-a" label="Anna Hill"/>
<category term="Harbours"/></entry></feed>
"""


@pytest.mark.parametrize(
    ("name", "text", "stated"),
    [
        ("a.xml", NITF, [("Bea Lark", 7), ("Anna Hill", 2), ("Tom O'Neil Jr.", 4)]),
        ("a.xml", NEWSML, [("Anna Hill", 2), ("Bea Lark", 7)]),
        ("a.xml", G2, [("Anna Hill", 6), ("Tom Falk", 7)]),
        ("a.json", NINJS, [("Anna Hill", 2), ("Tom Falk", 3), ("Bea Lark", 3)]),
        ("a.rss", RSS, [("Anna Hill", 3), ("Tom Falk", 4)]),
        ("a.atom", ATOM, [("Anna Hill", 3)]),
    ],
)
def test_persons_marked_as_such_are_stated_with_their_line(
    name: str, text: str, stated: list[tuple[str, int]]
) -> None:
    (reading,) = read_file(f"articles/{name}", text.encode(), None, open_desk("")[0]).readings
    found = [
        (mention.text, mention.line)
        for person in reading.findings.people
        for mention in person.mentions
        if mention.basis == "stated"
    ]
    assert sorted(found) == sorted(stated)
    assert "odd-person" not in [d.code for d in reading.article.doubts]
