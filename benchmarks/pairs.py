"""Whether two names are joined without asking, offered or left, measured on pairs of one person and of two.

    .venv/bin/python benchmarks/pairs.py [--misses]

Prints for both halves of `pairs.txt`: the precision of what is joined without asking, the share of true pairs that
are joined or offered, and how many pairs of two people are offered. The half `held` is never tuned on: `--misses`
names what went wrong in the half `tuned` alone.
"""

import argparse
import pathlib
import zlib
from collections import Counter

from backfile.archive.spelling import likeness, loose_keys

__all__ = ["PAIRS", "held", "judged", "load"]

PAIRS = pathlib.Path(__file__).resolve().parent / "pairs.txt"


def load() -> list[tuple[str, str, str]]:
    """Return (`=` or `!`, one name, the other) of every line."""
    lines = [line for line in PAIRS.read_text(encoding="utf-8").splitlines() if line[:1] in "=!" and line]
    found = []
    for line in lines:
        one, _, other = line[1:].partition("|")
        found.append((line[0], one.strip(), other.strip()))
    return found


def held(one: str, other: str) -> bool:
    """Whether a pair is of the half that is never tuned on."""
    return zlib.crc32(f"{one}|{other}".encode()) % 2 == 1


def judged(one: str, other: str) -> str:
    """Return `same`, `maybe` or `other`, as an archive that has both names would come to it."""
    kind = likeness(one, other).kind
    return "other" if kind == "maybe" and not loose_keys(one) & loose_keys(other) else kind


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--misses", action="store_true", help="name what went wrong in the half that is tuned on"
    )
    misses = parser.parse_args().misses
    tally: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for mark, one, other in load():
        part = held(one, other)
        kind = judged(one, other)
        tally[part][mark + kind] += 1
        if misses and not part and (kind == "other" if mark == "=" else kind != "other"):
            print(f"{mark} {kind:6} {one} | {other}")
    print(
        f"{'half':6} {'one':>4} {'two':>4}  {'joined':>6} {'P':>5}  {'offered':>7} {'cover':>5}  {'two offered':>11}"
    )
    for part, name in ((False, "tuned"), (True, "held")):
        count = tally[part]
        one = sum(n for key, n in count.items() if key[0] == "=")
        two = sum(n for key, n in count.items() if key[0] == "!")
        joined = count["=same"] + count["!same"]
        cover = (count["=same"] + count["=maybe"]) / one
        precision = count["=same"] / joined if joined else 1.0
        print(
            f"{name:6} {one:4} {two:4}  {joined:6} {precision:5.3f}  {count['=maybe']:7} {cover:5.3f}"
            f"  {count['!maybe']:11}"
        )


if __name__ == "__main__":
    main()
