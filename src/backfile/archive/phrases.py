"""What an article may be about, by its words alone: noun phrases, places, bodies, labels of the Media Topics.

A noun phrase stands after an article or preposition and ends before a small word or a sign; a verb that has no
small word before it is kept out by the lists of verbs of saying and by its ending. German nouns have capitals.
Russian and Ukrainian adjectives agree with their nouns. Languages without capitals have a module of their own. For
all others only names, acronyms and labels count: a wrong topic is worse than none. Which of the candidates become
topics is decided among all articles.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from backfile.archive import between
from backfile.archive.labels import count_labels
from backfile.archive.stemming import WORD, kept_stem
from backfile.archive.uncased_phrases import LANGUAGES, uncased_phrases
from backfile.extract.countries import countries_in, names_countries
from backfile.model import Article, Findings, Record, Text
from backfile.patterns import late

__all__ = ["Phrase", "phrases_of", "unpacked"]

MOST = 16
"""Candidates kept of one article."""
MOST_UNCASED = 80
"""The same in a language without capitals: its candidates are rougher, and the archive tells them from each other."""
OPENERS = frozenset('.!?:…«“"')
"""Signs after which a small word has a capital."""
SHORT = 600
"""Letters of a body that says what it is about once only, in its opening."""
TOKEN = late(r"[^\W\d_]+(?:[-'][^\W\d_]+)*'?|[^\w\s]|\d[\w.,]*")
ACRONYM = late(r"[A-ZА-ЯЁІЇЄ](?<![\w.-].)[A-ZА-ЯЁІЇЄ]{2,5}(?![\w-])")
ROMAN = late("[IVXLCM]+")
NOMINATIVE = re.compile(r"(?:[ыио]й|[ая]я|[ое]е|[ыи]е|ій|а|е|є|і|ї)$")
FULL_ADJECTIVE = late(r".{3,}(?:[ыио]й|[ая]я|[ое]е|[ыи]е|[ыи]х|[ыи]ми|[ое]го|[ое]му|[уюя]ю)$")
UKRAINIAN = late(r".{3,}(?:ий|ій|ого|ому|ої|ими|ськ(?:ою|а|е|і|их|у)|н(?:а|е|і|их|у|ою)|в(?:а|е|і|их))$")
VERB = late(
    r".*(?:ть|ться|тся|лся|лась|лись|лось|ешь|ют|ят|ает|яет|ует|ив|ила|или|ули|али|ало|ув|ав|ють|ять|ає|ує)$"
)


class Phrase(Record, frozen=True):
    """One candidate of an article."""

    key: str
    """Its stems, by which forms of one phrase are joined."""
    text: str
    """As printed; a name with its capitals, a phrase in small letters where its language has them so."""
    weight: int
    """How often it is said, and two more when the headline says it."""
    kind: str
    """name, phrase or label."""


def phrases_of(article: Article, text: Text, findings: Findings) -> str:
    """Return the candidates, most said first, packed: a line each of key, text, weight and kind, by tabs."""
    language = (article.language or "").split("-")[0]
    persons = {w.casefold() for p in findings.people for w in WORD.findall(p.name)}
    found: dict[str, tuple[str, str, int]] = {}
    for words, kind, weight in _candidates(article, text, findings, language):
        said = words.casefold().split()
        if kind == "phrase" and not persons.isdisjoint(said):
            continue
        key = " ".join([kept_stem(word, language) for word in said])
        known = found.get(key)
        best = words if known is None or (_basic(words) and not _basic(known[0])) else known[0]
        found[key] = (best, known[1] if known else kind, weight + (known[2] if known else 0))
    longer = 0 if language == "zh" else -1
    order = sorted([(-weight, longer * len(key), key) for key, (_, _, weight) in found.items()])
    kept = [(key, *found[key]) for *_, key in order[: MOST_UNCASED if language in LANGUAGES else MOST]]
    return "\n".join(
        [f"{key}\t{' '.join(words.split())}\t{weight}\t{kind}" for key, words, kind, weight in kept]
    )


def _candidates(
    article: Article, text: Text, findings: Findings, language: str
) -> Iterator[tuple[str, str, int]]:
    """Yield (words, kind, weight) of each candidate each time that a part of the text says it."""
    blocks = [b.text for b in text.body if b.kind in ("paragraph", "list_item", "quote", "subhead")]
    parts = [part for part in (article.headline, article.deck, *blocks) if part]
    whole = "\n".join(parts)
    for name in findings.terms:
        yield name, "name", whole.count(name) + 2 * (name in (article.headline or ""))
    weights = [1] * len(parts)
    if article.headline:
        weights[0] = 3
    openings = weights
    if blocks and sum(map(len, blocks)) < SHORT:
        openings = [2 if part == blocks[0] else weight for part, weight in zip(parts, weights, strict=True)]
    if language in between.LANGUAGES and not names_countries(language):
        acronyms = _acronyms("\n".join([part for part in parts if not part.isupper()]), findings)
        yield from ((name, "name", 1) for name in acronyms)
    else:
        for part, weight, opening in zip(parts, weights, openings, strict=True):
            acronyms = _acronyms("" if part.isupper() else part, findings)
            yield from ((name, "name", 1) for name in acronyms)
            countries = (name for name in countries_in(part, language) if name not in findings.terms)
            yield from ((name, "name", weight) for name in countries)
            yield from ((phrase, "phrase", opening) for phrase in _phrases(part, language))
    labels: Counter[str] = Counter()
    yield from ((phrase, "phrase", weight) for phrase, weight in _between(parts, openings, language, labels))
    if language in LANGUAGES:
        for phrase, weight in uncased_phrases(parts if article.headline else ("", *parts), language):
            if not any(phrase in p.name or p.name in phrase for p in findings.people):
                yield phrase, "phrase", weight
    yield from ((label, "label", count) for label, count in sorted(labels.items()) if count > 1)


def _acronyms(text: str, findings: Findings) -> Iterator[str]:
    """Yield the words of three to six capitals that are no known names and no numbers."""
    for acronym in ACRONYM.findall(text):
        if acronym not in findings.terms and not ROMAN.fullmatch(acronym):
            yield acronym


def unpacked(packed: str) -> Iterator[Phrase]:
    """Yield the candidates of an article."""
    for line in packed.split("\n") if packed else ():
        key, text, weight, kind = line.split("\t")
        yield Phrase(key, text, int(weight), kind)


def _basic(words: str) -> bool:
    """Return whether the first word is in the nominative, as far as its ending tells (Cyrillic only)."""
    first = words.split()[0]
    return first[0] > "Ѐ" and NOMINATIVE.search(first) is not None


def _between(
    parts: Sequence[str], weights: Sequence[int], language: str, labels: Counter[str]
) -> Iterator[tuple[str, int]]:
    """Yield the phrases between small words with the weights of their parts, and count the labels that parts say."""
    if language not in between.LANGUAGES:
        for n, part in enumerate(parts):
            count_labels(part, 1 if n else 3, language, labels)
        return
    for (headed, weight), group in groupby(enumerate(weights), key=lambda item: (item[0] == 0, item[1])):
        own = [parts[n] for n, _ in group]
        row = between.row_of(own, language)
        yield from ((phrase, weight) for phrase in between.phrases_between(row, language))
        if row.plain:
            for label in between.labels_between(row, language):
                labels[label] += 3 if headed else 1
        else:
            for part in own:
                count_labels(part, 3 if headed else 1, language, labels)


def _phrases(part: str, language: str) -> Iterator[str]:
    """Yield the phrases of a language in which they do not stand between small words."""
    if language == "de":
        yield from _german(part)
    elif language in ("ru", "uk"):
        yield from _slavic(part, language)


def _german(part: str) -> Iterator[str]:
    """Yield long nouns inside a sentence: most of what German news is about is one compound."""
    wide = between.small_words("de")[2]
    stop = between.small_words("de")[1]
    tokens = TOKEN.findall(part)
    for previous, token in pairwise(tokens):
        noun = token[0].isupper() and token[1:].islower() and len(token) >= 9
        if (
            noun
            and previous[0].isalpha()
            and previous.islower()
            and token not in wide
            and token.lower() not in stop
        ):
            yield token


def _slavic(part: str, language: str) -> Iterator[str]:
    """Yield adjective and noun in small letters, by their endings."""
    wide, stop = between.small_words(language)[2], between.small_words(language)[1]
    adjective = FULL_ADJECTIVE if language == "ru" else UKRAINIAN
    tokens = TOKEN.findall(part)
    begins = [True, *(token in OPENERS for token in tokens)]
    for n, (one, other) in enumerate(pairwise(tokens)):
        if begins[n] and one[1:].islower():
            one = one.lower()
        if not (one.islower() and other.islower() and len(one) > 5 and len(other) > 3):
            continue
        if one in wide or other in wide or one in stop or other in stop:
            continue
        if adjective.match(one) and not adjective.match(other) and not VERB.match(other):
            yield f"{one} {other}"
