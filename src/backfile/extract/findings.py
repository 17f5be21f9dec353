"""Article and Text to Findings: who is named, who speaks, which days are told of."""

import re
from collections.abc import Sequence
from itertools import chain

from backfile.extract.bearers import resolve
from backfile.extract.cyrillic import cyrillic_names
from backfile.extract.eastern import eastern_names
from backfile.extract.events import events
from backfile.extract.greek import greek_names
from backfile.extract.lexicon import lexicon
from backfile.extract.mentions import Found, People, Span
from backfile.extract.names import Name, latin_names
from backfile.extract.passages import Passage, Tokens, passages, tokens
from backfile.extract.pronouns import link_pronouns
from backfile.extract.quotemarks import SIGNS, Words, words_in_marks
from backfile.extract.quotes import quotes
from backfile.extract.register import Register, register_of
from backfile.extract.stated import with_stated
from backfile.extract.terms import terms
from backfile.extract.thai import thai_names
from backfile.extract.uncased import uncased_names
from backfile.model import Article, Findings, Mention, Person, Quote, Text
from backfile.patterns import late
from backfile.registers import PeopleRegister

__all__ = ["find", "find_stated"]

MARKS = "“\"„«‘'「»"
# Letters from Greek on, without the marks of any script.
NOT_LATIN = late(r"[\u0386-\u1dff\u3040-\ufdff\ufe70-\ufeff]")
# Before who took a picture.
CREDIT = late(
    r"(?:[|©/]|\b(?:foto|photo|image|imagen|picture|bild|kuva|zdjęcie|фото|фотография)\w*(?: \w+)?\s?[:/])\s*$",
    re.IGNORECASE,
)


def find(article: Article, text: Text, known: PeopleRegister) -> Findings:
    """Return the people, quotes, event days and other names of an article.

    A pure function of its arguments. It raises nothing, whatever the text is.
    """
    texts = [(passage, tokens(passage.text)) for passage in passages(article, text)]
    language = (article.language or "en").partition("-")[0]
    register = register_of(known)
    named = _without_outlet(_names(texts, register, language), article)
    people = resolve(texts, named, register.forms, language)
    marked: list[list[Words]] = []
    for number, (passage, words) in enumerate(texts):
        if SIGNS.isdisjoint(words.distinct):
            marked.append([])
            continue
        following = texts[number + 1][0].text.lstrip() if number + 1 < len(texts) else ""
        marked.append(words_in_marks(passage.text, runs_on=following[:1] in MARKS and following != ""))
    quoted = [[(w.open, w.close) for w in here] for here in marked]
    link_pronouns(texts, people, quoted)
    said = quotes(texts, people, marked, language)
    order = _order(people.spans)
    places = {index: place for place, index in enumerate(order)}
    mentions = _mentions(people, texts)
    told = [
        Person(people.bearers[index].name, tuple(people.bearers[index].roles), tuple(mentions[index]))
        for index in order
    ]
    return Findings(
        people=with_stated(told, article.stated, register.forms),
        quotes=tuple(_renumbered(quote, places) for quote in said),
        events=events(
            [p for p, _ in texts],
            article.published.day if article.published else None,
            article.language,
            quoted,
        ),
        terms=terms(texts, people.spans, language),
        doubts=tuple(people.doubts),
    )


def find_stated(article: Article, known: PeopleRegister) -> Findings:
    """Return the findings of an article whose words are not searched: the people whom its file states."""
    people = with_stated((), article.stated, register_of(known).forms)
    return Findings(people=people, quotes=(), events=(), terms=(), doubts=())


def _names(texts: Sequence[tuple[Passage, Tokens]], register: Register, language: str) -> list[list[Found]]:
    """Return the names of each passage: those of the register first, the others where none of those is."""
    registered = [register.find(passage, words) for passage, words in texts]
    latin = latin_names(texts, register.surnames, language)
    others = _not_latin(texts, language)
    found: list[list[Found]] = []
    for (passage, _), (entries, no_people), names, more in zip(texts, registered, latin, others, strict=True):
        here = [*map(_found, names), *more]
        if no_people:
            here = [n for n in here if not any(n.start < end and start < n.end for start, end in no_people)]
        kept = _without_overlaps([*here, *entries])
        if not passage.text.isascii():
            kept = [name for name in kept if name.key or not _in_other_letters(name, kept, passage.text)]
        if passage.part == "caption" or "/" in passage.text:
            kept = [name for name in kept if not _credited(name, passage)]
        found.append(kept)
    return found


