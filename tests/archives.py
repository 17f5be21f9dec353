"""Small archives for tests of pages: the seed report by hand, invented ones beside it, in several scripts."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from backfile.model import (
    Archive,
    Article,
    Aside,
    Block,
    Credit,
    CreditorRecord,
    Decision,
    Direction,
    Doubt,
    EventDate,
    Figure,
    FigureRef,
    Filed,
    Findings,
    Mention,
    Moment,
    Person,
    PersonRecord,
    Place,
    Quote,
    QuoteRef,
    Rejected,
    Role,
    RoleRecord,
    SourceClue,
    SourceRecord,
    SourceRef,
    Text,
    Together,
    TopicMatch,
    TopicReason,
    TopicRecord,
    VariantRecord,
)
from backfile.problems import Origin, Report, SetAside, Skipped

__all__ = ["SEED", "Site", "Story", "archive_of", "many", "small", "without"]

PEOPLE = {
    "sergei-shoigu": ("Sergei Shoigu", "Shoigu, Sergei", ("Shoigu", "Шойгу", "شویگو", "绍伊古")),
    "mohammad-bagheri": ("Mohammad Bagheri", "Bagheri, Mohammad", ()),
    "mohammad-reza-gharaei-ashtiani": (
        "Mohammad-Reza Gharaei Ashtiani",
        "Gharaei Ashtiani, Mohammad-Reza",
        ("قرایی آشتیانی",),
    ),
    "ali-bagheri-kani": ("Ali Bagheri Kani", "Bagheri Kani, Ali", ()),
    "swati-mohan": ("Swati Mohan", "Mohan, Swati", ()),
    "marija-zakharova": ("Мария Захарова", "Захарова, Мария", ()),
    "jin-zheng-en": ("金正恩", "金正恩", ()),
}
TOPICS = {
    "russia-iran": ("Russia–Iran relations", "diplomacy", "Russian–Iranian"),
    "defence": ("Defence cooperation", None, "defence"),
    "karabakh": ("Karabakh", None, "Karabakh"),
    "diplomacy": ("Diplomacy", None, ""),
    "space": ("Space exploration", None, ""),
}
SOURCES = {
    "international-affairs": ("International Affairs", "magazine", "https://en.interaffairs.ru"),
    "harbour-wire": ("Harbour Wire", "agency", None),
    "keyhan-e-sobh": ("کیهان صبح", "newspaper", None),
}


@dataclass
class Story:
    """What a test says of one article; everything else is derived."""

    path: str
    headline: str | None
    published: str | None
    body: Sequence[str | Block]
    deck: str | None = None
    language: str | None = "en"
    direction: Direction = "ltr"
    byline: tuple[str, ...] = ()
    source: str | None = None
    inferred: str = ""
    people: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Key to roles; mentions are wherever the name or a variant stands."""
    pronouns: dict[str, tuple[tuple[int, str, str], ...]] = field(default_factory=dict)
    """Key to (block, words, basis) of mentions that are no names."""
    quotes: tuple[tuple[str, str | None, str], ...] = ()
    """(words, key of the speaker, basis); `|` parts a split quote."""
    topics: tuple[str, ...] = ()
    figures: tuple[tuple[str | None, str | None, str | None], ...] = ()
    """(caption, credit line, image path)."""
    events: tuple[tuple[str, str], ...] = ()
    original_url: str | None = None
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    footer: str = ""
    holder: tuple[SourceClue, ...] = ()
    """What a copyright line names."""
    zone: str | None = None
    printed: str = ""
    section: str | None = None
    doubts: tuple[Doubt, ...] = ()
    raw: tuple[str, ...] = ()
    """The raw file; composed of the parts when not given."""


