"""Hostile files: each case of a list is built beside three good articles, and every check it names is made.

    python benchmarks/trust/hostile.py [FOLDER [CASE ...]]

FOLDER holds `files/` and `expected.yaml`: for each case its files, the exit codes, what must be told of which line and
the checks. A check that this program does not know fails the case. Without a folder the cases of cases.py are built.
"""

import argparse
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import yaml

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent / "tests"), str(HERE)]

from cases import written  # noqa: E402
from oracle import article_pages, parsed, violations  # noqa: E402

ADDRESS = "https://archive.example/"
TOLD = r"(?:error|warning)\[[\w-]+\]: "
# A process begins with the memory of the one that starts it as its peak: a small one starts the build, so that not ours
# is measured.
STARTER = """
import json, os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
told = os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
with open("usage.json", "w") as file:
    json.dump(told, file)
"""


class Run:
    """One build of some files in a folder of its own, and what came of it."""

    def __init__(self, sources, names, options=(), env=None, order=None, content=None):
        self.top = Path(tempfile.mkdtemp(prefix="hostile-"))
        self.root = self.top / "archive"
        articles = self.root / "content/articles"
        articles.mkdir(parents=True)
        (self.root / "content/site.yaml").write_text(f"title: Hostile\nsite_url: {ADDRESS}\n")
        for name, text in (content or {}).items():
            (self.root / "content" / name).write_text(text, encoding="utf-8")
        for name in order or names:
            (articles / name).parent.mkdir(parents=True, exist_ok=True)
            if os.path.islink(sources / name):
                os.symlink(os.readlink(sources / name), articles / name)
            elif (sources / name).is_fifo():
                os.mkfifo(articles / name)
            else:
                shutil.copyfile(sources / name, articles / name)
        self.names, self.out = names, self.root / "public"
        before = self.outside()
        begun = time.monotonic()
        command = [sys.executable, "-c", "from backfile.cli import main; main()", "build", ".", *options]
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            told = self.top / "usage.json"
            starter = [sys.executable, "-I", "-S", "-c", STARTER.replace("usage.json", str(told)), *command]
            subprocess.run(
                starter, cwd=self.root, stdout=out, stderr=err, env=os.environ | (env or {}), check=True
            )
            self.exit, self.cpu, self.rss = json.loads(told.read_text())
            told.unlink()
            err.seek(0)
            self.log = err.read().decode("utf-8", "replace")
            out.seek(0)
            self.log += out.read().decode("utf-8", "replace")
        self.seconds = time.monotonic() - begun
        self.stray = {name: data for name, data in self.outside().items() if before.get(name) != data}
        self.pages = dict(article_pages(self.out)) if self.out.is_dir() else {}

    def outside(self):
        """Return what lies in the sandbox outside output and cache."""
        return {
            str(path.relative_to(self.top)): seen(path)
            for path in self.top.rglob("*")
            if not str(path.relative_to(self.top)).startswith(("archive/public", "archive/.backfile"))
        }

    def of(self, marker):
        """Return the addresses of the article pages whose words hold the marker."""
        return [url for url, page in self.pages.items() if marker in page.text]

    def files(self):
        return [path for path in sorted(self.out.rglob("*")) if path.is_file()]

    def told(self, name, line=None):
        where = rf"{re.escape(name)}:{line}(:\d+)?" if line is not None else rf"{re.escape(name)}(:\d+)*"
        return re.search(rf"^\S*{where}: {TOLD}", nfc(self.log), re.MULTILINE) is not None

    def reported(self, name):
        return (
            self.told(nfc(name))
            or re.search(rf"(Set aside|Passed over) \S*{re.escape(nfc(name))}", nfc(self.log)) is not None
        )

    def close(self):
        shutil.rmtree(self.top, ignore_errors=True)


def seen(path):
    """Return what tells whether a file was changed; of a large one only its time."""
    if not path.is_file():
        return b""
    return path.read_bytes() if path.stat().st_size < 1 << 20 else path.stat().st_mtime_ns


def nfc(text):
    return unicodedata.normalize("NFC", text)


def words(text):
    return " ".join(nfc(text or "").split())


