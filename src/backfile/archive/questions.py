"""What the curator is asked: every doubt of an archive by kind, each with the YAML that answers it and its place.

`…` in an answer stands for what only the curator knows. Nothing is filled in that the archive is not sure of, but
for the reading that it made itself: pasting that confirms it and ends the doubt.
"""

import json
import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping

from backfile.archive.doubts import clue_of, doubts_of
from backfile.archive.keys import keys_for
from backfile.archive.suggest import unresolved
from backfile.model import Archive, Article, Filed, Record
from backfile.problems import Origin, Problem

__all__ = ["GROUPS", "Question", "questions"]

GROUPS: Mapping[str, tuple[str, ...]] = {
    "undated": ("no-date",),
    "dates": (
        "two-dates", "ambiguous-date", "future-date", "bad-date", "wrong-weekday", "date-from-address",
        "date-of-change", "year-from-name",
    ),
    "unsourced": ("no-source",),
    "headlines": ("no-headline",),
    "people": ("two-bearers", "no-person", "odd-person"),
    "uncredited": ("no-credit", "no-image"),
    "idle": ("idle-person", "idle-topic", "idle-source", "idle-creditor", "idle-relation"),
    "sidecars": ("vain-correction", "unknown-correction", "no-such-line"),
    "learnt": ("learnt-line",),
    "redactions": ("unredacted-copy",),
    "doubts": (),
}  # fmt: skip
"""Kinds of questions in the order of the desk, and the codes of each; the last takes all others."""

GROUP_OF = {code: group for group, codes in GROUPS.items() for code in codes}
REGISTERS = {
    "idle-person": ("people.yaml", "variants"),
    "idle-topic": ("topics.yaml", "any"),
    "idle-source": ("sources.yaml", "aliases"),
    "idle-creditor": ("credits.yaml", "lines"),
}
SECTIONS = {
    "people.yaml": "people",
    "topics.yaml": "topics",
    "sources.yaml": "sources",
    "credits.yaml": "creditors",
}
THERE = "  # in the file already"
"""Marks the lines of an answer that stand in the register, under which the others belong."""
UNREAD = frozenset(("ambiguous-date", "bad-date"))
"""Doubts that say why there is no date: it is then asked for once."""
QUOTED = re.compile(r"“(.+?)”")


class Question(Record, frozen=True):
    """One thing to decide."""

    group: str
    """Its kind: a key of GROUPS."""
    code: str
    """Code of the doubt."""
    origin: Origin
    """Where the doubt stands."""
    message: str
    """What is in doubt."""
    hint: str
    """What would end it, in words."""
    article: str | None
    """Id of the article, None when it is about no single one."""
    file: str
    """File of the content folder to write the answer into; empty when nothing is to be written."""
    yaml: str
    """The answer to paste."""


def questions(archive: Archive, problems: Iterable[Problem]) -> tuple[Question, ...]:
    """Return the questions by kind, then by place, each once, from the articles and the problems of the run.

    Errors are no questions.
    """
    by_path: dict[str, list[Filed]] = {}
    for filed in archive.articles.values():
        by_path.setdefault(filed.article.path, []).append(filed)
    known = dict(by_path)
    for filed in archive.older.values():
        known.setdefault(filed.article.path, []).append(filed)
    asked: dict[tuple[str, Origin, str, str], Question] = {}
    problems = tuple(problems)
    registers = _registers(archive, problems)
    to_come = {p.origin for p in problems if p.code == "future-date"}
    mine: list[tuple[Problem, Filed | None]] = [
        (p, f) for p, f in (*_own(archive), *_bare(archive)) if not _twice(p, to_come)
    ]
    told = {(p.code, p.origin, p.message) for p, _ in mine}
    own = {code for codes in list(GROUPS.values())[:6] for code in codes} - {"future-date", "no-image"}
    for p in problems:
        again = (p.code, p.origin, p.message) in told or (p.code in own and p.origin.path in by_path)
        if p.severity != "error" and not again:
            mine.append((p, _meant(known.get(p.origin.path, []), p)))
    for problem, about in mine:
        question = _question(archive, problem, about, registers)
        apart = question.yaml if question.file not in SECTIONS else ""
        asked.setdefault((problem.code, problem.origin, problem.message, apart), question)
    names = {name.name: name for name in unresolved(archive)}
    keys = keys_for(names, archive.people, "person")
    for name, open_name in names.items():
        message = f"“{name}” in {open_name.count} of the articles is nobody whom the archive knows"
        entry = _entry("people.yaml", registers, keys[name], "name: …", f"variants: [{_text(name)}]")
        origin = open_name.where
        where = _at(by_path.get(origin.path, []), origin.line)
        id_ = where.article.id if where else None
        asked["no-person", origin, message, ""] = Question(
            "people", "no-person", origin, message, "", id_, "people.yaml", entry
        )
    order = list(GROUPS)
    return tuple(
        sorted(asked.values(), key=lambda q: (order.index(q.group), q.origin, q.code, q.message, q.yaml))
    )


