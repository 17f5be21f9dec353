"""The day of an article by the name of its file or by its address: inferred, and only where the text prints none."""

from collections.abc import Sequence

from backfile.model import Document, Moment, Record
from backfile.parse.dates import Found, find_dates
from backfile.parse.fields import field_of
from backfile.parse.sheet import Label
from backfile.patterns import late

__all__ = ["Candidate", "named_day"]

NAME_DATE = late(r"(?:^|/)(?P<day>\d{4}-\d\d-\d\d)[^/]*$")
# A post of a site generator: `2023-09-20-slug.md`, `2023-09-20-slug/index.md`, not `2023-09-20.md`.
POST_NAME = late(
    r"(?:^|/)(?P<day>(?:19|20)\d\d-[01]\d-[0-3]\d)[-_](?:[^/]+|[^/]+/_?index\.[^/]+|[^/]+/contents\.lr)$"
)
POSTS = ("markdown", "restructuredtext", "lektor")
PATH_DATE = late(r"(?:^|/)(?P<day>(?:19|20)\d\d[/-][01]\d[/-][0-3]\d)(?:/|-|$)")


class Candidate(Record, frozen=True):
    """A date that the file prints or declares, with its place and what is said of it."""

    moment: Moment | None
    found: Found
    line: int
    text: str
    updated: bool
    rule: str
    rank: int = 0
    refused: str = ""
    either: bool = False
    """Whether the word beside it may mean both, as German `Stand`."""

    @property
    def printed(self) -> str:
        return self.text[self.found.start : self.found.end]


def named_day(
    document: Document, labels: Sequence[Label], candidates: Sequence[Candidate]
) -> Candidate | None:
    """Return the day that the file's name, the article's address or the post's name tells; None when none does."""
    return (
        _by_file_name(document.path, candidates) or _by_address(document, labels) or _by_post_name(document)
    )


def _by_file_name(path: str, candidates: Sequence[Candidate]) -> Candidate | None:
    """Return the day in the file's name, when the text prints the same day and month without a year."""
    named = NAME_DATE.search(path)
    if named is None:
        return None
    day = named.group("day")
    for candidate in candidates:
        if candidate.found.why_not != "no year":
            continue
        printed = candidate.printed
        confirmed = next(
            iter((*find_dates(f"{printed} {day[:4]}"), *find_dates(f"{printed}, {day[:4]}"))), None
        )
        if confirmed and confirmed.value and confirmed.value[:10] == day:
            moment = Moment(day, "day", None, printed, candidate.line)
            rule = f"the text prints “{printed}” without a year; the file is named {day}"
            return Candidate(moment, candidate.found, candidate.line, candidate.text, False, rule)
    return None


def _by_address(document: Document, labels: Sequence[Label]) -> Candidate | None:
    """Return the day in the address that the file gives for itself: `/2025/01/22/`, a declared `path`."""
    addresses = [
        (f.values[0], f.line)
        for f in document.fields
        if f.values
        and (field_of(f.name) == "original_url" or f.name.rsplit(".", 1)[-1] in ("path", "permalink"))
    ]
    addresses += [(label.value, label.passage.line) for label in labels[:3] if label.kind == "url"]
    for address, line in addresses:
        match = PATH_DATE.search(address)
        found = next(iter(find_dates(match.group("day"))), None) if match else None
        if match and found and found.value:
            moment = Moment(found.value, "day", None, match.group("day"), line)
            rule = f"the day in the article's address “{address}”"
            return Candidate(moment, found, line, match.group("day"), False, rule)
    return None


def _by_post_name(document: Document) -> Candidate | None:
    """Return the day in the name of a file or folder, as Jekyll, Hugo and Zola date posts without a date inside."""
    named = POST_NAME.search(document.path)
    if named is None or not document.fields or document.format not in POSTS:
        return None
    found = next(iter(find_dates(named.group("day"))), None)
    if found is None or not found.value:
        return None
    moment = Moment(found.value, "day", None, named.group("day"), 0)
    rule = f"the day in the post's file name “{named.group().strip('/')}”"
    return Candidate(moment, found, 0, named.group("day"), False, rule)
