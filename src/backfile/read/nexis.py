"""Exports of LexisNexis and Nexis Uni: text prints, HTML, and (for the reader of Word files) paragraphs.

Two layouts. The old one opens each document with `3 of 10 DOCUMENTS`, then outlet, date and headline; the one of
Nexis Uni with headline, outlet and date, and ends it with `End of Document`. Fields stand behind labels in the
language of the interface. The time of request and the load date are days of saving, never of publication.
"""

import re
from collections.abc import Iterable, Sequence

import msgspec

from backfile.model import Field, Piece
from backfile.patterns import late
from backfile.read.fragment import pieces_of_element
from backfile.read.pagetree import parse_page
from backfile.read.prints import (
    DATE_LINE,
    RIGHTS,
    blocks_of,
    kept_out,
    language_tag,
    names_alone,
    with_subheads,
)
from backfile.read.reader import Draft, Raw, Reader, lines_of, unreadable

__all__ = [
    "COUNTER",
    "COUNTER_WORDS",
    "END",
    "NEXIS_HTML",
    "NEXIS_TEXT",
    "is_nexis",
    "nexis_blocks",
    "nexis_drafts",
]

_OF = r"(?:of|von|de|sur|van|di|af|av|из|z)"
_DOCUMENT = r"(?:documents?|dokumente?n?|documenten|documentos?|documenti|документ\w*)"
COUNTER = late(
    rf"\s*(?:\d[\d.,]*\s{_OF}\s\d[\d.,]*\s{_DOCUMENT}|{_DOCUMENT}\s\d[\d.,]*\s{_OF}\s\d[\d.,]*)\s*",
    re.IGNORECASE,
)
# Databases that count the documents of a print too: `databases` reads theirs.
OTHER_DATABASES = ("proquest document", "ebscohost", "gale document number")
# One of these stands in each counter, which begins with a number or with it.
COUNTER_WORDS = ("document", "dokument", "документ")
LONGEST_COUNTER = 120
COUNTER_BEGINS = late(r"\s*[\ddд]", re.IGNORECASE)
END = late(
    r"\s*(?:end of document|ende des dokuments?|dokumentende|fin (?:du|de) document|fin del documento"
    r"|einde van (?:het )?document|fine del documento|fim do documento)\s*",
    re.IGNORECASE,
)
# Labels by what they mean, in the languages of the interface.
LABELS = {
    "section": "section rubrik ressort rubrique sección seccion sectie rubriek sezione seção secção",
    "length": "length länge laenge longueur longitud extensión lengte lunghezza comprimento tamanho extensão",
    "byline": "byline autor autoren auteur auteurs autores autore autori",
    "dateline": "dateline ortsmarke datumszeile lieu data-luogo dagtekening",
    "deck": "highlight highlights encart chapeau sous-titre destacado untertitel teaser zusammenfassung",
    "headline": "headline titre überschrift schlagzeile titular título titulo titolo kop",
    "body": "body textkörper hauptteil volltext corps texte cuerpo texto corpo testo",
    "published": "date datum publication-date pub-date erscheinungsdatum date-publication fecha fecha-publicación",
    "language": "language sprache langue idioma lengua taal lingua",
    "saved": "load-date update ladedatum aktualisierung date-chargement fecha-carga fecha-de-carga laaddatum laad-datum"
             " data-caricamento data-carregamento data-de-carregamento",
    "graphic": "graphic graphics grafik abbildung illustration graphique gráfico grafico grafiek afbeelding",
    "correction": "correction korrektur rectification corrección correctie correzione correção",
    "url": "url",
    "other": "subject organization organisation company ticker industry geographic city state country person series"
             " publication-type pub-type document-type journal-code acc-no notes note copyright edition distribution"
             " type correction-date classification issn column sujet societe société symbole-boursier secteur-activite"
             " localisation-geo personne type-publication ville pays thema firma unternehmen branche geographie"
             " organisatie onderwerp bedrijf publicatie-type publikationstyp zeitungs-code zeitungscode tema empresa"
             " tipo-publicación tipo-de-publicación tipo-publicacion persona organización lugar geografía"
             " tipo-pubblicazione cover-date document-reference web-site media-type news-type anmerkungen",
}  # fmt: skip
MEANING = {word: meaning for meaning, words in LABELS.items() for word in words.split()}
LABEL = late(r"(?P<name>[^\W\d_]{2,30}(?:[- ][^\W\d_]{1,30}){0,2})\s?:\s*(?P<value>.*)", re.DOTALL)
# Alone on a line of Nexis Uni a label has no colon.
ALONE = ("body", "graphic", "correction", "classification", "notes", "other")
# What may follow the text; other labels there would be words of the text.
AFTER_TEXT = ("language", "saved", "graphic", "correction", "url", "other", "length", "byline", "section")
EDITION = late(
    r".*\b(?:edition|ausgabe|édition|edición|editie|edizione|edição)\b.*|(?:early|late|main)(?: city)? final"
    r"|(?:correction|clarification) appended|bundesausgabe|\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s\w{2,5})?",
    re.IGNORECASE,
)
_PICTURES = (
    r"(?:source|photo|picture|photograph|image|graphic|credit|quelle|foto|bild|grafik|crédit|fuente|bron)"
)
# What the export puts around a text: `Link to Image`, `Page 2 of 5`.
OWN_LINE = late(r"link to (?:image|pdf|the original\b.{0,60})|page \d+ of \d+", re.IGNORECASE)
CREDITED = late(
    rf"(?P<caption>.*?)\s*[(\[]{_PICTURES}s?(?:\sby)?\s*[:：]\s*(?P<credit>[^()\[\]]{{2,120}})[)\]]\.?",
    re.IGNORECASE | re.DOTALL,
)
SAYS_NOTHING = late(
    rf"(?:\W*(?:{_PICTURES}(?:s|er)?|map|chart|drawing|color|illustrations?|no caption)\b)+\W*", re.IGNORECASE
)
LETTERS = late(
    r"\b(?:letters?|leserbriefe?|courrier des lecteurs|cartas|brieven|lettere|insändare)\b", re.IGNORECASE
)
ADDRESSED = late(r"(?:sirs?|dear (?:sir|editor)|madam)\b\W", re.IGNORECASE)
# `Ada Lark, Port Hollin`: who signs a letter, and from where.
_WORD = r"[^\W\d_a-z][\w.'’-]*"
SIGNATURE = late(rf"(?P<name>{_WORD}(?:\s(?:{_WORD}|de|van|von|der)){{1,3}})(?:,\s[^.!?…]{{2,50}})?")
REQUEST = late(
    r"[ \t]*(?:time of request|download request|print request|zeitpunkt der anfrage|date de la demande)\s*:",
    re.IGNORECASE,
)
_LENGTHS = "|".join(LABELS["length"].split())
_BODIES = "|".join(LABELS["body"].split())
UNI = late(
    rf"^[ \t]*(?:{_LENGTHS})[ \t]?:[ \t]*\d[\d.,]*[ \t][^\W\d_]{{1,20}}[ \t]*$", re.IGNORECASE | re.MULTILINE
)
UNI_BODY = late(rf"^[ \t]*(?:{_BODIES})[ \t]?:?[ \t]*$", re.IGNORECASE | re.MULTILINE)
HTML_SIGN = late(
    r"<!--\s*LXNComment|<a name=\"?DOC_ID_\d|Hide XML section from browser"
    r"|>\s*\d+ (?:of|von|de|van|di) \d+ (?:DOCUMENT|DOKUMENT)",
    re.IGNORECASE,
)


