"""Imports invented dumps of many megabytes in each format that is parted, and prints a table.

    python benchmarks/dumps.py                    60 MB of each kind
    python benchmarks/dumps.py 200 wordpress csv  200 MB of two of them

For each dump: the files it became, the articles in them, processor seconds, the most memory of the process (and what
of it is no mapped file), and what a second import of the same dump added. The dumps are the same on every machine.
"""

import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

BACKFILE = (sys.executable, "-P", "-c", "from backfile.cli import main; main()")
WORDS = [
    "harbour",
    "council",
    "quay",
    "ferry",
    "budget",
    "minister",
    "report",
    "vote",
    "bridge",
    "river",
    "market",
    "storm",
    "school",
    "border",
    "talks",
    "treaty",
    "fishing",
    "boats",
    "port",
    "trade",
    "winter",
    "summer",
    "train",
    "station",
    "hospital",
    "court",
    "judge",
    "police",
    "fire",
    "water",
    "energy",
    "price",
    "money",
    "bank",
    "union",
    "strike",
    "workers",
    "farm",
    "field",
    "village",
    "town",
    "city",
    "country",
    "people",
    "children",
    "women",
    "men",
    "street",
]
OUTLETS = ("The Quay Times", "Harbour Courier", "Morning Ledger")


def words(random_: random.Random) -> str:
    """Return a sentence."""
    told = " ".join(random_.choices(WORDS, k=random_.randint(8, 22)))
    return told[0].upper() + told[1:] + "."


def articles(seed: int = 7) -> Iterator[tuple[int, str, list[str], datetime]]:
    """Yield (number, headline, paragraphs, moment) without an end."""
    random_ = random.Random(seed)
    moment = datetime(2001, 1, 15, 8, 30)
    number = 0
    while True:
        number += 1
        moment += timedelta(hours=random_.randint(1, 9), minutes=17)
        headline = f"Story {number}: {words(random_)[:50].rstrip(' .')}"
        yield number, headline, [" ".join(words(random_) for _ in range(6)) for _ in range(4)], moment


def _until(file: TextIO, size: int) -> Iterator[tuple[int, str, list[str], datetime]]:
    for one in articles():
        if file.tell() >= size:
            return
        yield one


def wordpress(file: TextIO, size: int) -> None:
    """Write an export of WordPress: posts, drafts, and the pictures of the posts far away from them."""
    file.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- <item> in a comment -->\n<rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"'
        ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel><title>Quay Blog</title><link>https://quay.example.org</link><language>en</language>\n"
        "<wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_login>ida</wp:author_login>"
        "<wp:author_display_name><![CDATA[Ida Lindholm]]></wp:author_display_name></wp:author>\n"
    )
    pictures = []
    for number, headline, paragraphs, moment in _until(file, size * 9 // 10):
        body = "".join(f"<p>{p}</p>" for p in paragraphs) + ("<pre></item><item></pre>" * (number % 7 == 0))
        status = "draft" if number % 11 == 0 else "publish"
        file.write(
            f"<item><title>{headline}</title><link>https://quay.example.org/{number}</link>"
            f"<dc:creator>ida</dc:creator><content:encoded><![CDATA[{body}]]></content:encoded>"
            f"<wp:post_id>{number}</wp:post_id><wp:post_date>{moment:%Y-%m-%d %H:%M:%S}</wp:post_date>"
            f"<wp:status>{status}</wp:status><wp:post_type>post</wp:post_type></item>\n"
        )
        if number % 3 == 0:
            pictures.append((number, moment))
    for number, moment in pictures:
        file.write(
            f"<item><title>picture {number}</title><excerpt:encoded><![CDATA[The quay on day {number}]]>"
            f"</excerpt:encoded><wp:post_id>{10**7 + number}</wp:post_id>"
            f"<wp:post_date>{moment:%Y-%m-%d %H:%M:%S}</wp:post_date><wp:post_parent>{number}</wp:post_parent>"
            "<wp:post_type>attachment</wp:post_type><wp:attachment_url>https://quay.example.org/"
            f"{number}.jpg</wp:attachment_url></item>\n"
        )
    file.write("</channel></rss>\n")


def rss(file: TextIO, size: int) -> None:
    """Write an RSS feed."""
    file.write(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Quay Times</title>'
        "<description><![CDATA[All <item> of it]]></description><link>https://q.example.org</link>\n"
    )
    for number, headline, paragraphs, moment in _until(file, size):
        body = "".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in paragraphs)
        file.write(
            f"<item><title>{headline}</title><link>https://q.example.org/{number}</link>"
            f"<pubDate>{moment:%d %b %Y %H:%M:%S} GMT</pubDate><description>{body}</description></item>\n"
        )
    file.write("</channel></rss>\n")


