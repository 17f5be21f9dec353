"""Alternations as trees, and expressions behind their cues, match what the plain expressions match."""

import ast
import importlib
import inspect
import pkgutil
import re
from typing import Any

import pytest

import backfile
from backfile import patterns
from backfile.alternatives import as_tree, heads_of, split
from backfile.cues import Cues, cues_of, ends_of, guarded, signs_of
from backfile.openings import Holding, Openings, look_at
from backfile.parse.marks import LONGEST_LINE, RULES, mark_of
from backfile.patterns import late

LINES = (
    "", "e", "Share", "share this article", "Lees ook: De brug gaat dicht", "Kein Wort davon.", "ILGILI HABERLER",
    "İlgili haberler", "ılgılı", "Read more", "READ ALSO: The pier", "Photo: Ann Lee / Harbour Wire", "© 2024 Port Gazette",
    "© Port Gazette. All rights reserved.", "This report may not be reproduced without permission.", "(AP)", "AP Photo/Ann Lee",
    "Все права защищены. При цитировании ссылка обязательна.", "Фото: Анна Лисовская", "Читайте также: Мост закрыт",
    "Подписывайтесь на наш канал в Телеграм", "相关阅读：港口新闻", "图片来源：海湾晚报", "記者王小明／攝影", "사진=연합뉴스 제공",
    "اقرأ أيضا: الميناء", "یادداشت", "चित्र: पीटीआई", "12 comments", "3 min read", "Reporting by Ann Lee; editing by Bo Ek",
    "Follow us on Telegram and never miss a story about the harbour", "Found a typo? Press Ctrl + Enter.", "Aktualisiert am 3. Mai 2024",
    "Il vous reste 60 % de cet article à lire.", "FOR IMMEDIATE RELEASE", "Von unserem Korrespondenten Jan Roth", "By Ann Lee",
    "The harbour was closed on Tuesday, the port's office said, and the ferry waited until the wind had gone down.",
)  # fmt: skip
MODULES = [
    m.name for m in pkgutil.walk_packages(backfile.__path__, "backfile.") if not m.name.endswith("__main__")
]
PATTERNS: dict[str, Any] = {
    f"{name}.{key}": value
    for name in MODULES
    for key, value in vars(importlib.import_module(name)).items()
    if isinstance(value, patterns._Late)
}


