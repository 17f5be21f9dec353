"""The wheel alone: installed without the repository it builds the site of any folder that has content/."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON = getattr(sys, "_base_executable", None) or sys.executable

ARCHIVE = """
-- archive/content/articles/2024/launch.txt --
Tern-7 lifts off from the northern range

12 March 2024, 09:40 GMT

The Tern-7 rocket left the northern range on Tuesday morning.

“We have waited nine years for this,” flight director Ada Holm said.
-- archive/content/articles/vote.md --
---
title: Council votes for the tram
date: 2024-03-14
---
The town council voted for the tram by nine to four.
"""


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        command, cwd=cwd, env=environment | {"HOME": str(cwd)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.mark.slow
def test_the_wheel_alone_builds_a_site(tmp_path: Path, site: Callable[[str], Path]) -> None:
    venv = tmp_path / "venv"
    scripts = venv / ("Scripts" if os.name == "nt" else "bin")
    run(PYTHON, "-m", "venv", str(venv), cwd=tmp_path)
    pip = (str(scripts / "python"), "-P", "-m", "pip", "--quiet")
    run(*pip, "wheel", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT), cwd=tmp_path)
    (wheel,) = tmp_path.glob("backfile-*.whl")

    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"backfile"}
    shipped = {name.removeprefix("backfile/_templates/") for name in names if "/_templates/" in name}
    ours = {path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.*")}
    assert shipped == ours

    run(*pip, "install", str(wheel), cwd=tmp_path)
    run(*pip, "check", cwd=tmp_path)
    archive = site(ARCHIVE) / "archive"
    done = run(str(scripts / "backfile"), "build", str(archive), cwd=tmp_path)
    assert "Published 2 articles from 2 files" in done.stderr
    pages = {
        path.relative_to(archive / "public").as_posix(): path for path in (archive / "public").rglob("*.html")
    }
    assert {"index.html", "404.html", "2024/03/12/index.html", "2024/03/14/index.html"} <= set(pages)
    home = pages["index.html"].read_text(encoding="utf-8")
    assert "Tern-7 lifts off from the northern range" in home
    assert "Council votes for the tram" in home
    assert sorted(path.name for path in archive.iterdir()) == [".backfile", "content", "public"]


def test_what_is_imported_is_declared_and_what_an_extra_brings_is_never_needed_to_start() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def named(wanted: list[str]) -> set[str]:
        return {re.split(r"[\[<>=]", one)[0].lower().replace("_", "-") for one in wanted}

    always = named(project["dependencies"]) | {"markupsafe"}  # which jinja2 brings and speaks in
    extras = project["optional-dependencies"]
    sometimes = set().union(*(named(extras[name]) for name in ("html", "office", "warc", "parquet", "dask")))
    bringers = packages_distributions()
    for path in sorted((ROOT / "src/backfile").rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        at_the_top = set(map(id, module.body))
        for node in ast.walk(module):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"backfile"}:
                by = {one.lower().replace("_", "-") for one in bringers.get(name, [name])}
                assert by & (always if id(node) in at_the_top else always | sometimes), (path, name)
