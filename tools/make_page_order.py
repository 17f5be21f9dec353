"""Write src/backfile/parse/data/page_order.json: the weights by which `parse/pageorder.py` labels a page as a whole.

Run at development time only, when the pages, the orders or the rules change:

    python tools/make_page_order.py

`tools/pages/*.txt` hold pages and lines of our own writing. From them pages are composed: an order of parts, an
article whose parts belong together, and for the other parts what the pools of its language give, with single or
blank lines between. The rules label each page first, as they do in use; the averaged perceptron (Collins 2002) then
learns when they are right. One page in ten is kept out and measured. Fixed seeds: the same files give the same bytes.
"""

import pathlib
import random
import re
from collections import defaultdict

import msgspec

from backfile.parse.layout import sheet_of
from backfile.parse.pagechain import LETTERS, Chain, decoded
from backfile.parse.pagechoice import choices, letter_of
from backfile.parse.pageorder import features
from backfile.parse.paragraphs import passages

HERE = pathlib.Path(__file__).parent
TARGET = HERE.parent / "src/backfile/parse/data/page_order.json"
PAGES = 500
DRAWS = 3
ROUNDS = 6
SEED = 20240229
MARGIN = 90
COST = 15
"""How much better than any other letter the right one has to fit in training."""
UNCLOSED = 0.8
"""Share of the standfirsts directly above the text that end without a full stop: few others can be told from it."""
WHOLE, MORE = ("captions", "outlets", "pasted", "portals", "sites"), 2
"""Files of pages as sites print them from top to bottom, and how many times more than the others each is shown."""
NUMERALS = {"ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹"}
UNSPACED = ("zh", "ja", "ko")
# What counts as one letter: the rest of the orders' letters.
SAME = {"F": "C", "O": "X", "L": "X", "S": "X", "R": "X", "E": "X"}
Line = tuple[str, str]