def texts_at(run, url, where):
    """Return the texts of an article in one place: a page's own, or a file's that lists it."""
    page = run.pages[url]
    if where in ("title", "h1"):
        return [re.sub(r" – Hostile$", "", words(text)) for text in page.named[where]]
    if where.startswith("jsonld."):
        data = [json.loads(text) for a, text in page.scripts if a.get("type") == "application/ld+json"]
        return [words(str(one.get(where.partition(".")[2], ""))) for one in data]
    if where == "feed.title":
        feed = json.loads((run.out / "feed.json").read_text())
        found = [
            item["title"]
            for item in feed["items"]
            if item["url"] == ADDRESS + url or unquote(item["url"]) == ADDRESS + url
        ]
        atom = (run.out / "feed.atom").read_bytes()
        from lxml import etree

        space = "{http://www.w3.org/2005/Atom}"
        for entry in etree.fromstring(atom).iter(f"{space}entry"):
            if unquote(entry.find(f"{space}link").get("href")) == ADDRESS + url:
                found.append(entry.find(f"{space}title").text)
        return [words(text) for text in found]
    if where == "search.title":
        rows = [path.read_text() for path in (run.out / "search").rglob("*.js")]
        return [
            words(text)
            for row in rows
            for text in re.findall(r'"(?:[^"\\]|\\.)*"', row)
            for text in [json.loads(text)]
        ]
    return [
        words(a["content"])
        for t, a in page.elements
        if t == "meta" and a.get("property", a.get("name")) == where
    ]


