"""Labels that the page as a whole speaks against are changed: the rules decide alone, `pageorder` all together.

A change must make the page fit better by a learnt scale's margin, and marks that a line carries in its own words stay.
"""

from backfile.parse.likelytitle import stems
from backfile.parse.menus import WHY as MENU
from backfile.parse.pagechain import chain, decoded
from backfile.parse.pagechoice import choices, letter_of, text_span, undecided
from backfile.parse.pageorder import features
from backfile.parse.paragraphs import LIST_MARK
from backfile.parse.sheet import TWO_SENTENCES, Label, Sheet
from backfile.patterns import late

__all__ = ["label_ordered"]

KIND = {"H": "headline", "D": "deck", "B": "byline", "C": "caption", "K": "credit", "Z": "subhead"}  # fmt: skip
WHY = "the page as a whole fits better so"
DOUBTED = {
    "PC": 2,
    "PD": 12,
    "PX": 2,
    "DH": 4,
    "HX": 4,
    "HC": 6,
    "HK": 6,
    "DC": 12,
    "DX": 3,
    "BX": 8,
    "BC": 4,
    "BD": 4,
    "BK": 2,
    "ZX": 3,
    "ZK": 8,
    "XH": 3,
    "XK": 6,
    "XP": 3,
    "CX": 2,
    "CP": 3,
    "CZ": 3,
}
"""By how many margins more a change of the first letter to the second is held back."""
# `…と話した。【大沢久美】`: the writer behind the last sentence.
SIGNED = late(r"[。」』][【（][^【】（）]{2,12}[】）]$")
REACH = 3
"""How many lines above or below a paragraph may stand the next of the same text."""
LEAST_TOLD = 0.3
"""Share of its longer words that the text has to repeat for a headline of the rules to stand."""
LONGEST = 160
"""Passages of one text; longer ones are lists, or several articles."""


def label_ordered(sheet: Sheet) -> None:
    """Change the labels that the whole page speaks against."""
    count = len(sheet.passages)
    if not 2 < count <= LONGEST:
        return
    now = [letter_of(sheet, i) for i in range(count)]
    running = [i for i, letter in enumerate(now) if letter in "PD" and sheet.prose(i)]
    if not running:
        return
    if not undecided(sheet, now):
        return  # headline, marked lines and running text leave nothing to ask
    allowed = choices(sheet, now)
    weights = chain()
    kept = [_kept(letter, letters, weights.margin) for letter, letters in zip(now, allowed, strict=True)]
    allowed = [
        "X" if (label := sheet.labels[i]) and label.why == MENU else letters
        for i, letters in enumerate(allowed)
    ]
    rows = features(sheet, allowed)
    better = decoded(weights, rows, allowed, kept, headed="H" in now)
    if "H" in now and "H" in better and _told_less(sheet, now.index("H"), better.index("H"), running[0]):
        held = now.index("H")
        fixed = [
            "H" if i == held else letters.replace("H", "") or letters for i, letters in enumerate(allowed)
        ]
        better = decoded(weights, features(sheet, fixed), fixed, kept, headed=True)
    title = better.index("H") if "H" in better else 0
    start = text_span(sheet, now)[0]
    for i, letter in enumerate(better):
        if letter == "P" and i < min(title, start):
            letter = "X"  # a sentence above the headline, far from the text
        if now[i] == "P" and letter == "D" and "D" in better[:i] and _opens_text(sheet, better.index("D"), i):
            continue
        text = sheet.passages[i].text
        told = now[i] == "P" and letter == "X" and (TWO_SENTENCES.search(text) or SIGNED.search(text))
        if letter != now[i] and not (told and _in_text(better, i)):  # two sentences in the text tell the news
            _change(sheet, i, letter, last=i > running[-1])


def _opens_text(sheet: Sheet, deck: int, i: int) -> bool:
    """Whether the date or the writer parts paragraph `i` from the standfirst above, and nothing of a header follows."""
    header = ("date", "byline", "credit")
    parted = sheet.any_marked(range(deck, i), *header[:2]) or sheet.labelled(i - 1, "byline")
    return parted and sheet.prose(i) and not sheet.any_marked(range(i + 1, i + 4), *header)


def _in_text(letters: list[str], i: int) -> bool:
    """Whether passage `i` stands in the text: a paragraph among the lines directly above or below it."""
    return "P" in letters[max(0, i - REACH) : i] or "P" in letters[i + 1 : i + 1 + REACH]


def _told_less(sheet: Sheet, held: int, other: int, first: int) -> bool:
    """Whether the text repeats the words of the headline that the rules chose, and those of the other line less."""
    if held == other:
        return False
    told = stems(" ".join(passage.text for passage in sheet.passages[first : first + 6])[:4000])
    shares = []
    for i in (held, other):
        words = stems(sheet.passages[i].text)
        shares.append(len(words & told) / len(words) if words else 0.0)
    return shares[0] >= LEAST_TOLD and shares[0] > shares[1]


def _kept(now: str, letters: str, margin: int) -> dict[str, int]:
    """Return what speaks for a rule's label, as what speaks against each other."""
    return {letter: -margin * DOUBTED.get(now + letter, 1) for letter in letters if letter != now}


def _change(sheet: Sheet, i: int, letter: str, last: bool) -> None:
    passage, label = sheet.passages[i], sheet.labels[i]
    if letter == "X":
        kind = "footer" if last else "furniture"
    elif letter == "P":
        kind = "list_item" if LIST_MARK.match(passage.text) and passage.text[0] not in "—–" else "paragraph"
    else:
        kind = KIND[letter]
    before = f", not as {label.kind}: {label.why}" if label else ""
    sheet.labels[i] = Label(passage, kind, passage.text, WHY + before)