SEED = Story(
    path="articles/2023/2023-09-20-shoigu-tehran-talks.txt",
    headline="Russian Defence Minister Sergei Shoigu: “Moscow and Tehran are reaching a new level of interaction”",
    published="2023-09-20T11:31",
    printed="11:31 20.09.2023",
    source="international-affairs",
    inferred="t.me handle The_International_Affairs, known to the sources register",
    people={
        "sergei-shoigu": ("Russian Defence Minister", "General of the Army"),
        "mohammad-bagheri": (
            "Chief of Staff for the Armed Forces of the Islamic Republic of Iran",
            "Chief of General Staff of the Iranian Armed Forces",
        ),
        "mohammad-reza-gharaei-ashtiani": ("Iranian Minister of Defence and Armed Forces Logistics",),
    },
    pronouns={
        "sergei-shoigu": (
            (6, "The head of the Russian defence ministry", "role"),
            (8, "the Russian Defence Minister", "role"),
            (12, "he", "pronoun"),
        )
    },
    topics=("russia-iran", "defence", "karabakh"),
    figures=(
        (None, "mil.ru", None),
        ("Russian Defence Minister General of the Army Sergei Shoigu.", "mil.ru", None),
    ),
    events=(("on Tuesday", "2023-09-19"), ("on Wednesday", "2023-09-20")),
    quotes=(
        ("Moscow and Tehran are reaching a new level of interaction", "sergei-shoigu", "headline"),
        (
            "I consider our meeting as another step towards strengthening the strategic partnership between Russia and Iran. Today we have an opportunity to discuss thoroughly topical issues of bilateral military cooperation,",
            "sergei-shoigu",
            "named",
        ),
        ("Iran is Russia's strategic partner in the Middle East", "sergei-shoigu", "role"),
        (
            "this is, of course, both Syria and Afghanistan, and current situation in Karabakh",
            "sergei-shoigu",
            "named",
        ),
        (
            "We note with delight,|that the Iranian-Russian communication is progressing particularly intensely today",
            "sergei-shoigu",
            "role",
        ),
    ),
    footer="read more in our Telegram-channel https://t.me/The_International_Affairs",
    body=(
        "Russian delegation headed by Russian Defence Minister General of the Army Sergei Shoigu arrived in Tehran for talks with the military leadership of the Islamic Republic of Iran (photo).",
        "The General Staff of the Armed Forces of the Islamic Republic of Iran held a formal greeting ceremony for the Russian delegation outside its main building, which was attended by a guard of honour and a military band.",
        "Mohammad Bagheri, Chief of Staff for the Armed Forces of the Islamic Republic of Iran, greeted the Russian Minister of Defence.",
        "Russian Defence Minister Sergei Shoigu has discussed topical issues of Russian–Iranian military cooperation during talks with Chief of General Staff of the Iranian Armed Forces Mohammad Bagheri on Tuesday.",
        "'I consider our meeting as another step towards strengthening the strategic partnership between Russia and Iran. Today we have an opportunity to discuss thoroughly topical issues of bilateral military cooperation,' Sergei Shoigu said.",
        Block(kind="figure", text="", starts=((0, 17),), figure=1),
        "The head of the Russian defence ministry stressed that 'Iran is Russia's strategic partner in the Middle East'.",
        "According to the Russian Defence Minister, Russian-Iranian relations in the military sphere tends to develop actively and positively.",
        "'Recently, the intensity of meetings has increased significantly, both at the highest level and at the level of the leadership of military departments. We see in this a common view of building a world order based on equality of rights for all participants in international relations,' the Russian Defence Minister said.",
        "Sergei Shoigu suggested discussing topical issues of bilateral military cooperation mentioning that 'this is, of course, both Syria and Afghanistan, and current situation in Karabakh'.",
        "In addition, continued the Russian Defence Minister, 'there are a lot of other issues to be discussed today and tomorrow. These include educational issues, exchange of experience, exchange of delegations, joint naval exercises,' the Russian Defence Minister said.",
        "'We are aimed at implementing the entire range of planned activities, despite opposition from the United States and its Western allies. Sanctions pressure on Russia and Iran are demonstrating their futility, while Russian-Iranian interaction is reaching a new level,' Sergei Shoigu said during discussions with Iranian Minister of Defence and Armed Forces Logistics Mohammad-Reza Gharaei Ashtiani on Wednesday.",
        "At the same time, he expressed readiness 'for further joint action in the field of strengthening stability and security in the Middle East'.",
        "'We note with delight,' the head of the Russian Defence Ministry stated, 'that the Iranian-Russian communication is progressing particularly intensely today'. According to him, this is largely due to the trusting relations that have developed between the leaders of Russia and Iran.",
        "The Russian Defense Minister stressed that 'the high dynamics of the meetings confirms the general mood for further strengthening of strategic partnership in the defence sphere and military cooperation'.",
        "He invited his counterpart to discuss a number of issues of mutual interest during the talks.",
    ),
)

