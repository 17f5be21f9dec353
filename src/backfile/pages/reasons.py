"""Why things are as they are, in the interface's words: topics and outlets of articles, rules, doubts."""

from collections.abc import Iterable, Mapping

from backfile.model import Doubt, PersonRecord, SourceRecord, SourceRef, TopicMatch, TopicRecord
from backfile.pages.wording import Wording
from backfile.patterns import late

__all__ = ["TURNING", "doubt", "isolated", "outlet", "rule", "shown", "why"]

QUOTED = late("“([^”]*)”|^`([^`]*)`")
TURNING = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""A letter that is written from right to left."""
EITHER = late("” may be (.+)$")


def why(
    match: TopicMatch, w: Wording, people: Mapping[str, PersonRecord], sources: Mapping[str, SourceRecord]
) -> str:
    """Return why an article is under a topic."""
    if match.basis == "learnt":
        return w("topic.learnt", percent=str(int(match.confidence * 100)))
    if match.basis == "suggested":
        return w("topic.suggests")
    told: list[str] = []
    for reason in match.reasons:
        name = reason.text
        if reason.kind == "person" and name in people:
            name = people[name].name
        elif reason.kind == "source" and name in sources:
            name = sources[name].name
        again = reason.kind == "says" and any(r.kind == "says" for r in match.reasons[: len(told)])
        words = "also" if again else reason.kind
        told.append(w(f"topic.why.{words}", text=isolated(name, w), line=str(reason.line)))
    return w("article.comma").join(told) or match.why


def rule(record: TopicRecord, w: Wording) -> str:
    """Return the register's rule of a topic in sentences; nothing for one that no rule makes."""
    rows = (("any", record.any), ("all", record.all), ("none", record.none))
    return " ".join(
        w(
            f"topic.rule.{name}",
            items=w("article.comma").join(w("cite.quoted", title=isolated(i, w)) for i in items),
        )
        for name, items in rows
        if items
    )


def doubt(code: str, message: str, w: Wording) -> str:
    """Return a doubt in the interface's words, with what its message quotes; nothing where these have none for it."""
    quoted = [isolated(text or name, w) for text, name in QUOTED.findall(message)]
    either = EITHER.search(message)
    values = {
        "first": quoted[0] if quoted else "",
        "last": quoted[-1] if quoted else "",
        "names": isolated(either.group(1).replace(" or ", " / "), w) if either else "",
    }
    name = f"doubt.{'idle' if code.startswith('idle-') and code != 'idle-relation' else code}"
    if not w.has(name) or any(f"{{{key}}}" in w.plain(name) and not value for key, value in values.items()):
        return ""
    return w(name, **values)


def shown(doubts: Iterable[Doubt], lines: range, w: Wording) -> tuple[tuple[str, int, bool], ...]:
    """Return (doubt, line, whether it stands in the engine's English) for the page of an article with these lines.

    The line is 0 for the whole article and for what stands elsewhere in its file.
    """
    told = ((d, doubt(d.code, d.message, w)) for d in doubts)
    return tuple((words or d.message, d.line if d.line in lines else 0, not words) for d, words in told)


def outlet(source: SourceRef, w: Wording) -> str:
    """Return how the outlet of an article was inferred; nothing for one that the file names."""
    return w(f"source.why.{source.clue}", text=isolated(source.text, w)) if source.inferred else ""


def isolated(text: str, w: Wording) -> str:
    """Return a text that keeps its own direction and turns nothing around it, marked where it may have another."""
    return f"\u2068{text}\u2069" if w.direction == "rtl" or TURNING.search(text) else text
