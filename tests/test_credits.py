"""Photo credits are found in all forms that papers print, and taken apart as IPTC names the parts."""

import pytest

from backfile.parse.creditors import credit_of
from backfile.parse.credits import STOPS, TELLING, TRAILING, credit_line, split_credit
from backfile.patterns import may_end, needed

WHOLE = {
    "Photo: mil.ru": "mil.ru",
    "Фото: Алексей БУЛАТОВ": "Алексей БУЛАТОВ",
    "Photo by Ines Okafor": "Ines Okafor",
    "Image: GCIS": "GCIS",
    "Foto Marco Rossi": "Marco Rossi",
    "Getty Images": "Getty Images",
    "EPA": "EPA",
    "图片来源：新华社": "新华社",
    "李尕 摄": "李尕 摄",
    "[Photo: Harbour Wire]": "Harbour Wire",
    "عکس: خبرگزاری افق": "خبرگزاری افق",
}


@pytest.mark.parametrize(("text", "line"), WHOLE.items())
def test_a_passage_that_is_only_a_credit_is_told_with_its_line_verbatim(text: str, line: str) -> None:
    found = credit_line(text)
    assert found is not None
    assert found[0] == line


@pytest.mark.parametrize(
    "text",
    [
        "Фотографии были сделаны вчера в Москве",
        "Photo: this was a bad day for all. The people went home and said so.",
        "mehr",
        "The photo was taken in May.",
        "Picture this",
    ],
)
def test_sentences_about_photos_are_no_credits(text: str) -> None:
    assert credit_line(text) is None


AT_THE_END = {
    "A mother sells bread. (AP Photo/Marco Ugarte)": ("A mother sells bread.", "AP Photo/Marco Ugarte"),
    "Binet à Matignon, le 12 juillet 2023. BERTRAND GUAY / AFP": (
        "Binet à Matignon, le 12 juillet 2023.",
        "BERTRAND GUAY / AFP",
    ),
    "en Madrid (España).Gustavo Valiente / Europa Press": (
        "en Madrid (España).",
        "Gustavo Valiente / Europa Press",
    ),
    "Одна доза дает защиту / REUTERS": ("Одна доза дает защиту", "REUTERS"),
    "Перевозчик отменяет рейсы REUTERS Tony Gentile.": ("Перевозчик отменяет рейсы", "REUTERS Tony Gentile"),
    "The capsule landed. Photo: NASA/Keegan Barber": ("The capsule landed.", "NASA/Keegan Barber"),
    "The capsule landed. NASA/Keegan Barber": ("The capsule landed.", "NASA/Keegan Barber"),
    "Parade in Tehran. © Valery Sharifulin/TASS": ("Parade in Tehran.", "Valery Sharifulin/TASS"),
    "避難所（警視庁提供）": ("避難所", "警視庁提供"),
}


@pytest.mark.parametrize(("text", "parts"), AT_THE_END.items())
def test_a_credit_at_the_end_of_a_caption_is_split_off(text: str, parts: tuple[str, str]) -> None:
    found = split_credit(text)
    assert found is not None
    assert (text[: found[0]].strip(), found[1].rstrip(".")) == parts


@pytest.mark.parametrize(
    "text",
    [
        "He arrived in Tehran for talks with the military leadership of Iran (photo).",
        "The delegation said so on Friday (Reuters)",
        "It is a joint statement by the US and AFP",
        "They spoke of trade, and/or of peace.",
    ],
)
def test_running_text_is_not_taken_for_a_caption(text: str) -> None:
    assert split_credit(text) is None


