"""The guide works: every line of it, typed in order on a bare machine."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT


def guide() -> ModuleType:
    """Return docs/follow_guide.py, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("follow_guide", ROOT / "docs/follow_guide.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_guide_goes_from_a_clone_to_a_deployed_site() -> None:
    typed = guide().commands()
    firsts = [next(word for word in line.split() if word != ".") for line in typed]
    assert firsts[:2] == ["git", "python3"]
    assert {"serve", "import", "doubts", "explain"} <= {line.split()[1] for line in typed}
    assert [line for line in typed if line.startswith("sh deploy.sh ")]


@pytest.mark.slow
def test_every_line_of_the_guide_works_on_a_bare_machine(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert shutil.which("git") and shutil.which("rsync"), "the guide needs git and rsync"
    code = guide().followed(tmp_path)
    told = capfd.readouterr().out
    assert code == 0, told
    press = tmp_path / "home/press"
    assert (press / ".github/workflows/pages.yml").is_file()
    assert (press / "public/index.html").read_bytes() == (tmp_path / "www/index.html").read_bytes()
    assert "Published 3 articles from 3 files" in told
    assert sorted(path.name for path in (press / "content/articles").iterdir()) == sorted(
        Path(name).name for name in guide().SAVED
    )
