"""What prints of press databases and wires share: lines to paragraphs, subheads, languages by name, bylines."""

import re
from collections.abc import Callable, Sequence

import msgspec

from backfile.model import Piece
from backfile.patterns import late

__all__ = [
    "DATE_LINE",
    "RIGHTS",
    "blocks_of",
    "kept_out",
    "language_tag",
    "names_alone",
    "with_subheads",
    "without_role",
]

WIDEST = 110
SHORTEST_WIDTH = 40
# A line at least this part of the width long was ended by the width, not by its writer.
FULL = 0.75
# A line indented this far is centred: the next one at another indent goes not on with it.
CENTRED = 10
LIST_MARK = late(r"(?:[-–*•·▪►]\s+|\(?\d{1,2}[.)]\s+)\S")
ENDED = late(r"[.!?…。！？؟۔।,;:：、][\"'”’»)\]」』]*$")
CLOSED = late(r"[.!?…。！？؟۔।][\"'”’»)\]」』]*$")
YEAR = r"(?:1[6-9]|20)\d\d"
# A line that prints a full date and little else: prints give the day of publication so.
DATE_LINE = late(
    rf"(?=.{{6,120}}$)(?:[^\W\d_][\w.,'’/ -]{{0,24}}[\s,(]\s*)?(?:"
    rf"(?:0?[1-9]|[12]\d|3[01])(?:\.|er|º|st|nd|rd|th)?,?\s+(?:de\s+|of\s+)?[^\W\d_]{{3,12}}\.?,?\s+(?:de[l]?\s+)?{YEAR}"
    rf"|[^\W\d_]{{3,12}}\.?\s+(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,?\s+{YEAR}"
    rf"|(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-]{YEAR}|{YEAR}[./-](?:0?[1-9]|1[0-2])[./-][0-3]?\d"
    rf"|{YEAR}\s?[年년]\s?[01]?\d\s?[月월]\s?[0-3]?\d\s?[日일])(?!\d)(?P<rest>.{{0,80}})$",
    re.IGNORECASE,
)
RIGHTS = late(
    r"(?:copyright\b|©|\(c\)\s|ⓒ|all rights reserved|alle rechte\w* vorbehalten|tous droits r[ée]serv"
    r"|todos los derechos|reservados todos|alle rechten voorbehouden|tutti i diritti|diritti riservati"
    r"|todos os direitos|все права|wszelkie prawa|med ensamrätt|版权|著作権)",
    re.IGNORECASE,
)
LANGUAGES = {
    "en": "english englisch anglais inglés ingles engels inglese inglês английский 英语 英語 영어 engelska engelsk",
    "de": "german deutsch allemand alemán aleman duits tedesco alemão немецкий 德语 ドイツ語 독일어 tyska tysk",
    "fr": "french französisch franzoesisch français francais francés frances frans francese francês французский 法语",
    "es": "spanish spanisch espagnol español espanol spaans spagnolo espanhol испанский 西班牙语 スペイン語",
    "nl": "dutch niederländisch néerlandais holandés neerlandés nederlands olandese holandês нидерландский",
    "it": "italian italienisch italien italiano italiaans итальянский 意大利语",
    "pt": "portuguese portugiesisch portugais portugués portugees portoghese português portugues португальский",
    "ru": "russian russisch russe ruso russo русский 俄语 ロシア語",
    "pl": "polish polnisch polonais polaco pools polacco polski польский",
    "sv": "swedish schwedisch suédois sueco zweeds svenska",
    "da": "danish dänisch danois danés deens dansk",
    "no": "norwegian norwegisch norvégien noruego noors norsk",
    "fi": "finnish finnisch finnois finlandés fins suomi",
    "cs": "czech tschechisch tchèque checo tsjechisch čeština",
    "hu": "hungarian ungarisch hongrois húngaro hongaars magyar",
    "tr": "turkish türkisch turc turco turks türkçe турецкий",
    "ar": "arabic arabisch arabe árabe arabo العربية арабский",
    "fa": "persian farsi persisch persan persa فارسی",
    "he": "hebrew hebräisch hébreu hebreo עברית",
    "zh": "chinese chinesisch chinois chino chinees cinese chinês китайский 中文 汉语 漢語 简体中文 繁體中文",
    "ja": "japanese japanisch japonais japonés japans giapponese 日本語 日语",
    "ko": "korean koreanisch coréen coreano koreaans 한국어",
    "uk": "ukrainian ukrainisch ukrainien ucraniano українська украинский",
    "ro": "romanian rumänisch roumain rumano română",
    "el": "greek griechisch grec griego ελληνικά",
    "id": "indonesian indonesisch indonésien indonesio",
}
TAG_OF = {name: tag for tag, names in LANGUAGES.items() for name in names.split()}
CODE = late(r"[a-z]{2}(?:[-_][A-Za-z]{2})?", re.IGNORECASE)
# What stands beside a name in a byline and is none: an office, an address.
ROLE = late(
    r"(?<![^\W\d_])(?:correspondents?|editors?|reporters?|writers?|columnists?|contributors?|staff|bureau|desk|chief"
    r"|critic|producer|special to|redakteur\w*|korrespondent\w*|mitarbeiter\w*|redaktion|correspondant\w*"
    r"|envoyé\w* spécia\w*|journaliste|rédact\w+|chroniqueu\w+|corresponsal\w*|enviad[oa] especial|redacción"
    r"|redactor\w*|corrispondente|inviat[oa]|redactie|redacteur|verslaggever|обозреватель|корреспондент\w*|reuters"
    r"|agence|agency|agencies|newspapers?)(?![^\W\d_])",
    re.IGNORECASE,
)
# An office glued to a name, without a comma: `ADA LARK TRANSPORT CORRESPONDENT`, `Ada Lark Staff Writer`.
_BEAT = (
    r"(?:staff|senior|chief|special|foreign|associated|press|news|deputy|assistant|associate|guest|contributing|freelance|political"
    r"|politics|parliamentary|transport|health|science|environment|education|business|city|economics?|industrial|financial|legal|crime"
    r"|court|sports?|arts?|features?|travel|religious|religion|home|affairs|defen[cs]e|diplomatic|security|regional|local|national|night"
    r"|consumer|technology|media|royal|social|rural|farming|county|state|washington|world|the|of|and|for|&)"
)
GLUED_ROLE = late(
    rf"\s+(?:{_BEAT}[\s-]+)*(?:correspondent|editor|reporter|writer|columnist|critic|redakteur(?:in)?|korrespondent(?:in)?"
    r"|corresponsal|correspondante?|corrispondente|verslaggever|redacteur|корреспондент)s?$",
    re.IGNORECASE,
)
ADDRESS = late(r"[\w.+-]+@[\w-]+\.[\w.]+|https?://\S+|\bpar\s*:|(?<!\w)@\w+")


