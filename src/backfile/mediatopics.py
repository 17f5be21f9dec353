"""The IPTC Media Topics, an optional vocabulary: codes, labels in ten languages, what is wider, Wikidata ids.

Copyright International Press Telecommunications Council, CC BY 4.0 (see NOTICE). The table is made by
tools/make_mediatopics.py; it is read when somebody asks for it.
"""

import functools
import gzip
import importlib.resources
import re

import msgspec

__all__ = ["MediaTopic", "code_of", "media_topics", "page_of"]

CODE = re.compile(r"(?:medtop:)?(\d{8})")


class MediaTopic(msgspec.Struct, frozen=True):
    """One concept of the vocabulary."""

    code: str
    """Its eight digits."""
    broader: tuple[str, ...]
    """Codes of the wider concepts."""
    wikidata: str
    """Wikidata id, or empty."""
    labels: dict[str, str]
    """Its name by language."""


@functools.cache
def media_topics() -> dict[str, MediaTopic]:
    """Return the live concepts of the release of 2019-04-06 by code."""
    data = (importlib.resources.files("backfile") / "data" / "mediatopics.txt.gz").read_bytes()
    head, *lines = gzip.decompress(data).decode().splitlines()
    languages = head.split("\t")[3:]
    found = {}
    for line in lines:
        code, broader, wikidata, *labels = line.split("\t")
        named = {tag: label for tag, label in zip(languages, labels, strict=True) if label}
        found[code] = MediaTopic(code, tuple(broader.split()), wikidata, named)
    return found


def code_of(text: str) -> str | None:
    """Return the eight digits of a code as written, `medtop:16000000` or `16000000`; None for anything else."""
    match = CODE.fullmatch(text)
    return match.group(1) if match else None


def page_of(code: str) -> str:
    """Return the address at which IPTC describes a concept."""
    return f"http://cv.iptc.org/newscodes/mediatopic/{code}"