def spans(match: re.Match[str] | None) -> object:
    return match and (match.span(), match.groups())


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_of_the_engine_matches_as_its_source_does(name: str) -> None:
    used = PATTERNS[name]
    plain = re.compile(used._source, used._flags)
    lines = [*LINES, *(line.upper() for line in LINES), *(line[: len(line) // 2] for line in LINES)]
    for line in lines:
        for method in ("match", "search", "fullmatch"):
            assert spans(getattr(used, method)(line)) == spans(getattr(plain, method)(line)), (method, line)
        assert [spans(m) for m in used.finditer(line)] == [spans(m) for m in plain.finditer(line)], line
        assert used.findall(line) == plain.findall(line)
        assert used.sub("#", line, count=1) == plain.sub("#", line, count=1)


def test_a_tree_shares_beginnings_and_keeps_the_preference() -> None:
    words = ["photographs?", "photos?", "photo", "picture", "pool", "foto", "Foto"]
    plain, tree = (
        re.compile(source, re.IGNORECASE) for source in ("|".join(words), as_tree("|".join(words)))
    )
    assert as_tree("|".join(words)).startswith("(?=[Ffp])")
    for line in ("photos", "photographs", "PHOTO", "pool", "pony", "FOTO", "xphoto"):
        assert spans(tree.match(line)) == spans(plain.match(line)), line


def test_a_word_that_may_begin_with_several_signs_keeps_its_place() -> None:
    source = "abc|(?:a|b)b?c?|ab|b|axx|[bx]y|by"
    for line in ("abc", "ab", "abx", "axx", "b", "by", "xy", "ac"):
        assert spans(re.match(as_tree(source), line)) == spans(re.match(source, line)), line


@pytest.mark.parametrize(
    ("word", "heads"),
    [
        ("photo", {"p"}), ("e?mail", {"e", "m"}), ("(?:the |this )?text", {"t"}), (r"\d+ min", {r"\d"}), ("[(（]?x", {"(", "（", "x"}),
        (r"\bapps?", {"a"}), (r"a{0,3}b", {"a", "b"}), (r"\(c\)", {"("}), ("(?!x)yz", {"y"}),
        (".{0,60}x", None), (r"\W*x", None), ("[^a]b", None), ("[a-f]x", None), ("x?", None), ("", None),
    ],
)  # fmt: skip
def test_the_signs_that_an_expression_may_begin_with(word: str, heads: set[str] | None) -> None:
    assert heads_of(word) == heads


@pytest.mark.parametrize(
    ("word", "cues"),
    [
        (".{0,60}all rights reserved.{0,120}", {"all rights reserved"}),
        (r".{0,120}ctrl ?\+ ?enter.{0,120}", {"enter"}),
        (r"\W*(?:this|the) (?:story|article) (?:is|was) .*", {"story", "article"}),
        (".{0,40}(?:제보|문의).*", {"제보", "문의"}),
        ("(?:optional )?x", None), (r"\w+ of", None), (".*(?:ab|abcdef)", None),
    ],
)  # fmt: skip
def test_strings_of_which_one_stands_in_each_match(word: str, cues: set[str] | None) -> None:
    assert cues_of(word) == cues


def test_a_cue_is_found_whatever_its_case_and_the_dot_of_its_letters() -> None:
    (rooted, floating), strings = guarded(r"(?:x|.{0,20}instagram)")
    assert (rooted, floating) == ("(?:x)", "(?:.{0,20}instagram)")
    cues = Cues(dict.fromkeys(strings, 1))
    assert all(cues.stand_in(line) for line in ("Bizi INSTAGRAM", "Bizi İNSTAGRAM", "ınstagram"))
    assert not cues.stand_in("Bizi X")
    assert late(r"(?:x|.{0,20}instagram)", re.IGNORECASE).fullmatch("Bizi İNSTAGRAM")


@pytest.mark.parametrize(
    ("source", "ends"),
    [
        ("(?:photo|foto)s?$", {"o", "s"}), (r"\([a-z]{2,}[)）]\s*$", {")", "）", r"\s"}), (r"x\d{0,2}$", {"x", r"\d"}),
        (r"a$|b\.$", {"a", "."}), (r"x(?=y)$", {"x"}), (r"x(?:y|)$", None), (r"a$|b", None), (r"a\$", None), (r"\w$", None),
        ("x?$", None), ("$", None), ("[^a]$", None),
    ],
)  # fmt: skip
def test_the_signs_that_a_text_must_end_with(source: str, ends: set[str] | None) -> None:
    assert ends_of(source) == ends


def test_a_text_is_looked_through_where_its_end_may_fit() -> None:
    ends = late("(?:foto|kino)$", re.IGNORECASE)
    assert [bool(ends.search(text)) for text in ("x FOTO", "x foto\n", "x foto.", "kİno", "kınO", "")] == [
        True, True, False, True, True, False,
    ]  # fmt: skip
    assert ends.search("a foto b", 0, 6) and not ends.search("foto b")
    assert late(r"\s[½٣\d]\s*$").search("x ٤\u2003") and late("foto$", re.MULTILINE).search("foto\nb")


def test_an_expression_without_cues_or_with_names_inside_stays_whole() -> None:
    assert guarded("photo|picture") == guarded("(?:photo|picture)") == ()
    assert guarded(r"(?:x|.{0,20}(?P<name>instagram))") == ()


def test_bars_in_sets_and_groups_part_nothing() -> None:
    assert split(r"a[|)]b|(?:c|d)e|\|f") == [r"a[|)]b", "(?:c|d)e", r"\|f"]


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_line_that_a_pattern_matches_whole_is_told_from_it_by_its_beginning(name: str) -> None:
    openings = Openings(PATTERNS[name])
    fits = [line for line in LINES if openings.fit(line)]
    whole = [line for line in LINES if PATTERNS[name].fullmatch(line)]
    assert [line for line in whole if line not in fits] == []


def test_beginnings_tell_most_lines_from_a_table() -> None:
    openings = Openings(
        late(r"[#*\s]*(?:the |this )?(?:photos?|\d+ pictures?)(?: by .*)?", re.IGNORECASE), late("©.*")
    )
    assert all(
        openings.fit(t)
        for t in ("Photo", "** The photos", "«This photo», they said", "12 PICTURES", "© Ann Lee")
    )
    assert not any(openings.fit(t) for t in ("The ferry left.", "A photo", "pool", "Phone", "“© Ann Lee”"))


def test_an_alternative_that_may_begin_with_anything_is_told_by_its_cues_or_not_at_all() -> None:
    openings = Openings(late(r"(?:share|.{0,20} contributed to this report)"))
    assert openings.fit("Ann Lee contributed to this report") and openings.fit("share")
    assert not openings.fit("Ann Lee reported this")
    assert openings.tell
    untold = Openings(late(r"(?:share|.{0,20} by)"))
    assert untold.fit("x") and not untold.tell


def test_the_cues_of_several_tables_are_told_apart_in_one_look() -> None:
    openings = Openings(
        late(r".{0,20} contributed to this report"), late("(?:share|.{0,60}all rights reserved)"), late("©.*")
    )
    assert openings.which("Ann Lee contributed to this report. All Rights Reserved.") == 1 | 2
    assert openings.which("© Ann Lee") == 4 and openings.which("Ann Lee reported this") == 0
    assert openings.which("share") == 2


def test_a_text_that_no_encoding_takes_is_looked_through_too() -> None:
    assert Holding("(?:.{0,9}telegram|viber)").fit("\ud800 on TELEGRAM")


def test_what_a_text_holds_is_told_wherever_it_stands_and_an_expression_without_cues_fits_all() -> None:
    held = Holding("(?:.{0,9}telegram|viber)", "photos? by", words=("ferry",))
    lines = ("We are on Viber, and photos by Ann Lee", "— FERRY —", "—", "The harbour was closed.")
    assert [held.which(line) for line in lines] == [1 | 2, 4, 0, 0]
    assert Holding("(?:.{0,9}telegram|.*)").fit("—") and Holding("(?:.{0,9}telegram|.*)").fit("The harbour")


def test_lines_looked_at_together_are_told_as_each_is_alone() -> None:
    tables = [
        *(Openings(PATTERNS[name]) for name in sorted(PATTERNS)[::40]),
        Holding("(?:.{0,9}telegram|viber)"),
    ]
    alone = [[table.which(line) for table in tables] for line in LINES]
    look_at(LINES)
    assert [[table.which(line) for table in tables] for line in LINES] == alone
    late_one = Openings(late("(?:share|.{0,60}all rights reserved)"))
    assert [late_one.fit(line) for line in ("Share", "© X. All rights reserved", "The ferry")] == [
        True,
        True,
        False,
    ]
    assert [[table.which(line) for table in tables] for line in LINES] == alone


def test_a_long_passage_is_marked_as_all_rules_together_mark_it() -> None:
    prose = (
        "The harbour was closed on Tuesday, the port's office said, and the ferry waited until the wind had gone "
        "down, while three hundred travellers sat in the hall with tea and blankets and were told nothing new"
    )
    lines = [*LINES, *(cue for line in LINES for cue in (line.upper(), line.lower()))]
    shapes = ("{0}{1}.", "{0} {1}.", "{1}. {0}", "{1} {0}", "({0} {1})", "{0}: {1}", "© {1} {0}", "{0}" * 30)
    passages = [shape.format(line, prose).strip() for line in lines for shape in shapes]
    marked = 0
    for text in (text for text in passages if len(text) > LONGEST_LINE):
        all_rules = next((mark for rule in RULES if (mark := rule(text))), None)
        assert mark_of(text) == all_rules, text
        marked += all_rules is not None
    assert marked > 20


def gate(function: ast.FunctionDef) -> int:
    """Return the line from which on a function asks only lines that fit; 0 when it is called for such lines."""
    asks = (
        n.lineno for n in ast.walk(function) if isinstance(n, ast.Attribute) and n.attr in ("fit", "which")
    )
    return min(asks, default=0)


@pytest.mark.parametrize(
    ("module", "openings", "functions"),
    [
        ("notices", "ENDS", ("ends_text",)),
        ("notices", "NOTICES", ("notice", "_read_also")),
        ("marks", "WRITERS", ("_people",)),
        ("marks", "BUTTONS", ("_furniture",)),
        ("marks", "LABELS", ("_origin", "_credit")),
        ("credits", "LINES", ("credit_line",)),
        ("masthead", "MASTHEADS", ("above_headline", "_of_page", "forwarded_from")),
    ],
)
def test_every_pattern_behind_a_beginning_is_among_those_it_was_read_from(
    module: str, openings: str, functions: tuple[str, ...]
) -> None:
    """A pattern that is asked only of lines that fit must have its own beginnings among them."""
    tree = ast.parse(inspect.getsource(importlib.import_module(f"backfile.parse.{module}")))
    (given,) = (
        n.value for n in tree.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == openings
    )
    assert isinstance(given, ast.Call)
    known = {ast.unparse(arg) for arg in given.args}
    asked = {
        ast.unparse(call.value)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name in functions
        for call in ast.walk(node)
        if isinstance(call, ast.Attribute)
        and call.attr in ("match", "fullmatch")
        and call.lineno >= gate(node)
    }
    assert getattr(importlib.import_module(f"backfile.parse.{module}"), openings).tell
    before = {
        "PRINT_REFERENCE",
        "COUNTER_LINE",
        "NAME_AND_POINT",
        "CAPS_AGENCY",
        "PUT_UP",
        "pattern",
        "form",
    }  # asked of the rest of the lines, or a name for several
    assert known >= asked - before and asked


@pytest.mark.parametrize(
    ("module", "openings"),
    [
        ("notices", "NOTICES"),
        ("masthead", "MASTHEADS"),
        ("marks", "BUTTONS"),
        ("marks", "LABELS"),
        ("datemarks", "TIMES"),
    ],
)
def test_the_bit_that_a_rule_asks_for_is_that_of_its_pattern(module: str, openings: str) -> None:
    tree = ast.parse(inspect.getsource(importlib.import_module(f"backfile.parse.{module}")))
    assigned = {ast.unparse(n.targets[0]): n.value for n in tree.body if isinstance(n, ast.Assign)}
    given = assigned[openings]
    assert isinstance(given, ast.Call)
    bits = {ast.unparse(arg): 1 << n for n, arg in enumerate(given.args)}
    code = "\n".join(ast.unparse(node) for node in tree.body if isinstance(node, ast.FunctionDef))
    asked = re.findall(r"fits & ([A-Z]+) and (?:len\(text\) <= \w+ and )?\(?(?:match := )?([A-Z_]+)\.", code)
    asked += re.findall(
        r"(?:labelled|relative) = \(?(?P<p>[A-Z_]+)\.fullmatch\(text\) if fits & ([A-Z]+)", code
    )
    pairs = [pair if pair[1] in bits else pair[::-1] for pair in asked]
    pairs += re.findall(r"\(([A-Z]+), ([A-Z_]+)[,)]", code)
    values = vars(importlib.import_module(f"backfile.parse.{module}"))
    told = [(bit, pattern) for bit, pattern in pairs if pattern in bits]
    assert told and [(values[bit], pattern) for bit, pattern in told] == [(bits[p], p) for _, p in told]


@pytest.mark.parametrize(
    ("word", "signs"),
    [
        (r"\s*[(\[](?P<line>[^()]{2,40})[)\]]\.?$", {"(", "["}),
        (r"\s*(?:©|\(c\)|ⓒ)\s*(?P<line>.*)", {"©", "(", "ⓒ", "Ⓒ"}),
        (r"(?P<line>\S{2,9}(?:摄|攝))[。]?$", {"摄", "攝"}),
        (r"\s/?(?P<line>[A-Z]+)$", None), ("by (?P<line>.*)", None),
    ],
)  # fmt: skip
def test_signs_of_which_one_stands_in_each_match(word: str, signs: set[str] | None) -> None:
    assert signs_of(word) == (signs and {s for one in signs for s in (one, one.upper(), one.lower())})