STORIES = (
    Story(
        path="articles/2021/perseverance.md",
        headline="Perseverance lands in Jezero Crater",
        deck="The rover is the fifth that NASA has set down on Mars.",
        published="2021-02-18T22:10",
        zone="Z",
        printed="2021-02-18T22:10:00Z",
        byline=("Leocadia Brandt", "Harbour Wire"),
        source="harbour-wire",
        original_url="https://wire.example/mars?a=1&b=2",
        people={"swati-mohan": ("guidance lead",)},
        topics=("space",),
        tags=("Mars", "NASA"),
        quotes=(("Touchdown confirmed,", "swati-mohan", "named"),),
        figures=(("First view from a front hazard camera.", "NASA/JPL-Caltech", "articles/2021/front.jpg"),),
        body=(
            Block(
                kind="paragraph",
                text="NASA's rover Perseverance landed & sent “Touchdown confirmed,” by Swati Mohan home.",
                starts=((0, 12),),
                html="NASA's rover <em>Perseverance</em> landed &amp; sent “Touchdown confirmed,” by Swati Mohan home.",
            ),
            Block(kind="subhead", text="What it is for", starts=((0, 14),), level=4),
            Block(kind="list_item", text="Signs of ancient life", starts=((0, 16),), level=1),
            Block(kind="list_item", text="Samples for Earth", starts=((0, 17),), level=1),
            Block(kind="quote", text="One small step for a rover.", starts=((0, 19),)),
            Block(kind="code", text="sol 1\n  ok", starts=((0, 21),)),
        ),
    ),
    Story(
        path="articles/2023/bagheri-drill.txt",
        headline="Bagheri announces joint drill in the Gulf of Oman",
        published="2023-09-20",
        printed="20 September 2023",
        section="World",
        source="harbour-wire",
        people={"mohammad-bagheri": ("chief of staff",), "sergei-shoigu": ()},
        topics=("russia-iran", "defence"),
        events=(("next March", "2024-03-11"),),
        notes=("Correction: an earlier version named the wrong port.",),
        body=(
            "Mohammad Bagheri said on Wednesday that ships of two navies would meet in the Gulf of Oman.",
            "Sergei Shoigu was in Tehran on the same day.",
        ),
    ),
    Story(
        path="articles/2023/karabakh-ru.txt",
        headline="Объявлено прекращение огня в Карабахе",
        published="2023-09-20T14:00",
        printed="20.09.2023 14:00",
        language="ru",
        source="harbour-wire",
        people={"marija-zakharova": ("официальный представитель МИД",)},
        topics=("karabakh",),
        quotes=(("мы приветствуем это решение", "marija-zakharova", "named"),),
        body=(
            "Стороны договорились о прекращении огня.",
            "«Мы знаем, и мы приветствуем это решение», — сказала Мария Захарова.",
        ),
    ),
    Story(
        path="articles/2023/didar-fa.txt",
        headline="دیدار شویگو و قرایی آشتیانی در تهران",
        deck="گفت‌وگو درباره همکاری‌های دفاعی",
        published="2023-09-20T16:45",
        zone="+03:30",
        printed="چهارشنبه ۲۹ شهریور ۱۴۰۲، ۱۶:۴۵",
        language="fa",
        direction="rtl",
        source="keyhan-e-sobh",
        people={
            "sergei-shoigu": ("وزیر دفاع روسیه",),
            "mohammad-reza-gharaei-ashtiani": ("وزیر دفاع ایران",),
        },
        topics=("russia-iran", "defence"),
        figures=(("شویگو در تهران", "عکس: کیهان صبح / رضا مرادی", None),),
        body=(
            "وزیر دفاع روسیه، شویگو، روز چهارشنبه با قرایی آشتیانی دیدار کرد.",
            "دو طرف درباره همکاری‌های دفاعی گفت‌وگو کردند.",
        ),
    ),
    Story(
        path="articles/2023/pingrang-zh.txt",
        headline="俄国防部长绍伊古访问朝鲜 金正恩会见",
        published="2023-07-27T18:40",
        printed="2023年07月27日 18:40",
        language="zh",
        byline=("林若溪",),
        people={"sergei-shoigu": ("俄罗斯国防部长",), "jin-zheng-en": ()},
        topics=("defence",),
        figures=(
            ("绍伊古在平壤参观武器装备展览会。", "俄罗斯国防部供图", None),
            ("没有署名的图片。", None, None),
        ),
        body=("俄罗斯国防部长绍伊古率领的军事代表团25日抵达平壤。", "朝鲜最高领导人金正恩26日会见绍伊古。"),
    ),
    Story(
        path="articles/2022/kani-talks.txt",
        headline="Ali Bagheri Kani returns to the talks",
        published="2022-09-20",
        printed="20/09/2022",
        source="harbour-wire",
        people={"ali-bagheri-kani": ("chief negotiator",)},
        topics=("diplomacy",),
        body=("Ali Bagheri Kani returned to Vienna.",),
    ),
    Story(
        path="articles/undated/note.txt",
        headline="Talks on defence go on",
        published=None,
        body=("Talks on defence go on, it was said.",),
        topics=("defence",),
        doubts=(Doubt("published", 0, "no date was found", "no-date", "add `published:` to the sidecar"),),
        language=None,
    ),
    Story(
        path="articles/undated/bare.txt",
        headline=None,
        published=None,
        body=("A text without a headline.",),
        figures=((None, None, None),),
    ),
)


