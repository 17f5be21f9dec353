"""What to do about each kind of problem, where the place that found it knows nothing better."""

from collections.abc import Collection, Mapping

__all__ = ["HINTS", "advice", "meant_key", "meant_path"]

COMPARED = 2000
"""Paths that a misspelt one is held against, letter by letter."""
DATE = "add `published: YYYY-MM-DD` to a sidecar file"
PLAIN = "save its text as a .txt file"
EMPTY = "delete it or fill it"
IDLE = "mend its names, or delete the entry"
SPELLING = "mend the name, or delete the line"

HINTS: Mapping[str, str] = {
    "ambiguous-date": DATE,
    "bad-date": DATE,
    "bad-key": "write small letters, digits and hyphens, and the name under `name:`",
    "bad-setting": "mend the value, or delete the line: every setting has a default",
    "bad-value": "mend the value, or delete the line",
    "binary": PLAIN,
    "broken-table": "mend the quotation marks or delimiters of the rows",
    "cache": "remove .backfile/ if this is said again: it holds nothing that cannot be made anew",
    "cache-entry": "remove .backfile/ if this is said again: it holds nothing that cannot be made anew",
    "claimed-twice": "take it from one of them",
    "columns": "name the column in site.yaml: `columns:` and below it `  text: NAME`",
    "counts-differ": "please report it, with the file that is named",
    "date-from-address": DATE,
    "date-of-change": DATE,
    "deep-page": "save the page's text",
    "docx-damaged": "open it in Word and save it anew",
    "draft": "write `drafts: yes` in site.yaml, or `draft: no` in a sidecar file, if it may be published",
    "drafts-left-out": "write `drafts: yes` in site.yaml to publish them",
    "empty": EMPTY,
    "encoding": "save the file as UTF-8",
    "encoding-guessed": "look at its letters, and save the file as UTF-8",
    "equal-files": "delete one of the two, or tell them apart in a sidecar",
    "extra-missing": "install what the message names",
    "format": PLAIN,
    "front-matter-open": "close it with a line of its own, as the one that opens it",
    "future-date": f"{DATE}, or leave it if the date is meant",
    "host-file-size": "choose another host, or make several archives by year",
    "host-files": "choose another host, or make several archives by year",
    "host-folder": "choose another host, or make several archives by year",
    "host-size": "choose another host, or make several archives by year",
    "idle-creditor": IDLE,
    "idle-person": IDLE,
    "idle-relation": "mend the path, or delete the entry",
    "idle-source": IDLE,
    "idle-topic": "mend its words, or delete the entry",
    "json-line": "mend the line, or delete it; the others are published",
    "json-syntax": f"mend it where the message says, or {PLAIN}",
    "learnt-line": "write it under `boilerplate` of the outlet in sources.yaml, or under `keep` if it is text",
    "link-dead": "a copy may be at https://web.archive.org",
    "link-moved": "add `original_url: …` with the new address to a sidecar file, if it is the article's own",
    "link-silent": "try again another day",
    "local-site-url": "write the address that readers will use, or delete the line while there is none",
    "locked": "wait for it to end",
    "mail-unread": f"mend the message, or {PLAIN}; the others are published",
    "mark-up-slow": PLAIN,
    "mixed-alphabets": "look at the word; leave it if it is printed so",
    "mojibake": "save the text anew from where it came; the file stays as it is",
    "nested-value": "write texts, or a list of texts",
    "names-slow": "save its parts as files of their own",
    "no-article": f"save the article's own page, or {PLAIN}; delete it if there is none in it",
    "no-articles": "put saved texts (.txt, .md, .html) there; folders inside it are read too",
    "no-credit": "add `credit: …` to a sidecar file",
    "no-date": DATE,
    "no-headline": "add `headline: …` to a sidecar file",
    "no-image": "put the image there, or leave it: the caption is shown without one",
    "no-lock": "see that .backfile/ can be written, or that no two builds run at once",
    "no-name": "write `name: …` below the key",
    "no-source": "add `source: …` to a sidecar file",
    "no-such-line": "count the lines in an editor that numbers them, and mend the number",
    "no-text": "see whether the file was saved whole; lines kept out of the text come back by `return_lines`",
    "not-text": PLAIN,
    "odd-person": "add `people: […]` to a sidecar file",
    "odd-tag": "give tags with letters or numbers",
    "open-code": "close it with a line of the same marks",
    "out-of-time": PLAIN,
    "output": "see that the folder can be written and has room, then build again",
    "output-refused": "name another folder with `--out`, or move away what lies in this one",
    "outward-address": SPELLING,
    "page-unread": f"save the page anew, or {PLAIN}; the others are published",
    "ragged-row": "mend the quotation marks or delimiters of the row",
    "reader-died": PLAIN,
    "reader-failed": f"please report it with the file; {PLAIN} meanwhile",
    "redaction-idle": "mend the entry after the text; delete it if what it takes out is gone",
    "redaction-incomplete": "add what is missing of `article`, `reason`, `date`, and of what goes (`words`, `lines` …)",
    "redirect-address": "write it as it stands in the browser's address behind the name of the site",
    "register-edit": "edit the file by hand",
    "relation-contrary": "delete one of the two entries",
    "relation-incomplete": "write both between brackets: `- [articles/one.txt, articles/other.txt]`",
    "replacement": "save the text anew from where it came; what was lost cannot be told from the file",
    "short-page": "see whether it was saved whole",
    "sidecar-of-dump": "say it of the parts that `backfile import` stored",
    "site-list": "remove the output folder to be rid of pages of an earlier site, and build again",
    "template-empty": "delete your copy in templates/ to have the shipped one again",
    "template-encoding": "save the template as UTF-8",
    "template-error": "mend the template, or delete your copy in templates/ to have the shipped one again",
    "template-missing": "mend the name, or put the template into templates/",
    "template-syntax": "mend the template, or delete your copy in templates/ to have the shipped one again",
    "template-undefined": "mend the name, or write `… is defined` around it",
    "text-direction": "delete the sign",
    "toml-syntax": "mend the line; a text stands in quotation marks there",
    "too-deep": PLAIN,
    "too-large": "split the file, or let `backfile import` part it",
    "topic-circle": "take `parent:` from one of the topics",
    "two-bearers": "write the name under `variants` of the one who is meant in people.yaml, or leave it unlinked",
    "two-dates": DATE,
    "unknown-correction": SPELLING,
    "unknown-field": SPELLING,
    "unknown-key": "mend the key, or add the entry that it names",
    "unknown-section": SPELLING,
    "unknown-setting": SPELLING,
    "unnamed-columns": "put a first row with names into the table",
    "unreadable": "see that the file is there and that you may read it",
    "unredacted-copy": "add a redaction for the copy, or keep it as it is",
    "vain-correction": "delete the entry",
    "warc-damaged": "save the archive anew, or the page itself as .html",
    "wrong-weekday": DATE,
    "xml-damaged": "mend the line, or export the file anew",
    "xml-syntax": f"mend the line, export the file anew, or {PLAIN}",
    "yaml-duplicate-key": "merge the two entries",
    "yaml-refused": "write the value out in full",
    "yaml-syntax": "look for a missing quotation mark, bracket or colon on this line or the one before",
    "yaml-type": "a list is written `[one, two]`, a mapping in lines `key: value` below its name",
    "year-from-name": DATE,
}
"""What a person can do, by the code of the problem."""


def advice(code: str, hint: str) -> str:
    """Return the hint that a problem has of its own, else what may be done about all problems of its code."""
    return hint or HINTS.get(code, "")


def meant_path(name: str, paths: Collection[str]) -> str:
    """Return the path of a file that was most likely meant by a name that is none of them; empty when none is near.

    Its folders may have been left out, or more of them given than the archive counts.
    """
    from difflib import get_close_matches

    ends = [path for path in paths if path.endswith(f"/{name}") or name.endswith(f"/{path}")]
    if not ends and len(paths) <= COMPARED:
        ends = get_close_matches(name, paths, n=1, cutoff=0.8)
    return min(ends, default="")


def meant_key(word: str, names: Mapping[str, str]) -> str:
    """Return the key that was most likely meant by a word that is none; empty when none is near.

    `names` are those of the records by their keys: people write a name where its key is asked for.
    """
    from difflib import get_close_matches

    named = [key for key, name in names.items() if name.casefold() == word.casefold()]
    return next(iter(named or get_close_matches(word, names, n=1)), "")
