"""The first and the last command of an archive: init, its schemas and deploy files, completion, clean."""

import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from conftest import ROOT, backfile

from backfile import redactions, registers
from backfile.parse.phrases import FIELD_NAMES
from backfile.schema import CREDITOR, FIELDS, NAMES, PERSON, REDACTION, SETTINGS, SOURCE, TOPIC, schema_of
from backfile.settings import Settings
from backfile.starting import HOSTS

REGISTERS = ("site", "people", "topics", "sources", "credits", "redactions")


# ---------------------------------------------------------------- init


def test_a_new_archive_builds_at_once_without_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    code, out, err = backfile("init", str(folder))
    assert code == 0
    assert err.startswith("Put your texts into ")
    written = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert {os.path.relpath(line, folder) for line in out.splitlines()} == written
    code, out, err = backfile("build", str(folder), "--strict", "--json")
    report = json.loads(out)
    assert (code, report["articles"], report["problems"], report["set_aside"]) == (0, 3, [], [])
    assert "ana-gomez.html" in os.listdir(folder / "public/people")


def test_init_changes_nothing_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/people.yaml").write_text("people: {}\n")
    code, _, err = backfile("init", str(tmp_path))
    assert code == 0
    assert "Left 1 file as it was." in err
    assert (tmp_path / "content/people.yaml").read_text() == "people: {}\n"
    assert list((tmp_path / "content/articles").iterdir()) == []
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert backfile("init", str(tmp_path))[1] == ""
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_without_samples_the_articles_are_left_to_the_curator(tmp_path: Path) -> None:
    backfile("init", str(tmp_path), "--no-samples")
    assert list((tmp_path / "content/articles").iterdir()) == []


@pytest.mark.parametrize(
    ("host", "files"),
    [
        ("github", [".github/workflows/pages.yml", "requirements.txt"]),
        ("gitlab", [".gitlab-ci.yml", "requirements.txt"]),
        ("netlify", ["netlify.toml", "requirements.txt"]),
        ("cloudflare", ["requirements.txt", "wrangler.toml"]),
        ("rsync", ["deploy.sh", "nginx-archive.conf"]),
    ],
)
def test_each_host_gets_its_files(host: str, files: list[str], tmp_path: Path) -> None:
    backfile("init", str(tmp_path / "a"))
    plain = {p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*") if p.is_file()}
    backfile("init", str(tmp_path / "b"), "--deploy", host)
    there = {p.relative_to(tmp_path / "b") for p in (tmp_path / "b").rglob("*") if p.is_file()}
    assert sorted(p.as_posix() for p in there - plain) == files
    for path in (tmp_path / "b" / name for name in files):
        text = path.read_text()
        # A file set aside must not keep the rest from being published.
        builds = re.findall(r"backfile build[^\n]*", text)
        assert all("[ $? -eq 3 ]" in line for line in builds), builds
        if path.suffix in (".yml", ".yaml"):
            assert isinstance(yaml.safe_load(text), dict)
        elif path.suffix == ".toml":
            assert msgspec.toml.decode(text)
        elif path.suffix == ".sh":
            subprocess.run(["sh", "-n", path], check=True)
    assert host in HOSTS


@pytest.mark.parametrize(
    ("host", "told"),
    [
        (
            "github",
            "requirements.txt, commit, and push. Once, at GitHub: Settings, Pages, Source: GitHub Actions.",
        ),
        ("cloudflare", "connect the repository, as wrangler.toml says."),
        ("rsync", "sh deploy.sh YOU@SERVER:/FOLDER/"),
    ],
)
def test_whoever_adds_a_host_is_told_what_is_still_to_do(host: str, told: str, tmp_path: Path) -> None:
    assert "To publish" not in backfile("init", str(tmp_path))[2]
    _, _, err = backfile("init", str(tmp_path), "--deploy", host)
    assert told in err
    assert "Put your texts" not in err


def test_a_host_is_never_told_to_take_whatever_the_index_calls_backfile(tmp_path: Path) -> None:
    backfile("init", str(tmp_path), "--deploy", "gitlab")
    lines = (tmp_path / "requirements.txt").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "backfile[all] @ git+https://example.org/backfile.git"
    ]


def test_the_pipeline_of_gitlab_runs_in_an_image_that_has_git_as_its_requirements_ask() -> None:
    starter = ROOT / "src/backfile/starter"
    (asked,) = [x for x in (starter / "requirements.txt").read_text().splitlines() if not x.startswith("#")]
    assert asked.startswith("backfile[all] @ git+https://")
    pipeline = yaml.safe_load((starter / "deploy/gitlab/.gitlab-ci.yml").read_text(encoding="utf-8"))
    assert pipeline["pages"]["image"] == "python:3.12"  # neither slim nor alpine, which have none


