"""The curator's desk: what the archive could not tell, by kind, with the YAML that answers it."""

from collections import defaultdict
from collections.abc import Iterator

from backfile.archive.questions import GROUPS, Question, questions
from backfile.pages import reasons
from backfile.pages.catalogue import Catalogue
from backfile.pages.page import Page
from backfile.pages.paging import PAGE, leaves
from backfile.pages.views import Link, Pager, Trail, View
from backfile.patterns import late

__all__ = ["pages"]

QUOTED = late("“([^”]*)”")
LINKED = ("aside", "skipped")
"""Sections to which another page leads: they are there when they are empty too."""
FOLDED = 40
"""Entries of a section; more, and the section has pages of its own."""


class DeskEntry(View, frozen=True):
    """One thing for the curator to look at."""

    where: str
    """path:line."""
    message: str
    hint: str
    link: Link | None
    """The article concerned."""
    file: str = ""
    """File of the content folder to write the answer into."""
    yaml: str = ""
    """The answer to paste; empty when there is none."""
    english: bool = True
    """Whether the message is the engine's own, which speaks English whatever the interface does."""


class DeskSection(View, frozen=True):
    """Things of one kind to look at."""

    anchor: str
    title: str
    told: str
    count: int
    entries: tuple[DeskEntry, ...]
    more: Link | None


class DeskView(View, frozen=True):
    """The curator's list."""

    sections: tuple[DeskSection, ...]
    count: int


class DeskListView(View, frozen=True):
    """The rest of one section."""

    title: str
    told: str
    entries: tuple[DeskEntry, ...]
    pager: Pager


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the desk, and the pages of the sections that are long."""
    archive, w = catalogue.archive, catalogue.w
    asked: dict[str, list[DeskEntry]] = defaultdict(list)
    for question in questions(archive, catalogue.report.problems):
        if question.group == "redactions":
            continue  # a page must not lead to the words
        asked[question.group].append(_entry(catalogue, question))
    aside = [
        DeskEntry(f"{item.path}:{item.line}" if item.line else item.path, item.message, "", None)
        for item in archive.set_aside
    ]
    skipped = [DeskEntry(item.path, item.reason, "", None) for item in archive.skipped]
    sections = (("aside", aside), *((name, asked[name]) for name in GROUPS), ("skipped", skipped))
    made = []
    for name, entries in sections:
        if not entries and name not in LINKED:
            continue
        url = f"desk.{name}.html"
        more = Link(w("desk.all"), url, len(entries)) if len(entries) > FOLDED else None
        title, told = w(f"desk.{name}"), w(f"desk.{name}.told")
        made.append(DeskSection(name, title, told, len(entries), tuple(entries[:FOLDED]), more))
        if more:
            trail = (Trail(w("nav.desk"), "desk.html"), Trail(title, ""))
            for leaf in leaves(url, tuple(entries), PAGE):
                view = DeskListView(title, told, leaf.entries, catalogue.pager(leaf))
                yield catalogue.page(leaf.url, "desk-list.html", view, title, "desk", trail=trail)
    desk = DeskView(tuple(made), sum(section.count for section in made if section.anchor != "skipped"))
    yield catalogue.page("desk.html", "desk.html", desk, w("nav.desk"), "desk")


def _entry(catalogue: Catalogue, question: Question) -> DeskEntry:
    card = catalogue.card(question.article) if question.article else None
    link = Link(card.headline, card.address, lang=card.lang) if card else None
    told = reasons.doubt(question.code, question.message, catalogue.w)
    message, english = told or QUOTED.sub("“\u2068\\1\u2069”", question.message), not told
    if question.code == "no-credit" and question.article:
        figures = catalogue.filed(question.article).article.figures
        mine = (f.caption for f in figures if f.credit is None and f.lines[0] == question.origin.line)
        caption = next(mine, None)
        message = catalogue.w("desk.caption" if caption else "desk.bare", caption=caption or "")
        english = False
    hint = question.hint if english and not question.yaml else ""
    return DeskEntry(str(question.origin), message, hint, link, question.file, question.yaml, english)
