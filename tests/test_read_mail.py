"""Mail as saved is read: newsletters in HTML and plain, boxes of many, pages saved as MHTML."""

from collections.abc import Sequence

import pytest

from backfile.model import Article, Text
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents
from backfile.read.reader import UnreadableFile


def read(text: str | bytes, name: str = "letter.eml") -> list[tuple[Article, Text]]:
    data = text.encode() if isinstance(text, str) else text
    return [parse(document, Habits()) for document in read_documents(f"articles/{name}", data)]


def body(text: Text) -> Sequence[str]:
    return [b.text for b in text.body if b.kind != "figure"]


def source(article: Article) -> str | None:
    return next((clue.text for clue in article.clues if clue.kind == "field"), None)


LETTER = """\
Return-Path: <news@courier.example>
From: =?utf-8?Q?K=C3=BCsten_Courier?= <news@courier.example>
To: reader@library.example
Subject: =?utf-8?B?SGFmZW5zdHJlaWsgZ2VodCB3ZWl0ZXI=?=
Date: Tue, 14 Nov 2017 10:35:00 +0100
Message-ID: <abc@courier.example>
List-Id: Morgenbrief <morgen.courier.example>
List-Unsubscribe: <https://courier.example/u>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

Nur Text.

--b1
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<html><body><div style=3D"display:none">Vorschau f=FCr den Posteingang</div>
<table><tr><td><a href=3D"https://courier.example/v">Im Browser ansehen</a></td></tr>
<tr><td><img src=3D"cid:logo"><p>Die Hafenarbeiter in K=FCstenstadt haben am Montag ein Ange=
bot der Reeder abgelehnt, wie ihre Gewerkschaft am Abend vor dem Tor des Hafens mitteilte, und wollen weiter streiken.</p>
<script>alert(1)</script><p>Ben Moor sprach vor dem Tor.</p></td></tr>
<tr><td><p>Sie erhalten diese Mail, weil Sie sie bestellt haben. <a href=3D"https://courier.example/u">Abmelden</a></p>
<p>Courier Verlag, Am Hafen 1</p></td></tr></table></body></html>
--b1--
"""


def test_a_newsletter_gives_subject_sender_date_and_the_text_of_its_html_part() -> None:
    ((article, text),) = read(LETTER)
    assert article.format == "mail"
    assert article.headline == "Hafenstreik geht weiter"
    assert source(article) == "Küsten Courier"
    assert article.published is not None
    assert (article.published.value, article.published.zone) == ("2017-11-14T10:35:00", "+0100")
    assert body(text) == [
        "Die Hafenarbeiter in Küstenstadt haben am Montag ein Angebot der Reeder abgelehnt, wie ihre Gewerkschaft am"
        " Abend vor dem Tor des Hafens mitteilte, und wollen weiter streiken.",
        "Ben Moor sprach vor dem Tor.",
    ]
    assert not article.figures
    kept = [aside.text for aside in text.asides]
    assert "Im Browser ansehen" in kept
    assert "Courier Verlag, Am Hafen 1" in kept


def test_the_lines_shown_are_decoded_and_the_text_stands_on_them() -> None:
    ((_, text),) = read(LETTER)
    assert text.raw[0] == "From: Küsten Courier <news@courier.example>"
    first = text.body[0].lines[0]
    assert "Küstenstadt" in text.raw[first - 1]
    assert not any("=FC" in line for line in text.raw)


PLAIN = """\
From: Ada Lark <ada@harbour.example>
Subject: Re: Ferry runs again
Date: Wed, 15 Nov 2017 08:00:00 +0000
Message-ID: <p@harbour.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8; format=flowed

The ferry between Brighthaven and the island runs again after a week of\x20
strike, the harbour master said on Wednesday.

"It is full," said Ben Moor, who sells the tickets at the pier.

--\x20
Ada Lark, Harbour Road 1
"""


def test_a_plain_mail_of_a_person_names_the_writer_and_ends_at_the_signature() -> None:
    ((article, text),) = read(PLAIN)
    assert (article.headline, article.byline, source(article)) == ("Ferry runs again", ("Ada Lark",), None)
    assert body(text) == [
        "The ferry between Brighthaven and the island runs again after a week of strike, the harbour master said on Wednesday.",
        '"It is full," said Ben Moor, who sells the tickets at the pier.',
    ]


def test_the_day_of_forwarding_is_no_day_of_publication() -> None:
    ((article, _),) = read(PLAIN.replace("Subject: Re:", "Subject: Fwd:"))
    assert article.headline == "Ferry runs again"
    assert article.published is None
    assert article.byline == ()


