"""Exports of press databases are read document by document: LexisNexis, Factiva, Europresse."""

from collections.abc import Sequence

import pytest

from backfile.model import Article, Text
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents
from backfile.read.prints import names_alone
from backfile.read.reader import UnreadableFile


def read(text: str | bytes, name: str = "export.txt") -> list[tuple[Article, Text]]:
    data = text.encode() if isinstance(text, str) else text
    return [parse(document, Habits()) for document in read_documents(f"articles/{name}", data)]


def body(text: Text) -> Sequence[tuple[str, str]]:
    return [(b.kind, b.text) for b in text.body if b.kind != "figure"]


def source(article: Article) -> str | None:
    return next((clue.text for clue in article.clues if clue.kind == "field"), None)


def day(article: Article) -> str | None:
    return article.published.value if article.published else None


# ---------------------------------------------------------------- LexisNexis

PRINT = """\

Download Request: Selected Items: 1-2
Time Of Request: Monday, March 05, 2018  16:51:31

Send To:
HARBOUR LIBRARY

Terms: (strike and harbour)



                               1 of 2 DOCUMENTS



                             The Coastal Courier

                          November 14, 2017 Tuesday
                                 Final Edition

Harbour strike enters a second week as dockers turn down the latest offer of
the port's owners;
Talks go on

BYLINE: By ADA LARK, Political Correspondent

SECTION: NEWS; Pg. 5

LENGTH: 212 words

DATELINE: BRIGHTHAVEN

HIGHLIGHT: Dockers reject the latest offer.

Dockers in Brighthaven rejected an offer on Monday and said that the strike would
go on until the owners of the port came to the table.

The long view

"We are not tired," said Ben Moor, who leads the union.

LOAD-DATE: November 16, 2017

LANGUAGE: ENGLISH

GRAPHIC: Dockers at gate four (Photo: Cato Reed)

CORRECTION-DATE: November 15, 2017

CORRECTION: An earlier version misspelt the name of the union's leader.

PUBLICATION-TYPE: Newspaper


                       Copyright 2017 Coastal Media Limited
                              All Rights Reserved


                               2 of 2 DOCUMENTS

                    Copyright 2003 Coastal Newspapers Limited
                              All Rights Reserved
                          The Coast (Brighthaven)

                              January 3, 2003

SECTION: Home Pages, Pg. 5
LENGTH: 12 words
HEADLINE: Ferry runs again
BYLINE: Ann Doe
BODY:
The ferry runs again, the harbour master said.

LOAD-DATE: January 4, 2003
"""


def test_a_print_of_lexisnexis_gives_each_document_with_its_fields() -> None:
    (first, text), (second, other) = read(PRINT)
    assert first.format == "lexisnexis"
    assert first.headline == (
        "Harbour strike enters a second week as dockers turn down the latest offer of the port's owners; Talks go on"
    )
    assert (source(first), day(first)) == ("The Coastal Courier", "2017-11-14")
    assert (first.byline, first.section) == (("ADA LARK",), "NEWS; Pg. 5")
    assert first.deck == "Dockers reject the latest offer."
    assert first.dateline is not None and first.dateline.place == "BRIGHTHAVEN"
    assert first.language == "en"
    assert body(text) == [
        ("paragraph", "Dockers in Brighthaven rejected an offer on Monday and said that the strike would go on until"
                      " the owners of the port came to the table."),
        ("subhead", "The long view"),
        ("paragraph", '"We are not tired," said Ben Moor, who leads the union.'),
    ]  # fmt: skip
    assert first.notes == ("An earlier version misspelt the name of the union's leader.",)
    (figure,) = first.figures
    assert figure.caption == "Dockers at gate four"
    assert figure.credit is not None and figure.credit.creator == "Cato Reed"
    assert first.lines == (12, 56)
    assert (second.headline, source(second)) == ("Ferry runs again", "The Coast (Brighthaven)")
    assert (day(second), second.byline) == ("2003-01-03", ("Ann Doe",))
    assert body(other) == [("paragraph", "The ferry runs again, the harbour master said.")]


def test_time_of_request_and_load_date_are_never_the_date_of_publication() -> None:
    undated = PRINT.replace("November 14, 2017 Tuesday", "                         ").replace(
        "January 3, 2003", ""
    )
    (first, _), (second, _) = read(undated)
    assert first.published is None
    assert second.published is None
    assert first.updated is None