@dataclass
class Site:
    """An archive with the texts of its articles and the report of the run."""

    archive: Archive
    texts: dict[str, Text]
    report: Report

    def text_of(self, id_: str) -> Text:
        return self.texts[id_]


def small() -> Site:
    """Return the seed and eight others: Latin, Cyrillic, Arabic and Han scripts, Markdown, undated."""
    return archive_of((SEED, *STORIES))


def without(path: str) -> Site:
    """Return the small archive without one article."""
    return archive_of([story for story in (SEED, *STORIES) if story.path != path])


def many(
    count: int, per_day: int = 1, change: Callable[[int, Story], Story] = lambda _, story: story
) -> Site:
    """Return an archive of as many short reports, all on one person and topic."""
    stories = []
    for number in range(count):
        day = number // per_day
        stories.append(
            change(
                number,
                Story(
                    path=f"articles/{number:05}.txt",
                    headline=f"Report number {number}",
                    published=f"{2000 + day // 336:04}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}",
                    printed="as printed",
                    source="harbour-wire",
                    people={"sergei-shoigu": ("minister",)},
                    topics=("defence",),
                    quotes=(("we shall see", "sergei-shoigu", "named"),),
                    figures=((f"Sergei Shoigu, picture {number}.", "mil.ru", None),),
                    body=(f"Sergei Shoigu said in report {number}: 'we shall see'.",),
                ),
            )
        )
    return archive_of(stories)


# ---------------------------------------------------------------- how a Story becomes records


