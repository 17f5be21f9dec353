"""The command that lists what the archive could not tell, with the YAML that answers it."""

import sys
from collections.abc import Sequence
from itertools import groupby

import click
import msgspec

from backfile.archive.questions import GROUPS, Question
from backfile.options import Options
from backfile.pipeline import asked
from backfile.problems import printable
from backfile.terminal import show

__all__ = ["TITLES", "list_doubts"]

TITLES = {
    "undated": "No date",
    "dates": "Dates in doubt",
    "unsourced": "No source",
    "headlines": "Headlines in doubt",
    "people": "People not resolved",
    "uncredited": "Photos without a credit or an image",
    "idle": "Register entries that match nothing",
    "sidecars": "Corrections that change nothing",
    "learnt": "Learnt boilerplate",
    "redactions": "Copies of redacted articles",
    "doubts": "Other readings in doubt",
}
SHOWN = 20


def list_doubts(options: Options, kinds: tuple[str, ...], everything: bool, as_json: bool) -> int:
    """Print the questions of an archive by kind, and return the exit code: 1 when registers or settings are wrong."""
    report, found = asked(options)
    if report.stopped:
        show(report.problems)
        return 1
    found = tuple(q for q in found if not kinds or q.group in kinds)
    if as_json:
        counts = {
            group: sum(q.group == group for q in found) for group in GROUPS if not kinds or group in kinds
        }
        data = msgspec.json.encode({"counts": counts, "doubts": [_plain(q) for q in found]})
        sys.stdout.write(msgspec.json.format(data, indent=1).decode() + "\n")
        return 0
    for group, items in groupby(found, key=lambda q: q.group):
        mine = list(items)
        click.echo(f"{click.style(f'{TITLES[group]}: {len(mine)}', bold=True)}  (--kind {group})")
        answered = _by_answer(mine)
        shown = answered if everything else answered[:SHOWN]
        for same in shown:
            click.echo(_told(same, everything))
        if left := len(mine) - sum(len(same) for same in shown):
            click.echo(f"  and {left} more: add --all")
    if not found:
        click.echo("Nothing to look at.", err=True)
    return 0


def _by_answer(questions: Sequence[Question]) -> list[list[Question]]:
    """Return the questions in their order, those together that the same lines in a register answer."""
    found: dict[object, list[Question]] = {}
    for n, question in enumerate(questions):
        alone = not question.yaml or question.file.startswith("articles/")
        key = n if alone else (question.code, question.message, question.file, question.yaml)
        found.setdefault(key, []).append(question)
    return list(found.values())


def _told(same: Sequence[Question], everything: bool) -> str:
    first = same[0]
    places = [printable(str(question.origin)) for question in same]
    more = f" and {len(same) - 1} more" if len(same) > 1 and not everything else ""
    lines = [f"  {place}" for place in places[:-1]] if everything else []
    lines.append(
        f"  {places[-1] if everything else places[0]}{more}: [{first.code}] {printable(first.message)}"
    )
    if first.yaml:
        lines.append(f"    in {printable(first.file)}:")
        lines += [f"      {printable(line)}" for line in first.yaml.split("\n")]
    elif first.hint:
        lines.append(f"    {printable(first.hint)}")
    return "\n".join(lines)


def _plain(question: Question) -> dict[str, object]:
    return {
        "kind": question.group,
        "code": question.code,
        "path": question.origin.path,
        "line": question.origin.line,
        "message": printable(question.message),
        "hint": printable(question.hint),
        "file": question.file,
        "yaml": question.yaml,
    }
