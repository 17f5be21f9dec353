"""Roles over time: a line for each role from its first to its last report, for inline SVG."""

from collections.abc import Sequence
from datetime import date

from backfile.model import RoleRecord
from backfile.pages import dates
from backfile.pages.views import View
from backfile.pages.wording import Wording

__all__ = ["RoleLine", "RoleTimes", "Tick", "role_times"]

ROW, HEAD, FOOT = 38, 24, 24
MOST = 12
"""Most roles that are drawn; the list beside the drawing has all."""
LONGEST = 48
"""Characters of a role that stand above its line."""


class RoleLine(View, frozen=True):
    """One role: its words above, its line below."""

    text: str
    """The role whole, for the table."""
    label: str
    """The role as the drawing has it, cut where it is long."""
    span: str
    """First to last day in words."""
    count: int
    left: float
    """Where the line begins, in hundredths of the width."""
    width: float
    """How long it is, in hundredths; a role of one day has none and is drawn as a dot."""
    y: int


class Tick(View, frozen=True):
    """A year under the lines."""

    label: str
    left: float
    """Where the year begins, in hundredths of the width."""


class RoleTimes(View, frozen=True):
    """The roles of a person in the order of their first days. Widths are relative, heights are pixels."""

    title: str
    description: str
    """Each role with its days, as a sentence."""
    lines: tuple[RoleLine, ...]
    ticks: tuple[Tick, ...]
    height: int
    base: int
    """Height of the axis line."""


def role_times(roles: Sequence[RoleRecord], name: str, w: Wording) -> RoleTimes | None:
    """Return the drawing of the dated roles. None where fewer than two are dated, or all on one day."""
    dated = sorted(
        ((date.fromisoformat(r.first), date.fromisoformat(r.last), r) for r in roles if r.first and r.last),
        key=lambda one: (one[0], one[1], one[2].text),
    )[:MOST]
    first = min((one[0] for one in dated), default=date.min)
    last = max((one[1] for one in dated), default=date.min)
    if len(dated) < 2 or first == last:
        return None
    days = (last - first).days
    lines = tuple(
        RoleLine(
            text=role.text,
            label=role.text if len(role.text) <= LONGEST else f"{role.text[: LONGEST - 1].rstrip()}…",
            span=dates.span(role.first, role.last, w),
            count=len(role.articles),
            left=_part(begin, first, days),
            width=round(100 * (end - begin).days / days, 2),
            y=HEAD + ROW * row,
        )
        for row, (begin, end, role) in enumerate(dated)
    )
    base = HEAD + ROW * len(lines) - ROW // 2
    told = "; ".join(f"{line.text}, {line.span}" for line in lines)
    title = f"{w('person.roles')} – {name}"
    return RoleTimes(title, f"{told}.", lines, _ticks(first, last), base + FOOT, base)


def _part(day: date, first: date, days: int) -> float:
    return round(100 * (day - first).days / days, 2)


def _ticks(first: date, last: date) -> tuple[Tick, ...]:
    years = range(first.year + 1, last.year + 1)
    if not years:
        return (Tick(f"{first.year:04}", 0.0),)
    days = (last - first).days
    starts = [Tick(f"{year:04}", _part(date(year, 1, 1), first, days)) for year in years]
    step = len(years) // 5 + 1
    # A year that begins at the very edge has no room for its number.
    return tuple(tick for tick in starts[::step] if 4 <= tick.left <= 94)
