"""Web archives: each saved page with an article is one article; damage is told, and nothing unfolds without bound.

The archives are written here by the standard (ISO 28500), of invented pages.
"""

import gzip
import uuid
import zlib
from collections.abc import Sequence

import pytest

from backfile.model import Document
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read import warc
from backfile.read.document import read_documents
from backfile.read.reader import UnreadableFile

PARAGRAPHS = (
    "The ferry between {place} and the island runs again after four weeks, the harbour office said on Monday.",
    "Divers had to cut a fishing net from the shaft, and the wharf waited two weeks for a bearing from abroad.",
    "The boat leaves at seven in the morning and at five in the afternoon, as it did before the accident.",
)


def page(place: str, address: str = "", charset: str = "utf-8") -> str:
    link = f'<link rel="canonical" href="{address}">' if address else ""
    text = "\n".join(f"<p>{p.format(place=place)}</p>" for p in PARAGRAPHS)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="{charset}"><title>Ferry to {place} runs again</title>{link}'
        f'</head>\n<body><article><h1>Ferry to {place} runs again</h1>\n<time datetime="2019-03-04T09:30">4 March 2019'
        f"</time>\n{text}\n</article></body></html>"
    )


def answer(address: str, body: bytes, *headers: tuple[str, str], status: str = "200 OK") -> bytes:
    given = headers or (("Content-Type", "text/html; charset=utf-8"),)
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in given)]
    http = "\r\n".join([*lines, "", ""]).encode() + body
    return record(
        "response", http, ("WARC-Target-URI", address), ("Content-Type", "application/http; msgtype=response")
    )


def record(kind: str, block: bytes, *headers: tuple[str, str]) -> bytes:
    given = (
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, str(len(block)))}>"),
        ("WARC-Date", "2021-06-01T12:00:00Z"),
        *headers,
        ("Content-Length", str(len(block))),
    )
    lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in given), "", ""]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def archive(answers: Sequence[bytes], zipped: bool = True) -> bytes:
    about = record("warcinfo", b"software: test\r\n", ("Content-Type", "application/warc-fields"))
    return b"".join(gzip.compress(r) if zipped else r for r in (about, *answers))


def headlines(documents: Sequence[Document]) -> list[str | None]:
    return [parse(d, Habits())[0].headline for d in documents]


@pytest.mark.parametrize("zipped", [True, False])
def test_each_page_with_an_article_is_one_article_and_its_lines_are_its_own(zipped: bool) -> None:
    data = archive(
        [
            answer("https://harbour.example/news/1", page("Skarvik").encode()),
            answer("https://harbour.example/style.css", b"p { margin: 0 }", ("Content-Type", "text/css")),
            answer("https://harbour.example/gone", page("Nowhere").encode(), status="404 Not Found"),
            answer("https://harbour.example/news/2", page("Lunde", "https://harbour.example/lunde").encode()),
        ],
        zipped,
    )
    documents = read_documents("articles/made.warc.gz", data)
    assert [(d.part, d.format) for d in documents] == [(1, "warc"), (2, "warc")]
    assert headlines(documents) == ["Ferry to Skarvik runs again", "Ferry to Lunde runs again"]
    (first, text), (second, _) = (parse(d, Habits()) for d in documents)
    assert [block.lines for block in text.body] == [(4, 4), (5, 5), (6, 6)]
    assert documents[0].raw[3] == "<p>" + PARAGRAPHS[0].format(place="Skarvik") + "</p>"
    assert [first.original_url, second.original_url] == [
        "https://harbour.example/news/1",
        "https://harbour.example/lunde",
    ]
    assert first.published is not None
    assert first.published.value == "2019-03-04T09:30"


def test_a_page_saved_twice_is_one_article() -> None:
    body = page("Skarvik").encode()
    data = archive([answer(f"https://harbour.example/{n}", body) for n in range(3)])
    assert len(read_documents("articles/made.warc.gz", data)) == 1


def test_the_encoding_of_the_answer_comes_before_that_of_the_page() -> None:
    body = page("Søndre Ås", charset="utf-8").encode("cp1252")
    data = archive(
        [answer("https://harbour.example/1", body, ("Content-Type", "text/html; charset=windows-1252"))]
    )
    assert headlines(read_documents("articles/made.warc", data)) == ["Ferry to Søndre Ås runs again"]


