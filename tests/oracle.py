"""What must hold for every file of a site, whatever texts it was made from: parsed, never searched as text.

`violations` returns one sentence for each thing that is not so. Tests and benchmarks/trust share it.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.parsers import expat

__all__ = ["Page", "article_pages", "parsed", "steering", "unbalanced", "violations"]

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
FORBIDDEN = frozenset(
    "applet animate animatetransform base embed fencedframe frame frameset iframe math object plaintext portal set "  # noqa: SIM905
    "style template use xmp".split()
)
SVG = frozenset("svg g path rect circle line text title desc polyline tspan".split())  # noqa: SIM905  our charts
OURS = frozenset(
    (
        "cite.js",
        "page.js",
        "search-find.js",
        "search-names.js",
        "search-read.js",
        "search-show.js",
        "search.js",
    )
)
LOADING = {
    "img": ("src", "srcset"), "link": ("href",), "script": ("src",), "source": ("src", "srcset"), "video": ("src", "poster"),
    "audio": ("src",), "track": ("src",), "input": ("src",), "image": ("href",), "body": ("background",),
}  # fmt: skip
ADDRESSES = frozenset(
    "href src action formaction poster cite data xlink:href background ping manifest".split()  # noqa: SIM905
)
SCHEMES = frozenset(("", "http", "https", "mailto"))
REFUSED_BY_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
OVERRIDES = re.compile("[\u202d\u202e]")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
CITATIONS = tuple(
    f"data:application/{kind};charset=utf-8,"
    for kind in ("x-research-info-systems", "x-bibtex", "vnd.citationstyles.csl+json")
)
DATA_TYPES = ("application/ld+json", "application/json")


class Page(HTMLParser):
    """One page, read as a browser reads it: elements with attributes, texts, and scripts with what they hold."""

    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.scripts: list[tuple[dict[str, str], str]] = []
        self.comments: list[str] = []
        self.named: dict[str, list[str]] = {"title": [], "h1": []}
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if tag == "script":
            self.scripts.append((found, ""))
        if tag in self.named:
            self.named[tag].append("")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["script"]:
            attributes, text = self.scripts[-1]
            self.scripts[-1] = attributes, text + data
            return
        for tag, texts in self.named.items():
            if tag in self._open:
                texts[-1] += data
        self.texts.append(data)

    @property
    def text(self) -> str:
        """All words that a reader sees, white space collapsed."""
        return " ".join("".join(self.texts).split())


def parsed(data: bytes) -> Page:
    """Return a page of the site, parsed."""
    page = Page()
    page.feed(data.decode("utf-8"))
    page.close()
    return page


def steering(told: str) -> list[str]:
    """Return the characters that could steer a terminal: all controls and formats but line ends and joiners."""
    kinds = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
    return [c for c in told if unicodedata.category(c) in kinds and c not in "\n\u200c\u200d"]


def article_pages(site: Path) -> Iterator[tuple[str, Page]]:
    """Yield address and page of every article."""
    for path in sorted(site.rglob("*.html")):
        page = parsed(path.read_bytes())
        told = [
            f"{a.get('name', '')} {a.get('property', '')}".split() for t, a in page.elements if t == "meta"
        ]
        if any("z:itemType" in names for names in told):
            yield path.relative_to(site).as_posix(), page


def violations(site: Path, markers: tuple[str, ...] = (), own: str = "") -> list[str]:
    """Return what is wrong in the files of a site.

    `markers` are words that may stand in no active place; `own` is the site's own address, which its 404 page uses.
    """
    found: list[str] = []
    folded: dict[str, str] = {}
    for path in sorted(p for p in site.rglob("*") if not p.is_dir()):
        name = path.relative_to(site).as_posix()
        if path.is_symlink():
            found.append(f"{name}: a symbolic link")
            continue
        found += [f"{name}: {wrong}" for wrong in _names(name)]
        other = folded.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if other != name:
            found.append(f"{name}: one with {other} where case or form does not count")
        data = path.read_bytes()
        if name.startswith("static/") or path.name.startswith("."):
            continue
        found += [f"{name}: {wrong}" for wrong in _checked(path.suffix, data, markers, own)]
    return found


def _names(name: str) -> Iterator[str]:
    if unicodedata.normalize("NFC", name) != name:
        yield "its name is not composed (NFC)"
    if len(name) > 200:
        yield f"a path of {len(name)} characters"
    for part in name.split("/"):
        if (
            len(part.encode()) > 120
            or RESERVED.match(part)
            or part[-1] in ". "
            or re.search(r'[\\:*?"<>|]', part)
        ):
            yield f"a name that is not safe everywhere: {part}"
        if any(unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\u200c\u200d" for c in part):
            yield f"a name with characters that are not seen: {part!r}"


def _checked(suffix: str, data: bytes, markers: tuple[str, ...], own: str) -> Iterator[str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if suffix in (".html", ".xml", ".atom", ".json", ".js", ".txt", ".csv"):
            yield "not UTF-8"
        return
    if suffix == ".html":
        yield from _page(parsed(data), text, markers, own)
    elif suffix in (".xml", ".atom"):
        yield from _xml(text)
    elif suffix in (".json", ".jsonl"):
        for line in text.splitlines() if suffix == ".jsonl" else (text,):
            yield from _json(line)


def _page(page: Page, source: str, markers: tuple[str, ...], own: str) -> Iterator[str]:
    policies = 0
    for tag, attributes in page.elements:
        if tag in FORBIDDEN:
            yield f"<{tag}>"
        policies += attributes.get("http-equiv", "").lower() == "content-security-policy"
        if tag == "meta" and attributes.get("http-equiv", "").lower() not in ("", "content-security-policy"):
            stub = attributes["http-equiv"].lower() == "refresh" and re.fullmatch(
                r"0; ?url=[^:]*", attributes.get("content", ""), re.IGNORECASE
            )
            if not stub:
                yield f"<meta http-equiv={attributes['http-equiv']}>"
        for name, value in attributes.items():
            if name.startswith("on") or name in (
                "style",
                "srcdoc",
                "formaction",
                "autofocus",
                "contenteditable",
            ):
                yield f"the attribute {name} of <{tag}>"
            if name in ADDRESSES and not (tag == "form" and name == "data"):
                scheme = _scheme(value)
                if scheme not in SCHEMES and not _own_data(tag, attributes, value):
                    yield f"an address with the scheme {scheme}: in <{tag} {name}>"
            if name in LOADING.get(tag, ()) and (tag != "link" or _fetches(attributes)):
                away = urlsplit(value.strip())
                if own and value.startswith(own):
                    continue
                if away.netloc or away.scheme not in ("", "data"):
                    yield f"a foreign request: <{tag} {name}={value[:80]}>"
            if (wrong := unbalanced(value)) is not None:
                yield f"{wrong} in the attribute {name} of <{tag}>"
        if tag == "a" and attributes.get("target") and "noopener" not in attributes.get("rel", ""):
            yield "a link into a new window that may reach back"
        for marker in markers:
            if marker in tag or any(marker in name for name in attributes):
                yield f"the marker {marker} is a name of an element or attribute"
    if policies != 1:
        yield f"{policies} policies"
    for attributes, text in page.scripts:
        if attributes.get("type") in DATA_TYPES:
            if re.search(r"[<>&]", text):
                yield "a sign of mark-up inside data for scripts"
            yield from _json(text)
        elif text.strip() or attributes.get("src", "").rsplit("/", 1)[-1] not in OURS:
            yield f"a script that is not ours: {attributes} {text[:60]!r}"
    for text in page.texts:
        if (wrong := unbalanced(text)) is not None:
            yield f"{wrong} in the text {text[:60]!r}"
    if page.comments:
        yield f"a comment: {page.comments[0][:60]!r}"
    if "\x00" in source or REFUSED_BY_XML.search(source):
        yield "a control character"


def _own_data(tag: str, attributes: dict[str, str], value: str) -> bool:
    """Whether this is data of the page itself: a drawn icon, or a citation to save, which no browser shows."""
    if tag == "a":
        return "download" in attributes and value.startswith(CITATIONS)
    return tag in ("img", "link") and value.startswith(("data:image/svg+xml", "data:,"))


def _scheme(value: str) -> str:
    """Return the scheme as a browser sees it: blanks and controls inside it do not count."""
    plain = re.sub(r"[\x00-\x20]", "", value)
    match = re.match(r"([a-z][a-z0-9+.-]*):", plain, re.IGNORECASE)
    return match.group(1).lower() if match else ""


def _fetches(attributes: dict[str, str]) -> bool:
    return not {"canonical", "alternate", "next", "prev", "license", "author", "original"} & set(
        attributes.get("rel", "").split()
    )


def unbalanced(text: str) -> str | None:
    """Return what is wrong with the signs that turn the direction of a text; None when nothing is."""
    if OVERRIDES.search(text):
        return "an override of direction"
    opened: list[str] = []
    for sign in text:
        if sign in "\u202a\u202b":
            opened.append("embedding")
        elif sign in "\u2066\u2067\u2068":
            opened.append("isolate")
        elif sign == "\u202c":
            if opened[-1:] != ["embedding"]:
                return "an end of an embedding that was not opened"
            opened.pop()
        elif sign == "\u2069":
            if "isolate" not in opened:
                return "an end of an isolate that was not opened"
            while opened.pop() != "isolate":
                return "an embedding left open in an isolate"
    return f"an {opened[-1]} that is not closed" if opened else None


def _xml(text: str) -> Iterator[str]:
    if REFUSED_BY_XML.search(text):
        yield "a character that XML forbids"
    parser = expat.ParserCreate()
    texts: list[str] = []
    parser.CharacterDataHandler = texts.append
    parser.StartElementHandler = parser.EndElementHandler = lambda *_: (
        None
    )  # so that no text runs on over an element
    parser.buffer_text = True
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        yield f"no XML: {error}"
    for one in texts:
        if REFUSED_BY_XML.search(one):
            yield "a character that XML forbids"
        if (wrong := unbalanced(one)) is not None:
            yield f"{wrong} in {one[:60]!r}"


def _json(text: str) -> Iterator[str]:
    def refuse(name: str) -> None:
        raise ValueError(f"{name} is no JSON")

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len({key for key, _ in pairs}) < len(pairs):
            raise ValueError("a key twice")
        return dict(pairs)

    try:
        value = json.loads(text, parse_constant=refuse, object_pairs_hook=once)
    except ValueError as error:
        yield f"no strict JSON: {error}"
        return
    for one in _strings(value):
        if (wrong := unbalanced(one)) is not None:
            yield f"{wrong} in {one[:60]!r}"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