@pytest.mark.parametrize(
    ("counter", "labels", "date", "saved", "want"),
    [
        ("1 von 1 DOKUMENTEN", ("AUTOR", "RUBRIK", "LÄNGE", "Wörter"), "Dienstag 14. November 2017", "UPDATE: 15. November 2017", "2017-11-14"),
        ("1 de 1 DOCUMENTS", ("AUTEUR", "RUBRIQUE", "LONGUEUR", "mots"), "mardi 14 novembre 2017", "DATE-CHARGEMENT: 15 novembre 2017", "2017-11-14"),
        ("1 de 1 DOCUMENTOS", ("AUTOR", "SECCIÓN", "LONGITUD", "palabras"), "martes 14 de noviembre de 2017", "FECHA-CARGA: 15 de noviembre de 2017", "2017-11-14"),
        ("Documento 1 de 1", ("AUTOR", "SECCIÓN", "LONGITUD", "palabras"), "14 noviembre 2017", "FECHA-CARGA: 15 noviembre 2017", "2017-11-14"),
        ("1 van 1 DOCUMENTEN", ("AUTEUR", "RUBRIEK", "LENGTE", "woorden"), "14 november 2017 dinsdag", "LAAD-DATUM: 15 november 2017", "2017-11-14"),
    ],
)  # fmt: skip
def test_labels_of_the_interface_are_read_in_its_language(
    counter: str, labels: tuple[str, str, str, str], date: str, saved: str, want: str
) -> None:
    author, section, length, words = labels
    print_ = (
        f"\n   {counter}\n\n      La Rade\n\n      {date}\n\nStreik\n\n{author}: Ada Lark\n\n{section}: PORT; 5\n\n"
        f"{length}: 31 {words}\n\nBen Moor said on Monday that nobody would work.\n\n{saved}\n\n"
        "      Copyright 2017 La Rade\n"
    )
    ((article, text),) = read(print_)
    assert (article.headline, source(article), day(article)) == ("Streik", "La Rade", want)
    assert (article.byline, article.section) == (("Ada Lark",), "PORT; 5")
    assert body(text) == [("paragraph", "Ben Moor said on Monday that nobody would work.")]


UNI = """\
User Name: reader
Date and Time: Friday, January 5, 2018 3:15:00 PM CET
Job Number: 123456
Documents (2)
1. Harbour strike enters second week
Client/Matter: -None-

Harbour strike enters second week
The Coastal Courier (Brighthaven)
November 14, 2017 Tuesday
Edition 1; National Edition

Copyright 2017 Coastal Media Limited All Rights Reserved

Section: NEWS; Pg. 5
Length: 212 words
Byline: Ada Lark
Body

Dockers in Brighthaven rejected an offer on Monday and said the strike would go on.

"We are not tired," said Ben Moor, who leads the union, outside of the gate.
Graphic

Dockers at gate four
Classification

Language: ENGLISH
Subject: STRIKES (90%)
Load-Date: November 15, 2017

End of Document

Mayor opens bridge
Coastal Courier Online
November 16, 2017 Thursday 10:35 AM GMT

Copyright 2017 Coastal Media Limited All Rights Reserved
Length: 80 words
Body
The mayor opened the bridge on Thursday.
Load-Date: November 16, 2017
End of Document
"""


def test_texts_of_nexis_uni_are_parted_at_their_ends_and_the_cover_page_is_left_out() -> None:
    (first, text), (second, other) = read(UNI)
    assert (first.headline, source(first)) == (
        "Harbour strike enters second week",
        "The Coastal Courier (Brighthaven)",
    )
    assert (day(first), first.lines) == ("2017-11-14", (8, 32))
    assert body(text) == [
        ("paragraph", "Dockers in Brighthaven rejected an offer on Monday and said the strike would go on."),
        ("paragraph", '"We are not tired," said Ben Moor, who leads the union, outside of the gate.'),
    ]
    assert [f.caption for f in first.figures] == ["Dockers at gate four"]
    assert (second.headline, day(second)) == ("Mayor opens bridge", "2017-11-16T10:35")
    assert body(other) == [("paragraph", "The mayor opened the bridge on Thursday.")]


