"""Bytes to text: which encoding a file is in, and what was odd about its characters."""

import codecs
import re
from collections.abc import Sequence

import msgspec

from backfile.model import Doubt
from backfile.normalforms import is_normal, normal
from backfile.patterns import late

__all__ = ["CONTROL", "Decoded", "Undecodable", "decode", "without_controls"]

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{3,40})""")
# What browsers read under a declared name (WHATWG Encoding Standard): pages say one and mean its wider sibling.
SIBLINGS = {
    name: wider
    for wider, names in (
        (
            "cp1252",
            "ascii us-ascii iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 windows-1252 cp1252 x-cp1252 iso-ir-100",
        ),
        ("gb18030", "gb2312 gbk gb_2312-80 gb_2312 csgb2312 chinese x-gbk cp936 hz-gb gb18030"),
        ("cp932", "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j ms932 csshiftjis cp932"),
        ("cp949", "euc-kr euckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cp949"),
        ("big5hkscs", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"),
        ("cp1254", "iso-8859-9 iso8859-9 latin5 l5 windows-1254"),
        ("cp874", "tis-620 iso-8859-11 windows-874 dos-874"),
        ("cp1251", "windows-1251 cp1251 x-cp1251 win-1251"),
        ("koi8-r", "koi8-r koi8 koi cskoi8r"),
    )
    for name in names.split()
}
# Letters beyond ASCII of the languages that are written in Windows-1252. A text in another single-byte encoding
# read so has letters of several of them: Czech `støedu rozhodla, že v pøíštích`.
WESTERN = tuple(
    frozenset(letters)
    for letters in (
        "éèêëàâçôûùîïœæ", "äöüßé", "áéíóúñüªº", "áâãàçéêíóôõúªº", "àèéìòùíóú", "åäöéà", "åæøéóôò", "éëïèöüóáí",
        "áðéíóúýþæö", "äöõüšž", "àçèéíïòóúüªº",
    )
)  # fmt: skip
# How many of the letters beyond ASCII may be another language's, of names.
FOREIGN = 0.02
# Encodings of names and of program text, which no saved page is in.
ODD = (
    "idna",
    "punycode",
    "unicode_escape",
    "unicode-escape",
    "raw_unicode_escape",
    "raw-unicode-escape",
    "utf-7",
)
# Bytes that a Windows code page leaves undefined; browsers read them as control characters.
UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
# Of the characters beyond ASCII, how many may be broken in an encoding that is right all the same.
BROKEN = 0.02
CONTROL = late(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# Where a word may be broken at the end of a line: no letters, and they hide the word from every search.
HIDDEN = frozenset("\u00ad\u200b\u2060\ufeff")
INVISIBLE = late("[\u00ad\u200b\u2060\ufeff]")
ASCII = bytes(range(128))
# Western and Cyrillic letters and quotation marks, which no other sign is composed with or stands for.
COMPOSED = frozenset(map(chr, (*range(0x80, 0x300), *range(0x400, 0x483), *range(0x2010, 0x203B))))
# The controls beyond ASCII, and what is no character.
OTHER_CONTROLS = frozenset(map(chr, (*range(0x80, 0x85), *range(0x86, 0xA0), 0xFFFE, 0xFFFF)))
ASCII_CONTROLS = bytes((*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F))
ORDINARY = bytes(b for b in ASCII if b not in ASCII_CONTROLS)
CONTROL_BYTES = bytes((*range(1, 9), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
# With one of these begins what was decoded twice.
TWICE = frozenset("âÃÐÂ")
MOJIBAKE = late(r"(?:â€[™œ\x9d“”¦]|Ã[©¨ª±¼¶¤ŸŽ]|Ð[°-¿]Ñ|Â[ «»])")
# The `n` of an escaped line end, as JSON has it before a Cyrillic letter, is no Latin letter of the word.
# Begun at the Latin letter, of which a Cyrillic text has few; texts without any Cyrillic letter are not asked.
_CYRILLIC = "а-яёіїєґА-ЯЁІЇЄҐ\u1c80-\u1c88"
MIXED = late(rf"[a-zA-ZıİſK](?:(?<=[{_CYRILLIC}].)|(?<!\\.)(?=[{_CYRILLIC}]))")
CYRILLIC = late(rf"[{_CYRILLIC}]")
LINE_END = late(r"\r\n|[\r\n\x85\u2028\u2029]")
OTHER_ENDS = frozenset("\x85\u2028\u2029")


class Undecodable(Exception):
    """The bytes are not text, or not in an encoding that can be told. Carries the reason."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


