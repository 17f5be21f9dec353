"""The citations of a year are written anew when one of them changes, and left alone by all other edits."""

from dataclasses import replace

import msgspec
import pytest
from archives import Site, small

from backfile.model import Dateline, Moment, SourceClue
from backfile.pages.plan import machine_files
from backfile.settings import Settings

SETTINGS = Settings(title="The File", description="Reports as saved.", site_url="https://file.example")
CITATIONS = ("data/2023/citations.bib", "data/2023/citations.ris", "data/2023/citations.json")
TABLE = "data/2023/articles.csv"


def files(site: Site, settings: Settings = SETTINGS) -> dict[str, tuple[str, bytes]]:
    """Return key and bytes of the files of 2023."""
    made = machine_files(site.archive, settings, site.text_of, ())
    return {f.url: (f.key, f.make()) for f in made if f.url in (*CITATIONS, TABLE)}


def edited(article: dict[str, object] | None = None, filed: dict[str, object] | None = None) -> Site:
    """Return the small archive with other values in the record of one report of 2023."""
    site = small()
    old = next(
        f
        for f in site.archive.articles.values()
        if (f.day or "").startswith("2023") and f.topics and f.source
    )
    record = msgspec.structs.replace(old.article, **(article or {}))
    new = msgspec.structs.replace(old, article=record, **(filed or {}))
    articles = {id_: new if id_ == record.id else one for id_, one in site.archive.articles.items()}
    return replace(site, archive=msgspec.structs.replace(site.archive, articles=articles))


CITED: dict[str, dict[str, object]] = {
    "headline": {"headline": "Ferry & harbour: 100 % of {all} sail again"},
    "writer": {"byline": ("Ana Corford",)},
    "desk": {"byline": ("Quay Wire",), "clues": (SourceClue("agency", "Quay Wire", 3),)},
    "day": {"published": Moment("2023-09-21", "day", None, "21 September 2023", 2)},
    "original": {"original_url": "https://example.org/ferry"},
    "section": {"section": "Harbour"},
    "place": {"dateline": Dateline("GENEVA", None, "GENEVA —", 4)},
    "language": {"language": "fr"},
    "standfirst": {"deck": "The ferry sails again."},
    "first words": {"deck": None, "lead": "The ferry sails again."},
}


@pytest.mark.parametrize("change", CITED)
def test_a_change_that_a_citation_shows_gives_all_citations_of_the_year_a_new_key(change: str) -> None:
    before, after = files(small()), files(edited(CITED[change]))
    assert any(before[url][1] != after[url][1] for url in CITATIONS)
    assert all(before[url][0] != after[url][0] for url in CITATIONS)


@pytest.mark.parametrize("change", ["outlet", "topics"])
def test_so_does_another_outlet_or_topic(change: str) -> None:
    before = files(small())
    after = files(edited(filed={"source": None} if change == "outlet" else {"topics": ()}))
    assert any(before[url][1] != after[url][1] for url in CITATIONS)
    assert all(before[url][0] != after[url][0] for url in CITATIONS)


@pytest.mark.parametrize("setting", [{"title": "Other"}, {"site_url": "https://other.example"}])
def test_so_does_a_setting_that_citations_print(setting: dict[str, str]) -> None:
    before, after = files(small()), files(small(), msgspec.structs.replace(SETTINGS, **setting))
    assert any(before[url][1] != after[url][1] for url in CITATIONS)
    assert all(before[url][0] != after[url][0] for url in CITATIONS)


def test_words_of_a_text_alone_change_its_table_and_no_citation() -> None:
    before, after = files(small()), files(edited(filed={"digest": "another reading"}))
    assert before[TABLE][0] != after[TABLE][0]
    assert {url: before[url] for url in CITATIONS} == {url: after[url] for url in CITATIONS}


def test_signs_that_bibtex_gives_a_meaning_are_written_so_that_they_are_printed() -> None:
    made = files(edited({"headline": "50 % of {all} & #1_a, $2 ^ 3 ~ 4 \\ 5"}))[CITATIONS[0]][1].decode()
    told = r"50 \% of \{all\} \& \#1\_a, \$2 \textasciicircum{} 3 \textasciitilde{} 4 \textbackslash{} 5"
    assert f"title={{{{{told}}}}}" in made
