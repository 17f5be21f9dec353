"""Texts printed from news databases: labelled fields above and below the text, as ProQuest, EBSCO, Gale and
NewsBank write them.

A label is one that these databases use, at the beginning of a line, with a colon. A file is taken for such a print
only when it has four of them, two of which no newspaper prints.
"""

import re
from collections.abc import Sequence

from backfile.model import Field
from backfile.patterns import late

__all__ = ["database_fields"]

# What each label means; an empty meaning is a label whose value the record has no field for.
MEANING = {
    label: meaning
    for meaning, labels in {
        "headline": "title|headline|document title|article title",
        "byline": "author|authors|byline|author name",
        "source": "publication title|publication|publication name|source|source title|newspaper|journal|periodical",
        "published": "publication date|date|date published|pub date|issue date",
        "section": "section|column",
        "language": "language|language of publication",
        "tags": "subject|subjects|subject terms|keywords|descriptors|index terms|index terms (subject)",
        "id": "proquest document id|accession number|gale document number|record number|document id|document number|"
        "record id",
        "original_url": "document url|persistent link|persistent link to this record|persistent link to this record "
        "(permalink)|permalink|url|link|links|openurl link",
        "dateline": "dateline",
        "": "location|locations|place|first page|start page|end page|page|pages|page number|publication year|publisher|"
        "country of publication|place of publication|publication subject|publication info|issn|isbn|e-issn|eissn|"
        "source type|document type|database|database name|copyright|last updated|volume|issue|number|edition|"
        "word count|full text word count|wordcount|number of pages|people|person|personal names|company|"
        "company / organization|company/entity|organization|classification|identifier / keyword|document features|"
        "geographic terms|named person|naics code|naics/industry codes|author affiliation|author affiliations|"
        "article type|publication type|publication format|online publication date|entry date|publication category|"
        "abstract|abstract (summary)|summary|credit|region|country|series|article id|page range|print issn",
    }.items()
    for label in labels.split("|")
}
# Labels that only databases print.
SIGNS = frozenset(
    (
        "publication title",
        "first page",
        "start page",
        "source type",
        "document type",
        "proquest document id",
        "accession number",
        "full text",
        "gale document number",
        "record number",
        "country of publication",
        "place of publication",
        "publication info",
        "document url",
        "full text word count",
        "publication subject",
        "language of publication",
        "publication year",
        "persistent link to this record",
        "persistent link to this record (permalink)",
        "company / organization",
        "identifier / keyword",
        "details",
    )
)
LABEL = late(r"(?P<label>[A-Za-z][A-Za-z /()-]{2,50}?)\s?:(?:\s+(?P<value>\S.*)|\s*)")
TEXT = late(
    r"(?:full[ -]?text|(?:article )?text|body|article body)(?:\s?:\s*(?P<value>.*)|\s*)", re.IGNORECASE
)
BARE = late(
    r"[_=*-]{5,}|details|abstract|indexing(?: \(details\))?|(?:document|record|article|result) \d+ of \d+|"
    r"contact proquest|"
    r"proquest document link|(?:enlarge|show) .{2,30}|database copyright .{2,80}|terms and conditions|back to top|"
    r"https?://\S+|copyright .{2,160}|©.{2,160}|reproduced with permission.{2,200}|"
    r"(?:full text|citation)s? from .{2,60}",
    re.IGNORECASE,
)
PLACE = late(r"\s*[;\[(].*|[.,]\s*(?P<date>\d{1,2}/\d{1,2}/\d{4}).*")
INVERTED = late(r"(?P<last>[^\W\d_][\w.'’ -]{1,40}),\s(?P<first>[^\W\d_][\w.'’ -]{0,40}?)\.?")
PRINTED = late(r"(?P<outlet>[^;\[:]{2,60}?)\s?[;\[].*?\]?\s?(?P<date>\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})\b")
FEWEST = 4
# No label reaches as far, its colon included.
LONGEST_LABEL = 54


