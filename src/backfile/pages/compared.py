"""Copies and versions: a list of each, and for every article of them the page that shows what differs."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from backfile.model import Filed
from backfile.pages import addresses, dates
from backfile.pages.catalogue import Catalogue, digest
from backfile.pages.differences import Difference, Tally, differences, paragraphs, tally
from backfile.pages.page import Page
from backfile.pages.paging import leaves
from backfile.pages.views import Card, Link, Pager, Trail, View

__all__ = ["Elsewhere", "Kin", "kin_of", "pages", "with_tallies"]

COMPARED = 12
"""Copies named on an article's page, and shown in full beside the earliest of them."""

GROUPS = 20
"""Groups on a full page of copies or versions: each has several lines."""


class Elsewhere(View, frozen=True):
    """One more place where the text of an article stands."""

    card: Card
    digest: str
    """Filed.digest of the other article: stands for its text."""
    id: str
    first: bool
    """True for the earliest of the group."""
    tally: Tally | None = None
    """What differs, None where it is not counted."""


class Kin(View, frozen=True):
    """The copies and versions of an article."""

    newest: Card | None
    """The version shown in all lists, when this is an older one."""
    versions: Link | None
    """Where all versions are compared, with their number."""
    copies: tuple[Elsewhere, ...]
    """Where else the text stands, the earliest first, at most twelve places."""
    compared: str
    """Address of what differs between the copies."""


class Row(View, frozen=True):
    """One article of a group in a list."""

    card: Card
    date: str
    """When it was published or updated, in words."""
    note: str
    compared: str
    """Address of what differs."""


class GroupsView(View, frozen=True):
    """All groups of copies, or all articles with versions."""

    title: str
    told: str
    groups: tuple[tuple[Row, ...], ...]
    pager: Pager


class Compared(View, frozen=True):
    """One version or copy, with what differs from another one."""

    card: Card
    date: str
    """When it was published or updated, in words."""
    note: str
    """What it is among the others: `earliest here`."""
    notes: tuple[str, ...]
    """Notes of correction in the source."""
    tally: Tally | None
    differences: tuple[Difference, ...]


