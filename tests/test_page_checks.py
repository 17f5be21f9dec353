"""Every kind of page before three judges: the Nu HTML Checker, axe-core, and a browser that follows every link."""

import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag

import pytest
from browser import Watch, installed, started
from conftest import backfile
from playwright.sync_api import Browser, Page
from sample import KINDS, SITE_URL, kinds_of, tool, write_sample

LANGUAGES = {"en": "ltr", "fa": "rtl"}
TOOLS = "npm install --prefix .backfile/tools vnu-jar axe-core"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
AXE = """only => axe.run(document, {
    runOnly: only, rules: {'target-size': {enabled: true}}, resultTypes: ['violations']
}).then(found => found.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`))"""
READ = """(root, base) => [[...root.querySelectorAll('[href], [src], form[action]')]
    .filter(e => !e.matches('[rel~=canonical], [rel~=original], [rel~=external], [rel~=alternate], .body a[rel~=noopener]'))
    .map(e => e.getAttribute('href') ?? e.getAttribute('src') ?? e.getAttribute('action'))
    .map(link => new URL(link, base).href).filter(link => !/^(data|mailto):/.test(link)),
    [...root.querySelectorAll('[id]')].map(e => e.id)]"""
FOLLOW = f"() => ({READ})(document, location.href)"
FETCHED = f"""async pages => {{
    const read = {READ}, found = {{}};
    for (const name of pages) {{
        const answer = await fetch(name.split('/').map(encodeURIComponent).join('/'));
        if (answer.ok) {{
            const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
            found[name] = read(page, answer.url);
        }}
    }}
    return found;
}}"""

# What the checker says of each page's policy when it reads a file: for a file it takes 'self' for nothing, and
# it takes a block of data for a script. The browser, which does enforce the policy, is asked in the other tests.
# It also guesses languages by statistics, wrongly where a page of one language lists texts of another.
POLICY = re.compile(
    r"Resource violates Content Security Policy \(meta tag\): external (stylesheet|script) “(/kept/|/|(\.\./)*)static/"
    r"|Inline script violates Content Security Policy \(meta tag\)"
    r"|This document appears to be written in "
)


