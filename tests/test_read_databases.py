"""Exports of press databases are read document by document: LexisNexis, Factiva, Europresse."""

from collections.abc import Sequence

import pytest

from backfile.model import Article, Text
from backfile.parse.article import Habits, parse
from backfile.read.document import read_documents
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