def _own(archive: Archive) -> Iterator[tuple[Problem, Filed]]:
    """Yield the doubts that the articles themselves have, each with its article."""
    for filed in archive.articles.values():
        told = {doubt.code for doubt in filed.article.doubts}
        for problem in doubts_of(filed):
            if problem.code == "no-credit" or (problem.code == "no-date" and told & UNREAD):
                continue
            yield problem, filed


def _twice(problem: Problem, to_come: Container[Origin]) -> bool:
    """Return whether a doubt about a date is one that the date's lying in the future asks about already."""
    return problem.code == "wrong-weekday" and problem.origin in to_come


def _bare(archive: Archive) -> Iterator[tuple[Problem, Filed]]:
    """Yield the photos without a credit, as they are after corrections and redactions."""
    for filed in archive.articles.values():
        path = filed.article.path
        for figure in filed.article.figures:
            if figure.credit is None:
                message = "A picture or caption has no credit."
                yield Problem(Origin(path, figure.lines[0]), "doubt", "no-credit", message), filed


def _meant(filed: list[Filed], problem: Problem) -> Filed | None:
    """Return the article that a problem of the run is about: several may stand on one line."""
    if problem.code == "future-date":
        dated = [f for f in filed if f.day and problem.message.endswith(f.day)]
        return _at(dated or filed, problem.origin.line)
    return _at(filed, problem.origin.line)


def _at(filed: list[Filed], line: int) -> Filed | None:
    """Return the article of a file that has this line."""
    return next(
        (f for f in filed if f.article.lines[0] <= line <= f.article.lines[1]), filed[0] if filed else None
    )


def _registers(archive: Archive, problems: Iterable[Problem]) -> frozenset[str]:
    """Return the registers that have entries, by their files."""
    records = (archive.people, archive.topics, archive.sources, archive.creditors)
    origins = (record.origin for table in records for record in table.values())
    return frozenset((*(o.path for o in origins if o), *(p.origin.path for p in problems)))


def _question(archive: Archive, problem: Problem, filed: Filed | None, registers: frozenset[str]) -> Question:
    code, message = problem.code, problem.message
    if code == "no-credit" and filed is not None:
        message = _uncredited(filed.article, problem.origin.line) or message
    file, answer = _answer(archive, problem, filed, registers)
    group = GROUP_OF.get(code, "doubts")
    id_ = filed.article.id if filed else None
    return Question(group, code, problem.origin, message, problem.advice, id_, file, answer)


def _uncredited(article: Article, line: int) -> str:
    caption = next((f.caption for f in article.figures if f.credit is None and f.lines[0] == line), None)
    return f"No credit for the photo with the caption “{caption}”" if caption else ""


