"""Roles to the people who hold them: those beside a name, and phrases that stand for a named person."""

import bisect
from collections.abc import Sequence

from backfile.extract.lexicon import lexicon
from backfile.extract.mentions import People, Span
from backfile.extract.passages import Passage, Tokens
from backfile.extract.roles import (
    ADDRESSES,
    DEFINITE,
    ELIDED,
    Phrase,
    before_comma,
    before_name,
    behind_name,
    foreign_role,
    is_head,
    phrases,
    signature,
)
from backfile.model import Role

__all__ = ["link_roles", "take_roles"]


def take_roles(texts: Sequence[tuple[Passage, Tokens]], people: People, language: str) -> None:
    """Give each person the roles that stand beside the names."""
    for (passage, tokens), spans in zip(texts, people.spans, strict=True):
        floor = 0
        for number, span in enumerate(spans):
            following = spans[number + 1].lead if number + 1 < len(spans) else len(tokens.words)
            if language == "en":
                found = _roles_beside(tokens, span, floor, following) if _has_beside(tokens, span) else []
            else:
                found = [p for p in foreign_role(tokens, span.first, floor) if not _is_address(tokens, p)]
            for phrase in found:
                words = tokens.words[phrase.first : phrase.stop]
                text = passage.text[tokens.starts[phrase.first] : _end(tokens, phrase.stop - 1, passage.text)]
                if language != "en":
                    text = ELIDED.sub("", text)
                bearer = people.bearers[span.person]
                if text not in [role.text for role in bearer.roles]:
                    bearer.roles.append(Role(text, passage.line(tokens.starts[phrase.first])))
                    bearer.signatures.append(signature(words))
            floor = span.stop


def _is_address(tokens: Tokens, phrase: Phrase) -> bool:
    """True for `Frau` and `M.`, which say nothing of what somebody is."""
    words = tokens.words[phrase.first : phrase.stop]
    return all(word.rstrip(".").lower() in ADDRESSES for word in words if word != ".")


def _end(tokens: Tokens, number: int, text: str) -> int:
    """Return the offset after a word, its possessive ending counted."""
    end = tokens.ends[number]
    return end + 2 if number in tokens.owners and text[end : end + 1] in "'’" else end


def _has_beside(tokens: Tokens, span: Span) -> bool:
    """False for a name with nothing of its own before it and no comma on either side, which has no role beside it."""
    return span.lead != span.first or tokens.at(span.first - 1) == "," or tokens.at(span.stop) == ","


def _roles_beside(tokens: Tokens, span: Span, floor: int, following: int) -> list[Phrase]:
    """Return the roles on both sides of a name; `following` is the first word of the next name."""
    found = before_name(tokens, span.first, span.lead)
    begin = span.first
    while tokens.at(begin - 1).rstrip(".") in lexicon().addresses and begin - 1 > floor:
        # `The Speaker, Dame Ruth Abernathy, …`
        begin -= 1
    comma = before_comma(tokens, begin, span.stop, floor)
    behind = behind_name(tokens, span.stop, following) if span.stop - 1 not in tokens.owners else None
    return [*found, *(phrase for phrase in (comma, behind) if phrase is not None)]


def link_roles(texts: Sequence[tuple[Passage, Tokens]], people: People) -> None:
    """Add the phrases that stand for a person (`the Russian Defence Minister`) to the spans."""
    heads = _heads(people)
    if not heads:
        return
    seen: set[int] = set()
    for number, (passage, tokens) in enumerate(texts):
        spans = people.spans[number]
        if not _may_hold(passage.text, tokens, heads):
            seen.update(span.person for span in spans)
            continue
        borders = [(span.lead, span.stop) for span in spans]
        firsts = [first for first, _ in borders]
        reached = 0
        added: list[Span] = []
        for phrase in phrases(tokens, [(s.first, s.stop) for s in spans]):
            # The names that begin before the phrase ends: only the last of them can reach into it.
            count = bisect.bisect_left(firsts, phrase.stop)
            if count and borders[count - 1][1] > phrase.first:
                continue
            while reached < count:
                seen.add(spans[reached].person)
                reached += 1
            words = tokens.words[phrase.first + 1 : phrase.stop]
            person = _role_owner(signature(words), people, seen)
            if person is not None:
                start, end = tokens.starts[phrase.first], tokens.ends[phrase.stop - 1]
                added.append(Span(start, end, phrase.first, phrase.stop, person, "role", phrase.first))
        seen.update(span.person for span in spans)
        if added:
            spans.extend(added)
            spans.sort(key=lambda span: span.start)


def _may_hold(text: str, tokens: Tokens, heads: Sequence[str]) -> bool:
    """False for a passage without a definite article or without any of the nouns: no phrase stands in it."""
    if tokens.distinct.isdisjoint(DEFINITE):
        return False
    lowered = text.lower() if text.isascii() else text.replace("İ", "I").lower()
    return any(map(lowered.__contains__, heads))


def _heads(people: People) -> tuple[str, ...]:
    """Return nouns of which each phrase for one of the people has one, as their roles have."""
    words = {word for bearer in people.bearers for role in bearer.signatures for word in role}
    heads = {word for word in words if is_head(word)}
    if "minister" in heads:
        # What `signature` says with the same word.
        heads |= {"premier", "head"}
    return tuple(sorted(heads))


def _role_owner(wanted: frozenset[str], people: People, seen: set[int]) -> int | None:
    """Return the one person whose role says what the phrase says.

    A phrase of one word (`the minister`) needs a person named before it. Former and deputy holders are
    other people than the holder.
    """
    lex = lexicon()
    exact, near = set(), set()
    heads = {word for word in wanted if is_head(word)}
    if not heads:
        return None
    for person, bearer in enumerate(people.bearers):
        for role in bearer.signatures:
            if (wanted & lex.qualifiers) != (role & lex.qualifiers):
                continue
            if wanted <= role:
                exact.add(person)
            elif (
                heads <= role
                and all(word in _adjectives() for word in wanted - role)
                and not role & _adjectives()
            ):
                near.add(person)
            elif heads & role:
                near.add(-1)
    fitting = exact or near
    if len(wanted) == 1 or not exact:
        fitting &= seen | {-1}
    if len(fitting) != 1 or (len(wanted) == 1 and len(exact) != 1):
        return None
    person = next(iter(fitting))
    return person if person >= 0 else None


def _adjectives() -> frozenset[str]:
    return lexicon().small_nationalities
