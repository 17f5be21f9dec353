"""The labels of one text while they are being decided: passages, their own marks, and what is settled."""

import functools
import re
from collections.abc import Callable, Iterable

from backfile.model import Record
from backfile.normalforms import normal
from backfile.openings import Openings
from backfile.parse.captionends import bracketed, dashed, picture_source, taken_at
from backfile.parse.credits import LED_STOP, SIGNED_OR_TAKEN, closes_plainly, led_credit, split_credit
from backfile.parse.forms import CLOSED, is_prose
from backfile.parse.marks import Mark, mark_of
from backfile.parse.paragraphs import Passage
from backfile.parse.phrases import AGENCIES, FILE_PICTURE, SAID, any_of
from backfile.patterns import late

__all__ = [
    "FILED_ALONE",
    "FILED_END",
    "FILE_CAPTION",
    "LONGEST_CAPTION",
    "REPORTED",
    "SENTENCES",
    "TWO_SENTENCES",
    "Label",
    "Sheet",
    "fold",
    "is_sentence",
]

STOPS = frozenset(".。।۔")
UNSPACED = late(r"[\u3040-\u9fff\u0e00-\u0e7f]")
LONGEST_CAPTION, LONGEST_LINE = 420, 160
# Marks that open or close a zone are page furniture themselves.
TAKEN_AS = {"block": "furniture", "tag-block": "furniture", "end": "footer"}
FILE_CAPTION = late(rf"{any_of(FILE_PICTURE)}\s*[-–—:.]", re.IGNORECASE)
FILED_END = late(rf"\s[-–—/|(]\s?{any_of(FILE_PICTURE)}\)?$", re.IGNORECASE)
FILED_ALONE = late(rf"[(\[（]?(?=.{{8}}|[^a-z]{{4}}){any_of(FILE_PICTURE)}[)\]）]?\.?", re.IGNORECASE)
FILED = Openings(FILE_CAPTION, FILED_ALONE, LED_STOP)
NAMES = late(r"[^\W\d_a-zа-я][\w .'’-]{1,30}(?:\s?/\s?[^\W\d_a-zа-я][\w .'’-]{1,30}){1,2}")
NAME_AGENCY = late(
    rf"[^\W\d_a-zа-я][\w.'’-]+\s[^\W\d_a-zа-я][\w.'’-]+\s?/\s?{any_of(tuple(re.escape(name) for name in AGENCIES))}"
)
QUOTE_MARK = late(r"[“”\"«»„‘’]")
REPORTED = late(any_of(SAID), re.IGNORECASE)
# `Callow Argus: Dan Orme`, directly below a caption.
# Who sends out pictures only, and signs no text.
LIBRARY = late(
    r"getty(?: images)?|epa.*|shutterstock|depositphotos|alamy|imago|profimedia|istock|unsplash|pixabay|pexels"
    r"|zuma.*|nurphoto|pool",
    re.IGNORECASE,
)
# How the marks of names that may sign a text are explained.
SIGNS = ("a copyright sign", "the name of a picture agency alone")
OUTLET_NAME = late(
    r"(?!(?i:text|foto|photo|video|graphic|grafik|words|by|interview|report|story|source|editor|music|reviewed|director))"
    r"[A-ZÀ-Þ][\w&'’.-]+(?:\s[A-ZÀ-Þ][\w&'’.-]+){0,3}:\s[A-ZÀ-Þ][\w'’.-]+(?:\s[A-ZÀ-Þ][\w'’.-]+){1,2}"
)
ASCII = bytes(range(128))
# For texts as UTF-8: every ASCII byte that is no letter, digit or underscore parts words.
PARTING = bytes(b if b > 0x7F or chr(b).isalnum() or b == 0x5F else 0x20 for b in range(256))
PARTING_IN_LINES = bytes(0x0A if b == 0x0A else new for b, new in enumerate(PARTING))
BLANKS = re.compile(rb"  +")
SENTENCES = late(r"[.!?…。]+[\"”»’)]*(?:\s|$)")
TWO_SENTENCES = late(
    r"[^\W\d]{3}[.!?…] +[^\W\da-zа-я]|[\u3040-\u9fff）」』][。！？][「『“（]?[\u3040-\u9fff][^。！？]{3,}[。！？]"
)