@pytest.mark.parametrize("folded", ["gzip", "deflate", "bare deflate", "already unfolded"])
def test_folded_and_chunked_answers_are_unfolded(folded: str) -> None:
    body = page("Skarvik").encode()
    bare = zlib.compressobj(wbits=-15)
    sent = {
        "gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "bare deflate": bare.compress(body) + bare.flush(),
        "already unfolded": body,
    }[folded]
    half = len(sent) // 2
    chunked = (
        b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (sent[:half], sent[half:])) + b"0\r\n\r\n"
    )
    headers = (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip" if folded == "gzip" else "deflate"),
        ("Transfer-Encoding", "chunked"),
    )
    documents = read_documents(
        "articles/made.warc.gz", archive([answer("https://harbour.example/1", chunked, *headers)])
    )
    assert headlines(documents) == ["Ferry to Skarvik runs again"]


@pytest.mark.parametrize("zipped", [True, False])
def test_an_archive_cut_off_gives_the_articles_before_and_tells_it(zipped: bool) -> None:
    pages = [answer(f"https://harbour.example/{n}", page(n).encode()) for n in ("Skarvik", "Lunde")]
    data = archive(pages, zipped)
    documents = read_documents("articles/made.warc.gz", data[:-200])
    assert headlines(documents)[0] == "Ferry to Skarvik runs again"
    assert [d.code for d in documents[0].doubts] == ["page-unread"]
    assert "in the middle of a record" in documents[0].doubts[0].message


def test_a_page_folded_in_an_unknown_way_is_told_beside_the_others() -> None:
    folded = bytes(range(256)) * 8
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "br"))
    data = archive(
        [
            answer("https://harbour.example/1", page("Skarvik").encode()),
            answer("https://harbour.example/2", folded, *headers),
        ]
    )
    (document,) = read_documents("articles/made.warc.gz", data)
    assert [d.code for d in document.doubts] == ["page-unread"]
    assert "https://harbour.example/2" in document.doubts[0].message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (archive([]), "no-article"),
        (
            archive([answer("https://harbour.example/", b"<html><body><p>Welcome</p></body></html>")]),
            "no-article",
        ),
        (archive([answer("https://harbour.example/", page("Skarvik").encode())])[:60], "warc-damaged"),
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n", "no-article"),
        (b"WARC/1.0\r\n" + b"x" * 200, "no-article"),
    ],
    ids=["no page", "no article", "cut off", "no length", "no headers"],
)
def test_an_archive_without_an_article_is_set_aside_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        read_documents("articles/made.warc.gz", data)
    assert error.value.problem.code == code


def test_an_archive_that_unfolds_to_too_much_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_ALL", 1024 * 1024)
    bomb = archive([answer("https://harbour.example/1", b" " * 3_000_000)])
    assert len(bomb) < 10_000
    with pytest.raises(UnreadableFile) as error:
        read_documents("articles/made.warc.gz", bomb)
    assert error.value.problem.code == "too-large"


def test_a_page_inside_that_unfolds_to_too_much_is_passed_over_and_costs_no_more_than_a_page() -> None:
    bomb = gzip.compress(b"<html>" + b" " * 40_000_000)
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    data = archive(
        [
            answer("https://harbour.example/1", bomb, *headers),
            answer("https://harbour.example/2", page("Lunde").encode()),
        ]
    )
    assert headlines(read_documents("articles/made.warc.gz", data)) == ["Ferry to Lunde runs again"]


def test_other_compressed_files_and_plain_texts_are_not_claimed() -> None:
    assert not warc.WARC.claims(".gz", gzip.compress(b"A plain text about a harbour.").decode("latin-1"))
    assert not warc.WARC.claims(".txt", "WARCs are archives of pages.")
    assert not warc.WARC.claims(".gz", "\x1f\x8bnot gzip")
    assert warc.WARC.claims(".gz", archive([])[:4000].decode("latin-1"))


def test_a_record_longer_than_it_says_is_told_and_nothing_of_it_is_printed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    body = page("Kilmory").encode()
    whole = archive([answer("https://quay.example/a", body)], zipped=False)
    data = whole.replace(b"</body></html>", b"</body></html>\x1b[2J and more")
    (document,) = read_documents("articles/a.warc", data)
    assert [d.message for d in document.doubts if d.code == "page-unread"] == [
        "A part of the archive was not read: expected the next record where the one before says that it ends, found more of it."
    ]
    assert capfd.readouterr() == ("", "")
