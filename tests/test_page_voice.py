"""The page's own words are told from the article's by a small model, where no rule knows them."""

import sys
from pathlib import Path

import pytest

from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.parse.pagevoice import features, page_voice
from backfile.read.document import read_documents

TOOLS = Path(__file__).resolve().parent.parent / "tools"

PAGE = (
    "Sign up for our morning briefing and have the day's top stories in your inbox by seven",
    "Tell us your views on this story by joining the discussion under the article",
    "Подпишитесь на наш канал, чтобы не пропустить главные новости города",
    "Laden Sie unsere App herunter und lesen Sie alle Artikel ohne Werbung",
    "Долучайтеся до нашої спільноти у Facebook і дізнавайтеся новини першими",
)
ARTICLE = (
    "The council voted on Tuesday to close the newsletter that it has sent to residents since 1998.",
    "Police asked anyone who saw the boat to call the harbour office.",
    "Министр сообщил, что ремонт моста завершат к концу сентября.",
    "Der Bürgermeister kündigte an, die Brücke im Mai wieder zu öffnen.",
    "Речниця поліції розповіла, що водія знайшли наступного ранку.",
)


@pytest.mark.parametrize("line", PAGE)
def test_a_line_in_which_the_outlet_calls_its_readers_sounds_like_the_page(line: str) -> None:
    assert page_voice(line) > 1


@pytest.mark.parametrize("line", ARTICLE)
def test_a_sentence_of_news_does_not_sound_like_the_page(line: str) -> None:
    assert page_voice(line) < 0


def test_the_same_line_has_the_same_features_each_time() -> None:
    assert features("Follow us!") == features("Follow us!")
    assert len(set(features("again and again and again"))) == len(features("again and again and again"))


def test_a_call_between_paragraphs_leaves_the_body_and_stays_in_the_record() -> None:
    call = "Sign up for our morning briefing and have the day's top stories in your inbox by seven"
    text = f"""Ferry line to the islands reopens

The ferry line to the Hollin islands reopened on Monday after eleven weeks of repairs to the pier, the harbour office said.

{call}

Its director, Mara Lund, said that the boats would sail four times a day until the end of September this year.
"""
    (document,) = read_documents("a.txt", text.encode())
    _, words = parse(document, Habits())
    assert [block.text[:9] for block in words.body] == ["The ferry", "Its direc"]
    assert [aside.text for aside in words.asides if aside.text == call] == [call]


def test_the_shipped_weights_are_those_that_the_lines_give() -> None:
    sys.path.insert(0, str(TOOLS))
    try:
        import make_page_voice as tool
    finally:
        sys.path.remove(str(TOOLS))
    lines = [tool.examples(path) for path in sorted(tool.LINES.glob("*.txt"))]
    assert tool.TARGET.read_bytes() == tool.stored(tool.trained(lines))
