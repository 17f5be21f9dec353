"""Mail as saved: newsletters in .eml and mbox files (RFC 5322, MIME), and pages saved as MHTML (RFC 2557).

Subject, date and sender come from the header. Of the parts the HTML one is read, else the plain one. A forwarded mail
carries the day of forwarding, which is not told as a date; the same goes for the day on which a page was saved.
"""

import re
from collections.abc import Sequence
from email.utils import parseaddr
from typing import TYPE_CHECKING

import msgspec

from backfile.model import Doubt, Field, Piece
from backfile.patterns import late
from backfile.read.decoding import Decoded, Undecodable, decode
from backfile.read.fragment import pieces_of_element
from backfile.read.html import read_page
from backfile.read.pagetree import fold, parse_page
from backfile.read.prints import kept_out
from backfile.read.reader import Draft, Raw, Reader, UnreadableFile, unreadable

if TYPE_CHECKING:
    from email.message import EmailMessage

    from lxml.etree import _Element

__all__ = ["MAIL", "sender_of", "titled"]

SUFFIXES = (".eml", ".mbox", ".mht", ".mhtml")
HEADER_LINE = late(r"([!-9;-~]{2,60}):[ \t]")
MACHINE = frozenset(
    ("mime-version", "message-id", "received", "return-path", "dkim-signature", "list-unsubscribe", "list-id",
     "delivered-to", "x-mailer", "content-transfer-encoding", "snapshot-content-location")
)  # fmt: skip
MBOX = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{3,200}\d\d:\d\d[^\r\n]*\r?\n(?=[!-9;-~]{2,60}:)"
)
NESTING = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
HEADER = re.compile(rb"^[!-9;-~]{2,60}:[^\n]*(?:\n[ \t][^\n]*)*", re.MULTILINE)
PART_HEADER = re.compile(rb"^content-[a-z-]{2,30}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
# Bounds of what one file may hold: characters of a header, parts that hold parts in one message, messages.
MAX_HEADER = 4000
# Headers without which a mail cannot be read as what it is; any other that is longer is taken for none.
NEEDED = (b"subject:", b"from:", b"date:", b"list-id:", b"content-", b"snapshot-content-location:")
MAX_NESTED = 60
MAX_PART_HEADERS = 2000
MAX_MESSAGES = 5000
SHOWN = ("From", "Date", "Subject", "List-Id", "Content-Language")
FORWARDED = late(
    r"(?:(?:re|aw|antw|sv|vs)\s*:\s*)*(?:fwd?|wg|tr|rv|i|enc|doorst|vl|vb|пер)\s*:\s*", re.IGNORECASE
)
ANSWERED = late(r"(?:(?:re|aw|antw|sv)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
LIST_TAG = late(r"\[[^\[\]]{2,40}\]\s*(?=\S)")
SHORTEST_TITLE = 8
ARTICLE = late(r"^(?:the|la|le|el|il|der|die|das|de|het|o|a)\s+", re.IGNORECASE)
LEAST_LETTERS = 4
# `Ada Lark from The Courier`: who wrote it, and for whom.
SENT_BY = late(
    r"(?P<name>[^\W\d_a-z][\w.'’-]+(?:\s[^\W\d_a-z][\w.'’-]*){1,2})\s(?:from|at|bei|chez|från|из)\s(?P<outlet>\S.{2,60})"
)
NO_PERSON = late(
    r"\b(?:the|news\w*|daily|weekly|morning|evening|briefing|times|post|letter|team|alerts?|today|editors?)\b",
    re.IGNORECASE,
)
IN_BROWSER = late(
    r".{0,50}\b(?:browser|navigateur|navegador|webbläsare|nettleser|браузер\w*|przeglądar\w+)\b.{0,40}"
    r"|\W*(?:view|read|open|see|lire|voir|ver|leer|bekijk|lees|visa|läs|ansehen|zobacz)\b.{0,40}"
    r"\b(?:online|en ligne|en línea|web ?page|website)\b.{0,20}",
    re.IGNORECASE,
)
UNSUBSCRIBE = late(
    r"unsubscrib|opt[- ]?out|(?:manage|update|change) (?:your )?(?:e-?mail )?(?:preferences|subscription)"
    r"|you(?:'re|’re| are)? (?:have )?receiv(?:ed|ing) this|this e-?mail was sent|abmelden|abbestell(?:en|ung)"
    r"|désabonne|désinscri|desabonne|darse de baja|cancelar (?:la |tu |su )?suscripci|отписаться|відписатися"
    r"|afmelden|uitschrijven|disiscri|annulla\w* .{0,20}iscrizione|cancelar (?:a )?(?:inscrição|subscrição)"
    r"|avregistrera|avprenumerera|meld deg av|afmeld|wypisz|zrezygnuj|odhlásit|aboneliğ\w+ iptal|退订|取消订阅"
    r"|取消訂閱|配信停止|수신 ?거부|إلغاء الاشتراك",
    re.IGNORECASE,
)
HIDDEN = late(
    r"display\s*:\s*none|mso-hide\s*:\s*all|max-height\s*:\s*0|font-size\s*:\s*0|visibility\s*:\s*hidden",
    re.IGNORECASE,
)
PROSE = 160


def _claims(suffix: str, head: str) -> bool:
    head = head.lstrip("\xef\xbb\xbf\r\n")
    if head.startswith("From ") and MBOX.match(head.encode("latin-1", "replace")):
        return True
    if head[:1] not in (" ", "\t") and not HEADER_LINE.match(head):
        return False  # nearly all files that are asked
    top = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
    lines = [line for line in top.splitlines() if line[:1] not in (" ", "\t")]
    names = [found.group(1).lower() for line in lines if (found := HEADER_LINE.match(line))]
    if len(names) < len(lines) or not names:
        return False
    known = MACHINE.intersection(names)
    return bool(known) and (suffix in SUFFIXES or "from" in names or len(known) >= 2)


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return the articles of a mail or a box of mails; raises UnreadableFile when none of them holds a text."""
    drafts: list[Draft] = []
    broken: list[UnreadableFile] = []
    for data in _messages(raw):
        try:
            drafts.append(_article(raw.path, data))
        except UnreadableFile as error:
            if error.problem.code == "extra-missing":
                raise
            broken.append(error)
    if not drafts:
        raise (
            broken[0] if broken else unreadable(raw.path, "no-article", "expected a mail, found none", "", 1)
        )
    doubts = tuple(
        Doubt("text", 0, f"A mail of the file was not read: {e.problem.message}.", "mail-unread")
        for e in broken
    )
    return (msgspec.structs.replace(drafts[0], doubts=(*drafts[0].doubts, *doubts[:20])), *drafts[1:])


def _messages(raw: Raw) -> list[bytes]:
    """Return the messages of a file: the parts of an mbox, else the one mail; raises UnreadableFile for too many."""
    starts = [m.end() for m in MBOX.finditer(raw.data)]
    if not starts or not raw.data.lstrip().startswith(b"From "):
        return [raw.data.lstrip(b"\xef\xbb\xbf\r\n")]
    if len(starts) > MAX_MESSAGES:
        message = f"expected at most {MAX_MESSAGES} mails, found {len(starts)}"
        raise unreadable(raw.path, "too-large", message, "split the file", 1)
    begins = [m.start() for m in MBOX.finditer(raw.data)]
    parts = [raw.data[start:end] for start, end in zip(starts, [*begins[1:], len(raw.data)], strict=True)]
    return [re.sub(rb"(?m)^>(>*From )", rb"\1", part) for part in parts]


def _article(path: str, data: bytes) -> Draft:
    """Return the article of one mail; raises UnreadableFile when it holds no text or is nested too deep."""
    from email.message import EmailMessage  # these take longer to load than a text takes to be read
    from email.parser import BytesParser
    from email.policy import default

    nested = len(NESTING.findall(data))
    if len(PART_HEADER.findall(data)) > MAX_PART_HEADERS:
        found = f"expected a mail of at most {MAX_PART_HEADERS} headers of parts, found more"
        raise unreadable(path, "too-large", found, "save the text of it as a .txt file", 1)
    if nested > MAX_NESTED:
        found = f"expected a mail of at most {MAX_NESTED} parts that hold parts, found {nested}"
        raise unreadable(path, "too-deep", found, "save the text of it as a .txt file", 1)
    top = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]
    kept = HEADER.sub(_short, top)
    headers = (*HEADER.finditer(kept), *PART_HEADER.finditer(data))
    if max((len(m.group()) for m in headers), default=0) > MAX_HEADER:
        found = f"expected headers of at most {MAX_HEADER} characters, found a longer one"
        raise unreadable(path, "too-large", found, "save the text of it as a .txt file", 1)
    message = BytesParser(EmailMessage, policy=default).parsebytes(kept + data[len(top) :])
    part = message.get_body(("html", "plain"))
    inside = (
        next((p for p in message.walk() if p.get_content_type() == "message/rfc822"), None)
        if part is None
        else None
    )
    if inside is not None and isinstance(carried := inside.get_payload(0), EmailMessage):
        message, part = carried, carried.get_body(("html", "plain"))
    if part is None:
        raise unreadable(path, "no-article", "expected a mail with a text, found none", "", 1)
    payload = part.get_payload(decode=True)
    decoded = _decoded(path, payload if isinstance(payload, bytes) else b"", part.get_content_charset() or "")
    html = part.get_content_type() == "text/html"
    if html and (
        _header(message, "Snapshot-Content-Location") or "saved by" in _header(message, "From").lower()
    ):
        return _saved_page(path, message, decoded)
    shown = tuple(f"{name}: {value}" for name in SHOWN if (value := _header(message, name)))
    first = len(shown) + 2
    fields = _fields(message, {line.split(":")[0]: n for n, line in enumerate(shown, 1)})
    raw = (*shown, "", *decoded.lines)
    if not any(line.strip() for line in decoded.lines):
        raise unreadable(path, "no-article", "expected a mail with a text, found an empty one", "", 1)
    if html:
        title = next((fold(f.values[0]) for f in fields if f.name == "headline"), "")
        pieces = _newsletter(path, decoded, first - 1, title)
        return Draft(fields=fields, pieces=pieces, raw=raw, doubts=decoded.doubts)
    lines = _plain_lines(decoded.lines, part.get_param("format") == "flowed")
    return Draft(fields=fields, lines=lines, first_line=first, raw=raw, doubts=decoded.doubts)


def _short(header: re.Match[bytes]) -> bytes:
    """Return a header as it stands, and in the place of one that is too long and not needed one that says nothing."""
    whole = header.group()
    if len(whole) <= MAX_HEADER or whole.lower().startswith(NEEDED):
        return whole
    return b"X-Left-Out: 1" + (b"\r" if whole.endswith(b"\r") else b"")


def _decoded(path: str, payload: bytes, charset: str) -> Decoded:
    try:
        return decode(payload, charset)
    except Undecodable as error:
        raise unreadable(path, error.code, error.message, error.hint, 1) from None


def _saved_page(path: str, message: "EmailMessage", decoded: Decoded) -> Draft:
    """Return the article of a page saved as MHTML."""
    draft = read_page(Raw(path, b"", decoded.lines))
    fields = draft.fields
    address = _header(message, "Snapshot-Content-Location")
    if address.startswith("http") and not any(f.name == "original_url" for f in fields):
        fields = (*fields, Field("original_url", (address,), 0))
    return msgspec.structs.replace(
        draft, fields=fields, raw=decoded.lines, doubts=(*decoded.doubts, *draft.doubts)
    )


def _header(message: "EmailMessage", name: str) -> str:
    """Return a header as text, as it stands when it is too damaged to be decoded; empty when there is none."""
    try:
        value = message[name]
    except (ValueError, IndexError, KeyError, AttributeError, TypeError, LookupError):
        value = next((v for n, v in message.raw_items() if n.lower() == name.lower()), "")
    return " ".join(str(value or "").replace("\ufffd", " ").split())


def _fields(message: "EmailMessage", lines: dict[str, int]) -> tuple[Field, ...]:
    """Return what the header declares."""
    subject, date = _header(message, "Subject"), _header(message, "Date")
    title, forwarded = titled(subject, [parseaddr(_header(message, "From"))[0], _list_name(message)])
    found = [("headline", title, "Subject"), ("id", _header(message, "Message-ID").strip("<> "), "")]
    if not forwarded:
        found.append(("published", date, "Date"))
        found += [(name, value, "From") for name, value in _sender(message)]
    found.append(("language", _header(message, "Content-Language").split(",")[0], "Content-Language"))
    address = _header(message, "Archived-At").strip("<> ")
    if address.startswith("http"):
        found.append(("original_url", address, ""))
    return tuple(Field(name, (value,), lines.get(label, 0)) for name, value, label in found if value)


def titled(subject: str, outlets: Sequence[str]) -> tuple[str, bool]:
    """Return the title in a subject, without what the programs of mail and the outlets set around it, and whether
    somebody forwarded the mail."""
    forwarded = FORWARDED.match(subject)
    title = ANSWERED.sub("", subject[forwarded.end() :] if forwarded else subject, count=1)
    return _headline(title, outlets), forwarded is not None


def _headline(subject: str, outlets: Sequence[str]) -> str:
    """Return a subject without the tag of its list (`[harbour-news] `) and without the outlet before or behind it."""
    title = LIST_TAG.sub("", subject, count=1)
    title = ANSWERED.sub("", title, count=1)
    for outlet in (re.sub(r"^\W+|\W+$", "", name) for name in outlets):
        if len(outlet) < 3:
            continue
        name = re.escape(outlet)
        cut = re.sub(
            rf"^{name}\s*(?:[–—|·:]|\s-)\s*(?=\S)|(?<=\S)\s*(?:[–—|·]|\s-)\s*{name}$",
            "",
            title,
            flags=re.IGNORECASE,
        )
        title = cut if len(cut) >= SHORTEST_TITLE else title
    return title


def _list_name(message: "EmailMessage") -> str:
    """Return the name of the list that a mail came by; empty when it has none."""
    phrase = re.match(r"\"?([^<\"]{3,60})\"?\s*<", _header(message, "List-Id"))
    return phrase.group(1).strip() if phrase else ""


def _sender(message: "EmailMessage") -> list[tuple[str, str]]:
    """Return who wrote, or for a newsletter which outlet sent it: by the name of the list, or of the sender."""
    name = parseaddr(_header(message, "From"))[0].strip(" '\"")
    listed = any(_header(message, h) for h in ("List-Id", "List-Unsubscribe", "List-Post"))
    bulk = _header(message, "Precedence").lower() in ("bulk", "list")
    if not listed and not bulk:
        return sender_of(name, parseaddr(_header(message, "From"))[1])
    both = SENT_BY.fullmatch(name)
    if both is not None and not NO_PERSON.search(both.group("name")):
        return [("byline", both.group("name")), ("source", both.group("outlet"))]
    outlet = name if name and "@" not in name else _list_name(message)
    return [("source", outlet)] if outlet else []


def sender_of(name: str, address: str) -> list[tuple[str, str]]:
    """Return the sender of a letter as a field: the outlet where its host spells it, else who wrote it."""
    if _spelt_by_host(name, address):
        return [("source", name)]
    return [("byline", name)] if name and "@" not in name else []


def _spelt_by_host(name: str, address: str) -> bool:
    """Whether a sender has the letters of its host, as an outlet has: `LA GACETA` at `lagaceta.example`."""
    letters = fold(name)
    labels = [fold(label) for label in address.rpartition("@")[2].split(".")[:-1]]
    bare = fold(ARTICLE.sub("", name, count=1))
    return len(letters) >= LEAST_LETTERS and (
        letters in labels or bare in labels or letters == "".join(labels)
    )


def _plain_lines(lines: Sequence[str], flowed: bool) -> tuple[str, ...]:
    """Return the lines of a plain part up to the signature; soft line ends of RFC 3676 are joined to their first."""
    end = next((i for i, line in enumerate(lines) if line.rstrip("\r") == "-- "), len(lines))
    end = next((i for i in range(end) if UNSUBSCRIBE.search(lines[i]) and i > 0.6 * end), end)
    kept = [
        line if i < end and not IN_BROWSER.fullmatch(line.strip()[:200]) else ""
        for i, line in enumerate(lines)
    ]
    if flowed:
        for i in range(len(kept) - 2, -1, -1):
            if kept[i].endswith(" ") and kept[i].strip() and kept[i + 1].strip():
                kept[i], kept[i + 1] = kept[i] + kept[i + 1], ""
    return tuple(kept)


def _newsletter(path: str, decoded: Decoded, lines_before: int, title: str) -> tuple[Piece, ...]:
    """Return the pieces of an HTML mail: what is not shown is left out, what every mail prints is kept out.

    `title` is the folded headline, which the text need not say again.
    """
    root = parse_page(Raw(path, b"", decoded.lines))
    _tidy(root)
    pieces = list(pieces_of_element(root, lines_before))
    prose = [i for i, p in enumerate(pieces) if len(p.text) >= PROSE and not UNSUBSCRIBE.search(p.text)]
    last = prose[-1] if prose else len(pieces) // 2
    footer = next((i for i, p in enumerate(pieces) if i > last and UNSUBSCRIBE.search(p.text)), len(pieces))
    kept = []
    for i, piece in enumerate(pieces):
        if title and fold(piece.text) == title and piece.kind in ("text", "subhead"):
            kept.append(kept_out(piece, "repeats the headline"))
        elif i >= footer:
            kept.append(msgspec.structs.replace(piece, kind="footer", why="the footer of the mail"))
        elif len(piece.text) < PROSE and (IN_BROWSER.fullmatch(piece.text) or UNSUBSCRIBE.search(piece.text)):
            kept.append(kept_out(piece, "a line that every mail prints"))
        else:
            kept.append(piece)
    return tuple(kept)


def _tidy(root: "_Element") -> None:
    """Take out what a mail hides (the line for the preview of the inbox) and pictures that it carries itself."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if HIDDEN.search(element.get("style") or "") and element.tag not in ("body", "table", "td", "tr"):
            element.drop_tree()  # type: ignore[attr-defined]
        elif element.tag == "img" and (element.get("src") or "").startswith("cid:"):
            element.attrib.pop("src")


MAIL = Reader("mail", _claims, _read, binary=True)