class Label(Record, frozen=True):
    """A passage and what it was taken for."""

    passage: Passage
    """The passage."""
    kind: str
    """headline, deck, section, date, byline, role, caption, credit, figure, source, tags, reporting, note, url,
    read-also, furniture, footer, desk, duplicate, paragraph, subhead, list_item or quote."""
    value: str
    """The part that carries the information; the whole text where there is no label to take off."""
    why: str
    """The rule that decided, and its reason."""


def _plain(text: str) -> bool:
    """Whether a passage begins and ends as running text does: `own_credit` is said of none of these."""
    upper = text[-2:-1].isupper()  # as a name in capitals
    return not upper and closes_plainly(text) and not FILED.fit(text) and "|" not in text and "｜" not in text


@functools.lru_cache(maxsize=1024)  # several rules ask about the same lines
def _says_credit(text: str) -> bool:
    """Whether a passage is, by itself, a caption with its credit, or says that it is a file picture, or of where."""
    return bool(
        split_credit(text)
        or led_credit(text)
        or FILED_END.search(text)
        or (FILE_CAPTION.match(text) or FILED_ALONE.fullmatch(text))
        or taken_at(text)
    )


@functools.lru_cache(maxsize=4096)  # the rules compare the same lines again and again
def fold(text: str) -> str:
    """Return a text for comparing lines: letters and digits only, case and width folded."""
    words = _parted(text).translate(PARTING).split()
    return b" ".join(words).decode("utf-8", "surrogatepass").casefold().strip()


def _folded(texts: list[str]) -> list[str]:
    """Return each text as `fold` does; what can be done to all lines of a page is done to them as one."""
    whole = "\n".join(texts)
    if whole.count("\n") >= len(texts):  # some are of several lines
        return list(map(fold, texts))
    data = BLANKS.sub(b" ", _parted(whole).translate(PARTING_IN_LINES))
    return [line.casefold().strip() for line in data.decode("utf-8", "surrogatepass").split("\n")]


