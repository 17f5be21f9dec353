"""How templates print texts and addresses: what Jinja has no filter for."""

from functools import lru_cache

import markupsafe
from markupsafe import Markup

from backfile.pages.reasons import TURNING

__all__ = ["escaped_inside", "isolated", "isolated_from_right", "seen_from", "words"]

# Escapes a text without wrapping it; where markupsafe has no such function, its public one gives the same signs.
escaped_inside = getattr(markupsafe, "_escape_inner", markupsafe.escape)

# Makes Markup of what is escaped. It is done for most values of a page, and the class would look for more each time.
_marked = str.__new__


def isolated(text: str, lang: str = "") -> Markup:
    """Return a text that turns nothing around it: isolated where it may run the other way, or is in a language.

    Among words from left to right only what holds letters from right to left needs it.
    """
    if lang or (not text.isascii() and TURNING.search(text)):
        return isolated_from_right(text, lang)
    return _escaped(text)


def isolated_from_right(text: str, lang: str = "") -> Markup:
    """Return a text that turns nothing around it, among words from right to left: these need it always."""
    said = f' lang="{_escaped(lang)}"' if lang else ""
    return _marked(Markup, f"<bdi{said}>{_escaped(text)}</bdi>")


def seen_from(address: str, here: str) -> str:
    """Return the way to an address of the site from another, both given from the site's root."""
    there, own = address.split("/"), _folders(here)
    shared = 0
    for mine, its in zip(own, there[:-1], strict=False):
        if mine != its:
            break
        shared += 1
    return "../" * (len(own) - shared) + "/".join(there[shared:])


def words(text: str) -> Markup:
    """Return a text escaped for between tags, where quotation marks may stand as they are; not for attributes."""
    return _marked(Markup, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _escaped(text: str) -> Markup:
    return _marked(Markup, escaped_inside(text)) if type(text) is str else markupsafe.escape(text)


@lru_cache(maxsize=8)
def _folders(here: str) -> list[str]:
    return here.split("/")[:-1]
