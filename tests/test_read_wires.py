"""Wires are read as they were sent: ANPA 1312 and IPTC 7901, with their control bytes."""

from collections.abc import Sequence

import pytest

from backfile.model import Article, Text
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents
from backfile.read.reader import UnreadableFile


def read(data: bytes, name: str = "wire.txt") -> list[tuple[Article, Text]]:
    return [parse(document, Habits()) for document in read_documents(f"articles/{name}", data)]


def body(text: Text) -> Sequence[tuple[str, str]]:
    return [(b.kind, b.text) for b in text.body]


ANPA = (
    b"\x16\x16\x01a1234\x1f_asian\r\nr i\x13\x11 BC-Harbour-Strike 2ndLd-Writethru   11-14 0212\r\n"
    b"\x02^BC-Harbour Strike, 2nd Ld-Writethru,212<\r\n"
    b"^Dockers turn down offer as strike enters second week<\r\n"
    b"^Dockers at Brighthaven have turned down the\r\nlatest offer of the owners<\r\n"
    b"^AP Photo HBR101, HBR102<\r\n^Eds: Updates with quote. With AP Photos.<\r\n"
    b"^By ADA LARK=\r\n^Associated Press Writer=\r\n"
    b"\t   BRIGHTHAVEN (AP) _ Dockers in Brighthaven turned down an offer on\r\nMonday, the union said.\r\n"
    b"\t   ``We are not tired,'' said Ben Moor.\r\n\t   ___ \r\n\t   THE LONG VIEW \r\n"
    b"\t   Strikes here are long.\r\n\t   (MORE)\r\n \r\n\t   \x03AP-WF-11-14-17 1035GMT<\r\n\x0c\r\n\x04"
)


def test_an_anpa_story_gives_headline_deck_byline_and_the_moment_of_sending() -> None:
    ((article, text),) = read(ANPA)
    assert article.format == "anpa"
    assert article.headline == "Dockers turn down offer as strike enters second week"
    assert article.deck == "Dockers at Brighthaven have turned down the latest offer of the owners"
    assert article.byline == ("ADA LARK",)
    assert article.published is not None
    assert (article.published.value, article.published.zone) == ("2017-11-14T10:35", "GMT")
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.agency) == ("BRIGHTHAVEN", "AP")
    assert any(clue.kind == "field" and clue.text == "AP" for clue in article.clues)
    assert body(text) == [
        (
            "paragraph",
            "BRIGHTHAVEN (AP) _ Dockers in Brighthaven turned down an offer on Monday, the union said.",
        ),
        ("paragraph", "“We are not tired,” said Ben Moor."),
        ("subhead", "THE LONG VIEW"),
        ("paragraph", "Strikes here are long."),
    ]
    assert text.body[0].lines == (11, 12)


def test_who_sends_a_story_and_whose_code_stamps_it_are_told_of_any_agency() -> None:
    sent = (
        b"\x16\x16\x01a0742\x1f-----\r\nr i\x13\x11 BC-COAST-LAMP-HBR   06-13 0340\r\n\x02^BC-COAST-LAMP-HBR,390<\r\n"
        b"^A Lamp Fails, and a Coast Asks for Its Keeper Back<\r\n^By DAN MELROSE=\r\n^Harbour News Service=\r\n"
        b"\t   LONDON _ The last keeper on the coast retired in 1998.\r\n\t   ``It was a good job,'' he said.\r\n"
        b"\t   \x03HBR-06-13-04 1841EDT<\r\n\x0c\r\n\x04"
    )
    ((article, _),) = read(sent)
    assert article.published is not None
    assert (article.published.value, article.published.zone) == ("2004-06-13T18:41", "EDT")
    assert (article.byline, article.clues[0].text) == (("DAN MELROSE",), "Harbour News Service")