class Decoded(msgspec.Struct, frozen=True):
    """A file's text, line by line."""

    encoding: str
    """Encoding the bytes were read in."""
    lines: tuple[str, ...]
    """Lines without their ends, NFC, control characters as spaces, no soft hyphens; the first is line 1."""
    doubts: tuple[Doubt, ...]
    """What was odd: a guessed encoding, replacement characters, mojibake, mixed alphabets."""


def decode(data: bytes, declared: str = "") -> Decoded:
    """Return the text of a file: by byte order mark, else strict UTF-8, else declared, else detected.

    `declared` is what stands outside of the file, as in an HTTP header; the file's own declaration comes after it.
    Strict UTF-8 goes before the declaration because saved pages often declare what they are no longer
    in, while text in another encoding is practically never valid UTF-8. Raises Undecodable for binary data
    and when no encoding is clearly the right one.
    """
    encoding, text, doubts = _text(data, declared)
    plain = text.encode("utf-8", "surrogatepass")
    rest = plain.translate(None, ORDINARY)
    beyond = _beyond_ascii(rest)
    parted = "\r" in text or not OTHER_ENDS.isdisjoint(beyond)
    lines = LINE_END.split(text) if parted else text.split("\n")
    while lines and not lines[-1].strip():
        del lines[-1]
    letters = beyond
    if not (beyond <= COMPOSED or is_normal("NFC", text)):
        lines = [normal("NFC", line) for line in lines]
        letters = _beyond_ascii("\n".join(lines).encode("utf-8", "surrogatepass"))
    doubts.extend(_odd_characters(lines, letters))
    if not HIDDEN.isdisjoint(beyond):
        lines = [INVISIBLE.sub("", line) for line in lines]
    if len(rest) > len(rest.translate(None, ASCII_CONTROLS)) or not OTHER_CONTROLS.isdisjoint(beyond):
        lines = list(without_controls(lines))
    return Decoded(encoding, tuple(lines), tuple(doubts))


def _beyond_ascii(plain: bytes) -> frozenset[str]:
    """Return the characters beyond ASCII that stand in a text given as UTF-8."""
    return frozenset(plain.translate(None, ASCII).decode("utf-8", "surrogatepass"))


def without_controls(lines: Sequence[str]) -> tuple[str, ...]:
    """Return lines with a blank for each character that no page may hold."""
    return tuple(CONTROL.sub(" ", line) for line in lines)


def _text(data: bytes, declared: str) -> tuple[str, str, list[Doubt]]:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                return encoding, data.decode(encoding).removeprefix("\ufeff"), []
            except UnicodeDecodeError as error:
                raise Undecodable(
                    "encoding", f"expected {encoding} after its byte order mark, found {error.reason}", ""
                ) from None
    if b"\x00" in data[:4096] and not _utf16_by_zeros(data):
        raise Undecodable("binary", "expected text, found binary data", "save the text of it as a .txt file")
    head = data[:4096]
    if len(head) - len(head.translate(None, CONTROL_BYTES)) > 0.1 * len(head):
        raise Undecodable(
            "encoding",
            "expected UTF-8, found as many control bytes as in UTF-16 without its byte order mark",
            "save the file as UTF-8",
        )
    try:
        return "utf-8", data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _declared_or_detected(data, declared)


def _declared_or_detected(data: bytes, declared: str) -> tuple[str, str, list[Doubt]]:
    found = [declared, *(m.group(1).decode("ascii") for m in DECLARED.finditer(data[:4096]))]
    names = [SIBLINGS.get(name.lower().strip(), name.lower().strip()) for name in found if name]
    names = [name for name in names if _known(name)]
    for name in names:
        if codecs.lookup(name).name not in ("utf-8", "utf-16", "utf-32", "utf-16-le", "utf-16-be"):
            text = _decoded(data, name)
            if text is not None:
                return name, text, []
    # A page saved badly or cut off in the middle of a character is still UTF-8, or still what it declares.
    for name in dict.fromkeys(("utf-8", *names)):
        text = data.decode(name, "replace")
        beyond = sum(1 for c in text if c > "\x7f")
        if beyond >= 20 and text.count("\ufffd") <= BROKEN * beyond:
            return name, text, []
    if (turkish := _turkish(data)) is not None:
        message = "The file is not UTF-8; it was read as Windows-1254 by the letters it uses."
        return "cp1254", turkish, [Doubt("text", 1, message, "encoding-guessed", "save it as UTF-8", True)]
    if (western := _western(data)) is not None:
        message = "The file is not UTF-8; it was read as Windows-1252 by the letters it uses."
        return "cp1252", western, [Doubt("text", 1, message, "encoding-guessed", "save it as UTF-8", True)]
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None or best.chaos > 0.1:
        raise Undecodable(
            "encoding",
            "expected text in a known encoding, found bytes that fit none clearly",
            "save the file as UTF-8",
        )
    message = f"The file is not UTF-8; it was read as {best.encoding}."
    return best.encoding, str(best), [Doubt("text", 1, message, "encoding-guessed", "save it as UTF-8", True)]


