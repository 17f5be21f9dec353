"""Records and reports as JSON, in the form that docs/record.md describes."""

from backfile.hints import advice
from backfile.model import Archive, Figure, Filed, Findings, Moment, Text
from backfile.problems import Problem, Report, printable

__all__ = ["record_of", "report_of"]


def record_of(filed: Filed, text: Text, archive: Archive) -> dict[str, object]:
    """Return one article as the JSON object of `backfile read`. Unknown is null or an empty list."""
    article, findings = filed.article, filed.findings
    published, updated = article.published, article.updated
    return {
        "id": article.id,
        "path": article.path,
        "lines": article.lines,
        "sha256": article.sha256,
        "format": article.format,
        "headline": article.headline,
        "deck": article.deck,
        "section": article.section,
        "published": _moment(published),
        "updated": _moment(updated),
        "source": _source(filed, archive),
        "byline": article.byline,
        "dateline": _dateline(filed),
        "language": article.language,
        "direction": article.direction,
        "original_url": article.original_url,
        "figures": [
            _figure(f, key, archive) for f, key in zip(article.figures, filed.creditors, strict=True)
        ],
        "body": [{"kind": b.kind, "text": b.text, "lines": b.lines} for b in text.body],
        "footer": [{"text": a.text, "lines": a.lines} for a in text.asides if a.kind == "footer"],
        "asides": [
            {"kind": a.kind, "text": a.text, "lines": a.lines} for a in text.asides if a.kind != "footer"
        ],
        "links": article.links,
        "tags": article.tags,
        "notes": article.notes,
        "people": _people(filed, archive),
        "quotes": _quotes(filed),
        "topics": [
            {
                "key": m.key,
                "name": archive.topics[m.key].name,
                "why": m.why,
                "basis": m.basis,
                "confidence": m.confidence,
            }
            for m in filed.topics
        ],
        "events": [{"text": e.text, "line": e.line, "value": e.value} for e in findings.events],
        "doubts": _doubts(filed, findings),
    }


def report_of(report: Report) -> dict[str, object]:
    """Return a run's report as the JSON object of `--json`."""
    return {
        "seen": report.seen,
        "published": report.published,
        "articles": report.articles,
        "doubts": report.doubts,
        "exit": report.exit_code,
        "set_aside": [
            {"path": s.path, "line": s.line, "code": s.code, "message": s.message} for s in report.set_aside
        ],
        "skipped": [{"path": s.path, "reason": s.reason} for s in report.skipped],
        "problems": [_problem(p) for p in report.problems],
        "pages": report.pages,
        "written": report.written,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "seconds": report.seconds,
    }


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.origin.path,
        "line": problem.origin.line,
        "column": problem.origin.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": printable(problem.message),
        "hint": printable(problem.advice),
    }


def _moment(moment: Moment | None) -> dict[str, object] | None:
    if moment is None:
        return None
    return {
        "value": moment.value,
        "precision": moment.precision,
        "zone": moment.zone,
        "as_printed": moment.as_printed,
        "line": moment.line,
    }


def _source(filed: Filed, archive: Archive) -> dict[str, object] | None:
    ref = filed.source
    if ref is None:
        return None
    name = archive.sources[ref.key].name
    return {"key": ref.key, "name": name, "inferred": ref.inferred, "line": ref.line, "why": ref.why}


def _dateline(filed: Filed) -> dict[str, object] | None:
    dateline = filed.article.dateline
    if dateline is None:
        return None
    return {"place": dateline.place, "agency": dateline.agency, "text": dateline.text, "line": dateline.line}


def _figure(figure: Figure, creditor: str | None, archive: Archive) -> dict[str, object]:
    credit = figure.credit
    return {
        "caption": figure.caption,
        "credit": None
        if credit is None
        else {
            "line": credit.line,
            "creator": credit.creator,
            "notice": credit.notice,
            "creditor": archive.creditors[creditor].name if creditor else None,
        },
        "image": figure.image,
        "lines": figure.lines,
    }


def _people(filed: Filed, archive: Archive) -> list[dict[str, object]]:
    return [
        {
            "key": key,
            "name": person.name,
            "authority": archive.people[key].name if key else None,
            "roles": [role.text for role in person.roles],
            "mentions": [
                {"text": m.text, "line": m.line, "basis": m.basis, "origin": m.origin or None}
                for m in person.mentions
            ],
        }
        for person, key in zip(filed.findings.people, filed.people, strict=True)
    ]


def _quotes(filed: Filed) -> list[dict[str, object]]:
    return [
        {
            "text": quote.text,
            "speaker": filed.people[quote.speaker] if quote.speaker is not None else None,
            "speaker_text": quote.speaker_text,
            "verb": quote.verb,
            "basis": quote.basis,
            "split": quote.split,
            "lines": quote.lines,
        }
        for quote in filed.findings.quotes
    ]


def _doubts(filed: Filed, findings: Findings) -> list[dict[str, object]]:
    return [
        {
            "field": d.field,
            "line": d.line,
            "code": d.code,
            "message": printable(d.message),
            "hint": printable(advice(d.code, d.hint)),
        }
        for d in (*filed.article.doubts, *findings.doubts)
    ]
