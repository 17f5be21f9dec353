"""Long lists in pages whose numbers never move."""

from typing import Generic, TypeVar

import msgspec

from backfile.pages import addresses

__all__ = ["PAGE", "Leaf", "leaves"]

PAGE = 40
"""Entries of a full numbered page. The unnumbered one holds up to twice as many less one."""

Entry = TypeVar("Entry")


class Leaf(msgspec.Struct, Generic[Entry], frozen=True):
    """One page of a long list."""

    url: str
    """Its address."""
    entries: tuple[Entry, ...]
    """Its entries, in the order shown."""
    number: int
    """Its number, counted from the oldest; 0 for the unnumbered page with the latest entries."""
    newer: str
    """Address of the page with newer entries, empty on the unnumbered page."""
    older: str
    """Address of the page with older entries, empty on the last."""


def leaves(url: str, oldest_first: tuple[Entry, ...], size: int = PAGE) -> tuple[Leaf[Entry], ...]:
    """Return the pages of a list, the unnumbered one with the latest entries first.

    The oldest entries are page 1 for good, so a new entry changes the unnumbered page only, and once in
    `size` entries makes a new page. Entries are shown newest first. No page says how many there are.
    """
    full = max(0, len(oldest_first) // size - 1)
    newest_first = tuple(reversed(oldest_first[full * size :]))
    last = addresses.numbered(url, full) if full else ""
    pages = [Leaf(url, newest_first, 0, "", last)]
    for number in range(full, 0, -1):
        entries = tuple(reversed(oldest_first[(number - 1) * size : number * size]))
        newer = url if number == full else addresses.numbered(url, number + 1)
        older = addresses.numbered(url, number - 1) if number > 1 else ""
        pages.append(Leaf(addresses.numbered(url, number), entries, number, newer, older))
    return tuple(pages)
