"""Web addresses in a text: their hosts, and the address that the text was saved from."""

import functools
from collections.abc import Sequence
from urllib.parse import urlsplit

from backfile.model import Document
from backfile.parse.fields import field_of
from backfile.parse.sheet import Label
from backfile.patterns import late

__all__ = ["SOCIAL", "URL", "host_of", "original_url_of"]

URL = late(r"https?://[^\s<>\"“”»)\]]+[^\s<>\"“”»)\].,;:!?]")
SOCIAL = (
    "t.me", "telegram.me", "twitter.com", "x.com", "facebook.com", "instagram.com", "youtube.com", "youtu.be",
    "vk.com", "ok.ru", "wa.me", "linkedin.com",
)  # fmt: skip


@functools.lru_cache(maxsize=256)  # asked for the links, and for each clue to the outlet
def host_of(url: str) -> str | None:
    """Return the host of an address without `www.`, None when it has none."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def original_url_of(document: Document, labels: Sequence[Label]) -> tuple[str | None, int, str]:
    """Return (address the text was saved from, line, why): a declared field, or an address line of its own."""
    for declared in document.fields:
        if field_of(declared.name) in ("original_url", "source") and URL.fullmatch(
            declared.values[0] if declared.values else ""
        ):
            return declared.values[0], declared.line, declared.said
    for label in labels:
        if label.kind in ("url", "source") and URL.fullmatch(label.value.strip()):
            host = host_of(label.value.strip())
            if host and host not in SOCIAL:
                return label.value.strip(), label.passage.line, label.why
    return None, 0, "no address line"