def _claims_text(suffix: str, head: str) -> bool:
    if "<" in head[:400] and "<html" in head[:400].casefold()[:400]:
        return False
    # Every plain text is asked, and few have a line that a counter could begin, or one with a colon.
    lines = lines_of(head)
    short = [line for line in lines if 0 < len(line) <= LONGEST_COUNTER]
    counted = any(COUNTER.fullmatch(line) for line in short if COUNTER_BEGINS.match(line))
    labelled = [line for line in lines if ":" in line]
    asked = any(map(REQUEST.match, labelled))
    if counted and any(word in head.casefold() for word in OTHER_DATABASES):
        return False
    if counted or asked:
        return bool(asked or RIGHTS.search(head) or _labelled(head) >= 1)
    measured = any(map(UNI.fullmatch, labelled))
    return bool(measured and RIGHTS.search(head) and (UNI_BODY.search(head) or _labelled(head) >= 3))


def _claims_html(suffix: str, head: str) -> bool:
    return ("<" in head or ">" in head) and HTML_SIGN.search(head) is not None


def _labelled(head: str) -> int:
    """Return how many different labels of the table open a line."""
    found = (LABEL.match(line.strip()) for line in head.split("\n"))
    return len({m for one in found if one and (m := MEANING.get(one.group("name").casefold()))})