PARTS = {
    "mil.ru": (None, "mil.ru"),
    "Алексей БУЛАТОВ": ("Алексей БУЛАТОВ", None),
    "Dmitry Azarov, Kommersant": ("Dmitry Azarov", "Kommersant"),
    "AP Photo/Marco Ugarte": ("Marco Ugarte", "AP"),
    "NASA/Keegan Barber": ("Keegan Barber", "NASA"),
    "Harbour Wire / Ines Okafor": ("Ines Okafor", "Harbour Wire"),
    "REUTERS Tony Gentile": ("Tony Gentile", "REUTERS"),
    "Luc Terran pour « Le Rivage »": ("Luc Terran", "Le Rivage"),
    "Callow Argus: Dan Orme": ("Dan Orme", "Callow Argus"),
    "Dan Orme/AFP photo": ("Dan Orme", "AFP"),
    "R. Petrausko / BNS nuotr": ("R. Petrausko", "BNS"),
    "警視庁提供": (None, "警視庁"),
    "Harbour Wire/Pilar Abreu/File Photo": ("Pilar Abreu", "Harbour Wire"),
}


@pytest.mark.parametrize(("line", "parts"), PARTS.items())
def test_a_credit_line_is_parted_into_creator_and_agency(
    line: str, parts: tuple[str | None, str | None]
) -> None:
    credit = credit_of(line)
    assert (credit.creator, credit.agency) == parts
    assert credit.line == line


LABELLED_BEHIND = {
    "李尕 摄": ("李尕", "李尕", None),
    "渡島社記者林玉珊攝": ("渡島社記者林玉珊", "林玉珊", "渡島社"),
    "記者林玉珊攝": ("林玉珊", "林玉珊", None),
    "記者林玉珊／攝影": ("記者林玉珊", "林玉珊", None),
    "通讯员 方磊 摄": ("通讯员 方磊", "方磊", None),
    "写真部・佐々木一郎撮影": ("写真部・佐々木一郎", "佐々木一郎", None),
    "정다은 기자": ("정다은", "정다은", None),
    "청하=정다은 선임기자": ("정다은", "정다은", None),
    "讀者提供": ("讀者提供", None, "讀者"),
    "청하군 제공": ("청하군 제공", None, "청하군"),
}


@pytest.mark.parametrize(("printed", "parts"), LABELLED_BEHIND.items())
def test_the_word_for_taking_a_picture_is_a_label_behind_the_name_and_that_for_giving_it_is_none(
    printed: str, parts: tuple[str, str | None, str | None]
) -> None:
    credit = credit_of(printed)
    assert (credit.line, credit.creator, credit.agency) == parts


def test_the_status_of_a_file_picture_is_no_creditor() -> None:
    credit = credit_of("File photo: Harbour Wire")
    assert (credit.line, credit.creator, credit.agency) == ("Harbour Wire", None, "Harbour Wire")


def test_rights_text_after_a_credit_is_its_notice() -> None:
    credit = credit_of("@harbourfan/via REUTERS THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. NO RESALES.")
    assert credit.line == "@harbourfan/via REUTERS"
    assert credit.notice == "THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. NO RESALES."


@pytest.mark.parametrize("stop", STOPS)
def test_each_form_that_may_end_in_a_stop_needs_a_sign_or_is_told_by_words(stop: str) -> None:
    forms = [(why, form.pattern) for why, form in TRAILING if may_end(form.pattern, stop)]
    assert forms and [why for why, form in forms if not needed(form) and why not in TELLING] == []


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left at noon. Photo Ann Lee.", "The ferry left at noon. Photo: Ann Lee/AFP.", "The ferry left. AP.",
        "The ferry left at noon. Ann Lee for “The Argus”.", "The ferry left at noon, photographed by Ann Lee.",
        "The ferry left at noon. Credit…Ann Lee.", "Laivas. A. Lee / Uosto nuotr.", "The ferry left (Ann Lee/AFP).",
        "The ferry left. Mandatory Credit.", "The ferry left at noon. ТАСС Анна Лисовская.", "The ferry left at noon.",
    ],
)  # fmt: skip
def test_a_passage_that_is_not_asked_for_its_forms_has_none(text: str) -> None:
    asked = any(
        (found := form.search(text, max(0, len(text) - 140))) and found.start() > 0 for _, form in TRAILING
    )
    assert asked <= (split_credit(text) is not None)