def test_a_writer_is_told_from_the_outlet_in_the_name_of_a_sender() -> None:
    named = LETTER.replace("=?utf-8?Q?K=C3=BCsten_Courier?=", '"Ada Lark from The Coastal Courier"')
    ((article, _),) = read(named)
    assert (article.byline, source(article)) == (("Ada Lark",), "The Coastal Courier")
    ((article, _),) = read(
        LETTER.replace("=?utf-8?Q?K=C3=BCsten_Courier?=", '"Morning News from The Coastal Courier"')
    )
    assert (article.byline, source(article)) == ((), "Morning News from The Coastal Courier")


def test_a_box_gives_each_of_its_mails() -> None:
    box = (
        f"From news@courier.example Tue Nov 14 10:35:00 2017\n{LETTER}\n"
        f"From ada@harbour.example Wed Nov 15 08:00:00 2017\n{PLAIN}"
    )
    (first, _), (second, text) = read(box, "letters.mbox")
    assert [first.headline, second.headline] == ["Hafenstreik geht weiter", "Ferry runs again"]
    assert body(text)[1].startswith('"It is full,"')


PAGE = """\
From: <Saved by Blink>
Snapshot-Content-Location: https://courier.example/strike
Subject: Harbour strike
Date: Mon, 5 Mar 2018 16:51:31 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="m1"

--m1
Content-Type: text/html
Content-Location: https://courier.example/strike

<!DOCTYPE html><html><head><meta property=3D"x"><title>Harbour strike enters second week</title>
<meta property="article:published_time" content="2017-11-14T10:35:00Z"></head><body><article>
<h1>Harbour strike enters second week</h1>
<p>Dockers in Brighthaven rejected an offer on Monday and said the strike would go on until the owners talk to them.</p>
<p>The union, which has called out four hundred workers, wants shorter nights and a doctor at each of the gates.</p>
</article></body></html>
--m1--
"""


def test_a_page_saved_as_mhtml_is_read_as_a_page_and_the_day_of_saving_is_no_date() -> None:
    ((article, text),) = read(PAGE, "page.mht")
    assert article.headline == "Harbour strike enters second week"
    assert article.original_url == "https://courier.example/strike"
    assert article.published is not None and article.published.value.startswith("2017-11-14")
    assert len(body(text)) == 2


def test_a_mail_of_a_thousand_nested_parts_is_set_aside() -> None:
    opened = "".join(f'Content-Type: multipart/mixed; boundary="n{i}"\n\n--n{i}\n' for i in range(1000))
    with pytest.raises(UnreadableFile) as error:
        read(
            "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n" + opened + "Content-Type: text/plain\n\nx\n"
        )
    assert error.value.problem.code == "too-deep"


@pytest.mark.parametrize(
    "text",
    [
        "From: The harbour\nSubject: strike\n\nThe dockers went on strike on Monday, the union said.\n",
        "Date: 14 November 2017\nSubject: strike\nAuthor: Ada Lark\n\nThe dockers went on strike on Monday.\n",
    ],
)
def test_a_plain_text_with_a_few_labels_is_no_mail(text: str) -> None:
    ((article, _),) = read(text, "strike.txt")
    assert article.format == "text"


def test_a_mail_without_a_text_is_set_aside() -> None:
    with pytest.raises(UnreadableFile) as error:
        read(
            "From: a@b.example\nSubject: x\nMessage-ID: <x@b>\nMIME-Version: 1.0\nContent-Type: application/pdf\n\nJVBERi0=\n"
        )
    assert error.value.problem.code == "no-article"


@pytest.mark.parametrize("whole", [LETTER, PLAIN, PAGE])
def test_damaged_mail_is_read_or_set_aside_and_never_crashes(whole: str) -> None:
    data = whole.encode()
    for cut in range(0, len(data), 41):
        for spoilt in (
            data[:cut],
            data[:cut] + b"\xff\x00=?utf-8?Q?=" + data[cut:],
            data[:cut] + b'"<,;:@\n\n' + data[cut:],
        ):
            try:
                articles = read(spoilt)
            except UnreadableFile as error:
                assert error.problem.code
            else:
                assert all(article.lines[0] <= article.lines[1] for article, _ in articles)


def test_a_header_that_goes_on_without_end_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(UnreadableFile) as error:
        read(PLAIN.replace("MIME-Version: 1.0", "MIME-Version: 1.0\nList-Id: " + "=?utf-8?q?a?= " * 100_000))
    assert error.value.problem.code == "too-large"


