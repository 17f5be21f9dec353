"""What many tests share: small sites written as one string, and the site of content/ built once."""

import contextlib
import io
import os
import shutil
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from backfile.cli import main

ROOT = Path(__file__).resolve().parent.parent

# No test fails because the machine is busy.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes a tree given as one string and returns its folder.

    In the string, a line `-- path --` begins a file and the lines after it are its text.
    """

    def write(text: str) -> Path:
        path: Path | None = None
        lines: dict[Path, list[str]] = {}
        for line in text.lstrip("\n").splitlines():
            if line.startswith("-- ") and line.endswith(" --"):
                path = tmp_path / line[3:-3]
                assert path not in lines, f"{path} twice"
                lines[path] = []
            else:
                assert path is not None, "text before the first file"
                lines[path].append(line + "\n")
        for path, body in lines.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(body), encoding="utf-8")
        return tmp_path

    return write


def backfile(*arguments: str) -> tuple[int, str, str]:
    """Run the command in this process; return its exit code, standard output and standard error."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    heard = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["backfile", *arguments])
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main()
            except SystemExit as stop:
                code = stop.code
            finally:
                if threading.current_thread() is threading.main_thread():
                    for number, handler in heard.items():
                        signal.signal(number, handler)
    return (code if isinstance(code, int) else 0 if code is None else 1), out.getvalue(), err.getvalue()


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site of content/, built once for the whole run of the tests."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "content", folder / "content")
    code, _, err = backfile("build", str(folder), "--out", str(folder / "public"))
    assert code == 0, err
    return folder / "public"


@pytest.fixture
def tree() -> Callable[[Path], dict[str, bytes]]:
    """Return a function that returns all files below a folder, bytes by path."""

    def read(folder: Path) -> dict[str, bytes]:
        return {
            os.path.relpath(os.path.join(at, name), folder): Path(at, name).read_bytes()
            for at, _, names in os.walk(folder)
            for name in names
        }

    return read
