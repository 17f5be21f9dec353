"""What machines read of an article: names that Zotero takes, Open Graph, and schema.org in JSON-LD.

Zotero's order of trust decides the table: `z:itemType` before all; `prism.publicationName`, for else
`og:site_name` would make this archive the newspaper; no `citation_*` tag, which would make the report a
journal article; no `byline` class; no `prefix` attribute with https, which switches Open Graph reading off.
"""

from typing import Any

from backfile.model import Article, Figure, Filed
from backfile.pages import addresses, dates
from backfile.pages.articleview import Head
from backfile.pages.catalogue import Catalogue, named, shortened
from backfile.pages.citations import Cited, family_given

__all__ = ["cited", "head"]


def cited(catalogue: Catalogue, filed: Filed) -> Cited:
    """Return what citations and metadata say of an article."""
    record = filed.article
    moment = record.published
    link = addresses.web(record.original_url) or ""
    return Cited(
        id=record.id,
        title=catalogue.headline(filed),
        source=catalogue.source_name(filed),
        authors=record.byline,
        organisations=catalogue.organisations(filed),
        date=moment.value[:10] if moment else "",
        date_words=dates.words(moment.value, catalogue.w) if moment else "",
        url=link,
        permalink=catalogue.permalink(record.id),
        archive=catalogue.settings.title,
        section=record.section or "",
        place=(record.dateline.place or "") if record.dateline else "",
        language=record.language or "",
        keywords=tuple(catalogue.archive.topics[match.key].name for match in filed.topics),
        abstract=shortened(record.deck or record.lead, 160),
    )


def head(catalogue: Catalogue, filed: Filed, facts: Cited) -> Head:
    """Return the metadata of an article's page."""
    record = filed.article
    image = next((f for f in record.figures if catalogue.image(f)), None)
    site = catalogue.site_url
    rights = _rights(filed)
    # One element may carry both a name and a property: Zotero reads the name, Open Graph the property. Without a
    # name Zotero reads each of several properties, as RDFa does; those of Open Graph must each stand alone.
    rows = [
        ("z:itemType", "DC.type", "newspaperArticle"),
        ("DC.title", "og:title", facts.title),
        ("", "prism.publicationName DC.source DC.publisher", facts.source),
        ("", "prism.publicationDate DC.date DCTERMS.issued", facts.date),
        ("DC.language", "", facts.language),
        ("DC.rights", "", rights),
        ("description", "og:description", facts.abstract),
    ]
    for name in facts.authors:
        parts = family_given(name, facts.organisations)
        rows += [
            ("DC.creator", "", f"{parts[0]}, {parts[1]}" if parts else name),
            ("author", "", name),
        ]
    rows += [("DC.subject", "article:tag", word) for word in facts.keywords]
    rows += [
        ("", "og:type", "article"),
        ("", "og:url", site + addresses.encoded(catalogue.url(record.id)) if site else ""),
        ("", "og:site_name", catalogue.settings.title),
        ("", "og:image", site + catalogue.image(image) if site and image else ""),
        ("", "og:image:alt", (image.alt or image.caption or "") if site and image else ""),
        ("", "og:locale", facts.language.replace("-", "_") if "-" in facts.language else ""),
        ("", "article:published_time", dates.machine(record.published) if record.published else ""),
        ("", "article:modified_time", _modified(record)),
        ("", "article:section", facts.section),
    ]
    return Head(
        named=tuple(row for row in rows if row[2]),
        original=facts.url,
        json_ld=_json_ld(catalogue, filed, facts),
    )