def _mentions(story: Story, key: str, texts: dict[tuple[str, int], str]) -> tuple[Mention, ...]:
    name, _, variants = PEOPLE[key]
    found = []
    for (part, index), text in texts.items():
        taken: list[tuple[int, int]] = []
        for form in (name, *variants):
            at = text.find(form)
            while at >= 0:
                if not any(start < at + len(form) and at < end for start, end in taken):
                    taken.append((at, at + len(form)))
                    place = Place(part, index, at, at + len(form))  # type: ignore[arg-type]
                    found.append(Mention(form, "full name" if form == name else "surname", 1, place))
                at = text.find(form, at + 1)
    for index, words, basis in story.pronouns.get(key, ()):
        at = texts["body", index].find(words)
        assert at >= 0, words
        found.append(Mention(words, basis, 1, Place("body", index, at, at + len(words))))  # type: ignore[arg-type]
    order = {"headline": 0, "deck": 1, "caption": 2, "body": 3}
    return tuple(sorted(found, key=lambda m: (order[m.place.part], m.place.index, m.place.start)))


def _quote(words: str, speaker: int | None, basis: str, texts: dict[tuple[str, int], str]) -> Quote:
    places = []
    for part_of in words.split("|"):
        for (part, index), text in texts.items():
            at = text.find(part_of)
            if at >= 0 and (part == "headline") == (basis == "headline"):
                places.append(Place(part, index, at, at + len(part_of)))  # type: ignore[arg-type]
                break
    assert places, words
    return Quote(words.replace("|", " "), speaker, None, "said", basis, (1, 1), tuple(places))  # type: ignore[arg-type]


def _read(story: Story) -> tuple[Article, Text, Findings]:
    id_ = hashlib.blake2b(story.path.encode(), digest_size=6).hexdigest()
    raw = [story.headline or "", story.deck or "", story.printed]
    blocks = []
    for part in story.body:
        if isinstance(part, Block):
            blocks.append(part)
            raw.append(part.text)
        else:
            raw.append(part)
            blocks.append(Block("paragraph", part, ((0, len(raw)),)))
    if story.footer:
        raw.append(story.footer)
    texts = {("headline", 0): story.headline or "", ("deck", 0): story.deck or ""}
    texts |= {("caption", n): caption or "" for n, (caption, _, _) in enumerate(story.figures)}
    texts |= {("body", n): block.text for n, block in enumerate(blocks)}
    article = Article(
        id=id_,
        path=story.path,
        part=0,
        format="markdown" if story.path.endswith(".md") else "text",
        sha256=hashlib.sha256("\n".join(raw).encode()).hexdigest(),
        lines=(1, len(raw)),
        headline=story.headline,
        headline_line=1 if story.headline else 0,
        deck=story.deck,
        deck_line=2 if story.deck else 0,
        section=story.section,
        published=Moment(
            story.published, "minute" if "T" in story.published else "day", story.zone, story.printed, 3
        )
        if story.published
        else None,
        updated=None,
        byline=story.byline,
        dateline=None,
        clues=(
            *((SourceClue("handle", "The_International_Affairs", len(raw)),) if story.footer else ()),
            *story.holder,
        ),
        original_url=story.original_url,
        language=story.language,
        direction=story.direction,
        figures=tuple(
            Figure(caption, Credit(credit, None, None, credit) if credit else None, image, None, (3, 3))
            for caption, credit, image in story.figures
        ),
        tags=story.tags,
        links=(),
        notes=story.notes,
        lead=next(b.text for b in blocks if b.text)[:240],
        words=sum(len(b.text.split()) for b in blocks),
        doubts=story.doubts,
    )
    trail = (
        Decision("headline", story.headline or "", (1, 1), "first line, a heading", ()),
        Decision(
            "published",
            story.published or "",
            (3, 3) if story.published else None,
            "a line that holds a date and nothing else",
            (Rejected("1999-01-01", 2, "inside a sentence"),),
        ),
    )
    asides = (Aside("footer", story.footer, (len(raw), len(raw))),) if story.footer else ()
    keys = list(story.people)
    findings = Findings(
        people=tuple(
            Person(
                PEOPLE[key][0],
                tuple(Role(role, 1) for role in roles),
                _mentions(story, key, texts),
            )
            for key, roles in story.people.items()
        ),
        quotes=tuple(
            _quote(words, keys.index(key) if key else None, basis, texts)
            for words, key, basis in story.quotes
        ),
        events=tuple(EventDate(text, value, 1) for text, value in story.events),
    )
    return article, Text(tuple(blocks), asides, story.raw or tuple(raw), trail), findings


