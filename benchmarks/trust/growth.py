"""Growing input: 49 families of texts made to keep a parser busy, each at double sizes, as a build would read them.

    python benchmarks/trust/growth.py [LARGEST]

A family passes when the time at most doubles with the input (2.6 times, for noise) or the deadline ends it, and no file
takes more than its deadline twice and half a second. LARGEST is 65536 bytes when not given.
"""

import os
import sys

from backfile.reading import AT_LEAST, PER_BYTE, open_desk, read_file

MD = "---\ntitle: Growth\ndate: 2024-05-06\n---\n\nOpening words of the text.\n\n"
FAMILIES = {
    "brackets": ("md", lambda n: "[" * n),
    "image brackets": ("md", lambda n: "![" * (n // 2)),
    "brackets and words": ("md", lambda n: "[a " * (n // 3)),
    "link openings": ("md", lambda n: "[a](" * (n // 4)),
    "backticks of all lengths": ("md", lambda n: " ".join("`" * k for k in range(1, int((2 * n) ** 0.5)))),
    "stars": ("md", lambda n: "*a " * (n // 3)),
    "stars and underscores": ("md", lambda n: "*_" * (n // 2)),
    "a fence and blanks": ("md", lambda n: "```" + " " * n),
    "footnotes": ("md", lambda n: "[^1]" * (n // 4)),
    "nested quotes": ("md", lambda n: "> " * (n // 2) + "a"),
    "nested lists": ("md", lambda n: "\n".join(" " * (2 * k) + "- a" for k in range(int(n**0.5)))),
    "angle brackets": ("md", lambda n: "<a " * (n // 3)),
    "comments": ("md", lambda n: "<!-- " * (n // 5)),
    "entities": ("md", lambda n: "&a" * (n // 2)),
    "formats left open": ("md", lambda n: "x " + "".join(f"<b title={k}>" for k in range(n // 24)) + "<p>y" * (n // 8)),
    "table pipes": ("md", lambda n: "|a" * (n // 2) + "\n" + "|-" * (n // 2)),
    "headings": ("md", lambda n: "# " * (n // 2)),
    "open elements": ("html", lambda n: "<html><body><p>Opening.</p>" + "<div>" * (n // 5) + "deep"),
    "open formats": ("html", lambda n: "<p>a" + "".join(f"<b title={k}>" for k in range(n // 24)) + "<p>y" * (n // 8)),
    "open tables": ("html", lambda n: "<table><tr><td>" * (n // 15)),
    "attributes": ("html", lambda n: "<p " + " ".join(f"a{k}=b" for k in range(n // 8)) + ">words</p>"),
    "one long line": ("txt", lambda n: "A headline\n2024-05-06\n\n" + "word, " * (n // 6)),
    "capital letters and dots": ("txt", lambda n: "A headline\n2024-05-06\n\n" + "A. B " * (n // 5)),
    "nested lists in YAML": ("yaml", lambda n: "---\ntitle: a\nkeywords: " + "[" * n + "\n---\n\nText of it.\n"),
    "a list in JSON": ("json", lambda n: '{"headline": "A", "date": "2024-05-06", "body": ' + "[" * (n // 2) + "]" * (n // 2) + "}"),
    "words in JSON": ("json", lambda n: '{"headline": "A", "date": "2024-05-06", "body": "' + "Anna said. " * (n // 11) + '"}'),
    "escapes in JSON": ("json", lambda n: '{"headline": "A", "date": "2024-05-06", "body": "' + "\\\\" * (n // 2) + '"}'),
    "nested XML": ("xml", lambda n: "<nitf><body>" + "<p>" * (n // 7) + "</p>" * (n // 7) + "</body></nitf>"),
    "paragraphs of NITF": ("xml", lambda n: "<nitf><body><body.content>" + "<p>a b</p>" * (n // 10) + "</body.content></body></nitf>"),
    "sections left open": ("xml", lambda n: "<nitf><![CDATA[" * (n // 15)),
    "parts of a mail": ("eml", lambda n: 'Subject: A\nDate: Mon, 6 May 2024 10:00:00 +0000\nContent-Type: multipart/mixed; boundary="a"\n\n' + "--a\n\nb\n" * (n // 8)),
    "folded headers": ("eml", lambda n: "Subject: A\n" + " b\n" * (n // 3) + "\nWords of it.\n"),
    "encoded words": ("eml", lambda n: "Subject: " + "=?utf-8?q?a?= " * (n // 14) + "\n\nWords of it.\n"),
    "quotes in a table": ("csv", lambda n: "title,date,text\nA,2024-05-06," + '"' * n),
    "rows of a table": ("csv", lambda n: "title,date,text\n" + "".join(f"A{k},2024-05-06,Words of it\n" for k in range(n // 26))),
    "lines of a wire": ("txt", lambda n: "ZCZC\nA HEADLINE\n\n" + "BC-WORDS-A0123\n" * (n // 15) + "NNNN\n"),
    "names in a row": ("txt", lambda n: "A headline\n2024-05-06\n\n" + "Anna Hill " * (n // 10)),
    "names joined by dashes": ("txt", lambda n: "A headline\n2024-05-06\n\n" + "Anna-" * (n // 5)),
    "names and commas": ("txt", lambda n: "A headline\n2024-05-06\nBy " + "Anna Hill, " * (n // 11) + "\n\nWords of it.\n"),
    "quotation marks": ("txt", lambda n: "A headline\n2024-05-06\n\n" + "“" * (n // 3)),
    "straight quotation marks": ("txt", lambda n: "A headline\n2024-05-06\n\n" + '"a" ' * (n // 4)),
    "quotes and speakers": ("txt", lambda n: "A headline\n2024-05-06\n\n" + "“It is so,” said Anna Hill. " * (n // 31)),
    "digits": ("txt", lambda n: "A headline\n2024-05-06\n\n" + "1" * n),
    "digits like dates": ("txt", lambda n: "A headline\n2024-05-06\n\n" + "12.05." * (n // 6)),
    "digits of a first line": ("txt", lambda n: "12/05/" * (n // 6) + "\n\nWords of it.\n"),
    "lines like credits": ("txt", lambda n: "A headline\n2024-05-06\n\nWords of it.\n\n" + "Photo: Anna Hill / Agency\n\n" * (n // 27)),
    "lines like bylines": ("txt", lambda n: "A headline\n2024-05-06\n" + "By Anna Hill\n" * (n // 13) + "\nWords of it.\n"),
    "lines like headings": ("txt", lambda n: "A headline\n2024-05-06\n\n" + "What is known\n\n" * (n // 15) + "Words of it.\n"),
    "blanks at the end of lines": ("txt", lambda n: "A headline\n2024-05-06\n\n" + "a" + " " * n + "b\n"),
}  # fmt: skip


def used():
    """Return the seconds of the processor that this process and those it has waited for took."""
    return sum(os.times()[:4])


def main():
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 65536
    sizes = [largest >> shift for shift in (3, 2, 1, 0)]
    desk = open_desk("")[0]
    read_file("articles/warm.md", (MD + "*warm* [up](http://a.example)").encode(), None, desk)
    read_file("articles/warm.html", b"<html><body><h1>Warm</h1><p>up</p></body></html>", None, desk)
    passed = 0
    for name, (kind, made) in FAMILIES.items():
        times, fates = [], []
        for size in sizes:
            text = (MD if kind == "md" else "") + made(size)
            data = text.encode()
            begun = used()
            outcome = read_file(f"articles/a.{'md' if kind == 'yaml' else kind}", data, None, desk)
            times.append(used() - begun)
            ended = any(d.code == "mark-up-slow" for r in outcome.readings for d in r.article.doubts)
            fates.append("ended" if ended else outcome.problem.code if outcome.problem else "read")
        limit = 2 * (AT_LEAST + largest * PER_BYTE) + 0.5
        linear = all(
            b <= 2.6 * a + 0.05 or fate != "read"
            for a, b, fate in zip(times, times[1:], fates[1:], strict=False)
        )
        good = linear and max(times) <= limit
        passed += good
        print(
            f"{'  ' if good else '! '}{name:28}"
            + "".join(f" {t:6.2f} s {f:9}" for t, f in zip(times, fates, strict=True)),
            flush=True,
        )
    print(f"growing input: {passed} of {len(FAMILIES)} families")
    return passed < len(FAMILIES)


if __name__ == "__main__":
    sys.exit(main())