def _json_ld(catalogue: Catalogue, filed: Filed, facts: Cited) -> dict[str, Any]:
    """Return the article as a schema.org NewsArticle. Only what is known; no image without a file."""
    record, site = filed.article, catalogue.site_url
    people = named(filed)
    subjects = _in_headline(filed)
    images = [_image_object(f, site + a, facts) for f in record.figures if site and (a := catalogue.image(f))]
    publisher = _publisher(catalogue, filed)
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": record.id,
        "headline": facts.title,
        "alternativeHeadline": record.deck,
        "datePublished": dates.machine(record.published) if record.published else None,
        "dateModified": _modified(record),
        "dateline": facts.place,
        "author": [_author(catalogue, filed, name, facts, publisher) for name in facts.authors],
        "publisher": publisher,
        "copyrightHolder": _holder(_rights(filed), publisher),
        "creditText": next((clue.text for clue in record.clues if clue.kind == "agency"), ""),
        "image": images,
        "articleSection": record.section,
        "keywords": list(facts.keywords),
        "about": [_person(catalogue, key) for key in people if key in subjects],
        "mentions": [_person(catalogue, key) for key in people if key not in subjects],
        "inLanguage": record.language,
        "isBasedOn": facts.url,
        "url": facts.permalink,
        "isPartOf": {
            "@type": "Collection",
            "name": catalogue.settings.title,
            **({"url": site} if site else {}),
        },
    }
    return {name: value for name, value in made.items() if value}


def _in_headline(filed: Filed) -> frozenset[str]:
    """Return the keys of the people whom the headline names: the report is about them."""
    return frozenset(
        key
        for person, key in zip(filed.findings.people, filed.people, strict=True)
        if key and any(mention.place.part == "headline" for mention in person.mentions)
    )


def _rights(filed: Filed) -> str:
    """Return whom the copyright line names, as printed; empty when there is none."""
    return next((c.text for c in filed.article.clues if c.kind in ("notice", "copyright")), "")


def _holder(name: str, publisher: dict[str, str] | None) -> dict[str, str] | None:
    """Return the holder of the rights; whether a name is a person or a company is said of the outlet alone."""
    if publisher and publisher["name"].casefold() == name.casefold():
        return publisher
    return {"name": name} if name else None


def _modified(record: Article) -> str:
    """Return when the text was changed, as printed; empty when that would be before it was published."""
    updated, published = record.updated, record.published
    if updated is None:
        return ""
    if published is not None:
        both = min(len(updated.value), len(published.value))
        if updated.value[:both] < published.value[:both]:
            return ""
    return dates.machine(updated)


def _author(
    catalogue: Catalogue, filed: Filed, name: str, facts: Cited, publisher: dict[str, str] | None
) -> dict[str, str]:
    """Return an author; with an address where this archive has a page for that person, or the outlet has a site."""
    if name.casefold() in facts.organisations:
        if publisher and publisher["name"].casefold() == name.casefold():
            return publisher
        return {"@type": "Organization", "name": name}
    parts = family_given(name, facts.organisations)
    split = {"familyName": parts[0], "givenName": parts[1]} if parts else {}
    keys = {
        key
        for person, key in zip(filed.findings.people, filed.people, strict=True)
        if key and name.casefold() in (person.name.casefold(), catalogue.person(key).text.casefold())
    }
    # Two persons of one name: no page is better than the wrong one.
    url = {"url": _person_url(catalogue, *keys)} if len(keys) == 1 and catalogue.site_url else {}
    return {"@type": "Person", "name": name, **split, **url}


def _publisher(catalogue: Catalogue, filed: Filed) -> dict[str, str] | None:
    if filed.source is None:
        return None
    record = catalogue.archive.sources[filed.source.key]
    link = addresses.web(record.url)
    return {"@type": "Organization", "name": record.name, **({"url": link} if link else {})}


def _person(catalogue: Catalogue, key: str) -> dict[str, str]:
    url = {"url": _person_url(catalogue, key)} if catalogue.site_url else {}
    return {"@type": "Person", "name": catalogue.archive.people[key].name, **url}


def _person_url(catalogue: Catalogue, key: str) -> str:
    return catalogue.site_url + addresses.encoded(addresses.record("people", key))


def _image_object(figure: Figure, url: str, facts: Cited) -> dict[str, Any]:
    credit = figure.credit
    creator = (credit.creator or "") if credit else ""
    kind = "Organization" if creator.casefold() in facts.organisations else "Person"
    parts = {
        "@type": "ImageObject",
        "contentUrl": url,
        "caption": figure.caption or "",
        "creditText": credit.line if credit else "",
        "creator": {"@type": kind, "name": creator} if creator else None,
        "copyrightNotice": (credit.notice or "") if credit else "",
    }
    return {name: value for name, value in parts.items() if value}
