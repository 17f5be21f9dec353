"""What hosts allow a site to be, against the site that was built: told before the host refuses it.

Limits as the hosts' own documentation gave them in 2026: GitHub Pages 1 GB a site and, as for all of git there,
100 MB a file; Cloudflare Pages 20,000 files (free plan) of 25 MiB each; Netlify 54,000 files a folder; GitLab.com
1 GB and 200,000 entries.
"""

import os
from collections import Counter

import msgspec

from backfile.problems import Origin, Problem

__all__ = ["HOSTS", "NoSite", "measured"]

GB, MB, MIB = 10**9, 10**6, 2**20


class Limits(msgspec.Struct, frozen=True):
    """What one host allows; None where it names no limit."""

    name: str
    """The host as it calls itself."""
    files: int | None = None
    """Files of the site."""
    size: int | None = None
    """Bytes of the site."""
    file_size: int | None = None
    """Bytes of one file."""
    folder: int | None = None
    """Files of one folder."""


HOSTS = {
    "github": Limits("GitHub Pages", size=GB, file_size=100 * MB),
    "gitlab": Limits("GitLab Pages", files=200_000, size=GB),
    "cloudflare": Limits("Cloudflare Pages (free plan)", files=20_000, file_size=25 * MIB),
    "netlify": Limits("Netlify", folder=54_000),
}


class NoSite(Exception):
    """There is no built site to measure; says where it was looked for."""


def measured(out: str, host: str) -> tuple[tuple[Problem, ...], str]:
    """Return an error for each limit of the host that the site in `out` exceeds, and its measures in words.

    Raises NoSite where nothing is built.
    """
    if not os.path.isfile(os.path.join(out, ".backfile-site")):
        raise NoSite(f"expected a built site in {out}, found none: build first, then check for the host")
    limits, sizes = HOSTS[host], _sizes(out)
    total, folders = sum(sizes.values()), Counter(os.path.dirname(path) for path in sizes)
    widest, most = folders.most_common(1)[0]
    largest = max(sizes, key=lambda path: (sizes[path], path))
    problems = []
    if limits.files is not None and len(sizes) > limits.files:
        problems.append(_over(limits, "host-files", "", f"{limits.files:,} files", f"{len(sizes):,}"))
    if limits.size is not None and total > limits.size:
        problems.append(
            _over(limits, "host-size", "", f"{limits.size / MB:,.0f} MB", f"{total / MB:,.0f} MB")
        )
    if limits.folder is not None and most > limits.folder:
        problems.append(
            _over(limits, "host-folder", widest, f"{limits.folder:,} files in a folder", f"{most:,}")
        )
    if limits.file_size is not None:
        for path in sorted(path for path, size in sizes.items() if size > limits.file_size):
            allowed, found = f"{limits.file_size / MB:,.0f} MB a file", f"{sizes[path] / MB:,.1f} MB"
            problems.append(_over(limits, "host-file-size", path, allowed, found))
    told = (
        f"for {limits.name}: {len(sizes):,}{_of(limits.files)} files, {total / MB:,.1f}{_of_mb(limits.size)} MB, "
        f"the largest {sizes[largest] / MB:,.1f}{_of_mb(limits.file_size)} MB ({largest}), "
        f"at most {most:,}{_of(limits.folder)} files in a folder."
    )
    return tuple(problems), told


def _sizes(out: str) -> dict[str, int]:
    """Return the size of each file of the site by its address; the list of files is not uploaded everywhere."""
    sizes = {}
    for folder, _, names in os.walk(out):
        for name in names:
            path = os.path.join(folder, name)
            sizes[os.path.relpath(path, out).replace(os.sep, "/")] = os.lstat(path).st_size
    return sizes


def _over(limits: Limits, code: str, path: str, allowed: str, found: str) -> Problem:
    message = f"expected at most {allowed} on {limits.name}, found {found}"
    hint = "another host, or several archives by year, would hold it"
    return Problem(Origin(f"public/{path}"), "error", code, message, hint)


def _of(limit: int | None) -> str:
    return f" of {limit:,}" if limit is not None else ""


def _of_mb(limit: int | None) -> str:
    return f" of {limit / MB:,.0f}" if limit is not None else ""
