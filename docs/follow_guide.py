#!/usr/bin/env python3
"""Follows docs/guide.md word by word on a bare machine: an empty home, a fresh checkout, nothing installed.

    python3 docs/follow_guide.py

Every line that the guide has behind `$` is typed into one shell, in order; the transcript with the time of each is
printed. The exit code is 1 when a line fails. What a reader fills in is filled in here: the address of the repository
is this checkout, `~/saved-articles` holds texts of content/, and the server is a folder. The preview is asked for its
first page and stopped. Needs a network, and a POSIX system.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAVED = (
    "2019/2019-12-27-gulf-of-oman-drill.txt",
    "2022/webb-first-images.md",
    "undated/apollo-11-what-they-said.txt",
)
DONE = "--done "


def main() -> None:
    """Follow the guide in a new folder and exit with 0 if every line worked."""
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(followed(Path(folder)))


def commands() -> list[str]:
    """Return the lines of the guide that a reader types, in order."""
    text = (ROOT / "docs/guide.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [
        line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")
    ]


def followed(folder: Path) -> int:
    """Type every line into one shell; return 0 when all of them end well, else 1."""
    home = bare_machine(folder)
    filled = {
        "<address of this repository>": str(folder / "repository"),
        "<you@example.org:/var/www/archive/>": f"{folder}/www/",
        "--open": "--port 8765",
    }
    kept = {k: v for k, v in os.environ.items() if k.startswith("PIP_") or k == "PATH"}
    environment = kept | {"HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "dumb"}
    shell = subprocess.Popen(
        ["bash", "--noprofile", "--norc"],
        cwd=home,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    failed, began = 0, time.monotonic()
    for typed in commands():
        line = typed
        for blank, text in filled.items():
            line = line.replace(blank, text)
        print(f"$ {typed}", flush=True)
        code, seconds = previewed(shell, line) if " serve" in line else ran(shell, line)
        print(f"[{seconds:.1f} s, exit code {code}]\n", flush=True)
        failed += code != 0
    shell.communicate()
    pages = sum(1 for _ in (folder / "www").rglob("*.html"))
    print(
        f"{len(commands())} lines, {failed} failed, {time.monotonic() - began:.0f} s; {pages} pages deployed"
    )
    return 1 if failed or not (folder / "www/index.html").is_file() else 0


def bare_machine(folder: Path) -> Path:
    """Make a repository of this checkout, saved articles, a server and an empty home; return the home."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-zco", "--exclude-standard"],
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / "repository" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / "repository" / name)
    git = ["git", "-C", str(folder / "repository"), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Backfile"]):
        subprocess.run([*git, *arguments], check=True)
    home = folder / "home"
    (home / "saved-articles").mkdir(parents=True)
    (home / ".gitconfig").write_text("[user]\nname = A Reader\nemail = reader@example.org\n")
    for name in SAVED:
        shutil.copy(ROOT / "content/articles" / name, home / "saved-articles")
    (folder / "www").mkdir()
    return home


def ran(shell: "subprocess.Popen[str]", line: str) -> tuple[int, float]:
    """Type a line and print what it prints; return its exit code and how long it took."""
    began = time.monotonic()
    shell.stdin.write(f"{line} </dev/null\necho; echo {DONE}$?\n")
    shell.stdin.flush()
    for said in shell.stdout:
        if said.startswith(DONE):
            return int(said.removeprefix(DONE)), time.monotonic() - began
        if said.strip():
            print(said, end="")
    return 1, time.monotonic() - began


def previewed(shell: "subprocess.Popen[str]", line: str) -> tuple[int, float]:
    """Start the preview, wait for its first page, stop it as Ctrl+C does; return 0 when the page came."""
    began = time.monotonic()
    shell.stdin.write(f"{line} >serve.log 2>&1 & echo {DONE}$!\n")
    shell.stdin.flush()
    number = int(next(said for said in shell.stdout if said.startswith(DONE)).removeprefix(DONE))
    came = False
    while not came and time.monotonic() - began < 60:
        time.sleep(0.2)
        try:
            with urllib.request.urlopen("http://127.0.0.1:8765/", timeout=5) as page:
                came = b"<title>" in page.read()
        except OSError:
            continue
    seconds = time.monotonic() - began
    with contextlib.suppress(ProcessLookupError):  # it ended by itself; its last words are printed
        os.kill(number, signal.SIGTERM)
    ran(shell, "wait; cat serve.log; rm serve.log")
    return (0 if came else 1), seconds


if __name__ == "__main__":
    main()