def test_the_workflow_for_github_uploads_what_was_built(tmp_path: Path) -> None:
    backfile("init", str(tmp_path), "--deploy", "github")
    flow = yaml.safe_load((tmp_path / ".github/workflows/pages.yml").read_text())
    steps = flow["jobs"]["build"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert any("backfile build" in run for run in runs)
    (upload,) = [step for step in steps if "upload-pages-artifact" in step.get("uses", "")]
    assert upload["with"]["path"] == "public"
    assert flow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}


def test_the_headers_for_nginx_are_those_of_the_headers_file(tmp_path: Path, built_site: Path) -> None:
    backfile("init", str(tmp_path), "--deploy", "rsync")
    conf = (tmp_path / "nginx-archive.conf").read_text()
    lines = (built_site / "_headers").read_text().splitlines()
    sent = [line.strip().split(": ", 1) for line in lines if line.startswith("  ") and ": " in line]
    assert len(sent) >= 5
    for name, value in sent:
        assert f"add_header {name} {value}" in conf.replace('"', ""), name


# ---------------------------------------------------------------- schemas


@pytest.mark.parametrize(
    ("described", "record"),
    [
        (SETTINGS, Settings),
        (PERSON, registers.RegisteredPerson),
        (TOPIC, registers.RegisteredTopic),
        (SOURCE, registers.RegisteredSource),
        (CREDITOR, registers.RegisteredCreditor),
        (REDACTION, redactions.Redaction),
    ],
)
def test_a_schema_has_the_fields_of_the_record(described: dict[str, Any], record: Any) -> None:
    fields = {"not" if name == "none" else name for name in record.__struct_fields__}
    assert set(described) == fields - {"key", "origin"}
    assert set(FIELDS) == set(FIELD_NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_one_and_the_command_prints_it(name: str) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    code, out, err = backfile("schema", name)
    assert (code, err) == (0, "")
    assert json.loads(out) == schema_of(name)
    jsonschema.Draft202012Validator.check_schema(schema_of(name))


def loaded(text: str) -> Any:
    """Return YAML as editors read it: by the core schema of YAML 1.2, where `yes` and a date are text."""

    class Core(yaml.SafeLoader):
        pass

    Core.yaml_implicit_resolvers = {
        first: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":bool"))]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    return yaml.load(text, Core)


@pytest.mark.parametrize("name", REGISTERS)
def test_the_files_of_the_demonstration_and_of_a_new_archive_fit(name: str, tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    backfile("init", str(tmp_path))
    check = jsonschema.Draft202012Validator(schema_of(name))
    first = (tmp_path / f"content/{name}.yaml").read_text(encoding="utf-8")
    assert first.startswith(f"# yaml-language-server: $schema=.schemas/{name}.schema.json\n")
    assert (tmp_path / f"content/.schemas/{name}.schema.json").is_file()
    for text in (first, (ROOT / f"content/{name}.yaml").read_text(encoding="utf-8")):
        assert [error.message for error in check.iter_errors(loaded(text))] == []
        without = "\n".join(
            line.replace("# ", "", 1) if line.startswith("  # ") else line for line in first.splitlines()
        )
        assert [error.message for error in check.iter_errors(loaded(without))] == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("site", "titel: x\n", "'titel' was unexpected"),
        ("site", "date_order: DDMM\n", "'DDMM' is not one of"),
        ("people", "people:\n  Ana: {name: Ana}\n", "'Ana' does not match"),
        ("people", "people:\n  ana: {nam: Ana}\n", "'nam' was unexpected"),
        ("sources", "sources:\n  q: {name: Q, kind: gazette}\n", "'gazette' is not one of"),
        (
            "redactions",
            "redactions:\n- article: a.txt\n  date: 2024-01-01\n",
            "'reason' is a required property",
        ),
    ],
)
def test_a_slip_is_found_by_the_schema_as_by_the_loader(
    name: str, text: str, told: str, tmp_path: Path
) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    errors = jsonschema.Draft202012Validator(schema_of(name)).iter_errors(loaded(text))
    assert any(told in error.message for error in errors)
    (tmp_path / "content").mkdir()
    (tmp_path / f"content/{name}.yaml").write_text(text)
    assert backfile("check", str(tmp_path))[0] == 1


# ---------------------------------------------------------------- completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_completes_commands_and_options(shell: str) -> None:
    code, out, err = backfile("completion", shell)
    assert (code, err) == (0, "")
    assert f"_BACKFILE_COMPLETE={shell}_complete" in out
    words = {"COMP_WORDS": "backfile ex", "COMP_CWORD": "ex" if shell == "fish" else "1"}
    asked = {**os.environ, "_BACKFILE_COMPLETE": f"{shell}_complete", **words}
    run = "import sys; sys.argv = ['backfile']; from backfile.cli import main; main()"
    told = subprocess.run([sys.executable, "-c", run], env=asked, capture_output=True, text=True, check=False)
    assert "explain" in told.stdout and "export" in told.stdout and "build" not in told.stdout


