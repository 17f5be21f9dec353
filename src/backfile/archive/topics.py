"""Which articles belong to which topic, and why: the register's rules, and the tags that texts print."""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from backfile.archive.keys import fold_term, keys_for
from backfile.archive.learning import Guess
from backfile.archive.plurals import singulars
from backfile.archive.proposals import Proposal
from backfile.archive.stemming import SIGNS, UNSPACED, same_word, stem, stems_of
from backfile.model import (
    Article,
    Block,
    Findings,
    Record,
    Text,
    Together,
    TopicBasis,
    TopicMatch,
    TopicReason,
    TopicRecord,
)
from backfile.patterns import late
from backfile.registers import RegisteredTopic

__all__ = [
    "Hit",
    "label_sets",
    "match_topics",
    "proposed",
    "tag_owners",
    "topic_records",
    "word_hits",
    "words_of",
]

MOST_PEOPLE = 20
KINDS = ("person:", "source:", "place:")
"""What begins an item of a rule that is no word."""
TOKEN = late(rf"(?:[^\W\d_]|[{SIGNS}])+")
LETTER = rf"[\w{SIGNS}]"
"""A letter or figure of a word, for expressions."""
FEWEST_TAGGED = 2
"""Articles that a topic needs which only printed tags make, in an archive of at least MANY."""
MANY = 20


class Hit(Record, frozen=True):
    """The first place where an article says a word that a topic's rule asks for."""

    item: str
    """The rule's item."""
    text: str
    """The words as printed."""
    line: int
    """Line in the raw file."""


def words_of(topics: Mapping[str, RegisteredTopic]) -> tuple[str, ...]:
    """Return the words and phrases that the rules ask for, each once, in the register's order."""
    items = [i for topic in topics.values() for i in (*topic.any, *topic.all, *topic.none)]
    return tuple(dict.fromkeys(item for item in items if not item.startswith(KINDS)))


def word_hits(article: Article, text: Text, words: Sequence[str]) -> tuple[Hit, ...]:
    """Return the first hit of each word in headline, deck, captions and body, in that order of the text.

    The word as written comes first; else a form of it, by the stems of the article's language.
    """
    if not words:
        return ()
    parts: list[tuple[str, int]] = []
    if article.headline:
        parts.append((article.headline, article.headline_line))
    if article.deck:
        parts.append((article.deck, article.deck_line))
    parts.extend((f.caption, f.lines[0]) for f in article.figures if f.caption)
    blocks = [block for block in text.body if block.kind != "figure"]
    folded = "\n".join(
        [*(part.casefold() for part, _ in parts), *(block.text.casefold() for block in blocks)]
    )
    folded = re.sub(r"[^\S\n]", " ", folded)  # a no-break space parts words like any other
    stems = frozenset(stems_of([folded], article.language))
    hits = []
    for word in words:
        pattern = None
        if " ".join(word.lstrip("=").rstrip("*").split()).casefold() in folded:
            pattern = _pattern(word)
            hit = _first(word, pattern, parts, blocks)
            if hit is not None:
                hits.append(hit)
                continue
        if all(one in stems for one in _stems(word, article.language)):
            hit = _form(word, article.language, parts, blocks)
            if hit is not None:
                hits.append(hit)
    return tuple(hits)


def _first(
    word: str, pattern: re.Pattern[str], parts: Sequence[tuple[str, int]], blocks: Sequence[Block]
) -> Hit | None:
    for part, line in parts:
        if match := pattern.search(part):
            return Hit(word, match.group(), line)
    found = next(((b, m) for b in blocks if (m := pattern.search(b.text))), None)
    return Hit(word, found[1].group(), found[0].line_at(found[1].start())) if found else None


@functools.lru_cache(maxsize=8192)
def _stems(word: str, language: str | None) -> tuple[str, ...]:
    """Return the stems of a rule's words; one that no text has where forms do not count: `word*`, `=word`, 词."""
    names = word.split()
    if word[-1] == "*" or word[0] == "=" or UNSPACED.search(word) or not all(map(TOKEN.fullmatch, names)):
        return ("",)
    return tuple(stem(name, language) for name in names)


def _form(
    word: str, language: str | None, parts: Sequence[tuple[str, int]], blocks: Sequence[Block]
) -> Hit | None:
    """Return the first place that says the words of a rule in other forms, one beside the other."""
    names = word.split()
    lines = [(part, lambda _, line=line: line) for part, line in parts]
    for text, line_at in (*lines, *((block.text, block.line_at) for block in blocks)):
        tokens = list(TOKEN.finditer(text))
        for n in range(len(tokens) - len(names) + 1):
            run = tokens[n : n + len(names)]
            alike = all(same_word(name, m.group(), language) for name, m in zip(names, run, strict=True))
            if alike and all(not text[a.end() : b.start()].strip() for a, b in pairwise(run)):
                return Hit(word, text[run[0].start() : run[-1].end()], line_at(run[0].start()))
    return None