def _read_text(raw: Raw) -> tuple[Draft, ...]:
    """Return the documents of a text print; raises UnreadableFile when there is none."""
    parts: list[list[Piece]] = []
    counted = [i for i, line in enumerate(raw.lines) if COUNTER.fullmatch(line)]
    ends = [] if counted else [i + 1 for i, line in enumerate(raw.lines) if END.fullmatch(line)]
    bounds = [*counted, len(raw.lines)] if counted else [0, *ends, len(raw.lines)]
    begun = bounds[0]
    for end in bounds[1:]:
        lines = raw.lines[begun:end]
        parts.append(blocks_of(lines, begun + 1, "a paragraph of the print", _opens))
        begun = end
    return nexis_drafts(raw.path, parts)


def _opens(text: str) -> bool:
    if text[:1].isupper() and MEANING.get(text.rstrip(":").casefold()) in ALONE:
        return True
    return (found := LABEL.match(text)) is not None and found.group("name").casefold() in MEANING


def _read_html(raw: Raw) -> tuple[Draft, ...]:
    """Return the documents of an HTML export; raises UnreadableFile when there is none."""
    blocks = pieces_of_element(parse_page(raw))
    return nexis_drafts(raw.path, nexis_blocks(blocks))


def is_nexis(blocks: Sequence[Piece]) -> bool:
    """Whether the paragraphs of a file are documents of LexisNexis: counted, or ended and with their length told."""
    ended = any(END.fullmatch(block.text) for block in blocks)
    told = any(
        UNI.fullmatch(block.text) or block.text.casefold().startswith("load-date:") for block in blocks
    )
    return any(COUNTER.fullmatch(block.text) for block in blocks) or (ended and told)


def nexis_blocks(blocks: Sequence[Piece]) -> list[list[Piece]]:
    """Return the blocks of each document: from one counter to the next, or up to each end mark."""
    counted = any(COUNTER.fullmatch(block.text) for block in blocks)
    parts: list[list[Piece]] = [[]]
    for block in blocks:
        if counted and COUNTER.fullmatch(block.text):
            parts.append([])
        parts[-1].append(block)
        if not counted and END.fullmatch(block.text):
            parts.append([])
    return [part for part in (parts[1:] if counted else parts) if part]


def nexis_drafts(path: str, parts: Iterable[list[Piece]]) -> tuple[Draft, ...]:
    """Return the documents; raises UnreadableFile when none of them holds a text."""
    drafts = [draft for part in parts if (draft := _Document(part).draft()) is not None]
    if not drafts:
        raise unreadable(
            path, "no-article", "expected documents of LexisNexis, found none with a text", "", 1
        )
    return tuple(drafts)