def in_a_shell(shell: str, *arguments: str, home: Path) -> list[str]:
    """Return the command line that starts a shell here, without anybody's settings; skips where it is missing."""
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed")
    path = os.pathsep.join((os.path.dirname(sys.executable), "/usr/bin", "/bin"))
    return ["env", "-i", f"PATH={path}", f"HOME={home}", "TERM=dumb", "LC_ALL=C.UTF-8", found, *arguments]


def test_bash_itself_completes(tmp_path: Path) -> None:
    line = (
        'eval "$(backfile completion bash)"; complete -p backfile; '
        'COMP_WORDS=(backfile exp); COMP_CWORD=1; _backfile_completion backfile; echo "${COMPREPLY[@]}"'
    )
    told = subprocess.run(
        in_a_shell("bash", "--norc", "-c", line, home=tmp_path), capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines() == [
        "complete -o nosort -F _backfile_completion backfile",
        "explain export",
    ]
    assert told.stderr == ""


def test_fish_itself_completes(tmp_path: Path) -> None:
    line = 'backfile completion fish | source; complete -C "backfile exp"; complete -C "backfile build --pro"'
    told = subprocess.run(
        in_a_shell("fish", "-c", line, home=tmp_path), capture_output=True, text=True, check=True
    )
    assert [row.split("\t")[0] for row in told.stdout.splitlines()] == ["explain", "export", "--profile"]


def test_zsh_itself_completes_at_the_tab_key(tmp_path: Path) -> None:
    command = in_a_shell("zsh", "-f", "-i", home=tmp_path)
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)

    def until(word: bytes) -> bytes:
        told = b""
        while word not in told:
            assert select.select([terminal], [], [], 30)[0], told
            told += os.read(terminal, 4096)
        return told

    try:
        os.write(
            terminal,
            b"autoload -U compinit && compinit -u -D; eval \"$(backfile completion zsh)\"; print re''ady\n",
        )
        until(b"\nready")
        os.write(terminal, b"backfile exp\t\t")
        assert re.search(rb"explain +-- Show .*\s+export +-- Write ", until(b"export   -- Write "))
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


# ---------------------------------------------------------------- clean


def test_clean_removes_what_the_list_names_and_nothing_else(tmp_path: Path) -> None:
    backfile("init", str(tmp_path))
    backfile("build", str(tmp_path))
    public = tmp_path / "public"
    content = {p: p.read_bytes() for p in (tmp_path / "content").rglob("*") if p.is_file()}
    (public / "people/notes.txt").write_text("mine")
    (public / "about.html").write_text("changed by hand")
    code, out, err = backfile("clean", str(tmp_path), "--dry-run")
    assert (code, out) == (0, "") and (public / "index.html").is_file()
    assert err.startswith("Would remove ")
    code, _, err = backfile("clean", str(tmp_path), "--cache")
    assert code == 0
    assert "Kept about.html: changed since it was built." in err
    assert "Kept people/notes.txt: not Backfile's." in err
    left = {p.relative_to(public).as_posix() for p in public.rglob("*") if p.is_file()}
    assert left == {"about.html", "people/notes.txt", ".backfile-site"}
    assert os.listdir(tmp_path / ".backfile") == ["lock"]
    assert {p: p.read_bytes() for p in (tmp_path / "content").rglob("*") if p.is_file()} == content


def test_clean_leaves_no_trace_of_a_site_that_nobody_touched(tmp_path: Path) -> None:
    backfile("init", str(tmp_path))
    backfile("build", str(tmp_path))
    assert backfile("clean", str(tmp_path))[0] == 0
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("list_", [None, "# The files of a site built by Backfile\nnonsense\n"])
def test_clean_refuses_a_folder_without_a_sound_list(list_: str | None, tmp_path: Path) -> None:
    backfile("init", str(tmp_path))
    (tmp_path / "public").mkdir()
    (tmp_path / "public/index.html").write_text("not ours")
    if list_ is not None:
        (tmp_path / "public/.backfile-site").write_text(list_)
    code, out, err = backfile("clean", str(tmp_path))
    assert (code, out) == (1, "")
    assert "no site that Backfile built" in err or "is damaged" in err
    assert (tmp_path / "public/index.html").read_text() == "not ours"
    assert backfile("clean", str(tmp_path), "--out", str(tmp_path / "content"))[0] == 1
