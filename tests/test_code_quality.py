"""The code passes the checkers that the project names, in the versions that are installed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    "command",
    ["ruff check .", "ruff format --check .", "mypy --strict"],
)
def test_the_checkers_find_nothing(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", *command.split()], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_build_py_is_short_and_old_pythons_can_read_it() -> None:
    text = (ROOT / "build.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 6))
    assert len(text.splitlines()) <= 110
