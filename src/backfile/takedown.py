"""The articles of one file as the archive may know them: redacted, or withdrawn with their address left."""

from collections.abc import Iterator, Sequence

from backfile.archive.redacted import redacted
from backfile.archive.sketch import sketch_of
from backfile.model import Reading, Removal, Withdrawn
from backfile.pages import addresses
from backfile.problems import Problem
from backfile.redactions import Redaction

__all__ = ["published"]


def published(
    path: str, read: Sequence[Reading], redactions: Sequence[Redaction]
) -> tuple[tuple[Reading, ...], tuple[Withdrawn, ...], tuple[Problem, ...]]:
    """Return (the articles as the archive may know them, those withdrawn, redactions that take nothing out)."""
    if not redactions:
        return tuple(read), (), ()
    readings: list[Reading] = []
    withdrawn: list[Withdrawn] = []
    vain: dict[Problem, int] = {}
    for reading in read:
        article = reading.article
        mine = [r for r in redactions if r.meant(path, article.part, article.id)]
        made, idle = redacted(reading, mine)
        vain |= {problem: vain.get(problem, 0) + 1 for problem in idle}
        whole = next((r for r in mine if r.whole), None)
        if whole is None:
            readings.append(made)
        else:
            removal = Removal(whole.date, whole.reason)
            sketch = sketch_of(reading.text.body, article.dateline.text if article.dateline else "")
            withdrawn.append(Withdrawn(addresses.article(made.article), removal, sketch))
    # An entry for a file of many articles must take something out of one of them.
    meant = {r.origin: sum(r.meant(path, x.article.part, x.article.id) for x in read) for r in redactions}
    idle_all = tuple(problem for problem, count in vain.items() if count == meant[problem.origin])
    return tuple(readings), tuple(withdrawn), (*idle_all, *_out_of_range(path, read, redactions))


def _out_of_range(path: str, read: Sequence[Reading], redactions: Sequence[Redaction]) -> Iterator[Problem]:
    """Yield an error for each stretch of lines that a redaction names and the articles do not have."""
    for entry in redactions:
        mine = [r.article for r in read if entry.meant(path, r.article.part, r.article.id)]
        lines = {line for a in mine for line in range(a.lines[0], a.lines[1] + 1)}
        for first, last in entry.lines if mine else ():
            if not lines.issuperset(range(first, last + 1)):
                asked = f"line {first}" if first == last else f"lines {first} to {last}"
                message = f"expected lines from {min(lines)} to {max(lines)} of {path}, found {asked}"
                yield Problem(entry.origin, "error", "redaction-idle", message)
