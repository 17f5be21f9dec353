"""Which outlet an article is from, and who is credited for its photos."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from backfile.archive.keys import filing_key, fold_term, keys_for
from backfile.archive.masks import MARK
from backfile.model import (
    Article,
    Credit,
    CreditorRecord,
    FigureRef,
    SourceClue,
    SourceRecord,
    SourceRef,
    Together,
    VariantRecord,
)
from backfile.registers import RegisteredCreditor, RegisteredSource

__all__ = ["creditor_records", "resolve_creditors", "resolve_sources", "source_records"]

NAMING = ("field", "line", "name", "byline", "agency", "notice")
# Who holds the rights is as a rule the outlet: that is inferred, but for the page's own notice at its end.
INVENTING = ("field", "line", "agency", "byline", "notice", "copyright")
HOW = {
    "field": "the file's own field says “{}”",
    "line": "a source line says “{}”",
    "name": "a line beside the text names “{}”",
    "byline": "the byline names “{}”",
    "agency": "the dateline or the end of the text carries the mark of “{}”",
    "host": "the address {} is known to the sources register",
    "handle": "the handle {} is known to the sources register",
    "notice": "the page's own copyright line names “{}”",
    "copyright": "the copyright notice names “{}”",
    "folder": "the folder “{}” has the name of an outlet in the sources register",
}


def resolve_sources(
    articles: Mapping[str, Article], register: Mapping[str, RegisteredSource]
) -> tuple[dict[str, SourceRef | None], dict[str, str]]:
    """Return (the outlet of each article id, None when unknown; the name of each outlet not registered)."""
    by_name, by_host, by_handle = _forms(register)
    agencies = frozenset(source.key for source in register.values() if source.kind == "agency")
    known = {id_: _registered(a.clues, by_name, by_host, by_handle, agencies) for id_, a in articles.items()}
    for id_, ref in known.items():
        if ref is None and _unregistered(articles[id_].clues) is None:
            known[id_] = _of_folder(articles[id_].path, register, by_name, by_host)
    loose = {id_: _unregistered(articles[id_].clues) for id_, ref in known.items() if ref is None}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for clue in loose.values():
        if clue is not None:
            spellings[fold_term(clue.text)][clue.text] += 1
    names = {folded: min(forms, key=lambda n: (-forms[n], n)) for folded, forms in spellings.items()}
    keys = keys_for(names, register, "source")
    for id_, clue in loose.items():
        if clue is not None:
            known[id_] = _ref(keys[fold_term(clue.text)], clue.kind == "copyright", clue)
    return known, {keys[folded]: name for folded, name in names.items()}


def _forms(register: Mapping[str, RegisteredSource]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return keys by folded name or alias, by host, and by handle."""
    names: dict[str, str] = {}
    hosts: dict[str, str] = {}
    handles: dict[str, str] = {}
    for source in register.values():
        for name in (source.name, *source.aliases):
            names.setdefault(fold_term(name), source.key)
        for host in source.hosts:
            hosts.setdefault(host.casefold().removeprefix("www."), source.key)
        for handle in source.handles:
            handles.setdefault(handle.casefold().lstrip("@"), source.key)
    return names, hosts, handles


def _registered(
    clues: Iterable[SourceClue],
    names: Mapping[str, str],
    hosts: Mapping[str, str],
    handles: Mapping[str, str],
    agencies: frozenset[str],
) -> SourceRef | None:
    """Return the registered outlet that the strongest clue leads to.

    An agency that a paper names as its source gives way to the paper, when a line beside the text names that.
    """
    agency: SourceRef | None = None
    for clue in clues:
        if agency is not None and clue.kind != "name":
            continue
        key = None
        if clue.kind in (*NAMING, "copyright"):
            key = names.get(fold_term(clue.text)) or _beginning(fold_term(clue.text), names)
        elif clue.kind == "host":
            key = hosts.get(clue.text.casefold()) or _parent_host(clue.text.casefold(), hosts)
        elif clue.kind == "handle":
            key = handles.get(clue.text.casefold())
        if key in agencies and clue.kind in ("line", "agency"):
            agency = agency or _ref(key, False, clue)
            continue
        if key is not None and not (agency and key in agencies):
            return _ref(key, clue.kind not in NAMING, clue)
        if clue.kind in ("field", "line"):
            return (
                None  # the file names an outlet that the register does not know: no weaker clue overrules it
            )
    return agency


def _ref(key: str, inferred: bool, clue: SourceClue) -> SourceRef:
    return SourceRef(key, inferred, clue.line, HOW[clue.kind].format(clue.text), clue.kind, clue.text)


def _beginning(folded: str, names: Mapping[str, str]) -> str | None:
    """Return the outlet whose name begins a line such as `The Meridian Record with agencies`."""
    words = folded.split()
    for count in range(len(words) - 1, 1, -1):
        if words[count] in ("with", "and", "via", "online", "staff", "mit", "avec", "con", "с", "и"):
            key = names.get(" ".join(words[:count]))
            if key is not None:
                return key
    return None


def _parent_host(host: str, hosts: Mapping[str, str]) -> str | None:
    parts = host.split(".")
    return next(
        (hosts[name] for n in range(1, len(parts) - 1) if (name := ".".join(parts[n:])) in hosts), None
    )


def _of_folder(
    path: str,
    register: Mapping[str, RegisteredSource],
    names: Mapping[str, str],
    hosts: Mapping[str, str],
) -> SourceRef | None:
    """Return the outlet whose key, name or host is that of a folder above the file, the nearest first."""
    for folder in path.split("/")[-2:0:-1]:
        host = folder.casefold().removeprefix("www.")
        key = folder if folder in register else names.get(fold_term(folder)) or hosts.get(host)
        if key is not None:
            return SourceRef(key, True, 0, HOW["folder"].format(folder), "folder", folder)
    return None


