"""One table by which letters that people type alike become alike, for this module and for search.js.

The table is made of plain data: character classes written as both languages' regular expressions read them,
and pairs of letters. The build writes it into the site (`search/map.js`), so the browser folds what is typed
by the very table that folded the texts. The cases of tests/cases/search/folding.txt hold both to it.

What is folded: case; width and other compatibility forms (NFKC); accents of Latin, Greek and Cyrillic letters,
but for й and ї, which are letters of their own; Arabic and Hebrew vowel signs, tatweel, ZWNJ and other
invisible characters; Arabic and Persian forms of one letter; Eastern digits; apostrophes that Unicode counts
as letters. The signs for hamza and ayn in transliterations are dropped.
"""

from itertools import chain
from sys import intern

from backfile.normalforms import normal
from backfile.patterns import late

__all__ = ["END", "LONGEST", "TABLE", "fold", "in_a_row", "words"]

LONGEST = 40
"""Characters of a word that count: more is an address or noise."""
REMEMBERED = 100_000
"""Stretches between spaces whose words are remembered."""
LONG = 40
"""Characters of a stretch above which it will hardly come again: a sentence in a script without spaces."""

LATIN = 1.1
"""Bytes for each character below which nearly all letters of a text are plain ones."""

_DROPPED = (
    "\u00ad\u02be\u02bf\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufeff"
)
_MARKED = "\u0710-\u074a\u07a6-\u07b0\u0900-\u0963\u0970-\u0df3\u0f18-\u0fbc\u3099\u309a"
_UNSPACED = (
    "\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1780-\u17d3\u3005-\u3007\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U000323af"
)
_KEPT = {"и\u0306": "й", "і\u0308": "ї"}
_LETTERS = {
    "ß": "ss", "ς": "σ", "ſ": "s", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "ħ": "h", "ı": "i", "ŋ": "n", "ə": "a", "և": "եւ",
    "ʻ": "'", "ʼ": "'", "ʽ": "'",
    "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا",
    **{chr(0x660 + n): str(n) for n in range(10)}, **{chr(0x6F0 + n): str(n) for n in range(10)},
    **{chr(0x966 + n): str(n) for n in range(10)},
}  # fmt: skip

TABLE: dict[str, str] = {
    "dropped": _DROPPED,
    "kept": "".join(pair + letter for pair, letter in _KEPT.items()),
    "letters": "\n".join(f"{letter}{folded}" for letter, folded in _LETTERS.items()),
    "marked": _MARKED,
    "unspaced": _UNSPACED,
}
"""What the browser needs: classes of dropped characters, of signs inside words, of scripts without spaces."""

_DROP = late(f"[{_DROPPED}]+")
_KEEP = late("|".join(_KEPT))
_REPLACED = str.maketrans(_LETTERS)
_OWNING = late("([a-z0-9]+)(?:'s(?![a-z0-9_]))?")
_OWNED = late("'s(?![a-z0-9_])(?<=[a-z0-9]'s)")
_SPACED = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
"""What becomes of a sign of plain text, which parts words unless it is a letter or a digit."""
_RAW = late(rf"[\w{_DROPPED}{_MARKED}{_UNSPACED}]+(?:['’ʼ][sS](?!\w))?")
END = "\x01"
"""Stands after the words of a text among those of several: decoding takes control characters out of every text."""
_SPACED_IN_A_ROW = _SPACED | {ord(END): END}
_SIGNS = (("’", "'"), *((sign, " ") for sign in "‘“”–—…«»\u00a0"))
"""Signs of print that a line of plain letters may have, and what they are as good as."""
_POSSESSIVE = late(r"['’ʼ][sS]$")
_WORD = late(rf"(?:[^\W_]|[{_MARKED}{_UNSPACED}])+")
_RUN = late(f"[{_UNSPACED}]+")


def fold(text: str) -> str:
    """Return a text with all that does not count made alike."""
    if text.isascii():
        return text.lower()
    text = normal("NFKC", text).lower()
    text = normal("NFD", text)
    text = _KEEP.sub(lambda found: _KEPT[found[0]], text)
    return normal("NFC", _DROP.sub("", text).translate(_REPLACED))


class _Folded(dict[str, tuple[str, ...]]):
    """The words that a stretch between spaces stands for, each stretch folded once."""

    def __missing__(self, stretch: str) -> tuple[str, ...]:
        made = tuple(intern(word) for raw in _RAW.findall(stretch) for word in _parts(raw))
        if len(stretch) <= LONG:
            if len(self) > REMEMBERED:
                self.clear()
            self[stretch] = made
        return made


_FOLDED = _Folded()


def words(text: str) -> list[str]:
    """Return the words of a text as the index knows them, in order.

    A script that is written without spaces gives pairs of neighbouring characters, so that any part of its
    text can be found. The English possessive is no word; other apostrophes part words (`l’homme`, `O’Neil`).
    """
    if not text.isascii():
        for sign, plain in _SIGNS:
            text = text.replace(sign, plain)
    if text.isascii():
        return _plain(text)
    found: list[str] = []
    for line in text.split("\n"):
        if line.isascii():
            found += _plain(line)
        else:
            found += chain.from_iterable(map(_FOLDED.__getitem__, line.split()))
    return found


def in_a_row(*texts: str) -> list[str]:
    """Return the words of several texts in order, END after those of each; words may still be longer than LONGEST."""
    whole = f" {END} ".join((*texts, ""))
    if not whole.isascii():
        for sign, plain in _SIGNS:
            whole = whole.replace(sign, plain)
        # Of `_'s` a line of plain letters and a stretch among others make different words.
        if "_'" not in whole and len(whole.encode("utf-8", "surrogatepass")) < LATIN * len(whole):
            whole = whole if whole.isascii() else _without_accents(whole)
    if "'" in whole:
        whole = whole.lower()
        whole = whole if "'s's" in whole else _OWNED.sub("", whole)
    if not whole.isascii() or whole.count(END) != len(texts) or "'s's" in whole:
        return [word for text in texts for word in (*words(text), END)]
    return whole.translate(_SPACED_IN_A_ROW).split()


def _without_accents(text: str) -> str:
    """Return a text with the words of each stretch that has letters beyond ASCII in its place.

    Texts in Latin letters have few of them, and are plain letters then.
    """
    stretches = text.split()
    for place, stretch in enumerate(stretches):
        if not stretch.isascii():
            stretches[place] = " ".join(_FOLDED[stretch])
    return " ".join(stretches)


def _plain(text: str) -> list[str]:
    """Return the words of a text of plain letters: by far the quickest way, for most English texts."""
    text = text.translate(_SPACED) if "'" not in text else _disowned(text.lower()).translate(_SPACED)
    found = text.split()
    if found and max(map(len, found)) > LONGEST:
        return [word[:LONGEST] for word in found]
    return found


def _disowned(text: str) -> str:
    """Return a text of small letters without the endings of the possessive."""
    if "'s's" in text:  # of these only every other one is an ending
        return " ".join(_OWNING.findall(text))
    return _OWNED.sub("", text)


def _parts(raw: str) -> list[str]:
    """Return the words in a stretch of letters, digits and signs."""
    parts: list[str] = []
    for word in _WORD.findall(fold(_POSSESSIVE.sub("", raw))):
        at = 0
        for run in _RUN.finditer(word):
            if run.start() > at:
                parts.append(word[at : run.start()][:LONGEST])
            found = run[0]
            parts.extend([found] if len(found) == 1 else (found[n : n + 2] for n in range(len(found) - 1)))
            at = run.end()
        if at < len(word):
            parts.append(word[at:][:LONGEST])
    return parts