def archive_of(stories: Sequence[Story]) -> Site:
    """Return the archive of these stories, every relation resolved as assembling does it."""
    read = {story.path: (story, *_read(story)) for story in stories}
    dated = sorted(
        (row for row in read.values() if row[1].published), key=lambda r: (r[1].published.value, r[1].id)
    )
    undated = sorted((row for row in read.values() if not row[1].published), key=lambda r: r[1].path)
    articles, days, texts = {}, {}, {}
    credit_key = {}
    for story, article, text, findings in [*dated, *undated]:
        texts[article.id] = text
        keys = []
        for figure in article.figures:
            if figure.credit is None:
                keys.append(None)
                continue
            key = "c" + hashlib.blake2b(figure.credit.line.encode(), digest_size=3).hexdigest()
            credit_key[key] = figure.credit.line
            keys.append("mil-ru" if figure.credit.line == "mil.ru" else key)
        if article.published:
            days.setdefault(article.published.value[:10], []).append(article.id)
        articles[article.id] = Filed(
            article=article,
            findings=findings,
            digest=hashlib.sha256(repr((article, text, findings)).encode()).hexdigest(),
            day=article.published.value[:10] if article.published else None,
            people=tuple(story.people),
            source=SourceRef(story.source, bool(story.inferred), 1, story.inferred, "host", "harbour.example")
            if story.source
            else None,
            topics=tuple(
                TopicMatch(key, f"the text says “{key}” (line 4)", 4, reasons=(TopicReason("says", key, 4),))
                for key in sorted(story.topics)
            ),
            creditors=tuple(keys),
        )
    archive = Archive(
        articles=articles,
        days={day: tuple(ids) for day, ids in sorted(days.items())},
        undated=tuple(row[1].id for row in undated),
        people=_people(articles),
        topics=_topics(articles),
        sources=_sources(articles),
        creditors=_creditors(articles),
        quotes=tuple(
            QuoteRef(id_, index)
            for id_, filed in articles.items()
            for index in range(len(filed.findings.quotes))
        ),
        set_aside=(SetAside("articles/broken.bin", 0, "binary", "expected text, found a binary file"),),
        skipped=(Skipped("articles/.DS_Store", "hidden file"),),
    )
    return Site(archive, texts, Report(seen=len(stories) + 2, articles=len(stories)))


def _people(articles: dict[str, Filed]) -> dict[str, PersonRecord]:
    made = []
    for key, (name, sort_name, _) in PEOPLE.items():
        ids = [id_ for id_, filed in articles.items() if key in filed.people]
        if not ids:
            continue
        forms: Counter[str] = Counter()
        roles: dict[str, list[str]] = {}
        quotes, figures, together = [], [], Counter()
        for id_ in ids:
            filed = articles[id_]
            at = filed.people.index(key)
            person = filed.findings.people[at]
            forms.update(m.text for m in person.mentions if m.basis in ("full name", "surname"))
            for role in person.roles:
                roles.setdefault(role.text, []).append(id_)
            quotes += [QuoteRef(id_, n) for n, q in enumerate(filed.findings.quotes) if q.speaker == at]
            captions = dict.fromkeys(m.place.index for m in person.mentions if m.place.part == "caption")
            figures += [FigureRef(id_, n) for n in captions]
            together.update(other for other in filed.people if other != key)
        made.append(
            PersonRecord(
                key=key,
                name=name,
                sort_name=sort_name,
                language={"marija-zakharova": "ru", "jin-zheng-en": "zh"}.get(key),
                registered=key != "swati-mohan",
                description=None,
                wikidata="Q7747" if key == "sergei-shoigu" else None,
                born="1955-05-21" if key == "sergei-shoigu" else None,
                died=None,
                not_same_as=("ali-bagheri-kani",) if key == "mohammad-bagheri" else (),
                variants=tuple(VariantRecord(text, count) for text, count in forms.most_common()),
                roles=tuple(
                    RoleRecord(text, articles[found[0]].day, articles[found[-1]].day, tuple(found))
                    for text, found in roles.items()
                ),
                articles=tuple(ids),
                mentions=sum(
                    len(articles[i].findings.people[articles[i].people.index(key)].mentions) for i in ids
                ),
                quotes=tuple(quotes),
                figures=tuple(figures),
                together=tuple(
                    Together(k, n) for k, n in sorted(together.items(), key=lambda i: (-i[1], i[0]))
                ),
                origin=Origin("people.yaml", 4) if key != "swati-mohan" else None,
            )
        )
    return {record.key: record for record in sorted(made, key=lambda r: r.sort_name.casefold())}


