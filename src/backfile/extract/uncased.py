"""Personal names in scripts without capitals whose words are parted by blanks: Arabic, Persian, Hindi, Hebrew, Bengali.

A name is a given name of the lists and what goes on from it: particles, further names of the lists, and one
word that is in none where a title, a verb of saying or a second occurrence speaks for it. Precision goes before
recall: a given name alone is nobody.
"""

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

import msgspec

from backfile.extract.mentions import Found
from backfile.extract.passages import Passage, Tokens
from backfile.extract.uncased_around import JOINED_BEFORE, Around
from backfile.extract.uncasedwords import ON, UPON, Script, Word, script_of, words_in
from backfile.patterns import late

__all__ = ["uncased_names"]

WORDS = {
    "arabic": late(r"[\u0620-\u065f\u0670-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u200c]+"),
    "devanagari": late(r"[\u0900-\u0963\u0971-\u097f]+"),
    "bengali": late(r"[\u0980-\u09e3\u09f0\u09f1]+"),
    # `יו"ר`, `רבינוביץ'`
    "hebrew": late(r"(?:[\u05b0-\u05ea]|[\"'׳״](?=[\u05d0-\u05ea])|(?<=[גזצתץחדט])['׳])+"),
}
UNCASED = late(r"[\u05d0-\u05ea\u0620-\u06ff\u0900-\u09f1]")
PARTICLES = late(r"[وف]?[بل]|[وف]|ו?[לבמש]|ו")
# Endings of family names alone, and a family name with its article.
STRONG_ENDING = late(r"(?:زاده|پور|نژاد|وند|منش)$")
ARTICLED = late(r"ال...")
# `الدويري`: of a place or a people.
NISBA = late(r"ال..+ی")
MOST_PARTS = 5
# A syllable or two of a Chinese or Korean name as Arabic and Persian letters print them, folded: `جین`, `بینغ`, `جونغ`.
FAR_EASTERN = late(
    r"(?:(?:تش|تس|دز|[بپتثجچدرزژسشغگفقکلمنهوی])?(?:[اوی]{1,3}(?:نغ|نگ|[نمکله])?|ن[غگ]?|ه)){1,2}"
)
FAR_NATIONS = late(r"(?:ال)?(?:صینی|کوری|تایوانی|فیتنامی|سنغافوری)ه?|چینی|کره‌?ای|تایوانی|ویتنامی")
# `عبد الله`, `محمد بن سالم`: the words that tell a given name by themselves.
SERVANT = "عبد"
# Behind who speaks and before what is said, in Arabic; the day on which somebody speaks, in Persian.
THAT = frozenset({"ان"})
SON = frozenset({"بن", "ابن", "بنت"})
# `أبو أحمد الشامي`, `أم محمد العلي`: father and mother of somebody, and known by it; `سيدي محمد ولد الطالب`.
PARENT = frozenset({"ابو", "ام", "وابو", "وام", "سیدی", "مولای"})
# Given names of two parts that are written together: `نعمت‌الله`, `محمدنعیم`, `خیرمحمد`.
COMPOUND = late(r"...+(?:الله|الدین)|...+(?:محمد|احمد)|(?:محمد|غلام|عبدال)...+")


def uncased_names(texts: Sequence[tuple[Passage, Tokens]]) -> list[list[Found]]:
    """Return the names of each passage that are printed in such letters."""
    found: list[list[Found]] = [[] for _ in texts]
    if not any(not passage.text.isascii() and UNCASED.search(passage.text) for passage, _ in texts):
        return found
    for script, pattern in WORDS.items():
        apart = any(ON.search(passage.text) for passage, _ in texts)
        words = [list(words_in(passage.text, pattern, apart)) for passage, _ in texts]
        if any(words):
            for number, spans in enumerate(_Reading(script_of(script), words).names()):
                passage, tokens = texts[number]
                for start, end, sure in spans:
                    first = bisect.bisect_right(tokens.starts, start) - 1
                    stop = bisect.bisect_left(tokens.starts, end)
                    printed = " ".join(passage.text[start:end].split())
                    found[number].append(Found(start, end, first, stop, printed, None, sure))
    return found


def _particles(form: str, known: Set[str]) -> int | None:
    """Return how many particles (`و`, `ل`, `ول`) are written before one of these names."""
    for count in (1, 2):
        letters = form[:count]
        if form[count:] in known and len(form) > 3 + count and PARTICLES.fullmatch(letters):
            return count
    return None