NEXIS_PAGE = """<HTML><HEAD><!-- LXNComment 1:2 --><META TOPIC="null" DOCUMENTS="1" UPDATED="Monday, March 05, 2018 16:51:31 EST"></HEAD>
<BODY><A NAME="DOC_ID_0_0"></A><!-- Hide XML section from browser <DOC NUMBER=1> -->
<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">1 of 1 DOCUMENTS</SPAN></P></DIV>
<BR><DIV CLASS="c3"><P><IMG SRC="logo.gif" ALT="logo"><BR><SPAN>The Coastal Courier</SPAN></P></DIV>
<BR><DIV CLASS="c3"><P><SPAN CLASS="c4">November</SPAN><SPAN> 14, 2017, Tuesday, Late Edition - Final<BR>Correction Appended</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P><SPAN>First the strike;<BR>Then the talks</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P><SPAN>BYLINE: </SPAN><SPAN>By ADA LARK</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P><SPAN>LENGTH: </SPAN><SPAN>12 words</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c9"><SPAN>Three things were said:<BR>&nbsp;<BR>The offer</SPAN></P>
<P CLASS="c9"><SPAN>It is too </SPAN><SPAN CLASS="c4">low</SPAN><SPAN>,
the union said.</SPAN><script>alert(1)</script></P></DIV>
<BR><DIV CLASS="c5"><P><SPAN>LOAD-DATE: </SPAN><SPAN>November 15, 2017</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P><SPAN> CORRECTION:<BR></SPAN></P><P CLASS="c9"><SPAN>The name was wrong.</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P><SPAN>GRAPHIC: </SPAN><SPAN>Table (source: Port Office)</SPAN></P></DIV>
<BR><DIV CLASS="c3"><P><SPAN>Copyright 2017 Coastal Media</SPAN></P></DIV>
</BODY></HTML>"""


def test_html_of_lexisnexis_is_an_export_and_no_saved_page() -> None:
    ((article, text),) = read(NEXIS_PAGE, "export.html")
    assert article.format == "lexisnexis"
    assert (article.headline, day(article)) == ("First the strike; Then the talks", "2017-11-14")
    assert (source(article), article.byline) == ("The Coastal Courier", ("ADA LARK",))
    assert body(text) == [
        ("paragraph", "Three things were said:"),
        ("subhead", "The offer"),
        ("paragraph", "It is too low, the union said."),
    ]
    assert article.notes == ("The name was wrong.",)
    (figure,) = article.figures
    assert figure.caption == "Table"
    assert figure.credit is not None and figure.credit.line == "Port Office"


def test_a_plain_text_that_speaks_of_documents_is_no_print() -> None:
    ((article, _),) = read(
        "Archive opens\n\nThe archive holds 3 of 10 documents that the court asked for, it said.\n"
    )
    assert article.format == "text"


def test_a_print_cut_off_in_its_first_lines_is_set_aside_or_read_as_far_as_it_goes() -> None:
    cut = PRINT[: PRINT.index("BYLINE")]
    ((article, text),) = read(cut)
    assert day(article) == "2017-11-14"
    assert body(text) == []
    with pytest.raises(UnreadableFile) as error:
        read("Time Of Request: Monday, March 05, 2018\n\n\n 1 of 1 DOCUMENTS\n\n")
    assert error.value.problem.code == "no-article"


# ---------------------------------------------------------------- Factiva

FACTIVA = """\

Business
Harbour strike enters second week
By Ada Lark
212 words
14 November 2017
10:35
The Coastal Courier
COASTC
5
English
(c) 2017 Coastal Media Limited. All rights reserved.

Dockers in Brighthaven rejected an offer on Monday and said the strike would go on.

"We are not tired," said Ben Moor, who leads the union.

Document COASTC0020171114edbe0001x
"""


def test_a_text_of_factiva_is_read_by_the_order_of_its_lines() -> None:
    ((article, text),) = read(FACTIVA)
    assert article.format == "factiva"
    assert (article.headline, article.section) == ("Harbour strike enters second week", "Business")
    assert (article.byline, day(article)) == (("Ada Lark",), "2017-11-14T10:35")
    assert (source(article), article.language) == ("The Coastal Courier", "en")
    assert body(text) == [
        ("paragraph", "Dockers in Brighthaven rejected an offer on Monday and said the strike would go on."),
        ("paragraph", '"We are not tired," said Ben Moor, who leads the union.'),
    ]


