"""The interface's languages: complete, counted and dated as CLDR says, and on every page."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import problem_codes
import pytest
from archives import small
from conftest import backfile

from backfile.archive.outlets import HOW
from backfile.archive.questions import GROUPS
from backfile.model import Doubt, TopicMatch, TopicReason
from backfile.pages import dates, reasons
from backfile.pages.plan import plan
from backfile.pages.wording import ENGLISH, Wording, categories, words_of
from backfile.publish.render import Renderer
from backfile.settings import LANGUAGES, Settings, read_settings

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "src" / "backfile" / "pages" / "words"
OTHERS = tuple(name for name in LANGUAGES if name != "en")
COUNTED = tuple(name[: -len(".one")] for name in ENGLISH if name.endswith(".one"))
# Words that are written alike in English and in the language, looked at one by one.
ALIKE = {
    "de": {"Name", "Region", "Person", "Code", "Hiragana", "Katakana", "Wikidata"},
    "es": {"Hiragana", "Katakana", "Wikidata", "No"},
    "fr": {
        "Articles",
        "Date",
        "Page {n}",
        "Photo",
        "Source",
        "Sources",
        "Photos",
        "Question",
        "Hiragana",
        "Katakana",
        "Wikidata",
    },
}


def expected_names(language: str) -> set[str]:
    plain = {
        name
        for name in ENGLISH
        if not name.endswith((".one", ".other")) or name.rpartition(".")[0] not in COUNTED
    }
    return plain | {f"{name}.{form}" for name in COUNTED for form in categories(language)}


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", text))


def test_the_settings_offer_the_languages_that_have_words() -> None:
    assert sorted(LANGUAGES) == sorted(path.stem for path in WORDS.glob("*.json") if path.stem != "cldr")
    assert set(LANGUAGES) <= set(json.loads((WORDS / "cldr.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_missing_and_none_are_too_many(language: str) -> None:
    assert set(words_of(language)) == expected_names(language)
    assert all(text.strip(" ,،、") or name == "article.comma" for name, text in words_of(language).items())


@pytest.mark.parametrize("language", OTHERS)
def test_words_take_the_values_that_english_takes(language: str) -> None:
    for name, text in words_of(language).items():
        stem, _, form = name.rpartition(".")
        counted = stem in COUNTED and form in categories(language)
        # The Arabic words for none, one and two things say the number themselves.
        if counted and language == "ar" and form in ("zero", "one", "two") and "{" not in text:
            continue
        english = ENGLISH[f"{stem}.other"] if counted else ENGLISH[name]
        assert placeholders(text) == placeholders(english), name


FORMS = {
    "en": {0: "other", 1: "one", 2: "other", 21: "other"},
    "de": {0: "other", 1: "one", 2: "other"},
    "fa": {0: "one", 1: "one", 2: "other"},
    "fr": {0: "one", 1: "one", 2: "other", 1_000_000: "many", 1_000_001: "other"},
    "es": {0: "other", 1: "one", 2: "other", 1_000_000: "many"},
    "ru": {
        0: "many",
        1: "one",
        2: "few",
        5: "many",
        11: "many",
        12: "many",
        21: "one",
        22: "few",
        111: "many",
        1001: "one",
    },
    "ar": {
        0: "zero",
        1: "one",
        2: "two",
        3: "few",
        10: "few",
        11: "many",
        99: "many",
        100: "other",
        103: "few",
        111: "many",
    },
    "zh": {0: "other", 1: "other", 2: "other"},
}
COUNTS = {
    "ru": "21 статья",
    "fa": "21 مطلب",
    "de": "21 Artikel",
    "fr": "21 articles",
    "es": "21 artículos",
    "zh": "21 篇文章",
    "ar": "21 مقالًا",
    "en": "21 articles",
}
NUMBERS = {
    "en": "1,234",
    "de": "1.234",
    "es": "1234",
    "ru": "1\u00a0234",
    "fr": "1\u202f234",
    "fa": "1,234",
    "ar": "1,234",
    "zh": "1,234",
}
DAYS = {
    "en": ("20 September 2023", "September 2023", "20 September"),
    "de": ("20. September 2023", "September 2023", "20. September"),
    "es": ("20 de septiembre de 2023", "septiembre de 2023", "20 de septiembre"),
    "fr": ("20 septembre 2023", "septembre 2023", "20 septembre"),
    "ru": ("20 сентября 2023\u202fг.", "сентябрь 2023\u202fг.", "20 сентября"),
    "fa": ("20 سپتامبر 2023", "سپتامبر 2023", "20 سپتامبر"),
    "ar": ("20 سبتمبر 2023", "سبتمبر 2023", "20 سبتمبر"),
    "zh": ("2023年9月20日", "2023年9月", "9月20日"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_numbers_and_dates_are_those_of_the_language(language: str) -> None:
    w = Wording(language)
    assert {number: w.form(number) for number in FORMS[language]} == FORMS[language]
    assert w.count("articles", 21) == COUNTS[language]
    assert w.number(1234) == NUMBERS[language]
    day = "2023-09-20"
    assert (dates.words(day, w), dates.words(day[:7], w), dates.day_month(day, w)) == DAYS[language]
    assert dates.words("2023", w) == "2023"


@pytest.mark.parametrize(
    ("tag", "said"),
    [("de-AT", ()), ("zh-Hans-CN", ()), ("RU", ()), ("tlh", ("bad-setting",)), ("pt-BR", ("bad-setting",))],
)
def test_a_language_without_words_is_told_with_those_that_have_some(
    tmp_path: Path, tag: str, said: tuple[str, ...]
) -> None:
    (tmp_path / "site.yaml").write_text(f"language: {tag}\n", encoding="utf-8")
    settings, problems = read_settings(str(tmp_path))
    assert tuple(problem.code for problem in problems) == said
    assert settings.language == ("en" if said else tag)
    assert all(", ".join(LANGUAGES) in problem.message for problem in problems)


class Texts(HTMLParser):
    """Collects what a reader of the interface's language sees or hears: texts and labels without a `lang` of their own."""

    VOID = frozenset(("meta", "link", "input", "img", "br", "hr", "wbr", "rect", "path"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.root: dict[str, str | None] = {}
        self._passed = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "html":
            self.root = values
        self._passed = (
            tag if tag in ("script", "code") else ""
        )  # names of columns are the same in all languages
        self.found += [values[name] or "" for name in ("aria-label", "title") if name in values]

    def handle_endtag(self, tag: str) -> None:
        self._passed = ""

    def handle_data(self, data: str) -> None:
        if self._passed == "script" and data.startswith('{"months"'):
            self.found += [text for text in json.loads(data).values() if isinstance(text, str)]
        elif not self._passed:
            self.found.append(data.strip())


@pytest.mark.parametrize("language", OTHERS)
def test_no_page_holds_an_english_word_of_the_interface(language: str) -> None:
    site = small()
    settings = Settings(title="Archive X", language=language)
    renderer = Renderer(language=language)
    names = {
        record.name
        for records in (
            site.archive.topics,
            site.archive.people,
            site.archive.sources,
            site.archive.creditors,
        )
        for record in records.values()
    }
    english = {text for name, text in ENGLISH.items() if text.strip(" ,")} - set(words_of(language).values())
    english -= ALIKE.get(language, set()) | names
    own = 0
    for page in plan(site.archive, settings, site.text_of, site.report):
        if not page.url.endswith(".html"):
            continue
        texts = Texts()
        texts.feed(renderer.render(page).decode())
        assert texts.root["lang"] == language
        assert texts.root.get("dir") == ("rtl" if language in ("fa", "ar") else None), page.url
        assert not english & set(texts.found), page.url
        own += sum(text in set(words_of(language).values()) for text in texts.found)
    assert own > 500


def test_every_kind_of_doubt_that_the_desk_shows_has_words() -> None:
    codes = {code for group in GROUPS.values() for code in group} - {"unredacted-copy", "no-credit"}
    named = {"idle" if code.startswith("idle-") and code != "idle-relation" else code for code in codes}
    assert {f"doubt.{name}" for name in named} <= set(ENGLISH)


def test_every_doubt_of_a_reading_and_every_clue_to_an_outlet_has_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(problem_codes, "MAKERS", {"Doubt": problem_codes.MAKERS["Doubt"]})
    made = problem_codes.codes(ROOT / "src/backfile")
    assert {"encoding-guessed", "nested-value", "odd-tag", "two-dates"} <= set(made)
    assert {f"doubt.{code}" for code in made} <= set(ENGLISH)
    assert {f"source.why.{kind}" for kind in HOW} <= set(ENGLISH)


TOLD = {
    "en": ("the text says “x” (line 4)", "At least one of: “a”, “b”."),
    "de": (
        "der Text sagt „x“ (Zeile 4)",
        "Mindestens eines von: „a“, „b“.",
    ),
    "ru": (
        "в тексте сказано «x» (строка 4)",
        "Хотя бы одно из: «a», «b».",
    ),
    "zh": ("文中有“x”（第 4 行）", "至少含其一：“a”、“b”。"),
}


@pytest.mark.parametrize("language", TOLD)
def test_reasons_and_rules_of_topics_are_told_in_the_language(language: str) -> None:
    w, topic = Wording(language), next(iter(small().archive.topics.values()))
    topic = msgspec.structs.replace(topic, any=("a", "b"), all=(), none=())
    match = TopicMatch("t", "", 4, reasons=(TopicReason("says", "x", 4), TopicReason("says", "y", 9)))
    both = reasons.why(match, w, {}, {})
    assert both.startswith(TOLD[language][0]) and both.endswith(w("topic.why.also", text="y", line="9"))
    match = msgspec.structs.replace(match, reasons=match.reasons[:1])
    assert (reasons.why(match, w, {}, {}), reasons.rule(topic, w)) == TOLD[language]


def test_a_doubt_is_told_with_what_it_quotes_and_one_without_words_is_left_to_the_engine() -> None:
    w = Wording("de")
    told = reasons.doubt("two-dates", "“3 May 2024” was taken; line 5 says “4 May 2024”.", w)
    assert told == "„3 May 2024“ wurde genommen, doch diese Zeile sagt „4 May 2024“."
    assert reasons.doubt("two-bearers", "“Bagheri” may be Ali Bagheri or Reza Bagheri", w).endswith(
        ": Ali Bagheri / Reza Bagheri"
    )
    assert reasons.doubt("idle-topic", "expected an article for the topic “sea”, found none", w) == (
        "Der Eintrag „sea“ trifft auf nichts im Archiv zu."
    )
    assert reasons.doubt("nested-value", "`draft` holds more than texts; it was left out.", w).startswith(
        "„draft“"
    )
    assert reasons.doubt("unredacted-copy", "A copy says it still.", w) == ""


@pytest.mark.parametrize("language", ("de", "fa"))
def test_the_desk_speaks_the_language_of_the_interface(tmp_path: Path, language: str) -> None:
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text(f"language: {language}\n", encoding="utf-8")
    (articles / "a.txt").write_text(
        "Ferry sails\n\n03/04/2023\n\nThe ferry of the town sailed in the morning for the islands.\n"
    )
    assert backfile("build", str(tmp_path), "--now", "2024-01-01")[0] == 0
    desk = (tmp_path / "public/desk.html").read_text(encoding="utf-8")
    assert '<p lang="en"' not in desk and '<bdi lang="en">add' not in desk
    assert '<p dir="auto">' not in desk, (
        "a sentence has the direction of its language, not of what it quotes first"
    )
    w = Wording(language)
    quoted = reasons.isolated("03/04/2023", w)
    assert w("doubt.ambiguous-date", first=quoted) in desk and w("doubt.no-source") in desk


def test_a_doubt_leads_to_its_line_only_where_the_page_has_it() -> None:
    doubts = [Doubt("text", line, "Characters look decoded twice.", "mojibake") for line in (0, 1, 20, 40)]
    told = reasons.shown([*doubts, Doubt("text", 21, "New.", "unheard-of")], range(20, 31), Wording("en"))
    assert [(line, english) for _, line, english in told] == [
        (0, False),
        (0, False),
        (20, False),
        (0, False),
        (21, True),
    ]
    assert told[-1][0] == "New." and told[0][0] == ENGLISH["doubt.mojibake"]


@pytest.mark.parametrize("language", OTHERS)
def test_the_page_of_an_article_tells_its_doubts_and_its_outlet_in_the_language(
    tmp_path: Path, language: str
) -> None:
    articles = tmp_path / "content/articles/quay-times"
    articles.mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text(f"language: {language}\n", encoding="utf-8")
    register = "sources:\n  quay-times:\n    name: Quay Times\n"
    (tmp_path / "content/sources.yaml").write_text(register, encoding="utf-8")
    (articles / "a.md").write_text(
        "---\ntitle: Ferry sails\ndate: 03/04/2023\ntags: ['...', quay]\n---\n"
        "The ferry of the town sailed in the morning for the islands.\n"
    )
    assert backfile("build", str(tmp_path), "--now", "2024-01-01")[0] == 0
    (page,) = (p for p in (tmp_path / "public").rglob("ferry-sails-*.html"))
    html, w = page.read_text(encoding="utf-8"), Wording(language)
    assert w("doubt.ambiguous-date", first=reasons.isolated("03/04/2023", w)) in html
    tag = w("doubt.odd-tag", first=reasons.isolated("...", w))
    assert f'<li>{tag} <a href="#L4">' in html
    assert w("source.why.folder", text=reasons.isolated("quay-times", w)) in html
    assert "can be read day first" not in html and "names nothing" not in html and "the folder" not in html


def test_what_is_kept_for_the_words_of_a_language_serves_every_build_in_it() -> None:
    assert Wording("en") == Wording("en-GB") != Wording("fa")
    assert len({Wording("en"), Wording("en"), Wording("ru")}) == 2
    dates.words.cache_clear()
    for _ in range(50):  # as many builds of one preview
        assert dates.words("2023-09-20", Wording("en")) == "20 September 2023"
    assert dates.words.cache_info().currsize == 1