class _Reading(Around):
    """The passages of one article in one script."""

    def __init__(self, script: Script, words: list[list[Word]]) -> None:
        forms = {word.form for here in words for word in here}
        compound = (
            {form for form in forms if COMPOUND.fullmatch(form)}
            - script.stops
            - script.titles
            - script.places
        )
        if compound:
            script = msgspec.structs.replace(script, given=script.given | compound)
        super().__init__(script)
        self.words = words
        self.families: set[str] = set()
        self.joined: dict[str, int] = {}
        self.pairs = Counter(
            (one.form, two.form)
            for here in words
            for one, two in pairwise(here)
            if two.near and one.form in script.given
        )
        self.spoken = {
            two.form for here in words for one, two in pairwise(here) if two.near and self.says(one.form)
        }

    def names(self) -> list[list[tuple[int, int, bool]]]:
        """Return (start, end, whether it is sure) of the names of each passage."""
        begins = [[n for n, word in enumerate(here) if self._begins(here, n, word)] for here in self.words]
        first_look = [list(self._full(*both)) for both in zip(self.words, begins, strict=True)]
        self.families = self._families(first_look)
        # Once more: a family name of the first look tells the names of relatives.
        found = [list(self._full(*both)) for both in zip(self.words, begins, strict=True)]
        families = self._families(found)
        result = []
        for here, spans in zip(self.words, found, strict=True):
            inside = {number for first, stop in spans for number in range(first, stop)}
            names = [
                (here[first].start + self._joined(here[first].form), here[stop - 1].end, True)
                for first, stop in spans
            ]
            for number, word in enumerate(here):
                if number not in inside and (shift := self._known(word.form, families)) is not None:
                    names.append((word.start + shift, word.end, False))
            result.append(sorted(names))
        return result

    def _families(self, found: list[list[tuple[int, int]]]) -> set[str]:
        """Return the last words of the names found that can stand for their bearers alone."""
        last = {
            here[stop - 1].form for here, spans in zip(self.words, found, strict=True) for _, stop in spans
        }
        return {form for form in last if len(form) > 3 and form not in self.script.stops}

    def _full(self, words: list[Word], begins: list[int]) -> Iterator[tuple[int, int]]:
        reached = 0
        for number in begins:
            if number < reached:
                continue
            stop = self._eastern(words, number)
            if not stop and words[number].form not in self.script.eastern:
                stop = self._stop(words, number)
                stop = stop if stop and self._taken(words, number, stop) else 0
            if stop:
                parent = number > reached and words[number].near and words[number - 1].form in PARENT
                yield number - parent, stop
                reached = stop

    def _begins(self, words: list[Word], number: int, word: Word) -> bool:
        script, form = self.script, self._bare(word.form)
        if form in script.given or form in script.eastern:
            return True
        if form not in script.stops and len(form) > 2 and self._son_or_servant(words, number, form):
            return True
        # Hindi: a family name that is no word has a given name before it, listed or not.
        if form in script.stops or form in script.titles or len(form) < 3 or form in script.family:
            return False
        following = words[number + 1] if number + 1 < len(words) else None
        if following is None or not following.near:
            return False
        return following.form in script.firm or self.marked(words, number)

    def _son_or_servant(self, words: list[Word], number: int, form: str) -> bool:
        """True for `عبد الله` and for any word before `بن` and a given name."""
        one, two = (words[k] if k < len(words) else None for k in (number + 1, number + 2))
        if one is None or not one.near:
            return False
        if form == SERVANT:
            return one.form in self.script.joined
        return (
            one.form in SON
            and two is not None
            and two.near
            and (two.form == SERVANT or two.form in self.script.given)
        )

    def _bare(self, form: str) -> str:
        """Return the form without a particle written before a given name."""
        return form[self._joined(form) :]

    def _joined(self, form: str) -> int:
        """Return how many letters before a given name are particles."""
        if form not in self.joined:
            given = self.script.given
            self.joined[form] = 0 if form in given else _particles(form, given) or 0
        return self.joined[form]

    def _known(self, form: str, families: set[str]) -> int | None:
        """Return the same for the family names known, None when this is none of them."""
        return 0 if form in families else _particles(form, families)

    def _stop(self, words: list[Word], first: int) -> int:
        """Return the number after the longest name that may begin here, 0 for a given name alone."""
        script = self.script
        stop, parts = first + 1, 1
        while stop < len(words) and words[stop].near and parts < MOST_PARTS:
            form = words[stop].form
            if form in script.joined and parts:
                stop += 1
                parts += stop - first == 2
                continue
            following = words[stop + 1] if stop + 1 < len(words) else None
            if (
                form in script.particles
                and following is not None
                and following.near
                and following.form not in script.stops
            ):
                stop += 2
                parts += 1
                continue
            if form in script.titles and following is not None and following.form == SERVANT and parts == 1:
                # `حسين أمير عبد اللهيان`
                stop += 1
                continue
            if form == UPON and parts == 1 and self._ali(words, first, following):
                stop += 1
                parts += 1
                continue
            named = form in script.given or form in script.family
            if form in script.stops or (form in script.titles and not named):
                break
            if named:
                stop += 1
                parts += 1
                continue
            if not self._tail(words, first, stop, parts):
                break
            stop += 1
            parts += 1
            if not (stop < len(words) and words[stop].near):
                break
            # `محمد شیاع السودانی نخست وزیر`: one more unknown word, where what follows people follows it.
            form = words[stop].form
            again = self._tail(words, first, stop, parts) and (
                self.behind(words, stop + 1) or (NISBA.fullmatch(form) and self.titled(words, first))
            )
            known = form in script.given or form in script.firm
            if not known and not again:
                break
        return stop if parts > 1 else 0

    def _ali(self, words: list[Word], first: int, following: Word | None) -> bool:
        """True for `علي` between two names behind an office, where its dots do not tell it from `على`."""
        return (
            following is not None
            and following.near
            and following.form in self.script.given
            and self.titled(words, first)
        )

    def _eastern(self, words: list[Word], first: int) -> int:
        """Return the number after a Chinese or Korean name behind an office or a nation, 0 when none begins here."""
        script = self.script
        if words[first].form not in script.eastern:
            return 0
        stop = first + 1
        while stop < len(words) and words[stop].near and stop < first + 3:
            form = words[stop].form
            if form in script.stops or form in script.titles or form in script.places:
                break
            if not FAR_EASTERN.fullmatch(form):
                break
            stop += 1
        if stop == first + 1:
            return 0
        nation = first > 0 and words[first].near and FAR_NATIONS.fullmatch(words[first - 1].form)
        told = nation or self.titled(words, first)
        return stop if told or self.behind(words, stop) else 0

    def _tail(self, words: list[Word], first: int, number: int, parts: int) -> bool:
        """True when a word that is in no list goes with the name before it."""
        script, form = self.script, words[number].form
        if len(form) < 3 or form in script.towns or form in script.places:
            return False
        bare = JOINED_BEFORE.sub("", form)
        foreign = parts == 1 and self._bare(words[first].form) in script.leads
        if bare in script.stops or (bare in script.towns and not foreign):
            return False
        if self.office(bare):
            # `اللواء سامح القائد محافظ …`: between an office and another an office is a family name.
            named = parts == 1 and form.startswith("ال")
            return named and self.titled(words, first) and self.behind(words, number + 1)
        if re.match(r"(?:وال|بال|فال|کال|لل)...", form) or bare in script.places:
            return False
        if parts > 1 and not (words[first].form == SERVANT and number == first + 2):
            if number + 1 < len(words) and words[number + 1].near and words[number + 1].form in THAT:
                # `قال الوزير خالد منصور شديد إن`: all before what is said is the name, but for `مؤكدا`.
                return not form.endswith("ا") and (self.titled(words, first) or self.told(words, first))
            ended = number + 1 < len(words) and words[number + 1].comma and parts == 2
            if ended and not (form.endswith("ا") or form.startswith("ال")) and self.titled(words, first):
                # `رئيس الوزراء محمد سالم باسندوة، غير أن …`: what a comma parts from the rest.
                return True
            if parts > 2 and SON.isdisjoint(word.form for word in words[first:number]):
                # `رفض علي عبد الله صالح العرض`: behind three names an article begins what was refused.
                return bool(script.ending.search(form)) and not form.startswith("ال")
            return bool(script.ending.search(form)) or (form.startswith("ال") and len(form) > 4)
        if number == first + 1 and self.marked(words, first):
            return True
        given = self._bare(words[first].form)
        if given in script.leads or form in self.families:
            return True
        if self.told(words, first) or self.titled(words, first):
            return True
        if len(form) > 4 and STRONG_ENDING.search(form):
            # `حسین نوروزیان`, `رضا رحیم‌زاده`
            return True
        if (
            self.behind(words, number + 2)
            and words[number + 1].near
            and ARTICLED.match(words[number + 1].form)
        ):
            # `محمد شیاع السودانی نخست وزیر`: the family name follows, and an office.
            return True
        if given in script.ambiguous:
            return self.behind(words, number + 1)
        return (
            self.pairs[(words[first].form, form)] > 1 or form in self.spoken or self.behind(words, number + 1)
        )

    def _taken(self, words: list[Word], first: int, stop: int) -> bool:
        script = self.script
        before = words[first - 1].form if first and words[first].near else ""
        if before in script.places or re.sub(r"^[وبلف]", "", before) in script.places:
            # `مدينة نزار`, but not `محافظ المدينة نزار بن سالم`: what is called after somebody has no article.
            return False
        parts = [self._bare(words[first].form), *(word.form for word in words[first + 1 : stop])]
        if any(part in script.given and part not in script.ambiguous for part in parts):
            return True
        if stop - first == 2 and self.marked(words, first):
            return True
        if len(parts) > 2 and not SON.isdisjoint(parts[1:-1]):
            return True
        return (
            self.titled(words, first, beside=True)
            or (first > 0 and words[first].near and self.says(words[first - 1].form))
            or self.behind(words, stop)
            or parts[-1] in script.firm
        )
