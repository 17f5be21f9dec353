"""Exports that are one stream of text: records, news items, citations, the network of people.

Each function yields the file piece by piece, so that no export holds the texts of the whole archive.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from xml.sax.saxutils import quoteattr

import msgspec

from backfile.exports.records import record_of
from backfile.model import Figure, Filed, Text
from backfile.pages.catalogue import Catalogue
from backfile.pages.citations import bibtex, csl, ris
from backfile.pages.feeds import instant, xml_text
from backfile.pages.metadata import cited
from backfile.pipeline import Opened
from backfile.problems import Report

__all__ = ["STREAMS", "catalogue_of"]


def catalogue_of(opened: Opened) -> Catalogue:
    """Return what looks things up in an opened archive."""
    return Catalogue(opened.archive, opened.desk.settings, opened.text_of, Report())


def records(opened: Opened, ids: Sequence[str]) -> Iterator[str]:
    """Yield each article as a line of JSON, in the form of docs/record.md."""
    encoder = msgspec.json.Encoder()
    catalogue = catalogue_of(opened)
    for id_ in ids:
        yield (
            encoder.encode(record_of(catalogue.filed(id_), opened.text_of(id_), opened.archive)).decode()
            + "\n"
        )


def csl_items(opened: Opened, ids: Sequence[str]) -> Iterator[str]:
    """Yield one JSON array of CSL items (https://citationstyles.org)."""
    catalogue = catalogue_of(opened)
    between = "["
    for id_ in ids:
        yield f"{between}\n{json.dumps(csl(cited(catalogue, catalogue.filed(id_))), ensure_ascii=False)}"
        between = ","
    yield "\n]\n" if ids else "[]\n"


def ris_records(opened: Opened, ids: Sequence[str]) -> Iterator[str]:
    """Yield RIS records, one after another."""
    catalogue = catalogue_of(opened)
    yield from (ris(cited(catalogue, catalogue.filed(id_))) for id_ in ids)


def bibtex_entries(opened: Opened, ids: Sequence[str]) -> Iterator[str]:
    """Yield BibTeX entries; the id at the end of each key keeps keys apart."""
    catalogue = catalogue_of(opened)
    yield from (bibtex(cited(catalogue, catalogue.filed(id_))) + "\n" for id_ in ids)


# ---------------------------------------------------------------- who appears with whom


def network(opened: Opened, ids: Sequence[str]) -> Iterator[str]:
    """Yield a graph in GEXF 1.2: people, and as the weight of an edge the number of articles that name both."""
    catalogue = catalogue_of(opened)
    named = [frozenset(key for key in catalogue.filed(id_).people if key) for id_ in ids]
    articles: dict[str, list[frozenset[str]]] = defaultdict(list)
    for keys in named:
        for key in keys:
            articles[key].append(keys)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield '<graph mode="static" defaultedgetype="undirected">\n<attributes class="node">\n'
    yield '<attribute id="articles" title="articles" type="integer"/>\n'
    yield '<attribute id="description" title="description" type="string"/>\n'
    yield '<attribute id="wikidata" title="wikidata" type="string"/>\n</attributes>\n<nodes>\n'
    for key in sorted(articles):
        person = opened.archive.people[key]
        yield f"<node id={_attribute(key)} label={_attribute(person.name)}><attvalues>"
        values = (
            ("articles", str(len(articles[key]))),
            ("description", person.description),
            ("wikidata", person.wikidata),
        )
        for name, value in values:
            if value:
                yield f'<attvalue for="{name}" value={_attribute(value)}/>'
        yield "</attvalues></node>\n"
    yield "</nodes>\n<edges>\n"
    number = count()
    for one in sorted(articles):  # one after another: of a list of thousands there are millions of pairs
        beside = Counter(other for keys in articles[one] for other in keys if other > one)
        for other, weight in sorted(beside.items()):
            ends = f"source={_attribute(one)} target={_attribute(other)}"
            yield f'<edge id="{next(number)}" {ends} weight="{weight}"/>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _attribute(text: str) -> str:
    return quoteattr(xml_text(text))


# ---------------------------------------------------------------- news items


def news_items(opened: Opened, ids: Sequence[str]) -> Iterator[str]:
    """Yield each article as a line of JSON in IPTC's ninjs 2.1.

    The standard asks for moments; they are given as in the feeds: `-00:00` for a zone that is not printed,
    noon for a day without a time.
    """
    catalogue = catalogue_of(opened)
    for id_ in ids:
        item = _news_item(catalogue, catalogue.filed(id_), opened.text_of(id_))
        yield json.dumps(item, ensure_ascii=False) + "\n"


def _news_item(catalogue: Catalogue, filed: Filed, text: Text) -> dict[str, object]:
    a, archive = filed.article, catalogue.archive
    body = "\n\n".join(block.text for block in text.body if block.kind != "figure")
    item: dict[str, object] = {
        "uri": _uri(catalogue, a.id),
        "type": "text",
        "standard": {
            "name": "ninjs",
            "version": "2.1",
            "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
        },
        "language": a.language,
        "contentcreated": instant(a.published),
        "versioncreated": instant(a.updated or a.published),
        "headlines": [{"role": "main", "value": a.headline}] if a.headline else [],
        "descriptions": [{"role": "deck", "value": a.deck}] if a.deck else [],
        "bodies": [{"contenttype": "text/plain", "wordcount": a.words, "value": body}] if body else [],
        "by": ", ".join(a.byline),
        "located": a.dateline.place if a.dateline else None,
        "people": [{"name": archive.people[key].name, "literal": key} for key in dict.fromkeys(filed.people) if key],
        "subjects": [{"name": archive.topics[m.key].name, "literal": m.key} for m in filed.topics],
        "infosources": [{"name": catalogue.source_name(filed), "literal": filed.source.key}] if filed.source else [],
        "associations": [_picture(a.id, n, f) for n, f in enumerate(a.figures, 1)],
        "altids": [
            {"role": role, "value": value}
            for role, value in (("id", a.id), ("path", a.path), ("original", a.original_url))
            if value
        ],
    }  # fmt: skip
    return {name: value for name, value in item.items() if value}


def _uri(catalogue: Catalogue, id_: str) -> str:
    return catalogue.permalink(id_) or f"urn:backfile:{id_}"


def _picture(id_: str, number: int, figure: Figure) -> dict[str, object]:
    item: dict[str, object] = {
        "name": f"photo {number}",
        "uri": f"urn:backfile:{id_}:photo:{number}",
        "type": "picture",
        "descriptions": [{"role": "caption", "value": figure.caption}] if figure.caption else [],
        "by": figure.credit.creator if figure.credit else None,
        "copyrightnotice": figure.credit.notice if figure.credit else None,
        "infosources": [{"name": figure.credit.line}] if figure.credit else [],
    }
    return {name: value for name, value in item.items() if value}


Stream = Callable[[Opened, Sequence[str]], Iterator[str]]

STREAMS: dict[str, Stream] = {
    "jsonl": records,
    "csl": csl_items,
    "ris": ris_records,
    "bibtex": bibtex_entries,
    "gexf": network,
    "ninjs": news_items,
}
"""The exports that may go to standard output, by the name of their format."""
