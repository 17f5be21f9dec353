"""Who is named and who speaks, measured against texts marked by hand.

    .venv/bin/python benchmarks/names.py [--misses]

Prints a table by part and language: distinct persons, mentions, direct quotes, their speakers, and the pronouns
among those. The part `held` is never tuned on: `--misses` names what went wrong in the part `tuned` alone.
Below it stands what the search costs a new process before its first text: CPU time and memory of the import and of
the lists (benchmarks/reading.py has the time of a text).

A record in `benchmarks/names/` is a YAML file: `language`, `held`, `persons` (`name` in the nominative without
titles, `also` for other forms that are as right, `mentions` with the count of each form as printed) and `quotes`
(`words` as printed, in parts when the speaker stands between; `speaker`, left out when no person is told;
`basis`: what the text tells the speaker by). Its text is the .txt file of the same name or the file of `text`.
"""

import argparse
import pathlib
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from backfile.extract.findings import find
from backfile.model import Findings, Quote
from backfile.parse.article import parse
from backfile.parse.habits import Habits
from backfile.read.document import read_documents
from backfile.registers import PeopleRegister

__all__ = ["FOLDER", "Marked", "Spoken", "load"]

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "benchmarks/names"
COST = """
import os, time
def held(): return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
least, begun = held(), time.process_time()
import backfile.extract.findings
imported, between = time.process_time() - begun, held()
from backfile.extract.lexicon import lexicon
begun = time.process_time()
lexicon()
print(imported, between - least, time.process_time() - begun, held() - between)
"""
# How much of the words two forms of one quote must share, as F1 of their words.
SAME = 0.8


@dataclass(frozen=True)
class Spoken:
    """A quote as marked."""

    words: tuple[str, ...]
    speaker: str | None
    basis: str


@dataclass(frozen=True)
class Marked:
    """A text with what a careful archivist marks in it."""

    stem: str
    path: pathlib.Path
    language: str
    held: bool
    names: dict[str, frozenset[str]]
    """The forms of a name that are right, by the name."""
    mentions: dict[str, dict[str, int]]
    """How often each form is printed, by the name."""
    quotes: tuple[Spoken, ...]


@dataclass
class Tally:
    """Right, wrong and missed, and what is told of the speakers."""

    texts: int = 0
    persons: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    quotes: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    pronouns: Counter[str] = field(default_factory=Counter)


def load() -> list[Marked]:
    """Return the marked texts, in order of their names. Raises KeyError for a record without a needed key."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        people = record["persons"] or ()
        text = ROOT / record["text"] if "text" in record else path.with_suffix(".txt")
        found.append(
            Marked(
                path.stem,
                text,
                record["language"],
                record["held"],
                {p["name"]: frozenset({p["name"], *p.get("also", ())}) for p in people},
                {p["name"]: p["mentions"] for p in people},
                tuple(Spoken(tuple(q["words"]), q.get("speaker"), q["basis"]) for q in record["quotes"]),
            )
        )
    return found


def main() -> None:
    """Print the table, and the misses of the tuned part when asked for."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--misses", action="store_true", help="name the misses of the tuned part")
    misses = arguments.parse_args().misses
    tallies: dict[tuple[bool, str], Tally] = {}
    for text in load():
        both = [tallies.setdefault((text.held, key), Tally()) for key in ("all", text.language)]
        for line in _compare(text, both):
            if misses and not text.held:
                print(f"{text.stem}: {line}")
    print(
        f"{'part':6}{'lang':5}{'texts':>5}   {'persons P R F1':18} {'mentions F1':12}{'quotes P R F1':18} "
        "speakers right  pronouns right/resolved/all"
    )
    for (held, language), tally in sorted(tallies.items()):
        print(_row("held" if held else "tuned", language, tally))
    print(_cost())


def _cost() -> str:
    """Return what the import and the lists cost, the least of five new processes; says so where Linux is needed."""
    runs = []
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", COST], capture_output=True, text=True, check=False)
        runs.append(tuple(map(float, done.stdout.split())))
    if not all(runs):
        return "import and memory: measured on Linux only"
    imported, grown, loaded, lists = map(min, zip(*runs, strict=True))
    return f"import {imported:.3f} s, {grown:.1f} MB; lists {loaded:.3f} s, {lists:.1f} MB"