@pytest.mark.parametrize(
    ("words", "date", "language", "document", "tag"),
    [
        ("212 Wörter", "14. November 2017", "Deutsch", "Dokument", "de"),
        ("212 mots", "14 novembre 2017", "Français", "Document", "fr"),
        ("212 palabras", "14 noviembre 2017", "Español", "Documento", "es"),
        ("1.212 parole", "14 novembre 2017", "Italiano", "Documento", "it"),
        ("212 слов", "14 ноября 2017", "Русский", "Документ", "ru"),
        ("212 palavras", "14 novembro 2017", "Português", "Documento", "pt"),
    ],
)
def test_a_text_of_factiva_is_known_in_other_languages_of_the_interface(
    words: str, date: str, language: str, document: str, tag: str
) -> None:
    export = (
        f"Streik\n{words}\n{date}\nLa Rade\nRADE\n{language}\n(c) 2017 La Rade\n\n"
        f"Ben Moor said nobody would work.\n\n{document} RADE000020171114edbe0001x\n\n\n"
        f"Pont\n{words}\n{date}\nLa Rade\nRADE\n{language}\n(c) 2017 La Rade\n\nThe bridge is open, he said.\n\n"
        f"{document} RADE000020171114edbe0001y\n"
    )
    (first, text), (second, other) = read(export)
    assert (first.headline, day(first), first.language) == ("Streik", "2017-11-14", tag)
    assert body(text) == [("paragraph", "Ben Moor said nobody would work.")]
    assert (second.headline, source(second), second.lines) == ("Pont", "La Rade", (14, 24))
    assert body(other) == [("paragraph", "The bridge is open, he said.")]


CODED = """\
SE News
HD Harbour strike enters second week
BY By Ada Lark, Port Correspondent
WC 212 words
PD 14 November 2017
ET 10:35
SN The Coastal Courier
SC COASTC
LA English
CY (c) 2017 Coastal Media Limited

LP
Dockers in Brighthaven rejected an offer on Monday.

TD
"We are not tired," said Ben Moor.

IN a statement the port said nothing.

NS gcat : Political/General News
RE uk : United Kingdom
AN Document COASTC0020171114edbe0001x

HD Second thing
WC 20 words
PD 15 November 2017
SN The Coastal Courier
LA English
LP A ferry ran, the harbour master said.
AN Document COASTC0020171115edbe0001x
"""


def test_field_codes_of_factiva_open_fields_and_words_in_capitals_do_not() -> None:
    (first, text), (second, other) = read(CODED)
    assert (first.headline, first.byline, first.section) == (
        "Harbour strike enters second week",
        ("Ada Lark",),
        "News",
    )
    assert (day(first), day(second)) == ("2017-11-14T10:35", "2017-11-15")
    assert [words for _, words in body(text)] == [
        "Dockers in Brighthaven rejected an offer on Monday.",
        '"We are not tired," said Ben Moor.',
        "IN a statement the port said nothing.",
    ]
    assert body(other) == [("paragraph", "A ferry ran, the harbour master said.")]
    assert (first.lines, second.lines) == ((1, 22), (24, 30))


FACTIVA_PAGE = """<!DOCTYPE html><html><head><title>Factiva</title></head><body>
<div id="article-COASTC0020171114edbe0001x" class="article enArticle"><table>
<tr><td class="index"><b>HD</b>&nbsp;</td><td><span class="enHeadline">Harbour <b>strike</b> goes on</span></td></tr>
<tr><td><b>BY</b></td><td>By Ada Lark</td></tr><tr><td><b>PD</b></td><td>14 November 2017</td></tr>
<tr><td><b>SN</b></td><td>The Coastal Courier</td></tr><tr><td><b>LA</b></td><td>English</td></tr>
<tr><td><b>LP</b></td><td><p class="articleParagraph">Dockers rejected an offer, the union said.</p></td></tr>
<tr><td><b>TD</b></td><td><p class="articleParagraph">The strike goes on.</p></td></tr>
<tr><td><b>AN</b></td><td>Document COASTC0020171114edbe0001x</td></tr></table></div>
<div class="article deArticle"><div>Politik</div><div id="hd"><span class="deHeadline">Streik</span></div>
<div class="author">Von Ada Lerche</div><div>120 Wörter</div><div>15. November 2017</div><div>Küstenkurier</div>
<div>KUEST</div><div>Deutsch</div><div>(c) 2017 Küste</div><p>Der Streik geht weiter, sagte Ben Moor.</p>
<p>Dokument KUEST00020171115edbf00001</p></div></body></html>"""


