"""build.py on a machine that has only Python: what it sets up, that it does so once, what it says is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON = getattr(sys, "_base_executable", None) or sys.executable
SETTING_UP = "Setting up .venv; this happens once and needs the network.\n"
LEFT_OUT = shutil.ignore_patterns(".*", "public", "dist", "build", "__pycache__", "*.egg-info", "benchmarks")


def copy_of_the_project(folder: Path) -> Path:
    shutil.copytree(ROOT, folder / "archive", ignore=LEFT_OUT)
    (folder / "home").mkdir()
    return folder / "archive"


def run(
    project: Path, *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the project's build.py with a bare Python, an empty home and no environment but pip's."""
    kept = {
        k: v for k, v in os.environ.items() if k.startswith("PIP_") or k in ("PATH", "SYSTEMROOT", "TMPDIR")
    }
    return subprocess.run(
        [PYTHON, str(project / "build.py"), *arguments],
        cwd=cwd or project.parent,
        env=kept | {"HOME": str(project.parent / "home"), "LC_ALL": "C.UTF-8"} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_bare_machine_gets_a_site_and_the_second_run_has_nothing_to_do(tmp_path: Path) -> None:
    project = copy_of_the_project(tmp_path)

    first = run(project)
    assert first.returncode == 0, first.stderr
    assert first.stderr.startswith(SETTING_UP)
    assert "Published " in first.stderr
    assert (project / "public/index.html").is_file()

    second = run(project)
    assert second.returncode == 0, second.stderr
    assert SETTING_UP not in second.stderr
    assert " 0 written, " in second.stderr and " 0 removed" in second.stderr

    text = next(path for path in sorted((project / "content/articles").rglob("*.txt")))
    explained = run(project, "explain", text.name, cwd=text.parent)
    assert (explained.returncode, explained.stderr) == (0, "")
    assert "headline" in explained.stdout

    with (project / "pyproject.toml").open("a") as file:
        file.write("\n")
    third = run(project, "--version")
    assert third.returncode == 0, third.stderr
    assert third.stderr == SETTING_UP
    assert run(project, "--version").stderr == ""


@pytest.mark.slow
def test_tests_are_set_up_and_arguments_go_to_pytest(tmp_path: Path) -> None:
    project = copy_of_the_project(tmp_path)
    done = run(project, "test", "--version")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("pytest ")
    assert run(project, "--version").stderr == "", "the tests' set-up serves the command as well"


def test_in_an_environment_that_has_backfile_nothing_is_made() -> None:
    command = [sys.executable, str(ROOT / "build.py"), "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "backfile" in done.stdout


@pytest.mark.parametrize(
    ("faked", "says"),
    [
        (
            "sys.version_info = (3, 9, 2); sys.version = '3.9.2 (old)'",
            "Backfile needs Python 3.11 or newer; this is 3.9.2",
        ),
        (
            "sys.modules['ensurepip'] = None",
            "Python's module ensurepip is missing; on Debian and Ubuntu: apt install",
        ),
        ("sys.modules['venv'] = None", "Python's module venv is missing; on Debian and Ubuntu: apt install"),
    ],
)
def test_what_python_lacks_is_said_in_one_line(tmp_path: Path, faked: str, says: str) -> None:
    shutil.copy(ROOT / "build.py", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    program = f"import runpy, sys; {faked}; sys.argv = ['build.py']; runpy.run_path('build.py', run_name='__main__')"
    done = subprocess.run([PYTHON, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"build.py: {says}")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / ".venv").exists()


@pytest.mark.slow
def test_a_missing_network_is_said_in_one_line_and_the_next_run_begins_anew(tmp_path: Path) -> None:
    project = copy_of_the_project(tmp_path)
    offline = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_FIND_LINKS": "",
        "PIP_RETRIES": "0",
    }
    for _ in range(2):
        done = run(project, **offline)
        assert done.returncode == 2
        said = done.stderr.splitlines()
        assert said[0] + "\n" == SETTING_UP
        assert said[1].startswith("build.py: cannot install what Backfile needs (is there a network?): ")
        assert len(said) == 2