def check(name, value, run, case, again):
    """Return what is wrong with one check of a case, nothing when it holds."""
    if name == "no_write_outside":
        return [f"written outside: {path}" for path in run.stray]
    if name == "absent_path":
        import glob

        return glob.glob(value)
    if name == "page_of":
        return [] if run.of(value) else [f"no page of {value}"]
    if name in ("page_or_report", "page_or_report_utf16"):
        files = [one["path"] for one in case["files"]]
        return [] if run.of(value) or any(run.reported(f) for f in files) else [f"{value} is lost"]
    if name == "report_lists":
        return [] if run.reported(value) else [f"{value} is not in the report"]
    if name in ("report_lists_all", "each_file_has_diag_with_line"):
        files = [nfc(one["path"]) for one in case["files"]]
        return [
            f for f in files if not (run.reported(f) if name == "report_lists_all" else run.told(f, r"\d+"))
        ]
    if name == "distinct_pages":
        found = [run.of(marker) for marker in value]
        return (
            []
            if all(len(urls) == 1 for urls in found) and len({u for (u,) in found}) == len(value)
            else [str(found)]
        )
    if name == "urls_independent_of_read_order":
        return [
            f"other addresses in the order {n}"
            for n, one in enumerate(again(orders=4))
            if set(one.pages) != set(run.pages)
        ]
    if name == "urls_stable_when_sibling_removed":
        (one,) = again(without=value["remove"])
        return [] if one.of(value["keep"]) == run.of(value["keep"]) else ["the survivor has moved"]
    paths = [path.relative_to(run.out).as_posix() for path in run.files()]
    if name == "no_output_path_contains":
        return [path for path in paths if value.replace("\\\\", "\\") in path]
    if name == "all_output_paths_nfc":
        return [path for path in paths if nfc(path) != path]
    if name in ("no_casefold_equal_paths", "path_oracle"):
        return [
            f"{len(paths)} files" for _ in [0] if len({nfc(path).casefold() for path in paths}) < len(paths)
        ]
    if name == "path_component_bytes_max":
        return [path for path in paths if max(len(part.encode()) for part in path.split("/")) > value]
    if name == "rel_path_chars_max":
        return [path for path in paths if len(path) > value]
    if name in (
        "topic_page",
        "absent_topic",
        "topic_pages_distinct",
        "topic_page_lists_only",
        "one_topic_page_lists",
        "one_person_page_lists",
    ):
        return listing(name, value, run)
    if name == "absent_in_output":
        return [
            str(p)
            for p in run.files()
            if any(value in form for form in forms(p.read_bytes().decode("utf-8", "replace")))
        ]
    if name == "html_oracle":
        return violations(run.out, ("xss_",), ADDRESS)
    if name == "xml_json_strict":
        return [wrong for wrong in violations(run.out, (), ADDRESS) if "XML" in wrong or "JSON" in wrong]
    if name == "terminal_safe_log":
        return [repr(c) for c in sorted(set(run.log)) if c != "\n" and not c.isprintable()]
    if name == "jsonld_no_raw_lt_gt_amp":
        return [u for u, p in run.pages.items() for _, text in p.scripts if re.search("[<>&]", text)]
    if name in ("text_equals", "text_equals_or_report"):
        (url,) = run.of(value["page_of"])[:1] or (None,)
        if url is None:
            return [] if name == "text_equals_or_report" else [f"no page of {value['page_of']}"]
        return [
            f"{where}: {texts_at(run, url, where)}"
            for where in value["where"]
            if words(value["value"]) not in texts_at(run, url, where)
        ]
    if name == "text_kept":
        return [text for text in value if not any(words(text) in page.text for page in run.pages.values())]
    if name == "url_schemes_only":
        return [wrong for wrong in violations(run.out, (), ADDRESS) if "scheme" in wrong]
    if name == "has_href":
        return (
            [] if any(a.get("href") == value for p in run.pages.values() for _, a in p.elements) else [value]
        )
    if name == "no_elements":
        ours = [a for p in run.pages.values() for t, a in p.elements if t in value]
        return [str(a) for a in ours]
    if name == "no_content_ids_or_names_unprefixed":
        ids = [
            a.get("id") or a.get("name")
            for p in run.pages.values()
            for t, a in p.elements
            if t not in ("meta", "input", "form")
        ]
        return [i for i in ids if i in ("search", "searchIndex", "getElementById", "config", "base", "url")]
    if name == "rel_noopener_on_target_blank":
        return [wrong for wrong in violations(run.out, (), ADDRESS) if "reach back" in wrong]
    if name == "no_traceback":
        return ["a traceback"] if "Traceback" in run.log else []
    if name == "finishes":
        return []
    if name in ("no_replacement_chars", "no_replacement_chars_unreported"):
        return [str(p) for p in run.files() if "\ufffd" in p.read_bytes().decode("utf-8", "ignore")]
    if name == "no_xml_forbidden_chars":
        return [wrong for wrong in violations(run.out, (), ADDRESS) if "XML forbids" in wrong]
    if name == "no_unbalanced_bidi_in_output":
        return [
            w
            for w in violations(run.out, (), ADDRESS)
            if "override" in w or "isolate" in w or "embedding" in w
        ]
    if name == "parse_serialise_parse_is_stable":
        return []  # nh3's own promise; violations() parses what came of it
    if name == "date_page_of":
        found = []
        for marker, day in value.items():
            if marker == "tz":
                continue
            index = run.out / day.replace("-", "/") / "index.html"
            linked = parsed(index.read_bytes()).elements if index.is_file() else []
            here = {
                os.path.normpath(f"{day.replace('-', '/')}/{unquote(a.get('href', ''))}") for _, a in linked
            }
            found += [f"{marker} is not on the page of {day}" for _ in [0] if not here & set(run.of(marker))]
        return found
    if name in ("home_page_is_home", "feed_is_feed"):
        path = run.out / ("index.html" if name == "home_page_is_home" else "feed.atom")
        whole = path.read_text() if path.is_file() else ""
        return [] if all(f"healthy-{n}" in whole for n in (1, 2, 3)) else [f"{path.name} is another's"]
    if name == "same_bytes_across_tz":
        trees = [
            {p.relative_to(r.out): p.read_bytes() for p in r.files()}
            for r in again(zones=value or ("UTC", "Asia/Kathmandu"))
        ]
        return [] if all(tree == trees[0] for tree in trees) else ["other bytes in another zone"]
    return [f"a check that is not known: {name}"]


def listing(name, value, run):
    pages = {}
    kind = "people" if "person" in name else "topics"
    for path in sorted((run.out / kind).glob("*.html")):
        if path.name != "index.html":
            page = parsed(path.read_bytes())
            linked = [
                os.path.normpath(f"{kind}/{unquote(a['href'])}")
                for t, a in page.elements
                if t == "a" and "href" in a
            ]
            pages[path.name] = (
                words(page.named["h1"][0]),
                {u.partition("#")[0] for u in linked} & set(run.pages),
            )
    heads = [head for head, _ in pages.values()]
    if name == "topic_page":
        return [] if words(value) in heads else [f"no topic {value}: {heads}"]
    if name == "absent_topic":
        return [value] if value in heads else []
    if name == "topic_pages_distinct":
        return [f"{one}: {heads.count(words(one))} pages" for one in value if heads.count(words(one)) != 1]
    wanted = {url for marker in value["markers"] for url in run.of(marker)}
    if name == "topic_page_lists_only":
        return (
            []
            if any(head == value["topic"] and listed == wanted for head, listed in pages.values())
            else [str(pages)]
        )
    if name == "one_topic_page_lists":
        return (
            []
            if [h for h, listed in pages.values() if wanted <= listed].count(value["topic"]) == 1
            else [str(pages)]
        )
    return [] if any(wanted <= listed for _, listed in pages.values()) else [str(pages)]