def test_a_catchline_over_a_headline_in_capitals_is_none_and_the_code_stands_for_the_agency_of_the_byline() -> (
    None
):
    sent = (
        b"\x01PAH2134 4 HOM 0240 HA   0112\r\n\x021 COURTS Lock\r\n\r\nLOCK-KEEPER CLEARED OVER PUB FLOOD\r\n\r\n"
        b"By Brian Farley, Harbour Agency\r\n\r\nA retired lock-keeper accused of flooding a riverside pub by opening\r\n"
        b"the wrong sluice has been cleared by a jury.\r\n\r\nThe jury took fifty minutes to reach its verdict, and he\r\n"
        b"left the court by the front door.\r\n\x03141632 MAR 11\r\n\x7f\r\n\x04"
    )
    ((article, _),) = read(sent)
    assert (article.headline, article.deck) == ("LOCK-KEEPER CLEARED OVER PUB FLOOD", None)
    assert any(clue.kind == "field" and clue.text == "Harbour Agency" for clue in article.clues)


def test_slugs_notes_and_end_marks_are_kept_out_of_the_text_and_in_the_record() -> None:
    ((_, text),) = read(ANPA)
    kept = [aside.text for aside in text.asides]
    for words in (
        "BC-Harbour Strike, 2nd Ld-Writethru,212",
        "AP Photo HBR101, HBR102",
        "Associated Press Writer",
        "(MORE)",
    ):
        assert words in kept
    assert not any("\x02" in line or "\x16" in line for line in text.raw)
    assert "^By ADA LARK=" in text.raw


def test_a_file_of_many_stories_is_parted_at_their_control_bytes() -> None:
    second = ANPA.replace(b"Dockers turn down offer", b"Owners make offer").replace(b"1035GMT", b"1210GMT")
    (first, _), (other, _) = read(ANPA + second)
    assert first.headline == "Dockers turn down offer as strike enters second week"
    assert other.headline == "Owners make offer as strike enters second week"
    assert first.lines[1] <= other.lines[0]
    assert other.published is not None and other.published.value == "2017-11-14T12:10"


def test_a_story_whose_control_bytes_were_lost_is_known_by_its_marks() -> None:
    plain = bytes(c for c in ANPA if c >= 0x20 or c in b"\r\n\t")
    plain = plain[plain.index(b"^BC-") :]
    ((article, text),) = read(plain)
    assert (article.format, article.byline) == ("anpa", ("ADA LARK",))
    assert article.published is not None and article.published.value == "2017-11-14T10:35"
    assert [words for kind, words in body(text) if kind == "subhead"] == ["THE LONG VIEW"]


IPTC = (
    "\x01hwa0123 3 i 212  hwa 0045\r\n\r\nHafen/Streik/\r\n\x02Hafenarbeiter in Küstenstadt lehnen Angebot ab\r\n\r\n"
    "Küstenstadt (dpa) - Die Hafenarbeiter haben am Montag ein Angebot der Reeder\r\nabgelehnt, wie ihre Gewerkschaft "
    "mitteilte.\r\n\r\n\"Wir sind nicht müde\", sagte Ben Moor vor dem Tor des Hafens.\r\n\r\nmehr\r\n"
    "\x03141035 GMT Nov 17\r\n\x7f\r\n\x04"
).encode("latin-1")  # fmt: skip


def test_an_iptc_report_gives_its_text_in_latin_1_and_the_moment_of_sending() -> None:
    ((article, text),) = read(IPTC)
    assert article.format == "iptc7901"
    assert article.headline == "Hafenarbeiter in Küstenstadt lehnen Angebot ab"
    assert article.published is not None
    assert (article.published.value, article.published.zone) == ("2017-11-14T10:35", "GMT")
    assert article.section == "Hafen/Streik/"
    assert any(clue.kind == "field" and clue.text == "hwa" for clue in article.clues)
    assert [words for _, words in body(text)] == [
        "Küstenstadt (dpa) - Die Hafenarbeiter haben am Montag ein Angebot der Reeder abgelehnt, wie ihre Gewerkschaft mitteilte.",
        '"Wir sind nicht müde", sagte Ben Moor vor dem Tor des Hafens.',
    ]
    assert text.body[0].lines[0] == 6


def test_a_plain_text_with_a_caret_is_no_wire() -> None:
    ((article, _),) = read(
        b"Power of two\n\n^ is the sign for powers in some notes, the teacher said.\n\nIt is 2^3 < 9.\n"
    )
    assert article.format == "text"


