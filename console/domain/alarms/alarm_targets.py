"""What a good alarm system looks like, in figures (ISA-18.2, EEMUA 191 as the public literature cites them).

Figures marked † are from memory [M]: they are settings like the rest, and no conformance is claimed by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Targets:
    """Targets of one operator position; rates are annunciations per 10 minutes, times ms, shares 0 to 1."""

    average_per_ten_minutes: float = 1.0
    most_per_ten_minutes: float = 2.0
    per_day: int = 150
    per_day_act: int = 300
    flood_begins_above: int = 10
    flood_ends_below: int = 5  # †
    time_in_flood: float = 0.01
    top_ten_share: float = 0.05  # † 1–5 %
    chatter_times: int = 3
    chatter_within: int = MINUTE
    standing: int = DAY
    mix: tuple[float, float, float] = (0.05, 0.15, 0.80)
    """High (1), medium (2), low (3 and 4)."""
    offset: int = 8 * HOUR
    """Of local time, for days."""


class Mark(Enum):
    """How a figure stands to its target."""

    GOOD = "good"
    OVER = "over"
    ACT = "act"
    UNKNOWN = "unknown"


def mark_rate(rate: float | None, targets: Targets) -> Mark:
    """The average rate per 10 minutes against its target."""
    if rate is None:
        return Mark.UNKNOWN
    if rate <= targets.average_per_ten_minutes:
        return Mark.GOOD
    return Mark.OVER if rate <= targets.most_per_ten_minutes else Mark.ACT


def mark_day(count: int, targets: Targets) -> Mark:
    """A day's count against its target."""
    if count <= targets.per_day:
        return Mark.GOOD
    return Mark.OVER if count < targets.per_day_act else Mark.ACT


def mark_share(share: float | None, target: float) -> Mark:
    """A share that must not be above its target (time in flood, top ten)."""
    if share is None:
        return Mark.UNKNOWN
    return Mark.GOOD if share <= target else Mark.OVER
