"""The command that lists what the archive could not tell, with the YAML that answers it."""

import sys
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
        for question in mine if everything else mine[:SHOWN]:
            click.echo(_told(question))
        if not everything and len(mine) > SHOWN:
            click.echo(f"  and {len(mine) - SHOWN} more: add --all")
    if not found:
        click.echo("Nothing to look at.", err=True)
    return 0


def _told(question: Question) -> str:
    lines = [f"  {printable(str(question.origin))}: [{question.code}] {printable(question.message)}"]
    if question.yaml:
        lines.append(f"    in {printable(question.file)}:")
        lines += [f"      {printable(line)}" for line in question.yaml.split("\n")]
    elif question.hint:
        lines.append(f"    {printable(question.hint)}")
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
