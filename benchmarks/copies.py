"""Time and memory of finding copies and versions among invented articles of 450 words, and what is found of them.

    .venv/bin/python benchmarks/copies.py [ARTICLES]

One article in ten is a wire report that two other outlets print too: one cuts its last third and changes a word in
twenty of a paragraph, the other adds a paragraph of its own. One in fifty is saved twice from its address, with a
sentence changed. Every outlet ends its texts with one of its own standing paragraphs, and a quarter of the articles
on one of forty subjects repeat its background paragraph. Prints seconds for signing and for grouping, bytes of
signature an article, peak memory, and the shares of planted pairs found and of pairs found that were not planted.
"""

import random
import resource
import sys
import time

from backfile.archive.copies import copies_of
from backfile.archive.sketch import sketch_of
from backfile.archive.versions import versions_of
from backfile.model import Article, Block, Moment, SourceRef

WORDS = 450
OUTLETS = 60
SYLLABLES = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
PICK = random.Random(1)
VOCABULARY = sorted({"".join(PICK.choices(SYLLABLES, k=PICK.choice((1, 2, 2, 3)))) for _ in range(30_000)})


def paragraph() -> str:
    """Return 35 to 65 invented words, the first ones of the vocabulary the most frequent."""
    count = PICK.randint(35, 65)
    return " ".join(VOCABULARY[int(len(VOCABULARY) * PICK.random() ** 3)] for _ in range(count)) + "."


def changed(text: str, share: float) -> str:
    """Return the text with this share of its words replaced."""
    return " ".join(PICK.choice(VOCABULARY) if PICK.random() < share else word for word in text.split())


def article(number: int, day: int, headline: str, url: str | None, updated: str | None = None) -> Article:
    """Return a record with what grouping asks for."""
    moment = Moment(f"20{14 + day // 336:02}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}", "day", None, "", 1)
    return Article(
        id=f"{number:012x}", path=f"articles/{number}.txt", part=0, format="text", sha256="", lines=(1, 1),
        headline=headline, headline_line=1, deck=None, deck_line=0, section=None, published=moment,
        updated=Moment(updated, "minute", None, updated, 2) if updated else None, byline=(), dateline=None, clues=(),
        original_url=url, language="en", direction="ltr", figures=(), tags=(), links=(), notes=(), lead="", words=WORDS,
    )  # fmt: skip


class Corpus:
    """Invented articles with what was planted among them."""

    def __init__(self, count: int) -> None:
        self.articles: dict[str, Article] = {}
        self.sources: dict[str, SourceRef | None] = {}
        self.sketches: dict[str, bytes] = {}
        self.copies: set[tuple[str, str]] = set()
        self.versions: set[tuple[str, str]] = set()
        self.signing = 0.0
        standing = [paragraph() for _ in range(OUTLETS)]
        background = [paragraph() for _ in range(40)]
        while len(self.articles) < count:
            day = len(self.articles) * 3000 // count
            body = [paragraph() for _ in range(9)]
            outlet = PICK.randrange(OUTLETS)
            if PICK.random() < 0.25:
                body.insert(5, PICK.choice(background))
            first = self.add(day, body, outlet, standing[outlet])
            if PICK.random() < 0.1:
                cut = [changed(body[0], 0.05), *body[1:6]]
                second = self.add(day, cut, (outlet + 1) % OUTLETS, standing[(outlet + 1) % OUTLETS])
                more = [*body, paragraph()]
                third = self.add(day + 1, more, (outlet + 2) % OUTLETS, standing[(outlet + 2) % OUTLETS])
                self.copies |= {(first, second), (first, third), (second, third)}
            elif PICK.random() < 0.02:
                again = [*body[:3], changed(body[3], 0.2), *body[4:]]
                self.versions.add((first, self.add(day, again, outlet, standing[outlet], first)))

    def add(self, day: int, body: list[str], outlet: int, standing: str, again: str | None = None) -> str:
        """Add an article and return its id."""
        number = len(self.articles)
        old = self.articles[again] if again else None
        url = old.original_url if old else f"https://outlet{outlet}.example/{number}"
        headline = f"Story {again or number}"
        made = article(number, day, headline, url, "2024-01-01T10:00" if again else None)
        blocks = [Block("paragraph", text, ((0, 1),)) for text in (*body, standing)]
        begun = time.process_time()
        self.sketches[made.id] = sketch_of(blocks)
        self.signing += time.process_time() - begun
        self.articles[made.id] = made
        self.sources[made.id] = SourceRef(f"outlet-{outlet}", False, 1, "", "line", "")
        return made.id


def pairs(groups: list[tuple[str, ...]]) -> set[tuple[str, str]]:
    """Return all pairs of each group."""
    return {(min(a, b), max(a, b)) for group in groups for a in group for b in group if a != b}


def told(name: str, found: set[tuple[str, str]], planted: set[tuple[str, str]]) -> None:
    """Print how many of the planted pairs were found, and what else was."""
    print(
        f"  {name:9} {len(planted):6} pairs planted, {len(found & planted):6} found, {len(found - planted)} others"
    )


def main() -> None:
    corpus = Corpus(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    count = len(corpus.articles)
    order = sorted(corpus.articles, key=lambda id_: (corpus.articles[id_].published.value, id_))  # type: ignore[union-attr]
    articles = {id_: corpus.articles[id_] for id_ in order}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    versions = versions_of(articles, corpus.sources, corpus.sketches)
    middle = time.process_time()
    behind = {id_ for ids in versions.values() for id_ in ids[:-1]}
    shown = {id_: one for id_, one in articles.items() if id_ not in behind}
    copies = copies_of(shown, corpus.sources, corpus.sketches)
    end = time.process_time()
    size = sum(map(len, corpus.sketches.values())) / count
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{count} articles of {WORDS} words, signatures of {size:.0f} bytes:")
    print(f"  signing   {corpus.signing / count * 1000:7.2f} ms an article, kept with its reading")
    print(f"  versions  {middle - begun:7.2f} s")
    print(f"  copies    {end - middle:7.2f} s, {grown:.0f} MB of memory more")
    told("versions", pairs(list(versions.values())), corpus.versions)
    told("copies", pairs(list(copies)), corpus.copies)


if __name__ == "__main__":
    main()