@functools.lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    """Return the pattern of a word or phrase: whole words, `word*` with any ending, no edges in unspaced scripts.

    `=Word` is these very letters, capitals and all.
    """
    exact = word.startswith("=")
    root = r"\s+".join(re.escape(part) for part in word.lstrip("=").rstrip("*").split())
    if UNSPACED.search(word):
        return re.compile(root)
    if exact:
        return re.compile(rf"(?<!{LETTER}){root}(?!{LETTER})")
    ending = f"{LETTER}*" if word.endswith("*") else f"(?!{LETTER})"
    return re.compile(rf"(?<!{LETTER}){root}{ending}", re.IGNORECASE)


def label_sets(
    articles: Mapping[str, Article], register: Mapping[str, RegisteredTopic]
) -> dict[str, tuple[str, ...]]:
    """Return the topics that a curator gave to articles, folded, by article id: what can be learnt from."""
    owner = tag_owners(register)
    one_of = _one_of(articles, owner)
    found = {}
    for id_, article in articles.items():
        folded = (fold_term(label) for label in article.labels)
        labels = (fold_term(register[owner[f]].name) if f in owner else one_of.get(f, f) for f in folded if f)
        if unique := tuple(sorted(set(labels))):
            found[id_] = unique
    return found


def match_topics(
    articles: Mapping[str, Article],
    hits: Mapping[str, Sequence[Hit]],
    people: Mapping[str, Sequence[str | None]],
    sources: Mapping[str, str | None],
    register: Mapping[str, RegisteredTopic],
    findings: Mapping[str, Findings],
    learnt: Mapping[str, Guess],
) -> tuple[dict[str, tuple[TopicMatch, ...]], dict[str, str]]:
    """Return (the topics of each article id with the reason, the name of each topic that only tags made).

    A rule holds when at least one item of `any` matches, all of `all`, and none of `not`. A printed or declared
    tag that is a registered topic's name, key or rule word belongs to that topic; other tags are topics of their
    own, spellings that differ in case and hyphens as one. `learnt` gives a topic to articles without labels.
    """
    owner = tag_owners(register)
    one_of = _one_of(articles, owner)
    names = _tag_names(articles, owner, one_of)
    keys = keys_for(names, register, "topic")
    keys |= {many: keys[one] for many, one in one_of.items() if one in keys}
    matched = {}
    for id_, article in articles.items():
        found: dict[str, TopicMatch] = {}
        said = {hit.item: hit for hit in hits[id_]}
        here = frozenset(key for key in people[id_] if key)
        places = _places(article, findings[id_])
        for topic in register.values():
            match = _ruled(topic, said, here, sources[id_], places)
            if match is not None:
                found[topic.key] = match
        for tag in article.tags:
            key = owner.get(fold_term(tag)) or keys.get(fold_term(tag))
            if key is not None:
                basis: TopicBasis = "label" if tag in article.labels else "tag"
                why, reasons = f"the file's tag “{tag}”", (TopicReason("tag", tag),)
                found.setdefault(key, TopicMatch(key, why, 0, basis, reasons=reasons))
        if (guess := learnt.get(id_)) is not None:
            key = owner.get(guess.topic) or keys.get(guess.topic)
            if key is not None:
                why = f"learnt from labelled texts, confidence {guess.confidence:.2f}"
                found.setdefault(key, TopicMatch(key, why, 0, "learnt", guess.confidence))
        matched[id_] = tuple(sorted(found.values(), key=lambda m: m.key))
    return matched, {keys[folded]: name for folded, name in names.items()}


def _one_of(articles: Mapping[str, Article], owner: Mapping[str, str]) -> dict[str, str]:
    """Return for each folded tag in the plural its singular, where the archive has both and neither is registered."""
    tags = {fold_term(tag) for article in articles.values() for tag in article.tags}
    return singulars(tags - owner.keys())