class ComparedView(View, frozen=True):
    """What differs between the versions or copies of an article."""

    title: str
    told: str
    here: Card
    """The article whose page led here."""
    steps: tuple[Compared, ...]


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the lists of copies and versions, where there are any, and a page for each of their articles."""
    archive = catalogue.archive
    for name, groups in (("copies", archive.copies), ("versions", tuple(archive.versions.values()))):
        if groups:
            yield from _groups(catalogue, name, groups)
    for group in archive.copies:
        for id_ in group:
            yield _copies(catalogue, id_, group)
    for ids in archive.versions.values():
        for id_ in ids:
            yield _versions(catalogue, id_, ids)


def kin_of(catalogue: Catalogue, id_: str) -> Kin:
    """Return the copies and versions of an article, nothing of them counted yet."""
    group, story, url = catalogue.copies.get(id_, ()), catalogue.story.get(id_, ()), catalogue.url(id_)
    others = [other for other in group if other != id_][:COMPARED]
    versions = addresses.linked(addresses.versions(url))
    return Kin(
        newest=catalogue.card(story[-1]) if story and story[-1] != id_ else None,
        versions=Link(catalogue.w("article.versions"), versions, len(story)) if story else None,
        copies=tuple(
            Elsewhere(catalogue.card(o), catalogue.filed(o).digest, o, o == group[0]) for o in others
        ),
        compared=addresses.linked(addresses.copies(url)) if group else "",
    )


def with_tallies(catalogue: Catalogue, id_: str, kin: Kin) -> Kin:
    """Return the same with what differs from each copy, counted for pairs with the earliest one only."""
    made = []
    for place in kin.copies:
        first = catalogue.copies[id_][0]
        counted = None
        if first in (id_, place.id):
            counted = tally(_between(catalogue, first, place.id if first == id_ else id_))
        made.append(msgspec.structs.replace(place, tally=counted))
    return msgspec.structs.replace(kin, copies=tuple(made))


def _between(catalogue: Catalogue, old: str, new: str) -> tuple[Difference, ...]:
    return differences(paragraphs(catalogue.text_of(old)), paragraphs(catalogue.text_of(new)))


def _groups(catalogue: Catalogue, name: str, groups: Sequence[tuple[str, ...]]) -> Iterator[Page]:
    w = catalogue.w
    leaf_of, title = (addresses.copies, addresses.versions)[name == "versions"], w(f"nav.{name}")
    for leaf in leaves(f"{name}.html", tuple(groups), GROUPS):
        made = []
        for ids in leaf.entries:
            order = ids if name == "copies" else tuple(reversed(ids))
            made.append(
                tuple(
                    Row(
                        catalogue.card(id_),
                        _date(catalogue, catalogue.filed(id_)),
                        w(f"{name}.first") if id_ == order[0] else "",
                        addresses.linked(leaf_of(catalogue.url(id_))),
                    )
                    for id_ in order
                )
            )
        view = GroupsView(title, w(f"{name}.told"), tuple(made), catalogue.pager(leaf))
        yield catalogue.page(leaf.url, "groups.html", view, title)


def _copies(catalogue: Catalogue, id_: str, group: Sequence[str]) -> Page:
    first = group[0]
    pairs = [(first, o) for o in group[1 : COMPARED + 1]] if id_ == first else [(first, id_)]
    return _compared(catalogue, id_, "copies", pairs, first)


def _versions(catalogue: Catalogue, id_: str, ids: Sequence[str]) -> Page:
    pairs = [("", ids[0]), *pairwise(ids)]
    return _compared(catalogue, id_, "versions", pairs[::-1], ids[-1])


def _compared(
    catalogue: Catalogue, id_: str, name: str, pairs: Sequence[tuple[str, str]], first: str
) -> Page:
    """Return the page of what differs. Its key is made without the texts, for which their digests stand."""
    w, filed = catalogue.w, catalogue.filed(id_)
    at = catalogue.url(id_)
    url = (addresses.copies if name == "copies" else addresses.versions)(at)
    title = w(f"{name}.of", title=catalogue.headline(filed))
    trail = (Trail(w(f"nav.{name}"), f"{name}.html"), Trail(catalogue.headline(filed), addresses.linked(at)))
    frame = catalogue.frame(url, title, "", w(f"{name}.of.told"), (*trail, Trail(w("compare.title"), "")))
    shown = dict.fromkeys((id_, *(one for pair in pairs for one in pair if one)))
    known = [(catalogue.filed(one).digest, catalogue.card(one), one == first) for one in shown]
    if name == "copies" and id_ != first:
        pairs = [*pairs, ("", first)]

    def context() -> dict[str, object]:
        steps = tuple(
            _step(catalogue, old, new, w(f"{name}.first") if new == first else "") for old, new in pairs
        )
        view = ComparedView(title, w(f"{name}.of.told"), catalogue.card(id_), steps)
        return {"frame": frame, "page": view, "root": frame.root}

    return Page(url, "compared.html", digest("compared.html", frame, known), context, tuple(shown))


def _step(catalogue: Catalogue, old: str, new: str, note: str) -> Compared:
    filed = catalogue.filed(new)
    found = _between(catalogue, old, new) if old else ()
    return Compared(
        card=catalogue.card(new),
        date=_date(catalogue, filed),
        note=note,
        notes=filed.article.notes,
        tally=tally(found) if old else None,
        differences=found,
    )


def _date(catalogue: Catalogue, filed: Filed) -> str:
    updated, published = filed.article.updated, filed.article.published
    if updated:
        return f"{catalogue.w('article.updated')} {dates.moment(updated, catalogue.w)}"
    return dates.moment(published, catalogue.w) if published else catalogue.w("date.none")