def _answer(
    archive: Archive, problem: Problem, filed: Filed | None, registers: frozenset[str]
) -> tuple[str, str]:
    """Return (the file, the YAML) that ends a doubt; nothing for one that YAML cannot end."""
    code, quoted = problem.code, QUOTED.findall(problem.message)
    if code in REGISTERS and quoted:
        file, field = REGISTERS[code]
        return file, _entry(file, registers, quoted[-1] + ":" + THERE, f"{field}: […]")
    if filed is None:
        return "", ""
    article = filed.article
    if code == "learnt-line" and quoted and filed.source is not None:
        record = archive.sources[filed.source.key]
        line = f"boilerplate: [{_text(quoted[0])}]"
        if record.origin:
            return "sources.yaml", _entry("sources.yaml", registers, f"{record.key}:{THERE}", line)
        return "sources.yaml", _entry(
            "sources.yaml", registers, record.key, f"name: {_text(record.name)}", line
        )
    if code == "unredacted-copy" and quoted:
        return "redactions.yaml", _redaction(archive, article, quoted[0])
    if code == "two-bearers" and quoted:
        return "people.yaml", _entry(
            "people.yaml", registers, "…", "name: …", f"variants: [{_text(quoted[0])}]"
        )
    if code == "no-source":
        return _outlet(article, registers)
    if code in (*GROUPS["undated"], *GROUPS["dates"]):
        return _sidecar(article, "published", _made(article, code))
    wanted = {"no-headline": "headline", "no-credit": "credit", "odd-person": "people", "odd-tag": "tags"}
    value = "[…]" if code.startswith("odd-") else "…"
    bare = sum(figure.credit is None for figure in article.figures)
    if code == "no-credit" and bare > 1:
        value = f"[{', '.join('…' * bare)}]"
    return _sidecar(article, wanted[code], value) if code in wanted else ("", "")


def _redaction(archive: Archive, copy: Article, original: str) -> str:
    """Return the entry for a copy. What is to go is never filled in: it must stand in as few places as may be."""
    gone = next((w.removal for w in archive.withdrawn if w.address == original), None)
    everything = (*archive.articles.values(), *archive.older.values())
    own = next((f.article.redactions for f in everything if f.article.path == original), ())
    removal = gone or (own[-1] if own else None)
    name = f"{copy.path}#{copy.part}" if copy.part else copy.path
    lines = [f"- article: {_text(name)}", "whole: yes" if gone else "words: […]"]
    lines.append(f"reason: {_text(removal.reason) if removal else '…'}")
    lines.append(f"date: {removal.date if removal else '…'}")
    return f"redactions:{THERE}\n" + "\n  ".join(lines)


def _made(article: Article, code: str) -> str:
    """Return the date that the archive reads, for the curator to confirm; nothing where there is none to trust."""
    sure = code not in ("future-date", "bad-date", "ambiguous-date", "no-date")
    return article.published.value if article.published and sure else "…"


def _outlet(article: Article, registers: frozenset[str]) -> tuple[str, str]:
    clue = clue_of(article)
    if clue is None:
        return _sidecar(article, "source", "…")
    field = {"handle": "handles", "host": "hosts"}.get(clue.kind, "aliases")
    name = clue.text.removeprefix("www.")
    key = keys_for((name,), (), "source")[name]
    line = f"{field}: [{_text(clue.text)}]"
    return "sources.yaml", _entry("sources.yaml", registers, key, "name: …", line)


def _entry(file: str, registers: frozenset[str], key: str, *lines: str) -> str:
    """Return an entry of a register with its section, which is marked where the file has it."""
    section = SECTIONS[file] + ":" + (THERE if file in registers else "")
    return "\n".join((section, f"  {key}" if THERE in key else f"  {key}:", *(f"    {x}" for x in lines)))


def _sidecar(article: Article, field: str, value: str) -> tuple[str, str]:
    file = f"{posixpath.splitext(article.path)[0]}.yaml"
    line = f"{field}: {value}"
    return file, f"parts:\n  {article.part}:\n    {line}" if article.part else line


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
