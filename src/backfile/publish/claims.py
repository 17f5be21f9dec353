"""Which pages claim which addresses, so that no two are one file on any system."""

from collections.abc import Collection

from backfile.publish.places import AddressClash, OutputRefused, folded_form, is_safe

__all__ = ["OWN", "Claims"]

OWN = ".backfile"
"""How the names of our own files in the output folder begin."""


class Claims:
    """The addresses that the files of one site claim, and the folders they need."""

    def __init__(self) -> None:
        self._claims: dict[str, str] = {}  # addresses by their folded form
        self._folders: dict[str, str] = {}  # folders by their folded form
        self._claimed_folders: set[str] = set()

    def claim(self, url: str, ours: Collection[str]) -> None:
        """Reserve an address; raises AddressClash naming both when another page has it.

        Those that an earlier build wrote are known to be safe; for others OutputRefused is raised when they are not.
        """
        folded = folded_form(url)
        if url not in ours and (not is_safe(url) or folded.startswith(OWN)):
            raise OutputRefused(f"no file can be written for the address {url!r}")
        other = self._claims.get(folded) or self._folders.get(folded)
        if other is not None:
            raise AddressClash(other, url)
        self._claims[folded] = url
        folder = url.rpartition("/")[0]
        while folder and folder not in self._claimed_folders:
            folded = folded_form(folder)
            other = self._claims.get(folded)
            if other is not None or self._folders.setdefault(folded, folder) != folder:
                raise AddressClash(other or self._folders[folded] + "/", url)
            self._claimed_folders.add(folder)
            folder = folder.rpartition("/")[0]

    def in_the_way(self, url: str) -> bool:
        """Return True when an old file must go before the new ones come: it is one with them, or above."""
        folded = folded_form(url)
        while folded:
            if folded in self._claims:
                return True
            folded = folded.rpartition("/")[0]
        return folded_form(url) in self._folders