def database_fields(lines: Sequence[str]) -> tuple[tuple[Field, ...], int, tuple[str, ...]] | None:
    """Return (fields, index of the first line of the text, the text's lines); None for a file of another kind."""
    labels = [_label(line) if ":" in line else None for line in lines]
    known = {label[0] for label in labels if label}
    if len(known) + 1 < FEWEST:
        return None
    texts = [i for i, line in enumerate(lines) if TEXT.fullmatch(line.strip())]
    bare = {line.strip().casefold() for line in lines if len(line) < 40}
    signs = len(known & SIGNS) + ("details" in bare) + bool(texts)
    if len(known) + bool(texts) < FEWEST or signs < 2:
        return None
    meta = _meta(lines, labels)
    start = texts[0] if texts else _below_labels(lines, meta)
    first = TEXT.fullmatch(lines[start].strip()) if texts else None
    end = _end(lines, meta, start + 1)
    told = first.group("value") or "" if first else ""
    text = (told, *lines[start + 1 : end]) if texts else tuple(lines[start:end])
    if not any(line.strip() for line in text):
        return None
    fields = _fields(lines, labels, (start, end))
    above = next((i for i in range(start) if lines[i].strip() and not meta[i]), None)
    if above is not None and all(field.name != "headline" for field in fields):
        fields.insert(0, Field("headline", (lines[above].strip(),), above + 1))
    return tuple(fields), start, text


def _label(line: str) -> tuple[str, str] | None:
    text = line.strip()
    found = LABEL.fullmatch(text) if ":" in text[:LONGEST_LABEL] else None
    label = found.group("label").casefold() if found else ""
    return (label, found.group("value") or "") if found and label in MEANING else None


def _meta(lines: Sequence[str], labels: Sequence[tuple[str, str] | None]) -> list[bool]:
    """Return for each line whether it is a label with its value, a value below its label, or a database's own word."""
    meta: list[bool] = []
    waiting = False
    for line, label in zip(lines, labels, strict=True):
        text = line.strip()
        value = waiting and bool(text) and label is None and len(text) <= 200
        meta.append(label is not None or value or bool(BARE.fullmatch(text)))
        waiting = (label is not None and not label[1]) or (waiting and not text)
    return meta


def _below_labels(lines: Sequence[str], meta: Sequence[bool]) -> int:
    """Return the index below the labels above the text; 0 when there are none."""
    start, others = 0, 0
    for i, line in enumerate(lines):
        if meta[i]:
            start = i + 1
        elif line.strip():
            others += 1
            if others > 2 or len(line.strip()) > 200:
                break
    return start


def _end(lines: Sequence[str], meta: Sequence[bool], start: int) -> int:
    """Return the index of the first line below the text: from there on labels are most of what stands."""
    for i in range(start, len(lines)):
        if meta[i]:
            rest = [meta[j] for j in range(i, len(lines)) if lines[j].strip()]
            if sum(rest) >= 0.7 * len(rest):
                return i
    return len(lines)


def _fields(
    lines: Sequence[str], labels: Sequence[tuple[str, str] | None], text: tuple[int, int]
) -> list[Field]:
    """Return the labelled fields outside the text, each meaning once."""
    found: dict[str, Field] = {}
    for i, label in enumerate(labels):
        if label is None or text[0] <= i < text[1]:
            continue
        name, value = label
        line = i
        if not value:
            line = next((j for j in range(i + 1, min(i + 3, len(lines))) if lines[j].strip()), i)
            value = lines[line].strip() if labels[line] is None else ""
        meaning = MEANING[name]
        if name == "publication info" and (printed := PRINTED.match(value)):
            found.setdefault("source", Field("source", (printed.group("outlet").strip(),), line + 1))
            found.setdefault("published", Field("published", (printed.group("date"),), line + 1))
        elif value and meaning and (meaning != "original_url" or value.startswith("http")):
            dated = PLACE.search(value) if meaning == "source" else None
            if dated and dated.group("date"):
                found.setdefault("published", Field("published", (dated.group("date"),), line + 1))
            found.setdefault(meaning, Field(meaning, _values(meaning, value), line + 1))
    return list(found.values())


def _values(meaning: str, value: str) -> tuple[str, ...]:
    """Return the value as the record wants it: the outlet without its town, names in reading order, tags apart."""
    if meaning == "source":
        return (PLACE.sub("", value).strip() or value,)
    if meaning == "byline":
        names = [name.strip() for name in value.split(";") if name.strip()]
        turned = [INVERTED.fullmatch(name) for name in names]
        return tuple(
            f"{t.group('first')} {t.group('last')}" if t else name
            for t, name in zip(turned, names, strict=True)
        )
    if meaning == "tags":
        return tuple(part.strip() for part in value.split(";") if part.strip())
    return (value,)
