#!/usr/bin/env python3
"""Takes the pictures of terminals: commands are typed into tmux, and what its screen then shows becomes a picture.

    .venv/bin/python docs/terminal_pictures.py

Needs tmux, a Chromium or Chrome and Pillow (`pip install pillow`). The archive shown is a new one with a slip in it.
"""

import html
import io
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"

sys.path.insert(0, str(ROOT / "tests"))
from browser import installed, started  # noqa: E402

COLUMNS, LINES = 124, 48
TYPED = {
    "terminal-build": ("backfile build",),
    "terminal-explain": ("backfile explain content/articles/2024/harbour-fair.txt",),
}
SLIP = "Boats come to Quaytown\n\nJune 2024\n\nThe boats came on Monday, said Mayor Ana Gomez. Many people saw them.\n"
COLOURS = {"31": "#e06c75", "33": "#e5c07b", "36": "#56b6c2"}
PAGE = """<!doctype html><meta charset="utf-8"><style>body{{margin:0;background:#20242b;width:max-content}}
pre{{margin:0;padding:18px 22px;color:#d7dae0;font:15px/1.4 "DejaVu Sans Mono",monospace}}b{{color:#98c379}}</style>
<pre>{}</pre>"""


def main() -> None:
    """Write every picture anew."""
    browser = installed()
    if browser is None:
        sys.exit("no Chromium or Chrome is installed; on Debian and Ubuntu: apt install chromium")
    with tempfile.TemporaryDirectory() as folder, started(browser) as running:
        press = Path(folder) / "press"
        environment = os.environ | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "TERM": "xterm-256color",
            "TMUX_TMPDIR": folder,
        }
        environment.pop("NO_COLOR", None)
        subprocess.run(["backfile", "init", str(press)], check=True, capture_output=True, env=environment)
        for name in ("boats", "ships"):
            (press / f"content/articles/{name}.txt").write_text(SLIP.replace("Boats", name.capitalize()))
        (press / "content/articles/scan.pdf").write_bytes(b"%PDF-1.4\n")
        for name, lines in TYPED.items():
            data = shot(running, screen(press, environment, lines))
            (PICTURES / f"{name}.png").write_bytes(data)
            print(f"docs/pictures/{name}.png  {len(data) // 1000} KB")


def screen(folder: Path, environment: dict[str, str], lines: tuple[str, ...]) -> str:
    """Return what a terminal shows when these lines have been typed, with its colours as escapes."""

    def tmux(*arguments: str) -> str:
        done = subprocess.run(
            ["tmux", *arguments], check=True, capture_output=True, text=True, env=environment
        )
        return done.stdout

    size = ("-x", str(COLUMNS), "-y", str(LINES))
    tmux("new-session", "-d", "-s", "picture", *size, "-c", str(folder), "bash --noprofile --norc")
    try:
        for line in ("PS1='$ '; clear", *lines):
            tmux("send-keys", "-t", "picture", f"{line}; tmux wait-for -S typed", "Enter")
            tmux("wait-for", "typed")
        time.sleep(0.5)  # the last lines are on their way to the screen
        return tmux("capture-pane", "-e", "-p", "-t", "picture")
    finally:
        tmux("kill-server")


def shot(browser: Browser, text: str) -> bytes:
    """Return a picture of a screen as PNG, without the empty lines and the prompt at its end."""
    text = text.rstrip().removesuffix("$").rstrip().replace("; tmux wait-for -S typed", "")
    tab = browser.new_page(device_scale_factor=1)
    tab.set_content(PAGE.format("\n".join(marked(line) for line in text.split("\n"))))
    image = Image.open(io.BytesIO(tab.locator("pre").screenshot()))
    tab.close()
    small = io.BytesIO()
    image.convert("RGB").quantize(24, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


def marked(line: str) -> str:
    """Return a line of a screen as HTML, its colours as those of this picture."""
    parts = re.split(r"\x1b\[([\d;]*)m", line)
    made, colour = html.escape(parts[0]), ""
    for code, text in zip(parts[1::2], parts[2::2], strict=True):
        colour = next((c for n, c in COLOURS.items() if n in code.split(";")), "")
        made += f'<span style="color:{colour}">{html.escape(text)}</span>' if colour else html.escape(text)
    return f"<b>{made}</b>" if line.startswith("$ ") else made


if __name__ == "__main__":
    main()