def _unregistered(clues: Iterable[SourceClue]) -> SourceClue | None:
    """Return the clue that names an outlet of its own accord, None when there is only something to infer from."""
    return next((c for c in clues if c.kind in INVENTING and fold_term(c.text)), None)


def source_records(
    articles: Mapping[str, Article],
    resolved: Mapping[str, SourceRef | None],
    names: Mapping[str, str],
    register: Mapping[str, RegisteredSource],
) -> dict[str, SourceRecord]:
    """Return the outlets that have articles, by key, in the order of names. `articles` is in date order."""
    ids: dict[str, list[str]] = defaultdict(list)
    inferred: Counter[str] = Counter()
    for article in articles:
        ref = resolved[article]
        if ref is not None:
            ids[ref.key].append(article)
            inferred[ref.key] += ref.inferred
    records = []
    for key, mine in ids.items():
        entry = register.get(key)
        records.append(
            SourceRecord(
                key=key,
                name=entry.name if entry else names[key],
                kind=entry.kind if entry else None,
                url=entry.url if entry else None,
                handles=entry.handles if entry else (),
                country=entry.country if entry else None,
                language=entry.language if entry else None,
                time_zone=entry.time_zone if entry else None,
                articles=tuple(mine),
                inferred=inferred[key],
                origin=entry.origin if entry else None,
                collected=tuple(sorted((s[:10], s[-10:]) for s in entry.collected)) if entry else (),
                agencies=_carried(key, mine, articles, register, ids),
            )
        )
    return {r.key: r for r in sorted(records, key=lambda r: (filing_key(r.name), r.key))}


def _carried(
    key: str,
    mine: Iterable[str],
    articles: Mapping[str, Article],
    register: Mapping[str, RegisteredSource],
    known: Mapping[str, object],
) -> tuple[Together, ...]:
    """Return the agencies among the outlets with articles whose marks these articles of another outlet carry."""
    names, _, _ = _forms(register)
    counts: Counter[str] = Counter()
    for id_ in mine:
        marks = {names.get(fold_term(c.text)) for c in articles[id_].clues if c.kind in ("agency", "line")}
        counts.update(m for m in marks if m and m != key and m in known and register[m].kind == "agency")
    return tuple(Together(name, n) for name, n in sorted(counts.items(), key=lambda i: (-i[1], i[0])))


def resolve_creditors(
    articles: Mapping[str, Article], register: Mapping[str, RegisteredCreditor]
) -> tuple[dict[str, tuple[str | None, ...]], dict[str, str]]:
    """Return (for each article id a creditor key for each figure, the name of each creditor not registered)."""
    lines: dict[str, str] = {}
    for creditor in register.values():
        for line in (creditor.name, *creditor.lines):
            lines.setdefault(fold_term(line), creditor.key)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles.values():
        for figure in article.figures:
            if figure.credit and _registered_creditor(figure.credit, lines) is None:
                name = _creditor_name(figure.credit)
                if MARK in name:
                    continue
                names[fold_term(name)][name] += 1
    chosen = {folded: min(forms, key=lambda n: (-forms[n], n)) for folded, forms in names.items()}
    keys = keys_for(chosen, register, "credit")
    resolved = {}
    for id_, article in articles.items():
        found: list[str | None] = []
        for figure in article.figures:
            if figure.credit is None:
                found.append(None)
                continue
            key, name = _registered_creditor(figure.credit, lines), _creditor_name(figure.credit)
            found.append(key or (None if MARK in name else keys[fold_term(name)]))
        resolved[id_] = tuple(found)
    return resolved, {keys[folded]: name for folded, name in chosen.items()}


def _registered_creditor(credit: Credit, lines: Mapping[str, str]) -> str | None:
    """Return the creditor whose register entry lists the line, or its agency, or its creator."""
    parts = [credit.line, credit.agency, *(credit.agency or "").split(", "), credit.creator]
    return next((lines[folded] for part in parts if part and (folded := fold_term(part)) in lines), None)


def _creditor_name(credit: Credit) -> str:
    return credit.agency or credit.creator or credit.line


def creditor_records(
    articles: Mapping[str, Article],
    resolved: Mapping[str, Sequence[str | None]],
    names: Mapping[str, str],
    register: Mapping[str, RegisteredCreditor],
) -> dict[str, CreditorRecord]:
    """Return who is credited, by key, in the order of names. `articles` is in date order."""
    figures: dict[str, list[FigureRef]] = defaultdict(list)
    lines: dict[str, Counter[str]] = defaultdict(Counter)
    for id_, article in articles.items():
        for index, (figure, key) in enumerate(zip(article.figures, resolved[id_], strict=True)):
            if key is not None and figure.credit is not None:
                figures[key].append(FigureRef(id_, index))
                lines[key][figure.credit.line] += 1
    records = []
    for key, mine in figures.items():
        entry = register.get(key)
        found = sorted(lines[key].items(), key=lambda item: (-item[1], item[0]))
        records.append(
            CreditorRecord(
                key=key,
                name=entry.name if entry else names[key],
                url=entry.url if entry else None,
                lines=tuple(VariantRecord(line, n) for line, n in found),
                figures=tuple(mine),
                origin=entry.origin if entry else None,
            )
        )
    return {r.key: r for r in sorted(records, key=lambda r: (filing_key(r.name), r.key))}