def _compare(text: Marked, tallies: list[Tally]) -> Iterator[str]:
    """Yield what went wrong in a text, and count right and wrong."""
    found = _read(text)
    right_names = {form: name for name, forms in text.names.items() for form in forms}
    got = [person.name for findings in found for person in findings.people]
    named = Counter(
        " ".join(mention.text.split())
        for findings in found
        for person in findings.people
        for mention in person.mentions
        if mention.basis not in ("role", "pronoun")
    )
    printed: Counter[str] = Counter()
    for forms in text.mentions.values():
        printed.update(forms)
    have = Counter(right_names.get(name, name) for name in got)
    want = Counter(dict.fromkeys(text.names, 1))
    for tally in tallies:
        tally.texts += 1
        _count(tally.persons, want, have)
        _count(tally.mentions, printed, named)
    for label, extra in (("invented", have - want), ("missed", want - have)):
        if extra:
            yield f"{label} {', '.join(sorted(extra))}"
    for label, extra in (("mention too many", named - printed), ("mention missed", printed - named)):
        if extra:
            yield f"{label} {dict(sorted(extra.items()))}"
    yield from _compare_quotes(text, found, right_names, tallies)


def _compare_quotes(
    text: Marked, found: list[Findings], right_names: dict[str, str], tallies: list[Tally]
) -> Iterator[str]:
    """Yield what is wrong in the quotes and their speakers, and count it."""
    left = [(findings, quote) for findings in found for quote in findings.quotes]
    for marked in text.quotes:
        pair = max(left, key=lambda entry: _alike(marked, entry[1]), default=None)
        if pair is None or _alike(marked, pair[1]) < SAME:
            for tally in tallies:
                tally.quotes["missed"] += 1
            yield f"quote missed {marked.words[0]!r}"
            continue
        left.remove(pair)
        findings, quote = pair
        name = None if quote.speaker is None else findings.people[quote.speaker].name
        right = (None if name is None else right_names.get(name, name)) == marked.speaker
        if not right:
            yield f"speaker {name} for {marked.speaker} of {marked.words[0]!r}"
        for tally in tallies:
            tally.quotes["right"] += 1
            tally.speakers["right" if right else "wrong"] += 1
            if marked.basis == "pronoun":
                tally.pronouns["all"] += 1
                tally.pronouns["resolved"] += name is not None
                tally.pronouns["right"] += right
    for _, quote in left:
        yield f"quote invented {quote.text!r}"
    for tally in tallies:
        tally.quotes["wrong"] += len(left)


def _read(text: Marked) -> list[Findings]:
    """Return the findings of the text's articles, without any register."""
    documents = read_documents(text.path.name, text.path.read_bytes())
    return [find(*parse(document, Habits()), PeopleRegister()) for document in documents]


def _alike(marked: Spoken, quote: Quote) -> float:
    """Return the F1 of the words of a marked and a found quote; characters count where no blanks part words."""
    cut = r"[\u3040-\u30ff\u3400-\u9fff]|\w+"
    want = Counter(re.findall(cut, " ".join(marked.words)))
    have = Counter(re.findall(cut, quote.text))
    total = want.total() + have.total()
    return 2 * (want & have).total() / total if total else 0.0


def _count(tally: Counter[str], want: Counter[str], have: Counter[str]) -> None:
    tally["right"] += (want & have).total()
    tally["wrong"] += (have - want).total()
    tally["missed"] += (want - have).total()


def _figures(tally: Counter[str]) -> tuple[float, float, float]:
    precision = tally["right"] / (tally["right"] + tally["wrong"] or 1)
    recall = tally["right"] / (tally["right"] + tally["missed"] or 1)
    return precision, recall, 2 * precision * recall / (precision + recall or 1)


def _row(part: str, language: str, tally: Tally) -> str:
    persons = " ".join(f"{figure:.3f}" for figure in _figures(tally.persons))
    quotes = " ".join(f"{figure:.3f}" for figure in _figures(tally.quotes)) if tally.quotes else "-"
    told = f"{tally.speakers['right']}/{tally.speakers.total()}"
    pronouns = "/".join(str(tally.pronouns[key]) for key in ("right", "resolved", "all"))
    return (
        f"{part:6}{language:5}{tally.texts:5}   {persons:18} {_figures(tally.mentions)[2]:.3f}       "
        f"{quotes:18} {told:15} {pronouns}"
    )


if __name__ == "__main__":
    main()
