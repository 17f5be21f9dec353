"""Groups of pages kept by their stamps: the same pages as planned from nothing, and hardly any view made."""

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest
from archives import SEED, STORIES, Site, archive_of, many, small, without

from backfile.model import Archive
from backfile.pages.kept import Kept, Shelf
from backfile.pages.plan import plan
from backfile.publish.render import Renderer
from backfile.settings import Settings

SETTINGS = Settings(title="The File", description="Reports as saved.", site_url="https://file.example")


def planned(
    site: Site, kept: Kept | None = None, settings: Settings = SETTINGS, held: set[str] | None = None
) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    pages = plan(site.archive, settings, site.text_of, site.report, held, kept)
    return [(page.url, page.template, page.key, page.texts, page.article) for page in pages]


def shelf_of(site: Site, settings: Settings = SETTINGS) -> Shelf:
    kept = Kept()
    planned(site, kept, settings)
    return msgspec.msgpack.decode(msgspec.msgpack.encode(kept.shelf), type=Shelf)


def changed(site: Site, change: Callable[[Archive], Archive]) -> Site:
    return replace(site, archive=change(site.archive))


def renamed(kind: str) -> Callable[[Archive], Archive]:
    """Return what gives each second record of a kind another name."""

    def change(archive: Archive) -> Archive:
        records = getattr(archive, kind)
        made = {
            key: msgspec.structs.replace(record, name=f"{record.name} II") if at % 2 else record
            for at, (key, record) in enumerate(records.items())
        }
        assert made != records
        return msgspec.structs.replace(archive, **{kind: made})

    return change


CHANGES: dict[str, Callable[[], tuple[Site, Settings, set[str] | None]]] = {
    "nothing": lambda: (small(), SETTINGS, None),
    "an article gone": lambda: (without("articles/2023/bagheri-drill.txt"), SETTINGS, None),
    "a word of a text": lambda: (
        archive_of([replace(SEED, body=[*SEED.body[:-1], "He left."]), *STORIES]), SETTINGS, None,
    ),
    "a topic of an article": lambda: (archive_of([replace(SEED, topics=("defence",)), *STORIES]), SETTINGS, None),
    "names of people": lambda: (changed(small(), renamed("people")), SETTINGS, None),
    "names of topics": lambda: (changed(small(), renamed("topics")), SETTINGS, None),
    "names of outlets": lambda: (changed(small(), renamed("sources")), SETTINGS, None),
    "a setting": lambda: (small(), msgspec.structs.replace(SETTINGS, title="Other"), None),
    "no pictures": lambda: (small(), SETTINGS, set()),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_pages_planned_with_those_of_the_last_build_are_those_planned_from_nothing(change: str) -> None:
    site, settings, held = CHANGES[change]()
    assert planned(site, Kept(shelf_of(small())), settings, held) == planned(site, None, settings, held)


def test_an_article_added_anywhere_gives_the_pages_planned_from_nothing() -> None:
    before, after = many(120), many(121)
    assert planned(after, Kept(shelf_of(before))) == planned(after)
    assert planned(before, Kept(shelf_of(after))) == planned(before)


def test_where_nothing_changed_all_groups_stand_and_none_is_to_be_kept_anew() -> None:
    kept = Kept(shelf_of(small()))
    planned(small(), kept)
    assert kept.same
    other = Kept(shelf_of(small()))
    planned(without("articles/2023/bagheri-drill.txt"), other)
    assert not other.same


def test_a_page_that_was_kept_can_still_be_rendered() -> None:
    site, renderer = small(), Renderer()
    kept = Kept(shelf_of(site))
    fresh = {page.url: page for page in plan(site.archive, SETTINGS, site.text_of, site.report)}
    pages = list(plan(site.archive, SETTINGS, site.text_of, site.report, None, kept))
    assert len(pages) == len(fresh) > 20
    for page in pages:
        assert renderer.render(page) == renderer.render(fresh[page.url]), page.url


def test_a_text_that_changes_makes_few_groups_anew() -> None:
    site = many(200)
    before = shelf_of(site)
    id_ = list(site.archive.articles)[100]
    one = msgspec.structs.replace(site.archive.articles[id_], digest="0" * 40)
    after = changed(
        site, lambda archive: msgspec.structs.replace(archive, articles=archive.articles | {id_: one})
    )
    kept = Kept(before)
    assert planned(after, kept) == planned(after)
    made = [name for name, group in kept.shelf.groups.items() if before.groups.get(name) != group]
    articles = [name for name in made if name.startswith("a:")]
    assert f"a:{id_}" in articles
    assert 3 <= len(articles) <= 20
    assert [name for name in made if name.startswith("d:")] == [f"d:{one.day}"]


@pytest.mark.parametrize("day", ["1999-12-31", "2000-02-10", "2010-01-01"])
def test_an_article_that_moves_to_another_day_gives_the_pages_planned_from_nothing(day: str) -> None:
    before = many(120, 2)
    after = many(120, 2, lambda number, story: replace(story, published=day) if number == 100 else story)
    assert planned(after, Kept(shelf_of(before))) == planned(after) != planned(before)
