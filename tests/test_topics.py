"""Topics: rules by stem and place, topics learnt from labels, suggested from texts, and IPTC Media Topics."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import backfile
from test_archive import archive_of, id_of, summary

from backfile.archive.between import labels_between, phrases_between, row_of
from backfile.archive.labels import count_labels
from backfile.archive.learning import FEWEST, bag_of, guesses, sampled, trained
from backfile.archive.phrases import phrases_of, unpacked
from backfile.archive.proposals import media_topic_of, proposals
from backfile.archive.stemming import same_word, stems_of
from backfile.archive.topics import Hit, word_hits
from backfile.extract.countries import countries_in
from backfile.mediatopics import code_of, media_topics
from backfile.model import Article, Block, Dateline, Findings, Text
from backfile.problems import Origin
from backfile.registers import RegisteredTopic, Registers, read_registers

CASES = Path(__file__).resolve().parent / "cases" / "topics"
Site = Callable[[str], Path]

HARBOUR = (
    "The trawler landed herring and mackerel at the quay before dawn",
    "Crews mended nets while the trawler waited for the tide at the quay",
    "Herring prices rose at the fish auction after a thin catch",
    "The harbour master counted mackerel boats beyond the pier",
    "A storm kept every trawler behind the pier and no catch was sold",
    "Skippers say the herring quota leaves their nets empty",
    "The fish auction moved to the new quay beside the pier",
    "Mackerel and herring filled the nets of the smallest boats",
    "The catch was small and skippers blamed the cold tide",
)
STAGE = (
    "The soprano sang the last aria and the orchestra rose",
    "An overture by the young composer opened the opera season",
    "Violins led the orchestra through a slow symphony",
    "The choir and the soprano rehearsed the requiem twice",
    "Critics praised the conductor and the long symphony",
    "The composer wrote the opera for a choir of children",
    "A cello concerto closed the evening and the conductor bowed",
    "The soprano fell ill and the opera house closed the season",
    "Violins and cello carried the overture of the new symphony",
)


def article_of(
    path: str, body: str, language: str = "en", labels: Sequence[str] = ()
) -> tuple[Article, Text]:
    article = msgspec.structs.replace(
        summary(path, tags=labels).article, language=language, headline="Notes", labels=tuple(labels)
    )
    blocks = tuple(Block("paragraph", part, ((0, 5 + n),)) for n, part in enumerate(body.split("\n")))
    return article, Text(blocks, (), (), ())


# ---------------------------------------------------------------- rules


@pytest.mark.parametrize(
    ("language", "item", "body", "said"),
    [
        ("en", "treaty", "Both treaties lapsed.", "treaties"),
        ("en", "naval exercise", "Two naval exercises began.", "naval exercises"),
        ("ru", "договор", "Стороны подписали договоры.", "договоры"),
        ("ru", "мирный договор", "О мирном договоре говорили долго.", "мирном договоре"),
        ("de", "Vertrag", "Die Verträge wurden unterzeichnet.", "Verträge"),
        ("fr", "élection", "Les élections sont closes.", "élections"),
        ("es", "sanción", "Nuevas sanciones.", "sanciones"),
        ("tr", "anlaşma", "Yeni anlaşmalar imzalandı.", "anlaşmalar"),
        ("hi", "चुनाव", "नए चुनावों की तारीखें।", "चुनावों"),
        ("hi", "लोकसभा चुनाव", "लोकसभा चुनाव सात चरणों में।", "लोकसभा चुनाव"),
    ],
)
def test_a_word_of_a_rule_matches_its_forms_in_the_language_of_the_text(
    language: str, item: str, body: str, said: str
) -> None:
    assert word_hits(*article_of("a.txt", body, language), [item]) == (Hit(item, said, 5),)


@pytest.mark.parametrize(
    ("item", "body"),
    [
        ("organ", "The organisation met."),  # one stem in English, two words
        ("=US", "Let us go."),
        ("naval exercise", "The exercises were naval."),
        ("naval exercise", "Naval, exercises."),
        ("code", "A codex."),
    ],
)
def test_what_is_another_word_does_not_match(item: str, body: str) -> None:
    assert word_hits(*article_of("a.txt", body), [item]) == ()


def test_exact_items_match_their_letters_only() -> None:
    assert word_hits(*article_of("a.txt", "Let us see the US."), ["=US"]) == (Hit("=US", "US", 5),)
    assert not same_word("WHOM", "whoms", "en")
    assert stems_of(["海洋放出"], "ja") == ["海洋", "洋放", "放出"]


def test_a_rule_holds_by_place_of_the_dateline_and_by_a_place_that_the_text_names() -> None:
    topic = RegisteredTopic("gulf", "Gulf", Origin("topics.yaml", 1), any=("place:Port Vell",))
    found = summary("a.txt")
    dated = msgspec.structs.replace(found.article, dateline=Dateline("PORT VELL", None, "PORT VELL —", 4))
    named = msgspec.structs.replace(summary("b.txt"), findings=Findings((), (), (), terms=("Port Vell",)))
    archive, _ = archive_of(
        [msgspec.structs.replace(found, article=dated), named, summary("c.txt", body="Port Vell.")],
        Registers(topics={"gulf": topic}),
    )
    assert set(archive.topics["gulf"].articles) == {id_of("a.txt"), id_of("b.txt")}
    assert {m.why for f in archive.articles.values() for m in f.topics} == {
        "the text is from or names the place Port Vell"
    }


def test_a_tag_of_one_article_makes_no_page_in_a_larger_archive_but_a_label_does() -> None:
    many = [summary(f"{n}.txt", tags=["shared"] if n < 2 else ["alone"] if n == 2 else []) for n in range(20)]
    last = many[-1]
    labelled = msgspec.structs.replace(last.article, tags=("chosen",), labels=("chosen",))
    archive, _ = archive_of([*many[:-1], msgspec.structs.replace(last, article=labelled)], REGISTERED)
    assert {r.name: len(r.articles) for r in archive.topics.values()} == {"shared": 2, "chosen": 1}
    bases = [m.basis for filed in archive.articles.values() for m in filed.topics]
    assert sorted(bases) == ["label", "tag", "tag"]


FEED = """<rss version="2.0"><channel><title>Quay Times</title><link>https://quay.example/</link><item>
<title>Boats come</title><link>https://quay.example/1</link><pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate>
<category>SEA TRADE</category><category>tide</category><description>Boats came to the fair.</description></item>
</channel></rss>"""
DECLARED = (
    "---\ntitle: Report {n}\ndate: 2024-03-0{n}\ntags: {tags}\n---\nA boat came to the quay on day {n}.\n"
)
PRINTED = "Report {n} of the day\n\n{n} March 2024\n\nA boat came to the quay on day {n}.\n\nTags: {tags}\n"


@pytest.mark.parametrize(
    ("files", "name", "count"),
    [
        ({"a.md": "[Tide]", "b.md": "[tide-, tide]", "c.md": "[tide]"}, "tide", 3),
        ({"a.md": "[Sea-Trade]", "b.txt": "sea trade, Sea Trade-", "c.txt": "sea trade"}, "sea trade", 3),
        ({"a.md": "['#tide']", "feed.xml": "", "c.md": "[Tide]"}, "tide", 3),
        ({"a.txt": "Sea_Trade", "feed.xml": "", "c.txt": "SEA TRADE"}, "SEA TRADE", 3),
        ({"a.md": "[Sea-Trade]", "a.yaml": "sea trade", "b.txt": "sea trade"}, "sea trade", 2),
    ],
    ids=["fields", "printed", "feed", "feed and printed", "sidecar"],
)
def test_spellings_of_a_tag_are_one_topic_under_the_commonest(
    files: dict[str, str], name: str, count: int, site: Site
) -> None:
    folder = site("")
    articles = folder / "content/articles"
    articles.mkdir(parents=True, exist_ok=True)
    for n, (file, tags) in enumerate(files.items(), start=1):
        text = {".md": DECLARED, ".txt": PRINTED, ".xml": FEED, ".yaml": "tags: [{tags}]\n"}[
            Path(file).suffix
        ]
        text = text.replace("{n}", str(n)).replace("{tags}", tags)
        (articles / file).write_text(text, encoding="utf-8")
    code, out, err = backfile("topics", "list", "--content", str(folder / "content"), "--json")
    assert code == 0, err
    found = {t["name"]: t["articles"] for t in json.loads(out)["topics"]}
    alike = {key: n for key, n in found.items() if key.casefold().startswith(name.casefold()[:3])}
    assert alike == {name: count}


@pytest.mark.parametrize(
    ("name", "text", "line", "quoted"),
    [
        ("a.md", DECLARED.replace("{tags}", "[Tide, '...', '+++', 🎄]"), 4, ["+++", "..."]),
        ("a.txt", PRINTED.replace("{tags}", "Tide, ---, 🎄"), 7, ["---"]),
    ],
)
def test_a_tag_of_signs_alone_is_a_doubt_and_no_topic_until_the_curator_answers(
    name: str, text: str, line: int, quoted: list[str], site: Site
) -> None:
    folder = site("")
    articles = folder / "content/articles"
    articles.mkdir(parents=True, exist_ok=True)
    (articles / name).write_text(text.replace("{n}", "1"), encoding="utf-8")
    asked = [d for d in doubts_of(folder) if d["code"] == "odd-tag"]
    assert [(d["line"], d["message"].split("”")[0].split("“")[1]) for d in asked] == [
        (line, q) for q in quoted
    ]
    assert {(d["file"], d["yaml"]) for d in asked} == {("articles/a.yaml", "tags: […]")}
    (articles / "a.yaml").write_text("tags: [Flood]\n", encoding="utf-8")
    assert not [d for d in doubts_of(folder) if d["code"] == "odd-tag"]
    _, out, _ = backfile("topics", "list", "--content", str(folder / "content"), "--json")
    assert {t["name"] for t in json.loads(out)["topics"]} == {"Tide", "Flood", "🎄"}
    (articles / "a.yaml").write_text("tags: ['+']\n", encoding="utf-8")
    (told,) = [d for d in doubts_of(folder) if d["code"] == "odd-tag"]
    assert "“+”" in told["message"] and "a.yaml:1" in told["message"]


def doubts_of(folder: Path) -> list[dict[str, Any]]:
    code, out, err = backfile("doubts", str(folder), "--json")
    assert code == 0, err
    return list(json.loads(out)["doubts"])


REGISTERED = Registers(topics={"none": RegisteredTopic("none", "None", Origin("topics.yaml", 1))})


# ---------------------------------------------------------------- learning


def bags(texts: Sequence[str]) -> list[dict[str, int]]:
    return [bag_of(*article_of(f"{n}.txt", text)) for n, text in enumerate(texts)]


def test_topics_are_learnt_from_five_labels_each_and_the_unsure_stay_without() -> None:
    fish, music = bags(HARBOUR), bags(STAGE)
    taught = [(bag, ["fish"]) for bag in fish[:5]] + [(bag, ["music"]) for bag in music[:5]]
    model = trained(taught, [*fish[5:], *music[5:]])
    assert model is not None and model.topics == ("fish", "music")
    for wanted, rest in (("fish", fish[5:]), ("music", music[5:])):
        for bag in rest:
            guess, _ = guesses(model, bag)
            assert guess.topic == wanted
    (strange,) = bags(["Parliament adjourned until the budget vote on Thursday"])
    assert not guesses(model, strange)[1]


def test_too_few_labels_teach_nothing() -> None:
    fish, music = bags(HARBOUR), bags(STAGE)
    assert trained([(bag, ["fish"]) for bag in fish], music) is None
    few = [(bag, ["fish"]) for bag in fish] + [(bag, ["music"]) for bag in music[: FEWEST - 1]]
    assert trained(few, []) is None


def test_learning_does_not_depend_on_the_order_of_words_and_samples_are_stable() -> None:
    fish, music = bags(HARBOUR), bags(STAGE)
    turned = [dict(reversed(bag.items())) for bag in fish]
    labels = [["music"]] * len(music)
    one = trained([*((b, ["fish"]) for b in fish), *zip(music, labels, strict=True)], music[:2])
    other = trained([*((b, ["fish"]) for b in turned), *zip(music, labels, strict=True)], music[:2])
    assert one == other
    ids = [f"{n:012x}" for n in range(5000)]
    assert sampled(ids) == sampled(reversed(ids)) and len(sampled(ids)) == 3000
    assert len(set(sampled(ids)) - set(sampled([*ids, "new"]))) <= 1


def labelled_site(labels: int, more: str = "") -> str:
    parts = [more]
    for topic, texts in (("Fishing", HARBOUR), ("Opera", STAGE)):
        for n, text in enumerate(texts):
            body = f"{text}.\n\n{texts[(n + 1) % len(texts)]}. {texts[(n + 2) % len(texts)]}."
            parts.append(
                f"-- content/articles/{topic.lower()}{n}.txt --\n{topic} notes {n}\n\n{n + 1} May 2023\n\n{body}"
            )
            if n < labels:
                parts.append(f"-- content/articles/{topic.lower()}{n}.yaml --\ntopics: [{topic}]")
    return "\n".join(parts)


def built(folder: Path, out: str = "public") -> dict[str, bytes]:
    code, _, err = backfile(
        "build", str(folder), "--out", str(folder / out), "--now", "2024-01-01", "--jobs", "1"
    )
    assert code == 0, err
    home = folder / out
    return {str(p.relative_to(home)): p.read_bytes() for p in sorted(home.rglob("*")) if p.is_file()}


def test_a_build_learns_marks_what_it_learnt_and_building_again_gives_what_a_clean_build_gives(
    site: Site,
) -> None:
    folder = site(labelled_site(5))
    first = built(folder)
    page = first["topics/fishing.html"].decode()
    assert "From what curators wrote as the topics of reports." in page
    assert page.count("Learnt from labelled reports, ") >= 3
    assert "the file has the tag “Fishing”" in page
    (folder / "content/articles/opera6.yaml").write_text("topics: [Opera]\n", encoding="utf-8")
    again = built(folder)
    assert again != first
    code, _, _ = backfile(
        "build",
        str(folder),
        "--out",
        str(folder / "clean"),
        "--now",
        "2024-01-01",
        "--no-cache",
        "--jobs",
        "1",
    )
    home = folder / "clean"
    clean = {str(p.relative_to(home)): p.read_bytes() for p in sorted(home.rglob("*")) if p.is_file()}
    assert code == 0 and clean == again
    assert built(folder) == again


def test_without_labels_nothing_is_learnt(site: Site) -> None:
    pages = built(site(labelled_site(0)))
    assert not any(b"Learnt from labelled" in page for page in pages.values())


# ---------------------------------------------------------------- suggestions


def candidates(body: str, language: str) -> dict[str, str]:
    found = phrases_of(*article_of("a.txt", body, language), Findings((), (), ()))
    return {p.text: p.kind for p in unpacked(found)}


@pytest.mark.parametrize(
    ("language", "body", "wanted"),
    [
        (
            "en",
            "Talks on the catch quota failed. The ministry said the catch quota was gone.",
            {"catch quota"},
        ),
        (
            "de",
            "Er sprach über die Fangquoten und die neue Hafenverordnung.",
            {"Fangquoten", "Hafenverordnung"},
        ),
        (
            "fr",
            "Le débat sur l'énergie éolienne et la politique agricole.",
            {"énergie éolienne", "politique agricole"},
        ),
        ("es", "Sobre la deuda externa y el gasto militar.", {"deuda externa", "gasto militar"}),
        ("it", "Il dibattito sulla riforma fiscale.", {"riforma fiscale"}),
        (
            "fr",
            "Grève des dockers. Le vote sur la réforme des retraites, la hausse d'impôts et le nombre de bateaux.",
            {"grève des dockers", "réforme des retraites", "hausse d'impôts"},
        ),
        (
            "fr",
            "Les armateurs craignent cela. Sur l'âge légal passera, dit-on, qu'il le faut.",
            {"âge légal"},
        ),
        (
            "es",
            "Las restricciones de agua y la pérdida de la cosecha. Los agricultores protestaron ante el ministro.",
            {"restricciones de agua", "pérdida de la cosecha"},
        ),
        (
            "it",
            "La riforma delle pensioni e il prezzo del gas. La fine della partita.",
            {"riforma delle pensioni"},
        ),
        ("pt", "A reforma da previdência e o preço da energia subiu.", {"reforma da previdência"}),
        ("pt", "O debate sobre a reforma tributária.", {"reforma tributária"}),
        ("ru", "Начались мирные переговоры.", {"мирные переговоры"}),
        ("uk", "Президентські вибори відклали.", {"президентські вибори"}),
        ("ru", "Новые меры обсудили. Лесные пожары потушили.", {"лесные пожары"}),
    ],
)
def test_noun_phrases_are_whole_and_hold_no_verbs(language: str, body: str, wanted: set[str]) -> None:
    found = {text for text, kind in candidates(body, language).items() if kind == "phrase"}
    assert {text.casefold() for text in found} == {text.casefold() for text in wanted}


@pytest.mark.parametrize(
    ("language", "body", "wanted"),
    [
        ("ru", "В Сирии и Иране, а с Китаем позже. Иранский посол и россияне.", ["Сирия", "Иран", "Китай"]),
        ("uk", "В Україні та Росії.", ["Україна", "Росія"]),
        ("pl", "W Rosji i na Ukrainie.", ["Rosja", "Ukraina"]),
        ("de", "Frankreich und die Türkei, nicht der Franzose.", ["Frankreich", "Türkei"]),
        ("zh", "伊朗和印度尼西亚同叙利亚会谈。", ["伊朗", "印度尼西亚", "叙利亚"]),
        ("ko", "러시아와 이란은", ["러시아", "이란"]),
        ("fa", "ایران و روسیه", ["ایران", "روسیه"]),
        ("xx", "Iran", []),
    ],
)
def test_countries_are_named_in_many_languages(language: str, body: str, wanted: list[str]) -> None:
    assert list(countries_in(body, language)) == wanted


@pytest.mark.parametrize(
    "body",
    [
        "The commission says so.",
        "The minister told reporters that he would go.",
        "In months taking longer, the company rejected it.",
        "The club quickly signed him.",
        "After the first two years of the week.",
        "The quota held.",
    ],
)
def test_verbs_and_fragments_are_no_candidates(body: str) -> None:
    assert candidates(body, "en") == {}


def test_labels_are_told_by_tokens_as_by_the_words_of_each_part_and_none_goes_over_two() -> None:
    parts = (
        "Health, care and the law",
        "The health-care law’s critics call it a school-of-law problem",
        "A health",
        "care trust; 5th laws (law) a LAW and health a care.",
    )
    by_words: Counter[str] = Counter()
    for part in parts:
        count_labels(part, 1, "en", by_words)
    assert Counter(labels_between(row_of(parts, "en"), "en")) == by_words
    assert by_words["health"] == 4 and not any(labels_between(row_of(("Climate", "change"), "en"), "en"))
    assert [*labels_between(row_of(("Climate change",), "en"), "en")] == ["climate change"]


def test_phrases_end_where_a_part_of_the_text_ends() -> None:
    row = row_of(("He spoke of the grain", "export deal"), "en")
    assert [*phrases_between(row, "en")] == []
    assert [*phrases_between(row_of(("He spoke of the grain export deal",), "en"), "en")] == [
        "grain export deal"
    ]


def test_a_text_of_a_headline_alone_has_candidates() -> None:
    article, _ = article_of("a.txt", "")
    article = msgspec.structs.replace(article, headline="Talks on the catch quota")
    found = phrases_of(article, Text((), (), (), ()), Findings((), (), ()))
    assert [(p.text, p.weight) for p in unpacked(found)] == [("catch quota", 3)]


def test_phrases_of_three_articles_become_topics_that_are_marked_and_people_do_not() -> None:
    packed = {
        f"{n}": "\n".join(
            (
                "catch quota\tcatch quota\t3\tphrase",
                "ana gomez\tAna Gomez\t5\tname",
                "once\tonce said\t2\tphrase",
            )[: 3 if n == 0 else 2]
        )
        for n in range(3)
    }
    (only,) = proposals(packed, ["Ana Gomez"], ())
    assert (only.name, only.kind, only.articles) == ("catch quota", "phrase", ("0", "1", "2"))
    found = [
        msgspec.structs.replace(summary(f"{n}.txt"), phrases="catch quota\tcatch quota\t3\tphrase")
        for n in range(3)
    ]
    archive, _ = archive_of(found)
    record = archive.topics["catch-quota"]
    assert record.suggested and len(record.articles) == 3 and record.any == ()
    assert {m.basis for f in archive.articles.values() for m in f.topics} == {"suggested"}
    ruled, _ = archive_of(found, REGISTERED)
    assert ruled.topics == {}


def test_of_two_phrases_for_the_same_articles_one_is_suggested() -> None:
    lines = "catch quota\tcatch quota\t3\tphrase\nquota\tquota\t3\tlabel"
    assert [p.name for p in proposals({str(n): lines for n in range(4)}, (), ())] == ["catch quota"]


# ---------------------------------------------------------------- Media Topics and the command


SUGGESTED = {
    "ar": "إضراب عمال الميناء|أسعار النفط|المنتخب الوطني|وقف إطلاق النار|إعادة الإعمار|الاتحاد الأفريقي|البنك المركزي|"
    "جبال الأطلس|قوات الدعم|معدل التضخم|نقابة العمال|الأمم المتحدة",
    "fa": "جیره‌بندی آب|مناطق زلزله‌زده|کارگران بندر|سازمان محیط زیست|وزارت نیرو|سازمان بنادر|تهران|ایران",
    "hi": "अंतरिक्ष एजेंसी|चंद्रयान मिशन|चुनाव आयोग|बंदरगाह कर्मचारियों|मजदूर संघ|मौसम विभाग|राहत शिविरों|विपक्षी दलों|"
    "दक्षिणी ध्रुव|मतदान मशीनों",
    "ja": "海洋放出|高校野球|甲子園球場|処理水|土砂災害|金融緩和|長期金利|日本銀行",
    "ko": "컨테이너 터미널|한국은행|한미연합훈련|합동참모본부|북한",
    "ru": "газовый контракт|главный тренер|годовая инфляция|ипотечные кредиты|ключевая ставка|космический аппарат|"
    "лесные пожары|лунная программа|лунный грунт|магистральный газопровод|пожарная авиация|детская поликлиника",
    "zh": "女子足球队|东南沿海|流感疫苗|边境口岸|主教练|强台风|港务局|罢工|卫生部|工会|港口|能源",
}
"""What each small archive of invented reports suggests, looked at one by one: none is a verb or a piece of a word."""


@pytest.mark.parametrize("language", SUGGESTED)
def test_topics_are_suggested_from_short_reports(language: str, tmp_path: Path) -> None:
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    lines = (CASES / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    for n, (headline, body) in enumerate(line.split("|") for line in lines):
        front = f"title: {json.dumps(headline)}\ndate: 2023-05-{n + 1:02}\nlanguage: {language}\nsource: X"
        (articles / f"{n:02}.md").write_text(f"---\n{front}\n---\n\n{body}\n", encoding="utf-8")
    code, out, _ = backfile("topics", "list", "--content", str(tmp_path / "content"), "--json")
    assert code == 0
    assert [o["name"] for o in json.loads(out)["suggestions"]] == SUGGESTED[language].split("|")


@pytest.mark.parametrize(
    ("language", "body", "wanted"),
    [
        ("ar", "قالت وزارة النقل إن أسعار الوقود ارتفعت.", {"وزارة النقل", "أسعار الوقود"}),
        ("fa", "بحث درباره کمبود آب در استان ادامه دارد.", {"کمبود آب"}),
        ("hi", "मौसम विभाग ने चेतावनी दी।", {"मौसम विभाग"}),
        ("ja", "気象庁は暴風警報を発表した。", {"気象庁", "暴風警報"}),
        ("ko", "정부는 업무개시명령을 검토했다.", {"업무개시명령"}),
        ("zh", "因此，将在今年举行。", set()),
    ],
)
def test_phrases_without_capitals_are_cut_at_small_words_and_hold_no_verbs(
    language: str, body: str, wanted: set[str]
) -> None:
    assert {text for text, kind in candidates(body, language).items() if kind == "phrase"} == wanted


def test_the_media_topics_are_whole() -> None:
    table = media_topics()
    assert len(table) == 1133
    assert all(len(code) == 8 and topic.labels["en"] for code, topic in table.items())
    assert all(above in table for topic in table.values() for above in topic.broader)
    assert table["16000000"].labels["en"] == "conflict, war and peace"
    assert code_of("medtop:16000000") == code_of("16000000") == "16000000"
    assert code_of("medtop:16") is None


def test_a_media_topic_is_found_by_its_name_in_any_of_its_languages_and_not_by_likeness() -> None:
    assert media_topic_of("elections") == media_topic_of("Election")
    assert media_topic_of("interest rates") is not None
    assert media_topic_of("a song of herrings") is None


def test_a_code_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text("topics:\n  a:\n    name: A\n    iptc: war\n", encoding="utf-8")
    _, problems = read_registers(str(tmp_path))
    assert [(str(p.origin), p.message) for p in problems] == [
        ("topics.yaml:4", "expected a Media Topic code such as medtop:16000000, found “war”")
    ]


def test_an_empty_item_of_a_rule_is_told(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text(
        'topics:\n  a:\n    name: A\n    any: ["place:"]\n', encoding="utf-8"
    )
    _, problems = read_registers(str(tmp_path))
    assert [p.code for p in problems] == ["bad-value"]


ELECTION = """
-- content/articles/{n}.txt --
Town reads the notes {n}

{n} May 2023

The election was held on the quay. After the election the catch quota was raised, for the catch quota is what they live by.
"""


def test_the_command_lists_topics_and_prints_suggestions_that_the_register_takes(site: Site) -> None:
    folder = site("".join(ELECTION.format(n=n) for n in range(1, 5)))
    content = str(folder / "content")
    code, out, _ = backfile("topics", "list", "--content", content, "--json")
    offered = {o["name"]: o for o in json.loads(out)["suggestions"]}
    assert code == 0 and offered["election"]["iptc"] == "20000574" and offered["catch quota"]["articles"] == 4
    code, out, _ = backfile("topics", "suggest", "--content", content)
    assert code == 0 and "    iptc: medtop:20000574\n" in out
    (folder / "content/topics.yaml").write_text(out, encoding="utf-8")
    registers, problems = read_registers(content)
    assert problems == () and "catch-quota" in registers.topics
    code, out, _ = backfile("topics", "list", "--content", content, "--json")
    data = json.loads(out)
    assert data["suggestions"] == []
    assert {t["key"]: t["by"] for t in data["topics"]}["catch-quota"] == {"rule": 4}