def missing(what: str, hint: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not installed: {hint}")
    pytest.skip(f"{what} is not installed, so this was not checked: {hint}")


def staying(site: Path) -> dict[str, str]:
    """Return one page of each kind but the one that leads on as soon as it is opened."""
    return {kind: address for kind, address in kinds_of(site).items() if kind != "moved"}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the sample's site in each language of LANGUAGES."""
    sites = {}
    for language in LANGUAGES:
        folder = tmp_path_factory.mktemp(language)
        write_sample(folder, language)
        code, _, err = backfile("build", str(folder), "--out", str(folder / "public"))
        assert code == 0, err
        sites[language] = folder / "public"
    return sites


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = installed()
    if path is None:
        missing("Chromium or Chrome", "apt install chromium")
        return
    with started(path) as found:
        yield found


def test_the_sample_holds_every_kind_of_page(samples: dict[str, Path]) -> None:
    for site in samples.values():
        assert set(kinds_of(site)) == set(KINDS)


def test_the_html_checker_finds_nothing_in_any_kind_of_page(samples: dict[str, Path]) -> None:
    jar, java = tool("vnu-jar", "build", "dist", "vnu.jar"), shutil.which("java")
    if jar is None or java is None:
        missing("The Nu HTML Checker", f"{TOOLS}; apt install default-jre-headless")
        return
    files = [
        str(path)
        for site in samples.values()
        for path in (site / "404.html", *(site / page for page in kinds_of(site).values()))
    ]
    english = samples["en"]
    files += [str(path) for path in english.rglob("*.html") if "story" in path.read_text(encoding="utf-8")]
    done = subprocess.run(
        [java, "-Xss2m", "-XX:TieredStopAtLevel=1", "-jar", str(jar), "--format", "json", *sorted(set(files))],
        capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    told = json.loads(done.stderr)["messages"]
    found = [
        f"{message['url'].rpartition('public/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in told
        if not POLICY.search(message["message"])
    ]
    assert found == []


def test_no_script_stands_in_a_page_but_data(samples: dict[str, Path]) -> None:
    for site in samples.values():
        for path in site.rglob("*.html"):
            html = path.read_text(encoding="utf-8")
            for attributes in re.findall(r"<script\b([^>]*)>", html):
                assert 'type="application/' in attributes or "src=" in attributes, path
            assert not re.search(r"<style|\sstyle=|\son\w+=\"", re.sub(r"&\w+;", "", html)), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_light_or_dark_wide_or_narrow(
    language: str, samples: dict[str, Path], browser: Browser
) -> None:
    script = tool("axe-core", "axe.min.js")
    if script is None:
        missing("axe-core", TOOLS)
        return
    site, found = samples[language], []
    # The pages' own policy forbids the script that looks at them.
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(path=script)
    # The page for dead links asks for its style at the host's root, which on the disk is elsewhere.
    context.route(
        "**/kept/static/*", lambda route: route.fulfill(path=site / "static" / Path(route.request.url).name)
    )
    page = context.new_page()
    for kind, address in {**staying(site), "not found": "404.html"}.items():
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto((site / address).as_uri())
        assert page.evaluate("getComputedStyle(document.body).direction") == LANGUAGES[language]
        page.locator("details").evaluate_all("all => all.forEach(e => { e.open = true })")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            # Only these rules look at colours; what else there is to find is the same in the dark.
            for scheme, only in (("light", RULES), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                found += [f"{kind}, {scheme}, {width} px: {v}" for v in page.evaluate(AXE, only)]
    context.close()
    assert found == []


def crawled(page: Page, base: str, pages: list[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Open these pages; return the addresses each leads to and its ids, by its address."""
    links, ids = {}, {}
    for address in pages:
        url = base + address
        page.goto(url, wait_until="load")
        here, names = page.evaluate(FOLLOW)
        links[page.url], ids[page.url] = set(here), set(names)
    return links, ids


def dead(links: dict[str, set[str]], ids: dict[str, set[str]], base: str, files: set[str]) -> list[str]:
    """Return the links that lead nowhere: no such file, no such fragment, or out of the site."""
    known = {unquote(url): names for url, names in ids.items()}
    found = []
    for url, here in links.items():
        for link in here:
            address, fragment = (unquote(part) for part in urldefrag(link))
            if not address.startswith(unquote(base)):
                found.append(f"{url}: leads out of the site: {link}")
            elif address.removeprefix(unquote(base)) not in files:
                found.append(f"{url}: no such file: {link}")
            elif fragment and fragment not in known.get(address, {fragment}):
                found.append(f"{url}: no such place: {link}")
    return found


def test_every_link_and_place_of_the_whole_site_is_there_when_opened_from_the_disk(
    samples: dict[str, Path], browser: Browser
) -> None:
    site = samples["en"]
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = sorted(name for name in files if name.endswith(".html") and name != "404.html")
    pages.remove(kinds_of(site)["moved"])
    context = browser.new_context()
    page = context.new_page()
    watch = Watch(page)
    base = f"{site.as_uri()}/"
    links, ids = crawled(page, base, pages)
    context.close()
    assert watch.troubles == []
    assert dead(links, ids, base, files) == []
    assert len(links) == len(pages)


@pytest.fixture(scope="module")
def served(samples: dict[str, Path]) -> Iterator[str]:
    """Return where the English sample is served, in a folder of its host as `site_url` says."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            return

        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/kept"))

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            page = (samples["en"] / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

    handler = functools.partial(Quiet, directory=str(samples["en"]))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/kept/"
        server.shutdown()


def test_every_link_and_place_of_the_whole_site_is_there_when_served(
    samples: dict[str, Path], served: str, browser: Browser
) -> None:
    site = samples["en"]
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = sorted(name for name in files if name.endswith(".html") and name != "404.html")
    # The pages' own policy forbids to fetch, which is how all but one of each kind are read here.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    watch = Watch(page, served)
    page.goto(served)
    got = page.evaluate(FETCHED, pages)
    links = {served + quote(name): set(found) for name, (found, _) in got.items()}
    ids = {served + quote(name): set(found) for name, (_, found) in got.items()}
    assert set(got) == set(pages)
    assert dead(links, ids, served, files) == []
    crawled(page, served, list(staying(site).values()))
    context.close()
    assert watch.troubles == []


def test_the_page_for_dead_links_is_styled_and_leads_home_under_any_path(
    served: str, browser: Browser
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for lost in ("nowhere.html", "2023/09/31/no/such/page.html"):
        page.goto(served + lost)
        assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
        home = page.locator("header a").first.evaluate("a => a.href")
        assert home == f"{SITE_URL}/index.html"
    context.close()
    assert [url for url in asked if not url.startswith(served)] == []
