"""Markdown to sanitised HTML: the one door through which text becomes HTML.

Everything that leaves this module has passed nh3 after Markdown. Text without any mark-up never goes through
Markdown at all: it is escaped by the templates like any other text.
"""

import functools
import html
import re
from collections.abc import Callable

from backfile.entities import unescaped
from backfile.patterns import late

__all__ = ["inline", "plain_of", "sanitised"]

MARKS = late(r"[*_`\[\]<>&~\\]")
TAGS = frozenset(
    "a abbr b bdi blockquote br cite code del dfn em i ins kbd li mark ol p q s small strong sub sup u ul".split()  # noqa: SIM905
)
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}}
SCHEMES = frozenset(("http", "https", "mailto"))
LINK = late(r'<a((?: [a-z]+="[^"]*")*)>(.*?)</a>', re.DOTALL)
WRAPPED = late(r"<p>(.*)</p>", re.DOTALL)


@functools.cache
def _markdown() -> Callable[[str], str]:
    import markdown

    converter = markdown.Markdown(output_format="html")

    def convert(text: str) -> str:
        return converter.reset().convert(text)

    return convert


def sanitised(text: str) -> str:
    """Return HTML with only harmless elements, attributes and link schemes (http, https, mailto).

    A relative address led somewhere on the site a text was saved from; here it would be a dead link, so the
    words stay and the address goes.
    """
    import nh3

    clean = nh3.clean(
        text,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=_absolute,
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer",
    )
    return LINK.sub(lambda link: link[0] if " href=" in link[1] else link[2], clean)


def _absolute(element: str, attribute: str, value: str) -> str | None:
    """Return the value, None for an address without a scheme."""
    relative = (element, attribute) == ("a", "href") and not re.match(
        r"\s*[a-z][a-z0-9+.-]*:", value, re.IGNORECASE
    )
    return None if relative else value


def plain_of(text: str) -> str:
    """Return the text of an HTML fragment without any element, white space collapsed."""
    import nh3

    return " ".join(unescaped(nh3.clean(text, tags=set())).split())


def inline(source: str) -> tuple[str, str | None]:
    """Return (plain text, sanitised HTML) of one Markdown block; no HTML when it holds no mark-up.

    The HTML is the inside of the block, without the paragraph around it.
    """
    addressed = "://" in source and ("http://" in source or "https://" in source)
    if not (addressed or MARKS.search(source)):
        bare = source.isprintable() and "  " not in source
        return source.strip(" ") if bare else " ".join(source.split()), None
    rendered = _markdown()(source)
    match = WRAPPED.fullmatch(rendered.strip())
    inside = match.group(1) if match and "<p>" not in match.group(1) else rendered
    clean = sanitised(inside).strip()
    text = plain_of(clean)
    return text, clean if clean != html.escape(text, quote=False) else None
