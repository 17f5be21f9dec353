#!/usr/bin/env python3
"""Takes the README's pictures from the site that content/ builds, in the Chromium or Chrome that is installed.

    .venv/bin/python -m pip install pillow
    .venv/bin/python docs/make_pictures.py

The first build for the tests (`python3 build.py test`) has installed all else. The pictures are reduced to 256
colours, which text on paper does not need, so that each stays well below 200 KB.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"

sys.path.insert(0, str(ROOT / "tests"))
from browser import installed, started  # noqa: E402


class Picture(NamedTuple):
    """One picture: the page is opened in a window of this size, and what stands in the window is kept."""

    name: str
    page: str
    """Pattern of the page's path in the site; exactly one page has it."""
    width: int
    height: int


SEED = "2023/09/20/russian-defence-minister-*.html"
ALL = (
    Picture("article", SEED, 1280, 900),
    Picture("home", "index.html", 1280, 900),
    Picture("data", "data.html", 1280, 900),
    Picture("phone", SEED, 390, 844),
)


def main() -> None:
    """Build the site in a folder of its own and write every picture anew."""
    browser = installed()
    if browser is None:
        sys.exit("no Chromium or Chrome is installed; on Debian and Ubuntu: apt install chromium")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, started(browser) as running:
        site = built(Path(folder))
        for picture in ALL:
            data = taken(running, site, picture)
            (PICTURES / f"{picture.name}.png").write_bytes(data)
            print(f"docs/pictures/{picture.name}.png  {len(data) // 1000} KB")


def built(folder: Path) -> Path:
    """Return the site of content/, built in folder with the shipped theme."""
    shutil.copytree(ROOT / "content", folder / "content")
    command = [sys.executable, "-P", "-c", "from backfile.cli import main; main()", "build", str(folder)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)  # noqa: S603  our own command
    return folder / "public"


def taken(browser: Browser, site: Path, picture: Picture) -> bytes:
    """Return a picture as PNG."""
    (page,) = site.glob(picture.page)
    tab = browser.new_page(viewport={"width": picture.width, "height": picture.height}, color_scheme="light")
    tab.goto(page.as_uri())
    shot = Image.open(io.BytesIO(tab.screenshot()))
    tab.close()
    small = io.BytesIO()
    shot.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main()
