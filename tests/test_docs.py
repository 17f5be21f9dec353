"""The docs hold: what they name exists, and what exists they name."""

import ast
import json
import re
import shutil
import signal
from pathlib import Path
from typing import Any, get_args

import click
import jinja2
import pytest
from conftest import ROOT, backfile
from problem_codes import codes
from test_architecture import ORDER

from backfile import redactions, registers, relations
from backfile.cli import COMMANDS
from backfile.cli import backfile as group
from backfile.commands.export import FORMATS
from backfile.hints import HINTS
from backfile.model import archive, articles, texts
from backfile.pages.datatables import TABLES
from backfile.parse.phrases import FIELD_NAMES
from backfile.publish.render import Renderer
from backfile.read import scan, sidecar, suffixes
from backfile.read.formats import READERS
from backfile.schema import schema_of
from backfile.settings import Settings

SRC = ROOT / "src" / "backfile"
README = (ROOT / "README.md").read_text(encoding="utf-8")
REFERENCE = {p.stem: p.read_text(encoding="utf-8") for p in sorted((ROOT / "docs/reference").glob("*.md"))}
RECORD = (ROOT / "docs/record.md").read_text(encoding="utf-8")
EXPORTS = (ROOT / "docs/exports.md").read_text(encoding="utf-8")
THEME = (ROOT / "docs/writing-a-theme.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "content/README.md"])


def section(text: str, title: str) -> str:
    """Return what stands under a heading, down to the next heading of the same or a higher level."""
    found = re.search(rf"^(#+) {re.escape(title)}\n(.*?)(?=^\1 |^#{{1}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no heading “{title}”"
    return found.group(2)


def rows(text: str) -> list[list[str]]:
    """Return the cells of all rows of a text's tables, the heads left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    rules = {i for i, row in enumerate(cells) if all(re.fullmatch(r"-+", cell) for cell in row)}
    return [row for i, row in enumerate(cells) if i not in rules and i + 1 not in rules]


def quoted(cell: str) -> list[str]:
    """Return what a cell has in code quotes."""
    return re.findall(r"`([^`]+)`", cell)


def first_names(text: str) -> list[str]:
    """Return the names in the first column of a text's tables, each of which must stand there once."""
    names = [name for row in rows(text) for name in quoted(row[0])]
    assert names and len(names) == len(set(names)), sorted(names)
    return names


# ---------------------------------------------------------------- commands


def every_command() -> dict[str, click.Command]:
    """Return the commands by what one types: `build`, `people merge`."""
    found: dict[str, click.Command] = {}
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None and command.name == name
        under = command.commands if isinstance(command, click.Group) else {}
        found |= {f"{name} {inner}": one for inner, one in under.items()} if under else {name: command}
    return found


def options() -> dict[str, set[str]]:
    """Return the commands that know each option, by its longest name."""
    found: dict[str, set[str]] = {"--help": {"all"}, "--version": {"backfile"}}
    for name, command in every_command().items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                found.setdefault(max(parameter.opts, key=len), set()).add(name.split(" ")[0])
    return found


def test_the_reference_names_every_command_with_its_arguments() -> None:
    documented = {
        quoted(row[0])[0].removeprefix("backfile ")
        for row in rows(section(REFERENCE["commands"], "Commands"))
    }
    real = set()
    for name, command in every_command().items():
        made = [
            p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)
        ]
        real.add(" ".join([name, *made]))
    assert documented == real


def test_the_reference_names_every_option_and_the_commands_that_know_it() -> None:
    documented = {}
    known = {opt for command in every_command().values() for p in command.params for opt in p.opts}
    for row in rows(section(REFERENCE["commands"], "Options")):
        names = [name.split(" ")[0] for name in quoted(row[0])]
        documented[max(names, key=len)] = set(row[1].split(", "))
        assert set(names) <= known | {"--help", "-h", "--version"}
    assert documented == options()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_command_line_in_the_docs_can_be_given(page: Path) -> None:
    known = {opt for command in every_command().values() for p in command.params for opt in p.opts}
    text = page.read_text(encoding="utf-8")
    lines = re.findall(r"(?:^\$ |`)(?:backfile|python3 build\.py) ([^\n`]+)", text, re.MULTILINE)
    for line in lines:
        words = line.split()
        assert words[0] in {*COMMANDS, "test", "…"}, line
        if words[0] != "test":
            assert {word for word in words if word.startswith("-")} <= known, line


def test_the_reference_names_every_exit_code() -> None:
    real = {click.UsageError.exit_code}
    command_line = [SRC / "cli.py", *SRC.glob("commands/*.py"), *SRC.glob("*_desk.py")]
    for path in (*command_line, SRC / "problems.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            values: list[ast.expr] = []
            if path in command_line and isinstance(node, ast.Call) and ast.unparse(node.func) == "sys.exit":
                values = node.args
            elif isinstance(node, ast.FunctionDef) and node.name == "exit_code":
                values = [r.value for r in ast.walk(node) if isinstance(r, ast.Return) and r.value]
            for value in values:
                parts = (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,)
                real |= {part.value for part in parts if isinstance(part, ast.Constant)}
                real |= {named[part.id] for part in parts if isinstance(part, ast.Name) and part.id in named}
    ends = re.search(r"heeded = \(([^)]*)\)", (SRC / "cli.py").read_text(encoding="utf-8"))
    assert ends
    real |= {128 + getattr(signal, name.removeprefix("signal.")) for name in ends[1].split(", ")}
    documented = [int(row[0]) for row in rows(REFERENCE["exit-codes"])]
    assert documented == sorted(real)


# ---------------------------------------------------------------- what the curator writes


def test_the_reference_names_every_setting_and_so_does_the_demonstration() -> None:
    names = list(Settings.__struct_fields__)
    assert first_names(section(REFERENCE["settings"], "site.yaml")) == names
    written = re.findall(r"^(\w+):", (ROOT / "content/site.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(written) == set(names)


@pytest.mark.parametrize(
    ("file", "record"),
    [
        ("people.yaml", registers.RegisteredPerson),
        ("topics.yaml", registers.RegisteredTopic),
        ("sources.yaml", registers.RegisteredSource),
        ("credits.yaml", registers.RegisteredCreditor),
        ("redactions.yaml", redactions.Redaction),
    ],
)
def test_the_reference_names_every_field_of_a_register(file: str, record: Any) -> None:
    fields = [name for name in record.__struct_fields__ if name not in ("key", "origin")]
    real = {"not" if name == "none" else name for name in fields}
    assert set(first_names(section(REFERENCE["registers"], file))) == real


def test_the_reference_names_every_section_of_the_curators_word_on_copies() -> None:
    assert tuple(first_names(section(REFERENCE["registers"], "copies.yaml"))) == relations.KINDS


def test_every_kind_of_source_is_named() -> None:
    (row,) = [row for row in rows(section(REFERENCE["registers"], "sources.yaml")) if row[0] == "`kind`"]
    assert tuple(quoted(row[1])) == registers.SOURCE_KINDS


def test_the_reference_names_every_field_of_front_matter_by_all_its_names() -> None:
    table = rows(REFERENCE["fields"])
    assert {row[0]: tuple(quoted(row[1])) for row in table} == FIELD_NAMES


def test_the_reference_names_every_key_that_only_sidecars_have() -> None:
    mine = set(schema_of("sidecar")["properties"]) - set(schema_of("front-matter")["properties"])
    assert set(first_names(REFERENCE["sidecars"])) == mine == {*sidecar.LINES, "parts"}


TRIAL = {
    "published": "2020-01-02",
    "updated": "2020-01-03",
    "language": "pl",
    "original_url": "https://example.org/a",
    "image": "harbour.png",
    "caption": "The new harbour",
    "credit": "Jane Doe/Example",
    "draft": "yes",
    "released": "withheld",
}


@pytest.mark.parametrize("meaning", sorted(FIELD_NAMES))
def test_the_record_shows_each_field_unless_the_reference_says_that_it_does_not(
    meaning: str, tmp_path: Path
) -> None:
    articles = tmp_path / "content" / "articles"
    articles.mkdir(parents=True)
    text = "Harbour opens in Quaytown\n\nThe harbour of Quaytown was opened. Many people came to see it.\n"
    (articles / "harbour.txt").write_text(text)
    _, before, _ = backfile("read", str(articles))
    (articles / "harbour.yaml").write_text(f"{FIELD_NAMES[meaning][0]}: {TRIAL.get(meaning, 'Ana Gomez')}\n")
    _, after, _ = backfile("read", str(articles))
    (told,) = re.findall(r"The field (.+) is what .+ `read` does not print it", REFERENCE["fields"])
    assert (before == after) == (meaning in quoted(told))


def test_the_reference_names_the_kinds_of_files_that_are_read() -> None:
    table = {row[0]: quoted(row[1]) for row in rows(REFERENCE["formats"])}
    images = table.pop("images")
    read = [suffix for names in table.values() for suffix in names if suffix.startswith(".")]
    assert sorted(set(read)) == sorted(suffixes.ARTICLE_SUFFIXES)
    assert tuple(images) == scan.IMAGES
    assert f"up to {scan.MAX_BYTES // 1024 // 1024} MB" in REFERENCE["formats"]


# ---------------------------------------------------------------- the site

NUMBER = r"(?:\.[1-9]\d*)?"  # the number of a page of a long list, or none
PARTS = {
    "YYYY": r"\d{4}",
    "MM": r"\d\d",
    "DD": r"\d\d",
    "ARTICLE": r"[^/.]*-[0-9a-f]{6}",
    "KEY": r"[^/.]+",
    "LETTER": r"[^/.]+",
    "NAME": r"[a-z]+",
}
REDIRECTS = "redirects:\n  2023/09/02/old-000000.html: 2023/09/20/{new}\n"


def address_pattern(address: str) -> re.Pattern[str]:
    """Return what matches the files that a documented address stands for."""
    made = "".join(PARTS.get(part, re.escape(part)) for part in re.split(r"(\b[A-Z]+\b)", address))
    if address.endswith("/"):
        return re.compile(made + ".+")
    stem, dot, suffix = made.rpartition(r"\.")
    return re.compile(f"{stem}{NUMBER if suffix == 'html' else ''}{dot}{suffix}")


def test_the_reference_names_every_address_of_a_site(tmp_path: Path, built_site: Path) -> None:
    (new,) = (path.name for path in (built_site / "2023/09/20").glob("russian-defence-minister-*.html"))
    shutil.copytree(ROOT / "content", tmp_path / "content")
    settings = tmp_path / "content/site.yaml"
    settings.write_text(
        re.sub(r"(?m)^site_url:.*", "site_url: https://news.example.org", settings.read_text())
    )
    (tmp_path / "content/redirects.yaml").write_text(REDIRECTS.format(new=new))
    code, _, err = backfile("build", str(tmp_path))
    assert code == 0, err
    site = {
        p.relative_to(tmp_path / "public").as_posix() for p in (tmp_path / "public").rglob("*") if p.is_file()
    }
    patterns = {name: address_pattern(name) for name in first_names(REFERENCE["site"])}
    assert {f for f in site if not any(p.fullmatch(f) for p in patterns.values())} == set()
    idle = {name for name, p in patterns.items() if not any(p.fullmatch(f) for f in site)}
    # Those of a larger archive, and images, of which the demonstration has none.
    assert idle == {"people/KEY.quotes.html", "desk.NAME.html", "images/"}


# ---------------------------------------------------------------- problems


@pytest.mark.parametrize("severity", ["error", "warning", "doubt"])
def test_the_reference_names_every_problem_code_under_its_severity(severity: str) -> None:
    parts = re.split(r"\*\*(Errors|Warnings|Doubts)\.\*\*", REFERENCE["problems"])
    text = parts[parts.index(f"{severity.capitalize()}s") + 1]
    real = sorted(code for code, severities in codes(SRC).items() if severity in severities)
    assert first_names(text) == real


def test_the_reference_says_of_each_code_what_to_do() -> None:
    told = {
        first: done
        for first, _, done in re.findall(r"^\| `([a-z-]+)` \| (.*?) \| (.*) \|$", REFERENCE["problems"], re.M)
    }
    assert told == HINTS


def test_no_code_stands_for_two_severities() -> None:
    found = codes(SRC)
    assert len(found) > 40
    assert {code for code, severities in found.items() if len(severities) != 1} == set()


# ---------------------------------------------------------------- records as JSON


def key_paths(value: object, above: str = "") -> set[str]:
    """Return every key of a JSON value with those above it: `figures[].credit.line`."""
    found = set()
    if isinstance(value, dict):
        for key, inner in value.items():
            found |= {f"{above}{key}"} | key_paths(inner, f"{above}{key}.")
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict):
                found |= key_paths(inner, f"{above.removesuffix('.')}[].")
    return found


def test_the_keys_of_a_record_are_those_the_docs_name() -> None:
    code, out, err = backfile("read", str(ROOT / "content" / "articles"))
    assert code == 0, err
    real = set().union(*(key_paths(json.loads(line)) for line in out.splitlines()))
    described = RECORD.split("\n# The report\n")[0]
    assert set(first_names(described)) == real


def test_the_docs_name_every_value_of_a_field_that_has_few() -> None:
    told = {quoted(row[0])[0]: set(quoted(row[1])) for row in rows(RECORD) if row[0].startswith("`")}
    assert told["format"] == {"text", "markdown", *(reader.format for reader in READERS)}
    for key, values in {
        "published.precision": articles.Precision,
        "direction": articles.Direction,
        "body[].kind": texts.BlockKind,
        "people[].mentions[].basis": articles.Basis,
        "quotes[].basis": articles.QuoteBasis,
        "topics[].basis": archive.TopicBasis,
    }.items():
        assert set(get_args(values)) <= told[key], key
    assert told["quotes[].basis"] == set(get_args(articles.QuoteBasis))


def test_the_example_in_the_docs_is_what_the_record_says() -> None:
    (text,) = re.findall(r"```json\n(.*?)```", RECORD, re.DOTALL)
    example = json.loads(text)
    _, out, _ = backfile("read", str(ROOT / "content" / example["path"]))
    record = json.loads(out)
    (figure,) = example.pop("figures")
    assert figure in record["figures"]
    assert example == {key: record[key] for key in example}


def test_the_keys_of_a_report_are_those_the_docs_name(tmp_path: Path) -> None:
    articles = tmp_path / "content" / "articles"
    articles.mkdir(parents=True)
    (articles / "empty.txt").write_text("")
    (articles / "table.xls").write_text("1")
    code, out, _ = backfile("build", str(tmp_path), "--json")
    assert code == 3
    assert set(first_names(section(RECORD, "The report"))) == key_paths(json.loads(out))


# ---------------------------------------------------------------- exports


def test_the_docs_name_every_export_format() -> None:
    assert set(first_names(EXPORTS.split("\n# Tables\n")[0])) == set(FORMATS)


def test_the_docs_name_every_column_of_every_table_with_its_meaning() -> None:
    for table in TABLES:
        text = section(EXPORTS, table.name)
        assert table.told in text
        assert [(quoted(row[0])[0], row[2]) for row in rows(text)] == [
            (c.name, c.told) for c in table.columns
        ]
    assert re.findall(r"^## (.+)$", EXPORTS, re.MULTILINE) == [table.name for table in TABLES]


# ---------------------------------------------------------------- the theme


def test_every_template_is_named_and_every_one_named_exists() -> None:
    real = {path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.html")}
    named = {*first_names(section(THEME, "Pages")), *first_names(section(THEME, "Parts")), "layout.html"}
    assert named == real


def test_each_template_sees_the_record_that_the_docs_name() -> None:
    for row in rows(section(THEME, "Pages")):
        (template,), (view, module) = quoted(row[0]), quoted(row[2])
        tree = ast.parse((SRC / "pages" / module).read_text(encoding="utf-8"))
        assert view in {node.name for node in tree.body if isinstance(node, ast.ClassDef)}, row
        head = (ROOT / "templates" / template).read_text(encoding="utf-8").split("-#}")[0]
        assert view in head or (view == "LostView" and "`page`" not in head), row


def test_every_name_that_templates_see_is_told() -> None:
    ours = set(Renderer()._environment.globals) - set(jinja2.Environment().globals)
    named = set(first_names(section(THEME, "What every template sees")))
    assert named == ours | {"page", "frame", "root"}


def test_the_blocks_of_the_layout_are_told() -> None:
    layout = (ROOT / "templates/layout.html").read_text(encoding="utf-8")
    sentence = next(part for part in THEME.split("\n\n") if part.startswith("`layout.html`"))
    assert set(quoted(sentence)) - {"layout.html", "main"} == set(re.findall(r"{% block (\w+) %}", layout))


# ---------------------------------------------------------------- the shape of the engine


def test_the_docs_list_the_modules_and_their_order() -> None:
    table = rows(section(ARCHITECTURE, "The stations"))
    listed = [module for row in table for module in quoted(row[1])]
    real = sorted(p.stem for p in SRC.rglob("*.py") if p.stem not in ("__init__", "__main__"))
    assert sorted(listed) == real
    rank = {station: i for i, stations in enumerate(ORDER) for station in stations}
    places = [row[0] for row in table if row[0] in rank]
    assert places == sorted(places, key=lambda station: rank[station])
    assert {*places, "ground", "beside"} == {row[0] for row in table}
    for row in table:
        if row[0] in rank and (SRC / row[0]).is_dir():
            assert quoted(row[1]) and all((SRC / row[0] / f"{m}.py").is_file() for m in quoted(row[1])), row


def test_every_folder_that_the_reference_names_is_there_and_no_other() -> None:
    made, elsewhere = {"public/", ".backfile/"}, {"~/.cache/backfile/"}
    named = set(first_names(section(REFERENCE["folders"], "Folders")))
    ignored = {line.strip("/\n ") for line in (ROOT / ".gitignore").read_text().splitlines()}
    folders = {f"{p.name}/" for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(".")}
    real = {name for name in folders if name.strip("/") not in ignored}
    assert named - made - elsewhere - {"build.py"} == real
    assert {name.strip("/") for name in made} <= ignored


def test_the_reference_names_every_variable_of_the_environment_that_is_read() -> None:
    read = set()
    for path in sorted([*SRC.rglob("*.py"), *(ROOT / "tests").glob("*.py"), ROOT / "build.py"]):
        if path != Path(__file__):
            text = path.read_text(encoding="utf-8")
            read |= set(re.findall(r'environ(?:\.get\(|\[)"(\w+)"', text))
            assert path.parent == ROOT / "tests" or "getenv" not in text
    assert set(first_names(section(REFERENCE["folders"], "Environment"))) == read


# ---------------------------------------------------------------- complaints about others


def test_each_of_the_complaints_names_tests_that_there_are_or_says_why_not() -> None:
    table = rows((ROOT / "docs/pains.md").read_text(encoding="utf-8"))
    assert [row[0] for row in table] == [str(n) for n in range(1, 27)]
    there = {
        node.name
        for path in (ROOT / "tests").glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    for _, _, here, kept in table:
        assert set(quoted(kept)) <= there, set(quoted(kept)) - there
        assert quoted(kept) or here.endswith("Nothing to test")


# ---------------------------------------------------------------- the pages themselves


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    heads = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_no_page_of_the_docs_ends_in_an_open_example(page: Path) -> None:
    fences = re.findall(r"^```(\S*)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(fences) % 2 == 0 and set(fences[1::2]) <= {""}, page.name


def test_the_examples_of_curating_are_registers_that_can_be_read(tmp_path: Path) -> None:
    page = (ROOT / "docs/curating.md").read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n# content/(\S+)\n(.*?)```", page, re.DOTALL)
    assert [name for name, _ in examples] == ["people.yaml", "copies.yaml", "redactions.yaml"]
    (tmp_path / "content/articles").mkdir(parents=True)
    for name, text in examples:
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    _, out, _ = backfile("check", str(tmp_path), "--json")
    told = {(p["code"], p["path"], p["line"]) for p in json.loads(out)["problems"]}
    assert told == {("redaction-idle", "redactions.yaml", 2), ("redaction-idle", "redactions.yaml", 7)}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_of_the_docs_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r'(?:\]\(|src=")([^)"\s]+)', text):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


def test_the_pictures_are_small_and_each_is_shown() -> None:
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    shown = {name for text in texts for name in re.findall(r"pictures/([\w-]+\.\w+)", text)}
    there = {path.name: path.read_bytes() for path in (ROOT / "docs/pictures").iterdir()}
    assert set(there) == shown
    for name, data in there.items():
        if name.startswith("terminal-"):
            assert len(data) < 60_000, name
            continue
        width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
        assert data.startswith(b"\x89PNG") and len(data) < 200_000, name
        assert (width, height) == ((390, 844) if name == "phone.png" else (1280, 900)), name


def test_the_readme_is_short_and_leads_to_every_page_of_the_docs() -> None:
    assert README.count("\n") < 170
    found, todo = set(), [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        if page in found or page.suffix != ".md":
            continue
        found.add(page)
        links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        todo += [(page.parent / link).resolve() for link in links if "://" not in link]
    assert {page for page in PAGES if page not in found} <= {ROOT / "SECURITY.md"}


def test_the_changelog_has_the_unreleased_on_top() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert heads[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", head) for head in heads[1:])