def _western(data: bytes) -> str | None:
    """Return the text in Windows-1252 when its letters are those of one Western language, else None."""
    text = _decoded(data, "cp1252")
    letters = [c for c in (text or "").lower() if c > "\x7f" and c.isalpha()]
    fits = max((sum(c in language for c in letters) for language in WESTERN), default=0)
    inside = len(re.findall(r"[^\W\d_][¡-©«-´¶¸¹»-¿×÷][^\W\d_]", text or ""))
    sure = bool(letters) and fits >= (1 - FOREIGN) * len(letters) and inside <= FOREIGN * len(letters)
    return text if sure else None


def _turkish(data: bytes) -> str | None:
    """Return the text in Windows-1254 when its letters are those of Turkish, else None.

    Read as Windows-1252 the dotless i is `ý`, and no other language has that letter so often beside `þ` and `ð` and
    none of the accents of Icelandic.
    """
    text = (_decoded(data, "cp1252") or "").lower()
    letters = [c for c in text if c > "\x7f" and c.isalpha()]
    fits = sum(c in "öüçðýþâîû" for c in letters)
    dotless, icelandic = letters.count("ý"), sum(c in "áéíóúæ" for c in letters)
    sure = (
        dotless >= 2
        and dotless >= 0.1 * len(letters)
        and not icelandic
        and fits >= (1 - FOREIGN) * len(letters)
    )
    return data.decode("cp1254", "replace") if sure else None


def _known(name: str) -> bool:
    """Whether a name is that of an encoding of saved text; decoding refuses base64 and the like."""
    try:
        b"aa".decode(name, "replace")
        return codecs.lookup(name).name not in ODD
    except (LookupError, UnicodeError):
        return False


def _decoded(data: bytes, name: str) -> str | None:
    """Return the text in a declared encoding, None when the bytes do not fit it."""
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        if name != "cp1252" or not UNDEFINED.search(data):
            return None
    return UNDEFINED.sub(b" ", data).decode(name)


def _utf16_by_zeros(data: bytes) -> bool:
    """Whether zeros at every second byte show UTF-16 without its mark, which is refused as a guess."""
    sample = data[:4096]
    for start in (0, 1):
        half = sample[start::2]
        if half and half.count(0) > 0.7 * len(half) and b"\x00" not in sample[1 - start :: 2]:
            raise Undecodable(
                "encoding",
                "expected UTF-8, found what looks like UTF-16 without a byte order mark",
                "save the file as UTF-8",
            )
    return False


def _odd_characters(lines: Sequence[str], beyond: frozenset[str]) -> list[Doubt]:
    """Return one doubt for each kind of odd characters, at the first line that has them.

    `beyond` are the characters beyond ASCII.
    """
    cyrillic = CYRILLIC.search("".join(beyond)) is not None
    if not cyrillic and "\ufffd" not in beyond and TWICE.isdisjoint(beyond):
        return []
    text = "\n".join(lines)
    found = (
        ("replacement", text.find("\ufffd"), "Characters were lost before the file was saved (�)."),
        ("mojibake", _at(MOJIBAKE, text), "Characters look decoded twice (“â€™” for an apostrophe)."),
        (
            "mixed-alphabets",
            _at(MIXED, text) if cyrillic else -1,
            "Latin and Cyrillic letters are mixed inside one word.",
        ),
    )
    hint = "save the text again from its source"
    return [
        Doubt("text", text.count("\n", 0, at) + 1, message, code, hint)
        for code, at, message in found
        if at >= 0
    ]


def _at(pattern: re.Pattern[str], text: str) -> int:
    """Return where a text first matches, -1 for nowhere."""
    match = pattern.search(text)
    return match.start() if match else -1
