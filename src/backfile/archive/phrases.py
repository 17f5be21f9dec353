"""What an article may be about, by its words alone: noun phrases, places, bodies, labels of the Media Topics.

A noun phrase stands after an article or preposition and ends before a small word or a sign; a verb that has no
small word before it is kept out by the lists of verbs of saying and by its ending. German nouns have capitals.
Russian and Ukrainian adjectives agree with their nouns. Languages without capitals have a module of their own. For
all others only names, acronyms and labels count: a wrong topic is worse than none. Which of the candidates become
topics is decided among all articles.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from backfile.archive import romance_phrases
from backfile.archive.stemming import MOST_KEPT, UNSPACED, WORD, stem, stems_of, words_in
from backfile.archive.uncased_phrases import LANGUAGES, uncased_phrases
from backfile.extract.countries import countries_in
from backfile.extract.lexicon import lexicon, words_of
from backfile.mediatopics import media_topics
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
# Media Topics whose label is an everyday word, which in a text seldom tells what it is about: people, game, labour,
# children, party, government, management, school, students, teachers, employer, voting, consumers, prices, unions,
# communities, media, society, family, values, economics, politics, sport.
WIDE = frozenset(
    {
        "20000502", "20000540", "09000000", "20000790", "20001143", "20000593", "20000190", "20000400",
        "20000415", "20000416", "20000513", "20000586", "20000351", "20000382", "20000536", "20000768",
        "20000304", "14000000", "20000780", "20000808", "20000745", "11000000", "15000000",
    }
)  # fmt: skip
TOKEN = late(r"[^\W\d_]+(?:[-'][^\W\d_]+)*'?|[^\w\s]|\d[\w.,]*")
ACRONYM = late(r"[A-ZА-ЯЁІЇЄ](?<![\w.-].)[A-ZА-ЯЁІЇЄ]{2,5}(?![\w-])")
ELIDED = late(r"\b((?:[ldnsLDNS]|[dnsDNS]ell|[dD]all|[aA]ll|[qQ]u)')")
NOMINATIVE = re.compile(r"(?:[ыио]й|[ая]я|[ое]е|[ыи]е|ій|а|е|є|і|ї)$")
FULL_ADJECTIVE = late(r".{3,}(?:[ыио]й|[ая]я|[ое]е|[ыи]е|[ыи]х|[ыи]ми|[ое]го|[ое]му|[уюя]ю)$")
UKRAINIAN = late(r".{3,}(?:ий|ій|ого|ому|ої|ими|ськ(?:ою|а|е|і|их|у)|н(?:а|е|і|их|у|ою)|в(?:а|е|і|их))$")
VERB = late(
    r".*(?:ть|ться|тся|лся|лась|лись|лось|ешь|ют|ят|ает|яет|ует|ив|ила|или|ули|али|ало|ув|ав|ють|ять|ає|ує)$"
)
NOT_NOUN = late(r".*(?:ed|ly|n't|’t|’s|'s|’re|’ve|’ll|ght|wn)$")
FIRST_NOT = late(r".*(?:ed|ly|ing|n't|’t|’s|'s)$")


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
    blocks = [b.text for b in text.body if b.kind in ("paragraph", "list_item", "quote", "subhead")]
    parts = [part for part in (article.headline, article.deck, *blocks) if part]
    persons = {w.casefold() for p in findings.people for w in WORD.findall(p.name)}
    short = sum(map(len, blocks)) < SHORT
    found: dict[str, tuple[str, str, int]] = {}

    def add(words: str, kind: str, weight: int) -> None:
        said = [word.casefold() for word in words.split()]
        if kind == "phrase" and not persons.isdisjoint(said):
            return
        key = " ".join([stem(word, language) for word in said])
        known = found.get(key)
        best = words if known is None or (_basic(words) and not _basic(known[0])) else known[0]
        found[key] = (best, known[1] if known else kind, weight + (known[2] if known else 0))

    whole = "\n".join(parts)
    for name in findings.terms:
        add(name, "name", whole.count(name) + 2 * (name in (article.headline or "")))
    for n, part in enumerate(parts):
        if not part.isupper():
            for match in ACRONYM.finditer(part):
                if match.group() not in findings.terms and not re.fullmatch("[IVXLCM]+", match.group()):
                    add(match.group(), "name", 1)
        weight = 3 if n == 0 and article.headline else 1
        opening = 2 if short and blocks[:1] == [part] else weight
        for name in countries_in(part, language):
            if name not in findings.terms:
                add(name, "name", weight)
        for phrase in _phrases(part, language):
            add(phrase, "phrase", opening)
    if language in LANGUAGES:
        for phrase, weight in uncased_phrases(parts if article.headline else ("", *parts), language):
            if not any(phrase in p.name or p.name in phrase for p in findings.people):
                add(phrase, "phrase", weight)
    for label, weight in _labels(parts, language):
        add(label, "label", weight)
    kept = sorted(found.items(), key=lambda item: (-item[1][2], -len(item[0]) * (language != "zh"), item[0]))
    kept = kept[: MOST_UNCASED if language in LANGUAGES else MOST]
    return "\n".join("\t".join((key, " ".join(t.split()), str(w), kind)) for key, (t, kind, w) in kept)


def unpacked(packed: str) -> Iterator[Phrase]:
    """Yield the candidates of an article."""
    for line in packed.split("\n") if packed else ():
        key, text, weight, kind = line.split("\t")
        yield Phrase(key, text, int(weight), kind)


def _basic(words: str) -> bool:
    """Return whether the first word is in the nominative, as far as its ending tells (Cyrillic only)."""
    first = words.split()[0]
    return first[0] > "Ѐ" and NOMINATIVE.search(first) is not None


@functools.cache
def _lists(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return (words before a noun phrase, other small words and verbs of saying, nouns too wide)."""
    lists = words_of("phrases.txt")
    stop = {*lists.get(f"stop {language}", ()), *lexicon().sayings, *lexicon().person_verbs}
    stop |= {month.casefold() for month in lexicon().calendar}
    return (
        frozenset(lists.get(f"det {language}", ())),
        frozenset(stop),
        frozenset(lists.get(f"generic {language}", ())),
    )


