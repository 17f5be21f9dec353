"""The forms of lines that many rules ask for: closed as a sentence, running text, like a title, a name.

All of it is told from the line alone, whatever stands around it.
"""

from backfile.patterns import Ending, late

__all__ = [
    "CLOSED",
    "SENTENCE_END",
    "WIDE",
    "is_name",
    "is_prose",
    "is_short",
    "is_title_like",
    "says_more",
    "stopless",
]

SENTENCE_END = Ending(".!?…。！？؟۔।:", "\"'”’»«)]）」』")
CLOSED = Ending(".!?…。！？؟۔।", "\"'”’»“)]）」』", signature=24)
WIDE = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
STOPLESS = late(r"[\u0e00-\u0eff\u1780-\u17ff]")
NAME_WORD = r"(?:[^\W\d_a-zа-яёіїєґў][\w'’.-]*|[A-ZА-Я]\.)"
NAME = late(rf"{NAME_WORD}(?:\s+(?:(?:van|von|der|den|de|da|di|al|el|bin|ibn|la|le)\s+)*{NAME_WORD}){{1,3}}")
CJK_NAME = late(
    r"[\u3400-\u9fff々ヶ]{2,5}|[\u3400-\u9fff々ヶ]{1,3}[\s　][\u3400-\u9fff々ヶ\u3040-\u30ff]{1,4}"
    r"|[가-힣]{2,4}|[\u30a0-\u30ff]{2,12}(?:[・＝ ][\u30a0-\u30ff]{1,12}){1,3}"
)


def is_prose(text: str) -> bool:
    """Whether a passage reads as running text: long, and closed by a sentence mark."""
    if len(text) >= 260 or (len(text) >= 90 and CLOSED.ends(text)):
        return True
    length = len(text) + 2 * len(WIDE.findall(text))  # a wide sign says as much as three letters
    return (length >= 90 and CLOSED.ends(text)) or length >= 260 or (length >= 130 and stopless(text))


def stopless(text: str) -> bool:
    """Whether a text is in a script whose sentences end without a stop: Thai, Lao, Khmer."""
    return not text.isascii() and STOPLESS.search(text) is not None


def is_title_like(text: str) -> bool:
    """Whether a passage could be a heading: short, one piece, not closed by a full stop."""
    wide = len(WIDE.findall(text))
    return (
        len(text) + wide <= 200
        and not text.removesuffix("\n").endswith((".", "。", "।", "۔", ",", "،", ";", "；", ":", "："))
        and not text.startswith(("- ", "– ", "• ", "* "))
    )


def is_short(text: str) -> bool:
    """Whether a passage is no longer than the entries of menus: three words, or ten signs without spaces."""
    return len(text) <= 10 if WIDE.search(text) else len(text.split()) <= 3


def says_more(below: str, text: str) -> bool:
    """Whether a line says a whole other line again and goes on: the way to a page ends in a shortened title."""
    return len(text) >= 16 and len(below) > len(text) and below.startswith(text.rstrip(" .…"))


def is_name(text: str) -> bool:
    """Whether a passage is a person's name and nothing else, by its form."""
    text = text.strip(" ,.")
    if len(text) > 45:
        return False
    if WIDE.search(text):
        return CJK_NAME.fullmatch(text) is not None
    # Scripts without capitals give a name no form.
    return text != text.swapcase() and NAME.fullmatch(text) is not None
