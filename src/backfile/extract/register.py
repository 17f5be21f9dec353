"""Names that people.yaml knows, found in the words of an article in any script."""

import functools
from collections.abc import Iterator, Sequence

from backfile.extract.mentions import Found
from backfile.extract.passages import Passage, Tokens, tokens
from backfile.patterns import late
from backfile.registers import PeopleRegister

__all__ = ["Register", "register_of"]

# Chinese, Japanese and Korean run words together: a name is found as a plain stretch of characters.
UNSPACED = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
UNCASED = late(r"[\u0590-\u0fff\u10a0-\u10ff\u1200-\u137f]")
HANGUL = late(r"[\uac00-\ud7af]")
CYRILLIC = late(r"[\u0400-\u04ff]")
# Endings of declined names in Russian, Ukrainian and Bulgarian.
ENDINGS = frozenset(
    """
    а у е ы и і ї ю я ой ей ою ею ом ем єм ём ым им ого ему ому его ові еві єві ою ії ию ии ию ия ия ої ую
    юю ая ий ый
    """.split()  # noqa: SIM905
)
STEM = late(r"(?:[аеиоуыэюяйьіїє]|ий|ый|ія|ия|ая)$")
# One spelling for letters that Arabic and Persian keyboards write differently.
SAME_LETTER = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "\u200c": None}
)
ARABIC = late(r"[\u0600-\u06ff]")
ARABIC_PREFIX = frozenset("وبلفک")


def _fold(word: str) -> str:
    folded = word.casefold()
    return (folded.translate(SAME_LETTER) or folded) if folded[:1] >= "\u0600" else folded


class Register:
    """The names of people.yaml, made ready for searching."""

    def __init__(
        self, people: tuple[tuple[str, str, tuple[str, ...]], ...], no_people: tuple[str, ...]
    ) -> None:
        self.forms = {key: (name, *variants) for key, name, variants in people}
        self.spaced: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        self.unspaced: dict[str, list[tuple[str, str]]] = {}
        self.surnames: frozenset[str] = frozenset()
        surnames: set[str] = set()
        for key, name, variants in people:
            for form in dict.fromkeys((name, *variants)):
                self._enter(form, key)
                if " " in form and not UNSPACED.search(form):
                    surnames.add(form.rpartition(" ")[2])
        self.surnames = frozenset(surnames)
        for phrase in no_people:
            self._enter(phrase, "")
        for forms in self.spaced.values():
            forms.sort(key=lambda form: -len(form[0]))
        for spellings in self.unspaced.values():
            spellings.sort(key=lambda spelling: -len(spelling[0]))

    def _enter(self, form: str, key: str) -> None:
        if UNSPACED.search(form):
            self.unspaced.setdefault(form[0], []).append((form, key))
            return
        words = tuple(_fold(word) for word in tokens(form).words)
        if words:
            self.spaced.setdefault(_entry(words[0]), []).append((words, key, form))

    def find(self, passage: Passage, text: Tokens) -> tuple[list[Found], list[tuple[int, int]]]:
        """Return the registered names of a passage, and the places of phrases that are no people."""
        if not self.spaced and not self.unspaced:
            return [], []
        found = [*self._spaced(passage, text), *self._unspaced(passage, text)]
        found.sort(key=lambda name: (name.start, -name.end))
        names: list[Found] = []
        places: list[tuple[int, int]] = []
        end = -1
        for name in found:
            if name.start < end:
                continue
            end = name.end
            if name.key:
                names.append(name)
            else:
                places.append((name.start, name.end))
        return names, places

    def _spaced(self, passage: Passage, text: Tokens) -> Iterator[Found]:
        # Letters without case, as in Arabic, are never capitals: there every word is looked up.
        numbers = range(len(text.words)) if UNCASED.search(passage.text) else text.capitals
        for number in numbers:
            word = text.words[number]
            folded = _fold(word)
            entries = [_entry(folded)]
            if folded[0] in ARABIC_PREFIX and len(folded) > 4:
                entries.append(folded[1:])
            elif entries[0] not in self.spaced:
                continue
            for entry in entries:
                hit = self._longest(self.spaced.get(entry, ()), text, number)
                if hit is not None:
                    words, key, form = hit
                    stop = number + len(words)
                    shift = 0 if _matches(words[0], folded, len(words) > 1) else 1
                    start, end = text.starts[number] + shift, text.ends[stop - 1]
                    yield Found(start, end, number, stop, _printed(passage.text[start:end], form), key)
                    break

    @staticmethod
    def _longest(
        forms: Sequence[tuple[tuple[str, ...], str, str]], text: Tokens, number: int
    ) -> tuple[tuple[str, ...], str, str] | None:
        for words, key, form in forms:
            many = len(words) > 1
            for step, word in enumerate(words):
                printed = _fold(text.at(number + step))
                if _matches(word, printed, many):
                    continue
                if step or not (printed[:1] in ARABIC_PREFIX and len(word) > 3 and word == printed[1:]):
                    break
            else:
                return words, key, form
        return None

    def _unspaced(self, passage: Passage, text: Tokens) -> Iterator[Found]:
        if not self.unspaced or not UNSPACED.search(passage.text):
            return
        number = 0
        for offset, letter in enumerate(passage.text):
            for form, key in self.unspaced.get(letter, ()):
                if not passage.text.startswith(form, offset):
                    continue
                if offset and HANGUL.match(letter) and HANGUL.match(passage.text[offset - 1]):
                    continue
                while number + 1 < len(text.starts) and text.starts[number + 1] <= offset:
                    number += 1
                end = offset + len(form)
                stop = number + 1
                while stop < len(text.starts) and text.starts[stop] < end:
                    stop += 1
                yield Found(offset, end, number, stop, form, key)
                break


def _entry(word: str) -> str:
    """Return what a name is filed under: the beginning of its first word where endings may change."""
    return word[:3] if "\u0400" <= word[0] <= "\u04ff" else word


def _matches(word: str, printed: str, many: bool) -> bool:
    """True when a printed word is this word of a name, for Cyrillic also with another ending."""
    if word == printed:
        return True
    if not CYRILLIC.match(word):
        return False
    stem = STEM.sub("", word)
    if len(stem) < (3 if many else 5) or not printed.startswith(stem):
        return False
    return printed[len(stem) :] in ENDINGS or (many and stem == printed)


def _printed(printed: str, form: str) -> str:
    """Return the form of the register where the text declines or shouts it, else as printed."""
    return form if CYRILLIC.match(printed) or printed.isupper() or ARABIC.match(printed) else printed


@functools.lru_cache(maxsize=8)
def _built(people: tuple[tuple[str, str, tuple[str, ...]], ...], no_people: tuple[str, ...]) -> Register:
    return Register(people, no_people)


def register_of(known: PeopleRegister) -> Register:
    """Return the register ready for searching; the same register is made ready once."""
    return _built(tuple((p.key, p.name, p.variants) for p in known.people.values()), known.not_people)