def forms(text):
    yield text
    yield html.unescape(text)
    yield unquote(text)
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), text)


def judged(case, sources, controls, base):
    """Return what is wrong with one case."""
    names = [*controls, *(one["path"] for one in case["files"])]
    content = case.get("content")
    run = Run(sources, names, content=content)
    others = []

    def again(orders=0, without=None, zones=()):
        made = [
            Run(
                sources,
                names,
                order=sorted(names, key=lambda n, s=s: hashlib.sha256(f"{s} {n}".encode()).digest()),
                options=("--jobs", str(1 + s % 2 * 7)),
                content=content,
            )
            for s in range(orders)
        ]
        if without:
            made += [Run(sources, [n for n in names if not n.endswith("/" + without)], content=content)]
        made += [Run(sources, names, env={"TZ": zone}, content=content) for zone in zones]
        others.extend(made)
        return made

    wrong = []
    try:
        if run.exit not in case["exit"]:
            wrong.append(f"exit {run.exit}: {run.log[-300:]}")
        diag = case.get("diag")
        if diag and not run.told(nfc(diag["file"]), diag.get("line")):
            wrong.append(f"nothing is told of {diag['file']}:{diag.get('line')}")
        for entry in case["checks"]:
            ((name, value),) = entry.items() if isinstance(entry, dict) else ((entry, None),)
            wrong += [f"{name}: {text}" for text in check(name, value, run, case, again)]
        wrong += [f"outside: {path}" for path in run.stray]
        if run.out.is_dir():
            wrong += [f"oracle: {text}" for text in violations(run.out, ("xss_",), ADDRESS)]
        if "Traceback" in run.log:
            wrong.append("a traceback")
        if run.cpu > base.cpu + case["limits"]["seconds"]:
            wrong.append(f"{run.cpu:.2f} s of processor, {base.cpu:.2f} s without")
        if run.rss > base.rss + case["limits"]["rss_growth_mb"]:
            wrong.append(f"{run.rss:.0f} MB, {base.rss:.0f} MB without")
        if run.exit != 1:
            lost = [
                c for c in ("healthy-1", "healthy-2", "healthy-3") if not any(c in url for url in run.pages)
            ]
            wrong += [f"a good article is lost: {name}" for name in lost if controls]
        strict = Run(sources, names, ("--strict",), content=content)
        others.append(strict)
        if strict.exit not in case["exit_strict"]:
            wrong.append(f"exit {strict.exit} with --strict")
        if strict.exit == 1 and strict.out.exists():
            wrong.append("--strict has published")
    finally:
        for one in (run, *others):
            one.close()
    return list(dict.fromkeys(wrong))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("cases", nargs="*", help="ids of cases; all when none is named")
    asked = parser.parse_args()
    if asked.folder is None:
        asked.folder = Path(tempfile.mkdtemp(prefix="hostile-cases-"))
        written(asked.folder)
    expected = yaml.safe_load((asked.folder / "expected.yaml").read_text(encoding="utf-8"))
    sources = asked.folder / "files"
    base = Run(sources, expected["controls"])
    base.close()
    passed = 0
    cases = [case for case in expected["cases"] if not asked.cases or case["id"] in asked.cases]
    for case in cases:
        wrong = judged(case, sources, expected["controls"], base)
        passed += not wrong
        print(f"{case['id']} {case['name']}: {'as expected' if not wrong else ''}", flush=True)
        for text in wrong:
            print(f"    {text[:300]}")
    print(f"hostile cases: {passed} of {len(cases)}")
    return passed < len(cases)


if __name__ == "__main__":
    sys.exit(main())
