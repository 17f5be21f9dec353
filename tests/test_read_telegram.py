"""Exports of Telegram channels: each message with a text is an article, in either form of the export."""

import json
from pathlib import Path

import pytest
from test_read_feeds import prose, read

from backfile.read.reader import UnreadableFile

PAGES = (Path(__file__).parent / "cases" / "telegram.html").read_text(encoding="utf-8")


def message(number: int, text: object, **more: object) -> dict[str, object]:
    sent = f"2021-03-05T1{number}:00:00"
    return {"id": number, "type": "message", "date": sent, "from": "Портовый вестник", "text": text, **more}


MARKED = [
    {"type": "bold", "text": "Паром задел кран"},
    "\n\nПаром «Альба» в среду задел кран, сообщили в ",
    {"type": "text_link", "text": "управлении порта", "href": "https://port.example/"},
    ". Никто не пострадал.\nЧас спустя он задел его ещё раз.\n\n",
    {"type": "hashtag", "text": "#порт"},
    "\n\n",
    {"type": "mention", "text": "@portvestnik"},
    " | ",
    {"type": "text_link", "text": "Прислать новость", "href": "https://t.me/portbot"},
]


def export(*messages: object, kind: str = "public_channel") -> str:
    channel = {"name": "Портовый вестник", "type": kind, "id": 1, "messages": list(messages)}
    return json.dumps(channel, ensure_ascii=False, indent=1)


def test_a_line_of_a_hashtag_and_a_link_is_the_foot_of_a_message() -> None:
    text = [
        {"type": "bold", "text": "Паром задел кран"},
        "\n\nПаром «Альба» в среду задел кран в порту. Никто не пострадал.\n\n",
        {"type": "hashtag", "text": "#порт"},
        "\n",
        {"type": "link", "text": "https://t.me/portvestnik"},
    ]
    ((article, read_text),) = read(export(message(2, text)), "result.json")
    assert article.tags == ("порт",)
    assert [b.text for b in read_text.body] == [
        "Паром «Альба» в среду задел кран в порту. Никто не пострадал."
    ]


def test_a_message_gives_headline_text_tags_and_its_lines_and_services_are_left_out() -> None:
    service = {
        "id": 1,
        "type": "service",
        "date": "2021-03-01T09:00:00",
        "action": "create_channel",
        "text": "",
    }
    post = message(2, MARKED, edited="2021-03-05T13:05:00", photo="photos/photo_1.jpg", author="Анна Котова")
    ((article, text),) = read(export(service, post), "result.json")
    assert (article.format, article.headline, article.headline_line) == (
        "telegram-json",
        "Паром задел кран",
        21,
    )
    assert article.published is not None
    assert article.updated is not None
    assert (article.published.value, article.updated.value) == ("2021-03-05T12:00:00", "2021-03-05T13:05:00")
    assert (article.byline, article.tags, article.clues[0].text) == (
        ("Анна Котова",),
        ("порт",),
        "Портовый вестник",
    )
    assert [(t, n) for _, t, n in prose(text)] == [
        ("Паром «Альба» в среду задел кран, сообщили в управлении порта. Никто не пострадал.", (23, 23)),
        ("Час спустя он задел его ещё раз.", (29, 29)),
    ]
    assert any('href="https://port.example/"' in (b.html or "") for b in text.body)
    assert [f.image for f in article.figures] == ["articles/photos/photo_1.jpg"]
    assert article.doubts[0].code != "mixed-alphabets"


def test_a_message_of_one_sentence_is_text_without_a_headline_and_tells_where_it_came_from() -> None:
    post = message(3, "Кран починят к пятнице, сообщил директор порта.", forwarded_from="Крановщик")
    ((article, text),) = read(export(post), "result.json")
    assert article.headline is None
    assert [t for _, t, _ in prose(text)] == ["Кран починят к пятнице, сообщил директор порта."]
    assert "Крановщик" in [aside.text for aside in text.asides]


def test_pictures_without_a_text_belong_to_the_message_of_the_same_second() -> None:
    before = message(4, "", photo="photos/a.jpg")
    post = message(4, "Кран починили, сообщил порт.", photo="photos/b.jpg")
    after = message(4, "", photo="photos/c.jpg")
    alone = message(5, "", photo="photos/d.jpg")
    missing = message(
        6, "Ещё одно сообщение порта.", photo="(File not included. Change data exporting settings.)"
    )
    articles = read(export(before, post, after, alone, missing), "result.json")
    assert [[f.image for f in a.figures] for a, _ in articles] == [
        ["articles/photos/a.jpg", "articles/photos/b.jpg", "articles/photos/c.jpg"],
        [],
    ]


def test_a_whole_account_gives_its_channels_alone_and_a_chat_of_persons_is_no_source() -> None:
    chats = [json.loads(export(message(1, "Кран цел, сообщил порт.")))]
    chats.append(json.loads(export(message(2, "Привет"), kind="personal_chat")))
    account = json.dumps({"about": "x", "chats": {"about": "y", "list": chats}}, ensure_ascii=False)
    assert [t for _, text in read(account, "result.json") for _, t, _ in prose(text)] == [
        "Кран цел, сообщил порт."
    ]
    with pytest.raises(UnreadableFile) as caught:
        read(export(message(2, "Привет"), kind="personal_chat"), "result.json")
    assert "found a personal chat" in caught.value.problem.message


def test_the_pages_of_an_export_are_read_like_its_json() -> None:
    (first, text), (second, other) = read(PAGES, "messages.html")
    assert (first.format, first.headline, first.byline, first.tags) == (
        "telegram", "Паром задел кран", ("Анна Котова",), ("порт",)
    )  # fmt: skip
    assert first.published is not None
    assert (first.published.value, first.published.zone) == ("2021-03-05T10:00:00", "UTC+03:00")
    assert first.clues[0].text == "Портовый вестник"
    assert [t for _, t, _ in prose(text)] == [
        "Паром «Альба» в среду задел кран, сообщили в управлении порта. Никто не пострадал.",
        "Час спустя он задел его ещё раз.",
    ]
    assert [f.image for f in first.figures] == ["articles/photos/photo_1.jpg"]
    assert second.headline is None
    assert [t for _, t, _ in prose(other)] == ["Кран починят к пятнице, сообщил директор порта."]


def test_damaged_and_hostile_exports_are_told_or_harmless() -> None:
    whole = export(message(1, "Кран цел, сообщил порт."))
    with pytest.raises(UnreadableFile) as caught:
        read(whole[:-20], "result.json")
    assert caught.value.problem.code == "json-syntax"
    evil = [
        {"type": "text_link", "text": "Кран <b>цел</b>", "href": "javascript:alert(1)"},
        {"type": "bold", "text": None},
        7,
    ]
    ((_, text),) = read(export(message(1, [*evil, " сообщил порт."])), "result.json")
    assert "javascript" not in str(text.body)
    assert "Кран <b>цел</b>" in text.body[0].text
    with pytest.raises(UnreadableFile):
        read(export(message(1, "")), "result.json")
