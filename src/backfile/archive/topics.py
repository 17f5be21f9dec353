"""Which articles belong to which topic, and why: the register's rules, and the tags that texts print."""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from backfile.archive.keys import fold_term, keys_for
from backfile.model import Article, Record, Text, Together, TopicMatch, TopicRecord
from backfile.patterns import late
from backfile.registers import RegisteredTopic

__all__ = ["Hit", "match_topics", "topic_records", "word_hits", "words_of"]

UNSPACED = late(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
MOST_PEOPLE = 20


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
    return tuple(dict.fromkeys(item for item in items if not item.startswith(("person:", "source:"))))


def word_hits(article: Article, text: Text, words: Sequence[str]) -> tuple[Hit, ...]:
    """Return the first hit of each word in headline, deck, captions and body, in that order of the text."""
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
    hits = []
    for word in words:
        if " ".join(word.rstrip("*").split()).casefold() not in folded:
            continue
        pattern = _pattern(word)
        hit = next((Hit(word, m.group(), line) for part, line in parts if (m := pattern.search(part))), None)
        if hit is None:
            found = next(((b, m) for b in blocks if (m := pattern.search(b.text))), None)
            hit = Hit(word, found[1].group(), found[0].line_at(found[1].start())) if found else None
        if hit is not None:
            hits.append(hit)
    return tuple(hits)


@functools.lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    """Return the pattern of a word or phrase: whole words, `word*` with any ending, no edges in unspaced scripts."""
    stem = r"\s+".join(re.escape(part) for part in word.rstrip("*").split())
    if UNSPACED.search(word):
        return re.compile(stem)
    return re.compile(rf"(?<!\w){stem}" + (r"\w*" if word.endswith("*") else r"(?!\w)"), re.IGNORECASE)


def match_topics(
    articles: Mapping[str, Article],
    hits: Mapping[str, Sequence[Hit]],
    people: Mapping[str, Sequence[str | None]],
    sources: Mapping[str, str | None],
    register: Mapping[str, RegisteredTopic],
) -> tuple[dict[str, tuple[TopicMatch, ...]], dict[str, str]]:
    """Return (the topics of each article id with the reason, the name of each topic that only tags made).

    A rule holds when at least one item of `any` matches, all of `all`, and none of `not`. A printed or declared
    tag that is a registered topic's name, key or rule word belongs to that topic; other tags are topics of their
    own, spellings that differ in case and hyphens as one.
    """
    owner = _tag_owners(register)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles.values():
        for tag in article.tags:
            if fold_term(tag) and fold_term(tag) not in owner:
                spellings[fold_term(tag)][tag] += 1
    names = {folded: min(forms, key=lambda n: (-forms[n], n)) for folded, forms in spellings.items()}
    keys = keys_for(names, register, "topic")
    matched = {}
    for id_, article in articles.items():
        found: dict[str, TopicMatch] = {}
        said = {hit.item: hit for hit in hits[id_]}
        here = frozenset(key for key in people[id_] if key)
        for topic in register.values():
            match = _ruled(topic, said, here, sources[id_])
            if match is not None:
                found[topic.key] = match
        for tag in article.tags:
            key = owner.get(fold_term(tag)) or keys.get(fold_term(tag))
            if key is not None:
                found.setdefault(key, TopicMatch(key, f"the file's tag “{tag}”", 0))
        matched[id_] = tuple(sorted(found.values(), key=lambda m: m.key))
    return matched, {keys[folded]: name for folded, name in names.items()}


def _tag_owners(register: Mapping[str, RegisteredTopic]) -> dict[str, str]:
    owners: dict[str, str] = {}
    for topic in register.values():
        for name in (topic.name, topic.key):
            owners.setdefault(fold_term(name), topic.key)
    for topic in register.values():
        if not topic.all:
            for item in topic.any:
                owners.setdefault(fold_term(item.rstrip("*")), topic.key)
    return owners


def _ruled(
    topic: RegisteredTopic, said: Mapping[str, Hit], people: frozenset[str], source: str | None
) -> TopicMatch | None:
    """Return the match of a topic's rule, None when it does not hold."""

    def reason(item: str) -> tuple[str, int] | None:
        kind, _, key = item.partition(":")
        if kind == "person":
            return (f"names {key}", 0) if key in people else None
        if kind == "source":
            return (f"is from {key}", 0) if key == source else None
        hit = said.get(item)
        return (f"says “{hit.text}” (line {hit.line})", hit.line) if hit else None

    if not topic.any and not topic.all:
        return None
    if any(reason(item) for item in topic.none):
        return None
    required = [reason(item) for item in topic.all]
    offered = [r for item in topic.any if (r := reason(item))]
    if not all(required) or (topic.any and not offered):
        return None
    reasons = [*(r for r in required if r), *offered[:3]]
    line = next((line for _, line in reasons if line), 0)
    return TopicMatch(topic.key, "the text " + ", ".join(dict.fromkeys(text for text, _ in reasons)), line)


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
    for article in articles:
        for match in matched[article]:
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
        key: _record(key, register.get(key), title[key], children[key], ids[key], persons[key])
        for key in ordered
    }


def _record(
    key: str,
    entry: RegisteredTopic | None,
    name: str,
    children: Sequence[str],
    articles: Sequence[str],
    people: Counter[str],
) -> TopicRecord:
    ranked = sorted(people.items(), key=lambda item: (-item[1], item[0]))[:MOST_PEOPLE]
    return TopicRecord(
        key=key,
        name=name,
        description=entry.description if entry else None,
        parent=entry.parent if entry else None,
        children=tuple(children),
        rule=_rule_in_words(entry) if entry else "",
        wikidata=entry.wikidata if entry else None,
        iptc=entry.iptc if entry else None,
        articles=tuple(articles),
        people=tuple(Together(k, n) for k, n in ranked),
        origin=entry.origin if entry else None,
    )


def _rule_in_words(topic: RegisteredTopic) -> str:
    """Return the rule as a sentence's part: `at least one of “a”, “b”; none of “c”`."""
    parts = []
    for items, words in ((topic.any, "at least one of"), (topic.all, "all of"), (topic.none, "none of")):
        if items:
            parts.append(f"{words} " + ", ".join(f"“{item}”" for item in items))
    return "; ".join(parts)
