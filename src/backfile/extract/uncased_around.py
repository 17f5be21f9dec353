"""What stands around a name in a script without capitals: offices, verbs of saying, what follows people only."""

from backfile.extract.uncasedwords import Script, Word
from backfile.patterns import late

__all__ = ["JOINED_BEFORE", "Around"]

# `وقال`, `للرئيس`: particles written together with the word that follows.
JOINED_BEFORE = late(r"^(?:[وف]?(?:لل|[بلک]?ال)|[وفبلک])(?=...)")
TITLE_REACH = 7
# Words between marks that may stand between an office and a name.
MARKED = 5
# `مریم کاظمی، همسر یکی از کارگران، …`
KIN = frozenset({"همسر", "مادر", "پدر", "برادر", "خواهر", "فرزند", "دختر", "پسر"})
# `زهرا دهقانی، از اهالی ورزنه، …`
FROM, DWELLERS = (
    "از",
    frozenset({"اهالی", "ساکنان", "اعضای", "شاهدان", "کارگران", "معلمان", "فعالان", "شهروندان"}),
)
DAY, WEEKDAYS, SAID_REACH = "روز", ("شنبه", "جمعه"), 14
# Hindi: people of no name, `ग्रामीणों`, and those from or of something, `गांववालों`, `शहरवासी`.
PLURAL = ("ों", "ियां", "वासी", "वाले", "वाली")


class Around:
    """What the words of one article tell of those beside them."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def behind(self, words: list[Word], stop: int) -> bool:
        """True when what follows a name follows people only."""
        script = self.script
        if stop >= len(words):
            return False
        form, near = words[stop].form, words[stop].near
        if near and form == DAY and stop + 1 < len(words) and words[stop + 1].form.endswith(WEEKDAYS):
            # `نادر شکوهی‌راد روز دوشنبه … افزود`
            return any(word.form in script.sayings for word in words[stop + 2 : stop + SAID_REACH])
        if words[stop].comma and self.said_behind(words, stop):
            return True
        if words[stop].comma and form in KIN:
            return True
        if words[stop].comma and form == FROM and stop + 1 < len(words) and words[stop + 1].form in DWELLERS:
            return True
        # `علی‌اکبر محرابیان، وزیر نیرو، …`: what somebody is may stand behind a comma.
        return (near and form in script.after) or ((near or words[stop].comma) and form in script.titles)

    def said_behind(self, words: list[Word], first: int) -> bool:
        """True when a few words between commas stand before a verb of saying: `، داور مسابقه، گفت`."""
        closing = next((n for n in range(first + 1, min(first + 6, len(words))) if not words[n].near), 0)
        return closing > 0 and words[closing].comma and words[closing].form in self.script.sayings

    def titled(self, words: list[Word], first: int, beside: bool = False) -> bool:
        """True when a title stands before, perhaps with adjectives and countries between.

        `beside` allows nothing but Arabic adjectives between.
        """
        script = self.script
        if words[first].closed:
            # `رئيس «تحالف الوفاء» جابر الراوي`
            opening = (n for n in range(first - 1, max(first - 1 - MARKED, 0), -1) if words[n].opened)
            first = next(opening, first)
            if first > 1 and words[first - 1].near and words[first - 1].form not in script.titles:
                # `رئيس حزب «الوعد» جابر الراوي`
                first -= 1
        for number in range(first - 1, max(first - 1 - TITLE_REACH, -1), -1):
            beyond = number + 1 == first and (words[first].comma or words[first].opened)
            if not (words[number + 1].near or beyond):
                return False
            form = words[number].form
            if form in script.titles or self.office(JOINED_BEFORE.sub("", form)):
                return True
            if form in script.countries or form.startswith(("ال", "لل")):
                continue
            if beside or form in script.stops or form in script.given:
                return False
        return False

    def told(self, words: list[Word], first: int) -> bool:
        """True when a verb of saying stands before, perhaps with what somebody is between."""
        for number in range(first - 1, max(first - 1 - TITLE_REACH, -1), -1):
            if not words[number + 1].near:
                return False
            form = words[number].form
            if self.says(form):
                return True
            if form in self.script.stops:
                return False
        return False

    def says(self, form: str) -> bool:
        sayings = self.script.sayings
        return form in sayings or (form[:1] in "وف" and form[1:] in sayings)

    def office(self, bare: str) -> bool:
        """True for what somebody is, of men and of women: `مبعوث`, `مبعوثة`."""
        return bare in self.script.titles or bare.removesuffix("ه") in self.script.titles

    def marked(self, words: list[Word], first: int) -> bool:
        """True for two words of no list between an office and the mark of the subject, or an age.

        `मुखिया बुधनी खोया ने`, `किसान रामेश्वर ढोका (62)`.
        """
        script = self.script
        if (
            not first
            or not words[first].near
            or words[first - 1].form not in script.titles
            or not script.bodies
        ):
            return False
        behind = words[first + 2] if first + 2 < len(words) else None
        if behind is None or not (behind.aged or (behind.near and behind.form in script.marks)):
            return False
        return not any(self.of_no_name(word.form) for word in words[first : first + 2])

    def of_no_name(self, form: str) -> bool:
        script = self.script
        return (
            len(form) < 3
            or form in script.stops
            or form in script.bodies
            or form in script.titles
            or form in script.places
            or form in script.towns
            or form.endswith(PLURAL)
        )