@pytest.mark.parametrize("whole", [ANPA, IPTC])
def test_a_wire_cut_off_or_spoilt_anywhere_is_read_or_set_aside(whole: bytes) -> None:
    for cut in range(0, len(whole), 13):
        for spoilt in (
            whole[:cut],
            whole[:cut] + b"\x01\x02\x01\x03\x04" + whole[cut:],
            whole[:cut] + b"\xff\xfe" + whole[cut:],
        ):
            try:
                articles = read(spoilt)
            except UnreadableFile as error:
                assert error.problem.code
            else:
                assert all(article.lines[0] <= article.lines[1] for article, _ in articles)


def test_a_message_without_text_is_set_aside() -> None:
    with pytest.raises(UnreadableFile) as error:
        read(b"\x01hwa0123 3 i 212\r\n\x02\r\n\x03141035 GMT Nov 17\r\n\x04")
    assert error.value.problem.code == "no-article"


def test_a_report_gives_its_closed_headline_and_not_what_is_meant_for_newsrooms() -> None:
    whole = (
        "\x16\x16\x01hwa0123 4 vm 96  hwa 0045\r\n\r\nHafen/Unfall/\r\n\x02Boot aus dem Hafenbecken in Küstenstadt\r\ngeborgen =\r\n"
        "Von Ada Lark, hwa =\r\n\r\nKüstenstadt (hwa) - Die Feuerwehr hat am Montag ein Boot geborgen.\r\n\r\n"
        "Verletzt wurde dabei niemand.\r\n\r\n# Notizblock\r\n\r\n## Hinweise\r\n- Foto um 15.00 Uhr\r\n\r\n* * * *\r\n\r\n"
        "Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt\r\n\r\nhwa al yy zz\r\n\x03231127 Jan 24\r\n\x04\x7f\x7f"
    ).encode("latin-1")  # fmt: skip
    ((article, text),) = read(whole)
    assert (article.format, article.headline) == (
        "iptc7901",
        "Boot aus dem Hafenbecken in Küstenstadt geborgen",
    )
    assert article.published is not None
    assert (article.published.value, article.published.zone) == ("2024-01-23T11:27", None)
    assert [words for _, words in body(text)] == [
        "Küstenstadt (hwa) - Die Feuerwehr hat am Montag ein Boot geborgen.",
        "Verletzt wurde dabei niemand.",
    ]


def test_a_short_story_full_of_control_bytes_is_a_wire_and_no_binary_file() -> None:
    story = ANPA[: ANPA.index(b"\x02")].replace(b"\x16\x16\x01", b"\x16" * 40 + b"\x13\x11\x01") + (
        b"\x02\x1b\x0e\x0f^BC-Harbour,30<\r\n^Dockers turn down offer<\r\n\t   BRIGHTHAVEN (AP) _ It was late.\r\n"
        b"\x03AP-WF-11-14-17 1035GMT<\r\n" + b"\x7f" * 8 + b"\x04"
    )
    for whole in (story, story.replace(b"\x01", b"")):
        ((article, _),) = read(whole)
        assert (article.format, article.headline) == ("anpa", "Dockers turn down offer")


def test_an_indent_opens_a_paragraph_of_a_wire_however_short_the_line_above_the_rest_of_it_is() -> None:
    ((_, text),) = read(
        b"\x01hba0042 4 i 120  hba 0042\r\n\r\nBC-HARBOUR\r\n\x02Harbour fears for its last pilots\r\n"
        b"By Ada Lark\r\n\r\n"
        b"    BRIGHTHAVEN, Feb. 3, HBA - The harbour of Brighthaven said Monday it has\r\n"
        b"found fewer pilots than in any year since the war, and none from abroad.\r\n"
        b'    "I am the last of the five," said Ben Moor, 67, who has brought\r\n'
        b'ships through the sound for four decades. "In a fog like that of Sunday\r\n'
        b'nobody goes out."\r\n'
        b"    Fewer ships came in January than in any month of the last year, the\r\n"
        b"office said.\r\n"
        b"    The owners have asked for help from the towns along the coast, and\r\n"
        b"for a school.\r\n\r\n031146 GMT Feb 19\r\n\x03\x04"
    )
    assert [t[:30] for _, t in body(text)] == [
        "BRIGHTHAVEN, Feb. 3, HBA - The", '"I am the last of the five," s',
        "Fewer ships came in January th", "The owners have asked for help",
    ]  # fmt: skip