def blocks_of(
    lines: Sequence[str], first_line: int, why: str, begins: Callable[[str], bool] = lambda _: False
) -> list[Piece]:
    """Return the paragraphs of printed lines: blank lines part them, and so does a line ended before the width.

    `begins` says of a line that it opens a block whatever stands above it.
    """
    longest = max((len(line.rstrip()) for line in lines), default=0)
    width = longest if SHORTEST_WIDTH <= longest <= WIDEST else 0
    blocks: list[Piece] = []
    parts: list[tuple[str, int]] = []
    before = ""

    def close() -> None:
        if parts:
            text, starts = "", []
            for part, number in parts:
                text += " " if text else ""
                starts.append((len(text), number))
                text += part
            blocks.append(Piece("text", text, tuple(starts), why))
            parts.clear()

    for number, line in enumerate(lines, first_line):
        text = " ".join(line.split())
        if not text:
            close()
            continue
        full = width and len(before.rstrip()) >= FULL * width
        indent, indent_before = (len(one) - len(one.lstrip()) for one in (line, before))
        apart = indent - indent_before >= 2 or (indent_before >= CENTRED and indent != indent_before)
        if not full or apart or begins(text) or LIST_MARK.match(text):
            close()
        parts.append((text, number))
        before = line
    close()
    return blocks


def kept_out(block: Piece, why: str) -> Piece:
    """Return a block as words about the document, kept in the record and out of the text."""
    return msgspec.structs.replace(block, kind="furniture", why=why)


def with_subheads(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the paragraphs with short lines that are no sentence, between others that are, as subheads."""
    marked = []
    for i, piece in enumerate(pieces):
        text = piece.text
        subhead = (
            piece.kind == "text"
            and 0 < i < len(pieces) - 1
            and pieces[i + 1].kind == "text"
            and pieces[i - 1].kind in ("text", "list_item", "figure")
            and 3 <= len(text) <= 80
            and len(text.split()) <= 12
            and not ENDED.search(text)
            and (text[0].isdigit() or not text[0].islower())
            and text[0] not in '-–—•*·[(_="“„«#@'
            and not LIST_MARK.match(text)
            and not re.search(r"https?://|@|\d{4}$|^(?:by|von|par|por|di|door)\s", text, re.IGNORECASE)
            and CLOSED.search(pieces[i + 1].text) is not None
            and ENDED.search(pieces[i - 1].text) is not None
        )
        if subhead:
            piece = msgspec.structs.replace(
                piece, kind="subhead", level=2, why="a short line, no sentence, between paragraphs"
            )
        marked.append(piece)
    return tuple(marked)


def language_tag(name: str) -> str:
    """Return the BCP 47 tag of a language by its name in any interface, or by its code; empty when unknown."""
    for part in re.split(r"[;,/()]", name):
        part = part.strip()
        if CODE.fullmatch(part):
            return part.lower() if len(part) == 2 else part
        if tag := TAG_OF.get(part.casefold()):
            return tag
    return ""


def names_alone(byline: str) -> tuple[str, ...]:
    """Return the parts of a byline that are names, without offices and addresses; the whole when none is sure."""
    text = ADDRESS.sub(" ", byline)
    parts = [part.strip() for part in re.split(r"\s*[;,|]\s*|\s+-\s+", text) if part.strip(" .-")]
    parts = [without_role(part) for part in parts]
    names = [part for part in parts if not ROLE.search(part)]
    return tuple(names) if names else tuple(parts[:1])


def without_role(name: str) -> str:
    """Return a name without the office glued to its end; the text itself where no name of two words is left."""
    cut = GLUED_ROLE.sub("", name)
    return cut if len(cut.split()) >= 2 else name