def atom(file: TextIO, size: int) -> None:
    """Write an Atom feed whose elements have a prefix."""
    file.write(
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Quay Times</a:title><a:id>urn:q</a:id>\n'
    )
    for number, headline, paragraphs, moment in _until(file, size):
        file.write(
            f'<a:entry><a:title>{headline}</a:title><a:link href="https://q.example.org/{number}"/>'
            f"<a:id>urn:q:{number}</a:id><a:published>{moment.isoformat()}Z</a:published>"
            f'<a:content type="html"><![CDATA[{"".join(f"<p>{p}</p>" for p in paragraphs)}]]></a:content></a:entry>'
        )
    file.write("</a:feed>")


def _record(number: int, headline: str, paragraphs: list[str], moment: datetime) -> dict[str, object]:
    return {
        "title": headline,
        "maintext": "\n\n".join(paragraphs) + ' They said "yes, [all] {of} it".',
        "date_publish": moment.strftime("%Y-%m-%d %H:%M:%S"),
        "source_domain": "quay.example.org",
        "url": f"https://quay.example.org/{number}",
        "authors": ["Ida Lindholm"],
        "images": [{"url": f"https://quay.example.org/{number}.jpg", "caption": f"The quay on day {number}"}],
    }


def jsonl(file: TextIO, size: int) -> None:
    """Write JSON Lines as scrapers do."""
    for one in _until(file, size):
        file.write(json.dumps(_record(*one)) + "\n")


def json_list(file: TextIO, size: int) -> None:
    """Write a list of records below a few words about it, and a second, short list."""
    file.write('{"query": "quay", "total": 1, "meta": {"page": 1}, "articles": [')
    for n, one in enumerate(_until(file, size)):
        file.write(("," if n else "") + "\n  " + json.dumps(_record(*one), indent=1))
    more = [_record(10**6 + n, f"Later story {n}", ["It was added late to the list of the day."], datetime(2020, 1, 1))
            for n in range(1, 4)]  # fmt: skip
    file.write('\n], "more": ' + json.dumps(more) + "}\n")


def table(file: TextIO, size: int) -> None:
    """Write a table whose texts have line ends, delimiters and quotation marks."""
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow(("title", "date", "text", "url"))
    for number, headline, paragraphs, moment in _until(file, size):
        text = "\n\n".join(paragraphs) + ' They said "yes", and\nno more.'
        rows.writerow((headline, f"{moment:%Y-%m-%d}", text, f"https://quay.example.org/{number}"))


def mbox(file: TextIO, size: int) -> None:
    """Write a box of newsletters."""
    for number, headline, paragraphs, moment in _until(file, size):
        text = "\n\n".join((*paragraphs, ">From the quay it was told at 10:00 that all went well in town."))
        file.write(
            f"From news@quay.example.org {moment:%a %b %d %H:%M:%S %Y}\nMessage-ID: <{number}@quay.example.org>\n"
            f"From: Quay Times <news@quay.example.org>\nDate: {moment:%a, %d %b %Y %H:%M:%S} +0000\n"
            f"Subject: {headline}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}\n\n"
        )


def _messages(file: TextIO, size: int) -> None:
    for n, (number, headline, paragraphs, moment) in enumerate(_until(file, size)):
        message = {
            "id": number, "type": "message", "date": moment.isoformat(), "date_unixtime": str(number),
            "from": "Quay", "from_id": "channel1",
            "text": [{"type": "bold", "text": headline}, "\n\n" + "\n\n".join(paragraphs)],
        }  # fmt: skip
        file.write((",\n" if n else "\n") + json.dumps(message, indent=1))


def telegram(file: TextIO, size: int) -> None:
    """Write the export of a channel."""
    file.write('{\n "name": "Quay",\n "type": "public_channel",\n "id": 1,\n "messages": [')
    _messages(file, size)
    file.write("\n ]\n}")


def account(file: TextIO, size: int) -> None:
    """Write the export of a whole account of Telegram: several channels, one of them large."""
    file.write(
        '{\n "about": "an export",\n "chats": {\n  "about": "chats",\n  "list": [\n'
        '{"name": "Small", "type": "public_channel", "id": 2, "messages": [{"id": 1, "type": "message",'
        ' "date": "2020-02-02T10:00:00", "text": "The fair opened on the quay.\\n\\nBoats came from four towns."}]},\n'
        '{"name": "Quay", "type": "public_channel", "id": 1, "messages": ['
    )
    _messages(file, size)
    file.write("]}\n]},\n"
        '"left_chats": {"list": [{"name": "Left", "type": "public_channel", "id": 3, "messages": [{"id": 1, "type":'
        ' "message", "date": "2020-03-02T10:00:00", "text": "The fair closed.\\n\\nBoats went home to four towns."}]}]}}'
    )  # fmt: skip