@pytest.mark.parametrize("name", ["Message-ID", "X-Trace", "References", "List-Unsubscribe", "Archived-At"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_header_without_end_that_no_reader_needs_costs_no_mail(name: str, end: str) -> None:
    header = f"{name}: <" + "=?utf-8?q?a?= " * 100_000 + ">"
    first = read(PLAIN.replace("\n", end))
    for long in (
        PLAIN.replace("MIME-Version: 1.0", f"MIME-Version: 1.0\n{header}"),
        PLAIN.replace("\n\n", f"\n{header}\n\n", 1),
    ):
        articles = read(long.replace("\n", end))
        assert [(a.headline, t.body) for a, t in articles] == [(a.headline, t.body) for a, t in first]


def test_a_mail_of_very_many_parts_is_refused() -> None:
    parts = "--b\nContent-Type: image/png\n\nx\n" * 60_000
    head = 'From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    with pytest.raises(UnreadableFile) as error:
        read(head + parts)
    assert error.value.problem.code == "too-large"


@pytest.mark.parametrize(
    "subject",
    [
        "Harbour Brief – Old ferry runs again",
        "[harbour-list] Old ferry runs again",
        "Re: [harbour-list] Old ferry runs again",
        "Old ferry runs again | Harbour Brief",
        "Harbour Brief: Old ferry runs again",
    ],
)
def test_a_subject_gives_the_headline_without_outlet_and_list(subject: str) -> None:
    sentence = "The old ferry of Hollin runs again after four weeks, the harbour office said on Monday. " * 3
    letter = (
        f"From: Harbour Brief <desk@brief.example>\nSubject: {subject}\nDate: Tue, 14 Nov 2017 10:35:00 +0100\n"
        "Message-ID: <a@brief.example>\nList-Unsubscribe: <https://brief.example/u>\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=utf-8\n\n<h1>Old ferry runs again</h1><p>{sentence}</p><p>{sentence}</p>\n"
    ).encode()
    ((article, text),) = read(letter)
    assert (article.headline, source(article)) == ("Old ferry runs again", "Harbour Brief")
    assert body(text) == [sentence.strip()] * 2


PRINTED = """\
Ada Lark
________________________________
From:\tHarbour News <desk@harbournews.example>
Sent:\tMonday, June 3, 2019 8:14 AM
To:\tPress Desk
Cc:
Subject:\tRE: City opens ferry line to the islands
Attachments:\tmap.pdf

The city opened a new ferry line to the outer islands on Monday, the mayor said in a statement to reporters.

Tickets cost four euros, and the boats leave every hour from the old pier near the market.
"""
GEDRUCKT = """\
Von: Mina Torf <m.torf@blatt.example>
Gesendet: Montag, 3. Juni 2019 08:14
An: Pressestelle
Betreff: WG: Neue Fähre zu den Inseln

Die Stadt hat am Montag eine neue Fährlinie zu den äußeren Inseln eröffnet, sagte die Bürgermeisterin.
"""


def test_a_mail_as_it_is_printed_gives_what_its_labels_say_with_their_lines() -> None:
    ((article, text),) = read(PRINTED, "letter.txt")
    assert (article.format, article.headline) == ("mail", "City opens ferry line to the islands")
    assert article.published is not None
    assert (article.published.value, article.published.line) == ("2019-06-03T08:14", 4)
    assert source(article) == "Harbour News"
    assert [p[:24] for p in body(text)] == ["The city opened a new fe", "Tickets cost four euros,"]
    assert text.body[0].lines == (10, 10)


def test_a_printed_mail_that_was_forwarded_has_neither_the_day_nor_the_name_of_who_forwarded_it() -> None:
    ((article, _),) = read(GEDRUCKT, "brief.txt")
    assert (article.headline, article.published, article.byline) == ("Neue Fähre zu den Inseln", None, ())


@pytest.mark.parametrize(
    ("label", "by"), [("An: Pressestelle", ()), ("Ort: Küste", None), ("Wetter: gut", None)]
)
def test_labels_over_a_text_are_a_mail_only_where_they_tell_sender_receiver_and_subject(
    label: str, by: tuple[str, ...] | None
) -> None:
    lines = GEDRUCKT.replace("An: Pressestelle", label).replace("Gesendet: Montag, 3. Juni 2019 08:14\n", "")
    ((article, _),) = read(lines, "brief.txt")
    assert article.format == ("mail" if by is not None else "text")


def test_a_printed_mail_without_a_text_is_set_aside() -> None:
    with pytest.raises(UnreadableFile, match="found its header alone"):
        read(GEDRUCKT.partition("\n\n")[0] + "\n", "brief.txt")