def pages_of(path: pathlib.Path) -> list[tuple[str, list[Line | None]]]:
    """Return (language, lines) of each page in a file: a letter and a text, or None for a blank line."""
    found: list[tuple[str, list[Line | None]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            language = re.search(r"\blang=(\w\w)", line)
            found.append((language.group(1) if language else "?", []))
        elif line.strip():
            letter, _, text = line.partition("\t")
            found[-1][1].append((letter, text))
        elif found:
            found[-1][1].append(None)
    return found


def pools_of(path: pathlib.Path) -> dict[str, dict[str, list[str]]]:
    """Return for each language its pools of names and words."""
    pools: dict[str, dict[str, list[str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            pool = pools.setdefault(line.strip("[]"), {})
        elif "\t" in line:
            name, _, words = line.partition("\t")
            pool[name] = words.split("; ")
    return pools


def spoken(path: pathlib.Path) -> dict[str, list[str]]:
    """Return the lines of one language in which the page (`p`) or the article (`t`) speaks."""
    found: dict[str, list[str]] = {"p": [], "t": []}
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, text = line.partition("\t")
        if kind in found and text.strip():
            found[kind].append(text.strip())
    return found


class Press:
    """Composes pages of one language."""

    def __init__(
        self,
        language: str,
        pool: dict[str, list[str]],
        articles: list[list[Line]],
        voices: dict[str, list[str]],
    ):
        """Keep the parts."""
        self.language, self.pool, self.articles, self.voices = language, pool, articles, voices
        self.plain = 0.85

    def page(self, draw: random.Random, head: str, tail: str) -> list[Line | None]:
        """Return one page."""
        article = draw.choice(self.articles)
        title = next(text for letter, text in article if letter == "H")
        texts = [text for letter, text in article if letter == "P"]
        extra = [t for t in self.voices["t"] if len(t) > 70]
        texts += draw.sample(extra, min(len(extra), draw.randint(0, 4)))
        decks = [text for letter, text in article if letter == "D"]
        deck = draw.choice(decks) if decks and draw.random() < 0.7 else self._deck(draw, texts)
        if head.rstrip(" |").endswith("D") and draw.random() < UNCLOSED:
            deck = deck.rstrip(".。۔।")
        single = draw.random() < 0.45
        name = self._name(draw)
        outlet = draw.choice(self.pool["outlet"])
        made = {"H": lambda: title, "D": lambda: deck, "B": lambda: self._with(draw, "byline", name, outlet),
                "R": lambda: draw.choice(self.pool["role"]), "T": lambda: self._date(draw, outlet), "S": lambda: draw.choice(self.pool["rubric"]),
                "O": lambda: outlet, "X": lambda: self._page_word(draw, outlet), "C": lambda: self._caption(draw, texts, name, outlet),
                "K": lambda: self._with(draw, "credit", self._name(draw), outlet), "L": lambda: draw.choice(self.pool["place"]),
                "E": lambda: draw.choice(("mau/dpa", "jar", "hh/ph", "(AFP)", "/stw/mne/", "AB/cd"))}  # fmt: skip
        lines: list[Line | None] = []
        self.plain = 0.85
        opening = self._dateline(draw, outlet) if draw.random() < 0.2 else ""
        for token in head.split():
            self._put(draw, lines, token, made, single)
        if "|" in head or not single or draw.random() < 0.3:
            lines.append(None)
        self._body(draw, lines, texts, opening, made, single)
        self.plain = 0.5
        for token in tail.split() if tail != "-" else ():
            self._put(draw, lines, token, made, single)
        return lines

    def _put(self, draw, lines, token, made, single) -> None:
        if token == "|":  # noqa: S105
            lines.append(None)
            return
        if token.endswith("?") and draw.random() < 0.5:
            return
        times = draw.choice((1, 1, 2, 3, 4)) if token.endswith("+") else 1
        for _ in range(times):
            text = made[token[0]]()
            lines.append((token[0], text))

    def _body(self, draw, lines, texts, opening, made, single) -> None:
        for n, text in enumerate(texts):
            lines.append(("P", opening + text if n == 0 else text))
            if not single:
                lines.append(None)
            if n + 1 < len(texts) and draw.random() < 0.35:
                self._inside(draw, lines, texts, n, made, single)
        while lines and lines[-1] is None:
            lines.pop()

    def _inside(self, draw, lines, texts, n, made, single) -> None:
        """Add what stands between two paragraphs: a subhead, a picture, other headlines, a notice."""
        kind = draw.random()
        other = next(text for letter, text in draw.choice(self.articles) if letter == "H")
        if kind < 0.45:
            below = texts[n + 1 : n + 3] if draw.random() < 0.7 else texts
            lines.append(("Z", self._subhead(draw, below)))
        elif kind < 0.62:
            lines += [("X", made["X"]()), ("X", other)][draw.choice((0, 0, 1)) :]
        elif kind < 0.75:
            lines.append(("X", made["X"]()))
        else:
            lines.append(("C", made["C"]()))
            if draw.random() < 0.5:
                lines.append(("K", made["K"]()))
        if not single:
            lines.append(None)

    def _subhead(self, draw, texts) -> str:
        """Return some words of the text as its subheads have them, now and then in capitals."""
        text = draw.choice(texts)
        if self.language in ("zh", "ja"):
            pieces = [p for p in re.split(r"[。，、「」“”：]", text) if 3 <= len(p) <= 18]
            return draw.choice(pieces) if pieces else text[:10]
        words = [w for w in text.split() if w.strip('.,;:“”"«»()')]
        n = draw.randint(2, 6)
        start = draw.randint(0, max(0, len(words) - n))
        sub = " ".join(words[start : start + n]).strip('.,;:“”"«»()!?')
        sub = sub[:1].upper() + sub[1:]
        return sub.upper() if draw.random() < 0.15 else f"‘{sub}’" if draw.random() < 0.08 else sub

    def _name(self, draw) -> str:
        given, surname = draw.choice(self.pool["given"]), draw.choice(self.pool["surname"])
        if self.language in UNSPACED:
            return surname + given
        return f"{given} {surname}" if draw.random() > 0.12 else f"{given} {surname}".upper()

    def _with(self, draw, pool: str, name: str, outlet: str) -> str:
        form = draw.choice(self.pool[pool])
        holder = draw.choice((outlet, outlet, "AFP", "Reuters", "AP"))
        second = self._name(draw)
        form = (
            re.sub(r"(?<![^\W\d_])N(?![^\W\d_])", lambda _: "\0", form)
            if self.language not in UNSPACED
            else form.replace("N", "\0")
        )
        form = (
            re.sub(r"(?<![A-Za-zА-я])O(?![A-Za-zА-я])", lambda _: holder, form)
            if self.language not in UNSPACED
            else form.replace("O", holder)
        )
        return form.replace("\0", name, 1).replace("\0", second)

    def _page_word(self, draw, outlet: str) -> str:
        if draw.random() < self.plain:
            return draw.choice(self.pool["page"])
        if draw.random() < 0.12:
            return draw.choice((outlet, draw.choice(self.pool["rubric"]), f"© {outlet}"))
        return draw.choice(self.voices["p"] or self.pool["page"])

    def _date(self, draw, outlet: str) -> str:
        form = draw.choice(self.pool["date"])
        month, day, year, hour = (
            draw.randint(1, 12),
            draw.randint(1, 28),
            draw.randint(2009, 2024),
            draw.randint(0, 23),
        )
        if self.language == "fa":
            year = 1402
        word = draw.choice(self.pool["month"]).split(" ")[0]
        parts = {"D": str(day), "M": word, "Y": str(year), "2": f"{month:02}", "0": f"{day:02}", "h": f"{hour:02}",
                 "m": f"{draw.randint(0, 59):02}", "W": draw.choice(self.pool["weekday"]), "O": outlet}  # fmt: skip
        found, previous = "", ""
        for n, sign in enumerate(form):
            after = form[n + 1 : n + 2]
            alone = sign in "MWO" and not previous.isalpha() and not after.isalpha()
            number = (
                sign in "DY20"
                and not previous.isdigit()
                and not (previous.isalpha() and previous not in "hM")
            )
            clock = (
                sign in "hm"
                and (
                    after in (":", "h", "", " ", "m", "時", "分", "）", "时", "p", ".", "G", "點", ",")
                    or previous in (":", "h", "時", ".")
                )
                and not (previous.isalpha() and previous != "h")
            )
            if sign == "h" and previous == "m":
                clock = False
            literal_h = sign == "h" and form[n - 1 : n] == "h" and form[n - 2 : n - 1] in ("à", " ")
            found += parts[sign] if (alone or number or (clock and not literal_h)) else sign
            previous = sign
        numerals = NUMERALS.get(self.language)
        if numerals and draw.random() < 0.5:
            found = found.translate(str.maketrans("0123456789", numerals))
        return found

    def _caption(self, draw, texts: list[str], name: str, outlet: str) -> str:
        text = draw.choice(texts)
        if self.language in ("zh", "ja"):
            found = re.split(r"[。，、]", text)[0][: draw.randint(10, 34)]
            return found + draw.choice(("。", "", "", f"（{name}摄）", f"＝{name}撮影", f"（{outlet}提供）"))
        words = re.split(r"(?<=[.!?])\s", text)[0].split()[: draw.randint(4, 18)]
        found = " ".join(words).rstrip(".,;:") + draw.choice((".", ".", "", "", ""))
        if draw.random() < 0.4:
            found += draw.choice((" ", " | ", " - ", " / ", ". ")) + self._with(
                draw, "credit", self._name(draw), outlet
            )
        return found

    def _dateline(self, draw, outlet: str) -> str:
        place = draw.choice(self.pool["place"])
        return draw.choice(
            (f"{place} — ", f"{place} ({outlet}) - ", f"{place}. ", f"{place.upper()}: ", f"{place} (AFP) – ")
        )

    def _deck(self, draw, texts: list[str]) -> str:
        """Return a standfirst: parts of one or two sentences of the text."""
        chosen = draw.sample(texts, min(len(texts), 2))
        pieces = []
        for text in chosen[: draw.choice((1, 1, 2))]:
            sentence = re.split(r"(?<=[.!?。])\s*", text)[0]
            pieces.append(sentence if len(sentence) < 170 else sentence[:150].rsplit(" ", 1)[0] + ".")
        deck = (" " if self.language not in ("zh", "ja") else "").join(pieces)
        return deck.rstrip(".。") if draw.random() < 0.45 and len(pieces) == 1 else deck


def composed(seed: int) -> list[list[Line | None]]:
    """Return the pages as they are written, and those composed of their parts, drawn by `seed`."""
    draw = random.Random(seed)  # noqa: S311
    written = [
        page
        for path in sorted((HERE / "pages").glob("*.txt"))
        if path.stem not in ("orders", "pools")
        for page in pages_of(path)
    ]
    pools = pools_of(HERE / "pages/pools.txt")
    orders = [
        line.split("\t")
        for line in (HERE / "pages/orders.txt").read_text(encoding="utf-8").splitlines()
        if "\t" in line
    ]
    heads = [order for kind, order in orders if kind == "head"]
    tails = [order for kind, order in orders if kind == "tail"]
    presses = []
    for language, pool in sorted(pools.items()):
        articles = [[line for line in page if line] for told, page in written if told == language]
        articles = [a for a in articles if any(k == "H" for k, _ in a) and sum(k == "P" for k, _ in a) >= 2]
        if articles:
            presses.append(Press(language, pool, articles, spoken(HERE / "lines" / f"{language}.txt")))
    whole = [page for stem in WHOLE for _, page in pages_of(HERE / f"pages/{stem}.txt")]
    pages = [page for _, page in written] * 2 + whole * MORE
    for n in range(PAGES):
        press = presses[n % len(presses)]
        pages.append(press.page(draw, draw.choice(heads), draw.choice(tails)))
    return pages


def example(page: list[Line | None]):
    """Return (features, allowed letters, right letters, the rules' letters) of a page."""
    while page and page[-1] is None:
        page = page[:-1]
    sheet = sheet_of(passages([line[1] if line else "" for line in page], 1))
    right = {n: SAME.get(line[0], line[0]) for n, line in enumerate(page, 1) if line}
    gold = [right.get(passage.line, "P") for passage in sheet.passages]
    now = [letter_of(sheet, i) for i in range(len(gold))]
    allowed = choices(sheet, now)
    return features(sheet, allowed), allowed, gold, now


def trained(examples, seed: int) -> Chain:
    """Return the averaged weights; `seed` draws the order of the examples."""
    width = 2 * len(LETTERS)
    lines: dict[str, list[int]] = defaultdict(lambda: [0] * width)
    steps: dict[str, int] = defaultdict(int)
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * width)
    step_sums: dict[str, int] = defaultdict(int)
    seen, order = 0, list(range(len(examples)))
    draw = random.Random(seed)  # noqa: S311
    for _ in range(ROUNDS):
        draw.shuffle(order)
        for n in order:
            rows, allowed, gold, _ = examples[n]
            seen += 1
            target = [g if g in a else a[0] for g, a in zip(gold, allowed, strict=True)]
            cost = [dict.fromkeys(a.replace(t, ""), COST) for a, t in zip(allowed, target, strict=True)]
            told = decoded(Chain(lines, steps, 0), rows, allowed, cost)
            if told == target:
                continue
            for letters, sign in ((target, 1), (told, -1)):
                state = 0
                for i, letter in enumerate(letters):
                    above = letters[i - 1] if i else ""
                    if letter == "H":
                        state = 1
                    k = LETTERS.index(letter) + (len(LETTERS) if state else 0)
                    for name in rows[i]:
                        lines[name][k] += sign
                        sums[name][k] += sign * seen
                    if above:
                        step = f"{above}{letter}{state}"
                        steps[step] += sign
                        step_sums[step] += sign * seen
    done = seen + 1
    averaged = {
        name: [round(10 * (w - s / done)) for w, s in zip(lines[name], sums[name], strict=True)]
        for name in sorted(lines)
    }
    averaged = {name: row for name, row in averaged.items() if any(abs(w) >= 2 for w in row)}
    return Chain(averaged, {k: round(10 * (steps[k] - step_sums[k] / done)) for k in sorted(steps)}, MARGIN)


def mean_of(chains: list[Chain]) -> Chain:
    """Return the mean of the weights, so that no single draw of pages decides."""
    names = sorted({name for chain in chains for name in chain.lines})
    empty = [0] * (2 * len(LETTERS))
    lines = {}
    for name in names:
        columns = zip(*(chain.lines.get(name, empty) for chain in chains), strict=True)
        lines[name] = [round(sum(column) / len(chains)) for column in columns]
    lines = {name: row for name, row in lines.items() if any(abs(w) >= 2 for w in row)}
    steps = sorted({step for chain in chains for step in chain.steps})
    means = {step: round(sum(chain.steps.get(step, 0) for chain in chains) / len(chains)) for step in steps}
    return Chain(lines, means, MARGIN)


def measured(weights: Chain, examples) -> str:
    """Return how many lines the rules and the whole label right, where they may choose."""
    lines = rules = whole = 0
    wrong: dict[str, int] = defaultdict(int)
    for rows, allowed, gold, now in examples:
        told = decoded(weights, rows, allowed)
        for letters, right, rule, judged in zip(allowed, gold, now, told, strict=True):
            if len(letters) > 1:
                lines += 1
                rules += rule == right
                if judged != right:
                    wrong[f"{right}->{judged} (rules {rule})"] += 1
                whole += judged == right
    for pair, times in sorted(wrong.items(), key=lambda item: -item[1])[:14]:
        print(pair, times)
    return f"{lines} lines with a choice: rules {rules / lines:.3f}, the whole {whole / lines:.3f}"


def main() -> None:
    """Compose, train on nine pages in ten, each draw by itself, print how the tenth is judged, then write."""
    chains, kept, pages = [], [], 0
    for seed in range(SEED, SEED + DRAWS):
        examples = [example(page) for page in composed(seed)]
        pages += len(examples)
        kept += examples[::10]
        chains.append(trained([e for n, e in enumerate(examples) if n % 10], seed))
    weights = mean_of(chains)
    print(pages, "pages;", measured(weights, kept))
    TARGET.write_bytes(msgspec.json.encode(weights) + b"\n")
    print(len(weights.lines), "features,", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