def reuters(file: TextIO, size: int) -> None:
    """Write SGML like that of Reuters-21578."""
    file.write('<!DOCTYPE lewis SYSTEM "lewis.dtd">\n')
    for number, headline, paragraphs, moment in _until(file, size):
        text = "\n    ".join(paragraphs)
        file.write(
            f'<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" NEWID="{number}">\n<DATE>{moment:%d-%b-%Y %H:%M:%S}.00</DATE>\n'
            f"<TEXT>&#2;\n<TITLE>{headline}</TITLE>\n<DATELINE>    LONDON, March 1 - </DATELINE><BODY>{text}\n Reuter\n"
            "&#3;</BODY></TEXT>\n</REUTERS>\n"
        )


def nexis(file: TextIO, size: int) -> None:
    """Write a print of LexisNexis, with its documents counted."""
    for number, headline, paragraphs, moment in _until(file, size):
        text = "\n\n".join(paragraphs)
        file.write(
            f"{'':30}{number} of 99999 DOCUMENTS\n\n\n{'':30}{OUTLETS[number % 3]}\n\n"
            f"{'':20}{moment:%B} {moment.day}, {moment:%Y %A}\n\n{headline}\n\nBYLINE: Ida Lindholm\n\n"
            f"SECTION: NEWS; Pg. 3\n\nLENGTH: 300 words\n\n\n{text}\n\nLOAD-DATE: {moment:%B} {moment.day}, {moment:%Y}\n\n"
            f"LANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n{'':20}Copyright {moment:%Y} {OUTLETS[number % 3]}\n"
            f"{'':20}All Rights Reserved\n\n\n"
        )


def factiva(file: TextIO, size: int) -> None:
    """Write a print of Factiva, in which each document ends with its number."""
    for number, headline, paragraphs, moment in _until(file, size):
        text = "\n\n".join(paragraphs)
        file.write(
            f"{headline}\n\nIda Lindholm\n300 words\n{moment.day} {moment:%B %Y}\n{OUTLETS[number % 3]}\nQUAYTI\n"
            f"English\n(c) {moment:%Y} {OUTLETS[number % 3]}\n\n{text}\n\nDocument QUAYTI00{moment:%Y%m%d}ej{number:07d}\n\n"
        )


KINDS: dict[str, tuple[str, Callable[[TextIO, int], None]]] = {
    "wordpress": ("blog.xml", wordpress),
    "rss": ("feed.xml", rss),
    "atom": ("feed.atom", atom),
    "jsonl": ("scraped.jsonl", jsonl),
    "json": ("answer.json", json_list),
    "csv": ("press.csv", table),
    "mbox": ("letters.mbox", mbox),
    "telegram": ("result.json", telegram),
    "account": ("account.json", account),
    "reuters": ("reut2.sgm", reuters),
    "nexis": ("nexis.txt", nexis),
    "factiva": ("factiva.txt", factiva),
}


def write(kind: str, file: Path, size: int) -> None:
    """Write a dump of this kind, of at least so many bytes."""
    with open(file, "w", encoding="utf-8", newline="") as opened:
        KINDS[kind][1](opened, size)


def _imported(file: Path, home: Path) -> tuple[str, float, int, int]:
    """Import a dump; return what was said of it, processor seconds, the most memory and that without mapped files."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = (*BACKFILE, "import", str(file), "--content", str(home / "content"))
    with open(home / "out.txt", "w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE, text=True)
        most = own = 0
        while process.poll() is None:
            told = _memory(process.pid)
            most, own = max(most, told[0]), max(own, told[1])
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
        said = process.stderr.read() if process.stderr else ""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return said.strip().splitlines()[-1], seconds, most, own


def _memory(process: int) -> tuple[int, int]:
    """Return (kB in memory, kB of them that are no file) of a process."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0, 0
    told = {
        line.split(":")[0]: line.split()[1] for line in lines if line.startswith("Rss") or "VmRSS" in line
    }
    return int(told.get("VmRSS", 0)), int(told.get("RssAnon", 0))


def main() -> None:
    """Print the table."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    kinds = sys.argv[2:] or list(KINDS)
    print("| dump | MB | first import | CPU s | memory MB | own MB | second import | CPU s |")
    print("|---|---:|---|---:|---:|---:|---|---:|", flush=True)
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            (home / "content").mkdir()
            dump = home / KINDS[kind][0]
            write(kind, dump, megabytes * 1024 * 1024)
            size = os.path.getsize(dump) / 1024 / 1024
            first, seconds, most, own = _imported(dump, home)
            second, again, _, _ = _imported(dump, home)
            print(
                f"| {kind} | {size:.0f} | {first} | {seconds:.1f} | {most // 1024} | {own // 1024} "
                f"| {second} | {again:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
