"""A real browser for tests: the Chromium or Chrome that is installed, without a network."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def installed() -> str | None:
    """Return the path of the browser to use: `BACKFILE_BROWSER`, else the first that is found."""
    named = os.environ.get("BACKFILE_BROWSER")
    found = (named, *map(shutil.which, NAMES), *PLACES)
    return next((path for path in found if path and os.path.isfile(path)), None)


@contextmanager
def started(path: str) -> Iterator[Browser]:
    """Start the browser at path, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class Watch:
    """Notes what goes wrong in a page, each with the address of the page it happened in."""

    def __init__(self, page: Page, home: str = "file:") -> None:
        self.page = page
        self.home = home
        self.troubles: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(f"script error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", self._request)

    def _note(self, trouble: str) -> None:
        self.troubles.append(f"{self.page.url}: {trouble}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        # A page that is left at once may not have got its icon yet.
        if not (request.failure == "net::ERR_ABORTED" and request.url.endswith("icon.svg")):
            self._note(f"request failed: {request.url}: {request.failure}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:")):
            self._note(f"leaves the site: {request.url}")