def _phrases(part: str, language: str) -> Iterator[str]:
    if language == "de":
        yield from _german(part)
    elif language in ("ru", "uk"):
        yield from _slavic(part, language)
    elif _lists(language)[0]:
        yield from _bounded(part, language)


def _bounded(part: str, language: str) -> Iterator[str]:
    """Yield runs of two or three words in small letters between a word before noun phrases and a small word."""
    plain = part.replace("’", "'")
    tokens = [*TOKEN.findall(ELIDED.sub(r"\1 ", plain) if "'" in plain else plain), "."]
    edges = [*map(_edges(language).__getitem__, tokens), False, False, False]
    romance = language in romance_phrases.LANGUAGES
    if romance:
        yield from romance_phrases.genitives(tokens, edges, language)
    for at, edge in enumerate(edges):
        if edge and edges[at + 1] is None and edges[at + 2] is None:
            end = at + 3 if edges[at + 3] is not None else at + 4
            run = tokens[at + 1 : end]
            if edges[end] is not None and _clean(run, language):
                if romance and not (run := romance_phrases.without_verb(run, language)):
                    continue
                yield " ".join(run)


class _Edges(dict[str, bool | None]):
    """Whether a noun phrase begins after a word at which one ends; None for a word of which it may consist."""

    def __missing__(self, token: str) -> bool | None:
        if len(self) >= MOST_KEPT:
            return self._told(token)
        made = self[token] = self._told(token)
        return made

    def _told(self, token: str) -> bool | None:
        return self.get(token.lower(), None if token[0].isalpha() else False)


@functools.cache
def _edges(language: str) -> _Edges:
    """Return the words at which a phrase ends, with whether one begins after them."""
    before, stop, _ = _lists(language)
    return _Edges({**dict.fromkeys(stop, False), **dict.fromkeys(before, True), ".": False, ",": False})


def _clean(run: list[str], language: str) -> bool:
    """Return whether a run has no name in it (names are found elsewhere), no verb at its ends and no stub."""
    if not all(word.islower() and len(word) > 2 for word in run):
        return False
    if language != "en":
        return True
    return not (NOT_NOUN.match(run[-1]) or FIRST_NOT.match(run[0]) or run[-1].rstrip("s") in lexicon().roles)


def _german(part: str) -> Iterator[str]:
    """Yield long nouns inside a sentence: most of what German news is about is one compound."""
    wide = _lists("de")[2]
    stop = _lists("de")[1]
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
    wide, stop = _lists(language)[2], _lists(language)[1]
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


def _plural(word: str, label: str) -> bool:
    """Return whether a word alone is a label: `security` has the stem of `securities` and is another thing."""
    a, b = word.casefold(), label.casefold()
    return word == label if label.isupper() else a == b or a + "s" == b or b + "s" == a


@functools.cache
def _labels_by_first(language: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the labels of the Media Topics in a language by the stem of their first word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for topic in (t for t in media_topics().values() if t.code not in WIDE):
        label = topic.labels.get(language, "")
        words = WORD.findall(label)
        if not words or "," in label or "(" in label or len(" ".join(words)) < 4 or " ".join(words) != label:
            continue
        stems = tuple(stem(word.casefold(), language) for word in words)
        found.setdefault(stems[0], []).append((stems, label))
    return {key: tuple(sorted(rows)) for key, rows in sorted(found.items())}


def _labels(parts: Iterable[str], language: str) -> Iterator[tuple[str, int]]:
    """Yield the labels that the text says at least twice or in its headline, with how often it does."""
    table = _labels_by_first(language)
    if not table:
        return
    counts: dict[str, int] = {}
    for n, part in enumerate(parts):
        weight = 3 if n == 0 else 1
        if UNSPACED.search(part):
            for rows in table.values():
                for _, label in rows:
                    if len(label) > 2 and label in part:
                        counts[label] = counts.get(label, 0) + weight * part.count(label)
            continue
        stems = stems_of((part,), language)
        found = [i for i, one in enumerate(stems) if one in table]
        words = words_in(part) if found else []
        for i in found:
            for row, label in table[stems[i]]:
                if tuple(stems[i : i + len(row)]) == row and (len(row) > 1 or _plural(words[i], label)):
                    counts[label] = counts.get(label, 0) + weight
    yield from ((label, count) for label, count in sorted(counts.items()) if count > 1)
