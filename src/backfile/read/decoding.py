"""Bytes to text: which encoding a file is in, and what was odd about its characters."""

import codecs
import re
import unicodedata

import msgspec

from backfile.model import Doubt

__all__ = ["Decoded", "Undecodable", "decode"]

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{3,40})""")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
CONTROL_BYTES = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
MOJIBAKE = re.compile(r"(?:â€[™œ\x9d“”¦]|Ã[©¨ª±¼¶¤ŸŽ]|Ð[°-¿]Ñ|Â[ «»])")
MIXED = re.compile(r"[а-яёіїєґ][a-z]|[a-z][а-яёіїєґ]", re.IGNORECASE)
LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


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
    """Lines without their ends, NFC, control characters as spaces; the first is line 1."""
    doubts: tuple[Doubt, ...]
    """What was odd: a guessed encoding, replacement characters, mojibake, mixed alphabets."""


def decode(data: bytes) -> Decoded:
    """Return the text of a file: by byte order mark, else strict UTF-8, else declared, else detected.

    Strict UTF-8 goes before the declaration because saved pages often declare what they are no longer
    in, while text in another encoding is practically never valid UTF-8. Raises Undecodable for binary data
    and when no encoding is clearly the right one.
    """
    encoding, text, doubts = _text(data)
    lines = tuple(unicodedata.normalize("NFC", line) for line in LINE_END.split(text))
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    doubts.extend(_odd_characters(lines))
    return Decoded(encoding, tuple(CONTROL.sub(" ", line) for line in lines), tuple(doubts))


def _text(data: bytes) -> tuple[str, str, list[Doubt]]:
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
    if len(CONTROL_BYTES.findall(data[:4096])) > 0.1 * len(data[:4096]):
        raise Undecodable(
            "encoding",
            "expected UTF-8, found as many control bytes as in UTF-16 without its byte order mark",
            "save the file as UTF-8",
        )
    try:
        return "utf-8", data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _declared_or_detected(data)


def _declared_or_detected(data: bytes) -> tuple[str, str, list[Doubt]]:
    declared = DECLARED.search(data[:2048])
    if declared:
        name = declared.group(1).decode("ascii")
        try:
            if codecs.lookup(name).name not in ("utf-8", "utf-16", "utf-32"):
                return name, data.decode(name), []
        except (LookupError, UnicodeDecodeError):
            pass  # the declaration is wrong: let the bytes speak
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None or best.chaos > 0.1:
        raise Undecodable(
            "encoding",
            "expected text in a known encoding, found bytes that fit none clearly",
            "save the file as UTF-8",
        )
    message = f"The file is not UTF-8; it was read as {best.encoding}."
    return best.encoding, str(best), [Doubt("text", 1, message, "encoding-guessed", "save it as UTF-8")]


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


def _odd_characters(lines: tuple[str, ...]) -> list[Doubt]:
    """Return one doubt for each kind of odd characters, at the first line that has them."""
    doubts = []
    kinds = (
        ("replacement", re.compile("\ufffd"), "Characters were lost before the file was saved (�)."),
        ("mojibake", MOJIBAKE, "Characters look decoded twice (“â€™” for an apostrophe)."),
        ("mixed-alphabets", MIXED, "Latin and Cyrillic letters are mixed inside one word."),
    )
    text = "\n".join(lines)
    for code, pattern, message in kinds:
        match = pattern.search(text)
        if match:
            line = text.count("\n", 0, match.start()) + 1
            doubts.append(Doubt("text", line, message, code, "save the text again from its source"))
    return doubts
