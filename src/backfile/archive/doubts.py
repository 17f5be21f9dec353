"""What is in doubt about one article: what its reading left open, an outlet nobody names, a date to come."""

from collections.abc import Iterator

from backfile.model import Article, Filed, SourceClue
from backfile.problems import Origin, Problem

__all__ = ["clue_of", "doubts_of", "in_future"]


def doubts_of(filed: Filed) -> Iterator[Problem]:
    """Yield what the curator should decide about an article, but for what depends on the day of the build.

    What is about a whole article stands on its first line in a file of many articles, on line 0 in a file of its own.
    """
    article = filed.article
    for doubt in (*article.doubts, *filed.findings.doubts):
        origin = Origin(article.path, doubt.line or _first_line(article))
        if doubt.grave:
            yield Problem(origin, "warning", doubt.code, doubt.message, doubt.hint)
        else:
            yield Problem(origin, "doubt", doubt.code, doubt.message, doubt.hint)
    if filed.source is None:
        clue = clue_of(article)
        found = f"only {clue.text}" if clue else "none"
        hint = (
            f"add {clue.text} to an outlet in sources.yaml" if clue else "add `source: …` to a sidecar file"
        )
        origin = Origin(article.path, (clue.line if clue else 0) or _first_line(article))
        yield Problem(origin, "doubt", "no-source", f"expected the name of an outlet, found {found}", hint)


def in_future(filed: Filed, now: str) -> Problem:
    """Return the doubt about an article dated after the day `now`."""
    article = filed.article
    line = (article.published.line if article.published else 0) or _first_line(article)
    message = f"expected a date up to {now}, found {filed.day}"
    return Problem(Origin(article.path, line), "doubt", "future-date", message)


def clue_of(article: Article) -> SourceClue | None:
    """Return the clue from which the register could infer the outlet; None without one."""
    return next((c for c in article.clues if c.kind in ("handle", "host", "copyright")), None)


def _first_line(article: Article) -> int:
    return article.lines[0] if article.part else 0
