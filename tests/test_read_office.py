"""Word files are read: by their styles, by the layout rules, and as exports of press databases; hostile ones are refused."""

import io
import zipfile
from collections.abc import Callable, Sequence

import docx
import pytest
from docx.document import Document

from backfile.model import Article, Text
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents
from backfile.read.reader import UnreadableFile

LONG = (
    "Dockers in Brighthaven rejected an offer on Monday and said the strike would go on until the owners of the port, "
    "who have not spoken to them for a week, came back to the table with more."
)


def word(fill: Callable[[Document], None]) -> bytes:
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(data: bytes, name: str = "text.docx") -> list[tuple[Article, Text]]:
    return [parse(document, Habits()) for document in read_documents(f"articles/{name}", data)]


def body(text: Text) -> Sequence[tuple[str, str]]:
    return [(b.kind, b.text) for b in text.body if b.kind != "figure"]


def styled(document: Document) -> None:
    document.core_properties.author = "The Archivist"
    document.core_properties.keywords = "port, strike"
    document.core_properties.title = "Microsoft Word - text1"
    document.add_paragraph("Harbour strike enters second week", style="Title")
    document.add_paragraph("Dockers turn down the offer", style="Subtitle")
    document.add_paragraph("By Ada Lark")
    document.add_paragraph("14 November 2017")
    document.add_paragraph("Dockers at gate four. Photo: Cato Reed", style="Caption")
    document.add_paragraph(LONG)
    document.add_paragraph("The long view", style="Heading 2")
    document.add_paragraph("Strikes here are long, said Ben Moor.")
    document.add_paragraph().add_run("What comes next").bold = True
    document.add_paragraph("More talks, he said.")
    document.add_paragraph("higher pay", style="List Bullet")
    row = document.add_table(rows=1, cols=2).rows[0].cells
    row[0].text, row[1].text = "Workers", "400"


def test_styles_say_what_a_paragraph_is() -> None:
    ((article, text),) = read(word(styled))
    assert article.format == "docx"
    assert (article.headline, article.deck) == (
        "Harbour strike enters second week",
        "Dockers turn down the offer",
    )
    assert article.byline == ("Ada Lark",)
    assert article.published is not None and article.published.value == "2017-11-14"
    assert article.tags == ("port", "strike")
    (figure,) = article.figures
    assert figure.caption == "Dockers at gate four."
    assert figure.credit is not None and figure.credit.creator == "Cato Reed"
    assert body(text) == [
        ("paragraph", LONG),
        ("subhead", "The long view"),
        ("paragraph", "Strikes here are long, said Ben Moor."),
        ("subhead", "What comes next"),
        ("paragraph", "More talks, he said."),
        ("list_item", "higher pay"),
        ("paragraph", "Workers 400"),
    ]
    assert text.raw[text.body[1].lines[0] - 1] == LONG


def test_properties_of_the_file_give_no_writer_and_no_date() -> None:
    def fill(document: Document) -> None:
        document.core_properties.author = "The Archivist"
        document.add_paragraph("Harbour strike enters second week")
        document.add_paragraph(LONG)

    ((article, _),) = read(word(fill))
    assert article.headline == "Harbour strike enters second week"
    assert article.byline == ()
    assert article.published is None


def test_inserted_words_are_read_and_struck_out_ones_are_not() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("Harbour strike", style="Title")
        paragraph = document.add_paragraph("The strike ")
        run = paragraph.add_run("goes on, the union said.")
        element = paragraph._p
        inserted = element.makeelement(docx.oxml.ns.qn("w:ins"), {})
        element.replace(run._r, inserted)
        inserted.append(run._r)
        deleted = element.makeelement(docx.oxml.ns.qn("w:del"), {})
        struck = paragraph.add_run("is over.")._r
        element.replace(struck, deleted)
        deleted.append(struck)

    ((_, text),) = read(word(fill))
    assert body(text) == [("paragraph", "The strike goes on, the union said.")]


def nexis(document: Document) -> None:
    for n, day in ((1, "14"), (2, "15")):
        for line in (
            f"Harbour strike, day {n}", "The Coastal Courier", f"November {day}, 2017 Tuesday",
            "Copyright 2017 Coastal Media Limited All Rights Reserved", "Section: NEWS; Pg. 5", "Length: 212 words",
            "Byline: Ada Lark", "Body", LONG, "Link to Image", "Graphic", "Dockers at gate four", "Classification",
            "Language: ENGLISH", "Load-Date: November 16, 2017", "End of Document",
        ):  # fmt: skip
            document.add_paragraph(line)


def test_a_word_file_of_nexis_uni_gives_its_documents() -> None:
    (first, text), (second, _) = read(word(nexis))
    assert [first.headline, second.headline] == ["Harbour strike, day 1", "Harbour strike, day 2"]
    assert [a.published.value for a in (first, second) if a.published] == ["2017-11-14", "2017-11-15"]
    assert (first.byline, first.section, first.lines) == (("Ada Lark",), "NEWS; Pg. 5", (1, 16))
    assert body(text) == [("paragraph", LONG)]
    assert [f.caption for f in first.figures] == ["Dockers at gate four"]


def test_a_word_file_of_factiva_gives_its_documents() -> None:
    def fill(document: Document) -> None:
        for line in (
            "Harbour strike", "By Ada Lark", "212 words", "14 November 2017", "The Coastal Courier", "COASTC", "English",
            "(c) 2017 Coastal Media", LONG, "Document COASTC0020171114edbe0001x",
        ):  # fmt: skip
            document.add_paragraph(line)

    ((article, text),) = read(word(fill))
    assert (article.headline, article.byline) == ("Harbour strike", ("Ada Lark",))
    assert body(text) == [("paragraph", LONG)]


def test_a_zip_bomb_is_refused_before_it_is_unfolded() -> None:
    out = io.BytesIO(word(styled))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/media/bomb.bin", bytes(70 * 1024 * 1024))
    with pytest.raises(UnreadableFile) as error:
        read(out.getvalue())
    assert error.value.problem.code == "too-large"


def replaced(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            new.writestr(item, change(old.read(item)) if item == name else old.read(item))
    return out.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml[: len(xml) // 2],
        lambda xml: b"",
        lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * 400),
        lambda xml: xml.replace(b"w:body", b"w:other"),
    ],
)
def test_a_damaged_file_is_set_aside_with_a_reason(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UnreadableFile) as error:
        read(replaced(word(styled), "word/document.xml", change))
    assert error.value.problem.code == "docx-damaged"


def test_entities_in_a_word_file_are_not_unfolded() -> None:
    def bomb(xml: bytes) -> bytes:
        start = xml.index(b"?>") + 2
        kinds = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        return xml[:start] + kinds + xml[start:].replace(b"The long view", b"The &b;&f; long view")

    ((_, text),) = read(replaced(word(styled), "word/document.xml", bomb))
    said = "\n".join(words for _, words in body(text))
    assert "root:" not in said
    assert "aaaa" not in said


def test_bytes_cut_off_anywhere_are_read_or_set_aside() -> None:
    data = word(styled)
    for cut in range(4, len(data), len(data) // 25):
        with pytest.raises(UnreadableFile) as error:
            read(data[:cut])
        assert error.value.problem.code


def test_rtf_is_refused_with_a_hint() -> None:
    with pytest.raises(UnreadableFile) as error:
        read(b"{\\rtf1\\ansi Harbour strike}", "text.rtf")
    assert (error.value.problem.code, bool(error.value.problem.hint)) == ("not-text", True)