def test_html_of_factiva_is_read_with_and_without_codes() -> None:
    (first, text), (second, other) = read(FACTIVA_PAGE, "export.html")
    assert (first.headline, day(first), source(first)) == (
        "Harbour strike goes on",
        "2017-11-14",
        "The Coastal Courier",
    )
    assert [words for _, words in body(text)] == [
        "Dockers rejected an offer, the union said.",
        "The strike goes on.",
    ]
    assert (second.headline, second.section, second.byline) == ("Streik", "Politik", ("Ada Lerche",))
    assert (day(second), source(second), second.language) == ("2017-11-15", "Küstenkurier", "de")
    assert body(other) == [("paragraph", "Der Streik geht weiter, sagte Ben Moor.")]


FACTIVA_XML = """<?xml version="1.0" encoding="utf-8"?>
<PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0"><ppsarticle><article>
<accessionNo>COASTC0020171114edbe0001x</accessionNo><baseLanguage>EN</baseLanguage>
<tailParagraphs><paragraph>The strike <hlt>goes</hlt> on.</paragraph></tailParagraphs>
<byline><paragraph>By Ada Lark</paragraph></byline>
<headline><paragraph>Har<hlt>bour</hlt> strike</paragraph></headline>
<leadParagraph><paragraph>Dockers rejected &xxe; an offer.</paragraph></leadParagraph>
<publicationDate><date>2017-11-14</date></publicationDate><sourceName>The Coastal Courier</sourceName>
<notes>The name was wrong in print.</notes>
</article></ppsarticle></ppsArticleResponse></PPSResponse>
"""


def test_xml_of_factiva_is_read_and_marks_of_hits_vanish_inside_words() -> None:
    ((article, text),) = read(FACTIVA_XML, "export.xml")
    assert (article.format, article.headline, day(article)) == ("factiva", "Harbour strike", "2017-11-14")
    assert (article.byline, source(article)) == (("Ada Lark",), "The Coastal Courier")
    assert [words for _, words in body(text)] == ["Dockers rejected &xxe; an offer.", "The strike goes on."]
    assert article.notes == ("The name was wrong in print.",)


def test_entities_of_an_xml_export_are_not_unfolded_and_no_file_is_read() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>'
    ((_, text),) = read(FACTIVA_XML.replace("?>\n", "?>" + bomb + "\n", 1), "export.xml")
    assert "root:" not in "\n".join(block.text for block in text.body)


# ---------------------------------------------------------------- Europresse

EUROPRESSE_OLD = """<html xmlns:n1="http://www.cedrom-sni.com/schema/newsv1.xsd"><head></head><body>
<table><tr><td><img src="logo.gif"><span class="DocPublicationName">La Rade</span><br>
<span class="DocHeader">Économie, </span><span class="DocHeader">mardi </span><span class="DocHeader">14 novembre 2017</span><span class="DocHeader">, p. 3</span><br><br>
Au port<br><span class="TitreArticleVisu">La grève se <span style="color:red">poursuit</span></span><br><br>Ada Alouette<br><p></p>
Les dockers ont refusé lundi une offre.<p></p>« Nous ne sommes pas fatigués », dit Ben Moor.<p></p>
<b><i>© 2017 La Rade. Tous droits réservés.</i></b><p></p>Numéro de document : news·20171114·RA·123456<br>
<table><tr><td>Ce certificat est émis à <b>Bibliothèque</b> à des fins de visualisation.</td></tr><tr><td>Date d'émission : <b>2018-02-03</b></td></tr></table></td></tr></table>
</body></html>"""
EUROPRESSE_NEW = """<!DOCTYPE html><html><head><link href="//nouveau.europresse.com/css/print.css"></head><body>
<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">La Rade, no. 2345</span></div>
<span class="DocHeader">Économie, mardi 14 novembre 2017 512 mots, p. 12</span>
<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">La grève se <mark>poursuit</mark></p><p class="rdp__subtitle">Les dockers refusent</p></div>
<div class="docAuthors">Ada Alouette</div></header>
<section><div class="DocText"><div class="docOcurrContainer"><p>Les dockers ont refusé lundi une offre.</p></div></div></section>
<footer><div class="publiC-lblNodoc">news·20171114·RA·123456</div><p>Date d'émission : 2018-02-03</p></footer></article>
<article><header><span class="DocPublicationName">Le Phare</span>
<span class="DocHeader">Wednesday, November 15, 2017 - 10:35 300 words</span>
<p class="titreArticleVisu rdp__articletitle">Bridge opens</p></header>
<section><div class="docOcurrContainer">The mayor opened the bridge.<br><br>It is long.</div></section></article></body></html>"""


