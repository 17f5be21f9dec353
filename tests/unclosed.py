"""Which elements of HTML end without a tag that says so: the standard's optional tags, as far as pages use them."""

__all__ = ["begun", "ended"]

FRAME = ("html", "head", "body")
"""Begin and end by themselves."""
ENDED_BY = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd")}
"""Which elements a start tag ends."""
ENDING_P = {
    "article", "aside", "blockquote", "details", "div", "dl", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip
"""The start tags that end a paragraph."""


def begun(open_: list[str], tag: str) -> None:
    """Add an element to those that are open, without those that its start tag ends."""
    if open_[-1:] == ["p"] and (tag in ENDING_P or tag in ENDED_BY):
        open_.pop()
    if open_ and open_[-1] in ENDED_BY.get(tag, ()):
        open_.pop()
    if tag not in FRAME:
        open_.append(tag)


def ended(open_: list[str], tag: str) -> bool:
    """Close an element, and those in it that end with it; return whether it was open and all else in it was closed."""
    if tag in FRAME:
        return True
    while open_ and open_[-1] != tag and open_[-1] in ("p", *ENDED_BY):
        open_.pop()
    return bool(open_) and open_.pop() == tag