def _parted(text: str) -> bytes:
    """Return a text as UTF-8, width folded, a blank for each sign beyond ASCII that is no letter or digit."""
    text = normal("NFKC", text)
    if text.isascii():
        return text.encode()
    encoded = text.encode("utf-8", "surrogatepass")
    for sign in frozenset(encoded.translate(None, ASCII).decode("utf-8", "surrogatepass")):
        if not sign.isalnum():
            encoded = encoded.replace(sign.encode("utf-8", "surrogatepass"), b" ")
    return encoded


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does and has six words, or as many signs where words are not parted."""
    unspaced = UNSPACED.search(text) is not None
    return CLOSED.ends(text) and (len(text.split()) >= 6 or (unspaced and len(text) >= 14))


class Sheet:
    """What is known of each passage. A label, once set, stays."""

    def __init__(self, passages: list[Passage], agencies: frozenset[str] = frozenset()) -> None:
        """Mark the passages. `agencies` are names, folded, that credit a photo when alone above its caption."""
        self.passages = passages
        """The passages in order."""
        self.marks: list[Mark | None] = [mark_of(p.text) for p in passages]
        """What each says of itself."""
        self._kinds = {i: mark.kind for i, mark in enumerate(self.marks) if mark is not None}
        for i in range(1, len(passages)):
            alone = passages[i].apart and not agencies and "/" not in passages[i].text
            alone = alone and self._kinds.get(i) != "source"
            if not alone and (mark := self._beside_caption(i, agencies)):
                self.marks[i], self._kinds[i] = mark, mark.kind
        for i in [i for i, mark in enumerate(self.marks) if mark and mark.why == SIGNED_OR_TAKEN]:
            if self._may_sign(i):
                self.marks[i] = None
                del self._kinds[i]
        self._open = {i for i, mark in enumerate(self.marks) if mark is None}
        self.open: Callable[[int], bool] = self._open.__contains__
        """Whether a passage exists, has no label yet and no mark of its own: what is asked most."""
        self.telling = [i for i, passage in enumerate(passages) if not _plain(passage.text)]
        """The passages that may be a caption with its credit, by themselves or as they stand, in order."""
        self.tells: Callable[[int], bool] = frozenset(self.telling).__contains__
        self.glued = [i for i, passage in enumerate(passages) if i and not passage.apart]
        """The passages that stand in one block with the one above, in order."""
        apart = len(passages) - len(self.glued) - (bool(passages) and not passages[0].apart)
        self.single = apart <= 1 + len(passages) // 10
        """Whether single line breaks part the paragraphs."""
        self._short: dict[int, list[int]] = {}
        self.prose: Callable[[int], bool] = [self._is_prose(i) for i in range(len(passages))].__getitem__
        """Whether a passage is running text: long, a sentence, neither a mark nor a caption with its credit."""
        self.labels: list[Label | None] = [None] * len(passages)
        """What each was taken for so far."""
        self.start = next((i for i in range(len(passages)) if self.prose(i)), len(passages))
        """Index of the first running text; the number of passages when there is none."""

    def _may_sign(self, i: int) -> bool:
        """Whether an agency, a slash and a name stand alone above the text of a page that names no writer else."""
        alone = self.passages[i].apart and (i + 1 == len(self.passages) or self.passages[i + 1].apart)
        above = any(self.marks[j] is None and is_prose(self.passages[j].text) for j in range(i))
        return alone and not above and "byline" not in self._kinds.values()

    def _beside_caption(self, i: int, agencies: frozenset[str]) -> Mark | None:
        """Return the mark of a credit that passage `i` is told for by its caption, and by its own form."""
        passage, before = self.passages[i], self.passages[i - 1]
        text, bare = passage.text, self.marks[i] is None
        captioned = self.marks[i - 1] is None
        below = not passage.apart and before.apart and captioned
        above = i + 1 < len(self.passages) and not self.passages[i + 1].apart and passage.apart
        if agencies and bare and (above or below) and fold(text) in agencies:
            return Mark("credit", text, "a registered agency alone beside a caption")
        if bare and captioned and "/" in text and not self.marked(i + 1, "date"):
            if below and NAMES.fullmatch(text):
                return Mark("credit", text, "names parted by a slash directly below a caption")
            if i > 1 and NAME_AGENCY.fullmatch(text):
                return Mark("credit", text, "a name, a slash and an agency below a caption")
        if bare and below and i > 1 and OUTLET_NAME.fullmatch(text):
            return Mark("credit", text, "an outlet and a name directly below a caption")
        if bare and below and text.isupper() and self._named_in_capitals(i):
            return Mark("credit", text, "a name in capitals directly below a caption")
        source = self._picture_source(i) if below else None
        if source:
            return Mark("credit", source, "a source line below a caption, above the text")
        led = self._source_over_caption(i) if above else None
        return Mark("credit", led, "a source line in one block with the caption below it") if led else None

    def short(self, longest: int) -> list[int]:
        """Return the passages of at most so many signs, in order: most rules ask for lines, most passages are none."""
        found = self._short.get(longest)
        if found is None:
            among = range(len(self.passages)) if longest >= LONGEST_LINE else self.short(LONGEST_LINE)
            found = [i for i in among if len(self.passages[i].text) <= longest]
            self._short[longest] = found
        return found

    def _named_in_capitals(self, i: int) -> bool:
        """Whether a line of capitals is a name below a sentence, no date under it, and the text is still to come."""
        text = self.passages[i].text
        name = text.replace(" ", "").replace("-", "").isalpha() and len(text.split()) <= 4
        told = name and CLOSED.ends(self.passages[i - 1].text) and not self.marked(i + 1, "date")
        return told and any(is_prose(passage.text) for passage in self.passages[i + 1 :])

    @functools.cached_property
    def folded(self) -> list[str]:
        """The text of each passage as `fold` returns it."""
        return _folded([passage.text for passage in self.passages])

    def set(self, i: int, kind: str, why: str, value: str | None = None) -> None:
        """Label passage `i`, unless it is labelled already."""
        if self.labels[i] is None:
            passage = self.passages[i]
            self.labels[i] = Label(passage, kind, passage.text if value is None else value, why)
            self._open.discard(i)

    def take_mark(self, i: int) -> None:
        """Label passage `i` as its own mark says."""
        mark = self.marks[i]
        if mark is not None:
            kind = TAKEN_AS.get(mark.kind, mark.kind)
            self.set(i, kind, mark.why, mark.value)

    def marked(self, i: int, *kinds: str) -> bool:
        """Whether passage `i` exists and its own mark is one of these."""
        return self._kinds.get(i) in kinds

    def all_marked(self, kind: str) -> list[int]:
        """Return the passages that have this mark, in order."""
        return sorted(i for i, own in self._kinds.items() if own == kind)

    def has_mark(self, kind: str) -> bool:
        """Whether some passage has this mark."""
        return kind in self._kinds.values()

    def labelled(self, i: int, *kinds: str) -> bool:
        """Whether passage `i` exists and was taken for one of these."""
        label = self.labels[i] if 0 <= i < len(self.labels) else None
        return label is not None and label.kind in kinds

    def any_marked(self, indexes: Iterable[int], *kinds: str) -> bool:
        """Whether one of these passages has one of these marks."""
        return any(self.marked(i, *kinds) for i in indexes)

    @functools.cached_property
    def last_prose(self) -> int:
        """Index of the last running text; -1 when there is none."""
        return next((i for i in range(len(self.passages) - 1, -1, -1) if self.prose(i)), -1)

    def sentence(self, i: int) -> bool:
        """Whether passage `i` is running text, or open and a sentence of some words."""
        return self.prose(i) or (self.open(i) and is_sentence(self.passages[i].text))

    def _is_prose(self, i: int) -> bool:
        if i in self._kinds:
            return False
        text = self.passages[i].text
        if not is_prose(text) and not ((stop := self._stop_below(i)) and is_prose(text + stop)):
            return False
        return not (self.own_credit(i) or self.captions(i))

    def _stop_below(self, i: int) -> str:
        """Return the full stop of passage `i` that a lost element left alone on the line below, or nothing."""
        below = self.passages[i + 1].text if i + 1 < len(self.passages) else ""
        return below if below in STOPS else ""

    def own_credit(self, i: int) -> bool:
        """Whether passage `i` exists and is a caption that ends in its credit or says that it is a file picture."""
        if not self.tells(i):
            return False
        text = self.passages[i].text
        if len(text) > LONGEST_CAPTION:
            return False
        return _says_credit(text) or self.bracketed_before(i)

    def bracketed_before(self, i: int) -> bool:
        """Whether passage `i` ends in an agency in brackets and stands where the lead picture does: below the
        headline, above the first running text. Deeper, that is the agency's signature."""
        text = self.passages[i].text
        if len(text) > 300 or not (bracketed(text) or dashed(text)) or not 0 < i < len(self.passages) - 2:
            return False
        if not bracketed(text) and not self._below_title(i):
            return False
        above = range(max(0, i - 8), i)
        below = [j for j in range(i + 1, min(i + 7, len(self.passages))) if self.marks[j] is None][:2]
        return not any(self.marks[j] is None and is_prose(self.passages[j].text) for j in above) and any(
            is_prose(self.passages[j].text) for j in below
        )

    def _below_title(self, i: int) -> bool:
        """Whether passage `i` stands below a line of some words that may be the headline."""
        above = (j for j in range(max(0, i - 8), i) if self.marks[j] is None)
        return any(len(self.passages[j].text.split()) >= 4 for j in above)

    def captions(self, i: int) -> bool:
        """Whether passage `i` is the caption of a credit line directly below it."""
        if not self.marked(i + 1, "credit") or self.marked(i + 2, "caption"):
            return False
        text = self.passages[i].text
        if self.signed_below(i + 1) or self._titled_over_agency(i):
            return False
        if not self.passages[i + 1].apart and not self.single:
            return len(text) <= LONGEST_CAPTION
        speech = bool(QUOTE_MARK.search(text)) and (len(text) > 160 or self._ends(i))
        prose = is_prose(text)
        speech = speech or (prose and (bool(REPORTED.search(text)) or self._last_prose(i)))
        return len(text) <= 300 and len(SENTENCES.findall(text)) <= 2 and not speech

    def _titled_over_agency(self, i: int) -> bool:
        """Whether an agency's bare name parts passage `i` from a line of some words that is no sentence, where single
        line breaks part all: the headline and, below the name, the caption of the picture."""
        mark, below = self.marks[i + 1], self.passages[i + 2 : i + 3]
        if not self.single or mark is None or not mark.why.startswith(SIGNS[1]) or not below:
            return False
        text = below[0].text
        titled = not self.marked(i + 2, *self._kinds.values()) and 5 <= len(text.split()) <= 30
        return titled and not CLOSED.ends(text) and not CLOSED.ends(self.passages[i].text)

    def _ends(self, i: int) -> bool:
        """Whether a sentence at `i` has sentences above and none below its credit: the text may end with it."""
        closed = [
            mark is None and is_sentence(p.text) for mark, p in zip(self.marks, self.passages, strict=True)
        ]
        return closed[i] and any(closed[:i]) and not any(closed[i + 2 :])

    def _last_prose(self, i: int) -> bool:
        """Whether no running text stands below passage `i` and its credit, and some stands above: the text's end."""
        texts = [p.text if self.marks[j] is None else "" for j, p in enumerate(self.passages)]
        return any(map(is_prose, texts[:i])) and not any(map(is_prose, texts[i + 2 :]))

    def _picture_source(self, i: int) -> str | None:
        """Return the name in a source line that stands where the credit of the lead picture does.

        That is under a title-like line, not the page's first, as one block with it, above running text.
        """
        mark, text = self.marks[i], self.passages[i - 1].text
        if i < 2 or i + 1 >= len(self.passages) or (mark is not None and mark.kind != "source"):
            return None
        value = mark.value if mark else picture_source(self.passages[i].text)
        headed = self.marks[i - 2] is None or (self.passages[i - 1].apart and self._below_title(i - 1))
        titled = value and 4 <= len(text.split()) <= 24 and not CLOSED.ends(text) and headed
        below = self.passages[i + 1]
        return value if titled and below.apart and is_prose(below.text) else None

    def _source_over_caption(self, i: int) -> str | None:
        """Return the name in a source line that opens a block of two, a caption its second line, between headline and
        running text."""
        mark = self.marks[i]
        if mark is None or mark.kind != "source" or i + 2 >= len(self.passages) or self.marks[i + 1]:
            return None
        text, below = self.passages[i + 1].text, self.passages[i + 2]
        told = below.apart and is_prose(below.text) and 4 <= len(text.split()) <= 24 and self._below_title(i)
        return mark.value if told and not any(is_prose(p.text) for p in self.passages[:i]) else None

    def signed_below(self, i: int) -> bool:
        """Whether passage `i` is a copyright sign and a name, or an agency's name alone, directly under a sentence and
        with no running text after it: the sign of who made the text, no credit."""
        mark = self.marks[i]
        if mark is None or not mark.why.startswith(SIGNS) or i < 2:
            return False
        alone = self.passages[i].apart and (i + 1 == len(self.passages) or self.passages[i + 1].apart)
        if not mark.why.startswith(SIGNS[0]) and (not alone or LIBRARY.fullmatch(mark.value)):
            return False
        after = range(i + 1, len(self.passages))
        return CLOSED.ends(self.passages[i - 1].text) and not any(
            self.marks[j] is None and is_prose(self.passages[j].text) for j in after
        )

    def sends_text(self, i: int) -> bool:
        """Whether an agency's bare name ends a block that the date opens, above the text: who sent the text."""
        mark = self.marks[i]
        named = mark is not None and mark.why.startswith(SIGNS[1]) and not LIBRARY.fullmatch(mark.value)
        ends = i + 1 < len(self.passages) and self.passages[i + 1].apart and not self.passages[i].apart
        return named and i < self.start and ends and self.marked(i - 1, "date") and not self.single

    def prose_follows(self, i: int) -> bool:
        """Whether one of the two passages after `i` is running text."""
        after = range(i + 1, min(i + 3, len(self.passages)))
        return any(self.labels[j] is None and self.prose(j) for j in after)
