"""How templates print texts and addresses: what Jinja has no filter for."""

import markupsafe

from backfile.pages.reasons import TURNING

__all__ = ["isolated", "seen_from", "words"]


def isolated(text: str, lang: str = "", everywhere: bool = False) -> markupsafe.Markup:
    """Return a text that turns nothing around it: isolated where it may run the other way, or is in a language.

    Among words from left to right only what holds letters from right to left needs it; `everywhere` says that the
    words around run from right to left.
    """
    if not (lang or everywhere or (not text.isascii() and TURNING.search(text))):
        return markupsafe.escape(text)
    said = f' lang="{markupsafe.escape(lang)}"' if lang else ""
    return markupsafe.Markup(f"<bdi{said}>{markupsafe.escape(text)}</bdi>")  # noqa: S704  both are escaped


def seen_from(address: str, here: str) -> str:
    """Return the way to an address of the site from another, both given from the site's root."""
    there, own = address.split("/"), here.split("/")[:-1]
    shared = 0
    while shared < min(len(own), len(there) - 1) and own[shared] == there[shared]:
        shared += 1
    return "../" * (len(own) - shared) + "/".join(there[shared:])


def words(text: str) -> markupsafe.Markup:
    """Return a text escaped for between tags, where quotation marks may stand as they are; not for attributes."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return markupsafe.Markup(plain)  # noqa: S704  nothing in it can open a tag
