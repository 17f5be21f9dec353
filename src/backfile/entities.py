"""Character references to the characters that they mean, also where they were made to break a program."""

import html
import re

__all__ = ["unescaped"]

# Python refuses numbers of more than 4,300 digits; no character has one of more than seven.
_LONG = re.compile(r"&#[0-9]{9,};?")


def unescaped(text: str) -> str:
    """Return a text with its character references resolved, as `html.unescape` does; it fails at none."""
    return html.unescape(_LONG.sub(_bounded, text) if "&#" in text else text)


def _bounded(match: re.Match[str]) -> str:
    digits = match.group().strip("&#;").lstrip("0")
    return "\ufffd" if len(digits) > 7 else f"&#{digits or 0};"