def _topics(articles: dict[str, Filed]) -> dict[str, TopicRecord]:
    made = {}
    for key, (name, parent, rule) in sorted(TOPICS.items(), key=lambda item: item[1][0]):
        ids = [id_ for id_, filed in articles.items() if key in {m.key for m in filed.topics}]
        children = tuple(k for k, (_, above, _) in TOPICS.items() if above == key)
        people: Counter[str] = Counter(k for id_ in ids for k in articles[id_].people)
        if ids or children:
            made[key] = TopicRecord(
                key=key,
                name=name,
                description=f"Reports about {name}." if rule else None,
                parent=parent,
                children=children,
                any=(rule,) if rule else (),
                all=(),
                none=(),
                wikidata=None,
                iptc=None,
                articles=tuple(ids),
                people=tuple(Together(k, n) for k, n in sorted(people.items(), key=lambda i: (-i[1], i[0]))),
                origin=Origin("topics.yaml", 3) if rule else None,
            )
    return {
        key: record if all(child in made for child in record.children) else _childless(record, made)
        for key, record in made.items()
    }


def _childless(record: TopicRecord, made: dict[str, TopicRecord]) -> TopicRecord:
    import msgspec

    return msgspec.structs.replace(record, children=tuple(c for c in record.children if c in made))


def _sources(articles: dict[str, Filed]) -> dict[str, SourceRecord]:
    made = {}
    for key, (name, kind, url) in SOURCES.items():
        ids = [id_ for id_, filed in articles.items() if filed.source and filed.source.key == key]
        if ids:
            made[key] = SourceRecord(
                key=key,
                name=name,
                kind=kind,
                url=url,
                handles=("The_International_Affairs",) if url else (),
                country=None,
                language=None,
                articles=tuple(ids),
                inferred=sum(articles[id_].source.inferred for id_ in ids),
                origin=Origin("sources.yaml", 2) if url else None,
            )
    return made


def _creditors(articles: dict[str, Filed]) -> dict[str, CreditorRecord]:
    refs: dict[str, list[FigureRef]] = {}
    lines: dict[str, Counter[str]] = {}
    for id_, filed in articles.items():
        for index, key in enumerate(filed.creditors):
            credit = filed.article.figures[index].credit
            if key and credit:
                refs.setdefault(key, []).append(FigureRef(id_, index))
                lines.setdefault(key, Counter())[credit.line] += 1
    return {
        key: CreditorRecord(
            key=key,
            name=lines[key].most_common(1)[0][0],
            url="https://mil.ru" if key == "mil-ru" else None,
            lines=tuple(VariantRecord(text, count) for text, count in lines[key].most_common()),
            figures=tuple(refs[key]),
            origin=None,
        )
        for key in sorted(refs, key=lambda k: lines[k].most_common(1)[0][0])
    }