class _Document:
    """Takes one document apart: what stands above its labels, the labels, the text, the labels below it."""

    def __init__(self, blocks: list[Piece]) -> None:
        self.blocks = [b for i, b in enumerate(blocks) if b.kind != "figure" or i > 6]
        self.counted = bool(blocks) and COUNTER.fullmatch(blocks[0].text) is not None
        self.fields: list[Field] = []
        self.above: list[Piece] = []
        self.text: list[Piece] = []
        self.below: list[Piece] = []
        self.first = blocks[0] if blocks else None

    def draft(self) -> Draft | None:
        """Return the document as a draft, None when it holds no text and no headline."""
        labels = [(i, found[0]) for i, b in enumerate(self.blocks) if (found := self.label(b))]
        head = labels[0][0] if labels else min(4, len(self.blocks))
        self.header(self.blocks[:head], any(meaning == "headline" for _, meaning in labels))
        at = self.labels(head)
        self.body(at)
        if not self.text and not any(f.name == "headline" for f in self.fields):
            return None
        self.letter()
        pieces = (*self.above, *with_subheads(self.text), *self.below)
        lines = [line for p in self.blocks for _, line in p.starts]
        first = self.first.starts[0][1] if self.first else 1
        return Draft(fields=tuple(self.fields), pieces=pieces, span=(first, max(first, *lines)))

    def letter(self) -> None:
        """Take the name under a letter to the editor as its byline."""
        section = next((f.values[0] for f in self.fields if f.name == "section"), "")
        if len(self.text) < 2 or not (LETTERS.search(section) or ADDRESSED.match(self.text[0].text)):
            return
        signed = SIGNATURE.fullmatch(self.text[-1].text)
        if signed and all(f.name != "byline" for f in self.fields):
            self.add("byline", self.text[-1], signed.group("name"))
            self.below.insert(0, kept_out(self.text.pop(), "the name under a letter"))

    def label(self, block: Piece) -> tuple[str, str] | None:
        """Return (meaning, value) of a block that opens with a label, None for any other."""
        alone = block.text.strip().rstrip(":").casefold()
        if MEANING.get(alone) in ALONE and block.text[:1].isupper():
            return MEANING[alone], ""
        found = LABEL.fullmatch(block.text)
        name = found.group("name") if found else ""
        meaning = MEANING.get(name.casefold().replace(" ", "-")) if name[:1].isupper() else None
        return (meaning, found.group("value").strip()) if found and meaning else None

    def add(self, name: str, block: Piece, *values: str) -> None:
        """Declare a field, the first time that it has a value."""
        given = tuple(v for v in values if v)
        if given and all(f.name != name for f in self.fields):
            self.fields.append(Field(name, given, block.starts[0][1]))

    def header(self, blocks: Sequence[Piece], titled: bool) -> None:
        """Take outlet, date and headline from the blocks above the labels."""
        plain: list[Piece] = []
        for block in blocks:
            if COUNTER.fullmatch(block.text) or RIGHTS.match(block.text):
                self.above.append(kept_out(block, "the print's own lines"))
            else:
                plain.append(block)
        dated = [(len(m.group("rest")), i) for i, b in enumerate(plain) if (m := DATE_LINE.match(b.text))]
        at = min(dated)[1] if dated else -1
        before = plain[:at] if dated else []
        after = plain[at + 1 :]
        if dated:
            self.add("published", plain[at], plain[at].text)
        for block in after[:3] if dated else ():
            if after[0] is block and EDITION.fullmatch(block.text) and len(block.text.split()) <= 8:
                self.above.append(kept_out(block, "the edition"))
                after = after[1:]
        if not dated:
            before, after = (after[:1], after[1:]) if self.counted or titled else (after[-1:], after[-2:-1])
        elif not titled and len(before) >= 2 and (not self.counted or not after):
            self.above += [kept_out(b, "a line below the date") for b in after]
            # What stands above is the cover page of the export.
            before, after, self.first = before[-1:], before[-2:-1], before[-2]
        if before:
            self.add("source", before[0], before[0].text)
            self.above += [kept_out(b, "a line above the date") for b in before[1:]]
        if after and not titled:
            title = [after[0].text]
            while title[-1].endswith(";") and len(title) < len(after):  # a headline of several parts
                title.append(after[len(title)].text)
            self.add("headline", after[0], " ".join(title))
            after = after[len(title) :]
        if after and len(after[0].text) <= 300:
            self.add("deck", after[0], after[0].text)
            after = after[1:]
        self.text += after

    def labels(self, at: int) -> int:
        """Take the labels above the text; return the index of the first block of the text."""
        while at < len(self.blocks):
            block = self.blocks[at]
            found = self.label(block)
            if found is None and RIGHTS.match(block.text) and len(block.text) <= 300:
                self.above.append(kept_out(block, "the print's own lines"))
                at += 1
                continue
            if found is None:
                return at
            meaning, value = found
            at += 1
            if meaning == "body":
                if value:
                    self.text.append(_cut(block, value))
                return at
            given = block
            if not value and at < len(self.blocks) and not self.label(self.blocks[at]):
                given, value = self.blocks[at], self.blocks[at].text
                at += 1
            self.take(meaning, value, given, self.above)
        return at

    def take(self, meaning: str, value: str, block: Piece, kept: list[Piece]) -> None:
        """Take one labelled value: a field, a figure, a note, or words about the document."""
        if meaning == "byline":
            self.add("byline", block, *names_alone(value))
        elif meaning in ("section", "dateline", "deck", "headline", "published"):
            self.add(meaning, block, value)
        elif meaning == "url" and value.startswith("http"):
            self.add("original_url", block, value.split()[0])
        elif meaning == "language" and language_tag(value):
            self.add("language", block, language_tag(value))
        elif meaning == "correction" and value:
            kept.append(
                msgspec.structs.replace(block, kind="note", text=value, why="the label of a correction")
            )
        elif meaning == "graphic" and value and not SAYS_NOTHING.fullmatch(value):
            credited = CREDITED.fullmatch(value)
            caption, credit = (
                (credited.group("caption"), credited.group("credit").strip()) if credited else (value, None)
            )
            kept.append(Piece("figure", caption, block.starts[:1], "the label of a picture", credit=credit))
        else:
            kept.append(kept_out(block, "a label of the print"))

    def body(self, at: int) -> None:
        """Take the text, and the labels below it with what belongs to them."""
        meaning = ""
        for block in self.blocks[at:]:
            found = self.label(block)
            sure = found is not None and (block.text.split(":")[0].isupper() or self.uni(block, found))
            if END.fullmatch(block.text) or OWN_LINE.fullmatch(block.text):
                self.below.append(kept_out(block, "the print's own lines"))
            elif found and found[0] in AFTER_TEXT and (meaning or sure):
                meaning = found[0]
                if found[1] or meaning not in ("correction", "graphic"):
                    self.take(meaning, found[1], block, self.below)
            elif RIGHTS.match(block.text) and len(block.text) <= 300:
                self.below.append(kept_out(block, "the print's own lines"))
            elif not meaning:
                self.text.append(block)
            else:
                self.take(
                    meaning if meaning in ("correction", "graphic") else "other",
                    block.text,
                    block,
                    self.below,
                )

    def uni(self, block: Piece, found: tuple[str, str]) -> bool:
        """Whether a label in small letters stands below the text, as Nexis Uni prints it."""
        if not found[1]:
            return not self.counted and block.text.rstrip(":").casefold() in (
                "graphic",
                "classification",
                "correction",
                "notes",
            )
        return found[0] == "saved" or (found[0] in ("language", "other") and "-" in block.text.split(":")[0])


def _cut(block: Piece, value: str) -> Piece:
    """Return a block without the label that it opens with."""
    cut = len(block.text) - len(value)
    starts = tuple((max(0, offset - cut), line) for offset, line in block.starts)
    first = max(i for i, (offset, _) in enumerate(block.starts) if i == 0 or offset <= cut)
    return Piece("text", value, ((0, starts[first][1]), *starts[first + 1 :]), block.why)


NEXIS_TEXT = Reader("lexisnexis", _claims_text, _read_text)
NEXIS_HTML = Reader("lexisnexis", _claims_html, _read_html)