def _tag_names(
    articles: Mapping[str, Article], owner: Mapping[str, str], one_of: Mapping[str, str]
) -> dict[str, str]:
    """Return the commonest spelling of each tag that is no registered topic's, by the folded tag.

    In an archive of some size a tag of a single article makes no topic: its page would say nothing more than
    the article. What a curator has written as a topic always makes one.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    told: dict[str, int] = Counter()
    for article in articles.values():
        for tag in article.tags:
            if (folded := fold_term(tag)) and folded not in owner:
                spellings[one_of.get(folded, folded)][tag] += 1
        for folded in {one_of.get(f := fold_term(tag), f) for tag in article.tags}:
            told[folded] += 1
        for label in article.labels:
            told[one_of.get(f := fold_term(label), f)] += FEWEST_TAGGED
    fewest = FEWEST_TAGGED if len(articles) >= MANY else 1
    return {
        folded: min(forms, key=lambda n: (-forms[n], n))
        for folded, forms in spellings.items()
        if told[folded] >= fewest
    }


def _places(article: Article, findings: Findings) -> frozenset[str]:
    """Return the places that an article is from or names, folded."""
    place = article.dateline.place if article.dateline else None
    return frozenset(fold_term(name) for name in (*findings.terms, *((place,) if place else ())))


def proposed(
    proposals: Sequence[Proposal], matched: Mapping[str, tuple[TopicMatch, ...]], names: Mapping[str, str]
) -> tuple[dict[str, tuple[TopicMatch, ...]], dict[str, str]]:
    """Return what `match_topics` gave with the proposals added, but for those that tags have made already."""
    taken = {fold_term(name) for name in names.values()}
    wanted = {p.name: p for p in proposals if fold_term(p.name) not in taken}
    keys = keys_for(wanted, names, "topic")
    more: dict[str, list[TopicMatch]] = defaultdict(list)
    for name, key in keys.items():
        for id_ in wanted[name].articles:
            why = f"suggested: the text says “{name}”"
            more[id_].append(TopicMatch(key, why, 0, "suggested"))
    both = {id_: tuple(sorted((*own, *more[id_]), key=lambda m: m.key)) for id_, own in matched.items()}
    return both, {**names, **{key: name for name, key in keys.items()}}


def tag_owners(register: Mapping[str, RegisteredTopic]) -> dict[str, str]:
    """Return the registered topic that each name, key and rule word means as a tag, folded."""
    owners: dict[str, str] = {}
    for topic in register.values():
        for name in (topic.name, topic.key):
            owners.setdefault(fold_term(name), topic.key)
    for topic in register.values():
        if not topic.all:
            for item in (i for i in topic.any if not i.startswith(KINDS)):
                owners.setdefault(fold_term(item.lstrip("=").rstrip("*")), topic.key)
    return owners


def _ruled(
    topic: RegisteredTopic,
    said: Mapping[str, Hit],
    people: frozenset[str],
    source: str | None,
    places: frozenset[str],
) -> TopicMatch | None:
    """Return the match of a topic's rule, None when it does not hold."""

    def reason(item: str) -> TopicReason | None:
        kind, _, key = item.partition(":")
        if kind == "person":
            return TopicReason("person", key) if key in people else None
        if kind == "source":
            return TopicReason("source", key) if key == source else None
        if kind == "place":
            return TopicReason("place", key) if fold_term(key) in places else None
        hit = said.get(item)
        return TopicReason("says", hit.text, hit.line) if hit else None

    if not topic.any and not topic.all:
        return None
    if any(reason(item) for item in topic.none):
        return None
    required = [reason(item) for item in topic.all]
    offered = [r for item in topic.any if (r := reason(item))]
    if not all(required) or (topic.any and not offered):
        return None
    reasons = tuple(dict.fromkeys((*(r for r in required if r), *offered[:3])))
    line = next((r.line for r in reasons if r.line), 0)
    why = "the text " + ", ".join(dict.fromkeys(_told(r) for r in reasons))
    return TopicMatch(topic.key, why, line, reasons=reasons)


def _told(reason: TopicReason) -> str:
    told = {
        "says": f"says “{reason.text}” (line {reason.line})",
        "person": f"names {reason.text}",
        "source": f"is from {reason.text}",
        "place": f"is from or names the place {reason.text}",
    }
    return told[reason.kind]


def topic_records(
    articles: Iterable[str],
    matched: Mapping[str, Sequence[TopicMatch]],
    people: Mapping[str, Sequence[str | None]],
    names: Mapping[str, str],
    register: Mapping[str, RegisteredTopic],
) -> dict[str, TopicRecord]:
    """Return the topics that have articles, and those above them, by key, in the order of names."""
    ids: dict[str, list[str]] = defaultdict(list)
    persons: dict[str, Counter[str]] = defaultdict(Counter)
    suggested: set[str] = set()
    for article in articles:
        for match in matched[article]:
            if match.basis == "suggested":
                suggested.add(match.key)
            ids[match.key].append(article)
            persons[match.key].update({key for key in people[article] if key})
    shown = set(ids)
    for key in tuple(ids):
        above = register[key].parent if key in register else None
        while above is not None and above in register and above not in shown:
            shown.add(above)
            above = register[above].parent
    title = {key: register[key].name if key in register else names[key] for key in shown}
    ordered = sorted(shown, key=lambda key: (fold_term(title[key]), key))
    children: dict[str, list[str]] = defaultdict(list)
    for key in ordered:
        parent = register[key].parent if key in register else None
        if parent is not None:
            children[parent].append(key)
    return {
        key: _record(
            key, register.get(key), title[key], children[key], ids[key], persons[key], key in suggested
        )
        for key in ordered
    }


def _record(
    key: str,
    entry: RegisteredTopic | None,
    name: str,
    children: Sequence[str],
    articles: Sequence[str],
    people: Counter[str],
    suggested: bool,
) -> TopicRecord:
    ranked = sorted(people.items(), key=lambda item: (-item[1], item[0]))[:MOST_PEOPLE]
    return TopicRecord(
        key=key,
        name=name,
        description=entry.description if entry else None,
        parent=entry.parent if entry else None,
        children=tuple(children),
        any=entry.any if entry else (),
        all=entry.all if entry else (),
        none=entry.none if entry else (),
        wikidata=entry.wikidata if entry else None,
        iptc=entry.iptc if entry else None,
        articles=tuple(articles),
        people=tuple(Together(k, n) for k, n in ranked),
        origin=entry.origin if entry else None,
        suggested=suggested,
    )