def test_europresse_gives_outlet_headline_and_the_day_of_the_header_not_of_the_certificate() -> None:
    ((article, text),) = read(EUROPRESSE_OLD, "export.html")
    assert article.format == "europresse"
    assert (article.headline, article.deck, article.section) == (
        "La grève se poursuit",
        None,  # “Au port” is the name of a page or series
        "Économie",
    )
    assert (day(article), source(article), article.byline) == ("2017-11-14", "La Rade", ("Ada Alouette",))
    assert [words for _, words in body(text)] == [
        "Les dockers ont refusé lundi une offre.",
        "« Nous ne sommes pas fatigués », dit Ben Moor.",
    ]
    undated = EUROPRESSE_OLD.replace("14 novembre 2017", "")
    ((article, _),) = read(undated, "export.html")
    assert article.published is None


def test_newer_pages_of_europresse_are_parted_into_their_documents() -> None:
    (first, text), (second, other) = read(EUROPRESSE_NEW, "export.html")
    assert (first.headline, first.deck, day(first)) == (
        "La grève se poursuit",
        "Les dockers refusent",
        "2017-11-14",
    )
    assert (first.section, first.byline) == ("Économie", ("Ada Alouette",))
    assert body(text) == [("paragraph", "Les dockers ont refusé lundi une offre.")]
    assert (source(second), day(second)) == ("Le Phare", "2017-11-15T10:35")
    assert [words for _, words in body(other)] == ["The mayor opened the bridge.", "It is long."]


@pytest.mark.parametrize(
    ("name", "whole"),
    [("export.html", NEXIS_PAGE), ("export.html", FACTIVA_PAGE), ("export.html", EUROPRESSE_NEW),
     ("export.xml", FACTIVA_XML), ("export.txt", FACTIVA), ("export.txt", CODED), ("export.txt", UNI)],
)  # fmt: skip
def test_damaged_exports_are_read_or_set_aside_and_never_crash(name: str, whole: str) -> None:
    data = whole.encode()
    for cut in range(0, len(data), 397):
        for spoilt in (
            data[:cut],
            data[:cut] + b"<div>" * 400 + data[cut:],
            data[:cut] + b"\xff\x07" + data[cut:],
        ):
            try:
                articles = read(spoilt, name)
            except UnreadableFile as error:
                assert error.problem.code
            else:
                assert all(article.lines[0] <= article.lines[1] for article, _ in articles)


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("ADA LARK TRANSPORT CORRESPONDENT", "ADA LARK"),
        ("Ada Lark Staff Writer", "Ada Lark"),
        ("Ada Lark, Associated Press Writer", "Ada Lark"),
        ("Ada Reporter", "Ada Reporter"),
    ],
)
def test_an_office_glued_to_a_name_is_no_part_of_it(byline: str, name: str) -> None:
    assert names_alone(byline) == (name,)


def test_the_name_under_a_letter_is_its_byline_and_no_text() -> None:
    print_ = (
        "                1 of 1 DOCUMENTS\n\n\n                Quay Times\n\n            November 10, 2009 Tuesday\n\n"
        "A bridge to Hollin\n\nSECTION: {}; Pg. 18\n\nLENGTH: 41 words\n\n\nYour report on the ferry omits the remedy: a bridge.\n\n"
        "It would cost less than ten years of ferries.\n\nAda Lark, Port Hollin\n\nLOAD-DATE: November 10, 2009\n\n"
        "LANGUAGE: ENGLISH\n\n            Copyright 2009 Quay Times\n"
    )  # fmt: skip
    ((article, text),) = read(print_.format("LETTERS"))
    assert article.byline == ("Ada Lark",)
    assert [words for _, words in body(text)][-1] == "It would cost less than ten years of ferries."
    ((report, _),) = read(print_.format("NEWS"))
    assert report.byline == ()
