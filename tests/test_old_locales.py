"""Under a locale that knows ASCII only a site is the one that is made elsewhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = "from backfile.cli import main; main()"
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def build(folder: Path, env: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, "-c", PROGRAM, "build", str(folder), "--now", "2024-06-01"]
    return subprocess.run(command, env=os.environ | env, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.skipif(os.name != "posix", reason="names of files are always Unicode there")
def test_names_with_letters_beyond_ascii_are_written_under_any_locale(tmp_path: Path) -> None:
    sites = []
    for name, env in (("ascii Архив", ASCII), ("utf8 Архив", {"LC_ALL": "C.UTF-8"})):
        text = tmp_path / name / "content/articles/Гавань é.md"
        text.parent.mkdir(parents=True)
        text.write_text(
            "---\ntitle: Гавань открыта\ndate: 2024-05-06\nauthor: Зоя Ильина\ntopics: [Порт]\n---\n\nПаром ушёл.\n",
            encoding="utf-8",
        )
        run = build(tmp_path / name, env)
        assert (run.returncode, "Traceback" in run.stderr) == (0, False), run.stderr
        public = tmp_path / name / "public"
        sites.append({p.relative_to(public): p.read_bytes() for p in public.rglob("*") if p.is_file()})
    assert any(not str(path).isascii() for path in sites[0])
    assert sites[0] == sites[1]


@pytest.mark.skipif(os.name != "posix", reason="names of files are always Unicode there")
def test_an_option_that_forbids_utf8_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    run = build(tmp_path, ASCII | {"PYTHONUTF8": "1"}, "-X", "utf8=0")
    assert run.returncode == 2
    assert run.stderr.splitlines() == [
        "backfile: expected names of files in UTF-8, found another encoding",
        "  hint: run Python with -X utf8",
    ]
    assert not (tmp_path / "public").exists()