def _credited(name: Found, passage: Passage) -> bool:
    """True for who took a picture: `(Irma Coletti/Il Faro)`, `… | Nil Soler`, `… la plaza. NIL SOLER`."""
    text = passage.text
    if passage.part != "caption":
        return text.startswith("/", name.end) and text[name.start - 1 : name.start] == "("
    before, behind = text[max(0, name.start - 60) : name.start], text[name.end : name.end + 9]
    if behind.startswith("/"):
        return True
    loud = text[name.start : name.end].isupper() and before != "" and not before.isupper()
    return CREDIT.search(before) is not None or (loud and not behind.strip(" .)]"))


def _without_outlet(found: list[list[Found]], article: Article) -> list[list[Found]]:
    """Return the names without the outlet's own, which its host spells: `Logan Courier` of logancourier.example.

    What ends with a family name of the list stays, for people have hosts too.
    """
    hosts = {
        part
        for clue in article.clues
        if "." in clue.text and " " not in clue.text
        for part in clue.text.casefold().replace("-", "").split(".")
    }
    if not hosts:
        return found
    family = lexicon().names.family
    return [
        [
            name
            for name in here
            if name.key is not None
            or " " not in name.name
            or name.name.casefold().replace(" ", "") not in hosts
            or name.name.rpartition(" ")[2] in family
        ]
        for here in found
    ]


def _not_latin(texts: Sequence[tuple[Passage, Tokens]], language: str) -> list[list[Found]]:
    """Return the names of each passage that are printed in other letters than Latin ones."""
    if not any(not passage.text.isascii() and NOT_LATIN.search(passage.text) for passage, _ in texts):
        return [[] for _ in texts]
    found = (
        cyrillic_names(texts, language),
        greek_names(texts),
        eastern_names(texts),
        thai_names(texts),
        uncased_names(texts),
    )
    return [list(chain(*here)) for here in zip(*found, strict=True)]


def _in_other_letters(name: Found, names: Sequence[Found], text: str) -> bool:
    """True for the Latin form in brackets behind a name: `Ульрих Делиус (Ulrich Delius)`."""
    if not name.name[:1].isascii() or text[name.end : name.end + 1] not in ")）,;":
        return False
    if text[name.start - 1 : name.start] not in ("(", "（"):
        return False
    ends = {other.end for other in names if not other.name[:1].isascii()}
    return not ends.isdisjoint((name.start - 1, name.start - 2))


def _without_overlaps(names: list[Found]) -> list[Found]:
    """Return the names in order; of two that overlap the longer, of equal ones that of the register.

    So a name that only contains a registered form is another name: `Lula Souza` is not `Lula`.
    """
    if len(names) < 2:
        return names
    kept: list[Found] = []
    for name in sorted(names, key=lambda n: (n.start, n.start - n.end, n.key is None)):
        if kept and name.start < kept[-1].end:
            if name.end - name.start <= kept[-1].end - kept[-1].start:
                continue
            kept.pop()
        kept.append(name)
    return kept


def _found(name: Name) -> Found:
    return Found(name.start, name.end, name.first, name.stop, " ".join(name.words), None, name.sure)


def _order(spans: Sequence[Sequence[Span]]) -> list[int]:
    """Return the people by first mention by name."""
    return list(dict.fromkeys(s.person for here in spans for s in here if s.basis not in ("role", "pronoun")))


def _mentions(people: People, texts: Sequence[tuple[Passage, Tokens]]) -> list[list[Mention]]:
    """Return the mentions of each person, in reading order."""
    found: list[list[Mention]] = [[] for _ in people.bearers]
    for (passage, _), spans in zip(texts, people.spans, strict=True):
        for span in spans:
            words = passage.text[span.start : span.end]
            place = passage.place(span.start, span.end)
            found[span.person].append(Mention(words, span.basis, passage.line(span.start), place))
    return found


def _renumbered(quote: Quote, places: dict[int, int]) -> Quote:
    if quote.speaker is None:
        return quote
    return Quote(
        quote.text,
        places[quote.speaker],
        quote.speaker_text,
        quote.verb,
        quote.basis,
        quote.lines,
        quote.places,
    )
