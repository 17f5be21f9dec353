"""The search in Firefox, on pages opened from the disk: the same first results and names as in Chromium."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
from test_search_browser import judged

TOOLS = Path(os.environ.get("BACKFILE_TOOLS") or Path(__file__).parent.parent / ".backfile/tools")
SCRIPT = Path(__file__).parent / "firefox.mjs"


def test_the_first_result_is_the_article_that_was_meant_and_names_are_offered_in_firefox_too(
    built_site: Path,
) -> None:
    firefox, node = shutil.which("firefox-esr") or shutil.which("firefox"), shutil.which("node")
    if not (firefox and node and (TOOLS / "node_modules/puppeteer-core").is_dir()):
        told = (
            "Firefox, node or puppeteer-core is missing: npm install --prefix .backfile/tools puppeteer-core"
        )
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    queries = judged()
    done = subprocess.run(
        [node, str(SCRIPT), str(TOOLS), firefox]
        + [(built_site / name).as_uri() for name in ("search.html", "people/index.html")]
        + ["sergei sh"],
        input=json.dumps([query for query, _ in queries]),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["errors"] == []
    assert told["offered"] == ["Sergei Shoigu People"]
    assert told["opened"] == (built_site / "people/sergei-shoigu.html").as_uri()
    firsts = [unquote(address).rsplit("/", 1)[-1] for address in told["found"]]
    missed = [
        f"{query}: {first} is not {name}"
        for (query, name), first in zip(queries, firsts, strict=True)
        if not first.startswith(name)
    ]
    assert len(missed) <= len(queries) * 0.05, "\n".join(missed)
